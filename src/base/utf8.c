/* SPDX-License-Identifier: Apache-2.0
 *
 * UTF-8: checking, counting, decoding, encoding. Well-formed means table 3-7 of the Unicode
 * standard; only dore_utf8_valid meets bytes of strangers, the others rely on it.
 */
#include "dore/base.h"

/* What a first byte asks for: how many bytes follow, and the range of the second one (the others
 * are 80..BF). One row per line of table 3-7. */
struct lead {
    uint8_t first, last;
    uint8_t follow;
    uint8_t second_min, second_max;
};
static const struct lead leads[] = {
    {0xC2, 0xDF, 1, 0x80, 0xBF}, {0xE0, 0xE0, 2, 0xA0, 0xBF}, {0xE1, 0xEC, 2, 0x80, 0xBF},
    {0xED, 0xED, 2, 0x80, 0x9F}, {0xEE, 0xEF, 2, 0x80, 0xBF}, {0xF0, 0xF0, 3, 0x90, 0xBF},
    {0xF1, 0xF3, 3, 0x80, 0xBF}, {0xF4, 0xF4, 3, 0x80, 0x8F},
};

static const struct lead *find_lead(uint8_t byte) {
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        if (byte >= leads[i].first && byte <= leads[i].last) {
            return &leads[i];
        }
    }
    return NULL;
}

/* Length of the well-formed character of more than one byte at text, or 0. */
static size_t multibyte_valid(const uint8_t *text, size_t size) {
    const struct lead *lead = find_lead(text[0]);
    if (!lead || size <= lead->follow || text[1] < lead->second_min || text[1] > lead->second_max) {
        return 0;
    }
    for (size_t i = 2; i <= lead->follow; i++) {
        if ((text[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return (size_t)lead->follow + 1;
}

size_t dore_utf8_valid(const char *text, size_t size) {
    const uint8_t *bytes = (const uint8_t *)text;
    size_t at = 0;
    while (at < size) {
        if (bytes[at] < 0x80) {
            at++;
            continue;
        }
        size_t length = multibyte_valid(bytes + at, size - at);
        if (!length) {
            break;
        }
        at += length;
    }
    return at;
}

size_t dore_utf8_count(const char *text, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        count += ((uint8_t)text[i] & 0xC0) != 0x80;
    }
    return count;
}

uint32_t dore_utf8_decode(const char *text, size_t size, size_t *bytes) {
    const uint8_t *in = (const uint8_t *)text;
    static const uint8_t lead_bits[] = {0x7F, 0x1F, 0x0F, 0x07};
    size_t follow = in[0] < 0x80 ? 0 : in[0] < 0xE0 ? 1 : in[0] < 0xF0 ? 2 : 3;
    if (follow >= size) {
        follow = size - 1; /* never beyond the text, whatever it holds */
    }
    uint32_t scalar = in[0] & lead_bits[follow];
    for (size_t i = 1; i <= follow; i++) {
        scalar = scalar << 6 | (in[i] & 0x3F);
    }
    *bytes = follow + 1;
    return scalar;
}

size_t dore_utf8_encode(uint32_t scalar, char out[4]) {
    static const uint8_t lead_marks[] = {0x00, 0xC0, 0xE0, 0xF0};
    size_t follow = scalar < 0x80 ? 0 : scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3;
    for (size_t i = follow; i > 0; i--) {
        out[i] = (char)(0x80 | (scalar & 0x3F));
        scalar >>= 6;
    }
    out[0] = (char)(lead_marks[follow] | scalar);
    return follow + 1;
}
