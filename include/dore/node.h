/* SPDX-License-Identifier: Apache-2.0
 *
 * node: a JSON text as a tree in which every value knows its place. Numbers keep all their
 * digits; strings may hold U+0000 (so they carry a length); keys may not. Nodes live in an arena
 * and never change once the manifest stage is through.
 */
#ifndef DORE_NODE_H
#define DORE_NODE_H

#include "dore/diag.h"

enum dore_node_kind {
    DORE_NODE_NULL,
    DORE_NODE_BOOL,
    DORE_NODE_NUMBER,
    DORE_NODE_STRING,
    DORE_NODE_ARRAY,
    DORE_NODE_OBJECT
};

struct dore_node {
    enum dore_node_kind kind;
    bool truth;           /* of a BOOL */
    bool variable;        /* a STRING that held a variable: may stand for a number or boolean */
    uint32_t count;       /* children of an ARRAY or OBJECT */
    const char *key;      /* in an object, NUL-terminated; NULL elsewhere */
    struct dore_str text; /* of a STRING, decoded; of a NUMBER, its exact digits. NUL-terminated */
    struct dore_node *first, *next; /* children in file order */
    struct dore_where where;        /* of the value */
    struct dore_where key_where;    /* of the key */
};

/* Limits of a manifest; crossing one is an error that names it. */
enum {
    DORE_MAX_FILE = 64 << 20, /* bytes */
    DORE_MAX_NESTING = 64,
    DORE_MAX_STRING = 1 << 20, /* bytes */
    DORE_MAX_MODELS = 4096,
    DORE_MAX_ATTRIBUTES = 4096,
    DORE_MAX_ITEMS = 1000000,
    DORE_MAX_REF_FILES = 256,
    DORE_MAX_RECORD_VALUES = 100000
};

/* Reads one JSON text (RFC 8259, UTF-8, unique keys). `file` is kept for places, `path` is the
 * path of the root ("$"); both may be NULL. NULL when the text was refused; then at least one error
 * was added. */
struct dore_node *dore_json_read(struct dore_arena *arena, const char *file, const char *path,
                                 struct dore_str text, struct dore_diags *diags);
/* Adds an error for each key that stands twice in an object; false when there was one. Whatever
 * dore_json_read gives has passed; who changes keys asks again. */
bool dore_node_check_keys(const struct dore_node *object, struct dore_diags *diags);
/* The member of an object, or NULL; letter case counts. */
const struct dore_node *dore_node_find(const struct dore_node *object, const char *key);
/* "an object", "an array", "a string", "a number", "a boolean", "null". */
const char *dore_node_kind_name(const struct dore_node *node);
/* The integer that a NUMBER (or a STRING that held a variable) stands for. 3.0 and 1e2 are
 * integers. False when it is not one or does not fit. */
bool dore_node_integer(const struct dore_node *node, int64_t *out);
/* The same for a number, as double and for true/false. */
bool dore_node_double(const struct dore_node *node, double *out);
bool dore_node_bool(const struct dore_node *node, bool *out);
/* Appends the tree as JSON: compact when indent is 0, else with so many blanks a level. */
void dore_node_write(const struct dore_node *node, unsigned indent, struct dore_buf *out);

#endif
