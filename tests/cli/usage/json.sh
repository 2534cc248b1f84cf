# SPDX-License-Identifier: Apache-2.0
# With JSON diagnostics every line is JSON, mistakes of usage included.
"$DORE" --diagnostics json --sede 5 --level 99 2>&1
status=$?
echo "status $status"
