/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to base: what number.c, double.c and civil.c share about digits.
 */
#ifndef DORE_BASE_NUMBER_H
#define DORE_BASE_NUMBER_H

#include "dore/base.h"

/* A number in JSON syntax, taken apart: value = whole.fraction * 10^exponent. An exponent beyond
 * +-NUMBER_EXPONENT_LIMIT is only said to be at least that far out. */
enum { NUMBER_EXPONENT_LIMIT = 100000000 };
struct number_parts {
    bool negative;
    struct dore_str whole, fraction; /* digits; the fraction may be empty */
    int64_t exponent;
};
/* False when the text is not a number in JSON syntax. */
bool number_split(struct dore_str text, struct number_parts *out);

/* "00" .. "99", one after the other, and as many more that stand for nothing as make a mask of
 * NUMBER_PAIRS - 1 a safe index. */
enum { NUMBER_PAIRS = 128 };
extern const char number_pairs[2 * NUMBER_PAIRS];
/* Exactly `width` digits, zeros in front; what does not fit is cut at the left. */
char *number_print_padded(char *out, uint64_t number, unsigned width);

#endif
