/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/options.c, parse.c, vars.c: the table is in order, every example in it is a command line that
 * works, and argv becomes the right options or the right complaint.
 */
#include "cases.h"

#include "src/cli/cli.h"

enum { MAX_WORDS = 32 };

static struct dore_arena arena;
static struct dore_diags diags;
static struct options options;

static void setup(void) {
    arena = (struct dore_arena){0};
    diags = (struct dore_diags){.arena = &arena};
}

static void teardown(void) {
    dore_arena_release(&arena);
}

/* Parses a command line that is cut at blanks; a word "''" is empty. */
static void parse(const char *line) {
    char *argv[MAX_WORDS + 1] = {NULL};
    int argc = 0;
    while (*line && argc < MAX_WORDS) {
        size_t size = strcspn(line, " ");
        bool empty = size == 2 && memcmp(line, "''", 2) == 0;
        argv[argc++] = dore_arena_text(&arena, line, empty ? 0 : size);
        line += size;
        line += strspn(line, " ");
    }
    cli_parse(argc, argv, &arena, &options, &diags);
}

/* ---- the table ---------------------------------------------------------------------------- */

static size_t row_count(void) {
    size_t count = 0;
    while (cli_options[count].name || cli_options[count].letter)
        count++;
    return count;
}

START_TEST(rows_are_in_order) {
    size_t count = row_count();
    ck_assert_uint_gt(count, 20);
    ck_assert_uint_le(count, 64); /* struct parser has a bit for each */
    for (size_t i = 0; i < count; i++) {
        const struct option_row *row = &cli_options[i];
        if (i > 0 && row->name)
            ck_assert_str_lt(cli_options[i - 1].name, row->name);
        if (row->name)
            ck_assert_ptr_eq(cli_option_find(row->name, strlen(row->name)), row);
        if (row->letter)
            ck_assert_ptr_eq(cli_option_find_letter(row->letter), row);
        bool flag = row->kind == OPTION_FLAG || row->kind == OPTION_HELP;
        ck_assert_int_eq(row->word == NULL, flag);
        ck_assert_int_eq(row->kind == OPTION_CHOICE, row->choices != NULL);
        ck_assert_uint_lt(strlen(row->brief), 50);
    }
}
END_TEST

START_TEST(names_match_whole) {
    ck_assert_ptr_null(cli_option_find("see", 3));
    ck_assert_ptr_null(cli_option_find("seeds", 5));
    ck_assert_ptr_nonnull(cli_option_find("seed=5", 4));
    ck_assert_ptr_null(cli_option_find("", 0));
    ck_assert_ptr_null(cli_option_find_letter('\0'));
}
END_TEST

/* The example up to a pipe is a command line without mistakes that uses its option. */
static void check_example(const char *example, const char *uses) {
    char line[200];
    size_t size = strcspn(example, "|");
    ck_assert_uint_lt(size, sizeof line);
    memcpy(line, example, size);
    line[size] = '\0';
    ck_assert_msg(strstr(line, uses), "%s: no %s", example, uses);
    parse(line);
    ck_assert_msg(diags.errors == 0, "%s: %s", example, diags.count ? diags.list[0].message : "");
}

START_TEST(examples_of_options_work) {
    const struct option_row *row = &cli_options[_i];
    char uses[64];
    if (row->letter)
        snprintf(uses, sizeof uses, " -%c", row->letter);
    if (!row->letter || !strstr(row->example, uses))
        snprintf(uses, sizeof uses, " --%s", row->name);
    ck_assert_int_eq(row->full[strlen(row->full) - 1], '.');
    check_example(row->example, uses);
}
END_TEST

START_TEST(examples_of_commands_work) {
    const struct command_row *row = &cli_commands[_i];
    check_example(row->example, row->name ? row->name : "dore");
    ck_assert_int_eq(options.command, _i);
}
END_TEST

/* ---- values ------------------------------------------------------------------------------- */

START_TEST(defaults) {
    parse("dore --manifest m.json");
    ck_assert_uint_eq(diags.count, 0);
    ck_assert_int_eq(options.command, COMMAND_GENERATE);
    ck_assert_str_eq(options.manifest, "m.json");
    ck_assert_int_eq(options.scale.units, 1);
    ck_assert_int_eq(options.scale.scale, 0);
    ck_assert_int_eq(options.level.value, 3);
    ck_assert(!options.seed.given && !options.threads.given && !options.now.given);
    ck_assert_ptr_null(options.output);
    ck_assert_ptr_null(options.datastores.item);
    ck_assert_uint_eq(options.variables.count, 0);
}
END_TEST

START_TEST(both_spellings_of_a_value) {
    parse("dore --manifest=m.json --seed -5 --scale=2.50 --output=out.zip --level 19 --threads=4");
    ck_assert_uint_eq(diags.count, 0);
    ck_assert_str_eq(options.manifest, "m.json");
    ck_assert_int_eq(options.seed.value, -5);
    ck_assert_int_eq(options.scale.units, 250);
    ck_assert_int_eq(options.scale.scale, 2);
    ck_assert_str_eq(options.output, "out.zip");
    ck_assert_int_eq(options.level.value, 19);
    ck_assert_int_eq(options.threads.value, 4);
}
END_TEST

START_TEST(letters) {
    static const char *const spellings[] = {"-o -", "-o-", "-o=-", "--output -", "--output=-"};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        parse(dore_arena_format(&arena, "dore -qv %s --manifest m.json", spellings[i]));
        ck_assert_uint_eq(diags.count, 0);
        ck_assert_str_eq(options.output, "-");
        ck_assert(options.quiet && options.verbose);
    }
}
END_TEST

START_TEST(the_last_one_counts) {
    parse("dore --manifest a --seed 1 --manifest b --seed=2 --scale 3 --scale-factor 0.5");
    ck_assert_uint_eq(diags.count, 0);
    ck_assert_str_eq(options.manifest, "b");
    ck_assert_int_eq(options.seed.value, 2);
    ck_assert_int_eq(options.scale.units, 5);
    ck_assert_int_eq(options.scale.scale, 1);
}
END_TEST

START_TEST(lists_keep_all) {
    parse("dore --manifest m --model a --model=b --model c --model d --model e --model f --model g "
          "--model h --model i --datastore x");
    ck_assert_uint_eq(diags.count, 0);
    ck_assert_uint_eq(options.models.count, 9);
    ck_assert_str_eq(options.models.item[0], "a");
    ck_assert_str_eq(options.models.item[8], "i");
    ck_assert_ptr_null(options.models.item[9]);
    ck_assert_str_eq(options.datastores.item[0], "x");
    ck_assert_ptr_null(options.datastores.item[1]);
}
END_TEST

static const struct {
    const char *text;
    bool today;
    int64_t moment;
} times[] = {
    {"today", true, 0},
    {"1970-01-02", false, INT64_C(86400000000)},
    {"1970-01-01T00:00:01.5Z", false, 1500000},
    {"1970-01-01T01:00:00+01:00", false, 0},
};

START_TEST(times_are_read) {
    parse(dore_arena_format(&arena, "dore --manifest m --now %s", times[_i].text));
    ck_assert_uint_eq(diags.count, 0);
    ck_assert(options.now.given);
    ck_assert_int_eq(options.now.today, times[_i].today);
    if (!times[_i].today)
        ck_assert_int_eq(options.now.moment, times[_i].moment);
}
END_TEST

START_TEST(commands_take_their_argument) {
    parse("dore --seed 1 check m.json --color never");
    ck_assert_int_eq(options.command, COMMAND_CHECK);
    ck_assert_str_eq(options.manifest, "m.json");
    ck_assert_uint_eq(options.color, COLOR_NEVER);
    parse("dore cat -");
    ck_assert_int_eq(options.command, COMMAND_CAT);
    ck_assert_str_eq(options.manifest, "-");
    parse("dore check -- --odd.json");
    ck_assert_str_eq(options.manifest, "--odd.json");
    parse("dore methods");
    ck_assert_ptr_null(options.argument);
    parse("dore methods pyint");
    ck_assert_str_eq(options.argument, "pyint");
    ck_assert_uint_eq(diags.count, 0);
}
END_TEST

START_TEST(help_comes_in_two_sizes) {
    parse("dore -h");
    ck_assert_int_eq(options.help, HELP_SHORT);
    parse("dore --help");
    ck_assert_int_eq(options.help, HELP_FULL);
    parse("dore --version -v");
    ck_assert(options.version && options.verbose);
    ck_assert_uint_eq(diags.count, 0);
}
END_TEST

/* ---- variables ---------------------------------------------------------------------------- */

static const struct dore_variable *variable(const char *name) {
    for (size_t i = 0; i < options.variables.count; i++)
        if (strcmp(options.variables.list[i].name, name) == 0)
            return &options.variables.list[i];
    return NULL;
}

START_TEST(variables_split_at_the_first_equals) {
    parse("dore --manifest m --a=b=c --var d=e=f --empty= --var=seed=7 --color-of=x");
    ck_assert_uint_eq(diags.count, 0);
    ck_assert_uint_eq(options.variables.count, 5);
    ck_assert(dore_str_is(variable("a")->value, "b=c"));
    ck_assert(dore_str_is(variable("d")->value, "e=f"));
    ck_assert(dore_str_is(variable("empty")->value, ""));
    ck_assert(dore_str_is(variable("seed")->value, "7"));
    ck_assert(dore_str_is(variable("color-of")->value, "x"));
    ck_assert(variable("a")->option && !variable("d")->option);
    ck_assert(!options.seed.given);
}
END_TEST

START_TEST(later_variables_replace_earlier_ones) {
    parse("dore --manifest m --a=1 --var a=2 --b=1 --b=2");
    ck_assert_uint_eq(options.variables.count, 2);
    ck_assert(dore_str_is(variable("a")->value, "2"));
    ck_assert(!variable("a")->option);
    ck_assert(dore_str_is(variable("b")->value, "2"));
}
END_TEST

START_TEST(many_variables) {
    struct variables variables = {0};
    for (int i = 0; i < 100; i++)
        cli_variable_set(&variables, &arena, dore_arena_format(&arena, "v%d", i), DORE_STR("x"),
                         i % 2 ? VARIABLE_VAR : VARIABLE_OPTION);
    ck_assert_uint_eq(variables.count, 100);
    for (int i = 0; i < 100; i++) {
        ck_assert_str_eq(variables.list[i].name, dore_arena_format(&arena, "v%d", i));
        ck_assert_int_eq(variables.origin[i], i % 2 ? VARIABLE_VAR : VARIABLE_OPTION);
    }
}
END_TEST

/* Unused variables, with a manifest text in which some names stand. */
static const struct {
    const char *arguments, *message, *hint;
} unused[] = {
    {"--sede=5", "'--sede' is neither", "write '--seed'"},
    {"--custmers=5", "'--custmers' is neither", "write '--customers'"},
    {"--var custmers=5", "no variable 'custmers'", "write '--var customers'"},
    {"--var sede=5", "no variable 'sede'", NULL}, /* an option is no help there */
    {"--raw_nme=5", "'--raw_nme' is neither", "write '--raw_name'"},
    {"--sectoin=5", "'--sectoin' is neither", "write '--section'"},
    {"--zzzzzzzzz=5", "'--zzzzzzzzz' is neither", "'dore -h' lists the options"},
};

START_TEST(unused_variables_are_mistakes) {
    parse(dore_arena_format(&arena, "dore --manifest m --telephone=1 %s", unused[_i].arguments));
    dore_diags_add_source(
        &diags, "m",
        DORE_STR("{\"a\": \"{{ customers }} {{{raw_name}}}\", \"b\": \"{{#section}}"
                 "x{{/section}} {{telephone}} {{unfinished\"} {{"));
    options.variables.list[0].used = true;
    cli_variables_check(&options.variables, &diags);
    ck_assert_uint_eq(diags.errors, 1);
    ck_assert_int_eq(diags.list[0].code, DORE_E_VARIABLE_UNUSED);
    ck_assert_ptr_nonnull(strstr(diags.list[0].message, unused[_i].message));
    ck_assert_pstr_eq(diags.list[0].hint, unused[_i].hint);
}
END_TEST

START_TEST(a_file_may_have_more_variables) {
    struct variables variables = {0};
    cli_variable_set(&variables, &arena, "a", DORE_STR("1"), VARIABLE_FILE);
    cli_variables_check(&variables, &diags);
    ck_assert_uint_eq(diags.count, 0);
}
END_TEST

/* ---- mistakes ----------------------------------------------------------------------------- */

static const struct {
    const char *line;
    enum dore_code code;
    const char *message, *hint;
} mistakes[] = {
    {"", DORE_E_MANIFEST_MISSING, "no manifest was named", "write '--manifest FILE'"},
    {"check", DORE_E_MANIFEST_MISSING, "no manifest was named", "write '--manifest FILE'"},
    {"--sede 5", DORE_E_OPTION_UNKNOWN, "unknown option '--sede'", "write '--seed'"},
    {"--zzzzzzz", DORE_E_OPTION_UNKNOWN, "unknown option '--zzzzzzz'",
     "a variable of the manifest is written '--zzzzzzz=VALUE'"},
    {"-x", DORE_E_OPTION_UNKNOWN, "unknown option '-x'", NULL},
    {"-qx", DORE_E_OPTION_UNKNOWN, "unknown option '-x'", NULL},
    {"-psecret", DORE_E_OPTION_UNKNOWN, "unknown option '-p'", NULL},
    {"-seed 5", DORE_E_OPTION_UNKNOWN, "unknown option '-s'",
     "options of several letters begin with two dashes"},
    {"--drop", DORE_E_OPTION_UNKNOWN, "unknown option '--drop'",
     "write '--drop-conflicting-models'"},
    {"chek m.json", DORE_E_OPTION_UNKNOWN, "unknown command 'chek'", "write 'check'"},
    {"shop.json", DORE_E_OPTION_UNKNOWN, "unknown command 'shop.json'",
     "write '--manifest shop.json'"},
    {"help", DORE_E_OPTION_UNKNOWN, "unknown command 'help'", "write '--help'"},
    {"seed=secret", DORE_E_OPTION_UNKNOWN, "unknown command 'seed'", "write '--seed'"},
    {"produce m.json", DORE_E_OPTION_UNKNOWN, "unknown command 'produce'",
     "commands are 'cat', 'check', 'explain', 'join', 'methods'"},
    {"check a b", DORE_E_OPTION_UNKNOWN, "unexpected argument 'b'", "write 'dore check FILE'"},
    {"methods a b=secret", DORE_E_OPTION_UNKNOWN, "unexpected argument 'b'",
     "write 'dore methods [NAME]'"},
    {"--manifest", DORE_E_OPTION_VALUE, "option '--manifest' needs a value",
     "write '--manifest=FILE'"},
    {"--manifest --seed 5", DORE_E_OPTION_VALUE, "option '--manifest' needs a value", NULL},
    {"--manifest=", DORE_E_OPTION_VALUE, "option '--manifest' needs a value", NULL},
    {"--manifest ''", DORE_E_OPTION_VALUE, "option '--manifest' needs a value", NULL},
    {"-o", DORE_E_OPTION_VALUE, "option '-o' needs a value", "write '-o PATH'"},
    {"--force=yes", DORE_E_OPTION_VALUE, "option '--force' takes no value", "write '--force'"},
    {"--seed 1.5", DORE_E_OPTION_VALUE, "option '--seed' takes an integer of 64 bits, not '1.5'",
     NULL},
    {"--seed 9223372036854775808", DORE_E_OPTION_VALUE, "takes an integer of 64 bits", NULL},
    {"--seed 1x", DORE_E_OPTION_VALUE, "not '1x'", NULL},
    {"--threads 0", DORE_E_OPTION_VALUE, "takes an integer from 1 to 1024, not '0'", NULL},
    {"--level 20", DORE_E_OPTION_VALUE, "takes an integer from 1 to 19, not '20'", NULL},
    {"--scale -1", DORE_E_OPTION_VALUE, "takes a number that is not negative",
     "write '--scale 2' or '--scale 0.5'"},
    {"--scale-factor nan", DORE_E_OPTION_VALUE, "option '--scale-factor' takes a number",
     "write '--scale-factor 2' or '--scale-factor 0.5'"},
    {"--scale inf", DORE_E_OPTION_VALUE, "not 'inf'", NULL},
    {"--scale 1,5", DORE_E_OPTION_VALUE, "not '1,5'", NULL},
    {"--scale 1e30", DORE_E_OPTION_VALUE, "at most 18 digits", NULL},
    {"--now yesterday", DORE_E_OPTION_VALUE, "takes a date, a time or 'today'",
     "write '--now 2026-01-31T12:00:00Z'"},
    {"--now 2025-02-29", DORE_E_OPTION_VALUE, "not '2025-02-29'", NULL},
    {"--color alwys", DORE_E_OPTION_VALUE, "takes auto|always|never, not 'alwys'",
     "write 'always'"},
    {"--diagnostics=xml", DORE_E_OPTION_VALUE, "takes text|json, not 'xml'", NULL},
    {"--cache disk", DORE_E_OPTION_VALUE, "takes local|redis", NULL},
    {"--redis-port x", DORE_E_OPTION_VALUE, "takes an integer from 0 to 65535", NULL},
    {"--var", DORE_E_OPTION_VALUE, "option '--var' needs a value", "write '--var=NAME=VALUE'"},
    {"--var password secret", DORE_E_OPTION_VALUE, "takes a name, '=' and a value",
     "write '--var NAME=VALUE'"},
    {"--var =secret", DORE_E_OPTION_VALUE, "needs a name", "write '--var NAME=VALUE'"},
    {"--=secret", DORE_E_OPTION_VALUE, "needs a name", "write '--NAME=VALUE'"},
    {"--bad=\xff", DORE_E_OPTION_VALUE, "variable 'bad' is not UTF-8", NULL},
    {"--manifest m --schema-only --data-only", DORE_E_OPTION_CONFLICT, "exclude each other", NULL},
    {"--manifest - --vars -", DORE_E_OPTION_CONFLICT, "cannot be both", NULL},
    {"cat m -o x.zip", DORE_E_OPTION_CONFLICT, "'cat' writes to standard output", NULL},
    {"--manifest m -o out.rar", DORE_E_OUTPUT_KIND, "'out.rar' has no known ending", NULL},
};

START_TEST(mistakes_are_told) {
    parse(dore_arena_format(&arena, "dore %s", mistakes[_i].line));
    ck_assert_uint_eq(diags.errors, 1);
    const struct dore_diag *diag = &diags.list[0];
    ck_assert_int_eq(diag->code, mistakes[_i].code);
    ck_assert_msg(strstr(diag->message, mistakes[_i].message), "%s: %s", mistakes[_i].line,
                  diag->message);
    if (mistakes[_i].hint)
        ck_assert_pstr_eq(diag->hint, mistakes[_i].hint);
    ck_assert_ptr_null(strstr(diag->message, "secret"));
    ck_assert(!diag->hint || !strstr(diag->hint, "secret"));
}
END_TEST

START_TEST(all_mistakes_are_told) {
    parse("dore --seed x --level y --color z --nme n");
    ck_assert_uint_eq(diags.errors, 4);
}
END_TEST

/* ---- options that do nothing ---------------------------------------------------------------- */

static const struct {
    const char *line, *message;
    bool cache;
} idle[] = {
    {"--manifest m --cache redis --redis-host h --redis-port 6379",
     "no effect here: '--cache', '--redis-host', '--redis-port'", true},
    {"cat m --force", "no effect here: '--force'", false},
    {"methods --seed 5", "no effect here: '--seed'", false},
};

START_TEST(idle_options_are_noted_once) {
    parse(dore_arena_format(&arena, "dore %s", idle[_i].line));
    ck_assert_uint_eq(diags.errors, 0);
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_int_eq(diags.list[0].severity, DORE_NOTE);
    ck_assert_int_eq(diags.list[0].code, DORE_W_OPTION_IDLE);
    ck_assert_str_eq(diags.list[0].message, idle[_i].message);
    ck_assert_int_eq(diags.list[0].hint != NULL, idle[_i].cache);
}
END_TEST

Suite *suite_options(void);
Suite *suite_options(void) {
    Suite *suite = suite_create("options");
    TCase *cases = tcase_create("options");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, rows_are_in_order);
    tcase_add_test(cases, names_match_whole);
    tcase_add_loop_test(cases, examples_of_options_work, 0, (int)row_count());
    tcase_add_loop_test(cases, examples_of_commands_work, 0, COMMAND_COUNT);
    tcase_add_test(cases, defaults);
    tcase_add_test(cases, both_spellings_of_a_value);
    tcase_add_test(cases, letters);
    tcase_add_test(cases, the_last_one_counts);
    tcase_add_test(cases, lists_keep_all);
    tcase_add_loop_test(cases, times_are_read, 0, COUNT(times));
    tcase_add_test(cases, commands_take_their_argument);
    tcase_add_test(cases, help_comes_in_two_sizes);
    tcase_add_test(cases, variables_split_at_the_first_equals);
    tcase_add_test(cases, later_variables_replace_earlier_ones);
    tcase_add_test(cases, many_variables);
    tcase_add_loop_test(cases, unused_variables_are_mistakes, 0, COUNT(unused));
    tcase_add_test(cases, a_file_may_have_more_variables);
    tcase_add_loop_test(cases, mistakes_are_told, 0, COUNT(mistakes));
    tcase_add_test(cases, all_mistakes_are_told);
    tcase_add_loop_test(cases, idle_options_are_noted_once, 0, COUNT(idle));
    suite_add_tcase(suite, cases);
    return suite;
}
