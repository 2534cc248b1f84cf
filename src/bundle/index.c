/* SPDX-License-Identifier: Apache-2.0
 *
 * What a bundle says of itself in bundle.json, and the plan of the run that it came from, made
 * again from its manifest.json. The manifest comes from a bundle, so it is given no other file to
 * read.
 */
#include "private.h"

#include <xxhash.h>

static const struct dore_where nowhere = {0};

/* ---- files -------------------------------------------------------------------------------- */

static const char *text_of(const struct dore_node *object, const char *key) {
    const struct dore_node *node = object ? dore_node_find(object, key) : NULL;
    return node && node->kind == DORE_NODE_STRING ? node->text.text : NULL;
}

static bool count_of(const struct dore_node *object, const char *key, uint64_t *out) {
    const struct dore_node *node = dore_node_find(object, key);
    return node && node->kind == DORE_NODE_NUMBER && dore_parse_u64(node->text, out);
}

bool bundle_file_of(const struct dore_node *node, struct bundle_file *out) {
    if (node->kind != DORE_NODE_OBJECT)
        return false;
    *out = (struct bundle_file){.path = text_of(node, "path"),
                                .role = text_of(node, "role"),
                                .digest = text_of(node, "xxh128"),
                                .units = dore_node_find(node, "units")};
    (void)count_of(node, "rows", &out->rows); /* data have them */
    return out->path && out->role && out->digest && count_of(node, "bytes", &out->bytes) &&
           (!out->units || out->units->kind == DORE_NODE_ARRAY);
}

bool bundle_digest_is(const struct dore_buf *bytes, const char *digest) {
    XXH128_canonical_t canonical;
    char text[2 * sizeof canonical.digest];
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes->data, bytes->size));
    dore_print_hex(text, canonical.digest, sizeof canonical.digest);
    return strlen(digest) == sizeof text && memcmp(digest, text, sizeof text) == 0;
}

/* ---- the index ---------------------------------------------------------------------------- */

static bool parse(const char *path, const struct dore_buf *text, struct dore_arena *arena,
                  struct bundle_index *out, struct dore_diags *diags) {
    struct dore_diags quiet = {.arena = arena};
    struct dore_str copy = {dore_arena_text(arena, text->data, text->size), text->size};
    out->root = dore_json_read(arena, "bundle.json", "$", copy, &quiet);
    out->files = out->root && out->root->kind == DORE_NODE_OBJECT
                     ? dore_node_find(out->root, "files")
                     : NULL;
    return (out->files && out->files->kind == DORE_NODE_ARRAY) ||
           bundle_damaged(path, "its bundle.json cannot be understood", diags);
}

static bool read_texts(struct bundle_reader *reader, struct dore_buf *manifest,
                       struct dore_buf *index, struct dore_diags *diags) {
    return bundle_read(reader, "manifest.json", DORE_MAX_FILE, manifest, diags) &&
           bundle_read(reader, "bundle.json", DORE_MAX_FILE, index, diags) &&
           bundle_drain(reader, diags);
}

bool bundle_index_read(const char *path, struct dore_arena *arena, struct bundle_index *out,
                       struct dore_diags *diags) {
    struct dore_buf manifest = {0}, index = {0};
    struct bundle_reader *reader = bundle_open(path, diags);
    bool good = reader && read_texts(reader, &manifest, &index, diags) &&
                parse(path, &index, arena, out, diags);
    bundle_close(reader);
    if (good) {
        const struct dore_node *about = dore_node_find(out->root, "manifest");
        const char *digest =
            about && about->kind == DORE_NODE_OBJECT ? text_of(about, "xxh128") : NULL;
        good = (digest && bundle_digest_is(&manifest, digest)) ||
               bundle_damaged(path, "'manifest.json' is not what it was", diags);
        out->manifest = (struct dore_str){
            dore_arena_text(arena, manifest.data ? manifest.data : "", manifest.size),
            manifest.size};
    }
    dore_buf_release(&manifest);
    dore_buf_release(&index);
    return good;
}

/* ---- the plan ----------------------------------------------------------------------------- */

/* Scripts of the manifest's lie in the shards, and their bytes are asked for when it is their turn:
 * the plan wants no more than their names. */
static bool is_script(const char *path) {
    return strstr(path, "/" DORE_BEFORE_FOLDER "/") || strstr(path, "/" DORE_AFTER_FOLDER "/");
}

/* The one text, whatever the path; for anything else there is no file. */
static bool read_manifest(void *context, const char *path, struct dore_where where,
                          struct dore_arena *arena, struct dore_diags *diags, struct dore_str *text,
                          const char **identity) {
    *identity = "";
    if (where.file && is_script(path)) {
        *text = (struct dore_str){dore_arena_text(arena, "", 0), 0};
        return true;
    }
    if (where.file) {
        dore_error(diags, DORE_E_FILE_READ, where, NULL, "a bundle's manifest names a file '%s'",
                   path);
        return false;
    }
    *text = *(const struct dore_str *)context;
    return true;
}

/* The texts of an array, NULL-ended; NULL when there is none. */
static const char **texts_of(const struct dore_node *root, const char *key,
                             struct dore_arena *arena) {
    const struct dore_node *array = dore_node_find(root, key);
    if (!array || array->kind != DORE_NODE_ARRAY)
        return NULL;
    const char **list = DORE_NEW(arena, const char *, (size_t)array->count + 1);
    size_t count = 0;
    for (const struct dore_node *item = array->first; item; item = item->next)
        if (item->kind == DORE_NODE_STRING)
            list[count++] = item->text.text;
    return list;
}

static bool listed(const char *const *list, const char *word) {
    while (list && *list && strcmp(*list, word) != 0)
        list++;
    return list && *list;
}

static bool read_request(const struct dore_node *root, struct dore_arena *arena,
                         struct dore_plan_options *out) {
    const char *now = text_of(root, "now"), *scale = text_of(root, "scale");
    const struct dore_node *seed = dore_node_find(root, "seed");
    const struct dore_node *drop = dore_node_find(root, "drop");
    const char *const *steps = texts_of(root, "steps", arena);
    bool has_time;
    int64_t number;
    *out = (struct dore_plan_options){.schema = listed(steps, "schema"),
                                      .data = listed(steps, "data"),
                                      .constraints = listed(steps, "constraints"),
                                      .datastores = texts_of(root, "onlyDatastores", arena),
                                      .models = texts_of(root, "onlyModels", arena)};
    if (!seed || seed->kind != DORE_NODE_NUMBER || !dore_parse_i64(seed->text, &number))
        return false;
    out->seed = (uint64_t)number;
    const struct dore_node *locale = dore_node_find(root, "locale");
    struct dore_diags unheard = {.arena = arena};
    if (locale && !dore_locales_read(arena, locale, &unheard, &out->locales))
        return false;
    return now && dore_parse_datetime((struct dore_str){now, strlen(now)}, &out->now, &has_time) &&
           scale && dore_parse_decimal((struct dore_str){scale, strlen(scale)}, &out->scale) &&
           out->scale.units >= 0 && steps && drop && dore_node_bool(drop, &out->drop);
}

const struct dore_plan *bundle_plan(const char *path, const struct bundle_index *index,
                                    struct dore_arena *arena, struct dore_diags *diags) {
    /* Warnings were for those who made the bundle. */
    struct dore_diags quiet = {.arena = arena};
    struct dore_plan_options *options = DORE_NEW(arena, struct dore_plan_options, 1);
    struct dore_str text = index->manifest;
    const struct dore_reader reader = {.context = &text, .read = read_manifest};
    if (!read_request(index->root, arena, options)) {
        bundle_damaged(path, "its bundle.json does not say what was asked for", diags);
        return NULL;
    }
    const struct dore_manifest *manifest =
        dore_manifest_load(arena, &reader, "manifest.json", NULL, 0, &quiet);
    const struct dore_plan *plan =
        manifest ? dore_plan_build(arena, manifest, options, &quiet) : NULL;
    if (plan && !quiet.errors)
        return plan;
    dore_diags_sort(&quiet);
    size_t first = 0;
    while (first < quiet.count && quiet.list[first].severity != DORE_ERROR)
        first++;
    dore_error(diags, DORE_E_BUNDLE, nowhere, NULL, "the manifest.json of '%s' is refused: %s",
               path, first < quiet.count ? quiet.list[first].message : "it holds nothing");
    return NULL;
}
