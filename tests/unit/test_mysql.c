/* SPDX-License-Identifier: Apache-2.0
 *
 * mysql.c, sql_rows.c: the literal of every kind in every type; hostile strings read back by a
 * reader of the test's own; scripts word by word; the cut of batches.
 */
#include "tests/unit/sql_fixture.h"

Suite *suite_mysql(void);

static const struct dore_format *const mysql = &dore_format_mysql;
static struct dore_arena arena;

static void tear_down(void) {
    dore_arena_release(&arena);
}

#define HEAD "INSERT INTO `t` (`c`) VALUES\n("
#define FOOT ");\nSET @dore_n = @dore_n + ROW_COUNT();\n"

static const struct dore_value ints[] = {VALUE_INT(1), VALUE_NULL, VALUE_STRING("q'\\")},
                               labels[] = {VALUE_STRING("a"), VALUE_STRING("c'd")};
static const struct dore_value numbers[] = {VALUE_INT(1), VALUE_FLOAT(-0.5), VALUE_DECIMAL(25, 1),
                                            VALUE_DIGITS("0.1")};
static const struct dore_entry entries[] = {{{"k\"'", 3}, VALUE_INT(1)},
                                            {{"b\\", 2}, VALUE_STRING("x\ny\\")}};

#define MOMENT(us) VALUE_OF(DATETIME, SECONDS(1709208794) + (us)) /* 2024-02-29 12:13:14 */
#define CLOCK VALUE_OF(TIME, SECONDS(3723) + 40)                  /* 01:02:03.00004 */

static const struct {
    const char *type;
    struct dore_value value;
    const char *literal;
} cells[] = {
    {"INT", VALUE_NULL, "NULL"},
    {"INT", VALUE_BOOL(true), "1"},
    {"INT", VALUE_INT(-5), "-5"},
    {"INT", VALUE_DECIMAL(12, 0), "12"},
    {"INT", VALUE_STRING("12"), "'12'"},
    {"BOOLEAN", VALUE_BOOL(false), "0"},
    {"BIGINT UNSIGNED", VALUE_DIGITS("18446744073709551615"), "18446744073709551615"},
    {"DECIMAL(9,2)", VALUE_FLOAT(0.1), "0.1"},
    {"DECIMAL(9,2)", VALUE_DECIMAL(-5, 2), "-0.05"},
    {"FLOAT", VALUE_FLOAT(1.5), "1.5"},
    {"DOUBLE", VALUE_FLOAT(-0.0), "-0e0"},
    {"DOUBLE", VALUE_FLOAT(0.0), "0.0"},
    {"DOUBLE", VALUE_FLOAT(1e300), "1e+300"},
    {"DOUBLE", VALUE_INT(3), "3"},
    {"BIT", VALUE_BOOL(true), "b'1'"},
    {"BIT(4)", VALUE_INT(5), "b'0101'"},
    {"BIT(64)", VALUE_INT(1),
     "b'0000000000000000000000000000000000000000000000000000000000000001'"},
    {"BIT(4)", VALUE_STRING("101"), "b'101'"},
    {"YEAR", VALUE_INT(1999), "1999"},
    {"YEAR", VALUE_OF(DATE, 0), "1970"},
    {"YEAR", VALUE_STRING("1999"), "'1999'"},
    {"TEXT", VALUE_BOOL(true), "'true'"},
    {"TEXT", VALUE_INT(-5), "'-5'"},
    {"TEXT", VALUE_FLOAT(1.5), "'1.5'"},
    {"TEXT", VALUE_DECIMAL(150, 2), "'1.50'"},
    {"TEXT", VALUE_STRING("a\\'b\n\r\x1a\0\t"), "'a\\\\''b\\n\\r\\Z\\0\t'"},
    {"TEXT", VALUE_BYTES("\x01\xff"), "'Af8='"},
    {"CHAR(36)", VALUE_UUID, "'" UUID_TEXT "'"},
    {"CHAR(36)", VALUE_UUID_STRING, "'" UUID_TEXT "'"},
    {"TEXT", VALUE_OF(DATE, 0), "'1970-01-01'"},
    {"TEXT", MOMENT(0), "'2024-02-29T12:13:14Z'"},
    {"VARCHAR(3)", CLOCK, "'01:02:03.000040'"},
    {"TEXT", VALUE_OF(DURATION, -SECONDS(5)), "'-PT5S'"},
    {"TEXT", VALUE_LIST(ints), "'[1,null,\"q''\\\\\\\\\"]'"},
    {"TEXT", VALUE_RECORD(entries), "'{\"k\\\\\"''\":1,\"b\\\\\\\\\":\"x\\\\ny\\\\\\\\\"}'"},
    {"BLOB", VALUE_BYTES("\x01\xff"), "X'01ff'"},
    {"BLOB", VALUE_BYTES(""), "X''"},
    {"BLOB", VALUE_STRING("a'\xc3\xa9"), "X'6127c3a9'"},
    {"BINARY(16)", VALUE_UUID, "X'00112233445566778899aabbccddeeff'"},
    {"VARBINARY(36)", VALUE_UUID_STRING,
     "X'30303131323233332d343435352d363637372d383839392d616162626363646465656666'"},
    {"DATE", VALUE_OF(DATE, 19782), "'2024-02-29'"},
    {"DATE", MOMENT(7), "'2024-02-29'"},
    {"DATETIME", VALUE_OF(DATE, 19782), "'2024-02-29 00:00:00'"},
    {"DATETIME", MOMENT(999999), "'2024-02-29 12:13:14'"},
    {"DATETIME(6)", MOMENT(0), "'2024-02-29 12:13:14.000000'"},
    {"DATETIME(3)", MOMENT(999999), "'2024-02-29 12:13:14.999'"},
    {"TIMESTAMP(1)", MOMENT(190000), "'2024-02-29 12:13:14.1'"},
    {"TIME", CLOCK, "'01:02:03'"},
    {"TIME(6)", CLOCK, "'01:02:03.000040'"},
    {"TIME", VALUE_OF(DURATION, -SECONDS(3020399)), "'-838:59:59'"},
    {"TIME(2)", VALUE_OF(DURATION, SECONDS(7) + 999999), "'00:00:07.99'"},
    {"ENUM('a','1')", VALUE_STRING("1"), "'1'"},
    {"SET('a','c''d')", VALUE_STRING("a"), "'a'"},
    {"SET('a','c''d')", VALUE_LIST(labels), "'a,c''d'"},
    {"POINT", VALUE_STRING("POINT(1 2)"), "ST_GeomFromText('POINT(1 2)')"},
    {"JSON", VALUE_BOOL(true), "'true'"},
    {"JSON", VALUE_INT(5), "'5'"},
    {"JSON", VALUE_FLOAT(1.5), "'1.5'"},
    {"JSON", VALUE_STRING("a\"'\n\\"), "'\"a\\\\\"''\\\\n\\\\\\\\\"'"},
    {"JSON", VALUE_STRING("\0"), "'\"\\\\u0000\"'"},
    {"JSON", VALUE_UUID, "'\"" UUID_TEXT "\"'"},
    {"JSON", MOMENT(7), "'\"2024-02-29T12:13:14.000007Z\"'"},
    {"JSON", VALUE_LIST(ints), "'[1,null,\"q''\\\\\\\\\"]'"},
    {"JSON", VALUE_RECORD(entries), "'{\"k\\\\\"''\":1,\"b\\\\\\\\\":\"x\\\\ny\\\\\\\\\"}'"},
    {"VECTOR(4)", VALUE_LIST(numbers), "X'0000803f000000bf00002040cdcccc3d'"},
    {"UUID", VALUE_UUID, "'" UUID_TEXT "'"},
    {"INET6", VALUE_STRING("fe80::1"), "'fe80::1'"},
    {"mystery", VALUE_STRING("so 'so'"), "'so ''so'''"},
    {"mystery", VALUE_INT(5), "'5'"},
};

START_TEST(writes_every_kind) {
    struct dore_str found =
        fixture_cell(&arena, mysql, cells[_i].type, &cells[_i].value, HEAD, FOOT);
    ck_assert_msg(dore_str_is(found, cells[_i].literal), "%.*s", (int)found.size, found.text);
}
END_TEST

/* ---- strings, read back ---------------------------------------------------------------------- */

static void read_back(struct dore_str string) {
    static const char codes[] = "0\0n\nr\rZ\x1a\\\\";
    const struct dore_value value = {.kind = DORE_STRING, .u.s = string};
    struct dore_str literal = fixture_cell(&arena, mysql, "TEXT", &value, HEAD, FOOT);
    char text[512];
    size_t size = 0;
    ck_assert(literal.size >= 2 && literal.text[0] == '\'' &&
              literal.text[literal.size - 1] == '\'');
    for (size_t i = 1; i + 1 < literal.size; i++) {
        char byte = literal.text[i];
        ck_assert(byte != '\n' && byte != '\r' && byte != '\0' && byte != '\x1a');
        if (byte == '\\') {
            const char *code = codes;
            i++;
            while (code < codes + sizeof codes && *code != literal.text[i]) {
                code += 2;
            }
            ck_assert(code < codes + sizeof codes);
            byte = code[1];
        } else if (byte == '\'') {
            i++;
            ck_assert(i + 1 < literal.size && literal.text[i] == '\'');
        }
        text[size++] = byte;
    }
    ck_assert_uint_eq(size, string.size);
    ck_assert_mem_eq(text, string.text, size);
}

START_TEST(reads_hostile_strings_back) {
    read_back(hostile[_i]);
}
END_TEST

START_TEST(reads_every_byte_back) {
    char text[] = "a_b_c_d_e";
    for (unsigned byte = 0; byte < 128; byte++) {
        text[3] = text[8] = (char)byte;
        read_back((struct dore_str){text, 9});
    }
}
END_TEST

/* ---- rows ------------------------------------------------------------------------------------ */

START_TEST(cuts_batches_anywhere) {
    fixture_check_cuts(mysql);
}
END_TEST

START_TEST(groups_rows_by_their_number) {
    static const struct {
        uint64_t first, rows;
        size_t statements;
    } parts[] = {{0, 1, 1}, {0, 1024, 1}, {0, 1025, 2}, {2048, 3000, 3}, {4096, 0, 0}};
    for (size_t i = 0; i < LENGTH(parts); i++) {
        const struct dore_part part = {
            .table = &fixture_table, .first_row = parts[i].first, .rows = parts[i].rows};
        struct dore_buf text = {0};
        fixture_part(mysql, &part, 100, &text);
        ck_assert_uint_eq(fixture_count(&text, "INSERT INTO"), parts[i].statements);
        ck_assert_uint_eq(fixture_count(&text, "ROW_COUNT()"), parts[i].statements);
        dore_buf_release(&text);
    }
}
END_TEST

START_TEST(sizes_never_change) {
    const struct dore_store store = {0};
    const struct dore_layout *layout = mysql->layout(&store, &fixture_table, &arena);
    ck_assert_uint_eq(layout->rows_per_statement, 1024);
    ck_assert_uint_eq(layout->typical_row, 4 + 104 + 14 + 11 + 4);
}
END_TEST

/* ---- scripts --------------------------------------------------------------------------------- */

#define SETTINGS                                                                                   \
    "SET @dore_client = @@SESSION.character_set_client,"                                           \
    " @dore_results = @@SESSION.character_set_results,"                                            \
    " @dore_collation = @@SESSION.collation_connection;\n"                                         \
    "SET NAMES utf8mb4;\n"                                                                         \
    "SET @dore_sql_mode = @@SESSION.sql_mode, SESSION sql_mode = "                                 \
    "'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,"                  \
    "NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION';\n"                                             \
    "SET @dore_time_zone = @@SESSION.time_zone, SESSION time_zone = '+00:00';\n"                   \
    "SET @dore_fk = @@SESSION.foreign_key_checks, SESSION foreign_key_checks = 0;\n"               \
    "SET @dore_uc = @@SESSION.unique_checks, SESSION unique_checks = 0;\n"
#define RESTORE                                                                                    \
    "SET SESSION unique_checks = @dore_uc;\n"                                                      \
    "SET SESSION foreign_key_checks = @dore_fk;\n"                                                 \
    "SET SESSION time_zone = @dore_time_zone;\n"                                                   \
    "SET SESSION sql_mode = @dore_sql_mode;\n"                                                     \
    "SET SESSION character_set_client = @dore_client,"                                             \
    " SESSION character_set_results = @dore_results,"                                              \
    " SESSION collation_connection = @dore_collation;\n"

static const struct dore_field script_fields[] = {
    {.name = "id", .type = "INT AUTO_INCREMENT PRIMARY KEY"},
    {.name = "it`s", .type = "TEXT DEFAULT 'x'"}};
static const struct dore_table script_tables[] = {
    {.name = "a`b", .rows = 3, .field = script_fields, .field_count = 2},
    {.name = "c", .rows = 0, .field = script_fields + 1, .field_count = 1}};
static const struct dore_table *const script_list[] = {&script_tables[0], &script_tables[1]};
#define TABLE_OPTIONS " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;\n"
#define CREATE_ALL                                                                                 \
    "CREATE TABLE `a``b` (\n    `id` INT AUTO_INCREMENT PRIMARY KEY,\n"                            \
    "    `it``s` TEXT DEFAULT 'x'\n)" TABLE_OPTIONS                                                \
    "CREATE TABLE `c` (\n    `it``s` TEXT DEFAULT 'x'\n)" TABLE_OPTIONS RESTORE                    \
    "SELECT 'dore-end 10-schema 2' AS '';\n"

START_TEST(writes_the_schema) {
    struct dore_store store = {.table = script_list, .table_count = 2};
    struct dore_buf text = {0};
    mysql->schema(&store, NULL, &text);
    fixture_expect(&text, SETTINGS CREATE_ALL);
    dore_buf_clear(&text);
    store.drop = true;
    mysql->schema(&store, NULL, &text);
    fixture_expect(&text, SETTINGS "DROP TABLE IF EXISTS `a``b`;\n"
                                   "DROP TABLE IF EXISTS `c`;\n" CREATE_ALL);
    dore_buf_release(&text);
}
END_TEST

START_TEST(writes_what_comes_after) {
    const struct dore_store store = {.table = script_list, .table_count = 2};
    struct dore_buf text = {0};
    mysql->after(&store, &text);
    fixture_expect(&text, SETTINGS "SELECT IF((SELECT COUNT(*) FROM `a``b`) = 3, 1, "
                                   "(SELECT 1 UNION SELECT 2)) AS dore_rows;\n"
                                   "SELECT IF((SELECT COUNT(*) FROM `c`) = 0, 1, "
                                   "(SELECT 1 UNION SELECT 2)) AS dore_rows;\n"
                                   "ANALYZE TABLE `a``b`;\nANALYZE TABLE `c`;\n" RESTORE
                                   "SELECT 'dore-end 30-constraints 2' AS '';\n");
    dore_buf_release(&text);
}
END_TEST

START_TEST(frames_parts) {
    const struct dore_store store = {.table = script_list, .table_count = 2};
    const struct dore_part part = {.table = &script_tables[0], .mark = "0001-a%60b", .rows = 3};
    struct dore_buf text = {0};
    mysql->open(&store, &part, &text);
    mysql->close(&store, &part, &text);
    fixture_expect(&text, SETTINGS "SET @dore_n = 0;\nSTART TRANSACTION;\n"
                                   "SELECT IF(@dore_n = 3, 1, (SELECT 1 UNION SELECT 2)) "
                                   "AS dore_rows;\nCOMMIT;\n" RESTORE
                                   "SELECT 'dore-end 0001-a%60b 3' AS '';\n");
    dore_buf_release(&text);
}
END_TEST

Suite *suite_mysql(void) {
    Suite *suite = suite_create("mysql");
    TCase *kinds = tcase_create("kinds"), *rows = tcase_create("rows"),
          *scripts = tcase_create("scripts");
    tcase_add_checked_fixture(kinds, NULL, tear_down);
    tcase_add_loop_test(kinds, writes_every_kind, 0, (int)LENGTH(cells));
    tcase_add_loop_test(kinds, reads_hostile_strings_back, 0, (int)LENGTH(hostile));
    tcase_add_test(kinds, reads_every_byte_back);
    tcase_add_checked_fixture(rows, NULL, tear_down);
    tcase_add_test(rows, cuts_batches_anywhere);
    tcase_add_test(rows, groups_rows_by_their_number);
    tcase_add_test(rows, sizes_never_change);
    tcase_add_test(scripts, writes_the_schema);
    tcase_add_test(scripts, writes_what_comes_after);
    tcase_add_test(scripts, frames_parts);
    suite_add_tcase(suite, kinds);
    suite_add_tcase(suite, rows);
    suite_add_tcase(suite, scripts);
    return suite;
}
