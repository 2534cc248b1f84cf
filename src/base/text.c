/* SPDX-License-Identifier: Apache-2.0
 *
 * Text as bytes: plain text, comparison, and the one rule for names of files.
 */
#include "dore/base.h"

#include <xxhash.h>

bool dore_text_is_plain(const char *text, size_t size) {
    for (size_t i = 0; i < size; i++) {
        uint8_t byte = (uint8_t)text[i];
        if (byte < 0x20 || byte > 0x7E || byte == '\'' || byte == '"' || byte == '\\' ||
            byte == '`') {
            return false;
        }
    }
    return true;
}

bool dore_str_equal(struct dore_str a, struct dore_str b) {
    return a.size == b.size && (a.size == 0 || memcmp(a.text, b.text, a.size) == 0);
}

bool dore_str_is(struct dore_str a, const char *text) {
    return dore_str_equal(a, (struct dore_str){text, strlen(text)});
}

int dore_str_compare(struct dore_str a, struct dore_str b) {
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common ? memcmp(a.text, b.text, common) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static char lower(char byte) {
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

bool dore_text_equal_nocase(const char *a, const char *b) {
    while (*a && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return lower(*a) == lower(*b);
}

static bool stays_in_file_name(char byte, bool first) {
    if (byte == '.' || byte == '-') {
        return !first;
    }
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_';
}

char *dore_file_name(struct dore_arena *arena, const char *name) {
    enum { LONGEST = 100, DIGEST = 16 };
    static const char digits[] = "0123456789ABCDEF";
    size_t size = strlen(name);
    char *out = dore_arena_take(arena, size * 3 + 1, 1);
    size_t length = 0, kept = 0; /* kept: the longest whole prefix that leaves room for "-digest" */
    for (size_t i = 0; i < size; i++) {
        if (stays_in_file_name(name[i], i == 0)) {
            out[length++] = name[i];
        } else {
            out[length++] = '%';
            out[length++] = digits[(uint8_t)name[i] >> 4];
            out[length++] = digits[name[i] & 15];
        }
        kept = length <= LONGEST - DIGEST - 1 ? length : kept;
    }
    if (length > LONGEST) {
        uint8_t digest[8];
        uint64_t hash = XXH3_64bits(name, size);
        for (size_t i = 0; i < sizeof digest; i++) {
            digest[i] = (uint8_t)(hash >> (56 - 8 * i));
        }
        out[kept] = '-';
        length = (size_t)(dore_print_hex(out + kept + 1, digest, sizeof digest) - out);
    }
    out[length] = '\0';
    return out;
}

static bool is_taken(const char *const *name, size_t count, const char *candidate) {
    for (size_t i = 0; i < count; i++) {
        if (dore_text_equal_nocase(name[i], candidate)) {
            return true;
        }
    }
    return false;
}

const char **dore_file_names(struct dore_arena *arena, const char *const *name, size_t count) {
    const char **file = DORE_NEW(arena, const char *, count);
    for (size_t i = 0; i < count; i++) {
        const char *plain = dore_file_name(arena, name[i]);
        file[i] = plain;
        for (unsigned suffix = 2; is_taken(file, i, file[i]); suffix++) {
            file[i] = dore_arena_format(arena, "%s-%u", plain, suffix);
        }
    }
    return file;
}
