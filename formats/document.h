/* SPDX-License-Identifier: Apache-2.0
 *
 * document: rows as JSON documents, one a line: what mongoimport's and Elasticsearch's files have
 * in common. A format says what stands around the fields and in which style each of them is
 * written; the program for rows and their sizes are made here.
 */
#ifndef DORE_FORMATS_DOCUMENT_H
#define DORE_FORMATS_DOCUMENT_H

#include "json.h"

/* A row is: head, what names the record, middle, the fields, "}" LF. That is 24 digits, or a field
 * of the record as plain JSON, or nothing; then there is no middle either. */
struct document_frame {
    struct dore_str head, middle;
    bool id;                      /* the digits */
    const struct dore_field *key; /* that field; NULL: none */
    bool comma;                   /* one stands before the first field */
    uint32_t first;               /* the field that comes first; the others keep their order */
};

/* style: one for each field. */
const struct dore_layout *document_layout(const struct dore_table *table,
                                          const struct document_frame *frame,
                                          const struct json_style *const *style,
                                          struct dore_arena *arena);
/* struct dore_format's rows, open and close: a part has neither head nor foot. */
void document_rows(const struct dore_layout *layout, const struct dore_part *part,
                   const struct dore_batch *batch, struct dore_buf *out);
void document_no_frame(const struct dore_store *store, const struct dore_part *part,
                       struct dore_buf *out);

/* The text as a JSON string in the arena. */
struct dore_str document_quote(struct dore_arena *arena, const char *text);

#endif
