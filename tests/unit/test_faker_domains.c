/* SPDX-License-Identifier: Apache-2.0
 *
 * Properties of every registered faker method, with its defaults and with odd parameters: each
 * value lies in the method's domain, columns are of the kind that the domain names, how rows are
 * cut into batches changes nothing (same-bytes), and values by number are different ones.
 */
#include "faker_fixture.h"

#include <stdlib.h>

Suite *suite_faker_domains(void);

/* Values a case; fewer where a value is large or slow to make. */
enum { ROWS = 10000, SLOW_ROWS = 40, CUT_ROWS = 300, NUMBERS = 2000, MOST_BYTES = 32 << 20 };
/* In other locales; CHECK_LOCALES in the environment asks for ROWS. */
enum { LOCAL_ROWS = 1000 };

/* Parameters beside the defaults. A method with required parameters must stand here. */
static const struct {
    const char *method, *params;
} odd[] = {
    {"color", "{\"hue\": \"red\", \"color_format\": \"rgb\"}"},
    {"color", "{\"luminosity\": \"random\", \"color_format\": \"hsl\"}"},
    {"color", "{\"hue\": 0, \"luminosity\": \"dark\", \"color_format\": \"hsv\"}"},
    {"color_hsl", "{\"luminosity\": \"random\"}"},
    {"color_rgb", "{\"hue\": \"monochrome\"}"},
    {"color_rgb_float", "{\"luminosity\": \"random\"}"},
    {"country_code", "{\"representation\": \"alpha-3\"}"},
    {"postcode_in_state", "{\"state_abbr\": \"HI\"}"},
    {"zipcode_in_state", "{\"state_abbr\": \"PR\"}"},
    {"postalcode_in_state", "{\"state_abbr\": \"PW\"}"},
    {"state_abbr", "{\"include_territories\": false}"},
    {"state_abbr", "{\"include_freely_associated_states\": false}"},
    {"state_abbr", "{\"include_territories\": false, \"include_freely_associated_states\": false}"},
    {"file_extension", "{\"category\": \"office\"}"},
    {"file_name", "{\"category\": \"audio\"}"},
    {"file_name", "{\"extension\": \"tar.gz\"}"},
    {"file_name", "{\"extension\": \"\"}"},
    {"file_path", "{\"depth\": 0}"},
    {"file_path", "{\"depth\": 5, \"extension\": [\"a\", \"\", \"\\u00e9t\\u00e9\"]}"},
    {"file_path", "{\"extension\": [], \"absolute\": false}"},
    {"file_path", "{\"depth\": 3, \"file_system_rule\": \"windows\", \"category\": \"video\"}"},
    {"file_path", "{\"depth\": 4, \"allowed_path_traversal_elements\": [\".\", \"..\"]}"},
    {"mime_type", "{\"category\": \"model\"}"},
    {"unix_device", "{\"prefix\": \"hd\"}"},
    {"unix_partition", "{\"prefix\": \"\"}"},
    {"dga", "{\"year\": 2015, \"month\": 3, \"day\": 2, \"tld\": \"tld\", \"length\": 12}"},
    {"dga", "{\"year\": 4294967295, \"length\": 1000}"},
    {"domain_name", "{\"levels\": 4}"},
    {"email", "{\"safe\": false}"},
    {"email", "{\"domain\": \"Example.ORG\"}"},
    {"email", "{\"domain\": \"b\\u00fccher.example\", \"safe\": false}"},
    {"hostname", "{\"levels\": 0}"},
    {"hostname", "{\"levels\": 3}"},
    {"http_status_code", "{\"include_unassigned\": false}"},
    {"image_url", "{\"width\": 640, \"height\": 0}"},
    {"image_url", "{\"placeholder_url\": \"{width}{width}x{{height}}/{depth}\"}"},
    {"ipv4", "{\"network\": true}"},
    {"ipv4", "{\"private\": true}"},
    {"ipv4", "{\"private\": false, \"network\": true}"},
    {"ipv4", "{\"address_class\": \"a\"}"},
    {"ipv4", "{\"address_class\": \"c\", \"private\": true, \"network\": true}"},
    {"ipv4", "{\"address_class\": \"z\"}"},
    {"ipv4_private", "{\"address_class\": \"b\"}"},
    {"ipv4_private", "{\"network\": true}"},
    {"ipv4_public", "{\"address_class\": \"c\", \"network\": true}"},
    {"ipv6", "{\"network\": true}"},
    {"mac_address", "{\"multicast\": true}"},
    {"nic_handle", "{\"suffix\": \"a?#-!@\"}"},
    {"nic_handles", "{\"count\": 0}"},
    {"nic_handles", "{\"count\": 7, \"suffix\": \"\\u00e9\\u00e9\"}"},
    {"port_number", "{\"is_system\": true}"},
    {"port_number", "{\"is_user\": true, \"is_dynamic\": true}"},
    {"port_number", "{\"is_dynamic\": true}"},
    {"slug", "{\"value\": \" \\u00c5ngstr\\u00f6m & Sons -  Ltd. \"}"},
    {"slug", "{\"value\": \"\"}"},
    {"uri", "{\"schemes\": [], \"deep\": 6}"},
    {"uri_path", "{\"deep\": 1}"},
    {"url", "{\"schemes\": [\"ftp\"]}"},
    {"url", "{\"schemes\": [\"a\", \"bb\", \"ccc\"]}"},
    {"ssn", "{\"taxpayer_identification_number_type\": \"EIN\"}"},
    {"ssn", "{\"taxpayer_identification_number_type\": \"ITIN\"}"},
    {"ssn", "{\"taxpayer_identification_number_type\": \"INVALID_SSN\"}"},
    {"chrome", "{\"version_from\": -3, \"version_to\": 99, \"build_from\": 7, \"build_to\": 7}"},
    {"csv", "{\"data_columns\": [\"{{job}}\"], \"num_rows\": 1, \"header\": [\"a\\\"b\"]}"},
    {"csv", "{\"data_columns\": {\"word\": \"{{word}}\", \"\": \"\"}, \"include_row_ids\": true}"},
    {"csv", "{\"data_columns\": []}"},
    {"dsv", "{\"dialect\": \"excel\", \"delimiter\": \" \", \"header\": [1, null]}"},
    {"dsv", "{\"dialect\": \"unix\", \"quotechar\": \"\\u00e9\", \"lineterminator\": \"\\u0000\"}"},
    {"dsv", "{\"quoting\": 3, \"escapechar\": \"a\"}"},
    {"dsv",
     "{\"quoting\": 2, \"doublequote\": false, \"escapechar\": \"\\\\\", \"header\": [1, 2]}"},
    {"fixed_width", "{\"align\": \"middle\", \"num_rows\": 0}"},
    {"fixed_width",
     "{\"align\": \"right\", \"data_columns\": [[5, \"emoji\"], [9, \"@\\u00e9\"]]}"},
    {"fixed_width",
     "{\"num_rows\": 1, \"data_columns\": [[30, \"{{word}} ##\"], [4, \"pybool\"]]}"},
    {"image", "{\"size\": [1, 7], \"hue\": \"red\", \"luminosity\": \"dark\"}"},
    {"tar", "{\"uncompressed_size\": 3000, \"num_files\": 5, \"min_file_size\": 1}"},
    {"tar", "{\"uncompressed_size\": 5, \"min_file_size\": 1, \"compression\": \"gz\"}"},
    {"tar", "{\"compression\": \"bz2\"}"},
    {"tar", "{\"uncompressed_size\": 70000, \"num_files\": 3, \"compression\": \"xz\"}"},
    {"zip", "{\"uncompressed_size\": 70000, \"num_files\": 7}"},
    {"zip", "{\"uncompressed_size\": 1, \"min_file_size\": 1, \"compression\": \"deflate\"}"},
    {"zip", "{\"num_files\": 10, \"compression\": \"gzip\"}"},
    {"xml", "{\"nb_elements\": 0, \"variable_nb_elements\": false}"},
    {"xml",
     "{\"nb_elements\": 20, \"value_types\": [\"profile\", \"bs\", \"null_boolean\", \"csv\"]}"},
    {"time_series", "{\"start_date\": \"-1d\", \"precision\": \"+1h\"}"},
    {"time_series", "{\"start_date\": \"now\"}"},
    {"time_series", "{\"start_date\": \"-1s\", \"precision\": 0.3}"},
    {"passport_dates", "{\"birthday\": \"1999-12-31\"}"},
    {"passport_owner", "{\"gender\": \"F\"}"},
    {"profile", "{\"fields\": [\"current_location\", \"sex\"], \"sex\": \"M\"}"},
    {"pydict", "{\"nb_elements\": 5, \"value_types\": \"int\"}"},
    {"pydict",
     "{\"nb_elements\": 971, \"variable_nb_elements\": false, \"value_types\": [\"bool\"]}"},
    {"pyiterable", "{\"value_types\": [\"random_digit\"], \"allowed_types\": \"list\"}"},
    {"pylist", "{\"nb_elements\": 0, \"variable_nb_elements\": false}"},
    {"pylist",
     "{\"value_types\": [\"latitude\", \"longitude\"], \"allowed_types\": [\"coordinate\"]}"},
    {"pylist",
     "{\"value_types\": [\"simple_profile\", \"latlng\", \"color_rgb\", \"null_boolean\"]}"},
    {"pylist", "{\"value_types\": [\"float\", \"color_rgb_float\", \"random_int\", \"binary\"], "
               "\"nb_elements\": 1}"},
    {"pylist", "{\"value_types\": [\"pydict\", \"pystruct\", \"pyset\"], \"nb_elements\": 2}"},
    {"pyobject", "{\"object_type\": \"bool\"}"},
    {"pyobject", "{\"object_type\": \"str\"}"},
    {"pyobject", "{\"object_type\": \"float\"}"},
    {"pyobject", "{\"object_type\": \"int\"}"},
    {"pyobject", "{\"object_type\": \"tuple\"}"},
    {"pyobject", "{\"object_type\": \"set\"}"},
    {"pyobject", "{\"object_type\": \"list\"}"},
    {"pyobject", "{\"object_type\": \"dict\"}"},
    {"pyset", "{\"value_types\": [\"random_digit\", \"pybool\"], \"nb_elements\": 30}"},
    {"pystruct", "{\"count\": 0}"},
    {"pystruct", "{\"count\": 40, \"value_types\": [\"list\", \"struct\", \"date_object\"]}"},
    {"pytuple", "{\"nb_elements\": -3, \"value_types\": []}"},
    {"sbn9", "{\"separator\": \"\\u2013\"}"},
};
enum { ODD = sizeof odd / sizeof *odd };

static int count_methods(void) {
    int count = 0;
    for (const struct dore_provider *const *provider = dore_providers; *provider; provider++)
        for (const struct dore_method *method = (*provider)->methods; method->name; method++)
            count++;
    return count;
}

static const struct dore_method *method_number(int number) {
    for (const struct dore_provider *const *provider = dore_providers; *provider; provider++)
        for (const struct dore_method *method = (*provider)->methods; method->name; method++)
            if (number-- == 0)
                return method;
    ck_abort_msg("no such method");
}

static uint64_t affordable(const struct dore_domain *domain, uint64_t rows) {
    uint64_t most = MOST_BYTES / (domain->mean_bytes + 1) + 1;
    return rows < most ? rows : most;
}

/* Lists and records that only boxes hold, and mixed kinds, are DORE_ANY. */
static void check_kind(struct fixture *fixture, const char *method) {
    struct dore_rows rows = {.first = 0, .count = 1};
    struct dore_column column;
    dore_method_fill(&fixture->bound, fixture->stream, &rows, &fixture->batch, &column);
    enum dore_kind kind = dore_domain_kind(&fixture->bound.domain);
    ck_assert_msg(column.kind == kind || column.kind == DORE_ANY, "%s: a column of %s, not %s",
                  method, dore_kind_name(column.kind), dore_kind_name(kind));
}

static void check_values(struct fixture *fixture, const char *method, uint64_t most) {
    uint64_t count = affordable(&fixture->bound.domain, most);
    for (uint64_t first = 0; first < count; first += DORE_BATCH_ROWS) {
        uint64_t left = count - first;
        struct dore_rows rows = {
            .first = first, .count = left < DORE_BATCH_ROWS ? (uint32_t)left : DORE_BATCH_ROWS};
        const struct dore_value *values = fixture_values(fixture, &rows);
        for (uint32_t i = 0; i < rows.count; i++) {
            if (dore_domain_holds(&fixture->bound.domain, &values[i]))
                continue;
            struct dore_buf text = {0};
            dore_value_text(&values[i], &text);
            ck_abort_msg("%s: row %llu is outside of its domain: %s %.*s", method,
                         (unsigned long long)(first + i), dore_kind_name(values[i].kind),
                         (int)text.size, text.data);
        }
    }
}

/* The same rows alone, in small batches, and out of order. */
static void check_cuts(struct fixture *fixture, const char *method, uint64_t most) {
    uint32_t count =
        (uint32_t)affordable(&fixture->bound.domain, most < CUT_ROWS ? most : CUT_ROWS);
    struct dore_arena whole = {0};
    struct dore_value *values = DORE_NEW(&whole, struct dore_value, count);
    for (uint32_t first = 0; first < count; first += DORE_BATCH_ROWS) {
        uint32_t left = count - first;
        struct dore_rows rows = {.first = first,
                                 .count = left < DORE_BATCH_ROWS ? left : DORE_BATCH_ROWS};
        struct dore_column column;
        dore_method_fill(&fixture->bound, fixture->stream, &rows, &whole, &column);
        for (uint32_t i = 0; i < rows.count; i++)
            dore_column_get(&column, &fixture->bound.domain, i, &whole, &values[first + i]);
    }
    uint64_t list[7];
    for (uint32_t at = 0; at < count; at += 7) {
        uint32_t size = count - at < 7 ? count - at : 7;
        for (uint32_t i = 0; i < size; i++)
            list[i] = count - 1 - at - i;
        struct dore_rows rows = {.count = size, .list = list};
        const struct dore_value *again = fixture_values(fixture, &rows);
        for (uint32_t i = 0; i < size; i++)
            ck_assert_msg(dore_value_equal(&again[i], &values[list[i]]),
                          "%s: row %llu differs when it is made with others", method,
                          (unsigned long long)list[i]);
    }
    dore_arena_release(&whole);
}

/* All numbers, or the first, the last and some between. */
static uint32_t pick_numbers(uint64_t count, uint32_t most, uint64_t *out) {
    uint32_t picked = 0;
    if (count <= most) {
        while (picked < count) {
            out[picked] = picked;
            picked++;
        }
        return picked;
    }
    for (uint32_t i = 0; i < most / 4; i++) {
        out[picked++] = i;
        out[picked++] = count - 1 - i;
    }
    for (uint64_t i = 1; picked < most; i++) {
        uint64_t number = (i * UINT64_C(0x9e3779b97f4a7c15)) % (count - most / 2) + most / 4;
        bool new = true;
        for (uint32_t k = 0; k < picked && new; k++)
            new = out[k] != number;
        if (new)
            out[picked++] = number;
    }
    return picked;
}

/* Values by number lie in the domain, are of the kind of other columns, and differ. */
static void check_numbers(struct fixture *fixture, const char *method) {
    const struct dore_bound_method *bound = &fixture->bound;
    ck_assert_msg((bound->count > 0) == (bound->uncounted == NULL), "%s", method);
    if (bound->count == 0)
        return;
    struct dore_arena *arena = &fixture->batch;
    dore_arena_reset(arena);
    uint32_t most = (uint32_t)affordable(&bound->domain, NUMBERS);
    uint64_t *number = DORE_NEW(arena, uint64_t, NUMBERS);
    struct dore_rows rows = {.count = pick_numbers(bound->count, most, number), .list = number};
    struct dore_rows last = {.count = 1, .list = &number[rows.count - 1]};
    struct dore_value *value = DORE_NEW(arena, struct dore_value, rows.count), again;
    uint32_t *place = DORE_NEW(arena, uint32_t, rows.count);
    struct dore_column column, filled;
    dore_method_at(bound, fixture->stream, &rows, arena, &column);
    dore_method_fill(bound, fixture->stream, &last, arena, &filled);
    ck_assert_msg(column.kind == filled.kind, "%s: by number a column of %s, not %s", method,
                  dore_kind_name(column.kind), dore_kind_name(filled.kind));
    ck_assert_uint_eq(column.scale, filled.scale);
    for (uint32_t i = 0; i < rows.count; i++) {
        dore_column_get(&column, &bound->domain, i, arena, &value[i]);
        struct dore_buf text = {0};
        dore_value_text(&value[i], &text);
        ck_assert_msg(dore_domain_holds(&bound->domain, &value[i]),
                      "%s: number %llu is outside of its domain: %.*s", method,
                      (unsigned long long)number[i], (int)text.size, text.data);
        dore_buf_release(&text);
    }
    dore_method_at(bound, fixture->stream, &last, arena, &column);
    dore_column_get(&column, &bound->domain, 0, arena, &again);
    ck_assert(dore_value_equal(&again, &value[rows.count - 1]));
    uint32_t differ = dore_values_distinct(value, rows.count, place);
    uint32_t same = 0;
    while (same < differ && place[same] == same)
        same++;
    struct dore_buf text = {0};
    dore_value_text(&value[same < rows.count ? same : 0], &text);
    ck_assert_msg(differ == rows.count, "%s: %u numbers of %llu give %u values; number %llu: %.*s",
                  method, rows.count, (unsigned long long)bound->count, differ,
                  (unsigned long long)number[same < rows.count ? same : 0], (int)text.size,
                  text.data);
    dore_buf_release(&text);
}

static void check_all(const char *method, const char *params, uint64_t rows) {
    struct fixture fixture;
    fixture_open(&fixture, method, params);
    check_kind(&fixture, method);
    check_values(&fixture, method, rows);
    check_cuts(&fixture, method, rows);
    check_numbers(&fixture, method);
    fixture_close(&fixture);
}

static bool needs_params(const struct dore_method *method) {
    for (const struct dore_param *param = method->params; param && param->name; param++)
        if (!param->fallback)
            return true;
    return false;
}

START_TEST(test_defaults) {
    const struct dore_method *method = method_number(_i);
    if (!needs_params(method)) {
        check_all(method->name, NULL, ROWS);
        return;
    }
    for (int i = 0; i < ODD; i++)
        if (strcmp(odd[i].method, method->name) == 0)
            return;
    ck_abort_msg("%s has required parameters but no case here", method->name);
}
END_TEST

START_TEST(test_odd_params) {
    bool slow = strstr(odd[_i].params, "\"bz2\"") || strstr(odd[_i].params, "\"xz\"");
    check_all(odd[_i].method, odd[_i].params, slow ? SLOW_ROWS : ROWS);
}
END_TEST

/* Where a locale has nothing of its own, values are those of the default one. */
static void check_borrowed(struct fixture *fixture, const char *locale, const char *method) {
    struct fixture usual;
    struct dore_rows rows = {.count = 20};
    fixture_open(&usual, method, NULL);
    const struct dore_value *ours = fixture_values(fixture, &rows);
    const struct dore_value *theirs = fixture_values(&usual, &rows);
    for (uint32_t i = 0; i < rows.count; i++)
        ck_assert_msg(dore_value_equal(&ours[i], &theirs[i]), "%s in %s differs for no reason",
                      method, locale);
    fixture_close(&usual);
}

/* Values of two locales lie in the domain of both, as a list of locales has it. */
static void check_either(struct fixture *fixture, const char *locale, const char *method) {
    struct fixture usual;
    struct dore_rows rows = {.count = 100};
    fixture_open(&usual, method, NULL);
    const struct dore_domain *ours = &fixture->bound.domain, *theirs = &usual.bound.domain;
    struct dore_domain both = dore_domain_either(&usual.plan, theirs, ours);
    const struct dore_value *values[] = {fixture_values(fixture, &rows),
                                         fixture_values(&usual, &rows)};
    for (uint32_t i = 0; i < 2 * rows.count; i++)
        ck_assert_msg(dore_domain_holds(&both, &values[i % 2][i / 2]), "%s of en_US and %s", method,
                      locale);
    ck_assert_uint_eq(both.mean_bytes, theirs->mean_bytes);
    ck_assert_uint_eq(both.distinct, 0);
    fixture_close(&usual);
}

/* A method in a locale that makes a difference to it. */
static void check_local(const char *locale, const struct dore_method *method, uint64_t rows) {
    struct fixture fixture;
    if (needs_params(method))
        return;
    fixture_open_in(&fixture, locale, method->name, NULL);
    const char *name = dore_arena_format(&fixture.plan, "%s in %s", method->name, locale);
    if (fixture.sources & DORE_WORDS_OWN) {
        check_kind(&fixture, name);
        check_values(&fixture, name, rows);
        check_cuts(&fixture, name, CUT_ROWS / 10);
        check_either(&fixture, locale, method->name);
        check_numbers(&fixture, name);
    } else if (!(fixture.sources & DORE_WORDS_BORROWED) && fixture.bound.domain.mean_bytes < 4096) {
        check_borrowed(&fixture, locale, method->name);
    }
    fixture_close(&fixture);
}

static int count_of(const void *list) {
    int count = 0;
    for (const void *const *item = list; *item; item++)
        count++;
    return count;
}

/* One provider in one locale. */
START_TEST(test_locales) {
    int providers = count_of(dore_providers);
    const char *locale = dore_locales[_i / providers];
    const struct dore_provider *provider = dore_providers[_i % providers];
    uint64_t rows = getenv("CHECK_LOCALES") ? ROWS : LOCAL_ROWS;
    if (strcmp(locale, DORE_LOCALE_DEFAULT) == 0)
        return;
    for (const struct dore_method *method = provider->methods; method->name; method++)
        check_local(locale, method, rows);
}
END_TEST

/* One name, one method; each with one way to make values, a line about it, and parameters that say
 * what they are. */
START_TEST(test_table_is_sound) {
    const struct dore_method *method = method_number(_i);
    ck_assert_ptr_eq(dore_method_find(method->name), method);
    ck_assert_int_eq((method->text != NULL) + (method->cell != NULL) + (method->fill != NULL), 1);
    ck_assert_ptr_nonnull(method->domain);
    ck_assert_ptr_nonnull(method->about);
    for (const struct dore_param *param = method->params; param && param->name; param++) {
        ck_assert_msg(param->kinds != 0, "%s %s", method->name, param->name);
        ck_assert_msg(param->about && *param->about, "%s %s", method->name, param->name);
        for (const struct dore_param *other = method->params; other < param; other++)
            ck_assert_str_ne(other->name, param->name);
    }
}
END_TEST

Suite *suite_faker_domains(void) {
    Suite *suite = suite_create("faker_domains");
    TCase *values = tcase_create("values");
    tcase_set_timeout(values, 120);
    tcase_add_loop_test(values, test_defaults, 0, count_methods());
    tcase_add_loop_test(values, test_odd_params, 0, ODD);
    suite_add_tcase(suite, values);
    TCase *locales = tcase_create("locales");
    tcase_set_timeout(locales, 300);
    tcase_add_loop_test(locales, test_locales, 0,
                        count_of(dore_locales) * count_of(dore_providers));
    suite_add_tcase(suite, locales);
    TCase *table = tcase_create("table");
    tcase_add_loop_test(table, test_table_is_sound, 0, count_methods());
    suite_add_tcase(suite, table);
    return suite;
}
