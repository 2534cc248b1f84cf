/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_address: postcodes lie within the ranges of their states, and the switches of state_abbr
 * choose whole lists.
 */
#include "faker_fixture.h"

Suite *suite_provider_address(void);

static bool range_of(struct dore_str state, int64_t *least, int64_t *greatest) {
    const struct dore_words *table = dore_words_find("en_US", "address.states_postcode");
    for (uint32_t row = 0; row < table->count; row++)
        if (dore_str_equal(dore_word(table, row, 0), state))
            return dore_parse_i64(dore_word(table, row, 1), least) &&
                   dore_parse_i64(dore_word(table, row, 2), greatest);
    return false;
}

static int64_t postcode(const char *text) {
    int64_t number;
    ck_assert_uint_eq(strlen(text), 5);
    while (*text == '0' && text[1])
        text++;
    ck_assert(dore_parse_i64((struct dore_str){text, strlen(text)}, &number));
    return number;
}

/* All states of the table. */
START_TEST(test_postcode_in_state) {
    const struct dore_words *table = dore_words_find("en_US", "address.states_postcode");
    for (uint32_t row = 0; row < table->count; row++) {
        struct fixture fixture;
        struct dore_str state = dore_word(table, row, 0);
        int64_t least, greatest;
        char params[40];
        snprintf(params, sizeof params, "{\"state_abbr\": \"%s\"}", state.text);
        ck_assert(range_of(state, &least, &greatest));
        fixture_open(&fixture, "postcode_in_state", params);
        for (uint64_t i = 0; i < 50; i++) {
            int64_t number = postcode(fixture_text(&fixture, i));
            ck_assert(number >= least && number <= greatest);
        }
        fixture_close(&fixture);
    }
}
END_TEST

START_TEST(test_postcode_in_any_state) {
    const struct dore_words *states = dore_words_find("en_US", "address.states_abbr");
    struct fixture fixture;
    fixture_open(&fixture, "postcode_in_state", NULL);
    for (uint64_t row = 0; row < 2000; row++) {
        int64_t number = postcode(fixture_text(&fixture, row)), least, greatest;
        bool found = false;
        for (uint32_t i = 0; i < states->count && !found; i++)
            found = range_of(dore_word(states, i, 0), &least, &greatest) && number >= least &&
                    number <= greatest;
        if (!found)
            ck_abort_msg("%d is of no state", (int)number);
    }
    fixture_close(&fixture);
}
END_TEST

START_TEST(test_postcode_borders) {
    struct fixture fixture;
    fixture_open(&fixture, "postcode", NULL);
    for (uint64_t row = 0; row < 5000; row++) {
        int64_t number = postcode(fixture_text(&fixture, row));
        ck_assert(number >= 501 && number <= 99950);
    }
    fixture_close(&fixture);
}
END_TEST

static const struct {
    const char *params;
    bool territories, associated;
} switches[] = {
    {"{}", true, true},
    {"{\"include_territories\": false}", false, true},
    {"{\"include_freely_associated_states\": false}", true, false},
    {"{\"include_territories\": false, \"include_freely_associated_states\": false}", false, false},
};

static bool seen(struct fixture *fixture, const char *list) {
    const struct dore_words *words = dore_words_find("en_US", list);
    uint32_t found = 0;
    for (uint32_t i = 0; i < words->count; i++) {
        bool came = false;
        for (uint64_t row = 0; row < 1500 && !came; row++)
            came = strcmp(fixture_text(fixture, row), dore_word(words, i, 0).text) == 0;
        found += came;
    }
    ck_assert(found == 0 || found == words->count);
    return found > 0;
}

START_TEST(test_state_abbr) {
    struct fixture fixture;
    fixture_open(&fixture, "state_abbr", switches[_i].params);
    ck_assert(seen(&fixture, "address.states_abbr"));
    ck_assert(seen(&fixture, "address.territories_abbr") == switches[_i].territories);
    ck_assert(seen(&fixture, "address.freely_associated_states_abbr") == switches[_i].associated);
    ck_assert_uint_eq(fixture.bound.domain.distinct,
                      51U + 5U * switches[_i].territories + 3U * switches[_i].associated);
    fixture_close(&fixture);
}
END_TEST

Suite *suite_provider_address(void) {
    Suite *suite = suite_create("provider_address");
    TCase *tcase = tcase_create("address");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, test_postcode_in_state);
    tcase_add_test(tcase, test_postcode_in_any_state);
    tcase_add_test(tcase, test_postcode_borders);
    tcase_add_loop_test(tcase, test_state_abbr, 0, (int)(sizeof switches / sizeof *switches));
    suite_add_tcase(suite, tcase);
    return suite;
}
