/* SPDX-License-Identifier: Apache-2.0
 *
 * decimal: digits as text, so that a bound means exactly what the manifest says, and whole numbers
 * in limbs of nine digits. Bounds are read and compared here; what to do with them is pydecimal's
 * and pyfloat's business.
 */
#include "decimal.h"
#include "providers.h"

int64_t faker_power_of_ten(unsigned exponent) {
    static const int64_t powers[] = {
        1,
        10,
        100,
        1000,
        10000,
        100000,
        1000000,
        10000000,
        100000000,
        1000000000,
        10000000000,
        100000000000,
        1000000000000,
        10000000000000,
        100000000000000,
        1000000000000000,
        10000000000000000,
        100000000000000000,
        1000000000000000000,
    };
    return powers[exponent];
}

/* ---- reading -------------------------------------------------------------------------------- */

/* The exponent behind 'e', cut at a size that is too large anyway. */
static int64_t read_exponent(struct dore_str text) {
    int64_t exponent = 0;
    bool negative = text.size > 0 && text.text[0] == '-';
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] >= '0' && text.text[i] <= '9' && exponent < 100000) {
            exponent = exponent * 10 + (text.text[i] - '0');
        }
    }
    return negative ? -exponent : exponent;
}

/* The digits of the mantissa, without zeros at either end; *exponent is that of the last digit. */
static struct dore_str read_mantissa(struct dore_str text, struct dore_arena *arena,
                                     int64_t *exponent) {
    char *digits = DORE_NEW(arena, char, text.size + 1);
    size_t size = 0;
    bool point = false;
    *exponent = 0;
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.text[i];
        if (byte == 'e' || byte == 'E') {
            *exponent += read_exponent((struct dore_str){text.text + i + 1, text.size - i - 1});
            break;
        }
        point = point || byte == '.';
        if (byte >= '0' && byte <= '9') {
            *exponent -= point;
            digits[size] = byte;
            size += size > 0 || byte != '0';
        }
    }
    for (; size > 0 && digits[size - 1] == '0'; size--) {
        ++*exponent;
    }
    return (struct dore_str){digits, size};
}

bool faker_decimal_read(struct dore_str text, struct dore_arena *arena, struct faker_decimal *out) {
    int64_t exponent;
    struct dore_str mantissa = read_mantissa(text, arena, &exponent);
    *out = (struct faker_decimal){.digits = ""};
    if (mantissa.size == 0) {
        return true;
    }
    int64_t size = (int64_t)mantissa.size;
    int64_t whole = size + exponent > 0 ? size + exponent : 0;
    int64_t fraction = exponent < 0 ? -exponent : 0;
    if (whole > FAKER_DECIMAL_DIGITS || fraction > FAKER_DECIMAL_DIGITS) {
        return false;
    }
    char *digits = DORE_NEW(arena, char, (size_t)(whole + fraction) + 1);
    memset(digits, '0', (size_t)(whole + fraction));
    /* 0.0012 has zeros in front of the mantissa, 1200 behind it */
    memcpy(digits + (whole == 0 ? fraction - size : 0), mantissa.text, mantissa.size);
    out->negative = text.text[0] == '-';
    out->whole = (uint32_t)whole;
    out->fraction = (uint32_t)fraction;
    out->digits = digits;
    return true;
}

/* ---- comparing ------------------------------------------------------------------------------ */

int faker_decimal_sign(const struct faker_decimal *number) {
    for (uint32_t i = 0; i < number->whole + number->fraction; i++) {
        if (number->digits[i] != '0') {
            return number->negative ? -1 : 1;
        }
    }
    return 0;
}

static int compare_magnitudes(const struct faker_decimal *a, const struct faker_decimal *b) {
    if (a->whole != b->whole) {
        return a->whole < b->whole ? -1 : 1;
    }
    uint32_t longest = a->whole + (a->fraction > b->fraction ? a->fraction : b->fraction);
    for (uint32_t i = 0; i < longest; i++) {
        char left = i < a->whole + a->fraction ? a->digits[i] : '0';
        char right = i < b->whole + b->fraction ? b->digits[i] : '0';
        if (left != right) {
            return left < right ? -1 : 1;
        }
    }
    return 0;
}

int faker_decimal_compare(const struct faker_decimal *a, const struct faker_decimal *b) {
    int left = faker_decimal_sign(a), right = faker_decimal_sign(b);
    if (left != right) {
        return left < right ? -1 : 1;
    }
    return left < 0 ? compare_magnitudes(b, a) : compare_magnitudes(a, b);
}

uint32_t faker_decimal_magnitude(const struct faker_decimal *number) {
    if (number->whole == 0) {
        return 0;
    }
    bool power = number->digits[0] == '1';
    for (uint32_t i = 1; i < number->whole + number->fraction; i++) {
        power = power && number->digits[i] == '0';
    }
    return number->whole - power;
}

bool faker_decimal_scaled(const struct faker_decimal *number, unsigned scale, bool up,
                          int64_t *out) {
    int64_t sum = 0;
    bool more = false; /* something behind the digits that count */
    for (uint32_t i = 0; i < number->whole + number->fraction; i++) {
        int digit = number->digits[i] - '0';
        if (i >= number->whole + scale) {
            more = more || digit != 0;
        } else if (__builtin_mul_overflow(sum, 10, &sum) ||
                   __builtin_sub_overflow(sum, digit, &sum)) { /* downwards: INT64_MIN fits too */
            return false;
        }
    }
    for (uint32_t i = number->fraction; i < scale && sum != 0; i++) {
        if (__builtin_mul_overflow(sum, 10, &sum)) {
            return false;
        }
    }
    if (!number->negative && __builtin_sub_overflow(0, sum, &sum)) {
        return false;
    }
    return !__builtin_add_overflow(sum, more && up && !number->negative, &sum) &&
           !__builtin_sub_overflow(sum, more && !up && number->negative, out);
}

char *faker_decimal_print(char *out, const struct faker_decimal *number) {
    if (number->negative) {
        *out++ = '-';
    }
    if (number->whole == 0) {
        *out++ = '0';
    }
    memcpy(out, number->digits, number->whole);
    out += number->whole;
    if (number->fraction > 0) {
        *out++ = '.';
        memcpy(out, number->digits + number->whole, number->fraction);
        out += number->fraction;
    }
    return out;
}

/* ---- whole numbers of any length ------------------------------------------------------------ */

enum { LIMB_DIGITS = 9, LIMB = 1000000000 };

static uint32_t *read_limbs(struct dore_str digits, uint32_t limbs, struct dore_arena *arena) {
    uint32_t *limb = DORE_NEW(arena, uint32_t, limbs);
    uint32_t place = 1, at = 0;
    for (size_t i = digits.size; i-- > 0;) {
        limb[at] += place * (uint32_t)(digits.text[i] - '0');
        place = place == LIMB / 10 ? 1 : place * 10;
        at += place == 1;
    }
    return limb;
}

struct faker_big_range faker_big_range_make(struct dore_str lowest, struct dore_str highest,
                                            struct dore_arena *arena) {
    uint32_t limbs = (uint32_t)(highest.size / LIMB_DIGITS) + 1;
    uint32_t *low = read_limbs(lowest, limbs, arena);
    uint32_t *range = read_limbs(highest, limbs, arena);
    uint32_t borrow = 0;
    for (uint32_t i = 0; i < limbs; i++) {
        uint32_t taken = low[i] + borrow;
        borrow = range[i] < taken;
        range[i] += borrow * LIMB - taken;
    }
    return (struct faker_big_range){limbs, low, range};
}

/* Draws a number below LIMB^limbs whose highest limb is at most that of the range. */
static void draw_limbs(const struct faker_big_range *range, struct dore_rng *rng, uint32_t *limb) {
    bool top = true; /* only zeros so far */
    for (uint32_t i = range->limbs; i-- > 0;) {
        uint64_t limit = top ? (uint64_t)range->range[i] + 1 : LIMB;
        limb[i] = (uint32_t)dore_rng_below(rng, limit);
        top = top && range->range[i] == 0;
    }
}

static bool is_above(const uint32_t *limb, const uint32_t *bound, uint32_t limbs) {
    for (uint32_t i = limbs; i-- > 0;) {
        if (limb[i] != bound[i]) {
            return limb[i] > bound[i];
        }
    }
    return false;
}

char *faker_big_range_pick(const struct faker_big_range *range, struct dore_rng *rng, char *out) {
    uint32_t limb[FAKER_DECIMAL_DIGITS / LIMB_DIGITS + 1];
    do {
        draw_limbs(range, rng, limb);
    } while (is_above(limb, range->range, range->limbs));
    uint32_t carry = 0;
    for (uint32_t i = 0; i < range->limbs; i++) {
        limb[i] += range->lowest[i] + carry;
        carry = limb[i] >= LIMB;
        limb[i] -= carry * LIMB;
    }
    uint32_t at = range->limbs - 1;
    while (at > 0 && limb[at] == 0) {
        at--;
    }
    out = limb[at] > 0 || at > 0 ? dore_print_u64(out, limb[at]) : out;
    while (at-- > 0) {
        out = faker_digits(out, limb[at], LIMB_DIGITS);
    }
    return out;
}
