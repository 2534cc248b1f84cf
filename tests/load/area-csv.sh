# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154
# Sourced by tests/load/run: the manifests of other areas with `load: "csv"` in every MySQL model,
# and what load.sh does with files that are cut, changed, or not taken by the server.

. tests/load/area-values.sh
. tests/load/area-loader.sh

# as_csv NAME: $work/csv/NAME.json
as_csv() {
    mkdir -p "$work/csv"
    sed '/"datastore": "my/s/"properties": {/&"load": "csv", /' "$manifests/$1.json" > "$work/csv/$1.json"
}

# A reader that knows nothing of MySQL: names first, as many fields in every record, NULL bare.
reads_as_csv() {
    awk -v rows="$2" '
        BEGIN { RS = "^$" }
        {
            for (i = 1; i <= length($0); i++) {
                c = substr($0, i, 1)
                if (c == "\"") { inside = !inside; continue }
                if (inside) continue
                if (c == ",") commas++
                if (c == "\n") { records++; if (records > 1 && commas != first) odd++; first = commas; commas = 0 }
            }
        }
        END { print records " records, " odd + 0 " odd ones"; exit inside || odd || records != rows + 1 }' "$1"
}

csv_refused() {
    fresh
    my "" -e 'SET GLOBAL local_infile = 0'
    holds "a server that takes no files" status 1 load my
    holds "says so" told "local_infile is off"
    my "" -e 'SET GLOBAL local_infile = 1'
    holds "nothing was made" not has my
    holds "loads then" status 0 load my
    holds "goes away" status 0 load --drop my
}

# Without xxhsum: the size tells what was cut, the counts of rows and of warnings what was changed.
csv_damaged() {
    without xxhsum
    fresh
    file=$(part my 2) size=$(wc -c < "$(part my 2)")
    cp "$file" "$work/whole"
    for bytes in 0 100 $((size / 2)) $((size - 2)) $((size - 1)); do
        head -c "$bytes" "$work/whole" > "$file"
        holds "cut at $bytes" status 3 load_blind my
        holds "cut at $bytes: named" told "20-data/0002-"
        cp "$work/whole" "$file"
        holds "cut at $bytes: goes on" status 0 load_blind my
        holds "cut at $bytes: whole" rows_are my "$all"
        holds "cut at $bytes: removed" status 0 load_blind --drop my
    done
    for change in '5s/",[0-9]/",x/' '100s/,/ /' '7s/^"/ /' '9d'; do
        sed "$change" "$work/whole" > "$file"
        head -c "$size" "$file" > "$file.same" && mv "$file.same" "$file"
        while [ "$(wc -c < "$file")" -lt "$size" ]; do printf '\n' >> "$file"; done
        holds "changed by $change" status 1 load_blind my
        holds "changed by $change: nothing of it is there" [ "$(my steps -e 'SELECT COUNT(*) FROM due')" = 0 ]
        holds "changed by $change: removed" status 0 load_blind --drop my
    done
}

area_csv() {
    for manifest in kinds strings names parts steps; do as_csv "$manifest"; done
    for manifest in kinds strings names parts; do
        load_and_judge "$manifest" directory "$work/csv/$manifest.json" --datastore \
            "$(tables "$work/csv/$manifest.json" | awk -F "$tab" '$1 == "mysql" { print $2; exit }')"
    done
    "$DORE" --manifest "$work/csv/strings.json" --seed 7 -q --datastore my -o "$work/csv/strings/" 2> /dev/null
    holds "any reader of CSV reads it" reads_as_csv "$work/csv/strings/my/20-data/0001-rows.csv" 133
    holds "a stream is a script" sh -c "'$DORE' cat '$work/csv/strings.json' -q --datastore my 2> /dev/null |
        grep -q '^INSERT INTO .rows. '"
    steps=$work/csv/steps.json
    csv_refused
    csv_damaged
}
