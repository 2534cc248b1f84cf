/* SPDX-License-Identifier: Apache-2.0
 *
 * print: slots against the printers that write one value at a time: every date, numbers at all
 * borders in every scale, counts that end anywhere in a step; and what does not fit.
 */
#include <check.h>
#include <stdlib.h>

#include "dore/print.h"

enum { MOST = 64, ROOM = MOST + DORE_PATTERN_STEP };

/* What a column is printed with. */
struct around {
    struct dore_str open, close;
};
static const struct around arounds[] = {
    {{"", 0}, {"", 0}}, {{"\t", 1}, {"", 0}}, {{", ", 2}, {"", 0}}, {{", '", 3}, {"'", 1}}};
enum { AROUNDS = sizeof arounds / sizeof *arounds };

/* A processor without vectors makes no patterns, and then there is nothing to compare. */
static bool has_vectors(void) {
    struct dore_pattern pattern;
    return dore_pattern_of_dates(DORE_STR(""), DORE_STR(""), &pattern);
}

static void check_slot(const struct dore_print_slot *slot, const struct around *around,
                       const char *value, size_t size) {
    char text[64], *at = text;
    memcpy(at, around->open.text, around->open.size);
    at += around->open.size;
    memcpy(at, value, size);
    at += size;
    memcpy(at, around->close.text, around->close.size);
    at += around->close.size;
    ck_assert_uint_eq(slot->size, (size_t)(at - text));
    ck_assert_int_eq(memcmp(slot->text, text, slot->size), 0);
}

/* Prints a column and looks at every slot, and that nothing was written behind the last step. */
static void check_numbers(const struct around *around, unsigned scale, const int64_t *number,
                          uint32_t count) {
    struct dore_pattern pattern;
    struct dore_print_slot slot[ROOM + 1];
    char text[DORE_DECIMAL_ROOM];
    uint32_t made = (count + DORE_PATTERN_STEP - 1) / DORE_PATTERN_STEP * DORE_PATTERN_STEP;
    if (!dore_pattern_of_numbers(around->open, around->close, scale, &pattern)) {
        ck_assert_uint_gt(around->open.size + around->close.size + 9 + (scale > 0),
                          DORE_PRINT_SLOT_TEXT);
        return;
    }
    memset(slot, 0x55, sizeof slot);
    dore_pattern_print(&pattern, number, count, slot);
    for (uint32_t i = 0; i < count; i++)
        check_slot(&slot[i], around, text,
                   (size_t)(dore_print_decimal(text, number[i], scale) - text));
    ck_assert_uint_eq(slot[made].size, 0x55);
}

static void check_number(int64_t number) {
    for (unsigned scale = 0; scale < 8; scale++)
        for (int i = 0; i < AROUNDS; i++)
            check_numbers(&arounds[i], scale, (const int64_t[]){number, -number, 0}, 3);
}

START_TEST(numbers_at_borders) {
    if (!has_vectors())
        return;
    for (int64_t power = 1; power <= DORE_PATTERN_LIMIT; power *= 10)
        for (int64_t near = power - 3; near < power + 3 && near < DORE_PATTERN_LIMIT; near++)
            check_number(near);
}
END_TEST

/* Every 97th number below the limit, which takes each digit through all places. */
START_TEST(numbers_all_over) {
    int64_t number[MOST];
    if (!has_vectors())
        return;
    for (int64_t first = _i; first < DORE_PATTERN_LIMIT; first += 97 * MOST) {
        for (int i = 0; i < MOST; i++) {
            int64_t next = (first + 97 * i) % DORE_PATTERN_LIMIT;
            number[i] = i % 3 == 0 ? -next : next;
        }
        check_numbers(&arounds[1], (unsigned)_i, number, MOST);
    }
}
END_TEST

START_TEST(counts) {
    int64_t number[MOST];
    if (!has_vectors())
        return;
    for (int i = 0; i < MOST; i++)
        number[i] = i * 1234567 % DORE_PATTERN_LIMIT;
    for (uint32_t count = 0; count <= MOST; count++)
        check_numbers(&arounds[1], 2, number, count);
}
END_TEST

START_TEST(every_date) {
    struct dore_pattern pattern;
    struct dore_print_slot slot[ROOM];
    const struct around *around = &arounds[_i];
    if (!dore_pattern_of_dates(around->open, around->close, &pattern))
        return;
    for (int64_t first = DORE_DAY_MIN; first <= DORE_DAY_MAX; first += MOST) {
        int64_t day[MOST];
        uint32_t count = 0;
        char text[16];
        for (; count < MOST && first + count <= DORE_DAY_MAX; count++)
            day[count] = first + count;
        dore_pattern_print(&pattern, day, count, slot);
        for (uint32_t i = 0; i < count; i++)
            check_slot(&slot[i], around, text, (size_t)(dore_print_date(text, day[i]) - text));
    }
}
END_TEST

START_TEST(refused) {
    struct dore_pattern pattern;
    const struct dore_str none = DORE_STR("");
    bool has = has_vectors();
    ck_assert(dore_pattern_of_numbers(DORE_STR("123456"), none, 0, &pattern) == has);
    ck_assert(!dore_pattern_of_numbers(DORE_STR("123456"), none, 1, &pattern));
    ck_assert(!dore_pattern_of_numbers(DORE_STR("123456"), DORE_STR("7"), 0, &pattern));
    ck_assert(dore_pattern_of_numbers(none, none, 7, &pattern) == has);
    ck_assert(!dore_pattern_of_numbers(none, none, 8, &pattern));
    ck_assert(dore_pattern_of_dates(DORE_STR("1234"), DORE_STR("5"), &pattern) == has);
    ck_assert(!dore_pattern_of_dates(DORE_STR("1234"), DORE_STR("56"), &pattern));
}
END_TEST

/* What the environment names is the best that may run. */
START_TEST(environment) {
    static const struct {
        const char *most;
        bool avx512, avx2;
    } cases[] = {{"", true, true},
                 {"avx512", true, true},
                 {"avx2", false, true},
                 {"scalar", false, false},
                 {"something", false, false}};
    struct dore_pattern pattern;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setenv("DORE_SIMD", cases[i].most, 1);
        ck_assert(dore_simd_allows("avx512") == cases[i].avx512);
        ck_assert(dore_simd_allows("avx2") == cases[i].avx2);
        ck_assert(!dore_simd_allows("scalar"));
        ck_assert(cases[i].avx2 || !dore_pattern_of_dates(DORE_STR(""), DORE_STR(""), &pattern));
    }
    unsetenv("DORE_SIMD");
}
END_TEST

Suite *suite_print(void);
Suite *suite_print(void) {
    Suite *suite = suite_create("print");
    TCase *tests = tcase_create("slots");
    tcase_add_test(tests, numbers_at_borders);
    tcase_add_loop_test(tests, numbers_all_over, 0, 8);
    tcase_add_test(tests, counts);
    tcase_add_loop_test(tests, every_date, 0, AROUNDS);
    tcase_add_test(tests, refused);
    tcase_add_test(tests, environment);
    suite_add_tcase(suite, tests);
    return suite;
}
