/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_passport: US passports: number, owner, and days of birth, issue and expiry that fit one
 * another. A passport is valid for five years when its owner was below 16 at issue, else for ten,
 * and valid today. Ages here are days divided by 365, as Faker reckons them.
 */
#include "choice.h"
#include "grid.h"
#include "providers.h"
#include "spans.h"
#include "strftime.h"

enum { YEAR_DAYS = 365, CHILD_YEARS = 5, ADULT_YEARS = 10, INFANT_AGE = 5, ADULT_AGE = 16 };
/* From this age on no passport of today was issued to a child. */
enum { SETTLED_AGE = ADULT_AGE + ADULT_YEARS };
enum { OLDEST = 115, LAST_YEAR = 9999 };

/* ---- dates ---------------------------------------------------------------------------------- */

struct dates {
    int64_t today, birthday;
    const struct faker_pattern *pattern;
    struct dore_domain text, list;
};

struct days {
    int64_t birth, issue, expiry;
};

/* A day from `first` up to but not reaching `end`; `first` where there is none. */
static int64_t draw_issue(int64_t first, int64_t end, struct dore_rng *rng) {
    return end > first ? first + (int64_t)dore_rng_below(rng, (uint64_t)(end - first)) : first;
}

static int64_t first_issue(int64_t today, int years) {
    return today - ((int64_t)years * YEAR_DAYS - 1);
}

/* 29 February falls on 1 March. */
static int64_t years_after(int64_t day, int years) {
    struct dore_civil civil = dore_civil_from_days(day);
    int32_t year = civil.year + years > LAST_YEAR ? LAST_YEAR : civil.year + years;
    if (!dore_civil_valid(year, civil.month, civil.day)) {
        return dore_days_from_civil(year, 3, 1);
    }
    return dore_days_from_civil(year, civil.month, civil.day);
}

static struct days draw_days(int64_t birth, int64_t today, struct dore_rng *rng) {
    int64_t age = (today - birth) / YEAR_DAYS, end = today;
    int years = age < ADULT_AGE ? CHILD_YEARS : ADULT_YEARS;
    int64_t first = age < INFANT_AGE ? birth : first_issue(today, years);
    struct days days = {.birth = birth, .issue = draw_issue(first, end, rng)};
    if (age >= ADULT_AGE && age < SETTLED_AGE && (days.issue - birth) / YEAR_DAYS < ADULT_AGE) {
        years = CHILD_YEARS;
        end = birth + ADULT_AGE * YEAR_DAYS - 1;
        days.issue = draw_issue(first_issue(today, years), end, rng);
    }
    days.expiry = years_after(days.issue, years);
    return days;
}

static const struct faker_pattern *day_pattern(const struct dore_faker *faker) {
    return faker_pattern_read(DORE_STR("%d %b %Y"), faker->arena);
}

static const struct dore_param dates_params[] = {
    {"birthday", DORE_P_DATE, "\"today\"", NULL, "the owner's day of birth"},
    {NULL, 0, NULL, NULL, NULL},
};

static const void *prepare_dates(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct dates *dates = DORE_NEW(faker->arena, struct dates, 1);
    dates->today = faker_floor_divide(faker->now, DORE_US_PER_DAY);
    if (!dore_date_day(&arg[0], faker, &dates->birthday)) {
        return NULL;
    }
    if (dates->birthday > dates->today) {
        return faker_refuse(&arg[0], "birthday", faker, "write a day of the past", "after today");
    }
    dates->pattern = day_pattern(faker);
    dates->text = faker_pattern_domain(dates->pattern);
    dates->list = faker_list_domain_of(&dates->text, 3, 3);
    dates->list.distinct = 0;
    return dates;
}

static struct dore_domain dates_domain(const void *state) {
    const struct dates *dates = state;
    return dates->list;
}

static struct dore_value day_text(const struct faker_pattern *pattern, int64_t day,
                                  struct dore_cell *cell) {
    dore_buf_clear(cell->out);
    faker_pattern_put(pattern, day * DORE_US_PER_DAY, cell->out);
    const char *copy = dore_arena_text(cell->arena, cell->out->data, cell->out->size);
    return (struct dore_value){.kind = DORE_STRING, .u.s = {copy, cell->out->size}};
}

static void make_dates(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct dates *dates = state;
    struct days days = draw_days(dates->birthday, dates->today, &cell->rng);
    struct dore_value *item = DORE_NEW(cell->arena, struct dore_value, 3);
    item[0] = day_text(dates->pattern, days.birth, cell);
    item[1] = day_text(dates->pattern, days.issue, cell);
    item[2] = day_text(dates->pattern, days.expiry, cell);
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {item, 3}};
}

static const void *prepare_birth(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    struct faker_grid grid;
    if (!faker_span_births(0, OLDEST, faker, &grid)) {
        dore_error(faker->diags, DORE_E_DATE, faker->where, NULL,
                   "births for '%s' lead before the year 1", faker->method);
        return NULL;
    }
    return faker_grid_keep(faker, grid);
}

/* ---- owners --------------------------------------------------------------------------------- */

/* Where there are patronymics, they follow given names, and the surname comes first. */
struct owner {
    const struct faker_list *given, *patronymic, *surname;
    struct dore_domain text, list;
};

static const char *const sexes[] = {"M", "F", "X", NULL};
static const char *const given_names[] = {"first_name_male", "first_name_female",
                                          "first_name_nonbinary"};
static const char *const surnames[] = {"last_name_male", "last_name_female", "last_name_nonbinary"};
static const char *const patronymics[] = {"person.middle_names_male", "person.middle_names_female"};
enum { SEXES = 3, MALE = 0 };

static unsigned sex_of(struct dore_str word) {
    unsigned sex = 0;
    while (sex + 1 < SEXES && !dore_str_is(word, sexes[sex])) {
        sex++;
    }
    return sex;
}

static const struct owner *make_owner(unsigned sex, const struct dore_faker *faker) {
    struct owner *owner = DORE_NEW(faker->arena, struct owner, 1);
    if (faker_own_words(faker, patronymics[MALE])) {
        sex = sex < SEXES - 1 ? sex : MALE;
        owner->patronymic = faker_list_whole(faker, patronymics[sex], 0);
    }
    owner->given = faker_list_of_method(faker, given_names[sex]);
    owner->surname = faker_list_of_method(faker, surnames[sex]);
    struct dore_domain given = faker_list_domain(owner->given);
    if (owner->patronymic) {
        struct dore_domain blank = faker_domain_literal(DORE_STR(" "));
        struct dore_domain patronymic = faker_list_domain(owner->patronymic);
        given = faker_domain_join(&given, &blank);
        given = faker_domain_join(&given, &patronymic);
    }
    struct dore_domain surname = faker_list_domain(owner->surname);
    owner->text = faker_domain_either(&given, &surname);
    owner->list = faker_list_domain_of(&owner->text, 2, 2);
    owner->list.distinct = given.distinct * surname.distinct;
    return owner;
}

static const struct dore_param owner_params[] = {
    {"gender", DORE_P_STRING, "\"X\"", sexes, "whose given names"},
    {NULL, 0, NULL, NULL, NULL},
};

static const void *prepare_owner(const struct dore_arg *arg, const struct dore_faker *faker) {
    return make_owner(sex_of(arg[0].s), faker);
}

static struct dore_domain owner_domain(const void *state) {
    const struct owner *owner = state;
    return owner->list;
}

static void put_given(const struct owner *owner, struct dore_cell *cell) {
    faker_list_text(owner->given, cell);
    if (owner->patronymic) {
        dore_buf_putc(cell->out, ' ');
        faker_list_text(owner->patronymic, cell);
    }
}

static void make_owner_value(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct owner *owner = state;
    struct dore_value *item = DORE_NEW(cell->arena, struct dore_value, 2);
    bool surname_first = owner->patronymic != NULL;
    put_given(owner, cell);
    struct dore_str given = {dore_arena_text(cell->arena, cell->out->data, cell->out->size),
                             cell->out->size};
    struct dore_str surname = faker_list_pick(owner->surname, &cell->rng);
    item[surname_first] = (struct dore_value){.kind = DORE_STRING, .u.s = given};
    item[!surname_first] = (struct dore_value){.kind = DORE_STRING, .u.s = surname};
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {item, 2}};
}

static const struct dore_param gender_params[] = {
    {"seed", DORE_P_INT | DORE_P_NULL, "0", NULL, "has no effect: the run has its seed"},
    {NULL, 0, NULL, NULL, NULL},
};

/* ---- whole passports ------------------------------------------------------------------------ */

static const struct faker_layouts_source numbers = {"passport.passport_number_formats", true,
                                                    FAKER_UPPERCASE};

struct passport {
    const struct faker_grid *births;
    int64_t today;
    const struct faker_pattern *pattern;
    const struct faker_list *sexes;
    const struct owner *owner[SEXES];
    const struct faker_layouts *number;
};

static const void *prepare_full(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct passport *passport = DORE_NEW(faker->arena, struct passport, 1);
    passport->births = prepare_birth(arg, faker);
    passport->today = faker_floor_divide(faker->now, DORE_US_PER_DAY);
    passport->pattern = day_pattern(faker);
    passport->sexes = faker_list_whole(faker, "passport.genders", 0);
    for (unsigned sex = 0; sex < SEXES; sex++) {
        passport->owner[sex] = make_owner(sex, faker);
    }
    passport->number = faker_layouts_make(faker, &numbers);
    return passport;
}

static struct dore_domain full_domain(const void *state) {
    const struct passport *passport = state;
    struct dore_domain name = passport->owner[0]->text;
    for (unsigned sex = 1; sex < SEXES; sex++) {
        name = faker_domain_either(&name, &passport->owner[sex]->text);
    }
    struct dore_domain day = faker_pattern_domain(passport->pattern);
    struct dore_domain sex = faker_list_domain(passport->sexes);
    const struct dore_domain *line[] = {
        &name, &name, &sex, &day, &day, &day, &passport->number->domain};
    struct dore_domain end = faker_domain_literal(DORE_STR("\n"));
    struct dore_domain sum = faker_domain_literal(DORE_STR(""));
    for (size_t i = 0; i < sizeof line / sizeof *line; i++) {
        sum = faker_domain_join(&sum, line[i]);
        sum = faker_domain_join(&sum, &end);
    }
    sum.distinct = 0;
    return sum;
}

static void put_line(struct dore_buf *out, struct dore_str text) {
    dore_buf_put_str(out, text);
    dore_buf_putc(out, '\n');
}
/* The last line tells passports apart. */
static const char *full_overlap(const void *state) {
    const struct passport *passport = state;
    return faker_layouts_overlap(passport->number);
}

static void put_full(const void *state, struct dore_cell *cell) {
    const struct passport *passport = state;
    bool numbered = faker_by_chance(&cell->rng);
    int64_t birth = faker_grid_pick(passport->births, &cell->rng);
    struct days days = draw_days(birth, passport->today, &cell->rng);
    struct dore_str sex = faker_list_pick(passport->sexes, &cell->rng);
    const struct owner *owner = passport->owner[sex_of(sex)];
    put_given(owner, cell);
    dore_buf_putc(cell->out, '\n');
    put_line(cell->out, faker_list_pick(owner->surname, &cell->rng));
    put_line(cell->out, sex);
    const int64_t day[] = {days.birth, days.issue, days.expiry};
    for (size_t i = 0; i < sizeof day / sizeof *day; i++) {
        faker_pattern_put(passport->pattern, day[i] * DORE_US_PER_DAY, cell->out);
        dore_buf_putc(cell->out, '\n');
    }
    faker_by_number(&cell->rng, numbered);
    faker_layouts_put(passport->number, cell);
    dore_buf_putc(cell->out, '\n');
}

/* ---- the table ------------------------------------------------------------------------------ */

static const struct faker_list_source genders = {"passport.genders", 0};

static const struct dore_method methods[] = {
    {.name = "passport_dates",
     .about = "days of birth, issue and expiry as text",
     .params = dates_params,
     .prepare = prepare_dates,
     .domain = dates_domain,
     .cell = make_dates},
    {.name = "passport_dob",
     .about = "a day of birth for an age of 0 to 115",
     .prepare = prepare_birth,
     .domain = faker_grid_domain,
     .fill = faker_grid_fill,
     .at = faker_grid_at},
    {.name = "passport_full",
     .about = "a passport in seven lines that fit one another",
     .prepare = prepare_full,
     .domain = full_domain,
     .text = put_full,
     .apart = true,
     .overlap = full_overlap},
    {.name = "passport_gender",
     .about = "M, F or seldom X",
     .params = gender_params,
     .constant = &genders,
     .prepare = faker_list_prepare,
     .domain = faker_list_domain,
     .text = faker_list_text},
    FAKER_PLATES("passport_number", "passport.passport_number_formats",
                 "nine digits, or a letter and eight"),
    {.name = "passport_owner",
     .about = "a given name and a surname",
     .params = owner_params,
     .prepare = prepare_owner,
     .domain = owner_domain,
     .cell = make_owner_value},
    {0},
};

const struct dore_provider dore_provider_passport = {"passport", methods};
