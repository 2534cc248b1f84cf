/* SPDX-License-Identifier: Apache-2.0
 *
 * How many values of a method numbers tell apart, what some numbers give, why some methods have
 * none; and that in every locale no two numbers give the same. That values by number keep their
 * domains is in test_faker_domains.c.
 */
#include "faker_fixture.h"

Suite *suite_counts(void);

#define ENDLESS UINT64_MAX

/* A method, how many values it counts, and the texts of the first and the last number. */
static const struct {
    const char *method, *params;
    uint64_t count;
    const char *first, *last; /* NULL: depends on chance */
} counted[] = {
    {"pyint", "{\"min_value\": -3, \"max_value\": 7, \"step\": 5}", 3, "-3", "7"},
    {"pyint", "{\"min_value\": -9223372036854775808, \"max_value\": 9223372036854775807}", ENDLESS,
     "-9223372036854775808", "9223372036854775806"},
    {"random_number", "{\"digits\": 3, \"fix_len\": true}", 900, "100", "999"},
    {"random_digit_or_empty", NULL, 11, "0", ""},
    {"randomize_nb_elements", "{\"number\": 3}", 4, "1", "4"},
    {"pybool", "{\"truth_probability\": 100}", 1, "true", "true"},
    {"null_boolean", NULL, 2, "false", "true"},
    {"pydecimal", "{\"min_value\": -1, \"max_value\": 2, \"right_digits\": 1}", 31, "0.0", "-1.0"},
    {"pydecimal", "{\"min_value\": 0.25, \"max_value\": 0.95, \"right_digits\": 1}", 7, "0.30",
     "0.90"},
    {"pydecimal", "{\"left_digits\": 2, \"right_digits\": 0, \"positive\": true}", 90, "10", "99"},
    {"pyfloat", "{\"min_value\": 0, \"max_value\": 1, \"right_digits\": 2}", 101, "0.0", "1.0"},
    {"pyfloat", "{\"left_digits\": 1, \"right_digits\": 1, \"positive\": true}", 90, "0.1", "9.9"},
    {"bothify", "{\"text\": \"A#%$!@?\", \"letters\": \"xy\"}", UINT64_C(129600), "A01201x",
     "A99999y"},
    {"lexify", "{\"text\": \"?\", \"letters\": \"aba\"}", 0, NULL, NULL},
    {"numerify", "{\"text\": \"#{{pyint}}\"}", 10, "0{{pyint}}", "9{{pyint}}"},
    {"hexify", "{\"text\": \"^-^^\", \"upper\": true}", 4096, "0-00", "F-FF"},
    {"pystr", "{\"min_chars\": 1, \"max_chars\": 7}", UINT64_C(1028071702528), "aaaaaaa",
     "ZZZZZZZ"},
    {"pystr_format", "{\"string_format\": \"{{random_int}}-{{random_int}}\"}", 100000000, "0-0",
     "9999-9999"},
    {"pystr_format", "{\"string_format\": \"{{random_int}}{{random_int}}\"}", 0, NULL, NULL},
    {"pystr_format", "{\"string_format\": \"{{random_int}}{{pystr}}\"}", ENDLESS, NULL, NULL},
    {"pystr_format", "{\"string_format\": \"{{text}}!\"}", 0, NULL, NULL},
    {"random_element", "{\"elements\": [1, 1.0, \"1\", null, 2]}", 2, "1", "2"},
    {"random_element", "{\"elements\": [null]}", 0, NULL, NULL},
    {"word", "{\"ext_word_list\": [\"b\", \"a\", \"b\"]}", 2, "b", "a"},
    {"name", NULL, 690000, "Aaron Smith", "Zoe Cooke"},
    {"first_name", NULL, 690, "Aaron", "Zoe"},
    {"user_name", NULL, UINT64_C(69000000000), "aaron00", "zoe99999999"},
    {"email", NULL, UINT64_C(207000000000), "aaron00@example.org", "zoe99999999@example.net"},
    {"email", "{\"domain\": \"x.org\"}", UINT64_C(69000000000), "aaron00@x.org",
     "zoe99999999@x.org"},
    {"company_email", NULL, UINT64_C(345000000000000000), "aaron00@smith-smith.com",
     "zoe99999999@cooke-cooke.org"},
    {"domain_name", "{\"levels\": 2}", UINT64_C(5000000000000), "smith-smith.smith-smith.com",
     "cooke-cooke.cooke-cooke.org"},
    {"url", "{\"schemes\": [\"a\", \"a\"]}", 5000000, "a://www.smith-smith.com/",
     "a://www.cooke-cooke.org/"},
    {"url", "{\"schemes\": [\"a:b\"]}", 0, NULL, NULL},
    {"slug", "{\"value\": \"One Two\"}", 1, "one-two", "one-two"},
    {"uri_path", "{\"deep\": 2}", 144, "app/app", "explore/explore"},
    {"ipv4_private", "{\"address_class\": \"c\"}", 65536, "192.168.0.0", "192.168.255.255"},
    {"ipv4_private", "{\"address_class\": \"c\", \"network\": true}", 65536, "192.168.0.0/32",
     "192.168.255.255/32"},
    {"ipv6", "{\"network\": true}", UINT64_C(1) << 61, "2000::/64", "3fff:ffff:ffff:ffff::/64"},
    {"image_url", "{\"width\": 5, \"placeholder_url\": \"{height}/{width}\"}", 1025, "0/5",
     "1024/5"},
    {"image_url", "{\"placeholder_url\": \"{height}{width}\"}", 0, NULL, NULL},
    {"iban", NULL, ENDLESS, NULL, NULL},
    {"swift", "{\"primary\": true}", 592240896, "AAAAGBAAXXX", "ZZZZGB99XXX"},
    {"ean8", "{\"prefixes\": [\"12\", \"123\", \"34\", \"12\"]}", 200000, "12000005", "34999998"},
    {"upc_e", "{\"base\": \"123456\"}", 2, "01234565", "11234562"},
    {"upc_e", "{\"safe_mode\": false}", 0, NULL, NULL},
    {"isbn10", "{\"separator\": \"1\"}", 0, NULL, NULL},
    {"isbn13", "{\"separator\": \"\"}", 200000000, "9780000000002", "9781999999995"},
    {"date", NULL, 20469, "1970-01-01", "2026-01-15"},
    {"date", "{\"pattern\": \"%m/%y\"}", 673, "01/70", "01/26"},
    {"date", "{\"pattern\": \"%A\"}", 7, "Thursday", "Wednesday"},
    {"date", "{\"pattern\": \"%d\", \"end_datetime\": \"1970-02-15\"}", 31, "01", "31"},
    {"date", "{\"pattern\": \"%Y %H\"}", 57, "1970 00", "2026 00"},
    {"date", "{\"pattern\": \"%-d%-m%Y\"}", 0, NULL, NULL},
    {"date", "{\"pattern\": \"never\"}", 1, "never", "never"},
    {"time", "{\"pattern\": \"%r\"}", 86400, "12:00:00 AM", "11:59:59 PM"},
    {"time", "{\"pattern\": \"%Y %p\"}", 2, "1900 AM", "1900 PM"},
    {"iso8601", "{\"timespec\": \"hours\"}", 491245, "1970-01-01T00", "2026-01-15T12"},
    {"date_between", "{\"start_date\": \"2024-02-28\", \"end_date\": \"2024-03-02\"}", 3,
     "2024-02-28", "2024-03-01"},
    {"unix_time", "{\"end_datetime\": \"9999-12-31\"}", UINT64_C(253402214401), "0.0",
     "253402214400.0"},
    {"uuid4", NULL, ENDLESS, NULL, NULL},
    {"md5", "{\"raw_output\": true}", ENDLESS, NULL, NULL},
    {"binary", "{\"length\": 1}", 256, "AA==", "/w=="},
    {"password", "{\"length\": 2, \"special_chars\": false, \"upper_case\": false}", 260, "0a",
     "9z"},
    {"credit_card_number", "{\"card_type\": \"amex\"}", UINT64_C(1000000000000), "340000000000009",
     "349999999999991"},
    {"file_name", "{\"extension\": \"\"}", 971, "a", "yourself"},
    {"ssn", "{\"taxpayer_identification_number_type\": \"INVALID_SSN\"}", 72000000, "900-00-0000",
     "999-93-9999"},
    {"sentence", NULL, 0, NULL, NULL},
    {"words", NULL, 0, NULL, NULL},
    {"profile", NULL, 0, NULL, NULL},
    {"image", NULL, 0, NULL, NULL},
};
enum { COUNTED = sizeof counted / sizeof *counted };

static const char *text_of_number(struct fixture *fixture, uint64_t number) {
    struct dore_rows rows = {.count = 1, .list = &number};
    struct dore_column column;
    struct dore_value value;
    struct dore_buf text = {0};
    dore_method_at(&fixture->bound, fixture->stream, &rows, &fixture->batch, &column);
    dore_column_get(&column, &fixture->bound.domain, 0, &fixture->batch, &value);
    dore_value_text(&value, &text);
    const char *copy = dore_arena_text(&fixture->batch, text.data, text.size);
    dore_buf_release(&text);
    return copy;
}

START_TEST(counts_are_known) {
    struct fixture fixture;
    fixture_open(&fixture, counted[_i].method, counted[_i].params);
    const struct dore_bound_method *bound = &fixture.bound;
    ck_assert_msg(bound->count == counted[_i].count, "%s %s: %llu, not %llu: %s",
                  counted[_i].method, counted[_i].params ? counted[_i].params : "",
                  (unsigned long long)bound->count, (unsigned long long)counted[_i].count,
                  bound->uncounted ? bound->uncounted : "");
    if (bound->count == 0) {
        ck_assert(strncmp(bound->uncounted, "it", 2) == 0 ||
                  strncmp(bound->uncounted, "one", 3) == 0);
    } else if (counted[_i].first) {
        ck_assert_str_eq(text_of_number(&fixture, 0), counted[_i].first);
        ck_assert_str_eq(text_of_number(&fixture, bound->count - 1), counted[_i].last);
    }
    fixture_close(&fixture);
}
END_TEST

/* What tells numbers apart does not depend on the stream, the rest does. */
START_TEST(streams_change_the_rest) {
    struct fixture fixture;
    fixture_open(&fixture, "uuid4", NULL);
    const char *a = text_of_number(&fixture, 5);
    fixture.stream++;
    const char *b = text_of_number(&fixture, 5);
    ck_assert_str_eq(a + 19, b + 19);
    ck_assert_str_ne(a, b);
    fixture_close(&fixture);
}
END_TEST

Suite *suite_counts(void) {
    Suite *suite = suite_create("counts");
    TCase *tcase = tcase_create("counts");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, counts_are_known, 0, COUNTED);
    tcase_add_test(tcase, streams_change_the_rest);
    suite_add_tcase(suite, tcase);
    return suite;
}
