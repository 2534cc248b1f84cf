/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_isbn.c: check digits, the width of the registrant by the agency's ranges, separators.
 */
#include "faker_checks.h"

Suite *suite_provider_isbn(void);

enum { ROWS = 5000 };

static const struct faker_case cases[] = {
    {"isbn10", "{}"},
    {"isbn10", "{\"separator\": \"\"}"},
    {"isbn13", "{}"},
    {"isbn13", "{\"separator\": \"'\\u00e9\"}"},
};

START_TEST(values_lie_in_the_domain) {
    check_case(&cases[_i]);
}
END_TEST

/* Ten characters with weights 10 .. 1 modulo 11. */
static void is_isbn10(const char *text, void *context) {
    int sum = 0;
    (void)context;
    ck_assert_uint_eq(strlen(text), 10);
    for (int i = 0; i < 10; i++) {
        ck_assert((text[i] >= '0' && text[i] <= '9') || (i == 9 && text[i] == 'X'));
        sum += (10 - i) * (text[i] == 'X' ? 10 : text[i] - '0');
    }
    ck_assert_msg(sum % 11 == 0, "%s", text);
}

static void is_isbn13(const char *text, void *context) {
    int sum = 0;
    (void)context;
    ck_assert_uint_eq(strlen(text), 13);
    for (int i = 0; i < 13; i++) {
        ck_assert(text[i] >= '0' && text[i] <= '9');
        sum += (text[i] - '0') * (i % 2 ? 3 : 1);
    }
    ck_assert_msg(sum % 10 == 0, "%s", text);
}

START_TEST(check_digits_are_right) {
    struct fixture fixture;
    fixture_open(&fixture, "isbn10", "{\"separator\": \"\"}");
    fixture_each(&fixture, ROWS, is_isbn10, NULL);
    fixture_close(&fixture);
    fixture_open(&fixture, "isbn13", "{\"separator\": \"\"}");
    fixture_each(&fixture, ROWS, is_isbn13, NULL);
    fixture_close(&fixture);
}
END_TEST

/* Group 0 by the range message: first digits of the registrant and its width. */
static int width_in_group_0(int first_seven) {
    static const struct {
        int below, width;
    } ranges[] = {{2000000, 2}, {2280000, 3}, {2290000, 4}, {6480000, 3}, {6490000, 7},
                  {7000000, 3}, {8500000, 4}, {9000000, 5}, {9500000, 6}, {10000000, 7}};
    int i = 0;
    while (first_seven >= ranges[i].below) {
        i++;
    }
    return ranges[i].width;
}

START_TEST(registrants_have_their_width) {
    int groups[2] = {0};
    struct fixture fixture;
    fixture_open(&fixture, "isbn13", NULL);
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        char digits[16] = "";
        int parts = 0, count = 0, width = 0;
        for (const char *at = text + 6; *at; at++) { /* behind "978-0-" */
            parts += *at == '-';
            width += parts == 0;
            if (*at != '-') {
                digits[count++] = *at;
            }
        }
        ck_assert_int_eq(strncmp(text, "978-", 4), 0);
        ck_assert_int_eq(parts, 2);
        ck_assert_int_eq(count, 9);
        ck_assert(text[4] == '0' || text[4] == '1');
        groups[text[4] - '0']++;
        digits[7] = '\0';
        if (text[4] == '0') {
            ck_assert_int_eq(width, width_in_group_0((int)strtoll(digits, NULL, 10)));
        }
    }
    ck_assert_int_gt(groups[0], ROWS / 2 - 180);
    ck_assert_int_gt(groups[1], ROWS / 2 - 180);
    fixture_close(&fixture);
}
END_TEST

Suite *suite_provider_isbn(void) {
    Suite *suite = suite_create("provider_isbn");
    TCase *numbers = tcase_create("numbers");
    tcase_add_loop_test(numbers, values_lie_in_the_domain, 0, COUNT(cases));
    tcase_add_test(numbers, check_digits_are_right);
    tcase_add_test(numbers, registrants_have_their_width);
    suite_add_tcase(suite, numbers);
    return suite;
}
