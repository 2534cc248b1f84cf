# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/documents/group-mongo.sh: the store's own rules, one by one. What a server refuses is
# refused by the program first, with place and rule; what it changes without a word is written so that it
# does not; what only the data show ends a load loudly.

# manifest PROPERTIES RECORDS FIELD VALUE: one collection of one field, in $work/rule.json
manifest() {
    printf '{"id": "rule", "datastores": {"mongo": {"protocol": "mongodb", "properties": {"database": "rule"}}},
"models": {"m": {"records": %s, "datastore": "mongo", "properties": %s, "attributes": {
"a": {"properties": {"fieldName": %s}, "value": %s}}}}}\n' "$2" "$1" "$3" "$4" > "$work/rule.json"
}
int='{"faker": {"pyint": {}}}' things='{"collectionName": "things"}'
# refused WHAT WORDS: the manifest is, with a place below the model and these words
refused() {
    holds "$1 is refused" status 1 "$DORE" check "$work/rule.json"
    holds "$1: place and rule" told "rule.json:[0-9]*:[0-9]*: error: \\\$\\.[a-z].*$2"
}
loads() {
    rm -rf "$work/rule"
    holds "$1: made" "$DORE" --manifest "$work/rule.json" --seed 7 -q -o "$work/rule/"
    holds "$1: is loaded" sh "$work/rule/load.sh"
    drop_databases
}
# loads_not WHAT WORDS: the program takes it, the load fails and says so
loads_not() {
    rm -rf "$work/rule"
    holds "$1: made" "$DORE" --manifest "$work/rule.json" --seed 7 -q -o "$work/rule/"
    holds "$1: is not loaded" status 1 sh "$work/rule/load.sh"
    holds "$1: says so" told "$2"
    holds "$1: is not done" not grep -q '^mongo: loaded' "$work/told"
    drop_databases
}

# ---- refused first ------------------------------------------------------------------------------

rules_names() {
    while IFS= read -r name; do
        manifest "$things" 1 '"x"' "$int"
        sed "s/\"database\": \"rule\"/\"database\": $name/" "$work/rule.json" > "$work/changed.json"
        mv "$work/changed.json" "$work/rule.json"
        refused "database $name" 'database name'
    done <<'END'
"a b"
"a.b"
"a$b"
"a:b"
"a|b"
"0123456789012345678901234567890123456789012345678901234567890123"
END
    while IFS= read -r name; do
        manifest "{\"collectionName\": $name}" 1 '"x"' "$int"
        refused "collection $name" 'collection name'
    done <<'END'
"a$b"
"system.things"
".a"
"a."
"a..b"
"line\nend"
END
    manifest "$things" 1 '"$x"' "$int"
    refused "field \$x" "begins with '\\\$'"
    manifest "$things" 1 '"x"' '{"selector": {"random": {"items": [{"a": {"$b": 1}}]}}}'
    refused "key \$b" "begins with '\\\$'"
}

rules_keys() {
    manifest "$things" 10 '"_id"' '{"selector": {"random": {"items": [1, 2, 3]}}}'
    refused "too few keys" "must be different in 10 records, but there are 3 values"
    manifest "$things" 1 '"_id"' '{"selector": {"random": {"items": [[1]]}}}'
    refused "a list as key" "field '_id' cannot hold lists"
    manifest "$things" 1 '"_id"' '{"selector": {"random": {"items": [null]}}}'
    refused "null as key" "field '_id' cannot hold null"
    manifest "$things" 100 '"_id"' '{"faker": {"pyint": {"min_value": 1, "max_value": 100}}}'
    at ferretdb
    loads "every value a key once"
    # Uncounted values, some of them twice. The second server counts them as imported.
    manifest "$things" 100 '"_id"' '{"faker": {"text": {"max_nb_chars": 5}}}'
    at ferretdb
    loads_not "a key twice" 'E11000\|[Dd]uplicate'
    at mongo-java
    loads_not "a key twice, not told" "E11000\|[Dd]uplicate\|holds [0-9]* rows, not 100"
}

# indexed LIST COUNT: a collection of so many fields, with these keys of the model
indexed() {
    awk -v list="$1" -v count="$2" 'BEGIN {
        printf "{\"id\": \"rule\", \"datastores\": {\"mongo\": {\"protocol\": \"mongodb\", \"properties\": {\"database\": \"rule\"}}}, "
        printf "\"models\": {\"m\": {\"records\": 9, \"datastore\": \"mongo\", \"properties\": {\"collectionName\": \"things\"}, \"indexes\": [%s], \"attributes\": {", list
        for (i = 1; i <= count; i++)
            printf "%s\"a%d\": {%s\"properties\": {\"fieldName\": \"a%d\"}, \"value\": {\"sequence\": {}}}", (i > 1 ? "," : ""), i, (i == 1 ? "\"unique\": true, " : ""), i
        print "}}}}" }' > "$work/rule.json"
}
# keys COUNT: an index for each of so many fields; and one of all of them
keys() { awk -v count="$1" 'BEGIN { for (i = 1; i <= count; i++) printf "%s{\"attributes\": [\"a%d\", \"a%d\"]}", (i > 1 ? "," : ""), i, i % count + 1 }'; }
wide_key() { awk -v count="$1" 'BEGIN { for (i = 1; i <= count; i++) printf "%s\"a%d\"", (i > 1 ? "," : "{\"attributes\": ["), i; print "]}" }'; }
rules_indexes() {
    for name in '*' _id_; do
        indexed "{\"attributes\": [\"a2\"], \"name\": \"$name\"}" 2
        refused "an index '$name'" "index name '.*' is one that MongoDB refuses"
    done
    indexed '{"attributes": ["a2"], "name": "a1_1"}' 2
    refused "the name that the server gives another" "has an index 'a1_1' already"
    # That of _id, the unique one and these
    indexed "$(keys 62)" 62
    holds "64 indexes" status 0 "$DORE" check "$work/rule.json"
    indexed "$(keys 63)" 63
    refused "65 indexes" 'more than 64 indexes'
    indexed "$(wide_key 32)" 32
    holds "32 fields of an index" status 0 "$DORE" check "$work/rule.json"
    indexed "$(wide_key 33)" 33
    refused "33 fields of an index" 'has 33 fields; MongoDB takes 32'
}

# sized FIELDS VALUE: one document of so many fields
sized() {
    printf '{"id": "rule", "datastores": {"mongo": {"protocol": "mongodb", "properties": {"database": "rule"}}},
"models": {"m": {"records": 1, "datastore": "mongo", "properties": {"collectionName": "things"}, "attributes": {'
    field=1
    while [ "$field" -le "$1" ]; do
        printf '"a%s": {"properties": {"fieldName": "a%s"}, "value": %s},\n' "$field" "$field" "$2"
        field=$((field + 1))
    done
    printf '"end": {"properties": {"fieldName": "end"}, "value": %s}' "$int"
    echo '}}}}'
}
rules_sizes() {
    sized 18 '{"faker": {"binary": {"length": 1048576}}}' > "$work/rule.json"
    refused "a document over 16 MiB" "takes 18874[0-9]* bytes or more; MongoDB takes no more than 16 MiB"
    sized 18 '{"faker": {"text": {"max_nb_chars": 1048576}}}' > "$work/rule.json"
    holds "a document that may be over 16 MiB" status 0 "$DORE" check "$work/rule.json"
    holds "a document that may be: is warned of" told 'warning: .*may take up to .* 16 MiB'
    at mongo-java
    loads_not "a document that is" 'too large'
    sized 23 '{"faker": {"binary": {"length": 729000}}}' > "$work/rule.json"
    rm -rf "$work/rule"
    "$DORE" --manifest "$work/rule.json" --seed 7 -q -o "$work/rule/"
    holds "a document just below" status 0 sh "$work/rule/load.sh"
    judge_back "a document just below" "$work/rule" "$work/rule.json" --seed 7
    drop_databases
}

# nested LEVELS: documents with so many objects, one in the other
nested() {
    printf '{"id": "rule", "datastores": {"mongo": {"protocol": "mongodb", "properties": {"database": "rule"}}},
"models": {"m": {"records": 3, "datastore": "mongo", "properties": {"collectionName": "things"}, "attributes": {
"a": {"properties": {"fieldName": "a"}, "value": {"composite": {"ref": "n2"}}}}}'
    level=2
    while [ "$level" -lt "$1" ]; do
        printf ',\n"n%s": {"persistence": "NO_PERSIST", "attributes": {"a": {"value": {"composite": {"ref": "n%s"}}}}}' \
            "$level" $((level + 1))
        level=$((level + 1))
    done
    printf ',\n"n%s": {"persistence": "NO_PERSIST", "attributes": {"a": {"value": {"faker": {"pyint": {}}}}}}}}\n' "$level"
}
rules_nesting() {
    nested 101 > "$work/rule.json"
    refused "101 levels" "nests more than 100 levels"
    nested 100 > "$work/rule.json"
    rm -rf "$work/rule"
    holds "100 levels: made" "$DORE" --manifest "$work/rule.json" --seed 7 -q -o "$work/rule/"
    at mongo-java
    holds "100 levels: load" status 0 sh "$work/rule/load.sh"
    # The judge's own reader ends at 64 levels, libbson at 98: the lines themselves are compared.
    holds "100 levels: read back" mongo_js "$work/rule" "$work" mongo < tests/documents/mongo/read.js
    sed 's/{"$numberInt":"\([0-9]*\)"}/\1/' "$work/mongo.m" > "$work/found"
    holds "100 levels: are there" grep -q '"a":{"a":{"a":{"a":{"a":{"a":{"a":' "$work/found"
    holds "100 levels: are what was meant" cmp "$work"/rule/mongo/20-data/0001-things.jsonl "$work/found"
    drop_databases
}

# ---- not changed without a word ------------------------------------------------------------------

rules_edges() {
    at mongo-java
    edges=tests/documents/mongo/edges.json
    holds "decimals over 34 digits are warned of" status 0 "$DORE" check "$edges"
    holds "decimals over 34 digits: each place" told 'items\[2\]: decimals .* more than 34 digits and are rounded'
    load_and_judge edges "$edges"
    rm -rf "$work/bundle"
    "$DORE" --manifest "$edges" --seed 7 -q -o "$work/bundle/" 2> /dev/null
    sh "$work/bundle/load.sh" > "$work/said" 2>&1
    # null is a value, which is not the same as none
    holds "null is there" mongo_js <<'END'
const edges = server.db("edges").collection("edges");
for (const [filter, count] of [
  [{ nothing: { $type: "null" } }, 60], [{ nothing: { $exists: false } }, 0],
  [{ integers: { $type: "long" } }, 40], [{ integers: { $type: "int" } }, 20],
  [{ doubles: { $type: "double" } }, 60], [{ decimals: { $type: "decimal" } }, 60],
  [{ dates: { $type: "date" } }, 60], [{ binary: { $type: "binData" } }, 60], [{ texts: "" }, 6]]) {
  const found = await edges.countDocuments(filter);
  if (found !== count) throw new Error(`${JSON.stringify(filter)}: ${found}, not ${count}`);
}
END
    drop_databases
    load_and_judge names tests/documents/mongo/names.json
    manifest "$things" 1 '"x"' '{"faker": {"date_between": {"start_date": "9998-01-01", "end_date": "10000-01-01"}}}'
    refused "a year of five digits" "date"
}

area_rules() {
    for task in names keys indexes sizes nesting edges; do
        area="rules $task"
        "rules_$task"
    done
}
