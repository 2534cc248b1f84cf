/* SPDX-License-Identifier: Apache-2.0
 *
 * number.c: integers and decimals there and back, at every border; hex, uuids, base64.
 */
#include "cases.h"

#include <inttypes.h>

#include "dore/base.h"

static struct dore_str str(const char *text) {
    return (struct dore_str){text, strlen(text)};
}

static void check_u64(uint64_t number) {
    char expected[32], room[DORE_INT_ROOM + 1];
    snprintf(expected, sizeof expected, "%" PRIu64, number);
    *dore_print_u64(room, number) = '\0';
    ck_assert_str_eq(room, expected);
    uint64_t back;
    ck_assert(dore_parse_u64(str(room), &back));
    ck_assert_uint_eq(back, number);
}

static void check_i64(int64_t number) {
    char expected[32], room[DORE_INT_ROOM + 1];
    snprintf(expected, sizeof expected, "%" PRId64, number);
    *dore_print_i64(room, number) = '\0';
    ck_assert_str_eq(room, expected);
    int64_t back;
    ck_assert(dore_parse_i64(str(room), &back));
    ck_assert_int_eq(back, number);
}

static void check_both(uint64_t number) {
    check_u64(number);
    check_i64((int64_t)number);
    check_i64((int64_t)(0 - number));
}

START_TEST(integers_go_there_and_back) {
    for (uint64_t power = 1; power; power = power > UINT64_MAX / 10 ? 0 : power * 10) {
        for (uint64_t near = power - 3; near != power + 3; near++) {
            check_both(near);
        }
    }
    for (unsigned bit = 0; bit < 64; bit++) {
        check_both((UINT64_C(1) << bit) - 1);
        check_both(UINT64_C(1) << bit);
    }
    uint64_t scattered = 1;
    for (unsigned i = 0; i < 20000; i++) {
        scattered = scattered * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        check_both(scattered >> (i % 64));
    }
}
END_TEST

START_TEST(small_integers_go_there_and_back) {
    for (uint64_t number = 0; number < 110000; number++) {
        char room[DORE_INT_ROOM + 1];
        uint64_t back = number + 1;
        *dore_print_u64(room, number) = '\0';
        ck_assert(dore_parse_u64(str(room), &back) && back == number);
        ck_assert(room[0] != '0' || number == 0);
    }
}
END_TEST

static const char *const no_u64[] = {
    "",
    "-1",
    "+1",
    " 1",
    "1 ",
    "1.0",
    "1e2",
    "0x10",
    "1_000",
    "a",
    "18446744073709551616",
    "99999999999999999999",
    "184467440737095516150",
};

START_TEST(u64_refuses) {
    uint64_t out = 77;
    ck_assert(!dore_parse_u64(str(no_u64[_i]), &out));
}
END_TEST

static const struct {
    const char *text;
    bool good;
    int64_t number;
} i64_texts[] = {
    {"0", true, 0},
    {"-0", true, 0},
    {"+5", true, 5},
    {"007", true, 7},
    {"-9223372036854775808", true, INT64_MIN},
    {"9223372036854775807", true, INT64_MAX},
    {"9223372036854775808", false, 0},
    {"-9223372036854775809", false, 0},
    {"", false, 0},
    {"-", false, 0},
    {"+", false, 0},
    {"--1", false, 0},
    {"+-1", false, 0},
    {"1-", false, 0},
    {"- 1", false, 0},
};

START_TEST(i64_border) {
    int64_t out = 0;
    ck_assert_int_eq(dore_parse_i64(str(i64_texts[_i].text), &out), i64_texts[_i].good);
    if (i64_texts[_i].good) {
        ck_assert_int_eq(out, i64_texts[_i].number);
    }
}
END_TEST

static const struct {
    const char *text;
    bool good;
    int64_t units;
    uint8_t scale;
} decimals[] = {
    {"0", true, 0, 0},
    {"-0", true, 0, 0},
    {"12", true, 12, 0},
    {"1.50", true, 150, 2},
    {"-12.340", true, -12340, 3},
    {"0.05", true, 5, 2},
    {"-0.000", true, 0, 3},
    {"1e2", true, 100, 0},
    {"1E+2", true, 100, 0},
    {"1.5e1", true, 15, 0},
    {"1.50e1", true, 150, 1},
    {"1.5e-3", true, 15, 4},
    {"0e5", true, 0, 0},
    {"0e999999999999999999999", true, 0, 0},
    {"999999999999999999", true, 999999999999999999, 0},
    {"-999999999999999999", true, -999999999999999999, 0},
    {"0.999999999999999999", true, 999999999999999999, 18},
    {"0.000000000000000001", true, 1, 18},
    {"1e17", true, 100000000000000000, 0},
    {"1e18", false, 0, 0},
    {"1000000000000000000", false, 0, 0},
    {"1.000000000000000000", false, 0, 0},
    {"0.0000000000000000000", false, 0, 0}, /* scale 19 */
    {"1e-19", false, 0, 0},
    {"1e999999999999999999999", false, 0, 0},
    {"1e-999999999999999999999", false, 0, 0},
    {"", false, 0, 0},
    {"-", false, 0, 0},
    {"+1", false, 0, 0},
    {"01", false, 0, 0},
    {"1.", false, 0, 0},
    {".5", false, 0, 0},
    {"1e", false, 0, 0},
    {"1e+", false, 0, 0},
    {"1.5 ", false, 0, 0},
    {"1,5", false, 0, 0},
    {"NaN", false, 0, 0},
};

START_TEST(decimal_is_read) {
    struct dore_decimal out = {77, 77};
    ck_assert_int_eq(dore_parse_decimal(str(decimals[_i].text), &out), decimals[_i].good);
    if (decimals[_i].good) {
        ck_assert_int_eq(out.units, decimals[_i].units);
        ck_assert_uint_eq(out.scale, decimals[_i].scale);
    }
}
END_TEST

static const struct {
    int64_t units;
    unsigned scale;
    const char *text;
} printed[] = {
    {-12340, 3, "-12.340"},
    {5, 2, "0.05"},
    {-5, 2, "-0.05"},
    {0, 0, "0"},
    {0, 3, "0.000"},
    {100, 0, "100"},
    {INT64_MIN, 0, "-9223372036854775808"},
    {INT64_MIN, 18, "-9.223372036854775808"},
    {INT64_MAX, 1, "922337203685477580.7"},
    {1, 18, "0.000000000000000001"},
};

START_TEST(decimal_is_printed) {
    char room[DORE_DECIMAL_ROOM + 1];
    char *end = dore_print_decimal(room, printed[_i].units, printed[_i].scale);
    ck_assert_int_le(end - room, DORE_DECIMAL_ROOM);
    *end = '\0';
    ck_assert_str_eq(room, printed[_i].text);
}
END_TEST

START_TEST(decimals_go_there_and_back) {
    int64_t units = 1;
    for (unsigned i = 0; i < 20000; i++) {
        units = (int64_t)((uint64_t)units * UINT64_C(6364136223846793005) + 12345);
        int64_t cut = units % 1000000000000000000;
        char room[DORE_DECIMAL_ROOM];
        char *end = dore_print_decimal(room, cut, i % 19);
        struct dore_decimal back;
        ck_assert(dore_parse_decimal((struct dore_str){room, (size_t)(end - room)}, &back));
        ck_assert(back.units == cut && back.scale == i % 19);
    }
}
END_TEST

START_TEST(bytes_are_hex) {
    uint8_t all[256];
    char room[513];
    for (unsigned i = 0; i < 256; i++) {
        all[i] = (uint8_t)i;
    }
    *dore_print_hex(room, all, sizeof all) = '\0';
    for (unsigned i = 0; i < 256; i++) {
        char pair[3];
        snprintf(pair, sizeof pair, "%02x", i);
        ck_assert_mem_eq(room + 2 * i, pair, 2);
    }
    ck_assert_ptr_eq(dore_print_hex(room, all, 0), room);
}
END_TEST

/* Every byte at every place, against its digits printed one byte at a time. */
START_TEST(uuid_has_every_digit) {
    static const uint8_t place_of[16] = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};
    uint8_t uuid[16];
    char room[36], digits[2];
    for (unsigned value = 0; value < 256; value++) {
        for (unsigned i = 0; i < sizeof uuid; i++) {
            uuid[i] = (uint8_t)(value * (2 * i + 1) + i);
        }
        ck_assert_ptr_eq(dore_print_uuid(room, uuid), room + sizeof room);
        for (unsigned i = 0; i < sizeof uuid; i++) {
            dore_print_hex(digits, &uuid[i], 1);
            ck_assert_mem_eq(room + place_of[i], digits, sizeof digits);
        }
    }
}
END_TEST

START_TEST(uuid_has_its_dashes) {
    static const uint8_t uuid[16] = {0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF,
                                     0xFE, 0xDC, 0xBA, 0x98, 0x76, 0x54, 0x32, 0x10};
    char room[37];
    *dore_print_uuid(room, uuid) = '\0';
    ck_assert_str_eq(room, "01234567-89ab-cdef-fedc-ba9876543210");
}
END_TEST

/* RFC 4648, section 10, and bytes with the top bit set. */
static const struct {
    const char *bytes, *text;
} encoded[] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
    {"\xFF\xEF\xBE", "/+++"},
    {"\xFF\xFF\xFF\xFE", "/////g=="},
};

START_TEST(base64_is_rfc_4648) {
    char room[16];
    *dore_print_base64(room, encoded[_i].bytes, strlen(encoded[_i].bytes)) = '\0';
    ck_assert_str_eq(room, encoded[_i].text);
}
END_TEST

Suite *suite_number(void);
Suite *suite_number(void) {
    Suite *suite = suite_create("number");
    TCase *cases = tcase_create("number");
    tcase_add_test(cases, integers_go_there_and_back);
    tcase_add_test(cases, small_integers_go_there_and_back);
    tcase_add_loop_test(cases, u64_refuses, 0, COUNT(no_u64));
    tcase_add_loop_test(cases, i64_border, 0, COUNT(i64_texts));
    tcase_add_loop_test(cases, decimal_is_read, 0, COUNT(decimals));
    tcase_add_loop_test(cases, decimal_is_printed, 0, COUNT(printed));
    tcase_add_test(cases, decimals_go_there_and_back);
    tcase_add_test(cases, bytes_are_hex);
    tcase_add_test(cases, uuid_has_every_digit);
    tcase_add_test(cases, uuid_has_its_dashes);
    tcase_add_loop_test(cases, base64_is_rfc_4648, 0, COUNT(encoded));
    suite_add_tcase(suite, cases);
    return suite;
}
