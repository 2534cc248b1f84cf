/* SPDX-License-Identifier: Apache-2.0
 *
 * Help and version, printed from the tables in options.c. The short help fits a screen, the full
 * one has a paragraph and an example for each command and option.
 */
#include "cli.h"

#include <archive.h>
#include <cjson/cJSON.h>
#include <xxhash.h>
#include <zstd.h>

enum { PAGE_WIDTH = 78, BRIEF_COLUMN = 30, TEXT_INDENT = 6 };

const char cli_usage[] = "usage: dore --manifest FILE [options]; 'dore -h' lists them\n";

static const char synopsis[] = "usage: dore --manifest FILE [options] [--NAME=VALUE ...]\n"
                               "       dore COMMAND [argument] [options]\n";

static const char introduction[] =
    "dore makes data that looks real from a manifest: a JSON file that says which datastores there "
    "are, which models live in them, and how each attribute of a record is made. The result is "
    "what "
    "the databases' own clients load: SQL for psql and mysql, JSON lines for mongoimport, bulk "
    "requests for Elasticsearch. The same manifest, seed, now and scale give the same bytes, "
    "anywhere. dore never connects to a database.";

static const char ending[] =
    "Exit status: 0 done; 1 the manifest was refused, and nothing was written; 2 wrong usage; 3 a "
    "file, the disk or memory failed; 4 a fault of dore itself. Standard output carries data and "
    "nothing else.";

static void pad(struct dore_buf *out, size_t from, size_t width) {
    while (out->size - from < width)
        dore_buf_putc(out, ' ');
}

/* The text as lines of whole words, each behind `indent` blanks. */
static void put_paragraph(struct dore_buf *out, size_t indent, const char *text) {
    size_t line = out->size;
    while (*text) {
        size_t word = strcspn(text, " ");
        bool first = out->size == line;
        if (!first && out->size - line + 1 + word > PAGE_WIDTH) {
            dore_buf_putc(out, '\n');
            line = out->size;
            first = true;
        }
        if (first)
            pad(out, line, indent);
        else
            dore_buf_putc(out, ' ');
        dore_buf_put(out, text, word);
        text += word;
        text += strspn(text, " ");
    }
    dore_buf_putc(out, '\n');
}

/* "-o, --output PATH" */
static void put_option(struct dore_buf *out, const struct option_row *row) {
    if (row->letter)
        dore_buf_format(out, "-%c", row->letter);
    if (row->letter && row->name)
        dore_buf_puts(out, ", ");
    if (row->name)
        dore_buf_format(out, "--%s", row->name);
    if (row->word)
        dore_buf_format(out, row->kind == OPTION_ATTACHED ? "[=%s]" : " %s", row->word);
}

static void put_command(struct dore_buf *out, const struct command_row *row) {
    dore_buf_format(out, "%s%s%s", row->name ? row->name : "(none)", row->word ? " " : "",
                    row->word ? row->word : "");
}

static void end_brief(struct dore_buf *out, size_t line, const char *brief) {
    dore_buf_putc(out, ' ');
    pad(out, line, BRIEF_COLUMN);
    dore_buf_puts(out, brief);
    dore_buf_putc(out, '\n');
}

void cli_help_short(struct dore_buf *out) {
    dore_buf_puts(out, synopsis);
    dore_buf_puts(out, "Commands\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        size_t line = out->size;
        dore_buf_puts(out, "  ");
        put_command(out, &cli_commands[i]);
        end_brief(out, line, cli_commands[i].brief);
    }
    for (unsigned group = 0; group < GROUP_COUNT; group++) {
        dore_buf_format(out, "%s\n", cli_groups[group]);
        for (const struct option_row *row = cli_options; row->name || row->letter; row++) {
            if (row->group != group)
                continue;
            size_t line = out->size;
            dore_buf_puts(out, "  ");
            put_option(out, row);
            end_brief(out, line, row->brief);
        }
    }
}

static void put_entry(struct dore_buf *out, const char *full, const char *example) {
    dore_buf_putc(out, '\n');
    put_paragraph(out, TEXT_INDENT, full);
    dore_buf_format(out, "%*s$ %s\n\n", TEXT_INDENT, "", example);
}

void cli_help_full(struct dore_buf *out) {
    dore_buf_puts(out, synopsis);
    dore_buf_putc(out, '\n');
    put_paragraph(out, 0, introduction);
    dore_buf_puts(out, "\nCommands\n\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        dore_buf_puts(out, "  ");
        put_command(out, &cli_commands[i]);
        put_entry(out, cli_commands[i].full, cli_commands[i].example);
    }
    for (unsigned group = 0; group < GROUP_COUNT; group++) {
        dore_buf_format(out, "%s\n\n", cli_groups[group]);
        for (const struct option_row *row = cli_options; row->name || row->letter; row++) {
            if (row->group != group)
                continue;
            dore_buf_puts(out, "  ");
            put_option(out, row);
            put_entry(out, row->full, row->example);
        }
    }
    put_paragraph(out, 0, ending);
}

void cli_version(bool details, struct dore_buf *out) {
    dore_buf_format(out, "dore %s\n", DORE_VERSION);
    if (!details)
        return;
    unsigned hash = XXH_versionNumber();
    dore_buf_format(out, "data version %d\n", DORE_DATA_VERSION);
    dore_buf_format(out, "cJSON %s, zstd %s, %s, xxHash %u.%u.%u\n", cJSON_Version(),
                    ZSTD_versionString(), archive_version_string(), hash / 10000, hash / 100 % 100,
                    hash % 100);
    const char *licence = dore_text_find("src/faker/words/LICENSE-faker.txt");
    if (licence)
        dore_buf_format(out, "\nWord lists and method names come from Faker:\n\n%s", licence);
}
