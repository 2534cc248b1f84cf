# SPDX-License-Identifier: Apache-2.0
# A limit on the size of files stands for a disk that fills up: status 3, no leftovers. The shell's
# unit is 512 bytes.
. "$CASES/tell"
ulimit -f 8
tell --manifest "$CASES/manifests/small.json" -q --scale 100000 --level 1 -o out.tar.zst | sed 's|\.dore-[0-9a-f]*|.dore-X|'
tell --manifest "$CASES/manifests/small.json" -q --scale 100000 -o out/ | sed 's|\.dore-[0-9a-f]*|.dore-X|'
ls -A
