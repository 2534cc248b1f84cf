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

# The judge sees what it should: answers that were changed are not what was meant.
judge_changed() {
    "$JUDGE" hits --manifest "$manifests/kinds.json" --seed 7 --datastore es --model bulk \
        "$work/mapping" < "$work/changed"
}
sees() {
    what=$1; shift
    "$@" < "$work/index" > "$work/changed"
    holds "there is $what" not cmp -s "$work/index" "$work/changed"
    holds "the judge sees $what" status 1 judge_changed
}
see_kinds() {
    holds "kinds: made" make_bundle "$(ours "$manifests/kinds.json")" --seed 7
    holds "kinds: loads" sh "$work/bundle/load.sh" es
    judge_indexes "kinds, to be changed" "$manifests/kinds.json" --seed 7 --datastore es
    cp "$work/index" "$work/changed"
    holds "the judge takes what is there" status 0 judge_changed
    sees "an answer twice" sed p
    sees "another _id" sed 's/"_id":"./"_id":"x/'
    sees "another long" sed 's/"a":9223372036854775807,/"a":9223372036854775806,/'
    sees "a zero above zero" sed 's/"b":-0\.0,/"b":0.0,/'
    sees "a text for a number" sed 's/"a":0,/"a":"0",/'
    sees "another boolean" sed 's/"e":true,/"e":false,/'
    sees "a null less" sed 's/"e":null,//'
    sees "another character" sed 's/"v":"é"/"v":"e"/'
    sees "another indexed long" sed 's/"a":\[0\]/"a":[1]/'
    sees "another indexed zero" sed 's/"b":\[-0\.0\]/"b":[0.0]/'
    sees "no indexed boolean" sed 's/"e":\[true\],\{0,1\}//'
    sees "an indexed number more" sed 's/"o":\[1,2,3\]/"o":[1,2,3,3]/'
    sees "another indexed moment" sed 's/\("f":\["[0-9]*\)-\([0-9]*\)-\([0-9]*\)T/\1-\2-\3T1/; s/T100:/T10:/'
    holds "kinds: goes away" sh "$work/bundle/load.sh" --drop es
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
    load_and_judge indexes "$manifests/indexes.json"
    see_kinds
    sh tests/load/methods > "$work/methods.json"
    load_and_judge methods "$work/methods.json"
}
