/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch*.c: names, types, kinds and literal values, one fault a case; the mapping; the form
 * of each kind in each class of types. Rows of every kind are test_document.c's.
 */
#include <check.h>

#include "formats/elasticsearch.h"

Suite *suite_elasticsearch(void);
extern const struct dore_format dore_format_elasticsearch7, dore_format_elasticsearch8;

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
                                   .type = "long",
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
        .id = "s", .protocol = "elasticsearch8", .table = tables, .table_count = 1};
}

static void teardown(void) {
    dore_arena_release(&arena);
}

static void check_as(const struct dore_format *format) {
    format->check_store(&store, &diags);
    format->check(&store, &table, &diags);
}

/* Nothing worse than the code's one diagnostic; 'e' error, 'w' warning, '.' none. */
static void expect(const struct dore_format *format, enum dore_code code, char severity) {
    check_as(format);
    ck_assert_msg(diags.count == (severity != '.'), "%zu diagnostics, first: %s", diags.count,
                  diags.count ? diags.list[0].message : "");
    if (severity != '.') {
        ck_assert_msg(diags.list[0].code == code, "%s", diags.list[0].message);
        ck_assert_msg(diags.list[0].severity == (severity == 'e' ? DORE_ERROR : DORE_WARNING), "%s",
                      diags.list[0].message);
    }
}

static const struct dore_node *json(const char *text) {
    const struct dore_node *node =
        dore_json_read(&arena, "t", "$", (struct dore_str){text, strlen(text)}, &diags);
    ck_assert_msg(node != NULL, "%s", text);
    return node;
}

/* A type's name, or a mapping when it begins with a brace. */
static void set_type(struct dore_field *one, const char *type) {
    one->type = *type == '{' ? NULL : type;
    one->mapping = *type == '{' ? json(type) : NULL;
}

/* ---- names ----------------------------------------------------------------------------------- */

#define X64 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static const struct {
    const char *index, *field;
    enum dore_code code;
    char seven, eight;
} names[] = {
    {"things", "x", 0, '.', '.'},
    {"", "x", DORE_E_NAME, 'e', 'e'},
    {"Things", "x", DORE_E_NAME, 'e', 'e'},
    {"th\xc3\x89", "x", DORE_E_NAME, 'e', 'e'}, /* upper-case e with acute */
    {"th\xc3\xa9", "x", 0, '.', '.'},
    {"\xd0\x96", "x", DORE_E_NAME, 'e', 'e'}, /* Cyrillic zhe, upper and lower */
    {"\xd0\xb6", "x", 0, '.', '.'},
    {"\xe6\x97\xa5\xe6\x9c\xac", "x", 0, '.', '.'},
    {"-a", "x", DORE_E_NAME, 'e', 'e'},
    {"_a", "x", DORE_E_NAME, 'e', 'e'},
    {"+a", "x", DORE_E_NAME, 'e', 'e'},
    {".a", "x", DORE_E_NAME, 'e', 'e'},
    {"..", "x", DORE_E_NAME, 'e', 'e'},
    {"a-_+.b%&'", "x", 0, '.', '.'},
    {"a b", "x", DORE_E_NAME, 'e', 'e'},
    {"a:b", "x", DORE_E_NAME, 'e', 'e'},
    {"a,b", "x", DORE_E_NAME, 'e', 'e'},
    {"a/b", "x", DORE_E_NAME, 'e', 'e'},
    {"a\"b", "x", DORE_E_NAME, 'e', 'e'},
    {X64 X64 X64 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "x", 0, '.',
     '.'},
    {X64 X64 X64 X64, "x", DORE_E_NAME, 'e', 'e'},
    {"things", "", DORE_E_NAME, 'e', 'e'},
    {"things", "_id", DORE_E_NAME, 'e', 'e'},
    {"things", "_source", DORE_E_NAME, 'e', 'e'},
    {"things", "_foo", DORE_E_NAME, 'e', 'e'},
    {"things", "foo_", 0, '.', '.'},
    {"things", ".x", DORE_E_NAME, 'e', 'e'},
    {"things", "x.", DORE_E_NAME, 'e', 'e'},
    {"things", "x..y", DORE_E_NAME, 'e', 'e'},
    {"things", " ", DORE_E_NAME, 'e', 'e'},
    {"things", "x. .y", DORE_E_NAME, 'e', 'e'},
    {"things", "x.y z", 0, '.', '.'},
    {"things", "a", DORE_E_NAME_TWICE, 'e', 'e'},
    {"things", "a.b", DORE_E_NAME_TWICE, 'e', 'e'},
    {"things", "ab", 0, '.', '.'},
    {"things", "\"\n", 0, '.', '.'},
};

START_TEST(a_name_is_judged) {
    table.name = names[_i].index;
    field[1].name = names[_i].field;
    expect(&dore_format_elasticsearch7, names[_i].code, names[_i].seven);
    diags = (struct dore_diags){.arena = &arena};
    expect(&dore_format_elasticsearch8, names[_i].code, names[_i].eight);
}
END_TEST

/* A path may lead into another field only where that is an object without such a field. */
static const struct {
    const char *type;
    char fits;
} outers[] = {
    {"object", '.'},
    {"{\"properties\": {\"c\": {\"type\": \"long\"}}}", '.'},
    {"{\"properties\": {\"b\": {\"type\": \"long\"}}}", 'e'},
    {"{\"properties\": {\"b.d\": {\"type\": \"long\"}}}", 'e'},
    {"nested", 'e'},
    {"keyword", 'e'},
    {"flattened", 'e'},
};

START_TEST(a_path_leads_into_an_object) {
    for (int order = 0; order < 2; order++) {
        diags = (struct dore_diags){.arena = &arena};
        set_type(&field[order], outers[_i].type);
        field[order].name = "a";
        field[order].domain.kinds = DORE_KIND_BIT(DORE_NULL);
        set_type(&field[!order], "long");
        field[!order].name = "a.b";
        expect(&dore_format_elasticsearch8, DORE_E_NAME_TWICE, outers[_i].fits);
    }
}
END_TEST

START_TEST(two_models_cannot_share_an_index) {
    store.table_count = 2;
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
    other.name = "things";
    expect(&dore_format_elasticsearch8, DORE_E_NAME_TWICE, 'e');
}
END_TEST

/* ---- types ----------------------------------------------------------------------------------- */

static const struct {
    const char *type;
    enum dore_code code;
    char seven, eight;
} types[] = {
    {"long", 0, '.', '.'},
    {"lnog", DORE_W_KIND, 'w', 'w'},
    {"counted_keyword", DORE_W_KIND, 'w', '.'},
    {"semantic_text", DORE_W_KIND, 'w', '.'},
    {"xy_shape", DORE_W_KIND, '.', 'w'},
    {"scaled_float", DORE_E_COLUMN_TYPE, 'e', 'e'},
    {"{\"type\": \"scaled_float\", \"scaling_factor\": 100}", 0, '.', '.'},
    {"{\"type\": \"long\", \"index\": false}", 0, '.', '.'},
    {"{\"index\": false}", DORE_E_COLUMN_TYPE, 'e', 'e'},
    {"{\"type\": 5}", DORE_E_COLUMN_TYPE, 'e', 'e'},
};

START_TEST(a_type_is_judged) {
    set_type(&field[1], types[_i].type);
    field[1].domain = (struct dore_domain){.kinds = DORE_KIND_BIT(DORE_NULL)};
    expect(&dore_format_elasticsearch7, types[_i].code, types[_i].seven);
    diags = (struct dore_diags){.arena = &arena};
    expect(&dore_format_elasticsearch8, types[_i].code, types[_i].eight);
}
END_TEST

START_TEST(the_nearest_type_is_named) {
    set_type(&field[1], "keywrod");
    check_as(&dore_format_elasticsearch8);
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_str_eq(diags.list[0].hint, "write 'keyword'");
}
END_TEST

START_TEST(vectors_need_dimensions_in_7) {
    set_type(&field[1], "dense_vector");
    field[1].domain.kinds = DORE_KIND_BIT(DORE_NULL);
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
    expect(&dore_format_elasticsearch7, DORE_E_COLUMN_TYPE, 'e');
}
END_TEST

/* Types inside `properties` are looked at as well. */
START_TEST(inner_types_are_judged) {
    set_type(&field[1], "{\"properties\": {\"x\": {\"type\": \"wat\"}}}");
    field[1].domain.kinds = DORE_KIND_BIT(DORE_NULL);
    expect(&dore_format_elasticsearch8, DORE_W_KIND, 'w');
}
END_TEST

/* ---- kinds ----------------------------------------------------------------------------------- */

/* For every type, what becomes of a domain of one kind whose values are small and whose texts are
 * of unknown form: '.', 'w' or 'e' for bool, int, float, decimal of scale 2; string, bytes, uuid,
 * uuid string; date, date-time, time, duration; list of int, record of int. */
static const struct {
    const char *type, *fits;
} matrix[] = {
    {"keyword", ".... .w.. .... .e"},
    {"text", ".... .w.. .... .e"},
    {"wildcard", ".... .w.. .... .e"},
    {"version", ".... .w.. .... .e"},
    {"byte", "..ee weee eeee .e"},
    {"integer", "..ee weee eeee .e"},
    {"unsigned_long", "..ee weee eeee .e"},
    {"long", "..ee weee w.e. .e"},
    {"float", ".... weee eeee .e"},
    {"double", ".... weee eee. .e"},
    {"{\"type\": \"scaled_float\", \"scaling_factor\": 10}", ".... weee eeee .e"},
    {"boolean", ".eee weee eeee ee"},
    {"date", "ewee weee ..ee we"},
    {"date_nanos", "ewee weee ..ee we"},
    {"binary", "eeee w.ee eeee ee"},
    {"ip", "eeee weee eeee ee"},
    {"ip_range", "eeee weee eeee ee"},
    {"integer_range", "eeee eeee eeee ee"},
    {"geo_point", "eeee weee eeee ee"},
    {"geo_shape", "ewww weee eeee w."},
    {"object", "eeee eeee eeee e."},
    {"nested", "eeee eeee eeee e."},
    {"flattened", "eeee eeee eeee e."},
    {"completion", ".... .w.. .... .."},
    {"join", "eeee .eee eeee ee"},
    {"{\"type\": \"alias\", \"path\": \"a\"}", "eeee eeee eeee ee"},
    {"{\"type\": \"dense_vector\", \"dims\": 3}", "eeee eeee eeee .e"},
    {"{\"type\": \"dense_vector\", \"dims\": 4}", "eeee eeee eeee ee"},
    {"{\"type\": \"dense_vector\", \"dims\": 2}", "eeee eeee eeee we"},
};

static struct dore_domain domain_of(enum dore_kind kind) {
    static const struct dore_domain number = {
        .kinds = DORE_KIND_BIT(DORE_INT), .bounded = true, .min = 1, .max = 9, .distinct = 9};
    static const struct dore_domain_field inner = {"x", {.kinds = DORE_KIND_BIT(DORE_INT)}};
    struct dore_domain domain = {.kinds = DORE_KIND_BIT(kind),
                                 .bounded = true,
                                 .min = 1,
                                 .max = 9,
                                 .float_min = 0.5,
                                 .float_max = 9,
                                 .max_chars = 100,
                                 .max_bytes = 100};
    domain.scale = kind == DORE_DECIMAL ? 2 : 0;
    domain.element = kind == DORE_LIST ? &number : NULL;
    domain.max_items = 3;
    domain.field = kind == DORE_RECORD ? &inner : NULL;
    domain.field_count = kind == DORE_RECORD;
    return domain;
}

START_TEST(a_kind_fits_its_types) {
    const char *fits = matrix[_i].fits;
    for (enum dore_kind kind = DORE_BOOL; kind < DORE_ANY; kind++) {
        fits += *fits == ' ';
        diags = (struct dore_diags){.arena = &arena};
        set_type(&field[1], matrix[_i].type);
        field[1].domain = domain_of(kind);
        check_as(&dore_format_elasticsearch8);
        char got = diags.errors ? 'e' : diags.warnings ? 'w' : '.';
        ck_assert_msg(got == *fits, "%s, %s: %c, not %c: %s", matrix[_i].type, dore_kind_name(kind),
                      got, *fits, diags.count ? diags.list[0].message : "");
        if (got != '.') {
            ck_assert_int_eq(diags.list[0].code, got == 'e' ? DORE_E_KIND : DORE_W_KIND);
        }
        fits++;
    }
}
END_TEST

/* Null fits everywhere, as an absent field does. */
START_TEST(null_fits) {
    if (strstr(matrix[_i].type, "alias")) {
        return;
    }
    set_type(&field[1], matrix[_i].type);
    field[1].domain = (struct dore_domain){.kinds = DORE_KIND_BIT(DORE_NULL)};
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
}
END_TEST

/* One kind of several that does not fit is a warning; none that fits, an error. */
START_TEST(mixed_kinds_are_judged_together) {
    set_type(&field[1], "long");
    field[1].domain.kinds = DORE_KIND_BIT(DORE_INT) | DORE_KIND_BIT(DORE_TIME);
    expect(&dore_format_elasticsearch8, DORE_W_KIND, 'w');
    diags = (struct dore_diags){.arena = &arena};
    field[1].domain.kinds = DORE_KIND_BIT(DORE_BYTES) | DORE_KIND_BIT(DORE_TIME);
    check_as(&dore_format_elasticsearch8);
    ck_assert_uint_eq(diags.errors, 2);
}
END_TEST

static const struct {
    const char *type;
    enum dore_kind kind;
    int64_t min, max;
    uint8_t scale;
    char fits;
} ranges[] = {
    {"byte", DORE_INT, -128, 127, 0, '.'},
    {"byte", DORE_INT, -129, 127, 0, 'w'},
    {"byte", DORE_INT, 0, 128, 0, 'w'},
    {"byte", DORE_INT, 128, 900, 0, 'e'},
    {"short", DORE_INT, -32768, 32767, 0, '.'},
    {"short", DORE_INT, 32768, 32768, 0, 'e'},
    {"integer", DORE_INT, INT32_MIN, INT32_MAX, 0, '.'},
    {"integer", DORE_INT, INT32_MIN, INT64_MAX, 0, 'w'},
    {"long", DORE_INT, INT64_MIN, INT64_MAX, 0, '.'},
    {"unsigned_long", DORE_INT, 0, INT64_MAX, 0, '.'},
    {"unsigned_long", DORE_INT, -5, 5, 0, 'w'},
    {"unsigned_long", DORE_INT, -5, -1, 0, 'e'},
    {"byte", DORE_DECIMAL, 0, 100, 0, '.'},
    {"byte", DORE_DECIMAL, 0, 1000, 0, 'w'},
    {"byte", DORE_DECIMAL, 0, 100, 1, 'e'},
    {"byte", DORE_DECIMAL, 0, 100, DORE_SCALE_TEXT, 'e'},
    {"half_float", DORE_INT, 0, 65519, 0, '.'},
    {"half_float", DORE_INT, 0, 65520, 0, 'w'},
    {"half_float", DORE_INT, 65520, 65520, 0, 'e'},
    {"float", DORE_DECIMAL, -999999, 999999, 2, '.'},
    {"float", DORE_DECIMAL, -1, 1000000, 2, 'w'},
    {"double", DORE_DECIMAL, 0, 999999999999999, 9, '.'},
    {"double", DORE_DECIMAL, 0, 1000000000000000, 9, 'w'},
    {"double", DORE_DECIMAL, 0, 1, DORE_SCALE_TEXT, 'w'},
    {"rank_feature", DORE_INT, 1, 5, 0, '.'},
    {"rank_feature", DORE_INT, 0, 5, 0, 'w'},
    {"rank_feature", DORE_INT, -5, 0, 0, 'e'},
    {"{\"type\": \"scaled_float\", \"scaling_factor\": 1000}", DORE_INT, 0, 9223372036854774, 0,
     '.'},
    {"{\"type\": \"scaled_float\", \"scaling_factor\": 1000}", DORE_INT, 0, 9223372036854777, 0,
     'w'},
    {"{\"type\": \"scaled_float\", \"scaling_factor\": 1000}", DORE_INT, 92233720368547770,
     92233720368547770, 0, 'e'},
    {"date", DORE_DATE, DORE_DAY_MIN, DORE_DAY_MAX, 0, '.'},
    {"date", DORE_INT, 253402300800000, 253402300800000, 0, 'e'},
    {"date_nanos", DORE_DATE, 0, 106751, 0, '.'},
    {"date_nanos", DORE_DATE, -1, 106751, 0, 'w'},
    {"date_nanos", DORE_DATE, 0, 106752, 0, 'w'},
    {"date_nanos", DORE_DATE, -9, -1, 0, 'e'},
    {"date_nanos", DORE_DATETIME, 0, INT64_C(9223372036854775), 0, '.'},
    {"date_nanos", DORE_DATETIME, 0, INT64_C(9223372036854776), 0, 'w'},
    {"date_nanos", DORE_INT, -9, -1, 0, 'e'},
    {"{\"type\": \"date\", \"format\": \"epoch_millis\"}", DORE_INT, 0, 5, 0, '.'},
    {"{\"type\": \"date\", \"format\": \"epoch_millis\"}", DORE_DATE, 0, 5, 0, '.'},
    {"{\"type\": \"date\", \"format\": \"yyyy/MM/dd\"}", DORE_DATE, 0, 5, 0, 'w'},
    {"{\"type\": \"date\", \"format\": \"strict_date_optional_time\"}", DORE_DATE, 0, 5, 0, '.'},
    {"{\"type\": \"byte\", \"ignore_malformed\": true}", DORE_INT, 500, 900, 0, 'w'},
};

START_TEST(a_range_is_judged) {
    set_type(&field[1], ranges[_i].type);
    field[1].domain = (struct dore_domain){.kinds = DORE_KIND_BIT(ranges[_i].kind),
                                           .bounded = true,
                                           .min = ranges[_i].min,
                                           .max = ranges[_i].max,
                                           .scale = ranges[_i].scale};
    expect(&dore_format_elasticsearch8, ranges[_i].fits == 'e' ? DORE_E_KIND : DORE_W_KIND,
           ranges[_i].fits);
}
END_TEST

static const struct {
    const char *type;
    uint64_t min, max;
    bool plain, nul;
    char fits;
} texts[] = {
    {"keyword", 0, 32766, false, true, '.'},
    {"keyword", 0, 32767, false, false, 'w'},
    {"keyword", 32767, 40000, false, false, 'e'},
    {"text", 32767, 40000, false, false, '.'},
    {"{\"type\": \"keyword\", \"ignore_above\": 100}", 32767, 40000, false, false, '.'},
    {"{\"type\": \"keyword\", \"index\": false, \"doc_values\": false}", 32767, 40000, false, false,
     '.'},
    {"{\"type\": \"keyword\", \"index\": false}", 0, 40000, false, false, 'w'},
    {"ip", 7, 15, true, false, '.'},
    {"ip", 2, 15, true, false, 'w'},
    {"ip", 7, 46, true, false, 'w'},
    {"ip", 7, 15, false, false, 'w'},
    {"date", 10, 10, true, false, '.'},
    {"date", 2, 11, true, false, 'w'},
    {"{\"type\": \"date\", \"format\": \"MM/dd\"}", 2, 11, true, false, '.'},
    {"long", 1, 2, true, false, 'w'},
    {"boolean", 4, 5, true, false, 'w'},
    {"completion", 0, 20, false, false, '.'},
    {"completion", 0, 20, false, true, 'w'},
};

START_TEST(a_text_is_judged_by_its_length) {
    set_type(&field[1], texts[_i].type);
    field[1].domain = (struct dore_domain){.kinds = DORE_KIND_BIT(DORE_STRING),
                                           .plain = texts[_i].plain,
                                           .nul = texts[_i].nul,
                                           .min_chars = texts[_i].min,
                                           .max_chars = texts[_i].max,
                                           .max_bytes = texts[_i].max};
    expect(&dore_format_elasticsearch8, texts[_i].fits == 'e' ? DORE_E_KIND : DORE_W_KIND,
           texts[_i].fits);
}
END_TEST

START_TEST(numbers_that_json_lacks_are_refused) {
    field[1].type = "double";
    field[1].domain = (struct dore_domain){.kinds = DORE_KIND_BIT(DORE_FLOAT), .not_finite = true};
    check_as(&dore_format_elasticsearch8);
    ck_assert_uint_ge(diags.errors, 1);
}
END_TEST

/* ---- literals -------------------------------------------------------------------------------- */

static struct dore_domain items_of(const char *text) {
    const struct dore_node *node = json(text);
    struct dore_value *items = DORE_NEW(&arena, struct dore_value, node->count);
    uint32_t count = 0;
    for (const struct dore_node *each = node->first; each; each = each->next) {
        items[count++] = dore_value_from_node(&arena, each);
    }
    struct dore_domain domain = dore_domain_of_items(&arena, items, count);
    domain.item_nodes = node;
    return domain;
}

/* The item at the front is always right; the second is judged. */
static const struct {
    const char *type, *right, *item;
    char fits;
} literals[] = {
    {"byte", "5", "127", '.'},
    {"byte", "5", "128", 'e'},
    {"byte", "5", "null", '.'},
    {"byte", "5", "[1, 2]", '.'},
    {"byte", "5", "[1, 300]", 'e'},
    {"byte", "5", "5.5", 'e'},
    {"byte", "5", "\"7\"", '.'},
    {"byte", "5", "\"\"", 'e'},
    {"byte", "5", "\"x\"", 'e'},
    {"byte", "5", "true", '.'},
    {"byte", "5", "{}", 'e'},
    {"unsigned_long", "5", "18446744073709551615", '.'},
    {"unsigned_long", "5", "18446744073709551616", 'e'},
    {"long", "5", "18446744073709551615", 'e'},
    {"float", "5", "3.5e38", 'e'},
    {"float", "5", "3.4e38", '.'},
    {"half_float", "5", "65520", 'e'},
    {"double", "5", "1e308", '.'},
    {"double", "5", "12345678901234567890123456789012345", 'w'},
    {"boolean", "true", "\"true\"", '.'},
    {"boolean", "true", "\"\"", 'e'},
    {"boolean", "true", "1", 'e'},
    {"date", "\"2024-06-01\"", "\"2024-06-01T12:00:00.123Z\"", '.'},
    {"date", "\"2024-06-01\"", "\"2024-06-01T12:00:00+05:45\"", '.'},
    {"date", "\"2024-06-01\"", "\"2024\"", '.'},
    {"date", "\"2024-06-01\"", "\"2024-06-01 12:00\"", 'e'},
    {"date", "\"2024-06-01\"", "\"2024-06-01t12:00:00z\"", 'e'},
    {"date", "\"2024-06-01\"", "\"2024-06-01T24:00:00\"", 'e'},
    {"date", "\"2024-06-01\"", "\"2024-06-01T12:00:60\"", 'e'},
    {"date", "\"2024-06-01\"", "\"2024-02-30\"", 'e'},
    {"date", "\"2024-06-01\"", "\"10000-01-01\"", 'e'},
    {"date", "\"2024-06-01\"", "\"0000-01-01\"", 'e'},
    {"date", "\"2024-06-01\"", "\"20240601\"", 'w'},
    {"date", "\"2024-06-01\"", "\"\"", 'e'},
    {"date", "\"2024-06-01\"", "1717243200000", 'w'},
    {"{\"type\": \"date\", \"format\": \"yy\"}", "\"24\"", "\"99\"", '.'},
    {"ip", "\"10.0.0.1\"", "\"::1\"", '.'},
    {"ip", "\"10.0.0.1\"", "\"2001:db8::8a2e:370:7334\"", '.'},
    {"ip", "\"10.0.0.1\"", "\"::ffff:1.2.3.4\"", '.'},
    {"ip", "\"10.0.0.1\"", "\"1:2:3:4:5:6:7:8\"", '.'},
    {"ip", "\"10.0.0.1\"", "\"1:2:3:4:5:6:7\"", 'e'},
    {"ip", "\"10.0.0.1\"", "\"1::2::3\"", 'e'},
    {"ip", "\"10.0.0.1\"", "\"1:\"", 'e'},
    {"ip", "\"10.0.0.1\"", "\"10.0.0.256\"", 'e'},
    {"ip", "\"10.0.0.1\"", "\"10.0.0\"", 'e'},
    {"ip", "\"10.0.0.1\"", "\"10.0.0.1/8\"", 'e'},
    {"ip", "\"10.0.0.1\"", "\"fe80::1%eth0\"", 'e'},
    {"ip", "\"10.0.0.1\"", "\"\"", 'e'},
    {"ip_range", "\"10.0.0.0/8\"", "\"::/128\"", '.'},
    {"ip_range", "\"10.0.0.0/8\"", "\"10.0.0.0/33\"", 'e'},
    {"ip_range", "\"10.0.0.0/8\"", "\"10.0.0.0\"", 'e'},
    {"ip_range", "\"10.0.0.0/8\"", "{\"gte\": \"10.0.0.0\", \"lt\": \"10.0.0.9\"}", '.'},
    {"binary", "\"AP8=\"", "\"AP8\"", 'e'},
    {"binary", "\"AP8=\"", "\"A P8\"", 'e'},
    {"binary", "\"AP8=\"", "\"!!!!\"", 'e'},
    {"completion", "\"x\"", "\"a\\u001fb\"", 'e'},
    {"completion", "\"x\"", "\"a\\u0000b\"", 'e'},
    {"completion", "\"x\"", "{\"input\": [\"a\"]}", '.'},
    {"integer_range", "{\"gte\": 1}", "{\"gte\": 1, \"lt\": 5}", '.'},
    {"integer_range", "{\"gte\": 1}", "{\"from\": 1}", 'e'},
    {"geo_point", "{\"lat\": 1, \"lon\": 2}", "{\"lat\": 90, \"lon\": -180.0}", '.'},
    {"geo_point", "{\"lat\": 1, \"lon\": 2}", "{\"lat\": 90.5, \"lon\": 0}", 'e'},
    {"geo_point", "{\"lat\": 1, \"lon\": 2}", "{\"lat\": 9, \"lon\": 181}", 'e'},
    {"geo_point", "{\"lat\": 1, \"lon\": 2}", "{\"lat\": 9}", 'e'},
    {"geo_point", "{\"lat\": 1, \"lon\": 2}", "[{\"lat\": 9, \"lon\": 1}]", '.'},
    {"geo_point", "{\"lat\": 1, \"lon\": 2}", "\"1,2\"", 'w'},
    {"join", "\"question\"", "{\"name\": \"question\"}", '.'},
    {"join", "\"question\"", "{\"name\": \"answer\", \"parent\": \"1\"}", 'e'},
    {"object", "{\"a\": 1}", "{\"a.b\": 1}", '.'},
    {"object", "{\"a\": 1}", "{\"\": 1}", 'e'},
    {"object", "{\"a\": 1}", "{\"a..b\": 1}", 'e'},
    {"object", "{\"a\": 1}", "[{\"b\": 1}]", '.'},
    {"object", "{\"a\": 1}", "5", 'e'},
    {"{\"properties\": {\"a\": {\"type\": \"byte\"}}}", "{\"a\": 1}", "{}", '.'},
    {"{\"properties\": {\"a\": {\"type\": \"byte\"}}}", "{\"a\": 1}", "{\"a\": 300}", 'e'},
    {"{\"properties\": {\"a\": {\"type\": \"byte\"}}}", "{\"a\": 1}", "{\"b\": 3}", 'e'},
    {"{\"dynamic\": true, \"properties\": {\"a\": {\"type\": \"byte\"}}}", "{\"a\": 1}",
     "{\"b\": 3}", '.'},
    {"{\"dynamic\": true, \"properties\": {\"a\": {\"properties\": {\"b\": {\"type\": "
     "\"byte\"}}}}}",
     "{\"a\": {\"b\": 1}}", "{\"a\": {\"c\": 1}}", '.'},
    {"{\"properties\": {\"a\": {\"properties\": {\"b\": {\"type\": \"byte\"}}}}}",
     "{\"a\": {\"b\": 1}}", "{\"a\": {\"c\": 1}}", 'e'},
    {"{\"properties\": {\"a\": {\"type\": \"object\"}}}", "{\"a\": {\"b\": 1}}",
     "{\"a\": {\"c\": 1}}", '.'},
    {"{\"type\": \"dense_vector\", \"dims\": 2}", "[1, 2]", "[1.5, -2]", '.'},
    {"{\"type\": \"dense_vector\", \"dims\": 2}", "[1, 2]", "[1, 2, 3]", 'e'},
    {"{\"type\": \"dense_vector\", \"dims\": 2}", "[1, 2]", "[1, \"2\"]", 'e'},
    {"{\"type\": \"dense_vector\", \"dims\": 2}", "[1, 2]", "[0, -0.0]", 'e'},
    {"{\"type\": \"dense_vector\", \"dims\": 2, \"index\": false}", "[1, 2]", "[0, 0]", '.'},
    {"{\"type\": \"byte\", \"ignore_malformed\": true}", "5", "500", 'w'},
};

START_TEST(a_literal_is_judged) {
    set_type(&field[1], literals[_i].type);
    field[1].domain =
        items_of(dore_arena_format(&arena, "[%s,\n%s]", literals[_i].right, literals[_i].item));
    check_as(&dore_format_elasticsearch8);
    char got = diags.errors ? 'e' : diags.warnings ? 'w' : '.';
    ck_assert_msg(got == literals[_i].fits, "%s: %c: %s", literals[_i].item, got,
                  diags.count ? diags.list[0].message : "");
    ck_assert_uint_eq(diags.count, got != '.');
    if (got != '.') {
        ck_assert_uint_eq(diags.list[0].where.line, 2);
    }
}
END_TEST

START_TEST(a_message_names_item_and_type) {
    set_type(&field[1], "byte");
    field[1].domain = items_of("[1, 2, 300]");
    check_as(&dore_format_elasticsearch8);
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_str_eq(diags.list[0].message, "item 2 does not fit type 'byte' of field 'b': it "
                                            "holds -128 to 127, not 300");
}
END_TEST

START_TEST(a_type_that_takes_the_kind_is_named) {
    set_type(&field[1], "date");
    field[1].domain.kinds = DORE_KIND_BIT(DORE_BOOL);
    check_as(&dore_format_elasticsearch8);
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_str_eq(diags.list[0].message,
                     "a value of kind 'boolean' does not fit type 'date' of field 'b'");
    ck_assert_str_eq(diags.list[0].hint, "write 'boolean'");
}
END_TEST

START_TEST(constants_take_one_value) {
    set_type(&field[1], "constant_keyword");
    field[1].domain = items_of("[\"a\"]");
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
    field[1].domain = items_of("[\"a\", \"b\"]");
    expect(&dore_format_elasticsearch8, DORE_E_KIND, 'e');
}
END_TEST

/* ---- objects --------------------------------------------------------------------------------- */

static struct dore_domain person(void) {
    struct dore_domain_field *inner = DORE_NEW(&arena, struct dore_domain_field, 2);
    inner[0] = (struct dore_domain_field){"name", domain_of(DORE_STRING)};
    inner[1] = (struct dore_domain_field){"age", domain_of(DORE_INT)};
    return (struct dore_domain){
        .kinds = DORE_KIND_BIT(DORE_RECORD), .field = inner, .field_count = 2};
}

static const struct {
    const char *type;
    char fits;
} objects[] = {
    {"object", '.'},
    {"{\"type\": \"nested\"}", '.'},
    {"{\"properties\": {\"name\": {\"type\": \"text\"}, \"age\": {\"type\": \"byte\"}}}", '.'},
    {"{\"properties\": {\"name\": {\"type\": \"byte\"}, \"age\": {\"type\": \"byte\"}}}", 'w'},
    {"{\"properties\": {\"name\": {\"type\": \"date_range\"}, \"age\": {\"type\": \"byte\"}}}",
     'e'},
    {"{\"properties\": {\"name\": {\"type\": \"text\"}}}", 'e'},
    {"{\"dynamic\": \"strict\", \"properties\": {\"name\": {\"type\": \"text\"}}}", 'e'},
    {"{\"dynamic\": \"false\", \"properties\": {\"name\": {\"type\": \"text\"}}}", '.'},
    {"keyword", 'e'},
};

START_TEST(an_object_is_judged) {
    set_type(&field[1], objects[_i].type);
    field[1].domain = person();
    expect(&dore_format_elasticsearch8, objects[_i].fits == 'e' ? DORE_E_KIND : DORE_W_KIND,
           objects[_i].fits);
}
END_TEST

START_TEST(guessed_types_are_warned_of) {
    set_type(&field[1], "object");
    field[1].domain = (struct dore_domain){.kinds = DORE_KIND_BIT(DORE_RECORD)};
    expect(&dore_format_elasticsearch8, DORE_W_KIND, 'w');
    diags = (struct dore_diags){.arena = &arena};
    field[1].domain = person();
    ((struct dore_domain_field *)field[1].domain.field)[0].domain.kinds |= DORE_KIND_BIT(DORE_INT);
    expect(&dore_format_elasticsearch8, DORE_W_KIND, 'w');
}
END_TEST

START_TEST(fields_have_a_limit) {
    struct dore_field *many = DORE_NEW(&arena, struct dore_field, 1001);
    for (int i = 0; i < 1001; i++) {
        many[i] = field[0];
        many[i].name = dore_arena_format(&arena, "f%d", i);
    }
    table.field = many;
    table.field_count = 1000;
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
    table.field_count = 1001;
    expect(&dore_format_elasticsearch8, DORE_E_LIMIT, 'e');
}
END_TEST

/* A path counts its objects once; objects without properties count what the server will make. */
START_TEST(hidden_fields_count) {
    struct dore_field *many = DORE_NEW(&arena, struct dore_field, 1000);
    for (int i = 0; i < 1000; i++) {
        many[i] = field[0];
        many[i].name = dore_arena_format(&arena, "f%d", i);
    }
    many[0].name = "p.q.x";
    many[1].name = "p.q.y";
    table.field = many;
    table.field_count = 998;
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
    table.field_count = 999;
    expect(&dore_format_elasticsearch8, DORE_E_LIMIT, 'e');
    diags = (struct dore_diags){.arena = &arena};
    many[2].type = "object";
    many[2].domain = person();
    table.field_count = 995;
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
    table.field_count = 996;
    expect(&dore_format_elasticsearch8, DORE_E_LIMIT, 'e');
}
END_TEST

START_TEST(depth_has_a_limit) {
    field[1].name = "a1.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t";
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
    field[1].name = "a1.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u";
    expect(&dore_format_elasticsearch8, DORE_E_LIMIT, 'e');
}
END_TEST

/* ---- what is written ------------------------------------------------------------------------- */

static void check_text(const struct dore_buf *out, const char *expected) {
    ck_assert_msg(out->size == strlen(expected) && memcmp(out->data, expected, out->size) == 0,
                  "got\n%.*s\nexpected\n%s", (int)out->size, out->data, expected);
}

static const struct {
    const char *type, *mapping;
} mappings[] = {
    {"keyword", "{\"type\":\"keyword\"}"},
    {"odd \"one\"", "{\"type\":\"odd \\\"one\\\"\"}"},
    {"object", "{\"type\":\"object\",\"dynamic\":true}"},
    {"nested", "{\"type\":\"nested\",\"dynamic\":true}"},
    {"flattened", "{\"type\":\"flattened\"}"},
    {"{\"type\": \"date\", \"format\": \"yyyy\"}", "{\"type\":\"date\",\"format\":\"yyyy\"}"},
    {"{\"type\": \"nested\", \"dynamic\": false}", "{\"type\":\"nested\",\"dynamic\":false}"},
    {"{\"type\": \"object\", \"properties\": {}}",
     "{\"type\":\"object\",\"properties\":{},\"dynamic\":true}"},
    {"{\"properties\": {\"a\": {\"type\": \"object\"}, \"b\": {\"type\": \"long\"}}}",
     "{\"properties\":{\"a\":{\"type\":\"object\",\"dynamic\":true},\"b\":{\"type\":\"long\"}}}"},
    {"{\"dynamic\": true, \"properties\": {\"a\": {\"type\": \"object\"}}}",
     "{\"dynamic\":true,\"properties\":{\"a\":{\"type\":\"object\"}}}"},
    {"{\"type\": \"text\", \"fields\": {\"raw\": {\"type\": \"keyword\"}}}",
     "{\"type\":\"text\",\"fields\":{\"raw\":{\"type\":\"keyword\"}}}"},
};

START_TEST(a_mapping_is_written) {
    struct dore_buf out = {0};
    set_type(&field[1], mappings[_i].type);
    field[0].name = "a\"";
    dore_format_elasticsearch8.schema(&store, &table, &out);
    const char *expected = dore_arena_format(
        &arena,
        "{\n  \"settings\": {\"number_of_shards\":1,\"number_of_replicas\":0,"
        "\"refresh_interval\":\"-1\"},\n  \"mappings\": {\n    \"dynamic\": \"strict\",\n"
        "    \"properties\": {\n      \"a\\\"\": {\"type\":\"long\"},\n      \"b\": %s\n"
        "    }\n  }\n}\n",
        mappings[_i].mapping);
    check_text(&out, expected);
    ck_assert_ptr_nonnull(json(dore_arena_text(&arena, out.data, out.size)));
    dore_buf_release(&out);
}
END_TEST

#define NUMBER(kind_, number)                                                                      \
    { .kind = kind_, .u.i = number }

static const struct {
    const char *type;
    struct dore_value value;
    const char *json;
} forms[] = {
    {"keyword", {.kind = DORE_BOOL, .u.b = true}, "\"true\""},
    {"keyword", NUMBER(DORE_INT, 5), "\"5\""},
    {"text", {.kind = DORE_FLOAT, .u.f = 0.5}, "\"0.5\""},
    {"keyword", {.kind = DORE_DECIMAL, .scale = 2, .u.i = 150}, "\"1.50\""},
    {"keyword", NUMBER(DORE_DATE, 0), "\"1970-01-01\""},
    {"keyword", NUMBER(DORE_DATETIME, 123456), "\"1970-01-01T00:00:00.123456Z\""},
    {"keyword", NUMBER(DORE_TIME, 1), "\"00:00:00.000001\""},
    {"keyword", NUMBER(DORE_DURATION, 1000000), "\"PT1S\""},
    {"keyword", {.kind = DORE_BYTES, .u.s = {"a", 1}}, "\"YQ==\""},
    {"long", {.kind = DORE_BOOL, .u.b = true}, "1"},
    {"long", NUMBER(DORE_INT, INT64_MIN), "-9223372036854775808"},
    {"long", NUMBER(DORE_DATE, 1), "86400000"},
    {"long", NUMBER(DORE_DATETIME, 123999), "123"},
    {"long", NUMBER(DORE_DURATION, 1500999), "1500"},
    {"double", {.kind = DORE_BOOL, .u.b = false}, "0"},
    {"double", {.kind = DORE_DECIMAL, .scale = 2, .u.i = 150}, "1.50"},
    {"double", NUMBER(DORE_DURATION, 1500000), "1.500000"},
    {"boolean", {.kind = DORE_BOOL, .u.b = true}, "true"},
    {"date", NUMBER(DORE_INT, 1717243200123), "\"2024-06-01T12:00:00.123Z\""},
    {"date", NUMBER(DORE_DATE, 0), "\"1970-01-01\""},
    {"date", NUMBER(DORE_DATETIME, 123999), "\"1970-01-01T00:00:00.123Z\""},
    {"date_nanos", NUMBER(DORE_DATETIME, 123456), "\"1970-01-01T00:00:00.123456000Z\""},
    {"{\"type\": \"date\", \"format\": \"epoch_millis\"}", NUMBER(DORE_INT, 7), "7"},
    {"{\"type\": \"date\", \"format\": \"epoch_second\"}", NUMBER(DORE_INT, 7), "7"},
    {"{\"type\": \"date\", \"format\": \"epoch_millis\"}", NUMBER(DORE_DATE, 1), "86400000"},
    {"{\"type\": \"date\", \"format\": \"epoch_millis\"}", NUMBER(DORE_DATETIME, 1500), "1"},
    {"{\"type\": \"date\", \"format\": \"strict_date_optional_time||epoch_millis\"}",
     NUMBER(DORE_INT, 7), "7"},
    {"{\"type\": \"date\", \"format\": \"strict_date_optional_time||epoch_millis\"}",
     NUMBER(DORE_DATETIME, 1500), "\"1970-01-01T00:00:00.001Z\""},
    {"binary", {.kind = DORE_BYTES, .u.s = {"\0\xff", 2}}, "\"AP8=\""},
    {"object", NUMBER(DORE_INT, 5), "5"},
    {"unheard_of", {.kind = DORE_BOOL, .u.b = true}, "true"},
};

START_TEST(a_type_has_its_form) {
    struct dore_buf out = {0};
    set_type(&field[1], forms[_i].type);
    struct elastic_field type = elastic_field_of(field[1].type, field[1].mapping);
    json_write_styled(elastic_style(&type, &arena), &forms[_i].value, &out);
    check_text(&out, forms[_i].json);
    dore_buf_release(&out);
}
END_TEST

/* Values of an object's declared fields are written as their own types want it, in lists too. */
START_TEST(inner_fields_have_forms_of_their_own) {
    struct dore_entry entry[] = {{DORE_STR("k"), NUMBER(DORE_INT, 1)},
                                 {DORE_STR("o"), NUMBER(DORE_INT, 2)}};
    struct dore_value inner = {.kind = DORE_RECORD, .u.record = {entry, 2}};
    struct dore_value item[] = {{.kind = DORE_LIST, .u.list = {&inner, 1}}};
    struct dore_entry outer[] = {{DORE_STR("in"), item[0]}, {DORE_STR("k"), entry[0].value}};
    struct dore_value value = {.kind = DORE_RECORD, .u.record = {outer, 2}};
    struct dore_buf out = {0};
    set_type(&field[1], "{\"properties\": {\"in\": {\"dynamic\": true, \"properties\": "
                        "{\"k\": {\"type\": \"keyword\"}}}}}");
    struct elastic_field type = elastic_field_of(NULL, field[1].mapping);
    json_write_styled(elastic_style(&type, &arena), &value, &out);
    check_text(&out, "{\"in\":[{\"k\":\"1\",\"o\":2}],\"k\":1}");
    dore_buf_release(&out);
}
END_TEST

START_TEST(rows_are_pairs_of_lines) {
    int64_t numbers[] = {1, 2};
    struct dore_column columns[] = {{.kind = DORE_INT, .rows = 2, .u.i = numbers},
                                    {.kind = DORE_INT, .rows = 2, .u.i = numbers}};
    struct dore_batch batch = {40, 2, columns};
    struct dore_part part = {.table = &table, .rows = 2};
    struct dore_buf out = {0};
    set_type(&field[1], "keyword");
    table.id_stream = 1;
    char id[2][25] = {{0}};
    dore_print_document_id(id[0], 1, 40);
    dore_print_document_id(id[1], 1, 41);
    const struct dore_format *format = &dore_format_elasticsearch7;
    format->rows(format->layout(&store, &table, &arena), &part, &batch, &out);
    check_text(&out, dore_arena_format(&arena,
                                       "{\"index\":{\"_index\":\"things\",\"_id\":\"%s\"}}\n"
                                       "{\"a\":1,\"b\":\"1\"}\n"
                                       "{\"index\":{\"_index\":\"things\",\"_id\":\"%s\"}}\n"
                                       "{\"a\":2,\"b\":\"2\"}\n",
                                       id[0], id[1]));
    dore_buf_release(&out);
}
END_TEST

/* Every type finds itself: the table is sorted. */
START_TEST(the_table_of_types_is_sorted) {
    static const char *const known[] = {"aggregate_metric_double",
                                        "alias",
                                        "binary",
                                        "boolean",
                                        "byte",
                                        "completion",
                                        "constant_keyword",
                                        "counted_keyword",
                                        "date",
                                        "date_nanos",
                                        "date_range",
                                        "dense_vector",
                                        "double",
                                        "double_range",
                                        "flat_object",
                                        "flattened",
                                        "float",
                                        "float_range",
                                        "geo_point",
                                        "geo_shape",
                                        "half_float",
                                        "histogram",
                                        "integer",
                                        "integer_range",
                                        "ip",
                                        "ip_range",
                                        "join",
                                        "keyword",
                                        "knn_vector",
                                        "long",
                                        "long_range",
                                        "match_only_text",
                                        "murmur3",
                                        "nested",
                                        "object",
                                        "passthrough",
                                        "percolator",
                                        "point",
                                        "rank_feature",
                                        "rank_features",
                                        "rank_vectors",
                                        "scaled_float",
                                        "search_as_you_type",
                                        "semantic_text",
                                        "shape",
                                        "short",
                                        "sparse_vector",
                                        "text",
                                        "token_count",
                                        "unsigned_long",
                                        "version",
                                        "wildcard",
                                        "xy_point",
                                        "xy_shape"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        ck_assert_str_eq(elastic_field_of(known[i], NULL).type->name, known[i]);
    }
}
END_TEST

START_TEST(the_formats_say_what_they_are) {
    ck_assert_str_eq(dore_format_elasticsearch7.protocols[0], "elasticsearch7");
    ck_assert_str_eq(dore_format_elasticsearch8.protocols[0], "elasticsearch8");
    ck_assert(dore_format_elasticsearch8.stream_many && !dore_format_elasticsearch8.stream_schema);
    ck_assert_ptr_null(dore_format_elasticsearch8.schema_file);
    ck_assert_ptr_null(dore_format_elasticsearch8.after_file);
    ck_assert_ptr_null(dore_format_elasticsearch8.after);
    ck_assert_uint_eq(dore_format_elasticsearch8.part_rows, 8192);
    ck_assert(dore_format_elasticsearch8.attribute_properties[1].object);
}
END_TEST

#define LOOP(test, table) tcase_add_loop_test(tests, test, 0, sizeof table / sizeof *table)

static void add_judged(TCase *tests) {
    LOOP(a_name_is_judged, names);
    LOOP(a_path_leads_into_an_object, outers);
    LOOP(a_type_is_judged, types);
    LOOP(a_kind_fits_its_types, matrix);
    LOOP(null_fits, matrix);
    LOOP(a_range_is_judged, ranges);
    LOOP(a_text_is_judged_by_its_length, texts);
    LOOP(a_literal_is_judged, literals);
    LOOP(an_object_is_judged, objects);
    tcase_add_test(tests, two_models_cannot_share_an_index);
    tcase_add_test(tests, the_nearest_type_is_named);
    tcase_add_test(tests, vectors_need_dimensions_in_7);
    tcase_add_test(tests, inner_types_are_judged);
    tcase_add_test(tests, mixed_kinds_are_judged_together);
    tcase_add_test(tests, numbers_that_json_lacks_are_refused);
    tcase_add_test(tests, a_message_names_item_and_type);
    tcase_add_test(tests, a_type_that_takes_the_kind_is_named);
    tcase_add_test(tests, constants_take_one_value);
    tcase_add_test(tests, guessed_types_are_warned_of);
    tcase_add_test(tests, fields_have_a_limit);
    tcase_add_test(tests, hidden_fields_count);
    tcase_add_test(tests, depth_has_a_limit);
}

static void add_written(TCase *tests) {
    LOOP(a_mapping_is_written, mappings);
    LOOP(a_type_has_its_form, forms);
    tcase_add_test(tests, inner_fields_have_forms_of_their_own);
    tcase_add_test(tests, rows_are_pairs_of_lines);
    tcase_add_test(tests, the_table_of_types_is_sorted);
    tcase_add_test(tests, the_formats_say_what_they_are);
}

Suite *suite_elasticsearch(void) {
    Suite *suite = suite_create("elasticsearch");
    TCase *judged = tcase_create("judged"), *written = tcase_create("written");
    tcase_add_checked_fixture(judged, setup, teardown);
    tcase_add_checked_fixture(written, setup, teardown);
    add_judged(judged);
    add_written(written);
    suite_add_tcase(suite, judged);
    suite_add_tcase(suite, written);
    return suite;
}
