/* SPDX-License-Identifier: Apache-2.0
 *
 * delimited: tables of filled templates, written as Python's csv module writes them in a dialect or
 * with settings of one's own. A setting by which some field could not be written is refused, where
 * Python raises at the first such field.
 */
#include "grid.h"
#include "mixed.h"
#include "providers.h"
#include "tables.h"

/* ---- parameters ----------------------------------------------------------------------------- */

enum { DSV_DIALECT, DSV_HEADER, DSV_COLUMNS, DSV_ROWS, DSV_IDS };
enum { SET_DELIMITER, SET_QUOTE, SET_ESCAPE, SET_DOUBLE, SET_END, SET_QUOTING };
enum { DSV_SETTINGS = DSV_IDS + 1 };

#define TABLE_PARAMS                                                                               \
    {"header", DORE_P_ARRAY | DORE_P_NULL, "null", NULL, "the first row; null: none"},             \
        {"data_columns", DORE_P_ARRAY | DORE_P_OBJECT, "[\"{{name}}\", \"{{address}}\"]", NULL,    \
         "a template for each column, or an object of heading to template"},                       \
        {"num_rows", DORE_P_INT, "10", NULL, "rows, at least 1"}, {                                \
        "include_row_ids", DORE_P_BOOL, "false", NULL, "number the rows in a first column 'ID'"    \
    }
#define NO_PARAM                                                                                   \
    { NULL, 0, NULL, NULL, NULL }

static const char *const dialects[] = {"faker-csv", "excel", "excel-tab", "unix", NULL};

const struct dore_param faker_csv_params[] = {TABLE_PARAMS, NO_PARAM};
const struct dore_param faker_dsv_params[] = {
    {"dialect", DORE_P_STRING, "\"faker-csv\"", dialects, "what the settings are by default"},
    TABLE_PARAMS,
    {"delimiter", DORE_P_STRING | DORE_P_NULL, "null", NULL, "one character between fields"},
    {"quotechar", DORE_P_STRING | DORE_P_NULL, "null", NULL, "one character around fields"},
    {"escapechar", DORE_P_STRING | DORE_P_NULL, "null", NULL,
     "one character in front of others that would mean something; null: none"},
    {"doublequote", DORE_P_BOOL | DORE_P_NULL, "null", NULL,
     "a quotechar in a field is doubled, not escaped; null: true"},
    {"lineterminator", DORE_P_STRING | DORE_P_NULL, "null", NULL, "text behind each row"},
    {"quoting", DORE_P_INT | DORE_P_NULL, "null", NULL,
     "0: fields that need quotes, 1: all, 2: all but numbers, 3: none"},
    {"skipinitialspace", DORE_P_BOOL | DORE_P_NULL, "null", NULL, "only matters to readers"},
    {"strict", DORE_P_BOOL | DORE_P_NULL, "null", NULL, "only matters to readers"},
    NO_PARAM,
};

/* ---- dialects ------------------------------------------------------------------------------- */

enum quoting { QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE };

struct style {
    struct dore_str delimiter, quote, escape, end; /* escape of size 0: none */
    bool doubled;
    enum quoting quoting;
};

static struct style style_of(struct dore_str dialect) {
    struct style style = {.delimiter = DORE_STR(","),
                          .escape = DORE_STR(""),
                          .quote = DORE_STR("\""),
                          .end = DORE_STR("\r\n"),
                          .doubled = true,
                          .quoting = QUOTE_ALL};
    if (dore_str_is(dialect, "excel") || dore_str_is(dialect, "excel-tab")) {
        style.quoting = QUOTE_MINIMAL;
    }
    if (dore_str_is(dialect, "excel-tab")) {
        style.delimiter = DORE_STR("\t");
    }
    if (dore_str_is(dialect, "unix")) {
        style.end = DORE_STR("\n");
    }
    return style;
}

static bool set_character(const struct dore_arg *arg, const char *name,
                          const struct dore_faker *faker, struct dore_str *out) {
    if (arg->null) {
        return true;
    }
    if (dore_utf8_count(arg->s.text, arg->s.size) != 1) {
        faker_refuse(arg, name, faker, NULL, "not one character");
        return false;
    }
    *out = arg->s;
    return true;
}

static bool set_quoting(const struct dore_arg *arg, const struct dore_faker *faker,
                        enum quoting *out) {
    if (!arg->null && (arg->i < QUOTE_MINIMAL || arg->i > QUOTE_NONE)) {
        faker_refuse(arg, "quoting", faker, "write 0 (minimal), 1 (all), 2 (nonnumeric), 3 (none)",
                     "no way to quote");
        return false;
    }
    *out = arg->null ? *out : (enum quoting)arg->i;
    return true;
}

/* Where quotes cannot help, something must. */
static bool check_escape(const struct style *style, const struct dore_arg *setting,
                         const struct dore_faker *faker) {
    if (style->escape.size > 0 || (style->doubled && style->quoting != QUOTE_NONE)) {
        return true;
    }
    bool none = style->quoting == QUOTE_NONE;
    faker_refuse(&setting[none ? SET_QUOTING : SET_DOUBLE], none ? "quoting" : "doublequote", faker,
                 "write an 'escapechar' such as \"\\\\\"", "which needs an 'escapechar'");
    return false;
}

static bool read_style(const struct dore_arg *setting, const struct dore_faker *faker,
                       struct style *style) {
    bool fine = set_character(&setting[SET_DELIMITER], "delimiter", faker, &style->delimiter);
    fine = set_character(&setting[SET_QUOTE], "quotechar", faker, &style->quote) && fine;
    fine = set_character(&setting[SET_ESCAPE], "escapechar", faker, &style->escape) && fine;
    fine = set_quoting(&setting[SET_QUOTING], faker, &style->quoting) && fine;
    style->doubled = setting[SET_DOUBLE].null || setting[SET_DOUBLE].b;
    style->end = setting[SET_END].null ? style->end : setting[SET_END].s;
    return fine && check_escape(style, setting, faker);
}

/* ---- preparing ------------------------------------------------------------------------------ */

struct heading {
    struct dore_str text;
    bool number;
};

struct table {
    struct style style;
    uint32_t columns, rows;
    const struct dore_layout_program **column;
    const struct heading *heading; /* NULL: none */
    bool ids;
    struct dore_domain domain;
};

static bool read_columns(struct table *table, const struct dore_arg *arg,
                         const struct dore_faker *faker) {
    table->column = DORE_NEW(faker->arena, const struct dore_layout_program *, arg->node->count);
    for (const struct dore_node *node = arg->node->first; node; node = node->next) {
        if (node->kind != DORE_NODE_STRING) {
            dore_error(faker->diags, DORE_E_PARAM_TYPE, node->where,
                       "write a template such as \"{{name}}\"",
                       "'data_columns' of '%s' holds something else than templates", faker->method);
            return false;
        }
        table->column[table->columns++] =
            dore_layout_compile(node->text, true, FAKER_LETTERS, faker);
    }
    return true;
}

static struct heading heading_of(const struct dore_node *node, const struct dore_faker *faker) {
    struct dore_value value = dore_value_from_node(faker->arena, node);
    struct dore_buf text = {0};
    dore_value_text(&value, &text);
    const char *copy = dore_arena_text(faker->arena, text.size > 0 ? text.data : "", text.size);
    struct heading heading = {{copy, text.size}, node->kind == DORE_NODE_NUMBER};
    dore_buf_release(&text);
    return heading;
}

/* The `header`, or the keys of `data_columns`. An empty header is none. */
static bool read_headings(struct table *table, const struct dore_arg *header,
                          const struct dore_arg *columns, const struct dore_faker *faker) {
    const struct dore_node *keyed = columns->node->kind == DORE_NODE_OBJECT ? columns->node : NULL;
    struct heading *heading = DORE_NEW(faker->arena, struct heading, table->columns + 1);
    uint32_t count = 0;
    table->heading = (!header->null || keyed) && table->columns > 0 ? heading : NULL;
    if (header->null) {
        for (const struct dore_node *node = keyed ? keyed->first : NULL; node; node = node->next) {
            heading[count++].text = (struct dore_str){node->key, strlen(node->key)};
        }
        return true;
    }
    if (header->node->count != table->columns) {
        faker_refuse(header, "header", faker, NULL, "of %u headings for %u columns",
                     header->node->count, table->columns);
        return false;
    }
    for (const struct dore_node *node = header->node->first; node; node = node->next) {
        heading[count++] = heading_of(node, faker);
    }
    return true;
}

/* ---- lengths -------------------------------------------------------------------------------- */

/* Adds a field and what separates it from the next: each character may be escaped, and quotes may
 * stand around it. `times` in each table. */
static void add_field(struct dore_domain *sum, const struct style *style,
                      const struct dore_domain *field, bool number, uint64_t times) {
    size_t mark = style->quote.size > style->escape.size ? style->quote.size : style->escape.size;
    bool quoted = style->quoting == QUOTE_ALL || (style->quoting == QUOTE_NONNUMERIC && !number);
    uint64_t quotes = quoted ? 2 : 0, around = 2 * style->quote.size + style->delimiter.size;
    sum->min_chars = dore_sum(sum->min_chars, dore_product(times, field->min_chars + quotes));
    sum->max_chars = dore_sum(sum->max_chars,
                              dore_product(times, dore_sum(dore_product(2, field->max_chars), 3)));
    uint64_t bytes = dore_sum(field->max_bytes, dore_product(mark, field->max_chars));
    sum->max_bytes = dore_sum(sum->max_bytes, dore_product(times, dore_sum(bytes, around)));
    sum->mean_bytes = dore_sum(
        sum->mean_bytes, dore_product(times, field->mean_bytes + quotes + style->delimiter.size));
    sum->nul = sum->nul || field->nul;
}

static struct dore_domain measure(const struct table *table) {
    const struct style *style = &table->style;
    struct dore_domain sum = dore_domain_of_text(0, 0, 0, false);
    uint64_t lines = (uint64_t)table->rows + (table->heading != NULL);
    struct dore_domain end = faker_domain_literal(style->end);
    struct dore_domain id = dore_domain_of_integers(1, table->rows);
    struct dore_domain marks[] = {faker_domain_literal(style->delimiter),
                                  faker_domain_literal(style->quote),
                                  faker_domain_literal(style->escape)};
    for (uint32_t i = 0; i < table->columns; i++) {
        struct dore_domain field = dore_layout_domain(table->column[i]);
        add_field(&sum, style, &field, false, table->rows);
        if (table->heading) {
            field = faker_domain_literal(table->heading[i].text);
            add_field(&sum, style, &field, table->heading[i].number, 1);
        }
    }
    if (table->ids) {
        id.max_bytes += 2; /* "ID" may be longer than all numbers */
        id.max_chars += 2;
        add_field(&sum, style, &id, false, lines);
    }
    sum.min_chars = dore_sum(sum.min_chars, lines * end.min_chars);
    /* a row that would be empty is quoted */
    sum.max_chars = dore_sum(sum.max_chars, dore_product(lines, end.max_chars + 2));
    sum.max_bytes =
        dore_sum(sum.max_bytes, dore_product(lines, end.max_bytes + 2 * style->quote.size));
    sum.mean_bytes = dore_sum(sum.mean_bytes, lines * end.max_bytes);
    sum.nul = sum.nul || end.nul || marks[0].nul || marks[1].nul || marks[2].nul;
    return sum;
}

static const void *prepare(const struct dore_arg *arg, struct style style,
                           const struct dore_faker *faker) {
    enum { HEADER, COLUMNS, ROWS, IDS };
    struct table *table = DORE_NEW(faker->arena, struct table, 1);
    table->style = style;
    table->ids = arg[IDS].b;
    if (arg[ROWS].i < 1) {
        return faker_refuse(&arg[ROWS], "num_rows", faker, "write 1 or more", "below 1");
    }
    if (!faker_count_read(&arg[ROWS], "num_rows", FAKER_MOST_ITEMS, faker, &table->rows) ||
        !read_columns(table, &arg[COLUMNS], faker) ||
        !read_headings(table, &arg[HEADER], &arg[COLUMNS], faker)) {
        return NULL;
    }
    if (faker->diags->errors > 0) {
        return NULL; /* of a template */
    }
    table->domain = measure(table);
    return faker_size_check(&arg[ROWS], "num_rows", table->domain.mean_bytes, table, faker);
}

const void *faker_csv_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    const char *delimiter = faker_constant(faker);
    struct style style = style_of(DORE_STR("faker-csv"));
    style.delimiter = (struct dore_str){delimiter, strlen(delimiter)};
    return prepare(arg, style, faker);
}

const void *faker_dsv_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct style style = style_of(arg[DSV_DIALECT].s);
    return read_style(&arg[DSV_SETTINGS], faker, &style) ? prepare(&arg[DSV_HEADER], style, faker)
                                                         : NULL;
}

struct dore_domain faker_csv_domain(const void *state) {
    const struct table *table = state;
    return table->domain;
}

/* ---- writing -------------------------------------------------------------------------------- */

static bool begins_with(const char *text, size_t size, struct dore_str mark) {
    return mark.size > 0 && size >= mark.size && memcmp(text, mark.text, mark.size) == 0;
}

/* Whether the character that begins here would be misread without quotes or an escape. */
static bool is_special(const struct style *style, const char *text, size_t size, size_t bytes) {
    if (*text == '\r' || *text == '\n' || begins_with(text, size, style->delimiter) ||
        begins_with(text, size, style->quote) || begins_with(text, size, style->escape)) {
        return true;
    }
    for (size_t at = 0; at + bytes <= style->end.size; at++) {
        if (memcmp(style->end.text + at, text, bytes) == 0) {
            return true;
        }
    }
    return false;
}

/* What stands in front of a special character: nothing where quotes are enough. */
static struct dore_str mark_of(const struct style *style, const char *text, size_t size) {
    bool quote = begins_with(text, size, style->quote);
    if (style->quoting == QUOTE_NONE || begins_with(text, size, style->escape)) {
        return style->escape;
    }
    return !quote ? DORE_STR("") : style->doubled ? style->quote : style->escape;
}

static bool needs_quotes(const struct style *style, struct dore_str field, bool number) {
    if (style->quoting == QUOTE_ALL || (style->quoting == QUOTE_NONNUMERIC && !number)) {
        return true;
    }
    bool quotes = false;
    for (size_t at = 0, bytes; at < field.size && !quotes; at += bytes) {
        const char *text = field.text + at;
        size_t left = field.size - at;
        dore_utf8_decode(text, left, &bytes);
        quotes = is_special(style, text, left, bytes) &&
                 (mark_of(style, text, left).size == 0 ||
                  (style->doubled && begins_with(text, left, style->quote)));
    }
    return quotes && style->quoting != QUOTE_NONE;
}

static void put_field(const struct style *style, struct dore_str field, bool number, bool first,
                      struct dore_buf *out) {
    struct dore_str quote = needs_quotes(style, field, number) ? style->quote : DORE_STR("");
    dore_buf_put_str(out, first ? DORE_STR("") : style->delimiter);
    dore_buf_put_str(out, quote);
    for (size_t at = 0, bytes; at < field.size; at += bytes) {
        const char *text = field.text + at;
        dore_utf8_decode(text, field.size - at, &bytes);
        if (is_special(style, text, field.size - at, bytes)) {
            dore_buf_put_str(out, mark_of(style, text, field.size - at));
        }
        dore_buf_put(out, text, bytes);
    }
    dore_buf_put_str(out, quote);
}

/* A row without a byte would be read as no row: its one field is quoted. */
static void end_row(const struct table *table, size_t start, struct dore_buf *out) {
    if (out->size == start && table->columns > 0 && table->style.quoting != QUOTE_NONE) {
        dore_buf_put_str(out, table->style.quote);
        dore_buf_put_str(out, table->style.quote);
    }
    dore_buf_put_str(out, table->style.end);
}

static void put_headings(const struct table *table, struct dore_buf *out) {
    size_t start = out->size;
    if (table->ids) {
        put_field(&table->style, DORE_STR("ID"), false, true, out);
    }
    for (uint32_t i = 0; i < table->columns; i++) {
        put_field(&table->style, table->heading[i].text, table->heading[i].number,
                  i == 0 && !table->ids, out);
    }
    end_row(table, start, out);
}

static void put_row(const struct table *table, uint32_t row, struct dore_cell *cell,
                    struct dore_buf *out) {
    size_t start = out->size;
    if (table->ids) {
        char room[DORE_INT_ROOM];
        size_t size = (size_t)(dore_print_u64(room, row + 1) - room);
        put_field(&table->style, (struct dore_str){room, size}, false, true, out);
    }
    for (uint32_t i = 0; i < table->columns; i++) {
        dore_buf_clear(cell->out);
        dore_layout_text(table->column[i], cell);
        put_field(&table->style, (struct dore_str){cell->out->data, cell->out->size}, false,
                  i == 0 && !table->ids, out);
    }
    end_row(table, start, out);
}

void faker_csv_text(const void *state, struct dore_cell *cell) {
    const struct table *table = state;
    struct dore_buf field = {0};
    struct dore_cell inner = {.rng = cell->rng, .arena = cell->arena, .out = &field};
    if (table->heading) {
        put_headings(table, cell->out);
    }
    for (uint32_t row = 0; row < table->rows; row++) {
        put_row(table, row, &inner, cell->out);
    }
    cell->rng = inner.rng;
    dore_buf_release(&field);
}
