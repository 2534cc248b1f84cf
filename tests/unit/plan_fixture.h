/* SPDX-License-Identifier: Apache-2.0
 *
 * A plan made by hand, for the tests of what carries plans out: stores of one fake format whose
 * rows are "NUMBER TEXT", with a head and a foot for each part. Everything hangs in one arena;
 * sizes of parts, units and batches are the test's. Also what such tests need of files.
 */
#ifndef DORE_TESTS_PLAN_FIXTURE_H
#define DORE_TESTS_PLAN_FIXTURE_H

#include "dore/engine.h"

#include <check.h>
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the fake format ---------------------------------------------------------------------- */

static inline void fixture_fill_number(const void *state, const struct dore_rows *rows,
                                       struct dore_arena *arena, struct dore_column *out) {
    (void)state;
    dore_column_init(out, DORE_INT, rows->count, arena);
    for (uint32_t i = 0; i < rows->count; i++)
        out->u.i[i] = (int64_t)dore_row(rows, i);
}

/* Text of 0 to 60 bytes that depends on the row alone. */
static inline void fixture_fill_text(const void *state, const struct dore_rows *rows,
                                     struct dore_arena *arena, struct dore_column *out) {
    (void)state;
    dore_column_init(out, DORE_STRING, rows->count, arena);
    for (uint32_t i = 0; i < rows->count; i++) {
        uint64_t word = dore_row(rows, i) * UINT64_C(0x9e3779b97f4a7c15);
        size_t size = (size_t)(word >> 58) * 60 / 64;
        char *text = dore_arena_alloc(arena, size + 1, 1);
        for (size_t k = 0; k < size; k++)
            text[k] = (char)('a' + (word >> (k % 50)) % 26);
        out->u.s[i] = (struct dore_str){text, size};
    }
}

static const struct dore_op fixture_number = {.fill = fixture_fill_number};
static const struct dore_op fixture_text = {.fill = fixture_fill_text};

static inline void fixture_schema(const struct dore_store *store, const struct dore_table *table,
                                  struct dore_buf *out) {
    dore_buf_format(out, "schema of %s\n", table ? table->name : store->id);
}

static inline void fixture_after(const struct dore_store *store, struct dore_buf *out) {
    dore_buf_format(out, "after %s\n", store->id);
}

static inline void fixture_open(const struct dore_store *store, const struct dore_part *part,
                                struct dore_buf *out) {
    dore_buf_format(out, "head %s %s\n", store->id, part->mark);
}

static inline void fixture_close(const struct dore_store *store, const struct dore_part *part,
                                 struct dore_buf *out) {
    (void)store;
    dore_buf_format(out, "dore-end %s %llu\n", part->mark, (unsigned long long)part->rows);
}

static inline void fixture_rows(const struct dore_layout *layout, const struct dore_part *part,
                                const struct dore_batch *batch, struct dore_buf *out) {
    (void)layout;
    for (uint32_t i = 0; i < batch->rows; i++) {
        dore_buf_put_i64(out, batch->column[0].u.i[i]);
        dore_buf_putc(out, ' ');
        dore_buf_put_str(out, batch->column[1].u.s[i]);
        /* The last row of a part is told apart, as the end of a statement is. */
        dore_buf_puts(out, batch->first_row + i + 1 == part->first_row + part->rows ? ".\n" : "\n");
    }
}

static const struct dore_format fixture_format = {.name = "fake",
                                                  .schema_file = "10-schema.txt",
                                                  .rows_extension = "txt",
                                                  .after_file = "30-after.txt",
                                                  .schema = fixture_schema,
                                                  .after = fixture_after,
                                                  .open = fixture_open,
                                                  .close = fixture_close,
                                                  .rows = fixture_rows};
/* One schema file a table, nothing after, and only data in a stream. */
static const struct dore_format fixture_format_indexes = {.name = "index8",
                                                          .rows_extension = "lines",
                                                          .schema = fixture_schema,
                                                          .open = fixture_open,
                                                          .close = fixture_close,
                                                          .rows = fixture_rows};

/* ---- the plan ----------------------------------------------------------------------------- */

struct fixture {
    struct dore_arena arena;
    struct dore_diags diags;
    struct dore_manifest manifest;
    struct dore_plan plan;
};

static inline void fixture_init(struct fixture *fixture) {
    *fixture = (struct fixture){0};
    fixture->diags.arena = &fixture->arena;
    fixture->manifest.id = "shop";
    fixture->manifest.resolved =
        dore_json_read(&fixture->arena, "shop.json", "$",
                       DORE_STR("{\"id\":\"shop\",\"x\":[1,{}]}"), &fixture->diags);
    fixture->plan =
        (struct dore_plan){.manifest = &fixture->manifest,
                           .options = {.seed = 42,
                                       .now = INT64_C(1767225600000000),
                                       .scale = {.units = 1},
                                       .schema = true,
                                       .data = true,
                                       .constraints = true},
                           .folder = "shop",
                           .store = DORE_NEW(&fixture->arena, struct dore_plan_store, 8),
                           /* So much that threads are worth their while. */
                           .typical_bytes = 64 << 20};
}

static inline void fixture_release(struct fixture *fixture) {
    dore_arena_release(&fixture->arena);
}

/* A store with room for 8 tables. */
static inline struct dore_plan_store *fixture_store(struct fixture *fixture, const char *id,
                                                    const struct dore_format *format) {
    struct dore_plan_store *store =
        (struct dore_plan_store *)&fixture->plan.store[fixture->plan.store_count++];
    *store = (struct dore_plan_store){
        .store = {.id = id, .protocol = format->name, .database = "data's base"},
        .format = format,
        .folder = dore_file_name(&fixture->arena, id),
        .table = DORE_NEW(&fixture->arena, struct dore_plan_table, 8)};
    return store;
}

static inline struct dore_plan_table *fixture_table(struct fixture *fixture,
                                                    struct dore_plan_store *store, const char *name,
                                                    uint64_t rows, uint64_t rows_per_part,
                                                    uint64_t rows_per_unit) {
    static const struct dore_layout layout = {.rows_per_statement = 1};
    const struct dore_op **op = DORE_NEW(&fixture->arena, const struct dore_op *, 2);
    op[0] = &fixture_number;
    op[1] = &fixture_text;
    struct dore_plan_table *table = (struct dore_plan_table *)&store->table[store->table_count++];
    *table = (struct dore_plan_table){
        .table = {.id = name, .space = "public", .name = name, .rows = rows, .field_count = 2},
        .format = store->format,
        .layout = &layout,
        .op = op,
        .last_row = rows,
        .last_index = (rows + rows_per_part - 1) / rows_per_part,
        .rows_per_part = rows_per_part,
        .rows_per_unit = rows_per_unit,
        .batch_rows = DORE_BATCH_ROWS,
        .file_name = dore_file_name(&fixture->arena, name),
        .part_count = (rows + rows_per_part - 1) / rows_per_part,
        .first_part = 1,
        .part_digits = 4,
        .folder = store->folder};
    for (uint32_t i = 0; i + 1 < store->table_count; i++)
        table->first_part += store->table[i].part_count;
    fixture->plan.rows += rows;
    return table;
}

/* Two stores, three tables, one of them empty, parts and units of several sizes. */
static inline void fixture_shop(struct fixture *fixture, uint64_t rows) {
    fixture_init(fixture);
    struct dore_plan_store *sql = fixture_store(fixture, "sql", &fixture_format);
    fixture_table(fixture, sql, "customer", rows, 4096, 512);
    fixture_table(fixture, sql, "nobody", 0, 64, 64);
    fixture_table(fixture, sql, "order item", rows / 3, 1024, 1024);
    struct dore_plan_store *index = fixture_store(fixture, "in dex", &fixture_format_indexes);
    fixture_table(fixture, index, "products", rows / 2, 8192, 256);
}

/* ---- files -------------------------------------------------------------------------------- */

/* A new empty folder; its path lives in the arena. */
static inline const char *fixture_folder(struct dore_arena *arena) {
    char *path = dore_arena_text(arena, "/tmp/dore-test-XXXXXX", strlen("/tmp/dore-test-XXXXXX"));
    ck_assert_ptr_nonnull(mkdtemp(path));
    return path;
}

/* How many entries a folder has. */
static inline unsigned fixture_count_entries(const char *path) {
    DIR *folder = opendir(path);
    ck_assert_ptr_nonnull(folder);
    unsigned count = 0;
    for (const struct dirent *entry; (entry = readdir(folder));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(folder);
    return count;
}

/* The whole file; its bytes live in the arena, NUL-terminated. */
static inline struct dore_str fixture_read(struct dore_arena *arena, const char *path) {
    struct stat about;
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "cannot open %s", path);
    ck_assert_int_eq(fstat(fileno(file), &about), 0);
    size_t size = (size_t)about.st_size;
    char *text = dore_arena_alloc(arena, size + 1, 1);
    ck_assert_uint_eq(fread(text, 1, size, file), size);
    fclose(file);
    return (struct dore_str){text, size};
}

static inline void fixture_write(const char *path, const char *text) {
    FILE *file = fopen(path, "wb");
    ck_assert_msg(file != NULL, "cannot make %s", path);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

static inline void fixture_remove_tree(const char *path) {
    DIR *folder = opendir(path);
    if (!folder) {
        unlink(path);
        return;
    }
    struct dore_arena arena = {0};
    for (const struct dirent *entry; (entry = readdir(folder));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            fixture_remove_tree(dore_arena_format(&arena, "%s/%s", path, entry->d_name));
    closedir(folder);
    rmdir(path);
    dore_arena_release(&arena);
}

#endif
