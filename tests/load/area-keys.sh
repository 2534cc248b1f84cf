# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/load/run: keys, foreign keys, indexes and checks are there, valid and kept; a
# circle of tables, names that are cut, sequences; the same by pipes, in two steps, and once more.

# ask STORE QUERY: of the database that the manifest names
ask() {
    case $1 in
    pg) pg constraints -c "$2" ;;
    *) my constraints -e "$2" ;;
    esac
}
# answers NAME STORE WANTED QUERY
answers() { holds "$2: $1" equal "$(ask "$2" "$4")" "$3"; }
# refuses NAME STORE QUERY
refuses() { holds "$2: $1" not ask "$2" "$3"; }

# What the servers say of themselves: names of constraints by kind, and that all are valid.
named() {
    answers "$2" "$1" "$3" "SELECT count(*) FROM information_schema.table_constraints
        WHERE table_schema IN ('public', 'core', 'constraints') AND constraint_type = '$2'
        AND constraint_name NOT LIKE '%_not_null'"
}
pg_catalogue() {
    answers 'constraints are valid' pg 0 'SELECT count(*) FROM pg_constraint WHERE NOT convalidated'
    answers 'indexes are valid' pg 0 'SELECT count(*) FROM pg_index WHERE NOT indisvalid'
    answers 'indexes' pg 'by tier|customer_tenant_id_idx' "SELECT string_agg(indexname, '|' ORDER BY indexname)
        FROM pg_indexes WHERE schemaname = 'public' AND indexdef NOT LIKE 'CREATE UNIQUE%'"
    answers 'actions' pg 'customer_adviser_fkey na|customer_tenant_id_fkey cc' "SELECT
        string_agg(conname || ' ' || confdeltype::text || confupdtype::text, '|' ORDER BY conname)
        FROM pg_constraint WHERE contype = 'f' AND (confdeltype <> 'a' OR confupdtype <> 'a')"
}
my_catalogue() {
    answers 'indexes' my 2 "SELECT COUNT(DISTINCT INDEX_NAME) FROM information_schema.STATISTICS WHERE
        TABLE_SCHEMA = 'constraints' AND INDEX_NAME IN ('by tier', 'customer_tenant_id_idx')"
    answers 'actions' my 'CASCADE CASCADE' "SELECT CONCAT(DELETE_RULE, ' ', UPDATE_RULE) FROM
        information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_NAME = 'customer_tenant_id_fkey'"
}

# What is kept from now on.
kept() {
    tenant=tenant
    if [ "$1" = pg ]; then tenant=core.tenant; fi
    holds "$1: a new customer" ask "$1" \
        "INSERT INTO customer (tenant_id, number, email, age) VALUES (1, 1, 'a', 20)"
    answers 'its number is the next one' "$1" 101 "SELECT id FROM customer WHERE email = 'a'"
    refuses 'a customer of no tenant' "$1" \
        "INSERT INTO customer (tenant_id, number, email, age) VALUES (4, 2, 'c', 20)"
    refuses 'an email that is there' "$1" \
        "INSERT INTO customer (tenant_id, number, email, age) VALUES (1, 2, 'Nobody.7@example.com', 20)"
    refuses 'a child' "$1" \
        "INSERT INTO customer (tenant_id, number, email, age) VALUES (1, 2, 'b', 17)"
    refuses 'a visit of nobody' "$1" "INSERT INTO visit (id, tenant_id, number) VALUES (51, 1, 999)"
    answers 'nobody refers to what is not there' "$1" 0 "SELECT count(*) FROM customer c
        LEFT JOIN $tenant t ON t.id = c.tenant_id WHERE t.id IS NULL"
    holds "$1: its visits go" ask "$1" 'DELETE FROM visit WHERE tenant_id = 3'
    holds "$1: a tenant's number" ask "$1" "UPDATE $tenant SET id = 9 WHERE id = 3"
    answers 'its customers follow' "$1" 0 'SELECT count(*) FROM customer WHERE tenant_id = 3'
}

checked() {
    named "$1" 'PRIMARY KEY' 4
    named "$1" UNIQUE 3
    named "$1" 'FOREIGN KEY' 5
    named "$1" CHECK 1
    "$1_catalogue"
    kept "$1"
}

# In two steps: tables with keys first, then rows into them.
two_steps() {
    set -- "$1" --manifest "tests/load/manifests/constraints.json" -q --datastore "$1" --model "$1Customer" \
        --model "$1Stock" --model "$1Visit"
    store=$1; shift
    rm -rf "$work/schema" "$work/data"
    "$DORE" "$@" --schema-only -o "$work/schema/" 2> /dev/null
    "$DORE" "$@" --data-only -o "$work/data/" 2> /dev/null
    holds "$store: tables alone" sh "$work/schema/load.sh"
    named "$store" 'FOREIGN KEY' 3
    holds "$store: rows alone" sh "$work/data/load.sh"
    answers 'rows are there' "$store" 100 'SELECT count(*) FROM customer'
    holds "$store: a row more" ask "$store" \
        "INSERT INTO customer (tenant_id, number, email, age) VALUES (1, 1, 'a', 20)"
    answers 'behind them' "$store" 101 "SELECT id FROM customer WHERE email = 'a'"
    holds "$store: removed" sh "$work/schema/load.sh" --drop
}

clear_all() {
    case $1 in
    pg) drop_all postgres ;;
    *) drop_all mariadb ;;
    esac
}

area_keys() {
    for store in pg my; do
        rm -rf "$work/keys"
        "$DORE" --manifest "tests/load/manifests/constraints.json" -q --datastore "$store" -o "$work/keys/"
        holds "$store: loaded" sh "$work/keys/load.sh"
        # MariaDB may read rows by any index, so theirs is no order to compare
        if [ "$store" = pg ]; then judge_all pg "tests/load/manifests/constraints.json" --datastore pg; fi
        checked "$store"
        # Dropped and made anew, whatever refers to what
        holds "$store: its own table goes" ask "$store" 'DROP TABLE before_all'
        rm -rf "$work/keys" && "$DORE" --manifest "tests/load/manifests/constraints.json" -q --datastore "$store" \
            --drop-conflicting-models -o "$work/keys/"
        holds "$store: loaded anew" sh "$work/keys/load.sh"
        if [ "$store" = my ]; then
            holds 'my: constraints once more' my constraints < "$work/keys/my/30-constraints.sql"
        fi
        checked "$store"
        holds "$store: removed" sh "$work/keys/load.sh" --drop
        clear_all "$store"
        case $store in pg) make_database postgres constraints ;; *) make_database mysql constraints ;; esac
        "$DORE" cat "tests/load/manifests/constraints.json" -q --datastore "$store" > "$work/stream"
        case $store in
        pg) holds 'pg: a stream' pg constraints -f "$work/stream" ;;
        *) holds 'my: a stream' my constraints < "$work/stream" ;;
        esac
        checked "$store"
        clear_all "$store"
        two_steps "$store"
        clear_all "$store"
    done
}
