/* SPDX-License-Identifier: Apache-2.0
 *
 * philox.c: the published answers, and blocks of many rows against blocks of one.
 */
#include <check.h>
#include <inttypes.h>

#include "src/rng/philox.h"

#define VECTORS "tests/unit/vectors/philox.txt"

START_TEST(published_answers) {
    FILE *file = fopen(VECTORS, "r");
    ck_assert_msg(file != NULL, "cannot read %s: run from the root of the sources", VECTORS);
    char line[200];
    int answers = 0;
    while (fgets(line, sizeof line, file)) {
        uint32_t word[10];
        char *at = line;
        if (line[0] == '#') {
            continue;
        }
        for (unsigned i = 0; i < 10; i++) {
            word[i] = (uint32_t)strtoull(at, &at, 16);
        }
        struct dore_block block = dore_philox(word, word + 4);
        ck_assert_mem_eq(block.word, word + 6, sizeof block.word);
        answers++;
    }
    fclose(file);
    ck_assert_int_eq(answers, 3);
}
END_TEST

static struct dore_block reference(uint64_t stream, uint64_t row, uint32_t block) {
    const uint32_t counter[4] = {(uint32_t)row, (uint32_t)(row >> 32), block, 0};
    const uint32_t key[2] = {(uint32_t)stream, (uint32_t)(stream >> 32)};
    return dore_philox(counter, key);
}

static void check_blocks(uint64_t stream, const struct dore_rows *rows, uint32_t block) {
    struct dore_block out[DORE_BATCH_ROWS + 1];
    memset(out, 0xA5, sizeof out);
    dore_rng_blocks(stream, rows, block, out);
    for (uint32_t i = 0; i < rows->count; i++) {
        struct dore_block expected = reference(stream, dore_row(rows, i), block);
        ck_assert_mem_eq(&out[i], &expected, sizeof expected);
    }
    const unsigned char *behind = (const unsigned char *)&out[rows->count];
    for (size_t i = 0; i < sizeof *out; i++) {
        ck_assert_uint_eq(behind[i], 0xA5);
    }
}

static const uint64_t streams[] = {0, 1, UINT64_MAX, UINT64_C(0x0123456789ABCDEF)};
static const uint64_t firsts[] = {0, 1, UINT32_MAX - UINT64_C(100), UINT64_C(1) << 40,
                                  UINT64_MAX - 300};

START_TEST(ranges_of_rows) {
    for (uint32_t count = 0; count <= DORE_BATCH_ROWS; count += count < 20 ? 1 : 59) {
        for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
            struct dore_rows rows = {.first = firsts[i], .count = count};
            check_blocks(streams[_i], &rows, (uint32_t)_i * 1000);
        }
    }
}
END_TEST

START_TEST(lists_of_rows) {
    uint64_t list[DORE_BATCH_ROWS];
    uint64_t scattered = streams[_i];
    for (uint32_t i = 0; i < DORE_BATCH_ROWS; i++) {
        scattered = scattered * UINT64_C(6364136223846793005) + 1442695040888963407U;
        list[i] = i % 7 == 3 ? 5 : scattered;
    }
    for (uint32_t count = 0; count <= DORE_BATCH_ROWS; count += count < 20 ? 1 : 59) {
        struct dore_rows rows = {.count = count, .list = list};
        check_blocks(streams[_i], &rows, UINT32_MAX);
    }
}
END_TEST

/* What each vector code of this processor makes, against the scalar code alone: every length, rows
 * around 2^32 and 2^64, ranges and lists. */
static void check_vector(const struct philox_code *code, uint64_t stream,
                         const struct dore_rows *rows) {
    struct dore_block got[DORE_BATCH_ROWS];
    uint32_t done = code->blocks(stream, rows, 7, got);
    ck_assert_uint_le(done, rows->count);
    ck_assert(rows->count < DORE_BATCH_ROWS || done > 0);
    for (uint32_t i = 0; i < done; i++) {
        struct dore_block want = philox_block(stream, dore_row(rows, i), 7, 0);
        ck_assert_mem_eq(&got[i], &want, sizeof want);
    }
}

/* Half of the words are refused below the fourth of these. */
static const uint32_t limits[] = {1, 2, 10, (1U << 31) + 1, UINT32_MAX};

static void check_vector_draws(const struct philox_code *code, uint64_t stream,
                               const struct dore_rows *rows) {
    uint64_t got[DORE_BATCH_ROWS];
    uint32_t limit = limits[rows->count % (sizeof limits / sizeof *limits)];
    uint32_t done = code->draws(stream, rows, limit, got);
    ck_assert_uint_le(done, rows->count);
    ck_assert(rows->count < DORE_BATCH_ROWS || done > 0);
    for (uint32_t i = 0; i < done; i++) {
        uint64_t row = dore_row(rows, i);
        uint32_t word = philox_block(stream, row, 0, 0).word[0];
        ck_assert_uint_eq(got[i], dore_rng_settle(stream, row, 0, word, limit));
    }
}

static void check_lengths(const struct philox_code *code, uint64_t first) {
    uint64_t list[DORE_BATCH_ROWS], stream = 1;
    for (uint32_t count = 0; count <= DORE_BATCH_ROWS; count++) {
        stream = stream * UINT64_C(6364136223846793005) + 1442695040888963407U;
        struct dore_rows rows = {.first = first, .count = count};
        check_vector(code, stream, &rows);
        check_vector_draws(code, stream, &rows);
        for (uint32_t i = 0; i < count; i++)
            list[i] = first + i * stream;
        rows.list = list;
        check_vector(code, stream, &rows);
        check_vector_draws(code, stream, &rows);
    }
}

START_TEST(vector_code) {
    for (const struct philox_vector *vector = philox_vectors; vector->name; vector++) {
        const struct philox_code *code = vector->find();
        if (code)
            check_lengths(code, firsts[_i]);
    }
}
END_TEST

/* A column of draws, longer than a vector too, against the draws one by one. */
START_TEST(columns_of_draws) {
    static const uint64_t all_limits[] = {1,          2,
                                          7,          (UINT64_C(1) << 31) + 1,
                                          UINT32_MAX, UINT64_C(1) << 32,
                                          3ULL << 32, (UINT64_C(1) << 63) + 1,
                                          0};
    static const uint32_t counts[] = {0, 1, 5, DORE_BATCH_ROWS, 2 * DORE_BATCH_ROWS + 3};
    uint64_t out[2 * DORE_BATCH_ROWS + 3], limit = all_limits[_i];
    for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
        for (size_t f = 0; f < sizeof firsts / sizeof *firsts; f++) {
            struct dore_rows rows = {.first = firsts[f], .count = counts[k]};
            dore_rng_draws(streams[3], &rows, limit, out);
            for (uint32_t i = 0; i < rows.count; i++) {
                struct dore_rng rng = dore_rng_at(streams[3], dore_row(&rows, i));
                ck_assert_uint_eq(out[i], dore_rng_below(&rng, limit));
            }
        }
    }
}
END_TEST

Suite *suite_philox(void);
Suite *suite_philox(void) {
    Suite *suite = suite_create("philox");
    TCase *cases = tcase_create("philox");
    tcase_add_test(cases, published_answers);
    tcase_add_loop_test(cases, ranges_of_rows, 0, sizeof streams / sizeof *streams);
    tcase_add_loop_test(cases, lists_of_rows, 0, sizeof streams / sizeof *streams);
    tcase_add_loop_test(cases, vector_code, 0, sizeof firsts / sizeof *firsts);
    tcase_add_loop_test(cases, columns_of_draws, 0, 9);
    suite_add_tcase(suite, cases);
    return suite;
}
