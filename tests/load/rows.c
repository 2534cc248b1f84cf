/* SPDX-License-Identifier: Apache-2.0
 *
 * rows: from a command line to boxed values, through the manifest and the plan as the program goes,
 * and then by dore_fill and dore_column_get.
 */
#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_VARIABLES = 32 };

void fail(const char *format, ...) {
    va_list arguments;
    fflush(stdout);
    va_start(arguments, format);
    fputs("judge: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(2);
}

static struct dore_str str(const char *text) {
    return (struct dore_str){text, strlen(text)};
}

/* What the options say beside what stands in struct rows. */
struct settings {
    struct dore_plan_options plan;
    bool seed, now;
    const char *datastores[2], *models[2];
    struct dore_variable variable[MOST_VARIABLES];
    size_t variable_count;
};

static void set_variable(struct settings *settings, char *text) {
    char *equals = strchr(text, '=');
    if (!equals || settings->variable_count == MOST_VARIABLES) {
        fail("--var wants NAME=VALUE, at most %d times", MOST_VARIABLES);
    }
    *equals = '\0';
    settings->variable[settings->variable_count++] =
        (struct dore_variable){.name = text, .value = str(equals + 1)};
}

static void set_option(struct rows *rows, struct settings *settings, const char *name,
                       char *value) {
    int64_t seed = 0;
    bool time = false, good = true;
    if (strcmp(name, "--manifest") == 0) {
        rows->manifest = value;
    } else if (strcmp(name, "--datastore") == 0) {
        rows->datastore = value;
    } else if (strcmp(name, "--model") == 0) {
        rows->model = value;
    } else if (strcmp(name, "--server") == 0) {
        rows->server = value;
    } else if (strcmp(name, "--seed") == 0) {
        good = dore_parse_i64(str(value), &seed);
        settings->plan.seed = (uint64_t)seed;
        settings->seed = true;
    } else if (strcmp(name, "--now") == 0) {
        good = dore_parse_datetime(str(value), &settings->plan.now, &time);
        settings->now = true;
    } else if (strcmp(name, "--scale") == 0) {
        good = dore_parse_decimal(str(value), &settings->plan.scale);
    } else if (strcmp(name, "--var") == 0) {
        set_variable(settings, value);
    } else {
        good = false;
    }
    if (!good) {
        fail("bad option %s %s", name, value);
    }
}

static void print_errors(struct dore_diags *diags) {
    for (size_t i = 0; i < diags->count; i++) {
        const struct dore_diag *diag = &diags->list[i];
        if (diag->severity == DORE_ERROR) {
            fprintf(stderr, "%s: %s\n", diag->where.path ? diag->where.path : "", diag->message);
        }
    }
}

static void plan(struct rows *rows, struct settings *settings) {
    struct dore_reader reader = dore_reader_files(NULL);
    const struct dore_manifest *manifest =
        dore_manifest_load(&rows->arena, &reader, rows->manifest, settings->variable,
                           settings->variable_count, &rows->diags);
    if (manifest) {
        const int64_t reference = dore_days_from_civil(2026, 1, 1) * DORE_US_PER_DAY;
        if (!settings->seed) {
            settings->plan.seed = manifest->has_seed ? (uint64_t)manifest->seed : 0;
        }
        if (!settings->now) {
            settings->plan.now = manifest->has_now ? manifest->now : reference;
        }
        rows->plan = dore_plan_build(&rows->arena, manifest, &settings->plan, &rows->diags);
    }
    if (!rows->plan || rows->diags.errors) {
        print_errors(&rows->diags);
        fail("%s was refused", rows->manifest);
    }
}

void rows_open(struct rows *rows, int count, char **argument) {
    struct settings settings = {
        .plan = {.scale = {1, 0}, .schema = true, .data = true, .constraints = true}};
    *rows = (struct rows){.diags.arena = NULL};
    rows->diags.arena = &rows->arena;
    int i = 0;
    for (; i + 1 < count && strncmp(argument[i], "--", 2) == 0; i += 2) {
        set_option(rows, &settings, argument[i], argument[i + 1]);
    }
    rows->file = argument + i;
    rows->file_count = count - i;
    if (!rows->manifest) {
        fail("no --manifest");
    }
    plan(rows, &settings);
}

void rows_close(struct rows *rows) {
    dore_arena_release(&rows->arena);
}

const struct dore_plan_table *rows_table(const struct rows *rows) {
    const struct dore_plan_table *found = NULL;
    for (uint32_t s = 0; s < rows->plan->store_count; s++) {
        const struct dore_plan_store *store = &rows->plan->store[s];
        if (rows->datastore && strcmp(rows->datastore, store->store.id) != 0) {
            continue;
        }
        for (uint32_t t = 0; t < store->table_count; t++) {
            if (rows->model && strcmp(rows->model, store->table[t].table.id) == 0) {
                found = &store->table[t];
            }
        }
    }
    if (!found) {
        fail("no model '%s' in '%s'", rows->model ? rows->model : "",
             rows->datastore ? rows->datastore : "");
    }
    return found;
}

void cursor_open(struct cursor *cursor, const struct dore_plan_table *table) {
    *cursor = (struct cursor){.table = table};
    cursor->value = dore_alloc(table->table.field_count, sizeof *cursor->value);
}

const struct dore_value *cursor_next(struct cursor *cursor) {
    const struct dore_table *table = &cursor->table->table;
    struct dore_batch *batch = &cursor->batch;
    if (cursor->row == table->rows) {
        return NULL;
    }
    uint64_t row = cursor->order ? cursor->order[cursor->row] : cursor->row;
    if (row < batch->first_row || row >= batch->first_row + batch->rows) {
        uint64_t left = table->rows - row, most = cursor->order ? 1 : cursor->table->batch_rows;
        dore_arena_reset(&cursor->batch_arena);
        dore_fill(cursor->table, row, (uint32_t)(left < most ? left : most), &cursor->batch_arena,
                  batch);
    }
    dore_arena_reset(&cursor->row_arena);
    cursor->row++;
    for (uint32_t i = 0; i < table->field_count; i++) {
        dore_column_get(&batch->column[i], &table->field[i].domain,
                        (uint32_t)(row - batch->first_row), &cursor->row_arena, &cursor->value[i]);
    }
    return cursor->value;
}

void cursor_close(struct cursor *cursor) {
    dore_arena_release(&cursor->batch_arena);
    dore_arena_release(&cursor->row_arena);
    dore_free(cursor->value);
}

void put_value(const struct dore_value *value, struct dore_buf *out) {
    struct dore_buf text = {0};
    dore_value_text(value, &text);
    dore_buf_puts(out, dore_kind_name(value->kind));
    dore_buf_putc(out, ' ');
    dore_buf_put_json_string(out, (struct dore_str){text.data, text.size});
    dore_buf_release(&text);
}
