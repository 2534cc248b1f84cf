/* SPDX-License-Identifier: Apache-2.0
 *
 * The blocks and draws of many rows with 256-bit registers: the same words as philox.c bit for bit.
 * Each word has 64 bits to itself, of which the upper half holds what it may: products look at the
 * lower half alone. The code stands here once and is compiled twice, for AVX2 and for AVX-512VL,
 * whose third operand and second sixteen registers make it a third quicker; 512-bit registers would
 * slow down what runs between the draws. philox.c chooses at run time; on other processors there is
 * none.
 */
#include "philox.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx512f,avx512vl")))
#define INLINE __attribute__((always_inline)) static inline

/* Rows of one register. */
enum { LANES = 4 };
/* Registers of rows that fill each other's waits, as many as fit. */
enum { AVX2_GROUPS = 3, AVX512_GROUPS = 4, MOST_GROUPS = AVX512_GROUPS };

/* Word k of four rows. */
struct lanes {
    __m256i word[4];
};

AVX2 INLINE __m256i upper_half(__m256i product) {
    return _mm256_shuffle_epi32(product, 0xF5);
}

AVX2 INLINE void mix_lanes(struct lanes *lanes, __m256i key0, __m256i key1) {
    const __m256i factor0 = _mm256_set1_epi64x(PHILOX_FACTOR_0);
    const __m256i factor1 = _mm256_set1_epi64x(PHILOX_FACTOR_1);
    __m256i product0 = _mm256_mul_epu32(lanes->word[0], factor0);
    __m256i product1 = _mm256_mul_epu32(lanes->word[2], factor1);
    lanes->word[0] = _mm256_xor_si256(_mm256_xor_si256(lanes->word[1], key0), upper_half(product1));
    lanes->word[1] = product1;
    lanes->word[2] = _mm256_xor_si256(_mm256_xor_si256(lanes->word[3], key1), upper_half(product0));
    lanes->word[3] = product0;
}

AVX2 INLINE struct lanes load_rows(const struct dore_rows *rows, uint32_t at, uint32_t block) {
    __m256i row;
    if (rows->list) {
        row = _mm256_loadu_si256((const __m256i *)(const void *)(rows->list + at));
    } else {
        row = _mm256_add_epi64(_mm256_set1_epi64x((int64_t)(rows->first + at)),
                               _mm256_set_epi64x(3, 2, 1, 0));
    }
    return (struct lanes){
        {row, upper_half(row), _mm256_set1_epi64x(block), _mm256_setzero_si256()}};
}

/* Turns word-by-word into row-by-row. */
AVX2 INLINE void store_rows(const struct lanes *lanes, struct dore_block *out) {
    __m256i b = _mm256_shuffle_epi32(lanes->word[1], 0xA0);
    __m256i d = _mm256_shuffle_epi32(lanes->word[3], 0xA0);
    __m256i ab = _mm256_blend_epi32(lanes->word[0], b, 0xAA);
    __m256i cd = _mm256_blend_epi32(lanes->word[2], d, 0xAA);
    __m256i row02 = _mm256_unpacklo_epi64(ab, cd), row13 = _mm256_unpackhi_epi64(ab, cd);
    __m256i *to = (__m256i *)out;
    _mm256_storeu_si256(to, _mm256_permute2x128_si256(row02, row13, 0x20));
    _mm256_storeu_si256(to + 1, _mm256_permute2x128_si256(row02, row13, 0x31));
}

/* Draws that may have to be refused, as few are: see draw.c. */
AVX2 __attribute__((noinline)) static void settle_rows(__m256i words, uint64_t stream,
                                                       const struct dore_rows *rows, uint32_t at,
                                                       uint32_t limit, uint64_t *out) {
    uint64_t word[LANES];
    _mm256_storeu_si256((__m256i *)(void *)word, words);
    for (uint32_t i = 0; i < LANES; i++)
        out[i] = dore_rng_settle(stream, dore_row(rows, at + i), 0, (uint32_t)word[i], limit);
}

/* The upper halves of word * limit; a lower half below the limit asks for a closer look. */
AVX2 INLINE void store_draws(const struct lanes *lanes, uint64_t stream,
                             const struct dore_rows *rows, uint32_t at, uint32_t limit,
                             uint64_t *out) {
    const __m256i limits = _mm256_set1_epi64x(limit);
    __m256i product = _mm256_mul_epu32(lanes->word[0], limits);
    __m256i low = _mm256_and_si256(product, _mm256_set1_epi64x(UINT32_MAX));
    __m256i close = _mm256_cmpgt_epi64(limits, low);
    _mm256_storeu_si256((__m256i *)(void *)(out + at), _mm256_srli_epi64(product, 32));
    if (!_mm256_testz_si256(close, close))
        settle_rows(lanes->word[0], stream, rows, at, limit, out + at);
}

/* `groups` is a constant wherever this is called, at most MOST_GROUPS. */
AVX2 INLINE void encrypt_lanes(uint64_t stream, const struct dore_rows *rows, uint32_t at,
                               uint32_t block, unsigned groups, struct lanes *lanes) {
    const __m256i step0 = _mm256_set1_epi64x(PHILOX_STEP_0);
    const __m256i step1 = _mm256_set1_epi64x(PHILOX_STEP_1);
    __m256i key0 = _mm256_set1_epi64x((uint32_t)stream);
    __m256i key1 = _mm256_set1_epi64x((uint32_t)(stream >> 32));
#pragma GCC unroll 4
    for (unsigned i = 0; i < groups; i++)
        lanes[i] = load_rows(rows, at + i * LANES, block);
    for (unsigned round = 0; round < PHILOX_ROUNDS; round++) {
#pragma GCC unroll 4
        for (unsigned i = 0; i < groups; i++)
            mix_lanes(&lanes[i], key0, key1);
        key0 = _mm256_add_epi32(key0, step0);
        key1 = _mm256_add_epi32(key1, step1);
    }
}

AVX2 INLINE void make_blocks(uint64_t stream, const struct dore_rows *rows, uint32_t at,
                             uint32_t block, unsigned groups, struct dore_block *out) {
    struct lanes lanes[MOST_GROUPS];
    encrypt_lanes(stream, rows, at, block, groups, lanes);
#pragma GCC unroll 4
    for (unsigned i = 0; i < groups; i++)
        store_rows(&lanes[i], out + at + i * LANES);
}

AVX2 INLINE void make_draws(uint64_t stream, const struct dore_rows *rows, uint32_t at,
                            uint32_t limit, unsigned groups, uint64_t *out) {
    struct lanes lanes[MOST_GROUPS];
    encrypt_lanes(stream, rows, at, 0, groups, lanes);
#pragma GCC unroll 4
    for (unsigned i = 0; i < groups; i++)
        store_draws(&lanes[i], stream, rows, at + i * LANES, limit, out);
}

AVX2 INLINE uint32_t all_blocks(uint64_t stream, const struct dore_rows *rows, uint32_t block,
                                unsigned groups, struct dore_block *out) {
    uint32_t done = 0;
    for (; rows->count - done >= groups * LANES; done += groups * LANES)
        make_blocks(stream, rows, done, block, groups, out);
    for (; rows->count - done >= LANES; done += LANES)
        make_blocks(stream, rows, done, block, 1, out);
    return done;
}

AVX2 INLINE uint32_t all_draws(uint64_t stream, const struct dore_rows *rows, uint32_t limit,
                               unsigned groups, uint64_t *out) {
    uint32_t done = 0;
    for (; rows->count - done >= groups * LANES; done += groups * LANES)
        make_draws(stream, rows, done, limit, groups, out);
    for (; rows->count - done >= LANES; done += LANES)
        make_draws(stream, rows, done, limit, 1, out);
    return done;
}

/* The code for one kind of processor. */
#define CODE(kind, TARGET, groups)                                                                 \
    TARGET static uint32_t blocks_##kind(uint64_t stream, const struct dore_rows *rows,            \
                                         uint32_t block, struct dore_block *out) {                 \
        return all_blocks(stream, rows, block, groups, out);                                       \
    }                                                                                              \
    TARGET static uint32_t draws_##kind(uint64_t stream, const struct dore_rows *rows,             \
                                        uint32_t limit, uint64_t *out) {                           \
        return all_draws(stream, rows, limit, groups, out);                                        \
    }                                                                                              \
    static const struct philox_code code_##kind = {blocks_##kind, draws_##kind, permute_avx2};

CODE(avx2, AVX2, AVX2_GROUPS)
CODE(avx512, AVX512, AVX512_GROUPS)

const struct philox_code *philox_avx2(void) {
    return __builtin_cpu_supports("avx2") ? &code_avx2 : NULL;
}

const struct philox_code *philox_avx512(void) {
    return __builtin_cpu_supports("avx512vl") ? &code_avx512 : NULL;
}

#else

const struct philox_code *philox_avx2(void) {
    return NULL;
}

const struct philox_code *philox_avx512(void) {
    return NULL;
}

#endif
