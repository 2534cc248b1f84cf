/* SPDX-License-Identifier: Apache-2.0
 *
 * Draws the records that rows refer to, a vector at a time: one block a row, of which a population
 * up to 2^32 takes the first word and a larger one the first two.
 */
#include "pick.h"

static void draw(uint64_t count, uint64_t stream, const struct dore_rows *rows, uint64_t *out) {
    struct dore_block block[DORE_BATCH_ROWS];
    bool wide = count > UINT64_C(1) << 32;
    dore_rng_blocks(stream, rows, 0, block);
    for (uint32_t i = 0; i < rows->count; i++) {
        uint64_t word = block[i].word[0];
        if (wide)
            word |= (uint64_t)block[i].word[1] << 32;
        out[i] = dore_rng_bounded(stream, dore_row(rows, i), 0, word, count);
    }
}

struct dore_rows pick_rows(const struct dore_population *population, uint64_t stream,
                           const struct dore_rows *rows, struct dore_arena *arena) {
    if (population->endless)
        return *rows;
    uint64_t *list = DORE_TAKE(arena, uint64_t, rows->count);
    for (uint32_t at = 0; at < rows->count; at += DORE_BATCH_ROWS) {
        uint32_t left = rows->count - at;
        struct dore_rows some = {.first = rows->first + at,
                                 .count = left < DORE_BATCH_ROWS ? left : DORE_BATCH_ROWS,
                                 .list = rows->list ? rows->list + at : NULL};
        draw(population->count, stream, &some, list + at);
    }
    return (struct dore_rows){.count = rows->count, .list = list};
}
