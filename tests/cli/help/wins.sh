# SPDX-License-Identifier: Apache-2.0
# Help is what was asked for, whatever else is wrong.
"$DORE" --bogus --seed x --help | head -n 1
"$DORE" check -h --bogus | head -n 1
"$DORE" cat --version --bogus | sed 's/[0-9][0-9.]*/N/'
