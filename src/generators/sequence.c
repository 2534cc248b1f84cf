/* SPDX-License-Identifier: Apache-2.0
 *
 * {"sequence": {"start": 1, "step": 1}}: `start + step * row`, rows from 0. The one word whose
 * values tell their row, so a search by value needs no index. That all of a model's values are
 * 64-bit integers is checked before any row.
 */
#include "dore/generator.h"

struct state {
    int64_t start, step;
    uint64_t count; /* rows whose value is a 64-bit integer; at most those of the model */
};

/* Wraps like the unsigned sum it is; the result fits for every row below `count`. */
static int64_t value_at(const struct state *state, uint64_t row) {
    return (int64_t)((uint64_t)state->start + row * (uint64_t)state->step);
}

static void fill(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                 struct dore_column *out) {
    dore_column_init(out, DORE_INT, rows->count, arena);
    for (uint32_t i = 0; i < rows->count; i++)
        out->u.i[i] = value_at(state, dore_row(rows, i));
}

static bool find(const void *state, const struct dore_value *value, uint64_t *row) {
    const struct state *own = state;
    if (value->kind != DORE_INT)
        return false;
    bool up = own->step > 0;
    if (up ? value->u.i < own->start : value->u.i > own->start)
        return false;
    uint64_t distance = up ? (uint64_t)value->u.i - (uint64_t)own->start
                           : (uint64_t)own->start - (uint64_t)value->u.i;
    uint64_t step = up ? (uint64_t)own->step : 0 - (uint64_t)own->step;
    *row = distance / step;
    return distance % step == 0 && *row < own->count;
}

/* How many values there are from `start` on. */
static uint64_t count_values(int64_t start, int64_t step) {
    uint64_t room =
        step > 0 ? (uint64_t)INT64_MAX - (uint64_t)start : (uint64_t)start - (uint64_t)INT64_MIN;
    uint64_t most = room / (step > 0 ? (uint64_t)step : 0 - (uint64_t)step);
    return most == UINT64_MAX ? most : most + 1;
}

static const char write_sequence[] = "write {\"start\": 1, \"step\": 1}";

/* One key of the word's object. */
static bool read_key(const struct dore_node *member, struct state *state,
                     struct dore_diags *diags) {
    static const char *const names[] = {"start", "step"};
    int64_t *const targets[] = {&state->start, &state->step};
    struct dore_suggest nearest = {.name = member->key};
    for (size_t i = 0; i < 2; i++) {
        dore_suggest_try(&nearest, names[i]);
        if (strcmp(member->key, names[i]) != 0)
            continue;
        if (dore_node_integer(member, targets[i]))
            return true;
        dore_error(diags, DORE_E_TYPE, member->where, "write an integer of 64 bits",
                   "'%s' of 'sequence' wants an integer", member->key);
        return false;
    }
    const char *hint = dore_hint_nearest(diags, &nearest);
    dore_error(diags, DORE_E_KEY_UNKNOWN, member->key_where, hint ? hint : write_sequence,
               "unknown key '%s' in 'sequence'", member->key);
    return false;
}

static bool read_keys(const struct dore_node *node, struct state *state, struct dore_diags *diags) {
    bool good = true;
    if (node->kind != DORE_NODE_OBJECT) {
        dore_error(diags, DORE_E_TYPE, node->where, write_sequence,
                   "'sequence' must be an object, not %s", dore_node_kind_name(node));
        return false;
    }
    for (const struct dore_node *member = node->first; member; member = member->next)
        good = read_key(member, state, diags) && good;
    if (good && state->step == 0) {
        dore_error(diags, DORE_E_PARAM_RANGE, dore_node_find(node, "step")->where,
                   "write 1, -1 or another distance, or use 'constant'",
                   "'step' of 'sequence' is 0, so all values would be the same");
        return false;
    }
    return good;
}

static bool compile(const struct dore_node *node, struct dore_scope *scope,
                    struct dore_diags *diags, struct dore_op *out) {
    struct state *state = DORE_NEW(dore_scope_arena(scope), struct state, 1);
    *state = (struct state){.start = 1, .step = 1};
    if (!read_keys(node, state, diags))
        return false;
    uint64_t records = dore_scope_records(scope);
    state->count = count_values(state->start, state->step);
    if (records > state->count) {
        dore_error(diags, DORE_E_PARAM_RANGE, node->where, "let it start or step lower",
                   "'sequence' leaves the 64-bit integers after %llu of %llu records",
                   (unsigned long long)state->count, (unsigned long long)records);
        return false;
    }
    state->count = records > 0 ? records : 1; /* a domain is never empty */
    int64_t last = value_at(state, state->count - 1);
    bool up = state->step > 0;
    struct dore_domain domain =
        dore_domain_of_integers(up ? state->start : last, up ? last : state->start);
    domain.distinct = state->count;
    *out = (struct dore_op){.fill = fill,
                            .state = state,
                            .domain = domain,
                            .values = 1,
                            .unique = true,
                            .count = state->count,
                            .at = fill,
                            .find = find};
    return true;
}

const struct dore_generator dore_generator_sequence = {
    .word = "sequence", .about = "numbers that rise with the record", .compile = compile};
