/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON text to a tree of our own nodes. locate.c has the say on what is JSON and where things
 * stand; cJSON makes the tree and decodes the strings; this file joins the two, which go through
 * the same text in the same order. The cJSON tree lives and dies in here.
 *
 * cJSON cuts numbers at 63 characters and rounds them, so it is shown a copy of the text in which
 * every number is a 0, and the digits are taken from the text itself. It ends strings at U+0000 but
 * decodes them whole, so lengths come from the walk.
 */
#include "private.h"

#include <assert.h>
#include <cjson/cJSON.h>

struct tree {
    struct dore_arena *arena;
    const char *file, *text;
    const struct json_mark *mark; /* of the next key or value */
    struct dore_diags *diags;
    bool repeated; /* some key stands twice */
};

/* ---- unique keys ---------------------------------------------------------------------------- */

static int compare_members(const void *left, const void *right) {
    const struct dore_node *a = *(const struct dore_node *const *)left;
    const struct dore_node *b = *(const struct dore_node *const *)right;
    int order = strcmp(a->key, b->key);
    if (order)
        return order;
    if (a->key_where.line != b->key_where.line)
        return a->key_where.line < b->key_where.line ? -1 : 1;
    return a->key_where.column < b->key_where.column ? -1 : 1;
}

bool dore_node_check_keys(const struct dore_node *object, struct dore_diags *diags) {
    if (object->count < 2)
        return true;
    const struct dore_node **member = dore_alloc(object->count, sizeof *member);
    uint32_t count = 0;
    for (const struct dore_node *child = object->first; child; child = child->next)
        member[count++] = child;
    qsort(member, count, sizeof *member, compare_members);
    bool unique = true;
    uint32_t first = 0;
    for (uint32_t i = 1; i < count; i++) {
        if (strcmp(member[first]->key, member[i]->key) != 0) {
            first = i;
            continue;
        }
        unique = false;
        dore_error(
            diags, DORE_E_JSON_DUPLICATE, member[i]->key_where,
            dore_hint(diags, "the first is in line %u", (unsigned)member[first]->key_where.line),
            "this key stands twice in its object");
    }
    dore_free(member);
    return unique;
}

/* ---- nodes ---------------------------------------------------------------------------------- */

static struct dore_where place(const struct tree *tree, const struct json_mark *mark) {
    return (struct dore_where){.file = tree->file,
                               .line = mark->line,
                               .column = mark->column,
                               .span = mark->span,
                               .path = mark->path};
}

static enum dore_node_kind kind_of(const cJSON *item) {
    static const struct {
        int type;
        enum dore_node_kind kind;
    } kinds[] = {{cJSON_NULL, DORE_NODE_NULL},
                 {cJSON_Number, DORE_NODE_NUMBER},
                 {cJSON_String, DORE_NODE_STRING},
                 {cJSON_Array, DORE_NODE_ARRAY},
                 {cJSON_Object, DORE_NODE_OBJECT}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if ((item->type & 0xff) == kinds[i].type)
            return kinds[i].kind;
    return DORE_NODE_BOOL;
}

static struct dore_node *grow(struct tree *tree, const cJSON *item);

static void grow_children(struct tree *tree, struct dore_node *node, const cJSON *item) {
    struct dore_node **end = &node->first;
    for (const cJSON *child = item->child; child; child = child->next) {
        *end = grow(tree, child);
        end = &(*end)->next;
        node->count++;
    }
    if (node->kind == DORE_NODE_OBJECT && !dore_node_check_keys(node, tree->diags))
        tree->repeated = true;
}

/* Recursion is as deep as the nesting, which locate.c bounded. */
static struct dore_node *grow(struct tree *tree, const cJSON *item) {
    struct dore_node *node = DORE_NEW(tree->arena, struct dore_node, 1);
    if (item->string) {
        node->key_where = place(tree, tree->mark);
        node->key = dore_arena_text(tree->arena, item->string, tree->mark->size);
        tree->mark++;
    }
    const struct json_mark *mark = tree->mark++;
    node->kind = kind_of(item);
    node->where = place(tree, mark);
    node->truth = cJSON_IsTrue(item);
    if (node->kind == DORE_NODE_STRING || node->kind == DORE_NODE_NUMBER) {
        const char *from =
            node->kind == DORE_NODE_STRING ? item->valuestring : tree->text + mark->offset;
        node->text.text = dore_arena_text(tree->arena, from, mark->size);
        node->text.size = mark->size;
    }
    grow_children(tree, node, item);
    return node;
}

/* ---- cJSON ---------------------------------------------------------------------------------- */

static void *allocate(size_t size) {
    return dore_alloc(size, 1);
}

/* The text with every number as a 0 and blanks. */
static char *mask_numbers(struct dore_str text, const struct json_mark *mark, size_t count) {
    char *masked = dore_alloc(text.size, 1);
    memcpy(masked, text.text, text.size);
    for (size_t i = 0; i < count; i++) {
        char first = text.text[mark[i].offset];
        if (first == '-' || (first >= '0' && first <= '9')) {
            memset(masked + mark[i].offset, ' ', mark[i].size);
            masked[mark[i].offset] = '0';
        }
    }
    return masked;
}

static cJSON *parse(struct dore_str text, const struct json_mark *mark, size_t count) {
    cJSON_Hooks hooks = {allocate, dore_free};
    cJSON_InitHooks(&hooks);
    char *masked = mask_numbers(text, mark, count);
    const char *end;
    cJSON *root = cJSON_ParseWithLengthOpts(masked, text.size, &end, false);
    dore_free(masked);
    return root;
}

struct dore_node *dore_json_read(struct dore_arena *arena, const char *file, const char *path,
                                 struct dore_str text, struct dore_diags *diags) {
    struct dore_buf marks = {0};
    struct dore_node *node = NULL;
    if (json_locate(arena, file, path, text, &marks, diags)) {
        const struct json_mark *mark = (const struct json_mark *)(const void *)marks.data;
        size_t count = marks.size / sizeof *mark;
        cJSON *root = parse(text, mark, count);
        assert(root); /* what the walk passed is less than what cJSON takes */
        struct tree tree = {
            .arena = arena, .file = file, .text = text.text, .mark = mark, .diags = diags};
        node = grow(&tree, root);
        assert(tree.mark == mark + count);
        cJSON_Delete(root);
        if (tree.repeated)
            node = NULL;
    }
    dore_buf_release(&marks);
    return node;
}
