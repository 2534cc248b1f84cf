/* SPDX-License-Identifier: Apache-2.0
 *
 * pick: which record of another model a row takes. Shared by the words that reach other models,
 * with the keys "pick" and "where" that may stand beside them.
 */
#ifndef DORE_GENERATORS_PICK_H
#define DORE_GENERATORS_PICK_H

#include "dore/generator.h"

struct pick;

/* The keys that pick_compile reads, for `beside`; NULL-ended. */
extern const char *const pick_keys[];

/* Reads "pick" and "where" (either may be NULL) for records of `target`, `per_row` (1, or the most
 * elements of an array) a row. NULL when an error was added. */
const struct pick *pick_compile(struct dore_scope *scope, const struct dore_target *target,
                                const struct dore_node *way, const struct dore_node *where,
                                uint64_t per_row, struct dore_diags *diags);
/* The records that `rows` take; uniform where nothing else was said, and the rows themselves out of
 * an endless population, where each use is a record of its own. Memory from the arena. */
struct dore_rows pick_rows(const struct pick *pick, const struct dore_rows *rows,
                           struct dore_arena *arena);
/* How many records there are to pick from, when rows are chosen by number; else 0. */
uint64_t pick_count(const struct pick *pick);
/* The pick as a link of the attribute that is compiled. */
const struct dore_link *pick_link(struct dore_scope *scope, const struct pick *pick,
                                  struct dore_scope *record);

#endif
