/* SPDX-License-Identifier: Apache-2.0
 *
 * zipf.c: ranks come as often as the law says, none is out of range, and each draw hangs on its
 * address alone. The numbers in the table are output: should one change, so do bundles.
 */
#include "cases.h"

#include <math.h>

#include "dore/rng.h"

#define STREAM UINT64_C(0x0123456789ABCDEF)

static const double exponents[] = {0.001, 0.5, 0.99, 1, 1.000001, 1.1, 2, 3.5, 10};
static const uint64_t counts[] = {1, 2, 10, 1000, 1000000, UINT64_C(1) << 40, UINT64_C(1) << 63};

/* The sum of k^-exponent over first..last: by hand as long as terms differ much, from there by
 * Euler and Maclaurin. */
static long double sum_between(long double exponent, uint64_t first, uint64_t last) {
    long double sum = 0;
    for (; first <= last && first < 1000; first++)
        sum += powl((long double)first, -exponent);
    if (first > last)
        return sum;
    long double a = (long double)first, b = (long double)last, log_ratio = logl(b / a);
    long double power = (1 - exponent) * log_ratio;
    long double area = powl(a, 1 - exponent) * log_ratio;
    area *= power == 0 ? 1 : expm1l(power) / power;
    long double at_a = powl(a, -exponent), at_b = powl(b, -exponent);
    return sum + area + (at_a + at_b) / 2 + exponent * (at_a / a - at_b / b) / 12;
}

/* Ranks below 16 alone, those above by half powers of two. */
static uint32_t cell_of(uint64_t rank) {
    if (rank < 16)
        return (uint32_t)rank - 1;
    unsigned bits = 63 - (unsigned)__builtin_clzll(rank);
    return 15 + 2 * (bits - 4) + (unsigned)(rank >> (bits - 1) & 1);
}

START_TEST(ranks_follow_the_law) {
    enum { DRAWS = 100000, CELLS = 15 + 2 * 60 };
    double exponent = exponents[_i / COUNT(counts)];
    uint64_t count = counts[_i % COUNT(counts)];
    struct dore_zipf zipf = dore_zipf_make(exponent, count);
    uint32_t seen[CELLS] = {0}, cells = 0;
    for (uint64_t row = 0; row < DRAWS; row++) {
        struct dore_rng rng = dore_rng_at(STREAM, row);
        uint64_t rank = dore_zipf_pick(&zipf, &rng);
        ck_assert(rank >= 1 && rank <= count);
        seen[cell_of(rank)]++;
    }
    /* Cells where less than eight are awaited go with those that follow. */
    double chi_square = 0, awaited = 0, found = 0;
    long double all = sum_between((long double)exponent, 1, count);
    for (uint64_t first = 1, last; first <= count; first = last + 1) {
        last = first < 16 ? first : first - 1 + (UINT64_C(1) << (62 - __builtin_clzll(first)));
        last = last < count ? last : count;
        awaited += (double)(DRAWS * sum_between((long double)exponent, first, last) / all);
        found += seen[cell_of(first)];
        if (awaited < 8 && last < count)
            continue;
        chi_square += awaited > 0 ? (found - awaited) * (found - awaited) / awaited : 0;
        cells++;
        awaited = found = 0;
    }
    ck_assert_double_lt((chi_square - cells) / sqrt(2.0 * cells), 6);
}
END_TEST

/* The next draw of a row reads on where the last one ended; refused points take words of the row.
 */
START_TEST(draws_go_on) {
    struct dore_zipf zipf = dore_zipf_make(1.5, 1000);
    uint32_t tries = 0;
    for (uint64_t row = 0; row < 20000; row++) {
        struct dore_rng rng = dore_rng_at(STREAM, row);
        dore_zipf_pick(&zipf, &rng);
        struct dore_rng twin = dore_rng_at(STREAM, row);
        twin.position = rng.position;
        tries += rng.position / 2;
        ck_assert_uint_eq(rng.position % 2, 0);
        ck_assert_uint_eq(dore_zipf_pick(&zipf, &rng), dore_zipf_pick(&zipf, &twin));
    }
    ck_assert(tries > 20000 && tries < 22000);
}
END_TEST

/* Made by an independent implementation. */
static const struct {
    double exponent;
    uint64_t count, rank[5]; /* of rows 0..4 */
} recorded[] = {
    {1, 10, {1, 4, 2, 2, 1}},
    {1, 1000000, {15, 9761, 655, 754, 7}},
    {0.5, 1000, {61, 471, 253, 263, 39}},
    {1.1, 1000000000, {5, 5072, 162, 189, 3}},
    {2, 1000000, {1, 2, 1, 1, 1}},
    {5, 100, {1, 1, 1, 1, 1}},
    {0.9,
     UINT64_C(1099511627776),
     {2596203, UINT64_C(30028118715), 1626218888, 1935946521, 409807}},
};

START_TEST(recorded_ranks) {
    for (int i = 0; i < COUNT(recorded); i++) {
        struct dore_zipf zipf = dore_zipf_make(recorded[i].exponent, recorded[i].count);
        for (uint64_t row = 0; row < 5; row++) {
            struct dore_rng rng = dore_rng_at(STREAM, row);
            ck_assert_uint_eq(dore_zipf_pick(&zipf, &rng), recorded[i].rank[row]);
        }
    }
}
END_TEST

Suite *suite_zipf(void);
Suite *suite_zipf(void) {
    Suite *suite = suite_create("zipf");
    TCase *cases = tcase_create("zipf");
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, ranks_follow_the_law, 0, COUNT(exponents) * COUNT(counts));
    tcase_add_test(cases, draws_go_on);
    tcase_add_test(cases, recorded_ranks);
    suite_add_tcase(suite, cases);
    return suite;
}
