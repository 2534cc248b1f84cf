# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/documents/elastic/lib.sh: what load.sh promises beside loading, in good and in bad
# order.

indexes=$manifests/indexes.json
two=$(encoded 'two%25+é')

# fresh OPTION...: the bundle in $b, without marks and without its indexes; made_again: with them
fresh() { drop_indexes && made_again "$@"; }
made_again() {
    b=$work/indexes
    rm -rf "$b"
    "$DORE" --manifest "$indexes" --seed 7 -q -o "$b/" "$@"
}
load() { sh "$b/load.sh" "$@"; }
# without PROGRAM...: a folder of links to all others, as PATH of load_blind
without() {
    rm -rf "$work/path" && mkdir "$work/path"
    # Folders of programs have no blanks here.
    # shellcheck disable=SC2046
    for folder in $(printf '%s' "$PATH" | tr : ' '); do
        for program in "$folder"/*; do
            [ -x "$program" ] && [ ! -e "$work/path/${program##*/}" ] &&
                ln -s "$program" "$work/path/${program##*/}"
        done
    done
    for program; do rm -f "$work/path/$program"; done
}
load_blind() { PATH=$work/path sh "$b/load.sh" "$@"; }
load_elsewhere() { DORE_STATE=$work/other-state sh "$b/load.sh" "$@"; }
part() { echo "$b/es/20-data/000$1-"*; }
none_is_there() { for any in one "$two" three four; do ! has_index "$any" || return 1; done; }
all_are_there() {
    judge_indexes "$1" "$indexes" --seed 7 --datastore es
}
setting_of() { ask GET "/$1/_settings?flat_settings=true" | tr ',{}' '\n' | grep -q "$2"; }

loader_again() {
    fresh
    holds "loads" status 0 load es
    holds "says how many rows went where" told '^es: one: 700 rows$'
    holds "and into which part" told '^es: es/20-data/0002-.*ndjson: 8192 rows$'
    holds "and in all" told '^es: loaded 21000 rows$'
    all_are_there "loaded"
    holds "leaves other datastores alone" not has_index four
    holds "the refresh is as usual again" not setting_of one 'refresh_interval'
    holds "again changes nothing" status 0 load es
    holds "counts again" told '^es: one: 700 rows$'
    holds "sends nothing again" not grep -q 'ndjson' "$work/told"
    ask PUT "/one/_settings" '{"index":{"refresh_interval":"7s"}}' > /dev/null
    holds "once more" status 0 load es
    holds "leaves the settings of others" setting_of one '"index.refresh_interval":"7s"'
    holds "a stranger's index is in the way" status 1 load_elsewhere es
    holds "says which" told "'one' exists already; nothing was changed"
    all_are_there "after a refusal"
    holds "goes away" status 0 load --drop es
    holds "is gone" none_is_there
    holds "all at once" status 0 load
    holds "both are there" status 0 has_index four
    holds "all go away" status 0 load --drop
    holds "are gone" none_is_there
    rm -rf "$work/other-state"
}

loader_in_the_way() {
    fresh
    ask PUT /three > /dev/null && ask PUT '/three/_doc/x?refresh=true' '{"two":"stranger"}' > /dev/null
    holds "one index in the way" status 1 load
    holds "names it" told "'three' exists already; nothing was changed"
    holds "made nothing" not has_index one
    holds "not even elsewhere" not has_index four
    holds "--drop leaves what it did not make" status 0 load --drop
    holds "the stranger's document" holds_rows three 1
}

loader_replaces() {
    fresh
    holds "loads" status 0 load es
    made_again --drop-conflicting-models --seed 8 --scale 0.5
    holds "replaces" status 0 load es
    judge_indexes "replaced" "$indexes" --seed 8 --scale 0.5 --datastore es
    holds "replaces again, elsewhere" status 0 load_elsewhere es
    judge_indexes "replaced again" "$indexes" --seed 8 --scale 0.5 --datastore es
    holds "a second run leaves it" status 0 load es
    holds "has its rows" holds_rows one 350
    rm -rf "$work/other-state"
}

# Indexes and documents from bundles of their own: _bulk would make a missing index with guessed
# types and say nothing.
loader_halves() {
    fresh --data-only
    holds "documents without indexes" status 1 load es
    holds "says which is missing" told "'one' does not exist"
    holds "none was made" none_is_there
    made_again --schema-only
    holds "the indexes" status 0 load es
    holds "say so" told 'made its models'
    holds "are refreshed as usual" not setting_of one 'refresh_interval'
    holds "are empty" holds_rows one 0
    made_again --data-only
    holds "the documents" status 0 load es
    all_are_there "halves"
    holds "the documents, again" status 0 load es
    holds "once more, without marks" status 0 load_elsewhere es
    holds "not twice" holds_rows one 700
    ask PUT '/one/_doc/x?refresh=true' '{"id":1}' > /dev/null
    holds "among others" status 0 load es
    holds "says among how many" told 'one: 700 rows among 701'
    rm -rf "$work/other-state"
}

loader_usage() {
    fresh
    holds "help" status 0 load --help
    holds "help names what there is" told '^  es (elasticsearch8)$'
    holds "help names variables" told 'ES_API_KEY or ES_USER and ES_PASSWORD'
    holds "unknown datastore" status 2 load ess
    holds "no curl" eval 'without curl; status 2 load_blind es'
    holds "says so" told "'curl' is not installed"
    began=$(date +%s)
    holds "server away" status 1 env ES_URL=http://127.0.0.1:1 sh "$b/load.sh" es
    holds "says so" told 'es: cannot connect to Elasticsearch'
    holds "no such host" status 1 env ES_URL=http://nowhere.invalid sh "$b/load.sh" es
    holds "within seconds" [ $(($(date +%s) - began)) -le 30 ]
    holds "nothing was made" none_is_there
    holds "an address with a slash" status 0 env ES_URL="$ES_URL/" sh "$b/load.sh" other
    holds "is the same server" status 0 load other
    holds "once" not grep -q ndjson "$work/told"
}

# damaged WHAT COMMAND...: does that to a bundle; load.sh must stop before anything is changed
damaged() {
    what=$1; shift
    fresh && "$@"
    holds "$what" status 3 load es
    holds "$what: nothing was made" none_is_there
}
shorten() { size=$(wc -c < "$1") && head -c $((size - $2)) "$1" > "$1.cut" && mv "$1.cut" "$1"; }
loader_damage() {
    fresh
    damaged "a part is missing" rm "$(part 3)"
    damaged "a part is cut" shorten "$(part 2)" 1
    damaged "a body is missing" rm "$b/es/10-indexes/one.json"
    without xxhsum
    fresh && rm "$(part 3)"
    holds "a part is missing, and xxhsum" status 3 load_blind es
    holds "a part is missing, and xxhsum: nothing was made" none_is_there
}

# Without checksums the server or the count must tell, wherever a part ends; when it is whole again
# the load goes on.
loader_cut() {
    without xxhsum
    fresh
    file=$(part 1) && cp "$file" "$work/whole"
    size=$(wc -c < "$file")
    last_line=$(tail -n 1 "$file" | wc -c) last_pair=$(tail -n 2 "$file" | wc -c)
    for bytes in 0 40 $((size / 2)) $((size - 1)) $((size - last_line)) $((size - last_line - 1)) \
        $((size - last_pair)) $((size - last_pair - 1)); do
        drop_indexes && rm -rf "$b/load-state"
        head -c "$bytes" "$work/whole" > "$file"
        holds "cut at $bytes of $size" status 1 load_blind es
        holds "cut at $bytes: named" told "es/20-data/0001-one.ndjson"
        holds "cut at $bytes: is not said to be loaded" not grep -q 'loaded\|one: 700' "$work/told"
        cp "$work/whole" "$file"
        holds "cut at $bytes: goes on" status 0 load_blind es
        holds "cut at $bytes: whole" holds_rows one 700
    done
    drop_indexes && rm -rf "$b/load-state"
    { cat "$work/whole"; head -n 2 "$(part 2)"; } > "$file"
    holds "a document too many" status 1 load_blind es
    holds "a document too many: counted" told '701 of 700 documents'
}

# Half of the bundle is there.
loader_resumes() {
    fresh
    file=$(part 3) && cp "$file" "$work/whole"
    shorten "$file" 1
    without xxhsum
    holds "stops halfway" status 1 load_blind es
    holds "after a part" told '0002-.*8192 rows'
    cp "$work/whole" "$file"
    holds "goes on" status 0 load es
    holds "says so" told 'going on with a load that was begun before'
    holds "not from the beginning" not grep -q '0001-one' "$work/told"
    all_are_there "resumed"
    # A mark is lost: sent twice, there once.
    rm "$b"/load-state/es-*/0002-*.finished
    holds "a part sent twice" status 0 load es
    all_are_there "sent twice"
    ask DELETE /three > /dev/null
    holds "somebody removed an index" status 1 load es
    holds "says which" told "'three' is not there"
    holds "--drop" status 0 load --drop es
    holds "after that" status 0 load es
    some_id=$(sed -n '1s/.*"_id":"\([0-9a-f]*\)".*/\1/p' "$(part 1)")
    ask DELETE "/one/_doc/$some_id" > /dev/null
    holds "somebody removed a document" status 1 load es
    holds "says how many there are" told "'one' holds 699 rows, not 700"
}

# Documents that the index refuses: the server says 200.
loader_refused() {
    fresh
    file=$(part 1)
    without xxhsum
    sed '4s/"id":[0-9]*/"id":"no number"/; 8s/"id"/"unknown"/' "$file" > "$file.new" && mv "$file.new" "$file"
    holds "two documents are refused" status 1 load_blind es
    holds "says the first reason" told 'failed to parse field'
    holds "says how many were taken" told '0001-one.ndjson failed: 698 of 700 documents were taken (HTTP 200)'
    holds "is not said to be loaded" not grep -q 'loaded' "$work/told"
    fresh
    sed 's/"type":"integer"/"type":"no type"/' "$b/es/10-indexes/one.json" > "$work/body"
    cp "$work/body" "$b/es/10-indexes/one.json"
    holds "a mapping is refused" status 1 load_blind es
    holds "says why" told 'no type'
    holds "names the file" told '10-indexes/one.json failed (HTTP 400)'
    holds "sends nothing" not has_index one
    fresh
    holds "loads other" status 0 load other
    rm "$b"/load-state/other-*/0001-*.finished
    ask PUT /four/_settings '{"index":{"blocks":{"write":true}}}' > /dev/null
    holds "a write block" status 1 load other
    holds "says so" told 'block'
    ask PUT /four/_settings '{"index":{"blocks":{"write":false}}}' > /dev/null
    holds "lifted" status 0 load other
}

loader_shells() {
    for shell in dash bash "bash --posix" "busybox sh"; do
        command -v "${shell%% *}" > /dev/null 2>&1 || continue
        fresh
        # The second word is an option or a command.
        # shellcheck disable=SC2086
        holds "$shell loads" status 0 $shell "$b/load.sh" es
        # shellcheck disable=SC2086
        holds "$shell removes" status 0 $shell "$b/load.sh" --drop es
    done
    command -v shellcheck > /dev/null 2>&1 || need shellcheck shellcheck
    holds "shellcheck" shellcheck "$b/load.sh"
}

area_loader() {
    for task in again in_the_way replaces halves usage damage cut resumes refused shells; do
        area="loader $task"
        "loader_$task"
    done
    area=loader
    drop_indexes
    holds "no temporary folder is left" [ -z "$(ls "$TMPDIR")" ]
}
