/* SPDX-License-Identifier: Apache-2.0
 *
 * How a table's rows are cut into files and units of work. Everything follows from the layouts'
 * row sizes, which follow from the domains: the same for every run, thread count and machine
 * (same-bytes).
 */
#include "private.h"

#include <inttypes.h>

/* The largest power of two, at most `most`, at which so many rows of `row` bytes stay below
 * `bytes`; at least 1. */
static uint64_t rows_below(uint64_t row, uint64_t bytes, uint64_t most) {
    uint64_t rows = 1;
    while (rows * 2 <= most && row && rows * 2 <= bytes / row)
        rows *= 2;
    return rows;
}

/* Where a table that is there refers to itself, its rows must come together: in one part, or in the
 * one statement that the format compares. */
static void keep_together(const struct plan_builder *builder, struct dore_plan_table *table) {
    const struct dore_foreign_key *own = NULL;
    for (uint32_t i = 0; i < table->table.foreign_count && !own; i++)
        if (table->table.foreign[i].to == &table->table)
            own = &table->table.foreign[i];
    if (!own || builder->options->schema || table->format->compares == DORE_COMPARES_NEVER)
        return;
    if (table->format->compares == DORE_COMPARES_STATEMENTS &&
        table->table.rows > table->layout->rows_per_statement)
        dore_error(builder->diags, DORE_E_CONSTRAINT, own->where,
                   "leave 'load' out: COPY compares them when all are there",
                   "table '%s' refers to itself, but each statement's rows are compared by "
                   "themselves",
                   table->table.name);
    while (table->rows_per_part < table->table.rows)
        table->rows_per_part *= 2;
}

static void cut_table(const struct plan_builder *builder, struct dore_plan_table *table) {
    /* A unit is packed into frames of its own, so its bytes are those of one frame; what a stream
     * sends as it is stays in the cache of a core. */
    enum { FRAME_BYTES = 1 << 21, STREAM_BYTES = 1 << 20, MOST_ROWS = 1 << 24 };
    const uint64_t unit_bytes = builder->options->stream ? STREAM_BYTES : FRAME_BYTES;
    const struct dore_format *format = table->format;
    uint64_t typical = table->layout->typical_row ? table->layout->typical_row : 1;
    uint64_t most = format->part_rows ? format->part_rows : MOST_ROWS;
    if (format->part_limit)
        most = rows_below(table->layout->largest_row, format->part_limit, most);
    table->rows_per_part = rows_below(typical, format->part_bytes, most);
    table->rows_per_unit = rows_below(typical, unit_bytes, table->rows_per_part);
    keep_together(builder, table);
    table->part_count =
        table->table.rows / table->rows_per_part + (table->table.rows % table->rows_per_part != 0);
}

static void number_parts(struct dore_plan_store *store, struct dore_plan_table *table) {
    uint64_t next = 1;
    for (uint32_t i = 0; i < store->table_count; i++) {
        table[i].first_part = next;
        next += table[i].part_count;
    }
    unsigned digits = 4;
    for (uint64_t limit = 10000; next > limit; limit *= 10)
        digits++;
    for (uint32_t i = 0; i < store->table_count; i++)
        table[i].part_digits = digits;
}

/* The first of share number `shard`, from 0, of `count` things in `shards` runs as even as can
 * be. */
static uint64_t share_begin(uint64_t count, uint64_t shard, uint64_t shards) {
    __extension__ typedef unsigned __int128 u128;
    return (uint64_t)((u128)count * shard / shards);
}

/* Which of a table's rows and parts this run writes. A shard takes whole parts under the numbers
 * that they always have; the rows of --rows are one part without a number. */
static void choose_rows(const struct plan_builder *builder, struct dore_plan_table *table) {
    const struct dore_plan_options *options = builder->options;
    uint64_t rows = table->table.rows, shards = options->shards ? options->shards : 1;
    uint64_t shard = options->shards ? options->shard - 1 : 0;
    if (options->piece) {
        table->rows_per_part = UINT64_C(1) << 63;
        table->part_count = table->last_index = 1;
        table->first_row = options->piece_first;
        table->last_row = options->piece_last;
        table->piece = dore_arena_format(builder->arena, "%s-%" PRIu64 "..%" PRIu64,
                                         table->file_name, table->first_row, table->last_row);
        return;
    }
    table->first_index = share_begin(table->part_count, shard, shards);
    table->last_index = share_begin(table->part_count, shard + 1, shards);
    table->first_row = table->first_index * table->rows_per_part;
    table->last_row =
        table->last_index == table->part_count ? rows : table->last_index * table->rows_per_part;
    if (table->first_row > table->last_row) /* behind the end: no part is left for this share */
        table->first_row = table->last_row;
}

bool dore_plan_writes_schema(const struct dore_plan *plan) {
    return plan->options.schema && plan->options.shard <= 1;
}

bool dore_plan_writes_constraints(const struct dore_plan *plan) {
    return plan->options.constraints && plan->options.shard == plan->options.shards;
}

void plan_parts(struct plan_builder *builder, struct dore_plan *plan) {
    for (uint32_t s = 0; s < plan->store_count; s++) {
        struct dore_plan_store *store = (struct dore_plan_store *)&plan->store[s];
        struct dore_plan_table *table = (struct dore_plan_table *)store->table;
        for (uint32_t i = 0; i < store->table_count; i++) {
            table[i].layout =
                table[i].format->layout(&store->store, &table[i].table, builder->arena);
            cut_table(builder, &table[i]);
            choose_rows(builder, &table[i]);
            uint64_t bytes, rows = table[i].last_row - table[i].first_row;
            if (__builtin_mul_overflow(rows, table[i].layout->typical_row, &bytes))
                bytes = UINT64_MAX;
            plan->rows = dore_sum(plan->rows, rows);
            plan->typical_bytes = dore_sum(plan->typical_bytes, bytes);
        }
        number_parts(store, table);
    }
}

struct dore_part dore_plan_part(const struct dore_plan_table *table, uint64_t index,
                                struct dore_arena *arena) {
    uint64_t begin = index * table->rows_per_part, left = table->last_row - begin;
    uint64_t first = begin < table->first_row ? table->first_row : begin;
    uint64_t last = left < table->rows_per_part ? table->last_row : begin + table->rows_per_part;
    const char *mark = table->piece
                           ? table->piece
                           : dore_arena_format(arena, "%0*" PRIu64 "-%s", (int)table->part_digits,
                                               table->first_part + index, table->file_name);
    return (struct dore_part){.table = &table->table,
                              .file = dore_arena_format(arena, "%s/20-data/%s.%s", table->folder,
                                                        mark, table->format->rows_extension),
                              .mark = mark,
                              .first_row = first,
                              .rows = last - first};
}
