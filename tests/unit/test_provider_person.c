/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_person: names are put together from the right lists, and title, given name and suffix
 * agree in sex.
 */
#include "faker_fixture.h"

Suite *suite_provider_person(void);

static bool has(const char *list, const char *word, size_t size) {
    const struct dore_words *words = dore_words_find("en_US", list);
    for (uint32_t row = 0; row < words->count; row++)
        if (dore_str_equal(dore_word(words, row, 0), (struct dore_str){word, size}))
            return true;
    return false;
}

/* Whether the name is [prefix] given last [suffix] of one sex, "male" and so on. */
static bool is_name_of(const char *name, const char *sex) {
    struct dore_str word[5];
    size_t count = 0, first = 0;
    for (const char *at = name; count < 5; at += word[count - 1].size + 1) {
        word[count] = (struct dore_str){at, strcspn(at, " ")};
        if (at[word[count++].size] == '\0')
            break;
    }
    char prefixes[40], suffixes[40], given[40];
    snprintf(prefixes, sizeof prefixes, "person.prefixes_%s", sex);
    snprintf(suffixes, sizeof suffixes, "person.suffixes_%s", sex);
    snprintf(given, sizeof given, "person.first_names_%s", sex);
    if (count > 2 && has(prefixes, word[0].text, word[0].size))
        first = 1;
    if (count - first == 3 && !has(suffixes, word[count - 1].text, word[count - 1].size))
        return false;
    return (count - first == 2 || count - first == 3) &&
           has(given, word[first].text, word[first].size) &&
           has("person.last_names", word[first + 1].text, word[first + 1].size);
}

static const struct {
    const char *method, *sexes[2];
} cases[] = {
    {"name", {"male", "female"}},
    {"name_male", {"male", "male"}},
    {"name_female", {"female", "female"}},
    {"name_nonbinary", {"nonbinary", "nonbinary"}},
};

START_TEST(test_names) {
    struct fixture fixture;
    fixture_open(&fixture, cases[_i].method, NULL);
    for (uint64_t row = 0; row < 3000; row++) {
        const char *name = fixture_text(&fixture, row);
        if (!is_name_of(name, cases[_i].sexes[0]) && !is_name_of(name, cases[_i].sexes[1]))
            ck_abort_msg("%s: %s", cases[_i].method, name);
    }
    fixture_close(&fixture);
}
END_TEST

START_TEST(test_checker_refuses) {
    ck_assert(is_name_of("Mr. Aaron Smith MD", "male"));
    ck_assert(!is_name_of("Mrs. Aaron Smith", "male"));
    ck_assert(!is_name_of("Aaron Smith", "female"));
    ck_assert(!is_name_of("Aaron", "male"));
    ck_assert(!is_name_of("Aaron Nosuchname", "male"));
    ck_assert(!is_name_of("Aaron Smith Mr.", "male"));
}
END_TEST

Suite *suite_provider_person(void) {
    Suite *suite = suite_create("provider_person");
    TCase *tcase = tcase_create("names");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, test_names, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tcase, test_checker_refuses);
    suite_add_tcase(suite, tcase);
    return suite;
}
