/* SPDX-License-Identifier: Apache-2.0
 *
 * generator: a word that may stand in an attribute's `value`, such as "ref" or "selector". One file
 * in src/generators/ a word; its registry.c lists them. A word is compiled once into an op; an op
 * fills columns for any rows, on any thread (pure-cell).
 */
#ifndef DORE_GENERATOR_H
#define DORE_GENERATOR_H

#include "dore/value.h"

/* All that is needed to make one attribute's values. Ops point at ops, and that is the whole
 * dependency graph. */
struct dore_op {
    void (*fill)(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                 struct dore_column *out);
    const void *state;
    struct dore_domain domain;
    uint64_t values; /* cells that one cell of this op makes, itself included; saturates */
};
/* Any number of rows; words that work by vectors cut them. */
static inline void dore_op_fill(const struct dore_op *op, const struct dore_rows *rows,
                                struct dore_arena *arena, struct dore_column *out) {
    op->fill(op->state, rows, arena, out);
}

/* Where names are looked up while a word compiles: the attribute's place in its record. Private to
 * plan/. Looking a name up records the dependency; it is the only way to reach another op. */
struct dore_scope;

struct dore_arena *dore_scope_arena(struct dore_scope *scope);
int64_t dore_scope_now(const struct dore_scope *scope);
/* The key of a purpose of this attribute, or of NO_PERSIST records on the path to it. */
uint64_t dore_scope_stream(const struct dore_scope *scope, const char *purpose);

/* Rows that a record of another model is picked from. */
struct dore_population {
    bool endless;   /* NO_PERSIST: a fresh record, at the row of the outer record */
    uint64_t count; /* otherwise: rows 0 .. count-1 */
};
struct dore_target {
    struct dore_population population;
    const struct dore_op *op;    /* of one attribute (dore_scope_reference) ... */
    uint32_t op_count;           /* ... or of all of them (dore_scope_composite) */
    const struct dore_op *const *ops;
    const struct dore_domain_field *fields; /* ids or names, with domains */
};
/* `model.attribute`: the op of another model's attribute. False when an error was added. */
bool dore_scope_reference(struct dore_scope *scope, const char *model, const char *attribute,
                          struct dore_where where, struct dore_diags *diags,
                          struct dore_target *out);
/* All attributes of a model, as a nested record. `names`: column or field names where given. */
bool dore_scope_composite(struct dore_scope *scope, const char *model, bool names,
                          struct dore_where where, struct dore_diags *diags,
                          struct dore_target *out);

struct dore_generator {
    const char *word, *about;
    /* Reads what stands behind the word, fills `out` (fill, state, domain, values). All faults go to
     * diags; false when there was one. */
    bool (*compile)(const struct dore_node *node, struct dore_scope *scope,
                    struct dore_diags *diags, struct dore_op *out);
};
/* Ended by NULL. */
extern const struct dore_generator *const dore_generators[];
const struct dore_generator *dore_generator_find(const char *word);

#endif
