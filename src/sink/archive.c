/* SPDX-License-Identifier: Apache-2.0
 *
 * .tar, .tar.gz and .zip, by libarchive from end to end: one stream, compressed by the one thread
 * that writes. For those who have no zstd; .tar.zst (bundle.c) is what dore is made for.
 *
 * Bytes depend on the members and libarchive's version alone: no padding behind the end, no time
 * in gzip's header, zip's times (which are local ones) in UTC and never before 1980.
 */
#include "private.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>

struct archive_sink {
    struct dore_sink sink;
    struct dore_sink_options options;
    struct sink_temp *temp;
    struct sink_file file;
    struct archive *writer;
    const char *name;           /* of the output, for messages; the temp's once there is one */
    uint64_t announced, stored; /* bytes of the member being written */
    bool closed;                /* nothing more is wanted of libarchive ... */
    int reason;                 /* ... as a write failed with this errno; 0: none did */
};

/* ---- libarchive's side -------------------------------------------------------------------- */

/* libarchive never learns that a write failed, as some of its writers lose memory then; all behind
 * the first failure is thrown away, and so is what it still has when the archive is given up. */
static la_ssize_t store(struct archive *writer, void *context, const void *bytes, size_t size) {
    struct archive_sink *sink = context;
    (void)writer;
    if (!sink->closed && !sink_file_put(&sink->file, bytes, size)) {
        sink->reason = errno;
        sink->closed = true;
    }
    return (la_ssize_t)size;
}

/* After a call of libarchive: whether it went well, and so did all writing. Else an error. */
static bool went_well(const struct archive_sink *sink, bool good, struct dore_diags *diags) {
    if (good && !sink->reason)
        return true;
    const char *reason = sink->writer ? archive_error_string(sink->writer) : NULL;
    if (sink->reason)
        reason = strerror(sink->reason);
    dore_error(diags, DORE_E_OUTPUT_FAILED, (struct dore_where){0}, NULL,
               "'%s' cannot be written: %s", sink->name, reason ? reason : "libarchive failed");
    return false;
}

static bool use_tar(struct archive *writer) {
    return archive_write_set_format_pax_restricted(writer) == ARCHIVE_OK;
}

static bool use_tar_gz(struct archive *writer) {
    return use_tar(writer) && archive_write_add_filter_gzip(writer) == ARCHIVE_OK &&
           archive_write_set_options(writer, "gzip:!timestamp") == ARCHIVE_OK;
}

/* zip keeps local time, and libarchive asks the C library for it; nothing else in this program ever
 * does, so the zone is set once and for all. */
static bool use_zip(struct archive *writer) {
    if (setenv("TZ", "UTC0", 1) != 0)
        return false;
    tzset();
    return archive_write_set_format_zip(writer) == ARCHIVE_OK;
}

/* Blocks are big, as each is a call of write; the last one is not filled up: zeros behind the
 * compressed data are what gzip, zip and tar stumble over. */
static bool set_up(struct archive_sink *sink, bool (*use)(struct archive *)) {
    enum { BLOCK = 1 << 18 };
    sink->writer = archive_write_new();
    return sink->writer && use(sink->writer) &&
           archive_write_set_bytes_per_block(sink->writer, BLOCK) == ARCHIVE_OK &&
           archive_write_set_bytes_in_last_block(sink->writer, 1) == ARCHIVE_OK &&
           archive_write_open(sink->writer, sink, NULL, store, NULL) == ARCHIVE_OK;
}

static int64_t member_time(const struct archive_sink *sink) {
    const int64_t first_of_1980 = 315532800;
    bool zip = archive_format(sink->writer) == ARCHIVE_FORMAT_ZIP;
    return zip && sink->options.mtime < first_of_1980 ? first_of_1980 : sink->options.mtime;
}

/* ---- the sink ----------------------------------------------------------------------------- */

static bool begin(struct dore_sink *base, const struct dore_file *file, struct dore_diags *diags) {
    struct archive_sink *sink = (struct archive_sink *)base;
    sink->announced = file->size;
    sink->stored = 0;
    struct archive_entry *entry = archive_entry_new();
    if (!entry)
        return went_well(sink, false, diags);
    archive_entry_set_pathname(entry, file->path);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, file->executable ? 0755 : 0644);
    archive_entry_set_size(entry, (la_int64_t)file->size);
    archive_entry_set_mtime(entry, (time_t)member_time(sink), 0);
    bool good = archive_write_header(sink->writer, entry) == ARCHIVE_OK;
    archive_entry_free(entry);
    return went_well(sink, good, diags);
}

static bool put(struct dore_sink *base, const char *bytes, size_t size, struct dore_diags *diags) {
    struct archive_sink *sink = (struct archive_sink *)base;
    la_ssize_t taken = archive_write_data(sink->writer, bytes, size);
    sink->stored += size;
    return went_well(sink, taken >= 0 && (size_t)taken == size, diags);
}

static bool end(struct dore_sink *base, struct dore_diags *diags) {
    struct archive_sink *sink = (struct archive_sink *)base;
    bool good =
        sink->stored == sink->announced && archive_write_finish_entry(sink->writer) == ARCHIVE_OK;
    return went_well(sink, good, diags);
}

static void forget(struct archive_sink *sink) {
    sink->closed = true; /* freeing it closes it, with padding for data that never came */
    archive_write_free(sink->writer);
    sink_file_release(&sink->file);
    dore_free(sink);
}

static void give_up(struct dore_sink *base) {
    struct archive_sink *sink = (struct archive_sink *)base;
    sink_temp_remove(sink->temp);
    forget(sink);
}

static bool finish(struct dore_sink *base, struct dore_diags *diags) {
    struct archive_sink *sink = (struct archive_sink *)base;
    bool good = went_well(sink, archive_write_close(sink->writer) == ARCHIVE_OK, diags) &&
                sink_file_close(&sink->file, sink->options.sync, diags);
    if (!good) {
        give_up(base);
        return false;
    }
    good = sink_temp_rename(sink->temp, sink->options.force, sink->options.sync, diags);
    forget(sink);
    return good;
}

static const struct dore_sink_kind kind = {.needs_size = true,
                                           .index_files = true,
                                           .begin = begin,
                                           .write = put,
                                           .end = end,
                                           .finish = finish,
                                           .abort = give_up};

/* libarchive is set up before any file exists: it ends the process on some failed allocations. */
static struct dore_sink *open_archive(const char *path, const struct dore_sink_options *options,
                                      bool (*use)(struct archive *), struct dore_diags *diags) {
    if (!sink_target_free(path, false, options->force, diags))
        return NULL;
    struct archive_sink *sink = dore_alloc(1, sizeof *sink);
    sink->sink.kind = &kind;
    sink->options = *options;
    sink->name = path;
    int fd = -1;
    if (sink_file_init(&sink->file, diags) && went_well(sink, set_up(sink, use), diags))
        sink->temp = sink_temp_new_file(path, &fd, diags);
    if (sink->temp) {
        sink->name = sink_temp_target(sink->temp);
        sink_file_begin(&sink->file, fd, sink->name);
        return &sink->sink;
    }
    forget(sink);
    return NULL;
}

struct dore_sink *sink_tar_open(const char *path, const struct dore_sink_options *options,
                                struct dore_diags *diags) {
    return open_archive(path, options, use_tar, diags);
}

struct dore_sink *sink_tar_gz_open(const char *path, const struct dore_sink_options *options,
                                   struct dore_diags *diags) {
    return open_archive(path, options, use_tar_gz, diags);
}

struct dore_sink *sink_zip_open(const char *path, const struct dore_sink_options *options,
                                struct dore_diags *diags) {
    return open_archive(path, options, use_zip, diags);
}
