/* SPDX-License-Identifier: Apache-2.0
 *
 * Draws the records that rows refer to: the first draw of a row's stream, below the population.
 */
#include "pick.h"

struct dore_rows pick_rows(const struct dore_population *population, uint64_t stream,
                           const struct dore_rows *rows, struct dore_arena *arena) {
    if (population->endless)
        return *rows;
    uint64_t *list = DORE_TAKE(arena, uint64_t, rows->count);
    dore_rng_draws(stream, rows, population->count, list);
    return (struct dore_rows){.count = rows->count, .list = list};
}
