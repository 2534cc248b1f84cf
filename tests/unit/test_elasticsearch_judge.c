/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch_judge.c and the table of classes: every type against every kind, ranges, and texts
 * of which only the length is known.
 */
#include "elastic_fixture.h"

Suite *suite_elasticsearch_judge(void);

/* ---- kinds ----------------------------------------------------------------------------------- */

/* For every type, what becomes of a domain of one kind whose values are small and whose texts are
 * of unknown form: '.', 'w' or 'e' for bool, int, float, decimal of scale 2; string, bytes, uuid,
 * uuid string; date, date-time, time, duration; list of int, record of int. */
static const struct {
    const char *type, *fits;
} matrix[] = {
    {"keyword", ".... .w.. .... .e"},
    {"text", ".... .w.. .... .e"},
    {"wildcard", ".... .w.. .... .e"},
    {"version", ".... .w.. .... .e"},
    {"byte", "..ee weee eeee .e"},
    {"integer", "..ee weee eeee .e"},
    {"unsigned_long", "..ee weee eeee .e"},
    {"long", "..ee weee w.e. .e"},
    {"float", ".... weee eeee .e"},
    {"double", ".... weee eee. .e"},
    {"{\"type\": \"scaled_float\", \"scaling_factor\": 10}", ".... weee eeee .e"},
    {"boolean", ".eee weee eeee ee"},
    {"date", "ewee weee ..ee we"},
    {"date_nanos", "ewee weee ..ee we"},
    {"binary", "eeee w.ee eeee ee"},
    {"ip", "eeee weee eeee ee"},
    {"ip_range", "eeee weee eeee ee"},
    {"integer_range", "eeee eeee eeee ee"},
    {"geo_point", "eeee weee eeee ee"},
    {"geo_shape", "ewww weee eeee w."},
    {"object", "eeee eeee eeee e."},
    {"nested", "eeee eeee eeee e."},
    {"flattened", "eeee eeee eeee e."},
    {"completion", ".... .w.. .... .."},
    {"join", "eeee .eee eeee ee"},
    {"{\"type\": \"alias\", \"path\": \"a\"}", "eeee eeee eeee ee"},
    {"{\"type\": \"dense_vector\", \"dims\": 3}", "eeee eeee eeee .e"},
    {"{\"type\": \"dense_vector\", \"dims\": 4}", "eeee eeee eeee ee"},
    {"{\"type\": \"dense_vector\", \"dims\": 2}", "eeee eeee eeee we"},
};

START_TEST(a_kind_fits_its_types) {
    const char *fits = matrix[_i].fits;
    for (enum dore_kind kind = DORE_BOOL; kind < DORE_ANY; kind++) {
        fits += *fits == ' ';
        diags = (struct dore_diags){.arena = &arena};
        set_type(&field[1], matrix[_i].type);
        field[1].domain = domain_of(kind);
        check_as(&dore_format_elasticsearch8);
        char got = diags.errors ? 'e' : diags.warnings ? 'w' : '.';
        ck_assert_msg(got == *fits, "%s, %s: %c, not %c: %s", matrix[_i].type, dore_kind_name(kind),
                      got, *fits, diags.count ? diags.list[0].message : "");
        if (got != '.') {
            ck_assert_int_eq(diags.list[0].code, got == 'e' ? DORE_E_KIND : DORE_W_KIND);
        }
        fits++;
    }
}
END_TEST

/* Null fits everywhere, as an absent field does. */
START_TEST(null_fits) {
    if (strstr(matrix[_i].type, "alias")) {
        return;
    }
    set_type(&field[1], matrix[_i].type);
    field[1].domain = (struct dore_domain){.kinds = DORE_KIND_BIT(DORE_NULL)};
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
}
END_TEST

/* One kind of several that does not fit is a warning; none that fits, an error. */
START_TEST(mixed_kinds_are_judged_together) {
    set_type(&field[1], "long");
    field[1].domain.kinds = DORE_KIND_BIT(DORE_INT) | DORE_KIND_BIT(DORE_TIME);
    expect(&dore_format_elasticsearch8, DORE_W_KIND, 'w');
    diags = (struct dore_diags){.arena = &arena};
    field[1].domain.kinds = DORE_KIND_BIT(DORE_BYTES) | DORE_KIND_BIT(DORE_TIME);
    check_as(&dore_format_elasticsearch8);
    ck_assert_uint_eq(diags.errors, 2);
}
END_TEST

static const struct {
    const char *type;
    enum dore_kind kind;
    int64_t min, max;
    uint8_t scale;
    char fits;
} ranges[] = {
    {"byte", DORE_INT, -128, 127, 0, '.'},
    {"byte", DORE_INT, -129, 127, 0, 'w'},
    {"byte", DORE_INT, 0, 128, 0, 'w'},
    {"byte", DORE_INT, 128, 900, 0, 'e'},
    {"short", DORE_INT, -32768, 32767, 0, '.'},
    {"short", DORE_INT, 32768, 32768, 0, 'e'},
    {"integer", DORE_INT, INT32_MIN, INT32_MAX, 0, '.'},
    {"integer", DORE_INT, INT32_MIN, INT64_MAX, 0, 'w'},
    {"long", DORE_INT, INT64_MIN, INT64_MAX, 0, '.'},
    {"unsigned_long", DORE_INT, 0, INT64_MAX, 0, '.'},
    {"unsigned_long", DORE_INT, -5, 5, 0, 'w'},
    {"unsigned_long", DORE_INT, -5, -1, 0, 'e'},
    {"byte", DORE_DECIMAL, 0, 100, 0, '.'},
    {"byte", DORE_DECIMAL, 0, 1000, 0, 'w'},
    {"byte", DORE_DECIMAL, 0, 100, 1, 'e'},
    {"byte", DORE_DECIMAL, 0, 100, DORE_SCALE_TEXT, 'e'},
    {"half_float", DORE_INT, -2048, 2048, 0, '.'},
    {"half_float", DORE_INT, 0, 2049, 0, 'w'},
    {"float", DORE_INT, 0, 16777216, 0, '.'},
    {"float", DORE_INT, -16777217, 0, 0, 'w'},
    {"double", DORE_INT, 0, INT64_C(1) << 53, 0, '.'},
    {"double", DORE_INT, 0, (INT64_C(1) << 53) + 1, 0, 'w'},
    {"half_float", DORE_INT, 0, 65520, 0, 'w'},
    {"half_float", DORE_INT, 65520, 65520, 0, 'e'},
    {"float", DORE_DECIMAL, -999999, 999999, 2, '.'},
    {"float", DORE_DECIMAL, -1, 1000000, 2, 'w'},
    {"double", DORE_DECIMAL, 0, 999999999999999, 9, '.'},
    {"double", DORE_DECIMAL, 0, 1000000000000000, 9, 'w'},
    {"double", DORE_DECIMAL, 0, 1, DORE_SCALE_TEXT, 'w'},
    {"rank_feature", DORE_INT, 1, 5, 0, '.'},
    {"rank_feature", DORE_INT, 0, 5, 0, 'w'},
    {"rank_feature", DORE_INT, -5, 0, 0, 'e'},
    {"{\"type\": \"scaled_float\", \"scaling_factor\": 1000}", DORE_INT, 0, 9007199254740, 0, '.'},
    {"{\"type\": \"scaled_float\", \"scaling_factor\": 1000}", DORE_INT, 0, 9223372036854777, 0,
     'w'},
    {"{\"type\": \"scaled_float\", \"scaling_factor\": 1000}", DORE_INT, 92233720368547770,
     92233720368547770, 0, 'e'},
    {"date", DORE_DATE, DORE_DAY_MIN, DORE_DAY_MAX, 0, '.'},
    {"date", DORE_INT, 253402300800000, 253402300800000, 0, 'e'},
    {"date_nanos", DORE_DATE, 0, 106751, 0, '.'},
    {"date_nanos", DORE_DATE, -1, 106751, 0, 'w'},
    {"date_nanos", DORE_DATE, 0, 106752, 0, 'w'},
    {"date_nanos", DORE_DATE, -9, -1, 0, 'e'},
    {"date_nanos", DORE_DATETIME, 0, INT64_C(9223372036854775), 0, '.'},
    {"date_nanos", DORE_DATETIME, 0, INT64_C(9223372036854776), 0, 'w'},
    {"date_nanos", DORE_INT, -9, -1, 0, 'e'},
    {"{\"type\": \"date\", \"format\": \"epoch_millis\"}", DORE_INT, 0, 5, 0, '.'},
    {"{\"type\": \"date\", \"format\": \"epoch_millis\"}", DORE_DATE, 0, 5, 0, '.'},
    {"{\"type\": \"date\", \"format\": \"yyyy/MM/dd\"}", DORE_DATE, 0, 5, 0, 'w'},
    {"{\"type\": \"date\", \"format\": \"strict_date_optional_time\"}", DORE_DATE, 0, 5, 0, '.'},
    {"{\"type\": \"date\", \"format\": \"yyyy-MM-dd\"}", DORE_DATE, 0, 5, 0, '.'},
    {"{\"type\": \"date\", \"format\": \"yyyy-MM-dd\"}", DORE_DATETIME, 0, 5, 0, 'e'},
    {"{\"type\": \"date\", \"format\": \"strict_date\"}", DORE_DATE, 0, 5, 0, '.'},
    {"{\"type\": \"date\", \"format\": \"strict_date_time\"}", DORE_DATE, 0, 5, 0, 'e'},
    {"{\"type\": \"date\", \"format\": \"strict_date_time\"}", DORE_DATETIME, 0, 5, 0, '.'},
    {"{\"type\": \"date\", \"format\": \"basic_date||hour\"}", DORE_DATE, 0, 5, 0, 'e'},
    {"{\"type\": \"date\", \"format\": \"basic_date||dd/MM\"}", DORE_DATE, 0, 5, 0, 'w'},
    {"{\"type\": \"date\", \"format\": \"epoch_second\"}", DORE_DATETIME, 0, 5, 0, 'e'},
    {"{\"type\": \"date\", \"format\": \"epoch_second||date\"}", DORE_DATE, 0, 5, 0, '.'},
    {"{\"type\": \"date\", \"format\": \"yyyy-MM-dd||epoch_millis\"}", DORE_DATETIME, -5, 5, 0,
     '.'},
    {"{\"type\": \"date\", \"format\": \"strict_date_optional_time||epoch_millis\"}", DORE_INT,
     9999, 9999999, 0, 'w'},
    {"{\"type\": \"date\", \"format\": \"strict_date_optional_time||epoch_millis\"}", DORE_INT,
     10000, 9999999, 0, '.'},
    {"{\"type\": \"date_nanos\", \"format\": \"epoch_millis\"}", DORE_DATETIME, 0, 5, 0, '.'},
    {"{\"type\": \"date_nanos\", \"format\": \"epoch_second\"}", DORE_DATETIME, 0, 5, 0, 'e'},
    {"{\"type\": \"byte\", \"ignore_malformed\": true}", DORE_INT, 500, 900, 0, 'w'},
    {"{\"type\": \"long\", \"fields\": {\"b\": {\"type\": \"byte\"}}}", DORE_INT, 0, 127, 0, '.'},
    {"{\"type\": \"long\", \"fields\": {\"b\": {\"type\": \"byte\"}}}", DORE_INT, 0, 900, 0, 'w'},
};

START_TEST(a_range_is_judged) {
    set_type(&field[1], ranges[_i].type);
    field[1].domain = (struct dore_domain){.kinds = DORE_KIND_BIT(ranges[_i].kind),
                                           .bounded = true,
                                           .min = ranges[_i].min,
                                           .max = ranges[_i].max,
                                           .scale = ranges[_i].scale};
    expect(&dore_format_elasticsearch8, ranges[_i].fits == 'e' ? DORE_E_KIND : DORE_W_KIND,
           ranges[_i].fits);
}
END_TEST

static const struct {
    const char *type;
    uint64_t min, max;
    bool plain, nul;
    char fits;
} texts[] = {
    {"keyword", 0, 32766, false, true, '.'},
    {"keyword", 0, 32767, false, false, 'w'},
    {"keyword", 32767, 40000, false, false, 'e'},
    {"text", 32767, 40000, false, false, '.'},
    {"{\"type\": \"keyword\", \"ignore_above\": 100}", 32767, 40000, false, false, '.'},
    {"{\"type\": \"keyword\", \"ignore_above\": 10922}", 0, 40000, false, false, '.'},
    {"{\"type\": \"keyword\", \"ignore_above\": 10923}", 0, 40000, false, false, 'w'},
    {"{\"type\": \"keyword\", \"ignore_above\": \"10922\"}", 0, 40000, false, false, '.'},
    {"{\"type\": \"text\", \"fields\": {\"k\": {\"type\": \"keyword\"}}}", 0, 40000, false, false,
     'w'},
    {"{\"type\": \"keyword\", \"index\": false, \"doc_values\": false}", 32767, 40000, false, false,
     '.'},
    {"{\"type\": \"keyword\", \"index\": false}", 0, 40000, false, false, 'w'},
    {"ip", 7, 15, true, false, '.'},
    {"ip", 2, 15, true, false, 'w'},
    {"ip", 7, 46, true, false, 'w'},
    {"ip", 7, 15, false, false, 'w'},
    {"date", 10, 10, true, false, '.'},
    {"date", 2, 11, true, false, 'w'},
    {"{\"type\": \"date\", \"format\": \"MM/dd\"}", 2, 11, true, false, '.'},
    {"long", 1, 2, true, false, 'w'},
    {"boolean", 4, 5, true, false, 'w'},
    {"completion", 0, 20, false, false, '.'},
    {"completion", 0, 20, false, true, 'w'},
};

START_TEST(a_text_is_judged_by_its_length) {
    set_type(&field[1], texts[_i].type);
    field[1].domain = (struct dore_domain){.kinds = DORE_KIND_BIT(DORE_STRING),
                                           .plain = texts[_i].plain,
                                           .nul = texts[_i].nul,
                                           .min_chars = texts[_i].min,
                                           .max_chars = texts[_i].max,
                                           .max_bytes = texts[_i].max};
    expect(&dore_format_elasticsearch8, texts[_i].fits == 'e' ? DORE_E_KIND : DORE_W_KIND,
           texts[_i].fits);
}
END_TEST

START_TEST(milliseconds_before_1970_are_no_dates_of_version_7) {
    set_type(&field[1], "{\"type\": \"date\", \"format\": \"epoch_millis\"}");
    for (enum dore_kind kind = DORE_DATE; kind <= DORE_DATETIME; kind++) {
        field[1].domain =
            (struct dore_domain){.kinds = DORE_KIND_BIT(kind), .bounded = true, .min = -1};
        expect(&dore_format_elasticsearch7, DORE_W_KIND, kind == DORE_DATE ? '.' : 'w');
        diags = (struct dore_diags){.arena = &arena};
        expect(&dore_format_elasticsearch8, DORE_W_KIND, '.');
    }
}
END_TEST

START_TEST(numbers_that_json_lacks_are_refused) {
    field[1].type = "double";
    field[1].domain = (struct dore_domain){.kinds = DORE_KIND_BIT(DORE_FLOAT), .not_finite = true};
    check_as(&dore_format_elasticsearch8);
    ck_assert_uint_ge(diags.errors, 1);
}
END_TEST

Suite *suite_elasticsearch_judge(void) {
    Suite *suite = suite_create("elasticsearch_judge");
    TCase *tests = tcase_create("elasticsearch_judge");
    tcase_add_checked_fixture(tests, setup, teardown);
    LOOP(a_kind_fits_its_types, matrix);
    LOOP(null_fits, matrix);
    tcase_add_test(tests, mixed_kinds_are_judged_together);
    LOOP(a_range_is_judged, ranges);
    LOOP(a_text_is_judged_by_its_length, texts);
    tcase_add_test(tests, numbers_that_json_lacks_are_refused);
    tcase_add_test(tests, milliseconds_before_1970_are_no_dates_of_version_7);
    suite_add_tcase(suite, tests);
    return suite;
}
