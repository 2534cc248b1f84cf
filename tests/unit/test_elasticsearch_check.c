/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch_check.c, _names.c: names, types and limits, one fault a case.
 */
#include "elastic_fixture.h"

Suite *suite_elasticsearch_check(void);

/* ---- names ----------------------------------------------------------------------------------- */

#define X64 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static const struct {
    const char *index, *field;
    enum dore_code code;
    char seven, eight;
} names[] = {
    {"things", "x", 0, '.', '.'},
    {"", "x", DORE_E_NAME, 'e', 'e'},
    {"Things", "x", DORE_E_NAME, 'e', 'e'},
    {"th\xc3\x89", "x", DORE_E_NAME, 'e', 'e'}, /* upper-case e with acute */
    {"th\xc3\xa9", "x", 0, '.', '.'},
    {"\xd0\x96", "x", DORE_E_NAME, 'e', 'e'}, /* Cyrillic zhe, upper and lower */
    {"\xd0\xb6", "x", 0, '.', '.'},
    {"\xe6\x97\xa5\xe6\x9c\xac", "x", 0, '.', '.'},
    {"-a", "x", DORE_E_NAME, 'e', 'e'},
    {"_a", "x", DORE_E_NAME, 'e', 'e'},
    {"+a", "x", DORE_E_NAME, 'e', 'e'},
    {".a", "x", DORE_E_NAME, 'e', 'e'},
    {"..", "x", DORE_E_NAME, 'e', 'e'},
    {"a-_+.b%&'", "x", 0, '.', '.'},
    {"a b", "x", DORE_E_NAME, 'e', 'e'},
    {"a:b", "x", DORE_E_NAME, 'e', 'e'},
    {"a,b", "x", DORE_E_NAME, 'e', 'e'},
    {"a/b", "x", DORE_E_NAME, 'e', 'e'},
    {"a\"b", "x", DORE_E_NAME, 'e', 'e'},
    {X64 X64 X64 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "x", 0, '.',
     '.'},
    {X64 X64 X64 X64, "x", DORE_E_NAME, 'e', 'e'},
    {"things", "", DORE_E_NAME, 'e', 'e'},
    {"things", "_id", DORE_E_NAME, 'e', 'e'},
    {"things", "_source", DORE_E_NAME, 'e', 'e'},
    {"things", "_foo", DORE_E_NAME, 'e', 'e'},
    {"things", "foo_", 0, '.', '.'},
    {"things", ".x", DORE_E_NAME, 'e', 'e'},
    {"things", "x.", DORE_E_NAME, 'e', 'e'},
    {"things", "x..y", DORE_E_NAME, 'e', 'e'},
    {"things", " ", DORE_E_NAME, 'e', 'e'},
    {"things", "x. .y", DORE_E_NAME, 'e', 'e'},
    {"things", "x.y z", 0, '.', '.'},
    {"things", "a", DORE_E_NAME_TWICE, 'e', 'e'},
    {"things", "a.b", DORE_E_NAME_TWICE, 'e', 'e'},
    {"things", "ab", 0, '.', '.'},
    {"things", "\"\n", 0, '.', '.'},
};

START_TEST(a_name_is_judged) {
    table.name = names[_i].index;
    field[1].name = names[_i].field;
    expect(&dore_format_elasticsearch7, names[_i].code, names[_i].seven);
    diags = (struct dore_diags){.arena = &arena};
    expect(&dore_format_elasticsearch8, names[_i].code, names[_i].eight);
}
END_TEST

/* A path may lead into another field only where that is an object without such a field. */
static const struct {
    const char *type;
    char fits;
} outers[] = {
    {"object", '.'},
    {"{\"properties\": {\"c\": {\"type\": \"long\"}}}", '.'},
    {"{\"properties\": {\"b\": {\"type\": \"long\"}}}", 'e'},
    {"{\"properties\": {\"b.d\": {\"type\": \"long\"}}}", 'e'},
    {"nested", 'e'},
    {"keyword", 'e'},
    {"flattened", 'e'},
};

START_TEST(a_path_leads_into_an_object) {
    for (int order = 0; order < 2; order++) {
        diags = (struct dore_diags){.arena = &arena};
        set_type(&field[order], outers[_i].type);
        field[order].name = "a";
        field[order].domain.kinds = DORE_KIND_BIT(DORE_NULL);
        set_type(&field[!order], "long");
        field[!order].name = "a.b";
        expect(&dore_format_elasticsearch8, DORE_E_NAME_TWICE, outers[_i].fits);
    }
}
END_TEST

START_TEST(two_models_cannot_share_an_index) {
    store.table_count = 2;
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
    other.name = "things";
    expect(&dore_format_elasticsearch8, DORE_E_NAME_TWICE, 'e');
}
END_TEST

/* ---- types ----------------------------------------------------------------------------------- */

static const struct {
    const char *type;
    enum dore_code code;
    char seven, eight;
} types[] = {
    {"long", 0, '.', '.'},
    {"lnog", DORE_W_KIND, 'w', 'w'},
    {"counted_keyword", DORE_W_KIND, 'w', '.'},
    {"semantic_text", DORE_W_KIND, 'w', '.'},
    {"xy_shape", DORE_W_KIND, '.', 'w'},
    {"scaled_float", DORE_E_COLUMN_TYPE, 'e', 'e'},
    {"{\"type\": \"scaled_float\", \"scaling_factor\": 100}", 0, '.', '.'},
    {"{\"type\": \"long\", \"index\": false}", 0, '.', '.'},
    {"{\"index\": false}", DORE_E_COLUMN_TYPE, 'e', 'e'},
    {"{\"type\": 5}", DORE_E_COLUMN_TYPE, 'e', 'e'},
};

START_TEST(a_type_is_judged) {
    set_type(&field[1], types[_i].type);
    field[1].domain = (struct dore_domain){.kinds = DORE_KIND_BIT(DORE_NULL)};
    expect(&dore_format_elasticsearch7, types[_i].code, types[_i].seven);
    diags = (struct dore_diags){.arena = &arena};
    expect(&dore_format_elasticsearch8, types[_i].code, types[_i].eight);
}
END_TEST

START_TEST(the_nearest_type_is_named) {
    set_type(&field[1], "keywrod");
    check_as(&dore_format_elasticsearch8);
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_str_eq(diags.list[0].hint, "write 'keyword'");
}
END_TEST

START_TEST(vectors_need_dimensions_in_7) {
    set_type(&field[1], "dense_vector");
    field[1].domain.kinds = DORE_KIND_BIT(DORE_NULL);
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
    expect(&dore_format_elasticsearch7, DORE_E_COLUMN_TYPE, 'e');
}
END_TEST

/* Types inside `properties` are looked at as well. */
START_TEST(inner_types_are_judged) {
    set_type(&field[1], "{\"properties\": {\"x\": {\"type\": \"wat\"}}}");
    field[1].domain.kinds = DORE_KIND_BIT(DORE_NULL);
    expect(&dore_format_elasticsearch8, DORE_W_KIND, 'w');
}
END_TEST

/* ---- limits ---------------------------------------------------------------------------------- */

START_TEST(a_misspelt_parameter_is_named) {
    set_type(&field[1], "{\"type\": \"keyword\", \"ignore_abov\": 10}");
    expect(&dore_format_elasticsearch8, DORE_W_KIND, 'w');
    diags = (struct dore_diags){.arena = &arena};
    set_type(&field[1], "{\"type\": \"keyword\", \"word_of_a_plugin\": 10, \"ignore_above\": 10}");
    expect(&dore_format_elasticsearch8, DORE_W_KIND, '.');
}
END_TEST

START_TEST(copies_need_a_field) {
    set_type(&field[1], "{\"type\": \"long\", \"copy_to\": \"a\"}");
    expect(&dore_format_elasticsearch8, DORE_E_KIND, '.');
    set_type(&field[1], "{\"type\": \"long\", \"copy_to\": [\"a\", \"all\"]}");
    expect(&dore_format_elasticsearch8, DORE_E_KIND, 'e');
}
END_TEST

START_TEST(multi_fields_are_judged) {
    set_type(&field[1], "{\"type\": \"long\", \"fields\": {\"x\": {}}}");
    expect(&dore_format_elasticsearch8, DORE_E_COLUMN_TYPE, 'e');
}
END_TEST

START_TEST(fields_have_a_limit) {
    struct dore_field *many = DORE_NEW(&arena, struct dore_field, 1001);
    for (int i = 0; i < 1001; i++) {
        many[i] = field[0];
        many[i].name = dore_arena_format(&arena, "f%d", i);
    }
    table.field = many;
    table.field_count = 1000;
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
    table.field_count = 1001;
    expect(&dore_format_elasticsearch8, DORE_E_LIMIT, 'e');
}
END_TEST

/* A path counts its objects once; objects without properties count what the server will make. */
START_TEST(hidden_fields_count) {
    struct dore_field *many = DORE_NEW(&arena, struct dore_field, 1000);
    for (int i = 0; i < 1000; i++) {
        many[i] = field[0];
        many[i].name = dore_arena_format(&arena, "f%d", i);
    }
    many[0].name = "p.q.x";
    many[1].name = "p.q.y";
    table.field = many;
    table.field_count = 998;
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
    table.field_count = 999;
    expect(&dore_format_elasticsearch8, DORE_E_LIMIT, 'e');
    diags = (struct dore_diags){.arena = &arena};
    set_type(&many[2], "{\"type\": \"object\", \"dynamic\": true}");
    many[2].domain = person();
    table.field_count = 995;
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
    table.field_count = 996;
    expect(&dore_format_elasticsearch8, DORE_E_LIMIT, 'e');
}
END_TEST

START_TEST(depth_has_a_limit) {
    field[1].name = "a1.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t";
    expect(&dore_format_elasticsearch8, DORE_OK, '.');
    field[1].name = "a1.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u";
    expect(&dore_format_elasticsearch8, DORE_E_LIMIT, 'e');
}
END_TEST

Suite *suite_elasticsearch_check(void) {
    Suite *suite = suite_create("elasticsearch_check");
    TCase *tests = tcase_create("elasticsearch_check");
    tcase_add_checked_fixture(tests, setup, teardown);
    LOOP(a_name_is_judged, names);
    LOOP(a_path_leads_into_an_object, outers);
    tcase_add_test(tests, two_models_cannot_share_an_index);
    LOOP(a_type_is_judged, types);
    tcase_add_test(tests, the_nearest_type_is_named);
    tcase_add_test(tests, vectors_need_dimensions_in_7);
    tcase_add_test(tests, inner_types_are_judged);
    tcase_add_test(tests, a_misspelt_parameter_is_named);
    tcase_add_test(tests, copies_need_a_field);
    tcase_add_test(tests, multi_fields_are_judged);
    tcase_add_test(tests, fields_have_a_limit);
    tcase_add_test(tests, hidden_fields_count);
    tcase_add_test(tests, depth_has_a_limit);
    suite_add_tcase(suite, tests);
    return suite;
}
