/* SPDX-License-Identifier: Apache-2.0
 *
 * decimal.c: JSON numbers read exactly, compared, scaled with a direction; whole numbers of any
 * length drawn evenly between two others.
 */
#include "cases.h"

#include "src/faker/decimal.h"

Suite *suite_decimal(void);

static struct dore_str str(const char *text) {
    return (struct dore_str){text, strlen(text)};
}

static struct faker_decimal read(struct dore_arena *arena, const char *text) {
    struct faker_decimal number;
    ck_assert_msg(faker_decimal_read(str(text), arena, &number), "%s", text);
    return number;
}

/* ---- reading -------------------------------------------------------------------------------- */

static const struct {
    const char *json, *printed;
    uint32_t magnitude; /* the least n with |number| <= 10^n */
    int sign;
} readable[] = {
    {"0", "0", 0, 0},
    {"-0", "0", 0, 0},
    {"0.000", "0", 0, 0},
    {"-0e99", "0", 0, 0},
    {"1", "1", 0, 1},
    {"-1", "-1", 0, -1},
    {"10", "10", 1, 1},
    {"11", "11", 2, 1},
    {"99.5", "99.5", 2, 1},
    {"100", "100", 2, 1},
    {"100.0", "100", 2, 1},
    {"100.01", "100.01", 3, 1},
    {"1.50", "1.5", 1, 1},
    {"-12.340", "-12.34", 2, -1},
    {"0.001", "0.001", 0, 1},
    {"1e3", "1000", 3, 1},
    {"1.5E+2", "150", 3, 1},
    {"2.50e-3", "0.0025", 0, 1},
    {"123456e-3", "123.456", 3, 1},
    {"1200e-1", "120", 3, 1},
    {"99999999999999999999.000000000000000000001", "99999999999999999999.000000000000000000001", 20,
     1},
};

START_TEST(numbers_are_read) {
    struct dore_arena arena = {0};
    char text[FAKER_DECIMAL_ROOM];
    struct faker_decimal number = read(&arena, readable[_i].json);
    char *end = faker_decimal_print(text, &number);
    ck_assert_str_eq(dore_arena_text(&arena, text, (size_t)(end - text)), readable[_i].printed);
    ck_assert_uint_eq(faker_decimal_magnitude(&number), readable[_i].magnitude);
    ck_assert_int_eq(faker_decimal_sign(&number), readable[_i].sign);
    dore_arena_release(&arena);
}
END_TEST

START_TEST(too_many_digits_are_refused) {
    static const char *const texts[] = {"1e1000", "1e-1001", "1e99999999999999999999",
                                        "-1e-99999999999999999999"};
    struct dore_arena arena = {0};
    struct faker_decimal number;
    for (int i = 0; i < COUNT(texts); i++) {
        ck_assert_msg(!faker_decimal_read(str(texts[i]), &arena, &number), "%s", texts[i]);
    }
    ck_assert(faker_decimal_read(str("1e999"), &arena, &number));
    ck_assert_uint_eq(number.whole, 1000);
    ck_assert(faker_decimal_read(str("1e-1000"), &arena, &number));
    ck_assert_uint_eq(number.fraction, 1000);
    dore_arena_release(&arena);
}
END_TEST

/* ---- order ---------------------------------------------------------------------------------- */

/* Rising. */
static const char *const rising[] = {
    "-1e50", "-100.5", "-100", "-99.999", "-1", "-0.5", "-0.05", "0",   "0.00001",
    "0.05",  "0.5",    "0.51", "1",       "9",  "10",   "10.01", "1e9", "1e50",
};

START_TEST(order_is_total) {
    struct dore_arena arena = {0};
    for (int i = 0; i < COUNT(rising); i++) {
        for (int k = 0; k < COUNT(rising); k++) {
            struct faker_decimal a = read(&arena, rising[i]), b = read(&arena, rising[k]);
            int order = faker_decimal_compare(&a, &b);
            ck_assert_int_eq((order > 0) - (order < 0), (i > k) - (i < k));
        }
    }
    dore_arena_release(&arena);
}
END_TEST

/* ---- scaling -------------------------------------------------------------------------------- */

static const struct {
    const char *json;
    unsigned scale;
    bool fits;
    int64_t down, up;
} scaled[] = {
    {"1.25", 2, true, 125, 125},
    {"1.25", 1, true, 12, 13},
    {"-1.25", 1, true, -13, -12},
    {"1.25", 0, true, 1, 2},
    {"-0.001", 0, true, -1, 0},
    {"0.001", 0, true, 0, 1},
    {"7", 3, true, 7000, 7000},
    {"0", 18, true, 0, 0},
    {"9223372036854775807", 0, true, INT64_MAX, INT64_MAX},
    {"-9223372036854775808", 0, true, INT64_MIN, INT64_MIN},
    {"9223372036854775808", 0, false, 0, 0},
    {"9.3", 18, false, 0, 0},
    {"1e30", 0, false, 0, 0},
};

START_TEST(scaling_rounds) {
    struct dore_arena arena = {0};
    struct faker_decimal number = read(&arena, scaled[_i].json);
    int64_t down = 0, up = 0;
    ck_assert_int_eq(faker_decimal_scaled(&number, scaled[_i].scale, false, &down),
                     scaled[_i].fits);
    ck_assert_int_eq(faker_decimal_scaled(&number, scaled[_i].scale, true, &up), scaled[_i].fits);
    if (scaled[_i].fits) {
        ck_assert_int_eq(down, scaled[_i].down);
        ck_assert_int_eq(up, scaled[_i].up);
    }
    dore_arena_release(&arena);
}
END_TEST

START_TEST(rounding_past_the_end_does_not_fit) {
    struct dore_arena arena = {0};
    struct faker_decimal high = read(&arena, "9223372036854775807.5");
    struct faker_decimal low = read(&arena, "-9223372036854775808.5");
    int64_t out;
    ck_assert(faker_decimal_scaled(&high, 0, false, &out));
    ck_assert(!faker_decimal_scaled(&high, 0, true, &out));
    ck_assert(!faker_decimal_scaled(&low, 0, false, &out));
    ck_assert(faker_decimal_scaled(&low, 0, true, &out));
    dore_arena_release(&arena);
}
END_TEST

/* ---- large ranges --------------------------------------------------------------------------- */

static const struct {
    const char *lowest, *highest;
} ranges[] = {
    {"", ""},
    {"", "9"},
    {"5", "5"},
    {"", "999999999"},
    {"", "1000000000"},
    {"999999999", "1000000001"},
    {"123456789012345678901234567890", "123456789012345678901234567899"},
    {"1", "100000000000000000000000000000000000000000000000000"},
};

static struct faker_decimal whole(const char *digits, size_t size) {
    return (struct faker_decimal){.whole = (uint32_t)size, .digits = digits};
}

START_TEST(draws_stay_in_range) {
    struct dore_arena arena = {0};
    struct dore_str lowest = str(ranges[_i].lowest), highest = str(ranges[_i].highest);
    struct faker_big_range range = faker_big_range_make(lowest, highest, &arena);
    struct faker_decimal low = whole(lowest.text, lowest.size);
    struct faker_decimal high = whole(highest.text, highest.size);
    for (uint64_t row = 0; row < 2000; row++) {
        char digits[FAKER_DECIMAL_ROOM];
        struct dore_rng rng = dore_rng_at(UINT64_C(3), row);
        size_t size = (size_t)(faker_big_range_pick(&range, &rng, digits) - digits);
        struct faker_decimal drawn = whole(digits, size);
        ck_assert(size == 0 || digits[0] != '0');
        ck_assert_int_ge(faker_decimal_compare(&drawn, &low), 0);
        ck_assert_int_le(faker_decimal_compare(&drawn, &high), 0);
    }
    dore_arena_release(&arena);
}
END_TEST

/* 998999999998 .. 999000000007: ten numbers on both sides of a limb. */
START_TEST(draws_are_even) {
    enum { DRAWS = 20000, NUMBERS = 10 };
    const uint64_t lowest = UINT64_C(998999999998);
    struct dore_arena arena = {0};
    struct faker_big_range range =
        faker_big_range_make(str("998999999998"), str("999000000007"), &arena);
    int count[NUMBERS] = {0};
    for (uint64_t row = 0; row < DRAWS; row++) {
        char digits[FAKER_DECIMAL_ROOM];
        struct dore_rng rng = dore_rng_at(UINT64_C(4), row);
        size_t size = (size_t)(faker_big_range_pick(&range, &rng, digits) - digits);
        uint64_t number;
        ck_assert(dore_parse_u64((struct dore_str){digits, size}, &number));
        ck_assert_uint_lt(number - lowest, NUMBERS);
        count[number - lowest]++;
    }
    for (int i = 0; i < NUMBERS; i++) { /* five standard deviations of about 42 */
        ck_assert_int_gt(count[i], DRAWS / NUMBERS - 210);
        ck_assert_int_lt(count[i], DRAWS / NUMBERS + 210);
    }
    dore_arena_release(&arena);
}
END_TEST

Suite *suite_decimal(void) {
    Suite *suite = suite_create("decimal");
    TCase *numbers = tcase_create("numbers");
    tcase_add_loop_test(numbers, numbers_are_read, 0, COUNT(readable));
    tcase_add_test(numbers, too_many_digits_are_refused);
    tcase_add_test(numbers, order_is_total);
    tcase_add_loop_test(numbers, scaling_rounds, 0, COUNT(scaled));
    tcase_add_test(numbers, rounding_past_the_end_does_not_fit);
    suite_add_tcase(suite, numbers);
    TCase *large = tcase_create("large ranges");
    tcase_add_loop_test(large, draws_stay_in_range, 0, COUNT(ranges));
    tcase_add_test(large, draws_are_even);
    suite_add_tcase(suite, large);
    return suite;
}
