# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by tests/load/run: bundles of every manifest, loaded by their own load.sh.

# load_and_judge NAME FORM MANIFEST OPTION...: FORM is directory or an archive's ending. Options are
# those that the program and the judge share.
load_and_judge() {
    name=$1 form=$2 manifest=$3; shift 3
    rm -rf "$work/bundle" && mkdir "$work/bundle"
    case $form in
    directory) output=$work/bundle/it/ ;;
    *) output=$work/bundle/it.$form ;;
    esac
    holds "$name: made" "$DORE" --manifest "$manifest" --seed 7 -q "$@" -o "$output"
    case $form in
    directory) loader=$work/bundle/it/load.sh ;;
    zip) unzip -q "$output" -d "$work/bundle" && loader=$(echo "$work/bundle"/*/load.sh) ;;
    *) zstd -dqc "$output" | tar -xf - -C "$work/bundle" && loader=$(echo "$work/bundle"/*/load.sh) ;;
    esac
    tables "$manifest" "$@" |
        awk -F "$tab" '$1 == "postgres" || $1 == "mysql" { print $2 }' | uniq > "$work/stores"
    set -- "$manifest" --seed 7 "$@"
    while read -r store; do
        holds "$name: $store loads" sh "$loader" "$store" < /dev/null
    done < "$work/stores"
    judge_all "$name" "$@"
    while read -r store; do
        holds "$name: $store goes away" sh "$loader" --drop "$store" < /dev/null
    done < "$work/stores"
    manifest=$1; shift
    tables "$manifest" "$@" | while IFS=$tab read -r protocol store model file database; do
        case $protocol in postgres | mysql) ;; *) continue ;; esac
        if has_database "$protocol" "$database" < /dev/null; then echo "$database"; fi
    done > "$work/left"
    holds "$name: nothing stays" [ ! -s "$work/left" ]
}

# Records of one server refer to records of another: no order whose customer is missing.
references() {
    rm -rf "$work/shop"
    "$DORE" --manifest samples/shop.json --seed 7 -q -o "$work/shop/"
    holds "shop loads" sh "$work/shop/load.sh" pg my
    pg shop -c 'SELECT id FROM sales.customer' | sort > "$work/customers"
    my 'shop orders' -e 'SELECT DISTINCT `customer id` FROM `order`' | sort > "$work/buyers"
    comm -13 "$work/customers" "$work/buyers" > "$work/unknown"
    holds "orders have buyers" [ -s "$work/buyers" ]
    holds "every order's customer is a customer" [ ! -s "$work/unknown" ]
    sed -n 's/^{.*"sku":"\([0-9]*\)".*/\1/p' "$work/shop/es8/20-data/"* | sort > "$work/products"
    {
        pg shop -c 'SELECT DISTINCT "favourite product" FROM sales.customer'
        my 'shop orders' -e 'SELECT DISTINCT sku FROM `order`'
    } | sort -u > "$work/skus"
    comm -13 "$work/products" "$work/skus" > "$work/unknown"
    holds "orders have products" [ -s "$work/skus" ]
    holds "every product that is named is a product" [ ! -s "$work/unknown" ]
    holds "shop goes away" sh "$work/shop/load.sh" --drop pg my
}

# The judge sees what it should: in each column, a value with one more character is another value,
# and none is not a value. The dump is that of the table judged last.
judge_sees() {
    columns=$(head -n 1 "$work/dump" | awk -F "$tab" '{ print NF }')
    column=1
    while [ "$column" -le "$columns" ]; do
        for change in 31 -; do
            awk -F "$tab" -v OFS="$tab" -v at="$column" -v change="$change" '
                !done && $at != "-" { $at = change == "-" ? "-" : $at change; done = 1 } { print }' \
                "$work/dump" > "$work/changed"
            if "$JUDGE" sql "$@" < "$work/changed" > "$work/verdict" 2>&1; then
                echo "column $column may be changed by $change"
                return 1
            fi
            grep -q ' 1 different$' "$work/verdict" || { cat "$work/verdict"; return 1; }
        done
        column=$((column + 1))
    done
    head -n 59 "$work/dump" > "$work/changed"
    not "$JUDGE" sql "$@" < "$work/changed" &&
        sed p "$work/dump" > "$work/changed" && not "$JUDGE" sql "$@" < "$work/changed"
}
see_kinds() {
    "$DORE" --manifest "$manifests/kinds.json" --seed 7 -q --datastore pg --datastore my \
        -o "$work/seen/" 2> /dev/null
    holds "kinds load" sh "$work/seen/load.sh"
    for table in "postgres pg copied" "$my_server my rows"; do
        # shellcheck disable=SC2086
        set -- $table
        holds "$3 is as it was meant" judge_table "$1" "$2" "$3" kinds \
            --manifest "$manifests/kinds.json" --seed 7
        holds "the judge sees every change in $3" judge_sees --server "$1" --datastore "$2" \
            --model "$3" --manifest "$manifests/kinds.json" --seed 7
    done
    holds "kinds go away" sh "$work/seen/load.sh" --drop
}

area_values() {
    login="--var mysql-user=x --var mysql-password=x"
    load_and_judge users tar.zst samples/users.json
    load_and_judge tutorial tar.zst samples/tutorial.json
    load_and_judge tutorial-scaled zip samples/tutorial.json --scale 40.5 --now 2024-02-29T12:00:00Z
    # Options are words without blanks.
    # shellcheck disable=SC2086
    load_and_judge tutorial-variables directory samples/tutorial-variables.json $login
    # shellcheck disable=SC2086
    load_and_judge tutorial-split tar.zst samples/tutorial-split/manifest.json $login
    load_and_judge tickets tar.zst samples/tickets.json
    load_and_judge booking zip samples/booking.json
    load_and_judge shop tar.zst samples/shop.json
    load_and_judge shop-scaled directory samples/shop.json --scale 3.7
    load_and_judge kinds tar.zst "$manifests/kinds.json"
    load_and_judge strings tar.zst "$manifests/strings.json"
    load_and_judge names tar.zst "$manifests/names.json"
    load_and_judge parts directory "$manifests/parts.json"
    sh tests/load/methods > "$work/methods.json"
    load_and_judge methods directory "$work/methods.json"
    references
    see_kinds
}
