# SPDX-License-Identifier: Apache-2.0
# A model without records is a table without rows; nobody can refer to one.
. "$CASES/tell"
sed 's/"records": 3/"records": 0/' "$CASES/manifests/small.json" > m.json
tell --manifest m.json --data-only -o out/
sed 's/"records": 2/"records": 0/' "$CASES/manifests/small.json" > m.json
tell check m.json
