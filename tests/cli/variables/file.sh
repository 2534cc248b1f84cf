# SPDX-License-Identifier: Apache-2.0
# Files of variables that are none.
. "$CASES/tell"
m=$CASES/manifests/variables.json
echo '["a"]' > array.json
echo '{ "pets": [1], "database": null, "x": { "y": 1 } }' > kinds.json
echo '{ "pets": 1, }' > broken.json
for file in nothing.json array.json kinds.json broken.json; do
    tell check "$m" -q --vars $file
done
