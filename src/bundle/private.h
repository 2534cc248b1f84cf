/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of bundle/ share: a bundle as a run of members that is read once, forwards
 * (read.c), and what it says of itself (index.c).
 */
#ifndef DORE_BUNDLE_PRIVATE_H
#define DORE_BUNDLE_PRIVATE_H

#include "dore/bundle.h"

/* ---- read.c ------------------------------------------------------------------------------- */

/* An open bundle: a folder, or an archive of the kinds that dore writes. */
struct bundle_reader;

/* NULL and an error when there is no such thing. */
struct bundle_reader *bundle_open(const char *path, struct dore_diags *diags);
/* Goes forward to the member (a path below the bundle's folder) and appends its bytes, at most
 * `limit`. False and an error when it is not there, cannot be read or is larger. */
bool bundle_read(struct bundle_reader *reader, const char *member, uint64_t limit,
                 struct dore_buf *out, struct dore_diags *diags);
/* Goes to the end, and so through all that can be damaged. False and an error. */
bool bundle_drain(struct bundle_reader *reader, struct dore_diags *diags);
void bundle_close(struct bundle_reader *reader);

/* "'PATH' is damaged: ..."; always false. */
bool bundle_damaged(const char *path, const char *what, struct dore_diags *diags);

/* ---- index.c ------------------------------------------------------------------------------ */

/* A file as bundle.json lists it. */
struct bundle_file {
    const char *path, *role, *digest;
    uint64_t bytes, rows;
    const struct dore_node *units; /* the array of their bytes; NULL: one piece */
};
/* False when the node is no such entry. */
bool bundle_file_of(const struct dore_node *node, struct bundle_file *out);
/* Whether the bytes have the digest. */
bool bundle_digest_is(const struct dore_buf *bytes, const char *digest);

/* bundle.json and manifest.json of a bundle; the latter's digest is right. */
struct bundle_index {
    const struct dore_node *root, *files; /* bundle.json; its list of files */
    struct dore_str manifest;
};
/* Reads a bundle through. False and an error. */
bool bundle_index_read(const char *path, struct dore_arena *arena, struct bundle_index *out,
                       struct dore_diags *diags);
/* Plans what the bundle was made from, as a whole: without its shard. NULL and an error. */
const struct dore_plan *bundle_plan(const char *path, const struct bundle_index *index,
                                    struct dore_arena *arena, struct dore_diags *diags);

#endif
