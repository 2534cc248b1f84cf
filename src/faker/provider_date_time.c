/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_date_time: days, moments, times of day and their texts. Which of them can come out is
 * settled in spans.c, what is shown of a drawn moment in moments.c. Moments have microseconds and
 * are UTC.
 */
#include "date_time.h"
#include "providers.h"

#define END_PARAM(name)                                                                            \
    { name, DORE_P_DATE | DORE_P_NULL, "null", NULL, "latest moment; null: now" }
#define ZONE_PARAM                                                                                 \
    { "tzinfo", DORE_P_STRING | DORE_P_NULL, "null", NULL, "null or \"UTC\": moments are UTC" }
#define NO_PARAM                                                                                   \
    { NULL, 0, NULL, NULL, NULL }

/* A zone other than UTC would shift moments whose zone nothing behind us could show. */
bool faker_zone_check(const struct dore_arg *arg, const struct dore_faker *faker) {
    static const char *const names[] = {"UTC", "GMT", "Etc/UTC", "Etc/GMT", "Zulu", "Etc/Zulu"};
    bool known = arg->null;
    for (size_t i = 0; i < sizeof names / sizeof *names && !known; i++) {
        known = dore_str_is(arg->s, names[i]);
    }
    if (!known) {
        faker_refuse(arg, "tzinfo", faker, "write \"UTC\" or leave it out",
                     "but moments are in UTC here");
    }
    return known;
}

/* The moment 1970-01-01 as an end of a span. */
static const struct faker_end epoch = {.at = 0};

/* ---- days ----------------------------------------------------------------------------------- */

static const struct dore_param date_between_params[] = {
    {"start_date", DORE_P_DATE, "\"-30y\"", NULL, "first day"},
    {"end_date", DORE_P_DATE, "\"today\"", NULL, "the day behind the last one"},
    NO_PARAM,
};

static const void *prepare_days(const struct faker_end *start, const struct faker_end *end,
                                const struct dore_faker *faker) {
    struct faker_grid grid;
    return faker_span_days(start, end, faker, &grid) ? faker_grid_keep(faker, grid) : NULL;
}

static const void *prepare_date_between(const struct dore_arg *arg,
                                        const struct dore_faker *faker) {
    struct faker_end start, end;
    bool read = faker_end_day(&arg[0], "start_date", faker, &start);
    read = faker_end_day(&arg[1], "end_date", faker, &end) && read;
    return read ? prepare_days(&start, &end, faker) : NULL;
}

static const struct dore_param past_date_params[] = {
    {"start_date", DORE_P_DATE, "\"-30d\"", NULL, "first day"}, ZONE_PARAM, NO_PARAM};

static const void *prepare_past_date(const struct dore_arg *arg, const struct dore_faker *faker) {
    int64_t today = faker_floor_divide(faker->now, DORE_US_PER_DAY);
    struct faker_end start, end = {.at = today - 1};
    bool read = faker_zone_check(&arg[1], faker);
    read = faker_end_day(&arg[0], "start_date", faker, &start) && read;
    return read ? prepare_days(&start, &end, faker) : NULL;
}

static const struct dore_param future_date_params[] = {
    {"end_date", DORE_P_DATE, "\"+30d\"", NULL, "the day behind the last one"},
    ZONE_PARAM,
    NO_PARAM};

static const void *prepare_future_date(const struct dore_arg *arg, const struct dore_faker *faker) {
    int64_t today = faker_floor_divide(faker->now, DORE_US_PER_DAY);
    struct faker_end start = {.at = today + 1}, end;
    bool read = faker_zone_check(&arg[1], faker);
    read = faker_end_day(&arg[0], "end_date", faker, &end) && read;
    return read ? prepare_days(&start, &end, faker) : NULL;
}

enum { BIRTH_ZONE, BIRTH_MINIMUM, BIRTH_MAXIMUM };

static const struct dore_param birth_params[] = {
    ZONE_PARAM,
    {"minimum_age", DORE_P_INT, "0", NULL, "youngest age in years"},
    {"maximum_age", DORE_P_INT, "115", NULL, "oldest age in years"},
    NO_PARAM,
};

static const void *prepare_birth(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct dore_arg *minimum = &arg[BIRTH_MINIMUM], *maximum = &arg[BIRTH_MAXIMUM];
    if (!faker_zone_check(&arg[BIRTH_ZONE], faker)) {
        return NULL;
    }
    if (minimum->i < 0) {
        return faker_refuse(minimum, "minimum_age", faker, "write 0 or more", "below zero");
    }
    if (maximum->i < minimum->i) {
        return faker_refuse(maximum, "maximum_age", faker, "write at least 'minimum_age'",
                            "below 'minimum_age' %s", faker_given(minimum, faker));
    }
    struct faker_grid grid;
    if (!faker_span_births(minimum->i, maximum->i, faker, &grid)) {
        return faker_refuse(maximum, "maximum_age", faker, NULL, "which leads before the year 1");
    }
    return faker_grid_keep(faker, grid);
}

static const struct dore_param this_date_params[] = {
    {"before_today", DORE_P_BOOL, "true", NULL, "days of the period before today"},
    {"after_today", DORE_P_BOOL, "false", NULL, "days of the period after today"},
    NO_PARAM,
};

static const void *prepare_this_date(const struct dore_arg *arg, const struct dore_faker *faker) {
    const enum faker_period *period = faker_constant(faker);
    return faker_grid_keep(faker, faker_period_days(*period, arg[0].b, arg[1].b, faker));
}

/* ---- moments -------------------------------------------------------------------------------- */

/* Moments from start to end, or NULL. */
static const void *prepare_moments(const struct faker_end *start, const struct faker_end *end,
                                   const struct dore_faker *faker) {
    struct faker_grid grid;
    return faker_span_moments(start, end, faker, &grid) ? faker_grid_keep(faker, grid) : NULL;
}

static const struct dore_param end_params[] = {END_PARAM("end_datetime"), NO_PARAM};

/* From 1970 to the argument, which is named end_datetime. */
static const void *prepare_until(const struct dore_arg *end_datetime,
                                 const struct dore_faker *faker) {
    struct faker_end end;
    bool read = faker_end_moment(end_datetime, "end_datetime", faker, &end);
    return read ? prepare_moments(&epoch, &end, faker) : NULL;
}

static const struct dore_param date_time_params[] = {ZONE_PARAM, END_PARAM("end_datetime"),
                                                     NO_PARAM};

static const void *prepare_date_time(const struct dore_arg *arg, const struct dore_faker *faker) {
    return faker_zone_check(&arg[0], faker) ? prepare_until(&arg[1], faker) : NULL;
}

static const struct dore_param unix_time_params[] = {
    END_PARAM("end_datetime"),
    {"start_datetime", DORE_P_DATE | DORE_P_NULL, "null", NULL, "earliest moment; null: 1970"},
    NO_PARAM,
};

/* From start_datetime, `otherwise` where it is null, to end_datetime. */
static const void *prepare_from_to(const struct dore_arg *start_datetime, int64_t otherwise,
                                   const struct dore_arg *end_datetime,
                                   const struct dore_faker *faker) {
    struct faker_end start = {.at = otherwise}, end;
    bool read =
        start_datetime->null || faker_end_moment(start_datetime, "start_datetime", faker, &start);
    read = faker_end_moment(end_datetime, "end_datetime", faker, &end) && read;
    return read ? prepare_moments(&start, &end, faker) : NULL;
}

static const void *prepare_unix_time(const struct dore_arg *arg, const struct dore_faker *faker) {
    return prepare_from_to(&arg[1], 0, &arg[0], faker);
}

static const struct dore_param date_time_ad_params[] = {
    ZONE_PARAM,
    END_PARAM("end_datetime"),
    {"start_datetime", DORE_P_DATE | DORE_P_NULL, "null", NULL, "earliest moment; null: year 1"},
    NO_PARAM,
};

static const void *prepare_date_time_ad(const struct dore_arg *arg,
                                        const struct dore_faker *faker) {
    return faker_zone_check(&arg[0], faker)
               ? prepare_from_to(&arg[2], DORE_DAY_MIN * DORE_US_PER_DAY, &arg[1], faker)
               : NULL;
}

static const struct dore_param date_time_between_params[] = {
    {"start_date", DORE_P_DATE, "\"-30y\"", NULL, "earliest moment"},
    {"end_date", DORE_P_DATE, "\"now\"", NULL, "latest moment"},
    ZONE_PARAM,
    NO_PARAM,
};

static const void *prepare_between(const struct faker_end *start, const struct faker_end *end,
                                   const struct dore_faker *faker) {
    struct faker_grid grid;
    faker_span_between(start, end, faker, &grid);
    return faker_grid_keep(faker, grid);
}

static const void *prepare_date_time_between(const struct dore_arg *arg,
                                             const struct dore_faker *faker) {
    struct faker_end start, end;
    bool read = faker_zone_check(&arg[2], faker);
    read = faker_end_moment(&arg[0], "start_date", faker, &start) && read;
    read = faker_end_moment(&arg[1], "end_date", faker, &end) && read;
    return read ? prepare_between(&start, &end, faker) : NULL;
}

enum { SECOND = 1000000 };

static const struct dore_param past_datetime_params[] = {
    {"start_date", DORE_P_DATE, "\"-30d\"", NULL, "earliest moment"}, ZONE_PARAM, NO_PARAM};

static const void *prepare_past_datetime(const struct dore_arg *arg,
                                         const struct dore_faker *faker) {
    struct faker_end start, end = {.at = faker->now - SECOND};
    bool read = faker_zone_check(&arg[1], faker);
    read = faker_end_moment(&arg[0], "start_date", faker, &start) && read;
    return read ? prepare_between(&start, &end, faker) : NULL;
}

static const struct dore_param future_datetime_params[] = {
    {"end_date", DORE_P_DATE, "\"+30d\"", NULL, "latest moment"}, ZONE_PARAM, NO_PARAM};

static const void *prepare_future_datetime(const struct dore_arg *arg,
                                           const struct dore_faker *faker) {
    struct faker_end start = {.at = faker->now + SECOND}, end;
    bool read = faker_zone_check(&arg[1], faker);
    read = faker_end_moment(&arg[0], "end_date", faker, &end) && read;
    return read ? prepare_between(&start, &end, faker) : NULL;
}

static const struct dore_param between_datetimes_params[] = {
    {"datetime_start", DORE_P_DATE | DORE_P_NULL, "null", NULL, "earliest moment; null: now"},
    {"datetime_end", DORE_P_DATE | DORE_P_NULL, "null", NULL, "latest moment; null: now"},
    ZONE_PARAM,
    NO_PARAM,
};
static const struct dore_param between_dates_params[] = {
    {"date_start", DORE_P_DATE | DORE_P_NULL, "null", NULL, "earliest moment; null: now"},
    {"date_end", DORE_P_DATE | DORE_P_NULL, "null", NULL, "latest moment; null: now"},
    NO_PARAM,
};

/* date_between_dates: both ends are moments, whose day is shown. */
static const void *prepare_between_dates(const struct dore_arg *arg,
                                         const struct dore_faker *faker) {
    struct faker_end start, end;
    const struct dore_param *params = dore_method_find(faker->method)->params;
    bool read = faker_end_moment(&arg[0], params[0].name, faker, &start);
    read = faker_end_moment(&arg[1], params[1].name, faker, &end) && read;
    return read ? prepare_moments(&start, &end, faker) : NULL;
}

static const void *prepare_between_datetimes(const struct dore_arg *arg,
                                             const struct dore_faker *faker) {
    return faker_zone_check(&arg[2], faker) ? prepare_between_dates(arg, faker) : NULL;
}

static const struct dore_param this_moment_params[] = {
    {"before_now", DORE_P_BOOL, "true", NULL, "moments of the period before now"},
    {"after_now", DORE_P_BOOL, "false", NULL, "moments of the period after now"},
    ZONE_PARAM,
    NO_PARAM,
};

static const void *prepare_this_moment(const struct dore_arg *arg, const struct dore_faker *faker) {
    const enum faker_period *period = faker_constant(faker);
    return faker_zone_check(&arg[2], faker)
               ? faker_grid_keep(faker, faker_period_moments(*period, arg[0].b, arg[1].b, faker))
               : NULL;
}

enum { ISO_ZONE, ISO_END, ISO_SEPARATOR, ISO_TIMESPEC };

static const struct dore_param iso8601_params[] = {
    ZONE_PARAM,
    END_PARAM("end_datetime"),
    {"sep", DORE_P_STRING, "\"T\"", NULL, "one character between date and time"},
    {"timespec", DORE_P_STRING, "\"auto\"", faker_timespecs, "how much of the time is shown"},
    NO_PARAM,
};

static const void *prepare_iso8601(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct dore_arg *separator = &arg[ISO_SEPARATOR];
    const struct faker_grid *grid = prepare_date_time(arg, faker);
    if (dore_utf8_count(separator->s.text, separator->s.size) != 1) {
        return faker_refuse(separator, "sep", faker, NULL, "not one character");
    }
    return grid ? faker_iso8601_make(grid, separator->s, arg[ISO_TIMESPEC].s, !arg[ISO_ZONE].null,
                                     faker)
                : NULL;
}

/* ---- texts ---------------------------------------------------------------------------------- */

static const struct dore_param date_params[] = {
    {"pattern", DORE_P_STRING, "\"%Y-%m-%d\"", NULL, "strftime pattern"},
    END_PARAM("end_datetime"),
    NO_PARAM,
};
static const struct dore_param time_params[] = {
    {"pattern", DORE_P_STRING, "\"%H:%M:%S\"", NULL, "strftime pattern"},
    END_PARAM("end_datetime"),
    NO_PARAM,
};

static const void *prepare_text(const struct dore_arg *end, struct dore_str pattern, bool time_only,
                                const struct dore_faker *faker) {
    const struct faker_grid *grid = prepare_until(end, faker);
    return grid ? faker_moment_text_make(grid, pattern, time_only, faker) : NULL;
}

static const void *prepare_date(const struct dore_arg *arg, const struct dore_faker *faker) {
    return prepare_text(&arg[1], arg[0].s, false, faker);
}

static const void *prepare_time(const struct dore_arg *arg, const struct dore_faker *faker) {
    return prepare_text(&arg[1], arg[0].s, true, faker);
}

static const void *prepare_end(const struct dore_arg *arg, const struct dore_faker *faker) {
    return prepare_until(&arg[0], faker);
}

/* year, month and the like: the method's constant is the pattern. */
static const void *prepare_part(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    const char *pattern = faker_constant(faker);
    struct faker_end end = {.at = faker->now};
    struct faker_grid grid;
    if (!faker_span_moments(&epoch, &end, faker, &grid)) {
        return NULL;
    }
    return faker_moment_text_make(&grid, (struct dore_str){pattern, strlen(pattern)}, false, faker);
}

/* ---- lengths of time ------------------------------------------------------------------------ */

static const void *prepare_delta(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct faker_end end;
    if (!faker_end_moment(&arg[0], "end_datetime", faker, &end)) {
        return NULL;
    }
    int64_t length = end.at - faker->now;
    int64_t low = length < 0 ? length : 0, high = length < 0 ? 0 : length;
    return faker_grid_keep(faker, faker_grid_of(DORE_DURATION, low, high, 1));
}

/* ---- zones ---------------------------------------------------------------------------------- */

/* A country, then one of its zones, which stand in one column joined by commas. */
enum { COUNTRY_ZONES = 5 };

struct zones {
    const struct dore_words *words;
    struct faker_set set; /* of all countries; some share one */
};

static uint64_t count_zones(struct dore_str list) {
    uint64_t count = 1;
    for (size_t i = 0; i < list.size; i++) {
        count += list.text[i] == ',';
    }
    return count;
}

static struct dore_str find_zone(struct dore_str list, uint64_t index) {
    size_t start = 0;
    for (size_t at = 0; at < list.size && index > 0; at++) {
        index -= list.text[at] == ',';
        start = at + 1;
    }
    const char *comma = memchr(list.text + start, ',', list.size - start);
    return (struct dore_str){list.text + start,
                             comma ? (size_t)(comma - list.text) - start : list.size - start};
}

/* The zones of all countries. */
static struct faker_set collect_zones(const struct dore_words *words, struct dore_arena *arena) {
    uint64_t count = 0, at = 0;
    for (uint32_t row = 0; row < words->count; row++) {
        count += count_zones(dore_word(words, row, COUNTRY_ZONES));
    }
    struct dore_str *text = DORE_NEW(arena, struct dore_str, count);
    for (uint32_t row = 0; row < words->count; row++) {
        struct dore_str list = dore_word(words, row, COUNTRY_ZONES);
        for (uint64_t index = 0; index < count_zones(list); index++) {
            text[at++] = find_zone(list, index);
        }
    }
    return faker_set_of(text, (uint32_t)count, arena);
}

static const void *prepare_zone(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    struct zones *zones = DORE_NEW(faker->arena, struct zones, 1);
    zones->words = faker_words(faker, "date_time.countries");
    if (faker->counts) {
        zones->set = collect_zones(zones->words, faker->arena);
    }
    return zones;
}

static struct dore_domain zone_domain(const void *state) {
    const struct zones *zones = state;
    const struct dore_words *words = zones->words;
    struct dore_domain domain = {0};
    uint64_t count = 0, bytes = 0;
    for (uint32_t row = 0; row < words->count; row++) {
        struct dore_str list = dore_word(words, row, COUNTRY_ZONES);
        for (uint64_t index = 0; index < count_zones(list); index++, count++) {
            struct dore_domain one = faker_domain_literal(find_zone(list, index));
            domain = count == 0 ? one : faker_domain_either(&domain, &one);
            bytes += one.max_bytes;
        }
    }
    domain.mean_bytes = bytes / count;
    domain.distinct = 0; /* some countries share one */
    return domain;
}

static void put_zone(const void *state, struct dore_cell *cell) {
    const struct zones *zones = state;
    const struct dore_words *words = zones->words;
    if (cell->rng.numbered) {
        dore_buf_put_str(cell->out, zones->set.text[dore_rng_below(&cell->rng, zones->set.count)]);
        return;
    }
    struct dore_str list = dore_word(words, dore_words_pick(words, &cell->rng), COUNTRY_ZONES);
    uint64_t index = dore_rng_below(&cell->rng, count_zones(list));
    dore_buf_put_str(cell->out, find_zone(list, index));
}

/* ---- the table ------------------------------------------------------------------------------ */

/* A grid of days, moments or lengths, as it is. */
#define GRID(method, which, text_about)                                                            \
    {                                                                                              \
        .name = method, .about = text_about, .params = which##_params, .prepare = prepare_##which, \
        .domain = faker_grid_domain, .fill = faker_grid_fill, .at = faker_grid_at                  \
    }
/* Days or moments of a period around now. */
#define PERIOD(method, which, period, text_about)                                                  \
    {                                                                                              \
        .name = method, .about = text_about, .params = which##_params,                             \
        .constant = &(const enum faker_period){period}, .prepare = prepare_##which,                \
        .domain = faker_grid_domain, .fill = faker_grid_fill, .at = faker_grid_at                  \
    }
/* One part of a grid of moments. */
#define PART(method, which_params, which, part, text_about)                                        \
    {                                                                                              \
        .name = method, .about = text_about, .params = which_params, .prepare = which,             \
        .domain = faker_moment_##part##_domain, .fill = faker_moment_##part##_fill,                \
        .at = faker_moment_##part##_at                                                             \
    }
#define TEXT(method, which_params, which, text_about)                                              \
    {                                                                                              \
        .name = method, .about = text_about, .params = which_params, .prepare = which,             \
        .domain = faker_moment_text_domain, .text = faker_moment_text_put, .apart = true,          \
        .overlap = faker_moment_text_overlap                                                       \
    }
#define PATTERN(method, pattern, text_about)                                                       \
    {                                                                                              \
        .name = method, .about = text_about, .constant = pattern, .prepare = prepare_part,         \
        .domain = faker_moment_text_domain, .text = faker_moment_text_put, .apart = true,          \
        .overlap = faker_moment_text_overlap                                                       \
    }
#define ZONE(method)                                                                               \
    {                                                                                              \
        .name = method, .about = "a time zone such as Europe/Paris", .prepare = prepare_zone,      \
        .domain = zone_domain, .text = put_zone, .apart = true                                     \
    }

static const struct dore_method methods[] = {
    PATTERN("am_pm", "%p", "AM or PM"),
    FAKER_LIST("century", "date_time.centuries", "a Roman numeral I to XXI"),
    TEXT("date", date_params, prepare_date, "a day since 1970 as text"),
    GRID("date_between", date_between, "a day between two days"),
    PART("date_between_dates", between_dates_params, prepare_between_dates, day,
         "the day of a moment between two moments"),
    PART("date_object", end_params, prepare_end, day, "a day since 1970"),
    GRID("date_of_birth", birth, "a birthday for an age in years"),
    PERIOD("date_this_century", this_date, FAKER_CENTURY, "a day of this century"),
    PERIOD("date_this_decade", this_date, FAKER_DECADE, "a day of this decade"),
    PERIOD("date_this_month", this_date, FAKER_MONTH, "a day of this month"),
    PERIOD("date_this_year", this_date, FAKER_YEAR, "a day of this year"),
    GRID("date_time", date_time, "a moment since 1970"),
    GRID("date_time_ad", date_time_ad, "a moment since the year 1"),
    GRID("date_time_between", date_time_between, "a moment between two moments"),
    GRID("date_time_between_dates", between_datetimes, "a moment between two moments"),
    PERIOD("date_time_this_century", this_moment, FAKER_CENTURY, "a moment of this century"),
    PERIOD("date_time_this_decade", this_moment, FAKER_DECADE, "a moment of this decade"),
    PERIOD("date_time_this_month", this_moment, FAKER_MONTH, "a moment of this month"),
    PERIOD("date_time_this_year", this_moment, FAKER_YEAR, "a moment of this year"),
    PATTERN("day_of_month", "%d", "a day 01 to 31"),
    PATTERN("day_of_week", "%A", "a weekday such as Monday"),
    GRID("future_date", future_date, "a day from tomorrow on"),
    GRID("future_datetime", future_datetime, "a moment after now"),
    {.name = "iso8601",
     .about = "a moment since 1970 in ISO 8601",
     .params = iso8601_params,
     .prepare = prepare_iso8601,
     .domain = faker_iso8601_domain,
     .text = faker_iso8601_put,
     .apart = true},
    PATTERN("month", "%m", "a month 01 to 12"),
    PATTERN("month_name", "%B", "a month such as January"),
    GRID("past_date", past_date, "a day up to the day before yesterday"),
    GRID("past_datetime", past_datetime, "a moment before now"),
    ZONE("pytimezone"),
    TEXT("time", time_params, prepare_time, "a time of day as text"),
    {.name = "time_delta",
     .about = "a length of time up to the distance of a moment",
     .params = end_params,
     .prepare = prepare_delta,
     .domain = faker_grid_domain,
     .fill = faker_grid_fill,
     .at = faker_grid_at},
    PART("time_object", end_params, prepare_end, time, "a time of day"),
    {.name = "time_series",
     .about = "moments at even distances, each with a number",
     .params = faker_time_series_params,
     .prepare = faker_time_series_prepare,
     .domain = faker_time_series_domain,
     .cell = faker_time_series_cell},
    ZONE("timezone"),
    PART("unix_time", unix_time_params, prepare_unix_time, seconds, "seconds since 1970"),
    PATTERN("year", "%Y", "a year since 1970"),
    {0},
};

const struct dore_provider dore_provider_date_time = {"date_time", methods};
