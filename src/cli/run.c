/* SPDX-License-Identifier: Apache-2.0
 *
 * The commands. Each is the pipeline of dore.h up to its stage: `check` stops after the plan,
 * generating and `cat` go on to the sink. Everything that makes runs differ and is not in the
 * manifest - a random seed, the clock, the environment, the number of processors - is asked for
 * here and nowhere else (same-bytes).
 */
#include "cli.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <unistd.h>

static const struct dore_where nowhere = {0};

/* What all steps of a command share. */
struct session {
    struct dore_arena arena;
    struct dore_diags diags;
    struct options options;
    struct report report;
    int64_t epoch; /* SOURCE_DATE_EPOCH in seconds; below 0: not set */
};

/* ---- what the machine decides ------------------------------------------------------------- */

#define US_PER_SECOND INT64_C(1000000)

/* Reads SOURCE_DATE_EPOCH: a moment that a build system chose. */
static void read_epoch(struct session *session) {
    const char *text = getenv("SOURCE_DATE_EPOCH");
    const int64_t last = (DORE_DAY_MAX + 1) * (DORE_US_PER_DAY / US_PER_SECOND) - 1;
    session->epoch = -1;
    if (!text || !*text)
        return;
    if (!dore_parse_i64((struct dore_str){text, strlen(text)}, &session->epoch) ||
        session->epoch < 0 || session->epoch > last)
        dore_error(&session->diags, DORE_E_OPTION_VALUE, nowhere,
                   "unset it or give seconds from 1970",
                   "environment variable 'SOURCE_DATE_EPOCH' is no number of seconds: '%s'", text);
}

static int64_t clock_day(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t days = (int64_t)now.tv_sec * US_PER_SECOND / DORE_US_PER_DAY;
    return days * DORE_US_PER_DAY;
}

static int64_t choose_now(const struct session *session, const struct dore_manifest *manifest) {
    const struct option_time *now = &session->options.now;
    if (now->given)
        return now->today ? clock_day() : now->moment;
    if (manifest->has_now)
        return manifest->now;
    return session->epoch >= 0 ? session->epoch * US_PER_SECOND : CLI_REFERENCE_NOW;
}

/* 32 bits: enough to differ, short enough to type again. */
static int64_t random_seed(struct session *session) {
    uint32_t seed;
    if (getentropy(&seed, sizeof seed) == 0)
        return seed;
    int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && read(fd, &seed, sizeof seed) == (ssize_t)sizeof seed;
    if (fd >= 0)
        close(fd);
    if (good)
        return seed;
    dore_error(&session->diags, DORE_E_OUTPUT_FAILED, nowhere, "write '--seed N'",
               "the system gives no random numbers: %s", strerror(errno));
    return 0;
}

static int64_t choose_seed(struct session *session, const struct dore_manifest *manifest) {
    if (session->options.seed.given)
        return session->options.seed.value;
    return manifest->has_seed ? manifest->seed : random_seed(session);
}

static unsigned choose_threads(const struct session *session) {
    if (session->options.threads.given)
        return (unsigned)session->options.threads.value;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors > 0 ? (unsigned)processors : 1;
}

/* ---- the plan ----------------------------------------------------------------------------- */

static bool to_stdout(const struct options *options) {
    return options->command == COMMAND_CAT || options->rows.model ||
           (options->output && strcmp(options->output, "-") == 0);
}

/* "write '--model a' or '--model b'" */
static const char *alternatives(struct dore_diags *diags, const char *option,
                                const char *const *name, size_t count) {
    enum { SHOWN = 8 };
    const char *list = "write";
    for (size_t i = 0; i < count && i < SHOWN; i++)
        list = dore_hint(diags, "%s%s '%s %s'", list, i > 0 ? " or" : "", option, name[i]);
    return count > SHOWN ? dore_hint(diags, "%s or another", list) : list;
}

static void one_datastore(struct session *session, const struct dore_plan *plan) {
    const char **id = DORE_NEW(&session->arena, const char *, plan->store_count);
    for (size_t i = 0; i < plan->store_count; i++)
        id[i] = plan->store[i].store.id;
    dore_error(&session->diags, DORE_E_STREAM_MANY, nowhere,
               alternatives(&session->diags, "--datastore", id, plan->store_count),
               "standard output carries one datastore, not %u", (unsigned)plan->store_count);
}

static void one_model(struct session *session, const struct dore_plan_store *store) {
    const char **id = DORE_NEW(&session->arena, const char *, store->table_count);
    for (size_t i = 0; i < store->table_count; i++)
        id[i] = store->table[i].table.id;
    dore_error(&session->diags, DORE_E_STREAM_MANY, nowhere,
               alternatives(&session->diags, "--model", id, store->table_count),
               "standard output carries one model for %s, not %u", store->format->script_type,
               (unsigned)store->table_count);
}

/* Standard output is one stream for one client: `-o -` must leave one datastore and, for a client
 * that loads one collection, one model. */
static void check_stream(struct session *session, const struct dore_plan *plan) {
    const struct dore_plan_store *store = plan->store;
    if (plan->store_count > 1)
        one_datastore(session, plan);
    else if (plan->store_count == 1 && store->table_count > 1 && !store->format->stream_many)
        one_model(session, store);
    else if (plan->store_count == 1 && !plan->options.data && !store->format->stream_schema)
        dore_error(&session->diags, DORE_E_STREAM_MANY, nowhere, "write a bundle",
                   "standard output for %s carries rows alone, and '--schema-only' leaves them out",
                   store->format->script_type);
}

/* Whether every text was there to be looked at: only then is an unused variable a mistake. */
static bool all_read(const struct dore_diags *diags) {
    for (size_t i = 0; i < diags->count; i++) {
        enum dore_code code = diags->list[i].code;
        if (diags->list[i].severity == DORE_ERROR && code >= DORE_E_FILE_READ &&
            code <= DORE_E_REF_OUTSIDE)
            return false;
    }
    return true;
}

/* What the command line and the manifest ask for together. */
static struct dore_plan_options ask(struct session *session, const struct dore_manifest *manifest) {
    const struct options *options = &session->options;
    const char **piece = DORE_NEW(&session->arena, const char *, 2);
    piece[0] = options->rows.model;
    bool data_only = options->data_only || piece[0];
    return (struct dore_plan_options){
        .seed = (uint64_t)choose_seed(session, manifest),
        .now = choose_now(session, manifest),
        .locales = options->locales.count > 0 ? options->locales : manifest->locales,
        .scale = options->scale,
        .drop = options->drop,
        .schema = !data_only,
        .data = !options->schema_only,
        .constraints = !piece[0], /* it counts the rows, and makes keys of all of them */
        .stream = to_stdout(options),
        .datastores = options->datastores.item,
        .models = piece[0] ? piece : options->models.item,
        .shard = options->shard.number,
        .shards = options->shard.of,
        .piece = piece[0],
        .piece_first = options->rows.first,
        .piece_last = options->rows.last,
    };
}

/* Shards of two random seeds would not be of one run. */
static void check_seed(struct session *session, const struct dore_manifest *manifest) {
    const struct options *options = &session->options;
    if (options->shard.of && !options->seed.given && !manifest->has_seed)
        dore_error(&session->diags, DORE_E_OPTION_CONFLICT, nowhere, "write '--seed N'",
                   "option '--shard' needs a seed, the same for all shards");
}

/* Reads and plans. NULL when nothing could be planned; faults are in the diagnostics. */
static const struct dore_plan *prepare(struct session *session) {
    struct options *options = &session->options;
    struct variables *variables = &options->variables;
    struct dore_diags *diags = &session->diags;
    if (options->vars_file)
        cli_variables_read(variables, options->vars_file, &session->arena, diags);
    if (diags->errors > 0)
        return NULL;
    struct dore_reader reader = dore_reader_files(options->ref_root);
    const struct dore_manifest *manifest = dore_manifest_load(
        &session->arena, &reader, options->manifest, variables->list, variables->count, diags);
    if (all_read(diags))
        cli_variables_check(variables, diags);
    if (!manifest)
        return NULL;
    check_seed(session, manifest);
    struct dore_plan_options plan_options = ask(session, manifest);
    const struct dore_plan *plan = dore_plan_build(&session->arena, manifest, &plan_options, diags);
    if (plan && plan_options.stream && diags->errors == 0)
        check_stream(session, plan);
    return plan;
}

/* ---- the commands ------------------------------------------------------------------------- */

static const char *count_of(struct session *session, size_t count, const char *noun) {
    return dore_arena_format(&session->arena, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

static enum exit_status check(struct session *session) {
    const char *manifest = session->options.manifest;
    const struct dore_plan *plan = prepare(session);
    assert(plan || session->diags.errors > 0);
    (void)plan;
    enum exit_status status = cli_report_diags(&session->report, &session->diags);
    cli_report_log(&session->report, "%s: %s, %s",
                   strcmp(manifest, "-") == 0 ? "<stdin>" : manifest,
                   count_of(session, session->diags.errors, "error"),
                   count_of(session, session->diags.warnings, "warning"));
    return status;
}

static void log_start(struct session *session, const struct dore_plan *plan) {
    char now[DORE_DOUBLE_ROOM];
    int64_t second = plan->options.now % US_PER_SECOND;
    *dore_print_datetime(now, plan->options.now, 'T', second == 0 ? 0 : 6) = '\0';
    cli_report_detail(&session->report, "loaded manifest [%s] located at [%s]", plan->manifest->id,
                      session->options.manifest);
    cli_report_log(&session->report, "executing with seed [%" PRId64 "]",
                   (int64_t)plan->options.seed);
    cli_report_log(&session->report, "executing with now [%sZ]", now);
}

/* Runs the plan into the sink, and ends that one way or the other. */
static bool fill_sink(struct session *session, const struct dore_plan *plan,
                      struct dore_shards *shards, struct dore_sink *sink, unsigned threads,
                      const struct profile *profile) {
    struct progress progress;
    const struct dore_run_options run_options = {
        .threads = threads,
        .progress = cli_progress_update,
        .context = &progress,
        .version = DORE_VERSION,
        .supply = shards ? &shards->supply : NULL,
        .profile = profile ? cli_profile_hooks(profile) : NULL,
    };
    if (session->options.verbose)
        cli_report_log(&session->report, "using [%u] threads", threads);
    cli_progress_begin(&progress, &session->report, plan);
    progress.quiet = shards;
    bool written = dore_run(plan, &run_options, sink, &session->diags) &&
                   (!shards || dore_shards_finish(shards, &session->diags));
    if (written)
        written = dore_sink_finish(sink, &session->diags);
    else
        dore_sink_abort(sink);
    if (written)
        cli_progress_end(&progress);
    else
        cli_report_status(&session->report, NULL);
    return written;
}

/* Carries the plan out, with the bytes of shards where there are some. The sink's error is in the
 * diagnostics, save that of a closed pipe, which nobody wants to read about. */
static bool write_plan(struct session *session, const struct dore_plan *plan,
                       struct dore_shards *shards, const char *output) {
    const struct options *options = &session->options;
    const struct dore_sink_options sink_options = {
        .level = (int)options->level.value,
        .force = options->force,
        .sync = !options->no_sync,
        .mtime = session->epoch >= 0 ? session->epoch : 0,
    };
    struct dore_sink *sink = dore_sink_open(output, &sink_options, &session->diags);
    if (!sink)
        return false;
    struct profile *profile = NULL;
    unsigned threads = choose_threads(session);
    if (options->profile.given) {
        profile = cli_profile_begin(plan, options->profile.text, options->force, threads,
                                    &session->diags);
        if (!profile) {
            dore_sink_abort(sink);
            return false;
        }
    }
    bool written = fill_sink(session, plan, shards, sink, threads, profile);
    bool told = cli_profile_end(profile, written, &session->report, &session->diags);
    if (dore_sink_broken_pipe())
        cli_signals_pipe();
    return written && told;
}

/* Writes the output and says so. */
static enum exit_status produce(struct session *session, const struct dore_plan *plan,
                                struct dore_shards *shards) {
    const char *output = to_stdout(&session->options) ? "-" : session->options.output;
    if (!output)
        output = dore_plan_output(plan, &session->arena);
    bool written = write_plan(session, plan, shards, output);
    enum exit_status status = cli_report_diags(&session->report, &session->diags);
    if (!written)
        return status != EXIT_DONE ? status : EXIT_FAILED;
    const char *place = strcmp(output, "-") == 0 ? "standard output" : output;
    if (plan->options.data)
        cli_report_log(&session->report, "[%" PRIu64 "] records written to [%s]", plan->rows,
                       place);
    else
        cli_report_log(&session->report, "schema written to [%s]", place);
    return status;
}

static enum exit_status print(struct session *session, const struct dore_buf *text) {
    cli_output(text, &session->diags);
    return cli_report_diags(&session->report, &session->diags);
}

static enum exit_status explain(struct session *session) {
    const struct dore_plan *plan = prepare(session);
    enum exit_status status = cli_report_diags(&session->report, &session->diags);
    if (status != EXIT_DONE)
        return status;
    struct dore_buf text = {0};
    cli_explain(plan, &text);
    status = print(session, &text);
    dore_buf_release(&text);
    return status;
}

static enum exit_status generate(struct session *session) {
    const struct dore_plan *plan = prepare(session);
    enum exit_status status = cli_report_diags(&session->report, &session->diags);
    if (status != EXIT_DONE)
        return status;
    assert(plan); /* without an error there is a plan */
    log_start(session, plan);
    return produce(session, plan, NULL);
}

/* What the shards say was checked by those who read them; here they are one run again. */
static enum exit_status join(struct session *session) {
    const struct option_list *list = &session->options.shards;
    struct dore_shards shards;
    bool good = dore_shards_open(&shards, &session->arena, list->item, list->count, DORE_VERSION,
                                 &session->diags);
    enum exit_status status = cli_report_diags(&session->report, &session->diags);
    if (good)
        status = produce(session, shards.plan, &shards);
    dore_shards_close(&shards);
    return status;
}

static enum exit_status methods(struct session *session) {
    struct dore_buf text = {0};
    enum exit_status status;
    const struct options *options = &session->options;
    const struct dore_locales *locales = &options->locales;
    const char *locale = locales->count > 0 ? locales->name[0] : NULL;
    if (locales->count > 1)
        dore_error(&session->diags, DORE_E_OPTION_VALUE, nowhere, "name one",
                   "'methods' shows one locale");
    if (locales->count < 2 && cli_methods(options->argument, options->json, locale, &session->arena,
                                          &text, &session->diags))
        status = print(session, &text);
    else
        status = cli_report_diags(&session->report, &session->diags);
    dore_buf_release(&text);
    return status;
}

/* Help and version, which win over everything else that was asked for. */
static enum exit_status inform(struct session *session) {
    struct dore_buf text = {0};
    if (session->options.help == HELP_FULL)
        cli_help_full(&text);
    else if (session->options.help == HELP_SHORT)
        cli_help_short(&text);
    else
        cli_version(session->options.verbose, &text);
    /* Mistakes beside a call for help are forgiven. */
    session->diags = (struct dore_diags){.arena = &session->arena};
    enum exit_status status = print(session, &text);
    dore_buf_release(&text);
    return status;
}

static enum exit_status carry_out(struct session *session) {
    static enum exit_status (*const commands[COMMAND_COUNT])(struct session *) = {
        [COMMAND_GENERATE] = generate, [COMMAND_CAT] = generate, [COMMAND_CHECK] = check,
        [COMMAND_EXPLAIN] = explain,   [COMMAND_JOIN] = join,    [COMMAND_METHODS] = methods,
    };
    if (session->options.help || session->options.version)
        return inform(session);
    read_epoch(session);
    enum exit_status status = cli_report_diags(&session->report, &session->diags);
    if (status == EXIT_DONE)
        return commands[session->options.command](session);
    cli_report_usage(&session->report);
    return status;
}

int cli_main(int argc, char **argv) {
    struct session session = {0};
    session.diags.arena = &session.arena;
    cli_signals_init();
    dore_memory_on_failure(cli_report_memory_text);
    cli_parse(argc, argv, &session.arena, &session.options, &session.diags);
    cli_report_init(&session.report, &session.options);
    if (session.report.json)
        dore_memory_on_failure(cli_report_memory_json);
    enum exit_status status = carry_out(&session);
    if (!cli_output_close(&session.diags)) {
        enum exit_status failed = cli_report_diags(&session.report, &session.diags);
        status = status == EXIT_DONE ? failed : status;
    }
    dore_buf_release(&session.report.line);
    dore_arena_release(&session.arena);
    return (int)status;
}
