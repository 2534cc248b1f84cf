/* SPDX-License-Identifier: Apache-2.0
 *
 * {"constant": any}: the same JSON value in every record. It is boxed once; a simple one is copied
 * out typed.
 */
#include "items.h"

static void fill(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                 struct dore_column *out) {
    struct items_writer writer = items_begin(state, rows->count, arena, out);
    for (uint32_t i = 0; i < rows->count; i++)
        items_put(&writer, 0, i);
}

static bool compile(const struct dore_node *node, struct dore_scope *scope,
                    struct dore_diags *diags, struct dore_op *out) {
    (void)diags;
    struct dore_arena *arena = dore_scope_arena(scope);
    struct dore_value *value = DORE_NEW(arena, struct dore_value, 1);
    *value = dore_value_from_node(arena, node);
    struct items *items = DORE_NEW(arena, struct items, 1);
    *items = items_of(arena, value, 1);
    *out = (struct dore_op){
        .fill = fill, .state = items, .domain = items->domain, .values = 1, .cycle = 1};
    items_count(items, NULL, scope, out);
    return true;
}

const struct dore_generator dore_generator_constant = {
    .word = "constant", .about = "the same value in every record", .compile = compile};
