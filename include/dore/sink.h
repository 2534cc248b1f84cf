/* SPDX-License-Identifier: Apache-2.0
 *
 * sink: a place for named files: an archive, a directory, standard output. The engine hands over
 * named bytes in order and knows no path or descriptor (blind-engine). Whole or nothing: what is
 * made under a temporary name gets its final one in dore_sink_finish.
 */
#ifndef DORE_SINK_H
#define DORE_SINK_H

#include "dore/diag.h"

struct dore_file {
    const char *path; /* below the sink's root: "shop/pg/10-schema.sql" */
    uint64_t size;    /* bytes in all, when the sink wants it (needs_size) */
    bool executable;
};

struct dore_sink;
/* A place to keep a thread's compressor; one per worker. */
struct dore_packer;

struct dore_sink_kind {
    bool needs_size;  /* begin must know file->size, so the chunks of a file are held until then */
    bool index_files; /* wants bundle.json, CHECKSUMS and the like; stdout does not */
    struct dore_packer *(*packer_new)(const struct dore_sink *);
    void (*packer_free)(struct dore_packer *);
    /* Any thread: appends to `packed` what the sink will store for these bytes of a file (at most
     * DORE_FRAME_BYTES of them). NULL: the bytes are stored as they are. */
    void (*pack)(struct dore_packer *, const char *bytes, size_t size, struct dore_buf *packed);
    bool (*begin)(struct dore_sink *, const struct dore_file *, struct dore_diags *);
    bool (*write)(struct dore_sink *, const char *bytes, size_t size, struct dore_diags *);
    bool (*end)(struct dore_sink *, struct dore_diags *);
    bool (*finish)(struct dore_sink *, struct dore_diags *); /* frees the sink in any case */
    void (*abort)(struct dore_sink *); /* removes what was begun; frees the sink */
};
/* Every sink begins with its kind. */
struct dore_sink {
    const struct dore_sink_kind *kind;
};
enum { DORE_FRAME_BYTES = 1 << 21 };

struct dore_sink_options {
    int level;     /* of zstd; 3 where not said */
    bool force;    /* replace what exists */
    bool sync;     /* fsync before the rename */
    int64_t mtime; /* seconds, for archive members */
};

/* Opens by name: "-" standard output, a final '/' a directory, .tar.zst .tar.gz .tar .zip an
 * archive. NULL and an error when the target exists (and not force), cannot be made, or the ending
 * is unknown. */
struct dore_sink *dore_sink_open(const char *path, const struct dore_sink_options *options,
                                 struct dore_diags *diags);
/* Whether the path names a kind of output at all; false: wrong usage. */
bool dore_sink_path_known(const char *path);

/* Any thread: appends what the sink will store for these bytes, packed in the fewest equal pieces
 * of at most DORE_FRAME_BYTES. */
void dore_sink_pack(const struct dore_sink *sink, struct dore_packer *packer, const char *bytes,
                    size_t size, struct dore_buf *packed);
/* begin, pack, write and end in one, for a file that is in memory. */
bool dore_sink_put(struct dore_sink *sink, const char *path, bool executable,
                   const struct dore_buf *bytes, struct dore_diags *diags);
/* The rename happens here; frees the sink. False: failed, nothing is left behind. */
bool dore_sink_finish(struct dore_sink *sink, struct dore_diags *diags);
void dore_sink_abort(struct dore_sink *sink);

/* Removes every temporary output of this process. Safe in a signal handler and at exit. */
void dore_sink_cleanup(void);
/* Whether standard output was closed by its reader (EPIPE): a quiet end. */
bool dore_sink_broken_pipe(void);

#endif
