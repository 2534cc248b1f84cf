/* SPDX-License-Identifier: Apache-2.0
 *
 * The order of work: which rows belong to which unit, and which unit follows. All of it is
 * arithmetic on the plan, so that nothing has to be listed (flat-memory) and every number of
 * threads sees the same borders (same-bytes).
 */
#include "private.h"

/* The unit that begins at row `first` of a part. */
static struct engine_unit unit_at(const struct dore_plan_store *store,
                                  const struct dore_plan_table *table, uint64_t part,
                                  uint64_t first) {
    uint64_t begin = part * table->rows_per_part, left = table->last_row - begin;
    uint64_t end = left < table->rows_per_part ? table->last_row : begin + table->rows_per_part;
    uint64_t last = end - first < table->rows_per_unit ? end : first + table->rows_per_unit;
    if (begin < table->first_row)
        begin = table->first_row;
    return (struct engine_unit){.store = store,
                                .table = table,
                                .part = part,
                                .first = first,
                                .last = last,
                                .opens = first == begin,
                                .closes = last == end};
}

/* The first unit of the first table, from number `table` of store number `store` on, that this run
 * writes any of. */
static struct engine_unit first_from(const struct dore_plan *plan, uint32_t store, uint32_t table) {
    for (; store < plan->store_count; store++, table = 0) {
        const struct dore_plan_store *at = &plan->store[store];
        for (; table < at->table_count; table++)
            if (at->table[table].first_index < at->table[table].last_index)
                return unit_at(at, &at->table[table], at->table[table].first_index,
                               at->table[table].first_row);
    }
    return (struct engine_unit){0};
}

struct engine_unit engine_unit_first(const struct dore_plan *plan) {
    return plan->options.data ? first_from(plan, 0, 0) : (struct engine_unit){0};
}

struct engine_unit engine_unit_next(const struct dore_plan *plan, const struct engine_unit *unit) {
    if (!unit->closes)
        return unit_at(unit->store, unit->table, unit->part, unit->last);
    if (unit->part + 1 < unit->table->last_index)
        return unit_at(unit->store, unit->table, unit->part + 1, unit->last);
    return first_from(plan, (uint32_t)(unit->store - plan->store),
                      (uint32_t)(unit->table - unit->store->table) + 1);
}

uint64_t engine_unit_count(const struct dore_plan *plan, uint64_t enough) {
    uint64_t count = 0;
    for (struct engine_unit unit = engine_unit_first(plan); unit.store && count < enough; count++)
        unit = engine_unit_next(plan, &unit);
    return count;
}
