/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_python.c, pyfloat.c and pydecimal.c: values by the rules of every parameter, each equal
 * to what its row's words give one after the other, and all that is refused or warned of.
 */
#include "faker_checks.h"

Suite *suite_provider_python(void);

/* ---- domains and cuts ----------------------------------------------------------------------- */

static const struct faker_case cases[] = {
    {"pyint", "{}"},
    {"pyint", "{\"min_value\": 5, \"max_value\": 5}"},
    {"pyint", "{\"min_value\": -100, \"max_value\": 100, \"step\": 7}"},
    {"pyint", "{\"min_value\": 1, \"max_value\": 9, \"step\": 100}"},
    {"pyint", "{\"min_value\": 0, \"max_value\": 4294967295}"},
    {"pyint", "{\"min_value\": 0, \"max_value\": 4294967296}"},
    {"pyint", "{\"min_value\": -9223372036854775808, \"max_value\": 9223372036854775807}"},
    {"pyint", "{\"min_value\": -9223372036854775808, \"max_value\": 9223372036854775807,"
              " \"step\": 9223372036854775807}"},
    {"pybool", "{}"},
    {"pybool", "{\"truth_probability\": 0}"},
    {"pybool", "{\"truth_probability\": 100}"},
    {"pybool", "{\"truth_probability\": 1}"},
    {"pystr", "{}"},
    {"pystr", "{\"max_chars\": 0}"},
    {"pystr", "{\"max_chars\": 1}"},
    {"pystr", "{\"min_chars\": 0, \"max_chars\": 1}"},
    {"pystr", "{\"min_chars\": 3, \"max_chars\": 12}"},
    {"pystr", "{\"max_chars\": 5, \"prefix\": \"a'\", \"suffix\": \"\\u00e9\\u0000\"}"},
    {"pyfloat", "{}"},
    {"pyfloat", "{\"positive\": true}"},
    {"pyfloat", "{\"positive\": false}"},
    {"pyfloat", "{\"left_digits\": 0, \"right_digits\": 1, \"positive\": true}"},
    {"pyfloat", "{\"left_digits\": 0, \"right_digits\": 1}"},
    {"pyfloat", "{\"left_digits\": 1, \"right_digits\": 0, \"positive\": false}"},
    {"pyfloat", "{\"left_digits\": 3}"},
    {"pyfloat", "{\"right_digits\": 2}"},
    {"pyfloat", "{\"right_digits\": 14}"},
    {"pyfloat", "{\"left_digits\": 7, \"right_digits\": 8}"},
    {"pyfloat", "{\"min_value\": 1.5, \"max_value\": 2.5}"},
    {"pyfloat", "{\"min_value\": 1.5, \"max_value\": 2.5, \"right_digits\": 1}"},
    {"pyfloat", "{\"min_value\": -3, \"max_value\": 7, \"right_digits\": 0}"},
    {"pyfloat", "{\"min_value\": -100000, \"max_value\": 100000, \"right_digits\": 3}"},
    {"pyfloat", "{\"min_value\": 0.001, \"max_value\": 0.002, \"right_digits\": 1}"},
    {"pyfloat", "{\"min_value\": 1e-20, \"max_value\": 2e-20}"},
    {"pyfloat", "{\"min_value\": 5, \"left_digits\": 2}"},
    {"pyfloat", "{\"min_value\": 9.99, \"left_digits\": 1, \"right_digits\": 1}"},
    {"pyfloat", "{\"max_value\": 5, \"left_digits\": 2}"},
    {"pyfloat", "{\"max_value\": 5, \"positive\": true, \"right_digits\": 2}"},
    {"pyfloat", "{\"max_value\": 0.04, \"positive\": true, \"right_digits\": 1}"},
    {"pyfloat", "{\"min_value\": -0.5, \"max_value\": -0.25}"},
    {"pydecimal", "{}"},
    {"pydecimal", "{\"positive\": true}"},
    {"pydecimal", "{\"positive\": false, \"left_digits\": 0}"},
    {"pydecimal", "{\"left_digits\": 5, \"right_digits\": 2, \"positive\": true}"},
    {"pydecimal", "{\"left_digits\": 5, \"right_digits\": 2}"},
    {"pydecimal", "{\"left_digits\": 2, \"right_digits\": 0, \"positive\": false}"},
    {"pydecimal", "{\"left_digits\": 0, \"right_digits\": 2, \"positive\": true}"},
    {"pydecimal", "{\"left_digits\": 0, \"right_digits\": 2, \"positive\": false}"},
    {"pydecimal", "{\"left_digits\": 0, \"right_digits\": 2}"},
    {"pydecimal", "{\"left_digits\": 16, \"right_digits\": 2}"},
    {"pydecimal", "{\"left_digits\": 17, \"right_digits\": 2}"},
    {"pydecimal", "{\"left_digits\": 1000, \"right_digits\": 1000}"},
    {"pydecimal", "{\"min_value\": 1, \"max_value\": 100, \"right_digits\": 2}"},
    {"pydecimal", "{\"min_value\": 0.5, \"max_value\": 2, \"right_digits\": 1}"},
    {"pydecimal",
     "{\"min_value\": 0.5, \"max_value\": 2, \"right_digits\": 1, \"positive\": true}"},
    {"pydecimal", "{\"min_value\": 1.55, \"max_value\": 2.45, \"right_digits\": 1}"},
    {"pydecimal", "{\"min_value\": -1.55, \"max_value\": 2.45, \"right_digits\": 1}"},
    {"pydecimal", "{\"min_value\": -2, \"max_value\": -1, \"right_digits\": 1}"},
    {"pydecimal", "{\"min_value\": -2, \"max_value\": 0, \"right_digits\": 1}"},
    {"pydecimal", "{\"min_value\": 0, \"max_value\": 2, \"right_digits\": 0}"},
    {"pydecimal",
     "{\"min_value\": -2, \"max_value\": 2, \"right_digits\": 1, \"positive\": false}"},
    {"pydecimal", "{\"max_value\": 0.001, \"right_digits\": 2, \"positive\": true}"},
    {"pydecimal", "{\"max_value\": 0.5, \"right_digits\": 0, \"positive\": true}"},
    {"pydecimal", "{\"min_value\": 1.5, \"max_value\": 99}"},
    {"pydecimal", "{\"min_value\": 3, \"right_digits\": 2}"},
    {"pydecimal", "{\"max_value\": 3, \"right_digits\": 2}"},
    {"pydecimal", "{\"max_value\": -30.25, \"right_digits\": 2, \"left_digits\": 2}"},
    {"pydecimal", "{\"min_value\": 50, \"left_digits\": 2, \"right_digits\": 1}"},
    {"pydecimal", "{\"min_value\": 1e30, \"max_value\": 1.5e40, \"right_digits\": 3}"},
    {"pydecimal", "{\"min_value\": -1e30, \"max_value\": 1e-30}"},
    {"pydecimal", "{\"min_value\": 1e290}"},
    {"pystr_format", "{}"},
    {"pystr_format", "{\"string_format\": \"{{pyint}}-##!?{{name}}\", \"letters\": \"\\u00e9x\"}"},
};

START_TEST(values_lie_in_the_domain) {
    check_case(&cases[_i]);
}
END_TEST

/* ---- the words of a row --------------------------------------------------------------------- */

enum { ROWS = 2000 };

/* Calls `check` for rows 0 .. ROWS-1 with the row's words from their start. */
static void each_row(struct fixture *fixture,
                     void (*check)(const struct dore_value *value, struct dore_rng *rng)) {
    for (uint64_t row = 0; row < ROWS; row++) {
        struct dore_rows one = {.first = row, .count = 1};
        struct dore_rng rng = dore_rng_at(fixture->stream, row);
        check(fixture_values(fixture, &one), &rng);
    }
}

static void is_pyint(const struct dore_value *value, struct dore_rng *rng) {
    ck_assert_int_eq(value->u.i, -50 + 7 * (int64_t)dore_rng_below(rng, 15));
}

static void is_wide_pyint(const struct dore_value *value, struct dore_rng *rng) {
    ck_assert_int_eq(value->u.i, dore_rng_between(rng, -1, INT64_C(10000000000)));
}

static void is_any_pyint(const struct dore_value *value, struct dore_rng *rng) {
    ck_assert_int_eq(value->u.i, dore_rng_between(rng, INT64_MIN, INT64_MAX));
}

static void is_pybool(const struct dore_value *value, struct dore_rng *rng) {
    ck_assert_int_eq(value->u.b, dore_rng_below(rng, 100) < 30);
}

/* A sign, then all digits at once; held between -1.55 and 2.45. */
static void is_bounded_decimal(const struct dore_value *value, struct dore_rng *rng) {
    bool minus = dore_rng_below(rng, 2) == 1;
    int64_t units = 10 * (int64_t)dore_rng_below(rng, minus ? 20 : 30);
    units = minus ? -units : units;
    units = units < -155 ? -155 : units > 245 ? 245 : units;
    ck_assert_int_eq(value->scale, 2);
    ck_assert_int_eq(value->u.i, units);
}

/* Never zero when positive. */
static void is_small_decimal(const struct dore_value *value, struct dore_rng *rng) {
    int64_t units = (int64_t)dore_rng_below(rng, 300);
    ck_assert_int_eq(value->u.i, units == 0 ? 1 : units);
}

/* One side has a draw of 64 bits and the other one of 32. */
static void is_uneven_decimal(const struct dore_value *value, struct dore_rng *rng) {
    bool minus = dore_rng_below(rng, 2) == 1;
    int64_t units = (int64_t)dore_rng_below(rng, minus ? 600 : INT64_C(10000000000100));
    units = minus ? -units : units;
    units = units < -500 ? -500 : units > INT64_C(10000000000000) ? INT64_C(10000000000000) : units;
    ck_assert_int_eq(value->u.i, units);
}

static void is_bounded_float(const struct dore_value *value, struct dore_rng *rng) {
    double units = (double)(15 + (int64_t)dore_rng_below(rng, 11));
    ck_assert_double_eq(value->u.f, units / 10);
}

/* Fraction digits, a sign, fifteen digits; the fraction loses the zeros in front of it. */
static void is_free_float(const struct dore_value *value, struct dore_rng *rng) {
    int64_t point = 10;
    for (uint64_t right = dore_rng_below(rng, 14); right > 0; right--) {
        point *= 10;
    }
    bool minus = dore_rng_below(rng, 2) == 1;
    int64_t digits = (int64_t)dore_rng_below(rng, UINT64_C(1000000000000000));
    char text[64], *end = text;
    *end = '-';
    end = dore_print_i64(end + minus, digits / point);
    *end++ = '.';
    end = dore_print_i64(end, digits % point);
    double expected;
    ck_assert(dore_parse_double((struct dore_str){text, (size_t)(end - text)}, &expected));
    ck_assert_double_eq(value->u.f, expected);
}

static const struct {
    const char *method, *params;
    enum dore_kind kind;
    void (*check)(const struct dore_value *value, struct dore_rng *rng);
} sequences[] = {
    {"pyint", "{\"min_value\": -50, \"max_value\": 50, \"step\": 7}", DORE_INT, is_pyint},
    {"pyint", "{\"min_value\": -1, \"max_value\": 10000000000}", DORE_INT, is_wide_pyint},
    {"pyint", "{\"min_value\": -9223372036854775808, \"max_value\": 9223372036854775807}", DORE_INT,
     is_any_pyint},
    {"pybool", "{\"truth_probability\": 30}", DORE_BOOL, is_pybool},
    {"pydecimal", "{\"min_value\": -1.55, \"max_value\": 2.45, \"right_digits\": 1}", DORE_DECIMAL,
     is_bounded_decimal},
    {"pydecimal", "{\"max_value\": 2.99, \"right_digits\": 2, \"positive\": true}", DORE_DECIMAL,
     is_small_decimal},
    {"pydecimal", "{\"min_value\": -5, \"max_value\": 100000000000, \"right_digits\": 2}",
     DORE_DECIMAL, is_uneven_decimal},
    {"pyfloat", "{\"min_value\": 1.5, \"max_value\": 2.5, \"right_digits\": 1}", DORE_FLOAT,
     is_bounded_float},
    {"pyfloat", "{}", DORE_FLOAT, is_free_float},
};

START_TEST(words_come_in_order) {
    struct fixture fixture;
    fixture_open(&fixture, sequences[_i].method, sequences[_i].params);
    ck_assert_int_eq(dore_domain_kind(&fixture.bound.domain), sequences[_i].kind);
    each_row(&fixture, sequences[_i].check);
    fixture_close(&fixture);
}
END_TEST

/* ---- shapes --------------------------------------------------------------------------------- */

static bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static void is_pystr(const char *text, void *context) {
    (void)context;
    size_t size = strlen(text);
    ck_assert_int_ge((int)size, 3 + 2 + 1);
    ck_assert_int_le((int)size, 3 + 9 + 1);
    ck_assert_int_eq(strncmp(text, "<a ", 3), 0);
    ck_assert_int_eq(text[size - 1], '>');
    for (size_t i = 3; i < size - 1; i++) {
        ck_assert(is_letter(text[i]));
    }
}

START_TEST(pystr_has_letters_between) {
    struct fixture fixture;
    fixture_open(&fixture, "pystr",
                 "{\"min_chars\": 2, \"max_chars\": 9, \"prefix\": \"<a \", \"suffix\": \">\"}");
    fixture_each(&fixture, ROWS, is_pystr, NULL);
    fixture_close(&fixture);
}
END_TEST

/* Every letter at every place. */
START_TEST(pystr_letters_are_even) {
    int count[8][128] = {{0}};
    struct fixture fixture;
    fixture_open(&fixture, "pystr", "{\"max_chars\": 8}");
    for (uint64_t row = 0; row < 5200; row++) {
        const char *text = fixture_text(&fixture, row);
        for (int place = 0; place < 8; place++) {
            count[place][(unsigned char)text[place]]++;
        }
    }
    for (int place = 0; place < 8; place++) {
        for (int byte = 0; byte < 128; byte++) { /* 100 of each, standard deviation 10 */
            ck_assert_int_lt(count[place][byte], is_letter((char)byte) ? 160 : 1);
            ck_assert_int_gt(count[place][byte], is_letter((char)byte) ? 40 : -1);
        }
    }
    fixture_close(&fixture);
}
END_TEST

/* A decimal's digits on both sides of the point. */
static void count_digits(const char *text, size_t *left, size_t *right) {
    text += *text == '-';
    const char *point = strchr(text, '.');
    *left = point ? (size_t)(point - text) : strlen(text);
    *right = point ? strlen(point + 1) : 0;
}

/* Without limits: 0 to 100 digits on each side, never a zero in front of others. */
START_TEST(free_decimals_are_long) {
    size_t most_left = 0, most_right = 0, left, right;
    int minus = 0;
    struct fixture fixture;
    fixture_open(&fixture, "pydecimal", NULL);
    ck_assert_int_eq(fixture.bound.domain.scale, DORE_SCALE_TEXT);
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        count_digits(text, &left, &right);
        ck_assert(left == 1 || text[*text == '-'] != '0');
        most_left = left > most_left ? left : most_left;
        most_right = right > most_right ? right : most_right;
        minus += *text == '-';
    }
    ck_assert_uint_eq(most_left, 100);
    ck_assert_uint_eq(most_right, 100);
    ck_assert_int_gt(minus, ROWS / 2 - 120);
    ck_assert_int_lt(minus, ROWS / 2 + 120);
    fixture_close(&fixture);
}
END_TEST

START_TEST(given_digits_are_exact) {
    size_t left, right;
    struct fixture fixture;
    fixture_open(&fixture, "pydecimal", "{\"left_digits\": 30, \"right_digits\": 5}");
    for (uint64_t row = 0; row < ROWS; row++) {
        count_digits(fixture_text(&fixture, row), &left, &right);
        ck_assert_uint_eq(left, 30);
        ck_assert_uint_eq(right, 5);
    }
    fixture_close(&fixture);
}
END_TEST

/* Values beyond a bound become the bound: between 1.5 and 2.5 about half do. */
START_TEST(bounds_have_extra_weight) {
    int at_bound = 0;
    struct fixture fixture;
    fixture_open(&fixture, "pydecimal",
                 "{\"min_value\": 1.5, \"max_value\": 2.5, \"right_digits\": 4}");
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        at_bound += strcmp(text, "1.5000") == 0 || strcmp(text, "2.5000") == 0;
    }
    ck_assert_int_gt(at_bound, ROWS / 2 - 120);
    ck_assert_int_lt(at_bound, ROWS / 2 + 120);
    fixture_close(&fixture);
}
END_TEST

START_TEST(floats_are_even_between_bounds) {
    int low = 0;
    struct fixture fixture;
    fixture_open(&fixture, "pyfloat", "{\"min_value\": -1, \"max_value\": 3}");
    for (uint64_t row = 0; row < ROWS; row++) {
        low += strtod(fixture_text(&fixture, row), NULL) < 0;
    }
    ck_assert_int_gt(low, ROWS / 4 - 100);
    ck_assert_int_lt(low, ROWS / 4 + 100);
    fixture_close(&fixture);
}
END_TEST

START_TEST(pybool_has_its_chance) {
    int count = 0;
    struct fixture fixture;
    fixture_open(&fixture, "pybool", "{\"truth_probability\": 10}");
    for (uint64_t row = 0; row < 10000; row++) {
        count += strcmp(fixture_text(&fixture, row), "true") == 0;
    }
    ck_assert_int_gt(count, 850);
    ck_assert_int_lt(count, 1150);
    fixture_close(&fixture);
}
END_TEST

/* ---- tight domains -------------------------------------------------------------------------- */

static const struct {
    const char *method, *params;
    unsigned scale;
    int64_t min, max;
    uint64_t max_chars, distinct;
} tight[] = {
    {"pyint", "{\"min_value\": 0, \"max_value\": 100, \"step\": 30}", 0, 0, 90, 2, 4},
    {"pydecimal", "{\"left_digits\": 8, \"right_digits\": 2, \"positive\": true}", 2, 1000000000,
     9999999999, 11, UINT64_C(9000000000)},
    {"pydecimal", "{\"min_value\": 1, \"max_value\": 100, \"right_digits\": 2}", 2, 100, 10000, 6,
     9901},
    {"pydecimal", "{\"min_value\": -1.5, \"max_value\": 100, \"right_digits\": 0}", 1, -10, 1000, 5,
     102},
};

START_TEST(domains_are_tight) {
    struct fixture fixture;
    fixture_open(&fixture, tight[_i].method, tight[_i].params);
    const struct dore_domain *domain = &fixture.bound.domain;
    ck_assert(domain->bounded);
    ck_assert_int_eq(domain->scale, tight[_i].scale);
    ck_assert_int_eq(domain->min, tight[_i].min);
    ck_assert_int_eq(domain->max, tight[_i].max);
    ck_assert_uint_eq(domain->max_chars, tight[_i].max_chars);
    ck_assert_uint_eq(domain->distinct, tight[_i].distinct);
    fixture_close(&fixture);
}
END_TEST

/* ---- refusals and warnings ------------------------------------------------------------------ */

static const struct faker_fault faults[] = {
    {"pyint", "{\"min_value\": 5, \"max_value\": 3}", DORE_E_PARAM_RANGE, 31,
     "'max_value' of 'pyint' is 3, below 'min_value' 5"},
    {"pyint", "{\"step\": 0}", DORE_E_PARAM_RANGE, 10, "'step' of 'pyint' is 0"},
    {"pyint", "{\"step\": -2}", DORE_E_PARAM_RANGE, 10, "'step' of 'pyint' is -2"},
    {"pyint", "{\"min_value\": 1.5}", DORE_E_PARAM_TYPE, 15, "'min_value'"},
    {"pybool", "{\"truth_probability\": 101}", DORE_E_PARAM_RANGE, 23, "is 101"},
    {"pybool", "{\"truth_probability\": -1}", DORE_E_PARAM_RANGE, 23, "is -1"},
    {"pystr", "{\"min_chars\": 21}", DORE_E_PARAM_RANGE, 15, "more than 'max_chars' 20"},
    {"pystr", "{\"max_chars\": 1048577}", DORE_E_PARAM_RANGE, 15, "is 1048577, too many"},
    {"pyfloat", "{\"left_digits\": -1}", DORE_E_PARAM_RANGE, 17, "'left_digits' of 'pyfloat'"},
    {"pyfloat", "{\"right_digits\": -1}", DORE_E_PARAM_RANGE, 18, "'right_digits' of 'pyfloat'"},
    {"pyfloat", "{\"left_digits\": 0, \"right_digits\": 0}", DORE_E_PARAM_RANGE, 36,
     "no digit at all"},
    {"pyfloat", "{\"left_digits\": 8, \"right_digits\": 8}", DORE_E_PARAM_RANGE, 36, "too many"},
    {"pyfloat", "{\"left_digits\": 15}", DORE_E_PARAM_RANGE, 17, "too many"},
    {"pyfloat", "{\"right_digits\": 15}", DORE_E_PARAM_RANGE, 18, "too many"},
    {"pyfloat", "{\"min_value\": 2, \"max_value\": 1}", DORE_E_PARAM_RANGE, 31,
     "below 'min_value' 2"},
    {"pyfloat", "{\"min_value\": 2, \"max_value\": 2.0}", DORE_E_PARAM_RANGE, 31,
     "equal to 'min_value' 2"},
    {"pyfloat", "{\"positive\": true, \"min_value\": 0}", DORE_E_PARAM_RANGE, 33, "not above zero"},
    {"pyfloat", "{\"positive\": true, \"max_value\": -1}", DORE_E_PARAM_RANGE, 33,
     "not above zero"},
    {"pyfloat", "{\"max_value\": 101, \"left_digits\": 2}", DORE_E_PARAM_RANGE, 15,
     "more than 'left_digits' 2 can hold"},
    {"pyfloat", "{\"min_value\": -1001, \"left_digits\": 3}", DORE_E_PARAM_RANGE, 15,
     "more than 'left_digits' 3 can hold"},
    {"pyfloat", "{\"max_value\": 1e15}", DORE_E_PARAM_RANGE, 15, "more than the 14 digits"},
    {"pyfloat", "{\"max_value\": 1e14, \"right_digits\": 2}", DORE_E_PARAM_RANGE, 15,
     "more than the 13 digits"},
    {"pydecimal", "{\"left_digits\": -1}", DORE_E_PARAM_RANGE, 17, "'left_digits'"},
    {"pydecimal", "{\"right_digits\": 1001}", DORE_E_PARAM_RANGE, 18, "'right_digits'"},
    {"pydecimal", "{\"left_digits\": 0, \"right_digits\": 0}", DORE_E_PARAM_RANGE, 36,
     "no digit at all"},
    {"pydecimal", "{\"min_value\": 1.2, \"max_value\": 1.1}", DORE_E_PARAM_RANGE, 33,
     "'max_value' of 'pydecimal' is 1.1, below 'min_value' 1.2"},
    {"pydecimal", "{\"min_value\": 1, \"max_value\": 1.00}", DORE_E_PARAM_RANGE, 31, "equal to"},
    {"pydecimal", "{\"positive\": true, \"max_value\": 0}", DORE_E_PARAM_RANGE, 33,
     "not above zero"},
    {"pydecimal", "{\"max_value\": 1000.5, \"left_digits\": 3}", DORE_E_PARAM_RANGE, 15,
     "more than 'left_digits' 3 can hold"},
    {"pydecimal", "{\"min_value\": \"1\"}", DORE_E_PARAM_TYPE, 15, "'min_value'"},
    {"pydecimal", "{\"decimals\": 2}", DORE_E_PARAM_UNKNOWN, 2, "'decimals'"},
};

START_TEST(faults_are_refused) {
    check_refusal(&faults[_i]);
}
END_TEST

static const struct faker_fault warnings[] = {
    {"pystr", "{\"max_chars\": -1}", DORE_W_PARAM, 15, "negative number of letters as 0"},
    {"pystr", "{\"min_chars\": -5}", DORE_W_PARAM, 15, "negative number of letters as 0"},
    {"pyfloat", "{\"positive\": false, \"min_value\": 1}", DORE_W_PARAM, 14, "no effect"},
    {"pydecimal", "{\"positive\": false, \"min_value\": 0}", DORE_W_PARAM, 14, "no effect"},
};

START_TEST(surprises_are_warned_of) {
    check_warning(&warnings[_i]);
}
END_TEST

/* A limit of ten in a bound is no digit more. */
START_TEST(powers_of_ten_fit) {
    struct fixture fixture;
    fixture_open(&fixture, "pydecimal", "{\"max_value\": 1000, \"left_digits\": 3}");
    fixture_close(&fixture);
}
END_TEST

Suite *suite_provider_python(void) {
    Suite *suite = suite_create("provider_python");
    TCase *values = tcase_create("values");
    tcase_set_timeout(values, 60);
    tcase_add_loop_test(values, values_lie_in_the_domain, 0, COUNT(cases));
    tcase_add_loop_test(values, words_come_in_order, 0, COUNT(sequences));
    tcase_add_loop_test(values, domains_are_tight, 0, COUNT(tight));
    suite_add_tcase(suite, values);
    TCase *shapes = tcase_create("shapes");
    tcase_add_test(shapes, pystr_has_letters_between);
    tcase_add_test(shapes, pystr_letters_are_even);
    tcase_add_test(shapes, free_decimals_are_long);
    tcase_add_test(shapes, given_digits_are_exact);
    tcase_add_test(shapes, bounds_have_extra_weight);
    tcase_add_test(shapes, floats_are_even_between_bounds);
    tcase_add_test(shapes, pybool_has_its_chance);
    suite_add_tcase(suite, shapes);
    TCase *faulty = tcase_create("faults");
    tcase_add_loop_test(faulty, faults_are_refused, 0, COUNT(faults));
    tcase_add_loop_test(faulty, surprises_are_warned_of, 0, COUNT(warnings));
    tcase_add_test(faulty, powers_of_ten_fit);
    suite_add_tcase(suite, faulty);
    return suite;
}
