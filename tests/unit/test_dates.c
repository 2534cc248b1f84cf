/* SPDX-License-Identifier: Apache-2.0
 *
 * dates.c: every form of a date expression for moments and for days, counted from a fixed now, and
 * what is refused or warned of.
 */
#include "cases.h"

#include "dore/faker.h"

Suite *suite_dates(void);

#define NOW INT64_C(1768478400250000) /* 2026-01-15T12:00:00.25Z */
#define TODAY INT64_C(20468)
#define SECONDS(count) (INT64_C(1000000) * (count))
#define YEAR 31556736 /* 365.24 days */
#define MONTH 2628288 /* 30.42 days */

struct context {
    struct dore_arena arena;
    struct dore_diags diags;
    struct dore_faker faker;
    struct dore_arg arg;
};

/* The argument as it comes from the reader of parameters. */
static void open(struct context *context, const char *json) {
    *context = (struct context){0};
    context->diags.arena = &context->arena;
    struct dore_str text = {json, strlen(json)};
    const struct dore_node *node =
        dore_json_read(&context->arena, "test.json", "$", text, &context->diags);
    ck_assert_ptr_nonnull(node);
    context->arg = (struct dore_arg){.given = true,
                                     .null = node->kind == DORE_NODE_NULL,
                                     .s = node->text,
                                     .node = node,
                                     .where = node->where};
    context->faker = (struct dore_faker){
        .arena = &context->arena, .diags = &context->diags, .method = "date_between", .now = NOW};
}

static void close(struct context *context) {
    dore_arena_release(&context->arena);
}

/* ---- what can be read ----------------------------------------------------------------------- */

static const struct {
    const char *json;
    int64_t moment, day;
    bool warns;
} readable[] = {
    {"\"now\"", NOW, TODAY, false},
    {"null", NOW, TODAY, false},
    {"\"-30y\"", NOW - SECONDS(30 * YEAR), TODAY - 10958, false}, /* 10957.2 days */
    {"\"+1y\"", NOW + SECONDS(YEAR), TODAY + 365, false},
    {"\"-1M\"", NOW - SECONDS(MONTH), TODAY - 31, false},
    {"\"+1M\"", NOW + SECONDS(MONTH), TODAY + 30, false},
    {"\"-1m\"", NOW - SECONDS(60), TODAY - 1, false},
    {"\"+1w\"", NOW + SECONDS(7 * 86400), TODAY + 7, false},
    {"\"-30d\"", NOW - SECONDS(30 * 86400), TODAY - 30, false},
    {"\"-1h\"", NOW - SECONDS(3600), TODAY - 1, false},
    {"\"+23h\"", NOW + SECONDS(23 * 3600), TODAY, false},
    {"\"-1d-1h\"", NOW - SECONDS(90000), TODAY - 2, false},
    {"\"+90s\"", NOW + SECONDS(90), TODAY, false},
    {"\"-1y-2M\"", NOW - SECONDS(YEAR + 2 * MONTH), TODAY - 427, false}, /* 426.08 days */
    {"\"+1y-2M\"", NOW + SECONDS(YEAR - 2 * MONTH), TODAY + 304, false}, /* 304.4 days */
    {"\"+1y+1M+1w+1d+1h+1m+1s\"", NOW + SECONDS(YEAR + MONTH + 8 * 86400 + 3661), TODAY + 403,
     false},
    {"\"+0d\"", NOW, TODAY, false},
    {"\"-007d\"", NOW - SECONDS(7 * 86400), TODAY - 7, false},
    {"\"-5M-2y\"", NOW - SECONDS(5 * MONTH), TODAY - 153, true},
    {"\"-30y and more\"", NOW - SECONDS(30 * YEAR), TODAY - 10958, true},
    {"\"-1y2M\"", NOW - SECONDS(YEAR), TODAY - 366, true},
    {"\"-1d-1d\"", NOW - SECONDS(86400), TODAY - 1, true},
    {"\"2020-02-29\"", SECONDS(1582934400), 18321, false},
    {"\"1969-12-31\"", -SECONDS(86400), -1, false},
    {"\"2020-02-29T23:30:15Z\"", SECONDS(1583019015), 18321, false},
    {"\"2020-02-29 23:30\"", SECONDS(1583019000), 18321, false},
    {"\"2020-03-01T00:30:00.5+02:00\"", SECONDS(1583015400) + 500000, 18321, false},
    {"\"0001-01-01\"", DORE_DAY_MIN *DORE_US_PER_DAY, DORE_DAY_MIN, false},
    {"\"9999-12-31T23:59:59.999999Z\"", (DORE_DAY_MAX + 1) * DORE_US_PER_DAY - 1, DORE_DAY_MAX,
     false},
};

START_TEST(moments_are_read) {
    struct context context;
    int64_t moment = 0;
    open(&context, readable[_i].json);
    ck_assert(dore_date_moment(&context.arg, &context.faker, &moment));
    ck_assert_int_eq(moment, readable[_i].moment);
    ck_assert_uint_eq(context.diags.errors, 0);
    ck_assert_uint_eq(context.diags.warnings, readable[_i].warns);
    close(&context);
}
END_TEST

START_TEST(days_are_read) {
    struct context context;
    int64_t day = 0;
    open(&context, readable[_i].json);
    ck_assert(dore_date_day(&context.arg, &context.faker, &day));
    ck_assert_int_eq(day, readable[_i].day);
    ck_assert_uint_eq(context.diags.warnings, readable[_i].warns);
    close(&context);
}
END_TEST

/* Numbers are seconds since 1970 for moments, days from today for days. */
static const struct {
    const char *json;
    int64_t seconds, days;
} numbers[] = {
    {"0", 0, 0},   {"1", 1, 1},       {"-1", -1, -1}, {"86400", 86400, 86400},
    {"3.0", 3, 3}, {"1e2", 100, 100},
};

START_TEST(numbers_are_read) {
    struct context context;
    int64_t moment = 0, day = 0;
    open(&context, numbers[_i].json);
    ck_assert(dore_date_moment(&context.arg, &context.faker, &moment));
    ck_assert(dore_date_day(&context.arg, &context.faker, &day));
    ck_assert_int_eq(moment, SECONDS(numbers[_i].seconds));
    ck_assert_int_eq(day, TODAY + numbers[_i].days);
    close(&context);
}
END_TEST

START_TEST(today_is_a_day_only) {
    struct context context;
    int64_t moment = 0, day = 0;
    open(&context, "\"today\"");
    ck_assert(dore_date_day(&context.arg, &context.faker, &day));
    ck_assert_int_eq(day, TODAY);
    ck_assert(!dore_date_moment(&context.arg, &context.faker, &moment));
    ck_assert_int_eq(context.diags.list[0].code, DORE_E_DATE);
    close(&context);
}
END_TEST

/* ---- what cannot ---------------------------------------------------------------------------- */

static const char *const unreadable[] = {
    "\"\"",           "\"30y\"",      "\"-1Y\"",         "\"-y\"",        "\"-\"",
    "\"- 1d\"",       "\" -1d\"",     "\"NOW\"",         "\"yesterday\"", "\"2020-13-01\"",
    "\"2021-02-29\"", "\"2020-1-1\"", "\"2020-01-01x\"", "\"-1.5y\"",     "\"01/02/2020\"",
    "\"-1\"",
};

START_TEST(nonsense_is_refused) {
    struct context context;
    int64_t out = 0;
    open(&context, unreadable[_i]);
    ck_assert(!dore_date_moment(&context.arg, &context.faker, &out));
    ck_assert_uint_eq(context.diags.errors, 1);
    ck_assert_int_eq(context.diags.list[0].code, DORE_E_DATE);
    ck_assert_uint_eq(context.diags.list[0].where.column, 1);
    ck_assert_ptr_nonnull(strstr(context.diags.list[0].message, "'date_between' cannot read"));
    ck_assert_ptr_nonnull(context.diags.list[0].hint);
    ck_assert(!dore_date_day(&context.arg, &context.faker, &out));
    ck_assert_uint_eq(context.diags.errors, 2);
    close(&context);
}
END_TEST

/* Beyond the years 1 to 9999, however many digits it takes. */
static const char *const too_far[] = {
    "\"-3000y\"",
    "\"+9000y\"",
    "\"-99999999999999999999999999y\"",
    "\"+9999999999999y-9999999999999M\"",
    "\"+99999999999999999999s\"",
    "9223372036854775807",
    "-9223372036854775808",
    "253402300800",
};

START_TEST(far_dates_are_refused) {
    struct context context;
    int64_t out = 0;
    open(&context, too_far[_i]);
    ck_assert(!dore_date_moment(&context.arg, &context.faker, &out));
    ck_assert(!dore_date_day(&context.arg, &context.faker, &out));
    for (size_t i = 0; i < context.diags.count; i++) {
        ck_assert_int_eq(context.diags.list[i].code, DORE_E_DATE);
        ck_assert_ptr_nonnull(strstr(context.diags.list[i].message, "outside the years 1 to 9999"));
    }
    close(&context);
}
END_TEST

/* no-secrets: what a variable held is not repeated. */
START_TEST(variables_are_not_shown) {
    struct context context;
    int64_t out = 0;
    open(&context, "\"hunter2\"");
    struct dore_node node = *context.arg.node;
    node.variable = true;
    context.arg.node = &node;
    ck_assert(!dore_date_moment(&context.arg, &context.faker, &out));
    ck_assert_ptr_null(strstr(context.diags.list[0].message, "hunter2"));
    close(&context);
}
END_TEST

Suite *suite_dates(void) {
    Suite *suite = suite_create("dates");
    TCase *forms = tcase_create("forms");
    tcase_add_loop_test(forms, moments_are_read, 0, COUNT(readable));
    tcase_add_loop_test(forms, days_are_read, 0, COUNT(readable));
    tcase_add_loop_test(forms, numbers_are_read, 0, COUNT(numbers));
    tcase_add_test(forms, today_is_a_day_only);
    suite_add_tcase(suite, forms);
    TCase *faults = tcase_create("faults");
    tcase_add_loop_test(faults, nonsense_is_refused, 0, COUNT(unreadable));
    tcase_add_loop_test(faults, far_dates_are_refused, 0, COUNT(too_far));
    tcase_add_test(faults, variables_are_not_shown);
    suite_add_tcase(suite, faults);
    return suite;
}
