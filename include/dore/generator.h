/* SPDX-License-Identifier: Apache-2.0
 *
 * generator: a word that may stand in an attribute's `value`, such as "ref" or "selector". One file
 * in src/generators/ a word; its registry.c lists them. A word is compiled once into an op; an op
 * fills columns for any rows, on any thread (pure-cell).
 */
#ifndef DORE_GENERATOR_H
#define DORE_GENERATOR_H

#include "dore/value.h"

struct dore_attribute;
struct dore_link;

/* All that is needed to make one attribute's values. Ops point at ops, and that is the whole
 * dependency graph. */
struct dore_op {
    void (*fill)(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                 struct dore_column *out);
    const void *state;
    struct dore_domain domain;
    uint64_t values; /* cells that one cell of this op makes, itself included; saturates */

    /* What makes values unique: an op whose rows never share one says so (nulls apart) ... */
    bool unique;
    /* ... and one that can count what it may yield tells its values apart by number: `at` makes the
     * values of the numbers (all below `count`) that `number` lists, no two numbers alike. Of the
     * same kind as `fill` makes, within the domain. */
    uint64_t count; /* saturates at UINT64_MAX; 0: cannot be counted, for the reason `uncounted` */
    void (*at)(const void *state, const struct dore_rows *number, struct dore_arena *arena,
               struct dore_column *out);
    uint64_t records; /* that its link can pick by number, whatever their values; 0: it cannot */
    const char *uncounted; /* "its texts are put together freely"; NULL: nothing known */

    /* What a search by value wants: rows r and r + cycle have the same value; 0: not so. */
    uint64_t cycle;
    /* The one row that has the value, of an op that can turn values into rows; else NULL. */
    bool (*find)(const void *state, const struct dore_value *value, uint64_t *row);

    /* The records that the values are taken from, and the attribute that they are there. */
    const struct dore_link *link;        /* NULL: none */
    const struct dore_attribute *origin; /* NULL: none, or a whole record */
    const struct dore_link *onward;      /* where paths go on from here; NULL: into the value */
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
/* Ids from the outermost model to this attribute, joined by dots. */
const char *dore_scope_name(const struct dore_scope *scope);
/* The key of a purpose of this attribute, or of NO_PERSIST records on the path to it. */
uint64_t dore_scope_stream(const struct dore_scope *scope, const char *purpose);

/* The locales of the attribute's records, at least one; the key of the choice among them is one for
 * all attributes of a record. */
struct dore_locales;
const struct dore_locales *dore_scope_locales(const struct dore_scope *scope);
uint64_t dore_scope_locale_stream(const struct dore_scope *scope);

/* Records of another model that rows belong to; paths go on through it. */
struct dore_picked {
    struct dore_rows rows;
    const uint64_t *nulls; /* bit i set: row i has no record; NULL: all have one */
};
struct dore_link {
    const char *path; /* tells picks of one model apart: the same path picks the same records */
    struct dore_scope *scope; /* where names of the picked record are looked up */
    bool unique;              /* no two rows pick the same record */
    bool nullable;            /* some rows may pick none */
    const void *state;
    void (*pick)(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                 struct dore_picked *out);
};

/* Which number of a counted set each row takes, no two rows the same: the plan gives one to an
 * attribute that must be unique, alone or together with others. Opaque; private to plan/. */
struct dore_choice;
/* Rows are free after all: the word draws as it would without a choice. */
bool dore_choice_is_free(const struct dore_choice *choice);
struct dore_rows dore_choose(const struct dore_choice *choice, const struct dore_rows *rows,
                             struct dore_arena *arena);
/* The choice of the attribute that is compiled; NULL: values are free. A word that takes it sets
 * `count` of its op; for all others the plan turns numbers into values by `at`. */
const struct dore_choice *dore_scope_choice(struct dore_scope *scope);
/* A choice out of `count` numbers for the rows of this attribute. */
const struct dore_choice *dore_scope_choose(struct dore_scope *scope, uint64_t count);

/* Whether values by number may be asked for; counting some takes a while, so do not else. */
bool dore_scope_counts(const struct dore_scope *scope);
/* Rows that the attribute's op may be asked for: the records of its model, or those that others
 * make of a NO_PERSIST model. Saturates. */
uint64_t dore_scope_records(const struct dore_scope *scope);
/* What stands beside the word under `key`, one of the word's `beside`; NULL: nothing. */
const struct dore_node *dore_scope_beside(const struct dore_scope *scope, const char *key);

/* Rows that a record of another model is picked from. */
struct dore_population {
    bool endless;   /* NO_PERSIST: a fresh record, at the row of the outer record */
    uint64_t count; /* otherwise: rows 0 .. count-1 */
};
struct dore_target {
    struct dore_population population;
    const struct dore_op *op; /* of one attribute (dore_scope_reference) ... */
    uint32_t op_count;        /* ... or of all of them (dore_scope_composite) */
    const struct dore_op *const *ops;
    const struct dore_domain_field *fields; /* ids or names, with domains */
    struct dore_scope *scope;               /* of the record, for a link */
    const struct dore_attribute *attribute; /* whose op it is */
};
/* `model.attribute`: the op of another model's attribute. False when an error was added. */
bool dore_scope_reference(struct dore_scope *scope, const char *model, const char *attribute,
                          struct dore_where where, struct dore_diags *diags,
                          struct dore_target *out);
/* All attributes of a model, as a nested record, at most `per_row` of them a row. `names`: column
 * or field names where given. */
bool dore_scope_composite(struct dore_scope *scope, const char *model, bool names, uint64_t per_row,
                          struct dore_where where, struct dore_diags *diags,
                          struct dore_target *out);

/* The op of one attribute of a record that a target names; NULL and an error when there is none. */
const struct dore_op *dore_scope_member(struct dore_scope *scope, struct dore_scope *record,
                                        const char *attribute, struct dore_where where);

/* The op of a path from the attribute's own record: `name`, `customerId.city`, `address.zip`. Goes
 * on through links, objects, and arrays by index. False when an error was added. */
bool dore_scope_path(struct dore_scope *scope, struct dore_str path, struct dore_where where,
                     struct dore_diags *diags, struct dore_op *out);
/* The attribute of the record's parent, in a `per` model; link and all. */
bool dore_scope_parent(struct dore_scope *scope, const char *attribute, struct dore_where where,
                       struct dore_diags *diags, struct dore_op *out);
/* The op of the values that `op` has in the records that `link` picks; `origin`: whose op it is. */
struct dore_op dore_op_follow(struct dore_arena *arena, const struct dore_link *link,
                              const struct dore_op *op, const struct dore_attribute *origin);

struct dore_generator {
    const char *word, *about;
    bool has_locale; /* values, or those of records made for it, may be a locale's */
    const char *const *beside; /* keys that may stand beside the word; NULL-ended; NULL: none */
    /* Reads what stands behind the word, fills `out` (fill, state, domain, values). All faults go
     * to diags; false when there was one. */
    bool (*compile)(const struct dore_node *node, struct dore_scope *scope,
                    struct dore_diags *diags, struct dore_op *out);
};
/* Ended by NULL. */
extern const struct dore_generator *const dore_generators[];
const struct dore_generator *dore_generator_find(const char *word);

#endif
