# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/documents/group-mongo.sh: the validators that `validator: true` makes. No server here
# judges them, so validator.js does, over all documents as libbson reads them.

# with_validators MANIFEST: the same with a validator for every collection
with_validators() {
    sed 's/"collectionName": *\("[^"]*"\)/"validator": true, "collectionName": \1/' "$1"
}
judge_validator() {
    judge_store=$1 judge_file=$2 judge_name=$3
    cat "$work/judged/$judge_store/20-data/"*"-$judge_file".jsonl > "$work/lines" &&
        "$BUILD/jsonl-bson" "$work/lines" > "$work/read" &&
        node tests/documents/mongo/validator.js "$work/judged/$judge_store/10-schema.js" "$judge_name" < "$work/read"
}
# validators NAME MANIFEST OPTION...: of each collection with documents
validators() {
    name=$1; shift
    rm -rf "$work/judged"
    holds "$name: made" "$DORE" --manifest "$1" --seed 7 -q -o "$work/judged/"
    tables "$1" | grep "^mongodb$tab" > "$work/tables"
    while IFS=$tab read -r _ store model file _; do
        collection=$(sed -n "s/.*{\"model\": \"$model\", \"name\": \(.*\), \"rows\".*/\1/p" "$work/judged/bundle.json")
        case $collection in *\\*) continue ;; esac
        [ -s "$(echo "$work/judged/$store/20-data/"*"-$file.jsonl")" ] || continue
        collection=${collection#\"}
        holds "$name: $store.$model" judge_validator "$store" "$file" "${collection%\"}"
        judged=$((judged + 1))
    done < "$work/tables"
}
area_validator() {
    judged=0
    sed '/"validator": {/d; s/"collectionName": "alerts",/"collectionName": "alerts"/' samples/telemetry.json > "$work/telemetry.json"
    with_validators samples/shop.json > "$work/shop.json"
    with_validators "$manifests/kinds.json" > "$work/kinds.json"
    with_validators "$manifests/strings.json" > "$work/strings.json"
    sh tests/load/methods > "$work/plain.json"
    with_validators "$work/plain.json" > "$work/methods.json"
    for manifest in telemetry shop kinds strings methods; do
        validators "$manifest" "$work/$manifest.json"
    done
    holds "validators were judged" [ "$judged" -ge 7 ]

    # An object of the manifest's goes to the server as it stands.
    rm -rf "$work/judged"
    "$DORE" --manifest samples/telemetry.json --seed 7 -q -o "$work/judged/"
    holds "an object passes through" grep -qF '["alerts", {"$jsonSchema":{"bsonType":"object","required":["deviceId","level","raised"],' \
        "$work/judged/mongo/10-schema.js"
    holds "an object holds too" judge_validator mongo alerts alerts
    # mongo-java-server takes a validator and judges nothing; that the script is one for mongosh, it shows.
    at mongo-java
    holds "mongosh runs it" sh "$work/judged/load.sh"
    judge_back "with validators" "$work/judged" samples/telemetry.json --seed 7
    holds "goes away" sh "$work/judged/load.sh" --drop
}
