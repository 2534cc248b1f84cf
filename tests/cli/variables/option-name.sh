# SPDX-License-Identifier: Apache-2.0
# A variable that has an option's name is given by --var.
. "$CASES/tell"
sed 's/{{pets}}/{{seed}}/' "$CASES/manifests/variables.json" > m.json
tell check m.json --database=d --seed=5
tell check m.json --database=d --seed=5 --var seed=2
