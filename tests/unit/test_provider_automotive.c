/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_automotive.c: check characters of known and of made numbers, the shape of plates.
 */
#include "faker_checks.h"

Suite *suite_provider_automotive(void);

enum { ROWS = 3000 };

/* The rule of 49 CFR 565 written down letter by letter. */
static int value_of(char letter) {
    static const char letters[] = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    static const int values[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7,
                                 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9};
    const char *at = strchr(letters, letter);
    return at && letter ? values[at - letters] : -1;
}

static bool is_vin(const char *vin) {
    static const int weights[] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    int sum = 0;
    if (strlen(vin) != 17) {
        return false;
    }
    for (int i = 0; i < 17; i++) {
        if (value_of(vin[i]) < 0 || (i > 12 && (vin[i] < '0' || vin[i] > '9'))) {
            return false;
        }
        sum += weights[i] * value_of(vin[i]);
    }
    return vin[8] == "0123456789X"[sum % 11];
}

START_TEST(the_checker_knows_good_from_bad) {
    ck_assert(is_vin("FL0P85JC2880A4321"));
    ck_assert(is_vin("11111111111111111"));
    ck_assert(!is_vin("FL0P85JC3880A4321"));
    ck_assert(!is_vin("FL0P85IC2880A4321"));
}
END_TEST

START_TEST(numbers_are_vins) {
    struct fixture fixture;
    int tens = 0;
    fixture_open(&fixture, "vin", NULL);
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *vin = fixture_text(&fixture, row);
        ck_assert_msg(is_vin(vin), "%s", vin);
        tens += vin[8] == 'X';
    }
    ck_assert_int_gt(tens, ROWS / 11 - 90);
    ck_assert_int_lt(tens, ROWS / 11 + 90);
    fixture_close(&fixture);
}
END_TEST

/* Letters are upper case; nothing of a layout is left. */
START_TEST(plates_are_filled) {
    struct fixture fixture;
    int bullets = 0;
    fixture_open(&fixture, "license_plate", NULL);
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *plate = fixture_text(&fixture, row), *bullet = strstr(plate, "\xe2\x80\xa2");
        for (const char *at = plate; *at; at++) {
            ck_assert_msg((*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') || *at == ' ' ||
                              *at == '-' || (unsigned char)*at >= 0x80,
                          "%s", plate);
        }
        bullets += bullet != NULL;
    }
    ck_assert_int_gt(bullets, 5);
    ck_assert_int_lt(bullets, 80);
    fixture_close(&fixture);
}
END_TEST

Suite *suite_provider_automotive(void) {
    Suite *suite = suite_create("provider_automotive");
    TCase *all = tcase_create("all");
    tcase_add_test(all, the_checker_knows_good_from_bad);
    tcase_add_test(all, numbers_are_vins);
    tcase_add_test(all, plates_are_filled);
    suite_add_tcase(suite, all);
    return suite;
}
