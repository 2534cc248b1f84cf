/* SPDX-License-Identifier: Apache-2.0
 *
 * layout.c: symbols, letters and tokens; what is literal stays literal; how many words a layout
 * takes (bytes are frozen); its domain.
 */
#include "faker_fixture.h"
#include "src/faker/providers.h"

#include <regex.h>

Suite *suite_layout(void);

static struct dore_arena arena;
static struct dore_diags diags;
static struct dore_buf buf;

static void setup(void) {
    diags = (struct dore_diags){.arena = &arena};
}
static void teardown(void) {
    dore_arena_release(&arena);
    dore_buf_release(&buf);
}

static const struct dore_layout_program *compile(const char *layout, bool symbols,
                                                 const char *letters) {
    struct dore_faker faker = {.arena = &arena,
                               .diags = &diags,
                               .where = {"test.json", 1, 1, 1, "$"},
                               .method = "test",
                               .now = FIXTURE_NOW};
    return dore_layout_compile((struct dore_str){layout, strlen(layout)}, symbols, letters, &faker);
}

/* The text of a row; *words gets how many 32-bit words it took. */
static const char *run(const struct dore_layout_program *program, uint64_t row, uint32_t *words) {
    struct dore_cell cell = {.rng = dore_rng_at(99, row), .arena = &arena, .out = &buf};
    dore_buf_clear(&buf);
    dore_layout_text(program, &cell);
    if (words)
        *words = cell.rng.position;
    dore_buf_putc(&buf, '\0');
    buf.size--;
    return buf.data;
}

#define MANY "##########"

static const struct {
    const char *layout;
    bool symbols;
    const char *letters, *shape;
    uint32_t words; /* that each row takes */
    uint64_t min_chars, max_chars, distinct;
} cases[] = {
    {"", true, NULL, "", 0, 0, 0, 1},
    {"plain text", true, NULL, "plain text", 0, 10, 10, 1},
    {"#", true, NULL, "[0-9]", 1, 1, 1, 10},
    {"%", true, NULL, "[1-9]", 1, 1, 1, 9},
    {"$", true, NULL, "[2-9]", 1, 1, 1, 8},
    {"!", true, NULL, "[0-9]?", 1, 0, 1, 11},
    {"@", true, NULL, "[1-9]?", 1, 0, 1, 10},
    {"!!", true, NULL, "[0-9]?[0-9]?", 2, 0, 2, 121},
    {"#########", true, NULL, "[0-9]{9}", 1, 9, 9, 1000000000},
    {MANY, true, NULL, "[0-9]{10}", 2, 10, 10, 10000000000},
    {"%########", true, NULL, "[1-9][0-9]{8}", 1, 9, 9, 900000000},
    {"$##-$##", true, NULL, "[2-9][0-9]{2}-[2-9][0-9]{2}", 2, 7, 7, 640000},
    {"#%#", true, NULL, "[0-9][1-9][0-9]", 2, 3, 3, 900},
    {"x#y", false, NULL, "x#y", 0, 3, 3, 1},
    {"#?", false, "ab", "#[ab]", 1, 2, 2, 2},
    {"?", true, NULL, "[?]", 0, 1, 1, 1},
    {"??????", true, FAKER_UPPERCASE, "[A-Z]{6}", 1, 6, 6, 308915776},
    {"???????", true, FAKER_UPPERCASE, "[A-Z]{7}", 2, 7, 7, UINT64_C(8031810176)},
    {"?-?", true, "x", "x-x", 2, 3, 3, 1},
    {"??#", true, "\xc3\xa9\xe2\x82\xac", "(\xc3\xa9|\xe2\x82\xac){2}[0-9]", 2, 3, 3, 40},
    {"{{country_code}}", true, NULL, "[A-Z]{2}", 1, 2, 2, 195},
    {"<{{ country_code }}>", true, NULL, "<[A-Z]{2}>", 1, 4, 4, 195},
    {"{{building_number}}", true, NULL, "[0-9]{3,5}", 2, 3, 5, 111000},
    {"{{city_suffix}}#{{tld}}", true, NULL, "[a-z]+[0-9][a-z]+", 3, 7, 12, 900},
    {"{{", true, NULL, "[{]{2}", 0, 2, 2, 1},
    {"{{}}", true, NULL, "[{]{2}[}]{2}", 0, 4, 4, 1},
    {"{{a b}}", true, NULL, "[{]{2}a b[}]{2}", 0, 7, 7, 1},
    {"{{{tld}}", true, NULL, "[{](com|net|org|info|biz)", 1, 4, 5, 5},
    {"{tld}", true, NULL, "[{]tld[}]", 0, 5, 5, 1},
    {"{{tld} }", true, NULL, "[{]{2}tld[}] [}]", 0, 8, 8, 1},
    {"{{tld:}}", true, NULL, "[{]{2}tld:[}]{2}", 0, 8, 8, 1},
    {"{{tld", true, NULL, "[{]{2}tld", 0, 5, 5, 1},
};

START_TEST(test_case) {
    const struct dore_layout_program *program =
        compile(cases[_i].layout, cases[_i].symbols, cases[_i].letters);
    ck_assert_uint_eq(diags.count, 0);
    struct dore_domain domain = dore_layout_domain(program);
    ck_assert_uint_eq(domain.min_chars, cases[_i].min_chars);
    ck_assert_uint_eq(domain.max_chars, cases[_i].max_chars);
    ck_assert_uint_eq(domain.distinct, cases[_i].distinct);
    regex_t shape;
    const char *whole = dore_arena_format(&arena, "^(%s)$", cases[_i].shape);
    ck_assert_int_eq(regcomp(&shape, whole, REG_EXTENDED), 0);
    for (uint64_t row = 0; row < 500; row++) {
        uint32_t words;
        const char *text = run(program, row, &words);
        ck_assert_msg(regexec(&shape, text, 0, NULL, 0) == 0, "%s", text);
        ck_assert_uint_eq(words, cases[_i].words);
        struct dore_value value = {.kind = DORE_STRING, .u.s = {buf.data, buf.size}};
        ck_assert(dore_domain_holds(&domain, &value));
    }
    regfree(&shape);
}
END_TEST

/* Every digit at every place, about equally often. */
START_TEST(test_digits_are_even) {
    enum { ROWS = 20000 };
    const struct dore_layout_program *program = compile("%##$!", true, NULL);
    uint32_t count[5][11] = {{0}};
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = run(program, row, NULL);
        for (int i = 0; i < 5; i++)
            count[i][text[i] ? text[i] - '0' : 10]++;
    }
    static const int least[] = {1, 0, 0, 2, 0}, values[] = {9, 10, 10, 8, 20};
    for (int i = 0; i < 5; i++)
        for (int digit = 0; digit < 10; digit++) {
            int expected = digit < least[i] ? 0 : ROWS / values[i];
            ck_assert_int_le(abs((int)count[i][digit] - expected), expected / 5);
        }
    ck_assert_int_le(abs((int)count[4][10] - ROWS / 2), ROWS / 50);
}
END_TEST

/* A row's draws go on from token to token, in the order of the layout. */
START_TEST(test_tokens_share_the_words_of_a_row) {
    const struct dore_layout_program *two = compile("{{tld}} {{tld}}", false, NULL);
    const struct dore_words *tlds = dore_words_find("en_US", "internet.tlds");
    for (uint64_t row = 0; row < 50; row++) {
        struct dore_rng rng = dore_rng_at(99, row);
        struct dore_str first = dore_word(tlds, dore_words_pick(tlds, &rng), 0);
        struct dore_str second = dore_word(tlds, dore_words_pick(tlds, &rng), 0);
        const char *expected = dore_arena_format(&arena, "%s %s", first.text, second.text);
        ck_assert_str_eq(run(two, row, NULL), expected);
    }
}
END_TEST

/* "##?" out of a method stays: only the layout itself has symbols. */
START_TEST(test_values_have_no_symbols) {
    const struct dore_layout_program *program = compile("{{color_name}}{{hex_color}}", true, "x");
    for (uint64_t row = 0; row < 50; row++)
        ck_assert_ptr_nonnull(strchr(run(program, row, NULL), '#'));
}
END_TEST

static const struct {
    const char *layout;
    enum dore_code code;
    const char *message, *hint;
} faults[] = {
    {"{{contry}}", DORE_E_METHOD_UNKNOWN, "unknown method 'contry'", "write 'country'"},
    {"a {{name:group}}", DORE_E_METHOD_OFFLINE, "argument group 'group' needs a Python program",
     "write '{{name}}'"},
    {"{{ name : x }}", DORE_OK, NULL, NULL},
    {"{{name: x }}", DORE_E_METHOD_OFFLINE, "argument group 'x' needs a Python program",
     "write '{{name}}'"},
};

START_TEST(test_fault) {
    const struct dore_layout_program *program = compile(faults[_i].layout, true, NULL);
    ck_assert_ptr_nonnull(program);
    ck_assert_uint_eq(diags.errors, faults[_i].code != DORE_OK);
    if (diags.errors == 0)
        return;
    ck_assert_int_eq(diags.list[0].code, faults[_i].code);
    ck_assert_str_eq(diags.list[0].message, faults[_i].message);
    ck_assert_str_eq(diags.list[0].hint, faults[_i].hint);
}
END_TEST

START_TEST(test_without_tokens) {
    struct dore_faker faker = {.arena = &arena, .diags = &diags, .method = "test"};
    const struct dore_layout_program *program =
        faker_symbols_compile(DORE_STR("{{name}}#"), true, NULL, &faker);
    const char *text = run(program, 3, NULL);
    ck_assert_uint_eq(strlen(text), 9);
    ck_assert_int_eq(strncmp(text, "{{name}}", 8), 0);
    ck_assert_int_ne(text[8], '#');
}
END_TEST

START_TEST(test_nul_is_literal) {
    struct dore_faker faker = {.arena = &arena, .diags = &diags, .method = "test"};
    const struct dore_layout_program *program =
        dore_layout_compile(DORE_STR("a\0#"), true, NULL, &faker);
    run(program, 3, NULL);
    ck_assert_uint_eq(buf.size, 3);
    ck_assert_mem_eq(buf.data, "a", 2);
    ck_assert(dore_layout_domain(program).nul);
}
END_TEST

Suite *suite_layout(void) {
    Suite *suite = suite_create("layout");
    TCase *tcase = tcase_create("layout");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, test_case, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tcase, test_digits_are_even);
    tcase_add_test(tcase, test_tokens_share_the_words_of_a_row);
    tcase_add_test(tcase, test_values_have_no_symbols);
    tcase_add_loop_test(tcase, test_fault, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(tcase, test_without_tokens);
    tcase_add_test(tcase, test_nul_is_literal);
    suite_add_tcase(suite, tcase);
    return suite;
}
