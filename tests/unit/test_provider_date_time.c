/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_date_time.c, spans.c and moments.c: which days and moments each method can give, from
 * a fixed now (2026-01-15T12:00:00Z), how they are shown, and what is refused or warned of.
 */
#include "faker_checks.h"

Suite *suite_provider_date_time(void);

enum { ROWS = 3000 };

/* ---- domains and cuts ----------------------------------------------------------------------- */

static const struct faker_case cases[] = {
    {"date", "{\"pattern\": \"%d.%m.%Y '%A'\"}"},
    {"date", "{\"pattern\": \"%m\", \"end_datetime\": \"1970-03-01\"}"},
    {"date", "{\"end_datetime\": \"1970-01-03T12:00\"}"},
    {"date", "{\"pattern\": \"\"}"},
    {"date", "{\"pattern\": \"\\u00e9%-d%f\"}"},
    {"date_between", "{\"start_date\": \"-10d\", \"end_date\": \"+10d\"}"},
    {"date_between", "{\"start_date\": \"2020-02-28\", \"end_date\": \"2020-03-01\"}"},
    {"date_between", "{\"start_date\": 0, \"end_date\": 0}"},
    {"date_between", "{\"start_date\": \"0001-01-01\", \"end_date\": \"9999-12-31\"}"},
    {"date_between_dates", "{\"date_start\": \"-36h\", \"date_end\": \"+30h\"}"},
    {"date_between_dates", "{}"},
    {"date_object", "{\"end_datetime\": \"1970-01-10T12:00\"}"},
    {"date_of_birth", "{\"minimum_age\": 18, \"maximum_age\": 18}"},
    {"date_of_birth", "{\"minimum_age\": 0, \"maximum_age\": 2024}"},
    {"date_this_month", "{\"after_today\": true}"},
    {"date_this_decade", "{\"before_today\": false, \"after_today\": true}"},
    {"date_this_century", "{\"before_today\": false}"},
    {"date_time", "{\"end_datetime\": 2}"},
    {"date_time_ad", "{\"end_datetime\": \"9999-12-31T23:59:59\"}"},
    {"date_time_between", "{\"start_date\": \"now\", \"end_date\": \"+1s\"}"},
    {"date_time_between", "{\"start_date\": \"-1y\", \"end_date\": \"+1y\", \"tzinfo\": \"UTC\"}"},
    {"date_time_between", "{\"start_date\": \"9999-12-31T23:59:59.5\", \"end_date\": \"now\"}"},
    {"date_time_between_dates", "{\"datetime_start\": \"-1d\"}"},
    {"date_time_this_month", "{\"after_now\": true}"},
    {"date_time_this_year", "{\"before_now\": false, \"after_now\": true}"},
    {"date_time_this_decade", "{\"before_now\": false}"},
    {"date_time_this_century", "{\"after_now\": true}"},
    {"future_date", "{\"end_date\": \"+2d\"}"},
    {"future_date", "{\"end_date\": \"+1d\"}"},
    {"past_date", "{\"start_date\": \"-1d\"}"},
    {"past_datetime", "{\"start_date\": \"-2s\"}"},
    {"future_datetime", "{\"end_date\": \"+1y\"}"},
    {"iso8601", "{\"timespec\": \"hours\", \"sep\": \" \"}"},
    {"iso8601", "{\"timespec\": \"minutes\", \"tzinfo\": \"UTC\"}"},
    {"iso8601", "{\"timespec\": \"seconds\", \"sep\": \"\\u00e9\"}"},
    {"iso8601", "{\"timespec\": \"milliseconds\"}"},
    {"iso8601", "{\"timespec\": \"microseconds\", \"end_datetime\": 0}"},
    {"iso8601", "{\"end_datetime\": 0}"},
    {"time", "{\"pattern\": \"%I:%M %p\"}"},
    {"time", "{\"end_datetime\": 3600}"},
    {"time_delta", "{\"end_datetime\": \"+1d\"}"},
    {"time_delta", "{\"end_datetime\": \"-1d\"}"},
    {"time_object", "{\"end_datetime\": 3600}"},
    {"unix_time", "{\"end_datetime\": 1}"},
    {"unix_time", "{\"start_datetime\": \"-50y\", \"end_datetime\": \"2100-01-01\"}"},
    {"unix_time", "{\"start_datetime\": -2, \"end_datetime\": 2}"},
    {"unix_time", "{\"start_datetime\": \"0001-01-01\", \"end_datetime\": \"9999-12-31\"}"},
    {"unix_time", "{\"start_datetime\": \"2255-06-01\", \"end_datetime\": \"2290-01-01\"}"},
    {"timezone", "{}"},
};

START_TEST(values_lie_in_the_domain) {
    check_case(&cases[_i]);
}
END_TEST

/* ---- which days and moments ----------------------------------------------------------------- */

/* The first and last value that can come out, which is what the domain says; all days between them
 * come too. */
static const struct {
    const char *method, *params, *first, *last;
} spans[] = {
    {"date_between", "{}", "1996-01-15", "2026-01-14"},
    {"date_between", "{\"end_date\": \"now\"}", "1996-01-15", "2026-01-14"},
    {"date_between", "{\"start_date\": \"today\"}", "2026-01-15", "2026-01-15"},
    {"date_between", "{\"start_date\": \"-1M\"}", "2025-12-15", "2026-01-14"},
    {"date_between", "{\"start_date\": \"2024-02-28\", \"end_date\": \"2024-03-02\"}", "2024-02-28",
     "2024-03-01"},
    {"date_between_dates", "{}", "2026-01-15", "2026-01-15"},
    {"date_between_dates", "{\"date_start\": \"-13h\", \"date_end\": \"+13h\"}", "2026-01-14",
     "2026-01-16"},
    {"past_date", "{}", "2025-12-16", "2026-01-13"},
    {"future_date", "{}", "2026-01-16", "2026-02-13"},
    {"date_this_month", "{}", "2026-01-01", "2026-01-14"},
    {"date_this_month", "{\"after_today\": true}", "2026-01-01", "2026-01-31"},
    {"date_this_year", "{}", "2026-01-01", "2026-01-14"},
    {"date_this_year", "{\"before_today\": false, \"after_today\": true}", "2026-01-15",
     "2026-12-31"},
    {"date_this_year", "{\"before_today\": false}", "2026-01-15", "2026-01-15"},
    {"date_this_decade", "{}", "2020-01-01", "2026-01-14"},
    {"date_this_decade", "{\"after_today\": true}", "2020-01-01", "2029-12-31"},
    {"date_this_century", "{}", "2000-01-01", "2026-01-14"},
    {"date_of_birth", "{}", "1910-01-16", "2026-01-14"},
    {"date_of_birth", "{\"minimum_age\": 18, \"maximum_age\": 18}", "2007-01-16", "2008-01-14"},
    {"date_object", "{}", "1970-01-01", "2026-01-15"},
    {"date_time", "{}", "1970-01-01T00:00:00", "2026-01-15T12:00:00"},
    {"date_time_ad", "{}", "0001-01-01T00:00:00", "2026-01-15T12:00:00"},
    {"date_time_between", "{}", "1996-01-16T07:12:00", "2026-01-15T12:00:00"},
    {"date_time_between", "{\"start_date\": 0, \"end_date\": 1}", "1970-01-01T00:00:00",
     "1970-01-01T00:00:00.999999"},
    {"date_time_between_dates", "{}", "2026-01-15T12:00:00", "2026-01-15T12:00:00"},
    {"past_datetime", "{}", "2025-12-16T12:00:00", "2026-01-15T11:59:59"},
    {"future_datetime", "{}", "2026-01-15T12:00:01", "2026-02-14T12:00:00"},
    {"date_time_this_month", "{}", "2026-01-01T00:00:00", "2026-01-15T12:00:00"},
    {"date_time_this_month", "{\"after_now\": true}", "2026-01-01T00:00:00",
     "2026-01-31T23:59:59.999999"},
    {"date_time_this_year", "{\"before_now\": false, \"after_now\": true}", "2026-01-15T12:00:00",
     "2026-12-31T23:59:59.999999"},
    {"date_time_this_decade", "{}", "2020-01-01T00:00:00", "2026-01-15T12:00:00"},
    {"date_time_this_century", "{\"after_now\": true}", "2000-01-01T00:00:00",
     "2099-12-31T23:59:59.999999"},
    {"time_object", "{}", "00:00:00", "23:59:59.999999"},
    {"time_delta", "{}", "PT0S", "PT0S"},
    {"time_delta", "{\"end_datetime\": \"+90s\"}", "PT0S", "PT1M30S"},
    {"time_delta", "{\"end_datetime\": \"-90s\"}", "-PT1M30S", "PT0S"},
};

static void check_end(const struct dore_domain *domain, int64_t end, const char *expected) {
    struct dore_value value = {.kind = dore_domain_kind(domain), .u.i = end};
    struct dore_buf text = {0};
    dore_value_text(&value, &text);
    dore_buf_putc(&text, '\0');
    ck_assert_str_eq(text.data, expected);
    dore_buf_release(&text);
}

START_TEST(spans_are_known) {
    struct fixture fixture;
    fixture_open(&fixture, spans[_i].method, spans[_i].params);
    const struct dore_domain *domain = &fixture.bound.domain;
    ck_assert(domain->bounded);
    check_end(domain, domain->min, spans[_i].first);
    check_end(domain, domain->max, spans[_i].last);
    if (domain->kinds == DORE_KIND_BIT(DORE_DATE)) {
        ck_assert_uint_eq(domain->distinct, (uint64_t)(domain->max - domain->min + 1));
    }
    fixture_close(&fixture);
}
END_TEST

/* The rules around days that not every year has. */
static const struct {
    const char *now, *method, *params, *first, *last;
} odd_days[] = {
    {"2024-02-29", "date_of_birth", "{\"minimum_age\": 1, \"maximum_age\": 1}", "2022-03-02",
     "2023-02-28"},
    {"2024-02-29", "date_of_birth", "{\"minimum_age\": 4, \"maximum_age\": 4}", "2019-03-02",
     "2020-02-28"},
    {"2023-01-01", "date_this_year", "{}", "2023-01-01", "2023-01-01"},
    {"2023-12-31", "date_this_month", "{\"after_today\": true}", "2023-12-01", "2023-12-31"},
    {"2024-02-10", "date_this_month", "{\"after_today\": true}", "2024-02-01", "2024-02-29"},
    {"0005-06-07", "date_this_century", "{\"after_today\": true}", "0001-01-01", "0099-12-31"},
    {"9999-12-15", "date_this_decade", "{\"after_today\": true}", "9990-01-01", "9999-12-31"},
};

START_TEST(odd_days_are_known) {
    struct dore_arena arena = {0};
    struct dore_diags diags = {.arena = &arena};
    struct dore_bound_method bound;
    struct dore_faker faker = {.arena = &arena, .diags = &diags};
    const char *params = odd_days[_i].params, *now = odd_days[_i].now;
    bool has_time;
    ck_assert(dore_parse_datetime((struct dore_str){now, strlen(now)}, &faker.now, &has_time));
    const struct dore_node *node =
        dore_json_read(&arena, "test.json", "$", (struct dore_str){params, strlen(params)}, &diags);
    ck_assert(dore_method_bind(odd_days[_i].method, node, &faker, &bound));
    check_end(&bound.domain, bound.domain.min, odd_days[_i].first);
    check_end(&bound.domain, bound.domain.max, odd_days[_i].last);
    dore_arena_release(&arena);
}
END_TEST

/* One draw a row, over all days alike. */
START_TEST(days_are_even) {
    struct fixture fixture;
    fixture_open(&fixture, "date_between", "{\"start_date\": \"-40d\"}");
    const int64_t first = fixture.bound.domain.min;
    int count[40] = {0};
    for (uint64_t row = 0; row < 4000; row++) {
        struct dore_rows one = {.first = row, .count = 1};
        struct dore_rng rng = dore_rng_at(fixture.stream, row);
        int64_t day = fixture_values(&fixture, &one)->u.i;
        ck_assert_int_eq(day, first + (int64_t)dore_rng_below(&rng, 40));
        count[day - first]++;
    }
    for (int i = 0; i < 40; i++) { /* 100 of each, standard deviation 10 */
        ck_assert_int_gt(count[i], 45);
        ck_assert_int_lt(count[i], 155);
    }
    fixture_close(&fixture);
}
END_TEST

/* ---- texts ---------------------------------------------------------------------------------- */

/* Character by character: 0 stands for a digit, all else for itself. */
static bool matches(const char *text, const char *shape) {
    for (; *text && *shape; text++, shape++) {
        bool digit = *text >= '0' && *text <= '9';
        if (*shape == '0' ? !digit : *shape != *text) {
            return false;
        }
    }
    return *text == *shape;
}

static const struct {
    const char *method, *params, *shape;
} shapes[] = {
    {"date", "{}", "0000-00-00"},
    {"date", "{\"pattern\": \"%d/%m\"}", "00/00"},
    {"time", "{}", "00:00:00"},
    {"time", "{\"pattern\": \"%Y-%m-%d %H\"}", "1900-01-01 00"},
    {"year", "{}", "0000"},
    {"month", "{}", "00"},
    {"day_of_month", "{}", "00"},
    {"iso8601", "{}", "0000-00-00T00:00:00.000000"},
    {"iso8601", "{\"sep\": \" \", \"timespec\": \"hours\"}", "0000-00-00 00"},
    {"iso8601", "{\"timespec\": \"minutes\"}", "0000-00-00T00:00"},
    {"iso8601", "{\"timespec\": \"seconds\", \"tzinfo\": \"UTC\"}", "0000-00-00T00:00:00+00:00"},
    {"iso8601", "{\"timespec\": \"milliseconds\"}", "0000-00-00T00:00:00.000"},
    {"iso8601", "{\"end_datetime\": 0}", "1970-01-01T00:00:00"},
    {"iso8601", "{\"end_datetime\": 0, \"timespec\": \"microseconds\"}",
     "1970-01-01T00:00:00.000000"},
};

START_TEST(texts_have_their_shape) {
    struct fixture fixture;
    fixture_open(&fixture, shapes[_i].method, shapes[_i].params);
    for (uint64_t row = 0; row < 200; row++) {
        const char *text = fixture_text(&fixture, row);
        ck_assert_msg(matches(text, shapes[_i].shape), "%s: %s", shapes[_i].method, text);
    }
    fixture_close(&fixture);
}
END_TEST

/* Seconds are the moment's own, to the microsecond. */
START_TEST(seconds_are_those_of_the_moment) {
    struct fixture fixture;
    fixture_open(&fixture, "unix_time", NULL);
    for (uint64_t row = 0; row < ROWS; row++) {
        struct dore_rng rng = dore_rng_at(fixture.stream, row);
        struct dore_rows one = {.first = row, .count = 1};
        int64_t moment = dore_rng_between(&rng, 0, FIXTURE_NOW);
        ck_assert_double_eq(fixture_values(&fixture, &one)->u.f, (double)moment / 1e6);
    }
    fixture_close(&fixture);
}
END_TEST

/* ---- refusals and warnings ------------------------------------------------------------------ */

static const struct faker_fault faults[] = {
    {"date_between", "{\"start_date\": \"30y\"}", DORE_E_DATE, 16, "cannot read '30y' as a date"},
    {"date_between", "{\"end_date\": \"-31y\"}", DORE_E_DATE, 14,
     "'end_date' of 'date_between' makes the span end at 1995-01-15, before its start at "
     "1996-01-15"},
    {"date_between", "{\"start_date\": \"+1d\"}", DORE_E_DATE, 16, "'start_date' of"},
    {"date_between", "{\"start_date\": null}", DORE_E_PARAM_TYPE, 16, "'start_date'"},
    {"date_between", "{\"start_date\": 1.5}", DORE_E_PARAM_TYPE, 16, "'start_date'"},
    {"date_between_dates", "{\"date_end\": \"-1d\"}", DORE_E_DATE, 14, "'date_end' of"},
    {"date_time_between_dates", "{\"datetime_start\": \"+1d\"}", DORE_E_DATE, 20,
     "'datetime_start' of"},
    {"past_date", "{\"start_date\": \"today\"}", DORE_E_DATE, 16, "before its start"},
    {"future_date", "{\"end_date\": \"today\"}", DORE_E_DATE, 14, "before its start"},
    {"date_time", "{\"end_datetime\": \"1969-12-31\"}", DORE_E_DATE, 18,
     "before its start at 1970"},
    {"date", "{\"end_datetime\": \"today\"}", DORE_E_DATE, 18, "cannot read 'today' as a time"},
    {"unix_time", "{\"start_datetime\": \"+1d\"}", DORE_E_DATE, 20, "'start_datetime' of"},
    {"date_time_ad", "{\"start_datetime\": \"+1d\"}", DORE_E_DATE, 20, "'start_datetime' of"},
    {"date_of_birth", "{\"minimum_age\": -1}", DORE_E_PARAM_RANGE, 17, "below zero"},
    {"date_of_birth", "{\"minimum_age\": 50, \"maximum_age\": 40}", DORE_E_PARAM_RANGE, 36,
     "below 'minimum_age' 50"},
    {"date_of_birth", "{\"maximum_age\": 2025}", DORE_E_PARAM_RANGE, 17, "before the year 1"},
    {"date_of_birth", "{\"maximum_age\": 9223372036854775807}", DORE_E_PARAM_RANGE, 17,
     "before the year 1"},
    {"date_time", "{\"tzinfo\": \"Europe/Berlin\"}", DORE_E_PARAM_RANGE, 12,
     "'tzinfo' of 'date_time' is 'Europe/Berlin', but moments are in UTC here"},
    {"iso8601", "{\"sep\": \"\"}", DORE_E_PARAM_RANGE, 9, "not one character"},
    {"iso8601", "{\"timespec\": \"second\"}", DORE_E_CHOICE, 14, "'second'"},
};

START_TEST(faults_are_refused) {
    check_refusal(&faults[_i]);
}
END_TEST

static const struct faker_fault warnings[] = {
    {"date_time_between", "{\"end_date\": \"-31y\"}", DORE_W_PARAM, 14,
     "all values lie in the second of the start"},
    {"date_time_between", "{\"start_date\": \"-30y ago\"}", DORE_W_PARAM, 16,
     "ignores all but the first 4 characters of '-30y ago'"},
    {"past_datetime", "{\"start_date\": \"+1d\"}", DORE_W_PARAM, 16, "before its start"},
    {"future_datetime", "{\"end_date\": \"-1d\"}", DORE_W_PARAM, 14, "before its start"},
};

START_TEST(surprises_are_warned_of) {
    check_warning(&warnings[_i]);
}
END_TEST

/* A now before 1970 leaves nothing for the methods that begin there. */
START_TEST(early_now_is_refused) {
    static const char *const names[] = {"year", "date", "date_time", "iso8601", "unix_time"};
    for (int i = 0; i < COUNT(names); i++) {
        struct dore_arena arena = {0};
        struct dore_diags diags = {.arena = &arena};
        struct dore_bound_method bound;
        struct dore_faker faker = {.arena = &arena, .diags = &diags, .now = -1};
        ck_assert(!dore_method_bind(names[i], NULL, &faker, &bound));
        ck_assert_uint_eq(diags.errors, 1);
        ck_assert_int_eq(diags.list[0].code, DORE_E_DATE);
        dore_arena_release(&arena);
    }
}
END_TEST

Suite *suite_provider_date_time(void) {
    Suite *suite = suite_create("provider_date_time");
    TCase *values = tcase_create("values");
    tcase_set_timeout(values, 60);
    tcase_add_loop_test(values, values_lie_in_the_domain, 0, COUNT(cases));
    tcase_add_loop_test(values, spans_are_known, 0, COUNT(spans));
    tcase_add_loop_test(values, odd_days_are_known, 0, COUNT(odd_days));
    tcase_add_test(values, days_are_even);
    suite_add_tcase(suite, values);
    TCase *texts = tcase_create("texts");
    tcase_add_loop_test(texts, texts_have_their_shape, 0, COUNT(shapes));
    tcase_add_test(texts, seconds_are_those_of_the_moment);
    suite_add_tcase(suite, texts);
    TCase *faulty = tcase_create("faults");
    tcase_add_loop_test(faulty, faults_are_refused, 0, COUNT(faults));
    tcase_add_loop_test(faulty, surprises_are_warned_of, 0, COUNT(warnings));
    tcase_add_test(faulty, early_now_is_refused);
    suite_add_tcase(suite, faulty);
    return suite;
}
