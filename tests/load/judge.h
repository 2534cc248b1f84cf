/* SPDX-License-Identifier: Apache-2.0
 *
 * judge: what a manifest's values are, and whether what a server or a file has is the same. Values
 * come from dore_fill and dore_column_get alone, never from a format; texts are read back by code
 * of its own. For tests only.
 */
#ifndef DORE_TESTS_JUDGE_H
#define DORE_TESTS_JUDGE_H

#include "dore/dore.h"

/* ---- rows.c: a manifest, planned ---------------------------------------------------------------
 */

struct rows {
    struct dore_arena arena;
    struct dore_diags diags;
    const struct dore_plan *plan;
    const char *manifest, *datastore, *model, *server; /* as the command line names them */
    char **file;                                       /* what is left of it */
    int file_count;
};
/* Reads the options, loads and plans; ends the process with a message when it cannot. */
void rows_open(struct rows *rows, int count, char **argument);
void rows_close(struct rows *rows);
/* The one table that --datastore and --model name; ends the process when there is none. */
const struct dore_plan_table *rows_table(const struct rows *rows);

/* Rows of a table, one after the other. */
struct cursor {
    const struct dore_plan_table *table;
    struct dore_arena batch_arena, row_arena;
    struct dore_batch batch;
    struct dore_value *value;
    uint64_t row;          /* of the next one */
    const uint64_t *order; /* then the number of the next one is order[row]; NULL: row */
};
void cursor_open(struct cursor *cursor, const struct dore_plan_table *table);
/* One value for each field; NULL after the last row. */
const struct dore_value *cursor_next(struct cursor *cursor);
void cursor_close(struct cursor *cursor);

void fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));
/* The value in a form for messages. */
void put_value(const struct dore_value *value, struct dore_buf *out);

/* ---- read.c: texts read back --------------------------------------------------------------------
 */

/* Equal as exact decimal numbers; `places` (when not negative) rounds `a` half away from zero
 * first. False when either is no number. */
bool numbers_equal(struct dore_str a, int places, struct dore_str b);
/* Equal when `a` is rounded to the 34 digits of IEEE 754's Decimal128, half to even. */
bool decimals128_equal(struct dore_str a, struct dore_str b);
/* The very same double; `single`: the same float; `signs`: 0.0 is not -0.0. */
bool doubles_equal(struct dore_str text, double number, bool single, bool signs);
/* YYYY-MM-DD[(T| )HH:MM:SS[.ffffff][Z|+00|+00:00]], microseconds from 1970. */
bool read_moment(struct dore_str text, int64_t *microseconds);
/* [-]H..H:MM:SS[.ffffff][+00] */
bool read_clock(struct dore_str text, int64_t *microseconds);
/* [-]P[nD][T[nH][nM][n[.f]S]] */
bool read_duration(struct dore_str text, int64_t *microseconds);
bool base64_equal(struct dore_str text, struct dore_str bytes);
bool uuid_equal(struct dore_str text, const uint8_t uuid[16]);
/* The value's digits, as a decimal number: INT, DECIMAL, FLOAT, BOOL, and STRING as it is. */
struct dore_str digits_of(const struct dore_value *value, struct dore_buf *room);
/* Down to so many digits of the second. */
int64_t cut_moment(int64_t microseconds, unsigned digits);

/* ---- judge_text.c, judge_json.c, judge_sql.c ----------------------------------------------------
 */

/* A value as plain text, by its kind. */
bool text_matches(const struct dore_value *value, struct dore_str text);
/* As JSON inside SQL; `jsonb`: numbers and the order of keys are the server's. */
bool json_matches(const struct dore_value *value, const struct dore_node *node, bool jsonb);
/* As canonical Extended JSON. */
bool bson_matches(const struct dore_value *value, const struct dore_node *node);
/* As Elasticsearch's JSON for a field of this type (NULL: not declared) or mapping. */
bool elastic_matches(const struct dore_value *value, const struct dore_node *node, const char *type,
                     const struct dore_node *mapping);
/* A document on one line; NULL when it is none. */
const struct dore_node *json_parse(struct dore_arena *arena, struct dore_str text);

enum server { POSTGRES, MARIADB, MYSQL };
enum server server_of(const struct rows *rows);
/* A column type, read anew here: what it is like and its numbers in parentheses. */
enum shape {
    SHAPE_NUMERIC, /* argument[1] places */
    SHAPE_MONEY,
    SHAPE_SINGLE,
    SHAPE_DOUBLE,
    SHAPE_BOOLEAN,
    SHAPE_TEXT,
    SHAPE_PADDED, /* CHAR(n): blanks at the end are not kept */
    SHAPE_BYTES,
    SHAPE_FIXED_BYTES, /* BINARY(n): NULs at the end */
    SHAPE_DATE,
    SHAPE_DATETIME,
    SHAPE_TIME,
    SHAPE_INTERVAL,
    SHAPE_UUID,
    SHAPE_JSON,
    SHAPE_JSONB,
    SHAPE_BIT_NUMBER, /* BIT(n) of MariaDB and MySQL */
    SHAPE_SET,
    SHAPE_GEOMETRY,
    SHAPE_INET,
    SHAPE_OTHER /* integers; text that the server writes with other blanks and letter case */
};
struct column_type {
    enum shape shape;
    bool array;
    bool computed; /* never written */
    unsigned count;
    unsigned argument[2];
};
struct column_type column_type_of(enum server server, const char *text);
/* NULL is a text without bytes' address: got.text == NULL. */
bool sql_matches(enum server server, const struct column_type *type, const struct dore_value *value,
                 struct dore_str got);

/* ---- compare.c: differences, counted and shown --------------------------------------------------
 */

struct tally {
    const struct dore_table *table;
    uint64_t rows, values, different;
};
void report(struct tally *tally, const struct dore_field *field, const struct dore_value *value,
            struct dore_str got);
/* Says what was found; `more`: there were more rows than the table has. 0 when all is equal. */
int conclude(struct tally *tally, bool more);
/* The next line of standard input without its end; NULL after the last. */
char *next_line(char **line, size_t *room);
/* The members from `child` on are the table's fields in their order. */
void compare_elastic_fields(struct tally *tally, const struct dore_value *value,
                            const struct dore_node *child);

/* ---- the verbs
 * ------------------------------------------------------------------------------------ */

int verb_tables(struct rows *rows);
int verb_values(struct rows *rows);
int verb_query(struct rows *rows);
int verb_sql(struct rows *rows);
int verb_jsonl(struct rows *rows);
int verb_bulk(struct rows *rows);
int verb_index(struct rows *rows);
int verb_search(struct rows *rows);
int verb_hits(struct rows *rows);

#endif
