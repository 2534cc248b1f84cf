/* SPDX-License-Identifier: Apache-2.0
 *
 * filter: "where": {"attribute": item or [items]}: which records of a model meet it.
 */
#ifndef DORE_GENERATORS_FILTER_H
#define DORE_GENERATORS_FILTER_H

#include "dore/generator.h"

struct filter;

/* NULL and an error for attributes whose values are not known beforehand, and for conditions that
 * no record meets. */
const struct filter *filter_compile(struct dore_scope *scope, const struct dore_target *target,
                                    const struct dore_node *where, struct dore_diags *diags);
/* How many records meet it, when they can be listed by arithmetic; else 0. */
uint64_t filter_count(const struct filter *filter);
/* The record that meets it as number `number` of those. */
uint64_t filter_row(const struct filter *filter, uint64_t number);
/* Which of the records meet it. At most DORE_BATCH_ROWS of them. */
void filter_test(const struct filter *filter, const uint64_t *row, uint32_t count,
                 struct dore_arena *arena, bool *out);

#endif
