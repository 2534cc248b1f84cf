/* SPDX-License-Identifier: Apache-2.0
 *
 * Domains of the simple cases: ranges of integers, texts of given lengths, kinds whose text has a
 * form of its own. Domains of listed values are in survey.c, the check of a value in holds.c.
 */
#include "dore/value.h"

#include <float.h>

enum dore_kind dore_domain_kind(const struct dore_domain *domain) {
    unsigned kinds = domain->kinds & ~DORE_KIND_BIT(DORE_NULL);
    if (kinds == 0) {
        return DORE_NULL;
    }
    for (unsigned kind = DORE_BOOL; kind < DORE_ANY; kind++) {
        if (kinds == DORE_KIND_BIT(kind)) {
            return (enum dore_kind)kind;
        }
    }
    return DORE_ANY;
}

static uint64_t integer_chars(int64_t number) {
    char room[DORE_INT_ROOM];
    return (uint64_t)(dore_print_i64(room, number) - room);
}

/* The mean of four samples, amid the quarters of the range. */
static uint64_t typical_chars(int64_t min, uint64_t width) {
    uint64_t chars = 0;
    for (uint64_t eighths = 1; eighths < 8; eighths += 2) {
        uint64_t offset = width / 8 * eighths + width % 8 * eighths / 8;
        chars += integer_chars((int64_t)((uint64_t)min + offset));
    }
    return (chars + 2) / 4;
}

struct dore_domain dore_domain_of_integers(int64_t min, int64_t max) {
    uint64_t width = (uint64_t)max - (uint64_t)min;
    uint64_t low = integer_chars(min), high = integer_chars(max);
    uint64_t shortest = min > 0 ? low : max < 0 ? high : 1; /* "0" when it is in the range */
    return (struct dore_domain){
        .kinds = DORE_KIND_BIT(DORE_INT),
        .bounded = true,
        .plain = true,
        .min = min,
        .max = max,
        .min_chars = shortest,
        .max_chars = low > high ? low : high,
        .max_bytes = low > high ? low : high,
        .mean_bytes = typical_chars(min, width),
        .distinct = width + 1, /* 2^64 becomes 0: beyond counting */
    };
}

struct dore_domain dore_domain_of_text(uint64_t min_chars, uint64_t max_chars, uint64_t mean_bytes,
                                       bool plain) {
    uint64_t bytes = plain ? max_chars : max_chars > UINT64_MAX / 4 ? UINT64_MAX : 4 * max_chars;
    return (struct dore_domain){
        .kinds = DORE_KIND_BIT(DORE_STRING),
        .plain = plain,
        .min_chars = min_chars,
        .max_chars = max_chars,
        .max_bytes = bytes,
        .mean_bytes = mean_bytes,
    };
}

#define DAY_US_MIN (DORE_DAY_MIN * DORE_US_PER_DAY)
#define DAY_US_MAX ((DORE_DAY_MAX + 1) * DORE_US_PER_DAY - 1)

/* The whole range of each kind whose text has a form of its own. */
static const struct kind_row {
    enum dore_kind kind;
    bool bounded;
    int64_t min, max;
    uint64_t min_chars, max_chars, mean_bytes, distinct;
} kind_rows[] = {
    {DORE_NULL, false, 0, 0, 0, 0, 0, 0},
    {DORE_BOOL, false, 0, 0, 4, 5, 5, 2},
    {DORE_FLOAT, false, 0, 0, 3, 24, 18, 0},
    {DORE_UUID, false, 0, 0, 36, 36, 36, 0},
    {DORE_UUID_STRING, false, 0, 0, 36, 36, 36, 0},
    {DORE_DATE, true, DORE_DAY_MIN, DORE_DAY_MAX, 10, 10, 10, DORE_DAY_MAX - DORE_DAY_MIN + 1},
    {DORE_DATETIME, true, DAY_US_MIN, DAY_US_MAX, 19, 26, 19,
     (uint64_t)(DAY_US_MAX - DAY_US_MIN) + 1},
    {DORE_TIME, true, 0, DORE_US_PER_DAY - 1, 8, 15, 8, (uint64_t)DORE_US_PER_DAY},
    {DORE_DURATION, true, INT64_MIN, INT64_MAX, 3, 29, 8, 0},
};

struct dore_domain dore_domain_of_kind(enum dore_kind kind) {
    struct dore_domain domain = {.kinds = DORE_KIND_BIT(kind), .plain = true};
    for (size_t i = 0; i < sizeof kind_rows / sizeof *kind_rows; i++) {
        const struct kind_row *row = &kind_rows[i];
        if (row->kind == kind) {
            domain.bounded = row->bounded;
            domain.min = row->min;
            domain.max = row->max;
            domain.min_chars = row->min_chars;
            domain.max_chars = domain.max_bytes = row->max_chars;
            domain.mean_bytes = row->mean_bytes;
            domain.distinct = row->distinct;
        }
    }
    if (kind == DORE_FLOAT) {
        domain.float_min = -DBL_MAX;
        domain.float_max = DBL_MAX;
    }
    return domain;
}
