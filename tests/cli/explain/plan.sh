# SPDX-License-Identifier: Apache-2.0
# Order, counts, keys, circles and values of a plan; names are made harmless. Nothing is written.
"$DORE" explain "$CASES/manifests/plan.json"
echo "status $?"
"$DORE" explain "$CASES/manifests/plan.json" --scale 100000 --datastore pg -q | grep 'record'
ls -A
