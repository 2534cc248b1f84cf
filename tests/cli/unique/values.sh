# SPDX-License-Identifier: Apache-2.0
# Unique columns of many methods hold each value once, and fewer records are the first of more.
put() {
    cat > m.json <<EOF
{ "id": "m", "datastores": { "d": { "protocol": "postgres", "properties": { "database": "d" } } },
  "models": { "t": { "records": $1, "datastore": "d", "properties": { "tableName": "t" }, "attributes": {
$(n=0
while read -r value; do
    [ $n -eq 0 ] || echo ,
    n=$((n + 1))
    echo "\"a$n\": { \"unique\": true, \"properties\": { \"columnName\": \"c$n\", \"columnType\": \"TEXT\" }, \"value\": $value }"
done < values)
  } } } }
EOF
    "$DORE" cat m.json -q --seed 1 --data-only | sed -n '/^COPY/,/^\\\.$/p' | grep "$(printf '\t')" > "rows-$1"
}
cat > values <<'EOF'
{ "faker": { "email": {} } }
{ "faker": { "user_name": {} } }
{ "faker": { "name": {} } }
{ "faker": { "uuid4": {} } }
{ "faker": { "bothify": { "text": "??-####" } } }
{ "faker": { "pyint": { "min_value": 1, "max_value": 5000 } } }
{ "faker": { "pydecimal": { "min_value": 0, "max_value": 50, "right_digits": 2 } } }
{ "faker": { "date": {} } }
{ "faker": { "iban": {} } }
{ "faker": { "url": {} } }
{ "faker": { "ipv6": {} } }
{ "faker": { "address": {} } }
{ "sequence": { "step": -1 } }
EOF
put 5000
put 700
wc -l < rows-5000
n=1
while read -r value; do
    count=$(cut -f $n rows-5000 | sort -u | wc -l)
    [ "$count" -eq 5000 ] || echo "$count different values of $value"
    n=$((n + 1))
done < values
head -n 700 rows-5000 | cmp - rows-700
