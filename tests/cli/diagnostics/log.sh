# SPDX-License-Identifier: Apache-2.0
# A log in the manner of Dore.
"$DORE" --manifest "$CASES/manifests/small.json" -o out/ 2>&1 | sed "s|$CASES|CASES|"
"$DORE" --manifest "$CASES/manifests/small.json" -o schema/ --schema-only 2>&1 | sed "s|$CASES|CASES|"
