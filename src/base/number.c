/* SPDX-License-Identifier: Apache-2.0
 *
 * Integers, exact decimals and bytes to text and back. Doubles are in double.c. Nothing here asks
 * the locale.
 */
#include "dore/base.h"

#include "number.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* ---- reading ------------------------------------------------------------------------------ */

bool dore_parse_u64(struct dore_str text, uint64_t *out) {
    uint64_t number = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned digit = (unsigned)(uint8_t)text.text[i] - '0';
        if (digit > 9 || number > (UINT64_MAX - digit) / 10) {
            return false;
        }
        number = number * 10 + digit;
    }
    *out = number;
    return text.size > 0;
}

bool dore_parse_i64(struct dore_str text, int64_t *out) {
    bool negative = text.size && text.text[0] == '-';
    if (negative || (text.size && text.text[0] == '+')) {
        text.text++;
        text.size--;
    }
    uint64_t magnitude;
    uint64_t most = (uint64_t)INT64_MAX + negative;
    if (!dore_parse_u64(text, &magnitude) || magnitude > most) {
        return false;
    }
    *out = negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
    return true;
}

static size_t skip_digits(struct dore_str text, size_t at) {
    while (at < text.size && text.text[at] >= '0' && text.text[at] <= '9') {
        at++;
    }
    return at;
}

/* A run of at least one digit from `at`; false when there is none. */
static bool take_digits(struct dore_str text, size_t *at, struct dore_str *out) {
    size_t end = skip_digits(text, *at);
    *out = (struct dore_str){text.text + *at, end - *at};
    *at = end;
    return out->size > 0;
}

bool number_split(struct dore_str text, struct number_parts *out) {
    size_t at = 0;
    *out = (struct number_parts){0};
    out->negative = text.size && text.text[0] == '-';
    at += out->negative;
    if (!take_digits(text, &at, &out->whole) ||
        (out->whole.size > 1 && out->whole.text[0] == '0')) {
        return false;
    }
    if (at < text.size && text.text[at] == '.') {
        at++;
        if (!take_digits(text, &at, &out->fraction)) {
            return false;
        }
    }
    if (at < text.size && (text.text[at] == 'e' || text.text[at] == 'E')) {
        at++;
        bool sunk = at < text.size && text.text[at] == '-';
        at += at < text.size && (text.text[at] == '-' || text.text[at] == '+');
        struct dore_str digits;
        if (!take_digits(text, &at, &digits)) {
            return false;
        }
        for (size_t i = 0; i < digits.size && out->exponent < NUMBER_EXPONENT_LIMIT; i++) {
            out->exponent = out->exponent * 10 + (digits.text[i] - '0');
        }
        out->exponent = sunk ? -out->exponent : out->exponent;
    }
    return at == text.size;
}

enum { DECIMAL_DIGITS = 18 };

/* number * 10 + each digit; false beyond 18 digits, zeros in front not counted. */
static bool append_digits(struct dore_str digits, int64_t *number) {
    for (size_t i = 0; i < digits.size; i++) {
        if (*number >= INT64_C(100000000000000000)) {
            return false;
        }
        *number = *number * 10 + (digits.text[i] - '0');
    }
    return true;
}

bool dore_parse_decimal(struct dore_str text, struct dore_decimal *out) {
    struct number_parts parts;
    int64_t units = 0;
    if (!number_split(text, &parts) || !append_digits(parts.whole, &units) ||
        !append_digits(parts.fraction, &units) || parts.fraction.size > INT32_MAX) {
        return false;
    }
    int64_t scale = (int64_t)parts.fraction.size - parts.exponent;
    for (; scale < 0 && units; scale++) {
        if (!append_digits(DORE_STR("0"), &units)) {
            return false;
        }
    }
    if (scale > DECIMAL_DIGITS) {
        return false;
    }
    out->units = parts.negative ? -units : units;
    out->scale = (uint8_t)(scale < 0 ? 0 : scale);
    return true;
}

/* ---- writing ------------------------------------------------------------------------------ */

#define TENS(tens)                                                                                 \
    tens "0" tens "1" tens "2" tens "3" tens "4" tens "5" tens "6" tens "7" tens "8" tens "9"
const char number_pairs[2 * NUMBER_PAIRS] = TENS("0") TENS("1") TENS("2") TENS("3") TENS("4")
    TENS("5") TENS("6") TENS("7") TENS("8") TENS("9");

static inline char *print_pair(char *out, uint32_t number) {
    memcpy(out, number_pairs + (size_t)2 * number, 2);
    return out + 2;
}

/* 0..9999 in its 1 to 4 digits. */
static inline char *print_short(char *out, uint32_t number) {
    if (number >= 100) {
        uint32_t high = number / 100;
        out = high >= 10 ? print_pair(out, high) : (*out = (char)('0' + high), out + 1);
        return print_pair(out, number % 100);
    }
    if (number >= 10) {
        return print_pair(out, number);
    }
    *out = (char)('0' + number);
    return out + 1;
}

/* Exactly four digits. */
static inline char *print_four(char *out, uint32_t number) {
    return print_pair(print_pair(out, number / 100), number % 100);
}

char *dore_print_u64(char *out, uint64_t number) {
    if (number < 10000) {
        return print_short(out, (uint32_t)number);
    }
    if (number < 100000000) {
        uint32_t high = (uint32_t)number / 10000;
        return print_four(print_short(out, high), (uint32_t)number % 10000);
    }
    out = dore_print_u64(out, number / 100000000); /* at most twice */
    uint32_t low = (uint32_t)(number % 100000000);
    return print_four(print_four(out, low / 10000), low % 10000);
}

static uint64_t magnitude_of(int64_t number) {
    return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

char *dore_print_i64(char *out, int64_t number) {
    *out = '-';
    return dore_print_u64(out + (number < 0), magnitude_of(number));
}

char *number_print_padded(char *out, uint64_t number, unsigned width) {
    unsigned left = width;
    for (; left >= 2; left -= 2) {
        memcpy(out + left - 2, number_pairs + number % 100 * 2, 2);
        number /= 100;
    }
    if (left) {
        *out = (char)('0' + number % 10);
    }
    return out + width;
}

char *dore_print_decimal(char *out, int64_t units, unsigned scale) {
    static const uint64_t powers[] = {
        1U,
        10U,
        100U,
        1000U,
        10000U,
        100000U,
        1000000U,
        10000000U,
        100000000U,
        1000000000U,
        UINT64_C(10000000000),
        UINT64_C(100000000000),
        UINT64_C(1000000000000),
        UINT64_C(10000000000000),
        UINT64_C(100000000000000),
        UINT64_C(1000000000000000),
        UINT64_C(10000000000000000),
        UINT64_C(100000000000000000),
        UINT64_C(1000000000000000000),
    };
    uint64_t magnitude = magnitude_of(units);
    *out = '-';
    if (scale == 2) { /* money, mostly: a division that the compiler knows */
        out = dore_print_u64(out + (units < 0), magnitude / 100);
        *out = '.';
        return print_pair(out + 1, (uint32_t)(magnitude % 100));
    }
    out = dore_print_u64(out + (units < 0), magnitude / powers[scale]);
    if (scale) {
        *out++ = '.';
        out = number_print_padded(out, magnitude % powers[scale], scale);
    }
    return out;
}

/* ---- bytes ---------------------------------------------------------------------------------- */

#define SIXTEEN(high) TENS(high) high "a" high "b" high "c" high "d" high "e" high "f"
static const char hex_pairs[513] = SIXTEEN("0") SIXTEEN("1") SIXTEEN("2") SIXTEEN("3") SIXTEEN("4")
    SIXTEEN("5") SIXTEEN("6") SIXTEEN("7") SIXTEEN("8") SIXTEEN("9") SIXTEEN("a") SIXTEEN("b")
        SIXTEEN("c") SIXTEEN("d") SIXTEEN("e") SIXTEEN("f");

#ifdef __SSE2__

/* All x86-64 processors have SSE2, so nothing is chosen at run time. */
static inline __m128i digits_of(__m128i nibbles) {
    __m128i letters = _mm_cmpgt_epi8(nibbles, _mm_set1_epi8(9));
    __m128i digits = _mm_add_epi8(nibbles, _mm_set1_epi8('0'));
    return _mm_add_epi8(digits, _mm_and_si128(letters, _mm_set1_epi8('a' - '0' - 10)));
}

/* The digits of eight bytes. */
static inline char *print_hex_eight(char *out, const uint8_t *bytes) {
    const __m128i low_nibbles = _mm_set1_epi8(15);
    __m128i all = _mm_loadl_epi64((const __m128i *)(const void *)bytes);
    __m128i high = _mm_and_si128(_mm_srli_epi64(all, 4), low_nibbles);
    __m128i low = _mm_and_si128(all, low_nibbles);
    _mm_storeu_si128((__m128i *)(void *)out, digits_of(_mm_unpacklo_epi8(high, low)));
    return out + 16;
}

#endif

char *dore_print_hex(char *out, const void *bytes, size_t size) {
    const uint8_t *in = bytes;
#ifdef __SSE2__
    for (; size >= 8; size -= 8, in += 8) {
        out = print_hex_eight(out, in);
    }
#endif
    for (size_t i = 0; i < size; i++) {
        memcpy(out + 2 * i, hex_pairs + (size_t)2 * in[i], 2);
    }
    return out + 2 * size;
}

#ifdef __SSE2__

/* The 32 digits lie in two registers; a dash in front of each 4 is where the groups part. */
char *dore_print_uuid(char *out, const uint8_t uuid[16]) {
    const __m128i low_nibbles = _mm_set1_epi8(15);
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)uuid);
    __m128i high = _mm_and_si128(_mm_srli_epi64(bytes, 4), low_nibbles);
    __m128i low = _mm_and_si128(bytes, low_nibbles);
    __m128i first = digits_of(_mm_unpacklo_epi8(high, low));
    __m128i second = digits_of(_mm_unpackhi_epi8(high, low));
    uint64_t middle = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(first, first));
    uint32_t third = (uint32_t)(middle >> 32), fourth = (uint32_t)_mm_cvtsi128_si32(second);
    _mm_storel_epi64((__m128i *)(void *)out, first);
    memcpy(out + 9, &middle, 4);
    memcpy(out + 14, &third, 4);
    memcpy(out + 19, &fourth, 4);
    out[8] = out[13] = out[18] = out[23] = '-';
    __m128i last = _mm_srli_si128(second, 4);
    uint32_t end = (uint32_t)_mm_cvtsi128_si32(_mm_srli_si128(second, 12));
    _mm_storel_epi64((__m128i *)(void *)(out + 24), last);
    memcpy(out + 32, &end, 4);
    return out + 36;
}

#else

char *dore_print_uuid(char *out, const uint8_t uuid[16]) {
    static const uint8_t group_bytes[] = {4, 2, 2, 2, 6};
    for (size_t i = 0; i < sizeof group_bytes; i++) {
        if (i) {
            *out++ = '-';
        }
        out = dore_print_hex(out, uuid, group_bytes[i]);
        uuid += group_bytes[i];
    }
    return out;
}

#endif

char *dore_print_base64(char *out, const void *bytes, size_t size) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const uint8_t *in = bytes;
    for (; size > 0; in += 3) {
        size_t taken = size < 3 ? size : 3;
        uint32_t bits = (uint32_t)in[0] << 16 | (taken > 1 ? (uint32_t)in[1] << 8 : 0) |
                        (taken > 2 ? in[2] : 0U);
        out[0] = digits[bits >> 18];
        out[1] = digits[bits >> 12 & 63];
        out[2] = taken > 1 ? digits[bits >> 6 & 63] : '=';
        out[3] = taken > 2 ? digits[bits & 63] : '=';
        out += 4;
        size -= taken;
    }
    return out;
}
