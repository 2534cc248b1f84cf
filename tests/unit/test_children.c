/* SPDX-License-Identifier: Apache-2.0
 *
 * children.c, law.c: records by parent stand in order, as many as was said and each parent's as the
 * law says; rows are found alone as they are together; more parents only append; what cannot be
 * is refused. The numbers in the table are output: should one change, so do bundles.
 */
#include "cases.h"

#include <math.h>

#include "src/plan/private.h"

#define STREAM UINT64_C(0x0123456789ABCDEF)

static struct dore_arena arena, batch;
static struct dore_diags diags;

static void setup(void) {
    arena = batch = (struct dore_arena){0};
    diags = (struct dore_diags){.arena = &arena};
}

static void teardown(void) {
    dore_arena_release(&arena);
    dore_arena_release(&batch);
}

static const struct plan_children *make(const struct dore_per *per, uint64_t parents) {
    const struct plan_children *children =
        plan_children_make(&arena, per, per->total, parents, STREAM, &diags);
    ck_assert_msg(children != NULL, "%s", diags.count ? diags.list[0].message : "");
    ck_assert_uint_eq(diags.count, 0);
    return children;
}

/* How many records each parent has, by asking for every row; parents come in order, and places
 * count up from 0. */
static uint32_t *count_all(const struct plan_children *children, uint64_t parents) {
    uint32_t *count = DORE_NEW(&arena, uint32_t, parents + 1);
    uint64_t parent[DORE_BATCH_ROWS], place[DORE_BATCH_ROWS], last = 0;
    uint64_t records = plan_children_records(children);
    for (uint64_t first = 0; first < records; first += DORE_BATCH_ROWS) {
        uint64_t left = records - first;
        struct dore_rows rows = {.first = first};
        rows.count = left < DORE_BATCH_ROWS ? (uint32_t)left : DORE_BATCH_ROWS;
        plan_children_parents(children, &rows, &batch, parent, place);
        for (uint32_t i = 0; i < rows.count; i++) {
            ck_assert_uint_lt(parent[i], parents);
            ck_assert_uint_ge(parent[i], last);
            ck_assert_uint_eq(place[i], count[parent[i]]);
            count[parent[i]]++;
            last = parent[i];
        }
        dore_arena_reset(&batch);
    }
    return count;
}

/* ---- laws ----------------------------------------------------------------------------------- */

#define SAID_MAX(number) .has_max = true, .max = (number)
#define SAID_MEAN(number) .has_mean = true, .mean = (number)
#define SAID_TOTAL(number) .has_total = true, .total = (number)

static double chance_even(double k, double mean) {
    return (void)k, (void)mean, 1;
}
static double chance_poisson(double k, double mean) {
    return exp(k * log(mean) - lgamma(k + 1));
}
static double chance_geometric(double k, double mean) {
    return pow(mean / (mean + 1), k);
}
static double chance_zipf(double k, double mean) {
    return (void)mean, 1 / (k + 1);
}
/* Truncated and tilted laws by parameters that were found by hand: the mean is checked, too. */
static double chance_tilted(double k, double mean) {
    return (void)mean, pow(0.72453, k); /* 0..20, mean 2.60595 */
}
static double chance_steep(double k, double mean) {
    return (void)mean, pow(k + 1, -2); /* 0..50, mean 1.77992 */
}

static const struct {
    struct dore_per per;
    double mean;
    double (*chance)(double k, double mean); /* of min + k, but for a factor */
} laws[] = {
    {{SAID_MAX(20)}, 10, chance_even},
    {{.min = 3, SAID_MAX(9)}, 6, chance_even},
    {{SAID_MAX(1)}, 0.5, chance_even},
    {{.min = 4, SAID_MAX(4)}, 4, chance_even},
    {{SAID_MEAN(3)}, 3, chance_even},
    {{.min = 1, SAID_MEAN(2)}, 2, chance_even},
    {{SAID_MAX(20), SAID_MEAN(2.60595)}, 2.60595, chance_tilted},
    {{.law = DORE_LAW_POISSON, SAID_MEAN(4)}, 4, chance_poisson},
    {{.law = DORE_LAW_POISSON, SAID_MEAN(0.05)}, 0.05, chance_poisson},
    {{.law = DORE_LAW_POISSON, SAID_MEAN(30)}, 30, chance_poisson},
    {{.law = DORE_LAW_GEOMETRIC, SAID_MEAN(4)}, 4, chance_geometric},
    {{.law = DORE_LAW_GEOMETRIC, SAID_MEAN(0.5)}, 0.5, chance_geometric},
    {{.law = DORE_LAW_ZIPF, SAID_MAX(20)}, 21 / 3.6453587 - 1, chance_zipf},
    {{.law = DORE_LAW_ZIPF, .min = 1, SAID_MAX(10)}, 10 / 2.9289683, chance_zipf},
    {{.law = DORE_LAW_ZIPF, SAID_MAX(50), SAID_MEAN(1.77992)}, 1.77992, chance_steep},
};

/* Corrections may not be seen: counts follow the law, to half a percent of the parents. */
START_TEST(counts_follow_the_law) {
    enum { PARENTS = 100 * 1024, MOST = 200 };
    const struct dore_per *per = &laws[_i].per;
    const struct plan_children *children = make(per, PARENTS);
    const uint32_t *count = count_all(children, PARENTS);
    uint64_t most = plan_children_most(children), seen[MOST] = {0}, sum = 0;
    ck_assert(!per->has_max || most == per->max);
    for (uint32_t parent = 0; parent < PARENTS; parent++) {
        ck_assert_uint_ge(count[parent], per->min);
        ck_assert_uint_le(count[parent], most);
        ck_assert_uint_lt(count[parent], MOST);
        seen[count[parent]]++;
        sum += count[parent];
    }
    ck_assert_uint_eq(sum, plan_children_records(children));
    ck_assert_double_eq_tol((double)sum / PARENTS, laws[_i].mean, 1e-5);
    double all = 0, off = 0, mean = laws[_i].mean, least = (double)per->min;
    for (double k = least; k <= (double)most; k++)
        all += laws[_i].chance(k - least, mean);
    for (uint64_t k = per->min; k <= most && k < MOST; k++)
        off += fabs((double)seen[k] / PARENTS - laws[_i].chance((double)k - least, mean) / all) / 2;
    ck_assert_double_lt(off, 0.008);
}
END_TEST

/* ---- sums ----------------------------------------------------------------------------------- */

static const struct {
    struct dore_per per;
    uint64_t parents;
} totals[] = {
    {{SAID_MAX(5), SAID_TOTAL(0)}, 10},
    {{SAID_MAX(5), SAID_TOTAL(50)}, 10},
    {{SAID_MAX(5), SAID_TOTAL(49)}, 10},
    {{.min = 2, SAID_MAX(5), SAID_TOTAL(20)}, 10},
    {{.min = 2, SAID_MAX(5), SAID_TOTAL(21)}, 10},
    {{SAID_TOTAL(1)}, 1},
    {{SAID_TOTAL(1)}, 5000},
    {{SAID_TOTAL(777)}, 1},
    {{SAID_TOTAL(12345)}, 1023},
    {{SAID_TOTAL(12345)}, 1024},
    {{SAID_TOTAL(12345)}, 1025},
    {{SAID_MAX(20), SAID_TOTAL(7000)}, 5000},
    {{.law = DORE_LAW_POISSON, SAID_TOTAL(12347)}, 3000},
    {{.law = DORE_LAW_POISSON, .min = 3, SAID_MAX(6), SAID_TOTAL(17999)}, 3000},
    {{.law = DORE_LAW_GEOMETRIC, SAID_TOTAL(12347)}, 3000},
    {{.law = DORE_LAW_GEOMETRIC, SAID_TOTAL(1)}, 3000},
    {{.law = DORE_LAW_ZIPF, SAID_MAX(1000000), SAID_TOTAL(2000003)}, 2049},
    {{.law = DORE_LAW_ZIPF, SAID_MAX(100), SAID_TOTAL(199999)}, 2000},
};

START_TEST(totals_are_exact) {
    const struct dore_per *per = &totals[_i].per;
    uint64_t parents = totals[_i].parents, sum = 0;
    const struct plan_children *children = make(per, parents);
    ck_assert_uint_eq(plan_children_records(children), per->total);
    const uint32_t *count = count_all(children, parents);
    for (uint64_t parent = 0; parent < parents; parent++) {
        ck_assert_uint_ge(count[parent], per->min);
        ck_assert_uint_le(count[parent], plan_children_most(children));
        sum += count[parent];
    }
    ck_assert(!per->has_max || plan_children_most(children) <= per->max);
    ck_assert_uint_eq(sum, per->total);
}
END_TEST

static const struct dore_per laws_of_all[] = {
    {SAID_MAX(8)},
    {.law = DORE_LAW_POISSON, SAID_MEAN(0.3)},
    {.law = DORE_LAW_POISSON, SAID_MEAN(1000)},
    {.law = DORE_LAW_GEOMETRIC, SAID_MEAN(4)},
    {.law = DORE_LAW_ZIPF, SAID_MAX(5000)},
    {.law = DORE_LAW_ZIPF, SAID_MAX(1000000000), SAID_MEAN(50)},
    {SAID_MAX(100000), SAID_MEAN(99990)},
};

/* Whatever few records there are of a mean: after whole blocks the line is met, rounded. */
START_TEST(blocks_meet_the_mean) {
    static const double means[] = {0.0001, 0.001, 0.37, 1, 2.75, 100.001};
    for (int i = 0; i < COUNT(means); i++) {
        struct dore_per per = {.law = DORE_LAW_POISSON, SAID_MEAN(means[i])};
        for (uint64_t blocks = 1; blocks <= 40; blocks += 13) {
            double expected = means[i] * 1024 * (double)blocks;
            uint64_t records = plan_children_records(make(&per, 1024 * blocks));
            ck_assert_double_le(fabs((double)records - expected), 0.5001);
        }
    }
}
END_TEST

/* ---- rows ----------------------------------------------------------------------------------- */

START_TEST(more_parents_only_append) {
    static const uint64_t counts[] = {1, 2, 500, 1023, 1024, 1025, 2500, 3000};
    const struct dore_per *per = &laws_of_all[_i];
    const struct plan_children *all = make(per, 4000);
    for (int i = 0; i < COUNT(counts); i++) {
        const struct plan_children *some = make(per, counts[i]);
        uint64_t records = plan_children_records(some), next[2];
        ck_assert_uint_le(records, plan_children_records(all));
        const uint64_t list[] = {0, records / 3, records / 2, records - 1};
        struct dore_rows rows = {.count = 4, .list = list}, after = {.first = records, .count = 1};
        uint64_t parent[4], place[4], other_parent[4], other_place[4];
        if (records == 0)
            continue;
        plan_children_parents(some, &rows, &batch, parent, place);
        plan_children_parents(all, &rows, &batch, other_parent, other_place);
        ck_assert_mem_eq(parent, other_parent, sizeof parent);
        ck_assert_mem_eq(place, other_place, sizeof place);
        ck_assert_uint_lt(parent[3], counts[i]);
        /* The next row is a later parent's first: none was cut off. */
        plan_children_parents(all, &after, &batch, &next[0], &next[1]);
        ck_assert_uint_ge(next[0], counts[i]);
        ck_assert_uint_eq(next[1], 0);
    }
}
END_TEST

/* Rows in any order, several times, of several blocks; either result alone. */
START_TEST(any_rows_in_any_order) {
    enum { ROWS = 3000 };
    const struct plan_children *children = make(&laws_of_all[_i], 5000);
    uint64_t *list = DORE_NEW(&arena, uint64_t, ROWS), *alone = DORE_NEW(&arena, uint64_t, ROWS);
    uint64_t *parent = DORE_NEW(&arena, uint64_t, ROWS), *place = DORE_NEW(&arena, uint64_t, ROWS);
    struct dore_rng rng = dore_rng_at(STREAM, 0);
    for (uint32_t i = 0; i < ROWS; i++)
        list[i] = dore_rng_below(&rng, plan_children_records(children));
    struct dore_rows rows = {.count = ROWS, .list = list};
    plan_children_parents(children, &rows, &batch, parent, place);
    for (uint32_t i = 0; i < ROWS; i += 7) {
        struct dore_rows one = {.first = list[i], .count = 1};
        uint64_t one_parent, one_place;
        plan_children_parents(children, &one, &batch, &one_parent, &one_place);
        ck_assert_uint_eq(parent[i], one_parent);
        ck_assert_uint_eq(place[i], one_place);
    }
    plan_children_parents(children, &rows, &batch, alone, NULL);
    ck_assert_mem_eq(alone, parent, ROWS * sizeof *alone);
    plan_children_parents(children, &rows, &batch, NULL, alone);
    ck_assert_mem_eq(alone, place, ROWS * sizeof *alone);
}
END_TEST

static const struct {
    struct dore_per per;
    uint64_t parents;
} vast[] = {
    {{SAID_MAX(8)}, UINT64_C(1000000000000)},
    {{SAID_MAX(3), SAID_TOTAL(INT64_MAX)}, UINT64_C(1) << 62},
    {{SAID_MAX(3), SAID_TOTAL(5)}, UINT64_C(1) << 62},
    {{.law = DORE_LAW_POISSON, SAID_MEAN(0.001)}, UINT64_C(1) << 62},
    {{SAID_MAX(1000000000)}, 1000},
    {{SAID_TOTAL((UINT64_C(1) << 61) + 1)}, UINT64_C(1) << 61},
};

/* Where two rows meet that are neighbours, all round the whole; parents fill the range. */
START_TEST(vast_numbers) {
    const struct plan_children *children = make(&vast[_i].per, vast[_i].parents);
    uint64_t records = plan_children_records(children), last = 0;
    for (uint64_t part = 0; part <= 100; part++) {
        uint64_t row = part == 100 ? records - 2 : records / 100 * part, parent[2], place[2];
        struct dore_rows rows = {.first = row, .count = 2};
        plan_children_parents(children, &rows, &batch, parent, place);
        ck_assert_uint_lt(parent[1], vast[_i].parents);
        ck_assert_uint_ge(parent[0], last);
        if (parent[0] == parent[1])
            ck_assert_uint_eq(place[1], place[0] + 1);
        else
            ck_assert(parent[0] < parent[1] && place[1] == 0);
        double share = (double)parent[0] / (double)vast[_i].parents;
        if (records > 1000000)
            ck_assert_double_eq_tol(share, (double)row / (double)records, 0.02);
        last = parent[0];
        dore_arena_reset(&batch);
    }
}
END_TEST

static const struct {
    struct dore_per per;
    uint64_t records, parent[4], place[4]; /* of 5000 parents; of rows 0, 100, 1000, 5000 */
} recorded[] = {
    {{SAID_MAX(8)}, 20037, {0, 22, 250, 1234}, {0, 1, 0, 2}},
    {{.law = DORE_LAW_POISSON, SAID_MEAN(2.5)}, 12497, {0, 40, 405, 2006}, {0, 0, 1, 2}},
    {{.law = DORE_LAW_GEOMETRIC, SAID_MEAN(4)}, 20064, {0, 22, 254, 1301}, {0, 3, 10, 0}},
    {{.law = DORE_LAW_ZIPF, .min = 1, SAID_MAX(100000)},
     41507016,
     {0, 3, 3, 7},
     {0, 58, 958, 2229}},
    {{SAID_MAX(20), SAID_TOTAL(12345)}, 12345, {0, 38, 445, 2020}, {0, 0, 1, 0}},
};

START_TEST(recorded_parents) {
    static const uint64_t list[] = {0, 100, 1000, 5000};
    const struct plan_children *children = make(&recorded[_i].per, 5000);
    struct dore_rows rows = {.count = 4, .list = list};
    uint64_t parent[4], place[4];
    plan_children_parents(children, &rows, &batch, parent, place);
    ck_assert_uint_eq(plan_children_records(children), recorded[_i].records);
    for (int i = 0; i < 4; i++) {
        ck_assert_uint_eq(parent[i], recorded[_i].parent[i]);
        ck_assert_uint_eq(place[i], recorded[_i].place[i]);
    }
}
END_TEST

START_TEST(streams_differ) {
    struct dore_per per = {SAID_MAX(8)};
    const uint32_t *one = count_all(make(&per, 2000), 2000);
    const uint32_t *other =
        count_all(plan_children_make(&arena, &per, 0, 2000, STREAM + 1, &diags), 2000);
    unsigned same = 0;
    for (int i = 0; i < 2000; i++)
        same += one[i] == other[i];
    ck_assert_uint_lt(same, 400);
}
END_TEST

START_TEST(no_parents_have_no_records) {
    struct dore_per per = laws_of_all[_i];
    ck_assert_uint_eq(plan_children_records(make(&per, 0)), 0);
    ck_assert_uint_ge(plan_children_records(make(&per, 1)), 0);
}
END_TEST

/* ---- refusals ------------------------------------------------------------------------------- */

static const struct {
    struct dore_per per;
    uint64_t parents;
    const char *message;
} refused[] = {
    {{0}, 1, "a uniform distribution needs 'max'"},
    {{.law = DORE_LAW_ZIPF}, 1, "a zipf distribution needs 'max'"},
    {{.law = DORE_LAW_ZIPF, SAID_MEAN(4)}, 1, "a zipf distribution needs 'max'"},
    {{.law = DORE_LAW_POISSON}, 1, "a poisson distribution needs 'mean' or 'total'"},
    {{.law = DORE_LAW_POISSON, SAID_MAX(9)}, 1, "a poisson distribution needs 'mean' or 'total'"},
    {{.law = DORE_LAW_GEOMETRIC}, 1, "a geometric distribution needs 'mean' or 'total'"},
    {{.min = 5, SAID_MAX(4)}, 1, "'min' is greater than 'max'"},
    {{.min = 1000000001, SAID_MEAN(3)}, 1, "no parent can have more than 1000000000 records"},
    {{SAID_MAX(1000000001)}, 1, "no parent can have more than 1000000000 records"},
    {{SAID_MEAN(3), SAID_TOTAL(3)}, 1, "'mean' and 'total' are both given"},
    {{SAID_MAX(9), SAID_MEAN(9.5)}, 1, "'mean' is not between 0 and 9"},
    {{.min = 2, SAID_MEAN(1.5)}, 1, "'mean' is not between 2 and 1000000000"},
    {{SAID_MEAN(NAN)}, 1, "'mean' is not between 0 and 1000000000"},
    {{SAID_MEAN(-1)}, 0, "'mean' is not between 0 and 1000000000"},
    {{SAID_MAX(5), SAID_TOTAL(51)}, 10, "a total of 51 is not possible"},
    {{.min = 2, SAID_MAX(5), SAID_TOTAL(19)}, 10, "a total of 19 is not possible"},
    {{SAID_MAX(1000000000)},
     UINT64_C(100000000000),
     "all parents together would have more than 9223372036854775807 records"},
    {{.law = DORE_LAW_POISSON, SAID_MEAN(1000000000)},
     INT64_MAX,
     "all parents together would have more than 9223372036854775807 records"},
};

START_TEST(contradictions_are_refused) {
    struct dore_per per = refused[_i].per;
    per.where = (struct dore_where){.file = "m.json", .line = 3, .column = 5, .span = 1};
    ck_assert_ptr_null(
        plan_children_make(&arena, &per, per.total, refused[_i].parents, STREAM, &diags));
    ck_assert_uint_eq(diags.errors, 1);
    ck_assert_str_eq(diags.list[0].message, refused[_i].message);
    ck_assert_uint_eq(diags.list[0].where.line, 3);
}
END_TEST

/* --scale rounds the total and the parents apart: at the ends that is put right. */
START_TEST(scaled_totals_are_kept_within) {
    struct dore_per per = {.min = 2, SAID_MAX(2), SAID_TOTAL(6)};
    const struct plan_children *children = plan_children_make(&arena, &per, 3, 2, STREAM, &diags);
    ck_assert_ptr_nonnull(children);
    ck_assert_uint_eq(plan_children_records(children), 4);
    ck_assert_ptr_null(plan_children_make(&arena, &per, 9, 2, STREAM, &diags));
}
END_TEST

Suite *suite_children(void);
Suite *suite_children(void) {
    Suite *suite = suite_create("children");
    TCase *cases = tcase_create("children");
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_loop_test(cases, counts_follow_the_law, 0, COUNT(laws));
    tcase_add_loop_test(cases, totals_are_exact, 0, COUNT(totals));
    tcase_add_test(cases, blocks_meet_the_mean);
    tcase_add_loop_test(cases, more_parents_only_append, 0, COUNT(laws_of_all));
    tcase_add_loop_test(cases, any_rows_in_any_order, 0, COUNT(laws_of_all));
    tcase_add_loop_test(cases, vast_numbers, 0, COUNT(vast));
    tcase_add_loop_test(cases, recorded_parents, 0, COUNT(recorded));
    tcase_add_test(cases, streams_differ);
    tcase_add_loop_test(cases, no_parents_have_no_records, 0, COUNT(laws_of_all));
    tcase_add_loop_test(cases, contradictions_are_refused, 0, COUNT(refused));
    tcase_add_test(cases, scaled_totals_are_kept_within);
    suite_add_tcase(suite, cases);
    return suite;
}
