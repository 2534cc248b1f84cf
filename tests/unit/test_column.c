/* SPDX-License-Identifier: Apache-2.0
 *
 * column.c: what is put into a column's array comes out as the boxed value, for every kind.
 */
#include <check.h>

#include "dore/value.h"

static struct dore_arena arena;

static void setup(void) {
    arena = (struct dore_arena){0};
}

static void teardown(void) {
    dore_arena_release(&arena);
}

enum { ROWS = 100 };

static struct dore_value get(const struct dore_column *column, const struct dore_domain *domain,
                             uint32_t row) {
    struct dore_value value;
    dore_column_get(column, domain, row, &arena, &value);
    return value;
}

static void check_text(const struct dore_column *column, const struct dore_domain *domain,
                       uint32_t row, const char *expected) {
    struct dore_value value = get(column, domain, row);
    struct dore_buf text = {0};
    dore_value_text(&value, &text);
    dore_buf_putc(&text, '\0');
    ck_assert_str_eq(text.data, expected);
    dore_buf_release(&text);
}

static const enum dore_kind integer_kinds[] = {DORE_INT,      DORE_DECIMAL, DORE_DATE,
                                               DORE_DATETIME, DORE_TIME,    DORE_DURATION};

START_TEST(integers_come_out) {
    struct dore_column column;
    dore_column_init(&column, integer_kinds[_i], ROWS, &arena);
    ck_assert_uint_eq(column.rows, ROWS);
    column.scale = integer_kinds[_i] == DORE_DECIMAL ? 3 : 0;
    for (uint32_t row = 0; row < ROWS; row++) {
        column.u.i[row] = (int64_t)row * 1000003;
    }
    for (uint32_t row = 0; row < ROWS; row++) {
        struct dore_value value = get(&column, NULL, row);
        ck_assert_int_eq(value.kind, integer_kinds[_i]);
        ck_assert_uint_eq(value.scale, column.scale);
        ck_assert_int_eq(value.u.i, (int64_t)row * 1000003);
    }
}
END_TEST

START_TEST(strings_come_out) {
    struct dore_column column;
    dore_column_init(&column, _i ? DORE_BYTES : DORE_STRING, ROWS, &arena);
    for (uint32_t row = 0; row < ROWS; row++) {
        const char *text = dore_arena_format(&arena, "row %u", (unsigned)row);
        column.u.s[row] = (struct dore_str){text, strlen(text)};
    }
    struct dore_value value = get(&column, NULL, 42);
    ck_assert_int_eq(value.kind, _i ? DORE_BYTES : DORE_STRING);
    ck_assert(dore_str_is(value.u.s, "row 42"));
}
END_TEST

START_TEST(other_kinds_come_out) {
    struct dore_column flags, floats, uuids, any;
    dore_column_init(&flags, DORE_BOOL, ROWS, &arena);
    dore_column_init(&floats, DORE_FLOAT, ROWS, &arena);
    dore_column_init(&uuids, DORE_UUID_STRING, ROWS, &arena);
    dore_column_init(&any, DORE_ANY, ROWS, &arena);
    for (uint32_t row = 0; row < ROWS; row++) {
        flags.u.b[row] = row % 3 == 0;
        floats.u.f[row] = row / 4.0;
        memset(uuids.u.uuid[row], (int)row, 16);
        any.u.any[row] = (struct dore_value){.kind = row % 2 ? DORE_INT : DORE_NULL, .u.i = row};
    }
    check_text(&flags, NULL, 3, "true");
    check_text(&flags, NULL, 4, "false");
    check_text(&floats, NULL, 99, "24.75");
    check_text(&uuids, NULL, 0x21, "21212121-2121-2121-2121-212121212121");
    check_text(&any, NULL, 7, "7");
    ck_assert_int_eq(get(&any, NULL, 8).kind, DORE_NULL);
}
END_TEST

START_TEST(nulls_hide_what_is_there) {
    struct dore_column column;
    dore_column_init(&column, DORE_INT, ROWS, &arena);
    const uint64_t nulls[] = {UINT64_C(1) << 63 | 1, 1};
    for (uint32_t row = 0; row < ROWS; row++) {
        column.u.i[row] = 5;
    }
    ck_assert(!dore_column_is_null(&column, 0));
    column.nulls = nulls;
    for (uint32_t row = 0; row < ROWS; row++) {
        bool null = row == 0 || row == 63 || row == 64;
        ck_assert_int_eq(get(&column, NULL, row).kind, null ? DORE_NULL : DORE_INT);
    }
}
END_TEST

START_TEST(a_column_of_nulls_is_null) {
    struct dore_column column;
    dore_column_init(&column, DORE_NULL, ROWS, &arena);
    ck_assert_int_eq(get(&column, NULL, 50).kind, DORE_NULL);
}
END_TEST

/* Rows: {"id": 0, "tags": []}, {"id": 1, "tags": ["t0"]}, {"id": 2, "tags": ["t1", null]}. */
START_TEST(nested_columns_come_out) {
    static const uint32_t offset[] = {0, 0, 1, 3};
    static const uint64_t item_nulls[] = {4};
    struct dore_column item, field[2];
    dore_column_init(&item, DORE_STRING, 3, &arena);
    item.u.s[0] = DORE_STR("t0");
    item.u.s[1] = DORE_STR("t1");
    item.nulls = item_nulls;
    dore_column_init(&field[0], DORE_INT, 3, &arena);
    for (uint32_t row = 0; row < 3; row++) {
        field[0].u.i[row] = row;
    }
    dore_column_init(&field[1], DORE_LIST, 3, &arena);
    field[1].u.list.offset = offset;
    field[1].u.list.item = &item;
    struct dore_column record;
    dore_column_init(&record, DORE_RECORD, 3, &arena);
    record.u.field = field;

    const struct dore_domain_field names[] = {{"id", {0}}, {"tags", {0}}};
    struct dore_domain domain = {.field = names, .field_count = 2};
    check_text(&record, &domain, 0, "{\"id\":0,\"tags\":[]}");
    check_text(&record, &domain, 1, "{\"id\":1,\"tags\":[\"t0\"]}");
    check_text(&record, &domain, 2, "{\"id\":2,\"tags\":[\"t1\",null]}");
}
END_TEST

/* A list's records take their names from the domain of its elements. */
START_TEST(names_reach_into_lists) {
    static const uint32_t offset[] = {0, 2};
    struct dore_column number, record, list;
    dore_column_init(&number, DORE_INT, 2, &arena);
    number.u.i[0] = 8;
    number.u.i[1] = 9;
    dore_column_init(&record, DORE_RECORD, 2, &arena);
    record.u.field = &number;
    dore_column_init(&list, DORE_LIST, 1, &arena);
    list.u.list.offset = offset;
    list.u.list.item = &record;
    const struct dore_domain_field name = {"n", {0}};
    struct dore_domain element = {.field = &name, .field_count = 1};
    struct dore_domain domain = {.element = &element};
    check_text(&list, &domain, 0, "[{\"n\":8},{\"n\":9}]");
}
END_TEST

Suite *suite_column(void);
Suite *suite_column(void) {
    Suite *suite = suite_create("column");
    TCase *cases = tcase_create("column");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_loop_test(cases, integers_come_out, 0, sizeof integer_kinds / sizeof *integer_kinds);
    tcase_add_loop_test(cases, strings_come_out, 0, 2);
    tcase_add_test(cases, other_kinds_come_out);
    tcase_add_test(cases, nulls_hide_what_is_there);
    tcase_add_test(cases, a_column_of_nulls_is_null);
    tcase_add_test(cases, nested_columns_come_out);
    tcase_add_test(cases, names_reach_into_lists);
    suite_add_tcase(suite, cases);
    return suite;
}
