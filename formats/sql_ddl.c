/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_ddl: lists of columns: those that are written, and those of CREATE TABLE, with their types as
 * the manifest has them (sql_type_read let them pass).
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

void sql_put_create(const struct sql_dialect *dialect, const struct dore_table *table,
                    struct dore_buf *out) {
    dore_buf_puts(out, "CREATE TABLE ");
    sql_put_table(dialect, table, out);
    for (uint32_t i = 0; i < table->field_count; i++) {
        dore_buf_puts(out, i ? ",\n    " : " (\n    ");
        sql_put_name(dialect, table->field[i].name, out);
        dore_buf_putc(out, ' ');
        dore_buf_puts(out, table->field[i].type);
    }
    dore_buf_puts(out, "\n)");
}
