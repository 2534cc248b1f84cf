/* SPDX-License-Identifier: Apache-2.0
 *
 * ascii_fold: letters of a locale as ASCII, for account names and hosts: by the locale's list
 * internet.ascii_fold, and Hangul syllable by syllable from its parts. What neither knows is left
 * to faker_slug, which takes accents off and drops the rest. And any text as ASCII, by the lists of
 * all locales; text.ascii_fold has the letters that accounts spell in a way of their own.
 */
#include "internet.h"
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

/* ---- any text ------------------------------------------------------------------------------- */

/* Latin letters that are more than an ASCII letter with an accent. */
static const struct {
    uint32_t scalar;
    const char *ascii;
} ligatures[] = {{0xc6, "AE"}, {0xe6, "ae"}, {0xd0, "D"},  {0xf0, "d"},   {0xd8, "O"},
                 {0xf8, "o"},  {0xde, "Th"}, {0xfe, "th"}, {0xdf, "ss"},  {0x110, "D"},
                 {0x111, "d"}, {0x126, "H"}, {0x127, "h"}, {0x131, "i"},  {0x141, "L"},
                 {0x142, "l"}, {0x14a, "N"}, {0x14b, "n"}, {0x152, "OE"}, {0x153, "oe"},
                 {0x166, "T"}, {0x167, "t"}};

static void put_bare(char letter, const char *from, size_t bytes, struct dore_buf *out) {
    struct dore_buf small = {0};
    dore_buf_put(&small, from, bytes);
    dore_text_lower(&small, 0);
    bool upper = memcmp(small.data, from, bytes) != 0;
    dore_buf_putc(out, upper ? (char)(letter - 'a' + 'A') : letter);
    dore_buf_release(&small);
}

/* By the first locale whose list of that name has the letter; false where none has. */
static bool put_listed(const char *list, struct dore_str letter, struct dore_buf *out) {
    for (const char *const *locale = dore_locales; *locale; locale++) {
        const struct dore_words *letters = dore_words_find(*locale, list);
        uint32_t row = letters ? find_letter(letters, letter) : 0;
        if (letters && row < letters->count) {
            dore_buf_put_str(out, dore_word(letters, row, 1));
            return true;
        }
    }
    return false;
}

static void put_as_ascii(const char *text, size_t bytes, uint32_t scalar, struct dore_buf *out) {
    char letter[5] = {0}, bare = faker_bare_letter(scalar);
    for (size_t i = 0; i < sizeof ligatures / sizeof *ligatures; i++)
        if (ligatures[i].scalar == scalar) {
            dore_buf_puts(out, ligatures[i].ascii);
            return;
        }
    memcpy(letter, text, bytes);
    const struct dore_str key = {letter, bytes};
    if (scalar < 0x80)
        dore_buf_putc(out, *text);
    else if (bare)
        put_bare(bare, text, bytes, out);
    else if (scalar >= HANGUL_FIRST && scalar <= HANGUL_LAST)
        put_hangul(scalar, out);
    else if (!put_listed("text.ascii_fold", key, out))
        put_listed("internet.ascii_fold", key, out);
}

static bool is_ascii(const struct dore_buf *text, size_t from) {
    for (size_t at = from; at < text->size; at++)
        if ((unsigned char)text->data[at] >= 0x80)
            return false;
    return true;
}

void dore_text_ascii(struct dore_buf *out, size_t from) {
    struct dore_buf ascii = {0};
    if (is_ascii(out, from))
        return;
    for (size_t at = from, bytes; at < out->size; at += bytes) {
        uint32_t scalar = dore_utf8_decode(out->data + at, out->size - at, &bytes);
        put_as_ascii(out->data + at, bytes, scalar, &ascii);
    }
    out->size = from;
    if (ascii.size)
        dore_buf_put(out, ascii.data, ascii.size);
    dore_buf_release(&ascii);
}

void dore_text_slug(struct dore_buf *out, size_t from) {
    dore_text_ascii(out, from);
    faker_slug(out, from);
}
