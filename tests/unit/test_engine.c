/* SPDX-License-Identifier: Apache-2.0
 *
 * engine/: the same bytes from any number of threads, batch size and unit size; files in order and
 * with the size that was announced; an index that agrees with the files; a sink that fails at any
 * of its calls stops the run.
 */
#include "tests/unit/plan_fixture.h"

#include <xxhash.h>

Suite *suite_engine(void);

/* ---- a sink that keeps what it gets ------------------------------------------------------- */

enum { FILE_MAX = 200 };

struct kept {
    char path[128];
    bool executable;
    uint64_t announced;
    struct dore_buf bytes;
};
struct memory_sink {
    struct dore_sink sink;
    struct kept file[FILE_MAX];
    unsigned count;
    bool open, finished;
    unsigned calls, fail_at; /* the number of the call that fails, from 1; 0: none */
};

static bool count_call(struct memory_sink *sink, struct dore_diags *diags) {
    if (++sink->calls != sink->fail_at)
        return true;
    dore_error(diags, DORE_E_OUTPUT_FAILED, (struct dore_where){0}, NULL, "the sink is full");
    return false;
}

static bool keep_begin(struct dore_sink *base, const struct dore_file *file,
                       struct dore_diags *diags) {
    struct memory_sink *sink = (struct memory_sink *)base;
    ck_assert(!sink->open);
    ck_assert_uint_lt(sink->count, FILE_MAX);
    if (!count_call(sink, diags))
        return false;
    struct kept *kept = &sink->file[sink->count++];
    snprintf(kept->path, sizeof kept->path, "%s", file->path);
    kept->announced = file->size;
    kept->executable = file->executable;
    sink->open = true;
    return true;
}

static bool keep_write(struct dore_sink *base, const char *bytes, size_t size,
                       struct dore_diags *diags) {
    struct memory_sink *sink = (struct memory_sink *)base;
    ck_assert(sink->open);
    dore_buf_put(&sink->file[sink->count - 1].bytes, bytes, size);
    return count_call(sink, diags);
}

static bool keep_end(struct dore_sink *base, struct dore_diags *diags) {
    struct memory_sink *sink = (struct memory_sink *)base;
    ck_assert(sink->open);
    sink->open = false;
    return count_call(sink, diags);
}

/* Packs by writing each byte's complement: what is stored is told from what is hashed. */
static void complement(struct dore_packer *packer, const char *bytes, size_t size,
                       struct dore_buf *packed) {
    (void)packer;
    ck_assert_uint_le(size, DORE_FRAME_BYTES);
    for (size_t i = 0; i < size; i++)
        dore_buf_putc(packed, (char)~bytes[i]);
}

static struct dore_packer *packer_new(const struct dore_sink *sink) {
    (void)sink;
    return dore_alloc(1, 1);
}

static void packer_free(struct dore_packer *packer) {
    dore_free(packer);
}

static const struct dore_sink_kind plain_stream = {
    .begin = keep_begin, .write = keep_write, .end = keep_end};
static const struct dore_sink_kind plain_files = {
    .index_files = true, .begin = keep_begin, .write = keep_write, .end = keep_end};
static const struct dore_sink_kind sized_files = {.index_files = true,
                                                  .needs_size = true,
                                                  .begin = keep_begin,
                                                  .write = keep_write,
                                                  .end = keep_end};
static const struct dore_sink_kind packed_files = {.index_files = true,
                                                   .needs_size = true,
                                                   .packer_new = packer_new,
                                                   .packer_free = packer_free,
                                                   .pack = complement,
                                                   .begin = keep_begin,
                                                   .write = keep_write,
                                                   .end = keep_end};

static struct memory_sink *sink_new(const struct dore_sink_kind *kind) {
    struct memory_sink *sink = dore_alloc(1, sizeof *sink);
    sink->sink.kind = kind;
    return sink;
}

static void sink_free(struct memory_sink *sink) {
    for (unsigned i = 0; i < sink->count; i++)
        dore_buf_release(&sink->file[i].bytes);
    dore_free(sink);
}

static const struct kept *find(const struct memory_sink *sink, const char *path) {
    for (unsigned i = 0; i < sink->count; i++)
        if (strcmp(sink->file[i].path, path) == 0)
            return &sink->file[i];
    ck_abort_msg("no file %s", path);
    return NULL;
}

static bool is_text(const struct kept *kept, const char *text) {
    return dore_str_is((struct dore_str){kept->bytes.data, kept->bytes.size}, text);
}

static struct memory_sink *run(struct fixture *fixture, const struct dore_sink_kind *kind,
                               unsigned threads) {
    struct memory_sink *sink = sink_new(kind);
    const struct dore_run_options options = {.threads = threads, .version = "1.2.3"};
    ck_assert(dore_run(&fixture->plan, &options, &sink->sink, &fixture->diags));
    ck_assert_uint_eq(fixture->diags.count, 0);
    ck_assert(!sink->open);
    return sink;
}

static void assert_same(const struct memory_sink *a, const struct memory_sink *b) {
    ck_assert_uint_eq(a->count, b->count);
    for (unsigned i = 0; i < a->count; i++) {
        ck_assert_str_eq(a->file[i].path, b->file[i].path);
        ck_assert_uint_eq(a->file[i].bytes.size, b->file[i].bytes.size);
        ck_assert_msg(memcmp(a->file[i].bytes.data, b->file[i].bytes.data, a->file[i].bytes.size) ==
                          0,
                      "%s differs", a->file[i].path);
    }
}

/* ---- bytes -------------------------------------------------------------------------------- */

static const struct dore_sink_kind *const kinds[] = {&plain_stream, &plain_files, &sized_files,
                                                     &packed_files};
enum { KINDS = sizeof kinds / sizeof *kinds, ROWS = 20000 };

START_TEST(threads_change_no_byte) {
    static const unsigned threads[] = {2, 3, 4, 16};
    struct fixture fixture;
    fixture_shop(&fixture, ROWS);
    struct memory_sink *one = run(&fixture, kinds[_i], 1);
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        struct memory_sink *many = run(&fixture, kinds[_i], threads[i]);
        assert_same(one, many);
        sink_free(many);
    }
    sink_free(one);
    fixture_release(&fixture);
}
END_TEST

START_TEST(a_small_job_is_the_same) {
    struct fixture fixture;
    fixture_shop(&fixture, ROWS);
    struct memory_sink *threads = run(&fixture, &plain_files, 4);
    fixture.plan.typical_bytes = 1;
    struct memory_sink *none = run(&fixture, &plain_files, 4);
    assert_same(threads, none);
    sink_free(threads);
    sink_free(none);
    fixture_release(&fixture);
}
END_TEST

/* Batches and units: sizes that cut a part anywhere. */
START_TEST(cuts_change_no_byte) {
    static const struct {
        uint32_t batch;
        uint64_t unit;
    } cuts[] = {{1, 512}, {7, 512}, {256, 1}, {3, 64}, {256, 4096}};
    struct fixture fixture;
    fixture_shop(&fixture, 5000);
    struct memory_sink *whole = run(&fixture, &packed_files, 2);
    for (uint32_t s = 0; s < fixture.plan.store_count; s++) {
        for (uint32_t t = 0; t < fixture.plan.store[s].table_count; t++) {
            struct dore_plan_table *table =
                (struct dore_plan_table *)&fixture.plan.store[s].table[t];
            table->batch_rows = cuts[_i].batch;
            table->rows_per_unit =
                cuts[_i].unit < table->rows_per_part ? cuts[_i].unit : table->rows_per_part;
        }
    }
    struct memory_sink *cut = run(&fixture, &packed_files, 3);
    assert_same(whole, cut);
    sink_free(whole);
    sink_free(cut);
    fixture_release(&fixture);
}
END_TEST

START_TEST(ranges_render_alone) {
    struct fixture fixture;
    fixture_shop(&fixture, 3000);
    const struct dore_plan_store *store = &fixture.plan.store[0];
    const struct dore_plan_table *table = &store->table[0];
    struct dore_part part = dore_plan_part(table, 0, &fixture.arena);
    struct dore_arena arena = {0};
    struct dore_buf whole = {0}, pieces = {0};
    dore_render(table, &part, 0, 3000, NULL, &arena, &whole);
    static const uint64_t borders[] = {0, 0, 1, 256, 257, 511, 512, 1000, 2999, 3000};
    for (size_t i = 1; i < sizeof borders / sizeof *borders; i++)
        dore_render(table, &part, borders[i - 1], borders[i], NULL, &arena, &pieces);
    ck_assert_uint_eq(whole.size, pieces.size);
    ck_assert_mem_eq(whole.data, pieces.data, whole.size);
    dore_buf_release(&whole);
    dore_buf_release(&pieces);
    dore_arena_release(&arena);
    fixture_release(&fixture);
}
END_TEST

/* ---- files -------------------------------------------------------------------------------- */

START_TEST(files_come_in_order) {
    static const char *const expected[] = {"shop/README.txt",
                                           "shop/manifest.json",
                                           "shop/load.sh",
                                           "shop/sql/10-schema.txt",
                                           "shop/sql/20-data/0001-customer.txt",
                                           "shop/sql/20-data/0002-customer.txt",
                                           "shop/sql/20-data/0003-order%20item.txt",
                                           "shop/sql/20-data/0004-order%20item.txt",
                                           "shop/sql/30-after.txt",
                                           "shop/in%20dex/10-indexes/products.json",
                                           "shop/in%20dex/20-data/0001-products.lines",
                                           "shop/bundle.json",
                                           "shop/CHECKSUMS.xxh128"};
    enum { COUNT = sizeof expected / sizeof *expected };
    struct fixture fixture;
    fixture_shop(&fixture, 5000);
    struct memory_sink *sink = run(&fixture, &sized_files, 2);
    ck_assert_uint_eq(sink->count, COUNT);
    for (unsigned i = 0; i < COUNT; i++) {
        ck_assert_str_eq(sink->file[i].path, expected[i]);
        ck_assert_int_eq(sink->file[i].executable, strcmp(expected[i], "shop/load.sh") == 0);
        ck_assert_uint_eq(sink->file[i].announced, sink->file[i].bytes.size);
    }
    ck_assert(is_text(find(sink, "shop/sql/10-schema.txt"), "schema of sql\n"));
    ck_assert(
        is_text(find(sink, "shop/in%20dex/10-indexes/products.json"), "schema of products\n"));
    ck_assert(is_text(find(sink, "shop/sql/30-after.txt"), "after sql\n"));
    ck_assert(is_text(find(sink, "shop/manifest.json"),
                      "{\n  \"id\": \"shop\",\n  \"x\": [\n    1,\n    {}\n  ]\n}\n"));
    sink_free(sink);
    fixture_release(&fixture);
}
END_TEST

START_TEST(a_part_has_head_rows_and_foot) {
    struct fixture fixture;
    fixture_init(&fixture);
    struct dore_plan_store *store = fixture_store(&fixture, "sql", &fixture_format);
    fixture_table(&fixture, store, "t", 6, 4, 1);
    struct memory_sink *sink = run(&fixture, &plain_files, 2);
    struct dore_column text;
    const struct dore_rows rows = {.first = 4, .count = 2};
    dore_op_fill(&fixture_text, &rows, &fixture.arena, &text);
    ck_assert(is_text(find(sink, "shop/sql/20-data/0002-t.txt"),
                      dore_arena_format(&fixture.arena,
                                        "head sql 0002-t\n4 %s\n5 %s.\ndore-end 0002-t 2\n",
                                        text.u.s[0].text, text.u.s[1].text)));
    sink_free(sink);
    fixture_release(&fixture);
}
END_TEST

/* Which steps a plan asks for, and what of them a stream carries. */
static const struct {
    bool schema, data, constraints, stream;
    const char *wanted; /* s schema, d data, c constraints of the first store, then of the second */
} steps[] = {
    {true, true, true, false, "sdc sd"}, {true, false, true, false, "sc s"},
    {false, true, false, false, "d d"},  {true, true, true, true, "d d"},
    {false, false, false, false, " "},
};

START_TEST(steps_are_written_as_asked) {
    struct fixture fixture;
    fixture_shop(&fixture, 100);
    fixture.plan.options.schema = steps[_i].schema;
    fixture.plan.options.data = steps[_i].data;
    fixture.plan.options.constraints = steps[_i].constraints;
    for (uint32_t s = 0; s < fixture.plan.store_count; s++)
        ((struct dore_plan_store *)&fixture.plan.store[s])->store.stream = steps[_i].stream;
    struct memory_sink *sink = run(&fixture, &plain_stream, 1);
    struct dore_buf seen = {0};
    const char *store = "shop/sql/";
    for (unsigned i = 0; i < sink->count; i++) {
        const char *path = sink->file[i].path;
        if (strncmp(path, store, strlen(store)) != 0) {
            store = "shop/in%20dex/";
            dore_buf_putc(&seen, ' ');
        }
        char letter = strstr(path, "/10-") ? 's' : strstr(path, "/30-") ? 'c' : 'd';
        if (!seen.size || seen.data[seen.size - 1] != letter)
            dore_buf_putc(&seen, letter);
    }
    if (!sink->count)
        dore_buf_putc(&seen, ' ');
    dore_buf_putc(&seen, '\0');
    ck_assert_str_eq(seen.data, steps[_i].wanted);
    dore_buf_release(&seen);
    sink_free(sink);
    fixture_release(&fixture);
}
END_TEST

/* ---- the index ---------------------------------------------------------------------------- */

static void assert_digest(const struct kept *kept, const char *hex) {
    XXH128_canonical_t digest;
    char text[33] = "";
    XXH128_canonicalFromHash(&digest, XXH3_128bits(kept->bytes.data, kept->bytes.size));
    dore_print_hex(text, digest.digest, sizeof digest.digest);
    ck_assert_msg(strncmp(text, hex, 32) == 0, "%s is %s, listed as %.32s", kept->path, text, hex);
}

START_TEST(checksums_hold_for_every_file) {
    struct fixture fixture;
    fixture_shop(&fixture, ROWS);
    struct memory_sink *sink = run(&fixture, &plain_files, 2);
    const struct kept *sums = find(sink, "shop/CHECKSUMS.xxh128");
    const char *line = sums->bytes.data, *end = line + sums->bytes.size;
    unsigned listed = 0;
    for (; line < end; listed++) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        ck_assert_ptr_nonnull(newline);
        ck_assert_int_eq(memcmp(line + 32, "  ", 2), 0);
        const char *path =
            dore_arena_format(&fixture.arena, "shop/%.*s", (int)(newline - line - 34), line + 34);
        ck_assert_str_eq(path, sink->file[listed].path);
        assert_digest(&sink->file[listed], line);
        line = newline + 1;
    }
    ck_assert_uint_eq(listed, sink->count - 1);
    sink_free(sink);
    fixture_release(&fixture);
}
END_TEST

static const char *text_of(const struct dore_node *object, const char *key) {
    const struct dore_node *node = dore_node_find(object, key);
    ck_assert_msg(node != NULL, "no %s", key);
    return node->text.text;
}

static int64_t number_of(const struct dore_node *object, const char *key) {
    int64_t number = -1;
    ck_assert(dore_node_integer(dore_node_find(object, key), &number));
    return number;
}

START_TEST(the_index_lists_every_file) {
    struct fixture fixture;
    fixture_shop(&fixture, ROWS);
    struct memory_sink *sink = run(&fixture, &packed_files, 2);
    struct memory_sink *plain = run(&fixture, &plain_files, 1);
    const struct kept *index = find(plain, "shop/bundle.json");
    struct dore_node *root =
        dore_json_read(&fixture.arena, "bundle.json", "$",
                       (struct dore_str){index->bytes.data, index->bytes.size}, &fixture.diags);
    ck_assert_ptr_nonnull(root);
    const struct dore_node *files = dore_node_find(root, "files");
    ck_assert_uint_eq(files->count, plain->count - 2);
    int64_t rows = 0;
    unsigned at = 0;
    for (const struct dore_node *file = files->first; file; file = file->next, at++) {
        const struct kept *kept = &plain->file[at];
        ck_assert_str_eq(text_of(file, "path"), kept->path + strlen("shop/"));
        ck_assert_int_eq(number_of(file, "bytes"), (int64_t)kept->bytes.size);
        assert_digest(kept, text_of(file, "xxh128"));
        bool data = strcmp(text_of(file, "role"), "data") == 0;
        ck_assert_int_eq(data, dore_node_find(file, "rows") != NULL);
        if (data)
            rows += number_of(file, "rows");
    }
    ck_assert_int_eq(rows, (int64_t)fixture.plan.rows);
    /* The digests are of the bytes, whatever the sink stores for them. */
    ck_assert_uint_eq(find(sink, "shop/bundle.json")->bytes.size, index->bytes.size);
    for (size_t i = 0; i < index->bytes.size; i++)
        ck_assert_int_eq((char)~find(sink, "shop/bundle.json")->bytes.data[i],
                         index->bytes.data[i]);
    sink_free(sink);
    sink_free(plain);
    fixture_release(&fixture);
}
END_TEST

START_TEST(the_index_says_what_was_asked_for) {
    static const char *const stores[] = {"sql", "in dex", NULL};
    static const char *const models[] = {"customer", "it's", NULL};
    struct fixture fixture;
    fixture_shop(&fixture, 10);
    fixture.plan.options.seed = (uint64_t)-5;
    fixture.plan.options.now = INT64_C(1767225600000001);
    fixture.plan.options.scale = (struct dore_decimal){.units = 250, .scale = 2};
    fixture.plan.options.drop = true;
    fixture.plan.options.datastores = stores;
    fixture.plan.options.models = models;
    struct memory_sink *sink = run(&fixture, &plain_files, 1);
    const struct kept *index = find(sink, "shop/bundle.json");
    struct dore_node *root =
        dore_json_read(&fixture.arena, "bundle.json", "$",
                       (struct dore_str){index->bytes.data, index->bytes.size}, &fixture.diags);
    ck_assert_ptr_nonnull(root);
    ck_assert_int_eq(number_of(root, "format"), 1);
    ck_assert_int_eq(number_of(root, "seed"), -5);
    ck_assert_str_eq(text_of(root, "version"), "1.2.3");
    ck_assert_str_eq(text_of(root, "now"), "2026-01-01T00:00:00.000001Z");
    ck_assert_str_eq(text_of(root, "scale"), "2.50");
    ck_assert_uint_eq(dore_node_find(root, "steps")->count, 3);
    ck_assert_uint_eq(dore_node_find(root, "onlyModels")->count, 2);
    const struct dore_node *manifest = dore_node_find(root, "manifest");
    ck_assert_str_eq(text_of(manifest, "id"), "shop");
    assert_digest(find(sink, "shop/manifest.json"), text_of(manifest, "xxh128"));
    const struct dore_node *store = dore_node_find(root, "datastores")->first;
    ck_assert_str_eq(text_of(store, "database"), "data's base");
    ck_assert_int_eq(number_of(dore_node_find(store, "tables")->first, "rows"), 10);
    /* README.txt gives the command that makes it again. */
    const struct kept *readme = find(sink, "shop/README.txt");
    char *text = dore_arena_text(&fixture.arena, readme->bytes.data, readme->bytes.size);
    ck_assert_ptr_nonnull(strstr(
        text, "dore --manifest manifest.json --seed -5 --now 2026-01-01T00:00:00.000001Z --scale "
              "2.50 --drop-conflicting-models --datastore 'sql' --datastore 'in dex' --model "
              "'customer' --model 'it'\\''s' -o shop.tar.zst\n"));
    sink_free(sink);
    fixture_release(&fixture);
}
END_TEST

/* ---- faults and progress ------------------------------------------------------------------ */

/* Every call of the sink fails in turn, with and without threads. */
START_TEST(a_failing_sink_stops_the_run) {
    static const unsigned threads[] = {1, 3};
    struct fixture fixture;
    fixture_shop(&fixture, 2000);
    struct memory_sink *whole = run(&fixture, kinds[_i], 1);
    for (unsigned fail_at = 1; fail_at <= whole->calls; fail_at++) {
        for (size_t t = 0; t < 2; t++) {
            struct memory_sink *sink = sink_new(kinds[_i]);
            sink->fail_at = fail_at;
            struct dore_diags diags = {.arena = &fixture.arena};
            const struct dore_run_options options = {.threads = threads[t], .version = "1"};
            ck_assert(!dore_run(&fixture.plan, &options, &sink->sink, &diags));
            ck_assert_uint_eq(diags.errors, 1);
            ck_assert_uint_eq(sink->calls, fail_at);
            sink_free(sink);
        }
    }
    sink_free(whole);
    fixture_release(&fixture);
}
END_TEST

struct watched {
    unsigned calls;
    uint64_t rows, bytes;
};

static void watch(void *context, const struct dore_progress *progress) {
    struct watched *watched = context;
    ck_assert_uint_ge(progress->rows, watched->rows);
    ck_assert_uint_gt(progress->bytes, watched->bytes);
    ck_assert_ptr_nonnull(progress->model);
    watched->calls++;
    watched->rows = progress->rows;
    watched->bytes = progress->bytes;
}

START_TEST(progress_counts_every_row) {
    struct fixture fixture;
    fixture_shop(&fixture, 9000);
    struct watched watched = {0};
    struct memory_sink *sink = sink_new(&plain_stream);
    const struct dore_run_options options = {
        .threads = (unsigned)_i, .progress = watch, .context = &watched, .version = "1"};
    ck_assert(dore_run(&fixture.plan, &options, &sink->sink, &fixture.diags));
    ck_assert_uint_eq(watched.rows, fixture.plan.rows);
    /* Units: 18 of customer, 3 of order item, 18 of products. */
    ck_assert_uint_eq(watched.calls, 18 + 3 + 18);
    sink_free(sink);
    fixture_release(&fixture);
}
END_TEST

Suite *suite_engine(void) {
    Suite *suite = suite_create("engine");
    TCase *bytes = tcase_create("bytes");
    tcase_set_timeout(bytes, 60);
    tcase_add_loop_test(bytes, threads_change_no_byte, 0, KINDS);
    tcase_add_test(bytes, a_small_job_is_the_same);
    tcase_add_loop_test(bytes, cuts_change_no_byte, 0, 5);
    tcase_add_test(bytes, ranges_render_alone);
    suite_add_tcase(suite, bytes);
    TCase *files = tcase_create("files");
    tcase_add_test(files, files_come_in_order);
    tcase_add_test(files, a_part_has_head_rows_and_foot);
    tcase_add_loop_test(files, steps_are_written_as_asked, 0, sizeof steps / sizeof *steps);
    suite_add_tcase(suite, files);
    TCase *index = tcase_create("index");
    tcase_add_test(index, checksums_hold_for_every_file);
    tcase_add_test(index, the_index_lists_every_file);
    tcase_add_test(index, the_index_says_what_was_asked_for);
    suite_add_tcase(suite, index);
    TCase *faults = tcase_create("faults");
    tcase_set_timeout(faults, 120);
    tcase_add_loop_test(faults, a_failing_sink_stops_the_run, 0, KINDS);
    tcase_add_loop_test(faults, progress_counts_every_row, 1, 4);
    suite_add_tcase(suite, faults);
    return suite;
}
