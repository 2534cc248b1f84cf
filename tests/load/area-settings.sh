# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/load/run: servers and sessions whose defaults are not the usual ones.

# loads_here NAME MANIFEST DATASTORE: by load.sh, compared, removed
loads_here() {
    name=$1
    rm -rf "$work/odd"
    "$DORE" --manifest "$2" --seed 7 -q --datastore "$3" -o "$work/odd/" 2> /dev/null
    holds "$name: $3 of $2" sh "$work/odd/load.sh"
}
leaves() { holds "$name: removed" sh "$work/odd/load.sh" --drop; }

area_settings() {
    # A server that reads quotes and backslashes in other ways, and stores latin1 by default
    SERVER_OPTIONS="--sql-mode=ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,IGNORE_SPACE \
--character-set-server=latin1 --collation-server=latin1_swedish_ci \
--default-time-zone=+05:45 --innodb-strict-mode=ON --lower-case-table-names=0"
    export SERVER_OPTIONS
    usual_port=$MYSQL_TCP_PORT
    server_start "$my_server" odd
    unset SERVER_OPTIONS
    for manifest in kinds strings; do
        loads_here "odd server" "$manifests/$manifest.json" my
        judge_all "odd server, $manifest" "$manifests/$manifest.json" --seed 7 --datastore my
        leaves
    done
    MYSQL_TCP_PORT=$usual_port

    PGOPTIONS="-c standard_conforming_strings=off -c datestyle=German,DMY -c intervalstyle=sql_standard \
-c timezone=Asia/Kathmandu -c extra_float_digits=-15 -c bytea_output=escape -c search_path=nowhere \
-c default_transaction_isolation=serializable -c statement_timeout=1h"
    PGCLIENTENCODING=LATIN1
    for manifest in kinds strings; do
        export PGOPTIONS PGCLIENTENCODING
        loads_here "odd session" "$manifests/$manifest.json" pg
        unset PGOPTIONS PGCLIENTENCODING
        judge_all "odd session, $manifest" "$manifests/$manifest.json" --seed 7 --datastore pg
        leaves
    done
}
