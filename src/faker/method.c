/* SPDX-License-Identifier: Apache-2.0
 *
 * method: binds a method to the parameters of a manifest and makes its values, whichever of text,
 * cell and fill it has. A row's first block of words is drawn for the whole batch at once; which
 * words a value takes does not depend on that (pure-cell).
 */
#include "method.h"

#include "locale.h"
#include "providers.h"

#include <assert.h>

/* ---- binding -------------------------------------------------------------------------------- */

static bool bind(const struct dore_method *method, const struct dore_node *params,
                 const struct dore_faker *faker, struct dore_bound_method *out) {
    const struct dore_arg *arg = faker_args_read(method, params, faker);
    if (!arg)
        return false;
    if (faker_bind_local(method, arg, faker, out))
        return faker->diags->errors == 0;
    const void *state = method->prepare ? method->prepare(arg, faker) : method->constant;
    if (faker->diags->errors > 0)
        return false;
    *out = (struct dore_bound_method){
        .method = method, .state = state, .domain = method->domain(state)};
    return true;
}

static void forward(const struct dore_diags *from, struct dore_diags *to) {
    for (size_t i = 0; i < from->count; i++) {
        const struct dore_diag *diag = &from->list[i];
        switch (diag->severity) {
        case DORE_NOTE:
            dore_note(to, diag->code, diag->where, diag->hint, "%s", diag->message);
            break;
        case DORE_WARNING:
            dore_warning(to, diag->code, diag->where, diag->hint, "%s", diag->message);
            break;
        case DORE_ERROR:
            dore_error(to, diag->code, diag->where, diag->hint, "%s", diag->message);
            break;
        }
    }
}

bool dore_method_bind(const char *name, const struct dore_node *params,
                      const struct dore_faker *faker, struct dore_bound_method *out) {
    const struct dore_method *method = dore_method_find(name);
    if (!method) {
        faker_report_unknown(name, faker);
        return false;
    }
    /* Diagnostics of its own: a fault that was reported before, because the same place is bound
     * twice, is dropped by `faker->diags` but still is a fault. */
    struct dore_diags diags = {.arena = faker->diags->arena};
    struct dore_faker own = *faker;
    own.diags = &diags;
    own.method = method->name;
    bool bound = bind(method, params, &own, out);
    if (bound)
        faker_count(out, faker);
    forward(&diags, faker->diags);
    return bound;
}

/* ---- columns -------------------------------------------------------------------------------- */

static void fill_text(const struct dore_bound_method *bound, uint64_t stream,
                      const struct dore_rows *rows, struct dore_arena *arena,
                      struct dore_column *out) {
    struct dore_block block[DORE_BATCH_ROWS];
    struct dore_buf text = {0};
    struct dore_cell cell = {.rng = {.stream = stream}, .arena = arena, .out = &text};
    dore_column_init(out, DORE_STRING, rows->count, arena);
    dore_rng_blocks(stream, rows, 0, block);
    for (uint32_t i = 0; i < rows->count; i++) {
        size_t before = text.size;
        faker_start_row(&cell.rng, dore_row(rows, i), &block[i]);
        bound->method->text(bound->state, &cell);
        out->u.s[i].size = text.size - before;
    }
    char *copy = DORE_TAKE(arena, char, text.size);
    if (text.size > 0)
        memcpy(copy, text.data, text.size);
    for (uint32_t i = 0; i < rows->count; i++) {
        out->u.s[i].text = copy;
        copy += out->u.s[i].size;
    }
    dore_buf_release(&text);
}

static void fill_cells(const struct dore_bound_method *bound, uint64_t stream,
                       const struct dore_rows *rows, struct dore_arena *arena,
                       struct dore_column *out) {
    struct dore_block block[DORE_BATCH_ROWS];
    struct dore_buf scratch = {0};
    struct dore_cell cell = {.rng = {.stream = stream}, .arena = arena, .out = &scratch};
    struct dore_value *value = DORE_NEW(arena, struct dore_value, rows->count);
    dore_rng_blocks(stream, rows, 0, block);
    for (uint32_t i = 0; i < rows->count; i++) {
        faker_start_row(&cell.rng, dore_row(rows, i), &block[i]);
        dore_buf_clear(&scratch);
        bound->method->cell(bound->state, &cell, &value[i]);
    }
    dore_buf_release(&scratch);
    dore_column_of_values(&bound->domain, value, rows->count, arena, out);
}

static void fill_vector(const struct dore_bound_method *bound, uint64_t stream,
                        const struct dore_rows *rows, struct dore_arena *arena,
                        struct dore_column *out) {
    const struct dore_method *method = bound->method;
    if (method->fill)
        method->fill(bound->state, stream, rows, arena, out);
    else if (method->text == faker_list_text)
        faker_list_fill(bound->state, stream, rows, arena, out);
    else if (method->text == faker_layouts_text)
        faker_layouts_fill(bound->state, stream, rows, arena, out);
    else if (method->text)
        fill_text(bound, stream, rows, arena, out);
    else
        fill_cells(bound, stream, rows, arena, out);
}

/* More rows than a vector holds, as the elements of nested arrays are: vector by vector, then all
 * values as one column. */
static void fill_many(const struct dore_bound_method *bound, uint64_t stream,
                      const struct dore_rows *rows, struct dore_arena *arena,
                      struct dore_column *out) {
    struct dore_value *value = DORE_TAKE(arena, struct dore_value, rows->count);
    for (uint32_t at = 0; at < rows->count; at += DORE_BATCH_ROWS) {
        struct dore_rows some = dore_rows_cut(rows, at);
        struct dore_column column;
        fill_vector(bound, stream, &some, arena, &column);
        for (uint32_t i = 0; i < some.count; i++)
            dore_column_get(&column, &bound->domain, i, arena, &value[at + i]);
    }
    dore_column_of_values(&bound->domain, value, rows->count, arena, out);
}

void dore_method_fill(const struct dore_bound_method *bound, uint64_t stream,
                      const struct dore_rows *rows, struct dore_arena *arena,
                      struct dore_column *out) {
    if (rows->count <= DORE_BATCH_ROWS)
        fill_vector(bound, stream, rows, arena, out);
    else
        fill_many(bound, stream, rows, arena, out);
}

/* ---- single values -------------------------------------------------------------------------- */

/* A cell beside `cell` with a buffer of its own; the caller releases that and takes the rng back.
 */
static struct dore_cell beside(const struct dore_cell *cell, struct dore_buf *buf) {
    return (struct dore_cell){.rng = cell->rng, .arena = cell->arena, .out = buf};
}

/* A method with `fill` wants a stream: it gets one of its own, named by a draw. */
static void value_of_fill(const struct dore_bound_method *bound, struct dore_cell *cell,
                          struct dore_value *out) {
    struct dore_rows rows = {.first = 0, .count = 1};
    struct dore_column column;
    bound->method->fill(bound->state, dore_rng_u64(&cell->rng), &rows, cell->arena, &column);
    dore_column_get(&column, &bound->domain, 0, cell->arena, out);
}

void faker_value(const struct dore_bound_method *bound, struct dore_cell *cell,
                 struct dore_value *out) {
    const struct dore_method *method = bound->method;
    *out = (struct dore_value){.kind = DORE_NULL};
    if (cell->rng.numbered && method->at) {
        method->at(bound->state, cell, out);
        return;
    }
    if (method->fill) {
        value_of_fill(bound, cell, out);
        return;
    }
    struct dore_buf buf = {0};
    struct dore_cell inner = beside(cell, &buf);
    if (method->text) {
        method->text(bound->state, &inner);
        char *copy = dore_arena_text(cell->arena, buf.data, buf.size);
        *out = (struct dore_value){.kind = DORE_STRING, .u.s = {copy, buf.size}};
    } else {
        method->cell(bound->state, &inner, out);
    }
    cell->rng = inner.rng;
    dore_buf_release(&buf);
}

void dore_method_text(const struct dore_bound_method *bound, struct dore_cell *cell) {
    if (bound->method->text) {
        bound->method->text(bound->state, cell);
        return;
    }
    struct dore_value value;
    faker_value(bound, cell, &value);
    dore_value_text(&value, cell->out);
}
