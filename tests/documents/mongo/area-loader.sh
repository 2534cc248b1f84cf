# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2030,SC2031,SC2034,SC2154
# Sourced by tests/documents/group-mongo.sh: what load.sh promises, in good and in bad order, against
# FerretDB. Parts have at most 100 documents: it does not answer to more upserts at once.

steps=tests/documents/mongo/steps.json
b=$work/steps

# made OPTION...: the bundle in $b, without marks; fresh: and without what it makes
made() {
    rm -rf "$b"
    "$DORE" --manifest "$steps" --seed 7 -q -o "$b/" "$@"
}
fresh() {
    drop_databases
    made "$@"
}
load() { sh "$b/load.sh" "$@"; }
# load_elsewhere: with marks in another place, so that it knows nothing of what was done
load_elsewhere() {
    rm -rf "$work/marks"
    DORE_STATE=$work/marks sh "$b/load.sh" "$@"
}
# blind to checksums, so that other nets are tried
load_blind() { PATH=$work/path sh "$b/load.sh" "$@"; }
part() { echo "$b/here/20-data/000$1-"*; }

# counts NUMBER...: of documents in one, two, three; a collection that is not there has "no"
counts() {
    mongo_js > "$work/counts" <<'END'
const names = (await server.db("steps").listCollections().toArray()).map((collection) => collection.name);
for (const name of ["one", "of its own.two", "th'ree; \\ %s *"])
  console.log(names.includes(name) ? await server.db("steps").collection(name).countDocuments() : "no");
END
    echo "counts are $(tr '\n' ' ' < "$work/counts"), not $*"
    [ "$(tr '\n' ' ' < "$work/counts")" = "$* " ]
}
all="90 70 50"
# has_all: with the counts
has_all() {
    # shellcheck disable=SC2086
    counts $all
}
# What a whole load says at its end, and no other
took() { told "^here: loaded 210 rows$"; }
not_done() { not grep -q '^here: loaded' "$work/told"; }

# ---- again ------------------------------------------------------------------------------------

loader_again() {
    fresh
    holds "loads one of two" status 0 load here
    holds "says what it did" took
    holds "says it for each part" told '^here: here/20-data/0002-of%20its%20own.two.jsonl: 70 rows$'
    holds "has its rows" has_all
    holds "again changes nothing" status 0 load here
    holds "again says what is there" took
    holds "has its rows still" has_all
    holds "the other one" status 0 load there
    holds "both, again" status 0 load
    judge_back "both" "$b" "$steps" --seed 7
    holds "a stranger's models are in the way" status 1 load_elsewhere here
    holds "says which" told "here: 'one' exists already; nothing was changed"
    holds "has its rows after all" has_all
    holds "goes away" status 0 load --drop here
    holds "is gone" counts no no no
    holds "goes away twice" status 0 load --drop here
}

loader_in_the_way() {
    fresh
    mongo_js > "$work/said" <<'END'
await server.db("steps").collection("of its own.two").insertOne({ x: 1 });
END
    holds "one of three in the way" status 1 load here
    holds "names it" told "here: 'of its own.two' exists already; nothing was changed"
    holds "is not done" not_done
    holds "made nothing" counts no 1 no
    holds "--drop leaves what it did not make" status 0 load --drop here
    holds "the stranger's document" counts no 1 no
}

loader_replaces() {
    fresh
    holds "loads" status 0 load here
    made --drop-conflicting-models --seed 8 --scale 1.4 --datastore here
    holds "replaces" status 0 load here
    holds "says what it did" told '^here: loaded 294 rows$'
    judge_back "replaced" "$b" "$steps" --seed 8 --scale 1.4 --datastore here
    holds "replaces again, elsewhere" status 0 load_elsewhere here
    judge_back "replaced again" "$b" "$steps" --seed 8 --scale 1.4 --datastore here
    holds "a second time changes nothing" status 0 load here
    judge_back "replaced a third time" "$b" "$steps" --seed 8 --scale 1.4 --datastore here
}

# Schema and rows from bundles of their own.
loader_halves() {
    fresh --schema-only --datastore here
    holds "the collections" status 0 load
    holds "are empty" counts 0 0 0
    made --data-only --datastore here
    holds "the rows" status 0 load
    holds "are there" has_all
    holds "the rows, again" status 0 load
    holds "not twice" has_all
    holds "the rows, elsewhere, are in each other's way" status 1 load_elsewhere
    holds "a key that is there is named" told 'E11000\|duplicate'
    holds "and is not done" not_done
    fresh --data-only --datastore here
    holds "rows make collections that are not there" status 0 load
    judge_back "rows alone" "$b" "$steps" --seed 7 --datastore here
    fresh --model two
    holds "one model" status 0 load here
    holds "alone" counts no 70 no
}

# ---- broken bundles ----------------------------------------------------------------------------

loader_damage() {
    fresh
    rm "$(part 2)"
    holds "a part is missing" status 3 load here
    holds "says which" told '0002-'
    made
    head -c 900 "$(part 2)" > "$work/cut" && cp "$work/cut" "$(part 2)"
    holds "a part is cut" status 3 load here
    holds "nothing was made" counts no no no
    without xxhsum
    rm "$(part 2)"
    holds "a part is missing, and xxhsum" status 3 load_blind here
    holds "nothing was made then" counts no no no
}

# Without checksums the tools and counts must tell. A cut line is a fault; whole lines that are
# missing only a count can show; after that the load goes on where it stopped.
loader_cut() {
    without xxhsum
    fresh
    cp "$(part 2)" "$work/whole"
    lines=$(wc -l < "$work/whole")
    for cut in "c $(($(wc -c < "$work/whole") - 5))" "n $((lines - 1))" "n 0"; do
        fresh
        head "-${cut% *}" "${cut#* }" "$work/whole" > "$(part 2)"
        holds "cut ($cut)" status 1 load_blind here
        holds "cut ($cut): named" told '0002-'
        holds "cut ($cut): not done" not_done
        cp "$work/whole" "$(part 2)"
        holds "cut ($cut): goes on" status 0 load_blind here
        holds "cut ($cut): done" took
        holds "cut ($cut): has its rows" has_all
    done
    # A document twice
    fresh
    sed 3p "$work/whole" > "$(part 2)"
    holds "a line twice" status 1 load_blind here
    holds "a line twice: the key is named" told 'duplicate\|E11000'
    # One document more than the part has
    fresh
    { cat "$work/whole"; echo '{"_id":"more","one":"x","text":"y"}'; } > "$(part 2)"
    holds "a line more" status 1 load_blind here
    holds "a line more: says so" told '71 documents of 70'
}

# ---- stopped and sent again ----------------------------------------------------------------------

# Marks of a part that was begun, of which the server has all, some or nothing
loader_stopped() {
    for had in 70 33 0; do
        fresh
        holds "$had: loads" status 0 load here
        rm "$b"/load-state/here-*/0002-*.finished "$b"/load-state/here-*/0003-* "$b"/load-state/here-*/constraints.*
        mongo_js "$had" > "$work/said" <<'END'
const two = server.db("steps").collection("of its own.two");
const keys = (await two.find({}).toArray()).map((document) => document._id);
await two.deleteMany({ _id: { $in: keys.slice(Number(ask[0])) } });
await server.db("steps").collection("th'ree; \\ %s *").deleteMany({});
END
        holds "$had of 70: had so many" counts 90 "$had" 0
        holds "$had of 70: goes on" status 0 load here
        holds "$had of 70: done" took
        judge_back "$had of 70" "$b" "$steps" --seed 7 --datastore here
    done
    # Somebody takes documents away behind its back.
    mongo_js > "$work/said" <<'END'
await server.db("steps").collection("one").deleteMany({ name: /^[A-M]/ });
END
    holds "rows that are missing" status 1 load here
    holds "rows that are missing are counted" told "here: 'one' holds [0-9]* rows, not 90"
    # Half of it is gone: neither done nor to be begun again.
    mongo_js > "$work/said" <<'END'
await server.db("steps").collection("one").drop();
END
    holds "a collection is gone" status 1 load here
    holds "a collection is gone: what to do" told "'sh load.sh --drop here' removes the rest"
    holds "the rest goes" status 0 load --drop here
    holds "the rest is gone" counts no no no
    holds "and a new start" status 0 load here
    holds "has its rows" has_all
}

# A signal ends it with its own status, leaves no temporary files, and the load goes on.
loader_signals() {
    for signal in TERM.143 INT.130 HUP.129; do
        code=${signal#*.} signal=${signal%.*}
        { ignored=$(sh -c "kill -s $signal \$\$; echo yes"); } 2> /dev/null
        if [ "$ignored" = yes ]; then continue; fi
        fresh --datastore here
        : > "$work/stopped"
        {
            tries=0
            until grep -q '20-data/0001' "$work/stopped" || [ $tries -ge 200 ]; do
                sleep 0.05
                tries=$((tries + 1))
            done
            kill -s "$signal" "$(cat "$work/loading")"
        } &
        sh -c 'echo $$ > "$0" && exec sh "$1"' "$work/loading" "$b/load.sh" > "$work/stopped" 2>&1
        holds "SIG$signal: stopped it" equal $? "$code"
        wait
        holds "SIG$signal: nothing is left behind" [ -z "$(ls "$TMPDIR")" ]
        holds "SIG$signal: goes on" status 0 load
        holds "SIG$signal: done" took
        judge_back "SIG$signal" "$b" "$steps" --seed 7 --datastore here
    done
}

# ---- tools and connections ------------------------------------------------------------------------

# soon SECONDS COMMAND...: it ends within that time
soon() {
    soon_end=$(($(date +%s) + $1)); shift
    "$@" || return
    [ "$(date +%s)" -le "$soon_end" ] || { echo "took too long"; return 1; }
}
with_uri() { MONGODB_URI=$1 sh "$b/load.sh" here; }
loader_connections() {
    fresh
    holds "help" status 0 load --help
    holds "help names the datastores" told '^  there (mongodb)$'
    holds "help names the variable" told 'MONGODB_URI, by default mongodb://127.0.0.1:27017/'
    holds "an unknown datastore" status 2 load hre
    for tool in mongosh mongoimport; do
        without "$tool"
        holds "no $tool" status 2 load_blind here
        holds "no $tool: says so" told "'$tool' is not installed"
    done
    for uri in "mongodb://127.0.0.1:1/x?appName=y" mongodb://no.such.host.invalid nonsense; do
        holds "away ($uri)" soon 15 status 1 with_uri "$uri"
        holds "away ($uri): says so" told 'here: cannot connect to MongoDB'
        holds "away ($uri): not done" not_done
    done
    holds "a place for marks that cannot be" status 1 env DORE_STATE=/dev/null/x sh "$b/load.sh" here
    holds "nothing was made by all that" counts no no no
    holds "nothing is left behind" [ -z "$(ls "$TMPDIR")" ]

    # A server that is away once it was there
    fresh
    holds "loads" status 0 load here
    rm "$b"/load-state/here-*/0002-*.finished
    server_stop ferretdb
    holds "gone" soon 15 status 1 load here
    holds "gone: says so" told 'here: cannot connect to MongoDB'
    mongo_start ferretdb
    at ferretdb
    holds "another address has other marks" status 0 load here
    holds "another address: done" took
}

# FerretDB with accounts: the user lives in one database, the data go to another.
loader_logins() {
    SERVER_OPTIONS="--test-enable-new-auth=true --setup-database=people --setup-username=us+er \
--setup-password=pa:ss"
    export SERVER_OPTIONS
    mongo_start ferretdb accounts
    unset SERVER_OPTIONS
    at ferretdb accounts
    host=${MONGODB_URI#mongodb://}
    made
    for uri in "mongodb://$host" "mongodb://us%2Ber:secret%3Aword@${host}people" \
        "mongodb://us%2Ber:secret%3Aword@$host?authSource=people"; do
        holds "refused ($uri)" soon 15 status 1 with_uri "$uri"
        holds "refused: says so" told 'here: cannot connect to MongoDB\|requires authentication'
        holds "refused: not done" not_done
        holds "refused: no password is shown" not grep -q 'secret' "$work/told"
    done
    for uri in "mongodb://us%2Ber:pa%3Ass@${host}people" "mongodb://us%2Ber:pa%3Ass@$host?authSource=people" \
        "mongodb://us%2Ber:pa%3Ass@${host}people?serverSelectionTimeoutMS=3000&appName=x"; do
        rm -rf "$b/load-state"
        holds "logs in ($uri)" status 0 with_uri "$uri"
        holds "logs in: done" took
        holds "logs in: no password is kept" not grep -rq 'pa.*ss' "$b/load-state"
        MONGODB_URI=$uri
        judge_back "logged in" "$b" "$steps" --seed 7 --datastore here
        holds "goes away" status 0 load --drop here
    done
    server_stop ferretdb accounts
    at ferretdb
}

# The manifest's own scripts run around the load, once; what they change is counted.
loader_around() {
    mkdir -p "$work/around"
    echo 'db.createCollection("before");' > "$work/around/before.js"
    echo 'db.getCollection("before").insertOne({ four: db.getCollection("four").countDocuments({}) });' \
        > "$work/around/after.js"
    sed 's/"database": "other_steps"/"database": "other_steps", "before": ["before.js"], "after": ["after.js"]/' \
        "$steps" > "$work/around/steps.json"
    drop_databases
    rm -rf "$b"
    holds "made" "$DORE" --manifest "$work/around/steps.json" --seed 7 -q -o "$b/" --datastore there
    holds "loads" status 0 load
    holds "again" status 0 load
    holds "both ran, once, before and after" mongo_js <<'END'
const found = await server.db("other_steps").collection("before").find({}).toArray();
if (found.length !== 1 || found[0].four !== 20) throw new Error(JSON.stringify(found));
END
    echo 'db.getCollection("four").insertOne({ name: "one more" });' > "$work/around/after.js"
    drop_databases
    rm -rf "$b"
    "$DORE" --manifest "$work/around/steps.json" --seed 7 -q -o "$b/" --datastore there
    holds "a document more behind the load" status 1 load
    holds "a document more is counted" told "there: 'four' holds 21 rows, not 20"
    echo 'throw new Error("not this time");' > "$work/around/after.js"
    drop_databases
    rm -rf "$b"
    "$DORE" --manifest "$work/around/steps.json" --seed 7 -q -o "$b/" --datastore there
    holds "a script that fails" status 1 load
    holds "a script that fails says why" told 'not this time'
    holds "a script that fails is not done" not grep -q 'there: loaded' "$work/told"
}

# Two datastores that lead to one database: neither may take the other's collection for its own.
loader_together() {
    drop_databases
    for drop in '' --drop-conflicting-models; do
        rm -rf "$b"
        # The option is one word or none.
        # shellcheck disable=SC2086
        "$DORE" --manifest - -q $drop -o "$b/" << 'END'
{ "id": "together", "datastores": {
    "here": { "protocol": "mongodb", "properties": { "database": "steps" } },
    "there": { "protocol": "mongodb", "properties": { "database": "steps" } } }, "models": {
  "a": { "records": 5, "datastore": "here", "properties": { "collectionName": "one" }, "attributes": {
    "x": { "properties": { "fieldName": "x" }, "value": { "sequence": {} } } } },
  "b": { "records": 7, "datastore": "there", "properties": { "collectionName": "one" }, "attributes": {
    "x": { "properties": { "fieldName": "x" }, "value": { "sequence": {} } } } } } }
END
        holds "both${drop:+ ($drop)}" status 1 load
        holds "says why" told "there: 'one' is a model of another datastore in the same place"
        holds "nothing was made" counts no no no
    done
    holds "one alone" status 0 load here
    holds "has its rows" counts 5 no no
    drop_databases
}

loader_script() {
    fresh
    holds "shellcheck" shellcheck "$b/load.sh"
    for shell in bash "busybox sh"; do
        command -v "${shell%% *}" > /dev/null 2>&1 || continue
        fresh
        # The second word is an option or a command.
        # shellcheck disable=SC2086
        holds "$shell loads" status 0 $shell "$b/load.sh" here
        holds "$shell: done" took
        holds "$shell: has its rows" has_all
    done
}

area_loader() {
    at ferretdb
    for task in again in_the_way replaces halves damage cut stopped signals connections logins around together script; do
        area="loader $task"
        "loader_$task"
    done
    area=loader
    holds "no temporary folder is left" [ -z "$(ls "$TMPDIR")" ]
    drop_databases
}
