# shellcheck shell=sh disable=SC2154,SC2034
# SPDX-License-Identifier: Apache-2.0
#
# load.sh for MongoDB: mongosh for questions and scripts, mongoimport for documents. Names reach
# mongosh through the environment and the address reaches mongoimport through a file, as arguments
# are seen by everybody. A part that was begun may be there in any measure, as its batches are not
# ordered; it is sent again as an upsert by _id.

mongodb_help() {
    cat <<'END'
  mongodb         MONGODB_URI, by default mongodb://127.0.0.1:27017/. The database is the
                  manifest's
END
}

mongodb_tools() {
    need mongosh
    need mongoimport
}

mongodb_address() {
    printf '%s' "${MONGODB_URI:-mongodb://127.0.0.1:27017/}"
}

# Takes the address apart: mongo_scheme, mongo_hosts (with the user), mongo_path, mongo_query.
mongodb_split() {
    mongo_rest=$(mongodb_address)
    mongo_scheme=${mongo_rest%%://*}
    mongo_rest=${mongo_rest#*://}
    mongo_path='' mongo_query=''
    case $mongo_rest in
        *\?*)
            mongo_query=${mongo_rest#*\?}
            mongo_rest=${mongo_rest%%\?*}
            ;;
    esac
    mongo_hosts=${mongo_rest%%/*}
    case $mongo_rest in
        */*) mongo_path=${mongo_rest#*/} ;;
    esac
}

# Hosts without user and password: a secret is not to be known by its digest either.
mongodb_target() {
    mongodb_split
    printf '%s\n' "$mongo_scheme" "${mongo_hosts##*@}" "$database"
}

# The address for mongosh, which would wait half a minute for a server that does not answer.
mongodb_shell_address() {
    mongodb_split
    case "&$mongo_query" in
        *'&serverSelectionTimeoutMS='*) ;;
        *) mongo_query=${mongo_query:+$mongo_query&}serverSelectionTimeoutMS=8000 ;;
    esac
    printf '%s' "$mongo_scheme://$mongo_hosts/$mongo_path?$mongo_query"
}

# mongodb_shell FILE: mongosh with the database and, a line each, the names in DORE_NAMES.
mongodb_shell() {
    MONGODB_URI=$(mongodb_shell_address) DORE_DATABASE=$database DORE_NAMES=${mongo_names-} \
        mongosh --nodb --norc --quiet --file "$1" </dev/null >"$tmp/out" 2>"$tmp/err"
}

# mongodb_ask NAME: runs the script on standard input; its answers are in $tmp/out.
mongodb_ask() {
    {
        say 'const store = connect(process.env.MONGODB_URI).getSiblingDB(process.env.DORE_DATABASE);'
        say 'const names = process.env.DORE_NAMES.split("\n");'
        cat
    } >"$tmp/ask.js"
    mongodb_shell "$tmp/ask.js" || {
        show "$tmp/err"
        show "$tmp/out"
        die 1 "$id: $1"
    }
}

mongodb_names() {
    mongo_names=${mongo_names:+$mongo_names
}$name
}

# Collections that are there, asked for once, with their order kept: a line "yes" or "no" each.
mongodb_connect() {
    mongo_names=
    each_table mongodb_names
    mongodb_ask 'cannot connect to MongoDB' <<'END'
const found = store.getCollectionNames();
for (const name of names) print("dore " + (found.includes(name) ? "yes" : "no") + " " + name);
END
    mv -- "$tmp/out" "$tmp/$number.found"
}

mongodb_has_transactions() {
    false
}

mongodb_makes_models() {
    true
}

mongodb_schema_repeats() {
    false
}

mongodb_exists() {
    grep -qxF -e "dore yes $name" -- "$tmp/$number.found"
}

mongodb_prepare() {
    :
}

# One of the manifest's own, with `db` as mongosh has it when it is told an address.
mongodb_script() {
    rm -f -- "$tmp/$number.counts"
    {
        say 'db = connect(process.env.MONGODB_URI).getSiblingDB(process.env.DORE_DATABASE);'
        cat -- "$here/$1"
    } >"$tmp/script.js"
    mongodb_shell "$tmp/script.js" || failed "$1"
}

# mongodb_step FILE: one that connects by itself and says when it is through.
mongodb_step() {
    mongodb_shell "$here/$1" || failed "$1"
    script_ended "$1"
}

mongodb_schema() {
    mongodb_step "$schema_file"
}

# A file for mongoimport with the address, but without a database in it, which must not be another
# than --db. The one that the user logs in to stays known as authSource. Some versions of mongoimport
# read serverSelectionTimeoutMS as seconds, so it is left out.
mongodb_config() {
    mongodb_split
    mongo_query=$(printf '%s' "$mongo_query" | tr '&' '\n' |
        sed '/^serverSelectionTimeoutMS=/d' | tr '\n' '&')
    mongo_query=${mongo_query%&}
    case "&$mongo_query" in
        *'&authSource='*) ;;
        *)
            case $mongo_hosts in
                *@*)
                    if [ -n "$mongo_path" ]; then
                        mongo_query="authSource=$mongo_path${mongo_query:+&$mongo_query}"
                    fi
                    ;;
            esac
            ;;
    esac
    mongo_uri=$mongo_scheme://$mongo_hosts/${mongo_query:+?$mongo_query}
    printf 'uri: "%s"\n' "$(printf '%s' "$mongo_uri" | sed 's/[\\"]/\\&/g')" >"$tmp/import.yaml"
}

# mongodb_import ARGUMENTS: sends the part; both of the numbers that it prints are set.
mongodb_import() {
    rm -f -- "$tmp/$number.counts"
    mongodb_config
    mongoimport --config "$tmp/import.yaml" --db="$database" --collection="$name" --stopOnError \
        "$@" --file="$here/$part_file" </dev/null >"$tmp/out" 2>"$tmp/err" || failed "$part_file"
    mongo_counts=$(cat -- "$tmp/out" "$tmp/err" | sed -n \
        's/.*[^0-9]\([0-9]*\) document(s) imported successfully\. \([0-9]*\) document(s) failed.*/\1 \2/p')
    mongo_imported=${mongo_counts% *} mongo_failed=${mongo_counts#* }
    [ "$mongo_failed" = 0 ] || failed "$part_file"
}

mongodb_part() {
    if [ "$again" = yes ]; then
        mongodb_import --mode=upsert # counts changed documents alone, so its number tells nothing
        return
    fi
    mongodb_import
    [ "$mongo_imported" = "$part_size" ] ||
        die 1 "$id: $part_file: $mongo_imported documents of $part_size were taken"
}

# The script has counted, and ends in another way where a collection holds another number.
mongodb_constraints() {
    mongodb_step "$constraints_file"
    each_table mongodb_counted >"$tmp/$number.counts"
}

mongodb_counted() {
    say "dore $rows $name"
}

# Asked for all collections at once, and again after a part or a script was sent: a run of mongosh
# takes longer than to count. Called in a subshell, so each_table does no harm to its caller's table.
mongodb_count() {
    DORE_NAME=$name
    export DORE_NAME
    if [ ! -e "$tmp/$number.counts" ]; then
        mongo_names=
        each_table mongodb_names
        mongodb_ask "cannot count '$name'" <<'END'
for (const name of names) print("dore " + store.getCollection(name).countDocuments({}) + " " + name);
END
        mv -- "$tmp/out" "$tmp/$number.counts"
    fi
    awk '/^dore / { count = $2; sub(/^dore [0-9]+ /, ""); if ($0 == ENVIRON["DORE_NAME"]) print count }' \
        "$tmp/$number.counts"
}

mongodb_drop() {
    if ! mongodb_exists; then return; fi
    mongo_names=$name
    mongodb_ask "cannot remove '$name'" <<'END'
for (const name of names) store.getCollection(name).drop();
END
}

mongodb_drop_rest() {
    :
}
