/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a part may be cut anywhere: renders each part of each table of a manifest at once, and
 * again in ranges of every width below; the bytes must be the same. One case a table and width.
 *   split SCALE MANIFEST [NAME=VALUE ...]
 * Ends with `N passed, N failed`, status 0 when none failed.
 */
#include <inttypes.h>

#include "dore/dore.h"

/* Around what a batch, a statement and a block of random words hold; 0: all of them in turn. */
static const uint64_t widths[] = {1, 3, 255, 256, 257, 0};
enum { WIDTHS = sizeof widths / sizeof *widths, MOST_VARIABLES = 16 };

static unsigned passed, failed;

static uint64_t width_at(uint64_t width, uint64_t turn) {
    return width ? width : widths[turn % (WIDTHS - 1)];
}

static bool part_holds(const struct dore_plan_table *table, const struct dore_part *part,
                       uint64_t width) {
    struct dore_arena arena = {0};
    struct dore_buf whole = {0}, pieces = {0};
    uint64_t end = part->first_row + part->rows;
    dore_render(table, part, part->first_row, end, NULL, &arena, &whole);
    for (uint64_t row = part->first_row, turn = 0; row < end; turn++) {
        uint64_t step = width_at(width, turn);
        uint64_t next = end - row < step ? end : row + step;
        dore_render(table, part, row, next, NULL, &arena, &pieces);
        row = next;
    }
    bool same = whole.size > 0 && whole.size == pieces.size &&
                memcmp(whole.data, pieces.data, whole.size) == 0;
    dore_buf_release(&whole);
    dore_buf_release(&pieces);
    dore_arena_release(&arena);
    return same;
}

static void try_table(const struct dore_plan_table *table, uint64_t width,
                      struct dore_arena *arena) {
    bool good = table->part_count > 0;
    for (uint64_t i = 0; good && i < table->part_count; i++) {
        struct dore_part part = dore_plan_part(table, i, arena);
        good = part_holds(table, &part, width);
        if (!good)
            printf("FAILED %s in ranges of %" PRIu64 "\n", part.file, width);
    }
    if (good)
        passed++;
    else
        failed++;
}

static void try_plan(const struct dore_plan *plan, struct dore_arena *arena) {
    for (uint32_t s = 0; s < plan->store_count; s++) {
        const struct dore_plan_store *store = &plan->store[s];
        for (uint32_t t = 0; t < store->table_count; t++)
            for (size_t w = 0; w < WIDTHS; w++)
                try_table(&store->table[t], widths[w], arena);
    }
}

/* The variables among the arguments, NAME=VALUE. */
static size_t read_variables(struct dore_variable *variable, char **argument, int count) {
    size_t used = 0;
    for (int i = 0; i < count && used < MOST_VARIABLES; i++) {
        char *equals = strchr(argument[i], '=');
        if (!equals)
            continue;
        *equals = '\0';
        variable[used].name = argument[i];
        variable[used++].value = (struct dore_str){equals + 1, strlen(equals + 1)};
    }
    return used;
}

int main(int argc, char **argv) {
    struct dore_arena arena = {0};
    struct dore_diags diags = {.arena = &arena};
    struct dore_plan_options options = {
        .seed = 7, .now = 0, .schema = true, .data = true, .constraints = true};
    if (argc < 3 ||
        !dore_parse_decimal((struct dore_str){argv[1], strlen(argv[1])}, &options.scale))
        return 2;
    struct dore_variable variable[MOST_VARIABLES] = {0};
    size_t variables = read_variables(variable, argv + 3, argc - 3);
    struct dore_reader reader = dore_reader_files(NULL);
    const struct dore_manifest *manifest =
        dore_manifest_load(&arena, &reader, argv[2], variable, variables, &diags);
    const struct dore_plan *plan =
        manifest ? dore_plan_build(&arena, manifest, &options, &diags) : NULL;
    for (size_t i = 0; i < diags.count; i++)
        if (diags.list[i].severity == DORE_ERROR)
            printf("FAILED %s: %s\n", argv[2], diags.list[i].message);
    if (plan && diags.errors == 0)
        try_plan(plan, &arena);
    else
        failed++;
    dore_arena_release(&arena);
    printf("%u passed, %u failed\n", passed, failed);
    return failed == 0 && passed > 0 ? 0 : 1;
}
