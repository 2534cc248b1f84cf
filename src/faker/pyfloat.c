/* SPDX-License-Identifier: Apache-2.0
 *
 * pyfloat: floating-point numbers that are decimals of at most 15 digits. Such a number is
 * units / 10^right, and because both are exact doubles the quotient is the double nearest to the
 * decimal, on every machine (same-bytes).
 *
 * A value takes, in this order: a draw for the count of digits behind the point when that is not
 * fixed, one for the sign when it is open, one for all digits together. All lie in a row's first
 * four words.
 */
#include "grid.h"
#include "providers.h"
#include "python.h"

enum { DIGITS = 15 }; /* that a double keeps whatever they are */

/* The values with so many digits behind the point. */
struct steps {
    int64_t first; /* units of the lowest one */
    uint64_t count;
    bool smooth; /* none lies between the bounds: any double between them */
};

struct pyfloat {
    bool bounded;
    enum faker_sign sign; /* of unbounded ones; only EITHER may be zero */
    uint32_t least, most; /* digits behind the point */
    struct steps steps[DIGITS + 1];
    double low, high; /* of smooth ones */
};

/* ---- preparing ------------------------------------------------------------------------------ */

/* Digits in front of the point that the bounds leave room for. */
static uint32_t needed_left(const struct faker_number *number) {
    uint32_t min = number->has_min ? faker_decimal_magnitude(&number->min) : 0;
    uint32_t max = number->has_max ? faker_decimal_magnitude(&number->max) : 0;
    uint32_t most = min > max ? min : max;
    return most > 1 ? most : 1;
}

static uint32_t rest_of_digits(uint32_t digits) {
    return digits < DIGITS ? DIGITS - digits : 1;
}

/* Digits in front of the point for values with `right` digits behind it. */
static uint32_t left_for(const struct faker_number *number, uint32_t right) {
    return number->has_left ? number->left : rest_of_digits(right);
}

static bool refuse_bounds(const struct dore_arg *arg, const struct dore_faker *faker,
                          const struct faker_number *number, uint32_t left) {
    unsigned param =
        number->has_max && faker_decimal_magnitude(&number->max) > left ? NUMBER_MAX : NUMBER_MIN;
    faker_refuse(&arg[param], faker_number_params[param].name, faker,
                 "write 'pydecimal' for longer numbers",
                 "more than the %u digits in front of the point that a float keeps here", left);
    return false;
}

/* Settles how many digits stand behind the point. */
static bool settle_digits(const struct dore_arg *arg, const struct dore_faker *faker,
                          const struct faker_number *number, struct pyfloat *state) {
    state->least = 1;
    state->most = DIGITS - 1;
    if (number->has_right) {
        state->least = state->most = number->right;
    } else if (number->has_left) {
        state->least = state->most = rest_of_digits(number->left);
    } else if (needed_left(number) < DIGITS) {
        state->most = DIGITS - needed_left(number);
    } else {
        return refuse_bounds(arg, faker, number, DIGITS - 1);
    }
    uint32_t left = left_for(number, state->least);
    if (left + state->least > DIGITS) {
        unsigned param = number->has_right ? NUMBER_RIGHT : NUMBER_LEFT;
        faker_refuse(&arg[param], faker_number_params[param].name, faker,
                     "write 'pydecimal' for longer numbers",
                     "too many: %u and %u digits are more than the %d of a float", left,
                     state->least, DIGITS);
        return false;
    }
    bool fits = needed_left(number) <= (left > 1 ? left : 1);
    return fits || refuse_bounds(arg, faker, number, left);
}

/* The values between the bounds with `right` digits; a missing bound is the longest number. */
static struct steps bounded_steps(const struct faker_number *number, uint32_t right) {
    int64_t highest = faker_power_of_ten(left_for(number, right) + right) - 1;
    int64_t first = -highest, last = highest;
    if (number->has_min) {
        faker_decimal_scaled(&number->min, right, true, &first);
    }
    if (number->has_max) {
        faker_decimal_scaled(&number->max, right, false, &last);
    }
    if (number->positive && first < 1) {
        first = 1;
    }
    if (last < first) {
        return (struct steps){.smooth = true};
    }
    return (struct steps){.first = first, .count = (uint64_t)(last - first) + 1};
}

static struct steps unbounded_steps(const struct faker_number *number, uint32_t right) {
    int64_t count = faker_power_of_ten(left_for(number, right) + right);
    return (struct steps){.count = (uint64_t)count};
}

/* Where doubles lie when the steps are too wide for the bounds. */
static void settle_smooth(const struct dore_arg *arg, const struct faker_number *number,
                          struct pyfloat *state) {
    double limit = (double)faker_power_of_ten(needed_left(number));
    state->low = number->has_min ? arg[NUMBER_MIN].f : number->positive ? 0 : -limit;
    state->high = number->has_max ? arg[NUMBER_MAX].f : limit;
}

const void *faker_pyfloat_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct faker_number number;
    struct pyfloat *state = DORE_NEW(faker->arena, struct pyfloat, 1);
    if (!faker_number_read(arg, faker, &number) || !settle_digits(arg, faker, &number, state)) {
        return NULL;
    }
    state->bounded = number.has_min || number.has_max;
    state->sign = number.positive ? FAKER_PLUS : number.negative ? FAKER_MINUS : FAKER_EITHER;
    for (uint32_t right = state->least; right <= state->most; right++) {
        state->steps[right] =
            state->bounded ? bounded_steps(&number, right) : unbounded_steps(&number, right);
    }
    settle_smooth(arg, &number, state);
    if (state->bounded && number.negative) {
        dore_warning(faker->diags, DORE_W_PARAM, arg[NUMBER_POSITIVE].where,
                     "write 'max_value': 0 for numbers below zero",
                     "'positive' false of '%s' has no effect beside bounds", faker->method);
    }
    return state;
}

/* ---- domain --------------------------------------------------------------------------------- */

static double value_of(int64_t units, uint32_t right) {
    return (double)units / (double)faker_power_of_ten(right);
}

/* The ends of the values with `right` digits. */
static void find_ends(const struct pyfloat *state, uint32_t right, double *low, double *high) {
    const struct steps *steps = &state->steps[right];
    if (steps->smooth) {
        *low = state->low;
        *high = state->high;
    } else if (state->bounded) {
        *low = value_of(steps->first, right);
        *high = value_of(steps->first + (int64_t)(steps->count - 1), right);
    } else {
        double most = value_of((int64_t)(steps->count - 1), right);
        double least = value_of(1, right); /* stands in for zero */
        *low = state->sign == FAKER_PLUS ? least : -most;
        *high = state->sign == FAKER_MINUS ? -least : most;
    }
}

/* Characters of a number with so many digits behind the point. Smaller ones than 0.0001, which
 * have an exponent, are never longer. */
static uint64_t count_chars(double number, uint32_t right) {
    uint64_t chars = 2 + (uint64_t)(number < 0) + (right > 1 ? right : 1);
    double size = number < 0 ? -number : number;
    for (double power = 10; power <= size; power *= 10) {
        chars++;
    }
    return chars;
}

struct dore_domain faker_pyfloat_domain(const void *state) {
    const struct pyfloat *pyfloat = state;
    struct dore_domain domain = dore_domain_of_kind(DORE_FLOAT);
    uint64_t longest = domain.max_chars;
    domain.max_chars = 0;
    for (uint32_t right = pyfloat->least; right <= pyfloat->most; right++) {
        double low, high;
        find_ends(pyfloat, right, &low, &high);
        bool first = right == pyfloat->least;
        domain.float_min = first || low < domain.float_min ? low : domain.float_min;
        domain.float_max = first || high > domain.float_max ? high : domain.float_max;
        uint64_t of_low = count_chars(low, right), of_high = count_chars(high, right);
        uint64_t chars = of_low > of_high ? of_low : of_high;
        chars = pyfloat->steps[right].smooth ? longest : chars;
        domain.max_chars = chars > domain.max_chars ? chars : domain.max_chars;
    }
    domain.max_bytes = domain.max_chars;
    domain.mean_bytes = domain.max_chars - 1;
    const struct steps *only = &pyfloat->steps[pyfloat->least];
    if (pyfloat->bounded && pyfloat->least == pyfloat->most && !only->smooth) {
        domain.distinct = only->count;
    }
    return domain;
}

/* ---- values --------------------------------------------------------------------------------- */

/* The draws of one row, all from its first block. */
struct draws {
    const struct dore_block *block;
    uint64_t stream, row;
    uint32_t position;
};

static uint64_t draw_below(struct draws *draws, uint64_t limit) {
    bool wide = faker_is_wide(limit);
    draws->position += wide && draws->position % 2;
    uint64_t drawn =
        faker_block_below(draws->block, draws->stream, draws->row, draws->position, limit);
    draws->position += wide ? 2 : 1;
    return drawn;
}

/* Faker writes the digits behind the point as a number, so that zeros in front are lost: 3 and 05
 * give 3.5. */
static double unbounded_value(uint64_t digits, uint32_t right) {
    uint64_t point = (uint64_t)faker_power_of_ten(right);
    uint64_t whole = digits / point, fraction = digits % point;
    while (right > 1 && fraction < (uint64_t)faker_power_of_ten(right - 1)) {
        right--;
    }
    uint64_t width = (uint64_t)faker_power_of_ten(right > 0 ? right : 1);
    return (double)(whole * width + fraction) / (double)width;
}

static double make_value(const struct pyfloat *state, struct draws *draws) {
    uint32_t right = state->least;
    if (state->least < state->most) {
        right += (uint32_t)draw_below(draws, state->most - state->least + 1);
    }
    const struct steps *steps = &state->steps[right];
    if (steps->smooth) {
        double part = (double)(draw_below(draws, 0) >> 11) * 0x1p-53;
        double value = state->high - (state->high - state->low) * part;
        return value < state->low ? state->low : value;
    }
    if (state->bounded) {
        return value_of(steps->first + (int64_t)draw_below(draws, steps->count), right);
    }
    bool minus = state->sign == FAKER_MINUS;
    if (state->sign == FAKER_EITHER) {
        minus = draw_below(draws, 2) == 1;
    }
    double value = unbounded_value(draw_below(draws, steps->count), right);
    if (value == 0) {
        return state->sign == FAKER_EITHER ? 0 : value_of(minus ? -1 : 1, right);
    }
    return minus ? -value : value;
}

void faker_pyfloat_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                        struct dore_arena *arena, struct dore_column *out) {
    struct dore_block block[DORE_BATCH_ROWS];
    dore_column_init(out, DORE_FLOAT, rows->count, arena);
    dore_rng_blocks(stream, rows, 0, block);
    for (uint32_t i = 0; i < rows->count; i++) {
        struct draws draws = {&block[i], stream, dore_row(rows, i), 0};
        out->u.f[i] = make_value(state, &draws);
    }
}

/* ---- by number ------------------------------------------------------------------------------ */

/* Of bounded values the finest steps: they hold the coarser ones. Of others the coarsest, for those
 * leave most digits in front of the point. */
static uint32_t right_of_numbers(const struct pyfloat *state) {
    return state->bounded ? state->most : state->least;
}

const char *faker_pyfloat_overlap(const void *state) {
    const struct pyfloat *pyfloat = state;
    return pyfloat->steps[right_of_numbers(pyfloat)].smooth
               ? "its bounds are too near for so few digits"
               : NULL;
}

/* An unbounded value's digits behind the point do not begin with 0, see unbounded_value; then it is
 * not zero either. */
static double number_unbounded(const struct pyfloat *state, uint32_t right, struct dore_rng *rng) {
    uint64_t point = (uint64_t)faker_power_of_ten(right);
    uint64_t whole = state->steps[right].count / point, fraction = 0;
    if (right == 0) {
        whole = 1 + dore_rng_below(rng, whole - 1);
    } else {
        whole = dore_rng_below(rng, whole);
        fraction = point / 10 + dore_rng_below(rng, point - point / 10);
    }
    bool minus = state->sign == FAKER_MINUS;
    if (state->sign == FAKER_EITHER) {
        minus = dore_rng_below(rng, 2) == 1;
    }
    double value = unbounded_value(whole * point + fraction, right);
    return minus ? -value : value;
}

void faker_pyfloat_at(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct pyfloat *pyfloat = state;
    uint32_t right = right_of_numbers(pyfloat);
    const struct steps *steps = &pyfloat->steps[right];
    *out = (struct dore_value){.kind = DORE_FLOAT};
    if (pyfloat->bounded) {
        int64_t index = (int64_t)dore_rng_below(&cell->rng, steps->count);
        out->u.f = value_of(steps->first + index, right);
    } else {
        out->u.f = number_unbounded(pyfloat, right, &cell->rng);
    }
}
