/* SPDX-License-Identifier: Apache-2.0
 *
 * slug: text as it may stand in a host name, an account name or the path of a page.
 */
#include "internet.h"
#include "locale.h"

/* ASCII letters of U+00C0..U+017F without their accents (Unicode's compatibility decomposition);
 * '.' for letters that are no accented ASCII letters. */
static const char folded[] = "aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y"
                             "aaaaaaccccccccdd..eeeeeeeeeegggggggghh..iiiiiiiii...jjkk.lllllll"
                             "l..nnnnnnn..oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzzs";
enum { FOLDED_FIRST = 0xc0, FOLDED_LAST = 0x17f };

/* What an ASCII byte becomes: itself or its lower case; '-' for hyphens; ' ' for blanks; '.' when
 * it is dropped. Bytes of longer characters count as blanks here: as something to look at. */
static const char account_bytes[] =
    ".........     .................. ............-..0123456789......"
    ".abcdefghijklmnopqrstuvwxyz...._.abcdefghijklmnopqrstuvwxyz....."
    "                                                                "
    "                                                                ";
_Static_assert(sizeof account_bytes == 256 + 1, "one for each byte");
enum { DROPPED = '.' };

static bool is_special(char byte) {
    return byte == ' ' || byte == '-';
}

char faker_bare_letter(uint32_t scalar) {
    bool latin = scalar >= FOLDED_FIRST && scalar <= FOLDED_LAST;
    char letter = latin ? folded[scalar - FOLDED_FIRST] : DROPPED;
    return letter == DROPPED ? '\0' : letter;
}

/* The same for the character at the beginning of text; *bytes gets its length. */
static char account_char(const char *text, size_t size, size_t *bytes) {
    *bytes = 1;
    if ((unsigned char)*text < 0x80)
        return account_bytes[(unsigned char)*text];
    uint32_t scalar = dore_utf8_decode(text, size, bytes);
    char letter = faker_bare_letter(scalar);
    return letter ? letter : DROPPED;
}

/* The part before the first blank, hyphen or longer character, which in most names is all: a loop
 * without branches. Returns where it stopped. */
static const char *slug_simple(const char *at, const char *end, char **to) {
    char *out = *to;
    for (; at < end; at++) {
        char byte = account_bytes[(unsigned char)*at];
        if (is_special(byte))
            break;
        *out = byte;
        out += byte != DROPPED;
    }
    *to = out;
    return at;
}

void faker_slug(struct dore_buf *out, size_t from) {
    if (out->size == from)
        return;
    const char *end = out->data + out->size;
    char *start = out->data + from, *to = start;
    bool blank = false, hyphen = false; /* seen since the last byte that was written */
    size_t bytes;
    for (const char *at = slug_simple(start, end, &to); at < end; at += bytes) {
        char byte = account_char(at, (size_t)(end - at), &bytes);
        if (byte == ' ') {
            blank = true;
        } else if (byte == '-') {
            hyphen = true;
        } else if (byte != DROPPED) {
            /* `to` is behind `at`: what is skipped makes room for the hyphen. */
            if (hyphen || (blank && to > start))
                *to++ = '-';
            *to++ = byte;
            blank = hyphen = false;
        }
    }
    if (hyphen)
        *to++ = '-';
    out->size = (size_t)(to - out->data);
}

struct dore_domain faker_slug_domain(const struct dore_domain *text,
                                     const struct faker_fold *fold) {
    uint64_t longest = text->max_chars * faker_fold_longest(fold);
    struct dore_domain domain = dore_domain_of_text(0, longest, text->mean_bytes, true);
    domain.distinct = text->distinct;
    return domain;
}
