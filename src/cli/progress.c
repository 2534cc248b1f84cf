/* SPDX-License-Identifier: Apache-2.0
 *
 * What a run says while it runs. A log gets two lines a model, in the plan's order, each as Dore
 * words them; a terminal gets one line that is rewritten: how far, how fast, how long still. The
 * clock is read here, for these lines alone.
 */
#include "cli.h"

#include <inttypes.h>
#include <unistd.h>

#define NANOSECONDS UINT64_C(1000000000)

/* At most ten times a second, and only after a while: a short run shows no line. */
enum { FRAMES_PER_SECOND = 10 };

uint64_t cli_monotonic(void) {
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 0;
    return (uint64_t)now.tv_sec * NANOSECONDS + (uint64_t)now.tv_nsec;
}

/* ---- the status line ---------------------------------------------------------------------- */

/* 1234567 as 1,234,567. */
static void put_grouped(struct dore_buf *out, uint64_t number) {
    char digits[DORE_INT_ROOM];
    size_t count = (size_t)(dore_print_u64(digits, number) - digits);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && (count - i) % 3 == 0)
            dore_buf_putc(out, ',');
        dore_buf_putc(out, digits[i]);
    }
}

void cli_put_bytes(struct dore_buf *out, uint64_t bytes) {
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB", "PB"};
    size_t unit = 0;
    uint64_t tenths = bytes > UINT64_MAX / 10 ? UINT64_MAX : bytes * 10;
    while (tenths >= 10000 && unit + 1 < sizeof units / sizeof *units) {
        tenths /= 1000;
        unit++;
    }
    if (unit == 0)
        dore_buf_format(out, "%" PRIu64 " B", bytes);
    else
        dore_buf_format(out, "%" PRIu64 ".%" PRIu64 " %s", tenths / 10, tenths % 10, units[unit]);
}

/* number * NANOSECONDS / nanoseconds: what a second brings. */
static uint64_t per_second(uint64_t number, uint64_t nanoseconds) {
    double rate = (double)number * (double)NANOSECONDS / (double)nanoseconds;
    return rate < 1e18 ? (uint64_t)rate : UINT64_C(1000000000000000000);
}

void cli_progress_line(const struct dore_progress *done, uint64_t all_rows, uint64_t nanoseconds,
                       struct dore_buf *out) {
    if (done->model)
        dore_buf_format(out, "%s  ", done->model);
    put_grouped(out, done->rows);
    dore_buf_puts(out, " rows");
    if (all_rows > 0)
        dore_buf_format(out, "  %u%%", (unsigned)((double)done->rows * 100 / (double)all_rows));
    uint64_t rate = nanoseconds > 0 ? per_second(done->rows, nanoseconds) : 0;
    if (rate == 0)
        return;
    dore_buf_puts(out, "  ");
    put_grouped(out, rate);
    dore_buf_puts(out, " rows/s  ");
    cli_put_bytes(out, per_second(done->bytes, nanoseconds));
    dore_buf_puts(out, "/s");
    if (done->rows < all_rows) {
        uint64_t left = (all_rows - done->rows) / rate;
        dore_buf_format(out, "  %" PRIu64 ":%02" PRIu64 " left", left / 60, left % 60);
    }
}

/* ---- the log ------------------------------------------------------------------------------ */

static const struct dore_plan_table *current(const struct progress *progress) {
    const struct dore_plan *plan = progress->plan;
    if (progress->store >= plan->store_count)
        return NULL;
    const struct dore_plan_store *store = &plan->store[progress->store];
    return progress->table < store->table_count ? &store->table[progress->table] : NULL;
}

/* From the end of a store to the beginning of the next one that has tables. */
static void skip_empty(struct progress *progress) {
    while (!current(progress) && progress->store < progress->plan->store_count) {
        progress->store++;
        progress->table = 0;
    }
}

static void log_begin(struct progress *progress, const struct dore_plan_table *table) {
    if (!progress->begun && !progress->quiet)
        cli_report_detail(progress->report, "generating records for model [%s]", table->table.id);
    progress->begun = true;
}

static void log_end(struct progress *progress, const struct dore_plan_table *table) {
    log_begin(progress, table);
    if (!progress->quiet)
        cli_report_detail(progress->report, "[%" PRIu64 "] records generated for model [%s]",
                          table->last_row - table->first_row, table->table.id);
    progress->begun = false;
    progress->table++;
    skip_empty(progress);
}

void cli_progress_begin(struct progress *progress, struct report *report,
                        const struct dore_plan *plan) {
    *progress = (struct progress){.report = report, .plan = plan, .started = cli_monotonic()};
    progress->shown = progress->started;
    /* Rows on the same terminal would run into the line. */
    progress->line = report->terminal && !(plan->options.stream && isatty(STDOUT_FILENO));
    skip_empty(progress);
}

void cli_progress_update(void *context, const struct dore_progress *done) {
    struct progress *progress = context;
    const struct dore_plan_table *table;
    while (done->model && (table = current(progress)) && strcmp(table->table.id, done->model) != 0)
        log_end(progress, table);
    if (done->model && (table = current(progress)))
        log_begin(progress, table);
    if (!progress->line)
        return;
    uint64_t now = cli_monotonic();
    if (now - progress->shown < NANOSECONDS / FRAMES_PER_SECOND)
        return;
    progress->shown = now;
    struct dore_buf line = {0};
    cli_progress_line(done, progress->plan->rows, now - progress->started, &line);
    dore_buf_putc(&line, '\0');
    cli_report_status(progress->report, line.data);
    dore_buf_release(&line);
}

void cli_progress_end(struct progress *progress) {
    const struct dore_plan_table *table;
    while (progress->plan->options.data && (table = current(progress)))
        log_end(progress, table);
    cli_report_status(progress->report, NULL);
}
