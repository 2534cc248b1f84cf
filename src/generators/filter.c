/* SPDX-License-Identifier: Apache-2.0
 *
 * Conditions on records, by attributes whose values are known beforehand. One condition on values
 * that repeat, or that name their row, becomes a list of rows in one cycle, and the k-th record is
 * found by arithmetic; anything else is tested record by record.
 */
#include "filter.h"

struct condition {
    struct dore_op op;
    const struct dore_value *item;
    uint32_t item_count;
};

struct filter {
    uint32_t condition_count;
    struct condition *condition;
    /* Rows of one cycle that meet it, ascending; row number k is
     * k / residue_count * cycle + residue[k % residue_count]. */
    uint64_t cycle, count;
    uint32_t residue_count;
    const uint64_t *residue;
};

/* ---- records -------------------------------------------------------------------------------- */

static bool holds(const struct condition *condition, const struct dore_value *value) {
    for (uint32_t i = 0; i < condition->item_count; i++)
        if (dore_value_equal(&condition->item[i], value))
            return true;
    return false;
}

void filter_test(const struct filter *filter, const uint64_t *row, uint32_t count,
                 struct dore_arena *arena, bool *out) {
    const struct dore_rows rows = {.count = count, .list = row};
    for (uint32_t i = 0; i < count; i++)
        out[i] = true;
    for (uint32_t c = 0; c < filter->condition_count; c++) {
        const struct condition *condition = &filter->condition[c];
        struct dore_column column;
        dore_op_fill(&condition->op, &rows, arena, &column);
        for (uint32_t i = 0; i < count; i++) {
            struct dore_value value;
            dore_column_get(&column, &condition->op.domain, i, arena, &value);
            out[i] &= holds(condition, &value);
        }
    }
}

uint64_t filter_count(const struct filter *filter) {
    return filter->count;
}

uint64_t filter_row(const struct filter *filter, uint64_t number) {
    return number / filter->residue_count * filter->cycle +
           filter->residue[number % filter->residue_count];
}

/* ---- listing -------------------------------------------------------------------------------- */

/* Rows 0 .. cycle-1 that meet the condition. */
static void list_cycle(struct filter *filter, uint64_t cycle, struct dore_arena *arena) {
    uint64_t *residue = DORE_NEW(arena, uint64_t, (size_t)cycle), row[DORE_BATCH_ROWS];
    bool meets[DORE_BATCH_ROWS];
    struct dore_arena scratch = {0};
    for (uint64_t first = 0; first < cycle; first += DORE_BATCH_ROWS) {
        uint32_t count =
            cycle - first < DORE_BATCH_ROWS ? (uint32_t)(cycle - first) : DORE_BATCH_ROWS;
        for (uint32_t i = 0; i < count; i++)
            row[i] = first + i;
        filter_test(filter, row, count, &scratch, meets);
        for (uint32_t i = 0; i < count; i++)
            if (meets[i])
                residue[filter->residue_count++] = row[i];
        dore_arena_reset(&scratch);
    }
    dore_arena_release(&scratch);
    filter->cycle = cycle;
    filter->residue = residue;
}

/* The rows of values that name them, ascending, each once. */
static void list_found(struct filter *filter, uint64_t records, struct dore_arena *arena) {
    const struct condition *condition = filter->condition;
    uint64_t *residue = DORE_NEW(arena, uint64_t, condition->item_count), row;
    uint32_t count = 0;
    for (uint32_t i = 0; i < condition->item_count; i++) {
        if (!condition->op.find(condition->op.state, &condition->item[i], &row) || row >= records)
            continue;
        uint32_t at = count;
        while (at && residue[at - 1] > row)
            at--;
        if (at && residue[at - 1] == row)
            continue;
        memmove(&residue[at + 1], &residue[at], (count - at) * sizeof *residue);
        residue[at] = row;
        count++;
    }
    filter->cycle = records;
    filter->residue = residue;
    filter->residue_count = count;
}

static void count_listed(struct filter *filter, uint64_t records) {
    filter->count = records / filter->cycle * filter->residue_count;
    for (uint32_t i = 0; i < filter->residue_count; i++)
        filter->count += filter->residue[i] < records % filter->cycle;
}

/* False when no record meets the filter. Looks at records until the first that does. */
static bool meets_any(const struct filter *filter, uint64_t records) {
    struct dore_arena scratch = {0};
    bool found = false;
    for (uint64_t first = 0; first < records && !found; first += DORE_BATCH_ROWS) {
        uint64_t row[DORE_BATCH_ROWS];
        bool meets[DORE_BATCH_ROWS];
        uint32_t count = 0;
        while (count < DORE_BATCH_ROWS && first + count < records) {
            row[count] = first + count;
            count++;
        }
        filter_test(filter, row, count, &scratch, meets);
        for (uint32_t i = 0; i < count; i++)
            found |= meets[i];
        dore_arena_reset(&scratch);
    }
    dore_arena_release(&scratch);
    return found;
}

/* ---- compiling ------------------------------------------------------------------------------ */

static bool is_known(const struct dore_op *op) {
    return op->cycle || op->find || op->domain.items ||
           (op->domain.kinds & ~DORE_KIND_BIT(DORE_NULL)) == DORE_KIND_BIT(DORE_BOOL);
}

/* False and an error for an item that the attribute never is. */
static bool check_item(const struct dore_op *op, const char *attribute,
                       const struct dore_node *node, const struct dore_value *item,
                       struct dore_diags *diags) {
    bool possible = !op->domain.items;
    for (uint32_t i = 0; i < op->domain.item_count && !possible; i++)
        possible = dore_value_equal(&op->domain.items[i], item);
    if (!possible || (!op->domain.items && !dore_domain_holds(&op->domain, item)))
        dore_error(diags, DORE_E_WHERE, node->where, NULL, "'%s' is never this value", attribute);
    else
        return true;
    return false;
}

static bool read_items(const struct dore_node *node, struct condition *out,
                       struct dore_arena *arena, struct dore_diags *diags) {
    bool list = node->kind == DORE_NODE_ARRAY, good = true;
    uint32_t count = list ? node->count : 1;
    if (!count) {
        dore_error(diags, DORE_E_EMPTY, node->where, "give at least one item",
                   "'%s' in 'where' has no items", node->key);
        return false;
    }
    struct dore_value *item = DORE_NEW(arena, struct dore_value, count);
    const struct dore_node *each = list ? node->first : node;
    for (uint32_t i = 0; i < count; i++, each = each->next) {
        item[i] = dore_value_from_node(arena, each);
        good &= check_item(&out->op, node->key, each, &item[i], diags);
    }
    out->item = item;
    out->item_count = count;
    return good;
}

static bool read_condition(struct dore_scope *scope, const struct dore_target *target,
                           const struct dore_node *node, struct condition *out,
                           struct dore_diags *diags) {
    const struct dore_op *op = dore_scope_member(scope, target->scope, node->key, node->key_where);
    if (!op)
        return false;
    out->op = *op;
    if (is_known(op))
        return read_items(node, out, dore_scope_arena(scope), diags);
    dore_error(diags, DORE_E_WHERE, node->key_where,
               "name one that is a selector, a boolean, a constant or a sequence",
               "what '%s' is cannot be known beforehand", node->key);
    return false;
}

const struct filter *filter_compile(struct dore_scope *scope, const struct dore_target *target,
                                    const struct dore_node *where, struct dore_diags *diags) {
    struct dore_arena *arena = dore_scope_arena(scope);
    struct filter *filter = DORE_NEW(arena, struct filter, 1);
    if (where->kind != DORE_NODE_OBJECT || !where->count) {
        dore_error(diags, DORE_E_TYPE, where->where, "write {\"attribute\": item}",
                   "'where' wants an object that names attributes");
        return NULL;
    }
    bool good = true;
    filter->condition = DORE_NEW(arena, struct condition, where->count);
    for (const struct dore_node *each = where->first; each; each = each->next)
        good &= read_condition(scope, target, each, &filter->condition[filter->condition_count++],
                               diags);
    if (!good)
        return NULL;
    uint64_t records = target->population.count;
    if (!records)
        return filter; /* nor are there rows that pick */
    const struct dore_op *only = filter->condition_count == 1 ? &filter->condition->op : NULL;
    if (only && only->find)
        list_found(filter, records, arena);
    else if (only && only->cycle && only->cycle <= DORE_MAX_ITEMS)
        list_cycle(filter, only->cycle, arena);
    if (filter->cycle)
        count_listed(filter, records);
    if (filter->cycle ? filter->count > 0 : meets_any(filter, records))
        return filter;
    dore_error(diags, DORE_E_WHERE, where->where, "ask for what some record has",
               "none of the %llu records meets 'where'", (unsigned long long)records);
    return NULL;
}
