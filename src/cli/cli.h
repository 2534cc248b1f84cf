/* SPDX-License-Identifier: Apache-2.0
 *
 * cli: the terminal's side of dore. It turns argv into struct options, carries a command out by
 * calling the stages in order, and says on stderr what happened. Private to src/cli/ and its tests.
 *
 *     options.c   the tables of options and commands      report.c    the only writer to stderr
 *     parse.c     argv -> struct options                  excerpt.c   a source line with a caret
 *     vars.c      --NAME=VALUE, --var, --vars             escape.c    foreign bytes made harmless
 *     help.c      help and version, from the tables       progress.c  what a run says meanwhile
 *     methods.c   `dore methods`                          signals.c   ends that come from outside
 *     profile.c   where time went, for --profile          explain.c   `dore explain`
 *     locales.c   the value of --locale                   output.c    text to standard output
 *     run.c       the other commands, the exit status
 */
#ifndef DORE_CLI_CLI_H
#define DORE_CLI_CLI_H

#include "dore/dore.h"

/* ---- options ------------------------------------------------------------------------------ */

enum exit_status {
    EXIT_DONE = 0,
    EXIT_REFUSED = 1, /* the manifest was refused; nothing was written */
    EXIT_USAGE = 2,
    EXIT_FAILED = 3, /* a file, the disk or memory failed */
    EXIT_FAULT = 4   /* a fault of ours */
};

/* Relative dates count from here where nobody said otherwise: 2026-01-01T00:00:00Z. */
#define CLI_REFERENCE_NOW INT64_C(1767225600000000)

enum command {
    COMMAND_GENERATE,
    COMMAND_CAT,
    COMMAND_CHECK,
    COMMAND_EXPLAIN,
    COMMAND_JOIN,
    COMMAND_METHODS,
    COMMAND_COUNT
};

/* What an option's field in struct options is, and how its value is read. */
enum option_kind {
    OPTION_FLAG,     /* bool; takes no value */
    OPTION_HELP,     /* enum help_wanted: by letter the short one, by name the full one */
    OPTION_TEXT,     /* const char * */
    OPTION_INTEGER,  /* struct option_number, within minimum..maximum */
    OPTION_SCALE,    /* struct dore_decimal, not negative */
    OPTION_TIME,     /* struct option_time */
    OPTION_CHOICE,   /* unsigned: the index in `choices` */
    OPTION_LIST,     /* struct option_list: may be given several times */
    OPTION_VARIABLE, /* NAME=VALUE, added to options->variables */
    OPTION_ATTACHED, /* struct option_attached: alone, or with a value behind '=' */
    OPTION_ROWS,     /* struct option_rows: MODEL:A..B */
    OPTION_SHARD,    /* struct option_shard: K/N */
    OPTION_LOCALES,  /* struct dore_locales: NAME[:WEIGHT], ... */
};

/* Headings of the help, in order. */
enum option_group {
    GROUP_INPUT,
    GROUP_DATA,
    GROUP_OUTPUT,
    GROUP_MESSAGES,
    GROUP_IDLE,
    GROUP_COUNT
};

enum help_wanted { HELP_NONE, HELP_SHORT, HELP_FULL };
enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct option_number {
    bool given;
    int64_t value;
};
struct option_time {
    bool given;
    bool today;     /* the clock's day; then `moment` is not set */
    int64_t moment; /* microseconds from 1970-01-01T00:00:00Z */
};
struct option_attached {
    bool given;
    const char *text; /* NULL: alone */
};
struct option_rows {
    const char *model;    /* NULL: not given */
    uint64_t first, last; /* first < last */
};
struct option_shard {
    uint64_t number, of; /* 1 <= number <= of; 0, 0: not given */
};
/* NULL-ended once something was added. */
struct option_list {
    const char **item;
    size_t count, capacity;
};

/* The variables of the command line, and how each was given: for messages. */
enum variable_origin { VARIABLE_OPTION, VARIABLE_VAR, VARIABLE_FILE };
struct variables {
    struct dore_variable *list;
    enum variable_origin *origin; /* origin[i] belongs to list[i] */
    size_t count, capacity;
};

struct options {
    enum command command;
    const char *argument; /* of `methods` */
    const char *manifest, *output, *ref_root, *vars_file;
    struct option_number seed, threads, level;
    struct option_time now;
    struct dore_decimal scale;
    struct option_list datastores, models, shards; /* shards: the words of `join` */
    struct option_rows rows;
    struct option_shard shard;
    struct dore_locales locales;
    struct option_attached profile;
    struct variables variables;
    unsigned cache; /* this and the next two are Dore's; nothing reads them */
    const char *redis_host;
    struct option_number redis_port;
    bool drop, schema_only, data_only, force, no_sync;
    bool quiet, verbose, version;
    bool json; /* of `methods` */
    enum help_wanted help;
    unsigned color;       /* enum color_when */
    unsigned diagnostics; /* 0 text, 1 json */
};

struct option_row {
    const char *name; /* without dashes; NULL: the letter alone */
    char letter;      /* 0: none */
    const char *word; /* what the help calls its value; NULL for flags */
    enum option_kind kind;
    size_t offset; /* of its field in struct options */
    enum option_group group;
    unsigned commands; /* bits 1 << COMMAND_x: where it has an effect */
    int64_t minimum, maximum;
    const char *const *choices; /* NULL-ended */
    const char *brief;          /* for -h: under 50 characters */
    const char *full;           /* for --help: sentences */
    const char *example;        /* a whole command */
};
struct command_row {
    const char *name; /* NULL: generating, which needs no word */
    const char *word; /* what follows it; NULL: nothing */
    bool manifest;    /* that word is the manifest */
    bool many;        /* it is one of the shards, of which there may be any number */
    const char *brief, *full, *example;
};

/* Sorted by name, the nameless last; ended by a row without name and letter. */
extern const struct option_row cli_options[];
/* One row per enum command. */
extern const struct command_row cli_commands[COMMAND_COUNT];
extern const char *const cli_groups[GROUP_COUNT];

/* The option of that name, whose text ends at `size`; NULL: none. */
const struct option_row *cli_option_find(const char *name, size_t size);
const struct option_row *cli_option_find_letter(char letter);
/* Feeds every option's name (without dashes) to the suggestion. */
void cli_option_suggest(struct dore_suggest *suggest);

/* Reads argv[1..argc). Every fault goes to diags; what could be read is in `out` all the same.
 * Texts are borrowed from argv, lists live in the arena. */
void cli_parse(int argc, char *const *argv, struct dore_arena *arena, struct options *out,
               struct dore_diags *diags);

/* ---- variables ---------------------------------------------------------------------------- */

/* Adds a variable, or replaces the value of the one of that name. */
void cli_variable_set(struct variables *variables, struct dore_arena *arena, const char *name,
                      struct dore_str value, enum variable_origin origin);
/* Adds the members of a JSON object; those of the command line stay as they are. */
void cli_variables_read(struct variables *variables, const char *file, struct dore_arena *arena,
                        struct dore_diags *diags);
/* An error for each variable of the command line that the manifest did not use. */
void cli_variables_check(const struct variables *variables, struct dore_diags *diags);

/* ---- explain ------------------------------------------------------------------------------ */

/* A plan without errors, as text for a person. */
void cli_explain(const struct dore_plan *plan, struct dore_buf *out);

/* ---- help --------------------------------------------------------------------------------- */

void cli_help_short(struct dore_buf *out);
void cli_help_full(struct dore_buf *out);
/* With `details`: data version, libraries, the licences of compiled-in texts. */
void cli_version(bool details, struct dore_buf *out);
/* The line that follows a usage error. */
extern const char cli_usage[];

/* ---- messages ----------------------------------------------------------------------------- */

/* How and how much is said on stderr. */
struct report {
    bool json, color, quiet, verbose;
    bool terminal;    /* excerpts and the status line are welcome */
    unsigned columns; /* of the terminal */
    bool status;      /* a status line stands there and must be wiped first */
    struct dore_buf line;
};
/* Looks at stderr and the environment (NO_COLOR, TERM). */
void cli_report_init(struct report *report, const struct options *options);
/* Prints what is in diags, sorted, and empties its list; the counts stay. Returns the exit status
 * that the errors ask for: wrong usage before a refused manifest before a failed output. */
enum exit_status cli_report_diags(struct report *report, struct dore_diags *diags);
/* A line of what the run does, unless quiet. */
void cli_report_log(struct report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The same for lines that a person at a terminal, who sees the status line, wants only with -v. */
void cli_report_detail(struct report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Replaces the status line; only where a terminal shows it. NULL wipes it. */
void cli_report_status(struct report *report, const char *text);
/* cli_usage, unless the report is JSON. */
void cli_report_usage(struct report *report);
/* For dore_memory_on_failure: a message, no temporary file left behind, status 3. */
void cli_report_memory_text(void);
void cli_report_memory_json(void);
/* For the handler of SIGABRT: says that the fault is ours. Async-signal-safe. */
void cli_report_fault(void);

/* Appends the diagnostic as its line (and, at a terminal, the excerpt): text or JSON. */
void cli_report_format(const struct report *report, const struct dore_diags *diags,
                       const struct dore_diag *diag, struct dore_buf *out);

/* Most bytes of a foreign text that a message shows. */
enum { FOREIGN_BYTES = 200, MESSAGE_BYTES = 1000 };

/* Appends text with everything that could steer a terminal escaped: C0, DEL, C1, invalid UTF-8,
 * bidi controls and line separators as \xNN or \u{NNNN}. Cut after FOREIGN_BYTES. */
void cli_escape(struct dore_buf *out, struct dore_str text);
/* For a whole message with foreign texts in single quotes: each piece between quotes is cut after
 * FOREIGN_BYTES, the whole after MESSAGE_BYTES. */
void cli_escape_message(struct dore_buf *out, const char *message);
/* Appends one character of text[0..size), escaped; returns the bytes read (at least 1), and adds to
 * *width the terminal's columns that it takes. */
size_t cli_escape_character(struct dore_buf *out, const char *text, size_t size, unsigned *width);

/* Appends the line of the source that `where` names, and a second one that underlines the place.
 * Nothing when no source has it, or when the line may hold a connection property (no-secrets). */
void cli_excerpt(const struct dore_diags *diags, const struct dore_where *where, unsigned columns,
                 bool color, struct dore_buf *out);

/* What a run says while it runs. */
struct progress {
    struct report *report;
    const struct dore_plan *plan;
    uint32_t store, table;   /* being written: an index into the plan */
    bool begun;              /* its first line was logged */
    bool line;               /* a status line is welcome */
    bool quiet;              /* no line a model: nothing is generated */
    uint64_t started, shown; /* monotonic nanoseconds */
};
void cli_progress_begin(struct progress *progress, struct report *report,
                        const struct dore_plan *plan);
/* For struct dore_run_options; context is the struct progress. */
void cli_progress_update(void *context, const struct dore_progress *done);
/* Logs the tables that are left and wipes the status line. */
void cli_progress_end(struct progress *progress);
/* The clock of status lines and profiles; nothing else of a run may know it. */
uint64_t cli_monotonic(void);
/* 1234567 as "1.2 MB". */
void cli_put_bytes(struct dore_buf *out, uint64_t bytes);
/* "1,204 rows  45%  12,345 rows/s  1.2 MB/s  0:42 left". */
void cli_progress_line(const struct dore_progress *done, uint64_t all_rows, uint64_t nanoseconds,
                       struct dore_buf *out);

/* What --profile counts. */
struct profile;
/* Opens `file` for a trace of `threads` threads, where there is one. NULL and an error when that
 * cannot be done. */
struct profile *cli_profile_begin(const struct dore_plan *plan, const char *file, bool force,
                                  unsigned threads, struct dore_diags *diags);
/* For struct dore_run_options. */
const struct dore_profile *cli_profile_hooks(const struct profile *profile);
/* Logs the counts and ends the trace, or removes it when the run failed; frees the profile. False
 * and an error when the trace could not be written. NULL does nothing. */
bool cli_profile_end(struct profile *profile, bool good, struct report *report,
                     struct dore_diags *diags);

/* ---- the rest ----------------------------------------------------------------------------- */

/* Opens /dev/null on closed descriptors, ignores SIGPIPE and SIGXFSZ, removes temporary outputs at
 * signals that end the process. */
void cli_signals_init(void);
/* Ends like a process that wrote to a closed pipe. Does not return. */
_Noreturn void cli_signals_pipe(void);

/* Writes all of text to standard output. A closed pipe ends the process quietly; any other fault is
 * an error in diags. */
bool cli_output(const struct dore_buf *text, struct dore_diags *diags);
/* Closes standard output: the last place where a write can fail. */
bool cli_output_close(struct dore_diags *diags);

/* Reads the value of --locale; faults go to diags. */
void cli_locales_read(const char *text, struct dore_arena *arena, struct dore_locales *out,
                      struct dore_diags *diags);

/* `dore methods [NAME]`: name NULL lists all. False when there is none of that name. As JSON, only
 * faker methods. Samples are of `locale`, NULL: the default one. */
bool cli_methods(const char *name, bool json, const char *locale, struct dore_arena *arena,
                 struct dore_buf *out, struct dore_diags *diags);

/* The program: reads argv, carries the command out, returns the exit status. */
int cli_main(int argc, char **argv);

#endif
