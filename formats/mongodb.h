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
/* Whether the collection is to judge documents; the validator as a script's literal of Extended
 * JSON, for a table that has one; what is wrong with an object that the manifest gives for it. */
bool mongodb_has_validator(const struct dore_table *table);
void mongodb_put_validator(const struct dore_table *table, struct dore_buf *out);
void mongodb_check_validator(const struct dore_node *node, struct dore_diags *diags);
/* The index of the field that is the document's key, or field_count. */
uint32_t mongodb_id_field(const struct dore_table *table);

#endif
