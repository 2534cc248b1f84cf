/* SPDX-License-Identifier: Apache-2.0
 *
 * moment_numbers: which moments differ in what is shown of them. What is shown of a moment from the
 * year down to some unit without a gap names that unit. Where the year is not shown, the moments
 * are taken from one unit in which what is shown does not come again: months from one year, minutes
 * from one hour.
 */
#include "moment_numbers.h"
#include "grid.h"

/* ---- numbered units ------------------------------------------------------------------------- */

/* Microseconds of the units that are always equally long. */
static const int64_t lengths[FAKER_UNITS + 1] = {
    [FAKER_DAYS] = DORE_US_PER_DAY,
    [FAKER_HOURS] = INT64_C(3600000000),
    [FAKER_MINUTES] = INT64_C(60000000),
    [FAKER_SECONDS] = INT64_C(1000000),
    [FAKER_MILLISECONDS] = 1000,
    [FAKER_MICROSECONDS] = 1,
    [FAKER_HALF_DAYS] = DORE_US_PER_DAY / 2,
};

/* The number of the unit that the moment lies in. */
static int64_t unit_of(enum faker_unit unit, int64_t moment) {
    if (lengths[unit] > 0)
        return faker_floor_divide(moment, lengths[unit]);
    struct dore_civil civil = dore_civil_from_us(moment);
    return unit == FAKER_YEARS ? civil.year : civil.year * INT64_C(12) + civil.month - 1;
}

/* The first moment of a unit; beyond the year 9999 that of the end. */
static int64_t start_of(enum faker_unit unit, int64_t number) {
    if (lengths[unit] > 0)
        return number * lengths[unit];
    int64_t year = unit == FAKER_YEARS ? number : number / 12;
    unsigned month = unit == FAKER_YEARS ? 1 : (unsigned)(number % 12) + 1;
    return year > 9999 ? (DORE_DAY_MAX + 1) * DORE_US_PER_DAY
                       : dore_days_from_civil((int32_t)year, month, 1) * DORE_US_PER_DAY;
}

struct faker_moments faker_moments_of(int64_t lowest, int64_t highest, enum faker_unit unit) {
    int64_t first = unit_of(unit, lowest);
    return (struct faker_moments){.unit = unit,
                                  .lowest = lowest,
                                  .first = first,
                                  .count = (uint64_t)(unit_of(unit, highest) - first) + 1};
}

int64_t faker_moments_pick(const struct faker_moments *moments, struct dore_rng *rng) {
    int64_t index = (int64_t)dore_rng_below(rng, moments->count);
    return index == 0 ? moments->lowest : start_of(moments->unit, moments->first + index);
}

/* ---- what is shown -------------------------------------------------------------------------- */

static bool shows(unsigned shown, enum faker_unit unit) {
    return shown & FAKER_UNIT_BIT(unit);
}

/* The most units within one of the first three wider ones: of three months one has 31 days. */
static struct faker_moments within_one(int64_t lowest, int64_t highest, enum faker_unit wider,
                                       enum faker_unit unit) {
    struct faker_moments best = {.count = 0};
    int64_t number = unit_of(wider, lowest);
    for (int64_t i = number; i < number + 3; i++) {
        int64_t from = start_of(wider, i), to = start_of(wider, i + 1) - 1;
        from = from < lowest ? lowest : from;
        to = to > highest ? highest : to;
        struct faker_moments some = {.count = 0};
        if (from <= to)
            some = faker_moments_of(from, to, unit);
        best = some.count > best.count ? some : best;
    }
    return best;
}

/* Two halves and the hour of twelve are the hour; the last two digits of a year are the year where
 * they do not come again. */
static unsigned complete(unsigned shown, int64_t lowest, int64_t highest) {
    if (shows(shown, FAKER_HALF_DAYS) && shows(shown, FAKER_HOURS_OF_TWELVE))
        shown |= FAKER_UNIT_BIT(FAKER_HOURS);
    if (shows(shown, FAKER_YEARS_OF_CENTURY) &&
        unit_of(FAKER_YEARS, highest) - unit_of(FAKER_YEARS, lowest) < 100)
        shown |= FAKER_UNIT_BIT(FAKER_YEARS);
    if (shows(shown, FAKER_MICROSECONDS))
        shown |= FAKER_UNIT_BIT(FAKER_MILLISECONDS);
    return shown;
}

struct faker_moments faker_moments_that_differ(int64_t lowest, int64_t highest, unsigned shown) {
    shown = complete(shown, lowest, highest);
    enum faker_unit widest = FAKER_YEARS;
    while (widest < FAKER_UNITS && !shows(shown, widest))
        widest++;
    enum faker_unit finest = widest;
    while (finest + 1 < FAKER_UNITS && shows(shown, finest + 1))
        finest++;
    if (widest == FAKER_YEARS)
        return faker_moments_of(lowest, highest, finest);
    if (widest < FAKER_UNITS)
        return within_one(lowest, highest, widest - 1, finest);
    if (shows(shown, FAKER_WEEKDAYS)) {
        int64_t end = start_of(FAKER_DAYS, unit_of(FAKER_DAYS, lowest) + 7) - 1;
        return faker_moments_of(lowest, highest < end ? highest : end, FAKER_DAYS);
    }
    if (shows(shown, FAKER_HALF_DAYS))
        return within_one(lowest, highest, FAKER_DAYS, FAKER_HALF_DAYS);
    return (struct faker_moments){.unit = FAKER_DAYS, .lowest = lowest, .count = 1};
}
