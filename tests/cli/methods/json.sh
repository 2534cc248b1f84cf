# SPDX-License-Identifier: Apache-2.0
# JSON has as many methods as the list; one method alone is printed in the same form.
. "$CASES/tell"
"$DORE" methods > list
"$DORE" methods --json > all
listed=$(sed '1,/^Faker: /d' list | grep -c '^  ')
[ "$(grep -c '^  {"name": ' all)" -eq "$listed" ] || echo "not $listed methods"
"$DORE" methods pyint --json
"$DORE" methods pyint --json | grep '^  ' | grep -qF -f - all || echo "not the same in all"
tell methods ref --json
