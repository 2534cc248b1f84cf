/* SPDX-License-Identifier: Apache-2.0
 *
 * {"selector": {"random": {"items": [...]}}}: one of the items, each equally likely.
 * {"selector": {"roundRobin": {"items": [...]}}}: item `row mod count`.
 * Items are boxed once; a column of one simple kind is copied out typed, all else stays boxed.
 */
#include "dore/generator.h"

struct state {
    uint64_t stream;
    uint32_t count;
    enum dore_kind kind; /* of the columns */
    const struct dore_value *item;
};

/* Where the row's choice goes: copies item `pick` into slot `row` of a typed column. */
static void put(const struct state *state, uint32_t pick, uint32_t row, struct dore_column *out,
                uint64_t *nulls) {
    const struct dore_value *item = &state->item[pick];
    if (state->kind == DORE_ANY) {
        out->u.any[row] = *item;
        return;
    }
    if (item->kind == DORE_NULL) {
        nulls[row >> 6] |= UINT64_C(1) << (row & 63);
        return;
    }
    switch (state->kind) {
    case DORE_BOOL:
        out->u.b[row] = item->u.b;
        break;
    case DORE_INT:
        out->u.i[row] = item->u.i;
        break;
    case DORE_FLOAT:
        out->u.f[row] = item->u.f;
        break;
    case DORE_STRING:
        out->u.s[row] = item->u.s;
        break;
    /* JSON has no other simple kinds; lists, records and long decimals are boxed. */
    case DORE_NULL:
    case DORE_DECIMAL:
    case DORE_BYTES:
    case DORE_UUID:
    case DORE_UUID_STRING:
    case DORE_DATE:
    case DORE_DATETIME:
    case DORE_TIME:
    case DORE_DURATION:
    case DORE_LIST:
    case DORE_RECORD:
    case DORE_ANY:
    case DORE_KIND_COUNT:
        break;
    }
}

/* An empty column of the state's kind; *nulls gets its bitmap, NULL when boxed. */
static void begin(const struct state *state, uint32_t rows, struct dore_arena *arena,
                  struct dore_column *out, uint64_t **nulls) {
    dore_column_init(out, state->kind, rows, arena);
    *nulls = NULL;
    if (state->kind != DORE_ANY)
        out->nulls = *nulls = DORE_NEW(arena, uint64_t, rows / 64 + 1);
}

static void fill_random(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                        struct dore_column *out) {
    const struct state *own = state;
    struct dore_block block[DORE_BATCH_ROWS];
    uint64_t *nulls;
    begin(own, rows->count, arena, out, &nulls);
    for (uint32_t at = 0; at < rows->count; at += DORE_BATCH_ROWS) {
        uint32_t left = rows->count - at;
        struct dore_rows some = {.first = rows->first + at,
                                 .count = left < DORE_BATCH_ROWS ? left : DORE_BATCH_ROWS,
                                 .list = rows->list ? rows->list + at : NULL};
        dore_rng_blocks(own->stream, &some, 0, block);
        for (uint32_t i = 0; i < some.count; i++) {
            uint64_t pick =
                dore_rng_bounded(own->stream, dore_row(&some, i), 0, block[i].word[0], own->count);
            put(own, (uint32_t)pick, at + i, out, nulls);
        }
    }
}

static void fill_round_robin(const void *state, const struct dore_rows *rows,
                             struct dore_arena *arena, struct dore_column *out) {
    const struct state *own = state;
    uint64_t *nulls;
    begin(own, rows->count, arena, out, &nulls);
    for (uint32_t i = 0; i < rows->count; i++)
        put(own, (uint32_t)(dore_row(rows, i) % own->count), i, out, nulls);
}

struct way {
    const char *word;
    void (*fill)(const void *, const struct dore_rows *, struct dore_arena *, struct dore_column *);
};
static const struct way ways[] = {{"random", fill_random}, {"roundRobin", fill_round_robin}};
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

/* The `items` of a selector, checked; NULL when an error was added. */
static const struct dore_node *find_items(const struct dore_node *node, struct dore_diags *diags) {
    if (node->kind != DORE_NODE_OBJECT) {
        dore_error(diags, DORE_E_TYPE, node->where, "write {\"items\": [...]}",
                   "selector '%s' wants an object, not %s", node->key, dore_node_kind_name(node));
        return NULL;
    }
    const struct dore_node *items = NULL;
    bool bad = false;
    for (const struct dore_node *member = node->first; member; member = member->next) {
        if (strcmp(member->key, "items") == 0) {
            items = member;
            continue;
        }
        struct dore_suggest nearest = {.name = member->key};
        dore_suggest_try(&nearest, "items");
        dore_error(diags, DORE_E_KEY_UNKNOWN, member->key_where, dore_hint_nearest(diags, &nearest),
                   "unknown key '%s' in selector '%s'", member->key, node->key);
        bad = true;
    }
    if (bad)
        return NULL;
    if (!items) {
        dore_error(diags, DORE_E_KEY_MISSING, node->where, "add \"items\": [...]",
                   "selector '%s' has no 'items'", node->key);
        return NULL;
    }
    if (items->kind != DORE_NODE_ARRAY) {
        dore_error(diags, DORE_E_TYPE, items->where, "write an array",
                   "'items' wants an array, not %s", dore_node_kind_name(items));
        return NULL;
    }
    if (items->count == 0) {
        dore_error(diags, DORE_E_EMPTY, items->where, "give at least one item", "'items' is empty");
        return NULL;
    }
    if (items->count > DORE_MAX_ITEMS) {
        dore_error(diags, DORE_E_FILE_LIMIT, items->where, NULL,
                   "'items' has %u items, more than %d", items->count, DORE_MAX_ITEMS);
        return NULL;
    }
    return items;
}

/* Kinds that a typed column can carry; a selector's other values stay boxed. */
static enum dore_kind column_kind(const struct dore_domain *domain) {
    enum dore_kind kind = dore_domain_kind(domain);
    bool simple =
        kind == DORE_BOOL || kind == DORE_INT || kind == DORE_FLOAT || kind == DORE_STRING;
    return simple ? kind : DORE_ANY;
}

static bool compile(const struct dore_node *node, struct dore_scope *scope,
                    struct dore_diags *diags, struct dore_op *out) {
    if (node->kind != DORE_NODE_OBJECT || node->count != 1) {
        dore_error(diags, DORE_E_GENERATOR_COUNT, node->where, write_items,
                   "'selector' wants an object with one of 'random' and 'roundRobin'");
        return false;
    }
    const struct way *way = find_way(node->first, diags);
    const struct dore_node *items = way ? find_items(node->first, diags) : NULL;
    if (!items)
        return false;
    struct dore_arena *arena = dore_scope_arena(scope);
    struct state *state = DORE_NEW(arena, struct state, 1);
    struct dore_value *item = DORE_NEW(arena, struct dore_value, items->count);
    uint32_t count = 0;
    for (const struct dore_node *each = items->first; each; each = each->next)
        item[count++] = dore_value_from_node(arena, each);
    struct dore_domain domain = dore_domain_of_items(arena, item, count);
    domain.item_nodes = items;
    *state = (struct state){.stream = dore_scope_stream(scope, "value"),
                            .count = count,
                            .kind = column_kind(&domain),
                            .item = item};
    *out = (struct dore_op){.fill = way->fill, .state = state, .domain = domain, .values = 1};
    return true;
}

const struct dore_generator dore_generator_selector = {
    .word = "selector", .about = "one of a list of items, random or in turn", .compile = compile};
