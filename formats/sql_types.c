/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_types: column types as people write them. A type goes to the server as it stands, so it is
 * first cut into tokens by the server's own rules of quoting: words, numbers, strings, names and
 * operators in balanced parentheses pass, and whatever could end the column's definition (a
 * semicolon, a comma, a comment, something unclosed) is refused. Then its words are looked up in
 * the dialect's table and its constraints noted. What the types mean stands in the tables.
 */
#include "sql.h"

/* ---- tokens --------------------------------------------------------------------------------- */

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,
    TOKEN_NUMBER,
    TOKEN_STRING,
    TOKEN_NAME, /* in quotes of its own */
    TOKEN_OPEN, /* ( or [ */
    TOKEN_CLOSE,
    TOKEN_COMMA,
    TOKEN_OPERATOR,
    TOKEN_FAULT
};
struct token {
    enum token_kind kind;
    struct dore_str text; /* with its quotes */
};
struct scan {
    const struct sql_dialect *dialect;
    const char *at;
    unsigned depth; /* of parentheses; bit i of `square` says that the i-th is a bracket */
    uint64_t square;
    const char *fault;
};

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool begins_word(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
           (uint8_t)byte >= 0x80;
}

static bool in_word(char byte) {
    return begins_word(byte) || is_digit(byte) || byte == '$';
}

static enum token_kind fail(struct scan *scan, const char *fault) {
    scan->fault = fault;
    return TOKEN_FAULT;
}

/* What stands in quotes; a doubled quote is part of it. `backslash`: escapes the next byte. */
static enum token_kind scan_quoted(struct scan *scan, enum token_kind kind, bool backslash) {
    char quote = *scan->at++;
    while (*scan->at) {
        if (*scan->at == '\\' && backslash && scan->at[1]) {
            scan->at += 2;
        } else if (*scan->at != quote) {
            scan->at++;
        } else if (scan->at[1] == quote) {
            scan->at += 2;
        } else {
            scan->at++;
            return kind;
        }
    }
    return fail(scan, "a quote that is not closed");
}

static enum token_kind scan_bracket(struct scan *scan) {
    enum { DEEPEST = 64 };
    char byte = *scan->at++;
    bool square = byte == '[' || byte == ']';
    if (byte == '(' || byte == '[') {
        if (scan->depth == DEEPEST) {
            return fail(scan, "too many parentheses in one another");
        }
        scan->square = scan->square << 1 | square;
        scan->depth++;
        return TOKEN_OPEN;
    }
    if (scan->depth == 0 || (scan->square & 1) != square) {
        return fail(scan, "a parenthesis that was not opened");
    }
    scan->square >>= 1;
    scan->depth--;
    return TOKEN_CLOSE;
}

/* psql replaces :name, :'name' and :"name" outside quotes, but knows the cast x::type. */
static enum token_kind scan_colon(struct scan *scan) {
    if (scan->at[1] == ':') {
        scan->at += 2;
        return TOKEN_OPERATOR;
    }
    scan->at++;
    if (in_word(*scan->at) || *scan->at == '\'' || *scan->at == '"') {
        return fail(scan, "a ':' that the client would take for a variable");
    }
    return TOKEN_OPERATOR;
}

static enum token_kind scan_operator(struct scan *scan) {
    const char *at = scan->at;
    if ((at[0] == '-' && at[1] == '-') || (at[0] == '/' && at[1] == '*') ||
        (at[0] == '#' && scan->dialect->backslash)) {
        return fail(scan, "a comment");
    }
    if (*at == ':') {
        return scan_colon(scan);
    }
    if (*at == ',') {
        scan->at++;
        return scan->depth ? TOKEN_COMMA : fail(scan, "a ',' outside parentheses");
    }
    if (*at == ';') {
        return fail(scan, "a ';' outside quotes");
    }
    if (!strchr("+-*/<>=~!@#%^&|?.", *at)) {
        return fail(scan, "a character that has no place outside quotes");
    }
    scan->at++;
    return TOKEN_OPERATOR;
}

static enum token_kind scan_word(struct scan *scan) {
    const char *begin = scan->at;
    while (in_word(*scan->at)) {
        scan->at++;
    }
    /* PostgreSQL, Lexical Structure 4.1.2.2: in E'..' a backslash would hide the closing quote. */
    if (!scan->dialect->backslash && scan->at - begin == 1 && (*begin == 'e' || *begin == 'E') &&
        *scan->at == '\'') {
        return fail(scan, "a string with C-style escapes");
    }
    return TOKEN_WORD;
}

static enum token_kind scan_one(struct scan *scan) {
    char byte = *scan->at;
    if (byte == '\0') {
        return scan->depth ? fail(scan, "a parenthesis that is not closed") : TOKEN_END;
    }
    if (begins_word(byte)) {
        return scan_word(scan);
    }
    if (is_digit(byte)) {
        while (is_digit(*scan->at) || *scan->at == '.') {
            scan->at++;
        }
        return TOKEN_NUMBER;
    }
    if (byte == scan->dialect->quote) {
        return scan_quoted(scan, TOKEN_NAME, false);
    }
    if (byte == '\'' || (byte == '"' && scan->dialect->backslash)) {
        return scan_quoted(scan, TOKEN_STRING, scan->dialect->backslash);
    }
    if (strchr("()[]", byte)) {
        return scan_bracket(scan);
    }
    return scan_operator(scan);
}

static struct token next(struct scan *scan) {
    while (*scan->at == ' ') {
        scan->at++;
    }
    const char *begin = scan->at;
    enum token_kind kind = scan_one(scan);
    return (struct token){kind, {begin, (size_t)(scan->at - begin)}};
}

static struct token peek(const struct scan *scan) {
    struct scan copy = *scan;
    return next(&copy);
}

static char upper(char byte) {
    return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

static bool text_is(struct dore_str text, const char *word, size_t size) {
    if (text.size != size) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        if (upper(text.text[i]) != word[i]) {
            return false;
        }
    }
    return true;
}

static bool word_is(struct token token, const char *word) {
    return token.kind == TOKEN_WORD && text_is(token.text, word, strlen(word));
}

/* ---- the grammar ---------------------------------------------------------------------------- */

static bool has_control(const char *text) {
    for (const uint8_t *at = (const uint8_t *)text; *at; at++) {
        if (*at < 0x20 || *at == 0x7F || (at[0] == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0)) {
            return true;
        }
    }
    return false;
}

const char *sql_condition_fault(const struct sql_dialect *dialect, const char *text) {
    if (has_control(text)) {
        return "a control character";
    }
    struct scan scan = {.dialect = dialect, .at = text};
    struct token token = next(&scan);
    if (token.kind == TOKEN_END) {
        return "nothing";
    }
    while (token.kind != TOKEN_END) {
        if (token.kind == TOKEN_FAULT) {
            return scan.fault;
        }
        token = next(&scan);
    }
    return NULL;
}

bool sql_condition_names(const struct sql_dialect *dialect, const char *text, const char *column) {
    struct scan scan = {.dialect = dialect, .at = text};
    size_t size = strlen(column);
    for (;;) {
        struct token token = next(&scan);
        size_t quotes = token.kind == TOKEN_NAME;
        if (token.kind == TOKEN_END || token.kind == TOKEN_FAULT) {
            return false;
        }
        bool name = token.kind == TOKEN_WORD || token.kind == TOKEN_NAME;
        bool same = name && token.text.size == size + 2 * quotes;
        for (size_t i = 0; same && i < size; i++) {
            same = upper(token.text.text[i + quotes]) == upper(column[i]);
        }
        if (same) {
            return true;
        }
    }
}

static const char *grammar_fault(const struct sql_dialect *dialect, const char *text) {
    struct scan scan = {.dialect = dialect, .at = text};
    enum token_kind first = next(&scan).kind;
    bool begins = first == TOKEN_WORD || first == TOKEN_NAME || first == TOKEN_FAULT ||
                  first == TOKEN_END || has_control(text);
    return begins ? sql_condition_fault(dialect, text) : "no type at its beginning";
}

/* ---- the type ------------------------------------------------------------------------------- */

/* Moves *scan behind the tokens of `name`, split by blanks, when they stand there. */
static bool take_words(struct scan *scan, const char *name) {
    struct scan copy = *scan;
    while (*name) {
        const char *end = strchr(name, ' ');
        size_t size = end ? (size_t)(end - name) : strlen(name);
        struct token token = next(&copy);
        if (!text_is(token.text, name, size)) {
            return false;
        }
        name += size + (end != NULL);
    }
    *scan = copy;
    return true;
}

/* The longest word of the table wins: DOUBLE PRECISION before DOUBLE. */
static const struct sql_word *take_type(struct scan *scan) {
    const struct sql_dialect *dialect = scan->dialect;
    const struct sql_word *best = NULL;
    struct scan behind = *scan;
    for (size_t i = 0; i < dialect->word_count; i++) {
        struct scan copy = *scan;
        if (take_words(&copy, dialect->word[i].name) && (!best || copy.at > behind.at)) {
            best = &dialect->word[i];
            behind = copy;
        }
    }
    *scan = behind;
    return best;
}

/* A name of the user's own types: words and names with dots between. */
static void take_name(struct scan *scan) {
    next(scan);
    while (peek(scan).text.size == 1 && peek(scan).text.text[0] == '.') {
        next(scan);
        next(scan);
    }
}

static bool is_qualified(const struct scan *scan) {
    struct scan copy = *scan;
    return next(&copy).kind == TOKEN_NAME || (*copy.at == '.');
}

/* From behind "(" to behind its ")". */
static void take_arguments(struct scan *scan, struct sql_type *out) {
    unsigned outside = scan->depth - 1;
    out->labels.text = scan->at;
    while (scan->depth > outside) {
        struct token token = next(scan);
        uint64_t number;
        if (token.kind == TOKEN_NUMBER && dore_parse_u64(token.text, &number) &&
            out->argument_count < 2) {
            out->argument[out->argument_count++] = number;
        }
    }
    out->labels.size = (size_t)(scan->at - 1 - out->labels.text);
}

static void skip_group(struct scan *scan) {
    unsigned outside = scan->depth - 1;
    while (scan->depth > outside) {
        next(scan);
    }
}

/* TIMESTAMP and TIME become others WITH TIME ZONE. */
static void take_zone(struct sql_type *out) {
    if (out->family == SQL_DATETIME) {
        out->family = SQL_INSTANT;
    } else if (out->family == SQL_TIME) {
        out->family = SQL_ZONED_TIME;
    }
}

/* What belongs to the type itself; false where the constraints begin. */
static bool take_modifier(struct scan *scan, struct sql_type *out) {
    struct token token = peek(scan);
    if (token.kind == TOKEN_OPEN && token.text.text[0] == '[') {
        next(scan);
        skip_group(scan);
        out->array = true;
    } else if (take_words(scan, "ARRAY")) {
        out->array = true;
    } else if (take_words(scan, "UNSIGNED") || take_words(scan, "ZEROFILL")) {
        out->is_unsigned = true;
    } else if (take_words(scan, "WITH TIME ZONE")) {
        take_zone(out);
    } else if (token.kind == TOKEN_OPEN && out->argument_count == 0 && !out->labels.text) {
        next(scan);
        take_arguments(scan, out);
    } else if (out->family == SQL_INTERVAL && (token.kind == TOKEN_WORD) &&
               (word_is(token, "YEAR") || word_is(token, "MONTH") || word_is(token, "DAY") ||
                word_is(token, "HOUR") || word_is(token, "MINUTE") || word_is(token, "SECOND") ||
                word_is(token, "TO"))) {
        next(scan);
    } else {
        return take_words(scan, "WITHOUT TIME ZONE") || take_words(scan, "SIGNED");
    }
    return true;
}

/* ---- constraints ---------------------------------------------------------------------------- */

static void take_generated(struct scan *scan, struct sql_type *out, bool always) {
    if (take_words(scan, "IDENTITY")) {
        out->counted = out->not_null = true;
        out->identity_always = always;
    } else if (peek(scan).kind == TOKEN_OPEN) {
        out->computed = true;
    }
}

/* A word, or what stands in quotes. */
static struct dore_str take_word(struct scan *scan) {
    struct token token = next(scan);
    bool quoted = token.kind == TOKEN_NAME || token.kind == TOKEN_STRING;
    return quoted ? (struct dore_str){token.text.text + 1, token.text.size - 2} : token.text;
}

static void take_constraint(struct scan *scan, struct sql_type *out) {
    if (take_words(scan, "NOT NULL")) {
        out->not_null = true;
    } else if (take_words(scan, "NULL")) {
        out->null = true;
    } else if (take_words(scan, "DEFAULT")) {
        struct token token = next(scan); /* not a NULL of its own */
        out->bare_default = token.kind != TOKEN_OPEN && !word_is(token, "NULL");
        if (token.kind == TOKEN_OPEN) {
            skip_group(scan);
        }
    } else if (take_words(scan, "UNIQUE KEY") || take_words(scan, "UNIQUE")) {
        out->unique = true;
    } else if (take_words(scan, "PRIMARY KEY") ||
               (scan->dialect->backslash && take_words(scan, "KEY"))) {
        out->primary = out->not_null = true;
    } else if (take_words(scan, "GENERATED ALWAYS AS")) {
        take_generated(scan, out, true);
    } else if (take_words(scan, "GENERATED BY DEFAULT AS") || take_words(scan, "AS")) {
        take_generated(scan, out, false);
    } else if (take_words(scan, "AUTO_INCREMENT")) {
        out->counted = true;
    } else if (take_words(scan, "REFERENCES")) {
        out->references = true;
    } else if (take_words(scan, "SET NULL")) { /* ON DELETE: says nothing of this column */
        return;
    } else if (take_words(scan, "COLLATE")) {
        out->collation = take_word(scan);
    } else if (take_words(scan, "CHARSET") || take_words(scan, "CHARACTER SET")) {
        out->charset = take_word(scan);
    } else if (take_words(scan, "BINARY")) {
        out->binary = true;
    } else if (next(scan).kind == TOKEN_OPEN) {
        skip_group(scan);
    }
}

const char *sql_type_read(const struct sql_dialect *dialect, const char *text,
                          struct sql_type *out) {
    *out = (struct sql_type){.dialect = dialect, .text = {text, 0}};
    const char *fault = text ? grammar_fault(dialect, text) : "nothing";
    if (fault) {
        return fault;
    }
    struct scan scan = {.dialect = dialect, .at = text};
    take_words(&scan, "PG_CATALOG ."); /* where the server keeps its own types */
    out->word = is_qualified(&scan) ? NULL : take_type(&scan);
    if (!out->word) {
        take_name(&scan);
    }
    out->family = out->word ? out->word->family : SQL_UNKNOWN;
    out->counted = out->not_null = out->word && (out->word->flags & SQL_COUNTS);
    out->unique = out->word && (out->word->flags & SQL_KEYED);
    do {
        out->text.size = (size_t)(scan.at - text);
    } while (take_modifier(&scan, out));
    if (peek(&scan).kind == TOKEN_NUMBER) {
        return "a number behind the type that wants parentheses";
    }
    while (peek(&scan).kind != TOKEN_END) {
        take_constraint(&scan, out);
    }
    return NULL;
}

bool sql_is_word(struct dore_str text, const char *lower) {
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.text[i];
        char folded = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
        if (lower[i] == '\0' || folded != lower[i]) {
            return false;
        }
    }
    return lower[text.size] == '\0';
}

bool sql_type_has_own_texts(const struct sql_type *type) {
    bool plane = type->word && type->word->flags & SQL_PLANE;
    return type->charset.size || type->collation.size || plane;
}

bool sql_type_folds(const struct sql_type *type) {
    bool (*folds)(const struct sql_type *) = type->dialect->keys->folds;
    if (!type->word || type->family != SQL_TEXT || type->array) {
        return false;
    }
    bool named = type->charset.size || type->collation.size;
    return folds && named ? folds(type) : type->word->flags & SQL_FOLDS && !type->binary;
}

void sql_column_words(const struct sql_dialect *dialect, const char *text,
                      struct dore_column_words *out) {
    struct sql_type type;
    *out = (struct dore_column_words){0};
    if (!sql_type_read(dialect, text, &type)) {
        out->primary = type.primary;
        out->unique = type.unique;
        out->not_null = type.not_null;
        out->references = type.references;
        out->counted = type.counted;
        out->computed = type.computed;
        out->folds = sql_type_folds(&type);
    }
}

/* ---- labels --------------------------------------------------------------------------------- */

bool sql_type_label(const struct sql_dialect *dialect, struct dore_str *labels,
                    struct dore_buf *label) {
    struct scan scan = {.dialect = dialect, .at = labels->text, .depth = 1};
    const char *end = labels->text + labels->size;
    dore_buf_clear(label);
    struct token token;
    do {
        token = scan.at < end ? next(&scan) : (struct token){.kind = TOKEN_END};
    } while (token.kind != TOKEN_END && token.kind != TOKEN_STRING && token.kind != TOKEN_FAULT);
    *labels = (struct dore_str){scan.at, (size_t)(end - scan.at)};
    if (token.kind != TOKEN_STRING) {
        return false;
    }
    const char *at = token.text.text + 1, *last = token.text.text + token.text.size - 1;
    for (; at < last; at++) {
        at += *at == token.text.text[0] || (*at == '\\' && dialect->backslash);
        dore_buf_putc(label, *at);
    }
    return true;
}
