/* SPDX-License-Identifier: Apache-2.0
 *
 * postgres_keys.c, mysql_keys.c, sql_key_names.c, sql_key_check.c, sql_ddl.c: keys, foreign keys,
 * indexes and checks of two tables word by word; names that are too long or equal; and one case for
 * each thing that a server would refuse.
 */
#include "tests/unit/sql_fixture.h"

#include "formats/sql.h"

Suite *suite_sql_keys(void);

static const struct dore_format *const postgres = &dore_format_postgres_copy,
                                       *const mysql = &dore_format_mysql;
static struct dore_arena arena;
static struct dore_diags diags;

enum { AT_TYPE = 1, AT_FIELD, AT_CHECK, AT_KEY, AT_FOREIGN, AT_TARGET };
#define WHERE(place)                                                                               \
    { "m.json", place, 1, 1, "$" }

/* A shop: customers, and orders that refer to them; the last field of `orders` counts. */
static struct dore_field customer_field[3], order_field[4];
static struct dore_key customer_key[3], order_key[3];
static struct dore_foreign_key order_foreign[2];
static struct dore_table table[2];
static const struct dore_table *const tables[] = {&table[0], &table[1]};
static struct dore_store store;
static const uint32_t numbers[] = {0, 1, 2, 3}, backwards[] = {1, 0};

static struct dore_field make_field(const char *name, const char *type) {
    return (struct dore_field){.name = name,
                               .type = type,
                               .attribute = name,
                               .domain = dore_domain_of_integers(1, 9),
                               .where = WHERE(AT_FIELD),
                               .type_where = WHERE(AT_TYPE),
                               .check_where = WHERE(AT_CHECK)};
}

static struct dore_key make_key(enum dore_key_kind kind, uint32_t count, const uint32_t *field) {
    return (struct dore_key){.kind = kind, .count = count, .field = field, .where = WHERE(AT_KEY)};
}

static void set_up(void) {
    diags = (struct dore_diags){.arena = &arena};
    customer_field[0] = make_field("id", "INT");
    customer_field[1] = make_field("shop", "INT NOT NULL");
    customer_field[2] = make_field("e mail", "VARCHAR(99) DEFAULT 'x'");
    customer_field[2].not_null = true;
    customer_field[2].check = "\"e mail\" <> ''";
    customer_field[2].domain = dore_domain_of_text(1, 99, 50, true);
    order_field[0] = make_field("id", "INT");
    order_field[1] = make_field("shop", "INT");
    order_field[2] = make_field("customer", "INT");
    order_field[3] = make_field("line", "INT");
    customer_key[0] = make_key(DORE_KEY_PRIMARY, 1, numbers);
    customer_key[1] = make_key(DORE_KEY_UNIQUE, 2, backwards);
    customer_key[2] = make_key(DORE_KEY_INDEX, 1, &numbers[2]);
    customer_key[2].name = "by mail";
    order_key[0] = make_key(DORE_KEY_PRIMARY, 2, numbers);
    order_key[1] = make_key(DORE_KEY_UNIQUE, 1, &numbers[3]);
    order_key[2] = make_key(DORE_KEY_INDEX, 1, &numbers[2]);
    order_foreign[0] = (struct dore_foreign_key){.count = 1,
                                                 .field = &numbers[2],
                                                 .to = &table[0],
                                                 .to_field = numbers,
                                                 .on_delete = "CASCADE",
                                                 .on_update = "NO ACTION",
                                                 .where = WHERE(AT_FOREIGN)};
    order_foreign[1] = (struct dore_foreign_key){.count = 2,
                                                 .field = &numbers[1],
                                                 .to = &table[0],
                                                 .to_field = backwards,
                                                 .where = WHERE(AT_FOREIGN)};
    table[0] = (struct dore_table){.id = "customer",
                                   .name = "customer",
                                   .rows = 3,
                                   .field_count = 3,
                                   .field = customer_field,
                                   .key_count = 3,
                                   .key = customer_key};
    table[1] = (struct dore_table){.id = "order",
                                   .space = "two",
                                   .name = "order",
                                   .rows = 2,
                                   .field_count = 4,
                                   .field = order_field,
                                   .key_count = 3,
                                   .key = order_key,
                                   .foreign_count = 2,
                                   .foreign = order_foreign};
    store = (struct dore_store){.id = "s", .database = "d", .table_count = 2, .table = tables};
}

static void tear_down(void) {
    dore_arena_release(&arena);
}

/* What a script holds from behind `from` up to `to`. */
static void expect_between(void (*call)(const struct dore_store *, struct dore_buf *),
                           const char *from, const char *to, const char *wanted) {
    struct dore_buf text = {0};
    call(&store, &text);
    dore_buf_putc(&text, '\0');
    const char *begin = strstr(text.data, from);
    ck_assert_msg(begin, "%s", text.data);
    begin += strlen(from);
    const char *end = strstr(begin, to);
    ck_assert_msg(end, "%s", begin);
    const char *found = dore_arena_text(&arena, begin, (size_t)(end - begin));
    ck_assert_str_eq(found, wanted);
    dore_buf_release(&text);
}

static void postgres_schema(const struct dore_store *of, struct dore_buf *out) {
    postgres->schema(of, NULL, out);
}

static void mysql_schema(const struct dore_store *of, struct dore_buf *out) {
    mysql->schema(of, NULL, out);
}

/* ---- PostgreSQL ------------------------------------------------------------------------------ */

START_TEST(postgres_makes_tables_without_keys) {
    expect_between(postgres_schema, "EXISTS \"two\";\n", "COMMIT",
                   "CREATE TABLE \"public\".\"customer\" (\n"
                   "    \"id\" INT NOT NULL,\n"
                   "    \"shop\" INT NOT NULL,\n"
                   "    \"e mail\" VARCHAR(99) DEFAULT 'x' NOT NULL,\n"
                   "    CONSTRAINT \"customer_e mail_check\" CHECK (\"e mail\" <> '')\n"
                   ");\n"
                   "CREATE TABLE \"two\".\"order\" (\n"
                   "    \"id\" INT NOT NULL,\n"
                   "    \"shop\" INT NOT NULL,\n"
                   "    \"customer\" INT,\n"
                   "    \"line\" INT\n"
                   ");\n");
}
END_TEST

#define POSTGRES_KEYS                                                                              \
    "ALTER TABLE \"public\".\"customer\" ADD CONSTRAINT \"customer_pkey\""                         \
    " PRIMARY KEY (\"id\");\n"                                                                     \
    "ALTER TABLE \"public\".\"customer\" ADD CONSTRAINT \"customer_shop_id_key\""                  \
    " UNIQUE (\"shop\", \"id\");\n"                                                                \
    "CREATE INDEX \"by mail\" ON \"public\".\"customer\" (\"e mail\");\n"                          \
    "ALTER TABLE \"two\".\"order\" ADD CONSTRAINT \"order_pkey\""                                  \
    " PRIMARY KEY (\"id\", \"shop\");\n"                                                           \
    "ALTER TABLE \"two\".\"order\" ADD CONSTRAINT \"order_line_key\" UNIQUE (\"line\");\n"         \
    "CREATE INDEX \"order_customer_idx\" ON \"two\".\"order\" (\"customer\");\n"                   \
    "ALTER TABLE \"two\".\"order\" ADD CONSTRAINT \"order_customer_fkey\""                         \
    " FOREIGN KEY (\"customer\") REFERENCES \"public\".\"customer\" (\"id\")"                      \
    " ON DELETE CASCADE ON UPDATE NO ACTION;\n"                                                    \
    "ALTER TABLE \"two\".\"order\" ADD CONSTRAINT \"order_shop_customer_fkey\""                    \
    " FOREIGN KEY (\"shop\", \"customer\") REFERENCES \"public\".\"customer\""                     \
    " (\"shop\", \"id\");\n"

START_TEST(postgres_adds_keys_after_the_counts) {
    expect_between(postgres->after, "have 2 rows''; END IF; END';\n", "ANALYZE", POSTGRES_KEYS);
    store.bare = true;
    expect_between(postgres->after, "BEGIN;\n", "COMMIT", POSTGRES_KEYS);
}
END_TEST

START_TEST(postgres_moves_sequences_of_tables_that_are_given) {
    struct dore_buf text = {0};
    store.given = true;
    postgres->after(&store, &text);
    ck_assert_uint_eq(text.size, 0);
    order_field[3].type = "SERIAL";
    postgres->after(&store, &text);
    dore_buf_putc(&text, '\0');
    ck_assert_ptr_nonnull(strstr(text.data, "pg_get_serial_sequence(''\"two\".\"order\"''"));
    ck_assert_ptr_nonnull(strstr(text.data, "ANALYZE"));
    ck_assert_ptr_null(strstr(text.data, "ALTER"));
    ck_assert_ptr_null(strstr(text.data, "RAISE"));
    dore_buf_release(&text);
}
END_TEST

/* ---- MySQL ----------------------------------------------------------------------------------- */

#define OPTIONS ") ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;\n"

START_TEST(mysql_makes_some_keys_with_the_table) {
    order_field[3].type = "INT AUTO_INCREMENT";
    customer_field[2].check = "`e mail` <> ''";
    expect_between(mysql_schema, "unique_checks = 0;\n", "SET SESSION",
                   "CREATE TABLE `customer` (\n"
                   "    `id` INT NOT NULL,\n"
                   "    `shop` INT NOT NULL,\n"
                   "    `e mail` VARCHAR(99) DEFAULT 'x' NOT NULL,\n"
                   "    PRIMARY KEY (`id`),\n"
                   "    CONSTRAINT `customer_e mail_check` CHECK (`e mail` <> '')\n" OPTIONS
                   "CREATE TABLE `order` (\n"
                   "    `id` INT NOT NULL,\n"
                   "    `shop` INT NOT NULL,\n"
                   "    `customer` INT,\n"
                   "    `line` INT AUTO_INCREMENT,\n"
                   "    PRIMARY KEY (`id`, `shop`),\n"
                   "    UNIQUE KEY `order_line_key` (`line`)\n" OPTIONS);
}
END_TEST

#define ONCE(view, name, column, key, statement)                                                   \
    "SET @dore_alter = IF(EXISTS (SELECT 1 FROM information_schema." view                          \
    " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '" name "' AND " column " = '" key          \
    "'), 'DO 0', 'ALTER TABLE `" name "` ADD " statement                                           \
    "');\nPREPARE dore_alter FROM @dore_alter;\nEXECUTE dore_alter;\n"
#define MYSQL_KEYS                                                                                 \
    "SET SESSION unique_checks = 1, SESSION foreign_key_checks = 1;\n" ONCE(                       \
        "STATISTICS", "customer", "INDEX_NAME", "customer_shop_id_key",                            \
        "UNIQUE KEY `customer_shop_id_key` (`shop`, `id`), ADD KEY `by mail` (`e mail`)")          \
        ONCE("STATISTICS", "order", "INDEX_NAME", "order_line_key",                                \
             "UNIQUE KEY `order_line_key` (`line`), ADD KEY `order_customer_idx` (`customer`)")    \
            ONCE("TABLE_CONSTRAINTS", "order", "CONSTRAINT_NAME", "order_customer_fkey",           \
                 "CONSTRAINT `order_customer_fkey` FOREIGN KEY (`customer`)"                       \
                 " REFERENCES `customer` (`id`) ON DELETE CASCADE ON UPDATE NO ACTION,"            \
                 " ADD CONSTRAINT `order_shop_customer_fkey` FOREIGN KEY (`shop`, `customer`)"     \
                 " REFERENCES `customer` (`shop`, `id`)") "DEALLOCATE PREPARE dore_alter;\n"

START_TEST(mysql_adds_the_others_once) {
    expect_between(mysql->after, "`order`) = 2, 1, (SELECT 1 UNION SELECT 2)) AS dore_rows;\n",
                   "ANALYZE", MYSQL_KEYS);
    store.bare = true;
    expect_between(mysql->after, "SESSION unique_checks = 0;\n", "SET SESSION unique_checks = @",
                   MYSQL_KEYS);
}
END_TEST

START_TEST(mysql_leaves_given_tables_alone) {
    struct dore_buf text = {0};
    store.given = true;
    mysql->after(&store, &text);
    ck_assert_uint_eq(text.size, 0);
    store.given = false;
    store.bare = true;
    table[0].key_count = table[1].key_count = table[1].foreign_count = 0;
    mysql->after(&store, &text);
    ck_assert_uint_eq(text.size, 0);
}
END_TEST

/* Keys that column types state are the server's to make. */
START_TEST(stated_keys_are_not_made_twice) {
    customer_field[0].type = "INT PRIMARY KEY";
    customer_key[0].stated = true;
    table[0].key_count = 1;
    store.table_count = 1;
    store.bare = true;
    struct dore_buf text = {0};
    postgres->after(&store, &text);
    mysql->after(&store, &text);
    ck_assert_uint_eq(text.size, 0);
    mysql->schema(&store, NULL, &text);
    ck_assert_uint_eq(fixture_count(&text, "PRIMARY KEY"), 1);
    dore_buf_release(&text);
}
END_TEST

/* ---- names ----------------------------------------------------------------------------------- */

#define LONG_60 "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefgh"
#define TEN_E "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"

START_TEST(long_names_are_cut) {
    const struct sql_dialect *dialect = _i ? &sql_mysql : &sql_postgres;
    const char *const given[] = {LONG_60, TEN_E TEN_E TEN_E TEN_E TEN_E TEN_E};
    const struct sql_key_names *names;
    for (size_t i = 0; i < LENGTH(given); i++) {
        table[1].name = given[i];
        names = sql_name_keys(dialect, &store, &arena, NULL);
        for (uint32_t k = 0; k < 3; k++) {
            const char *name = names[1].key[k], *digest = strrchr(name, '_');
            size_t size = strlen(name);
            ck_assert_uint_eq(strlen(digest), 17);
            ck_assert_uint_eq(dore_utf8_valid(name, size), size);
            if (_i) {
                ck_assert_uint_eq(dore_utf8_count(name, size), 64);
            } else {
                ck_assert_uint_ge(size, 62);
                ck_assert_uint_le(size, 63);
            }
        }
        ck_assert_str_ne(names[1].key[0], names[1].key[1]);
        const struct sql_key_names *again = sql_name_keys(dialect, &store, &arena, NULL);
        ck_assert_str_eq(names[1].key[1], again[1].key[1]);
    }
}
END_TEST

/* order.a_b and order_a.b would both be order_a_b_key; two equal keys would have one name. */
START_TEST(equal_names_are_told_apart) {
    const struct sql_dialect *dialect = _i ? &sql_mysql : &sql_postgres;
    table[0].name = "order_a";
    table[0].space = "two";
    customer_field[0].name = "b";
    order_field[0].name = _i ? "A_b" : "a_b"; /* MySQL ignores letter case */
    customer_key[1] = make_key(DORE_KEY_UNIQUE, 1, numbers);
    order_key[1] = order_key[2] = customer_key[1];
    const struct sql_key_names *names = sql_name_keys(dialect, &store, &arena, NULL);
    const char *const name[] = {names[0].key[1], names[1].key[1], names[1].key[2]};
    for (size_t i = 0; i < LENGTH(name); i++) {
        ck_assert_uint_eq(strlen(name[i]), strlen("order_a_b_key") + 17);
        for (size_t k = 0; k < i; k++) {
            ck_assert_str_ne(name[i], name[k]);
        }
    }
    table[0].space = NULL; /* another schema: no clash, but of the two that are in one */
    names = sql_name_keys(dialect, &store, &arena, NULL);
    ck_assert_int_eq(strcmp(names[0].key[1], "order_a_b_key") == 0, !_i);
}
END_TEST

START_TEST(tables_and_indexes_share_names_in_postgres) {
    table[0].name = "order_pkey";
    table[0].space = "two";
    const struct sql_key_names *names = sql_name_keys(&sql_postgres, &store, &arena, NULL);
    ck_assert_uint_eq(strlen(names[1].key[0]), strlen("order_pkey") + 17);
    customer_key[2].name = "order";
    sql_name_keys(&sql_postgres, &store, &arena, &diags);
    ck_assert_uint_eq(diags.errors, 1);
    ck_assert_int_eq(diags.list[0].code, DORE_E_NAME_TWICE);
    ck_assert_uint_eq(diags.list[0].where.line, AT_KEY);
    sql_name_keys(&sql_mysql, &store, &arena, &diags);
    ck_assert_uint_eq(diags.errors, 1);
}
END_TEST

/* ---- what servers refuse --------------------------------------------------------------------- */

static void check(const struct dore_format *format) {
    format->check_store(&store, &diags);
    format->check(&store, &table[0], &diags);
    format->check(&store, &table[1], &diags);
}

START_TEST(the_shop_is_fine) {
    check(_i ? mysql : postgres);
    ck_assert_msg(diags.count == 0, "%s", diags.count ? diags.list[0].message : "");
}
END_TEST

static void expect(enum dore_code code, unsigned place, const char *message) {
    ck_assert_msg(diags.count == 1, "%zu: %s, %s", diags.count,
                  diags.count ? diags.list[0].message : "",
                  diags.count > 1 ? diags.list[1].message : "");
    ck_assert_msg(strstr(diags.list[0].message, message), "%s", diags.list[0].message);
    ck_assert_int_eq(diags.list[0].code, code);
    ck_assert_uint_eq(diags.list[0].where.line, place);
}

static const struct {
    bool mysql;
    const char *condition, *fault;
} conditions[] = {
    {false, "a > 0; DROP TABLE x", "a ';' outside quotes"},
    {false, "a > 0) OR (b > 0", "a parenthesis that was not opened"},
    {false, "(a > 0", "a parenthesis that is not closed"},
    {false, "a <> 'x", "a quote that is not closed"},
    {false, "a, b", "a ',' outside parentheses"},
    {false, "a > 0 -- b", "a comment"},
    {false, "a = :b", "a variable"},
    {false, "", "nothing"},
    {true, "a > 0 # b", "a comment"},
    {true, "a <> '\\'", "a quote that is not closed"},
};

START_TEST(conditions_are_looked_through) {
    customer_field[2].check = conditions[_i].condition;
    check(conditions[_i].mysql ? mysql : postgres);
    expect(DORE_E_CONSTRAINT, AT_CHECK, conditions[_i].fault);
}
END_TEST

/* A foreign key from a column of one type to a column of another. */
static const struct {
    const char *from, *to;
    bool postgres, mysql; /* takes it */
} types[] = {
    {"INT", "INTEGER", true, true},
    {"INT(9)", "INT", true, true},
    {"INT", "BIGINT", true, false},
    {"INT UNSIGNED", "INT", true, false},
    {"INT", "NUMERIC(9)", true, false},
    {"NUMERIC(9)", "INT", false, false},
    {"DECIMAL(9,2)", "DECIMAL(9,2)", true, true},
    {"DECIMAL(9,2)", "DECIMAL(8,2)", true, false},
    {"VARCHAR(9)", "CHAR(20)", true, true},
    {"VARCHAR(9)", "INT", false, false},
    {"DATE", "TIMESTAMP", true, false},
    {"TIMESTAMP", "TIMESTAMP", true, true},
    {"TIME", "DATE", false, false},
    {"INT[]", "INT[]", true, true},
    {"TEXT[]", "INT[]", false, false},
    {"INT", "OID", true, true},
    {"OID", "INT", false, true},
    {"mystery", "INT", true, true},
};

START_TEST(types_of_foreign_keys_must_match) {
    const struct dore_format *format = _i % 2 ? mysql : postgres;
    bool takes = _i % 2 ? types[_i / 2].mysql : types[_i / 2].postgres;
    if (_i % 2 && strchr(types[_i / 2].to, '[')) {
        return; /* MySQL has no arrays */
    }
    customer_field[0].type = types[_i / 2].to;
    customer_field[0].type_where.line = AT_TARGET;
    order_field[2].type = types[_i / 2].from;
    table[1].foreign_count = 1;
    check(format);
    size_t refusals = 0;
    for (size_t i = 0; i < diags.count; i++) {
        const struct dore_diag *diag = &diags.list[i];
        if (diag->code == DORE_E_CONSTRAINT) {
            ck_assert_uint_eq(diag->where.line, AT_TYPE);
            ck_assert_ptr_nonnull(strstr(diag->message, types[_i / 2].from));
            ck_assert_ptr_nonnull(strstr(diag->message, types[_i / 2].to));
            refusals++;
        }
    }
    ck_assert_msg(refusals == !takes, "%s to %s", types[_i / 2].from, types[_i / 2].to);
}
END_TEST

START_TEST(foreign_keys_want_keys) {
    const struct dore_format *format = _i ? mysql : postgres;
    customer_key[0].kind = DORE_KEY_INDEX;
    check(format);
    expect(DORE_E_CONSTRAINT, AT_FOREIGN, "no key of it by themselves");
    set_up();
    order_foreign[1].to_field = numbers; /* the key's columns, but in another order */
    check(format);
    if (_i) {
        expect(DORE_E_CONSTRAINT, AT_FOREIGN, "no key of it by themselves");
    } else {
        ck_assert_uint_eq(diags.count, 0);
    }
}
END_TEST

static const struct {
    bool mysql;
    const char *action, *message;
    enum dore_code code;
} actions[] = {
    {false, "SET DEFAULT", NULL, 0},
    {true, "SET DEFAULT", "MySQL does not know 'SET DEFAULT'", DORE_E_CONSTRAINT},
    {false, "SET NULL", "column 'customer' cannot be null", DORE_E_CONSTRAINT},
    {true, "SET NULL", "column 'customer' cannot be null", DORE_E_CONSTRAINT},
    {false, "CASCADES", "'CASCADES' is no action on update", DORE_E_CHOICE},
    {true, "RESTRICT", NULL, 0},
};

START_TEST(actions_must_be_possible) {
    order_foreign[0].on_update = actions[_i].action;
    order_field[2].not_null = true;
    check(actions[_i].mysql ? mysql : postgres);
    if (actions[_i].message) {
        expect(actions[_i].code, AT_FOREIGN, actions[_i].message);
    } else {
        ck_assert_uint_eq(diags.count, 0);
    }
}
END_TEST

/* The type of a column that is in an index. */
static const struct {
    bool mysql;
    const char *type;
    enum dore_code code;
    unsigned place;
    const char *message;
} indexed[] = {
    {false, "TEXT", 0, 0, NULL},
    {false, "JSONB", 0, 0, NULL},
    {false, "JSON", DORE_E_CONSTRAINT, AT_TYPE, "'JSON' has no order"},
    {false, "XML", DORE_E_CONSTRAINT, AT_TYPE, "'XML' has no order"},
    {true, "JSON", DORE_E_CONSTRAINT, AT_TYPE, "which 'JSON' cannot be"},
    {true, "TEXT", DORE_E_CONSTRAINT, AT_TYPE, "which 'TEXT' can only be in part"},
    {true, "VARCHAR(768)", 0, 0, NULL},
    {true, "VARCHAR(769)", DORE_E_LIMIT, AT_KEY, "has 3076 bytes; MySQL takes 3072"},
    {true, "VARCHAR(3072) CHARACTER SET latin1", 0, 0, NULL},
    {true, "VARCHAR(769) COLLATE utf8mb4_general_ci", DORE_E_LIMIT, AT_KEY, "has 3076 bytes"},
};

START_TEST(not_every_column_can_be_indexed) {
    customer_field[2].type = indexed[_i].type;
    customer_field[2].check = NULL;
    check(indexed[_i].mysql ? mysql : postgres);
    if (indexed[_i].message) {
        expect(indexed[_i].code, indexed[_i].place, indexed[_i].message);
    } else {
        ck_assert_msg(diags.count == 0, "%s", diags.count ? diags.list[0].message : "");
    }
}
END_TEST

START_TEST(postgres_warns_of_long_keys) {
    customer_field[2].domain = dore_domain_of_text(1, 9999, 50, true);
    customer_field[2].type = "TEXT";
    check(postgres);
    expect(DORE_W_KIND, AT_KEY, "may have 9999 bytes; PostgreSQL takes 2704");
    ck_assert_uint_eq(diags.errors, 0);
}
END_TEST

START_TEST(counted_columns_want_a_key) {
    order_field[3].type = "INT AUTO_INCREMENT";
    check(mysql);
    ck_assert_uint_eq(diags.count, 0);
    table[1].key_count = 1;
    check(mysql);
    expect(DORE_E_CONSTRAINT, AT_TYPE, "'line' is AUTO_INCREMENT, so it must be a key");
    set_up();
    order_field[3].type = "INT AUTO_INCREMENT";
    order_field[2].type = "INT AUTO_INCREMENT UNIQUE";
    check(mysql);
    expect(DORE_E_CONSTRAINT, AT_TYPE, "MySQL takes one of a table");
}
END_TEST

START_TEST(words_of_types_may_not_contradict) {
    const struct dore_format *format = _i ? mysql : postgres;
    customer_field[2].type = "VARCHAR(99) NULL";
    check(format);
    expect(DORE_E_CONSTRAINT, AT_TYPE, "says NULL, but the column cannot be null");
    set_up();
    order_field[0].type = "INT PRIMARY KEY";
    order_key[0].stated = true;
    check(format);
    expect(DORE_E_CONSTRAINT, AT_TYPE, "leaves no place for other columns of the key");
}
END_TEST

/* Rows alone go to tables that compare them at once; MySQL is told not to. */
START_TEST(circles_want_tables_of_their_own) {
    table[0].foreign_count = 1;
    struct dore_foreign_key back = order_foreign[0];
    back.field = numbers;
    back.to = &table[1];
    table[0].foreign = &back;
    order_key[0] = make_key(DORE_KEY_PRIMARY, 1, numbers);
    check(_i ? mysql : postgres);
    ck_assert_uint_eq(diags.count, 0);
    store.given = true;
    check(_i ? mysql : postgres);
    if (_i) {
        ck_assert_uint_eq(diags.count, 0);
    } else {
        expect(DORE_E_CONSTRAINT, AT_FOREIGN, "'customer' and 'order' refer to each other");
    }
}
END_TEST

/* No condition of MySQL's may be over columns that the server changes. */
START_TEST(conditions_leave_changing_columns_alone) {
    static const struct {
        const char *condition, *on_delete, *on_update;
        bool counted, refused;
    } cases[] = {
        {"Customer > 0", NULL, "CASCADE", false, true},
        {"`customer` > 0", "SET NULL", NULL, false, true},
        {"customer > 0", "CASCADE", "NO ACTION", false, false},
        {"line <> 'customer' AND customers > 0", NULL, "CASCADE", false, false},
        {"line > 0", NULL, NULL, true, true},
        {"shop > 0", NULL, NULL, true, false},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        set_up();
        order_field[0].check = cases[i].condition;
        order_foreign[0].on_delete = cases[i].on_delete;
        order_foreign[0].on_update = cases[i].on_update;
        order_field[3].type = cases[i].counted ? "INT AUTO_INCREMENT" : "INT";
        check(mysql);
        if (cases[i].refused) {
            expect(DORE_E_CONSTRAINT, AT_CHECK, "which MySQL refuses");
        } else {
            ck_assert_msg(diags.errors == 0, "case %zu", i);
        }
    }
}
END_TEST

START_TEST(null_is_refused_where_a_key_is) {
    order_field[1].domain.kinds |= DORE_KIND_BIT(DORE_NULL);
    check(_i ? mysql : postgres);
    expect(DORE_E_KIND, AT_TYPE, "cannot be null here");
}
END_TEST

START_TEST(blanks_make_no_second_key_in_mysql) {
    const struct dore_value twins[] = {VALUE_STRING("a"), VALUE_STRING("a  "), VALUE_STRING("a")};
    customer_field[2].domain = dore_domain_of_items(&arena, twins, 3);
    check(mysql);
    ck_assert_uint_eq(diags.count, 0); /* an index alone */
    customer_key[2].kind = DORE_KEY_UNIQUE;
    check(mysql);
    expect(DORE_E_CONSTRAINT, AT_KEY, "final blanks alone");
    set_up();
    customer_key[2].kind = DORE_KEY_UNIQUE;
    customer_field[2].domain = dore_domain_of_items(&arena, &twins[1], 1);
    check(mysql);
    ck_assert_uint_eq(diags.count, 0);
}
END_TEST

/* ---- what types say -------------------------------------------------------------------------- */

START_TEST(types_say_words) {
    struct dore_column_words words;
    postgres->column_words("SERIAL PRIMARY KEY", &words);
    ck_assert(words.primary && words.counted && words.not_null && !words.unique);
    mysql->column_words("SERIAL", &words);
    ck_assert(words.unique && words.counted && words.not_null && !words.primary);
    postgres->column_words("INT UNIQUE REFERENCES t (id)", &words);
    ck_assert(words.unique && words.references && !words.not_null);
    postgres->column_words("INT GENERATED ALWAYS AS (a + 1) STORED", &words);
    ck_assert(words.computed && !words.counted);
    postgres->column_words("INT; PRIMARY KEY", &words);
    ck_assert(!words.primary);
}
END_TEST

Suite *suite_sql_keys(void) {
    Suite *suite = suite_create("sql_keys");
    TCase *scripts = tcase_create("scripts"), *names = tcase_create("names"),
          *checks = tcase_create("checks");
    tcase_add_checked_fixture(scripts, set_up, tear_down);
    tcase_add_test(scripts, postgres_makes_tables_without_keys);
    tcase_add_test(scripts, postgres_adds_keys_after_the_counts);
    tcase_add_test(scripts, postgres_moves_sequences_of_tables_that_are_given);
    tcase_add_test(scripts, mysql_makes_some_keys_with_the_table);
    tcase_add_test(scripts, mysql_adds_the_others_once);
    tcase_add_test(scripts, mysql_leaves_given_tables_alone);
    tcase_add_test(scripts, stated_keys_are_not_made_twice);
    tcase_add_checked_fixture(names, set_up, tear_down);
    tcase_add_loop_test(names, long_names_are_cut, 0, 2);
    tcase_add_loop_test(names, equal_names_are_told_apart, 0, 2);
    tcase_add_test(names, tables_and_indexes_share_names_in_postgres);
    tcase_add_checked_fixture(checks, set_up, tear_down);
    tcase_add_loop_test(checks, the_shop_is_fine, 0, 2);
    tcase_add_loop_test(checks, conditions_are_looked_through, 0, (int)LENGTH(conditions));
    tcase_add_loop_test(checks, types_of_foreign_keys_must_match, 0, 2 * (int)LENGTH(types));
    tcase_add_loop_test(checks, foreign_keys_want_keys, 0, 2);
    tcase_add_loop_test(checks, actions_must_be_possible, 0, (int)LENGTH(actions));
    tcase_add_loop_test(checks, not_every_column_can_be_indexed, 0, (int)LENGTH(indexed));
    tcase_add_test(checks, postgres_warns_of_long_keys);
    tcase_add_test(checks, counted_columns_want_a_key);
    tcase_add_loop_test(checks, words_of_types_may_not_contradict, 0, 2);
    tcase_add_loop_test(checks, circles_want_tables_of_their_own, 0, 2);
    tcase_add_test(checks, conditions_leave_changing_columns_alone);
    tcase_add_loop_test(checks, null_is_refused_where_a_key_is, 0, 2);
    tcase_add_test(checks, blanks_make_no_second_key_in_mysql);
    tcase_add_test(checks, types_say_words);
    suite_add_tcase(suite, scripts);
    suite_add_tcase(suite, names);
    suite_add_tcase(suite, checks);
    return suite;
}
