/* SPDX-License-Identifier: Apache-2.0
 *
 * case: lower and upper case of letters, as ranges of Unicode's simple case mappings; no locale, no
 * libc. Only mappings that keep the number of bytes, so a text is changed in place.
 */
#include "dore/base.h"

/* Upper-case letters first .. last: every one lies `distance` below its small letter, or, where the
 * distance is 1, every second one. */
struct range {
    uint32_t first, last, distance;
};

static const struct range ranges[] = {
    {0x0041, 0x005a, 32}, {0x00c0, 0x00d6, 32}, {0x00d8, 0x00de, 32}, {0x0100, 0x012e, 1},
    {0x0132, 0x0136, 1},  {0x0139, 0x0147, 1},  {0x014a, 0x0176, 1},  {0x0179, 0x017d, 1},
    {0x01cd, 0x01db, 1},  {0x01de, 0x01ee, 1},  {0x01f8, 0x021e, 1},  {0x0222, 0x0232, 1},
    {0x0388, 0x038a, 37}, {0x0391, 0x03a1, 32}, {0x03a3, 0x03ab, 32}, {0x0400, 0x040f, 80},
    {0x0410, 0x042f, 32}, {0x0460, 0x0480, 1},  {0x048a, 0x04be, 1},  {0x04c1, 0x04cd, 1},
    {0x04d0, 0x052e, 1},  {0x0531, 0x0556, 48}, {0x1e00, 0x1e94, 1},  {0x1ea0, 0x1efe, 1},
};
enum { RANGES = sizeof ranges / sizeof *ranges };

/* Letters of no range, in pairs: upper, lower. */
static const uint32_t pairs[][2] = {
    {0x0178, 0x00ff}, {0x0386, 0x03ac}, {0x038c, 0x03cc},
    {0x038e, 0x03cd}, {0x038f, 0x03ce}, {0x04c0, 0x04cf},
};
enum { PAIRS = sizeof pairs / sizeof *pairs };

static bool is_in(const struct range *range, uint32_t scalar) {
    return scalar >= range->first && scalar <= range->last &&
           (range->distance > 1 || (scalar - range->first) % 2 == 0);
}

/* The other case of a letter; the same for all else. */
static uint32_t change(uint32_t scalar, bool upper) {
    for (size_t i = 0; i < RANGES; i++) {
        uint32_t distance = ranges[i].distance;
        if (!upper && is_in(&ranges[i], scalar))
            return scalar + distance;
        if (upper && scalar >= distance && is_in(&ranges[i], scalar - distance))
            return scalar - distance;
    }
    for (size_t i = 0; i < PAIRS; i++)
        if (pairs[i][upper] == scalar)
            return pairs[i][!upper];
    return upper && scalar == 0x03c2 ? 0x03a3 : scalar; /* a final sigma */
}

static void change_all(struct dore_buf *out, size_t from, bool upper) {
    for (size_t at = from, bytes; at < out->size; at += bytes) {
        char letter[4];
        uint32_t scalar = dore_utf8_decode(out->data + at, out->size - at, &bytes);
        uint32_t other = change(scalar, upper);
        if (other != scalar && dore_utf8_encode(other, letter) == bytes)
            memcpy(out->data + at, letter, bytes);
    }
}

void dore_text_lower(struct dore_buf *out, size_t from) {
    change_all(out, from, false);
}

void dore_text_upper(struct dore_buf *out, size_t from) {
    change_all(out, from, true);
}
