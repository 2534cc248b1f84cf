/* SPDX-License-Identifier: Apache-2.0
 *
 * Everything that appears on stderr (one-mouth): diagnostics as text or as JSON lines, what a run
 * does, and the status line that a terminal shows meanwhile. A message is one write, so that lines
 * of several programs do not mix. When stderr fails there is nobody left to tell.
 */
#include "cli.h"

#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* 'E', 'W' or 'N' of a code, as codes.def spells it. */
static char code_letter(enum dore_code code) {
    static const struct {
        unsigned number;
        const char *name;
    } codes[] = {
#define DORE_CODE(number, name, summary) {number, #name},
#include "dore/codes.def"
#undef DORE_CODE
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i].number == (unsigned)code)
            return codes[i].name[0];
    return 'E';
}

static const struct {
    const char *word, *color;
} severities[] = {
    [DORE_NOTE] = {"note", "\033[1;36m"},
    [DORE_WARNING] = {"warning", "\033[1;35m"},
    [DORE_ERROR] = {"error", "\033[1;31m"},
};

static void write_all(const char *text, size_t size) {
    while (size > 0) {
        ssize_t written = write(STDERR_FILENO, text, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return;
        text += written;
        size -= (size_t)written;
    }
}

/* Begins a message: wipes the status line, which the next update shows again. */
static struct dore_buf *begin(struct report *report) {
    dore_buf_clear(&report->line);
    if (report->status)
        dore_buf_puts(&report->line, "\r\033[K");
    report->status = false;
    return &report->line;
}

static void send(struct report *report) {
    write_all(report->line.data, report->line.size);
}

void cli_report_init(struct report *report, const struct options *options) {
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    struct winsize window = {0};
    *report = (struct report){
        .json = options->diagnostics != 0,
        .quiet = options->quiet,
        .verbose = options->verbose,
        .columns = 80,
    };
    report->terminal =
        !report->json && isatty(STDERR_FILENO) && !(term && strcmp(term, "dumb") == 0);
    report->color =
        !report->json && options->color != COLOR_NEVER &&
        (options->color == COLOR_ALWAYS || (report->terminal && !(no_color && *no_color)));
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
        report->columns = window.ws_col;
}

/* ---- diagnostics -------------------------------------------------------------------------- */

static void format_text(const struct report *report, const struct dore_diag *diag,
                        struct dore_buf *out) {
    const struct dore_where *where = &diag->where;
    const char *reset = report->color ? "\033[0m" : "";
    dore_buf_puts(out, report->color ? "\033[1m" : "");
    cli_escape_message(out, where->file ? where->file : "dore");
    if (where->file && where->line > 0)
        dore_buf_format(out, ":%u:%u", (unsigned)where->line, (unsigned)where->column);
    dore_buf_format(out, ":%s %s%s:%s ", reset,
                    report->color ? severities[diag->severity].color : "",
                    severities[diag->severity].word, reset);
    if (where->path) {
        cli_escape_message(out, where->path);
        dore_buf_puts(out, ": ");
    }
    cli_escape_message(out, diag->message);
    if (diag->hint) {
        dore_buf_puts(out, "; ");
        cli_escape_message(out, diag->hint);
    }
    dore_buf_format(out, " [%c%u]\n", code_letter(diag->code), (unsigned)diag->code);
}

/* `,"key":"text"`, or null. The text is the one that the other form prints. */
static void put_member(struct dore_buf *out, const char *key, const char *text) {
    struct dore_buf escaped = {0};
    dore_buf_format(out, ",\"%s\":", key);
    if (text) {
        cli_escape_message(&escaped, text);
        dore_buf_put_json_string(out, (struct dore_str){escaped.data, escaped.size});
    } else {
        dore_buf_puts(out, "null");
    }
    dore_buf_release(&escaped);
}

static void format_json(const struct dore_diag *diag, struct dore_buf *out) {
    const struct dore_where *where = &diag->where;
    bool placed = where->file && where->line > 0;
    dore_buf_format(out, "{\"severity\":\"%s\",\"code\":\"%c%u\"", severities[diag->severity].word,
                    code_letter(diag->code), (unsigned)diag->code);
    put_member(out, "file", where->file);
    if (placed)
        dore_buf_format(out, ",\"line\":%u,\"column\":%u", (unsigned)where->line,
                        (unsigned)where->column);
    else
        dore_buf_puts(out, ",\"line\":null,\"column\":null");
    put_member(out, "path", where->path);
    put_member(out, "message", diag->message);
    put_member(out, "hint", diag->hint);
    dore_buf_puts(out, "}\n");
}

void cli_report_format(const struct report *report, const struct dore_diags *diags,
                       const struct dore_diag *diag, struct dore_buf *out) {
    if (report->json) {
        format_json(diag, out);
        return;
    }
    format_text(report, diag, out);
    if (report->terminal)
        cli_excerpt(diags, &diag->where, report->columns, report->color, out);
}

static enum exit_status status_of(enum dore_code code) {
    static const enum exit_status of_class[] = {
        EXIT_FAULT, EXIT_USAGE, EXIT_REFUSED, EXIT_REFUSED, EXIT_REFUSED, EXIT_REFUSED, EXIT_FAILED,
    };
    size_t class = (size_t)code / 100;
    if (code == DORE_E_OUTPUT_KIND)
        return EXIT_USAGE;
    return class < sizeof of_class / sizeof *of_class ? of_class[class] : EXIT_FAULT;
}

enum exit_status cli_report_diags(struct report *report, struct dore_diags *diags) {
    static const enum exit_status gravest_first[] = {EXIT_USAGE, EXIT_REFUSED, EXIT_FAILED,
                                                     EXIT_FAULT};
    bool found[EXIT_FAULT + 1] = {false};
    dore_diags_sort(diags);
    for (size_t i = 0; i < diags->count; i++) {
        const struct dore_diag *diag = &diags->list[i];
        if (diag->severity == DORE_ERROR)
            found[status_of(diag->code)] = true;
        if (diag->severity == DORE_NOTE && report->quiet)
            continue;
        cli_report_format(report, diags, diag, begin(report));
        send(report);
    }
    /* The counts stay: they are the whole run's. */
    *diags = (struct dore_diags){.arena = diags->arena,
                                 .errors = diags->errors,
                                 .warnings = diags->warnings,
                                 .sources = diags->sources};
    for (size_t i = 0; i < sizeof gravest_first / sizeof *gravest_first; i++)
        if (found[gravest_first[i]])
            return gravest_first[i];
    return EXIT_DONE;
}

/* ---- what a run does ---------------------------------------------------------------------- */

__attribute__((format(printf, 2, 0))) static void log_line(struct report *report,
                                                           const char *format, va_list arguments) {
    struct dore_arena arena = {0};
    struct dore_diag diag = {.severity = DORE_NOTE, .code = DORE_N_LOG};
    diag.message = dore_arena_vformat(&arena, format, arguments);
    struct dore_buf *out = begin(report);
    if (report->json) {
        format_json(&diag, out);
    } else {
        cli_escape_message(out, diag.message);
        dore_buf_putc(out, '\n');
    }
    send(report);
    dore_arena_release(&arena);
}

void cli_report_log(struct report *report, const char *format, ...) {
    if (report->quiet)
        return;
    va_list arguments;
    va_start(arguments, format);
    log_line(report, format, arguments);
    va_end(arguments);
}

void cli_report_detail(struct report *report, const char *format, ...) {
    if (report->quiet || (report->terminal && !report->verbose))
        return;
    va_list arguments;
    va_start(arguments, format);
    log_line(report, format, arguments);
    va_end(arguments);
}

void cli_report_status(struct report *report, const char *text) {
    if (!report->terminal || report->quiet || (!text && !report->status))
        return;
    report->status = report->status && !text; /* a new line covers the old one */
    struct dore_buf *out = begin(report);
    if (text) {
        unsigned width = 1;
        size_t size = strlen(text);
        dore_buf_puts(out, "\r");
        for (size_t at = 0; at < size && width < report->columns;) /* a wrapped line stays */
            at += cli_escape_character(out, text + at, size - at, &width);
        dore_buf_puts(out, "\033[K");
        report->status = true;
    }
    send(report);
}

void cli_report_usage(struct report *report) {
    if (report->json)
        return;
    dore_buf_puts(begin(report), cli_usage);
    send(report);
}

/* ---- the end ------------------------------------------------------------------------------ */

_Noreturn static void end_without_memory(const char *message, size_t size) {
    dore_sink_cleanup();
    write_all(message, size);
    _exit(EXIT_FAILED);
}

void cli_report_memory_text(void) {
    static const char message[] = "dore: error: out of memory [E605]\n";
    end_without_memory(message, sizeof message - 1);
}

void cli_report_memory_json(void) {
    static const char message[] =
        "{\"severity\":\"error\",\"code\":\"E605\",\"file\":null,\"line\":null,\"column\":null,"
        "\"path\":null,\"message\":\"out of memory\",\"hint\":null}\n";
    end_without_memory(message, sizeof message - 1);
}

void cli_report_fault(void) {
    static const char message[] = "dore: a fault of dore itself; please report it\n";
    write_all(message, sizeof message - 1);
}
