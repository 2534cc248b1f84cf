/* SPDX-License-Identifier: Apache-2.0
 *
 * items: columns of listed values, drawn by whoever asks, or by number: then equal items count once
 * and null is none.
 */
#include "items.h"

/* Kinds that a typed column can carry; other values stay boxed. */
static enum dore_kind column_kind(const struct dore_domain *domain) {
    enum dore_kind kind = dore_domain_kind(domain);
    bool simple =
        kind == DORE_BOOL || kind == DORE_INT || kind == DORE_FLOAT || kind == DORE_STRING;
    return simple ? kind : DORE_ANY;
}

struct items items_of(struct dore_arena *arena, const struct dore_value *item, uint32_t count) {
    struct items items = {
        .count = count, .item = item, .domain = dore_domain_of_items(arena, item, count)};
    items.kind = column_kind(&items.domain);
    return items;
}

struct items_writer items_begin(const struct items *items, uint32_t rows, struct dore_arena *arena,
                                struct dore_column *out) {
    dore_column_init(out, items->kind, rows, arena);
    struct items_writer writer = {items, out, NULL};
    if (items->kind != DORE_ANY)
        out->nulls = writer.nulls = DORE_NEW(arena, uint64_t, rows / 64 + 1);
    return writer;
}

void items_put(const struct items_writer *writer, uint64_t item_number, uint32_t row) {
    const struct dore_value *item = &writer->items->item[item_number];
    struct dore_column *out = writer->column;
    if (out->kind == DORE_ANY) {
        out->u.any[row] = *item;
        return;
    }
    if (item->kind == DORE_NULL) {
        writer->nulls[row >> 6] |= UINT64_C(1) << (row & 63);
        return;
    }
    switch (out->kind) {
    case DORE_BOOL:
        out->u.b[row] = item->u.b;
        break;
    case DORE_INT:
        out->u.i[row] = item->u.i;
        break;
    case DORE_FLOAT:
        out->u.f[row] = item->u.f;
        break;
    case DORE_STRING:
        out->u.s[row] = item->u.s;
        break;
    /* JSON has no other simple kinds; lists, records and long decimals are boxed. */
    case DORE_NULL:
    case DORE_DECIMAL:
    case DORE_BYTES:
    case DORE_UUID:
    case DORE_UUID_STRING:
    case DORE_DATE:
    case DORE_DATETIME:
    case DORE_TIME:
    case DORE_DURATION:
    case DORE_LIST:
    case DORE_RECORD:
    case DORE_ANY:
    case DORE_KIND_COUNT:
        break;
    }
}

static void fill_numbers(const void *state, const struct dore_rows *number,
                         struct dore_arena *arena, struct dore_column *out) {
    const struct items *items = state;
    struct items_writer writer = items_begin(items, number->count, arena, out);
    for (uint32_t i = 0; i < number->count; i++)
        items_put(&writer, items->place[dore_row(number, i)], i);
}

void items_count(struct items *items, const uint64_t *weight, struct dore_scope *scope,
                 struct dore_op *op) {
    if (!dore_scope_counts(scope))
        return;
    uint32_t *place = DORE_NEW(dore_scope_arena(scope), uint32_t, items->count);
    struct dore_value *possible = dore_alloc(items->count, sizeof *possible);
    for (uint32_t i = 0; i < items->count; i++)
        if (!weight || weight[i] > 0)
            possible[i] = items->item[i]; /* the others stay null */
    items->distinct = dore_values_distinct(possible, items->count, place);
    items->place = place;
    dore_free(possible);
    op->count = items->distinct;
    op->at = fill_numbers;
    op->uncounted = items->distinct > 0 ? NULL : "it is always null";
}
