/* SPDX-License-Identifier: Apache-2.0
 *
 * Collects diagnostics: formats, drops repetitions, counts, orders. The list lies in the arena with
 * an index of hashes behind it, in the same piece of memory, so that even a manifest with a fault
 * in every line is reported in time linear in its faults.
 */
#include "dore/diag.h"

#include <xxhash.h>

/* ---- no repetitions ------------------------------------------------------------------------- */

/* The index has two slots for each place of the list: open addressing, 0 is free, else the number
 * of a diagnostic plus 1. Capacities are powers of two. */
enum { FIRST_CAPACITY = 16, SLOTS_PER_PLACE = 2 };

static uint32_t *index_of(const struct dore_diags *diags) {
    return (uint32_t *)(void *)(diags->list + diags->capacity);
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same(const struct dore_diag *a, const struct dore_diag *b) {
    return a->code == b->code && a->where.line == b->where.line &&
           a->where.column == b->where.column && same_text(a->where.file, b->where.file) &&
           same_text(a->where.path, b->where.path) && same_text(a->message, b->message);
}

/* The slot that holds an equal diagnostic, or the free one where it would go. */
static uint32_t *find_slot(const struct dore_diags *diags, const struct dore_diag *diag) {
    uint32_t *slots = index_of(diags);
    size_t mask = diags->capacity * SLOTS_PER_PLACE - 1;
    uint64_t place = (uint64_t)diag->where.line << 32 | diag->where.column;
    uint64_t hash = XXH3_64bits_withSeed(diag->message, strlen(diag->message), place);
    size_t at = (size_t)hash & mask;
    while (slots[at] && !same(&diags->list[slots[at] - 1], diag)) {
        at = (at + 1) & mask;
    }
    return &slots[at];
}

static void fill_index(struct dore_diags *diags) {
    size_t slots = diags->capacity * SLOTS_PER_PLACE;
    if (slots) {
        memset(index_of(diags), 0, slots * sizeof(uint32_t));
    }
    for (size_t i = 0; i < diags->count; i++) {
        *find_slot(diags, &diags->list[i]) = (uint32_t)i + 1;
    }
}

static void grow(struct dore_diags *diags) {
    size_t capacity = diags->capacity ? diags->capacity * 2 : FIRST_CAPACITY;
    size_t place = sizeof *diags->list + SLOTS_PER_PLACE * sizeof(uint32_t);
    struct dore_diag *list = dore_arena_alloc(diags->arena, capacity, place);
    if (diags->count) {
        memcpy(list, diags->list, diags->count * sizeof *list);
    }
    diags->list = list;
    diags->capacity = capacity;
    fill_index(diags);
}

/* ---- collecting ----------------------------------------------------------------------------- */

static void add(struct dore_diags *diags, struct dore_diag diag) {
    if (diags->count == diags->capacity) {
        grow(diags);
    }
    uint32_t *slot = find_slot(diags, &diag);
    if (*slot) {
        return;
    }
    diags->list[diags->count++] = diag;
    *slot = (uint32_t)diags->count;
    diags->errors += diag.severity == DORE_ERROR;
    diags->warnings += diag.severity == DORE_WARNING;
}

/* The three differ by severity alone; variadic functions cannot share more than this. */
#define ADD(severity)                                                                              \
    do {                                                                                           \
        va_list arguments;                                                                         \
        va_start(arguments, format);                                                               \
        const char *message = dore_arena_vformat(diags->arena, format, arguments);                 \
        va_end(arguments);                                                                         \
        add(diags, (struct dore_diag){severity, code, where, message, hint});                      \
    } while (0)

void dore_error(struct dore_diags *diags, enum dore_code code, struct dore_where where,
                const char *hint, const char *format, ...) {
    ADD(DORE_ERROR);
}

void dore_warning(struct dore_diags *diags, enum dore_code code, struct dore_where where,
                  const char *hint, const char *format, ...) {
    ADD(DORE_WARNING);
}

void dore_note(struct dore_diags *diags, enum dore_code code, struct dore_where where,
               const char *hint, const char *format, ...) {
    ADD(DORE_NOTE);
}

const char *dore_hint_nearest(struct dore_diags *diags, const struct dore_suggest *suggest) {
    const char *kin = dore_suggest_kin(suggest);
    return kin ? dore_hint(diags, "write '%s'", kin) : NULL;
}

const char *dore_hint_names(struct dore_diags *diags, const struct dore_suggest *suggest) {
    const char *list = dore_hint_nearest(diags, suggest);
    if (list) {
        return list;
    }
    for (size_t i = 0; i < suggest->count && suggest->count <= DORE_SUGGEST_FEW; i++) {
        const char *joint = i + 1 < suggest->count ? ", " : " or ";
        list = list ? dore_hint(diags, "%s%s'%s'", list, joint, suggest->first[i])
                    : dore_hint(diags, "write '%s'", suggest->first[i]);
    }
    return list;
}

const char *dore_hint(struct dore_diags *diags, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *hint = dore_arena_vformat(diags->arena, format, arguments);
    va_end(arguments);
    return hint;
}

void dore_diags_add_source(struct dore_diags *diags, const char *file, struct dore_str text) {
    struct dore_source **end = &diags->sources;
    while (*end) {
        end = &(*end)->next;
    }
    *end = DORE_NEW(diags->arena, struct dore_source, 1);
    **end = (struct dore_source){.file = file, .text = text};
}

/* ---- ordering ------------------------------------------------------------------------------- */

/* What a diagnostic is ordered by; the last member makes the order total, hence stable. */
struct rank {
    size_t file, line, column, number;
};

/* The names of files in the order in which sources, then diagnostics, first named them. */
struct files {
    const char **name;
    size_t count;
};

/* The number of the file from 1, added when it is new; 0 for none. */
static size_t file_rank(struct files *files, const char *name) {
    if (!name) {
        return 0;
    }
    for (size_t i = 0; i < files->count; i++) {
        if (same_text(files->name[i], name)) {
            return i + 1;
        }
    }
    files->name = dore_realloc(files->name, files->count + 1, sizeof *files->name);
    files->name[files->count++] = name;
    return files->count;
}

static int compare_ranks(const void *left, const void *right) {
    const struct rank *a = left, *b = right;
    if (a->file != b->file) {
        return a->file < b->file ? -1 : 1;
    }
    if (a->line != b->line) {
        return a->line < b->line ? -1 : 1;
    }
    if (a->column != b->column) {
        return a->column < b->column ? -1 : 1;
    }
    return (a->number > b->number) - (a->number < b->number);
}

void dore_diags_sort(struct dore_diags *diags) {
    struct files files = {0};
    for (const struct dore_source *source = diags->sources; source; source = source->next) {
        file_rank(&files, source->file);
    }
    struct rank *ranks = dore_alloc(diags->count, sizeof *ranks);
    struct dore_diag *old = dore_alloc(diags->count, sizeof *old);
    for (size_t i = 0; i < diags->count; i++) {
        struct dore_where where = diags->list[i].where;
        size_t file = file_rank(&files, where.file);
        ranks[i] = (struct rank){file, file ? where.line : 0, file ? where.column : 0, i};
        old[i] = diags->list[i];
    }
    qsort(ranks, diags->count, sizeof *ranks, compare_ranks);
    for (size_t i = 0; i < diags->count; i++) {
        diags->list[i] = old[ranks[i].number];
    }
    fill_index(diags);
    dore_free(old);
    dore_free(ranks);
    dore_free(files.name);
}
