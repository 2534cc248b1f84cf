/* SPDX-License-Identifier: Apache-2.0
 *
 * read: texts read back into numbers and times, by code that no format uses.
 */
#include "judge.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECOND INT64_C(1000000)

/* ---- numbers ----------------------------------------------------------------------------------
 */

/* 0.DIGITS * 10^exponent, the first digit not 0; zero has no digits. */
struct number {
    bool negative;
    size_t count;
    int64_t exponent;
    char digit[4096];
};

static bool read_number(struct dore_str text, struct number *out) {
    size_t at = 0, whole = 0, seen = 0;
    bool point = false;
    *out = (struct number){.negative = text.size && text.text[0] == '-'};
    at += out->negative || (text.size && text.text[0] == '+');
    for (; at < text.size; at++) {
        char byte = text.text[at];
        if (byte == '.' && !point) {
            point = true;
        } else if (byte >= '0' && byte <= '9' && seen < sizeof out->digit) {
            out->digit[seen++] = byte;
            whole += !point;
        } else {
            break;
        }
    }
    int64_t exponent = 0;
    if (at < text.size && (text.text[at] == 'e' || text.text[at] == 'E')) {
        at += at + 1 < text.size && text.text[at + 1] == '+' ? 2 : 1;
        if (!dore_parse_i64((struct dore_str){text.text + at, text.size - at}, &exponent)) {
            return false;
        }
        at = text.size;
    }
    size_t zeros = 0;
    while (zeros < seen && out->digit[zeros] == '0') {
        zeros++;
    }
    memmove(out->digit, out->digit + zeros, seen - zeros);
    out->count = seen - zeros;
    out->exponent = (int64_t)whole - (int64_t)zeros + exponent;
    while (out->count && out->digit[out->count - 1] == '0') {
        out->count--;
    }
    return seen && at == text.size;
}

/* To `keep` digits. A half goes away from zero, or with `to_even` to the even neighbour. */
static void round_number(struct number *number, int64_t keep, bool to_even) {
    if (keep >= (int64_t)number->count) {
        return;
    }
    bool up = keep >= 0 && number->digit[keep] >= '5';
    bool half = up && number->digit[keep] == '5' && keep + 1 == (int64_t)number->count;
    if (half && to_even) {
        up = keep > 0 && (number->digit[keep - 1] - '0') % 2 != 0;
    }
    number->count = keep > 0 ? (size_t)keep : 0;
    if (up) {
        size_t i = number->count;
        while (i && number->digit[i - 1] == '9') {
            i--;
        }
        if (i) {
            number->digit[i - 1]++;
            number->count = i;
        } else {
            number->exponent++;
            number->digit[0] = '1';
            number->count = 1;
        }
    }
    while (number->count && number->digit[number->count - 1] == '0') {
        number->count--;
    }
}

static bool same_number(const struct number *x, const struct number *y) {
    if (!x->count || !y->count) {
        return x->count == y->count;
    }
    return x->negative == y->negative && x->exponent == y->exponent && x->count == y->count &&
           memcmp(x->digit, y->digit, x->count) == 0;
}

bool numbers_equal(struct dore_str a, int places, struct dore_str b) {
    struct number x, y;
    if (!read_number(a, &x) || !read_number(b, &y)) {
        return false;
    }
    if (places >= 0) {
        round_number(&x, x.exponent + places, false);
    }
    return same_number(&x, &y);
}

bool decimals128_equal(struct dore_str a, struct dore_str b) {
    enum { DIGITS = 34 };
    struct number x, y;
    if (!read_number(a, &x) || !read_number(b, &y)) {
        return false;
    }
    round_number(&x, DIGITS, true);
    return same_number(&x, &y);
}

bool doubles_equal(struct dore_str text, double number, bool single, bool signs) {
    char copy[400] = "", *end;
    if (!text.size || text.size >= sizeof copy) {
        return false;
    }
    memcpy(copy, text.text, text.size);
    double got = single ? (double)strtof(copy, &end) : strtod(copy, &end);
    if (*end) {
        return false;
    }
    if (isnan(number)) {
        return isnan(got);
    }
    if (single) { /* the shortest text of the double is what was sent */
        char sent[DORE_DOUBLE_ROOM + 1] = "";
        if (isfinite(number)) {
            dore_print_double(sent, number);
            number = (double)strtof(sent, &end);
        }
    }
    return got == number && (!signs || !signbit(got) == !signbit(number));
}

struct dore_str digits_of(const struct dore_value *value, struct dore_buf *room) {
    dore_buf_clear(room);
    if (value->kind == DORE_BOOL) {
        dore_buf_putc(room, value->u.b ? '1' : '0');
    } else {
        dore_value_text(value, room);
    }
    return (struct dore_str){room->data, room->size};
}

/* ---- times ------------------------------------------------------------------------------------
 */

/* A part of a text that is read from its beginning. */
struct scan {
    const char *at, *end;
};

static bool take(struct scan *scan, char byte) {
    bool there = scan->at < scan->end && *scan->at == byte;
    scan->at += there;
    return there;
}

/* At least `least` and at most `most` digits. */
static bool take_number(struct scan *scan, unsigned least, unsigned most, int64_t *out) {
    unsigned count = 0;
    for (*out = 0; count < most && scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9';
         count++) {
        *out = *out * 10 + (*scan->at++ - '0');
    }
    return count >= least;
}

/* [.f{1,9}] in microseconds; more than six digits must be zeros. */
static bool take_fraction(struct scan *scan, int64_t *out) {
    *out = 0;
    if (!take(scan, '.')) {
        return true;
    }
    const char *begin = scan->at;
    int64_t digits;
    if (!take_number(scan, 1, 9, &digits)) {
        return false;
    }
    for (long i = scan->at - begin; i < 9; i++) {
        digits *= 10;
    }
    *out = digits / 1000;
    return digits % 1000 == 0;
}

static bool take_clock(struct scan *scan, unsigned hour_digits, int64_t *out) {
    int64_t hour, minute, second, fraction;
    if (!take_number(scan, 2, hour_digits, &hour) || !take(scan, ':') ||
        !take_number(scan, 2, 2, &minute) || !take(scan, ':') ||
        !take_number(scan, 2, 2, &second) || !take_fraction(scan, &fraction)) {
        return false;
    }
    *out = ((hour * 60 + minute) * 60 + second) * SECOND + fraction;
    return minute < 60 && second < 60;
}

static bool take_zone(struct scan *scan) {
    if (take(scan, 'Z') || scan->at == scan->end) {
        return scan->at == scan->end;
    }
    size_t left = (size_t)(scan->end - scan->at);
    return (left == 3 && memcmp(scan->at, "+00", 3) == 0) ||
           (left == 6 && memcmp(scan->at, "+00:00", 6) == 0);
}

static struct scan scan_of(struct dore_str text) {
    return (struct scan){text.text, text.text + text.size};
}

bool read_moment(struct dore_str text, int64_t *microseconds) {
    struct scan scan = scan_of(text);
    int64_t year, month, day, clock = 0;
    if (!take_number(&scan, 4, 4, &year) || !take(&scan, '-') ||
        !take_number(&scan, 2, 2, &month) || !take(&scan, '-') || !take_number(&scan, 2, 2, &day) ||
        !dore_civil_valid((int32_t)year, (unsigned)month, (unsigned)day)) {
        return false;
    }
    if ((take(&scan, 'T') || take(&scan, ' ')) && !take_clock(&scan, 2, &clock)) {
        return false;
    }
    *microseconds =
        dore_days_from_civil((int32_t)year, (unsigned)month, (unsigned)day) * DORE_US_PER_DAY +
        clock;
    return take_zone(&scan);
}

bool read_clock(struct dore_str text, int64_t *microseconds) {
    struct scan scan = scan_of(text);
    bool negative = take(&scan, '-');
    if (!take_clock(&scan, 12, microseconds)) {
        return false;
    }
    *microseconds = negative ? -*microseconds : *microseconds;
    return take_zone(&scan);
}

bool read_duration(struct dore_str text, int64_t *microseconds) {
    static const struct {
        char letter;
        int64_t unit;
        bool time;
    } parts[] = {{'D', DORE_US_PER_DAY, false},
                 {'H', 3600 * SECOND, true},
                 {'M', 60 * SECOND, true},
                 {'S', SECOND, true}};
    struct scan scan = scan_of(text);
    bool negative = take(&scan, '-'), time = false, any = false;
    if (!take(&scan, 'P')) {
        return false;
    }
    *microseconds = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].time && !time) {
            time = take(&scan, 'T');
        }
        struct scan here = scan;
        int64_t number, fraction;
        if (parts[i].time == time && take_number(&here, 1, 18, &number) &&
            take_fraction(&here, &fraction) && take(&here, parts[i].letter)) {
            *microseconds += number * parts[i].unit + fraction;
            scan = here;
            any = true;
        }
    }
    *microseconds = negative ? -*microseconds : *microseconds;
    return any && scan.at == scan.end;
}

int64_t cut_moment(int64_t microseconds, unsigned digits) {
    int64_t step = 1;
    for (unsigned i = digits; i < 6; i++) {
        step *= 10;
    }
    int64_t rest = microseconds % step;
    return microseconds - rest - (rest < 0 ? step : 0);
}

/* ---- bytes ------------------------------------------------------------------------------------
 */

bool base64_equal(struct dore_str text, struct dore_str bytes) {
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (text.size != (bytes.size + 2) / 3 * 4) {
        return false;
    }
    uint32_t bits = 0;
    for (size_t i = 0; i < text.size; i++) {
        const char *letter = text.text[i] ? strchr(alphabet, text.text[i]) : NULL;
        bool padding = text.text[i] == '=' && i * 6 / 8 >= bytes.size;
        if (!letter && !padding) {
            return false;
        }
        bits = bits << 6 | (uint32_t)(letter ? letter - alphabet : 0);
        for (unsigned k = 0; i % 4 == 3 && k < 3; k++) {
            size_t at = i / 4 * 3 + k;
            uint32_t byte = bits >> (16 - 8 * k) & 255;
            if (at < bytes.size ? (uint8_t)bytes.text[at] != byte : byte != 0) {
                return false;
            }
        }
    }
    return true;
}

bool uuid_equal(struct dore_str text, const uint8_t uuid[16]) {
    char want[37];
    size_t size = 0;
    for (int i = 0; i < 16; i++) {
        bool dash = i == 4 || i == 6 || i == 8 || i == 10;
        size +=
            (size_t)snprintf(want + size, sizeof want - size, "%s%02x", dash ? "-" : "", uuid[i]);
    }
    return text.size == size && memcmp(text.text, want, size) == 0;
}
