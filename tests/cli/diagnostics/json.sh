# SPDX-License-Identifier: Apache-2.0
# One object a line, the same fields, log lines included.
sed 's/pyint/pyintt/' "$CASES/manifests/small.json" > m.json
"$DORE" check m.json --diagnostics=json
"$DORE" cat "$CASES/manifests/small.json" --diagnostics=json 2>&1 > /dev/null | sed "s|$CASES|CASES|"
