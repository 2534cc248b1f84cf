/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to rng: the constants of Philox4x32-10, the block behind one address, and the hook for
 * code that works on many rows at once.
 */
#ifndef DORE_RNG_PHILOX_H
#define DORE_RNG_PHILOX_H

#include "dore/rng.h"

/* Multipliers of the rounds and what is added to the key between them (Salmon et al. 2011). */
#define PHILOX_FACTOR_0 UINT32_C(0xD2511F53)
#define PHILOX_FACTOR_1 UINT32_C(0xCD9E8D57)
#define PHILOX_STEP_0 UINT32_C(0x9E3779B9)
#define PHILOX_STEP_1 UINT32_C(0xBB67AE85)
enum { PHILOX_ROUNDS = 10 };

/* Code that works on the first rows, as many as suit it, and returns how many: it makes their
 * blocks; it draws the row's first number below a limit of 1 .. 2^32 - 1; it sends numbers through
 * a permutation's network, once, in their place. */
struct philox_code {
    uint32_t (*blocks)(uint64_t stream, const struct dore_rows *rows, uint32_t block,
                       struct dore_block *out);
    uint32_t (*draws)(uint64_t stream, const struct dore_rows *rows, uint32_t limit, uint64_t *out);
    uint32_t (*encrypt)(const struct dore_permutation *permutation, uint64_t *number,
                        uint32_t count);
};
/* Each kind of vector code, best first, ended by a NULL name. */
struct philox_vector {
    const char *name;
    const struct philox_code *(*find)(void); /* NULL where the processor has it not */
};
extern const struct philox_vector philox_vectors[];
const struct philox_code *philox_avx512(void), *philox_avx2(void);
/* What this processor runs. */
const struct philox_code *philox_code(void);

/* Round keys of permutations are so far from each other. */
#define PERMUTE_STEP UINT64_C(0x9E3779B97F4A7C15)
#ifdef __x86_64__
uint32_t permute_avx2(const struct dore_permutation *permutation, uint64_t *number, uint32_t count);
#endif

struct dore_block philox_block(uint64_t stream, uint64_t row, uint32_t block, uint32_t retry);

#endif
