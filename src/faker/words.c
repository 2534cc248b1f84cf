/* SPDX-License-Identifier: Apache-2.0
 *
 * words: the word lists that are compiled in: finding one, reading a row, choosing by weight. The
 * lists themselves are data (words/<locale>/), turned into tables by scripts/make-words.
 */
#include "words.h"

static int compare_to(uint32_t entry, const char *locale, const char *name) {
    int order = strcmp(dore_words_locale[entry], locale);
    return order ? order : strcmp(dore_words_list[entry].name, name);
}

const struct dore_words *dore_words_find(const char *locale, const char *name) {
    uint32_t low = 0, high = dore_words_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare_to(middle, locale, name);
        if (order == 0)
            return &dore_words_list[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

struct dore_str dore_word(const struct dore_words *words, uint32_t row, uint32_t column) {
    /* Words stand one after the other, each with its NUL; the last offset is the pool's end. */
    const uint32_t *offset = words->offset + (size_t)row * words->columns + column;
    return (struct dore_str){words->pool + offset[0], offset[1] - offset[0] - 1};
}

uint32_t dore_words_pick(const struct dore_words *words, struct dore_rng *rng) {
    if (!words->threshold || rng->numbered)
        return (uint32_t)dore_rng_below(rng, words->count);
    struct dore_weights weights = {words->count, words->threshold, words->alias};
    return dore_weights_pick(&weights, dore_rng_u32(rng));
}

struct dore_domain dore_words_domain(const struct dore_words *words) {
    struct dore_domain domain =
        dore_domain_of_text(words->min_chars, words->max_chars, words->mean_bytes, words->plain);
    domain.max_bytes = words->max_bytes;
    domain.ascii = words->ascii;
    domain.distinct = words->distinct;
    return domain;
}
