# SPDX-License-Identifier: Apache-2.0
# A manifest whose files refer to themselves.
. "$CASES/tell"
cat > itself.json <<'END'
{ "id": "itself", "datastores": {}, "models": { "a": { "ref": "itself.json" }, "b": { "ref": "b.json" } } }
END
echo '{ "ref": "c.json" }' > b.json
echo '{ "ref": "b.json" }' > c.json
tell check itself.json
