/* SPDX-License-Identifier: Apache-2.0
 *
 * sink/bundle.c and archive.c: what an archive holds when another program reads it, how its frames
 * are cut, and that the same files make the same bytes, whatever threads, clock or zone.
 */
#include "tests/unit/plan_fixture.h"

#include <archive.h>
#include <archive_entry.h>
#include <zstd.h>

Suite *suite_bundle(void);

static struct dore_arena arena;
static struct dore_diags diags;
static const char *folder;
static struct dore_sink_options options;

static void setup(void) {
    arena = (struct dore_arena){0};
    diags = (struct dore_diags){.arena = &arena};
    options = (struct dore_sink_options){.level = 3};
    folder = fixture_folder(&arena);
}

static void teardown(void) {
    fixture_remove_tree(folder);
    dore_arena_release(&arena);
}

static const char *in_folder(const char *name) {
    return dore_arena_format(&arena, "%s/%s", folder, name);
}

static const char *const names[] = {"out.tar.zst", "out.tar.gz", "out.tar", "out.zip"};
enum { NAMES = sizeof names / sizeof *names, BUNDLE = 0, ZIP = NAMES - 1 };

/* ---- files to store ----------------------------------------------------------------------- */

/* Sizes around those of tar's blocks and zstd's frames; names up to what ustar can and cannot hold.
 */
static const struct {
    const char *path;
    size_t size;
    bool executable;
} files[] = {
    {"top/README.txt", 1000, false},
    {"top/load.sh", 511, true},
    {"top/empty", 0, false},
    {"top/a/block", 512, false},
    {"top/a/and-one", 513, false},
    {"top/frame", DORE_FRAME_BYTES, false},
    {"top/frame-and-one", DORE_FRAME_BYTES + 1, false},
    {"top/large", 5 * DORE_FRAME_BYTES + 12345, false},
    {"top/"
     "a-name-of-one-hundred-bytes-and-a-few-more-which-is-more-than-the-first-field-of-a-header-"
     "has-"
     "room-for-0123456789",
     10, false},
    {"top/"
     "a-path-of-more-than-two-hundred-and-fifty-five-bytes-"
     "0123456789012345678901234567890123456789/"
     "a-path-of-more-than-two-hundred-and-fifty-five-bytes-"
     "0123456789012345678901234567890123456789/"
     "a-path-of-more-than-two-hundred-and-fifty-five-bytes-"
     "0123456789012345678901234567890123456789",
     10, false},
};
enum { FILES = sizeof files / sizeof *files };

static void make_bytes(size_t index, struct dore_buf *out) {
    for (size_t i = 0; i < files[index].size; i++)
        dore_buf_putc(out, (char)('a' + (i * i + index) % 23));
}

static void make_archive(const char *name) {
    struct dore_sink *sink = dore_sink_open(in_folder(name), &options, &diags);
    ck_assert_ptr_nonnull(sink);
    ck_assert(sink->kind->index_files);
    for (size_t i = 0; i < FILES; i++) {
        struct dore_buf bytes = {0};
        make_bytes(i, &bytes);
        ck_assert(dore_sink_put(sink, files[i].path, files[i].executable, &bytes, &diags));
        dore_buf_release(&bytes);
    }
    ck_assert(dore_sink_finish(sink, &diags));
    ck_assert_uint_eq(diags.count, 0);
}

static struct archive *open_archive(const char *name) {
    struct archive *reader = archive_read_new();
    archive_read_support_filter_all(reader);
    archive_read_support_format_tar(reader);
    archive_read_support_format_zip_seekable(reader);
    ck_assert_int_eq(archive_read_open_filename(reader, in_folder(name), 65536), ARCHIVE_OK);
    return reader;
}

/* ---- read back ---------------------------------------------------------------------------- */

static void assert_member(struct archive *reader, struct archive_entry *entry, size_t index) {
    ck_assert_str_eq(archive_entry_pathname(entry), files[index].path);
    ck_assert_uint_eq((size_t)archive_entry_size(entry), files[index].size);
    ck_assert_uint_eq(archive_entry_filetype(entry), AE_IFREG);
    ck_assert_uint_eq(archive_entry_perm(entry), files[index].executable ? 0755 : 0644);
    ck_assert_int_eq(archive_entry_uid(entry), 0);
    ck_assert_int_eq(archive_entry_gid(entry), 0);
    struct dore_buf meant = {0};
    make_bytes(index, &meant);
    char *held = dore_alloc(files[index].size + 1, 1);
    ck_assert_int_eq(archive_read_data(reader, held, files[index].size + 1),
                     (la_ssize_t)files[index].size);
    ck_assert_int_eq(files[index].size ? memcmp(held, meant.data, meant.size) : 0, 0);
    dore_free(held);
    dore_buf_release(&meant);
}

START_TEST(other_programs_read_it) {
    make_archive(names[_i]);
    struct archive *reader = open_archive(names[_i]);
    struct archive_entry *entry;
    for (size_t i = 0; i < FILES; i++) {
        ck_assert_int_eq(archive_read_next_header(reader, &entry), ARCHIVE_OK);
        assert_member(reader, entry, i);
    }
    ck_assert_int_eq(archive_read_next_header(reader, &entry), ARCHIVE_EOF);
    archive_read_free(reader);
}
END_TEST

/* Times: the option's, but in zip none before 1980. */
static const struct {
    int64_t asked, tar, zip;
} times[] = {
    {0, 0, 315532800}, {315532800, 315532800, 315532800}, {1700000000, 1700000000, 1700000000}};

START_TEST(members_have_the_time_asked_for) {
    int name = _i % NAMES;
    options.mtime = times[_i / NAMES].asked;
    make_archive(names[name]);
    struct archive *reader = open_archive(names[name]);
    struct archive_entry *entry;
    while (archive_read_next_header(reader, &entry) == ARCHIVE_OK)
        ck_assert_int_eq(archive_entry_mtime(entry),
                         name == ZIP ? times[_i / NAMES].zip : times[_i / NAMES].tar);
    archive_read_free(reader);
}
END_TEST

/* ---- frames ------------------------------------------------------------------------------- */

/* The sizes that the frames have, unpacked: for each member its header with what filled the one
 * before up, then its data. */
START_TEST(frames_are_headers_and_data) {
    make_archive(names[BUNDLE]);
    struct dore_str bytes = fixture_read(&arena, in_folder(names[BUNDLE]));
    char *plain = dore_alloc(DORE_FRAME_BYTES, 1);
    size_t padding = 0;
    for (size_t i = 0; i <= FILES; i++) {
        size_t pieces = 0;
        if (i < FILES)
            pieces = (files[i].size + DORE_FRAME_BYTES - 1) / DORE_FRAME_BYTES;
        for (size_t piece = 0; piece <= pieces; piece++) {
            /* RFC 8878, 3.1.1.1.1: bit 2 of the descriptor says that there is a checksum. */
            ck_assert_uint_ge(bytes.size, 5);
            ck_assert(bytes.text[4] & 4);
            size_t length = ZSTD_findFrameCompressedSize(bytes.text, bytes.size);
            ck_assert(!ZSTD_isError(length));
            unsigned long long size = ZSTD_getFrameContentSize(bytes.text, bytes.size);
            ck_assert_uint_le(size, DORE_FRAME_BYTES);
            ck_assert_uint_eq(ZSTD_decompress(plain, DORE_FRAME_BYTES, bytes.text, length), size);
            if (piece > 0) {
                size_t each = (files[i].size + pieces - 1) / pieces;
                size_t rest = files[i].size - (piece - 1) * each;
                ck_assert_uint_eq(size, rest < each ? rest : each);
            } else if (i == FILES) {
                ck_assert_uint_eq(size, padding + 1024);
            } else {
                ck_assert_uint_eq((size - padding) % 512, 0);
                ck_assert_uint_ge(size - padding, 512);
            }
            if (piece == 0)
                for (size_t k = 0; k < padding; k++)
                    ck_assert_int_eq(plain[k], 0);
            bytes.text += length;
            bytes.size -= length;
        }
        padding = i < FILES ? (512 - files[i].size % 512) % 512 : 0;
    }
    ck_assert_uint_eq(bytes.size, 0);
    dore_free(plain);
}
END_TEST

/* Whatever byte of the archive changes, reading says so. */
START_TEST(a_changed_byte_is_found) {
    make_archive(names[BUNDLE]);
    struct dore_str bytes = fixture_read(&arena, in_folder(names[BUNDLE]));
    size_t room = 16 << 20;
    char *plain = dore_alloc(room, 1), *text = (char *)bytes.text;
    size_t whole = ZSTD_decompress(plain, room, text, bytes.size);
    ck_assert(!ZSTD_isError(whole));
    char *meant = dore_arena_text(&arena, plain, whole);
    for (size_t at = 0; at < bytes.size; at += 1 + bytes.size / 97) {
        text[at] ^= 0x10;
        size_t size = ZSTD_decompress(plain, room, text, bytes.size);
        /* A bit may be one that a frame does not use: then what it holds is the same. */
        ck_assert(ZSTD_isError(size) || (size == whole && memcmp(plain, meant, whole) == 0));
        text[at] ^= 0x10;
    }
    /* A cut is an error, or one between two frames: then the tar has no end. */
    for (size_t cut = 1; cut < 100; cut++) {
        size_t size = ZSTD_decompress(plain, room, text, bytes.size - cut);
        ck_assert(ZSTD_isError(size) || size <= whole - 1024);
    }
    dore_free(plain);
}
END_TEST

/* A sink that gets fewer or more bytes of a member than it was told does not take it. */
START_TEST(a_wrong_size_is_refused) {
    struct dore_sink *sink = dore_sink_open(in_folder(names[_i]), &options, &diags);
    const struct dore_sink_kind *kind = sink->kind;
    const struct dore_file file = {.path = "top/a", .size = 11};
    struct dore_packer *packer = kind->pack ? kind->packer_new(sink) : NULL;
    struct dore_buf stored = {0};
    dore_sink_pack(sink, packer, "ten bytes.", 10, &stored);
    ck_assert(kind->begin(sink, &file, &diags));
    ck_assert(!(kind->write(sink, stored.data, stored.size, &diags) && kind->end(sink, &diags)));
    ck_assert_uint_eq(diags.errors, 1);
    ck_assert_int_eq(diags.list[0].code, DORE_E_OUTPUT_FAILED);
    dore_sink_abort(sink);
    if (packer)
        kind->packer_free(packer);
    dore_buf_release(&stored);
    ck_assert_uint_eq(fixture_count_entries(folder), 0);
}
END_TEST

/* ---- the same bytes ----------------------------------------------------------------------- */

static void assert_equal_files(const char *a, const char *b) {
    struct dore_str left = fixture_read(&arena, in_folder(a));
    struct dore_str right = fixture_read(&arena, in_folder(b));
    ck_assert_uint_eq(left.size, right.size);
    ck_assert_mem_eq(left.text, right.text, left.size);
}

START_TEST(time_and_zone_change_no_byte) {
    const char *other = dore_arena_format(&arena, "other-%s", names[_i]);
    options.mtime = 1700000000;
    setenv("TZ", "Asia/Kolkata", 1);
    tzset();
    make_archive(names[_i]);
    setenv("TZ", "America/St_Johns", 1);
    tzset();
    usleep(1100000); /* tar and zip count in seconds and pairs of them */
    make_archive(other);
    assert_equal_files(names[_i], other);
}
END_TEST

static void run_plan(const struct fixture *fixture, const char *name, unsigned threads) {
    struct dore_sink *sink = dore_sink_open(in_folder(name), &options, &diags);
    const struct dore_run_options run = {.threads = threads, .version = "1"};
    ck_assert(dore_run(&fixture->plan, &run, sink, &diags));
    ck_assert(dore_sink_finish(sink, &diags));
}

/* Also at levels whose tables remember what a context compressed before. */
static const int levels[] = {1, 3, 6, 12, 19};

START_TEST(threads_change_no_byte) {
    struct fixture fixture;
    fixture_shop(&fixture, 30000);
    options.level = levels[_i];
    run_plan(&fixture, "one.tar.zst", 1);
    run_plan(&fixture, "two.tar.zst", 2);
    run_plan(&fixture, "five.tar.zst", 5);
    assert_equal_files("one.tar.zst", "two.tar.zst");
    assert_equal_files("one.tar.zst", "five.tar.zst");
    fixture_release(&fixture);
}
END_TEST

/* All kinds carry one tree. */
START_TEST(every_kind_holds_the_same_files) {
    struct fixture fixture;
    fixture_shop(&fixture, 3000);
    run_plan(&fixture, names[_i], 2);
    run_plan(&fixture, "tree/", 1);
    struct archive *reader = open_archive(names[_i]);
    struct archive_entry *entry;
    unsigned count = 0;
    for (; archive_read_next_header(reader, &entry) == ARCHIVE_OK; count++) {
        const char *path = archive_entry_pathname(entry);
        ck_assert_int_eq(strncmp(path, "shop/", 5), 0);
        struct dore_str file =
            fixture_read(&arena, in_folder(dore_arena_format(&arena, "tree/%s", path + 5)));
        char *held = dore_alloc(file.size + 1, 1);
        ck_assert_int_eq(archive_read_data(reader, held, file.size + 1), (la_ssize_t)file.size);
        ck_assert_int_eq(file.size ? memcmp(held, file.text, file.size) : 0, 0);
        dore_free(held);
    }
    ck_assert_uint_eq(count, 11);
    archive_read_free(reader);
    fixture_release(&fixture);
}
END_TEST

#define LENGTH(array) ((int)(sizeof(array) / sizeof *(array)))

static TCase *new_case(Suite *suite, const char *name) {
    TCase *made = tcase_create(name);
    tcase_add_checked_fixture(made, setup, teardown);
    tcase_set_timeout(made, 60);
    suite_add_tcase(suite, made);
    return made;
}

Suite *suite_bundle(void) {
    Suite *suite = suite_create("bundle");
    TCase *members = new_case(suite, "members");
    tcase_add_loop_test(members, other_programs_read_it, 0, NAMES);
    tcase_add_loop_test(members, members_have_the_time_asked_for, 0, NAMES * LENGTH(times));
    tcase_add_loop_test(members, a_wrong_size_is_refused, 0, NAMES);
    TCase *frames = new_case(suite, "frames");
    tcase_add_test(frames, frames_are_headers_and_data);
    tcase_add_test(frames, a_changed_byte_is_found);
    TCase *same = new_case(suite, "same");
    tcase_add_loop_test(same, time_and_zone_change_no_byte, 0, NAMES);
    tcase_add_loop_test(same, threads_change_no_byte, 0, LENGTH(levels));
    tcase_add_loop_test(same, every_kind_holds_the_same_files, 0, NAMES);
    return suite;
}
