/* SPDX-License-Identifier: Apache-2.0
 *
 * json_rows: compiles data_columns to a tree of what stands in each row - objects, arrays,
 * literals, values of methods, filled templates - and writes rows of it. Keys keep their order. How
 * JSON looks is left to json_dumps.c.
 */
#include "json_rows.h"
#include "definition.h"
#include "grid.h"
#include "json_dumps.h"
#include "mixed.h"
#include "providers.h"

enum { JSON_COLUMNS, JSON_ROWS, JSON_INDENT, JSON_CLASS };

const struct dore_param faker_json_params[] = {
    {"data_columns", DORE_P_OBJECT | DORE_P_ARRAY | DORE_P_NULL, "null", NULL,
     "the structure: key to definition, or a list of [key, definition, {parameters}]"},
    {"num_rows", DORE_P_INT, "10", NULL, "rows; 1 gives an object, others an array"},
    {"indent", DORE_P_INT | DORE_P_NULL, "null", NULL, "blanks a level; null: one line"},
    {"cls", DORE_P_NULL, "null", NULL, "only null: a Python class cannot be written here"},
    {NULL, 0, NULL, NULL, NULL},
};

enum part_kind { PART_LITERAL, PART_DEFINITION, PART_ARRAY, PART_OBJECT };

/* A place in a row. */
struct part {
    enum part_kind kind;
    const char *key; /* inside an object */
    struct dore_value literal;
    struct faker_definition definition;
    struct part *first, *next; /* of an ARRAY or OBJECT */
};

struct json_rows {
    const struct part *row;
    uint32_t rows;
    struct faker_json_style style;
    struct dore_domain domain;
};

/* ---- compiling ------------------------------------------------------------------------------ */

static const char default_columns[] = "{\"name\": \"{{name}}\", \"residency\": \"{{address}}\"}";

static struct part *refuse(const struct dore_node *node, const struct dore_faker *faker,
                           const char *hint, const char *problem) {
    faker_column_refuse(node, faker, hint, problem);
    return NULL;
}

static struct part *new_part(const struct dore_faker *faker, enum part_kind kind) {
    struct part *part = DORE_NEW(faker->arena, struct part, 1);
    part->kind = kind;
    return part;
}

static struct part *make_literal(const struct dore_node *node, const struct dore_faker *faker) {
    struct part *part = new_part(faker, PART_LITERAL);
    part->literal = dore_value_from_node(faker->arena, node);
    return part;
}

/* A definition that is a string. What it says of literal text is exact. */
static struct part *compile_definition(const struct dore_node *node, const struct dore_node *params,
                                       const struct dore_faker *faker) {
    struct part *part = new_part(faker, PART_DEFINITION);
    if (!faker_definition_read(node, params, faker, &part->definition)) {
        return NULL;
    }
    if (part->definition.kind == FAKER_LITERAL) {
        part->kind = PART_LITERAL;
        part->literal = (struct dore_value){.kind = DORE_STRING, .u.s = part->definition.literal};
    }
    return part;
}

/* Adds an entry; one of the same key is replaced where it stands. */
static void add_entry(struct part *object, struct part *entry) {
    struct part **place = &object->first;
    while (*place && strcmp((*place)->key, entry->key) != 0) {
        place = &(*place)->next;
    }
    entry->next = *place ? (*place)->next : NULL;
    *place = entry;
}

static struct part *compile_tree(const struct dore_node *node, const struct dore_faker *faker);

/* An array inside a tree: each item by itself. */
static struct part *compile_items(const struct dore_node *node, const struct dore_faker *faker) {
    struct part *array = new_part(faker, PART_ARRAY), **end = &array->first;
    for (const struct dore_node *child = node->first; child; child = child->next) {
        /* Faker takes a list inside a list as it stands */
        struct part *item = child->kind == DORE_NODE_ARRAY ? make_literal(child, faker)
                                                           : compile_tree(child, faker);
        if (!item) {
            return NULL;
        }
        *end = item;
        end = &item->next;
    }
    return array;
}

/* The form with keys. */
static struct part *compile_tree(const struct dore_node *node, const struct dore_faker *faker) {
    if (node->kind == DORE_NODE_STRING) {
        return compile_definition(node, NULL, faker);
    }
    if (node->kind == DORE_NODE_ARRAY) {
        return compile_items(node, faker);
    }
    if (node->kind != DORE_NODE_OBJECT) {
        return make_literal(node, faker);
    }
    struct part *object = new_part(faker, PART_OBJECT);
    for (const struct dore_node *child = node->first; child; child = child->next) {
        struct part *entry = child->kind == DORE_NODE_NULL
                                 ? refuse(child, faker, NULL, "holds null, which defines nothing")
                                 : compile_tree(child, faker);
        if (!entry) {
            return NULL;
        }
        entry->key = child->key;
        add_entry(object, entry);
    }
    return object;
}

static struct part *compile_list(const struct dore_node *node, const struct dore_faker *faker);

/* The definition in [key, definition, {parameters}]; a list there holds such entries, each of
 * which becomes an item. */
static struct part *compile_listed(const struct dore_node *definition,
                                   const struct dore_node *params, const struct dore_faker *faker) {
    if (definition->kind == DORE_NODE_STRING) {
        return compile_definition(definition, params, faker);
    }
    if (definition->kind != DORE_NODE_ARRAY) {
        return refuse(definition, faker, "write a method's name, \"@text\" or a list",
                      "holds a definition that is neither a string nor a list");
    }
    struct part *array = new_part(faker, PART_ARRAY), **end = &array->first;
    for (const struct dore_node *child = definition->first; child; child = child->next) {
        struct dore_node alone = *child, list = {.kind = DORE_NODE_ARRAY, .count = 1};
        alone.next = NULL;
        list.first = &alone;
        list.where = child->where;
        struct part *item = compile_list(&list, faker);
        if (!item) {
            return NULL;
        }
        *end = item;
        end = &item->next;
    }
    return array;
}

/* The form without keys: a list of [key, definition, {parameters}]. A key of null makes the
 * definition the whole value. */
static struct part *compile_list(const struct dore_node *node, const struct dore_faker *faker) {
    struct part *object = new_part(faker, PART_OBJECT);
    for (const struct dore_node *child = node->first; child; child = child->next) {
        const struct dore_node *key = child->kind == DORE_NODE_ARRAY ? child->first : NULL;
        const struct dore_node *definition = key ? key->next : NULL;
        const struct dore_node *params = definition ? definition->next : NULL;
        bool named = key && (key->kind == DORE_NODE_STRING || key->kind == DORE_NODE_NULL);
        if (!definition || !named || (params && params->kind != DORE_NODE_OBJECT)) {
            return refuse(child, faker, "write [\"key\", \"method\", {parameters}]",
                          "holds an entry of another form");
        }
        struct part *entry = compile_listed(definition, params, faker);
        if (!entry || key->kind == DORE_NODE_NULL) {
            return entry;
        }
        entry->key = key->text.text;
        add_entry(object, entry);
    }
    return object;
}

static const struct dore_node *columns_of(const struct dore_arg *arg,
                                          const struct dore_faker *faker) {
    if (!arg->null && arg->node->count > 0) {
        return arg->node;
    }
    struct dore_str text = {default_columns, sizeof default_columns - 1};
    return dore_json_read(faker->arena, NULL, NULL, text, faker->diags);
}

/* ---- lengths -------------------------------------------------------------------------------- */

/* Characters of JSON, all ASCII. */
struct size {
    uint64_t least, mean, most;
};

static struct size add_sizes(struct size a, struct size b) {
    return (struct size){a.least + b.least, dore_sum(a.mean, b.mean), dore_sum(a.most, b.most)};
}

/* The line break and the blanks in front of something at that depth. */
static uint64_t break_size(const struct json_rows *rows, uint32_t depth) {
    return rows->style.indented ? 1 + (uint64_t)rows->style.indent * depth : 0;
}

enum { ESCAPE_SIZE = 6, NULL_SIZE = 4, INNER_DEPTH = 16 };

/* A value of a domain. Lists and records grow by what stands around each of their characters. */
static struct size size_of_domain(const struct json_rows *rows, const struct dore_domain *domain,
                                  uint32_t depth) {
    const unsigned bare = DORE_KIND_BIT(DORE_BOOL) | DORE_KIND_BIT(DORE_INT) |
                          DORE_KIND_BIT(DORE_FLOAT) | DORE_KIND_BIT(DORE_DECIMAL) |
                          DORE_KIND_BIT(DORE_NULL);
    const unsigned nested = DORE_KIND_BIT(DORE_LIST) | DORE_KIND_BIT(DORE_RECORD);
    uint64_t growth = domain->plain ? 1 : ESCAPE_SIZE;
    if (domain->kinds & nested) {
        growth = ESCAPE_SIZE + break_size(rows, depth + INNER_DEPTH);
    }
    uint64_t quotes = domain->kinds & ~(bare | nested) ? 2 : 0;
    uint64_t least = domain->min_chars,
             most = dore_sum(dore_product(domain->max_bytes, growth), quotes);
    if (domain->kinds & DORE_KIND_BIT(DORE_NULL)) {
        least = least < NULL_SIZE ? least : NULL_SIZE;
        most = most > NULL_SIZE ? most : NULL_SIZE;
    }
    return (struct size){least, domain->mean_bytes + quotes, most};
}

/* A string or literal, as it comes out. */
static struct size size_of_value(const struct json_rows *rows, const struct dore_value *value,
                                 uint32_t depth) {
    struct dore_buf text = {0};
    faker_json_put_value(&rows->style, value, depth, &text);
    struct size size = {text.size, text.size, text.size};
    dore_buf_release(&text);
    return size;
}

static struct size size_of_part(const struct json_rows *rows, const struct part *part,
                                uint32_t depth) {
    if (part->kind == PART_LITERAL) {
        return size_of_value(rows, &part->literal, depth);
    }
    if (part->kind == PART_DEFINITION) {
        return size_of_domain(rows, &part->definition.domain, depth);
    }
    struct size sum = {2, 2, 2}; /* brackets */
    uint64_t around = part->first ? break_size(rows, depth) : 0;
    for (const struct part *child = part->first; child; child = child->next) {
        sum = add_sizes(sum, size_of_part(rows, child, depth + 1));
        around += child->next ? (rows->style.indented ? 1 : 2) : 0;
        around += break_size(rows, depth + 1);
        if (part->kind == PART_OBJECT) {
            struct dore_value key = {.kind = DORE_STRING, .u.s = {child->key, strlen(child->key)}};
            sum = add_sizes(sum, size_of_value(rows, &key, 0));
            around += 2; /* ": " */
        }
    }
    return add_sizes(sum, (struct size){around, around, around});
}

static void measure(struct json_rows *rows) {
    struct size row = size_of_part(rows, rows->row, rows->rows == 1 ? 0 : 1), sum = row;
    if (rows->rows != 1) {
        uint64_t count = rows->rows, between = count > 0 ? count - 1 : 0;
        uint64_t around = 2 + between * (rows->style.indented ? 1 : 2) +
                          count * break_size(rows, 1) + (count > 0 ? break_size(rows, 0) : 0);
        sum = (struct size){dore_sum(dore_product(row.least, count), around),
                            dore_sum(dore_product(row.mean, count), around),
                            dore_sum(dore_product(row.most, count), around)};
    }
    rows->domain = dore_domain_of_text(sum.least, sum.most, sum.mean, false);
    rows->domain.max_bytes = sum.most;
}

/* ---- preparing ------------------------------------------------------------------------------ */

enum { MOST_INDENT = 64 };

const void *faker_json_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct dore_arg *indent = &arg[JSON_INDENT];
    struct json_rows *rows = DORE_NEW(faker->arena, struct json_rows, 1);
    if (!faker_count_read(&arg[JSON_ROWS], "num_rows", FAKER_MOST_ITEMS, faker, &rows->rows)) {
        return NULL;
    }
    if (!indent->null && indent->i > MOST_INDENT) {
        return faker_refuse(indent, "indent", faker, "write at most 64", "too wide");
    }
    rows->style.indented = !indent->null;
    rows->style.indent = indent->i > 0 ? (uint32_t)indent->i : 0;
    const struct dore_node *columns = columns_of(&arg[JSON_COLUMNS], faker);
    rows->row = columns->kind == DORE_NODE_OBJECT ? compile_tree(columns, faker)
                                                  : compile_list(columns, faker);
    if (!rows->row || faker->diags->errors > 0) {
        return NULL;
    }
    measure(rows);
    return faker_size_check(&arg[JSON_ROWS], "num_rows", rows->domain.mean_bytes, rows, faker);
}

struct dore_domain faker_json_domain(const void *state) {
    const struct json_rows *rows = state;
    return rows->domain;
}

/* ---- writing ------------------------------------------------------------------------------- */

static void put_part(const struct json_rows *rows, const struct part *part, uint32_t depth,
                     struct dore_cell *cell) {
    struct dore_value value;
    bool object = part->kind == PART_OBJECT;
    if (part->kind == PART_LITERAL) {
        faker_json_put_value(&rows->style, &part->literal, depth, cell->out);
        return;
    }
    if (part->kind == PART_DEFINITION) {
        faker_definition_value(&part->definition, cell, &value);
        faker_json_put_value(&rows->style, &value, depth, cell->out);
        return;
    }
    dore_buf_putc(cell->out, object ? '{' : '[');
    for (const struct part *child = part->first; child; child = child->next) {
        faker_json_put_joint(&rows->style, child == part->first, depth + 1, cell->out);
        if (object) {
            faker_json_put_string((struct dore_str){child->key, strlen(child->key)}, cell->out);
            dore_buf_puts(cell->out, ": ");
        }
        put_part(rows, child, depth + 1, cell);
    }
    if (part->first) {
        faker_json_put_break(&rows->style, depth, cell->out);
    }
    dore_buf_putc(cell->out, object ? '}' : ']');
}

void faker_json_text(const void *state, struct dore_cell *cell) {
    const struct json_rows *rows = state;
    if (rows->rows == 1) {
        put_part(rows, rows->row, 0, cell);
        return;
    }
    dore_buf_putc(cell->out, '[');
    for (uint32_t i = 0; i < rows->rows; i++) {
        faker_json_put_joint(&rows->style, i == 0, 1, cell->out);
        put_part(rows, rows->row, 1, cell);
    }
    if (rows->rows > 0) {
        faker_json_put_break(&rows->style, 0, cell->out);
    }
    dore_buf_putc(cell->out, ']');
}

/* ---- bytes ---------------------------------------------------------------------------------- */

static uint64_t base64_size(uint64_t bytes) {
    return dore_product(bytes / 3 + (bytes % 3 > 0), 4);
}

struct dore_domain faker_json_bytes_domain(const void *state) {
    const struct json_rows *rows = state;
    struct dore_domain domain = rows->domain;
    domain.kinds = DORE_KIND_BIT(DORE_BYTES);
    domain.plain = true;
    domain.min_chars = base64_size(domain.min_chars);
    domain.max_chars = domain.max_bytes = base64_size(domain.max_bytes);
    domain.mean_bytes = base64_size(domain.mean_bytes);
    return domain;
}

void faker_json_bytes_cell(const void *state, struct dore_cell *cell, struct dore_value *out) {
    dore_buf_clear(cell->out);
    faker_json_text(state, cell);
    const char *copy = dore_arena_text(cell->arena, cell->out->data, cell->out->size);
    *out = (struct dore_value){.kind = DORE_BYTES, .u.s = {copy, cell->out->size}};
}
