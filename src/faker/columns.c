/* SPDX-License-Identifier: Apache-2.0
 *
 * columns: boxed values, as methods with `cell` make them, into the column that the domain
 * promises.
 */
#include "method.h"

#include <assert.h>

/* Values that only boxes hold: records whose keys vary, decimals beyond 18 digits. */
static bool needs_boxes(const struct dore_domain *domain, enum dore_kind kind) {
    return kind == DORE_ANY || kind == DORE_NULL ||
           (kind == DORE_RECORD && domain->field_count == 0) ||
           (kind == DORE_DECIMAL && domain->scale == DORE_SCALE_TEXT);
}

/* NULL when no value is null. */
static const uint64_t *collect_nulls(const struct dore_value *values, uint32_t count,
                                     struct dore_arena *arena) {
    uint64_t *nulls = NULL;
    for (uint32_t i = 0; i < count; i++) {
        if (values[i].kind != DORE_NULL)
            continue;
        if (!nulls)
            nulls = DORE_NEW(arena, uint64_t, (count + 63) / 64);
        nulls[i >> 6] |= UINT64_C(1) << (i & 63);
    }
    return nulls;
}

static void store(struct dore_column *out, uint32_t row, const struct dore_value *value) {
    assert(value->kind == out->kind);
    switch (out->kind) {
    case DORE_BOOL:
        out->u.b[row] = value->u.b;
        break;
    case DORE_DECIMAL:
        assert(value->scale == out->scale);
        out->u.i[row] = value->u.i;
        break;
    case DORE_INT:
    case DORE_DATE:
    case DORE_DATETIME:
    case DORE_TIME:
    case DORE_DURATION:
        out->u.i[row] = value->u.i;
        break;
    case DORE_FLOAT:
        out->u.f[row] = value->u.f;
        break;
    case DORE_STRING:
    case DORE_BYTES:
        out->u.s[row] = value->u.s;
        break;
    case DORE_UUID:
    case DORE_UUID_STRING:
        memcpy(out->u.uuid[row], value->u.uuid, sizeof value->u.uuid);
        break;
    case DORE_NULL:
    case DORE_LIST:
    case DORE_RECORD:
    case DORE_ANY:
    case DORE_KIND_COUNT:
        assert(false);
        break;
    }
}

/* All items behind each other as one column. */
static void join_lists(const struct dore_domain *domain, const struct dore_value *values,
                       uint32_t count, struct dore_arena *arena, struct dore_column *out) {
    static const struct dore_domain anything = {0};
    uint32_t *offset = DORE_TAKE(arena, uint32_t, count + 1);
    uint32_t total = 0;
    for (uint32_t i = 0; i < count; i++) {
        offset[i] = total;
        total += values[i].kind == DORE_LIST ? values[i].u.list.count : 0;
    }
    offset[count] = total;
    struct dore_value *item = DORE_TAKE(arena, struct dore_value, total);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < offset[i + 1] - offset[i]; k++)
            item[offset[i] + k] = values[i].u.list.item[k];
    struct dore_column *items = DORE_NEW(arena, struct dore_column, 1);
    dore_column_of_values(domain->element ? domain->element : &anything, item, total, arena, items);
    out->u.list.offset = offset;
    out->u.list.item = items;
}

/* One column per key; a row without record gives null to each. */
static void split_records(const struct dore_domain *domain, const struct dore_value *values,
                          uint32_t count, struct dore_arena *arena, struct dore_column *out) {
    struct dore_column *field = DORE_NEW(arena, struct dore_column, domain->field_count);
    for (uint32_t k = 0; k < domain->field_count; k++) {
        struct dore_value *part = DORE_NEW(arena, struct dore_value, count);
        for (uint32_t i = 0; i < count; i++)
            if (values[i].kind == DORE_RECORD && k < values[i].u.record.count)
                part[i] = values[i].u.record.entry[k].value;
        dore_column_of_values(&domain->field[k].domain, part, count, arena, &field[k]);
    }
    out->u.field = field;
}

void dore_column_of_values(const struct dore_domain *domain, struct dore_value *values,
                           uint32_t count, struct dore_arena *arena, struct dore_column *out) {
    enum dore_kind kind = dore_domain_kind(domain);
    if (needs_boxes(domain, kind)) {
        *out = (struct dore_column){.kind = DORE_ANY, .rows = count, .u.any = values};
    } else if (kind == DORE_LIST || kind == DORE_RECORD) {
        *out = (struct dore_column){.kind = kind, .rows = count};
        if (kind == DORE_LIST)
            join_lists(domain, values, count, arena, out);
        else
            split_records(domain, values, count, arena, out);
    } else {
        dore_column_init(out, kind, count, arena);
        out->scale = kind == DORE_DECIMAL ? domain->scale : 0;
        for (uint32_t i = 0; i < count; i++)
            if (values[i].kind != DORE_NULL)
                store(out, i, &values[i]);
    }
    out->nulls = collect_nulls(values, count, arena);
}
