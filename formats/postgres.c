/* SPDX-License-Identifier: Apache-2.0
 *
 * postgres: scripts for psql, rows as COPY text (style "copy") or as INSERT (style "insert").
 * Every script stops at the first error, fixes the settings that it relies on, does its work in one
 * transaction, counts what it did before it commits, and prints an end mark last: a cut script
 * leaves nothing behind and cannot be taken for a loaded one. Scripts may stand one behind the
 * other in one stream. The database is the caller's to choose.
 */
#include "postgres_keys.h"

/* As in pg_dump's preamble: no time-outs, one encoding, one syntax of strings; and all that decides
 * how dates, intervals, money and xml are read. */
static const char head[] = "\\set ON_ERROR_STOP on\n"
                           "SET statement_timeout = 0;\n"
                           "SET lock_timeout = 0;\n"
                           "SET idle_in_transaction_session_timeout = 0;\n"
                           "SET client_encoding = 'UTF8';\n"
                           "SET standard_conforming_strings = on;\n"
                           "SET datestyle = 'ISO, YMD';\n"
                           "SET intervalstyle = 'postgres';\n"
                           "SET timezone = 'UTC';\n"
                           "SET lc_monetary = 'C';\n"
                           "SET xmloption = content;\n"
                           "SET client_min_messages = warning;\n"
                           "SET row_security = off;\n"
                           "BEGIN;\n";

/* A mark is a file name's characters: nothing in it means anything to psql. */
static void put_end(const char *mark, uint64_t count, struct dore_buf *out) {
    dore_buf_format(out, "\\echo dore-end %s %llu\n", mark, (unsigned long long)count);
}

/* ---- schema --------------------------------------------------------------------------------- */

static bool names_space_first(const struct dore_store *store, uint32_t index) {
    const char *space = sql_space(store->table[index]);
    for (uint32_t i = 0; i < index; i++) {
        if (strcmp(sql_space(store->table[i]), space) == 0) {
            return false;
        }
    }
    return strcmp(space, "public") != 0;
}

static void put_schemas(const struct dore_store *store, struct dore_buf *out) {
    for (uint32_t i = 0; i < store->table_count; i++) {
        if (names_space_first(store, i)) {
            dore_buf_puts(out, "CREATE SCHEMA IF NOT EXISTS ");
            sql_put_name(&sql_postgres, sql_space(store->table[i]), out);
            dore_buf_puts(out, ";\n");
        }
    }
}

static void schema(const struct dore_store *store, const struct dore_table *table,
                   struct dore_buf *out) {
    (void)table;
    dore_buf_puts(out, head);
    put_schemas(store, out);
    for (uint32_t i = 0; i < store->table_count && store->drop; i++) {
        dore_buf_puts(out, "DROP TABLE IF EXISTS ");
        sql_put_table(&sql_postgres, store->table[i], out);
        dore_buf_puts(out, " CASCADE;\n");
    }
    struct dore_arena arena = {0};
    const struct sql_key_names *names = sql_name_keys(&sql_postgres, store, &arena, NULL);
    for (uint32_t i = 0; i < store->table_count; i++) {
        sql_put_create(&sql_postgres, store->table[i], &names[i], out);
        dore_buf_puts(out, ";\n");
    }
    dore_arena_release(&arena);
    dore_buf_puts(out, "COMMIT;\n");
    put_end("10-schema", store->table_count, out);
}

/* ---- after the data ------------------------------------------------------------------------- */

/* The block is a quoted literal, not $$...$$, for a name may hold $$. */
static void put_count_check(const struct dore_table *table, struct dore_buf *out) {
    struct dore_buf block = {0}, message = {0};
    dore_buf_puts(&block, "BEGIN IF (SELECT pg_catalog.count(*) FROM ");
    sql_put_table(&sql_postgres, table, &block);
    dore_buf_format(
        &block, ") <> %llu THEN RAISE EXCEPTION USING MESSAGE = ", (unsigned long long)table->rows);
    sql_put_table(&sql_postgres, table, &message);
    dore_buf_format(&message, " does not have %llu rows", (unsigned long long)table->rows);
    sql_put_literal(&sql_postgres, (struct dore_str){message.data, message.size}, &block);
    dore_buf_puts(&block, "; END IF; END");
    dore_buf_puts(out, "DO ");
    sql_put_literal(&sql_postgres, (struct dore_str){block.data, block.size}, out);
    dore_buf_puts(out, ";\n");
    dore_buf_release(&block);
    dore_buf_release(&message);
}

/* Moves a column's sequence past the data; a table without positive values keeps its sequence as it
 * is. pg_get_serial_sequence takes a quoted table in a literal, but the bare name of a column. */
static void put_sequence(const struct dore_table *table, const struct dore_field *field,
                         struct dore_buf *out) {
    struct dore_buf block = {0}, name = {0};
    sql_put_table(&sql_postgres, table, &name);
    dore_buf_puts(&block, "BEGIN PERFORM pg_catalog.setval(pg_catalog.pg_get_serial_sequence(");
    sql_put_literal(&sql_postgres, (struct dore_str){name.data, name.size}, &block);
    dore_buf_puts(&block, ", ");
    sql_put_literal(&sql_postgres, (struct dore_str){field->name, strlen(field->name)}, &block);
    dore_buf_puts(&block, "), pg_catalog.max(");
    sql_put_name(&sql_postgres, field->name, &block);
    dore_buf_puts(&block, "), true) FROM ");
    dore_buf_put(&block, name.data, name.size);
    dore_buf_puts(&block, " HAVING pg_catalog.max(");
    sql_put_name(&sql_postgres, field->name, &block);
    dore_buf_puts(&block, ") >= 1; END");
    dore_buf_puts(out, "DO ");
    sql_put_literal(&sql_postgres, (struct dore_str){block.data, block.size}, out);
    dore_buf_puts(out, ";\n");
    dore_buf_release(&block);
    dore_buf_release(&name);
}

static void put_sequences(const struct dore_table *table, struct dore_buf *out) {
    for (uint32_t i = 0; i < table->field_count; i++) {
        struct sql_type type;
        sql_type_read(&sql_postgres, table->field[i].type, &type);
        if (type.counted) {
            put_sequence(table, &table->field[i], out);
        }
    }
}

static void put_analyses(const struct dore_store *store, struct dore_buf *out) {
    for (uint32_t i = 0; i < store->table_count; i++) {
        dore_buf_puts(out, "ANALYZE ");
        sql_put_table(&sql_postgres, store->table[i], out);
        dore_buf_puts(out, ";\n");
    }
}

/* What a run with and without tables and rows of its own has to do; empty when that is nothing. */
static void put_after(const struct dore_store *store, struct dore_buf *out) {
    for (uint32_t i = 0; i < store->table_count && !store->given && !store->bare; i++) {
        put_count_check(store->table[i], out);
    }
    if (!store->given) {
        postgres_put_keys(store, out);
    }
    for (uint32_t i = 0; i < store->table_count && !store->bare; i++) {
        put_sequences(store->table[i], out);
    }
    if (out->size && !store->bare) {
        put_analyses(store, out);
    }
}

static void after(const struct dore_store *store, struct dore_buf *out) {
    struct dore_buf body = {0};
    put_after(store, &body);
    if (body.size) {
        dore_buf_puts(out, head);
        dore_buf_put(out, body.data, body.size);
        dore_buf_puts(out, "COMMIT;\n");
        put_end("30-constraints", store->table_count, out);
    }
    dore_buf_release(&body);
}

/* ---- parts ---------------------------------------------------------------------------------- */

static void close_part(const struct dore_part *part, const char *counted, struct dore_buf *out) {
    dore_buf_format(out, "SELECT 1 / (:%s = %llu)::int AS rows \\gset dore_\nCOMMIT;\n", counted,
                    (unsigned long long)part->rows);
    put_end(part->mark, part->rows, out);
}

static void open_copy(const struct dore_store *store, const struct dore_part *part,
                      struct dore_buf *out) {
    (void)store;
    dore_buf_puts(out, head);
    dore_buf_puts(out, "COPY ");
    sql_put_table(&sql_postgres, part->table, out);
    dore_buf_putc(out, ' ');
    sql_put_columns(&sql_postgres, part->table, out);
    dore_buf_puts(out, " FROM stdin;\n");
}

static void close_copy(const struct dore_store *store, const struct dore_part *part,
                       struct dore_buf *out) {
    (void)store;
    dore_buf_puts(out, "\\.\n");
    close_part(part, "ROW_COUNT", out);
}

/* psql's ROW_COUNT is the last statement's alone, so each adds its own to dore_n. */
static void open_insert(const struct dore_store *store, const struct dore_part *part,
                        struct dore_buf *out) {
    (void)store;
    (void)part;
    dore_buf_puts(out, head);
    dore_buf_puts(out, "\\set dore_n 0\n");
}

static void close_insert(const struct dore_store *store, const struct dore_part *part,
                         struct dore_buf *out) {
    (void)store;
    close_part(part, "dore_n", out);
}

/* ---- the formats ---------------------------------------------------------------------------- */

static const struct sql_style copy_style = {
    .dialect = &sql_postgres,
    .escape = &sql_escape_copy,
    .separator = "\t",
    .quote = "",
    .null = "\\N",
    .finish = "\n",
};

static const struct sql_style insert_style = {
    .dialect = &sql_postgres,
    .escape = &sql_escape_quote,
    .separator = ", ",
    .quote = "'",
    .null = "NULL",
    .literals = true,
    .finish = ");\nSELECT :dore_n + :ROW_COUNT AS dore_n \\gset\n",
};

static const struct dore_layout *layout_copy(const struct dore_store *store,
                                             const struct dore_table *table,
                                             struct dore_arena *arena) {
    (void)store;
    return sql_layout(&copy_style, table, arena);
}

static const struct dore_layout *layout_insert(const struct dore_store *store,
                                               const struct dore_table *table,
                                               struct dore_arena *arena) {
    (void)store;
    return sql_layout(&insert_style, table, arena);
}

#define ROW_LIMIT (UINT64_C(1) << 30) /* of one field, and of a query's text */

static void check(const struct dore_store *store, const struct dore_table *table,
                  struct dore_diags *diags) {
    (void)store;
    sql_check_table(&copy_style, table, ROW_LIMIT, diags);
}

static void column_words(const char *type, struct dore_column_words *out) {
    sql_column_words(&sql_postgres, type, out);
}

static bool is_later(const struct dore_store *store, uint32_t index, const struct dore_table *to) {
    for (uint32_t i = index + 1; i < store->table_count; i++) {
        if (store->table[i] == to) {
            return true;
        }
    }
    return false;
}

/* Tables that are there have their foreign keys, and each script's rows are compared with what is
 * there when it ends: in a circle of tables no order is right. */
static void check_circles(const struct dore_store *store, struct dore_diags *diags) {
    for (uint32_t i = 0; i < store->table_count; i++) {
        const struct dore_table *table = store->table[i];
        for (uint32_t k = 0; k < table->foreign_count; k++) {
            const struct dore_foreign_key *foreign = &table->foreign[k];
            if (is_later(store, i, foreign->to)) {
                dore_error(diags, DORE_E_CONSTRAINT, foreign->where,
                           "write \"foreignKey\": false, and where the tables have it, drop the "
                           "constraint before the load and add it after",
                           "tables '%s' and '%s' refer to each other in a circle, so rows alone "
                           "cannot be loaded in any order",
                           table->name, foreign->to->name);
            }
        }
    }
}

static void check_store(const struct dore_store *store, struct dore_diags *diags) {
    sql_check_store(&sql_postgres, store, diags);
    if (store->given) {
        check_circles(store, diags);
    }
}

static const char *const protocols[] = {"postgres", "postgresql", NULL};
static const char *const styles[] = {"copy", "insert", NULL};

static const struct dore_property model_properties[] = {
    {.key = "tableName",
     .slot = DORE_SLOT_NAME,
     .required = true,
     .about = "the table that the records go to"},
    {.key = "schemaName", .slot = DORE_SLOT_SPACE, .about = "its schema; public if not given"},
    {.key = "load",
     .slot = DORE_SLOT_STYLE,
     .choices = styles,
     .about = "copy: COPY text, the fast way; insert: INSERT statements, for readers"},
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

#define POSTGRES_FORMAT(suffix, when, words)                                                       \
    {                                                                                              \
        .name = "postgres", .style = #suffix, .about = words, .protocols = protocols,              \
        .model_properties = model_properties, .attribute_properties = attribute_properties,        \
        .needs_database = true, .schema_file = "10-schema.sql", .rows_extension = "sql",           \
        .after_file = "30-constraints.sql", .script_type = "psql", .stream_schema = true,          \
        .stream_many = true, .part_bytes = UINT64_C(16) << 20, .compares = DORE_COMPARES_##when,   \
        .row_limit = ROW_LIMIT, .column_words = column_words, .check = check,                      \
        .check_store = check_store, .schema = schema, .after = after, .layout = layout_##suffix,   \
        .open = open_##suffix, .close = close_##suffix, .rows = sql_rows,                          \
    }

const struct dore_format dore_format_postgres_copy =
    POSTGRES_FORMAT(copy, PARTS, "psql scripts that load rows with COPY");
const struct dore_format dore_format_postgres_insert =
    POSTGRES_FORMAT(insert, STATEMENTS, "psql scripts that load rows with INSERT");
