/* SPDX-License-Identifier: Apache-2.0
 *
 * Philox4x32-10: one block, and one block for each of many rows. Both give the same words; the
 * second is where most of a run's time goes, so it works on LANES rows side by side in loops that
 * compilers turn into vector code.
 */
#include "dore/rng.h"

#include "philox.h"

enum { ROUNDS = 10, LANES = 8 };

/* Multipliers of the rounds and what is added to the key between them (Salmon et al. 2011). */
static const uint32_t multiplier[2] = {0xD2511F53, 0xCD9E8D57};
static const uint32_t key_step[2] = {0x9E3779B9, 0xBB67AE85};

struct dore_block dore_philox(const uint32_t counter[4], const uint32_t key[2]) {
    uint32_t a = counter[0], b = counter[1], c = counter[2], d = counter[3];
    uint32_t key0 = key[0], key1 = key[1];
    for (unsigned round = 0; round < ROUNDS; round++) {
        uint64_t product0 = (uint64_t)multiplier[0] * a;
        uint64_t product1 = (uint64_t)multiplier[1] * c;
        a = (uint32_t)(product1 >> 32) ^ b ^ key0;
        b = (uint32_t)product1;
        c = (uint32_t)(product0 >> 32) ^ d ^ key1;
        d = (uint32_t)product0;
        key0 += key_step[0];
        key1 += key_step[1];
    }
    return (struct dore_block){{a, b, c, d}};
}

struct dore_block philox_block(uint64_t stream, uint64_t row, uint32_t block, uint32_t retry) {
    const uint32_t counter[4] = {(uint32_t)row, (uint32_t)(row >> 32), block, retry};
    const uint32_t key[2] = {(uint32_t)stream, (uint32_t)(stream >> 32)};
    return dore_philox(counter, key);
}

/* LANES counters side by side: word w of lane i is word[w][i]. */
struct lanes {
    uint32_t word[4][LANES];
};

static void philox_lanes(struct lanes *lanes, uint64_t stream) {
    uint32_t key0 = (uint32_t)stream, key1 = (uint32_t)(stream >> 32);
    for (unsigned round = 0; round < ROUNDS; round++) {
        for (unsigned i = 0; i < LANES; i++) {
            uint64_t product0 = (uint64_t)multiplier[0] * lanes->word[0][i];
            uint64_t product1 = (uint64_t)multiplier[1] * lanes->word[2][i];
            lanes->word[0][i] = (uint32_t)(product1 >> 32) ^ lanes->word[1][i] ^ key0;
            lanes->word[1][i] = (uint32_t)product1;
            lanes->word[2][i] = (uint32_t)(product0 >> 32) ^ lanes->word[3][i] ^ key1;
            lanes->word[3][i] = (uint32_t)product0;
        }
        key0 += key_step[0];
        key1 += key_step[1];
    }
}

void dore_rng_blocks(uint64_t stream, const struct dore_rows *rows, uint32_t block,
                     struct dore_block *out) {
    uint32_t done = 0;
    for (; rows->count - done >= LANES; done += LANES) {
        struct lanes lanes;
        for (uint32_t i = 0; i < LANES; i++) {
            uint64_t row = dore_row(rows, done + i);
            lanes.word[0][i] = (uint32_t)row;
            lanes.word[1][i] = (uint32_t)(row >> 32);
            lanes.word[2][i] = block;
            lanes.word[3][i] = 0;
        }
        philox_lanes(&lanes, stream);
        for (uint32_t i = 0; i < LANES; i++) {
            for (unsigned word = 0; word < 4; word++) {
                out[done + i].word[word] = lanes.word[word][i];
            }
        }
    }
    for (; done < rows->count; done++) {
        out[done] = philox_block(stream, dore_row(rows, done), block, 0);
    }
}
