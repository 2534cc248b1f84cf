# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2030,SC2031,SC2034,SC2086,SC2154
# Sourced by tests/load/run: load.sh in bad surroundings. It answers within seconds, says what is
# wrong, and never says that it loaded what is not there.

. tests/load/area-loader.sh

# within SECONDS COMMAND...: as long as that at most
within() {
    limit=$1 asked=$(date +%s); shift
    "$@" || return
    took=$(($(date +%s) - asked))
    echo "it took $took s, more than $limit"
    [ "$took" -le "$limit" ]
}
# refused WHAT STORE SECONDS COMMAND...: status 1 in time, and no word of success
refused() {
    what=$1 store=$2 seconds=$3; shift 3
    holds "$store: $what" within "$seconds" status 1 "$@"
    holds "$store: $what: is no success" not grep -qE ': (loaded|made) ' "$work/told"
    holds "$store: $what: nobody's password is shown" not grep -qE 'wrong|dore:dore' "$work/told"
}

faults_credentials() {
    fresh
    for store in pg my; do
        refused "no password" $store 5 env -u PGPASSWORD -u MYSQL_PWD HOME="$work/tmp" sh "$b/load.sh" $store
        refused "nothing is said" $store 5 env -u PGUSER -u PGPASSWORD -u MYSQL_USER -u MYSQL_PWD -u MYSQL_HOST \
            -u PGPORT -u MYSQL_TCP_PORT HOME="$work/tmp" PGHOST="$work/tmp" MYSQL_UNIX_PORT="$work/tmp/none" \
            sh "$b/load.sh" $store
        refused "a wrong password" $store 5 env PGPASSWORD=wrong MYSQL_PWD=wrong sh "$b/load.sh" $store
        refused "a wrong user" $store 5 env PGUSER=stranger MYSQL_USER=stranger sh "$b/load.sh" $store
        refused "nobody listens" $store 5 env PGPORT=1 MYSQL_TCP_PORT=1 sh "$b/load.sh" $store
        refused "no such host" $store 10 env PGHOST=host.invalid MYSQL_HOST=host.invalid sh "$b/load.sh" $store
        holds "$store: the right ones" status 0 load $store
        refused "a wrong password to remove" $store 5 env PGPASSWORD=wrong MYSQL_PWD=wrong sh "$b/load.sh" --drop $store
        holds "$store: all of it is there" rows_are $store "$all"
        holds "$store: removed" status 0 load --drop $store
    done
}

# Somebody who may connect and no more
faults_rights() {
    fresh
    pg postgres -c "CREATE ROLE guest LOGIN PASSWORD 'guest'"
    my "" -e "CREATE USER guest@'%' IDENTIFIED BY 'guest'"
    refused "no rights" pg 5 env PGUSER=guest PGPASSWORD=guest sh "$b/load.sh" pg
    refused "no rights" my 5 env MYSQL_USER=guest MYSQL_PWD=guest sh "$b/load.sh" my
    for store in pg my; do
        holds "$store: no rights: nothing was made" not has $store
        holds "$store: goes on with rights" status 0 load $store
        holds "$store: has its rows" rows_are $store "$all"
        holds "$store: removed" status 0 load --drop $store
    done
    pg postgres -c "DROP ROLE guest"
    my "" -e "DROP USER guest@'%'"
}

# hang_up: ends the connections of the load that loads.
hang_up() {
    case $1 in
    pg) pg postgres -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'parts'" ;;
    *)
        my "" -e "SELECT CONCAT('KILL ', ID, ';') FROM information_schema.PROCESSLIST WHERE DB = 'parts'" |
            my "" ;;
    esac
}
# After the first part, until one was met.
hang_up_after_first() {
    tries=0
    until grep -q '20-data/0001' "$work/stopped" || [ $tries -ge 200 ]; do
        sleep 0.05
        tries=$((tries + 1))
    done
    while [ ! -e "$work/hung-up" ] && [ $tries -lt 600 ]; do
        hang_up "$1"
        tries=$((tries + 1))
    done > /dev/null 2>&1
}

# A server that is there but does not answer; then connections that are lost while parts are loaded.
faults_away() {
    for store in pg my; do
        (
            server_start "$(case $store in pg) echo postgres ;; *) echo "$my_server" ;; esac)" away
            made_again
            kill -s STOP "$SERVER_PID"
            refused "a server that does not answer" $store 25 sh "$b/load.sh" $store
            kill -s CONT "$SERVER_PID"
            echo "$passed $failed" > "$work/counts"
        )
        read -r passed failed < "$work/counts"
        rm -rf "$work/parts" "$work/hung-up"
        "$DORE" --manifest "$manifests/parts.json" --seed 7 --scale 0.5 -q --datastore $store -o "$work/parts/"
        : > "$work/stopped"
        hang_up_after_first $store &
        sh "$work/parts/load.sh" $store > "$work/stopped" 2>&1
        lost=$?
        : > "$work/hung-up"
        wait
        holds "$store: a lost connection" equal $lost 1
        cp "$work/stopped" "$work/told"
        holds "$store: a lost connection: which part" told "^load.sh: $store: .* failed$"
        holds "$store: a lost connection: is no success" not grep -q ": loaded " "$work/told"
        holds "$store: goes on where it was" status 0 sh "$work/parts/load.sh" $store
        judge_all "after a lost connection" "$manifests/parts.json" --seed 7 --scale 0.5 --datastore $store
        holds "$store: removed" status 0 sh "$work/parts/load.sh" --drop $store
    done
}

# Rows that somebody took away, or added, after they were counted
faults_counts() {
    for store in pg my; do
        fresh
        holds "$store: loads" status 0 load $store
        for table in 'uno one 700' 'due two 500' 'tre three 300'; do
            # shellcheck disable=SC2086
            set -- $table
            case $store in pg) name=$2 ;; *) name=$1 ;; esac
            holds "$store: says how many went to $name" told "^$store: $name: $3 rows$"
        done
        case $store in
        pg) pg steps -c 'DELETE FROM three WHERE ctid = (SELECT min(ctid) FROM three)' ;;
        *) my steps -e 'DELETE FROM tre LIMIT 1' ;;
        esac > /dev/null
        refused "a row is gone" $store 5 sh "$b/load.sh" $store
        holds "$store: a row is gone: says so" told "holds 299 rows, not 300"
        case $store in
        pg) pg steps -c 'DROP TABLE one' ;;
        *) my steps -e 'DROP TABLE uno' ;;
        esac > /dev/null
        refused "a table is gone" $store 5 sh "$b/load.sh" $store
        holds "$store: a table is gone: says so" told "is not there"
        holds "$store: the rest goes away" status 0 load --drop $store
        holds "$store: loads once more" status 0 load $store
        holds "$store: is whole" rows_are $store "$all"
        holds "$store: the end" status 0 load --drop $store
    done
}

# Two bundles that drop what is there, and two that do not
faults_twice() {
    for store in pg my; do
        fresh --drop-conflicting-models
        holds "$store: drops nothing, as nothing is there" status 0 load $store
        holds "$store: a second time" status 0 load $store
        holds "$store: has its rows" rows_are $store "$all"
        holds "$store: from elsewhere" status 0 load_elsewhere $store
        holds "$store: has its rows still" rows_are $store "$all"
        made_again --seed 8
        refused "another bundle" $store 5 sh "$b/load.sh" $store
        holds "$store: another bundle: which model" told "exists already; nothing was changed"
        judge_all "after another bundle" "$steps" --seed 7 --datastore $store
        rm -rf "$work"/other-state.*
    done
}

# Half of a bundle was loaded; then its marks are lost, or the other half of the files.
faults_halves() {
    without xxhsum
    for store in pg my; do
        fresh
        file=$(part $store 2)
        mv "$file" "$work/away"
        holds "$store: half of it" status 3 load_blind $store
        holds "$store: half of it: nothing was made" not has $store
        : > "$file"
        holds "$store: half of it, and an empty file" status 1 load_blind $store
        mv "$work/away" "$file"
        mv "$b/load-state" "$work/away"
        refused "no marks" $store 5 sh "$b/load.sh" $store
        rm -rf "$b/load-state" && mv "$work/away" "$b/load-state"
        holds "$store: goes on" status 0 load $store
        holds "$store: goes on: does not load the first again" not told "0001-.*rows$"
        holds "$store: is whole" rows_are $store "$all"
        holds "$store: removed" status 0 load --drop $store
    done
}

# Names that a line-wise tool would cut
lines='line
feed
'
faults_names() {
    cat > "$work/lines.json" <<'END'
{ "id": "lines", "datastores": { "pg": { "protocol": "postgres", "properties": { "database": "line\nfeed\n" } } },
  "models": { "a": { "records": 3, "datastore": "pg", "properties": { "tableName": "ta\nble\n", "schemaName": "sche\n'ma\"\n" },
    "attributes": { "c": { "properties": { "columnName": "c\n", "columnType": "INT" }, "value": { "faker": { "pyint": {} } } } } },
    "b": { "records": 3, "datastore": "pg", "properties": { "tableName": "b", "schemaName": "sche" },
    "attributes": { "c": { "properties": { "columnName": "c", "columnType": "INT" }, "value": { "faker": { "pyint": {} } } } } } } }
END
    rm -rf "$work/lines"
    "$DORE" --manifest "$work/lines.json" --seed 7 -q -o "$work/lines/"
    psql -X -q -d postgres -c "CREATE DATABASE \"$lines\""
    holds "line feeds: loads" status 0 sh "$work/lines/load.sh"
    holds "line feeds: counts" told "^pg: loaded 6 rows$"
    holds "line feeds: removed" status 0 sh "$work/lines/load.sh" --drop
    holds "line feeds: no schema stays" equal 0 "$(psql -X -q -At -d "dbname='$lines'" \
        -c "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sche%'")"
    psql -X -q -d postgres -c "DROP DATABASE \"$lines\""
}

area_faults() {
    for task in credentials rights away counts twice halves names; do
        area="faults $task"
        "faults_$task"
    done
    area=faults
    holds "no temporary folder is left" [ -z "$(ls "$TMPDIR")" ]
}
