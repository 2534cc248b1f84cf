# SPDX-License-Identifier: Apache-2.0
# Three ways to give a variable; the command line wins over the file, the last over the first.
m=$CASES/manifests/variables.json
echo '{ "database": "d", "pets": 4, "unused": true }' > vars.json
count() { "$DORE" cat "$m" --data-only "$@" 2>&1 | sed -n 's/^\[\(.*\)\] records gen.*/\1/p'; }
count --database=d --pets=1
count --var database=d --var=pets=2
count --var pets=1 --database=d --pets=3
count --vars vars.json
count --pets=6 --vars vars.json
