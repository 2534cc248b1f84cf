/* SPDX-License-Identifier: Apache-2.0
 *
 * The output's name where nobody chose one: that of the manifest, and of a shard its number.
 */
#include "private.h"

#include <inttypes.h>

const char *dore_plan_output(const struct dore_plan *plan, struct dore_arena *arena) {
    const struct dore_plan_options *options = &plan->options;
    if (!options->shards)
        return dore_arena_format(arena, "%s.tar.zst", plan->folder);
    return dore_arena_format(arena, "%s.%" PRIu64 "-of-%" PRIu64 ".tar.zst", plan->folder,
                             options->shard, options->shards);
}
