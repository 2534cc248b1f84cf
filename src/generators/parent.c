/* SPDX-License-Identifier: Apache-2.0
 *
 * {"parent": "attribute"}: that attribute of the record's parent, in a model whose records are
 * counted per another one. All of a record's `parent` values come from one parent.
 */
#include "dore/generator.h"

static bool compile(const struct dore_node *node, struct dore_scope *scope,
                    struct dore_diags *diags, struct dore_op *out) {
    if (node->kind == DORE_NODE_STRING)
        return dore_scope_parent(scope, node->text.text, node->where, diags, out);
    dore_error(diags, DORE_E_TYPE, node->where, "write the id of an attribute of the parent",
               "'parent' must be a string, not %s", dore_node_kind_name(node));
    return false;
}

const struct dore_generator dore_generator_parent = {
    .word = "parent",
    .about = "an attribute of the parent, where records are counted per parent",
    .compile = compile};
