# SPDX-License-Identifier: Apache-2.0
# All faults in one run, in the order of their places.
cat > m.json <<'END'
{
  "id": "m",
  "datastores": { "pg": { "protocol": "postgrse", "properties": { "database": "m" } } },
  "models": {
    "a": { "records": -1, "datastore": "pg", "properties": { "tableName": "a" }, "attributes": {
      "x": { "properties": { "columnName": "x", "columnType": "INT" }, "value": { "faker": { "pyintt": {} } } },
      "y": { "properties": { "columnName": "y", "columnType": "INT" }, "value": { "ref": "b.x" } } } }
  }
}
END
"$DORE" check m.json
