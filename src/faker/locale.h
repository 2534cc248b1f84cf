/* SPDX-License-Identifier: Apache-2.0
 *
 * locale: what a locale does otherwise than en_US: methods that follow layouts of its own
 * (locale.c), numbers of people with rules of their own (person_number.c), and letters that account
 * names spell in ASCII (ascii_fold.c). Private to src/faker.
 */
#ifndef FAKER_LOCALE_H
#define FAKER_LOCALE_H

#include "providers.h"

/* Binds the method the way the locale has it; false where it has no way of its own. Faults go to
 * faker->diags. */
bool faker_bind_local(const struct dore_method *method, const struct dore_arg *arg,
                      const struct dore_faker *faker, struct dore_bound_method *out);

/* Methods that a locale makes by rules of its own, ended by a NULL locale. */
struct faker_local_method {
    const char *locale;
    struct dore_method method; /* name, prepare, domain, text */
};
extern const struct faker_local_method faker_person_numbers[];

/* Letters that become ASCII before a text becomes a slug; NULL where the locale has none. */
struct faker_fold;
const struct faker_fold *faker_fold_make(const struct dore_faker *faker);
/* Does so with out->data[from..]; nothing when `fold` is NULL. */
void faker_fold_put(const struct faker_fold *fold, struct dore_buf *out, size_t from);
/* Most ASCII characters that one letter becomes; 1 when `fold` is NULL. */
uint64_t faker_fold_longest(const struct faker_fold *fold);

#endif
