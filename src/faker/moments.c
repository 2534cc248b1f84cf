/* SPDX-License-Identifier: Apache-2.0
 *
 * moments: what is shown of an evenly drawn moment: its day, its time of day, its seconds since
 * 1970, or text.
 */
#include "date_time.h"
#include "providers.h"

static int64_t day_of(int64_t moment) {
    return faker_floor_divide(moment, DORE_US_PER_DAY);
}

static int64_t time_of(int64_t moment) {
    return moment - day_of(moment) * DORE_US_PER_DAY;
}

/* ---- days, times and seconds ---------------------------------------------------------------- */

static uint64_t count_days(const struct faker_grid *grid) {
    return (uint64_t)(day_of(faker_grid_last(grid)) - day_of(grid->first)) + 1;
}

struct dore_domain faker_moment_day_domain(const void *state) {
    const struct faker_grid *grid = state;
    struct dore_domain domain = dore_domain_of_kind(DORE_DATE);
    domain.min = day_of(grid->first);
    domain.max = day_of(faker_grid_last(grid));
    domain.distinct = count_days(grid);
    return domain;
}

void faker_moment_day_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                           struct dore_arena *arena, struct dore_column *out) {
    faker_grid_fill(state, stream, rows, arena, out);
    out->kind = DORE_DATE;
    for (uint32_t i = 0; i < rows->count; i++) {
        out->u.i[i] = day_of(out->u.i[i]);
    }
}

struct dore_domain faker_moment_time_domain(const void *state) {
    const struct faker_grid *grid = state;
    struct dore_domain domain = dore_domain_of_kind(DORE_TIME);
    int64_t last = faker_grid_last(grid);
    if (day_of(last) == day_of(grid->first)) {
        domain.min = time_of(grid->first);
        domain.max = time_of(last);
    }
    domain.distinct = grid->count < (uint64_t)DORE_US_PER_DAY ? grid->count : DORE_US_PER_DAY;
    return domain;
}

void faker_moment_time_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                            struct dore_arena *arena, struct dore_column *out) {
    faker_grid_fill(state, stream, rows, arena, out);
    out->kind = DORE_TIME;
    for (uint32_t i = 0; i < rows->count; i++) {
        out->u.i[i] = time_of(out->u.i[i]);
    }
}

void faker_moment_day_at(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct faker_grid *grid = state;
    struct faker_moments days = faker_moments_of(grid->first, faker_grid_last(grid), FAKER_DAYS);
    *out = (struct dore_value){.kind = DORE_DATE,
                               .u.i = day_of(faker_moments_pick(&days, &cell->rng))};
}

/* Those of the grid's first day, which may end on the next one. */
void faker_moment_time_at(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct faker_grid *grid = state;
    uint64_t day = (uint64_t)DORE_US_PER_DAY, count = grid->count < day ? grid->count : day;
    int64_t moment = grid->first + (int64_t)dore_rng_below(&cell->rng, count);
    *out = (struct dore_value){.kind = DORE_TIME, .u.i = time_of(moment)};
}

static double seconds_of(int64_t moment) {
    return (double)moment / 1e6;
}

/* Characters of a moment's seconds. Up to 2^53 microseconds the double nearest to it reads back
 * with six digits behind the point; beyond, 17 digits in all are enough for any double. */
static uint64_t count_chars(int64_t moment) {
    char text[DORE_INT_ROOM];
    uint64_t whole = (uint64_t)(dore_print_i64(text, moment / 1000000) - text);
    return whole + (moment < 0 && moment > -1000000) + 8;
}

struct dore_domain faker_moment_seconds_domain(const void *state) {
    const struct faker_grid *grid = state;
    struct dore_domain domain = dore_domain_of_kind(DORE_FLOAT);
    int64_t last = faker_grid_last(grid);
    uint64_t of_first = count_chars(grid->first), of_last = count_chars(last);
    domain.float_min = seconds_of(grid->first);
    domain.float_max = seconds_of(last);
    domain.max_chars = domain.max_bytes = of_first > of_last ? of_first : of_last;
    domain.mean_bytes = domain.max_chars - 1;
    return domain;
}

void faker_moment_seconds_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                               struct dore_arena *arena, struct dore_column *out) {
    struct dore_column moments;
    faker_grid_fill(state, stream, rows, arena, &moments);
    dore_column_init(out, DORE_FLOAT, rows->count, arena);
    for (uint32_t i = 0; i < rows->count; i++) {
        out->u.f[i] = seconds_of(moments.u.i[i]);
    }
}

/* Up to 2^53 microseconds every one has a double of its own, beyond that at least every second. */
void faker_moment_seconds_at(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct faker_grid *grid = state;
    const int64_t exact = INT64_C(1) << 53, last = faker_grid_last(grid);
    bool fine = grid->first >= -exact && last <= exact;
    struct faker_moments moments =
        faker_moments_of(grid->first, last, fine ? FAKER_MICROSECONDS : FAKER_SECONDS);
    *out = (struct dore_value){.kind = DORE_FLOAT,
                               .u.f = seconds_of(faker_moments_pick(&moments, &cell->rng))};
}

/* ---- texts by pattern ----------------------------------------------------------------------- */

/* How many texts these patterns have once a span is so many days long. */
static const struct {
    const char *pattern;
    uint64_t days, distinct;
} counted_patterns[] = {
    {"%m", 400, 12}, {"%B", 400, 12}, {"%b", 400, 12}, {"%A", 8, 7},       {"%a", 8, 7},
    {"%d", 63, 31},  {"%p", 2, 2},    {"%H", 2, 24},   {"%H:%M", 2, 1440}, {"%H:%M:%S", 2, 86400},
};

static uint64_t count_texts(const struct faker_grid *grid, struct dore_str pattern) {
    uint64_t days = count_days(grid);
    if (dore_str_is(pattern, "%Y-%m-%d")) {
        return days;
    }
    if (dore_str_is(pattern, "%Y")) {
        struct dore_civil first = dore_civil_from_us(grid->first);
        struct dore_civil last = dore_civil_from_us(faker_grid_last(grid));
        return (uint64_t)(last.year - first.year) + 1;
    }
    for (size_t i = 0; i < sizeof counted_patterns / sizeof *counted_patterns; i++) {
        if (dore_str_is(pattern, counted_patterns[i].pattern) && days > counted_patterns[i].days) {
            return counted_patterns[i].distinct;
        }
    }
    return 0;
}

/* Of times of day the pattern sees nothing else. */
static struct faker_moments numbers_of(const struct faker_moment_text *text) {
    const unsigned dates = FAKER_UNIT_BIT(FAKER_YEARS) | FAKER_UNIT_BIT(FAKER_YEARS_OF_CENTURY) |
                           FAKER_UNIT_BIT(FAKER_MONTHS) | FAKER_UNIT_BIT(FAKER_DAYS) |
                           FAKER_UNIT_BIT(FAKER_WEEKDAYS);
    int64_t low = text->grid.first, high = faker_grid_last(&text->grid);
    unsigned shown = 0;
    if (!faker_pattern_shows(text->pattern, &shown))
        return (struct faker_moments){.count = 0};
    return faker_moments_that_differ(low, high, text->time_only ? shown & ~dates : shown);
}

const struct faker_moment_text *faker_moment_text_make(const struct faker_grid *grid,
                                                       struct dore_str pattern, bool time_only,
                                                       const struct dore_faker *faker) {
    struct faker_moment_text *text = DORE_NEW(faker->arena, struct faker_moment_text, 1);
    text->grid = *grid;
    text->time_only = time_only;
    text->pattern = faker_pattern_read(pattern, faker->arena);
    text->domain = faker_pattern_domain(text->pattern);
    text->numbers = numbers_of(text);
    bool dated = !time_only || dore_str_is(pattern, "%H:%M:%S");
    text->domain.distinct = dated ? count_texts(grid, pattern) : 0;
    return text;
}

struct dore_domain faker_moment_text_domain(const void *state) {
    const struct faker_moment_text *text = state;
    return text->domain;
}

void faker_moment_text_put(const void *state, struct dore_cell *cell) {
    const struct faker_moment_text *text = state;
    int64_t moment = cell->rng.numbered ? faker_moments_pick(&text->numbers, &cell->rng)
                                        : faker_grid_pick(&text->grid, &cell->rng);
    if (text->time_only) {
        moment = dore_days_from_civil(1900, 1, 1) * DORE_US_PER_DAY + time_of(moment);
    }
    faker_pattern_put(text->pattern, moment, cell->out);
}

const char *faker_moment_text_overlap(const void *state) {
    const struct faker_moment_text *text = state;
    return text->numbers.count > 0 ? NULL : "its pattern may show different moments alike";
}

/* ---- ISO 8601 ------------------------------------------------------------------------------- */

const char *const faker_timespecs[] = {"auto",         "hours",        "minutes", "seconds",
                                       "milliseconds", "microseconds", NULL};

/* How much of "HH:MM:SS.ffffff" each of them keeps; "auto" drops the fraction where it is zero. */
static const uint8_t kept_chars[] = {15, 2, 5, 8, 12, 15};
static const enum faker_unit kept_units[] = {FAKER_MICROSECONDS, FAKER_HOURS,
                                             FAKER_MINUTES,      FAKER_SECONDS,
                                             FAKER_MILLISECONDS, FAKER_MICROSECONDS};
enum { TIMESPEC_AUTO };

struct iso8601 {
    struct faker_grid grid;
    struct dore_str separator;
    unsigned timespec; /* index of faker_timespecs */
    bool zone;
    struct faker_moments numbers;
};

const void *faker_iso8601_make(const struct faker_grid *grid, struct dore_str separator,
                               struct dore_str timespec, bool zone,
                               const struct dore_faker *faker) {
    struct iso8601 *state = DORE_NEW(faker->arena, struct iso8601, 1);
    *state = (struct iso8601){.grid = *grid, .separator = separator, .zone = zone};
    while (!dore_str_is(timespec, faker_timespecs[state->timespec])) {
        state->timespec++;
    }
    state->numbers =
        faker_moments_of(grid->first, faker_grid_last(grid), kept_units[state->timespec]);
    return state;
}

struct dore_domain faker_iso8601_domain(const void *state) {
    const struct iso8601 *iso = state;
    const uint64_t most = kept_chars[iso->timespec];
    const uint64_t least = iso->timespec == TIMESPEC_AUTO ? 8 : most;
    const struct dore_domain date = dore_domain_of_text(10, 10, 10, true);
    const struct dore_domain time = dore_domain_of_text(least, most, most, true);
    struct dore_domain domain = faker_domain_literal(iso->separator);
    domain = faker_domain_join(&date, &domain);
    domain = faker_domain_join(&domain, &time);
    if (iso->zone) {
        struct dore_domain zone = faker_domain_literal(DORE_STR("+00:00"));
        domain = faker_domain_join(&domain, &zone);
    }
    domain.distinct = most == 15 ? iso->grid.count : 0;
    return domain;
}

void faker_iso8601_put(const void *state, struct dore_cell *cell) {
    enum { ROOM = 32 };
    const struct iso8601 *iso = state;
    struct dore_buf *out = cell->out;
    int64_t moment = cell->rng.numbered ? faker_moments_pick(&iso->numbers, &cell->rng)
                                        : faker_grid_pick(&iso->grid, &cell->rng);
    bool whole = iso->timespec == TIMESPEC_AUTO && moment % 1000000 == 0;
    char time[ROOM];
    dore_print_time(time, time_of(moment), 6);
    char *room = dore_buf_reserve(out, ROOM);
    out->size += (size_t)(dore_print_date(room, day_of(moment)) - room);
    dore_buf_put_str(out, iso->separator);
    dore_buf_put(out, time, whole ? 8 : kept_chars[iso->timespec]);
    if (iso->zone) {
        dore_buf_puts(out, "+00:00");
    }
}
