# SPDX-License-Identifier: Apache-2.0
# All attributes of a record agree, in any batch, on any number of threads; weights are kept.
m=$CASES/manifests/locales.json
sed 's/"records": 8/"records": 20000/' "$m" > many.json
"$DORE" --manifest many.json -q --threads 1 -o one/
"$DORE" --manifest many.json -q --threads 3 -o three/
diff -r one three && echo the same
rows() { cat one/db/20-data/*.sql | sed -n '/^COPY/,/^\\\./p' | awk '/\t/'; }
# Names in Japan are written without Latin letters, elsewhere with them.
rows | awk -F '\t' '{ latin = $2 ~ /[A-Za-z]/; count[$1]++; if (latin == ($1 == "JP")) bad++ }
    END { print "disagree:", bad + 0; for (c in count) print c, (count[c] > 6400 && count[c] < 6900) }' | sort
# The rows of a piece are those of the whole.
"$DORE" --manifest many.json -q --rows person:15000..15003 | awk '/\t/' > piece
rows | sed -n '15001,15003p' | cmp - piece
