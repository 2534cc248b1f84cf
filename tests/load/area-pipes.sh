# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/load/run: what standard output carries, straight into the clients.

# pipe PROTOCOL DATASTORE DATABASE MANIFEST OPTION...: into a database that was just made
pipe() {
    protocol=$1 store=$2 database=$3 manifest=$4; shift 4
    make_database "$protocol" "$database" || return
    set -- --manifest "$manifest" --seed 7 "$@" -q --datastore "$store" -o -
    case $protocol in
    postgres) "$DORE" "$@" | pg "$database" ;;
    *) "$DORE" "$@" | my "$database" ;;
    esac
}

# piped NAME MANIFEST OPTION...: every SQL datastore of the manifest
piped() {
    name=$1 manifest=$2; shift 2
    tables "$manifest" "$@" | awk -F "$tab" '{ print $1 FS $2 FS $5 }' | uniq > "$work/stores"
    while IFS=$tab read -r protocol store database; do
        case $protocol in postgres | mysql) ;; *) continue ;; esac
        holds "$name: $store" pipe "$protocol" "$store" "$database" "$manifest" "$@" < /dev/null
    done < "$work/stores"
    judge_all "$name" "$manifest" --seed 7 "$@"
    while IFS=$tab read -r protocol store database; do
        case $protocol in postgres | mysql) drop_database "$protocol" "$database" ;; esac
    done < "$work/stores"
}

# cut PROTOCOL DATABASE BYTES: a stream that ends early leaves its table empty; whether the client
# notices depends on where it ends.
cut_stream() {
    make_database "$1" "$2" > /dev/null || return
    case $1 in
    postgres)
        "$DORE" cat samples/shop.json --seed 7 -q --datastore pg | head -c "$3" | pg "$2"
        count=$(pg "$2" -c 'SELECT count(*) FROM sales.customer') ;;
    *)
        "$DORE" cat samples/shop.json --seed 7 -q --datastore my | head -c "$3" | my "$2"
        count=$(my "$2" -e 'SELECT COUNT(*) FROM `order`') ;;
    esac > /dev/null
    drop_database "$1" "$2" > /dev/null
    echo "$count rows stayed"
    [ "$count" = 0 ]
}

# The session's own settings are there again when the stream is through.
settings_restored() {
    questions='SELECT @@sql_mode, @@time_zone, @@foreign_key_checks, @@unique_checks,
        @@character_set_client, @@character_set_results, @@collation_connection;'
    set="SET NAMES latin1; SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES', time_zone = '+05:45',
        foreign_key_checks = 0, unique_checks = 1;"
    make_database mariadb restored || return
    printf '%s%s' "$set" "$questions" | my restored > "$work/before"
    { printf '%s\n' "$set"; "$DORE" cat samples/tutorial.json --seed 7 -q; printf '%s' "$questions"; } |
        my restored | tail -n 1 > "$work/after"
    drop_database mariadb restored
    diff "$work/before" "$work/after"
}

area_pipes() {
    # shellcheck disable=SC2086
    set -- --var mysql-user=x --var mysql-password=x
    piped users samples/users.json
    piped tutorial samples/tutorial.json
    piped tutorial-variables samples/tutorial-variables.json "$@"
    piped tickets samples/tickets.json
    piped booking samples/booking.json
    piped shop samples/shop.json
    piped kinds "$manifests/kinds.json"
    piped strings "$manifests/strings.json"
    piped names "$manifests/names.json"
    for protocol in postgres mariadb; do
        case $protocol in postgres) sizes="2000 30000 60000" ;; *) sizes="3000 60000 131000" ;; esac
        for size in $sizes; do
            holds "$protocol cut after $size bytes" cut_stream "$protocol" "cut" "$size"
        done
    done
    holds "the session's settings" settings_restored
}
