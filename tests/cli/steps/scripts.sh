# SPDX-License-Identifier: Apache-2.0
# Scripts of the manifest's stand around the load: in the bundle, in a stream, in shards; the
# manifest in the bundle makes it again. Data alone go to tables that have them behind them.
manifest=$CASES/manifests/scripts.json
"$DORE" --manifest "$manifest" --seed 1 -q -o whole/
(cd whole && find pg -type f | sort)
"$DORE" --manifest whole/manifest.json --seed 1 -q -o again/
diff -r whole again && echo same
cmp whole/pg/00-before/01-mood.sql "$CASES/manifests/sql/mood.sql" && echo bytes
grep -c '"role": "before"\|"role": "after"' whole/bundle.json
for shard in 1 2; do
    "$DORE" --manifest "$manifest" --seed 1 -q --shard $shard/2 -o $shard.zip
done
"$DORE" join -q -o joined/ 2.zip 1.zip
diff -r whole joined && echo joined
"$DORE" cat "$manifest" --seed 1 -q >stream
head -n 2 stream
tail -n 2 stream
"$DORE" --manifest "$manifest" --seed 1 -q --schema-only -o schema/
(cd schema && find pg -type f | sort)
"$DORE" --manifest "$manifest" --seed 1 -q --data-only -o data/
(cd data && find pg -type f | sort)
