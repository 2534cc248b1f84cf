/* SPDX-License-Identifier: Apache-2.0
 *
 * .tar.zst: a tar as a run of independent zstd frames, so that the threads that render rows also
 * compress them. For every member one frame with its header, then the frames that `pack` made of
 * its bytes, at most DORE_FRAME_BYTES each; last one frame with the end of the archive. The zeros
 * that fill a member up to 512 bytes open the next header's frame (or the end's), so that frames of
 * data hold data alone.
 *
 * Each frame carries its size and a checksum and is made in one call by a new context: what a
 * context compressed before can change how it compresses (zstd 1.5.5 salts its hash tables), and no
 * two threads compress the same. The header's bytes come from libarchive, one writer a header; no
 * data passes through it.
 */
#define ZSTD_STATIC_LINKING_ONLY /* ZSTD_createCCtx_advanced: memory from the one allocator */
#include "private.h"

#include <archive.h>
#include <archive_entry.h>
#include <zstd.h>

enum { TAR_BLOCK = 512 };
static const char zeros[2 * TAR_BLOCK];

struct dore_packer {
    int level;
};

struct bundle {
    struct dore_sink sink;
    struct dore_sink_options options;
    struct sink_temp *temp;
    struct sink_file file;
    const char *name;           /* of the output, for messages; the temp's */
    struct dore_packer packer;  /* for headers */
    struct dore_buf header;     /* the last member's padding and the next one's header */
    struct dore_buf packed;     /* the same as a frame */
    uint64_t announced, stored; /* bytes of the member being written */
};

/* ---- frames ------------------------------------------------------------------------------- */

static void *take(void *opaque, size_t size) {
    (void)opaque;
    return dore_alloc(1, size);
}

static void give_back(void *opaque, void *memory) {
    (void)opaque;
    dore_free(memory);
}

/* Memory alone could make this fail, and running out of it ends the process. Should zstd refuse
 * for another reason, nothing is added, and the member's count tells. */
static void pack(struct dore_packer *packer, const char *bytes, size_t size,
                 struct dore_buf *packed) {
    ZSTD_CCtx *context =
        ZSTD_createCCtx_advanced((ZSTD_customMem){.customAlloc = take, .customFree = give_back});
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, packer->level);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    size_t bound = ZSTD_compressBound(size);
    char *room = dore_buf_reserve(packed, bound);
    size_t length = ZSTD_compress2(context, room, bound, bytes, size);
    if (!ZSTD_isError(length))
        packed->size += length;
    ZSTD_freeCCtx(context);
}

static struct dore_packer *packer_new(const struct dore_sink *sink) {
    struct dore_packer *packer = dore_alloc(1, sizeof *packer);
    packer->level = ((const struct bundle *)sink)->options.level;
    return packer;
}

static void packer_free(struct dore_packer *packer) {
    dore_free(packer);
}

/* How many bytes the frames hold; they are our own, so a fault here is a fault of ours or of the
 * memory's. False: no run of whole frames. */
static bool count_frames(const char *bytes, size_t size, uint64_t *total) {
    while (size) {
        unsigned long long held = ZSTD_getFrameContentSize(bytes, size);
        size_t length = ZSTD_findFrameCompressedSize(bytes, size);
        if (held >= ZSTD_CONTENTSIZE_ERROR || ZSTD_isError(length))
            return false;
        *total += held;
        bytes += length;
        size -= length;
    }
    return true;
}

/* ---- headers ------------------------------------------------------------------------------ */

struct header {
    struct dore_buf *out;
    bool whole; /* what comes after it is padding for data that never come */
};

static la_ssize_t keep_header(struct archive *writer, void *context, const void *bytes,
                              size_t size) {
    struct header *header = context;
    (void)writer;
    if (header->whole)
        return -1;
    dore_buf_put(header->out, bytes, size);
    return (la_ssize_t)size;
}

static void describe(struct archive_entry *entry, const struct dore_file *file, int64_t mtime) {
    archive_entry_set_pathname(entry, file->path);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, file->executable ? 0755 : 0644);
    archive_entry_set_size(entry, (la_int64_t)file->size);
    archive_entry_set_mtime(entry, (time_t)mtime, 0);
}

/* Appends the member's header (more than 512 bytes only where ustar cannot hold it). */
static bool put_header(const struct dore_file *file, int64_t mtime, struct dore_buf *out) {
    struct archive *writer = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    struct header header = {.out = out};
    bool good = writer && entry;
    if (good) {
        describe(entry, file, mtime);
        good = archive_write_set_format_pax_restricted(writer) == ARCHIVE_OK &&
               archive_write_set_bytes_per_block(writer, 0) == ARCHIVE_OK &&
               archive_write_open(writer, &header, NULL, keep_header, NULL) == ARCHIVE_OK &&
               archive_write_header(writer, entry) == ARCHIVE_OK;
    }
    header.whole = true;
    archive_entry_free(entry);
    archive_write_free(writer);
    return good;
}

/* Writes what `header` holds as a frame. */
static bool flush_header(struct bundle *bundle, struct dore_diags *diags) {
    dore_buf_clear(&bundle->packed);
    pack(&bundle->packer, bundle->header.data, bundle->header.size, &bundle->packed);
    dore_buf_clear(&bundle->header);
    return sink_file_put(&bundle->file, bundle->packed.data, bundle->packed.size) ||
           sink_failed(bundle->name, diags);
}

/* ---- the sink ----------------------------------------------------------------------------- */

static bool broken(const struct bundle *bundle, const char *what, struct dore_diags *diags) {
    dore_error(diags, DORE_E_OUTPUT_FAILED, (struct dore_where){0}, NULL,
               "'%s' cannot be written: %s", bundle->name, what);
    return false;
}

static bool begin(struct dore_sink *sink, const struct dore_file *file, struct dore_diags *diags) {
    struct bundle *bundle = (struct bundle *)sink;
    bundle->announced = file->size;
    bundle->stored = 0;
    if (!put_header(file, bundle->options.mtime, &bundle->header))
        return broken(bundle, "no tar header for a member", diags);
    return flush_header(bundle, diags);
}

static bool put(struct dore_sink *sink, const char *bytes, size_t size, struct dore_diags *diags) {
    struct bundle *bundle = (struct bundle *)sink;
    if (!count_frames(bytes, size, &bundle->stored))
        return broken(bundle, "a frame is damaged", diags);
    return sink_file_put(&bundle->file, bytes, size) || sink_failed(bundle->name, diags);
}

static bool end(struct dore_sink *sink, struct dore_diags *diags) {
    struct bundle *bundle = (struct bundle *)sink;
    if (bundle->stored != bundle->announced)
        return broken(bundle, "a member has not its size", diags);
    dore_buf_put(&bundle->header, zeros, (TAR_BLOCK - bundle->stored % TAR_BLOCK) % TAR_BLOCK);
    return true;
}

static void forget(struct bundle *bundle) {
    sink_file_release(&bundle->file);
    dore_buf_release(&bundle->header);
    dore_buf_release(&bundle->packed);
    dore_free(bundle);
}

static void give_up(struct dore_sink *sink) {
    struct bundle *bundle = (struct bundle *)sink;
    sink_temp_remove(bundle->temp);
    forget(bundle);
}

static bool finish(struct dore_sink *sink, struct dore_diags *diags) {
    struct bundle *bundle = (struct bundle *)sink;
    dore_buf_put(&bundle->header, zeros, sizeof zeros);
    bool good =
        flush_header(bundle, diags) && sink_file_close(&bundle->file, bundle->options.sync, diags);
    if (!good) {
        give_up(sink);
        return false;
    }
    good = sink_temp_rename(bundle->temp, bundle->options.force, bundle->options.sync, diags);
    forget(bundle);
    return good;
}

static const struct dore_sink_kind kind = {.needs_size = true,
                                           .index_files = true,
                                           .packer_new = packer_new,
                                           .packer_free = packer_free,
                                           .pack = pack,
                                           .begin = begin,
                                           .write = put,
                                           .end = end,
                                           .finish = finish,
                                           .abort = give_up};

struct dore_sink *sink_bundle_open(const char *path, const struct dore_sink_options *options,
                                   struct dore_diags *diags) {
    if (!sink_target_free(path, false, options->force, diags))
        return NULL;
    struct bundle *bundle = dore_alloc(1, sizeof *bundle);
    bundle->sink.kind = &kind;
    bundle->options = *options;
    bundle->packer.level = options->level;
    int fd = -1;
    if (sink_file_init(&bundle->file, diags))
        bundle->temp = sink_temp_new_file(path, &fd, diags);
    if (bundle->temp) {
        bundle->name = sink_temp_target(bundle->temp);
        sink_file_begin(&bundle->file, fd, bundle->name);
        return &bundle->sink;
    }
    forget(bundle);
    return NULL;
}
