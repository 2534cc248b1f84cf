/* SPDX-License-Identifier: Apache-2.0
 *
 * bundle: reads what dore wrote. The shards of a run are checked against each other and supply the
 * bytes of the one bundle that the run would have written. Nothing is unpacked to the disk; of the
 * data one part at a time is in memory. Bundles come from anywhere: each byte that is used was
 * compared with its digest.
 */
#ifndef DORE_BUNDLE_H
#define DORE_BUNDLE_H

#include "dore/engine.h"

/* The shards of a run, checked. */
struct dore_shards {
    const struct dore_plan *plan; /* of the whole run */
    struct dore_supply supply;    /* its files, from the shards */
    struct dore_shards_state *state;
};
/* Reads what each shard says of itself - an archive or a folder each, in any order - and plans the
 * run again. False and an error when one cannot be read or is of another version, when shards are
 * missing, given twice, or not of one run. `version` is the program's. */
bool dore_shards_open(struct dore_shards *shards, struct dore_arena *arena, const char *const *path,
                      size_t count, const char *version, struct dore_diags *diags);
/* After the run: false and an error when a shard holds files that the run does not have. */
bool dore_shards_finish(struct dore_shards *shards, struct dore_diags *diags);
/* Closes all files; also after a failure to open. */
void dore_shards_close(struct dore_shards *shards);

#endif
