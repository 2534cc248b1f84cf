/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_base.c, templates.c, elements.c and choice.c: digits and numbers, every template symbol,
 * items by kind and weight, and what is refused.
 */
#include "faker_checks.h"

Suite *suite_provider_base(void);

enum { ROWS = 3000 };

/* ---- domains and cuts ----------------------------------------------------------------------- */

static const struct faker_case cases[] = {
    {"random_int", "{}"},
    {"random_int", "{\"min\": -3, \"max\": 3}"},
    {"random_int", "{\"min\": 0, \"max\": 15, \"step\": 3}"},
    {"random_digit", "{}"},
    {"random_digit_not_null", "{}"},
    {"random_digit_above_two", "{}"},
    {"random_digit_or_empty", "{}"},
    {"random_digit_not_null_or_empty", "{}"},
    {"random_number", "{}"},
    {"random_number", "{\"fix_len\": true}"},
    {"random_number", "{\"digits\": 0}"},
    {"random_number", "{\"digits\": 2}"},
    {"random_number", "{\"digits\": 1, \"fix_len\": true}"},
    {"random_number", "{\"digits\": 2, \"fix_len\": true}"},
    {"random_number", "{\"digits\": 18, \"fix_len\": true}"},
    {"randomize_nb_elements", "{}"},
    {"randomize_nb_elements", "{\"number\": -10}"},
    {"randomize_nb_elements", "{\"number\": 100, \"le\": true, \"min\": 70}"},
    {"randomize_nb_elements", "{\"number\": 100, \"ge\": true, \"max\": 110}"},
    {"randomize_nb_elements", "{\"number\": 5, \"le\": true, \"ge\": true, \"max\": 1}"},
    {"random_letter", "{}"},
    {"random_lowercase_letter", "{}"},
    {"random_uppercase_letter", "{}"},
    {"random_letters", "{}"},
    {"random_letters", "{\"length\": 0}"},
    {"random_letters", "{\"length\": 1}"},
    {"bothify", "{}"},
    {"bothify", "{\"text\": \"\"}"},
    {"bothify", "{\"text\": \"#%$!@?^ {{name}} {{{ }}\", \"letters\": \"xy\"}"},
    {"bothify", "{\"text\": \"??\", \"letters\": \"aab\"}"},
    {"lexify", "{\"text\": \"#?\", \"letters\": \"\\u00e9\\ud83d\\ude00\"}"},
    {"lexify", "{\"text\": \"no symbol\", \"letters\": \"\"}"},
    {"numerify", "{\"text\": \"%#\"}"},
    {"numerify", "{\"text\": \"!@?\"}"},
    {"numerify", "{\"text\": \"\\u00e9'#\"}"},
    {"hexify", "{}"},
    {"hexify", "{\"text\": \"0x^\", \"upper\": true}"},
    {"hexify", "{\"text\": \"^^^^^^^^-^^^^^^^^-^^^^\"}"},
    {"random_element", "{}"},
    {"random_element", "{\"elements\": \"h\\u00e9llo\"}"},
    {"random_element", "{\"elements\": [1, 2, 3]}"},
    {"random_element", "{\"elements\": [null]}"},
    {"random_element", "{\"elements\": [true, null, 1.5, \"x\", [1, [2]], {\"a\": null}]}"},
    {"random_element", "{\"elements\": [[1, 2], [], [3]]}"},
    {"random_element", "{\"elements\": [{\"a\": 1}, {\"a\": 2}]}"},
    {"random_element", "{\"elements\": [{\"a\": 1}, {\"b\": 2}]}"},
    {"random_element", "{\"elements\": [123456789012345678901234567890, 1]}"},
    {"random_element", "{\"elements\": {\"a\": 0.5, \"b\": 0, \"c\": 2}}"},
    {"random_elements", "{}"},
    {"random_elements", "{\"elements\": [1, 2], \"length\": 0}"},
    {"random_elements", "{\"elements\": [1, 2, null], \"length\": 2}"},
    {"random_elements", "{\"elements\": {\"a\": 1, \"b\": 0}, \"use_weighting\": false}"},
    {"random_elements", "{\"elements\": {\"a\": 1, \"b\": 1000}, \"unique\": true}"},
    {"random_elements", "{\"elements\": [\"\\\"\", \"\\u0000\"], \"length\": 3}"},
    {"random_choices", "{\"elements\": \"abcd\", \"length\": 2}"},
    {"random_sample", "{\"elements\": \"abcd\"}"},
    {"random_sample", "{\"elements\": [\"x\", \"x\"], \"length\": 2}"},
    {"language_code", "{}"},
    {"locale", "{}"},
};

START_TEST(values_lie_in_the_domain) {
    check_case(&cases[_i]);
}
END_TEST

/* ---- numbers -------------------------------------------------------------------------------- */

/* Numbers of one to nine digits, each count equally likely before zeros in front are lost. */
START_TEST(random_number_draws_its_length) {
    int short_ones = 0;
    struct fixture fixture;
    fixture_open(&fixture, "random_number", "{\"fix_len\": true}");
    for (uint64_t row = 0; row < ROWS; row++) {
        struct dore_rng rng = dore_rng_at(fixture.stream, row);
        int64_t lowest = 1;
        for (uint64_t digits = dore_rng_below(&rng, 9); digits > 0; digits--) {
            lowest *= 10;
        }
        int64_t number = lowest + (int64_t)dore_rng_below(&rng, 9 * (uint64_t)lowest);
        ck_assert_int_eq(strtoll(fixture_text(&fixture, row), NULL, 10), number);
        short_ones += number < 10;
    }
    ck_assert_int_gt(short_ones, ROWS / 9 - 90);
    ck_assert_int_lt(short_ones, ROWS / 9 + 90);
    fixture_close(&fixture);
}
END_TEST

START_TEST(half_of_the_digits_are_missing) {
    int empty = 0;
    struct fixture fixture;
    fixture_open(&fixture, "random_digit_or_empty", NULL);
    for (uint64_t row = 0; row < ROWS; row++) {
        empty += fixture_text(&fixture, row)[0] == '\0';
    }
    ck_assert_int_gt(empty, ROWS / 2 - 140);
    ck_assert_int_lt(empty, ROWS / 2 + 140);
    fixture_close(&fixture);
}
END_TEST

/* 10 * 60 / 100 to 10 * 140 / 100, cut. */
START_TEST(numbers_vary_by_forty_per_cent) {
    struct fixture fixture;
    fixture_open(&fixture, "randomize_nb_elements", NULL);
    ck_assert_int_eq(fixture.bound.domain.min, 6);
    ck_assert_int_eq(fixture.bound.domain.max, 14);
    ck_assert_uint_eq(fixture.bound.domain.distinct, 9);
    fixture_close(&fixture);
}
END_TEST

/* ---- templates ------------------------------------------------------------------------------ */

/* What a symbol may become; "" in front of the characters: or nothing. */
static const struct {
    const char *method, *params, *allowed;
    bool may_vanish;
} symbols[] = {
    {"numerify", "{\"text\": \"#\"}", "0123456789", false},
    {"numerify", "{\"text\": \"%\"}", "123456789", false},
    {"numerify", "{\"text\": \"$\"}", "23456789", false},
    {"numerify", "{\"text\": \"!\"}", "0123456789", true},
    {"numerify", "{\"text\": \"@\"}", "123456789", true},
    {"numerify", "{\"text\": \"?\"}", "?", false},
    {"bothify", "{\"text\": \"?\", \"letters\": \"xyz\"}", "xyz", false},
    {"lexify", "{\"text\": \"?\", \"letters\": \"xyz\"}", "xyz", false},
    {"lexify", "{\"text\": \"#\"}", "#", false},
    {"hexify", "{\"text\": \"^\"}", "0123456789abcdef", false},
    {"hexify", "{\"text\": \"^\", \"upper\": true}", "0123456789ABCDEF", false},
    {"bothify", "{\"text\": \"^\"}", "^", false},
};

START_TEST(symbols_become_what_they_stand_for) {
    int seen[128] = {0}, vanished = 0;
    struct fixture fixture;
    fixture_open(&fixture, symbols[_i].method, symbols[_i].params);
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        ck_assert_uint_le(strlen(text), 1);
        if (*text) {
            ck_assert_msg(strchr(symbols[_i].allowed, *text) != NULL, "%s", text);
            seen[(unsigned char)*text]++;
        } else {
            vanished++;
        }
    }
    for (const char *byte = symbols[_i].allowed; *byte; byte++) {
        ck_assert_int_gt(seen[(unsigned char)*byte], 0);
    }
    int expected = symbols[_i].may_vanish ? ROWS / 2 : 0;
    ck_assert_int_le(vanished, expected + (expected ? 140 : 0));
    ck_assert_int_ge(vanished, expected - (expected ? 140 : 0));
    fixture_close(&fixture);
}
END_TEST

/* Tokens are for pystr_format; here they are text. */
START_TEST(tokens_are_plain_text) {
    struct fixture fixture;
    fixture_open(&fixture, "bothify", "{\"text\": \"{{name}} {{ nothing }}\"}");
    ck_assert_str_eq(fixture_text(&fixture, 0), "{{name}} {{ nothing }}");
    fixture_close(&fixture);
}
END_TEST

/* ---- items ---------------------------------------------------------------------------------- */

/* Rows in which the text comes. */
static int count_text(struct fixture *fixture, const char *text) {
    int count = 0;
    for (uint64_t row = 0; row < ROWS; row++) {
        count += strcmp(fixture_text(fixture, row), text) == 0;
    }
    return count;
}

START_TEST(items_are_even) {
    static const char *const items[] = {"1", "x", "", "[1,2]"};
    struct fixture fixture;
    fixture_open(&fixture, "random_element", "{\"elements\": [1, \"x\", null, [1, 2]]}");
    for (int i = 0; i < COUNT(items); i++) {
        int count = count_text(&fixture, items[i]);
        ck_assert_int_gt(count, ROWS / 4 - 120);
        ck_assert_int_lt(count, ROWS / 4 + 120);
    }
    fixture_close(&fixture);
}
END_TEST

START_TEST(weights_count) {
    struct fixture fixture;
    fixture_open(&fixture, "random_element",
                 "{\"elements\": {\"rare\": 0.1, \"never\": 0, \"often\": 0.9}}");
    int rare = count_text(&fixture, "rare");
    ck_assert_int_gt(rare, ROWS / 10 - 80);
    ck_assert_int_lt(rare, ROWS / 10 + 80);
    ck_assert_int_eq(count_text(&fixture, "often"), ROWS - rare);
    ck_assert_uint_eq(fixture.bound.domain.item_count, 2);
    fixture_close(&fixture);
}
END_TEST

START_TEST(items_are_known_beforehand) {
    struct fixture fixture;
    fixture_open(&fixture, "random_element", "{\"elements\": [1, 2, 2]}");
    ck_assert_uint_eq(fixture.bound.domain.item_count, 3);
    ck_assert_uint_eq(fixture.bound.domain.distinct, 2);
    ck_assert_ptr_nonnull(fixture.bound.domain.item_nodes);
    ck_assert_uint_eq(fixture.bound.domain.item_nodes->count, 3);
    fixture_close(&fixture);
}
END_TEST

/* Each order of three items comes, none with a repeat. */
START_TEST(samples_are_permutations) {
    static const char *const orders[] = {"[1,2,3]", "[1,3,2]", "[2,1,3]",
                                         "[2,3,1]", "[3,1,2]", "[3,2,1]"};
    int sum = 0;
    struct fixture fixture;
    fixture_open(&fixture, "random_sample", "{\"elements\": [1, 2, 3], \"length\": 3}");
    for (int i = 0; i < COUNT(orders); i++) {
        int count = count_text(&fixture, orders[i]);
        ck_assert_int_gt(count, ROWS / 6 - 110);
        ck_assert_int_lt(count, ROWS / 6 + 110);
        sum += count;
    }
    ck_assert_int_eq(sum, ROWS);
    fixture_close(&fixture);
}
END_TEST

/* Drawn by weight one by one: the heavy one comes first nearly always. */
START_TEST(weighted_samples_keep_weights) {
    int first = 0;
    struct fixture fixture;
    fixture_open(
        &fixture, "random_elements",
        "{\"elements\": {\"a\": 1, \"b\": 98, \"c\": 1}, \"unique\": true, \"length\": 2}");
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        first += strncmp(text, "[\"b\"", 4) == 0;
        ck_assert_str_ne(text, "[\"b\",\"b\"]");
    }
    ck_assert_int_gt(first, ROWS * 96 / 100);
    ck_assert_int_lt(first, ROWS);
    fixture_close(&fixture);
}
END_TEST

/* Lengths 1 to the count of items when none is given. */
START_TEST(lengths_are_drawn) {
    int count[4] = {0};
    struct fixture fixture;
    fixture_open(&fixture, "random_choices", NULL);
    for (uint64_t row = 0; row < ROWS; row++) {
        struct dore_rows one = {.first = row, .count = 1};
        uint32_t length = fixture_values(&fixture, &one)->u.list.count;
        ck_assert_uint_ge(length, 1);
        ck_assert_uint_le(length, 3);
        count[length]++;
    }
    for (int length = 1; length <= 3; length++) {
        ck_assert_int_gt(count[length], ROWS / 3 - 130);
    }
    fixture_close(&fixture);
}
END_TEST

/* ---- refusals and warnings ------------------------------------------------------------------ */

static const struct faker_fault faults[] = {
    {"random_int", "{\"min\": 5, \"max\": 4}", DORE_E_PARAM_RANGE, 19, "below 'min' 5"},
    {"random_int", "{\"step\": 0}", DORE_E_PARAM_RANGE, 10, "'step' of 'random_int' is 0"},
    {"random_number", "{\"digits\": -1}", DORE_E_PARAM_RANGE, 12, "is -1"},
    {"random_number", "{\"digits\": 0, \"fix_len\": true}", DORE_E_PARAM_RANGE, 12, "is 0"},
    {"random_number", "{\"digits\": 19}", DORE_E_PARAM_RANGE, 12, "is 19"},
    {"random_letters", "{\"length\": 100001}", DORE_E_PARAM_RANGE, 12, "more than 100000"},
    {"bothify", "{\"text\": \"?\", \"letters\": \"\"}", DORE_E_PARAM_RANGE, 26, "leaves nothing"},
    {"lexify", "{\"letters\": \"a\\u0000\"}", DORE_E_PARAM_RANGE, 13, "holds U+0000"},
    {"bothify", "{\"text\": 5}", DORE_E_PARAM_TYPE, 10, "'text'"},
    {"random_element", "{\"elements\": []}", DORE_E_EMPTY, 14, "nothing to draw"},
    {"random_element", "{\"elements\": \"\"}", DORE_E_EMPTY, 14, "nothing to draw"},
    {"random_element", "{\"elements\": {\"a\": 0}}", DORE_E_EMPTY, 14, "nothing to draw"},
    {"random_element", "{\"elements\": {\"a\": -1}}", DORE_E_PARAM_RANGE, 20, "below zero"},
    {"random_element", "{\"elements\": {\"a\": \"1\"}}", DORE_E_PARAM_RANGE, 20, "no number"},
    {"random_element", "{\"elements\": {\"a\": 1e13}}", DORE_E_PARAM_RANGE, 20, "over 10^12"},
    {"random_sample", "{\"length\": 4}", DORE_E_PARAM_RANGE, 12, "more than the 3 items"},
    {"random_sample", "{\"length\": -1}", DORE_E_PARAM_RANGE, 12, "below 0"},
    {"random_elements", "{\"unique\": true, \"length\": -1}", DORE_E_PARAM_RANGE, 28, "below 0"},
    {"random_elements", "{\"length\": 4, \"unique\": true}", DORE_E_PARAM_RANGE, 12,
     "more than the 3 items"},
};

START_TEST(faults_are_refused) {
    check_refusal(&faults[_i]);
}
END_TEST

static const struct faker_fault warnings[] = {
    {"random_letters", "{\"length\": -1}", DORE_W_PARAM, 12, "taken as 0"},
    {"random_choices", "{\"length\": -1}", DORE_W_PARAM, 12, "taken as 0"},
};

START_TEST(surprises_are_warned_of) {
    check_warning(&warnings[_i]);
}
END_TEST

Suite *suite_provider_base(void) {
    Suite *suite = suite_create("provider_base");
    TCase *values = tcase_create("values");
    tcase_set_timeout(values, 60);
    tcase_add_loop_test(values, values_lie_in_the_domain, 0, COUNT(cases));
    tcase_add_test(values, random_number_draws_its_length);
    tcase_add_test(values, half_of_the_digits_are_missing);
    tcase_add_test(values, numbers_vary_by_forty_per_cent);
    suite_add_tcase(suite, values);
    TCase *templates = tcase_create("templates");
    tcase_add_loop_test(templates, symbols_become_what_they_stand_for, 0, COUNT(symbols));
    tcase_add_test(templates, tokens_are_plain_text);
    suite_add_tcase(suite, templates);
    TCase *items = tcase_create("items");
    tcase_add_test(items, items_are_even);
    tcase_add_test(items, weights_count);
    tcase_add_test(items, items_are_known_beforehand);
    tcase_add_test(items, samples_are_permutations);
    tcase_add_test(items, weighted_samples_keep_weights);
    tcase_add_test(items, lengths_are_drawn);
    suite_add_tcase(suite, items);
    TCase *faulty = tcase_create("faults");
    tcase_add_loop_test(faulty, faults_are_refused, 0, COUNT(faults));
    tcase_add_loop_test(faulty, surprises_are_warned_of, 0, COUNT(warnings));
    suite_add_tcase(suite, faulty);
    return suite;
}
