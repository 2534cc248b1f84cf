# SPDX-License-Identifier: Apache-2.0
# A ref to a pipe that nobody writes to, or to a device, is refused instead of waited for.
. "$CASES/tell"
mkfifo pipe.json
for ref in pipe.json /dev/zero; do
    printf '{ "id": "x", "datastores": {}, "models": { "a": { "ref": "%s" } } }' "$ref" > m.json
    tell check m.json
done
