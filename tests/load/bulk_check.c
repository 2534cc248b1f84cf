/* SPDX-License-Identifier: Apache-2.0
 *
 * bulk-check FILE...: whether a file keeps every rule that Elasticsearch's _bulk does not enforce
 * itself: pairs of an action and a document, each one compact object on one line ended by LF,
 * nothing between them; each action {"index":{"_index":NAME,"_id":ID}} with a NAME that makes an
 * index and an ID of 1 to 512 bytes that no other document of that index has; strict JSON in UTF-8
 * without equal keys; no metadata fields in a document; at most 8192 documents and 90 MiB. Prints
 * "FILE: N documents" or the first fault. For tests only; reads no more JSON than it must.
 *
 *     cc -o bulk-check tests/load/bulk_check.c
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

enum { MOST_DOCUMENTS = 8192, MOST_BYTES = 90 << 20, MOST_LEVELS = 100, MOST_ID_BYTES = 512 };

static const char *file;
static unsigned long line_number;

static void fail(const char *what) {
    fflush(stdout);
    fprintf(stderr, "%s:%lu: %s\n", file, line_number, what);
    exit(1);
}

static void *get(void *old, size_t size) {
    void *memory = realloc(old, size);
    if (!memory) {
        fail("out of memory");
    }
    return memory;
}

/* ---- strict, compact JSON -------------------------------------------------------------------- */

static const char *at; /* in a line that ends in NUL; no raw NUL stands in it */

static void expect(char letter) {
    if (*at != letter) {
        char what[] = "expected ' '";
        what[10] = letter;
        fail(what);
    }
    at++;
}

/* Bytes of the UTF-8 character at `at` (Unicode 15, table 3-7). */
static int character_size(void) {
    const unsigned char *c = (const unsigned char *)at;
    unsigned low = 0x80, high = 0xbf;
    int size = c[0] < 0x80                    ? 1
               : c[0] >= 0xc2 && c[0] <= 0xdf ? 2
               : c[0] >= 0xe0 && c[0] <= 0xef ? 3
               : c[0] >= 0xf0 && c[0] <= 0xf4 ? 4
                                              : 0;
    low = c[0] == 0xe0 ? 0xa0 : c[0] == 0xf0 ? 0x90 : low;
    high = c[0] == 0xed ? 0x9f : c[0] == 0xf4 ? 0x8f : high;
    for (int i = 1; i < size; i++) {
        if (c[i] < (i == 1 ? low : 0x80) || c[i] > (i == 1 ? high : 0xbf)) {
            return 0;
        }
    }
    return size;
}

/* Four digits, in lower case as our writer has them. */
static unsigned read_hex(void) {
    static const char digits[] = "0123456789abcdef";
    unsigned number = 0;
    for (int i = 0; i < 4; i++, at++) {
        const char *digit = *at ? strchr(digits, *at) : NULL;
        if (!digit) {
            fail("a bad \\u escape");
        }
        number = number * 16 + (unsigned)(digit - digits);
    }
    return number;
}

/* Writes what an escape stands for. U+0000 becomes the bytes c0 80, as the result is C text. */
static char *read_escape(char *out) {
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    const char *name = *at ? strchr(names, *at) : NULL;
    if (name) {
        at++;
        *out++ = values[name - names];
        return out;
    }
    expect('u');
    unsigned number = read_hex();
    if (number >= 0x20) {
        fail("an escape that is not needed");
    }
    if (number == 0) {
        *out++ = (char)0xc0;
        *out++ = (char)0x80;
    } else {
        *out++ = (char)number;
    }
    return out;
}

/* A string's text, allocated. */
static char *read_string(void) {
    expect('"');
    char *text = get(NULL, strlen(at) + 1), *out = text;
    while (*at != '"') {
        if (*at == '\\') {
            at++;
            out = read_escape(out);
            continue;
        }
        int size = (unsigned char)*at < 0x20 ? 0 : character_size();
        if (size == 0) {
            fail("a raw control character, bad UTF-8, or a string without end");
        }
        memcpy(out, at, (size_t)size);
        out += size;
        at += size;
    }
    at++;
    *out = '\0';
    return text;
}

static void read_digits(void) {
    if (*at < '0' || *at > '9') {
        fail("a number without digits, or no value");
    }
    while (*at >= '0' && *at <= '9') {
        at++;
    }
}

static void read_number(void) {
    at += *at == '-';
    if (*at == '0' && at[1] >= '0' && at[1] <= '9') {
        fail("a number with a leading zero");
    }
    read_digits();
    if (*at == '.') {
        at++;
        read_digits();
    }
    if (*at == 'e' || *at == 'E') {
        at++;
        at += *at == '+' || *at == '-';
        read_digits();
    }
}

static void read_value(unsigned level);

static int by_text(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void check_unique(char **text, size_t count, const char *what) {
    if (count > 1) {
        qsort(text, count, sizeof *text, by_text);
    }
    for (size_t i = 1; i < count; i++) {
        if (strcmp(text[i - 1], text[i]) == 0) {
            fail(what);
        }
    }
}

static bool is_metadata(const char *key) {
    static const char *const names[] = {"_id",      "_source", "_index",       "_type",
                                        "_routing", "_seq_no", "_field_names", "_version"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(key, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void check_key(const char *key, unsigned level) {
    if (!*key || *key == '.' || strstr(key, "..") || key[strlen(key) - 1] == '.') {
        fail("an empty key, or a dot at the wrong place");
    }
    if (level == 1 && is_metadata(key)) {
        fail("a metadata field in a document");
    }
}

static void read_object(unsigned level) {
    char **key = NULL;
    size_t count = 0, room = 0;
    expect('{');
    while (*at != '}') {
        if (count) {
            expect(',');
        }
        if (count == room) {
            room = room ? room * 2 : 16;
            key = get(key, room * sizeof *key);
        }
        key[count] = read_string();
        check_key(key[count++], level);
        expect(':');
        read_value(level + 1);
    }
    at++;
    check_unique(key, count, "a key stands twice in an object");
    for (size_t i = 0; i < count; i++) {
        free(key[i]);
    }
    free(key);
}

static void read_array(unsigned level) {
    expect('[');
    for (bool first = true; *at != ']'; first = false) {
        if (!first) {
            expect(',');
        }
        read_value(level + 1);
    }
    at++;
}

static void read_value(unsigned level) {
    static const char *const words[] = {"true", "false", "null"};
    if (level > MOST_LEVELS) {
        fail("too many levels");
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i]);
        if (strncmp(at, words[i], size) == 0) {
            at += size;
            return;
        }
    }
    if (*at == '{') {
        read_object(level);
    } else if (*at == '[') {
        read_array(level);
    } else if (*at == '"') {
        free(read_string());
    } else {
        read_number();
    }
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void take(const char *text) {
    size_t size = strlen(text);
    if (strncmp(at, text, size) != 0) {
        fail("the action is not {\"index\":{\"_index\":...,\"_id\":...}}");
    }
    at += size;
}

static void check_index(const char *name) {
    if (!*name || strlen(name) > 255 || strchr(".-_+", *name) ||
        name[strcspn(name, "\\/*?\"<>| ,#:ABCDEFGHIJKLMNOPQRSTUVWXYZ")]) {
        fail("a name that no index can have");
    }
}

/* A string, or a whole number, which the servers take for its digits. */
static char *read_id(void) {
    if (*at == '"') {
        return read_string();
    }
    const char *digits = at;
    at += *at == '-';
    read_digits();
    size_t size = (size_t)(at - digits);
    char *text = get(NULL, size + 1);
    memcpy(text, digits, size);
    text[size] = '\0';
    return text;
}

/* Index and id as one text, allocated; no index name holds a blank. */
static char *read_action(void) {
    take("{\"index\":{\"_index\":");
    char *index = read_string();
    take(",\"_id\":");
    char *id = read_id();
    take("}}");
    if (*at) {
        fail("something behind the action");
    }
    check_index(index);
    if (!*id || strlen(id) > MOST_ID_BYTES) {
        fail("an _id that is empty or has more than 512 bytes");
    }
    size_t size = strlen(index) + strlen(id) + 2;
    char *both = get(NULL, size);
    snprintf(both, size, "%s %s", index, id);
    free(index);
    free(id);
    return both;
}

static void read_document(void) {
    if (*at != '{') {
        fail("a document that is no object");
    }
    read_value(1);
    if (*at) {
        fail("something behind the document");
    }
}

static void check_file(FILE *in) {
    char *line = NULL, **id = get(NULL, MOST_DOCUMENTS * sizeof *id);
    size_t room = 0, bytes = 0, count = 0;
    for (ssize_t size; (size = getline(&line, &room, in)) > 0;) {
        line_number++;
        bytes += (size_t)size;
        if (line[size - 1] != '\n' || strlen(line) != (size_t)size) {
            fail("no LF at the end, or a raw NUL");
        }
        line[size - 1] = '\0';
        at = line;
        if (line_number % 2 == 0) {
            read_document();
        } else if (count == MOST_DOCUMENTS) {
            fail("more than 8192 documents");
        } else {
            id[count++] = read_action();
        }
    }
    if (line_number % 2 || bytes > MOST_BYTES || ferror(in)) {
        fail("an action without a document, more than 90 MiB, or not to be read");
    }
    check_unique(id, count, "two documents have one _id");
    printf("%s: %zu documents\n", file, count);
    for (size_t i = 0; i < count; i++) {
        free(id[i]);
    }
    free(id);
    free(line);
}

int main(int count, char **argument) {
    if (count < 2) {
        fputs("usage: bulk-check FILE...\n", stderr);
        return 2;
    }
    for (int i = 1; i < count; i++) {
        file = argument[i];
        line_number = 0;
        FILE *in = fopen(file, "rb");
        if (!in) {
            fail("cannot be read");
        }
        check_file(in);
        fclose(in);
    }
    return 0;
}
