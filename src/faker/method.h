/* SPDX-License-Identifier: Apache-2.0
 *
 * method: what registry.c, args.c, columns.c and method.c hand to one another. Private to those.
 */
#ifndef FAKER_METHOD_H
#define FAKER_METHOD_H

#include "dore/faker.h"

/* One argument per parameter of the method, in its order, in the arena. NULL when `params` had a
 * fault, which was added to faker->diags. */
const struct dore_arg *faker_args_read(const struct dore_method *method,
                                       const struct dore_node *params,
                                       const struct dore_faker *faker);

/* Adds the error for a name that dore_method_find does not know. */
void faker_report_unknown(const char *name, const struct dore_faker *faker);

#endif
