# SPDX-License-Identifier: Apache-2.0
# No value of a variable is ever shown, wherever the fault lies.
m=$CASES/manifests/variables.json
echo '{ "pets": "sesame", "database": "sesame\u0000" }' > vars.json
{
    "$DORE" check "$m" --pets=sesame --database=sesame
    "$DORE" check "$m" --vars vars.json --diagnostics json
    "$DORE" check "$m" --pets=1 --database=d --other=sesame
} > said 2>&1
grep -c sesame said
grep -c -E ': error:|"severity":"error"' said
