/* SPDX-License-Identifier: Apache-2.0
 *
 * files: values that are whole files: pictures (picture.c) and archives (archives.c), for
 * provider_misc.c.
 */
#ifndef FAKER_FILES_H
#define FAKER_FILES_H

#include "dore/faker.h"

extern const struct dore_param faker_image_params[];
const void *faker_image_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_image_domain(const void *state);
void faker_image_cell(const void *state, struct dore_cell *cell, struct dore_value *out);

/* tar and zip differ by their `constant`. */
extern const struct dore_param faker_archive_params[];
extern const struct faker_container faker_tar, faker_zip;
const void *faker_archive_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_archive_domain(const void *state);
void faker_archive_cell(const void *state, struct dore_cell *cell, struct dore_value *out);

/* The domain of least..most bytes. */
struct dore_domain faker_bytes_domain(uint64_t least, uint64_t most);

#endif
