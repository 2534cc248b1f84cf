# SPDX-License-Identifier: Apache-2.0
# Refs outside the folder that --ref-root names are refused, links resolved.
. "$CASES/tell"
mkdir in
echo '{ "records": 1, "persistence": "MEMORY_ONLY", "attributes": { "id": { "value": { "faker": { "pyint": {} } } } } }' > model.json
cp model.json in/inside.json
ln -s ../model.json in/link.json
for ref in inside.json ../model.json link.json; do
    printf '{ "id": "x", "datastores": {}, "models": { "a": { "ref": "%s" } } }' "$ref" > in/m.json
    tell check in/m.json --ref-root in -q
done
