# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/documents/group-mongo.sh: the validators that `validator: true` makes. No server here
# judges them, so validator.js does, over all documents as libbson reads them.

# with_validators MANIFEST: the same with a validator for every collection
with_validators() {
    sed 's/"collectionName": *\("[^"]*"\)/"validator": true, "collectionName": \1/' "$1"
}
judge_validator() {
    judge_store=$1 judge_model=$2 judge_file=$3
    cat "$work/judged/$judge_store/20-data/"*"-$judge_file".jsonl > "$work/lines" &&
        "$BUILD/jsonl-bson" "$work/lines" > "$work/read" &&
        node tests/documents/mongo/validator.js "$work/judged" "$judge_store" "$judge_model" < "$work/read"
}
# validators NAME MANIFEST: of each collection; one without documents has nothing to judge
validators() {
    name=$1 manifest=$2
    rm -rf "$work/judged"
    holds "$name: made" "$DORE" --manifest "$manifest" --seed 7 -q -o "$work/judged/"
    tables "$manifest" | grep "^mongodb$tab" > "$work/tables"
    while IFS=$tab read -r _ store model file _; do
        ls "$work/judged/$store/20-data/"*"-$file.jsonl" > /dev/null 2>&1 || continue
        holds "$name: $store.$model" judge_validator "$store" "$model" "$file"
        judged=$((judged + 1))
    done < "$work/tables"
}
area_validator() {
    judged=0
    sed '/"validator": {/d; s/"collectionName": "alerts",/& "validator": true/' samples/telemetry.json > "$work/telemetry.json"
    with_validators samples/shop.json > "$work/shop.json"
    with_validators "$manifests/kinds.json" > "$work/kinds.json"
    with_validators "$manifests/strings.json" > "$work/strings.json"
    sh tests/load/methods > "$work/plain.json"
    with_validators "$work/plain.json" > "$work/methods.json"
    cat > "$work/nulls.json" <<'END'
{ "id": "nulls", "seed": 7, "datastores": { "mongo": { "protocol": "mongodb", "properties": { "database": "nulls" } } }, "models": {
  "one": { "records": 60, "datastore": "mongo", "properties": { "collectionName": "one", "validator": true }, "attributes": {
    "word": { "nullRate": 0.5, "properties": { "fieldName": "word" }, "value": { "selector": { "random": { "items": ["x", "y"] } } } },
    "null": { "properties": { "fieldName": "null" }, "value": { "selector": { "random": { "items": ["x", null] } } } },
    "both": { "nullRate": 0.5, "properties": { "fieldName": "both" }, "value": { "selector": { "random": { "items": ["x", null] } } } },
    "number": { "nullRate": 0.5, "properties": { "fieldName": "number" }, "value": { "faker": { "pyint": {} } } },
    "code": { "nullRate": 0.5, "properties": { "fieldName": "code" }, "value": { "faker": { "bothify": { "text": "??-##" } } } },
    "list": { "nullRate": 0.5, "properties": { "fieldName": "list" }, "value": { "composite": { "ref": "inner", "max": 3 } } },
    "object": { "nullRate": 0.5, "properties": { "fieldName": "object" }, "value": { "composite": { "ref": "inner" } } },
    "picked": { "properties": { "fieldName": "picked" }, "value": { "ref": "other.word" } } } },
  "inner": { "persistence": "NO_PERSIST", "attributes": {
    "word": { "nullRate": 0.5, "value": { "selector": { "random": { "items": ["x", "y"] } } } } } },
  "other": { "records": 5, "persistence": "MEMORY_ONLY", "attributes": {
    "word": { "nullRate": 0.5, "value": { "selector": { "random": { "items": ["x", "y"] } } } } } } } }
END
    for manifest in telemetry shop kinds strings methods nulls; do
        validators "$manifest" "$work/$manifest.json"
    done
    holds "validators were judged" [ "$judged" -eq 9 ]

    # An object of the manifest's goes to the server as it stands.
    rm -rf "$work/judged"
    "$DORE" --manifest samples/telemetry.json --seed 7 -q -o "$work/judged/"
    holds "an object passes through" grep -qF '["alerts", {"$jsonSchema":{"bsonType":"object","required":["deviceId","level","raised"],' \
        "$work/judged/mongo/10-schema.js"
    holds "an object holds too" judge_validator mongo alert alerts
    # mongo-java-server takes a validator and judges nothing; that the script is one for mongosh, it shows.
    at mongo-java
    holds "mongosh runs it" sh "$work/judged/load.sh"
    judge_back "with validators" "$work/judged" samples/telemetry.json --seed 7
    holds "goes away" sh "$work/judged/load.sh" --drop
}
