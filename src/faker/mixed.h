/* SPDX-License-Identifier: Apache-2.0
 *
 * mixed: values of several methods in turn, as the collections of provider_python.c and xml hold
 * them, and how many. Private to src/faker.
 */
#ifndef FAKER_MIXED_H
#define FAKER_MIXED_H

#include "dore/faker.h"

/* nb_elements, variable_nb_elements, value_types, allowed_types */
extern const struct dore_param faker_collection_params[];
enum { COLLECTION_COUNT, COLLECTION_VARIABLE, COLLECTION_TYPES, COLLECTION_ALLOWED };

/* The methods, each as likely as it is often named. */
struct faker_mixed {
    const struct dore_bound_method *method;
    uint32_t count;            /* at least 1 */
    struct dore_domain domain; /* of one value */
};
/* Of value_types and allowed_types, which stand next to each other, but those names that `dropped`
 * (ended by NULL) holds; of python.default_value_types when none is left. NULL when one was
 * refused. */
const struct faker_mixed *faker_mixed_make(const struct dore_arg types[2],
                                           const char *const *dropped,
                                           const struct dore_faker *faker);
/* Names of the collections themselves. */
extern const char *const faker_collection_names[];
/* One value: a draw for the method, then what it takes. */
void faker_mixed_value(const struct faker_mixed *mixed, struct dore_cell *cell,
                       struct dore_value *out);
/* So many, in the arena. */
const struct dore_value *faker_mixed_values(const struct faker_mixed *mixed, uint32_t count,
                                            struct dore_cell *cell);

/* How many elements: a number, or that varied by 40 per cent but at least 1. */
struct faker_amount {
    uint32_t count;
    bool variable;
    uint32_t least, most;
};
/* Of nb_elements and variable_nb_elements; false when it was refused. */
bool faker_amount_read(const struct dore_arg *arg, const struct dore_faker *faker,
                       struct faker_amount *out);
uint32_t faker_amount_draw(const struct faker_amount *amount, struct dore_rng *rng);

/* Values of either domain, whatever their kinds; the mean stays that of a. */
struct dore_domain faker_domain_union(const struct dore_domain *a, const struct dore_domain *b);
/* The domain of records of least..most entries whose keys vary. */
struct dore_domain faker_record_domain_of(const struct dore_domain *key,
                                          const struct dore_domain *value, uint64_t least,
                                          uint64_t most);
/* Refuses an argument that makes values of more than 16 MiB; NULL then, else the state. */
const void *faker_size_check(const struct dore_arg *arg, const char *name, uint64_t mean_bytes,
                             const void *state, const struct dore_faker *faker);

#endif
