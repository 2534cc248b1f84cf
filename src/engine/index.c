/* SPDX-License-Identifier: Apache-2.0
 *
 * What a bundle says of itself: bundle.json for programs, README.txt for the person who finds it,
 * CHECKSUMS.xxh128 for xxhsum. All of it follows from the plan and the files' bytes: no host, no
 * user, no path of this machine, no number of threads, no compressor (same-bytes, no-secrets).
 */
#include "private.h"

#include "dore/dore.h"

#include <inttypes.h>

/* The version of bundle.json's own form. */
enum { BUNDLE_FORMAT = 1 };

static void put_hex(struct dore_buf *out, const void *bytes, size_t size) {
    char *room = dore_buf_reserve(out, 2 * size);
    dore_print_hex(room, bytes, size);
    out->size += 2 * size;
}

static void put_digest(struct dore_buf *out, const struct engine_file *file) {
    put_hex(out, file->digest.digest, sizeof file->digest.digest);
}

static void put_scale(struct dore_buf *out, const struct dore_plan *plan) {
    char text[DORE_DECIMAL_ROOM];
    char *end = dore_print_decimal(text, plan->options.scale.units, plan->options.scale.scale);
    dore_buf_put(out, text, (size_t)(end - text));
}

/* RFC 3339, with a fraction only where there is one. */
static void put_now(struct dore_buf *out, const struct dore_plan *plan) {
    enum { ROOM = 40, US_PER_SECOND = 1000000, FRACTION = 6 };
    char text[ROOM];
    unsigned digits = plan->options.now % US_PER_SECOND ? FRACTION : 0;
    char *end = dore_print_datetime(text, plan->options.now, 'T', digits);
    *end++ = 'Z';
    dore_buf_put(out, text, (size_t)(end - text));
}

/* The seed as the command line takes it: signed. */
static void put_seed(struct dore_buf *out, const struct dore_plan *plan) {
    uint64_t seed = plan->options.seed;
    if (seed <= INT64_MAX) {
        dore_buf_put_u64(out, seed);
    } else {
        dore_buf_putc(out, '-');
        dore_buf_put_u64(out, 0 - seed);
    }
}

/* ---- bundle.json -------------------------------------------------------------------------- */

static void put_string(struct dore_buf *out, const char *text) {
    dore_buf_put_json_string(out, (struct dore_str){text, strlen(text)});
}

/* Text members; a NULL is left out. */
static void put_member(struct dore_buf *out, const char *key, const char *text) {
    if (!text)
        return;
    dore_buf_puts(out, ", ");
    put_string(out, key);
    dore_buf_puts(out, ": ");
    put_string(out, text);
}

static void put_list(struct dore_buf *out, const char *const *list) {
    dore_buf_putc(out, '[');
    for (size_t i = 0; list && list[i]; i++) {
        dore_buf_puts(out, i ? ", " : "");
        put_string(out, list[i]);
    }
    dore_buf_putc(out, ']');
}

static const struct engine_file *find_role(const struct engine_file *file, const char *role) {
    while (file && strcmp(file->role, role) != 0)
        file = file->next;
    return file;
}

/* In the manifest's own forms. */
static void put_locales(const struct dore_locales *locales, struct dore_buf *out) {
    if (locales->count < 2) {
        put_string(out, locales->count > 0 ? locales->name[0] : DORE_LOCALE_DEFAULT);
        return;
    }
    dore_buf_putc(out, locales->weight ? '{' : '[');
    for (uint32_t i = 0; i < locales->count; i++) {
        dore_buf_puts(out, i ? ", " : "");
        put_string(out, locales->name[i]);
        if (locales->weight)
            dore_buf_format(out, ": %" PRIu64, locales->weight[i]);
    }
    dore_buf_putc(out, locales->weight ? '}' : ']');
}

/* What was asked for: enough, with manifest.json, to make the bundle again. */
static void put_request(const struct dore_plan *plan, struct dore_buf *out) {
    const struct dore_plan_options *options = &plan->options;
    const char *steps[4] = {NULL};
    size_t count = 0;
    if (options->schema)
        steps[count++] = "schema";
    if (options->data)
        steps[count++] = "data";
    if (engine_has_constraints(plan))
        steps[count++] = "constraints";
    dore_buf_puts(out, "  \"seed\": ");
    put_seed(out, plan);
    dore_buf_puts(out, ",\n  \"locale\": ");
    put_locales(&plan->options.locales, out);
    dore_buf_puts(out, ",\n  \"now\": \"");
    put_now(out, plan);
    dore_buf_puts(out, "\",\n  \"scale\": \"");
    put_scale(out, plan);
    dore_buf_puts(out, "\",\n  \"steps\": ");
    put_list(out, steps);
    dore_buf_puts(out, ",\n  \"drop\": ");
    dore_buf_puts(out, options->drop ? "true" : "false");
    if (options->shards)
        dore_buf_format(out, ",\n  \"shard\": {\"number\": %" PRIu64 ", \"of\": %" PRIu64 "}",
                        options->shard, options->shards);
    if (options->datastores) {
        dore_buf_puts(out, ",\n  \"onlyDatastores\": ");
        put_list(out, options->datastores);
    }
    if (options->models) {
        dore_buf_puts(out, ",\n  \"onlyModels\": ");
        put_list(out, options->models);
    }
}

static void put_store(const struct dore_plan_store *store, struct dore_buf *out) {
    dore_buf_puts(out, "    {\"id\": ");
    put_string(out, store->store.id);
    put_member(out, "protocol", store->store.protocol);
    put_member(out, "database", store->store.database);
    put_member(out, "folder", store->folder);
    dore_buf_puts(out, ", \"tables\": [");
    for (uint32_t i = 0; i < store->table_count; i++) {
        const struct dore_table *table = &store->table[i].table;
        dore_buf_puts(out, i ? ",\n      {\"model\": " : "\n      {\"model\": ");
        put_string(out, table->id);
        put_member(out, "space", table->space);
        put_member(out, "name", table->name);
        dore_buf_puts(out, ", \"rows\": ");
        dore_buf_put_u64(out, table->rows);
        dore_buf_putc(out, '}');
    }
    dore_buf_puts(out, "\n    ]}");
}

/* Where a shard's file may be cut: the borders of frames, which `join` needs. */
static void put_units(const struct engine_file *file, struct dore_buf *out) {
    dore_buf_puts(out, ", \"units\": [");
    for (uint32_t i = 0; i < file->unit_count; i++) {
        dore_buf_puts(out, i ? ", " : "");
        dore_buf_put_u64(out, file->unit[i]);
    }
    dore_buf_putc(out, ']');
}

static void put_file(const struct engine_file *file, struct dore_buf *out) {
    dore_buf_puts(out, "    {\"path\": ");
    put_string(out, file->path);
    put_member(out, "role", file->role);
    put_member(out, "datastore", file->store ? file->store->store.id : NULL);
    put_member(out, "model", file->table ? file->table->id : NULL);
    if (strcmp(file->role, "data") == 0) {
        dore_buf_puts(out, ", \"rows\": ");
        dore_buf_put_u64(out, file->rows);
    }
    dore_buf_puts(out, ", \"bytes\": ");
    dore_buf_put_u64(out, file->bytes);
    dore_buf_puts(out, ", \"xxh128\": \"");
    put_digest(out, file);
    dore_buf_putc(out, '"');
    if (file->unit)
        put_units(file, out);
    dore_buf_putc(out, '}');
}

void engine_put_index(const struct dore_plan *plan, const char *version,
                      const struct engine_file *files, struct dore_buf *out) {
    dore_buf_puts(out, "{\n  \"format\": ");
    dore_buf_put_u64(out, BUNDLE_FORMAT);
    dore_buf_puts(out, ",\n  \"version\": ");
    put_string(out, version);
    dore_buf_puts(out, ",\n  \"dataVersion\": ");
    dore_buf_put_u64(out, DORE_DATA_VERSION);
    dore_buf_puts(out, ",\n  \"manifest\": {\"id\": ");
    put_string(out, plan->manifest->id);
    dore_buf_puts(out, ", \"xxh128\": \"");
    put_digest(out, find_role(files, "manifest"));
    dore_buf_puts(out, "\"},\n");
    put_request(plan, out);
    dore_buf_puts(out, ",\n  \"datastores\": [\n");
    for (uint32_t i = 0; i < plan->store_count; i++) {
        put_store(&plan->store[i], out);
        dore_buf_puts(out, i + 1 < plan->store_count ? ",\n" : "\n");
    }
    dore_buf_puts(out, "  ],\n  \"files\": [\n");
    for (const struct engine_file *file = files; file; file = file->next) {
        put_file(file, out);
        dore_buf_puts(out, file->next ? ",\n" : "\n");
    }
    dore_buf_puts(out, "  ]\n}\n");
}

void engine_put_checksums(const struct engine_file *files, struct dore_buf *out) {
    for (const struct engine_file *file = files; file; file = file->next) {
        put_digest(out, file);
        dore_buf_puts(out, "  ");
        dore_buf_puts(out, file->path);
        dore_buf_putc(out, '\n');
    }
}

/* ---- README.txt --------------------------------------------------------------------------- */

static const char *locale_name(const struct dore_locales *locales, uint32_t number) {
    return locales->count > 0 ? locales->name[number] : DORE_LOCALE_DEFAULT;
}

static uint64_t locale_weight(const struct dore_locales *locales, uint32_t number) {
    return locales->weight ? locales->weight[number] : 1;
}

static bool same_locales(const struct dore_locales *a, const struct dore_locales *b) {
    uint32_t count = a->count > 1 ? a->count : 1;
    if ((b->count > 1 ? b->count : 1) != count)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(locale_name(a, i), locale_name(b, i)) != 0 ||
            (count > 1 && locale_weight(a, i) != locale_weight(b, i)))
            return false;
    return true;
}

/* As the command line takes them; nothing where they are the manifest's. */
static void put_locale_option(const struct dore_plan *plan, struct dore_buf *out) {
    const struct dore_locales *locales = &plan->options.locales;
    if (same_locales(locales, &plan->manifest->locales))
        return;
    if (locales->count == 0)
        dore_buf_puts(out, " --locale " DORE_LOCALE_DEFAULT);
    for (uint32_t i = 0; i < locales->count; i++) {
        dore_buf_puts(out, i ? "," : " --locale ");
        dore_buf_puts(out, locales->name[i]);
        if (locales->weight)
            dore_buf_format(out, ":%" PRIu64, locales->weight[i]);
    }
}

/* The command that makes the bundle again. */
static void put_command(const struct dore_plan *plan, struct dore_buf *out) {
    const struct dore_plan_options *options = &plan->options;
    dore_buf_puts(out, "    dore --manifest manifest.json --seed ");
    put_seed(out, plan);
    dore_buf_puts(out, " --now ");
    put_now(out, plan);
    dore_buf_puts(out, " --scale ");
    put_scale(out, plan);
    put_locale_option(plan, out);
    if (options->drop)
        dore_buf_puts(out, " --drop-conflicting-models");
    if (!options->data)
        dore_buf_puts(out, " --schema-only");
    if (!options->schema)
        dore_buf_puts(out, " --data-only");
    for (size_t i = 0; options->datastores && options->datastores[i]; i++) {
        dore_buf_puts(out, " --datastore ");
        engine_put_quoted(out, options->datastores[i]);
    }
    for (size_t i = 0; options->models && options->models[i]; i++) {
        dore_buf_puts(out, " --model ");
        engine_put_quoted(out, options->models[i]);
    }
    if (options->shards)
        dore_buf_format(out, " --shard %" PRIu64 "/%" PRIu64, options->shard, options->shards);
    struct dore_arena arena = {0};
    dore_buf_format(out, " -o %s\n", dore_plan_output(plan, &arena));
    dore_arena_release(&arena);
}

static void put_folders(const struct dore_plan *plan, struct dore_buf *out) {
    enum { COLUMN = 17 };
    for (uint32_t i = 0; i < plan->store_count; i++) {
        const struct dore_plan_store *store = &plan->store[i];
        size_t size = strlen(store->folder);
        uint64_t rows = 0;
        for (uint32_t k = 0; k < store->table_count; k++)
            rows += store->table[k].last_row - store->table[k].first_row;
        dore_buf_format(out, "    %s/%*s%s: %u %s, %llu %s\n", store->folder,
                        size < COLUMN ? (int)(COLUMN - size) : 1, "", store->store.protocol,
                        (unsigned)store->table_count, store->table_count == 1 ? "model" : "models",
                        (unsigned long long)rows, rows == 1 ? "record" : "records");
    }
}

static void put_shard(const struct dore_plan *plan, struct dore_buf *out) {
    const struct dore_plan_options *options = &plan->options;
    dore_buf_format(out,
                    "\nThis is shard %" PRIu64 " of %" PRIu64
                    ", a share of the whole, so there is no load.sh here. All\n"
                    "shards together become a bundle that loads:\n\n"
                    "    dore join -o %s.tar.zst SHARD...\n",
                    options->shard, options->shards, plan->folder);
}

static bool has_scripts(const struct dore_plan *plan) {
    uint32_t scripts = 0;
    for (uint32_t i = 0; i < plan->store_count; i++)
        scripts += plan->store[i].store.before_count + plan->store[i].store.after_count;
    return scripts && plan->options.schema;
}

void engine_put_readme(const struct dore_plan *plan, const char *version, struct dore_buf *out) {
    bool shard = plan->options.shards;
    dore_buf_format(out, "Generated data: %s\n\nMade by dore %s. ", plan->folder, version);
    dore_buf_puts(out, "All of it is made up.\n");
    if (shard)
        put_shard(plan, out);
    dore_buf_puts(out, "\nWhat is inside\n\n");
    put_folders(plan, out);
    dore_buf_puts(out, "    manifest.json     what the data was made from\n"
                       "    bundle.json       every file with its records, bytes and digest\n"
                       "    CHECKSUMS.xxh128  the digests for xxhsum\n");
    if (!shard)
        dore_buf_puts(out, "    load.sh           loads it\n");
    dore_buf_puts(out, "\n"
                       "In a datastore's folder the numbers give the order: 10 makes tables (or\n"
                       "collections, or indexes), 20-data fills them, 30 adds what comes after.\n");
    if (has_scripts(plan))
        dore_buf_puts(out, "Scripts of the manifest's own stand around that, in 00-before and\n"
                           "40-after.\n");
    if (!shard)
        dore_buf_puts(out, "\nTo load\n\n"
                           "    sh load.sh            all datastores\n"
                           "    sh load.sh ID...      some of them\n"
                           "    sh load.sh --drop     removes what it made\n"
                           "    sh load.sh --help     where it takes servers and passwords from\n");
    dore_buf_puts(out, "\nTo check that nothing was damaged\n\n"
                       "    xxhsum -c CHECKSUMS.xxh128\n"
                       "\nTo make it again, byte for byte\n\n");
    put_command(plan, out);
}
