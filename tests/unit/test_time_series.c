/* SPDX-License-Identifier: Apache-2.0
 *
 * time_series.c: how many points, where they lie, which numbers they have.
 */
#include "faker_checks.h"

Suite *suite_time_series(void);

#define DAY DORE_US_PER_DAY
#define SECOND INT64_C(1000000)

static const struct {
    const char *params;
    uint32_t points;
    int64_t start, step; /* from the fixture's moment; microseconds */
} series[] = {
    {"{}", 30, -30 * DAY, DAY},
    {"{\"precision\": 3600, \"start_date\": \"-1d\"}", 24, -DAY, 3600 * SECOND},
    {"{\"precision\": \"+7d\"}", 5, -30 * DAY, 7 * DAY},
    {"{\"precision\": 0.25, \"start_date\": \"-1s\"}", 4, -SECOND, SECOND / 4},
    {"{\"precision\": 1e3, \"start_date\": \"-1000s\"}", 1, -1000 * SECOND, 1000 * SECOND},
    {"{\"start_date\": \"now\", \"tzinfo\": \"UTC\", \"distrib\": null}", 0, 0, 0},
};

START_TEST(points_lie_evenly) {
    struct fixture fixture;
    double most = 0, step = (double)series[_i].step / 1e6;
    fixture_open(&fixture, "time_series", series[_i].params);
    for (uint64_t row = 0; row < 200; row++) {
        struct dore_rows rows = {.first = row, .count = 1};
        const struct dore_value *value = fixture_values(&fixture, &rows);
        ck_assert_uint_eq(value->u.list.count, series[_i].points);
        for (uint32_t i = 0; i < series[_i].points; i++) {
            const struct dore_value *pair = value->u.list.item[i].u.list.item;
            ck_assert_int_eq(pair[0].kind, DORE_DATETIME);
            ck_assert_int_eq(pair[0].u.i, FIXTURE_NOW + series[_i].start + series[_i].step * i);
            ck_assert_int_eq(pair[1].kind, DORE_FLOAT);
            ck_assert(pair[1].u.f >= 0 && pair[1].u.f <= step);
            most = pair[1].u.f > most ? pair[1].u.f : most;
        }
    }
    ck_assert(most >= 0.9 * step);
    fixture_close(&fixture);
}
END_TEST

/* A second in thirty parts: each cut to a microsecond, none beyond the end. */
START_TEST(thirtieth_parts_are_cut) {
    struct fixture fixture;
    struct dore_rows rows = {.first = 0, .count = 1};
    fixture_open(&fixture, "time_series", "{\"start_date\": \"-1s\"}");
    const struct dore_value *value = fixture_values(&fixture, &rows);
    ck_assert_uint_eq(value->u.list.count, 30);
    for (int64_t i = 0; i < 30; i++) {
        ck_assert_int_eq(value->u.list.item[i].u.list.item[0].u.i,
                         FIXTURE_NOW - SECOND + i * SECOND / 30);
    }
    fixture_close(&fixture);
}
END_TEST

static const struct faker_fault faults[] = {
    {"time_series", "{\"precision\": 0}", DORE_E_PARAM_RANGE, 15, "less than a microsecond"},
    {"time_series", "{\"precision\": -5}", DORE_E_PARAM_RANGE, 15, "less than a microsecond"},
    {"time_series", "{\"precision\": \"1h\"}", DORE_E_PARAM_RANGE, 15, "no delta"},
    {"time_series", "{\"precision\": \"+1x\"}", DORE_E_DATE, 15, "'+1x'"},
    {"time_series", "{\"precision\": 1}", DORE_E_PARAM_RANGE, 15, "2592000 points"},
    {"time_series", "{\"end_date\": \"-31d\"}", DORE_E_DATE, 0, "before its start"},
    {"time_series", "{\"distrib\": \"uniform\"}", DORE_E_PARAM_TYPE, 13, "'distrib'"},
    {"time_series", "{\"tzinfo\": \"Asia/Tokyo\"}", DORE_E_PARAM_RANGE, 12, "UTC"},
};

START_TEST(refuses) {
    check_refusal(&faults[_i]);
}
END_TEST

Suite *suite_time_series(void) {
    Suite *suite = suite_create("time_series");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, points_lie_evenly, 0, COUNT(series));
    tcase_add_test(all, thirtieth_parts_are_cut);
    tcase_add_loop_test(all, refuses, 0, COUNT(faults));
    suite_add_tcase(suite, all);
    return suite;
}
