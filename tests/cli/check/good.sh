# SPDX-License-Identifier: Apache-2.0
# Nothing is written, one line says so.
"$DORE" check "$CASES/manifests/small.json" 2>&1 | sed "s|$CASES|CASES|"
"$DORE" check "$CASES/manifests/small.json" -q
ls -A
