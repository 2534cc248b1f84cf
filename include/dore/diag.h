/* SPDX-License-Identifier: Apache-2.0
 *
 * diag: what is wrong, where, and what to write instead. Everybody who finds a fault adds a
 * diagnostic and goes on (all-at-once); only the command line prints them (one-mouth).
 */
#ifndef DORE_DIAG_H
#define DORE_DIAG_H

#include "dore/base.h"

/* A place in a manifest file. `file` NULL: no place (the command line, the output). */
struct dore_where {
    const char *file;
    uint32_t line, column; /* from 1; column in characters */
    uint32_t span;         /* characters to underline, at least 1 */
    const char *path;      /* "$.models.order.records"; NULL where there is none */
};

enum dore_severity { DORE_NOTE, DORE_WARNING, DORE_ERROR };

/* A code keeps its number and meaning for ever: see codes.def. */
enum dore_code {
    DORE_OK = 0,
#define DORE_CODE(number, name, summary) DORE_##name = number,
#include "dore/codes.def"
#undef DORE_CODE
};

struct dore_diag {
    enum dore_severity severity;
    enum dore_code code;
    struct dore_where where;
    const char *message; /* what is wrong, lower case, no full stop, subject in single quotes */
    const char *hint;    /* what to write instead, or NULL */
};

/* A manifest text that parsed, kept so that a report can show the line. */
struct dore_source {
    const char *file;
    struct dore_str text;
    struct dore_source *next;
};

struct dore_diags {
    struct dore_arena *arena; /* owns messages, hints and the list; outlives this struct's use */
    struct dore_diag *list;
    size_t count, capacity;
    size_t errors, warnings;
    struct dore_source *sources;
};

/* Add one. `hint` may be NULL and must live in diags->arena or be static; format is printf's.
 * A diagnostic equal to an earlier one (code, place and message) is dropped. */
void dore_error(struct dore_diags *diags, enum dore_code code, struct dore_where where,
                const char *hint, const char *format, ...) __attribute__((format(printf, 5, 6)));
void dore_warning(struct dore_diags *diags, enum dore_code code, struct dore_where where,
                  const char *hint, const char *format, ...) __attribute__((format(printf, 5, 6)));
void dore_note(struct dore_diags *diags, enum dore_code code, struct dore_where where,
               const char *hint, const char *format, ...) __attribute__((format(printf, 5, 6)));
/* "write 'pyint'" from the nearest name, else from its kin; else NULL. */
const char *dore_hint_nearest(struct dore_diags *diags, const struct dore_suggest *suggest);
/* The same; else "write 'a', 'b' or 'c'", where there are few. */
const char *dore_hint_names(struct dore_diags *diags, const struct dore_suggest *suggest);
/* printf into diags->arena. */
const char *dore_hint(struct dore_diags *diags, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void dore_diags_add_source(struct dore_diags *diags, const char *file, struct dore_str text);
/* By file in the order the files were first named, line, column; stable. Those without a place
 * come first. */
void dore_diags_sort(struct dore_diags *diags);

#endif
