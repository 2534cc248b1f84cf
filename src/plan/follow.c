/* SPDX-License-Identifier: Apache-2.0
 *
 * Ops around ops: values of the records that a link picks, values by number, nulls, and what stands
 * inside objects and arrays. All are pure functions of the row, as the ops that they hold are.
 */
#include "private.h"

static uint64_t one_more(uint64_t values) {
    return values == UINT64_MAX ? values : values + 1;
}

/* The union of two bitmaps of `rows` bits; either may be NULL. */
static const uint64_t *join_nulls(const uint64_t *a, const uint64_t *b, uint32_t rows,
                                  struct dore_arena *arena) {
    if (!a || !b)
        return a ? a : b;
    uint64_t *both = DORE_TAKE(arena, uint64_t, rows / 64 + 1);
    for (uint32_t i = 0; i <= rows / 64; i++)
        both[i] = a[i] | b[i];
    return both;
}

/* ---- through links -------------------------------------------------------------------------- */

struct follow {
    const struct dore_link *link;
    const struct dore_op *op;
};

static void fill_followed(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                          struct dore_column *out) {
    const struct follow *own = state;
    struct dore_picked picked;
    own->link->pick(own->link->state, rows, arena, &picked);
    dore_op_fill(own->op, &picked.rows, arena, out);
    out->nulls = join_nulls(out->nulls, picked.nulls, rows->count, arena);
}

/* Two links, one after the other. */
struct hops {
    const struct dore_link *first, *second;
};

static void pick_twice(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                       struct dore_picked *out) {
    const struct hops *own = state;
    struct dore_picked first;
    own->first->pick(own->first->state, rows, arena, &first);
    own->second->pick(own->second->state, &first.rows, arena, out);
    out->nulls = join_nulls(out->nulls, first.nulls, rows->count, arena);
}

static const struct dore_link *join_links(struct dore_arena *arena, const struct dore_link *first,
                                          const struct dore_link *second) {
    struct hops *hops = DORE_NEW(arena, struct hops, 1);
    *hops = (struct hops){first, second};
    struct dore_link *link = DORE_NEW(arena, struct dore_link, 1);
    *link = (struct dore_link){.path = dore_arena_format(arena, "%s.%s", first->path, second->path),
                               .scope = second->scope,
                               .unique = first->unique && second->unique,
                               .nullable = first->nullable || second->nullable,
                               .state = hops,
                               .pick = pick_twice};
    return link;
}

struct dore_op dore_op_follow(struct dore_arena *arena, const struct dore_link *link,
                              const struct dore_op *op, const struct dore_attribute *origin) {
    struct follow *state = DORE_NEW(arena, struct follow, 1);
    *state = (struct follow){link, op};
    struct dore_op followed = {.fill = fill_followed,
                               .state = state,
                               .domain = op->domain,
                               .values = one_more(op->values),
                               .unique = link->unique && op->unique,
                               .uncounted = "it is taken from records that are picked freely",
                               .link = link,
                               .origin = origin,
                               .onward = op->onward ? join_links(arena, link, op->onward) : NULL};
    if (link->nullable)
        followed.domain.kinds |= DORE_KIND_BIT(DORE_NULL);
    return followed;
}

static void pick_parents(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                         struct dore_picked *out) {
    uint64_t *list = DORE_TAKE(arena, uint64_t, rows->count);
    plan_children_parents(state, rows, arena, list, NULL);
    *out = (struct dore_picked){.rows = {.count = rows->count, .list = list}};
}

const struct dore_link *plan_parent_link(struct dore_arena *arena,
                                         const struct plan_children *children,
                                         struct dore_scope *scope) {
    struct dore_link *link = DORE_NEW(arena, struct dore_link, 1);
    *link = (struct dore_link){.path = PLAN_PARENT_PATH,
                               .scope = scope,
                               .state = children,
                               .pick = pick_parents,
                               .unique = plan_children_most(children) <= 1};
    return link;
}

/* ---- by number ------------------------------------------------------------------------------ */

struct numbered {
    const struct dore_choice *choice;
    struct dore_op op;
};

static void fill_numbered(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                          struct dore_column *out) {
    const struct numbered *own = state;
    if (dore_choice_is_free(own->choice)) {
        dore_op_fill(&own->op, rows, arena, out);
        return;
    }
    struct dore_rows number = dore_choose(own->choice, rows, arena);
    own->op.at(own->op.state, &number, arena, out);
}

void plan_number_values(struct dore_arena *arena, const struct dore_choice *choice,
                        struct dore_op *op) {
    struct numbered *state = DORE_NEW(arena, struct numbered, 1);
    *state = (struct numbered){choice, *op};
    op->fill = fill_numbered;
    op->state = state;
    op->at = NULL;
    op->cycle = 0;
    op->find = NULL;
}

/* ---- nulls ---------------------------------------------------------------------------------- */

struct nulls {
    uint64_t stream, threshold;   /* of 2^32 */
    struct dore_op op;            /* that gets them ... */
    const struct dore_link *link; /* ... or a link of it */
};

static const uint64_t *draw_nulls(const struct nulls *own, const struct dore_rows *rows,
                                  struct dore_arena *arena) {
    struct dore_block block[DORE_BATCH_ROWS];
    uint64_t *nulls = DORE_NEW(arena, uint64_t, rows->count / 64 + 1);
    for (uint32_t at = 0; at < rows->count; at += DORE_BATCH_ROWS) {
        struct dore_rows some = dore_rows_cut(rows, at);
        dore_rng_blocks(own->stream, &some, 0, block);
        for (uint32_t i = 0; i < some.count; i++)
            nulls[(at + i) >> 6] |= (uint64_t)(block[i].word[0] < own->threshold)
                                    << ((at + i) & 63);
    }
    return nulls;
}

static void fill_with_nulls(const void *state, const struct dore_rows *rows,
                            struct dore_arena *arena, struct dore_column *out) {
    const struct nulls *own = state;
    dore_op_fill(&own->op, rows, arena, out);
    out->nulls = join_nulls(out->nulls, draw_nulls(own, rows, arena), rows->count, arena);
}

static void pick_with_nulls(const void *state, const struct dore_rows *rows,
                            struct dore_arena *arena, struct dore_picked *out) {
    const struct nulls *own = state;
    own->link->pick(own->link->state, rows, arena, out);
    out->nulls = join_nulls(out->nulls, draw_nulls(own, rows, arena), rows->count, arena);
}

/* The link with the same nulls as its attribute. */
static const struct dore_link *link_with_nulls(struct dore_arena *arena, const struct nulls *nulls,
                                               const struct dore_link *from) {
    if (!from)
        return NULL;
    struct nulls *state = DORE_NEW(arena, struct nulls, 1);
    *state = *nulls;
    state->link = from;
    struct dore_link *link = DORE_NEW(arena, struct dore_link, 1);
    *link = *from;
    link->state = state;
    link->pick = pick_with_nulls;
    link->nullable = true;
    return link;
}

void plan_add_nulls(struct dore_arena *arena, double rate, uint64_t stream, struct dore_op *op) {
    struct nulls *state = DORE_NEW(arena, struct nulls, 1);
    *state = (struct nulls){
        .op = *op, .stream = stream, .threshold = (uint64_t)(rate * 4294967296.0 + 0.5)};
    op->fill = fill_with_nulls;
    op->state = state;
    op->domain.kinds |= DORE_KIND_BIT(DORE_NULL);
    op->domain.min_chars = 0;
    op->at = NULL;
    op->cycle = 0;
    op->find = NULL;
    op->link = link_with_nulls(arena, state, op->link);
    op->onward = link_with_nulls(arena, state, op->onward);
}

/* ---- into objects and arrays ---------------------------------------------------------------- */

struct inside {
    struct dore_op op;
    struct dore_str key;
    bool item;      /* an item of an array, not a field of an object */
    uint32_t index; /* of the item, or of the field where columns are records */
};

static const struct dore_value *look_inside(const struct inside *own,
                                            const struct dore_value *value) {
    static const struct dore_value nothing = {.kind = DORE_NULL};
    if (own->item)
        return value->kind == DORE_LIST && own->index < value->u.list.count
                   ? &value->u.list.item[own->index]
                   : &nothing;
    for (uint32_t i = 0; value->kind == DORE_RECORD && i < value->u.record.count; i++)
        if (dore_str_equal(value->u.record.entry[i].key, own->key))
            return &value->u.record.entry[i].value;
    return &nothing;
}

static void fill_inside(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                        struct dore_column *out) {
    const struct inside *own = state;
    struct dore_column column;
    dore_op_fill(&own->op, rows, arena, &column);
    if (column.kind == DORE_RECORD) {
        *out = column.u.field[own->index];
        out->nulls = join_nulls(out->nulls, column.nulls, rows->count, arena);
        return;
    }
    dore_column_init(out, DORE_ANY, rows->count, arena);
    for (uint32_t i = 0; i < rows->count; i++) {
        struct dore_value value;
        dore_column_get(&column, &own->op.domain, i, arena, &value);
        out->u.any[i] = *look_inside(own, &value);
    }
}

/* The domain of what the items of the op have inside them. */
static struct dore_domain domain_inside(struct dore_arena *arena, const struct inside *own) {
    const struct dore_domain *domain = &own->op.domain;
    struct dore_value *item = DORE_NEW(arena, struct dore_value, domain->item_count);
    for (uint32_t i = 0; i < domain->item_count; i++)
        item[i] = *look_inside(own, &domain->items[i]);
    return dore_domain_of_items(arena, item, domain->item_count);
}

static bool read_index(struct dore_str text, uint32_t *out) {
    uint64_t index = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] < '0' || text.text[i] > '9' || index > DORE_MAX_RECORD_VALUES)
            return false;
        index = index * 10 + (uint64_t)(text.text[i] - '0');
    }
    *out = (uint32_t)index;
    return text.size > 0 && index <= DORE_MAX_RECORD_VALUES;
}

static void report_inside(struct plan_builder *builder, struct dore_str part,
                          struct dore_where where, const struct dore_domain *domain) {
    struct dore_suggest nearest = {.name = dore_arena_text(builder->arena, part.text, part.size)};
    for (uint32_t i = 0; i < domain->field_count; i++)
        dore_suggest_try(&nearest, domain->field[i].name);
    dore_error(builder->diags, DORE_E_PATH, where, dore_hint_nearest(builder->diags, &nearest),
               "the path has nothing under '%.*s': what stands before it is %s %s", (int)part.size,
               part.text, dore_domain_kind(domain) == DORE_ANY ? "of" : "of kind",
               dore_domain_kind(domain) == DORE_ANY ? "several kinds"
                                                    : dore_kind_name(dore_domain_kind(domain)));
}

/* What stands under the key or at the index; no kinds: nothing that is known. */
static struct dore_domain find_inside(struct inside *state, struct dore_str part,
                                      struct dore_arena *arena) {
    const struct dore_domain *domain = &state->op.domain;
    struct dore_domain found = {0};
    state->item = dore_domain_kind(domain) == DORE_LIST;
    if (state->item && !read_index(part, &state->index))
        return found;
    for (uint32_t i = 0; i < domain->field_count; i++)
        if (dore_str_is(part, domain->field[i].name)) {
            state->index = i;
            found = domain->field[i].domain;
            found.kinds |= domain->kinds & DORE_KIND_BIT(DORE_NULL);
        }
    if (domain->item_count)
        return domain_inside(arena, state);
    if (state->item && domain->element) {
        found = *domain->element;
        found.kinds |= DORE_KIND_BIT(DORE_NULL); /* arrays may be shorter */
        found.min_chars = 0;
    }
    return found;
}

bool plan_extract(struct plan_builder *builder, struct dore_str part, struct dore_where where,
                  struct dore_op *op) {
    struct inside *state = DORE_NEW(builder->arena, struct inside, 1);
    *state = (struct inside){.op = *op, .key = part};
    struct dore_domain found = find_inside(state, part, builder->arena);
    if (!(found.kinds & ~DORE_KIND_BIT(DORE_NULL))) {
        report_inside(builder, part, where, &op->domain);
        return false;
    }
    *op = (struct dore_op){.fill = fill_inside,
                           .state = state,
                           .domain = found,
                           .values = op->values,
                           .cycle = op->cycle,
                           .uncounted = "it is taken out of a larger value"};
    return true;
}
