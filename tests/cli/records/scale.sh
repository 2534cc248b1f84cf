# SPDX-License-Identifier: Apache-2.0
# Scaling rounds half up, keeps at least one, and is refused where counts become too large.
. "$CASES/tell"
for scale in 0 0.1 0.5 1 1.5 1.0e1; do
    printf '%s: ' "$scale"
    "$DORE" --manifest "$CASES/manifests/small.json" --scale "$scale" -o "$scale/" 2>&1 |
        grep 'records generated' | tr '\n' ' '
    echo
done
tell check "$CASES/manifests/small.json" --scale 999999999999999999 -q
tell check "$CASES/manifests/small.json" --scale 1e17 --threads 1 -q
