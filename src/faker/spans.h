/* SPDX-License-Identifier: Apache-2.0
 *
 * spans: the days and moments between two ends, by the rules of each method of the provider
 * date_time, as grids. Private to provider_date_time.c and provider_credit_card.c.
 */
#ifndef FAKER_SPANS_H
#define FAKER_SPANS_H

#include "grid.h"

/* An end of a span: the argument, its name for messages, and what it says. */
struct faker_end {
    const struct dore_arg *arg; /* NULL: not the user's */
    const char *name;
    int64_t at; /* day or microsecond */
};
/* Read an argument as a day or a moment; false when it was refused. */
bool faker_end_day(const struct dore_arg *arg, const char *name, const struct dore_faker *faker,
                   struct faker_end *out);
bool faker_end_moment(const struct dore_arg *arg, const char *name, const struct dore_faker *faker,
                      struct faker_end *out);

/* Days from `start` up to but not reaching `end`, unless both are the same day. */
bool faker_span_days(const struct faker_end *start, const struct faker_end *end,
                     const struct dore_faker *faker, struct faker_grid *out);
/* Moments from start to end, both included. */
bool faker_span_moments(const struct faker_end *start, const struct faker_end *end,
                        const struct dore_faker *faker, struct faker_grid *out);
/* The same by the rule of date_time_between: ends at most a second apart, or reversed ones, mean
 * a fraction of a second after the start; reversed ones with a warning. */
void faker_span_between(const struct faker_end *start, const struct faker_end *end,
                        const struct dore_faker *faker, struct faker_grid *out);

/* The month, year, decade or century of the run's moment. */
enum faker_period { FAKER_MONTH, FAKER_YEAR, FAKER_DECADE, FAKER_CENTURY };
/* Its days, or moments, before and after now. */
struct faker_grid faker_period_days(enum faker_period period, bool before, bool after,
                                    const struct dore_faker *faker);
struct faker_grid faker_period_moments(enum faker_period period, bool before, bool after,
                                       const struct dore_faker *faker);

/* Days on which somebody was born whose age in whole years is minimum..maximum. False when that
 * leads before the year 1. */
bool faker_span_births(int64_t minimum, int64_t maximum, const struct dore_faker *faker,
                       struct faker_grid *out);

#endif
