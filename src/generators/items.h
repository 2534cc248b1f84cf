/* SPDX-License-Identifier: Apache-2.0
 *
 * items: values that a manifest lists, boxed once, and columns of them: typed where all are of one
 * simple kind, boxed else. Shared by `selector` and `constant`.
 */
#ifndef DORE_GENERATORS_ITEMS_H
#define DORE_GENERATORS_ITEMS_H

#include "dore/generator.h"

struct items {
    uint32_t count;
    const struct dore_value *item;
    enum dore_kind kind; /* of columns */
    struct dore_domain domain;
    uint32_t distinct;     /* how many differ, nulls left out ... */
    const uint32_t *place; /* ... and where they stand */
};
/* `item` is kept. count >= 1. */
struct items items_of(struct dore_arena *arena, const struct dore_value *item, uint32_t count);
/* Where somebody asks for it, sets count, at and uncounted of an op whose state begins with
 * `items`. Those of weight 0 are left out; NULL: all have some. */
void items_count(struct items *items, const uint64_t *weight, struct dore_scope *scope,
                 struct dore_op *op);

/* A column in the making. */
struct items_writer {
    const struct items *items;
    struct dore_column *column;
    uint64_t *nulls;
};
struct items_writer items_begin(const struct items *items, uint32_t rows, struct dore_arena *arena,
                                struct dore_column *out);
void items_put(const struct items_writer *writer, uint64_t item, uint32_t row);

#endif
