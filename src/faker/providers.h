/* SPDX-License-Identifier: Apache-2.0
 *
 * providers: the providers of src/faker, and what they share: methods that pick from a list,
 * methods that follow a layout, and copying of words. Private to src/faker; README.md beside it
 * says how a provider is written.
 */
#ifndef FAKER_PROVIDERS_H
#define FAKER_PROVIDERS_H

#include "dore/faker.h"

#include <string.h>

extern const struct dore_provider dore_provider_address;
extern const struct dore_provider dore_provider_automotive;
extern const struct dore_provider dore_provider_bank;
extern const struct dore_provider dore_provider_barcode;
extern const struct dore_provider dore_provider_base;
extern const struct dore_provider dore_provider_color;
extern const struct dore_provider dore_provider_company;
extern const struct dore_provider dore_provider_credit_card;
extern const struct dore_provider dore_provider_currency;
extern const struct dore_provider dore_provider_date_time;
extern const struct dore_provider dore_provider_doi;
extern const struct dore_provider dore_provider_emoji;
extern const struct dore_provider dore_provider_file;
extern const struct dore_provider dore_provider_geo;
extern const struct dore_provider dore_provider_internet;
extern const struct dore_provider dore_provider_isbn;
extern const struct dore_provider dore_provider_job;
extern const struct dore_provider dore_provider_lorem;
extern const struct dore_provider dore_provider_misc;
extern const struct dore_provider dore_provider_passport;
extern const struct dore_provider dore_provider_person;
extern const struct dore_provider dore_provider_phone_number;
extern const struct dore_provider dore_provider_profile;
extern const struct dore_provider dore_provider_python;
extern const struct dore_provider dore_provider_sbn;
extern const struct dore_provider dore_provider_ssn;
extern const struct dore_provider dore_provider_user_agent;

/* ---- word lists ----------------------------------------------------------------------------- */

/* The list of that name in the locale that `faker` works for, else that of DORE_LOCALE_DEFAULT (or
 * pseudo-Latin words); never NULL, the name must exist. */
const struct dore_words *faker_words(const struct dore_faker *faker, const char *name);
/* The same for layouts, which a locale may share with others without lacking anything. */
const struct dore_words *faker_layout_words(const struct dore_faker *faker, const char *name);
/* The same, NULL where the locale has no such list of its own. */
const struct dore_words *faker_own_words(const struct dore_faker *faker, const char *name);
/* The same as it is in DORE_LOCALE_DEFAULT; notes that. */
struct dore_faker faker_abroad(const struct dore_faker *faker);
/* The name of that locale. */
const char *faker_locale(const struct dore_faker *faker);

/* The code of its country: "US" for en_US. */
struct dore_str faker_territory(const struct dore_faker *faker);

/* Texts that differ, with DORE_SLACK bytes behind each. */
struct faker_set {
    uint32_t count;
    const struct dore_str *text;
};
/* Those of texts that may be the same, in their order; memory from the arena, texts are not copied.
 */
struct faker_set faker_set_of(const struct dore_str *text, uint32_t count,
                              struct dore_arena *arena);

/* A list, or a part of one, to pick strings from. */
struct faker_list {
    const struct dore_words *words;
    uint32_t column;
    uint32_t first, count; /* rows; all rows when the list has weights */
    struct faker_set set;  /* for numbers */
};
/* A method's `constant` that says which list: see FAKER_LIST. */
struct faker_list_source {
    const char *name;
    uint32_t column;
};
/* All rows of a list, in the arena. */
const struct faker_list *faker_list_whole(const struct dore_faker *faker, const char *name,
                                          uint32_t column);
/* The rows whose column 0 is `key` (they stand together), for lists of key and value; NULL when
 * there is none. */
const struct faker_list *faker_list_of_key(const struct dore_faker *faker, const char *name,
                                           struct dore_str key, uint32_t column);
/* The list of a method that only picks from one, whichever that is in the locale. */
const struct faker_list *faker_list_of_method(const struct dore_faker *faker, const char *method);
/* dore_word and dore_weights_pick for a list, without a branch that would be taken as if by chance.
 */
static inline struct dore_str faker_list_word(const struct faker_list *list, uint32_t row) {
    const struct dore_words *words = list->words;
    const uint32_t *offset = words->offset + (size_t)row * words->columns + list->column;
    return (struct dore_str){words->pool + offset[0], offset[1] - offset[0] - 1};
}
static inline uint32_t faker_words_weigh(const struct dore_words *words, uint32_t word) {
    uint64_t product = (uint64_t)word * words->count;
    uint32_t row = (uint32_t)(product >> 32), alias = words->alias[row];
    uint32_t own = 0 - (uint32_t)((uint32_t)product < words->threshold[row]);
    return (row & own) | (alias & ~own);
}
/* The words of a list that differ: its `set`, for who makes a list. */
struct faker_set faker_list_set(const struct faker_list *list, struct dore_arena *arena);
/* One word of it; takes one 32-bit word of the row's. By number, words that differ. */
static inline struct dore_str faker_list_pick(const struct faker_list *list, struct dore_rng *rng) {
    if (rng->numbered)
        return list->set.text[dore_rng_below(rng, list->set.count)];
    if (list->words->threshold)
        return faker_list_word(list, faker_words_weigh(list->words, dore_rng_u32(rng)));
    return faker_list_word(list, list->first + (uint32_t)dore_rng_below(rng, list->count));
}

/* A column of it: the words themselves, not copies. */
void faker_list_fill(const struct faker_list *list, uint64_t stream, const struct dore_rows *rows,
                     struct dore_arena *arena, struct dore_column *out);

/* For methods that only pick from a list. The state is a struct faker_list. method.c and layout.c
 * know faker_list_text and then take faker_list_fill and faker_list_pick. */
const void *faker_list_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_list_domain(const void *state);
void faker_list_text(const void *state, struct dore_cell *cell);
#define FAKER_LIST_COLUMN(method, list, list_column, text_about)                                   \
    {                                                                                              \
        .name = method, .about = text_about,                                                       \
        .constant = &(const struct faker_list_source){list, list_column},                          \
        .prepare = faker_list_prepare, .domain = faker_list_domain, .text = faker_list_text        \
    }
#define FAKER_LIST(method, list, text_about) FAKER_LIST_COLUMN(method, list, 0, text_about)

/* ---- layouts -------------------------------------------------------------------------------- */

/* As dore_layout_compile, for layouts of words/<locale>/: a token may also name a list of the
 * locale
 * ({{address.cities}}) or, where it ends in "_formats", a list of layouts to follow. */
const struct dore_layout_program *faker_data_layout_compile(struct dore_str layout, bool symbols,
                                                            const char *letters,
                                                            const struct dore_faker *faker);
/* The list whose words alone the layout gives; NULL where it gives something else. */
const struct faker_list *faker_layout_list(const struct dore_layout_program *program);
/* As dore_layout_compile, for text in which {{ and }} mean nothing (numerify, bothify). */
const struct dore_layout_program *faker_symbols_compile(struct dore_str layout, bool symbols,
                                                        const char *letters,
                                                        const struct dore_faker *faker);

/* One of several layouts, by weight: a list of words/<locale>/formats.tsv, compiled. */
struct faker_layouts {
    const struct dore_words *words;
    const struct dore_layout_program **program; /* one per row */
    struct dore_domain domain;
    const struct dore_layout_program *apart; /* what numbers follow; NULL: none can */
};
/* A method's `constant` that says which layouts: see FAKER_LAYOUTS and FAKER_PATTERNS. */
struct faker_layouts_source {
    const char *name;
    bool symbols;        /* # % $ ! @ stand for digits */
    const char *letters; /* what ? stands for; NULL: itself */
};
const struct faker_layouts *faker_layouts_make(const struct dore_faker *faker,
                                               const struct faker_layouts_source *source);
/* The same, of each layout only what stands before its first blank. */
const struct faker_layouts *faker_layouts_first_words(const struct dore_faker *faker,
                                                      const struct faker_layouts_source *source);
/* The same as a method without a name. */
struct dore_bound_method faker_layouts_bound(const struct faker_layouts *layouts);
/* One word for the layout (none when there is only one), then what the layout takes. */
void faker_layouts_put(const struct faker_layouts *layouts, struct dore_cell *cell);

/* For methods that only follow a layout. The state is a struct faker_layouts. */
const void *faker_layouts_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_layouts_domain(const void *state);
void faker_layouts_text(const void *state, struct dore_cell *cell);
/* Why their texts cannot be told apart; NULL: they can. */
const char *faker_layouts_overlap(const void *state);
/* A column of it; method.c takes it for methods whose `text` is faker_layouts_text. */
void faker_layouts_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                        struct dore_arena *arena, struct dore_column *out);
#define FAKER_LAYOUT_METHOD(method, list, with_symbols, question, text_about)                      \
    {                                                                                              \
        .name = method, .about = text_about,                                                       \
        .constant = &(const struct faker_layouts_source){list, with_symbols, question},            \
        .prepare = faker_layouts_prepare, .domain = faker_layouts_domain,                          \
        .text = faker_layouts_text                                                                 \
    }
/* Tokens and literal text. */
#define FAKER_LAYOUTS(method, list, about) FAKER_LAYOUT_METHOD(method, list, false, NULL, about)
/* Digit symbols as well. */
#define FAKER_PATTERNS(method, list, about) FAKER_LAYOUT_METHOD(method, list, true, NULL, about)
/* And upper-case letters for ?. */
#define FAKER_PLATES(method, list, about)                                                          \
    FAKER_LAYOUT_METHOD(method, list, true, FAKER_UPPERCASE, about)

#define FAKER_LOWERCASE "abcdefghijklmnopqrstuvwxyz"
#define FAKER_UPPERCASE "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define FAKER_LETTERS FAKER_LOWERCASE FAKER_UPPERCASE

/* ---- writing -------------------------------------------------------------------------------- */

/* The `constant` of the method that is being prepared: what several methods that share a prepare
 * differ by. */
const void *faker_constant(const struct dore_faker *faker);

/* Copies a word to reserved room of a buffer and returns one past it. Both sides have DORE_SLACK
 * bytes behind them, so short words, nearly all, are one move of 16 bytes. */
static inline char *faker_copy(char *to, struct dore_str word) {
    memcpy(to, word.text, 16);
    if (word.size > 16)
        memcpy(to + 16, word.text + 16, word.size - 16);
    return to + word.size;
}
/* Writes the last `count` digits of the number, zeros in front, and returns one past them. */
char *faker_digits(char *to, uint64_t number, unsigned count);
/* So many random digits (1..9), zeros in front; takes one 32-bit word. */
char *faker_random_digits(char *to, struct dore_rng *rng, unsigned count);

/* Sets the rng to the start of a row whose first block is ready. Field by field: a struct put
 * together elsewhere and copied would be read before its parts have left the store buffer. */
static inline void faker_start_row(struct dore_rng *rng, uint64_t row,
                                   const struct dore_block *block) {
    rng->row = row;
    rng->position = 0;
    rng->cached = 1;
    rng->block = *block;
}

/* The strings of an array argument, in the arena; `name` is the parameter's. A member of another
 * kind is an error, and NULL comes back. */
const struct dore_str *faker_strings(const struct dore_arg *arg, const char *name,
                                     const struct dore_faker *faker, uint32_t *count);

/* ---- values by number ------------------------------------------------------------------------ */

/* Sets count and uncounted of a method that is bound. */
void faker_count(struct dore_bound_method *bound, const struct dore_faker *faker);
/* A program whose texts are apart, from several that do the same: the likeliest of them that has
 * many texts, or the one that has most. NULL when none can be told apart. `weight` NULL: all the
 * same. */
const struct dore_layout_program *
faker_layout_choose(const struct dore_layout_program *const *program, const uint64_t *weight,
                    uint32_t count, struct dore_arena *arena);
/* How many texts of the program can be told apart; saturates; 0: none. */
uint64_t faker_layout_count(const struct dore_layout_program *program);
/* Why texts of the program cannot be told apart; NULL: they can. */
const char *faker_layout_overlap(const void *program);
/* The draws until faker_by_number are by chance: what comes out of them tells nothing apart. */
static inline bool faker_by_chance(struct dore_rng *rng) {
    bool numbered = rng->numbered;
    rng->numbered = false;
    return numbered;
}
static inline void faker_by_number(struct dore_rng *rng, bool numbered) {
    rng->numbered = numbered;
}

/* ---- values of other methods ------------------------------------------------------------------
 */

/* One value of a bound method, whatever functions it has, continuing cell->rng; memory from
 * cell->arena. For lists and records of other methods' values. */
void faker_value(const struct dore_bound_method *bound, struct dore_cell *cell,
                 struct dore_value *out);

/* ---- domains of composed text -----------------------------------------------------------------
 */

/* The text of a, then the text of b. */
struct dore_domain faker_domain_join(const struct dore_domain *a, const struct dore_domain *b);
/* The check character of book numbers: digits with weights `weight`, `weight` + 1, ... modulo 11;
 * ten is X. */
char faker_check_11(const char *digits, unsigned count, unsigned weight);
/* Why numbers of several parts may be the same text: where parts end is seen only by a separator
 * that is neither digit nor the check digit X. NULL: it is none of them. */
const char *faker_separator_overlap(struct dore_str separator);
/* Either; the mean stays that of a. */
struct dore_domain faker_domain_either(const struct dore_domain *a, const struct dore_domain *b);
/* Plain text that always has so many characters. */
struct dore_domain faker_domain_fixed(uint64_t chars, uint64_t distinct);
/* A literal. */
struct dore_domain faker_domain_literal(struct dore_str text);

#endif
