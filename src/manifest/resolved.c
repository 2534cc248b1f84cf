/* SPDX-License-Identifier: Apache-2.0
 *
 * The tree that bundles carry: a copy without connection properties, in which every text is spelled
 * so that reading it again, without any variable, gives the same manifest: {{ is doubled, and a
 * string that answers for a number because it held a variable becomes that number, or, where a text
 * could be meant as well, keeps a mustache comment as its mark. Scripts have their names in the
 * bundle.
 */
#include "private.h"

static const struct dore_str mark = {"{{! a variable }}", sizeof "{{! a variable }}" - 1};

struct copying {
    struct dore_arena *arena;
    const struct dore_manifest *manifest;
    struct dore_buf text; /* scratch */
};

static struct dore_str keep(struct copying *copying) {
    const char *data = copying->text.size ? copying->text.data : "";
    return (struct dore_str){dore_arena_text(copying->arena, data, copying->text.size),
                             copying->text.size};
}

/* The text with {{ doubled. */
static struct dore_str spell(struct copying *copying, struct dore_str before,
                             struct dore_str text) {
    dore_buf_clear(&copying->text);
    dore_buf_put_str(&copying->text, before);
    for (size_t at = 0; at < text.size; at++) {
        bool pair = text.text[at] == '{' && at + 1 < text.size && text.text[at + 1] == '{';
        if (pair) {
            dore_buf_puts(&copying->text, "{{{{");
            at++;
        } else {
            dore_buf_putc(&copying->text, text.text[at]);
        }
    }
    return keep(copying);
}

static const struct dore_script *find_in(const struct dore_script *script, uint32_t count,
                                         const struct dore_where *where) {
    for (uint32_t i = 0; i < count; i++)
        if (script[i].path && script[i].where.line == where->line &&
            script[i].where.column == where->column &&
            strcmp(script[i].where.file, where->file) == 0)
            return &script[i];
    return NULL;
}

/* The script whose file's name stands there, or NULL. */
static const struct dore_script *find_script(const struct copying *copying,
                                             const struct dore_node *name) {
    const struct dore_script *found = NULL;
    for (uint32_t i = 0; i < copying->manifest->datastore_count && !found; i++) {
        const struct dore_datastore *datastore = &copying->manifest->datastore[i];
        found = find_in(datastore->before, datastore->before_count, &name->where);
        if (!found)
            found = find_in(datastore->after, datastore->after_count, &name->where);
    }
    return found;
}

static bool stands_for_more(const struct dore_node *string) {
    double number;
    bool truth;
    return string->variable &&
           (dore_node_double(string, &number) || dore_node_bool(string, &truth));
}

/* `number`: the shape wants one. */
static void copy_string(struct copying *copying, const struct dore_node *from, bool number,
                        struct dore_node *to) {
    double value;
    const struct dore_script *script = find_script(copying, from);
    if (script) {
        to->text = (struct dore_str){script->path, strlen(script->path)};
    } else if (number && dore_node_double(from, &value)) {
        to->kind = DORE_NODE_NUMBER;
    } else {
        struct dore_str before = stands_for_more(from) ? mark : DORE_STR("");
        to->text = spell(copying, before, from->text);
    }
    to->variable = false;
}

static struct dore_node *copy(struct copying *copying, const struct dore_node *from,
                              const struct manifest_shape *shape, bool number) {
    struct dore_node *to = DORE_NEW(copying->arena, struct dore_node, 1);
    *to = *from;
    to->first = to->next = NULL;
    to->count = 0;
    if (from->key)
        to->key =
            spell(copying, DORE_STR(""), (struct dore_str){from->key, strlen(from->key)}).text;
    if (from->kind == DORE_NODE_STRING)
        copy_string(copying, from, number, to);
    struct dore_node **end = &to->first;
    for (const struct dore_node *child = from->first; child; child = child->next) {
        const struct manifest_shape *inner = manifest_shape_of(shape, child);
        if (inner && (inner->secret || inner->literal))
            continue;
        *end = copy(copying, child, inner, manifest_wants_number(shape, child));
        end = &(*end)->next;
        to->count++;
    }
    return to;
}

const struct dore_node *manifest_resolved(struct dore_arena *arena, const struct dore_node *root,
                                          const struct dore_manifest *manifest) {
    struct copying copying = {.arena = arena, .manifest = manifest};
    const struct dore_node *to = copy(&copying, root, &manifest_root, false);
    dore_buf_release(&copying.text);
    return to;
}
