# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/documents/elastic/lib.sh: what standard output carries, straight into _bulk.

# pipe MANIFEST OPTION...: one datastore in one request; the answer must know of no fault
pipe() {
    "$DORE" --manifest "$@" --seed 7 -q -o - > "$work/stream" || return
    bulk "$work/stream" > "$work/answer" && head -c 15 "$work/answer" | grep -q '^{"errors":false'
}
# piped NAME MANIFEST: into indexes that --schema-only made, then into none
piped() {
    name=$1 manifest=$(ours "$2")
    stores "$manifest" > "$work/stores"
    holds "$name: made" make_bundle "$manifest" --seed 7 --schema-only
    # Datastores have no blanks in their ids here.
    # shellcheck disable=SC2046
    holds "$name: indexes are made" sh "$work/bundle/load.sh" $(cat "$work/stores")
    while read -r store; do
        holds "$name: $store" pipe "$manifest" --datastore "$store" < /dev/null
        holds "$name: $store again" pipe "$manifest" --datastore "$store" < /dev/null
    done < "$work/stores"
    judge_indexes "$name" "$manifest" --seed 7
    drop_indexes
}
# guessed NAME MANIFEST: the server makes the indexes; documents are as they were, whatever it guesses
guessed() {
    name="$1, guessed" manifest=$(ours "$2")
    stores "$manifest" > "$work/stores"
    while read -r store; do
        holds "$name: $store" pipe "$manifest" --datastore "$store" < /dev/null
    done < "$work/stores"
    judge_indexes "$name" "$manifest" --seed 7 --server documents
    drop_indexes
}

area_pipes() {
    for manifest in samples/*.json samples/*/manifest.json; do
        grep -q '"elasticsearch[78]"\|"opensearch"' "$manifest" || continue
        piped "${manifest#samples/}" "$manifest"
        guessed "${manifest#samples/}" "$manifest"
    done
    piped indexes "$manifests/indexes.json"
    guessed indexes "$manifests/indexes.json"
    piped kinds "$manifests/kinds.json"
    piped strings "$manifests/strings.json"
}
