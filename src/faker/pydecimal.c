/* SPDX-License-Identifier: Apache-2.0
 *
 * pydecimal: exact decimals by Faker's rules. A sign is chosen first, where the bounds leave it
 * open; then the digits in front of the point - evenly up to the bound on that side, or a number of
 * so many digits where there is none - then those behind it; and a value beyond a bound becomes the
 * bound, which so comes more often than its neighbours.
 *
 * Where 18 digits always hold the value it is `units / 10^scale` and the column is typed: at most a
 * draw for the sign and one for all digits together, both in the row's first four words. Longer
 * values are boxed text.
 */
#include "grid.h"
#include "providers.h"
#include "python.h"

enum { TYPED_DIGITS = 18, RANDOM_DIGITS = 100 };

/* Magnitudes on one side of zero, before the bounds cut them. */
struct side {
    bool used;
    bool ranged; /* in front of the point stands lowest .. highest, else a count of digits */
    struct dore_str lowest, highest;
    struct faker_big_range range;
    uint32_t least_digits, most_digits;
    struct faker_grid grid; /* of typed values: the magnitudes in units */
};

struct pydecimal {
    struct faker_number number;
    struct side side[2]; /* PLUS, MINUS */
    bool zero;           /* allowed */
    uint32_t least_right, most_right;
    bool typed;
    uint8_t scale;
    int64_t min, max; /* of typed values, in units */
};

/* ---- preparing ------------------------------------------------------------------------------ */

static uint32_t larger(uint32_t a, uint32_t b) {
    return a > b ? a : b;
}

static struct dore_str whole_part(const struct faker_decimal *number) {
    return (struct dore_str){number->digits, number->whole};
}

/* `near` bounds the magnitudes from below and `far` from above; NULL: nothing does. */
static void settle_side(struct side *side, const struct faker_number *number,
                        const struct faker_decimal *near, const struct faker_decimal *far,
                        const struct dore_faker *faker) {
    side->used = true;
    side->ranged = far != NULL;
    if (far) {
        side->lowest = near ? whole_part(near) : DORE_STR("");
        side->highest = whole_part(far);
        side->range = faker_big_range_make(side->lowest, side->highest, faker->arena);
        return;
    }
    uint32_t least = near ? faker_decimal_magnitude(near) : 0;
    uint32_t most = larger(least + 10, RANDOM_DIGITS);
    most = most < FAKER_DECIMAL_DIGITS ? most : FAKER_DECIMAL_DIGITS;
    side->least_digits = number->has_left ? number->left : least;
    side->most_digits = number->has_left ? number->left : most;
}

/* Which signs can come out, and what stands in front of the point then. */
static void settle_sides(struct pydecimal *state, const struct dore_faker *faker) {
    const struct faker_number *number = &state->number;
    const struct faker_decimal *min = number->has_min ? &number->min : NULL;
    const struct faker_decimal *max = number->has_max ? &number->max : NULL;
    int min_sign = min ? faker_decimal_sign(min) : -1, max_sign = max ? faker_decimal_sign(max) : 1;
    bool plus = min_sign >= 0 || (max_sign > 0 && !number->negative);
    bool minus = min_sign < 0 && (max_sign <= 0 || !number->positive);
    if (plus) {
        settle_side(&state->side[FAKER_PLUS], number, min_sign >= 0 ? min : NULL, max, faker);
    }
    if (minus) {
        settle_side(&state->side[FAKER_MINUS], number, max_sign <= 0 ? max : NULL, min, faker);
    }
}

/* ---- typed values --------------------------------------------------------------------------- */

/* Most digits in front of the point. */
static uint32_t whole_digits(const struct side *side) {
    return side->ranged ? (uint32_t)side->highest.size : side->most_digits;
}

static bool has_typed_whole(const struct side *side, const struct faker_number *number,
                            uint32_t scale) {
    return !side->used ||
           ((side->ranged || number->has_left) && whole_digits(side) + scale <= TYPED_DIGITS);
}

static int64_t integer_of(struct dore_str digits) {
    int64_t number = 0;
    for (size_t i = 0; i < digits.size; i++) {
        number = number * 10 + (digits.text[i] - '0');
    }
    return number;
}

static void settle_grid(struct side *side, uint32_t scale, uint32_t right) {
    int64_t lowest = integer_of(side->lowest), highest = integer_of(side->highest);
    if (!side->ranged) {
        lowest = side->least_digits > 0 ? faker_power_of_ten(side->least_digits - 1) : 0;
        highest = faker_power_of_ten(side->least_digits) - 1;
    }
    side->grid = (struct faker_grid){
        .kind = DORE_DECIMAL,
        .scale = (uint8_t)scale,
        .first = lowest * faker_power_of_ten(scale),
        .step = (uint64_t)faker_power_of_ten(scale - right),
        .count = (uint64_t)(highest - lowest + 1) * (uint64_t)faker_power_of_ten(right),
    };
}

/* Makes the values typed where their digits fit. */
static void settle_type(struct pydecimal *state) {
    const struct faker_number *number = &state->number;
    uint32_t scale = larger(number->right, larger(number->min.fraction, number->max.fraction));
    state->typed = number->has_right && has_typed_whole(&state->side[FAKER_PLUS], number, scale) &&
                   has_typed_whole(&state->side[FAKER_MINUS], number, scale);
    if (!state->typed) {
        return;
    }
    state->scale = (uint8_t)scale;
    state->max = faker_power_of_ten(TYPED_DIGITS);
    state->min = -state->max;
    if (number->has_min) {
        faker_decimal_scaled(&number->min, scale, false, &state->min);
    }
    if (number->has_max) {
        faker_decimal_scaled(&number->max, scale, false, &state->max);
    }
    for (unsigned i = 0; i < 2; i++) {
        if (state->side[i].used) {
            settle_grid(&state->side[i], scale, number->right);
        }
    }
}

static int64_t clamp(const struct pydecimal *state, int64_t units) {
    return units < state->min ? state->min : units > state->max ? state->max : units;
}

/* The value of a magnitude. */
static int64_t finish_units(const struct pydecimal *state, unsigned sign, int64_t units) {
    if (units == 0 && !state->zero) {
        units = (int64_t)state->side[sign].grid.step;
    }
    return clamp(state, sign == FAKER_MINUS ? -units : units);
}

/* How many different values a side gives: those of its grid between the bounds, and a bound that
 * is not on the grid but stands for values beyond it. */
static uint64_t count_side(const struct pydecimal *state, unsigned sign) {
    const struct faker_grid *grid = &state->side[sign].grid;
    const int64_t step = (int64_t)grid->step, last = faker_grid_last(grid);
    const int64_t low = sign == FAKER_MINUS ? -state->max : state->min;
    const int64_t high = sign == FAKER_MINUS ? -state->min : state->max;
    int64_t skipped = low <= grid->first ? 0 : (low - grid->first + step - 1) / step;
    int64_t reached = high >= last ? (int64_t)grid->count : (high - grid->first) / step + 1;
    uint64_t count = reached > skipped ? (uint64_t)(reached - skipped) : 0;
    count += skipped > 0 && (low - grid->first) % step != 0;
    count += high < last && (high - grid->first) % step != 0;
    return count;
}

static struct dore_domain typed_domain(const struct pydecimal *state) {
    int64_t low = INT64_MAX, high = INT64_MIN;
    uint64_t distinct = 0, zeros = 0;
    for (unsigned sign = 0; sign < 2; sign++) {
        if (state->side[sign].used) {
            const struct faker_grid *grid = &state->side[sign].grid;
            int64_t near = finish_units(state, sign, grid->first);
            int64_t far = finish_units(state, sign, faker_grid_last(grid));
            low = near < low ? near : low;
            low = far < low ? far : low;
            high = near > high ? near : high;
            high = far > high ? far : high;
            distinct += count_side(state, sign);
            zeros += grid->first == 0 && state->min <= 0 && state->max >= 0;
        }
    }
    struct dore_domain domain = faker_decimal_domain(low, high, state->scale);
    /* zero counts once, or not at all where its neighbour on the grid stands in for it */
    domain.distinct = distinct - (state->zero ? zeros == 2 : zeros == 1 && distinct > 1);
    return domain;
}

static int64_t typed_units(const struct pydecimal *state, unsigned sign, uint64_t index) {
    const struct faker_grid *grid = &state->side[sign].grid;
    return finish_units(state, sign, grid->first + (int64_t)(index * grid->step));
}

/* Numbers of one sign: a draw a row. */
static void fill_one_sign(const struct pydecimal *state, unsigned sign, uint64_t stream,
                          const struct dore_rows *rows, int64_t *out) {
    uint64_t index[DORE_BATCH_ROWS];
    dore_rng_draws(stream, rows, state->side[sign].grid.count, index);
    for (uint32_t i = 0; i < rows->count; i++) {
        out[i] = typed_units(state, sign, index[i]);
    }
}

/* First the sign, then the number. */
static void fill_both_signs(const struct pydecimal *state, uint64_t stream,
                            const struct dore_rows *rows, int64_t *out) {
    struct dore_block block[DORE_BATCH_ROWS];
    dore_rng_blocks(stream, rows, 0, block);
    for (uint32_t i = 0; i < rows->count; i++) {
        uint64_t row = dore_row(rows, i);
        unsigned sign = (unsigned)faker_block_below(&block[i], stream, row, 0, 2);
        uint64_t count = state->side[sign].grid.count;
        uint32_t position = faker_is_wide(count) ? 2 : 1;
        out[i] =
            typed_units(state, sign, faker_block_below(&block[i], stream, row, position, count));
    }
}

static void fill_typed(const struct pydecimal *state, uint64_t stream, const struct dore_rows *rows,
                       struct dore_arena *arena, struct dore_column *out) {
    bool plus = state->side[FAKER_PLUS].used, minus = state->side[FAKER_MINUS].used;
    dore_column_init(out, DORE_DECIMAL, rows->count, arena);
    out->scale = state->scale;
    if (plus && minus) {
        fill_both_signs(state, stream, rows, out->u.i);
    } else {
        fill_one_sign(state, minus ? FAKER_MINUS : FAKER_PLUS, stream, rows, out->u.i);
    }
}

/* ---- text values ---------------------------------------------------------------------------- */

static uint32_t draw_between(struct dore_rng *rng, uint32_t least, uint32_t most) {
    return least == most ? least : least + (uint32_t)dore_rng_below(rng, most - least + 1);
}

static char *put_random_digits(char *to, struct dore_rng *rng, uint32_t count) {
    for (; count > 9; count -= 9) {
        to = faker_random_digits(to, rng, 9);
    }
    return count > 0 ? faker_random_digits(to, rng, count) : to;
}

/* The digits in front of the point; a number of n digits never begins with 0. */
static char *put_whole(const struct side *side, struct dore_rng *rng, char *to) {
    if (side->ranged) {
        return faker_big_range_pick(&side->range, rng, to);
    }
    uint32_t count = draw_between(rng, side->least_digits, side->most_digits);
    if (count == 0) {
        return to;
    }
    *to++ = (char)('1' + dore_rng_below(rng, 9));
    return put_random_digits(to, rng, count - 1);
}

/* One value; its digits are written to `digits`. */
static struct faker_decimal draw_text(const struct pydecimal *state, struct dore_rng *rng,
                                      char *digits) {
    bool minus = state->side[FAKER_MINUS].used;
    if (minus && state->side[FAKER_PLUS].used) {
        minus = dore_rng_below(rng, 2) == 1;
    }
    char *point = put_whole(&state->side[minus ? FAKER_MINUS : FAKER_PLUS], rng, digits);
    uint32_t right = draw_between(rng, state->least_right, state->most_right);
    put_random_digits(point, rng, right);
    struct faker_decimal value = {.negative = minus,
                                  .whole = (uint32_t)(point - digits),
                                  .fraction = right,
                                  .digits = digits};
    if (faker_decimal_sign(&value) == 0) {
        value.negative = minus && !state->zero;
        if (!state->zero) { /* the smallest number of so many digits */
            value.whole = right == 0;
            digits[right > 0 ? right - 1 : 0] = '1';
        }
    }
    const struct faker_number *number = &state->number;
    if (number->has_max && faker_decimal_compare(&value, &number->max) > 0) {
        return number->max;
    }
    if (number->has_min && faker_decimal_compare(&value, &number->min) < 0) {
        return number->min;
    }
    return value;
}

static void fill_text(const struct pydecimal *state, uint64_t stream, const struct dore_rows *rows,
                      struct dore_arena *arena, struct dore_column *out) {
    char digits[FAKER_DECIMAL_ROOM], text[FAKER_DECIMAL_ROOM];
    dore_column_init(out, DORE_ANY, rows->count, arena);
    for (uint32_t i = 0; i < rows->count; i++) {
        struct dore_rng rng = dore_rng_at(stream, dore_row(rows, i));
        struct faker_decimal value = draw_text(state, &rng, digits);
        size_t size = (size_t)(faker_decimal_print(text, &value) - text);
        out->u.any[i] = (struct dore_value){.kind = DORE_DECIMAL,
                                            .scale = DORE_SCALE_TEXT,
                                            .u.s = {dore_arena_text(arena, text, size), size}};
    }
}

static uint64_t bound_chars(const struct faker_decimal *bound) {
    char text[FAKER_DECIMAL_ROOM];
    return (uint64_t)(faker_decimal_print(text, bound) - text);
}

static struct dore_domain text_domain(const struct pydecimal *state) {
    const struct faker_number *number = &state->number;
    const uint32_t fewest = state->least_right > 0 ? state->least_right + 1 : 0;
    const uint32_t most = state->most_right > 0 ? state->most_right + 1 : 0;
    uint64_t shortest = UINT64_MAX, longest = 0;
    for (unsigned sign = 0; sign < 2; sign++) {
        const struct side *side = &state->side[sign];
        if (side->used) {
            uint32_t least = side->ranged ? (uint32_t)side->lowest.size : side->least_digits;
            uint64_t high = larger(whole_digits(side), 1) + most + (sign == FAKER_MINUS);
            uint64_t low = larger(least, 1) + fewest;
            longest = high > longest ? high : longest;
            shortest = low < shortest ? low : shortest;
        }
    }
    uint64_t of_min = number->has_min ? bound_chars(&number->min) : shortest;
    uint64_t of_max = number->has_max ? bound_chars(&number->max) : shortest;
    shortest = of_min < shortest ? of_min : shortest;
    shortest = of_max < shortest ? of_max : shortest;
    longest = of_min > longest ? of_min : longest;
    longest = of_max > longest ? of_max : longest;
    struct dore_domain domain =
        dore_domain_of_text(shortest, longest, (shortest + longest + 1) / 2, true);
    domain.kinds = DORE_KIND_BIT(DORE_DECIMAL);
    domain.scale = DORE_SCALE_TEXT;
    return domain;
}

/* ---- both ----------------------------------------------------------------------------------- */

const void *faker_pydecimal_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct pydecimal *state = DORE_NEW(faker->arena, struct pydecimal, 1);
    struct faker_number *number = &state->number;
    if (!faker_number_read(arg, faker, number)) {
        return NULL;
    }
    bool bounded = number->has_min || number->has_max;
    state->zero = !number->positive && (bounded || !number->negative);
    state->least_right = number->right;
    state->most_right = number->has_right ? number->right : RANDOM_DIGITS;
    settle_sides(state, faker);
    settle_type(state);
    if (number->negative && number->has_min && !state->side[FAKER_MINUS].used) {
        dore_warning(faker->diags, DORE_W_PARAM, arg[NUMBER_POSITIVE].where, "leave out 'positive'",
                     "'positive' false of '%s' has no effect with a 'min_value' of 0 or more",
                     faker->method);
    }
    return state;
}

struct dore_domain faker_pydecimal_domain(const void *state) {
    const struct pydecimal *pydecimal = state;
    return pydecimal->typed ? typed_domain(pydecimal) : text_domain(pydecimal);
}

void faker_pydecimal_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                          struct dore_arena *arena, struct dore_column *out) {
    const struct pydecimal *pydecimal = state;
    if (pydecimal->typed) {
        fill_typed(pydecimal, stream, rows, arena, out);
    } else {
        fill_text(pydecimal, stream, rows, arena, out);
    }
}

/* ---- by number ------------------------------------------------------------------------------ */

/* The places on a side's grid whose values are within the bounds and not zero. */
static uint64_t count_places(const struct pydecimal *state, unsigned sign, uint64_t *first) {
    const struct side *side = &state->side[sign];
    const struct faker_grid *grid = &side->grid;
    if (!side->used) {
        return 0;
    }
    const int64_t step = (int64_t)grid->step, last = faker_grid_last(grid);
    int64_t low = sign == FAKER_MINUS ? -state->max : state->min;
    int64_t high = sign == FAKER_MINUS ? -state->min : state->max;
    low = low < 1 ? 1 : low;
    high = high > last ? last : high;
    *first = low > grid->first ? (uint64_t)((low - grid->first + step - 1) / step) : 0;
    if (high < grid->first) {
        return 0;
    }
    uint64_t end = (uint64_t)((high - grid->first) / step) + 1;
    return end > *first ? end - *first : 0;
}

/* Whether zero is one of the values. */
static bool has_zero(const struct pydecimal *state) {
    bool reached = false;
    for (unsigned sign = 0; sign < 2; sign++) {
        reached = reached || (state->side[sign].used && state->side[sign].grid.first == 0);
    }
    return reached && state->zero && state->min <= 0 && state->max >= 0;
}

const char *faker_pydecimal_overlap(const void *state) {
    const struct pydecimal *pydecimal = state;
    uint64_t first, places = 0;
    if (!pydecimal->typed) {
        return "its digits are not limited without 'right_digits' and bounds";
    }
    for (unsigned sign = 0; sign < 2; sign++) {
        places += count_places(pydecimal, sign, &first);
    }
    return places + has_zero(pydecimal) > 0 ? NULL : "its bounds leave no value with so few digits";
}

/* Zero, those above it, those below it. */
void faker_pydecimal_at(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct pydecimal *pydecimal = state;
    uint64_t first[2], count[2], zeros = has_zero(pydecimal);
    for (unsigned sign = 0; sign < 2; sign++) {
        count[sign] = count_places(pydecimal, sign, &first[sign]);
    }
    uint64_t index = dore_rng_below(&cell->rng, zeros + count[FAKER_PLUS] + count[FAKER_MINUS]);
    int64_t units = 0;
    if (index >= zeros) {
        index -= zeros;
        unsigned sign = index < count[FAKER_PLUS] ? FAKER_PLUS : FAKER_MINUS;
        const struct faker_grid *grid = &pydecimal->side[sign].grid;
        index -= sign == FAKER_MINUS ? count[FAKER_PLUS] : 0;
        units = grid->first + (int64_t)((first[sign] + index) * grid->step);
        units = sign == FAKER_MINUS ? -units : units;
    }
    *out = (struct dore_value){.kind = DORE_DECIMAL, .scale = pydecimal->scale, .u.i = units};
}
