/* SPDX-License-Identifier: Apache-2.0
 *
 * templates: bothify, numerify, lexify and hexify. The symbols are those of layouts; what is a
 * token there is plain text here.
 */
#include "base_methods.h"
#include "grid.h"
#include "providers.h"

enum { TEMPLATE_TEXT, TEMPLATE_LETTERS };

#define TEMPLATE_PARAM(default_text)                                                               \
    { "text", DORE_P_STRING, default_text, NULL, "the template" }
#define LETTERS_PARAM                                                                              \
    { "letters", DORE_P_STRING, "\"" FAKER_LETTERS "\"", NULL, "characters that ? may become" }

const struct dore_param faker_bothify_params[] = {
    TEMPLATE_PARAM("\"## ??\""), LETTERS_PARAM, {NULL, 0, NULL, NULL, NULL}};
const struct dore_param faker_lexify_params[] = {
    TEMPLATE_PARAM("\"????\""), LETTERS_PARAM, {NULL, 0, NULL, NULL, NULL}};
const struct dore_param faker_numerify_params[] = {TEMPLATE_PARAM("\"###\""),
                                                   {NULL, 0, NULL, NULL, NULL}};

struct template {
    const struct dore_layout_program *program;
    bool counted; /* the layout knows how many texts there are */
};

static bool has_repeats(struct dore_str letters) {
    for (size_t i = 0; i + 1 < letters.size; i++) {
        if (memchr(letters.text + i + 1, letters.text[i], letters.size - i - 1)) {
            return true; /* or two characters share a byte, which only loses the count */
        }
    }
    return false;
}

static const void *compile_template(struct dore_str text, bool symbols, const char *letters,
                                    const struct dore_faker *faker) {
    struct template *template = DORE_NEW(faker->arena, struct template, 1);
    /* ! and @ may vanish, so that two ways can lead to one text */
    bool vanish =
        symbols && (memchr(text.text, '!', text.size) || memchr(text.text, '@', text.size));
    bool repeats = letters && has_repeats((struct dore_str){letters, strlen(letters)});
    template->program = faker_symbols_compile(text, symbols, letters, faker);
    template->counted = !vanish && !repeats;
    return template;
}

bool faker_letters_check(const struct dore_arg *letters, struct dore_str text,
                         const struct dore_faker *faker) {
    if (letters->s.size == 0 && memchr(text.text, '?', text.size)) {
        faker_refuse(letters, "letters", faker, "write at least one",
                     "which leaves nothing for ? to become");
        return false;
    }
    if (memchr(letters->s.text, '\0', letters->s.size)) {
        faker_refuse(letters, "letters", faker, NULL, "which holds U+0000");
        return false;
    }
    return true;
}

/* bothify and lexify */
static const void *prepare_letters_template(const struct dore_arg *arg, bool symbols,
                                            const struct dore_faker *faker) {
    struct dore_str text = arg[TEMPLATE_TEXT].s;
    if (!faker_letters_check(&arg[TEMPLATE_LETTERS], text, faker)) {
        return NULL;
    }
    return compile_template(text, symbols, arg[TEMPLATE_LETTERS].s.text, faker);
}

const void *faker_bothify_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    return prepare_letters_template(arg, true, faker);
}

const void *faker_lexify_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    return prepare_letters_template(arg, false, faker);
}

const void *faker_numerify_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    return compile_template(arg[TEMPLATE_TEXT].s, true, NULL, faker);
}

struct dore_domain faker_template_domain(const void *state) {
    const struct template *template = state;
    struct dore_domain domain = dore_layout_domain(template->program);
    domain.distinct = template->counted ? domain.distinct : 0;
    return domain;
}

void faker_template_text(const void *state, struct dore_cell *cell) {
    const struct template *template = state;
    dore_layout_text(template->program, cell);
}

const char *faker_template_overlap(const void *state) {
    const struct template *template = state;
    return faker_layout_overlap(template->program);
}

enum { HEXIFY_TEXT, HEXIFY_UPPER };

const struct dore_param faker_hexify_params[] = {
    TEMPLATE_PARAM("\"^^^^\""),
    {"upper", DORE_P_BOOL, "false", NULL, "upper-case digits"},
    {NULL, 0, NULL, NULL, NULL},
};

struct hex_template {
    struct dore_str text;
    const char *digits;
    struct dore_domain domain;
};

const void *faker_hexify_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct hex_template *state = DORE_NEW(faker->arena, struct hex_template, 1);
    state->text = arg[HEXIFY_TEXT].s;
    state->digits = arg[HEXIFY_UPPER].b ? "0123456789ABCDEF" : "0123456789abcdef";
    state->domain = faker_domain_literal(state->text);
    for (size_t i = 0; i < state->text.size; i++) {
        if (state->text.text[i] == '^' && state->domain.distinct >> 60 == 0) {
            state->domain.distinct *= 16;
        } else if (state->text.text[i] == '^') {
            state->domain.distinct = 0;
        }
    }
    return state;
}

struct dore_domain faker_hexify_domain(const void *state) {
    const struct hex_template *template = state;
    return template->domain;
}

/* Eight digits a draw, the low ones first; by number one a draw. */
void faker_hexify_text(const void *state, struct dore_cell *cell) {
    const struct hex_template *template = state;
    uint32_t word = 0, left = 0; /* digits in the word */
    for (size_t i = 0; i < template->text.size; i++) {
        char byte = template->text.text[i];
        if (byte == '^') {
            if (left == 0) {
                bool numbered = cell->rng.numbered;
                word =
                    numbered ? (uint32_t)dore_rng_below(&cell->rng, 16) : dore_rng_u32(&cell->rng);
                left = numbered ? 1 : 8;
            }
            left--;
            byte = template->digits[word & 15];
            word >>= 4;
        }
        dore_buf_putc(cell->out, byte);
    }
}
