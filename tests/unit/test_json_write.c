/* SPDX-License-Identifier: Apache-2.0
 *
 * json.c, json_scalar.c, json_decimal.c, json_text.c: every kind in every style, boxed and in
 * columns; strings that fight back are read again by our own reader.
 */
#include "cases.h"

#include <math.h>

#include "formats/json.h"
#include "formats/json_decimal.h"

Suite *suite_json_write(void);

static struct dore_arena arena;
static struct dore_buf out;

static void setup(void) {
    arena = (struct dore_arena){0};
    out = (struct dore_buf){0};
}

static void teardown(void) {
    dore_arena_release(&arena);
    dore_buf_release(&out);
}

static void check_out(const char *expected) {
    ck_assert_msg(out.size == strlen(expected) && memcmp(out.data, expected, out.size) == 0,
                  "got %.*s, expected %s", (int)out.size, out.data, expected);
}

/* ---- strings --------------------------------------------------------------------------------- */

static const struct {
    struct dore_str text;
    const char *json;
} strings[] = {
    {{NULL, 0}, "\"\""},
    {{"", 0}, "\"\""},
    {{"a", 1}, "\"a\""},
    {{"seven77", 7}, "\"seven77\""},
    {{"eight888", 8}, "\"eight888\""},
    {{"nine99999", 9}, "\"nine99999\""},
    {{"\"", 1}, "\"\\\"\""},
    {{"\\", 1}, "\"\\\\\""},
    {{"/", 1}, "\"/\""},
    {{"1234567\"", 8}, "\"1234567\\\"\""},
    {{"12345678\"", 9}, "\"12345678\\\"\""},
    {{"\n2345678", 8}, "\"\\n2345678\""},
    {{"a\bb\tc\nd\fe\rf", 11}, "\"a\\bb\\tc\\nd\\fe\\rf\""},
    {{"\0\1\x1f", 3}, "\"\\u0000\\u0001\\u001f\""},
    {{"\x7f", 1}, "\"\x7f\""},
    {{"\xe2\x80\xa8\xe2\x80\xa9", 6}, "\"\xe2\x80\xa8\xe2\x80\xa9\""},
    {{"gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80", 11}, "\"gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80\""},
    {{"\"\"\"\"\"\"\"\"\"\"", 10}, "\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\""},
};

START_TEST(a_string_is_escaped) {
    dore_buf_put_json_string(&out, strings[_i].text);
    check_out(strings[_i].json);
}
END_TEST

/* Every byte below U+0080 at every place of texts of every short length, read back. */
START_TEST(every_character_comes_back) {
    for (size_t size = 1; size <= 20; size++) {
        for (size_t place = 0; place < size; place++) {
            char text[20];
            memset(text, 'x', sizeof text);
            text[place] = (char)_i;
            struct dore_diags diags = {.arena = &arena};
            dore_buf_clear(&out);
            dore_buf_put_json_string(&out, (struct dore_str){text, size});
            char *json = dore_arena_text(&arena, out.data, out.size);
            struct dore_node *node =
                dore_json_read(&arena, "t", "$", (struct dore_str){json, out.size}, &diags);
            ck_assert_ptr_nonnull(node);
            ck_assert_uint_eq(node->text.size, size);
            ck_assert_mem_eq(node->text.text, text, size);
            dore_arena_reset(&arena);
        }
    }
}
END_TEST

/* ---- scalars --------------------------------------------------------------------------------- */

#define UUID_BYTES                                                                                 \
    { 0x12, 0x3e, 0x45, 0x67, 0xe8, 0x9b, 0x12, 0xd3, 0xa4, 0x56, 0x42, 0x66, 0x14, 0x17, 0x40, 0 }
#define UUID_TEXT "\"123e4567-e89b-12d3-a456-426614174000\""

static const struct {
    struct dore_value value;
    const char *plain, *extended;
} scalars[] = {
    {{.kind = DORE_NULL}, "null", "null"},
    {{.kind = DORE_BOOL, .u.b = true}, "true", "true"},
    {{.kind = DORE_BOOL, .u.b = false}, "false", "false"},
    {NUMBER(DORE_INT, 0), "0", "0"},
    {NUMBER(DORE_INT, INT64_MIN), "-9223372036854775808", "-9223372036854775808"},
    {NUMBER(DORE_INT, INT64_MAX), "9223372036854775807", "9223372036854775807"},
    {{.kind = DORE_FLOAT, .u.f = 1}, "1.0", "1.0"},
    {{.kind = DORE_FLOAT, .u.f = -0.0}, "-0.0", "-0.0"},
    {{.kind = DORE_FLOAT, .u.f = 1e300}, "1e+300", "1e+300"},
    {DECIMAL(110, 2), "1.10", "{\"$numberDecimal\":\"1.10\"}"},
    {DECIMAL(-5, 0), "-5", "{\"$numberDecimal\":\"-5\"}"},
    {LONG_DECIMAL("12345678901234567890.5"), "12345678901234567890.5",
     "{\"$numberDecimal\":\"12345678901234567890.5\"}"},
    {TEXT(DORE_STRING, "a\"b"), "\"a\\\"b\"", "\"a\\\"b\""},
    {TEXT(DORE_STRING, ""), "\"\"", "\"\""},
    {TEXT(DORE_BYTES, "\0\xff"), "\"AP8=\"",
     "{\"$binary\":{\"base64\":\"AP8=\",\"subType\":\"00\"}}"},
    {TEXT(DORE_BYTES, ""), "\"\"", "{\"$binary\":{\"base64\":\"\",\"subType\":\"00\"}}"},
    {{.kind = DORE_UUID, .u.uuid = UUID_BYTES},
     UUID_TEXT,
     "{\"$binary\":{\"base64\":\"Ej5FZ+ibEtOkVkJmFBdAAA==\",\"subType\":\"04\"}}"},
    {{.kind = DORE_UUID_STRING, .u.uuid = UUID_BYTES}, UUID_TEXT, UUID_TEXT},
    {NUMBER(DORE_DATE, 0), "\"1970-01-01\"", "{\"$date\":\"1970-01-01T00:00:00Z\"}"},
    {NUMBER(DORE_DATE, -1), "\"1969-12-31\"", "{\"$date\":{\"$numberLong\":\"-86400000\"}}"},
    {NUMBER(DORE_DATE, DORE_DAY_MIN), "\"0001-01-01\"",
     "{\"$date\":{\"$numberLong\":\"-62135596800000\"}}"},
    {NUMBER(DORE_DATE, DORE_DAY_MAX), "\"9999-12-31\"", "{\"$date\":\"9999-12-31T00:00:00Z\"}"},
    {NUMBER(DORE_DATETIME, 1717243200123456), "\"2024-06-01T12:00:00.123456Z\"",
     "{\"$date\":\"2024-06-01T12:00:00.123Z\"}"},
    {NUMBER(DORE_DATETIME, 0), "\"1970-01-01T00:00:00.000000Z\"",
     "{\"$date\":\"1970-01-01T00:00:00.000Z\"}"},
    {NUMBER(DORE_DATETIME, -1), "\"1969-12-31T23:59:59.999999Z\"",
     "{\"$date\":{\"$numberLong\":\"-1\"}}"},
    {NUMBER(DORE_DATETIME, -1000), "\"1969-12-31T23:59:59.999000Z\"",
     "{\"$date\":{\"$numberLong\":\"-1\"}}"},
    {NUMBER(DORE_TIME, 43200000001), "\"12:00:00.000001\"", "\"12:00:00.000001\""},
    {NUMBER(DORE_DURATION, 0), "\"PT0S\"", "\"PT0S\""},
    {NUMBER(DORE_DURATION, -90000000), "\"-PT1M30S\"", "\"-PT1M30S\""},
};

START_TEST(a_scalar_has_its_form) {
    json_write_value(&scalars[_i].value, &out);
    check_out(scalars[_i].plain);
    dore_buf_clear(&out);
    json_write_styled(&json_extended, &scalars[_i].value, &out);
    check_out(scalars[_i].extended);
}
END_TEST

START_TEST(a_scalar_is_no_larger_than_said) {
    const struct dore_value *value = &scalars[_i].value;
    struct dore_buf text = {0};
    dore_value_text(value, &text);
    const struct json_style *styles[] = {&json_plain, &json_extended};
    for (int i = 0; i < 2; i++) {
        dore_buf_clear(&out);
        json_write_styled(styles[i], value, &out);
        ck_assert_uint_le(out.size, json_largest_bytes(styles[i]->form[value->kind], text.size));
    }
    dore_buf_release(&text);
}
END_TEST

static const struct {
    enum json_form form;
    struct dore_value value;
    const char *json;
} forms[] = {
    {JSON_BOOL_DIGIT, {.kind = DORE_BOOL, .u.b = true}, "1"},
    {JSON_BOOL_DIGIT, {.kind = DORE_BOOL, .u.b = false}, "0"},
    {JSON_BOOL_QUOTED, {.kind = DORE_BOOL, .u.b = true}, "\"true\""},
    {JSON_NUMBER_QUOTED, NUMBER(DORE_INT, -7), "\"-7\""},
    {JSON_NUMBER_QUOTED, {.kind = DORE_FLOAT, .u.f = 0.5}, "\"0.5\""},
    {JSON_NUMBER_QUOTED, DECIMAL(5, 3), "\"0.005\""},
    {JSON_NUMBER_QUOTED, LONG_DECIMAL("-1234567890123456789012"), "\"-1234567890123456789012\""},
    {JSON_NUMBER_DATETIME, NUMBER(DORE_INT, 1717243200123), "\"2024-06-01T12:00:00.123Z\""},
    {JSON_NUMBER_DATETIME, NUMBER(DORE_INT, -1), "\"1969-12-31T23:59:59.999Z\""},
    {JSON_NUMBER_DATETIME, NUMBER(DORE_INT, 253402300799999), "\"9999-12-31T23:59:59.999Z\""},
    {JSON_NUMBER_DATETIME, NUMBER(DORE_INT, 253402300800000), "253402300800000"},
    {JSON_NUMBER_DATETIME, NUMBER(DORE_INT, INT64_MIN), "-9223372036854775808"},
    {JSON_TEXT_PLAIN, TEXT(DORE_STRING, "plain"), "\"plain\""},
    {JSON_DATE_MILLIS, NUMBER(DORE_DATE, -1), "-86400000"},
    {JSON_DATE_MILLIS, NUMBER(DORE_DATE, DORE_DAY_MAX), "253402214400000"},
    {JSON_DATETIME_3, NUMBER(DORE_DATETIME, 1717243200123999), "\"2024-06-01T12:00:00.123Z\""},
    {JSON_DATETIME_9, NUMBER(DORE_DATETIME, 1717243200123999),
     "\"2024-06-01T12:00:00.123999000Z\""},
    {JSON_MILLIS, NUMBER(DORE_DATETIME, 1999), "1"},
    {JSON_MILLIS, NUMBER(DORE_DATETIME, -1), "-1"},
    {JSON_MILLIS, NUMBER(DORE_DATETIME, -1000), "-1"},
    {JSON_MILLIS, NUMBER(DORE_DURATION, INT64_MIN), "-9223372036854776"},
    {JSON_SECONDS, NUMBER(DORE_DURATION, 1500000), "1.500000"},
    {JSON_SECONDS, NUMBER(DORE_DURATION, -1), "-0.000001"},
    {JSON_SECONDS, NUMBER(DORE_DURATION, INT64_MIN), "-9223372036854.775808"},
};

START_TEST(a_form_writes_its_kind) {
    json_write_scalar(forms[_i].form, &forms[_i].value, &out);
    check_out(forms[_i].json);
}
END_TEST

START_TEST(numbers_that_json_lacks_are_wrapped) {
    const double number[] = {(double)NAN, (double)INFINITY, -(double)INFINITY};
    for (int i = 0; i < 3; i++) {
        struct dore_value value = {.kind = DORE_FLOAT, .u.f = number[i]};
        json_write_styled(&json_extended, &value, &out);
    }
    check_out("{\"$numberDouble\":\"NaN\"}{\"$numberDouble\":\"Infinity\"}"
              "{\"$numberDouble\":\"-Infinity\"}");
}
END_TEST

/* ---- decimals of more than 34 digits --------------------------------------------------------- */

#define NINES_33 "999999999999999999999999999999999"
#define ZEROS_33 "000000000000000000000000000000000"

static const struct {
    const char *digits, *rounded;
} decimals[] = {
    {"0", "0"},
    {"-0.00", "-0.00"},
    {"1" ZEROS_33, "1" ZEROS_33},
    {"0.0000" NINES_33 "9", "0.0000" NINES_33 "9"},
    {"12345678901234567890123456789012345", "1234567890123456789012345678901234E+1"},
    {"12345678901234567890123456789012335", "1234567890123456789012345678901234E+1"},
    {"12345678901234567890123456789012336", "1234567890123456789012345678901234E+1"},
    {"123456789012345678901234567890123350", "1234567890123456789012345678901234E+2"},
    {"123456789012345678901234567890123351", "1234567890123456789012345678901234E+2"},
    {"123456789012345678901234567890123451", "1234567890123456789012345678901235E+2"},
    {"1.2345678901234567890123456789012344", "1.234567890123456789012345678901234"},
    {"1.2345678901234567890123456789012346", "1.234567890123456789012345678901235"},
    {"-1.2345678901234567890123456789012346", "-1.234567890123456789012345678901235"},
    {"123456789012345678901234567890123.45", "123456789012345678901234567890123.4"},
    {"1234567890123456789012345678901234.5", "1234567890123456789012345678901234"},
    {"1234567890123456789012345678901235.5", "1234567890123456789012345678901236"},
    {"0.00012345678901234567890123456789012345", "0.0001234567890123456789012345678901234"},
    {NINES_33 "99", "1" ZEROS_33 "E+2"},
    {"9." NINES_33 "6", "10."
                        "00000000000000000000000000000000"},
    {"0.0" NINES_33 "96", "0.1" ZEROS_33},
    {"1" ZEROS_33 ZEROS_33, "1" ZEROS_33 "E+33"},
};

START_TEST(a_decimal_is_rounded_half_to_even) {
    struct dore_str text = {decimals[_i].digits, strlen(decimals[_i].digits)};
    char room[200];
    char *end = json_print_decimal128(room, text);
    *end = '\0';
    ck_assert_str_eq(room, decimals[_i].rounded);
    ck_assert_int_le(end - room, (long)text.size + 16);
}
END_TEST

START_TEST(significant_digits_are_counted) {
    ck_assert_uint_eq(json_significant_digits(DORE_STR("0")), 0);
    ck_assert_uint_eq(json_significant_digits(DORE_STR("-00.00120")), 3);
    ck_assert_uint_eq(json_significant_digits(DORE_STR("100.00")), 5);
}
END_TEST

/* ---- lists, records and columns -------------------------------------------------------------- */

static struct dore_value parse(const char *json) {
    struct dore_diags diags = {.arena = &arena};
    struct dore_node *node =
        dore_json_read(&arena, "t", "$", (struct dore_str){json, strlen(json)}, &diags);
    ck_assert_ptr_nonnull(node);
    return dore_value_from_node(&arena, node);
}

static const char *const nested[] = {
    "[]",
    "{}",
    "[[],[{}],{\"\":[]}]",
    "{\"a\":{\"b\":{\"c\":[1,2.5,null,true,\"x\\ny\"]}}}",
    "[12345678901234567890,-1,\"\\u0000\",{\"quote\\\"\":\"\\\\\"}]",
};

START_TEST(nested_values_come_back) {
    struct dore_value value = parse(nested[_i]);
    json_write_value(&value, &out);
    check_out(nested[_i]);
}
END_TEST

/* {"id": int, "tags": [{"t": text}, ...], "any": boxed}, two rows, the second with nulls. */
START_TEST(columns_write_what_boxes_write) {
    static int64_t ids[] = {1, 2};
    static const uint64_t second[] = {2};
    static struct dore_str text[] = {{"a\"", 2}, {"b", 1}, {"c", 1}};
    static const uint32_t offsets[] = {0, 3, 3};
    struct dore_value boxed[] = {parse("[1,{\"k\":null}]"), parse("\"s\"")};
    struct dore_domain_field tag = {"t", {.kinds = DORE_KIND_BIT(DORE_STRING)}};
    struct dore_domain item = {
        .kinds = DORE_KIND_BIT(DORE_RECORD), .field = &tag, .field_count = 1};
    struct dore_domain_field fields[] = {
        {"id", {.kinds = DORE_KIND_BIT(DORE_INT) | 1}},
        {"tags", {.kinds = DORE_KIND_BIT(DORE_LIST), .element = &item, .max_items = 3}},
        {"an\"y", {.kinds = DORE_KIND_BIT(DORE_LIST) | DORE_KIND_BIT(DORE_STRING)}}};
    struct dore_domain domain = {
        .kinds = DORE_KIND_BIT(DORE_RECORD), .field = fields, .field_count = 3};
    struct dore_column texts = {.kind = DORE_STRING, .rows = 3, .u.s = text};
    struct dore_column items = {.kind = DORE_RECORD, .rows = 3, .u.field = &texts};
    struct dore_column columns[] = {{.kind = DORE_INT, .rows = 2, .nulls = second, .u.i = ids},
                                    {.kind = DORE_LIST, .rows = 2, .u.list = {offsets, &items}},
                                    {.kind = DORE_ANY, .rows = 2, .u.any = boxed}};
    struct dore_column column = {.kind = DORE_RECORD, .rows = 2, .u.field = columns};
    static const char *const expected[] = {
        "{\"id\":1,\"tags\":[{\"t\":\"a\\\"\"},{\"t\":\"b\"},{\"t\":\"c\"}],"
        "\"an\\\"y\":[1,{\"k\":null}]}",
        "{\"id\":null,\"tags\":[],\"an\\\"y\":\"s\"}"};
    for (uint32_t row = 0; row < 2; row++) {
        struct dore_value value;
        dore_buf_clear(&out);
        json_write_column(&column, &domain, row, &out);
        check_out(expected[row]);
        dore_buf_clear(&out);
        dore_column_get(&column, &domain, row, &arena, &value);
        json_write_value(&value, &out);
        check_out(expected[row]);
    }
}
END_TEST

/* A column of each scalar kind writes what the boxed value writes. */
START_TEST(a_column_loads_its_kind) {
    const struct dore_value *value = &scalars[_i].value;
    if (value->kind == DORE_NULL || value->scale == DORE_SCALE_TEXT) {
        return; /* no column has them */
    }
    struct dore_column column;
    dore_column_init(&column, value->kind, 2, &arena);
    column.scale = value->scale;
    for (int row = 0; row < 2; row++) {
        if (value->kind == DORE_BOOL) {
            column.u.b[row] = value->u.b;
        } else if (value->kind == DORE_FLOAT) {
            column.u.f[row] = value->u.f;
        } else if (value->kind == DORE_STRING || value->kind == DORE_BYTES) {
            column.u.s[row] = value->u.s;
        } else if (value->kind == DORE_UUID || value->kind == DORE_UUID_STRING) {
            memcpy(column.u.uuid[row], value->u.uuid, 16);
        } else {
            column.u.i[row] = value->u.i;
        }
    }
    const uint64_t first[] = {1};
    column.nulls = first;
    json_write_cell(&json_extended, &column, NULL, 1, &out);
    check_out(scalars[_i].extended);
    dore_buf_clear(&out);
    json_write_cell(&json_extended, &column, NULL, 0, &out);
    check_out("null");
}
END_TEST

START_TEST(a_member_has_a_style_of_its_own) {
    struct json_style text = json_plain, outer = json_plain;
    text.form[DORE_INT] = JSON_NUMBER_QUOTED;
    struct json_member member = {DORE_STR("b"), &text};
    outer.member = &member;
    outer.member_count = 1;
    outer.inner = &json_extended;
    struct dore_value value = parse("{\"a\":1,\"b\":1,\"c\":{\"b\":12345678901234567890}}");
    json_write_styled(&outer, &value, &out);
    check_out("{\"a\":1,\"b\":\"1\",\"c\":{\"b\":{\"$numberDecimal\":\"12345678901234567890\"}}}");
}
END_TEST

START_TEST(sums_stop_at_the_end) {
    ck_assert_uint_eq(dore_sum(UINT64_MAX, 1), UINT64_MAX);
    ck_assert_uint_eq(dore_product(UINT64_MAX / 2, 3), UINT64_MAX);
    ck_assert_uint_eq(dore_product(0, UINT64_MAX), 0);
    ck_assert_uint_eq(json_largest_bytes(JSON_TEXT, UINT64_MAX), UINT64_MAX);
    ck_assert_uint_eq(json_typical_bytes(JSON_TEXT, 10), 12);
    ck_assert_uint_eq(json_typical_bytes(JSON_EXTENDED_DATETIME, 19), 26 + 10);
    ck_assert_uint_eq(json_typical_bytes(JSON_NUMBER_QUOTED, 3), 5);
}
END_TEST

#define LOOP(test, table) tcase_add_loop_test(tests, test, 0, sizeof table / sizeof *table)

Suite *suite_json_write(void) {
    Suite *suite = suite_create("json_write");
    TCase *tests = tcase_create("json_write");
    tcase_add_checked_fixture(tests, setup, teardown);
    LOOP(a_string_is_escaped, strings);
    tcase_add_loop_test(tests, every_character_comes_back, 0, 128);
    LOOP(a_scalar_has_its_form, scalars);
    LOOP(a_scalar_is_no_larger_than_said, scalars);
    LOOP(a_column_loads_its_kind, scalars);
    LOOP(a_form_writes_its_kind, forms);
    LOOP(a_decimal_is_rounded_half_to_even, decimals);
    LOOP(nested_values_come_back, nested);
    tcase_add_test(tests, numbers_that_json_lacks_are_wrapped);
    tcase_add_test(tests, significant_digits_are_counted);
    tcase_add_test(tests, columns_write_what_boxes_write);
    tcase_add_test(tests, a_member_has_a_style_of_its_own);
    tcase_add_test(tests, sums_stop_at_the_end);
    suite_add_tcase(suite, tests);
    return suite;
}
