# SPDX-License-Identifier: Apache-2.0
# The manifest's locales, one a record for all its attributes; an attribute's own; nested records,
# which have a choice of their own. The command line wins over the manifest, not over attributes.
m=$CASES/manifests/locales.json
rows() { "$DORE" cat "$m" -q --data-only "$@" | sed -n '/^COPY/,/^\\\./p'; }
rows
rows --locale hi_IN
rows --locale ru_RU:1,tr_TR:1000 | cut -f 1 | sort | uniq -c
# A locale more changes only what takes it.
sed 's/"en_US", "de_DE", "ja_JP"/"en_US"/' "$m" > one.json
"$DORE" cat one.json -q --data-only > manifest.sql
"$DORE" cat "$m" -q --data-only --locale en_US | cmp - manifest.sql
sed '/"locale": \[/d' "$m" > none.json
"$DORE" cat none.json -q --data-only | cmp - manifest.sql
# Records that an attribute nests are where the attribute is.
sed 's/"value": { "composite"/"locale": "pl_PL", "value": { "composite"/' "$m" > nested.json
"$DORE" cat nested.json -q --data-only --locale hi_IN | grep -c '{"country":"PL","postcode":"..-..."}'
