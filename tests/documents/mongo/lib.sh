# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/documents/group-mongo.sh: both servers, and collections read back.

# mongo_start KIND [NAME]; at KIND [NAME]: the server that MONGODB_URI names from then on
mongo_start() {
    server_start "$@"
    printf '%s\n' "$MONGO_URI" > "$work/server-$1${2:+-$2}.uri"
}
at() {
    MONGODB_URI=$(cat "$work/server-$1${2:+-$2}.uri")
    export MONGODB_URI
}

# mongo_js ARGUMENT...: runs the script on standard input with the arguments in `ask`
mongo_js() {
    { printf '%s\n' 'const ask = process.env.ASK.split("\n");'; cat; } > "$work/script.js"
    ASK=$(printf '%s\n' "$@") mongosh --nodb --norc --quiet --file "$work/script.js" < /dev/null
}

# drop_databases: all that somebody made at MONGODB_URI
drop_databases() {
    mongo_js <<'END'
const client = connect(process.env.MONGODB_URI);
for (const { name } of client.adminCommand({ listDatabases: 1 }).databases) {
  if (!["admin", "config", "local"].includes(name)) client.getSiblingDB(name).dropDatabase();
}
END
}

# judge_back NAME BUNDLE MANIFEST OPTION...: all documents of a bundle that is a folder, as the server at
# MONGODB_URI has them; each collection is a case. Options are those that program and judge share.
judge_back() {
    name=$1 bundle=$2 manifest=$3; shift 3
    rm -rf "$work/back" && mkdir "$work/back"
    holds "$name: reads back" mongo_js "$bundle" "$work/back" < tests/documents/mongo/read.js
    tables "$manifest" "$@" | grep "^mongodb$tab" > "$work/tables"
    holds "$name: there are collections" [ -s "$work/tables" ]
    while IFS=$tab read -r _ store model _; do
        holds "$name: $store.$model" judge_collection "$work/back/$store.$model" \
            --manifest "$manifest" --datastore "$store" --model "$model" "$@"
        count=$(sed -n 's/.* rows, \([0-9]*\) values compared.*/\1/p' "$work/said")
        values=$((values + ${count:-0}))
    done < "$work/tables"
}
judge_collection() {
    collection=$1; shift
    "$JUDGE" jsonl "$@" < "$collection"
}
