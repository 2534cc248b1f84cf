/* SPDX-License-Identifier: Apache-2.0
 *
 * ascii_fold: letters of a locale as ASCII, for account names and hosts: by the locale's list
 * internet.ascii_fold, and Hangul syllable by syllable from its parts. What neither knows is left
 * to faker_slug, which takes accents off and drops the rest.
 */
#include "locale.h"

/* Hangul syllables are numbered by their parts: (initial * 21 + vowel) * 28 + final. */
enum { HANGUL_FIRST = 0xac00, HANGUL_LAST = 0xd7a3, VOWELS = 21, FINALS = 28, HANGUL_LONGEST = 7 };

static const char initials[][3] = {"g",  "gg", "n", "d",  "dd", "r", "m", "b", "bb", "s",
                                   "ss", "",   "j", "jj", "c",  "k", "t", "p", "h"};
static const char vowels[VOWELS][4] = {"a",   "ae", "ya", "yae", "eo", "e",  "yeo",
                                       "ye",  "o",  "wa", "wae", "oe", "yo", "u",
                                       "weo", "we", "wi", "yu",  "eu", "yi", "i"};
static const char finals[FINALS][3] = {"",   "g",  "gg", "gs", "n",  "nj", "nh", "d", "l",  "lg",
                                       "lm", "lb", "ls", "lt", "lp", "lh", "m",  "b", "bs", "s",
                                       "ss", "ng", "j",  "c",  "k",  "t",  "p",  "h"};

struct faker_fold {
    const struct dore_words *letters; /* letter, ASCII; sorted by letter; NULL: none */
    uint64_t longest;
    bool hangul;
};

const struct faker_fold *faker_fold_make(const struct dore_faker *faker) {
    const struct dore_words *letters = faker_own_words(faker, "internet.ascii_fold");
    bool hangul = strcmp(faker_locale(faker), "ko_KR") == 0;
    if (!letters && !hangul)
        return NULL;
    struct faker_fold *fold = DORE_NEW(faker->arena, struct faker_fold, 1);
    *fold = (struct faker_fold){letters, hangul ? HANGUL_LONGEST : 1, hangul};
    for (uint32_t row = 0; letters && row < letters->count; row++) {
        size_t size = dore_word(letters, row, 1).size;
        fold->longest = size > fold->longest ? size : fold->longest;
    }
    return fold;
}

uint64_t faker_fold_longest(const struct faker_fold *fold) {
    return fold ? fold->longest : 1;
}

/* The row of a letter; letters->count where there is none. */
static uint32_t find_letter(const struct dore_words *letters, struct dore_str letter) {
    uint32_t low = 0, high = letters->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(dore_word(letters, middle, 0).text, letter.text);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return letters->count;
}

static void put_hangul(uint32_t scalar, struct dore_buf *out) {
    uint32_t number = scalar - HANGUL_FIRST;
    dore_buf_puts(out, initials[number / FINALS / VOWELS]);
    dore_buf_puts(out, vowels[number / FINALS % VOWELS]);
    dore_buf_puts(out, finals[number % FINALS]);
}

static void put_letter(const struct faker_fold *fold, const char *text, size_t bytes,
                       uint32_t scalar, struct dore_buf *out) {
    char letter[5] = {0};
    memcpy(letter, text, bytes);
    struct dore_str key = {letter, bytes};
    uint32_t row = fold->letters ? find_letter(fold->letters, key) : 0;
    if (fold->hangul && scalar >= HANGUL_FIRST && scalar <= HANGUL_LAST)
        put_hangul(scalar, out);
    else if (fold->letters && row < fold->letters->count)
        dore_buf_put_str(out, dore_word(fold->letters, row, 1));
    else
        dore_buf_put(out, text, bytes);
}

void faker_fold_put(const struct faker_fold *fold, struct dore_buf *out, size_t from) {
    struct dore_buf folded = {0};
    if (!fold)
        return;
    for (size_t at = from, bytes; at < out->size; at += bytes) {
        uint32_t scalar = dore_utf8_decode(out->data + at, out->size - at, &bytes);
        put_letter(fold, out->data + at, bytes, scalar, &folded);
    }
    out->size = from;
    if (folded.size > 0)
        dore_buf_put(out, folded.data, folded.size);
    dore_buf_release(&folded);
}
