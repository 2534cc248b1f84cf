/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_python: Python's own types - pyint, pybool, pystr, pyfloat, pydecimal - and the rules
 * that the last two share for their parameters. How their values are made is in pyfloat.c and
 * pydecimal.c; collections are in pycollections.c.
 */
#include "base_methods.h"
#include "grid.h"
#include "providers.h"
#include "pycollections.h"
#include "python.h"

/* ---- pyint ---------------------------------------------------------------------------------- */

enum { INT_MIN_VALUE, INT_MAX_VALUE, INT_STEP };

static const struct dore_param pyint_params[] = {
    {"min_value", DORE_P_INT, "0", NULL, "lowest value"},
    {"max_value", DORE_P_INT, "9999", NULL, "highest value"},
    {"step", DORE_P_INT, "1", NULL, "distance of neighbouring values, counted from min_value"},
    {NULL, 0, NULL, NULL, NULL},
};

static const void *prepare_pyint(const struct dore_arg *arg, const struct dore_faker *faker) {
    return faker_grid_prepare(arg, pyint_params, faker);
}

/* ---- pybool --------------------------------------------------------------------------------- */

static const struct dore_param pybool_params[] = {
    {"truth_probability", DORE_P_INT, "50", NULL, "chance of true in per cent, 0 to 100"},
    {NULL, 0, NULL, NULL, NULL},
};

static const void *prepare_pybool(const struct dore_arg *arg, const struct dore_faker *faker) {
    if (arg[0].i < 0 || arg[0].i > 100) {
        return faker_refuse(&arg[0], "truth_probability", faker, "write 0 to 100",
                            "no chance in per cent");
    }
    return faker_chance_of((unsigned)arg[0].i, faker);
}

/* ---- pystr ---------------------------------------------------------------------------------- */

enum { STR_MIN_CHARS, STR_MAX_CHARS, STR_PREFIX, STR_SUFFIX };

static const struct dore_param pystr_params[] = {
    {"min_chars", DORE_P_INT | DORE_P_NULL, "null", NULL, "fewest letters; null: max_chars"},
    {"max_chars", DORE_P_INT, "20", NULL, "most letters"},
    {"prefix", DORE_P_STRING, "\"\"", NULL, "text in front of the letters"},
    {"suffix", DORE_P_STRING, "\"\"", NULL, "text behind the letters"},
    {NULL, 0, NULL, NULL, NULL},
};

struct pystr {
    int64_t min, max; /* letters */
    struct dore_str prefix, suffix;
};

static const void *prepare_pystr(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct dore_arg *min = &arg[STR_MIN_CHARS], *max = &arg[STR_MAX_CHARS];
    if (max->i > FAKER_MOST_CHARS) {
        return faker_refuse(max, "max_chars", faker, "write at most 1048576", "too many");
    }
    if (!min->null && min->i > max->i) {
        return faker_refuse(min, "min_chars", faker, NULL, "more than 'max_chars' %lld",
                            (long long)max->i);
    }
    if ((min->null ? max->i : min->i) < 0) {
        dore_warning(faker->diags, DORE_W_PARAM, min->null ? max->where : min->where,
                     "write 0 or more", "'%s' takes a negative number of letters as 0",
                     faker->method);
    }
    struct pystr *state = DORE_NEW(faker->arena, struct pystr, 1);
    state->max = max->i > 0 ? max->i : 0;
    state->min = min->null ? state->max : min->i > 0 ? min->i : 0;
    state->prefix = arg[STR_PREFIX].s;
    state->suffix = arg[STR_SUFFIX].s;
    return state;
}

enum { LETTERS = 52, LETTERS_A_WORD = 5, LETTERS_A_WORD_COUNT = 52 * 52 * 52 * 52 * 52 };

/* 52^min + ... + 52^max, 0 when that is beyond counting. */
static uint64_t count_texts(uint64_t min, uint64_t max) {
    uint64_t power = 1, sum = 0;
    for (uint64_t chars = 0; chars <= max; chars++) {
        if ((chars >= min && __builtin_add_overflow(sum, power, &sum)) ||
            (chars < max && __builtin_mul_overflow(power, LETTERS, &power))) {
            return 0;
        }
    }
    return sum;
}

static struct dore_domain pystr_domain(const void *state) {
    const struct pystr *pystr = state;
    uint64_t min = (uint64_t)pystr->min, max = (uint64_t)pystr->max;
    struct dore_domain prefix = faker_domain_literal(pystr->prefix);
    struct dore_domain suffix = faker_domain_literal(pystr->suffix);
    struct dore_domain domain = dore_domain_of_text(min, max, (min + max + 1) / 2, true);
    domain.distinct = count_texts(min, max);
    domain = faker_domain_join(&prefix, &domain);
    return faker_domain_join(&domain, &suffix);
}

/* Five letters a draw: 52^5 < 2^32. By number the last draw is of no more letters than are left. */
static void put_letters(struct dore_rng *rng, uint64_t count, struct dore_buf *out) {
    static const uint32_t limits[] = {1, 52, 52 * 52, 52 * 52 * 52, 52 * 52 * 52 * 52};
    char *to = dore_buf_reserve(out, count);
    for (uint64_t at = 0; at < count;) {
        bool few = rng->numbered && count - at < LETTERS_A_WORD;
        uint32_t limit = few ? limits[count - at] : LETTERS_A_WORD_COUNT;
        uint32_t word = (uint32_t)dore_rng_below(rng, limit);
        for (unsigned i = 0; i < LETTERS_A_WORD && at < count; i++) {
            to[at++] = FAKER_LETTERS[word % LETTERS];
            word /= LETTERS;
        }
    }
    out->size += count;
}

static void put_pystr(const void *state, struct dore_cell *cell) {
    const struct pystr *pystr = state;
    int64_t count = pystr->max;
    if (pystr->min < pystr->max && !cell->rng.numbered) {
        count = dore_rng_between(&cell->rng, pystr->min, pystr->max);
    }
    dore_buf_put_str(cell->out, pystr->prefix);
    put_letters(&cell->rng, (uint64_t)count, cell->out);
    dore_buf_put_str(cell->out, pystr->suffix);
}

/* ---- pystr_format --------------------------------------------------------------------------- */

static const struct dore_param format_params[] = {
    {"string_format", DORE_P_STRING, "\"?#-###{{random_int}}{{random_letter}}\"", NULL,
     "a template with {{method}} tokens"},
    {"letters", DORE_P_STRING, "\"" FAKER_LETTERS "\"", NULL, "characters that ? may become"},
    {NULL, 0, NULL, NULL, NULL},
};

static const void *prepare_format(const struct dore_arg *arg, const struct dore_faker *faker) {
    return faker_letters_check(&arg[1], arg[0].s, faker)
               ? dore_layout_compile(arg[0].s, true, arg[1].s.text, faker)
               : NULL;
}

/* Two ways may lead to one text, so they are not counted. */
static struct dore_domain format_domain(const void *state) {
    struct dore_domain domain = dore_layout_domain(state);
    domain.distinct = 0;
    return domain;
}

static void put_format(const void *state, struct dore_cell *cell) {
    dore_layout_text(state, cell);
}

/* ---- the parameters of pyfloat and pydecimal ------------------------------------------------ */

const struct dore_param faker_number_params[] = {
    {"left_digits", DORE_P_INT | DORE_P_NULL, "null", NULL, "digits in front of the point"},
    {"right_digits", DORE_P_INT | DORE_P_NULL, "null", NULL, "digits behind the point"},
    {"positive", DORE_P_BOOL | DORE_P_NULL, "null", NULL,
     "true: above zero; false: below zero when there are no bounds"},
    {"min_value", DORE_P_NUMBER | DORE_P_NULL, "null", NULL, "lowest value"},
    {"max_value", DORE_P_NUMBER | DORE_P_NULL, "null", NULL, "highest value"},
    {NULL, 0, NULL, NULL, NULL},
};

static const char *name_of(unsigned param) {
    return faker_number_params[param].name;
}

static bool read_digits(const struct dore_arg *arg, unsigned param, const struct dore_faker *faker,
                        bool *has, uint32_t *digits) {
    int64_t count = arg[param].i;
    *has = !arg[param].null;
    if (*has && (count < 0 || count > FAKER_DECIMAL_DIGITS)) {
        faker_refuse(&arg[param], name_of(param), faker, "write 0 to 1000", "no count of digits");
        return false;
    }
    *digits = *has ? (uint32_t)count : 0;
    return true;
}

static bool read_bound(const struct dore_arg *arg, unsigned param, const struct dore_faker *faker,
                       bool *has, struct faker_decimal *bound) {
    *has = !arg[param].null;
    if (*has && !faker_decimal_read(arg[param].s, faker->arena, bound)) {
        faker_refuse(&arg[param], name_of(param), faker, NULL, "a number of more than %d digits",
                     FAKER_DECIMAL_DIGITS);
        return false;
    }
    return true;
}

/* What is wrong with both bounds or with a bound and `positive`. */
static bool check_bounds(const struct dore_arg *arg, const struct dore_faker *faker,
                         const struct faker_number *number) {
    int order =
        number->has_min && number->has_max ? faker_decimal_compare(&number->min, &number->max) : -1;
    if (order >= 0) {
        faker_refuse(&arg[NUMBER_MAX], name_of(NUMBER_MAX), faker, "write more than 'min_value'",
                     "%s 'min_value' %s", order ? "below" : "equal to",
                     faker_given(&arg[NUMBER_MIN], faker));
        return false;
    }
    if (number->positive && number->has_min && faker_decimal_sign(&number->min) <= 0) {
        faker_refuse(&arg[NUMBER_MIN], name_of(NUMBER_MIN), faker,
                     "write more than 0, or leave out 'positive'",
                     "not above zero as 'positive' asks");
        return false;
    }
    if (number->positive && number->has_max && faker_decimal_sign(&number->max) <= 0) {
        faker_refuse(&arg[NUMBER_MAX], name_of(NUMBER_MAX), faker,
                     "write more than 0, or leave out 'positive'",
                     "not above zero as 'positive' asks");
        return false;
    }
    return true;
}

/* A bound that has more digits in front of the point than left_digits. */
static bool check_left(const struct dore_arg *arg, const struct dore_faker *faker,
                       const struct faker_number *number, unsigned param) {
    const struct faker_decimal *bound = param == NUMBER_MIN ? &number->min : &number->max;
    bool has = param == NUMBER_MIN ? number->has_min : number->has_max;
    if (has && number->has_left && faker_decimal_magnitude(bound) > number->left) {
        faker_refuse(&arg[param], name_of(param), faker, NULL,
                     "more than 'left_digits' %u can hold", number->left);
        return false;
    }
    return true;
}

bool faker_number_read(const struct dore_arg *arg, const struct dore_faker *faker,
                       struct faker_number *out) {
    *out = (struct faker_number){
        .positive = !arg[NUMBER_POSITIVE].null && arg[NUMBER_POSITIVE].b,
        .negative = !arg[NUMBER_POSITIVE].null && !arg[NUMBER_POSITIVE].b,
    };
    bool read = read_digits(arg, NUMBER_LEFT, faker, &out->has_left, &out->left);
    read = read_digits(arg, NUMBER_RIGHT, faker, &out->has_right, &out->right) && read;
    read = read_bound(arg, NUMBER_MIN, faker, &out->has_min, &out->min) && read;
    read = read_bound(arg, NUMBER_MAX, faker, &out->has_max, &out->max) && read;
    if (!read) {
        return false;
    }
    if (out->has_left && out->has_right && out->left + out->right == 0) {
        faker_refuse(&arg[NUMBER_RIGHT], name_of(NUMBER_RIGHT), faker, "write 1 or more",
                     "as 'left_digits' is, which leaves no digit at all");
        return false;
    }
    bool fine = check_bounds(arg, faker, out);
    fine = check_left(arg, faker, out, NUMBER_MIN) && fine;
    return check_left(arg, faker, out, NUMBER_MAX) && fine;
}

/* ---- the table ------------------------------------------------------------------------------ */

static const struct dore_method methods[] = {
    {.name = "pybool",
     .about = "true or false",
     .params = pybool_params,
     .prepare = prepare_pybool,
     .domain = faker_chance_domain,
     .fill = faker_chance_fill,
     .at = faker_chance_at},
    {.name = "pydecimal",
     .about = "an exact decimal number",
     .params = faker_number_params,
     .prepare = faker_pydecimal_prepare,
     .domain = faker_pydecimal_domain,
     .fill = faker_pydecimal_fill,
     .overlap = faker_pydecimal_overlap,
     .at = faker_pydecimal_at},
    {.name = "pydict",
     .about = "an object of words and mixed values",
     .params = faker_collection_params,
     .prepare = faker_pydict_prepare,
     .domain = faker_pydict_domain,
     .cell = faker_pydict_cell},
    {.name = "pyfloat",
     .about = "a floating-point number of up to 15 digits",
     .params = faker_number_params,
     .prepare = faker_pyfloat_prepare,
     .domain = faker_pyfloat_domain,
     .fill = faker_pyfloat_fill,
     .overlap = faker_pyfloat_overlap,
     .at = faker_pyfloat_at},
    {.name = "pyint",
     .about = "an integer between two bounds",
     .params = pyint_params,
     .prepare = prepare_pyint,
     .domain = faker_grid_domain,
     .fill = faker_grid_fill,
     .at = faker_grid_at},
    {.name = "pyiterable",
     .about = "a list of mixed values, now and then without repeats",
     .params = faker_collection_params,
     .prepare = faker_pylist_prepare,
     .domain = faker_pyset_domain,
     .cell = faker_pyiterable_cell},
    {.name = "pylist",
     .about = "a list of mixed values",
     .params = faker_collection_params,
     .prepare = faker_pylist_prepare,
     .domain = faker_pylist_domain,
     .cell = faker_pylist_cell},
    {.name = "pyobject",
     .about = "a value of a type that is named, or null",
     .params = faker_pyobject_params,
     .prepare = faker_pyobject_prepare,
     .domain = faker_pyobject_domain,
     .cell = faker_pyobject_cell},
    {.name = "pyset",
     .about = "a list of mixed values without repeats",
     .params = faker_collection_params,
     .prepare = faker_pylist_prepare,
     .domain = faker_pyset_domain,
     .cell = faker_pyset_cell},
    {.name = "pystr",
     .about = "letters of both cases between a prefix and a suffix",
     .params = pystr_params,
     .prepare = prepare_pystr,
     .domain = pystr_domain,
     .text = put_pystr,
     .apart = true},
    {.name = "pystr_format",
     .about = "a template with tokens and symbols",
     .params = format_params,
     .prepare = prepare_format,
     .domain = format_domain,
     .text = put_format,
     .apart = true,
     .overlap = faker_layout_overlap},
    {.name = "pystruct",
     .about = "a list, a flat object and a nested one of mixed values",
     .params = faker_pystruct_params,
     .prepare = faker_pystruct_prepare,
     .domain = faker_pystruct_domain,
     .cell = faker_pystruct_cell},
    {.name = "pytuple",
     .about = "a list of mixed values",
     .params = faker_collection_params,
     .prepare = faker_pylist_prepare,
     .domain = faker_pylist_domain,
     .cell = faker_pylist_cell},
    {0},
};

const struct dore_provider dore_provider_python = {"python", methods};
