# SPDX-License-Identifier: Apache-2.0
# Standard output is closed: not a word may be lost with status 0.
"$DORE" --help >&-
