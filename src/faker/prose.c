/* SPDX-License-Identifier: Apache-2.0
 *
 * prose: Faker's way to write. Words are drawn one by one; a varied count is a whole percentage
 * from 60 to 140 of the number, cut, at least 1. A text takes units - words, sentences or
 * paragraphs by its length - until the limit is reached and drops the last; if that leaves nothing,
 * it begins again.
 */
#include "prose.h"
#include "grid.h"
#include "providers.h"

const struct faker_count faker_sentence_words = {6, true};
const struct faker_count faker_paragraph_sentences = {3, true};

/* ---- capitals ------------------------------------------------------------------------------- */

/* Ranges of small letters whose capitals lie a fixed distance below, in two bytes like them. */
static const struct {
    uint16_t first, last, distance;
} capitals[] = {
    {'a', 'z', 0x20},     {0xE0, 0xF6, 0x20},   {0xF8, 0xFE, 0x20},   {0x3B1, 0x3C1, 0x20},
    {0x3C3, 0x3CB, 0x20}, {0x430, 0x44F, 0x20}, {0x450, 0x45F, 0x50},
};

/* Latin Extended-A has its capitals and small letters in turn, small ones odd or even. */
static bool is_small_latin(uint32_t letter) {
    bool odd = (letter >= 0x101 && letter <= 0x137) || (letter >= 0x14B && letter <= 0x177);
    bool even = (letter >= 0x13A && letter <= 0x148) || (letter >= 0x17A && letter <= 0x17E);
    return letter != 0x131 && ((odd && letter % 2 == 1) || (even && letter % 2 == 0));
}

static uint32_t capital_of(uint32_t letter) {
    for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++) {
        if (letter >= capitals[i].first && letter <= capitals[i].last) {
            return letter - capitals[i].distance;
        }
    }
    return is_small_latin(letter) ? letter - 1 : letter;
}

/* Makes the first letter of the text a capital, in place. */
static void capitalise(char *text, size_t size) {
    if (size > 0) {
        size_t bytes;
        uint32_t letter = dore_utf8_decode(text, size, &bytes);
        dore_utf8_encode(capital_of(letter), text);
    }
}

/* The small letter of a capital that has one. */
static uint32_t small_of(uint32_t letter) {
    for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++) {
        uint32_t small = letter + capitals[i].distance;
        if (small >= capitals[i].first && small <= capitals[i].last) {
            return small;
        }
    }
    return is_small_latin(letter + 1) ? letter + 1 : letter;
}

/* Letters that have a case; others, and signs, divide words. */
static bool has_case(uint32_t letter) {
    static const struct {
        uint16_t first, last;
    } range[] = {{'A', 'Z'},     {'a', 'z'},     {0xC0, 0xD6},     {0xD8, 0xF6},
                 {0xF8, 0x24F},  {0x370, 0x3FF}, {0x400, 0x481},   {0x48A, 0x52F},
                 {0x531, 0x556}, {0x561, 0x587}, {0x1E00, 0x1FFF}, {0xB5, 0xB5}};
    for (size_t i = 0; i < sizeof range / sizeof *range; i++) {
        if (letter >= range[i].first && letter <= range[i].last) {
            return true;
        }
    }
    return false;
}

/* The first word of a sentence: of each run of letters the first one is a capital and the others
 * are small, in place, so that TV becomes Tv. */
static void make_title(char *text, size_t size) {
    bool within = false;
    for (size_t at = 0, bytes; at < size; at += bytes) {
        uint32_t letter = dore_utf8_decode(text + at, size - at, &bytes);
        dore_utf8_encode(within ? small_of(letter) : capital_of(letter), text + at);
        within = has_case(letter);
    }
}

/* ---- words ---------------------------------------------------------------------------------- */

static struct dore_str *read_words(const struct dore_arg *list, const struct dore_faker *faker,
                                   uint32_t *count) {
    struct dore_str *word = DORE_NEW(faker->arena, struct dore_str, list->node->count);
    *count = 0;
    for (const struct dore_node *node = list->node->first; node; node = node->next) {
        if (node->kind != DORE_NODE_STRING) {
            dore_error(faker->diags, DORE_E_PARAM_TYPE, node->where, "write strings",
                       "'ext_word_list' of '%s' holds a value that is no string", faker->method);
            return NULL;
        }
        word[(*count)++] = node->text;
    }
    if (*count == 0) {
        dore_error(faker->diags, DORE_E_EMPTY, list->where, "write at least one word",
                   "'ext_word_list' of '%s' is empty", faker->method);
        return NULL;
    }
    return word;
}

static struct dore_str *list_words(const struct dore_words *words, const struct dore_faker *faker) {
    struct dore_str *word = DORE_NEW(faker->arena, struct dore_str, words->count);
    for (uint32_t row = 0; row < words->count; row++) {
        word[row] = dore_word(words, row, 0);
    }
    return word;
}

/* Each word as the first one of a sentence. */
static struct dore_str *make_titles(const struct dore_str *word, uint32_t count,
                                    struct dore_arena *arena) {
    struct dore_str *title = DORE_NEW(arena, struct dore_str, count);
    for (uint32_t i = 0; i < count; i++) {
        char *text = dore_arena_text(arena, word[i].text, word[i].size);
        make_title(text, word[i].size);
        title[i] = (struct dore_str){text, word[i].size};
    }
    return title;
}

static struct dore_str find_shortest(const struct faker_vocabulary *vocabulary) {
    for (uint32_t i = 0; i < vocabulary->count; i++) {
        struct dore_str word = vocabulary->word[i];
        if (dore_utf8_count(word.text, word.size) == vocabulary->domain.min_chars) {
            return word;
        }
    }
    return DORE_STR("");
}

/* The domain of a user's own words. */
static struct dore_domain domain_of_words(const struct dore_str *word, uint32_t count,
                                          struct dore_arena *arena) {
    struct dore_value *item = DORE_NEW(arena, struct dore_value, count);
    for (uint32_t i = 0; i < count; i++) {
        item[i] = (struct dore_value){.kind = DORE_STRING, .u.s = word[i]};
    }
    return dore_domain_of_items(arena, item, count);
}

const struct faker_vocabulary *faker_vocabulary_make(const struct dore_arg *ext_word_list,
                                                     const char *list,
                                                     const struct dore_faker *faker) {
    struct faker_vocabulary *vocabulary = DORE_NEW(faker->arena, struct faker_vocabulary, 1);
    if (ext_word_list->null) {
        const struct dore_words *words = faker_words(faker, list);
        vocabulary->word = list_words(words, faker);
        vocabulary->count = words->count;
        vocabulary->domain = dore_words_domain(words);
    } else {
        vocabulary->word = read_words(ext_word_list, faker, &vocabulary->count);
        if (!vocabulary->word) {
            return NULL;
        }
        vocabulary->domain = domain_of_words(vocabulary->word, vocabulary->count, faker->arena);
    }
    vocabulary->title = make_titles(vocabulary->word, vocabulary->count, faker->arena);
    vocabulary->shortest = find_shortest(vocabulary);
    if (faker->counts) {
        vocabulary->set = faker_set_of(vocabulary->word, vocabulary->count, faker->arena);
    }
    vocabulary->joint = dore_word(faker_layout_words(faker, "lorem.word_connector"), 0, 0);
    vocabulary->stop = dore_word(faker_layout_words(faker, "lorem.sentence_punctuation"), 0, 0);
    return vocabulary;
}

struct dore_str faker_vocabulary_pick(const struct faker_vocabulary *vocabulary,
                                      struct dore_rng *rng) {
    return vocabulary->word[dore_rng_below(rng, vocabulary->count)];
}

/* ---- sentences ------------------------------------------------------------------------------ */

static uint32_t vary(uint32_t count, uint32_t per_cent) {
    uint32_t varied = (uint32_t)((uint64_t)count * per_cent / 100);
    return varied > 0 ? varied : 1;
}

static uint32_t fewest(struct faker_count count) {
    return count.variable && count.count > 0 ? vary(count.count, FAKER_VARY_LEAST) : count.count;
}

static uint32_t most(struct faker_count count) {
    return count.variable && count.count > 0 ? vary(count.count, FAKER_VARY_MOST) : count.count;
}

static uint32_t draw_count(struct faker_count count, struct dore_rng *rng) {
    if (!count.variable || count.count == 0) {
        return count.count;
    }
    uint64_t more = dore_rng_below(rng, FAKER_VARY_MOST - FAKER_VARY_LEAST + 1);
    return vary(count.count, FAKER_VARY_LEAST + (uint32_t)more);
}

/* The words of a sentence but not its stop. They are drawn before they are copied, so that the loop
 * that copies has nothing else to look at. */
static void put_words(const struct faker_vocabulary *vocabulary, uint32_t count,
                      struct dore_rng *rng, struct dore_buf *out) {
    enum { AT_ONCE = 16 };
    const struct dore_str joint = vocabulary->joint;
    const struct dore_str *list = vocabulary->title;
    uint32_t place[AT_ONCE];
    for (uint32_t some; count > 0; count -= some) {
        some = count < AT_ONCE ? count : AT_ONCE;
        for (uint32_t i = 0; i < some; i++)
            place[i] = (uint32_t)dore_rng_below(rng, vocabulary->count);
        char *to = dore_buf_reserve(out, some * (vocabulary->domain.max_bytes + joint.size));
        for (uint32_t i = 0; i < some; i++, list = vocabulary->word)
            to = faker_copy(faker_copy(to, list[place[i]]), joint);
        out->size = (size_t)(to - out->data);
    }
    out->size -= joint.size;
}

void faker_sentence_put(const struct faker_vocabulary *vocabulary, struct faker_count words,
                        struct dore_rng *rng, struct dore_buf *out) {
    uint32_t count = draw_count(words, rng);
    if (count > 0) {
        put_words(vocabulary, count, rng, out);
        dore_buf_put_str(out, vocabulary->stop);
    }
}

/* Characters or bytes of `count` parts with a joint between two, and `tail` behind the last. */
static uint64_t length(uint64_t count, uint64_t part, uint64_t joint, uint64_t tail) {
    return count * (part + joint) + tail - joint;
}

/* The domain of least..longest parts with a joint between two, and `tail` behind the last. */
static struct dore_domain repeat(const struct faker_vocabulary *vocabulary,
                                 const struct dore_domain *part, uint64_t least, uint64_t mean,
                                 uint64_t longest, struct dore_str tail) {
    struct dore_domain domain = faker_domain_literal(DORE_STR(""));
    if (longest == 0) {
        return domain;
    }
    struct dore_domain joint = faker_domain_literal(vocabulary->joint);
    struct dore_domain end = faker_domain_literal(tail);
    domain.plain = part->plain && joint.plain && end.plain;
    domain.ascii = dore_domain_is_ascii(part) && joint.ascii && end.ascii;
    domain.nul = part->nul;
    domain.min_chars = length(least, part->min_chars, joint.min_chars, end.min_chars);
    domain.max_chars = length(longest, part->max_chars, joint.max_chars, end.max_chars);
    domain.max_bytes = length(longest, part->max_bytes, joint.max_bytes, end.max_bytes);
    domain.mean_bytes = length(mean, part->mean_bytes, joint.max_bytes, end.max_bytes);
    domain.distinct = 0;
    return domain;
}

struct dore_domain faker_sentence_domain(const struct faker_vocabulary *vocabulary,
                                         struct faker_count words) {
    return repeat(vocabulary, &vocabulary->domain, fewest(words), words.count, most(words),
                  vocabulary->stop);
}

void faker_paragraph_put(const struct faker_vocabulary *vocabulary, struct faker_count sentences,
                         struct dore_rng *rng, struct dore_buf *out) {
    uint32_t count = draw_count(sentences, rng);
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) {
            dore_buf_put_str(out, vocabulary->joint);
        }
        faker_sentence_put(vocabulary, faker_sentence_words, rng, out);
    }
}

struct dore_domain faker_paragraph_domain(const struct faker_vocabulary *vocabulary,
                                          struct faker_count sentences) {
    struct dore_domain sentence = faker_sentence_domain(vocabulary, faker_sentence_words);
    return repeat(vocabulary, &sentence, fewest(sentences), sentences.count, most(sentences),
                  DORE_STR(""));
}

/* ---- texts ---------------------------------------------------------------------------------- */

enum { WORDS_BELOW = 25, SENTENCES_BELOW = 100, ATTEMPTS = 64 };

static struct dore_domain shortest_sentence(const struct faker_vocabulary *vocabulary) {
    return faker_sentence_domain(vocabulary, faker_sentence_words);
}

/* Characters of the shortest unit. */
static uint64_t least_unit(const struct faker_vocabulary *vocabulary, uint32_t max_chars) {
    return max_chars < WORDS_BELOW ? vocabulary->domain.min_chars
                                   : shortest_sentence(vocabulary).min_chars;
}

bool faker_text_fits(const struct faker_vocabulary *vocabulary, uint32_t max_chars) {
    return vocabulary->domain.max_chars > 0 && least_unit(vocabulary, max_chars) < max_chars;
}

static void put_unit(const struct faker_vocabulary *vocabulary, uint32_t max_chars,
                     struct dore_rng *rng, struct dore_buf *out) {
    if (max_chars < WORDS_BELOW) {
        dore_buf_put_str(out, faker_vocabulary_pick(vocabulary, rng));
    } else if (max_chars < SENTENCES_BELOW) {
        faker_sentence_put(vocabulary, faker_sentence_words, rng, out);
    } else {
        faker_paragraph_put(vocabulary, faker_paragraph_sentences, rng, out);
    }
}

/* The shortest unit, for words among which hardly one is short enough: without draws. */
static void put_least_unit(const struct faker_vocabulary *vocabulary, uint32_t max_chars,
                           struct dore_buf *out) {
    size_t start = out->size;
    dore_buf_put_str(out, vocabulary->shortest);
    if (max_chars >= WORDS_BELOW) {
        make_title(out->data + start, vocabulary->shortest.size);
        for (uint32_t i = 1; i < fewest(faker_sentence_words); i++) {
            dore_buf_put_str(out, vocabulary->joint);
            dore_buf_put_str(out, vocabulary->shortest);
        }
        dore_buf_put_str(out, vocabulary->stop);
    }
}

/* Puts units until the limit is reached and takes the last one back. */
static void put_units(const struct faker_vocabulary *vocabulary, uint32_t max_chars,
                      struct dore_rng *rng, struct dore_buf *out) {
    const struct dore_str joint = max_chars < SENTENCES_BELOW ? vocabulary->joint : DORE_STR("\n");
    size_t last = out->size;
    for (uint64_t chars = 0; chars < max_chars;) {
        last = out->size;
        if (chars > 0) {
            dore_buf_put_str(out, joint);
        }
        put_unit(vocabulary, max_chars, rng, out);
        chars += dore_utf8_count(out->data + last, out->size - last);
    }
    out->size = last;
}

void faker_text_put(const struct faker_vocabulary *vocabulary, uint32_t max_chars,
                    struct dore_rng *rng, struct dore_buf *out) {
    size_t start = out->size;
    for (unsigned attempt = 0; attempt < ATTEMPTS && out->size == start; attempt++) {
        put_units(vocabulary, max_chars, rng, out);
    }
    if (out->size == start) {
        put_least_unit(vocabulary, max_chars, out);
    }
    if (max_chars < WORDS_BELOW) {
        capitalise(out->data + start, out->size - start);
        dore_buf_put_str(out, vocabulary->stop);
    }
}

struct dore_domain faker_text_domain(const struct faker_vocabulary *vocabulary,
                                     uint32_t max_chars) {
    uint64_t least = least_unit(vocabulary, max_chars) + (max_chars < WORDS_BELOW);
    uint64_t typical = (uint64_t)max_chars * 3 / 4;
    const struct dore_domain *word = &vocabulary->domain;
    struct dore_domain stop = faker_domain_literal(vocabulary->stop);
    struct dore_domain domain = dore_domain_of_text(
        least, max_chars, typical, word->plain && stop.plain && max_chars < SENTENCES_BELOW);
    domain.ascii = dore_domain_is_ascii(word) && stop.ascii;
    if (domain.ascii) {
        domain.max_bytes = max_chars;
    }
    domain.nul = word->nul;
    return domain;
}
