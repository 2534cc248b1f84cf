/* SPDX-License-Identifier: Apache-2.0
 *
 * registry.c, method.c and columns.c: names that exist and names that do not, binding, values of a
 * method inside another, and boxed values as columns.
 */
#include "faker_fixture.h"
#include "src/faker/method.h"
#include "src/faker/providers.h"

Suite *suite_method(void);

/* ---- names ---------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    enum dore_code code;
    const char *message, *hint;
} unknown[] = {
    {"nmae", DORE_E_METHOD_UNKNOWN, "unknown method 'nmae'", "write 'name'"},
    {"First_Name", DORE_E_METHOD_UNKNOWN, "unknown method 'First_Name'", "write 'first_name'"},
    {"qqqqqqqqqqqq", DORE_E_METHOD_UNKNOWN, "unknown method 'qqqqqqqqqqqq'", NULL},
    {"", DORE_E_METHOD_UNKNOWN, "unknown method ''", NULL},
    {"unique.name", DORE_E_METHOD_UNKNOWN, "unknown method 'unique.name'",
     "write 'name' and set 'unique: true' on the attribute"},
    {"optional.city", DORE_E_METHOD_UNKNOWN, "unknown method 'optional.city'",
     "write 'city' and set 'nullRate' on the attribute"},
    {"unique", DORE_E_METHOD_UNKNOWN, "unknown method 'unique'",
     "set 'unique: true' on the attribute"},
    {"optional", DORE_E_METHOD_UNKNOWN, "unknown method 'optional'",
     "set 'nullRate' on the attribute"},
    {"person.name", DORE_E_METHOD_UNKNOWN, "unknown method 'person.name'", "write 'name'"},
    {"unique.nothing_like_it", DORE_E_METHOD_UNKNOWN, "unknown method 'unique.nothing_like_it'",
     NULL},
    {"enum", DORE_E_METHOD_OFFLINE, "method 'enum' needs a Python class",
     "write 'random_element' with its 'elements'"},
};

START_TEST(test_unknown) {
    struct fixture fixture;
    const struct dore_diag *diag = fixture_refused(&fixture, unknown[_i].name, NULL);
    ck_assert_int_eq(diag->code, unknown[_i].code);
    ck_assert_str_eq(diag->message, unknown[_i].message);
    ck_assert_pstr_eq(diag->hint, unknown[_i].hint);
    ck_assert_uint_eq(diag->where.column, 2);
    fixture_close(&fixture);
}
END_TEST

START_TEST(test_suggest_sees_every_method) {
    struct dore_suggest suggest = {.name = "windows_platfrom_token"};
    dore_method_suggest(&suggest);
    ck_assert_str_eq(dore_suggest_best(&suggest), "windows_platform_token");
}
END_TEST

/* ---- binding -------------------------------------------------------------------------------- */

/* The second report of the same fault is dropped, the fault is not. */
START_TEST(test_fault_stays_a_fault) {
    struct fixture fixture;
    fixture_refused(&fixture, "domain_name", "{\"levels\": 0}");
    struct dore_node *node = dore_json_read(&fixture.plan, "test.json", "$",
                                            DORE_STR("{\"levels\": 0}"), &fixture.diags);
    struct dore_faker faker = {.arena = &fixture.plan, .diags = &fixture.diags};
    for (int i = 0; i < 2; i++)
        ck_assert(!dore_method_bind("domain_name", node, &faker, &fixture.bound));
    ck_assert_uint_eq(fixture.diags.count, 1);
    fixture_close(&fixture);
}
END_TEST

START_TEST(test_warning_is_no_fault) {
    struct fixture fixture;
    fixture_open(&fixture, "ipv4", "{\"address_class\": \"d\"}");
    ck_assert_uint_eq(fixture.diags.count, 1);
    ck_assert_int_eq(fixture.diags.list[0].severity, DORE_WARNING);
    ck_assert_int_eq(fixture.diags.list[0].code, DORE_W_PARAM);
    fixture_close(&fixture);
}
END_TEST

static const struct {
    const char *method, *params, *message;
} refused[] = {
    {"domain_name", "{\"levels\": 0}", "'levels' of 'domain_name' is 0, not 1 to 100"},
    {"hostname", "{\"levels\": 101}", "'levels' of 'hostname' is 101, above 100"},
    {"uri_path", "{\"deep\": -1}", "'deep' of 'uri_path' is -1, not 0 to 1000"},
    {"uri", "{\"deep\": 1001}", "'deep' of 'uri' is 1001, not 0 to 1000"},
    {"uri", "{\"schemes\": [1]}", "'schemes' of 'uri' holds something else than strings"},
    {"nic_handle", "{\"suffix\": \"a\"}",
     "'suffix' of 'nic_handle' is 'a', shorter than two characters"},
    {"nic_handles", "{\"count\": -1}", "'count' of 'nic_handles' is -1, not 0 to 100000"},
    {"dga", "{\"year\": -1}", "'year' of 'dga' is -1, not 0 to 4294967295"},
    {"dga", "{\"length\": 9999999}", "'length' of 'dga' is 9999999, not 0 to 1048576"},
    {"file_path", "{\"depth\": 1001}", "'depth' of 'file_path' is 1001, above 1000"},
    {"file_path", "{\"extension\": [null]}",
     "'extension' of 'file_path' holds something else than strings"},
    {"file_name", "{\"category\": \"txt\"}", "'txt' is no 'category' of 'file_name'"},
    {"mime_type", "{\"category\": \"office\"}", "'office' is no 'category' of 'mime_type'"},
    {"ssn", "{\"taxpayer_identification_number_type\": \"ssn\"}",
     "'ssn' is no 'taxpayer_identification_number_type' of 'ssn'"},
    {"country_code", "{\"representation\": \"alpha-4\"}",
     "'alpha-4' is no 'representation' of 'country_code'"},
    {"postcode_in_state", "{\"state_abbr\": \"XX\"}", "'XX' is no state with postcodes"},
    {"chrome", "{\"version_from\": 5, \"version_to\": 4}",
     "'version_to' of 'chrome' is 4, below the lowest one"},
};

START_TEST(test_refused) {
    struct fixture fixture;
    const struct dore_diag *diag =
        fixture_refused(&fixture, refused[_i].method, refused[_i].params);
    ck_assert_str_eq(diag->message, refused[_i].message);
    ck_assert_str_eq(diag->where.file, "test.json");
    fixture_close(&fixture);
}
END_TEST

/* ---- values inside others ------------------------------------------------------------------- */

/* Each way to make values as text, in the middle of a row's words. */
static const char *const nested[] = {"city", "tld", "http_status_code", "port_number",
                                     "nic_handles"};

START_TEST(test_text_continues_the_row) {
    struct fixture fixture;
    fixture_open(&fixture, nested[_i], NULL);
    struct dore_buf text = {0};
    struct dore_cell cell = {.rng = dore_rng_at(5, 6), .arena = &fixture.batch, .out = &text};
    dore_rng_u32(&cell.rng);
    dore_buf_puts(&text, "before ");
    dore_method_text(&fixture.bound, &cell);
    ck_assert_uint_gt(cell.rng.position, 1);
    ck_assert_int_eq(strncmp(text.data, "before ", 7), 0);
    struct dore_domain domain = fixture.bound.domain;
    size_t chars = text.size - 7;
    ck_assert(chars >= domain.min_chars && chars <= domain.max_chars);

    struct dore_value value;
    struct dore_buf again = {0};
    cell.rng = dore_rng_at(5, 6);
    dore_rng_u32(&cell.rng);
    faker_value(&fixture.bound, &cell, &value);
    ck_assert(dore_domain_holds(&domain, &value));
    dore_value_text(&value, &again);
    ck_assert_uint_eq(again.size, chars);
    ck_assert_mem_eq(again.data, text.data + 7, chars);
    dore_buf_release(&text);
    dore_buf_release(&again);
    fixture_close(&fixture);
}
END_TEST

/* Words of lists are not copied: columns point into the pool. */
START_TEST(test_lists_hand_out_words) {
    struct fixture fixture;
    fixture_open(&fixture, "job", NULL);
    const struct dore_words *jobs = dore_words_find("en_US", "job.jobs");
    struct dore_rows rows = {.first = 0, .count = 100};
    const struct dore_value *values = fixture_values(&fixture, &rows);
    for (uint32_t i = 0; i < rows.count; i++) {
        struct dore_rng rng = dore_rng_at(fixture.stream, i);
        struct dore_str word = dore_word(jobs, dore_words_pick(jobs, &rng), 0);
        ck_assert_ptr_eq(values[i].u.s.text, word.text);
        ck_assert_uint_eq(values[i].u.s.size, word.size);
    }
    fixture_close(&fixture);
}
END_TEST

/* ---- columns -------------------------------------------------------------------------------- */

static struct dore_value integer(int64_t number) {
    return (struct dore_value){.kind = DORE_INT, .u.i = number};
}
static const struct dore_value nothing = {.kind = DORE_NULL};

static void check_column(const struct dore_domain *domain, struct dore_value *values,
                         uint32_t count, enum dore_kind kind, struct dore_column *column,
                         struct dore_arena *arena) {
    dore_column_of_values(domain, values, count, arena, column);
    ck_assert_int_eq(column->kind, kind);
    ck_assert_uint_eq(column->rows, count);
    for (uint32_t i = 0; i < count; i++) {
        struct dore_value value;
        dore_column_get(column, domain, i, arena, &value);
        ck_assert(dore_value_equal(&value, &values[i]));
        ck_assert(dore_column_is_null(column, i) == (values[i].kind == DORE_NULL));
    }
}

START_TEST(test_column_of_one_kind) {
    enum { ROWS = 130 };
    struct dore_arena arena = {0};
    struct dore_value values[ROWS];
    struct dore_column column;
    struct dore_domain domain = dore_domain_of_integers(0, ROWS);
    for (int i = 0; i < ROWS; i++)
        values[i] = integer(i);
    check_column(&domain, values, ROWS, DORE_INT, &column, &arena);
    ck_assert_ptr_null(column.nulls);
    domain.kinds |= DORE_KIND_BIT(DORE_NULL);
    values[0] = values[63] = values[64] = values[129] = nothing;
    check_column(&domain, values, ROWS, DORE_INT, &column, &arena);
    dore_arena_release(&arena);
}
END_TEST

START_TEST(test_column_of_many_kinds) {
    struct dore_arena arena = {0};
    struct dore_column column;
    struct dore_domain domain = dore_domain_of_integers(0, 9);
    struct dore_value values[] = {integer(3),
                                  nothing,
                                  {.kind = DORE_BOOL, .u.b = true},
                                  {.kind = DORE_STRING, .u.s = {"x", 1}}};
    domain.kinds |=
        DORE_KIND_BIT(DORE_BOOL) | DORE_KIND_BIT(DORE_STRING) | DORE_KIND_BIT(DORE_NULL);
    check_column(&domain, values, 4, DORE_ANY, &column, &arena);
    dore_arena_release(&arena);
}
END_TEST

START_TEST(test_column_of_decimals) {
    struct dore_arena arena = {0};
    struct dore_column column;
    struct dore_domain domain = {.kinds = DORE_KIND_BIT(DORE_DECIMAL), .scale = 2};
    struct dore_value values[] = {{.kind = DORE_DECIMAL, .scale = 2, .u.i = 150}};
    check_column(&domain, values, 1, DORE_DECIMAL, &column, &arena);
    ck_assert_uint_eq(column.scale, 2);
    domain.scale = DORE_SCALE_TEXT;
    values[0] = (struct dore_value){
        .kind = DORE_DECIMAL, .scale = DORE_SCALE_TEXT, .u.s = {"12345678901234567890.5", 22}};
    check_column(&domain, values, 1, DORE_ANY, &column, &arena);
    dore_arena_release(&arena);
}
END_TEST

START_TEST(test_column_of_lists) {
    struct dore_arena arena = {0};
    struct dore_column column;
    struct dore_domain element = dore_domain_of_integers(0, 9);
    element.kinds |= DORE_KIND_BIT(DORE_NULL);
    struct dore_domain domain = {.kinds = DORE_KIND_BIT(DORE_LIST) | DORE_KIND_BIT(DORE_NULL),
                                 .element = &element,
                                 .max_items = 3};
    struct dore_value items[] = {integer(1), nothing, integer(2), integer(3)};
    struct dore_value values[] = {{.kind = DORE_LIST, .u.list = {items, 3}},
                                  {.kind = DORE_LIST, .u.list = {NULL, 0}},
                                  nothing,
                                  {.kind = DORE_LIST, .u.list = {items + 3, 1}}};
    check_column(&domain, values, 4, DORE_LIST, &column, &arena);
    ck_assert_int_eq(column.u.list.item->kind, DORE_INT);
    ck_assert_uint_eq(column.u.list.item->rows, 4);
    domain.element = NULL;
    check_column(&domain, values, 4, DORE_LIST, &column, &arena);
    ck_assert_int_eq(column.u.list.item->kind, DORE_ANY);
    dore_arena_release(&arena);
}
END_TEST

START_TEST(test_column_of_records) {
    struct dore_arena arena = {0};
    struct dore_column column;
    struct dore_domain_field fields[] = {{"a", dore_domain_of_integers(0, 9)},
                                         {"b", dore_domain_of_text(0, 9, 3, true)}};
    struct dore_domain domain = {.kinds = DORE_KIND_BIT(DORE_RECORD) | DORE_KIND_BIT(DORE_NULL),
                                 .field = fields,
                                 .field_count = 2};
    struct dore_entry entries[] = {{{"a", 1}, integer(1)},
                                   {{"b", 1}, {.kind = DORE_STRING, .u.s = {"x", 1}}}};
    struct dore_value values[] = {{.kind = DORE_RECORD, .u.record = {entries, 2}}, nothing};
    check_column(&domain, values, 2, DORE_RECORD, &column, &arena);
    ck_assert_int_eq(column.u.field[0].kind, DORE_INT);
    ck_assert_int_eq(column.u.field[1].kind, DORE_STRING);
    domain.field_count = 0;
    check_column(&domain, values, 2, DORE_ANY, &column, &arena);
    dore_arena_release(&arena);
}
END_TEST

Suite *suite_method(void) {
    Suite *suite = suite_create("method");
    TCase *names = tcase_create("names");
    tcase_add_loop_test(names, test_unknown, 0, COUNT(unknown));
    tcase_add_test(names, test_suggest_sees_every_method);
    suite_add_tcase(suite, names);
    TCase *binding = tcase_create("binding");
    tcase_add_test(binding, test_fault_stays_a_fault);
    tcase_add_test(binding, test_warning_is_no_fault);
    tcase_add_loop_test(binding, test_refused, 0, COUNT(refused));
    suite_add_tcase(suite, binding);
    TCase *values = tcase_create("values");
    tcase_add_loop_test(values, test_text_continues_the_row, 0, COUNT(nested));
    tcase_add_test(values, test_lists_hand_out_words);
    suite_add_tcase(suite, values);
    TCase *columns = tcase_create("columns");
    tcase_add_test(columns, test_column_of_one_kind);
    tcase_add_test(columns, test_column_of_many_kinds);
    tcase_add_test(columns, test_column_of_decimals);
    tcase_add_test(columns, test_column_of_lists);
    tcase_add_test(columns, test_column_of_records);
    suite_add_tcase(suite, columns);
    return suite;
}
