/* SPDX-License-Identifier: Apache-2.0
 *
 * definition: strings of `data_columns` as Faker reads them.
 */
#include "definition.h"

#include "providers.h"

bool faker_column_refuse(const struct dore_node *node, const struct dore_faker *faker,
                         const char *hint, const char *problem) {
    dore_error(faker->diags, DORE_E_PARAM_RANGE, node->where, hint, "'data_columns' of '%s' %s",
               faker->method, problem);
    return false;
}

/* A {{ }} in the first line makes it a template, as Faker's pattern has it. */
static bool is_template(struct dore_str text) {
    const char *line = memchr(text.text, '\n', text.size);
    size_t size = line ? (size_t)(line - text.text) : text.size;
    bool open = false;
    for (size_t i = 0; i + 1 < size; i++) {
        if (open && text.text[i] == '}' && text.text[i + 1] == '}') {
            return true;
        }
        if (!open && text.text[i] == '{' && text.text[i + 1] == '{') {
            open = true;
            i++;
        }
    }
    return false;
}

static bool read_method(const struct dore_node *node, const struct dore_node *params,
                        const struct dore_faker *faker, struct faker_definition *out) {
    struct dore_faker own = *faker;
    own.where = node->where;
    if (strchr(node->text.text, ':')) {
        return faker_column_refuse(node, faker, "write [key, method, {parameters}]",
                                   "names an argument group, which needs a Python program");
    }
    out->kind = FAKER_METHOD;
    if (!dore_method_bind(node->text.text, params, &own, &out->method)) {
        return false;
    }
    out->domain = out->method.domain;
    return true;
}

bool faker_definition_read(const struct dore_node *node, const struct dore_node *params,
                           const struct dore_faker *faker, struct faker_definition *out) {
    struct dore_str text = node->text;
    *out = (struct faker_definition){.kind = FAKER_TEMPLATE};
    if (is_template(text)) {
        out->template = dore_layout_compile(text, true, FAKER_LETTERS, faker);
        out->domain = dore_layout_domain(out->template);
        return true;
    }
    if (text.size == 0 || text.text[0] != '@') {
        return read_method(node, params, faker, out);
    }
    while (text.size > 0 && text.text[0] == '@') {
        text.text++;
        text.size--;
    }
    out->kind = FAKER_LITERAL;
    out->literal = text;
    out->domain = faker_domain_literal(text);
    return true;
}

static struct dore_value value_of_template(const struct dore_layout_program *template,
                                           struct dore_cell *cell) {
    struct dore_buf text = {0};
    struct dore_cell inner = {.rng = cell->rng, .arena = cell->arena, .out = &text};
    dore_layout_text(template, &inner);
    cell->rng = inner.rng;
    const char *copy = dore_arena_text(cell->arena, text.data, text.size);
    struct dore_value value = {.kind = DORE_STRING, .u.s = {copy, text.size}};
    dore_buf_release(&text);
    return value;
}

void faker_definition_value(const struct faker_definition *definition, struct dore_cell *cell,
                            struct dore_value *out) {
    switch (definition->kind) {
    case FAKER_TEMPLATE:
        *out = value_of_template(definition->template, cell);
        break;
    case FAKER_LITERAL:
        *out = (struct dore_value){.kind = DORE_STRING, .u.s = definition->literal};
        break;
    case FAKER_METHOD:
        faker_value(&definition->method, cell, out);
        break;
    }
}
