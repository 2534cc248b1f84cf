/* SPDX-License-Identifier: Apache-2.0
 *
 * argv to struct options, driven by the rows of options.c. Every mistake is reported, each once: a
 * word that is left over after a mistake is most likely its value, so it is not reported as well.
 * An unknown --NAME=VALUE is a variable of the manifest. Neither values of variables nor words that
 * may be such values are ever part of a message (no-secrets).
 */
#include "cli.h"

#include <inttypes.h>

static const struct dore_where nowhere = {0};

struct parser {
    int argc, next; /* argv[next] is the next word */
    char *const *argv;
    struct dore_arena *arena;
    struct options *out;
    struct dore_diags *diags;
    uint64_t seen;       /* bit: row of cli_options that was given */
    bool words_only;     /* "--" was seen */
    bool command_chosen; /* by the first word */
};

/* ---- values ------------------------------------------------------------------------------- */

static void store_integer(struct parser *parser, const struct option_row *row, const char *spelled,
                          const char *value) {
    struct option_number *field = (void *)((char *)parser->out + row->offset);
    int64_t number;
    if (dore_parse_i64((struct dore_str){value, strlen(value)}, &number) &&
        number >= row->minimum && number <= row->maximum)
        *field = (struct option_number){.given = true, .value = number};
    else if (row->minimum == INT64_MIN)
        dore_error(parser->diags, DORE_E_OPTION_VALUE, nowhere, NULL,
                   "option '%s' takes an integer of 64 bits, not '%s'", spelled, value);
    else
        dore_error(parser->diags, DORE_E_OPTION_VALUE, nowhere, NULL,
                   "option '%s' takes an integer from %" PRId64 " to %" PRId64 ", not '%s'",
                   spelled, row->minimum, row->maximum, value);
}

static void store_scale(struct parser *parser, const struct option_row *row, const char *spelled,
                        const char *value) {
    struct dore_decimal *field = (void *)((char *)parser->out + row->offset);
    struct dore_decimal number;
    if (dore_parse_decimal((struct dore_str){value, strlen(value)}, &number) && number.units >= 0)
        *field = number;
    else
        dore_error(
            parser->diags, DORE_E_OPTION_VALUE, nowhere,
            dore_hint(parser->diags, "write '%s 2' or '%s 0.5'", spelled, spelled),
            "option '%s' takes a number that is not negative, of at most 18 digits, not '%s'",
            spelled, value);
}

static void store_time(struct parser *parser, const struct option_row *row, const char *spelled,
                       const char *value) {
    struct option_time *field = (void *)((char *)parser->out + row->offset);
    struct option_time time = {.given = true, .today = strcmp(value, "today") == 0};
    bool has_time;
    if (time.today ||
        dore_parse_datetime((struct dore_str){value, strlen(value)}, &time.moment, &has_time))
        *field = time;
    else
        dore_error(parser->diags, DORE_E_OPTION_VALUE, nowhere,
                   dore_hint(parser->diags, "write '%s 2026-01-31T12:00:00Z'", spelled),
                   "option '%s' takes a date, a time or 'today', not '%s'", spelled, value);
}

static void store_choice(struct parser *parser, const struct option_row *row, const char *spelled,
                         const char *value) {
    unsigned *field = (void *)((char *)parser->out + row->offset);
    struct dore_suggest suggest = {.name = value};
    for (unsigned i = 0; row->choices[i]; i++) {
        if (strcmp(row->choices[i], value) == 0) {
            *field = i;
            return;
        }
        dore_suggest_try(&suggest, row->choices[i]);
    }
    dore_error(parser->diags, DORE_E_OPTION_VALUE, nowhere,
               dore_hint_nearest(parser->diags, &suggest), "option '%s' takes %s, not '%s'",
               spelled, row->word, value);
}

static void store_list(struct parser *parser, struct option_list *field, const char *value) {
    if (field->count + 1 >= field->capacity) {
        size_t capacity = field->capacity ? 2 * field->capacity : 8;
        const char **item = DORE_NEW(parser->arena, const char *, capacity);
        if (field->count > 0)
            memcpy(item, field->item, field->count * sizeof *item);
        field->item = item;
        field->capacity = capacity;
    }
    field->item[field->count++] = value;
}

/* `text` is NAME=VALUE; its part from the '=' on must not be shown. */
static void store_variable(struct parser *parser, const char *text, enum variable_origin origin) {
    const char *equals = strchr(text, '=');
    size_t size = equals ? (size_t)(equals - text) : 0;
    if (!equals || size == 0) {
        dore_error(parser->diags, DORE_E_OPTION_VALUE, nowhere,
                   origin == VARIABLE_VAR ? "write '--var NAME=VALUE'" : "write '--NAME=VALUE'",
                   equals ? "a variable needs a name before the '='"
                          : "option '--var' takes a name, '=' and a value");
        return;
    }
    struct dore_str value = {equals + 1, strlen(equals + 1)};
    const char *name = dore_arena_text(parser->arena, text, size);
    if (dore_utf8_valid(text, size) != size ||
        dore_utf8_valid(value.text, value.size) != value.size)
        dore_error(parser->diags, DORE_E_OPTION_VALUE, nowhere, NULL, "variable '%s' is not UTF-8",
                   name);
    else
        cli_variable_set(&parser->out->variables, parser->arena, name, value, origin);
}

/* "MODEL:A..B"; an id may hold colons. */
static void store_rows(struct parser *parser, const struct option_row *row, const char *spelled,
                       const char *value) {
    struct option_rows *field = (void *)((char *)parser->out + row->offset);
    const char *colon = strrchr(value, ':'), *dots = colon ? strstr(colon, "..") : NULL;
    struct option_rows rows = {0};
    if (dots && colon > value &&
        dore_parse_u64((struct dore_str){colon + 1, (size_t)(dots - colon - 1)}, &rows.first) &&
        dore_parse_u64((struct dore_str){dots + 2, strlen(dots + 2)}, &rows.last) &&
        rows.first < rows.last) {
        rows.model = dore_arena_text(parser->arena, value, (size_t)(colon - value));
        *field = rows;
        return;
    }
    dore_error(parser->diags, DORE_E_OPTION_VALUE, nowhere,
               dore_hint(parser->diags, "write '%s MODEL:0..100' for the first hundred", spelled),
               "option '%s' takes a model, the first row and the one behind the last, not '%s'",
               spelled, value);
}

/* "K/N" */
static void store_shard(struct parser *parser, const struct option_row *row, const char *spelled,
                        const char *value) {
    struct option_shard *field = (void *)((char *)parser->out + row->offset);
    const char *slash = strchr(value, '/');
    struct option_shard shard;
    if (slash && dore_parse_u64((struct dore_str){value, (size_t)(slash - value)}, &shard.number) &&
        dore_parse_u64((struct dore_str){slash + 1, strlen(slash + 1)}, &shard.of) &&
        shard.number >= 1 && shard.number <= shard.of)
        *field = shard;
    else
        dore_error(parser->diags, DORE_E_OPTION_VALUE, nowhere,
                   dore_hint(parser->diags, "write '%s 1/4' for the first of four", spelled),
                   "option '%s' takes a shard's number from 1 on and how many there are, not '%s'",
                   spelled, value);
}

static void store(struct parser *parser, const struct option_row *row, const char *spelled,
                  const char *value) {
    void *field = (char *)parser->out + row->offset;
    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)field = true;
        break;
    case OPTION_HELP:
        *(enum help_wanted *)field = spelled[1] == '-' ? HELP_FULL : HELP_SHORT;
        break;
    case OPTION_TEXT:
        *(const char **)field = value;
        break;
    case OPTION_INTEGER:
        store_integer(parser, row, spelled, value);
        break;
    case OPTION_SCALE:
        store_scale(parser, row, spelled, value);
        break;
    case OPTION_TIME:
        store_time(parser, row, spelled, value);
        break;
    case OPTION_CHOICE:
        store_choice(parser, row, spelled, value);
        break;
    case OPTION_LIST:
        store_list(parser, field, value);
        break;
    case OPTION_VARIABLE:
        store_variable(parser, value, VARIABLE_VAR);
        break;
    case OPTION_ATTACHED:
        *(struct option_attached *)field = (struct option_attached){.given = true, .text = value};
        break;
    case OPTION_ROWS:
        store_rows(parser, row, spelled, value);
        break;
    case OPTION_SHARD:
        store_shard(parser, row, spelled, value);
        break;
    case OPTION_LOCALES:
        cli_locales_read(value, parser->arena, field, parser->diags);
        break;
    }
}

/* Takes the value of an option, from `attached` or from the next word. A next word that begins with
 * two dashes is rather another option whose neighbour's value was forgotten. */
static void take_option(struct parser *parser, const struct option_row *row, const char *spelled,
                        const char *attached) {
    parser->seen |= UINT64_C(1) << (row - cli_options);
    const char *value = attached;
    if (row->kind == OPTION_ATTACHED && !attached) {
        store(parser, row, spelled, NULL);
        return;
    }
    if (!row->word) {
        if (attached)
            dore_error(parser->diags, DORE_E_OPTION_VALUE, nowhere,
                       dore_hint(parser->diags, "write '%s'", spelled),
                       "option '%s' takes no value", spelled);
        else
            store(parser, row, spelled, NULL);
        return;
    }
    if (!value && parser->next < parser->argc && strncmp(parser->argv[parser->next], "--", 2) != 0)
        value = parser->argv[parser->next++];
    if (!value || !*value)
        dore_error(parser->diags, DORE_E_OPTION_VALUE, nowhere,
                   dore_hint(parser->diags, spelled[1] == '-' ? "write '%s=%s'" : "write '%s %s'",
                             spelled, row->word),
                   "option '%s' needs a value", spelled);
    else
        store(parser, row, spelled, value);
}

/* ---- words -------------------------------------------------------------------------------- */

/* The option that begins so, or the one that is spelled almost so. */
static const char *meant_option(const char *name) {
    struct dore_suggest suggest = {.name = name};
    for (const struct option_row *row = cli_options; row->name || row->letter; row++)
        if (row->name && strncmp(row->name, name, strlen(name)) == 0)
            return row->name;
    cli_option_suggest(&suggest);
    return dore_suggest_best(&suggest);
}

static void unknown_option(struct parser *parser, const char *name, size_t size) {
    const char *copy = dore_arena_text(parser->arena, name, size);
    const char *meant = meant_option(copy);
    const char *hint =
        meant
            ? dore_hint(parser->diags, "write '--%s'", meant)
            : dore_hint(parser->diags, "a variable of the manifest is written '--%s=VALUE'", copy);
    dore_error(parser->diags, DORE_E_OPTION_UNKNOWN, nowhere, hint, "unknown option '--%s'", copy);
}

/* --name, --name=value */
static void take_long(struct parser *parser, const char *word) {
    const char *name = word + 2;
    const char *equals = strchr(name, '=');
    size_t size = equals ? (size_t)(equals - name) : strlen(name);
    const struct option_row *row = cli_option_find(name, size);
    if (row)
        take_option(parser, row, dore_hint(parser->diags, "--%s", row->name),
                    equals ? equals + 1 : NULL);
    else if (equals)
        store_variable(parser, name, VARIABLE_OPTION);
    else
        unknown_option(parser, name, size);
}

/* -q, -qv, -o PATH, -oPATH, -o=PATH. Only the letter of an unknown one is shown: -pSECRET is how
 * other programs take passwords. */
static void take_letters(struct parser *parser, const char *word) {
    for (const char *letter = word + 1; *letter; letter++) {
        const struct option_row *row = cli_option_find_letter(*letter);
        if (!row) {
            bool known = cli_option_find(word + 1, strcspn(word + 1, "="));
            dore_error(parser->diags, DORE_E_OPTION_UNKNOWN, nowhere,
                       known ? "options of several letters begin with two dashes" : NULL,
                       "unknown option '-%c'", *letter);
            return;
        }
        const char *attached = row->word && letter[1] ? letter + 1 + (letter[1] == '=') : NULL;
        take_option(parser, row, dore_hint(parser->diags, "-%c", *letter), attached);
        if (row->word)
            return;
    }
}

static const char *list_commands(struct parser *parser) {
    const char *list = NULL;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (cli_commands[i].name)
            list = dore_hint(parser->diags, "%s '%s'",
                             list ? dore_hint(parser->diags, "%s,", list) : "commands are",
                             cli_commands[i].name);
    return list;
}

static void unknown_command(struct parser *parser, const char *word) {
    struct dore_suggest suggest = {.name = word};
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (cli_commands[i].name)
            dore_suggest_try(&suggest, cli_commands[i].name);
    size_t size = strlen(word), shown = strcspn(word, "=");
    const char *hint = dore_hint_nearest(parser->diags, &suggest);
    if (shown < size || cli_option_find(word, size))
        hint = dore_hint(parser->diags, "write '--%.*s'", (int)shown, word);
    else if (!hint && size > 5 && strcmp(word + size - 5, ".json") == 0)
        hint = dore_hint(parser->diags, "write '--manifest %s'", word);
    else if (!hint)
        hint = list_commands(parser);
    dore_error(parser->diags, DORE_E_OPTION_UNKNOWN, nowhere, hint, "unknown command '%.*s'",
               (int)shown, word);
}

/* A word that is no option: the command, or what the command takes. */
static void take_word(struct parser *parser, const char *word) {
    struct options *out = parser->out;
    const struct command_row *command = &cli_commands[out->command];
    if (!parser->command_chosen) {
        for (unsigned i = 0; i < COMMAND_COUNT; i++) {
            if (cli_commands[i].name && strcmp(cli_commands[i].name, word) == 0) {
                out->command = (enum command)i;
                parser->command_chosen = true;
                return;
            }
        }
        if (parser->diags->errors == 0)
            unknown_command(parser, word);
    } else if (command->manifest && !out->manifest) {
        out->manifest = word;
    } else if (command->many) {
        store_list(parser, &out->shards, word);
    } else if (command->word && !command->manifest && !out->argument) {
        out->argument = word;
    } else if (parser->diags->errors == 0) {
        dore_error(parser->diags, DORE_E_OPTION_UNKNOWN, nowhere,
                   dore_hint(parser->diags, "write 'dore %s %s'", command->name, command->word),
                   "unexpected argument '%.*s'", (int)strcspn(word, "="), word);
    }
}

/* ---- all together ------------------------------------------------------------------------- */

/* --rows is a selection, a step and a place at once. */
static void check_rows(const struct options *out, struct dore_diags *diags) {
    if (!out->rows.model)
        return;
    const struct {
        bool given;
        const char *option;
    } others[] = {{out->models.count > 0, "--model"},
                  {out->shard.of > 0, "--shard"},
                  {out->schema_only, "--schema-only"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].given)
            dore_error(diags, DORE_E_OPTION_CONFLICT, nowhere, "leave one of them out",
                       "options '--rows' and '%s' exclude each other", others[i].option);
    if (out->output && strcmp(out->output, "-") != 0)
        dore_error(diags, DORE_E_OPTION_CONFLICT, nowhere, "write '-o -', or leave it out",
                   "'--rows' writes to standard output, '--output' elsewhere");
}

static void check_join(const struct options *out, struct dore_diags *diags) {
    if (out->command != COMMAND_JOIN)
        return;
    if (!out->shards.count)
        dore_error(diags, DORE_E_OPTION_VALUE, nowhere, "write 'dore join -o OUT SHARD...'",
                   "no shard was named");
    if (out->output && strcmp(out->output, "-") == 0)
        dore_error(diags, DORE_E_OPTION_CONFLICT, nowhere, "name a file or a folder",
                   "'join' makes a bundle, which standard output does not carry");
}

static void check_conflicts(const struct options *out, struct dore_diags *diags) {
    check_rows(out, diags);
    check_join(out, diags);
    if (out->schema_only && out->data_only)
        dore_error(diags, DORE_E_OPTION_CONFLICT, nowhere, "leave both out to get both",
                   "options '--schema-only' and '--data-only' exclude each other");
    if (out->manifest && out->vars_file && strcmp(out->manifest, "-") == 0 &&
        strcmp(out->vars_file, "-") == 0)
        dore_error(diags, DORE_E_OPTION_CONFLICT, nowhere, NULL,
                   "standard input cannot be both the manifest and '--vars'");
    if (out->command == COMMAND_CAT && out->output && strcmp(out->output, "-") != 0)
        dore_error(diags, DORE_E_OPTION_CONFLICT, nowhere, "leave one of them out",
                   "'cat' writes to standard output, '--output' elsewhere");
    else if (out->output && !out->rows.model && !dore_sink_path_known(out->output))
        dore_error(
            diags, DORE_E_OUTPUT_KIND, nowhere,
            "end it in .tar.zst, .tar.gz, .tar or .zip for a bundle, in '/' for a folder, or "
            "write '-' for standard output",
            "output path '%s' has no known ending", out->output);
    bool needs_manifest = out->command != COMMAND_METHODS && out->command != COMMAND_JOIN;
    if ((!out->manifest || !*out->manifest) && needs_manifest)
        dore_error(diags, DORE_E_MANIFEST_MISSING, nowhere, "write '--manifest FILE'",
                   "no manifest was named");
}

/* One note for all options that do nothing here. */
static void note_idle(const struct parser *parser) {
    struct dore_buf names = {0};
    bool cache = false;
    for (const struct option_row *row = cli_options; row->name || row->letter; row++) {
        bool given = parser->seen >> (row - cli_options) & 1;
        if (!given || row->commands >> parser->out->command & 1)
            continue;
        cache |= row->commands == 0;
        dore_buf_format(&names, "%s'--%s'", names.size > 0 ? ", " : "", row->name);
    }
    if (names.size > 0)
        dore_note(parser->diags, DORE_W_OPTION_IDLE, nowhere,
                  cache ? "an offline run recomputes parents and needs no cache" : NULL,
                  "no effect here: %.*s", (int)names.size, names.data);
    dore_buf_release(&names);
}

void cli_parse(int argc, char *const *argv, struct dore_arena *arena, struct options *out,
               struct dore_diags *diags) {
    *out = (struct options){.scale = {.units = 1}, .level = {.value = 3}};
    struct parser parser = {
        .argc = argc, .next = 1, .argv = argv, .arena = arena, .out = out, .diags = diags};
    while (parser.next < argc) {
        const char *word = argv[parser.next++];
        if (parser.words_only || word[0] != '-' || !word[1])
            take_word(&parser, word);
        else if (strcmp(word, "--") == 0)
            parser.words_only = true;
        else if (word[1] == '-')
            take_long(&parser, word);
        else
            take_letters(&parser, word);
    }
    if (out->help || out->version)
        return;
    /* Without a manifest after another mistake: the mistake may well be about the manifest. */
    if (diags->errors == 0)
        check_conflicts(out, diags);
    if (diags->errors == 0)
        note_idle(&parser);
}
