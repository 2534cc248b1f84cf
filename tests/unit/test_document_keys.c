/* SPDX-License-Identifier: Apache-2.0
 *
 * mongodb_indexes.c, and the attribute that `documentId` names in documents of both kinds: lists of
 * indexes word by word, rows that begin with the attribute, and what cannot be a key.
 */
#include <check.h>

#include "dore/format.h"

Suite *suite_document_keys(void);
extern const struct dore_format dore_format_mongodb, dore_format_elasticsearch8;

static const struct dore_format *const mongo = &dore_format_mongodb,
                                       *const elastic = &dore_format_elasticsearch8;
static struct dore_arena arena;
static struct dore_diags diags;
static struct dore_field field[3];
static struct dore_key key[4];
static struct dore_table table;
static struct dore_store store;
static const struct dore_table *const tables[] = {&table};
static const uint32_t numbers[] = {0, 1, 2}, backwards[] = {2, 0};

enum { AT_FIELD = 1, AT_KEY };
#define KEY(kind_, count_, list, called)                                                           \
    ((struct dore_key){.kind = (kind_),                                                            \
                       .count = (count_),                                                          \
                       .field = (list),                                                            \
                       .name = (called),                                                           \
                       .where = {"t", AT_KEY, 1, 1, "$"}})

static void setup(void) {
    arena = (struct dore_arena){0};
    diags = (struct dore_diags){.arena = &arena};
    for (unsigned i = 0; i < 3; i++) {
        field[i] = (struct dore_field){.name = i == 0   ? "a"
                                               : i == 1 ? "b\"c"
                                                        : "d",
                                       .type = "keyword",
                                       .attribute = "first",
                                       .domain = dore_domain_of_integers(1, 99),
                                       .where = {"t", AT_FIELD, 1, 1, "$"}};
    }
    field[1].domain = dore_domain_of_text(1, 100, 20, true);
    table = (struct dore_table){
        .id = "m", .name = "things", .rows = 10, .field = field, .field_count = 3, .key = key};
    store = (struct dore_store){
        .id = "s", .protocol = "mongodb", .database = "shop", .table = tables, .table_count = 1};
}

static void teardown(void) {
    dore_arena_release(&arena);
}

static void add(struct dore_key one) {
    key[table.key_count++] = one;
}

static void expect(const struct dore_format *format, enum dore_code code, unsigned line,
                   const char *message) {
    format->check(&store, &table, &diags);
    ck_assert_msg(diags.count == (code != DORE_OK), "%zu diagnostics, first: %s", diags.count,
                  diags.count ? diags.list[0].message : "");
    if (code != DORE_OK) {
        ck_assert_int_eq(diags.list[0].code, code);
        ck_assert_uint_eq(diags.list[0].where.line, line);
        ck_assert_msg(strstr(diags.list[0].message, message), "%s", diags.list[0].message);
    }
}

/* ---- indexes --------------------------------------------------------------------------------- */

/* The list in the script, or "" where there is none. */
static const char *indexes(void) {
    struct dore_buf text = {0};
    mongo->after(&store, &text);
    dore_buf_putc(&text, '\0');
    const char *kept = dore_arena_text(&arena, text.data, text.size);
    dore_buf_release(&text);
    char *begin = strstr(kept, "const indexes = [\n");
    if (!begin) {
        return "";
    }
    begin += strlen("const indexes = [\n");
    char *end = strstr(begin, "];\nfor (const [name, keys, options] of indexes) {\n"
                              "  db.getCollection(name).createIndex(keys, options);\n}\n"
                              "print(\"dore-end 30-indexes\");\n");
    ck_assert_msg(end, "%s", begin);
    *end = '\0';
    return begin;
}

START_TEST(indexes_are_listed) {
    ck_assert_str_eq(indexes(), "");
    add(KEY(DORE_KEY_PRIMARY, 2, numbers, NULL));
    add(KEY(DORE_KEY_UNIQUE, 1, &numbers[2], NULL));
    add(KEY(DORE_KEY_INDEX, 2, backwards, "by \"d\""));
    add(KEY(DORE_KEY_INDEX, 1, &numbers[2], NULL)); /* the unique one does for it */
    ck_assert_str_eq(indexes(),
                     "  [\"things\", {\"a\": 1, \"b\\\"c\": 1}, {\"unique\": true}],\n"
                     "  [\"things\", {\"d\": 1}, {\"unique\": true}],\n"
                     "  [\"things\", {\"d\": 1, \"a\": 1}, {\"name\": \"by \\\"d\\\"\"}],\n");
    expect(mongo, DORE_OK, 0, NULL);
}
END_TEST

START_TEST(nulls_are_no_values_of_a_unique_index) {
    field[0].domain.kinds |= DORE_KIND_BIT(DORE_NULL);
    field[1].domain.kinds |= DORE_KIND_BIT(DORE_NULL) | DORE_KIND_BIT(DORE_FLOAT);
    add(KEY(DORE_KEY_UNIQUE, 3, numbers, "u"));
    add(KEY(DORE_KEY_INDEX, 1, numbers, NULL));
    ck_assert_str_eq(indexes(),
                     "  [\"things\", {\"a\": 1, \"b\\\"c\": 1, \"d\": 1}, {\"unique\": true, "
                     "\"partialFilterExpression\": {\"a\": {\"$type\": \"int\"}, \"b\\\"c\": "
                     "{\"$type\": [\"double\", \"string\"]}}, \"name\": \"u\"}],\n"
                     "  [\"things\", {\"a\": 1}, {}],\n");
}
END_TEST

START_TEST(the_key_has_its_index_already) {
    table.id_field = &field[2];
    add(KEY(DORE_KEY_PRIMARY, 1, &numbers[2], NULL));
    add(KEY(DORE_KEY_UNIQUE, 2, backwards, NULL));
    ck_assert_str_eq(indexes(), "  [\"things\", {\"_id\": 1, \"a\": 1}, {\"unique\": true}],\n");
}
END_TEST

START_TEST(steps_are_left_out) {
    struct dore_buf text = {0};
    store.given = true;
    add(KEY(DORE_KEY_UNIQUE, 1, numbers, NULL));
    mongo->after(&store, &text);
    ck_assert_uint_eq(text.size, 0);
    store.given = false;
    store.bare = true;
    ck_assert_str_eq(indexes(), "  [\"things\", {\"a\": 1}, {\"unique\": true}],\n");
    mongo->after(&store, &text);
    dore_buf_putc(&text, '\0');
    ck_assert_ptr_null(strstr(text.data, "countDocuments"));
    dore_buf_clear(&text);
    table.key_count = 0;
    mongo->after(&store, &text);
    ck_assert_uint_eq(text.size, 0);
    dore_buf_release(&text);
}
END_TEST

START_TEST(not_every_index_can_be) {
    static const struct {
        const char *name;
        unsigned kinds;
        enum dore_key_kind kind;
        uint32_t count;
        const char *message;
    } cases[] = {
        {"a.b", 0, DORE_KEY_INDEX, 1, "holds a dot"},
        {"__proto__", 0, DORE_KEY_INDEX, 1, "no script for mongosh"},
        {"12", 0, DORE_KEY_INDEX, 1, NULL},
        {"12", 0, DORE_KEY_INDEX, 2, "no script for mongosh"},
        {"a", DORE_KIND_BIT(DORE_LIST), DORE_KEY_UNIQUE, 1, "holds lists"},
        {"a", DORE_KIND_BIT(DORE_LIST), DORE_KEY_INDEX, 2, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setup();
        field[0].name = cases[i].name;
        field[0].domain.kinds |= cases[i].kinds;
        add(KEY(cases[i].kind, cases[i].count, numbers, NULL));
        if (strchr(cases[i].name, '.')) { /* the name alone is a warning */
            mongo->check(&store, &table, &diags);
            ck_assert_uint_eq(diags.errors, 1);
            teardown();
            continue;
        }
        expect(mongo, cases[i].message ? DORE_E_CONSTRAINT : DORE_OK, AT_KEY, cases[i].message);
        teardown();
    }
    setup();
    field[0].domain.kinds = field[1].domain.kinds = DORE_KIND_BIT(DORE_LIST);
    add(KEY(DORE_KEY_INDEX, 2, numbers, NULL));
    expect(mongo, DORE_E_CONSTRAINT, AT_KEY, "two fields that hold lists");
    teardown();
    setup();
    add(KEY(DORE_KEY_INDEX, 1, numbers, "x"));
    add(KEY(DORE_KEY_INDEX, 2, numbers, "x"));
    expect(mongo, DORE_E_NAME_TWICE, AT_KEY, "an index 'x' already");
}
END_TEST

/* ---- documentId ------------------------------------------------------------------------------ */

static const char *row_of(const struct dore_format *format) {
    struct dore_column column[3];
    dore_column_init(&column[0], DORE_INT, 1, &arena);
    dore_column_init(&column[1], DORE_STRING, 1, &arena);
    dore_column_init(&column[2], DORE_INT, 1, &arena);
    column[0].u.i[0] = 7;
    column[1].u.s[0] = (struct dore_str){dore_arena_text(&arena, "x\"y", 3), 3};
    column[2].u.i[0] = 9;
    const struct dore_batch batch = {.rows = 1, .column = column};
    const struct dore_part part = {.table = &table, .rows = 1};
    struct dore_buf text = {0};
    const struct dore_layout *layout = format->layout(&store, &table, &arena);
    format->rows(layout, &part, &batch, &text);
    ck_assert_uint_le(text.size, layout->largest_row);
    const char *row = dore_arena_text(&arena, text.data, text.size);
    dore_buf_release(&text);
    return row;
}

START_TEST(an_attribute_is_the_key_of_documents) {
    field[1].domain.plain = false;
    field[1].domain.max_bytes = 400;
    table.id_field = &field[1];
    ck_assert_str_eq(row_of(mongo), "{\"_id\":\"x\\\"y\",\"a\":7,\"d\":9}\n");
    ck_assert_str_eq(row_of(elastic), "{\"index\":{\"_index\":\"things\",\"_id\":\"x\\\"y\"}}\n"
                                      "{\"a\":\"7\",\"b\\\"c\":\"x\\\"y\",\"d\":\"9\"}\n");
    table.id_field = &field[0];
    ck_assert_str_eq(row_of(mongo), "{\"_id\":7,\"b\\\"c\":\"x\\\"y\",\"d\":9}\n");
    ck_assert_str_eq(row_of(elastic), "{\"index\":{\"_index\":\"things\",\"_id\":7}}\n"
                                      "{\"a\":\"7\",\"b\\\"c\":\"x\\\"y\",\"d\":\"9\"}\n");
}
END_TEST

START_TEST(two_fields_cannot_be_the_key) {
    table.id_field = &field[0];
    expect(mongo, DORE_OK, 0, NULL);
    field[2].name = "_id";
    expect(mongo, DORE_E_NAME_TWICE, 0, "field '_id' is that of attribute 'first' already");
}
END_TEST

START_TEST(not_every_value_can_be_the_key) {
    static const struct {
        unsigned kinds;
        uint64_t min_chars, max_bytes;
        enum dore_code mongo, elastic;
    } cases[] = {
        {DORE_KIND_BIT(DORE_STRING), 1, 512, DORE_OK, DORE_OK},
        {DORE_KIND_BIT(DORE_STRING), 0, 512, DORE_OK, DORE_E_KIND},
        {DORE_KIND_BIT(DORE_STRING), 1, 513, DORE_OK, DORE_E_LIMIT},
        {DORE_KIND_BIT(DORE_UUID), 36, 36, DORE_OK, DORE_OK},
        {DORE_KIND_BIT(DORE_UUID_STRING), 36, 36, DORE_OK, DORE_OK},
        {DORE_KIND_BIT(DORE_BOOL), 4, 5, DORE_OK, DORE_E_KIND},
        {DORE_KIND_BIT(DORE_DATE), 10, 10, DORE_OK, DORE_E_KIND},
        {DORE_KIND_BIT(DORE_STRING) | DORE_KIND_BIT(DORE_NULL), 1, 9, DORE_E_KIND, DORE_E_KIND},
        {DORE_KIND_BIT(DORE_LIST), 1, 9, DORE_E_KIND, DORE_E_KIND},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setup();
        field[1].domain = (struct dore_domain){.kinds = cases[i].kinds,
                                               .min_chars = cases[i].min_chars,
                                               .max_chars = cases[i].max_bytes,
                                               .max_bytes = cases[i].max_bytes,
                                               .mean_bytes = 5};
        table.id_field = &field[1];
        expect(mongo, cases[i].mongo, AT_FIELD, "");
        diags.count = 0;
        elastic->check(&store, &table, &diags);
        bool found = cases[i].elastic == DORE_OK;
        for (size_t k = 0; k < diags.count; k++) {
            bool of_id = strstr(diags.list[k].message, "_id");
            found |= of_id && diags.list[k].code == cases[i].elastic;
            ck_assert_msg(!of_id || cases[i].elastic != DORE_OK, "%s", diags.list[k].message);
        }
        ck_assert_msg(found, "case %zu", i);
        teardown();
    }
    setup();
}
END_TEST

Suite *suite_document_keys(void) {
    Suite *suite = suite_create("document_keys");
    TCase *index = tcase_create("indexes"), *id = tcase_create("documentId");
    tcase_add_checked_fixture(index, setup, teardown);
    tcase_add_test(index, indexes_are_listed);
    tcase_add_test(index, nulls_are_no_values_of_a_unique_index);
    tcase_add_test(index, the_key_has_its_index_already);
    tcase_add_test(index, steps_are_left_out);
    tcase_add_test(index, not_every_index_can_be);
    tcase_add_checked_fixture(id, setup, teardown);
    tcase_add_test(id, an_attribute_is_the_key_of_documents);
    tcase_add_test(id, two_fields_cannot_be_the_key);
    tcase_add_test(id, not_every_value_can_be_the_key);
    suite_add_tcase(suite, index);
    suite_add_tcase(suite, id);
    return suite;
}
