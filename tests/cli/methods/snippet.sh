# SPDX-License-Identifier: Apache-2.0
# What `methods` tells to write is accepted where no parameter is missing.
"$DORE" methods | sed -n '/^Faker/,$s/^  \([a-z_0-9]*\) .*/\1/p' > names
{
    echo '{ "id": "m", "datastores": {}, "models": { "m": { "records": 1, "persistence": "MEMORY_ONLY", "attributes": {'
    while read -r name; do
        "$DORE" methods "$name" > one
        grep -q ', required$' one && continue
        [ -z "${comma:-}" ] || echo ,
        comma=yes
        echo "\"$name\": {"
        sed -n 's/^  \("value": .*\)/\1/p' one
        echo '}'
    done < names
    echo '} } } }'
} > m.json
"$DORE" check m.json -q
