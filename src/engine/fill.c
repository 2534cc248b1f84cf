/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows to columns, columns to bytes: the inside of the engine, which knows neither threads nor
 * files. Any range of rows may be asked for, in any order, on any thread (pure-cell).
 */
#include "private.h"

/* Looks at the clock before and after each column where there is a profile. */
static void fill(const struct dore_plan_table *table, uint64_t first_row, uint32_t rows,
                 const struct dore_profile *profile, struct dore_arena *arena,
                 struct dore_batch *out) {
    const struct dore_rows range = {.first = first_row, .count = rows};
    uint32_t count = table->table.field_count;
    struct dore_column *column = DORE_NEW(arena, struct dore_column, count);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t begin = profile ? profile->clock() : 0;
        dore_op_fill(table->op[i], &range, arena, &column[i]);
        if (profile)
            profile->column(profile->context, table, i, &column[i], profile->clock() - begin);
    }
    *out = (struct dore_batch){.first_row = first_row, .rows = rows, .column = column};
}

void dore_fill(const struct dore_plan_table *table, uint64_t first_row, uint32_t rows,
               struct dore_arena *arena, struct dore_batch *out) {
    fill(table, first_row, rows, NULL, arena, out);
}

void dore_render(const struct dore_plan_table *table, const struct dore_part *part, uint64_t first,
                 uint64_t last, const struct dore_profile *profile, struct dore_arena *arena,
                 struct dore_buf *out) {
    for (uint64_t row = first; row < last;) {
        uint64_t left = last - row;
        uint32_t rows = left < table->batch_rows ? (uint32_t)left : table->batch_rows;
        struct dore_batch batch;
        dore_arena_reset(arena);
        fill(table, row, rows, profile, arena, &batch);
        table->format->rows(table->layout, part, &batch, out);
        row += rows;
    }
}
