# SPDX-License-Identifier: Apache-2.0
# --datastore and --model restrict what is written and intersect; unknown ones are mistakes.
. "$CASES/tell"
m=$CASES/manifests/several.json
"$DORE" --manifest "$m" -q -o all/
"$DORE" --manifest "$m" -q -o docs/ --datastore docs
"$DORE" --manifest "$m" -q -o two/ --model two --model a
(cd docs && find . -path '*20-data*' -type f | sort)
(cd two && find . -path '*20-data*' -type f | sort)
cmp all/docs/20-data/0001-one.jsonl docs/docs/20-data/0001-one.jsonl
tell check "$m" -q --datastore dcos
tell check "$m" -q --model tow
tell check "$m" -q --datastore pg --model one
