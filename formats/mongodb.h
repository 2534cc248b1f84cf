/* SPDX-License-Identifier: Apache-2.0
 *
 * mongodb: what formats/mongodb.c and its checks share.
 */
#ifndef DORE_FORMATS_MONGODB_H
#define DORE_FORMATS_MONGODB_H

#include "dore/format.h"

/* struct dore_format's check and check_store. */
void mongodb_check(const struct dore_store *store, const struct dore_table *table,
                   struct dore_diags *diags);
void mongodb_check_store(const struct dore_store *store, struct dore_diags *diags);
/* The index of the field that is the document's key, or field_count. */
uint32_t mongodb_id_field(const struct dore_table *table);

#endif
