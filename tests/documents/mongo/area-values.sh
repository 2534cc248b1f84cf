# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/documents/group-mongo.sh: every value that can come out of a manifest, through the
# bundle's load.sh into mongo-java-server, which keeps every kind.

area_values() {
    at mongo-java
    load_and_judge shop samples/shop.json
    load_and_judge kinds "$manifests/kinds.json"
    load_and_judge strings "$manifests/strings.json"
    sh tests/load/methods > "$work/methods.json"
    load_and_judge methods "$work/methods.json"
    load_and_judge telemetry samples/telemetry.json
    # FerretDB takes no validators, decimals or lists in lists, but keeps the order of what it is sent.
    at ferretdb
    sed 's/, "validator": true//; s/"collectionName": "alerts",/"collectionName": "alerts"/; /"validator": {/d' \
        samples/telemetry.json > "$work/telemetry.json"
    load_and_judge telemetry-ferretdb "$work/telemetry.json"
    rm -rf "$work/bundle"
    "$DORE" --manifest "$work/telemetry.json" --seed 7 -q -o "$work/bundle/"
    holds "load for the order" sh "$work/bundle/load.sh"
    holds "the order is that of the lines" mongo_js "$work/bundle/mongo/20-data/0003-readings.jsonl" <<'END'
const wanted = fs.readFileSync(ask[0], "utf8").match(/(?<=^\{"_id":\{"\$oid":")\w+/gm);
const found = (await server.db("telemetry").collection("readings").find({}).toArray()).map(({ _id }) => String(_id));
if (wanted.length !== 3000 || wanted.join() !== found.join()) throw new Error("another order");
END
    drop_databases
}
