/* SPDX-License-Identifier: Apache-2.0
 *
 * Civil dates: days and microseconds since 1970 to years, months and days and back, and their ISO
 * 8601 texts. Proleptic Gregorian, UTC, years 1..9999, integers only.
 *
 * Days are counted from 0000-03-01, so that the leap day ends a year; 400 years are 146097 days.
 * In such a year months are 153 days in five: (153 * month + 2) / 5 days precede month 0..11.
 */
#include "dore/base.h"

#include "number.h"

enum { DAYS_TO_1970 = 719468, DAYS_PER_ERA = 146097, DAYS_TO_JANUARY = 306 };

#define US_PER_SECOND INT64_C(1000000)
#define US_PER_MINUTE (60 * US_PER_SECOND)
#define US_PER_HOUR (60 * US_PER_MINUTE)

int64_t dore_days_from_civil(int32_t year, unsigned month, unsigned day) {
    uint32_t shifted = (uint32_t)(month > 2 ? year : year - 1);
    uint32_t month_from_march = month > 2 ? month - 3 : month + 9;
    uint32_t era = shifted / 400, year_of_era = shifted % 400;
    uint32_t day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    uint32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (int64_t)era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

/* The year that began last March, and the day of it. Divisions by numbers that the compiler knows,
 * the one by 1461 as a product whose halves are quotient and rest (Neri, Schneider, "Euclidean
 * affine functions and their application to calendar algorithms", 2022). */
static inline uint32_t march_year(int64_t days, uint32_t *day_of_year) {
    uint32_t quarters = 4 * (uint32_t)(days + DAYS_TO_1970) + 3;
    uint32_t century = quarters / DAYS_PER_ERA, day_of_century = quarters % DAYS_PER_ERA / 4;
    uint64_t product = UINT64_C(2939745) * (4 * day_of_century + 3);
    *day_of_year = (uint32_t)product / 2939745 / 4;
    return 100 * century + (uint32_t)(product >> 32);
}

static inline struct dore_civil civil_from_days(int64_t days) {
    uint32_t day_of_year, year = march_year(days, &day_of_year);
    uint32_t month_and_day = 2141 * day_of_year + 197913; /* 2^16 a month, from March */
    uint32_t month = month_and_day >> 16, next = day_of_year >= DAYS_TO_JANUARY;
    return (struct dore_civil){
        .year = (int32_t)(year + next),
        .month = (uint8_t)(month - 12 * next),
        .day = (uint8_t)((month_and_day & 0xFFFF) / 2141 + 1),
    };
}

struct dore_civil dore_civil_from_days(int64_t days) {
    return civil_from_days(days);
}

/* floor(microseconds / day); *rest gets what is left of the day. */
static int64_t split_day(int64_t microseconds, int64_t *rest) {
    int64_t days = microseconds / DORE_US_PER_DAY;
    *rest = microseconds % DORE_US_PER_DAY;
    if (*rest < 0) {
        *rest += DORE_US_PER_DAY;
        days--;
    }
    return days;
}

struct dore_civil dore_civil_from_us(int64_t microseconds) {
    int64_t rest;
    struct dore_civil civil = dore_civil_from_days(split_day(microseconds, &rest));
    uint32_t seconds = (uint32_t)(rest / US_PER_SECOND);
    civil.hour = (uint8_t)(seconds / 3600);
    civil.minute = (uint8_t)(seconds / 60 % 60);
    civil.second = (uint8_t)(seconds % 60);
    civil.microsecond = (uint32_t)(rest % US_PER_SECOND);
    return civil;
}

int64_t dore_us_from_civil(const struct dore_civil *civil) {
    return dore_days_from_civil(civil->year, civil->month, civil->day) * DORE_US_PER_DAY +
           civil->hour * US_PER_HOUR + civil->minute * US_PER_MINUTE +
           civil->second * US_PER_SECOND + civil->microsecond;
}

unsigned dore_weekday(int64_t days) {
    return (unsigned)((days % 7 + 7 + 3) % 7); /* 1970-01-01 was a Thursday */
}

bool dore_civil_valid(int32_t year, unsigned month, unsigned day) {
    static const uint8_t month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12) {
        return false;
    }
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day >= 1 && day <= month_days[month - 1] + (unsigned)(month == 2 && leap);
}

/* ---- writing -------------------------------------------------------------------------------- */

/* The digits of 0..99; no number out of range reads beyond the table. */
static inline char *print_pair(char *out, unsigned number) {
    memcpy(out, number_pairs + (size_t)2 * (number % NUMBER_PAIRS), 2);
    return out + 2;
}

/* "-MM-DD" of each day of a year that begins in March. */
#define DAYS_TO_9(month)                                                                           \
    month "1" month "2" month "3" month "4" month "5" month "6" month "7" month "8" month "9"
#define DAYS_28(month)                                                                             \
    DAYS_TO_9(month "0")                                                                           \
    month "10" DAYS_TO_9(month "1") month "20" month "21" month "22" month "23" month "24" month   \
                                          "25" month "26" month "27" month "28"
#define DAYS_30(month) DAYS_28(month) month "29" month "30"
#define DAYS_31(month) DAYS_30(month) month "31"
enum { MONTH_DAY_SIZE = 6, DAYS_OF_YEAR = 366 };
static const char month_days[] = DAYS_31("-03-") DAYS_30("-04-") DAYS_31("-05-") DAYS_30("-06-")
    DAYS_31("-07-") DAYS_31("-08-") DAYS_30("-09-") DAYS_31("-10-") DAYS_30("-11-") DAYS_31("-12-")
        DAYS_31("-01-") DAYS_28("-02-") "-02-29";
_Static_assert(sizeof month_days == DAYS_OF_YEAR * MONTH_DAY_SIZE + 1, "a year has 366 days");

static inline char *print_date(char *out, int64_t days) {
    uint32_t day_of_year, year = march_year(days, &day_of_year);
    year += day_of_year >= DAYS_TO_JANUARY;
    out = print_pair(out, year / 100);
    out = print_pair(out, year % 100);
    memcpy(out, month_days + (size_t)MONTH_DAY_SIZE * day_of_year, MONTH_DAY_SIZE);
    return out + MONTH_DAY_SIZE;
}

char *dore_print_date(char *out, int64_t days) {
    return print_date(out, days);
}

/* A point and `digits` digits of the fraction, the rest cut; nothing for 0. */
static inline char *print_fraction(char *out, uint32_t microsecond, unsigned digits) {
    if (digits == 0) {
        return out;
    }
    *out++ = '.';
    if (digits == 6) {
        out = print_pair(out, microsecond / 10000);
        out = print_pair(out, microsecond / 100 % 100);
        return print_pair(out, microsecond % 100);
    }
    for (unsigned i = digits; i < 6; i++) {
        microsecond /= 10;
    }
    return number_print_padded(out, microsecond, digits);
}

static inline char *print_time(char *out, int64_t microseconds_of_day, unsigned digits) {
    uint32_t seconds = (uint32_t)((uint64_t)microseconds_of_day / (uint64_t)US_PER_SECOND);
    uint32_t fraction = (uint32_t)((uint64_t)microseconds_of_day % (uint64_t)US_PER_SECOND);
    uint32_t hour = seconds / 3600, of_hour = seconds % 3600;
    out = print_pair(out, hour);
    *out++ = ':';
    out = print_pair(out, of_hour / 60);
    *out++ = ':';
    out = print_pair(out, of_hour % 60);
    return print_fraction(out, fraction, digits);
}

char *dore_print_time(char *out, int64_t microseconds_of_day, unsigned digits) {
    return print_time(out, microseconds_of_day, digits);
}

char *dore_print_datetime(char *out, int64_t microseconds, char separator, unsigned digits) {
    int64_t rest;
    out = print_date(out, split_day(microseconds, &rest));
    *out++ = separator;
    return print_time(out, rest, digits);
}

static char *print_part(char *out, uint64_t number, char unit) {
    if (number) {
        out = dore_print_u64(out, number);
        *out++ = unit;
    }
    return out;
}

char *dore_print_duration(char *out, int64_t microseconds) {
    uint64_t left = microseconds < 0 ? 0 - (uint64_t)microseconds : (uint64_t)microseconds;
    if (microseconds < 0) {
        *out++ = '-';
    }
    *out++ = 'P';
    out = print_part(out, left / (uint64_t)DORE_US_PER_DAY, 'D');
    uint64_t rest = left % (uint64_t)DORE_US_PER_DAY;
    if (rest || left == 0) {
        *out++ = 'T';
    }
    out = print_part(out, rest / (uint64_t)US_PER_HOUR, 'H');
    out = print_part(out, rest / (uint64_t)US_PER_MINUTE % 60, 'M');
    rest %= (uint64_t)US_PER_MINUTE;
    if (rest || left == 0) {
        uint32_t fraction = (uint32_t)(rest % (uint64_t)US_PER_SECOND);
        out = dore_print_u64(out, rest / (uint64_t)US_PER_SECOND);
        out = print_fraction(out, fraction, fraction ? 6 : 0);
        *out++ = 'S';
    }
    return out;
}

/* ---- reading -------------------------------------------------------------------------------- */

/* A text that is eaten from the front; `bad` stays once anything did not fit. */
struct reader {
    struct dore_str left;
    bool bad;
};

static char peek(const struct reader *reader) {
    return reader->left.size ? reader->left.text[0] : '\0';
}

static bool accept(struct reader *reader, char byte) {
    if (reader->left.size == 0 || reader->left.text[0] != byte) {
        return false;
    }
    reader->left.text++;
    reader->left.size--;
    return true;
}

static void expect(struct reader *reader, char byte) {
    reader->bad |= !accept(reader, byte);
}

/* Exactly `width` digits of a number up to `most`. */
static unsigned expect_number(struct reader *reader, unsigned width, unsigned most) {
    unsigned number = 0;
    for (unsigned i = 0; i < width; i++) {
        unsigned digit = (unsigned)(uint8_t)peek(reader) - '0';
        if (digit > 9) {
            reader->bad = true;
            return 0;
        }
        accept(reader, peek(reader));
        number = number * 10 + digit;
    }
    reader->bad |= number > most;
    return number;
}

/* One to six digits as microseconds. */
static uint32_t expect_fraction(struct reader *reader) {
    uint32_t microsecond = 0;
    unsigned digits = 0;
    for (; digits < 6 && peek(reader) >= '0' && peek(reader) <= '9'; digits++) {
        microsecond = microsecond * 10 + (uint32_t)(peek(reader) - '0');
        accept(reader, peek(reader));
    }
    reader->bad |= digits == 0;
    for (; digits < 6; digits++) {
        microsecond *= 10;
    }
    return microsecond;
}

static void read_time(struct reader *reader, struct dore_civil *civil) {
    civil->hour = (uint8_t)expect_number(reader, 2, 23);
    expect(reader, ':');
    civil->minute = (uint8_t)expect_number(reader, 2, 59);
    if (accept(reader, ':')) {
        civil->second = (uint8_t)expect_number(reader, 2, 59);
        if (accept(reader, '.')) {
            civil->microsecond = expect_fraction(reader);
        }
    }
}

/* What an optional Z or +HH:MM adds to UTC. */
static int64_t read_offset(struct reader *reader) {
    bool ahead = accept(reader, '+');
    if (!ahead && !accept(reader, '-')) {
        accept(reader, 'Z');
        return 0;
    }
    int64_t offset = expect_number(reader, 2, 23) * US_PER_HOUR;
    expect(reader, ':');
    offset += expect_number(reader, 2, 59) * US_PER_MINUTE;
    return ahead ? offset : -offset;
}

bool dore_parse_datetime(struct dore_str text, int64_t *microseconds, bool *has_time) {
    struct reader reader = {.left = text};
    struct dore_civil civil = {0};
    civil.year = (int32_t)expect_number(&reader, 4, 9999);
    expect(&reader, '-');
    civil.month = (uint8_t)expect_number(&reader, 2, 12);
    expect(&reader, '-');
    civil.day = (uint8_t)expect_number(&reader, 2, 31);
    int64_t offset = 0;
    bool timed = accept(&reader, 'T') || accept(&reader, ' ');
    if (timed) {
        read_time(&reader, &civil);
        offset = read_offset(&reader);
    }
    if (reader.bad || reader.left.size || !dore_civil_valid(civil.year, civil.month, civil.day)) {
        return false;
    }
    int64_t moment = dore_us_from_civil(&civil) - offset;
    if (moment < DORE_DAY_MIN * DORE_US_PER_DAY || moment >= (DORE_DAY_MAX + 1) * DORE_US_PER_DAY) {
        return false;
    }
    *microseconds = moment;
    *has_time = timed;
    return true;
}
