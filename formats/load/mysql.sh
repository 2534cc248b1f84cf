# shellcheck shell=sh disable=SC2154,SC2034
# SPDX-License-Identifier: Apache-2.0
#
# load.sh for MySQL and MariaDB, through the client of either. Each part is one transaction: a
# script, or a file that the statements in $reading read and count. The server's error numbers tell
# what is missing: 1049 a database, 1146 a table.

mysql_help() {
    cat <<'END'
  mysql           MYSQL_HOST MYSQL_TCP_PORT MYSQL_UNIX_PORT MYSQL_USER MYSQL_PWD, or the client's
                  option files (MYSQL_DEFAULTS_FILE names one more)
END
}

mysql_tools() {
    if command -v mariadb >/dev/null 2>&1; then
        mysql_program=mariadb
        # MySQL's own client knows MySQL's ways to log in.
        case $(mysql --version 2>/dev/null) in
            '' | *MariaDB*) ;;
            *) mysql_program=mysql ;;
        esac
    elif command -v mysql >/dev/null 2>&1; then
        mysql_program=mysql
    else
        die 2 "neither 'mysql' nor 'mariadb' is installed; datastore '$id' needs one of them"
    fi
}

mysql_target() {
    printf '%s\n' "${MYSQL_HOST-}" "${MYSQL_TCP_PORT-}" "${MYSQL_UNIX_PORT-}" \
        "${MYSQL_DEFAULTS_FILE-}" "$database"
}

# The file of options must come first; the password stays in the environment.
mysql_client() {
    if [ -n "${MYSQL_USER-}" ]; then set -- --user="$MYSQL_USER" "$@"; fi
    if [ -n "${MYSQL_UNIX_PORT-}" ]; then set -- --socket="$MYSQL_UNIX_PORT" "$@"; fi
    if [ -n "${MYSQL_TCP_PORT-}" ]; then set -- --port="$MYSQL_TCP_PORT" "$@"; fi
    if [ -n "${MYSQL_HOST-}" ]; then set -- --host="$MYSQL_HOST" "$@"; fi
    set -- --default-character-set=utf8mb4 --binary-mode --batch --skip-column-names \
        --connect-timeout=10 "$@"
    if [ -n "${MYSQL_DEFAULTS_FILE-}" ]; then
        set -- --defaults-extra-file="$MYSQL_DEFAULTS_FILE" "$@"
    fi
    "$mysql_program" "$@"
}

# A name in backticks, right under every sql_mode.
mysql_name() {
    # shellcheck disable=SC2016 # backticks are meant as they stand
    printf '`%s`' "$(printf '%s' "$1" | sed 's/`/``/g')"
}

mysql_query() {
    mysql_client -e "$1" </dev/null
}

# Whether the last client met an error of that number.
mysql_error() {
    grep -q "^ERROR $1 " "$tmp/err"
}

mysql_connect() {
    mysql_query 'DO 0' >"$tmp/out" 2>"$tmp/err" || {
        show "$tmp/err"
        die 1 "$id: cannot connect to MySQL or MariaDB"
    }
    mysql_reads=no
    each_table mysql_note_reading
    if [ "$mysql_reads$data_step" = yesyes ]; then mysql_may_read; fi
}

mysql_note_reading() {
    if [ -n "$reading" ]; then mysql_reads=yes; fi
}

mysql_may_read() {
    allowed=$(mysql_query 'SELECT @@GLOBAL.local_infile') || die 1 "$id: cannot ask for local_infile"
    [ "$allowed" = 1 ] || die 1 "$id: the server takes no files from its clients" \
        "(local_infile is off); nothing was changed"
}

mysql_has_transactions() {
    true
}

mysql_makes_models() {
    false
}

mysql_schema_repeats() {
    false
}

mysql_exists() {
    if mysql_query "SELECT 1 FROM $(mysql_name "$database").$(mysql_name "$name") LIMIT 0" \
        >"$tmp/out" 2>"$tmp/err"; then return 0; fi
    if mysql_error 1146 || mysql_error 1049; then return 1; fi
    show "$tmp/err"
    die 1 "$id: cannot ask for '$name'"
}

mysql_prepare() {
    if mysql_client --database="$database" -e 'DO 0' </dev/null >"$tmp/out" 2>"$tmp/err"; then
        return
    fi
    mysql_error 1049 || failed "the connection"
    : >"$state/made-database"
    mysql_query "CREATE DATABASE IF NOT EXISTS $(mysql_name "$database") \
CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" || die 1 "$id: cannot create its database"
    say "$id: created database $database"
}

# mysql_script FILE
mysql_script() {
    mysql_client --database="$database" <"$here/$1" >"$tmp/out" 2>"$tmp/err" || failed "$1"
}

mysql_schema() {
    mysql_script "$schema_file"
    script_ended "$schema_file"
}

# The file's size is compared for those who have no xxhsum: what is cut inside its last field may
# still be read.
mysql_part() {
    if [ -n "$reading" ]; then
        is_whole "$part_file" || die 3 "$id: $part_file was cut or changed"
        mysql_client --local-infile=1 --database="$database" \
            -e "SET @dore_rows = $part_size, @dore_mark = '$part_mark'; $reading" \
            <"$here/$part_file" >"$tmp/out" 2>"$tmp/err" || failed "$part_file"
    else
        mysql_script "$part_file"
    fi
    ended "$part_file" "$part_mark" "$part_size"
}

mysql_constraints() {
    mysql_script "$constraints_file"
    script_ended "$constraints_file"
}

mysql_count() {
    mysql_query "SELECT COUNT(*) FROM $(mysql_name "$database").$(mysql_name "$name")" ||
        die 1 "$id: cannot count '$name'"
}

mysql_drop() {
    mysql_query "SET SESSION foreign_key_checks = 0; \
DROP TABLE IF EXISTS $(mysql_name "$database").$(mysql_name "$name")" \
        >"$tmp/out" 2>"$tmp/err" || mysql_error 1049 || failed "removing '$name'"
}

# The database goes too, where this script made it and nothing else is in it.
mysql_drop_rest() {
    if [ ! -e "$state/made-database" ]; then return; fi
    others=$(mysql_client --database="$database" -e 'SHOW TABLES' </dev/null 2>"$tmp/err") || {
        if mysql_error 1049; then return; fi
        failed "looking into its database"
    }
    if [ -z "$others" ] && mysql_query "DROP DATABASE IF EXISTS $(mysql_name "$database")"; then
        say "$id: removed database $database"
    else
        say "$id: database $database stays"
    fi
}
