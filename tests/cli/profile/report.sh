# SPDX-License-Identifier: Apache-2.0
# --profile: times, rows and bytes of each model and attribute; the output does not change.
small="$CASES/manifests/small.json"
"$DORE" --manifest "$small" -q -o plain.tar.zst
"$DORE" --manifest "$small" --profile -o measured.tar.zst --no-sync 2>&1 |
    sed 's/[0-9]*\.[0-9]* s/TIME/g; s/pack TIME to [0-9.]* k*B/pack TIME to SIZE/
         s/commit TIME to [0-9.]* k*B/commit TIME to SIZE/; s/\(compression: [0-9.]* k*B\) to .* in/\1 to SIZE in/; '"s|$CASES|CASES|"
cmp plain.tar.zst measured.tar.zst
"$DORE" --manifest "$small" --profile -q -o quiet.zip 2>&1
"$DORE" cat "$small" -q --profile=trace.json > stream.sql
"$DORE" cat "$small" -q | cmp - stream.sql
