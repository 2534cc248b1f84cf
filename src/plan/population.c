/* SPDX-License-Identifier: Apache-2.0
 *
 * How many records each model has after --scale: records * scale exactly, rounded half up, never
 * below 1 when there was at least one.
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

void plan_count_records(struct plan_builder *builder) {
    const struct dore_manifest *manifest = builder->manifest;
    builder->rows = DORE_NEW(builder->arena, uint64_t, manifest->model_count);
    for (uint32_t i = 0; i < manifest->model_count; i++) {
        const struct dore_model *model = &manifest->model[i];
        if (!scale_records(model->records, builder->options->scale, &builder->rows[i]))
            dore_error(builder->diags, DORE_E_SCALE, model->records_where, "use a smaller --scale",
                       "model '%s' would have more than 9223372036854775807 records", model->id);
    }
}
