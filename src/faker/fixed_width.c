/* SPDX-License-Identifier: Apache-2.0
 *
 * fixed_width: rows of values that are padded with blanks or cut to the widths of their columns,
 * which count characters. All values are shown as text, whatever they are.
 */
#include "definition.h"
#include "grid.h"
#include "mixed.h"
#include "providers.h"
#include "tables.h"

enum { FIXED_COLUMNS, FIXED_ROWS, FIXED_ALIGN };
enum align { ALIGN_LEFT, ALIGN_MIDDLE, ALIGN_RIGHT };

static const char *const aligns[] = {"left", "middle", "right", NULL};
static const char default_columns[] = "[[20, \"name\"], [3, \"pyint\", {\"max_value\": 20}]]";

const struct dore_param faker_fixed_width_params[] = {
    {"data_columns", DORE_P_ARRAY | DORE_P_NULL, "null", NULL,
     "a list of [width, method, {parameters}]; null: a name and a number"},
    {"num_rows", DORE_P_INT, "10", NULL, "rows"},
    {"align", DORE_P_STRING, "\"left\"", aligns, "where a value stands in its column"},
    {NULL, 0, NULL, NULL, NULL},
};

struct column {
    uint32_t width;
    struct faker_definition definition;
};

struct fixed_width {
    struct column *column;
    uint32_t columns, rows;
    enum align align;
    struct dore_domain domain;
};

static bool read_column(struct column *column, const struct dore_node *node,
                        const struct dore_faker *faker) {
    const struct dore_node *width = node->kind == DORE_NODE_ARRAY ? node->first : NULL;
    const struct dore_node *definition = width ? width->next : NULL;
    const struct dore_node *params = definition ? definition->next : NULL;
    int64_t number;
    if (!definition || definition->kind != DORE_NODE_STRING || !dore_node_integer(width, &number) ||
        (params && (params->kind != DORE_NODE_OBJECT || params->next))) {
        return faker_column_refuse(node, faker, "write [width, \"method\", {parameters}]",
                                   "holds an entry of another form");
    }
    if (number < 1 || number > FAKER_MOST_CHARS) {
        return faker_column_refuse(width, faker, "write 1 to 1048576",
                                   "holds a width that is no count of characters");
    }
    column->width = (uint32_t)number;
    return faker_definition_read(definition, params, faker, &column->definition);
}

static bool read_columns(struct fixed_width *table, const struct dore_arg *arg,
                         const struct dore_faker *faker) {
    const struct dore_node *list = arg->node;
    bool fine = true;
    if (arg->null || list->count == 0) {
        struct dore_str text = {default_columns, sizeof default_columns - 1};
        list = dore_json_read(faker->arena, NULL, NULL, text, faker->diags);
    }
    table->column = DORE_NEW(faker->arena, struct column, list->count);
    for (const struct dore_node *node = list->first; node; node = node->next) {
        fine = read_column(&table->column[table->columns++], node, faker) && fine;
    }
    return fine;
}

static struct dore_domain measure(const struct fixed_width *table) {
    uint64_t chars = 0, bytes = 0;
    bool plain = table->rows <= 1;
    struct dore_domain domain = {0};
    for (uint32_t i = 0; i < table->columns; i++) {
        const struct column *column = &table->column[i];
        const struct dore_domain *value = &column->definition.domain;
        plain = plain && value->plain;
        domain.nul = domain.nul || value->nul;
        chars += column->width;
        bytes += (dore_domain_is_ascii(value) ? 1 : 4) * (uint64_t)column->width;
    }
    uint64_t breaks = table->rows > 0 ? table->rows - 1 : 0;
    bool nul = domain.nul;
    chars = chars * table->rows + breaks;
    domain = dore_domain_of_text(chars, chars, chars, plain);
    domain.max_bytes = bytes * table->rows + breaks;
    domain.nul = nul;
    return domain;
}

const void *faker_fixed_width_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct fixed_width *table = DORE_NEW(faker->arena, struct fixed_width, 1);
    bool counted =
        faker_count_read(&arg[FIXED_ROWS], "num_rows", FAKER_MOST_ITEMS, faker, &table->rows);
    if (!read_columns(table, &arg[FIXED_COLUMNS], faker) || !counted || faker->diags->errors > 0) {
        return NULL;
    }
    while (!dore_str_is(arg[FIXED_ALIGN].s, aligns[table->align])) {
        table->align++;
    }
    table->domain = measure(table);
    return faker_size_check(&arg[FIXED_ROWS], "num_rows", table->domain.mean_bytes, table, faker);
}

struct dore_domain faker_fixed_width_domain(const void *state) {
    const struct fixed_width *table = state;
    return table->domain;
}

static void put_blanks(uint32_t count, struct dore_buf *out) {
    memset(dore_buf_reserve(out, count), ' ', count);
    out->size += count;
}

/* The text cut to `width` characters, and how many they are. */
static uint32_t cut(struct dore_str *text, uint32_t width) {
    uint32_t chars = 0;
    size_t size = 0;
    for (; size < text->size && chars < width; chars++) {
        size_t bytes;
        dore_utf8_decode(text->text + size, text->size - size, &bytes);
        size += bytes;
    }
    text->size = size;
    return chars;
}

static void put_padded(const struct fixed_width *table, struct dore_str text, uint32_t width,
                       struct dore_buf *out) {
    uint32_t blanks = width - cut(&text, width), before = 0;
    if (table->align != ALIGN_LEFT) {
        before = table->align == ALIGN_RIGHT ? blanks : blanks / 2;
    }
    put_blanks(before, out);
    dore_buf_put_str(out, text);
    put_blanks(blanks - before, out);
}

void faker_fixed_width_text(const void *state, struct dore_cell *cell) {
    const struct fixed_width *table = state;
    struct dore_buf text = {0};
    for (uint32_t row = 0; row < table->rows; row++) {
        if (row > 0) {
            dore_buf_putc(cell->out, '\n');
        }
        for (uint32_t i = 0; i < table->columns; i++) {
            struct dore_value value;
            dore_buf_clear(&text);
            faker_definition_value(&table->column[i].definition, cell, &value);
            dore_value_text(&value, &text);
            put_padded(table, (struct dore_str){text.data, text.size}, table->column[i].width,
                       cell->out);
        }
    }
    dore_buf_release(&text);
}
