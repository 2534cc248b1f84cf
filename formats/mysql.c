/* SPDX-License-Identifier: Apache-2.0
 *
 * mysql: scripts for the clients of MySQL and MariaDB, rows as INSERT of many (style "insert") or
 * as CSV files (style "csv", see mysql_csv.c). Every script sets the modes that its escapes and
 * checks rely on and puts back what it found; data stand in one transaction that counts its rows
 * before it commits; an end mark comes last. Statements of DDL commit by themselves, so the caller
 * makes sure beforehand that no table is in the way. Scripts may stand one behind the other in one
 * stream. The database is the caller's to choose.
 */
#include "mysql.h"

/* A mode set outright makes the escapes right (no NO_BACKSLASH_ESCAPES, no ANSI_QUOTES) and values
 * that do not fit an error instead of other values. The zone is an offset, for servers without zone
 * tables do not know 'UTC'. */
static const char head[] =
    "SET @dore_client = @@SESSION.character_set_client,"
    " @dore_results = @@SESSION.character_set_results,"
    " @dore_collation = @@SESSION.collation_connection;\n"
    "SET NAMES utf8mb4;\n"
    "SET @dore_sql_mode = @@SESSION.sql_mode, SESSION sql_mode ="
    " 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
    "NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION';\n"
    "SET @dore_time_zone = @@SESSION.time_zone, SESSION time_zone = '+00:00';\n"
    "SET @dore_fk = @@SESSION.foreign_key_checks, SESSION foreign_key_checks = 0;\n"
    "SET @dore_uc = @@SESSION.unique_checks, SESSION unique_checks = 0;\n";

void mysql_put_head(struct dore_buf *out) {
    dore_buf_puts(out, head);
}

static const char foot[] = "SET SESSION unique_checks = @dore_uc;\n"
                           "SET SESSION foreign_key_checks = @dore_fk;\n"
                           "SET SESSION time_zone = @dore_time_zone;\n"
                           "SET SESSION sql_mode = @dore_sql_mode;\n"
                           "SET SESSION character_set_client = @dore_client,"
                           " SESSION character_set_results = @dore_results,"
                           " SESSION collation_connection = @dore_collation;\n";

static void put_end(const char *mark, uint64_t count, struct dore_buf *out) {
    struct dore_buf text = {0};
    dore_buf_format(&text, "dore-end %s %llu", mark, (unsigned long long)count);
    dore_buf_puts(out, foot);
    dore_buf_puts(out, "SELECT ");
    sql_put_literal(&sql_mysql, (struct dore_str){text.data, text.size}, out);
    dore_buf_puts(out, " AS '';\n");
    dore_buf_release(&text);
}

/* A subquery of two rows is an error (1242), but it is run only when the condition is false. */
void mysql_put_guard(struct dore_buf *out) {
    dore_buf_puts(out, ", 1, (SELECT 1 UNION SELECT 2)) AS dore_rows;\n");
}

/* Behind "SELECT IF(count". */
static void put_guard(uint64_t rows, struct dore_buf *out) {
    dore_buf_format(out, " = %llu", (unsigned long long)rows);
    mysql_put_guard(out);
}

/* ---- schema --------------------------------------------------------------------------------- */

static void schema(const struct dore_store *store, const struct dore_table *table,
                   struct dore_buf *out) {
    (void)table;
    dore_buf_puts(out, head);
    for (uint32_t i = 0; i < store->table_count && store->drop; i++) {
        dore_buf_puts(out, "DROP TABLE IF EXISTS ");
        sql_put_table(&sql_mysql, store->table[i], out);
        dore_buf_puts(out, ";\n");
    }
    struct dore_arena arena = {0};
    const struct sql_key_names *names = sql_name_keys(&sql_mysql, store, &arena, NULL);
    for (uint32_t i = 0; i < store->table_count; i++) {
        sql_put_create(&sql_mysql, store->table[i], &names[i], out);
        mysql_put_options(store->table[i], out);
        dore_buf_puts(out, ";\n");
    }
    dore_arena_release(&arena);
    put_end("10-schema", store->table_count, out);
}

/* ---- after the data ------------------------------------------------------------------------- */

static void put_counts(const struct dore_store *store, struct dore_buf *out) {
    for (uint32_t i = 0; i < store->table_count; i++) {
        dore_buf_puts(out, "SELECT IF((SELECT COUNT(*) FROM ");
        sql_put_table(&sql_mysql, store->table[i], out);
        dore_buf_putc(out, ')');
        put_guard(store->table[i]->rows, out);
    }
}

static void put_analyses(const struct dore_store *store, struct dore_buf *out) {
    for (uint32_t i = 0; i < store->table_count; i++) {
        dore_buf_puts(out, "ANALYZE TABLE ");
        sql_put_table(&sql_mysql, store->table[i], out);
        dore_buf_puts(out, ";\n");
    }
}

/* InnoDB moves AUTO_INCREMENT past the rows by itself, so tables that were there need nothing. */
static void after(const struct dore_store *store, struct dore_buf *out) {
    struct dore_buf keys = {0};
    if (!store->given) {
        mysql_put_keys(store, &keys);
    }
    if (!store->given && (!store->bare || keys.size)) {
        dore_buf_puts(out, head);
        if (!store->bare) {
            put_counts(store, out);
        }
        dore_buf_put(out, keys.data, keys.size);
        if (!store->bare) {
            put_analyses(store, out);
        }
        put_end("30-constraints", store->table_count, out);
    }
    dore_buf_release(&keys);
}

/* ---- parts ---------------------------------------------------------------------------------- */

static void open_part(const struct dore_store *store, const struct dore_part *part,
                      struct dore_buf *out) {
    (void)store;
    (void)part;
    dore_buf_puts(out, head);
    dore_buf_puts(out, "SET @dore_n = 0;\nSTART TRANSACTION;\n");
}

static void close_part(const struct dore_store *store, const struct dore_part *part,
                       struct dore_buf *out) {
    (void)store;
    dore_buf_puts(out, "SELECT IF(@dore_n");
    put_guard(part->rows, out);
    dore_buf_puts(out, "COMMIT;\n");
    put_end(part->mark, part->rows, out);
}

static const struct sql_style insert_style = {
    .dialect = &sql_mysql,
    .escape = &sql_escape_mysql,
    .separator = ", ",
    .quote = "'",
    .null = "NULL",
    .literals = true,
    .finish = ");\nSET @dore_n = @dore_n + ROW_COUNT();\n",
};

static const struct dore_layout *layout_insert(const struct dore_store *store,
                                               const struct dore_table *table,
                                               struct dore_arena *arena) {
    (void)store;
    return sql_layout(&insert_style, table, arena);
}

static const struct dore_layout *layout_csv(const struct dore_store *store,
                                            const struct dore_table *table,
                                            struct dore_arena *arena) {
    (void)store;
    return sql_layout(&mysql_csv_style, table, arena);
}

/* ---- the formats ---------------------------------------------------------------------------- */

#define ROW_LIMIT (UINT64_C(16) << 20) /* MariaDB's max_allowed_packet; MySQL's is larger */

static void check(const struct dore_store *store, const struct dore_table *table,
                  struct dore_diags *diags) {
    (void)store;
    sql_check_table(&insert_style, table, ROW_LIMIT, diags);
    mysql_check_options(table, diags);
}

static void column_words(const char *type, struct dore_column_words *out) {
    sql_column_words(&sql_mysql, type, out);
}

static void check_store(const struct dore_store *store, struct dore_diags *diags) {
    sql_check_store(&sql_mysql, store, diags);
}

static const char *const protocols[] = {"mysql", "mariadb", NULL};
static const char *const styles[] = {"insert", "csv", NULL};

static const struct dore_property model_properties[] = {
    {.key = "tableName",
     .slot = DORE_SLOT_NAME,
     .required = true,
     .about = "the table that the records go to"},
    {.key = "load",
     .slot = DORE_SLOT_STYLE,
     .choices = styles,
     .about = "insert: INSERT statements of many rows; csv: CSV files for LOAD DATA LOCAL"},
    {.key = "engine",
     .slot = DORE_SLOT_ENGINE,
     .choices = mysql_engines,
     .about = "the table's storage engine; InnoDB if not given"},
    {.key = "charset",
     .slot = DORE_SLOT_CHARSET,
     .choices = mysql_charsets,
     .about = "the table's character set; utf8mb4 if not given"},
    {.key = NULL},
};

static const struct dore_property attribute_properties[] = {
    {.key = "columnName",
     .slot = DORE_SLOT_NAME,
     .required = true,
     .about = "the column that the values go to"},
    {.key = "columnType",
     .slot = DORE_SLOT_TYPE,
     .required = true,
     .about = "its type and constraints, as CREATE TABLE takes them"},
    {.key = NULL},
};

#define MYSQL_FORMAT(word, extension, words)                                                       \
    .name = "mysql", .style = word, .about = words, .protocols = protocols,                        \
    .model_properties = model_properties, .attribute_properties = attribute_properties,            \
    .needs_database = true, .schema_file = "10-schema.sql", .rows_extension = extension,           \
    .after_file = "30-constraints.sql", .script_type = "mysql", .stream_schema = true,             \
    .stream_many = true, .part_bytes = UINT64_C(16) << 20, .row_limit = ROW_LIMIT,                 \
    .column_words = column_words, .check = check, .check_store = check_store, .schema = schema,    \
    .after = after, .rows = sql_rows

const struct dore_format dore_format_mysql = {
    MYSQL_FORMAT("insert", "sql",
                 "scripts for the mysql and mariadb clients, with INSERT statements of many rows"),
    .layout = layout_insert,
    .open = open_part,
    .close = close_part,
};
const struct dore_format dore_format_mysql_csv = {
    MYSQL_FORMAT("csv", "csv", "scripts for these clients, and CSV files for LOAD DATA LOCAL"),
    .layout = layout_csv,
    .open = mysql_csv_open,
    .close = mysql_csv_close,
    .reading = mysql_csv_reading,
};
