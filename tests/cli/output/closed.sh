# SPDX-License-Identifier: Apache-2.0
# Standard output is closed: the rows would be lost.
"$DORE" cat "$CASES/manifests/small.json" -q >&-
