/* SPDX-License-Identifier: Apache-2.0
 *
 * A plan into a sink, file by file: what opens the bundle, then for each store its schema, its
 * parts as the ring gives them out, its constraints, then the index of all that. One thread does
 * this, so files are whole and in order; it also hashes each file while its bytes are still in the
 * cache. Where a sink must know a file's size before its bytes, the packed bytes of one part wait
 * here (flat-memory).
 */
#include "private.h"

struct run {
    const struct dore_plan *plan;
    const struct dore_run_options *options;
    struct dore_sink *sink;
    struct dore_diags *diags;
    struct dore_arena arena;   /* the list of files and their names */
    struct engine_file *files; /* in the order of writing */
    struct engine_file **end;
    XXH3_state_t *digest; /* of the file being written; NULL when the sink wants no index */
    struct dore_buf text; /* a file that is made in one go */
    struct dore_buf held; /* the packed bytes of the part being written */
    struct engine_ring *ring;
    struct engine_unit next; /* to write; a supply is asked for it no sooner */
    struct dore_progress progress;
};

static struct engine_file *list_file(struct run *run, const char *path, const char *role) {
    struct engine_file *file = DORE_NEW(&run->arena, struct engine_file, 1);
    file->path = path;
    file->role = role;
    *run->end = file;
    run->end = &file->next;
    return file;
}

/* The path as the sink wants it: below the folder that the bundle is. */
static struct dore_file in_bundle(struct run *run, const struct engine_file *file) {
    struct dore_file named = {
        .path = dore_arena_format(&run->arena, "%s/%s", run->plan->folder, file->path),
        .size = file->bytes,
        .executable = file->executable};
    return named;
}

static void close_digest(struct run *run, struct engine_file *file) {
    if (run->digest)
        XXH128_canonicalFromHash(&file->digest, XXH3_128bits_digest(run->digest));
}

/* Writes run->text as a file. */
static bool put_text(struct run *run, struct engine_file *file) {
    file->bytes = run->text.size;
    if (run->digest) {
        XXH3_128bits_reset(run->digest);
        XXH3_128bits_update(run->digest, run->text.data, run->text.size);
        close_digest(run, file);
    }
    run->progress.bytes += file->bytes;
    struct dore_file named = in_bundle(run, file);
    bool put = dore_sink_put(run->sink, named.path, named.executable, &run->text, run->diags);
    dore_buf_clear(&run->text);
    return put;
}

/* Asks the supply for a file that is in one piece. */
static bool fetch(struct run *run, const struct engine_file *file) {
    const struct dore_supply *supply = run->options->supply;
    const struct dore_piece piece = {.path = file->path, .count = 1};
    return supply->piece(supply->context, &piece, &run->text, run->diags);
}

/* ---- a store ------------------------------------------------------------------------------ */

/* Whether a step that is not data is written: always but where standard output feeds a loader that
 * takes data alone. */
static bool scripted(const struct dore_plan_store *store, bool wanted) {
    return wanted && (!store->store.stream || store->format->stream_schema);
}

static bool put_schema(struct run *run, const struct dore_plan_store *store) {
    if (!scripted(store, dore_plan_writes_schema(run->plan)))
        return true;
    bool one = store->format->schema_file;
    for (uint32_t i = 0; i < (one ? 1 : store->table_count); i++) {
        const struct dore_plan_table *table = one ? NULL : &store->table[i];
        engine_put_schema_path(store, table, &run->text);
        struct engine_file *file =
            list_file(run, dore_arena_text(&run->arena, run->text.data, run->text.size), "schema");
        dore_buf_clear(&run->text);
        file->store = store;
        file->table = table ? &table->table : NULL;
        if (!run->options->supply)
            store->format->schema(&store->store, file->table, &run->text);
        else if (!fetch(run, file))
            return false;
        if (!put_text(run, file))
            return false;
    }
    return true;
}

static bool put_constraints(struct run *run, const struct dore_plan_store *store) {
    if (!engine_has_after(run->plan, store) ||
        !scripted(store, dore_plan_writes_constraints(run->plan)))
        return true;
    struct engine_file *file = list_file(
        run, dore_arena_format(&run->arena, "%s/%s", store->folder, store->format->after_file),
        "constraints");
    file->store = store;
    if (!run->options->supply)
        store->format->after(&store->store, &run->text);
    else if (!fetch(run, file))
        return false;
    return put_text(run, file);
}

/* Scripts of the user's, which belong to tables that the run makes. In a bundle they are as they
 * were; in a stream what follows begins a line. */
static bool put_scripts(struct run *run, const struct dore_plan_store *store, const char *role,
                        const struct dore_script *script, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        struct engine_file *file = list_file(run, script[i].path, role);
        struct dore_str text = script[i].text;
        file->store = store;
        if (!run->options->supply)
            dore_buf_put_str(&run->text, text);
        else if (!fetch(run, file))
            return false;
        if (store->store.stream && text.size && text.text[text.size - 1] != '\n')
            dore_buf_putc(&run->text, '\n');
        if (!put_text(run, file))
            return false;
    }
    return true;
}

static bool put_before(struct run *run, const struct dore_plan_store *store) {
    return !scripted(store, dore_plan_writes_schema(run->plan)) ||
           put_scripts(run, store, "before", store->store.before, store->store.before_count);
}

static bool put_after(struct run *run, const struct dore_plan_store *store) {
    bool wanted = run->plan->options.schema && dore_plan_writes_constraints(run->plan);
    return !scripted(store, wanted) ||
           put_scripts(run, store, "after", store->store.after, store->store.after_count);
}

/* ---- parts -------------------------------------------------------------------------------- */

/* Tells the profile of a commit that ends now. */
static void tell(const struct run *run, const struct engine_unit *unit, uint64_t rows,
                 uint64_t bytes, uint64_t begin) {
    const struct dore_profile *profile = run->options->profile;
    const struct dore_span span = {.work = DORE_COMMIT,
                                   .table = unit->table,
                                   .part = unit->part,
                                   .rows = rows,
                                   .bytes = bytes,
                                   .begin = begin,
                                   .end = profile->clock()};
    profile->span(profile->context, &span);
}

/* Writes the next unit, or keeps its packed bytes. */
static bool put_unit(struct run *run, struct engine_file *file) {
    const struct engine_slot *slot = engine_ring_next(run->ring);
    if (!slot)
        return false; /* the supply failed */
    const struct dore_sink_kind *kind = run->sink->kind;
    const struct dore_buf *stored = kind->pack ? &slot->packed : &slot->bytes;
    const struct dore_profile *profile = run->options->profile;
    uint64_t rows = slot->unit.last - slot->unit.first, begin = profile ? profile->clock() : 0;
    if (run->digest)
        XXH3_128bits_update(run->digest, slot->bytes.data, slot->bytes.size);
    if (file->unit)
        file->unit[file->unit_count++] = slot->bytes.size;
    file->rows += rows;
    file->bytes += slot->bytes.size;
    run->progress.rows += rows;
    run->progress.bytes += slot->bytes.size;
    if (kind->needs_size)
        dore_buf_put(&run->held, stored->data, stored->size);
    else if (stored->size && !kind->write(run->sink, stored->data, stored->size, run->diags))
        return false;
    if (profile)
        tell(run, &slot->unit, rows, kind->needs_size ? 0 : stored->size, begin);
    run->next = engine_unit_next(run->plan, &slot->unit);
    if (run->options->progress)
        run->options->progress(run->options->context, &run->progress);
    return true;
}

/* Writes a part that the sink wanted whole. */
static bool put_held(struct run *run, const struct engine_unit *unit,
                     const struct engine_file *file, struct dore_file *named) {
    const struct dore_sink_kind *kind = run->sink->kind;
    const struct dore_profile *profile = run->options->profile;
    uint64_t begin = profile ? profile->clock() : 0;
    named->size = file->bytes;
    if (!kind->begin(run->sink, named, run->diags) ||
        !kind->write(run->sink, run->held.data, run->held.size, run->diags))
        return false;
    if (profile)
        tell(run, unit, file->rows, run->held.size, begin);
    dore_buf_clear(&run->held);
    return true;
}

static bool put_part(struct run *run) {
    const struct engine_unit unit = run->next;
    const struct dore_sink_kind *kind = run->sink->kind;
    struct dore_part part = dore_plan_part(unit.table, unit.part, &run->arena);
    struct engine_file *file = list_file(run, part.file, "data");
    file->store = unit.store;
    file->table = &unit.table->table;
    if (run->plan->options.shards)
        file->unit = DORE_NEW(&run->arena, uint64_t, part.rows / unit.table->rows_per_unit + 1);
    run->progress.model = unit.table->table.id;
    if (run->digest)
        XXH3_128bits_reset(run->digest);
    struct dore_file named = in_bundle(run, file);
    if (!kind->needs_size && !kind->begin(run->sink, &named, run->diags))
        return false;
    for (bool last = false; !last;) {
        last = run->next.closes;
        if (!put_unit(run, file))
            return false;
    }
    close_digest(run, file);
    if (kind->needs_size && !put_held(run, &unit, file, &named))
        return false;
    return kind->end(run->sink, run->diags);
}

static bool put_data(struct run *run, const struct dore_plan_store *store) {
    while (run->next.store == store)
        if (!put_part(run))
            return false;
    return true;
}

/* ---- the whole ---------------------------------------------------------------------------- */

static bool put_opening(struct run *run) {
    engine_put_readme(run->plan, run->options->version, &run->text);
    if (!put_text(run, list_file(run, "README.txt", "readme")))
        return false;
    dore_node_write(run->plan->manifest->resolved, 2, &run->text);
    dore_buf_putc(&run->text, '\n');
    if (!put_text(run, list_file(run, "manifest.json", "manifest")))
        return false;
    if (run->plan->options.shards)
        return true; /* no load.sh that could pass for that of the whole */
    engine_put_loader(run->plan, &run->text);
    struct engine_file *loader = list_file(run, "load.sh", "loader");
    loader->executable = true;
    return put_text(run, loader);
}

/* bundle.json lists what stands before it, CHECKSUMS that and bundle.json. */
static bool put_closing(struct run *run) {
    engine_put_index(run->plan, run->options->version, run->files, &run->text);
    if (!put_text(run, list_file(run, "bundle.json", "index")))
        return false;
    engine_put_checksums(run->files, &run->text);
    return put_text(run, list_file(run, "CHECKSUMS.xxh128", "checksums"));
}

static bool put_all(struct run *run) {
    bool indexed = run->sink->kind->index_files;
    if (indexed && !put_opening(run))
        return false;
    run->ring = engine_ring_new(run->plan, run->sink, run->options, run->diags);
    run->next = engine_unit_first(run->plan);
    bool good = true;
    for (uint32_t i = 0; good && i < run->plan->store_count; i++) {
        const struct dore_plan_store *store = &run->plan->store[i];
        good = put_before(run, store) && put_schema(run, store) && put_data(run, store) &&
               put_constraints(run, store) && put_after(run, store);
    }
    engine_ring_free(run->ring);
    return good && (!indexed || put_closing(run));
}

bool dore_run(const struct dore_plan *plan, const struct dore_run_options *options,
              struct dore_sink *sink, struct dore_diags *diags) {
    struct run run = {
        .plan = plan, .options = options, .sink = sink, .diags = diags, .end = &run.files};
    bool indexed = sink->kind->index_files;
    run.digest = indexed ? XXH3_createState() : NULL;
    bool good = !indexed || run.digest;
    if (good)
        good = put_all(&run);
    else
        dore_error(diags, DORE_E_MEMORY, (struct dore_where){0}, NULL, "out of memory");
    XXH3_freeState(run.digest);
    dore_buf_release(&run.text);
    dore_buf_release(&run.held);
    dore_arena_release(&run.arena);
    return good;
}
