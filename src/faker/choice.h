/* SPDX-License-Identifier: Apache-2.0
 *
 * choice: the `elements` of random_element and its relatives - an array, the characters of
 * a string, or an object of item to weight - and lists as values. Private to src/faker.
 */
#ifndef FAKER_CHOICE_H
#define FAKER_CHOICE_H

#include "dore/faker.h"

struct faker_choice {
    const struct dore_value *item; /* those with weight 0 are left out */
    const uint64_t *weight;        /* NULL: all the same */
    uint32_t count;                /* at least 1 */
    struct dore_weights table;     /* of weight */
    struct dore_domain domain;     /* of one item */
    uint32_t distinct;             /* how many differ, nulls left out ... */
    const uint32_t *place;         /* ... and where they stand */
};
/* NULL when the argument was refused; `name` is the parameter's. Without `weighted` the weights of
 * an object do not count. */
const struct faker_choice *faker_choice_read(const struct dore_arg *arg, const char *name,
                                             bool weighted, const struct dore_faker *faker);
/* One item by weight; takes one 32-bit word. */
uint32_t faker_choice_pick(const struct faker_choice *choice, struct dore_rng *rng);
/* `wanted` (at most count) different ones, in random order: drawn by weight one by one and then
 * removed. */
void faker_choice_sample(const struct faker_choice *choice, uint32_t wanted, struct dore_rng *rng,
                         uint32_t *out);

/* The domain of lists of min_items..max_items values of one domain, which it keeps. */
struct dore_domain faker_list_domain_of(const struct dore_domain *element, uint64_t min_items,
                                        uint64_t max_items);

#endif
