/* SPDX-License-Identifier: Apache-2.0
 *
 * diag.c: all faults are kept once, counted, and put in the order of the files.
 */
#include <check.h>

#include "dore/diag.h"

static struct dore_arena arena;
static struct dore_diags diags;

static void setup(void) {
    arena = (struct dore_arena){0};
    diags = (struct dore_diags){.arena = &arena};
}

static void teardown(void) {
    dore_arena_release(&arena);
}

static struct dore_where at(const char *file, uint32_t line, uint32_t column) {
    return (struct dore_where){.file = file, .line = line, .column = column, .span = 1};
}

START_TEST(everything_is_kept) {
    struct dore_where where = {"a.json", 3, 7, 5, "$.models"};
    dore_error(&diags, DORE_E_TYPE, where, "write a number", "'%s' is no number", "x");
    dore_warning(&diags, DORE_W_NAME, where, NULL, "odd");
    dore_note(&diags, DORE_N_LOG, (struct dore_where){0}, NULL, "%d", 7);
    ck_assert_uint_eq(diags.count, 3);
    ck_assert_uint_eq(diags.errors, 1);
    ck_assert_uint_eq(diags.warnings, 1);
    ck_assert_int_eq(diags.list[0].severity, DORE_ERROR);
    ck_assert_int_eq(diags.list[0].code, DORE_E_TYPE);
    ck_assert_str_eq(diags.list[0].message, "'x' is no number");
    ck_assert_str_eq(diags.list[0].hint, "write a number");
    ck_assert_str_eq(diags.list[0].where.path, "$.models");
    ck_assert_uint_eq(diags.list[0].where.span, 5);
    ck_assert_int_eq(diags.list[1].severity, DORE_WARNING);
    ck_assert_ptr_null(diags.list[1].hint);
    ck_assert_int_eq(diags.list[2].severity, DORE_NOTE);
    ck_assert_str_eq(diags.list[2].message, "7");
}
END_TEST

/* Each differs from the first in one thing; equal: it is dropped all the same. */
static const struct {
    enum dore_code code;
    const char *file, *path;
    uint32_t line, column;
    const char *message, *hint;
    bool equal;
} seconds[] = {
    {DORE_E_TYPE, "a", "$.x", 1, 2, "m", "h", true},
    {DORE_E_TYPE, "a", "$.x", 1, 2, "m", "another hint", true},
    {DORE_E_ID, "a", "$.x", 1, 2, "m", "h", false},
    {DORE_E_TYPE, "b", "$.x", 1, 2, "m", "h", false},
    {DORE_E_TYPE, NULL, "$.x", 1, 2, "m", "h", false},
    {DORE_E_TYPE, "a", "$.y", 1, 2, "m", "h", false},
    {DORE_E_TYPE, "a", NULL, 1, 2, "m", "h", false},
    {DORE_E_TYPE, "a", "$.x", 2, 2, "m", "h", false},
    {DORE_E_TYPE, "a", "$.x", 1, 3, "m", "h", false},
    {DORE_E_TYPE, "a", "$.x", 1, 2, "n", "h", false},
};

START_TEST(repetition_is_dropped) {
    /* Names in other memory: they are compared as text. */
    char file[] = "a", path[] = "$.x";
    struct dore_where first = {file, 1, 2, 1, path};
    struct dore_where second = {seconds[_i].file, seconds[_i].line, seconds[_i].column, 1,
                                seconds[_i].path};
    dore_error(&diags, DORE_E_TYPE, first, "h", "%s", "m");
    dore_error(&diags, seconds[_i].code, second, seconds[_i].hint, "%s", seconds[_i].message);
    ck_assert_uint_eq(diags.count, seconds[_i].equal ? 1 : 2);
    ck_assert_uint_eq(diags.errors, diags.count);
    ck_assert_str_eq(diags.list[0].hint, "h");
}
END_TEST

/* Many, so that the list grows, and quick: a search through all would take minutes. */
START_TEST(many_are_kept_once) {
    enum { COUNT = 200000 };
    for (int round = 0; round < 2; round++) {
        for (uint32_t line = 1; line <= COUNT; line++) {
            dore_error(&diags, DORE_E_TYPE, at("a", line, 1), NULL, "same");
        }
        ck_assert_uint_eq(diags.count, COUNT);
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        ck_assert_uint_eq(diags.list[i].where.line, i + 1);
    }
}
END_TEST

static void check_order(const char *expected) {
    struct dore_buf found = {0};
    for (size_t i = 0; i < diags.count; i++) {
        dore_buf_puts(&found, diags.list[i].message);
    }
    dore_buf_putc(&found, '\0');
    ck_assert_str_eq(found.data, expected);
    dore_buf_release(&found);
}

static void fault(struct dore_where where, const char *message) {
    dore_error(&diags, DORE_E_TYPE, where, NULL, "%s", message);
}

START_TEST(order_is_of_places) {
    fault(at("z", 2, 5), "F");
    fault(at("z", 2, 1), "D");
    fault((struct dore_where){0}, "A");
    fault(at("b", 1, 1), "G");
    fault(at("z", 10, 1), "f");
    fault(at("z", 2, 1), "E");
    fault((struct dore_where){.line = 9}, "B");
    fault(at("z", 1, 9), "C");
    fault(at("b", 1, 1), "H");
    dore_diags_sort(&diags);
    check_order("ABCDEFfGH");
    dore_diags_sort(&diags);
    check_order("ABCDEFfGH");
}
END_TEST

START_TEST(sources_come_in_their_order) {
    dore_diags_add_source(&diags, "main", DORE_STR("{}"));
    dore_diags_add_source(&diags, "part", DORE_STR("[]"));
    fault(at("part", 1, 1), "C");
    fault(at("else", 1, 1), "D");
    fault(at("main", 2, 1), "B");
    fault(at("main", 1, 1), "A");
    dore_diags_sort(&diags);
    check_order("ABCD");
    ck_assert_str_eq(diags.sources->file, "main");
    ck_assert_str_eq(diags.sources->next->file, "part");
    ck_assert(dore_str_is(diags.sources->next->text, "[]"));
    ck_assert_ptr_null(diags.sources->next->next);
}
END_TEST

START_TEST(repetitions_are_found_after_sorting) {
    for (uint32_t line = 50; line > 0; line--) {
        fault(at("a", line, 1), "m");
    }
    dore_diags_sort(&diags);
    for (uint32_t line = 1; line <= 50; line++) {
        fault(at("a", line, 1), "m");
    }
    ck_assert_uint_eq(diags.count, 50);
    fault(at("a", 51, 1), "m");
    ck_assert_uint_eq(diags.count, 51);
}
END_TEST

START_TEST(nothing_can_be_sorted) {
    dore_diags_sort(&diags);
    ck_assert_uint_eq(diags.count, 0);
}
END_TEST

START_TEST(hints_are_written) {
    ck_assert_str_eq(dore_hint(&diags, "at most %d", 5), "at most 5");
    struct dore_suggest suggest = {.name = "pyintt"};
    ck_assert_ptr_null(dore_hint_nearest(&diags, &suggest));
    dore_suggest_try(&suggest, "pyint");
    ck_assert_str_eq(dore_hint_nearest(&diags, &suggest), "write 'pyint'");
}
END_TEST

START_TEST(codes_stand_in_order) {
    static const int numbers[] = {
#define DORE_CODE(number, name, summary) number,
#include "dore/codes.def"
#undef DORE_CODE
    };
    for (size_t i = 1; i < sizeof numbers / sizeof *numbers; i++)
        ck_assert_int_lt(numbers[i - 1], numbers[i]);
}
END_TEST

Suite *suite_diag(void);
Suite *suite_diag(void) {
    Suite *suite = suite_create("diag");
    TCase *cases = tcase_create("diag");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_set_timeout(cases, 20);
    tcase_add_test(cases, everything_is_kept);
    tcase_add_loop_test(cases, repetition_is_dropped, 0, sizeof seconds / sizeof *seconds);
    tcase_add_test(cases, many_are_kept_once);
    tcase_add_test(cases, order_is_of_places);
    tcase_add_test(cases, sources_come_in_their_order);
    tcase_add_test(cases, repetitions_are_found_after_sorting);
    tcase_add_test(cases, nothing_can_be_sorted);
    tcase_add_test(cases, hints_are_written);
    tcase_add_test(cases, codes_stand_in_order);
    suite_add_tcase(suite, cases);
    return suite;
}
