/* SPDX-License-Identifier: Apache-2.0
 *
 * words: the table that scripts/make-words generates, for words.c and its test. Sorted by locale,
 * then by name, both in byte order.
 */
#ifndef FAKER_WORDS_H
#define FAKER_WORDS_H

#include "dore/faker.h"

/* Lists; entry k of both belongs together. */
extern const uint32_t dore_words_count;
extern const char *const dore_words_locale[];
extern const struct dore_words dore_words_list[];

#endif
