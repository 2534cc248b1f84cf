# SPDX-License-Identifier: Apache-2.0
# What the parent chose to ignore, as nohup does, stays ignored.
m=$CASES/manifests/small.json
(
    trap '' HUP
    exec "$DORE" --manifest "$m" -q --scale 3e6 --threads 1 -o out.tar.zst
) &
until ls -d .dore-*.tmp > /dev/null 2>&1; do sleep 0.05; done
kill -HUP $!
wait $!
echo "status $?"
ls -A
