# SPDX-License-Identifier: Apache-2.0
# Memory runs out: a message, status 3, nothing left behind. A program with a sanitizer
# in it cannot live within the limit.
# shellcheck disable=SC3045
ulimit -v 200000
"$DORE" --version > /dev/null 2>&1 || exit 77
yes 0 | head -n 900000 | tr '\n' ',' > zeros
{
    printf '{ "id": "x", "datastores": {}, "models": {}'
    for name in a b c d; do
        printf ', "%s": [' $name
        cat zeros
        printf '0]'
    done
    printf ' }'
} > m.json
"$DORE" --manifest m.json -o out.tar.zst
status=$?
rm m.json zeros
ls -A
exit $status
