/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_lorem: words and what is written with them, alone or in lists. How they are put together
 * is in prose.c.
 */
#include "choice.h"
#include "grid.h"
#include "prose.h"
#include "providers.h"

static const char word_list[] = "lorem.word_list";

static const char *const parts_of_speech[] = {"verb", "noun", "adjective", "adverb", NULL};

#define WORDS_PARAM                                                                                \
    { "ext_word_list", DORE_P_ARRAY | DORE_P_NULL, "null", NULL, "own words instead of the list" }
#define SPEECH_PARAM                                                                               \
    {                                                                                              \
        "part_of_speech", DORE_P_STRING | DORE_P_NULL, "null", parts_of_speech,                    \
            "only words of this part of speech"                                                    \
    }
#define NO_PARAM                                                                                   \
    { NULL, 0, NULL, NULL, NULL }

/* One state for all: what a single text is, and how many of them a list has. */
struct lorem {
    const struct faker_vocabulary *vocabulary;
    struct faker_count count; /* of words or sentences */
    uint32_t max_chars;
    void (*put)(const struct lorem *lorem, struct dore_rng *rng, struct dore_buf *out);
    uint32_t items;
    bool unique;
    struct dore_domain one, list;
};

/* Bytes of the largest value that a method may make. */
enum { MOST_BYTES = 16 << 20 };

static const struct lorem *check_size(const struct lorem *lorem, const struct dore_domain *domain,
                                      const struct dore_arg *arg, const char *name,
                                      const struct dore_faker *faker) {
    if (domain->max_bytes > MOST_BYTES) {
        return faker_refuse(arg, name, faker, NULL,
                            "which makes values of up to %llu bytes, more than 16 MiB",
                            (unsigned long long)domain->max_bytes);
    }
    return lorem;
}

/* ---- single texts --------------------------------------------------------------------------- */

static void put_word(const struct lorem *lorem, struct dore_rng *rng, struct dore_buf *out) {
    const struct faker_set *set = &lorem->vocabulary->set;
    if (rng->numbered) {
        dore_buf_put_str(out, set->text[dore_rng_below(rng, set->count)]);
        return;
    }
    dore_buf_put_str(out, faker_vocabulary_pick(lorem->vocabulary, rng));
}

static void put_sentence(const struct lorem *lorem, struct dore_rng *rng, struct dore_buf *out) {
    faker_sentence_put(lorem->vocabulary, lorem->count, rng, out);
}

static void put_paragraph(const struct lorem *lorem, struct dore_rng *rng, struct dore_buf *out) {
    faker_paragraph_put(lorem->vocabulary, lorem->count, rng, out);
}

static void put_text(const struct lorem *lorem, struct dore_rng *rng, struct dore_buf *out) {
    faker_text_put(lorem->vocabulary, lorem->max_chars, rng, out);
}

static struct lorem *make_lorem(const struct faker_vocabulary *vocabulary,
                                const struct dore_faker *faker) {
    struct lorem *lorem = DORE_NEW(faker->arena, struct lorem, 1);
    lorem->vocabulary = vocabulary;
    return lorem;
}

/* The words of a part of speech, or all of them, or the user's. */
static const struct faker_vocabulary *read_vocabulary(const struct dore_arg *part_of_speech,
                                                      const struct dore_arg *ext_word_list,
                                                      const struct dore_faker *faker) {
    const char *list = word_list;
    if (!part_of_speech->null) {
        list = dore_arena_format(faker->arena, "lorem.parts_of_speech.%s", part_of_speech->s.text);
        if (!ext_word_list->null) {
            dore_warning(faker->diags, DORE_W_PARAM, part_of_speech->where, NULL,
                         "'part_of_speech' of '%s' has no effect beside 'ext_word_list'",
                         faker->method);
        }
    }
    return faker_vocabulary_make(ext_word_list, list, faker);
}

static const struct dore_param word_params[] = {SPEECH_PARAM, WORDS_PARAM, NO_PARAM};

static const void *prepare_word(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct faker_vocabulary *vocabulary = read_vocabulary(&arg[0], &arg[1], faker);
    if (!vocabulary) {
        return NULL;
    }
    struct lorem *lorem = make_lorem(vocabulary, faker);
    lorem->put = put_word;
    lorem->one = vocabulary->domain;
    return lorem;
}

/* The count of words or sentences, which may vary. */
static bool read_count(const struct dore_arg *arg, const char *name, struct lorem *lorem,
                       const struct dore_faker *faker) {
    lorem->count.variable = arg[1].b;
    return faker_count_read(&arg[0], name, FAKER_MOST_ITEMS, faker, &lorem->count.count);
}

static const struct dore_param sentence_params[] = {
    {"nb_words", DORE_P_INT, "6", NULL, "words"},
    {"variable_nb_words", DORE_P_BOOL, "true", NULL, "vary the count by up to 40 per cent"},
    WORDS_PARAM,
    NO_PARAM,
};

static const void *prepare_sentence(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct faker_vocabulary *vocabulary = faker_vocabulary_make(&arg[2], word_list, faker);
    struct lorem *lorem = make_lorem(vocabulary, faker);
    if (!read_count(arg, "nb_words", lorem, faker) || !vocabulary) {
        return NULL;
    }
    lorem->put = put_sentence;
    lorem->one = faker_sentence_domain(vocabulary, lorem->count);
    return check_size(lorem, &lorem->one, &arg[0], "nb_words", faker);
}

static const struct dore_param paragraph_params[] = {
    {"nb_sentences", DORE_P_INT, "3", NULL, "sentences"},
    {"variable_nb_sentences", DORE_P_BOOL, "true", NULL, "vary the count by up to 40 per cent"},
    WORDS_PARAM,
    NO_PARAM,
};

static const void *prepare_paragraph(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct faker_vocabulary *vocabulary = faker_vocabulary_make(&arg[2], word_list, faker);
    struct lorem *lorem = make_lorem(vocabulary, faker);
    if (!read_count(arg, "nb_sentences", lorem, faker) || !vocabulary) {
        return NULL;
    }
    lorem->put = put_paragraph;
    lorem->one = faker_paragraph_domain(vocabulary, lorem->count);
    return check_size(lorem, &lorem->one, &arg[0], "nb_sentences", faker);
}

#define MAX_CHARS_PARAM                                                                            \
    { "max_nb_chars", DORE_P_INT, "200", NULL, "most characters, at least 5" }

static const struct dore_param text_params[] = {MAX_CHARS_PARAM, WORDS_PARAM, NO_PARAM};

/* `max` and `words` are the arguments max_nb_chars and ext_word_list. */
static struct lorem *make_text(const struct dore_arg *max, const struct dore_arg *words,
                               const struct dore_faker *faker) {
    const struct faker_vocabulary *vocabulary = faker_vocabulary_make(words, word_list, faker);
    if (max->i < FAKER_TEXT_LEAST || max->i > FAKER_MOST_CHARS) {
        faker_refuse(max, "max_nb_chars", faker, "write 5 to 1048576", "no length of a text");
        return NULL;
    }
    if (!vocabulary) {
        return NULL;
    }
    uint32_t max_chars = (uint32_t)max->i;
    if (!faker_text_fits(vocabulary, max_chars)) {
        faker_refuse(max, "max_nb_chars", faker, NULL,
                     "too few for the shortest text of 'ext_word_list'");
        return NULL;
    }
    struct lorem *lorem = make_lorem(vocabulary, faker);
    lorem->max_chars = max_chars;
    lorem->put = put_text;
    lorem->one = faker_text_domain(vocabulary, max_chars);
    return lorem;
}

static const void *prepare_text(const struct dore_arg *arg, const struct dore_faker *faker) {
    return make_text(&arg[0], &arg[1], faker);
}

static struct dore_domain one_domain(const void *state) {
    const struct lorem *lorem = state;
    return lorem->one;
}

static void put_one(const void *state, struct dore_cell *cell) {
    const struct lorem *lorem = state;
    lorem->put(lorem, &cell->rng, cell->out);
}

/* ---- lists ---------------------------------------------------------------------------------- */

/* Makes it a list of so many of the texts that it describes. */
static const struct lorem *make_list(struct lorem *lorem, const struct dore_arg *arg,
                                     const char *name, const struct dore_faker *faker) {
    if (!faker_count_read(arg, name, FAKER_MOST_ITEMS, faker, &lorem->items)) {
        return NULL;
    }
    lorem->list = faker_list_domain_of(&lorem->one, lorem->items, lorem->items);
    return check_size(lorem, &lorem->list, arg, name, faker);
}

enum { WORDS_NB, WORDS_EXT, WORDS_SPEECH, WORDS_UNIQUE };

static const struct dore_param words_params[] = {
    {"nb", DORE_P_INT, "3", NULL, "words"},
    WORDS_PARAM,
    SPEECH_PARAM,
    {"unique", DORE_P_BOOL, "false", NULL, "no word twice"},
    NO_PARAM,
};

static const void *prepare_words(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct faker_vocabulary *vocabulary =
        read_vocabulary(&arg[WORDS_SPEECH], &arg[WORDS_EXT], faker);
    if (!vocabulary) {
        return NULL;
    }
    if (arg[WORDS_UNIQUE].b && arg[WORDS_NB].i > vocabulary->count) {
        return faker_refuse(&arg[WORDS_NB], "nb", faker, NULL,
                            "more than the %u words that can be drawn without repeats",
                            vocabulary->count);
    }
    if (arg[WORDS_UNIQUE].b && arg[WORDS_NB].i < 0) {
        return faker_refuse(&arg[WORDS_NB], "nb", faker, NULL, "below 0");
    }
    struct lorem *lorem = make_lorem(vocabulary, faker);
    lorem->one = vocabulary->domain;
    const struct lorem *list = make_list(lorem, &arg[WORDS_NB], "nb", faker);
    lorem->unique = arg[WORDS_UNIQUE].b;
    lorem->list.distinct = lorem->unique ? 0 : lorem->list.distinct;
    return list;
}

static const struct dore_param sentences_params[] = {
    {"nb", DORE_P_INT, "3", NULL, "sentences"}, WORDS_PARAM, NO_PARAM};

static const void *prepare_sentences(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct faker_vocabulary *vocabulary = faker_vocabulary_make(&arg[1], word_list, faker);
    if (!vocabulary) {
        return NULL;
    }
    struct lorem *lorem = make_lorem(vocabulary, faker);
    lorem->put = put_sentence;
    lorem->count = faker_sentence_words;
    lorem->one = faker_sentence_domain(vocabulary, lorem->count);
    return make_list(lorem, &arg[0], "nb", faker);
}

static const struct dore_param paragraphs_params[] = {
    {"nb", DORE_P_INT, "3", NULL, "paragraphs"}, WORDS_PARAM, NO_PARAM};

static const void *prepare_paragraphs(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct faker_vocabulary *vocabulary = faker_vocabulary_make(&arg[1], word_list, faker);
    if (!vocabulary) {
        return NULL;
    }
    struct lorem *lorem = make_lorem(vocabulary, faker);
    lorem->put = put_paragraph;
    lorem->count = faker_paragraph_sentences;
    lorem->one = faker_paragraph_domain(vocabulary, lorem->count);
    return make_list(lorem, &arg[0], "nb", faker);
}

static const struct dore_param texts_params[] = {
    {"nb_texts", DORE_P_INT, "3", NULL, "texts"}, MAX_CHARS_PARAM, WORDS_PARAM, NO_PARAM};

static const void *prepare_texts(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct lorem *lorem = make_text(&arg[1], &arg[2], faker);
    return lorem ? make_list(lorem, &arg[0], "nb_texts", faker) : NULL;
}

static struct dore_domain list_domain(const void *state) {
    const struct lorem *lorem = state;
    return lorem->list;
}

/* Words are handed out as they stand, not copied. */
static void draw_words(const struct lorem *lorem, struct dore_rng *rng, struct dore_value *item) {
    const struct faker_choice places = {.count = lorem->vocabulary->count};
    uint32_t *place = dore_alloc(lorem->items, sizeof *place);
    if (lorem->unique) { /* each place of the list at most once */
        faker_choice_sample(&places, lorem->items, rng, place);
    }
    for (uint32_t i = 0; i < lorem->items; i++) {
        struct dore_str word = lorem->unique ? lorem->vocabulary->word[place[i]]
                                             : faker_vocabulary_pick(lorem->vocabulary, rng);
        item[i] = (struct dore_value){.kind = DORE_STRING, .u.s = word};
    }
    dore_free(place);
}

static void make_words(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct lorem *lorem = state;
    struct dore_value *item = DORE_TAKE(cell->arena, struct dore_value, lorem->items);
    draw_words(lorem, &cell->rng, item);
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {item, lorem->items}};
}

static void make_texts(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct lorem *lorem = state;
    struct dore_value *item = DORE_TAKE(cell->arena, struct dore_value, lorem->items);
    for (uint32_t i = 0; i < lorem->items; i++) {
        dore_buf_clear(cell->out);
        lorem->put(lorem, &cell->rng, cell->out);
        const char *copy = dore_arena_text(cell->arena, cell->out->data, cell->out->size);
        item[i] = (struct dore_value){.kind = DORE_STRING, .u.s = {copy, cell->out->size}};
    }
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {item, lorem->items}};
}

/* The vocabulary itself, the same in every row. */
static const void *prepare_vocabulary(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct faker_vocabulary *vocabulary = read_vocabulary(&arg[0], &arg[1], faker);
    if (!vocabulary) {
        return NULL;
    }
    struct lorem *lorem = make_lorem(vocabulary, faker);
    lorem->one = vocabulary->domain;
    lorem->items = vocabulary->count;
    lorem->list = faker_list_domain_of(&lorem->one, lorem->items, lorem->items);
    lorem->list.distinct = 1;
    return check_size(lorem, &lorem->list, &arg[1], "ext_word_list", faker);
}

static void make_vocabulary(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct lorem *lorem = state;
    struct dore_value *item = DORE_TAKE(cell->arena, struct dore_value, lorem->items);
    for (uint32_t i = 0; i < lorem->items; i++) {
        item[i] = (struct dore_value){.kind = DORE_STRING, .u.s = lorem->vocabulary->word[i]};
    }
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {item, lorem->items}};
}

/* ---- the table ------------------------------------------------------------------------------ */

#define ONE(method, text_about)                                                                    \
    {                                                                                              \
        .name = #method, .about = text_about, .params = method##_params,                           \
        .prepare = prepare_##method, .domain = one_domain, .text = put_one                         \
    }
#define LIST(method, text_about)                                                                   \
    {                                                                                              \
        .name = #method, .about = text_about, .params = method##_params,                           \
        .prepare = prepare_##method, .domain = list_domain, .cell = make_texts                     \
    }

static const struct dore_method methods[] = {
    {.name = "get_words_list",
     .about = "the whole list of words",
     .params = word_params,
     .prepare = prepare_vocabulary,
     .domain = list_domain,
     .cell = make_vocabulary},
    ONE(paragraph, "sentences"),
    LIST(paragraphs, "a list of paragraphs"),
    ONE(sentence, "words that begin with a capital and end with a full stop"),
    LIST(sentences, "a list of sentences"),
    ONE(text, "sentences up to a number of characters"),
    LIST(texts, "a list of texts"),
    {.name = "word",
     .about = "a word",
     .params = word_params,
     .prepare = prepare_word,
     .domain = one_domain,
     .text = put_one,
     .apart = true},
    {.name = "words",
     .about = "a list of words",
     .params = words_params,
     .prepare = prepare_words,
     .domain = list_domain,
     .cell = make_words},
    {0},
};

const struct dore_provider dore_provider_lorem = {"lorem", methods};
