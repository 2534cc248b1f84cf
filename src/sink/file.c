/* SPDX-License-Identifier: Apache-2.0
 *
 * Writing to a descriptor until all is written, and files that are compared with what was meant
 * before they get their name. That costs a read from the page cache, which is little beside the
 * flush to the disk, and is left out together with it.
 */
#include "private.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

bool sink_flush(int fd) {
    int status;
    do
        status = fsync(fd);
    while (status != 0 && errno == EINTR);
    return status == 0;
}

bool sink_failed(const char *name, struct dore_diags *diags) {
    dore_error(diags, DORE_E_OUTPUT_FAILED, (struct dore_where){0}, NULL,
               "'%s' cannot be written: %s", name, strerror(errno));
    return false;
}

bool sink_write_all(int fd, const void *bytes, size_t size) {
    const char *next = bytes;
    while (size) {
        ssize_t done = write(fd, next, size);
        if (done > 0) {
            next += done;
            size -= (size_t)done;
        } else if (done == 0) {
            errno = EIO; /* no progress and no reason */
            return false;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            /* Somebody made the pipe non-blocking: wait for room. */
            struct pollfd ready = {.fd = fd, .events = POLLOUT};
            if (poll(&ready, 1, -1) < 0 && errno != EINTR)
                return false;
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool sink_file_init(struct sink_file *file, struct dore_diags *diags) {
    *file = (struct sink_file){.fd = -1, .digest = XXH3_createState()};
    if (!file->digest)
        dore_error(diags, DORE_E_MEMORY, (struct dore_where){0}, NULL, "out of memory");
    return file->digest;
}

void sink_file_begin(struct sink_file *file, int fd, const char *name) {
    file->fd = fd;
    file->name = name;
    file->size = 0;
    XXH3_64bits_reset(file->digest);
}

bool sink_file_put(struct sink_file *file, const void *bytes, size_t size) {
    if (!sink_write_all(file->fd, bytes, size))
        return false;
    XXH3_64bits_update(file->digest, bytes, size);
    file->size += size;
    return true;
}

/* Whether the file holds the bytes that were put, no fewer and no more; else false and errno. */
static bool holds_what_was_meant(struct sink_file *file) {
    enum { CHUNK = 1 << 18 };
    char *chunk = dore_alloc(CHUNK, 1);
    uint64_t meant = XXH3_64bits_digest(file->digest), offset = 0;
    XXH3_64bits_reset(file->digest);
    ssize_t got;
    while ((got = pread(file->fd, chunk, CHUNK, (off_t)offset)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            break;
        XXH3_64bits_update(file->digest, chunk, (size_t)got);
        offset += (uint64_t)got;
    }
    dore_free(chunk);
    if (got < 0)
        return false;
    errno = EIO;
    return offset == file->size && XXH3_64bits_digest(file->digest) == meant;
}

bool sink_file_close(struct sink_file *file, bool sync, struct dore_diags *diags) {
    int fd = file->fd;
    bool good = !sync || (sink_flush(fd) && holds_what_was_meant(file));
    int reason = errno;
    file->fd = -1;
    /* After EINTR the descriptor is closed on Linux and in an unknown state elsewhere; the data
     * were flushed or given to the kernel before. */
    if (close(fd) != 0 && errno != EINTR && good) {
        good = false;
        reason = errno;
    }
    errno = reason;
    return good || sink_failed(file->name, diags);
}

void sink_file_release(struct sink_file *file) {
    if (file->fd >= 0)
        close(file->fd);
    file->fd = -1;
    XXH3_freeState(file->digest);
    file->digest = NULL;
}
