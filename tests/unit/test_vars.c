/* SPDX-License-Identifier: Apache-2.0
 *
 * src/manifest/vars.c: what becomes of {{ }} in strings and keys.
 */
#include "manifest_tools.h"
#include "src/manifest/private.h"

Suite *suite_vars(void);

static struct dore_arena arena;
static struct dore_diags diags;
static struct dore_variable given[8];
static struct manifest_vars vars;

static void set_up(void) {
    struct dore_variable values[] = {{.name = "name", .value = DORE_STR("Ann")},
                                     {.name = "empty", .value = DORE_STR("")},
                                     {.name = "n", .value = DORE_STR("50")},
                                     {.name = "html", .value = DORE_STR("a&b<\"\\")},
                                     {.name = "again", .value = DORE_STR("{{n}}")},
                                     {.name = "pw", .value = DORE_STR("s3cret")},
                                     {.name = "nul", .value = DORE_STR("a\0b")},
                                     {.name = "bad", .value = DORE_STR("\xff")}};
    memcpy(given, values, sizeof given);
    diags = (struct dore_diags){.arena = &arena};
    vars = (struct manifest_vars){.arena = &arena,
                                  .variable = given,
                                  .variable_count = sizeof given / sizeof *given,
                                  .diags = &diags};
}

static void tear_down(void) {
    dore_arena_release(&arena);
}

static struct dore_node *read_text(const char *text) {
    struct dore_str all = {text, strlen(text)};
    struct dore_node *root = dore_json_read(&arena, "m.json", "$", all, &diags);
    ck_assert_ptr_nonnull(root);
    return root;
}

/* A string whose text needs no escapes in JSON. */
static struct dore_node *apply(const char *text) {
    struct dore_node *node = read_text(dore_arena_format(&arena, "\"%s\"", text));
    manifest_vars_apply(&vars, node, NULL);
    manifest_vars_report(&vars);
    return node;
}

static const struct {
    const char *text, *result;
    bool variable;
} good[] = {
    {"plain", "plain", false},
    {"{ } }} {x}", "{ } }} {x}", false},
    {"{{name}}", "Ann", true},
    {"{{ name }}", "Ann", true},
    {"<{{name}}|{{n}}>", "<Ann|50>", true},
    {"{{{name}}}", "Ann", true},
    {"{{&name}}", "Ann", true},
    {"{{& name }}", "Ann", true},
    {"{{html}}", "a&b<\"\\", true},
    {"{{again}}", "{{n}}", true},
    {"{{empty}}", "", true},
    {"a{{! anything, even {{ }}b", "ab", true},
    {"{{#name}}yes{{/name}}", "yes", true},
    {"{{^name}}no{{/name}}", "", true},
    {"{{#empty}}yes{{/empty}}{{^empty}}no{{/empty}}", "no", true},
    {"{{#name}}<{{n}}{{#empty}}x{{/empty}}>{{/name}}", "<50>", true},
    {"{{#empty}}{{#name}}x{{/name}}{{/empty}}y", "y", true},
    {"{{#unset}}{{other}}{{/unset}}", "", true},
    {"{{^unset}}default{{/unset}}", "default", true},
    {"{{{{name}}", "{{name}}", false},
    {"{{{{", "{{", false},
    {"{{{{{{name}}", "{{Ann", true},
    {"{{{{{name}}", "{{{name}}", false},
    {"{{name}}}", "Ann}", true},
    {"{{{name}}}}", "Ann}", true},
};

START_TEST(applies) {
    struct dore_node *node = apply(good[_i].text);
    ck_assert_str_eq(report(&arena, &diags), "");
    ck_assert_str_eq(node->text.text, good[_i].result);
    ck_assert_uint_eq(node->text.size, strlen(good[_i].result));
    ck_assert_int_eq(node->variable, good[_i].variable);
}
END_TEST

static const struct {
    const char *text;
    enum dore_code code;
} bad[] = {
    {"{{name", DORE_E_VARIABLE_SYNTAX},
    {"{{name}", DORE_E_VARIABLE_SYNTAX},
    {"{{{name}}", DORE_E_VARIABLE_SYNTAX},
    {"{{}}", DORE_E_VARIABLE_SYNTAX},
    {"{{ }}", DORE_E_VARIABLE_SYNTAX},
    {"{{#}}x{{/}}", DORE_E_VARIABLE_SYNTAX},
    {"{{> file}}", DORE_E_VARIABLE_SYNTAX},
    {"{{=<% %>=}}", DORE_E_VARIABLE_SYNTAX},
    {"{{#name}}", DORE_E_VARIABLE_SYNTAX},
    {"{{/name}}", DORE_E_VARIABLE_SYNTAX},
    {"{{#name}}{{/n}}", DORE_E_VARIABLE_SYNTAX},
    {"{{a {b}}", DORE_E_VARIABLE_SYNTAX},
    {"{{unset}}", DORE_E_VARIABLE_UNSET},
    {"{{bad}}", DORE_E_JSON_TEXT},
    {"{{#name}}{{unset}}{{/name}}", DORE_E_VARIABLE_UNSET},
};

START_TEST(refuses) {
    struct dore_node *node = apply(bad[_i].text);
    ck_assert_uint_eq(diags.errors, 1);
    ck_assert_uint_eq(diags.list[0].code, bad[_i].code);
    ck_assert_uint_eq(diags.list[0].where.line, 1);
    ck_assert(manifest_is_void(node));
}
END_TEST

START_TEST(literal_nul_is_kept) {
    struct dore_node *node = apply("{{nul}}");
    ck_assert(dore_str_equal(node->text, DORE_STR("a\0b")));
}
END_TEST

START_TEST(marks_what_is_used) {
    apply("{{name}}{{#n}}{{/n}}{{#empty}}{{pw}}{{/empty}}{{! html}}");
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        bool used = strchr("nep", given[i].name[0]) && strcmp(given[i].name, "nul") != 0;
        ck_assert_msg(given[i].used == used, "%s", given[i].name);
    }
}
END_TEST

START_TEST(keys) {
    struct dore_node *root = read_text("{\"<{{name}}>\": {\"{{{{x\": \"{{n}}\"}}");
    manifest_vars_apply(&vars, root, NULL);
    ck_assert_str_eq(root->first->key, "<Ann>");
    ck_assert_str_eq(root->first->first->key, "{{x");
    ck_assert_str_eq(root->first->first->text.text, "50");
    ck_assert_str_eq(root->first->where.path, "$[\"<{{name}}>\"]");
    ck_assert_str_eq(report(&arena, &diags), "");
}
END_TEST

START_TEST(keys_that_become_equal_or_impossible) {
    manifest_vars_apply(&vars, read_text("{\"Ann\": 1,\n \"{{name}}\": 2}"), NULL);
    manifest_vars_apply(&vars, read_text("{\"{{nul}}\": 1, \"{{name\": 2}"), NULL);
    ck_assert_str_eq(
        report(&arena, &diags),
        "E204 m.json:1:2 $[\"{{nul}}\"]: U+0000 in a key\n"
        "E209 m.json:1:16 $[\"{{name\"]: '{{' without '}}'; write '{{{{' for two braces\n"
        "E205 m.json:2:2 $[\"{{name}}\"]: this key stands twice in its object; the first is in "
        "line 1\n");
}
END_TEST

START_TEST(an_unset_variable_names_all_its_places) {
    struct dore_node *root = read_text("{\"a\": \"{{nmae}}{{nmae}}\",\n \"b\": [\"{{other}}\"],\n"
                                       " \"{{nmae}}\": \"{{nmae}}\"}");
    manifest_vars_apply(&vars, root, NULL);
    manifest_vars_report(&vars);
    ck_assert_str_eq(report(&arena, &diags),
                     "E208 m.json:1:7 $.a: variable 'nmae' has no value, also at m.json:3:2, "
                     "m.json:3:14; write 'name'\n"
                     "E208 m.json:2:8 $.b[0]: variable 'other' has no value; add --var "
                     "other=VALUE\n");
}
END_TEST

static const char with_secrets[] =
    "{\"datastores\": {\"d\": {\"protocol\": \"mysql\", \"properties\": {\n"
    " \"host\": \"{{unset}}\", \"port\": \"{{#n}\", \"user\": \"{{name}}\", \"password\": "
    "\"{{pw}}\",\n"
    " \"database\": \"{{name}}\"}}}}";

START_TEST(connection_properties) {
    struct dore_node *root = read_text(with_secrets);
    manifest_vars_apply(&vars, root, &manifest_root);
    manifest_vars_report(&vars);
    ck_assert_str_eq(report(&arena, &diags),
                     "W210 m.json:3:14 $.datastores.d.properties.database: variable 'name' of a "
                     "connection property stands here too and is written out; use a variable of "
                     "its own\n");
    const struct dore_node *properties = root->first->first->first->next;
    ck_assert_str_eq(dore_node_find(properties, "password")->text.text, "{{pw}}");
    ck_assert_str_eq(dore_node_find(properties, "database")->text.text, "Ann");
    ck_assert(given[5].used && given[0].used);
}
END_TEST

static const char with_tokens[] =
    "{\"models\": {\"m\": {\"attributes\": {\"faker\": {\"value\": {\"faker\": {\"pystr_format\": "
    "{\n"
    " \"a\": \"{{random_int}} {{ random_int }} {{pyint:x}}\", \"b\": [\"{{name}}\"],\n"
    " \"c\": \"{{random_imt}}\", \"{{pyint}}\": \"{{&pyint}}\"}}}}}}}}";

START_TEST(faker_keeps_its_tokens) {
    struct dore_node *root = read_text(with_tokens);
    manifest_vars_apply(&vars, root, &manifest_root);
    manifest_vars_report(&vars);
    ck_assert_str_eq(report(&arena, &diags),
                     "E208 m.json:3:7 $.models.m.attributes.faker.value.faker.pystr_format.c: "
                     "variable 'random_imt' has no value; add --var random_imt=VALUE\n"
                     "E208 m.json:3:38 "
                     "$.models.m.attributes.faker.value.faker.pystr_format[\"{{pyint}}\"]: "
                     "variable 'pyint' has no value; add --var pyint=VALUE\n");
    const struct dore_node *node = root;
    for (int i = 0; i < 7; i++)
        node = node->first;
    ck_assert_str_eq(node->key, "pystr_format");
    ck_assert_str_eq(node->first->text.text, "{{random_int}} {{ random_int }} {{pyint:x}}");
    ck_assert(!node->first->variable);
    ck_assert_str_eq(node->first->next->first->text.text, "Ann");
}
END_TEST

START_TEST(growth_is_bounded) {
    struct dore_buf value = {0};
    for (int i = 0; i < DORE_MAX_STRING / 2; i++)
        dore_buf_putc(&value, 'x');
    given[0].value = (struct dore_str){value.data, value.size};
    apply("{{name}}{{name}}");
    ck_assert_str_eq(report(&arena, &diags), "");
    apply("{{name}}{{name}}{{n}}");
    ck_assert_uint_eq(diags.errors, 1);
    ck_assert_uint_eq(diags.list[0].code, DORE_E_FILE_LIMIT);
    for (int i = 0; i < 200; i++)
        apply("{{name}}");
    ck_assert_uint_eq(diags.errors, 2);
    ck_assert_uint_eq(diags.list[1].code, DORE_E_FILE_LIMIT);
    dore_buf_release(&value);
}
END_TEST

Suite *suite_vars(void) {
    Suite *suite = suite_create("vars");
    TCase *tests = tcase_create("vars");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, applies, 0, (int)(sizeof good / sizeof *good));
    tcase_add_loop_test(tests, refuses, 0, (int)(sizeof bad / sizeof *bad));
    tcase_add_test(tests, literal_nul_is_kept);
    tcase_add_test(tests, marks_what_is_used);
    tcase_add_test(tests, keys);
    tcase_add_test(tests, keys_that_become_equal_or_impossible);
    tcase_add_test(tests, an_unset_variable_names_all_its_places);
    tcase_add_test(tests, connection_properties);
    tcase_add_test(tests, faker_keeps_its_tokens);
    tcase_add_test(tests, growth_is_bounded);
    suite_add_tcase(suite, tests);
    return suite;
}
