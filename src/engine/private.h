/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of engine/ share: the units of work (unit.c), the ring in which threads render
 * them (ring.c), and what is kept of every file for the bundle's index (index.c).
 */
#ifndef DORE_ENGINE_PRIVATE_H
#define DORE_ENGINE_PRIVATE_H

#include "dore/engine.h"

#include <xxhash.h>

/* ---- unit.c ------------------------------------------------------------------------------- */

/* A run of rows of one part that a thread renders in one go; units follow each other as the files
 * do: stores, tables in load order, parts, units. */
struct engine_unit {
    const struct dore_plan_store *store;
    const struct dore_plan_table *table;
    uint64_t part;        /* index in the table */
    uint64_t first, last; /* rows first .. last-1 */
    bool opens, closes;   /* the part's head, its foot */
};
/* The first unit of the plan; store NULL when there is none. */
struct engine_unit engine_unit_first(const struct dore_plan *plan);
/* The unit behind this one; store NULL when it was the last. */
struct engine_unit engine_unit_next(const struct dore_plan *plan, const struct engine_unit *unit);
/* How many units there are, counted up to `enough`. */
uint64_t engine_unit_count(const struct dore_plan *plan, uint64_t enough);

/* ---- ring.c ------------------------------------------------------------------------------- */

/* What became of a unit. */
struct engine_slot {
    struct engine_unit unit;
    struct dore_buf bytes;
    struct dore_buf packed; /* what the sink stores for them; empty when it stores bytes */
    bool ready;
    char apart[128]; /* keeps the next slot off this one's cache line */
};
/* Renders all units of a plan on some threads and gives them out in order. With a supply the
 * caller's thread asks it for them. */
struct engine_ring;

struct engine_ring *engine_ring_new(const struct dore_plan *plan, const struct dore_sink *sink,
                                    const struct dore_run_options *options,
                                    struct dore_diags *diags);
/* The next unit, rendered; NULL after the last, or when the supply failed. Valid until the next
 * call. */
const struct engine_slot *engine_ring_next(struct engine_ring *ring);
/* Stops the threads, whatever is left, and frees the ring. */
void engine_ring_free(struct engine_ring *ring);

/* ---- index.c ------------------------------------------------------------------------------ */

/* A file of the output, as bundle.json and CHECKSUMS list it. */
struct engine_file {
    const char *path; /* below the bundle's folder */
    const char *role; /* "readme", "manifest", "loader", "before", "schema", "data", "constraints",
                       * "after", "index", "checksums" */
    const struct dore_plan_store *store; /* NULL: of the whole bundle */
    const struct dore_table *table;      /* NULL: of the whole store */
    bool executable;
    uint64_t rows, bytes;
    uint64_t *unit; /* bytes of each unit, so that shards can be joined; NULL: not kept */
    uint32_t unit_count;
    XXH128_canonical_t digest;
    struct engine_file *next;
};
void engine_put_readme(const struct dore_plan *plan, const char *version, struct dore_buf *out);
void engine_put_index(const struct dore_plan *plan, const char *version,
                      const struct engine_file *files, struct dore_buf *out);
void engine_put_checksums(const struct engine_file *files, struct dore_buf *out);

/* ---- steps.c ------------------------------------------------------------------------------ */

/* Whether a run of all the plan's shards has something to do in the store after the data. Without
 * tables or rows of its own that may be nothing, and then there is no file. */
bool engine_has_after(const struct dore_plan *plan, const struct dore_plan_store *store);
/* Whether the step counts: where a store has something to do in it, and always between a schema and
 * rows. What bundle.json and load.sh say of it, so that a bundle joined of shards says the same. */
bool engine_has_constraints(const struct dore_plan *plan);

/* ---- loader.c ----------------------------------------------------------------------------- */

void engine_put_loader(const struct dore_plan *plan, struct dore_buf *out);
/* Appends the text as one word of a shell command, in single quotes. */
void engine_put_quoted(struct dore_buf *out, const char *text);
/* Where the schema of a store stands, or of one table when there is a file for each (NULL else). */
void engine_put_schema_path(const struct dore_plan_store *store,
                            const struct dore_plan_table *table, struct dore_buf *out);

#endif
