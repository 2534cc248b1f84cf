/* SPDX-License-Identifier: Apache-2.0
 *
 * The network of permutations with 256-bit registers: the same images as permute.c bit for bit. A
 * half has 64 bits to itself, of which products look at the lower half alone.
 */
#include "philox.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

/* Numbers of one register; registers that fill each other's waits. */
enum { LANES = 4, GROUPS = 4 };

struct halves {
    __m256i low, high;
};

AVX2 static inline __m256i fold(__m256i product) {
    return _mm256_xor_si256(product, _mm256_srli_epi64(product, 32));
}

AVX2 static inline __m256i scramble(__m256i half, __m256i key, __m256i mask) {
    const __m256i factor0 = _mm256_set1_epi64x(PHILOX_FACTOR_0);
    const __m256i factor1 = _mm256_set1_epi64x(PHILOX_FACTOR_1);
    __m256i mixed = fold(_mm256_mul_epu32(_mm256_xor_si256(half, key), factor0));
    mixed = _mm256_xor_si256(mixed, _mm256_srli_epi64(key, 32));
    return _mm256_and_si256(fold(_mm256_mul_epu32(mixed, factor1)), mask);
}

/* `groups` is a constant wherever this is called, at most GROUPS. */
AVX2 __attribute__((always_inline)) static inline void
encrypt_groups(const struct dore_permutation *permutation, uint64_t *number, unsigned groups) {
    const __m256i step = _mm256_set1_epi64x((int64_t)PERMUTE_STEP);
    const __m128i low_bits = _mm_cvtsi32_si128(permutation->low_bits);
    const __m256i low_mask =
        _mm256_set1_epi64x((int64_t)((UINT64_C(1) << permutation->low_bits) - 1));
    const __m256i high_mask =
        _mm256_set1_epi64x((int64_t)((UINT64_C(1) << permutation->high_bits) - 1));
    __m256i key = _mm256_set1_epi64x((int64_t)permutation->key);
    __m256i *place = (__m256i *)(void *)number;
    struct halves halves[GROUPS];
#pragma GCC unroll 4
    for (unsigned i = 0; i < groups; i++) {
        __m256i whole = _mm256_loadu_si256(place + i);
        halves[i].low = _mm256_and_si256(whole, low_mask);
        halves[i].high = _mm256_srl_epi64(whole, low_bits);
    }
    for (unsigned round = 0; round < permutation->rounds; round += 2) {
        __m256i next = _mm256_add_epi64(key, step);
#pragma GCC unroll 4
        for (unsigned i = 0; i < groups; i++) {
            __m256i change = scramble(halves[i].low, key, high_mask);
            halves[i].high = _mm256_xor_si256(halves[i].high, change);
            change = scramble(halves[i].high, next, low_mask);
            halves[i].low = _mm256_xor_si256(halves[i].low, change);
        }
        key = _mm256_add_epi64(next, step);
    }
#pragma GCC unroll 4
    for (unsigned i = 0; i < groups; i++) {
        __m256i high = _mm256_sll_epi64(halves[i].high, low_bits);
        _mm256_storeu_si256(place + i, _mm256_or_si256(high, halves[i].low));
    }
}

AVX2 uint32_t permute_avx2(const struct dore_permutation *permutation, uint64_t *number,
                           uint32_t count) {
    uint32_t done = 0;
    for (; count - done >= GROUPS * LANES; done += GROUPS * LANES)
        encrypt_groups(permutation, number + done, GROUPS);
    for (; count - done >= LANES; done += LANES)
        encrypt_groups(permutation, number + done, 1);
    return done;
}

#endif
