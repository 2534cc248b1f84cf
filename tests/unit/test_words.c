/* SPDX-License-Identifier: Apache-2.0
 *
 * words.c and what scripts/make-words generated: lists are found, rows are what their statistics
 * say, alias tables are those of dore_weights_make, and choices follow the weights.
 */
#include "cases.h"

#include "src/faker/words.h"

Suite *suite_words(void);

/* ---- the generated table -------------------------------------------------------------------- */

static void check_every_list_is_found(uint32_t number) {
    const struct dore_words *words = &dore_words_list[number];
    ck_assert_ptr_eq(dore_words_find(dore_words_locale[number], words->name), words);
    ck_assert_uint_gt(words->count, 0);
    ck_assert_uint_gt(words->columns, 0);
}

START_TEST(test_unknown_lists_are_not_found) {
    ck_assert_ptr_null(dore_words_find("en_US", "person.first_name"));
    ck_assert_ptr_null(dore_words_find("en_US", ""));
    ck_assert_ptr_null(dore_words_find("xx_XX", "person.first_names"));
    ck_assert_ptr_null(dore_words_find("en_US", "zzz"));
}
END_TEST

static void check_statistics_are_true(uint32_t number) {
    const struct dore_words *words = &dore_words_list[number];
    size_t min_chars = SIZE_MAX, max_chars = 0, max_bytes = 0;
    uint64_t bytes = 0, total = 0;
    bool plain = true, ascii = true;
    for (uint32_t row = 0; row < words->count; row++) {
        struct dore_str word = dore_word(words, row, 0);
        size_t chars = dore_utf8_count(word.text, word.size);
        uint64_t weight = words->weight ? words->weight[row] : 1;
        min_chars = chars < min_chars ? chars : min_chars;
        max_chars = chars > max_chars ? chars : max_chars;
        max_bytes = word.size > max_bytes ? word.size : max_bytes;
        plain = plain && dore_text_is_plain(word.text, word.size);
        ascii = ascii && chars == word.size;
        bytes += weight * word.size;
        total += weight;
    }
    ck_assert_uint_eq(words->min_chars, min_chars);
    ck_assert_uint_eq(words->max_chars, max_chars);
    ck_assert_uint_eq(words->max_bytes, max_bytes);
    ck_assert_uint_eq(words->mean_bytes, (bytes + total / 2) / total);
    ck_assert(words->plain == plain);
    ck_assert(words->ascii == ascii);
}

static void check_words_are_terminated_text(uint32_t number) {
    const struct dore_words *words = &dore_words_list[number];
    for (uint32_t row = 0; row < words->count; row++)
        for (uint32_t column = 0; column < words->columns; column++) {
            struct dore_str word = dore_word(words, row, column);
            ck_assert_uint_eq(word.size, strlen(word.text));
            ck_assert_uint_eq(dore_utf8_valid(word.text, word.size), word.size);
        }
    struct dore_str last = dore_word(words, words->count - 1, words->columns - 1);
    for (size_t i = 0; i < DORE_SLACK; i++)
        ck_assert_int_eq(last.text[last.size + i], 0);
}

static void check_tables_are_those_of_rng(uint32_t number) {
    const struct dore_words *words = &dore_words_list[number];
    ck_assert((words->weight != NULL) == (words->threshold != NULL));
    ck_assert((words->weight != NULL) == (words->alias != NULL));
    if (!words->weight)
        return;
    struct dore_arena arena = {0};
    struct dore_weights weights = dore_weights_make(&arena, words->weight, words->count);
    ck_assert_mem_eq(weights.threshold, words->threshold, words->count * sizeof(uint32_t));
    ck_assert_mem_eq(weights.alias, words->alias, words->count * sizeof(uint32_t));
    dore_arena_release(&arena);
}

/* A share of the lists: a process for each would take longer than the checks. */
enum { SHARES = 16 };
START_TEST(test_lists) {
    for (uint32_t number = (uint32_t)_i; number < dore_words_count; number += SHARES) {
        check_every_list_is_found(number);
        check_statistics_are_true(number);
        check_words_are_terminated_text(number);
        check_tables_are_those_of_rng(number);
    }
}
END_TEST

/* ---- known rows ----------------------------------------------------------------------------- */

static const struct {
    const char *list;
    uint32_t row, column;
    const char *word;
    uint64_t weight; /* 0: none */
} rows[] = {
    {"person.last_names", 0, 0, "Smith", 21712045},
    {"person.first_names", 0, 0, "Aaron", 6741589},
    {"person.prefixes", 7, 0, "Misc.", 1},
    {"person.prefixes", 0, 0, "Mr.", 7},
    {"person.suffixes", 5, 0, "MD", 300},
    {"person.formats", 1, 0, "{{prefix_male}} {{first_name_male}} {{last_name}}", 15},
    {"address.address_formats", 0, 0, "{{street_address}}\n{{city}}, {{state_abbr}} {{postcode}}",
     250},
    {"phone_number.formats", 0, 0, "$##$######", 0},
    {"file.file_systems_path_rules", 0, 2, "C:\\", 0},
    {"date_time.countries", 0, 1, "AND", 0},
    {"lorem.word_connector", 0, 0, " ", 0},
    {"currency.currency_symbols", 0, 1, ".\xd8\xaf.\xd8\xa5", 0},
};

START_TEST(test_rows) {
    const struct dore_words *words = dore_words_find("en_US", rows[_i].list);
    ck_assert_ptr_nonnull(words);
    ck_assert_str_eq(dore_word(words, rows[_i].row, rows[_i].column).text, rows[_i].word);
    ck_assert_uint_eq(words->weight ? words->weight[rows[_i].row] : 0, rows[_i].weight);
}
END_TEST

static bool has_word(const char *list, struct dore_str word) {
    const struct dore_words *words = dore_words_find("en_US", list);
    for (uint32_t row = 0; row < words->count; row++)
        if (dore_str_equal(dore_word(words, row, 0), word))
            return true;
    return false;
}

/* Lists that lay others over each other have the words of all of them and no more. */
static const struct {
    const char *merged;
    const char *parts[4];
} merged[] = {
    {"person.prefixes",
     {"person.prefixes_male", "person.prefixes_female", "person.prefixes_nonbinary", NULL}},
    {"person.suffixes",
     {"person.suffixes_male", "person.suffixes_female", "person.suffixes_nonbinary", NULL}},
    {"person.first_names", {"person.first_names_male", "person.first_names_female", NULL}},
};

START_TEST(test_merged_lists) {
    const struct dore_words *whole = dore_words_find("en_US", merged[_i].merged);
    for (uint32_t row = 0; row < whole->count; row++) {
        bool found = false;
        for (const char *const *part = merged[_i].parts; *part; part++)
            found = found || has_word(*part, dore_word(whole, row, 0));
        ck_assert_msg(found, "%s", dore_word(whole, row, 0).text);
    }
    for (const char *const *part = merged[_i].parts; *part; part++) {
        const struct dore_words *words = dore_words_find("en_US", *part);
        for (uint32_t row = 0; row < words->count; row++)
            ck_assert(has_word(merged[_i].merged, dore_word(words, row, 0)));
    }
}
END_TEST

/* ---- choosing ------------------------------------------------------------------------------- */

static const char *const picked[] = {
    "person.last_names", "person.prefixes",  "person.formats",    "address.states",
    "internet.tlds",     "passport.genders", "bank.country_code",
};

/* Chi squared over all rows: its mean is their number less 1, its deviation the root of twice that;
 * six of those are far beyond chance. */
START_TEST(test_choice_follows_weights) {
    enum { DRAWS = 1000000 };
    const struct dore_words *words = dore_words_find("en_US", picked[_i]);
    uint32_t *count = dore_alloc(words->count, sizeof *count);
    for (uint64_t row = 0; row < DRAWS; row++) {
        struct dore_rng rng = dore_rng_at(42, row);
        uint32_t pick = dore_words_pick(words, &rng);
        if (pick >= words->count || rng.position != 1)
            ck_abort_msg("row %u after %u words", pick, rng.position);
        count[pick]++;
    }
    double total = 0, squares = 0, freedom = words->count - 1.0;
    for (uint32_t i = 0; i < words->count; i++)
        total += words->weight ? (double)words->weight[i] : 1;
    for (uint32_t i = 0; i < words->count; i++) {
        double expected = DRAWS * (words->weight ? (double)words->weight[i] : 1) / total;
        squares += (count[i] - expected) * (count[i] - expected) / expected;
    }
    double far = squares - freedom;
    ck_assert_msg(far * far <= 72 * freedom, "%s: chi squared %g of %g", picked[_i], squares,
                  freedom);
    dore_free(count);
}
END_TEST

/* ---- domains -------------------------------------------------------------------------------- */

static const struct {
    const char *list;
    uint64_t distinct;
} domains[] = {
    {"internet.tlds", 5},
    {"address.countries", 243},
    {"address.street_suffixes", 195},
    {"person.first_names", 690},
    {"bank.country_code", 1},
    {"emoji.emojis", 3514},
    {"person.last_names", 1000},
    {"phone_number.basic_formats", 3},
};

START_TEST(test_domain) {
    const struct dore_words *words = dore_words_find("en_US", domains[_i].list);
    struct dore_domain domain = dore_words_domain(words);
    ck_assert_uint_eq(domain.distinct, domains[_i].distinct);
    for (uint32_t row = 0; row < words->count; row++) {
        struct dore_value value = {.kind = DORE_STRING, .u.s = dore_word(words, row, 0)};
        ck_assert_msg(dore_domain_holds(&domain, &value), "%s", value.u.s.text);
    }
}
END_TEST

Suite *suite_words(void) {
    Suite *suite = suite_create("words");
    TCase *table = tcase_create("table");
    tcase_add_loop_test(table, test_lists, 0, SHARES);
    tcase_add_test(table, test_unknown_lists_are_not_found);
    suite_add_tcase(suite, table);
    TCase *known = tcase_create("known");
    tcase_add_loop_test(known, test_rows, 0, COUNT(rows));
    tcase_add_loop_test(known, test_merged_lists, 0, COUNT(merged));
    suite_add_tcase(suite, known);
    TCase *choice = tcase_create("choice");
    tcase_set_timeout(choice, 60);
    tcase_add_loop_test(choice, test_choice_follows_weights, 0, COUNT(picked));
    tcase_add_loop_test(choice, test_domain, 0, COUNT(domains));
    suite_add_tcase(suite, choice);
    return suite;
}
