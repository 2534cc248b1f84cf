/* SPDX-License-Identifier: Apache-2.0
 *
 * weights.c: the tables give every item its exact share, items of weight 0 none, and picks follow
 * the tables for every word.
 */
#include <check.h>

#include "dore/rng.h"

#define COLUMN (UINT64_C(1) << 32)

__extension__ typedef unsigned __int128 uint128;

static struct dore_arena arena;

static void setup(void) {
    arena = (struct dore_arena){0};
}

static void teardown(void) {
    dore_arena_release(&arena);
}

/* Of count columns of 2^32, what item `item` gets by the tables. */
static uint64_t share_of(const struct dore_weights *weights, uint32_t item) {
    uint64_t share = 0;
    for (uint32_t column = 0; column < weights->count; column++) {
        uint64_t kept = weights->alias[column] == column ? COLUMN : weights->threshold[column];
        share += column == item ? kept : 0;
        share += weights->alias[column] == item ? COLUMN - kept : 0;
    }
    return share;
}

static const struct {
    uint64_t weight[8];
    uint32_t count;
} tables[] = {
    {{1}, 1},
    {{7}, 1},
    {{1, 1}, 2},
    {{1, 3}, 2},
    {{3, 1}, 2},
    {{0, 1}, 2},
    {{1, 0, 0, 0}, 4},
    {{0, 0, 5, 0, 3}, 5},
    {{1, 2, 3, 4, 5, 6, 7, 8}, 8},
    {{8, 7, 6, 5, 4, 3, 2, 1}, 8},
    {{1, 1000000000, 1}, 3},
    {{5, 5, 5, 5, 5, 5, 5}, 7},
    {{UINT64_MAX, UINT64_MAX, UINT64_MAX}, 3},
    {{UINT64_MAX, 1, 0}, 3},
    {{UINT64_MAX / 2, UINT64_MAX / 2, 2}, 3},
    {{1, 1, 1, UINT64_MAX, UINT64_MAX}, 5},
};

START_TEST(shares_are_exact) {
    const uint64_t *weight = tables[_i].weight;
    uint32_t count = tables[_i].count;
    struct dore_weights weights = dore_weights_make(&arena, weight, count);
    uint128 sum = 0, all = 0;
    for (uint32_t i = 0; i < count; i++) {
        sum += weight[i];
    }
    for (uint32_t i = 0; i < count; i++) {
        uint64_t share = share_of(&weights, i);
        double exact = (double)weight[i] / (double)sum * (double)count * (double)COLUMN;
        ck_assert_double_ge((double)share, exact - 2);
        ck_assert_double_le((double)share, exact + 2);
        ck_assert(weight[i] || share == 0);
        all += share;
    }
    ck_assert(all == (uint128)count * COLUMN);
}
END_TEST

START_TEST(many_items_have_exact_shares) {
    enum { COUNT = 500 };
    uint64_t weight[COUNT], sum = 0;
    for (uint32_t i = 0; i < COUNT; i++) {
        weight[i] = i % 11 == 5 ? 0 : i * i % 997 + 1;
        sum += weight[i];
    }
    struct dore_weights weights = dore_weights_make(&arena, weight, COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        uint64_t exact = (uint64_t)((uint128)weight[i] * COUNT * COLUMN / sum);
        uint64_t share = share_of(&weights, i);
        ck_assert(share + 1 >= exact && share <= exact + 1);
    }
}
END_TEST

/* At each column's ends and around its threshold. */
START_TEST(picks_follow_the_tables) {
    struct dore_weights weights = dore_weights_make(&arena, tables[_i].weight, tables[_i].count);
    uint64_t count = weights.count;
    for (uint64_t column = 0; column < count; column++) {
        uint64_t first = (column * COLUMN + count - 1) / count;
        uint64_t last = ((column + 1) * COLUMN - 1) / count;
        uint64_t border = (column * COLUMN + weights.threshold[column]) / count;
        const uint64_t words[] = {first, first + 1, border - 1, border, border + 1, last};
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            if (words[i] < first || words[i] > last) {
                continue;
            }
            uint64_t height = words[i] * count - column * COLUMN;
            uint32_t expected =
                height < weights.threshold[column] ? (uint32_t)column : weights.alias[column];
            uint32_t picked = dore_weights_pick(&weights, (uint32_t)words[i]);
            ck_assert_uint_eq(picked, expected);
            ck_assert_uint_gt(tables[_i].weight[picked], 0);
        }
    }
}
END_TEST

START_TEST(frequencies_follow_the_weights) {
    static const uint64_t weight[] = {1, 0, 2, 7};
    struct dore_weights weights = dore_weights_make(&arena, weight, 4);
    unsigned seen[4] = {0};
    struct dore_rng rng = dore_rng_at(5, 5);
    for (unsigned i = 0; i < 100000; i++) {
        seen[dore_weights_pick(&weights, dore_rng_u32(&rng))]++;
    }
    ck_assert_uint_eq(seen[1], 0);
    ck_assert(seen[0] > 9600 && seen[0] < 10400);
    ck_assert(seen[2] > 19500 && seen[2] < 20500);
    ck_assert(seen[3] > 69400 && seen[3] < 70600);
}
END_TEST

START_TEST(no_weights_are_equal_weights) {
    struct dore_weights weights = dore_weights_make(&arena, NULL, 10);
    ck_assert_ptr_null(weights.threshold);
    ck_assert_uint_eq(dore_weights_pick(&weights, 0), 0);
    ck_assert_uint_eq(dore_weights_pick(&weights, UINT32_MAX), 9);
    ck_assert_uint_eq(dore_weights_pick(&weights, UINT32_C(0x80000000)), 5);
    ck_assert_uint_eq(dore_weights_pick(&weights, UINT32_C(0x7FFFFFFF)), 4);
}
END_TEST

/* Output: these picks must never change. */
START_TEST(recorded_tables) {
    static const uint64_t weight[] = {1, 2, 3, 4};
    struct dore_weights weights = dore_weights_make(&arena, weight, 4);
    char text[200];
    size_t size = 0;
    for (uint32_t i = 0; i < 4; i++) {
        size += (size_t)snprintf(text + size, sizeof text - size, "%08x:%u ",
                                 (unsigned)weights.threshold[i], (unsigned)weights.alias[i]);
    }
    ck_assert_str_eq(text, "66666666:2 cccccccd:3 99999999:3 ffffffff:3 ");
}
END_TEST

Suite *suite_weights(void);
Suite *suite_weights(void) {
    Suite *suite = suite_create("weights");
    TCase *cases = tcase_create("weights");
    int count = (int)(sizeof tables / sizeof *tables);
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_loop_test(cases, shares_are_exact, 0, count);
    tcase_add_test(cases, many_items_have_exact_shares);
    tcase_add_loop_test(cases, picks_follow_the_tables, 0, count);
    tcase_add_test(cases, frequencies_follow_the_weights);
    tcase_add_test(cases, no_weights_are_equal_weights);
    tcase_add_test(cases, recorded_tables);
    suite_add_tcase(suite, cases);
    return suite;
}
