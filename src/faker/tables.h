/* SPDX-License-Identifier: Apache-2.0
 *
 * tables: texts that hold a table: csv, dsv, psv, tsv (delimited.c) and fixed_width
 * (fixed_width.c), for provider_misc.c.
 */
#ifndef FAKER_TABLES_H
#define FAKER_TABLES_H

#include "dore/faker.h"

/* Of dsv; the others are without its first and its last ones. The `constant` of csv, psv and tsv is
 * the delimiter as a string. */
extern const struct dore_param faker_dsv_params[], faker_csv_params[];
const void *faker_dsv_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
const void *faker_csv_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_csv_domain(const void *state);
void faker_csv_text(const void *state, struct dore_cell *cell);

extern const struct dore_param faker_fixed_width_params[];
const void *faker_fixed_width_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_fixed_width_domain(const void *state);
void faker_fixed_width_text(const void *state, struct dore_cell *cell);

#endif
