/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch_values.c, _text.c: literal values of the manifest, one by one, and objects beside
 * what their mapping declares.
 */
#include "elastic_fixture.h"

Suite *suite_elasticsearch_values(void);

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
    {"byte", "5", "\"128\"", 'e'},
    {"byte", "5", "\"5.0\"", 'e'},
    {"long", "5", "\"9223372036854775808\"", 'e'},
    {"unsigned_long", "5", "\"18446744073709551615\"", '.'},
    {"float", "5", "\"3.5e38\"", 'e'},
    {"float", "5", "\"-3e38\"", '.'},
    {"double", "5", "9007199254740993", 'w'},
    {"date_nanos", "\"1970-01-01\"", "\"2262-04-11T23:00:00Z\"", '.'},
    {"date_nanos", "\"1970-01-01\"", "\"1969-12-31\"", 'e'},
    {"date_nanos", "\"1970-01-01\"", "\"2263\"", 'e'},
    {"date", "\"1970-01-01\"", "\"2263\"", '.'},
    {"integer_range", "{\"gte\": 1, \"lt\": 2}", "{\"gt\": 1, \"lt\": 2}", 'e'},
    {"integer_range", "{\"gte\": 1}", "{\"gte\": 2, \"lte\": 1}", 'e'},
    {"integer_range", "{}", "{\"gte\": null, \"lte\": 1}", '.'},
    {"double_range", "{\"gt\": 1, \"lt\": 2}", "{\"gt\": 1, \"lte\": 1}", 'e'},
    {"double_range", "{\"gte\": 1, \"lte\": 1}", "{\"gt\": 1, \"lt\": 1.5}", '.'},
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
    expect(&dore_format_elasticsearch8, DORE_W_KIND, '.');
    set_type(&field[1], "{\"type\": \"object\", \"dynamic\": true}");
    expect(&dore_format_elasticsearch8, DORE_W_KIND, 'w');
}
END_TEST

Suite *suite_elasticsearch_values(void) {
    Suite *suite = suite_create("elasticsearch_values");
    TCase *tests = tcase_create("elasticsearch_values");
    tcase_add_checked_fixture(tests, setup, teardown);
    LOOP(a_literal_is_judged, literals);
    tcase_add_test(tests, a_message_names_item_and_type);
    tcase_add_test(tests, a_type_that_takes_the_kind_is_named);
    tcase_add_test(tests, constants_take_one_value);
    LOOP(an_object_is_judged, objects);
    tcase_add_test(tests, guessed_types_are_warned_of);
    suite_add_tcase(suite, tests);
    return suite;
}
