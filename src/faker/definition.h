/* SPDX-License-Identifier: Apache-2.0
 *
 * definition: what a string in `data_columns` stands for. Private to json_rows.c and fixed_width.c.
 */
#ifndef FAKER_DEFINITION_H
#define FAKER_DEFINITION_H

#include "dore/faker.h"

/* A template where {{ }} stands in it, literal text behind @, else a method's value. */
struct faker_definition {
    enum { FAKER_TEMPLATE, FAKER_LITERAL, FAKER_METHOD } kind;
    const struct dore_layout_program *template;
    struct dore_str literal;
    struct dore_bound_method method;
    struct dore_domain domain;
};
/* `params` are the method's, NULL for none. False when it was refused. */
bool faker_definition_read(const struct dore_node *node, const struct dore_node *params,
                           const struct dore_faker *faker, struct faker_definition *out);
/* One value, continuing cell->rng; memory from cell->arena. */
void faker_definition_value(const struct faker_definition *definition, struct dore_cell *cell,
                            struct dore_value *out);

/* Adds an error at a node of `data_columns`; false for `return`. */
bool faker_column_refuse(const struct dore_node *node, const struct dore_faker *faker,
                         const char *hint, const char *problem);

#endif
