/* SPDX-License-Identifier: Apache-2.0
 *
 * pick: which record of another model a row takes. Shared by the words that reach other models.
 */
#ifndef DORE_GENERATORS_PICK_H
#define DORE_GENERATORS_PICK_H

#include "dore/generator.h"

/* The records that `rows` take out of a population: uniform over a counted one; the rows themselves
 * for an endless one, where each use is a record of its own. Memory from the arena. */
struct dore_rows pick_rows(const struct dore_population *population, uint64_t stream,
                           const struct dore_rows *rows, struct dore_arena *arena);

#endif
