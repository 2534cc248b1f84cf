/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_lorem.c and prose.c: counts of words and sentences, capitals and stops, texts up to
 * a length, own words, and what is refused.
 */
#include "faker_checks.h"

Suite *suite_provider_lorem(void);

enum { ROWS = 2000 };

#define OWN "\"ext_word_list\": [\"uno\", \"dos\", \"tres\"]"

static const struct faker_case cases[] = {
    {"word", "{}"},
    {"word", "{\"part_of_speech\": \"adverb\"}"},
    {"word", "{" OWN "}"},
    {"word", "{\"ext_word_list\": [\"x\", \"x\"]}"},
    {"words", "{}"},
    {"words", "{\"nb\": 0}"},
    {"words", "{\"nb\": 2, " OWN "}"},
    {"words", "{\"nb\": 3, \"unique\": true, " OWN "}"},
    {"words", "{\"nb\": 971, \"unique\": true}"},
    {"words", "{\"nb\": 4, \"part_of_speech\": \"verb\"}"},
    {"words", "{\"nb\": 2, \"ext_word_list\": [\"a\\\"\", \"\\u0000\", \"\"]}"},
    {"sentence", "{}"},
    {"sentence", "{\"nb_words\": 0}"},
    {"sentence", "{\"nb_words\": 1}"},
    {"sentence", "{\"nb_words\": 10, \"variable_nb_words\": false}"},
    {"sentence", "{\"ext_word_list\": [\"\\u00e9t\\u00e9\", \"\\ud83d\\ude00\", \"\"]}"},
    {"sentences", "{}"},
    {"sentences", "{\"nb\": 1, " OWN "}"},
    {"paragraph", "{}"},
    {"paragraph", "{\"nb_sentences\": 0}"},
    {"paragraph", "{\"nb_sentences\": 7, \"variable_nb_sentences\": false}"},
    {"paragraphs", "{\"nb\": 2}"},
    {"text", "{}"},
    {"text", "{\"max_nb_chars\": 5}"},
    {"text", "{\"max_nb_chars\": 24}"},
    {"text", "{\"max_nb_chars\": 25}"},
    {"text", "{\"max_nb_chars\": 99}"},
    {"text", "{\"max_nb_chars\": 100}"},
    {"text", "{\"max_nb_chars\": 1000}"},
    {"text", "{\"max_nb_chars\": 20, \"ext_word_list\": [\"\\u00e9\", \"\"]}"},
    {"texts", "{\"nb_texts\": 2, \"max_nb_chars\": 50}"},
    {"get_words_list", "{" OWN "}"},
};

START_TEST(values_lie_in_the_domain) {
    check_case(&cases[_i]);
}
END_TEST

/* ---- sentences ------------------------------------------------------------------------------ */

static int count_byte(const char *text, char byte) {
    int count = 0;
    for (; *text; text++) {
        count += *text == byte;
    }
    return count;
}

/* Counts of words that come: 60 to 140 per cent, cut, at least 1. */
static const struct {
    const char *params;
    int least, most;
} word_counts[] = {
    {"{}", 3, 8},
    {"{\"nb_words\": 1}", 1, 1},
    {"{\"nb_words\": 10}", 6, 14},
    {"{\"nb_words\": 10, \"variable_nb_words\": false}", 10, 10},
};

START_TEST(words_are_counted) {
    int seen[32] = {0};
    struct fixture fixture;
    fixture_open(&fixture, "sentence", word_counts[_i].params);
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        int words = count_byte(text, ' ') + 1;
        ck_assert(*text >= 'A' && *text <= 'Z');
        ck_assert_int_eq(count_byte(text, '.'), 1);
        ck_assert_int_eq(text[strlen(text) - 1], '.');
        ck_assert_int_ge(words, word_counts[_i].least);
        ck_assert_int_le(words, word_counts[_i].most);
        seen[words]++;
    }
    for (int words = word_counts[_i].least; words <= word_counts[_i].most; words++) {
        ck_assert_int_gt(seen[words], 0);
    }
    fixture_close(&fixture);
}
END_TEST

/* A draw for the count, one for each word. */
START_TEST(words_come_in_order) {
    static const char *const own[] = {"uno", "dos", "tres"};
    struct fixture fixture;
    fixture_open(&fixture, "sentence", "{" OWN "}");
    for (uint64_t row = 0; row < ROWS; row++) {
        struct dore_rng rng = dore_rng_at(fixture.stream, row);
        uint64_t count = 6 * (60 + dore_rng_below(&rng, 81)) / 100;
        char expected[64] = "";
        char *end = expected;
        for (uint64_t i = 0; i < count; i++) {
            const char *word = own[dore_rng_below(&rng, 3)];
            *end = ' ';
            end += i > 0;
            memcpy(end, word, strlen(word));
            end += strlen(word);
        }
        *end = '.';
        expected[0] = (char)(expected[0] - 'a' + 'A');
        ck_assert_str_eq(fixture_text(&fixture, row), expected);
    }
    fixture_close(&fixture);
}
END_TEST

START_TEST(paragraphs_are_sentences) {
    int seen[8] = {0};
    struct fixture fixture;
    fixture_open(&fixture, "paragraph", NULL);
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        int sentences = count_byte(text, '.');
        ck_assert_int_ge(sentences, 1);
        ck_assert_int_le(sentences, 4);
        for (const char *stop = strstr(text, ". "); stop; stop = strstr(stop + 1, ". ")) {
            ck_assert(stop[2] >= 'A' && stop[2] <= 'Z');
        }
        seen[sentences]++;
    }
    for (int sentences = 1; sentences <= 4; sentences++) {
        ck_assert_int_gt(seen[sentences], 0);
    }
    fixture_close(&fixture);
}
END_TEST

/* First letters and what they become. */
static const struct {
    const char *word, *sentence;
} capitals[] = {
    {"abc", "Abc."},
    {"Abc", "Abc."},
    {"1st", "1St."},
    {"{x", "{X."},
    {"\xc3\xa9t\xc3\xa9", "\xc3\x89t\xc3\xa9."}, /* e acute */
    {"\xc3\xb7", "\xc3\xb7."},                   /* division sign */
    {"\xc3\xbf", "\xc3\xbf."},                   /* y diaeresis: none in two bytes */
    {"\xc4\x8d", "\xc4\x8c."},                   /* c caron */
    {"\xc5\xbe", "\xc5\xbd."},                   /* z caron */
    {"\xc4\xb1", "\xc4\xb1."},                   /* dotless i */
    {"\xce\xb1", "\xce\x91."},                   /* alpha */
    {"\xd0\xb6", "\xd0\x96."},                   /* zhe */
    {"\xd1\x91", "\xd0\x81."},                   /* yo */
    {"\xe6\x97\xa5", "\xe6\x97\xa5."},           /* an ideograph */
};

START_TEST(first_letters_are_capitals) {
    struct fixture fixture;
    char params[128];
    snprintf(params, sizeof params, "{\"nb_words\": 1, \"ext_word_list\": [\"%s\"]}",
             capitals[_i].word);
    fixture_open(&fixture, "sentence", params);
    ck_assert_str_eq(fixture_text(&fixture, 0), capitals[_i].sentence);
    fixture_close(&fixture);
}
END_TEST

/* ---- texts ---------------------------------------------------------------------------------- */

/* Lengths reach from near nothing to nearly the limit and never beyond. */
static const struct {
    int limit, mean_least, mean_most;
    char joint; /* what stands between units */
} limits[] = {
    {10, 4, 9, ' '},       {24, 15, 23, ' '},     {60, 25, 55, ' '},
    {200, 130, 165, '\n'}, {800, 700, 799, '\n'},
};

START_TEST(texts_stay_below_their_limit) {
    char params[64];
    struct fixture fixture;
    snprintf(params, sizeof params, "{\"max_nb_chars\": %d}", limits[_i].limit);
    fixture_open(&fixture, "text", params);
    long sum = 0;
    int joints = 0;
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        size_t size = strlen(text);
        ck_assert_int_le((int)size, limits[_i].limit);
        ck_assert(*text >= 'A' && *text <= 'Z');
        ck_assert_int_eq(text[size - 1], '.');
        sum += (long)size;
        joints += count_byte(text, limits[_i].joint);
    }
    ck_assert_int_ge(sum / ROWS, limits[_i].mean_least);
    ck_assert_int_le(sum / ROWS, limits[_i].mean_most);
    ck_assert_int_gt(joints, ROWS / 8);
    fixture_close(&fixture);
}
END_TEST

/* Words that nearly never fit still give a text. */
START_TEST(long_words_come_to_an_end) {
    struct fixture fixture;
    struct dore_buf params = {0};
    dore_buf_puts(&params, "{\"max_nb_chars\": 30, \"ext_word_list\": [\"ab\"");
    for (int i = 0; i < 5000; i++) {
        dore_buf_puts(&params, ", \"abcdefghijklmnopqrstuvwxyz\"");
    }
    dore_buf_puts(&params, "]}");
    dore_buf_putc(&params, '\0');
    fixture_open(&fixture, "text", params.data);
    ck_assert_str_eq(fixture_text(&fixture, 0), "Ab ab ab.");
    dore_buf_release(&params);
    fixture_close(&fixture);
}
END_TEST

/* ---- lists ---------------------------------------------------------------------------------- */

START_TEST(unique_words_differ) {
    struct fixture fixture;
    fixture_open(&fixture, "words", "{\"nb\": 3, \"unique\": true, " OWN "}");
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        ck_assert(strstr(text, "\"uno\"") && strstr(text, "\"dos\"") && strstr(text, "\"tres\""));
    }
    fixture_close(&fixture);
}
END_TEST

START_TEST(parts_of_speech_have_their_words) {
    static const struct {
        const char *part;
        uint64_t distinct;
    } parts[] = {{"verb", 489}, {"noun", 1141}, {"adjective", 390}, {"adverb", 156}};
    for (int i = 0; i < COUNT(parts); i++) {
        char params[64];
        struct fixture fixture;
        snprintf(params, sizeof params, "{\"part_of_speech\": \"%s\"}", parts[i].part);
        fixture_open(&fixture, "word", params);
        ck_assert_uint_eq(fixture.bound.domain.distinct, parts[i].distinct);
        fixture_close(&fixture);
    }
}
END_TEST

/* ---- refusals and warnings ------------------------------------------------------------------ */

static const struct faker_fault faults[] = {
    {"text", "{\"max_nb_chars\": 4}", DORE_E_PARAM_RANGE, 18, "is 4, no length of a text"},
    {"text", "{\"max_nb_chars\": 1048577}", DORE_E_PARAM_RANGE, 18, "no length of a text"},
    {"text", "{\"max_nb_chars\": 6, \"ext_word_list\": [\"abcdef\"]}", DORE_E_PARAM_RANGE, 18,
     "too few for the shortest text"},
    {"text", "{\"ext_word_list\": [\"\"]}", DORE_E_PARAM_RANGE, 0, "too few"},
    {"word", "{\"ext_word_list\": []}", DORE_E_EMPTY, 19, "'ext_word_list' of 'word' is empty"},
    {"word", "{\"ext_word_list\": [\"a\", 1]}", DORE_E_PARAM_TYPE, 25, "no string"},
    {"word", "{\"part_of_speech\": \"verbs\"}", DORE_E_CHOICE, 20, "'verbs'"},
    {"words", "{\"nb\": 4, \"unique\": true, " OWN "}", DORE_E_PARAM_RANGE, 8,
     "more than the 3 words"},
    {"words", "{\"nb\": 100001}", DORE_E_PARAM_RANGE, 8, "more than 100000"},
    {"paragraph", "{\"nb_sentences\": 100000}", DORE_E_PARAM_RANGE, 18, "more than 16 MiB"},
};

START_TEST(faults_are_refused) {
    check_refusal(&faults[_i]);
}
END_TEST

static const struct faker_fault warnings[] = {
    {"sentence", "{\"nb_words\": -1}", DORE_W_PARAM, 14, "taken as 0"},
    {"words", "{\"nb\": -1}", DORE_W_PARAM, 8, "taken as 0"},
    {"word", "{\"part_of_speech\": \"verb\", " OWN "}", DORE_W_PARAM, 20, "no effect"},
};

START_TEST(surprises_are_warned_of) {
    check_warning(&warnings[_i]);
}
END_TEST

Suite *suite_provider_lorem(void) {
    Suite *suite = suite_create("provider_lorem");
    TCase *values = tcase_create("values");
    tcase_set_timeout(values, 60);
    tcase_add_loop_test(values, values_lie_in_the_domain, 0, COUNT(cases));
    suite_add_tcase(suite, values);
    TCase *sentences = tcase_create("sentences");
    tcase_add_loop_test(sentences, words_are_counted, 0, COUNT(word_counts));
    tcase_add_test(sentences, words_come_in_order);
    tcase_add_test(sentences, paragraphs_are_sentences);
    tcase_add_loop_test(sentences, first_letters_are_capitals, 0, COUNT(capitals));
    suite_add_tcase(suite, sentences);
    TCase *texts = tcase_create("texts");
    tcase_add_loop_test(texts, texts_stay_below_their_limit, 0, COUNT(limits));
    tcase_add_test(texts, long_words_come_to_an_end);
    tcase_add_test(texts, unique_words_differ);
    tcase_add_test(texts, parts_of_speech_have_their_words);
    suite_add_tcase(suite, texts);
    TCase *faulty = tcase_create("faults");
    tcase_add_loop_test(faulty, faults_are_refused, 0, COUNT(faults));
    tcase_add_loop_test(faulty, surprises_are_warned_of, 0, COUNT(warnings));
    suite_add_tcase(suite, faulty);
    return suite;
}
