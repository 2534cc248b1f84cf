/* SPDX-License-Identifier: Apache-2.0
 *
 * Domains of the simple cases: ranges of integers, texts of given lengths, kinds whose text has a
 * form of its own; and what holds for values of two domains. Domains of listed values are in
 * survey.c, the check of a value in holds.c.
 */
#include "dore/value.h"

#include <float.h>
#include <string.h>

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

/* ---- either ------------------------------------------------------------------------------- */

#define LEAST(field) (a->field < b->field ? a->field : b->field)
#define GREATEST(field) (a->field > b->field ? a->field : b->field)

/* Bounds hold for kinds that have any, and decimals' only at one scale. */
static void unite_bounds(const struct dore_domain *a, const struct dore_domain *b,
                         struct dore_domain *out) {
    const unsigned unbounded = DORE_KIND_BIT(DORE_NULL) | DORE_KIND_BIT(DORE_STRING);
    bool a_free = !(a->kinds & ~unbounded), b_free = !(b->kinds & ~unbounded);
    if (a_free || b_free) {
        const struct dore_domain *held = a_free ? b : a;
        out->bounded = held->bounded;
        out->min = held->min;
        out->max = held->max;
        return;
    }
    out->bounded = a->bounded && b->bounded && a->scale == b->scale;
    out->min = LEAST(min);
    out->max = GREATEST(max);
}

static bool same_fields(const struct dore_domain *a, const struct dore_domain *b) {
    if (a->field_count != b->field_count || !a->field || !b->field)
        return false;
    for (uint32_t i = 0; i < a->field_count; i++)
        if (strcmp(a->field[i].name, b->field[i].name) != 0)
            return false;
    return true;
}

/* What values consist of: known only where both know it. */
static void unite_parts(struct dore_arena *arena, const struct dore_domain *a,
                        const struct dore_domain *b, struct dore_domain *out) {
    if (a->element && b->element) {
        struct dore_domain *element = DORE_NEW(arena, struct dore_domain, 1);
        *element = dore_domain_either(arena, a->element, b->element);
        out->element = element;
    }
    if (!same_fields(a, b))
        return;
    struct dore_domain_field *field = DORE_NEW(arena, struct dore_domain_field, a->field_count);
    for (uint32_t i = 0; i < a->field_count; i++) {
        field[i].name = a->field[i].name;
        field[i].domain = dore_domain_either(arena, &a->field[i].domain, &b->field[i].domain);
    }
    out->field = field;
    out->field_count = a->field_count;
}

struct dore_domain dore_domain_either(struct dore_arena *arena, const struct dore_domain *a,
                                      const struct dore_domain *b) {
    struct dore_domain domain = {.kinds = a->kinds | b->kinds,
                                 .plain = a->plain && b->plain,
                                 .ascii = dore_domain_is_ascii(a) && dore_domain_is_ascii(b),
                                 .nul = a->nul || b->nul,
                                 .not_finite = a->not_finite || b->not_finite,
                                 .scale = GREATEST(scale),
                                 .float_min = LEAST(float_min),
                                 .float_max = GREATEST(float_max),
                                 .min_chars = LEAST(min_chars),
                                 .max_chars = GREATEST(max_chars),
                                 .max_bytes = GREATEST(max_bytes),
                                 .mean_bytes = a->mean_bytes,
                                 .max_items = GREATEST(max_items)};
    unite_bounds(a, b, &domain);
    unite_parts(arena, a, b, &domain);
    return domain;
}
