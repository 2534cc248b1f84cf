/* SPDX-License-Identifier: Apache-2.0
 *
 * Which kind of sink a path asks for, and the calls that are the same for every kind. The kinds
 * themselves are one file each; temp.c makes their outputs whole or absent.
 */
#include "private.h"

static const struct sink_ending {
    const char *ending;
    struct dore_sink *(*open)(const char *path, const struct dore_sink_options *options,
                              struct dore_diags *diags);
} endings[] = {
    {".tar.zst", sink_bundle_open}, {".tar.gz", sink_tar_gz_open}, {".tar", sink_tar_open},
    {".zip", sink_zip_open},        {"/", sink_directory_open},
};

static const struct sink_ending *find_ending(const char *path) {
    size_t size = strlen(path);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(endings[i].ending);
        if (size > length && strcmp(path + size - length, endings[i].ending) == 0)
            return &endings[i];
    }
    return NULL;
}

bool dore_sink_path_known(const char *path) {
    return strcmp(path, "-") == 0 || find_ending(path);
}

struct dore_sink *dore_sink_open(const char *path, const struct dore_sink_options *options,
                                 struct dore_diags *diags) {
    if (strcmp(path, "-") == 0)
        return sink_stdout_open(path, options, diags);
    const struct sink_ending *kind = find_ending(path);
    if (kind)
        return kind->open(path, options, diags);
    dore_error(diags, DORE_E_OUTPUT_KIND, (struct dore_where){0},
               "write a path that ends in .tar.zst, .tar.gz, .tar, .zip or '/', or '-' alone",
               "'%s' names no kind of output", path);
    return NULL;
}

void dore_sink_pack(const struct dore_sink *sink, struct dore_packer *packer, const char *bytes,
                    size_t size, struct dore_buf *packed) {
    if (!size)
        return;
    size_t pieces = (size + DORE_FRAME_BYTES - 1) / DORE_FRAME_BYTES;
    size_t piece = (size + pieces - 1) / pieces;
    for (size_t offset = 0; offset < size; offset += piece) {
        size_t length = size - offset < piece ? size - offset : piece;
        if (sink->kind->pack)
            sink->kind->pack(packer, bytes + offset, length, packed);
        else
            dore_buf_put(packed, bytes + offset, length);
    }
}

bool dore_sink_put(struct dore_sink *sink, const char *path, bool executable,
                   const struct dore_buf *bytes, struct dore_diags *diags) {
    const struct dore_sink_kind *kind = sink->kind;
    const struct dore_file file = {.path = path, .size = bytes->size, .executable = executable};
    if (!kind->begin(sink, &file, diags))
        return false;
    bool written = true;
    if (!kind->pack) {
        written = !bytes->size || kind->write(sink, bytes->data, bytes->size, diags);
    } else {
        struct dore_packer *packer = kind->packer_new(sink);
        struct dore_buf packed = {0};
        dore_sink_pack(sink, packer, bytes->data, bytes->size, &packed);
        written = !packed.size || kind->write(sink, packed.data, packed.size, diags);
        dore_buf_release(&packed);
        kind->packer_free(packer);
    }
    return written && kind->end(sink, diags);
}

bool dore_sink_finish(struct dore_sink *sink, struct dore_diags *diags) {
    return sink->kind->finish(sink, diags);
}

void dore_sink_abort(struct dore_sink *sink) {
    if (sink)
        sink->kind->abort(sink);
}
