/* SPDX-License-Identifier: Apache-2.0
 *
 * delimited.c, fixed_width.c and xml.c: tables of fields that are known, in each dialect and with
 * each setting, byte by byte; escaping of XML; what is refused.
 */
#include "faker_checks.h"

Suite *suite_faker_tables(void);

/* Templates without tokens and symbols are literal. */
static const struct {
    const char *method, *params, *text;
} known[] = {
    {"csv", "{\"data_columns\": [\"a\", \"b\\\"c\"], \"num_rows\": 2}",
     "\"a\",\"b\"\"c\"\r\n\"a\",\"b\"\"c\"\r\n"},
    {"tsv", "{\"data_columns\": [\"a\", \"\"], \"num_rows\": 1}", "\"a\"\t\"\"\r\n"},
    {"psv", "{\"data_columns\": [\"a\"], \"num_rows\": 2, \"include_row_ids\": true}",
     "\"1\"|\"a\"\r\n\"2\"|\"a\"\r\n"},
    {"csv",
     "{\"data_columns\": [\"a\"], \"num_rows\": 1, \"include_row_ids\": true, "
     "\"header\": [\"h\"]}",
     "\"ID\",\"h\"\r\n\"1\",\"a\"\r\n"},
    {"csv", "{\"data_columns\": {\"x\": \"a\", \"y\": \"b\"}, \"num_rows\": 1}",
     "\"x\",\"y\"\r\n\"a\",\"b\"\r\n"},
    {"dsv",
     "{\"dialect\": \"excel\", \"num_rows\": 1, \"data_columns\": "
     "[\"a,b\", \"c\", \"d\\ne\", \"f\\\"g\", \"\"]}",
     "\"a,b\",c,\"d\ne\",\"f\"\"g\",\r\n"},
    {"dsv", "{\"dialect\": \"excel-tab\", \"num_rows\": 1, \"data_columns\": [\"a,b\", \"c\\td\"]}",
     "a,b\t\"c\td\"\r\n"},
    {"dsv", "{\"dialect\": \"unix\", \"num_rows\": 1, \"data_columns\": [\"a\", \"b\"]}",
     "\"a\",\"b\"\n"},
    {"dsv", "{\"dialect\": \"excel\", \"num_rows\": 1, \"data_columns\": [\"\"]}", "\"\"\r\n"},
    {"dsv",
     "{\"quoting\": 2, \"num_rows\": 1, \"header\": [1.5, \"h\"], \"data_columns\": [\"a\", "
     "\"b\"]}",
     "1.5,\"h\"\r\n\"a\",\"b\"\r\n"},
    {"dsv",
     "{\"quoting\": 3, \"escapechar\": \"\\\\\", \"num_rows\": 1, \"data_columns\": "
     "[\"a,b\", \"c\\\"\\\\d\"]}",
     "a\\,b,c\\\"\\\\d\r\n"},
    {"dsv",
     "{\"doublequote\": false, \"escapechar\": \"\\\\\", \"num_rows\": 1, \"data_columns\": "
     "[\"a\\\"b,\"]}",
     "\"a\\\"b,\"\r\n"},
    {"dsv",
     "{\"delimiter\": \"\\u00b7\", \"quotechar\": \"'\", \"lineterminator\": \"|\\n\", "
     "\"num_rows\": 1, \"quoting\": 0, \"data_columns\": [\"a\\u00b7b\", \"c'd\", \"e|\", \"f\"]}",
     "'a\u00b7b'\u00b7'c''d'\u00b7'e|'\u00b7f|\n"},
    {"fixed_width", "{\"num_rows\": 2, \"data_columns\": [[3, \"@abcd\"], [4, \"@\\u00e9\"]]}",
     "abc\u00e9   \nabc\u00e9   "},
    {"fixed_width", "{\"num_rows\": 1, \"align\": \"right\", \"data_columns\": [[4, \"@ab\"]]}",
     "  ab"},
    {"fixed_width", "{\"num_rows\": 1, \"align\": \"middle\", \"data_columns\": [[5, \"@ab\"]]}",
     " ab  "},
    {"fixed_width",
     "{\"num_rows\": 1, \"data_columns\": [[4, \"pyint\", {\"min_value\": 7, \"max_value\": 7}]]}",
     "7   "},
    {"fixed_width", "{\"num_rows\": 0}", ""},
};

START_TEST(tables_are_written_so) {
    struct fixture fixture;
    fixture_open(&fixture, known[_i].method, known[_i].params);
    ck_assert_str_eq(fixture_text(&fixture, 1), known[_i].text);
    fixture_close(&fixture);
}
END_TEST

/* The default: quoted names and addresses of two lines. */
START_TEST(rows_have_their_columns) {
    struct fixture fixture;
    fixture_open(&fixture, "csv", NULL);
    for (uint64_t row = 0; row < 100; row++) {
        const char *at = fixture_text(&fixture, row);
        for (int line = 0; line < 10; line++) {
            ck_assert_int_eq(*at, '"');
            const char *joint = strstr(at, "\",\""), *end = strstr(at, "\"\r\n");
            ck_assert(joint && end && joint < end);
            ck_assert_ptr_null(memchr(at, '\n', (size_t)(joint - at)));
            ck_assert_ptr_nonnull(memchr(joint, '\n', (size_t)(end - joint)));
            at = end + 3;
        }
        ck_assert_str_eq(at, "");
    }
    fixture_close(&fixture);
}
END_TEST

START_TEST(columns_have_their_width) {
    struct fixture fixture;
    fixture_open(&fixture, "fixed_width", NULL);
    for (uint64_t row = 0; row < 100; row++) {
        const char *text = fixture_text(&fixture, row);
        ck_assert_uint_eq(strlen(text), 239);
        for (int line = 0; line < 10; line++) {
            const char *number = text + line * 24 + 20;
            ck_assert(number[0] >= '0' && number[0] <= '9');
            ck_assert(line == 9 || number[3] == '\n');
        }
    }
    fixture_close(&fixture);
}
END_TEST

/* A document in a document has all its markup escaped. */
START_TEST(markup_is_escaped) {
    struct fixture fixture;
    fixture_open(&fixture, "xml", "{\"nb_elements\": 1, \"value_types\": \"xml\"}");
    for (uint64_t row = 0; row < 20; row++) {
        const char *text = fixture_text(&fixture, row);
        int brackets = 0;
        for (const char *at = text; *at; at++) {
            brackets += *at == '<' || *at == '>';
        }
        ck_assert_int_eq(brackets, 10); /* of the head and of two elements */
        ck_assert_ptr_nonnull(strstr(text, ">&lt;?xml version=\"1.0\" encoding=\"utf-8\"?&gt;\n"));
    }
    fixture_close(&fixture);
}
END_TEST

/* <?xml?>, a root, and in it one element after another. */
START_TEST(documents_are_well_formed) {
    static const char head[] = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<";
    struct fixture fixture;
    fixture_open(&fixture, "xml", "{\"value_types\": [\"date_time\", \"int\", \"bool\"]}");
    for (uint64_t row = 0; row < 300; row++) {
        const char *text = fixture_text(&fixture, row), *at = text + sizeof head - 1;
        ck_assert_int_eq(strncmp(text, head, sizeof head - 1), 0);
        struct dore_str root = {at, strcspn(at, ">")};
        at += root.size + 1;
        int elements = 0;
        for (; strncmp(at, "</", 2) != 0; elements++) {
            size_t name = strcspn(at + 1, ">"), value = strcspn(at + name + 2, "<");
            const char *close = at + name + 2 + value;
            ck_assert(*at == '<' && strncmp(close, "</", 2) == 0);
            ck_assert_int_eq(strncmp(close + 2, at + 1, name + 1), 0);
            ck_assert_ptr_null(memchr(at + name + 2, 'T', value)); /* no ISO 8601 */
            at = close + 2 + name + 1;
        }
        ck_assert(elements >= 6 && elements <= 14);
        ck_assert_int_eq(strncmp(at + 2, root.text, root.size), 0);
        ck_assert_str_eq(at + 2 + root.size, ">");
    }
    fixture_close(&fixture);
}
END_TEST

static const struct faker_fault faults[] = {
    {"csv", "{\"num_rows\": 0}", DORE_E_PARAM_RANGE, 14, "below 1"},
    {"csv", "{\"header\": [\"a\"]}", DORE_E_PARAM_RANGE, 12, "1 headings for 2 columns"},
    {"csv", "{\"data_columns\": [1]}", DORE_E_PARAM_TYPE, 19, "than templates"},
    {"csv", "{\"data_columns\": [\"{{nome}}\"]}", DORE_E_METHOD_UNKNOWN, 0, "'nome'"},
    {"csv", "{\"delimiter\": \";\"}", DORE_E_PARAM_UNKNOWN, 0, "delimiter"},
    {"dsv", "{\"delimiter\": \"ab\"}", DORE_E_PARAM_RANGE, 15, "not one character"},
    {"dsv", "{\"quoting\": 4}", DORE_E_PARAM_RANGE, 13, "no way to quote"},
    {"dsv", "{\"quoting\": 3}", DORE_E_PARAM_RANGE, 13, "needs an 'escapechar'"},
    {"dsv", "{\"doublequote\": false}", DORE_E_PARAM_RANGE, 17, "needs an 'escapechar'"},
    {"dsv", "{\"dialect\": \"exel\"}", DORE_E_CHOICE, 13, "'exel'"},
    {"fixed_width", "{\"data_columns\": [[0, \"name\"]]}", DORE_E_PARAM_RANGE, 20, "no count"},
    {"fixed_width", "{\"data_columns\": [[\"name\"]]}", DORE_E_PARAM_RANGE, 19, "another form"},
    {"fixed_width", "{\"data_columns\": [[9, \"a:b\"]]}", DORE_E_PARAM_RANGE, 23, "argument group"},
    {"fixed_width", "{\"data_columns\": [[9, \"pyint\", {\"minvalue\": 1}]]}", DORE_E_PARAM_UNKNOWN,
     0, "minvalue"},
    {"fixed_width", "{\"align\": \"center\"}", DORE_E_CHOICE, 11, "'center'"},
    {"xml", "{\"value_types\": \"strr\"}", DORE_E_METHOD_UNKNOWN, 17, "'strr'"},
};

START_TEST(refuses) {
    check_refusal(&faults[_i]);
}
END_TEST

Suite *suite_faker_tables(void) {
    Suite *suite = suite_create("faker_tables");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, tables_are_written_so, 0, COUNT(known));
    tcase_add_test(all, rows_have_their_columns);
    tcase_add_test(all, columns_have_their_width);
    tcase_add_test(all, markup_is_escaped);
    tcase_add_test(all, documents_are_well_formed);
    tcase_add_loop_test(all, refuses, 0, COUNT(faults));
    suite_add_tcase(suite, all);
    return suite;
}
