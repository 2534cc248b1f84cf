/* SPDX-License-Identifier: Apache-2.0
 *
 * client_formats: tables, rows, counts and end marks as the stand-ins for clients read them (see
 * tests/unit/clients/store).
 */
#include "tests/unit/client_formats.h"

static void put_tables(const struct dore_store *store, const struct dore_table *table,
                       struct dore_buf *out) {
    for (uint32_t i = 0; i < store->table_count; i++)
        dore_buf_format(out, "table %s\n", table ? table->name : store->table[i]->name);
    dore_buf_puts(out, "dore-end 10-schema\n");
}

static void put_nothing(const struct dore_store *store, const struct dore_part *part,
                        struct dore_buf *out) {
    (void)store, (void)part, (void)out;
}

static void put_end(const struct dore_store *store, const struct dore_part *part,
                    struct dore_buf *out) {
    (void)store;
    dore_buf_format(out, "dore-end %s %llu\n", part->mark, (unsigned long long)part->rows);
}

static void put_rows(const struct dore_layout *layout, const struct dore_part *part,
                     const struct dore_batch *batch, struct dore_buf *out) {
    (void)layout;
    for (uint32_t i = 0; i < batch->rows; i++)
        dore_buf_format(out, "row %s %lld\n", part->table->name,
                        (long long)batch->column[0].u.i[i]);
}

/* A document is two lines, as _bulk has them. */
static void put_documents(const struct dore_layout *layout, const struct dore_part *part,
                          const struct dore_batch *batch, struct dore_buf *out) {
    (void)layout;
    for (uint32_t i = 0; i < batch->rows; i++)
        dore_buf_format(out, "index %s\n%lld\n", part->table->name,
                        (long long)batch->column[0].u.i[i]);
}

static void put_sql_end(const struct dore_store *store, struct dore_buf *out) {
    (void)store;
    dore_buf_puts(out, "dore-end 30-constraints\n");
}

static void put_mongo_end(const struct dore_store *store, struct dore_buf *out) {
    for (uint32_t i = 0; !store->bare && i < store->table_count; i++)
        dore_buf_format(out, "count %llu %s\n", (unsigned long long)store->table[i]->rows,
                        store->table[i]->name);
    dore_buf_puts(out, "dore-end 30-indexes\n");
}

/* Two clients of scripts that differ in their name alone. */
#define SQL_CLIENT(word)                                                                           \
    {                                                                                              \
        .name = word, .schema_file = "10-schema.sql", .rows_extension = "sql",                     \
        .after_file = "30-constraints.sql", .schema = put_tables, .after = put_sql_end,            \
        .open = put_nothing, .close = put_end, .rows = put_rows                                    \
    }

const struct dore_format client_formats[FORMATS] = {
    [POSTGRES] = SQL_CLIENT("postgres"),
    [MYSQL] = SQL_CLIENT("mysql"),
    [MONGODB] = {.name = "mongodb",
                 .schema_file = "10-schema.js",
                 .rows_extension = "jsonl",
                 .after_file = "30-indexes.js",
                 .schema = put_tables,
                 .after = put_mongo_end,
                 .open = put_nothing,
                 .close = put_nothing,
                 .rows = put_rows},
    [ELASTICSEARCH] = {.name = "elasticsearch7",
                       .rows_extension = "ndjson",
                       .schema = put_tables,
                       .open = put_nothing,
                       .close = put_nothing,
                       .rows = put_documents},
};
