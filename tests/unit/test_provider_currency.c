/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_currency.c: codes, names, symbols and prices.
 */
#include "faker_checks.h"

Suite *suite_provider_currency(void);

enum { ROWS = 3000 };

static const struct faker_case cases[] = {
    {"currency_code", "{}"},  {"currency_symbol", "{\"code\": \"EUR\"}"},
    {"currency", "{}"},       {"pricetag", "{}"},
    {"cryptocurrency", "{}"},
};

START_TEST(values_lie_in_the_domain) {
    check_case(&cases[_i]);
}
END_TEST

/* "$65.82" to "$31,143.43": five widths, no zero in front but in the narrowest. */
START_TEST(prices_have_five_widths) {
    int width[16] = {0};
    struct fixture fixture;
    fixture_open(&fixture, "pricetag", NULL);
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        size_t size = strlen(text);
        ck_assert_int_eq(text[0], '$');
        ck_assert_int_eq(text[size - 3], '.');
        ck_assert(size == 5 || text[1] != '0');
        ck_assert(size < 9 || text[size - 7] == ',');
        width[size]++;
    }
    static const int widths[] = {5, 6, 7, 9, 10};
    for (int i = 0; i < COUNT(widths); i++) {
        ck_assert_int_gt(width[widths[i]], ROWS / 5 - 110);
    }
    fixture_close(&fixture);
}
END_TEST

START_TEST(symbols_belong_to_codes) {
    static const struct {
        const char *params, *symbol;
    } symbols[] = {{"{\"code\": \"EUR\"}", "\xe2\x82\xac"}, {"{\"code\": \"USD\"}", "$"}};
    for (int i = 0; i < COUNT(symbols); i++) {
        struct fixture fixture;
        fixture_open(&fixture, "currency_symbol", symbols[i].params);
        ck_assert_str_eq(fixture_text(&fixture, 9), symbols[i].symbol);
        fixture_close(&fixture);
    }
}
END_TEST

START_TEST(pairs_have_code_and_name) {
    struct fixture fixture;
    fixture_open(&fixture, "currency", NULL);
    ck_assert_uint_eq(fixture.bound.domain.distinct, 164);
    for (uint64_t row = 0; row < 300; row++) {
        struct dore_rows one = {.first = row, .count = 1};
        struct dore_list pair = fixture_values(&fixture, &one)->u.list;
        ck_assert_uint_eq(pair.count, 2);
        ck_assert_uint_eq(pair.item[0].u.s.size, 3);
    }
    fixture_close(&fixture);
}
END_TEST

START_TEST(unknown_codes_are_refused) {
    static const struct faker_fault fault = {"currency_symbol", "{\"code\": \"EURO\"}",
                                             DORE_E_CHOICE, 10, "no currency code"};
    check_refusal(&fault);
}
END_TEST

Suite *suite_provider_currency(void) {
    Suite *suite = suite_create("provider_currency");
    TCase *money = tcase_create("money");
    tcase_add_loop_test(money, values_lie_in_the_domain, 0, COUNT(cases));
    tcase_add_test(money, prices_have_five_widths);
    tcase_add_test(money, symbols_belong_to_codes);
    tcase_add_test(money, pairs_have_code_and_name);
    tcase_add_test(money, unknown_codes_are_refused);
    suite_add_tcase(suite, money);
    return suite;
}
