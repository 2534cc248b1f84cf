/* SPDX-License-Identifier: Apache-2.0
 *
 * buf.c: what is put stays, in order, whatever the sizes; slack is always allocated.
 */
#include <check.h>
#include <setjmp.h>

#include "dore/base.h"

static struct dore_buf buf;

static void setup(void) {
    buf = (struct dore_buf){0};
}

static void teardown(void) {
    dore_buf_release(&buf);
}

static void check_content(const char *expected) {
    ck_assert_uint_eq(buf.size, strlen(expected));
    ck_assert_mem_eq(buf.data, expected, buf.size);
}

START_TEST(puts_append) {
    dore_buf_puts(&buf, "a");
    dore_buf_putc(&buf, 'b');
    dore_buf_put(&buf, "cdX", 2);
    dore_buf_put_str(&buf, DORE_STR("ef"));
    dore_buf_put_u64(&buf, UINT64_MAX);
    dore_buf_put_i64(&buf, INT64_MIN);
    dore_buf_format(&buf, "<%03d>", 7);
    check_content("abcdef18446744073709551615-9223372036854775808<007>");
}
END_TEST

START_TEST(nothing_can_be_put) {
    dore_buf_put(&buf, NULL, 0);
    dore_buf_put_str(&buf, (struct dore_str){NULL, 0});
    dore_buf_puts(&buf, "");
    dore_buf_format(&buf, "%s", "");
    ck_assert_uint_eq(buf.size, 0);
}
END_TEST

START_TEST(content_survives_growing) {
    enum { COUNT = 100000 };
    for (uint32_t i = 0; i < COUNT; i++) {
        dore_buf_put(&buf, &i, sizeof i);
        ck_assert_uint_ge(buf.capacity, buf.size + DORE_SLACK);
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        ck_assert_mem_eq(buf.data + i * sizeof i, &i, sizeof i);
    }
}
END_TEST

START_TEST(reserve_gives_the_end) {
    dore_buf_puts(&buf, "head");
    for (size_t more = 0; more < 3000; more += 7) {
        char *end = dore_buf_reserve(&buf, more);
        ck_assert_ptr_eq(end, buf.data + 4);
        ck_assert_uint_eq(buf.size, 4);
        ck_assert_uint_ge(buf.capacity, 4 + more + DORE_SLACK);
        memset(end, 'x', more + DORE_SLACK);
    }
}
END_TEST

START_TEST(format_has_any_length) {
    dore_buf_puts(&buf, "[");
    dore_buf_format(&buf, "%5000d", 1);
    ck_assert_uint_eq(buf.size, 5001);
    ck_assert_int_eq(buf.data[5000], '1');
}
END_TEST

START_TEST(clear_keeps_memory) {
    dore_buf_format(&buf, "%5000d", 1);
    size_t capacity = buf.capacity;
    dore_buf_clear(&buf);
    ck_assert_uint_eq(buf.size, 0);
    ck_assert_uint_eq(buf.capacity, capacity);
    dore_buf_puts(&buf, "new");
    check_content("new");
}
END_TEST

static jmp_buf out_of_memory;

static void jump(void) {
    longjmp(out_of_memory, 1);
}

START_TEST(impossible_size_runs_the_handler) {
    static const size_t sizes[] = {SIZE_MAX, SIZE_MAX - DORE_SLACK, SIZE_MAX / 2, SIZE_MAX / 4 + 1};
    dore_memory_on_failure(jump);
    dore_buf_puts(&buf, "abc");
    if (setjmp(out_of_memory) == 0) {
        char *end = dore_buf_reserve(&buf, sizes[_i]);
        ck_abort_msg("%p came back", (void *)end);
    }
    dore_memory_on_failure(NULL);
    check_content("abc");
}
END_TEST

Suite *suite_buf(void);
Suite *suite_buf(void) {
    Suite *suite = suite_create("buf");
    TCase *cases = tcase_create("buf");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, puts_append);
    tcase_add_test(cases, nothing_can_be_put);
    tcase_add_test(cases, content_survives_growing);
    tcase_add_test(cases, reserve_gives_the_end);
    tcase_add_test(cases, format_has_any_length);
    tcase_add_test(cases, clear_keeps_memory);
    tcase_add_loop_test(cases, impossible_size_runs_the_handler, 0, 4);
    suite_add_tcase(suite, cases);
    return suite;
}
