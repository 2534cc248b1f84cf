/* SPDX-License-Identifier: Apache-2.0
 *
 * The scripts that a datastore names in `before` and `after`: each is read whole, through the same
 * reader as the manifest's files and as seen from the file that names it, and given its place in
 * the bundle, FOLDER/00-before/NN-name. A name that has its number already keeps it, so that the
 * manifest in a bundle makes that bundle again.
 */
#include "private.h"

struct reading {
    struct dore_arena *arena;
    const struct dore_reader *reader;
    const struct dore_datastore *datastore;
    const char *key, *folder; /* "before", "00-before" */
    struct dore_diags *diags;
};

static const char *place_of(const struct reading *reading, const char *path, uint32_t index) {
    const char *slash = strrchr(path, '/');
    const char *name = dore_file_name(reading->arena, slash ? slash + 1 : path);
    const char *number = dore_arena_format(reading->arena, "%02u-", (unsigned)index + 1);
    bool numbered = strncmp(name, number, strlen(number)) == 0;
    return dore_arena_format(reading->arena, "%s/%s/%s%s", reading->datastore->folder,
                             reading->folder, numbered ? "" : number, name);
}

static void read_one(const struct reading *reading, const struct dore_node *node, uint32_t index,
                     struct dore_script *out) {
    if (node->kind != DORE_NODE_STRING) {
        dore_error(reading->diags, DORE_E_TYPE, node->where, NULL,
                   "a script in '%s' must be a file's name, not %s", reading->key,
                   dore_node_kind_name(node));
        return;
    }
    const char *text = manifest_text(node, reading->key, reading->diags), *identity;
    if (!text)
        return;
    const char *path = manifest_join_path(reading->arena, node->where.file, text);
    if (reading->reader->read(reading->reader->context, path, node->where, reading->arena,
                              reading->diags, &out->text, &identity)) {
        out->path = place_of(reading, path, index);
        out->where = node->where;
    }
}

/* After a fault the list is shorter or has gaps, which nobody comes to see. */
static const struct dore_script *read_list(const struct reading *reading,
                                           const struct dore_node *properties, uint32_t *count) {
    const struct dore_node *list = dore_node_find(properties, reading->key);
    if (!list)
        return NULL;
    const struct dore_format *format = dore_format_for(reading->datastore->protocol, NULL);
    if (list->kind != DORE_NODE_ARRAY) {
        dore_error(reading->diags, DORE_E_TYPE, list->where, "write [\"file.sql\"]",
                   "'%s' must be an array of files, not %s", reading->key,
                   dore_node_kind_name(list));
        return NULL;
    }
    if (!format->schema_file) {
        dore_error(reading->diags, DORE_E_KEY_UNKNOWN, list->key_where, "leave it out",
                   "protocol '%s' has no scripts, so no '%s'", reading->datastore->protocol,
                   reading->key);
        return NULL;
    }
    struct dore_script *script = DORE_NEW(reading->arena, struct dore_script, list->count);
    for (const struct dore_node *node = list->first; node; node = node->next, (*count)++)
        read_one(reading, node, *count, &script[*count]);
    return script;
}

void manifest_read_scripts(struct dore_arena *arena, const struct dore_reader *reader,
                           const struct dore_node *root, struct manifest_graph *graph,
                           struct dore_diags *diags) {
    const struct dore_node *all = dore_node_find(root, "datastores");
    const struct dore_node *node = all ? all->first : NULL;
    for (uint32_t i = 0; i < graph->manifest->datastore_count; i++, node = node->next) {
        struct dore_datastore *out = &graph->datastore[i];
        struct reading reading = {
            .arena = arena, .reader = reader, .datastore = out, .diags = diags};
        const struct dore_node *properties =
            node->kind == DORE_NODE_OBJECT ? dore_node_find(node, "properties") : NULL;
        if (!out->protocol || !properties || properties->kind != DORE_NODE_OBJECT)
            continue;
        reading.key = "before";
        reading.folder = DORE_BEFORE_FOLDER;
        out->before = read_list(&reading, properties, &out->before_count);
        reading.key = "after";
        reading.folder = DORE_AFTER_FOLDER;
        out->after = read_list(&reading, properties, &out->after_count);
    }
}
