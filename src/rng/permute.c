/* SPDX-License-Identifier: Apache-2.0
 *
 * Keyed permutations of 0..count-1. A number is cut into two halves of bits, which change each
 * other in turn; results that are no numbers of the range go in again until one is (the walk ends,
 * for it is a circle that holds a number of the range). At last all are turned by an offset drawn
 * evenly from the range: so every number is equally likely at every place, however few there are.
 */
#include "dore/rng.h"

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
    uint64_t mixed = spread(key + count * UINT64_C(0x9E3779B97F4A7C15));
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
    uint64_t product = (uint64_t)(uint32_t)(half ^ key) * UINT32_C(0xD2511F53);
    uint32_t mixed = (uint32_t)(product ^ product >> 32 ^ key >> 32);
    product = (uint64_t)mixed * UINT32_C(0xCD9E8D57);
    return (product ^ product >> 32) & mask;
}

static inline uint64_t encrypt(const struct dore_permutation *permutation, uint64_t number,
                               unsigned rounds) {
    const uint64_t step = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t low_mask = (UINT64_C(1) << permutation->low_bits) - 1;
    uint64_t high_mask = (UINT64_C(1) << permutation->high_bits) - 1;
    uint64_t low = number & low_mask, high = number >> permutation->low_bits;
    uint64_t key = permutation->key;
    for (unsigned round = 0; round < rounds; round += 2) {
        high ^= scramble(low, key, high_mask);
        low ^= scramble(high, key + step, low_mask);
        key += 2 * step;
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

/* Encrypts numbers[at[0..count)] where `at` is not NULL, else numbers[0..count); lists in `outside`
 * those that must go in again, and returns how many these are. */
__attribute__((always_inline)) static inline uint32_t
encrypt_all(const struct dore_permutation *permutation, unsigned rounds, uint64_t *numbers,
            const uint16_t *at, uint32_t count, uint16_t *outside) {
    uint32_t left = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t index = at ? at[i] : i;
        uint64_t number = encrypt(permutation, numbers[index], rounds);
        numbers[index] = number;
        outside[left] = (uint16_t)index;
        left += number >= permutation->count;
    }
    return left;
}

/* All go in together, for their multiplications fill each other's waits; then those together that
 * must go in again, and so on. */
__attribute__((always_inline)) static inline void
permute_all(const struct dore_permutation *permutation, unsigned rounds, uint64_t *numbers,
            uint32_t count) {
    uint16_t outside[DORE_BATCH_ROWS];
    uint32_t left = encrypt_all(permutation, rounds, numbers, NULL, count, outside);
    while (left)
        left = encrypt_all(permutation, rounds, numbers, outside, left, outside);
    for (uint32_t i = 0; i < count; i++)
        numbers[i] = turn(permutation, numbers[i]);
}

void dore_permute_rows(const struct dore_permutation *permutation, const struct dore_rows *rows,
                       uint64_t *out) {
    for (uint32_t i = 0; i < rows->count; i++)
        out[i] = dore_row(rows, i);
    for (uint32_t done = 0, some; done < rows->count; done += some) {
        some = rows->count - done < DORE_BATCH_ROWS ? rows->count - done : DORE_BATCH_ROWS;
        if (permutation->rounds == ROUNDS) /* most often, and quicker where it is a constant */
            permute_all(permutation, ROUNDS, out + done, some);
        else
            permute_all(permutation, permutation->rounds, out + done, some);
    }
}
