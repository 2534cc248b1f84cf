/* SPDX-License-Identifier: Apache-2.0
 *
 * Draws from a row's words: whole words, unbiased ranges, chances, fractions; and the names of
 * streams and records. What a draw at a position gives depends on its address alone (pure-cell).
 */
#include <xxhash.h>

#include "philox.h"

__extension__ typedef unsigned __int128 uint128;

/* ---- names ---------------------------------------------------------------------------------- */

/* The length goes first, so that "ab" + "c" and "a" + "bc" differ. Bytes in fixed order. */
static void put_name(struct dore_buf *buf, const char *name) {
    uint64_t size = strlen(name);
    for (unsigned shift = 0; shift < 64; shift += 8) {
        dore_buf_putc(buf, (char)(size >> shift & 0xFF));
    }
    dore_buf_put(buf, name, size);
}

uint64_t dore_stream(uint64_t seed, const char *model, const char *attribute, const char *purpose) {
    struct dore_buf names = {0};
    put_name(&names, model);
    put_name(&names, attribute);
    put_name(&names, purpose);
    uint64_t stream = XXH3_64bits_withSeed(names.data, names.size, seed);
    dore_buf_release(&names);
    return stream;
}

/* The finaliser of splitmix64: a bijection of 64 bits. */
static uint64_t mix(uint64_t bits) {
    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return bits ^ bits >> 31;
}

/* Highest byte first; unrolled, so that it becomes one store, which a longer load can follow. */
static inline void put_bytes(uint8_t *to, uint64_t bits, unsigned count) {
#pragma GCC unroll 8
    for (unsigned i = 0; i < count; i++)
        to[i] = (uint8_t)(bits >> (56 - 8 * i));
}

char *dore_print_document_id(char *out, uint64_t stream, uint64_t row) {
    uint8_t head[4], tail[8];
    put_bytes(head, stream, sizeof head);
    put_bytes(tail, mix(row + stream), sizeof tail);
    return dore_print_hex(dore_print_hex(out, head, sizeof head), tail, sizeof tail);
}

/* ---- words ---------------------------------------------------------------------------------- */

struct dore_rng dore_rng_at(uint64_t stream, uint64_t row) {
    return (struct dore_rng){.stream = stream, .row = row};
}

void dore_rng_load(struct dore_rng *rng) {
    uint32_t block = rng->position / 4;
    rng->block = philox_block(rng->stream, rng->row, block, 0);
    rng->cached = block + 1;
}

uint64_t dore_rng_u64(struct dore_rng *rng) {
    rng->position += rng->position % 2;
    uint64_t low = dore_rng_u32(rng);
    return low | (uint64_t)dore_rng_u32(rng) << 32;
}

/* ---- ranges --------------------------------------------------------------------------------- */

/* word * limit has the result in its upper half. The lower half tells how many words give that
 * result: those below 2^bits mod limit are one too many and are refused, then the word at the same
 * place of the next retry is taken. */

static uint64_t bounded_u32(uint64_t stream, uint64_t row, uint32_t position, uint32_t word,
                            uint64_t limit) {
    uint64_t product = word * limit;
    if ((uint32_t)product < limit) {
        uint64_t refused = ((UINT64_C(1) << 32) - limit) % limit;
        for (uint32_t retry = 1; (uint32_t)product < refused; retry++) {
            struct dore_block block = philox_block(stream, row, position / 4, retry);
            product = block.word[position % 4] * limit;
        }
    }
    return product >> 32;
}

static uint64_t bounded_u64(uint64_t stream, uint64_t row, uint32_t position, uint64_t word,
                            uint64_t limit) {
    uint128 product = (uint128)word * limit;
    if ((uint64_t)product < limit) {
        uint64_t refused = (0 - limit) % limit;
        for (uint32_t retry = 1; (uint64_t)product < refused; retry++) {
            struct dore_block block = philox_block(stream, row, position / 4, retry);
            uint32_t at = position % 4;
            product = (uint128)(block.word[at] | (uint64_t)block.word[at + 1] << 32) * limit;
        }
    }
    return (uint64_t)(product >> 64);
}

static bool fits_one_word(uint64_t limit) {
    return limit - 1 <= UINT32_MAX; /* 0 means 2^64 and does not */
}

uint64_t dore_rng_settle(uint64_t stream, uint64_t row, uint32_t position, uint64_t word,
                         uint64_t limit) {
    if (fits_one_word(limit)) {
        return bounded_u32(stream, row, position, (uint32_t)word, limit);
    }
    return limit ? bounded_u64(stream, row, position, word, limit) : word;
}

/* Draws of the rows from `done` on that vector code left, a block for each. */
static uint32_t draw_some(uint64_t stream, const struct dore_rows *rows, uint32_t done,
                          uint64_t limit, uint64_t *out) {
    struct dore_block block[DORE_BATCH_ROWS];
    struct dore_rows some = dore_rows_cut(rows, done);
    dore_rng_blocks(stream, &some, 0, block);
    for (uint32_t i = 0; i < some.count; i++) {
        uint64_t word = block[i].word[0];
        word |= fits_one_word(limit) ? 0 : (uint64_t)block[i].word[1] << 32;
        out[done + i] = dore_rng_bounded(stream, dore_row(&some, i), 0, word, limit);
    }
    return done + some.count;
}

void dore_rng_draws(uint64_t stream, const struct dore_rows *rows, uint64_t limit, uint64_t *out) {
    bool narrow = limit - 1 < UINT32_MAX;
    uint32_t done = narrow ? philox_code()->draws(stream, rows, (uint32_t)limit, out) : 0;
    while (done < rows->count)
        done = draw_some(stream, rows, done, limit, out);
}

static uint64_t below_by_chance(struct dore_rng *rng, uint64_t limit) {
    if (fits_one_word(limit)) {
        uint32_t position = rng->position;
        return dore_rng_settle(rng->stream, rng->row, position, dore_rng_u32(rng), limit);
    }
    uint32_t position = rng->position + rng->position % 2;
    uint64_t word = dore_rng_u64(rng);
    return dore_rng_settle(rng->stream, rng->row, position, word, limit);
}

/* ---- digits of a number --------------------------------------------------------------------- */

struct dore_rng dore_rng_numbered(uint64_t stream, uint64_t number, uint64_t numbers) {
    return (struct dore_rng){
        .stream = stream, .row = number, .numbered = true, .number = number, .numbers = numbers};
}

struct dore_rng dore_rng_counting(void) {
    return (struct dore_rng){.numbered = true, .number = 1, .numbers = 0};
}

/* The numbers left share the limit's range evenly, chance says where in its share one lies. */
static uint64_t last_digit(struct dore_rng *rng, uint64_t limit) {
    uint64_t share = limit == 0 ? UINT64_MAX / rng->numbers : limit / rng->numbers;
    uint64_t digit = rng->number * share;
    rng->number = 0;
    rng->numbers = 1;
    return share > 1 ? digit + below_by_chance(rng, share) : digit;
}

static uint64_t below_by_number(struct dore_rng *rng, uint64_t limit) {
    if (rng->numbers == 0) { /* counting */
        if (limit == 0 || __builtin_mul_overflow(rng->number, limit, &rng->number)) {
            rng->number = UINT64_MAX;
        }
        return 0;
    }
    if (limit == 0 || limit >= rng->numbers) {
        return last_digit(rng, limit);
    }
    uint64_t digit = rng->number % limit;
    rng->number /= limit;
    rng->numbers = (rng->numbers - 1) / limit + 1;
    return digit;
}

uint64_t dore_rng_below_wide(struct dore_rng *rng, uint64_t limit) {
    return rng->numbered ? below_by_number(rng, limit) : below_by_chance(rng, limit);
}

/* ---- other draws --------------------------------------------------------------------------------
 */

int64_t dore_rng_between(struct dore_rng *rng, int64_t lowest, int64_t highest) {
    uint64_t limit = (uint64_t)highest - (uint64_t)lowest + 1; /* 0 for the full range: 2^64 */
    return (int64_t)((uint64_t)lowest + dore_rng_below(rng, limit));
}

bool dore_rng_chance(struct dore_rng *rng, uint64_t numerator, uint64_t denominator) {
    return dore_rng_below(rng, denominator) < numerator;
}

double dore_rng_unit(struct dore_rng *rng) {
    return (double)(dore_rng_u64(rng) >> 11) * 0x1p-53;
}
