/* SPDX-License-Identifier: Apache-2.0
 *
 * json_scalar: one scalar in one form. A form is a row of a table: what stands before the value,
 * which printer makes the value's own text, what stands behind. Owns Extended JSON's wrappers and
 * its two limits: dates outside 1970..9999 and decimals of more than 34 digits.
 */
#include "json.h"

#include "json_decimal.h"

#include <float.h>
#include <string.h>

/* What makes the text between `before` and `after`. */
enum core {
    CORE_NONE,
    CORE_WORD,
    CORE_DIGIT,
    CORE_NUMBER,
    CORE_EPOCH,
    CORE_TEXT,
    CORE_PLAIN,
    CORE_BASE64,
    CORE_UUID,
    CORE_UUID_BASE64,
    CORE_DATE,
    CORE_DATE_MILLIS,
    CORE_DATETIME,
    CORE_TIME,
    CORE_DURATION,
    CORE_MILLIS,
    CORE_SECONDS,
    CORE_EXTENDED_DOUBLE,
    CORE_EXTENDED_DECIMAL,
    CORE_EXTENDED_MOMENT,
    CORE_COUNT
};

/* The texts around a value stand in arrays of one size, so that copying them is two moves. */
enum { AROUND_ROOM = 24 };
struct json_form_row {
    enum core core;
    uint8_t digits; /* of the second, for CORE_DATETIME and CORE_EXTENDED_MOMENT */
    uint8_t before_size, after_size;
    char before[AROUND_ROOM], after[AROUND_ROOM];
};
#define FORM(core, digits, before, after)                                                          \
    { core, digits, sizeof(before) - 1, sizeof(after) - 1, before, after }
#define BINARY "{\"$binary\":{\"base64\":\""

static const struct json_form_row forms[JSON_FORM_COUNT] = {
    [JSON_NULL] = FORM(CORE_NONE, 0, "null", ""),
    [JSON_BOOL] = FORM(CORE_WORD, 0, "", ""),
    [JSON_BOOL_DIGIT] = FORM(CORE_DIGIT, 0, "", ""),
    [JSON_BOOL_QUOTED] = FORM(CORE_WORD, 0, "\"", "\""),
    [JSON_NUMBER] = FORM(CORE_NUMBER, 0, "", ""),
    [JSON_NUMBER_QUOTED] = FORM(CORE_NUMBER, 0, "\"", "\""),
    [JSON_NUMBER_DATETIME] = FORM(CORE_EPOCH, 0, "", ""),
    [JSON_TEXT] = FORM(CORE_TEXT, 0, "", ""),
    [JSON_TEXT_PLAIN] = FORM(CORE_PLAIN, 0, "\"", "\""),
    [JSON_BASE64] = FORM(CORE_BASE64, 0, "\"", "\""),
    [JSON_UUID_TEXT] = FORM(CORE_UUID, 0, "\"", "\""),
    [JSON_DATE] = FORM(CORE_DATE, 0, "\"", "\""),
    [JSON_DATE_MILLIS] = FORM(CORE_DATE_MILLIS, 0, "", ""),
    [JSON_DATETIME] = FORM(CORE_DATETIME, 6, "\"", "Z\""),
    [JSON_DATETIME_3] = FORM(CORE_DATETIME, 3, "\"", "Z\""),
    [JSON_DATETIME_9] = FORM(CORE_DATETIME, 6, "\"", "000Z\""),
    [JSON_TIME] = FORM(CORE_TIME, 6, "\"", "\""),
    [JSON_DURATION] = FORM(CORE_DURATION, 0, "\"", "\""),
    [JSON_MILLIS] = FORM(CORE_MILLIS, 0, "", ""),
    [JSON_SECONDS] = FORM(CORE_SECONDS, 0, "", ""),
    [JSON_EXTENDED_DOUBLE] = FORM(CORE_EXTENDED_DOUBLE, 0, "", ""),
    [JSON_EXTENDED_DECIMAL] = FORM(CORE_EXTENDED_DECIMAL, 0, "{\"$numberDecimal\":\"", "\"}"),
    [JSON_EXTENDED_BINARY] = FORM(CORE_BASE64, 0, BINARY, "\",\"subType\":\"00\"}}"),
    [JSON_EXTENDED_UUID] = FORM(CORE_UUID_BASE64, 0, BINARY, "\",\"subType\":\"04\"}}"),
    [JSON_EXTENDED_DATE] = FORM(CORE_EXTENDED_MOMENT, 0, "{\"$date\":", "}"),
    [JSON_EXTENDED_DATETIME] = FORM(CORE_EXTENDED_MOMENT, 3, "{\"$date\":", "}"),
};

/* Room for any form of a value whose text is not a STRING, BYTES or long DECIMAL. */
enum { FIXED_ROOM = 128 };

static char *print_text(char *at, struct dore_str text) {
    if (text.size) {
        memcpy(at, text.text, text.size);
    }
    return at + text.size;
}

/* The same for a text with DORE_SLACK readable bytes behind it; most are short. */
static char *print_slack(char *at, struct dore_str text) {
    if (text.size <= DORE_SLACK) {
        memcpy(at, text.text, DORE_SLACK);
    } else {
        memcpy(at, text.text, text.size);
    }
    return at + text.size;
}

/* Towards the past, as cutting the digits of the ISO form does. */
static int64_t millis(int64_t microseconds) {
    return microseconds / 1000 - (microseconds % 1000 < 0);
}

static int64_t microseconds_of(const struct dore_value *value) {
    return value->kind == DORE_DATE ? value->u.i * DORE_US_PER_DAY : value->u.i;
}

static char *print_number(char *at, const struct dore_value *value) {
    if (value->kind == DORE_INT) {
        return dore_print_i64(at, value->u.i);
    }
    if (value->kind == DORE_FLOAT) {
        return dore_print_double(at, value->u.f);
    }
    return value->scale == DORE_SCALE_TEXT ? print_text(at, value->u.s)
                                           : dore_print_decimal(at, value->u.i, value->scale);
}

/* Milliseconds that are no date of four-digit years stand as they are: the server takes both. */
static char *print_epoch(char *at, int64_t milliseconds) {
    if (milliseconds < DORE_DAY_MIN * INT64_C(86400000) ||
        milliseconds >= (DORE_DAY_MAX + INT64_C(1)) * 86400000) {
        return dore_print_i64(at, milliseconds);
    }
    *at++ = '"';
    at = dore_print_datetime(at, milliseconds * 1000, 'T', 3);
    return print_text(at, DORE_STR("Z\""));
}

/* JSON has no number for them; mongoimport refuses bare ones. */
static char *print_extended_double(char *at, double number) {
    if (number >= -DBL_MAX && number <= DBL_MAX) {
        return dore_print_double(at, number);
    }
    at = print_text(at, DORE_STR("{\"$numberDouble\":\""));
    at = print_text(at, number > 0   ? DORE_STR("Infinity")
                        : number < 0 ? DORE_STR("-Infinity")
                                     : DORE_STR("NaN"));
    return print_text(at, DORE_STR("\"}"));
}

/* libbson reads ISO text of 0 or 3 digits, from 1970 on. */
static char *print_extended_moment(char *at, int64_t microseconds, unsigned digits) {
    if (microseconds < 0) {
        at = print_text(at, DORE_STR("{\"$numberLong\":\""));
        at = dore_print_i64(at, millis(microseconds));
        return print_text(at, DORE_STR("\"}"));
    }
    *at++ = '"';
    at = dore_print_datetime(at, microseconds, 'T', digits);
    return print_text(at, DORE_STR("Z\""));
}

/* The same of a day's beginning. */
static char *print_extended_day(char *at, int64_t day) {
    if (day < 0)
        return print_extended_moment(at, day * DORE_US_PER_DAY, 0);
    *at++ = '"';
    return print_text(dore_print_date(at, day), DORE_STR("T00:00:00Z\""));
}

static char *print_core(const struct json_form_row *form, const struct dore_value *value,
                        char *at) {
    switch (form->core) {
    case CORE_NONE:
        return at;
    case CORE_WORD:
        return print_text(at, value->u.b ? DORE_STR("true") : DORE_STR("false"));
    case CORE_DIGIT:
        *at = value->u.b ? '1' : '0';
        return at + 1;
    case CORE_NUMBER:
        return print_number(at, value);
    case CORE_EPOCH:
        return print_epoch(at, value->u.i);
    case CORE_TEXT: /* json_write_scalar's, for its length is not known beforehand */
    case CORE_PLAIN:
        return print_text(at, value->u.s);
    case CORE_BASE64:
        return dore_print_base64(at, value->u.s.text, value->u.s.size);
    case CORE_UUID:
        return dore_print_uuid(at, value->u.uuid);
    case CORE_UUID_BASE64:
        return dore_print_base64(at, value->u.uuid, sizeof value->u.uuid);
    case CORE_DATE:
        return dore_print_date(at, value->u.i);
    case CORE_DATE_MILLIS:
        return dore_print_i64(at, value->u.i * 86400000);
    case CORE_DATETIME:
        return dore_print_datetime(at, value->u.i, 'T', form->digits);
    case CORE_TIME:
        return dore_print_time(at, value->u.i, form->digits);
    case CORE_DURATION:
        return dore_print_duration(at, value->u.i);
    case CORE_MILLIS:
        return dore_print_i64(at, millis(value->u.i));
    case CORE_SECONDS:
        return dore_print_decimal(at, value->u.i, 6);
    case CORE_EXTENDED_DOUBLE:
        return print_extended_double(at, value->u.f);
    case CORE_EXTENDED_DECIMAL:
        return value->scale == DORE_SCALE_TEXT ? json_print_decimal128(at, value->u.s)
                                               : print_number(at, value);
    case CORE_EXTENDED_MOMENT:
        return print_extended_moment(at, microseconds_of(value), form->digits);
    case CORE_COUNT:
        break;
    }
    return at;
}

/* Bytes of text that a value brings along; they come on top of FIXED_ROOM. */
static size_t text_size(const struct dore_value *value) {
    if (value->kind == DORE_BYTES) {
        return (value->u.s.size + 2) / 3 * 4;
    }
    return value->kind == DORE_STRING ||
                   (value->kind == DORE_DECIMAL && value->scale == DORE_SCALE_TEXT)
               ? value->u.s.size
               : 0;
}

/* The room was reserved for all of AROUND_ROOM. */
static char *print_around(char *at, const char text[AROUND_ROOM], uint8_t size) {
    memcpy(at, text, AROUND_ROOM);
    return at + size;
}

void json_write_scalar(enum json_form name, const struct dore_value *value, struct dore_buf *out) {
    const struct json_form_row *form = &forms[name];
    if (form->core == CORE_TEXT) {
        dore_buf_put_json_string(out, value->u.s);
        return;
    }
    char *at = dore_buf_reserve(out, text_size(value) + FIXED_ROOM);
    at = print_around(at, form->before, form->before_size);
    at = print_core(form, value, at);
    at = print_around(at, form->after, form->after_size);
    out->size = (size_t)(at - out->data);
}

struct json_field json_field_make(uint32_t column, struct dore_str literal, enum dore_kind kind,
                                  enum json_form form, struct dore_arena *arena) {
    const struct json_form_row *row = &forms[form];
    struct dore_buf open = {0};
    dore_buf_put_str(&open, literal);
    dore_buf_put(&open, row->before, row->before_size);
    struct json_field field = {.column = column,
                               .kind = kind < DORE_LIST ? kind : DORE_KIND_COUNT,
                               .literal = literal,
                               .open = {dore_arena_text(arena, open.data, open.size), open.size},
                               .form = row};
    dore_buf_release(&open);
    return field;
}

/* The texts of most columns, straight from the column. Without them, at NULL. */
static inline char *print_usual(const struct json_form_row *form, const struct dore_column *column,
                                uint32_t row, char *at) {
    const int64_t *number = column->u.i;
    switch ((unsigned)form->core) {
    case CORE_PLAIN:
        return print_slack(at, column->u.s[row]);
    case CORE_UUID:
        return dore_print_uuid(at, column->u.uuid[row]);
    case CORE_NUMBER:
    case CORE_EXTENDED_DECIMAL:
        return column->kind == DORE_INT       ? dore_print_i64(at, number[row])
               : column->kind == DORE_DECIMAL ? dore_print_decimal(at, number[row], column->scale)
                                              : NULL;
    case CORE_DATE:
        return dore_print_date(at, number[row]);
    case CORE_DATETIME:
        return dore_print_datetime(at, number[row], 'T', form->digits);
    case CORE_EXTENDED_MOMENT:
        return column->kind == DORE_DATE ? print_extended_day(at, number[row])
                                         : print_extended_moment(at, number[row], form->digits);
    default:
        return NULL;
    }
}

static char *print_other(const struct json_form_row *form, const struct dore_column *column,
                         uint32_t row, char *at, struct dore_buf *out) {
    out->size = (size_t)(at - out->data);
    if (form->core == CORE_TEXT) {
        dore_buf_put_json_string(out, column->u.s[row]);
        return out->data + out->size;
    }
    struct dore_value value;
    dore_column_get(column, NULL, row, NULL, &value);
    return print_core(form, &value, dore_buf_reserve(out, text_size(&value) + FIXED_ROOM));
}

uint32_t json_write_fields(const struct json_field *field, uint32_t count,
                           const struct dore_column *columns, uint32_t row, struct dore_buf *out) {
    char *at = out->data + out->size, *end = out->data + out->capacity;
    uint32_t done = 0;
    for (; done < count; done++, field++) {
        const struct json_form_row *form = field->form;
        const struct dore_column *column = &columns[field->column];
        if (column->kind != field->kind || dore_column_is_null(column, row))
            break;
        size_t text = form->core == CORE_PLAIN ? column->u.s[row].size : 0;
        if ((size_t)(end - at) < field->open.size + text + FIXED_ROOM) {
            out->size = (size_t)(at - out->data);
            at = dore_buf_reserve(out, field->open.size + text + FIXED_ROOM);
            end = out->data + out->capacity;
        }
        at = print_slack(at, field->open);
        char *next = print_usual(form, column, row, at);
        if (!next) {
            next = print_other(form, column, row, at, out);
            out->size = (size_t)(next - out->data);
            next = dore_buf_reserve(out, AROUND_ROOM);
            end = out->data + out->capacity;
        }
        at = print_around(next, form->after, form->after_size);
    }
    out->size = (size_t)(at - out->data);
    return done;
}

/* Bytes of a core where they are not the text's own. */
static const struct {
    uint8_t typical, largest;
} core_bytes[CORE_COUNT] = {
    [CORE_WORD] = {5, 5},
    [CORE_DIGIT] = {1, 1},
    [CORE_EPOCH] = {26, 26},
    [CORE_UUID] = {36, 36},
    [CORE_UUID_BASE64] = {24, 24},
    [CORE_DATE] = {10, 10},
    [CORE_DATE_MILLIS] = {13, 15},
    [CORE_DATETIME] = {26, 26},
    [CORE_TIME] = {15, 15},
    [CORE_DURATION] = {0, 48},
    [CORE_MILLIS] = {13, DORE_INT_ROOM},
    [CORE_SECONDS] = {13, DORE_DECIMAL_ROOM},
    [CORE_EXTENDED_DOUBLE] = {0, 60},
    [CORE_EXTENDED_MOMENT] = {26, 40},
};

static uint64_t around_bytes(const struct json_form_row *form) {
    return (uint64_t)form->before_size + form->after_size;
}

uint64_t json_typical_bytes(enum json_form name, uint64_t text_bytes) {
    const struct json_form_row *form = &forms[name];
    uint64_t around = around_bytes(form) + (form->core == CORE_TEXT ? 2 : 0);
    uint64_t core = core_bytes[form->core].typical;
    return dore_sum(around, core ? core : text_bytes);
}

uint64_t json_largest_bytes(enum json_form name, uint64_t text_bytes) {
    const struct json_form_row *form = &forms[name];
    uint64_t around = around_bytes(form);
    uint64_t core = core_bytes[form->core].largest;
    if (form->core == CORE_TEXT) { /* every byte may be a control character */
        return dore_sum(dore_product(text_bytes, 6), 2);
    }
    return dore_sum(around, core ? core : text_bytes);
}
