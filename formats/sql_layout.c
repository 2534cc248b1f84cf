/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_layout: compiles a table into the program that sql_rows runs. All that does not change from
 * row to row is joined here, once: separators, quotes, the head of a statement. Also decides how
 * many rows a statement has and says how long rows are, from the domains alone.
 */
#include "sql_program.h"

#include <assert.h>

/* What is the same for all kinds of a column, or of an array's elements. */
struct recipe {
    const struct sql_type *type;
    const char *separator, *null;
    const char *quote; /* "" in COPY and SET */
    const struct sql_escape *escape;
    bool literal; /* leads and trails */
    bool bare;    /* numbers without quotes */
};

static uint8_t set_literal(char *room, size_t room_size, const struct dore_buf *text) {
    assert(text->size <= room_size); /* the forms and separators are ours */
    (void)room_size;
    memcpy(room, text->data, text->size);
    return (uint8_t)text->size;
}

static uint64_t bit_digits(const struct sql_type *type) {
    enum { MOST = 64 };
    uint64_t digits = type->argument_count ? type->argument[0] : 1;
    return digits < MOST ? digits : MOST;
}

static void make_write(const struct recipe *recipe, enum dore_kind kind, struct sql_write *out) {
    const struct sql_rule *rule = sql_rule(recipe->type, kind);
    if (rule->form == SQL_FORM_NONE) { /* refused by check: never comes */
        rule = &recipe->type->dialect->rules[SQL_UNKNOWN][kind];
    }
    const struct sql_form_row *form = &sql_forms[rule->form];
    bool fenced = recipe->literal && !rule->bare;
    const char *quote = recipe->bare && rule->bare ? "" : recipe->quote;
    struct dore_buf text = {0};
    dore_buf_puts(&text, recipe->separator);
    dore_buf_puts(&text, fenced ? form->lead : "");
    dore_buf_puts(&text, quote);
    size_t before = text.size;
    dore_buf_puts(&text, form->before);
    sql_escape_tail(recipe->escape, &text, before);
    out->open_size = set_literal(out->open, SQL_OPEN_ROOM, &text);
    dore_buf_clear(&text);
    dore_buf_puts(&text, form->after);
    dore_buf_puts(&text, quote);
    dore_buf_puts(&text, fenced ? form->trail : "");
    out->close_size = set_literal(out->close, SQL_CLOSE_ROOM, &text);
    dore_buf_release(&text);
    bool other = recipe->literal && form->literal != SQL_PRINT_NOTHING;
    out->printer = (uint8_t)(other ? form->literal : form->printer);
    bool bits = out->printer == SQL_PRINT_INT_BITS;
    out->digits = (uint8_t)(bits ? bit_digits(recipe->type) : sql_second_digits(recipe->type));
}

static void make_null(const struct recipe *recipe, struct sql_write *out) {
    struct dore_buf text = {0};
    dore_buf_puts(&text, recipe->separator);
    dore_buf_puts(&text, recipe->null);
    out->open_size = set_literal(out->open, SQL_OPEN_ROOM, &text);
    dore_buf_release(&text);
}

static void make_writes(const struct recipe *recipe, struct sql_write *out) {
    make_null(recipe, &out[DORE_NULL]);
    for (unsigned kind = DORE_BOOL; kind < DORE_ANY; kind++) {
        make_write(recipe, (enum dore_kind)kind, &out[kind]);
    }
}

/* Elements of T[] are quoted texts of T; members of a SET stand bare between commas, items of a
 * VECTOR with nothing between. */
static void make_elements(const struct sql_type *type, struct dore_arena *arena,
                          struct sql_op *op) {
    static const struct sql_word text = {.name = "TEXT", .family = SQL_TEXT};
    struct sql_type inner = *type;
    inner.array = false;
    bool vector = !type->array && type->family == SQL_VECTOR;
    if (vector) {
        inner.family = SQL_VECTOR_ITEM;
    } else if (!type->array) {
        inner.word = &text;
        inner.family = SQL_TEXT;
    }
    const struct recipe recipe = {
        .type = &inner,
        .separator = "",
        .null = type->array ? "NULL" : "",
        .quote = type->array ? "\"" : "",
        .escape = type->array ? &sql_escape_element : &sql_escape_nothing,
    };
    struct sql_write *element = DORE_NEW(arena, struct sql_write, DORE_KIND_COUNT);
    make_writes(&recipe, element);
    op->element = element;
    op->element_escape = recipe.escape;
    op->element_comma = !vector;
}

static bool is_small(const struct dore_domain *domain) {
    return domain->bounded && domain->min > -DORE_PATTERN_LIMIT && domain->max < DORE_PATTERN_LIMIT;
}

/* NULL where the column's values may be of several kinds, or do not fit slots. */
static const struct dore_pattern *make_pattern(const struct sql_op *op, struct dore_arena *arena) {
    const struct dore_domain *domain = op->domain;
    const struct sql_write *write = &op->write[dore_domain_kind(domain)];
    const struct dore_str open = {write->open, write->open_size};
    const struct dore_str close = {write->close, write->close_size};
    struct dore_pattern pattern;
    bool fits = op->write[DORE_NULL].open_size <= DORE_PRINT_SLOT_TEXT;
    if (write->printer == SQL_PRINT_DATE) {
        fits = fits && dore_pattern_of_dates(open, close, &pattern);
    } else if (write->printer == SQL_PRINT_INT || write->printer == SQL_PRINT_DECIMAL) {
        unsigned scale = write->printer == SQL_PRINT_DECIMAL ? domain->scale : 0;
        fits = fits && is_small(domain) && dore_pattern_of_numbers(open, close, scale, &pattern);
    } else {
        fits = false;
    }
    if (!fits) {
        return NULL;
    }
    struct dore_pattern *kept = DORE_NEW(arena, struct dore_pattern, 1);
    *kept = pattern;
    return kept;
}

static void make_op(const struct sql_style *style, const struct sql_type *type, bool first,
                    struct dore_arena *arena, struct sql_op *op) {
    const struct recipe recipe = {
        .type = type,
        .separator = first ? "" : style->separator,
        .null = style->null,
        .quote = style->quote,
        .escape = style->escape,
        .literal = style->literals,
        .bare = true,
    };
    make_writes(&recipe, op->write);
    if (type->array || type->family == SQL_SET || type->family == SQL_VECTOR) {
        make_elements(type, arena, op);
    }
    op->pattern = make_pattern(op, arena);
}

/* ---- sizes ---------------------------------------------------------------------------------- */

static bool yields(const struct dore_domain *domain, unsigned kind) {
    return domain->kinds & DORE_KIND_BIT(kind);
}

static uint64_t larger(uint64_t a, uint64_t b) {
    return a > b ? a : b;
}

static void measure_op(const struct sql_op *op, uint64_t *typical, uint64_t *largest) {
    uint64_t usual = 1, most = 1;
    for (unsigned kind = DORE_NULL; kind < DORE_ANY; kind++) {
        const struct sql_write *write = &op->write[kind];
        enum sql_printer printer = (enum sql_printer)write->printer;
        if (!yields(op->domain, kind)) {
            continue;
        }
        uint64_t fence = (uint64_t)write->open_size + write->close_size;
        uint64_t body = sql_largest_bytes(printer, op->domain);
        bool escaped = printer >= SQL_PRINT_STRING && !(op->plain && kind == DORE_STRING);
        most = larger(most, dore_sum(fence, escaped ? dore_product(2, body) : body));
        if (kind != DORE_NULL) {
            usual = larger(usual, fence + sql_typical_bytes(printer, write->digits, op->domain));
        }
    }
    *typical = dore_sum(*typical, usual);
    *largest = dore_sum(*largest, most);
}

/* The largest power of two, at most 1024, at which a typical row keeps a statement below 1 MiB and
 * the largest row keeps it below 8 MiB. */
static uint32_t rows_per_statement(uint64_t typical, uint64_t largest) {
    const uint64_t typical_limit = 1 << 20, largest_limit = 8 << 20;
    uint32_t rows = 1024;
    while (rows > 1 && (dore_product(rows, typical) >= typical_limit ||
                        dore_product(rows, largest) >= largest_limit)) {
        rows /= 2;
    }
    return rows;
}

static void measure(const struct sql_style *style, struct sql_program *program) {
    uint64_t typical = 0, largest = 0;
    for (uint32_t i = 0; i < program->op_count; i++) {
        measure_op(&program->op[i], &typical, &largest);
    }
    uint64_t statement = program->start.size + program->finish.size;
    typical = dore_sum(typical, program->next.size);
    program->layout.rows_per_statement = style->literals ? rows_per_statement(typical, largest) : 1;
    program->layout.typical_row = dore_sum(typical, statement / program->layout.rows_per_statement);
    program->layout.largest_row = dore_sum(dore_sum(largest, program->next.size), statement);
}

/* ---- the statement around rows -------------------------------------------------------------- */

/* In the arena, so that sql_rows may read DORE_SLACK bytes behind it. */
static struct dore_str keep(struct dore_arena *arena, const char *text) {
    size_t size = strlen(text);
    return (struct dore_str){dore_arena_text(arena, text, size), size};
}

static struct dore_str make_start(const struct sql_style *style, const struct dore_table *table,
                                  bool overriding, struct dore_arena *arena) {
    struct dore_buf text = {0};
    dore_buf_puts(&text, "INSERT INTO ");
    sql_put_table(style->dialect, table, &text);
    dore_buf_putc(&text, ' ');
    sql_put_columns(style->dialect, table, &text);
    dore_buf_puts(&text, overriding ? " OVERRIDING SYSTEM VALUE" : "");
    dore_buf_puts(&text, " VALUES\n(");
    struct dore_str start = {dore_arena_text(arena, text.data, text.size), text.size};
    dore_buf_release(&text);
    return start;
}

const struct dore_layout *sql_layout(const struct sql_style *style, const struct dore_table *table,
                                     struct dore_arena *arena) {
    size_t size = sizeof(struct sql_program) + table->field_count * sizeof(struct sql_op);
    struct sql_program *program = dore_arena_alloc(arena, 1, size);
    bool overriding = false;
    for (uint32_t i = 0; i < table->field_count; i++) {
        struct sql_type type;
        const char *fault = sql_type_read(style->dialect, table->field[i].type, &type);
        assert(!fault);
        (void)fault;
        if (type.computed) {
            continue;
        }
        struct sql_op *op = &program->op[program->op_count];
        op->column = i;
        op->domain = &table->field[i].domain;
        op->plain = op->domain->plain;
        make_op(style, &type, program->op_count == 0, arena, op);
        program->op_count++;
        overriding |= type.identity_always;
    }
    program->escape = style->escape;
    program->finish = keep(arena, style->finish);
    program->next = keep(arena, style->literals ? "),\n(" : "\n");
    if (style->literals) {
        program->start = make_start(style, table, overriding, arena);
    }
    program->room = (size_t)program->op_count * (SQL_OPEN_ROOM + SQL_PRINT_ROOM + SQL_CLOSE_ROOM) +
                    program->next.size + program->finish.size + DORE_SLACK;
    measure(style, program);
    return &program->layout;
}
