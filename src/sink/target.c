/* SPDX-License-Identifier: Apache-2.0
 *
 * The name that an output gets in the end: whether it is free, what may be replaced there, and the
 * rename. A file or link is replaced by the rename itself; a folder changes places with the new
 * one, so that at every moment the name stands for something whole. Only a folder that is empty or
 * was made by dore is replaced: a mistyped path must not cost anybody a folder of his own.
 */
#include "private.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <fcntl.h>
#include <sys/syscall.h>
#endif

/* What a folder tells about itself. */
enum contents { NOTHING, A_BUNDLE, OTHER_THINGS };

static enum contents look_into(const char *path) {
    DIR *folder = opendir(path);
    if (!folder)
        return OTHER_THINGS;
    enum contents contents = NOTHING;
    const struct dirent *entry;
    while (contents != A_BUNDLE && (entry = readdir(folder))) {
        if (strcmp(entry->d_name, "bundle.json") == 0)
            contents = A_BUNDLE;
        else if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            contents = OTHER_THINGS;
    }
    closedir(folder);
    return contents;
}

static bool refuse(const char *target, const char *what, const char *hint,
                   struct dore_diags *diags) {
    dore_error(diags, DORE_E_OUTPUT_EXISTS, (struct dore_where){0}, hint, "'%s' %s", target, what);
    return false;
}

bool sink_target_free(const char *target, bool folder, bool force, struct dore_diags *diags) {
    const char *slash = strrchr(target, '/');
    const char *name = slash ? slash + 1 : target;
    if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
        dore_error(diags, DORE_E_OUTPUT_KIND, (struct dore_where){0}, "name a new folder",
                   "'%s' cannot become an output", *target ? target : "/");
        return false;
    }
    struct stat about;
    if (lstat(target, &about) != 0)
        return errno == ENOENT || sink_failed(target, diags);
    if (!force)
        return refuse(target, "exists already", "give --force to replace it", diags);
    if (!folder && S_ISDIR(about.st_mode))
        return refuse(target, "is a folder", NULL, diags);
    if (!folder && !S_ISREG(about.st_mode) && !S_ISLNK(about.st_mode))
        return refuse(target, "is neither a file nor a link", NULL, diags);
    if (folder && !S_ISDIR(about.st_mode) && !S_ISLNK(about.st_mode))
        return refuse(target, "is not a folder", NULL, diags);
    if (S_ISDIR(about.st_mode) && look_into(target) == OTHER_THINGS)
        return refuse(target, "holds other things than a bundle",
                      "remove it yourself, or name another folder", diags);
    return true;
}

#if defined __linux__ && defined SYS_renameat2
enum { NO_REPLACE = 1, EXCHANGE = 2 }; /* of renameat2(2); the C library may lack the names */

static bool rename_with(const char *from, const char *to, unsigned how) {
    return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, how) == 0;
}
#else
enum { NO_REPLACE, EXCHANGE };

static bool rename_with(const char *from, const char *to, unsigned how) {
    (void)from, (void)to, (void)how;
    errno = ENOSYS;
    return false;
}
#endif

/* Whether a rename failed because this kernel or file system has no such thing. */
static bool unsupported(void) {
    return errno == ENOSYS || errno == EINVAL || errno == ENOTSUP || errno == EOPNOTSUPP;
}

static bool rename_new(const char *from, const char *to) {
    if (rename_with(from, to, NO_REPLACE))
        return true;
    if (!unsupported())
        return false;
    struct stat about;
    if (lstat(to, &about) == 0) {
        errno = EEXIST;
        return false;
    }
    return rename(from, to) == 0;
}

/* Where folders cannot change places in one step, the old one steps aside for a moment. The name
 * beside `from` is as little guessable as that. */
static bool step_aside(const char *from, const char *to) {
    enum { ROOM = 4096 };
    char aside[ROOM];
    int length = snprintf(aside, sizeof aside, "%s.old", from);
    if (length < 0 || length >= ROOM) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (rename(to, aside) != 0)
        return false;
    if (rename(from, to) != 0) {
        int reason = errno;
        (void)rename(aside, to);
        errno = reason;
        return false;
    }
    (void)rename(aside, from);
    return true;
}

enum sink_renamed sink_rename(const char *from, const char *target, bool folder, bool force) {
    if (!force || folder) {
        if (rename_new(from, target))
            return SINK_RENAMED;
        if (!force || errno != EEXIST)
            return SINK_NOT_RENAMED;
        if (rename_with(from, target, EXCHANGE) || (unsupported() && step_aside(from, target)))
            return SINK_EXCHANGED;
        return SINK_NOT_RENAMED;
    }
    return rename(from, target) == 0 ? SINK_RENAMED : SINK_NOT_RENAMED;
}

void sink_rename_failed(const char *target, struct dore_diags *diags) {
    if (errno == EEXIST)
        refuse(target, "was made by somebody else meanwhile", "give --force to replace it", diags);
    else
        sink_failed(target, diags);
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where) {
    (void)about, (void)kind, (void)where;
    return remove(path);
}

void sink_remove_tree(const char *path, struct dore_diags *diags) {
    enum { OPEN_FOLDERS = 16 };
    if (nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT)
        return;
    dore_warning(diags, DORE_E_OUTPUT_FAILED, (struct dore_where){0}, "remove it yourself",
                 "what was replaced is left in '%s': %s", path, strerror(errno));
}
