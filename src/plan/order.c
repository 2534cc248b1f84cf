/* SPDX-License-Identifier: Apache-2.0
 *
 * Load order: a model after those that it refers to, models that do not depend on each other in
 * file order. In a circle of models the one that stands first in the file comes last of it.
 */
#include "private.h"

struct walk {
    const struct plan_builder *builder;
    bool *seen;
    const struct dore_model **out;
    uint32_t count;
};

/* Depth is at most the number of models (DORE_MAX_MODELS), each level a few words. */
static void visit(struct walk *walk, uint32_t index) {
    if (walk->seen[index])
        return;
    walk->seen[index] = true;
    uint32_t count = walk->builder->manifest->model_count;
    for (uint32_t to = 0; to < count; to++)
        if (walk->builder->depends[(size_t)index * count + to])
            visit(walk, to);
    walk->out[walk->count++] = &walk->builder->manifest->model[index];
}

const struct dore_model **plan_order(struct plan_builder *builder) {
    uint32_t count = builder->manifest->model_count;
    struct walk walk = {.builder = builder,
                        .seen = DORE_NEW(builder->arena, bool, count),
                        .out = DORE_NEW(builder->arena, const struct dore_model *, count)};
    for (uint32_t i = 0; i < count; i++)
        visit(&walk, i);
    return walk.out;
}
