/* SPDX-License-Identifier: Apache-2.0
 *
 * Philox4x32-10: one block, and one block for each of many rows. Both give the same words; the
 * second is where most of a run's time goes.
 */
#include "philox.h"

#include <stdatomic.h>

enum { ROUNDS = PHILOX_ROUNDS };

static const uint32_t key_step[2] = {PHILOX_STEP_0, PHILOX_STEP_1};

/* One round on four words, each a variable of its own so that it stays in a register. */
static inline void mix(uint32_t *a, uint32_t *b, uint32_t *c, uint32_t *d, uint32_t key0,
                       uint32_t key1) {
    uint64_t product0 = (uint64_t)PHILOX_FACTOR_0 * *a;
    uint64_t product1 = (uint64_t)PHILOX_FACTOR_1 * *c;
    *a = (uint32_t)(product1 >> 32) ^ *b ^ key0;
    *b = (uint32_t)product1;
    *c = (uint32_t)(product0 >> 32) ^ *d ^ key1;
    *d = (uint32_t)product0;
}

static inline struct dore_block encrypt(uint64_t stream, uint32_t a, uint32_t b, uint32_t c,
                                        uint32_t d) {
    uint32_t key0 = (uint32_t)stream, key1 = (uint32_t)(stream >> 32);
#pragma GCC unroll 10
    for (unsigned round = 0; round < ROUNDS; round++) {
        mix(&a, &b, &c, &d, key0, key1);
        key0 += key_step[0];
        key1 += key_step[1];
    }
    return (struct dore_block){{a, b, c, d}};
}

struct dore_block dore_philox(const uint32_t counter[4], const uint32_t key[2]) {
    return encrypt(key[0] | (uint64_t)key[1] << 32, counter[0], counter[1], counter[2], counter[3]);
}

struct dore_block philox_block(uint64_t stream, uint64_t row, uint32_t block, uint32_t retry) {
    return encrypt(stream, (uint32_t)row, (uint32_t)(row >> 32), block, retry);
}

/* The keys of all rounds. */
struct schedule {
    uint32_t key[ROUNDS][2];
};

/* Two rows side by side: one's multiplications fill the waits of the other's. More would not fit
 * the registers, which is also why the keys come ready from memory. */
static inline void encrypt_pair(const struct schedule *schedule, uint64_t row, uint64_t other_row,
                                uint32_t block, struct dore_block out[2]) {
    uint32_t a0 = (uint32_t)row, b0 = (uint32_t)(row >> 32), c0 = block, d0 = 0;
    uint32_t a1 = (uint32_t)other_row, b1 = (uint32_t)(other_row >> 32), c1 = block, d1 = 0;
#pragma GCC unroll 10
    for (unsigned round = 0; round < ROUNDS; round++) {
        mix(&a0, &b0, &c0, &d0, schedule->key[round][0], schedule->key[round][1]);
        mix(&a1, &b1, &c1, &d1, schedule->key[round][0], schedule->key[round][1]);
    }
    out[0] = (struct dore_block){{a0, b0, c0, d0}};
    out[1] = (struct dore_block){{a1, b1, c1, d1}};
}

static uint32_t no_blocks(uint64_t stream, const struct dore_rows *rows, uint32_t block,
                          struct dore_block *out) {
    (void)stream, (void)rows, (void)block, (void)out;
    return 0;
}

static uint32_t no_draws(uint64_t stream, const struct dore_rows *rows, uint32_t limit,
                         uint64_t *out) {
    (void)stream, (void)rows, (void)limit, (void)out;
    return 0;
}

static uint32_t no_numbers(const struct dore_permutation *permutation, uint64_t *number,
                           uint32_t count) {
    (void)permutation, (void)number, (void)count;
    return 0;
}

const struct philox_vector philox_vectors[] = {
    {"avx512", philox_avx512}, {"avx2", philox_avx2}, {NULL, NULL}};

/* The best code of this processor that the environment allows. */
static const struct philox_code *choose_code(void) {
    static const struct philox_code none = {no_blocks, no_draws, no_numbers};
    for (const struct philox_vector *vector = philox_vectors; vector->name; vector++) {
        const struct philox_code *code = dore_simd_allows(vector->name) ? vector->find() : NULL;
        if (code)
            return code;
    }
    return &none;
}

/* The processor's vector code, found once. Threads may find it at the same time: all find the same,
 * and it gives the same words as the scalar code (same-bytes). */
const struct philox_code *philox_code(void) {
    static _Atomic(const struct philox_code *) found;
    const struct philox_code *code = atomic_load_explicit(&found, memory_order_relaxed);
    if (!code) {
        code = choose_code();
        atomic_store_explicit(&found, code, memory_order_relaxed);
    }
    return code;
}

void dore_rng_blocks(uint64_t stream, const struct dore_rows *rows, uint32_t block,
                     struct dore_block *out) {
    struct schedule schedule;
    uint32_t done = philox_code()->blocks(stream, rows, block, out);
    for (uint32_t round = 0; round < ROUNDS; round++) {
        schedule.key[round][0] = (uint32_t)stream + round * key_step[0];
        schedule.key[round][1] = (uint32_t)(stream >> 32) + round * key_step[1];
    }
    for (; rows->count - done >= 2; done += 2)
        encrypt_pair(&schedule, dore_row(rows, done), dore_row(rows, done + 1), block, &out[done]);
    if (done < rows->count)
        out[done] = philox_block(stream, dore_row(rows, done), block, 0);
}
