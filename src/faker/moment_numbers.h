/* SPDX-License-Identifier: Apache-2.0
 *
 * moment_numbers: moments that can be told apart by what is shown of them: one of each year, day,
 * minute and so on. Private to moments.c, date_time.h and strftime.c.
 */
#ifndef FAKER_MOMENT_NUMBERS_H
#define FAKER_MOMENT_NUMBERS_H

#include "dore/faker.h"

/* Units of time, each a part of the one before; what a pattern shows is a set of them. */
enum faker_unit {
    FAKER_YEARS,
    FAKER_MONTHS,
    FAKER_DAYS,
    FAKER_HOURS,
    FAKER_MINUTES,
    FAKER_SECONDS,
    FAKER_MILLISECONDS,
    FAKER_MICROSECONDS,
    FAKER_UNITS,
    FAKER_HALF_DAYS = FAKER_UNITS, /* AM and PM; these do not belong to the line */
    FAKER_HOURS_OF_TWELVE,
    FAKER_YEARS_OF_CENTURY,
    FAKER_WEEKDAYS
};
#define FAKER_UNIT_BIT(unit) (1U << (unit))

/* The first moment at or behind `lowest` in each of `count` units. */
struct faker_moments {
    enum faker_unit unit;
    int64_t lowest;
    int64_t first; /* number of the first unit */
    uint64_t count;
};
struct faker_moments faker_moments_of(int64_t lowest, int64_t highest, enum faker_unit unit);
/* Moments of lowest..highest of which no two look alike where `shown` is all that is seen. */
struct faker_moments faker_moments_that_differ(int64_t lowest, int64_t highest, unsigned shown);
/* Takes one draw of below(count). */
int64_t faker_moments_pick(const struct faker_moments *moments, struct dore_rng *rng);

#endif
