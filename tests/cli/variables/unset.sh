# SPDX-License-Identifier: Apache-2.0
# A variable without a value is an error at its place.
"$DORE" check "$CASES/manifests/variables.json" --database=d 2>&1 | sed "s|$CASES|CASES|"
