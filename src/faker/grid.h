/* SPDX-License-Identifier: Apache-2.0
 *
 * grid: values that lie evenly on a line - integers, decimals, dates, moments - and what methods
 * with numeric parameters share: naming a refused argument, reading bounds exactly.
 * Private to src/faker.
 */
#ifndef FAKER_GRID_H
#define FAKER_GRID_H

#include "dore/faker.h"

/* first, first + step, ... : `count` values, each equally likely. The last one fits int64_t. */
struct faker_grid {
    enum dore_kind kind; /* INT, DECIMAL, DATE, DATETIME, TIME or DURATION */
    uint8_t scale;       /* of DECIMAL */
    int64_t first;
    uint64_t step;
    uint64_t count; /* 0 means 2^64 */
};
/* lowest, lowest + step, ... up to highest; lowest <= highest, step >= 1. */
struct faker_grid faker_grid_of(enum dore_kind kind, int64_t lowest, int64_t highest,
                                uint64_t step);
int64_t faker_grid_last(const struct faker_grid *grid);
/* Takes one draw of below(count). */
int64_t faker_grid_pick(const struct faker_grid *grid, struct dore_rng *rng);

/* For methods whose state is a struct faker_grid. */
struct dore_domain faker_grid_domain(const void *state);
void faker_grid_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                     struct dore_arena *arena, struct dore_column *out);
void faker_grid_at(const void *state, struct dore_cell *cell, struct dore_value *out);
/* For methods with the parameters lowest, highest and step, named in that order by `params`. */
const void *faker_grid_prepare(const struct dore_arg *arg, const struct dore_param *params,
                               const struct dore_faker *faker);
/* A copy of the grid that lives as long as the plan: what `prepare` returns. */
const struct faker_grid *faker_grid_keep(const struct dore_faker *faker, struct faker_grid grid);

/* The domain of decimals lowest..highest in units of `scale` (0..18). */
struct dore_domain faker_decimal_domain(int64_t lowest, int64_t highest, uint8_t scale);

/* True in `per_cent` of 100 cases (0..100), one draw a row: a state and its functions. */
const void *faker_chance_of(unsigned per_cent, const struct dore_faker *faker);
struct dore_domain faker_chance_domain(const void *state);
void faker_chance_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                       struct dore_arena *arena, struct dore_column *out);
void faker_chance_at(const void *state, struct dore_cell *cell, struct dore_value *out);

/* Most characters in one text and most items in one list that a parameter may ask for. */
enum { FAKER_MOST_CHARS = 1 << 20, FAKER_MOST_ITEMS = 100000 };

/* A count of things: below 0 it is taken as 0 with a warning, as Faker does without; false when it
 * is over `most`, which is an error. */
bool faker_count_read(const struct dore_arg *arg, const char *name, uint32_t most,
                      const struct dore_faker *faker, uint32_t *out);
/* Bounds in per cent of a count that Faker calls variable: a whole percentage is drawn. */
enum { FAKER_VARY_LEAST = 60, FAKER_VARY_MOST = 140 };

/* The draw of below(limit) that begins at word `position` (even when the limit is over 2^32) of a
 * row whose first four words are `block`; position + 1 or 2 <= 4. */
uint64_t faker_block_below(const struct dore_block *block, uint64_t stream, uint64_t row,
                           uint32_t position, uint64_t limit);
/* Whether below(limit) is a draw of 64 bits. */
static inline bool faker_is_wide(uint64_t limit) {
    return limit == 0 || limit > UINT64_C(1) << 32;
}

/* The argument as the user wrote it, for messages: text in single quotes, other JSON as it stands,
 * cut where it is long. The value of a variable is never shown (no-secrets). */
const char *faker_given(const struct dore_arg *arg, const struct dore_faker *faker);
/* Adds E_PARAM_RANGE at the argument: "'max_value' of 'pyint' is 3, " and the problem, a phrase
 * such as "below 'min_value' 5"; `hint` as for dore_error. Returns NULL for `return
 * faker_refuse(..)`. */
const void *faker_refuse(const struct dore_arg *arg, const char *name,
                         const struct dore_faker *faker, const char *hint, const char *problem, ...)
    __attribute__((format(printf, 5, 6)));

/* Towards minus infinity. */
int64_t faker_floor_divide(int64_t number, int64_t positive);

#endif
