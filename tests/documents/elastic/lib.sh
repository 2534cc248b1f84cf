# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/documents/group-es7.sh, group-es8.sh and group-opensearch.sh: one suite for three
# servers, what each of them lacks, requests to them, and indexes read back.

# elastic_suite 7|8|opensearch [AREA...]: the whole of a group. An area is a file area-NAME.sh beside
# this one with a function area_NAME; all of them where none is named.
elastic_suite() {
    server=$1; shift
    install elasticsearch "elasticsearch-$server" "$server"
    server_start elasticsearch
    # What load.sh leaves behind would be seen here.
    TMPDIR=$work/tmp
    unset ES_API_KEY ES_USER ES_PASSWORD ES_CACERT
    [ $# -gt 0 ] || set -- values pipes ids rules loader readme gate
    for area; do
        # shellcheck source=/dev/null
        . "tests/documents/elastic/area-$area.sh"
        began=$(date +%s)
        "area_$area"
        printf '%s: %s s, %s values compared so far\n' "$area" $(($(date +%s) - began)) "$values"
    done
    finish
}

# ---- what a server lacks ----------------------------------------------------------------------

# Types whose modules are not among what is published of a server, and the type that stands in for
# each, as expressions of sed on manifests and bodies of indexes. All else is the same for all three.
lacking='
7 s/"wildcard"/"keyword"/g
7 s/"unsigned_long"/"long"/g
8 s/"wildcard"/"keyword"/g
8 s/"unsigned_long"/"long"/g
8 s/"type": *"scaled_float", *"scaling_factor": *[0-9]*/"type":"double"/g
'
# ours MANIFEST: prints the name of a manifest that this server can load
ours() {
    ours_file=$work/$(printf '%s' "$1" | tr / -)
    printf '%s' "$lacking" | sed -n "s/^$server //p" > "$work/lacking.sed"
    sed -f "$work/lacking.sed" "$1" > "$ours_file"
    printf '%s\n' "$ours_file"
}
# make_bundle MANIFEST OPTION...: from such a manifest, into $work/bundle, with bodies of indexes that
# the server can take: types that the program found itself are there alone
make_bundle() {
    rm -rf "$work/bundle"
    "$DORE" --manifest "$@" -q -o "$work/bundle/" && (
        cd "$work/bundle" && for body in */10-indexes/*; do
            [ -e "$body" ] || continue
            sed -f "$work/lacking.sed" "$body" > "$work/body"
            cmp -s "$work/body" "$body" && continue
            cp "$work/body" "$body"
            { grep -v "  $body\$" CHECKSUMS.xxh128; xxhsum -q -H2 "$body"; } > "$work/sums"
            cp "$work/sums" CHECKSUMS.xxh128
        done
    )
}

# ---- requests ---------------------------------------------------------------------------------

# ask METHOD PATH [BODY]: the answer on standard output; fails where the server refuses. asks: its
# status goes there instead, and the answer into $work/answer.
ask() { request "$@" && case $code in 2*) cat "$work/answer" ;; *) cat "$work/answer"; return 1 ;; esac; }
asks() { request "$@" && printf '%s' "$code"; }
request() {
    url=$ES_URL$2
    : > "$work/answer"
    if [ "$1" = HEAD ]; then
        set -- --head
    elif [ $# -gt 2 ]; then
        printf '%s' "$3" > "$work/sent"
        set -- -X "$1" -H 'Content-Type: application/json' --data-binary "@$work/sent"
    else
        set -- -X "$1"
    fi
    code=$(curl -sS -g --max-time 60 "$@" -o "$work/answer" -w '%{http_code}' "$url")
}
# bulk FILE: sends it to _bulk as it is; the answer on standard output
bulk() {
    curl -sS -g --max-time 60 -H 'Content-Type: application/x-ndjson' --data-binary "@$1" \
        "$ES_URL/_bulk?filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason,error,status"
}
has_index() { [ "$(asks HEAD "/$1")" = 200 ]; }
# count_of INDEX: its documents, after a refresh; nothing where it is not there
count_of() {
    ask POST "/$1/_refresh" > /dev/null || return
    ask GET "/$1/_count" | sed -n 's/^{"count":\([0-9]*\),.*/\1/p'
}
holds_rows() { equal "$(count_of "$1" 2> /dev/null)" "$2"; }
drop_indexes() {
    # One by one: servers may refuse to delete by a pattern.
    ask GET '/_cat/indices?h=index&expand_wildcards=open,closed' | while read -r index_name; do
        case $index_name in .*) ;; *) ask DELETE "/$(encoded "$index_name")" > /dev/null ;; esac
    done
}
# encoded TEXT: for a path
encoded() {
    printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g'
}

# ---- read back ----------------------------------------------------------------------------------

# read_index FILE JUDGE_OPTION...: all that the index of --model holds, an answer a line, by scrolling
read_index() {
    index_file=$1; shift
    : > "$index_file"
    index_path=$("$JUDGE" index "$@") && ask GET "/$index_path/_mapping" > "$work/mapping" &&
        "$JUDGE" search "$@" "$work/mapping" > "$work/search" || return
    ask PUT "/$index_path/_settings" '{"index.max_docvalue_fields_search":1000}' > /dev/null &&
        ask POST "/$index_path/_refresh" > /dev/null || return
    # With filter_path the server would write each document anew, with its own view of numbers.
    ask POST "/$index_path/_search?scroll=1m" "$(cat "$work/search")" > "$work/page"
    while grep -q '"_source"' "$work/page"; do
        { cat "$work/page"; echo; } >> "$index_file"
        scroll=$(head -c 4000 "$work/page" | sed -n 's/^{"_scroll_id":"\([^"]*\)".*/\1/p')
        ask POST /_search/scroll "{\"scroll\":\"1m\",\"scroll_id\":\"$scroll\"}" > "$work/page" ||
            return
    done
    ask DELETE /_search/scroll "{\"scroll_id\":\"$scroll\"}" > /dev/null || :
    # A refused search is no empty index.
    if grep -q '"error"' "$work/page"; then cat "$work/page"; return 1; fi
}
judge_index() {
    read_index "$work/index" "$@" && "$JUDGE" hits "$@" "$work/mapping" < "$work/index"
}
# judge_indexes NAME MANIFEST OPTION...: each index of the manifest is a case. Options are those that
# program and judge share; --server documents leaves the doc values out.
judge_indexes() {
    name=$1 manifest=$2; shift 2
    tables "$manifest" "$@" | grep '^elasticsearch' > "$work/tables"
    holds "$name: there are indexes" [ -s "$work/tables" ]
    while IFS=$tab read -r _ store model _; do
        holds "$name: $store.$model" judge_index --manifest "$manifest" --datastore "$store" \
            --model "$model" "$@" < /dev/null
        count=$(sed -n 's/.* rows, \([0-9]*\) values compared.*/\1/p' "$work/said")
        values=$((values + ${count:-0}))
    done < "$work/tables"
}
# stores MANIFEST OPTION...: ids of its datastores of this kind, a line each
stores() { tables "$@" | grep '^elasticsearch' | cut -f 2 | uniq; }
