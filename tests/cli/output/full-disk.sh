# SPDX-License-Identifier: Apache-2.0
# The disk is full.
"$DORE" cat "$CASES/manifests/small.json" -q > /dev/full
