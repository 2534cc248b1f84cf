/* SPDX-License-Identifier: Apache-2.0
 *
 * src/manifest/reader.c: real files, of every kind that may be named.
 */
#include "dore/manifest.h"

#include <check.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *suite_reader(void);

static struct dore_arena arena;
static struct dore_diags diags;
static char folder[64];
static struct dore_str text;
static const char *identity;

static const char *in_folder(const char *name) {
    return dore_arena_format(&arena, "%s/%s", folder, name);
}

static void write_file(const char *name, const char *content) {
    FILE *file = fopen(in_folder(name), "w");
    ck_assert_ptr_nonnull(file);
    fputs(content, file);
    fclose(file);
}

static void set_up(void) {
    diags = (struct dore_diags){.arena = &arena};
    snprintf(folder, sizeof folder, "/tmp/dore-reader-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(mkdir(in_folder("root"), 0700), 0);
    ck_assert_int_eq(mkdir(in_folder("root-other"), 0700), 0);
    write_file("root/inside.json", "inside");
    write_file("root-other/outside.json", "outside");
    ck_assert_int_eq(mkfifo(in_folder("pipe"), 0600), 0);
    ck_assert_int_eq(symlink("../root-other/outside.json", in_folder("root/link.json")), 0);
    ck_assert_int_eq(symlink("root/inside.json", in_folder("link-in.json")), 0);
}

static void tear_down(void) {
    static const char *const names[] = {"root/link.json", "root/inside.json",
                                        "link-in.json",   "root-other/outside.json",
                                        "pipe",           "big"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(in_folder(names[i]));
    rmdir(in_folder("root"));
    rmdir(in_folder("root-other"));
    rmdir(folder);
    dore_arena_release(&arena);
}

static bool read_path(const char *root, const char *path, bool ref) {
    struct dore_where where = {.file = ref ? "m.json" : NULL, .line = 1, .column = 1};
    struct dore_reader reader = dore_reader_files(root);
    return reader.read(reader.context, path, where, &arena, &diags, &text, &identity);
}

static void expect(enum dore_code code) {
    ck_assert_uint_eq(diags.errors, 1);
    ck_assert_uint_eq(diags.list[0].code, code);
    diags = (struct dore_diags){.arena = &arena};
}

START_TEST(reads_regular_files) {
    ck_assert(read_path(NULL, in_folder("root/inside.json"), true));
    ck_assert(dore_str_is(text, "inside"));
    const char *first = identity;
    ck_assert(read_path(NULL, in_folder("root/../link-in.json"), true));
    ck_assert_str_eq(identity, first);
    ck_assert(read_path(NULL, in_folder("root-other/outside.json"), true));
    ck_assert_str_ne(identity, first);
    ck_assert_uint_eq(diags.count, 0);
}
END_TEST

START_TEST(refuses_the_rest_at_once) {
    ck_assert(!read_path(NULL, in_folder("none.json"), true));
    expect(DORE_E_FILE_READ);
    ck_assert(!read_path(NULL, folder, true));
    expect(DORE_E_FILE_READ);
    ck_assert(!read_path(NULL, in_folder("pipe"), true));
    expect(DORE_E_FILE_READ);
    ck_assert(!read_path(NULL, "/dev/zero", true));
    expect(DORE_E_FILE_READ);
    ck_assert(!read_path(NULL, "", true));
    expect(DORE_E_FILE_READ);
}
END_TEST

START_TEST(refuses_large_files) {
    write_file("big", "");
    ck_assert_int_eq(truncate(in_folder("big"), DORE_MAX_FILE + 1L), 0);
    ck_assert(!read_path(NULL, in_folder("big"), false));
    expect(DORE_E_FILE_LIMIT);
}
END_TEST

START_TEST(keeps_refs_below_the_root) {
    const char *root = in_folder("root");
    ck_assert(read_path(root, in_folder("root/inside.json"), true));
    ck_assert(read_path(in_folder("root/"), in_folder("root/inside.json"), true));
    ck_assert(read_path(root, in_folder("link-in.json"), true));
    ck_assert(read_path("/", in_folder("link-in.json"), true));
    ck_assert(read_path(root, in_folder("root-other/outside.json"), false));
    ck_assert_uint_eq(diags.count, 0);
    ck_assert(!read_path(root, in_folder("root-other/outside.json"), true));
    expect(DORE_E_REF_OUTSIDE);
    ck_assert(!read_path(root, in_folder("root/link.json"), true));
    expect(DORE_E_REF_OUTSIDE);
    ck_assert(!read_path(root, in_folder("root/../root-other/outside.json"), true));
    expect(DORE_E_REF_OUTSIDE);
    ck_assert(!read_path(in_folder("none"), in_folder("root/inside.json"), true));
    expect(DORE_E_FILE_READ);
}
END_TEST

START_TEST(reads_standard_input) {
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], "{}", 2), 2);
    close(ends[1]);
    int old = dup(STDIN_FILENO);
    ck_assert_int_ge(dup2(ends[0], STDIN_FILENO), 0);
    bool good = read_path(in_folder("root"), "-", false);
    if (old >= 0)
        dup2(old, STDIN_FILENO);
    ck_assert(good);
    ck_assert(dore_str_is(text, "{}"));
}
END_TEST

Suite *suite_reader(void) {
    Suite *suite = suite_create("reader");
    TCase *tests = tcase_create("reader");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, reads_regular_files);
    tcase_add_test(tests, refuses_the_rest_at_once);
    tcase_add_test(tests, refuses_large_files);
    tcase_add_test(tests, keeps_refs_below_the_root);
    tcase_add_test(tests, reads_standard_input);
    suite_add_tcase(suite, tests);
    return suite;
}
