/* SPDX-License-Identifier: Apache-2.0
 *
 * Lengths and frequencies of what faker methods make, against what was measured on 4,000 values of
 * the original Faker (40.35.0, en_US, defaults): the same distributions, not the same values.
 */
#include "faker_fixture.h"

Suite *suite_faker_statistics(void);

enum { ROWS = 8192 };

/* Characters: the least, ten times the mean, the most. */
static const struct {
    const char *method;
    uint64_t least, tenfold_mean, most;
} observed[] = {
    {"address", 21, 438, 63},
    {"administrative_unit", 4, 85, 14},
    {"building_number", 3, 40, 5},
    {"city", 6, 120, 24},
    {"city_prefix", 3, 41, 5},
    {"city_suffix", 3, 46, 7},
    {"country", 4, 107, 51},
    {"country_code", 2, 20, 2},
    {"current_country", 13, 130, 13},
    {"current_country_code", 2, 20, 2},
    {"military_apo", 18, 180, 18},
    {"military_dpo", 18, 180, 18},
    {"military_ship", 3, 40, 5},
    {"military_state", 2, 20, 2},
    {"postalcode", 5, 50, 5},
    {"postalcode_in_state", 5, 50, 5},
    {"postalcode_plus4", 10, 100, 10},
    {"postcode", 5, 50, 5},
    {"postcode_in_state", 5, 50, 5},
    {"secondary_address", 8, 85, 9},
    {"state", 4, 85, 14},
    {"state_abbr", 2, 20, 2},
    {"street_address", 11, 223, 36},
    {"street_name", 7, 127, 22},
    {"street_suffix", 3, 57, 10},
    {"zipcode", 5, 50, 5},
    {"zipcode_in_state", 5, 50, 5},
    {"zipcode_plus4", 10, 100, 10},
    {"color_name", 3, 88, 20},
    {"hex_color", 7, 70, 7},
    {"rgb_color", 6, 97, 11},
    {"rgb_css_color", 11, 147, 16},
    {"safe_color_name", 4, 50, 7},
    {"safe_hex_color", 7, 70, 7},
    {"bs", 15, 298, 47},
    {"catch_phrase", 19, 336, 60},
    {"company", 6, 167, 34},
    {"company_suffix", 3, 41, 8},
    {"file_extension", 2, 34, 7},
    {"file_name", 5, 99, 19},
    {"file_path", 10, 173, 30},
    {"mime_type", 8, 136, 24},
    {"unix_device", 8, 83, 9},
    {"unix_partition", 9, 93, 10},
    {"ascii_company_email", 13, 233, 40},
    {"ascii_email", 13, 219, 38},
    {"ascii_free_email", 13, 206, 32},
    {"ascii_safe_email", 15, 219, 32},
    {"company_email", 13, 233, 40},
    {"dga", 6, 367, 68},
    {"domain_name", 6, 125, 25},
    {"domain_word", 2, 83, 20},
    {"email", 15, 219, 32},
    {"free_email", 13, 206, 32},
    {"free_email_domain", 9, 97, 11},
    {"hostname", 12, 206, 34},
    {"http_method", 3, 49, 7},
    {"iana_id", 4, 69, 7},
    {"image_url", 26, 302, 33},
    {"ipv4", 8, 132, 15},
    {"ipv4_network_class", 1, 10, 1},
    {"ipv4_private", 9, 133, 15},
    {"ipv4_public", 9, 134, 15},
    {"ipv6", 34, 385, 39},
    {"mac_address", 17, 170, 17},
    {"nic_handle", 8, 110, 14},
    {"ripe_id", 12, 150, 18},
    {"safe_domain_name", 11, 110, 11},
    {"safe_email", 15, 219, 32},
    {"slug", 6, 160, 19},
    {"tld", 3, 31, 4},
    {"uri", 26, 453, 75},
    {"uri_extension", 4, 43, 5},
    {"uri_page", 3, 56, 8},
    {"uri_path", 3, 124, 32},
    {"url", 14, 231, 37},
    {"user_name", 3, 99, 20},
    {"job", 3, 208, 59},
    {"job_female", 3, 208, 59},
    {"job_male", 3, 208, 59},
    {"first_name", 3, 61, 11},
    {"first_name_female", 3, 62, 10},
    {"first_name_male", 3, 59, 11},
    {"first_name_nonbinary", 3, 61, 11},
    {"language_name", 3, 72, 17},
    {"last_name", 2, 61, 11},
    {"last_name_female", 2, 61, 11},
    {"last_name_male", 2, 61, 11},
    {"last_name_nonbinary", 2, 61, 11},
    {"name", 7, 133, 29},
    {"name_female", 7, 134, 26},
    {"name_male", 8, 131, 25},
    {"name_nonbinary", 7, 133, 26},
    {"prefix", 3, 34, 5},
    {"prefix_female", 3, 36, 4},
    {"prefix_male", 3, 30, 3},
    {"prefix_nonbinary", 3, 33, 5},
    {"suffix", 1, 26, 3},
    {"suffix_female", 2, 26, 3},
    {"suffix_male", 1, 26, 3},
    {"suffix_nonbinary", 1, 26, 3},
    {"basic_phone_number", 10, 117, 13},
    {"country_calling_code", 2, 44, 10},
    {"msisdn", 13, 130, 13},
    {"phone_number", 10, 162, 22},
    {"ein", 10, 100, 10},
    {"invalid_ssn", 11, 110, 11},
    {"itin", 11, 110, 11},
    {"ssn", 11, 110, 11},
    {"android_platform_token", 9, 121, 13},
    {"chrome", 93, 1100, 138},
    {"firefox", 62, 990, 139},
    {"internet_explorer", 59, 630, 72},
    {"ios_platform_token", 36, 394, 42},
    {"linux_platform_token", 15, 160, 17},
    {"linux_processor", 4, 50, 6},
    {"mac_platform_token", 30, 329, 36},
    {"mac_processor", 3, 55, 8},
    {"opera", 59, 642, 73},
    {"safari", 103, 1292, 147},
    {"user_agent", 59, 925, 147},
    {"windows_platform_token", 10, 140, 23},
};

/* Two means of samples may differ a little, and the measured one is rounded. */
START_TEST(test_lengths) {
    struct fixture fixture;
    fixture_open(&fixture, observed[_i].method, NULL);
    const struct dore_domain *domain = &fixture.bound.domain;
    ck_assert_uint_le(domain->min_chars, observed[_i].least);
    ck_assert_uint_ge(domain->max_chars, observed[_i].most);
    uint64_t chars = 0;
    for (uint64_t first = 0; first < ROWS; first += DORE_BATCH_ROWS) {
        struct dore_rows rows = {.first = first, .count = DORE_BATCH_ROWS};
        const struct dore_value *values = fixture_values(&fixture, &rows);
        for (uint32_t i = 0; i < rows.count; i++)
            chars += dore_utf8_count(values[i].u.s.text, values[i].u.s.size);
    }
    double mean = (double)chars / ROWS, expected = (double)observed[_i].tenfold_mean / 10;
    double apart = mean > expected ? mean - expected : expected - mean;
    ck_assert_msg(apart <= 0.02 * expected + 0.06, "%s: mean %g, not %g", observed[_i].method, mean,
                  expected);
    double typical = (double)domain->mean_bytes;
    ck_assert_msg(typical >= 0.9 * mean - 1 && typical <= 1.1 * mean + 1, "%s: mean %g, domain %g",
                  observed[_i].method, mean, typical);
    fixture_close(&fixture);
}
END_TEST

/* ---- frequencies ---------------------------------------------------------------------------- */

/* How many of 10,000 values begin so. */
static const struct {
    const char *method, *start;
    uint32_t expected;
} starts[] = {
    {"name", "Mr. ", 70},
    {"name", "Mrs. ", 50},
    {"name_nonbinary", "Mx. ", 100},
    {"prefix", "Mr.", 2917},
    {"prefix", "Dr.", 1250},
    {"suffix", "MD", 3000},
    {"tld", "com", 6000},
    {"url", "https", 5000},
    {"url", "http://www.", 2500},
    {"address", "PSC", 357},
    {"address", "Unit", 357},
    {"file_extension", "mp3", 667},
    {"mime_type", "text/", 1250},
    {"phone_number", "+1-", 1600},
    {"phone_number", "(", 2000},
    {"user_agent", "Opera", 2000},
    {"chrome", "Mozilla/5.0 (X11", 2000},
    {"firefox", "Mozilla/5.0 (Android", 2000},
    {"safari", "Mozilla/5.0 (iPod", 3333},
    {"ipv4_private", "10.", 3333},
    {"ipv4_private", "192.168", 3333},
    {"ipv4", "10.", 45},
    {"company", "Smith", 212},
    {"invalid_ssn", "000-", 10},
    {"invalid_ssn", "9", 1000},
    {"country_code", "D", 256},
    {"military_state", "AE", 3333},
    {"ssn", "8", 1114},
    {"state_abbr", "P", 508},
    {"mac_address", "0", 630},
    {"uri_page", "index", 714},
};

START_TEST(test_starts) {
    enum { VALUES = 10240 };
    struct fixture fixture;
    uint32_t count = 0;
    fixture_open(&fixture, starts[_i].method, NULL);
    size_t size = strlen(starts[_i].start);
    for (uint64_t first = 0; first < VALUES; first += DORE_BATCH_ROWS) {
        struct dore_rows rows = {.first = first, .count = DORE_BATCH_ROWS};
        const struct dore_value *values = fixture_values(&fixture, &rows);
        for (uint32_t i = 0; i < rows.count; i++) {
            struct dore_str text = values[i].u.s;
            count += text.size >= size && memcmp(text.text, starts[_i].start, size) == 0;
        }
    }
    /* Five standard deviations of a count. */
    double chance = starts[_i].expected / 10000.0, mean = VALUES * chance;
    double apart = count - mean;
    ck_assert_msg(apart * apart <= 25 * mean * (1 - chance) + 1, "%s %s: %u times, not %g",
                  starts[_i].method, starts[_i].start, count, mean);
    fixture_close(&fixture);
}
END_TEST

Suite *suite_faker_statistics(void) {
    Suite *suite = suite_create("faker_statistics");
    TCase *tcase = tcase_create("statistics");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, test_lengths, 0, COUNT(observed));
    tcase_add_loop_test(tcase, test_starts, 0, COUNT(starts));
    suite_add_tcase(suite, tcase);
    return suite;
}
