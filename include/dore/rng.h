/* SPDX-License-Identifier: Apache-2.0
 *
 * rng: random numbers by address instead of by sequence (pure-cell).
 *
 * A stream is a 64-bit key made of names. In it every row has its own endless run of 32-bit words;
 * word `position` of row `row` is
 *
 *     philox4x32-10(key = stream, counter = {row low, row high, position / 4, retry})[position % 4]
 *
 * and depends on nothing else. `retry` is 0 unless an unbiased draw refused the word; then the word
 * at the same place of retry 1, 2, ... is taken, so that what one draw refuses never moves the
 * draws behind it. A draw of 64 bits begins at an even position, low word first.
 *
 * Philox4x32-10: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * SC 2011; known answers from Random123's kat_vectors.
 */
#ifndef DORE_RNG_H
#define DORE_RNG_H

#include "dore/base.h"

/* Row numbers to work on: first, first + 1, ... or, when list is not NULL, list[0..count). */
struct dore_rows {
    uint64_t first;
    uint32_t count;
    const uint64_t *list;
};
static inline uint64_t dore_row(const struct dore_rows *rows, uint32_t index) {
    return rows->list ? rows->list[index] : rows->first + index;
}
/* Most rows that one vector holds. */
enum { DORE_BATCH_ROWS = 256 };
/* The rows from index `at` on, as many as one vector holds. */
static inline struct dore_rows dore_rows_cut(const struct dore_rows *rows, uint32_t at) {
    uint32_t left = rows->count - at;
    return (struct dore_rows){.first = rows->first + at,
                              .count = left < DORE_BATCH_ROWS ? left : DORE_BATCH_ROWS,
                              .list = rows->list ? rows->list + at : NULL};
}

struct dore_block {
    uint32_t word[4];
};
struct dore_block dore_philox(const uint32_t counter[4], const uint32_t key[2]);

/* The key of a purpose ("value", "pick", ...) of an attribute; `attribute` is the path of ids from
 * the model, joined by dots. Equal names give equal streams on every machine. */
uint64_t dore_stream(uint64_t seed, const char *model, const char *attribute, const char *purpose);

/* Words position 4*block .. 4*block+3 (retry 0) of every row: out[i] belongs to row i of rows. */
void dore_rng_blocks(uint64_t stream, const struct dore_rows *rows, uint32_t block,
                     struct dore_block *out);

/* One row's words in order. By value, nothing to free. */
struct dore_rng {
    uint64_t stream, row;
    uint32_t position; /* of the next word */
    uint32_t cached;   /* number of the block in `block`, plus 1; 0: none */
    struct dore_block block;
    bool numbered;            /* the next two count; see dore_rng_numbered */
    uint64_t number, numbers; /* what is left of the number, and of how many it is one */
};
struct dore_rng dore_rng_at(uint64_t stream, uint64_t row);

/* The same with draws that tell numbers apart: those of dore_rng_below (and _between and _chance)
 * are the digits of `number`, one of 0 .. numbers-1, in the mixed base of their limits. So two
 * numbers differ in some draw, wherever the limits multiply to at least `numbers`; and if different
 * draws make different values, so do different numbers. Words, and whatever is drawn when nothing
 * is left to tell apart, come by chance from row `number` of the stream. */
struct dore_rng dore_rng_numbered(uint64_t stream, uint64_t number, uint64_t numbers);
/* Draws nothing but 0 and multiplies the limits in `number`, which saturates: how many numbers the
 * draws that follow can tell apart. */
struct dore_rng dore_rng_counting(void);

void dore_rng_load(struct dore_rng *rng); /* makes the block of `position` the cached one */
static inline uint32_t dore_rng_u32(struct dore_rng *rng) {
    if (rng->cached != rng->position / 4 + 1)
        dore_rng_load(rng);
    return rng->block.word[rng->position++ % 4];
}
uint64_t dore_rng_u64(struct dore_rng *rng); /* skips to an even position first */
/* What dore_rng_below gives for the word drawn at `position` (u32 for limit <= 2^32): for columns
 * that drew their words in blocks. The first looks whether the word is taken at once, as nearly all
 * are; the second does all the work. */
uint64_t dore_rng_settle(uint64_t stream, uint64_t row, uint32_t position, uint64_t word,
                         uint64_t limit);
static inline uint64_t dore_rng_bounded(uint64_t stream, uint64_t row, uint32_t position,
                                        uint64_t word, uint64_t limit) {
    uint64_t product = (uint32_t)word * limit;
    if (limit - 1 < UINT32_MAX && (uint32_t)product >= limit)
        return product >> 32;
    return dore_rng_settle(stream, row, position, word, limit);
}
/* Uniform in 0..limit-1, exactly (Lemire, ACM TOMACS 2019). limit <= 2^32 takes one word, a larger
 * one a 64-bit draw; limit 0 means 2^64. dore_rng_below_wide is for the cases that are not inline.
 */
uint64_t dore_rng_below_wide(struct dore_rng *rng, uint64_t limit);
static inline uint64_t dore_rng_below(struct dore_rng *rng, uint64_t limit) {
    if (limit - 1 > UINT32_MAX || rng->numbered)
        return dore_rng_below_wide(rng, limit);
    uint32_t position = rng->position, word = dore_rng_u32(rng);
    return dore_rng_bounded(rng->stream, rng->row, position, word, limit);
}
/* out[i] is the first draw of row i of rows: dore_rng_below(limit) at position 0. */
void dore_rng_draws(uint64_t stream, const struct dore_rows *rows, uint64_t limit, uint64_t *out);
/* lowest..highest, both included, the full range of int64_t allowed. */
int64_t dore_rng_between(struct dore_rng *rng, int64_t lowest, int64_t highest);
/* True in numerator of denominator cases; takes one draw of `below(denominator)`. */
bool dore_rng_chance(struct dore_rng *rng, uint64_t numerator, uint64_t denominator);
/* 0 <= x < 1 in steps of 2^-53; one 64-bit draw. */
double dore_rng_unit(struct dore_rng *rng);

/* Choice by weight in constant time (Walker 1977, Vose 1991), built with integers so that it is
 * the same everywhere. Resolution: each item's chance is exact to count * 2^-32. */
struct dore_weights {
    uint32_t count;
    const uint32_t *threshold, *alias; /* threshold NULL: all equally likely */
};
/* Weights are relative and not all 0; the tables live in the arena. NULL: all equal. */
struct dore_weights dore_weights_make(struct dore_arena *arena, const uint64_t *weight,
                                      uint32_t count);
uint32_t dore_weights_pick(const struct dore_weights *weights, uint32_t word);

/* A keyed bijection of 0 .. count-1 onto itself: what number k becomes depends on key, count and k
 * alone, and no two numbers become the same; nothing is remembered. A Feistel network over the
 * least power of two that holds `count`, walked until the result is below it (Black and Rogaway,
 * "Ciphers with arbitrary finite domains", CT-RSA 2002). */
struct dore_permutation {
    uint64_t count;                      /* at least 1 */
    uint64_t key, turn;                  /* private from here on */
    uint8_t low_bits, high_bits, rounds; /* halves of the network's numbers */
};
/* Cheap, so that one may be made for each record; any keys will do. */
struct dore_permutation dore_permutation_make(uint64_t key, uint64_t count);
uint64_t dore_permute(const struct dore_permutation *permutation, uint64_t number);
/* The same for all rows, each below `count`. */
void dore_permute_rows(const struct dore_permutation *permutation, const struct dore_rows *rows,
                       uint64_t *out);

/* Ranks 1 .. count with chances proportional to rank^-exponent, in constant time and memory
 * (rejection-inversion: Hoermann and Derflinger, ACM TOMACS 1996), without libm, so the same
 * everywhere. exponent > 0. */
struct dore_zipf {
    uint64_t count;
    double exponent, left, right, shift; /* private */
};
struct dore_zipf dore_zipf_make(double exponent, uint64_t count);
uint64_t dore_zipf_pick(const struct dore_zipf *zipf, struct dore_rng *rng);

/* 24 hexadecimal digits that name one record: the model's key (purpose "_id") in the first eight,
 * then a bijection of the row, so that no two rows of a model share one. */
char *dore_print_document_id(char *out, uint64_t stream, uint64_t row);

#endif
