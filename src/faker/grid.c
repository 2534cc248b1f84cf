/* SPDX-License-Identifier: Apache-2.0
 *
 * grid: evenly spaced values drawn by the column, their domain, and the one wording for a refused
 * parameter. A grid takes exactly one draw a row, so a column and a row-by-row method agree.
 */
#include "grid.h"

struct faker_grid faker_grid_of(enum dore_kind kind, int64_t lowest, int64_t highest,
                                uint64_t step) {
    uint64_t span = (uint64_t)highest - (uint64_t)lowest;
    return (struct faker_grid){
        .kind = kind, .first = lowest, .step = step, .count = span / step + 1};
}

/* Wraps like the unsigned sum it is; the result fits because the last value does. */
static int64_t grid_at(const struct faker_grid *grid, uint64_t index) {
    return (int64_t)((uint64_t)grid->first + index * grid->step);
}

int64_t faker_grid_last(const struct faker_grid *grid) {
    return grid_at(grid, grid->count - 1);
}

int64_t faker_grid_pick(const struct faker_grid *grid, struct dore_rng *rng) {
    return grid_at(grid, dore_rng_below(rng, grid->count));
}

struct dore_domain faker_decimal_domain(int64_t lowest, int64_t highest, uint8_t scale) {
    char text[DORE_DECIMAL_ROOM];
    uint64_t low_chars = (uint64_t)(dore_print_decimal(text, lowest, scale) - text);
    uint64_t high_chars = (uint64_t)(dore_print_decimal(text, highest, scale) - text);
    int64_t shortest = lowest > 0 ? lowest : highest < 0 ? highest : 0;
    uint64_t longest = low_chars > high_chars ? low_chars : high_chars;
    return (struct dore_domain){
        .kinds = DORE_KIND_BIT(DORE_DECIMAL),
        .bounded = true,
        .plain = true,
        .scale = scale,
        .min = lowest,
        .max = highest,
        .min_chars = (uint64_t)(dore_print_decimal(text, shortest, scale) - text),
        .max_chars = longest,
        .max_bytes = longest,
        .mean_bytes = (low_chars + high_chars + 1) / 2,
    };
}

struct dore_domain faker_grid_domain(const void *state) {
    const struct faker_grid *grid = state;
    int64_t last = faker_grid_last(grid);
    struct dore_domain domain;
    if (grid->kind == DORE_INT) {
        domain = dore_domain_of_integers(grid->first, last);
    } else if (grid->kind == DORE_DECIMAL) {
        domain = faker_decimal_domain(grid->first, last, grid->scale);
    } else {
        domain = dore_domain_of_kind(grid->kind);
        domain.bounded = true;
        domain.min = grid->first;
        domain.max = last;
    }
    domain.distinct = grid->count;
    return domain;
}

uint64_t faker_block_below(const struct dore_block *block, uint64_t stream, uint64_t row,
                           uint32_t position, uint64_t limit) {
    uint64_t word = block->word[position];
    if (faker_is_wide(limit)) {
        word |= (uint64_t)block->word[position + 1] << 32;
    }
    return dore_rng_bounded(stream, row, position, word, limit);
}

void faker_grid_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                     struct dore_arena *arena, struct dore_column *out) {
    const struct faker_grid *grid = state;
    uint64_t index[DORE_BATCH_ROWS];
    dore_column_init(out, grid->kind, rows->count, arena);
    out->scale = grid->scale;
    dore_rng_draws(stream, rows, grid->count, index);
    for (uint32_t i = 0; i < rows->count; i++)
        out->u.i[i] = grid_at(grid, index[i]);
}

void faker_grid_at(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct faker_grid *grid = state;
    *out = (struct dore_value){
        .kind = grid->kind, .scale = grid->scale, .u.i = faker_grid_pick(grid, &cell->rng)};
}

const struct faker_grid *faker_grid_keep(const struct dore_faker *faker, struct faker_grid grid) {
    struct faker_grid *kept = DORE_NEW(faker->arena, struct faker_grid, 1);
    *kept = grid;
    return kept;
}

const void *faker_grid_prepare(const struct dore_arg *arg, const struct dore_param *params,
                               const struct dore_faker *faker) {
    const struct dore_arg *low = &arg[0], *high = &arg[1], *step = &arg[2];
    if (step->i < 1) {
        faker_refuse(step, params[2].name, faker, "write 1 or more", "which leads nowhere");
    }
    if (high->i < low->i) {
        faker_refuse(high, params[1].name, faker, "write at least the lower bound", "below '%s' %s",
                     params[0].name, faker_given(low, faker));
    }
    return step->i < 1 || high->i < low->i
               ? NULL
               : faker_grid_keep(faker,
                                 faker_grid_of(DORE_INT, low->i, high->i, (uint64_t)step->i));
}

/* ---- chances -------------------------------------------------------------------------------- */

static const struct dore_value truths[] = {{.kind = DORE_BOOL, .u.b = true},
                                           {.kind = DORE_BOOL, .u.b = false}};

struct chance {
    unsigned per_cent;
};

const void *faker_chance_of(unsigned per_cent, const struct dore_faker *faker) {
    struct chance *chance = DORE_NEW(faker->arena, struct chance, 1);
    chance->per_cent = per_cent;
    return chance;
}

struct dore_domain faker_chance_domain(const void *state) {
    const struct chance *chance = state;
    struct dore_domain domain = dore_domain_of_kind(DORE_BOOL);
    domain.items = chance->per_cent == 0 ? &truths[1] : truths;
    domain.item_count = chance->per_cent == 0 || chance->per_cent == 100 ? 1 : 2;
    domain.distinct = domain.item_count;
    domain.min_chars = chance->per_cent == 0 ? 5 : 4;
    domain.max_chars = domain.max_bytes = chance->per_cent == 100 ? 4 : 5;
    return domain;
}

void faker_chance_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                       struct dore_arena *arena, struct dore_column *out) {
    const struct chance *chance = state;
    uint64_t drawn[DORE_BATCH_ROWS];
    dore_column_init(out, DORE_BOOL, rows->count, arena);
    dore_rng_draws(stream, rows, 100, drawn);
    for (uint32_t i = 0; i < rows->count; i++)
        out->u.b[i] = drawn[i] < chance->per_cent;
}

/* What can come at all: one of them, or both. */
void faker_chance_at(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct chance *chance = state;
    bool both = chance->per_cent > 0 && chance->per_cent < 100;
    uint64_t drawn = dore_rng_below(&cell->rng, both ? 2 : 1);
    *out = (struct dore_value){.kind = DORE_BOOL, .u.b = both ? drawn == 1 : chance->per_cent > 0};
}

/* ---- messages ------------------------------------------------------------------------------- */

enum { GIVEN_BYTES = 60 };

static const char *given_text(struct dore_str text, const char *quote,
                              const struct dore_faker *faker) {
    size_t size = dore_utf8_valid(text.text, text.size < GIVEN_BYTES ? text.size : GIVEN_BYTES);
    return dore_arena_format(faker->arena, "%s%.*s%s%s", quote, (int)size, text.text,
                             size < text.size ? "..." : "", quote);
}

const char *faker_given(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct dore_node *node = arg->node;
    if (!node) {
        return "the default";
    }
    if (node->variable) {
        return "the value of a variable";
    }
    switch (node->kind) {
    case DORE_NODE_BOOL:
        return node->truth ? "true" : "false";
    case DORE_NODE_NUMBER:
        return given_text(node->text, "", faker);
    case DORE_NODE_STRING:
        return given_text(node->text, "'", faker);
    case DORE_NODE_NULL:
    case DORE_NODE_ARRAY:
    case DORE_NODE_OBJECT:
        break;
    }
    return dore_node_kind_name(node);
}

const void *faker_refuse(const struct dore_arg *arg, const char *name,
                         const struct dore_faker *faker, const char *hint, const char *problem,
                         ...) {
    va_list arguments;
    va_start(arguments, problem);
    const char *text = dore_arena_vformat(faker->arena, problem, arguments);
    va_end(arguments);
    dore_error(faker->diags, DORE_E_PARAM_RANGE, arg->where, hint, "'%s' of '%s' is %s, %s", name,
               faker->method, faker_given(arg, faker), text);
    return NULL;
}

bool faker_count_read(const struct dore_arg *arg, const char *name, uint32_t most,
                      const struct dore_faker *faker, uint32_t *out) {
    if (arg->i > most) {
        faker_refuse(arg, name, faker, NULL, "more than %u", most);
        return false;
    }
    if (arg->i < 0) {
        dore_warning(faker->diags, DORE_W_PARAM, arg->where, "write 0 or more",
                     "'%s' of '%s' is %s and taken as 0", name, faker->method,
                     faker_given(arg, faker));
    }
    *out = arg->i < 0 ? 0 : (uint32_t)arg->i;
    return true;
}

int64_t faker_floor_divide(int64_t number, int64_t positive) {
    int64_t quotient = number / positive;
    return number % positive < 0 ? quotient - 1 : quotient;
}
