# shellcheck shell=sh disable=SC2154,SC2034
# SPDX-License-Identifier: Apache-2.0
#
# load.sh for Elasticsearch 7 and 8 and OpenSearch, through curl. Address and secrets reach curl
# through files and its standard input, as arguments are seen by everybody. Documents have ids of
# their own and are indexed, not created, so a part can be sent again. HTTP 200 says nothing about
# the items, and "errors":false nothing about items that were lost: they are counted. A server that
# is busy is asked again, one that takes less at a time is given less.

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
# where there is none within $elastic_patience seconds.
elasticsearch_request() {
    elasticsearch_address
    elastic_path=$1
    shift
    rm -f -- "$tmp/out" "$tmp/err"
    code=$(printf 'url = %s\n' "$(elasticsearch_quoted "$elastic_url$elastic_path")" |
        curl -q -sS -g -K "$tmp/curl" -K - --connect-timeout 10 \
            --max-time "${elastic_patience:-600}" -o "$tmp/out" -w '%{http_code}' "$@" \
            2>"$tmp/err") || code=000
    [ -e "$tmp/out" ] || : >"$tmp/out"
}

# refused WHAT: says what the server answered, and the first reason among items that failed.
elasticsearch_refused() {
    if [ -s "$tmp/err" ]; then show "$tmp/err"; fi
    tr '{' '\n' <"$tmp/out" | sed -n '/"reason":"/{s/.*"reason":"//;s/","[a-z_]*":.*//;s/"}.*//;p;q;}' |
        tr -d '\001-\037\177' | cut -c 1-1000 | sed 's/^./  &/' >&2
    if [ "$code" = 000 ]; then die 1 "$id: $1"; fi
    die 1 "$id: $1 (HTTP $code)"
}

elasticsearch_connect() {
    elasticsearch_config >"$tmp/curl"
    elastic_patience=15
    elasticsearch_request / --head
    elastic_patience=600
    case $code in
        401)
            if [ -n "${ES_API_KEY-}${ES_USER-}" ]; then
                elasticsearch_refused "Elasticsearch does not take this login"
            fi
            elasticsearch_refused "Elasticsearch wants a login: set ES_API_KEY, or ES_USER and ES_PASSWORD"
            ;;
        # A login for some indexes alone may not see the front page, and not all servers have one.
        2* | 4*) ;;
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
        403) elasticsearch_refused "this login may not use index '$name'" ;;
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
    if [ "$data_step" = no ]; then elasticsearch_freshen; fi
}

elasticsearch_schema() {
    each_table elasticsearch_create
}

# A request carries a whole part, until the server finds one too large or too much at a time.
elastic_most=0

# Sends documents elastic_sent + 1 to elastic_sent + elastic_count of the part; $outcome is taken,
# busy (send it again), large (send less) or refused.
elasticsearch_send() {
    elastic_body=$here/$part_file
    if [ "$elastic_count" -lt "$part_size" ]; then
        elastic_body=$tmp/piece
        elastic_last=$((2 * (elastic_sent + elastic_count)))
        # What the part has beyond its documents is noticed with its last ones.
        if [ "$elastic_last" -ge $((2 * part_size)) ]; then elastic_last='$'; fi
        sed -n "$((2 * elastic_sent + 1)),${elastic_last}p" <"$here/$part_file" >"$elastic_body"
    fi
    elasticsearch_request "/_bulk?filter_path=errors,items.*.status,items.*.error" \
        -H 'Content-Type: application/x-ndjson' --data-binary "@$elastic_body"
    taken=0
    case $code in
        200) elasticsearch_items ;;
        413) outcome=large ;;
        429 | 503) outcome=busy ;;
        *) outcome=refused ;;
    esac
}

# The items of an answer: all taken, or some refused; where all of those were refused for lack of
# time or memory, the request can be sent again, as documents have ids.
elasticsearch_items() {
    tr '{' '\n' <"$tmp/out" | sed -n 's/^"status":\([0-9][0-9]*\).*/\1/p' >"$tmp/statuses"
    taken=$(grep -c '^20[01]$' "$tmp/statuses") || :
    outcome=refused
    case $(dd if="$tmp/out" bs=15 count=1 2>/dev/null) in
        '{"errors":false') if [ "$taken" -eq "$elastic_count" ]; then outcome=taken; fi ;;
        '{"errors":true,' | '{"errors":true}')
            if ! grep -q -v -e '^20[01]$' -e '^429$' "$tmp/statuses"; then outcome=busy; fi
            ;;
    esac
}

elasticsearch_halve() {
    elastic_most=$(((elastic_count + 1) / 2))
    warn "$id: $1; sending $elastic_most documents a request"
}

# Gives up after two minutes. A request that is too much for the server's memory never passes as a
# whole, so after some seconds less is sent.
elasticsearch_wait() {
    if [ "$elastic_tries" -gt 6 ]; then
        elasticsearch_refused "$part_file: the server stays busy; $elastic_sent of $part_size documents were taken"
    fi
    elastic_seconds=$((1 << elastic_tries))
    warn "$id: the server is busy; sending again in $elastic_seconds s"
    sleep "$elastic_seconds"
    elastic_tries=$((elastic_tries + 1))
    if [ "$elastic_tries" -gt 2 ] && [ "$elastic_count" -gt 1 ]; then
        elasticsearch_halve "the server is busy"
    fi
}

elasticsearch_part() {
    elastic_sent=0 elastic_tries=0
    while [ "$elastic_sent" -lt "$part_size" ]; do
        elastic_count=$((part_size - elastic_sent))
        if [ "$elastic_most" -gt 0 ] && [ "$elastic_count" -gt "$elastic_most" ]; then
            elastic_count=$elastic_most
        fi
        elasticsearch_send
        case $outcome in
            taken) elastic_sent=$((elastic_sent + elastic_count)) elastic_tries=0 ;;
            busy) elasticsearch_wait ;;
            large)
                [ "$elastic_count" -gt 1 ] || elasticsearch_refused \
                    "$part_file: a document is larger than the server's http.max_content_length"
                elasticsearch_halve "the server takes no request as large as that"
                ;;
            *)
                elasticsearch_refused \
                    "$part_file failed: $((elastic_sent + taken)) of $part_size documents were taken"
                ;;
        esac
    done
}

# An index of ours is not refreshed while it is loaded; from here on it is, as often as usual.
elasticsearch_freshen() {
    if [ "$schema_step" = no ] || marked "fresh-$file" finished; then return; fi
    if ! grep -q '"refresh_interval":"-1"' "$here/$index_file"; then return; fi
    elasticsearch_request "/$url_name/_settings" -X PUT -H 'Content-Type: application/json' \
        --data-binary '{"index":{"refresh_interval":null}}'
    [ "$code" = 200 ] || elasticsearch_refused "the settings of '$name' were refused"
    mark "fresh-$file" finished
}

# There is no script for after the data.
elasticsearch_constraints() {
    :
}

# The count would be stale without the refresh.
elasticsearch_count() {
    elasticsearch_freshen
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
