/* SPDX-License-Identifier: Apache-2.0
 *
 * time_series: points at even distances from one moment up to but not reaching another, each with a
 * number from 0 up to the distance in seconds. Distances are whole microseconds, but for the
 * thirtieth part of the span, which is the default: there each point is cut to one.
 */
#include "choice.h"
#include "date_time.h"
#include "decimal.h"
#include "mixed.h"

#include <string.h>

enum { SERIES_START, SERIES_END, SERIES_PRECISION, SERIES_DISTRIB, SERIES_ZONE };
enum { DEFAULT_POINTS = 30, MICRO_DIGITS = 6 };

const struct dore_param faker_time_series_params[] = {
    {"start_date", DORE_P_DATE, "\"-30d\"", NULL, "the first moment"},
    {"end_date", DORE_P_DATE, "\"now\"", NULL, "the moment behind the last one"},
    {"precision", DORE_P_NUMBER | DORE_P_STRING | DORE_P_NULL, "null", NULL,
     "seconds between two moments, or a delta such as \"+1h\"; null: a thirtieth of all"},
    {"distrib", DORE_P_NULL, "null", NULL, "only null: a Python function cannot be written here"},
    {"tzinfo", DORE_P_STRING | DORE_P_NULL, "null", NULL, "null or \"UTC\": moments are UTC"},
    {NULL, 0, NULL, NULL, NULL},
};

struct series {
    int64_t start, span, step; /* microseconds; step 0: span / DEFAULT_POINTS */
    uint32_t count;
    double most; /* the distance in seconds */
    struct dore_domain item, pair, list;
};

static bool refuse_precision(const struct dore_arg *arg, const struct dore_faker *faker,
                             const char *problem) {
    faker_refuse(arg, "precision", faker, "write seconds such as 3600, or a delta such as \"+1h\"",
                 "%s", problem);
    return false;
}

/* Microseconds between two points; 0 for null. */
static bool read_step(const struct dore_arg *arg, const struct dore_faker *faker, int64_t *step) {
    *step = 0;
    if (arg->null) {
        return true;
    }
    if (arg->node->kind == DORE_NODE_STRING) {
        if (arg->s.size == 0 || !strchr("+-", arg->s.text[0])) {
            return refuse_precision(arg, faker, "no delta");
        }
        if (!dore_date_moment(arg, faker, step)) {
            return false;
        }
        *step -= faker->now;
    } else {
        struct faker_decimal number;
        if (!faker_decimal_read(arg->s, faker->arena, &number) ||
            !faker_decimal_scaled(&number, MICRO_DIGITS, false, step)) {
            return refuse_precision(arg, faker, "more than a calendar holds");
        }
    }
    return *step > 0 || refuse_precision(arg, faker, "less than a microsecond");
}

static bool count_points(struct series *series, const struct dore_arg *precision,
                         const struct dore_faker *faker) {
    const double second = 1e6;
    if (series->step == 0) {
        series->count = series->span > 0 ? DEFAULT_POINTS : 0;
        series->most = (double)series->span / DEFAULT_POINTS / second;
        return true;
    }
    int64_t count = series->span / series->step + (series->span % series->step > 0);
    if (count > FAKER_MOST_ITEMS) {
        faker_refuse(precision, "precision", faker, NULL, "which makes %lld points, more than %d",
                     (long long)count, FAKER_MOST_ITEMS);
        return false;
    }
    series->count = (uint32_t)count;
    series->most = (double)series->step / second;
    return true;
}

static void measure(struct series *series) {
    struct dore_domain moment = dore_domain_of_kind(DORE_DATETIME);
    struct dore_domain number = dore_domain_of_kind(DORE_FLOAT);
    number.float_min = 0;
    number.float_max = series->most;
    series->item = faker_domain_union(&number, &moment);
    series->pair = faker_list_domain_of(&series->item, 2, 2);
    series->list = faker_list_domain_of(&series->pair, series->count, series->count);
}

const void *faker_time_series_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct series *series = DORE_NEW(faker->arena, struct series, 1);
    struct faker_end start, end;
    struct faker_grid grid;
    bool read = faker_zone_check(&arg[SERIES_ZONE], faker);
    read = faker_end_moment(&arg[SERIES_START], "start_date", faker, &start) && read;
    read = faker_end_moment(&arg[SERIES_END], "end_date", faker, &end) && read;
    read = read_step(&arg[SERIES_PRECISION], faker, &series->step) && read;
    if (!read || !faker_span_moments(&start, &end, faker, &grid)) {
        return NULL;
    }
    series->start = start.at;
    series->span = end.at - start.at;
    if (!count_points(series, &arg[SERIES_PRECISION], faker)) {
        return NULL;
    }
    measure(series);
    return series;
}

struct dore_domain faker_time_series_domain(const void *state) {
    const struct series *series = state;
    return series->list;
}

static int64_t moment_of(const struct series *series, uint32_t point) {
    if (series->step > 0) {
        return series->start + series->step * point;
    }
    int64_t whole = series->span / DEFAULT_POINTS, rest = series->span % DEFAULT_POINTS;
    return series->start + whole * point + rest * point / DEFAULT_POINTS;
}

void faker_time_series_cell(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct series *series = state;
    struct dore_value *pair = DORE_NEW(cell->arena, struct dore_value, series->count);
    struct dore_value *item = DORE_NEW(cell->arena, struct dore_value, 2 * (size_t)series->count);
    for (uint32_t i = 0; i < series->count; i++, item += 2) {
        item[0] = (struct dore_value){.kind = DORE_DATETIME, .u.i = moment_of(series, i)};
        item[1] = (struct dore_value){.kind = DORE_FLOAT,
                                      .u.f = dore_rng_unit(&cell->rng) * series->most};
        pair[i] = (struct dore_value){.kind = DORE_LIST, .u.list = {item, 2}};
    }
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {pair, series->count}};
}
