/* SPDX-License-Identifier: Apache-2.0
 *
 * A law of how many children parents have: chances of the numbers min..max, with a mean that can be
 * asked for. Where numbers are many, those whose chances are nearly equal share a bucket, so that a
 * law is a few thousand buckets at most; a draw chooses a bucket by weight and a number in it
 * evenly.
 */
#ifndef DORE_PLAN_LAW_H
#define DORE_PLAN_LAW_H

#include "dore/manifest.h"

/* More children than that no parent has. */
enum { PLAN_CHILDREN_LIMIT = 1000000000 };

struct plan_bucket {
    uint32_t first, width;
};
/* Of an alias table: its own bucket below the threshold, another one from there on. */
struct plan_column {
    uint32_t threshold;
    struct plan_bucket bucket[2];
};
struct plan_law {
    uint32_t min, max; /* what draws give, and corrections may make of them */
    bool wide;         /* some bucket has more than one number: a draw takes a second word */
    uint32_t column_count;
    const struct plan_column *column;
    double mean;
};

/* `mean` NAN: the law's own, which uniform and zipf have. Else min <= mean <= max, and the law is
 * bent to it: poisson and geometric have it as their parameter, zipf in the exponent, uniform
 * becomes as even as the mean allows. `max` PLAN_CHILDREN_LIMIT may be taken for "none". */
struct plan_law plan_law_make(struct dore_arena *arena, enum dore_law kind, uint32_t min,
                              uint32_t max, double mean);

/* The second word chooses the number in a bucket, and is not looked at where no bucket is wide.
 * That each number of a bucket wider than 2^16 is as likely to the last digit would take a third.
 */
static inline uint32_t plan_law_pick(const struct plan_law *law, uint32_t word, uint32_t second) {
    uint64_t place = (uint64_t)word * law->column_count;
    const struct plan_column *column = &law->column[place >> 32];
    struct plan_bucket bucket = column->bucket[(uint32_t)place >= column->threshold];
    return bucket.first + (uint32_t)((uint64_t)second * bucket.width >> 32);
}

#endif
