/* SPDX-License-Identifier: Apache-2.0
 *
 * draw.c: every draw is a function of its address; ranges are unbiased and equal the plain
 * definition; streams and document ids keep names and rows apart. The numbers in the tables are
 * output: should one change, so does every bundle that was ever made.
 */
#include "cases.h"

#include <xxhash.h>

#include "dore/rng.h"

#define STREAM UINT64_C(0x0123456789ABCDEF)

__extension__ typedef unsigned __int128 uint128;

/* ---- words ---------------------------------------------------------------------------------- */

static uint32_t word_at(uint64_t stream, uint64_t row, uint32_t position, uint32_t retry) {
    const uint32_t counter[4] = {(uint32_t)row, (uint32_t)(row >> 32), position / 4, retry};
    const uint32_t key[2] = {(uint32_t)stream, (uint32_t)(stream >> 32)};
    return dore_philox(counter, key).word[position % 4];
}

static uint64_t pair_at(uint64_t stream, uint64_t row, uint32_t position, uint32_t retry) {
    return word_at(stream, row, position, retry) |
           (uint64_t)word_at(stream, row, position + 1, retry) << 32;
}

START_TEST(words_come_in_order) {
    struct dore_rng rng = dore_rng_at(STREAM, 12);
    for (uint32_t position = 0; position < 50; position++) {
        ck_assert_uint_eq(rng.position, position);
        ck_assert_uint_eq(dore_rng_u32(&rng), word_at(STREAM, 12, position, 0));
    }
}
END_TEST

START_TEST(pairs_begin_at_even_positions) {
    for (uint32_t start = 0; start < 8; start++) {
        struct dore_rng rng = dore_rng_at(STREAM, UINT64_MAX);
        for (uint32_t i = 0; i < start; i++) {
            dore_rng_u32(&rng);
        }
        uint32_t even = start + start % 2;
        ck_assert_uint_eq(dore_rng_u64(&rng), pair_at(STREAM, UINT64_MAX, even, 0));
        ck_assert_uint_eq(rng.position, even + 2);
    }
}
END_TEST

/* Setting the position is how columns and cells share the words of a row. */
START_TEST(position_can_be_set) {
    struct dore_rng rng = dore_rng_at(STREAM, 3);
    static const uint32_t positions[] = {9, 0, 8, 1000, 4, 4, UINT32_MAX};
    for (int i = 0; i < COUNT(positions); i++) {
        rng.position = positions[i];
        ck_assert_uint_eq(dore_rng_u32(&rng), word_at(STREAM, 3, positions[i], 0));
    }
}
END_TEST

/* ---- ranges --------------------------------------------------------------------------------- */

/* The definition without its shortcut: refuse when the lower part is below 2^bits mod limit. */
static uint64_t plain_below(uint64_t stream, uint64_t row, uint32_t position, uint64_t limit,
                            uint32_t *retry) {
    bool one_word = limit && limit <= UINT64_C(1) << 32;
    for (*retry = 0;; ++*retry) {
        if (one_word) {
            uint64_t product = word_at(stream, row, position, *retry) * limit;
            if ((uint32_t)product >= (UINT64_C(1) << 32) % limit) {
                return product >> 32;
            }
        } else {
            uint64_t word = pair_at(stream, row, position, *retry);
            uint128 product = limit ? (uint128)word * limit : (uint128)word << 64;
            uint128 refused = limit ? ((uint128)1 << 64) % limit : 0;
            if ((uint64_t)product >= refused) {
                return (uint64_t)(product >> 64);
            }
        }
    }
}

static const uint64_t limits[] = {
    1,
    2,
    3,
    6,
    10,
    1000,
    UINT64_C(3) << 30,
    (UINT64_C(1) << 31) + 1,
    UINT64_C(0xFFFFFFFF),
    UINT64_C(1) << 32,
    (UINT64_C(1) << 32) + 1,
    UINT64_C(1) << 63,
    (UINT64_C(1) << 63) + 1,
    UINT64_C(3) << 62,
    UINT64_MAX,
    0,
};

START_TEST(below_is_as_defined) {
    uint64_t limit = limits[_i];
    bool one_word = limit && limit <= UINT64_C(1) << 32;
    for (uint64_t row = 0; row < 3000; row++) {
        struct dore_rng rng = dore_rng_at(STREAM, row * row * row * row * row);
        rng.position = (uint32_t)(row % 9);
        uint32_t position = rng.position;
        uint32_t retry, at = one_word ? position : position + position % 2;
        uint64_t expected = plain_below(STREAM, rng.row, at, limit, &retry);
        uint64_t word =
            one_word ? word_at(STREAM, rng.row, at, 0) : pair_at(STREAM, rng.row, at, 0);
        ck_assert_uint_eq(dore_rng_below(&rng, limit), expected);
        ck_assert_uint_eq(dore_rng_bounded(STREAM, rng.row, at, word, limit), expected);
        ck_assert(limit == 0 || expected < limit);
        /* what a draw refuses never moves the draws behind it */
        ck_assert_uint_eq(rng.position, at + (one_word ? 1 : 2));
    }
}
END_TEST

/* Limits just above half of the words refuse nearly every other one. */
START_TEST(retries_happen) {
    static const uint64_t wasteful[] = {(UINT64_C(1) << 31) + 1, (UINT64_C(1) << 63) + 1};
    uint32_t retry, most = 0, refused = 0;
    for (uint64_t row = 0; row < 2000; row++) {
        plain_below(STREAM, row, 0, wasteful[_i], &retry);
        most = retry > most ? retry : most;
        refused += retry > 0;
    }
    ck_assert_uint_ge(most, 4);
    ck_assert(refused > 900 && refused < 1100);
}
END_TEST

/* Made by an independent implementation: draws one behind the other, in one row. */
static const struct {
    uint64_t row, limit, value;
} recorded[] = {
    {0, 1, 0},
    {0, 2, 1},
    {0, 6, 0},
    {0, 1000, 478},
    {0, UINT64_C(3221225472), UINT64_C(3153493894)},
    {0, UINT64_C(4294967295), UINT64_C(1813021770)},
    {0, UINT64_C(4294967296), UINT64_C(1769588503)},
    {0, UINT64_C(4294967297), UINT64_C(1154464812)},
    {0, UINT64_C(13835058055282163712), UINT64_C(3059829249903492082)},
    {0, UINT64_C(9223372036854775809), UINT64_C(2356724428723585360)},
    {0, 0, UINT64_C(17333627149959455440)},
    {UINT64_C(1) << 40, 1, 0},
    {UINT64_C(1) << 40, 2, 0},
    {UINT64_C(1) << 40, 6, 2},
    {UINT64_C(1) << 40, 1000, 131},
    {UINT64_C(1) << 40, UINT64_C(3221225472), UINT64_C(1848450917)},
    {UINT64_C(1) << 40, UINT64_C(4294967295), UINT64_C(3168425523)},
    {UINT64_C(1) << 40, UINT64_C(4294967296), UINT64_C(745850945)},
    {UINT64_C(1) << 40, UINT64_C(4294967297), UINT64_C(1666874731)},
    {UINT64_C(1) << 40, UINT64_C(13835058055282163712), UINT64_C(8939737102653532658)},
    {UINT64_C(1) << 40, UINT64_C(9223372036854775809), UINT64_C(5597673162108791132)},
    {UINT64_C(1) << 40, 0, UINT64_C(10971072875454474613)},
};

START_TEST(recorded_draws) {
    struct dore_rng rng = {0};
    for (int i = 0; i < COUNT(recorded); i++) {
        if (i == 0 || recorded[i].row != rng.row) {
            rng = dore_rng_at(STREAM, recorded[i].row);
        }
        ck_assert_uint_eq(dore_rng_below(&rng, recorded[i].limit), recorded[i].value);
    }
}
END_TEST

START_TEST(small_ranges_are_even) {
    enum { DRAWS = 60000 };
    unsigned sides = (unsigned)_i;
    unsigned seen[16] = {0};
    struct dore_rng rng = dore_rng_at(STREAM, 99);
    for (unsigned i = 0; i < DRAWS; i++) {
        seen[dore_rng_below(&rng, sides)]++;
    }
    double fair = (double)DRAWS / sides, chi_square = 0;
    for (unsigned side = 0; side < sides; side++) {
        chi_square += (seen[side] - fair) * (seen[side] - fair) / fair;
    }
    ck_assert_double_lt(chi_square, 45); /* 15 degrees of freedom: one in 10,000 is over 44 */
}
END_TEST

static const struct {
    int64_t lowest, highest;
} ranges[] = {
    {0, 0},
    {5, 5},
    {-3, 3},
    {INT64_MIN, INT64_MAX},
    {INT64_MIN, INT64_MIN},
    {INT64_MAX - 1, INT64_MAX},
    {-1, INT64_MAX},
    {INT64_MIN, 0},
};

START_TEST(between_stays_between) {
    int64_t lowest = ranges[_i].lowest, highest = ranges[_i].highest;
    bool low_seen = false, high_seen = false;
    for (uint64_t row = 0; row < 2000; row++) {
        struct dore_rng rng = dore_rng_at(STREAM, row), twin = rng;
        int64_t value = dore_rng_between(&rng, lowest, highest);
        uint64_t limit = (uint64_t)highest - (uint64_t)lowest + 1;
        ck_assert_int_ge(value, lowest);
        ck_assert_int_le(value, highest);
        ck_assert_uint_eq((uint64_t)value - (uint64_t)lowest, dore_rng_below(&twin, limit));
        low_seen |= value == lowest;
        high_seen |= value == highest;
    }
    if ((uint64_t)highest - (uint64_t)lowest < 10) {
        ck_assert(low_seen && high_seen);
    }
}
END_TEST

START_TEST(chance_is_a_share_of_below) {
    unsigned hits = 0;
    for (uint64_t row = 0; row < 20000; row++) {
        struct dore_rng rng = dore_rng_at(STREAM, row), twin = rng;
        bool hit = dore_rng_chance(&rng, 3, 10);
        ck_assert_int_eq(hit, dore_rng_below(&twin, 10) < 3);
        ck_assert_uint_eq(rng.position, twin.position);
        hits += hit;
        ck_assert(!dore_rng_chance(&rng, 0, 10));
        ck_assert(dore_rng_chance(&rng, 10, 10));
    }
    ck_assert(hits > 5700 && hits < 6300);
}
END_TEST

START_TEST(unit_is_53_bits_of_a_pair) {
    double sum = 0;
    for (uint64_t row = 0; row < 20000; row++) {
        struct dore_rng rng = dore_rng_at(STREAM, row);
        double unit = dore_rng_unit(&rng);
        ck_assert(unit >= 0 && unit < 1);
        ck_assert_uint_eq((uint64_t)(unit * 0x1p53), pair_at(STREAM, row, 0, 0) >> 11);
        sum += unit;
    }
    ck_assert(sum > 9800 && sum < 10200);
}
END_TEST

/* ---- names ---------------------------------------------------------------------------------- */

static const struct {
    uint64_t seed;
    const char *model, *attribute, *purpose;
    uint64_t stream;
} named[] = {
    {0, "", "", "", UINT64_C(0x743DF94EE4C78A2A)},
    {0, "order", "total", "value", UINT64_C(0xD724745D9DA005FA)},
    {1, "order", "total", "value", UINT64_C(0x0D2398797C0C2D84)},
    {UINT64_MAX, "customer", "address.city", "pick", UINT64_C(0x8DC5252FB2E9FEEF)},
};

START_TEST(recorded_streams) {
    ck_assert_uint_eq(
        dore_stream(named[_i].seed, named[_i].model, named[_i].attribute, named[_i].purpose),
        named[_i].stream);
}
END_TEST

/* XXH3 over each name behind its length in eight bytes, lowest first. */
START_TEST(stream_is_a_hash_of_names) {
    static const char bytes[] = "\5\0\0\0\0\0\0\0order\2\0\0\0\0\0\0\0id\5\0\0\0\0\0\0\0value";
    ck_assert_uint_eq(dore_stream(42, "order", "id", "value"),
                      XXH3_64bits_withSeed(bytes, sizeof bytes - 1, 42));
}
END_TEST

START_TEST(streams_differ_by_every_part) {
    const uint64_t found[] = {
        dore_stream(1, "ab", "c", "d"), dore_stream(2, "ab", "c", "d"),
        dore_stream(1, "a", "bc", "d"), dore_stream(1, "ab", "cd", ""),
        dore_stream(1, "abc", "", "d"), dore_stream(1, "", "abc", "d"),
        dore_stream(1, "ab", "c", "e"), dore_stream(1, "abcd", "", ""),
        dore_stream(1, "", "", "abcd"), dore_stream(1, "ab", "c", "D"),
    };
    for (int i = 0; i < COUNT(found); i++) {
        for (int k = 0; k < i; k++) {
            ck_assert_uint_ne(found[i], found[k]);
        }
    }
}
END_TEST

/* The last 16 digits, turned back into the row: only a bijection allows that. */
static uint64_t row_of(const char *id, uint64_t stream) {
    char digits[17] = {0};
    memcpy(digits, id + 8, 16);
    uint64_t bits = strtoull(digits, NULL, 16);
    bits = (bits ^ bits >> 31 ^ bits >> 62) * UINT64_C(0x319642B2D24D8EC3);
    bits = (bits ^ bits >> 27 ^ bits >> 54) * UINT64_C(0x96DE1B173F119089);
    return (bits ^ bits >> 30 ^ bits >> 60) - stream;
}

START_TEST(document_ids_name_the_row) {
    static const uint64_t streams[] = {0, STREAM, UINT64_MAX};
    for (uint64_t row = 1; row; row = row > UINT64_MAX / 3 ? 0 : row * 3) {
        char id[25];
        ck_assert_ptr_eq(dore_print_document_id(id, streams[_i], row), id + 24);
        id[24] = '\0';
        ck_assert_uint_eq(strspn(id, "0123456789abcdef"), 24);
        char head[9];
        snprintf(head, sizeof head, "%08x", (unsigned)(streams[_i] >> 32));
        ck_assert_mem_eq(id, head, 8);
        ck_assert_uint_eq(row_of(id, streams[_i]), row);
    }
}
END_TEST

START_TEST(recorded_document_id) {
    char id[25] = {0};
    dore_print_document_id(id, STREAM, 1000000);
    ck_assert_str_eq(id, "01234567fe84e8d7147dc11d");
}
END_TEST

Suite *suite_draw(void);
/* ---- numbers as draws -------------------------------------------------------------------------
 */

/* Limits of four draws, the last of which depends on the first, and how many numbers all paths can
 * tell apart. */
static const struct {
    uint64_t limit[3], last[2], numbers;
} trees[] = {
    {{2, 3, 5}, {7, 7}, 210},  {{2, 3, 5}, {7, 11}, 210}, {{2, 3, 5}, {11, 7}, 210},
    {{1, 1, 1}, {40, 50}, 40}, {{2, 1, 100}, {3, 3}, 37}, {{2, 1000, 1}, {1, 1}, 1999},
    {{2, 3, 5}, {7, 7}, 1},    {{3, 0, 2}, {9, 9}, 3000}, {{1, 1, 1}, {1, 1}, 1},
};

static void draw_tree(struct dore_rng *rng, int tree, uint64_t out[4]) {
    for (int i = 0; i < 3; i++) {
        out[i] = dore_rng_below(rng, trees[tree].limit[i]);
        ck_assert(trees[tree].limit[i] == 0 || out[i] < trees[tree].limit[i]);
    }
    uint64_t last = trees[tree].last[out[0] % 2];
    out[3] = dore_rng_below(rng, last);
    ck_assert_uint_lt(out[3], last);
}

START_TEST(different_numbers_draw_differently) {
    uint64_t numbers = trees[_i].numbers, (*drawn)[4] = calloc(numbers, sizeof *drawn);
    for (uint64_t number = 0; number < numbers; number++) {
        struct dore_rng rng = dore_rng_numbered(STREAM, number, numbers);
        draw_tree(&rng, _i, drawn[number]);
        for (uint64_t other = 0; other < number; other++) {
            ck_assert(memcmp(drawn[number], drawn[other], sizeof *drawn) != 0);
        }
    }
    free(drawn);
}
END_TEST

START_TEST(numbers_are_drawn_alike_again) {
    for (uint64_t number = 0; number < 100; number++) {
        struct dore_rng a = dore_rng_numbered(STREAM, number, 100);
        struct dore_rng b = dore_rng_numbered(STREAM, number, 100);
        ck_assert_uint_eq(dore_rng_below(&a, 1000003), dore_rng_below(&b, 1000003));
        ck_assert_uint_eq(dore_rng_u64(&a), dore_rng_u64(&b));
    }
}
END_TEST

/* The numbers left are spread over all of a limit, not crowded at its beginning. */
START_TEST(last_draw_is_spread) {
    uint64_t before = 0;
    for (uint64_t number = 0; number < 10; number++) {
        struct dore_rng rng = dore_rng_numbered(STREAM, number, 10);
        uint64_t drawn = dore_rng_below(&rng, 1000);
        ck_assert_uint_eq(drawn / 100, number);
        before += drawn % 100 == 0;
    }
    ck_assert_uint_lt(before, 5);
}
END_TEST

START_TEST(limits_are_multiplied) {
    struct dore_rng rng = dore_rng_counting();
    ck_assert_uint_eq(rng.number, 1);
    ck_assert_uint_eq(dore_rng_below(&rng, 10), 0);
    ck_assert_int_eq(dore_rng_between(&rng, -3, 3), -3);
    ck_assert_uint_eq(rng.number, 70);
    dore_rng_u64(&rng);
    ck_assert_uint_eq(rng.number, 70);
    dore_rng_below(&rng, UINT64_C(1) << 62);
    ck_assert_uint_eq(rng.number, UINT64_MAX);
    dore_rng_below(&rng, 2);
    ck_assert_uint_eq(rng.number, UINT64_MAX);
    rng = dore_rng_counting();
    dore_rng_below(&rng, 0);
    ck_assert_uint_eq(rng.number, UINT64_MAX);
}
END_TEST

Suite *suite_draw(void) {
    Suite *suite = suite_create("draw");
    TCase *cases = tcase_create("draw");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, words_come_in_order);
    tcase_add_test(cases, pairs_begin_at_even_positions);
    tcase_add_test(cases, position_can_be_set);
    tcase_add_loop_test(cases, below_is_as_defined, 0, COUNT(limits));
    tcase_add_loop_test(cases, retries_happen, 0, 2);
    tcase_add_test(cases, recorded_draws);
    tcase_add_loop_test(cases, small_ranges_are_even, 2, 17);
    tcase_add_loop_test(cases, between_stays_between, 0, COUNT(ranges));
    tcase_add_test(cases, chance_is_a_share_of_below);
    tcase_add_test(cases, unit_is_53_bits_of_a_pair);
    tcase_add_loop_test(cases, different_numbers_draw_differently, 0, COUNT(trees));
    tcase_add_test(cases, numbers_are_drawn_alike_again);
    tcase_add_test(cases, last_draw_is_spread);
    tcase_add_test(cases, limits_are_multiplied);
    tcase_add_loop_test(cases, recorded_streams, 0, COUNT(named));
    tcase_add_test(cases, stream_is_a_hash_of_names);
    tcase_add_test(cases, streams_differ_by_every_part);
    tcase_add_loop_test(cases, document_ids_name_the_row, 0, 3);
    tcase_add_test(cases, recorded_document_id);
    suite_add_tcase(suite, cases);
    return suite;
}
