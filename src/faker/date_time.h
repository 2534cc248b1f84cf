/* SPDX-License-Identifier: Apache-2.0
 *
 * date_time: what moments.c makes of a grid of moments for the methods of provider_date_time.c, and
 * time_series.c. Private to those and to provider_credit_card.c.
 */
#ifndef FAKER_DATE_TIME_H
#define FAKER_DATE_TIME_H

#include "moment_numbers.h"
#include "spans.h"
#include "strftime.h"

/* A state is a struct faker_grid of moments. Each function takes one draw a row. */

/* The moment's day. */
struct dore_domain faker_moment_day_domain(const void *state);
void faker_moment_day_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                           struct dore_arena *arena, struct dore_column *out);
void faker_moment_day_at(const void *state, struct dore_cell *cell, struct dore_value *out);
/* Its time of day. */
struct dore_domain faker_moment_time_domain(const void *state);
void faker_moment_time_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                            struct dore_arena *arena, struct dore_column *out);
void faker_moment_time_at(const void *state, struct dore_cell *cell, struct dore_value *out);
/* Seconds since 1970, with a fraction. */
struct dore_domain faker_moment_seconds_domain(const void *state);
void faker_moment_seconds_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                               struct dore_arena *arena, struct dore_column *out);
void faker_moment_seconds_at(const void *state, struct dore_cell *cell, struct dore_value *out);

/* Moments as text by a strftime pattern. */
struct faker_moment_text {
    struct faker_grid grid;
    const struct faker_pattern *pattern;
    bool time_only; /* the pattern sees 1900-01-01 */
    struct dore_domain domain;
    struct faker_moments numbers; /* whose texts differ; count 0: nobody knows */
};
const struct faker_moment_text *faker_moment_text_make(const struct faker_grid *grid,
                                                       struct dore_str pattern, bool time_only,
                                                       const struct dore_faker *faker);
struct dore_domain faker_moment_text_domain(const void *state);
void faker_moment_text_put(const void *state, struct dore_cell *cell);
const char *faker_moment_text_overlap(const void *state);

/* Moments as datetime.isoformat() prints them. */
extern const char *const faker_timespecs[]; /* ended by NULL */
const void *faker_iso8601_make(const struct faker_grid *grid, struct dore_str separator,
                               struct dore_str timespec, bool zone, const struct dore_faker *faker);
struct dore_domain faker_iso8601_domain(const void *state);
void faker_iso8601_put(const void *state, struct dore_cell *cell);

/* Whether a parameter `tzinfo` is null or a name of UTC; an error when not. */
bool faker_zone_check(const struct dore_arg *arg, const struct dore_faker *faker);

/* The method time_series. */
extern const struct dore_param faker_time_series_params[];
const void *faker_time_series_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_time_series_domain(const void *state);
void faker_time_series_cell(const void *state, struct dore_cell *cell, struct dore_value *out);

#endif
