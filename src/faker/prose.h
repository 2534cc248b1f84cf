/* SPDX-License-Identifier: Apache-2.0
 *
 * prose: words, sentences, paragraphs and texts out of a list of words. Private to src/faker.
 */
#ifndef FAKER_PROSE_H
#define FAKER_PROSE_H

#include "providers.h"

/* The words that a text is made of, each equally likely. */
struct faker_vocabulary {
    const struct dore_str *word;  /* DORE_SLACK bytes readable behind each */
    const struct dore_str *title; /* the same as the first word of a sentence */
    uint32_t count;               /* at least 1 */
    struct dore_str shortest;     /* in characters */
    struct dore_domain domain;    /* of one word */
    struct faker_set set;         /* words that differ, for numbers */
    struct dore_str joint, stop;  /* between two words or sentences; behind a sentence */
};
/* The list of that name, or the strings of `ext_word_list` where that is not null. NULL when that
 * was refused. */
const struct faker_vocabulary *faker_vocabulary_make(const struct dore_arg *ext_word_list,
                                                     const char *list,
                                                     const struct dore_faker *faker);
/* One word; takes one 32-bit word. */
struct dore_str faker_vocabulary_pick(const struct faker_vocabulary *vocabulary,
                                      struct dore_rng *rng);

/* A count of words or sentences: the very count, or varied by 40 per cent. 0 gives no text. */
struct faker_count {
    uint32_t count;
    bool variable;
};
/* What everybody uses where a method does not say: sentences of about six words. */
extern const struct faker_count faker_sentence_words;
extern const struct faker_count faker_paragraph_sentences;

void faker_sentence_put(const struct faker_vocabulary *vocabulary, struct faker_count words,
                        struct dore_rng *rng, struct dore_buf *out);
struct dore_domain faker_sentence_domain(const struct faker_vocabulary *vocabulary,
                                         struct faker_count words);
void faker_paragraph_put(const struct faker_vocabulary *vocabulary, struct faker_count sentences,
                         struct dore_rng *rng, struct dore_buf *out);
struct dore_domain faker_paragraph_domain(const struct faker_vocabulary *vocabulary,
                                          struct faker_count sentences);

/* Words, sentences or paragraphs, as many as stay below a number of characters. */
enum { FAKER_TEXT_LEAST = 5 };
/* Whether words are short enough for one unit, and some of them not empty. */
bool faker_text_fits(const struct faker_vocabulary *vocabulary, uint32_t max_chars);
void faker_text_put(const struct faker_vocabulary *vocabulary, uint32_t max_chars,
                    struct dore_rng *rng, struct dore_buf *out);
struct dore_domain faker_text_domain(const struct faker_vocabulary *vocabulary, uint32_t max_chars);

#endif
