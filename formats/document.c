/* SPDX-License-Identifier: Apache-2.0
 *
 * document: the program for rows. Each level (the table, a nested record) is an array of steps: a
 * literal that ends in the field's name, already escaped, then a value in its style. A list of
 * records has a level of one step, without a name, for its items. The loop over rows allocates
 * nothing but room in the buffer and decides nothing but what the values decide.
 */
#include "document.h"

#include <string.h>

struct level;
struct step {
    const struct json_style *style;
    const struct dore_domain *domain;
    const struct level *inner; /* of a RECORD, or of a LIST with RECORDs somewhere below */
    enum dore_kind inner_kind;
};
struct level {
    uint32_t count;
    const struct step *step;
    const struct json_field *field; /* literals: comma, name, colon */
};

enum { ID_SIZE = 24 };

struct program {
    struct dore_layout layout; /* first: what the engine sees */
    struct document_frame frame;
    uint64_t id_stream;
    struct level fields;
};

/* ---- rows ------------------------------------------------------------------------------------ */

static void run_level(const struct level *level, const struct dore_column *column, uint32_t row,
                      struct dore_buf *out);

static void run_items(const struct level *level, const struct dore_column *list, uint32_t row,
                      struct dore_buf *out) {
    uint32_t first = list->u.list.offset[row], end = list->u.list.offset[row + 1];
    dore_buf_putc(out, '[');
    for (uint32_t i = first; i < end; i++) {
        if (i > first) {
            dore_buf_putc(out, ',');
        }
        run_level(level, list->u.list.item, i, out);
    }
    dore_buf_putc(out, ']');
}

static void run_inner(const struct step *step, const struct dore_column *column, uint32_t row,
                      struct dore_buf *out) {
    if (column->kind == DORE_LIST) {
        run_items(step->inner, column, row, out);
        return;
    }
    dore_buf_putc(out, '{');
    run_level(step->inner, column->u.field, row, out);
    dore_buf_putc(out, '}');
}

static void run_step(const struct step *step, const struct json_field *field,
                     const struct dore_column *columns, uint32_t row, struct dore_buf *out) {
    const struct dore_column *column = &columns[field->column];
    dore_buf_put_str(out, field->literal);
    if (step->inner && column->kind == step->inner_kind && !dore_column_is_null(column, row))
        run_inner(step, column, row, out);
    else
        json_write_cell(step->style, column, step->domain, row, out);
}

static void run_level(const struct level *level, const struct dore_column *columns, uint32_t row,
                      struct dore_buf *out) {
    const struct json_field *field = level->field;
    for (uint32_t i = 0; i < level->count; i++) {
        i += json_write_fields(field + i, level->count - i, columns, row, out);
        if (i < level->count)
            run_step(&level->step[i], field + i, columns, row, out);
    }
}

/* Texts of the program have DORE_SLACK readable bytes behind them; most are short. */
static char *put_short(char *to, struct dore_str text) {
    memcpy(to, text.text, DORE_SLACK);
    if (text.size > DORE_SLACK) {
        memcpy(to, text.text, text.size);
    }
    return to + text.size;
}

void document_rows(const struct dore_layout *layout, const struct dore_part *part,
                   const struct dore_batch *batch, struct dore_buf *out) {
    (void)part;
    const struct program *program = (const struct program *)layout;
    const struct document_frame *frame = &program->frame;
    const size_t room = frame->head.size + ID_SIZE + frame->middle.size;
    for (uint32_t row = 0; row < batch->rows; row++) {
        char *at = put_short(dore_buf_reserve(out, room), frame->head);
        if (frame->id) {
            at = dore_print_document_id(at, program->id_stream, batch->first_row + row);
            at = put_short(at, frame->middle);
        }
        out->size = (size_t)(at - out->data);
        run_level(&program->fields, batch->column, row, out);
        memcpy(dore_buf_reserve(out, 2), "}\n", 2);
        out->size += 2;
    }
}

void document_no_frame(const struct dore_store *store, const struct dore_part *part,
                       struct dore_buf *out) {
    (void)store;
    (void)part;
    (void)out;
}

/* ---- sizes ----------------------------------------------------------------------------------- */

struct bytes {
    uint64_t typical, largest;
};

static struct bytes add(struct bytes a, struct bytes b) {
    return (struct bytes){dore_sum(a.typical, b.typical), dore_sum(a.largest, b.largest)};
}

static struct bytes value_bytes(const struct json_style *style, const struct dore_domain *domain);

static struct bytes key_bytes(const char *name) {
    uint64_t size = strlen(name);
    return (struct bytes){size + 4, dore_sum(dore_product(size, 6), 4)};
}

static struct bytes record_bytes(const struct json_style *style, const struct dore_domain *domain) {
    struct bytes sum = {2, 2};
    for (uint32_t i = 0; i < domain->field_count; i++) {
        const struct dore_domain_field *field = &domain->field[i];
        struct dore_str name = {field->name, strlen(field->name)};
        sum = add(sum, key_bytes(field->name));
        sum = add(sum, value_bytes(json_style_of(style, name), &field->domain));
    }
    return sum;
}

/* How many items a typical list has is not said; its text, and that of an item, are. */
static struct bytes list_bytes(const struct json_style *style, const struct dore_domain *domain) {
    struct bytes item = value_bytes(style, domain->element);
    uint64_t text = dore_product(domain->mean_bytes, dore_sum(item.typical, 1));
    return (struct bytes){dore_sum(2, text / dore_sum(domain->element->mean_bytes, 1)),
                          dore_sum(2, dore_product(domain->max_items, dore_sum(item.largest, 1)))};
}

/* Lists and records of which nothing is known but their text: JSON already, in which a wrapper of
 * Extended JSON makes up to 24 bytes of one, and a plain date-time less than twice its text. */
static struct bytes unknown_bytes(const struct json_style *style,
                                  const struct dore_domain *domain) {
    bool extended = style->form[DORE_DECIMAL] == JSON_EXTENDED_DECIMAL;
    return (struct bytes){dore_sum(domain->mean_bytes, 2),
                          dore_sum(dore_product(domain->max_bytes, extended ? 24 : 2), 64)};
}

static struct bytes value_bytes(const struct json_style *style, const struct dore_domain *domain) {
    struct bytes most = {0, 0};
    for (enum dore_kind kind = DORE_BOOL; kind < DORE_ANY; kind++) {
        if (!(domain->kinds & DORE_KIND_BIT(kind))) {
            continue;
        }
        struct bytes bytes;
        if (kind == DORE_RECORD && domain->field) {
            bytes = record_bytes(style, domain);
        } else if (kind == DORE_LIST && domain->element) {
            bytes = list_bytes(style, domain);
        } else if (kind == DORE_RECORD || kind == DORE_LIST) {
            bytes = unknown_bytes(style, domain);
        } else {
            enum json_form form =
                kind == DORE_STRING && domain->plain ? JSON_TEXT_PLAIN : style->form[kind];
            bytes = (struct bytes){json_typical_bytes(form, domain->mean_bytes),
                                   json_largest_bytes(form, domain->max_bytes)};
        }
        most.typical = bytes.typical > most.typical ? bytes.typical : most.typical;
        most.largest = bytes.largest > most.largest ? bytes.largest : most.largest;
    }
    if (domain->kinds & DORE_KIND_BIT(DORE_NULL)) {
        most.typical = most.typical > 4 ? most.typical : 4;
        most.largest = most.largest > 4 ? most.largest : 4;
    }
    return most;
}

/* ---- making the program ---------------------------------------------------------------------- */

struct dore_str document_quote(struct dore_arena *arena, const char *text) {
    struct dore_buf buf = {0};
    dore_buf_put_json_string(&buf, (struct dore_str){text, strlen(text)});
    struct dore_str quoted = {dore_arena_text(arena, buf.data, buf.size), buf.size};
    dore_buf_release(&buf);
    return quoted;
}

static struct dore_str key_literal(const char *name, bool comma, struct dore_arena *arena) {
    struct dore_str quoted = document_quote(arena, name);
    const char *text = dore_arena_format(arena, "%s%s:", comma ? "," : "", quoted.text);
    return (struct dore_str){text, quoted.size + (comma ? 2 : 1)};
}

static const struct level *make_inner(const struct json_style *style,
                                      const struct dore_domain *domain, struct dore_arena *arena);

/* A level's arrays, to be filled by make_step. */
static struct level level_of(uint32_t count, struct step **step, struct json_field **field,
                             struct dore_arena *arena) {
    *step = DORE_NEW(arena, struct step, count);
    *field = DORE_NEW(arena, struct json_field, count);
    return (struct level){count, *step, *field};
}

static void make_step(const struct json_style *style, const struct dore_domain *domain,
                      uint32_t column, struct dore_str literal, struct dore_arena *arena,
                      struct step *step, struct json_field *field) {
    enum dore_kind kind = dore_domain_kind(domain);
    enum json_form form = style->form[kind];
    bool plain = kind == DORE_STRING && form == JSON_TEXT && domain->plain;
    *step = (struct step){.style = style,
                          .domain = domain,
                          .inner = make_inner(style, domain, arena),
                          .inner_kind = kind};
    *field = json_field_make(column, literal, kind, plain ? JSON_TEXT_PLAIN : form, arena);
}

static const struct level *make_record(const struct json_style *style,
                                       const struct dore_domain *domain, struct dore_arena *arena) {
    struct level *level = DORE_NEW(arena, struct level, 1);
    struct step *step;
    struct json_field *field;
    *level = level_of(domain->field_count, &step, &field, arena);
    for (uint32_t i = 0; i < domain->field_count; i++) {
        const struct dore_domain_field *inner = &domain->field[i];
        struct dore_str name = {inner->name, strlen(inner->name)};
        make_step(json_style_of(style, name), &inner->domain, i,
                  key_literal(inner->name, i > 0, arena), arena, &step[i], &field[i]);
    }
    return level;
}

static const struct level *make_inner(const struct json_style *style,
                                      const struct dore_domain *domain, struct dore_arena *arena) {
    enum dore_kind kind = dore_domain_kind(domain);
    if (kind == DORE_RECORD && domain->field) {
        return make_record(style, domain, arena);
    }
    if (kind != DORE_LIST || !domain->element) {
        return NULL;
    }
    struct level *level = DORE_NEW(arena, struct level, 1);
    struct step *item;
    struct json_field *field;
    struct dore_str nothing = {dore_arena_text(arena, "", 0), 0};
    *level = level_of(1, &item, &field, arena);
    make_step(style, domain->element, 0, nothing, arena, item, field);
    return level;
}

static struct dore_str keep(struct dore_str text, struct dore_arena *arena) {
    return (struct dore_str){dore_arena_text(arena, text.text, text.size), text.size};
}

static struct dore_str join(struct dore_str a, struct dore_str b, struct dore_arena *arena) {
    struct dore_buf buf = {0};
    dore_buf_put_str(&buf, a);
    dore_buf_put_str(&buf, b);
    struct dore_str text = keep((struct dore_str){buf.data, buf.size}, arena);
    dore_buf_release(&buf);
    return text;
}

/* 0, 1, 2, ... with `first` moved to the front. */
static uint32_t field_at(uint32_t place, uint32_t first) {
    return place == 0 ? first : place <= first ? place - 1 : place;
}

const struct dore_layout *document_layout(const struct dore_table *table,
                                          const struct document_frame *frame,
                                          const struct json_style *const *style,
                                          struct dore_arena *arena) {
    struct program *program = DORE_NEW(arena, struct program, 1);
    struct step *step;
    struct json_field *field;
    uint32_t keys = frame->key != NULL;
    struct level fields = level_of(keys + table->field_count, &step, &field, arena);
    uint64_t around = frame->head.size + (frame->id ? ID_SIZE : 0) + frame->middle.size + 2;
    struct bytes bytes = {around, around};
    if (keys) {
        make_step(&json_plain, &frame->key->domain, (uint32_t)(frame->key - table->field),
                  keep(DORE_STR(""), arena), arena, step++, field++);
        bytes = add(bytes, value_bytes(&json_plain, &frame->key->domain));
    }
    for (uint32_t i = 0; i < table->field_count; i++) {
        uint32_t k = field_at(i, frame->first);
        const struct dore_field *from = &table->field[k];
        struct dore_str literal = key_literal(from->name, i > 0 || frame->comma, arena);
        size_t bytes_of_key = literal.size;
        if (keys && i == 0) {
            literal = join(frame->middle, literal, arena);
        }
        make_step(style[k], &from->domain, k, literal, arena, &step[i], &field[i]);
        bytes = add(bytes, (struct bytes){bytes_of_key, bytes_of_key});
        bytes = add(bytes, value_bytes(style[k], &from->domain));
    }
    *program = (struct program){.layout = {bytes.typical, bytes.largest, 1},
                                .frame = {.head = keep(frame->head, arena),
                                          .middle = keep(frame->middle, arena),
                                          .id = frame->id},
                                .id_stream = table->id_stream,
                                .fields = fields};
    return &program->layout;
}
