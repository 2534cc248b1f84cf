# SPDX-License-Identifier: Apache-2.0
# The short help fits a screen, the full one a width of 80.
"$DORE" -h | awk 'length > 80 { print "too wide: " $0 } END { if (NR > 50) print "too long: " NR }'
"$DORE" --help | awk 'length > 80 { print "too wide: " $0 }'
