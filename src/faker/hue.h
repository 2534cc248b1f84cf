/* SPDX-License-Identifier: Apache-2.0
 *
 * hue: colours that are chosen by hue, saturation and brightness, as randomColor does. For
 * provider_color.c and picture.c.
 */
#ifndef FAKER_HUE_H
#define FAKER_HUE_H

#include "providers.h"

/* hue, luminosity; and for `color` color_format behind them. */
extern const struct dore_param faker_hue_params[], faker_hue_text_params[];

const void *faker_hue_text_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_hue_text_domain(const void *state);
void faker_hue_text(const void *state, struct dore_cell *cell);

/* For pictures: a state of the parameters hue and luminosity, NULL when one was refused; and the
 * red, green and blue of one colour. */
const void *faker_hue_prepare(const struct dore_arg arg[2], const struct dore_faker *faker);
void faker_hue_rgb(const void *state, struct dore_rng *rng, uint8_t out[3]);

/* Lists of three numbers; the method's `constant` is a notation. */
enum faker_notation { FAKER_HEX, FAKER_RGB, FAKER_HSV, FAKER_HSL, FAKER_RGB_FLOAT };
extern const enum faker_notation faker_notations[]; /* [n] == n, for constants */
const void *faker_hue_list_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_hue_list_domain(const void *state);
void faker_hue_list_cell(const void *state, struct dore_cell *cell, struct dore_value *out);

#endif
