/* SPDX-License-Identifier: Apache-2.0
 *
 * picture.c and archives.c: pictures are PNG files whose parts and checksums are right and that
 * show three colours; archives are read back by libarchive, member by member.
 */
#include "faker_checks.h"

#include <archive.h>
#include <archive_entry.h>

Suite *suite_faker_files(void);

static struct dore_str bytes_at(struct fixture *fixture, uint64_t row) {
    struct dore_rows rows = {.first = row, .count = 1};
    const struct dore_value *value = fixture_values(fixture, &rows);
    ck_assert_int_eq(value->kind, DORE_BYTES);
    return value->u.s;
}

/* ---- pictures ------------------------------------------------------------------------------- */

static uint32_t big_endian(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Bit by bit, as the standard has it. */
static uint32_t crc_of(const uint8_t *bytes, size_t size) {
    uint32_t sum = UINT32_MAX;
    for (size_t i = 0; i < size; i++) {
        sum ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            sum = sum & 1 ? sum >> 1 ^ UINT32_C(0xedb88320) : sum >> 1;
        }
    }
    return ~sum;
}

/* The data of the chunk of that name, which must be there. */
static struct dore_str chunk_of(struct dore_str file, const char *name) {
    const uint8_t *bytes = (const uint8_t *)file.text;
    struct dore_str found = {NULL, 0};
    size_t at = 8;
    while (at < file.size) {
        size_t size = big_endian(bytes + at);
        ck_assert_uint_eq(big_endian(bytes + at + 8 + size), crc_of(bytes + at + 4, size + 4));
        if (memcmp(bytes + at + 4, name, 4) == 0) {
            found = (struct dore_str){file.text + at + 8, size};
        }
        at += size + 12;
    }
    ck_assert_uint_eq(at, file.size);
    ck_assert_msg(found.text != NULL, "no %s", name);
    return found;
}

/* What the stored blocks of a zlib stream hold. */
static size_t inflate_stored(struct dore_str stream, uint8_t *out) {
    const uint8_t *in = (const uint8_t *)stream.text + 2;
    uint32_t a = 1, b = 0;
    size_t size = 0;
    ck_assert_int_eq((((uint8_t)stream.text[0]) * 256 + (uint8_t)stream.text[1]) % 31, 0);
    for (bool last = false; !last;) {
        size_t length = in[1] | (size_t)in[2] << 8, opposite = in[3] | (size_t)in[4] << 8;
        last = in[0] == 1;
        ck_assert(in[0] <= 1 && (length ^ opposite) == 0xffff);
        memcpy(out + size, in + 5, length);
        size += length;
        in += 5 + length;
    }
    for (size_t i = 0; i < size; i++) {
        a = (a + out[i]) % 65521;
        b = (b + a) % 65521;
    }
    ck_assert_uint_eq(big_endian(in), b << 16 | a);
    ck_assert_ptr_eq(in + 4, (const uint8_t *)stream.text + stream.size);
    return size;
}

static const struct {
    const char *params;
    uint32_t width, height;
} pictures[] = {
    {"{}", 256, 256},
    {"{\"size\": [1, 1]}", 1, 1},
    {"{\"size\": [37, 5], \"hue\": \"blue\"}", 37, 5},
    {"{\"size\": [1000, 300], \"luminosity\": \"light\", \"image_format\": \"PNG\"}", 1000, 300},
};

START_TEST(pictures_are_png_files) {
    enum { MOST = 300000 };
    static uint8_t pixels[MOST];
    struct fixture fixture;
    uint64_t counts[4] = {0};
    uint32_t width = pictures[_i].width, height = pictures[_i].height,
             row_size = (width + 3) / 4 + 1;
    fixture_open(&fixture, "image", pictures[_i].params);
    for (uint64_t row = 0; row < 20; row++) {
        struct dore_str file = bytes_at(&fixture, row);
        ck_assert_int_eq(memcmp(file.text, "\x89PNG\r\n\x1a\n", 8), 0);
        const uint8_t *header = (const uint8_t *)chunk_of(file, "IHDR").text;
        ck_assert_uint_eq(big_endian(header), width);
        ck_assert_uint_eq(big_endian(header + 4), height);
        ck_assert_int_eq(memcmp(header + 8, "\2\3\0\0\0", 5), 0);
        ck_assert_uint_eq(chunk_of(file, "PLTE").size, 9);
        ck_assert_uint_eq(chunk_of(file, "IEND").size, 0);
        ck_assert_uint_eq(inflate_stored(chunk_of(file, "IDAT"), pixels),
                          (uint64_t)row_size * height);
        for (uint32_t y = 0; y < height; y++) {
            ck_assert_uint_eq(pixels[y * row_size], 0);
            for (uint32_t x = 0; x < width; x++) {
                counts[pixels[y * row_size + 1 + x / 4] >> (6 - 2 * (x % 4)) & 3]++;
            }
        }
    }
    ck_assert_uint_eq(counts[3], 0);
    if (width > 36) {
        ck_assert(counts[0] > 0 && counts[1] > 0 && counts[2] > 0);
    }
    fixture_close(&fixture);
}
END_TEST

/* A palette of blues has more blue than red. */
START_TEST(colours_follow_the_hue) {
    struct fixture fixture;
    fixture_open(&fixture, "image", "{\"size\": [2, 2], \"hue\": \"blue\"}");
    for (uint64_t row = 0; row < 50; row++) {
        const uint8_t *palette = (const uint8_t *)chunk_of(bytes_at(&fixture, row), "PLTE").text;
        for (int i = 0; i < 3; i++) {
            ck_assert_uint_gt(palette[3 * i + 2], palette[3 * i]);
        }
    }
    fixture_close(&fixture);
}
END_TEST

/* ---- archives ------------------------------------------------------------------------------- */

static const struct {
    const char *method, *params;
    int files, filter;
    long long total, least;
} archives[] = {
    {"tar", "{}", 1, ARCHIVE_FILTER_NONE, 65536, 65536},
    {"tar", "{\"num_files\": 12}", 12, ARCHIVE_FILTER_NONE, 65536, 4096},
    {"tar", "{\"compression\": \"gz\"}", 1, ARCHIVE_FILTER_GZIP, 65536, 65536},
    {"tar", "{\"compression\": \"gzip\"}", 1, ARCHIVE_FILTER_GZIP, 65536, 65536},
    {"tar", "{\"compression\": \"bzip2\"}", 1, ARCHIVE_FILTER_BZIP2, 65536, 65536},
    {"tar", "{\"compression\": \"xz\", \"num_files\": 4}", 4, ARCHIVE_FILTER_XZ, 65536, 4096},
    {"zip", "{}", 1, ARCHIVE_FILTER_NONE, 65536, 65536},
    {"zip", "{\"num_files\": 16}", 16, ARCHIVE_FILTER_NONE, 65536, 4096},
    {"zip",
     "{\"uncompressed_size\": 1000, \"num_files\": 3, \"min_file_size\": 10, "
     "\"compression\": \"deflate\"}",
     3, ARCHIVE_FILTER_NONE, 1000, 10},
};

static void check_name(const char *name, int number) {
    char *end;
    ck_assert_uint_eq(strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"), 20);
    ck_assert_int_eq(strtoll(name + 20, &end, 10), number);
    ck_assert_str_eq(end, "");
}

static void check_archive(struct dore_str file, int which) {
    static char data[1 << 17];
    struct archive *reader = archive_read_new();
    struct archive_entry *entry;
    int files = 0;
    long long total = 0;
    archive_read_support_filter_all(reader);
    archive_read_support_format_all(reader);
    ck_assert_int_eq(archive_read_open_memory(reader, file.text, file.size), ARCHIVE_OK);
    while (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
        la_ssize_t size = archive_read_data(reader, data, sizeof data);
        check_name(archive_entry_pathname(entry), ++files);
        ck_assert_int_ge(size, archives[which].least);
        ck_assert_int_le(archive_entry_mtime(entry), 315619200); /* 1970 or 1980 */
        total += size;
    }
    ck_assert_int_eq(archive_filter_code(reader, 0), archives[which].filter);
    ck_assert_int_eq(files, archives[which].files);
    ck_assert_int_eq(total, archives[which].total);
    archive_read_free(reader);
}

START_TEST(archives_can_be_read) {
    struct fixture fixture;
    fixture_open(&fixture, archives[_i].method, archives[_i].params);
    for (uint64_t row = 0; row < 5; row++) {
        check_archive(bytes_at(&fixture, row), _i);
    }
    fixture_close(&fixture);
}
END_TEST

/* A tar of Faker's has 71680 bytes by default, and so has ours. */
START_TEST(plain_tars_are_whole_records) {
    struct fixture fixture;
    fixture_open(&fixture, "tar", NULL);
    ck_assert_uint_eq(bytes_at(&fixture, 0).size, 71680);
    fixture_close(&fixture);
}
END_TEST

static const struct faker_fault faults[] = {
    {"image", "{\"size\": [1]}", DORE_E_PARAM_RANGE, 10, "not of two numbers"},
    {"image", "{\"size\": [0, 5]}", DORE_E_PARAM_RANGE, 10, "not of two numbers"},
    {"image", "{\"size\": [9000, 5]}", DORE_E_PARAM_RANGE, 10, "1 to 8192"},
    {"image", "{\"image_format\": \"jpeg\"}", DORE_E_PARAM_RANGE, 18, "'jpeg'"},
    {"image", "{\"hue\": \"rad\"}", DORE_E_CHOICE, 9, "'rad' is no 'hue'"},
    {"tar", "{\"num_files\": 0}", DORE_E_PARAM_RANGE, 15, "below 1"},
    {"tar", "{\"num_files\": 17}", DORE_E_PARAM_RANGE, 0, "less than 'num_files' 17"},
    {"zip", "{\"uncompressed_size\": 16777217}", DORE_E_PARAM_RANGE, 23, "more than 16777216"},
};

START_TEST(refuses) {
    check_refusal(&faults[_i]);
}
END_TEST

START_TEST(warns_of_unknown_compression) {
    const struct faker_fault fault = {"zip", "{\"compression\": \"rar\"}", DORE_W_PARAM, 17,
                                      "nothing is compressed"};
    check_warning(&fault);
}
END_TEST

Suite *suite_faker_files(void) {
    Suite *suite = suite_create("faker_files");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_loop_test(all, pictures_are_png_files, 0, COUNT(pictures));
    tcase_add_test(all, colours_follow_the_hue);
    tcase_add_loop_test(all, archives_can_be_read, 0, COUNT(archives));
    tcase_add_test(all, plain_tars_are_whole_records);
    tcase_add_loop_test(all, refuses, 0, COUNT(faults));
    tcase_add_test(all, warns_of_unknown_compression);
    suite_add_tcase(suite, all);
    return suite;
}
