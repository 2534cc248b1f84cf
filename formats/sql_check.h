/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the parts of the SQL writers' check.
 */
#ifndef DORE_FORMATS_SQL_CHECK_H
#define DORE_FORMATS_SQL_CHECK_H

#include "sql.h"

/* sql_names.c: names of columns, their number, and two of one name. */
void sql_check_columns(const struct sql_dialect *dialect, const struct dore_table *table,
                       struct dore_diags *diags);
/* A name of any kind; `what` is what messages call it. */
void sql_check_name(const struct sql_dialect *dialect, const char *what, const char *name,
                    struct dore_where where, struct dore_diags *diags);
/* The name as the server compares names of columns and keys. */
struct dore_str sql_fold_name(const struct sql_dialect *dialect, const char *name,
                              struct dore_arena *arena);
/* sql_key_texts.c: errors and warnings for texts of a key that differ to us and not to the server.
 */
void sql_check_key_texts(const struct sql_dialect *dialect, const struct dore_table *table,
                         const struct dore_key *key, struct dore_diags *diags);

#endif
