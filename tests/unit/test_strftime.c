/* SPDX-License-Identifier: Apache-2.0
 *
 * strftime.c: each conversion against known texts and, over many moments, against the C library in
 * the C locale; flags, widths and what is no conversion as glibc has them; lengths in the domain.
 */
#include "cases.h"

#include "src/faker/strftime.h"

Suite *suite_strftime(void);

static struct dore_str str(const char *text) {
    return (struct dore_str){text, strlen(text)};
}

/* The moment by the pattern, NUL-terminated, in the arena. */
static const char *print(const char *pattern, int64_t moment, struct dore_arena *arena) {
    struct dore_buf buf = {0};
    faker_pattern_put(faker_pattern_read(str(pattern), arena), moment, &buf);
    const char *text = dore_arena_text(arena, buf.size ? buf.data : "", buf.size);
    dore_buf_release(&buf);
    return text;
}

/* ---- known texts ---------------------------------------------------------------------------- */

/* Monday 2026-01-05T07:08:09.000123 */
#define MORNING INT64_C(1767596889000123)
/* Sunday 2017-12-31T23:59:59.999999 */
#define EVENING INT64_C(1514764799999999)

static const struct {
    const char *pattern, *morning, *evening;
} known[] = {
    {"%Y-%m-%d", "2026-01-05", "2017-12-31"},
    {"%H:%M:%S", "07:08:09", "23:59:59"},
    {"%f", "000123", "999999"},
    {"%a %A", "Mon Monday", "Sun Sunday"},
    {"%b %B %h", "Jan January Jan", "Dec December Dec"},
    {"%C%y", "2026", "2017"},
    {"%e|%k|%l", " 5| 7| 7", "31|23|11"},
    {"%I %p %P", "07 AM am", "11 PM pm"},
    {"%j", "005", "365"},
    {"%u%w", "11", "70"},
    {"%U %W %V", "01 01 02", "53 52 52"},
    {"%G %g", "2026 26", "2017 17"},
    {"%s", "1767596889", "1514764799"},
    {"%D %F %R %T", "01/05/26 2026-01-05 07:08 07:08:09", "12/31/17 2017-12-31 23:59 23:59:59"},
    {"%c", "Mon Jan  5 07:08:09 2026", "Sun Dec 31 23:59:59 2017"},
    {"%x %X %r", "01/05/26 07:08:09 07:08:09 AM", "12/31/17 23:59:59 11:59:59 PM"},
    {"%n%t%%", "\n\t%", "\n\t%"},
    {"[%z%Z]", "[]", "[]"},
    {"", "", ""},
    {"plain", "plain", "plain"},
    {"\xc3\xa9%Y\xe2\x82\xac",
     "\xc3\xa9"
     "2026\xe2\x82\xac",
     "\xc3\xa9"
     "2017\xe2\x82\xac"},
    /* flags and widths */
    {"%-d/%-m %-H %-I %-j", "5/1 7 7 5", "31/12 23 11 365"},
    {"%_d %_m %_j", " 5  1   5", "31 12 365"},
    {"%0e %^a %^B %#p %#A", "05 MON JANUARY am MONDAY", "31 SUN DECEMBER pm SUNDAY"},
    {"%6Y %3d %5a %06a", "002026 005   Mon 000Mon", "002017 031   Sun 000Sun"},
    {"%-5d %_5d", "5     5", "31    31"},
    {"%12D|%^c", "    01/05/26|MON JAN  5 07:08:09 2026", "    12/31/17|SUN DEC 31 23:59:59 2017"},
    {"%3Z|", "   |", "   |"},
    {"%Ey %Od %OH %Ex", "26 05 07 01/05/26", "17 31 23 12/31/17"},
    /* no conversions */
    {"%", "%", "%"},
    {"100%", "100%", "100%"},
    {"%Q %i %Ed %3f %-f", "%Q %i %Ed %3f %-f", "%Q %i %Ed %3f %-f"},
    {"%999d", "%999d", "%999d"},
    {"%-", "%-", "%-"},
    {"%E", "%E", "%E"},
    {"% d%d", "% d05", "% d31"},
};

START_TEST(texts_are_known) {
    struct dore_arena arena = {0};
    ck_assert_str_eq(print(known[_i].pattern, MORNING, &arena), known[_i].morning);
    ck_assert_str_eq(print(known[_i].pattern, EVENING, &arena), known[_i].evening);
    dore_arena_release(&arena);
}
END_TEST

/* Weeks around new year: day, %U, %W, %V, %G. */
static const struct {
    int64_t day;
    const char *weeks;
} new_years[] = {
    {18627, "52 52 53 2020"},   /* Thu 2020-12-31 */
    {18628, "00 00 53 2020"},   /* Fri 2021-01-01 */
    {18631, "01 01 01 2021"},   /* Mon 2021-01-04 */
    {14609, "52 52 53 2009"},   /* Thu 2009-12-31 */
    {19358, "01 00 52 2022"},   /* Sun 2023-01-01 */
    {20088, "52 53 01 2025"},   /* Tue 2024-12-31 */
    {-719162, "00 01 01 0001"}, /* Mon 0001-01-01 */
    {2932896, "52 52 52 9999"}, /* Fri 9999-12-31 */
};

START_TEST(weeks_are_known) {
    struct dore_arena arena = {0};
    int64_t moment = new_years[_i].day * DORE_US_PER_DAY;
    ck_assert_str_eq(print("%U %W %V %G", moment, &arena), new_years[_i].weeks);
    dore_arena_release(&arena);
}
END_TEST

START_TEST(seconds_before_1970) {
    struct dore_arena arena = {0};
    ck_assert_str_eq(print("%s %f", -1, &arena), "-1 999999");
    ck_assert_str_eq(print("%Y", DORE_DAY_MIN * DORE_US_PER_DAY, &arena), "0001");
    dore_arena_release(&arena);
}
END_TEST

/* ---- the C library -------------------------------------------------------------------------- */

static struct tm broken_down(int64_t moment) {
    struct dore_civil civil = dore_civil_from_us(moment);
    int64_t days = dore_days_from_civil(civil.year, civil.month, civil.day);
    return (struct tm){.tm_year = civil.year - 1900,
                       .tm_mon = civil.month - 1,
                       .tm_mday = civil.day,
                       .tm_hour = civil.hour,
                       .tm_min = civil.minute,
                       .tm_sec = civil.second,
                       .tm_wday = (int)((dore_weekday(days) + 1) % 7),
                       .tm_yday = (int)(days - dore_days_from_civil(civil.year, 1, 1))};
}

/* All of C11 but %z and %Z. */
static const char standard[] = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyY%";

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
START_TEST(library_agrees) {
    const char pattern[] = {'%', standard[_i], '\0'};
    const int64_t first = dore_days_from_civil(1000, 1, 1), last = DORE_DAY_MAX;
    struct dore_arena arena = {0};
    struct dore_rng rng = dore_rng_at(UINT64_C(99), (uint64_t)_i);
    for (int round = 0; round < 3000; round++) {
        int64_t moment = dore_rng_between(&rng, first * DORE_US_PER_DAY, last * DORE_US_PER_DAY);
        struct tm tm = broken_down(moment);
        char expected[64] = "";
        ck_assert_uint_gt(strftime(expected, sizeof expected, pattern, &tm), 0);
        ck_assert_str_eq(print(pattern, moment, &arena), expected);
        dore_arena_reset(&arena);
    }
    dore_arena_release(&arena);
}
END_TEST
#pragma GCC diagnostic pop

/* ---- domains -------------------------------------------------------------------------------- */

START_TEST(lengths_hold) {
    struct dore_arena arena = {0};
    struct dore_domain domain =
        faker_pattern_domain(faker_pattern_read(str(known[_i].pattern), &arena));
    struct dore_rng rng = dore_rng_at(UINT64_C(7), (uint64_t)_i);
    for (int round = 0; round < 500; round++) {
        int64_t moment =
            dore_rng_between(&rng, DORE_DAY_MIN * DORE_US_PER_DAY, DORE_DAY_MAX * DORE_US_PER_DAY);
        const char *text = print(known[_i].pattern, moment, &arena);
        struct dore_value value = {.kind = DORE_STRING, .u.s = str(text)};
        ck_assert_msg(dore_domain_holds(&domain, &value), "%s: %s", known[_i].pattern, text);
    }
    dore_arena_release(&arena);
}
END_TEST

START_TEST(lengths_are_tight) {
    struct dore_arena arena = {0};
    struct dore_domain date = faker_pattern_domain(faker_pattern_read(str("%Y-%m-%d"), &arena));
    ck_assert_uint_eq(date.min_chars, 10);
    ck_assert_uint_eq(date.max_chars, 10);
    ck_assert(date.plain);
    struct dore_domain names = faker_pattern_domain(faker_pattern_read(str("%A '%B'"), &arena));
    ck_assert_uint_eq(names.min_chars, 6 + 3 + 3);
    ck_assert_uint_eq(names.max_chars, 9 + 3 + 9);
    ck_assert(!names.plain);
    dore_arena_release(&arena);
}
END_TEST

Suite *suite_strftime(void) {
    Suite *suite = suite_create("strftime");
    TCase *texts = tcase_create("texts");
    tcase_add_loop_test(texts, texts_are_known, 0, COUNT(known));
    tcase_add_loop_test(texts, weeks_are_known, 0, COUNT(new_years));
    tcase_add_test(texts, seconds_before_1970);
    tcase_add_loop_test(texts, library_agrees, 0, COUNT(standard) - 1);
    suite_add_tcase(suite, texts);
    TCase *domains = tcase_create("domains");
    tcase_add_loop_test(domains, lengths_hold, 0, COUNT(known));
    tcase_add_test(domains, lengths_are_tight);
    suite_add_tcase(suite, domains);
    return suite;
}
