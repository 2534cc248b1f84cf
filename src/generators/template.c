/* SPDX-License-Identifier: Apache-2.0
 *
 * {"template": "${first|lower}.${id}@example.com"}: text with the values of paths in it, filtered
 * from left to right; $${ is a literal ${. Null gives nothing. A template is unique where a unique
 * part can be found again in every text that it makes.
 */
#include "dore/faker.h"
#include "dore/generator.h"

enum { MAX_FILTERS = 8 };

struct filter {
    const char *name;
    void (*apply)(struct dore_buf *out, size_t from); /* to what was put behind `from` */
    unsigned growth;                                  /* most bytes that one becomes */
    bool keeps_marks; /* leaves digits, hyphens and lower-case letters as they are */
    bool shortens;
};

struct part {
    struct dore_str literal; /* or, when op.fill is not NULL, the value of a path */
    struct dore_op op;
    unsigned filter_count;
    const struct filter *filter[MAX_FILTERS];
};

struct state {
    uint32_t count;
    const struct part *part;
};

/* ---- filters -------------------------------------------------------------------------------- */

static void trim(struct dore_buf *out, size_t from) {
    size_t begin = from;
    while (out->size > from && out->data[out->size - 1] == ' ')
        out->size--;
    while (begin < out->size && out->data[begin] == ' ')
        begin++;
    memmove(out->data + from, out->data + begin, out->size - begin);
    out->size -= begin - from;
}

static const struct filter filters[] = {
    {"lower", dore_text_lower, 1, true, false},
    {"upper", dore_text_upper, 1, false, false},
    {"ascii", dore_text_ascii, DORE_ASCII_GROWTH, true, true},
    {"slug", dore_text_slug, DORE_ASCII_GROWTH, false, true},
    {"trim", trim, 1, true, true},
};
enum { FILTER_COUNT = sizeof filters / sizeof *filters };

/* ---- rows ----------------------------------------------------------------------------------- */

static void put_value(const struct part *part, const struct dore_column *column, uint32_t row,
                      struct dore_arena *arena, struct dore_buf *out) {
    size_t from = out->size;
    if (dore_column_is_null(column, row))
        return;
    if (column->kind == DORE_STRING) {
        dore_buf_put_str(out, column->u.s[row]);
    } else {
        struct dore_value value;
        dore_column_get(column, &part->op.domain, row, arena, &value);
        dore_value_text(&value, out);
    }
    for (unsigned i = 0; i < part->filter_count && out->size > from; i++)
        part->filter[i]->apply(out, from);
}

static void fill(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                 struct dore_column *out) {
    const struct state *own = state;
    struct dore_column *column = DORE_TAKE(arena, struct dore_column, own->count);
    for (uint32_t k = 0; k < own->count; k++)
        if (own->part[k].op.fill)
            dore_op_fill(&own->part[k].op, rows, arena, &column[k]);
    struct dore_buf text = {0};
    dore_column_init(out, DORE_STRING, rows->count, arena);
    for (uint32_t i = 0; i < rows->count; i++) {
        size_t from = text.size;
        for (uint32_t k = 0; k < own->count; k++) {
            if (own->part[k].op.fill)
                put_value(&own->part[k], &column[k], i, arena, &text);
            else
                dore_buf_put_str(&text, own->part[k].literal);
        }
        out->u.s[i].size = text.size - from;
    }
    char *copy = dore_arena_text(arena, text.size ? text.data : "", text.size);
    for (uint32_t i = 0; i < rows->count; i++) {
        out->u.s[i].text = copy;
        copy += out->u.s[i].size;
    }
    dore_buf_release(&text);
}

/* ---- what is known of the texts ------------------------------------------------------------- */

static void add_literal(struct dore_domain *domain, struct dore_str text) {
    uint64_t chars = dore_utf8_count(text.text, text.size);
    domain->min_chars += chars;
    domain->max_chars = dore_sum(domain->max_chars, chars);
    domain->max_bytes = dore_sum(domain->max_bytes, text.size);
    domain->mean_bytes += text.size;
    domain->plain &= dore_text_is_plain(text.text, text.size);
    domain->nul |= memchr(text.text, '\0', text.size) != NULL;
}

static void add_value(struct dore_domain *domain, const struct part *part) {
    const struct dore_domain *value = &part->op.domain;
    uint64_t growth = 1;
    bool shortens = value->kinds & DORE_KIND_BIT(DORE_NULL);
    for (unsigned i = 0; i < part->filter_count; i++) {
        growth = growth < part->filter[i]->growth ? part->filter[i]->growth : growth;
        shortens |= part->filter[i]->shortens;
    }
    domain->min_chars += shortens ? 0 : value->min_chars;
    domain->max_chars = dore_sum(domain->max_chars, dore_product(value->max_chars, growth));
    domain->max_bytes = dore_sum(domain->max_bytes, dore_product(value->max_bytes, growth));
    domain->mean_bytes = dore_sum(domain->mean_bytes, value->mean_bytes);
    domain->plain &= value->plain;
    domain->nul |= value->nul;
}

static struct dore_domain domain_of(const struct state *state) {
    struct dore_domain domain = {.kinds = DORE_KIND_BIT(DORE_STRING), .plain = true};
    for (uint32_t k = 0; k < state->count; k++) {
        if (state->part[k].op.fill)
            add_value(&domain, &state->part[k]);
        else
            add_literal(&domain, state->part[k].literal);
    }
    return domain;
}

/* ---- uniqueness ----------------------------------------------------------------------------- */

/* True for values whose texts hold digits, hyphens and lower-case hexadecimal letters alone, which
 * the filters leave as they are. */
static bool is_marked(const struct part *part) {
    const unsigned kinds = DORE_KIND_BIT(DORE_INT) | DORE_KIND_BIT(DORE_UUID) |
                           DORE_KIND_BIT(DORE_UUID_STRING) | DORE_KIND_BIT(DORE_DATE);
    for (unsigned i = 0; i < part->filter_count; i++)
        if (!part->filter[i]->keeps_marks)
            return false;
    return !(part->op.domain.kinds & ~kinds);
}

/* Whether such a text may have that character: letters are those of UUIDs, and what is counted from
 * 0 has no sign. */
static bool may_hold(const struct dore_domain *domain, char byte) {
    const unsigned letters = DORE_KIND_BIT(DORE_UUID) | DORE_KIND_BIT(DORE_UUID_STRING);
    bool whole = domain->kinds == DORE_KIND_BIT(DORE_INT) && domain->bounded && domain->min >= 0;
    bool hexadecimal = domain->kinds & letters && byte >= 'a' && byte <= 'f';
    return (byte >= '0' && byte <= '9') || hexadecimal || (byte == '-' && !whole);
}

/* Parts first .. last-1 are the same text in every row. */
static bool is_constant(const struct state *state, uint32_t first, uint32_t last) {
    for (uint32_t k = first; k < last; k++)
        if (state->part[k].op.fill)
            return false;
    return true;
}

/* True when part `at` ends, on the side of part `beside`, where the text does or where a character
 * stands that it cannot hold. */
static bool ends_there(const struct state *state, bool left, uint32_t at) {
    if (left ? at == 0 : at + 1 == state->count)
        return true;
    const struct part *beside = &state->part[left ? at - 1 : at + 1];
    return !beside->op.fill && beside->literal.size &&
           !may_hold(&state->part[at].op.domain,
                     beside->literal.text[left ? beside->literal.size - 1 : 0]);
}

/* A unique part is found again when nothing else varies; or when one side of it is constant, so
 * that one of its ends is known, and it ends on the other side with what it cannot hold. */
static bool is_found(const struct state *state, uint32_t at) {
    const struct part *part = &state->part[at];
    if (!part->op.fill || !part->op.unique || part->op.domain.kinds & DORE_KIND_BIT(DORE_NULL))
        return false;
    bool left = is_constant(state, 0, at), right = is_constant(state, at + 1, state->count);
    if (left && right)
        return part->filter_count == 0 || is_marked(part);
    return is_marked(part) &&
           ((left && ends_there(state, false, at)) || (right && ends_there(state, true, at)));
}

/* ---- compiling ------------------------------------------------------------------------------ */

static struct dore_str trim_blanks(struct dore_str text) {
    while (text.size && text.text[0] == ' ') {
        text.text++;
        text.size--;
    }
    while (text.size && text.text[text.size - 1] == ' ')
        text.size--;
    return text;
}

/* Cuts what stands before the next '|' off the front. */
static struct dore_str next_word(struct dore_str *rest) {
    const char *bar = memchr(rest->text, '|', rest->size);
    size_t size = bar ? (size_t)(bar - rest->text) : rest->size;
    struct dore_str word = {rest->text, size};
    *rest = bar ? (struct dore_str){bar + 1, rest->size - size - 1}
                : (struct dore_str){rest->text + size, 0};
    return trim_blanks(word);
}

static bool read_filter(struct dore_str name, struct dore_where where, struct part *part,
                        struct dore_diags *diags) {
    struct dore_suggest nearest = {.name = dore_hint(diags, "%.*s", (int)name.size, name.text)};
    if (part->filter_count == MAX_FILTERS) {
        dore_error(diags, DORE_E_FILE_LIMIT, where, NULL, "more than %d filters", MAX_FILTERS);
        return false;
    }
    for (size_t i = 0; i < FILTER_COUNT; i++) {
        if (dore_str_is(name, filters[i].name)) {
            part->filter[part->filter_count++] = &filters[i];
            return true;
        }
        dore_suggest_try(&nearest, filters[i].name);
    }
    const char *hint = dore_hint_nearest(diags, &nearest);
    dore_error(diags, DORE_E_CHOICE, where,
               hint ? hint : "write 'lower', 'upper', 'ascii', 'slug' or 'trim'",
               "unknown filter '%.*s'", (int)name.size, name.text);
    return false;
}

/* What stands between ${ and }. */
static bool read_value(struct dore_str text, struct dore_where where, struct dore_scope *scope,
                       struct dore_diags *diags, struct part *part) {
    struct dore_str rest = text;
    bool good = dore_scope_path(scope, next_word(&rest), where, diags, &part->op);
    while (rest.size)
        good &= read_filter(next_word(&rest), where, part, diags);
    return good;
}

struct reading {
    struct dore_str rest;
    struct part *part;
    uint32_t count;
};

static void put_literal(struct reading *reading, size_t size) {
    if (size)
        reading->part[reading->count++].literal = (struct dore_str){reading->rest.text, size};
    reading->rest.text += size;
    reading->rest.size -= size;
}

/* Where the next ${ stands; the size of what is left when there is none. */
static size_t find_open(struct dore_str text) {
    size_t at = 0;
    while (at + 1 < text.size && !(text.text[at] == '$' && text.text[at + 1] == '{'))
        at++;
    return at + 1 < text.size ? at : text.size;
}

static size_t count_opens(struct dore_str text) {
    size_t count = 0;
    for (size_t at; (at = find_open(text)) < text.size; count++)
        text = (struct dore_str){text.text + at + 2, text.size - at - 2};
    return count;
}

static bool read_parts(const struct dore_node *node, struct dore_scope *scope,
                       struct dore_diags *diags, struct reading *reading) {
    bool good = true;
    while (reading->rest.size) {
        size_t open = find_open(reading->rest);
        bool doubled = open > 0 && open < reading->rest.size && reading->rest.text[open - 1] == '$';
        if (doubled) { /* $${: keep one $ and the brace */
            put_literal(reading, open);
            reading->part[reading->count++].literal = DORE_STR("{");
            reading->rest.text += 2;
            reading->rest.size -= 2;
            continue;
        }
        put_literal(reading, open);
        if (!reading->rest.size)
            break;
        const char *close = memchr(reading->rest.text, '}', reading->rest.size);
        if (!close) {
            dore_error(diags, DORE_E_PATH, node->where, "write '$${' for a literal '${'",
                       "'${' without '}'");
            return false;
        }
        size_t size = (size_t)(close - reading->rest.text);
        good &= read_value((struct dore_str){reading->rest.text + 2, size - 2}, node->where, scope,
                           diags, &reading->part[reading->count++]);
        reading->rest.text += size + 1;
        reading->rest.size -= size + 1;
    }
    return good;
}

static bool compile(const struct dore_node *node, struct dore_scope *scope,
                    struct dore_diags *diags, struct dore_op *out) {
    if (node->kind != DORE_NODE_STRING) {
        dore_error(diags, DORE_E_TYPE, node->where, "write \"${attribute}\"",
                   "'template' must be a string, not %s", dore_node_kind_name(node));
        return false;
    }
    struct dore_arena *arena = dore_scope_arena(scope);
    struct reading reading = {.rest = node->text};
    reading.part = DORE_NEW(arena, struct part, 2 * count_opens(node->text) + 1);
    if (!read_parts(node, scope, diags, &reading))
        return false;
    struct state *state = DORE_NEW(arena, struct state, 1);
    *state = (struct state){reading.count, reading.part};
    *out = (struct dore_op){
        .fill = fill,
        .state = state,
        .domain = domain_of(state),
        .values = 1,
        .uncounted =
            "no part of the template is unique and can be told from what stands beside it"};
    for (uint32_t k = 0; k < state->count; k++) {
        out->unique |= is_found(state, k);
        out->values = dore_sum(out->values, state->part[k].op.values);
    }
    return true;
}

const struct dore_generator dore_generator_template = {
    .word = "template", .about = "text with the values of paths in it", .compile = compile};
