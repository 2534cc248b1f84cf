/* SPDX-License-Identifier: Apache-2.0
 *
 * The records of `per` models by parent. How many records the parents before parent p have is a
 * line, rounded, wherever p begins a block of 1,024: so the block of a record is found by one
 * division. Inside a block the counts are drawn from the law and then changed, as little as may be,
 * until their sum is the block's. Without an exact total the line's slope is the law's mean and the
 * last block is computed as a whole and cut, so that more parents only append records; with one
 * it leads to (parents, total), and the last block is the size that it is.
 *
 * The words behind this may leave out: `min` is 0; `max` is none for poisson and geometric, for
 * zipf it must be there, for uniform it follows from the mean where that is given; the mean is the
 * law's own for uniform and zipf, for poisson and geometric it or a total must be there. A total
 * stands for a mean of total / parents.
 */
#include <inttypes.h>
#include <math.h>

#include "law.h"
#include "private.h"

__extension__ typedef unsigned __int128 uint128;

/* Redraws of single counts that bring a block's sum nearer to what it must be. */
enum { BLOCK = 1024, WORD_ROWS = BLOCK / 4, REDRAWS = 256 };
_Static_assert(BLOCK / 4 <= (int)DORE_BATCH_ROWS, "words of a block are drawn at once");

struct plan_children {
    struct plan_law law;
    uint64_t stream;
    uint64_t rise, run; /* of the line: records per parents */
    uint64_t parents, records;
    bool exact; /* a total was given */
};

/* A block with its counts summed up. */
struct block {
    uint64_t first_parent, first_row, last_row; /* rows first_row .. last_row-1 */
    uint64_t *end;                              /* of each parent's records, from first_row on */
    uint32_t *count;
    struct dore_block *words;
    uint32_t parents;
};

/* ---- blocks --------------------------------------------------------------------------------- */

/* Records of the parents before this one, which begins a block or is the end. */
static uint64_t rows_before(const struct plan_children *children, uint64_t parent) {
    return (uint64_t)(((uint128)children->rise * parent + children->run / 2) / children->run);
}

static uint32_t parents_of_block(const struct plan_children *children, uint64_t number) {
    uint64_t left = children->parents - number * BLOCK;
    return children->exact && left < BLOCK ? (uint32_t)left : BLOCK;
}

/* The last block that begins at this row or before it: the greatest n with
 * rise * BLOCK * n + run / 2 < (row + 1) * run. */
static uint64_t block_of(const struct plan_children *children, uint64_t row) {
    uint128 reached = ((uint128)row + 1) * children->run - children->run / 2 - 1;
    return (uint64_t)(reached / ((uint128)children->rise * BLOCK));
}

/* How far a correction may change a count in its n-th round: by a sixteenth, which leaves the shape
 * of any law as it is, and where that is not enough by 1, 3, 7 ... */
static uint32_t most_change(const struct plan_law *law, uint32_t count, bool more, unsigned round) {
    uint32_t share = (count - law->min) / 16, least = (UINT32_C(1) << round) - 1;
    uint32_t change = share > least ? share : least,
             room = more ? law->max - count : count - law->min;
    return change < room ? change : room;
}

/* Changes counts, by turns, until `missing` more (or fewer) are there. There is room for it. */
static void spread(const struct plan_law *law, uint32_t *count, uint32_t parents, uint32_t first,
                   int64_t missing) {
    for (unsigned round = 0; missing; round += round < 30) {
        for (uint32_t i = 0; i < parents && missing; i++) {
            uint32_t *one = &count[(first + i) % parents];
            uint64_t wanted = (uint64_t)(missing < 0 ? -missing : missing);
            uint32_t change = most_change(law, *one, missing > 0, round);
            change = change < wanted ? change : (uint32_t)wanted;
            *one = missing > 0 ? *one + change : *one - change;
            missing += missing > 0 ? -(int64_t)change : (int64_t)change;
        }
    }
}

/* Makes the sum of the counts what it must be. Counts are drawn again, each of which is taken when
 * it brings the sum nearer: as if blocks were drawn until one has the sum, which keeps the law.
 * What is left then is spread. Both begin with a parent that the block's words choose. */
static void correct(const struct plan_children *children, uint64_t number, struct block *block,
                    int64_t missing) {
    struct dore_rng rng = dore_rng_at(children->stream, number);
    rng.position = 8; /* behind the words of counts */
    uint32_t first = (uint32_t)dore_rng_below(&rng, block->parents);
    for (uint32_t i = 0; i < REDRAWS && i < block->parents && missing; i++) {
        uint32_t *one = &block->count[(first + i) % block->parents];
        uint32_t word = dore_rng_u32(&rng), second = dore_rng_u32(&rng);
        uint32_t redrawn = plan_law_pick(&children->law, word, second);
        int64_t left = missing - ((int64_t)redrawn - *one);
        if ((left < 0 ? -left : left) < (missing < 0 ? -missing : missing)) {
            *one = redrawn;
            missing = left;
        }
    }
    spread(&children->law, block->count, block->parents, first, missing);
}

/* Four parents share the words of a row: each has one of its first four, and, where the law wants
 * it, one of its second four. */
static uint64_t draw_counts(const struct plan_children *children, uint64_t number,
                            struct block *block) {
    const struct plan_law law = children->law;
    const struct dore_block *words = block->words;
    uint32_t *count = block->count;
    uint64_t sum = 0;
    struct dore_rows rows = {.first = number * WORD_ROWS, .count = WORD_ROWS};
    dore_rng_blocks(children->stream, &rows, 0, block->words);
    if (law.wide)
        dore_rng_blocks(children->stream, &rows, 1, block->words + WORD_ROWS);
    for (uint32_t i = 0; i < block->parents; i++) {
        uint32_t second = law.wide ? words[WORD_ROWS + i / 4].word[i % 4] : 0;
        count[i] = plan_law_pick(&law, words[i / 4].word[i % 4], second);
        sum += count[i];
    }
    return sum;
}

static void load_block(const struct plan_children *children, uint64_t number, struct block *block) {
    block->first_parent = number * BLOCK;
    block->parents = parents_of_block(children, number);
    block->first_row = rows_before(children, block->first_parent);
    block->last_row = rows_before(children, block->first_parent + block->parents);
    uint64_t drawn = draw_counts(children, number, block), sum = 0;
    correct(children, number, block, (int64_t)(block->last_row - block->first_row - drawn));
    for (uint32_t i = 0; i < block->parents; i++) {
        sum += block->count[i];
        block->end[i] = sum;
    }
}

static struct block *new_block(struct dore_arena *arena) {
    struct block *block = DORE_NEW(arena, struct block, 1);
    block->end = DORE_TAKE(arena, uint64_t, BLOCK);
    block->count = DORE_TAKE(arena, uint32_t, BLOCK);
    block->words = DORE_TAKE(arena, struct dore_block, 2 * WORD_ROWS);
    return block;
}

/* ---- the law and the line ------------------------------------------------------------------- */

static bool refuse(struct dore_diags *diags, const struct dore_per *per, const char *hint,
                   const char *message) {
    dore_error(diags, DORE_E_RECORDS, per->where, hint, "%s", message);
    return false;
}

static bool refuse_missing(struct dore_diags *diags, const struct dore_per *per, const char *hint,
                           const char *message) {
    return per->broken ? false : refuse(diags, per, hint, message);
}

/* Whether the words go together, and nothing is missing that the law needs. */
static bool check_words(const struct dore_per *per, struct dore_diags *diags) {
    static const char *const add_mean = "add \"mean\", or an exact \"total\"";
    bool mean_said = per->has_mean || per->has_total;
    if (per->has_mean && per->has_total)
        return refuse(diags, per, "leave one of them out", "'mean' and 'total' are both given");
    if (per->has_max && per->min > per->max)
        return refuse(diags, per, NULL, "'min' is greater than 'max'");
    if (per->min > PLAN_CHILDREN_LIMIT || (per->has_max && per->max > PLAN_CHILDREN_LIMIT))
        return refuse(diags, per, NULL, "no parent can have more than 1000000000 records");
    switch (per->law) {
    case DORE_LAW_UNIFORM:
        return per->has_max || mean_said ||
               refuse_missing(diags, per, "add \"max\"", "a uniform distribution needs 'max'");
    case DORE_LAW_ZIPF:
        return per->has_max ||
               refuse_missing(diags, per, "add \"max\"", "a zipf distribution needs 'max'");
    case DORE_LAW_POISSON:
        return mean_said || refuse_missing(diags, per, add_mean,
                                           "a poisson distribution needs 'mean' or 'total'");
    case DORE_LAW_GEOMETRIC:
        return mean_said || refuse_missing(diags, per, add_mean,
                                           "a geometric distribution needs 'mean' or 'total'");
    }
    return true;
}

static uint64_t most_said(const struct dore_per *per) {
    return per->has_max ? per->max : PLAN_CHILDREN_LIMIT;
}

/* The total, within what min and max allow. Scaling rounds totals and parents apart from each
 * other: what that takes a total outside, by at most one parent's records, is put right. */
static bool check_total(const struct dore_per *per, uint64_t *total, uint64_t parents,
                        struct dore_diags *diags) {
    uint128 least = (uint128)parents * per->min, most = (uint128)parents * most_said(per);
    uint128 slack = *total == per->total ? 0 : most_said(per);
    if (*total + slack < least || *total > most + slack) {
        dore_error(diags, DORE_E_RECORDS, per->where,
                   dore_hint(diags, "%" PRIu64 " parents have %" PRIu64 " to %" PRIu64 " each",
                             parents, per->min, most_said(per)),
                   "a total of %" PRIu64 " is not possible", *total);
        return false;
    }
    *total = *total < least ? (uint64_t)least : *total > most ? (uint64_t)most : *total;
    return true;
}

static bool check_mean(const struct dore_per *per, struct dore_diags *diags) {
    if (per->mean >= (double)per->min && per->mean <= (double)most_said(per))
        return true;
    dore_error(diags, DORE_E_RECORDS, per->where, NULL,
               "'mean' is not between %" PRIu64 " and %" PRIu64, per->min, most_said(per));
    return false;
}

/* `least_max`: the mean, rounded up. */
static struct plan_law make_law(struct dore_arena *arena, const struct dore_per *per, double mean,
                                uint64_t least_max) {
    uint64_t max = most_said(per);
    if (per->law == DORE_LAW_UNIFORM && !per->has_max) {
        double twice = 2 * mean - (double)per->min; /* as far above the mean as min is below it */
        if (twice < (double)max)
            max = (uint64_t)twice + (twice > (double)(uint64_t)twice);
        max = max > least_max ? max : least_max;
    }
    return plan_law_make(arena, per->law, (uint32_t)per->min, (uint32_t)max, mean);
}

/* Records of all blocks, or, without a total, of those before the last and of the parents that the
 * last one has. */
static uint128 count_records(const struct plan_children *children, uint64_t total) {
    if (children->exact)
        return total;
    uint64_t whole = children->parents / BLOCK, rest = children->parents % BLOCK;
    uint128 records =
        ((uint128)children->rise * (whole * BLOCK) + children->run / 2) / children->run;
    if (rest && records <= INT64_MAX) {
        struct dore_arena scratch = {0};
        struct block *block = new_block(&scratch);
        load_block(children, whole, block);
        records += block->end[rest - 1];
        dore_arena_release(&scratch);
    }
    return records;
}

const struct plan_children *plan_children_make(struct dore_arena *arena, const struct dore_per *per,
                                               uint64_t total, uint64_t parents, uint64_t stream,
                                               struct dore_diags *diags) {
    if (!check_words(per, diags) || (per->has_mean && !check_mean(per, diags)))
        return NULL;
    struct plan_children *children = DORE_NEW(arena, struct plan_children, 1);
    children->stream = stream;
    if (parents == 0)
        return children;
    if (per->has_total && !check_total(per, &total, parents, diags))
        return NULL;
    children->parents = parents;
    children->exact = per->has_total;
    if (per->has_total) {
        double mean = (double)total / (double)parents;
        children->law = make_law(arena, per, mean, total / parents + (total % parents != 0));
        children->rise = total;
        children->run = parents;
    } else {
        children->law = make_law(arena, per, per->has_mean ? per->mean : NAN, 0);
        children->run = UINT64_C(1) << 32;
        children->rise = (uint64_t)(children->law.mean * (double)children->run + 0.5);
    }
    uint128 records = count_records(children, total);
    if (records > INT64_MAX) {
        dore_error(diags, DORE_E_SCALE, per->where, "use fewer parents, or a smaller --scale",
                   "all parents together would have more than 9223372036854775807 records");
        return NULL;
    }
    children->records = (uint64_t)records;
    return children;
}

uint64_t plan_children_records(const struct plan_children *children) {
    return children->records;
}

uint64_t plan_children_most(const struct plan_children *children) {
    return children->law.max;
}

/* ---- parents of rows ------------------------------------------------------------------------ */

/* The parent in the block that has the record so far behind the block's first. Most often it is the
 * last one found, or one soon behind it. */
static uint32_t find_parent(const struct block *block, uint64_t offset, uint32_t last) {
    uint32_t low = 0, high = block->parents - 1, soon = last + 8;
    if (soon < high && offset < block->end[soon] && (last == 0 || offset >= block->end[last - 1])) {
        while (offset >= block->end[last])
            last++;
        return last;
    }
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (block->end[middle] > offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void plan_children_parents(const struct plan_children *children, const struct dore_rows *rows,
                           struct dore_arena *arena, uint64_t *parent, uint64_t *place) {
    struct block *block = new_block(arena);
    uint32_t *todo = DORE_TAKE(arena, uint32_t, rows->count), left = rows->count;
    for (uint32_t i = 0; i < left; i++)
        todo[i] = i;
    /* Each time all rows of one block, so that no block is computed twice. */
    while (left) {
        load_block(children, block_of(children, dore_row(rows, todo[0])), block);
        uint32_t others = 0, at = 0;
        for (uint32_t i = 0; i < left; i++) {
            uint64_t row = dore_row(rows, todo[i]);
            if (row < block->first_row || row >= block->last_row) {
                todo[others++] = todo[i];
                continue;
            }
            uint64_t offset = row - block->first_row;
            at = find_parent(block, offset, at);
            if (parent)
                parent[todo[i]] = block->first_parent + at;
            if (place)
                place[todo[i]] = offset - (at ? block->end[at - 1] : 0);
        }
        left = others;
    }
}
