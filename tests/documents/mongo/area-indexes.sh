# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2119,SC2120,SC2154
# Sourced by tests/documents/group-mongo.sh: keys and indexes of a manifest in FerretDB, which has
# unique, plain and compound ones.

# The indexes that are there, one a line
list_indexes() {
    mongo_js <<'END'
for (const { name, key, unique } of await server.db("indexes").collection("people of x").listIndexes().toArray())
  console.log(JSON.stringify([name, key, unique ?? false]));
END
}
has_indexes() {
    list_indexes | sort > "$work/indexes" && diff -u - "$work/indexes" <<'END'
["_id_",{"_id":1},false]
["badge_1",{"badge":1},true]
["by birth",{"born":1},false]
["city_1__id_1",{"city":1,"_id":1},false]
END
}
area_indexes() {
    at ferretdb
    indexes=tests/documents/mongo/indexes.json
    rm -rf "$work/bundle"
    holds "made" "$DORE" --manifest "$indexes" --seed 7 -q -o "$work/bundle/"
    holds "loads" status 0 sh "$work/bundle/load.sh"
    holds "has its indexes" has_indexes
    judge_back "documents" "$work/bundle" "$indexes" --seed 7
    holds "the attribute that documentId names is the key" mongo_js <<'END'
const people = server.db("indexes").collection("people of x");
const keys = (await people.find({}).toArray()).map(({ _id }) => _id).sort((a, b) => a - b);
if (keys[0] !== 1000 || keys[79] !== 1079) throw new Error(keys.join());
END
    holds "a badge twice is refused" mongo_js <<'END'
const people = server.db("indexes").collection("people of x");
const { badge } = await people.findOne({});
const code = await people.insertOne({ _id: 1, badge }).then(() => 0, (error) => error.code);
if (code !== 11000) throw new Error(`code ${code}`);
END
    # The step may be repeated: indexes that are there stay.
    rm "$work"/bundle/load-state/mongo-*/constraints.*
    holds "once more" status 0 sh "$work/bundle/load.sh"
    holds "has its indexes still" has_indexes
    # Values that came in twice before the index: it is not made, and the load not done.
    mongo_js > "$work/said" <<'END'
const people = server.db("indexes").collection("people of x");
await people.dropIndex("badge_1");
await people.updateMany({}, { $set: { badge: 1 } });
END
    rm "$work"/bundle/load-state/mongo-*/constraints.*
    holds "a unique index over equal values" status 1 sh "$work/bundle/load.sh"
    holds "is named" told '30-indexes.js failed'
    holds "is not done" not grep -q '^mongo: loaded' "$work/told"
    drop_databases
}
