/* SPDX-License-Identifier: Apache-2.0
 *
 * The tables of options, commands and groups. Nothing else knows an option's name: parsing, help
 * and suggestions all read these rows (one-fact-one-place). A new option is a row here and a field
 * in struct options.
 */
#include "cli.h"

#define IN_GENERATE (1U << COMMAND_GENERATE)
#define IN_CHECK (1U << COMMAND_CHECK)
#define IN_PLANS (1U << COMMAND_CHECK | 1U << COMMAND_EXPLAIN)
#define IN_RUNS (IN_GENERATE | IN_PLANS | 1U << COMMAND_CAT)
#define IN_ALL (IN_RUNS | 1U << COMMAND_JOIN | 1U << COMMAND_METHODS)
#define IN_OUTPUT (IN_GENERATE | IN_CHECK | 1U << COMMAND_JOIN)
#define AT(field) .offset = offsetof(struct options, field)

static const char *const color_choices[] = {"auto", "always", "never", NULL};
static const char *const diagnostics_choices[] = {"text", "json", NULL};
static const char *const cache_choices[] = {"local", "redis", NULL};

const char *const cli_groups[GROUP_COUNT] = {
    [GROUP_INPUT] = "What to read",        [GROUP_DATA] = "What to generate",
    [GROUP_OUTPUT] = "Where and how",      [GROUP_MESSAGES] = "Messages",
    [GROUP_IDLE] = "Accepted, not needed",
};

const struct command_row cli_commands[COMMAND_COUNT] = {
    [COMMAND_GENERATE] = {.brief = "generate what the manifest describes",
                          .full =
                              "Without a command dore generates what the manifest describes and "
                              "packs it, with everything needed to load it, into one bundle.",
                          .example = "dore --manifest shop.json"},
    [COMMAND_CAT] = {.name = "cat",
                     .word = "FILE",
                     .manifest = true,
                     .brief = "write one datastore to standard output",
                     .full = "The same as '-o -': writes what the manifest in FILE describes to "
                             "standard output, as one stream for psql, mysql, mongoimport or an "
                             "Elasticsearch _bulk request. Where there are several datastores, or "
                             "several collections for mongoimport, --datastore or --model picks.",
                     .example = "dore cat shop.json --datastore pg | psql shop"},
    [COMMAND_CHECK] = {.name = "check",
                       .word = "FILE",
                       .manifest = true,
                       .brief = "find every fault, write nothing",
                       .full =
                           "Reads the manifest in FILE and everything it refers to, reports "
                           "every fault with its place, and writes nothing. Takes the options of "
                           "the run that it checks.",
                       .example = "dore check shop.json --scale 100"},
    [COMMAND_EXPLAIN] = {.name = "explain",
                         .word = "FILE",
                         .manifest = true,
                         .brief = "show the plan: order, counts, keys, values",
                         .full =
                             "Shows what a run of the manifest in FILE would do, and writes "
                             "nothing: the order in which models are loaded, how many records and "
                             "about how many bytes each has, keys and foreign keys and where "
                             "circles of them are cut, and what every attribute can yield.",
                         .example = "dore explain shop.json --scale 100"},
    [COMMAND_JOIN] = {.name = "join",
                      .word = "SHARD...",
                      .many = true,
                      .brief = "make one bundle of all shards of a run",
                      .full =
                          "Makes one bundle of the shards that --shard wrote, bundles or folders "
                          "in any order: byte for byte the bundle of one run. Shards that are "
                          "missing, given twice, damaged or of another run are refused. Give "
                          "the --level of the run where it was not 3.",
                      .example = "dore join -o shop.tar.zst shop.*-of-8.tar.zst"},
    [COMMAND_METHODS] = {.name = "methods",
                         .word = "[NAME]",
                         .brief = "list generators and faker methods, or explain one",
                         .full =
                             "Lists the generator words and the faker methods, each with a "
                             "sample; with NAME shows that method's parameters, what it yields, "
                             "samples, and how to write it in a manifest.",
                         .example = "dore methods pyint"},
};

const struct option_row cli_options[] = {
    {.name = "cache",
     .word = "local|redis",
     .kind = OPTION_CHOICE,
     AT(cache),
     .group = GROUP_IDLE,
     .choices = cache_choices,
     .brief = "no connection is made, no cache is needed",
     .full =
         "Accepted and noted: an offline run recomputes the records that others refer to, so it "
         "needs no cache and connects to nothing.",
     .example = "dore --manifest shop.json --cache local"},
    {.name = "color",
     .word = "auto|always|never",
     .kind = OPTION_CHOICE,
     AT(color),
     .group = GROUP_MESSAGES,
     .commands = IN_ALL,
     .choices = color_choices,
     .brief = "colours in messages (auto)",
     .full =
         "When messages are coloured. 'auto', the default, does so on a terminal unless NO_COLOR "
         "is set or TERM is 'dumb'.",
     .example = "dore check shop.json --color never"},
    {.name = "data-only",
     .kind = OPTION_FLAG,
     AT(data_only),
     .group = GROUP_DATA,
     .commands = IN_RUNS,
     .brief = "rows alone, for tables that exist",
     .full = "Writes rows, no schema and no constraints: for tables, collections and indexes that "
             "exist. Parents come before their children.",
     .example = "dore --manifest shop.json --data-only"},
    {.name = "datastore",
     .word = "ID",
     .kind = OPTION_LIST,
     AT(datastores),
     .group = GROUP_DATA,
     .commands = IN_RUNS,
     .brief = "only this datastore; repeatable",
     .full = "Restricts the output to this datastore; may be given several times. No value changes "
             "by what is left out. With --model only what both allow is written.",
     .example = "dore --manifest shop.json --datastore pg --datastore es"},
    {.name = "diagnostics",
     .word = "text|json",
     .kind = OPTION_CHOICE,
     AT(diagnostics),
     .group = GROUP_MESSAGES,
     .commands = IN_ALL,
     .choices = diagnostics_choices,
     .brief = "form of the messages (text)",
     .full = "'text', the default, prints a line for each fault: FILE:LINE:COLUMN: error: PATH: "
             "what is wrong; what to write instead [CODE]. 'json' prints an object a line with the "
             "keys severity, code, file, line, column, path, message and hint, and no status line.",
     .example = "dore check shop.json --diagnostics json"},
    {.name = "drop-conflicting-models",
     .kind = OPTION_FLAG,
     AT(drop),
     .group = GROUP_DATA,
     .commands = IN_RUNS,
     .brief = "loading replaces what exists",
     .full =
         "The schema step drops the tables, collections and indexes that it is about to create. "
         "Without it, loading over something that exists fails and changes nothing.",
     .example = "dore --manifest shop.json --drop-conflicting-models"},
    {.name = "force",
     .kind = OPTION_FLAG,
     AT(force),
     .group = GROUP_OUTPUT,
     .commands = IN_OUTPUT,
     .brief = "replace an output that exists",
     .full = "Replaces an output that exists. It is replaced at the very end, by a complete one.",
     .example = "dore --manifest shop.json --force"},
    {.name = "help",
     .letter = 'h',
     .kind = OPTION_HELP,
     AT(help),
     .group = GROUP_MESSAGES,
     .commands = IN_ALL,
     .brief = "-h: this screen; --help: everything",
     .full = "'-h' prints one screen, '--help' this text.",
     .example = "dore -h"},
    {.name = "json",
     .kind = OPTION_FLAG,
     AT(json),
     .group = GROUP_OUTPUT,
     .commands = 1U << COMMAND_METHODS,
     .brief = "methods as JSON, for programs",
     .full = "Prints the faker methods as one JSON object: {\"methods\": [{\"name\", \"provider\", "
             "\"params\": [{\"name\", \"kinds\", \"default\"}], \"about\"}]}. A parameter without "
             "a default is required.",
     .example = "dore methods --json"},
    {.name = "level",
     .word = "N",
     .kind = OPTION_INTEGER,
     AT(level),
     .group = GROUP_OUTPUT,
     .commands = IN_OUTPUT,
     .minimum = 1,
     .maximum = 19,
     .brief = "compression, 1 to 19 (3)",
     .full = "How hard to compress a .tar.zst, from 1 (fast) to 19 (small); 3 where not said.",
     .example = "dore --manifest shop.json --level 19"},
    {.name = "locale",
     .word = "LIST",
     .kind = OPTION_LOCALES,
     AT(locales),
     .group = GROUP_DATA,
     .commands = IN_RUNS | 1U << COMMAND_METHODS,
     .brief = "where values are at home (en_US)",
     .full = "The locale of names, addresses, telephone numbers and the like, such as de_DE. Of "
             "several, 'en_US,de_DE' or with weights 'en_US:3,de_DE:1', each record takes one, and "
             "all its attributes agree. Wins over the manifest's 'locale'; an attribute's own wins "
             "over both. What a locale lacks is as in en_US; 'dore methods --locale de_DE' shows "
             "what that is.",
     .example = "dore --manifest shop.json --locale de_DE"},
    {.name = "manifest",
     .word = "FILE",
     .kind = OPTION_TEXT,
     AT(manifest),
     .group = GROUP_INPUT,
     .commands = IN_RUNS,
     .brief = "the manifest; '-' is standard input",
     .full = "The manifest to read; '-' reads standard input.",
     .example = "dore --manifest shop.json"},
    {.name = "model",
     .word = "ID",
     .kind = OPTION_LIST,
     AT(models),
     .group = GROUP_DATA,
     .commands = IN_RUNS,
     .brief = "only this model; repeatable",
     .full = "Restricts the output to this model; may be given several times. No value changes by "
             "what is left out: references still point at the records they always did.",
     .example = "dore --manifest shop.json -o - --model reviews"},
    {.name = "no-sync",
     .kind = OPTION_FLAG,
     AT(no_sync),
     .group = GROUP_OUTPUT,
     .commands = IN_OUTPUT,
     .brief = "do not wait for the disk at the end",
     .full = "Does not wait until the output has reached the disk before it gets its name. Faster; "
             "a power cut shortly after may then leave an incomplete output.",
     .example = "dore --manifest shop.json --no-sync"},
    {.name = "now",
     .word = "TIME",
     .kind = OPTION_TIME,
     AT(now),
     .group = GROUP_DATA,
     .commands = IN_RUNS,
     .brief = "what relative dates count from",
     .full =
         "The moment that relative dates such as '-1y' count from, as an RFC 3339 date or time; "
         "'today' is the clock's day, from midnight UTC. Without it the manifest's 'now' "
         "counts, then SOURCE_DATE_EPOCH, else 2026-01-01T00:00:00Z.",
     .example = "dore --manifest shop.json --now 2025-06-30T12:00:00Z"},
    {.name = "output",
     .letter = 'o',
     .word = "PATH",
     .kind = OPTION_TEXT,
     AT(output),
     .group = GROUP_OUTPUT,
     .commands = IN_OUTPUT,
     .brief = "a bundle, a folder ending in '/', or '-'",
     .full = "Where to write. A path ending in .tar.zst, .tar.gz, .tar or .zip makes a bundle, one "
             "ending in '/' a folder, and '-' writes one datastore to standard output, ready for "
             "its client. Without it: the manifest's id with .tar.zst, in the current folder.",
     .example = "dore --manifest shop.json -o out/shop.zip"},
    {.name = "profile",
     .word = "FILE",
     .kind = OPTION_ATTACHED,
     AT(profile),
     .group = GROUP_MESSAGES,
     .commands = IN_GENERATE | 1U << COMMAND_CAT | 1U << COMMAND_JOIN,
     .brief = "where the time went; a trace in FILE",
     .full =
         "At the end says, for each model and attribute, how many rows and bytes it had and how "
         "long they took, and what compression did. '--profile=FILE' also writes a trace, one "
         "track a thread, for chrome://tracing or ui.perfetto.dev. Bytes of attributes are "
         "estimated from some of the rows. Measuring costs a little time.",
     .example = "dore --manifest shop.json --profile=trace.json"},
    {.name = "quiet",
     .letter = 'q',
     .kind = OPTION_FLAG,
     AT(quiet),
     .group = GROUP_MESSAGES,
     .commands = IN_ALL,
     .brief = "only warnings and errors",
     .full = "Prints warnings and errors alone: no seed, no notes, no progress.",
     .example = "dore --manifest shop.json --quiet"},
    {.name = "redis-host",
     .word = "HOST",
     .kind = OPTION_TEXT,
     AT(redis_host),
     .group = GROUP_IDLE,
     .brief = "as for --cache",
     .full = "Accepted and noted, as --cache is.",
     .example = "dore --manifest shop.json --cache redis --redis-host localhost"},
    {.name = "redis-port",
     .word = "PORT",
     .kind = OPTION_INTEGER,
     AT(redis_port),
     .group = GROUP_IDLE,
     .minimum = 0,
     .maximum = 65535,
     .brief = "as for --cache",
     .full = "Accepted and noted, as --cache is.",
     .example = "dore --manifest shop.json --cache redis --redis-port 6379"},
    {.name = "ref-root",
     .word = "DIR",
     .kind = OPTION_TEXT,
     AT(ref_root),
     .group = GROUP_INPUT,
     .commands = IN_RUNS,
     .brief = "refuse files outside this folder",
     .full = "Refuses manifest and ref files outside this folder, links resolved: for manifests "
             "from others.",
     .example = "dore --manifest theirs/shop.json --ref-root theirs"},
    {.name = "rows",
     .word = "MODEL:A..B",
     .kind = OPTION_ROWS,
     AT(rows),
     .group = GROUP_DATA,
     .commands = IN_RUNS,
     .brief = "only rows A to B-1 of a model, to stdout",
     .full = "Writes rows A to B-1 (the first row is 0) of one model to standard output, as one "
             "script of data for its client; document stores get the rows alone. The rows are "
             "those of the whole, and the time to make them does not depend on A.",
     .example = "dore --manifest shop.json --seed 42 --rows order:500..600"},
    {.name = "scale",
     .word = "X",
     .kind = OPTION_SCALE,
     AT(scale),
     .group = GROUP_DATA,
     .commands = IN_RUNS,
     .brief = "multiply all counts of records",
     .full = "Multiplies the 'records' of every model that does not say 'scale: false', rounding "
             "half up; a model that has records keeps at least one.",
     .example = "dore --manifest shop.json --scale 0.1"},
    {.name = "scale-factor",
     .word = "X",
     .kind = OPTION_SCALE,
     AT(scale),
     .group = GROUP_DATA,
     .commands = IN_RUNS,
     .brief = "the same as --scale",
     .full = "The same as --scale.",
     .example = "dore --manifest shop.json --scale-factor 10"},
    {.name = "schema-only",
     .kind = OPTION_FLAG,
     AT(schema_only),
     .group = GROUP_DATA,
     .commands = IN_RUNS,
     .brief = "tables and indexes without rows",
     .full = "Writes what creates tables, collections and indexes, and no rows.",
     .example = "dore --manifest shop.json --schema-only"},
    {.name = "seed",
     .word = "N",
     .kind = OPTION_INTEGER,
     AT(seed),
     .group = GROUP_DATA,
     .commands = IN_RUNS,
     .minimum = INT64_MIN,
     .maximum = INT64_MAX,
     .brief = "the same seed gives the same values",
     .full =
         "Any integer of 64 bits. The same manifest, variables, seed, now, locale and scale give "
         "the same bytes. Without it the manifest's 'seed' counts, else a random one is taken; it "
         "is "
         "always logged and written into the bundle.",
     .example = "dore --manifest shop.json --seed 42"},
    {.name = "shard",
     .word = "K/N",
     .kind = OPTION_SHARD,
     AT(shard),
     .group = GROUP_DATA,
     .commands = IN_RUNS,
     .brief = "share K of N of the work, for 'join'",
     .full = "Writes share K of N: of every model a run of whole files, the first share also what "
             "creates tables, the last what comes after the rows. The files of all shares are "
             "those of one run, byte for byte, so a seed must be given. Without --output the "
             "bundle is named ID.K-of-N.tar.zst; 'dore join' makes one bundle of all.",
     .example = "dore --manifest shop.json --seed 42 --shard 2/8"},
    {.name = "threads",
     .word = "N",
     .kind = OPTION_INTEGER,
     AT(threads),
     .group = GROUP_OUTPUT,
     .commands = IN_RUNS,
     .minimum = 1,
     .maximum = 1024,
     .brief = "how many work at once (all cores)",
     .full =
         "How many threads generate, 1 to 1024; as many as there are processors where not said. "
         "The output does not depend on it.",
     .example = "dore --manifest shop.json --threads 1"},
    {.name = "var",
     .word = "NAME=VALUE",
     .kind = OPTION_VARIABLE,
     AT(variables),
     .group = GROUP_INPUT,
     .commands = IN_RUNS,
     .brief = "a variable of the manifest; repeatable",
     .full =
         "Sets the variable {{NAME}} of the manifest; may be given several times. '--NAME=VALUE' "
         "does the same where NAME is no option of dore.",
     .example = "dore --manifest shop.json --var seed=spring --customers=500"},
    {.name = "vars",
     .word = "FILE",
     .kind = OPTION_TEXT,
     AT(vars_file),
     .group = GROUP_INPUT,
     .commands = IN_RUNS,
     .brief = "variables from a JSON object",
     .full = "Reads variables from a JSON object of strings, numbers and booleans: for values that "
             "should not stand in the list of processes. The command line wins; variables that the "
             "manifest does not use are fine here.",
     .example = "dore --manifest shop.json --vars secrets.json"},
    {.name = "version",
     .kind = OPTION_FLAG,
     AT(version),
     .group = GROUP_MESSAGES,
     .commands = IN_ALL,
     .brief = "the version; with -v libraries and licences",
     .full =
         "Prints the version; with -v also the version of the data, those of the libraries, and "
         "the licences of the texts inside.",
     .example = "dore --version -v"},
    {.letter = 'v',
     .kind = OPTION_FLAG,
     AT(verbose),
     .group = GROUP_MESSAGES,
     .commands = IN_ALL,
     .brief = "say more",
     .full = "On a terminal, also says what is said to a log: every model, as it is done.",
     .example = "dore --manifest shop.json -v"},
    {.kind = OPTION_FLAG},
};

const struct option_row *cli_option_find(const char *name, size_t size) {
    for (const struct option_row *row = cli_options; row->name || row->letter; row++)
        if (row->name && strlen(row->name) == size && memcmp(row->name, name, size) == 0)
            return row;
    return NULL;
}

const struct option_row *cli_option_find_letter(char letter) {
    for (const struct option_row *row = cli_options; row->name || row->letter; row++)
        if (row->letter && row->letter == letter)
            return row;
    return NULL;
}

void cli_option_suggest(struct dore_suggest *suggest) {
    for (const struct option_row *row = cli_options; row->name || row->letter; row++)
        if (row->name)
            dore_suggest_try(suggest, row->name);
}
