/* SPDX-License-Identifier: Apache-2.0
 *
 * The output's name, and file names of things that have names of their own. dore_file_name is the
 * rule; here names that would be one file on a system that ignores letter case are told apart.
 */
#include "private.h"

#include <inttypes.h>

static bool taken(const char *const *name, size_t count, const char *candidate) {
    for (size_t i = 0; i < count; i++)
        if (dore_text_equal_nocase(name[i], candidate))
            return true;
    return false;
}

const char **plan_file_names(struct dore_arena *arena, const char *const *name, size_t count) {
    const char **file = DORE_NEW(arena, const char *, count);
    for (size_t i = 0; i < count; i++) {
        const char *plain = dore_file_name(arena, name[i]);
        file[i] = plain;
        for (unsigned suffix = 2; taken(file, i, file[i]); suffix++)
            file[i] = dore_arena_format(arena, "%s-%u", plain, suffix);
    }
    return file;
}

const char *dore_plan_output(const struct dore_plan *plan, struct dore_arena *arena) {
    const struct dore_plan_options *options = &plan->options;
    if (!options->shards)
        return dore_arena_format(arena, "%s.tar.zst", plan->folder);
    return dore_arena_format(arena, "%s.%" PRIu64 "-of-%" PRIu64 ".tar.zst", plan->folder,
                             options->shard, options->shards);
}
