/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch.c, _types.c: what is written: the mapping, and the form of each kind in each class
 * of types. Rows of every kind are test_document.c's.
 */
#include "elastic_fixture.h"

Suite *suite_elasticsearch(void);

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
    {"{\"type\": \"date_nanos\", \"format\": \"epoch_millis\"}", NUMBER(DORE_DATETIME, 1500), "1"},
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

Suite *suite_elasticsearch(void) {
    Suite *suite = suite_create("elasticsearch");
    TCase *tests = tcase_create("elasticsearch");
    tcase_add_checked_fixture(tests, setup, teardown);
    LOOP(a_mapping_is_written, mappings);
    LOOP(a_type_has_its_form, forms);
    tcase_add_test(tests, inner_fields_have_forms_of_their_own);
    tcase_add_test(tests, rows_are_pairs_of_lines);
    tcase_add_test(tests, the_table_of_types_is_sorted);
    tcase_add_test(tests, the_formats_say_what_they_are);
    suite_add_tcase(suite, tests);
    return suite;
}
