/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_bank.c: IBANs, account and routing numbers with right check digits, SWIFT codes.
 */
#include "faker_checks.h"

Suite *suite_provider_bank(void);

enum { ROWS = 5000 };

static const struct faker_case cases[] = {
    {"swift", "{\"length\": 8}"},
    {"swift", "{\"length\": 11, \"primary\": true}"},
    {"swift", "{\"primary\": true}"},
    {"swift11", "{\"primary\": true, \"use_dataset\": true}"},
    {"swift8", "{\"use_dataset\": true}"},
    {"bank", "{}"},
    {"bank_country", "{}"},
};

START_TEST(values_lie_in_the_domain) {
    check_case(&cases[_i]);
}
END_TEST

static bool is_upper(char byte) {
    return byte >= 'A' && byte <= 'Z';
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* Four letters and fourteen digits. */
static void is_bban(const char *text, void *context) {
    (void)context;
    ck_assert_uint_eq(strlen(text), 18);
    for (int i = 0; i < 18; i++) {
        ck_assert(i < 4 ? is_upper(text[i]) : is_digit(text[i]));
    }
}

/* The first four characters moved to the end, letters as 10 to 35, modulo 97. */
static void is_iban(const char *text, void *context) {
    int rest = 0;
    ck_assert_int_eq(strncmp(text, "GB", 2), 0);
    is_bban(text + 4, context);
    for (int i = 0; i < 22; i++) {
        char byte = text[(i + 4) % 22];
        rest = is_digit(byte) ? (rest * 10 + byte - '0') % 97 : (rest * 100 + byte - 'A' + 10) % 97;
    }
    ck_assert_msg(rest == 1, "%s", text);
    int check = (text[2] - '0') * 10 + text[3] - '0';
    ck_assert(check >= 2 && check <= 98);
}

static void is_aba(const char *text, void *context) {
    static const int weight[] = {3, 7, 1};
    int sum = 0, district = (text[0] - '0') * 10 + text[1] - '0';
    (void)context;
    ck_assert_uint_eq(strlen(text), 9);
    for (int i = 0; i < 9; i++) {
        ck_assert(is_digit(text[i]));
        sum += weight[i % 3] * (text[i] - '0');
    }
    ck_assert_msg(sum % 10 == 0 && district >= 1 && district <= 12, "%s", text);
}

static void is_swift(const char *text, void *context) {
    int *lengths = context;
    size_t size = strlen(text);
    ck_assert(size == 8 || size == 11);
    lengths[size == 11]++;
    for (size_t i = 0; i < size; i++) {
        ck_assert(is_upper(text[i]) || (i >= 6 && is_digit(text[i])));
    }
    ck_assert_int_eq(strncmp(text + 4, "GB", 2), 0);
}

START_TEST(numbers_are_right) {
    static const struct {
        const char *method;
        void (*check)(const char *text, void *context);
    } numbers[] = {{"bban", is_bban}, {"iban", is_iban}, {"aba", is_aba}};
    for (int i = 0; i < COUNT(numbers); i++) {
        struct fixture fixture;
        fixture_open(&fixture, numbers[i].method, NULL);
        fixture_each(&fixture, ROWS, numbers[i].check, NULL);
        fixture_close(&fixture);
    }
}
END_TEST

START_TEST(swift_codes_have_both_lengths) {
    int lengths[2] = {0};
    struct fixture fixture;
    fixture_open(&fixture, "swift", NULL);
    fixture_each(&fixture, ROWS, is_swift, lengths);
    ck_assert_int_gt(lengths[0], ROWS / 2 - 180);
    ck_assert_int_gt(lengths[1], ROWS / 2 - 180);
    fixture_close(&fixture);
    fixture_open(&fixture, "swift11", "{\"primary\": true}");
    ck_assert_str_eq(fixture_text(&fixture, 3) + 8, "XXX");
    fixture_close(&fixture);
}
END_TEST

START_TEST(faults_are_refused) {
    static const struct faker_fault fault = {"swift", "{\"length\": 9}", DORE_E_PARAM_RANGE, 12,
                                             "is 9, no length of a SWIFT code"};
    check_refusal(&fault);
}
END_TEST

START_TEST(surprises_are_warned_of) {
    static const struct faker_fault fault = {"swift", "{\"length\": 8, \"primary\": true}",
                                             DORE_W_PARAM, 26, "no effect on codes of 8"};
    check_warning(&fault);
}
END_TEST

Suite *suite_provider_bank(void) {
    Suite *suite = suite_create("provider_bank");
    TCase *numbers = tcase_create("numbers");
    tcase_add_loop_test(numbers, values_lie_in_the_domain, 0, COUNT(cases));
    tcase_add_test(numbers, numbers_are_right);
    tcase_add_test(numbers, swift_codes_have_both_lengths);
    tcase_add_test(numbers, faults_are_refused);
    tcase_add_test(numbers, surprises_are_warned_of);
    suite_add_tcase(suite, numbers);
    return suite;
}
