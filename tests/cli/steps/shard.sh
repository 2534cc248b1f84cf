# SPDX-License-Identifier: Apache-2.0
# --shard: its name, its files, and what it does not take.
. "$CASES/tell"
small="$CASES/manifests/small.json"
"$DORE" --manifest "$small" --seed 1 -q --shard 1/2 && ls
for shard in 1/2 2/2; do
    "$DORE" --manifest "$small" --seed 1 -q --shard $shard -o "${shard%/2}/"
    (cd "${shard%/2}" && find . -type f | sort && grep shard bundle.json && cat README.txt &&
        if command -v xxhsum > /dev/null; then xxhsum -q -c CHECKSUMS.xxh128; fi)
done
for shard in 0/2 3/2 2 /2 1/ 1/2/3 a/b -1/2 1/0; do tell --manifest m --shard $shard; done
tell --manifest "$SAMPLES/users.json" -q --shard 1/2 | sed "s|$SAMPLES|SAMPLES|g"
ls
