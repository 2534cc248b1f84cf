/* SPDX-License-Identifier: Apache-2.0
 *
 * json: what locate.c finds out about a JSON text for read.c, and what hint.c says to faults.
 * Private to this folder.
 */
#ifndef DORE_JSON_PRIVATE_H
#define DORE_JSON_PRIVATE_H

#include "dore/node.h"

/* Most values in one text, so that a hostile file cannot take all memory. */
enum { JSON_MAX_VALUES = 4000000 };

/* One value, or the key before it, in the order of the text. */
struct json_mark {
    const char *path;
    uint32_t line, column;
    uint32_t span;   /* characters of a key or scalar; 1 for arrays and objects */
    uint32_t offset; /* bytes from the start of the text */
    uint32_t size;   /* bytes: of a key or string once decoded, of other scalars as written */
};

/* Checks the text against RFC 8259 and our limits and appends a struct json_mark for every key and
 * value. False when the text was refused; then one error was added. Keys may still repeat. */
bool json_locate(struct dore_arena *arena, const char *file, const char *path, struct dore_str text,
                 struct dore_buf *marks, struct dore_diags *diags);

/* hint.c: what to write instead where a value, a key or something between values should stand; and
 * where, before `end`, a brace may be missing or too many. NULL: nobody knows. */
const char *json_hint_value(struct dore_diags *diags, struct dore_str text, size_t place);
const char *json_hint_key(struct dore_str text, size_t place);
const char *json_hint_separator(struct dore_str text, size_t place);
const char *json_hint_braces(struct dore_diags *diags, struct dore_str text, size_t end);

#endif
