/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_check.c, sql_names.c: one fault a case - its code, severity, place and a part of its message;
 * and what must not be complained of. Values never show in a message.
 */
#include "tests/unit/sql_fixture.h"

#include "dore/node.h"

Suite *suite_sql_check(void);

static const struct dore_format *const postgres = &dore_format_postgres_copy,
                                       *const mysql = &dore_format_mysql;
static struct dore_arena arena;
static struct dore_diags diags;
static struct dore_field field[3];
static struct dore_table table[2];
static const struct dore_table *const tables[] = {&table[0], &table[1]};
static struct dore_store store;

/* Places, so that a test can tell them apart: the line. */
enum { AT_TYPE = 1, AT_NAME, AT_FIELD, AT_TABLE, AT_TABLE_NAME, AT_SPACE, AT_DATABASE, AT_ITEM };
#define WHERE(place)                                                                               \
    { "m.json", place, 1, 1, "$" }

static void set_up(void) {
    diags = (struct dore_diags){.arena = &arena};
    for (size_t i = 0; i < LENGTH(field); i++) {
        field[i] = (struct dore_field){.name = i == 0   ? "a"
                                               : i == 1 ? "b"
                                                        : "c",
                                       .type = "INT",
                                       .attribute = "first",
                                       .domain = dore_domain_of_integers(1, 9),
                                       .where = WHERE(AT_FIELD),
                                       .name_where = WHERE(AT_NAME),
                                       .type_where = WHERE(AT_TYPE)};
    }
    table[0] = (struct dore_table){.id = "m",
                                   .name = "t",
                                   .rows = 10,
                                   .field_count = 1,
                                   .field = field,
                                   .where = WHERE(AT_TABLE),
                                   .name_where = WHERE(AT_TABLE_NAME),
                                   .space_where = WHERE(AT_SPACE)};
    table[1] = table[0];
    table[1].name = "u";
    store = (struct dore_store){.id = "s",
                                .database = "shop",
                                .table_count = 1,
                                .table = tables,
                                .database_where = WHERE(AT_DATABASE)};
}

static void tear_down(void) {
    dore_arena_release(&arena);
}

static void check(const struct dore_format *format) {
    format->check_store(&store, &diags);
    for (uint32_t i = 0; i < store.table_count; i++) {
        format->check(&store, store.table[i], &diags);
    }
}

static void expect_none(void) {
    ck_assert_msg(diags.count == 0, "%s", diags.count ? diags.list[0].message : "");
}

/* Exactly one. */
static void expect(enum dore_code code, enum dore_severity severity, unsigned place,
                   const char *message, const char *hint) {
    ck_assert_msg(diags.count == 1, "%zu: %s, %s", diags.count,
                  diags.count ? diags.list[0].message : "",
                  diags.count > 1 ? diags.list[1].message : "");
    const struct dore_diag *found = &diags.list[0];
    ck_assert_msg(strstr(found->message, message), "%s", found->message);
    ck_assert_int_eq(found->code, code);
    ck_assert_int_eq(found->severity, severity);
    ck_assert_uint_eq(found->where.line, place);
    if (hint) {
        ck_assert_msg(found->hint && strstr(found->hint, hint), "%s",
                      found->hint ? found->hint : "no hint");
    }
}

/* ---- names ----------------------------------------------------------------------------------- */

#define X10 "xxxxxxxxxx"
#define X63 X10 X10 X10 X10 X10 X10 "xxx"
#define E31                                                                                        \
    "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"             \
    "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"             \
    "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"             \
    "\xc3\xa9"

static const struct {
    const char *name;
    bool postgres, mysql; /* taken */
} names[] = {
    {"a", true, true},
    {"", false, false},
    {X63, true, true},
    {X63 "x", false, true},
    {X63 "xx", false, false},
    {E31 "x", true, true},  /* 63 bytes, 32 characters */
    {E31 E31, false, true}, /* 124 bytes, 62 characters */
    {E31 E31 "xxx", false, false},
    {"select", true, true},
    {"se\"l`e'ct; --", true, true},
    {"a b/c.d\\e", true, true},
    {" a", true, true},
    {"a ", true, false},
    {"a\nb", true, false},
    {"a\rb", true, false},
    {"a\tb", true, true},
    {"\xef\xbf\xbf", true, true},
    {"\xf0\x9f\x98\x80", true, false},
};

START_TEST(checks_names) {
    static const unsigned places[] = {AT_NAME, AT_TABLE_NAME, AT_SPACE, AT_DATABASE};
    for (size_t i = 0; i < LENGTH(places); i++) {
        for (int server = 0; server < 2; server++) {
            set_up();
            field[0].name = places[i] == AT_NAME ? names[_i].name : "a";
            table[0].name = places[i] == AT_TABLE_NAME ? names[_i].name : "t";
            table[0].space = places[i] == AT_SPACE ? names[_i].name : "s";
            store.database = places[i] == AT_DATABASE ? names[_i].name : "d";
            check(server ? mysql : postgres);
            bool idle = server && places[i] == AT_SPACE; /* MySQL has no schemas */
            if (idle || (server ? names[_i].mysql : names[_i].postgres)) {
                expect_none();
            } else {
                expect(DORE_E_NAME, DORE_ERROR, places[i], "name", NULL);
            }
        }
    }
}
END_TEST

START_TEST(refuses_names_that_postgres_keeps) {
    static const char *const columns[] = {"ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"};
    for (size_t i = 0; i < LENGTH(columns); i++) {
        set_up();
        field[0].name = columns[i];
        check(mysql);
        expect_none();
        check(postgres);
        expect(DORE_E_NAME, DORE_ERROR, AT_NAME, "system column", NULL);
    }
    set_up();
    table[0].space = "pg_shop";
    check(postgres);
    expect(DORE_E_NAME, DORE_ERROR, AT_SPACE, "pg_", NULL);
}
END_TEST

static const struct {
    const char *first, *second;
    bool postgres, mysql; /* told apart */
} pairs[] = {
    {"a", "b", true, true},
    {"a", "a", false, false},
    {"a", "A", true, false},
    {"stra\xc3\x9f"
     "e",
     "STRASSE", true, true},
    {"\xc3\xa9", "\xc3\x89", true, false}, /* e and E with an acute */
    {"e", "\xc3\xa9", true, true},
    {"\xd0\xb6", "\xd0\x96", true, false}, /* Cyrillic zhe */
    {"\xce\xbb", "\xce\x9b", true, false}, /* Greek lambda */
    {"\xc5\x99", "\xc5\x98", true, false}, /* r with a caron */
    {"\xc5\x99", "\xc5\x9a", true, true},
    {"a", "ab", true, true},
};

START_TEST(tells_columns_apart) {
    for (int server = 0; server < 2; server++) {
        set_up();
        table[0].field_count = 2;
        field[0].name = pairs[_i].first;
        field[1].name = pairs[_i].second;
        check(server ? mysql : postgres);
        if (server ? pairs[_i].mysql : pairs[_i].postgres) {
            expect_none();
        } else {
            expect(DORE_E_NAME_TWICE, DORE_ERROR, AT_NAME, "already", NULL);
        }
    }
}
END_TEST

START_TEST(tells_tables_apart) {
    for (int server = 0; server < 2; server++) {
        set_up();
        store.table_count = 2;
        table[0].name = pairs[_i].first;
        table[1].name = pairs[_i].second;
        check(server ? mysql : postgres);
        if (server ? pairs[_i].mysql : pairs[_i].postgres) {
            expect_none();
        } else if (strcmp(pairs[_i].first, pairs[_i].second) == 0) {
            expect(DORE_E_NAME_TWICE, DORE_ERROR, AT_TABLE_NAME, "model 'm'", NULL);
        } else {
            expect(DORE_W_NAME, DORE_WARNING, AT_TABLE_NAME, "letter case", NULL);
        }
    }
}
END_TEST

START_TEST(schemas_tell_tables_apart) {
    store.table_count = 2;
    table[1].name = table[0].name;
    table[0].space = "s";
    check(postgres);
    expect_none();
    table[0].space = "public"; /* what no schema means */
    check(postgres);
    expect(DORE_E_NAME_TWICE, DORE_ERROR, AT_TABLE_NAME, "already", NULL);
}
END_TEST

START_TEST(counts_columns) {
    enum { MOST = 1601 };
    static struct dore_field many[MOST];
    for (int server = 0; server < 2; server++) {
        uint32_t limit = server ? 1017 : 1600;
        for (uint32_t over = 0; over < 2; over++) {
            set_up();
            for (uint32_t i = 0; i < limit + over; i++) {
                many[i] = field[0];
                many[i].name = dore_arena_format(&arena, "c%u", i);
            }
            table[0].field = many;
            table[0].field_count = limit + over;
            check(server ? mysql : postgres);
            if (over) {
                expect(DORE_E_LIMIT, DORE_ERROR, AT_TABLE, "columns", NULL);
            } else {
                expect_none();
            }
        }
    }
}
END_TEST

/* ---- types and kinds ------------------------------------------------------------------------- */

enum { PG, MY };
#define INTEGERS(low, high)                                                                        \
    { .kinds = DORE_KIND_BIT(DORE_INT), .bounded = true, .min = low, .max = high }
#define KINDS(kinds_)                                                                              \
    { .kinds = kinds_, .max_chars = 9, .max_bytes = 9, .mean_bytes = 9 }
#define BIT(kind) DORE_KIND_BIT(DORE_##kind)

static const struct {
    int server;
    const char *type;
    struct dore_domain domain;
    enum dore_code code; /* DORE_OK: nothing is said */
    enum dore_severity severity;
    const char *message, *hint;
} columns[] = {
    {PG, "INT", INTEGERS(1, 9), DORE_OK, DORE_NOTE, NULL, NULL},
    {PG, "INT; DROP TABLE x", INTEGERS(1, 9), DORE_E_COLUMN_TYPE, DORE_ERROR, "';'", NULL},
    {PG, "", INTEGERS(1, 9), DORE_E_COLUMN_TYPE, DORE_ERROR, "nothing", NULL},
    {PG, "DAET", KINDS(BIT(STRING)), DORE_W_KIND, DORE_WARNING, "'DAET' is no type",
     "write 'DATE'"},
    {PG, "bigitn", INTEGERS(1, 9), DORE_W_KIND, DORE_WARNING, "'bigitn'", "write 'BIGINT'"},
    {MY, "varchr(20)", KINDS(BIT(STRING)), DORE_W_KIND, DORE_WARNING, "'varchr(20)'",
     "write 'VARCHAR'"},
    {PG, "public.mood", KINDS(BIT(STRING)), DORE_W_KIND, DORE_WARNING, "'public.mood'", NULL},
    {PG, "SMALLINT", INTEGERS(1, 40000), DORE_W_KIND, DORE_WARNING,
     "'SMALLINT' may not take all integer values from 1 to 40000", "'BIGINT'"},
    {PG, "SMALLINT", INTEGERS(40000, 40001), DORE_E_KIND, DORE_ERROR,
     "'SMALLINT' takes no integer values from 40000 to 40001", "'BIGINT'"},
    {PG, "DATE NOT NULL", INTEGERS(1, 9), DORE_E_KIND, DORE_ERROR, "'DATE' takes no integer values",
     "'BIGINT'"},
    {PG, "INT", KINDS(BIT(FLOAT)), DORE_E_KIND, DORE_ERROR, "takes no float values",
     "'DOUBLE PRECISION'"},
    {MY, "INT", KINDS(BIT(RECORD)), DORE_E_KIND, DORE_ERROR, "takes no object values", "'JSON'"},
    {PG, "INT", KINDS(BIT(LIST)), DORE_E_KIND, DORE_ERROR, "takes no list values", "'JSONB'"},
    {PG, "DATE", KINDS(BIT(DATETIME)), DORE_W_KIND, DORE_WARNING, "'DATE' changes date-time values",
     "'TIMESTAMP'"},
    {PG, "VARCHAR(5)", KINDS(BIT(STRING)), DORE_W_KIND, DORE_WARNING,
     "'VARCHAR(5)' may not take all string values of 0 to 9 characters", "write 'VARCHAR(9)'"},
    {PG, "TEXT", KINDS(BIT(RECORD)), DORE_W_KIND, DORE_WARNING, "'TEXT' changes", NULL},
    {PG, "INT NOT NULL", KINDS(BIT(INT) | BIT(NULL)), DORE_W_KIND, DORE_WARNING, "", NULL},
    {PG, "BIGINT NOT NULL", KINDS(BIT(INT) | BIT(NULL)), DORE_E_KIND, DORE_ERROR, "cannot be null",
     NULL},
    {PG, "BIGINT PRIMARY KEY", KINDS(BIT(INT) | BIT(NULL)), DORE_E_KIND, DORE_ERROR,
     "cannot be null", NULL},
    {PG, "BIGSERIAL", KINDS(BIT(INT) | BIT(NULL)), DORE_E_KIND, DORE_ERROR, "cannot be null", NULL},
    {PG, "BIGINT", KINDS(BIT(INT) | BIT(NULL)), DORE_OK, DORE_NOTE, NULL, NULL},
    {PG, "TIMESTAMP", KINDS(BIT(DATETIME) | BIT(NULL)), DORE_OK, DORE_NOTE, NULL, NULL},
    {MY,
     "TIMESTAMP",
     {.kinds = BIT(DATETIME) | BIT(NULL), .bounded = true, .min = SECONDS(9), .max = SECONDS(9)},
     DORE_E_KIND,
     DORE_ERROR,
     "does not say NULL",
     "write 'TIMESTAMP NULL'"},
    {MY,
     "TIMESTAMP NULL",
     {.kinds = BIT(DATETIME) | BIT(NULL), .bounded = true, .min = SECONDS(9), .max = SECONDS(9)},
     DORE_OK,
     DORE_NOTE,
     NULL,
     NULL},
    {PG, "INT GENERATED ALWAYS AS (b) STORED", KINDS(BIT(RECORD)), DORE_OK, DORE_NOTE, NULL, NULL},
    {PG,
     "INT UNIQUE",
     {.kinds = BIT(INT), .bounded = true, .min = 1, .max = 9, .distinct = 10},
     DORE_OK,
     DORE_NOTE,
     NULL,
     NULL},
    {PG,
     "BIGINT UNIQUE",
     {.kinds = BIT(INT) | BIT(NULL), .distinct = 3},
     DORE_OK,
     DORE_NOTE,
     NULL,
     NULL},
    {PG, "INT REFERENCES b (c)", INTEGERS(1, 9), DORE_W_KIND, DORE_WARNING, "'REFERENCES'", NULL},
    {MY, "VARCHAR(16384)", KINDS(BIT(STRING)), DORE_E_LIMIT, DORE_ERROR, "65536 bytes", "'TEXT'"},
    {MY, "VARCHAR(16384) CHARACTER SET latin1", KINDS(BIT(STRING)), DORE_OK, DORE_NOTE, NULL, NULL},
    {MY, "LONGTEXT", KINDS(BIT(STRING)), DORE_OK, DORE_NOTE, NULL, NULL},
    {PG, "VARCHAR(20000)", KINDS(BIT(STRING)), DORE_OK, DORE_NOTE, NULL, NULL},
    {MY,
     "LONGTEXT",
     {.kinds = BIT(STRING), .max_chars = 9 << 20, .max_bytes = 9 << 20, .mean_bytes = 9},
     DORE_W_ROW_SIZE,
     DORE_WARNING,
     "MySQL takes 16777216",
     NULL},
    {PG,
     "TEXT",
     {.kinds = BIT(STRING), .max_chars = 9 << 20, .max_bytes = 9 << 20, .mean_bytes = 9},
     DORE_OK,
     DORE_NOTE,
     NULL,
     NULL},
    {MY,
     "LONGTEXT",
     {.kinds = BIT(STRING), .max_chars = UINT64_MAX, .max_bytes = UINT64_MAX, .mean_bytes = 9},
     DORE_W_KIND,
     DORE_WARNING,
     "of any length",
     NULL},
};

START_TEST(checks_columns) {
    table[0].field_count = 2;
    field[0].type = columns[_i].type;
    field[0].domain = columns[_i].domain;
    check(columns[_i].server == MY ? mysql : postgres);
    if (columns[_i].code == DORE_OK) {
        expect_none();
    } else if (diags.count == 2) { /* null on top of a range */
        ck_assert_int_eq(diags.list[0].code, columns[_i].code);
        ck_assert_int_eq(diags.list[1].code, DORE_E_KIND);
    } else {
        bool whole = columns[_i].code == DORE_E_LIMIT || columns[_i].code == DORE_W_ROW_SIZE;
        expect(columns[_i].code, columns[_i].severity, whole ? AT_TABLE : AT_TYPE,
               columns[_i].message, columns[_i].hint);
    }
}
END_TEST

START_TEST(a_table_needs_a_column_to_write) {
    field[0].type = "INT GENERATED ALWAYS AS (1) STORED";
    check(postgres);
    expect(DORE_E_COLUMN_TYPE, DORE_ERROR, AT_TABLE, "generated by the server", NULL);
}
END_TEST

START_TEST(a_missing_type_was_reported_before) {
    field[0].type = NULL;
    check(postgres);
    check(mysql);
    expect_none();
}
END_TEST

static const struct {
    int server;
    const char *type;
    bool taken;
} nuls[] = {
    {PG, "TEXT", false},  {PG, "VARCHAR(9)", false}, {PG, "JSONB", false}, {PG, "JSON", true},
    {PG, "BYTEA", false}, {PG, "XML", false},        {MY, "TEXT", true},   {MY, "JSON", true},
};

START_TEST(checks_for_nul) {
    field[0].type = nuls[_i].type;
    field[0].domain = (struct dore_domain)KINDS(BIT(STRING));
    field[0].domain.nul = true;
    check(nuls[_i].server == MY ? mysql : postgres);
    if (nuls[_i].taken) {
        expect_none();
    } else {
        expect(DORE_E_NUL, DORE_ERROR, AT_FIELD, "U+0000", NULL);
    }
}
END_TEST

/* ---- listed values --------------------------------------------------------------------------- */

/* Items with a place each: AT_ITEM, AT_ITEM + 1, ... */
static void list_items(const struct dore_value *items, uint32_t count) {
    struct dore_node *list = DORE_NEW(&arena, struct dore_node, 1), **tail = &list->first;
    for (uint32_t i = 0; i < count; i++) {
        *tail = DORE_NEW(&arena, struct dore_node, 1);
        (*tail)->where = (struct dore_where)WHERE(AT_ITEM + i);
        tail = &(*tail)->next;
    }
    field[0].domain = dore_domain_of_items(&arena, items, count);
    field[0].domain.item_nodes = list;
}

START_TEST(names_the_items_that_do_not_fit) {
    static const struct dore_value items[] = {VALUE_STRING("2024-02-29"),
                                              VALUE_STRING("secret-word"), VALUE_NULL, VALUE_INT(5),
                                              VALUE_STRING("May 1, 2024")};
    field[0].type = "DATE";
    list_items(items, LENGTH(items));
    check(postgres);
    ck_assert_uint_eq(diags.count, 3);
    ck_assert_str_eq(diags.list[0].message, "item 1, string, does not fit 'DATE'");
    ck_assert_int_eq(diags.list[0].code, DORE_E_KIND);
    ck_assert_uint_eq(diags.list[0].where.line, AT_ITEM + 1);
    ck_assert_str_eq(diags.list[1].message, "item 3, integer, does not fit 'DATE'");
    ck_assert_uint_eq(diags.list[1].where.line, AT_ITEM + 3);
    ck_assert_str_eq(diags.list[2].message, "item 4, string, may not fit 'DATE'");
    ck_assert_int_eq(diags.list[2].code, DORE_W_KIND);
    ck_assert_uint_eq(diags.errors, 2);
}
END_TEST

START_TEST(says_once_what_holds_for_all_items) {
    static const struct dore_value items[] = {VALUE_INT(1), VALUE_INT(2), VALUE_INT(3)};
    field[0].type = "DATE";
    list_items(items, LENGTH(items));
    check(postgres);
    expect(DORE_E_KIND, DORE_ERROR, AT_TYPE, "'DATE' takes no integer values from 1 to 3", NULL);
}
END_TEST

START_TEST(stops_naming_items) {
    enum { MANY = 20 };
    static struct dore_value items[MANY];
    for (int i = 0; i < MANY; i++) {
        items[i] = (struct dore_value)VALUE_STRING("too long");
    }
    items[0] = (struct dore_value)VALUE_STRING("fits");
    field[0].type = "VARCHAR(4)";
    list_items(items, MANY);
    check(mysql);
    ck_assert_uint_eq(diags.count, 9);
    ck_assert_msg(strstr(diags.list[8].message, "11 more items"), "%s", diags.list[8].message);
    ck_assert_uint_eq(diags.list[8].where.line, AT_TYPE);
}
END_TEST

START_TEST(items_may_have_no_places) {
    static const struct dore_value items[] = {VALUE_STRING("fits"), VALUE_STRING("too long")};
    field[0].type = "VARCHAR(4)";
    field[0].domain = dore_domain_of_items(&arena, items, LENGTH(items));
    check(mysql);
    expect(DORE_E_KIND, DORE_ERROR, AT_TYPE, "item 1", NULL);
}
END_TEST

Suite *suite_sql_check(void) {
    Suite *suite = suite_create("sql_check");
    TCase *name = tcase_create("names"), *column = tcase_create("columns"),
          *item = tcase_create("items");
    tcase_add_checked_fixture(name, set_up, tear_down);
    tcase_add_loop_test(name, checks_names, 0, (int)LENGTH(names));
    tcase_add_test(name, refuses_names_that_postgres_keeps);
    tcase_add_loop_test(name, tells_columns_apart, 0, (int)LENGTH(pairs));
    tcase_add_loop_test(name, tells_tables_apart, 0, (int)LENGTH(pairs));
    tcase_add_test(name, schemas_tell_tables_apart);
    tcase_add_test(name, counts_columns);
    tcase_add_checked_fixture(column, set_up, tear_down);
    tcase_add_loop_test(column, checks_columns, 0, (int)LENGTH(columns));
    tcase_add_test(column, a_table_needs_a_column_to_write);
    tcase_add_test(column, a_missing_type_was_reported_before);
    tcase_add_loop_test(column, checks_for_nul, 0, (int)LENGTH(nuls));
    tcase_add_checked_fixture(item, set_up, tear_down);
    tcase_add_test(item, names_the_items_that_do_not_fit);
    tcase_add_test(item, says_once_what_holds_for_all_items);
    tcase_add_test(item, stops_naming_items);
    tcase_add_test(item, items_may_have_no_places);
    suite_add_tcase(suite, name);
    suite_add_tcase(suite, column);
    suite_add_tcase(suite, item);
    return suite;
}
