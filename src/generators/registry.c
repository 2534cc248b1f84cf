/* SPDX-License-Identifier: Apache-2.0
 *
 * The words that may stand in an attribute's `value`, one line each. The list makes both the
 * declarations and the array; each word lives in the file of its name.
 */
#include "dore/generator.h"

#define WORDS(X)                                                                                   \
    X(faker) X(selector) X(ref) X(composite) X(sequence) X(constant) X(from) X(parent) X(template)

#define DECLARE(word) extern const struct dore_generator dore_generator_##word;
#define ENTRY(word) &dore_generator_##word,

WORDS(DECLARE)

const struct dore_generator *const dore_generators[] = {WORDS(ENTRY) NULL};

const struct dore_generator *dore_generator_find(const char *word) {
    for (size_t i = 0; dore_generators[i]; i++)
        if (strcmp(dore_generators[i]->word, word) == 0)
            return dore_generators[i];
    return NULL;
}
