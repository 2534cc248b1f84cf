# SPDX-License-Identifier: Apache-2.0
# Every generator and every method of the list can be asked for, and is found in its own text.
"$DORE" methods > list
sed -n 's/^  \([a-z_0-9]*\) .*/\1/p' list > names
[ "$(wc -l < names)" -gt 150 ] || echo "only $(wc -l < names) names"
while read -r name; do
    "$DORE" methods "$name" > one || echo "status $?"
    head -n 1 one | grep -q "^$name: " || echo "no head: $name"
done < names
