/* SPDX-License-Identifier: Apache-2.0
 *
 * survey.c: the domain of listed values, member by member; and that it holds every one of them.
 */
#include "cases.h"

#include <math.h>

#include "dore/value.h"

static struct dore_arena arena;

static void setup(void) {
    arena = (struct dore_arena){0};
}

static void teardown(void) {
    dore_arena_release(&arena);
}

static struct dore_domain survey(const struct dore_value *items, uint32_t count) {
    struct dore_domain domain = dore_domain_of_items(&arena, items, count);
    ck_assert_ptr_eq(domain.items, items);
    ck_assert_uint_eq(domain.item_count, count);
    for (uint32_t i = 0; i < count; i++) {
        ck_assert(dore_domain_holds(&domain, &items[i]));
    }
    return domain;
}

START_TEST(texts_are_measured) {
    static const struct dore_value items[] = {STR("abcd"), STR("\xC3\xA4\xE2\x82\xAC"), STR("abc"),
                                              STR("abc")};
    struct dore_domain domain = survey(items, COUNT(items));
    ck_assert_uint_eq(domain.kinds, DORE_KIND_BIT(DORE_STRING));
    ck_assert_uint_eq(domain.min_chars, 2);
    ck_assert_uint_eq(domain.max_chars, 4);
    ck_assert_uint_eq(domain.max_bytes, 5);
    ck_assert_uint_eq(domain.mean_bytes, 4); /* 15 bytes in 4 texts, rounded */
    ck_assert_uint_eq(domain.distinct, 3);
    ck_assert(!domain.plain && !domain.nul && !domain.bounded);
}
END_TEST

START_TEST(plain_needs_all) {
    static const struct dore_value items[] = {STR("abc"), NUMBER(DORE_INT, -5), STR("it's")};
    ck_assert(survey(items, 2).plain);
    ck_assert(!survey(items, 3).plain);
    ck_assert(survey(items, 0).plain);
}
END_TEST

START_TEST(nul_is_seen_at_any_depth) {
    static const struct dore_value inner[] = {STR("x\0y")};
    static const struct dore_entry entry[] = {
        {{"k", 1}, {.kind = DORE_LIST, .u.list = {inner, 1}}}};
    static const struct dore_value outer[] = {{.kind = DORE_RECORD, .u.record = {entry, 1}}};
    static const struct dore_value bytes[] = {{.kind = DORE_BYTES, .u.s = {"\0", 1}}};
    ck_assert(survey(inner, 1).nul);
    ck_assert(survey(outer, 1).nul);
    ck_assert(!survey(bytes, 1).nul);
}
END_TEST

START_TEST(nulls_count_as_a_kind_only) {
    static const struct dore_value items[] = {NOTHING, STR("abc"), NOTHING};
    struct dore_domain domain = survey(items, 3);
    ck_assert_uint_eq(domain.kinds, DORE_KIND_BIT(DORE_STRING) | DORE_KIND_BIT(DORE_NULL));
    ck_assert_uint_eq(domain.min_chars, 3);
    ck_assert_uint_eq(domain.mean_bytes, 3);
    ck_assert_uint_eq(domain.distinct, 1);
    ck_assert_uint_eq(survey(items, 1).max_chars, 0);
}
END_TEST

static const struct dore_value numbers[][3] = {
    {NUMBER(DORE_INT, 5), NUMBER(DORE_INT, -7), NOTHING},
    {NUMBER(DORE_DATE, 5), STR("x"), NUMBER(DORE_DATE, -7)},
    {NUMBER(DORE_TIME, 5), FLOAT(99.0), NUMBER(DORE_TIME, 0)},
    {DECIMAL(5, 0), DECIMAL(-125, 2), DECIMAL(30, 1)},
    {NUMBER(DORE_INT, 5), NUMBER(DORE_DATE, 5), NOTHING},
    {NUMBER(DORE_INT, 5), DECIMAL(5, 0), NOTHING},
    {DECIMAL(INT64_MAX, 0), DECIMAL(1, 1), NOTHING},
    {DECIMAL(5, 1), {.kind = DORE_DECIMAL, .scale = DORE_SCALE_TEXT, .u.s = {"1.5", 3}}, NOTHING},
    {STR("x"), FLOAT(1.0), NOTHING},
};
static const struct {
    bool bounded;
    int64_t min, max;
    uint8_t scale;
} bounds[] = {
    {true, -7, 5, 0},
    {true, -7, 5, 0},
    {true, 0, 5, 0},
    {true, -125, 500, 2}, /* all in units of the finest scale */
    {false, 0, 0, 0},     /* days and integers do not compare */
    {false, 0, 0, 0},
    {false, 0, 0, 1}, /* the largest does not fit at the finest scale */
    {false, 0, 0, DORE_SCALE_TEXT},
    {false, 0, 0, 0},
};

START_TEST(numbers_are_bounded) {
    struct dore_domain domain = survey(numbers[_i], 3);
    ck_assert_int_eq(domain.bounded, bounds[_i].bounded);
    ck_assert_uint_eq(domain.scale, bounds[_i].scale);
    if (domain.bounded) {
        ck_assert_int_eq(domain.min, bounds[_i].min);
        ck_assert_int_eq(domain.max, bounds[_i].max);
    }
}
END_TEST

START_TEST(floats_are_bounded) {
    static const struct dore_value items[] = {FLOAT(1.5), FLOAT(-2.5), STR("x"), FLOAT(NAN)};
    struct dore_domain domain = survey(items, 3);
    ck_assert(!domain.not_finite);
    ck_assert(domain.float_min <= -2.5 && domain.float_min >= -2.5);
    ck_assert(domain.float_max <= 1.5 && domain.float_max >= 1.5);
    ck_assert(survey(items, 4).not_finite);
    /* beginning with one that has no bounds */
    static const struct dore_value late[] = {FLOAT(INFINITY), FLOAT(7.0)};
    ck_assert(survey(late, 2).not_finite);
}
END_TEST

START_TEST(different_values_are_counted) {
    enum { ITEMS = 5000, VALUES = 1237 };
    static struct dore_value items[ITEMS];
    for (uint32_t i = 0; i < ITEMS; i++) {
        items[i] = (struct dore_value)NUMBER(DORE_INT, i * 31 % VALUES);
    }
    ck_assert_uint_eq(dore_domain_of_items(&arena, items, ITEMS).distinct, VALUES);
    /* the same text in two kinds is two values */
    static const struct dore_value alike[] = {STR("1"), NUMBER(DORE_INT, 1), DECIMAL(1, 0)};
    ck_assert_uint_eq(survey(alike, 3).distinct, 3);
}
END_TEST

START_TEST(lists_are_looked_into) {
    static const struct dore_value one[] = {NUMBER(DORE_INT, 3)};
    static const struct dore_value two[] = {NUMBER(DORE_INT, 30), NOTHING};
    static const struct dore_value items[] = {{.kind = DORE_LIST},
                                              {.kind = DORE_LIST, .u.list = {one, 1}},
                                              {.kind = DORE_LIST, .u.list = {two, 2}}};
    struct dore_domain domain = survey(items, 3);
    ck_assert_uint_eq(domain.max_items, 2);
    ck_assert_uint_eq(domain.max_chars, 9); /* [30,null] */
    ck_assert_ptr_nonnull(domain.element);
    ck_assert_uint_eq(domain.element->kinds, DORE_KIND_BIT(DORE_INT) | DORE_KIND_BIT(DORE_NULL));
    ck_assert(domain.element->bounded && domain.element->min == 3 && domain.element->max == 30);
    ck_assert_ptr_null(survey(items, 1).element); /* nothing to tell of no items */
}
END_TEST

START_TEST(records_are_looked_into) {
    static const struct dore_entry first[] = {{{"a", 1}, NUMBER(DORE_INT, 3)},
                                              {{"b", 1}, STR("xyz")}};
    static const struct dore_entry second[] = {{{"a", 1}, NUMBER(DORE_INT, 40)},
                                               {{"b", 1}, NOTHING}};
    static const struct dore_entry turned[] = {{{"b", 1}, NOTHING},
                                               {{"a", 1}, NUMBER(DORE_INT, 40)}};
    static const struct dore_value items[] = {{.kind = DORE_RECORD, .u.record = {first, 2}},
                                              STR("no record"),
                                              {.kind = DORE_RECORD, .u.record = {second, 2}},
                                              {.kind = DORE_RECORD, .u.record = {turned, 2}}};
    struct dore_domain domain = survey(items, 3);
    ck_assert_uint_eq(domain.field_count, 2);
    ck_assert_str_eq(domain.field[0].name, "a");
    ck_assert_int_eq(domain.field[0].domain.max, 40);
    ck_assert_str_eq(domain.field[1].name, "b");
    ck_assert_uint_eq(domain.field[1].domain.kinds,
                      DORE_KIND_BIT(DORE_STRING) | DORE_KIND_BIT(DORE_NULL));
    domain = survey(items, 4); /* another order of keys is another shape */
    ck_assert_uint_eq(domain.field_count, 0);
    ck_assert_ptr_null(domain.field);
}
END_TEST

Suite *suite_survey(void);
Suite *suite_survey(void) {
    Suite *suite = suite_create("survey");
    TCase *cases = tcase_create("survey");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, texts_are_measured);
    tcase_add_test(cases, plain_needs_all);
    tcase_add_test(cases, nul_is_seen_at_any_depth);
    tcase_add_test(cases, nulls_count_as_a_kind_only);
    tcase_add_loop_test(cases, numbers_are_bounded, 0, (int)COUNT(bounds));
    tcase_add_test(cases, floats_are_bounded);
    tcase_add_test(cases, different_values_are_counted);
    tcase_add_test(cases, lists_are_looked_into);
    tcase_add_test(cases, records_are_looked_into);
    suite_add_tcase(suite, cases);
    return suite;
}
