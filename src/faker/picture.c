/* SPDX-License-Identifier: Apache-2.0
 *
 * picture: PNG files of one polygon on a plain ground: three colours of a palette, two bits a
 * pixel, stored without compression, so that all pictures of a size have as many bytes.
 */
#include "files.h"
#include "grid.h"
#include "hue.h"

enum { IMAGE_SIZE, IMAGE_FORMAT, IMAGE_HUE };

const struct dore_param faker_image_params[] = {
    {"size", DORE_P_ARRAY, "[256, 256]", NULL, "width and height"},
    {"image_format", DORE_P_STRING, "\"png\"", NULL, "only \"png\""},
    {"hue", DORE_P_STRING | DORE_P_NUMBER | DORE_P_ARRAY | DORE_P_NULL, "null", NULL,
     "the name of a colour, a hue from 0 to 360 or a pair of hues"},
    {"luminosity", DORE_P_STRING | DORE_P_NULL, "null", NULL, "bright, dark, light or random"},
    {NULL, 0, NULL, NULL, NULL},
};

enum { MOST_SIDE = 8192, LEAST_CORNERS = 3, MOST_CORNERS = 12 };
enum { GROUND, FILLING, OUTLINE, COLORS };
enum { PIXELS_A_BYTE = 4 };

struct image {
    const void *hue;
    uint32_t width, height;
};

struct point {
    int32_t x, y;
};

/* ---- preparing ------------------------------------------------------------------------------ */

static bool read_size(const struct dore_arg *arg, const struct dore_faker *faker,
                      struct image *image) {
    const struct dore_node *width = arg->node->first, *height = width ? width->next : NULL;
    int64_t side[2] = {0, 0};
    bool fine = height && !height->next && dore_node_integer(width, &side[0]) &&
                dore_node_integer(height, &side[1]);
    for (unsigned i = 0; i < 2; i++) {
        fine = fine && side[i] >= 1 && side[i] <= MOST_SIDE;
    }
    if (!fine) {
        faker_refuse(arg, "size", faker, "write [width, height]", "not of two numbers 1 to %d",
                     MOST_SIDE);
    }
    image->width = (uint32_t)side[0];
    image->height = (uint32_t)side[1];
    return fine;
}

const void *faker_image_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct image *image = DORE_NEW(faker->arena, struct image, 1);
    bool fine = read_size(&arg[IMAGE_SIZE], faker, image);
    if (!dore_text_equal_nocase(arg[IMAGE_FORMAT].s.text, "png")) {
        return faker_refuse(&arg[IMAGE_FORMAT], "image_format", faker, "write \"png\"",
                            "which needs a library of picture formats");
    }
    image->hue = faker_hue_prepare(&arg[IMAGE_HUE], faker);
    return fine && image->hue ? image : NULL;
}

/* ---- drawing -------------------------------------------------------------------------------- */

struct canvas {
    uint32_t width, height;
    uint8_t *pixel; /* rows of whole bytes behind a byte that names no filter */
    size_t row;
};

static size_t row_size(uint32_t width) {
    return 1 + (width + PIXELS_A_BYTE - 1) / PIXELS_A_BYTE;
}

/* Points on the edges behind the last column or row are not seen. */
static void set_pixel(struct canvas *canvas, int64_t x, int64_t y, unsigned color) {
    if (x < 0 || y < 0 || x >= canvas->width || y >= canvas->height) {
        return;
    }
    uint8_t *byte = canvas->pixel + (size_t)y * canvas->row + 1 + (size_t)x / PIXELS_A_BYTE;
    unsigned shift = 6 - 2 * (unsigned)(x % PIXELS_A_BYTE);
    *byte = (uint8_t)((*byte & ~(3U << shift)) | color << shift);
}

/* Where the line through a and b crosses the middle of row y, cut to a column. */
static int64_t crossing(struct point a, struct point b, int64_t y) {
    int64_t height = 2 * (int64_t)(b.y - a.y), above = 2 * (y - a.y) + 1;
    return a.x + faker_floor_divide((b.x - a.x) * above * (height < 0 ? -1 : 1),
                                    height < 0 ? -height : height);
}

/* Columns between the first and second crossing, the third and fourth, and so on. */
static void fill_row(struct canvas *canvas, const struct point *corner, uint32_t corners,
                     int64_t y) {
    int64_t at[MOST_CORNERS];
    uint32_t count = 0;
    for (uint32_t i = 0; i < corners; i++) {
        struct point a = corner[i], b = corner[(i + 1) % corners];
        if ((a.y <= y) == (b.y <= y)) {
            continue;
        }
        int64_t x = crossing(a, b, y);
        uint32_t place = count++;
        for (; place > 0 && at[place - 1] > x; place--) {
            at[place] = at[place - 1];
        }
        at[place] = x;
    }
    for (uint32_t i = 0; i + 1 < count; i += 2) {
        for (int64_t x = at[i]; x < at[i + 1]; x++) {
            set_pixel(canvas, x, y, FILLING);
        }
    }
}

static int32_t distance(int32_t a, int32_t b) {
    return a < b ? b - a : a - b;
}

/* Bresenham's line, both ends included. */
static void draw_line(struct canvas *canvas, struct point a, struct point b) {
    int32_t dx = distance(a.x, b.x), dy = -distance(a.y, b.y), error = dx + dy;
    int32_t step_x = a.x < b.x ? 1 : -1, step_y = a.y < b.y ? 1 : -1;
    set_pixel(canvas, a.x, a.y, OUTLINE);
    while (a.x != b.x || a.y != b.y) {
        int32_t twice = 2 * error;
        if (twice >= dy) {
            error += dy;
            a.x += step_x;
        }
        if (twice <= dx) {
            error += dx;
            a.y += step_y;
        }
        set_pixel(canvas, a.x, a.y, OUTLINE);
    }
}

static void draw_polygon(struct canvas *canvas, struct dore_rng *rng) {
    struct point corner[MOST_CORNERS];
    uint32_t corners = (uint32_t)dore_rng_between(rng, LEAST_CORNERS, MOST_CORNERS);
    for (uint32_t i = 0; i < corners; i++) {
        corner[i].x = (int32_t)dore_rng_between(rng, 0, canvas->width);
        corner[i].y = (int32_t)dore_rng_between(rng, 0, canvas->height);
    }
    for (uint32_t y = 0; y < canvas->height; y++) {
        fill_row(canvas, corner, corners, y);
    }
    for (uint32_t i = 0; i < corners; i++) {
        draw_line(canvas, corner[i], corner[(i + 1) % corners]);
    }
}

/* ---- the file ------------------------------------------------------------------------------- */

enum { STORED_BLOCK = 65535, STORED_HEAD = 5, ZLIB_AROUND = 6 };
enum { SIGNATURE = 8, CHUNK_AROUND = 12, HEADER_DATA = 13, PALETTE_DATA = 3 * COLORS };

static uint64_t blocks_of(uint64_t raw) {
    return (raw + STORED_BLOCK - 1) / STORED_BLOCK;
}

static uint64_t file_size(const struct image *image) {
    uint64_t raw = (uint64_t)row_size(image->width) * image->height;
    uint64_t data = ZLIB_AROUND + STORED_HEAD * blocks_of(raw) + raw;
    return SIGNATURE + 4 * CHUNK_AROUND + HEADER_DATA + PALETTE_DATA + data;
}

struct dore_domain faker_image_domain(const void *state) {
    uint64_t size = file_size(state);
    return faker_bytes_domain(size, size);
}

static uint8_t *put_u32(uint8_t *to, uint32_t number) {
    for (unsigned i = 0; i < 4; i++) {
        to[i] = (uint8_t)(number >> (24 - 8 * i));
    }
    return to + 4;
}

/* CRC-32 of ISO 3309, four bits at a time. */
static uint32_t crc(const uint8_t *bytes, size_t size) {
    static const uint32_t table[16] = {0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac,
                                       0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
                                       0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
                                       0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};
    uint32_t sum = UINT32_MAX;
    for (size_t i = 0; i < size; i++) {
        sum ^= bytes[i];
        sum = sum >> 4 ^ table[sum & 15];
        sum = sum >> 4 ^ table[sum & 15];
    }
    return ~sum;
}

static uint32_t adler(const uint8_t *bytes, size_t size) {
    uint32_t a = 1, b = 0;
    for (size_t i = 0; i < size; i++) {
        a = (a + bytes[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

/* Length and name; the data is to follow. */
static uint8_t *begin_chunk(uint8_t *to, const char *name, uint64_t size) {
    to = put_u32(to, (uint32_t)size);
    memcpy(to, name, 4);
    return to + 4;
}

/* The checksum of name and data, which end here. */
static uint8_t *end_chunk(uint8_t *to, uint64_t size) {
    return put_u32(to, crc(to - size - 4, (size_t)size + 4));
}

static uint8_t *put_header(uint8_t *to, const struct image *image) {
    static const uint8_t rest[] = {2, 3, 0, 0, 0}; /* bits, palette, and no choice */
    to = begin_chunk(to, "IHDR", HEADER_DATA);
    to = put_u32(put_u32(to, image->width), image->height);
    memcpy(to, rest, sizeof rest);
    return end_chunk(to + sizeof rest, HEADER_DATA);
}

static uint8_t *put_palette(uint8_t *to, const struct image *image, struct dore_rng *rng) {
    to = begin_chunk(to, "PLTE", PALETTE_DATA);
    for (unsigned color = 0; color < COLORS; color++, to += 3) {
        faker_hue_rgb(image->hue, rng, to);
    }
    return end_chunk(to, PALETTE_DATA);
}

/* A zlib stream of stored blocks. */
static uint8_t *put_data(uint8_t *to, const struct canvas *canvas) {
    size_t raw = canvas->row * canvas->height;
    uint64_t size = ZLIB_AROUND + STORED_HEAD * blocks_of(raw) + raw;
    to = begin_chunk(to, "IDAT", size);
    *to++ = 0x78;
    *to++ = 0x01;
    for (size_t at = 0; at < raw; at += STORED_BLOCK) {
        uint32_t part = raw - at < STORED_BLOCK ? (uint32_t)(raw - at) : STORED_BLOCK;
        const uint8_t head[STORED_HEAD] = {at + part == raw, (uint8_t)part, (uint8_t)(part >> 8),
                                           (uint8_t)~part, (uint8_t)(~part >> 8)};
        memcpy(to, head, STORED_HEAD);
        memcpy(to + STORED_HEAD, canvas->pixel + at, part);
        to += STORED_HEAD + part;
    }
    return end_chunk(put_u32(to, adler(canvas->pixel, raw)), size);
}

void faker_image_cell(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct image *image = state;
    struct canvas canvas = {image->width, image->height, NULL, row_size(image->width)};
    uint8_t *file = DORE_TAKE(cell->arena, uint8_t, (size_t)file_size(image)), *to = file;
    canvas.pixel = dore_alloc(canvas.row, canvas.height);
    memcpy(to, "\x89PNG\r\n\x1a\n", SIGNATURE);
    to = put_header(to + SIGNATURE, image);
    to = put_palette(to, image, &cell->rng);
    draw_polygon(&canvas, &cell->rng);
    to = put_data(to, &canvas);
    to = end_chunk(begin_chunk(to, "IEND", 0), 0);
    dore_free(canvas.pixel);
    *out =
        (struct dore_value){.kind = DORE_BYTES, .u.s = {(const char *)file, (size_t)(to - file)}};
}
