/* SPDX-License-Identifier: Apache-2.0
 *
 * A bundle as a run of members, read once and forwards. Archives go through libarchive, which is
 * shown the formats and filters that dore writes and no others; a folder's members are opened by
 * name. Only regular files count, and no name from an archive is ever used as a path.
 */
#include "private.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_BYTES = 1 << 18 };
static const struct dore_where nowhere = {0};

struct bundle_reader {
    const char *path;
    struct archive *archive; /* NULL: a folder */
};

/* ---- faults ------------------------------------------------------------------------------- */

bool bundle_damaged(const char *path, const char *what, struct dore_diags *diags) {
    dore_error(diags, DORE_E_BUNDLE, nowhere, NULL, "'%s' is damaged: %s", path, what);
    return false;
}

static bool unreadable(const char *path, const char *reason, struct dore_diags *diags) {
    dore_error(diags, DORE_E_FILE_READ, nowhere, NULL, "'%s' cannot be read: %s", path, reason);
    return false;
}

static bool refused(const struct bundle_reader *reader, struct dore_diags *diags) {
    const char *reason = archive_error_string(reader->archive);
    return bundle_damaged(reader->path, reason ? reason : "libarchive cannot read it", diags);
}

static bool lacks(const struct bundle_reader *reader, const char *member,
                  struct dore_diags *diags) {
    dore_error(diags, DORE_E_BUNDLE, nowhere, NULL, "'%s' holds no '%s' where it should",
               reader->path, member);
    return false;
}

static bool too_large(const struct bundle_reader *reader, const char *member,
                      struct dore_diags *diags) {
    return bundle_damaged(reader->path,
                          dore_hint(diags, "'%s' is larger than it should be", member), diags);
}

/* ---- folders ------------------------------------------------------------------------------ */

static bool read_file(struct bundle_reader *reader, const char *member, uint64_t limit,
                      struct dore_buf *out, struct dore_diags *diags) {
    const char *path = dore_hint(diags, "%s/%s", reader->path, member);
    int fd;
    do
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    while (fd < 0 && errno == EINTR);
    if (fd < 0 && errno == ENOENT)
        return lacks(reader, member, diags);
    struct stat about;
    bool good = fd >= 0 && fstat(fd, &about) == 0;
    if (good && !S_ISREG(about.st_mode)) {
        close(fd);
        return lacks(reader, member, diags);
    }
    ssize_t taken = 1;
    uint64_t total = 0;
    while (good && taken > 0 && total <= limit) {
        taken = read(fd, dore_buf_reserve(out, READ_BYTES), READ_BYTES);
        good = taken >= 0 || errno == EINTR;
        if (taken > 0) {
            out->size += (size_t)taken;
            total += (uint64_t)taken;
        } else if (taken < 0 && good) {
            taken = 1;
        }
    }
    if (!good)
        unreadable(path, strerror(errno), diags);
    else if (total > limit)
        good = too_large(reader, member, diags);
    if (fd >= 0)
        close(fd);
    return good;
}

/* ---- archives ----------------------------------------------------------------------------- */

/* The member's name below the archive's one folder; NULL when it is no regular file in it. */
static const char *name_of(struct archive_entry *entry) {
    const char *name = archive_entry_pathname(entry);
    if (!name || archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry))
        return NULL;
    if (strncmp(name, "./", 2) == 0)
        name += 2;
    name = strchr(name, '/');
    return name ? name + 1 : NULL;
}

static bool read_data(struct bundle_reader *reader, const char *member, uint64_t limit,
                      struct dore_buf *out, struct dore_diags *diags) {
    uint64_t total = 0;
    for (;;) {
        la_ssize_t taken =
            archive_read_data(reader->archive, dore_buf_reserve(out, READ_BYTES), READ_BYTES);
        if (taken < 0)
            return refused(reader, diags);
        if (taken == 0)
            return true;
        out->size += (size_t)taken;
        total += (uint64_t)taken;
        if (total > limit)
            return too_large(reader, member, diags);
    }
}

/* The next header; false at the end, and after a fault. */
static bool next_header(struct bundle_reader *reader, struct archive_entry **entry,
                        struct dore_diags *diags) {
    int result = archive_read_next_header(reader->archive, entry);
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN && result != ARCHIVE_EOF)
        refused(reader, diags);
    return result == ARCHIVE_OK || result == ARCHIVE_WARN;
}

static bool read_member(struct bundle_reader *reader, const char *member, uint64_t limit,
                        struct dore_buf *out, struct dore_diags *diags) {
    struct archive_entry *entry;
    size_t errors = diags->errors;
    while (next_header(reader, &entry, diags)) {
        const char *name = name_of(entry);
        if (name && strcmp(name, member) == 0)
            return read_data(reader, member, limit, out, diags);
    }
    return diags->errors == errors && lacks(reader, member, diags);
}

bool bundle_drain(struct bundle_reader *reader, struct dore_diags *diags) {
    struct archive_entry *entry;
    size_t errors = diags->errors;
    while (reader->archive && next_header(reader, &entry, diags))
        continue;
    return diags->errors == errors;
}

static bool open_archive(struct bundle_reader *reader, struct dore_diags *diags) {
    struct archive *archive = reader->archive = archive_read_new();
    if (!archive) {
        dore_error(diags, DORE_E_MEMORY, nowhere, NULL, "out of memory");
        return false;
    }
    return (archive_read_support_filter_zstd(archive) == ARCHIVE_OK &&
            archive_read_support_filter_gzip(archive) == ARCHIVE_OK &&
            archive_read_support_format_tar(archive) == ARCHIVE_OK &&
            archive_read_support_format_zip(archive) == ARCHIVE_OK &&
            archive_read_open_filename(archive, reader->path, READ_BYTES) == ARCHIVE_OK) ||
           refused(reader, diags);
}

/* ---- both --------------------------------------------------------------------------------- */

struct bundle_reader *bundle_open(const char *path, struct dore_diags *diags) {
    struct stat about;
    if (stat(path, &about) != 0) {
        unreadable(path, strerror(errno), diags);
        return NULL;
    }
    struct bundle_reader *reader = dore_alloc(1, sizeof *reader);
    reader->path = path;
    if (S_ISDIR(about.st_mode) || open_archive(reader, diags))
        return reader;
    bundle_close(reader);
    return NULL;
}

bool bundle_read(struct bundle_reader *reader, const char *member, uint64_t limit,
                 struct dore_buf *out, struct dore_diags *diags) {
    return reader->archive ? read_member(reader, member, limit, out, diags)
                           : read_file(reader, member, limit, out, diags);
}

void bundle_close(struct bundle_reader *reader) {
    if (!reader)
        return;
    archive_read_free(reader->archive);
    dore_free(reader);
}
