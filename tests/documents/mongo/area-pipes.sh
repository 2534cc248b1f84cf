# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/documents/group-mongo.sh: what standard output carries, straight into mongoimport.

# pipe DATABASE COLLECTION OPTION...
pipe() {
    pipe_database=$1 pipe_collection=$2; shift 2
    "$DORE" "$@" -q -o - | mongoimport --uri="$MONGODB_URI" --db="$pipe_database" \
        --collection="$pipe_collection" --stopOnError
}
# piped NAME MANIFEST DATABASE MODEL COLLECTION [MODEL COLLECTION]...: all collections of the manifest
piped() {
    name=$1 manifest=$2 database=$3; shift 3
    rm -rf "$work/bundle"
    holds "$name: made" "$DORE" --manifest "$manifest" --seed 7 -q -o "$work/bundle/"
    while [ $# -gt 0 ]; do
        holds "$name: $1" pipe "$database" "$2" --manifest "$manifest" --seed 7 --model "$1"
        shift 2
    done
    judge_back "$name" "$work/bundle" "$manifest" --seed 7
    drop_databases
}

area_pipes() {
    at mongo-java
    piped shop samples/shop.json shop review reviews
    piped edges tests/documents/mongo/edges.json edges edge edges
    # FerretDB knows no decimals, but tells what is there twice.
    at ferretdb
    piped telemetry samples/telemetry.json telemetry site sites device devices reading readings alert alerts
    holds "once" pipe telemetry sites --manifest samples/telemetry.json --seed 7 --model site
    holds "twice is refused" not pipe telemetry sites --manifest samples/telemetry.json --seed 7 --model site
    # A stream that is cut is no document at its end; whole lines that are missing nobody sees.
    "$DORE" --manifest samples/telemetry.json --seed 7 -q --model reading -o - > "$work/lines"
    head -c 100000 "$work/lines" > "$work/cut"
    holds "a cut stream is refused" not mongoimport --uri="$MONGODB_URI" --db=telemetry \
        --collection=readings --stopOnError --file="$work/cut"
    drop_databases
}
