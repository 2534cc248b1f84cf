/* SPDX-License-Identifier: Apache-2.0
 *
 * The blocks of many rows with AVX-512: thirty-two rows side by side, the same words as philox.c
 * bit for bit, laid out as in philox_avx2.c with twice the rows in a register. What is left over
 * is for others. Chosen at run time by philox.c; on other processors this file is empty.
 */
#include "philox.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f")))

/* Rows of one register; rows' registers that fill each other's waits. */
enum { LANES = 8, GROUPS = 4 };

/* Word k of eight rows: the lower half of each 64 bits counts, the upper half may hold anything. */
struct lanes {
    __m512i word[4];
};

AVX512 static inline __m512i upper_half(__m512i product) {
    return _mm512_shuffle_epi32(product, (_MM_PERM_ENUM)0xF5);
}

AVX512 static inline __m512i xor_three(__m512i a, __m512i b, __m512i c) {
    return _mm512_ternarylogic_epi64(a, b, c, 0x96);
}

AVX512 static inline void mix_lanes(struct lanes *lanes, __m512i key0, __m512i key1) {
    const __m512i factor0 = _mm512_set1_epi64(PHILOX_FACTOR_0);
    const __m512i factor1 = _mm512_set1_epi64(PHILOX_FACTOR_1);
    __m512i product0 = _mm512_mul_epu32(lanes->word[0], factor0);
    __m512i product1 = _mm512_mul_epu32(lanes->word[2], factor1);
    lanes->word[0] = xor_three(lanes->word[1], key0, upper_half(product1));
    lanes->word[1] = product1;
    lanes->word[2] = xor_three(lanes->word[3], key1, upper_half(product0));
    lanes->word[3] = product0;
}

AVX512 static inline struct lanes load_rows(const struct dore_rows *rows, uint32_t at,
                                            uint32_t block) {
    __m512i row;
    if (rows->list) {
        row = _mm512_loadu_si512(rows->list + at);
    } else {
        row = _mm512_add_epi64(_mm512_set1_epi64((int64_t)(rows->first + at)),
                               _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0));
    }
    return (struct lanes){{row, upper_half(row), _mm512_set1_epi64(block), _mm512_setzero_si512()}};
}

/* Turns word-by-word into row-by-row: first the two words of each half of a block side by side,
 * then the halves of rows 0..3 and of rows 4..7. */
AVX512 static inline void store_rows(const struct lanes *lanes, struct dore_block *out) {
    const __mmask16 odd = 0xAAAA;
    const __m512i first = _mm512_set_epi64(11, 3, 10, 2, 9, 1, 8, 0);
    const __m512i second = _mm512_set_epi64(15, 7, 14, 6, 13, 5, 12, 4);
    __m512i ab =
        _mm512_mask_shuffle_epi32(lanes->word[0], odd, lanes->word[1], (_MM_PERM_ENUM)0xA0);
    __m512i cd =
        _mm512_mask_shuffle_epi32(lanes->word[2], odd, lanes->word[3], (_MM_PERM_ENUM)0xA0);
    _mm512_storeu_si512(out, _mm512_permutex2var_epi64(ab, first, cd));
    _mm512_storeu_si512(out + 4, _mm512_permutex2var_epi64(ab, second, cd));
}

/* `groups` is a constant wherever this is called, at most GROUPS. */
AVX512 __attribute__((always_inline)) static inline void
make_blocks(uint64_t stream, const struct dore_rows *rows, uint32_t at, uint32_t block,
            unsigned groups, struct dore_block *out) {
    const __m512i step0 = _mm512_set1_epi64(PHILOX_STEP_0);
    const __m512i step1 = _mm512_set1_epi64(PHILOX_STEP_1);
    __m512i key0 = _mm512_set1_epi64((uint32_t)stream);
    __m512i key1 = _mm512_set1_epi64((uint32_t)(stream >> 32));
    struct lanes lanes[GROUPS];
#pragma GCC unroll 4
    for (unsigned i = 0; i < groups; i++)
        lanes[i] = load_rows(rows, at + i * LANES, block);
    for (unsigned round = 0; round < PHILOX_ROUNDS; round++) {
#pragma GCC unroll 4
        for (unsigned i = 0; i < groups; i++)
            mix_lanes(&lanes[i], key0, key1);
        key0 = _mm512_add_epi32(key0, step0);
        key1 = _mm512_add_epi32(key1, step1);
    }
#pragma GCC unroll 4
    for (unsigned i = 0; i < groups; i++)
        store_rows(&lanes[i], out + at + i * LANES);
}

AVX512 static uint32_t blocks_avx512(uint64_t stream, const struct dore_rows *rows, uint32_t block,
                                     struct dore_block *out) {
    uint32_t done = 0;
    for (; rows->count - done >= GROUPS * LANES; done += GROUPS * LANES)
        make_blocks(stream, rows, done, block, GROUPS, out);
    for (; rows->count - done >= LANES; done += LANES)
        make_blocks(stream, rows, done, block, 1, out);
    return done;
}

philox_blocks_fn philox_avx512(void) {
    return __builtin_cpu_supports("avx512f") ? blocks_avx512 : NULL;
}

#else

philox_blocks_fn philox_avx512(void) {
    return NULL;
}

#endif
