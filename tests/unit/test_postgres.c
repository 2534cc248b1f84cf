/* SPDX-License-Identifier: Apache-2.0
 *
 * postgres.c, sql_rows.c: the text of every kind in every type, as COPY and as INSERT; hostile
 * strings read back by a reader of the test's own; scripts word by word; the cut of batches.
 */
#include "tests/unit/sql_fixture.h"

#include <math.h>

Suite *suite_postgres(void);

static const struct dore_format *const copy = &dore_format_postgres_copy,
                                       *const insert = &dore_format_postgres_insert;
static struct dore_arena arena;

static void tear_down(void) {
    dore_arena_release(&arena);
}

#define INSERT_HEAD "INSERT INTO \"public\".\"t\" (\"c\") VALUES\n("
#define INSERT_FOOT ");\nSELECT :dore_n + :ROW_COUNT AS dore_n \\gset\n"

/* ---- every kind in every type ---------------------------------------------------------------- */

static const struct dore_value ints[] = {VALUE_INT(1), VALUE_NULL, VALUE_BOOL(true)},
                               texts[] = {VALUE_STRING("a\"b\\"), VALUE_STRING(""), VALUE_NULL,
                                          VALUE_STRING("\n'")},
                               blobs[] = {VALUE_BYTES("\x01\xff")},
                               moments[] = {VALUE_OF(DATETIME, 5), VALUE_OF(DATE, 0)},
                               nested[] = {VALUE_LIST(ints), VALUE_LIST(ints)};
static const struct dore_entry entries[] = {
    {{"k\"'", 3}, VALUE_INT(1)}, {{"b\\", 2}, VALUE_STRING("x\ny\\")}, {{"n", 1}, VALUE_NULL}};
static const struct dore_value records[] = {VALUE_RECORD(entries)};
#define JSON_TEXT "{\"k\\\"'\":1,\"b\\\\\":\"x\\ny\\\\\",\"n\":null}"

#define DAY VALUE_OF(DATE, 19782)                                 /* 2024-02-29 */
#define MOMENT(us) VALUE_OF(DATETIME, SECONDS(1709208794) + (us)) /* 2024-02-29 12:13:14 */
#define CLOCK VALUE_OF(TIME, SECONDS(3723) + 40)                  /* 01:02:03.00004 */
#define SPAN VALUE_OF(DURATION, -SECONDS(86400 + 3723) - 5)

static const struct {
    const char *type;
    struct dore_value value;
    const char *copied, *inserted; /* inserted NULL: as copied, in quotes */
} cells[] = {
    {"INT", VALUE_NULL, "\\N", "NULL"},
    {"INT", VALUE_BOOL(true), "1", "1"},
    {"INT", VALUE_INT(INT64_MIN), "-9223372036854775808", "-9223372036854775808"},
    {"INT", VALUE_DECIMAL(-12, 0), "-12", "-12"},
    {"INT", VALUE_DIGITS("12345678901234567890123"), "12345678901234567890123",
     "12345678901234567890123"},
    {"INT", VALUE_STRING("12"), "12", NULL},
    {"NUMERIC(9,2)", VALUE_INT(5), "5", "5"},
    {"NUMERIC(9,2)", VALUE_FLOAT(0.1), "0.1", "0.1"},
    {"NUMERIC(9,2)", VALUE_DECIMAL(-5, 2), "-0.05", "-0.05"},
    {"NUMERIC", VALUE_FLOAT((double)NAN), "NaN", "'NaN'"},
    {"REAL", VALUE_INT(3), "3", "3"},
    {"DOUBLE PRECISION", VALUE_FLOAT(1e300), "1e+300", "1e+300"},
    {"DOUBLE PRECISION", VALUE_FLOAT(0.0), "0.0", "0.0"},
    {"DOUBLE PRECISION", VALUE_FLOAT(-0.0), "-0.0", "'-0.0'"},
    {"DOUBLE PRECISION", VALUE_FLOAT((double)INFINITY), "Infinity", "'Infinity'"},
    {"DOUBLE PRECISION", VALUE_FLOAT((double)-INFINITY), "-Infinity", "'-Infinity'"},
    {"DOUBLE PRECISION", VALUE_DECIMAL(125, 2), "1.25", "1.25"},
    {"BOOLEAN", VALUE_BOOL(true), "t", "TRUE"},
    {"BOOLEAN", VALUE_BOOL(false), "f", "FALSE"},
    {"BOOLEAN", VALUE_INT(1), "t", "TRUE"},
    {"BOOLEAN", VALUE_INT(0), "f", "FALSE"},
    {"BOOLEAN", VALUE_STRING("yes"), "yes", NULL},
    {"TEXT", VALUE_BOOL(false), "false", NULL},
    {"TEXT", VALUE_INT(-5), "-5", NULL},
    {"TEXT", VALUE_FLOAT(1.5), "1.5", NULL},
    {"TEXT", VALUE_FLOAT((double)NAN), "NaN", NULL},
    {"TEXT", VALUE_DECIMAL(150, 2), "1.50", NULL},
    {"TEXT", VALUE_STRING(""), "", NULL},
    {"TEXT", VALUE_STRING("a\\'b\n"), "a\\\\'b\\n", "'a\\''b\n'"},
    {"TEXT", VALUE_STRING("\\N"), "\\\\N", "'\\N'"},
    {"TEXT", VALUE_BYTES("\x01\xff"), "Af8=", NULL},
    {"TEXT", VALUE_UUID, UUID_TEXT, NULL},
    {"TEXT", VALUE_UUID_STRING, UUID_TEXT, NULL},
    {"TEXT", DAY, "2024-02-29", NULL},
    {"TEXT", MOMENT(0), "2024-02-29T12:13:14Z", NULL},
    {"VARCHAR(3)", MOMENT(7), "2024-02-29T12:13:14.000007Z", NULL},
    {"VARCHAR(3)", CLOCK, "01:02:03.000040", NULL},
    {"TEXT", SPAN, "-P1DT1H2M3.000005S", NULL},
    {"TEXT", VALUE_RECORD(entries), "{\"k\\\\\"'\":1,\"b\\\\\\\\\":\"x\\\\ny\\\\\\\\\",\"n\":null}",
     "'{\"k\\\"''\":1,\"b\\\\\":\"x\\ny\\\\\",\"n\":null}'"},
    {"BYTEA", VALUE_BYTES("\x01\xff"), "\\\\x01ff", "'\\x01ff'"},
    {"BYTEA", VALUE_BYTES(""), "\\\\x", "'\\x'"},
    {"BYTEA", VALUE_UUID, "\\\\x00112233445566778899aabbccddeeff",
     "'\\x00112233445566778899aabbccddeeff'"},
    {"BYTEA", VALUE_STRING("\\x00"), "\\\\x00", "'\\x00'"},
    {"DATE", DAY, "2024-02-29", NULL},
    {"DATE", MOMENT(7), "2024-02-29", NULL},
    {"DATE", VALUE_OF(DATETIME, -1), "1969-12-31", NULL},
    {"DATE", VALUE_STRING("2024-02-29"), "2024-02-29", NULL},
    {"TIMESTAMP", DAY, "2024-02-29 00:00:00", NULL},
    {"TIMESTAMP", MOMENT(0), "2024-02-29 12:13:14", NULL},
    {"TIMESTAMP", MOMENT(7), "2024-02-29 12:13:14.000007", NULL},
    {"TIMESTAMP(3)", MOMENT(999999), "2024-02-29 12:13:14.999", NULL},
    {"TIMESTAMP(0)", MOMENT(999999), "2024-02-29 12:13:14", NULL},
    {"TIMESTAMPTZ", DAY, "2024-02-29 00:00:00+00", NULL},
    {"TIMESTAMPTZ", MOMENT(7), "2024-02-29 12:13:14.000007+00", NULL},
    {"TIMESTAMP(2) WITH TIME ZONE", MOMENT(70000), "2024-02-29 12:13:14.07+00", NULL},
    {"TIME", CLOCK, "01:02:03.000040", NULL},
    {"TIME(0)", CLOCK, "01:02:03", NULL},
    {"TIME", VALUE_OF(DURATION, SECONDS(86400)), "24:00:00", NULL},
    {"TIMETZ", CLOCK, "01:02:03.000040+00", NULL},
    {"TIMETZ", VALUE_OF(DURATION, SECONDS(7)), "00:00:07+00", NULL},
    {"INTERVAL", CLOCK, "01:02:03.000040", NULL},
    {"INTERVAL", SPAN, "-1 days -01:02:03.000005", NULL},
    {"INTERVAL", VALUE_OF(DURATION, 0), "0 days +00:00:00.000000", NULL},
    {"INTERVAL", VALUE_OF(DURATION, INT64_MIN), "-106751991 days -04:00:54.775808", NULL},
    {"UUID", VALUE_UUID, UUID_TEXT, NULL},
    {"UUID", VALUE_UUID_STRING, UUID_TEXT, NULL},
    {"BIT", VALUE_BOOL(true), "1", NULL},
    {"BIT(3)", VALUE_STRING("101"), "101", NULL},
    {"MONEY", VALUE_DECIMAL(1234, 2), "12.34", "12.34"},
    {"INET", VALUE_STRING("10.0.0.1"), "10.0.0.1", NULL},
    {"XML", VALUE_STRING("<a b='c'/>"), "<a b='c'/>", "'<a b=''c''/>'"},
    {"JSON", VALUE_BOOL(true), "true", NULL},
    {"JSON", VALUE_INT(5), "5", NULL},
    {"JSON", VALUE_FLOAT(1.5), "1.5", NULL},
    {"JSON", VALUE_FLOAT((double)NAN), "null", NULL},
    {"JSON", VALUE_DECIMAL(150, 2), "1.50", NULL},
    {"JSON", VALUE_STRING("a\"\n\\"), "\"a\\\\\"\\\\n\\\\\\\\\"", "'\"a\\\"\\n\\\\\"'"},
    {"JSON", VALUE_STRING("\0"), "\"\\\\u0000\"", "'\"\\u0000\"'"},
    {"JSONB", VALUE_BYTES("\x01\xff"), "\"Af8=\"", NULL},
    {"JSONB", VALUE_UUID, "\"" UUID_TEXT "\"", NULL},
    {"JSONB", DAY, "\"2024-02-29\"", NULL},
    {"JSONB", MOMENT(7), "\"2024-02-29T12:13:14.000007Z\"", NULL},
    {"JSONB", VALUE_RECORD(entries),
     "{\"k\\\\\"'\":1,\"b\\\\\\\\\":\"x\\\\ny\\\\\\\\\",\"n\":null}",
     "'{\"k\\\"''\":1,\"b\\\\\":\"x\\ny\\\\\",\"n\":null}'"},
    {"JSONB", VALUE_LIST(ints), "[1,null,true]", NULL},
    {"INT[]", VALUE_LIST(ints), "{\"1\",NULL,\"1\"}", NULL},
    {"BOOLEAN[]", VALUE_LIST(ints), "{\"t\",NULL,\"t\"}", NULL},
    {"INT[][]", VALUE_LIST(nested), "{{\"1\",NULL,\"1\"},{\"1\",NULL,\"1\"}}", NULL},
    {"TEXT[]", VALUE_LIST(texts), "{\"a\\\\\"b\\\\\\\\\",\"\",NULL,\"\\n'\"}",
     "'{\"a\\\"b\\\\\",\"\",NULL,\"\n''\"}'"},
    {"BYTEA[]", VALUE_LIST(blobs), "{\"\\\\\\\\x01ff\"}", "'{\"\\\\x01ff\"}'"},
    {"TIMESTAMPTZ[]", VALUE_LIST(moments),
     "{\"1970-01-01 00:00:00.000005+00\",\"1970-01-01 00:00:00+00\"}", NULL},
    {"JSONB[]", VALUE_LIST(records),
     "{\"{\\\\\"k\\\\\\\\\\\\\"'\\\\\":1,\\\\\"b\\\\\\\\\\\\\\\\\\\\\":\\\\\"x\\\\\\\\ny"
     "\\\\\\\\\\\\\\\\\\\\\",\\\\\"n\\\\\":null}\"}",
     "'{\"{\\\"k\\\\\\\"''\\\":1,\\\"b\\\\\\\\\\\":\\\"x\\\\ny\\\\\\\\\\\",\\\"n\\\":null}\"}'"},
    {"INT[]", VALUE_STRING("{1,2}"), "{1,2}", NULL},
    {"mood", VALUE_STRING("so 'so'"), "so 'so'", "'so ''so'''"},
    {"mood", VALUE_INT(5), "5", NULL},
    {"vector(3)", VALUE_LIST(ints), "[1,null,true]", NULL},
};

static const char *quoted(const char *text) {
    return dore_arena_format(&arena, "'%s'", text);
}

START_TEST(writes_every_kind) {
    struct dore_str copied = fixture_cell(&arena, copy, cells[_i].type, &cells[_i].value, "", "\n");
    ck_assert_msg(dore_str_is(copied, cells[_i].copied), "%.*s", (int)copied.size, copied.text);
    struct dore_str inserted =
        fixture_cell(&arena, insert, cells[_i].type, &cells[_i].value, INSERT_HEAD, INSERT_FOOT);
    const char *expected = cells[_i].inserted ? cells[_i].inserted : quoted(cells[_i].copied);
    ck_assert_msg(dore_str_is(inserted, expected), "%.*s", (int)inserted.size, inserted.text);
}
END_TEST

/* ---- strings, read back ---------------------------------------------------------------------- */

static void expect_string(struct dore_str expected, const char *found, size_t size) {
    ck_assert_msg(size == expected.size && memcmp(found, expected.text, size) == 0,
                  "%.*s instead of %.*s", (int)size, found, (int)expected.size, expected.text);
}

static void read_field(struct dore_str field, struct dore_str expected) {
    static const char codes[] = "b\bf\fn\nr\rt\tv\v\\\\";
    char text[512];
    size_t size = 0;
    ck_assert(!dore_str_is(field, "\\N") && !dore_str_is(field, "\\."));
    for (size_t i = 0; i < field.size; i++) {
        char byte = field.text[i];
        ck_assert(byte != '\n' && byte != '\r' && byte != '\t');
        if (byte == '\\') {
            ck_assert_uint_lt(++i, field.size);
            const char *code = codes;
            while (*code && *code != field.text[i]) {
                code += 2;
            }
            ck_assert(*code);
            byte = code[1];
        }
        text[size++] = byte;
    }
    expect_string(expected, text, size);
}

static void read_literal(struct dore_str literal, struct dore_str expected) {
    char text[512];
    size_t size = 0;
    ck_assert(literal.size >= 2 && literal.text[0] == '\'' &&
              literal.text[literal.size - 1] == '\'');
    for (size_t i = 1; i + 1 < literal.size; i++) {
        if (literal.text[i] == '\'') {
            i++;
            ck_assert(i + 1 < literal.size && literal.text[i] == '\'');
        }
        text[size++] = literal.text[i];
    }
    expect_string(expected, text, size);
}

static void read_back(struct dore_str string) {
    const struct dore_value value = {.kind = DORE_STRING, .u.s = string};
    read_field(fixture_cell(&arena, copy, "TEXT", &value, "", "\n"), string);
    read_literal(fixture_cell(&arena, insert, "TEXT", &value, INSERT_HEAD, INSERT_FOOT), string);
}

START_TEST(reads_hostile_strings_back) {
    read_back(hostile[_i]);
}
END_TEST

START_TEST(reads_every_byte_back) {
    char text[] = "a_b_c_d_e";
    for (unsigned byte = 1; byte < 128; byte++) {
        text[3] = text[8] = (char)byte;
        read_back((struct dore_str){text, 9});
    }
}
END_TEST

/* ---- rows ------------------------------------------------------------------------------------ */

START_TEST(cuts_batches_anywhere) {
    fixture_check_cuts(copy);
    fixture_check_cuts(insert);
}
END_TEST

START_TEST(groups_rows_by_their_number) {
    struct dore_arena own = {0};
    const struct dore_store store = {0};
    const struct dore_layout *layout = insert->layout(&store, &fixture_table, &own);
    ck_assert_uint_eq(layout->rows_per_statement, 1024);
    ck_assert_uint_eq(copy->layout(&store, &fixture_table, &own)->rows_per_statement, 1);
    static const struct {
        uint64_t first, rows;
        size_t statements;
    } parts[] = {{0, 1, 1}, {0, 1024, 1}, {0, 1025, 2}, {2048, 3000, 3}, {4096, 0, 0}};
    for (size_t i = 0; i < LENGTH(parts); i++) {
        const struct dore_part part = {
            .table = &fixture_table, .first_row = parts[i].first, .rows = parts[i].rows};
        struct dore_buf text = {0};
        fixture_part(insert, &part, 100, &text);
        ck_assert_uint_eq(fixture_count(&text, "INSERT INTO"), parts[i].statements);
        ck_assert_uint_eq(fixture_count(&text, "\\gset"), parts[i].statements);
        dore_buf_release(&text);
    }
    dore_arena_release(&own);
}
END_TEST

/* Rows a statement: a typical row keeps it below 1 MiB, the largest below 8 MiB. */
START_TEST(statements_stay_small) {
    static const struct {
        uint64_t mean, most;
        uint32_t rows;
    } cases[] = {{10, 100, 1024},  {1000, 4000, 1024},    {1018, 1018, 512},  {10000, 10000, 64},
                 {10, 100000, 32}, {2000000, 2000000, 1}, {10, UINT64_MAX, 1}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const struct dore_field field = {.name = "c",
                                         .type = "TEXT",
                                         .domain = {.kinds = DORE_KIND_BIT(DORE_STRING),
                                                    .mean_bytes = cases[i].mean,
                                                    .max_bytes = cases[i].most}};
        const struct dore_table table = {.name = "t", .field = &field, .field_count = 1};
        const struct dore_store store = {0};
        const struct dore_layout *layout = insert->layout(&store, &table, &arena);
        ck_assert_uint_eq(layout->rows_per_statement, cases[i].rows);
        ck_assert_int_eq(layout->largest_row == UINT64_MAX, cases[i].most == UINT64_MAX);
    }
}
END_TEST

START_TEST(sizes_never_change) {
    const struct dore_store store = {0};
    const struct dore_layout *lines = copy->layout(&store, &fixture_table, &arena),
                             *lists = insert->layout(&store, &fixture_table, &arena);
    ck_assert_uint_eq(lines->typical_row, 4 + 101 + 11 + 8 + 1 + 1);
    ck_assert_uint_eq(lists->typical_row, 4 + 104 + 14 + 11 + 4);
    ck_assert_uint_eq(lines->largest_row, 20 + 601 + 11 + (1 + 2 * 122) + 1 + 1);
}
END_TEST

START_TEST(leaves_out_computed_columns) {
    const struct dore_field field[] = {
        {.name = "a", .type = "INT GENERATED ALWAYS AS IDENTITY", .domain = {.kinds = 4}},
        {.name = "b", .type = "INT GENERATED ALWAYS AS (a) STORED", .domain = {.kinds = 4}},
        {.name = "c", .type = "INT", .domain = {.kinds = 4}}};
    const struct dore_table table = {
        .name = "t", .rows = 1, .field = field, .field_count = LENGTH(field)};
    struct dore_column column[3];
    for (int i = 0; i < 3; i++) {
        dore_column_init(&column[i], DORE_INT, 1, &arena);
        column[i].u.i[0] = i;
    }
    ck_assert(dore_str_is(fixture_rows(&arena, copy, &table, column), "0\t2\n"));
    struct dore_str text = fixture_rows(&arena, insert, &table, column);
    ck_assert_msg(dore_str_is(text, "INSERT INTO \"public\".\"t\" (\"a\", \"c\") OVERRIDING SYSTEM "
                                    "VALUE VALUES\n(0, 2" INSERT_FOOT),
                  "%s", text.text);
}
END_TEST

/* ---- scripts --------------------------------------------------------------------------------- */

#define SETTINGS                                                                                   \
    "\\set ON_ERROR_STOP on\n"                                                                     \
    "SET statement_timeout = 0;\n"                                                                 \
    "SET lock_timeout = 0;\n"                                                                      \
    "SET idle_in_transaction_session_timeout = 0;\n"                                               \
    "SET client_encoding = 'UTF8';\n"                                                              \
    "SET standard_conforming_strings = on;\n"                                                      \
    "SET datestyle = 'ISO, YMD';\n"                                                                \
    "SET intervalstyle = 'postgres';\n"                                                            \
    "SET timezone = 'UTC';\n"                                                                      \
    "SET lc_monetary = 'C';\n"                                                                     \
    "SET xmloption = content;\n"                                                                   \
    "SET client_min_messages = warning;\n"                                                         \
    "SET row_security = off;\n"                                                                    \
    "BEGIN;\n"

static const struct dore_field script_fields[] = {{.name = "id", .type = "SERIAL PRIMARY KEY"},
                                                  {.name = "it's", .type = "TEXT DEFAULT 'x'"}};
static const struct dore_table script_tables[] = {
    {.name = "a", .space = "sh\"op", .rows = 3, .field = script_fields, .field_count = 2},
    {.name = "b$$", .space = "sh\"op", .rows = 0, .field = script_fields + 1, .field_count = 1},
    {.name = "c", .rows = 1, .field = script_fields + 1, .field_count = 1}};
static const struct dore_table *const script_list[] = {&script_tables[0], &script_tables[1],
                                                       &script_tables[2]};
#define CREATE_ALL                                                                                 \
    "CREATE TABLE \"sh\"\"op\".\"a\" (\n    \"id\" SERIAL PRIMARY KEY,\n"                          \
    "    \"it's\" TEXT DEFAULT 'x'\n);\n"                                                          \
    "CREATE TABLE \"sh\"\"op\".\"b$$\" (\n    \"it's\" TEXT DEFAULT 'x'\n);\n"                     \
    "CREATE TABLE \"public\".\"c\" (\n    \"it's\" TEXT DEFAULT 'x'\n);\n"                         \
    "COMMIT;\n\\echo dore-end 10-schema 3\n"

START_TEST(writes_the_schema) {
    struct dore_store store = {.table = script_list, .table_count = 3};
    struct dore_buf text = {0};
    copy->schema(&store, NULL, &text);
    fixture_expect(&text, SETTINGS "CREATE SCHEMA IF NOT EXISTS \"sh\"\"op\";\n" CREATE_ALL);
    dore_buf_clear(&text);
    store.drop = true;
    copy->schema(&store, NULL, &text);
    fixture_expect(&text, SETTINGS "CREATE SCHEMA IF NOT EXISTS \"sh\"\"op\";\n"
                                   "DROP TABLE IF EXISTS \"sh\"\"op\".\"a\" CASCADE;\n"
                                   "DROP TABLE IF EXISTS \"sh\"\"op\".\"b$$\" CASCADE;\n"
                                   "DROP TABLE IF EXISTS \"public\".\"c\" CASCADE;\n" CREATE_ALL);
    dore_buf_release(&text);
}
END_TEST

#define COUNT_CHECK(name, rows)                                                                    \
    "DO 'BEGIN IF (SELECT pg_catalog.count(*) FROM " name ") <> " rows                             \
    " THEN RAISE EXCEPTION USING MESSAGE = ''" name " does not have " rows                         \
    " rows''; END IF; END';\n"

#define MOVE_SEQUENCE                                                                              \
    "DO 'BEGIN PERFORM pg_catalog.setval(pg_catalog.pg_get_serial_sequence("                       \
    "''\"sh\"\"op\".\"a\"'', ''id''), pg_catalog.max(\"id\"), true) FROM "                         \
    "\"sh\"\"op\".\"a\" HAVING pg_catalog.max(\"id\") >= 1; END';\n"

START_TEST(writes_what_comes_after) {
    const struct dore_store store = {.table = script_list, .table_count = 3};
    struct dore_buf text = {0};
    copy->after(&store, &text);
    fixture_expect(&text, SETTINGS COUNT_CHECK("\"sh\"\"op\".\"a\"", "3")
                              COUNT_CHECK("\"sh\"\"op\".\"b$$\"", "0")
                                  COUNT_CHECK("\"public\".\"c\"", "1") MOVE_SEQUENCE
                   "ANALYZE \"sh\"\"op\".\"a\";\nANALYZE \"sh\"\"op\".\"b$$\";\n"
                   "ANALYZE \"public\".\"c\";\n"
                   "COMMIT;\n\\echo dore-end 30-constraints 3\n");
    dore_buf_release(&text);
}
END_TEST

START_TEST(frames_parts) {
    const struct dore_store store = {.table = script_list, .table_count = 3};
    const struct dore_part part = {.table = &script_tables[0], .mark = "0001-a", .rows = 3};
    struct dore_buf text = {0};
    copy->open(&store, &part, &text);
    copy->close(&store, &part, &text);
    fixture_expect(&text, SETTINGS "COPY \"sh\"\"op\".\"a\" (\"id\", \"it's\") FROM stdin;\n"
                                   "\\.\n"
                                   "SELECT 1 / (:ROW_COUNT = 3)::int AS rows \\gset dore_\n"
                                   "COMMIT;\n\\echo dore-end 0001-a 3\n");
    dore_buf_clear(&text);
    insert->open(&store, &part, &text);
    insert->close(&store, &part, &text);
    fixture_expect(&text, SETTINGS "\\set dore_n 0\n"
                                   "SELECT 1 / (:dore_n = 3)::int AS rows \\gset dore_\n"
                                   "COMMIT;\n\\echo dore-end 0001-a 3\n");
    dore_buf_release(&text);
}
END_TEST

Suite *suite_postgres(void) {
    Suite *suite = suite_create("postgres");
    TCase *kinds = tcase_create("kinds"), *rows = tcase_create("rows"),
          *scripts = tcase_create("scripts");
    tcase_add_checked_fixture(kinds, NULL, tear_down);
    tcase_add_loop_test(kinds, writes_every_kind, 0, (int)LENGTH(cells));
    tcase_add_loop_test(kinds, reads_hostile_strings_back, 0, (int)LENGTH(hostile));
    tcase_add_test(kinds, reads_every_byte_back);
    tcase_add_checked_fixture(rows, NULL, tear_down);
    tcase_add_test(rows, cuts_batches_anywhere);
    tcase_add_test(rows, groups_rows_by_their_number);
    tcase_add_test(rows, statements_stay_small);
    tcase_add_test(rows, sizes_never_change);
    tcase_add_test(rows, leaves_out_computed_columns);
    tcase_add_test(scripts, writes_the_schema);
    tcase_add_test(scripts, writes_what_comes_after);
    tcase_add_test(scripts, frames_parts);
    suite_add_tcase(suite, kinds);
    suite_add_tcase(suite, rows);
    suite_add_tcase(suite, scripts);
    return suite;
}
