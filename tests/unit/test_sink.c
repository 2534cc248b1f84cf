/* SPDX-License-Identifier: Apache-2.0
 *
 * sink/: which paths are outputs, what may be replaced, and that an output is whole or absent:
 * after a failed write at any size, after giving up, after a signal, after the disk lied. Each case
 * works in an empty folder of its own, whose entries it counts.
 */
#include "tests/unit/plan_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

Suite *suite_sink(void);

static struct dore_arena arena;
static struct dore_diags diags;
static const char *folder;
static struct dore_sink_options options;

static void setup(void) {
    arena = (struct dore_arena){0};
    diags = (struct dore_diags){.arena = &arena};
    options = (struct dore_sink_options){.level = 3, .sync = true};
    folder = fixture_folder(&arena);
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
}

static void teardown(void) {
    fixture_remove_tree(folder);
    dore_arena_release(&arena);
}

static const char *in_folder(const char *name) {
    return dore_arena_format(&arena, "%s/%s", folder, name);
}

static struct dore_sink *open_sink(const char *name) {
    return dore_sink_open(in_folder(name), &options, &diags);
}

static bool put(struct dore_sink *sink, const char *path, size_t size) {
    struct dore_buf bytes = {0};
    uint32_t noise = 1; /* lest compression leaves nothing to write */
    for (size_t i = 0; i < size; i++) {
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        dore_buf_putc(&bytes, (char)noise);
    }
    bool done = dore_sink_put(sink, path, false, &bytes, &diags);
    dore_buf_release(&bytes);
    return done;
}

/* Three files, one of them empty, one of more than a frame. */
static bool put_some(struct dore_sink *sink) {
    return put(sink, "top/a.txt", 1000) && put(sink, "top/b/empty", 0) &&
           put(sink, "top/b/c/large", (3 << 20) + 77);
}

static void assert_only_error(enum dore_code code) {
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_int_eq(diags.list[0].code, code);
    ck_assert_int_eq(diags.list[0].severity, DORE_ERROR);
}

static const char *const names[] = {"out.tar.zst", "out.tar.gz", "out.tar", "out.zip", "out/"};
enum { NAMES = sizeof names / sizeof *names, FOLDER = NAMES - 1 };

/* ---- paths -------------------------------------------------------------------------------- */

static const struct {
    const char *path;
    bool known;
} paths[] = {
    {"-", true},      {"a.tar.zst", true},   {"a.tar.gz", true},  {"a.tar", true},  {"a.zip", true},
    {"a/", true},     {"b/a.tar", true},     {"./", true},        {"a", false},     {"", false},
    {"a.zst", false}, {"a.tgz", false},      {"a.tar.xz", false}, {"a.TAR", false}, {".tar", false},
    {"/", false},     {"a.tar.zst ", false}, {"--", false},
};

START_TEST(paths_say_what_kind) {
    ck_assert_int_eq(dore_sink_path_known(paths[_i].path), paths[_i].known);
    if (paths[_i].known)
        return;
    ck_assert_ptr_null(dore_sink_open(paths[_i].path, &options, &diags));
    assert_only_error(DORE_E_OUTPUT_KIND);
}
END_TEST

static const char *const no_names[] = {"./", "../", "b/../"};

START_TEST(a_folder_needs_a_name) {
    ck_assert_ptr_null(open_sink(no_names[_i]));
    assert_only_error(DORE_E_OUTPUT_KIND);
    ck_assert_uint_eq(fixture_count_entries(folder), 0);
}
END_TEST

START_TEST(a_missing_folder_is_an_error) {
    ck_assert_ptr_null(open_sink(dore_arena_format(&arena, "not/there/%s", names[_i])));
    assert_only_error(DORE_E_OUTPUT_FAILED);
}
END_TEST

/* ---- whole or absent ---------------------------------------------------------------------- */

START_TEST(finishing_gives_the_name) {
    options.sync = _i / NAMES;
    struct dore_sink *sink = open_sink(names[_i % NAMES]);
    ck_assert_ptr_nonnull(sink);
    ck_assert_uint_eq(fixture_count_entries(folder), 1);
    ck_assert_int_ne(access(in_folder(names[_i % NAMES]), F_OK), 0);
    ck_assert(put_some(sink));
    ck_assert(dore_sink_finish(sink, &diags));
    ck_assert_uint_eq(diags.count, 0);
    ck_assert_uint_eq(fixture_count_entries(folder), 1);
    ck_assert_int_eq(access(in_folder(names[_i % NAMES]), F_OK), 0);
}
END_TEST

START_TEST(giving_up_leaves_nothing) {
    for (unsigned files = 0; files < 3; files++) {
        struct dore_sink *sink = open_sink(names[_i]);
        ck_assert(files < 1 || put(sink, "top/a", 10));
        ck_assert(files < 2 || put(sink, "top/b/c/d", 2 << 20));
        dore_sink_abort(sink);
        ck_assert_uint_eq(fixture_count_entries(folder), 0);
    }
    /* Also in the middle of a file. */
    struct dore_sink *sink = open_sink(names[_i]);
    const struct dore_file file = {.path = "top/a", .size = 1 << 20};
    ck_assert(sink->kind->begin(sink, &file, &diags));
    dore_sink_abort(sink);
    ck_assert_uint_eq(fixture_count_entries(folder), 0);
    dore_sink_abort(NULL);
}
END_TEST

/* The largest file that the system allows grows until the output fits. */
START_TEST(a_full_disk_leaves_nothing) {
    unsigned failures = 0;
    for (rlim_t limit = 0;; limit = limit * 3 / 2 + 100) {
        ck_assert_uint_lt(limit, 64 << 20);
        struct rlimit before, small;
        ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
        small = before;
        small.rlim_cur = limit;
        diags.count = diags.errors = 0;
        ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
        struct dore_sink *sink = open_sink(names[_i]);
        bool good = sink && put_some(sink);
        if (good)
            good = dore_sink_finish(sink, &diags);
        else
            dore_sink_abort(sink);
        ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
        if (good)
            break;
        failures++;
        ck_assert_uint_eq(fixture_count_entries(folder), 0);
    }
    ck_assert_uint_gt(failures, 3);
    ck_assert_uint_eq(fixture_count_entries(folder), 1);
}
END_TEST

/* The one entry of the folder while a sink is at work. */
static const char *temporary(void) {
    DIR *listing = opendir(folder);
    const char *name = NULL;
    for (const struct dirent *entry; (entry = readdir(listing));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            name = dore_arena_text(&arena, entry->d_name, strlen(entry->d_name));
    closedir(listing);
    ck_assert_ptr_nonnull(name);
    return name;
}

START_TEST(temporary_names_are_no_outputs) {
    struct dore_sink *first = open_sink(names[_i]);
    const char *name = temporary();
    ck_assert_int_eq(strncmp(name, ".dore-", 6), 0);
    ck_assert(!dore_sink_path_known(name));
    dore_sink_abort(first);
    struct dore_sink *second = open_sink(names[_i]);
    ck_assert_str_ne(name, temporary());
    dore_sink_abort(second);
}
END_TEST

/* A byte that is another on the disk than it was meant to be is found before the rename. */
START_TEST(damage_is_found_before_the_rename) {
    struct dore_sink *sink = open_sink(names[_i]);
    ck_assert(put(sink, "top/a", 1 << 20));
    int fd = open(in_folder(temporary()), O_WRONLY);
    ck_assert_int_ge(fd, 0);
    char byte = 1;
    ck_assert_int_eq(pwrite(fd, &byte, 1, 1), 1);
    close(fd);
    ck_assert(!(put(sink, "top/b", 3 << 20) && dore_sink_finish(sink, &diags)));
    assert_only_error(DORE_E_OUTPUT_FAILED);
    ck_assert_uint_eq(fixture_count_entries(folder), 0);
}
END_TEST

/* ---- what is there already ---------------------------------------------------------------- */

static void make_old(const char *name) {
    size_t size = strlen(name);
    if (name[size - 1] != '/') {
        fixture_write(in_folder(name), "old");
        return;
    }
    ck_assert_int_eq(mkdir(in_folder(name), 0777), 0);
    fixture_write(in_folder(dore_arena_format(&arena, "%sbundle.json", name)), "old");
    ck_assert_int_eq(mkdir(in_folder(dore_arena_format(&arena, "%sstate", name)), 0777), 0);
    fixture_write(in_folder(dore_arena_format(&arena, "%sstate/mark", name)), "");
}

START_TEST(an_output_is_not_replaced_unasked) {
    make_old(names[_i]);
    ck_assert_ptr_null(open_sink(names[_i]));
    assert_only_error(DORE_E_OUTPUT_EXISTS);
    ck_assert_uint_eq(fixture_count_entries(folder), 1);
}
END_TEST

START_TEST(an_output_made_meanwhile_is_not_replaced) {
    struct dore_sink *sink = open_sink(names[_i]);
    ck_assert(put_some(sink));
    make_old(names[_i]);
    ck_assert(!dore_sink_finish(sink, &diags));
    assert_only_error(DORE_E_OUTPUT_EXISTS);
    ck_assert_uint_eq(fixture_count_entries(folder), 1);
}
END_TEST

START_TEST(force_replaces_the_whole) {
    make_old(names[_i]);
    options.force = true;
    struct dore_sink *sink = open_sink(names[_i]);
    ck_assert_ptr_nonnull(sink);
    ck_assert(put_some(sink));
    ck_assert(dore_sink_finish(sink, &diags));
    ck_assert_uint_eq(diags.count, 0);
    ck_assert_uint_eq(fixture_count_entries(folder), 1);
    if (_i == FOLDER) {
        ck_assert_uint_eq(fixture_count_entries(in_folder("out")), 2);
        ck_assert_uint_eq(fixture_read(&arena, in_folder("out/a.txt")).size, 1000);
    } else {
        ck_assert_uint_gt(fixture_read(&arena, in_folder(names[_i])).size, 100);
    }
}
END_TEST

START_TEST(giving_up_keeps_what_was_there) {
    make_old(names[_i]);
    options.force = true;
    struct dore_sink *sink = open_sink(names[_i]);
    ck_assert(put_some(sink));
    dore_sink_abort(sink);
    ck_assert_uint_eq(fixture_count_entries(folder), 1);
    const char *old = _i == FOLDER ? "out/bundle.json" : names[_i];
    ck_assert(dore_str_is(fixture_read(&arena, in_folder(old)), "old"));
}
END_TEST

/* Whatever the name stands for, nothing is written through a link. */
START_TEST(a_link_is_replaced_not_followed) {
    const char *target = in_folder("elsewhere");
    const char *link = _i == FOLDER ? "out" : names[_i];
    if (_i == FOLDER)
        ck_assert_int_eq(mkdir(target, 0777), 0);
    else
        fixture_write(target, "precious");
    ck_assert_int_eq(symlink("elsewhere", in_folder(link)), 0);
    ck_assert_ptr_null(open_sink(names[_i]));
    assert_only_error(DORE_E_OUTPUT_EXISTS);
    options.force = true;
    diags.count = 0;
    struct dore_sink *sink = open_sink(names[_i]);
    ck_assert(put_some(sink));
    ck_assert(dore_sink_finish(sink, &diags));
    struct stat about;
    ck_assert_int_eq(lstat(in_folder(link), &about), 0);
    ck_assert(!S_ISLNK(about.st_mode));
    if (_i == FOLDER)
        ck_assert_uint_eq(fixture_count_entries(target), 0);
    else
        ck_assert(dore_str_is(fixture_read(&arena, target), "precious"));
    ck_assert_uint_eq(fixture_count_entries(folder), 2);
}
END_TEST

/* What force must not replace. */
START_TEST(force_has_limits) {
    options.force = true;
    ck_assert_int_eq(mkdir(in_folder("out.tar"), 0777), 0);
    ck_assert_ptr_null(open_sink("out.tar"));
    fixture_write(in_folder("file"), "");
    ck_assert_ptr_null(open_sink("file/"));
    ck_assert_int_eq(mkdir(in_folder("home"), 0777), 0);
    fixture_write(in_folder("home/letters"), "precious");
    ck_assert_ptr_null(open_sink("home/"));
    ck_assert_int_eq(mkfifo(in_folder("fifo.zip"), 0666), 0);
    ck_assert_ptr_null(open_sink("fifo.zip"));
    ck_assert_uint_eq(diags.errors, 4);
    for (size_t i = 0; i < diags.count; i++)
        ck_assert_int_eq(diags.list[i].code, DORE_E_OUTPUT_EXISTS);
    ck_assert(dore_str_is(fixture_read(&arena, in_folder("home/letters")), "precious"));
    /* An empty folder has nothing to lose. */
    ck_assert_int_eq(mkdir(in_folder("empty"), 0777), 0);
    struct dore_sink *sink = open_sink("empty/");
    ck_assert_ptr_nonnull(sink);
    ck_assert(put_some(sink) && dore_sink_finish(sink, &diags));
}
END_TEST

START_TEST(slashes_at_the_end_are_one) {
    struct dore_sink *sink = open_sink("out///");
    ck_assert(put_some(sink) && dore_sink_finish(sink, &diags));
    ck_assert_uint_eq(fixture_read(&arena, in_folder("out/b/c/large")).size, (3 << 20) + 77);
}
END_TEST

/* ---- ends from outside -------------------------------------------------------------------- */

static void clean_up_and_end(int number) {
    (void)number;
    dore_sink_cleanup();
    _exit(7);
}

/* Signals at any moment of a child that makes and removes outputs as fast as it can. */
START_TEST(a_signal_leaves_nothing) {
    signal(SIGTERM,
           clean_up_and_end); /* before the fork: Check's own handler ends the parent too */
    for (unsigned round = 0; round < 20; round++) {
        pid_t child = fork();
        ck_assert_int_ge(child, 0);
        if (child == 0) {
            options.sync = false;
            options.force = true;
            for (;;) {
                struct dore_sink *sink = open_sink(names[_i]);
                put(sink, "top/a/b", 100);
                dore_sink_abort(sink);
            }
        }
        usleep(1000 + round * 773 % 9000);
        ck_assert_int_eq(kill(child, SIGTERM), 0);
        int status;
        ck_assert_int_eq(waitpid(child, &status, 0), child);
        ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 7);
        ck_assert_uint_eq(fixture_count_entries(folder), 0);
    }
}
END_TEST

START_TEST(cleaning_up_removes_all_that_is_open) {
    struct dore_sink *sink[NAMES];
    for (int i = 0; i < NAMES; i++) {
        sink[i] = open_sink(names[i]);
        ck_assert(put_some(sink[i]));
    }
    ck_assert_uint_eq(fixture_count_entries(folder), NAMES);
    dore_sink_cleanup();
    ck_assert_uint_eq(fixture_count_entries(folder), 0);
    dore_sink_cleanup();
    for (int i = 0; i < NAMES; i++)
        dore_sink_abort(sink[i]);
}
END_TEST

/* ---- folders ------------------------------------------------------------------------------ */

START_TEST(a_folder_holds_the_files) {
    mode_t before = umask(022);
    struct dore_sink *sink = open_sink("out/");
    struct dore_buf script = {0};
    dore_buf_puts(&script, "#!/bin/sh\n");
    ck_assert(put_some(sink));
    ck_assert(dore_sink_put(sink, "top/load.sh", true, &script, &diags));
    ck_assert(dore_sink_finish(sink, &diags));
    umask(before);
    dore_buf_release(&script);
    struct stat about;
    ck_assert_int_eq(stat(in_folder("out/load.sh"), &about), 0);
    ck_assert_uint_eq(about.st_mode & 0777, 0755);
    ck_assert_int_eq(stat(in_folder("out/b/c/large"), &about), 0);
    ck_assert_uint_eq(about.st_mode & 0777, 0644);
    ck_assert_uint_eq((size_t)about.st_size, (3 << 20) + 77);
    ck_assert_int_eq(stat(in_folder("out/b/empty"), &about), 0);
    ck_assert_uint_eq((size_t)about.st_size, 0);
    ck_assert_uint_eq(fixture_count_entries(in_folder("out")), 3);
}
END_TEST

/* ---- standard output ---------------------------------------------------------------------- */

/* Runs in a child whose standard output is `fd`; 0: all was written, 1: not, 2: the pipe broke; 10
 * more when there was a message. */
static int child_writes(int fd, size_t size) {
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        dup2(fd, STDOUT_FILENO);
        close(fd);
        struct dore_sink *sink = dore_sink_open("-", &options, &diags);
        bool good = sink && put(sink, "top/a", 1) && put(sink, "top/b", size);
        if (good)
            good = dore_sink_finish(sink, &diags);
        else
            dore_sink_abort(sink);
        _exit((good ? 0 : dore_sink_broken_pipe() ? 2 : 1) + (diags.errors ? 10 : 0));
    }
    close(fd);
    return child;
}

static int ending_of(int child) {
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

START_TEST(standard_output_is_a_stream) {
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    /* A non-blocking pipe takes what fits and refuses the rest for the moment. */
    ck_assert_int_eq(fcntl(ends[1], F_SETFL, _i ? O_NONBLOCK : 0), 0);
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    int child = child_writes(ends[1], 3 << 20);
    static char bytes[1 << 16];
    size_t total = 0;
    for (ssize_t got; (got = read(ends[0], bytes, sizeof bytes)) > 0; total += (size_t)got) {
    }
    close(ends[0]);
    ck_assert_int_eq(ending_of(child), 0);
    ck_assert_uint_eq(total, 1 + (3 << 20));
}
END_TEST

START_TEST(a_closed_pipe_is_quiet) {
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    close(ends[0]);
    ck_assert_int_eq(ending_of(child_writes(ends[1], 3 << 20)), 2);
}
END_TEST

START_TEST(a_full_device_is_an_error) {
    int fd = open("/dev/full", O_WRONLY);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(ending_of(child_writes(fd, 100)), 11);
}
END_TEST

/* ---- packing ------------------------------------------------------------------------------ */

/* Pieces are as equal as can be and never over a frame. */
static const struct {
    size_t size, first, pieces;
} packings[] = {{0, 0, 0},
                {1, 1, 1},
                {DORE_FRAME_BYTES, DORE_FRAME_BYTES, 1},
                {DORE_FRAME_BYTES + 1, DORE_FRAME_BYTES / 2 + 1, 2},
                {5 * DORE_FRAME_BYTES / 2, (5 * DORE_FRAME_BYTES / 2 + 2) / 3, 3}};

static void note_piece(struct dore_packer *packer, const char *bytes, size_t size,
                       struct dore_buf *packed) {
    (void)packer, (void)bytes;
    dore_buf_put(packed, &size, sizeof size);
}

START_TEST(frames_are_equal_pieces) {
    static const struct dore_sink_kind noting = {.pack = note_piece};
    struct dore_sink sink = {.kind = &noting};
    struct dore_buf sizes = {0};
    char *bytes = dore_alloc(packings[_i].size, 1);
    dore_sink_pack(&sink, NULL, bytes, packings[_i].size, &sizes);
    ck_assert_uint_eq(sizes.size, packings[_i].pieces * sizeof(size_t));
    size_t total = 0;
    for (size_t i = 0; i < packings[_i].pieces; i++) {
        size_t piece;
        memcpy(&piece, sizes.data + i * sizeof piece, sizeof piece);
        ck_assert_uint_le(piece, packings[_i].first);
        ck_assert(i > 0 || piece == packings[_i].first);
        total += piece;
    }
    ck_assert_uint_eq(total, packings[_i].size);
    dore_free(bytes);
    dore_buf_release(&sizes);
}
END_TEST

#define LENGTH(array) ((int)(sizeof(array) / sizeof *(array)))

static TCase *new_case(Suite *suite, const char *name) {
    TCase *made = tcase_create(name);
    tcase_set_tags(made, "process");
    tcase_add_checked_fixture(made, setup, teardown);
    tcase_set_timeout(made, 60);
    suite_add_tcase(suite, made);
    return made;
}

Suite *suite_sink(void) {
    Suite *suite = suite_create("sink");
    TCase *which = new_case(suite, "paths");
    tcase_add_loop_test(which, paths_say_what_kind, 0, LENGTH(paths));
    tcase_add_loop_test(which, a_folder_needs_a_name, 0, LENGTH(no_names));
    tcase_add_loop_test(which, a_missing_folder_is_an_error, 0, NAMES);
    TCase *whole = new_case(suite, "whole");
    tcase_add_loop_test(whole, finishing_gives_the_name, 0, 2 * NAMES);
    tcase_add_loop_test(whole, giving_up_leaves_nothing, 0, NAMES);
    tcase_add_loop_test(whole, a_full_disk_leaves_nothing, 0, NAMES);
    tcase_add_loop_test(whole, temporary_names_are_no_outputs, 0, NAMES);
    tcase_add_loop_test(whole, damage_is_found_before_the_rename, 0, FOLDER);
    TCase *there = new_case(suite, "there");
    tcase_add_loop_test(there, an_output_is_not_replaced_unasked, 0, NAMES);
    tcase_add_loop_test(there, an_output_made_meanwhile_is_not_replaced, 0, NAMES);
    tcase_add_loop_test(there, force_replaces_the_whole, 0, NAMES);
    tcase_add_loop_test(there, giving_up_keeps_what_was_there, 0, NAMES);
    tcase_add_loop_test(there, a_link_is_replaced_not_followed, 0, NAMES);
    tcase_add_test(there, force_has_limits);
    tcase_add_test(there, slashes_at_the_end_are_one);
    TCase *outside = new_case(suite, "outside");
    tcase_add_loop_test(outside, a_signal_leaves_nothing, 0, NAMES);
    tcase_add_test(outside, cleaning_up_removes_all_that_is_open);
    TCase *kinds = new_case(suite, "kinds");
    tcase_add_test(kinds, a_folder_holds_the_files);
    tcase_add_loop_test(kinds, standard_output_is_a_stream, 0, 2);
    tcase_add_test(kinds, a_closed_pipe_is_quiet);
    tcase_add_test(kinds, a_full_device_is_an_error);
    tcase_add_loop_test(kinds, frames_are_equal_pieces, 0, LENGTH(packings));
    return suite;
}
