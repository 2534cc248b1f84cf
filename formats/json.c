/* SPDX-License-Identifier: Apache-2.0
 *
 * json: values and columns as JSON: the plain and the Extended style, lists and records at any
 * depth. Single scalars are json_scalar.c's.
 */
#include "json.h"

#include <assert.h>
#include <string.h>

const struct json_style json_plain = {
    .form =
        {
            [DORE_NULL] = JSON_NULL,
            [DORE_BOOL] = JSON_BOOL,
            [DORE_INT] = JSON_NUMBER,
            [DORE_FLOAT] = JSON_NUMBER,
            [DORE_DECIMAL] = JSON_NUMBER,
            [DORE_STRING] = JSON_TEXT,
            [DORE_BYTES] = JSON_BASE64,
            [DORE_UUID] = JSON_UUID_TEXT,
            [DORE_UUID_STRING] = JSON_UUID_TEXT,
            [DORE_DATE] = JSON_DATE,
            [DORE_DATETIME] = JSON_DATETIME,
            [DORE_TIME] = JSON_TIME,
            [DORE_DURATION] = JSON_DURATION,
        },
};

/* Integers stand bare: within 32 bits the reader makes an int32 of them, within 64 an int64. */
const struct json_style json_extended = {
    .form =
        {
            [DORE_NULL] = JSON_NULL,
            [DORE_BOOL] = JSON_BOOL,
            [DORE_INT] = JSON_NUMBER,
            [DORE_FLOAT] = JSON_EXTENDED_DOUBLE,
            [DORE_DECIMAL] = JSON_EXTENDED_DECIMAL,
            [DORE_STRING] = JSON_TEXT,
            [DORE_BYTES] = JSON_EXTENDED_BINARY,
            [DORE_UUID] = JSON_EXTENDED_UUID,
            [DORE_UUID_STRING] = JSON_UUID_TEXT,
            [DORE_DATE] = JSON_EXTENDED_DATE,
            [DORE_DATETIME] = JSON_EXTENDED_DATETIME,
            [DORE_TIME] = JSON_TIME,
            [DORE_DURATION] = JSON_DURATION,
        },
};

const struct json_style *json_style_of(const struct json_style *style, struct dore_str key) {
    for (uint32_t i = 0; i < style->member_count; i++) {
        if (dore_str_equal(style->member[i].name, key)) {
            return style->member[i].style;
        }
    }
    return style->inner ? style->inner : style;
}

static void put_key(uint32_t index, struct dore_str key, struct dore_buf *out) {
    dore_buf_putc(out, index ? ',' : '{');
    dore_buf_put_json_string(out, key);
    dore_buf_putc(out, ':');
}

void json_write_styled(const struct json_style *style, const struct dore_value *value,
                       struct dore_buf *out) {
    if (value->kind == DORE_LIST) {
        dore_buf_putc(out, '[');
        for (uint32_t i = 0; i < value->u.list.count; i++) {
            if (i) {
                dore_buf_putc(out, ',');
            }
            json_write_styled(style, &value->u.list.item[i], out);
        }
        dore_buf_putc(out, ']');
    } else if (value->kind == DORE_RECORD) {
        const struct dore_record *record = &value->u.record;
        for (uint32_t i = 0; i < record->count; i++) {
            put_key(i, record->entry[i].key, out);
            json_write_styled(json_style_of(style, record->entry[i].key), &record->entry[i].value,
                              out);
        }
        dore_buf_puts(out, record->count ? "}" : "{}");
    } else {
        json_write_scalar(style->form[value->kind], value, out);
    }
}

static void write_list(const struct json_style *style, const struct dore_column *column,
                       const struct dore_domain *domain, uint32_t row, struct dore_buf *out) {
    uint32_t first = column->u.list.offset[row], end = column->u.list.offset[row + 1];
    dore_buf_putc(out, '[');
    for (uint32_t i = first; i < end; i++) {
        if (i > first) {
            dore_buf_putc(out, ',');
        }
        json_write_cell(style, column->u.list.item, domain ? domain->element : NULL, i, out);
    }
    dore_buf_putc(out, ']');
}

static void write_record(const struct json_style *style, const struct dore_column *column,
                         const struct dore_domain *domain, uint32_t row, struct dore_buf *out) {
    assert(domain && domain->field);
    for (uint32_t i = 0; i < domain->field_count; i++) {
        struct dore_str key = {domain->field[i].name, strlen(domain->field[i].name)};
        put_key(i, key, out);
        json_write_cell(json_style_of(style, key), &column->u.field[i], &domain->field[i].domain,
                        row, out);
    }
    dore_buf_puts(out, domain->field_count ? "}" : "{}");
}

void json_write_cell(const struct json_style *style, const struct dore_column *column,
                     const struct dore_domain *domain, uint32_t row, struct dore_buf *out) {
    if (dore_column_is_null(column, row)) {
        dore_buf_put(out, "null", 4);
    } else if (column->kind == DORE_LIST) {
        write_list(style, column, domain, row, out);
    } else if (column->kind == DORE_RECORD) {
        write_record(style, column, domain, row, out);
    } else if (column->kind == DORE_ANY) {
        json_write_styled(style, &column->u.any[row], out);
    } else {
        struct dore_value value;
        dore_column_get(column, NULL, row, NULL, &value);
        json_write_scalar(style->form[column->kind], &value, out);
    }
}

void json_write_value(const struct dore_value *value, struct dore_buf *out) {
    json_write_styled(&json_plain, value, out);
}

void json_write_column(const struct dore_column *column, const struct dore_domain *domain,
                       uint32_t row, struct dore_buf *out) {
    json_write_cell(&json_plain, column, domain, row, out);
}
