/* SPDX-License-Identifier: Apache-2.0
 *
 * Keyed permutations of 0..count-1. A number is cut into two halves of bits, which change each
 * other in turn; results that are no numbers of the range go in again until one is (the walk ends,
 * for it is a circle that holds a number of the range). At last all are turned by an offset drawn
 * evenly from the range: so every number is equally likely at every place, however few there are.
 */
#include "philox.h"

#include <assert.h>

__extension__ typedef unsigned __int128 uint128;

enum { ROUNDS = 4 };

/* The finaliser of splitmix64, so that keys that lie side by side may be given. */
static inline uint64_t spread(uint64_t bits) {
    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return bits ^ bits >> 31;
}

static unsigned bits_for(uint64_t count) {
    return count > 1 ? 64 - (unsigned)__builtin_clzll(count - 1) : 0;
}

/* Small halves hide little in each round; these many make each order of few numbers equally likely
 * as far as a million draws can tell. Even counts. */
static uint8_t rounds_for(unsigned bits) {
    return bits < 4 ? 24 : bits < 16 ? 10 : ROUNDS;
}

struct dore_permutation dore_permutation_make(uint64_t key, uint64_t count) {
    assert(count > 0);
    unsigned bits = bits_for(count);
    uint64_t mixed = spread(key + count * PERMUTE_STEP);
    return (struct dore_permutation){
        .count = count,
        .key = mixed,
        .turn = (uint64_t)((uint128)spread(mixed) * count >> 64),
        .low_bits = (uint8_t)(bits / 2),
        .high_bits = (uint8_t)(bits - bits / 2),
        .rounds = rounds_for(bits),
    };
}

/* 32 bits of half and key, as many of them as the mask leaves. Multiplies 32 bits at a time, as
 * vectors can. */
static inline uint64_t scramble(uint64_t half, uint64_t key, uint64_t mask) {
    uint64_t product = (uint64_t)(uint32_t)(half ^ key) * PHILOX_FACTOR_0;
    uint32_t mixed = (uint32_t)(product ^ product >> 32 ^ key >> 32);
    product = (uint64_t)mixed * PHILOX_FACTOR_1;
    return (product ^ product >> 32) & mask;
}

static inline uint64_t encrypt(const struct dore_permutation *permutation, uint64_t number,
                               unsigned rounds) {
    uint64_t low_mask = (UINT64_C(1) << permutation->low_bits) - 1;
    uint64_t high_mask = (UINT64_C(1) << permutation->high_bits) - 1;
    uint64_t low = number & low_mask, high = number >> permutation->low_bits;
    uint64_t key = permutation->key;
    for (unsigned round = 0; round < rounds; round += 2) {
        high ^= scramble(low, key, high_mask);
        low ^= scramble(high, key + PERMUTE_STEP, low_mask);
        key += 2 * PERMUTE_STEP;
    }
    return high << permutation->low_bits | low;
}

static inline uint64_t turn(const struct dore_permutation *permutation, uint64_t number) {
    uint64_t room = permutation->count - permutation->turn; /* number + turn may overflow */
    return number < room ? number + permutation->turn : number - room;
}

uint64_t dore_permute(const struct dore_permutation *permutation, uint64_t number) {
    do {
        number = encrypt(permutation, number, permutation->rounds);
    } while (number >= permutation->count);
    return turn(permutation, number);
}

static void encrypt_all(const struct dore_permutation *permutation, uint64_t *number,
                        uint32_t count) {
    uint32_t done = philox_code()->encrypt(permutation, number, count);
    if (permutation->rounds == ROUNDS) { /* most often, and quicker where it is a constant */
        for (; done < count; done++)
            number[done] = encrypt(permutation, number[done], ROUNDS);
    }
    for (; done < count; done++)
        number[done] = encrypt(permutation, number[done], permutation->rounds);
}

/* All go in together, for their multiplications fill each other's waits; then those together that
 * must go in again, and so on. */
static void permute_some(const struct dore_permutation *permutation, const struct dore_rows *rows,
                         uint32_t first, uint32_t count, uint64_t *out) {
    uint64_t number[DORE_BATCH_ROWS];
    uint32_t at[DORE_BATCH_ROWS];
    for (uint32_t i = 0; i < count; i++) {
        number[i] = dore_row(rows, first + i);
        at[i] = first + i;
    }
    while (count) {
        uint32_t outside = 0;
        encrypt_all(permutation, number, count);
        for (uint32_t i = 0; i < count; i++) {
            uint64_t image = number[i];
            out[at[i]] = turn(permutation, image); /* for those outside, not the last time */
            number[outside] = image;
            at[outside] = at[i];
            outside += image >= permutation->count;
        }
        count = outside;
    }
}

void dore_permute_rows(const struct dore_permutation *permutation, const struct dore_rows *rows,
                       uint64_t *out) {
    for (uint32_t done = 0; done < rows->count; done += DORE_BATCH_ROWS) {
        uint32_t left = rows->count - done;
        permute_some(permutation, rows, done, left < DORE_BATCH_ROWS ? left : DORE_BATCH_ROWS, out);
    }
}
