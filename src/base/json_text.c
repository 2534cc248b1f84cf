/* SPDX-License-Identifier: Apache-2.0
 *
 * json_text: a string as JSON writes it, the one escaper behind manifests, bundle.json and every
 * document format. Owns the choice of escapes: quote, backslash and U+0000..U+001F, the short form
 * where JSON has one, else \u00xx in lower case; all other characters stand as they are (RFC 8259,
 * section 7). Whether the text is well-formed UTF-8 is its maker's business.
 */
#include "dore/base.h"

#include <string.h>

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* True when none of eight bytes needs an escape. The subtractions borrow across a byte only where a
 * lower one was hit already, so the answer for the whole word is exact. */
static bool word_is_plain(uint64_t word) {
    uint64_t quote = word ^ EACH('"');
    uint64_t slash = word ^ EACH('\\');
    uint64_t hit =
        ((word - EACH(0x20)) & ~word) | ((quote - EACH(1)) & ~quote) | ((slash - EACH(1)) & ~slash);
    return (hit & EACH(0x80)) == 0;
}

/* Fewer than eight bytes as a word: some of them twice, or blanks, which are plain. */
static uint64_t load_short(const char *text, size_t size) {
    if (size >= 4) {
        uint32_t head, tail;
        memcpy(&head, text, sizeof head);
        memcpy(&tail, text + size - sizeof tail, sizeof tail);
        return head | (uint64_t)tail << 32;
    }
    if (size == 0) {
        return EACH(' ');
    }
    return (EACH(' ') & ~UINT64_C(0xffffff)) | (unsigned char)text[0] |
           (uint64_t)(unsigned char)text[size / 2] << 8 |
           (uint64_t)(unsigned char)text[size - 1] << 16;
}

/* What stands behind the backslash: 'u' for the long form, 0 where none is needed. */
static char escape_of(char letter) {
    static const char control[32] = {'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'b', 't', 'n',
                                     'u', 'f', 'r', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
                                     'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u'};
    unsigned char byte = (unsigned char)letter;
    if (byte < sizeof control) {
        return control[byte];
    }
    return byte == '"' || byte == '\\' ? letter : '\0';
}

/* Bytes at the beginning of the text that need no escape. */
static size_t plain_run(const char *text, size_t size) {
    size_t at = 0;
    for (uint64_t word; size - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text + at, sizeof word);
        if (!word_is_plain(word)) {
            break;
        }
    }
    if (size - at < sizeof(uint64_t) && word_is_plain(load_short(text + at, size - at))) {
        return size;
    }
    while (at < size && !escape_of(text[at])) {
        at++;
    }
    return at;
}

static char *print_escape(char *out, char letter) {
    char form = escape_of(letter);
    *out++ = '\\';
    *out++ = form;
    if (form == 'u') {
        *out++ = '0';
        *out++ = '0';
        out = dore_print_hex(out, &letter, 1);
    }
    return out;
}

void dore_buf_put_json_string(struct dore_buf *out, struct dore_str text) {
    enum { LONGEST_ESCAPE = 6 };
    char *at = dore_buf_reserve(out, text.size + LONGEST_ESCAPE + 2);
    *at++ = '"';
    for (size_t done = 0; done < text.size;) {
        size_t run = plain_run(text.text + done, text.size - done);
        memcpy(at, text.text + done, run);
        at += run;
        done += run;
        if (done < text.size) {
            at = print_escape(at, text.text[done++]);
            out->size = (size_t)(at - out->data);
            at = dore_buf_reserve(out, text.size - done + LONGEST_ESCAPE + 2);
        }
    }
    *at++ = '"';
    out->size = (size_t)(at - out->data);
}
