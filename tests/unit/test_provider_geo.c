/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_geo.c: coordinates and their bounds, places by country.
 */
#include "faker_checks.h"

Suite *suite_provider_geo(void);

enum { ROWS = 3000 };

static const struct faker_case cases[] = {
    {"coordinate", "{}"},
    {"coordinate", "{\"center\": 13.4}"},
    {"coordinate", "{\"center\": \"-13.4\", \"radius\": 0.00002}"},
    {"coordinate", "{\"center\": 0, \"radius\": -1}"},
    {"coordinate", "{\"center\": 1.0000001, \"radius\": 0}"},
    {"local_latlng", "{\"country_code\": \"DE\"}"},
    {"local_latlng", "{\"country_code\": \"XX\"}"},
    {"local_latlng", "{\"coords_only\": true}"},
    {"location_on_land", "{\"coords_only\": true}"},
};

START_TEST(values_lie_in_the_domain) {
    check_case(&cases[_i]);
}
END_TEST

/* ---- coordinates ---------------------------------------------------------------------------- */

static const struct {
    const char *method, *params, *min, *max;
} bounds[] = {
    {"latitude", "{}", "-90.0000000", "90.0000000"},
    {"longitude", "{}", "-180.000000", "180.000000"},
    {"coordinate", "{}", "-180.000000", "180.000000"},
    {"coordinate", "{\"center\": 13.4}", "13.399000", "13.401000"},
    {"coordinate", "{\"center\": \"-13.4\", \"radius\": 0.5}", "-13.900000", "-12.900000"},
};

START_TEST(coordinates_have_bounds) {
    struct fixture fixture;
    char text[DORE_DECIMAL_ROOM + 1];
    fixture_open(&fixture, bounds[_i].method, bounds[_i].params);
    const struct dore_domain *domain = &fixture.bound.domain;
    ck_assert_int_eq(dore_domain_kind(domain), DORE_DECIMAL);
    *dore_print_decimal(text, domain->min, domain->scale) = '\0';
    ck_assert_str_eq(text, bounds[_i].min);
    *dore_print_decimal(text, domain->max, domain->scale) = '\0';
    ck_assert_str_eq(text, bounds[_i].max);
    fixture_close(&fixture);
}
END_TEST

/* A latitude is half of the longitude that the same words give. */
START_TEST(latitudes_are_halves) {
    struct fixture latitude, longitude;
    fixture_open(&latitude, "latitude", NULL);
    fixture_open(&longitude, "longitude", NULL);
    longitude.stream = latitude.stream;
    int south = 0;
    for (uint64_t row = 0; row < ROWS; row++) {
        struct dore_rows one = {.first = row, .count = 1};
        int64_t half = fixture_values(&latitude, &one)->u.i;
        ck_assert_int_eq(half, 5 * fixture_values(&longitude, &one)->u.i);
        south += half < 0;
    }
    ck_assert_int_gt(south, ROWS / 2 - 140);
    ck_assert_int_lt(south, ROWS / 2 + 140);
    fixture_close(&latitude);
    fixture_close(&longitude);
}
END_TEST

START_TEST(places_lie_in_their_country) {
    struct fixture fixture;
    fixture_open(&fixture, "local_latlng", NULL);
    for (uint64_t row = 0; row < 300; row++) {
        struct dore_rows one = {.first = row, .count = 1};
        struct dore_list place = fixture_values(&fixture, &one)->u.list;
        ck_assert_uint_eq(place.count, 5);
        ck_assert(dore_str_is(place.item[3].u.s, "US"));
    }
    fixture_close(&fixture);
}
END_TEST

/* ---- refusals and warnings ------------------------------------------------------------------ */

static const struct faker_fault faults[] = {
    {"coordinate", "{\"center\": \"north\"}", DORE_E_PARAM_RANGE, 12, "is 'north', no number"},
    {"coordinate", "{\"center\": 1e10}", DORE_E_PARAM_RANGE, 12, "too large"},
};

START_TEST(faults_are_refused) {
    check_refusal(&faults[_i]);
}
END_TEST

START_TEST(surprises_are_warned_of) {
    static const struct faker_fault fault = {"local_latlng", "{\"country_code\": \"us\"}",
                                             DORE_W_PARAM, 18, "all values are null"};
    check_warning(&fault);
}
END_TEST

Suite *suite_provider_geo(void) {
    Suite *suite = suite_create("provider_geo");
    TCase *places = tcase_create("places");
    tcase_add_loop_test(places, values_lie_in_the_domain, 0, COUNT(cases));
    tcase_add_loop_test(places, coordinates_have_bounds, 0, COUNT(bounds));
    tcase_add_test(places, latitudes_are_halves);
    tcase_add_test(places, places_lie_in_their_country);
    tcase_add_loop_test(places, faults_are_refused, 0, COUNT(faults));
    tcase_add_test(places, surprises_are_warned_of);
    suite_add_tcase(suite, places);
    return suite;
}
