/* SPDX-License-Identifier: Apache-2.0
 *
 * mysql_keys: the primary key, by which InnoDB keeps its rows, and the key that an AUTO_INCREMENT
 * column must have stand in CREATE TABLE; other keys and indexes are added to full tables, foreign
 * keys last. A statement of DDL commits by itself, so a script that stopped halfway is run again
 * from its beginning: each statement asks first whether its work is done. Chapters are those of the
 * MySQL 8.4 manual.
 */
#include "mysql.h"

/* ---- which columns -------------------------------------------------------------------------- */

/* 15.1.20.5 FOREIGN KEY Constraints: the same type, sizes and signs included, but for the lengths
 * of texts. What a column has of its own character set only the server can compare. */
static bool refers(const struct sql_type *from, const struct sql_type *to) {
    if (!from->word || !to->word) {
        return true;
    }
    if (from->family != to->family || (from->word->flags & SQL_BYTES) ||
        (to->word->flags & SQL_BYTES)) {
        return false;
    }
    if (from->family == SQL_TEXT || from->family == SQL_BINARY) {
        return true;
    }
    bool from_unsigned = from->is_unsigned || from->word->flags & SQL_COUNTS;
    bool to_unsigned = to->is_unsigned || to->word->flags & SQL_COUNTS;
    if (from->family == SQL_INTEGER) { /* a display width is no size; SERIAL is a BIGINT */
        bool serial = (from->word->flags | to->word->flags) & SQL_COUNTS;
        bool big = from->word->high >= INT64_MAX && to->word->high >= INT64_MAX;
        return from_unsigned == to_unsigned && (serial ? big : from->word->high == to->word->high);
    }
    bool same = from_unsigned == to_unsigned && from->argument_count == to->argument_count &&
                ((from->word->flags ^ to->word->flags) & SQL_SINGLE) == 0;
    for (unsigned i = 0; same && i < from->argument_count; i++) {
        same = from->argument[i] == to->argument[i];
    }
    return same;
}

/* 11.1.3, 11.7: nine digits are four bytes. */
static uint64_t decimal_bytes(uint64_t digits) {
    static const unsigned rest[] = {0, 1, 1, 2, 2, 3, 3, 4, 4};
    return digits / 9 * 4 + rest[digits % 9];
}

static uint64_t integer_bytes(const struct sql_word *word) {
    uint64_t bytes = 1;
    while (bytes < 8 && word->high >> (8 * bytes - !(word->flags & SQL_COUNTS))) {
        bytes++;
    }
    return bytes;
}

/* What a column adds to a key, as the server counts it: by the type, not by the values. */
static uint64_t key_bytes(const struct dore_table *table, const struct sql_type *type) {
    enum { OTHER_BYTES = 8 };
    uint64_t length = type->argument_count ? type->argument[0] : type->word->high;
    uint64_t scale = type->argument_count > 1 ? type->argument[1] : 0;
    if (type->family == SQL_TEXT) {
        return dore_product(mysql_char_bytes(table, type), length);
    }
    if (type->family == SQL_NUMERIC && scale <= length) {
        return decimal_bytes(length - scale) + decimal_bytes(scale);
    }
    return type->family == SQL_BINARY    ? length
           : type->family == SQL_INTEGER ? integer_bytes(type->word)
                                         : OTHER_BYTES;
}

static void check_column(const struct dore_table *table, const struct dore_field *field,
                         const struct sql_type *type, struct dore_diags *diags) {
    unsigned each = type->family == SQL_TEXT ? mysql_char_bytes(table, type) : 1;
    uint64_t most = mysql_key_bytes(table) / each;
    uint64_t chars = field->domain.max_chars < most ? field->domain.max_chars : most;
    const char *word = type->family == SQL_TEXT ? "VARCHAR" : "VARBINARY";
    if (type->word->flags & SQL_NO_KEY) {
        dore_error(diags, DORE_E_CONSTRAINT, field->type_where, NULL,
                   "column '%s' is in a key or an index, which '%s' cannot be", field->name,
                   type->word->name);
    } else if (type->word->flags & SQL_BYTES) {
        dore_error(diags, DORE_E_CONSTRAINT, field->type_where,
                   dore_hint(diags, "write '%s(%llu)'", word, (unsigned long long)chars),
                   "column '%s' is in a key or an index, which '%s' can only be in part",
                   field->name, type->word->name);
    }
}

/* 17.21 InnoDB Limits, 18.2 The MyISAM Storage Engine; MariaDB's Aria as it is. */
static void check(const struct dore_table *table, const struct dore_key *key,
                  struct dore_diags *diags) {
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < key->count; i++) {
        const struct dore_field *field = &table->field[key->field[i]];
        struct sql_type type;
        if (!sql_type_read(&sql_mysql, field->type, &type) && type.word) {
            check_column(table, field, &type, diags);
            bytes = dore_sum(bytes, type.word->flags & SQL_BYTES ? 0 : key_bytes(table, &type));
        }
    }
    if (bytes > mysql_key_bytes(table)) {
        dore_error(diags, DORE_E_LIMIT, key->where, "give its texts shorter types",
                   "a key of table '%s' has %llu bytes; %s takes %u", table->name,
                   (unsigned long long)bytes, table->engine ? table->engine : "MySQL",
                   mysql_key_bytes(table));
    }
}

static bool is_counted(const struct dore_table *table, uint32_t field) {
    struct sql_type type;
    return !sql_type_read(&sql_mysql, table->field[field].type, &type) && type.counted;
}

/* 5.6.9 Using AUTO_INCREMENT: one such column, the first of some key. */
static void check_counted(const struct dore_table *table, struct dore_diags *diags) {
    const struct dore_field *counted = NULL;
    for (uint32_t i = 0; i < table->field_count; i++) {
        const struct dore_field *field = &table->field[i];
        struct sql_type type;
        if (sql_type_read(&sql_mysql, field->type, &type) || !type.counted) {
            continue;
        }
        bool keyed = type.primary || type.unique;
        for (uint32_t k = 0; k < table->key_count; k++) {
            keyed |= table->key[k].field[0] == i;
        }
        if (counted) {
            dore_error(diags, DORE_E_CONSTRAINT, field->type_where, NULL,
                       "column '%s' is AUTO_INCREMENT, as '%s' is; MySQL takes one of a table",
                       field->name, counted->name);
        } else if (!keyed) {
            dore_error(diags, DORE_E_CONSTRAINT, field->type_where,
                       "add \"primaryKey\": true beside its value",
                       "column '%s' is AUTO_INCREMENT, so it must be a key", field->name);
        }
        counted = field;
    }
}

static bool is_text(const struct dore_table *table, uint32_t field) {
    struct sql_type type;
    return !sql_type_read(&sql_mysql, table->field[field].type, &type) && type.family == SQL_TEXT &&
           !sql_type_has_own_texts(&type);
}

/* NULL for what is no text, or has a collation that only the server knows. */
static const char *collation_of(const struct dore_table *table, uint32_t field,
                                struct dore_arena *arena) {
    struct sql_type type;
    bool known =
        !sql_type_read(&sql_mysql, table->field[field].type, &type) && type.family == SQL_TEXT;
    return known ? mysql_collation(table, &type, arena) : NULL;
}

static void check_collations(const struct dore_table *table, uint32_t field,
                             const struct dore_table *to, uint32_t to_field,
                             struct dore_diags *diags) {
    const char *from = collation_of(table, field, diags->arena);
    const char *other = collation_of(to, to_field, diags->arena);
    if (from && other && !dore_text_equal_nocase(from, other)) {
        dore_error(diags, DORE_E_CONSTRAINT, table->field[field].type_where,
                   dore_hint(diags, "write 'COLLATE %s' behind the type", other),
                   "column '%s' refers to column '%s' of table '%s', but compares texts by '%s', "
                   "not by '%s'",
                   table->field[field].name, to->field[to_field].name, to->name, from, other);
    }
}

static bool same_word(const char *a, const char *b, const char *normal) {
    return strcmp(a ? a : normal, b ? b : normal) == 0;
}

/* InnoDB alone keeps foreign keys (other engines forget them without a word); texts must be of one
 * character set and collation. */
static void check_foreign(const struct dore_table *table, const struct dore_foreign_key *foreign,
                          struct dore_diags *diags) {
    const struct dore_table *to = foreign->to;
    const struct dore_table *other = same_word(table->engine, NULL, "InnoDB") ? to : table;
    if (!same_word(other->engine, NULL, "InnoDB")) {
        dore_error(diags, DORE_E_CONSTRAINT, foreign->where,
                   "write \"foreignKey\": false, or leave 'engine' out",
                   "engine '%s' of table '%s' keeps no foreign keys", other->engine, other->name);
    }
    for (uint32_t i = 0; i < foreign->count; i++) {
        if (is_text(table, foreign->field[i]) && is_text(to, foreign->to_field[i]) &&
            !same_word(table->charset, to->charset, "utf8mb4")) {
            dore_error(diags, DORE_E_CONSTRAINT, foreign->where, "give both tables one 'charset'",
                       "column '%s' refers to a text in the character set of table '%s', which is "
                       "another one",
                       table->field[foreign->field[i]].name, to->name);
        } else {
            check_collations(table, foreign->field[i], to, foreign->to_field[i], diags);
        }
    }
}

/* 15.1.20.6 CHECK Constraints: none over columns that the server changes by itself. */
static void check_conditions(const struct dore_table *table, uint32_t changed, const char *why,
                             struct dore_diags *diags) {
    for (uint32_t i = 0; i < table->field_count; i++) {
        const struct dore_field *field = &table->field[i];
        if (field->check &&
            sql_condition_names(&sql_mysql, field->check, table->field[changed].name)) {
            dore_error(diags, DORE_E_CONSTRAINT, field->check_where, NULL,
                       "the condition of column '%s' names '%s', which MySQL refuses: it is %s",
                       field->name, table->field[changed].name, why);
        }
    }
}

static bool changes_rows(const char *action) {
    return action && (strcmp(action, "CASCADE") == 0 || strcmp(action, "SET NULL") == 0);
}

/* A parent that is deleted takes its children with it, which changes no column. */
static bool changes_columns(const struct dore_foreign_key *foreign) {
    bool deleted = foreign->on_delete && strcmp(foreign->on_delete, "SET NULL") == 0;
    return deleted || changes_rows(foreign->on_update);
}

static void check_changed(const struct dore_table *table, struct dore_diags *diags) {
    for (uint32_t i = 0; i < table->field_count; i++) {
        if (table->field[i].type && is_counted(table, i)) {
            check_conditions(table, i, "AUTO_INCREMENT", diags);
        }
    }
    for (uint32_t i = 0; i < table->foreign_count; i++) {
        const struct dore_foreign_key *foreign = &table->foreign[i];
        for (uint32_t k = 0; k < foreign->count && changes_columns(foreign); k++) {
            check_conditions(table, foreign->field[k], "changed with what it refers to", diags);
        }
    }
}

static void check_table(const struct dore_table *table, struct dore_diags *diags) {
    check_counted(table, diags);
    check_changed(table, diags);
    for (uint32_t i = 0; i < table->foreign_count; i++) {
        check_foreign(table, &table->foreign[i], diags);
    }
}

/* ---- keys ----------------------------------------------------------------------------------- */

static bool stands_inside(const struct dore_table *table, const struct dore_key *key) {
    return key->kind == DORE_KEY_PRIMARY || is_counted(table, key->field[0]);
}

static void put_key(const struct dore_table *table, const struct dore_key *key, const char *name,
                    struct dore_buf *out) {
    static const char *const words[] = {[DORE_KEY_PRIMARY] = "PRIMARY KEY ",
                                        [DORE_KEY_UNIQUE] = "UNIQUE KEY ",
                                        [DORE_KEY_INDEX] = "KEY "};
    dore_buf_puts(out, words[key->kind]);
    if (key->kind != DORE_KEY_PRIMARY) {
        sql_put_name(&sql_mysql, name, out);
        dore_buf_putc(out, ' ');
    }
    sql_put_fields(&sql_mysql, table, key->count, key->field, out);
}

static void put_inside(const struct dore_table *table, const struct sql_key_names *names,
                       struct dore_buf *out) {
    for (uint32_t i = 0; i < table->key_count; i++) {
        if (!table->key[i].stated && stands_inside(table, &table->key[i])) {
            dore_buf_puts(out, ",\n    ");
            put_key(table, &table->key[i], names->key[i], out);
        }
    }
}

const struct sql_key_rules mysql_key_rules = {
    .one_scope = true,
    .in_order = true,
    .indexes_foreign = true,
    .pads = true,
    .columns = {16, 32},
    .keys = 64,
    .exact = "write 'VARCHAR' or 'CHAR' without character set and collation",
    .folds = mysql_folds,
    .refused_action = "SET DEFAULT",
    .refers = refers,
    .check = check,
    .check_table = check_table,
    .put_inside = put_inside};

/* ---- statements ----------------------------------------------------------------------------- */

static void put_text(const char *text, struct dore_buf *out) {
    sql_put_literal(&sql_mysql, (struct dore_str){text, strlen(text)}, out);
}

/* Runs the statement unless information_schema's `view` has a row of the table whose `column` is
 * `name`. MySQL has no IF NOT EXISTS for keys, nor an IF outside procedures. */
static void put_once(const struct dore_table *table, const char *view, const char *column,
                     const char *name, const struct dore_buf *statement, struct dore_buf *out) {
    dore_buf_format(out,
                    "SET @dore_alter = IF(EXISTS (SELECT 1 FROM information_schema.%s"
                    " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ",
                    view);
    put_text(table->name, out);
    dore_buf_format(out, " AND %s = ", column);
    put_text(name, out);
    dore_buf_puts(out, "), 'DO 0', ");
    sql_put_literal(&sql_mysql, (struct dore_str){statement->data, statement->size}, out);
    dore_buf_puts(out, ");\nPREPARE dore_alter FROM @dore_alter;\nEXECUTE dore_alter;\n");
}

/* All keys of a table in one statement, which reads the rows once. */
static void put_table_keys(const struct dore_table *table, const struct sql_key_names *names,
                           struct dore_buf *out) {
    struct dore_buf statement = {0};
    const char *first = NULL;
    for (uint32_t i = 0; i < table->key_count; i++) {
        const struct dore_key *key = &table->key[i];
        if (key->stated || stands_inside(table, key)) {
            continue;
        }
        if (!first) {
            first = names->key[i];
            dore_buf_puts(&statement, "ALTER TABLE ");
            sql_put_table(&sql_mysql, table, &statement);
        } else {
            dore_buf_putc(&statement, ',');
        }
        dore_buf_puts(&statement, " ADD ");
        put_key(table, key, names->key[i], &statement);
    }
    if (first) {
        put_once(table, "STATISTICS", "INDEX_NAME", first, &statement, out);
    }
    dore_buf_release(&statement);
}

static void put_table_foreign(const struct dore_table *table, const struct sql_key_names *names,
                              struct dore_buf *out) {
    struct dore_buf statement = {0};
    for (uint32_t i = 0; i < table->foreign_count; i++) {
        if (i == 0) {
            dore_buf_puts(&statement, "ALTER TABLE ");
            sql_put_table(&sql_mysql, table, &statement);
        } else {
            dore_buf_putc(&statement, ',');
        }
        dore_buf_puts(&statement, " ADD ");
        sql_put_foreign(&sql_mysql, table, &table->foreign[i], names->foreign[i], &statement);
    }
    if (table->foreign_count) {
        put_once(table, "TABLE_CONSTRAINTS", "CONSTRAINT_NAME", names->foreign[0], &statement, out);
    }
    dore_buf_release(&statement);
}

/* Rows are compared with what they refer to only while foreign_key_checks is on. */
void mysql_put_keys(const struct dore_store *store, struct dore_buf *out) {
    struct dore_arena arena = {0};
    struct dore_buf text = {0};
    const struct sql_key_names *names = sql_name_keys(&sql_mysql, store, &arena, NULL);
    for (uint32_t i = 0; i < store->table_count; i++) {
        put_table_keys(store->table[i], &names[i], &text);
    }
    for (uint32_t i = 0; i < store->table_count; i++) {
        put_table_foreign(store->table[i], &names[i], &text);
    }
    if (text.size) {
        dore_buf_puts(out, "SET SESSION unique_checks = 1, SESSION foreign_key_checks = 1;\n");
        dore_buf_put(out, text.data, text.size);
        dore_buf_puts(out, "DEALLOCATE PREPARE dore_alter;\n");
    }
    dore_buf_release(&text);
    dore_arena_release(&arena);
}
