/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_color: names of colours, evenly drawn ones in hexadecimal and RGB notation, and those
 * that are chosen by hue, see hue.h.
 */
#include "hue.h"

enum {
    HEX_CHARS = 7,
    RGB_CHANNELS = 3,
    RGB_MAX_CHARS = 11,
    RGB_MIN_CHARS = 5,
    RGB_MEAN_CHARS = 10
};
#define COLORS (UINT64_C(1) << 24)

static void put_hex(struct dore_cell *cell, uint32_t color) {
    static const char digits[] = "0123456789abcdef";
    char *to = dore_buf_reserve(cell->out, HEX_CHARS);
    *to++ = '#';
    for (int shift = 20; shift >= 0; shift -= 4)
        *to++ = digits[color >> shift & 15];
    cell->out->size += HEX_CHARS;
}

static struct dore_domain hex_color_domain(const void *state) {
    (void)state;
    return faker_domain_fixed(HEX_CHARS, COLORS - 1);
}

/* Never #000000. */
static void hex_color_text(const void *state, struct dore_cell *cell) {
    (void)state;
    put_hex(cell, 1 + (uint32_t)dore_rng_below(&cell->rng, COLORS - 1));
}

static struct dore_domain safe_hex_color_domain(const void *state) {
    (void)state;
    return faker_domain_fixed(HEX_CHARS, 4096);
}

/* Each digit doubled. */
static void safe_hex_color_text(const void *state, struct dore_cell *cell) {
    (void)state;
    uint32_t number = (uint32_t)dore_rng_below(&cell->rng, 4096);
    uint32_t color = (number >> 8) << 16 | (number >> 4 & 15) << 8 | (number & 15);
    put_hex(cell, color * 17);
}

/* The constant is what stands before and behind "r,g,b". */
struct notation {
    struct dore_str before, behind;
};

static struct dore_domain rgb_domain(const void *state) {
    const struct notation *notation = state;
    struct dore_domain domain = faker_domain_literal(notation->before);
    struct dore_domain behind = faker_domain_literal(notation->behind);
    struct dore_domain color =
        dore_domain_of_text(RGB_MIN_CHARS, RGB_MAX_CHARS, RGB_MEAN_CHARS, true);
    color.distinct = COLORS;
    domain = faker_domain_join(&domain, &color);
    return faker_domain_join(&domain, &behind);
}

static void rgb_text(const void *state, struct dore_cell *cell) {
    const struct notation *notation = state;
    uint32_t color = (uint32_t)dore_rng_below(&cell->rng, COLORS);
    dore_buf_put_str(cell->out, notation->before);
    for (int channel = RGB_CHANNELS - 1; channel >= 0; channel--) {
        dore_buf_put_u64(cell->out, color >> 8 * channel & 255);
        if (channel > 0)
            dore_buf_putc(cell->out, ',');
    }
    dore_buf_put_str(cell->out, notation->behind);
}

static const struct notation plain = {{"", 0}, {"", 0}};
static const struct notation css = {{"rgb(", 4}, {")", 1}};

#define HUE_LIST(method, notation, text_about)                                                     \
    {                                                                                              \
        .name = method, .about = text_about, .params = faker_hue_params,                           \
        .constant = &faker_notations[notation], .prepare = faker_hue_list_prepare,                 \
        .domain = faker_hue_list_domain, .cell = faker_hue_list_cell                               \
    }

static const struct dore_method methods[] = {
    {.name = "color",
     .about = "a colour of a given hue, as text",
     .params = faker_hue_text_params,
     .prepare = faker_hue_text_prepare,
     .domain = faker_hue_text_domain,
     .text = faker_hue_text},
    HUE_LIST("color_hsl", FAKER_HSL, "hue, saturation and lightness of a colour"),
    HUE_LIST("color_hsv", FAKER_HSV, "hue, saturation and value of a colour"),
    FAKER_LIST("color_name", "color.all_colors", "the name of a CSS colour"),
    HUE_LIST("color_rgb", FAKER_RGB, "red, green and blue of a colour, 0 to 255"),
    HUE_LIST("color_rgb_float", FAKER_RGB_FLOAT, "red, green and blue of a colour, 0 to 1"),
    {.name = "hex_color",
     .about = "a colour as #rrggbb",
     .domain = hex_color_domain,
     .text = hex_color_text,
     .apart = true},
    {.name = "rgb_color",
     .about = "a colour as r,g,b",
     .constant = &plain,
     .domain = rgb_domain,
     .text = rgb_text,
     .apart = true},
    {.name = "rgb_css_color",
     .about = "a colour as rgb(r,g,b)",
     .constant = &css,
     .domain = rgb_domain,
     .text = rgb_text,
     .apart = true},
    FAKER_LIST("safe_color_name", "color.safe_colors", "the name of a classic colour"),
    {.name = "safe_hex_color",
     .about = "a colour as #rrggbb with doubled digits",
     .domain = safe_hex_color_domain,
     .text = safe_hex_color_text,
     .apart = true},
    {.name = NULL},
};
const struct dore_provider dore_provider_color = {"color", methods};
