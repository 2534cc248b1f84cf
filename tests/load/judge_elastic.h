/* SPDX-License-Identifier: Apache-2.0
 *
 * judge_elastic: doc values of search servers: which fields have them, how to ask for them, and
 * whether they are what the document's values mean. For tests only.
 */
#ifndef DORE_TESTS_JUDGE_ELASTIC_H
#define DORE_TESTS_JUDGE_ELASTIC_H

#include "judge.h"

enum doc_kind {
    DOC_NONE, /* no doc values, or none that can be had */
    DOC_OBJECT,
    DOC_TERM,
    DOC_ADDRESS,
    DOC_INTEGER,
    DOC_DOUBLE,
    DOC_FLOAT,
    DOC_HALF,
    DOC_SCALED,
    DOC_BOOLEAN,
    DOC_DATE,
    DOC_NANOS,
    DOC_POINT
};

struct doc_leaf {
    enum doc_kind kind;
    const char *name;                /* of the field, as the server knows it */
    const char *inside;              /* where its values stand below the table's field; "" there */
    uint32_t field;                  /* index of that */
    bool natural;                    /* the manifest names no type: values as JSON has them */
    const struct dore_node *mapping; /* NULL where a type's name was given */
};

enum { MOST_LEAVES = 1000 };
struct doc_leaves {
    struct doc_leaf leaf[MOST_LEAVES];
    uint32_t count;
};
/* What the manifest leaves open is as the server's `properties` have it. */
void doc_leaves_find(struct doc_leaves *leaves, const struct dore_table *table,
                     const struct dore_node *properties, struct dore_arena *arena);
/* As an item of docvalue_fields. */
void doc_leaf_put(const struct doc_leaf *leaf, struct dore_buf *out);
/* `value` is that of the leaf's field of the table; `got` NULL: the server has none. */
bool doc_values_match(const struct doc_leaf *leaf, const struct dore_value *value,
                      const struct dore_node *got);

#endif
