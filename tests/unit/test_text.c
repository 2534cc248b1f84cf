/* SPDX-License-Identifier: Apache-2.0
 *
 * text.c: plain text, comparison, names of files.
 */
#include <check.h>

#include "dore/base.h"

START_TEST(plain_is_what_nobody_escapes) {
    for (int byte = 0; byte < 256; byte++) {
        const char text[] = {'a', (char)byte, 'z'};
        bool plain = byte >= 0x20 && byte <= 0x7E && !strchr("'\"\\`", byte);
        ck_assert_int_eq(dore_text_is_plain(text, 3), plain);
        ck_assert_int_eq(dore_text_is_plain(text + 1, 1), plain);
    }
    ck_assert(dore_text_is_plain("", 0));
}
END_TEST

static const struct {
    const char *a, *b;
    int order;
} pairs[] = {
    {"", "", 0},    {"", "a", -1}, {"a", "a", 0},        {"a", "b", -1},
    {"ab", "a", 1}, {"a", "B", 1}, {"\x7F", "\x80", -1}, {"abc", "abd", -1},
};

START_TEST(order_is_of_bytes) {
    struct dore_str a = {pairs[_i].a, strlen(pairs[_i].a)};
    struct dore_str b = {pairs[_i].b, strlen(pairs[_i].b)};
    int forth = dore_str_compare(a, b), back = dore_str_compare(b, a);
    ck_assert_int_eq((forth > 0) - (forth < 0), pairs[_i].order);
    ck_assert_int_eq((back > 0) - (back < 0), -pairs[_i].order);
    ck_assert_int_eq(dore_str_equal(a, b), pairs[_i].order == 0);
    ck_assert_int_eq(dore_str_is(a, pairs[_i].b), pairs[_i].order == 0);
}
END_TEST

START_TEST(equal_looks_beyond_nul) {
    ck_assert(!dore_str_equal(DORE_STR("a\0b"), DORE_STR("a\0c")));
    ck_assert(!dore_str_is(DORE_STR("a\0"), "a"));
    ck_assert(dore_str_equal((struct dore_str){NULL, 0}, DORE_STR("")));
}
END_TEST

START_TEST(letter_case_is_ascii) {
    ck_assert(dore_text_equal_nocase("PostgreSQL", "postgresql"));
    ck_assert(dore_text_equal_nocase("", ""));
    ck_assert(!dore_text_equal_nocase("a", "ab"));
    ck_assert(!dore_text_equal_nocase("ab", "a"));
    ck_assert(!dore_text_equal_nocase("@", "`")); /* differ by 0x20 but are no letters */
    ck_assert(!dore_text_equal_nocase("[", "{"));
    ck_assert(!dore_text_equal_nocase("\xC3\x84", "\xC3\xA4"));
}
END_TEST

#define TEN "0123456789"
#define EIGHTY TEN TEN TEN TEN TEN TEN TEN TEN
#define NINETY EIGHTY TEN

static const struct {
    const char *name, *file;
} files[] = {
    {"", ""},
    {"order_1.sql", "order_1.sql"},
    {"..", "%2E."},
    {".hidden", "%2Ehidden"},
    {"-rf", "%2Drf"},
    {"a-b.c", "a-b.c"},
    {"a/b", "a%2Fb"},
    {"100%", "100%25"},
    {"\xC3\xA4", "%C3%A4"},
    {"a b\n", "a%20b%0A"},
    {NINETY TEN, NINETY TEN},
};

START_TEST(file_names_are_safe) {
    struct dore_arena arena = {0};
    ck_assert_str_eq(dore_file_name(&arena, files[_i].name), files[_i].file);
    dore_arena_release(&arena);
}
END_TEST

START_TEST(long_file_names_get_a_digest) {
    struct dore_arena arena = {0};
    const char *one = dore_file_name(&arena, NINETY TEN "x");
    const char *other = dore_file_name(&arena, NINETY TEN "y");
    ck_assert_uint_eq(strlen(one), 100);
    ck_assert_mem_eq(one, NINETY, 83);
    ck_assert_int_eq(one[83], '-');
    ck_assert_uint_eq(strspn(one + 84, "0123456789abcdef"), 16);
    ck_assert_mem_eq(one, other, 84);
    ck_assert_str_ne(one, other);
    dore_arena_release(&arena);
}
END_TEST

/* The cut keeps an escape whole or not at all, wherever it falls. */
static const struct {
    const char *name;
    size_t kept, length;
} cuts[] = {
    {NINETY "////", 83, 100}, /* digits at the cut */
    {EIGHTY "012//////////", 83, 100}, {EIGHTY "01//////////", 82, 99},
    {EIGHTY "0//////////", 81, 98},    {EIGHTY "//////////", 83, 100}, /* one escape fits */
};

START_TEST(escapes_are_not_cut) {
    struct dore_arena arena = {0};
    const char *file = dore_file_name(&arena, cuts[_i].name);
    ck_assert_uint_eq(strlen(file), cuts[_i].length);
    ck_assert_int_eq(file[cuts[_i].kept], '-');
    ck_assert_uint_eq(strspn(file + cuts[_i].kept + 1, "0123456789abcdef"), 16);
    dore_arena_release(&arena);
}
END_TEST

Suite *suite_text(void);
Suite *suite_text(void) {
    Suite *suite = suite_create("text");
    TCase *cases = tcase_create("text");
    tcase_add_test(cases, plain_is_what_nobody_escapes);
    tcase_add_loop_test(cases, order_is_of_bytes, 0, sizeof pairs / sizeof *pairs);
    tcase_add_test(cases, equal_looks_beyond_nul);
    tcase_add_test(cases, letter_case_is_ascii);
    tcase_add_loop_test(cases, file_names_are_safe, 0, sizeof files / sizeof *files);
    tcase_add_test(cases, long_file_names_get_a_digest);
    tcase_add_loop_test(cases, escapes_are_not_cut, 0, sizeof cuts / sizeof *cuts);
    suite_add_tcase(suite, cases);
    return suite;
}
