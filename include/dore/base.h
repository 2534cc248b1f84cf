/* SPDX-License-Identifier: Apache-2.0
 *
 * base: memory, growing buffers, UTF-8, numbers, civil dates and near-miss names.
 * Everything else stands on this header; it stands on the C library alone.
 * Nothing here knows what a manifest is, reads the clock or writes to a terminal.
 */
#ifndef DORE_BASE_H
#define DORE_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Text with its length in bytes. Not necessarily NUL-terminated; may hold NUL bytes. */
struct dore_str {
    const char *text;
    size_t size;
};
#define DORE_STR(literal) ((struct dore_str){"" literal, sizeof(literal) - 1})

/* Bytes that may be read (never written) past the end of any text that lives in an arena or in a
 * word pool, so that copying loops may move whole vectors. */
enum { DORE_SLACK = 32 };

/* ---- memory ------------------------------------------------------------------------------- */

/* The one allocator. Results are never NULL: when memory runs out, or count * size overflows,
 * the handler set by dore_memory_on_failure runs and must not return. dore_alloc gives zeroed
 * memory; dore_free takes NULL. */
void *dore_alloc(size_t count, size_t size);
void *dore_realloc(void *memory, size_t count, size_t size);
void dore_free(void *memory);
/* handler(void) writes its message and ends the process (status 3). */
void dore_memory_on_failure(void (*handler)(void));
/* For tests: the N-th allocation from now (1 is the next) fails; 0 switches that off. */
void dore_memory_fail_at(uint64_t countdown);

/* An arena: memory that is freed all at once. Zero-initialised is empty and ready for use. */
struct dore_arena {
    struct dore_arena_block *block; /* newest first */
    char *next, *end;               /* free room in the newest block */
};
/* Zeroed, aligned to 16, never NULL, DORE_SLACK readable bytes behind it. */
void *dore_arena_alloc(struct dore_arena *arena, size_t count, size_t size);
/* The same, not zeroed: for rows of values that are filled at once. */
void *dore_arena_take(struct dore_arena *arena, size_t count, size_t size);
#define DORE_NEW(arena, type, count) ((type *)dore_arena_alloc((arena), (count), sizeof(type)))
#define DORE_TAKE(arena, type, count) ((type *)dore_arena_take((arena), (count), sizeof(type)))
/* A NUL-terminated copy in the arena. */
char *dore_arena_text(struct dore_arena *arena, const char *text, size_t size);
/* printf into the arena; for messages and names, never for rows. */
char *dore_arena_format(struct dore_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *dore_arena_vformat(struct dore_arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
/* Makes the arena empty but keeps its largest block for the next use. */
void dore_arena_reset(struct dore_arena *arena);
void dore_arena_release(struct dore_arena *arena);

/* Sums and products that stop at UINT64_MAX instead of wrapping: sizes and counts. */
static inline uint64_t dore_sum(uint64_t a, uint64_t b) {
    uint64_t sum;
    return __builtin_add_overflow(a, b, &sum) ? UINT64_MAX : sum;
}
static inline uint64_t dore_product(uint64_t a, uint64_t b) {
    uint64_t product;
    return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}

/* A growing array of bytes. Zero-initialised is empty. Growing never fails. At least DORE_SLACK
 * bytes behind `size` are always allocated once anything was put. */
struct dore_buf {
    char *data;
    size_t size, capacity;
};
/* Makes room for `more` bytes behind `size`; returns where they begin. The caller then adds what
 * it wrote to `size`. */
char *dore_buf_reserve(struct dore_buf *buf, size_t more);
void dore_buf_put(struct dore_buf *buf, const void *bytes, size_t size);
void dore_buf_puts(struct dore_buf *buf, const char *text);
void dore_buf_put_str(struct dore_buf *buf, struct dore_str text);
void dore_buf_putc(struct dore_buf *buf, char byte);
void dore_buf_put_u64(struct dore_buf *buf, uint64_t number);
void dore_buf_put_i64(struct dore_buf *buf, int64_t number);
/* The text as a JSON string, quotes included: \" \\ \b \f \n \r \t, \u00xx for the other characters
 * below U+0020, all else as it is. */
void dore_buf_put_json_string(struct dore_buf *buf, struct dore_str text);
/* printf; for headings and scripts, never for rows. */
void dore_buf_format(struct dore_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void dore_buf_clear(struct dore_buf *buf); /* size 0, memory kept */
void dore_buf_release(struct dore_buf *buf);

/* ---- text --------------------------------------------------------------------------------- */

/* Length of the longest prefix that is well-formed UTF-8 of Unicode scalar values (Unicode 15,
 * table 3-7: no surrogates, no overlong forms); equal to size when all of it is. */
size_t dore_utf8_valid(const char *text, size_t size);
/* Code points in well-formed UTF-8. */
size_t dore_utf8_count(const char *text, size_t size);
/* Decodes the character at text[0..size) of well-formed UTF-8; *bytes gets its length. */
uint32_t dore_utf8_decode(const char *text, size_t size, size_t *bytes);
/* Writes a scalar value as UTF-8 to out[0..4); returns the number of bytes. */
size_t dore_utf8_encode(uint32_t scalar, char out[4]);
/* All bytes in 0x20..0x7e and none of ' " \ `: text that no dialect needs to escape. */
bool dore_text_is_plain(const char *text, size_t size);
/* Letters behind `from` in lower or in upper case, by Unicode's simple mappings for Latin, Greek,
 * Cyrillic and Armenian; lengths in bytes stay as they are. UTF-8 only. */
void dore_text_lower(struct dore_buf *out, size_t from);
void dore_text_upper(struct dore_buf *out, size_t from);
bool dore_str_equal(struct dore_str a, struct dore_str b);
bool dore_str_is(struct dore_str a, const char *text);
/* Byte order, the shorter first where one begins the other. */
int dore_str_compare(struct dore_str a, struct dore_str b);
/* ASCII letters only; other bytes compare as they are. */
bool dore_text_equal_nocase(const char *a, const char *b);
/* The one rule for names of files and folders: bytes of [A-Za-z0-9_.-] stay, with neither '.' nor
 * '-' first; every other byte becomes %XX; more than 100 bytes are cut and given a digest. */
char *dore_file_name(struct dore_arena *arena, const char *name);
/* One for each name, in the same order; names that would be equal but for letter case get "-2",
 * "-3", ... */
const char **dore_file_names(struct dore_arena *arena, const char *const *name, size_t count);

/* A file that was compiled in (scripts/make-texts): "formats/load/common.sh"; NULL: none. */
const char *dore_text_find(const char *name);

/* Whether code for vectors of that name (avx512, avx2) may run: none better than the one named by
 * the environment's DORE_SIMD; "scalar", or any other name, stands for none. */
bool dore_simd_allows(const char *name);

/* Nearest name: begin with {.name = "..."}, try each candidate, ask for the best. */
enum { DORE_SUGGEST_FEW = 6 };
struct dore_suggest {
    const char *name; /* NULL: not to be shown, so nothing is near it */
    const char *best;
    unsigned distance;
    const char *kin;
    const char *first[DORE_SUGGEST_FEW]; /* candidates, in order */
    size_t count;                        /* of them all */
};
void dore_suggest_try(struct dore_suggest *suggest, const char *candidate);
/* The nearest candidate (Damerau-Levenshtein, letter case counts half) when it is near enough to
 * be a misspelling: at most a quarter of the name's length, rounded up, or equal but for letter
 * case; else NULL. */
const char *dore_suggest_best(const struct dore_suggest *suggest);
/* The best; else the shortest candidate that begins with the name's words or the other way round
 * ("phone", "phone_number"), or ends with the same capitalised word ("name", "tableName"); else
 * NULL. No proof of a misspelling, but what may be meant. */
const char *dore_suggest_kin(const struct dore_suggest *suggest);

/* ---- numbers ------------------------------------------------------------------------------ */

/* Whole text, base 10, optional sign for the signed one, no blanks; false on anything else or on
 * overflow. */
bool dore_parse_i64(struct dore_str text, int64_t *out);
bool dore_parse_u64(struct dore_str text, uint64_t *out);
/* JSON number syntax; nearest double; false when it is not one or not finite. */
bool dore_parse_double(struct dore_str text, double *out);
/* An exact decimal: value = units / 10^scale. JSON number syntax with exponents; trailing zeros
 * of the fraction are kept as scale; false when it does not fit 18 digits and scale 0..18. */
struct dore_decimal {
    int64_t units;
    uint8_t scale;
};
bool dore_parse_decimal(struct dore_str text, struct dore_decimal *out);

/* Printers write without a terminating NUL and return one past the last byte. Room needed: */
enum { DORE_INT_ROOM = 20, DORE_DECIMAL_ROOM = 24, DORE_DOUBLE_ROOM = 32 };
char *dore_print_u64(char *out, uint64_t number);
char *dore_print_i64(char *out, int64_t number);
/* -12.340 for units -12340, scale 3; 0.05 for 5, 2; scale 0 prints no point. */
char *dore_print_decimal(char *out, int64_t units, unsigned scale);
/* Shortest decimal text that reads back to the same bits, finite numbers only: plain digits where
 * the decimal exponent is in -4..16 ("1.5", "100000.0", "-0.0", "0.0001"), else "1.5e+300",
 * "1e-07" - Python's repr. Always has a point or an exponent. */
char *dore_print_double(char *out, double number);
/* Two lower-case digits a byte. */
char *dore_print_hex(char *out, const void *bytes, size_t size);
/* 36 characters, lower case. */
char *dore_print_uuid(char *out, const uint8_t uuid[16]);
/* RFC 4648 with padding; writes 4 * ceil(size / 3) bytes. */
char *dore_print_base64(char *out, const void *bytes, size_t size);

/* ---- real functions: the same bits everywhere (same-bytes), within 4 units of the last place ----
 */

/* Of any number: infinite above 709.8, 0 below -745.2. */
double dore_exp(double x);
double dore_expm1(double x); /* exp(x) - 1, as good near 0 */
/* Of numbers that are not below 0; of 0 minus infinity. */
double dore_log(double x);
double dore_log1p(double x); /* log(1 + x), as good near 0 */

/* ---- civil dates (proleptic Gregorian, UTC) ---------------------------------------------------
 */

enum { DORE_DAY_MIN = -719162, DORE_DAY_MAX = 2932896 }; /* 0001-01-01 .. 9999-12-31, from 1970 */
#define DORE_US_PER_DAY INT64_C(86400000000)

struct dore_civil {
    int32_t year;       /* 1..9999 */
    uint8_t month, day; /* 1..12, 1..31 */
    uint8_t hour, minute, second;
    uint32_t microsecond;
};
int64_t dore_days_from_civil(int32_t year, unsigned month, unsigned day);
struct dore_civil dore_civil_from_days(int64_t days);
struct dore_civil dore_civil_from_us(int64_t microseconds); /* floor, so before 1970 too */
int64_t dore_us_from_civil(const struct dore_civil *civil);
/* 0 for Monday .. 6 for Sunday. */
unsigned dore_weekday(int64_t days);
/* False for a day that does not exist. */
bool dore_civil_valid(int32_t year, unsigned month, unsigned day);

char *dore_print_date(char *out, int64_t days); /* YYYY-MM-DD */
/* HH:MM:SS and, when digits > 0, a point and so many digits (0..6) of the second, cut. */
char *dore_print_time(char *out, int64_t microseconds_of_day, unsigned digits);
/* YYYY-MM-DD, separator, time as above. */
char *dore_print_datetime(char *out, int64_t microseconds, char separator, unsigned digits);
/* [-]P[nD][T[nH][nM][n[.ffffff]S]], ISO 8601 duration; PT0S for zero. At most 48 bytes. */
char *dore_print_duration(char *out, int64_t microseconds);
/* YYYY-MM-DD, or with a T or blank a time HH:MM[:SS[.f{1,6}]] and an optional Z or +HH:MM;
 * *has_time says which. Result in microseconds since 1970-01-01T00:00:00Z. */
bool dore_parse_datetime(struct dore_str text, int64_t *microseconds, bool *has_time);

#endif
