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
/* names.c: a file name for each name, in the same order; names that would be equal but for letter
 * case get "-2", "-3", ... */
const char **plan_file_names(struct dore_arena *arena, const char *const *name, size_t count);

#endif
