# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154
# Sourced by tests/load/run: tables of every engine and character set that the server has, with all
# of ASCII, all of latin1 and the edges of utf8mb3 in them, by INSERT and by CSV.

. tests/load/area-values.sh

# options_items LAST: JSON strings with the characters U+0001 .. U+LAST in hexadecimal, 32 in each;
# without U+0080 to U+009F, which are others in latin1
options_items() {
    awk -v last="$1" 'BEGIN {
        limit = 0
        for (i = 1; i <= length(last); i++) limit = limit * 16 + index("123456789ABCDEF", substr(last, i, 1))
        for (from = 1; from <= limit; from += 32) {
            printf "%s\"", (from > 1 ? ", " : "")
            for (i = from; i < from + 32 && i <= limit; i++) if (i < 128 || i > 159) printf "\\u%04x", i
            printf "\""
        }
    }'
}

# option_model ID PROPERTIES ITEMS: a model of one column of the items
option_model() {
    printf '%s    "%s": { "records": 40, "datastore": "my", "properties": { "tableName": "%s", %s },\n' \
        "$comma" "$1" "$1" "$2"
    printf '      "attributes": { "c": { "properties": { "columnName": "c", "columnType": "VARCHAR(40)" },\n'
    printf '        "value": { "selector": { "roundRobin": { "items": [%s] } } } } } }' "$3"
    comma=",
"
}

# Words that only some versions keep for themselves, as the names of columns and of their table
reserved="qualify rank returning vector manual parallel tablesample library external lateral system
    intersect except groups over window json_table row_number cube recursive of empty function"
option_reserved() {
    printf '%s    "reserved": { "records": 5, "datastore": "my", "properties": { "tableName": "qualify", "load": "%s" },\n' \
        "$comma" "$1"
    printf '      "attributes": {'
    inner=
    for word in $reserved; do
        printf '%s "%s": { "properties": { "columnName": "%s", "columnType": "INT" }, "value": { "faker": { "pyint": {} } } }' \
            "$inner" "$word" "$word"
        inner=,
    done
    printf ' } }'
}

# options_manifest: every charset that the program names, and every engine that the server has too
options_manifest() {
    comma=
    ascii=$(options_items 7F)
    printf '{ "id": "options", "datastores": { "my": { "protocol": "mysql", "properties": { "database": "options" } } },\n'
    printf '  "models": {\n'
    for set in $charsets; do
        option_model "$set" "\"charset\": \"$set\"" "$ascii"
        option_model "$set-csv" "\"charset\": \"$set\", \"load\": \"csv\"" "$ascii"
    done
    option_reserved csv
    option_model west '"charset": "latin1"' "$(options_items FF), \"\\u20ac\\u201c\\u0152\\u017e\\u2122\\u0081\\u009d\""
    option_model plane '"charset": "utf8mb3"' '"\u0800", "\ud7ff\uf000\uffff", "\u4e2d"'
    for engine in $engines; do
        option_model "$engine" "\"engine\": \"$engine\"" "$ascii"
    done
    printf ' } }\n'
}

# has_options TABLE ENGINE COLLATION
has_options() {
    my options -e "SELECT LOWER(ENGINE), TABLE_COLLATION FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = 'options' AND TABLE_NAME = '$1'" > "$work/options"
    printf '%s\t%s\n' "$2" "$3" | diff - "$work/options"
}

# MySQL alone has vectors here. What `faker` makes of a list has no fixed length, so items are listed.
options_vectors() {
    items='[1, -0.5, 2.5], [1e-3, 16777217, 0.1], [0, 3.4e38, -7]'
    printf '{ "id": "vectors", "datastores": { "my": { "protocol": "mysql", "properties": { "database": "vectors" } } }, "models": {' \
        > "$work/vectors.json"
    for style in insert csv; do
        [ $style = insert ] || printf ',' >> "$work/vectors.json"
        printf '"%s": { "records": 3, "datastore": "my", "properties": { "tableName": "%s", "load": "%s" }, "attributes": {
            "v": { "properties": { "columnName": "v", "columnType": "VECTOR(3)" }, "value": { "selector": { "roundRobin": { "items": [%s] } } } } } }' \
            $style $style $style "$items" >> "$work/vectors.json"
    done
    printf ' } }\n' >> "$work/vectors.json"
    rm -rf "$work/vectors"
    holds "vectors: made" "$DORE" --manifest "$work/vectors.json" --seed 7 -q -o "$work/vectors/"
    holds "vectors: load" sh "$work/vectors/load.sh"
    printf '[%s]\n' 0.00000e+00,3.40000e+38,-7.00000e+00 1.00000e-03,1.67772e+07,1.00000e-01 \
        1.00000e+00,-5.00000e-01,2.50000e+00 > "$work/vectors.expected"
    for style in insert csv; do
        my vectors -e "SELECT VECTOR_TO_STRING(v) FROM \`$style\` ORDER BY 1" > "$work/vectors.got"
        holds "vectors: by $style" diff "$work/vectors.expected" "$work/vectors.got"
    done
    holds "vectors: go away" sh "$work/vectors/load.sh" --drop
}

area_options() {
    charsets="utf8mb4 utf8mb3 ascii latin1 latin2 latin5 latin7 cp1250 cp1251 cp1256 cp1257 koi8r koi8u
        greek hebrew tis620 big5 gbk euckr ujis"
    engines="InnoDB MyISAM MEMORY"
    if [ "$my_server" = mariadb ]; then engines="$engines Aria"; fi
    options_manifest > "$work/options.json"
    rm -rf "$work/options-bundle"
    holds "made" "$DORE" --manifest "$work/options.json" --seed 7 -q -o "$work/options-bundle/"
    holds "loads" sh "$work/options-bundle/load.sh"
    judge_all "options" "$work/options.json" --seed 7
    for set in $charsets; do holds "$set" has_options "$set" innodb "${set}_bin"; done
    for engine in $engines; do
        holds "$engine" has_options "$engine" "$(echo "$engine" | tr A-Z a-z)" utf8mb4_bin
    done
    holds "goes away" sh "$work/options-bundle/load.sh" --drop
    if [ "$my_server" = mysql ]; then options_vectors; fi
}
