# SPDX-License-Identifier: Apache-2.0
# --rows: rows A to B-1 of a model as one script; what it does not take.
. "$CASES/tell"
"$DORE" --manifest "$SAMPLES/users.json" --seed 7 -q --rows user:3..5
for rows in user user:5 user:5..5 user:6..5 :1..2 user:-1..2 user:1..2.5 user:1...2; do
    tell --manifest m --rows "$rows"
done
tell --manifest m --rows user:1..2 --model user --shard 1/2 --schema-only -o x.zip
{
    tell check "$SAMPLES/users.json" -q --rows user:3..5000
    tell check "$SAMPLES/users.json" -q --rows user:5000..5001
    tell check "$SAMPLES/users.json" -q --rows users:1..2
    tell check "$SAMPLES/shop.json" -q --rows address:1..2
} | sed "s|$SAMPLES|SAMPLES|g"
ls
