/* SPDX-License-Identifier: Apache-2.0
 *
 * hue: a hue is drawn, then a saturation that suits it, then a brightness that suits both; which
 * ones do is data (color.hue_ranges, color.lower_bounds). All but the fractions of color_rgb_float
 * are whole numbers, so nothing is rounded by chance (same-bytes).
 */
#include "hue.h"

#include "choice.h"
#include "grid.h"

#include <assert.h>

enum { FULL_HUE = 360, PERCENT = 100, CHANNELS = 3, MOST_FAMILIES = 16 };
/* Reds lie on both sides of 0: from here on a hue counts below it. */
enum { FIRST_RED = 334 };

struct range {
    int64_t least, greatest;
};

/* At a saturation, the least brightness that still is this colour. */
struct bound {
    int64_t saturation, brightness;
};
struct family {
    struct dore_str name;
    struct range hues;
    uint32_t bounds;
    struct bound *bound; /* by saturation */
};

enum luminosity { NEUTRAL, BRIGHT, DARK, LIGHT, RANDOM };

struct hue {
    uint32_t families;
    struct family family[MOST_FAMILIES];
    struct range hues;
    bool colorless; /* "monochrome" by name */
    enum luminosity luminosity;
    enum faker_notation notation;
    struct dore_domain channel; /* of a list's numbers */
};

struct color {
    int64_t hue, saturation, value;
};

/* ---- preparing ------------------------------------------------------------------------------ */

static int64_t number_at(const struct dore_words *words, uint32_t row, uint32_t column) {
    int64_t number = 0;
    bool read = dore_parse_i64(dore_word(words, row, column), &number);
    assert(read);
    (void)read;
    return number;
}

static void read_family(const struct dore_faker *faker, const struct dore_words *ranges,
                        uint32_t row, struct family *family) {
    const struct dore_words *bounds = faker_words(faker, "color.lower_bounds");
    *family = (struct family){.name = dore_word(ranges, row, 0),
                              .hues = {number_at(ranges, row, 1), number_at(ranges, row, 2)},
                              .bound = DORE_NEW(faker->arena, struct bound, bounds->count)};
    for (uint32_t i = 0; i < bounds->count; i++)
        if (dore_str_equal(dore_word(bounds, i, 0), family->name))
            family->bound[family->bounds++] =
                (struct bound){number_at(bounds, i, 1), number_at(bounds, i, 2)};
}

static bool set_named_hue(struct hue *state, const struct dore_arg *arg,
                          const struct dore_faker *faker) {
    struct dore_suggest suggest = {.name = arg->s.text};
    const char *list = "write a hue or one of";
    for (uint32_t i = 0; i < state->families; i++) {
        const struct family *family = &state->family[i];
        if (dore_str_equal(family->name, arg->s)) {
            state->hues = family->hues;
            state->colorless = i == 0;
            return true;
        }
        dore_suggest_try(&suggest, family->name.text);
        list = dore_hint(faker->diags, "%s%s '%s'", list, i > 0 ? "," : "", family->name.text);
    }
    const char *near = dore_hint_nearest(faker->diags, &suggest);
    dore_error(faker->diags, DORE_E_CHOICE, arg->where, near ? near : list,
               "%s is no 'hue' of '%s'", faker_given(arg, faker), faker->method);
    return false;
}

/* A pair in either order, cut to the circle. */
static bool set_hue_pair(struct hue *state, const struct dore_node *array) {
    double number[2];
    if (array->count != 2 || array->first->kind != DORE_NODE_NUMBER ||
        array->first->next->kind != DORE_NODE_NUMBER ||
        !dore_node_double(array->first, &number[0]) ||
        !dore_node_double(array->first->next, &number[1]))
        return false;
    double low = number[0] < number[1] ? number[0] : number[1];
    double high = number[0] < number[1] ? number[1] : number[0];
    if (low > FULL_HUE || high < 0)
        return false;
    state->hues =
        (struct range){low < 0 ? 0 : (int64_t)low, high > FULL_HUE ? FULL_HUE : (int64_t)high};
    return true;
}

static bool set_hue(struct hue *state, const struct dore_arg *arg, const struct dore_faker *faker) {
    static const char hint[] = "write the name of a colour, a hue from 0 to 360 or a pair of hues";
    state->hues = (struct range){0, FULL_HUE};
    if (arg->null)
        return true;
    if (arg->node->kind == DORE_NODE_STRING)
        return set_named_hue(state, arg, faker);
    if (arg->node->kind == DORE_NODE_ARRAY) {
        if (set_hue_pair(state, arg->node))
            return true;
        faker_refuse(arg, "hue", faker, hint, "not of two hues from 0 to %d", FULL_HUE);
        return false;
    }
    if (!(arg->f >= 0 && arg->f <= FULL_HUE)) {
        faker_refuse(arg, "hue", faker, hint, "not from 0 to %d", FULL_HUE);
        return false;
    }
    state->hues = (struct range){(int64_t)arg->f, (int64_t)arg->f};
    return true;
}

static size_t find_word(const char *const *words, struct dore_str word) {
    size_t index = 0;
    while (words[index] && !dore_str_is(word, words[index]))
        index++;
    return index;
}

static void set_luminosity(struct hue *state, const struct dore_arg *arg,
                           const struct dore_faker *faker) {
    static const char *const words[] = {"bright", "dark", "light", "random", NULL};
    static const enum luminosity meanings[] = {BRIGHT, DARK, LIGHT, RANDOM, NEUTRAL};
    size_t which = arg->null ? 4 : find_word(words, arg->s);
    state->luminosity = meanings[which];
    if (!arg->null && !words[which])
        dore_warning(faker->diags, DORE_W_PARAM, arg->where,
                     "write 'bright', 'dark', 'light', 'random' or null",
                     "'luminosity' of '%s' is %s, which has no effect", faker->method,
                     faker_given(arg, faker));
}

static struct hue *prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct dore_words *ranges = faker_words(faker, "color.hue_ranges");
    struct hue *state = DORE_NEW(faker->arena, struct hue, 1);
    assert(ranges->count <= MOST_FAMILIES);
    for (uint32_t row = 0; row < ranges->count; row++)
        read_family(faker, ranges, row, &state->family[state->families++]);
    set_luminosity(state, &arg[1], faker);
    return set_hue(state, &arg[0], faker) ? state : NULL;
}

/* ---- choosing ------------------------------------------------------------------------------- */

static const struct family *family_of(const struct hue *state, int64_t hue) {
    int64_t place = hue >= FIRST_RED ? hue - FULL_HUE : hue;
    const struct family *family = state->family;
    while (place < family->hues.least || place > family->hues.greatest)
        family++;
    return family;
}

static struct range saturations(const struct hue *state, const struct family *family) {
    struct range range = {family->bound[0].saturation,
                          family->bound[family->bounds - 1].saturation};
    if (state->luminosity == RANDOM)
        return (struct range){0, PERCENT};
    if (state->colorless)
        return (struct range){0, 0};
    if (state->luminosity == BRIGHT)
        range.least = 55;
    if (state->luminosity == DARK)
        range.least = range.greatest - 10;
    if (state->luminosity == LIGHT)
        range.greatest = 55;
    return range;
}

/* Between two bounds the least brightness changes evenly; it is cut to a whole number. */
static int64_t least_brightness(const struct family *family, int64_t saturation) {
    for (uint32_t i = 1; i < family->bounds; i++) {
        const struct bound *a = &family->bound[i - 1], *b = &family->bound[i];
        if (saturation >= a->saturation && saturation <= b->saturation) {
            int64_t width = b->saturation - a->saturation;
            return (a->brightness * width +
                    (b->brightness - a->brightness) * (saturation - a->saturation)) /
                   width;
        }
    }
    return 0;
}

static struct range brightnesses(const struct hue *state, const struct family *family,
                                 int64_t saturation) {
    struct range range = {least_brightness(family, saturation), PERCENT};
    if (state->luminosity == RANDOM)
        range.least = 0;
    if (state->luminosity == DARK)
        range.greatest = range.least + 20;
    if (state->luminosity == LIGHT)
        range.least = (range.least + PERCENT) / 2;
    return range;
}

static struct color choose(const struct hue *state, struct dore_rng *rng) {
    struct color color;
    color.hue = dore_rng_between(rng, state->hues.least, state->hues.greatest);
    color.hue += color.hue < 0 ? FULL_HUE : 0;
    const struct family *family = family_of(state, color.hue);
    struct range range = saturations(state, family);
    color.saturation = dore_rng_between(rng, range.least, range.greatest);
    range = brightnesses(state, family, color.saturation);
    color.value = dore_rng_between(rng, range.least, range.greatest);
    return color;
}

/* ---- notations ------------------------------------------------------------------------------ */

/* The sixth of the circle that a hue lies in says which channel takes which of the four: value v,
 * least p, falling q, rising t. */
enum { V, P, Q, T };
static const uint8_t sixths[6][CHANNELS] = {{V, T, P}, {Q, V, P}, {P, V, T},
                                            {P, Q, V}, {T, P, V}, {V, P, Q}};
/* Hues of 0 and 360 are held within the circle, as the original does. */
static int64_t inner_hue(int64_t hue) {
    return hue == 0 ? 1 : hue == FULL_HUE ? FULL_HUE - 1 : hue;
}

static void to_rgb(const struct color *color, int64_t out[CHANNELS]) {
    int64_t hue = inner_hue(color->hue), s = color->saturation, v = color->value;
    int64_t part = hue % 60, unit = PERCENT * 60 * PERCENT;
    int64_t level[] = {v * PERCENT * 60, v * (PERCENT - s) * 60, v * (PERCENT * 60 - s * part),
                       v * (PERCENT * 60 - s * (60 - part))};
    for (int i = 0; i < CHANNELS; i++)
        out[i] = level[sixths[hue / 60][i]] * 255 / unit;
}

/* Python's colorsys, operation by operation. */
static void to_rgb_float(const struct color *color, double out[CHANNELS]) {
    double h = (double)inner_hue(color->hue) / 360, s = (double)color->saturation / 100;
    double v = (double)color->value / 100;
    int sixth = (int)(h * 6.0);
    double part = h * 6.0 - sixth;
    double level[] = {v, v * (1.0 - s), v * (1.0 - s * part), v * (1.0 - s * (1.0 - part))};
    for (int i = 0; i < CHANNELS; i++)
        out[i] = s == 0 ? v : level[sixths[sixth % 6][i]];
}

static void to_hsl(const struct color *color, int64_t out[CHANNELS]) {
    int64_t s = color->saturation, v = color->value;
    int64_t twice_light = v * (2 * PERCENT - s); /* of 20000 */
    int64_t room = twice_light <= 10000 ? twice_light : 20000 - twice_light;
    out[0] = color->hue;
    out[1] = room == 0 ? 0 : PERCENT * v * s / room;
    out[2] = twice_light / (2 * PERCENT);
}

static void to_numbers(const struct hue *state, const struct color *color, int64_t out[CHANNELS]) {
    if (state->notation == FAKER_HSL) {
        to_hsl(color, out);
    } else if (state->notation == FAKER_HSV) {
        out[0] = color->hue;
        out[1] = color->saturation;
        out[2] = color->value;
    } else {
        to_rgb(color, out);
    }
}

const void *faker_hue_prepare(const struct dore_arg arg[2], const struct dore_faker *faker) {
    return prepare(arg, faker);
}

void faker_hue_rgb(const void *state, struct dore_rng *rng, uint8_t out[CHANNELS]) {
    struct color color = choose(state, rng);
    int64_t number[CHANNELS];
    to_rgb(&color, number);
    for (int i = 0; i < CHANNELS; i++)
        out[i] = (uint8_t)number[i];
}

/* ---- color: text ---------------------------------------------------------------------------- */

#define HUE_PARAMS                                                                                 \
    {"hue", DORE_P_STRING | DORE_P_NUMBER | DORE_P_ARRAY | DORE_P_NULL, "null", NULL,              \
     "the name of a colour, a hue from 0 to 360 or a pair of hues"},                               \
    {                                                                                              \
        "luminosity", DORE_P_STRING | DORE_P_NULL, "null", NULL, "bright, dark, light or random"   \
    }
const struct dore_param faker_hue_params[] = {HUE_PARAMS, {.name = NULL}};
const struct dore_param faker_hue_text_params[] = {
    HUE_PARAMS,
    {"color_format", DORE_P_STRING, "\"hex\"", NULL, "hex, rgb, hsv or hsl"},
    {.name = NULL},
};

static const char *const formats[] = {"hex", "rgb", "hsv", "hsl", NULL};

const void *faker_hue_text_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct hue *state = prepare(arg, faker);
    size_t format = find_word(formats, arg[2].s);
    if (!formats[format]) {
        dore_warning(faker->diags, DORE_W_PARAM, arg[2].where, "write 'hex', 'rgb', 'hsv' or 'hsl'",
                     "'color_format' of '%s' is %s, so 'hex' is meant", faker->method,
                     faker_given(&arg[2], faker));
        format = FAKER_HEX;
    }
    if (state)
        state->notation = (enum faker_notation)format;
    return state;
}

/* "#rrggbb", or "rgb(0, 0, 0)" to "hsv(360, 100, 100)". */
enum { HEX_CHARS = 7, LEAST_CHARS = 12, MOST_CHARS = 18, MEAN_CHARS = 16 };

struct dore_domain faker_hue_text_domain(const void *state) {
    const struct hue *hue = state;
    if (hue->notation == FAKER_HEX)
        return dore_domain_of_text(HEX_CHARS, HEX_CHARS, HEX_CHARS, true);
    return dore_domain_of_text(LEAST_CHARS, MOST_CHARS, MEAN_CHARS, true);
}

void faker_hue_text(const void *state, struct dore_cell *cell) {
    const struct hue *hue = state;
    struct color color = choose(hue, &cell->rng);
    int64_t number[CHANNELS];
    to_numbers(hue, &color, number);
    if (hue->notation == FAKER_HEX) {
        uint8_t bytes[] = {(uint8_t)number[0], (uint8_t)number[1], (uint8_t)number[2]};
        dore_buf_putc(cell->out, '#');
        char *to = dore_buf_reserve(cell->out, 2 * CHANNELS);
        cell->out->size += (size_t)(dore_print_hex(to, bytes, CHANNELS) - to);
        return;
    }
    dore_buf_puts(cell->out, formats[hue->notation]);
    for (int i = 0; i < CHANNELS; i++) {
        dore_buf_puts(cell->out, i == 0 ? "(" : ", ");
        dore_buf_put_i64(cell->out, number[i]);
    }
    dore_buf_putc(cell->out, ')');
}

/* ---- color_rgb and its like: lists ---------------------------------------------------------- */

const enum faker_notation faker_notations[] = {FAKER_HEX, FAKER_RGB, FAKER_HSV, FAKER_HSL,
                                               FAKER_RGB_FLOAT};

static struct dore_domain channel_domain(enum faker_notation notation) {
    if (notation != FAKER_RGB_FLOAT)
        return dore_domain_of_integers(0, notation == FAKER_RGB ? 255 : FULL_HUE);
    struct dore_domain domain = dore_domain_of_kind(DORE_FLOAT);
    domain.float_min = 0;
    domain.float_max = 1;
    domain.mean_bytes = 12;
    return domain;
}

const void *faker_hue_list_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    const enum faker_notation *notation = faker_constant(faker);
    struct hue *state = prepare(arg, faker);
    if (state) {
        state->notation = *notation;
        state->channel = channel_domain(*notation);
    }
    return state;
}

struct dore_domain faker_hue_list_domain(const void *state) {
    const struct hue *hue = state;
    struct dore_domain domain = faker_list_domain_of(&hue->channel, CHANNELS, CHANNELS);
    domain.distinct = 0;
    return domain;
}

void faker_hue_list_cell(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct hue *hue = state;
    struct color color = choose(hue, &cell->rng);
    struct dore_value *item = DORE_NEW(cell->arena, struct dore_value, CHANNELS);
    int64_t number[CHANNELS];
    double fraction[CHANNELS];
    to_numbers(hue, &color, number);
    to_rgb_float(&color, fraction);
    for (int i = 0; i < CHANNELS; i++) {
        if (hue->notation == FAKER_RGB_FLOAT)
            item[i] = (struct dore_value){.kind = DORE_FLOAT, .u.f = fraction[i]};
        else
            item[i] = (struct dore_value){.kind = DORE_INT, .u.i = number[i]};
    }
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {item, CHANNELS}};
}
