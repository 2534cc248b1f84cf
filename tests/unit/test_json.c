/* SPDX-License-Identifier: Apache-2.0
 *
 * src/json: what is refused and where, what the tree holds, and the questions to nodes.
 */
#include "dore/node.h"

#include <check.h>

Suite *suite_json(void);

static struct dore_arena arena;
static struct dore_diags diags;

static void set_up(void) {
    diags = (struct dore_diags){.arena = &arena};
}

static void tear_down(void) {
    dore_arena_release(&arena);
}

static const struct dore_node *read_bytes(const char *text, size_t size) {
    return dore_json_read(&arena, "x.json", "$", (struct dore_str){text, size}, &diags);
}

static const struct dore_node *read_text(const char *text) {
    return read_bytes(text, strlen(text));
}

/* ---- refusals ------------------------------------------------------------------------------- */

static const struct {
    const char *text;
    size_t size; /* 0: strlen */
    enum dore_code code;
    unsigned line, column;
    const char *path;
} refused[] = {
    {"", 0, DORE_E_JSON_SYNTAX, 1, 1, "$"},
    {" \n\t", 0, DORE_E_JSON_SYNTAX, 2, 2, "$"},
    {"\xef\xbb\xbf{}", 0, DORE_E_JSON_TEXT, 1, 1, "$"},
    {"\xff\xfe{\0}\0", 6, DORE_E_JSON_TEXT, 1, 1, "$"},
    {"{\0}\0", 4, DORE_E_JSON_SYNTAX, 1, 2, "$"},
    {"\0", 1, DORE_E_JSON_SYNTAX, 1, 1, "$"},
    {"\x7f"
     "ELF\x02\x01\x01\0",
     8, DORE_E_JSON_SYNTAX, 1, 1, "$"},
    {"{} x", 0, DORE_E_JSON_SYNTAX, 1, 4, "$"},
    {"{}\0", 3, DORE_E_JSON_SYNTAX, 1, 3, "$"},
    {"{}{}", 0, DORE_E_JSON_SYNTAX, 1, 3, "$"},
    {"{\n \"a\": \"caf\xe9\"}", 0, DORE_E_JSON_TEXT, 2, 11, "$"},
    {"[\"\xc0\x80\"]", 0, DORE_E_JSON_TEXT, 1, 3, "$"},
    {"[\"\xed\xa0\x80\"]", 0, DORE_E_JSON_TEXT, 1, 3, "$"},
    {"[\"\\ud800\"]", 0, DORE_E_JSON_TEXT, 1, 3, "$[0]"},
    {"[\"\\udc00\\ud800\"]", 0, DORE_E_JSON_TEXT, 1, 3, "$[0]"},
    {"[\"\\ud83d\\u0041\"]", 0, DORE_E_JSON_TEXT, 1, 3, "$[0]"},
    {"[\"\\ud83dx\"]", 0, DORE_E_JSON_TEXT, 1, 3, "$[0]"},
    {"{\"a\": \"x\ty\"}", 0, DORE_E_JSON_TEXT, 1, 9, "$.a"},
    {"{\"a\": \"x\n\"}", 0, DORE_E_JSON_TEXT, 1, 9, "$.a"},
    {"{\"a\": \"x\0\"}", 11, DORE_E_JSON_TEXT, 1, 9, "$.a"},
    {"{\"a\\u0000b\": 1}", 0, DORE_E_JSON_TEXT, 1, 4, "$"},
    {"[\"\\x\"]", 0, DORE_E_JSON_SYNTAX, 1, 4, "$[0]"},
    {"[\"\\u12g4\"]", 0, DORE_E_JSON_SYNTAX, 1, 7, "$[0]"},
    {"[\"abc", 0, DORE_E_JSON_SYNTAX, 1, 2, "$[0]"},
    {"[\"abc\\", 0, DORE_E_JSON_SYNTAX, 1, 7, "$[0]"},
    {"[01]", 0, DORE_E_JSON_SYNTAX, 1, 2, "$[0]"},
    {"[-01]", 0, DORE_E_JSON_SYNTAX, 1, 3, "$[0]"},
    {"[1.]", 0, DORE_E_JSON_SYNTAX, 1, 4, "$[0]"},
    {"[.5]", 0, DORE_E_JSON_SYNTAX, 1, 2, "$[0]"},
    {"[+1]", 0, DORE_E_JSON_SYNTAX, 1, 2, "$[0]"},
    {"[-]", 0, DORE_E_JSON_SYNTAX, 1, 3, "$[0]"},
    {"[1e]", 0, DORE_E_JSON_SYNTAX, 1, 4, "$[0]"},
    {"[1e+]", 0, DORE_E_JSON_SYNTAX, 1, 5, "$[0]"},
    {"[1x]", 0, DORE_E_JSON_SYNTAX, 1, 3, "$"},
    {"[0x10]", 0, DORE_E_JSON_SYNTAX, 1, 3, "$"},
    {"[NaN]", 0, DORE_E_JSON_SYNTAX, 1, 2, "$[0]"},
    {"[True]", 0, DORE_E_JSON_SYNTAX, 1, 2, "$[0]"},
    {"[truer]", 0, DORE_E_JSON_SYNTAX, 1, 2, "$[0]"},
    {"[nul]", 0, DORE_E_JSON_SYNTAX, 1, 2, "$[0]"},
    {"[1,]", 0, DORE_E_JSON_SYNTAX, 1, 4, "$[1]"},
    {"[1 2]", 0, DORE_E_JSON_SYNTAX, 1, 4, "$"},
    {"[1}", 0, DORE_E_JSON_SYNTAX, 1, 3, "$"},
    {"[", 0, DORE_E_JSON_SYNTAX, 1, 2, "$[0]"},
    {"{\"a\": [1, {\"b\"", 0, DORE_E_JSON_SYNTAX, 1, 15, "$.a[1].b"},
    {"{\"a\": 1,}", 0, DORE_E_JSON_SYNTAX, 1, 9, "$"},
    {"{\"a\" 1}", 0, DORE_E_JSON_SYNTAX, 1, 6, "$.a"},
    {"{\"a\":}", 0, DORE_E_JSON_SYNTAX, 1, 6, "$.a"},
    {"{a: 1}", 0, DORE_E_JSON_SYNTAX, 1, 2, "$"},
    {"{'a': 1}", 0, DORE_E_JSON_SYNTAX, 1, 2, "$"},
    {"{\"a\": 'x'}", 0, DORE_E_JSON_SYNTAX, 1, 7, "$.a"},
    {"{ // no\n}", 0, DORE_E_JSON_SYNTAX, 1, 3, "$"},
    {"{\"records\": {{n}}}", 0, DORE_E_JSON_SYNTAX, 1, 14, "$.records"},
    {"{\"a\": 1, \"b\": 2, \"a\": 3}", 0, DORE_E_JSON_DUPLICATE, 1, 18, "$.a"},
    {"{\"a\": 1, \"\\u0061\": 3}", 0, DORE_E_JSON_DUPLICATE, 1, 10, "$[\"\\u0061\"]"},
    {"\xc2\xa0{}", 0, DORE_E_JSON_SYNTAX, 1, 1, "$"},
    {"[\"\xf0\x9f\x98\x80\xc3\xa9\", x]", 0, DORE_E_JSON_SYNTAX, 1, 8, "$[1]"},
};

START_TEST(refuses) {
    size_t size = refused[_i].size ? refused[_i].size : strlen(refused[_i].text);
    ck_assert_ptr_null(read_bytes(refused[_i].text, size));
    ck_assert_uint_eq(diags.count, 1);
    const struct dore_diag *diag = &diags.list[0];
    ck_assert_uint_eq(diag->severity, DORE_ERROR);
    ck_assert_uint_eq(diag->code, refused[_i].code);
    ck_assert_str_eq(diag->where.file, "x.json");
    ck_assert_str_eq(diag->where.path, refused[_i].path);
    ck_assert_uint_eq(diag->where.line, refused[_i].line);
    ck_assert_uint_eq(diag->where.column, refused[_i].column);
    ck_assert_str_ne(diag->message, "");
}
END_TEST

/* What is said to habits of other languages. */
static const struct {
    const char *text, *hint; /* NULL: nothing */
} habits[] = {
    {"[True]", "write true, or quote text with '\"'"},
    {"[None]", "write null, or quote text with '\"'"},
    {"[off]", "write false, or quote text with '\"'"},
    {"[shop]", "quote text with '\"'"},
    {"[NaN]", "JSON has no such number"},
    {"['a']", "JSON quotes text with '\"'"},
    {"[\xe2\x80\x9c\"a\xe2\x80\x9d]", "JSON quotes text with '\"'"},
    {"{'a': 1}", "JSON quotes text with '\"'"},
    {"{a: 1}", "put it in double quotes"},
    {"{\"a\": 1,, \"b\": 2}", "leave the comma out"},
    {"{\"a\": 1,000}", "a number has no commas inside"},
    {"{\"a\": 1_000}", "a number has nothing but digits here"},
    {"[\"a\" \"b\"]", "put a comma before it"},
    {"[1 /* one */]", "JSON has no comments"},
    {"[\"a\tb\"]", "write '\\t'"},
    {"[\"a\x01\"]", "write '\\u0001'"},
    {"[1}", NULL},
    {"{\n\"a\": {\n}", NULL}, /* a text without indents tells nothing */
    {"{\n  \"a\": { \"b\": {},\n  \"c\": \"}\"\n}\n",
     "look at line 4, whose '}' closes the '{' of line 2"},
    {"{\n  \"a\": {\n    \"b\": [1\n  ],\n  \"c\": 1\n}\n",
     "look at line 4, whose ']' closes the '[' of line 3"},
    {"{\n  \"a\": {\n    \"b\": {\n  },\n  \"c\": \"}\"\n}\n",
     "look at line 4, whose '}' closes the '{' of line 3"},
    {"{\n  \"a\": {\n    \"b\": 1 }\n  },\n  \"c\": 1\n}\n",
     "look at line 4, whose '}' closes the '{' of line 1"},
};

START_TEST(tells_what_to_write) {
    ck_assert_ptr_null(read_text(habits[_i].text));
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_pstr_eq(diags.list[0].hint, habits[_i].hint);
}
END_TEST

/* Text of `count` times `unit` between two others, on the heap. */
static struct dore_buf repeat(const char *begin, const char *unit, size_t count, const char *end) {
    struct dore_buf text = {0};
    dore_buf_puts(&text, begin);
    for (size_t i = 0; i < count; i++)
        dore_buf_puts(&text, unit);
    dore_buf_puts(&text, end);
    return text;
}

static void expect_limit(struct dore_buf text) {
    ck_assert_ptr_null(read_bytes(text.data, text.size));
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_uint_eq(diags.list[0].code, DORE_E_FILE_LIMIT);
    dore_buf_release(&text);
}

START_TEST(limits) {
    struct dore_buf deep = repeat("", "[", DORE_MAX_NESTING, "");
    for (int i = 0; i < DORE_MAX_NESTING; i++)
        dore_buf_putc(&deep, ']');
    ck_assert_ptr_nonnull(read_bytes(deep.data, deep.size));
    dore_buf_release(&deep);
    struct dore_buf string = repeat("\"", "\xc3\xa9", DORE_MAX_STRING / 2, "\"");
    ck_assert_ptr_nonnull(read_bytes(string.data, string.size));
    dore_buf_release(&string);
    ck_assert_uint_eq(diags.count, 0);
    expect_limit(repeat("", "[", DORE_MAX_NESTING + 1, ""));
    ck_assert_uint_eq(diags.list[0].where.column, DORE_MAX_NESTING + 1);
    set_up();
    expect_limit(repeat("\"", "\xc3\xa9", DORE_MAX_STRING / 2, "x\""));
    set_up();
    expect_limit(repeat("[0", ",0", DORE_MAX_ITEMS, "]"));
    set_up();
    expect_limit(repeat("", "[[[[[[[[", (100 << 20) / 8, ""));
    set_up();
    expect_limit(repeat("", "[[[[[[[[", (60 << 20) / 8, ""));
}
END_TEST

START_TEST(all_duplicates_are_reported) {
    struct dore_buf text = repeat("{\"z\": {\"x\": 0, \"x\": 1}", "", 0, "");
    for (int i = 0; i < 20000; i++)
        dore_buf_format(&text, ", \"k%d\": 0", i % 19999);
    dore_buf_puts(&text, ", \"z\": 1}");
    ck_assert_ptr_null(read_bytes(text.data, text.size));
    ck_assert_uint_eq(diags.errors, 3);
    dore_buf_release(&text);
}
END_TEST

/* ---- the tree ------------------------------------------------------------------------------- */

static void check_where(struct dore_where where, unsigned line, unsigned column, unsigned span,
                        const char *path) {
    ck_assert_str_eq(where.file, "x.json");
    ck_assert_uint_eq(where.line, line);
    ck_assert_uint_eq(where.column, column);
    ck_assert_uint_eq(where.span, span);
    ck_assert_str_eq(where.path, path);
}

START_TEST(places) {
    const struct dore_node *root = read_text("{\"id\": \"\xc3\xa9t\xc3\xa9\",\r\n"
                                             " \"two words\": [10, {\"x\": null}],\n"
                                             "\n"
                                             " \"\": true}");
    ck_assert_ptr_nonnull(root);
    ck_assert_uint_eq(root->count, 3);
    check_where(root->where, 1, 1, 1, "$");
    const struct dore_node *id = root->first, *list = id->next, *empty = list->next;
    check_where(id->key_where, 1, 2, 4, "$.id");
    check_where(id->where, 1, 8, 5, "$.id");
    check_where(list->key_where, 2, 2, 11, "$[\"two words\"]");
    check_where(list->where, 2, 15, 1, "$[\"two words\"]");
    check_where(list->first->where, 2, 16, 2, "$[\"two words\"][0]");
    ck_assert_ptr_null(list->first->key);
    check_where(list->first->next->first->where, 2, 26, 4, "$[\"two words\"][1].x");
    check_where(empty->where, 4, 6, 4, "$[\"\"]");
    ck_assert_ptr_null(empty->next);
}
END_TEST

START_TEST(values) {
    const struct dore_node *root = read_text(
        "[null, true, false, \"a\\u0000b\\n\\/\\\"\\\\\\u00e9\\ud83d\\ude00\", {}, [], \"\","
        " 123456789012345678901234567890.50E+0, 1e400, -0]");
    ck_assert_ptr_nonnull(root);
    ck_assert_uint_eq(root->count, 10);
    static const enum dore_node_kind kinds[] = {
        DORE_NODE_NULL,  DORE_NODE_BOOL,   DORE_NODE_BOOL,   DORE_NODE_STRING, DORE_NODE_OBJECT,
        DORE_NODE_ARRAY, DORE_NODE_STRING, DORE_NODE_NUMBER, DORE_NODE_NUMBER, DORE_NODE_NUMBER};
    const struct dore_node *item[10], *next = root->first;
    for (int i = 0; i < 10; i++, next = next->next) {
        item[i] = next;
        ck_assert_uint_eq(next->kind, kinds[i]);
        ck_assert(!next->variable);
    }
    ck_assert(item[1]->truth && !item[2]->truth);
    ck_assert(dore_str_equal(item[3]->text, DORE_STR("a\0b\n/\"\\\xc3\xa9\xf0\x9f\x98\x80")));
    ck_assert_int_eq(item[3]->text.text[item[3]->text.size], '\0');
    ck_assert_uint_eq(item[6]->text.size, 0);
    ck_assert_str_eq(item[7]->text.text, "123456789012345678901234567890.50E+0");
    ck_assert_str_eq(item[8]->text.text, "1e400");
    ck_assert_str_eq(item[9]->text.text, "-0");
}
END_TEST

START_TEST(long_numbers_keep_all_digits) {
    struct dore_buf text = repeat("[7, ", "9", 5000, ", 8]");
    const struct dore_node *root = read_bytes(text.data, text.size);
    ck_assert_ptr_nonnull(root);
    ck_assert_uint_eq(root->count, 3);
    ck_assert_uint_eq(root->first->next->text.size, 5000);
    ck_assert_str_eq(root->first->next->next->text.text, "8");
    dore_buf_release(&text);
}
END_TEST

START_TEST(long_keys_make_short_paths) {
    struct dore_buf text = repeat("{\"", "\xc3\xa9", 1000, "\": {\"a\": 1}}");
    const struct dore_node *root = read_bytes(text.data, text.size);
    ck_assert_ptr_nonnull(root);
    ck_assert_uint_eq(strlen(root->first->key), 2000);
    const char *path = root->first->first->where.path;
    ck_assert_uint_lt(strlen(path), 100);
    ck_assert_uint_eq(dore_utf8_valid(path, strlen(path)), strlen(path));
    dore_buf_release(&text);
}
END_TEST

START_TEST(find_minds_letter_case) {
    const struct dore_node *root = read_text("{\"Id\": 1, \"id\": 2}");
    ck_assert_str_eq(dore_node_find(root, "id")->text.text, "2");
    ck_assert_str_eq(dore_node_find(root, "Id")->text.text, "1");
    ck_assert_ptr_null(dore_node_find(root, "ID"));
    ck_assert_ptr_null(dore_node_find(root->first, "id"));
}
END_TEST

/* ---- numbers -------------------------------------------------------------------------------- */

static const struct {
    const char *text;
    bool good;
    int64_t value;
} integers[] = {
    {"0", true, 0},
    {"-0", true, 0},
    {"7", true, 7},
    {"-7", true, -7},
    {"3.0", true, 3},
    {"1e2", true, 100},
    {"1E+2", true, 100},
    {"1.5e1", true, 15},
    {"1000e-3", true, 1},
    {"0.000", true, 0},
    {"0e999999999999", true, 0},
    {"0.05e2", true, 5},
    {"9223372036854775807", true, INT64_MAX},
    {"9223372036854775807.00", true, INT64_MAX},
    {"-9223372036854775808", true, INT64_MIN},
    {"922337203685477580700e-2", true, INT64_MAX},
    {"9223372036854775808", false, 0},
    {"-9223372036854775809", false, 0},
    {"1e19", false, 0},
    {"1e400", false, 0},
    {"1e-1", false, 0},
    {"0.5", false, 0},
    {"15e-1", false, 0},
    {"1e-999999999999", false, 0},
};

START_TEST(reads_integers) {
    const struct dore_node *node = read_text(integers[_i].text);
    int64_t value = 0;
    ck_assert_int_eq(dore_node_integer(node, &value), integers[_i].good);
    if (integers[_i].good)
        ck_assert_int_eq(value, integers[_i].value);
    struct dore_node text = *node;
    text.kind = DORE_NODE_STRING;
    ck_assert(!dore_node_integer(&text, &value));
    text.variable = true;
    ck_assert_int_eq(dore_node_integer(&text, &value), integers[_i].good);
}
END_TEST

START_TEST(variables_stand_for_numbers_and_booleans) {
    static const char *const not_numbers[] = {"",   " 1",  "1 ",  "01", "1x",
                                              "+1", "0x1", "1,5", "nan"};
    struct dore_node node = {.kind = DORE_NODE_STRING, .variable = true};
    int64_t integer;
    double number;
    bool truth;
    for (size_t i = 0; i < sizeof not_numbers / sizeof *not_numbers; i++) {
        node.text = (struct dore_str){not_numbers[i], strlen(not_numbers[i])};
        ck_assert_msg(!dore_node_integer(&node, &integer), "'%s'", not_numbers[i]);
        ck_assert_msg(!dore_node_double(&node, &number), "'%s'", not_numbers[i]);
        ck_assert(!dore_node_bool(&node, &truth));
    }
    node.text = DORE_STR("2.5");
    ck_assert(dore_node_double(&node, &number) && number == 2.5);
    node.text = DORE_STR("true");
    ck_assert(dore_node_bool(&node, &truth) && truth);
    node.text = DORE_STR("false");
    ck_assert(dore_node_bool(&node, &truth) && !truth);
    node.variable = false;
    ck_assert(!dore_node_bool(&node, &truth));
    ck_assert(dore_node_bool(read_text("true"), &truth) && truth);
    ck_assert(!dore_node_bool(read_text("1"), &truth));
}
END_TEST

/* ---- writing -------------------------------------------------------------------------------- */

START_TEST(writes_what_it_read) {
    const char *compact = "{\"a\":[1,2.50,{}],\"b\\\"\":\"\\u0000\\n\xc3\xa9\",\"c\":[],\"d\":null,"
                          "\"e\":{\"f\":true,\"g\":false}}";
    struct dore_buf out = {0};
    dore_node_write(read_text(compact), 0, &out);
    ck_assert_uint_eq(out.size, strlen(compact));
    ck_assert_mem_eq(out.data, compact, out.size);
    dore_buf_clear(&out);
    const char *wide = "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ]\n}";
    dore_node_write(read_text("{\"a\":[1,{\"b\":[]}]}"), 2, &out);
    ck_assert_uint_eq(out.size, strlen(wide));
    ck_assert_mem_eq(out.data, wide, out.size);
    dore_buf_release(&out);
}
END_TEST

Suite *suite_json(void) {
    Suite *suite = suite_create("json");
    TCase *tests = tcase_create("json");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, refuses, 0, (int)(sizeof refused / sizeof *refused));
    tcase_add_loop_test(tests, tells_what_to_write, 0, sizeof habits / sizeof *habits);
    tcase_add_test(tests, limits);
    tcase_add_test(tests, all_duplicates_are_reported);
    tcase_add_test(tests, places);
    tcase_add_test(tests, values);
    tcase_add_test(tests, long_numbers_keep_all_digits);
    tcase_add_test(tests, long_keys_make_short_paths);
    tcase_add_test(tests, find_minds_letter_case);
    tcase_add_loop_test(tests, reads_integers, 0, (int)(sizeof integers / sizeof *integers));
    tcase_add_test(tests, variables_stand_for_numbers_and_booleans);
    tcase_add_test(tests, writes_what_it_read);
    suite_add_tcase(suite, tests);
    return suite;
}
