/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to sql_fit.c and its parts: on which side of a type's limits one value lies. Each
 * function judges the values that the dialects' matrices call SQL_DEPENDS for its family.
 */
#ifndef DORE_FORMATS_SQL_FIT_H
#define DORE_FORMATS_SQL_FIT_H

#include "sql.h"

/* Where a value lies. Of two values on different sides, some value between may fit. */
enum sql_side {
    SQL_INSIDE,
    SQL_BELOW,
    SQL_ABOVE,
    SQL_OUTSIDE,
    SQL_UNSURE, /* only the server can tell */
    SQL_CUT     /* fits, but loses something */
};

/* STRING or UUID_STRING. */
static inline bool sql_is_text(const struct dore_value *value) {
    return value->kind == DORE_STRING || value->kind == DORE_UUID_STRING;
}
/* The text of such a value; `room` holds a UUID_STRING's. */
struct dore_str sql_text_of(const struct dore_value *value, char room[36]);
/* Without blanks at both ends, as servers read numbers and dates. */
struct dore_str sql_trim(struct dore_str text);
/* How many bytes of the text are one of `bytes`. */
size_t sql_count_of(struct dore_str text, const char *bytes);
/* ASCII letter case does not count; the words are lower case, NULL-ended. */
bool sql_is_one_of(struct dore_str text, const char *const *words);

/* Longest length that a type of text, binary or bits takes; 0: no limit. */
uint64_t sql_length_limit(const struct sql_type *type);
enum sql_side sql_side_of_length(uint64_t length, uint64_t limit);
enum sql_side sql_side_of_digits(struct dore_str text, int64_t low, uint64_t high);

typedef enum sql_side sql_side_function(const struct sql_type *type,
                                        const struct dore_value *value);
/* sql_fit_number.c */
sql_side_function sql_integer_side, sql_numeric_side, sql_float_side, sql_boolean_side,
    sql_bits_side, sql_year_side, sql_money_side;
/* sql_fit_text.c */
sql_side_function sql_text_side, sql_binary_side, sql_moment_side, sql_time_side, sql_uuid_side,
    sql_hardware_side, sql_address_side, sql_enum_side, sql_set_side;

#endif
