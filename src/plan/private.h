/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of plan/ share while a plan is built: one builder, filled stage by stage
 * (population, keys, scope, unique, order, tables), gone when dore_plan_build returns.
 */
#ifndef DORE_PLAN_PRIVATE_H
#define DORE_PLAN_PRIVATE_H

#include "dore/plan.h"

enum op_progress { OP_UNTOUCHED, OP_COMPILING, OP_READY, OP_FAILED };

/* The op of an attribute in its own model. */
struct root_op {
    enum op_progress progress;
    struct dore_choice *choice; /* of one that must be unique; NULL: values are free */
    bool alone;                 /* it must be unique by itself, not only with others */
    struct dore_op op;
};

/* A key or an index of a model, over its attributes by number. */
struct plan_key {
    enum dore_key_kind kind;
    const char *name; /* NULL: none was given */
    bool stated;      /* by a column's type or a field's name, not by our words */
    bool implied;     /* by the store, which keeps it without being told: a document's id */
    uint32_t count;
    const uint32_t *attribute;
    struct dore_where where;
};
struct plan_keys {
    const struct plan_key *key; /* the primary key first */
    uint32_t count;
    const struct dore_column_words *words; /* of each attribute's type */
};

struct plan_children;

struct plan_builder {
    struct dore_arena *arena;
    const struct dore_manifest *manifest;
    const struct dore_plan_options *options;
    struct dore_diags *diags;
    uint64_t *rows;                        /* per model, scaled */
    bool *guessed;                         /* per model: rows are a guess after a fault */
    const struct plan_children **children; /* per model; NULL: counted by itself */
    const struct dore_model **parent;      /* of those */
    struct root_op **root;                 /* per model, per attribute */
    struct plan_keys *keys;                /* per model */
    bool *depends;      /* [from * model_count + to]: some attribute of `from` reaches `to` */
    uint32_t fresh_ops; /* compiled for NO_PERSIST records under one attribute so far */
    bool exploded;      /* that went over the limit: compile no more of them */
};

/* children.c: records of a `per` model by parent. Counts are drawn for blocks of 1,024 parents,
 * whose sum is fixed beforehand, so the number of all records is known and the parent of a record
 * is found by arithmetic, with no table of all parents (flat-memory). */
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

/* choice.c: which numbers rows take. */

/* A choice out of `count` numbers, for rows of the model itself. */
const struct dore_choice *plan_choice_alone(struct dore_arena *arena, uint64_t key, uint64_t count);
/* One of several that are drawn together, to be settled once all are compiled; until then, and when
 * it never is, rows are free. */
struct dore_choice *plan_choice_new(struct dore_arena *arena);
/* Row r takes number perm(r) / divisor % count, perm over 0 .. product-1. */
void plan_choice_settle(struct dore_choice *choice, uint64_t key, uint64_t product,
                        uint64_t divisor, uint64_t count);
/* The same among the records of one parent: the place of the row is permuted. */
void plan_choice_settle_siblings(struct dore_choice *choice, uint64_t key, uint64_t product,
                                 uint64_t divisor, uint64_t count,
                                 const struct plan_children *children);

/* follow.c: ops around ops. */

/* The values of numbers that the choice takes; the op's own ones where rows are free. */
void plan_number_values(struct dore_arena *arena, const struct dore_choice *choice,
                        struct dore_op *op);
/* Null in `rate` of all rows, its link with it. */
void plan_add_nulls(struct dore_arena *arena, double rate, uint64_t stream, struct dore_op *op);
/* What stands in the op's objects under a key, or in its arrays at an index. False and an error
 * when it cannot be. */
bool plan_extract(struct plan_builder *builder, struct dore_str part, struct dore_where where,
                  struct dore_op *op);
/* The path of the link to a record's parent: no attribute's id, as all of a record's have one. */
#define PLAN_PARENT_PATH "^"
/* From records of a `per` model to their parents, which are in `scope`. */
const struct dore_link *plan_parent_link(struct dore_arena *arena,
                                         const struct plan_children *children,
                                         struct dore_scope *scope);

/* keys.c: builder->keys. */
void plan_read_keys(struct plan_builder *builder);
/* The attribute that is a document's `_id`, by `documentId` or by its field's name; NULL: none. */
const struct dore_attribute *plan_document_id(const struct dore_model *model);
/* False for a primary key and what is NOT NULL. */
bool plan_may_be_null(const struct plan_builder *builder, const struct dore_model *model,
                      const struct dore_attribute *attribute);

/* unique.c: what must be unique. */

/* Gives choices to the attributes that must be unique, alone or together. */
void plan_demand_unique(struct plan_builder *builder);
/* Puts the choice before the values of an op that can number them; `chosen`: the word did. */
void plan_make_unique(struct plan_builder *builder, const struct root_op *root, bool chosen,
                      struct dore_op *op);
/* Once all is compiled: whether there are values enough, and who takes which. */
void plan_settle_unique(struct plan_builder *builder);

/* scope.c: names. NULL and an error for one that is not there. */
const struct dore_model *plan_find_model(const struct plan_builder *builder, const char *id,
                                         struct dore_where where);
const struct dore_attribute *plan_find_attribute(const struct plan_builder *builder,
                                                 const struct dore_model *model, const char *id,
                                                 struct dore_where where);

/* The model that an attribute belongs to. */
const struct dore_model *plan_model_of(const struct plan_builder *builder,
                                       const struct dore_attribute *attribute);

/* population.c: builder->rows, builder->children. */
void plan_count_records(struct plan_builder *builder);
/* scope.c: builder->root, builder->depends. */
void plan_compile(struct plan_builder *builder);
/* order.c: all models, parents before children where no circle forbids it, else in file order.
 * Memory from the arena. */
const struct dore_model **plan_order(struct plan_builder *builder);
/* constraints.c: keys, indexes and foreign keys of a store's tables, once all tables are made. */
void plan_constraints(struct plan_builder *builder, struct dore_plan_table *table, uint32_t count);
/* tables.c: plan->store and all below it, but for layouts and parts. */
void plan_tables(struct plan_builder *builder, const struct dore_model *const *order,
                 struct dore_plan *plan);
/* parts.c: layouts, rows a part and a unit, part numbers; only for a plan without errors. */
void plan_parts(struct plan_builder *builder, struct dore_plan *plan);

#endif
