/* SPDX-License-Identifier: Apache-2.0
 *
 * judge_sql: whether what a server gives back for a column is the value that was meant. Column
 * types are read anew here, from a short table of words, and every text by its shape. Values that a
 * type cuts (digits of a second, blanks of CHAR) are cut here by the type's own rule.
 */
#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum server server_of(const struct rows *rows) {
    if (!rows->server) {
        fail("no --server");
    }
    return strcmp(rows->server, "mariadb") == 0 ? MARIADB
           : strcmp(rows->server, "mysql") == 0 ? MYSQL
                                                : POSTGRES;
}

/* ---- types ------------------------------------------------------------------------------------
 */

/* The first word decides, longer names before shorter ones; `servers` has a bit for each. */
enum { PG = 1 << POSTGRES, MY = 1 << MARIADB };
static const struct {
    const char *word;
    unsigned servers;
    enum shape shape;
    unsigned argument; /* where the type names none */
} words[] = {
    {"DOUBLE PRECISION", PG | MY, SHAPE_DOUBLE, 0},
    {"CHARACTER VARYING", PG | MY, SHAPE_TEXT, 0},
    {"TIMESTAMP", PG, SHAPE_DATETIME, 6},
    {"TIMESTAMPTZ", PG, SHAPE_DATETIME, 6},
    {"TIMESTAMP", MY, SHAPE_DATETIME, 0},
    {"DATETIME", MY, SHAPE_DATETIME, 0},
    {"TIME", PG, SHAPE_TIME, 6},
    {"TIMETZ", PG, SHAPE_TIME, 6},
    {"TIME", MY, SHAPE_TIME, 0},
    {"INTERVAL", PG, SHAPE_INTERVAL, 6},
    {"DATE", PG | MY, SHAPE_DATE, 0},
    {"NUMERIC", PG | MY, SHAPE_NUMERIC, 0},
    {"DECIMAL", PG | MY, SHAPE_NUMERIC, 0},
    {"DEC", PG | MY, SHAPE_NUMERIC, 0},
    {"FIXED", MY, SHAPE_NUMERIC, 0},
    {"MONEY", PG, SHAPE_MONEY, 0},
    {"REAL", PG, SHAPE_SINGLE, 0},
    {"FLOAT4", PG | MY, SHAPE_SINGLE, 0},
    {"FLOAT", MY, SHAPE_SINGLE, 0},
    {"FLOAT", PG, SHAPE_DOUBLE, 0},
    {"FLOAT8", PG | MY, SHAPE_DOUBLE, 0},
    {"DOUBLE", MY, SHAPE_DOUBLE, 0},
    {"REAL", MY, SHAPE_DOUBLE, 0},
    {"BOOLEAN", PG, SHAPE_BOOLEAN, 0},
    {"BOOL", PG, SHAPE_BOOLEAN, 0},
    {"BIT", MY, SHAPE_BIT_NUMBER, 0},
    {"CHAR", PG | MY, SHAPE_PADDED, 1},
    {"CHARACTER", PG | MY, SHAPE_PADDED, 1},
    {"NCHAR", PG | MY, SHAPE_PADDED, 1},
    {"BPCHAR", PG, SHAPE_PADDED, 0},
    {"VARCHAR", PG | MY, SHAPE_TEXT, 0},
    {"TEXT", PG | MY, SHAPE_TEXT, 0},
    {"NAME", PG, SHAPE_TEXT, 0},
    {"CITEXT", PG, SHAPE_TEXT, 0},
    {"TINYTEXT", MY, SHAPE_TEXT, 0},
    {"MEDIUMTEXT", MY, SHAPE_TEXT, 0},
    {"LONGTEXT", MY, SHAPE_TEXT, 0},
    {"ENUM", MY, SHAPE_TEXT, 0},
    {"SET", MY, SHAPE_SET, 0},
    {"BYTEA", PG, SHAPE_BYTES, 0},
    {"BINARY", MY, SHAPE_FIXED_BYTES, 1},
    {"VARBINARY", MY, SHAPE_BYTES, 0},
    {"TINYBLOB", MY, SHAPE_BYTES, 0},
    {"BLOB", MY, SHAPE_BYTES, 0},
    {"MEDIUMBLOB", MY, SHAPE_BYTES, 0},
    {"LONGBLOB", MY, SHAPE_BYTES, 0},
    {"UUID", PG | MY, SHAPE_UUID, 0},
    {"JSONB", PG, SHAPE_JSONB, 0},
    {"JSON", PG | MY, SHAPE_JSON, 0},
    {"POINT", MY, SHAPE_GEOMETRY, 0},
    {"INET", PG, SHAPE_INET, 0},
};

static bool begins_with(const char *text, const char *word) {
    size_t size = strlen(word);
    char begin[32] = "";
    if (strlen(text) < size || size >= sizeof begin) {
        return false;
    }
    memcpy(begin, text, size);
    char next = text[size];
    return dore_text_equal_nocase(begin, word) && (next == '\0' || strchr(" ([", next) != NULL);
}

struct column_type column_type_of(enum server server, const char *text) {
    struct column_type type = {.shape = SHAPE_OTHER, .array = strchr(text, '[') != NULL};
    unsigned bit = 1U << (server == MYSQL ? MARIADB : server);
    type.computed = strstr(text, " AS (") != NULL;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if ((words[i].servers & bit) && begins_with(text, words[i].word)) {
            type.shape = words[i].shape;
            type.argument[0] = words[i].argument;
            break;
        }
    }
    if (server == MYSQL && type.shape == SHAPE_JSON) {
        type.shape = SHAPE_JSONB; /* MariaDB keeps the text, MySQL what it means */
    }
    const char *at = strchr(text, '(');
    for (type.count = 0; at && type.count < 2 && at[1] >= '0' && at[1] <= '9'; type.count++) {
        unsigned *argument = &type.argument[type.count];
        for (*argument = 0; *++at >= '0' && *at <= '9';) {
            *argument = *argument * 10 + (unsigned)(*at - '0');
        }
        at = *at == ',' ? at : NULL;
    }
    return type;
}

/* ---- values -----------------------------------------------------------------------------------
 */

static bool texts_equal(struct dore_str want, struct dore_str got) {
    return want.size == got.size && (!want.size || memcmp(want.text, got.text, want.size) == 0);
}

/* Without letter case and blanks: "(1, 2)" is "(1,2)". */
static bool loosely_equal(struct dore_str a, struct dore_str b) {
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.size && a.text[i] == ' ') {
            i++;
        }
        while (k < b.size && b.text[k] == ' ') {
            k++;
        }
        if (i == a.size || k == b.size) {
            return i == a.size && k == b.size;
        }
        char one[2] = {a.text[i++], 0}, two[2] = {b.text[k++], 0};
        if (!dore_text_equal_nocase(one, two)) {
            return false;
        }
    }
}

static struct dore_str without_blanks(struct dore_str text) {
    while (text.size && text.text[text.size - 1] == ' ') {
        text.size--;
    }
    return text;
}

static bool padded_matches(const struct dore_value *value, struct dore_str got) {
    if (value->kind == DORE_STRING) {
        return texts_equal(without_blanks(value->u.s), without_blanks(got));
    }
    return text_matches(value, got);
}

static bool number_matches(enum server server, const struct column_type *type,
                           const struct dore_value *value, struct dore_str got) {
    struct dore_buf room = {0};
    struct dore_str digits = digits_of(value, &room);
    int places = type->shape != SHAPE_NUMERIC        ? -1
                 : type->count || server != POSTGRES ? (int)type->argument[1]
                                                     : -1;
    bool same;
    if (value->kind == DORE_FLOAT && type->shape != SHAPE_NUMERIC) {
        same = false;
    } else if (digits.size && digits.text[digits.size - 1] > '9') { /* NaN, Infinity */
        same = texts_equal(digits, got);
    } else if (value->kind == DORE_DATE) { /* YEAR */
        int64_t year;
        same = dore_parse_i64(got, &year) && dore_civil_from_days(value->u.i).year == year;
    } else {
        same = numbers_equal(digits, places, got);
    }
    dore_buf_release(&room);
    return same;
}

static bool double_matches(enum server server, const struct dore_value *value, bool single,
                           struct dore_str got) {
    struct dore_buf room = {0};
    digits_of(value, &room);
    dore_buf_putc(&room, '\0');
    double number = value->kind == DORE_FLOAT ? value->u.f : strtod(room.data, NULL);
    dore_buf_release(&room);
    return doubles_equal(got, number, single, server == POSTGRES);
}

/* In an array it is one letter. */
static bool boolean_matches(const struct dore_value *value, struct dore_str got) {
    bool truth = value->kind == DORE_BOOL  ? value->u.b
                 : value->kind == DORE_INT ? value->u.i != 0
                                           : value->u.s.size && strchr("tTyY1", value->u.s.text[0]);
    return dore_str_is(got, truth ? "true" : "false") || dore_str_is(got, truth ? "t" : "f");
}

/* An address of one host comes back with all of its bits. */
static struct dore_str without_mask(struct dore_str text) {
    static const char *const masks[] = {"/32", "/128"};
    for (size_t i = 0; i < 2; i++) {
        size_t size = strlen(masks[i]);
        if (text.size > size && memcmp(text.text + text.size - size, masks[i], size) == 0) {
            text.size -= size;
        }
    }
    return text;
}

/* Raw bytes; a fixed length is filled up with NULs. */
static bool bytes_match(const struct column_type *type, const struct dore_value *value,
                        struct dore_str got) {
    char text[37];
    struct dore_str want = value->u.s;
    if (value->kind == DORE_UUID) {
        want = (struct dore_str){(const char *)value->u.uuid, sizeof value->u.uuid};
    } else if (value->kind == DORE_UUID_STRING) {
        dore_print_uuid(text, value->u.uuid);
        want = (struct dore_str){text, 36};
    } else if (value->kind != DORE_BYTES && value->kind != DORE_STRING) {
        return false;
    }
    size_t size = want.size;
    if (type->shape == SHAPE_FIXED_BYTES && size < type->argument[0]) {
        size = type->argument[0];
    }
    if (got.size != size || (want.size && memcmp(want.text, got.text, want.size) != 0)) {
        return false;
    }
    for (size_t i = want.size; i < size; i++) {
        if (got.text[i]) {
            return false;
        }
    }
    return true;
}

static bool moment_matches(const struct column_type *type, const struct dore_value *value,
                           struct dore_str got) {
    int64_t want = value->kind == DORE_DATE ? value->u.i * DORE_US_PER_DAY : value->u.i, have;
    if (value->kind == DORE_STRING ? !read_moment(value->u.s, &want)
                                   : value->kind != DORE_DATE && value->kind != DORE_DATETIME) {
        return false;
    }
    if (type->shape == SHAPE_DATE) {
        int64_t clock = want % DORE_US_PER_DAY;
        want -= clock < 0 ? clock + DORE_US_PER_DAY : clock;
    } else {
        want = cut_moment(want, type->argument[0]);
    }
    return read_moment(got, &have) && have == want;
}

static bool clock_matches(const struct column_type *type, const struct dore_value *value,
                          struct dore_str got) {
    int64_t want = value->u.i, have;
    if (value->kind == DORE_STRING ? !read_clock(value->u.s, &want)
                                   : value->kind != DORE_TIME && value->kind != DORE_DURATION) {
        return false;
    }
    bool negative = want < 0;
    want = cut_moment(negative ? -want : want, type->argument[0]);
    return read_clock(got, &have) && have == (negative ? -want : want);
}

/* Microseconds as a number. */
static bool interval_matches(const struct dore_value *value, struct dore_str got) {
    int64_t have;
    return (value->kind == DORE_TIME || value->kind == DORE_DURATION) &&
           dore_parse_i64(got, &have) && have == value->u.i;
}

static bool bits_match(const struct dore_value *value, struct dore_str got) {
    uint64_t have, want = 0;
    if (value->kind == DORE_STRING) {
        for (size_t i = 0; i < value->u.s.size; i++) {
            want = want * 2 + (value->u.s.text[i] == '1');
        }
    } else {
        want = value->kind == DORE_BOOL ? value->u.b : (uint64_t)value->u.i;
    }
    return dore_parse_u64(got, &have) && have == want;
}

/* Labels with commas between; the server puts them in the order of the type, so they are sought. */
static bool set_matches(const struct dore_value *value, struct dore_str got) {
    if (value->kind != DORE_LIST) {
        return text_matches(value, got);
    }
    size_t size = 0;
    for (uint32_t i = 0; i < value->u.list.count; i++) {
        struct dore_str label = value->u.list.item[i].u.s;
        bool found = false;
        for (size_t at = 0; at + label.size <= got.size && !found; at++) {
            found = memcmp(got.text + at, label.text, label.size) == 0 &&
                    (at == 0 || got.text[at - 1] == ',') &&
                    (at + label.size == got.size || got.text[at + label.size] == ',');
        }
        if (!found) {
            return false;
        }
        size += label.size + (i > 0);
    }
    return size == got.size;
}

static bool document_matches(const struct dore_value *value, struct dore_str got, bool jsonb) {
    struct dore_arena arena = {0};
    bool same = json_matches(value, json_parse(&arena, got), jsonb);
    dore_arena_release(&arena);
    return same;
}

/* ---- arrays -----------------------------------------------------------------------------------
 */

/* An element of {...}, its quotes and backslashes taken off; *at moves behind it. A NULL bare. */
static bool next_element(struct dore_str literal, size_t *at, struct dore_buf *text, bool *null) {
    bool quoted = *at < literal.size && literal.text[*at] == '"';
    size_t i = *at + quoted;
    dore_buf_clear(text);
    dore_buf_reserve(text, 1);
    for (; i < literal.size; i++) {
        char byte = literal.text[i];
        if (quoted ? byte == '"' : byte == ',' || byte == '}') {
            break;
        }
        if (byte == '\\' && ++i == literal.size) {
            return false;
        }
        dore_buf_putc(text, literal.text[i]);
    }
    *at = i + quoted;
    *null = !quoted && text->size == 4 && memcmp(text->data, "NULL", 4) == 0;
    return *at < literal.size;
}

static bool array_matches(enum server server, const struct column_type *element,
                          const struct dore_list *list, struct dore_str literal, size_t *at);

static bool element_matches(enum server server, const struct column_type *element,
                            const struct dore_value *value, struct dore_str literal, size_t *at) {
    if (value->kind == DORE_LIST) {
        return array_matches(server, element, &value->u.list, literal, at);
    }
    struct dore_buf text = {0};
    bool null = false, same = next_element(literal, at, &text, &null);
    struct dore_str got = {null ? NULL : text.data, text.size};
    same = same && sql_matches(server, element, value, got);
    dore_buf_release(&text);
    return same;
}

static bool array_matches(enum server server, const struct column_type *element,
                          const struct dore_list *list, struct dore_str literal, size_t *at) {
    if (*at == literal.size || literal.text[(*at)++] != '{') {
        return false;
    }
    for (uint32_t i = 0; i < list->count; i++) {
        if (i && literal.text[(*at)++] != ',') {
            return false;
        }
        if (!element_matches(server, element, &list->item[i], literal, at)) {
            return false;
        }
    }
    return *at < literal.size && literal.text[(*at)++] == '}';
}

/* ---- one column -------------------------------------------------------------------------------
 */

static bool shape_matches(enum server server, const struct column_type *type,
                          const struct dore_value *value, struct dore_str got) {
    switch (type->shape) {
    case SHAPE_NUMERIC:
    case SHAPE_MONEY:
        return number_matches(server, type, value, got);
    case SHAPE_SINGLE:
    case SHAPE_DOUBLE:
        return double_matches(server, value, type->shape == SHAPE_SINGLE, got);
    case SHAPE_BOOLEAN:
        return boolean_matches(value, got);
    case SHAPE_TEXT:
        return text_matches(value, got);
    case SHAPE_PADDED:
        return padded_matches(value, got);
    case SHAPE_BYTES:
    case SHAPE_FIXED_BYTES:
        return bytes_match(type, value, got);
    case SHAPE_DATE:
    case SHAPE_DATETIME:
        return moment_matches(type, value, got);
    case SHAPE_TIME:
        return clock_matches(type, value, got);
    case SHAPE_INTERVAL:
        return interval_matches(value, got);
    case SHAPE_UUID:
        return value->kind == DORE_STRING ? loosely_equal(value->u.s, got)
                                          : uuid_equal(got, value->u.uuid);
    case SHAPE_JSON:
    case SHAPE_JSONB:
        return document_matches(value, got, type->shape == SHAPE_JSONB);
    case SHAPE_BIT_NUMBER:
        return bits_match(value, got);
    case SHAPE_SET:
        return set_matches(value, got);
    case SHAPE_INET:
        return loosely_equal(value->u.s, without_mask(got));
    case SHAPE_GEOMETRY:
    case SHAPE_OTHER:
        return value->kind == DORE_STRING ? loosely_equal(value->u.s, got)
                                          : number_matches(server, type, value, got);
    }
    return false;
}

bool sql_matches(enum server server, const struct column_type *type, const struct dore_value *value,
                 struct dore_str got) {
    if (value->kind == DORE_NULL || !got.text) {
        return value->kind == DORE_NULL && !got.text;
    }
    if (!type->array) {
        return shape_matches(server, type, value, got);
    }
    struct column_type element = *type;
    element.array = false;
    size_t at = 0;
    if (value->kind != DORE_LIST) {
        return value->kind == DORE_STRING && loosely_equal(value->u.s, got);
    }
    return array_matches(server, &element, &value->u.list, got, &at) && at == got.size;
}
