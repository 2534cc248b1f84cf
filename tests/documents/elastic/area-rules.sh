# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/documents/elastic/lib.sh: every rule of the servers that the formats mind, by a case
# that names it: what the server does, and what the program says or does because of that.

# ---- values and names, by tables ----------------------------------------------------------------

# table_rows FILE: its lines for this server, numbered, long texts written out
table_rows() {
    awk -F "$tab" -v OFS="$tab" -v server="$server" '
        function written(text,    size, long) {
            if (!match(text, /@[0-9]+@/)) return text
            size = 0 + substr(text, RSTART + 1, RLENGTH - 2)
            while (length(long) < size) long = long "x"
            return substr(text, 1, RSTART - 1) long substr(text, RSTART + RLENGTH)
        }
        /^#/ { next }
        $2 == "all" || index(" " $2 " ", " " server " ") { $4 = written($4); print ++count, $0 }' "$1"
}
# As JSON, a text of so many bytes is a string.
value_rows() {
    sed "s/@\([0-9]*\)@/\"@\1@\"/" tests/documents/elastic/values.tsv > "$work/values.tsv"
    table_rows "$work/values.tsv" > "$work/rows"
}

# what_we_say PROTOCOL: of the manifest in $work/rules.json: "N takes|warns|refuses" of each attribute fN
what_we_say() {
    "$DORE" check "$work/rules.json" > "$work/says" 2>&1
    awk -F "$tab" '
        NR == FNR {
            if (match($0, /attributes\.f[0-9]+/)) {
                name = substr($0, RSTART + 12, RLENGTH - 12)
                if ($0 ~ / error: /) said[name] = "refuses"
                else if (said[name] == "") said[name] = "warns"
            }
            next
        }
        { print $1, said[$1] == "" ? "takes" : said[$1] }' "$work/says" "$work/rows"
}

rules_values() {
    value_rows
    case $server in 8) protocol=elasticsearch8 ;; *) protocol=elasticsearch7 ;; esac
    awk -F "$tab" -v protocol="$protocol" '
        BEGIN { printf "{ \"id\": \"rules\", \"datastores\": { \"es\": { \"protocol\": \"%s\" } }, \"models\": { \"m\": { \"records\": 1, \"datastore\": \"es\", \"properties\": { \"indexName\": \"rules\" }, \"attributes\": {", protocol }
        { printf "%s\n\"f%d\": { \"properties\": { \"fieldName\": \"f%d\", \"fieldType\": %s }, \"value\": { \"selector\": { \"random\": { \"items\": [%s] } } } }", (NR > 1 ? "," : ""), $1, $1, $4, $5 }
        END { print "} } } }" }' "$work/rows" > "$work/rules.json"
    what_we_say > "$work/ours"
    awk -F "$tab" '
        BEGIN { printf "{\"mappings\":{\"dynamic\":\"strict\",\"properties\":{" }
        {
            mapping = $4 ~ /^\{/ ? $4 : "{\"type\":" $4 "}"
            if (mapping ~ /"(object|nested)"}/) sub(/}$/, ",\"dynamic\":true}", mapping)
            printf "%s\"f%d\":%s", (NR > 1 ? "," : ""), $1, mapping
        }
        END { print "}}}" }' "$work/rows" > "$work/body"
    holds "the index is made" ask PUT /rules "$(cat "$work/body")"
    has_index rules || return
    awk -F "$tab" '{ printf "{\"index\":{\"_index\":\"rules\",\"_id\":\"%d\"}}\n{\"f%d\":%s}\n", $1, $1, $5 }' "$work/rows" > "$work/bulk"
    bulk "$work/bulk" | tr '{' '\n' | sed -n 's/^"status":\([0-9]*\).*/\1/p' > "$work/statuses"
    ask POST /rules/_refresh > /dev/null
    while IFS=$tab read -r number rule _ mapping _ theirs ours; do
        row_of_values
    done < "$work/rows"
    ask DELETE /rules > /dev/null
}
# Objects, texts and the like have no doc values to look at.
row_of_values() {
    status=$(sed -n "${number}p" "$work/statuses")
    case $theirs in
    refuses) holds "$rule: the server refuses it" equal "$status" 400 ;;
    *) holds "$rule: the server takes it" equal "$status" 201 ;;
    esac
    case $theirs in
    makes*)
        format=
        case $mapping in
        '"date"') format=',"format":"strict_date_optional_time"' ;;
        '"date_nanos"') format=',"format":"strict_date_optional_time_nanos"' ;;
        esac
        ask POST /rules/_search "{\"query\":{\"ids\":{\"values\":[\"$number\"]}},\"_source\":false,\"docvalue_fields\":[{\"field\":\"f$number\"$format}]}" |
            sed -n "s/.*\"fields\":{\"f$number\":\(\[[^]]*\]\).*/\1/p" > "$work/made"
        holds "$rule: the server ${theirs}" equal "$(cat "$work/made")" "$(printf '%s' "${theirs#makes }" | sed 's/^-$//')" ;;
    esac
    holds "$rule: the program $ours" equal "$(sed -n "s/^$number //p" "$work/ours")" "$ours"
}

# A name as JSON has it, for a path
path_of() { encoded "$(printf '%s' "$1" | sed 's/\\"/"/g; s/\\\\/\\/g')"; }
rules_names() {
    table_rows tests/documents/elastic/names.tsv > "$work/rows"
    case $server in 8) protocol=elasticsearch8 ;; *) protocol=elasticsearch7 ;; esac
    while IFS=$tab read -r number rule _ what name theirs ours; do
        index=plain field=a
        case $what in index) index=$name ;; *) field=$name ;; esac
        # An empty column is none to read.
        case $rule in 'no name') field='' theirs=refuses ours=refuses ;; esac
        body="{\"mappings\":{\"properties\":{\"$field\":{\"type\":\"long\"}}}}"
        status=$(asks PUT "/$(path_of "$index")" "$body")
        case $theirs in
        refuses) holds "$what: $rule: the server refuses it" [ "${status:-000}" -ge 400 ] ;;
        *) holds "$what: $rule: the server takes it" equal "$status" 200 ;;
        esac
        printf '{ "id": "names", "datastores": { "es": { "protocol": "%s" } }, "models": { "m": { "records": 1, "datastore": "es", "properties": { "indexName": "%s" }, "attributes": { "f": { "properties": { "fieldName": "%s", "fieldType": "long" }, "value": { "faker": { "pyint": {} } } } } } } }' \
            "$protocol" "$index" "$field" > "$work/names.json"
        case $ours in
        refuses)
            holds "$what: $rule: the program refuses it" status 1 "$DORE" check "$work/names.json"
            holds "$what: $rule: at its place" told "names.json:1:[0-9]*: error: \$.models.m.*$what" ;;
        *)
            holds "$what: $rule: the program takes it" status 0 "$DORE" check "$work/names.json"
            if [ "$what" = index ]; then
                rm -rf "$work/named" && ask DELETE "/$(path_of "$index")" > /dev/null
                holds "$what: $rule: is loaded" eval '"$DORE" --manifest "$work/names.json" -q -o "$work/named/" && sh "$work/named/load.sh"'
            fi ;;
        esac
        drop_indexes
    done < "$work/rows"
}

# ---- limits --------------------------------------------------------------------------------------

# nested_mapping DEPTH, fields_mapping COUNT: bodies of indexes; manifest_of TYPE: one field of it
nested_mapping() {
    awk -v depth="$1" 'BEGIN {
        text = "{\"type\":\"long\"}"
        for (i = 1; i < depth; i++) text = "{\"properties\":{\"a\":" text "}}"
        print text }'
}
fields_mapping() {
    awk -v count="$1" -v kind="$2" 'BEGIN {
        printf "{\"properties\":{"
        for (i = 1; i < count; i++) printf "%s\"a%d\":{\"type\":\"%s\"}", (i > 1 ? "," : ""), i, kind
        print "}}" }'
}
limit() {
    what=$1 mapping=$2 theirs=$3
    status=$(asks PUT /limits "{\"mappings\":{\"properties\":{\"f\":$mapping}}}")
    printf '{ "id": "limits", "datastores": { "es": { "protocol": "elasticsearch8" } }, "models": { "m": { "records": 1, "datastore": "es", "properties": { "indexName": "limits" }, "attributes": { "f": { "properties": { "fieldName": "f", "fieldType": %s }, "value": { "selector": { "random": { "items": [null] } } } } } } } }' \
        "$mapping" > "$work/limits.json"
    if [ "$theirs" = takes ]; then
        holds "$what: the server takes it" equal "$status" 200
        holds "$what: the program takes it" status 0 "$DORE" check "$work/limits.json"
    else
        holds "$what: the server refuses it" equal "$status" 400
        holds "$what: the program refuses it" status 1 "$DORE" check "$work/limits.json"
        holds "$what: says which limit" told 'raise .index.mapping'
    fi
    drop_indexes
}
rules_limits() {
    limit "20 levels" "$(nested_mapping 20)" takes
    limit "21 levels" "$(nested_mapping 21)" refuses
    limit "1000 fields" "$(fields_mapping 1000 long)" takes
    limit "1001 fields" "$(fields_mapping 1001 long)" refuses
    limit "50 nested fields" "$(fields_mapping 51 nested)" takes
    limit "51 nested fields" "$(fields_mapping 52 nested)" refuses
}

# ---- _bulk ---------------------------------------------------------------------------------------

# sends NAME TEXT: as a whole request into an index `raw` that is empty; $answer
sends() {
    rule=$1
    ask DELETE /raw > /dev/null 2>&1
    ask PUT /raw '{"mappings":{"dynamic":"strict","properties":{"a":{"type":"long"}}}}' > /dev/null
    printf '%b' "$2" > "$work/raw"
    answer=$(bulk "$work/raw")
}
answers() { printf '%s\n' "$answer" > "$work/answer" && holds "$rule: the server $1" grep -F -e "$2" "$work/answer"; }
keeps() { holds "$rule: it has $1" holds_rows raw "$1"; }
rules_bulk() {
    one='{"index":{"_index":"raw","_id":"1"}}\n{"a":1}\n'
    two='{"index":{"_index":"raw","_id":"2"}}\n{"a":2}\n'
    last='{"index":{"_index":"raw","_id":"2"}}\n'
    sends "two pairs" "$one$two" && answers "takes them" '"errors":false' && keeps 2
    sends "a last action without its document" "$one$last" && answers "drops it and says nothing" '"errors":false' && keeps 1
    sends "a last line that is cut" "$one${last}{\"a\"" && answers "refuses all" '"status":400' && keeps 0
    sends "no LF at the end" "${one%\\n}" && answers "refuses all" '"status":400' && keeps 0
    sends "an empty body" '' && answers "refuses it" '"status":400' && keeps 0
    sends "the same _id twice" "$one$one" && answers "takes both" '"status":200' && keeps 1
    sends "create, the second time" "$(printf '%s' "$one$one" | sed 's/"index"/"create"/g')" && answers "refuses one" '"status":409' && keeps 1
    sends "a document that the mapping refuses" "$one"'{"index":{"_index":"raw","_id":"2"}}\n{"b":2}\n' && answers "says so in a 200" '"errors":true' && keeps 1
    sends "a document in the place of an action" '{"a":1}\n{"a":2}\n' && answers "refuses all" '"status":400' && keeps 0
    sends "an unknown action" '{"put":{"_index":"raw"}}\n{"a":2}\n' && answers "refuses all" '"status":400' && keeps 0
    sends "blank lines" "\\n$one\\n$two\\n" && answers "takes it" '"errors":false' && keeps 2
    sends "CR LF" "$(printf '%s' "$one$two" | sed 's/\\n/\\r\\n/g')" && answers "takes it" '"errors":false' && keeps 2
    sends "a null as _id" '{"index":{"_index":"raw","_id":null}}\n{"a":2}\n' && answers "makes an _id" '"errors":false' && keeps 1
    sends "an empty _id" '{"index":{"_index":"raw","_id":""}}\n{"a":2}\n' && answers "refuses the document" '"errors":true' && keeps 0
    long=$(awk 'BEGIN { while (n++ < 513) printf "x" }')
    sends "an _id of 512 bytes" '{"index":{"_index":"raw","_id":"'"${long#x}"'"}}\n{"a":2}\n' && answers "takes it" '"errors":false' && keeps 1
    sends "an _id of 513 bytes" "$one"'{"index":{"_index":"raw","_id":"'"$long"'"}}\n{"a":2}\n' && answers "refuses all" '400' && keeps 0
    sends "equal keys in a document" '{"index":{"_index":"raw","_id":"1"}}\n{"a":1,"a":2}\n' && answers "refuses the document" '"errors":true' && keeps 0
    sends "null and an absent field" "$one"'{"index":{"_index":"raw","_id":"2"}}\n{"a":null}\n{"index":{"_index":"raw","_id":"3"}}\n{}\n' && answers "takes both" '"errors":false' && keeps 3
    holds "null and an absent field are one to a search" equal \
        "$(ask GET '/raw/_count?q=_exists_:a' | sed 's/,.*//')" '{"count":1'
    ask DELETE /raw > /dev/null
    printf '%b' "$one" > "$work/raw"
    rule="a missing index" answer=$(bulk "$work/raw")
    answers "makes it" '"errors":false'
    holds "a missing index gets types that it guesses" eval 'ask GET /raw/_mapping | grep -q "\"dynamic\"" && false || true'
    holds "an index that is there" equal "$(asks PUT /raw)" 400
    drop_indexes
}

# The count is stale, and searches see nothing, until somebody asks for a refresh.
rules_refresh() {
    ask PUT /raw '{"settings":{"refresh_interval":"-1"},"mappings":{"properties":{"a":{"type":"long"}}}}' > /dev/null
    printf '%b' '{"index":{"_index":"raw","_id":"1"}}\n{"a":1}\n' > "$work/raw"
    bulk "$work/raw" > /dev/null
    holds "without a refresh" equal "$(ask GET /raw/_count | sed 's/,.*//')" '{"count":0'
    holds "with a refresh" holds_rows raw 1
    drop_indexes
}

# gzip is one more thing to be cut: a stream without its last 8 bytes passes unseen.
rules_gzip() {
    ask PUT /raw '{"mappings":{"properties":{"a":{"type":"long"}}}}' > /dev/null
    printf '%b' '{"index":{"_index":"raw","_id":"1"}}\n{"a":1}\n' | gzip -n > "$work/raw.gz"
    for bytes in 0 8; do
        head -c $(($(wc -c < "$work/raw.gz") - bytes)) "$work/raw.gz" |
            curl -sS --max-time 60 -H 'Content-Type: application/x-ndjson' -H 'Content-Encoding: gzip' \
                --data-binary @- "$ES_URL/_bulk?filter_path=errors" > "$work/answer"
        holds "gzip without its last $bytes bytes" grep -q '"errors":false' "$work/answer"
    done
    drop_indexes
}

area_rules() {
    for task in values names limits bulk refresh gzip; do
        area="rules $task"
        "rules_$task"
    done
    area=rules
}
