/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_fit*.c: whether one value fits a type, at the limits of each family (the answers were tried
 * on PostgreSQL 15 and MariaDB 10.11), and whether a domain does, by its ends, lengths and
 * elements.
 */
#include "formats/sql.h"

#include <math.h>

#include "tests/unit/sql_fixture.h"

Suite *suite_sql_fit(void);

#define PG (&sql_postgres)
#define MY (&sql_mysql)

static const char *const fit_names[] = {"all", "some", "none", "loses"};

static struct sql_type read_type(const struct sql_dialect *dialect, const char *text) {
    struct sql_type type;
    const char *fault = sql_type_read(dialect, text, &type);
    ck_assert_msg(!fault, "%s: %s", text, fault);
    return type;
}

/* ---- one value ------------------------------------------------------------------------------- */

static const struct dore_value three[] = {VALUE_INT(1), VALUE_FLOAT(1e-300), VALUE_DECIMAL(5, 1)},
                               huge[] = {VALUE_FLOAT(1e39)};
static const struct dore_value ints[] = {VALUE_INT(1), VALUE_INT(300), VALUE_NULL},
                               words[] = {VALUE_STRING("a"), VALUE_STRING("c d")},
                               others[] = {VALUE_STRING("a"), VALUE_STRING("x")},
                               rows[] = {VALUE_LIST(ints), VALUE_LIST(ints)};

#define ALL SQL_FIT_ALL
#define SOME SQL_FIT_SOME
#define NONE SQL_FIT_NONE
#define LOSES SQL_FIT_LOSES

static const struct {
    const struct sql_dialect *dialect;
    const char *type;
    struct dore_value value;
    enum sql_fit fit;
} values[] = {
    /* whole numbers */
    {PG, "SMALLINT", VALUE_INT(32767), ALL},
    {PG, "SMALLINT", VALUE_INT(32768), NONE},
    {PG, "SMALLINT", VALUE_INT(-32769), NONE},
    {PG, "BIGINT", VALUE_INT(INT64_MIN), ALL},
    {PG, "INT", VALUE_BOOL(true), ALL},
    {PG, "INT", VALUE_FLOAT(1.0), NONE},
    {PG, "INT", VALUE_DECIMAL(5, 0), ALL},
    {PG, "INT", VALUE_DECIMAL(50, 1), NONE},
    {PG, "INT", VALUE_DIGITS("99999999999999999999"), NONE},
    {PG, "INT", VALUE_STRING("-5"), ALL},
    {PG, "INT", VALUE_STRING(" 7 "), ALL},
    {PG, "INT", VALUE_STRING("2147483648"), NONE},
    {PG, "INT", VALUE_STRING("99999999999999999999"), NONE},
    {PG, "INT", VALUE_STRING("0x1F"), SOME},
    {PG, "INT", VALUE_STRING("1.0"), SOME},
    {PG, "INT", VALUE_STRING(""), NONE},
    {PG, "INT", VALUE_STRING("abc"), NONE},
    {PG, "INT", VALUE_UUID_STRING, NONE},
    {PG, "INT", VALUE_UUID, NONE},
    {PG, "INT", VALUE_NULL, ALL},
    {MY, "TINYINT", VALUE_INT(127), ALL},
    {MY, "TINYINT", VALUE_INT(128), NONE},
    {MY, "BOOL", VALUE_INT(2), ALL},
    {MY, "TINYINT UNSIGNED", VALUE_INT(255), ALL},
    {MY, "TINYINT UNSIGNED", VALUE_INT(-1), NONE},
    {MY, "MEDIUMINT UNSIGNED", VALUE_INT(16777215), ALL},
    {MY, "MEDIUMINT UNSIGNED", VALUE_INT(16777216), NONE},
    {MY, "BIGINT UNSIGNED", VALUE_DIGITS("18446744073709551615"), ALL},
    {MY, "BIGINT UNSIGNED", VALUE_DIGITS("18446744073709551616"), NONE},
    {MY, "SERIAL", VALUE_INT(0), ALL},
    {MY, "SERIAL", VALUE_INT(-1), NONE},
    /* decimals */
    {PG, "NUMERIC(5,2)", VALUE_INT(999), ALL},
    {PG, "NUMERIC(5,2)", VALUE_INT(-1000), NONE},
    {PG, "NUMERIC(5,2)", VALUE_DECIMAL(99999, 2), ALL},
    {PG, "NUMERIC(5,2)", VALUE_DECIMAL(999994, 3), LOSES},
    {PG, "NUMERIC(5,2)", VALUE_DECIMAL(999995, 3), NONE},
    {PG, "NUMERIC(5,2)", VALUE_DECIMAL(-999995, 3), NONE},
    {PG, "NUMERIC(5,2)", VALUE_DECIMAL(999990, 3), ALL},
    {PG, "NUMERIC(3,3)", VALUE_DECIMAL(999, 3), ALL},
    {PG, "NUMERIC(3,3)", VALUE_INT(1), NONE},
    {PG, "NUMERIC(5,2)", VALUE_FLOAT(999.994), ALL},
    {PG, "NUMERIC(5,2)", VALUE_FLOAT(999.996), NONE},
    {PG, "NUMERIC", VALUE_FLOAT(1.7e308), ALL},
    {PG, "NUMERIC", VALUE_FLOAT((double)INFINITY), ALL},
    {PG, "NUMERIC(5,2)", VALUE_FLOAT((double)INFINITY), NONE},
    {PG, "NUMERIC(5,2)", VALUE_FLOAT((double)NAN), ALL},
    {PG, "NUMERIC(5,2)", VALUE_STRING("NaN"), ALL},
    {PG, "NUMERIC(5,2)", VALUE_STRING("12.5"), ALL},
    {PG, "NUMERIC(5,2)", VALUE_STRING("1234567890123456789012"), NONE},
    {PG, "NUMERIC(5,2)", VALUE_STRING("x"), NONE},
    {PG, "NUMERIC(30)", VALUE_DIGITS("123456789012345678901234567890"), ALL},
    {PG, "NUMERIC(29)", VALUE_DIGITS("123456789012345678901234567890"), NONE},
    {PG, "NUMERIC", VALUE_BOOL(true), NONE},
    {MY, "DECIMAL", VALUE_INT(INT64_C(9999999999)), ALL},
    {MY, "DECIMAL", VALUE_INT(INT64_C(10000000000)), NONE},
    {MY, "DECIMAL", VALUE_DECIMAL(15, 1), LOSES},
    {MY, "DECIMAL(5,2) UNSIGNED", VALUE_DECIMAL(-1, 2), NONE},
    {MY, "DECIMAL(5,2)", VALUE_FLOAT((double)NAN), NONE},
    {PG, "MONEY", VALUE_INT(INT64_C(92233720368547758)), ALL},
    {PG, "MONEY", VALUE_INT(INT64_C(92233720368547759)), NONE},
    {PG, "MONEY", VALUE_DECIMAL(1234, 2), ALL},
    {PG, "MONEY", VALUE_STRING("$12.34"), SOME},
    {PG, "MONEY", VALUE_STRING("12.34"), ALL},
    {PG, "MONEY", VALUE_STRING("money"), NONE},
    /* floats */
    {PG, "REAL", VALUE_FLOAT(3.4e38), ALL},
    {PG, "REAL", VALUE_FLOAT(3.5e38), NONE},
    {PG, "REAL", VALUE_FLOAT(1e-50), SOME},
    {PG, "REAL", VALUE_FLOAT((double)NAN), ALL},
    {PG, "FLOAT(24)", VALUE_FLOAT(3.5e38), NONE},
    {PG, "FLOAT(25)", VALUE_FLOAT(3.5e38), ALL},
    {PG, "DOUBLE PRECISION", VALUE_STRING("-infinity"), ALL},
    {PG, "DOUBLE PRECISION", VALUE_STRING("many"), NONE},
    {MY, "FLOAT", VALUE_FLOAT(3.5e38), NONE},
    {MY, "FLOAT(53)", VALUE_FLOAT(3.5e38), ALL},
    {MY, "DOUBLE", VALUE_FLOAT((double)-INFINITY), NONE},
    {MY, "DOUBLE UNSIGNED", VALUE_INT(-1), NONE},
    {MY, "DOUBLE UNSIGNED", VALUE_DECIMAL(-5, 1), NONE},
    {MY, "DOUBLE", VALUE_BOOL(true), NONE},
    /* truth and bits */
    {PG, "BOOLEAN", VALUE_INT(1), ALL},
    {PG, "BOOLEAN", VALUE_INT(2), NONE},
    {PG, "BOOLEAN", VALUE_STRING("Yes"), ALL},
    {PG, "BOOLEAN", VALUE_STRING("maybe"), NONE},
    {PG, "BIT(3)", VALUE_STRING("101"), ALL},
    {PG, "BIT(3)", VALUE_STRING("10"), NONE},
    {PG, "BIT(3)", VALUE_STRING("1010"), NONE},
    {PG, "BIT(3)", VALUE_BOOL(true), NONE},
    {PG, "BIT", VALUE_BOOL(true), ALL},
    {PG, "BIT", VALUE_INT(1), NONE},
    {PG, "VARBIT(3)", VALUE_STRING("1"), ALL},
    {PG, "VARBIT(3)", VALUE_STRING("012"), NONE},
    {MY, "BIT(3)", VALUE_INT(7), ALL},
    {MY, "BIT(3)", VALUE_INT(8), NONE},
    {MY, "BIT(64)", VALUE_INT(INT64_MAX), ALL},
    {MY, "BIT(3)", VALUE_STRING("10"), ALL},
    {MY, "BIT(3)", VALUE_STRING("255"), NONE},
    {MY, "YEAR", VALUE_INT(0), ALL},
    {MY, "YEAR", VALUE_INT(1900), NONE},
    {MY, "YEAR", VALUE_INT(1901), ALL},
    {MY, "YEAR", VALUE_INT(2156), NONE},
    {MY, "YEAR", VALUE_INT(70), LOSES},
    {MY, "YEAR", VALUE_STRING("70"), LOSES},
    {MY, "YEAR", VALUE_OF(DATE, 0), ALL},
    {MY, "YEAR", VALUE_OF(DATE, DORE_DAY_MAX), NONE},
    /* text */
    {PG, "VARCHAR(5)", VALUE_STRING("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"), ALL},
    {PG, "VARCHAR(5)", VALUE_STRING("abcdef"), NONE},
    {PG, "CHAR", VALUE_STRING("ab"), NONE},
    {PG, "VARCHAR(3)", VALUE_INT(-100), NONE},
    {PG, "VARCHAR(4)", VALUE_BOOL(false), NONE},
    {PG, "VARCHAR(19)", VALUE_OF(DATETIME, 0), NONE},
    {PG, "VARCHAR(20)", VALUE_OF(DATETIME, 0), ALL},
    {PG, "TEXT", VALUE_BYTES("x"), LOSES},
    {PG, "VARCHAR(3)", VALUE_BYTES("x"), NONE},
    {PG, "TEXT", VALUE_LIST(words), NONE},
    {MY, "TEXT", VALUE_LIST(words), LOSES},
    {MY, "VARCHAR(5)", VALUE_LIST(words), NONE},
    {MY, "CHAR(36)", VALUE_UUID, ALL},
    {MY, "CHAR(35)", VALUE_UUID_STRING, NONE},
    /* bytes */
    {PG, "BYTEA", VALUE_STRING("\\x00ff"), ALL},
    {PG, "BYTEA", VALUE_STRING("\\x0"), NONE},
    {PG, "BYTEA", VALUE_STRING("\\xzz"), NONE},
    {PG, "BYTEA", VALUE_STRING("\\001"), SOME},
    {PG, "BYTEA", VALUE_UUID, ALL},
    {MY, "VARBINARY(5)", VALUE_BYTES("12345"), ALL},
    {MY, "VARBINARY(5)", VALUE_BYTES("123456"), NONE},
    {MY, "VARBINARY(3)", VALUE_STRING("\xc3\xa9\xc3\xa9"), NONE},
    {MY, "BINARY(16)", VALUE_UUID, ALL},
    {MY, "BINARY(17)", VALUE_UUID, NONE},
    {MY, "VARBINARY(17)", VALUE_UUID, ALL},
    {MY, "BINARY(16)", VALUE_UUID_STRING, NONE},
    {MY, "TINYBLOB", VALUE_INT(1), NONE},
    /* times */
    {PG, "DATE", VALUE_STRING("2024-02-29"), ALL},
    {PG, "DATE", VALUE_STRING("2023-02-29"), NONE},
    {PG, "DATE", VALUE_STRING("June 1, 2024"), SOME},
    {PG, "DATE", VALUE_STRING("tomorrow"), SOME},
    {PG, "DATE", VALUE_STRING("blue"), NONE},
    {PG, "DATE", VALUE_OF(DATETIME, 0), LOSES},
    {PG, "DATE", VALUE_OF(TIME, 0), NONE},
    {PG, "TIMESTAMP", VALUE_STRING("2024-02-29T12:13:14Z"), SOME},
    {PG, "TIMESTAMPTZ", VALUE_STRING("2024-02-29T12:13:14+05:45"), ALL},
    {PG, "TIMESTAMP", VALUE_INT(0), NONE},
    {PG, "TIME", VALUE_STRING("12:13"), ALL},
    {PG, "TIME", VALUE_STRING("25:13"), SOME},
    {PG, "TIME", VALUE_OF(DURATION, SECONDS(86400)), ALL},
    {PG, "TIME", VALUE_OF(DURATION, SECONDS(86400) + 1), NONE},
    {PG, "TIME", VALUE_OF(DURATION, -1), NONE},
    {PG, "TIME", VALUE_OF(DATETIME, 0), NONE},
    {PG, "INTERVAL", VALUE_OF(DURATION, INT64_MIN), ALL},
    {MY, "DATETIME", VALUE_OF(DATE, DORE_DAY_MIN), ALL},
    {MY, "DATETIME", VALUE_STRING("2024-02-29T12:13:14+05:45"), SOME},
    {MY, "TIMESTAMP", VALUE_OF(DATETIME, SECONDS(1)), ALL},
    {MY, "TIMESTAMP", VALUE_OF(DATETIME, SECONDS(1) - 1), NONE},
    {MY, "TIMESTAMP", VALUE_OF(DATETIME, SECONDS(2147483648) - 1), ALL},
    {MY, "TIMESTAMP", VALUE_OF(DATETIME, SECONDS(2147483648)), NONE},
    {MY, "TIMESTAMP", VALUE_OF(DATE, 0), NONE},
    {MY, "TIME", VALUE_OF(DURATION, SECONDS(-3020399)), ALL},
    {MY, "TIME", VALUE_OF(DURATION, SECONDS(3020400)), NONE},
    /* text with a syntax */
    {PG, "UUID", VALUE_STRING("{00112233-4455-6677-8899-AABBCCDDEEFF}"), ALL},
    {PG, "UUID", VALUE_STRING("urn:uuid:00112233-4455-6677-8899-aabbccddeeff"), NONE},
    {MY, "UUID", VALUE_STRING("{00112233-4455-6677-8899-AABBCCDDEEFF}"), NONE},
    {MY, "UUID", VALUE_UUID_STRING, ALL},
    {PG, "INET", VALUE_STRING("10.1.2.3/8"), ALL},
    {PG, "INET", VALUE_STRING("10.1.2.3/33"), NONE},
    {PG, "INET", VALUE_STRING("192.168.0"), NONE},
    {PG, "INET", VALUE_STRING("fe80::1/64"), ALL},
    {PG, "INET", VALUE_STRING("fe80::1%eth0"), NONE},
    {PG, "INET", VALUE_STRING(""), NONE},
    {PG, "INET", VALUE_STRING("10.1.2.3\0"), NONE},
    {PG, "CIDR", VALUE_STRING("10/8"), SOME},
    {PG, "CIDR", VALUE_STRING("net"), NONE},
    {MY, "INET4", VALUE_STRING("10.1.2.3"), ALL},
    {MY, "INET4", VALUE_STRING("10.1.2.3/8"), NONE},
    {MY, "INET6", VALUE_STRING("10.1.2.3"), SOME},
    {PG, "MACADDR", VALUE_STRING("08:00:2b:01:02:03"), ALL},
    {PG, "MACADDR", VALUE_STRING("08:00:2b:01:02"), NONE},
    {MY, "ENUM('a','b''c')", VALUE_STRING("b'c"), ALL},
    {MY, "ENUM('a','b''c')", VALUE_STRING("A"), NONE},
    {MY, "ENUM('a') COLLATE utf8mb4_general_ci", VALUE_STRING("A"), SOME},
    {MY, "SET('a','c d')", VALUE_STRING("c d,a"), ALL},
    {MY, "SET('a','c d')", VALUE_STRING("a,x"), NONE},
    {MY, "SET('a','c d')", VALUE_STRING(""), ALL},
    {MY, "SET('a','c d')", VALUE_LIST(words), ALL},
    {MY, "SET('a','c d')", VALUE_LIST(others), NONE},
    {MY, "SET('a','c d')", VALUE_LIST(ints), NONE},
    {PG, "JSON", VALUE_FLOAT((double)NAN), NONE},
    {PG, "JSON", VALUE_BYTES("x"), LOSES},
    {PG, "XML", VALUE_STRING("<a/>"), ALL},
    {PG, "POINT", VALUE_LIST(ints), NONE},
    /* arrays */
    {PG, "INT[]", VALUE_LIST(ints), ALL},
    {PG, "INT[]", VALUE_LIST(rows), ALL},
    {PG, "INT[]", VALUE_LIST(words), NONE},
    {PG, "VARCHAR(2)[]", VALUE_LIST(words), NONE},
    {PG, "VARCHAR(3)[]", VALUE_LIST(words), ALL},
    {PG, "INT[]", VALUE_STRING("{1,2}"), SOME},
    {PG, "INT[]", VALUE_STRING("1,2"), NONE},
    {PG, "INT[]", VALUE_INT(1), NONE},
    {PG, "JSONB[]", VALUE_LIST(words), ALL},
    /* what nobody here knows */
    {PG, "mood", VALUE_STRING("happy"), ALL},
    {MY, "mystery(3)", VALUE_LIST(words), ALL},
    /* vectors */
    {MY, "VECTOR(3)", VALUE_LIST(three), ALL},
    {MY, "VECTOR(4)", VALUE_LIST(three), SOME},
    {MY, "VECTOR(2)", VALUE_LIST(three), NONE},
    {MY, "VECTOR", VALUE_LIST(three), SOME},
    {MY, "VECTOR(2)", VALUE_LIST(words), NONE},
    {MY, "VECTOR(1)", VALUE_LIST(huge), NONE},
    {MY, "VECTOR(3)", VALUE_STRING("[1,2,3]"), NONE},
};

START_TEST(judges_values) {
    struct sql_type type = read_type(values[_i].dialect, values[_i].type);
    enum sql_fit fit = sql_fit_value(&type, &values[_i].value);
    ck_assert_msg(fit == values[_i].fit, "%s, %s: %s", values[_i].type,
                  dore_kind_name(values[_i].value.kind), fit_names[fit]);
}
END_TEST

/* The domain of one value says no less than the value: what fits alone fits in it, and what is
 * refused is not said to fit - save text, whose content a domain does not know. */
START_TEST(domains_agree_with_their_values) {
    struct dore_arena arena = {0};
    const struct dore_value *value = &values[_i].value;
    struct sql_type type = read_type(values[_i].dialect, values[_i].type);
    bool known =
        value->kind != DORE_STRING && value->kind != DORE_LIST && value->kind != DORE_BYTES;
    if (value->kind == DORE_NULL) { /* sql_check.c's */
        return;
    }
    struct dore_domain domain = dore_domain_of_items(&arena, value, 1);
    enum sql_fit fit = sql_fit_kind(&type, &domain, value->kind);
    if (known && isfinite(value->kind == DORE_FLOAT ? value->u.f : 0.0) &&
        value->scale != DORE_SCALE_TEXT) {
        ck_assert_msg(fit == values[_i].fit, "%s", fit_names[fit]);
    } else {
        ck_assert_msg(fit != NONE || values[_i].fit == NONE || values[_i].fit == SOME, "%s: %s",
                      values[_i].type, fit_names[fit]);
    }
    dore_arena_release(&arena);
}
END_TEST

/* ---- domains --------------------------------------------------------------------------------- */

static const struct dore_domain
    bytes16 = {.kinds = DORE_KIND_BIT(DORE_BYTES),
               .min_chars = 24,
               .max_chars = 24,
               .max_bytes = 24},
    small = {.kinds = DORE_KIND_BIT(DORE_INT), .bounded = true, .min = 0, .max = 99},
    large = {.kinds = DORE_KIND_BIT(DORE_INT), .bounded = true, .min = 0, .max = 99999},
    mixed = {.kinds = DORE_KIND_BIT(DORE_INT) | DORE_KIND_BIT(DORE_NULL),
             .bounded = true,
             .min = 100000,
             .max = 200000};

#define INTS(low, high)                                                                            \
    { .kinds = DORE_KIND_BIT(DORE_INT), .bounded = true, .min = low, .max = high }
#define KIND(what, low, high)                                                                      \
    { .kinds = DORE_KIND_BIT(DORE_##what), .bounded = true, .min = low, .max = high }
#define TEXTS(low, high, bytes)                                                                    \
    { .kinds = DORE_KIND_BIT(DORE_STRING), .min_chars = low, .max_chars = high, .max_bytes = bytes }
#define FLOATS(low, high)                                                                          \
    { .kinds = DORE_KIND_BIT(DORE_FLOAT), .float_min = low, .float_max = high }
#define DECIMALS(low, high, digits)                                                                \
    {                                                                                              \
        .kinds = DORE_KIND_BIT(DORE_DECIMAL), .bounded = true, .min = low, .max = high,            \
        .scale = digits                                                                            \
    }
#define LISTS(of)                                                                                  \
    { .kinds = DORE_KIND_BIT(DORE_LIST), .element = of }

static const struct {
    const struct sql_dialect *dialect;
    const char *type;
    struct dore_domain domain;
    enum dore_kind kind;
    enum sql_fit fit;
} domains[] = {
    {PG, "SMALLINT", INTS(1, 100), DORE_INT, ALL},
    {PG, "SMALLINT", INTS(1, 40000), DORE_INT, SOME},
    {PG, "SMALLINT", INTS(-40000, 40000), DORE_INT, SOME},
    {PG, "SMALLINT", INTS(40000, 50000), DORE_INT, NONE},
    {PG, "INT", {.kinds = DORE_KIND_BIT(DORE_INT)}, DORE_INT, SOME},
    {PG, "BIGINT", {.kinds = DORE_KIND_BIT(DORE_INT)}, DORE_INT, ALL},
    {MY, "YEAR", INTS(0, 2000), DORE_INT, SOME},
    {MY, "YEAR", INTS(0, 0), DORE_INT, ALL},
    {MY, "YEAR", INTS(1950, 2020), DORE_INT, ALL},
    {PG, "NUMERIC(5,2)", DECIMALS(0, 99999, 2), DORE_DECIMAL, ALL},
    {PG, "NUMERIC(5,2)", DECIMALS(0, 100000, 2), DORE_DECIMAL, SOME},
    {PG, "NUMERIC(5,2)", DECIMALS(5, 9999, 3), DORE_DECIMAL, LOSES},
    {PG, "NUMERIC(5,2)", {.kinds = DORE_KIND_BIT(DORE_DECIMAL)}, DORE_DECIMAL, SOME},
    {PG, "INT", DECIMALS(0, 99, 1), DORE_DECIMAL, NONE},
    {PG, "INT", DECIMALS(0, 99, 0), DORE_DECIMAL, ALL},
    {MY, "DECIMAL(5,2)", FLOATS(-999, 999), DORE_FLOAT, ALL},
    {MY, "DECIMAL(5,2)", FLOATS(0, 1000), DORE_FLOAT, SOME},
    {MY, "DOUBLE", {.kinds = DORE_KIND_BIT(DORE_FLOAT), .not_finite = true}, DORE_FLOAT, SOME},
    {PG, "REAL", {.kinds = DORE_KIND_BIT(DORE_FLOAT), .not_finite = true}, DORE_FLOAT, ALL},
    {PG, "JSON", {.kinds = DORE_KIND_BIT(DORE_FLOAT), .not_finite = true}, DORE_FLOAT, SOME},
    {PG, "JSON", FLOATS(0, 1), DORE_FLOAT, ALL},
    {PG, "VARCHAR(20)", TEXTS(1, 20, 80), DORE_STRING, ALL},
    {PG, "VARCHAR(20)", TEXTS(1, 21, 84), DORE_STRING, SOME},
    {PG, "VARCHAR(20)", TEXTS(21, 30, 120), DORE_STRING, NONE},
    {PG, "TEXT", TEXTS(0, UINT64_MAX, UINT64_MAX), DORE_STRING, ALL},
    {MY, "TINYTEXT", TEXTS(0, 100, 255), DORE_STRING, ALL},
    {MY, "TINYTEXT", TEXTS(0, 100, 400), DORE_STRING, SOME},
    {MY, "TINYTEXT", TEXTS(256, 300, 300), DORE_STRING, NONE},
    {MY, "BLOB", TEXTS(0, 60000, 240000), DORE_STRING, SOME},
    {MY, "INT", TEXTS(1, 5, 20), DORE_STRING, ALL},
    {MY, "INT", TEXTS(0, 5, 20), DORE_STRING, SOME},
    {MY, "INT", TEXTS(5, 40, 160), DORE_STRING, SOME},
    {MY, "INT", TEXTS(200, 300, 300), DORE_STRING, NONE},
    {PG, "DATE", TEXTS(10, 10, 10), DORE_STRING, ALL},
    {PG, "DATE", TEXTS(8, 12, 12), DORE_STRING, SOME},
    {PG, "UUID", TEXTS(36, 36, 36), DORE_STRING, ALL},
    {PG, "UUID", TEXTS(5, 20, 80), DORE_STRING, NONE},
    {PG, "BIT(3)", TEXTS(3, 3, 3), DORE_STRING, SOME},
    {MY, "ENUM('a')", TEXTS(1, 1, 1), DORE_STRING, SOME},
    {PG, "XML", TEXTS(1, 9, 9), DORE_STRING, ALL},
    {MY, "BINARY(16)", {.kinds = DORE_KIND_BIT(DORE_BYTES)}, DORE_BYTES, ALL},
    {PG, "INET", TEXTS(7, 15, 15), DORE_STRING, ALL},
    {MY, "TIMESTAMP", KIND(DATETIME, SECONDS(1), SECONDS(100)), DORE_DATETIME, ALL},
    {MY, "TIMESTAMP", KIND(DATETIME, -1, SECONDS(100)), DORE_DATETIME, SOME},
    {MY, "TIMESTAMP", KIND(DATETIME, SECONDS(-9), SECONDS(-5)), DORE_DATETIME, NONE},
    {PG, "TIME", KIND(DURATION, 0, SECONDS(90000)), DORE_DURATION, SOME},
    {PG, "INT[]", LISTS(&small), DORE_LIST, ALL},
    {PG, "SMALLINT[]", LISTS(&large), DORE_LIST, SOME},
    {PG, "SMALLINT[]", LISTS(&mixed), DORE_LIST, SOME},
    {PG, "DATE[]", LISTS(&small), DORE_LIST, NONE},
    {PG, "INT[]", LISTS(NULL), DORE_LIST, SOME},
    {MY, "SET('a')", LISTS(&small), DORE_LIST, SOME},
    {MY, "JSON", LISTS(&small), DORE_LIST, ALL},
};

START_TEST(judges_domains) {
    struct sql_type type = read_type(domains[_i].dialect, domains[_i].type);
    enum sql_fit fit = sql_fit_kind(&type, &domains[_i].domain, domains[_i].kind);
    ck_assert_msg(fit == domains[_i].fit, "%s, %s: %s", domains[_i].type,
                  dore_kind_name(domains[_i].kind), fit_names[fit]);
}
END_TEST

/* The length of base64 leaves two bytes open, which must not be a false alarm. */
START_TEST(bytes_are_judged_by_their_base64) {
    static const struct {
        const char *type;
        enum sql_fit fit;
    } cases[] = {{"BINARY(18)", ALL}, {"BINARY(16)", ALL}, {"BINARY(15)", NONE}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct sql_type type = read_type(MY, cases[i].type);
        ck_assert_int_eq(sql_fit_kind(&type, &bytes16, DORE_BYTES), cases[i].fit);
    }
}
END_TEST

START_TEST(json_has_a_depth_in_mysql) {
    enum { MOST = 102 };
    static struct dore_domain chain[MOST];
    static struct dore_value nest[MOST];
    struct sql_type mysql = read_type(MY, "JSON"), postgres = read_type(PG, "JSON");
    for (unsigned i = 0; i < MOST; i++) {
        chain[i] = (struct dore_domain){.kinds = DORE_KIND_BIT(DORE_LIST),
                                        .element = i ? &chain[i - 1] : NULL};
        nest[i] =
            (struct dore_value){.kind = DORE_LIST, .u.list = {i ? &nest[i - 1] : NULL, i ? 1 : 0}};
        enum sql_fit fit = i + 1 <= 31 ? ALL : i + 1 <= 100 ? SOME : NONE;
        ck_assert_int_eq(sql_fit_kind(&mysql, &chain[i], DORE_LIST), fit);
        ck_assert_int_eq(sql_fit_value(&mysql, &nest[i]), fit);
        ck_assert_int_eq(sql_fit_value(&postgres, &nest[i]), ALL);
    }
}
END_TEST

Suite *suite_sql_fit(void) {
    Suite *suite = suite_create("sql_fit");
    TCase *value = tcase_create("values"), *domain = tcase_create("domains");
    tcase_add_loop_test(value, judges_values, 0, (int)LENGTH(values));
    tcase_add_loop_test(value, domains_agree_with_their_values, 0, (int)LENGTH(values));
    tcase_add_loop_test(domain, judges_domains, 0, (int)LENGTH(domains));
    tcase_add_test(domain, bytes_are_judged_by_their_base64);
    tcase_add_test(domain, json_has_a_depth_in_mysql);
    suite_add_tcase(suite, value);
    suite_add_tcase(suite, domain);
    return suite;
}
