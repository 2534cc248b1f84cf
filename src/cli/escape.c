/* SPDX-License-Identifier: Apache-2.0
 *
 * The one printer for bytes that others wrote: names, paths and lines from manifests, words from
 * argv, texts from libraries. What could steer a terminal or reorder a line comes out as \xNN (a
 * control or a byte that is not UTF-8) or \uNNNN (C1, bidi controls, line separators).
 */
#include "cli.h"

/* Characters whose width is not one column, in order; the widest scripts, not all of Unicode: a
 * mistake here only moves a caret. */
static const struct {
    uint32_t first, last;
    unsigned width;
} widths[] = {
    {0x0300, 0x036f, 0}, {0x1100, 0x115f, 2},   {0x200b, 0x200d, 0},   {0x2e80, 0xa4cf, 2},
    {0xac00, 0xd7a3, 2}, {0xf900, 0xfaff, 2},   {0xfe00, 0xfe0f, 0},   {0xfe30, 0xfe6f, 2},
    {0xff00, 0xff60, 2}, {0x1f300, 0x1f64f, 2}, {0x1f900, 0x1f9ff, 2}, {0x20000, 0x3fffd, 2},
};

/* Characters that are harmless to computers and treacherous to readers. */
static const struct {
    uint32_t first, last;
} treacherous[] = {
    {0x0080, 0x009f}, {0x061c, 0x061c}, {0x200e, 0x200f},
    {0x2028, 0x202e}, {0x2066, 0x2069}, {0xfeff, 0xfeff},
};

static bool is_treacherous(uint32_t scalar) {
    for (size_t i = 0; i < sizeof treacherous / sizeof *treacherous; i++)
        if (scalar >= treacherous[i].first && scalar <= treacherous[i].last)
            return true;
    return false;
}

static unsigned width_of(uint32_t scalar) {
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        if (scalar >= widths[i].first && scalar <= widths[i].last)
            return widths[i].width;
    return 1;
}

size_t cli_escape_character(struct dore_buf *out, const char *text, size_t size, unsigned *width) {
    size_t bytes = 1, valid = dore_utf8_valid(text, size < 4 ? size : 4);
    uint32_t scalar = valid > 0 ? dore_utf8_decode(text, valid, &bytes) : 0;
    if (scalar < 0x20 || scalar == 0x7f) {
        dore_buf_format(out, "\\x%02x", (unsigned)(unsigned char)*text);
        *width += 4;
    } else if (is_treacherous(scalar)) {
        dore_buf_format(out, "\\u%04x", (unsigned)scalar);
        *width += 6;
    } else {
        dore_buf_put(out, text, bytes);
        *width += width_of(scalar);
    }
    return bytes;
}

/* Stops after writing `all` bytes; with `quotes`, leaves out what is more than FOREIGN_BYTES behind
 * a quote, up to the next. */
static void escape(struct dore_buf *out, struct dore_str text, size_t all, bool quotes) {
    unsigned width = 0;
    size_t piece = 0, start = out->size;
    for (size_t at = 0; at < text.size;) {
        if (out->size - start >= all) {
            dore_buf_puts(out, "...");
            return;
        }
        if (quotes && text.text[at] == '\'')
            piece = 0;
        if (piece >= FOREIGN_BYTES) {
            dore_buf_puts(out, "...");
            const char *quote = memchr(text.text + at, '\'', text.size - at);
            if (!quotes || !quote)
                return;
            at = (size_t)(quote - text.text);
            piece = 0;
        }
        size_t bytes = cli_escape_character(out, text.text + at, text.size - at, &width);
        at += bytes;
        piece += bytes;
    }
}

void cli_escape(struct dore_buf *out, struct dore_str text) {
    escape(out, text, SIZE_MAX, false);
}

void cli_escape_message(struct dore_buf *out, const char *message) {
    escape(out, (struct dore_str){message, strlen(message)}, MESSAGE_BYTES, true);
}
