/* SPDX-License-Identifier: Apache-2.0
 *
 * slug: text as it may stand in a host name, an account name or the path of a page.
 */
#include "internet.h"

/* ASCII letters of U+00C0..U+017F without their accents (Unicode's compatibility decomposition);
 * '.' for letters that are no accented ASCII letters. */
static const char folded[] = "aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y"
                             "aaaaaaccccccccdd..eeeeeeeeeegggggggghh..iiiiiiiii...jjkk.lllllll"
                             "l..nnnnnnn..oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzzs";
enum { FOLDED_FIRST = 0xc0, FOLDED_LAST = 0x17f };

/* What an ASCII byte becomes: itself or its lower case; '-' for hyphens; ' ' for blanks; NUL when
 * it is dropped. */
static char account_byte(unsigned char byte) {
    if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_' || byte == '-')
        return (char)byte;
    if (byte >= 'A' && byte <= 'Z')
        return (char)(byte + ('a' - 'A'));
    return byte == ' ' || (byte >= '\t' && byte <= '\r') ? ' ' : '\0';
}

/* The same for the character at the beginning of text; *bytes gets its length. */
static char account_char(const char *text, size_t size, size_t *bytes) {
    *bytes = 1;
    if ((unsigned char)*text < 0x80)
        return account_byte((unsigned char)*text);
    uint32_t scalar = dore_utf8_decode(text, size, bytes);
    if (scalar < FOLDED_FIRST || scalar > FOLDED_LAST || folded[scalar - FOLDED_FIRST] == '.')
        return '\0';
    return folded[scalar - FOLDED_FIRST];
}

void faker_slug(struct dore_buf *out, size_t from) {
    if (out->size == from)
        return;
    const char *end = out->data + out->size;
    char *start = out->data + from, *to = start;
    bool blank = false, hyphen = false; /* seen since the last byte that was written */
    size_t bytes;
    for (const char *at = start; at < end; at += bytes) {
        char byte = account_char(at, (size_t)(end - at), &bytes);
        if (byte == ' ') {
            blank = true;
        } else if (byte == '-') {
            hyphen = true;
        } else if (byte != '\0') {
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

struct dore_domain faker_slug_domain(const struct dore_domain *text) {
    struct dore_domain domain = dore_domain_of_text(0, text->max_chars, text->mean_bytes, true);
    domain.distinct = text->distinct;
    return domain;
}
