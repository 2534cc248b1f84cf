/* SPDX-License-Identifier: Apache-2.0
 *
 * count: how many values of a method can be told apart by number, and the values of numbers. A
 * method makes both with the functions that it has: from a numbered rng its draws are the digits of
 * the number, and one value made from a counting rng says how many numbers there are.
 */
#include "method.h"
#include "providers.h"

/* ---- counting ------------------------------------------------------------------------------- */

static const char *why_not(const struct dore_domain *domain) {
    switch (dore_domain_kind(domain)) {
    case DORE_STRING:
        return "its texts are put together freely";
    case DORE_LIST:
        return "its values are lists";
    case DORE_RECORD:
        return "its values are objects";
    case DORE_BYTES:
        return "its values are whole files";
    case DORE_NULL:
    case DORE_BOOL:
    case DORE_INT:
    case DORE_FLOAT:
    case DORE_DECIMAL:
    case DORE_UUID:
    case DORE_UUID_STRING:
    case DORE_DATE:
    case DORE_DATETIME:
    case DORE_TIME:
    case DORE_DURATION:
    case DORE_ANY:
    case DORE_KIND_COUNT:
        break;
    }
    return "its values are not numbered";
}

/* Methods that only pick from a list or follow layouts need not say so. */
static bool is_apart(const struct dore_method *method) {
    return method->apart || method->at || method->text == faker_list_text ||
           method->text == faker_layouts_text;
}

static const char *overlap_of(const struct dore_bound_method *bound) {
    const struct dore_method *method = bound->method;
    if (!is_apart(method))
        return why_not(&bound->domain);
    if (method->text == faker_layouts_text)
        return faker_layouts_overlap(bound->state);
    return method->overlap ? method->overlap(bound->state) : NULL;
}

void faker_count(struct dore_bound_method *bound, const struct dore_faker *faker) {
    bound->count = 0;
    bound->uncounted = faker->counts ? overlap_of(bound) : "its values were not counted";
    if (bound->uncounted)
        return;
    struct dore_arena arena = {0};
    struct dore_buf scratch = {0};
    struct dore_cell cell = {.rng = dore_rng_counting(), .arena = &arena, .out = &scratch};
    struct dore_value value;
    faker_value(bound, &cell, &value);
    bound->count = cell.rng.number;
    dore_buf_release(&scratch);
    dore_arena_release(&arena);
}

/* ---- values of numbers ---------------------------------------------------------------------- */

/* Words of a list are handed out where they stand. */
static void list_at(const struct faker_list *list, const struct dore_rows *number,
                    struct dore_arena *arena, struct dore_column *out) {
    dore_column_init(out, DORE_STRING, number->count, arena);
    for (uint32_t i = 0; i < number->count; i++)
        out->u.s[i] = list->set.text[dore_row(number, i)];
}

static void text_at(const struct dore_bound_method *bound, uint64_t stream,
                    const struct dore_rows *number, struct dore_arena *arena,
                    struct dore_column *out) {
    struct dore_buf text = {0};
    struct dore_cell cell = {.arena = arena, .out = &text};
    dore_column_init(out, DORE_STRING, number->count, arena);
    for (uint32_t i = 0; i < number->count; i++) {
        size_t before = text.size;
        cell.rng = dore_rng_numbered(stream, dore_row(number, i), bound->count);
        bound->method->text(bound->state, &cell);
        out->u.s[i].size = text.size - before;
    }
    const char *copy = dore_arena_text(arena, text.data, text.size);
    for (uint32_t i = 0; i < number->count; i++) {
        out->u.s[i].text = copy;
        copy += out->u.s[i].size;
    }
    dore_buf_release(&text);
}

static void value_at(const struct dore_bound_method *bound, uint64_t stream,
                     const struct dore_rows *number, struct dore_arena *arena,
                     struct dore_column *out) {
    struct dore_value *value = DORE_NEW(arena, struct dore_value, number->count);
    struct dore_buf scratch = {0};
    struct dore_cell cell = {.arena = arena, .out = &scratch};
    for (uint32_t i = 0; i < number->count; i++) {
        cell.rng = dore_rng_numbered(stream, dore_row(number, i), bound->count);
        dore_buf_clear(&scratch);
        faker_value(bound, &cell, &value[i]);
    }
    dore_buf_release(&scratch);
    dore_column_of_values(&bound->domain, value, number->count, arena, out);
}

void dore_method_at(const struct dore_bound_method *bound, uint64_t stream,
                    const struct dore_rows *number, struct dore_arena *arena,
                    struct dore_column *out) {
    if (bound->method->text == faker_list_text)
        list_at(bound->state, number, arena, out);
    else if (bound->method->text)
        text_at(bound, stream, number, arena, out);
    else
        value_at(bound, stream, number, arena, out);
}
