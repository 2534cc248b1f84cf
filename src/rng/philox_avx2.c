/* SPDX-License-Identifier: Apache-2.0
 *
 * The blocks of many rows with AVX2: sixteen rows side by side, the same words as philox.c bit for
 * bit. Chosen at run time by philox_vector; on other processors this file is empty.
 */
#include "philox.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

enum { LANES = 8 };

/* Word k of eight rows. */
struct lanes {
    __m256i word[4];
};

/* Full products of the 32-bit lanes: their upper and lower halves. */
AVX2 static inline void multiply(__m256i x, __m256i factor, __m256i *high, __m256i *low) {
    __m256i even = _mm256_mul_epu32(x, factor);
    __m256i odd = _mm256_mul_epu32(_mm256_srli_epi64(x, 32), factor);
    *high = _mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA);
    *low = _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA);
}

AVX2 static inline void mix_lanes(struct lanes *lanes, __m256i factor0, __m256i factor1,
                                  __m256i key0, __m256i key1) {
    __m256i high0, low0, high1, low1;
    multiply(lanes->word[0], factor0, &high0, &low0);
    multiply(lanes->word[2], factor1, &high1, &low1);
    lanes->word[0] = _mm256_xor_si256(_mm256_xor_si256(high1, lanes->word[1]), key0);
    lanes->word[1] = low1;
    lanes->word[2] = _mm256_xor_si256(_mm256_xor_si256(high0, lanes->word[3]), key1);
    lanes->word[3] = low0;
}

AVX2 static inline struct lanes load_rows(const struct dore_rows *rows, uint32_t at,
                                          uint32_t block) {
    uint32_t low[LANES], high[LANES];
    for (uint32_t i = 0; i < LANES; i++) {
        uint64_t row = dore_row(rows, at + i);
        low[i] = (uint32_t)row;
        high[i] = (uint32_t)(row >> 32);
    }
    return (struct lanes){{_mm256_loadu_si256((const __m256i *)low),
                           _mm256_loadu_si256((const __m256i *)high),
                           _mm256_set1_epi32((int32_t)block), _mm256_setzero_si256()}};
}

/* Turns word-by-word into row-by-row: a 4 x 8 transposition. */
AVX2 static inline void store_rows(const struct lanes *lanes, struct dore_block *out) {
    __m256i ab_low = _mm256_unpacklo_epi32(lanes->word[0], lanes->word[1]);
    __m256i ab_high = _mm256_unpackhi_epi32(lanes->word[0], lanes->word[1]);
    __m256i cd_low = _mm256_unpacklo_epi32(lanes->word[2], lanes->word[3]);
    __m256i cd_high = _mm256_unpackhi_epi32(lanes->word[2], lanes->word[3]);
    __m256i row04 = _mm256_unpacklo_epi64(ab_low, cd_low);
    __m256i row15 = _mm256_unpackhi_epi64(ab_low, cd_low);
    __m256i row26 = _mm256_unpacklo_epi64(ab_high, cd_high);
    __m256i row37 = _mm256_unpackhi_epi64(ab_high, cd_high);
    __m256i *to = (__m256i *)out;
    _mm256_storeu_si256(to + 0, _mm256_permute2x128_si256(row04, row15, 0x20));
    _mm256_storeu_si256(to + 1, _mm256_permute2x128_si256(row26, row37, 0x20));
    _mm256_storeu_si256(to + 2, _mm256_permute2x128_si256(row04, row15, 0x31));
    _mm256_storeu_si256(to + 3, _mm256_permute2x128_si256(row26, row37, 0x31));
}

AVX2 static uint32_t blocks_avx2(uint64_t stream, const struct dore_rows *rows, uint32_t block,
                                 struct dore_block *out) {
    const __m256i factor0 = _mm256_set1_epi32((int32_t)PHILOX_FACTOR_0);
    const __m256i factor1 = _mm256_set1_epi32((int32_t)PHILOX_FACTOR_1);
    const __m256i step0 = _mm256_set1_epi32((int32_t)PHILOX_STEP_0);
    const __m256i step1 = _mm256_set1_epi32((int32_t)PHILOX_STEP_1);
    uint32_t done = 0;
    for (; rows->count - done >= 2 * LANES; done += 2 * LANES) {
        struct lanes a = load_rows(rows, done, block);
        struct lanes b = load_rows(rows, done + LANES, block);
        __m256i key0 = _mm256_set1_epi32((int32_t)(uint32_t)stream);
        __m256i key1 = _mm256_set1_epi32((int32_t)(uint32_t)(stream >> 32));
        for (unsigned round = 0; round < PHILOX_ROUNDS; round++) {
            mix_lanes(&a, factor0, factor1, key0, key1);
            mix_lanes(&b, factor0, factor1, key0, key1);
            key0 = _mm256_add_epi32(key0, step0);
            key1 = _mm256_add_epi32(key1, step1);
        }
        store_rows(&a, out + done);
        store_rows(&b, out + done + LANES);
    }
    return done;
}

philox_blocks_fn philox_vector(void) {
    return __builtin_cpu_supports("avx2") ? blocks_avx2 : NULL;
}

#else

philox_blocks_fn philox_vector(void) {
    return NULL;
}

#endif
