# SPDX-License-Identifier: Apache-2.0
# --schema-only and --data-only: the rest is what a whole run makes.
m=$CASES/manifests/small.json
"$DORE" --manifest "$m" -q -o all/
"$DORE" --manifest "$m" -q -o schema/ --schema-only
"$DORE" --manifest "$m" -q -o data/ --data-only
(cd all && find pg -type f | sort)
echo schema
(cd schema && find pg -type f | sort)
echo data
(cd data && find pg -type f | sort)
cmp all/pg/10-schema.sql schema/pg/10-schema.sql
diff -r all/pg/20-data data/pg/20-data
