/* SPDX-License-Identifier: Apache-2.0
 *
 * calls: stands before the C library (LD_PRELOAD) and lets calls that touch files fail. The file
 * descriptors of the three standard streams are left alone, save standard output's.
 *
 *     CALLS_MODE=count     counts them, into the file that CALLS_COUNT names
 *     CALLS_MODE=fail      number CALLS_AT (from 1) fails, as on a disk that is full or broken
 *     CALLS_MODE=broken    so do all behind it
 *     CALLS_MODE=eintr     every other one fails with EINTR where a signal could do that
 *     CALLS_MODE=short     reads and writes move half of what they are asked for
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_ulong calls;

static bool mode_is(const char *name) {
    const char *mode = getenv("CALLS_MODE");
    return mode && strcmp(mode, name) == 0;
}

/* Whether this call fails, and errno says why. */
static bool fails(int reason, bool interruptible) {
    const char *at = getenv("CALLS_AT");
    unsigned long number = atomic_fetch_add(&calls, 1) + 1, chosen = at ? strtoul(at, NULL, 10) : 0;
    if (mode_is("eintr") && interruptible && number % 2) {
        errno = EINTR;
        return true;
    }
    if ((mode_is("fail") && number == chosen) || (mode_is("broken") && number >= chosen)) {
        errno = reason;
        return true;
    }
    return false;
}

/* The C library's own function. ISO C has no cast from a pointer to data to one to a function. */
static void find(void *function, const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) {
        abort();
    }
    memcpy(function, &found, sizeof found);
}

static size_t part(size_t size) {
    return mode_is("short") && size > 1 ? size / 2 : size;
}

ssize_t write(int fd, const void *bytes, size_t size) {
    ssize_t (*function)(int, const void *, size_t);
    find(&function, "write");
    if (fd == STDERR_FILENO) {
        return function(fd, bytes, size);
    }
    return fails(ENOSPC, true) ? -1 : function(fd, bytes, part(size));
}

ssize_t read(int fd, void *bytes, size_t size) {
    ssize_t (*function)(int, void *, size_t);
    find(&function, "read");
    return fails(EIO, true) ? -1 : function(fd, bytes, part(size));
}

ssize_t pread(int fd, void *bytes, size_t size, off_t offset) {
    ssize_t (*function)(int, void *, size_t, off_t);
    find(&function, "pread");
    return fails(EIO, true) ? -1 : function(fd, bytes, part(size), offset);
}

int open(const char *path, int flags, ...) {
    int (*function)(const char *, int, ...);
    find(&function, "open");
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return fails(EMFILE, true) ? -1 : function(path, flags, mode);
}

/* The descriptor is closed all the same, as Linux does it. */
int close(int fd) {
    int (*function)(int);
    find(&function, "close");
    bool failed = fails(EIO, false);
    int reason = errno, result = function(fd);
    errno = failed ? reason : errno;
    return failed ? -1 : result;
}

int fsync(int fd) {
    int (*function)(int);
    find(&function, "fsync");
    return fails(EIO, true) ? -1 : function(fd);
}

int mkdir(const char *path, mode_t mode) {
    int (*function)(const char *, mode_t);
    find(&function, "mkdir");
    return fails(ENOSPC, false) ? -1 : function(path, mode);
}

int rename(const char *from, const char *to) {
    int (*function)(const char *, const char *);
    find(&function, "rename");
    return fails(EIO, false) ? -1 : function(from, to);
}

/* renameat2 goes this way. */
long syscall(long number, ...) {
    long (*function)(long, ...);
    find(&function, "syscall");
    va_list rest;
    va_start(rest, number);
    long a = va_arg(rest, long), b = va_arg(rest, long), c = va_arg(rest, long),
         d = va_arg(rest, long), e = va_arg(rest, long), f = va_arg(rest, long);
    va_end(rest);
    if (number == SYS_renameat2 && fails(EIO, false)) {
        return -1;
    }
    return function(number, a, b, c, d, e, f);
}

__attribute__((destructor)) static void say_count(void) {
    const char *path = getenv("CALLS_COUNT");
    unsigned long count = atomic_load(&calls);
    FILE *out = path && mode_is("count") ? fopen(path, "w") : NULL;
    if (out) {
        fprintf(out, "%lu\n", count);
        fclose(out);
    }
}
