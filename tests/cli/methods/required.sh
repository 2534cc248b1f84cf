# SPDX-License-Identifier: Apache-2.0
# A method that needs parameters says so instead of showing samples.
"$DORE" methods | grep -c 'needs parameters'
"$DORE" methods | awk 'length > 120 { print "too wide: " $0 }'
