/* SPDX-License-Identifier: Apache-2.0
 *
 * For the tests of the manifest stage: files in memory, and diagnostics as one comparable text.
 */
#ifndef DORE_TESTS_MANIFEST_TOOLS_H
#define DORE_TESTS_MANIFEST_TOOLS_H

#include "dore/manifest.h"

#include <check.h>

/* Ended by a NULL path. Equal identities are equal files; NULL: the path. */
struct memory_file {
    const char *path, *text, *identity;
};

static inline bool memory_read(void *context, const char *path, struct dore_where where,
                               struct dore_arena *arena, struct dore_diags *diags,
                               struct dore_str *text, const char **identity) {
    (void)arena;
    for (const struct memory_file *file = context; file->path; file++) {
        if (strcmp(file->path, path) == 0) {
            *text = (struct dore_str){file->text, strlen(file->text)};
            *identity = file->identity ? file->identity : file->path;
            return true;
        }
    }
    dore_error(diags, DORE_E_FILE_READ, where, NULL, "no file '%s'", path);
    return false;
}

static inline struct dore_reader memory_reader(struct memory_file *files) {
    return (struct dore_reader){.context = files, .read = memory_read};
}

/* "E301 m.json:1:20 $.x: message; hint\n", sorted by place. Ends in the arena. */
static inline const char *report(struct dore_arena *arena, struct dore_diags *diags) {
    struct dore_buf out = {0};
    dore_diags_sort(diags);
    for (size_t i = 0; i < diags->count; i++) {
        const struct dore_diag *diag = &diags->list[i];
        dore_buf_format(&out, "%c%u %s:%u:%u %s: %s", diag->severity == DORE_ERROR ? 'E' : 'W',
                        (unsigned)diag->code, diag->where.file ? diag->where.file : "",
                        (unsigned)diag->where.line, (unsigned)diag->where.column,
                        diag->where.path ? diag->where.path : "", diag->message);
        dore_buf_format(&out, diag->hint ? "; %s\n" : "%s\n", diag->hint ? diag->hint : "");
    }
    const char *text = dore_arena_text(arena, out.size ? out.data : "", out.size);
    dore_buf_release(&out);
    return text;
}

#endif
