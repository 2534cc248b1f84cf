/* SPDX-License-Identifier: Apache-2.0
 *
 * python: what provider_python.c, pyfloat.c and pydecimal.c share: pyfloat and pydecimal have the
 * same parameters and nearly the same rules for them. Private to those.
 */
#ifndef FAKER_PYTHON_H
#define FAKER_PYTHON_H

#include "decimal.h"

/* left_digits, right_digits, positive, min_value, max_value */
extern const struct dore_param faker_number_params[];
enum { NUMBER_LEFT, NUMBER_RIGHT, NUMBER_POSITIVE, NUMBER_MIN, NUMBER_MAX };

/* The sign that a value gets. */
enum faker_sign { FAKER_PLUS, FAKER_MINUS, FAKER_EITHER };

/* Those parameters, checked. */
struct faker_number {
    bool has_left, has_right, has_min, has_max;
    uint32_t left, right;
    bool positive, negative; /* what `positive` true or false asks for */
    struct faker_decimal min, max;
};
/* False when one of them was refused. */
bool faker_number_read(const struct dore_arg *arg, const struct dore_faker *faker,
                       struct faker_number *out);

const void *faker_pyfloat_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_pyfloat_domain(const void *state);
void faker_pyfloat_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                        struct dore_arena *arena, struct dore_column *out);
const char *faker_pyfloat_overlap(const void *state);
void faker_pyfloat_at(const void *state, struct dore_cell *cell, struct dore_value *out);

const void *faker_pydecimal_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_pydecimal_domain(const void *state);
void faker_pydecimal_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                          struct dore_arena *arena, struct dore_column *out);
const char *faker_pydecimal_overlap(const void *state);
void faker_pydecimal_at(const void *state, struct dore_cell *cell, struct dore_value *out);

#endif
