/* SPDX-License-Identifier: Apache-2.0
 *
 * sql: what the SQL writers share. A dialect is a table: how it quotes, which type words it knows,
 * which kinds of values fit which family of types and in which form they are written. sql.c quotes,
 * sql_types.c reads column types, sql_fit.c decides whether values fit one, sql_check.c reports
 * what does not, sql_forms.c knows the forms, sql_rows.c compiles and runs the program for rows.
 * A format's own file keeps what is peculiar to its server.
 */
#ifndef DORE_FORMATS_SQL_H
#define DORE_FORMATS_SQL_H

#include "dore/format.h"

struct sql_dialect;

/* ---- quoting: the one function for each place (sql.c) --------------------------------------- */

/* Which bytes of a text are written as two, and how. The first is a backslash, but for the quote
 * that is doubled; `second` gives the other, 0 for bytes that stay as they are. The
 * three words say the same for eight bytes at once: bytes equal to `a` or `b` (repeated eight
 * times) or less than `below` (repeated; 0: none) need a look at the table. */
struct sql_escape {
    uint64_t a, b, below;
    char doubled; /* the quote, 0 where it has a backslash too */
    char second[256];
};
extern const struct sql_escape sql_escape_copy;    /* a field of COPY's text format */
extern const struct sql_escape sql_escape_quote;   /* '...' with standard_conforming_strings */
extern const struct sql_escape sql_escape_mysql;   /* '...' without NO_BACKSLASH_ESCAPES */
extern const struct sql_escape sql_escape_csv;     /* "..." in a field of RFC 4180 */
extern const struct sql_escape sql_escape_element; /* "..." in an array literal */
extern const struct sql_escape sql_escape_nothing;

/* Writes text escaped; `out` has room for 2 * size + 8 bytes, 8 bytes behind `text` are readable.
 * Returns one past the last byte. */
char *sql_escape_text(const struct sql_escape *escape, const char *text, size_t size, char *out);
/* Escapes in place what was put behind `from`. */
void sql_escape_tail(const struct sql_escape *escape, struct dore_buf *buf, size_t from);

/* A name of any kind, quoted. */
void sql_put_name(const struct sql_dialect *dialect, const char *name, struct dore_buf *out);
/* A table's name, with its schema where the dialect has them. */
void sql_put_table(const struct sql_dialect *dialect, const struct dore_table *table,
                   struct dore_buf *out);
/* A string literal. */
void sql_put_literal(const struct sql_dialect *dialect, struct dore_str text, struct dore_buf *out);
/* The schema of a table: "public" where none was given. */
const char *sql_space(const struct dore_table *table);

/* ---- types ---------------------------------------------------------------------------------- */

/* Types that take the same values in the same forms. */
enum sql_family {
    SQL_UNKNOWN,
    SQL_TEXT,
    SQL_INTEGER,
    SQL_NUMERIC,
    SQL_FLOAT,
    SQL_BOOLEAN,
    SQL_BINARY,
    SQL_DATE,
    SQL_DATETIME, /* without a zone */
    SQL_INSTANT,  /* a moment in UTC: timestamptz, MySQL's TIMESTAMP */
    SQL_TIME,
    SQL_ZONED_TIME,
    SQL_INTERVAL,
    SQL_YEAR,
    SQL_UUID,
    SQL_JSON,
    SQL_BITS,
    SQL_MONEY,
    SQL_ADDRESS, /* inet: an address of a host */
    SQL_NETWORK,
    SQL_HARDWARE, /* macaddr */
    SQL_ENUM,
    SQL_SET,
    SQL_SHAPE,  /* of MySQL, made by ST_GeomFromText */
    SQL_VECTOR, /* of floats, four bytes each */
    SQL_VECTOR_ITEM,
    SQL_OTHER, /* takes text alone, in a syntax that only the server knows */
    SQL_ARRAY,
    SQL_FAMILY_COUNT
};

/* One type word (or several, "DOUBLE PRECISION"), upper case. What `low` and `high` limit is the
 * family's: integers and years (the values), times and moments (seconds from midnight or 1970),
 * text, binary, bits and uuids (the length of a type that names none), numbers (their digits),
 * addresses (the one version). 0: no limit. */
struct sql_word {
    const char *name;
    enum sql_family family;
    int64_t low;
    uint64_t high;
    unsigned flags;
};
enum sql_word_flag {
    SQL_COUNTS = 1,   /* serial: not null, fed by a sequence */
    SQL_FIXED = 2,    /* exactly its length, not at most: BINARY, bit */
    SQL_NO_NUL = 4,   /* jsonb: U+0000 is refused even when it is escaped */
    SQL_BYTES = 8,    /* of text: the length is in bytes, and stored outside the row */
    SQL_SINGLE = 16,  /* of floats: 32 bits */
    SQL_KEYED = 32,   /* unique by itself */
    SQL_NO_KEY = 64,  /* has no order, so no key or index can be made of it */
    SQL_PADDED = 128, /* of text: compared without the blanks at its end */
    SQL_FOLDS = 256,  /* of text: compared without letter case */
    SQL_PLANE = 512   /* of text: a character set of its own, of three bytes a character */
};

/* A column type, read. */
struct sql_type {
    const struct sql_dialect *dialect;
    const struct sql_word *word; /* NULL: unknown */
    enum sql_family family;      /* of the elements, when it is an array */
    struct dore_str text;        /* the type alone, without constraints */
    struct dore_str labels;      /* of ENUM and SET: what stands between the parentheses */
    unsigned argument_count;     /* of the first two, when they are whole numbers */
    uint64_t argument[2];
    bool array, is_unsigned;
    struct dore_str charset, collation; /* of its own, without quotes; no text: none is named */
    bool binary;                        /* says BINARY: that character set's binary collation */
    bool not_null, null, primary, unique, references, counted;
    bool computed;        /* GENERATED ALWAYS AS (...): never written */
    bool identity_always; /* GENERATED ALWAYS AS IDENTITY */
    bool bare_default;    /* DEFAULT with a literal or a word, other than NULL */
};
/* Reads a column type. NULL, or what is wrong with it when it cannot be passed on safely; a text
 * that is NULL is wrong too, and was reported as missing. */
const char *sql_type_read(const struct sql_dialect *dialect, const char *text,
                          struct sql_type *out);
/* Whether a text is that word of lower-case letters, in any case. */
bool sql_is_word(struct dore_str text, const char *lower);
/* Whether texts have a character set or collation that is not the table's. */
bool sql_type_has_own_texts(const struct sql_type *type);
/* Whether texts that differ in letter case or accents alone may be equal to the server. */
bool sql_type_folds(const struct sql_type *type);
/* The next label of ENUM or SET, decoded into `label` (cleared first); *labels moves on. False
 * after the last one. */
bool sql_type_label(const struct sql_dialect *dialect, struct dore_str *labels,
                    struct dore_buf *label);
/* struct dore_format's column_words. A type that cannot be read says nothing. */
void sql_column_words(const struct sql_dialect *dialect, const char *text,
                      struct dore_column_words *out);
/* NULL, or what is wrong with a condition (of a CHECK) that cannot be passed on safely. */
const char *sql_condition_fault(const struct sql_dialect *dialect, const char *text);
/* Whether a condition names the column; letter case does not count. */
bool sql_condition_names(const struct sql_dialect *dialect, const char *text, const char *column);

/* ---- forms ---------------------------------------------------------------------------------- */

/* What a rule says of values of a kind in types of a family. */
enum sql_verdict {
    SQL_REFUSED,
    SQL_FITS,
    SQL_DEPENDS, /* on the values: see sql_fit.c */
    SQL_LOSES    /* fits, but changes: a warning */
};

/* How a value is written; sql_forms.c has a row for each. */
enum sql_form {
    SQL_FORM_NONE,
    SQL_FORM_TRUTH,      /* t, f; in a literal TRUE, FALSE */
    SQL_FORM_BOOL_WORD,  /* true, false */
    SQL_FORM_BOOL_DIGIT, /* 1, 0 */
    SQL_FORM_BOOL_BIT,   /* b'1' */
    SQL_FORM_INT,
    SQL_FORM_INT_TRUTH, /* 0 and 1 as TRUTH */
    SQL_FORM_INT_BITS,  /* b'0101' */
    SQL_FORM_FLOAT,
    SQL_FORM_FLOAT_QUOTED, /* bare where it is a plain number: PostgreSQL */
    SQL_FORM_FLOAT_SIGNED, /* -0e0 keeps its sign: MySQL */
    SQL_FORM_DECIMAL,
    SQL_FORM_STRING,
    SQL_FORM_STRING_HEX,   /* X'..' of its UTF-8 */
    SQL_FORM_STRING_BITS,  /* b'0101' of the text 0101 */
    SQL_FORM_STRING_SHAPE, /* ST_GeomFromText('...') */
    SQL_FORM_BYTEA,
    SQL_FORM_BYTES_HEX, /* X'..' */
    SQL_FORM_BYTES_BASE64,
    SQL_FORM_UUID,
    SQL_FORM_UUID_BYTEA,
    SQL_FORM_UUID_HEX,      /* X'..' of its 16 bytes */
    SQL_FORM_UUID_TEXT_HEX, /* X'..' of its 36 characters */
    SQL_FORM_DATE,
    SQL_FORM_DATE_MIDNIGHT,
    SQL_FORM_DATE_MIDNIGHT_UTC,
    SQL_FORM_YEAR,
    SQL_FORM_DATETIME,     /* fraction of a second only where there is one */
    SQL_FORM_DATETIME_UTC, /* with +00 */
    SQL_FORM_DATETIME_CUT, /* always as many digits as the type has */
    SQL_FORM_DATETIME_DAY,
    SQL_FORM_DATETIME_ISO,
    SQL_FORM_TIME,
    SQL_FORM_TIME_UTC,
    SQL_FORM_TIME_CUT,
    SQL_FORM_INTERVAL,
    SQL_FORM_HOURS, /* [-]HHH:MM:SS */
    SQL_FORM_HOURS_UTC,
    SQL_FORM_HOURS_CUT,
    SQL_FORM_DURATION, /* ISO 8601 */
    SQL_FORM_JSON,
    SQL_FORM_ARRAY,
    SQL_FORM_SET,
    SQL_FORM_VECTOR,     /* X'..' of its items */
    SQL_FORM_INT_SINGLE, /* 8 hexadecimal digits: a float, its lowest byte first */
    SQL_FORM_FLOAT_SINGLE,
    SQL_FORM_DECIMAL_SINGLE,
    SQL_FORM_COUNT
};

/* A cell of the matrix family x kind. */
struct sql_rule {
    uint8_t verdict; /* enum sql_verdict */
    uint8_t form;    /* enum sql_form */
    bool bare;       /* a literal without quotes */
};
#define SQL_CELL(verdict, form)                                                                    \
    { SQL_##verdict, SQL_FORM_##form, false }
#define SQL_BARE(verdict, form)                                                                    \
    { SQL_##verdict, SQL_FORM_##form, true }
/* Rows of the matrix that dialects share: text that the server reads as the type; scalars as text;
 * everything as JSON; a type that nobody here knows. */
#define SQL_STRINGS(verdict)                                                                       \
    [DORE_STRING] = SQL_CELL(verdict, STRING), [DORE_UUID_STRING] = SQL_CELL(verdict, UUID)
#define SQL_TEXTS(verdict)                                                                         \
    SQL_STRINGS(verdict),                                                                          \
        [DORE_BOOL] = SQL_CELL(verdict, BOOL_WORD), [DORE_INT] = SQL_CELL(verdict, INT),           \
        [DORE_FLOAT] = SQL_CELL(verdict, FLOAT), [DORE_DECIMAL] = SQL_CELL(verdict, DECIMAL),      \
        [DORE_UUID] = SQL_CELL(verdict, UUID), [DORE_DATE] = SQL_CELL(verdict, DATE),              \
        [DORE_DATETIME] = SQL_CELL(verdict, DATETIME_ISO), [DORE_TIME] = SQL_CELL(verdict, TIME),  \
        [DORE_DURATION] = SQL_CELL(verdict, DURATION)
#define SQL_JSONS                                                                                  \
    [DORE_BOOL] = SQL_CELL(FITS, JSON), [DORE_INT] = SQL_CELL(FITS, JSON),                         \
    [DORE_FLOAT] = SQL_CELL(DEPENDS, JSON), [DORE_DECIMAL] = SQL_CELL(FITS, JSON),                 \
    [DORE_STRING] = SQL_CELL(FITS, JSON), [DORE_BYTES] = SQL_CELL(LOSES, JSON),                    \
    [DORE_UUID] = SQL_CELL(FITS, JSON), [DORE_UUID_STRING] = SQL_CELL(FITS, JSON),                 \
    [DORE_DATE] = SQL_CELL(FITS, JSON), [DORE_DATETIME] = SQL_CELL(FITS, JSON),                    \
    [DORE_TIME] = SQL_CELL(FITS, JSON), [DORE_DURATION] = SQL_CELL(FITS, JSON),                    \
    [DORE_LIST] = SQL_CELL(DEPENDS, JSON), [DORE_RECORD] = SQL_CELL(DEPENDS, JSON)
#define SQL_UNKNOWNS                                                                               \
    SQL_TEXTS(FITS), [DORE_BYTES] = SQL_CELL(FITS, BYTES_BASE64),                                  \
                     [DORE_LIST] = SQL_CELL(FITS, JSON), [DORE_RECORD] = SQL_CELL(FITS, JSON)

/* What the writer of one text does: prints a value's own characters. */
enum sql_printer {
    SQL_PRINT_NOTHING,
    SQL_PRINT_TRUTH,
    SQL_PRINT_TRUTH_WORD,
    SQL_PRINT_BOOL_WORD,
    SQL_PRINT_BOOL_DIGIT,
    SQL_PRINT_INT,
    SQL_PRINT_INT_TRUTH,
    SQL_PRINT_INT_TRUTH_WORD,
    SQL_PRINT_INT_BITS,
    SQL_PRINT_FLOAT,
    SQL_PRINT_FLOAT_QUOTED,
    SQL_PRINT_FLOAT_SIGNED,
    SQL_PRINT_DECIMAL,
    SQL_PRINT_UUID,
    SQL_PRINT_UUID_HEX,
    SQL_PRINT_UUID_TEXT_HEX,
    SQL_PRINT_DATE,
    SQL_PRINT_YEAR,
    SQL_PRINT_DATETIME,
    SQL_PRINT_DATETIME_CUT,
    SQL_PRINT_DATETIME_DAY,
    SQL_PRINT_DATETIME_ISO,
    SQL_PRINT_TIME,
    SQL_PRINT_TIME_CUT,
    SQL_PRINT_INTERVAL,
    SQL_PRINT_HOURS,
    SQL_PRINT_HOURS_CUT,
    SQL_PRINT_DURATION,
    SQL_PRINT_INT_SINGLE,
    SQL_PRINT_FLOAT_SINGLE,
    SQL_PRINT_DECIMAL_SINGLE,
    SQL_PRINT_STRING, /* from here on the length is the value's, not the printer's */
    SQL_PRINT_HEX,
    SQL_PRINT_BASE64,
    SQL_PRINT_JSON,
    SQL_PRINT_ARRAY,
    SQL_PRINT_SET,
    SQL_PRINT_VECTOR,
    SQL_PRINTER_COUNT
};

/* A value's text is before + what the printer makes + after. In a literal that goes between
 * quotes, with `lead` in front of the first and `trail` behind the last. */
struct sql_form_row {
    enum sql_printer printer;
    enum sql_printer literal; /* the printer in a literal; NOTHING: the same one */
    const char *lead, *before, *after, *trail;
};
extern const struct sql_form_row sql_forms[SQL_FORM_COUNT];

/* Bytes that a printer makes of a domain's values, in typical and in the worst case (before
 * escaping). They decide how rows are cut into statements and parts, so they never change. */
uint64_t sql_typical_bytes(enum sql_printer printer, unsigned digits,
                           const struct dore_domain *domain);
uint64_t sql_largest_bytes(enum sql_printer printer, const struct dore_domain *domain);
/* Whole seconds are written without a fraction. */
static inline unsigned sql_fraction_digits(int64_t microseconds, unsigned most) {
    return microseconds % 1000000 ? most : 0;
}
/* Prints a value whose printer stands before SQL_PRINT_STRING and makes at most SQL_PRINT_ROOM
 * bytes; `slot` points at the bool, int64_t, double or 16 bytes. */
enum { SQL_PRINT_ROOM = 96 };
char *sql_print(enum sql_printer printer, unsigned digits, unsigned scale, const void *slot,
                char *out);

/* ---- dialects ------------------------------------------------------------------------------- */

struct sql_key_rules;

struct sql_dialect {
    const char *title;               /* "PostgreSQL" */
    char quote;                      /* around names */
    bool has_spaces;                 /* schemas */
    bool backslash;                  /* escapes inside string literals; "..." is a string too */
    const struct sql_escape *escape; /* of string literals */
    const struct sql_word *word;
    size_t word_count;
    const struct sql_rule (*rules)[DORE_KIND_COUNT]; /* by family */
    const char *suggestion[DORE_KIND_COUNT];         /* a type that takes the kind */
    const char *const *refused_columns;              /* names, NULL-ended */
    size_t name_bytes, name_chars;                   /* most of each; 0: no limit */
    bool names_fold;                                 /* column names are compared without case */
    bool names_strict; /* no CR, LF, final blank or character beyond U+FFFF in names */
    uint32_t column_limit;
    uint64_t row_bytes; /* of columns that are stored in the row; 0: no limit */
    /* there, of one character of such a text; or NULL */
    unsigned (*char_bytes)(const struct dore_table *, const struct sql_type *);
    bool instant_not_null;  /* a TIMESTAMP that does not say NULL may refuse it */
    unsigned json_depth[2]; /* of some servers and of all; 0: no limit */
    unsigned second_digits; /* behind the second, of a type that does not say */
    bool holds_nul;         /* strings may hold U+0000 */
    bool holds_nan;         /* floats may be NaN or infinite */
    const struct sql_key_rules *keys;
};
extern const struct sql_dialect sql_postgres, sql_mysql;

/* The family whose rules hold for a column: its own or SQL_ARRAY. */
enum sql_family sql_type_family(const struct sql_type *type);
const struct sql_rule *sql_rule(const struct sql_type *type, enum dore_kind kind);
/* Digits behind the second that a type keeps; 6 where it is no type of times. */
unsigned sql_second_digits(const struct sql_type *type);

/* ---- whether values fit (sql_fit.c) --------------------------------------------------------- */

enum sql_fit { SQL_FIT_ALL, SQL_FIT_SOME, SQL_FIT_NONE, SQL_FIT_LOSES };
/* One value: ALL, SOME when only the server can tell, NONE or LOSES. */
enum sql_fit sql_fit_value(const struct sql_type *type, const struct dore_value *value);
/* All values of one kind that the domain yields. */
enum sql_fit sql_fit_kind(const struct sql_type *type, const struct dore_domain *domain,
                          enum dore_kind kind);

/* ---- a format's calls that are the same for all dialects ------------------------------------ */

/* Errors for names that the server refuses, changes or confuses. */
void sql_check_store(const struct sql_dialect *dialect, const struct dore_store *store,
                     struct dore_diags *diags);
/* How rows are put together. */
struct sql_style {
    const struct sql_dialect *dialect;
    const struct sql_escape *escape;
    const char *separator, *quote, *null; /* between values; around those that need it; for none */
    bool literals;                        /* lists of INSERT; else fields of COPY or CSV */
    const char *finish;                   /* behind the last row of a statement */
};
/* Errors for columns that cannot be made or filled; a warning for rows over row_limit bytes. */
void sql_check_table(const struct sql_style *style, const struct dore_table *table,
                     uint64_t row_limit, struct dore_diags *diags);
const struct dore_layout *sql_layout(const struct sql_style *style, const struct dore_table *table,
                                     struct dore_arena *arena);
void sql_rows(const struct dore_layout *layout, const struct dore_part *part,
              const struct dore_batch *batch, struct dore_buf *out);

/* ("a", "b"): the columns that are written. */
void sql_put_columns(const struct sql_dialect *dialect, const struct dore_table *table,
                     struct dore_buf *out);
/* CREATE TABLE "t" (...) without what may follow it. */
struct sql_key_names;
void sql_put_create(const struct sql_dialect *dialect, const struct dore_table *table,
                    const struct sql_key_names *names, struct dore_buf *out);

/* ---- keys, foreign keys, checks ------------------------------------------------------------- */

/* What a dialect thinks of keys. */
struct sql_key_rules {
    bool one_scope; /* made names are unique in the database; else in a schema, tables included */
    bool in_order;  /* a foreign key names the columns of a key in that key's order */
    bool indexes_foreign; /* a foreign key makes an index of its columns */
    bool pads;            /* unique texts are compared without blanks at their ends */
    unsigned columns[2];  /* most of a key, of some servers and of all */
    unsigned keys;        /* most of a table; 0: no limit */
    const char *exact;    /* what to write so that texts are compared as they are */
    /* Whether a collation, or the usual one of a character set, takes texts for equal that differ;
     * NULL: none does. */
    bool (*folds)(const struct sql_type *type);
    const char *refused_action; /* ON DELETE and ON UPDATE take all but this one; or NULL */
    /* Whether values of a column of type `from` may refer to one of type `to`. */
    bool (*refers)(const struct sql_type *from, const struct sql_type *to);
    /* Errors for columns that a key or an index cannot have. */
    void (*check)(const struct dore_table *table, const struct dore_key *key,
                  struct dore_diags *diags);
    /* Errors for columns that want a key and have none; or NULL. */
    void (*check_table)(const struct dore_table *table, struct dore_diags *diags);
    /* The keys that stand in CREATE TABLE, each behind a comma and a line end; or NULL. */
    void (*put_inside)(const struct dore_table *table, const struct sql_key_names *names,
                       struct dore_buf *out);
};

/* What a table's keys, foreign keys and columns' checks are called; arrays as long as those. */
struct sql_key_names {
    const char **key, **foreign, **check;
};
/* The names of all tables of a store: the manifest's, or made of the table's and the columns'
 * names; cut and given a digest where they are too long or would be another's. With `diags`,
 * errors for names of the manifest that clash or are refused. Memory from the arena. */
const struct sql_key_names *sql_name_keys(const struct sql_dialect *dialect,
                                          const struct dore_store *store, struct dore_arena *arena,
                                          struct dore_diags *diags);
/* ("a", "b"): columns by number. */
void sql_put_fields(const struct sql_dialect *dialect, const struct dore_table *table,
                    uint32_t count, const uint32_t *field, struct dore_buf *out);
/* CONSTRAINT "name" FOREIGN KEY ... */
void sql_put_foreign(const struct sql_dialect *dialect, const struct dore_table *table,
                     const struct dore_foreign_key *foreign, const char *name,
                     struct dore_buf *out);
/* Errors for keys, foreign keys and checks that the server refuses, and for null where a key is. */
void sql_check_keys(const struct sql_dialect *dialect, const struct dore_table *table,
                    struct dore_diags *diags);
/* Whether a column's values may not be null: because it, its type or the primary key says so. */
bool sql_refuses_null(const struct dore_table *table, uint32_t field, const struct sql_type *type);

#endif
