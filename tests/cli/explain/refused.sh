# SPDX-License-Identifier: Apache-2.0
# Faults come instead of a plan; what explain takes and what it does not.
. "$CASES/tell"
tell explain "$CASES/manifests/plan.json" --model nobody | sed "s|$CASES|CASES|g"
tell explain
tell explain "$CASES/manifests/plan.json" -q --threads 2 --level 9 2>&1 | head -n 3 | sed "s|$CASES|CASES|g"
"$DORE" explain "$CASES/manifests/plan.json" > /dev/full 2> said
echo "status $?"
