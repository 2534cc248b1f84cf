/* SPDX-License-Identifier: Apache-2.0
 *
 * value: the kinds of values, one value, a column of them, and what is known of a column before
 * any row is made (its domain).
 */
#ifndef DORE_VALUE_H
#define DORE_VALUE_H

#include "dore/node.h"
#include "dore/rng.h"

/* Never reordered: the order is part of no output, but kinds are used as bit numbers. */
enum dore_kind {
    DORE_NULL,
    DORE_BOOL,
    DORE_INT,
    DORE_FLOAT,   /* a double; may be NaN or infinite only where the domain says so */
    DORE_DECIMAL, /* exact: units / 10^scale */
    DORE_STRING,  /* well-formed UTF-8; may hold U+0000 */
    DORE_BYTES,
    DORE_UUID,        /* a uuid object */
    DORE_UUID_STRING, /* a string of 36 characters that is a lower-case uuid, kept as 16 bytes */
    DORE_DATE,        /* days from 1970-01-01 */
    DORE_DATETIME,    /* microseconds from 1970-01-01T00:00:00Z */
    DORE_TIME,        /* microseconds from midnight */
    DORE_DURATION,    /* microseconds, signed */
    DORE_LIST,
    DORE_RECORD, /* an object: keys in order */
    DORE_ANY,    /* columns only: every value boxed, kinds mixed */
    DORE_KIND_COUNT
};
#define DORE_KIND_BIT(kind) (1U << (kind))
/* "string", "integer", "date-time", ... for messages. */
const char *dore_kind_name(enum dore_kind kind);

/* A decimal of more than 18 digits keeps its text: then scale is DORE_SCALE_TEXT and u.s holds
 * plain digits with an optional '-' and point. */
enum { DORE_SCALE_TEXT = 255 };

struct dore_value;
struct dore_list {
    const struct dore_value *item;
    uint32_t count;
};
struct dore_entry;
struct dore_record {
    const struct dore_entry *entry;
    uint32_t count;
};

/* One boxed value. Borrowed memory lives in the batch's arena or in the plan's. */
struct dore_value {
    enum dore_kind kind;
    uint8_t scale; /* of a DECIMAL */
    union {
        bool b;
        int64_t i; /* INT, DECIMAL, DATE, DATETIME, TIME, DURATION */
        double f;
        struct dore_str s; /* STRING, BYTES, long DECIMAL */
        uint8_t uuid[16];  /* UUID, UUID_STRING */
        struct dore_list list;
        struct dore_record record;
    } u;
};
struct dore_entry {
    struct dore_str key;
    struct dore_value value;
};

/* The value that a JSON node stands for: integers that fit int64 are INT; other numbers without
 * exponent or fraction beyond int64, DECIMAL by text; numbers with fraction or exponent, FLOAT. */
struct dore_value dore_value_from_node(struct dore_arena *arena, const struct dore_node *node);
bool dore_value_equal(const struct dore_value *a, const struct dore_value *b);
/* The places of values that differ, the first of its kind each, nulls left out; returns how many.
 * Values count as the same where a unique column could take them for that: when their texts are
 * equal, or their amounts (1 and 1.0). `place` has room for all. */
uint32_t dore_values_distinct(const struct dore_value *values, uint32_t count, uint32_t *place);
/* Appends the value as text, as Python's str() or isoformat() would give it: what a layout token
 * or a text column makes of it (numbers as digits, booleans true/false, dates ISO, lists and
 * records as compact JSON, bytes as base64, null as nothing). */
void dore_value_text(const struct dore_value *value, struct dore_buf *out);

/* A column: `rows` values of one kind, as an array of that kind. */
struct dore_column {
    enum dore_kind kind;
    uint8_t scale; /* of DECIMAL: the same for all; never DORE_SCALE_TEXT (box those) */
    uint32_t rows;
    const uint64_t *nulls; /* bit i set: row i is null (its slot is unspecified); NULL: none is */
    union {
        bool *b;
        int64_t *i; /* INT, DECIMAL, DATE, DATETIME, TIME, DURATION */
        double *f;
        struct dore_str *s; /* STRING, BYTES: DORE_SLACK bytes readable behind each */
        uint8_t (*uuid)[16];
        struct { /* LIST: row i is items offset[i] .. offset[i+1]-1 */
            const uint32_t *offset;
            const struct dore_column *item;
        } list;
        const struct dore_column *field; /* RECORD: one column per field of the domain */
        struct dore_value *any;
    } u;
};
static inline bool dore_column_is_null(const struct dore_column *column, uint32_t row) {
    return column->nulls && (column->nulls[row >> 6] >> (row & 63) & 1);
}

/* What can be said of a column's values before row one. A domain never lies: every value is of one
 * of the kinds, within the bounds, no longer than said. */
struct dore_domain {
    unsigned kinds;  /* DORE_KIND_BIT of each kind that may come out, DORE_NULL included */
    bool bounded;    /* min and max hold for INT, DATE, DATETIME, TIME, DURATION and for DECIMAL in
                      * units of `scale` */
    bool plain;      /* the text form never needs escaping (dore_text_is_plain) */
    bool ascii;      /* the text form is ASCII, escapes or not: see dore_domain_is_ascii */
    bool nul;        /* a STRING (at any depth) may hold U+0000 */
    bool address;    /* a STRING is always an IP address */
    bool not_finite; /* a FLOAT may be NaN or infinite */
    uint8_t scale;   /* of DECIMAL: most digits behind the point; DORE_SCALE_TEXT: unbounded */
    int64_t min, max;
    double float_min, float_max;    /* of FLOAT, when not_finite is false */
    uint64_t min_chars, max_chars;  /* of the text form (dore_value_text), in code points */
    uint64_t max_bytes;             /* of the text form */
    uint64_t mean_bytes;            /* a typical text form; sizes parts, so part of the output */
    uint64_t distinct;              /* how many different values; 0: unknown or beyond counting */
    const struct dore_value *items; /* every value that can come out, when they are listed ... */
    const struct dore_node *item_nodes; /* ... and the manifest's list of them (an ARRAY), if any */
    uint32_t item_count;
    const struct dore_domain *element;     /* of LIST, when all items share one */
    uint32_t max_items;                    /* of LIST */
    const struct dore_domain_field *field; /* of a RECORD with fixed keys */
    uint32_t field_count;
};
/* False where it is not known. */
static inline bool dore_domain_is_ascii(const struct dore_domain *domain) {
    return domain->plain || domain->ascii;
}
struct dore_domain_field {
    const char *name;
    struct dore_domain domain;
};
/* The domain of values that are listed one by one: kinds, bounds and lengths of all of them. */
struct dore_domain dore_domain_of_items(struct dore_arena *arena, const struct dore_value *items,
                                        uint32_t count);
/* For integers min..max: bounds, text lengths, distinct. */
struct dore_domain dore_domain_of_integers(int64_t min, int64_t max);
/* For text of min_chars..max_chars characters, typically mean_bytes bytes long, plain ASCII or not
 * (then max_bytes is 4 * max_chars). */
struct dore_domain dore_domain_of_text(uint64_t min_chars, uint64_t max_chars, uint64_t mean_bytes,
                                       bool plain);
/* For the fixed-length kinds (BOOL, DATE, DATETIME, TIME, UUID, UUID_STRING): text lengths. */
struct dore_domain dore_domain_of_kind(enum dore_kind kind);
/* Of values that lie in one or the other; the mean stays that of a, how many differ is not known.
 */
struct dore_domain dore_domain_either(struct dore_arena *arena, const struct dore_domain *a,
                                      const struct dore_domain *b);
/* The one kind beside null that the domain yields, or DORE_ANY when there are several. */
enum dore_kind dore_domain_kind(const struct dore_domain *domain);
/* Whether a value lies in the domain; for tests. */
bool dore_domain_holds(const struct dore_domain *domain, const struct dore_value *value);

/* Gives a column of `rows` values its arrays (not zeroed) in the arena. Not for LIST and RECORD,
 * whose parts the caller builds. */
void dore_column_init(struct dore_column *column, enum dore_kind kind, uint32_t rows,
                      struct dore_arena *arena);
/* Boxes row `row`; the domain gives the names of RECORD fields. Memory from the arena. Neither is
 * looked at where the column is no LIST or RECORD. */
void dore_column_get(const struct dore_column *column, const struct dore_domain *domain,
                     uint32_t row, struct dore_arena *arena, struct dore_value *out);

#endif
