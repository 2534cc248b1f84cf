/* SPDX-License-Identifier: Apache-2.0
 *
 * json_decimal: decimals for MongoDB's Decimal128, which holds 34 digits.
 */
#ifndef DORE_FORMATS_JSON_DECIMAL_H
#define DORE_FORMATS_JSON_DECIMAL_H

#include "dore/base.h"

enum { JSON_DECIMAL128_DIGITS = 34 };

/* Digits of the text from the first that is not 0 on: what a Decimal128 has to hold. */
size_t json_significant_digits(struct dore_str decimal);
/* A decimal's plain digits, rounded half to even where there are more than 34 significant ones;
 * with an exponent only where more than 34 stand before the point. Writes at most 16 bytes more
 * than the text has; returns one past the last. */
char *json_print_decimal128(char *out, struct dore_str decimal);

#endif
