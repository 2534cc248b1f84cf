# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/documents/group-mongo.sh: every value that can come out of a manifest, through the
# bundle's load.sh into mongo-java-server, which keeps every kind.

# load_and_judge NAME MANIFEST OPTION...
load_and_judge() {
    name=$1 manifest=$2; shift 2
    rm -rf "$work/bundle"
    holds "$name: made" "$DORE" --manifest "$manifest" --seed 7 -q "$@" -o "$work/bundle/"
    tables "$manifest" "$@" | grep "^mongodb$tab" | cut -f 2 | sort -u > "$work/stores"
    # Datastores have no blanks in their ids here.
    # shellcheck disable=SC2046
    holds "$name: loads" sh "$work/bundle/load.sh" $(cat "$work/stores")
    judge_back "$name" "$work/bundle" "$manifest" --seed 7 "$@"
    # shellcheck disable=SC2046
    holds "$name: goes away" sh "$work/bundle/load.sh" --drop $(cat "$work/stores")
}

area_values() {
    at mongo-java
    load_and_judge shop samples/shop.json
    load_and_judge kinds "$manifests/kinds.json"
    load_and_judge strings "$manifests/strings.json"
    sh tests/load/methods > "$work/methods.json"
    load_and_judge methods "$work/methods.json"
}
