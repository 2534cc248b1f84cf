# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2119,SC2120,SC2153,SC2154
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

# mongo_js ARGUMENT...: runs the script on standard input, which has the arguments in `ask` and the
# server at MONGODB_URI in `server`. By the driver inside mongosh, as mongosh itself takes longer.
mongo_modules=$servers/mongo/lib/mongosh/node_modules
mongo_js() {
    mongo_node=node
    for folder in "$mongo_modules"/node-linux-*/bin; do
        [ -x "$folder/node" ] && mongo_node=$folder/node
    done
    {
        cat <<'END'
const { MongoClient } = require("mongodb"), { EJSON } = require("bson"), fs = require("fs");
const ask = process.env.ASK.split("\n");
const server = new MongoClient(process.env.MONGODB_URI);
(async () => {
END
        cat
        echo '})().then(() => server.close(), (error) => { console.error(error.message); process.exit(1); });'
    } > "$work/script.js"
    ASK=$(printf '%s\n' "$@") NODE_PATH=$mongo_modules "$mongo_node" "$work/script.js" < /dev/null
}

# drop_databases: all that somebody made at MONGODB_URI
drop_databases() {
    mongo_js <<'END'
for (const { name } of (await server.db("admin").admin().listDatabases()).databases)
  if (!["admin", "config", "local", "people"].includes(name)) await server.db(name).dropDatabase();
END
}

# judge_back NAME BUNDLE MANIFEST OPTION...: all documents of a bundle that is a folder, as the server at
# MONGODB_URI has them; each collection is a case. Options are those that program and judge share.
judge_back() {
    name=$1 bundle=$2 manifest=$3; shift 3
    rm -rf "$work/back" && mkdir "$work/back"
    tables "$manifest" "$@" | grep "^mongodb$tab" > "$work/tables"
    holds "$name: there are collections" [ -s "$work/tables" ]
    # Datastores have no blanks in their ids here.
    # shellcheck disable=SC2046
    holds "$name: reads back" mongo_js "$bundle" "$work/back" $(cut -f 2 "$work/tables" | sort -u) \
        < tests/documents/mongo/read.js
    while IFS=$tab read -r _ store model _; do
        holds "$name: $store.$model" judge_collection "$work/back/$store.$model" \
            --manifest "$manifest" --datastore "$store" --model "$model" "$@"
        count=$(sed -n 's/.* rows, \([0-9]*\) values compared.*/\1/p' "$work/said")
        values=$((values + ${count:-0}))
    done < "$work/tables"
}
# load_and_judge NAME MANIFEST OPTION...
load_and_judge() {
    name=$1 manifest=$2; shift 2
    rm -rf "$work/bundle"
    holds "$name: made" "$DORE" --manifest "$manifest" --seed 7 -q "$@" -o "$work/bundle/"
    tables "$manifest" "$@" | grep "^mongodb$tab" | cut -f 2 | sort -u > "$work/stores"
    # Datastores have no blanks in their ids here.
    # shellcheck disable=SC2046
    holds "$name: loads" sh "$work/bundle/load.sh" $(cat "$work/stores")
    judge_back "$name" "$work/bundle" "$manifest" --seed 7 "$@"
    # shellcheck disable=SC2046
    holds "$name: goes away" sh "$work/bundle/load.sh" --drop $(cat "$work/stores")
}

judge_collection() {
    collection=$1; shift
    "$JUDGE" jsonl "$@" < "$collection"
}
