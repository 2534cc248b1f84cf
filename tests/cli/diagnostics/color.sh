# SPDX-License-Identifier: Apache-2.0
# Colours when asked for, not in a log by themselves.
sed 's/pyint/pyintt/' "$CASES/manifests/small.json" > m.json
"$DORE" check m.json -q --color always 2>&1 | sed 's/\x1b/ESC/g'
"$DORE" check m.json -q --color never 2>&1
"$DORE" check m.json -q 2>&1
exit 0
