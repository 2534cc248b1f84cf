/* SPDX-License-Identifier: Apache-2.0
 *
 * Zipf's law in constant time: Hoermann and Derflinger, "Rejection-inversion to generate variates
 * from monotone discrete distributions", ACM TOMACS 1996. Under the curve x^-exponent every rank k
 * has the strip from k - 1/2 to k + 1/2, and an equal part of that strip's area is k's chance: a
 * point is drawn evenly from the area, from its right end, and refused where it lies in the rest of
 * the strip. That is seldom, and most points are taken without a look at the strip.
 */
#include <assert.h>

#include "dore/rng.h"

static double height(const struct dore_zipf *zipf, double x) {
    return dore_exp(-zipf->exponent * dore_log(x));
}

/* The area from 1 to x: (x^(1 - exponent) - 1) / (1 - exponent), or log x where that is 0 / 0. */
static double area(const struct dore_zipf *zipf, double x) {
    double log_x = dore_log(x), power = (1 - zipf->exponent) * log_x;
    return power == 0 ? log_x : dore_expm1(power) / power * log_x;
}

/* The x up to which there is so much area. */
static double area_end(const struct dore_zipf *zipf, double area_size) {
    double power = (1 - zipf->exponent) * area_size;
    if (power == 0)
        return dore_exp(area_size);
    /* Rounding may take the end of the area beyond what there is up to infinity. */
    return dore_exp(power > -1 ? dore_log1p(power) / power * area_size : 1000);
}

struct dore_zipf dore_zipf_make(double exponent, uint64_t count) {
    assert(exponent > 0 && count > 0);
    struct dore_zipf zipf = {.count = count, .exponent = exponent};
    zipf.left = area(&zipf, 1.5) - 1; /* the first rank's strip is as wide as its chance wants */
    zipf.right = area(&zipf, (double)count + 0.5);
    /* Points so near left of k, or right of it, are k's for every k. */
    zipf.shift = 2 - area_end(&zipf, area(&zipf, 2.5) - height(&zipf, 2));
    return zipf;
}

/* The nearest of 1..count. */
static uint64_t nearest_rank(double x, uint64_t count) {
    if (x < 1)
        return 1;
    if (x >= (double)count)
        return count;
    uint64_t rank = (uint64_t)x;
    return rank + (x - (double)rank >= 0.5);
}

uint64_t dore_zipf_pick(const struct dore_zipf *zipf, struct dore_rng *rng) {
    /* From here on a strip's rest is nothing beside what rounding does to areas. */
    const double far = 0x1p40;
    for (;;) {
        double drawn = zipf->right + dore_rng_unit(rng) * (zipf->left - zipf->right);
        double x = area_end(zipf, drawn);
        uint64_t rank = nearest_rank(x, zipf->count);
        double k = (double)rank;
        if (k - x <= zipf->shift || x >= far || drawn >= area(zipf, k + 0.5) - height(zipf, k))
            return rank;
    }
}
