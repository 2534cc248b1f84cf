/* SPDX-License-Identifier: Apache-2.0
 *
 * print: columns of numbers and dates into slots, with 256-bit registers: four values become eight
 * digits each, and one shuffle a value puts them, the point, the sign and what stands around in
 * place. A date is the number YYYYMMDD. The same bytes as number.c and civil.c write.
 */
#include "dore/print.h"

#include <string.h>

enum { DIGITS = 8, NO_DIGIT = 0x80, STEP = DORE_PATTERN_STEP };

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))
#define INLINE __attribute__((always_inline)) static inline

/* number * factor / 2^shift in each 64 bits: a division of numbers that the caller knows. */
AVX2 INLINE __m256i divide(__m256i number, uint32_t factor, int shift) {
    return _mm256_srli_epi64(_mm256_mul_epu32(number, _mm256_set1_epi64x(factor)), shift);
}

AVX2 INLINE __m256i multiply(__m256i number, uint32_t factor) {
    return _mm256_mul_epu32(number, _mm256_set1_epi64x(factor));
}

/* The digits of four numbers below 10^8, eight bytes each, the first in the lowest: first halves of
 * four digits in 32 bits each, then pairs in 16, then digits in 8. */
AVX2 INLINE __m256i split_digits(__m256i number) {
    __m256i high = divide(number, UINT32_C(3518437209), 45); /* by 10^4 */
    __m256i low = _mm256_sub_epi64(number, multiply(high, 10000));
    __m256i halves = _mm256_or_si256(high, _mm256_slli_epi64(low, 32));
    __m256i hundreds =
        _mm256_srli_epi32(_mm256_mulhi_epu16(halves, _mm256_set1_epi32(5243)), 3); /* by 100 */
    __m256i units = _mm256_sub_epi32(halves, _mm256_mullo_epi16(hundreds, _mm256_set1_epi32(100)));
    __m256i pairs = _mm256_or_si256(hundreds, _mm256_slli_epi32(units, 16));
    __m256i tens = _mm256_mulhi_epu16(pairs, _mm256_set1_epi16(6554)); /* by 10 */
    __m256i ones = _mm256_sub_epi16(pairs, _mm256_mullo_epi16(tens, _mm256_set1_epi16(10)));
    return _mm256_or_si256(tens, _mm256_slli_epi16(ones, 8));
}

AVX2 INLINE void put_slot(const struct dore_pattern_form *form, uint64_t digits,
                          struct dore_print_slot *slot) {
    __m128i place = _mm_loadu_si128((const __m128i *)(const void *)form->place);
    __m128i literal = _mm_loadu_si128((const __m128i *)(const void *)form->literal);
    __m128i text = _mm_shuffle_epi8(_mm_cvtsi64_si128((int64_t)digits), place);
    _mm_storeu_si128((__m128i *)(void *)slot, _mm_or_si128(text, literal));
}

/* Four slots. The eighth digit counts as one even when it is 0. */
AVX2 INLINE void put_numbers(const struct dore_pattern *pattern, __m256i number,
                             struct dore_print_slot *slot) {
    __m256i sign = _mm256_cmpgt_epi64(_mm256_setzero_si256(), number);
    unsigned negative = (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(sign));
    __m256i magnitude = _mm256_sub_epi64(_mm256_xor_si256(number, sign), sign);
    uint64_t digits[STEP];
    _mm256_storeu_si256((__m256i *)(void *)digits, split_digits(magnitude));
#pragma GCC unroll 4
    for (unsigned i = 0; i < STEP; i++) {
        unsigned zeros = (unsigned)__builtin_ctzll(digits[i] | UINT64_C(1) << 56) / 8;
        put_slot(&pattern->form[negative >> i & 1][zeros], digits[i], slot + i);
    }
}

/* YYYYMMDD of days from 1970, by years that begin in March (see civil.c; the same divisions). */
AVX2 INLINE __m256i date_numbers(__m256i days) {
    const __m256i one = _mm256_set1_epi64x(1);
    __m256i since = _mm256_add_epi64(days, _mm256_set1_epi64x(719468));
    __m256i quarters = _mm256_or_si256(_mm256_slli_epi64(since, 2), _mm256_set1_epi64x(3));
    __m256i century = divide(quarters, 30103606, 42); /* by 146097 */
    __m256i rest = _mm256_sub_epi64(quarters, multiply(century, 146097));
    __m256i product = multiply(_mm256_or_si256(rest, _mm256_set1_epi64x(3)), 2939745);
    __m256i year = _mm256_add_epi64(multiply(century, 100), _mm256_srli_epi64(product, 32));
    __m256i day_of_year = divide(product, UINT32_C(0x5B4FFFCB), 54); /* by 4 * 2939745 */
    __m256i month_and_day =
        _mm256_add_epi64(multiply(day_of_year, 2141), _mm256_set1_epi64x(197913));
    __m256i month = _mm256_srli_epi64(month_and_day, 16);
    __m256i part = _mm256_and_si256(month_and_day, _mm256_set1_epi64x(0xFFFF));
    __m256i day = _mm256_add_epi64(divide(part, 125379, 28), one);           /* by 2141 */
    __m256i next = _mm256_cmpgt_epi64(day_of_year, _mm256_set1_epi64x(305)); /* -1: January */
    year = _mm256_sub_epi64(year, next);
    month = _mm256_add_epi64(month, _mm256_and_si256(next, _mm256_set1_epi64x(-12)));
    return _mm256_add_epi64(multiply(year, 10000), _mm256_add_epi64(multiply(month, 100), day));
}

/* Every place is the same: all eight digits are written. */
AVX2 INLINE void put_dates(const struct dore_pattern *pattern, __m256i days,
                           struct dore_print_slot *slot) {
    uint64_t digits[STEP];
    _mm256_storeu_si256((__m256i *)(void *)digits, split_digits(date_numbers(days)));
#pragma GCC unroll 4
    for (unsigned i = 0; i < STEP; i++)
        put_slot(&pattern->form[0][0], digits[i], slot + i);
}

AVX2 INLINE __m256i load(const int64_t *value) {
    return _mm256_loadu_si256((const __m256i *)(const void *)value);
}

/* The last values, with zeros behind them. */
AVX2 INLINE __m256i load_last(const int64_t *value, uint32_t count) {
    int64_t last[STEP] = {0};
    memcpy(last, value, count * sizeof *value);
    return load(last);
}

AVX2 static void print_numbers(const struct dore_pattern *pattern, const int64_t *value,
                               uint32_t count, struct dore_print_slot *slot) {
    for (; count >= STEP; count -= STEP, value += STEP, slot += STEP)
        put_numbers(pattern, load(value), slot);
    if (count)
        put_numbers(pattern, load_last(value, count), slot);
}

AVX2 static void print_dates(const struct dore_pattern *pattern, const int64_t *value,
                             uint32_t count, struct dore_print_slot *slot) {
    for (; count >= STEP; count -= STEP, value += STEP, slot += STEP)
        put_dates(pattern, load(value), slot);
    if (count)
        put_dates(pattern, load_last(value, count), slot);
}

static bool has_vectors(void) {
    return dore_simd_allows("avx2") && __builtin_cpu_supports("avx2");
}

#else

static void print_numbers(const struct dore_pattern *pattern, const int64_t *value, uint32_t count,
                          struct dore_print_slot *slot) {
    (void)pattern, (void)value, (void)count, (void)slot;
}

static void print_dates(const struct dore_pattern *pattern, const int64_t *value, uint32_t count,
                        struct dore_print_slot *slot) {
    (void)pattern, (void)value, (void)count, (void)slot;
}

static bool has_vectors(void) {
    return false;
}

#endif

/* ---- patterns ------------------------------------------------------------------------------- */

static void add_text(struct dore_pattern_form *form, const char *text, size_t size) {
    uint8_t *at = &form->literal[DORE_PRINT_SLOT_TEXT];
    memcpy(form->literal + *at, text, size);
    *at = (uint8_t)(*at + size);
}

static void add_digit(struct dore_pattern_form *form, unsigned digit) {
    form->place[form->literal[DORE_PRINT_SLOT_TEXT]] = (uint8_t)digit;
    add_text(form, "0", 1);
}

/* Digits first..7 with text[i] in front of digit i, where that is no NUL. */
static void make_form(struct dore_str open, struct dore_str close, bool negative, unsigned first,
                      const char marks[DIGITS], struct dore_pattern_form *form) {
    memset(form->place, NO_DIGIT, sizeof form->place);
    memset(form->literal, 0, sizeof form->literal);
    add_text(form, open.text, open.size);
    add_text(form, "-", negative);
    for (unsigned digit = first; digit < DIGITS; digit++) {
        add_text(form, &marks[digit], marks[digit] != '\0');
        add_digit(form, digit);
    }
    add_text(form, close.text, close.size);
}

bool dore_pattern_of_numbers(struct dore_str open, struct dore_str close, unsigned scale,
                             struct dore_pattern *out) {
    const size_t most = 1 + DIGITS + (scale > 0);
    if (!has_vectors() || scale >= DIGITS || open.size + most + close.size > DORE_PRINT_SLOT_TEXT)
        return false;
    char marks[DIGITS] = {0};
    if (scale > 0)
        marks[DIGITS - scale] = '.';
    for (unsigned i = 0; i < 2 * DIGITS; i++) {
        unsigned zeros = i % DIGITS, least = DIGITS - 1 - scale;
        make_form(open, close, i >= DIGITS, zeros < least ? zeros : least, marks,
                  &out->form[i / DIGITS][zeros]);
    }
    out->print = print_numbers;
    return true;
}

bool dore_pattern_of_dates(struct dore_str open, struct dore_str close, struct dore_pattern *out) {
    static const char marks[DIGITS] = {[4] = '-', [6] = '-'};
    if (!has_vectors() || open.size + DIGITS + 2 + close.size > DORE_PRINT_SLOT_TEXT)
        return false;
    for (unsigned i = 0; i < 2 * DIGITS; i++)
        make_form(open, close, false, 0, marks, &out->form[i / DIGITS][i % DIGITS]);
    out->print = print_dates;
    return true;
}
