/* SPDX-License-Identifier: Apache-2.0
 *
 * dates: Faker's date expressions - "now", "today", deltas such as "-30y" or "+1y-2M", integers -
 * and ISO text, which we take everywhere. Relative ones count from the frozen moment of the run,
 * never from a clock (same-bytes). A year of a delta is 365.24 days and a month 30.42 days, as in
 * Faker; both are whole numbers of seconds, so nothing is ever rounded here. An argument of null
 * means now. What the ends of a range mean is left to the methods.
 */
#include "grid.h"

#define US_PER_SECOND INT64_C(1000000)

/* 0001-01-01 .. 9999-12-31T23:59:59.999999 */
#define MOMENT_MIN (DORE_DAY_MIN * DORE_US_PER_DAY)
#define MOMENT_MAX ((DORE_DAY_MAX + 1) * DORE_US_PER_DAY - 1)
/* More seconds than lie between the two. */
#define FAR_SECONDS INT64_C(1000000000000)

static const char moment_hint[] = "write \"now\", a delta with signs such as \"-30y\" or "
                                  "\"+1w-2d\" (y M w d h m s in this order), "
                                  "or a time such as \"2026-01-31T12:00:00\"";
static const char day_hint[] = "write \"today\", a delta with signs such as \"-30y\" or \"+1w-2d\" "
                               "(y M w d h m s in this order), "
                               "or a date such as \"2026-01-31\"";

/* The parts of a delta in the order they must stand in. */
static const struct delta_unit {
    char letter;
    int64_t seconds;
} delta_units[] = {
    {'y', 31556736}, {'M', 2628288}, {'w', 604800}, {'d', 86400}, {'h', 3600}, {'m', 60}, {'s', 1},
};
enum { DELTA_UNITS = sizeof delta_units / sizeof delta_units[0] };

/* What a text expression says: a moment, or a distance from now. */
struct expression {
    bool relative, far; /* far: beyond all calendars */
    int64_t us;         /* of the moment or the distance */
    size_t size;        /* bytes that were read; 0: not an expression */
};

/* One signed number with its unit at the beginning of `text`; its size in bytes, 0 when there is
 * none. */
static size_t read_part(struct dore_str text, const struct delta_unit *unit, int64_t *seconds,
                        bool *far) {
    if (text.size < 3 || (text.text[0] != '-' && text.text[0] != '+')) {
        return 0;
    }
    const int64_t most = FAR_SECONDS / unit->seconds;
    size_t end = 1;
    int64_t number = 0;
    for (; end < text.size && text.text[end] >= '0' && text.text[end] <= '9'; end++) {
        number = number * 10 + (text.text[end] - '0');
        number = number > most ? most + 1 : number;
    }
    if (end == 1 || end == text.size || text.text[end] != unit->letter) {
        return 0;
    }
    *far = *far || number > most;
    *seconds += text.text[0] == '-' ? -number * unit->seconds : number * unit->seconds;
    return end + 1;
}

static struct expression read_delta(struct dore_str text) {
    struct expression result = {.relative = true};
    int64_t seconds = 0;
    for (unsigned unit = 0; unit < DELTA_UNITS; unit++) {
        struct dore_str rest = {text.text + result.size, text.size - result.size};
        result.size += read_part(rest, &delta_units[unit], &seconds, &result.far);
    }
    result.us = result.far ? 0 : seconds * US_PER_SECOND; /* at most 7 * FAR_SECONDS: it fits */
    return result;
}

static struct expression read_text(struct dore_str text, bool day) {
    struct expression result = {.relative = true, .size = text.size};
    bool has_time;
    if (dore_str_is(text, "now") || (day && dore_str_is(text, "today"))) {
        return result;
    }
    if (dore_parse_datetime(text, &result.us, &has_time)) {
        result.relative = false;
        return result;
    }
    return read_delta(text);
}

/* Reads the text of an argument and says what is wrong with it. */
static bool read_argument(const struct dore_arg *arg, const struct dore_faker *faker, bool day,
                          struct expression *out) {
    *out = read_text(arg->s, day);
    if (out->size == 0) {
        dore_error(faker->diags, DORE_E_DATE, arg->where, day ? day_hint : moment_hint,
                   "'%s' cannot read %s as a %s", faker->method, faker_given(arg, faker),
                   day ? "date" : "time");
        return false;
    }
    if (out->size < arg->s.size) {
        dore_warning(faker->diags, DORE_W_PARAM, arg->where, day ? day_hint : moment_hint,
                     "'%s' ignores all but the first %zu characters of %s", faker->method,
                     out->size, faker_given(arg, faker));
    }
    return true;
}

static bool say_far(const struct dore_arg *arg, const struct dore_faker *faker) {
    dore_error(faker->diags, DORE_E_DATE, arg->where, NULL,
               "%s of '%s' is outside the years 1 to 9999", faker_given(arg, faker), faker->method);
    return false;
}

/* base + distance * unit when it lies in lowest..highest. */
static bool add_within(int64_t base, int64_t distance, int64_t unit, int64_t lowest,
                       int64_t highest, int64_t *out) {
    int64_t product, sum;
    if (__builtin_mul_overflow(distance, unit, &product) ||
        __builtin_add_overflow(base, product, &sum) || sum < lowest || sum > highest) {
        return false;
    }
    *out = sum;
    return true;
}

bool dore_date_moment(const struct dore_arg *arg, const struct dore_faker *faker,
                      int64_t *microseconds) {
    *microseconds = faker->now;
    if (arg->null) {
        return true;
    }
    int64_t number;
    if (dore_node_integer(arg->node, &number)) {
        return add_within(0, number, US_PER_SECOND, MOMENT_MIN, MOMENT_MAX, microseconds) ||
               say_far(arg, faker);
    }
    struct expression read;
    if (!read_argument(arg, faker, false, &read)) {
        return false;
    }
    int64_t base = read.relative ? faker->now : 0;
    return (!read.far && add_within(base, read.us, 1, MOMENT_MIN, MOMENT_MAX, microseconds)) ||
           say_far(arg, faker);
}

bool dore_date_day(const struct dore_arg *arg, const struct dore_faker *faker, int64_t *day) {
    int64_t today = faker_floor_divide(faker->now, DORE_US_PER_DAY);
    *day = today;
    if (arg->null) {
        return true;
    }
    int64_t number;
    if (dore_node_integer(arg->node, &number)) {
        return add_within(today, number, 1, DORE_DAY_MIN, DORE_DAY_MAX, day) || say_far(arg, faker);
    }
    struct expression read;
    if (!read_argument(arg, faker, true, &read)) {
        return false;
    }
    int64_t base = read.relative ? today : 0;
    int64_t days = faker_floor_divide(read.us, DORE_US_PER_DAY);
    return (!read.far && add_within(base, days, 1, DORE_DAY_MIN, DORE_DAY_MAX, day)) ||
           say_far(arg, faker);
}
