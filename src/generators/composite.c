/* SPDX-License-Identifier: Apache-2.0
 *
 * {"composite": {"ref": "model"}}: one whole record of another model as a nested object; with "max"
 * (and "min", 0 where not said) an array of so many records. Keys are attribute ids, or with
 * "keys": "names" the field or column names.
 */
#include "pick.h"

struct state {
    const struct pick *pick;
    uint64_t count_stream;
    uint32_t min, max; /* of an array */
    uint32_t op_count;
    const struct dore_op *const *ops;
};

/* Columns of all attributes for these rows of the outer record. */
static struct dore_column *fill_fields(const struct state *state, const struct dore_rows *rows,
                                       struct dore_arena *arena) {
    struct dore_rows picked = pick_rows(state->pick, rows, arena);
    struct dore_column *field = DORE_NEW(arena, struct dore_column, state->op_count);
    for (uint32_t i = 0; i < state->op_count; i++)
        dore_op_fill(state->ops[i], &picked, arena, &field[i]);
    return field;
}

static void fill_record(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                        struct dore_column *out) {
    *out = (struct dore_column){.kind = DORE_RECORD, .rows = rows->count};
    out->u.field = fill_fields(state, rows, arena);
}

/* Element k of the array in row r has row r * max + k: no two elements of a model share one. */
static void fill_array(const void *state, const struct dore_rows *rows, struct dore_arena *arena,
                       struct dore_column *out) {
    const struct state *own = state;
    uint64_t *row = DORE_TAKE(arena, uint64_t, (size_t)rows->count * own->max);
    uint32_t *offset = DORE_TAKE(arena, uint32_t, rows->count + 1);
    uint32_t elements = 0;
    for (uint32_t i = 0; i < rows->count; i++) {
        uint64_t outer = dore_row(rows, i);
        struct dore_rng rng = dore_rng_at(own->count_stream, outer);
        uint64_t length = own->min + dore_rng_below(&rng, (uint64_t)own->max - own->min + 1);
        offset[i] = elements;
        for (uint64_t k = 0; k < length; k++)
            row[elements++] = outer * own->max + k;
    }
    offset[rows->count] = elements;
    struct dore_rows inner = {.count = elements, .list = row};
    struct dore_column *item = DORE_NEW(arena, struct dore_column, 1);
    fill_record(state, &inner, arena, item);
    *out = (struct dore_column){.kind = DORE_LIST, .rows = rows->count};
    out->u.list.offset = offset;
    out->u.list.item = item;
}

/* ---- compiling ---- */

struct words {
    const struct dore_node *ref, *keys, *min, *max, *pick, *where;
};

static struct words find_words(const struct dore_node *node, struct dore_diags *diags) {
    struct words words = {0};
    struct {
        const char *key;
        const struct dore_node **slot;
    } known[] = {{"ref", &words.ref}, {"keys", &words.keys}, {"min", &words.min},
                 {"max", &words.max}, {"pick", &words.pick}, {"where", &words.where}};
    for (const struct dore_node *member = node->first; member; member = member->next) {
        struct dore_suggest nearest = {.name = member->key};
        bool found = false;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
            if (strcmp(known[i].key, member->key) == 0) {
                *known[i].slot = member;
                found = true;
            }
            dore_suggest_try(&nearest, known[i].key);
        }
        const char *hint = found ? NULL : dore_hint_nearest(diags, &nearest);
        if (hint)
            dore_error(diags, DORE_E_KEY_UNKNOWN, member->key_where, hint,
                       "unknown key '%s' in 'composite'", member->key);
        else if (!found)
            dore_warning(diags, DORE_W_IGNORED, member->key_where, NULL,
                         "'%s' in 'composite' is ignored", member->key);
    }
    return words;
}

/* A whole number lowest..100000 (no record may hold more values); false when an error was added. */
static bool read_count(const struct dore_node *node, int64_t lowest, uint32_t *out,
                       struct dore_diags *diags) {
    int64_t number;
    if (dore_node_integer(node, &number) && number >= lowest && number <= DORE_MAX_RECORD_VALUES) {
        *out = (uint32_t)number;
        return true;
    }
    dore_error(diags, DORE_E_PARAM_RANGE, node->where, NULL,
               "'%s' wants a whole number from %d to %d", node->key, (int)lowest,
               DORE_MAX_RECORD_VALUES);
    return false;
}

static bool read_limits(const struct words *words, struct state *state, struct dore_diags *diags) {
    if (!words->max) {
        if (words->min)
            dore_warning(diags, DORE_W_IGNORED, words->min->key_where, "add 'max' for an array",
                         "'min' without 'max' is ignored");
        return true;
    }
    if (!read_count(words->max, 1, &state->max, diags))
        return false;
    if (words->min && !read_count(words->min, 0, &state->min, diags))
        return false;
    if (state->min > state->max) {
        dore_error(diags, DORE_E_PARAM_RANGE, words->min->where, NULL, "'min' %u is above 'max' %u",
                   state->min, state->max);
        return false;
    }
    return true;
}

static bool read_keys(const struct dore_node *keys, bool *names, struct dore_diags *diags) {
    *names = keys && keys->kind == DORE_NODE_STRING && dore_str_is(keys->text, "names");
    if (!keys || *names)
        return true;
    dore_error(diags, DORE_E_CHOICE, keys->where, "write \"names\", or leave 'keys' out",
               "'keys' knows only \"names\"");
    return false;
}

/* What the nested record is as text: {"key":value,...}; a text that may need escaping can grow to
 * six bytes a byte (\u0000). */
static struct dore_domain record_domain(const struct dore_target *target) {
    struct dore_domain domain = {.kinds = DORE_KIND_BIT(DORE_RECORD),
                                 .field = target->fields,
                                 .field_count = target->op_count,
                                 .min_chars = 2,
                                 .max_chars = 2,
                                 .max_bytes = 2,
                                 .mean_bytes = 2};
    for (uint32_t i = 0; i < target->op_count; i++) {
        const struct dore_domain *field = &target->fields[i].domain;
        uint64_t around = strlen(target->fields[i].name) * (uint64_t)6 + 6, longest;
        if (__builtin_mul_overflow(field->max_bytes, field->plain ? 1 : 6, &longest) ||
            __builtin_add_overflow(longest, around, &longest) ||
            __builtin_add_overflow(domain.max_bytes, longest, &domain.max_bytes))
            domain.max_bytes = UINT64_MAX;
        domain.max_chars = domain.max_bytes;
        domain.min_chars += strlen(target->fields[i].name) + 3;
        domain.mean_bytes += strlen(target->fields[i].name) + 6 + field->mean_bytes;
        domain.nul |= field->nul;
        domain.not_finite |= field->not_finite;
    }
    return domain;
}

static struct dore_domain array_domain(const struct state *state, const struct dore_domain *record,
                                       struct dore_arena *arena) {
    struct dore_domain *element = DORE_NEW(arena, struct dore_domain, 1);
    *element = *record;
    struct dore_domain domain = {.kinds = DORE_KIND_BIT(DORE_LIST),
                                 .element = element,
                                 .max_items = state->max,
                                 .nul = record->nul,
                                 .not_finite = record->not_finite,
                                 .min_chars = 2 + state->min * record->min_chars};
    if (__builtin_mul_overflow(record->max_bytes, state->max, &domain.max_bytes) ||
        __builtin_add_overflow(domain.max_bytes, UINT64_C(1) + state->max, &domain.max_bytes))
        domain.max_bytes = UINT64_MAX;
    domain.max_chars = domain.max_bytes;
    domain.mean_bytes = 2 + (record->mean_bytes + 1) * ((uint64_t)state->min + state->max) / 2;
    return domain;
}

static bool compile(const struct dore_node *node, struct dore_scope *scope,
                    struct dore_diags *diags, struct dore_op *out) {
    if (node->kind != DORE_NODE_OBJECT) {
        dore_error(diags, DORE_E_TYPE, node->where, "write {\"ref\": \"model\"}",
                   "'composite' must be an object, not %s", dore_node_kind_name(node));
        return false;
    }
    struct words words = find_words(node, diags);
    if (!words.ref || words.ref->kind != DORE_NODE_STRING) {
        dore_error(diags, words.ref ? DORE_E_TYPE : DORE_E_KEY_MISSING,
                   words.ref ? words.ref->where : node->where, "write {\"ref\": \"model\"}",
                   "'composite' wants the name of a model in 'ref'");
        return false;
    }
    struct dore_arena *arena = dore_scope_arena(scope);
    struct state *state = DORE_NEW(arena, struct state, 1);
    bool names;
    if (!read_limits(&words, state, diags) || !read_keys(words.keys, &names, diags))
        return false;
    struct dore_target target;
    if (!dore_scope_composite(scope, words.ref->text.text, names, state->max ? state->max : 1,
                              words.ref->where, diags, &target))
        return false;
    state->pick =
        pick_compile(scope, &target, words.pick, words.where, state->max ? state->max : 1, diags);
    if (!state->pick)
        return false;
    state->count_stream = dore_scope_stream(scope, "count");
    state->op_count = target.op_count;
    state->ops = target.ops;
    uint64_t values = 1;
    for (uint32_t i = 0; i < target.op_count; i++)
        if (__builtin_add_overflow(values, target.ops[i]->values, &values))
            values = UINT64_MAX;
    if (state->max && __builtin_mul_overflow(values, state->max, &values))
        values = UINT64_MAX;
    struct dore_domain record = record_domain(&target);
    *out =
        (struct dore_op){.fill = state->max ? fill_array : fill_record,
                         .state = state,
                         .domain = state->max ? array_domain(state, &record, arena) : record,
                         .values = values,
                         .uncounted = "it is a record of another model",
                         .onward = state->max ? NULL : pick_link(scope, state->pick, target.scope)};
    return true;
}

const struct dore_generator dore_generator_composite = {
    .word = "composite",
    .has_locale = true,
    .about = "a whole record of another model, nested",
    .compile = compile};
