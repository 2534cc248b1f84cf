/* SPDX-License-Identifier: Apache-2.0
 *
 * {"faker": {"method": {parameters}}}: a method of Faker's. Methods themselves, with their
 * parameters, are in src/faker/; this word binds one and gives it its stream.
 */
#include "dore/faker.h"
#include "dore/generator.h"

struct state {
    struct dore_bound_method method;
    uint64_t stream;
};

static void fill(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                 struct dore_column *out) {
    const struct state *own = state;
    dore_method_fill(&own->method, own->stream, rows, arena, out);
}

/* The object's first member; what follows it is ignored, as Dore does. */
static const struct dore_node *method_node(const struct dore_node *node, struct dore_diags *diags) {
    if (node->kind != DORE_NODE_OBJECT) {
        dore_error(diags, DORE_E_TYPE, node->where, "write {\"name\": {}}",
                   "'faker' wants an object with one method, not %s %s",
                   node->kind == DORE_NODE_ARRAY || node->kind == DORE_NODE_OBJECT ? "an" : "a",
                   dore_node_kind_name(node));
        return NULL;
    }
    if (!node->first) {
        dore_error(diags, DORE_E_EMPTY, node->where, "write {\"name\": {}}",
                   "'faker' names no method");
        return NULL;
    }
    for (const struct dore_node *extra = node->first->next; extra; extra = extra->next)
        dore_warning(diags, DORE_W_IGNORED, extra->key_where, NULL,
                     "a second method '%s' beside '%s' is ignored", extra->key, node->first->key);
    return node->first;
}

static bool compile(const struct dore_node *node, struct dore_scope *scope,
                    struct dore_diags *diags, struct dore_op *out) {
    const struct dore_node *method = method_node(node, diags);
    if (!method)
        return false;
    struct dore_arena *arena = dore_scope_arena(scope);
    struct state *state = DORE_NEW(arena, struct state, 1);
    struct dore_faker faker = {.arena = arena,
                               .diags = diags,
                               .where = method->key_where,
                               .method = method->key,
                               .now = dore_scope_now(scope)};
    if (!dore_method_bind(method->key, method, &faker, &state->method))
        return false;
    state->stream = dore_scope_stream(scope, "value");
    *out =
        (struct dore_op){.fill = fill, .state = state, .domain = state->method.domain, .values = 1};
    return true;
}

const struct dore_generator dore_generator_faker = {
    .word = "faker", .about = "a method of Python's Faker with its parameters", .compile = compile};
