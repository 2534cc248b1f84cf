/* SPDX-License-Identifier: Apache-2.0
 *
 * suggest.c: the nearest name is found when it is a likely misspelling, and only then.
 */
#include <check.h>

#include "dore/base.h"

static const char *best_of(const char *name, const char *const *candidates) {
    struct dore_suggest suggest = {.name = name};
    for (; *candidates; candidates++) {
        dore_suggest_try(&suggest, *candidates);
    }
    return dore_suggest_best(&suggest);
}

/* distance: in half steps, as one candidate has it; near: whether it is suggested. */
static const struct {
    const char *name, *candidate;
    unsigned distance;
    bool near;
} pairs[] = {
    {"pyint", "pyint", 0, true},   {"pyintt", "pyint", 2, true},
    {"pyit", "pyint", 2, true},    {"pyjnt", "pyint", 2, true},
    {"pyitn", "pyint", 2, true}, /* two letters swapped are one mistake */
    {"PYINT", "pyint", 5, true}, /* nothing but letter case */
    {"PYINTS", "pyint", 7, false}, {"Pyint", "pyint", 1, true},
    {"pYiNt", "pyint", 2, true},   {"sede", "seed", 2, true},
    {"abc", "axy", 4, false},      {"abcd", "axyd", 4, false},
    {"abcde", "axyde", 4, true}, /* a quarter of five letters, rounded up: two */
    {"abcdef", "abxyef", 4, true}, {"abcdef", "xyzdef", 6, false},
    {"x", "y", 2, true}, /* one mistake is always near enough */
    {"x", "yz", 4, false},         {"", "a", 2, true},
    {"", "ab", 4, false},          {"kitten", "sitting", 6, false},
};

START_TEST(distance_decides) {
    struct dore_suggest suggest = {.name = pairs[_i].name};
    dore_suggest_try(&suggest, pairs[_i].candidate);
    ck_assert_uint_eq(suggest.distance, pairs[_i].distance);
    const char *best = dore_suggest_best(&suggest);
    ck_assert_ptr_eq(best, pairs[_i].near ? pairs[_i].candidate : NULL);
}
END_TEST

START_TEST(nearest_wins_and_the_first_of_equals) {
    ck_assert_str_eq(best_of("emial", (const char *const[]){"mail", "email", "e_mail", NULL}),
                     "email");
    ck_assert_str_eq(best_of("nane", (const char *const[]){"name", "nano", NULL}), "name");
    ck_assert_str_eq(best_of("nane", (const char *const[]){"nano", "name", NULL}), "nano");
    ck_assert_ptr_null(best_of("nane", (const char *const[]){"zebra", NULL}));
    ck_assert_ptr_null(best_of("nane", (const char *const[]){NULL}));
}
END_TEST

START_TEST(long_names_are_left_alone) {
    char name[400];
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    ck_assert_ptr_null(best_of(name, (const char *const[]){name, "a", NULL}));
    ck_assert_str_eq(best_of("a", (const char *const[]){name, "b", NULL}), "b");
    const char *longest = name + sizeof name - 1 - 127;
    ck_assert_str_eq(best_of(longest, (const char *const[]){longest + 1, NULL}), longest + 1);
}
END_TEST

START_TEST(no_name_no_suggestion) {
    struct dore_suggest suggest = {.name = NULL};
    dore_suggest_try(&suggest, "name");
    ck_assert_ptr_null(dore_suggest_best(&suggest));
}
END_TEST

/* What shares a first word or a last one is suggested where no misspelling is. */
static const struct {
    const char *name, *candidate;
    bool kin;
} words[] = {
    {"phone", "phone_number", true},  {"phone", "phonetics", false},
    {"table", "tableName", true},     {"iban_de", "iban", true},
    {"uuid", "uuid4", true},          {"name", "columnName", true},
    {"fieldName", "tableName", true}, {"fieldName", "columnType", false},
    {"Name", "columnName", true},     {"number", "phone_number", false},
    {"ab", "ab_long_name", false},    {"name", "surname_of", false},
    {"PhoneNumber", "number", true},
};

START_TEST(kin_share_a_word) {
    struct dore_suggest suggest = {.name = words[_i].name};
    dore_suggest_try(&suggest, words[_i].candidate);
    const char *kin = dore_suggest_kin(&suggest);
    ck_assert_ptr_eq(kin, words[_i].kin ? words[_i].candidate : NULL);
}
END_TEST

START_TEST(misspellings_come_before_kin_and_short_kin_before_long) {
    struct dore_suggest suggest = {.name = "card"};
    dore_suggest_try(&suggest, "card_holder_name");
    dore_suggest_try(&suggest, "card_type");
    ck_assert_str_eq(dore_suggest_kin(&suggest), "card_type");
    dore_suggest_try(&suggest, "cart");
    ck_assert_str_eq(dore_suggest_kin(&suggest), "cart");
    ck_assert_uint_eq(suggest.count, 3);
    ck_assert_str_eq(suggest.first[0], "card_holder_name");
}
END_TEST

Suite *suite_suggest(void);
Suite *suite_suggest(void) {
    Suite *suite = suite_create("suggest");
    TCase *cases = tcase_create("suggest");
    tcase_add_loop_test(cases, distance_decides, 0, sizeof pairs / sizeof *pairs);
    tcase_add_test(cases, nearest_wins_and_the_first_of_equals);
    tcase_add_test(cases, long_names_are_left_alone);
    tcase_add_test(cases, no_name_no_suggestion);
    tcase_add_loop_test(cases, kin_share_a_word, 0, sizeof words / sizeof *words);
    tcase_add_test(cases, misspellings_come_before_kin_and_short_kin_before_long);
    suite_add_tcase(suite, cases);
    return suite;
}
