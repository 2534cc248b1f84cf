# SPDX-License-Identifier: Apache-2.0
# One datastore in load order: schema, data, constraints; nothing but that on standard output.
"$DORE" cat "$CASES/manifests/small.json" > cat.sql 2> cat.log
"$DORE" --manifest "$CASES/manifests/small.json" -o - > o.sql 2> o.log
cmp cat.sql o.sql
cmp cat.log o.log
sed "s|$CASES|CASES|" o.log
grep -o -E '(CREATE TABLE|COPY) "public"."[a-z]*"' o.sql
