/* SPDX-License-Identifier: Apache-2.0
 *
 * What holds records together: paths through picked records and parents, nulls on the way, the ways
 * to pick, conditions, tuples that differ, templates. One manifest is planned and all its rows are
 * filled; every relation is then looked up in the rows themselves.
 */
#include "dore/engine.h"
#include "dore/plan.h"
#include "manifest_tools.h"

Suite *suite_relations(void);

static const char *const manifest =
    "{\"id\": \"m\", \"datastores\": {\"d\": {\"protocol\": \"postgres\", \"properties\":"
    " {\"database\": \"d\"}}}, \"models\": {"
    "\"person\": {\"records\": 300, \"datastore\": \"d\", \"properties\": {\"tableName\": "
    "\"person\"},"
    " \"attributes\": {"
    "\"id\": {\"primaryKey\": true, COLUMN(id, BIGINT), \"value\": {\"sequence\": {}}},"
    "\"city\": {COLUMN(city, TEXT), \"value\": {\"faker\": {\"city\": {}}}},"
    "\"tier\": {COLUMN(tier, TEXT), \"value\": {\"selector\": {\"roundRobin\": {\"items\":"
    " [\"a\", \"b\", \"c\"]}}}},"
    "\"size\": {COLUMN(size, TEXT), \"value\": {\"selector\": {\"random\": {\"items\":"
    " [\"s\", \"m\"], \"weights\": [1, 9]}}}},"
    "\"boss\": {\"nullRate\": 0.4, COLUMN(boss, BIGINT), \"value\": {\"ref\": \"person.id\"}},"
    "\"boss_city\": {COLUMN(boss_city, TEXT), \"value\": {\"from\": \"boss.city\"}},"
    "\"top\": {COLUMN(top, BIGINT), \"value\": {\"from\": \"boss.boss\"}}}},"
    "\"order\": {\"records\": {\"per\": \"person\", \"max\": 5}, \"datastore\": \"d\", "
    "\"properties\":"
    " {\"tableName\": \"order\"}, \"unique\": [[\"owner\", \"no\"]], \"attributes\": {"
    "\"owner\": {COLUMN(owner, BIGINT), \"value\": {\"parent\": \"id\"}},"
    "\"owner_city\": {COLUMN(owner_city, TEXT), \"value\": {\"from\": \"owner.city\"}},"
    "\"boss_city\": {COLUMN(boss_city, TEXT), \"value\": {\"from\": \"owner.boss.city\"}},"
    "\"no\": {COLUMN(no, BIGINT), \"value\": {\"faker\": {\"pyint\": {\"min_value\": 1,"
    " \"max_value\": 5}}}}}},"
    "\"pick\": {\"records\": 290, \"datastore\": \"d\", \"properties\": {\"tableName\": \"pick\"},"
    " \"unique\": [[\"left\", \"right\"]], \"attributes\": {"
    "\"once\": {COLUMN(once, BIGINT), \"value\": {\"ref\": \"person.id\", \"pick\": \"unique\"}},"
    "\"once_city\": {COLUMN(once_city, TEXT), \"value\": {\"from\": \"once.city\"}},"
    "\"turn\": {COLUMN(turn, BIGINT), \"value\": {\"ref\": \"person.id\", \"pick\": "
    "\"sequential\"}},"
    "\"loved\": {COLUMN(loved, BIGINT), \"value\": {\"ref\": \"person.id\", \"pick\": {\"zipf\": "
    "1.5}}},"
    "\"tier\": {COLUMN(tier, BIGINT), \"value\": {\"ref\": \"person.id\", \"where\": {\"tier\":"
    " [\"a\", \"c\"]}}},"
    "\"small\": {COLUMN(small, BIGINT), \"value\": {\"ref\": \"person.id\", \"where\": {\"size\":"
    " \"s\", \"tier\": \"b\"}}},"
    "\"left\": {COLUMN(left, BIGINT), \"value\": {\"ref\": \"few.n\"}},"
    "\"right\": {COLUMN(right, BIGINT), \"value\": {\"ref\": \"few.n\"}}}},"
    "\"seat\": {\"records\": 60, \"datastore\": \"d\", \"properties\": {\"tableName\": \"seat\"},"
    " \"attributes\": {"
    "\"row\": {\"primaryKey\": true, COLUMN(row, INT), \"value\": {\"faker\": {\"pyint\":"
    " {\"min_value\": 1, \"max_value\": 6}}}},"
    "\"no\": {\"primaryKey\": true, COLUMN(no, INT), \"value\": {\"faker\": {\"pyint\":"
    " {\"min_value\": 1, \"max_value\": 12}}}},"
    "\"kind\": {COLUMN(kind, TEXT), \"value\": {\"selector\": {\"random\": {\"items\":"
    " [\"a\", \"b\"]}}}}}},"
    "\"booking\": {\"records\": 55, \"datastore\": \"d\", \"properties\": {\"tableName\":"
    " \"booking\"},"
    " \"unique\": [[\"row\", \"no\"], [\"kind\", \"guest\"], [\"guest\", \"bed\"]], "
    "\"attributes\": {"
    "\"row\": {COLUMN(row, INT), \"value\": {\"ref\": \"seat.row\"}},"
    "\"no\": {COLUMN(no, INT), \"value\": {\"from\": \"row.no\"}},"
    "\"kind\": {COLUMN(kind, TEXT), \"value\": {\"from\": \"row.kind\"}},"
    "\"guest\": {COLUMN(guest, INT), \"value\": {\"faker\": {\"pyint\": {\"max_value\": 59}}}},"
    "\"bed\": {COLUMN(bed, INT), \"value\": {\"faker\": {\"pyint\": {\"max_value\": 54}}}}}},"
    "\"few\": {\"records\": 18, \"persistence\": \"MEMORY_ONLY\", \"attributes\": {"
    "\"n\": {\"unique\": true, \"value\": {\"faker\": {\"pyint\": {\"max_value\": 99}}}}}}}}";

/* All rows of one table, boxed. */
struct rows {
    const struct dore_table *table;
    uint32_t count;
    struct dore_value *value; /* count * field_count */
};

static struct dore_arena arena;
static struct rows person, order, pick, seat, booking;

/* COLUMN(name, TYPE) spelled out. */
static const char *expand(const char *text) {
    struct dore_buf out = {0};
    for (const char *at = text; *at;) {
        char name[32], type[32];
        int size = 0;
        if (sscanf(at, "COLUMN(%31[a-z_], %31[A-Z])%n", name, type, &size) == 2 && size > 0) {
            dore_buf_format(&out,
                            "\"properties\": {\"columnName\": \"%s\", \"columnType\": \"%s\"}",
                            name, type);
            at += size;
        } else {
            dore_buf_putc(&out, *at++);
        }
    }
    const char *all = dore_arena_text(&arena, out.data, out.size);
    dore_buf_release(&out);
    return all;
}

static void fill(const struct dore_plan *plan, const char *id, struct rows *out) {
    const struct dore_plan_table *table = plan->store[0].table;
    while (strcmp(table->table.id, id) != 0)
        table++;
    uint32_t fields = table->table.field_count;
    *out = (struct rows){.table = &table->table, .count = (uint32_t)table->table.rows};
    out->value = DORE_NEW(&arena, struct dore_value, (size_t)out->count * fields);
    for (uint32_t first = 0; first < out->count; first += table->batch_rows) {
        uint32_t left = out->count - first;
        struct dore_batch batch;
        dore_fill(table, first, left < table->batch_rows ? left : table->batch_rows, &arena,
                  &batch);
        for (uint32_t i = 0; i < batch.rows; i++)
            for (uint32_t k = 0; k < fields; k++)
                dore_column_get(&batch.column[k], &table->table.field[k].domain, i, &arena,
                                &out->value[(size_t)(first + i) * fields + k]);
    }
}

static void open_rows(void) {
    struct dore_diags diags = {.arena = &arena};
    struct memory_file files[] = {{"m.json", expand(manifest), NULL}, {NULL, NULL, NULL}};
    struct dore_reader reader = memory_reader(files);
    const struct dore_manifest *read =
        dore_manifest_load(&arena, &reader, "m.json", NULL, 0, &diags);
    ck_assert_msg(diags.errors == 0, "%s", diags.count ? diags.list[0].message : "");
    const struct dore_plan_options options = {
        .seed = 7, .scale = {1, 0}, .schema = true, .data = true, .constraints = true};
    const struct dore_plan *plan = dore_plan_build(&arena, read, &options, &diags);
    ck_assert_msg(diags.errors == 0, "%s", diags.count ? diags.list[0].message : "");
    fill(plan, "person", &person);
    fill(plan, "order", &order);
    fill(plan, "pick", &pick);
    fill(plan, "seat", &seat);
    fill(plan, "booking", &booking);
}

static void close_rows(void) {
    dore_arena_release(&arena);
}

static const struct dore_value *get(const struct rows *rows, uint32_t row, const char *field) {
    uint32_t k = 0;
    while (strcmp(rows->table->field[k].attribute, field) != 0)
        k++;
    ck_assert_uint_lt(row, rows->count);
    return &rows->value[(size_t)row * rows->table->field_count + k];
}

/* The row of the person whose id that is. */
static uint32_t person_of(const struct dore_value *id) {
    ck_assert_int_eq(id->kind, DORE_INT);
    return (uint32_t)(id->u.i - 1);
}

static bool is(const struct dore_value *value, const char *text) {
    return value->kind == DORE_STRING && dore_str_is(value->u.s, text);
}

static bool is_null(const struct dore_value *value) {
    return value->kind == DORE_NULL;
}

/* ---- paths ---------------------------------------------------------------------------------- */

START_TEST(a_path_reads_the_record_that_was_picked) {
    uint32_t nulls = 0;
    for (uint32_t i = 0; i < person.count; i++) {
        const struct dore_value *boss = get(&person, i, "boss");
        const struct dore_value *city = get(&person, i, "boss_city");
        const struct dore_value *top = get(&person, i, "top");
        nulls += is_null(boss);
        if (is_null(boss)) {
            ck_assert(is_null(city));
            ck_assert(is_null(top));
        } else {
            ck_assert(dore_value_equal(city, get(&person, person_of(boss), "city")));
            ck_assert(dore_value_equal(top, get(&person, person_of(boss), "boss")));
        }
    }
    ck_assert_uint_gt(nulls, 80);
    ck_assert_uint_lt(nulls, 160);
}
END_TEST

START_TEST(records_stand_with_their_parent_and_know_it) {
    int64_t last = 0;
    for (uint32_t i = 0; i < order.count; i++) {
        const struct dore_value *owner = get(&order, i, "owner");
        uint32_t row = person_of(owner);
        ck_assert_int_ge(owner->u.i, last);
        last = owner->u.i;
        ck_assert(dore_value_equal(get(&order, i, "owner_city"), get(&person, row, "city")));
        ck_assert(dore_value_equal(get(&order, i, "boss_city"), get(&person, row, "boss_city")));
    }
    ck_assert_uint_gt(order.count, 600);
    ck_assert_uint_lt(order.count, 900);
}
END_TEST

/* ---- keys ----------------------------------------------------------------------------------- */

static void assert_pairs_differ(const struct rows *rows, const char *one, const char *other) {
    for (uint32_t i = 0; i < rows->count; i++)
        for (uint32_t k = 0; k < i; k++)
            ck_assert(!dore_value_equal(get(rows, i, one), get(rows, k, one)) ||
                      !dore_value_equal(get(rows, i, other), get(rows, k, other)));
}

START_TEST(tuples_differ) {
    assert_pairs_differ(&order, "owner", "no");
    assert_pairs_differ(&pick, "left", "right"); /* 290 of 324 */
}
END_TEST

static bool is_a_seat(uint32_t row) {
    bool found = false;
    for (uint32_t i = 0; i < seat.count; i++)
        found |= dore_value_equal(get(&seat, i, "row"), get(&booking, row, "row")) &&
                 dore_value_equal(get(&seat, i, "no"), get(&booking, row, "no"));
    return found;
}

/* Records with a key of several attributes are picked by number when a tuple has that whole key;
 * what cannot be chosen, or is chosen already, stays as it is where the others suffice. */
START_TEST(tuples_of_picked_keys_differ) {
    assert_pairs_differ(&seat, "row", "no");
    assert_pairs_differ(&booking, "row", "no"); /* 55 of 60 */
    assert_pairs_differ(&booking, "kind", "guest");
    assert_pairs_differ(&booking, "guest", "bed");
    for (uint32_t i = 0; i < booking.count; i++)
        ck_assert(is_a_seat(i));
}
END_TEST

/* ---- picks ---------------------------------------------------------------------------------- */

START_TEST(each_way_picks_as_it_says) {
    unsigned times[300] = {0}, loved[300] = {0}, most = 0, first = 0;
    for (uint32_t i = 0; i < pick.count; i++) {
        uint32_t once = person_of(get(&pick, i, "once"));
        ck_assert_uint_eq(times[once]++, 0);
        ck_assert(dore_value_equal(get(&pick, i, "once_city"), get(&person, once, "city")));
        ck_assert_uint_eq(person_of(get(&pick, i, "turn")), i % person.count);
        loved[person_of(get(&pick, i, "loved"))]++;
    }
    for (unsigned i = 0; i < 300; i++)
        if (loved[i] > most) {
            most = loved[i];
            first = i;
        }
    /* 1 / zeta(1.5) is 0.38; of 290 that are 111, give or take. */
    ck_assert_uint_gt(most, 80);
    ck_assert_uint_ne(first, 0); /* the favourite is not the first row */
}
END_TEST

START_TEST(conditions_hold) {
    for (uint32_t i = 0; i < pick.count; i++) {
        uint32_t listed = person_of(get(&pick, i, "tier"));
        uint32_t tried = person_of(get(&pick, i, "small"));
        ck_assert(!is(get(&person, listed, "tier"), "b"));
        ck_assert(is(get(&person, tried, "tier"), "b"));
        ck_assert(is(get(&person, tried, "size"), "s"));
    }
}
END_TEST

/* ---- templates ------------------------------------------------------------------------------ */

static const struct {
    const char *value, *template, *text;
} templates[] = {
    {"\"Łódź\"", "${a|lower}", "łódź"},
    {"\"Łódź\"", "${a|ascii}", "Lodz"},
    {"\"Łódź\"", "${a|ascii|upper}", "LODZ"},
    {"\"Ærø Straße\"", "${a|ascii}", "AEro Strasse"},
    {"\"Ærø Straße\"", "${a|slug}", "aero-strasse"},
    {"\"Москва\"", "${a|upper}", "МОСКВА"},
    {"\"ΑΘΗΝΑΣ\"", "${a|lower}", "αθηνασ"},
    {"\"서울\"", "${a|slug}", "seoul"},
    {"\"Николай Крылов\"", "${a|ascii}", "Nikolay Krylov"},
    {"\"रॉय\"", "${a|ascii}", "roy"},
    {"\"  x \"", "<${a|trim}>", "<x>"},
    {"\"x\"", "$${a} is ${ a }", "${a} is x"},
    {"\"x\"", "${a}${a|upper}", "xX"},
    {"null", "<${a|upper}>", "<>"},
    {"1.5", "${a}", "1.5"},
    {"true", "${a}", "true"},
    {"{\"k\": [1, {\"z\": \"deep\"}]}", "${a.k.1.z}", "deep"},
    {"\"x\"", "plain", "plain"},
};

START_TEST(a_template_fills_in_and_filters) {
    const char *text = dore_arena_format(
        &arena,
        "{\"id\": \"m\", \"datastores\": {\"d\": {\"protocol\": \"postgres\", \"properties\":"
        " {\"database\": \"d\"}}}, \"models\": {\"t\": {\"records\": 1, \"datastore\": \"d\","
        " \"properties\": {\"tableName\": \"t\"}, \"attributes\": {\"a\": {\"hidden\": true,"
        " \"value\": {\"constant\": %s}}, \"b\": {\"properties\": {\"columnName\": \"b\","
        " \"columnType\": \"TEXT\"}, \"value\": {\"template\": \"%s\"}}}}}}",
        templates[_i].value, templates[_i].template);
    struct dore_diags diags = {.arena = &arena};
    struct memory_file files[] = {{"m.json", text, NULL}, {NULL, NULL, NULL}};
    struct dore_reader reader = memory_reader(files);
    const struct dore_plan_options options = {
        .seed = 7, .scale = {1, 0}, .schema = true, .data = true, .constraints = true};
    const struct dore_manifest *read =
        dore_manifest_load(&arena, &reader, "m.json", NULL, 0, &diags);
    const struct dore_plan *plan = dore_plan_build(&arena, read, &options, &diags);
    ck_assert_msg(diags.errors == 0, "%s", diags.count ? diags.list[0].message : "");
    struct rows rows;
    fill(plan, "t", &rows);
    const struct dore_value *value = get(&rows, 0, "b");
    ck_assert_int_eq(value->kind, DORE_STRING);
    ck_assert_str_eq(dore_arena_text(&arena, value->u.s.text, value->u.s.size), templates[_i].text);
    ck_assert(dore_domain_holds(&rows.table->field[0].domain, value));
}
END_TEST

Suite *suite_relations(void) {
    Suite *suite = suite_create("relations");
    TCase *rows = tcase_create("rows");
    tcase_add_checked_fixture(rows, open_rows, close_rows);
    tcase_add_test(rows, a_path_reads_the_record_that_was_picked);
    tcase_add_test(rows, records_stand_with_their_parent_and_know_it);
    tcase_add_test(rows, tuples_differ);
    tcase_add_test(rows, tuples_of_picked_keys_differ);
    tcase_add_test(rows, each_way_picks_as_it_says);
    tcase_add_test(rows, conditions_hold);
    suite_add_tcase(suite, rows);
    TCase *texts = tcase_create("templates");
    tcase_add_checked_fixture(texts, NULL, close_rows);
    tcase_add_loop_test(texts, a_template_fills_in_and_filters, 0,
                        sizeof templates / sizeof *templates);
    suite_add_tcase(suite, texts);
    return suite;
}
