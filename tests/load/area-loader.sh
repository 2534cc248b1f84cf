# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2030,SC2031,SC2034,SC2119,SC2120,SC2154
# Sourced by tests/load/run: what load.sh promises beside loading, in good and in bad order.

steps=$manifests/steps.json

# made_again OPTION...: the bundle in $b, without marks; fresh: and without its databases
fresh() {
    drop_database postgres steps
    drop_database mariadb steps
    made_again "$@"
}
made_again() {
    b=$work/steps
    rm -rf "$b"
    "$DORE" --manifest "$steps" --seed 7 -q -o "$b/" "$@"
}
# server_of DATASTORE, table_of DATASTORE: of the bundle `steps`; the table that is loaded second
server_of() { case $1 in pg) echo postgres ;; *) echo mariadb ;; esac; }
has() { has_database "$(server_of "$1")" steps; }
# rows_of DATASTORE: those of its three tables, or nothing where one is missing
rows_of() {
    case $1 in
    pg) pg steps -c 'SELECT (SELECT count(*) FROM one), (SELECT count(*) FROM "of its own".two),
        (SELECT count(*) FROM three)' 2> /dev/null | tr '|' ' ' ;;
    *) my steps -e 'SELECT (SELECT COUNT(*) FROM uno), (SELECT COUNT(*) FROM due),
        (SELECT COUNT(*) FROM tre)' 2> /dev/null | tr '\t' ' ' ;;
    esac
}
rows_are() {
    rows=$(rows_of "$1")
    echo "$1 has '$rows' rows, not '$2'"
    [ "$rows" = "$2" ]
}
all="700 500 300"
part() { echo "$b/$1/20-data/000$2-"*; }
# load, load_blind: all of it; blind to checksums, so that other nets are tried
load() { sh "$b/load.sh" "$@"; }
load_blind() { PATH=$work/path sh "$b/load.sh" "$@"; }
load_elsewhere() { DORE_STATE=$work/other-state.$$ sh "$b/load.sh" "$@"; }

# ---- again ------------------------------------------------------------------------------------

loader_again() {
    for store in pg my; do
        fresh
        holds "$store: loads" status 0 load "$store"
        holds "$store: says what it did" told "^$store: loaded 1500 rows$"
        holds "$store: again changes nothing" status 0 load "$store"
        holds "$store: has its rows" rows_are "$store" "$all"
        holds "$store: a stranger's models are in the way" status 1 load_elsewhere "$store"
        holds "$store: says which" told "exists already; nothing was changed"
        judge_all "after a refusal" "$steps" --seed 7 --datastore "$store"
        holds "$store: goes away" status 0 load --drop "$store"
        holds "$store: is gone" not has "$store"
        holds "$store: once more" status 0 load "$store"
        holds "$store: has its rows again" rows_are "$store" "$all"
        holds "$store: the end" status 0 load --drop "$store"
    done
}

# One model of three is there: nothing else is made.
loader_in_the_way() {
    for store in pg my; do
        fresh
        make_database "$(server_of $store)" steps
        case $store in
        pg) pg steps -c 'CREATE TABLE three (x int); INSERT INTO three VALUES (1)' ;;
        *) my steps -e 'CREATE TABLE tre (x INT); INSERT INTO tre VALUES (1)' ;;
        esac
        holds "$store: one model in the way" status 1 load $store
        case $store in
        pg) pg steps -c "SELECT count(*) FROM pg_class WHERE relname IN ('one', 'two')" ;;
        *) my steps -e "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME IN ('uno', 'due')" ;;
        esac > "$work/made"
        holds "$store: made nothing" grep -qx 0 "$work/made"
        holds "$store: --drop leaves what it did not make" status 0 load --drop $store
        case $store in
        pg) pg steps -c 'SELECT x FROM three' ;;
        *) my steps -e 'SELECT x FROM tre' ;;
        esac > "$work/made" 2>&1
        holds "$store: the stranger's row" grep -qx 1 "$work/made"
    done
}

loader_replaces() {
    for store in pg my; do
        fresh
        holds "$store: loads" status 0 load "$store"
        made_again --drop-conflicting-models --seed 8 --scale 2
        holds "$store: replaces" status 0 load "$store"
        judge_all "replaced" "$steps" --seed 8 --scale 2 --datastore "$store"
        holds "$store: replaces again, elsewhere" status 0 load_elsewhere "$store"
        judge_all "replaced again" "$steps" --seed 8 --scale 2 --datastore "$store"
        rm -rf "$work"/other-state.*
    done
}

# Schema and rows from bundles of their own, as people have tables that others made.
loader_halves() {
    for store in pg my; do
        fresh --data-only
        holds "$store: rows without tables" status 1 load $store
        made_again --schema-only
        holds "$store: the schema" status 0 load $store
        holds "$store: is empty" rows_are $store "0 0 0"
        made_again --data-only
        holds "$store: the rows" status 0 load $store
        holds "$store: are there" rows_are $store "$all"
        judge_all "halves" "$steps" --seed 7 --datastore $store
        holds "$store: the rows, again" status 0 load $store
        holds "$store: not twice" rows_are $store "$all"
        case $store in pg) model=two ;; *) model=due ;; esac
        fresh --model $model
        holds "$store: one model" status 0 load
        holds "$store: goes away" status 0 load --drop
        holds "$store: is gone" not has $store
    done
}

# ---- misuse -----------------------------------------------------------------------------------

loader_usage() {
    fresh
    holds "help" status 0 load --help
    holds "help names datastores" told '^  pg (postgres)$'
    holds "help names variables" told 'PGHOST'
    holds "unknown datastore" status 2 load pgg
    holds "unknown option" status 2 load --dorp
    holds "nothing was made" not has pg
    holds "one of two" status 0 load my
    holds "the other was left alone" not has pg
    holds "one by one" status 0 load pg
    holds "both go away" status 0 load --drop
    holds "both at once" status 0 load my pg
    holds "pg has its rows" rows_are pg "$all"
    holds "my has its rows" rows_are my "$all"
    holds "both go away again" status 0 load --drop
    without psql
    holds "no psql" status 2 load_blind pg
    holds "says so" told "psql"
    without mariadb mysql
    holds "no mariadb" status 2 load_blind my
    holds "says so too" told "mysql"
    for variable in PGPASSWORD=wrong PGPORT=1; do
        holds "$variable" status 1 env "$variable" sh "$b/load.sh" pg
        holds "$variable: says so" told "pg: cannot connect"
    done
    for variable in MYSQL_PWD=wrong MYSQL_TCP_PORT=1; do
        holds "$variable" status 1 env "$variable" sh "$b/load.sh" my
        holds "$variable: says so" told "my: cannot connect"
    done
    holds "the password is not shown" not grep -q wrong "$work/told"
    holds "a place for marks that cannot be" status 1 env DORE_STATE=/dev/null/x sh "$b/load.sh" pg
    holds "nothing was made by all that" not has pg
}

loader_shells() {
    for shell in dash bash "bash --posix" "busybox sh"; do
        command -v "${shell%% *}" > /dev/null 2>&1 || continue
        fresh
        # The second word is an option or a command.
        # shellcheck disable=SC2086
        holds "$shell loads" status 0 $shell "$b/load.sh"
        holds "$shell: pg has its rows" rows_are pg "$all"
        holds "$shell: my has its rows" rows_are my "$all"
        # shellcheck disable=SC2086
        holds "$shell removes" status 0 $shell "$b/load.sh" --drop
    done
    fresh
    cp -R "$b" "$work/a 'folder' with \"odd\" \\ \$(id) * name"
    (cd / && b="$work/a 'folder' with \"odd\" \\ \$(id) * name" &&
        sh "$b/load.sh" > "$work/told" 2>&1 && sh "$b/load.sh" --drop >> "$work/told" 2>&1)
    holds "from a folder with an odd name" [ $? -eq 0 ]
    rm -rf "$work"/a*name
}

# ---- a damaged bundle -------------------------------------------------------------------------

# damaged WHAT COMMAND...: does that to a bundle; load.sh must stop before anything is changed
damaged() {
    what=$1; shift
    "$@"
    holds "$what" status 3 load
    holds "$what: nothing was made" not has pg
}
flip() { printf X | dd of="$1" bs=1 seek="$2" conv=notrunc 2> /dev/null; }
shorten() { size=$(wc -c < "$1") && head -c $((size - $2)) "$1" > "$1.cut" && mv "$1.cut" "$1"; }
loader_damage() {
    fresh && damaged "a part is missing" rm "$(part pg 2)"
    fresh && damaged "a part is cut" shorten "$(part pg 2)" 1
    fresh && damaged "a byte of a part is another" flip "$(part my 1)" 900
    fresh && damaged "the schema is missing" rm "$b/pg/10-schema.sql"
    fresh && damaged "a byte of the constraints is another" flip "$b/pg/30-constraints.sql" 900
    fresh && damaged "the manifest is another" flip "$b/manifest.json" 5
    fresh && damaged "no checksums" rm "$b/CHECKSUMS.xxh128"
    fresh && damaged "half of the checksums" shorten "$b/CHECKSUMS.xxh128" 300
    without xxhsum
    fresh && rm "$(part pg 2)"
    holds "a part is missing, and xxhsum" status 3 load_blind
    holds "a part is missing, and xxhsum: nothing was made" not has pg
}

# Without checksums the part itself must tell: what is cut anywhere leaves its table empty, the
# parts before it stay, and when the part is whole again the load goes on.
loader_cut() {
    without xxhsum
    for store in pg my; do
        fresh
        file=$(part $store 2) size=$(wc -c < "$(part $store 2)")
        cp "$file" "$work/whole"
        for bytes in 0 100 800 $((size / 2)) $((size - 100)) $((size - 30)) $((size - 4)); do
            head -c "$bytes" "$work/whole" > "$file"
            holds "$store cut at $bytes" status 1 load_blind $store
            holds "$store cut at $bytes: named" told "20-data/0002-"
            cp "$work/whole" "$file"
            holds "$store cut at $bytes: goes on" status 0 load_blind $store
            holds "$store cut at $bytes: whole" rows_are $store "$all"
            holds "$store cut at $bytes: removed" status 0 load_blind --drop $store
        done
        # A row less than the part says
        sed 's/ 500$/ 501/; s/= 500)/= 501)/; s/= 500,/= 501,/' "$work/whole" > "$file"
        holds "$store: another count" status 1 load_blind $store
        holds "$store: another count, removed" status 0 load_blind --drop $store
    done
}

# ---- stopped ----------------------------------------------------------------------------------

# Stopped by a signal after its first part, while the next one is under way. Who sends it waits in
# the background: there the shell itself would ignore an interrupt.
stop_after_first() {
    tries=0
    until grep -q '20-data/0001' "$work/stopped" || [ $tries -ge 200 ]; do
        sleep 0.05
        tries=$((tries + 1))
    done
    kill -s "$1" "$(cat "$work/loading")"
}
loader_stopped() {
    for signal in TERM.143 INT.130 HUP.129; do
        code=${signal#*.} signal=${signal%.*}
        # Nobody can take back that a signal is ignored, as nohup does.
        { ignored=$(sh -c "kill -s $signal \$\$; echo yes"); } 2> /dev/null
        if [ "$ignored" = yes ]; then continue; fi
        rm -rf "$work/parts"
        "$DORE" --manifest "$manifests/parts.json" --seed 7 --scale 0.5 -q --datastore pg -o "$work/parts/"
        : > "$work/stopped"
        stop_after_first "$signal" &
        sh -c 'echo $$ > "$0" && exec sh "$1" pg' "$work/loading" "$work/parts/load.sh" \
            > "$work/stopped" 2>&1
        holds "SIG$signal: stopped it" equal $? "$code"
        wait
        holds "SIG$signal: nothing is left behind" [ -z "$(ls "$TMPDIR")" ]
        holds "SIG$signal: goes on" status 0 sh "$work/parts/load.sh" pg
        judge_all "SIG$signal" "$manifests/parts.json" --seed 7 --scale 0.5 --datastore pg
        holds "SIG$signal: removed" status 0 sh "$work/parts/load.sh" --drop pg
    done
}

# Nobody listens any more.
loader_unheard() {
    fresh
    sh "$b/load.sh" pg 2>&1 | head -n 1 > "$work/heard"
    holds "nothing is left behind" [ -z "$(ls "$TMPDIR")" ]
    holds "goes on" status 0 load pg
    holds "has its rows" rows_are pg "$all"
}

# A transaction that went through although its client was gone before it could say so
loader_marks() {
    for store in pg my; do
        fresh
        holds "$store: loads" status 0 load $store
        rm "$b"/load-state/$store-*/0002-*.finished "$b"/load-state/$store-*/constraints.*
        holds "$store: a mark is lost" status 0 load $store
        holds "$store: says so" told "was loaded before"
        holds "$store: not twice" rows_are $store "$all"
        rm "$b"/load-state/$store-*/0002-*.finished
        case $store in
        pg) pg steps -c 'DELETE FROM "of its own".two WHERE ctid < (0,9)::text::tid' ;;
        *) my steps -e 'DELETE FROM due LIMIT 3' ;;
        esac > /dev/null
        holds "$store: rows that nobody can explain" status 1 load $store
        holds "$store: removed" status 0 load --drop $store
    done
}

loader_script() {
    command -v shellcheck > /dev/null 2>&1 || need shellcheck shellcheck
    for manifest in samples/shop.json "$manifests/names.json" "$manifests/kinds.json"; do
        rm -rf "$work/script"
        "$DORE" --manifest "$manifest" --seed 7 -q -o "$work/script/" 2> /dev/null
        holds "shellcheck of $manifest's" shellcheck "$work/script/load.sh"
    done
}

area_loader() {
    for task in again in_the_way replaces halves usage shells damage cut stopped unheard marks script; do
        area="loader $task"
        "loader_$task"
    done
    area="loader"
    holds "no temporary folder is left" [ -z "$(ls "$TMPDIR")" ]
}
