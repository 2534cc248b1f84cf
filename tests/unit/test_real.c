/* SPDX-License-Identifier: Apache-2.0
 *
 * real.c: as near to the true value as the header says, by the C library's long doubles; ends of
 * the range; and bits that must never change, for values of rows hang on them.
 */
#include "cases.h"

#include <math.h>

#include "dore/rng.h"

/* How far `found` is from the truth, in units of the truth's last place. */
static double units_off(double found, long double truth) {
    double rounded = (double)truth;
    if (found == rounded)
        return 0;
    double unit = nextafter(fabs(rounded), INFINITY) - fabs(rounded);
    return (double)(fabsl((long double)found - truth) / (long double)unit);
}

static const struct {
    double (*function)(double);
    long double (*truth)(long double);
    double lowest, highest; /* of even draws */
    int shifts;             /* and of those shifted by up to so many powers of two downwards */
} functions[] = {
    {dore_exp, expl, -708, 709.7, 0},     {dore_exp, expl, -1, 1, 60},
    {dore_expm1, expm1l, -45, 709.7, 0},  {dore_expm1, expm1l, -1, 1, 60},
    {dore_log, logl, 0, 0x1p1000, 2000},  {dore_log, logl, 0.3, 2.5, 0},
    {dore_log1p, log1pl, -0.999, 3, 0},   {dore_log1p, log1pl, -0.5, 0.5, 60},
    {dore_log1p, log1pl, 0, 0x1p100, 70},
};

START_TEST(near_the_truth) {
    for (uint64_t row = 0; row < 300000; row++) {
        struct dore_rng rng = dore_rng_at(1, row);
        double lowest = functions[_i].lowest, highest = functions[_i].highest;
        double x = lowest + dore_rng_unit(&rng) * (highest - lowest);
        x = ldexp(x, -(int)dore_rng_below(&rng, (uint64_t)functions[_i].shifts + 1));
        double off = units_off(functions[_i].function(x), functions[_i].truth((long double)x));
        ck_assert_msg(off < 4, "%a: %g units off", x, off);
    }
}
END_TEST

static const struct {
    double (*function)(double);
    double x, result;
} recorded[] = {
    {dore_exp, 0, 1},
    {dore_exp, -0.0, 1},
    {dore_exp, 709.8, INFINITY},
    {dore_exp, INFINITY, INFINITY},
    {dore_exp, -745.2, 0},
    {dore_exp, -INFINITY, 0},
    {dore_exp, -745, 0x1p-1074},
    {dore_expm1, 0, 0},
    {dore_expm1, -100, -1},
    {dore_expm1, 1000, INFINITY},
    {dore_log, 0, -INFINITY},
    {dore_log, 1, 0},
    {dore_log1p, 0, 0},
    {dore_log1p, -1, -INFINITY},
};

START_TEST(recorded_results) {
    for (int i = 0; i < COUNT(recorded); i++) {
        double found = recorded[i].function(recorded[i].x);
        ck_assert_msg(found == recorded[i].result, "%d: %a", i, found);
    }
}
END_TEST

/* Of all bits of many results one sum, taken down once: other compilers must come to it. */
START_TEST(every_bit_is_kept) {
    uint64_t sum = 0;
    for (uint64_t row = 0; row < 100000; row++) {
        struct dore_rng rng = dore_rng_at(2, row);
        double x = dore_rng_unit(&rng) * 100 - 50, near = dore_rng_unit(&rng) - 0.5;
        const double results[] = {
            dore_exp(x),    dore_expm1(x),    dore_log(x + 50),   dore_log1p(x + 50),
            dore_exp(near), dore_expm1(near), dore_log(1 + near), dore_log1p(near),
        };
        for (int i = 0; i < COUNT(results); i++) {
            uint64_t bits;
            memcpy(&bits, &results[i], sizeof bits);
            sum = (sum ^ bits) * UINT64_C(0x9E3779B97F4A7C15);
        }
    }
    ck_assert_uint_eq(sum, UINT64_C(16441043785239184444));
}
END_TEST

Suite *suite_real(void);
Suite *suite_real(void) {
    Suite *suite = suite_create("real");
    TCase *cases = tcase_create("real");
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, near_the_truth, 0, COUNT(functions));
    tcase_add_test(cases, recorded_results);
    tcase_add_test(cases, every_bit_is_kept);
    suite_add_tcase(suite, cases);
    return suite;
}
