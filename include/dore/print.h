/* SPDX-License-Identifier: Apache-2.0
 *
 * print: cells made of numbers and dates, many at once. A cell is what stands before the value, its
 * digits, and what stands behind, in a slot of 16 bytes, so that a row is put together by copying
 * slots. Only where the processor has vectors for it; elsewhere, and for values that do not fit,
 * base.h's printers write one by one and give the same bytes.
 */
#ifndef DORE_PRINT_H
#define DORE_PRINT_H

#include "dore/base.h"

enum { DORE_PRINT_SLOT_TEXT = 15 };
struct dore_print_slot {
    char text[DORE_PRINT_SLOT_TEXT];
    uint8_t size; /* of the text; what lies behind it is not defined */
};

/* How the values of a column become slots: for each number of leading zeros among eight digits, and
 * both signs, which digit stands at which byte, and the bytes that are the same for all. */
struct dore_pattern {
    struct dore_pattern_form {
        uint8_t place[16]; /* 0..7: that digit is added; 0x80: none is */
        uint8_t literal[16];
    } form[2][8];
    void (*print)(const struct dore_pattern *pattern, const int64_t *value, uint32_t count,
                  struct dore_print_slot *slot);
};
/* What must hold of numbers: their magnitude is below. */
enum { DORE_PATTERN_LIMIT = 100000000 };

/* Numbers with `scale` digits behind the point, as dore_print_decimal writes them; dates, as
 * dore_print_date does. False where there are no vectors, or a cell might not fit its slot. */
bool dore_pattern_of_numbers(struct dore_str open, struct dore_str close, unsigned scale,
                             struct dore_pattern *out);
bool dore_pattern_of_dates(struct dore_str open, struct dore_str close, struct dore_pattern *out);
/* Fills `count` slots. They are made DORE_PATTERN_STEP at a time: there must be room for the next
 * multiple of it. */
enum { DORE_PATTERN_STEP = 4 };
static inline void dore_pattern_print(const struct dore_pattern *pattern, const int64_t *value,
                                      uint32_t count, struct dore_print_slot *slot) {
    pattern->print(pattern, value, count, slot);
}

#endif
