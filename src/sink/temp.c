/* SPDX-License-Identifier: Apache-2.0
 *
 * Outputs that do not have their name yet (whole-or-nothing). Each is made under a name that
 * nobody can guess, beside its target, and renamed when it is whole.
 *
 * Everything that was made stands in a list that dore_sink_cleanup removes file by file, newest
 * first, with nothing but unlink and rmdir, so that a signal handler may call it. The list is the
 * one mutable global of this folder. Whoever changes it, and makes or renames what it names, holds
 * `busy` and has the signals blocked: no signal can come between a file's birth and its entry, nor
 * between its rename and its removal from the list; and another thread that cleans up (memory ran
 * out there) waits for both. Nothing allocates while `busy` is held.
 */
#include "private.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __APPLE__
#include <sys/random.h>
#endif

/* One file or folder that was made; the root of a temp is the last of its list. */
struct entry {
    struct entry *older;
    bool folder;
    char path[];
};
struct sink_temp {
    struct sink_temp *next;
    struct entry *newest;
    struct entry *root;
    char target[];
};

static struct sink_temp *live; /* under `busy` */
static atomic_flag busy = ATOMIC_FLAG_INIT;

static void block_signals(sigset_t *before) {
    static const int never[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV};
    sigset_t all;
    sigfillset(&all);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        sigdelset(&all, never[i]);
    pthread_sigmask(SIG_BLOCK, &all, before);
}

static void lock(sigset_t *before) {
    block_signals(before);
    while (atomic_flag_test_and_set(&busy)) {
    }
}

static void unlock(const sigset_t *before) {
    atomic_flag_clear(&busy);
    int reason = errno;
    pthread_sigmask(SIG_SETMASK, before, NULL);
    errno = reason;
}

static void remove_entries(const struct sink_temp *temp) {
    for (const struct entry *entry = temp->newest; entry; entry = entry->older) {
        if (entry->folder)
            rmdir(entry->path);
        else
            unlink(entry->path);
    }
}

void dore_sink_cleanup(void) {
    sigset_t before;
    lock(&before);
    for (const struct sink_temp *temp = live; temp; temp = temp->next)
        remove_entries(temp);
    unlock(&before);
}

/* ---- names -------------------------------------------------------------------------------- */

/* How many bytes of a path are its folder, the '/' included. */
static size_t folder_size(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

static struct entry *entry_new(const char *folder, size_t size, const char *name, bool is_folder) {
    size_t length = strlen(name);
    struct entry *entry = dore_alloc(1, sizeof *entry + size + length + 1);
    memcpy(entry->path, folder, size);
    memcpy(entry->path + size, name, length);
    entry->folder = is_folder;
    return entry;
}

static struct sink_temp *temp_new(const char *target, bool folder) {
    enum { RANDOM_BYTES = 16 };
    unsigned char random[RANDOM_BYTES];
    if (getentropy(random, sizeof random) != 0)
        return NULL;
    char name[] = ".dore-0123456789abcdef0123456789abcdef.tmp";
    dore_print_hex(name + strlen(".dore-"), random, sizeof random);
    size_t size = strlen(target);
    struct sink_temp *temp = dore_alloc(1, sizeof *temp + size + 1);
    memcpy(temp->target, target, size);
    temp->root = temp->newest = entry_new(target, folder_size(target), name, folder);
    return temp;
}

static void temp_free(struct sink_temp *temp) {
    for (struct entry *entry = temp->newest, *older; entry; entry = older) {
        older = entry->older;
        dore_free(entry);
    }
    dore_free(temp);
}

static void unlist(struct sink_temp *temp) {
    for (struct sink_temp **at = &live; *at; at = &(*at)->next) {
        if (*at == temp) {
            *at = temp->next;
            return;
        }
    }
}

/* ---- making things ------------------------------------------------------------------------ */

/* Makes what the entry names; false and errno. */
static bool make(const struct entry *entry, bool executable, int *fd) {
    if (entry->folder)
        return mkdir(entry->path, 0777) == 0;
    do
        *fd = open(entry->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                   executable ? 0777 : 0666);
    while (*fd < 0 && errno == EINTR);
    return *fd >= 0;
}

static struct sink_temp *begin(const char *target, bool folder, int *fd, struct dore_diags *diags) {
    struct sink_temp *temp = temp_new(target, folder);
    bool made = false;
    if (temp) {
        sigset_t before;
        lock(&before);
        made = make(temp->root, false, fd);
        if (made) {
            temp->next = live;
            live = temp;
        }
        unlock(&before);
    }
    if (made)
        return temp;
    sink_failed(target, diags);
    if (temp)
        temp_free(temp);
    return NULL;
}

struct sink_temp *sink_temp_new_file(const char *target, int *fd, struct dore_diags *diags) {
    return begin(target, false, fd, diags);
}

struct sink_temp *sink_temp_new_folder(const char *target, struct dore_diags *diags) {
    return begin(target, true, NULL, diags);
}

const char *sink_temp_target(const struct sink_temp *temp) {
    return temp->target;
}

static bool add(struct sink_temp *temp, const char *path, bool folder, bool executable, int *fd) {
    const char *root = temp->root->path;
    struct entry *parent = entry_new(root, strlen(root), "/", true);
    struct entry *entry = entry_new(parent->path, strlen(parent->path), path, folder);
    dore_free(parent);
    sigset_t before;
    lock(&before);
    bool made = make(entry, executable, fd);
    if (made) {
        entry->older = temp->newest;
        temp->newest = entry;
    }
    unlock(&before);
    if (!made) {
        int reason = errno;
        dore_free(entry);
        errno = reason;
    }
    return made;
}

int sink_temp_add_file(struct sink_temp *temp, const char *path, bool executable) {
    int fd = -1;
    return add(temp, path, false, executable, &fd) ? fd : -1;
}

bool sink_temp_add_folder(struct sink_temp *temp, const char *path) {
    return add(temp, path, true, false, NULL) || errno == EEXIST;
}

/* ---- ends --------------------------------------------------------------------------------- */

void sink_temp_remove(struct sink_temp *temp) {
    if (!temp)
        return;
    sigset_t before;
    lock(&before);
    remove_entries(temp);
    unlist(temp);
    unlock(&before);
    temp_free(temp);
}

/* Flushes what a folder says about its files. */
static bool flush_folder(const char *path) {
    int fd;
    do
        fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return false;
    /* EINVAL: a file system that has nothing to flush for folders. */
    bool flushed = sink_flush(fd) || errno == EINVAL;
    int reason = errno;
    close(fd);
    errno = reason;
    return flushed;
}

static bool flush_own_folders(const struct sink_temp *temp) {
    for (const struct entry *entry = temp->newest; entry; entry = entry->older)
        if (entry->folder && !flush_folder(entry->path))
            return false;
    return true;
}

static bool flush_parent(const struct sink_temp *temp) {
    size_t size = folder_size(temp->target);
    struct entry *parent = entry_new(temp->target, size, size ? "" : ".", true);
    bool flushed = flush_folder(parent->path);
    int reason = errno;
    dore_free(parent);
    errno = reason;
    return flushed;
}

bool sink_temp_rename(struct sink_temp *temp, bool force, bool sync, struct dore_diags *diags) {
    if (sync && !flush_own_folders(temp)) {
        sink_failed(temp->target, diags);
        sink_temp_remove(temp);
        return false;
    }
    sigset_t before;
    lock(&before);
    enum sink_renamed renamed =
        sink_rename(temp->root->path, temp->target, temp->root->folder, force);
    if (renamed != SINK_NOT_RENAMED)
        unlist(temp);
    unlock(&before);
    if (renamed == SINK_NOT_RENAMED) {
        sink_rename_failed(temp->target, diags);
        sink_temp_remove(temp);
        return false;
    }
    if (renamed == SINK_EXCHANGED)
        sink_remove_tree(temp->root->path, diags);
    bool good = !sync || flush_parent(temp) || sink_failed(temp->target, diags);
    temp_free(temp);
    return good;
}
