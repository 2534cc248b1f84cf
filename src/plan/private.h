/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of plan/ share while a plan is built: one builder, filled stage by stage
 * (population, scope, order, tables), gone when dore_plan_build returns.
 */
#ifndef DORE_PLAN_PRIVATE_H
#define DORE_PLAN_PRIVATE_H

#include "dore/plan.h"

enum op_progress { OP_UNTOUCHED, OP_COMPILING, OP_READY, OP_FAILED };

/* The op of an attribute in its own model. */
struct root_op {
    enum op_progress progress;
    struct dore_op op;
};

struct plan_builder {
    struct dore_arena *arena;
    const struct dore_manifest *manifest;
    const struct dore_plan_options *options;
    struct dore_diags *diags;
    uint64_t *rows;        /* per model, scaled */
    struct root_op **root; /* per model, per attribute */
    bool *depends;         /* [from * model_count + to]: some attribute of `from` reaches `to` */
    uint32_t fresh_ops;    /* compiled for NO_PERSIST records under one attribute so far */
    bool exploded;         /* that went over the limit: compile no more of them */
};

/* children.c: records of a `per` model by parent. Counts are drawn for blocks of 1,024 parents,
 * whose sum is fixed beforehand, so the number of all records is known and the parent of a record
 * is found by arithmetic, with no table of all parents (flat-memory). */
struct plan_children;
/* NULL and an error when the law cannot be kept, or records exceed 63 bits. `stream` is keyed by
 * the model; `total` is scaled. Reads per's law, min, max and mean; memory from the arena. */
const struct plan_children *plan_children_make(struct dore_arena *arena, const struct dore_per *per,
                                               uint64_t total, uint64_t parents, uint64_t stream,
                                               struct dore_diags *diags);
uint64_t plan_children_records(const struct plan_children *children);
/* Most children that one parent can have. */
uint64_t plan_children_most(const struct plan_children *children);
/* The parent of every row, and its place among that parent's records, from 0; either may be
 * NULL. Any rows in any order; quick where they stand together. */
void plan_children_parents(const struct plan_children *children, const struct dore_rows *rows,
                           struct dore_arena *arena, uint64_t *parent, uint64_t *place);

/* population.c: builder->rows. */
void plan_count_records(struct plan_builder *builder);
/* scope.c: builder->root, builder->depends. */
void plan_compile(struct plan_builder *builder);
/* order.c: all models, parents before children where no circle forbids it, else in file order.
 * Memory from the arena. */
const struct dore_model **plan_order(struct plan_builder *builder);
/* tables.c: plan->store and all below it, but for layouts and parts. */
void plan_tables(struct plan_builder *builder, const struct dore_model *const *order,
                 struct dore_plan *plan);
/* parts.c: layouts, rows a part and a unit, part numbers; only for a plan without errors. */
void plan_parts(struct plan_builder *builder, struct dore_plan *plan);

#endif
