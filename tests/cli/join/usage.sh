# SPDX-License-Identifier: Apache-2.0
# What `join` takes, and what it does not.
. "$CASES/tell"
small="$CASES/manifests/small.json"
tell join
tell join -o -
tell join -o out.rar shard
tell join nonsuch
for shard in 1/2 2/2; do "$DORE" --manifest "$small" -q --shard $shard; done
tell join --seed 5 -o small/ small.2-of-2.tar.zst small.1-of-2.tar.zst
tell join small.2-of-2.tar.zst small.1-of-2.tar.zst
tell join small.1-of-2.tar.zst small.2-of-2.tar.zst
tell join small.1-of-2.tar.zst small.1-of-2.tar.zst small.tar.zst -o x.zip
"$DORE" --manifest "$small" -q -o one.tar.zst && cmp one.tar.zst small.tar.zst
ls . small
