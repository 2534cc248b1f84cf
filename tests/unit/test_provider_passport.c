/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_passport.c: issue and expiry fit the birthday and the day of the run, owners fit their
 * sex, and the lines of a passport fit one another.
 */
#include "faker_checks.h"

Suite *suite_provider_passport(void);

enum { ROWS = 2000 };
/* The fixture's day. */
#define TODAY (FIXTURE_NOW / DORE_US_PER_DAY)

static const struct faker_case cases[] = {
    {"passport_dates", "{\"birthday\": \"-30y\"}"},
    {"passport_dates", "{\"birthday\": \"2009-03-01\"}"},
    {"passport_owner", "{\"gender\": \"M\"}"},
    {"passport_gender", "{\"seed\": 7}"},
    {"passport_number", "{}"},
};

START_TEST(values_lie_in_the_domain) {
    check_case(&cases[_i]);
}
END_TEST

/* "05 Sep 2022" */
static int64_t read_day(const char *text) {
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (unsigned month = 0; month < 12; month++) {
        if (strncmp(text + 3, months[month], 3) == 0 && text[2] == ' ' && text[6] == ' ') {
            unsigned day = (unsigned)(10 * (text[0] - '0') + text[1] - '0');
            return dore_days_from_civil((int32_t)strtoll(text + 7, NULL, 10), month + 1, day);
        }
    }
    ck_abort_msg("no day: %s", text);
}

/* Years from issue to expiry, which must be the same day of the year. */
static int years_between(int64_t issue, int64_t expiry) {
    struct dore_civil a = dore_civil_from_days(issue), b = dore_civil_from_days(expiry);
    bool leap = a.month == 2 && a.day == 29 && b.month == 3 && b.day == 1;
    ck_assert((a.month == b.month && a.day == b.day) || leap);
    return b.year - a.year;
}

static void check_days(int64_t birth, int64_t issue, int64_t expiry) {
    int64_t age = (TODAY - birth) / 365, age_then = (issue - birth) / 365;
    int years = years_between(issue, expiry);
    ck_assert_int_ge(issue, birth);
    ck_assert_int_le(issue, TODAY);
    ck_assert_int_ge(expiry, TODAY);
    if (age < 16 || age >= 26) {
        ck_assert_int_eq(years, age < 16 ? 5 : 10);
    } else {
        ck_assert(years == 5 || age_then >= 16);
        ck_assert(years == 10 || issue > TODAY - 5 * 365);
    }
}

static const char *const birthdays[] = {"today",      "2026-01-14", "2024-02-29", "2020-06-01",
                                        "2012-01-01", "2009-12-31", "2004-07-04", "2001-01-01",
                                        "1999-12-31", "1960-05-05"};

START_TEST(days_fit_the_birthday) {
    struct fixture fixture;
    char params[64];
    snprintf(params, sizeof params, "{\"birthday\": \"%s\"}", birthdays[_i]);
    fixture_open(&fixture, "passport_dates", params);
    for (uint64_t row = 0; row < ROWS; row++) {
        struct dore_rows rows = {.first = row, .count = 1};
        const struct dore_value *value = fixture_values(&fixture, &rows);
        ck_assert_int_eq(value->kind, DORE_LIST);
        ck_assert_uint_eq(value->u.list.count, 3);
        int64_t day[3];
        for (int i = 0; i < 3; i++) {
            ck_assert_uint_eq(value->u.list.item[i].u.s.size, 11);
            day[i] = read_day(value->u.list.item[i].u.s.text);
        }
        check_days(day[0], day[1], day[2]);
    }
    fixture_close(&fixture);
}
END_TEST

/* Both lengths of validity come for somebody of 20. */
START_TEST(young_adults_have_either) {
    struct fixture fixture;
    int five = 0;
    fixture_open(&fixture, "passport_dates", "{\"birthday\": \"2006-01-20\"}");
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        five += years_between(read_day(text + 16), read_day(text + 30)) == 5;
    }
    ck_assert_int_gt(five, ROWS / 4);
    ck_assert_int_lt(five, ROWS * 3 / 4);
    fixture_close(&fixture);
}
END_TEST

static bool has(const char *list, const char *word, size_t size) {
    const struct dore_words *words = dore_words_find("en_US", list);
    for (uint32_t row = 0; row < words->count; row++) {
        if (dore_str_equal(dore_word(words, row, 0), (struct dore_str){word, size})) {
            return true;
        }
    }
    return false;
}

static const char *given_names(char sex) {
    return sex == 'M'   ? "person.first_names_male"
           : sex == 'F' ? "person.first_names_female"
                        : "person.first_names_nonbinary";
}

START_TEST(lines_fit_one_another) {
    struct fixture fixture;
    int sexes[128] = {0}, letters = 0;
    fixture_open(&fixture, "passport_full", NULL);
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *line[8], *text = fixture_text(&fixture, row);
        for (int i = 0; i < 7; i++) {
            line[i] = text;
            text = strchr(text, '\n') + 1;
        }
        ck_assert_str_eq(text, "");
        line[7] = text;
        char sex = line[2][0];
        ck_assert_int_eq(line[3] - line[2], 2);
        ck_assert(has(given_names(sex), line[0], (size_t)(line[1] - line[0]) - 1));
        ck_assert(has("person.last_names", line[1], (size_t)(line[2] - line[1]) - 1));
        check_days(read_day(line[3]), read_day(line[4]), read_day(line[5]));
        ck_assert_int_eq(line[7] - line[6], 10);
        sexes[(unsigned char)sex & 127]++;
        letters += line[6][0] >= 'A' && line[6][0] <= 'Z';
        ck_assert_uint_eq(strspn(line[6] + 1, "0123456789"), 8);
    }
    ck_assert_int_eq(sexes['M'] + sexes['F'] + sexes['X'], ROWS);
    ck_assert_int_gt(sexes['M'], ROWS * 45 / 100);
    ck_assert_int_gt(sexes['F'], ROWS * 45 / 100);
    ck_assert_int_gt(sexes['X'], 5);
    ck_assert_int_gt(letters, ROWS * 45 / 100);
    ck_assert_int_lt(letters, ROWS * 55 / 100);
    fixture_close(&fixture);
}
END_TEST

static const struct faker_fault faults[] = {
    {"passport_dates", "{\"birthday\": \"2026-01-16\"}", DORE_E_PARAM_RANGE, 14, "after today"},
    {"passport_dates", "{\"birthday\": \"soon\"}", DORE_E_DATE, 14, "cannot read 'soon'"},
    {"passport_owner", "{\"gender\": \"f\"}", DORE_E_CHOICE, 12, "'f' is no 'gender'"},
};

START_TEST(refuses) {
    check_refusal(&faults[_i]);
}
END_TEST

Suite *suite_provider_passport(void) {
    Suite *suite = suite_create("provider_passport");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_loop_test(all, values_lie_in_the_domain, 0, COUNT(cases));
    tcase_add_loop_test(all, days_fit_the_birthday, 0, COUNT(birthdays));
    tcase_add_test(all, young_adults_have_either);
    tcase_add_test(all, lines_fit_one_another);
    tcase_add_loop_test(all, refuses, 0, COUNT(faults));
    suite_add_tcase(suite, all);
    return suite;
}
