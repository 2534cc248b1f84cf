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

#endif
