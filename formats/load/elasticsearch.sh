# shellcheck shell=sh disable=SC2154,SC2034
# SPDX-License-Identifier: Apache-2.0
#
# load.sh for Elasticsearch 7 and 8 and OpenSearch, through curl. Address and secrets reach curl
# through files and its standard input, as arguments are seen by everybody. Documents have ids of
# their own and are indexed, not created, so a part can be sent again. HTTP 200 says nothing about
# the items, and "errors":false nothing about items that were lost: they are counted.

elasticsearch_help() {
    cat <<'END'
  elasticsearch   ES_URL, by default http://127.0.0.1:9200, ES_API_KEY or ES_USER and ES_PASSWORD,
                  ES_CACERT
END
}

elasticsearch_tools() {
    need curl
}

elasticsearch_address() {
    elastic_url=${ES_URL:-http://127.0.0.1:9200}
    elastic_url=${elastic_url%/}
}

# The address without user and password: a secret is not to be known by its digest either.
elasticsearch_target() {
    elasticsearch_address
    elastic_rest=${elastic_url#*://}
    elastic_hosts=${elastic_rest%%/*}
    printf '%s\n' "${elastic_url%%://*}" "${elastic_hosts##*@}" "${elastic_rest#"$elastic_hosts"}"
}

# A value as a curl configuration file quotes it.
elasticsearch_quoted() {
    printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"
}

elasticsearch_config() {
    if [ -n "${ES_API_KEY-}" ]; then
        printf 'header = %s\n' "$(elasticsearch_quoted "Authorization: ApiKey $ES_API_KEY")"
    elif [ -n "${ES_USER-}" ]; then
        printf 'user = %s\n' "$(elasticsearch_quoted "$ES_USER:${ES_PASSWORD-}")"
    fi
    if [ -n "${ES_CACERT-}" ]; then
        printf 'cacert = %s\n' "$(elasticsearch_quoted "$ES_CACERT")"
    fi
}

# elasticsearch_request PATH ARGUMENTS: the answer's body is in $tmp/out, its code in $code; 000
# where there is none.
elasticsearch_request() {
    elasticsearch_address
    elastic_path=$1
    shift
    rm -f -- "$tmp/out" "$tmp/err"
    code=$(printf 'url = %s\n' "$(elasticsearch_quoted "$elastic_url$elastic_path")" |
        curl -q -sS -g -K "$tmp/curl" -K - --max-time 600 -o "$tmp/out" -w '%{http_code}' "$@" \
            2>"$tmp/err") || code=000
    [ -e "$tmp/out" ] || : >"$tmp/out"
}

# refused WHAT: says what the server answered, and the first reason among items that failed.
elasticsearch_refused() {
    if [ -s "$tmp/err" ]; then show "$tmp/err"; fi
    tr '{' '\n' <"$tmp/out" | sed -n '/"reason"/{p;q;}' | cut -c 1-1000 >&2
    die 1 "$id: $1 (HTTP $code)"
}

elasticsearch_connect() {
    elasticsearch_config >"$tmp/curl"
    elasticsearch_request / --head
    case $code in
        2*) ;;
        # A server whose front page is not installed answers all the same.
        4*) case $code in 401 | 403) elasticsearch_refused "cannot log in to Elasticsearch" ;; esac ;;
        *) elasticsearch_refused "cannot connect to Elasticsearch" ;;
    esac
}

elasticsearch_has_transactions() {
    false
}

elasticsearch_makes_models() {
    false
}

elasticsearch_schema_repeats() {
    true
}

elasticsearch_exists() {
    elasticsearch_request "/$url_name" --head
    case $code in
        200) return 0 ;;
        404) return 1 ;;
        *) elasticsearch_refused "cannot ask for index '$name'" ;;
    esac
}

elasticsearch_prepare() {
    :
}

# An index that is there is ours only where its mark says that it was begun.
elasticsearch_create() {
    if marked "index-$file" finished; then return; fi
    if [ "$drop_first" = yes ]; then
        elasticsearch_drop
    elif elasticsearch_exists; then
        marked "index-$file" begun || die 1 "$id: '$name' exists already"
        mark "index-$file" finished
        return
    fi
    mark "index-$file" begun
    elasticsearch_request "/$url_name" -X PUT -H 'Content-Type: application/json' \
        --data-binary "@$here/$index_file"
    [ "$code" = 200 ] || elasticsearch_refused "$index_file failed"
    mark "index-$file" finished
}

elasticsearch_schema() {
    each_table elasticsearch_create
}

elasticsearch_send() {
    elastic_wait=1
    while :; do
        elasticsearch_request "/_bulk?filter_path=errors,items.*.status,items.*.error" \
            -H 'Content-Type: application/x-ndjson' --data-binary "@$here/$part_file"
        if [ "$code" != 429 ] || [ "$elastic_wait" -gt 64 ]; then return; fi
        sleep "$elastic_wait"
        elastic_wait=$((elastic_wait * 2))
    done
}

elasticsearch_part() {
    elasticsearch_send
    [ "$code" = 200 ] || elasticsearch_refused "$part_file failed"
    case $(dd if="$tmp/out" bs=15 count=1 2>/dev/null) in
        '{"errors":false') ;;
        *) elasticsearch_refused "$part_file failed" ;;
    esac
    taken=$(tr '{' '\n' <"$tmp/out" | grep -c '^"status":20[01]') || :
    [ "$taken" -eq "$part_size" ] ||
        elasticsearch_refused "$part_file: $taken documents of $part_size were taken"
}

# There is no script for after the data; refreshing begins again with the count.
elasticsearch_constraints() {
    :
}

# Searches see what was loaded from here on. The count would be stale without the refresh.
elasticsearch_count() {
    if [ "$schema_step" = yes ]; then
        elasticsearch_request "/$url_name/_settings" -X PUT -H 'Content-Type: application/json' \
            --data-binary '{"index":{"refresh_interval":null}}'
        [ "$code" = 200 ] || elasticsearch_refused "the settings of '$name' were refused"
    fi
    elasticsearch_request "/$url_name/_refresh" -X POST
    [ "$code" = 200 ] || elasticsearch_refused "'$name' cannot be refreshed"
    elasticsearch_request "/$url_name/_count?filter_path=count"
    [ "$code" = 200 ] || elasticsearch_refused "'$name' cannot be counted"
    sed -n 's/^{"count":\([0-9]*\)}.*/\1/p' "$tmp/out"
}

elasticsearch_drop() {
    elasticsearch_request "/$url_name" -X DELETE
    case $code in
        200 | 404) ;;
        *) elasticsearch_refused "index '$name' cannot be removed" ;;
    esac
}

elasticsearch_drop_rest() {
    :
}
