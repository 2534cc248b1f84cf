# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/documents/elastic/lib.sh: servers that want a login or TLS, that are busy, that
# take less in a request than a part has, or that do not answer: some by the server's own settings,
# some by Gate.java in front of it.

# gate_start NAME [KEYSTORE]: exports ES_URL; gate NAME VALUE: how it behaves from then on
gate_start() {
    rm -f "$work/gate.port"
    java tests/documents/elastic/Gate.java "$work/gate.port" "$server_url" ${2:+"$2"} > "$work/gate.log" 2>&1 &
    gate_pid=$!
    tries=0
    until [ -s "$work/gate.port" ]; do
        tries=$((tries + 1))
        if [ $tries -gt 300 ]; then cat "$work/gate.log"; return 1; fi
        sleep 0.1
    done
    ES_URL=$1://127.0.0.1:$(cat "$work/gate.port")
    export ES_URL
}
gate_stop() { kill "$gate_pid" && wait "$gate_pid" 2> /dev/null; ES_URL=$server_url; }
gate() { ask PUT "/_gate/$1/$2" > /dev/null; }
bulks_were() { equal "$(ask GET /_gate | tr -d '\n')" "$1"; }
base64_of() { printf '%s' "$1" | base64 | tr -d '\n'; }

# What stands in quotes here is a password.
# shellcheck disable=SC2089,SC2090
gate_login() {
    fresh
    gate login "$(base64_of "Basic $(base64_of 'us"er:pa\ss "w')")"
    holds "no login" status 1 load es
    holds "says what to set" told 'wants a login: set ES_API_KEY, or ES_USER and ES_PASSWORD (HTTP 401)'
    ES_USER='us"er' ES_PASSWORD='secret'
    export ES_USER ES_PASSWORD
    holds "a wrong password" status 1 load es
    holds "says so" told 'does not take this login (HTTP 401)'
    holds "does not show it" not grep -q 'secret' "$work/told"
    ES_PASSWORD='pa\ss "w'
    holds "the right password" status 0 load es
    holds "goes away" status 0 load --drop es
    unset ES_USER ES_PASSWORD
    fresh_url=$ES_URL
    ES_URL=http://us%22er:pa%5Css%20%22w@${ES_URL#http://}
    holds "in the address" status 0 load es
    ES_URL=$fresh_url
    gate login "$(base64_of 'ApiKey a2V5')"
    ES_API_KEY=a2V5
    export ES_API_KEY
    holds "an API key" status 0 load es
    holds "is the same server: nothing is sent" not grep -q ndjson "$work/told"
    ES_API_KEY=other
    holds "another API key" status 1 load es
    unset ES_API_KEY
    gate login -
}

# A login that may use one index, and not the front page
gate_rights() {
    fresh
    gate front 403
    holds "an index that it may use" status 0 load other
    holds "an index that it may not" status 1 load es
    holds "says which" told "this login may not use index 'one' (HTTP 403)"
    gate front 0
    holds "nothing was made of that" not has_index one
}

# loads_in_silence: all that programs were called with meanwhile goes into $work/arguments
loads_in_silence() {
    sh "$b/load.sh" es > "$work/told" 2>&1 &
    loading=$!
    while kill -0 $loading 2> /dev/null; do
        cat /proc/[0-9]*/cmdline 2> /dev/null | tr '\0' '\n' | grep -v grep
    done > "$work/arguments"
    wait $loading
}
gate_secrets() {
    fresh
    [ -r /proc/self/cmdline ] || return
    ES_USER=somebody ES_PASSWORD=unheard-of-secret
    export ES_USER ES_PASSWORD
    holds "loads" loads_in_silence
    holds "curl was seen" grep -qx curl "$work/arguments"
    holds "the secret was not" not grep -q unheard-of-secret "$work/arguments"
    holds "nor stands it in a mark" not grep -rq unheard-of-secret "$b/load-state"
    unset ES_USER ES_PASSWORD
}

gate_busy() {
    fresh
    ask GET /_gate > /dev/null
    gate refuse 429 && gate times 2
    holds "busy twice" status 0 load other
    holds "says that it waits" told 'the server is busy; sending again in 2 s'
    holds "all are there" holds_rows four 40
    holds "sent three times" bulks_were 3
    fresh
    gate refuse 503 && gate times 1
    holds "away for a moment" status 0 load other
    fresh
    gate items 429 && gate times 2
    holds "every second document, twice" status 0 load other
    holds "all are there, once" holds_rows four 40
    fresh
    gate times 4
    holds "busy for long" status 0 load other
    holds "sends less" told 'sending 20 documents a request'
    holds "all are there, in pieces" holds_rows four 40
    fresh
    gate items 400 && gate times 1
    holds "every second document is refused" status 1 load other
    holds "says how many" told '20 of 40 documents were taken'
    holds "and why" told 'refused by the gate'
    gate items 0
    gate times 0
}

# A server that took the request and does not answer is left after the time that load.sh gives it.
gate_hangs() {
    fresh
    gate hang yes
    sed 's/elastic_patience=600/elastic_patience=3/' "$b/load.sh" > "$work/impatient" && cp "$work/impatient" "$b/load.sh"
    without xxhsum
    holds "no answer" status 1 load_blind other
    holds "says so" told '0001-four.ndjson failed: 0 of 40 documents were taken'
    gate hang no
    holds "goes on" status 0 load_blind other
    holds "all are there" holds_rows four 40
}

gate_tls() {
    keytool -genkeypair -alias gate -keyalg RSA -keysize 2048 -storetype PKCS12 -validity 2 \
        -keystore "$work/gate.p12" -storepass gate00 -dname CN=gate -ext SAN=IP:127.0.0.1 2> /dev/null
    keytool -exportcert -rfc -alias gate -keystore "$work/gate.p12" -storepass gate00 \
        > "$work/gate.pem" 2> /dev/null
    gate_start https "$work/gate.p12" || bad "a gate with TLS"
    fresh_plain
    holds "a certificate of its own" status 1 load other
    holds "says so" told 'cannot connect to Elasticsearch'
    ES_CACERT=$work/gate.pem
    export ES_CACERT
    holds "with ES_CACERT" status 0 load other
    unset ES_CACERT
    gate_stop
    holds "all are there" holds_rows four 40
}
# `ask` knows no certificates
fresh_plain() { gate_url=$ES_URL; ES_URL=$server_url; fresh; ES_URL=$gate_url; }

# A part of `two` has more than the server takes at a time.
limit_size() {
    SERVER_OPTIONS='http.max_content_length=300kb' server_start elasticsearch small
    fresh
    holds "parts that are too large" status 0 load es
    holds "are sent in pieces" told 'takes no request as large as that; sending 4096 documents a request'
    all_are_there "in pieces"
    fresh
    without xxhsum
    file=$(part 2)
    shorten "$file" 1
    holds "a piece is cut" status 1 load_blind es
    shorten "$file" "$(tail -n 1 "$file" | wc -c)"
    holds "a piece lacks a document" status 1 load_blind es
    holds "is counted" told '8191 of 8192 documents were taken'
    rm -rf "$work/wide"
    "$DORE" --manifest - -q -o "$work/wide/" << 'END'
{ "id": "wide", "datastores": { "es": { "protocol": "elasticsearch8" } }, "models": {
  "wide": { "records": 3, "datastore": "es", "properties": { "indexName": "wide" }, "attributes": {
    "a": { "properties": { "fieldName": "a", "fieldType": "binary" },
           "value": { "faker": { "binary": { "length": 400000 } } } } } } } }
END
    holds "a document that is too large" status 1 sh "$work/wide/load.sh"
    holds "says what is" told "a document is larger than the server's http.max_content_length (HTTP 413)"
    server_stop elasticsearch small
}

# Memory for some requests at a time, less than a part needs: 429 for ever, until less is sent.
limit_memory() {
    SERVER_OPTIONS='indexing_pressure.memory.limit=1mb' server_start elasticsearch full
    fresh
    holds "parts that are too much for memory" status 0 load es
    holds "wait" told 'the server is busy; sending again in 1 s'
    holds "and are sent in pieces" told 'the server is busy; sending 4096 documents a request'
    all_are_there "in spite of memory"
    server_stop elasticsearch full
}

area_gate() {
    # The bundles of the other area.
    # shellcheck source=/dev/null
    . tests/documents/elastic/area-loader.sh
    server_url=$ES_URL
    area="gate"
    holds "a gate" gate_start http
    for task in login rights secrets busy hangs; do
        area="gate $task"
        "gate_$task"
    done
    gate_stop
    area="gate tls"
    gate_tls
    drop_indexes
    server_stop elasticsearch
    for task in size memory; do
        area="limit $task"
        "limit_$task"
    done
    area=gate
    holds "no temporary folder is left" [ -z "$(ls "$TMPDIR")" ]
}
