/* SPDX-License-Identifier: Apache-2.0
 *
 * What the sinks share: outputs that do not have their name yet (temp.c), files that are counted,
 * hashed and read back (file.c), and the opening function of each kind (one file a kind).
 */
#ifndef DORE_SINK_PRIVATE_H
#define DORE_SINK_PRIVATE_H

#include "dore/sink.h"

#include <xxhash.h>

/* ---- target.c ----------------------------------------------------------------------------- */

/* Whether `target` may be made: it does not exist, or may be replaced. Otherwise an error. */
bool sink_target_free(const char *target, bool folder, bool force, struct dore_diags *diags);
/* Renames `from` to `target`; what has that name is replaced when `force`, and for a folder then
 * stands under `from`. Allocates nothing. Not renamed: errno says why. */
enum sink_renamed { SINK_NOT_RENAMED, SINK_RENAMED, SINK_EXCHANGED };
enum sink_renamed sink_rename(const char *from, const char *target, bool folder, bool force);
/* Says, from errno, why sink_rename did not. */
void sink_rename_failed(const char *target, struct dore_diags *diags);
/* Removes what was replaced; a warning when something is left of it. */
void sink_remove_tree(const char *path, struct dore_diags *diags);

/* ---- temp.c ------------------------------------------------------------------------------- */

/* A file, or a folder with all that was made in it, under a name that nobody can guess beside the
 * one that it will get. It is in the list that dore_sink_cleanup works through from the moment it
 * exists until it is renamed or removed. */
struct sink_temp;

/* The temporary sibling of `target`; for a file, *fd is open for reading and writing. NULL and an
 * error when it cannot be made. */
struct sink_temp *sink_temp_new_file(const char *target, int *fd, struct dore_diags *diags);
struct sink_temp *sink_temp_new_folder(const char *target, struct dore_diags *diags);
/* The name that it will get. */
const char *sink_temp_target(const struct sink_temp *temp);
/* Makes a file (a descriptor; -1 and errno) or a folder (false and errno; one that is there
 * already is fine) inside a temporary folder; `path` is relative to it. */
int sink_temp_add_file(struct sink_temp *temp, const char *path, bool executable);
bool sink_temp_add_folder(struct sink_temp *temp, const char *path);
/* Gives it its name, in place of what had it when `force`. With `sync` its folders, and the one
 * that it stands in, are flushed to the disk. Frees temp; false and an error: nothing is left. */
bool sink_temp_rename(struct sink_temp *temp, bool force, bool sync, struct dore_diags *diags);
/* Removes it and frees temp; NULL does nothing. */
void sink_temp_remove(struct sink_temp *temp);

/* ---- file.c ------------------------------------------------------------------------------- */

/* A file being written. What was meant is counted and hashed, so that it can be compared with
 * what the file holds in the end. */
struct sink_file {
    int fd;           /* -1: none */
    const char *name; /* for messages */
    uint64_t size;
    XXH3_state_t *digest;
};
/* Once per sink, before any file exists; false and an error when memory runs out. */
bool sink_file_init(struct sink_file *file, struct dore_diags *diags);
/* Begins a new file on an open descriptor. */
void sink_file_begin(struct sink_file *file, int fd, const char *name);
/* Writes all of it; false and errno. */
bool sink_file_put(struct sink_file *file, const void *bytes, size_t size);
/* Closes it; with `sync` it is flushed to the disk and read back first. False and an error. */
bool sink_file_close(struct sink_file *file, bool sync, struct dore_diags *diags);
/* Closes what is open, whatever became of it, and frees the digest. */
void sink_file_release(struct sink_file *file);

/* Writes all bytes to a descriptor, whatever interrupts it; false and errno. */
bool sink_write_all(int fd, const void *bytes, size_t size);
/* The same for fsync. */
bool sink_flush(int fd);
/* "'NAME' cannot be written: the system's reason", from errno. Always false. */
bool sink_failed(const char *name, struct dore_diags *diags);

/* ---- the kinds ---------------------------------------------------------------------------- */

struct dore_sink *sink_stdout_open(const char *path, const struct dore_sink_options *options,
                                   struct dore_diags *diags);
struct dore_sink *sink_directory_open(const char *path, const struct dore_sink_options *options,
                                      struct dore_diags *diags);
struct dore_sink *sink_bundle_open(const char *path, const struct dore_sink_options *options,
                                   struct dore_diags *diags);
struct dore_sink *sink_tar_open(const char *path, const struct dore_sink_options *options,
                                struct dore_diags *diags);
struct dore_sink *sink_tar_gz_open(const char *path, const struct dore_sink_options *options,
                                   struct dore_diags *diags);
struct dore_sink *sink_zip_open(const char *path, const struct dore_sink_options *options,
                                struct dore_diags *diags);

#endif
