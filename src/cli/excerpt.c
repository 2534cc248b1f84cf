/* SPDX-License-Identifier: Apache-2.0
 *
 * A line of a manifest with its place underlined:
 *
 *       14 |         "faker": { "pyintt": { "min_value": 18 } }
 *          |                    ^~~~~~~~
 *
 * Long lines are cut around the place. A line that may hold a host, a user or a password is not
 * shown at all (no-secrets).
 */
#include "cli.h"

/* Larger texts are not searched for a line. */
enum { MAX_SOURCE = 1 << 20 };
/* What stands before the text: "  14 | ". */
enum { MARGIN = 8, NARROWEST = 20 };

static const struct dore_source *find_source(const struct dore_diags *diags, const char *file) {
    const struct dore_source *source = diags->sources;
    while (source && strcmp(source->file, file) != 0)
        source = source->next;
    return source;
}

/* The line without its end; text NULL when there is no such line. */
static struct dore_str find_line(struct dore_str text, uint32_t number) {
    const char *at = text.text, *end = text.text + text.size;
    for (uint32_t line = 1; line < number; line++) {
        const char *feed = memchr(at, '\n', (size_t)(end - at));
        if (!feed)
            return (struct dore_str){0};
        at = feed + 1;
    }
    const char *feed = memchr(at, '\n', (size_t)(end - at));
    size_t size = (size_t)((feed ? feed : end) - at);
    if (size > 0 && at[size - 1] == '\r')
        size--;
    return (struct dore_str){at, size};
}

static bool contains(struct dore_str line, const char *word) {
    size_t size = strlen(word);
    for (size_t i = 0; i + size <= line.size; i++)
        if (memcmp(line.text + i, word, size) == 0)
            return true;
    return false;
}

/* Whether the line may show a connection property: it names one, spells letters as \u00NN, or
 * begins with the value of a key that stands on an earlier line. */
static bool may_be_secret(struct dore_str text, struct dore_str line, const char *path) {
    static const char *const signs[] = {"\"host\"", "\"port\"", "\"user\"", "\"password\"",
                                        "\\u00"};
    static const char datastores[] = "$.datastores";
    if (path && strncmp(path, datastores, sizeof datastores - 1) == 0)
        return true;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (contains(line, signs[i]))
            return true;
    const char *before = line.text;
    while (before > text.text && strchr(" \t\r\n", before[-1]))
        before--;
    return before > text.text && before[-1] == ':';
}

/* Bytes of the first `count` characters. */
static size_t bytes_of(struct dore_str line, uint32_t count) {
    size_t at = 0;
    while (count > 0 && at < line.size) {
        do
            at++;
        while (at < line.size && ((unsigned char)line.text[at] & 0xc0) == 0x80);
        count--;
    }
    return at;
}

static size_t put_character(struct dore_buf *out, struct dore_str line, size_t at,
                            unsigned *width) {
    if (line.text[at] != '\t')
        return cli_escape_character(out, line.text + at, line.size - at, width);
    dore_buf_putc(out, ' ');
    *width += 1;
    return 1;
}

static void put_repeated(struct dore_buf *out, char byte, unsigned count) {
    while (count-- > 0)
        dore_buf_putc(out, byte);
}

void cli_excerpt(const struct dore_diags *diags, const struct dore_where *where, unsigned columns,
                 bool color, struct dore_buf *out) {
    const struct dore_source *source = where->file ? find_source(diags, where->file) : NULL;
    if (!source || where->line == 0 || source->text.size > MAX_SOURCE)
        return;
    struct dore_str line = find_line(source->text, where->line);
    if (!line.text || may_be_secret(source->text, line, where->path))
        return;
    unsigned room = columns > MARGIN + NARROWEST ? columns - MARGIN : NARROWEST;
    if (room > FOREIGN_BYTES)
        room = FOREIGN_BYTES;

    uint32_t first = where->column > 0 ? where->column - 1 : 0; /* of the place, in characters */
    uint32_t last = first + (where->span > 0 ? where->span : 1);
    uint32_t skipped = line.size > room && first > room / 2 ? first - room / 3 : 0;
    size_t at = bytes_of(line, skipped);
    size_t start = at, from = bytes_of(line, first), to = bytes_of(line, last);
    unsigned width = 0, left = 0, right = 0; /* columns of the place's ends */

    dore_buf_format(out, "%5u | ", (unsigned)where->line);
    if (skipped > 0) {
        dore_buf_puts(out, "...");
        width += 3;
    }
    while (at < line.size && width + 3 < room && at - start < FOREIGN_BYTES) {
        if (at == from)
            left = width;
        at += put_character(out, line, at, &width);
        if (at <= to)
            right = width;
    }
    if (at <= from) /* the place is the end of the line */
        left = right = width;
    dore_buf_puts(out, at < line.size ? "...\n      | " : "\n      | ");
    put_repeated(out, ' ', left);
    dore_buf_puts(out, color ? "\033[1;32m^" : "^");
    put_repeated(out, '~', right > left + 1 ? right - left - 1 : 0);
    dore_buf_puts(out, color ? "\033[0m\n" : "\n");
}
