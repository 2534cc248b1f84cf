/* SPDX-License-Identifier: Apache-2.0
 *
 * Laws as exponential families: the chance of k is proportional to exp(tilt * t(k)) / b(k), with
 *
 *     uniform, geometric   t(k) = k                   b(k) = 1
 *     poisson              t(k) = k                   b(k) = k!
 *     zipf                 t(k) = log(k - min + 1)    b(k) = 1
 *
 * so that a tilt of 0 is uniform's own and one of -1 zipf's, log(mean) makes poisson of any b = k!,
 * and in each a greater tilt gives a greater mean, from min up to max: the tilt of a mean is found
 * by halving. Of all laws with a mean over a range, tilted ones are those that counts drawn
 * independently take when only their sum is fixed. No libm (same-bytes).
 */
#include "law.h"

#include <math.h>

/* Over more than FEW numbers, a bucket ends where the logarithm of the chance has changed by
 * BUCKET_STEP; the table ends where what follows is less than NEGLIGIBLE of all. */
enum { FEW = 1024 };
#define BUCKET_STEP (1.0 / 32)
#define NEGLIGIBLE 1e-11
#define TILT_MOST 64.0

struct family {
    enum dore_law kind;
    uint32_t min, max;
    double tilt;
    uint32_t mode; /* the likeliest number; chances are relative to its */
};

/* The buckets of a law while its tilt is sought. */
struct table {
    struct plan_bucket *bucket;
    double *weight;
    uint32_t count, capacity;
};

/* ---- chances -------------------------------------------------------------------------------- */

/* log(k!), by Stirling's series where its error is far below a double's. */
static double log_factorial(double k) {
    if (k < 20) {
        double product = 1;
        for (double factor = 2; factor <= k; factor++)
            product *= factor;
        return dore_log(product);
    }
    const double half_log_two_pi = 0.91893853320467274178;
    double inverse = 1 / k, square = inverse * inverse;
    double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260)));
    return (k + 0.5) * dore_log(k) - k + half_log_two_pi + series;
}

/* The logarithm of k's chance to the mode's. */
static double log_chance(const struct family *family, uint32_t k) {
    double from_mode = (double)k - family->mode;
    switch (family->kind) {
    case DORE_LAW_UNIFORM:
    case DORE_LAW_GEOMETRIC:
        return family->tilt * from_mode;
    case DORE_LAW_POISSON:
        return family->tilt * from_mode - (log_factorial(k) - log_factorial(family->mode));
    case DORE_LAW_ZIPF:
        return family->tilt *
               dore_log(((double)k - family->min + 1) / ((double)family->mode - family->min + 1));
    }
    return 0;
}

static uint32_t find_mode(const struct family *family) {
    if (family->kind != DORE_LAW_POISSON)
        return family->tilt > 0 ? family->max : family->min;
    double rate = dore_exp(family->tilt);
    if (rate <= family->min)
        return family->min;
    return rate < family->max ? (uint32_t)rate : family->max;
}

/* ---- buckets -------------------------------------------------------------------------------- */

static void put_bucket(struct table *table, struct plan_bucket bucket, double weight) {
    if (table->count == table->capacity) {
        table->capacity = table->capacity ? 2 * table->capacity : 64;
        table->bucket = dore_realloc(table->bucket, table->capacity, sizeof *table->bucket);
        table->weight = dore_realloc(table->weight, table->capacity, sizeof *table->weight);
    }
    table->bucket[table->count] = bucket;
    table->weight[table->count++] = weight;
}

/* Buckets for the `left` numbers from `near` on, away from the mode, where chances fall: upwards,
 * or downwards. */
static void put_side(struct table *table, const struct family *family, uint32_t near, bool upwards,
                     uint32_t left, double *sum) {
    double log_near = left ? log_chance(family, near) : 0;
    bool many = family->max - family->min >= FEW;
    for (uint32_t width = 1; left;) {
        uint32_t far;
        double log_far;
        /* As wide as the last one if that will do, or as many times twice as wide as does. */
        for (bool grows = true;;) {
            width = width < left ? width : left;
            far = upwards ? near + (width - 1) : near - (width - 1);
            log_far = log_chance(family, far);
            bool fits = width == 1 || (many && log_near - log_far <= BUCKET_STEP);
            if (fits && (!grows || width == left))
                break;
            grows = grows && fits;
            width = fits ? 2 * width : (width + 1) / 2;
        }
        double weight = width * dore_exp((log_near + log_far) / 2);
        put_bucket(table, (struct plan_bucket){upwards ? near : far, width}, weight);
        *sum += weight;
        left -= width;
        if (left == 0 || left * dore_exp(log_far) < NEGLIGIBLE * *sum)
            return;
        near = upwards ? far + 1 : far - 1;
        log_near = log_chance(family, near);
    }
}

/* Fills the table for a tilt; returns the mean. */
static double tabulate(struct table *table, struct family *family, double tilt) {
    double sum = 0, moment = 0;
    table->count = 0;
    family->tilt = tilt;
    family->mode = find_mode(family);
    put_side(table, family, family->mode, true, family->max - family->mode + 1, &sum);
    put_side(table, family, family->mode - 1, false, family->mode - family->min, &sum);
    for (uint32_t i = 0; i < table->count; i++)
        moment += table->weight[i] *
                  ((double)table->bucket[i].first + ((double)table->bucket[i].width - 1) / 2);
    return moment / sum;
}

/* The tilt whose mean is `mean`, nearly: what is missing, corrections of sums give. */
static void tabulate_mean(struct table *table, struct family *family, double mean) {
    double low = -TILT_MOST, high = TILT_MOST;
    for (int halvings = 0; halvings < 100; halvings++) {
        double middle = (low + high) / 2, found = tabulate(table, family, middle);
        double off = found > mean ? found - mean : mean - found;
        if (off <= 1e-9 * (mean + 1))
            return;
        if (found < mean)
            low = middle;
        else
            high = middle;
    }
}

/* ---- laws ----------------------------------------------------------------------------------- */

/* The columns of the alias table; it wants whole numbers: 2^52 is the heaviest bucket. */
static const struct plan_column *make_columns(struct dore_arena *arena, const struct table *table) {
    struct dore_arena scratch = {0};
    uint64_t *whole = DORE_TAKE(&scratch, uint64_t, table->count);
    double most = 0;
    for (uint32_t i = 0; i < table->count; i++)
        most = table->weight[i] > most ? table->weight[i] : most;
    for (uint32_t i = 0; i < table->count; i++)
        whole[i] = (uint64_t)(table->weight[i] / most * 0x1p52);
    struct dore_weights weights = dore_weights_make(&scratch, whole, table->count);
    struct plan_column *column = DORE_NEW(arena, struct plan_column, table->count);
    for (uint32_t i = 0; i < table->count; i++) {
        column[i].threshold = weights.threshold[i];
        column[i].bucket[0] = table->bucket[i];
        column[i].bucket[1] = table->bucket[weights.alias[i]];
    }
    dore_arena_release(&scratch);
    return column;
}

struct plan_law plan_law_make(struct dore_arena *arena, enum dore_law kind, uint32_t min,
                              uint32_t max, double mean) {
    struct family family = {.kind = kind, .min = min, .max = max};
    struct table table = {0};
    struct plan_law law = {.min = min, .max = max, .mean = mean};
    if (isnan(mean) || min == max)
        law.mean = tabulate(&table, &family, kind == DORE_LAW_ZIPF ? -1 : 0);
    else
        tabulate_mean(&table, &family, mean);
    uint32_t last = (uint32_t)law.mean + 1;
    for (uint32_t i = 0; i < table.count; i++) {
        struct plan_bucket bucket = table.bucket[i];
        law.wide |= bucket.width > 1;
        last = bucket.first + (bucket.width - 1) > last ? bucket.first + (bucket.width - 1) : last;
    }
    if (max == PLAN_CHILDREN_LIMIT) /* so many are not meant: as many as draws give, then */
        law.max = last < max ? last : max;
    law.column_count = table.count;
    law.column = make_columns(arena, &table);
    dore_free(table.bucket);
    dore_free(table.weight);
    return law;
}
