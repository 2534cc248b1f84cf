/* SPDX-License-Identifier: Apache-2.0
 *
 * utf8.c: every scalar value goes there and back; every kind of malformed text of table 3-7 is cut
 * where it begins.
 */
#include <check.h>

#include "dore/base.h"

static bool is_scalar(uint32_t number) {
    return number <= 0x10FFFF && !(number >= 0xD800 && number <= 0xDFFF);
}

START_TEST(every_scalar_goes_there_and_back) {
    for (uint32_t scalar = 0; scalar <= 0x10FFFF; scalar++) {
        char text[4];
        size_t bytes, size = dore_utf8_encode(scalar, text);
        ck_assert_uint_eq(size, scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4);
        ck_assert_uint_eq(dore_utf8_valid(text, size), is_scalar(scalar) ? size : 0);
        ck_assert_uint_eq(dore_utf8_count(text, size), 1);
        ck_assert_uint_eq(dore_utf8_decode(text, size, &bytes), scalar);
        ck_assert_uint_eq(bytes, size);
        if (size > 1) {
            ck_assert_uint_eq(dore_utf8_valid(text, size - 1), 0);
        }
    }
}
END_TEST

/* Valid exactly when it is what encoding some scalar gives: all pairs and triples of bytes. */
START_TEST(short_texts_are_valid_only_as_encoded) {
    static bool pair[0x10000];
    for (uint32_t scalar = 0x80; scalar < 0x800; scalar++) {
        char text[4];
        dore_utf8_encode(scalar, text);
        pair[(uint8_t)text[0] << 8 | (uint8_t)text[1]] = true;
    }
    for (uint32_t bytes = 0; bytes < 0x10000; bytes++) {
        const char text[2] = {(char)(bytes >> 8), (char)(bytes & 0xFF)};
        bool first = bytes >> 8 < 0x80, both = first && (bytes & 0xFF) < 0x80;
        size_t expected = both || pair[bytes] ? 2 : first ? 1 : 0;
        ck_assert_uint_eq(dore_utf8_valid(text, 2), expected);
    }
}
END_TEST

static const struct {
    const char *text;
    size_t size, valid;
} cases[] = {
    {"", 0, 0},
    {"plain", 5, 5},
    {"a\0b", 3, 3}, /* U+0000 is a scalar value */
    {"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", 9, 9},
    {"ab\x80", 3, 2},     /* continuation alone */
    {"ab\xC0\x80", 4, 2}, /* overlong */
    {"ab\xC1\xBF", 4, 2},
    {"\xE0\x9F\xBF", 3, 0},
    {"\xF0\x8F\xBF\xBF", 4, 0},
    {"\xED\xA0\x80", 3, 0}, /* surrogates */
    {"\xED\xBF\xBF", 3, 0},
    {"\xF4\x90\x80\x80", 4, 0}, /* beyond U+10FFFF */
    {"\xF5\x80\x80\x80", 4, 0},
    {"\xFF", 1, 0},
    {"\xC3\xA4\xE2\x82", 4, 2}, /* cut short */
    {"\xE2\x82\x41", 3, 0},
    {"\xF0\x9F\x98\x41", 4, 0},
};

START_TEST(malformed_text_is_cut) {
    ck_assert_uint_eq(dore_utf8_valid(cases[_i].text, cases[_i].size), cases[_i].valid);
}
END_TEST

START_TEST(characters_are_counted) {
    ck_assert_uint_eq(dore_utf8_count("", 0), 0);
    ck_assert_uint_eq(dore_utf8_count("a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z", 11), 5);
}
END_TEST

Suite *suite_utf8(void);
Suite *suite_utf8(void) {
    Suite *suite = suite_create("utf8");
    TCase *all = tcase_create("utf8");
    tcase_set_timeout(all, 60);
    tcase_add_test(all, every_scalar_goes_there_and_back);
    tcase_add_test(all, short_texts_are_valid_only_as_encoded);
    tcase_add_loop_test(all, malformed_text_is_cut, 0, sizeof cases / sizeof *cases);
    tcase_add_test(all, characters_are_counted);
    suite_add_tcase(suite, all);
    return suite;
}
