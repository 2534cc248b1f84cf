/* SPDX-License-Identifier: Apache-2.0
 *
 * manifest: what its stages hand to each other. In order (load.c): files are read, their variables
 * applied and their refs inlined (files.c, vars.c), the tree is checked against the shapes
 * (shape.c), made into structs (bind.c) whose names become pointers (link.c), and copied for the
 * bundle (resolved.c). The shapes are the one description of what may stand where. Private to this
 * folder.
 */
#ifndef DORE_MANIFEST_PRIVATE_H
#define DORE_MANIFEST_PRIVATE_H

#include "dore/manifest.h"

/* Limits beside those of node.h: most bytes of an id, of all files of one manifest together, most
 * files read, most names of variables. */
enum {
    MANIFEST_MAX_ID = 255,
    MANIFEST_MAX_BYTES = 4 * DORE_MAX_FILE,
    MANIFEST_MAX_FILES = 65536,
    MANIFEST_MAX_VARIABLES = 4096
};

/* ---- shapes --------------------------------------------------------------------------------- */

struct manifest_shape;

/* A key that an object may have. */
struct manifest_key {
    const char *key;
    unsigned kinds; /* MANIFEST_KIND bits of its value; 0: any */
    bool required;
    const struct manifest_shape *inner; /* of its value; NULL: anything */
    const char *hint;                   /* what to write where the value is of another kind */
};
#define MANIFEST_KIND(kind) (1U << (kind))

/* What becomes of keys that are not listed. */
enum manifest_others { MANIFEST_REFUSED, MANIFEST_IGNORED, MANIFEST_FREE, MANIFEST_IDS };

struct manifest_shape {
    const char *what;                  /* "a model": for messages */
    const struct manifest_key *keys;   /* ended by a NULL key; NULL: none */
    enum manifest_others others;       /* IDS: they name definitions, which are objects */
    const struct manifest_shape *each; /* of their values, and of the items of arrays */
    uint32_t most;                     /* definitions; 0: no limit */
    bool ref;                          /* may be {"ref": "file"} instead */
    bool secret;                       /* a connection property: never applied, copied or shown */
    bool literal;                      /* neither applied nor copied */
    bool tokens;                       /* a faker parameter: {{method}} is Faker's own */
};

extern const struct manifest_shape manifest_root, manifest_datastore, manifest_connection,
    manifest_model, manifest_per, manifest_attribute;

/* The shape of a child of a value of shape `shape`; NULL: none. `shape` may be NULL. */
const struct manifest_shape *manifest_shape_of(const struct manifest_shape *shape,
                                               const struct dore_node *child);
/* True for the member of an object of that shape whose value is a number. */
bool manifest_wants_number(const struct manifest_shape *shape, const struct dore_node *member);
/* True for a definition whose ref could not be inlined; that was reported. */
bool manifest_is_broken(const struct dore_node *node, const struct manifest_shape *shape);
/* True for an object all of whose members are keys of that shape, with values of their kinds. */
bool manifest_is_sound(const struct dore_node *object, const struct manifest_shape *shape);
bool manifest_has_key(const struct manifest_shape *shape, const char *key);
/* True when the key is not there, nor misspelled, nor what belongs inside it beside it (then that
 * was reported). */
bool manifest_lacks(const struct dore_node *object, const struct manifest_shape *shape,
                    const char *key);
/* Checks keys, kinds, required keys and ids of an object and of all below it. */
void manifest_check(const struct dore_node *object, const struct manifest_shape *shape,
                    struct dore_diags *diags);
/* Checks an id. */
void manifest_check_id(struct dore_str id, struct dore_where where, struct dore_diags *diags);

/* The text, told by its address, of a string or key whose variables could not be applied; that was
 * reported, and whoever wanted the text keeps silent. */
extern const char manifest_no_text[1];
static inline bool manifest_is_void(const struct dore_node *string) {
    return string->text.text == manifest_no_text;
}

/* What a message may show: never text that came out of a variable. */
const char *manifest_shown(const struct dore_node *string);
const char *manifest_shown_key(const struct dore_node *member);
/* The text of a string that may end up where NUL ends it; NULL and an error when it is empty, is
 * void or holds U+0000. `key` is what the message calls it. */
const char *manifest_text(const struct dore_node *string, const char *key,
                          struct dore_diags *diags);

/* ---- stages --------------------------------------------------------------------------------- */

struct manifest_vars {
    struct dore_arena *arena;
    struct dore_variable *variable;
    size_t variable_count;
    struct dore_variable *fallback; /* of the manifest's `variables` */
    size_t fallback_count;
    struct dore_diags *diags;
    struct manifest_usage *usage; /* sorted by name */
    size_t usage_count;
    uint64_t bytes; /* that variables made, over all files */
};
/* Takes the defaults that the manifest's `variables` gives. */
void manifest_vars_default(struct manifest_vars *vars, const struct dore_node *root);
/* Applies the variables to all strings and keys of a file's tree. */
void manifest_vars_apply(struct manifest_vars *vars, struct dore_node *root,
                         const struct manifest_shape *shape);
/* Once all files are through: errors for variables without a value, warnings for shared secrets. */
void manifest_vars_report(struct manifest_vars *vars);

/* Reads the manifest and all files that it refers to, into one tree. NULL: nothing to go on with.
 */
struct dore_node *manifest_read(struct dore_arena *arena, const struct dore_reader *reader,
                                const char *path, struct manifest_vars *vars,
                                struct dore_diags *diags);
/* A path as seen from the folder of the file that names it. */
const char *manifest_join_path(struct dore_arena *arena, const char *file, const char *path);
/* The manifest while it is made: the same structs as it shows, to be written to. */
struct manifest_graph {
    struct dore_manifest *manifest;
    struct dore_datastore *datastore;
    struct dore_model *model;
    struct dore_attribute **attribute; /* of each model */
};
/* What each key says by itself. */
void manifest_bind(struct dore_arena *arena, const struct dore_node *root,
                   struct manifest_graph *out, struct dore_diags *diags);
/* Reads the scripts that datastores name in `before` and `after`. */
void manifest_read_scripts(struct dore_arena *arena, const struct dore_reader *reader,
                           const struct dore_node *root, struct manifest_graph *graph,
                           struct dore_diags *diags);
/* keys.c: the words beside `value` of an attribute and beside `attributes` of a model. */
void manifest_bind_attribute_keys(const struct dore_node *node, struct dore_attribute_keys *out,
                                  struct dore_diags *diags);
void manifest_bind_model_keys(struct dore_arena *arena, const struct dore_node *node,
                              struct dore_model *out, struct dore_diags *diags);
/* What depends on other definitions: datastores and formats, and `properties`, which formats
 * describe. */
void manifest_link(const struct dore_node *root, struct manifest_graph *graph,
                   struct dore_diags *diags);
/* The tree without connection properties, written so that reading it again in the bundle's folder,
 * without any variable, gives the same manifest. */
const struct dore_node *manifest_resolved(struct dore_arena *arena, const struct dore_node *root,
                                          const struct dore_manifest *manifest);

#endif
