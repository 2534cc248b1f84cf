/* SPDX-License-Identifier: Apache-2.0
 *
 * json_rows: the method json: rows of a structure that the manifest describes, written as Python's
 * json.dumps writes them. Private to provider_misc.c.
 */
#ifndef FAKER_JSON_ROWS_H
#define FAKER_JSON_ROWS_H

#include "dore/faker.h"

/* data_columns, num_rows, indent, cls */
extern const struct dore_param faker_json_params[];
const void *faker_json_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_json_domain(const void *state);
void faker_json_text(const void *state, struct dore_cell *cell);

/* The same as bytes. */
struct dore_domain faker_json_bytes_domain(const void *state);
void faker_json_bytes_cell(const void *state, struct dore_cell *cell, struct dore_value *out);

#endif
