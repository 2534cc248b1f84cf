/* SPDX-License-Identifier: Apache-2.0
 *
 * {"ref": "model.attribute"}: that attribute's value in one record of that model, picked uniformly,
 * or as "pick" and "where" say. Nothing is remembered: the parent's value is made again from its
 * row (pure-cell). A chain of refs is a chain of row lists with one value at its end.
 */
#include "pick.h"

static struct dore_str trim(struct dore_str text) {
    while (text.size && (unsigned char)text.text[0] <= ' ') {
        text.text++;
        text.size--;
    }
    while (text.size && (unsigned char)text.text[text.size - 1] <= ' ')
        text.size--;
    return text;
}

/* Cuts the next part off the front of `rest`; false when nothing is left. */
static bool next_part(struct dore_str *rest, struct dore_str *part) {
    if (!rest->text)
        return false;
    const char *dot = memchr(rest->text, '.', rest->size);
    size_t size = dot ? (size_t)(dot - rest->text) : rest->size;
    *part = trim((struct dore_str){rest->text, size});
    *rest = dot ? (struct dore_str){dot + 1, rest->size - size - 1} : (struct dore_str){NULL, 0};
    return true;
}

static bool compile(const struct dore_node *node, struct dore_scope *scope,
                    struct dore_diags *diags, struct dore_op *out) {
    if (node->kind != DORE_NODE_STRING) {
        dore_error(diags, DORE_E_TYPE, node->where, "write \"model.attribute\"",
                   "'ref' must be a string, not %s", dore_node_kind_name(node));
        return false;
    }
    struct dore_str rest = node->text, model = {NULL, 0}, attribute = {NULL, 0}, third;
    next_part(&rest, &model);
    if (!next_part(&rest, &attribute) || !model.size || !attribute.size) {
        dore_error(diags, DORE_E_REF_SYNTAX, node->where, "write \"model.attribute\"",
                   "'%s' is no reference", node->text.text);
        return false;
    }
    if (next_part(&rest, &third))
        dore_warning(diags, DORE_W_IGNORED, node->where, NULL,
                     "what follows the second part of '%s' is ignored", node->text.text);
    struct dore_arena *arena = dore_scope_arena(scope);
    struct dore_target target;
    if (!dore_scope_reference(scope, dore_arena_text(arena, model.text, model.size),
                              dore_arena_text(arena, attribute.text, attribute.size), node->where,
                              diags, &target))
        return false;
    const struct pick *pick = pick_compile(scope, &target, dore_scope_beside(scope, "pick"),
                                           dore_scope_beside(scope, "where"), 1, diags);
    if (!pick)
        return false;
    const struct dore_link *link = pick_link(scope, pick, target.scope);
    *out = dore_op_follow(arena, link, target.op, target.attribute);
    out->onward = link;
    out->records = pick_count(pick);
    uint64_t records = out->records, distinct = out->domain.distinct;
    if (records && (!distinct || distinct > records))
        out->domain.distinct = records;
    if (target.op->unique)
        out->count = records;
    else
        out->uncounted = dore_arena_format(arena, "'%.*s' is not unique itself",
                                           (int)node->text.size, node->text.text);
    return true;
}

const struct dore_generator dore_generator_ref = {
    .word = "ref",
    .has_locale = true,
    .about = "the value of another model's attribute in a record picked at random",
    .beside = pick_keys,
    .compile = compile};
