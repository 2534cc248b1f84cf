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
sed 's/"records": 3/"records": 100/' "$CASES/manifests/small.json" > m.json
tell check m.json --scale 999999999999999999 -q
tell check m.json --scale-factor=9.3e16 -q
tell check m.json --scale-factor=9.2e16 -q
