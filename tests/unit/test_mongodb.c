/* SPDX-License-Identifier: Apache-2.0
 *
 * mongodb.c, mongodb_check.c, mongodb_size.c: what is refused and what is warned of, one fault a
 * case; the two scripts; the place of _id. Rows of every kind are test_document.c's.
 */
#include <check.h>

#include "dore/format.h"

Suite *suite_mongodb(void);
extern const struct dore_format dore_format_mongodb;

static const struct dore_format *const format = &dore_format_mongodb;
static struct dore_arena arena;
static struct dore_diags diags;
static struct dore_field field[2];
static struct dore_table table, other;
static struct dore_store store;
static const struct dore_table *tables[] = {&table, &other};

static void setup(void) {
    arena = (struct dore_arena){0};
    diags = (struct dore_diags){.arena = &arena};
    field[0] = (struct dore_field){.name = "a",
                                   .attribute = "first",
                                   .domain = {.kinds = DORE_KIND_BIT(DORE_INT)},
                                   .where = {"t", 1, 1, 1, "$"}};
    field[1] = field[0];
    field[1].name = "b";
    table = (struct dore_table){
        .id = "m", .name = "things", .rows = 10, .field = field, .field_count = 2};
    other = table;
    other.id = "n";
    other.name = "others";
    store = (struct dore_store){
        .id = "s", .protocol = "mongodb", .database = "shop", .table = tables, .table_count = 1};
}

static void teardown(void) {
    dore_arena_release(&arena);
}

static void check(void) {
    format->check_store(&store, &diags);
    format->check(&store, &table, &diags);
}

/* One diagnostic of that code, or none for DORE_OK. */
static void expect(enum dore_code code, enum dore_severity severity) {
    check();
    ck_assert_msg(diags.count == (code != DORE_OK), "%zu diagnostics, first: %s", diags.count,
                  diags.count ? diags.list[0].message : "");
    if (code != DORE_OK) {
        ck_assert_int_eq(diags.list[0].code, code);
        ck_assert_int_eq(diags.list[0].severity, severity);
    }
}

/* ---- names ----------------------------------------------------------------------------------- */

#define X32 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define X64 X32 X32

static const struct {
    const char *database, *collection, *field;
    enum dore_code code;
    enum dore_severity severity;
} names[] = {
    {"shop", "things", "x", DORE_OK, DORE_NOTE},
    {"", "things", "x", DORE_E_NAME, DORE_ERROR},
    {"a b", "things", "x", DORE_E_NAME, DORE_ERROR},
    {"a.b", "things", "x", DORE_E_NAME, DORE_ERROR},
    {"a/b", "things", "x", DORE_E_NAME, DORE_ERROR},
    {"a\\b", "things", "x", DORE_E_NAME, DORE_ERROR},
    {"a\"b", "things", "x", DORE_E_NAME, DORE_ERROR},
    {"a$b", "things", "x", DORE_E_NAME, DORE_ERROR},
    {"a:b?", "things", "x", DORE_E_NAME, DORE_ERROR},
    {X32 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "things", "x", DORE_OK, DORE_NOTE},
    {X64, "things", "x", DORE_E_NAME, DORE_ERROR},
    {"shop", "", "x", DORE_E_NAME, DORE_ERROR},
    {"shop", "a$", "x", DORE_E_NAME, DORE_ERROR},
    {"shop", "system.x", "x", DORE_E_NAME, DORE_ERROR},
    {"shop", "systems", "x", DORE_OK, DORE_NOTE},
    {"shop", "a.b", "x", DORE_OK, DORE_NOTE},
    {"shop", ".a", "x", DORE_E_NAME, DORE_ERROR},
    {"shop", "a.", "x", DORE_E_NAME, DORE_ERROR},
    {"shop", "a..b", "x", DORE_E_NAME, DORE_ERROR},
    {"shop", "it's a \"name\"", "x", DORE_OK, DORE_NOTE},
    {"shop", "a\nb", "x", DORE_E_NAME, DORE_ERROR},
    {"shop", "a\r", "x", DORE_E_NAME, DORE_ERROR},
    {"shop", X64 X64 X64 X32 "xxxxxxxxxxxxxxxxxxxxxxxxxx", "x", DORE_OK, DORE_NOTE},
    {"shop", X64 X64 X64 X32 "xxxxxxxxxxxxxxxxxxxxxxxxxxx", "x", DORE_E_NAME, DORE_ERROR},
    {"shop", "things", "", DORE_E_NAME, DORE_ERROR},
    {"shop", "things", "$x", DORE_E_NAME, DORE_ERROR},
    {"shop", "things", "x$", DORE_OK, DORE_NOTE},
    {"shop", "things", "x.y", DORE_W_NAME, DORE_WARNING},
    {"shop", "things", "a", DORE_E_NAME_TWICE, DORE_ERROR},
    {"shop", "things", "A", DORE_OK, DORE_NOTE},
};

START_TEST(a_name_is_judged) {
    store.database = names[_i].database;
    table.name = names[_i].collection;
    field[1].name = names[_i].field;
    expect(names[_i].code, names[_i].severity);
}
END_TEST

START_TEST(two_models_cannot_share_a_collection) {
    store.table_count = 2;
    expect(DORE_OK, DORE_NOTE);
    other.name = "things";
    expect(DORE_E_NAME_TWICE, DORE_ERROR);
}
END_TEST

/* ---- values ---------------------------------------------------------------------------------- */

static struct dore_domain items_of(const char *json) {
    struct dore_node *node =
        dore_json_read(&arena, "t", "$", (struct dore_str){json, strlen(json)}, &diags);
    ck_assert_ptr_nonnull(node);
    struct dore_value *items = DORE_NEW(&arena, struct dore_value, node->count);
    uint32_t count = 0;
    for (const struct dore_node *each = node->first; each; each = each->next) {
        items[count++] = dore_value_from_node(&arena, each);
    }
    struct dore_domain domain = dore_domain_of_items(&arena, items, count);
    domain.item_nodes = node;
    return domain;
}

static const struct {
    const char *items;
    enum dore_code code;
    enum dore_severity severity;
} literals[] = {
    {"[1, 2.5, null, \"$x\", true, [[1]], {}]", DORE_OK, DORE_NOTE},
    {"[{\"a\": {\"$b\": 1}}]", DORE_E_NAME, DORE_ERROR},
    {"[[1, {\"$b\": 1}]]", DORE_E_NAME, DORE_ERROR},
    {"[{\"a$\": 1}]", DORE_OK, DORE_NOTE},
    {"[{\"a.b\": 1}]", DORE_W_NAME, DORE_WARNING},
    {"[{\"\": 1}]", DORE_W_NAME, DORE_WARNING},
    {"[1234567890123456789012345678901234]", DORE_OK, DORE_NOTE},
    {"[{\"a\": [12345678901234567890123456789012345]}]", DORE_W_KIND, DORE_WARNING},
};

START_TEST(a_literal_is_judged) {
    field[1].domain = items_of(literals[_i].items);
    expect(literals[_i].code, literals[_i].severity);
}
END_TEST

/* The place of a literal's fault is that of the literal. */
START_TEST(a_fault_in_a_literal_has_its_place) {
    field[1].domain = items_of("[1,\n  {\"ok\": 1,\n   \"$no\": 2}]");
    check();
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_uint_eq(diags.list[0].where.line, 3);
}
END_TEST

static struct dore_domain record_with(const char *key) {
    struct dore_domain_field *inner = DORE_NEW(&arena, struct dore_domain_field, 1);
    *inner = (struct dore_domain_field){key, {.kinds = DORE_KIND_BIT(DORE_INT)}};
    return (struct dore_domain){
        .kinds = DORE_KIND_BIT(DORE_RECORD), .field = inner, .field_count = 1};
}

START_TEST(nested_keys_are_judged) {
    struct dore_domain inner = record_with("$x");
    field[1].domain = (struct dore_domain){.kinds = DORE_KIND_BIT(DORE_LIST), .element = &inner};
    expect(DORE_E_NAME, DORE_ERROR);
}
END_TEST

/* `levels` records and lists inside one another; the document is level 1. */
static struct dore_domain nest(unsigned levels) {
    struct dore_domain domain = {.kinds = DORE_KIND_BIT(DORE_INT)};
    for (unsigned i = 0; i < levels; i++) {
        struct dore_domain *inner = DORE_NEW(&arena, struct dore_domain, 1);
        *inner = domain;
        if (i % 2) {
            domain = (struct dore_domain){.kinds = DORE_KIND_BIT(DORE_LIST), .element = inner};
        } else {
            domain = record_with("k");
            ((struct dore_domain_field *)domain.field)->domain = *inner;
        }
    }
    return domain;
}

START_TEST(depth_has_a_limit) {
    field[1].domain = nest(99);
    expect(DORE_OK, DORE_NOTE);
    field[1].domain = nest(100);
    expect(DORE_E_LIMIT, DORE_ERROR);
}
END_TEST

START_TEST(long_decimals_are_warned_of) {
    field[1].domain = (struct dore_domain){
        .kinds = DORE_KIND_BIT(DORE_DECIMAL), .scale = DORE_SCALE_TEXT, .max_chars = 34};
    expect(DORE_OK, DORE_NOTE);
    field[1].domain.max_chars = 40;
    expect(DORE_W_KIND, DORE_WARNING);
}
END_TEST

static const struct {
    unsigned kinds;
    enum dore_code code;
} ids[] = {
    {DORE_KIND_BIT(DORE_INT), DORE_OK},
    {DORE_KIND_BIT(DORE_RECORD), DORE_OK},
    {DORE_KIND_BIT(DORE_INT) | DORE_KIND_BIT(DORE_NULL), DORE_E_KIND},
    {DORE_KIND_BIT(DORE_LIST), DORE_E_KIND},
};

START_TEST(an_id_is_judged) {
    table.id_field = &field[1];
    field[1].domain.kinds = ids[_i].kinds;
    expect(ids[_i].code, DORE_ERROR);
}
END_TEST

/* ---- rows and scripts ------------------------------------------------------------------------ */

static void check_text(const struct dore_buf *out, const char *expected) {
    ck_assert_msg(out->size == strlen(expected) && memcmp(out->data, expected, out->size) == 0,
                  "got\n%.*s\nexpected\n%s", (int)out->size, out->data, expected);
}

/* ---- sizes ----------------------------------------------------------------------------------- */

/* A document of one field, `a`, and an _id of its own: 5 + 17 + 3 bytes beside the value. */
enum { AROUND = 25, MOST = 16 << 20 };
static const struct dore_domain megabyte = {.kinds = DORE_KIND_BIT(DORE_STRING),
                                            .min_chars = 1,
                                            .max_chars = 1 << 20,
                                            .max_bytes = 1 << 20};
static const struct dore_domain_field parts[] = {
    {"p", {.kinds = DORE_KIND_BIT(DORE_STRING), .min_chars = MOST / 2, .max_bytes = MOST}},
    {"q", {.kinds = DORE_KIND_BIT(DORE_STRING), .min_chars = MOST / 2, .max_bytes = MOST}}};
static const struct {
    struct dore_domain domain;
    enum dore_code code;
} sizes[] = {
#define TEXTS(least, most)                                                                         \
    { .kinds = DORE_KIND_BIT(DORE_STRING), .min_chars = (least), .max_bytes = (most) }
    {TEXTS(0, MOST - AROUND - 5), DORE_OK},
    {TEXTS(0, MOST - AROUND - 4), DORE_W_ROW_SIZE},
    {TEXTS(MOST - AROUND - 5, MOST), DORE_W_ROW_SIZE},
    {TEXTS(MOST - AROUND - 4, MOST), DORE_E_LIMIT},
    {TEXTS(0, UINT64_MAX), DORE_OK}, /* not known */
    /* 4 characters of base64 are 3 bytes, or 1 */
    {{.kinds = DORE_KIND_BIT(DORE_BYTES), .min_chars = 4 * (MOST / 3 - 9), .max_bytes = MOST * 2},
     DORE_W_ROW_SIZE},
    {{.kinds = DORE_KIND_BIT(DORE_BYTES), .min_chars = 4 * (MOST / 3 + 1), .max_bytes = MOST * 2},
     DORE_E_LIMIT},
    {{.kinds = DORE_KIND_BIT(DORE_BYTES), .max_bytes = 4 * (MOST / 3 - 10)}, DORE_OK},
    /* the largest list, the smallest of several kinds, all fields of a record */
    {{.kinds = DORE_KIND_BIT(DORE_LIST), .element = &megabyte, .max_items = 15}, DORE_OK},
    {{.kinds = DORE_KIND_BIT(DORE_LIST), .element = &megabyte, .max_items = 16}, DORE_W_ROW_SIZE},
    {{.kinds = DORE_KIND_BIT(DORE_STRING) | DORE_KIND_BIT(DORE_NULL),
      .min_chars = MOST,
      .max_bytes = MOST},
     DORE_W_ROW_SIZE},
    {{.kinds = DORE_KIND_BIT(DORE_RECORD), .field = parts, .field_count = 1}, DORE_W_ROW_SIZE},
    {{.kinds = DORE_KIND_BIT(DORE_RECORD), .field = parts, .field_count = 2}, DORE_E_LIMIT},
    {{.kinds = DORE_KIND_BIT(DORE_RECORD), .max_bytes = MOST / 5}, DORE_OK},
    {{.kinds = DORE_KIND_BIT(DORE_RECORD), .max_bytes = MOST}, DORE_W_ROW_SIZE},
};

START_TEST(a_size_is_judged) {
    field[0].domain = sizes[_i].domain;
    table.field_count = 1;
    expect(sizes[_i].code, sizes[_i].code == DORE_E_LIMIT ? DORE_ERROR : DORE_WARNING);
}
END_TEST

START_TEST(the_id_comes_first) {
    int64_t numbers[] = {1, 2}, others[] = {-1, -2};
    struct dore_column columns[] = {{.kind = DORE_INT, .rows = 2, .u.i = numbers},
                                    {.kind = DORE_INT, .rows = 2, .u.i = others}};
    struct dore_batch batch = {0, 2, columns};
    struct dore_part part = {.table = &table, .rows = 2};
    struct dore_buf out = {0};
    table.id_field = &field[1];
    format->rows(format->layout(&store, &table, &arena), &part, &batch, &out);
    check_text(&out, "{\"_id\":-1,\"a\":1}\n{\"_id\":-2,\"a\":2}\n");
    table.id_field = &field[0];
    field[1].name = "b\n";
    dore_buf_clear(&out);
    format->rows(format->layout(&store, &table, &arena), &part, &batch, &out);
    check_text(&out, "{\"_id\":1,\"b\\n\":-1}\n{\"_id\":2,\"b\\n\":-2}\n");
    dore_buf_release(&out);
}
END_TEST

#define CONNECT                                                                                    \
    "// Run: mongosh --nodb --norc --quiet --file FILE, with MONGODB_URI set.\n"                   \
    "if (!process.env.MONGODB_URI) {\n"                                                            \
    "  throw new Error(\"MONGODB_URI is not set\");\n"                                             \
    "}\n"                                                                                          \
    "db = connect(process.env.MONGODB_URI).getSiblingDB(\"shop\");\n"
#define COLLECTIONS                                                                                \
    "const collections = [\n"                                                                      \
    "  \"a\\\"\\u2028\\\\\",\n"                                                                    \
    "  \"others\",\n"                                                                              \
    "];\n"                                                                                         \
    "const existing = db.getCollectionNames();\n"                                                  \
    "for (const name of collections) {\n"                                                          \
    "  if (existing.includes(name)) {\n"
#define CREATE                                                                                     \
    "  }\n"                                                                                        \
    "}\n"                                                                                          \
    "for (const name of collections) {\n"                                                          \
    "  db.createCollection(name);\n"                                                               \
    "}\n"                                                                                          \
    "print(\"dore-end 10-schema\");\n"

START_TEST(the_scripts_are_plain) {
    struct dore_buf out = {0};
    table.name = "a\"\xe2\x80\xa8\\";
    store.table_count = 2;
    format->schema(&store, NULL, &out);
    check_text(&out,
               "// Makes the collections; changes nothing when one exists.\n" CONNECT COLLECTIONS
               "    throw new Error(\"collection '\" + name + \"' exists "
               "already in database '\" + db.getName() + \"'\");\n" CREATE);
    dore_buf_clear(&out);
    store.drop = true;
    format->schema(&store, NULL, &out);
    check_text(&out,
               "// Makes the collections anew; those that exist are dropped.\n" CONNECT COLLECTIONS
               "    db.getCollection(name).drop();\n" CREATE);
    dore_buf_clear(&out);
    format->after(&store, &out);
    check_text(&out, "// Counts the documents after the load.\n" CONNECT "const expected = [\n"
                     "  [\"a\\\"\\u2028\\\\\", 10],\n"
                     "  [\"others\", 10],\n"
                     "];\n"
                     "for (const [name, rows] of expected) {\n"
                     "  const found = db.getCollection(name).countDocuments({});\n"
                     "  if (found !== rows) {\n"
                     "    throw new Error(\"collection '\" + name + \"' holds \" + found + \" "
                     "documents, not \" + rows);\n"
                     "  }\n"
                     "}\n"
                     "print(\"dore-end 30-indexes\");\n");
    dore_buf_release(&out);
}
END_TEST

START_TEST(the_format_says_what_it_is) {
    ck_assert_str_eq(format->script_type, "mongoimport");
    ck_assert(!format->stream_schema && !format->stream_many && format->needs_database);
    ck_assert_str_eq(format->rows_extension, "jsonl");
    ck_assert_str_eq(format->model_properties[0].key, "collectionName");
    ck_assert_str_eq(format->attribute_properties[0].key, "fieldName");
    ck_assert_ptr_null(format->attribute_properties[1].key);
}
END_TEST

#define LOOP(test, table) tcase_add_loop_test(tests, test, 0, sizeof table / sizeof *table)

Suite *suite_mongodb(void) {
    Suite *suite = suite_create("mongodb");
    TCase *tests = tcase_create("mongodb");
    tcase_add_checked_fixture(tests, setup, teardown);
    LOOP(a_name_is_judged, names);
    LOOP(a_literal_is_judged, literals);
    LOOP(an_id_is_judged, ids);
    tcase_add_test(tests, two_models_cannot_share_a_collection);
    tcase_add_test(tests, a_fault_in_a_literal_has_its_place);
    tcase_add_test(tests, nested_keys_are_judged);
    tcase_add_test(tests, depth_has_a_limit);
    tcase_add_test(tests, long_decimals_are_warned_of);
    LOOP(a_size_is_judged, sizes);
    tcase_add_test(tests, the_id_comes_first);
    tcase_add_test(tests, the_scripts_are_plain);
    tcase_add_test(tests, the_format_says_what_it_is);
    suite_add_tcase(suite, tests);
    return suite;
}
