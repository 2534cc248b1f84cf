/* SPDX-License-Identifier: Apache-2.0
 *
 * Settings of an index: what the manifest says goes through, in whatever way it is written; the
 * rest is as loading wants it; limits that it raises are the limits of the checks.
 */
#include "elastic_fixture.h"

static const struct {
    const char *given, *written;
} settings[] = {
    {NULL, "{\"number_of_shards\":1,\"number_of_replicas\":0,\"refresh_interval\":\"-1\"}"},
    {"{}", "{\"number_of_shards\":1,\"number_of_replicas\":0,\"refresh_interval\":\"-1\"}"},
    {"{\"number_of_shards\": 3, \"codec\": \"best_compression\"}",
     "{\"number_of_replicas\":0,\"refresh_interval\":\"-1\",\"number_of_shards\":3,\"codec\":"
     "\"best_"
     "compression\"}"},
    {"{\"index.refresh_interval\": \"5s\", \"index\": {\"number_of_replicas\": 2}}",
     "{\"number_of_shards\":1,\"index.refresh_interval\":\"5s\",\"index\":{\"number_of_replicas\":"
     "2}"
     "}"},
    {"{\"index\": {\"sort.field\": \"a\"}}",
     "{\"number_of_shards\":1,\"number_of_replicas\":0,\"refresh_interval\":\"-1\",\"index\":{"
     "\"sort.field\":\"a\"}}"},
};

START_TEST(settings_are_completed) {
    struct dore_buf out = {0};
    table.options = settings[_i].given ? json(settings[_i].given) : NULL;
    elastic_put_settings(&table, &out);
    dore_buf_putc(&out, '\0');
    ck_assert_str_eq(out.data, settings[_i].written);
    dore_buf_clear(&out);
    dore_format_elasticsearch8.schema(&store, &table, &out);
    dore_buf_putc(&out, '\0');
    ck_assert_ptr_nonnull(strstr(out.data, settings[_i].written));
    json(out.data);
    dore_buf_release(&out);
}
END_TEST

static const struct {
    const char *given;
    int64_t number;
} numbers[] = {
    {"{\"mapping.depth.limit\": 7}", 7},
    {"{\"mapping\": {\"depth\": {\"limit\": \"7\"}}}", 7},
    {"{\"index.mapping.depth.limit\": 7}", 7},
    {"{\"index\": {\"mapping\": {\"depth.limit\": 7}}}", 7},
    {"{\"index\": {\"mapping\": {\"total_fields.limit\": 7}}, \"mapping\": {\"depth.limit\": 8}}",
     8},
    {"{\"mapping.depth.limits\": 7}", 20},
    {"{\"mapping.depth.limit\": \"many\"}", 20},
    {"{\"mapping\": 7}", 20},
};

START_TEST(a_setting_is_found) {
    table.options = json(numbers[_i].given);
    ck_assert_int_eq(elastic_setting_number(&table, "index.mapping.depth.limit", 20),
                     numbers[_i].number);
}
END_TEST

START_TEST(limits_are_those_of_the_settings) {
    table.options = json("{\"mapping.total_fields.limit\": 1}");
    expect(&dore_format_elasticsearch8, DORE_E_LIMIT, 'e');
    ck_assert_str_eq(diags.list[0].hint,
                     "raise 'index.mapping.total_fields.limit' in the model's 'settings'");
    diags = (struct dore_diags){.arena = &arena};
    table.options = json("{\"mapping.total_fields.limit\": 2}");
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
    field[1].name = "a1.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u";
    table.options = json("{\"index\": {\"mapping\": {\"depth\": {\"limit\": 21}}}}");
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
}
END_TEST

Suite *suite_elasticsearch_settings(void);
Suite *suite_elasticsearch_settings(void) {
    Suite *suite = suite_create("elasticsearch_settings");
    TCase *tests = tcase_create("elasticsearch_settings");
    tcase_add_checked_fixture(tests, setup, teardown);
    LOOP(settings_are_completed, settings);
    LOOP(a_setting_is_found, numbers);
    tcase_add_test(tests, limits_are_those_of_the_settings);
    suite_add_tcase(suite, tests);
    return suite;
}
