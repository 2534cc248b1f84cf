/* SPDX-License-Identifier: Apache-2.0
 *
 * Columns: giving one its array, and taking one row out of it as a boxed value.
 */
#include "dore/value.h"

void dore_column_init(struct dore_column *column, enum dore_kind kind, uint32_t rows,
                      struct dore_arena *arena) {
    *column = (struct dore_column){.kind = kind, .rows = rows};
    switch (kind) {
    case DORE_BOOL:
        column->u.b = DORE_TAKE(arena, bool, rows);
        break;
    case DORE_INT:
    case DORE_DECIMAL:
    case DORE_DATE:
    case DORE_DATETIME:
    case DORE_TIME:
    case DORE_DURATION:
        column->u.i = DORE_TAKE(arena, int64_t, rows);
        break;
    case DORE_FLOAT:
        column->u.f = DORE_TAKE(arena, double, rows);
        break;
    case DORE_STRING:
    case DORE_BYTES:
        column->u.s = DORE_TAKE(arena, struct dore_str, rows);
        break;
    case DORE_UUID:
    case DORE_UUID_STRING:
        column->u.uuid = dore_arena_take(arena, rows, sizeof *column->u.uuid);
        break;
    case DORE_ANY:
        column->u.any = DORE_TAKE(arena, struct dore_value, rows);
        break;
    case DORE_NULL:
    case DORE_LIST:
    case DORE_RECORD:
    case DORE_KIND_COUNT:
        break;
    }
}

static void get_list(const struct dore_column *column, const struct dore_domain *domain,
                     uint32_t row, struct dore_arena *arena, struct dore_value *out) {
    uint32_t first = column->u.list.offset[row], end = column->u.list.offset[row + 1];
    const struct dore_domain *element = domain ? domain->element : NULL;
    struct dore_value *item = DORE_TAKE(arena, struct dore_value, end - first);
    for (uint32_t i = first; i < end; i++) {
        dore_column_get(column->u.list.item, element, i, arena, &item[i - first]);
    }
    out->u.list = (struct dore_list){item, end - first};
}

/* Without a domain there are no names, so the record comes out empty. */
static void get_record(const struct dore_column *column, const struct dore_domain *domain,
                       uint32_t row, struct dore_arena *arena, struct dore_value *out) {
    uint32_t count = domain ? domain->field_count : 0;
    struct dore_entry *entry = DORE_TAKE(arena, struct dore_entry, count);
    for (uint32_t i = 0; i < count; i++) {
        const struct dore_domain_field *field = &domain->field[i];
        entry[i].key = (struct dore_str){field->name, strlen(field->name)};
        dore_column_get(&column->u.field[i], &field->domain, row, arena, &entry[i].value);
    }
    out->u.record = (struct dore_record){entry, count};
}

void dore_column_get(const struct dore_column *column, const struct dore_domain *domain,
                     uint32_t row, struct dore_arena *arena, struct dore_value *out) {
    *out = (struct dore_value){.kind = DORE_NULL};
    if (dore_column_is_null(column, row)) {
        return;
    }
    out->kind = column->kind;
    switch (column->kind) {
    case DORE_BOOL:
        out->u.b = column->u.b[row];
        break;
    case DORE_DECIMAL:
        out->scale = column->scale;
        out->u.i = column->u.i[row];
        break;
    case DORE_INT:
    case DORE_DATE:
    case DORE_DATETIME:
    case DORE_TIME:
    case DORE_DURATION:
        out->u.i = column->u.i[row];
        break;
    case DORE_FLOAT:
        out->u.f = column->u.f[row];
        break;
    case DORE_STRING:
    case DORE_BYTES:
        out->u.s = column->u.s[row];
        break;
    case DORE_UUID:
    case DORE_UUID_STRING:
        memcpy(out->u.uuid, column->u.uuid[row], sizeof out->u.uuid);
        break;
    case DORE_LIST:
        get_list(column, domain, row, arena, out);
        break;
    case DORE_RECORD:
        get_record(column, domain, row, arena, out);
        break;
    case DORE_ANY:
        *out = column->u.any[row];
        break;
    case DORE_NULL:
    case DORE_KIND_COUNT:
        out->kind = DORE_NULL;
        break;
    }
}
