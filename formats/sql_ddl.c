/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_ddl: lists of columns: those that are written, those of a key, and those of CREATE TABLE,
 * with their types as the manifest has them (sql_type_read let them pass) and what the types do not
 * say: NOT NULL and checks. Of the constraints over several columns, foreign keys are written here,
 * for their words are the same in all dialects.
 */
#include "sql.h"

void sql_put_columns(const struct sql_dialect *dialect, const struct dore_table *table,
                     struct dore_buf *out) {
    const char *separator = "(";
    for (uint32_t i = 0; i < table->field_count; i++) {
        struct sql_type type;
        sql_type_read(dialect, table->field[i].type, &type);
        if (!type.computed) {
            dore_buf_puts(out, separator);
            sql_put_name(dialect, table->field[i].name, out);
            separator = ", ";
        }
    }
    dore_buf_putc(out, ')');
}

void sql_put_fields(const struct sql_dialect *dialect, const struct dore_table *table,
                    uint32_t count, const uint32_t *field, struct dore_buf *out) {
    for (uint32_t i = 0; i < count; i++) {
        dore_buf_puts(out, i ? ", " : "(");
        sql_put_name(dialect, table->field[field[i]].name, out);
    }
    dore_buf_putc(out, ')');
}

/* ---- CREATE TABLE --------------------------------------------------------------------------- */

static bool in_primary_key(const struct dore_table *table, uint32_t field) {
    for (uint32_t i = 0; i < table->key_count; i++) {
        const struct dore_key *key = &table->key[i];
        for (uint32_t k = 0; key->kind == DORE_KEY_PRIMARY && k < key->count; k++) {
            if (key->field[k] == field) {
                return true;
            }
        }
    }
    return false;
}

bool sql_refuses_null(const struct dore_table *table, uint32_t field, const struct sql_type *type) {
    return type->not_null || table->field[field].not_null || in_primary_key(table, field);
}

static void put_column(const struct sql_dialect *dialect, const struct dore_table *table,
                       uint32_t index, struct dore_buf *out) {
    const struct dore_field *field = &table->field[index];
    struct sql_type type;
    sql_type_read(dialect, field->type, &type);
    sql_put_name(dialect, field->name, out);
    dore_buf_putc(out, ' ');
    dore_buf_puts(out, field->type);
    if (!type.not_null && !type.computed && sql_refuses_null(table, index, &type)) {
        dore_buf_puts(out, " NOT NULL");
    }
}

static void put_check(const struct sql_dialect *dialect, const char *name, const char *condition,
                      struct dore_buf *out) {
    dore_buf_puts(out, ",\n    CONSTRAINT ");
    sql_put_name(dialect, name, out);
    dore_buf_puts(out, " CHECK (");
    dore_buf_puts(out, condition);
    dore_buf_putc(out, ')');
}

void sql_put_create(const struct sql_dialect *dialect, const struct dore_table *table,
                    const struct sql_key_names *names, struct dore_buf *out) {
    dore_buf_puts(out, "CREATE TABLE ");
    sql_put_table(dialect, table, out);
    for (uint32_t i = 0; i < table->field_count; i++) {
        dore_buf_puts(out, i ? ",\n    " : " (\n    ");
        put_column(dialect, table, i, out);
    }
    if (dialect->keys->put_inside) {
        dialect->keys->put_inside(table, names, out);
    }
    for (uint32_t i = 0; i < table->field_count; i++) {
        if (table->field[i].check) {
            put_check(dialect, names->check[i], table->field[i].check, out);
        }
    }
    dore_buf_puts(out, "\n)");
}

/* ---- foreign keys --------------------------------------------------------------------------- */

static void put_action(const char *event, const char *action, struct dore_buf *out) {
    if (action) {
        dore_buf_puts(out, event);
        dore_buf_puts(out, action);
    }
}

void sql_put_foreign(const struct sql_dialect *dialect, const struct dore_table *table,
                     const struct dore_foreign_key *foreign, const char *name,
                     struct dore_buf *out) {
    dore_buf_puts(out, "CONSTRAINT ");
    sql_put_name(dialect, name, out);
    dore_buf_puts(out, " FOREIGN KEY ");
    sql_put_fields(dialect, table, foreign->count, foreign->field, out);
    dore_buf_puts(out, " REFERENCES ");
    sql_put_table(dialect, foreign->to, out);
    dore_buf_putc(out, ' ');
    sql_put_fields(dialect, foreign->to, foreign->count, foreign->to_field, out);
    put_action(" ON DELETE ", foreign->on_delete, out);
    put_action(" ON UPDATE ", foreign->on_update, out);
}
