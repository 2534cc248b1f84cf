# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2154
# Sourced by tests/load/run: samples/retail.json with all its constraints, in PostgreSQL and in
# MariaDB; a query for each of its relations, and its documents against the rows.

retail=samples/retail.json

# relate STORE QUERY: [name] is a name, quoted as the server wants it
relate() {
    case $1 in
    postgres) pg retail -c "$(printf '%s' "$2" | sed 's/\[\([a-z_]*\)\]/"\1"/g')" ;;
    *) my retail -e "$(printf '%s' "$2" | sed 's/\[\([a-z_]*\)\]/`\1`/g')" ;;
    esac
}
# proves NAME WANTED QUERY: on the server of this round
proves() { holds "$round: $1" equal "$(relate "$round" "$3")" "$2"; }

# MATCH SIMPLE would let a null pass: none of these may be null but boss, parent and reason.
relations_hold() {
    proves 'stores have a manager each, of the staff' 0 'SELECT count(*) FROM store s
        LEFT JOIN staff m ON m.id = s.manager_id WHERE m.id IS NULL'
    proves 'no two stores share one' 0 'SELECT count(*) - count(DISTINCT manager_id) FROM store'
    proves 'staff have a store' 0 'SELECT count(*) FROM staff m
        LEFT JOIN store s ON s.id = m.store_id WHERE s.id IS NULL'
    proves 'badges differ in a store' 0 'SELECT count(*) FROM (SELECT 1 FROM staff
        GROUP BY store_id, badge HAVING count(*) > 1) AS twice'
    proves 'some staff have no boss, most have one' 1 'SELECT CASE WHEN count(boss_id) BETWEEN 55 AND 85
        THEN 1 ELSE 0 END FROM staff'
    proves 'categories have parents' 0 'SELECT count(*) FROM category c LEFT JOIN category p
        ON p.id = c.parent_id WHERE c.parent_id IS NOT NULL AND p.id IS NULL'
    proves 'supplies name a supplier by both parts' 600 'SELECT count(*) FROM supply y JOIN supplier s
        ON s.country_code = y.supplier_country AND s.number = y.supplier_number'
    proves 'favourites differ' 900 'SELECT count(*) FROM (SELECT DISTINCT customer_id, product_sku
        FROM favourite) AS pairs'
    proves 'orders stand with their customers' 0 'SELECT count(*) FROM [order] a JOIN [order] b
        ON b.id = a.id + 1 WHERE b.customer_id < a.customer_id'
    proves 'nobody has more than six orders' 0 'SELECT count(*) FROM (SELECT 1 FROM [order]
        GROUP BY customer_id HAVING count(*) > 6) AS many'
    proves 'an order is of the store of its seller' 0 'SELECT count(*) FROM [order] o
        JOIN staff m ON m.id = o.seller_id WHERE m.store_id <> o.store_id'
    proves 'every order has lines' 0 'SELECT count(*) FROM [order] o
        LEFT JOIN order_line l ON l.order_id = o.id WHERE l.order_id IS NULL'
    proves 'lines know the number of their order' 0 'SELECT count(*) FROM order_line l
        JOIN [order] o ON o.id = l.order_id WHERE o.number <> l.order_number'
    proves 'lines know the name of its customer' 0 'SELECT count(*) FROM order_line l
        JOIN [order] o ON o.id = l.order_id JOIN customer c ON c.id = o.customer_id
        WHERE c.name <> l.customer_name'
    proves 'lines have the price of their product' 0 'SELECT count(*) FROM order_line l
        JOIN product p ON p.sku = l.product_sku WHERE p.price <> l.price'
    proves 'what comes back was a line' 80 'SELECT count(*) FROM [return] r JOIN order_line l
        ON l.order_id = r.order_id AND l.product_sku = r.product_sku'
    proves 'nothing comes back twice' 0 'SELECT count(*) FROM (SELECT 1 FROM [return]
        GROUP BY order_id, product_sku HAVING count(*) > 1) AS twice'
}

# constraints_are KIND COUNT
constraints_are() {
    proves "constraints: $1" "$2" "SELECT count(*) FROM information_schema.table_constraints
        WHERE table_schema IN ('public', 'retail') AND constraint_type = '$1'
        AND constraint_name NOT LIKE '%_not_null'"
}

# Documents as rows of id, number, customer, total.
documents() {
    "$DORE" cat "$retail" -q --datastore "$1" | grep -v '^{"index"' |
        sed 's/{"\$numberDecimal":"\([^"]*\)"}/\1/; s/^.*"_id":\([0-9]*\),/{"id":\1,/
            s/^{"id":\([0-9]*\),"number":"\([^"]*\)","customer":"\([^"]*\)","total":\([0-9.]*\)}$/\1|\2|\3|\4/'
}
documents_agree() {
    relate "$round" "SELECT concat(o.id, '|', o.number, '|', c.name, '|', o.total) FROM [order] o
        JOIN customer c ON c.id = o.customer_id" | sort > "$work/orders"
    for store in mongo search; do
        documents "$store" | sort -u > "$work/documents"
        holds "$round: 500 orders in $store" equal "$(wc -l < "$work/documents" | tr -d ' ')" 500
        holds "$round: $store has what the rows have" equal \
            "$(comm -23 "$work/documents" "$work/orders" | head -3)" ''
    done
}

area_relations() {
    for round in postgres mysql; do
        rm -rf "$work/retail"
        "$DORE" --manifest "$retail" -q --sql="$round" --datastore sql -o "$work/retail/"
        holds "$round: loaded" sh "$work/retail/load.sh"
        constraints_are 'PRIMARY KEY' 12
        constraints_are 'FOREIGN KEY' 18
        constraints_are UNIQUE 5
        relations_hold
        documents_agree
        holds "$round: removed" sh "$work/retail/load.sh" --drop
    done
}
