/* SPDX-License-Identifier: Apache-2.0
 *
 * json_decimal: decimals for MongoDB's Decimal128. Beyond 34 digits mongoimport refuses the
 * document and older libbson stores NaN, so they are rounded here, half to even as IEEE 754 does.
 */
#include "json_decimal.h"

#include <string.h>

/* value = 0.d1 d2 d3 ... * 10^point, d1 not 0. */
struct digits {
    char digit[JSON_DECIMAL128_DIGITS];
    size_t count; /* of all the text's significant digits, those beyond the array included */
    int64_t point;
    char next; /* the first digit beyond the array, or '0' */
    bool more; /* whether any digit behind that one is not 0 */
};

static struct digits read_digits(struct dore_str text) {
    struct digits d = {.next = '0'};
    bool fraction = false;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.text[i];
        if (c == '.') {
            fraction = true;
        }
        if (c < '0' || c > '9') {
            continue;
        }
        if (d.count == 0 && c == '0') {
            d.point -= fraction;
            continue;
        }
        d.point += !fraction;
        if (d.count < JSON_DECIMAL128_DIGITS) {
            d.digit[d.count] = c;
        } else if (d.count == JSON_DECIMAL128_DIGITS) {
            d.next = c;
        } else if (c != '0') {
            d.more = true;
        }
        d.count++;
    }
    return d;
}

size_t json_significant_digits(struct dore_str decimal) {
    return read_digits(decimal).count;
}

static void round_half_even(struct digits *d) {
    size_t last = JSON_DECIMAL128_DIGITS - 1;
    bool odd = (d->digit[last] - '0') % 2 != 0;
    if (d->next < '5' || (d->next == '5' && !d->more && !odd)) {
        return;
    }
    while (d->digit[last] == '9') {
        d->digit[last] = '0';
        if (last == 0) { /* 99..9 became 100..0: one digit more before the point */
            d->digit[0] = '1';
            d->point++;
            return;
        }
        last--;
    }
    d->digit[last]++;
}

static char *print_bytes(char *out, const char *bytes, size_t size) {
    memcpy(out, bytes, size);
    return out + size;
}

char *json_print_decimal128(char *out, struct dore_str decimal) {
    struct digits d = read_digits(decimal);
    if (d.count <= JSON_DECIMAL128_DIGITS) {
        return print_bytes(out, decimal.text, decimal.size);
    }
    round_half_even(&d);
    if (decimal.text[0] == '-') {
        *out++ = '-';
    }
    if (d.point >= JSON_DECIMAL128_DIGITS) {
        out = print_bytes(out, d.digit, sizeof d.digit);
        if (d.point > JSON_DECIMAL128_DIGITS) {
            out = print_bytes(out, "E+", 2);
            out = dore_print_i64(out, d.point - JSON_DECIMAL128_DIGITS);
        }
        return out;
    }
    size_t whole = d.point > 0 ? (size_t)d.point : 0;
    if (!whole) {
        *out++ = '0';
    }
    out = print_bytes(out, d.digit, whole);
    *out++ = '.';
    for (; d.point < 0; d.point++) {
        *out++ = '0';
    }
    return print_bytes(out, d.digit + whole, sizeof d.digit - whole);
}
