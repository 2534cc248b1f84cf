/* SPDX-License-Identifier: Apache-2.0
 *
 * A bundle as a folder: the same tree as in an archive, whose one top folder has the name that was
 * asked for. It is filled beside its target and renamed when whole; every file is flushed and read
 * back before that, every folder flushed.
 */
#include "private.h"

struct directory {
    struct dore_sink sink;
    struct dore_sink_options options;
    struct sink_temp *temp;
    struct sink_file file;
    struct dore_buf path; /* of the file being written, below the folder; NUL-terminated */
};

static void forget(struct directory *directory) {
    sink_file_release(&directory->file);
    dore_buf_release(&directory->path);
    dore_free(directory);
}

/* The folders that the path needs. */
static bool add_folders(struct directory *directory) {
    char *path = directory->path.data;
    for (char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool there = sink_temp_add_folder(directory->temp, path);
        *slash = '/';
        if (!there)
            return false;
    }
    return true;
}

static bool begin(struct dore_sink *sink, const struct dore_file *file, struct dore_diags *diags) {
    struct directory *directory = (struct directory *)sink;
    const char *slash = strchr(file->path, '/');
    dore_buf_clear(&directory->path);
    dore_buf_puts(&directory->path, slash ? slash + 1 : file->path);
    dore_buf_putc(&directory->path, '\0');
    const char *path = directory->path.data;
    int fd = -1;
    if (add_folders(directory))
        fd = sink_temp_add_file(directory->temp, path, file->executable);
    if (fd < 0)
        return sink_failed(path, diags);
    sink_file_begin(&directory->file, fd, path);
    return true;
}

static bool put(struct dore_sink *sink, const char *bytes, size_t size, struct dore_diags *diags) {
    struct directory *directory = (struct directory *)sink;
    return sink_file_put(&directory->file, bytes, size) || sink_failed(directory->file.name, diags);
}

static bool end(struct dore_sink *sink, struct dore_diags *diags) {
    struct directory *directory = (struct directory *)sink;
    return sink_file_close(&directory->file, directory->options.sync, diags);
}

static void give_up(struct dore_sink *sink) {
    struct directory *directory = (struct directory *)sink;
    sink_temp_remove(directory->temp);
    forget(directory);
}

static bool finish(struct dore_sink *sink, struct dore_diags *diags) {
    struct directory *directory = (struct directory *)sink;
    bool renamed =
        sink_temp_rename(directory->temp, directory->options.force, directory->options.sync, diags);
    forget(directory);
    return renamed;
}

static const struct dore_sink_kind kind = {.index_files = true,
                                           .begin = begin,
                                           .write = put,
                                           .end = end,
                                           .finish = finish,
                                           .abort = give_up};

struct dore_sink *sink_directory_open(const char *path, const struct dore_sink_options *options,
                                      struct dore_diags *diags) {
    struct directory *directory = dore_alloc(1, sizeof *directory);
    directory->sink.kind = &kind;
    directory->options = *options;
    size_t size = strlen(path);
    while (size && path[size - 1] == '/')
        size--;
    dore_buf_put(&directory->path, path, size);
    dore_buf_putc(&directory->path, '\0');
    const char *target = directory->path.data;
    if (sink_target_free(target, true, options->force, diags) &&
        sink_file_init(&directory->file, diags))
        directory->temp = sink_temp_new_folder(target, diags);
    if (directory->temp)
        return &directory->sink;
    forget(directory);
    return NULL;
}
