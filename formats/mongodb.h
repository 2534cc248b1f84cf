/* SPDX-License-Identifier: Apache-2.0
 *
 * mongodb: what formats/mongodb.c and its checks share.
 */
#ifndef DORE_FORMATS_MONGODB_H
#define DORE_FORMATS_MONGODB_H

#include "dore/format.h"

/* The largest document, as BSON. */
enum { MONGODB_DOCUMENT_BYTES = 16 << 20 };

/* struct dore_format's check and check_store. */
void mongodb_check(const struct dore_store *store, const struct dore_table *table,
                   struct dore_diags *diags);
void mongodb_check_store(const struct dore_store *store, struct dore_diags *diags);
/* Whether the collection is to judge documents; the validator as a script's literal of Extended
 * JSON, for a table that has one; what is wrong with an object that the manifest gives for it. */
bool mongodb_has_validator(const struct dore_table *table);
void mongodb_put_validator(const struct dore_table *table, struct dore_buf *out);
void mongodb_check_validator(const struct dore_node *node, struct dore_diags *diags);
/* The BSON types that values of the domain have: one string, or an array of them. */
void mongodb_put_types(const struct dore_domain *domain, struct dore_buf *out);
/* What is wrong with a document's size. */
void mongodb_check_size(const struct dore_table *table, struct dore_diags *diags);

/* mongodb_names.c. The index of the field that is the document's key, or field_count; and what a
 * field is called in documents, which is "_id" for that one. */
uint32_t mongodb_id_field(const struct dore_table *table);
const char *mongodb_field_name(const struct dore_table *table, uint32_t field);
/* JSON that stands in a script of any version of JavaScript; a string of it. */
void mongodb_put_json(const struct dore_buf *json, struct dore_buf *out);
void mongodb_put_string(const char *text, struct dore_buf *out);

/* mongodb_indexes.c: a list of [collection, keys, options] for a script; false and nothing where
 * there are no indexes. Errors for those that the server refuses. */
bool mongodb_put_indexes(const struct dore_store *store, struct dore_buf *out);
void mongodb_check_indexes(const struct dore_table *table, struct dore_diags *diags);
#endif
