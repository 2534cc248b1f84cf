/* SPDX-License-Identifier: Apache-2.0
 *
 * pycollections: lists, sets and dictionaries of mixed values, for provider_python.c.
 */
#ifndef FAKER_PYCOLLECTIONS_H
#define FAKER_PYCOLLECTIONS_H

#include "mixed.h"

/* pylist, pytuple, pyset and pyiterable. */
const void *faker_pylist_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_pylist_domain(const void *state);
void faker_pylist_cell(const void *state, struct dore_cell *cell, struct dore_value *out);
struct dore_domain faker_pyset_domain(const void *state);
void faker_pyset_cell(const void *state, struct dore_cell *cell, struct dore_value *out);
void faker_pyiterable_cell(const void *state, struct dore_cell *cell, struct dore_value *out);

/* pydict; xml.c writes what it makes. */
const void *faker_pydict_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_pydict_domain(const void *state);
void faker_pydict_cell(const void *state, struct dore_cell *cell, struct dore_value *out);
/* What xml.c needs to know of it. */
const struct faker_mixed *faker_pydict_mixed(const void *state);
const struct faker_amount *faker_pydict_amount(const void *state);

extern const struct dore_param faker_pystruct_params[];
const void *faker_pystruct_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_pystruct_domain(const void *state);
void faker_pystruct_cell(const void *state, struct dore_cell *cell, struct dore_value *out);

extern const struct dore_param faker_pyobject_params[];
const void *faker_pyobject_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_pyobject_domain(const void *state);
void faker_pyobject_cell(const void *state, struct dore_cell *cell, struct dore_value *out);

#endif
