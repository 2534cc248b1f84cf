/* SPDX-License-Identifier: Apache-2.0
 *
 * engine/loader.c and formats/load/: load.sh as it comes out of a bundle, run by each shell that is
 * here against stand-ins for the clients (tests/unit/clients/): order of steps, what stops it
 * before anything is changed, going on after a stop, removing, exit statuses, and no secret in
 * arguments. Real servers are the load tests' business.
 */
#include "tests/unit/client_formats.h"
#include "tests/unit/plan_fixture.h"

#include <sys/wait.h>

Suite *suite_loader(void);

static struct fixture fixture;
static const char *folder; /* holds the bundle, the server's folder and the tools */
static const char *shell;

/* A store "it's N" with two tables of 10 and 3 rows in parts of 4. */
static void add_store(int format, const char *id) {
    struct dore_plan_store *store = fixture_store(&fixture, id, &client_formats[format]);
    fixture_table(&fixture, store, format == ELASTICSEARCH ? "orders" : "it's", 10, 4, 2);
    fixture_table(&fixture, store, "other", 3, 4, 4);
    const struct dore_table **table = DORE_NEW(&fixture.arena, const struct dore_table *, 2);
    table[0] = &store->table[0].table;
    table[1] = &store->table[1].table;
    store->store.table = table;
    store->store.table_count = 2;
    store->store.drop = fixture.plan.options.drop;
    store->store.bare = !fixture.plan.options.data;
    store->store.database = format == ELASTICSEARCH ? NULL : "data's \"base\"";
}

static const char *in_folder(const char *name) {
    return dore_arena_format(&fixture.arena, "%s/%s", folder, name);
}

static void make_bundle(void) {
    const struct dore_sink_options options = {.level = 3, .force = true};
    const struct dore_run_options run = {.threads = 1, .version = "1"};
    struct dore_sink *sink = dore_sink_open(in_folder("shop/"), &options, &fixture.diags);
    ck_assert_ptr_nonnull(sink);
    ck_assert(dore_run(&fixture.plan, &run, sink, &fixture.diags));
    ck_assert(dore_sink_finish(sink, &fixture.diags));
}

/* ---- running it --------------------------------------------------------------------------- */

/* A folder of the tools that load.sh may use, and no others; the shells are there by their names.
 */
static void link_tools(void) {
    static const char *const tools[] = {"awk", "cat",     "cksum", "cut",  "dash",  "bash",
                                        "dd",  "dirname", "env",   "grep", "mkdir", "mv",
                                        "rm",  "sed",     "sh",    "sort", "tr"};
    ck_assert_int_eq(mkdir(in_folder("tools"), 0777), 0);
    for (size_t i = 0; i < sizeof tools / sizeof *tools; i++)
        ck_assert_int_eq(system(dore_arena_format(
                             &fixture.arena, "t=$(command -v %s) && ln -s \"$t\" %s || :", tools[i],
                             in_folder("tools"))),
                         0);
}

static void setup(void) {
    fixture_init(&fixture);
    folder = fixture_folder(&fixture.arena);
    shell = "sh";
    link_tools();
    ck_assert_int_eq(mkdir(in_folder("server"), 0777), 0);
    ck_assert_int_eq(mkdir(in_folder("server/tables"), 0777), 0);
}

static void teardown(void) {
    fixture_remove_tree(folder);
    fixture_release(&fixture);
}

static const char *output; /* of the last run, both streams */
static const char *asked;  /* what the stand-ins noted since the run before */

/* Runs load.sh with arguments (and, in front, assignments); returns its exit status. */
static int run_with(const char *assignments, const char *arguments) {
    char *here = realpath("tests/unit/clients", NULL);
    ck_assert_ptr_nonnull(here);
    fixture_write(in_folder("server/log"), "");
    int status = system(dore_arena_format(
        &fixture.arena,
        "env -i PATH='%s:%s' FAKE='%s' TMPDIR='%s' PGPASSWORD=secret-1 MYSQL_PWD=secret-2 "
        "MONGODB_URI='mongodb://me:secret-3@db.example:27017/auth?tls=false' "
        "ES_URL=http://search.example:9200/ ES_USER=me ES_PASSWORD='secret-\\4\"' %s "
        "%s '%s' %s >'%s' 2>&1 </dev/null",
        here, in_folder("tools"), in_folder("server"), folder, assignments, shell,
        in_folder("shop/load.sh"), arguments, in_folder("output")));
    free(here);
    ck_assert(WIFEXITED(status));
    output = fixture_read(&fixture.arena, in_folder("output")).text;
    asked = fixture_read(&fixture.arena, in_folder("server/log")).text;
    return WEXITSTATUS(status);
}

static int run(const char *arguments) {
    return run_with("", arguments);
}

static void assert_says(const char *text) {
    ck_assert_msg(strstr(output, text) != NULL, "'%s' is not in:\n%s", text, output);
}

static void assert_asked(const char *text, bool wanted) {
    ck_assert_msg((strstr(asked, text) != NULL) == wanted, "'%s' is %sin:\n%s\noutput:\n%s", text,
                  wanted ? "not " : "", asked, output);
}

static void tell_server(const char *what, const char *value) {
    fixture_write(in_folder(dore_arena_format(&fixture.arena, "server/%s", what)), value);
}

static void untell_server(const char *what) {
    unlink(in_folder(dore_arena_format(&fixture.arena, "server/%s", what)));
}

static unsigned count_rows(const char *table) {
    const char *path = in_folder(dore_arena_format(&fixture.arena, "server/tables/%s", table));
    unsigned rows = 0;
    for (const char *at = fixture_read(&fixture.arena, path).text; *at; at++)
        rows += *at == '\n';
    return rows;
}

static bool have_shell(const char *name) {
    return access(in_folder(dore_arena_format(&fixture.arena, "tools/%s", name)), X_OK) == 0;
}

static const char *first_table(int format) {
    return format == ELASTICSEARCH ? "orders" : "it's";
}

static const char *part_name(int format, unsigned number) {
    const char *const extension[] = {"sql", "sql", "jsonl", "ndjson"};
    return dore_arena_format(&fixture.arena, "%04u-%s.%s", number,
                             format == ELASTICSEARCH ? "orders" : "it%27s", extension[format]);
}

/* ---- loading ------------------------------------------------------------------------------ */

/* Every family in every shell: load, count, load again, remove, remove again. */
START_TEST(it_loads_and_removes) {
    static const char *const shells[] = {"sh", "dash", "bash"};
    int format = _i % FORMATS;
    shell = shells[_i / FORMATS];
    if (!have_shell(shell))
        return;
    add_store(format, "store");
    make_bundle();
    ck_assert_msg(run("") == 0, "%s", output);
    ck_assert_uint_eq(count_rows(first_table(format)), 10);
    ck_assert_uint_eq(count_rows("other"), 3);
    assert_says("store: other: 3 rows\n");
    assert_says("store: loaded 13 rows\n");
    ck_assert_int_eq(run(""), 0);
    assert_says("going on with a load");
    assert_asked("20-data", false);
    ck_assert_uint_eq(count_rows(first_table(format)), 10);
    ck_assert_int_eq(run("--drop"), 0);
    assert_says("store: removed other\n");
    ck_assert_uint_eq(fixture_count_entries(in_folder("server/tables")), 0);
    ck_assert_int_eq(run("--drop"), 0);
    assert_says("nothing removed");
    ck_assert_int_eq(run(""), 0);
    ck_assert_uint_eq(count_rows(first_table(format)), 10);
    /* Nothing is left but the bundle, the marks, the server, its tools and what was said. */
    ck_assert_uint_eq(fixture_count_entries(folder), 4);
}
END_TEST

/* The manifest's own scripts run around the load, each once, and not where data come alone. */
static const struct dore_script before_scripts[] = {
    {.path = "store/00-before/01-mood.x", .text = DORE_STR("table mood\ndore-end x\n")}};
static const struct dore_script after_scripts[] = {
    {.path = "store/40-after/01-one.x", .text = DORE_STR("row mood\ndore-end x\n")},
    {.path = "store/40-after/02-one.x", .text = DORE_STR("row mood\ndore-end x\n")}};

START_TEST(scripts_stand_around_the_load) {
    add_store(_i, "store");
    struct dore_store *store = &((struct dore_plan_store *)fixture.plan.store)->store;
    store->before = before_scripts;
    store->before_count = 1;
    store->after = after_scripts;
    store->after_count = 2;
    make_bundle();
    tell_server("fail", _i == MYSQL ? "script" : _i == MONGODB ? "script.js" : "01-mood.x");
    ck_assert_int_eq(run(""), 1);
    assert_says("store: store/00-before/01-mood.x failed");
    ck_assert_uint_eq(fixture_count_entries(in_folder("server/tables")), 0);
    untell_server("fail");
    ck_assert_msg(run("") == 0, "%s", output);
    const char *const order[] = {"store/00-before/01-mood.x\n", "20-data",
                                 "store/40-after/01-one.x\n", "store/40-after/02-one.x\n"};
    const char *at = output;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        at = strstr(at, order[i]);
        ck_assert_msg(at, "'%s' is not in its place in:\n%s", order[i], output);
    }
    ck_assert_uint_eq(count_rows("mood"), 2);
    ck_assert_int_eq(run(""), 0);
    ck_assert_uint_eq(count_rows("mood"), 2);
    ck_assert_int_eq(run("--drop"), 0);
    tell_server("tables/it's", "");
    tell_server("tables/other", "");
    fixture.plan.options.schema = false;
    make_bundle();
    ck_assert_msg(run("") == 0, "%s", output);
    ck_assert_uint_eq(count_rows("mood"), 2);
}
END_TEST

/* What they change is counted, too. */
START_TEST(a_script_that_adds_a_row_is_noticed) {
    static const struct dore_script after[] = {
        {.path = "store/40-after/01-one.x", .text = DORE_STR("row other\ndore-end x\n")}};
    add_store(_i, "store");
    struct dore_store *store = &((struct dore_plan_store *)fixture.plan.store)->store;
    store->after = after;
    store->after_count = 1;
    make_bundle();
    ck_assert_int_eq(run(""), 1);
    assert_says("'other' holds 4 rows, not 3");
}
END_TEST

/* A run of mongosh takes long: none for what the load's own script counted, else one for all. */
START_TEST(documents_are_counted_at_once) {
    add_store(MONGODB, "store");
    make_bundle();
    ck_assert_int_eq(run(""), 0);
    assert_asked("count ", false);
    ck_assert_int_eq(run(""), 0);
    const char *counts = strstr(asked, "count it's\ncount other\n");
    ck_assert_msg(counts, "%s", asked);
    ck_assert_ptr_null(strstr(counts + 1, "count it's"));
    /* That script ends where a collection holds another number. */
    ck_assert_int_eq(run("--drop"), 0);
    tell_server("add", "");
    ck_assert_int_eq(run(""), 1);
    assert_says("store/30-indexes.js failed");
}
END_TEST

START_TEST(ids_choose_datastores) {
    add_store(POSTGRES, "pg one");
    add_store(MONGODB, "mongo");
    make_bundle();
    tell_server("tables/other", "");
    ck_assert_int_eq(run("'pg one' nobody"), 2);
    assert_says("there is no datastore 'nobody'");
    ck_assert_int_eq(run("--quickly"), 2);
    ck_assert_int_eq(run("--help"), 0);
    assert_says("pg one (postgres)");
    assert_says("MONGODB_URI");
    untell_server("tables/other");
    ck_assert_int_eq(run("mongo mongo"), 0);
    assert_asked("psql", false);
    assert_says("mongo: loaded 13 rows\n");
}
END_TEST

/* What exists in the last datastore stops the load of the first. */
START_TEST(nothing_is_changed_where_a_model_exists) {
    add_store(_i == POSTGRES ? MONGODB : POSTGRES, "first");
    add_store(_i, "last");
    struct dore_plan_table *table = (struct dore_plan_table *)fixture.plan.store[1].table;
    table[1].table.name = "there";
    make_bundle();
    tell_server("tables/there", "row 1\n");
    ck_assert_int_eq(run(""), 1);
    assert_says("last: 'there' exists already; nothing was changed");
    assert_asked("script", false);
    assert_asked("mongoimport", false);
    assert_asked("PUT", false);
    ck_assert_uint_eq(fixture_count_entries(in_folder("server/tables")), 1);
    ck_assert_int_eq(run("--drop"), 0);
    ck_assert_uint_eq(count_rows("there"), 1);
}
END_TEST

START_TEST(a_damaged_bundle_is_refused) {
    add_store(_i, "store");
    make_bundle();
    tell_server("damaged", "store/10-schema.sql");
    ck_assert_int_eq(run(""), 3);
    assert_says("store/10-schema.sql: FAILED");
    untell_server("damaged");
    /* A list of checksums that was cut names fewer files. */
    const char *sums = in_folder("shop/CHECKSUMS.xxh128");
    struct dore_str all = fixture_read(&fixture.arena, sums);
    char *cut = strstr((char *)all.text, part_name(_i, 2));
    ck_assert_ptr_nonnull(cut);
    cut[-40] = '\0';
    fixture_write(sums, all.text);
    ck_assert_int_eq(run(""), 3);
    assert_says("this is not a whole bundle");
    ck_assert_int_eq(unlink(sums), 0);
    ck_assert_int_eq(run(""), 3);
    assert_asked("psql", false);
    assert_asked("mysql --", false);
    assert_asked("mongo", false);
    assert_asked("http:", false);
}
END_TEST

START_TEST(a_missing_tool_is_misuse) {
    static const char *const tools[] = {"psql", "mysql", "mongosh", "curl"};
    add_store(_i, "store");
    make_bundle();
    ck_assert_int_eq(
        run_with(dore_arena_format(&fixture.arena, "PATH='%s'", in_folder("tools")), ""), 2);
    assert_says(tools[_i]);
    assert_says("installed");
}
END_TEST

/* A part that is refused stops the load; the next one begins with it. */
START_TEST(a_stopped_load_goes_on) {
    add_store(_i, "store");
    make_bundle();
    /* mysql gets its scripts by standard input, where they have no name. */
    const char *second = part_name(_i, 2);
    tell_server("fail", _i == MYSQL ? "script" : second);
    ck_assert_int_eq(run(""), 1);
    assert_says("failed");
    untell_server("fail");
    ck_assert_int_eq(run(""), 0);
    ck_assert_uint_eq(count_rows(first_table(_i)), 10);
    if (_i != MYSQL) {
        assert_asked(part_name(_i, 1), false);
        assert_asked(second, true);
    }
}
END_TEST

/* A server that loses something without a word is found out. */
START_TEST(what_is_lost_is_noticed) {
    add_store(_i, "store");
    make_bundle();
    tell_server("cut", part_name(_i, 3));
    tell_server("lose", "");
    ck_assert_int_eq(run(""), 1);
    static const char *const noticed[] = {"was not loaded to its end", NULL,
                                          "3 documents of 4 were taken",
                                          "3 of 4 documents were taken"};
    assert_says(noticed[_i]);
}
END_TEST

/* A transaction that was committed, but not marked, is not loaded again. */
START_TEST(a_committed_part_is_not_sent_again) {
    add_store(_i, "store");
    make_bundle();
    ck_assert_int_eq(run(""), 0);
    ck_assert_int_eq(system(dore_arena_format(&fixture.arena,
                                              "rm '%s'/shop/load-state/*/0003-*.finished", folder)),
                     0);
    ck_assert_int_eq(run(""), 0);
    assert_says("was loaded before");
    ck_assert_uint_eq(count_rows("it's"), 10);
    /* A number of rows that fits neither is not guessed about. */
    ck_assert_int_eq(system(dore_arena_format(&fixture.arena,
                                              "rm '%s'/shop/load-state/*/0003-*.finished && "
                                              "echo >>\"%s/server/tables/it's\"",
                                              folder, folder)),
                     0);
    ck_assert_int_eq(run(""), 1);
    assert_says("holds 11 rows where 8 were expected");
}
END_TEST

START_TEST(counts_are_compared_at_the_end) {
    add_store(_i, "store");
    make_bundle();
    ck_assert_int_eq(run(""), 0);
    ck_assert_int_eq(
        system(dore_arena_format(&fixture.arena, "echo >>'%s'/server/tables/other", folder)), 0);
    ck_assert_int_eq(run(""), 1);
    assert_says("'other' holds 4 rows, not 3");
}
END_TEST

/* Marks are of one server: another one is loaded from the start. */
START_TEST(another_server_is_another_load) {
    static const char *const other[] = {"PGPORT=1234", "MYSQL_HOST=other",
                                        "MONGODB_URI=mongodb://me:secret-3@other/",
                                        "ES_URL=https://other"};
    static const char *const same[] = {"PGPASSWORD=secret-5", "MYSQL_PWD=secret-5",
                                       "MONGODB_URI='mongodb://you:secret-5@db.example:27017/'",
                                       "ES_PASSWORD=secret-5"};
    add_store(_i, "store");
    make_bundle();
    ck_assert_int_eq(run(""), 0);
    ck_assert_int_eq(run_with(same[_i], ""), 0);
    assert_says("going on with a load");
    ck_assert_int_eq(run_with(other[_i], ""), 1);
    assert_says("exists already");
}
END_TEST

/* Marks of tables that are gone are worth nothing. */
START_TEST(what_is_gone_is_loaded_anew) {
    add_store(_i, "store");
    make_bundle();
    ck_assert_int_eq(run(""), 0);
    untell_server("tables/other");
    ck_assert_int_eq(run(""), 1);
    assert_says("'other' is not there");
    untell_server(dore_arena_format(&fixture.arena, "tables/%s", first_table(_i)));
    ck_assert_int_eq(run(""), 0);
    ck_assert_uint_eq(count_rows(first_table(_i)), 10);
}
END_TEST

/* ---- parts of a load ---------------------------------------------------------------------- */

START_TEST(data_alone_want_their_models) {
    fixture.plan.options.schema = fixture.plan.options.constraints = false;
    add_store(_i, "store");
    make_bundle();
    if (_i != MONGODB) {
        ck_assert_int_eq(run(""), 1);
        assert_says("does not exist, and this bundle does not make it");
    }
    tell_server("tables/other", "before\n");
    tell_server(dore_arena_format(&fixture.arena, "tables/%s", first_table(_i)), "");
    ck_assert_msg(run("") == 0, "%s", output);
    ck_assert_uint_eq(count_rows("other"), 4);
    ck_assert_int_eq(run("--drop"), 0);
    ck_assert_uint_eq(count_rows("other"), 4);
}
END_TEST

START_TEST(a_schema_alone_is_made) {
    fixture.plan.options.data = false;
    add_store(_i, "store");
    make_bundle();
    ck_assert_int_eq(run(""), 0);
    assert_says("made its models");
    ck_assert_uint_eq(fixture_count_entries(in_folder("server/tables")), 2);
    ck_assert_uint_eq(count_rows("other"), 0);
}
END_TEST

START_TEST(dropping_replaces_an_index) {
    fixture.plan.options.drop = true;
    add_store(ELASTICSEARCH, "es");
    make_bundle();
    tell_server("tables/other", "row 1\nrow 2\n");
    ck_assert_int_eq(run(""), 0);
    ck_assert_uint_eq(count_rows("other"), 3);
}
END_TEST

START_TEST(a_busy_server_is_asked_again) {
    add_store(ELASTICSEARCH, "es");
    make_bundle();
    tell_server("busy", "3");
    ck_assert_int_eq(run(""), 0);
    assert_asked("sleep 1\n", true);
    assert_asked("sleep 4\n", true);
    assert_asked("sleep 8\n", false);
    tell_server("busy", "99");
    ck_assert_int_eq(run("--drop"), 0);
    ck_assert_int_eq(run(""), 1);
    assert_says("too much");
    assert_says("(HTTP 429)");
}
END_TEST

/* ---- secrets ------------------------------------------------------------------------------ */

/* No secret is in an argument, in what is said, or in a file that stays. */
START_TEST(secrets_stay_out_of_arguments) {
    add_store(_i, "store");
    make_bundle();
    ck_assert_int_eq(run(""), 0);
    assert_asked("secret", false);
    ck_assert_ptr_null(strstr(output, "secret"));
    ck_assert_int_ne(
        system(dore_arena_format(&fixture.arena, "grep -rq secret- '%s'/shop", folder)), 0);
    /* Where a client needs it in a file, that holds it as the client reads it. */
    if (_i == MONGODB || _i == ELASTICSEARCH) {
        const char *config = fixture_read(&fixture.arena, in_folder("server/config")).text;
        ck_assert_ptr_nonnull(strstr(
            config,
            _i == MONGODB
                ? "uri: \"mongodb://me:secret-3@db.example:27017/?authSource=auth&tls=false\"\n"
                : "user = \"me:secret-\\\\4\\\"\"\n"));
    }
}
END_TEST

static TCase *new_case(Suite *suite, const char *name) {
    TCase *made = tcase_create(name);
    tcase_add_checked_fixture(made, setup, teardown);
    tcase_set_timeout(made, 120);
    suite_add_tcase(suite, made);
    return made;
}

Suite *suite_loader(void) {
    Suite *suite = suite_create("loader");
    TCase *whole = new_case(suite, "whole");
    tcase_add_loop_test(whole, it_loads_and_removes, 0, 3 * FORMATS);
    tcase_add_loop_test(whole, scripts_stand_around_the_load, 0, ELASTICSEARCH);
    tcase_add_loop_test(whole, a_script_that_adds_a_row_is_noticed, 0, ELASTICSEARCH);
    tcase_add_test(whole, documents_are_counted_at_once);
    tcase_add_test(whole, ids_choose_datastores);
    TCase *before = new_case(suite, "before");
    tcase_add_loop_test(before, nothing_is_changed_where_a_model_exists, 0, FORMATS);
    tcase_add_loop_test(before, a_damaged_bundle_is_refused, 0, FORMATS);
    tcase_add_loop_test(before, a_missing_tool_is_misuse, 0, FORMATS);
    TCase *stopped = new_case(suite, "stopped");
    tcase_add_loop_test(stopped, a_stopped_load_goes_on, 0, FORMATS);
    tcase_add_test(stopped, a_busy_server_is_asked_again);
    tcase_add_loop_test(stopped, what_is_lost_is_noticed, POSTGRES, POSTGRES + 1);
    tcase_add_loop_test(stopped, what_is_lost_is_noticed, MONGODB, FORMATS);
    tcase_add_loop_test(stopped, a_committed_part_is_not_sent_again, 0, MONGODB);
    tcase_add_loop_test(stopped, counts_are_compared_at_the_end, 0, FORMATS);
    tcase_add_loop_test(stopped, another_server_is_another_load, 0, FORMATS);
    tcase_add_loop_test(stopped, what_is_gone_is_loaded_anew, 0, FORMATS);
    TCase *parts = new_case(suite, "parts");
    tcase_add_loop_test(parts, data_alone_want_their_models, 0, FORMATS);
    tcase_add_loop_test(parts, a_schema_alone_is_made, 0, FORMATS);
    tcase_add_test(parts, dropping_replaces_an_index);
    tcase_add_loop_test(parts, secrets_stay_out_of_arguments, 0, FORMATS);
    return suite;
}
