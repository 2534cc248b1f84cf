# SPDX-License-Identifier: Apache-2.0
# Threads, time zone, locale, umask and the clock change no byte.
m=$CASES/manifests/small.json
"$DORE" --manifest "$m" -q --scale 3000 --threads 1 -o one.tar.zst
TZ=Asia/Kathmandu LC_ALL=C.UTF-8 "$DORE" --manifest "$m" -q --scale 3000 --threads 3 -o two.tar.zst
umask 077
"$DORE" --manifest "$m" -q --scale 3000 --threads 16 -o three.tar.zst
cmp one.tar.zst two.tar.zst && cmp one.tar.zst three.tar.zst
