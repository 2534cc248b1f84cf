# SPDX-License-Identifier: Apache-2.0
# SOURCE_DATE_EPOCH is the moment where neither the command line nor the manifest says one.
. "$CASES/tell"
m=$CASES/manifests/small.json
log() { "$DORE" cat "$@" 2>&1 > /dev/null | grep 'with now'; }
SOURCE_DATE_EPOCH=86400
export SOURCE_DATE_EPOCH
log "$m"
log "$m" --now 2020-02-02
sed 's/"seed": 7/"now": "2021-03-03"/' "$m" > now.json
log now.json
for SOURCE_DATE_EPOCH in x -1 1.5 253402300800; do
    tell check now.json
done
SOURCE_DATE_EPOCH=
log "$m"
