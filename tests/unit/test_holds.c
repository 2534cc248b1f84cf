/* SPDX-License-Identifier: Apache-2.0
 *
 * holds.c: each promise of a domain is checked. Every case breaks exactly one promise of a domain
 * that holds the value otherwise, so a check that is lost is seen.
 */
#include "cases.h"

#include <math.h>

#include "dore/value.h"

#define KIND(kind) .kinds = DORE_KIND_BIT(kind)
#define ANY_LENGTH .max_chars = 1000, .max_bytes = 1000
#define FIRST_US (DORE_DAY_MIN * DORE_US_PER_DAY)
#define LAST_US ((DORE_DAY_MAX + 1) * DORE_US_PER_DAY - 1)

static const struct dore_value items[] = {NUMBER(DORE_INT, 1), STR("b"), STR("c\0")};
static const struct dore_entry entries[] = {{{"a", 1}, NUMBER(DORE_INT, 1)}, {{"b", 1}, STR("x")}};
static const struct dore_domain integers = {KIND(DORE_INT), ANY_LENGTH, .bounded = true, .max = 5};
static const struct dore_domain mixed = {
    .kinds = 1U << DORE_INT | 1U << DORE_STRING, ANY_LENGTH, .nul = true};
static const struct dore_domain_field fields[] = {{"a", {KIND(DORE_INT), ANY_LENGTH}},
                                                  {"b", {KIND(DORE_STRING), ANY_LENGTH}},
                                                  {"c", {KIND(DORE_INT), ANY_LENGTH}}};
static const struct dore_domain_field wrong_name[] = {{"a", {KIND(DORE_INT), ANY_LENGTH}},
                                                      {"c", {KIND(DORE_STRING), ANY_LENGTH}}};
static const struct dore_domain_field wrong_kind[] = {{"a", {KIND(DORE_INT), ANY_LENGTH}},
                                                      {"b", {KIND(DORE_INT), ANY_LENGTH}}};

static const struct {
    bool holds;
    struct dore_domain domain;
    struct dore_value value;
} cases[] = {
    /* kinds */
    {true, {KIND(DORE_INT), ANY_LENGTH}, NUMBER(DORE_INT, 5)},
    {false, {KIND(DORE_DATE), ANY_LENGTH}, NUMBER(DORE_INT, 5)},
    {true, {KIND(DORE_NULL)}, {.kind = DORE_NULL}},
    {false, {KIND(DORE_INT), ANY_LENGTH}, {.kind = DORE_NULL}},
    {true, {KIND(DORE_NULL), .min_chars = 5, ANY_LENGTH}, {.kind = DORE_NULL}},
    {false, {KIND(DORE_ANY), ANY_LENGTH}, {.kind = DORE_ANY}},
    /* bounds */
    {true, {KIND(DORE_INT), ANY_LENGTH, .bounded = true, .min = -1, .max = 5}, NUMBER(DORE_INT, 5)},
    {false,
     {KIND(DORE_INT), ANY_LENGTH, .bounded = true, .min = -1, .max = 5},
     NUMBER(DORE_INT, 6)},
    {true,
     {KIND(DORE_DATE), ANY_LENGTH, .bounded = true, .min = -1, .max = 5},
     NUMBER(DORE_DATE, -1)},
    {false,
     {KIND(DORE_DATE), ANY_LENGTH, .bounded = true, .min = -1, .max = 5},
     NUMBER(DORE_DATE, -2)},
    {false, {KIND(DORE_DATETIME), ANY_LENGTH, .bounded = true}, NUMBER(DORE_DATETIME, 1)},
    {false, {KIND(DORE_TIME), ANY_LENGTH, .bounded = true}, NUMBER(DORE_TIME, 1)},
    {false, {KIND(DORE_DURATION), ANY_LENGTH, .bounded = true}, NUMBER(DORE_DURATION, 1)},
    {true, {KIND(DORE_STRING), ANY_LENGTH, .bounded = true}, STR("5")},
    /* decimals: bounds are in units of the domain's scale */
    {true, {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = 2}, DECIMAL(5, 2)},
    {true, {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = 2}, DECIMAL(5, 1)},
    {false, {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = 2}, DECIMAL(5, 3)},
    {true, {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = 2, .bounded = true, .max = 50}, DECIMAL(5, 1)},
    {false,
     {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = 2, .bounded = true, .max = 49},
     DECIMAL(5, 1)},
    {false,
     {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = 2, .bounded = true, .min = INT64_MIN,
      .max = INT64_MAX},
     DECIMAL(INT64_MAX, 0)},
    {false, {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = 18}, LONG_DECIMAL("1.5")},
    {true, {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = DORE_SCALE_TEXT}, LONG_DECIMAL("-1.5")},
    {true, {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = DORE_SCALE_TEXT}, DECIMAL(5, 18)},
    {false, {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = DORE_SCALE_TEXT}, DECIMAL(5, 19)},
    {false, {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = DORE_SCALE_TEXT}, LONG_DECIMAL("")},
    {false, {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = DORE_SCALE_TEXT}, LONG_DECIMAL("-")},
    {false, {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = DORE_SCALE_TEXT}, LONG_DECIMAL("1.")},
    {false, {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = DORE_SCALE_TEXT}, LONG_DECIMAL(".5")},
    {false, {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = DORE_SCALE_TEXT}, LONG_DECIMAL("1.2.3")},
    {false, {KIND(DORE_DECIMAL), ANY_LENGTH, .scale = DORE_SCALE_TEXT}, LONG_DECIMAL("1e5")},
    /* floats */
    {true, {KIND(DORE_FLOAT), ANY_LENGTH, .float_min = -1.0, .float_max = 2.0}, FLOAT(2.0)},
    {false, {KIND(DORE_FLOAT), ANY_LENGTH, .float_min = -1.0, .float_max = 2.0}, FLOAT(2.5)},
    {false, {KIND(DORE_FLOAT), ANY_LENGTH, .float_min = -1.0, .float_max = 2.0}, FLOAT(-1.5)},
    {false, {KIND(DORE_FLOAT), ANY_LENGTH, .float_max = INFINITY}, FLOAT(INFINITY)},
    {false, {KIND(DORE_FLOAT), ANY_LENGTH}, FLOAT(NAN)},
    {true, {KIND(DORE_FLOAT), ANY_LENGTH, .not_finite = true}, FLOAT(NAN)},
    /* lengths of the text form, in characters and bytes */
    {true,
     {KIND(DORE_STRING), .min_chars = 2, .max_chars = 2, .max_bytes = 4},
     STR("\xC3\xA4\xC3\xA4")},
    {false, {KIND(DORE_STRING), .min_chars = 3, ANY_LENGTH}, STR("\xC3\xA4\xC3\xA4")},
    {false, {KIND(DORE_STRING), .max_chars = 1, .max_bytes = 4}, STR("\xC3\xA4\xC3\xA4")},
    {false, {KIND(DORE_STRING), .max_chars = 2, .max_bytes = 3}, STR("\xC3\xA4\xC3\xA4")},
    {false, {KIND(DORE_INT), .max_chars = 1, .max_bytes = 2}, NUMBER(DORE_INT, 10)},
    /* plain, U+0000, UTF-8 */
    {true, {KIND(DORE_STRING), ANY_LENGTH, .plain = true}, STR("abc")},
    {false, {KIND(DORE_STRING), ANY_LENGTH, .plain = true}, STR("it's")},
    {false,
     {KIND(DORE_LIST), ANY_LENGTH, .plain = true, .max_items = 9, .nul = true},
     {.kind = DORE_LIST, .u.list = {items, 3}}},
    {false, {KIND(DORE_STRING), ANY_LENGTH}, STR("a\0b")},
    {true, {KIND(DORE_STRING), ANY_LENGTH, .nul = true}, STR("a\0b")},
    {false, {KIND(DORE_STRING), ANY_LENGTH}, STR("\xFF")},
    {true, {KIND(DORE_BYTES), ANY_LENGTH}, {.kind = DORE_BYTES, .u.s = {"\xFF\0", 2}}},
    /* moments that exist */
    {true, {KIND(DORE_DATE), ANY_LENGTH}, NUMBER(DORE_DATE, DORE_DAY_MIN)},
    {false, {KIND(DORE_DATE), ANY_LENGTH}, NUMBER(DORE_DATE, DORE_DAY_MIN - 1)},
    {true, {KIND(DORE_DATE), ANY_LENGTH}, NUMBER(DORE_DATE, DORE_DAY_MAX)},
    {false, {KIND(DORE_DATE), ANY_LENGTH}, NUMBER(DORE_DATE, DORE_DAY_MAX + 1)},
    {true, {KIND(DORE_DATETIME), ANY_LENGTH}, NUMBER(DORE_DATETIME, FIRST_US)},
    {false, {KIND(DORE_DATETIME), ANY_LENGTH}, NUMBER(DORE_DATETIME, FIRST_US - 1)},
    {true, {KIND(DORE_DATETIME), ANY_LENGTH}, NUMBER(DORE_DATETIME, LAST_US)},
    {false, {KIND(DORE_DATETIME), ANY_LENGTH}, NUMBER(DORE_DATETIME, LAST_US + 1)},
    {false, {KIND(DORE_TIME), ANY_LENGTH}, NUMBER(DORE_TIME, -1)},
    {true, {KIND(DORE_TIME), ANY_LENGTH}, NUMBER(DORE_TIME, DORE_US_PER_DAY - 1)},
    {false, {KIND(DORE_TIME), ANY_LENGTH}, NUMBER(DORE_TIME, DORE_US_PER_DAY)},
    /* listed values */
    {true, {KIND(DORE_INT), ANY_LENGTH, .items = items, .item_count = 3}, NUMBER(DORE_INT, 1)},
    {false, {KIND(DORE_INT), ANY_LENGTH, .items = items, .item_count = 3}, NUMBER(DORE_INT, 2)},
    {false, {KIND(DORE_STRING), ANY_LENGTH, .items = items, .item_count = 1}, STR("b")},
    /* lists */
    {true,
     {KIND(DORE_LIST), ANY_LENGTH, .max_items = 3, .element = &mixed, .nul = true},
     {.kind = DORE_LIST, .u.list = {items, 3}}},
    {true,
     {KIND(DORE_LIST), ANY_LENGTH, .max_items = 3, .nul = true},
     {.kind = DORE_LIST, .u.list = {items, 3}}},
    {false,
     {KIND(DORE_LIST), ANY_LENGTH, .max_items = 2, .nul = true},
     {.kind = DORE_LIST, .u.list = {items, 3}}},
    {false,
     {KIND(DORE_LIST), ANY_LENGTH, .max_items = 3},
     {.kind = DORE_LIST, .u.list = {items, 3}}}, /* U+0000 inside */
    {true,
     {KIND(DORE_LIST), ANY_LENGTH, .max_items = 3, .element = &integers},
     {.kind = DORE_LIST, .u.list = {items, 1}}},
    {false,
     {KIND(DORE_LIST), ANY_LENGTH, .max_items = 3, .element = &integers},
     {.kind = DORE_LIST, .u.list = {items, 2}}},
    /* records */
    {true, {KIND(DORE_RECORD), ANY_LENGTH}, {.kind = DORE_RECORD, .u.record = {entries, 2}}},
    {true,
     {KIND(DORE_RECORD), ANY_LENGTH, .field = fields, .field_count = 2},
     {.kind = DORE_RECORD, .u.record = {entries, 2}}},
    {false,
     {KIND(DORE_RECORD), ANY_LENGTH, .field = fields, .field_count = 1},
     {.kind = DORE_RECORD, .u.record = {entries, 2}}},
    {false,
     {KIND(DORE_RECORD), ANY_LENGTH, .field = fields, .field_count = 3},
     {.kind = DORE_RECORD, .u.record = {entries, 2}}},
    {false,
     {KIND(DORE_RECORD), ANY_LENGTH, .field = wrong_name, .field_count = 2},
     {.kind = DORE_RECORD, .u.record = {entries, 2}}},
    {false,
     {KIND(DORE_RECORD), ANY_LENGTH, .field = wrong_kind, .field_count = 2},
     {.kind = DORE_RECORD, .u.record = {entries, 2}}},
};

START_TEST(each_promise_counts) {
    ck_assert_int_eq(dore_domain_holds(&cases[_i].domain, &cases[_i].value), cases[_i].holds);
}
END_TEST

Suite *suite_holds(void);
Suite *suite_holds(void) {
    Suite *suite = suite_create("holds");
    TCase *all = tcase_create("holds");
    tcase_add_loop_test(all, each_promise_counts, 0, sizeof cases / sizeof *cases);
    suite_add_tcase(suite, all);
    return suite;
}
