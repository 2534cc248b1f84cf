/* SPDX-License-Identifier: Apache-2.0
 *
 * Single values: names of kinds, values out of JSON, equality, and the text form that layouts and
 * text columns use. Inside a list or record the text form is compact JSON.
 */
#include "dore/value.h"

#include <math.h>

const char *dore_kind_name(enum dore_kind kind) {
    static const char *const names[DORE_KIND_COUNT] = {
        [DORE_NULL] = "null",
        [DORE_BOOL] = "boolean",
        [DORE_INT] = "integer",
        [DORE_FLOAT] = "float",
        [DORE_DECIMAL] = "decimal",
        [DORE_STRING] = "string",
        [DORE_BYTES] = "bytes",
        [DORE_UUID] = "uuid",
        [DORE_UUID_STRING] = "uuid string",
        [DORE_DATE] = "date",
        [DORE_DATETIME] = "date-time",
        [DORE_TIME] = "time",
        [DORE_DURATION] = "duration",
        [DORE_LIST] = "list",
        [DORE_RECORD] = "object",
        [DORE_ANY] = "value of several kinds",
    };
    return kind < DORE_KIND_COUNT ? names[kind] : "";
}

/* ---- from JSON ------------------------------------------------------------------------------ */

static struct dore_value value_from_number(struct dore_str digits) {
    struct dore_value value = {.kind = DORE_INT};
    if (dore_parse_i64(digits, &value.u.i)) {
        return value;
    }
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.text[i] == '.' || digits.text[i] == 'e' || digits.text[i] == 'E') {
            value.kind = DORE_FLOAT;
            if (!dore_parse_double(digits, &value.u.f)) {
                value.u.f = 0; /* beyond any double: the JSON reader has refused it */
            }
            return value;
        }
    }
    value.kind = DORE_DECIMAL;
    value.scale = DORE_SCALE_TEXT;
    value.u.s = digits;
    return value;
}

static struct dore_value list_from_node(struct dore_arena *arena, const struct dore_node *node) {
    struct dore_value *item = DORE_NEW(arena, struct dore_value, node->count);
    uint32_t count = 0;
    for (const struct dore_node *child = node->first; child; child = child->next) {
        item[count++] = dore_value_from_node(arena, child);
    }
    return (struct dore_value){.kind = DORE_LIST, .u.list = {item, count}};
}

static struct dore_value record_from_node(struct dore_arena *arena, const struct dore_node *node) {
    struct dore_entry *entry = DORE_NEW(arena, struct dore_entry, node->count);
    uint32_t count = 0;
    for (const struct dore_node *child = node->first; child; child = child->next) {
        entry[count].key = (struct dore_str){child->key, strlen(child->key)};
        entry[count++].value = dore_value_from_node(arena, child);
    }
    return (struct dore_value){.kind = DORE_RECORD, .u.record = {entry, count}};
}

struct dore_value dore_value_from_node(struct dore_arena *arena, const struct dore_node *node) {
    switch (node->kind) {
    case DORE_NODE_NULL:
        break;
    case DORE_NODE_BOOL:
        return (struct dore_value){.kind = DORE_BOOL, .u.b = node->truth};
    case DORE_NODE_NUMBER:
        return value_from_number(node->text);
    case DORE_NODE_STRING:
        return (struct dore_value){.kind = DORE_STRING, .u.s = node->text};
    case DORE_NODE_ARRAY:
        return list_from_node(arena, node);
    case DORE_NODE_OBJECT:
        return record_from_node(arena, node);
    }
    return (struct dore_value){.kind = DORE_NULL};
}

/* ---- equality ------------------------------------------------------------------------------- */

static bool lists_equal(struct dore_list a, struct dore_list b) {
    if (a.count != b.count) {
        return false;
    }
    for (uint32_t i = 0; i < a.count; i++) {
        if (!dore_value_equal(&a.item[i], &b.item[i])) {
            return false;
        }
    }
    return true;
}

static bool records_equal(struct dore_record a, struct dore_record b) {
    if (a.count != b.count) {
        return false;
    }
    for (uint32_t i = 0; i < a.count; i++) {
        if (!dore_str_equal(a.entry[i].key, b.entry[i].key) ||
            !dore_value_equal(&a.entry[i].value, &b.entry[i].value)) {
            return false;
        }
    }
    return true;
}

/* By bits, so that -0.0 differs from 0.0 as its text does; but every NaN is the same. */
static bool floats_equal(double a, double b) {
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

/* Equal means that no artifact could tell the two apart: 1.10 is not 1.1, and 1 is not "1". */
bool dore_value_equal(const struct dore_value *a, const struct dore_value *b) {
    if (a->kind != b->kind) {
        return false;
    }
    switch (a->kind) {
    case DORE_NULL:
        return true;
    case DORE_BOOL:
        return a->u.b == b->u.b;
    case DORE_FLOAT:
        return floats_equal(a->u.f, b->u.f);
    case DORE_DECIMAL:
        return a->scale == b->scale &&
               (a->scale == DORE_SCALE_TEXT ? dore_str_equal(a->u.s, b->u.s) : a->u.i == b->u.i);
    case DORE_INT:
    case DORE_DATE:
    case DORE_DATETIME:
    case DORE_TIME:
    case DORE_DURATION:
        return a->u.i == b->u.i;
    case DORE_STRING:
    case DORE_BYTES:
        return dore_str_equal(a->u.s, b->u.s);
    case DORE_UUID:
    case DORE_UUID_STRING:
        return memcmp(a->u.uuid, b->u.uuid, sizeof a->u.uuid) == 0;
    case DORE_LIST:
        return lists_equal(a->u.list, b->u.list);
    case DORE_RECORD:
        return records_equal(a->u.record, b->u.record);
    case DORE_ANY:
    case DORE_KIND_COUNT:
        break;
    }
    return false;
}

/* ---- text ----------------------------------------------------------------------------------- */

static void put_float(double number, struct dore_buf *out) {
    if (isnan(number)) {
        dore_buf_puts(out, "NaN");
    } else if (isinf(number)) {
        dore_buf_puts(out, number < 0 ? "-Infinity" : "Infinity");
    } else {
        char *end = dore_print_double(dore_buf_reserve(out, DORE_DOUBLE_ROOM), number);
        out->size = (size_t)(end - out->data);
    }
}

static void put_decimal(const struct dore_value *value, struct dore_buf *out) {
    if (value->scale == DORE_SCALE_TEXT) {
        dore_buf_put_str(out, value->u.s);
        return;
    }
    char *room = dore_buf_reserve(out, DORE_DECIMAL_ROOM);
    out->size = (size_t)(dore_print_decimal(room, value->u.i, value->scale) - out->data);
}

static void put_base64(struct dore_str bytes, struct dore_buf *out) {
    char *room = dore_buf_reserve(out, (bytes.size + 2) / 3 * 4);
    out->size = (size_t)(dore_print_base64(room, bytes.text, bytes.size) - out->data);
}

/* Six digits of the second or none, as Python's isoformat(). */
static unsigned second_digits(int64_t microseconds) {
    return microseconds % 1000000 ? 6 : 0;
}

/* Kinds whose text is of limited length and needs no quotes inside. */
static void put_moment(const struct dore_value *value, struct dore_buf *out) {
    enum { ROOM = 48 };
    char *room = dore_buf_reserve(out, ROOM), *end = room;
    int64_t number = value->u.i;
    if (value->kind == DORE_DATE) {
        end = dore_print_date(room, number);
    } else if (value->kind == DORE_DATETIME) {
        end = dore_print_datetime(room, number, 'T', second_digits(number));
    } else if (value->kind == DORE_TIME) {
        end = dore_print_time(room, number, second_digits(number));
    } else {
        end = dore_print_duration(room, number);
    }
    out->size += (size_t)(end - room);
}

static void put_uuid(const uint8_t uuid[16], struct dore_buf *out) {
    char *end = dore_print_uuid(dore_buf_reserve(out, 36), uuid);
    out->size = (size_t)(end - out->data);
}

static void put_json(const struct dore_value *value, struct dore_buf *out);

static void put_json_list(struct dore_list list, struct dore_buf *out) {
    dore_buf_putc(out, '[');
    for (uint32_t i = 0; i < list.count; i++) {
        if (i) {
            dore_buf_putc(out, ',');
        }
        put_json(&list.item[i], out);
    }
    dore_buf_putc(out, ']');
}

static void put_json_record(struct dore_record record, struct dore_buf *out) {
    dore_buf_putc(out, '{');
    for (uint32_t i = 0; i < record.count; i++) {
        if (i) {
            dore_buf_putc(out, ',');
        }
        dore_buf_put_json_string(out, record.entry[i].key);
        dore_buf_putc(out, ':');
        put_json(&record.entry[i].value, out);
    }
    dore_buf_putc(out, '}');
}

static void put_json(const struct dore_value *value, struct dore_buf *out) {
    bool bare = value->kind == DORE_BOOL || value->kind == DORE_INT || value->kind == DORE_FLOAT ||
                value->kind == DORE_DECIMAL || value->kind == DORE_LIST ||
                value->kind == DORE_RECORD;
    if (value->kind == DORE_NULL || (value->kind == DORE_FLOAT && !isfinite(value->u.f))) {
        dore_buf_puts(out, "null"); /* JSON has no NaN */
    } else if (value->kind == DORE_STRING) {
        dore_buf_put_json_string(out, value->u.s);
    } else if (bare) {
        dore_value_text(value, out);
    } else {
        dore_buf_putc(out, '"');
        dore_value_text(value, out);
        dore_buf_putc(out, '"');
    }
}

void dore_value_text(const struct dore_value *value, struct dore_buf *out) {
    switch (value->kind) {
    case DORE_NULL:
    case DORE_ANY:
    case DORE_KIND_COUNT:
        break;
    case DORE_BOOL:
        dore_buf_puts(out, value->u.b ? "true" : "false");
        break;
    case DORE_INT:
        dore_buf_put_i64(out, value->u.i);
        break;
    case DORE_FLOAT:
        put_float(value->u.f, out);
        break;
    case DORE_DECIMAL:
        put_decimal(value, out);
        break;
    case DORE_STRING:
        dore_buf_put_str(out, value->u.s);
        break;
    case DORE_BYTES:
        put_base64(value->u.s, out);
        break;
    case DORE_UUID:
    case DORE_UUID_STRING:
        put_uuid(value->u.uuid, out);
        break;
    case DORE_DATE:
    case DORE_DATETIME:
    case DORE_TIME:
    case DORE_DURATION:
        put_moment(value, out);
        break;
    case DORE_LIST:
        put_json_list(value->u.list, out);
        break;
    case DORE_RECORD:
        put_json_record(value->u.record, out);
        break;
    }
}
