/* SPDX-License-Identifier: Apache-2.0
 *
 * The strict walk over a JSON text. cJSON takes much that is not JSON and forgets where things
 * stood; so this file refuses what RFC 8259 and our limits refuse, with its place, and notes for
 * every key and value where it stands and how long it is. It makes no tree and decodes nothing.
 *
 * Messages never quote the text: a `ref` may have named any file of the user's.
 */
#include "private.h"

/* Paths stay short whatever the keys are, so that places cost memory in proportion to the text. */
enum { MAX_KEY_IN_PATH = 64, MAX_PATH = 512 };

struct walk {
    const char *text;
    size_t size, at;
    size_t counted; /* line and column belong to this offset, which never goes back */
    uint32_t line, column;
    unsigned depth;
    uint32_t values;
    const char *file;
    struct dore_arena *arena;
    struct dore_buf *marks;
    struct dore_diags *diags;
};

/* ---- places --------------------------------------------------------------------------------- */

static void count_to(struct walk *walk, size_t offset) {
    for (; walk->counted < offset; walk->counted++) {
        unsigned char byte = (unsigned char)walk->text[walk->counted];
        if (byte == '\n') {
            walk->line++;
            walk->column = 1;
        } else if ((byte & 0xc0) != 0x80) {
            walk->column++;
        }
    }
}

/* Adds the error at the present place. Always false, so that callers can return it. */
static bool refuse(struct walk *walk, enum dore_code code, const char *path, const char *hint,
                   const char *message) {
    count_to(walk, walk->at);
    struct dore_where where = {
        .file = walk->file, .line = walk->line, .column = walk->column, .span = 1, .path = path};
    dore_error(walk->diags, code, where, hint, "%s", message);
    return false;
}

static bool refuse_limit(struct walk *walk, const char *path, const char *what, int limit) {
    return refuse(walk, DORE_E_FILE_LIMIT, path, NULL,
                  dore_arena_format(walk->diags->arena, "%s %d", what, limit));
}

/* A mark for what begins here; its sizes follow when its end is known. */
static struct json_mark begin_mark(struct walk *walk, const char *path) {
    count_to(walk, walk->at);
    return (struct json_mark){.path = path,
                              .line = walk->line,
                              .column = walk->column,
                              .span = 1,
                              .offset = (uint32_t)walk->at};
}

static void put_mark(struct walk *walk, const struct json_mark *mark) {
    dore_buf_put(walk->marks, mark, sizeof *mark);
}

/* The mark of a scalar or key that ends here. */
static void end_mark(struct walk *walk, struct json_mark mark, size_t size) {
    mark.size = (uint32_t)size;
    mark.span = (uint32_t)dore_utf8_count(walk->text + mark.offset, walk->at - mark.offset);
    put_mark(walk, &mark);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The path of a member whose key is written so: $.models.order, $.models["two words"]. */
static const char *member_path(struct walk *walk, const char *parent, const char *key,
                               size_t size) {
    bool plain = size > 0 && !is_digit(key[0]);
    for (size_t i = 0; i < size && plain; i++)
        plain = is_letter(key[i]) || is_digit(key[i]) || key[i] == '_' || key[i] == '-';
    const char *more = "";
    if (size > MAX_KEY_IN_PATH) {
        more = "...";
        size = dore_utf8_valid(key, MAX_KEY_IN_PATH);
    }
    if (strlen(parent) + size > MAX_PATH)
        return parent;
    if (plain)
        return dore_arena_format(walk->arena, "%s.%.*s%s", parent, (int)size, key, more);
    return dore_arena_format(walk->arena, "%s[\"%.*s%s\"]", parent, (int)size, key, more);
}

static const char *item_path(struct walk *walk, const char *parent, uint32_t index) {
    if (strlen(parent) > MAX_PATH)
        return parent;
    return dore_arena_format(walk->arena, "%s[%u]", parent, (unsigned)index);
}

/* ---- tokens --------------------------------------------------------------------------------- */

/* The byte here, or NUL at the end: no token begins with one. */
static char peek(const struct walk *walk) {
    return walk->at < walk->size ? walk->text[walk->at] : '\0';
}

static bool take(struct walk *walk, char byte) {
    if (walk->at >= walk->size || walk->text[walk->at] != byte)
        return false;
    walk->at++;
    return true;
}

static void skip_blanks(struct walk *walk) {
    while (peek(walk) == ' ' || peek(walk) == '\t' || peek(walk) == '\n' || peek(walk) == '\r')
        walk->at++;
}

/* Four hexadecimal digits; false leaves the place at the one that is not. */
static bool take_hex(struct walk *walk, uint32_t *out) {
    *out = 0;
    for (int i = 0; i < 4; i++) {
        char c = peek(walk);
        uint32_t digit = is_digit(c)              ? (uint32_t)(c - '0')
                         : (c >= 'a' && c <= 'f') ? (uint32_t)(c - 'a' + 10)
                         : (c >= 'A' && c <= 'F') ? (uint32_t)(c - 'A' + 10)
                                                  : 16;
        if (digit == 16)
            return false;
        *out = *out << 4 | digit;
        walk->at++;
    }
    return true;
}

/* \uXXXX, the place behind the u. Adds the bytes that it stands for to *size. */
static bool unicode_escape(struct walk *walk, const char *path, bool key, size_t *size) {
    size_t begin = walk->at - 2;
    uint32_t first, second;
    if (!take_hex(walk, &first))
        return refuse(walk, DORE_E_JSON_SYNTAX, path, NULL, "'\\u' needs four hexadecimal digits");
    if (first == 0 && key) {
        walk->at = begin;
        return refuse(walk, DORE_E_JSON_TEXT, path, NULL, "U+0000 in a key");
    }
    if (first < 0xd800 || first > 0xdfff) {
        *size += first < 0x80 ? 1 : first < 0x800 ? 2 : 3;
        return true;
    }
    if (first < 0xdc00 && take(walk, '\\') && take(walk, 'u') && take_hex(walk, &second) &&
        second >= 0xdc00 && second <= 0xdfff) {
        *size += 4;
        return true;
    }
    walk->at = begin;
    return refuse(walk, DORE_E_JSON_TEXT, path, "write both halves of the pair",
                  "half of a surrogate pair stands alone");
}

static bool escape(struct walk *walk, const char *path, bool key, size_t *size) {
    char c = peek(walk);
    if (!c || !strchr("\"\\/bfnrtu", c))
        return refuse(walk, DORE_E_JSON_SYNTAX, path, "write '\\\\' for a backslash",
                      "an escape that JSON does not have");
    walk->at++;
    if (c == 'u')
        return unicode_escape(walk, path, key, size);
    *size += 1;
    return true;
}

/* From the opening quote to behind the closing one; *size gets the decoded bytes. */
static bool take_string(struct walk *walk, const char *path, bool key, size_t *size) {
    size_t begin = walk->at++;
    *size = 0;
    while (walk->at < walk->size) {
        unsigned char c = (unsigned char)walk->text[walk->at];
        if (c < 0x20)
            return refuse(walk, DORE_E_JSON_TEXT, path,
                          c == '\n'   ? "close the string, or write '\\n'"
                          : c == '\t' ? "write '\\t'"
                                      : dore_hint(walk->diags, "write '\\u%04x'", c),
                          dore_arena_format(walk->diags->arena,
                                            "raw control character U+%04X in a string", c));
        if (*size > DORE_MAX_STRING) {
            walk->at = begin;
            return refuse_limit(walk, path, "a string of more bytes than", DORE_MAX_STRING);
        }
        walk->at++;
        if (c == '"')
            return true;
        if (c != '\\')
            *size += 1;
        else if (!escape(walk, path, key, size))
            return false;
    }
    walk->at = begin;
    return refuse(walk, DORE_E_JSON_SYNTAX, path, "close it with '\"'", "a string without an end");
}

static size_t take_digits(struct walk *walk) {
    size_t begin = walk->at;
    while (is_digit(peek(walk)))
        walk->at++;
    return walk->at - begin;
}

static bool take_number(struct walk *walk, const char *path) {
    take(walk, '-');
    size_t begin = walk->at;
    size_t digits = take_digits(walk);
    if (!digits)
        return refuse(walk, DORE_E_JSON_SYNTAX, path, NULL, "a number needs a digit here");
    if (digits > 1 && walk->text[begin] == '0') {
        walk->at = begin;
        return refuse(walk, DORE_E_JSON_SYNTAX, path, "leave the zero out, or quote the text",
                      "a number begins with a zero");
    }
    if (take(walk, '.') && !take_digits(walk))
        return refuse(walk, DORE_E_JSON_SYNTAX, path, NULL,
                      "a number needs a digit behind its point");
    if (take(walk, 'e') || take(walk, 'E')) {
        if (!take(walk, '+'))
            take(walk, '-');
        if (!take_digits(walk))
            return refuse(walk, DORE_E_JSON_SYNTAX, path, NULL,
                          "a number needs a digit in its exponent");
    }
    return true;
}

static bool take_word(struct walk *walk) {
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i]);
        if (walk->size - walk->at >= size && memcmp(walk->text + walk->at, words[i], size) == 0) {
            walk->at += size;
            return !is_letter(peek(walk)) && !is_digit(peek(walk));
        }
    }
    return false;
}

/* ---- structure ------------------------------------------------------------------------------ */

static struct dore_str text_of(const struct walk *walk) {
    return (struct dore_str){walk->text, walk->size};
}

static bool refuse_value(struct walk *walk, const char *path) {
    if (walk->at >= walk->size)
        return refuse(walk, DORE_E_JSON_SYNTAX, path, NULL,
                      "the text ends where a value should stand");
    return refuse(walk, DORE_E_JSON_SYNTAX, path,
                  json_hint_value(walk->diags, text_of(walk), walk->at),
                  "a value should stand here");
}

static bool walk_value(struct walk *walk, const char *path);

/* Between children: true at a comma (then *more) and at the closing byte. */
static bool take_separator(struct walk *walk, const char *path, char close, bool *more) {
    skip_blanks(walk);
    *more = take(walk, ',');
    if (*more || take(walk, close))
        return true;
    bool ends = walk->at == walk->size;
    return refuse(walk, DORE_E_JSON_SYNTAX, path,
                  ends ? json_hint_braces(walk->diags, text_of(walk), walk->at)
                       : json_hint_separator(text_of(walk), walk->at),
                  dore_arena_format(walk->diags->arena,
                                    ends ? "the text ends where ',' or '%c' should stand"
                                         : "',' or '%c' should stand here",
                                    close));
}

/* The path of the member whose key and colon stand here; NULL when they were refused. */
static const char *walk_key(struct walk *walk, const char *path) {
    skip_blanks(walk);
    if (peek(walk) != '"') {
        bool brace = peek(walk) == '{';
        refuse(walk, DORE_E_JSON_SYNTAX, path,
               brace ? "write \"{{name}}\"" : json_hint_key(text_of(walk), walk->at),
               brace ? "a variable outside a string, or a brace too many"
                     : "a key in double quotes should stand here");
        return NULL;
    }
    struct json_mark mark = begin_mark(walk, path);
    size_t size;
    if (!take_string(walk, path, true, &size))
        return NULL;
    mark.path = member_path(walk, path, walk->text + mark.offset + 1, walk->at - mark.offset - 2);
    end_mark(walk, mark, size);
    skip_blanks(walk);
    if (take(walk, ':'))
        return mark.path;
    refuse(walk, DORE_E_JSON_SYNTAX, mark.path, NULL,
           "':' should stand here, between key and value");
    return NULL;
}

static bool walk_object(struct walk *walk, const char *path) {
    skip_blanks(walk);
    if (take(walk, '}'))
        return true;
    bool more = true;
    for (uint32_t count = 0; more; count++) {
        if (count == DORE_MAX_ITEMS)
            return refuse_limit(walk, path, "an object of more members than", DORE_MAX_ITEMS);
        const char *member = walk_key(walk, path);
        if (!member || !walk_value(walk, member) || !take_separator(walk, path, '}', &more))
            return false;
    }
    return true;
}

static bool walk_array(struct walk *walk, const char *path) {
    skip_blanks(walk);
    if (take(walk, ']'))
        return true;
    bool more = true;
    for (uint32_t count = 0; more; count++) {
        if (count == DORE_MAX_ITEMS)
            return refuse_limit(walk, path, "an array of more items than", DORE_MAX_ITEMS);
        if (!walk_value(walk, item_path(walk, path, count)) ||
            !take_separator(walk, path, ']', &more))
            return false;
    }
    return true;
}

static bool walk_scalar(struct walk *walk, const char *path) {
    struct json_mark mark = begin_mark(walk, path);
    size_t size = 0;
    char first = peek(walk);
    if (first == '"') {
        if (!take_string(walk, path, false, &size))
            return false;
    } else if (first == '-' || is_digit(first)) {
        if (!take_number(walk, path))
            return false;
    } else if (!take_word(walk)) {
        walk->at = mark.offset;
        return refuse_value(walk, path);
    }
    end_mark(walk, mark, first == '"' ? size : walk->at - mark.offset);
    return true;
}

/* Recursion is as deep as the nesting, at most DORE_MAX_NESTING. */
static bool walk_value(struct walk *walk, const char *path) {
    skip_blanks(walk);
    if (walk->values++ == JSON_MAX_VALUES)
        return refuse_limit(walk, path, "more values in one file than", JSON_MAX_VALUES);
    char first = peek(walk);
    if (first != '{' && first != '[')
        return walk_scalar(walk, path);
    if (walk->depth == DORE_MAX_NESTING)
        return refuse_limit(walk, path, "nesting deeper than", DORE_MAX_NESTING);
    struct json_mark mark = begin_mark(walk, path);
    put_mark(walk, &mark);
    walk->at++;
    walk->depth++;
    bool good = first == '{' ? walk_object(walk, path) : walk_array(walk, path);
    walk->depth--;
    return good;
}

bool json_locate(struct dore_arena *arena, const char *file, const char *path, struct dore_str text,
                 struct dore_buf *marks, struct dore_diags *diags) {
    path = path ? path : "";
    struct walk walk = {.text = text.text,
                        .size = text.size,
                        .line = 1,
                        .column = 1,
                        .file = file,
                        .arena = arena,
                        .marks = marks,
                        .diags = diags};
    if (text.size > DORE_MAX_FILE)
        return refuse_limit(&walk, path, "a text of more bytes than", DORE_MAX_FILE);
    if (text.size >= 3 && memcmp(text.text, "\xef\xbb\xbf", 3) == 0)
        return refuse(&walk, DORE_E_JSON_TEXT, path, "save the file as UTF-8 without it",
                      "a byte order mark before the text");
    walk.at = dore_utf8_valid(text.text, text.size);
    if (walk.at < text.size)
        return refuse(&walk, DORE_E_JSON_TEXT, path, "save the file as UTF-8", "not UTF-8 here");
    walk.at = 0;
    skip_blanks(&walk);
    if (walk.at == walk.size)
        return refuse(&walk, DORE_E_JSON_SYNTAX, path, NULL, "the text is empty");
    if (!walk_value(&walk, path))
        return false;
    skip_blanks(&walk);
    return walk.at == walk.size ||
           refuse(&walk, DORE_E_JSON_SYNTAX, path, json_hint_braces(diags, text, walk.at),
                  "something stands behind the end of the JSON text");
}
