/* SPDX-License-Identifier: Apache-2.0
 *
 * pycollections.c and mixed.c: kinds by their shares, keys and items without repeats, the shape of
 * structures, types by name, and what is refused.
 */
#include "faker_checks.h"

Suite *suite_pycollections(void);

enum { ROWS = 3000 };

static const struct dore_value *value_at(struct fixture *fixture, uint64_t row) {
    struct dore_rows rows = {.first = row, .count = 1};
    return fixture_values(fixture, &rows);
}

/* Of eleven default types: four str, two int, one each of float, decimal, moment, uri, email. */
START_TEST(default_types_have_their_shares) {
    struct fixture fixture;
    int kinds[DORE_KIND_COUNT] = {0}, items = 0;
    fixture_open(&fixture, "pylist", NULL);
    for (uint64_t row = 0; row < ROWS; row++) {
        struct dore_list list = value_at(&fixture, row)->u.list;
        ck_assert(list.count >= 6 && list.count <= 14);
        for (uint32_t i = 0; i < list.count; i++) {
            kinds[list.item[i].kind]++;
        }
        items += (int)list.count;
    }
    ck_assert_int_gt(items, ROWS * 9);
    ck_assert_int_lt(items, ROWS * 10);
    const struct {
        enum dore_kind kind;
        int of_eleven;
    } shares[] = {
        {DORE_STRING, 6}, {DORE_INT, 2}, {DORE_FLOAT, 1}, {DORE_DECIMAL, 1}, {DORE_DATETIME, 1}};
    for (int i = 0; i < COUNT(shares); i++) {
        int expected = items / 11 * shares[i].of_eleven, got = kinds[shares[i].kind];
        ck_assert_msg(got > expected * 9 / 10 && got < expected * 11 / 10, "%s: %d, not %d",
                      dore_kind_name(shares[i].kind), got, expected);
    }
    fixture_close(&fixture);
}
END_TEST

static const struct {
    const char *params;
    uint32_t least, most;
} amounts[] = {
    {"{}", 6, 14},
    {"{\"nb_elements\": 7, \"variable_nb_elements\": false}", 7, 7},
    {"{\"nb_elements\": 0, \"variable_nb_elements\": false}", 0, 0},
    {"{\"nb_elements\": 0}", 1, 1},
    {"{\"nb_elements\": 3}", 1, 4},
};
static const char *const collections[] = {"pylist", "pytuple", "pydict"};

START_TEST(amounts_vary) {
    uint32_t least = UINT32_MAX, most = 0;
    struct fixture fixture;
    int which = _i / COUNT(amounts), amount = _i % COUNT(amounts);
    fixture_open(&fixture, collections[which], amounts[amount].params);
    for (uint64_t row = 0; row < 1000; row++) {
        const struct dore_value *value = value_at(&fixture, row);
        ck_assert_int_eq(value->kind, which == 2 ? DORE_RECORD : DORE_LIST);
        uint32_t count = which == 2 ? value->u.record.count : value->u.list.count;
        least = count < least ? count : least;
        most = count > most ? count : most;
    }
    ck_assert_uint_eq(least, amounts[amount].least);
    ck_assert_uint_eq(most, amounts[amount].most);
    fixture_close(&fixture);
}
END_TEST

START_TEST(keys_are_distinct) {
    struct fixture fixture;
    fixture_open(
        &fixture, "pydict",
        "{\"nb_elements\": 600, \"variable_nb_elements\": false, \"value_types\": \"int\"}");
    for (uint64_t row = 0; row < 5; row++) {
        struct dore_record record = value_at(&fixture, row)->u.record;
        const char *key[600];
        ck_assert_uint_eq(record.count, 600);
        for (uint32_t i = 0; i < record.count; i++) {
            ck_assert_int_eq(record.entry[i].value.kind, DORE_INT);
            key[i] = record.entry[i].key.text; /* of a pool, so ended by a NUL */
        }
        ck_assert_uint_eq(count_different(key, record.count), 600);
    }
    fixture_close(&fixture);
}
END_TEST

/* Thirty draws of ten digits and of true and false: nothing twice, and 1 is not true. */
START_TEST(sets_have_no_repeats) {
    struct fixture fixture;
    uint32_t most = 0;
    fixture_open(&fixture, "pyset",
                 "{\"nb_elements\": 30, \"value_types\": [\"random_digit\", \"bool\"]}");
    for (uint64_t row = 0; row < 500; row++) {
        struct dore_list list = value_at(&fixture, row)->u.list;
        for (uint32_t i = 0; i < list.count; i++) {
            for (uint32_t k = 0; k < i; k++) {
                ck_assert(!dore_value_equal(&list.item[i], &list.item[k]));
            }
        }
        most = list.count > most ? list.count : most;
    }
    ck_assert_uint_gt(most, 9);
    ck_assert_uint_le(most, 12);
    fixture_close(&fixture);
}
END_TEST

/* A third of the iterables are sets: of thirty booleans they keep one or two. */
START_TEST(iterables_are_sets_now_and_then) {
    struct fixture fixture;
    int sets = 0;
    fixture_open(&fixture, "pyiterable",
                 "{\"nb_elements\": 30, \"value_types\": \"bool\", \"allowed_types\": [\"set\"]}");
    for (uint64_t row = 0; row < ROWS; row++) {
        uint32_t count = value_at(&fixture, row)->u.list.count;
        ck_assert(count <= 2 || count >= 18);
        sets += count <= 2;
    }
    ck_assert_int_gt(sets, ROWS * 30 / 100);
    ck_assert_int_lt(sets, ROWS * 37 / 100);
    fixture_close(&fixture);
}
END_TEST

static void check_steps(const struct dore_record *steps, uint32_t number) {
    char key[16];
    ck_assert_uint_eq(steps->count, 3);
    for (uint32_t i = 0; i < 3; i++) {
        snprintf(key, sizeof key, "%u", number + i);
        ck_assert(dore_str_is(steps->entry[i].key, key));
    }
}

START_TEST(structures_have_their_shape) {
    struct fixture fixture;
    fixture_open(&fixture, "pystruct", "{\"count\": 4, \"value_types\": [\"int\"]}");
    for (uint64_t row = 0; row < 200; row++) {
        const struct dore_value *value = value_at(&fixture, row);
        ck_assert_uint_eq(value->u.list.count, 3);
        const struct dore_value *part = value->u.list.item;
        ck_assert_uint_eq(part[0].u.list.count, 4);
        struct dore_record flat = part[1].u.record, nested = part[2].u.record;
        ck_assert(flat.count >= 1 && flat.count <= 4 && nested.count >= 1 && nested.count <= 4);
        ck_assert_int_eq(flat.entry[0].value.kind, DORE_INT);
        if (nested.count < 4) {
            continue; /* a word came again */
        }
        for (uint32_t i = 0; i < 4; i++) {
            struct dore_record outer = nested.entry[i].value.u.record;
            check_steps(&outer, i);
            ck_assert_int_eq(outer.entry[0].value.kind, DORE_INT);
            ck_assert_uint_eq(outer.entry[1].value.u.list.count, 3);
            check_steps(&outer.entry[2].value.u.record, i);
            ck_assert_uint_eq(outer.entry[2].value.u.record.entry[2].value.u.list.count, 2);
        }
    }
    fixture_close(&fixture);
}
END_TEST

static const struct {
    const char *type;
    enum dore_kind kind;
} objects[] = {
    {"\"bool\"", DORE_BOOL}, {"\"str\"", DORE_STRING},  {"\"float\"", DORE_FLOAT},
    {"\"int\"", DORE_INT},   {"\"tuple\"", DORE_LIST},  {"\"set\"", DORE_LIST},
    {"\"list\"", DORE_LIST}, {"\"dict\"", DORE_RECORD}, {"null", DORE_NULL},
};

START_TEST(objects_are_of_their_type) {
    struct fixture fixture;
    char params[64];
    snprintf(params, sizeof params, "{\"object_type\": %s}", objects[_i].type);
    fixture_open(&fixture, "pyobject", params);
    ck_assert_int_eq(value_at(&fixture, 5)->kind, objects[_i].kind);
    fixture_close(&fixture);
}
END_TEST

static const struct faker_fault faults[] = {
    {"pylist", "{\"value_types\": [\"strr\"]}", DORE_E_METHOD_UNKNOWN, 18, "'strr'"},
    {"pylist", "{\"value_types\": [\"slug\", 1]}", DORE_E_PARAM_TYPE, 26, "than names"},
    {"pyset", "{\"nb_elements\": 100001}", DORE_E_PARAM_RANGE, 17, "more than 100000"},
    {"pylist", "{\"nb_elements\": 50, \"value_types\": \"binary\"}", DORE_E_PARAM_RANGE, 17,
     "16 MiB"},
    {"pystruct", "{\"count\": 20000}", DORE_E_PARAM_RANGE, 11, "more than 10000"},
    {"pyobject", "{\"object_type\": \"complex\"}", DORE_E_CHOICE, 17, "'complex'"},
    {"enum", "{\"enum_cls\": \"Colour\"}", DORE_E_METHOD_OFFLINE, 0, "Python class"},
};

START_TEST(refuses) {
    check_refusal(&faults[_i]);
}
END_TEST

START_TEST(warns_where_words_run_out) {
    const struct faker_fault fault = {"pydict",
                                      "{\"nb_elements\": 972, \"variable_nb_elements\": false}",
                                      DORE_W_PARAM, 17, "only 971 words"};
    check_warning(&fault);
}
END_TEST

Suite *suite_pycollections(void) {
    Suite *suite = suite_create("pycollections");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_test(all, default_types_have_their_shares);
    tcase_add_loop_test(all, amounts_vary, 0, COUNT(amounts) * COUNT(collections));
    tcase_add_test(all, keys_are_distinct);
    tcase_add_test(all, sets_have_no_repeats);
    tcase_add_test(all, iterables_are_sets_now_and_then);
    tcase_add_test(all, structures_have_their_shape);
    tcase_add_loop_test(all, objects_are_of_their_type, 0, COUNT(objects));
    tcase_add_loop_test(all, refuses, 0, COUNT(faults));
    tcase_add_test(all, warns_where_words_run_out);
    suite_add_tcase(suite, all);
    return suite;
}
