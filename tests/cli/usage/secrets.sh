# SPDX-License-Identifier: Apache-2.0
# A password in the wrong place is never repeated.
. "$CASES/tell"
{
    "$DORE" --var password sesame
    "$DORE" --password sesame
    "$DORE" -psesame
    "$DORE" -p sesame
    "$DORE" password=sesame
    "$DORE" --manifest "$CASES/manifests/small.json" password=sesame
    "$DORE" --manifest "$CASES/manifests/small.json" --password=sesame
    "$DORE" --manifest "$CASES/manifests/small.json" --var password=sesame
    "$DORE" --manifest "$CASES/manifests/small.json" --var =sesame
    "$DORE" check "$CASES/manifests/small.json" --=sesame
    "$DORE" check "$CASES/manifests/variables.json" --pets=sesame --database=sesame
} > said 2>&1
grep -n sesame said
grep -c error: said
