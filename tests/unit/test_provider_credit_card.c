/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_credit_card.c: prefixes, lengths and Luhn digits of every brand, security codes, expiry
 * dates, and what is refused.
 */
#include "faker_checks.h"

Suite *suite_provider_credit_card(void);

enum { ROWS = 2000 };

static const struct faker_case cases[] = {
    {"credit_card_number", "{}"},
    {"credit_card_number", "{\"card_type\": \"maestro\"}"},
    {"credit_card_provider", "{\"card_type\": \"jcb\"}"},
    {"credit_card_security_code", "{\"card_type\": \"amex\"}"},
    {"credit_card_security_code", "{\"card_type\": \"visa\"}"},
    {"credit_card_expire", "{\"start\": \"2020-01-01\", \"end\": \"2020-12-31\"}"},
    {"credit_card_expire", "{\"date_format\": \"%B %Y\"}"},
    {"credit_card_full", "{\"card_type\": \"visa19\"}"},
};

START_TEST(values_lie_in_the_domain) {
    check_case(&cases[_i]);
}
END_TEST

static bool passes_luhn(const char *text) {
    int sum = 0;
    bool twice = false;
    for (size_t i = strlen(text); i-- > 0; twice = !twice) {
        int digit = (text[i] - '0') * (twice ? 2 : 1);
        sum += digit / 10 + digit % 10;
    }
    return sum % 10 == 0;
}

static const struct brand {
    const char *type, *name;
    size_t length, code;
    const char *prefix[24];
} brands[] = {
    {"amex", "American Express", 15, 4, {"34", "37"}},
    {"diners",
     "Diners Club / Carte Blanche",
     14,
     3,
     {"300", "301", "302", "303", "304", "305", "36", "38"}},
    {"discover", "Discover", 16, 3, {"6011", "65"}},
    {"jcb", "JCB 16 digit", 16, 3, {"35"}},
    {"jcb15", "JCB 15 digit", 15, 3, {"2131", "1800"}},
    {"jcb16", "JCB 16 digit", 16, 3, {"35"}},
    {"maestro",
     "Maestro",
     12,
     3,
     {"5018", "5020", "5038", "56", "57", "58", "6304", "6759", "6761", "6762", "6763", "0604",
      "6390"}},
    {"mastercard", "Mastercard", 16, 3, {"51",  "52",  "53",  "54",  "55",  "222", "223",
                                         "224", "225", "226", "227", "228", "229", "23",
                                         "24",  "25",  "26",  "270", "271", "2720"}},
    {"visa", "VISA 16 digit", 16, 3, {"4"}},
    {"visa13", "VISA 13 digit", 13, 3, {"4"}},
    {"visa16", "VISA 16 digit", 16, 3, {"4"}},
    {"visa19", "VISA 19 digit", 19, 3, {"4"}},
};

static void open_brand(struct fixture *fixture, const char *method, const struct brand *brand) {
    char params[64];
    snprintf(params, sizeof params, "{\"card_type\": \"%s\"}", brand->type);
    fixture_open(fixture, method, params);
}

static void is_number(const char *text, void *context) {
    const struct brand *brand = context;
    bool begins = false;
    for (const char *const *prefix = brand->prefix; *prefix; prefix++) {
        begins = begins || strncmp(text, *prefix, strlen(*prefix)) == 0;
    }
    ck_assert_msg(begins, "%s", text);
    ck_assert_uint_eq(strlen(text), brand->length);
    ck_assert_msg(passes_luhn(text), "%s", text);
    ck_assert_msg(strncmp(text, "2220", 4) != 0, "%s", text); /* 222%: never a zero there */
}

START_TEST(brands_have_their_numbers) {
    struct fixture fixture;
    struct brand brand = brands[_i];
    open_brand(&fixture, "credit_card_number", &brand);
    fixture_each(&fixture, ROWS, is_number, &brand);
    fixture_close(&fixture);
    open_brand(&fixture, "credit_card_provider", &brand);
    ck_assert_str_eq(fixture_text(&fixture, 5), brand.name);
    fixture_close(&fixture);
    open_brand(&fixture, "credit_card_security_code", &brand);
    ck_assert_uint_eq(strlen(fixture_text(&fixture, 5)), brand.code);
    fixture_close(&fixture);
}
END_TEST

/* Twelve brands, two of which share a name with another. */
START_TEST(brands_are_even) {
    int visa = 0, amex = 0;
    struct fixture fixture;
    fixture_open(&fixture, "credit_card_provider", NULL);
    for (uint64_t row = 0; row < 6000; row++) {
        const char *text = fixture_text(&fixture, row);
        visa += strcmp(text, "VISA 16 digit") == 0;
        amex += strcmp(text, "American Express") == 0;
    }
    ck_assert_int_gt(visa, 850);
    ck_assert_int_lt(visa, 1150);
    ck_assert_int_gt(amex, 390);
    ck_assert_int_lt(amex, 610);
    fixture_close(&fixture);
}
END_TEST

/* From now, January 2026, to ten years of 365.24 days ahead. */
START_TEST(cards_expire_within_ten_years) {
    struct fixture fixture;
    fixture_open(&fixture, "credit_card_expire", NULL);
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        int month = (text[0] - '0') * 10 + text[1] - '0',
            year = (text[3] - '0') * 10 + text[4] - '0';
        ck_assert_uint_eq(strlen(text), 5);
        ck_assert_int_eq(text[2], '/');
        ck_assert(month >= 1 && month <= 12 && year >= 26 && year <= 36);
        ck_assert(year < 36 || month == 1);
    }
    fixture_close(&fixture);
}
END_TEST

/* Brand, owner, number and expiry, label and code: four lines that agree. */
START_TEST(full_cards_agree) {
    struct fixture fixture;
    struct brand amex = brands[0];
    open_brand(&fixture, "credit_card_full", &amex);
    for (uint64_t row = 0; row < 200; row++) {
        char text[256], *line[4], *at = text;
        snprintf(text, sizeof text, "%s", fixture_text(&fixture, row));
        for (int i = 0; i < 4; i++) {
            line[i] = at;
            at = strchr(at, '\n');
            ck_assert_ptr_nonnull(at);
            *at++ = '\0';
        }
        ck_assert_int_eq(*at, '\0');
        ck_assert_str_eq(line[0], amex.name);
        ck_assert_ptr_nonnull(strchr(line[1], ' '));
        ck_assert_int_eq(line[2][15], ' ');
        line[2][15] = '\0';
        is_number(line[2], &amex);
        ck_assert_uint_eq(strlen(line[2] + 16), 5);
        ck_assert_int_eq(strncmp(line[3], "CID: ", 5), 0);
        ck_assert_uint_eq(strlen(line[3]), 9);
    }
    fixture_close(&fixture);
}
END_TEST

static const struct faker_fault faults[] = {
    {"credit_card_number", "{\"card_type\": \"vissa\"}", DORE_E_CHOICE, 15,
     "is 'vissa', which is no brand"},
    {"credit_card_full", "{\"card_type\": \"\"}", DORE_E_CHOICE, 15, "no brand"},
    {"credit_card_expire", "{\"start\": \"today\"}", DORE_E_DATE, 11, "cannot read 'today'"},
};

START_TEST(faults_are_refused) {
    check_refusal(&faults[_i]);
}
END_TEST

static const struct faker_fault warnings[] = {
    {"credit_card_expire", "{\"end\": \"-1y\"}", DORE_W_PARAM, 9, "'end' of 'credit_card_expire'"},
};

START_TEST(surprises_are_warned_of) {
    check_warning(&warnings[_i]);
}
END_TEST

Suite *suite_provider_credit_card(void) {
    Suite *suite = suite_create("provider_credit_card");
    TCase *cards = tcase_create("cards");
    tcase_add_loop_test(cards, values_lie_in_the_domain, 0, COUNT(cases));
    tcase_add_loop_test(cards, brands_have_their_numbers, 0, COUNT(brands));
    tcase_add_test(cards, brands_are_even);
    tcase_add_test(cards, cards_expire_within_ten_years);
    tcase_add_test(cards, full_cards_agree);
    tcase_add_loop_test(cards, faults_are_refused, 0, COUNT(faults));
    tcase_add_loop_test(cards, surprises_are_warned_of, 0, COUNT(warnings));
    suite_add_tcase(suite, cards);
    return suite;
}
