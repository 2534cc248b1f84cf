/* SPDX-License-Identifier: Apache-2.0
 *
 * arena.c: alignment, zeroed memory also after a reset, slack behind every result, and results that
 * do not touch each other.
 */
#include <check.h>

#include "dore/base.h"

static struct dore_arena arena;

static void setup(void) {
    arena = (struct dore_arena){0};
}

static void teardown(void) {
    dore_arena_release(&arena);
}

/* Fills every result with its own byte and looks at the end whether all are still whole. */
START_TEST(results_are_apart) {
    enum { COUNT = 400 };
    static unsigned char *result[COUNT];
    static size_t size[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        size[i] = i % 50 == 49 ? 200000 : i * 13 % 700;
        result[i] = dore_arena_alloc(&arena, size[i], 1);
        ck_assert_uint_eq((uintptr_t)result[i] % 16, 0);
        for (size_t k = 0; k < size[i]; k++) {
            ck_assert_uint_eq(result[i][k], 0);
        }
        memset(result[i], (int)(i & 0xFF), size[i]);
    }
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t k = 0; k < size[i]; k++) {
            ck_assert_uint_eq(result[i][k], i & 0xFF);
        }
    }
}
END_TEST

/* A sanitizer run sees it when the slack is not there. */
START_TEST(slack_is_readable) {
    char copy[4096 + DORE_SLACK];
    for (size_t size = 1; size <= 4096; size++) {
        char *text = dore_arena_alloc(&arena, size, 1);
        memcpy(copy, text, size + DORE_SLACK);
        ck_assert_int_eq(copy[size - 1], 0);
    }
}
END_TEST

START_TEST(alloc_is_zeroed_after_reset) {
    for (int round = 0; round < 3; round++) {
        unsigned char *memory = dore_arena_alloc(&arena, 50000, 1);
        for (size_t i = 0; i < 50000; i++) {
            ck_assert_uint_eq(memory[i], 0);
        }
        memset(memory, 0xFF, 50000);
        dore_arena_reset(&arena);
    }
}
END_TEST

START_TEST(reset_keeps_the_largest_block) {
    dore_arena_take(&arena, 3000000, 1);
    dore_arena_take(&arena, 10, 1);
    dore_arena_take(&arena, 1000000, 1);
    dore_arena_reset(&arena);
    dore_memory_fail_at(1); /* an allocation would end the process */
    char *memory = dore_arena_take(&arena, 3000000, 1);
    dore_memory_fail_at(0);
    memset(memory, 1, 3000000);
}
END_TEST

START_TEST(empty_arena_can_be_reset_and_released) {
    dore_arena_reset(&arena);
    dore_arena_release(&arena);
    ck_assert_ptr_nonnull(dore_arena_take(&arena, 0, 8));
}
END_TEST

START_TEST(text_is_copied_and_ended) {
    const char source[] = {'a', '\0', 'b', 'X'};
    const char *copy = dore_arena_text(&arena, source, 3);
    ck_assert_mem_eq(copy, "a\0b\0", 4);
    ck_assert_str_eq(dore_arena_text(&arena, NULL, 0), "");
}
END_TEST

START_TEST(format_has_any_length) {
    ck_assert_str_eq(dore_arena_format(&arena, "%s-%d", "a", 7), "a-7");
    char *wide = dore_arena_format(&arena, "%100000d", 5);
    ck_assert_uint_eq(strlen(wide), 100000);
    ck_assert_int_eq(wide[99999], '5');
    ck_assert_str_eq(dore_arena_format(&arena, "%s", ""), "");
}
END_TEST

Suite *suite_arena(void);
Suite *suite_arena(void) {
    Suite *suite = suite_create("arena");
    TCase *cases = tcase_create("arena");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, results_are_apart);
    tcase_add_test(cases, slack_is_readable);
    tcase_add_test(cases, alloc_is_zeroed_after_reset);
    tcase_add_test(cases, reset_keeps_the_largest_block);
    tcase_add_test(cases, empty_arena_can_be_reset_and_released);
    tcase_add_test(cases, text_is_copied_and_ended);
    tcase_add_test(cases, format_has_any_length);
    suite_add_tcase(suite, cases);
    return suite;
}
