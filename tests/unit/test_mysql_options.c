/* SPDX-License-Identifier: Apache-2.0
 *
 * mysql_options.c: what a table's engine and character set add to its DDL, refuse and warn of.
 */
#include "tests/unit/sql_fixture.h"

#include "formats/mysql.h"

Suite *suite_mysql_options(void);

static struct dore_arena arena;
static struct dore_diags diags;
static struct dore_field field;
static struct dore_table table;

static void set_up(void) {
    diags = (struct dore_diags){.arena = &arena};
    field = (struct dore_field){.name = "c", .type = "TEXT", .attribute = "a"};
    table =
        (struct dore_table){.id = "m", .name = "t", .rows = 9, .field = &field, .field_count = 1};
}

static void tear_down(void) {
    dore_arena_release(&arena);
}

static void expect_options(const char *engine, const char *charset, const char *expected) {
    struct dore_buf text = {0};
    table.engine = engine;
    table.charset = charset;
    mysql_put_options(&table, &text);
    fixture_expect(&text, expected);
    dore_buf_release(&text);
}

START_TEST(says_engine_and_collation) {
    expect_options(NULL, NULL, " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    expect_options("MyISAM", "latin1",
                   " ENGINE=MyISAM DEFAULT CHARACTER SET latin1 COLLATE latin1_bin");
    for (size_t i = 0; mysql_engines[i]; i++) {
        char expected[100];
        snprintf(expected, sizeof expected,
                 " ENGINE=%s DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", mysql_engines[i]);
        expect_options(mysql_engines[i], NULL, expected);
    }
}
END_TEST

START_TEST(counts_bytes_of_characters) {
    static const struct {
        const char *charset, *type;
        unsigned bytes;
    } cases[] = {{NULL, "TEXT", 4},
                 {"utf8mb3", "TEXT", 3},
                 {"gbk", "TEXT", 2},
                 {"ujis", "TEXT", 3},
                 {"latin1", "TEXT", 1},
                 {"latin1", "CHAR(3) COLLATE utf8mb4_unicode_ci", 4},
                 {"latin1", "CHAR(3) CHARACTER SET UTF8", 3},
                 {"latin1", "NVARCHAR(3)", 3},
                 {NULL, "CHAR(3) CHARSET latin1 COLLATE latin1_bin", 1},
                 {NULL, "CHAR(3) CHARACTER SET utf16", 1}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        table.charset = cases[i].charset;
        struct sql_type type;
        ck_assert_ptr_null(sql_type_read(&sql_mysql, cases[i].type, &type));
        ck_assert_uint_eq(mysql_char_bytes(&table, &type), cases[i].bytes);
    }
}
END_TEST

START_TEST(collations_fold_but_binary_ones) {
    static const struct {
        const char *type;
        bool folds;
    } cases[] = {{"VARCHAR(9)", false},
                 {"VARCHAR(9) COLLATE utf8mb4_general_ci", true},
                 {"VARCHAR(9) COLLATE 'utf8mb4_0900_as_cs'", true},
                 {"VARCHAR(9) collate utf8mb4_BIN", false},
                 {"VARCHAR(9) COLLATE binary", false},
                 {"VARCHAR(9) CHARACTER SET latin1", true},
                 {"VARCHAR(9) CHARACTER SET latin1 BINARY", false},
                 {"VARCHAR(9) CHARSET latin1 NOT NULL COLLATE latin1_bin", false},
                 {"NATIONAL CHAR(9)", true},
                 {"NCHAR(9) COLLATE utf8mb3_bin", false},
                 {"INT COLLATE utf8mb4_general_ci", false}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct sql_type type;
        ck_assert_ptr_null(sql_type_read(&sql_mysql, cases[i].type, &type));
        ck_assert_msg(sql_type_folds(&type) == cases[i].folds, "%s", cases[i].type);
    }
}
END_TEST

/* 0: nothing is said; else one thing, of this code. */
static void expect(enum dore_code code, const char *message) {
    mysql_check_options(&table, &diags);
    ck_assert_uint_eq(diags.count, code ? 1 : 0);
    if (code) {
        ck_assert_int_eq(diags.list[0].code, code);
        ck_assert_msg(strstr(diags.list[0].message, message), "%s", diags.list[0].message);
    }
}

static const struct {
    const char *engine, *type;
    enum dore_code code;
    const char *message;
} engines[] = {
    {NULL, "TEXT", 0, NULL},
    {"InnoDB", "JSON", 0, NULL},
    {"MyISAM", "TEXT", DORE_W_ENGINE, "engine 'MyISAM' keeps no transactions"},
    {"Aria", "INT", DORE_W_ENGINE, "'Aria'"},
    {"MEMORY", "VARCHAR(9)", DORE_W_ENGINE, "'MEMORY'"},
};

START_TEST(warns_of_engines) {
    table.engine = engines[_i].engine;
    field.type = engines[_i].type;
    expect(engines[_i].code, engines[_i].message);
}
END_TEST

START_TEST(refuses_long_columns_in_memory) {
    static const char *const types[] = {"TEXT", "TINYBLOB", "JSON", "POINT NOT NULL", "VECTOR(3)"};
    table.engine = "MEMORY";
    for (size_t i = 0; i < LENGTH(types); i++) {
        diags = (struct dore_diags){.arena = &arena};
        field.type = types[i];
        mysql_check_options(&table, &diags);
        ck_assert_uint_eq(diags.count, 2);
        ck_assert_int_eq(diags.list[1].code, DORE_E_COLUMN_TYPE);
    }
}
END_TEST

/* One listed value in a column of a table with that character set. */
static const struct {
    const char *charset, *type, *text;
    enum dore_code code;
} items[] = {
    {NULL, "TEXT", "\xf0\x9f\x98\x80", 0},
    {"utf8mb4", "TEXT", "\xf0\x9f\x98\x80", 0},
    {"utf8mb3", "TEXT", "\xf0\x9f\x98\x80", DORE_E_KIND},
    {"utf8mb3", "TEXT", "\xef\xbf\xbd", 0},
    {"ascii", "TEXT", "it's \\ \x7f\x01", 0},
    {"ascii", "TEXT", "\xc3\xa9", DORE_E_KIND},
    {"ascii", "ENUM('\xc3\xa9')", "x", DORE_E_COLUMN_TYPE},
    {"ascii", "VARCHAR(9) CHARACTER SET utf8mb4", "\xc3\xa9", 0},
    {"ascii", "JSON", "\xc3\xa9", 0},
    {"ascii", "BLOB", "\xc3\xa9", 0},
    {"latin1", "VARCHAR(9)", "\xc3\xa9\xc3\xbf\xc2\xa0", 0},
    {"latin1", "VARCHAR(9)", "\xe2\x82\xac\xe2\x80\x9c\xc5\xbe\xc2\x81", 0}, /* Windows-1252 */
    {"latin1", "VARCHAR(9)", "\xc2\x80", DORE_E_KIND},
    {"latin1", "VARCHAR(9)", "\xc5\x82", DORE_E_KIND},
    {"cp1251", "VARCHAR(9)", "abc", 0},
    {"cp1251", "VARCHAR(9)", "\xd0\xb6", DORE_W_KIND},
};

START_TEST(judges_listed_values) {
    struct dore_value value = {
        .kind = DORE_STRING,
        .u.s = fixture_string(&arena, (struct dore_str){items[_i].text, strlen(items[_i].text)})};
    table.charset = items[_i].charset;
    field.type = items[_i].type;
    field.domain = dore_domain_of_items(&arena, &value, 1);
    expect(items[_i].code, items[_i].charset ? items[_i].charset : "");
}
END_TEST

START_TEST(judges_texts_that_nobody_listed) {
    static const struct {
        const char *charset;
        bool plain;
        enum dore_code code;
    } cases[] = {{"latin1", true, 0}, {"latin1", false, DORE_W_KIND}, {"utf8mb4", false, 0}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        diags = (struct dore_diags){.arena = &arena};
        table.charset = cases[i].charset;
        field.domain = dore_domain_of_text(1, 9, 5, cases[i].plain);
        field.domain.kinds = DORE_KIND_BIT(DORE_STRING);
        expect(cases[i].code, "'latin1'");
    }
}
END_TEST

START_TEST(stops_after_some_items) {
    enum { COUNT = 20 };
    struct dore_value values[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        values[i] = (struct dore_value)VALUE_STRING("\xc3\xa9");
    }
    table.charset = "ascii";
    field.domain = dore_domain_of_items(&arena, values, COUNT);
    mysql_check_options(&table, &diags);
    ck_assert_uint_eq(diags.count, 8);
}
END_TEST

START_TEST(warns_of_plain_defaults) {
    static const struct {
        const char *type;
        bool warns;
    } cases[] = {{"TEXT DEFAULT 'x'", true},           {"JSON DEFAULT '[]' NOT NULL", true},
                 {"TEXT DEFAULT ('x')", false},        {"BLOB DEFAULT NULL", false},
                 {"VARCHAR(9) DEFAULT 'x'", false},    {"TEXT", false},
                 {"TINYTEXT NOT NULL DEFAULT 5", true}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        diags = (struct dore_diags){.arena = &arena};
        field.type = cases[i].type;
        expect(cases[i].warns ? DORE_W_KIND : 0, "MySQL takes no plain default");
    }
}
END_TEST

/* Found with MySQL 9.7: 196 columns are taken, 197 are not. */
START_TEST(warns_of_too_many_long_columns) {
    static const struct {
        const char *type, *charset;
        bool longest;
    } cases[] = {{"TEXT", NULL, true},    {"VARCHAR(10)", NULL, true},
                 {"JSON", NULL, true},    {"VARBINARY(40)", NULL, true},
                 {"INT", NULL, false},    {"VARCHAR(9)", NULL, false},
                 {"BIGINT", NULL, false}, {"VARCHAR(39)", "latin1", false}};
    enum { TAKEN = 196 };
    struct dore_field many[TAKEN + 1];
    for (size_t i = 0; i < LENGTH(cases); i++) {
        field.type = cases[i].type;
        for (size_t k = 0; k <= TAKEN; k++) {
            many[k] = field;
        }
        table.field = many;
        table.charset = cases[i].charset;
        for (uint32_t count = TAKEN; count <= TAKEN + 1; count++) {
            diags = (struct dore_diags){.arena = &arena};
            table.field_count = count;
            expect(count > TAKEN && cases[i].longest ? DORE_W_ROW_SIZE : 0, "too many");
        }
    }
}
END_TEST

Suite *suite_mysql_options(void) {
    Suite *suite = suite_create("mysql_options");
    TCase *cases = tcase_create("options");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, collations_fold_but_binary_ones);
    tcase_add_test(cases, says_engine_and_collation);
    tcase_add_test(cases, counts_bytes_of_characters);
    tcase_add_loop_test(cases, warns_of_engines, 0, (int)LENGTH(engines));
    tcase_add_test(cases, refuses_long_columns_in_memory);
    tcase_add_loop_test(cases, judges_listed_values, 0, (int)LENGTH(items));
    tcase_add_test(cases, judges_texts_that_nobody_listed);
    tcase_add_test(cases, stops_after_some_items);
    tcase_add_test(cases, warns_of_plain_defaults);
    tcase_add_test(cases, warns_of_too_many_long_columns);
    suite_add_tcase(suite, cases);
    return suite;
}
