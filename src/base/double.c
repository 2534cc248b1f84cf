/* SPDX-License-Identifier: Apache-2.0
 *
 * Doubles to text and back. Printing finds the shortest decimal that reads back to the same bits,
 * the nearest to the number among the shortest: Raffaele Giulietti, "The Schubfach way to render
 * doubles", 2021. Only integers are used, so the text is the same everywhere (same-bytes).
 */
#include "dore/base.h"

#include <math.h>

#include "number.h"
#include "powers.h"

/* ---- reading ------------------------------------------------------------------------------ */

bool dore_parse_double(struct dore_str text, double *out) {
    struct number_parts parts;
    if (!number_split(text, &parts)) {
        return false;
    }
    char room[128];
    char *copy = text.size < sizeof room ? room : dore_alloc(text.size + 1, 1);
    memcpy(copy, text.text, text.size);
    copy[text.size] = '\0';
    double number = strtod(copy, NULL); /* the C locale is never left, so '.' is the point */
    if (copy != room) {
        dore_free(copy);
    }
    if (!isfinite(number)) {
        return false;
    }
    *out = number;
    return true;
}

/* ---- shortest digits ------------------------------------------------------------------------ */

enum { FRACTION_BITS = 52, EXPONENT_BIAS = 1075 /* 1023 + 52 */ };

__extension__ typedef unsigned __int128 uint128;

/* digits * 10^exponent */
struct decimal {
    uint64_t digits;
    int32_t exponent;
};

/* floor(numerator / 2^bits), also below zero. */
static int32_t floor_shift(int32_t numerator, unsigned bits) {
    int32_t unit = (int32_t)1 << bits;
    return numerator >= 0 ? numerator / unit : -((unit - 1 - numerator) / unit);
}

/* floor(log2(10^e)) for |e| <= 1233. */
static int32_t log2_of_power_of_ten(int32_t e) {
    return floor_shift(e * 1741647, 19);
}

/* power * factor / 2^128, odd when anything was cut: enough to compare without error. */
static uint64_t multiply_to_odd(struct power_of_ten power, uint64_t factor) {
    uint128 low = (uint128)power.low * factor;
    uint128 high = (uint128)power.high * factor + (uint64_t)(low >> 64);
    return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

/* The shortest decimal in the interval of numbers that round to fraction * 2^exponent. In quarter
 * units of 10^k: `middle` is the number itself, lower..upper the interval. */
static struct decimal shortest(uint64_t fraction, int32_t exponent, bool power_of_two) {
    uint64_t open = fraction & 1; /* ties go to the even fraction: only then the ends count */
    /* k = floor(log10 of the interval's width); below a power of two it is narrower. */
    int32_t k = floor_shift(exponent * 1262611 - (power_of_two ? 524031 : 0), 22);
    unsigned shift = (unsigned)(exponent + log2_of_power_of_ten(-k) + 1);
    struct power_of_ten power = powers_of_ten[-k - POWERS_FIRST];
    uint64_t lower =
        multiply_to_odd(power, (4 * fraction - 2 + (power_of_two ? 1 : 0)) << shift) + open;
    uint64_t middle = multiply_to_odd(power, (4 * fraction) << shift);
    uint64_t upper = multiply_to_odd(power, (4 * fraction + 2) << shift) - open;

    uint64_t below = middle / 4;
    if (below >= 10) {
        uint64_t tens = below / 10;
        bool floor_inside = lower <= 40 * tens, ceiling_inside = 40 * tens + 40 <= upper;
        if (floor_inside != ceiling_inside) {
            return (struct decimal){tens + ceiling_inside, k + 1};
        }
    }
    bool floor_inside = lower <= 4 * below, ceiling_inside = 4 * below + 4 <= upper;
    if (floor_inside != ceiling_inside) {
        return (struct decimal){below + ceiling_inside, k};
    }
    uint64_t half = 4 * below + 2;
    bool up = middle > half || (middle == half && (below & 1));
    return (struct decimal){below + up, k};
}

static struct decimal decimal_of(uint64_t bits) {
    uint64_t fraction = bits & ((UINT64_C(1) << FRACTION_BITS) - 1);
    int32_t exponent = (int32_t)(bits >> FRACTION_BITS & 0x7FF);
    if (exponent == 0) {
        return shortest(fraction, 1 - EXPONENT_BIAS, false);
    }
    bool power_of_two = fraction == 0 && exponent > 1;
    return shortest(fraction | UINT64_C(1) << FRACTION_BITS, exponent - EXPONENT_BIAS,
                    power_of_two);
}

/* ---- layout --------------------------------------------------------------------------------- */

/* 0.digits * 10^point, or the digits with a point among or behind them. */
static char *print_plain(char *out, const char *digits, int32_t count, int32_t point) {
    if (point <= 0) {
        *out++ = '0';
        *out++ = '.';
        memset(out, '0', (size_t)-point);
        out += -point;
        memcpy(out, digits, (size_t)count);
        return out + count;
    }
    int32_t whole = count < point ? count : point;
    memcpy(out, digits, (size_t)whole);
    out += whole;
    memset(out, '0', (size_t)(point - whole));
    out += point - whole;
    *out++ = '.';
    if (count == whole) {
        *out++ = '0';
        return out;
    }
    memcpy(out, digits + whole, (size_t)(count - whole));
    return out + (count - whole);
}

static char *print_scientific(char *out, const char *digits, int32_t count, int32_t exponent) {
    *out++ = digits[0];
    if (count > 1) {
        *out++ = '.';
        memcpy(out, digits + 1, (size_t)count - 1);
        out += count - 1;
    }
    *out++ = 'e';
    *out++ = exponent < 0 ? '-' : '+';
    uint64_t magnitude = (uint64_t)(exponent < 0 ? -exponent : exponent);
    return magnitude < 10 ? number_print_padded(out, magnitude, 2) : dore_print_u64(out, magnitude);
}

char *dore_print_double(char *out, double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    if (bits >> 63) {
        *out++ = '-';
        bits &= UINT64_MAX >> 1;
    }
    if (bits == 0) {
        memcpy(out, "0.0", 3);
        return out + 3;
    }
    struct decimal decimal = decimal_of(bits);
    while (decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        decimal.exponent++;
    }
    char digits[DORE_INT_ROOM];
    int32_t count = (int32_t)(dore_print_u64(digits, decimal.digits) - digits);
    int32_t point = count + decimal.exponent; /* digits before the point */
    if (point > -4 && point <= 16) {
        return print_plain(out, digits, count, point);
    }
    return print_scientific(out, digits, count, point - 1);
}
