/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_profile.c: which keys come and in which order, names that fit the sex, refused fields.
 */
#include "faker_checks.h"

Suite *suite_provider_profile(void);

enum { ROWS = 1000 };

static const struct faker_case cases[] = {
    {"profile", "{}"},
    {"profile", "{\"fields\": [\"website\", \"birthdate\"], \"sex\": \"M\"}"},
    {"profile", "{\"fields\": [\"sex\"]}"},
    {"profile", "{\"fields\": []}"},
    {"simple_profile", "{\"sex\": \"F\"}"},
};

START_TEST(values_lie_in_the_domain) {
    check_case(&cases[_i]);
}
END_TEST

static const struct {
    const char *method, *params, *keys;
} keys[] = {
    {"profile", "{}",
     "job company ssn residence current_location blood_group website username name sex address "
     "mail birthdate "},
    {"profile", "{\"fields\": [\"mail\", \"job\", \"mail\"]}", "job mail "},
    {"simple_profile", "{}", "username name sex address mail birthdate "},
};

START_TEST(keys_come_in_order) {
    struct fixture fixture;
    struct dore_rows rows = {.first = 3, .count = 1};
    struct dore_buf text = {0};
    fixture_open(&fixture, keys[_i].method, keys[_i].params);
    const struct dore_value *value = fixture_values(&fixture, &rows);
    ck_assert_int_eq(value->kind, DORE_RECORD);
    for (uint32_t i = 0; i < value->u.record.count; i++) {
        dore_buf_put_str(&text, value->u.record.entry[i].key);
        dore_buf_putc(&text, ' ');
    }
    dore_buf_putc(&text, '\0');
    ck_assert_str_eq(text.data, keys[_i].keys);
    dore_buf_release(&text);
    fixture_close(&fixture);
}
END_TEST

static const struct dore_value *entry(const struct dore_value *record, const char *key) {
    for (uint32_t i = 0; i < record->u.record.count; i++) {
        if (dore_str_is(record->u.record.entry[i].key, key)) {
            return &record->u.record.entry[i].value;
        }
    }
    ck_abort_msg("no %s", key);
}

/* Whether one of the name's words is in the list. */
static bool has_word_of(const char *list, struct dore_str name) {
    const struct dore_words *words = dore_words_find("en_US", list);
    for (size_t at = 0; at < name.size;) {
        const char *blank = memchr(name.text + at, ' ', name.size - at);
        size_t size = blank ? (size_t)(blank - name.text) - at : name.size - at;
        for (uint32_t row = 0; row < words->count; row++) {
            if (dore_str_equal(dore_word(words, row, 0), (struct dore_str){name.text + at, size})) {
                return true;
            }
        }
        at += size + 1;
    }
    return false;
}

START_TEST(names_fit_the_sex) {
    struct fixture fixture;
    int women = 0;
    fixture_open(&fixture, "simple_profile", NULL);
    for (uint64_t row = 0; row < ROWS; row++) {
        struct dore_rows rows = {.first = row, .count = 1};
        const struct dore_value *value = fixture_values(&fixture, &rows);
        bool woman = dore_str_is(entry(value, "sex")->u.s, "F");
        ck_assert(woman || dore_str_is(entry(value, "sex")->u.s, "M"));
        ck_assert(has_word_of(woman ? "person.first_names_female" : "person.first_names_male",
                              entry(value, "name")->u.s));
        women += woman;
    }
    ck_assert_int_gt(women, ROWS * 44 / 100);
    ck_assert_int_lt(women, ROWS * 56 / 100);
    fixture_close(&fixture);
}
END_TEST

START_TEST(parts_have_their_kinds) {
    struct fixture fixture;
    bool seen[5] = {false};
    fixture_open(&fixture, "profile", "{\"sex\": \"M\"}");
    for (uint64_t row = 0; row < 100; row++) {
        struct dore_rows rows = {.first = row, .count = 1};
        const struct dore_value *value = fixture_values(&fixture, &rows);
        const struct dore_value *place = entry(value, "current_location");
        uint32_t websites = entry(value, "website")->u.list.count;
        ck_assert(dore_str_is(entry(value, "sex")->u.s, "M"));
        ck_assert_int_eq(entry(value, "birthdate")->kind, DORE_DATE);
        ck_assert_int_eq(place->kind, DORE_LIST);
        ck_assert_int_eq(place->u.list.item[1].kind, DORE_DECIMAL);
        ck_assert(websites >= 1 && websites <= 4);
        seen[websites] = true;
    }
    ck_assert(seen[1] && seen[2] && seen[3] && seen[4]);
    fixture_close(&fixture);
}
END_TEST

static const struct faker_fault faults[] = {
    {"profile", "{\"fields\": [1]}", DORE_E_PARAM_TYPE, 13, "something else than strings"},
    {"profile", "{\"sex\": \"X\"}", DORE_E_CHOICE, 9, "'X' is no 'sex'"},
    {"simple_profile", "{\"fields\": []}", DORE_E_PARAM_UNKNOWN, 0, "fields"},
};

START_TEST(refuses) {
    check_refusal(&faults[_i]);
}
END_TEST

START_TEST(warns_of_unknown_fields) {
    const struct faker_fault fault = {"profile", "{\"fields\": [\"job\", \"mial\"]}", DORE_W_PARAM,
                                      20, "'mial', which is no field"};
    check_warning(&fault);
    struct fixture fixture;
    ck_assert(!fixture_bind(&fixture, "profile", "{\"fields\": [\"mial\"]}"));
    ck_assert_uint_eq(fixture.diags.errors, 1);
    fixture_close(&fixture);
}
END_TEST

Suite *suite_provider_profile(void) {
    Suite *suite = suite_create("provider_profile");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_loop_test(all, values_lie_in_the_domain, 0, COUNT(cases));
    tcase_add_loop_test(all, keys_come_in_order, 0, COUNT(keys));
    tcase_add_test(all, names_fit_the_sex);
    tcase_add_test(all, parts_have_their_kinds);
    tcase_add_loop_test(all, refuses, 0, COUNT(faults));
    tcase_add_test(all, warns_of_unknown_fields);
    suite_add_tcase(suite, all);
    return suite;
}
