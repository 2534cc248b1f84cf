/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_rows: rows of a table as COPY lines or as lists of INSERT. sql_layout compiles a table into a
 * flat program, one op a written column, which says for every kind of value what stands before it
 * (separator and opening quote already joined), which printer makes it and what stands behind.
 * sql_rows runs the program. What it writes depends on absolute row numbers alone, so batches may
 * be cut anywhere (same-bytes).
 */
#include "sql.h"

#include "json.h"

#include <assert.h>
#include <math.h>

/* How one column writes values of one kind. Both texts are copied whole and then cut. */
enum { OPEN_ROOM = 24, CLOSE_ROOM = 16 };
struct write {
    char open[OPEN_ROOM], close[CLOSE_ROOM];
    uint8_t open_size, close_size, printer, digits;
};

struct op {
    uint32_t column;
    bool plain; /* strings need no escaping */
    const struct dore_domain *domain;
    struct write write[DORE_KIND_COUNT];
    const struct write *element; /* by kind, of ARRAY and SET; else NULL */
    const struct sql_escape *element_escape;
};

struct program {
    struct dore_layout layout;
    const struct sql_escape *escape;
    struct dore_str start, next, finish; /* of a statement; between two rows of it */
    size_t room;                         /* for a row without its long values */
    uint32_t op_count;
    struct op op[];
};

/* ---- compiling ------------------------------------------------------------------------------ */

/* What is the same for all kinds of a column, or of an array's elements. */
struct recipe {
    const struct sql_type *type;
    const char *separator, *null;
    const char *quote; /* "" in COPY and SET */
    const struct sql_escape *escape;
    bool literal; /* leads, trails and bare numbers */
};

static uint8_t set_literal(char *room, size_t room_size, const struct dore_buf *text) {
    assert(text->size <= room_size); /* the forms and separators are ours */
    (void)room_size;
    memcpy(room, text->data, text->size);
    return (uint8_t)text->size;
}

static void make_write(const struct recipe *recipe, enum dore_kind kind, struct write *out) {
    const struct sql_rule *rule = sql_rule(recipe->type, kind);
    if (rule->form == SQL_FORM_NONE) { /* refused by check: never comes */
        rule = &recipe->type->dialect->rules[SQL_UNKNOWN][kind];
    }
    const struct sql_form_row *form = &sql_forms[rule->form];
    bool fenced = recipe->literal && !rule->bare;
    const char *quote = recipe->literal && rule->bare ? "" : recipe->quote;
    struct dore_buf text = {0};
    dore_buf_puts(&text, recipe->separator);
    dore_buf_puts(&text, fenced ? form->lead : "");
    dore_buf_puts(&text, quote);
    size_t before = text.size;
    dore_buf_puts(&text, form->before);
    sql_escape_tail(recipe->escape, &text, before);
    out->open_size = set_literal(out->open, OPEN_ROOM, &text);
    dore_buf_clear(&text);
    dore_buf_puts(&text, form->after);
    dore_buf_puts(&text, quote);
    dore_buf_puts(&text, fenced ? form->trail : "");
    out->close_size = set_literal(out->close, CLOSE_ROOM, &text);
    dore_buf_release(&text);
    bool other = recipe->literal && form->literal != SQL_PRINT_NOTHING;
    out->printer = (uint8_t)(other ? form->literal : form->printer);
    bool bits = recipe->type->family == SQL_BITS;
    uint64_t digits = bits && recipe->type->argument_count ? recipe->type->argument[0] : 1;
    out->digits = (uint8_t)(bits ? (digits < 64 ? digits : 64) : sql_second_digits(recipe->type));
}

static void make_null(const struct recipe *recipe, struct write *out) {
    struct dore_buf text = {0};
    dore_buf_puts(&text, recipe->separator);
    dore_buf_puts(&text, recipe->null);
    out->open_size = set_literal(out->open, OPEN_ROOM, &text);
    dore_buf_release(&text);
}

static void make_writes(const struct recipe *recipe, struct write *out) {
    make_null(recipe, &out[DORE_NULL]);
    for (unsigned kind = DORE_BOOL; kind < DORE_ANY; kind++) {
        make_write(recipe, (enum dore_kind)kind, &out[kind]);
    }
}

/* Elements of T[] are quoted texts of T; members of a SET stand bare between commas. */
static void make_elements(const struct sql_type *type, struct dore_arena *arena, struct op *op) {
    static const struct sql_word text = {.name = "TEXT", .family = SQL_TEXT};
    struct sql_type inner = *type;
    inner.array = false;
    if (!type->array) {
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
    struct write *element = DORE_NEW(arena, struct write, DORE_KIND_COUNT);
    make_writes(&recipe, element);
    op->element = element;
    op->element_escape = recipe.escape;
}

static void make_op(const struct sql_style *style, const struct sql_type *type, bool first,
                    struct dore_arena *arena, struct op *op) {
    const struct recipe recipe = {
        .type = type,
        .separator = first             ? ""
                     : style->literals ? ", "
                                       : "\t",
        .null = style->literals ? "NULL" : "\\N",
        .quote = style->literals ? "'" : "",
        .escape = style->escape,
        .literal = style->literals,
    };
    make_writes(&recipe, op->write);
    if (type->array || type->family == SQL_SET) {
        make_elements(type, arena, op);
    }
}

/* ---- sizes ---------------------------------------------------------------------------------- */

static bool yields(const struct dore_domain *domain, unsigned kind) {
    return domain->kinds & DORE_KIND_BIT(kind);
}

static uint64_t larger(uint64_t a, uint64_t b) {
    return a > b ? a : b;
}

static void measure_op(const struct op *op, uint64_t *typical, uint64_t *largest) {
    uint64_t usual = 1, most = 1;
    for (unsigned kind = DORE_NULL; kind < DORE_ANY; kind++) {
        const struct write *write = &op->write[kind];
        enum sql_printer printer = (enum sql_printer)write->printer;
        if (!yields(op->domain, kind)) {
            continue;
        }
        uint64_t fence = (uint64_t)write->open_size + write->close_size;
        uint64_t body = sql_largest_bytes(printer, op->domain);
        bool escaped = printer >= SQL_PRINT_STRING && !(op->plain && kind == DORE_STRING);
        most = larger(most, sql_add(fence, escaped ? sql_multiply(2, body) : body));
        if (kind != DORE_NULL) {
            usual = larger(usual, fence + sql_typical_bytes(printer, write->digits, op->domain));
        }
    }
    *typical = sql_add(*typical, usual);
    *largest = sql_add(*largest, most);
}

/* The largest power of two, at most 1024, at which a typical row keeps a statement below 1 MiB and
 * the largest row keeps it below 8 MiB. */
static uint32_t rows_per_statement(uint64_t typical, uint64_t largest) {
    const uint64_t typical_limit = 1 << 20, largest_limit = 8 << 20;
    uint32_t rows = 1024;
    while (rows > 1 && (sql_multiply(rows, typical) >= typical_limit ||
                        sql_multiply(rows, largest) >= largest_limit)) {
        rows /= 2;
    }
    return rows;
}

static void measure(const struct sql_style *style, struct program *program) {
    uint64_t typical = 0, largest = 0;
    for (uint32_t i = 0; i < program->op_count; i++) {
        measure_op(&program->op[i], &typical, &largest);
    }
    uint64_t statement = program->start.size + program->finish.size;
    typical = sql_add(typical, program->next.size);
    program->layout.rows_per_statement = style->literals ? rows_per_statement(typical, largest) : 1;
    program->layout.typical_row = sql_add(typical, statement / program->layout.rows_per_statement);
    program->layout.largest_row = sql_add(sql_add(largest, program->next.size), statement);
}

/* ---- the statement around rows -------------------------------------------------------------- */

static struct dore_str keep(struct dore_arena *arena, const struct dore_buf *text) {
    return (struct dore_str){dore_arena_text(arena, text->data, text->size), text->size};
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
    struct dore_str start = keep(arena, &text);
    dore_buf_release(&text);
    return start;
}

const struct dore_layout *sql_layout(const struct sql_style *style, const struct dore_table *table,
                                     struct dore_arena *arena) {
    size_t size = sizeof(struct program) + table->field_count * sizeof(struct op);
    struct program *program = dore_arena_alloc(arena, 1, size);
    bool overriding = false;
    for (uint32_t i = 0; i < table->field_count; i++) {
        struct sql_type type;
        const char *fault = sql_type_read(style->dialect, table->field[i].type, &type);
        assert(!fault);
        (void)fault;
        if (type.computed) {
            continue;
        }
        struct op *op = &program->op[program->op_count];
        op->column = i;
        op->domain = &table->field[i].domain;
        op->plain = op->domain->plain;
        make_op(style, &type, program->op_count == 0, arena, op);
        program->op_count++;
        overriding |= type.identity_always;
    }
    program->escape = style->escape;
    program->finish = (struct dore_str){style->finish, strlen(style->finish)};
    program->next = DORE_STR("\n");
    if (style->literals) {
        program->next = DORE_STR("),\n(");
        program->start = make_start(style, table, overriding, arena);
    }
    program->room = (size_t)program->op_count * (OPEN_ROOM + SQL_PRINT_ROOM + CLOSE_ROOM) +
                    program->next.size + program->finish.size + DORE_SLACK;
    measure(style, program);
    return &program->layout;
}

/* ---- running -------------------------------------------------------------------------------- */

/* Where the next byte goes. At least `room` bytes are free before each row; a value of a length of
 * its own asks for its bytes on top. */
struct sink {
    char *at, *end;
    size_t room;
    struct dore_buf *out;
};

static void load(struct sink *sink, size_t bytes) {
    sink->at = dore_buf_reserve(sink->out, bytes + sink->room);
    sink->end = sink->out->data + sink->out->capacity;
}

static void store(struct sink *sink) {
    sink->out->size = (size_t)(sink->at - sink->out->data);
}

static inline void ensure(struct sink *sink, size_t bytes) {
    if ((size_t)(sink->end - sink->at) < bytes + sink->room) {
        store(sink);
        load(sink, bytes);
    }
}

static void put_bytes(struct sink *sink, struct dore_str text) {
    ensure(sink, text.size);
    if (text.size) {
        memcpy(sink->at, text.text, text.size);
    }
    sink->at += text.size;
}

/* One value, in a column or boxed. `slot` is where its bool, int64_t, ... or bytes are. */
struct cell {
    enum dore_kind kind;
    unsigned scale;
    const void *slot;
    const struct dore_value *boxed; /* NULL: in the column */
    const struct dore_column *column;
    const struct dore_domain *domain;
    uint32_t row;
};

static inline void unbox(struct cell *cell, const struct dore_value *value) {
    cell->boxed = value;
    cell->kind = value->kind;
    cell->scale = value->scale;
    cell->slot = &value->u;
}

static inline struct cell find_cell(const struct dore_column *column,
                                    const struct dore_domain *domain, uint32_t row) {
    struct cell cell = {.kind = column->kind,
                        .scale = column->scale,
                        .column = column,
                        .domain = domain,
                        .row = row};
    if (dore_column_is_null(column, row)) {
        cell.kind = DORE_NULL;
        return cell;
    }
    switch (column->kind) {
    case DORE_BOOL:
        cell.slot = &column->u.b[row];
        break;
    case DORE_INT:
    case DORE_DECIMAL:
    case DORE_DATE:
    case DORE_DATETIME:
    case DORE_TIME:
    case DORE_DURATION:
        cell.slot = &column->u.i[row];
        break;
    case DORE_FLOAT:
        cell.slot = &column->u.f[row];
        break;
    case DORE_STRING:
    case DORE_BYTES:
        cell.slot = &column->u.s[row];
        break;
    case DORE_UUID:
    case DORE_UUID_STRING:
        cell.slot = column->u.uuid[row];
        break;
    case DORE_ANY:
        unbox(&cell, &column->u.any[row]);
        break;
    case DORE_NULL:
    case DORE_LIST:
    case DORE_RECORD:
    case DORE_KIND_COUNT:
        break;
    }
    return cell;
}

static void put_string(struct sink *sink, const struct cell *cell, bool plain,
                       const struct sql_escape *escape) {
    struct dore_str text = *(const struct dore_str *)cell->slot;
    if (plain) {
        put_bytes(sink, text);
    } else if (cell->boxed) { /* nothing is promised of the bytes behind it */
        store(sink);
        size_t from = sink->out->size;
        dore_buf_put_str(sink->out, text);
        sql_escape_tail(escape, sink->out, from);
        load(sink, 0);
    } else {
        ensure(sink, 2 * text.size + sizeof(uint64_t));
        sink->at = sql_escape_text(escape, text.text, text.size, sink->at);
    }
}

/* Infinite numbers were warned of; JSON has none. */
static bool is_finite(const struct cell *cell) {
    return cell->kind != DORE_FLOAT || isfinite(*(const double *)cell->slot);
}

static void put_json(struct sink *sink, const struct cell *cell, const struct sql_escape *escape) {
    store(sink);
    size_t from = sink->out->size;
    if (!is_finite(cell)) {
        dore_buf_puts(sink->out, "null");
    } else if (cell->boxed) {
        json_write_value(cell->boxed, sink->out);
    } else {
        json_write_column(cell->column, cell->domain, cell->row, sink->out);
    }
    sql_escape_tail(escape, sink->out, from);
    load(sink, 0);
}

static void put_cell(struct sink *sink, const struct op *op, const struct write *writes,
                     const struct sql_escape *escape, const struct cell *cell);

/* A list in a list is one more dimension of the same array. */
static void put_items(struct sink *sink, const struct op *op, const struct cell *list) {
    bool braces = op->element_escape == &sql_escape_element;
    const struct dore_domain *domain = list->domain ? list->domain->element : NULL;
    uint32_t first = 0, count;
    if (list->boxed) {
        count = list->boxed->u.list.count;
    } else {
        first = list->column->u.list.offset[list->row];
        count = list->column->u.list.offset[list->row + 1] - first;
    }
    put_bytes(sink, braces ? DORE_STR("{") : DORE_STR(""));
    for (uint32_t i = 0; i < count; i++) {
        struct cell item = {.domain = domain};
        if (list->boxed) {
            unbox(&item, &list->boxed->u.list.item[i]);
        } else {
            item = find_cell(list->column->u.list.item, domain, first + i);
        }
        put_bytes(sink, i ? DORE_STR(",") : DORE_STR(""));
        if (item.kind == DORE_LIST) {
            put_items(sink, op, &item);
        } else {
            put_cell(sink, op, op->element, op->element_escape, &item);
        }
    }
    put_bytes(sink, braces ? DORE_STR("}") : DORE_STR(""));
}

static void put_array(struct sink *sink, const struct op *op, const struct cell *cell,
                      const struct sql_escape *escape) {
    store(sink);
    size_t from = sink->out->size;
    struct sink inner = {.out = sink->out, .room = OPEN_ROOM + SQL_PRINT_ROOM + CLOSE_ROOM};
    load(&inner, 0);
    put_items(&inner, op, cell);
    store(&inner);
    sql_escape_tail(escape, sink->out, from);
    load(sink, 0);
}

/* Values of a length of their own. */
static void put_long(struct sink *sink, const struct op *op, const struct write *write,
                     const struct sql_escape *escape, const struct cell *cell) {
    const struct dore_str *text = cell->slot;
    if (write->printer == SQL_PRINT_STRING) {
        put_string(sink, cell, op->plain && !op->element, escape);
    } else if (write->printer == SQL_PRINT_HEX) {
        ensure(sink, 2 * text->size);
        sink->at = dore_print_hex(sink->at, text->text, text->size);
    } else if (write->printer == SQL_PRINT_BASE64) {
        ensure(sink, (text->size + 2) / 3 * 4);
        sink->at = dore_print_base64(sink->at, text->text, text->size);
    } else if (write->printer == SQL_PRINT_JSON) {
        put_json(sink, cell, escape);
    } else if (write->printer == SQL_PRINT_DECIMAL) {
        put_bytes(sink, *text); /* more digits than an int64_t holds */
    } else {
        put_array(sink, op, cell, escape);
    }
}

static void put_cell(struct sink *sink, const struct op *op, const struct write *writes,
                     const struct sql_escape *escape, const struct cell *cell) {
    const struct write *write = &writes[cell->kind];
    memcpy(sink->at, write->open, OPEN_ROOM);
    sink->at += write->open_size;
    bool digits = write->printer == SQL_PRINT_DECIMAL && cell->scale == DORE_SCALE_TEXT;
    if (write->printer < SQL_PRINT_STRING && !digits) {
        sink->at = sql_print((enum sql_printer)write->printer, write->digits, cell->scale,
                             cell->slot, sink->at);
    } else {
        put_long(sink, op, write, escape, cell);
    }
    memcpy(sink->at, write->close, CLOSE_ROOM);
    sink->at += write->close_size;
}

void sql_rows(const struct dore_layout *layout, const struct dore_part *part,
              const struct dore_batch *batch, struct dore_buf *out) {
    const struct program *program = (const struct program *)(const void *)layout;
    const uint64_t mask = layout->rows_per_statement - 1, end = part->first_row + part->rows;
    struct sink sink = {.out = out, .room = program->room};
    load(&sink, 0);
    for (uint32_t row = 0; row < batch->rows; row++) {
        uint64_t absolute = batch->first_row + row;
        if ((absolute & mask) == 0 || absolute == part->first_row) {
            put_bytes(&sink, program->start);
        }
        for (uint32_t i = 0; i < program->op_count; i++) {
            const struct op *op = &program->op[i];
            struct cell cell = find_cell(&batch->column[op->column], op->domain, row);
            put_cell(&sink, op, op->write, program->escape, &cell);
        }
        bool last = ((absolute + 1) & mask) == 0 || absolute + 1 == end;
        put_bytes(&sink, last ? program->finish : program->next);
    }
    store(&sink);
}
