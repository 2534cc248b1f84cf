/* SPDX-License-Identifier: Apache-2.0
 *
 * json: the one JSON writer of all formats. A value is written in a form that its kind and its
 * target decide: a date as "2024-06-01", as {"$date":...} or as milliseconds. A style says which
 * form each kind takes; it is chosen when the plan is made, so that rows need no decisions.
 * Whether a target takes the values at all was checked before (a format's `check`).
 */
#ifndef DORE_FORMATS_JSON_H
#define DORE_FORMATS_JSON_H

#include "dore/format.h"

/* How a scalar is written. Each row of the table in json.c has the kinds that it is for. */
enum json_form {
    JSON_NULL,
    JSON_BOOL,            /* true */
    JSON_BOOL_DIGIT,      /* 1 */
    JSON_BOOL_QUOTED,     /* "true" */
    JSON_NUMBER,          /* digits: INT, FLOAT (finite), DECIMAL */
    JSON_NUMBER_QUOTED,   /* "digits" */
    JSON_NUMBER_DATETIME, /* INT, milliseconds from 1970, as "2024-06-01T12:00:00.123Z" */
    JSON_TEXT,            /* STRING, escaped */
    JSON_TEXT_PLAIN,      /* STRING that is known to need no escape */
    JSON_BASE64,          /* BYTES */
    JSON_UUID_TEXT,       /* 36 characters */
    JSON_DATE,            /* "2024-06-01" */
    JSON_DATE_MILLIS,     /* DATE as milliseconds from 1970 */
    JSON_DATETIME,        /* "2024-06-01T12:00:00.123456Z" */
    JSON_DATETIME_3,      /* the same with 3 digits, cut, and with 9 */
    JSON_DATETIME_9,
    JSON_TIME,     /* "12:00:00.123456" */
    JSON_DURATION, /* "P1DT2H" */
    JSON_MILLIS,   /* DATETIME and DURATION as whole milliseconds, cut downwards */
    JSON_SECONDS,  /* DURATION as exact seconds: 1.500000 */
    /* MongoDB Extended JSON v2: */
    JSON_EXTENDED_DOUBLE,
    JSON_EXTENDED_DECIMAL,
    JSON_EXTENDED_BINARY,
    JSON_EXTENDED_UUID,
    JSON_EXTENDED_DATE,
    JSON_EXTENDED_DATETIME,
    JSON_FORM_COUNT
};

struct json_member;
/* The form of each scalar kind. Lists write their items in the list's own style. */
struct json_style {
    enum json_form form[DORE_KIND_COUNT];
    const struct json_style *inner;   /* of a record's values; NULL: this style again ... */
    const struct json_member *member; /* ... save those that have one of their own */
    uint32_t member_count;
};
struct json_member {
    struct dore_str name;
    const struct json_style *style;
};

/* Plain JSON: numbers as digits, all else as text: dates and times in ISO 8601 (date-times in UTC
 * with six digits and Z), durations ISO 8601, bytes base64. For JSON in SQL columns. */
extern const struct json_style json_plain;
/* Extended JSON v2 as mongoimport reads it. */
extern const struct json_style json_extended;

/* The style of a record's value under `key`. */
const struct json_style *json_style_of(const struct json_style *style, struct dore_str key);

/* Plain JSON. FLOATs are finite. */
void json_write_value(const struct dore_value *value, struct dore_buf *out);
/* Row `row` of a column; the domain gives the names of RECORD fields, at any depth. */
void json_write_column(const struct dore_column *column, const struct dore_domain *domain,
                       uint32_t row, struct dore_buf *out);

/* The same in any style. */
void json_write_styled(const struct json_style *style, const struct dore_value *value,
                       struct dore_buf *out);
void json_write_cell(const struct json_style *style, const struct dore_column *column,
                     const struct dore_domain *domain, uint32_t row, struct dore_buf *out);
/* A value that is neither LIST nor RECORD, in a given form. */
void json_write_scalar(enum json_form form, const struct dore_value *value, struct dore_buf *out);
/* A field of documents: where its values are and what surrounds them, put together once. */
struct json_field {
    uint32_t column;
    enum dore_kind kind;     /* that the column mostly has */
    struct dore_str literal; /* ,"name": */
    struct dore_str open;    /* the same with what stands before the text of a value of that kind */
    const struct json_form_row *form;
};
/* `literal` has DORE_SLACK readable bytes behind it. */
struct json_field json_field_make(uint32_t column, struct dore_str literal, enum dore_kind kind,
                                  enum json_form form, struct dore_arena *arena);
/* Writes fields of row `row` up to one that is null or in a column of another kind, LIST, RECORD or
 * ANY; returns how many. */
uint32_t json_write_fields(const struct json_field *field, uint32_t count,
                           const struct dore_column *columns, uint32_t row, struct dore_buf *out);

/* Bytes of a value in a form, in typical and in the worst case; `text_bytes` is the length of its
 * text (the domain's mean_bytes or max_bytes). Sizes decide parts, so they never
 * change. Sums stop at UINT64_MAX. */
uint64_t json_typical_bytes(enum json_form form, uint64_t text_bytes);
uint64_t json_largest_bytes(enum json_form form, uint64_t text_bytes);

#endif
