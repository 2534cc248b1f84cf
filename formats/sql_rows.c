/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_rows: runs a table's program over batches of rows. What it writes depends on absolute row
 * numbers and the part's end alone, so batches may be cut anywhere (same-bytes). Nothing is
 * allocated but the buffer's own growth; room is asked for once a row and once a long value.
 */
#include "sql_program.h"

#include "json.h"

#include <math.h>

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

/* Texts of the program, which lie in its arena: short ones are moved with what stands behind. */
static inline void put_fixed(struct sink *sink, struct dore_str text) {
    if (text.size > DORE_SLACK) {
        put_bytes(sink, text);
        return;
    }
    ensure(sink, DORE_SLACK);
    memcpy(sink->at, text.text, DORE_SLACK);
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

/* Bytes from one row's value to the next; 0 where values are not in one array. */
static const uint8_t strides[DORE_KIND_COUNT] = {
    [DORE_BOOL] = sizeof(bool),
    [DORE_INT] = sizeof(int64_t),
    [DORE_FLOAT] = sizeof(double),
    [DORE_DECIMAL] = sizeof(int64_t),
    [DORE_STRING] = sizeof(struct dore_str),
    [DORE_BYTES] = sizeof(struct dore_str),
    [DORE_UUID] = 16,
    [DORE_UUID_STRING] = 16,
    [DORE_DATE] = sizeof(int64_t),
    [DORE_DATETIME] = sizeof(int64_t),
    [DORE_TIME] = sizeof(int64_t),
    [DORE_DURATION] = sizeof(int64_t),
    [DORE_ANY] = sizeof(struct dore_value),
};

static inline struct cell find_cell(const struct dore_column *column,
                                    const struct dore_domain *domain, uint32_t row) {
    uintptr_t values; /* whichever pointer the union holds, perhaps NULL */
    memcpy(&values, &column->u, sizeof values);
    struct cell cell = {.kind = column->kind,
                        .scale = column->scale,
                        .slot = (const void *)(values + (uintptr_t)row * strides[column->kind]),
                        .column = column,
                        .domain = domain,
                        .row = row};
    if (dore_column_is_null(column, row)) {
        cell.kind = DORE_NULL;
    } else if (column->kind == DORE_ANY) {
        unbox(&cell, cell.slot);
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

static inline void put_cell(struct sink *sink, const struct sql_op *op,
                            const struct sql_write *writes, const struct sql_escape *escape,
                            struct cell cell);

/* A list in a list is one more dimension of the same array. */
static void put_items(struct sink *sink, const struct sql_op *op, const struct cell *list) {
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
        put_bytes(sink, i && op->element_comma ? DORE_STR(",") : DORE_STR(""));
        if (item.kind == DORE_LIST) {
            put_items(sink, op, &item);
        } else {
            put_cell(sink, op, op->element, op->element_escape, item);
        }
    }
    put_bytes(sink, braces ? DORE_STR("}") : DORE_STR(""));
}

static void put_array(struct sink *sink, const struct sql_op *op, const struct cell *cell,
                      const struct sql_escape *escape) {
    store(sink);
    size_t from = sink->out->size;
    struct sink inner = {.out = sink->out, .room = SQL_OPEN_ROOM + SQL_PRINT_ROOM + SQL_CLOSE_ROOM};
    load(&inner, 0);
    put_items(&inner, op, cell);
    store(&inner);
    sql_escape_tail(escape, sink->out, from);
    load(sink, 0);
}

/* Values of a length of their own. By value, so that other cells stay in registers. */
static void put_long(struct sink *sink, const struct sql_op *op, enum sql_printer printer,
                     const struct sql_escape *escape, struct cell cell) {
    const struct dore_str *text = cell.slot;
    if (printer == SQL_PRINT_STRING) {
        put_string(sink, &cell, op->plain && !op->element, escape);
    } else if (printer == SQL_PRINT_HEX) {
        ensure(sink, 2 * text->size);
        sink->at = dore_print_hex(sink->at, text->text, text->size);
    } else if (printer == SQL_PRINT_BASE64) {
        ensure(sink, (text->size + 2) / 3 * 4);
        sink->at = dore_print_base64(sink->at, text->text, text->size);
    } else if (printer == SQL_PRINT_JSON) {
        put_json(sink, &cell, escape);
    } else if (printer == SQL_PRINT_DECIMAL) {
        put_bytes(sink, *text); /* more digits than an int64_t holds */
    } else {
        put_array(sink, op, &cell, escape);
    }
}

static inline void put_cell(struct sink *sink, const struct sql_op *op,
                            const struct sql_write *writes, const struct sql_escape *escape,
                            struct cell cell) {
    const struct sql_write *write = &writes[cell.kind];
    enum sql_printer printer = (enum sql_printer)write->printer;
    memcpy(sink->at, write->open, SQL_OPEN_ROOM);
    sink->at += write->open_size;
    bool digits = printer == SQL_PRINT_DECIMAL && cell.scale == DORE_SCALE_TEXT;
    if (printer < SQL_PRINT_STRING && !digits) {
        sink->at = sql_print(printer, write->digits, cell.scale, cell.slot, sink->at);
    } else {
        put_long(sink, op, printer, escape, cell);
    }
    memcpy(sink->at, write->close, SQL_CLOSE_ROOM);
    sink->at += write->close_size;
}

/* ---- rows ----------------------------------------------------------------------------------- */

/* One op with one batch's column: what most cells of it need, looked up once for all. */
struct bound {
    const struct sql_op *op;
    const struct dore_column *column;
    const struct sql_write *write;
    const void *values;
    const uint64_t *nulls;
    const struct dore_pattern *pattern; /* NULL: cells are printed one by one */
    const struct dore_print_slot *slot; /* with a pattern: of the block's first row */
    unsigned usual; /* the printer, when it needs no more room than every column has; else none */
    unsigned scale;
};
/* Columns that are bound; those behind them are rare and written one by one. Slots are filled for a
 * block of rows: all of them together stay in the processor's nearest cache. */
enum { MOST_BOUND = 128, SLOTS = 1024, MOST_ROWS = 32 };
_Static_assert(SLOTS / MOST_BOUND % DORE_PATTERN_STEP == 0, "whole steps for each column");

/* A short text takes no more even when all of it is escaped. */
_Static_assert(2 * DORE_SLACK + sizeof(uint64_t) <= SQL_PRINT_ROOM, "room for escaped texts");

/* Whether put_usual knows the printer. */
static bool is_usual(const struct sql_op *op, enum sql_printer printer) {
    const uint64_t usual = UINT64_C(1) << SQL_PRINT_UUID | UINT64_C(1) << SQL_PRINT_INT |
                           UINT64_C(1) << SQL_PRINT_DECIMAL | UINT64_C(1) << SQL_PRINT_DATE |
                           UINT64_C(1) << SQL_PRINT_DATETIME;
    return printer == SQL_PRINT_STRING ? !op->element : usual >> printer & 1;
}

/* Whether the column is what its domain said, so that its cells can be made in slots. */
static bool has_slots(const struct sql_op *op, const struct dore_column *column) {
    return op->pattern && column->kind == dore_domain_kind(op->domain) &&
           (column->kind != DORE_DECIMAL || column->scale == op->domain->scale);
}

static uint32_t bind(const struct sql_program *program, const struct dore_batch *batch,
                     struct bound bound[MOST_BOUND]) {
    uint32_t count = program->op_count < MOST_BOUND ? program->op_count : MOST_BOUND;
    for (uint32_t i = 0; i < count; i++) {
        const struct sql_op *op = &program->op[i];
        const struct dore_column *column = &batch->column[op->column];
        const struct sql_write *write = &op->write[column->kind];
        bool usual = is_usual(op, (enum sql_printer)write->printer);
        bound[i] = (struct bound){.op = op,
                                  .column = column,
                                  .write = write,
                                  .values = column->u.i,
                                  .nulls = column->nulls,
                                  .pattern = has_slots(op, column) ? op->pattern : NULL,
                                  .usual = usual ? write->printer : SQL_PRINT_NOTHING,
                                  .scale = column->scale};
    }
    return count;
}

/* Most cells: not null, in a column of one kind, by a usual printer. Returns where the next goes;
 * NULL for all others, which put_cell writes. */
static inline char *put_usual(const struct bound *bound, const struct sql_escape *escape,
                              uint32_t row, char *to) {
    const struct sql_write *write = bound->write;
    if (bound->usual == SQL_PRINT_NOTHING ||
        (bound->nulls && (bound->nulls[row >> 6] >> (row & 63) & 1))) {
        return NULL;
    }
    const struct dore_str *text = (const struct dore_str *)bound->values + row;
    const int64_t *number = (const int64_t *)bound->values + row;
    memcpy(to, write->open, SQL_OPEN_ROOM);
    to += write->open_size;
    switch (bound->usual) {
    case SQL_PRINT_STRING:
        if (text->size > DORE_SLACK) {
            return NULL;
        }
        if (bound->op->plain) {
            memcpy(to, text->text, DORE_SLACK);
            to += text->size;
        } else {
            to = sql_escape_text(escape, text->text, text->size, to);
        }
        break;
    case SQL_PRINT_UUID:
        to = dore_print_uuid(to, (const uint8_t *)bound->values + (size_t)row * 16);
        break;
    case SQL_PRINT_INT:
        to = dore_print_i64(to, *number);
        break;
    case SQL_PRINT_DECIMAL:
        to = dore_print_decimal(to, *number, bound->scale);
        break;
    case SQL_PRINT_DATE:
        to = dore_print_date(to, *number);
        break;
    case SQL_PRINT_DATETIME:
        to = dore_print_datetime(to, *number, ' ', sql_fraction_digits(*number, write->digits));
        break;
    default:
        return NULL;
    }
    memcpy(to, write->close, SQL_CLOSE_ROOM);
    return to + write->close_size;
}

static void put_any(struct sink *sink, const struct sql_program *program, const struct sql_op *op,
                    const struct dore_column *column, uint32_t row) {
    put_cell(sink, op, op->write, program->escape, find_cell(column, op->domain, row));
}

static void fill_nulls(const struct dore_column *column, const struct sql_write *null,
                       uint32_t first, uint32_t rows, struct dore_print_slot *slot) {
    for (uint32_t i = 0; i < rows; i++) {
        if (dore_column_is_null(column, first + i)) {
            memcpy(slot[i].text, null->open, DORE_PRINT_SLOT_TEXT);
            slot[i].size = null->open_size;
        }
    }
}

/* The slots of a block of rows, column by column. */
static void fill_slots(struct bound *bound, uint32_t bound_count, uint32_t first, uint32_t rows,
                       uint32_t together, struct dore_print_slot *slot) {
    for (const struct bound *end = bound + bound_count; bound < end; bound++) {
        if (bound->pattern) {
            dore_pattern_print(bound->pattern, (const int64_t *)bound->values + first, rows, slot);
            if (bound->nulls) {
                fill_nulls(bound->column, &bound->op->write[DORE_NULL], first, rows, slot);
            }
            bound->slot = slot;
            slot += together;
        }
    }
}

/* Row number `row` of the batch, number `in_block` of its block. */
static inline void put_row(struct sink *sink, const struct sql_program *program,
                           const struct dore_batch *batch, const struct bound *bound,
                           uint32_t bound_count, uint32_t row, uint32_t in_block) {
    char *at = sink->at;
    for (const struct bound *end = bound + bound_count; bound < end; bound++) {
        if (bound->pattern) {
            const struct dore_print_slot *slot = bound->slot + in_block;
            memcpy(at, slot, sizeof *slot);
            at += slot->size;
            continue;
        }
        char *next = put_usual(bound, program->escape, row, at);
        if (!next) {
            sink->at = at;
            put_any(sink, program, bound->op, bound->column, row);
            next = sink->at;
        }
        at = next;
    }
    sink->at = at;
    for (uint32_t i = bound_count; i < program->op_count; i++)
        put_any(sink, program, &program->op[i], &batch->column[program->op[i].column], row);
}

/* How many rows make a block. */
static uint32_t block_rows(const struct bound *bound, uint32_t bound_count) {
    uint32_t columns = 0;
    for (uint32_t i = 0; i < bound_count; i++)
        columns += bound[i].pattern != NULL;
    uint32_t most = columns ? SLOTS / columns : MOST_ROWS;
    return most < MOST_ROWS ? most / DORE_PATTERN_STEP * DORE_PATTERN_STEP : MOST_ROWS;
}

void sql_rows(const struct dore_layout *layout, const struct dore_part *part,
              const struct dore_batch *batch, struct dore_buf *out) {
    const struct sql_program *program = (const struct sql_program *)(const void *)layout;
    const uint64_t mask = layout->rows_per_statement - 1, end = part->first_row + part->rows;
    struct sink sink = {.out = out, .room = program->room};
    struct bound bound[MOST_BOUND];
    struct dore_print_slot slot[SLOTS];
    uint32_t bound_count = bind(program, batch, bound);
    uint32_t together = block_rows(bound, bound_count), in_block = together;
    load(&sink, 0);
    for (uint32_t row = 0; row < batch->rows; row++, in_block++) {
        if (in_block == together) {
            uint32_t left = batch->rows - row;
            fill_slots(bound, bound_count, row, left < together ? left : together, together, slot);
            in_block = 0;
        }
        uint64_t absolute = batch->first_row + row;
        bool first = (absolute & mask) == 0 || absolute == part->first_row;
        if (first && program->start.size) {
            put_fixed(&sink, program->start);
        }
        put_row(&sink, program, batch, bound, bound_count, row, in_block);
        bool last = ((absolute + 1) & mask) == 0 || absolute + 1 == end;
        put_fixed(&sink, last ? program->finish : program->next);
    }
    store(&sink);
}
