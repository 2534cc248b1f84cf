# SPDX-License-Identifier: Apache-2.0
# A manifest from standard input.
"$DORE" check - < "$CASES/manifests/small.json"
"$DORE" --manifest - --schema-only -o - -q < "$CASES/manifests/small.json" | grep -c 'CREATE TABLE'
"$DORE" check - < /dev/null
