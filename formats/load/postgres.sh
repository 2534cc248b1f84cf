# shellcheck shell=sh disable=SC2154,SC2034
# SPDX-License-Identifier: Apache-2.0
#
# load.sh for PostgreSQL, through psql. Names reach SQL as psql's variables, which quotes them
# (:'x' a literal, :"x" an identifier). Each file is one transaction.

postgres_help() {
    cat <<'END'
  postgres        PGHOST PGPORT PGUSER PGPASSWORD, PGSERVICE, ~/.pgpass: whatever psql takes. The
                  database is the manifest's; PGDATABASE names one to connect to while that one
                  does not exist
END
}

postgres_tools() {
    need psql
}

postgres_target() {
    printf '%s\n' "${PGHOST-}" "${PGHOSTADDR-}" "${PGPORT-}" "${PGSERVICE-}" "$database"
}

postgres_client() {
    PGCLIENTENCODING=UTF8 PGCONNECT_TIMEOUT=${PGCONNECT_TIMEOUT:-10} LC_ALL=C \
        psql -X -q -w -A -t -v ON_ERROR_STOP=1 "$@"
}

# In the datastore's database. A name alone would be read as a connection string where it has a
# '='; a service's own database would win over PGDATABASE.
postgres_psql() {
    escaped=$(printf '%s.' "$database" | sed "s/[\\\\']/\\\\&/g")
    postgres_client -d "dbname='${escaped%.}'" "$@"
}

# In a database that is there when the datastore's is not. $admin empty: what the environment says.
postgres_admin() {
    if [ -n "$admin" ]; then set -- -d "$admin" "$@"; fi
    postgres_client "$@"
}

postgres_find_admin() {
    for admin in '' postgres template1; do
        if [ -z "$admin" ] && [ -z "${PGDATABASE-}${PGSERVICE-}" ]; then continue; fi
        if postgres_admin -c 'SELECT 1' >"$tmp/out" 2>&1; then return 0; fi
    done
    return 1
}

postgres_connect() {
    if postgres_psql -c 'SELECT 1' >"$tmp/out" 2>"$tmp/err"; then return; fi
    if ! grep -q 'timeout expired' "$tmp/err" && postgres_find_admin; then
        there=$(postgres_admin -v d="$database" <<'END'
SELECT count(*) FROM pg_catalog.pg_database WHERE datname = :'d';
END
        ) || die 1 "$id: cannot ask for its database"
        if [ "$there" = 0 ]; then
            : >"$tmp/$number.missing"
            return
        fi
    fi
    show "$tmp/err"
    die 1 "$id: cannot connect to PostgreSQL"
}

postgres_has_transactions() {
    true
}

postgres_makes_models() {
    false
}

postgres_schema_repeats() {
    false
}

postgres_exists() {
    if [ -e "$tmp/$number.missing" ]; then return 1; fi
    there=$(postgres_psql -v s="${space:-public}" -v t="$name" <<'END'
SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = :'s' AND c.relname = :'t';
END
    ) || die 1 "$id: cannot ask for '$name'"
    [ "$there" != 0 ]
}

# The mark of a schema that is not there yet; its name, which may hold anything, is the table's.
postgres_space_mark() {
    space_sum=$(printf '%s' "${space:-public}" | cksum)
    space_mark=$state/made-schema-${space_sum%% *}
}

postgres_note_space() {
    there=$(postgres_psql -v s="${space:-public}" <<'END'
SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = :'s';
END
    ) || die 1 "$id: cannot ask for schema '$space'"
    if [ "$there" = 0 ]; then
        postgres_space_mark
        : >"$space_mark"
    fi
}

postgres_prepare() {
    if [ -e "$tmp/$number.missing" ]; then
        postgres_find_admin || die 1 "$id: cannot connect to create its database"
        : >"$state/made-database"
        postgres_admin -v d="$database" <<'END' || die 1 "$id: cannot create its database"
SELECT format('CREATE DATABASE %I TEMPLATE template0 ENCODING ''UTF8''', :'d')
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'d') \gexec
END
        rm -f -- "$tmp/$number.missing"
        say "$id: created database $database"
    fi
    each_table postgres_note_space
}

# postgres_script FILE
postgres_script() {
    postgres_psql -f "$here/$1" </dev/null >"$tmp/out" 2>"$tmp/err" || failed "$1"
}

postgres_schema() {
    postgres_script "$schema_file"
    script_ended "$schema_file"
}

postgres_part() {
    postgres_script "$part_file"
    ended "$part_file" "$part_mark" "$part_size"
}

postgres_constraints() {
    postgres_script "$constraints_file"
    script_ended "$constraints_file"
}

postgres_count() {
    postgres_psql -v s="${space:-public}" -v t="$name" <<'END' || die 1 "$id: cannot count '$name'"
SELECT count(*) FROM :"s".:"t";
END
}

postgres_drop() {
    if [ -e "$tmp/$number.missing" ]; then return; fi
    postgres_psql -v s="${space:-public}" -v t="$name" <<'END' || die 1 "$id: cannot remove '$name'"
SET client_min_messages = warning;
DROP TABLE IF EXISTS :"s".:"t" CASCADE;
END
}

postgres_drop_space() {
    postgres_space_mark
    if [ ! -e "$space_mark" ]; then return; fi
    rm -f -- "$space_mark"
    if postgres_psql -v s="${space:-public}" >"$tmp/out" 2>"$tmp/err" <<'END'
DROP SCHEMA IF EXISTS :"s" RESTRICT;
END
    then say "$id: removed schema $space"; else say "$id: schema $space stays"; fi
}

# Schemas and the database go too, where this script made them and nothing else is in them.
postgres_drop_rest() {
    if [ -e "$tmp/$number.missing" ]; then return; fi
    each_table postgres_drop_space
    if [ ! -e "$state/made-database" ]; then return; fi
    others=$(postgres_psql <<'END'
SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';
END
    ) || die 1 "$id: cannot look into its database"
    if [ "$others" = 0 ] && postgres_find_admin && postgres_admin -v d="$database" <<'END'
DROP DATABASE IF EXISTS :"d";
END
    then say "$id: removed database $database"; else say "$id: database $database stays"; fi
}
