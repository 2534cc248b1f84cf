/* SPDX-License-Identifier: Apache-2.0
 *
 * Standard output: the bytes of all files one after the other, each chunk at once, so that the
 * reader can begin before the whole is made. Nothing can be taken back here; whoever reads finds
 * the end mark of the last script or misses it. A reader that went away is no fault: the write
 * fails without a message and dore_sink_broken_pipe tells why.
 */
#include "private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_bool broken_pipe;

bool dore_sink_broken_pipe(void) {
    return atomic_load(&broken_pipe);
}

static bool begin(struct dore_sink *sink, const struct dore_file *file, struct dore_diags *diags) {
    (void)sink, (void)file, (void)diags;
    return true;
}

static bool put(struct dore_sink *sink, const char *bytes, size_t size, struct dore_diags *diags) {
    (void)sink;
    if (sink_write_all(STDOUT_FILENO, bytes, size))
        return true;
    if (errno != EPIPE)
        return sink_failed("standard output", diags);
    atomic_store(&broken_pipe, true);
    return false;
}

static bool end(struct dore_sink *sink, struct dore_diags *diags) {
    (void)sink, (void)diags;
    return true;
}

static void forget(struct dore_sink *sink) {
    dore_free(sink);
}

static bool finish(struct dore_sink *sink, struct dore_diags *diags) {
    (void)diags;
    forget(sink);
    return true;
}

static const struct dore_sink_kind kind = {
    .begin = begin, .write = put, .end = end, .finish = finish, .abort = forget};

/* A pipe of 1 MiB lets reader and writer work longer between their switches than one of 64 KiB. */
static void widen_pipe(void) {
#ifdef __linux__
    enum { SET_PIPE_SIZE = 1031, PIPE_BYTES = 1 << 20 }; /* F_SETPIPE_SZ, a GNU extension's name */
    struct stat about;
    if (fstat(STDOUT_FILENO, &about) == 0 && S_ISFIFO(about.st_mode))
        (void)fcntl(STDOUT_FILENO, SET_PIPE_SIZE, PIPE_BYTES);
#endif
}

struct dore_sink *sink_stdout_open(const char *path, const struct dore_sink_options *options,
                                   struct dore_diags *diags) {
    (void)path, (void)options, (void)diags;
    struct dore_sink *sink = dore_alloc(1, sizeof *sink);
    sink->kind = &kind;
    widen_pipe();
    return sink;
}
