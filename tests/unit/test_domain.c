/* SPDX-License-Identifier: Apache-2.0
 *
 * domain.c: bounds and lengths of integer ranges against counting, and of whole kinds against
 * values at their ends.
 */
#include "cases.h"

#include <float.h>

#include "dore/value.h"

static uint64_t chars(int64_t number) {
    char room[DORE_INT_ROOM];
    return (uint64_t)(dore_print_i64(room, number) - room);
}

/* Every range with ends in -130..130. */
START_TEST(small_ranges_by_counting) {
    for (int64_t min = -130; min <= 130; min++) {
        uint64_t shortest = UINT64_MAX, longest = 0;
        for (int64_t max = min; max <= 130; max++) {
            shortest = chars(max) < shortest ? chars(max) : shortest;
            longest = chars(max) > longest ? chars(max) : longest;
            struct dore_domain domain = dore_domain_of_integers(min, max);
            ck_assert(domain.bounded && domain.min == min && domain.max == max);
            ck_assert_uint_eq(domain.min_chars, shortest);
            ck_assert_uint_eq(domain.max_chars, longest);
            ck_assert_uint_eq(domain.max_bytes, longest);
            ck_assert(domain.mean_bytes >= shortest && domain.mean_bytes <= longest);
            ck_assert_uint_eq(domain.distinct, (uint64_t)(max - min) + 1);
        }
    }
}
END_TEST

static const struct {
    int64_t min, max;
    uint64_t min_chars, max_chars, mean_bytes, distinct;
} ranges[] = {
    {0, 0, 1, 1, 1, 1},
    {1, 1000000, 1, 7, 6, 1000000},
    {-1000, 1000, 1, 5, 4, 2001},
    {-9999, -10, 3, 5, 5, 9990},
    {INT64_MIN, INT64_MAX, 1, 20, 20, 0}, /* 2^64 values are beyond counting */
    {INT64_MIN, INT64_MAX - 1, 1, 20, 20, UINT64_MAX},
    {INT64_MAX, INT64_MAX, 19, 19, 19, 1},
    {INT64_MIN, INT64_MIN, 20, 20, 20, 1},
};

START_TEST(large_ranges) {
    struct dore_domain domain = dore_domain_of_integers(ranges[_i].min, ranges[_i].max);
    ck_assert_uint_eq(domain.kinds, DORE_KIND_BIT(DORE_INT));
    ck_assert(domain.plain && domain.bounded);
    ck_assert_uint_eq(domain.min_chars, ranges[_i].min_chars);
    ck_assert_uint_eq(domain.max_chars, ranges[_i].max_chars);
    ck_assert_uint_eq(domain.mean_bytes, ranges[_i].mean_bytes);
    ck_assert_uint_eq(domain.distinct, ranges[_i].distinct);
}
END_TEST

START_TEST(text_counts_bytes) {
    struct dore_domain plain = dore_domain_of_text(2, 10, 5, true);
    ck_assert_uint_eq(plain.kinds, DORE_KIND_BIT(DORE_STRING));
    ck_assert(plain.plain && !plain.nul && !plain.bounded);
    ck_assert_uint_eq(plain.min_chars, 2);
    ck_assert_uint_eq(plain.max_chars, 10);
    ck_assert_uint_eq(plain.max_bytes, 10);
    ck_assert_uint_eq(plain.mean_bytes, 5);
    struct dore_domain wide = dore_domain_of_text(0, 10, 5, false);
    ck_assert(!wide.plain);
    ck_assert_uint_eq(wide.max_bytes, 40);
    ck_assert_uint_eq(dore_domain_of_text(0, UINT64_MAX / 2, 5, false).max_bytes, UINT64_MAX);
}
END_TEST

#define FIRST_US (DORE_DAY_MIN * DORE_US_PER_DAY)
#define LAST_US ((DORE_DAY_MAX + 1) * DORE_US_PER_DAY - 1)
#define UUID_OF(kind)                                                                              \
    {                                                                                              \
        {kind, 0, {.uuid = {0}}}, {                                                                \
            kind, 0, {                                                                             \
                .uuid = { 255 }                                                                    \
            }                                                                                      \
        }                                                                                          \
    }

/* One value with the shortest and one with the longest text. */
static const struct {
    struct dore_value shortest, longest;
} ends[] = {
    {{DORE_BOOL, 0, {.b = true}}, {DORE_BOOL, 0, {.b = false}}},
    {{DORE_FLOAT, 0, {.f = 0.0}}, {DORE_FLOAT, 0, {.f = -DBL_MAX}}},
    UUID_OF(DORE_UUID),
    UUID_OF(DORE_UUID_STRING),
    {{DORE_DATE, 0, {.i = DORE_DAY_MIN}}, {DORE_DATE, 0, {.i = DORE_DAY_MAX}}},
    {{DORE_DATETIME, 0, {.i = FIRST_US}}, {DORE_DATETIME, 0, {.i = LAST_US}}},
    {{DORE_TIME, 0, {.i = 0}}, {DORE_TIME, 0, {.i = DORE_US_PER_DAY - 1}}},
    {{DORE_DURATION, 0, {.i = DORE_US_PER_DAY}},
     {DORE_DURATION, 0, {.i = -(INT64_C(106751990) * DORE_US_PER_DAY + 86399999999)}}},
    {{DORE_NULL, 0, {.i = 0}}, {DORE_NULL, 0, {.i = 0}}},
};

static uint64_t text_size(const struct dore_value *value) {
    struct dore_buf text = {0};
    dore_value_text(value, &text);
    uint64_t size = text.size;
    dore_buf_release(&text);
    return size;
}

START_TEST(kinds_hold_their_ends) {
    struct dore_domain domain = dore_domain_of_kind(ends[_i].shortest.kind);
    ck_assert_uint_eq(domain.kinds, DORE_KIND_BIT(ends[_i].shortest.kind));
    ck_assert(dore_domain_holds(&domain, &ends[_i].shortest));
    ck_assert(dore_domain_holds(&domain, &ends[_i].longest));
    ck_assert_uint_eq(domain.min_chars, text_size(&ends[_i].shortest));
    ck_assert_uint_eq(domain.max_chars, text_size(&ends[_i].longest));
    ck_assert_uint_eq(domain.max_bytes, domain.max_chars);
    ck_assert(domain.mean_bytes >= domain.min_chars && domain.mean_bytes <= domain.max_chars);
    ck_assert(domain.plain);
}
END_TEST

START_TEST(countable_kinds_are_counted) {
    ck_assert_uint_eq(dore_domain_of_kind(DORE_BOOL).distinct, 2);
    ck_assert_uint_eq(dore_domain_of_kind(DORE_DATE).distinct, 3652059);
    ck_assert_uint_eq(dore_domain_of_kind(DORE_TIME).distinct, UINT64_C(86400000000));
    ck_assert_uint_eq(dore_domain_of_kind(DORE_UUID).distinct, 0);
}
END_TEST

START_TEST(one_kind_beside_null) {
    unsigned null = DORE_KIND_BIT(DORE_NULL);
    struct dore_domain domain = {0};
    ck_assert_int_eq(dore_domain_kind(&domain), DORE_NULL);
    domain.kinds = null;
    ck_assert_int_eq(dore_domain_kind(&domain), DORE_NULL);
    for (int kind = DORE_BOOL; kind < DORE_ANY; kind++) {
        domain.kinds = DORE_KIND_BIT(kind);
        ck_assert_int_eq((int)dore_domain_kind(&domain), kind);
        domain.kinds |= null;
        ck_assert_int_eq((int)dore_domain_kind(&domain), kind);
        domain.kinds |= DORE_KIND_BIT(kind == DORE_INT ? DORE_STRING : DORE_INT);
        ck_assert_int_eq(dore_domain_kind(&domain), DORE_ANY);
    }
}
END_TEST

Suite *suite_domain(void);
Suite *suite_domain(void) {
    Suite *suite = suite_create("domain");
    TCase *cases = tcase_create("domain");
    tcase_add_test(cases, small_ranges_by_counting);
    tcase_add_loop_test(cases, large_ranges, 0, COUNT(ranges));
    tcase_add_test(cases, text_counts_bytes);
    tcase_add_loop_test(cases, kinds_hold_their_ends, 0, COUNT(ends));
    tcase_add_test(cases, countable_kinds_are_counted);
    tcase_add_test(cases, one_kind_beside_null);
    suite_add_tcase(suite, cases);
    return suite;
}
