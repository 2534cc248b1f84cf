# SPDX-License-Identifier: Apache-2.0
# Versions of what the output depends on, and the licence of the texts inside.
"$DORE" --version -v | sed 's/[0-9][0-9.]*/N/g' | sed -n '1,3p; /Copyright/p'
