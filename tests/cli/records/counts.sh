# SPDX-License-Identifier: Apache-2.0
# Counts of records that cannot be.
. "$CASES/tell"
for records in -1 1.5 9223372036854775807 9223372036854775808 1e40 '"3"' null true '[]'; do
    sed "s/\"records\": 3/\"records\": $records/" "$CASES/manifests/small.json" > m.json
    tell check m.json
done
