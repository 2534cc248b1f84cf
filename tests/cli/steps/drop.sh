# SPDX-License-Identifier: Apache-2.0
# --drop-conflicting-models drops in the schema step, and only when asked to.
m=$CASES/manifests/small.json
"$DORE" cat "$m" -q | grep -c 'DROP TABLE IF EXISTS'
"$DORE" cat "$m" -q --drop-conflicting-models | grep -c 'DROP TABLE IF EXISTS'
