/* SPDX-License-Identifier: Apache-2.0
 *
 * mysql_csv.c: every kind as a field of CSV; hostile strings read back by a reader of the test's
 * own; the line of names; the statements that have a part read; the cut of batches.
 */
#include "tests/unit/sql_fixture.h"

Suite *suite_mysql_csv(void);

static const struct dore_format *const csv = &dore_format_mysql_csv;
static struct dore_arena arena;

static void tear_down(void) {
    dore_arena_release(&arena);
}

static const struct dore_value list[] = {VALUE_INT(1), VALUE_NULL, VALUE_STRING("q\"'\\")},
                               labels[] = {VALUE_STRING("a"), VALUE_STRING("c'd")},
                               numbers[] = {VALUE_INT(1), VALUE_FLOAT(-0.5)};

static const struct {
    const char *type;
    struct dore_value value;
    const char *text;
} cells[] = {
    {"INT", VALUE_NULL, "NULL"},
    {"INT", VALUE_INT(-5), "-5"},
    {"INT", VALUE_STRING("12"), "\"12\""},
    {"BOOLEAN", VALUE_BOOL(true), "1"},
    {"DECIMAL(9,2)", VALUE_DECIMAL(-5, 2), "-0.05"},
    {"DOUBLE", VALUE_FLOAT(-0.0), "-0e0"},
    {"BIT", VALUE_BOOL(true), "\"1\""},
    {"BIT(4)", VALUE_INT(5), "\"0101\""},
    {"YEAR", VALUE_INT(1999), "1999"},
    {"TEXT", VALUE_STRING(""), "\"\""},
    {"TEXT", VALUE_STRING("NULL"), "\"NULL\""},
    {"TEXT", VALUE_STRING("a\\'b\"\n\r\0\t,"), "\"a\\'b\"\"\n\r"},
    {"TEXT", VALUE_INT(7), "\"7\""},
    {"BLOB", VALUE_BYTES("\x01\xff"), "\"01ff\""},
    {"BLOB", VALUE_BYTES(""), "\"\""},
    {"BINARY(16)", VALUE_UUID, "\"00112233445566778899aabbccddeeff\""},
    {"DATE", VALUE_OF(DATE, 19782), "\"2024-02-29\""},
    {"DATETIME(3)", VALUE_OF(DATETIME, SECONDS(1709208794) + 999999),
     "\"2024-02-29 12:13:14.999\""},
    {"TIME", VALUE_OF(DURATION, -SECONDS(3020399)), "\"-838:59:59\""},
    {"ENUM('a','1')", VALUE_STRING("1"), "\"1\""},
    {"SET('a','c''d')", VALUE_LIST(labels), "\"a,c'd\""},
    {"VECTOR(2)", VALUE_LIST(numbers), "\"0000803f000000bf\""},
    {"POINT", VALUE_STRING("POINT(1 2)"), "\"POINT(1 2)\""},
    {"JSON", VALUE_INT(5), "\"5\""},
    {"JSON", VALUE_STRING("a\"\n"), "\"\"\"a\\\"\"\\n\"\"\""},
    {"JSON", VALUE_LIST(list), "\"[1,null,\"\"q\\\"\"'\\\\\"\"]\""},
};

/* What stands behind a NUL in an expected text is not compared. */
START_TEST(writes_every_kind) {
    struct dore_str found = fixture_cell(&arena, csv, cells[_i].type, &cells[_i].value, "", "\n");
    size_t size = strlen(cells[_i].text);
    bool nul = memchr(found.text, '\0', found.size) != NULL;
    ck_assert_msg(found.size >= size && memcmp(found.text, cells[_i].text, size) == 0 &&
                      (nul || found.size == size),
                  "%.*s", (int)found.size, found.text);
}
END_TEST

START_TEST(reads_hostile_strings_back) {
    const struct dore_value value = {.kind = DORE_STRING, .u.s = hostile[_i]};
    struct dore_str field = fixture_cell(&arena, csv, "TEXT", &value, "", "\n");
    char text[512];
    size_t size = 0;
    ck_assert(field.size >= 2 && field.text[0] == '"' && field.text[field.size - 1] == '"');
    for (size_t i = 1; i + 1 < field.size; i++) {
        if (field.text[i] == '"') {
            i++;
            ck_assert(i + 1 < field.size && field.text[i] == '"');
        }
        text[size++] = field.text[i];
    }
    ck_assert_uint_eq(size, hostile[_i].size);
    ck_assert_mem_eq(text, hostile[_i].text, size);
}
END_TEST

START_TEST(cuts_batches_anywhere) {
    fixture_check_cuts(csv);
}
END_TEST

START_TEST(sizes_never_change) {
    const struct dore_store store = {0};
    const struct dore_layout *layout = csv->layout(&store, &fixture_table, &arena);
    ck_assert_uint_eq(layout->rows_per_statement, 1);
    ck_assert_uint_eq(layout->typical_row, 4 + 103 + 13 + 10 + 1 + 1);
}
END_TEST

/* ---- around the rows ------------------------------------------------------------------------- */

static const struct dore_field fields[] = {
    {.name = "id", .type = "INT AUTO_INCREMENT PRIMARY KEY"},
    {.name = "i`t\"s", .type = "TEXT"},
    {.name = "twice", .type = "INT GENERATED ALWAYS AS (id * 2) STORED"},
    {.name = "raw", .type = "BLOB"},
    {.name = "bits", .type = "BIT(9)"},
    {.name = "born", .type = "YEAR"},
    {.name = "at", .type = "POINT"},
};
static const struct dore_table every = {
    .name = "a`b", .rows = 3, .field = fields, .field_count = LENGTH(fields)};
static const struct dore_table plain = {
    .name = "t", .rows = 3, .field = fields + 1, .field_count = 1};

START_TEST(names_columns_first) {
    const struct dore_store store = {0};
    const struct dore_part part = {.table = &every, .mark = "0001-a%60b", .rows = 3};
    struct dore_buf text = {0};
    csv->open(&store, &part, &text);
    csv->close(&store, &part, &text);
    fixture_expect(&text, "\"id\",\"i`t\"\"s\",\"raw\",\"bits\",\"born\",\"at\"\n");
    dore_buf_release(&text);
}
END_TEST

#define READ(table, columns)                                                                       \
    "SET SESSION sql_notes = 0;\nSTART TRANSACTION;\n"                                             \
    "LOAD DATA LOCAL INFILE '/dev/stdin' INTO TABLE " table                                        \
    " CHARACTER SET utf8mb4 FIELDS TERMINATED BY ',' ENCLOSED BY '\"' ESCAPED BY '' "              \
    "LINES TERMINATED BY '\\n' IGNORE 1 LINES " columns ";\n"                                      \
    "SET @dore_n = ROW_COUNT(), @dore_w = @@SESSION.warning_count;\nSHOW WARNINGS LIMIT 5;\n"      \
    "SELECT IF(@dore_n = @dore_rows AND @dore_w = 0, 1, (SELECT 1 UNION SELECT 2)) "               \
    "AS dore_rows;\nCOMMIT;\nSELECT CONCAT('dore-end ', @dore_mark, ' ', @dore_n) AS '';"

static void expect_reading(const struct dore_table *table, const char *expected) {
    const struct dore_store store = {0};
    struct dore_buf text = {0};
    csv->reading(&store, table, &text);
    dore_buf_putc(&text, '\0');
    const char *found = strstr(text.data, "SET SESSION sql_notes");
    ck_assert_msg(found && strcmp(found, expected) == 0, "%s", text.data);
    ck_assert(strncmp(text.data, "SET @dore_client", 16) == 0);
    dore_buf_release(&text);
}

START_TEST(has_parts_read) {
    expect_reading(&plain, READ("`t`", "(`i``t\"s`)"));
    expect_reading(&every,
                   READ("`a``b`", "(@dore_1, `i``t\"s`, @dore_4, @dore_5, @dore_6, @dore_7) SET "
                                  "`id` = @dore_1, `raw` = UNHEX(@dore_4), "
                                  "`bits` = CAST(CONV(@dore_5, 2, 10) AS UNSIGNED), "
                                  "`born` = @dore_6 + 0, `at` = ST_GeomFromText(@dore_7)"));
}
END_TEST

/* Only load.sh can have such a part read; the other styles' parts are scripts. */
START_TEST(is_another_style_of_the_same_protocol) {
    ck_assert_ptr_eq(dore_format_for("mariadb", "csv"), csv);
    ck_assert_ptr_eq(dore_format_for("mysql", NULL), &dore_format_mysql);
    ck_assert(csv->reading && !dore_format_mysql.reading && !dore_format_postgres_copy.reading);
    ck_assert_str_eq(csv->rows_extension, "csv");
}
END_TEST

Suite *suite_mysql_csv(void) {
    Suite *suite = suite_create("mysql_csv");
    TCase *rows = tcase_create("rows"), *around = tcase_create("around");
    tcase_add_checked_fixture(rows, NULL, tear_down);
    tcase_add_loop_test(rows, writes_every_kind, 0, (int)LENGTH(cells));
    tcase_add_loop_test(rows, reads_hostile_strings_back, 0, (int)LENGTH(hostile));
    tcase_add_test(rows, cuts_batches_anywhere);
    tcase_add_test(rows, sizes_never_change);
    tcase_add_test(around, names_columns_first);
    tcase_add_test(around, has_parts_read);
    tcase_add_test(around, is_another_style_of_the_same_protocol);
    suite_add_tcase(suite, rows);
    suite_add_tcase(suite, around);
    return suite;
}
