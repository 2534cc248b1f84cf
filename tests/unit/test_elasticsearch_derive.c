/* SPDX-License-Identifier: Apache-2.0
 *
 * Mappings of fields that the manifest gives no type: from domains of one kind, of several, of
 * listed items, of lists and objects; and the inside of objects that are declared without one.
 */
#include "elastic_fixture.h"

static void check_mapping(const char *expected) {
    struct dore_buf out = {0};
    struct elastic_field type = elastic_field_for(&field[1], &arena);
    ck_assert_ptr_nonnull(type.mapping);
    dore_node_write(type.mapping, 0, &out);
    dore_buf_putc(&out, '\0');
    ck_assert_str_eq(out.data, expected);
    dore_buf_release(&out);
}

static void check_silent(struct dore_domain domain, const char *expected) {
    field[1].type = NULL;
    field[1].mapping = NULL;
    field[1].domain = domain;
    check_mapping(expected);
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
}

static struct dore_domain of_json(const char *text) {
    const struct dore_node *list = json(text);
    struct dore_value *item = DORE_NEW(&arena, struct dore_value, list->count);
    uint32_t count = 0;
    for (const struct dore_node *node = list->first; node; node = node->next) {
        item[count++] = dore_value_from_node(&arena, node);
    }
    struct dore_domain domain = dore_domain_of_items(&arena, item, count);
    domain.item_nodes = list;
    return domain;
}

#define TEXT_FIELDS ",\"fields\":{\"keyword\":{\"type\":\"keyword\",\"ignore_above\":256}}"

static const struct {
    const char *items, *mapping;
} listed[] = {
    {"[true, null]", "{\"type\":\"boolean\"}"},
    {"[null]", "{\"type\":\"keyword\"}"},
    {"[0, 127, -128, null]", "{\"type\":\"byte\"}"},
    {"[128]", "{\"type\":\"short\"}"},
    {"[-32769]", "{\"type\":\"integer\"}"},
    {"[2147483648]", "{\"type\":\"long\"}"},
    {"[9223372036854775807]", "{\"type\":\"long\"}"},
    {"[1, 2.5]", "{\"type\":\"double\"}"},
    {"[\"red\", \"\", \"green\"]", "{\"type\":\"keyword\"}"},
    {"[\"a sentence of more than thirty-two bytes\"]", "{\"type\":\"text\"" TEXT_FIELDS "}"},
    {"[\"10.0.0.1\", \"::1\", null]", "{\"type\":\"ip\"}"},
    {"[\"10.0.0.1\", \"x\"]", "{\"type\":\"keyword\"}"},
    {"[\"2024-02-29\", \"1969-12-31T23:59:59Z\"]", "{\"type\":\"date\"}"},
    {"[\"2024-02-29\", 5]", "{\"type\":\"keyword\"}"},
    {"[\"2024\"]", "{\"type\":\"keyword\"}"},
    {"[\"2023-02-29\"]", "{\"type\":\"keyword\"}"},
    {"[true, \"yes\", 3]", "{\"type\":\"keyword\"}"},
    {"[[1, 2], [], [300], null]", "{\"type\":\"short\"}"},
    {"[[], null]", "{\"type\":\"keyword\"}"},
    {"[[[1], [2, [300]]]]", "{\"type\":\"short\"}"},
    {"[\"a\", [\"b\", \"c\"]]", "{\"type\":\"keyword\"}"},
    {"[300, [1, 2.5]]", "{\"type\":\"double\"}"},
    {"[1, [\"x\"]]", "{\"type\":\"keyword\"}"},
    {"[{\"a\": 1}, [{\"a\": 1}]]", "{\"type\":\"object\",\"enabled\":false}"},
    {"[[1, \"x\", 2.5]]", "{\"type\":\"keyword\"}"},
    {"[{\"a\": 1}, {\"a\": null}]",
     "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"byte\"}}}"},
    {"[[{\"a\": {\"b\": \"x\"}}], []]",
     "{\"type\":\"nested\",\"properties\":{\"a\":{\"type\":\"object\",\"properties\":"
     "{\"b\":{\"type\":\"keyword\"}}}}}"},
    {"[{\"a\": 1}, {\"b\": 2}]", "{\"type\":\"object\",\"enabled\":false}"},
    {"[{}]", "{\"type\":\"object\",\"enabled\":false}"},
    {"[{\"a\": 1}, 5]", "{\"type\":\"object\",\"enabled\":false}"},
    {"[{\"lat\": 90, \"lon\": -180.0}]", "{\"type\":\"geo_point\"}"},
    {"[{\"lat\": 91, \"lon\": 5}]",
     "{\"type\":\"object\",\"properties\":{\"lat\":{\"type\":\"byte\"},\"lon\":{\"type\":\"byte\"}}"
     "}"},
    {"[{\"lat\": null, \"lon\": 5}, {\"lat\": 5, \"lon\": 5}]",
     "{\"type\":\"object\",\"properties\":{\"lat\":{\"type\":\"byte\"},\"lon\":{\"type\":\"byte\"}}"
     "}"},
};

START_TEST(items_have_a_type) {
    check_silent(of_json(listed[_i].items), listed[_i].mapping);
}
END_TEST

static const struct {
    enum dore_kind kind;
    const char *mapping;
} kinds[] = {
    {DORE_BOOL, "{\"type\":\"boolean\"}"},        {DORE_FLOAT, "{\"type\":\"double\"}"},
    {DORE_BYTES, "{\"type\":\"binary\"}"},        {DORE_UUID, "{\"type\":\"keyword\"}"},
    {DORE_UUID_STRING, "{\"type\":\"keyword\"}"}, {DORE_DATE, "{\"type\":\"date\"}"},
    {DORE_DATETIME, "{\"type\":\"date\"}"},       {DORE_TIME, "{\"type\":\"keyword\"}"},
    {DORE_DURATION, "{\"type\":\"keyword\"}"},
};

START_TEST(kinds_have_a_type) {
    check_silent(dore_domain_of_kind(kinds[_i].kind), kinds[_i].mapping);
}
END_TEST

static const struct {
    uint8_t scale;
    int64_t most;
    const char *mapping;
} decimals[] = {
    {0, 100, "{\"type\":\"byte\"}"},
    {2, 99999, "{\"type\":\"scaled_float\",\"scaling_factor\":100}"},
    {18, 1, "{\"type\":\"scaled_float\",\"scaling_factor\":1000000000000000000}"},
    {2, INT64_C(1) << 53, "{\"type\":\"scaled_float\",\"scaling_factor\":100}"},
};

START_TEST(decimals_are_scaled) {
    struct dore_domain domain = {.kinds = DORE_KIND_BIT(DORE_DECIMAL),
                                 .bounded = true,
                                 .scale = decimals[_i].scale,
                                 .min = -decimals[_i].most,
                                 .max = decimals[_i].most};
    field[1].type = NULL;
    field[1].domain = domain;
    check_mapping(decimals[_i].mapping);
}
END_TEST

/* Beyond 2^53 units a scaled_float is no better than a double. */
START_TEST(long_decimals_are_doubles) {
    field[1].type = NULL;
    field[1].domain = (struct dore_domain){.kinds = DORE_KIND_BIT(DORE_DECIMAL),
                                           .bounded = true,
                                           .scale = 2,
                                           .max = (INT64_C(1) << 53) + 1};
    check_mapping("{\"type\":\"double\"}");
    expect(&dore_format_elasticsearch8, DORE_W_KIND, 'w');
}
END_TEST

START_TEST(addresses_are_known_by_their_domain) {
    struct dore_domain domain = dore_domain_of_text(7, 15, 12, true);
    check_silent(domain, "{\"type\":\"keyword\"}");
    domain.address = true;
    check_silent(domain, "{\"type\":\"ip\"}");
}
END_TEST

/* What a declared object leaves open is filled in; what it says stays. */
static const struct {
    const char *type, *mapping;
} declared[] = {
    {"object", "{\"type\":\"object\",\"dynamic\":true,\"properties\":{\"name\":{\"type\":"
               "\"keyword\"},\"age\":{\"type\":\"byte\"}}}"},
    {"{\"type\": \"nested\", \"include_in_root\": true}",
     "{\"type\":\"nested\",\"include_in_root\":true,\"dynamic\":true,\"properties\":{\"name\":{"
     "\"type\":\"keyword\"},\"age\":{\"type\":\"byte\"}}}"},
    {"{\"properties\": {}}", "{\"dynamic\":true,\"properties\":{\"name\":{\"type\":\"keyword\"},"
                             "\"age\":{\"type\":\"byte\"}}}"},
    {"{\"type\": \"object\", \"dynamic\": \"true\"}", "{\"type\":\"object\",\"dynamic\":\"true\"}"},
    {"{\"type\": \"object\", \"enabled\": false}", "{\"type\":\"object\",\"enabled\":false}"},
    {"{\"properties\": {\"name\": {\"type\": \"text\"}, \"age\": {\"type\": \"long\"}}}",
     "{\"properties\":{\"name\":{\"type\":\"text\"},\"age\":{\"type\":\"long\"}}}"},
    {"{\"type\": \"flattened\"}", "{\"type\":\"flattened\"}"},
};

START_TEST(open_objects_are_filled) {
    set_type(&field[1], declared[_i].type);
    field[1].domain = person();
    check_mapping(declared[_i].mapping);
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
}
END_TEST

/* Keys that no index takes are refused although nobody declared them. */
START_TEST(keys_are_judged) {
    field[1].type = NULL;
    field[1].domain = of_json("[{\"a..b\": 1}]");
    expect(&dore_format_elasticsearch8, DORE_E_NAME, 'e');
}
END_TEST

Suite *suite_elasticsearch_derive(void);
Suite *suite_elasticsearch_derive(void) {
    Suite *suite = suite_create("elasticsearch_derive");
    TCase *tests = tcase_create("elasticsearch_derive");
    tcase_add_checked_fixture(tests, setup, teardown);
    LOOP(items_have_a_type, listed);
    LOOP(kinds_have_a_type, kinds);
    LOOP(decimals_are_scaled, decimals);
    tcase_add_test(tests, long_decimals_are_doubles);
    tcase_add_test(tests, addresses_are_known_by_their_domain);
    LOOP(open_objects_are_filled, declared);
    tcase_add_test(tests, keys_are_judged);
    suite_add_tcase(suite, tests);
    return suite;
}
