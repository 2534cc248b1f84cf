/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_fit_number: whether one value fits a type of numbers, truth values or bits. Text is read as
 * the servers read it; what only some of them read (hexadecimal digits, underscores) is unsure.
 */
#include "sql_fit.h"

#include <float.h>
#include <math.h>

static enum sql_side side_of_integer(int64_t number, int64_t low, uint64_t high) {
    if (number < low) {
        return SQL_BELOW;
    }
    return number > 0 && (uint64_t)number > high ? SQL_ABOVE : SQL_INSIDE;
}

/* Text that begins like a number but has a form of its own: 1.0, 1e3, 0x1F, 1_000. */
static enum sql_side unread_number(struct dore_str text) {
    size_t sign = text.size && (text.text[0] == '-' || text.text[0] == '+' || text.text[0] == '.');
    if (text.size == sign || text.text[sign] < '0' || text.text[sign] > '9' ||
        sql_count_of(text, "0123456789abcdefABCDEFxXoO_.+-") != text.size) {
        return SQL_OUTSIDE;
    }
    for (size_t i = 1; i < text.size; i++) {
        bool inner_sign = text.text[i] == '-' || text.text[i] == '+';
        if (inner_sign && (text.text[i - 1] | 0x20) != 'e') {
            return SQL_OUTSIDE;
        }
    }
    return SQL_UNSURE;
}

enum sql_side sql_side_of_digits(struct dore_str text, int64_t low, uint64_t high) {
    int64_t number;
    uint64_t large;
    text = sql_trim(text);
    if (dore_parse_i64(text, &number)) {
        return side_of_integer(number, low, high);
    }
    if (dore_parse_u64(text, &large)) {
        return large > high ? SQL_ABOVE : SQL_INSIDE;
    }
    if (text.size && sql_count_of(text, "0123456789") == text.size) {
        return SQL_ABOVE;
    }
    return unread_number(text);
}

enum sql_side sql_integer_side(const struct sql_type *type, const struct dore_value *value) {
    int64_t low = type->is_unsigned ? 0 : type->word->low;
    uint64_t high = type->is_unsigned ? 2 * type->word->high + 1 : type->word->high;
    char room[36];
    if (value->kind == DORE_DECIMAL && value->scale == DORE_SCALE_TEXT) {
        return memchr(value->u.s.text, '.', value->u.s.size)
                   ? SQL_OUTSIDE
                   : sql_side_of_digits(value->u.s, low, high);
    }
    if (value->kind == DORE_DECIMAL && value->scale != 0) {
        return SQL_OUTSIDE;
    }
    return sql_is_text(value) ? sql_side_of_digits(sql_text_of(value, room), low, high)
                              : side_of_integer(value->u.i, low, high);
}

/* Digits before and behind the point that a NUMERIC has; many where it has no limit. */
struct digits {
    uint64_t whole, fraction;
    bool limited;
};

/* PostgreSQL, Numeric Types 8.1.2 and 8.1.3. */
static const char *const not_finite[] = {"nan",       "inf",  "infinity",  "-inf",
                                         "-infinity", "+inf", "+infinity", NULL};

/* 10^digits as a double: exact up to 10^22, near enough beyond for a warning. */
static double power_of_ten(uint64_t digits) {
    double power = 1;
    for (uint64_t i = 0; i < digits && power < DBL_MAX / 10; i++) {
        power *= 10;
    }
    return power;
}

static enum sql_side side_of_float(double number, double limit) {
    return number <= -limit ? SQL_BELOW : number >= limit ? SQL_ABOVE : SQL_INSIDE;
}

static enum sql_side side_of_double(double number, struct digits digits) {
    double half = 0.5 / power_of_ten(digits.fraction); /* what rounds up to the limit */
    return digits.limited ? side_of_float(number, power_of_ten(digits.whole) - half) : SQL_INSIDE;
}

static struct digits digits_of(const struct sql_type *type) {
    enum { MANY = 400 };
    uint64_t precision = type->argument_count ? type->argument[0] : type->word->high;
    uint64_t scale = type->argument_count > 1 ? type->argument[1] : 0;
    if (precision == 0) {
        return (struct digits){MANY, MANY, false};
    }
    return (struct digits){scale < precision ? precision - scale : 0, scale, true};
}

/* units / 10^scale, rounded as the servers do: half away from zero. */
static enum sql_side side_of_decimal(int64_t units, unsigned scale, struct digits digits) {
    bool cut = false;
    for (; scale > digits.fraction; scale--) {
        int64_t digit = units % 10;
        cut |= digit != 0;
        units /= 10;
        if (scale == digits.fraction + 1 && (digit >= 5 || digit <= -5)) {
            units += digit > 0 ? 1 : -1;
        }
    }
    uint64_t places = digits.whole + scale;
    int64_t limit = 1;
    for (uint64_t i = 0; i < places && places < 19; i++) {
        limit *= 10;
    }
    if (places < 19 && (units >= limit || units <= -limit)) {
        return units < 0 ? SQL_BELOW : SQL_ABOVE;
    }
    return cut ? SQL_CUT : SQL_INSIDE;
}

static enum sql_side side_of_number_text(struct dore_str text, struct digits digits) {
    struct dore_decimal decimal;
    double number;
    if (dore_parse_decimal(text, &decimal)) {
        return side_of_decimal(decimal.units, decimal.scale, digits);
    }
    return dore_parse_double(text, &number) ? side_of_double(number, digits) : unread_number(text);
}

static enum sql_side numeric_text_side(const struct sql_type *type, struct dore_str text,
                                       struct digits digits) {
    static const char *const nan[] = {"nan", NULL};
    if (type->is_unsigned && text.size && text.text[0] == '-') {
        return SQL_BELOW;
    }
    if (type->dialect->holds_nan && sql_is_one_of(text, digits.limited ? nan : not_finite)) {
        return SQL_INSIDE;
    }
    return side_of_number_text(text, digits);
}

enum sql_side sql_numeric_side(const struct sql_type *type, const struct dore_value *value) {
    struct digits digits = digits_of(type);
    char room[36];
    if (sql_is_text(value)) {
        return numeric_text_side(type, sql_trim(sql_text_of(value, room)), digits);
    }
    if (value->kind == DORE_DECIMAL && value->scale == DORE_SCALE_TEXT) {
        return numeric_text_side(type, value->u.s, digits);
    }
    if (value->kind == DORE_FLOAT) {
        if (!isfinite(value->u.f)) {
            bool held = type->dialect->holds_nan && (isnan(value->u.f) || !digits.limited);
            return held ? SQL_INSIDE : SQL_OUTSIDE;
        }
        return type->is_unsigned && value->u.f < 0 ? SQL_BELOW : side_of_double(value->u.f, digits);
    }
    if (type->is_unsigned && value->u.i < 0) {
        return SQL_BELOW;
    }
    return side_of_decimal(value->u.i, value->kind == DORE_INT ? 0 : value->scale, digits);
}

static bool is_single(const struct sql_type *type) {
    return type->argument_count == 1 ? type->argument[0] <= 24 : type->word->flags & SQL_SINGLE;
}

/* What the server will read as a double; false when it is not a number in JSON's syntax. */
static bool double_of(const struct dore_value *value, double *out) {
    char room[36];
    if (value->kind == DORE_FLOAT) {
        *out = value->u.f;
    } else if (value->kind == DORE_INT) {
        *out = (double)value->u.i;
    } else if (value->kind == DORE_DECIMAL && value->scale != DORE_SCALE_TEXT) {
        *out = (double)value->u.i / power_of_ten(value->scale);
    } else {
        struct dore_str text = sql_is_text(value) ? sql_text_of(value, room) : value->u.s;
        return dore_parse_double(sql_trim(text), out);
    }
    return true;
}

enum sql_side sql_float_side(const struct sql_type *type, const struct dore_value *value) {
    /* Beyond the largest float by half a step: what rounds to infinity; and what rounds to 0. */
    const double single_limit = 0x1.ffffffp127, single_least = 0x1p-150;
    char room[36];
    double number;
    if (!double_of(value, &number)) {
        struct dore_str text = sql_trim(sql_text_of(value, room));
        bool held = type->dialect->holds_nan && sql_is_one_of(text, not_finite);
        return held ? SQL_INSIDE : unread_number(text);
    }
    if (!isfinite(number)) {
        return type->dialect->holds_nan ? SQL_INSIDE : SQL_OUTSIDE;
    }
    if (type->is_unsigned && number < 0) {
        return SQL_BELOW;
    }
    if (!is_single(type)) {
        return SQL_INSIDE;
    }
    return number != 0 && fabs(number) <= single_least ? SQL_UNSURE
                                                       : side_of_float(number, single_limit);
}

enum sql_side sql_boolean_side(const struct sql_type *type, const struct dore_value *value) {
    /* PostgreSQL, Boolean Type 8.6: unique prefixes too. */
    static const char *const words[] = {"t",  "tr", "tru",  "true",  "y",   "ye", "yes",
                                        "on", "1",  "f",    "fa",    "fal", "0",  "n",
                                        "no", "of", "fals", "false", "off", NULL};
    char room[36];
    (void)type;
    if (sql_is_text(value)) {
        bool known = sql_is_one_of(sql_trim(sql_text_of(value, room)), words);
        return known ? SQL_INSIDE : SQL_OUTSIDE;
    }
    return side_of_integer(value->u.i, 0, 1);
}

enum sql_side sql_bits_side(const struct sql_type *type, const struct dore_value *value) {
    uint64_t limit = sql_length_limit(type);
    bool exact = type->word->flags & SQL_FIXED;
    char room[36];
    if (value->kind == DORE_BOOL) {
        return limit == 1 || !exact ? SQL_INSIDE : SQL_OUTSIDE;
    }
    if (value->kind == DORE_INT) {
        uint64_t high = limit >= 64 ? UINT64_MAX : (UINT64_C(1) << limit) - 1;
        return side_of_integer(value->u.i, 0, high);
    }
    struct dore_str text = sql_text_of(value, room);
    if (sql_count_of(text, "01") != text.size || (exact && text.size < limit)) {
        return SQL_OUTSIDE;
    }
    return sql_side_of_length(text.size, limit);
}

enum sql_side sql_year_side(const struct sql_type *type, const struct dore_value *value) {
    int64_t low = type->word->low;
    uint64_t high = type->word->high;
    char room[36];
    if (sql_is_text(value)) {
        struct dore_str text = sql_text_of(value, room);
        bool brief = sql_side_of_digits(text, 0, 99) == SQL_INSIDE;
        return brief ? SQL_CUT : sql_side_of_digits(text, low, high); /* '70' becomes 1970 */
    }
    if (value->kind == DORE_DATE) {
        return side_of_integer(dore_civil_from_days(value->u.i).year, low, high);
    }
    if (value->u.i > 0 && value->u.i <= 99) {
        return SQL_CUT;
    }
    return value->u.i == 0 ? SQL_INSIDE : side_of_integer(value->u.i, low, high);
}

enum sql_side sql_money_side(const struct sql_type *type, const struct dore_value *value) {
    const struct digits cents = {16, 2, true};
    char room[36];
    (void)type;
    if (value->kind == DORE_INT) {
        return side_of_integer(value->u.i, INT64_MIN / 100, INT64_MAX / 100);
    }
    if (value->kind == DORE_DECIMAL && value->scale != DORE_SCALE_TEXT) {
        return side_of_decimal(value->u.i, value->scale, cents);
    }
    struct dore_str text = sql_is_text(value) ? sql_text_of(value, room) : value->u.s;
    if (text.size == 0) {
        return SQL_UNSURE; /* nothing is 0 to some servers */
    }
    if (sql_count_of(text, "0123456789.-") == text.size) {
        return side_of_number_text(text, cents);
    }
    return sql_count_of(text, "0123456789") ? SQL_UNSURE : SQL_OUTSIDE;
}
