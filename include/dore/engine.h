/* SPDX-License-Identifier: Apache-2.0
 *
 * engine: carries a plan out: any range of rows to columns, a plan to files in a sink.
 */
#ifndef DORE_ENGINE_H
#define DORE_ENGINE_H

#include "dore/plan.h"
#include "dore/sink.h"

/* Columns of rows first_row .. first_row + rows - 1 (at most DORE_BATCH_ROWS); any range, any
 * thread. Memory from the arena. */
void dore_fill(const struct dore_plan_table *table, uint64_t first_row, uint32_t rows,
               struct dore_arena *arena, struct dore_batch *out);
struct dore_profile;
/* Appends the bytes of rows first .. last-1 of a part, without its head and foot; `profile` may be
 * NULL. Empties the arena for each batch. */
void dore_render(const struct dore_plan_table *table, const struct dore_part *part, uint64_t first,
                 uint64_t last, const struct dore_profile *profile, struct dore_arena *arena,
                 struct dore_buf *out);

struct dore_progress {
    uint64_t rows, bytes; /* done so far */
    const char *model;    /* being written */
};
/* A piece of a file that was made before. */
struct dore_piece {
    const char *path; /* below the bundle's folder */
    uint64_t index,
        count;     /* piece `index` of `count`: of a part a unit, of another file all of it */
    uint64_t rows; /* of the whole file */
};
/* Where the bytes of schemas, parts and constraints come from when they are not to be made. */
struct dore_supply {
    void *context;
    /* Appends the piece; pieces are asked for in the order in which a run makes them, by the thread
     * that called dore_run. False and an error when it cannot be had. */
    bool (*piece)(void *context, const struct dore_piece *piece, struct dore_buf *out,
                  struct dore_diags *diags);
};
/* What became of a unit, or of a part that a sink wanted whole. */
enum dore_work { DORE_RENDER, DORE_PACK, DORE_COMMIT, DORE_WORK_COUNT };
struct dore_span {
    enum dore_work work;
    unsigned thread; /* 0: the one that called dore_run; workers count from 1 */
    const struct dore_plan_table *table;
    uint64_t part, rows, bytes; /* bytes that came out of it */
    uint64_t begin, end;        /* nanoseconds, by the clock */
};
/* Where time goes. Calls come from any thread, at the same time. */
struct dore_profile {
    void *context;
    uint64_t (*clock)(void);
    void (*span)(void *context, const struct dore_span *span);
    /* A batch of one field was filled. */
    void (*column)(void *context, const struct dore_plan_table *table, uint32_t field,
                   const struct dore_column *column, uint64_t nanoseconds);
};
struct dore_run_options {
    unsigned threads; /* at least 1 */
    /* Called from the committing thread after each unit; may be NULL. */
    void (*progress)(void *context, const struct dore_progress *progress);
    void *context;
    const char *version;                /* the program's */
    const struct dore_supply *supply;   /* NULL: files are made */
    const struct dore_profile *profile; /* NULL: nothing is measured */
};
/* Writes everything the plan asks for. False when the sink or the supply failed; the caller then
 * aborts the sink. */
bool dore_run(const struct dore_plan *plan, const struct dore_run_options *options,
              struct dore_sink *sink, struct dore_diags *diags);

#endif
