/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_barcode.c: check digits of thousands of codes by the rules of the standards, prefixes,
 * UPC-E against the UPC-A it stands for, and what is refused or warned of.
 */
#include "faker_checks.h"

Suite *suite_provider_barcode(void);

enum { ROWS = 5000 };

static const struct faker_case cases[] = {
    {"ean", "{}"},
    {"ean", "{\"length\": 8}"},
    {"ean", "{\"prefixes\": [\"45\", [4, 9], [\"7\", 7]]}"},
    {"ean13", "{\"leading_zero\": true}"},
    {"ean13", "{\"leading_zero\": false}"},
    {"ean13", "{\"prefixes\": [\"40012345678\"]}"},
    {"ean13", "{\"prefixes\": [\"400123456789\", \"400123456780\"]}"},
    {"ean13", "{\"prefixes\": [\"400123456789\", \"4001234567\"]}"},
    {"ean8", "{\"prefixes\": [\"123456\", \"\"]}"},
    {"localized_ean", "{\"length\": 8}"},
    {"upc_a", "{\"upc_ae_mode\": true}"},
    {"upc_a", "{\"upc_ae_mode\": true, \"base\": \"123456\", \"number_system_digit\": 1}"},
    {"upc_e", "{\"base\": \"120003\"}"},
    {"upc_e", "{\"safe_mode\": false}"},
    {"upc_e", "{\"safe_mode\": false, \"base\": \"120003\", \"number_system_digit\": 0}"},
};

START_TEST(values_lie_in_the_domain) {
    check_case(&cases[_i]);
}
END_TEST

/* ---- check digits --------------------------------------------------------------------------- */

/* All digits, weighted 1 and 3 in turn from the last, add up to a multiple of 10. */
static void is_checked(const char *text, void *context) {
    const size_t *size = context;
    int sum = 0, weight = 1;
    ck_assert_uint_eq(strlen(text), *size);
    for (size_t i = *size; i-- > 0; weight = 4 - weight) {
        ck_assert(text[i] >= '0' && text[i] <= '9');
        sum += (text[i] - '0') * weight;
    }
    ck_assert_msg(sum % 10 == 0, "%s", text);
}

static const struct {
    const char *method, *params;
    size_t size;
} codes[] = {
    {"ean", "{}", 13},
    {"ean", "{\"length\": 8}", 8},
    {"ean13", "{}", 13},
    {"ean8", "{}", 8},
    {"localized_ean", "{}", 13},
    {"localized_ean13", "{}", 13},
    {"localized_ean8", "{}", 8},
    {"upc_a", "{}", 12},
    {"upc_a", "{\"upc_ae_mode\": true}", 12},
};

START_TEST(check_digits_are_right) {
    struct fixture fixture;
    size_t size = codes[_i].size;
    fixture_open(&fixture, codes[_i].method, codes[_i].params);
    fixture_each(&fixture, ROWS, is_checked, &size);
    fixture_close(&fixture);
}
END_TEST

/* Codes whose check digit is printed on real things. */
START_TEST(known_codes_come_out) {
    static const struct {
        const char *prefix, *code;
    } known[] = {
        {"400638133393", "4006381333931"},
        {"978316148410", "9783161484100"},
        {"590123412345", "5901234123457"},
        {"000000000000", "0000000000000"},
    };
    for (int i = 0; i < COUNT(known); i++) {
        char params[64];
        struct fixture fixture;
        snprintf(params, sizeof params, "{\"prefixes\": [\"%s\"]}", known[i].prefix);
        fixture_open(&fixture, "ean13", params);
        ck_assert_str_eq(fixture_text(&fixture, 0), known[i].code);
        ck_assert_uint_eq(fixture.bound.domain.distinct, 1);
        fixture_close(&fixture);
    }
}
END_TEST

static void begins(const char *text, void *context) {
    const char *const *prefix = context;
    bool found = false;
    for (; *prefix; prefix++) {
        found = found || strncmp(text, *prefix, strlen(*prefix)) == 0;
    }
    ck_assert_msg(found, "%s", text);
}

START_TEST(prefixes_come_first) {
    static const struct {
        const char *method, *params, *prefix[16];
    } prefixed[] = {
        {"ean13", "{\"prefixes\": [\"45\", [4, 9]]}", {"45", "49"}},
        {"ean13", "{\"leading_zero\": true}", {"0"}},
        {"ean13", "{\"leading_zero\": false}", {"1", "2", "3", "4", "5", "6", "7", "8", "9"}},
        {"localized_ean13",
         "{}",
         {"00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13"}},
    };
    for (int i = 0; i < COUNT(prefixed); i++) {
        struct fixture fixture;
        fixture_open(&fixture, prefixed[i].method, prefixed[i].params);
        fixture_each(&fixture, ROWS, begins, (void *)prefixed[i].prefix);
        fixture_close(&fixture);
    }
}
END_TEST

/* ---- UPC-E ---------------------------------------------------------------------------------- */

/* Published pairs. */
static const struct {
    const char *base, *upc_a, *upc_e;
} pairs[] = {
    {"425261", "042100005264", "04252614"}, /* last digit 1: it and four zeros after two digits */
    {"123450", "012000003455", "01234505"}, {"123453", "012300000451", "01234531"},
    {"123454", "012340000053", "01234543"}, {"123455", "012345000058", "01234558"},
    {"123459", "012345000096", "01234596"},
};

START_TEST(short_codes_expand) {
    char params[96];
    struct fixture fixture;
    snprintf(params, sizeof params,
             "{\"upc_ae_mode\": true, \"base\": \"%s\", \"number_system_digit\": 0}",
             pairs[_i].base);
    fixture_open(&fixture, "upc_a", params);
    ck_assert_str_eq(fixture_text(&fixture, 0), pairs[_i].upc_a);
    fixture_close(&fixture);
    snprintf(params, sizeof params, "{\"base\": \"%s\", \"number_system_digit\": 0}",
             pairs[_i].base);
    fixture_open(&fixture, "upc_e", params);
    ck_assert_str_eq(fixture_text(&fixture, 0), pairs[_i].upc_e);
    fixture_close(&fixture);
}
END_TEST

/* 120003 and 120000 stand for one UPC-A; the safe form is the second. */
START_TEST(safe_codes_are_the_first_that_fit) {
    struct fixture fixture;
    fixture_open(&fixture, "upc_e", "{\"base\": \"120003\", \"number_system_digit\": 0}");
    ck_assert_int_eq(strncmp(fixture_text(&fixture, 0), "0120000", 7), 0);
    fixture_close(&fixture);
    fixture_open(&fixture, "upc_e",
                 "{\"base\": \"120003\", \"number_system_digit\": 0, \"safe_mode\": false}");
    ck_assert_int_eq(strncmp(fixture_text(&fixture, 0), "0120003", 7), 0);
    fixture_close(&fixture);
}
END_TEST

/* ---- refusals and warnings ------------------------------------------------------------------ */

static const struct faker_fault faults[] = {
    {"ean", "{\"length\": 12}", DORE_E_PARAM_RANGE, 12, "is 12, no length of an EAN"},
    {"ean8", "{\"prefixes\": [\"12345678\"]}", DORE_E_PARAM_RANGE, 15, "cannot begin 8 digits"},
    {"ean13", "{\"prefixes\": [\"4x\"]}", DORE_E_PARAM_RANGE, 15, "cannot begin 13 digits"},
    {"ean13", "{\"prefixes\": [[45]]}", DORE_E_PARAM_RANGE, 15, "cannot begin"},
    {"ean13", "{\"prefixes\": [4]}", DORE_E_PARAM_RANGE, 15, "cannot begin"},
};

START_TEST(faults_are_refused) {
    check_refusal(&faults[_i]);
}
END_TEST

static const struct faker_fault warnings[] = {
    {"ean13", "{\"prefixes\": [\"4\"], \"leading_zero\": true}", DORE_W_PARAM, 37, "no effect"},
    {"upc_a", "{\"upc_ae_mode\": true, \"base\": \"12345\"}", DORE_W_PARAM, 31,
     "'base' of 'upc_a' is '12345', so it is drawn at random"},
    {"upc_a", "{\"base\": \"123456\"}", DORE_W_PARAM, 0, "no effect without"},
    {"upc_e", "{\"number_system_digit\": 2}", DORE_W_PARAM, 25, "drawn at random"},
};

START_TEST(surprises_are_warned_of) {
    check_warning(&warnings[_i]);
}
END_TEST

Suite *suite_provider_barcode(void) {
    Suite *suite = suite_create("provider_barcode");
    TCase *codes_case = tcase_create("codes");
    tcase_add_loop_test(codes_case, values_lie_in_the_domain, 0, COUNT(cases));
    tcase_add_loop_test(codes_case, check_digits_are_right, 0, COUNT(codes));
    tcase_add_test(codes_case, known_codes_come_out);
    tcase_add_test(codes_case, prefixes_come_first);
    tcase_add_loop_test(codes_case, short_codes_expand, 0, COUNT(pairs));
    tcase_add_test(codes_case, safe_codes_are_the_first_that_fit);
    suite_add_tcase(suite, codes_case);
    TCase *faulty = tcase_create("faults");
    tcase_add_loop_test(faulty, faults_are_refused, 0, COUNT(faults));
    tcase_add_loop_test(faulty, surprises_are_warned_of, 0, COUNT(warnings));
    suite_add_tcase(suite, faulty);
    return suite;
}
