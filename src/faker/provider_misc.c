/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_misc: uuids, booleans, digests, bytes and passwords. A digest is random bits in the
 * shape of one: Faker too digests nothing but random bits. Whole files and texts are made
 * elsewhere: JSON in json_rows.c, XML in xml.c, tables in delimited.c and fixed_width.c, pictures
 * in picture.c, archives in archives.c.
 */
#include "files.h"
#include "grid.h"
#include "json_rows.h"
#include "providers.h"
#include "tables.h"
#include "xml.h"

#define NO_PARAM                                                                                   \
    { NULL, 0, NULL, NULL, NULL }

/* A word as bytes, the low one first, on every machine (same-bytes). */
static void put_word(uint32_t word, uint8_t out[4]) {
    out[0] = (uint8_t)word;
    out[1] = (uint8_t)(word >> 8);
    out[2] = (uint8_t)(word >> 16);
    out[3] = (uint8_t)(word >> 24);
}

enum { BLOCK_BYTES = 16 };

static void put_block(const struct dore_block *block, uint8_t out[BLOCK_BYTES]) {
#pragma GCC unroll 4
    for (unsigned i = 0; i < 4; i++) {
        put_word(block->word[i], out + 4 * i);
    }
}

/* ---- uuids ---------------------------------------------------------------------------------- */

enum { UUID_SIZE = 16 };

static const char *const casts[] = {"str", NULL};

static const struct dore_param uuid_params[] = {
    {"cast_to", DORE_P_STRING | DORE_P_NULL, "\"str\"", casts, "\"str\": text; null: a uuid"},
    NO_PARAM,
};

static const struct dore_domain *keep_uuid(enum dore_kind kind, const struct dore_faker *faker) {
    struct dore_domain *domain = DORE_NEW(faker->arena, struct dore_domain, 1);
    *domain = dore_domain_of_kind(kind);
    return domain;
}

/* The state is the domain: there is nothing else to know. */
static const void *prepare_uuid(const struct dore_arg *arg, const struct dore_faker *faker) {
    return keep_uuid(arg[0].null ? DORE_UUID : DORE_UUID_STRING, faker);
}

static struct dore_domain uuid_domain(const void *state) {
    const struct dore_domain *domain = state;
    return *domain;
}

static void set_version(uint8_t uuid[UUID_SIZE], unsigned version) {
    uuid[6] = (uint8_t)((uuid[6] & 0x0f) | version << 4);
    uuid[8] = (uint8_t)((uuid[8] & 0x3f) | 0x80);
}

static void fill_uuid4(const void *state, uint64_t stream, const struct dore_rows *rows,
                       struct dore_arena *arena, struct dore_column *out) {
    struct dore_block block[DORE_BATCH_ROWS];
    dore_column_init(out, dore_domain_kind(state), rows->count, arena);
    dore_rng_blocks(stream, rows, 0, block);
    for (uint32_t i = 0; i < rows->count; i++) {
        put_block(&block[i], out->u.uuid[i]);
        set_version(out->u.uuid[i], 4);
    }
}

/* The bits of the last eight bytes that no version takes. */
static uint64_t draw_low_bits(struct dore_rng *rng) {
    return rng->numbered ? dore_rng_below(rng, UINT64_C(1) << 62) : dore_rng_u64(rng);
}

/* The last `count` bytes of a number, the high one first. */
static void put_big_endian(uint64_t number, unsigned count, uint8_t *out) {
    for (unsigned i = 0; i < count; i++) {
        out[i] = (uint8_t)(number >> (8 * (count - 1 - i)));
    }
}

/* 1970-01-01 to 2035-01-01, the span of times in Faker's uuids. */
#define UUID_SECONDS UINT64_C(2051222400)

/* 100 ns since 1582, clock sequence and node at random. */
static void make_uuid1(struct dore_rng *rng, uint8_t uuid[UUID_SIZE]) {
    const uint64_t from_1582_to_1970 = UINT64_C(122192928000000000);
    uint64_t time = from_1582_to_1970 + dore_rng_below(rng, UUID_SECONDS * 10000000);
    uint64_t rest = draw_low_bits(rng);
    put_big_endian(time, 4, uuid);
    put_big_endian(time >> 32, 2, uuid + 4);
    put_big_endian(time >> 48, 2, uuid + 6);
    put_big_endian(rest, 8, uuid + 8);
    set_version(uuid, 1);
}

/* Milliseconds since 1970, the rest at random. */
static void make_uuid7(struct dore_rng *rng, uint8_t uuid[UUID_SIZE]) {
    uint64_t time = dore_rng_below(rng, UUID_SECONDS * 1000);
    uint64_t rest = draw_low_bits(rng);
    put_big_endian(time, 6, uuid);
    put_big_endian(dore_rng_u32(rng), 2, uuid + 6);
    put_big_endian(rest, 8, uuid + 8);
    set_version(uuid, 7);
}

static void fill_timed(const void *state, uint64_t stream, const struct dore_rows *rows,
                       struct dore_arena *arena, struct dore_column *out,
                       void (*make)(struct dore_rng *rng, uint8_t uuid[UUID_SIZE])) {
    dore_column_init(out, dore_domain_kind(state), rows->count, arena);
    for (uint32_t i = 0; i < rows->count; i++) {
        struct dore_rng rng = dore_rng_at(stream, dore_row(rows, i));
        make(&rng, out->u.uuid[i]);
    }
}

static void fill_uuid1(const void *state, uint64_t stream, const struct dore_rows *rows,
                       struct dore_arena *arena, struct dore_column *out) {
    fill_timed(state, stream, rows, arena, out, make_uuid1);
}

static void fill_uuid7(const void *state, uint64_t stream, const struct dore_rows *rows,
                       struct dore_arena *arena, struct dore_column *out) {
    fill_timed(state, stream, rows, arena, out, make_uuid7);
}

/* The number is in the last eight bytes; those before them are chance. */
static void make_uuid4(struct dore_rng *rng, uint8_t uuid[UUID_SIZE]) {
    put_big_endian(draw_low_bits(rng), 8, uuid + 8);
    uint64_t head = dore_rng_below(rng, UINT64_C(1) << 60);
    put_big_endian((head >> 12) << 16 | (head & 0xfff), 8, uuid); /* room for the version */
    set_version(uuid, 4);
}

static void number_uuid(const void *state, struct dore_cell *cell, struct dore_value *out,
                        void (*make)(struct dore_rng *rng, uint8_t uuid[UUID_SIZE])) {
    out->kind = dore_domain_kind(state);
    make(&cell->rng, out->u.uuid);
}

static void uuid1_at(const void *state, struct dore_cell *cell, struct dore_value *out) {
    number_uuid(state, cell, out, make_uuid1);
}

static void uuid4_at(const void *state, struct dore_cell *cell, struct dore_value *out) {
    number_uuid(state, cell, out, make_uuid4);
}

static void uuid7_at(const void *state, struct dore_cell *cell, struct dore_value *out) {
    number_uuid(state, cell, out, make_uuid7);
}

/* ---- booleans ------------------------------------------------------------------------------- */

static const struct dore_param boolean_params[] = {
    {"chance_of_getting_true", DORE_P_INT, "50", NULL, "chance of true in per cent"},
    NO_PARAM,
};

static const void *prepare_boolean(const struct dore_arg *arg, const struct dore_faker *faker) {
    int64_t chance = arg[0].i;
    if (chance < 0 || chance > 100) {
        dore_warning(faker->diags, DORE_W_PARAM, arg[0].where, "write 0 to 100",
                     "'chance_of_getting_true' of '%s' is %s, so all values are %s", faker->method,
                     faker_given(&arg[0], faker), chance < 0 ? "false" : "true");
    }
    return faker_chance_of(chance < 0 ? 0 : chance > 100 ? 100 : (unsigned)chance, faker);
}

static struct dore_domain null_boolean_domain(const void *state) {
    static const struct dore_value items[] = {
        {.kind = DORE_NULL}, {.kind = DORE_BOOL, .u.b = true}, {.kind = DORE_BOOL, .u.b = false}};
    (void)state;
    struct dore_domain domain = dore_domain_of_kind(DORE_BOOL);
    domain.kinds |= DORE_KIND_BIT(DORE_NULL);
    domain.items = items;
    domain.item_count = sizeof items / sizeof *items;
    return domain;
}

static void make_null_boolean(const void *state, struct dore_cell *cell, struct dore_value *out) {
    (void)state;
    uint64_t drawn = dore_rng_below(&cell->rng, cell->rng.numbered ? 2 : 3); /* null is no value */
    *out = (struct dore_value){.kind = DORE_NULL};
    if (drawn < 2) {
        *out = (struct dore_value){.kind = DORE_BOOL, .u.b = drawn == 1};
    }
}

/* ---- digests and bytes ---------------------------------------------------------------------- */

enum { MOST_DIGEST = 32 };

struct digest {
    uint32_t bytes;
    bool raw;
};

static const struct dore_param digest_params[] = {
    {"raw_output", DORE_P_BOOL, "false", NULL, "bytes instead of hexadecimal digits"},
    NO_PARAM,
};

/* The method's constant is the count of bytes. */
static const void *prepare_digest(const struct dore_arg *arg, const struct dore_faker *faker) {
    const uint32_t *bytes = faker_constant(faker);
    struct digest *digest = DORE_NEW(faker->arena, struct digest, 1);
    *digest = (struct digest){*bytes, arg[0].b};
    return digest;
}

static uint64_t base64_chars(uint64_t bytes) {
    return (bytes + 2) / 3 * 4;
}

struct dore_domain faker_bytes_domain(uint64_t least, uint64_t most) {
    struct dore_domain domain = dore_domain_of_text(base64_chars(least), base64_chars(most),
                                                    base64_chars((least + most + 1) / 2), true);
    domain.kinds = DORE_KIND_BIT(DORE_BYTES);
    return domain;
}

static struct dore_domain digest_domain(const void *state) {
    const struct digest *digest = state;
    uint64_t chars = 2 * (uint64_t)digest->bytes;
    return digest->raw ? faker_bytes_domain(digest->bytes, digest->bytes)
                       : dore_domain_of_text(chars, chars, chars, true);
}

static void fill_digest(const void *state, uint64_t stream, const struct dore_rows *rows,
                        struct dore_arena *arena, struct dore_column *out) {
    const struct digest *digest = state;
    struct dore_block block[MOST_DIGEST / BLOCK_BYTES][DORE_BATCH_ROWS];
    size_t size = digest->raw ? digest->bytes : 2 * digest->bytes;
    char *text = DORE_TAKE(arena, char, (size_t)rows->count *size);
    dore_column_init(out, digest->raw ? DORE_BYTES : DORE_STRING, rows->count, arena);
    for (uint32_t b = 0; b * BLOCK_BYTES < digest->bytes; b++) {
        dore_rng_blocks(stream, rows, b, block[b]);
    }
    for (uint32_t i = 0; i < rows->count; i++) {
        uint8_t bytes[MOST_DIGEST];
        for (uint32_t b = 0; b * BLOCK_BYTES < digest->bytes; b++) {
            put_block(&block[b][i], bytes + b * BLOCK_BYTES);
        }
        out->u.s[i] = (struct dore_str){text, size};
        if (digest->raw) {
            memcpy(text, bytes, size);
        } else {
            dore_print_hex(text, bytes, digest->bytes);
        }
        text += size;
    }
}

/* Eight bytes are the number, the others chance. */
static void digest_at(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct digest *digest = state;
    uint8_t *bytes = DORE_TAKE(cell->arena, uint8_t, MOST_DIGEST);
    for (unsigned at = 0; at < digest->bytes; at += 4) {
        put_word((uint32_t)dore_rng_below(&cell->rng, UINT64_C(1) << 32), bytes + at);
    }
    *out = (struct dore_value){.kind = DORE_BYTES, .u.s = {(char *)bytes, digest->bytes}};
    if (!digest->raw) {
        char *text = DORE_TAKE(cell->arena, char, 2 * (size_t)digest->bytes);
        dore_print_hex(text, bytes, digest->bytes);
        *out = (struct dore_value){.kind = DORE_STRING, .u.s = {text, 2 * (size_t)digest->bytes}};
    }
}

static const struct dore_param binary_params[] = {
    {"length", DORE_P_INT, "1048576", NULL, "how many bytes"},
    NO_PARAM,
};

static const void *prepare_binary(const struct dore_arg *arg, const struct dore_faker *faker) {
    uint32_t *length = DORE_NEW(faker->arena, uint32_t, 1);
    return faker_count_read(&arg[0], "length", FAKER_MOST_CHARS, faker, length) ? length : NULL;
}

static struct dore_domain binary_domain(const void *state) {
    const uint32_t *length = state;
    return faker_bytes_domain(*length, *length);
}

static void make_binary(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const uint32_t *length = state;
    uint8_t *bytes = DORE_TAKE(cell->arena, uint8_t, (size_t)*length + 3); /* whole words */
    uint32_t at = 0;
    for (; cell->rng.numbered && at < *length; at++) {
        bytes[at] = (uint8_t)dore_rng_below(&cell->rng, 256);
    }
    for (; at < *length; at += 4) {
        put_word(dore_rng_u32(&cell->rng), bytes + at);
    }
    *out = (struct dore_value){.kind = DORE_BYTES, .u.s = {(const char *)bytes, *length}};
}

/* ---- passwords ------------------------------------------------------------------------------ */

enum { PASSWORD_LENGTH, PASSWORD_FIRST_CLASS, PASSWORD_CLASSES = 4 };

static const struct dore_param password_params[] = {
    {"length", DORE_P_INT, "10", NULL, "how many characters"},
    {"special_chars", DORE_P_BOOL, "true", NULL, "some of !@#$%^&*()_+"},
    {"digits", DORE_P_BOOL, "true", NULL, "some digits"},
    {"upper_case", DORE_P_BOOL, "true", NULL, "some upper-case letters"},
    {"lower_case", DORE_P_BOOL, "true", NULL, "some lower-case letters"},
    NO_PARAM,
};

static const char *const password_chars[PASSWORD_CLASSES] = {"!@#$%^&*()_+", "0123456789",
                                                             FAKER_UPPERCASE, FAKER_LOWERCASE};

struct password {
    uint32_t length, classes;
    const char *class[PASSWORD_CLASSES]; /* those that must come */
    char all[128];
    uint32_t all_count;
};

static const void *prepare_password(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct password *password = DORE_NEW(faker->arena, struct password, 1);
    const struct dore_arg *length = &arg[PASSWORD_LENGTH];
    for (unsigned i = 0; i < PASSWORD_CLASSES; i++) {
        if (arg[PASSWORD_FIRST_CLASS + i].b) {
            size_t count = strlen(password_chars[i]);
            memcpy(password->all + password->all_count, password_chars[i], count);
            password->all_count += (uint32_t)count;
            password->class[password->classes++] = password_chars[i];
        }
    }
    if (!faker_count_read(length, "length", FAKER_MOST_CHARS, faker, &password->length)) {
        return NULL;
    }
    if (password->length < password->classes) {
        return faker_refuse(length, "length", faker, NULL,
                            "too short for one of each of %u kinds of characters",
                            password->classes);
    }
    if (password->classes == 0 && password->length > 0) {
        return faker_refuse(length, "length", faker, "leave one kind of characters true",
                            "but no kind of characters is left");
    }
    return password;
}

static struct dore_domain password_domain(const void *state) {
    const struct password *password = state;
    return dore_domain_of_text(password->length, password->length, password->length, true);
}

/* By number every place has a class of its own or any character, the same for all numbers. */
static void number_password(const struct password *password, struct dore_rng *rng, char *text) {
    for (uint32_t i = 0; i < password->length; i++) {
        const char *chars = i < password->classes ? password->class[i] : password->all;
        size_t count = i < password->classes ? strlen(chars) : password->all_count;
        text[i] = chars[dore_rng_below(rng, count)];
    }
}

/* One of each class at a place of its own, anything elsewhere. */
static void put_password(const void *state, struct dore_cell *cell) {
    const struct password *password = state;
    if (cell->rng.numbered) {
        number_password(password, &cell->rng, dore_buf_reserve(cell->out, password->length));
        cell->out->size += password->length;
        return;
    }
    uint32_t place[PASSWORD_CLASSES];
    char *text = dore_buf_reserve(cell->out, password->length);
    for (uint32_t i = 0; i < password->length; i++) {
        text[i] = password->all[dore_rng_below(&cell->rng, password->all_count)];
    }
    for (uint32_t i = 0; i < password->classes; i++) {
        /* the drawn number counts the places that are still free */
        uint32_t at = (uint32_t)dore_rng_below(&cell->rng, password->length - i), sorted = 0;
        for (; sorted < i && place[sorted] <= at; sorted++) {
            at++;
        }
        memmove(place + sorted + 1, place + sorted, (i - sorted) * sizeof *place);
        place[sorted] = at;
        const char *class = password->class[i];
        text[at] = class[dore_rng_below(&cell->rng, strlen(class))];
    }
    cell->out->size += password->length;
}

/* ---- the table ------------------------------------------------------------------------------ */

#define UUID(method, text_about)                                                                   \
    {                                                                                              \
        .name = #method, .about = text_about, .params = uuid_params, .prepare = prepare_uuid,      \
        .domain = uuid_domain, .fill = fill_##method, .at = method##_at                            \
    }
#define DIGEST(method, bytes, text_about)                                                          \
    {                                                                                              \
        .name = method, .about = text_about, .params = digest_params,                              \
        .constant = &(const uint32_t){bytes}, .prepare = prepare_digest, .domain = digest_domain,  \
        .fill = fill_digest, .at = digest_at                                                       \
    }

#define DELIMITED(method, delimiter, text_about)                                                   \
    {                                                                                              \
        .name = method, .about = text_about, .params = faker_csv_params, .constant = delimiter,    \
        .prepare = faker_csv_prepare, .domain = faker_csv_domain, .text = faker_csv_text           \
    }
#define ARCHIVE(method, container, text_about)                                                     \
    {                                                                                              \
        .name = method, .about = text_about, .params = faker_archive_params,                       \
        .constant = &container, .prepare = faker_archive_prepare, .domain = faker_archive_domain,  \
        .cell = faker_archive_cell                                                                 \
    }

static const struct dore_method methods[] = {
    {.name = "binary",
     .about = "random bytes",
     .params = binary_params,
     .prepare = prepare_binary,
     .domain = binary_domain,
     .cell = make_binary,
     .apart = true},
    {.name = "boolean",
     .about = "true or false",
     .params = boolean_params,
     .prepare = prepare_boolean,
     .domain = faker_chance_domain,
     .fill = faker_chance_fill,
     .at = faker_chance_at},
    DELIMITED("csv", ",", "a table with commas, all fields quoted"),
    {.name = "dsv",
     .about = "a table in a dialect of delimited text",
     .params = faker_dsv_params,
     .prepare = faker_dsv_prepare,
     .domain = faker_csv_domain,
     .text = faker_csv_text},
    {.name = "fixed_width",
     .about = "a table of columns of fixed width",
     .params = faker_fixed_width_params,
     .prepare = faker_fixed_width_prepare,
     .domain = faker_fixed_width_domain,
     .text = faker_fixed_width_text},
    {.name = "image",
     .about = "a PNG file of a polygon on a plain ground",
     .params = faker_image_params,
     .prepare = faker_image_prepare,
     .domain = faker_image_domain,
     .cell = faker_image_cell},
    {.name = "json",
     .about = "a JSON text of rows of other methods' values",
     .params = faker_json_params,
     .prepare = faker_json_prepare,
     .domain = faker_json_domain,
     .text = faker_json_text},
    {.name = "json_bytes",
     .about = "the bytes of a JSON text",
     .params = faker_json_params,
     .prepare = faker_json_prepare,
     .domain = faker_json_bytes_domain,
     .cell = faker_json_bytes_cell},
    DIGEST("md5", 16, "32 hexadecimal digits"),
    {.name = "null_boolean",
     .about = "true, false or null",
     .domain = null_boolean_domain,
     .cell = make_null_boolean,
     .apart = true},
    {.name = "password",
     .about = "characters of several kinds",
     .params = password_params,
     .prepare = prepare_password,
     .domain = password_domain,
     .text = put_password,
     .apart = true},
    DELIMITED("psv", "|", "a table with vertical bars, all fields quoted"),
    DIGEST("sha1", 20, "40 hexadecimal digits"),
    DIGEST("sha256", 32, "64 hexadecimal digits"),
    ARCHIVE("tar", faker_tar, "a tar archive of random files"),
    DELIMITED("tsv", "\t", "a table with tabs, all fields quoted"),
    UUID(uuid1, "a uuid of a time"),
    UUID(uuid4, "a random uuid"),
    UUID(uuid7, "a uuid that begins with a time"),
    {.name = "xml",
     .about = "an XML document of mixed values",
     .params = faker_collection_params,
     .prepare = faker_xml_prepare,
     .domain = faker_xml_domain,
     .text = faker_xml_text},
    ARCHIVE("zip", faker_zip, "a zip archive of random files"),
    {0},
};

const struct dore_provider dore_provider_misc = {"misc", methods};
