# SPDX-License-Identifier: Apache-2.0
# Escape sequences in names and paths reach nobody's terminal.
. "$CASES/tell"
name=$(printf 'a\033[31m\302\233\342\200\256b\nc')
tell check "$name.json" | sed '1,2d'
printf '{ "id": "x", "datastores": {}, "models": { "a": { "records": 1, "persistence": "MEMORY_ONLY", "attributes": { "i": { "value": { "ref": "\\u001b[2J\\u009b\\u202e.x" } } } } } }' > m.json
tell check m.json
