/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_misc.c, json_rows.c and json_dumps.c: versions of uuids, digests, passwords, and JSON
 * texts as Python's json.dumps writes them.
 */
#include "faker_checks.h"

Suite *suite_provider_misc(void);

enum { ROWS = 3000 };

static const struct faker_case cases[] = {
    {"uuid4", "{}"},
    {"uuid4", "{\"cast_to\": null}"},
    {"uuid1", "{\"cast_to\": \"str\"}"},
    {"uuid7", "{\"cast_to\": null}"},
    {"boolean", "{}"},
    {"boolean", "{\"chance_of_getting_true\": 0}"},
    {"boolean", "{\"chance_of_getting_true\": 100}"},
    {"null_boolean", "{}"},
    {"md5", "{\"raw_output\": true}"},
    {"sha1", "{\"raw_output\": true}"},
    {"sha256", "{\"raw_output\": true}"},
    {"binary", "{\"length\": 0}"},
    {"binary", "{\"length\": 7}"},
    {"password", "{\"length\": 4}"},
    {"password", "{\"length\": 0, \"special_chars\": false, \"digits\": false,"
                 " \"upper_case\": false, \"lower_case\": false}"},
    {"json", "{}"},
    {"json", "{\"num_rows\": 0}"},
    {"json", "{\"num_rows\": 1, \"indent\": 3}"},
    {"json", "{\"num_rows\": 2, \"indent\": 0, \"data_columns\": {\"a\": [\"words\", \"pyfloat\","
             " [1, [2]], {\"b\": \"pydecimal\"}], \"c\": {}, \"d\": []}}"},
    {"json", "{\"num_rows\": 3, \"data_columns\": {\"t\": \"texts\", \"w\": \"currency\","
             " \"n\": \"null_boolean\", \"d\": \"date_time\", \"u\": \"uuid4\","
             " \"p\": \"pydecimal\", \"m\": \"random_digit_or_empty\", \"x\": \"currency_name\"},"
             " \"indent\": 8}"},
    {"json_bytes", "{\"num_rows\": 2, \"data_columns\": {\"a\": \"pyint\"}}"},
};

START_TEST(values_lie_in_the_domain) {
    check_case(&cases[_i]);
}
END_TEST

/* ---- uuids ---------------------------------------------------------------------------------- */

/* The row's first four words, low byte first, with version and variant. */
START_TEST(uuid4_is_a_block) {
    struct fixture fixture;
    fixture_open(&fixture, "uuid4", NULL);
    ck_assert_int_eq(dore_domain_kind(&fixture.bound.domain), DORE_UUID_STRING);
    for (uint64_t row = 0; row < ROWS; row++) {
        uint8_t expected[16];
        struct dore_rng rng = dore_rng_at(fixture.stream, row);
        for (int i = 0; i < 16; i += 4) {
            uint32_t word = dore_rng_u32(&rng);
            for (int k = 0; k < 4; k++) {
                expected[i + k] = (uint8_t)(word >> (8 * k));
            }
        }
        expected[6] = (uint8_t)((expected[6] & 0x0f) | 0x40);
        expected[8] = (uint8_t)((expected[8] & 0x3f) | 0x80);
        struct dore_rows one = {.first = row, .count = 1};
        ck_assert_mem_eq(fixture_values(&fixture, &one)->u.uuid, expected, 16);
    }
    fixture_close(&fixture);
}
END_TEST

/* Version, variant, and the time inside. */
START_TEST(uuids_have_their_version) {
    static const struct {
        const char *method;
        char version;
    } versions[] = {{"uuid1", '1'}, {"uuid4", '4'}, {"uuid7", '7'}};
    for (int i = 0; i < COUNT(versions); i++) {
        struct fixture fixture;
        fixture_open(&fixture, versions[i].method, NULL);
        for (uint64_t row = 0; row < ROWS; row++) {
            const char *text = fixture_text(&fixture, row);
            ck_assert_uint_eq(strlen(text), 36);
            ck_assert_int_eq(text[14], versions[i].version);
            ck_assert_ptr_nonnull(strchr("89ab", text[19]));
        }
        fixture_close(&fixture);
    }
}
END_TEST

static uint64_t read_bytes(const uint8_t *bytes, int count) {
    uint64_t number = 0;
    for (int i = 0; i < count; i++) {
        number = number << 8 | bytes[i];
    }
    return number;
}

START_TEST(times_of_uuids_lie_between_1970_and_2035) {
    const uint64_t seconds = 2051222400, offset = UINT64_C(122192928000000000);
    struct dore_rows one = {.count = 1};
    struct fixture first, seventh;
    fixture_open(&first, "uuid1", NULL);
    fixture_open(&seventh, "uuid7", NULL);
    for (one.first = 0; one.first < ROWS; one.first++) {
        const uint8_t *uuid = fixture_values(&seventh, &one)->u.uuid;
        ck_assert_uint_lt(read_bytes(uuid, 6), seconds * 1000);
        uuid = fixture_values(&first, &one)->u.uuid;
        uint64_t time = (read_bytes(uuid + 6, 2) & 0xfff) << 48 | read_bytes(uuid + 4, 2) << 32 |
                        read_bytes(uuid, 4);
        ck_assert_uint_ge(time, offset);
        ck_assert_uint_lt(time - offset, seconds * 10000000);
    }
    fixture_close(&first);
    fixture_close(&seventh);
}
END_TEST

START_TEST(cast_to_null_is_a_uuid) {
    struct fixture fixture;
    fixture_open(&fixture, "uuid4", "{\"cast_to\": null}");
    ck_assert_int_eq(dore_domain_kind(&fixture.bound.domain), DORE_UUID);
    fixture_close(&fixture);
}
END_TEST

/* ---- digests and passwords ------------------------------------------------------------------ */

START_TEST(digests_are_hexadecimal) {
    static const struct {
        const char *method;
        size_t size;
    } digests[] = {{"md5", 32}, {"sha1", 40}, {"sha256", 64}};
    for (int i = 0; i < COUNT(digests); i++) {
        struct fixture text, raw;
        fixture_open(&text, digests[i].method, NULL);
        fixture_open(&raw, digests[i].method, "{\"raw_output\": true}");
        for (uint64_t row = 0; row < 500; row++) {
            struct dore_rows one = {.first = row, .count = 1};
            struct dore_str bytes = fixture_values(&raw, &one)->u.s;
            char hex[65] = "";
            ck_assert_uint_eq(bytes.size, digests[i].size / 2);
            dore_print_hex(hex, bytes.text, bytes.size);
            ck_assert_str_eq(fixture_text(&text, row), hex);
        }
        fixture_close(&text);
        fixture_close(&raw);
    }
}
END_TEST

/* One of each kind at least, even where there is no room for more. */
START_TEST(passwords_have_every_kind) {
    static const char *const lengths[] = {"{\"length\": 4}", "{}"};
    for (int i = 0; i < COUNT(lengths); i++) {
        struct fixture fixture;
        fixture_open(&fixture, "password", lengths[i]);
        for (uint64_t row = 0; row < ROWS; row++) {
            const char *text = fixture_text(&fixture, row);
            ck_assert_ptr_nonnull(strpbrk(text, "!@#$%^&*()_+"));
            ck_assert_ptr_nonnull(strpbrk(text, "0123456789"));
            ck_assert_ptr_nonnull(strpbrk(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
            ck_assert_ptr_nonnull(strpbrk(text, "abcdefghijklmnopqrstuvwxyz"));
        }
        fixture_close(&fixture);
    }
}
END_TEST

/* Each kind comes at each place. */
START_TEST(places_in_passwords_are_even) {
    int digits[4] = {0};
    struct fixture fixture;
    fixture_open(&fixture, "password", "{\"length\": 4}");
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        digits[strcspn(text, "0123456789")]++;
    }
    for (int place = 0; place < 4; place++) {
        ck_assert_int_gt(digits[place], ROWS / 4 - 120);
        ck_assert_int_lt(digits[place], ROWS / 4 + 120);
    }
    fixture_close(&fixture);
}
END_TEST

START_TEST(boolean_has_its_chance) {
    int count = 0;
    struct fixture fixture;
    fixture_open(&fixture, "boolean", "{\"chance_of_getting_true\": 25}");
    for (uint64_t row = 0; row < 10000; row++) {
        count += strcmp(fixture_text(&fixture, row), "true") == 0;
    }
    ck_assert_int_gt(count, 2280);
    ck_assert_int_lt(count, 2720);
    fixture_close(&fixture);
}
END_TEST

/* ---- JSON ----------------------------------------------------------------------------------- */

/* Texts without random parts, as Python 3.11 prints them. */
static const struct {
    const char *params, *text;
} dumps[] = {
    {"{\"num_rows\": 1, \"data_columns\": {\"a\": \"@x\"}}", "{\"a\": \"x\"}"},
    {"{\"num_rows\": 2, \"data_columns\": {\"a\": \"@x\"}}", "[{\"a\": \"x\"}, {\"a\": \"x\"}]"},
    {"{\"num_rows\": 0, \"data_columns\": {\"a\": \"@x\"}}", "[]"},
    {"{\"num_rows\": 0, \"indent\": 2, \"data_columns\": {\"a\": \"@x\"}}", "[]"},
    {"{\"num_rows\": 1, \"indent\": 2, \"data_columns\": {\"b\": \"@x\", \"a\": [\"@y\", 1]}}",
     "{\n  \"b\": \"x\",\n  \"a\": [\n    \"y\",\n    1\n  ]\n}"},
    {"{\"num_rows\": 2, \"indent\": 0, \"data_columns\": {\"a\": 1}}",
     "[\n{\n\"a\": 1\n},\n{\n\"a\": 1\n}\n]"},
    {"{\"num_rows\": 1, \"data_columns\": {\"a\": {\"b\": {}, \"c\": []}, \"d\": true}}",
     "{\"a\": {\"b\": {}, \"c\": []}, \"d\": true}"},
    {"{\"num_rows\": 1, \"indent\": 1, \"data_columns\": {\"a\": {}}}", "{\n \"a\": {}\n}"},
    {"{\"num_rows\": 1, \"data_columns\": {\"a\": [null, [\"pyint\", {\"x\": null}]], \"b\": "
     "1.50}}",
     "{\"a\": [null, [\"pyint\", {\"x\": null}]], \"b\": 1.5}"},
    {"{\"num_rows\": 1, \"data_columns\": {\"a\": \"@@@x@y\"}}", "{\"a\": \"x@y\"}"},
    {"{\"num_rows\": 1, \"data_columns\": {\"\\u00e9\\\"\": "
     "\"@\\u0001\\u007f\\\\\\n\\t\\b\\f\\r/\"}}",
     "{\"\\u00e9\\\"\": \"\\u0001\\u007f\\\\\\n\\t\\b\\f\\r/\"}"},
    {"{\"num_rows\": 1, \"data_columns\": {\"a\": \"@\\ud83d\\ude00\\u20ac\"}}",
     "{\"a\": \"\\ud83d\\ude00\\u20ac\"}"},
    /* the list form */
    {"{\"num_rows\": 1, \"data_columns\": [[\"a\", \"@x\"], [\"b\", \"@y\"]]}",
     "{\"a\": \"x\", \"b\": \"y\"}"},
    {"{\"num_rows\": 1, \"data_columns\": [[\"a\", \"@x\"], [\"b\", \"@y\"], [\"a\", \"@z\"]]}",
     "{\"a\": \"z\", \"b\": \"y\"}"},
    {"{\"num_rows\": 1, \"data_columns\": [[\"a\", [[null, \"@x\"], [\"k\", \"@y\"]]]]}",
     "{\"a\": [\"x\", {\"k\": \"y\"}]}"},
    {"{\"num_rows\": 2, \"data_columns\": [[null, \"@x\"], [\"b\", \"@y\"]]}", "[\"x\", \"x\"]"},
    {"{\"num_rows\": 1, \"data_columns\":"
     " [[\"n\", \"pyint\", {\"min_value\": 5, \"max_value\": 5}]]}",
     "{\"n\": 5}"},
    /* kinds keep their kind; a template is text */
    {"{\"num_rows\": 1, \"data_columns\": [[\"a\", \"pybool\", {\"truth_probability\": 100}],"
     " [\"b\", \"random_element\", {\"elements\": [null]}],"
     " [\"c\", \"random_element\", {\"elements\": [[1, \"\\u00e9\"]]}],"
     " [\"d\", \"random_element\", {\"elements\": [{\"k\": []}]}],"
     " [\"e\", \"date_between\", {\"start_date\": \"today\"}]]}",
     "{\"a\": true, \"b\": null, \"c\": [1, \"\\u00e9\"], \"d\": {\"k\": []}, \"e\": "
     "\"2026-01-15\"}"},
};

START_TEST(json_is_as_python_writes_it) {
    struct fixture fixture;
    fixture_open(&fixture, "json", dumps[_i].params);
    ck_assert_str_eq(fixture_text(&fixture, 0), dumps[_i].text);
    ck_assert_uint_ge(fixture.bound.domain.max_chars, strlen(dumps[_i].text));
    fixture_close(&fixture);
}
END_TEST

/* Symbols are filled in templates, as pystr_format does. */
START_TEST(templates_are_filled) {
    struct fixture fixture;
    fixture_open(&fixture, "json",
                 "{\"num_rows\": 1, \"data_columns\": {\"a\": \"{{bank_country}}-%?\"}}");
    for (uint64_t row = 0; row < 200; row++) {
        const char *text = fixture_text(&fixture, row);
        ck_assert_uint_eq(strlen(text), strlen("{\"a\": \"GB-1x\"}"));
        ck_assert_int_eq(strncmp(text, "{\"a\": \"GB-", 10), 0);
        ck_assert(text[10] >= '1' && text[10] <= '9');
        ck_assert((text[11] | 0x20) >= 'a' && (text[11] | 0x20) <= 'z');
    }
    fixture_close(&fixture);
}
END_TEST

START_TEST(json_has_its_default) {
    struct fixture fixture, nothing;
    fixture_open(&fixture, "json", NULL);
    fixture_open(&nothing, "json", "{\"data_columns\": {}}");
    const char *text = fixture_text(&fixture, 0);
    ck_assert_int_eq(strncmp(text, "[{\"name\": \"", 11), 0);
    ck_assert_ptr_nonnull(strstr(text, "\", \"residency\": \""));
    ck_assert_ptr_nonnull(strstr(text, "\\n")); /* of the address, escaped */
    int rows = 0;
    for (const char *at = strstr(text, "{\"name\""); at; at = strstr(at + 1, "{\"name\"")) {
        rows++;
    }
    ck_assert_int_eq(rows, 10);
    ck_assert_str_eq(fixture_text(&nothing, 0), text);
    fixture_close(&fixture);
    fixture_close(&nothing);
}
END_TEST

START_TEST(bytes_are_the_text) {
    static const char params[] = "{\"num_rows\": 3, \"data_columns\": {\"a\": \"name\"}}";
    struct dore_rows one = {.first = 4, .count = 1};
    struct fixture text, bytes;
    fixture_open(&text, "json", params);
    fixture_open(&bytes, "json_bytes", params);
    bytes.stream = text.stream;
    struct dore_str a = fixture_values(&text, &one)->u.s, b = fixture_values(&bytes, &one)->u.s;
    ck_assert(dore_str_equal(a, b));
    ck_assert_int_eq(dore_domain_kind(&bytes.bound.domain), DORE_BYTES);
    fixture_close(&text);
    fixture_close(&bytes);
}
END_TEST

/* ---- refusals and warnings ------------------------------------------------------------------ */

static const struct faker_fault faults[] = {
    {"uuid4", "{\"cast_to\": \"int\"}", DORE_E_CHOICE, 13, "'int'"},
    {"binary", "{\"length\": 1048577}", DORE_E_PARAM_RANGE, 12, "more than 1048576"},
    {"password", "{\"length\": 3}", DORE_E_PARAM_RANGE, 12, "too short for one of each of 4"},
    {"password",
     "{\"length\": 1, \"special_chars\": false, \"digits\": false,"
     " \"upper_case\": false, \"lower_case\": false}",
     DORE_E_PARAM_RANGE, 12, "no kind of characters is left"},
    {"json", "{\"cls\": \"Encoder\"}", DORE_E_PARAM_TYPE, 9, "'cls'"},
    {"json", "{\"indent\": 65}", DORE_E_PARAM_RANGE, 12, "too wide"},
    {"json", "{\"num_rows\": 100001}", DORE_E_PARAM_RANGE, 14, "more than 100000"},
    {"json", "{\"num_rows\": 100000, \"data_columns\": {\"a\": \"texts\"}}", DORE_E_PARAM_RANGE, 14,
     "more than 16 MiB"},
    {"json", "{\"data_columns\": {\"a\": \"pyintt\"}}", DORE_E_METHOD_UNKNOWN, 24, "'pyintt'"},
    {"json", "{\"data_columns\": {\"a\": \"pyint:group\"}}", DORE_E_PARAM_RANGE, 24,
     "argument group"},
    {"json", "{\"data_columns\": {\"a\": null}}", DORE_E_PARAM_RANGE, 24, "defines nothing"},
    {"json", "{\"data_columns\": [[\"a\"]]}", DORE_E_PARAM_RANGE, 19, "entry of another form"},
    {"json", "{\"data_columns\": [\"a\"]}", DORE_E_PARAM_RANGE, 19, "entry of another form"},
    {"json", "{\"data_columns\": [[\"a\", 5]]}", DORE_E_PARAM_RANGE, 25, "neither a string nor"},
    {"json", "{\"data_columns\": [[\"a\", \"pyint\", 5]]}", DORE_E_PARAM_RANGE, 19,
     "entry of another form"},
    {"json", "{\"data_columns\": [[\"a\", \"pyint\", {\"min\": 5}]]}", DORE_E_PARAM_UNKNOWN, 35,
     "'min'"},
};

START_TEST(faults_are_refused) {
    check_refusal(&faults[_i]);
}
END_TEST

static const struct faker_fault warnings[] = {
    {"boolean", "{\"chance_of_getting_true\": 101}", DORE_W_PARAM, 28, "all values are true"},
    {"boolean", "{\"chance_of_getting_true\": -1}", DORE_W_PARAM, 28, "all values are false"},
    {"binary", "{\"length\": -1}", DORE_W_PARAM, 12, "taken as 0"},
};

START_TEST(surprises_are_warned_of) {
    check_warning(&warnings[_i]);
}
END_TEST

Suite *suite_provider_misc(void) {
    Suite *suite = suite_create("provider_misc");
    TCase *values = tcase_create("values");
    tcase_set_timeout(values, 60);
    tcase_add_loop_test(values, values_lie_in_the_domain, 0, COUNT(cases));
    tcase_add_test(values, uuid4_is_a_block);
    tcase_add_test(values, uuids_have_their_version);
    tcase_add_test(values, times_of_uuids_lie_between_1970_and_2035);
    tcase_add_test(values, cast_to_null_is_a_uuid);
    tcase_add_test(values, digests_are_hexadecimal);
    tcase_add_test(values, passwords_have_every_kind);
    tcase_add_test(values, places_in_passwords_are_even);
    tcase_add_test(values, boolean_has_its_chance);
    suite_add_tcase(suite, values);
    TCase *json = tcase_create("json");
    tcase_add_loop_test(json, json_is_as_python_writes_it, 0, COUNT(dumps));
    tcase_add_test(json, templates_are_filled);
    tcase_add_test(json, json_has_its_default);
    tcase_add_test(json, bytes_are_the_text);
    suite_add_tcase(suite, json);
    TCase *faulty = tcase_create("faults");
    tcase_add_loop_test(faulty, faults_are_refused, 0, COUNT(faults));
    tcase_add_loop_test(faulty, surprises_are_warned_of, 0, COUNT(warnings));
    suite_add_tcase(suite, faulty);
    return suite;
}
