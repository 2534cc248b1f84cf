/* SPDX-License-Identifier: Apache-2.0
 *
 * value.c: what JSON nodes stand for, the text of each kind, and equality by what an artifact could
 * tell apart.
 */
#include "cases.h"

#include <math.h>

#include "dore/value.h"

/* ---- makers --------------------------------------------------------------------------------- */

#define UUID(k)                                                                                    \
    {                                                                                              \
        .kind = (k), .u.uuid = {                                                                   \
            0x01,                                                                                  \
            0x23,                                                                                  \
            0x45,                                                                                  \
            0x67,                                                                                  \
            0x89,                                                                                  \
            0xAB,                                                                                  \
            0xCD,                                                                                  \
            0xEF,                                                                                  \
            1,                                                                                     \
            2,                                                                                     \
            3,                                                                                     \
            4,                                                                                     \
            5,                                                                                     \
            6,                                                                                     \
            7,                                                                                     \
            8                                                                                      \
        }                                                                                          \
    }

static const struct dore_value three_items[] = {
    NUMBER(DORE_INT, 1), STR("a\"b"), {.kind = DORE_NULL}};
static const struct dore_value odd_items[] = {
    {.kind = DORE_BOOL, .u.b = true},
    FLOAT(1.5),
    FLOAT(NAN),
    FLOAT(-INFINITY),
    DECIMAL(150, 2),
    LONG_DECIMAL("12345678901234567890.5"),
    {.kind = DORE_BYTES, .u.s = {"foo", 3}},
    UUID(DORE_UUID),
    NUMBER(DORE_DATE, 0),
    NUMBER(DORE_DATETIME, 1),
    NUMBER(DORE_TIME, 1000000),
    NUMBER(DORE_DURATION, 60000000),
    {.kind = DORE_LIST, .u.list = {three_items, 3}},
    {.kind = DORE_LIST},
    STR("\n\0"),
};
static const struct dore_entry entries[] = {
    {{"k\"1", 3}, NUMBER(DORE_INT, -5)},
    {{"k2", 2}, {.kind = DORE_LIST, .u.list = {three_items, 3}}},
};

/* ---- text ----------------------------------------------------------------------------------- */

static const struct {
    struct dore_value value;
    const char *text;
} texts[] = {
    {{.kind = DORE_NULL}, ""},
    {{.kind = DORE_BOOL, .u.b = true}, "true"},
    {{.kind = DORE_BOOL, .u.b = false}, "false"},
    {NUMBER(DORE_INT, INT64_MIN), "-9223372036854775808"},
    {FLOAT(1.0), "1.0"},
    {FLOAT(-1e300), "-1e+300"},
    {FLOAT(NAN), "NaN"},
    {FLOAT(INFINITY), "Infinity"},
    {FLOAT(-INFINITY), "-Infinity"},
    {DECIMAL(-5, 2), "-0.05"},
    {DECIMAL(7, 0), "7"},
    {LONG_DECIMAL("-123456789012345678901.25"), "-123456789012345678901.25"},
    {STR("a\"b\\\xC3\xA4"), "a\"b\\\xC3\xA4"},
    {STR(""), ""},
    {{.kind = DORE_BYTES, .u.s = {"\0\xFF", 2}}, "AP8="},
    {UUID(DORE_UUID), "01234567-89ab-cdef-0102-030405060708"},
    {UUID(DORE_UUID_STRING), "01234567-89ab-cdef-0102-030405060708"},
    {NUMBER(DORE_DATE, 11016), "2000-02-29"},
    {NUMBER(DORE_DATETIME, 0), "1970-01-01T00:00:00"},
    {NUMBER(DORE_DATETIME, 120), "1970-01-01T00:00:00.000120"},
    {NUMBER(DORE_DATETIME, -1), "1969-12-31T23:59:59.999999"},
    {NUMBER(DORE_DATETIME, -1000000), "1969-12-31T23:59:59"},
    {NUMBER(DORE_TIME, 3723000000), "01:02:03"},
    {NUMBER(DORE_TIME, 3723500000), "01:02:03.500000"},
    {NUMBER(DORE_DURATION, -90000000), "-PT1M30S"},
    {{.kind = DORE_LIST}, "[]"},
    {{.kind = DORE_RECORD}, "{}"},
    {{.kind = DORE_LIST, .u.list = {three_items, 3}}, "[1,\"a\\\"b\",null]"},
    {{.kind = DORE_RECORD, .u.record = {entries, 2}}, "{\"k\\\"1\":-5,\"k2\":[1,\"a\\\"b\",null]}"},
    {{.kind = DORE_LIST, .u.list = {odd_items, COUNT(odd_items)}},
     "[true,1.5,null,null,1.50,12345678901234567890.5,\"Zm9v\","
     "\"01234567-89ab-cdef-0102-030405060708\",\"1970-01-01\",\"1970-01-01T00:00:00.000001\","
     "\"00:00:01\",\"PT1M\",[1,\"a\\\"b\",null],[],\"\\n\\u0000\"]"},
};

START_TEST(text_of_each_kind) {
    struct dore_buf out = {0};
    dore_buf_puts(&out, "before ");
    dore_value_text(&texts[_i].value, &out);
    dore_buf_putc(&out, '\0');
    ck_assert_mem_eq(out.data, "before ", 7);
    ck_assert_str_eq(out.data + 7, texts[_i].text);
    ck_assert_uint_eq(out.size, 8 + strlen(texts[_i].text));
    dore_buf_release(&out);
}
END_TEST

/* ---- equality ------------------------------------------------------------------------------- */

static const struct dore_value other_items[] = {NUMBER(DORE_INT, 1), STR("a\"b"), STR("")};
static const struct dore_entry other_keys[] = {{{"k", 1}, NUMBER(DORE_INT, -5)},
                                               {{"k2", 2}, {.kind = DORE_LIST}}};
/* No two are equal, though many look alike. */
static const struct dore_value different[] = {
    {.kind = DORE_NULL},
    {.kind = DORE_BOOL, .u.b = false},
    {.kind = DORE_BOOL, .u.b = true},
    NUMBER(DORE_INT, 0),
    NUMBER(DORE_INT, 1),
    NUMBER(DORE_DATE, 1),
    NUMBER(DORE_DATETIME, 1),
    NUMBER(DORE_TIME, 1),
    NUMBER(DORE_DURATION, 1),
    FLOAT(0.0),
    FLOAT(-0.0),
    FLOAT(1.0),
    FLOAT(NAN),
    DECIMAL(1, 0),
    DECIMAL(10, 1),
    DECIMAL(11, 1),
    LONG_DECIMAL("1"),
    LONG_DECIMAL("1.0"),
    STR(""),
    STR("1"),
    STR("1\0"),
    {.kind = DORE_BYTES, .u.s = {"1", 1}},
    UUID(DORE_UUID),
    UUID(DORE_UUID_STRING),
    {.kind = DORE_UUID},
    {.kind = DORE_LIST},
    {.kind = DORE_LIST, .u.list = {three_items, 3}},
    {.kind = DORE_LIST, .u.list = {three_items, 2}},
    {.kind = DORE_LIST, .u.list = {other_items, 3}},
    {.kind = DORE_RECORD},
    {.kind = DORE_RECORD, .u.record = {entries, 2}},
    {.kind = DORE_RECORD, .u.record = {entries, 1}},
    {.kind = DORE_RECORD, .u.record = {other_keys, 1}},
    {.kind = DORE_RECORD, .u.record = {other_keys, 2}},
};

START_TEST(only_equal_to_itself) {
    for (int i = 0; i < COUNT(different); i++) {
        struct dore_value copy = different[i];
        ck_assert_int_eq(dore_value_equal(&copy, &different[_i]), i == _i);
    }
}
END_TEST

START_TEST(parts_are_compared_by_content) {
    char text[] = "a\"b", key[] = "k\"1";
    struct dore_value items[] = {three_items[0], three_items[1], three_items[2]};
    items[1].u.s.text = text;
    struct dore_entry copies[] = {entries[0], entries[1]};
    copies[0].key.text = key;
    copies[1].value.u.list.item = items;
    struct dore_value copy = {.kind = DORE_RECORD, .u.record = {copies, 2}};
    struct dore_value original = {.kind = DORE_RECORD, .u.record = {entries, 2}};
    ck_assert(dore_value_equal(&copy, &original));
    text[0] = 'A';
    ck_assert(!dore_value_equal(&copy, &original));
}
END_TEST

/* ---- from JSON ------------------------------------------------------------------------------ */

static struct dore_value from_number(const char *digits) {
    struct dore_node node = {.kind = DORE_NODE_NUMBER, .text = {digits, strlen(digits)}};
    struct dore_arena arena = {0};
    return dore_value_from_node(&arena, &node);
}

static const struct {
    const char *digits;
    struct dore_value value;
} numbers[] = {
    {"0", NUMBER(DORE_INT, 0)},
    {"-0", NUMBER(DORE_INT, 0)},
    {"9223372036854775807", NUMBER(DORE_INT, INT64_MAX)},
    {"-9223372036854775808", NUMBER(DORE_INT, INT64_MIN)},
    {"9223372036854775808", LONG_DECIMAL("9223372036854775808")},
    {"-9223372036854775809", LONG_DECIMAL("-9223372036854775809")},
    {"1.0", FLOAT(1.0)},
    {"-0.0", FLOAT(-0.0)},
    {"1e2", FLOAT(100.0)},
    {"1E2", FLOAT(100.0)},
    {"0.1", FLOAT(0.1)},
};

START_TEST(numbers_keep_their_kind) {
    struct dore_value value = from_number(numbers[_i].digits);
    ck_assert(dore_value_equal(&value, &numbers[_i].value));
}
END_TEST

START_TEST(trees_become_values) {
    struct dore_arena arena = {0};
    struct dore_node null = {.kind = DORE_NODE_NULL, .key = "n"};
    struct dore_node truth = {.kind = DORE_NODE_BOOL, .truth = true, .key = "b", .next = &null};
    struct dore_node text = {.kind = DORE_NODE_STRING, .text = DORE_STR("x\0y"), .key = "s"};
    struct dore_node list = {
        .kind = DORE_NODE_ARRAY, .count = 1, .first = &text, .key = "l", .next = &truth};
    struct dore_node root = {.kind = DORE_NODE_OBJECT, .count = 3, .first = &list};
    struct dore_value value = dore_value_from_node(&arena, &root);
    struct dore_buf out = {0};
    dore_value_text(&value, &out);
    ck_assert(dore_str_is((struct dore_str){out.data, out.size},
                          "{\"l\":[\"x\\u0000y\"],\"b\":true,\"n\":null}"));
    dore_buf_release(&out);
    dore_arena_release(&arena);
}
END_TEST

START_TEST(kinds_have_names) {
    for (int kind = 0; kind < DORE_KIND_COUNT; kind++) {
        const char *name = dore_kind_name((enum dore_kind)kind);
        ck_assert_uint_gt(strlen(name), 0);
        for (int other = 0; other < kind; other++) {
            ck_assert_str_ne(name, dore_kind_name((enum dore_kind)other));
        }
    }
    ck_assert_str_eq(dore_kind_name(DORE_INT), "integer");
    ck_assert_str_eq(dore_kind_name(DORE_DATETIME), "date-time");
}
END_TEST

Suite *suite_value(void);
Suite *suite_value(void) {
    Suite *suite = suite_create("value");
    TCase *cases = tcase_create("value");
    tcase_add_loop_test(cases, text_of_each_kind, 0, COUNT(texts));
    tcase_add_loop_test(cases, only_equal_to_itself, 0, COUNT(different));
    tcase_add_test(cases, parts_are_compared_by_content);
    tcase_add_loop_test(cases, numbers_keep_their_kind, 0, COUNT(numbers));
    tcase_add_test(cases, trees_become_values);
    tcase_add_test(cases, kinds_have_names);
    suite_add_tcase(suite, cases);
    return suite;
}
