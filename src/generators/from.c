/* SPDX-License-Identifier: Apache-2.0
 *
 * {"from": "path"}: what another attribute of the same record has, or what a path through it leads
 * to: `city`, `customerId.city`, `address.zip`. Paths themselves are the plan's (plan/scope.c).
 */
#include "dore/generator.h"

static bool compile(const struct dore_node *node, struct dore_scope *scope,
                    struct dore_diags *diags, struct dore_op *out) {
    if (node->kind == DORE_NODE_STRING)
        return dore_scope_path(scope, node->text, node->where, diags, out);
    dore_error(diags, DORE_E_TYPE, node->where, "write \"attribute\" or \"attribute.attribute\"",
               "'from' must be a string, not %s", dore_node_kind_name(node));
    return false;
}

const struct dore_generator dore_generator_from = {
    .word = "from",
    .about = "what another attribute of the same record has, or a path through it",
    .compile = compile};
