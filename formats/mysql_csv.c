/* SPDX-License-Identifier: Apache-2.0
 *
 * mysql_csv: parts as CSV files (RFC 4180: a line of names, "" for a quote inside quotes), with
 * NULL as the bare word, and the statements by which load.sh has one read. LOAD DATA LOCAL makes a
 * warning of every value that does not fit, so warnings and rows are counted before the commit.
 * Values that have no text form of their own (bytes, bits, shapes) are made from a variable.
 */
#include "mysql.h"

const struct sql_style mysql_csv_style = {
    .dialect = &sql_mysql,
    .escape = &sql_escape_csv,
    .separator = ",",
    .quote = "\"",
    .null = "NULL",
    .finish = "\n",
};

void mysql_csv_open(const struct dore_store *store, const struct dore_part *part,
                    struct dore_buf *out) {
    (void)store;
    const char *separator = "\"";
    for (uint32_t i = 0; i < part->table->field_count; i++) {
        struct sql_type type;
        sql_type_read(&sql_mysql, part->table->field[i].type, &type);
        if (type.computed) {
            continue;
        }
        dore_buf_puts(out, separator);
        size_t from = out->size;
        dore_buf_puts(out, part->table->field[i].name);
        sql_escape_tail(&sql_escape_csv, out, from);
        separator = "\",\"";
    }
    dore_buf_puts(out, "\"\n");
}

/* The part's end is told by its number of rows, which the statements count. */
void mysql_csv_close(const struct dore_store *store, const struct dore_part *part,
                     struct dore_buf *out) {
    (void)store;
    (void)part;
    (void)out;
}

/* ---- how a part is read --------------------------------------------------------------------- */

/* What makes a value of the text, around the variable that holds it. MySQL, LOAD DATA 13.2.9: raw
 * bytes would be read as characters, and BIT takes no binary notation. YEAR takes the text 0 for
 * 2000. */
static const struct maker {
    const char *before, *after;
} makers[SQL_FAMILY_COUNT] = {
    [SQL_BINARY] = {"UNHEX(", ")"},
    [SQL_VECTOR] = {"UNHEX(", ")"},
    [SQL_BITS] = {"CAST(CONV(", ", 2, 10) AS UNSIGNED)"},
    [SQL_YEAR] = {"", " + 0"},
    [SQL_SHAPE] = {"ST_GeomFromText(", ")"},
};

/* Beside other SET clauses MariaDB would count on from a 0 that was read straight into an
 * AUTO_INCREMENT column. */
static struct maker maker_of(const struct sql_type *type) {
    static const struct maker as_it_is = {"", ""};
    bool counted = type->counted && !makers[type->family].before;
    return counted ? as_it_is : makers[type->family];
}

/* (`a`, @dore_2) or, with `made`, SET `b` = UNHEX(@dore_2). */
static void put_columns(const struct dore_table *table, bool made, struct dore_buf *out) {
    const char *separator = made ? " SET " : "(";
    for (uint32_t i = 0; i < table->field_count; i++) {
        struct sql_type type;
        sql_type_read(&sql_mysql, table->field[i].type, &type);
        const struct maker maker = maker_of(&type);
        if (type.computed || (made && !maker.before)) {
            continue;
        }
        dore_buf_puts(out, separator);
        separator = ", ";
        if (made || !maker.before) {
            sql_put_name(&sql_mysql, table->field[i].name, out);
        }
        if (maker.before) {
            dore_buf_puts(out, made ? " = " : "");
            dore_buf_puts(out, made ? maker.before : "");
            dore_buf_format(out, "@dore_%u", (unsigned)i + 1);
            dore_buf_puts(out, made ? maker.after : "");
        }
    }
    dore_buf_puts(out, made ? "" : ")");
}

/* Notes (a number that is rounded, a blank that is cut) are none of an INSERT's errors either. */
void mysql_csv_reading(const struct dore_store *store, const struct dore_table *table,
                       struct dore_buf *out) {
    (void)store;
    mysql_put_head(out);
    dore_buf_puts(out, "SET SESSION sql_notes = 0;\nSTART TRANSACTION;\n"
                       "LOAD DATA LOCAL INFILE '/dev/stdin' INTO TABLE ");
    sql_put_table(&sql_mysql, table, out);
    dore_buf_puts(out, " CHARACTER SET utf8mb4 FIELDS TERMINATED BY ',' ENCLOSED BY '\"'"
                       " ESCAPED BY '' LINES TERMINATED BY '\\n' IGNORE 1 LINES ");
    put_columns(table, false, out);
    put_columns(table, true, out);
    dore_buf_puts(out, ";\nSET @dore_n = ROW_COUNT(), @dore_w = @@SESSION.warning_count;\n"
                       "SHOW WARNINGS LIMIT 5;\n"
                       "SELECT IF(@dore_n = @dore_rows AND @dore_w = 0");
    mysql_put_guard(out);
    dore_buf_puts(out, "COMMIT;\nSELECT CONCAT('dore-end ', @dore_mark, ' ', @dore_n) AS '';");
}
