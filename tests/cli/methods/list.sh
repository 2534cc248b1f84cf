# SPDX-License-Identifier: Apache-2.0
# The list has a line for each, of a width that a terminal shows, and the same text every time.
"$DORE" methods > one
"$DORE" methods | cmp - one
awk 'length > 120 { print "too wide: " $0 }' one
sed -n '/^Generators/,/^$/p; /^Faker: /p' one
