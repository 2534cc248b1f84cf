/* SPDX-License-Identifier: Apache-2.0
 *
 * The words sequence, constant and selector, each compiled by a plan of one model: the values of
 * its rows, how many it counts, its values by number, and the search of rows by value.
 */
#include "dore/plan.h"
#include "manifest_tools.h"

Suite *suite_generators(void);

struct world {
    struct dore_arena arena;
    struct dore_diags diags;
    const struct dore_plan *plan;
};

/* How a plan asks for the values of the column a. */
enum demand {
    FREE,   /* as they come */
    TUPLE,  /* together with a sequence: the plan asks how many there are, and needs no choice */
    UNIQUE, /* each once */
};

/* A plan of one table with one column of this value, and a sequence beside it. */
static void open_world(struct world *world, const char *value, const char *type, uint64_t records,
                       enum demand demand) {
    *world = (struct world){.diags = {.arena = &world->arena}};
    const char *text = dore_arena_format(
        &world->arena,
        "{\"id\": \"m\", \"datastores\": {\"d\": {\"protocol\": \"postgres\", \"properties\":"
        " {\"database\": \"d\"}}}, \"models\": {\"t\": {\"records\": %llu, \"datastore\": \"d\","
        " \"properties\": {\"tableName\": \"t\"}, %s \"attributes\": {\"a\": {%s \"properties\":"
        " {\"columnName\": \"a\", \"columnType\": \"%s\"}, \"value\": %s}, \"b\": {"
        " \"properties\": {\"columnName\": \"b\", \"columnType\": \"BIGINT\"}, \"value\":"
        " {\"sequence\": {}}}}}}}",
        (unsigned long long)records, demand == TUPLE ? "\"unique\": [[\"a\", \"b\"]]," : "",
        demand == UNIQUE ? "\"unique\": true," : "", type, value);
    struct memory_file files[] = {{"m.json", text, NULL}, {NULL, NULL, NULL}};
    struct dore_reader reader = memory_reader(files);
    const struct dore_manifest *manifest =
        dore_manifest_load(&world->arena, &reader, "m.json", NULL, 0, &world->diags);
    const struct dore_plan_options options = {
        .seed = 7, .scale = {1, 0}, .schema = true, .data = true, .constraints = true};
    if (manifest && world->diags.errors == 0)
        world->plan = dore_plan_build(&world->arena, manifest, &options, &world->diags);
}

static const struct dore_op *op_of(const struct world *world) {
    ck_assert_uint_eq(world->diags.errors, 0);
    return world->plan->store[0].table[0].op[0];
}

/* Values of a column as texts with blanks between; null as "null". */
static const char *text_of(struct world *world, const struct dore_op *op,
                           const struct dore_column *column) {
    struct dore_buf out = {0};
    for (uint32_t i = 0; i < column->rows; i++) {
        struct dore_value value;
        dore_column_get(column, &op->domain, i, &world->arena, &value);
        if (i > 0)
            dore_buf_putc(&out, ' ');
        if (value.kind == DORE_NULL)
            dore_buf_puts(&out, "null");
        ck_assert(dore_domain_holds(&op->domain, &value));
        dore_value_text(&value, &out);
    }
    const char *text = dore_arena_text(&world->arena, out.data, out.size);
    dore_buf_release(&out);
    return text;
}

/* A word, the values of its first six rows (NULL: depends on the seed), what it counts, and the
 * values of all numbers. */
static const struct {
    const char *value, *type, *rows;
    uint64_t count, cycle;
    bool unique;
    const char *numbers;
} words[] = {
    {"{\"sequence\": {}}", "INT", "1 2 3 4 5 6", 6, 0, true, "1 2 3 4 5 6"},
    {"{\"sequence\": {\"start\": 10, \"step\": -4}}", "INT", "10 6 2 -2 -6 -10", 6, 0, true,
     "10 6 2 -2 -6 -10"},
    {"{\"sequence\": {\"start\": 9223372036854775802}}", "BIGINT",
     "9223372036854775802 9223372036854775803 9223372036854775804 9223372036854775805 "
     "9223372036854775806 9223372036854775807",
     6, 0, true,
     "9223372036854775802 9223372036854775803 9223372036854775804 9223372036854775805 "
     "9223372036854775806 9223372036854775807"},
    {"{\"constant\": \"x\"}", "TEXT", "x x x x x x", 1, 1, false, "x"},
    {"{\"constant\": null}", "TEXT", "null null null null null null", 0, 1, false, ""},
    {"{\"constant\": {\"a\": [1, 2]}}", "JSONB",
     "{\"a\":[1,2]} {\"a\":[1,2]} {\"a\":[1,2]} {\"a\":[1,2]} {\"a\":[1,2]} {\"a\":[1,2]}", 1, 1,
     false, "{\"a\":[1,2]}"},
    {"{\"selector\": {\"roundRobin\": {\"items\": [3, 1, 3, null]}}}", "INT", "3 1 3 null 3 1", 2,
     4, false, "3 1"},
    {"{\"selector\": {\"roundRobin\": {\"items\": [1, 1.0, \"1\", true, \"true\"]}}}", "TEXT",
     "1 1.0 1 true true 1", 2, 5, false, "1 true"},
    {"{\"selector\": {\"random\": {\"items\": [\"a\", \"b\", \"a\"]}}}", "TEXT", NULL, 2, 0, false,
     "a b"},
    {"{\"selector\": {\"random\": {\"items\": [1, 2, 3], \"weights\": [0, 1e-3, 0.0]}}}", "INT",
     "2 2 2 2 2 2", 1, 0, false, "2"},
};

START_TEST(words_make_values) {
    struct world world;
    open_world(&world, words[_i].value, words[_i].type, 6, FREE);
    const struct dore_op *op = op_of(&world);
    struct dore_rows rows = {.count = 6};
    struct dore_column column;
    dore_op_fill(op, &rows, &world.arena, &column);
    if (words[_i].rows)
        ck_assert_str_eq(text_of(&world, op, &column), words[_i].rows);
    ck_assert_uint_eq(op->cycle, words[_i].cycle);
    ck_assert(op->unique == words[_i].unique);
    dore_arena_release(&world.arena);
}
END_TEST

START_TEST(words_count_values) {
    struct world world;
    open_world(&world, words[_i].value, words[_i].type, 6, TUPLE);
    const struct dore_op *op = op_of(&world);
    ck_assert_uint_eq(op->count, words[_i].count);
    ck_assert(op->count > 0 || op->uncounted != NULL);
    dore_arena_release(&world.arena);
}
END_TEST

/* As many records as there are values have each of them once. */
START_TEST(words_make_values_by_number) {
    struct world world;
    if (words[_i].count == 0)
        return;
    open_world(&world, words[_i].value, words[_i].type, words[_i].count, UNIQUE);
    const struct dore_op *op = op_of(&world);
    struct dore_column column;
    uint32_t found = 0, wanted = (uint32_t)words[_i].count;
    struct dore_rows rows = {.count = wanted};
    dore_op_fill(op, &rows, &world.arena, &column);
    const char *made = dore_arena_format(&world.arena, " %s ", text_of(&world, op, &column));
    char *numbers = dore_arena_text(&world.arena, words[_i].numbers, strlen(words[_i].numbers));
    for (char *one = numbers, *end; *one; one = end) {
        size_t size = strcspn(one, " ");
        end = one + size + (one[size] == ' ');
        const char *text = dore_arena_format(&world.arena, " %.*s ", (int)size, one);
        found += strstr(made, text) != NULL;
    }
    ck_assert_msg(found == wanted, "%s: %s", words[_i].value, made);
    dore_arena_release(&world.arena);
}
END_TEST

START_TEST(sequence_finds_rows) {
    static const struct {
        const char *value;
        int64_t wanted;
        bool found;
        uint64_t row;
    } cases[] = {
        {"{\"sequence\": {}}", 1, true, 0},
        {"{\"sequence\": {}}", 100, true, 99},
        {"{\"sequence\": {}}", 101, false, 0},
        {"{\"sequence\": {}}", 0, false, 0},
        {"{\"sequence\": {\"start\": 5, \"step\": 3}}", 8, true, 1},
        {"{\"sequence\": {\"start\": 5, \"step\": 3}}", 9, false, 0},
        {"{\"sequence\": {\"start\": 5, \"step\": -3}}", -292, true, 99},
        {"{\"sequence\": {\"start\": 5, \"step\": -3}}", 8, false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world world;
        open_world(&world, cases[i].value, "BIGINT", 100, FREE);
        const struct dore_op *op = op_of(&world);
        struct dore_value value = {.kind = DORE_INT, .u.i = cases[i].wanted};
        uint64_t row = 0;
        ck_assert_msg(op->find(op->state, &value, &row) == cases[i].found, "case %zu", i);
        ck_assert(!cases[i].found || row == cases[i].row);
        value.kind = DORE_STRING;
        value.u.s = DORE_STR("1");
        ck_assert(!op->find(op->state, &value, &row));
        dore_arena_release(&world.arena);
    }
}
END_TEST

/* 0.5 to 1.5 to 8 in 100,000 rows, each within five standard deviations. */
START_TEST(weights_hold) {
    enum { ROWS = 100000 };
    static const int64_t least[] = {4655, 14435, 79365}, most[] = {5345, 15565, 80635};
    struct world world;
    open_world(&world,
               "{\"selector\": {\"random\": {\"items\": [0, 1, 2], \"weights\": [0.5, 1.5, 8]}}}",
               "INT", 100000, FREE);
    const struct dore_op *op = op_of(&world);
    struct dore_rows rows = {.count = ROWS};
    struct dore_column column;
    int64_t count[3] = {0};
    dore_op_fill(op, &rows, &world.arena, &column);
    for (uint32_t i = 0; i < ROWS; i++)
        count[column.u.i[i]]++;
    for (int i = 0; i < 3; i++)
        ck_assert_msg(count[i] >= least[i] && count[i] <= most[i], "item %d: %lld times", i,
                      (long long)count[i]);
    dore_arena_release(&world.arena);
}
END_TEST

START_TEST(refuses) {
    static const struct {
        const char *value, *said;
    } cases[] = {
        {"{\"sequence\": 1}", "'sequence' must be an object, not a number"},
        {"{\"sequence\": {\"strat\": 1}}", "unknown key 'strat' in 'sequence'; write 'start'"},
        {"{\"sequence\": {\"start\": 1.5}}", "'start' of 'sequence' wants an integer"},
        {"{\"sequence\": {\"step\": 0}}", "'step' of 'sequence' is 0"},
        {"{\"sequence\": {\"start\": 9223372036854775803}}",
         "leaves the 64-bit integers after 5 of 6 records"},
        {"{\"sequence\": {\"start\": -9223372036854775808, \"step\": -1}}",
         "leaves the 64-bit integers after 1 of 6 records"},
        {"{\"selector\": {\"random\": {\"items\": [1, 2], \"weights\": [1]}}}",
         "1 weight for 2 items"},
        {"{\"selector\": {\"random\": {\"items\": [1, 2], \"weights\": [0, 0]}}}",
         "all 'weights' are 0"},
        {"{\"selector\": {\"random\": {\"items\": [1, 2], \"weights\": [1, -0.5]}}}",
         "a weight is below zero"},
        {"{\"selector\": {\"random\": {\"items\": [1, 2], \"weights\": [1, \"2\"]}}}",
         "a weight is no number"},
        {"{\"selector\": {\"random\": {\"items\": [1, 2], \"weights\": 3}}}",
         "'weights' must be an array, not a number"},
        {"{\"selector\": {\"random\": {\"items\": [1, 2], \"weights\": [1e17, 0.001]}}}",
         "'weights' together have more than 18 digits"},
        {"{\"selector\": {\"random\": {\"items\": [1], \"wieghts\": [1]}}}",
         "unknown key 'wieghts' in selector 'random'; write 'weights'"},
        {"{\"selector\": {\"roundRobin\": {\"items\": [1], \"weights\": [1]}}}",
         "unknown key 'weights' in selector 'roundRobin'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world world;
        open_world(&world, cases[i].value, "BIGINT", 6, FREE);
        ck_assert_uint_gt(world.diags.errors, 0);
        const char *said = report(&world.arena, &world.diags);
        ck_assert_msg(strstr(said, cases[i].said) != NULL, "%s\n%s", cases[i].value, said);
        dore_arena_release(&world.arena);
    }
}
END_TEST

Suite *suite_generators(void) {
    Suite *suite = suite_create("generators");
    TCase *tcase = tcase_create("words");
    tcase_add_loop_test(tcase, words_make_values, 0, sizeof words / sizeof *words);
    tcase_add_loop_test(tcase, words_count_values, 0, sizeof words / sizeof *words);
    tcase_add_loop_test(tcase, words_make_values_by_number, 0, sizeof words / sizeof *words);
    tcase_add_test(tcase, sequence_finds_rows);
    tcase_add_test(tcase, weights_hold);
    tcase_add_test(tcase, refuses);
    suite_add_tcase(suite, tcase);
    return suite;
}
