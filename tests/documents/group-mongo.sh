#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# MongoDB: bundles loaded by mongoimport and mongosh into FerretDB, which counts and refuses as MongoDB
# does, and into mongo-java-server, which keeps every kind of value; all of it read back and compared
# value by value with what the manifest means.
#
#   BUILD=build sh tests/documents/group-mongo.sh [AREA ...]
#
# An area is a file mongo/area-NAME.sh with a function area_NAME; all of them without arguments.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/documents/lib.sh
. tests/documents/mongo/lib.sh
install mongo mongo
install mongo-java mongo-java
PATH=$servers/mongo/bin:$PATH
export PATH
mongo_start ferretdb
mongo_start mongo-java
# What load.sh leaves behind would be seen here.
TMPDIR=$work/tmp HOME=$work
export HOME

[ $# -gt 0 ] || set -- values pipes rules indexes validator readme loader
for area; do
    # shellcheck source=/dev/null
    . "tests/documents/mongo/area-$area.sh"
    began=$(date +%s)
    "area_$area"
    printf '%s: %s s, %s values compared so far\n' "$area" $(($(date +%s) - began)) "$values"
done
finish
