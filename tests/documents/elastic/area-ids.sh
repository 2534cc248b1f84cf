# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/documents/elastic/lib.sh: the attribute that documentId names is the documents' _id,
# as text, and stays in them; what is sent twice is there once.

# ids INDEX: of all its documents, sorted, in quotes as JSON has them
ids() {
    ask GET "/$1/_search?size=100&filter_path=hits.hits._id" | tr '{' '\n' |
        sed -n 's/^"_id":\(".*"\)}.*/\1/p' | sort
}
# sources INDEX: of their one field, in the same form
sources() {
    ask GET "/$1/_search?size=100&filter_path=hits.hits._source" | tr '{' '\n' |
        sed -n 's/^"[a-z]*":\([-0-9]*\)}.*/"\1"/p' | sort
}
same_ids() {
    ids numbers > "$work/ids"
    sources numbers > "$work/sources"
    [ "$(wc -l < "$work/ids")" -eq 30 ] && diff "$work/ids" "$work/sources"
}

area_ids() {
    case $server in
    8) protocol=elasticsearch8 ;;
    *) protocol=elasticsearch7 ;;
    esac
    sed "s/PROTOCOL/$protocol/" tests/documents/elastic/ids.json > "$work/ids.json"
    manifest=$(ours "$work/ids.json")
    holds "made" make_bundle "$manifest" --seed 7
    holds "loaded" sh "$work/bundle/load.sh"
    judge_indexes "ids" "$manifest" --seed 7
    holds "whole numbers are ids" same_ids
    holds "a text is one" equal "$(asks GET /words/_doc/a%22b%5Cc)" 200
    holds "with a line end" equal "$(asks GET /words/_doc/two%0Alines)" 200
    holds "beyond ASCII" equal "$(asks GET /words/_doc/%C3%A9%F0%9F%98%80)" 200
    holds "that looks like an action" equal "$(asks GET '/words/_doc/%7B%22index%22%3A%7B%7D%7D')" 200
    "$DORE" --manifest "$manifest" --seed 7 -q -o - > "$work/stream"
    holds "once more" bulk "$work/stream"
    ask POST /words,numbers/_refresh > "$work/said"
    holds "no document more" equal "$(ask GET '/words,numbers/_count?filter_path=count')" '{"count":36}'
    drop_indexes
}
