/* SPDX-License-Identifier: Apache-2.0
 *
 * The reader of real files. Opening never waits (a pipe or a device could), only regular files are
 * read, and no more of them than the limit. Under a root, a file that a manifest names must lie in
 * that folder once all links are resolved; what the command line names is free.
 */
#include "private.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

/* Who wants which file, and where to complain. */
struct reading {
    const char *path; /* of the file */
    const char *root; /* or NULL */
    struct dore_where where;
    struct dore_diags *diags;
};

static bool is_standard_input(const char *path) {
    return strcmp(path, "-") == 0;
}

/* Always false. */
static bool refuse(const struct reading *reading, enum dore_code code, const char *hint,
                   const char *why) {
    dore_error(reading->diags, code, reading->where, hint, "cannot read '%s': %s", reading->path,
               why);
    return false;
}

static bool refuse_errno(const struct reading *reading, int error) {
    char text[128] = "unknown error";
    (void)strerror_r(error, text, sizeof text);
    return refuse(reading, DORE_E_FILE_READ, NULL, text);
}

static bool is_below(const char *root, const char *path) {
    size_t size = strlen(root);
    while (size && root[size - 1] == '/')
        size--;
    return strncmp(root, path, size) == 0 && path[size] == '/';
}

/* Compares the file that was opened with the one that the resolved path names, so that nobody can
 * swap a link between the two. */
static bool check_root(const struct reading *reading, const struct stat *opened) {
    char root[PATH_MAX], path[PATH_MAX];
    struct stat resolved;
    if (!realpath(reading->root, root) || !realpath(reading->path, path))
        return refuse_errno(reading, errno);
    if (is_below(root, path) && stat(path, &resolved) == 0 && resolved.st_dev == opened->st_dev &&
        resolved.st_ino == opened->st_ino)
        return true;
    return refuse(reading, DORE_E_REF_OUTSIDE, NULL, "it lies outside --ref-root");
}

static bool check_file(const struct reading *reading, const struct stat *file) {
    if (S_ISDIR(file->st_mode))
        return refuse(reading, DORE_E_FILE_READ, NULL, "it is a folder");
    if (!S_ISREG(file->st_mode))
        return refuse(reading, DORE_E_FILE_READ,
                      reading->where.file ? NULL : "name '-' to read standard input",
                      "it is not a regular file");
    if (file->st_size > DORE_MAX_FILE)
        return refuse(reading, DORE_E_FILE_LIMIT, NULL,
                      dore_hint(reading->diags, "it has more than %d bytes", DORE_MAX_FILE));
    return !reading->root || !reading->where.file || check_root(reading, file);
}

/* Reads to the end; the size said by fstat is not trusted, files grow. */
static bool read_all(const struct reading *reading, int file, struct dore_buf *out) {
    enum { STEP = 1 << 16 };
    for (;;) {
        ssize_t got = read(file, dore_buf_reserve(out, STEP), STEP);
        if (got == 0)
            return true;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return refuse_errno(reading, errno);
        out->size += (size_t)got;
        if (out->size > DORE_MAX_FILE)
            return refuse(reading, DORE_E_FILE_LIMIT, NULL,
                          dore_hint(reading->diags, "it has more than %d bytes", DORE_MAX_FILE));
    }
}

static bool read_open(const struct reading *reading, int file, struct dore_arena *arena,
                      struct dore_str *text, const char **identity) {
    struct stat status;
    if (fstat(file, &status) != 0)
        return refuse_errno(reading, errno);
    if (!is_standard_input(reading->path) && !check_file(reading, &status))
        return false;
    struct dore_buf buf = {0};
    bool good = read_all(reading, file, &buf);
    if (good) {
        *text =
            (struct dore_str){dore_arena_text(arena, buf.size ? buf.data : "", buf.size), buf.size};
        *identity =
            dore_arena_format(arena, "%ju:%ju", (uintmax_t)status.st_dev, (uintmax_t)status.st_ino);
    }
    dore_buf_release(&buf);
    return good;
}

static bool read_file(void *context, const char *path, struct dore_where where,
                      struct dore_arena *arena, struct dore_diags *diags, struct dore_str *text,
                      const char **identity) {
    struct reading reading = {.path = path, .root = context, .where = where, .diags = diags};
    if (is_standard_input(path))
        return read_open(&reading, STDIN_FILENO, arena, text, identity);
    int file;
    do
        file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    while (file < 0 && errno == EINTR);
    if (file < 0)
        return refuse_errno(&reading, errno);
    bool good = read_open(&reading, file, arena, text, identity);
    close(file);
    return good;
}

struct dore_reader dore_reader_files(const char *root) {
    return (struct dore_reader){.context = (void *)(uintptr_t)root, .read = read_file};
}
