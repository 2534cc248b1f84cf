# SPDX-License-Identifier: Apache-2.0
# All three descriptors are closed: no message may land in the output.
"$DORE" --manifest "$CASES/manifests/small.json" -o out/ <&- >&- 2>&-
echo "status $?"
"$DORE" --manifest "$CASES/manifests/small.json" -q -o same/
diff -r out same
