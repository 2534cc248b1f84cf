/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the parts of the writer for MySQL and MariaDB: mysql.c has the scripts and both
 * formats, mysql_csv.c the parts of style "csv", mysql_options.c what follows a table's columns,
 * mysql_keys.c keys, foreign keys and indexes.
 */
#ifndef DORE_FORMATS_MYSQL_H
#define DORE_FORMATS_MYSQL_H

#include "sql.h"

/* What every script begins with: the session's settings. */
void mysql_put_head(struct dore_buf *out);
/* Behind "SELECT IF(condition": an error where the condition does not hold. */
void mysql_put_guard(struct dore_buf *out);

/* mysql_csv.c: see struct dore_format. */
extern const struct sql_style mysql_csv_style;
void mysql_csv_open(const struct dore_store *store, const struct dore_part *part,
                    struct dore_buf *out);
void mysql_csv_close(const struct dore_store *store, const struct dore_part *part,
                     struct dore_buf *out);
void mysql_csv_reading(const struct dore_store *store, const struct dore_table *table,
                       struct dore_buf *out);

/* mysql_options.c: the words that `engine` and `charset` take, NULL-ended. */
extern const char *const mysql_engines[], *const mysql_charsets[];
/* ENGINE, character set and collation, behind CREATE TABLE (...). */
void mysql_put_options(const struct dore_table *table, struct dore_buf *out);
/* Errors and warnings for columns that the engine does not take, and for values that hold
 * characters which the table's character set does not have. */
void mysql_check_options(const struct dore_table *table, struct dore_diags *diags);
/* Bytes that a character of such a column takes at most; 1 where its character set is not known. */
unsigned mysql_char_bytes(const struct dore_table *table, const struct sql_type *type);
/* Most bytes of a key in the table's engine. */
unsigned mysql_key_bytes(const struct dore_table *table);
/* 10.3.1: the endings of collations' names. The usual collations of character sets all fold. */
bool mysql_folds(const struct sql_type *type);
/* The collation of such a column; NULL: the usual one of a character set. */
const char *mysql_collation(const struct dore_table *table, const struct sql_type *type,
                            struct dore_arena *arena);

extern const struct sql_key_rules mysql_key_rules;
/* The statements that add the keys and indexes of a store which CREATE TABLE did not make, then its
 * foreign keys; nothing where there are none. */
void mysql_put_keys(const struct dore_store *store, struct dore_buf *out);

#endif
