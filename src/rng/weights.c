/* SPDX-License-Identifier: Apache-2.0
 *
 * Choice by weight: alias tables (Walker 1977, built as Vose 1991 does) in integers. Every item
 * has a column of height 2^32; it keeps `threshold` of it and gives the rest to its alias.
 */
#include "dore/rng.h"

__extension__ typedef unsigned __int128 uint128;

#define COLUMN (UINT64_C(1) << 32)

/* Sum of the weights after each was shifted right so far that the sum fits 64 bits. */
static uint64_t sum_weights(const uint64_t *weight, uint32_t count, unsigned *shift) {
    uint128 sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        sum += weight[i];
    }
    for (*shift = 0; sum >> *shift > UINT64_MAX; (*shift)++) {
    }
    uint64_t total = 0;
    for (uint32_t i = 0; i < count; i++) {
        total += weight[i] >> *shift;
    }
    return total;
}

/* share[i] = weight[i] / sum * count columns. Rounding the running sums, not the shares, makes
 * the shares add up to count columns exactly; a weight of 0 has a share of 0. */
static void scale_weights(const uint64_t *weight, uint32_t count, uint64_t *share) {
    unsigned shift;
    uint64_t total = sum_weights(weight, count, &shift), sum = 0;
    uint128 before = 0;
    for (uint32_t i = 0; i < count; i++) {
        sum += weight[i] >> shift;
        uint128 after = (uint128)sum * count * COLUMN / total;
        share[i] = (uint64_t)(after - before);
        before = after;
    }
}

/* `todo` holds the items with less than a column from its front, the others from its back. */
static void pair_up(uint64_t *share, uint32_t *todo, uint32_t count, uint32_t *threshold,
                    uint32_t *alias) {
    uint32_t small = 0, large = count;
    for (uint32_t i = count; i-- > 0;) {
        if (share[i] < COLUMN) {
            todo[small++] = i;
        } else {
            todo[--large] = i;
        }
    }
    while (small > 0 && large < count) {
        uint32_t poor = todo[--small], rich = todo[large];
        threshold[poor] = (uint32_t)share[poor];
        alias[poor] = rich;
        share[rich] -= COLUMN - share[poor];
        if (share[rich] < COLUMN) {
            large++;
            todo[small++] = rich;
        }
    }
    /* The shares add up, so what is left has exactly one column: its own, whatever the word. */
    while (large < count) {
        uint32_t full = todo[large++];
        threshold[full] = UINT32_MAX;
        alias[full] = full;
    }
}

struct dore_weights dore_weights_make(struct dore_arena *arena, const uint64_t *weight,
                                      uint32_t count) {
    struct dore_weights weights = {.count = count};
    if (!weight || count == 0) {
        return weights;
    }
    uint32_t *threshold = DORE_NEW(arena, uint32_t, count);
    uint32_t *alias = DORE_NEW(arena, uint32_t, count);
    uint64_t *share = dore_alloc(count, sizeof *share);
    uint32_t *todo = dore_alloc(count, sizeof *todo);
    scale_weights(weight, count, share);
    pair_up(share, todo, count, threshold, alias);
    dore_free(todo);
    dore_free(share);
    weights.threshold = threshold;
    weights.alias = alias;
    return weights;
}

uint32_t dore_weights_pick(const struct dore_weights *weights, uint32_t word) {
    uint64_t product = (uint64_t)word * weights->count;
    uint32_t column = (uint32_t)(product >> 32);
    if (!weights->threshold || (uint32_t)product < weights->threshold[column]) {
        return column;
    }
    return weights->alias[column];
}
