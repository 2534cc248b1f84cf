/* SPDX-License-Identifier: Apache-2.0
 *
 * permute.c: no two numbers become the same and none leaves the range, for any count; few numbers
 * take every order equally often over the keys; a column is its rows. The numbers in the table are
 * output: should one change, so does every bundle that was ever made.
 */
#include "cases.h"

#include <math.h>

#include "dore/rng.h"

#define STREAM UINT64_C(0x0123456789ABCDEF)

/* Standard deviations by which a sum of squares over so many cells is above what chance gives. */
static double excess(const uint32_t *seen, uint32_t cells, uint64_t draws) {
    double fair = (double)draws / cells, sum = 0;
    for (uint32_t i = 0; i < cells; i++)
        sum += (seen[i] - fair) * (seen[i] - fair) / fair;
    return (sum - (cells - 1)) / sqrt(2.0 * (cells - 1));
}

/* Chi-square is skewed: over few cells five deviations are no rarity, seven are one in a million.
 */
static void assert_even(const uint32_t *seen, uint32_t cells, uint64_t draws) {
    ck_assert_double_lt(excess(seen, cells, draws), 8);
}

static bool is_bijection(uint64_t key, uint32_t count) {
    struct dore_permutation permutation = dore_permutation_make(key, count);
    bool *seen = dore_alloc(count, sizeof *seen);
    bool all = true;
    for (uint64_t number = 0; number < count; number++) {
        uint64_t image = dore_permute(&permutation, number);
        all = all && image < count && !seen[image];
        if (image < count)
            seen[image] = true;
    }
    dore_free(seen);
    return all;
}

START_TEST(every_small_count_is_a_bijection) {
    for (uint32_t count = 1; count <= 300; count++)
        for (uint64_t key = 0; key < 12; key++)
            ck_assert_msg(is_bijection(key * key * key, count), "count %u", count);
}
END_TEST

static const uint32_t whole_counts[] = {511,    512,    513,    999,    4096,  32767,
                                        32768,  32769,  65535,  65536,  65537, 99991,
                                        131072, 131073, 262145, 1000000};

START_TEST(larger_counts_are_bijections) {
    ck_assert(is_bijection(UINT64_MAX, whole_counts[_i]));
    ck_assert(is_bijection(77, whole_counts[_i]));
}
END_TEST

static const uint64_t wide_counts[] = {
    UINT64_C(10000000000),   (UINT64_C(1) << 32) - 1,
    UINT64_C(1) << 32,       (UINT64_C(1) << 32) + 1,
    (UINT64_C(1) << 33) + 1, (UINT64_C(1) << 63) - 1,
    (UINT64_C(1) << 63) + 1, UINT64_MAX,
};

static int compare(const void *a, const void *b) {
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

/* Runs of numbers at both ends; and the sixteenths of the range that follow each other. */
START_TEST(wide_counts_repeat_nothing) {
    enum { RUN = 100000 };
    uint64_t count = wide_counts[_i];
    struct dore_permutation permutation = dore_permutation_make(3, count);
    uint64_t *image = dore_alloc(2 * RUN, sizeof *image);
    static uint32_t seen[256];
    memset(seen, 0, sizeof seen);
    for (uint64_t i = 0; i < RUN; i++) {
        image[i] = dore_permute(&permutation, i);
        image[RUN + i] = dore_permute(&permutation, count - 1 - i);
        unsigned low = (unsigned)((double)image[i] / (double)count * 16);
        unsigned high = (unsigned)((double)image[RUN + i] / (double)count * 16);
        unsigned before = i ? (unsigned)((double)image[i - 1] / (double)count * 16) : high;
        seen[(before & 15) * 16 + (low & 15)]++;
    }
    assert_even(seen, 256, RUN);
    qsort(image, 2 * RUN, sizeof *image, compare);
    ck_assert_uint_lt(image[2 * RUN - 1], count);
    for (uint32_t i = 1; i < 2 * RUN; i++)
        ck_assert_uint_lt(image[i - 1], image[i]);
    dore_free(image);
}
END_TEST

/* ---- few numbers ---------------------------------------------------------------------------- */

START_TEST(every_number_at_every_place) {
    enum { KEYS = 5000 };
    uint32_t count = (uint32_t)_i;
    uint32_t *seen = dore_alloc((size_t)count * count, sizeof *seen);
    for (uint64_t key = 0; key < KEYS; key++) {
        struct dore_permutation permutation = dore_permutation_make(key, count);
        for (uint32_t place = 0; place < count; place++)
            seen[place * count + dore_permute(&permutation, place)]++;
    }
    for (uint32_t place = 0; place < count; place++)
        assert_even(seen + (size_t)place * count, count, KEYS);
    dore_free(seen);
}
END_TEST

/* The whole order of three to six numbers, the first two of more. */
START_TEST(every_order) {
    enum { KEYS = 200000 };
    uint32_t count = (uint32_t)_i, places = count <= 6 ? count : 2, orders = 1;
    for (uint32_t place = 0; place < places; place++)
        orders *= count - place;
    uint32_t *seen = dore_alloc(orders, sizeof *seen);
    for (uint64_t key = 0; key < KEYS; key++) {
        struct dore_permutation permutation = dore_permutation_make(key << 20, count);
        uint32_t order = 0, taken = 0;
        for (uint32_t place = 0; place < places; place++) {
            uint32_t number = (uint32_t)dore_permute(&permutation, place);
            uint32_t below = (uint32_t)__builtin_popcount(taken & ((1U << number) - 1));
            order = order * (count - place) + number - below;
            taken |= 1U << number;
        }
        seen[order]++;
    }
    assert_even(seen, orders, KEYS);
    dore_free(seen);
}
END_TEST

/* ---- columns -------------------------------------------------------------------------------- */

static const uint64_t column_counts[] = {
    1, 2, 5, 100, 9999, 65536, 100000, UINT64_C(10000000000), (UINT64_C(1) << 63) + 1, UINT64_MAX};

START_TEST(columns_are_their_rows) {
    static uint64_t list[1000], out[1000];
    uint64_t count = column_counts[_i];
    struct dore_permutation permutation = dore_permutation_make(99, count);
    for (uint32_t i = 0; i < 1000; i++)
        list[i] = (i * UINT64_C(0x9E3779B97F4A7C15)) % count;
    for (uint32_t size = 0; size <= 1000; size += size < 300 ? 37 : 175) {
        struct dore_rows listed = {.count = size, .list = list};
        dore_permute_rows(&permutation, &listed, out);
        for (uint32_t i = 0; i < size; i++)
            ck_assert_uint_eq(out[i], dore_permute(&permutation, list[i]));
        if (size > count)
            continue;
        struct dore_rows run = {.first = count - size, .count = size};
        dore_permute_rows(&permutation, &run, out);
        for (uint32_t i = 0; i < size; i++)
            ck_assert_uint_eq(out[i], dore_permute(&permutation, count - size + i));
    }
}
END_TEST

/* Made by an independent implementation. */
static const struct {
    uint64_t key, count, number, image;
} recorded[] = {
    {0, 1, 0, 0},
    {0, 2, 0, 0},
    {0, 2, 1, 1},
    {0, 3, 0, 1},
    {0, 3, 1, 0},
    {0, 3, 2, 2},
    {0, 7, 0, 3},
    {0, 7, 2, 6},
    {0, 7, 6, 1},
    {0, 20, 0, 4},
    {0, 20, 6, 7},
    {0, 20, 19, 16},
    {0, 100, 0, 8},
    {0, 100, 33, 69},
    {0, 100, 99, 23},
    {0, 9999, 0, 5185},
    {0, 9999, 3333, 2527},
    {0, 9999, 9998, 6203},
    {0, 65537, 0, 4955},
    {0, 65537, 21845, 11910},
    {0, 65537, 65536, 7576},
    {0, 1000000, 0, 716063},
    {0, 1000000, 333333, 318803},
    {0, 1000000, 999999, 424258},
    {0, UINT64_C(10000000000), 0, UINT64_C(4400869705)},
    {0, UINT64_C(10000000000), UINT64_C(3333333333), 792283053},
    {0, UINT64_C(10000000000), UINT64_C(9999999999), UINT64_C(5939321743)},
    {0, UINT64_C(4294967296), 0, UINT64_C(4094381938)},
    {0, UINT64_C(4294967296), 1431655765, UINT64_C(2471941062)},
    {0, UINT64_C(4294967296), UINT64_C(4294967295), 1907768331},
    {0, UINT64_C(1099511627777), 0, UINT64_C(784598781151)},
    {0, UINT64_C(1099511627777), UINT64_C(366503875925), UINT64_C(367390871464)},
    {0, UINT64_C(1099511627777), UINT64_C(1099511627776), UINT64_C(471536933693)},
    {0, UINT64_C(9223372036854775808), 0, UINT64_C(1684879456073351600)},
    {0, UINT64_C(9223372036854775808), UINT64_C(3074457345618258602),
     UINT64_C(1749712570480857698)},
    {0, UINT64_C(9223372036854775808), UINT64_C(9223372036854775807),
     UINT64_C(6972278788350608704)},
    {0, UINT64_C(9223372036854775809), 0, UINT64_C(4318234202813516179)},
    {0, UINT64_C(9223372036854775809), UINT64_C(3074457345618258603),
     UINT64_C(2517801509500692143)},
    {0, UINT64_C(9223372036854775809), UINT64_C(9223372036854775808),
     UINT64_C(2317310587542764390)},
    {0, UINT64_C(18446744073709551615), 0, UINT64_C(12252085183115640233)},
    {0, UINT64_C(18446744073709551615), UINT64_C(6148914691236517205),
     UINT64_C(16014372119470192268)},
    {0, UINT64_C(18446744073709551615), UINT64_C(18446744073709551614),
     UINT64_C(1974120491469957105)},
    {STREAM, 2, 1, 1},
    {STREAM, 3, 1, 0},
    {STREAM, 3, 2, 2},
    {STREAM, 7, 2, 0},
    {STREAM, 7, 6, 3},
    {STREAM, 20, 6, 15},
    {STREAM, 20, 19, 9},
    {STREAM, 100, 33, 10},
    {STREAM, 100, 99, 93},
    {STREAM, 9999, 3333, 9614},
    {STREAM, 9999, 9998, 5957},
    {STREAM, 65537, 21845, 39379},
    {STREAM, 65537, 65536, 16843},
    {STREAM, 1000000, 333333, 784752},
    {STREAM, 1000000, 999999, 389786},
    {STREAM, UINT64_C(10000000000), UINT64_C(3333333333), UINT64_C(6063616437)},
    {STREAM, UINT64_C(10000000000), UINT64_C(9999999999), UINT64_C(8719591738)},
    {STREAM, UINT64_C(4294967296), 1431655765, 690917208},
    {STREAM, UINT64_C(4294967296), UINT64_C(4294967295), 475529029},
    {STREAM, UINT64_C(1099511627777), UINT64_C(366503875925), UINT64_C(942216950427)},
    {STREAM, UINT64_C(1099511627777), UINT64_C(1099511627776), UINT64_C(544633689879)},
    {STREAM, UINT64_C(9223372036854775808), UINT64_C(3074457345618258602),
     UINT64_C(848564307164429060)},
    {STREAM, UINT64_C(9223372036854775808), UINT64_C(9223372036854775807),
     UINT64_C(7428953761344210909)},
    {STREAM, UINT64_C(9223372036854775809), UINT64_C(3074457345618258603),
     UINT64_C(889048766803118258)},
    {STREAM, UINT64_C(9223372036854775809), UINT64_C(9223372036854775808),
     UINT64_C(6633002961337746866)},
    {STREAM, UINT64_C(18446744073709551615), UINT64_C(6148914691236517205),
     UINT64_C(7161303872999426641)},
    {STREAM, UINT64_C(18446744073709551615), UINT64_C(18446744073709551614),
     UINT64_C(13597269598592854291)},
};

START_TEST(recorded_images) {
    for (int i = 0; i < COUNT(recorded); i++) {
        struct dore_permutation made = dore_permutation_make(recorded[i].key, recorded[i].count);
        ck_assert_uint_eq(dore_permute(&made, recorded[i].number), recorded[i].image);
    }
}
END_TEST

START_TEST(key_and_count_decide) {
    struct dore_permutation one = dore_permutation_make(1, 1000000);
    struct dore_permutation other_key = dore_permutation_make(2, 1000000);
    struct dore_permutation other_count = dore_permutation_make(1, 1000001);
    unsigned same_key = 0, same_count = 0;
    for (uint64_t number = 0; number < 1000; number++) {
        uint64_t image = dore_permute(&one, number);
        same_key += image == dore_permute(&other_key, number);
        same_count += image == dore_permute(&other_count, number);
    }
    ck_assert_uint_lt(same_key, 5);
    ck_assert_uint_lt(same_count, 5);
}
END_TEST

Suite *suite_permute(void);
Suite *suite_permute(void) {
    Suite *suite = suite_create("permute");
    TCase *cases = tcase_create("permute");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, every_small_count_is_a_bijection);
    tcase_add_loop_test(cases, larger_counts_are_bijections, 0, COUNT(whole_counts));
    tcase_add_loop_test(cases, wide_counts_repeat_nothing, 0, COUNT(wide_counts));
    tcase_add_loop_test(cases, every_number_at_every_place, 2, 101);
    tcase_add_loop_test(cases, every_order, 3, 17);
    tcase_add_loop_test(cases, columns_are_their_rows, 0, COUNT(column_counts));
    tcase_add_test(cases, recorded_images);
    tcase_add_test(cases, key_and_count_decide);
    suite_add_tcase(suite, cases);
    return suite;
}
