/* SPDX-License-Identifier: Apache-2.0
 *
 * {"selector": {"random": {"items": [...], "weights": [...]}}}: one of the items, each equally
 * likely or as likely as its weight says.
 * {"selector": {"roundRobin": {"items": [...]}}}: item `row mod count`.
 */
#include "items.h"

struct state {
    struct items items; /* first: see items_count */
    uint64_t stream;
    struct dore_weights weights;
};

/* How many there are: a draw below that is the word itself. */
#define WORDS (UINT64_C(1) << 32)

static void fill_random(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                        struct dore_column *out) {
    const struct state *own = state;
    uint64_t *pick = DORE_TAKE(arena, uint64_t, rows->count);
    bool weighted = own->weights.threshold;
    struct items_writer writer = items_begin(&own->items, rows->count, arena, out);
    dore_rng_draws(own->stream, rows, weighted ? WORDS : own->items.count, pick);
    for (uint32_t i = 0; i < rows->count; i++) {
        uint32_t drawn = (uint32_t)pick[i];
        items_put(&writer, weighted ? dore_weights_pick(&own->weights, drawn) : drawn, i);
    }
}

static void fill_round_robin(const void *state, const struct dore_rows *rows,
                             struct dore_arena *arena, struct dore_column *out) {
    const struct state *own = state;
    struct items_writer writer = items_begin(&own->items, rows->count, arena, out);
    for (uint32_t i = 0; i < rows->count; i++)
        items_put(&writer, dore_row(rows, i) % own->items.count, i);
}

struct way {
    const char *word;
    bool weighted, cyclic;
    void (*fill)(const void *, const struct dore_rows *, struct dore_arena *, struct dore_column *);
};
static const struct way ways[] = {{"random", true, false, fill_random},
                                  {"roundRobin", false, true, fill_round_robin}};
enum { WAY_COUNT = sizeof ways / sizeof *ways };

static const char *const write_items = "write {\"random\": {\"items\": [\"a\", \"b\"]}}";

static const struct way *find_way(const struct dore_node *node, struct dore_diags *diags) {
    struct dore_suggest nearest = {.name = node->key};
    for (size_t i = 0; i < WAY_COUNT; i++) {
        if (strcmp(ways[i].word, node->key) == 0)
            return &ways[i];
        dore_suggest_try(&nearest, ways[i].word);
    }
    const char *hint = dore_hint_nearest(diags, &nearest);
    dore_error(diags, DORE_E_KEY_UNKNOWN, node->key_where,
               hint ? hint : "write 'random' or 'roundRobin'", "unknown selector '%s'", node->key);
    return NULL;
}

static bool wants_array(const struct dore_node *list, struct dore_diags *diags) {
    if (list->kind == DORE_NODE_ARRAY)
        return true;
    dore_error(diags, DORE_E_TYPE, list->where, "write [...]", "'%s' must be an array, not %s",
               list->key, dore_node_kind_name(list));
    return false;
}

static bool check_items(const struct dore_node *items, struct dore_diags *diags) {
    if (!wants_array(items, diags))
        return false;
    if (items->count == 0) {
        dore_error(diags, DORE_E_EMPTY, items->where, "give at least one item", "'items' is empty");
        return false;
    }
    if (items->count > DORE_MAX_ITEMS) {
        dore_error(diags, DORE_E_FILE_LIMIT, items->where, NULL,
                   "'items' has %u items, more than %d", items->count, DORE_MAX_ITEMS);
        return false;
    }
    return true;
}

/* The lists of a selector, checked; false when an error was added. */
static bool find_lists(const struct dore_node *node, const struct way *way,
                       struct dore_diags *diags, const struct dore_node **items,
                       const struct dore_node **weights) {
    *items = *weights = NULL;
    if (node->kind != DORE_NODE_OBJECT) {
        dore_error(diags, DORE_E_TYPE, node->where, "write {\"items\": [...]}",
                   "selector '%s' must be an object, not %s", node->key, dore_node_kind_name(node));
        return false;
    }
    bool good = true;
    for (const struct dore_node *member = node->first; member; member = member->next) {
        if (strcmp(member->key, "items") == 0) {
            *items = member;
        } else if (way->weighted && strcmp(member->key, "weights") == 0) {
            *weights = member;
        } else {
            struct dore_suggest nearest = {.name = member->key};
            dore_suggest_try(&nearest, "items");
            if (way->weighted)
                dore_suggest_try(&nearest, "weights");
            dore_error(diags, DORE_E_KEY_UNKNOWN, member->key_where,
                       dore_hint_nearest(diags, &nearest), "unknown key '%s' in selector '%s'",
                       member->key, node->key);
            good = false;
        }
    }
    if (!good)
        return false;
    if (!*items) {
        dore_error(diags, DORE_E_KEY_MISSING, node->where, "add \"items\": [...]",
                   "selector '%s' has no 'items'", node->key);
        return false;
    }
    return check_items(*items, diags);
}

/* ---- weights -------------------------------------------------------------------------------- */

/* A weight as a decimal without zeros at the end of its fraction; false after an error. */
static bool read_weight(const struct dore_node *node, struct dore_decimal *out,
                        struct dore_diags *diags) {
    double ignored;
    if (!dore_node_double(node, &ignored)) {
        dore_error(diags, DORE_E_TYPE, node->where, "write a number of 0 or more",
                   "a weight is no number");
        return false;
    }
    if (!dore_parse_decimal(node->text, out)) {
        dore_error(diags, DORE_E_PARAM_RANGE, node->where, NULL,
                   "a weight has more than 18 digits");
        return false;
    }
    if (out->units < 0) {
        dore_error(diags, DORE_E_PARAM_RANGE, node->where, "write 0 or more",
                   "a weight is below zero");
        return false;
    }
    for (; out->scale > 0 && out->units % 10 == 0; out->scale--)
        out->units /= 10;
    return true;
}

/* All weights as integers in the very same proportion; their sum fits 63 bits. */
static bool scale_weights(const struct dore_node *list, const struct dore_decimal *exact,
                          uint8_t scale, uint64_t *weight, struct dore_diags *diags) {
    int64_t total = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        int64_t units = exact[i].units;
        bool over = false;
        for (uint8_t k = exact[i].scale; k < scale; k++)
            over = __builtin_mul_overflow(units, 10, &units) || over;
        if (over || __builtin_add_overflow(total, units, &total)) {
            dore_error(diags, DORE_E_PARAM_RANGE, list->where, "write fewer digits",
                       "'weights' together have more than 18 digits");
            return false;
        }
        weight[i] = (uint64_t)units;
    }
    if (total == 0)
        dore_error(diags, DORE_E_PARAM_RANGE, list->where, "let one be above 0",
                   "all 'weights' are 0");
    return total > 0;
}

static bool read_weights(const struct dore_node *list, const struct dore_node *items,
                         struct dore_arena *arena, struct dore_diags *diags, uint64_t **out) {
    if (!wants_array(list, diags))
        return false;
    if (list->count != items->count) {
        dore_error(diags, DORE_E_PARAM_RANGE, list->where, "write one for each item",
                   "%u weight%s for %u item%s", list->count, list->count == 1 ? "" : "s",
                   items->count, items->count == 1 ? "" : "s");
        return false;
    }
    struct dore_decimal *exact = DORE_NEW(arena, struct dore_decimal, list->count);
    uint64_t *weight = DORE_NEW(arena, uint64_t, list->count);
    uint8_t scale = 0;
    uint32_t count = 0;
    bool good = true;
    for (const struct dore_node *node = list->first; node; node = node->next, count++) {
        good = read_weight(node, &exact[count], diags) && good;
        scale = exact[count].scale > scale ? exact[count].scale : scale;
    }
    if (!good || !scale_weights(list, exact, scale, weight, diags))
        return false;
    *out = weight;
    return true;
}

/* ---- compiling ------------------------------------------------------------------------------ */

static bool compile(const struct dore_node *node, struct dore_scope *scope,
                    struct dore_diags *diags, struct dore_op *out) {
    if (node->kind != DORE_NODE_OBJECT || node->count != 1) {
        dore_error(diags, DORE_E_GENERATOR_COUNT, node->where, write_items,
                   "'selector' wants an object with one of 'random' and 'roundRobin'");
        return false;
    }
    const struct way *way = find_way(node->first, diags);
    const struct dore_node *items, *weights;
    if (!way || !find_lists(node->first, way, diags, &items, &weights))
        return false;
    struct dore_arena *arena = dore_scope_arena(scope);
    struct state *state = DORE_NEW(arena, struct state, 1);
    uint64_t *weight = NULL;
    if (weights && !read_weights(weights, items, arena, diags, &weight))
        return false;
    struct dore_value *item = DORE_NEW(arena, struct dore_value, items->count);
    uint32_t count = 0;
    for (const struct dore_node *each = items->first; each; each = each->next)
        item[count++] = dore_value_from_node(arena, each);
    state->weights = dore_weights_make(arena, weight, count);
    state->items = items_of(arena, item, count);
    state->items.domain.item_nodes = items;
    state->stream = dore_scope_stream(scope, "value");
    *out = (struct dore_op){.fill = way->fill,
                            .state = state,
                            .domain = state->items.domain,
                            .values = 1,
                            .cycle = way->cyclic ? count : 0};
    items_count(&state->items, weight, scope, out);
    return true;
}

const struct dore_generator dore_generator_selector = {
    .word = "selector", .about = "one of a list of items, random or in turn", .compile = compile};
