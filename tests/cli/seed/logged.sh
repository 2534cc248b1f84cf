# SPDX-License-Identifier: Apache-2.0
# The seed is always logged: the command line's, the manifest's, or a random one that can be used
# again. So is the moment that dates count from.
m=$CASES/manifests/small.json
sed 's/"seed": 7,//' "$m" > random.json
log() { "$DORE" cat "$@" 2>&1 > /dev/null | grep executing; }
log "$m"
log "$m" --seed 0
log "$m" --seed -9223372036854775808 --now 2025-06-30T12:00:00.5+02:00
log "$m" --seed=18 --now 1999-12-31
log random.json | sed 's/seed \[[0-9]*\]/seed [RANDOM]/'
"$DORE" cat random.json > one.sql 2> one.log
seed=$(sed -n 's/executing with seed \[\(.*\)\]/\1/p' one.log)
"$DORE" cat random.json -q --seed "$seed" | cmp - one.sql
"$DORE" cat random.json -q | cmp -s - one.sql || echo another
"$DORE" cat "$m" -q --seed 7 > given.sql
"$DORE" cat "$m" -q | cmp - given.sql
