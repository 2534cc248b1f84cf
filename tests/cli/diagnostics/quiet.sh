# SPDX-License-Identifier: Apache-2.0
# A good run, quietly: not a word.
"$DORE" --manifest "$CASES/manifests/small.json" -q -o out/
