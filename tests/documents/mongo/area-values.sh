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
    # FerretDB takes no validators, decimals or lists in lists, but tells what is there twice.
    at ferretdb
    sed 's/, "validator": true//; s/"collectionName": "alerts",/"collectionName": "alerts"/; /"validator": {/d' \
        samples/telemetry.json > "$work/telemetry.json"
    load_and_judge telemetry-ferretdb "$work/telemetry.json"
}
