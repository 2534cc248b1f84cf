/* SPDX-License-Identifier: Apache-2.0
 *
 * lists: methods that only pick from a word list, and parts of lists for the others. Such a method
 * differs from the next by its `constant` alone. Words are never copied here: a column of them
 * points into the pool.
 */
#include "providers.h"

#include <assert.h>

/* ---- the locale's lists --------------------------------------------------------------------- */

/* Pseudo-Latin words, for texts of a locale that has no words. */
#define LATIN "la"

const char *faker_locale(const struct dore_faker *faker) {
    return faker->locale ? faker->locale : DORE_LOCALE_DEFAULT;
}

/* Whether some locale beside the default one has a list of that name. */
static bool is_localised(const char *name) {
    for (const char *const *locale = dore_locales; *locale; locale++)
        if (strcmp(*locale, DORE_LOCALE_DEFAULT) != 0 && dore_words_find(*locale, name))
            return true;
    return false;
}

/* Notes where the words are from, for whom it makes a difference. */
static void note(const struct dore_faker *faker, const char *name, enum dore_word_source source) {
    if (faker->sources && !(*faker->sources & source) && is_localised(name))
        *faker->sources |= source;
}

const struct dore_words *faker_own_words(const struct dore_faker *faker, const char *name) {
    const struct dore_words *words = dore_words_find(faker_locale(faker), name);
    note(faker, name, words ? DORE_WORDS_OWN : DORE_WORDS_OTHERS);
    return words;
}

const struct dore_words *faker_words(const struct dore_faker *faker, const char *name) {
    const struct dore_words *words = faker_own_words(faker, name);
    if (!words)
        note(faker, name, DORE_WORDS_BORROWED);
    words = words ? words : dore_words_find(LATIN, name);
    words = words ? words : dore_words_find(DORE_LOCALE_DEFAULT, name);
    assert(words);
    return words;
}

const struct dore_words *faker_layout_words(const struct dore_faker *faker, const char *name) {
    const struct dore_words *words = faker_own_words(faker, name);
    words = words ? words : dore_words_find(DORE_LOCALE_DEFAULT, name);
    assert(words);
    return words;
}

struct dore_faker faker_abroad(const struct dore_faker *faker) {
    struct dore_faker abroad = *faker;
    if (faker->sources)
        *faker->sources |= DORE_WORDS_FOREIGN;
    abroad.locale = NULL;
    abroad.sources = NULL;
    return abroad;
}

struct dore_str faker_territory(const struct dore_faker *faker) {
    if (faker->sources)
        *faker->sources |= DORE_WORDS_OWN;
    const char *territory = strchr(faker_locale(faker), '_') + 1;
    return (struct dore_str){territory, strlen(territory)};
}

/* ---- lists of methods ----------------------------------------------------------------------- */

const void *faker_constant(const struct dore_faker *faker) {
    return dore_method_find(faker->method)->constant;
}

struct faker_set faker_list_set(const struct faker_list *list, struct dore_arena *arena) {
    struct dore_str *text = dore_alloc(list->count, sizeof *text);
    for (uint32_t i = 0; i < list->count; i++)
        text[i] = faker_list_word(list, list->first + i);
    struct faker_set set = faker_set_of(text, list->count, arena);
    dore_free(text);
    return set;
}

static const struct faker_list *make_list(const struct dore_faker *faker,
                                          const struct dore_words *words, uint32_t column,
                                          uint32_t first, uint32_t count) {
    struct faker_list *list = DORE_NEW(faker->arena, struct faker_list, 1);
    *list = (struct faker_list){words, column, first, count, {0, NULL}};
    if (faker->counts)
        list->set = faker_list_set(list, faker->arena);
    return list;
}

const struct faker_list *faker_list_whole(const struct dore_faker *faker, const char *name,
                                          uint32_t column) {
    const struct dore_words *words = faker_words(faker, name);
    return make_list(faker, words, column, 0, words->count);
}

const struct faker_list *faker_list_of_key(const struct dore_faker *faker, const char *name,
                                           struct dore_str key, uint32_t column) {
    const struct dore_words *words = faker_words(faker, name);
    uint32_t first = 0;
    while (first < words->count && !dore_str_equal(dore_word(words, first, 0), key))
        first++;
    uint32_t end = first;
    while (end < words->count && dore_str_equal(dore_word(words, end, 0), key))
        end++;
    return end > first ? make_list(faker, words, column, first, end - first) : NULL;
}

const struct faker_list *faker_list_of_method(const struct dore_faker *faker, const char *method) {
    struct dore_bound_method bound;
    bool good = dore_method_bind(method, NULL, faker, &bound);
    assert(good && bound.method->text == faker_list_text);
    (void)good;
    return bound.state;
}

void faker_list_fill(const struct faker_list *list, uint64_t stream, const struct dore_rows *rows,
                     struct dore_arena *arena, struct dore_column *out) {
    dore_column_init(out, DORE_STRING, rows->count, arena);
    if (list->words->threshold) {
        struct dore_block block[DORE_BATCH_ROWS];
        dore_rng_blocks(stream, rows, 0, block);
        for (uint32_t i = 0; i < rows->count; i++)
            out->u.s[i] = faker_list_word(list, faker_words_weigh(list->words, block[i].word[0]));
    } else {
        uint64_t row[DORE_BATCH_ROWS];
        dore_rng_draws(stream, rows, list->count, row);
        for (uint32_t i = 0; i < rows->count; i++)
            out->u.s[i] = faker_list_word(list, list->first + (uint32_t)row[i]);
    }
}

const void *faker_list_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    const struct faker_list_source *source = faker_constant(faker);
    return faker_list_whole(faker, source->name, source->column);
}

struct dore_domain faker_list_domain(const void *state) {
    const struct faker_list *list = state;
    if (list->column == 0 && list->count == list->words->count)
        return dore_words_domain(list->words);
    uint64_t bytes = 0, total = 0;
    struct dore_str word = faker_list_word(list, list->first);
    struct dore_domain domain = faker_domain_literal(word);
    for (uint32_t row = list->first; row < list->first + list->count; row++) {
        word = faker_list_word(list, row);
        struct dore_domain other = faker_domain_literal(word);
        uint64_t weight = list->words->weight ? list->words->weight[row] : 1;
        domain = faker_domain_either(&domain, &other);
        bytes += weight * word.size;
        total += weight;
    }
    domain.mean_bytes = (bytes + total / 2) / total;
    domain.distinct = list->count;
    return domain;
}

void faker_list_text(const void *state, struct dore_cell *cell) {
    dore_buf_put_str(cell->out, faker_list_pick(state, &cell->rng));
}
