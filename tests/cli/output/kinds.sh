# SPDX-License-Identifier: Apache-2.0
# Each ending makes its kind, with the same files in it.
for output in a.tar.zst b.tar.gz c.tar d.zip e/; do
    "$DORE" --manifest "$CASES/manifests/small.json" -q -o "$output" || exit
done
ls -A
(cd e && find . -type f | sort)
tar -xzf b.tar.gz && diff -r small e && rm -r small
tar -xf c.tar && diff -r small e
