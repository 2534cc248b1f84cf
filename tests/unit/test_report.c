/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/report.c, escape.c, excerpt.c, progress.c: what a message looks like, and that no foreign
 * byte in it can steer a terminal, flood it, or show a secret.
 */
#include "cases.h"

#include <unistd.h>

#include "src/cli/cli.h"

static struct dore_arena arena;
static struct dore_diags diags;
static struct dore_buf out;

static void setup(void) {
    arena = (struct dore_arena){0};
    diags = (struct dore_diags){.arena = &arena};
    out = (struct dore_buf){0};
}

static void teardown(void) {
    dore_buf_release(&out);
    dore_arena_release(&arena);
}

static const char *text(void) {
    return dore_arena_text(&arena, out.data, out.size);
}

static char *repeated(char byte, size_t count) {
    char *result = dore_arena_alloc(&arena, count + 1, 1);
    memset(result, byte, count);
    return result;
}

/* ---- escapes ------------------------------------------------------------------------------ */

static const struct {
    struct dore_str raw;
    const char *escaped;
    unsigned width;
} escapes[] = {
    {{"plain 'text' \\ \"", 16}, "plain 'text' \\ \"", 16},
    {{"\033[31mred", 8}, "\\x1b[31mred", 11},
    {{"a\nb\tc\rd\0e", 9}, "a\\x0ab\\x09c\\x0dd\\x00e", 21},
    {{"\177", 1}, "\\x7f", 4},
    {{"\xc2\x9b"
      "31m",
      5},
     "\\u009b31m",
     9},
    {{"\xff\xc3\x28", 3}, "\\xff\\xc3(", 9},
    {{"\xe2\x80", 2}, "\\xe2\\x80", 8},
    {{"\xed\xa0\x80", 3}, "\\xed\\xa0\\x80", 12}, /* a surrogate */
    {{"\xe2\x80\xae", 3}, "\\u202e", 6},
    {{"\xe2\x81\xa6", 3}, "\\u2066", 6},
    {{"\xe2\x80\xa8", 3}, "\\u2028", 6},
    {{"\xef\xbb\xbf", 3}, "\\ufeff", 6},
    {{"\xc3\xa4\xe2\x82\xac", 5}, "\xc3\xa4\xe2\x82\xac", 2},
    {{"\xe6\xbc\xa2", 3}, "\xe6\xbc\xa2", 2},
    {{"\xf0\x9f\x98\x80", 4}, "\xf0\x9f\x98\x80", 2},
    {{"e\xcc\x81", 3}, "e\xcc\x81", 1},
};

START_TEST(foreign_bytes_are_escaped) {
    unsigned width = 0;
    struct dore_str raw = escapes[_i].raw;
    cli_escape(&out, raw);
    ck_assert_str_eq(text(), escapes[_i].escaped);
    dore_buf_clear(&out);
    for (size_t at = 0; at < raw.size;)
        at += cli_escape_character(&out, raw.text + at, raw.size - at, &width);
    ck_assert_uint_eq(width, escapes[_i].width);
}
END_TEST

START_TEST(no_byte_steers_a_terminal) {
    for (unsigned a = 0; a < 256; a++) {
        for (unsigned b = 0; b < 256; b++) {
            const char raw[] = {(char)a, (char)b};
            dore_buf_clear(&out);
            cli_escape(&out, (struct dore_str){raw, 2});
            ck_assert_uint_eq(dore_utf8_valid(out.data, out.size), out.size);
            for (size_t i = 0; i < out.size; i++) {
                unsigned char byte = (unsigned char)out.data[i];
                ck_assert(byte >= 0x20 && byte != 0x7f);
                bool c1 = byte == 0xc2 && (unsigned char)out.data[i + 1] < 0xa0;
                ck_assert(!c1);
            }
        }
    }
}
END_TEST

START_TEST(long_texts_are_cut) {
    cli_escape(&out, (struct dore_str){repeated('x', 100000), 100000});
    ck_assert_uint_eq(out.size, FOREIGN_BYTES + 3);
    ck_assert_str_eq(text() + FOREIGN_BYTES, "...");
    dore_buf_clear(&out);
    cli_escape(&out, (struct dore_str){repeated('x', FOREIGN_BYTES), FOREIGN_BYTES});
    ck_assert_uint_eq(out.size, FOREIGN_BYTES);
}
END_TEST

START_TEST(cuts_keep_characters_whole) {
    struct dore_buf raw = {0};
    dore_buf_puts(&raw, "x");
    for (int i = 0; i < 100; i++)
        dore_buf_puts(&raw, "\xe2\x82\xac");
    cli_escape(&out, (struct dore_str){raw.data, raw.size});
    ck_assert_uint_eq(dore_utf8_valid(out.data, out.size), out.size);
    ck_assert_uint_lt(out.size, FOREIGN_BYTES + 7);
    dore_buf_release(&raw);
}
END_TEST

START_TEST(messages_keep_what_stands_behind_a_long_name) {
    cli_escape_message(
        &out, dore_arena_format(&arena, "unknown key '%s' in 'model'", repeated('k', 5000)));
    const char *message = text();
    ck_assert_uint_lt(strlen(message), 2 * FOREIGN_BYTES);
    ck_assert_ptr_nonnull(strstr(message, "unknown key 'kkk"));
    ck_assert_ptr_nonnull(strstr(message, "kkk...' in 'model'"));
}
END_TEST

START_TEST(messages_end_somewhere) {
    struct dore_buf raw = {0};
    for (int i = 0; i < 100000; i++)
        dore_buf_puts(&raw, "'a' ");
    dore_buf_putc(&raw, '\0');
    cli_escape_message(&out, raw.data);
    ck_assert_uint_lt(out.size, MESSAGE_BYTES + 10);
    dore_buf_release(&raw);
}
END_TEST

/* ---- diagnostics -------------------------------------------------------------------------- */

static const struct {
    struct dore_diag diag;
    const char *text, *json;
} reports[] = {
    {{DORE_ERROR,
      DORE_E_KEY_UNKNOWN,
      {"shop.json", 14, 22, 8, "$.models.a"},
      "unknown key 'x'",
      "write 'y'"},
     "shop.json:14:22: error: $.models.a: unknown key 'x'; write 'y' [E301]\n",
     "{\"severity\":\"error\",\"code\":\"E301\",\"file\":\"shop.json\",\"line\":14,\"column\":22,"
     "\"path\":\"$.models.a\",\"message\":\"unknown key 'x'\",\"hint\":\"write 'y'\"}\n"},
    {{DORE_WARNING, DORE_W_KIND, {"a.json", 1, 2, 1, "$"}, "may not fit", NULL},
     "a.json:1:2: warning: $: may not fit [W505]\n",
     "{\"severity\":\"warning\",\"code\":\"W505\",\"file\":\"a.json\",\"line\":1,\"column\":2,"
     "\"path\":\"$\",\"message\":\"may not fit\",\"hint\":null}\n"},
    {{DORE_NOTE, DORE_W_OPTION_IDLE, {NULL, 0, 0, 0, NULL}, "no effect here: '--cache'", NULL},
     "dore: note: no effect here: '--cache' [W108]\n",
     "{\"severity\":\"note\",\"code\":\"W108\",\"file\":null,\"line\":null,\"column\":null,"
     "\"path\":null,\"message\":\"no effect here: '--cache'\",\"hint\":null}\n"},
    {{DORE_ERROR, DORE_E_FILE_READ, {"a\033.json", 0, 0, 0, NULL}, "cannot read \"\\\n", "\x9b"},
     "a\\x1b.json: error: cannot read \"\\\\x0a; \\x9b [E201]\n",
     "{\"severity\":\"error\",\"code\":\"E201\",\"file\":\"a\\\\x1b.json\",\"line\":null,"
     "\"column\":null,\"path\":null,\"message\":\"cannot read \\\"\\\\\\\\x0a\","
     "\"hint\":\"\\\\x9b\"}\n"},
};

START_TEST(diagnostics_as_text) {
    struct report report = {.columns = 80};
    cli_report_format(&report, &diags, &reports[_i].diag, &out);
    ck_assert_str_eq(text(), reports[_i].text);
}
END_TEST

START_TEST(diagnostics_as_json) {
    struct report report = {.json = true, .terminal = true, .color = true};
    cli_report_format(&report, &diags, &reports[_i].diag, &out);
    ck_assert_str_eq(text(), reports[_i].json);
    struct dore_diags faults = {.arena = &arena};
    ck_assert_ptr_nonnull(
        dore_json_read(&arena, "line", "$", (struct dore_str){out.data, out.size}, &faults));
}
END_TEST

START_TEST(colours_wrap_the_severity) {
    struct report report = {.color = true, .columns = 80};
    cli_report_format(&report, &diags, &reports[0].diag, &out);
    ck_assert_str_eq(text(), "\033[1mshop.json:14:22:\033[0m \033[1;31merror:\033[0m $.models.a: "
                             "unknown key 'x'; write 'y' [E301]\n");
}
END_TEST

static const struct {
    enum dore_code codes[3];
    enum exit_status status;
} statuses[] = {
    {{DORE_OK}, EXIT_DONE},
    {{DORE_E_JSON_SYNTAX}, EXIT_REFUSED},
    {{DORE_E_KEY_UNKNOWN, DORE_E_NAME}, EXIT_REFUSED},
    {{DORE_E_KEY_UNKNOWN, DORE_E_VARIABLE_UNUSED}, EXIT_USAGE},
    {{DORE_E_OUTPUT_KIND}, EXIT_USAGE},
    {{DORE_E_OUTPUT_EXISTS}, EXIT_FAILED},
    {{DORE_E_OUTPUT_FAILED, DORE_E_RECORDS}, EXIT_REFUSED},
};

/* What cli_report_diags writes to stderr, which comes back in `out`. */
static enum exit_status captured(struct report *report) {
    FILE *file = tmpfile();
    int saved = dup(STDERR_FILENO);
    ck_assert(file && saved >= 0 && dup2(fileno(file), STDERR_FILENO) >= 0);
    enum exit_status status = cli_report_diags(report, &diags);
    ck_assert_int_ge(dup2(saved, STDERR_FILENO), 0);
    close(saved);
    rewind(file);
    dore_buf_clear(&out);
    for (int byte; (byte = getc(file)) != EOF;)
        dore_buf_putc(&out, (char)byte);
    fclose(file);
    dore_buf_release(&report->line);
    return status;
}

START_TEST(errors_decide_the_status) {
    struct report report = {.columns = 80};
    for (size_t i = 0; i < 3 && statuses[_i].codes[i]; i++)
        dore_error(&diags, statuses[_i].codes[i], (struct dore_where){0}, NULL, "an error");
    dore_warning(&diags, DORE_W_KIND, (struct dore_where){0}, NULL, "a warning");
    size_t errors = diags.errors;
    ck_assert_int_eq(captured(&report), statuses[_i].status);
    ck_assert_uint_eq(diags.count, 0);
    ck_assert_uint_eq(diags.errors, errors);
    ck_assert_uint_eq(diags.warnings, 1);
    ck_assert_int_eq(captured(&report), EXIT_DONE); /* all were told */
    ck_assert_uint_eq(out.size, 0);
}
END_TEST

START_TEST(quiet_leaves_out_notes) {
    struct report loud = {.columns = 80}, quiet = {.columns = 80, .quiet = true};
    for (int i = 0; i < 2; i++) {
        dore_note(&diags, DORE_W_OPTION_IDLE, (struct dore_where){0}, NULL, "a note");
        dore_warning(&diags, DORE_W_KIND, (struct dore_where){0}, NULL, "a warning");
        captured(i == 0 ? &loud : &quiet);
        ck_assert_str_eq(text(), i == 0 ? "dore: note: a note [W108]\n"
                                          "dore: warning: a warning [W505]\n"
                                        : "dore: warning: a warning [W505]\n");
    }
}
END_TEST

/* ---- excerpts ----------------------------------------------------------------------------- */

static const struct {
    const char *source;
    uint32_t line, column, span;
    const char *path;
    unsigned columns;
    const char *excerpt;
} excerpts[] = {
    {"{\n  \"faker\": 5\n}", 2, 3, 7, "$", 80, "    2 |   \"faker\": 5\n      |   ^~~~~~~\n"},
    {"{\n\t\"faker\": 5\r\n}", 2, 2, 7, "$", 80, "    2 |  \"faker\": 5\n      |  ^~~~~~~\n"},
    {"[1]", 1, 4, 1, "$", 80, "    1 | [1]\n      |    ^\n"},
    {"[1]", 1, 1, 0, "$", 80, "    1 | [1]\n      | ^\n"},
    {"[1, 2]", 1, 5, 90, "$", 80, "    1 | [1, 2]\n      |     ^~\n"},
    {"a \xe6\xbc\xa2 \033 x", 1, 7, 1, "$", 80,
     "    1 | a \xe6\xbc\xa2 \\x1b x\n      |           ^\n"},
    {"0123456789012345678901234567890123456789", 1, 31, 2, "$", 30,
     "    1 | ...3456789012345678...\n      |           ^~\n"},
    {"0123456789012345678901234567890123456789", 1, 1, 2, "$", 30,
     "    1 | 0123456789012345678...\n      | ^~\n"},
    {"[]", 2, 1, 1, "$", 80, ""},
    {"[]", 0, 1, 1, "$", 80, ""},
    /* no-secrets */
    {"{ \"password\": \"x\", \"a\": 1 }", 1, 20, 3, "$.a", 80, ""},
    {"{ \"us\\u0065r\": \"x\", \"a\": 1 }", 1, 21, 3, "$.a", 80, ""},
    {"{\n \"database\": 5 }", 2, 2, 10, "$.datastores.pg.properties.database", 80, ""},
    {"{ \"password\":\n \"x\" }, \"a\": 1", 2, 8, 3, "$.a", 80, ""},
};

START_TEST(excerpts_show_the_place) {
    struct dore_where where = {"m.json", excerpts[_i].line, excerpts[_i].column, excerpts[_i].span,
                               excerpts[_i].path};
    struct dore_str source = {excerpts[_i].source, strlen(excerpts[_i].source)};
    dore_diags_add_source(&diags, "other.json", DORE_STR("other"));
    dore_diags_add_source(&diags, "m.json", source);
    cli_excerpt(&diags, &where, excerpts[_i].columns, false, &out);
    ck_assert_str_eq(text(), excerpts[_i].excerpt);
}
END_TEST

START_TEST(excerpts_need_a_source) {
    cli_excerpt(&diags, &(struct dore_where){"m.json", 1, 1, 1, "$"}, 80, false, &out);
    cli_excerpt(&diags, &(struct dore_where){NULL, 0, 0, 0, NULL}, 80, false, &out);
    ck_assert_uint_eq(out.size, 0);
}
END_TEST

START_TEST(only_terminals_get_excerpts) {
    struct report report = {.columns = 80};
    struct dore_diag diag = {DORE_ERROR, DORE_E_TYPE, {"m", 1, 2, 1, "$[0]"}, "wrong", NULL};
    dore_diags_add_source(&diags, "m", DORE_STR("[1]"));
    cli_report_format(&report, &diags, &diag, &out);
    ck_assert_str_eq(text(), "m:1:2: error: $[0]: wrong [E303]\n");
    dore_buf_clear(&out);
    report.terminal = true;
    cli_report_format(&report, &diags, &diag, &out);
    ck_assert_str_eq(text(), "m:1:2: error: $[0]: wrong [E303]\n    1 | [1]\n      |  ^\n");
}
END_TEST

/* ---- progress ----------------------------------------------------------------------------- */

#define SECOND UINT64_C(1000000000)

static const struct {
    struct dore_progress done;
    uint64_t rows, time;
    const char *line;
} lines[] = {
    {{0, 0, NULL}, 10, SECOND, "0 rows  0%"},
    {{5, 100, "a"}, 0, 0, "a  5 rows"},
    {{1500, 3000000, "order"},
     3000,
     SECOND,
     "order  1,500 rows  50%  1,500 rows/s  3.0 MB/s  0:01 left"},
    {{1000000, 999, "b"},
     100000000,
     10 * SECOND,
     "b  1,000,000 rows  1%  100,000 rows/s  99 B/s  16:30 left"},
    {{10, 12345, "c"}, 10, SECOND, "c  10 rows  100%  10 rows/s  12.3 kB/s"},
    {{UINT64_MAX, UINT64_MAX, "d"},
     UINT64_MAX,
     SECOND,
     "d  18,446,744,073,709,551,615 rows  100%  1,000,000,000,000,000,000 rows/s  1000.0 PB/s"},
};

START_TEST(progress_in_one_line) {
    cli_progress_line(&lines[_i].done, lines[_i].rows, lines[_i].time, &out);
    ck_assert_str_eq(text(), lines[_i].line);
}
END_TEST

Suite *suite_report(void);
Suite *suite_report(void) {
    Suite *suite = suite_create("report");
    TCase *cases = tcase_create("report");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_loop_test(cases, foreign_bytes_are_escaped, 0, COUNT(escapes));
    tcase_add_test(cases, no_byte_steers_a_terminal);
    tcase_add_test(cases, long_texts_are_cut);
    tcase_add_test(cases, cuts_keep_characters_whole);
    tcase_add_test(cases, messages_keep_what_stands_behind_a_long_name);
    tcase_add_test(cases, messages_end_somewhere);
    tcase_add_loop_test(cases, diagnostics_as_text, 0, COUNT(reports));
    tcase_add_loop_test(cases, diagnostics_as_json, 0, COUNT(reports));
    tcase_add_test(cases, colours_wrap_the_severity);
    tcase_add_loop_test(cases, errors_decide_the_status, 0, COUNT(statuses));
    tcase_add_test(cases, quiet_leaves_out_notes);
    tcase_add_loop_test(cases, excerpts_show_the_place, 0, COUNT(excerpts));
    tcase_add_test(cases, excerpts_need_a_source);
    tcase_add_test(cases, only_terminals_get_excerpts);
    tcase_add_loop_test(cases, progress_in_one_line, 0, COUNT(lines));
    suite_add_tcase(suite, cases);
    return suite;
}
