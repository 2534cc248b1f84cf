# SPDX-License-Identifier: Apache-2.0
# What does not fit one stream is refused before the first byte, and the message says what to name.
. "$CASES/tell"
m=$CASES/manifests/several.json
tell cat "$m" -q
tell cat "$m" -q --datastore docs
tell cat "$m" -q --datastore pg --datastore index
tell check "$m" -q -o -
tell cat "$m" -q --model one --schema-only
"$DORE" cat "$m" -q --model one | wc -l
"$DORE" cat "$m" -q --datastore index | wc -l
"$DORE" cat "$m" -q --datastore docs --model two | wc -l
