/* SPDX-License-Identifier: Apache-2.0
 *
 * From a path to one tree: reads the manifest, applies variables to it, and puts in place of every
 * {"ref": "file"} what that file holds, which may hold refs again. Every node keeps the places of
 * its own file. A definition that could not be had keeps its ref: see manifest_is_broken.
 */
#include "private.h"

/* The files being read, innermost first. */
struct chain {
    const char *file;     /* as messages name it */
    const char *identity; /* equal for equal files */
    const struct chain *parent;
    unsigned depth; /* refs from the manifest to here */
};

struct loading {
    struct dore_arena *arena;
    const struct dore_reader *reader;
    struct manifest_vars *vars;
    struct dore_diags *diags;
    uint64_t bytes, files; /* read so far */
};

/* What is wanted, and who asked for it. */
struct request {
    const char *path; /* for the reader */
    struct dore_where where;
    const struct manifest_shape *shape;
    const char *node_path; /* "$.models.order" */
    const struct chain *parent;
};

/* ---- limits and circles --------------------------------------------------------------------- */

static void put_chain(struct dore_buf *out, const struct chain *chain, const struct chain *last) {
    if (chain != last)
        put_chain(out, chain->parent, last);
    dore_buf_format(out, "%s -> ", chain->file);
}

/* False and an error when the file is being read already. */
static bool check_circle(struct loading *loading, const struct request *request,
                         const char *identity) {
    const struct chain *same = request->parent;
    while (same && strcmp(same->identity, identity) != 0)
        same = same->parent;
    if (!same)
        return true;
    struct dore_buf text = {0};
    put_chain(&text, request->parent, same);
    dore_error(loading->diags, DORE_E_REF_CYCLE, request->where, NULL,
               "files refer to each other in a circle: %.*s%s", (int)text.size, text.data,
               same->file);
    dore_buf_release(&text);
    return false;
}

static bool check_limits(struct loading *loading, const struct request *request, size_t size) {
    loading->bytes += size;
    loading->files++;
    if (loading->bytes > MANIFEST_MAX_BYTES)
        dore_error(loading->diags, DORE_E_FILE_LIMIT, request->where, NULL,
                   "the files of the manifest have more than %d bytes", MANIFEST_MAX_BYTES);
    else if (loading->files > MANIFEST_MAX_FILES)
        dore_error(loading->diags, DORE_E_FILE_LIMIT, request->where, NULL,
                   "the manifest has more than %d files", MANIFEST_MAX_FILES);
    else
        return true;
    return false;
}

static bool is_exhausted(const struct loading *loading) {
    return loading->bytes > MANIFEST_MAX_BYTES || loading->files > MANIFEST_MAX_FILES;
}

/* ---- reading -------------------------------------------------------------------------------- */

static void add_source(struct dore_diags *diags, const char *file, struct dore_str text) {
    for (const struct dore_source *source = diags->sources; source; source = source->next)
        if (strcmp(source->file, file) == 0)
            return;
    dore_diags_add_source(diags, file, text);
}

static void inline_refs(struct loading *loading, struct dore_node *node,
                        const struct manifest_shape *shape, const struct chain *chain);

/* The tree of one file, refs inlined; NULL and an error when there is none. */
static struct dore_node *read_tree(struct loading *loading, const struct request *request) {
    struct dore_str text;
    struct chain chain = {.file = strcmp(request->path, "-") == 0 ? "<stdin>" : request->path,
                          .parent = request->parent,
                          .depth = request->parent ? request->parent->depth + 1 : 0};
    const struct dore_reader *reader = loading->reader;
    if (!reader->read(reader->context, request->path, request->where, loading->arena,
                      loading->diags, &text, &chain.identity) ||
        !check_circle(loading, request, chain.identity) ||
        !check_limits(loading, request, text.size))
        return NULL;
    struct dore_node *root =
        dore_json_read(loading->arena, chain.file, request->node_path, text, loading->diags);
    if (!root)
        return NULL;
    add_source(loading->diags, chain.file, text);
    if (!request->parent)
        manifest_vars_default(loading->vars, root);
    manifest_vars_apply(loading->vars, root, request->shape);
    if (root->kind != DORE_NODE_OBJECT) {
        dore_error(loading->diags, DORE_E_TYPE, root->where, NULL, "%s must be an object, not %s",
                   request->shape->what, dore_node_kind_name(root));
        return NULL;
    }
    inline_refs(loading, root, request->shape, &chain);
    return root;
}

/* ---- refs ----------------------------------------------------------------------------------- */

const char *manifest_join_path(struct dore_arena *arena, const char *file, const char *path) {
    const char *slash = strrchr(file, '/');
    if (path[0] == '/')
        return path;
    if (slash)
        return dore_arena_format(arena, "%.*s%s", (int)(slash + 1 - file), file, path);
    return strcmp(path, "-") == 0 ? "./-" : path; /* a file, not standard input */
}

/* The file that a definition names, or NULL and an error. */
static const char *ref_path(struct loading *loading, const struct dore_node *ref,
                            const struct chain *chain) {
    if (ref->kind != DORE_NODE_STRING) {
        dore_error(loading->diags, DORE_E_TYPE, ref->where, "write {\"ref\": \"file.json\"}",
                   "'ref' must be a string, not %s", dore_node_kind_name(ref));
        return NULL;
    }
    const char *text = manifest_text(ref, "ref", loading->diags);
    if (!text)
        return NULL;
    if (chain->depth >= DORE_MAX_REF_FILES) {
        dore_error(loading->diags, DORE_E_FILE_LIMIT, ref->where, NULL,
                   "a chain of more than %d ref files", DORE_MAX_REF_FILES);
        return NULL;
    }
    return manifest_join_path(loading->arena, chain->file, text);
}

/* Puts the definition in place of the object that refers to it. */
static void inline_ref(struct loading *loading, struct dore_node *node,
                       const struct manifest_shape *shape, const struct chain *chain) {
    const struct dore_node *ref = dore_node_find(node, "ref");
    for (const struct dore_node *other = node->first; other; other = other->next)
        if (other != ref)
            dore_error(loading->diags, DORE_E_KEY_UNKNOWN, other->key_where,
                       "write it into that file", "'%s' cannot stand beside 'ref'",
                       manifest_shown_key(other));
    const char *path = ref_path(loading, ref, chain);
    if (!path)
        return;
    struct request request = {.path = path,
                              .where = ref->where,
                              .shape = shape,
                              .node_path = node->where.path,
                              .parent = chain};
    const struct dore_node *found = read_tree(loading, &request);
    if (!found)
        return;
    struct dore_node old = *node;
    *node = *found;
    node->key = old.key;
    node->key_where = old.key_where;
    node->next = old.next;
}

static void inline_refs(struct loading *loading, struct dore_node *node,
                        const struct manifest_shape *shape, const struct chain *chain) {
    if (is_exhausted(loading))
        return;
    if (shape->ref && dore_node_find(node, "ref")) {
        inline_ref(loading, node, shape, chain);
        return;
    }
    for (struct dore_node *child = node->first; child; child = child->next) {
        const struct manifest_shape *inner = manifest_shape_of(shape, child);
        if (inner && child->kind == DORE_NODE_OBJECT)
            inline_refs(loading, child, inner, chain);
    }
}

struct dore_node *manifest_read(struct dore_arena *arena, const struct dore_reader *reader,
                                const char *path, struct manifest_vars *vars,
                                struct dore_diags *diags) {
    struct loading loading = {.arena = arena, .reader = reader, .vars = vars, .diags = diags};
    struct request request = {.path = path, .shape = &manifest_root, .node_path = "$"};
    return read_tree(&loading, &request);
}
