/* SPDX-License-Identifier: Apache-2.0
 *
 * args.c: parameters of a manifest against a method's table: each kind is taken and refused,
 * defaults are filled in, and every fault is told with its place and what to write instead.
 */
#include "src/faker/method.h"

#include <check.h>

Suite *suite_args(void);

static const char *const colors[] = {"red", "green", NULL};
enum { FLAG, COUNT, SHARE, NAME, COLOR, ITEMS, PAIRS, DAY, HUE, NEEDED };
static const struct dore_param params[] = {
    {"flag", DORE_P_BOOL, "true", NULL, "a switch"},
    {"count", DORE_P_INT | DORE_P_NULL, "null", NULL, "how many"},
    {"share", DORE_P_NUMBER, "0.250", NULL, "a part"},
    {"name", DORE_P_STRING, "\"none\"", NULL, "a name"},
    {"color", DORE_P_STRING | DORE_P_NULL, "\"red\"", colors, "a colour"},
    {"items", DORE_P_ARRAY, "[1, 2]", NULL, "things"},
    {"pairs", DORE_P_OBJECT, "{}", NULL, "things by name"},
    {"day", DORE_P_DATE, "\"today\"", NULL, "a day"},
    {"hue", DORE_P_STRING | DORE_P_INT | DORE_P_ARRAY, "null", NULL, "a colour's angle or name"},
    {"needed", DORE_P_INT, NULL, NULL, "what cannot be guessed"},
    {.name = NULL},
};
static const struct dore_method method = {.name = "thing", .params = params};
static const struct dore_method bare = {.name = "plain"};

static struct dore_arena arena;
static struct dore_diags diags;

static void setup(void) {
    diags = (struct dore_diags){.arena = &arena};
}
static void teardown(void) {
    dore_arena_release(&arena);
}

static struct dore_node *read_json(const char *json) {
    struct dore_node *node =
        dore_json_read(&arena, "test.json", "$", (struct dore_str){json, strlen(json)}, &diags);
    ck_assert_ptr_nonnull(node);
    return node;
}

static const struct dore_arg *read_args(const struct dore_method *of,
                                        const struct dore_node *node) {
    struct dore_faker faker = {
        .arena = &arena, .diags = &diags, .where = {"test.json", 9, 9, 1, "$"}, .method = of->name};
    return faker_args_read(of, node, &faker);
}

START_TEST(test_defaults) {
    const struct dore_arg *arg = read_args(&method, read_json("{\"needed\": 1}"));
    ck_assert_ptr_nonnull(arg);
    ck_assert(arg[FLAG].b && !arg[FLAG].given && !arg[FLAG].null);
    ck_assert(arg[COUNT].null && !arg[COUNT].given);
    ck_assert(arg[SHARE].f == 0.25 && dore_str_is(arg[SHARE].s, "0.250"));
    ck_assert(dore_str_is(arg[NAME].s, "none"));
    ck_assert_uint_eq(arg[ITEMS].node->count, 2);
    ck_assert_uint_eq(arg[PAIRS].node->count, 0);
    ck_assert(dore_str_is(arg[DAY].s, "today"));
    ck_assert(arg[HUE].null);
    ck_assert_uint_eq(arg[NAME].where.line, 9);
    ck_assert(arg[NEEDED].given && arg[NEEDED].i == 1);
    ck_assert_uint_eq(arg[NEEDED].where.line, 1);
}
END_TEST

START_TEST(test_given) {
    const struct dore_arg *arg = read_args(
        &method,
        read_json("{\"flag\": false, \"count\": 3e2, \"share\": -7, \"name\": \"a\\u0000b\","
                  "\"color\": \"green\", \"items\": [], \"pairs\": {\"x\": null},"
                  "\"day\": -3, \"hue\": \"12\", \"needed\": -9223372036854775808}"));
    ck_assert_ptr_nonnull(arg);
    ck_assert(!arg[FLAG].b && arg[FLAG].given);
    ck_assert(arg[COUNT].i == 300 && !arg[COUNT].null);
    ck_assert(arg[SHARE].f == -7 && arg[SHARE].i == -7 && dore_str_is(arg[SHARE].s, "-7"));
    ck_assert(dore_str_equal(arg[NAME].s, DORE_STR("a\0b")));
    ck_assert(dore_str_is(arg[COLOR].s, "green"));
    ck_assert_uint_eq(arg[ITEMS].node->count, 0);
    ck_assert_str_eq(arg[PAIRS].node->first->key, "x");
    ck_assert(arg[DAY].i == -3 && arg[DAY].s.text == NULL);
    ck_assert(dore_str_is(arg[HUE].s, "12"));
    ck_assert(arg[NEEDED].i == INT64_MIN);
}
END_TEST

/* Strings that held a variable stand for numbers and booleans, unless a string is wanted. */
START_TEST(test_variables) {
    struct dore_node *node =
        read_json("{\"flag\": \"false\", \"count\": \"12\", \"share\": \"0.5\","
                  "\"name\": \"7\", \"day\": \"-30d\", \"hue\": \"12\","
                  "\"needed\": \"5\"}");
    for (struct dore_node *member = node->first; member; member = member->next)
        member->variable = true;
    const struct dore_arg *arg = read_args(&method, node);
    ck_assert_ptr_nonnull(arg);
    ck_assert(!arg[FLAG].b && arg[FLAG].node->kind == DORE_NODE_BOOL);
    ck_assert(arg[COUNT].i == 12 && arg[COUNT].node->kind == DORE_NODE_NUMBER);
    ck_assert(arg[SHARE].f == 0.5 && dore_str_is(arg[SHARE].s, "0.5"));
    ck_assert(dore_str_is(arg[NAME].s, "7") && arg[NAME].node->kind == DORE_NODE_STRING);
    ck_assert(dore_str_is(arg[DAY].s, "-30d"));
    ck_assert(dore_str_is(arg[HUE].s, "12"));
}
END_TEST

START_TEST(test_variable_day) {
    struct dore_node *node = read_json("{\"day\": \"-30\", \"needed\": 1}");
    node->first->variable = true;
    const struct dore_arg *arg = read_args(&method, node);
    ck_assert_ptr_nonnull(arg);
    ck_assert(arg[DAY].i == -30 && arg[DAY].s.text == NULL);
}
END_TEST

static const struct {
    const char *params;
    enum dore_code code;
    uint32_t column;
    const char *message, *hint;
} faults[] = {
    {"{}", DORE_E_PARAM_MISSING, 9, "'thing' needs parameter 'needed'",
     "add 'needed': what cannot be guessed"},
    {"{\"needed\": 1, \"flagg\": true}", DORE_E_PARAM_UNKNOWN, 15,
     "unknown parameter 'flagg' of 'thing'", "write 'flag'"},
    {"{\"needed\": 1, \"zzzzzzz\": true}", DORE_E_PARAM_UNKNOWN, 15,
     "unknown parameter 'zzzzzzz' of 'thing'",
     "it takes 'flag', 'count', 'share', 'name', 'color', 'items', 'pairs', 'day', 'hue', "
     "'needed'"},
    {"{\"needed\": null}", DORE_E_PARAM_TYPE, 12, "parameter 'needed' of 'thing' is null",
     "write an integer"},
    {"{\"needed\": 1.5}", DORE_E_PARAM_TYPE, 12, "parameter 'needed' of 'thing' is 1.5",
     "write an integer"},
    {"{\"needed\": 9223372036854775808}", DORE_E_PARAM_TYPE, 12,
     "parameter 'needed' of 'thing' is 9223372036854775808", "write an integer"},
    {"{\"needed\": \"1\"}", DORE_E_PARAM_TYPE, 12, "parameter 'needed' of 'thing' is a string",
     "write an integer"},
    {"{\"needed\": 1, \"flag\": 0}", DORE_E_PARAM_TYPE, 23, "parameter 'flag' of 'thing' is 0",
     "write true or false"},
    {"{\"needed\": 1, \"count\": true}", DORE_E_PARAM_TYPE, 24,
     "parameter 'count' of 'thing' is a boolean", "write an integer or null"},
    {"{\"needed\": 1, \"share\": []}", DORE_E_PARAM_TYPE, 24,
     "parameter 'share' of 'thing' is an array", "write a number"},
    {"{\"needed\": 1, \"name\": {}}", DORE_E_PARAM_TYPE, 23,
     "parameter 'name' of 'thing' is an object", "write a string"},
    {"{\"needed\": 1, \"items\": {}}", DORE_E_PARAM_TYPE, 24,
     "parameter 'items' of 'thing' is an object", "write an array"},
    {"{\"needed\": 1, \"pairs\": []}", DORE_E_PARAM_TYPE, 24,
     "parameter 'pairs' of 'thing' is an array", "write an object"},
    {"{\"needed\": 1, \"day\": true}", DORE_E_PARAM_TYPE, 22,
     "parameter 'day' of 'thing' is a boolean",
     "write a date such as '2024-01-31', 'now' or '-30d'"},
    {"{\"needed\": 1, \"hue\": true}", DORE_E_PARAM_TYPE, 22,
     "parameter 'hue' of 'thing' is a boolean", "write an integer, a string or an array"},
    {"{\"needed\": 1, \"color\": \"gren\"}", DORE_E_CHOICE, 24, "'gren' is no 'color' of 'thing'",
     "write 'green'"},
    {"{\"needed\": 1, \"color\": \"mauve\"}", DORE_E_CHOICE, 24, "'mauve' is no 'color' of 'thing'",
     "write one of 'red', 'green'"},
    {"[]", DORE_E_PARAM_TYPE, 1, "'thing' is followed by an array",
     "write {} or an object of parameters"},
};

START_TEST(test_fault) {
    ck_assert_ptr_null(read_args(&method, read_json(faults[_i].params)));
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_int_eq(diags.list[0].code, faults[_i].code);
    ck_assert_uint_eq(diags.list[0].where.column, faults[_i].column);
    ck_assert_str_eq(diags.list[0].message, faults[_i].message);
    ck_assert_str_eq(diags.list[0].hint, faults[_i].hint);
}
END_TEST

START_TEST(test_all_faults_at_once) {
    ck_assert_ptr_null(read_args(&method, read_json("{\"flag\": 1, \"fl\": 2, \"color\": \"x\"}")));
    ck_assert_uint_eq(diags.count, 4);
}
END_TEST

START_TEST(test_method_without_params) {
    ck_assert_ptr_nonnull(read_args(&bare, NULL));
    ck_assert_ptr_nonnull(read_args(&bare, read_json("{}")));
    ck_assert_ptr_null(read_args(&bare, read_json("{\"a\": 1}")));
    ck_assert_str_eq(diags.list[0].hint, "it takes none");
}
END_TEST

/* no-secrets: what a variable held stays untold. */
START_TEST(test_variable_is_not_shown) {
    struct dore_node *node = read_json("{\"needed\": 1, \"color\": \"hunter2\"}");
    node->first->next->variable = true;
    ck_assert_ptr_null(read_args(&method, node));
    ck_assert_ptr_null(strstr(diags.list[0].message, "hunter2"));
}
END_TEST

Suite *suite_args(void) {
    Suite *suite = suite_create("args");
    TCase *taken = tcase_create("taken");
    tcase_add_checked_fixture(taken, setup, teardown);
    tcase_add_test(taken, test_defaults);
    tcase_add_test(taken, test_given);
    tcase_add_test(taken, test_variables);
    tcase_add_test(taken, test_variable_day);
    suite_add_tcase(suite, taken);
    TCase *refused = tcase_create("refused");
    tcase_add_checked_fixture(refused, setup, teardown);
    tcase_add_loop_test(refused, test_fault, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(refused, test_all_faults_at_once);
    tcase_add_test(refused, test_method_without_params);
    tcase_add_test(refused, test_variable_is_not_shown);
    suite_add_tcase(suite, refused);
    return suite;
}
