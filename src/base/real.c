/* SPDX-License-Identifier: Apache-2.0
 *
 * exp and log out of the basic operations, which IEEE 754 defines to the last bit, where the
 * functions of C libraries differ in it (same-bytes). Powers of two are taken off an argument until
 * a short series of Taylor's is enough for what is left.
 */
#include <float.h>
#include <math.h>

#include "dore/base.h"

_Static_assert(FLT_EVAL_METHOD == 0, "doubles must have no other precision in between");

enum { FRACTION_BITS = 52, EXPONENT_BIAS = 1023 };

/* ln 2 in two parts; the first ends early, so that its product with an exponent is exact. */
#define LN2_HIGH 0x1.62e42feep-1
#define LN2_LOW 0x1.a39ef35793c76p-33
#define LN2_INVERSE 0x1.71547652b82fep+0

/* ---- exp ------------------------------------------------------------------------------------ */

/* 2^exponent, -1022..1023 */
static double power_of_two(int exponent) {
    uint64_t bits = (uint64_t)(exponent + EXPONENT_BIAS) << FRACTION_BITS;
    double power;
    memcpy(&power, &bits, sizeof power);
    return power;
}

/* x = exponent * ln 2 + r with |r| not above half of ln 2, for |x| < 1000; returns exp(r) - 1. Even
 * and odd terms are summed apart, which takes half the time. */
static double reduced_expm1(double x, int *exponent) {
    *exponent = (int)(x * LN2_INVERSE + (x < 0 ? -0.5 : 0.5));
    double r = (x - *exponent * LN2_HIGH) - *exponent * LN2_LOW, z = r * r;
    double even = 1.0 / 479001600 + z * (1.0 / 87178291200);
    even = 1.0 / 40320 + z * (1.0 / 3628800 + z * even);
    even = 1.0 / 2 + z * (1.0 / 24 + z * (1.0 / 720 + z * even));
    double odd = 1.0 / 39916800 + z * (1.0 / 6227020800);
    odd = 1.0 / 6 + z * (1.0 / 120 + z * (1.0 / 5040 + z * (1.0 / 362880 + z * odd)));
    return r + z * (even + r * odd);
}

double dore_exp(double x) {
    if (x > 710)
        return INFINITY;
    if (x < -746)
        return 0;
    int exponent;
    double result = 1 + reduced_expm1(x, &exponent);
    /* In two steps, for 2^1024 is no number and 2^-1074 is none of full precision. */
    return result * power_of_two(exponent / 2) * power_of_two(exponent - exponent / 2);
}

double dore_expm1(double x) {
    if (x > 700)
        return dore_exp(x);
    if (x < -40)
        return -1;
    int exponent;
    double result = reduced_expm1(x, &exponent), power = power_of_two(exponent);
    return power * result + (power - 1);
}

/* ---- log ------------------------------------------------------------------------------------ */

/* log(1 + f) for 1 + f between sqrt(1/2) and sqrt(2), from the series of 2 artanh(f / (2 + f)). */
static double log_near_one(double f) {
    double s = f / (2 + f), z = s * s, w = z * z;
    double even = 1.0 / 3 + w * (1.0 / 7 + w * (1.0 / 11 + w * (1.0 / 15 + w * (1.0 / 19))));
    double odd = 1.0 / 5 + w * (1.0 / 9 + w * (1.0 / 13 + w * (1.0 / 17 + w * (1.0 / 21))));
    /* 2s is f - s * f, and f has no error. */
    return f - s * (f - 2 * z * (even + z * odd));
}

double dore_log(double x) {
    if (x == 0)
        return -INFINITY;
    int exponent = 0;
    if (x < DBL_MIN) {
        x *= 0x1p54;
        exponent = -54;
    }
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    /* As much is added as takes the numbers from sqrt(1/2) on over the border of an exponent. */
    const uint64_t root_half = UINT64_C(0x3FE6A09E667F3BCD), one = UINT64_C(0x3FF0000000000000);
    bits += one - root_half;
    exponent += (int)(bits >> FRACTION_BITS) - EXPONENT_BIAS;
    bits = (bits & ((UINT64_C(1) << FRACTION_BITS) - 1)) + root_half;
    memcpy(&x, &bits, sizeof x);
    return exponent * LN2_HIGH + (exponent * LN2_LOW + log_near_one(x - 1));
}

double dore_log1p(double x) {
    return x > -0.29 && x < 0.41 ? log_near_one(x) : dore_log(1 + x);
}
