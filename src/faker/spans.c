/* SPDX-License-Identifier: Apache-2.0
 *
 * spans: which days and moments lie between two ends. Days exclude their end and moments include
 * it, as in Faker; all are counted from the frozen moment of the run.
 */
#include "spans.h"

/* ---- ends ----------------------------------------------------------------------------------- */

bool faker_end_day(const struct dore_arg *arg, const char *name, const struct dore_faker *faker,
                   struct faker_end *out) {
    *out = (struct faker_end){.arg = arg, .name = name};
    return dore_date_day(arg, faker, &out->at);
}

bool faker_end_moment(const struct dore_arg *arg, const char *name, const struct dore_faker *faker,
                      struct faker_end *out) {
    *out = (struct faker_end){.arg = arg, .name = name};
    return dore_date_moment(arg, faker, &out->at);
}

/* The end that the user wrote, for a complaint about both. */
static const struct faker_end *to_blame(const struct faker_end *start,
                                        const struct faker_end *end) {
    return end->arg && (end->arg->given || !start->arg || !start->arg->given) ? end : start;
}

/* "1996-01-18", or with a time; for messages. */
static const char *print_end(const struct faker_end *end, bool moment,
                             const struct dore_faker *faker) {
    char text[48];
    char *last =
        moment ? dore_print_datetime(text, end->at, 'T', 0) : dore_print_date(text, end->at);
    return dore_arena_text(faker->arena, text, (size_t)(last - text));
}

/* "'end_date' of 'date_between' makes the span end at 2020-01-01, before its start at 2021-01-01"
 */
static const char *say_reversed(const struct faker_end *start, const struct faker_end *end,
                                bool moments, const struct dore_faker *faker,
                                struct dore_where *where) {
    const struct faker_end *blamed = to_blame(start, end);
    *where = blamed->arg ? blamed->arg->where : faker->where;
    const char *subject = blamed->arg
                              ? dore_arena_format(faker->arena, "'%s' of '%s' makes the span",
                                                  blamed->name, faker->method)
                              : dore_arena_format(faker->arena, "'now' makes '%s'", faker->method);
    return dore_arena_format(faker->arena, "%s end at %s, before its start at %s", subject,
                             print_end(end, moments, faker), print_end(start, moments, faker));
}

static bool refuse_reversed(const struct faker_end *start, const struct faker_end *end,
                            bool moments, const struct dore_faker *faker) {
    struct dore_where where;
    const char *problem = say_reversed(start, end, moments, faker, &where);
    dore_error(faker->diags, DORE_E_DATE, where, "let the start come first", "%s", problem);
    return false;
}

/* ---- spans ---------------------------------------------------------------------------------- */

bool faker_span_days(const struct faker_end *start, const struct faker_end *end,
                     const struct dore_faker *faker, struct faker_grid *out) {
    if (end->at < start->at) {
        return refuse_reversed(start, end, false, faker);
    }
    int64_t last = end->at > start->at ? end->at - 1 : end->at;
    *out = faker_grid_of(DORE_DATE, start->at, last, 1);
    return true;
}

bool faker_span_moments(const struct faker_end *start, const struct faker_end *end,
                        const struct dore_faker *faker, struct faker_grid *out) {
    if (end->at < start->at) {
        return refuse_reversed(start, end, true, faker);
    }
    *out = faker_grid_of(DORE_DATETIME, start->at, end->at, 1);
    return true;
}

void faker_span_between(const struct faker_end *start, const struct faker_end *end,
                        const struct dore_faker *faker, struct faker_grid *out) {
    const int64_t second = 1000000, latest = (DORE_DAY_MAX + 1) * DORE_US_PER_DAY - 1;
    int64_t last = end->at;
    if (end->at < start->at) {
        struct dore_where where;
        const char *problem = say_reversed(start, end, true, faker, &where);
        dore_warning(faker->diags, DORE_W_PARAM, where, "let the start come first",
                     "%s; all values lie in the second of the start", problem);
    }
    if (end->at - start->at <= second) {
        last = start->at > latest - second ? latest : start->at + second - 1;
    }
    *out = faker_grid_of(DORE_DATETIME, start->at, last, 1);
}

/* ---- periods -------------------------------------------------------------------------------- */

static const int32_t period_years[] = {
    [FAKER_MONTH] = 0, [FAKER_YEAR] = 1, [FAKER_DECADE] = 10, [FAKER_CENTURY] = 100};

static int64_t new_year(int32_t year) {
    return year < 1      ? DORE_DAY_MIN
           : year > 9999 ? DORE_DAY_MAX + 1
                         : dore_days_from_civil(year, 1, 1);
}

/* The first day of the period and the first one behind it. */
static void find_period(enum faker_period period, int64_t today, int64_t *first, int64_t *next) {
    struct dore_civil civil = dore_civil_from_days(today);
    if (period == FAKER_MONTH) {
        *first = today - civil.day + 1;
        *next = civil.month == 12 ? new_year(civil.year + 1)
                                  : dore_days_from_civil(civil.year, civil.month + 1U, 1);
        return;
    }
    int32_t years = period_years[period], year = civil.year - civil.year % years;
    *first = new_year(year);
    *next = new_year(year + years);
}

static int64_t today_of(const struct dore_faker *faker) {
    return faker_floor_divide(faker->now, DORE_US_PER_DAY);
}

struct faker_grid faker_period_days(enum faker_period period, bool before, bool after,
                                    const struct dore_faker *faker) {
    int64_t today = today_of(faker), first, next;
    find_period(period, today, &first, &next);
    int64_t low = before ? first : today, end = after ? next : today;
    return faker_grid_of(DORE_DATE, low, end > low ? end - 1 : low, 1);
}

struct faker_grid faker_period_moments(enum faker_period period, bool before, bool after,
                                       const struct dore_faker *faker) {
    int64_t first, next;
    find_period(period, today_of(faker), &first, &next);
    int64_t low = before ? first * DORE_US_PER_DAY : faker->now;
    int64_t high = after ? next * DORE_US_PER_DAY - 1 : faker->now;
    return faker_grid_of(DORE_DATETIME, low, high, 1);
}

/* ---- births --------------------------------------------------------------------------------- */

/* So many years before the day; 29 February falls on 1 March. */
static int64_t years_before(int64_t day, int32_t years) {
    struct dore_civil civil = dore_civil_from_days(day);
    civil.year -= years;
    if (!dore_civil_valid(civil.year, civil.month, civil.day)) {
        civil.month = 3;
        civil.day = 1;
    }
    return dore_days_from_civil(civil.year, civil.month, civil.day);
}

bool faker_span_births(int64_t minimum, int64_t maximum, const struct dore_faker *faker,
                       struct faker_grid *out) {
    int64_t today = today_of(faker);
    if (maximum >= dore_civil_from_days(today).year - 1) {
        return false;
    }
    int64_t first = years_before(today, (int32_t)maximum + 1) + 1;
    int64_t last = years_before(today, (int32_t)minimum) - 1;
    *out = faker_grid_of(DORE_DATE, first, last, 1);
    return true;
}
