/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_forms: how values look. A form is what stands before the value, the printer of its own
 * characters, and what stands behind; the printers of fixed length are here, those of strings,
 * JSON and arrays in sql_rows.c. Also how long printed values are, which decides how rows are cut
 * into statements and parts: those figures are part of the output for ever.
 */
#include "sql.h"

#include <math.h>

const struct sql_form_row sql_forms[SQL_FORM_COUNT] = {
    [SQL_FORM_NONE] = {SQL_PRINT_NOTHING, SQL_PRINT_NOTHING, "", "", "", ""},
    [SQL_FORM_TRUTH] = {SQL_PRINT_TRUTH, SQL_PRINT_TRUTH_WORD, "", "", "", ""},
    [SQL_FORM_BOOL_WORD] = {SQL_PRINT_BOOL_WORD, 0, "", "", "", ""},
    [SQL_FORM_BOOL_DIGIT] = {SQL_PRINT_BOOL_DIGIT, 0, "", "", "", ""},
    [SQL_FORM_BOOL_BIT] = {SQL_PRINT_BOOL_DIGIT, 0, "b", "", "", ""},
    [SQL_FORM_INT] = {SQL_PRINT_INT, 0, "", "", "", ""},
    [SQL_FORM_INT_TRUTH] = {SQL_PRINT_INT_TRUTH, SQL_PRINT_INT_TRUTH_WORD, "", "", "", ""},
    [SQL_FORM_INT_BITS] = {SQL_PRINT_INT_BITS, 0, "b", "", "", ""},
    [SQL_FORM_FLOAT] = {SQL_PRINT_FLOAT, 0, "", "", "", ""},
    [SQL_FORM_FLOAT_QUOTED] = {SQL_PRINT_FLOAT, SQL_PRINT_FLOAT_QUOTED, "", "", "", ""},
    [SQL_FORM_FLOAT_SIGNED] = {SQL_PRINT_FLOAT_SIGNED, 0, "", "", "", ""},
    [SQL_FORM_DECIMAL] = {SQL_PRINT_DECIMAL, 0, "", "", "", ""},
    [SQL_FORM_STRING] = {SQL_PRINT_STRING, 0, "", "", "", ""},
    [SQL_FORM_STRING_HEX] = {SQL_PRINT_HEX, 0, "X", "", "", ""},
    [SQL_FORM_STRING_BITS] = {SQL_PRINT_STRING, 0, "b", "", "", ""},
    [SQL_FORM_STRING_SHAPE] = {SQL_PRINT_STRING, 0, "ST_GeomFromText(", "", "", ")"},
    [SQL_FORM_BYTEA] = {SQL_PRINT_HEX, 0, "", "\\x", "", ""},
    [SQL_FORM_BYTES_HEX] = {SQL_PRINT_HEX, 0, "X", "", "", ""},
    [SQL_FORM_BYTES_BASE64] = {SQL_PRINT_BASE64, 0, "", "", "", ""},
    [SQL_FORM_UUID] = {SQL_PRINT_UUID, 0, "", "", "", ""},
    [SQL_FORM_UUID_BYTEA] = {SQL_PRINT_UUID_HEX, 0, "", "\\x", "", ""},
    [SQL_FORM_UUID_HEX] = {SQL_PRINT_UUID_HEX, 0, "X", "", "", ""},
    [SQL_FORM_UUID_TEXT_HEX] = {SQL_PRINT_UUID_TEXT_HEX, 0, "X", "", "", ""},
    [SQL_FORM_DATE] = {SQL_PRINT_DATE, 0, "", "", "", ""},
    [SQL_FORM_DATE_MIDNIGHT] = {SQL_PRINT_DATE, 0, "", "", " 00:00:00", ""},
    [SQL_FORM_DATE_MIDNIGHT_UTC] = {SQL_PRINT_DATE, 0, "", "", " 00:00:00+00", ""},
    [SQL_FORM_YEAR] = {SQL_PRINT_YEAR, 0, "", "", "", ""},
    [SQL_FORM_DATETIME] = {SQL_PRINT_DATETIME, 0, "", "", "", ""},
    [SQL_FORM_DATETIME_UTC] = {SQL_PRINT_DATETIME, 0, "", "", "+00", ""},
    [SQL_FORM_DATETIME_CUT] = {SQL_PRINT_DATETIME_CUT, 0, "", "", "", ""},
    [SQL_FORM_DATETIME_DAY] = {SQL_PRINT_DATETIME_DAY, 0, "", "", "", ""},
    [SQL_FORM_DATETIME_ISO] = {SQL_PRINT_DATETIME_ISO, 0, "", "", "Z", ""},
    [SQL_FORM_TIME] = {SQL_PRINT_TIME, 0, "", "", "", ""},
    [SQL_FORM_TIME_UTC] = {SQL_PRINT_TIME, 0, "", "", "+00", ""},
    [SQL_FORM_TIME_CUT] = {SQL_PRINT_TIME_CUT, 0, "", "", "", ""},
    [SQL_FORM_INTERVAL] = {SQL_PRINT_INTERVAL, 0, "", "", "", ""},
    [SQL_FORM_HOURS] = {SQL_PRINT_HOURS, 0, "", "", "", ""},
    [SQL_FORM_HOURS_UTC] = {SQL_PRINT_HOURS, 0, "", "", "+00", ""},
    [SQL_FORM_HOURS_CUT] = {SQL_PRINT_HOURS_CUT, 0, "", "", "", ""},
    [SQL_FORM_DURATION] = {SQL_PRINT_DURATION, 0, "", "", "", ""},
    [SQL_FORM_JSON] = {SQL_PRINT_JSON, 0, "", "", "", ""},
    [SQL_FORM_ARRAY] = {SQL_PRINT_ARRAY, 0, "", "", "", ""},
    [SQL_FORM_SET] = {SQL_PRINT_SET, 0, "", "", "", ""},
    [SQL_FORM_VECTOR] = {SQL_PRINT_VECTOR, 0, "X", "", "", ""},
    [SQL_FORM_INT_SINGLE] = {SQL_PRINT_INT_SINGLE, 0, "", "", "", ""},
    [SQL_FORM_FLOAT_SINGLE] = {SQL_PRINT_FLOAT_SINGLE, 0, "", "", "", ""},
    [SQL_FORM_DECIMAL_SINGLE] = {SQL_PRINT_DECIMAL_SINGLE, 0, "", "", "", ""},
};

/* ---- printers ------------------------------------------------------------------------------- */

#define SECOND INT64_C(1000000)

static char *print_word(char *out, const char *word) {
    size_t size = strlen(word);
    memcpy(out, word, size);
    return out + size;
}

static char *print_bits(char *out, uint64_t number, unsigned digits) {
    for (unsigned i = digits; i > 0; i--) {
        *out++ = (char)('0' + (number >> (i - 1) & 1));
    }
    return out;
}

static char *print_float(char *out, double number) {
    if (isfinite(number)) {
        return dore_print_double(out, number);
    }
    return print_word(out, isnan(number) ? "NaN" : number < 0 ? "-Infinity" : "Infinity");
}

/* A bare NaN would be a column's name, a bare -0.0 the numeric 0. */
static char *print_float_quoted(char *out, double number) {
    if (isfinite(number) && (number != 0 || !signbit(number))) {
        return dore_print_double(out, number);
    }
    *out++ = '\'';
    out = print_float(out, number);
    *out++ = '\'';
    return out;
}

static char *print_float_signed(char *out, double number) {
    return number == 0 && signbit(number) ? print_word(out, "-0e0") : print_float(out, number);
}

/* Hours may have any number of digits, at least two. */
static char *print_hours(char *out, uint64_t microseconds, unsigned digits) {
    const uint64_t hour = 3600 * (uint64_t)SECOND;
    if (microseconds / hour < 10) {
        *out++ = '0';
    }
    out = dore_print_u64(out, microseconds / hour);
    char minutes[16];
    char *end = dore_print_time(minutes, (int64_t)(microseconds % hour), digits);
    size_t size = (size_t)(end - minutes) - 2; /* behind the hour's own 00 */
    memcpy(out, minutes + 2, size);
    return out + size;
}

static uint64_t magnitude(int64_t number) {
    return number < 0 ? -(uint64_t)number : (uint64_t)number;
}

static char *print_signed_hours(char *out, int64_t microseconds, unsigned digits) {
    if (microseconds < 0) {
        *out++ = '-';
    }
    return print_hours(out, magnitude(microseconds), digits);
}

/* PostgreSQL, Interval Input 8.5.4: without a sign of its own the time part would take the sign of
 * the days or not, as IntervalStyle says. */
static char *print_interval(char *out, int64_t microseconds) {
    uint64_t rest = magnitude(microseconds);
    char sign = microseconds < 0 ? '-' : '+';
    if (microseconds < 0) {
        *out++ = '-';
    }
    out = dore_print_u64(out, rest / (uint64_t)DORE_US_PER_DAY);
    out = print_word(out, " days ");
    *out++ = sign;
    return print_hours(out, rest % (uint64_t)DORE_US_PER_DAY, 6);
}

static char *print_day_of(char *out, int64_t microseconds) {
    char moment[32];
    dore_print_datetime(moment, microseconds, ' ', 0);
    memcpy(out, moment, 10);
    return out + 10;
}

static char *print_year(char *out, int64_t day) {
    return dore_print_i64(out, dore_civil_from_days(day).year);
}

static char *print_uuid_text_hex(char *out, const void *uuid) {
    char text[36];
    dore_print_uuid(text, uuid);
    return dore_print_hex(out, text, sizeof text);
}

/* MySQL and MariaDB keep vectors as they come: floats of IEEE 754, the lowest byte first. */
static char *print_single(char *out, double number) {
    const float single = (float)number;
    uint32_t bits;
    uint8_t bytes[4];
    memcpy(&bits, &single, sizeof bits);
    for (unsigned i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(bits >> 8 * i);
    }
    return dore_print_hex(out, bytes, sizeof bytes);
}

/* Its digits, read as a number; `slot` holds units of the scale, or the digits themselves. */
static char *print_decimal_single(char *out, unsigned scale, const void *slot) {
    char digits[SQL_PRINT_ROOM];
    struct dore_str text = {digits, 0};
    double number = 0;
    if (scale == DORE_SCALE_TEXT) {
        text = *(const struct dore_str *)slot;
    } else {
        text.size = (size_t)(dore_print_decimal(digits, *(const int64_t *)slot, scale) - digits);
    }
    dore_parse_double(text, &number);
    return print_single(out, number);
}

/* The printers of times. */
static char *print_moment(enum sql_printer printer, unsigned digits, int64_t number, char *out) {
    switch ((unsigned)printer) {
    case SQL_PRINT_DATE:
        return dore_print_date(out, number);
    case SQL_PRINT_YEAR:
        return print_year(out, number);
    case SQL_PRINT_DATETIME:
        return dore_print_datetime(out, number, ' ', sql_fraction_digits(number, digits));
    case SQL_PRINT_DATETIME_CUT:
        return dore_print_datetime(out, number, ' ', digits);
    case SQL_PRINT_DATETIME_DAY:
        return print_day_of(out, number);
    case SQL_PRINT_DATETIME_ISO:
        return dore_print_datetime(out, number, 'T', sql_fraction_digits(number, 6));
    case SQL_PRINT_TIME:
        return dore_print_time(out, number, sql_fraction_digits(number, digits));
    case SQL_PRINT_TIME_CUT:
        return dore_print_time(out, number, digits);
    case SQL_PRINT_INTERVAL:
        return print_interval(out, number);
    case SQL_PRINT_HOURS:
        return print_signed_hours(out, number, sql_fraction_digits(number, digits));
    case SQL_PRINT_HOURS_CUT:
        return print_signed_hours(out, number, digits);
    default:
        return dore_print_duration(out, number);
    }
}

char *sql_print(enum sql_printer printer, unsigned digits, unsigned scale, const void *slot,
                char *out) {
    const bool *truth = slot;
    const int64_t *number = slot;
    const double *real = slot;
    switch ((unsigned)printer) {
    case SQL_PRINT_NOTHING:
        return out;
    case SQL_PRINT_TRUTH:
        return print_word(out, *truth ? "t" : "f");
    case SQL_PRINT_TRUTH_WORD:
        return print_word(out, *truth ? "TRUE" : "FALSE");
    case SQL_PRINT_BOOL_WORD:
        return print_word(out, *truth ? "true" : "false");
    case SQL_PRINT_BOOL_DIGIT:
        return print_word(out, *truth ? "1" : "0");
    case SQL_PRINT_INT:
        return dore_print_i64(out, *number);
    case SQL_PRINT_INT_TRUTH:
        return print_word(out, *number ? "t" : "f");
    case SQL_PRINT_INT_TRUTH_WORD:
        return print_word(out, *number ? "TRUE" : "FALSE");
    case SQL_PRINT_INT_BITS:
        return print_bits(out, (uint64_t)*number, digits);
    case SQL_PRINT_FLOAT:
        return print_float(out, *real);
    case SQL_PRINT_FLOAT_QUOTED:
        return print_float_quoted(out, *real);
    case SQL_PRINT_FLOAT_SIGNED:
        return print_float_signed(out, *real);
    case SQL_PRINT_DECIMAL:
        return dore_print_decimal(out, *number, scale);
    case SQL_PRINT_INT_SINGLE:
        return print_single(out, (double)*number);
    case SQL_PRINT_FLOAT_SINGLE:
        return print_single(out, *real);
    case SQL_PRINT_DECIMAL_SINGLE:
        return print_decimal_single(out, scale, slot);
    case SQL_PRINT_UUID:
        return dore_print_uuid(out, slot);
    case SQL_PRINT_UUID_HEX:
        return dore_print_hex(out, slot, 16);
    case SQL_PRINT_UUID_TEXT_HEX:
        return print_uuid_text_hex(out, slot);
    default:
        return print_moment(printer, digits, *number, out);
    }
}

/* ---- lengths -------------------------------------------------------------------------------- */

/* Typical and largest length of what a printer makes; 0: `factor` times the value's own text. Text
 * that is written as JSON, or as base64 in the domain and as digits here, grows at most so much. */
static const struct width {
    uint64_t typical, largest, typical_factor, largest_factor;
} widths[SQL_PRINTER_COUNT] = {
    [SQL_PRINT_NOTHING] = {0, 0, 0, 0},
    [SQL_PRINT_TRUTH] = {1, 1, 0, 0},
    [SQL_PRINT_TRUTH_WORD] = {5, 5, 0, 0},
    [SQL_PRINT_BOOL_WORD] = {5, 5, 0, 0},
    [SQL_PRINT_BOOL_DIGIT] = {1, 1, 0, 0},
    [SQL_PRINT_INT] = {0, DORE_INT_ROOM, 1, 0},
    [SQL_PRINT_INT_TRUTH] = {1, 1, 0, 0},
    [SQL_PRINT_INT_TRUTH_WORD] = {5, 5, 0, 0},
    [SQL_PRINT_INT_BITS] = {64, 64, 0, 0},
    [SQL_PRINT_FLOAT] = {0, DORE_DOUBLE_ROOM, 1, 0},
    [SQL_PRINT_FLOAT_QUOTED] = {0, DORE_DOUBLE_ROOM, 1, 0},
    [SQL_PRINT_FLOAT_SIGNED] = {0, DORE_DOUBLE_ROOM, 1, 0},
    [SQL_PRINT_DECIMAL] = {0, 0, 1, 1},
    [SQL_PRINT_UUID] = {36, 36, 0, 0},
    [SQL_PRINT_UUID_HEX] = {32, 32, 0, 0},
    [SQL_PRINT_UUID_TEXT_HEX] = {72, 72, 0, 0},
    [SQL_PRINT_DATE] = {10, 10, 0, 0},
    [SQL_PRINT_YEAR] = {4, 4, 0, 0},
    [SQL_PRINT_DATETIME] = {19, 26, 0, 0},
    [SQL_PRINT_DATETIME_CUT] = {19, 26, 0, 0},
    [SQL_PRINT_DATETIME_DAY] = {10, 10, 0, 0},
    [SQL_PRINT_DATETIME_ISO] = {19, 26, 0, 0},
    [SQL_PRINT_TIME] = {8, 15, 0, 0},
    [SQL_PRINT_TIME_CUT] = {8, 15, 0, 0},
    [SQL_PRINT_INTERVAL] = {23, 34, 0, 0},
    [SQL_PRINT_HOURS] = {8, 24, 0, 0},
    [SQL_PRINT_HOURS_CUT] = {8, 24, 0, 0},
    [SQL_PRINT_DURATION] = {0, 48, 1, 0},
    [SQL_PRINT_STRING] = {0, 0, 1, 1},
    [SQL_PRINT_HEX] = {0, 0, 2, 2},
    [SQL_PRINT_BASE64] = {0, 0, 1, 1},
    [SQL_PRINT_JSON] = {2, 2, 1, 6},
    [SQL_PRINT_ARRAY] = {0, 0, 2, 6},
    [SQL_PRINT_SET] = {0, 0, 1, 1},
    [SQL_PRINT_INT_SINGLE] = {8, 8, 0, 0},
    [SQL_PRINT_FLOAT_SINGLE] = {8, 8, 0, 0},
    [SQL_PRINT_DECIMAL_SINGLE] = {8, 8, 0, 0},
    [SQL_PRINT_VECTOR] = {0, 8, 1, 4}, /* an item's text has two bytes at least, with its comma */
};

uint64_t sql_typical_bytes(enum sql_printer printer, unsigned digits,
                           const struct dore_domain *domain) {
    const struct width *width = &widths[printer];
    bool cut = printer == SQL_PRINT_DATETIME_CUT || printer == SQL_PRINT_TIME_CUT ||
               printer == SQL_PRINT_HOURS_CUT;
    uint64_t fraction = cut && digits ? digits + 1 : 0;
    return dore_sum(dore_sum(width->typical, fraction),
                    dore_product(width->typical_factor, domain->mean_bytes));
}

uint64_t sql_largest_bytes(enum sql_printer printer, const struct dore_domain *domain) {
    const struct width *width = &widths[printer];
    return dore_sum(width->largest, dore_product(width->largest_factor, domain->max_bytes));
}
