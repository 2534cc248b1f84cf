/* SPDX-License-Identifier: Apache-2.0
 *
 * memory.c: the allocator never gives NULL, its results are zeroed, and running out of memory goes
 * to the handler, once and exactly where the countdown says.
 */
#include <check.h>
#include <setjmp.h>

#include "dore/base.h"

static jmp_buf out_of_memory;

static void jump(void) {
    longjmp(out_of_memory, 1);
}

static void setup(void) {
    dore_memory_on_failure(jump);
}

static void teardown(void) {
    dore_memory_fail_at(0);
    dore_memory_on_failure(NULL);
}

START_TEST(memory_is_zeroed) {
    for (size_t size = 1; size < 5000; size = size * 3 + 1) {
        unsigned char *memory = dore_alloc(size, 1);
        for (size_t i = 0; i < size; i++) {
            ck_assert_uint_eq(memory[i], 0);
            memory[i] = 0xFF; /* so that the next one is given used memory */
        }
        dore_free(memory);
    }
}
END_TEST

START_TEST(nothing_is_something) {
    void *empty = dore_alloc(0, 8);
    ck_assert_ptr_nonnull(empty);
    empty = dore_realloc(empty, 0, 0);
    ck_assert_ptr_nonnull(empty);
    dore_free(empty);
    dore_free(NULL);
}
END_TEST

START_TEST(realloc_keeps_content) {
    char *text = dore_realloc(NULL, 4, 1);
    memcpy(text, "abc", 4);
    text = dore_realloc(text, 100000, 1);
    ck_assert_str_eq(text, "abc");
    dore_free(text);
}
END_TEST

enum call { ALLOC, REALLOC };
static const struct {
    enum call call;
    size_t count, size;
} overflows[] = {
    {ALLOC, SIZE_MAX, 2},
    {ALLOC, SIZE_MAX / 2 + 1, 2},
    {ALLOC, (size_t)1 << 33, (size_t)1 << 33},
    {REALLOC, SIZE_MAX, 2},
    {REALLOC, SIZE_MAX / 8 + 2, 8},
};

START_TEST(overflow_runs_the_handler) {
    if (setjmp(out_of_memory) == 0) {
        size_t count = overflows[_i].count, size = overflows[_i].size;
        void *memory =
            overflows[_i].call == ALLOC ? dore_alloc(count, size) : dore_realloc(NULL, count, size);
        ck_abort_msg("%p came back", memory);
    }
}
END_TEST

START_TEST(countdown_hits_its_allocation) {
    volatile int done = 0;
    if (setjmp(out_of_memory) == 0) {
        dore_memory_fail_at((uint64_t)_i);
        for (; done < 10; done++) {
            dore_free(done % 2 ? dore_realloc(NULL, 8, 1) : dore_alloc(8, 1));
        }
        ck_abort_msg("nothing failed");
    }
    ck_assert_int_eq(done, _i - 1);
    dore_free(dore_alloc(1, 1)); /* only that one */
}
END_TEST

START_TEST(countdown_can_be_switched_off) {
    if (setjmp(out_of_memory)) {
        ck_abort_msg("failed though switched off");
    }
    dore_memory_fail_at(1);
    dore_memory_fail_at(0);
    dore_free(dore_alloc(1, 1));
}
END_TEST

Suite *suite_memory(void);
Suite *suite_memory(void) {
    Suite *suite = suite_create("memory");
    TCase *cases = tcase_create("memory");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, memory_is_zeroed);
    tcase_add_test(cases, nothing_is_something);
    tcase_add_test(cases, realloc_keeps_content);
    tcase_add_loop_test(cases, overflow_runs_the_handler, 0, sizeof overflows / sizeof *overflows);
    tcase_add_loop_test(cases, countdown_hits_its_allocation, 1, 6);
    tcase_add_test(cases, countdown_can_be_switched_off);
    suite_add_tcase(suite, cases);
    return suite;
}
