/* SPDX-License-Identifier: Apache-2.0
 *
 * The stages of planning, in order. Each goes on after the faults of the one before, so that one
 * run reports them all (all-at-once); only layouts and parts want a plan without errors.
 */
#include "private.h"

/* Empty tables of ops and of what depends on what. */
static void prepare(struct plan_builder *builder) {
    uint32_t count = builder->manifest->model_count;
    builder->root = DORE_NEW(builder->arena, struct root_op *, count);
    builder->depends = DORE_NEW(builder->arena, bool, (size_t)count *count);
    for (uint32_t i = 0; i < count; i++)
        builder->root[i] =
            DORE_NEW(builder->arena, struct root_op, builder->manifest->model[i].attribute_count);
}

const struct dore_plan *dore_plan_build(struct dore_arena *arena,
                                        const struct dore_manifest *manifest,
                                        const struct dore_plan_options *options,
                                        struct dore_diags *diags) {
    struct plan_builder builder = {
        .arena = arena, .manifest = manifest, .options = options, .diags = diags};
    struct dore_plan *plan = DORE_NEW(arena, struct dore_plan, 1);
    plan->manifest = manifest;
    plan->options = *options;
    plan->folder = dore_file_name(arena, manifest->id ? manifest->id : "");
    plan_count_records(&builder);
    prepare(&builder);
    plan_read_keys(&builder);
    plan_demand_unique(&builder);
    plan_compile(&builder);
    plan_settle_unique(&builder);
    plan_tables(&builder, plan_order(&builder), plan);
    if (!diags->errors)
        plan_parts(&builder, plan);
    return plan;
}
