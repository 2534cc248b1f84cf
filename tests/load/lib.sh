# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/load/run, tests/load/documents and tests/documents/lib.sh: private servers, cases,
# clients. $work is a folder that goes away at the end; $top the project's.

passed=0 failed=0
tab=$(printf '\t')

# good NAME, bad NAME: a case.
good() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    printf 'FAILED %s: %s\n' "$area" "$1"
}
# holds NAME COMMAND...: passed when the command succeeds; what it said is shown when not.
holds() {
    case_name=$1; shift
    if "$@" > "$work/said" 2>&1; then good; else
        bad "$case_name"
        sed -n '1,12s/^/    /p' "$work/said"
    fi
}
not() { ! "$@"; }
equal() { echo "'$1' is not '$2'"; [ "$1" = "$2" ]; }
# status WANTED COMMAND...: it ends with this status; told PATTERN: it had such a line.
status() {
    wanted=$1; shift
    "$@" > "$work/told" 2>&1 < /dev/null
    got=$?
    [ "$got" -eq "$wanted" ] && return
    echo "status $got instead of $wanted:"
    cat "$work/told"
    return 1
}
told() {
    grep -q -e "$1" "$work/told" && return
    cat "$work/told"
    return 1
}

# without COMMAND...: a folder of links to all other programs, as PATH
without() {
    rm -rf "$work/path" && mkdir "$work/path"
    IFS_was=$IFS IFS=:
    for folder in $PATH; do
        IFS=$IFS_was
        for program in "$folder"/*; do
            [ -x "$program" ] && [ ! -e "$work/path/${program##*/}" ] &&
                ln -s "$program" "$work/path/${program##*/}"
        done
    done
    IFS=$IFS_was
    for program; do rm -f "$work/path/$program"; done
}

# ---- servers ----------------------------------------------------------------------------------

servers_stop() {
    for folder in "$work"/server-*; do
        [ -d "$folder" ] && sh "$top/tests/servers/start-$(cat "$folder.kind").sh" remove "$folder"
    done
}

# read_settings: exports the assignments in $work/settings
read_settings() {
    set -a
    # shellcheck source=/dev/null
    . "$work/settings"
    set +a
}

# server_start KIND [NAME]: starts one by start-KIND.sh in a folder of its own, exports its settings.
server_start() {
    folder=$work/server-$1${2:+-$2}
    printf '%s\n' "$1" > "$folder.kind"
    sh "$top/tests/servers/start-$1.sh" start "$folder" > "$work/settings" || {
        echo "no server; tests/servers/README.md says what start-$1.sh needs" >&2
        exit 1
    }
    read_settings
}

# server_stop KIND [NAME]
server_stop() {
    sh "$top/tests/servers/start-$1.sh" remove "$work/server-$1${2:+-$2}"
}

# Where installed programs are kept from run to run. Folders of programs stand in settings that a
# shell reads, thus without odd characters.
servers=${DORE_SERVERS:-${XDG_CACHE_HOME:-$HOME/.cache}/dore-servers}

# What cannot begin is one failure.
give_up() {
    printf 'FAILED: %s\n' "$1"
    printf '0 passed, 1 failed\n'
    exit 1
}

# install NAME FOLDER ARGUMENT...: by tests/servers/install-NAME.sh into $servers/FOLDER, in up to
# three tries; exports the settings that it prints. There already, it takes no time and no network.
install() {
    install_name=$1 install_folder=$servers/$2; shift 2
    mkdir -p "$servers"
    for try in 1 2 3; do
        sh "tests/servers/install-$install_name.sh" "$install_folder" "$@" \
            > "$work/settings" 2> "$work/said"
        install_status=$?
        if [ $install_status -eq 0 ]; then
            read_settings
            return
        fi
        sed 's/^/    /' "$work/said"
        # A tool is missing: the next try would miss it too.
        if [ $install_status -eq 2 ]; then break; fi
        sleep $((try * 2))
    done
    give_up "cannot install; by hand: sh tests/servers/install-$install_name.sh $install_folder $*"
}

need() {
    command -v "$1" > /dev/null 2>&1 && return
    echo "'$1' is missing; Debian's package is $2" >&2
    exit 1
}

# ---- clients ----------------------------------------------------------------------------------

# A name alone would be read as a connection string where it has a '='.
connection() { printf "dbname='%s'" "$(printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g")"; }
pg() {
    client_database=$1; shift
    psql -X -q -At -v ON_ERROR_STOP=1 -d "$(connection "$client_database")" "$@"
}
# MariaDB's server and client, or MySQL's. The account stands in MYSQL_USER, which the clients
# themselves do not read.
my_server=mariadb my_client=mariadb
my() {
    client_database=$1; shift
    set -- --user="$MYSQL_USER" --default-character-set=utf8mb4 --batch --skip-column-names "$@"
    if [ -n "$client_database" ]; then set -- "$@" --database="$client_database"; fi
    "$my_client" --host="$MYSQL_HOST" --port="$MYSQL_TCP_PORT" "$@"
}
pg_name() { printf '"%s"' "$(printf '%s' "$1" | sed 's/"/""/g')"; }
my_name() { printf '`%s`' "$(printf '%s' "$1" | sed 's/`/``/g')"; }
has_database() {
    case $1 in
    postgres) pg postgres -v d="$2" <<'END' | grep -q 1 ;;
SELECT 1 FROM pg_database WHERE datname = :'d';
END
    *) my "" -e "USE $(my_name "$2")" 2> /dev/null ;;
    esac
}
make_database() {
    case $1 in
    postgres) pg postgres -c "CREATE DATABASE $(pg_name "$2") ENCODING 'UTF8' TEMPLATE template0" ;;
    *) my "" -e "CREATE DATABASE $(my_name "$2")" ;;
    esac
}
drop_database() {
    case $1 in
    postgres) pg postgres -c 'SET client_min_messages = warning' -c "DROP DATABASE IF EXISTS $(pg_name "$2")" ;;
    *) my "" -e "DROP DATABASE IF EXISTS $(my_name "$2")" ;;
    esac
}
# drop_all postgres|mariadb: every database that somebody made.
drop_all() {
    case $1 in
    postgres)
        pg postgres -c "SELECT format('DROP DATABASE %I', datname) FROM pg_database
            WHERE NOT datistemplate AND datname <> 'postgres'" | pg postgres ;;
    *)
        my "" -e "SELECT CONCAT('DROP DATABASE \`', REPLACE(SCHEMA_NAME, '\`', '\`\`'), '\`;')
            FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN
            ('mysql', 'sys', 'performance_schema', 'information_schema')" | my "" ;;
    esac
}

# ---- what is loaded is what was meant ----------------------------------------------------------

# tables MANIFEST OPTION...: protocol, datastore, model, file name and database of each, tabs between
tables() {
    tables_manifest=$1; shift
    "$JUDGE" tables --manifest "$tables_manifest" "$@"
}

# judge_table PROTOCOL DATASTORE MODEL DATABASE OPTION...: fails where a value differs
judge_table() {
    judge_protocol=$1 judge_store=$2 judge_model=$3 judge_database=$4; shift 4
    set -- --datastore "$judge_store" --model "$judge_model" --server "$judge_protocol" "$@"
    "$JUDGE" query "$@" > "$work/query" || return
    case $judge_protocol in
    postgres) pg "$judge_database" -F "$tab" -f "$work/query" ;;
    *) my "$judge_database" < "$work/query" ;;
    esac > "$work/dump" || return
    "$JUDGE" sql "$@" < "$work/dump"
}

# judge_all WHAT MANIFEST OPTION...: each SQL table is a case. values adds up.
values=0
judge_all() {
    judge_what=$1 judge_manifest=$2; shift 2
    tables "$judge_manifest" "$@" | grep -e "^postgres$tab" -e "^mysql$tab" > "$work/tables"
    [ -s "$work/tables" ] || bad "$judge_what: there are tables"
    while IFS=$tab read -r in_protocol in_store in_model in_file in_database; do
        case $in_protocol in
        postgres) in_protocol=postgres ;;
        *) in_protocol=$my_server ;;
        esac
        holds "$judge_what: $in_store.$in_model" judge_table "$in_protocol" "$in_store" \
            "$in_model" "$in_database" --manifest "$judge_manifest" "$@" < /dev/null
        count=$(sed -n 's/.* rows, \([0-9]*\) values compared.*/\1/p' "$work/said")
        values=$((values + ${count:-0}))
    done < "$work/tables"
}
