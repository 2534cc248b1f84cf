/* SPDX-License-Identifier: Apache-2.0
 *
 * steps: whether there is anything to do after the data: in one store, and in the run as a whole.
 * The same answer for a run and for each of its shards.
 */
#include "private.h"

bool engine_has_after(const struct dore_plan *plan, const struct dore_plan_store *store) {
    const struct dore_plan_options *options = &plan->options;
    if (!options->constraints || !store->format->after_file)
        return false;
    if (options->schema && options->data)
        return true;
    struct dore_buf text = {0};
    store->format->after(&store->store, &text);
    bool something = text.size;
    dore_buf_release(&text);
    return something;
}

bool engine_has_constraints(const struct dore_plan *plan) {
    bool some = plan->options.schema && plan->options.data;
    for (uint32_t i = 0; !some && i < plan->store_count; i++)
        some = engine_has_after(plan, &plan->store[i]);
    return some && plan->options.constraints;
}
