/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_sbn.c and provider_doi.c: numbers in groups, with a right check character where there is
 * one.
 */
#include "faker_checks.h"

Suite *suite_provider_sbn(void);

enum { ROWS = 5000 };

static const struct faker_case cases[] = {
    {"sbn9", "{}"},
    {"sbn9", "{\"separator\": \"\"}"},
    {"sbn9", "{\"separator\": \" \\u2013 \"}"},
    {"doi", "{}"},
};

START_TEST(values_lie_in_the_domain) {
    check_case(&cases[_i]);
}
END_TEST

/* With a 0 in front: ten characters with weights 10 .. 1 modulo 11. */
static void is_sbn(const char *text, void *context) {
    int sum = 0;
    bool *tens = context;
    ck_assert_uint_eq(strlen(text), 9);
    for (int i = 0; i < 9; i++) {
        ck_assert((text[i] >= '0' && text[i] <= '9') || (i == 8 && text[i] == 'X'));
        sum += (9 - i) * (text[i] == 'X' ? 10 : text[i] - '0');
    }
    ck_assert_msg(sum % 11 == 0, "%s", text);
    *tens = *tens || text[8] == 'X';
}

START_TEST(check_characters_are_right) {
    struct fixture fixture;
    bool tens = false;
    fixture_open(&fixture, "sbn9", "{\"separator\": \"\"}");
    fixture_each(&fixture, ROWS, is_sbn, &tens);
    ck_assert(tens);
    fixture_close(&fixture);
}
END_TEST

/* The list's rules by the first digits, written down again. */
static size_t width_of(int first_seven) {
    static const struct {
        int below;
        size_t width;
    } rules[] = {{2000000, 2}, {2280000, 3}, {2290000, 4}, {6480000, 3}, {6490000, 7},
                 {7000000, 3}, {8500000, 4}, {9000000, 5}, {9500000, 6}, {10000000, 7}};
    int i = 0;
    while (first_seven >= rules[i].below) {
        i++;
    }
    return rules[i].width;
}

static void has_width(const char *text, void *context) {
    (void)context;
    char digits[9] = "";
    size_t width = strcspn(text, "-"), count = 0;
    for (const char *at = text; count < 7; at++) {
        if (*at != '-') {
            digits[count++] = *at;
        }
    }
    ck_assert_uint_eq(width, width_of((int)strtoll(digits, NULL, 10)));
    ck_assert_int_eq(text[9], '-');
}

START_TEST(registrants_have_their_width) {
    struct fixture fixture;
    fixture_open(&fixture, "sbn9", NULL);
    fixture_each(&fixture, ROWS, has_width, NULL);
    fixture_close(&fixture);
}
END_TEST

static void is_doi(const char *text, void *context) {
    (void)context;
    char *slash;
    ck_assert_int_eq(strncmp(text, "10.", 3), 0);
    long long registrant = strtoll(text + 3, &slash, 10);
    ck_assert(registrant >= 1000 && registrant <= 99999999 && text[3] != '0');
    ck_assert_int_eq(*slash, '/');
    ck_assert_uint_eq(strlen(slash), 8);
    for (int i = 0; i < 7; i++) {
        char letter = slash[1 + i];
        bool digit = letter >= '0' && letter <= '9';
        ck_assert(digit == ("?#?#?##"[i] == '#') && (digit || (letter >= 'a' && letter <= 'z')));
    }
}

START_TEST(identifiers_have_their_form) {
    struct fixture fixture;
    fixture_open(&fixture, "doi", NULL);
    fixture_each(&fixture, ROWS, is_doi, NULL);
    fixture_close(&fixture);
}
END_TEST

Suite *suite_provider_sbn(void) {
    Suite *suite = suite_create("provider_sbn");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, values_lie_in_the_domain, 0, COUNT(cases));
    tcase_add_test(all, check_characters_are_right);
    tcase_add_test(all, registrants_have_their_width);
    tcase_add_test(all, identifiers_have_their_form);
    suite_add_tcase(suite, all);
    return suite;
}
