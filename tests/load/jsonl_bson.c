/* SPDX-License-Identifier: Apache-2.0
 *
 * jsonl-bson FILE: reads Extended JSON lines as mongoimport's side of the wire would, with libbson,
 * and prints each document as canonical Extended JSON, one a line: every number with its BSON type.
 * Fails at the first line that is no document of its own, has a key twice, is nested too deep, is
 * over 16 MiB as BSON, or does not begin with _id. For tests only.
 *
 *     cc -o jsonl-bson tests/load/jsonl_bson.c $(pkg-config --cflags --libs libbson-1.0)
 */
#include <bson/bson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

enum { MOST_BYTES = 16 << 20, MOST_LEVELS = 100 };

static const char *file;
static unsigned long line_number;

static void fail(const char *what) {
    fflush(stdout);
    fprintf(stderr, "%s:%lu: %s\n", file, line_number, what);
    exit(1);
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Arrays have the keys "0", "1", ..., which cannot be equal. */
static void check_keys(const bson_t *document) {
    uint32_t count = bson_count_keys(document), next = 0;
    const char **key = calloc(count + 1, sizeof *key);
    bson_iter_t at;
    if (!key || !bson_iter_init(&at, document)) {
        fail("out of memory or not BSON");
    }
    while (bson_iter_next(&at)) {
        key[next++] = bson_iter_key(&at);
    }
    qsort(key, count, sizeof *key, by_name);
    for (uint32_t i = 1; i < count; i++) {
        if (strcmp(key[i - 1], key[i]) == 0) {
            fail("a key stands twice in a document");
        }
    }
    free(key);
}

static void check_level(const bson_t *document, unsigned level) {
    bson_iter_t at;
    if (level > MOST_LEVELS) {
        fail("more than 100 levels");
    }
    check_keys(document);
    if (!bson_iter_init(&at, document)) {
        fail("not BSON");
    }
    while (bson_iter_next(&at)) {
        if (!BSON_ITER_HOLDS_DOCUMENT(&at) && !BSON_ITER_HOLDS_ARRAY(&at)) {
            continue;
        }
        const uint8_t *bytes;
        uint32_t size;
        bson_t inner;
        if (BSON_ITER_HOLDS_DOCUMENT(&at)) {
            bson_iter_document(&at, &size, &bytes);
        } else {
            bson_iter_array(&at, &size, &bytes);
        }
        if (!bson_init_static(&inner, bytes, size)) {
            fail("not BSON");
        }
        check_level(&inner, level + 1);
    }
}

/* libbson takes documents back to back, and even a comma between them, for one. */
static void check_single(const char *line, size_t size) {
    unsigned depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < size; i++) {
        if (quoted) {
            quoted = line[i] != '"';
            i += line[i] == '\\';
            continue;
        }
        quoted = line[i] == '"';
        depth += line[i] == '{';
        depth -= line[i] == '}';
        if (depth == 0 && i + 1 < size) {
            fail("not one document");
        }
    }
}

static void check_line(const char *line, size_t size) {
    bson_error_t error;
    size_t length;
    if (size < 2 || line[0] != '{' || line[size - 1] != '}') {
        fail("not one document");
    }
    if (strlen(line) != size || memchr(line, '\r', size)) {
        fail("a raw NUL or CR");
    }
    bson_t *document = bson_new_from_json((const uint8_t *)line, (ssize_t)size, &error);
    if (!document) {
        fail(error.message);
    }
    check_single(line, size);
    bson_iter_t at;
    if (!bson_validate(document, BSON_VALIDATE_UTF8 | BSON_VALIDATE_UTF8_ALLOW_NULL, NULL)) {
        fail("libbson does not find it valid");
    }
    if (!bson_iter_init(&at, document) || !bson_iter_next(&at) ||
        strcmp(bson_iter_key(&at), "_id") != 0 || BSON_ITER_HOLDS_ARRAY(&at)) {
        fail("does not begin with _id, or that is an array");
    }
    if (document->len > MOST_BYTES) {
        fail("more than 16 MiB");
    }
    check_level(document, 1);
    char *canonical = bson_as_canonical_extended_json(document, &length);
    if (!canonical) {
        fail("cannot be printed");
    }
    puts(canonical);
    bson_free(canonical);
    bson_destroy(document);
}

int main(int count, char **argument) {
    if (count != 2) {
        fputs("usage: jsonl-bson FILE\n", stderr);
        return 2;
    }
    file = argument[1];
    FILE *in = fopen(file, "rb");
    if (!in) {
        fail("cannot be read");
    }
    char *line = NULL;
    size_t room = 0;
    for (ssize_t size; (size = getline(&line, &room, in)) > 0;) {
        line_number++;
        if (line[size - 1] != '\n') {
            fail("no LF at the end");
        }
        line[size - 1] = '\0';
        check_line(line, (size_t)size - 1);
    }
    if (ferror(in) || fflush(stdout)) {
        fail("cannot be read or written");
    }
    free(line);
    fclose(in);
    return 0;
}
