/* SPDX-License-Identifier: Apache-2.0
 *
 * elements: random_element and the methods that give lists of items. Reading and drawing items is
 * in choice.c.
 */
#include "base_methods.h"
#include "choice.h"
#include "grid.h"
#include "method.h"

enum { ELEMENTS, ELEMENTS_LENGTH, ELEMENTS_UNIQUE, ELEMENTS_USE_WEIGHTING };

#define ELEMENTS_PARAM                                                                             \
    {                                                                                              \
        "elements", DORE_P_ARRAY | DORE_P_STRING | DORE_P_OBJECT, "[\"a\", \"b\", \"c\"]", NULL,   \
            "items: a list, the characters of a string, or an object of item to weight"            \
    }
#define LENGTH_PARAM                                                                               \
    { "length", DORE_P_INT | DORE_P_NULL, "null", NULL, "how many; null: 1 to the count of items" }

const struct dore_param faker_element_params[] = {ELEMENTS_PARAM, {NULL, 0, NULL, NULL, NULL}};
const struct dore_param faker_choices_params[] = {
    ELEMENTS_PARAM, LENGTH_PARAM, {NULL, 0, NULL, NULL, NULL}};
const struct dore_param faker_elements_params[] = {
    ELEMENTS_PARAM,
    LENGTH_PARAM,
    {"unique", DORE_P_BOOL, "false", NULL, "no item twice"},
    {"use_weighting", DORE_P_BOOL | DORE_P_NULL, "null", NULL, "false: weights do not count"},
    {NULL, 0, NULL, NULL, NULL},
};

const void *faker_element_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    return faker_choice_read(&arg[ELEMENTS], "elements", true, faker);
}

struct dore_domain faker_element_domain(const void *state) {
    const struct faker_choice *choice = state;
    return choice->domain;
}

void faker_element_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                        struct dore_arena *arena, struct dore_column *out) {
    const struct faker_choice *choice = state;
    struct dore_value *value = DORE_TAKE(arena, struct dore_value, rows->count);
    if (choice->weight) {
        struct dore_block block[DORE_BATCH_ROWS];
        dore_rng_blocks(stream, rows, 0, block);
        for (uint32_t i = 0; i < rows->count; i++)
            value[i] = choice->item[dore_weights_pick(&choice->table, block[i].word[0])];
    } else {
        uint64_t item[DORE_BATCH_ROWS];
        dore_rng_draws(stream, rows, choice->count, item);
        for (uint32_t i = 0; i < rows->count; i++)
            value[i] = choice->item[item[i]];
    }
    dore_column_of_values(&choice->domain, value, rows->count, arena, out);
}

void faker_element_at(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct faker_choice *choice = state;
    *out = choice->item[choice->place[dore_rng_below(&cell->rng, choice->distinct)]];
}

const char *faker_element_overlap(const void *state) {
    const struct faker_choice *choice = state;
    return choice->distinct > 0 ? NULL : "it is always null";
}

/* A list of items. */
struct elements {
    const struct faker_choice *choice;
    uint32_t least, most; /* how many */
    bool unique;
};

static const void *prepare_list(const struct dore_arg *arg, bool unique, bool weighted,
                                const struct dore_faker *faker) {
    struct elements *state = DORE_NEW(faker->arena, struct elements, 1);
    const struct dore_arg *length = &arg[ELEMENTS_LENGTH];
    if (unique && !length->null && length->i < 0) {
        return faker_refuse(length, "length", faker, NULL, "below 0");
    }
    state->choice = faker_choice_read(&arg[ELEMENTS], "elements", weighted, faker);
    bool counted =
        length->null || faker_count_read(length, "length", FAKER_MOST_ITEMS, faker, &state->most);
    if (!state->choice || !counted) {
        return NULL;
    }
    state->unique = unique;
    state->least = length->null ? 1 : state->most;
    state->most = length->null ? state->choice->count : state->most;
    if (unique && state->most > state->choice->count) {
        return faker_refuse(length, "length", faker, NULL,
                            "more than the %u items that can be drawn without repeats",
                            state->choice->count);
    }
    return state;
}

const void *faker_elements_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct dore_arg *weighting = &arg[ELEMENTS_USE_WEIGHTING];
    return prepare_list(arg, arg[ELEMENTS_UNIQUE].b, weighting->null || weighting->b, faker);
}

const void *faker_choices_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    return prepare_list(arg, false, true, faker);
}

const void *faker_sample_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    return prepare_list(arg, true, true, faker);
}

struct dore_domain faker_elements_domain(const void *state) {
    const struct elements *elements = state;
    struct dore_domain domain =
        faker_list_domain_of(&elements->choice->domain, elements->least, elements->most);
    domain.distinct = elements->unique ? 0 : domain.distinct;
    return domain;
}

void faker_elements_cell(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct elements *elements = state;
    const struct faker_choice *choice = elements->choice;
    uint32_t count = elements->most;
    if (elements->least < elements->most) {
        count = (uint32_t)dore_rng_between(&cell->rng, elements->least, elements->most);
    }
    struct dore_value *item = DORE_TAKE(cell->arena, struct dore_value, count);
    uint32_t *picked = DORE_TAKE(cell->arena, uint32_t, count);
    if (elements->unique) {
        faker_choice_sample(choice, count, &cell->rng, picked);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t index = elements->unique ? picked[i] : faker_choice_pick(choice, &cell->rng);
        item[i] = choice->item[index];
    }
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {item, count}};
}
