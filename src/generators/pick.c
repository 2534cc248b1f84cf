/* SPDX-License-Identifier: Apache-2.0
 *
 * Picks records a vector at a time, purely by row number: uniform, in turn, each at most once, or
 * by Zipf's law; among all records or among those that meet a condition. Records whose condition
 * repeats or can be solved are listed by arithmetic (filter.c); for others the draw is repeated.
 */
#include "pick.h"

#include "filter.h"

#include <inttypes.h>

enum way { WAY_UNIFORM, WAY_SEQUENTIAL, WAY_UNIQUE, WAY_ZIPF };

struct pick {
    struct dore_population population;
    uint64_t stream;
    uint64_t count; /* to pick from: of the population, or of those that the filter lists */
    enum way way;
    bool settled;                     /* unique whatever the plan chooses */
    const struct dore_choice *choice; /* WAY_UNIQUE, and of a key of several attributes */
    struct dore_zipf zipf;
    struct dore_permutation rank; /* which record has which rank */
    const struct filter *filter;  /* NULL: all records */
};

const char *const pick_keys[] = {"pick", "where", NULL};

/* ---- drawing -------------------------------------------------------------------------------- */

static void draw_zipf(const struct pick *pick, uint64_t stream, const struct dore_rows *rows,
                      uint64_t *out) {
    for (uint32_t i = 0; i < rows->count; i++) {
        struct dore_rng rng = dore_rng_at(stream, dore_row(rows, i));
        out[i] = dore_permute(&pick->rank, dore_zipf_pick(&pick->zipf, &rng) - 1);
    }
}

/* `attempt` counts how often a filter refused what was drawn. */
static void draw(const struct pick *pick, unsigned attempt, const struct dore_rows *rows,
                 uint64_t *out) {
    uint64_t stream = pick->stream ^ attempt * UINT64_C(0x9e3779b97f4a7c15);
    if (pick->way == WAY_ZIPF)
        draw_zipf(pick, stream, rows, out);
    else if (pick->way == WAY_SEQUENTIAL)
        for (uint32_t i = 0; i < rows->count; i++)
            out[i] = dore_row(rows, i) % pick->count;
    else
        dore_rng_draws(stream, rows, pick->count, out);
}

/* ---- conditions that are tried -------------------------------------------------------------- */

/* What is still refused after the last draw goes upwards from there to the next that is not. */
static void climb(const struct pick *pick, uint64_t *row, struct dore_arena *arena) {
    bool good = false;
    for (uint64_t first = *row; !good; first = (first + DORE_BATCH_ROWS) % pick->count) {
        uint64_t list[DORE_BATCH_ROWS];
        bool meets[DORE_BATCH_ROWS];
        for (uint32_t i = 0; i < DORE_BATCH_ROWS; i++)
            list[i] = (first % pick->count + i) % pick->count;
        filter_test(pick->filter, list, DORE_BATCH_ROWS, arena, meets);
        for (uint32_t i = 0; i < DORE_BATCH_ROWS && !good; i++) {
            good = meets[i];
            *row = good ? list[i] : *row;
        }
    }
}

/* Draws anew for those of at most DORE_BATCH_ROWS rows whose record the filter refuses. */
static void retry(const struct pick *pick, const struct dore_rows *rows, struct dore_arena *arena,
                  uint64_t *out) {
    enum { MOST_TRIES = 64 };
    uint32_t open[DORE_BATCH_ROWS], count = rows->count;
    uint64_t row[DORE_BATCH_ROWS], drawn[DORE_BATCH_ROWS];
    bool meets[DORE_BATCH_ROWS];
    for (uint32_t i = 0; i < count; i++)
        open[i] = i;
    unsigned tries = pick->way == WAY_SEQUENTIAL ? 1 : MOST_TRIES;
    for (unsigned attempt = 0; attempt < tries && count; attempt++) {
        for (uint32_t i = 0; i < count; i++)
            row[i] = dore_row(rows, open[i]);
        struct dore_rows some = {.count = count, .list = row};
        draw(pick, attempt, &some, drawn);
        filter_test(pick->filter, drawn, count, arena, meets);
        uint32_t left = 0;
        for (uint32_t i = 0; i < count; i++) {
            out[open[i]] = drawn[i];
            if (!meets[i])
                open[left++] = open[i];
        }
        count = left;
    }
    for (uint32_t i = 0; i < count; i++)
        climb(pick, &out[open[i]], arena);
}

static void retry_all(const struct pick *pick, const struct dore_rows *rows,
                      struct dore_arena *arena, uint64_t *out) {
    for (uint32_t at = 0; at < rows->count; at += DORE_BATCH_ROWS) {
        struct dore_rows some = dore_rows_cut(rows, at);
        retry(pick, &some, arena, out + at);
    }
}

/* ---- rows ----------------------------------------------------------------------------------- */

static struct dore_rows pick_chosen(const struct pick *pick, const struct dore_rows *rows,
                                    struct dore_arena *arena) {
    struct dore_rows chosen = dore_choose(pick->choice, rows, arena);
    if (pick->filter) {
        uint64_t *list = DORE_TAKE(arena, uint64_t, rows->count);
        for (uint32_t i = 0; i < rows->count; i++)
            list[i] = filter_row(pick->filter, dore_row(&chosen, i));
        chosen.list = list;
    }
    return chosen;
}

struct dore_rows pick_rows(const struct pick *pick, const struct dore_rows *rows,
                           struct dore_arena *arena) {
    if (pick->population.endless)
        return *rows;
    if (pick->choice && !dore_choice_is_free(pick->choice))
        return pick_chosen(pick, rows, arena);
    uint64_t *list = DORE_TAKE(arena, uint64_t, rows->count);
    bool listed = pick->filter && filter_count(pick->filter);
    if (pick->filter && !listed)
        retry_all(pick, rows, arena, list);
    else
        draw(pick, 0, rows, list);
    for (uint32_t i = 0; listed && i < rows->count; i++)
        list[i] = filter_row(pick->filter, list[i]);
    return (struct dore_rows){.count = rows->count, .list = list};
}

/* ---- compiling ------------------------------------------------------------------------------ */

static bool read_zipf(const struct dore_node *node, double *exponent, struct dore_diags *diags) {
    const struct dore_node *zipf =
        node->kind == DORE_NODE_OBJECT && node->count == 1 ? dore_node_find(node, "zipf") : NULL;
    if (zipf && dore_node_double(zipf, exponent) && *exponent > 0 && *exponent <= 10)
        return true;
    if (zipf)
        dore_error(diags, DORE_E_PARAM_RANGE, zipf->where, "write {\"zipf\": 1.1}",
                   "'zipf' wants a number above 0, at most 10");
    else
        dore_error(diags, DORE_E_CHOICE, node->where, "write {\"zipf\": 1.1}",
                   "'pick' as an object knows only 'zipf'");
    return false;
}

static bool read_way(const struct dore_node *node, enum way *way, double *exponent,
                     struct dore_diags *diags) {
    static const char *const ways[] = {
        [WAY_UNIFORM] = "uniform", [WAY_SEQUENTIAL] = "sequential", [WAY_UNIQUE] = "unique"};
    if (!node)
        return true;
    if (node->kind != DORE_NODE_STRING) {
        *way = WAY_ZIPF;
        return read_zipf(node, exponent, diags);
    }
    struct dore_suggest nearest = {.name = node->text.text};
    for (unsigned i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (dore_str_is(node->text, ways[i])) {
            *way = (enum way)i;
            return true;
        }
        dore_suggest_try(&nearest, ways[i]);
    }
    const char *hint = dore_hint_nearest(diags, &nearest);
    dore_error(diags, DORE_E_CHOICE, node->where,
               hint ? hint : "write \"uniform\", \"sequential\", \"unique\" or {\"zipf\": 1.1}",
               "'%s' is no way to pick", node->text.text);
    return false;
}

static bool check_enough(struct dore_scope *scope, const struct pick *pick, uint64_t per_row,
                         const struct dore_node *way, struct dore_diags *diags) {
    uint64_t wanted;
    if (__builtin_mul_overflow(dore_scope_records(scope), per_row, &wanted))
        wanted = UINT64_MAX;
    if (wanted <= pick->count)
        return true;
    dore_error(diags, DORE_E_EXHAUSTED, way->where, "pick from more records, or make fewer",
               "%" PRIu64 " records are picked, each at most once, but there are %" PRIu64, wanted,
               pick->count);
    return false;
}

/* How a sole or shared key, or "pick": "unique", takes its records. */
static bool choose(struct dore_scope *scope, struct pick *pick, uint64_t per_row,
                   const struct dore_node *way, struct dore_diags *diags) {
    if (pick->way != WAY_UNIQUE) {
        pick->choice = dore_scope_choice(scope);
    } else if (pick->filter && !filter_count(pick->filter)) {
        dore_error(diags, DORE_E_WHERE, way->where,
                   "let 'where' name an attribute that is a roundRobin, a constant or a sequence",
                   "records that meet a condition by chance cannot be picked each at most once");
        return false;
    } else if (check_enough(scope, pick, per_row, way, diags)) {
        pick->choice = dore_scope_choose(scope, pick->count);
        pick->settled = true;
    } else {
        return false;
    }
    return true;
}

static bool refuse_endless(const struct dore_node *way, const struct dore_node *where,
                           struct dore_diags *diags) {
    const struct dore_node *node = way ? way : where;
    if (node)
        dore_error(diags, DORE_E_KEYS, node->where, "make the model MEMORY_ONLY",
                   "records of a NO_PERSIST model are endless: none of them is picked twice, and "
                   "none can be looked for");
    return node != NULL;
}

const struct pick *pick_compile(struct dore_scope *scope, const struct dore_target *target,
                                const struct dore_node *way, const struct dore_node *where,
                                uint64_t per_row, struct dore_diags *diags) {
    struct dore_arena *arena = dore_scope_arena(scope);
    struct pick *pick = DORE_NEW(arena, struct pick, 1);
    *pick = (struct pick){.population = target->population,
                          .stream = dore_scope_stream(scope, "pick"),
                          .count = target->population.count};
    if (pick->population.endless)
        return refuse_endless(way, where, diags) ? NULL : pick;
    double exponent = 0;
    if (!read_way(way, &pick->way, &exponent, diags))
        return NULL;
    if (where) {
        pick->filter = filter_compile(scope, target, where, diags);
        if (!pick->filter)
            return NULL;
        if (filter_count(pick->filter))
            pick->count = filter_count(pick->filter);
    }
    if (pick->way == WAY_ZIPF && pick->count) {
        pick->zipf = dore_zipf_make(exponent, pick->count);
        pick->rank = dore_permutation_make(dore_scope_stream(scope, "rank"), pick->count);
    }
    return choose(scope, pick, per_row, way, diags) ? pick : NULL;
}

uint64_t pick_count(const struct pick *pick) {
    bool tried = pick->filter && !filter_count(pick->filter);
    return pick->population.endless || tried ? 0 : pick->count;
}

/* ---- links ---------------------------------------------------------------------------------- */

static void follow(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                   struct dore_picked *out) {
    *out = (struct dore_picked){.rows = pick_rows(state, rows, arena)};
}

const struct dore_link *pick_link(struct dore_scope *scope, const struct pick *pick,
                                  struct dore_scope *record) {
    struct dore_link *link = DORE_NEW(dore_scope_arena(scope), struct dore_link, 1);
    *link = (struct dore_link){.path = dore_scope_name(scope),
                               .scope = record,
                               .unique = pick->settled,
                               .state = pick,
                               .pick = follow};
    return link;
}
