/* SPDX-License-Identifier: Apache-2.0
 *
 * {"faker": {"method": {parameters}}}: a method of Faker's. Methods themselves, with their
 * parameters, are in src/faker/; this word binds one and gives it its stream.
 */
#include "dore/faker.h"
#include "dore/generator.h"

/* The method in one locale, or in each of several of which every record takes one. */
struct state {
    uint64_t stream;
    uint32_t count;
    const struct dore_bound_method *method;
    struct dore_weights weights; /* of the locales */
    uint64_t choice;             /* the stream that chooses */
    struct dore_domain domain;
};

/* Which locale each row takes. All attributes of a record ask the same stream, so they agree. */
static void choose(const struct state *state, const struct dore_rows *rows, uint32_t *which) {
    struct dore_block block[DORE_BATCH_ROWS];
    for (uint32_t at = 0; at < rows->count; at += DORE_BATCH_ROWS) {
        struct dore_rows some = dore_rows_cut(rows, at);
        dore_rng_blocks(state->choice, &some, 0, block);
        for (uint32_t i = 0; i < some.count; i++)
            which[at + i] = dore_weights_pick(&state->weights, block[i].word[0]);
    }
}

/* The places in `rows` of those that take locale `number`; their rows go to `row`. */
static uint32_t gather(const struct dore_rows *rows, const uint32_t *which, uint32_t number,
                       uint32_t *place, uint64_t *row) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < rows->count; i++)
        if (which[i] == number) {
            place[count] = i;
            row[count++] = dore_row(rows, i);
        }
    return count;
}

/* Values go to their places: texts as they are, others boxed. */
static void scatter(const struct dore_bound_method *method, const struct dore_column *from,
                    const uint32_t *place, struct dore_arena *arena, struct dore_column *texts,
                    struct dore_value *boxes) {
    for (uint32_t i = 0; i < from->rows; i++)
        if (boxes)
            dore_column_get(from, &method->domain, i, arena, &boxes[place[i]]);
        else
            texts->u.s[place[i]] = from->u.s[i];
}

static void fill(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                 struct dore_column *out) {
    const struct state *own = state;
    if (own->count == 1) {
        dore_method_fill(own->method, own->stream, rows, arena, out);
        return;
    }
    uint32_t *which = DORE_TAKE(arena, uint32_t, rows->count);
    uint32_t *place = DORE_TAKE(arena, uint32_t, rows->count);
    uint64_t *row = DORE_TAKE(arena, uint64_t, rows->count);
    bool text = own->domain.kinds == DORE_KIND_BIT(DORE_STRING);
    struct dore_value *boxes = text ? NULL : DORE_NEW(arena, struct dore_value, rows->count);
    if (text)
        dore_column_init(out, DORE_STRING, rows->count, arena);
    choose(own, rows, which);
    for (uint32_t i = 0; i < own->count; i++) {
        struct dore_rows some = {.count = gather(rows, which, i, place, row), .list = row};
        struct dore_column column;
        if (some.count == 0)
            continue;
        dore_method_fill(&own->method[i], own->stream, &some, arena, &column);
        scatter(&own->method[i], &column, place, arena, out, boxes);
    }
    if (boxes)
        dore_column_of_values(&own->domain, boxes, rows->count, arena, out);
}

/* Numbers are values of the first locale alone: others may have some in common with it. */
static void fill_numbers(const void *state, const struct dore_rows *number,
                         struct dore_arena *arena, struct dore_column *out) {
    const struct state *own = state;
    dore_method_at(own->method, own->stream, number, arena, out);
}

static void count(const struct state *state, struct dore_op *out) {
    out->count = state->method->count;
    out->at = fill_numbers;
    if (out->domain.distinct > 0 && out->domain.distinct < out->count)
        out->domain.distinct = out->count; /* numbers may reach texts that chance does not */
    out->uncounted = state->method->uncounted;
}

/* The object's first member; what follows it is ignored, as Dore does. */
static const struct dore_node *method_node(const struct dore_node *node, struct dore_diags *diags) {
    if (node->kind != DORE_NODE_OBJECT) {
        dore_error(diags, DORE_E_TYPE, node->where, "write {\"name\": {}}",
                   "'faker' must be an object with one method, not %s", dore_node_kind_name(node));
        return NULL;
    }
    if (!node->first) {
        dore_error(diags, DORE_E_EMPTY, node->where, "write {\"name\": {}}",
                   "'faker' names no method");
        return NULL;
    }
    for (const struct dore_node *extra = node->first->next; extra; extra = extra->next)
        dore_warning(diags, DORE_W_IGNORED, extra->key_where, NULL,
                     "a second method '%s' beside '%s' is ignored", extra->key, node->first->key);
    return node->first;
}

/* Once for each locale, or once alone where no locale makes a difference. False when an error was
 * added. */
static bool bind(const struct dore_node *method, const struct dore_locales *locales,
                 struct dore_faker *faker, struct state *state) {
    struct dore_bound_method *bound =
        DORE_NEW(faker->arena, struct dore_bound_method, locales->count);
    unsigned sources = 0;
    faker->sources = locales->count > 1 ? &sources : NULL;
    state->method = bound;
    for (uint32_t i = 0; i < locales->count; i++) {
        faker->locale = locales->name[i];
        if (!dore_method_bind(method->key, method, faker, &bound[i]))
            return false;
        state->count = i + 1;
        if ((sources & ~(unsigned)DORE_WORDS_FOREIGN) == 0)
            break;
    }
    return true;
}

/* Of all locales together; the mean is the weighted one. */
static struct dore_domain unite(const struct state *state, const struct dore_locales *locales,
                                struct dore_arena *arena) {
    struct dore_domain domain = state->method[0].domain;
    uint64_t bytes = 0, total = 0;
    if (state->count == 1)
        return domain;
    for (uint32_t i = 0; i < state->count; i++) {
        uint64_t weight = locales->weight ? locales->weight[i] : 1;
        if (i > 0)
            domain = dore_domain_either(arena, &domain, &state->method[i].domain);
        bytes += weight * state->method[i].domain.mean_bytes;
        total += weight;
    }
    domain.mean_bytes = (bytes + total / 2) / total;
    return domain;
}

static bool compile(const struct dore_node *node, struct dore_scope *scope,
                    struct dore_diags *diags, struct dore_op *out) {
    const struct dore_node *method = method_node(node, diags);
    if (!method)
        return false;
    struct dore_arena *arena = dore_scope_arena(scope);
    const struct dore_locales *locales = dore_scope_locales(scope);
    struct state *state = DORE_NEW(arena, struct state, 1);
    struct dore_faker faker = {.arena = arena,
                               .diags = diags,
                               .where = method->key_where,
                               .method = method->key,
                               .now = dore_scope_now(scope),
                               .counts = dore_scope_counts(scope)};
    if (!bind(method, locales, &faker, state))
        return false;
    state->stream = dore_scope_stream(scope, "value");
    state->choice = dore_scope_locale_stream(scope);
    state->weights = dore_weights_make(arena, locales->weight, locales->count);
    state->domain = unite(state, locales, arena);
    *out = (struct dore_op){.fill = fill, .state = state, .domain = state->domain, .values = 1};
    count(state, out);
    return true;
}

const struct dore_generator dore_generator_faker = {
    .word = "faker",
    .has_locale = true,
    .about = "a method of Python's Faker with its parameters",
    .compile = compile};
