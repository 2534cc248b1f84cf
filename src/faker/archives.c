/* SPDX-License-Identifier: Apache-2.0
 *
 * archives: tar and zip archives of files of random bytes, by libarchive. No member has a time and
 * gzip's header has none, so bytes depend on the row, and where they are compressed on the version
 * of the libraries that do it.
 */
#include "files.h"
#include "grid.h"
#include "mixed.h"
#include "providers.h"

#include <archive.h>
#include <archive_entry.h>

enum { ARCHIVE_TOTAL, ARCHIVE_FILES, ARCHIVE_LEAST, ARCHIVE_COMPRESSION };

const struct dore_param faker_archive_params[] = {
    {"uncompressed_size", DORE_P_INT, "65536", NULL, "bytes of all files"},
    {"num_files", DORE_P_INT, "1", NULL, "how many files"},
    {"min_file_size", DORE_P_INT, "4096", NULL, "bytes of the smallest file"},
    {"compression", DORE_P_STRING | DORE_P_NULL, "null", NULL,
     "gzip, bzip2 or xz, in a zip deflate, bzip2 or lzma; null: none"},
    {NULL, 0, NULL, NULL, NULL},
};

/* A way to compress, by its names, and how libarchive is told. */
struct compression {
    const char *name[4];
    int (*filter)(struct archive *); /* of a tar */
    const char *option;              /* of a zip */
};

struct faker_container {
    bool zip;
    struct compression compression[4]; /* ended by one without a name */
};

const struct faker_container faker_tar = {
    false,
    {{{"gzip", "gz"}, archive_write_add_filter_gzip, NULL},
     {{"bzip2", "bz2"}, archive_write_add_filter_bzip2, NULL},
     {{"lzma", "xz"}, archive_write_add_filter_xz, NULL},
     {{NULL}, NULL, NULL}},
};
const struct faker_container faker_zip = {
    true,
    {{{"deflate", "gzip", "gz"}, NULL, "zip:compression=deflate"},
     {{"bzip2", "bz2"}, NULL, "zip:compression=bzip2"},
     {{"lzma", "xz"}, NULL, "zip:compression=lzma"},
     {{NULL}, NULL, NULL}},
};

struct archives {
    bool zip;
    const struct compression *compression; /* NULL: none */
    uint32_t total, files, least;
    const struct dore_layout_program *name;
};

/* ---- preparing ------------------------------------------------------------------------------ */

enum { MOST_TOTAL = 16 << 20, MOST_FILES = 10000, NAME_CHARS = 20 };

static bool read_size(const struct dore_arg *arg, unsigned param, uint32_t most,
                      const struct dore_faker *faker, uint32_t *out) {
    if (arg[param].i < 1) {
        faker_refuse(&arg[param], faker_archive_params[param].name, faker, "write 1 or more",
                     "below 1");
        return false;
    }
    return faker_count_read(&arg[param], faker_archive_params[param].name, most, faker, out);
}

static const struct compression *find_compression(const struct faker_container *container,
                                                  struct dore_str name) {
    for (const struct compression *one = container->compression; one->name[0]; one++) {
        for (const char *const *known = one->name; *known; known++) {
            if (dore_str_is(name, *known)) {
                return one;
            }
        }
    }
    return NULL;
}

/* Whether libarchive was built with it; without, some filters call a program, which we do not. */
static bool is_built_in(const struct archives *archives) {
    if (!archives->compression) {
        return true;
    }
    struct archive *trial = archive_write_new();
    bool fine = trial != NULL;
    if (fine && archives->zip) {
        fine = archive_write_set_format_zip(trial) == ARCHIVE_OK &&
               archive_write_set_options(trial, archives->compression->option) == ARCHIVE_OK;
    } else if (fine) {
        fine = archives->compression->filter(trial) == ARCHIVE_OK;
    }
    archive_write_free(trial);
    return fine;
}

static bool read_compression(const struct dore_arg *arg, const struct faker_container *container,
                             const struct dore_faker *faker, struct archives *archives) {
    if (arg->null) {
        return true;
    }
    archives->compression = find_compression(container, arg->s);
    if (!archives->compression) {
        dore_warning(faker->diags, DORE_W_PARAM, arg->where,
                     "write \"gzip\", \"bzip2\", \"xz\" or null",
                     "'compression' of '%s' is %s, so nothing is compressed", faker->method,
                     faker_given(arg, faker));
    }
    if (!is_built_in(archives)) {
        faker_refuse(arg, "compression", faker, NULL,
                     "which this build of libarchive cannot write here");
        return false;
    }
    return true;
}

const void *faker_archive_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct faker_container *container = faker_constant(faker);
    struct archives *archives = DORE_NEW(faker->arena, struct archives, 1);
    archives->zip = container->zip;
    bool read = read_size(arg, ARCHIVE_TOTAL, MOST_TOTAL, faker, &archives->total);
    read = read_size(arg, ARCHIVE_FILES, MOST_FILES, faker, &archives->files) && read;
    read = read_size(arg, ARCHIVE_LEAST, MOST_TOTAL, faker, &archives->least) && read;
    read = read_compression(&arg[ARCHIVE_COMPRESSION], container, faker, archives) && read;
    if (!read) {
        return NULL;
    }
    if ((uint64_t)archives->least * archives->files > archives->total) {
        return faker_refuse(&arg[ARCHIVE_TOTAL], "uncompressed_size", faker, NULL,
                            "less than 'num_files' %u of 'min_file_size' %u need", archives->files,
                            archives->least);
    }
    archives->name =
        faker_symbols_compile(DORE_STR("????????????????????"), false, FAKER_LETTERS, faker);
    return archives;
}

/* ---- lengths -------------------------------------------------------------------------------- */

enum { TAR_BLOCK = 512, TAR_RECORD = 10240 };

static uint64_t round_up(uint64_t size, uint64_t unit) {
    return (size + unit - 1) / unit * unit;
}

/* Least and most bytes of the container alone. Of a tar: a head for each file, its data and an end
 * in whole blocks. Of a zip: two heads for each file, with its name, and an end. */
static void container_sizes(const struct archives *archives, uint64_t *least, uint64_t *most) {
    enum { ZIP_HEADS = 30 + 46 + 2 * NAME_CHARS, ZIP_EXTRAS = 128, ZIP_END = 22 };
    uint64_t files = archives->files, total = archives->total;
    if (archives->zip) {
        *least = total + files * ZIP_HEADS + ZIP_END;
        *most = *least + files * ZIP_EXTRAS + ZIP_EXTRAS;
        return;
    }
    uint64_t heads = TAR_BLOCK * (files + 2);
    *least = round_up(heads + round_up(total, TAR_BLOCK), TAR_RECORD);
    *most = round_up(heads + total + files * (TAR_BLOCK - 1), TAR_RECORD);
}

/* What is random cannot be compressed: that it becomes shorter by 32 bytes has a chance of 2^-256.
 * What the compressors add is below 2 per cent and their heads. */
struct dore_domain faker_archive_domain(const void *state) {
    enum { LUCK = 32, HEADS = 1024, FILE_HEADS = 128, PART = 50 };
    const struct archives *archives = state;
    uint64_t least, most;
    container_sizes(archives, &least, &most);
    if (archives->compression) {
        least = archives->total > LUCK ? archives->total - LUCK : 0;
        most += most / PART + HEADS + FILE_HEADS * (uint64_t)archives->files;
    }
    return faker_bytes_domain(least, most);
}

/* ---- writing -------------------------------------------------------------------------------- */

static la_ssize_t store(struct archive *writer, void *context, const void *bytes, size_t size) {
    struct dore_buf *out = context;
    (void)writer;
    dore_buf_put(out, bytes, size);
    return (la_ssize_t)size;
}

/* libarchive has nothing to fail by but memory: the file is in memory and the options were tried.
 * Asking for more than there is lets the one handler say so. */
static void insist(bool good) {
    if (!good) {
        dore_free(dore_alloc(SIZE_MAX, SIZE_MAX));
    }
}

static bool set_format(const struct archives *archives, struct archive *writer) {
    const struct compression *compression = archives->compression;
    if (archives->zip) {
        const char *option = compression ? compression->option : "zip:compression=store";
        return archive_write_set_format_zip(writer) == ARCHIVE_OK &&
               archive_write_set_options(writer, option) == ARCHIVE_OK;
    }
    return archive_write_set_format_ustar(writer) == ARCHIVE_OK &&
           (!compression || compression->filter(writer) == ARCHIVE_OK) &&
           (!compression || compression->filter != archive_write_add_filter_gzip ||
            archive_write_set_options(writer, "gzip:!timestamp") == ARCHIVE_OK);
}

/* tar's end is filled up to whole records; behind compressed data nothing may stand. */
static struct archive *open_writer(const struct archives *archives, struct dore_buf *out) {
    struct archive *writer = archive_write_new();
    insist(writer != NULL);
    bool records = !archives->zip && !archives->compression;
    insist(set_format(archives, writer) &&
           archive_write_set_bytes_per_block(writer, TAR_RECORD) == ARCHIVE_OK &&
           archive_write_set_bytes_in_last_block(writer, records ? TAR_RECORD : 1) == ARCHIVE_OK &&
           archive_write_open(writer, out, NULL, store, NULL) == ARCHIVE_OK);
    return writer;
}

static void put_data(struct archive *writer, uint32_t size, struct dore_rng *rng) {
    enum { CHUNK = 4096 };
    uint8_t chunk[CHUNK];
    for (uint32_t left = size, part; left > 0; left -= part) {
        part = left < CHUNK ? left : CHUNK;
        for (uint32_t at = 0; at < part; at += 4) {
            uint32_t word = dore_rng_u32(rng);
            for (uint32_t i = 0; i < 4; i++) {
                chunk[at + i] = (uint8_t)(word >> 8 * i);
            }
        }
        insist(archive_write_data(writer, chunk, part) == (la_ssize_t)part);
    }
}

static void put_file(struct archive *writer, const char *name, uint32_t size,
                     struct dore_rng *rng) {
    struct archive_entry *entry = archive_entry_new();
    insist(entry != NULL);
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)size);
    insist(archive_write_header(writer, entry) == ARCHIVE_OK);
    archive_entry_free(entry);
    put_data(writer, size, rng);
}

/* Twenty letters and the number, ended by a NUL. */
static void put_name(const struct archives *archives, uint32_t number, struct dore_cell *cell) {
    dore_buf_clear(cell->out);
    dore_layout_text(archives->name, cell);
    dore_buf_put_u64(cell->out, number);
    dore_buf_putc(cell->out, '\0');
}

/* Each size leaves enough for the files to come; the last file takes the rest. */
void faker_archive_cell(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct archives *archives = state;
    struct dore_buf file = {0};
    struct archive *writer = open_writer(archives, &file);
    uint32_t left = archives->total;
    for (uint32_t number = 1; number <= archives->files; number++) {
        uint32_t after = archives->files - number, size = left;
        put_name(archives, number, cell);
        if (after > 0) {
            size = (uint32_t)dore_rng_between(&cell->rng, archives->least,
                                              left - after * archives->least);
        }
        left -= size;
        put_file(writer, cell->out->data, size, &cell->rng);
    }
    insist(archive_write_close(writer) == ARCHIVE_OK);
    archive_write_free(writer);
    const char *copy = dore_arena_text(cell->arena, file.data, file.size);
    *out = (struct dore_value){.kind = DORE_BYTES, .u.s = {copy, file.size}};
    dore_buf_release(&file);
}
