/* SPDX-License-Identifier: Apache-2.0
 *
 * Locales: their names and what is said to those who misspell one; and facts about what comes out
 * of each: letters of its script, numbers of its form and with right check digits, account names in
 * ASCII. That values lie in their domains is checked by test_faker_domains.c.
 */
#include "faker_fixture.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_locales(void);

/* ---- names ---------------------------------------------------------------------------------- */

static const struct {
    const char *name, *hint; /* hint NULL: it is one */
} names[] = {
    {"de_DE", NULL},
    {"zh_CN", NULL},
    {"en_US", NULL},
    {"de-DE", "write 'de_DE'"},
    {"de", "write 'de_DE'"},
    {"PT", "write 'pt_BR'"},
    {"ja_JP.UTF-8", "write 'ja_JP'"},
    {"DE_de", "write 'de_DE'"},
    {"fr_FX", "write 'fr_FR'"},
    {"en", "write 'en_GB'"},
};

START_TEST(test_names) {
    struct dore_arena arena = {0};
    struct dore_diags diags = {.arena = &arena};
    struct dore_str name = {names[_i].name, strlen(names[_i].name)};
    ck_assert((dore_locale_find(name) != NULL) == (names[_i].hint == NULL));
    if (names[_i].hint) {
        const char *hint = dore_locale_hint(&diags, names[_i].name);
        ck_assert_msg(strncmp(hint, names[_i].hint, strlen(names[_i].hint)) == 0, "%s", hint);
    }
    dore_arena_release(&arena);
}
END_TEST

START_TEST(test_hint_lists_all) {
    struct dore_arena arena = {0};
    struct dore_diags diags = {.arena = &arena};
    const char *hint = dore_locale_hint(&diags, "klingon");
    for (const char *const *locale = dore_locales; *locale; locale++)
        ck_assert_msg(strstr(hint, *locale) != NULL, "%s is not in: %s", *locale, hint);
    dore_arena_release(&arena);
}
END_TEST

/* ---- every value matches -------------------------------------------------------------------- */

enum { ROWS = 400 };

static void each_matches(const char *locale, const char *method, const char *pattern) {
    struct fixture fixture;
    regex_t regex;
    ck_assert_int_eq(regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB), 0);
    fixture_open_in(&fixture, locale, method, NULL);
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        ck_assert_msg(regexec(&regex, text, 0, NULL, 0) == 0, "%s %s: %s", locale, method, text);
    }
    regfree(&regex);
    fixture_close(&fixture);
}

#define GB_INWARD " [0-9][ABD-HJLNP-UW-Z]{2}$"
static const struct {
    const char *locale, *method, *pattern;
} forms[] = {
    {"de_DE", "postcode", "^[0-9]{5}$"},
    {"de_DE", "iban", "^DE[0-9]{20}$"},
    {"de_DE", "license_plate", "^[^ -]{1,6}-[A-Z]{1,2}-[1-9][0-9]{0,3}$"},
    {"de_DE", "pricetag", "^[0-9.]+,[0-9]{2}\xc2\xa0€$"},
    {"de_DE", "address", "^[^\n]+ [0-9/-]+\n[0-9]{5} [^\n]+$"},
    {"en_GB", "postcode", "^[A-Z]{1,2}[0-9][0-9A-Z]?" GB_INWARD},
    {"en_GB", "ssn", "^ZZ( [0-9]{2} [0-9]{2} [0-9]{2} T|[0-9]{6}T| [0-9]{6} T)$"},
    {"es_ES", "postcode", "^(0[1-9]|[1-4][0-9]|5[0-2])[0-9]{3}$"},
    {"es_ES", "license_plate",
     "^([0-9]{4} [B-DF-HJ-NPR-TV-Z]{3}|[A-Z]{1,2} [0-9]{4} [A-PS-Z]{2})$"},
    {"es_ES", "iban", "^ES[0-9]{22}$"},
    {"fr_FR", "postcode", "^([0-9]{2}[1-9][0-9]{2}|97[0-9][1-9][0-9])$"},
    {"fr_FR", "phone_number", "^(\\+33 (\\(0\\))?|0)[1-9][0-9 ]{8,12}$"},
    {"fr_FR", "iban", "^FR[0-9]{25}$"},
    {"hi_IN", "postcode", "^[0-9]{6}$"},
    {"it_IT", "postcode", "^[0-9]{5}$"},
    {"it_IT", "state_abbr", "^[A-Z]{2}$"},
    {"it_IT", "phone_number", "^(\\+39 )?[0-9]{8,11}$"},
    {"it_IT", "iban", "^IT[0-9]{2}[A-Z][0-9]{22}$"},
    {"it_IT", "passport_number", "^[A-Z]{2}[0-9]{7}$"},
    {"it_IT", "address", "^[^\n]+\n[0-9]{5}, [^\n]+ \\([A-Z]{2}\\)$"},
    {"ja_JP", "postcode", "^[0-9]{3}-[0-9]{4}$"},
    {"ja_JP", "sentence", "^[^ ]+。$"},
    {"ja_JP", "domain_word", "^[a-z]+$"},
    {"ko_KR", "postcode", "^[0-9]{5}$"},
    {"ko_KR", "ssn", "^[0-9]{2}0[0-9][012][0-9]-[12][0-9]{6}$"},
    {"nl_NL", "postcode", "^[1-9][0-9]{3} ?[A-Z]{2}$"},
    {"nl_NL", "iban", "^NL[0-9]{2}[A-Z]{4}[0-9]{10}$"},
    {"pl_PL", "postcode", "^[0-9]{2}-[0-9]{3}$"},
    {"pl_PL", "iban", "^PL[0-9]{26}$"},
    {"pt_BR", "postcode", "^[0-9]{5}-?[0-9]{3}$"},
    {"pt_BR", "state_abbr", "^[A-Z]{2}$"},
    {"pt_BR", "pricetag", "^R\\$[0-9.]+,[0-9]{2}$"},
    {"pt_BR", "license_plate", "^[A-Z]{3}-[0-9][A-Z][0-9]{2}$"},
    {"ru_RU", "postcode", "^[0-9]{6}$"},
    {"ru_RU", "phone_number", "^(8|\\+7)[0-9 ()-]+$"},
    {"ru_RU", "passport_number", "^[0-9]{2} ?[0-9]{2} [0-9]{6}$"},
    {"sv_SE", "postcode", "^[1-9][0-9]{4}$"},
    {"sv_SE", "ssn", "^[0-9]{6}-[0-9]{4}$"},
    {"tr_TR", "license_plate", "^(0[1-9]|[1-7][0-9]|8[01]) [A-PR-VYZ]{1,3} [0-9]{2,5}$"},
    {"tr_TR", "iban", "^TR[0-9]{24}$"},
    {"zh_CN", "postcode", "^[1-9][0-9]{5}$"},
    {"zh_CN", "phone_number", "^1[0-9]{10}$"},
    {"zh_CN", "ssn", "^[1-8][0-9]{16}[0-9X]$"},
    {"de_DE", "current_country_code", "^DE$"},
    {"ja_JP", "current_country", "^Japan$"},
    {"ru_RU", "current_country", "^Russia$"},
    {"ru_RU", "user_name", "^[a-z][a-xz0-9_-]+$"},
    {"ru_RU", "passport_owner", "^\\[\"[^ ]+\",\"[^ ]+ [^ ]+(ич|вна|чна)\"\\]$"},
    {"ru_RU", "pricetag", "^[0-9 ]+,[0-9]{2}\xc2\xa0р\\.$"},
    {"sv_SE", "pricetag", "^[A-Z]{3}\xc2\xa0[0-9,]+\\.[0-9]{2}$"},
    {"en_GB", "secondary_address", "^(Flat|Studio) [0-9]([0-9][A-Za-z]?)?$"},
    {"zh_CN", "bban", "^[A-Z]{4}[0-9]{13}$"},
    {"es_ES", "street_address", " ([0-9]+|(Apt\\.|Piso|Puerta) [0-9]+ )$"},
    {"ko_KR", "building_number", "^(지하)?[1-9][0-9]{0,2}(-[1-9][0-9]?)?$"},
    {"fr_FR", "catch_phrase", "^L(e (plaisir|confort|pouvoir|droit)|'(a|art)|a (p|libert))"},
    {"pl_PL", "ssn", "^([7-9][0-9][01]|[0-2][0-9][23])[0-9]{8}$"},
    {"hi_IN", "bank_country", "^GB$"},
    {"de_DE", "state_abbr", "^[A-Z]{2}$"},
    {"es_ES", "isbn13", "^978-(84|13)-[0-9]+-[0-9]+-[0-9]$"},
};

START_TEST(test_forms) {
    each_matches(forms[_i].locale, forms[_i].method, forms[_i].pattern);
}
END_TEST

#define ACCOUNT "[a-z0-9_-]+(\\.[a-z0-9_-]+)*"
#define HOST "([a-z0-9-]+\\.)+[a-z]+"
static const struct {
    const char *method, *pattern;
} ascii[] = {
    {"user_name", "^" ACCOUNT "$"},
    {"email", "^" ACCOUNT "@" HOST "$"},
    {"free_email", "^" ACCOUNT "@" HOST "$"},
    {"company_email", "^" ACCOUNT "@" HOST "$"},
    {"ascii_email", "^" ACCOUNT "@" HOST "$"},
    {"domain_word", "^[a-z0-9-]+$"},
    {"domain_name", "^" HOST "$"},
    {"hostname", "^[a-z]+-[0-9]{2}\\." HOST "$"},
    {"slug", "^[a-z0-9_-]+$"},
    {"url", "^https?://[a-z.]*" HOST "/$"},
};

/* Where names of companies and people must be spelled in ASCII, none comes out empty. */
START_TEST(test_ascii) {
    for (size_t i = 0; i < sizeof ascii / sizeof *ascii; i++)
        each_matches(dore_locales[_i], ascii[i].method, ascii[i].pattern);
}
END_TEST

/* ---- scripts -------------------------------------------------------------------------------- */

struct range {
    uint32_t first, last;
};
static const struct range latin[] = {{'A', 'z'}, {0xc0, 0x24f}, {0}};
static const struct range cyrillic[] = {{0x400, 0x4ff}, {0}};
static const struct range devanagari[] = {{0x900, 0x97f}, {0x200c, 0x200d}, {0}};
static const struct range japanese[] = {{0x3005, 0x30ff}, {0x4e00, 0x9fff}, {0}};
static const struct range hangul[] = {{0xac00, 0xd7a3}, {0}};
static const struct range chinese[] = {{0x4e00, 0x9fff}, {0}};

static const struct {
    const char *locale;
    const struct range *range;
} scripts[] = {
    {"de_DE", latin},      {"en_GB", latin}, {"es_ES", latin},    {"fr_FR", latin},
    {"hi_IN", devanagari}, {"it_IT", latin}, {"ja_JP", japanese}, {"ko_KR", hangul},
    {"nl_NL", latin},      {"pl_PL", latin}, {"pt_BR", latin},    {"ru_RU", cyrillic},
    {"sv_SE", latin},      {"tr_TR", latin}, {"zh_CN", chinese},
};

static bool is_in(const struct range *range, uint32_t scalar) {
    while (range->last && (scalar < range->first || scalar > range->last))
        range++;
    return range->last;
}

/* What stands between letters of names; the lists have a stray tilde and a "van" behind a comma. */
static bool is_between(uint32_t scalar) {
    static const uint32_t marks[] = {' ', '-', '\'', '.', ',', 0x2019, 0x2dc};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (scalar == marks[i])
            return true;
    return false;
}

START_TEST(test_scripts) {
    static const char *const methods[] = {"first_name", "last_name", "first_name_female",
                                          "last_name_male", "first_name_nonbinary"};
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        struct fixture fixture;
        fixture_open_in(&fixture, scripts[_i].locale, methods[i], NULL);
        for (uint64_t row = 0; row < ROWS; row++) {
            const char *text = fixture_text(&fixture, row);
            size_t size = strlen(text), bytes;
            ck_assert_uint_gt(size, 0);
            for (size_t at = 0; at < size; at += bytes) {
                uint32_t scalar = dore_utf8_decode(text + at, size - at, &bytes);
                ck_assert_msg(is_in(scripts[_i].range, scalar) || is_between(scalar), "%s %s: %s",
                              scripts[_i].locale, methods[i], text);
            }
        }
        fixture_close(&fixture);
    }
}
END_TEST

/* ---- check digits --------------------------------------------------------------------------- */

/* The number modulo `divisor`; letters count 10 to 35, as IBANs have it. */
static unsigned modulo(const char *text, size_t size, unsigned divisor) {
    unsigned rest = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned value =
            text[i] >= 'A' ? (unsigned)(text[i] - 'A') + 10 : (unsigned)(text[i] - '0');
        rest = (rest * (value > 9 ? 100 : 10) + value) % divisor;
    }
    return rest;
}

static bool is_iban(const char *text) {
    char moved[40];
    snprintf(moved, sizeof moved, "%s%.4s", text + 4, text);
    return modulo(moved, strlen(moved), 97) == 1;
}

static unsigned sum_of(const char *text, const int *weight, size_t count) {
    int sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (text[i] == 'X' ? 10 : text[i] - '0') * weight[i];
    return (unsigned)sum;
}

/* 2A and 2B of Corsica count as 19 and 18. */
static bool is_french(const char *text) {
    char number[16] = {0};
    memcpy(number, text, 13);
    char *corsica = strpbrk(number, "AB");
    if (corsica) {
        corsica[-1] = '1';
        *corsica = *corsica == 'A' ? '9' : '8';
    }
    return strlen(text) == 15 && modulo(number, 13, 97) + modulo(text + 13, 2, 100) == 97;
}

static bool is_dutch(const char *text) {
    static const int weight[] = {9, 8, 7, 6, 5, 4, 3, 2, 10}; /* 10 is -1 */
    return strlen(text) == 9 && sum_of(text, weight, 9) % 11 == 0;
}

static bool is_polish(const char *text) {
    static const int weight[] = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
    int month = (text[2] - '0') * 10 + text[3] - '0', day = (text[4] - '0') * 10 + text[5] - '0';
    return strlen(text) == 11 && sum_of(text, weight, 11) % 10 == 0 && month % 20 >= 1 &&
           month % 20 <= 12 && day >= 1 && day <= 31;
}

static bool is_brazilian(const char *text) {
    static const int first[] = {10, 9, 8, 7, 6, 5, 4, 3, 2};
    static const int second[] = {11, 10, 9, 8, 7, 6, 5, 4, 3, 2};
    unsigned a = sum_of(text, first, 9) * 10 % 11 % 10, b = sum_of(text, second, 10) * 10 % 11 % 10;
    return strlen(text) == 11 && a == (unsigned)(text[9] - '0') && b == (unsigned)(text[10] - '0');
}

static bool is_swedish(const char *text) {
    unsigned sum = 0, place = 0;
    for (const char *at = text; *at; at++)
        if (*at != '-') {
            unsigned value = (unsigned)(*at - '0') * (place++ % 2 ? 1 : 2);
            sum += value / 10 + value % 10;
        }
    return place == 10 && sum % 10 == 0;
}

static bool is_turkish(const char *text) {
    unsigned odd = 0, even = 0, all = 0;
    for (unsigned i = 0; i < 10; i++) {
        unsigned value = (unsigned)(text[i] - '0');
        all += value;
        if (i < 9)
            *(i % 2 ? &even : &odd) += value;
    }
    return strlen(text) == 11 && text[0] != '0' &&
           (odd * 7 + 10 * 9 - even) % 10 == (unsigned)(text[9] - '0') &&
           all % 10 == (unsigned)(text[10] - '0');
}

static bool is_chinese(const char *text) {
    static const int weight[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1};
    return strlen(text) == 18 && sum_of(text, weight, 18) % 11 == 1;
}

/* Known to be right: "RSSMRA85T10A562S". */
static bool is_italian(const char *text) {
    static const char even[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const int odd_digit[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
    static const int odd_letter[] = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                     20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    int sum = 0;
    for (int i = 0; i < 15; i++) {
        int value = (int)(strchr(even, text[i]) - even);
        if (i % 2 == 1)
            sum += value < 10 ? value : value - 10;
        else
            sum += value < 10 ? odd_digit[value] : odd_letter[value - 10];
    }
    return strlen(text) == 16 && text[15] == 'A' + sum % 26;
}

static bool is_spanish_account(const char *text) {
    static const int weight[] = {1, 2, 4, 8, 5, 10, 9, 7, 3, 6};
    unsigned bank = sum_of(text, weight + 2, 8) + (unsigned)(text[8] - '0');
    unsigned account = sum_of(text + 10, weight, 10) + (unsigned)(text[9] - '0');
    /* Ten is written 1. */
    return (bank % 11 == 0 || (text[8] == '1' && bank % 11 == 2)) &&
           (account % 11 == 0 || (text[9] == '1' && account % 11 == 2));
}

static const struct {
    const char *locale, *method;
    bool (*is)(const char *text);
    const char *known; /* a number of somebody else's that is right; NULL: none at hand */
} numbers[] = {
    {"fr_FR", "ssn", is_french, "255081416802538"},
    {"it_IT", "ssn", is_italian, "RSSMRA85T10A562S"},
    {"nl_NL", "ssn", is_dutch, "111222333"},
    {"pl_PL", "ssn", is_polish, "44051401359"},
    {"pt_BR", "ssn", is_brazilian, "11144477735"},
    {"sv_SE", "ssn", is_swedish, "811218-9876"},
    {"tr_TR", "ssn", is_turkish, "10000000146"},
    {"zh_CN", "ssn", is_chinese, "11010519491231002X"},
    {"es_ES", "bban", is_spanish_account, "21000418450200051332"},
    {"de_DE", "iban", is_iban, "DE89370400440532013000"},
    {"es_ES", "iban", is_iban, "ES9121000418450200051332"},
    {"fr_FR", "iban", is_iban, "FR1420041010050500013M02606"},
    {"it_IT", "iban", is_iban, "IT60X0542811101000000123456"},
    {"nl_NL", "iban", is_iban, "NL91ABNA0417164300"},
    {"pl_PL", "iban", is_iban, "PL61109010140000071219812874"},
    {"pt_BR", "iban", is_iban, "BR9700360305000010009795493P1"},
    {"ru_RU", "iban", is_iban, NULL},
    {"tr_TR", "iban", is_iban, "TR330006100519786457841326"},
    {"en_GB", "iban", is_iban, "GB29NWBK60161331926819"},
};

START_TEST(test_numbers) {
    struct fixture fixture;
    if (numbers[_i].known)
        ck_assert_msg(numbers[_i].is(numbers[_i].known), "%s", numbers[_i].known);
    fixture_open_in(&fixture, numbers[_i].locale, numbers[_i].method, NULL);
    for (uint64_t row = 0; row < 3 * ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        ck_assert_msg(numbers[_i].is(text), "%s %s: %s", numbers[_i].locale, numbers[_i].method,
                      text);
    }
    fixture_close(&fixture);
}
END_TEST

/* Whole ranges of moments, also the first years, in which nobody's birthday is before the year 1.
 */
START_TEST(test_numbers_at_any_time) {
    static const int64_t now[] = {DORE_DAY_MIN * DORE_US_PER_DAY,
                                  (DORE_DAY_MIN + 20 * 365) * DORE_US_PER_DAY, 0,
                                  DORE_DAY_MAX * DORE_US_PER_DAY};
    for (size_t i = 0; i < sizeof now / sizeof *now; i++) {
        struct fixture fixture = {.stream = 1};
        fixture.diags.arena = &fixture.plan;
        struct dore_faker faker = {.arena = &fixture.plan,
                                   .diags = &fixture.diags,
                                   .method = "ssn",
                                   .now = now[i],
                                   .locale = numbers[_i].locale};
        ck_assert(dore_method_bind("ssn", NULL, &faker, &fixture.bound));
        for (uint64_t row = 0; row < 100; row++)
            ck_assert(numbers[_i].is(fixture_text(&fixture, row)));
        fixture_close(&fixture);
    }
}
END_TEST

/* ---- parameters ----------------------------------------------------------------------------- */

START_TEST(test_parameters_without_effect) {
    struct fixture fixture;
    const char *params = "{\"taxpayer_identification_number_type\": \"EIN\"}";
    fixture_open_in(&fixture, "fr_FR", "ssn", params);
    ck_assert_uint_eq(fixture.diags.count, 1);
    ck_assert_int_eq(fixture.diags.list[0].severity, DORE_WARNING);
    ck_assert_str_eq(fixture.diags.list[0].message,
                     "'taxpayer_identification_number_type' of 'ssn' has no effect in locale "
                     "'fr_FR'");
    ck_assert(is_french(fixture_text(&fixture, 0)));
    fixture_close(&fixture);
}
END_TEST

/* Only a German data set is known. */
START_TEST(test_swift_places) {
    struct fixture fixture;
    fixture_open_in(&fixture, "de_DE", "swift8", "{\"use_dataset\": true}");
    const char *code = fixture_text(&fixture, 0);
    ck_assert_uint_eq(strlen(code), 8);
    ck_assert_int_eq(strncmp(code + 4, "DE", 2), 0);
    fixture_close(&fixture);
}
END_TEST

Suite *suite_locales(void) {
    Suite *suite = suite_create("locales");
    TCase *names_case = tcase_create("names");
    tcase_add_loop_test(names_case, test_names, 0, COUNT(names));
    tcase_add_test(names_case, test_hint_lists_all);
    suite_add_tcase(suite, names_case);
    TCase *values = tcase_create("values");
    tcase_add_loop_test(values, test_forms, 0, COUNT(forms));
    tcase_add_loop_test(values, test_ascii, 0, 16);
    tcase_add_loop_test(values, test_scripts, 0, COUNT(scripts));
    tcase_add_loop_test(values, test_numbers, 0, COUNT(numbers));
    tcase_add_loop_test(values, test_numbers_at_any_time, 0, 8);
    tcase_add_test(values, test_parameters_without_effect);
    tcase_add_test(values, test_swift_places);
    suite_add_tcase(suite, values);
    return suite;
}
