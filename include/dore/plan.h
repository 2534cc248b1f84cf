/* SPDX-License-Identifier: Apache-2.0
 *
 * plan: everything that is decided before the first row: which rows exist, the op of every
 * attribute, load order, files and parts. Const once built; all threads share it.
 */
#ifndef DORE_PLAN_H
#define DORE_PLAN_H

#include "dore/manifest.h"

struct dore_plan_options {
    uint64_t seed;
    int64_t now;                                   /* microseconds */
    struct dore_locales locales;                   /* count 0: DORE_LOCALE_DEFAULT */
    struct dore_decimal scale;                     /* units 1, scale 0 when not given */
    bool drop;                                     /* --drop-conflicting-models */
    bool schema, data, constraints;                /* which steps */
    bool stream;                                   /* for standard output */
    const char *const *datastores, *const *models; /* selections, NULL-ended; NULL: all */
    uint64_t shard, shards; /* only share number `shard` (from 1) of `shards`; 0 of 0: all */
    const char *piece;      /* only these rows of this model, as one part; NULL: all */
    uint64_t piece_first, piece_last; /* the rows piece_first .. piece_last-1 */
};

struct dore_plan_table {
    struct dore_table table;
    const struct dore_format *format;
    const struct dore_layout *layout;
    const struct dore_op *const *op;  /* one per field */
    uint64_t first_row, last_row;     /* what this run writes: rows first_row .. last_row-1 ... */
    uint64_t first_index, last_index; /* ... which are the parts first_index .. last_index-1 */
    uint64_t rows_per_part;           /* a power of two */
    uint64_t rows_per_unit;           /* a power of two, at most rows_per_part */
    uint32_t batch_rows;              /* at most DORE_BATCH_ROWS; fewer where records are wide */
    const char *file_name;            /* the table's name as a file name, unique in its store */
    uint64_t part_count;              /* computed, never listed: see dore_plan_part (flat-memory) */
    uint64_t first_part;              /* number of its first part in the store, from 1 */
    unsigned part_digits;             /* digits of part numbers in the store, at least 4 */
    const char *folder;               /* the store's */
    const char *piece;                /* the mark of the one part of --rows; NULL: numbered parts */
};
/* Part `index` (from 0) of a table, one of those that this run writes; its names live in the
 * arena. */
struct dore_part dore_plan_part(const struct dore_plan_table *table, uint64_t index,
                                struct dore_arena *arena);

struct dore_plan_store {
    struct dore_store store;
    const struct dore_format *format;    /* the protocol's default: schema, after, check_store */
    const char *folder;                  /* the datastore's id as a folder name */
    const struct dore_plan_table *table; /* in load order */
    uint32_t table_count;
};

struct dore_plan {
    const struct dore_manifest *manifest;
    struct dore_plan_options options;
    const char *folder; /* the manifest's id as a folder name */
    const struct dore_plan_store *store;
    uint32_t store_count;
    uint64_t rows, typical_bytes; /* totals of what this run writes, for progress */
};
/* The output's name where none was chosen: ID.tar.zst, of a shard ID.K-of-N.tar.zst. */
const char *dore_plan_output(const struct dore_plan *plan, struct dore_arena *arena);
/* Whether this run writes the steps around the data: of shards the first and the last one do. */
bool dore_plan_writes_schema(const struct dore_plan *plan);
bool dore_plan_writes_constraints(const struct dore_plan *plan);

/* Builds the plan; all faults go to diags (also those of the formats' checks). NULL when nothing
 * could be built; check diags->errors before using the result. */
const struct dore_plan *dore_plan_build(struct dore_arena *arena,
                                        const struct dore_manifest *manifest,
                                        const struct dore_plan_options *options,
                                        struct dore_diags *diags);

#endif
