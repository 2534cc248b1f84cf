/* SPDX-License-Identifier: Apache-2.0
 *
 * postgres_keys: keys and indexes are added to tables that are full, which is the fast way, and
 * foreign keys last, when all that they refer to is there: so circles of tables need no trick. The
 * server looks at all rows each time. Chapters are those of the PostgreSQL 15 manual.
 */
#include "postgres_keys.h"

/* ---- which columns -------------------------------------------------------------------------- */

/* Types of two families between which there is an equality operator of a B-tree (11.10), directly
 * or after a cast that the server makes by itself. Within a family there always is. */
static const struct {
    enum sql_family from, to;
} comparable[] = {
    {SQL_INTEGER, SQL_NUMERIC},  {SQL_INTEGER, SQL_FLOAT},   {SQL_NUMERIC, SQL_FLOAT},
    {SQL_DATE, SQL_DATETIME},    {SQL_DATE, SQL_INSTANT},    {SQL_DATETIME, SQL_DATE},
    {SQL_DATETIME, SQL_INSTANT}, {SQL_INSTANT, SQL_DATE},    {SQL_INSTANT, SQL_DATETIME},
    {SQL_TIME, SQL_INTERVAL},    {SQL_TIME, SQL_ZONED_TIME}, {SQL_ADDRESS, SQL_NETWORK},
    {SQL_NETWORK, SQL_ADDRESS},
};

static bool refers(const struct sql_type *from, const struct sql_type *to) {
    bool known = from->family != SQL_UNKNOWN && to->family != SQL_UNKNOWN &&
                 from->family != SQL_OTHER && to->family != SQL_OTHER;
    if (from->array != to->array) {
        return false;
    }
    bool oid = from->word && from->family == SQL_INTEGER && from->word->high == UINT32_MAX;
    if (from->array || oid) { /* an oid becomes no other number by itself */
        return !known || from->word == to->word;
    }
    if (!known || from->family == to->family) {
        return true;
    }
    for (size_t i = 0; i < sizeof comparable / sizeof *comparable; i++) {
        if (comparable[i].from == from->family && comparable[i].to == to->family) {
            return true;
        }
    }
    return false;
}

/* 67.4.1: three entries must fit a page. Longer ones may still be packed into one. */
enum { INDEX_BYTES = 2704 };

static void check(const struct dore_table *table, const struct dore_key *key,
                  struct dore_diags *diags) {
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < key->count; i++) {
        const struct dore_field *field = &table->field[key->field[i]];
        struct sql_type type;
        if (sql_type_read(&sql_postgres, field->type, &type) || !type.word) {
            continue;
        }
        if (type.word->flags & SQL_NO_KEY) {
            dore_error(diags, DORE_E_CONSTRAINT, field->type_where, NULL,
                       "column '%s' is in a key or an index, but '%s' has no order", field->name,
                       type.word->name);
        }
        bool text = type.family == SQL_TEXT || type.family == SQL_BINARY;
        bytes = dore_sum(bytes, text ? field->domain.max_bytes : 0);
    }
    if (bytes > INDEX_BYTES) {
        dore_warning(diags, DORE_W_KIND, key->where, "let a shorter attribute be the key",
                     "values of a key of table '%s' may have %llu bytes; PostgreSQL takes %d",
                     table->name, (unsigned long long)bytes, INDEX_BYTES);
    }
}

const struct sql_key_rules postgres_key_rules = {
    .columns = {32, 32}, .refers = refers, .check = check, .exact = "write 'TEXT'"};

/* ---- statements ----------------------------------------------------------------------------- */

static void put_key(const struct dore_table *table, const struct dore_key *key, const char *name,
                    struct dore_buf *out) {
    if (key->kind == DORE_KEY_INDEX) {
        dore_buf_puts(out, "CREATE INDEX ");
        sql_put_name(&sql_postgres, name, out);
        dore_buf_puts(out, " ON ");
        sql_put_table(&sql_postgres, table, out);
        dore_buf_putc(out, ' ');
    } else {
        dore_buf_puts(out, "ALTER TABLE ");
        sql_put_table(&sql_postgres, table, out);
        dore_buf_puts(out, " ADD CONSTRAINT ");
        sql_put_name(&sql_postgres, name, out);
        dore_buf_puts(out, key->kind == DORE_KEY_PRIMARY ? " PRIMARY KEY " : " UNIQUE ");
    }
    sql_put_fields(&sql_postgres, table, key->count, key->field, out);
    dore_buf_puts(out, ";\n");
}

static void put_foreign(const struct dore_table *table, const struct sql_key_names *names,
                        struct dore_buf *out) {
    for (uint32_t i = 0; i < table->foreign_count; i++) {
        dore_buf_puts(out, "ALTER TABLE ");
        sql_put_table(&sql_postgres, table, out);
        dore_buf_puts(out, " ADD ");
        sql_put_foreign(&sql_postgres, table, &table->foreign[i], names->foreign[i], out);
        dore_buf_puts(out, ";\n");
    }
}

void postgres_put_keys(const struct dore_store *store, struct dore_buf *out) {
    struct dore_arena arena = {0};
    const struct sql_key_names *names = sql_name_keys(&sql_postgres, store, &arena, NULL);
    for (uint32_t i = 0; i < store->table_count; i++) {
        const struct dore_table *table = store->table[i];
        for (uint32_t k = 0; k < table->key_count; k++) {
            if (!table->key[k].stated) {
                put_key(table, &table->key[k], names[i].key[k], out);
            }
        }
    }
    for (uint32_t i = 0; i < store->table_count; i++) {
        put_foreign(store->table[i], &names[i], out);
    }
    dore_arena_release(&arena);
}
