/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_ssn: every part of a number stays within what the authorities assign, or outside of it
 * for invalid_ssn; the borders come out.
 */
#include "faker_fixture.h"

Suite *suite_provider_ssn(void);

struct number {
    int area, group, serial;
};

static struct number parse(const char *text) {
    struct number number;
    char end;
    ck_assert_int_eq(
        sscanf(text, "%3d-%2d-%4d%c", &number.area, &number.group, &number.serial, &end), 3);
    return number;
}

static bool is_ssn(struct number n) {
    return n.area >= 1 && n.area <= 899 && n.area != 666 && n.group >= 1 && n.serial >= 1;
}

static bool is_itin(struct number n) {
    return n.area >= 900 && n.group >= 70 && n.group != 89 && n.group != 93;
}

static bool is_neither(struct number n) {
    return !is_ssn(n) && !is_itin(n);
}

static const struct {
    const char *method, *params;
    bool (*holds)(struct number);
    unsigned groups; /* how many of them come out */
} cases[] = {
    {"ssn", NULL, is_ssn, 99},
    {"itin", NULL, is_itin, 28},
    {"invalid_ssn", NULL, is_neither, 100},
    {"ssn", "{\"taxpayer_identification_number_type\": \"ITIN\"}", is_itin, 28},
    {"ssn", "{\"taxpayer_identification_number_type\": \"INVALID_SSN\"}", is_neither, 100},
};

START_TEST(test_numbers) {
    struct fixture fixture;
    bool group_seen[100] = {false};
    unsigned groups = 0;
    fixture_open(&fixture, cases[_i].method, cases[_i].params);
    for (uint64_t row = 0; row < 20000; row++) {
        const char *text = fixture_text(&fixture, row);
        struct number number = parse(text);
        if (!cases[_i].holds(number))
            ck_abort_msg("%s: %s", cases[_i].method, text);
        groups += !group_seen[number.group];
        group_seen[number.group] = true;
    }
    ck_assert_uint_eq(groups, cases[_i].groups);
    fixture_close(&fixture);
}
END_TEST

START_TEST(test_ein_prefix) {
    const struct dore_words *prefixes = dore_words_find("en_US", "ssn.ein_prefixes");
    struct fixture fixture;
    fixture_open(&fixture, "ein", NULL);
    for (uint64_t row = 0; row < 2000; row++) {
        const char *text = fixture_text(&fixture, row);
        bool known = false;
        for (uint32_t i = 0; i < prefixes->count; i++)
            known = known || memcmp(dore_word(prefixes, i, 0).text, text, 2) == 0;
        if (!known)
            ck_abort_msg("%s", text);
    }
    fixture_close(&fixture);
}
END_TEST

Suite *suite_provider_ssn(void) {
    Suite *suite = suite_create("provider_ssn");
    TCase *tcase = tcase_create("numbers");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, test_numbers, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tcase, test_ein_prefix);
    suite_add_tcase(suite, tcase);
    return suite;
}
