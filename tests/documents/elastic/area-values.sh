# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/documents/elastic/lib.sh: every value that can come out of a manifest, through the
# bundle's load.sh into indexes with the mappings that the bundle brings.

# load_and_judge NAME MANIFEST OPTION...
load_and_judge() {
    name=$1 manifest=$(ours "$2"); shift 2
    holds "$name: made" make_bundle "$manifest" --seed 7 "$@"
    # Datastores have no blanks in their ids here.
    # shellcheck disable=SC2046
    holds "$name: loads" sh "$work/bundle/load.sh" $(stores "$manifest" "$@")
    judge_indexes "$name" "$manifest" --seed 7 "$@"
    # shellcheck disable=SC2046
    holds "$name: goes away" sh "$work/bundle/load.sh" --drop $(stores "$manifest" "$@")
    holds "$name: nothing stays" equal "$(ask GET '/_cat/indices?h=index')" ''
}

area_values() {
    for manifest in samples/*.json samples/*/manifest.json; do
        # Connections without documents have variables that nobody gave a value.
        grep -q '"elasticsearch[78]"\|"opensearch"' "$manifest" || continue
        load_and_judge "${manifest#samples/}" "$manifest"
    done
    load_and_judge shop-scaled samples/shop.json --scale 30
    load_and_judge kinds "$manifests/kinds.json"
    load_and_judge strings "$manifests/strings.json"
    sh tests/load/methods > "$work/methods.json"
    load_and_judge methods "$work/methods.json"
}
