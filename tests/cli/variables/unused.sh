# SPDX-License-Identifier: Apache-2.0
# A variable that the manifest does not use is most often a misspelled option or variable.
. "$CASES/tell"
m=$CASES/manifests/variables.json
tell check "$m" -q --database=d --pets=1 --sede=5
tell check "$m" -q --databse=d --pets=1
tell check "$m" -q --database=d --pets=1 --var pest=2
tell check "$m" -q --database=d --pets=1 --weather=out
