/* SPDX-License-Identifier: Apache-2.0
 *
 * decimal: exact decimal numbers of any length, for the bounds of pydecimal, pyfloat and
 * coordinate, and whole numbers of any length drawn evenly. Private to src/faker.
 */
#ifndef FAKER_DECIMAL_H
#define FAKER_DECIMAL_H

#include "dore/faker.h"

/* digits[0 .. whole + fraction), the point behind the first `whole` ones. No zeros lead the whole
 * part (so it may be empty). Zero is never negative. */
struct faker_decimal {
    bool negative;
    uint32_t whole, fraction;
    const char *digits;
};
/* Most digits on either side of the point. */
enum { FAKER_DECIMAL_DIGITS = 1000 };
enum { FAKER_DECIMAL_ROOM = 2 * FAKER_DECIMAL_DIGITS + 3 };

/* Reads JSON number syntax exactly, without zeros at the end of the fraction; false when there
 * are more than FAKER_DECIMAL_DIGITS digits on a side. */
bool faker_decimal_read(struct dore_str text, struct dore_arena *arena, struct faker_decimal *out);
/* Less than, equal to or greater than 0. */
int faker_decimal_compare(const struct faker_decimal *a, const struct faker_decimal *b);
/* -1, 0 or 1. */
int faker_decimal_sign(const struct faker_decimal *number);
/* The least n with |number| <= 10^n; 0 for numbers up to 1. */
uint32_t faker_decimal_magnitude(const struct faker_decimal *number);
/* number * 10^scale, rounded up or down to an integer; false when it does not fit. */
bool faker_decimal_scaled(const struct faker_decimal *number, unsigned scale, bool up,
                          int64_t *out);
/* "-12.50"; returns one past the last byte. At most FAKER_DECIMAL_ROOM bytes. */
char *faker_decimal_print(char *out, const struct faker_decimal *number);

/* Whole numbers lowest .. lowest + range, both given as digits. */
struct faker_big_range {
    uint32_t limbs; /* of nine digits each, lowest first */
    const uint32_t *lowest, *range;
};
/* digits of lowest <= digits of highest. */
struct faker_big_range faker_big_range_make(struct dore_str lowest, struct dore_str highest,
                                            struct dore_arena *arena);
/* Draws one evenly (limb after limb, the highest first, all again when they are above the range)
 * and writes its digits without zeros in front; returns one past the last byte. */
char *faker_big_range_pick(const struct faker_big_range *range, struct dore_rng *rng, char *out);

/* 10^exponent for 0..18. */
int64_t faker_power_of_ten(unsigned exponent);

#endif
