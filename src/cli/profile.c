/* SPDX-License-Identifier: Apache-2.0
 *
 * Where time went: sums by model, attribute and kind of work, logged at the end, and spans in the
 * trace-event format of Chrome, written as they come (flat-memory). The engine calls from all of
 * its threads; one lock makes the calls follow each other. What a cell's text takes is looked at
 * for the first rows of each batch, and reckoned for the others.
 */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <unistd.h>

static const struct dore_where nowhere = {0};
static const char *const work_names[DORE_WORK_COUNT] = {"render", "pack", "commit"};

struct attribute_sums {
    uint64_t nanoseconds, rows;
    uint64_t seen_rows, seen_bytes; /* of those that were looked at */
};
struct table_sums {
    const struct dore_plan_table *table;
    uint64_t rows, nanoseconds[DORE_WORK_COUNT], bytes[DORE_WORK_COUNT];
    struct attribute_sums *attribute;
};

struct profile {
    struct dore_profile hooks;
    struct dore_arena arena;
    struct table_sums *table;
    size_t count;
    uint64_t started;
    const char *file;     /* of the trace; NULL: none is wanted */
    int fd, reason;       /* -1: no file is open; errno of the first write that failed */
    pthread_mutex_t lock; /* guards all sums and what is below */
    struct dore_buf events;
    bool comma;
};

/* ---- the trace ---------------------------------------------------------------------------- */

static void flush(struct profile *profile) {
    for (size_t done = 0; done < profile->events.size && !profile->reason;) {
        ssize_t written =
            write(profile->fd, profile->events.data + done, profile->events.size - done);
        if (written > 0)
            done += (size_t)written;
        else if (written == 0 || errno != EINTR)
            profile->reason = written == 0 ? ENOSPC : errno;
    }
    dore_buf_clear(&profile->events);
}

static void begin_event(struct profile *profile) {
    dore_buf_puts(&profile->events, profile->comma ? ",\n" : "[\n");
    profile->comma = true;
}

static void put_microseconds(struct dore_buf *out, uint64_t nanoseconds) {
    dore_buf_format(out, "%" PRIu64 ".%03u", nanoseconds / 1000, (unsigned)(nanoseconds % 1000));
}

static void put_thread(struct profile *profile, unsigned thread) {
    begin_event(profile);
    dore_buf_format(&profile->events,
                    "{\"name\":\"thread_name\",\"ph\":\"M\",\"pid\":1,\"tid\":%u,"
                    "\"args\":{\"name\":\"%s %u\"}}",
                    thread, thread ? "worker" : "main", thread);
}

static void put_span(struct profile *profile, const struct dore_span *span) {
    enum { FLUSH_BYTES = 1 << 16 };
    struct dore_buf *out = &profile->events;
    const char *id = span->table->table.id;
    begin_event(profile);
    dore_buf_format(
        out, "{\"name\":\"%s\",\"cat\":\"unit\",\"ph\":\"X\",\"ts\":", work_names[span->work]);
    put_microseconds(out, span->begin - profile->started);
    dore_buf_puts(out, ",\"dur\":");
    put_microseconds(out, span->end - span->begin);
    dore_buf_format(out, ",\"pid\":1,\"tid\":%u,\"args\":{\"model\":", span->thread);
    dore_buf_put_json_string(out, (struct dore_str){id, strlen(id)});
    dore_buf_format(out, ",\"part\":%" PRIu64 ",\"rows\":%" PRIu64 ",\"bytes\":%" PRIu64 "}}",
                    span->table->first_part + span->part, span->rows, span->bytes);
    if (out->size >= FLUSH_BYTES)
        flush(profile);
}

/* ---- what the engine calls ---------------------------------------------------------------- */

static struct table_sums *sums_of(struct profile *profile, const struct dore_plan_table *table) {
    size_t i = 0;
    while (profile->table[i].table != table)
        i++;
    return &profile->table[i];
}

static void on_span(void *context, const struct dore_span *span) {
    struct profile *profile = context;
    pthread_mutex_lock(&profile->lock);
    struct table_sums *sums = sums_of(profile, span->table);
    sums->nanoseconds[span->work] += span->end - span->begin;
    sums->bytes[span->work] += span->bytes;
    if (span->work == DORE_RENDER)
        sums->rows += span->rows;
    if (profile->file)
        put_span(profile, span);
    pthread_mutex_unlock(&profile->lock);
}

static void on_column(void *context, const struct dore_plan_table *table, uint32_t field,
                      const struct dore_column *column, uint64_t nanoseconds) {
    enum { LOOK_AT = 16 };
    struct profile *profile = context;
    struct dore_arena arena = {0};
    struct dore_buf text = {0};
    uint32_t rows = column->rows < LOOK_AT ? column->rows : LOOK_AT;
    for (uint32_t row = 0; row < rows; row++) {
        struct dore_value value;
        dore_column_get(column, &table->table.field[field].domain, row, &arena, &value);
        dore_value_text(&value, &text);
    }
    pthread_mutex_lock(&profile->lock);
    struct attribute_sums *sums = &sums_of(profile, table)->attribute[field];
    sums->nanoseconds += nanoseconds;
    sums->rows += column->rows;
    sums->seen_rows += rows;
    sums->seen_bytes += text.size;
    pthread_mutex_unlock(&profile->lock);
    dore_buf_release(&text);
    dore_arena_release(&arena);
}

/* ---- begin -------------------------------------------------------------------------------- */

static void list_tables(struct profile *profile, const struct dore_plan *plan) {
    size_t count = 0;
    for (uint32_t i = 0; i < plan->store_count; i++)
        count += plan->store[i].table_count;
    profile->table = DORE_NEW(&profile->arena, struct table_sums, count);
    for (uint32_t i = 0; i < plan->store_count; i++) {
        for (uint32_t k = 0; k < plan->store[i].table_count; k++) {
            const struct dore_plan_table *table = &plan->store[i].table[k];
            struct table_sums *sums = &profile->table[profile->count++];
            sums->table = table;
            sums->attribute =
                DORE_NEW(&profile->arena, struct attribute_sums, table->table.field_count);
        }
    }
}

static void release(struct profile *profile) {
    pthread_mutex_destroy(&profile->lock);
    dore_buf_release(&profile->events);
    dore_arena_release(&profile->arena);
    dore_free(profile);
}

static bool failed(const char *file, int reason, struct dore_diags *diags) {
    dore_error(diags, reason == EEXIST ? DORE_E_OUTPUT_EXISTS : DORE_E_OUTPUT_FAILED, nowhere,
               reason == EEXIST ? "give --force to replace it" : NULL,
               reason == EEXIST ? "'%s' exists already" : "'%s' cannot be written: %s", file,
               strerror(reason));
    return false;
}

struct profile *cli_profile_begin(const struct dore_plan *plan, const char *file, bool force,
                                  unsigned threads, struct dore_diags *diags) {
    enum { ANYBODY = 0666 };
    struct profile *profile = dore_alloc(1, sizeof *profile);
    profile->hooks = (struct dore_profile){
        .context = profile, .clock = cli_monotonic, .span = on_span, .column = on_column};
    profile->file = file;
    profile->fd = -1;
    profile->started = cli_monotonic();
    pthread_mutex_init(&profile->lock, NULL);
    list_tables(profile, plan);
    if (!file)
        return profile;
    profile->fd = open(file, O_WRONLY | O_CREAT | O_CLOEXEC | (force ? O_TRUNC : O_EXCL), ANYBODY);
    if (profile->fd < 0) {
        failed(file, errno, diags);
        release(profile);
        return NULL;
    }
    for (unsigned thread = 0; thread <= threads; thread++)
        put_thread(profile, thread);
    return profile;
}

const struct dore_profile *cli_profile_hooks(const struct profile *profile) {
    return &profile->hooks;
}

/* ---- end ---------------------------------------------------------------------------------- */

static void put_seconds(struct dore_buf *out, uint64_t nanoseconds) {
    const uint64_t microsecond = 1000, second = 1000000 * microsecond;
    dore_buf_format(out, "%" PRIu64 ".%06u s", nanoseconds / second,
                    (unsigned)(nanoseconds % second / microsecond));
}

static void send_line(struct report *report, struct dore_buf *line) {
    cli_report_log(report, "%.*s", (int)line->size, line->data);
    dore_buf_clear(line);
}

/* "model sale: 400000 rows; render 1.204 s to 67.0 MB, pack 0.811 s to 30.8 MB, commit ..." */
static void log_table(const struct table_sums *sums, struct report *report, struct dore_buf *line) {
    dore_buf_format(line, "profile: model [%s]: %" PRIu64 " rows", sums->table->table.id,
                    sums->rows);
    for (unsigned work = 0; work < DORE_WORK_COUNT; work++) {
        dore_buf_format(line, "%s %s ", work ? "," : ";", work_names[work]);
        put_seconds(line, sums->nanoseconds[work]);
        dore_buf_puts(line, " to ");
        cli_put_bytes(line, sums->bytes[work]);
    }
    send_line(report, line);
    for (uint32_t i = 0; i < sums->table->table.field_count; i++) {
        const struct attribute_sums *attribute = &sums->attribute[i];
        if (!attribute->seen_rows)
            continue;
        double bytes =
            (double)attribute->seen_bytes / (double)attribute->seen_rows * (double)attribute->rows;
        dore_buf_format(line, "profile: attribute [%s.%s]: %" PRIu64 " rows; ",
                        sums->table->table.id, sums->table->table.field[i].attribute,
                        attribute->rows);
        put_seconds(line, attribute->nanoseconds);
        dore_buf_puts(line, ", about ");
        cli_put_bytes(line, (uint64_t)bytes);
        send_line(report, line);
    }
}

static void log_all(struct profile *profile, struct report *report) {
    struct dore_buf line = {0};
    uint64_t rows = 0, pack = 0, rendered = 0, packed = 0;
    for (size_t i = 0; i < profile->count; i++) {
        const struct table_sums *sums = &profile->table[i];
        log_table(sums, report, &line);
        rows += sums->rows;
        pack += sums->nanoseconds[DORE_PACK];
        rendered += sums->bytes[DORE_RENDER];
        packed += sums->bytes[DORE_PACK];
    }
    if (packed) {
        dore_buf_puts(&line, "profile: compression: ");
        cli_put_bytes(&line, rendered);
        dore_buf_puts(&line, " to ");
        cli_put_bytes(&line, packed);
        dore_buf_format(&line, " (%u%%) in ", (unsigned)((double)packed * 100 / (double)rendered));
        put_seconds(&line, pack);
        send_line(report, &line);
    }
    dore_buf_format(&line, "profile: all: %" PRIu64 " rows, ", rows);
    cli_put_bytes(&line, rendered);
    dore_buf_puts(&line, " in ");
    put_seconds(&line, cli_monotonic() - profile->started);
    send_line(report, &line);
    dore_buf_release(&line);
}

static bool end_trace(struct profile *profile, bool good, struct dore_diags *diags) {
    dore_buf_puts(&profile->events, "\n]\n");
    flush(profile);
    if (close(profile->fd) != 0 && !profile->reason)
        profile->reason = errno;
    if (profile->reason || !good)
        unlink(profile->file);
    return !profile->reason || failed(profile->file, profile->reason, diags);
}

bool cli_profile_end(struct profile *profile, bool good, struct report *report,
                     struct dore_diags *diags) {
    if (!profile)
        return true;
    if (good)
        log_all(profile, report);
    bool written = !profile->file || end_trace(profile, good, diags);
    release(profile);
    return written;
}
