/* SPDX-License-Identifier: Apache-2.0
 *
 * What to write instead, where a text is no JSON: habits of other languages, told by the bytes at
 * the place of the fault, and braces that do not pair, told by how lines are indented. Runs after a
 * fault only, on a text that is UTF-8, and quotes none of it: the file may be one not to be shown.
 */
#include "private.h"

static const char *const quotes = "JSON quotes text with '\"'";
static const char *const comments = "JSON has no comments";

static char at(struct dore_str text, size_t place) {
    return place < text.size ? text.text[place] : '\0';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Letters, digits and lines below from that place on. */
static struct dore_str word_at(struct dore_str text, size_t place) {
    size_t size = 0;
    while (is_letter(at(text, place + size)) || is_digit(at(text, place + size)) ||
           at(text, place + size) == '_')
        size++;
    return (struct dore_str){text.text + place, size};
}

/* Words that other languages have for JSON's. */
static const char *hint_word(struct dore_diags *diags, struct dore_str found) {
    static const struct {
        const char *word, *json;
    } words[] = {{"true", "true"}, {"false", "false"},   {"null", "null"}, {"yes", "true"},
                 {"no", "false"},  {"on", "true"},       {"off", "false"}, {"none", "null"},
                 {"nil", "null"},  {"undefined", "null"}};
    const char *word = dore_arena_text(diags->arena, found.text, found.size);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dore_text_equal_nocase(word, words[i].word))
            return dore_hint(diags, "write %s, or quote text with '\"'", words[i].json);
    if (dore_text_equal_nocase(word, "nan") || dore_text_equal_nocase(word, "infinity"))
        return "JSON has no such number";
    return "quote text with '\"'";
}

const char *json_hint_value(struct dore_diags *diags, struct dore_str text, size_t place) {
    switch (at(text, place)) {
    case '\'':
    case '`':
        return quotes;
    case '}':
    case ']':
    case ',':
        return "leave the comma out";
    case '+':
    case '.':
        return "a number begins with a digit or '-'";
    case '/':
    case '#':
        return comments;
    default:
        if ((unsigned char)at(text, place) >= 0x80) /* such as a typographic quote */
            return quotes;
        return is_letter(at(text, place)) ? hint_word(diags, word_at(text, place)) : NULL;
    }
}

const char *json_hint_key(struct dore_str text, size_t place) {
    char c = at(text, place);
    if (c == '}' || c == ',')
        return "leave the comma out";
    if (c == '/' || c == '#')
        return comments;
    if (c == '\'' || c == '`' || (unsigned char)c >= 0x80)
        return quotes;
    if (is_digit(c))
        return "a number has no commas inside";
    return word_at(text, place).size ? "put it in double quotes" : NULL;
}

const char *json_hint_separator(struct dore_str text, size_t place) {
    char c = at(text, place), before = at(text, place - 1);
    if (c == '/' || c == '#')
        return comments;
    if (is_digit(before) && (is_letter(c) || c == '_'))
        return "a number has nothing but digits here";
    if (c == '"' || c == '{' || c == '[')
        return "put a comma before it";
    return NULL;
}

/* ---- braces --------------------------------------------------------------------------------- */

struct opening {
    uint32_t line, indent;
    char byte;
};

/* Behind the string that begins there. */
static size_t skip_string(struct dore_str text, size_t place) {
    for (place++; place < text.size && text.text[place] != '"'; place++)
        place += text.text[place] == '\\';
    return place + 1;
}

const char *json_hint_braces(struct dore_diags *diags, struct dore_str text, size_t end) {
    struct opening open[DORE_MAX_NESTING + 1];
    uint32_t depth = 0, line = 1, indent = 0;
    bool first = true; /* nothing but blanks stands before this in its line */
    for (size_t place = 0; place < end;) {
        char c = text.text[place];
        if (c == '\n') {
            line++;
            indent = 0;
            first = true;
        } else if (first && (c == ' ' || c == '\t')) {
            indent++;
        } else if ((c == '{' || c == '[') && depth <= DORE_MAX_NESTING) {
            open[depth++] = (struct opening){line, indent, c};
        } else if ((c == '}' || c == ']') && depth) {
            const struct opening *pair = &open[--depth];
            if (first && pair->line != line && pair->indent != indent)
                return dore_hint(diags, "look at line %u, whose '%c' closes the '%c' of line %u",
                                 (unsigned)line, c, pair->byte, (unsigned)pair->line);
        }
        first &= c == '\n' || c == ' ' || c == '\t';
        place = c == '"' ? skip_string(text, place) : place + 1;
    }
    return NULL;
}
