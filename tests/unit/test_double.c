/* SPDX-License-Identifier: Apache-2.0
 *
 * double.c: what is printed reads back to the same bits, no shorter text does, and the layout is
 * that of Python's repr. The C library's exact conversions are the yardstick.
 */
#include "cases.h"

#include <float.h>
#include <math.h>

#include "dore/base.h"

static const struct {
    double number;
    const char *text;
} known[] = {
    {0.0, "0.0"},
    {-0.0, "-0.0"},
    {1.0, "1.0"},
    {-1.5, "-1.5"},
    {0.1, "0.1"},
    {0.3, "0.3"},
    {0.1 + 0.2, "0.30000000000000004"},
    {100000.0, "100000.0"},
    {123456.789, "123456.789"},
    {0.0001, "0.0001"},
    {0.00012345, "0.00012345"},
    {0.00001, "1e-05"},
    {0.0000123, "1.23e-05"},
    {1e-7, "1e-07"},
    {1e15, "1000000000000000.0"},
    {9999999999999998.0, "9999999999999998.0"},
    {1e16, "1e+16"},
    {1.5e16, "1.5e+16"},
    {9007199254740993.0, "9007199254740992.0"},
    {123456789012345680.0, "1.2345678901234568e+17"},
    {1e22, "1e+22"},
    {1e23, "1e+23"},
    {9.5e-323, "9.4e-323"},
    {1.5e300, "1.5e+300"},
    {5e-324, "5e-324"},
    {DBL_MIN, "2.2250738585072014e-308"},
    {-DBL_MAX, "-1.7976931348623157e+308"},
    {0x1p-44, "5.684341886080802e-14"},
    {0x1p970, "9.9792015476736e+291"},
    {4.35, "4.35"},
    {2.0 / 3.0, "0.6666666666666666"},
};

START_TEST(known_texts) {
    char room[DORE_DOUBLE_ROOM + 1];
    *dore_print_double(room, known[_i].number) = '\0';
    ck_assert_str_eq(room, known[_i].text);
}
END_TEST

static bool same_bits(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0;
}

/* The digits of a text, without sign, point, exponent and zeros at either end. */
static size_t significant(const char *text, char *out) {
    size_t count = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text >= '0' && *text <= '9' && (count || *text != '0')) {
            out[count++] = *text;
        }
    }
    while (count && out[count - 1] == '0') {
        count--;
    }
    return count;
}

static void check_shortest(double number) {
    char room[DORE_DOUBLE_ROOM + 1], digits[DORE_DOUBLE_ROOM], shorter[40];
    char *end = dore_print_double(room, number);
    ck_assert_int_le(end - room, 24);
    *end = '\0';
    ck_assert_msg(same_bits(strtod(room, NULL), number), "%a printed as %s", number, room);
    double back;
    ck_assert(dore_parse_double((struct dore_str){room, (size_t)(end - room)}, &back));
    ck_assert(same_bits(back, number));
    size_t count = significant(room, digits);
    ck_assert_uint_le(count, 17);
    if (count > 1) {
        snprintf(shorter, sizeof shorter, "%.*e", (int)count - 2, number);
        ck_assert_msg(!same_bits(strtod(shorter, NULL), number), "%s is shorter than %s", shorter,
                      room);
    }
    /* The nearest of that length, when it reads back at all, is the one to print. */
    char nearest[40], nearest_digits[40];
    snprintf(nearest, sizeof nearest, "%.*e", count ? (int)count - 1 : 0, number);
    if (count && same_bits(strtod(nearest, NULL), number)) {
        ck_assert_uint_eq(significant(nearest, nearest_digits), count);
        ck_assert_mem_eq(nearest_digits, digits, count);
    }
}

START_TEST(scattered_bits_are_shortest) {
    uint64_t bits = 0x9E3779B97F4A7C15;
    for (unsigned i = 0; i < 100000; i++) {
        bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        uint64_t mixed = bits ^ bits >> 29;
        double number;
        memcpy(&number, &mixed, sizeof number);
        if (isfinite(number)) {
            check_shortest(number);
        }
    }
}
END_TEST

START_TEST(powers_of_two_are_shortest) {
    for (int exponent = -1074; exponent < 1024; exponent++) {
        double power = ldexp(1.0, exponent);
        check_shortest(power);
        check_shortest(nextafter(power, 0));
        check_shortest(nextafter(power, INFINITY) == INFINITY ? power : nextafter(power, INFINITY));
    }
}
END_TEST

START_TEST(short_decimals_stay_short) {
    for (int units = 1; units < 30000; units++) {
        char expected[32], room[DORE_DOUBLE_ROOM + 1];
        char *end = dore_print_decimal(expected, units, 2);
        while (end[-1] == '0' && end[-2] != '.') {
            end--;
        }
        *end = '\0';
        *dore_print_double(room, units / 100.0) = '\0';
        ck_assert_str_eq(room, expected);
    }
}
END_TEST

START_TEST(integers_have_a_point) {
    for (int64_t number = 1; number < INT64_C(9007199254740992); number = number * 7 + 3) {
        char expected[32], room[DORE_DOUBLE_ROOM + 1];
        snprintf(expected, sizeof expected, "%.1f", (double)number);
        *dore_print_double(room, (double)number) = '\0';
        ck_assert_str_eq(room, expected);
        check_shortest((double)number);
    }
}
END_TEST

static const struct {
    const char *text;
    bool good;
    double number;
} texts[] = {
    {"0", true, 0.0},
    {"-0", true, -0.0},
    {"1.5", true, 1.5},
    {"-2.5e-1", true, -0.25},
    {"1E2", true, 100.0},
    {"1e+2", true, 100.0},
    {"5e-324", true, 5e-324},
    {"1e-400", true, 0.0},
    {"1.7976931348623157e308", true, DBL_MAX},
    {"1e309", false, 0},
    {"-1e999999999999999999999", false, 0},
    {"", false, 0},
    {"-", false, 0},
    {"+1", false, 0},
    {" 1", false, 0},
    {"1 ", false, 0},
    {"01", false, 0},
    {"1.", false, 0},
    {".5", false, 0},
    {"1e", false, 0},
    {"0x1p3", false, 0},
    {"NaN", false, 0},
    {"Infinity", false, 0},
    {"1,5", false, 0},
};

START_TEST(json_numbers_are_read) {
    double out = 77;
    struct dore_str text = {texts[_i].text, strlen(texts[_i].text)};
    ck_assert_int_eq(dore_parse_double(text, &out), texts[_i].good);
    if (texts[_i].good) {
        ck_assert(same_bits(out, texts[_i].number));
    }
}
END_TEST

/* The text is not ended by NUL, and longer than any fixed room. */
START_TEST(length_counts) {
    double out;
    ck_assert(dore_parse_double((struct dore_str){"1.25", 3}, &out));
    ck_assert(same_bits(out, 1.2));
    char *digits = malloc(5000);
    memset(digits, '0', 5000);
    digits[0] = '1';
    digits[1] = '.';
    digits[4998] = '1';
    digits[4999] = '7'; /* not part of it */
    ck_assert(dore_parse_double((struct dore_str){digits, 4999}, &out));
    ck_assert(same_bits(out, 1.0));
    free(digits);
}
END_TEST

Suite *suite_double(void);
Suite *suite_double(void) {
    Suite *suite = suite_create("double");
    TCase *cases = tcase_create("double");
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, known_texts, 0, COUNT(known));
    tcase_add_test(cases, scattered_bits_are_shortest);
    tcase_add_test(cases, powers_of_two_are_shortest);
    tcase_add_test(cases, short_decimals_stay_short);
    tcase_add_test(cases, integers_have_a_point);
    tcase_add_loop_test(cases, json_numbers_are_read, 0, COUNT(texts));
    tcase_add_test(cases, length_counts);
    suite_add_tcase(suite, cases);
    return suite;
}
