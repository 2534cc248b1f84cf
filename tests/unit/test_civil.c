/* SPDX-License-Identifier: Apache-2.0
 *
 * civil.c: every day of the years 1..9999 against a calendar that is counted up day by day; times,
 * durations and date texts at their borders.
 */
#include "cases.h"

#include "dore/base.h"

#define US_PER_SECOND INT64_C(1000000)

/* The next day by the rules of the calendar, nothing computed. */
static void step(int32_t *year, unsigned *month, unsigned *day) {
    static const unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (*year % 4 == 0 && *year % 100 != 0) || *year % 400 == 0;
    unsigned last = lengths[*month - 1] + (*month == 2 && leap ? 1 : 0);
    if (++*day > last) {
        *day = 1;
        if (++*month > 12) {
            *month = 1;
            ++*year;
        }
    }
}

START_TEST(every_day) {
    int32_t year = 1;
    unsigned month = 1, day = 1, weekday = 0; /* 0001-01-01 was a Monday */
    for (int64_t days = DORE_DAY_MIN; days <= DORE_DAY_MAX; days++) {
        struct dore_civil civil = dore_civil_from_days(days);
        if (civil.year != year || civil.month != month || civil.day != day ||
            dore_days_from_civil(year, month, day) != days || dore_weekday(days) != weekday ||
            !dore_civil_valid(year, month, day)) {
            ck_abort_msg("day %lld is %d-%u-%u", (long long)days, year, month, day);
        }
        step(&year, &month, &day);
        weekday = (weekday + 1) % 7;
    }
    ck_assert_int_eq(year, 10000);
}
END_TEST

START_TEST(landmarks) {
    ck_assert_int_eq(dore_days_from_civil(1970, 1, 1), 0);
    ck_assert_int_eq(dore_days_from_civil(2000, 2, 29), 11016);
    ck_assert_int_eq(dore_days_from_civil(1, 1, 1), DORE_DAY_MIN);
    ck_assert_int_eq(dore_days_from_civil(9999, 12, 31), DORE_DAY_MAX);
    ck_assert_uint_eq(dore_weekday(0), 3);     /* a Thursday */
    ck_assert_uint_eq(dore_weekday(19782), 3); /* 2024-02-29, one too */
}
END_TEST

static const struct {
    int32_t year;
    unsigned month, day;
} no_days[] = {
    {0, 1, 1},     {10000, 1, 1}, {-5, 1, 1},    {2024, 0, 1},  {2024, 13, 1}, {2024, 1, 0},
    {2024, 1, 32}, {2024, 4, 31}, {2024, 2, 30}, {2023, 2, 29}, {1900, 2, 29}, {2100, 2, 29},
};

START_TEST(days_that_do_not_exist) {
    ck_assert(!dore_civil_valid(no_days[_i].year, no_days[_i].month, no_days[_i].day));
}
END_TEST

static const struct {
    int64_t microseconds;
    unsigned digits;
    const char *text;
} moments[] = {
    {0, 0, "1970-01-01 00:00:00"},
    {0, 6, "1970-01-01 00:00:00.000000"},
    {-1, 6, "1969-12-31 23:59:59.999999"},
    {-1, 0, "1969-12-31 23:59:59"},
    {-1, 3, "1969-12-31 23:59:59.999"},
    {1999999, 1, "1970-01-01 00:00:01.9"},
    {1709211845123456, 5, "2024-02-29 13:04:05.12345"},
    {DORE_DAY_MIN * DORE_US_PER_DAY, 0, "0001-01-01 00:00:00"},
    {(DORE_DAY_MAX + 1) * DORE_US_PER_DAY - 1, 6, "9999-12-31 23:59:59.999999"},
};

START_TEST(moments_are_printed) {
    char room[33];
    *dore_print_datetime(room, moments[_i].microseconds, ' ', moments[_i].digits) = '\0';
    ck_assert_str_eq(room, moments[_i].text);
}
END_TEST

START_TEST(moments_go_there_and_back) {
    for (int64_t day = DORE_DAY_MIN; day <= DORE_DAY_MAX; day += 997) {
        int64_t rest = (day - DORE_DAY_MIN) * 12345678917 % DORE_US_PER_DAY;
        int64_t moment = day * DORE_US_PER_DAY + rest;
        struct dore_civil civil = dore_civil_from_us(moment);
        ck_assert_int_eq(dore_us_from_civil(&civil), moment);
        char room[32];
        char *end = dore_print_datetime(room, moment, 'T', 6);
        int64_t back;
        bool has_time;
        ck_assert(
            dore_parse_datetime((struct dore_str){room, (size_t)(end - room)}, &back, &has_time));
        ck_assert(back == moment && has_time);
    }
}
END_TEST

START_TEST(times_are_printed) {
    char room[16];
    *dore_print_time(room, 0, 0) = '\0';
    ck_assert_str_eq(room, "00:00:00");
    *dore_print_time(room, DORE_US_PER_DAY - 1, 6) = '\0';
    ck_assert_str_eq(room, "23:59:59.999999");
    *dore_print_time(room, DORE_US_PER_DAY - 1, 0) = '\0';
    ck_assert_str_eq(room, "23:59:59");
    *dore_print_time(room, 3723000450, 4) = '\0';
    ck_assert_str_eq(room, "01:02:03.0004");
}
END_TEST

static const struct {
    int64_t microseconds;
    const char *text;
} durations[] = {
    {0, "PT0S"},
    {1, "PT0.000001S"},
    {-1, "-PT0.000001S"},
    {90 * US_PER_SECOND, "PT1M30S"},
    {3600 * US_PER_SECOND, "PT1H"},
    {60 * US_PER_SECOND, "PT1M"},
    {3601 * US_PER_SECOND, "PT1H1S"},
    {DORE_US_PER_DAY, "P1D"},
    {-2 * DORE_US_PER_DAY, "-P2D"},
    {DORE_US_PER_DAY + 500000, "P1DT0.500000S"},
    {86399999999, "PT23H59M59.999999S"},
    {INT64_MAX, "P106751991DT4H54.775807S"},
    {INT64_MIN, "-P106751991DT4H54.775808S"},
};

START_TEST(durations_are_printed) {
    char room[49];
    char *end = dore_print_duration(room, durations[_i].microseconds);
    ck_assert_int_le(end - room, 48);
    *end = '\0';
    ck_assert_str_eq(room, durations[_i].text);
}
END_TEST

static const struct {
    const char *text;
    bool good, has_time;
    int64_t microseconds;
} texts[] = {
    {"1970-01-01", true, false, 0},
    {"1970-01-02", true, false, DORE_US_PER_DAY},
    {"1970-01-01T00:00", true, true, 0},
    {"1970-01-01 00:01:02", true, true, 62000000},
    {"1970-01-01T00:00:00.5", true, true, 500000},
    {"1970-01-01T00:00:00.000001Z", true, true, 1},
    {"1970-01-01T01:30+01:30", true, true, 0},
    {"1970-01-01T00:00-00:01", true, true, 60000000},
    {"1969-12-31T23:59:59.999999", true, true, -1},
    {"0001-01-01T00:00", true, true, DORE_DAY_MIN *DORE_US_PER_DAY},
    {"0001-01-01T00:00+00:01", false, false, 0},
    {"9999-12-31T23:59:59.999999", true, true, (DORE_DAY_MAX + 1) * DORE_US_PER_DAY - 1},
    {"9999-12-31T23:59-00:01", false, false, 0},
    {"", false, false, 0},
    {"1970", false, false, 0},
    {"1970-1-1", false, false, 0},
    {"1970-01-01T", false, false, 0},
    {"1970-01-01 ", false, false, 0},
    {"1970-01-01Z", false, false, 0},
    {"1970-01-01+01:00", false, false, 0},
    {"1970-01-01T00", false, false, 0},
    {"1970-01-01T24:00", false, false, 0},
    {"1970-01-01T00:60", false, false, 0},
    {"1970-01-01T00:00:60", false, false, 0},
    {"1970-01-01T00:00:", false, false, 0},
    {"1970-01-01T00:00:00.", false, false, 0},
    {"1970-01-01T00:00:00.1234567", false, false, 0},
    {"1970-01-01T00:00.5", false, false, 0},
    {"1970-01-01t00:00", false, false, 0},
    {"1970-01-01T00:00z", false, false, 0},
    {"1970-01-01T00:00+1:00", false, false, 0},
    {"1970-01-01T00:00+24:00", false, false, 0},
    {"1970-01-01T00:00+0100", false, false, 0},
    {"1970-01-01T00:00ZZ", false, false, 0},
    {"1970-02-29", false, false, 0},
    {"1970-00-01", false, false, 0},
    {"0000-01-01", false, false, 0},
    {"10000-01-01", false, false, 0},
    {"-001-01-01", false, false, 0},
    {" 1970-01-01", false, false, 0},
    {"1970/01/01", false, false, 0},
};

START_TEST(date_texts_are_read) {
    int64_t microseconds = 77;
    bool has_time = false;
    struct dore_str text = {texts[_i].text, strlen(texts[_i].text)};
    bool good = dore_parse_datetime(text, &microseconds, &has_time);
    ck_assert_int_eq(good, texts[_i].good);
    if (good) {
        ck_assert_int_eq(microseconds, texts[_i].microseconds);
        ck_assert_int_eq(has_time, texts[_i].has_time);
    }
}
END_TEST

Suite *suite_civil(void);
Suite *suite_civil(void) {
    Suite *suite = suite_create("civil");
    TCase *cases = tcase_create("civil");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, every_day);
    tcase_add_test(cases, landmarks);
    tcase_add_loop_test(cases, days_that_do_not_exist, 0, COUNT(no_days));
    tcase_add_loop_test(cases, moments_are_printed, 0, COUNT(moments));
    tcase_add_test(cases, moments_go_there_and_back);
    tcase_add_test(cases, times_are_printed);
    tcase_add_loop_test(cases, durations_are_printed, 0, COUNT(durations));
    tcase_add_loop_test(cases, date_texts_are_read, 0, COUNT(texts));
    suite_add_tcase(suite, cases);
    return suite;
}
