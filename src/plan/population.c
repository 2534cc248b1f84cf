/* SPDX-License-Identifier: Apache-2.0
 *
 * How many records each model has after --scale: records * scale exactly, rounded half up, never
 * below 1 when there was at least one. A `per` model has as many as its parent's records give it.
 */
#include "private.h"

/* False when the product does not fit 63 bits. */
static bool scale_records(uint64_t records, struct dore_decimal scale, uint64_t *out) {
    __extension__ typedef unsigned __int128 u128;
    u128 product = (u128)records * (uint64_t)scale.units, power = 1;
    for (unsigned i = 0; i < scale.scale; i++)
        power *= 10;
    u128 rounded = (product + power / 2) / power;
    if (rounded > INT64_MAX)
        return false;
    *out = (uint64_t)rounded;
    if (*out == 0 && records > 0)
        *out = 1;
    return true;
}

static uint64_t scaled(struct plan_builder *builder, const struct dore_model *model,
                       uint64_t records, bool fixed) {
    uint64_t rows = records;
    if (!fixed && !scale_records(records, builder->options->scale, &rows))
        dore_error(builder->diags, DORE_E_SCALE, model->records_where, "use a smaller --scale",
                   "model '%s' would have more than 9223372036854775807 records", model->id);
    return rows;
}

/* ---- records by parent ---------------------------------------------------------------------- */

enum counted { UNCOUNTED, COUNTING, COUNTED };

struct counting {
    struct plan_builder *builder;
    enum counted *state; /* per model */
};

static void count_model(struct counting *counting, const struct dore_model *model);

/* "order -> line -> order" */
static void report_circle(struct counting *counting, const struct dore_model *model) {
    struct plan_builder *builder = counting->builder;
    const char *text = model->id;
    for (const struct dore_model *next = builder->parent[model->index]; next != model;
         next = builder->parent[next->index])
        text = dore_arena_format(builder->arena, "%s -> %s", text, next->id);
    dore_error(builder->diags, DORE_E_KEYS, model->per->parent_where,
               "give one of them a number of 'records'",
               "records are counted per each other in a circle: %s -> %s", text, model->id);
}

static const struct dore_model *find_parent(struct counting *counting,
                                            const struct dore_model *model) {
    struct plan_builder *builder = counting->builder;
    const struct dore_model *parent =
        plan_find_model(builder, model->per->parent, model->per->parent_where);
    if (parent && parent->persistence == DORE_NO_PERSIST) {
        dore_error(builder->diags, DORE_E_KEYS, model->per->parent_where,
                   "make it MEMORY_ONLY, with a number of 'records'",
                   "model '%s' is NO_PERSIST: its records are endless, so nothing is counted per "
                   "each of them",
                   parent->id);
        return NULL;
    }
    return parent;
}

static void count_by_parent(struct counting *counting, const struct dore_model *model) {
    struct plan_builder *builder = counting->builder;
    const struct dore_model *parent = find_parent(counting, model);
    builder->rows[model->index] = 1;
    builder->guessed[model->index] = true;
    if (!parent)
        return;
    builder->parent[model->index] = parent;
    if (counting->state[parent->index] == COUNTING) {
        report_circle(counting, model);
        return;
    }
    count_model(counting, parent);
    const struct dore_per *per = model->per;
    if (model->uncounted)
        return;
    uint64_t total = per->has_total ? scaled(builder, model, per->total, parent->fixed) : 0;
    builder->children[model->index] = plan_children_make(
        builder->arena, per, total, builder->rows[parent->index],
        dore_stream(builder->options->seed, model->id, "", "per"), builder->diags);
    if (!builder->children[model->index])
        return;
    builder->rows[model->index] = plan_children_records(builder->children[model->index]);
    builder->guessed[model->index] = builder->guessed[parent->index];
}

/* Depth is at most the number of models. */
static void count_model(struct counting *counting, const struct dore_model *model) {
    struct plan_builder *builder = counting->builder;
    if (counting->state[model->index] != UNCOUNTED)
        return;
    counting->state[model->index] = COUNTING;
    builder->guessed[model->index] = model->uncounted;
    if (model->per)
        count_by_parent(counting, model);
    else
        builder->rows[model->index] = scaled(builder, model, model->records, model->fixed);
    counting->state[model->index] = COUNTED;
}

void plan_count_records(struct plan_builder *builder) {
    uint32_t count = builder->manifest->model_count;
    struct counting counting = {.builder = builder,
                                .state = DORE_NEW(builder->arena, enum counted, count)};
    builder->rows = DORE_NEW(builder->arena, uint64_t, count);
    builder->guessed = DORE_NEW(builder->arena, bool, count);
    builder->children = DORE_NEW(builder->arena, const struct plan_children *, count);
    builder->parent = DORE_NEW(builder->arena, const struct dore_model *, count);
    for (uint32_t i = 0; i < count; i++)
        count_model(&counting, &builder->manifest->model[i]);
}
