/* SPDX-License-Identifier: Apache-2.0
 *
 * slug.c: what stays, what is folded, what is dropped, and that text in front is left alone.
 */
#include "src/faker/internet.h"

#include <check.h>

Suite *suite_slug(void);

static const struct {
    const char *text, *slug;
} cases[] = {
    {"", ""},
    {"abc_09", "abc_09"},
    {"John.Smith", "johnsmith"},
    {"O'Neill", "oneill"},
    {"de la Cruz", "de-la-cruz"},
    {"Smith-Jones,", "smith-jones"},
    {"  two \t\n words  ", "two-words"},
    {"a - b", "a-b"},
    {"a--b", "a-b"},
    {"-a-", "-a-"},
    {" -a ", "-a"},
    {"! a !", "a"},
    {"- ", "-"},
    {"...", ""},
    {" ", ""},
    {"\xc3\x89t\xc3\xa9 \xc5\xbd", "ete-z"}, /* É é Ž */
    {"e\xcc\x81t", "et"},                    /* a combining accent */
    {"stra\xc3\x9f"
     "e",
     "strae"}, /* ß is no accented letter */
    {"\xe6\x9d\xb1\xe4\xba\xac a\xf0\x9f\x98\x80"
     "b",
     "ab"}, /* beyond Latin */
    {"a\xe2\x80\x94"
     "b",
     "ab"}, /* a dash is no hyphen */
};

START_TEST(test_slug) {
    struct dore_buf buf = {0};
    dore_buf_puts(&buf, "Kept. ");
    dore_buf_puts(&buf, cases[_i].text);
    faker_slug(&buf, 6);
    dore_buf_putc(&buf, '\0');
    ck_assert_int_eq(strncmp(buf.data, "Kept. ", 6), 0);
    ck_assert_str_eq(buf.data + 6, cases[_i].slug);
    dore_buf_release(&buf);
}
END_TEST

/* Every single character: at most one byte of [a-z0-9_-]. */
START_TEST(test_every_character) {
    struct dore_buf buf = {0};
    for (uint32_t scalar = 1; scalar < 0x11000; scalar++) {
        char text[4];
        if (scalar >= 0xd800 && scalar <= 0xdfff)
            continue;
        dore_buf_clear(&buf);
        dore_buf_put(&buf, text, dore_utf8_encode(scalar, text));
        faker_slug(&buf, 0);
        bool fine = buf.size == 0 ||
                    (buf.size == 1 && strchr("abcdefghijklmnopqrstuvwxyz0123456789_-", *buf.data));
        if (!fine)
            ck_abort_msg("U+%04X", scalar);
    }
    dore_buf_release(&buf);
}
END_TEST

Suite *suite_slug(void) {
    Suite *suite = suite_create("slug");
    TCase *tcase = tcase_create("slug");
    tcase_add_loop_test(tcase, test_slug, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tcase, test_every_character);
    suite_add_tcase(suite, tcase);
    return suite;
}
