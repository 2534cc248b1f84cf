/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch_names: names of indexes and fields that the servers refuse. A dot in a field's name
 * is a path into an object, so each part between dots is looked at.
 */
#include "elasticsearch.h"

#include <string.h>

/* ---- indexes --------------------------------------------------------------------------------- */

/* Upper-case letters: first, first + step, ... last. Scripts with case, but for rare additions. */
static const struct {
    uint32_t first, last, step;
} upper[] = {
    {'A', 'Z', 1},         {0xc0, 0xd6, 1},     {0xd8, 0xde, 1},     {0x100, 0x136, 2},
    {0x139, 0x147, 2},     {0x14a, 0x176, 2},   {0x178, 0x178, 1},   {0x179, 0x17d, 2},
    {0x386, 0x386, 1},     {0x388, 0x38f, 1},   {0x391, 0x3a1, 1},   {0x3a3, 0x3ab, 1},
    {0x400, 0x42f, 1},     {0x460, 0x480, 2},   {0x48a, 0x4be, 2},   {0x4c0, 0x4c0, 1},
    {0x4c1, 0x4cd, 2},     {0x4d0, 0x52e, 2},   {0x531, 0x556, 1},   {0x10a0, 0x10c5, 1},
    {0x1e00, 0x1e94, 2},   {0x1ea0, 0x1efe, 2}, {0x24b6, 0x24cf, 1}, {0xff21, 0xff3a, 1},
    {0x10400, 0x10427, 1},
};

static bool is_upper(uint32_t letter) {
    for (size_t i = 0; i < sizeof upper / sizeof *upper; i++) {
        if (letter >= upper[i].first && letter <= upper[i].last &&
            (letter - upper[i].first) % upper[i].step == 0) {
            return true;
        }
    }
    return false;
}

static bool holds_upper(const char *name, size_t size) {
    size_t bytes;
    for (size_t i = 0; i < size; i += bytes) {
        if (is_upper(dore_utf8_decode(name + i, size - i, &bytes))) {
            return true;
        }
    }
    return false;
}

const char *elastic_index_fault(const char *name) {
    enum { INDEX_BYTES = 255 };
    size_t size = strlen(name);
    if (size == 0) {
        return "is empty";
    }
    if (size > INDEX_BYTES) {
        return "has more than 255 bytes";
    }
    if (strchr(".-_+", name[0])) {
        return "begins with one of . - _ +";
    }
    if (name[strcspn(name, "\\/*?\"<>| ,#:")]) {
        return "holds a blank or one of \\ / * ? \" < > | , # :";
    }
    return holds_upper(name, size) ? "holds an upper-case letter" : NULL;
}

/* ---- fields ---------------------------------------------------------------------------------- */

static bool is_reserved(struct dore_str name, enum elastic_version version) {
    static const char *const reserved[] = {"_id",      "_source", "_index",      "_routing",
                                           "_version", "_seq_no", "_field_names"};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
        if (dore_str_is(name, reserved[i])) {
            return true;
        }
    }
    return version == ELASTIC_7 && dore_str_is(name, "_type");
}

static bool is_blank(struct dore_str part) {
    for (size_t i = 0; i < part.size; i++) {
        if (part.text[i] != ' ' && (part.text[i] < '\t' || part.text[i] > '\r')) {
            return false;
        }
    }
    return true;
}

const char *elastic_field_fault(struct dore_str name, bool top, enum elastic_version version) {
    if (name.size == 0) {
        return "is empty";
    }
    if (top && is_reserved(name, version)) {
        return "is a field of the server's own";
    }
    if (top && name.text[0] == '_') {
        return "begins with '_', as the server's own fields do";
    }
    for (size_t start = 0, end; start <= name.size; start = end + 1) {
        for (end = start; end < name.size && name.text[end] != '.';) {
            end++;
        }
        if (end == start) {
            return "begins or ends with a dot, or has two in a row";
        }
        if (is_blank((struct dore_str){name.text + start, end - start})) {
            return "has nothing but blanks between its dots";
        }
    }
    return NULL;
}
