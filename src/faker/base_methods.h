/* SPDX-License-Identifier: Apache-2.0
 *
 * base_methods: the methods of provider_base.c that templates.c and elements.c hold. Private to
 * those and to provider_python.c.
 */
#ifndef FAKER_BASE_METHODS_H
#define FAKER_BASE_METHODS_H

#include "dore/faker.h"

/* bothify, lexify and numerify differ by prepare alone. */
extern const struct dore_param faker_bothify_params[];
extern const struct dore_param faker_lexify_params[];
extern const struct dore_param faker_numerify_params[];
const void *faker_bothify_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
const void *faker_lexify_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
const void *faker_numerify_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_template_domain(const void *state);
void faker_template_text(const void *state, struct dore_cell *cell);
const char *faker_template_overlap(const void *state);

/* Whether `letters` can stand for the ? of a template; an error when not. */
bool faker_letters_check(const struct dore_arg *letters, struct dore_str text,
                         const struct dore_faker *faker);

extern const struct dore_param faker_hexify_params[];
const void *faker_hexify_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_hexify_domain(const void *state);
void faker_hexify_text(const void *state, struct dore_cell *cell);

extern const struct dore_param faker_element_params[];
const void *faker_element_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_element_domain(const void *state);
void faker_element_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                        struct dore_arena *arena, struct dore_column *out);
const char *faker_element_overlap(const void *state);
void faker_element_at(const void *state, struct dore_cell *cell, struct dore_value *out);

/* random_elements, random_choices and random_sample differ by prepare alone. */
extern const struct dore_param faker_elements_params[];
extern const struct dore_param faker_choices_params[];
const void *faker_elements_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
const void *faker_choices_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
const void *faker_sample_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_elements_domain(const void *state);
void faker_elements_cell(const void *state, struct dore_cell *cell, struct dore_value *out);

#endif
