# SPDX-License-Identifier: Apache-2.0
# The reader goes away: a quiet end.
{
    "$DORE" cat "$CASES/manifests/small.json" -q --scale 1000000
    echo "status $?" >&3
} 3> said | head -n 1 > /dev/null
sed 's/141/SIGPIPE/' said
