# SPDX-License-Identifier: Apache-2.0
# `methods` in a locale: samples of it, and what is as in en_US for want of something better.
. "$CASES/tell"
"$DORE" methods --locale sv_SE | grep -E '^Samples|^nothing|^  (first_name|address|state_abbr|job|pyint|ssn|prefix|street_suffix) '
tell methods postcode --locale en_GB
tell methods job --locale en_GB
tell methods uuid4 --locale en_GB
"$DORE" methods --json --locale de_DE ssn
"$DORE" methods --json --locale de_DE | grep '"locale": "en_US"' | sed 's/.*{"name": "\([^"]*\)".*/\1/' | head -n 5
tell methods --locale de_DE,en_US
tell methods --locale deutsch
# Without a locale, and in en_US, nothing is marked.
"$DORE" methods > plain
"$DORE" methods --locale en_US | sed 1,3d | cmp - plain
