/* SPDX-License-Identifier: Apache-2.0
 *
 * Which number each row takes, so that no two rows, or no two tuples, are the same: a permutation
 * of the row number, or of the place among siblings, read as digits of mixed radix. Nothing is
 * remembered and nothing retried.
 */
#include "private.h"

struct dore_choice {
    enum { CHOICE_FREE, CHOICE_ROWS, CHOICE_SIBLINGS } way;
    struct dore_permutation permutation;
    uint64_t key, product, divisor, count;
    const struct plan_children *children;
};

struct dore_choice *plan_choice_new(struct dore_arena *arena) {
    return DORE_NEW(arena, struct dore_choice, 1);
}

bool dore_choice_is_free(const struct dore_choice *choice) {
    return choice->way == CHOICE_FREE;
}

void plan_choice_settle(struct dore_choice *choice, uint64_t key, uint64_t product,
                        uint64_t divisor, uint64_t count) {
    *choice = (struct dore_choice){.way = CHOICE_ROWS,
                                   .permutation = dore_permutation_make(key, product),
                                   .key = key,
                                   .product = product,
                                   .divisor = divisor,
                                   .count = count};
}

void plan_choice_settle_siblings(struct dore_choice *choice, uint64_t key, uint64_t product,
                                 uint64_t divisor, uint64_t count,
                                 const struct plan_children *children) {
    plan_choice_settle(choice, key, product, divisor, count);
    choice->way = CHOICE_SIBLINGS;
    choice->children = children;
}

const struct dore_choice *plan_choice_alone(struct dore_arena *arena, uint64_t key,
                                            uint64_t count) {
    struct dore_choice *choice = plan_choice_new(arena);
    plan_choice_settle(choice, key, count ? count : 1, 1, count ? count : 1);
    return choice;
}

static void choose_among_siblings(const struct dore_choice *choice, const struct dore_rows *rows,
                                  struct dore_arena *arena, uint64_t *out) {
    uint64_t *parent = DORE_TAKE(arena, uint64_t, rows->count);
    plan_children_parents(choice->children, rows, arena, parent, out);
    struct dore_permutation permutation = {0};
    for (uint32_t i = 0; i < rows->count; i++) {
        if (i == 0 || parent[i] != parent[i - 1])
            permutation = dore_permutation_make(
                choice->key ^ (parent[i] + 1) * UINT64_C(0x9e3779b97f4a7c15), choice->product);
        out[i] = dore_permute(&permutation, out[i]);
    }
}

struct dore_rows dore_choose(const struct dore_choice *choice, const struct dore_rows *rows,
                             struct dore_arena *arena) {
    uint64_t *list = DORE_TAKE(arena, uint64_t, rows->count);
    if (choice->way == CHOICE_SIBLINGS)
        choose_among_siblings(choice, rows, arena, list);
    else
        dore_permute_rows(&choice->permutation, rows, list);
    if (choice->count != choice->product)
        for (uint32_t i = 0; i < rows->count; i++)
            list[i] = list[i] / choice->divisor % choice->count;
    return (struct dore_rows){.count = rows->count, .list = list};
}
