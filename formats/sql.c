/* SPDX-License-Identifier: Apache-2.0
 *
 * sql: quoting. The escapes of COPY fields, string literals and array elements as tables, the one
 * loop that applies them, and names. Nothing else in formats/ puts foreign text into SQL.
 */
#include "sql.h"

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* PostgreSQL, COPY, "Text Format": backslash, line feed, carriage return and tab must be written
 * as two; \b \f \v may be. U+0000 cannot be stored and never gets here. */
const struct sql_escape sql_escape_copy = {
    .a = EACH('\\'),
    .b = EACH('\\'),
    .below = EACH(0x20),
    .second = {['\\'] = '\\',
               ['\b'] = 'b',
               ['\f'] = 'f',
               ['\n'] = 'n',
               ['\r'] = 'r',
               ['\t'] = 't',
               ['\v'] = 'v'},
};
/* PostgreSQL, Lexical Structure 4.1.2.1: with standard_conforming_strings only the quote. */
const struct sql_escape sql_escape_quote = {
    .a = EACH('\''), .b = EACH('\''), .doubled = '\'', .second = {['\''] = '\''}};
/* MySQL, String Literals, table 9.1. A raw CR LF would reach the server as LF (the client
 * translates it), a raw NUL or Ctrl-Z would stop some clients. */
const struct sql_escape sql_escape_mysql = {
    .a = EACH('\\'),
    .b = EACH('\''),
    .below = EACH(0x20),
    .doubled = '\'',
    .second =
        {['\\'] = '\\', ['\''] = '\'', ['\0'] = '0', ['\n'] = 'n', ['\r'] = 'r', [0x1A] = 'Z'},
};
/* RFC 4180, 2.7; MySQL reads it with ENCLOSED BY '"' ESCAPED BY ''. */
const struct sql_escape sql_escape_csv = {
    .a = EACH('"'), .b = EACH('"'), .doubled = '"', .second = {['"'] = '"'}};
/* PostgreSQL, Arrays 8.15.2: inside double quotes. */
const struct sql_escape sql_escape_element = {
    .a = EACH('\\'), .b = EACH('"'), .second = {['\\'] = '\\', ['"'] = '"'}};
const struct sql_escape sql_escape_nothing = {.a = EACH(0xFF), .b = EACH(0xFF)}; /* no UTF-8 */

/* The high bit of each byte of `word` that is zero; higher bytes may be marked without being so. */
static uint64_t zero_bytes(uint64_t word) {
    return (word - EACH(1)) & ~word & EACH(0x80);
}

/* Not 0 when some of the eight bytes may need escaping. */
static uint64_t suspects(const struct sql_escape *escape, uint64_t word) {
    return zero_bytes(word ^ escape->a) | zero_bytes(word ^ escape->b) |
           ((word - escape->below) & ~word & EACH(0x80));
}

static char *escape_bytes(const struct sql_escape *escape, const char *text, size_t size,
                          char *out) {
    for (size_t i = 0; i < size; i++) {
        char second = escape->second[(uint8_t)text[i]];
        *out = text[i];
        if (second) {
            *out++ = text[i] == escape->doubled ? text[i] : '\\';
            *out = second;
        }
        out++;
    }
    return out;
}

char *sql_escape_text(const struct sql_escape *escape, const char *text, size_t size, char *out) {
    while (size > 0) {
        uint64_t word;
        size_t step = size < sizeof word ? size : sizeof word;
        memcpy(&word, text, sizeof word);
        if (!suspects(escape, word)) {
            memcpy(out, &word, sizeof word);
            out += step;
        } else {
            char bytes[sizeof word]; /* a copy: escaping in place overtakes what it reads */
            memcpy(bytes, &word, sizeof word);
            out = escape_bytes(escape, bytes, step, out);
        }
        text += step;
        size -= step;
    }
    return out;
}

/* The text moves up by its own length; then writing two bytes for one never overtakes reading. */
void sql_escape_tail(const struct sql_escape *escape, struct dore_buf *buf, size_t from) {
    size_t size = buf->size - from;
    char *room = dore_buf_reserve(buf, size + sizeof(uint64_t));
    memmove(room, room - size, size);
    memset(room + size, 0, sizeof(uint64_t)); /* read as one word with the last bytes */
    buf->size = (size_t)(sql_escape_text(escape, room, size, buf->data + from) - buf->data);
}

void sql_put_name(const struct sql_dialect *dialect, const char *name, struct dore_buf *out) {
    dore_buf_putc(out, dialect->quote);
    for (; *name; name++) {
        if (*name == dialect->quote) {
            dore_buf_putc(out, dialect->quote);
        }
        dore_buf_putc(out, *name);
    }
    dore_buf_putc(out, dialect->quote);
}

const char *sql_space(const struct dore_table *table) {
    return table->space ? table->space : "public";
}

void sql_put_table(const struct sql_dialect *dialect, const struct dore_table *table,
                   struct dore_buf *out) {
    if (dialect->has_spaces) {
        sql_put_name(dialect, sql_space(table), out);
        dore_buf_putc(out, '.');
    }
    sql_put_name(dialect, table->name, out);
}

void sql_put_literal(const struct sql_dialect *dialect, struct dore_str text,
                     struct dore_buf *out) {
    dore_buf_putc(out, '\'');
    char *end =
        escape_bytes(dialect->escape, text.text, text.size, dore_buf_reserve(out, 2 * text.size));
    out->size = (size_t)(end - out->data);
    dore_buf_putc(out, '\'');
}
