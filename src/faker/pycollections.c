/* SPDX-License-Identifier: Apache-2.0
 *
 * pycollections: pylist and its relatives. Tuples and sets are lists here, as JSON has no others; a
 * set has no item twice. Keys of dictionaries are words.
 */
#include "pycollections.h"

#include "choice.h"
#include "grid.h"
#include "prose.h"
#include "providers.h"

#include <xxhash.h>

/* ---- lists ---------------------------------------------------------------------------------- */

struct pylist {
    struct faker_amount amount;
    const struct faker_mixed *mixed;
};

const void *faker_pylist_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct pylist *list = DORE_NEW(faker->arena, struct pylist, 1);
    bool counted = faker_amount_read(arg, faker, &list->amount);
    list->mixed = faker_mixed_make(&arg[COLLECTION_TYPES], faker_collection_names, faker);
    if (!counted || !list->mixed) {
        return NULL;
    }
    return faker_size_check(&arg[COLLECTION_COUNT], "nb_elements",
                            faker_pylist_domain(list).mean_bytes, list, faker);
}

struct dore_domain faker_pylist_domain(const void *state) {
    const struct pylist *list = state;
    return faker_list_domain_of(&list->mixed->domain, list->amount.least, list->amount.most);
}

void faker_pylist_cell(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct pylist *list = state;
    uint32_t count = faker_amount_draw(&list->amount, &cell->rng);
    const struct dore_value *item = faker_mixed_values(list->mixed, count, cell);
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {item, count}};
}

/* ---- sets ----------------------------------------------------------------------------------- */

struct dore_domain faker_pyset_domain(const void *state) {
    const struct pylist *list = state;
    struct dore_domain most = faker_pylist_domain(state);
    uint64_t least = list->amount.least > 0; /* all may be the same */
    struct dore_domain domain =
        faker_list_domain_of(&list->mixed->domain, least, list->amount.most);
    domain.mean_bytes = most.mean_bytes;
    domain.distinct = 0;
    return domain;
}

/* Moves the items that come for the first time to the front; how many they are. `place` maps the
 * hash of a text to an item's index + 1 and has `mask` + 1 slots. */
static uint32_t drop_repeats(struct dore_value *item, uint32_t count, uint32_t *place,
                             uint32_t mask, struct dore_buf *text) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        dore_buf_clear(text);
        dore_value_text(&item[i], text);
        uint32_t at = (uint32_t)XXH3_64bits_withSeed(text->data, text->size, item[i].kind) & mask;
        while (place[at] && !dore_value_equal(&item[place[at] - 1], &item[i])) {
            at = (at + 1) & mask;
        }
        if (!place[at]) {
            item[kept++] = item[i];
            place[at] = kept;
        }
    }
    return kept;
}

void faker_pyset_cell(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct pylist *list = state;
    uint32_t count = faker_amount_draw(&list->amount, &cell->rng), slots = 2;
    struct dore_value *item = DORE_NEW(cell->arena, struct dore_value, count);
    for (uint32_t i = 0; i < count; i++) {
        faker_mixed_value(list->mixed, cell, &item[i]);
    }
    while (slots < 2 * count) {
        slots *= 2;
    }
    uint32_t *place = DORE_NEW(cell->arena, uint32_t, slots);
    count = drop_repeats(item, count, place, slots - 1, cell->out);
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {item, count}};
}

void faker_pyiterable_cell(const void *state, struct dore_cell *cell, struct dore_value *out) {
    enum { CLASSES = 3 }; /* list, tuple, set */
    if (dore_rng_below(&cell->rng, CLASSES) == CLASSES - 1) {
        faker_pyset_cell(state, cell, out);
    } else {
        faker_pylist_cell(state, cell, out);
    }
}

/* ---- dictionaries --------------------------------------------------------------------------- */

struct pydict {
    struct faker_amount amount;
    const struct faker_mixed *mixed;
    struct faker_choice words; /* the keys, each at most once */
};

static struct faker_choice all_words(const struct dore_faker *faker) {
    const struct dore_words *words = faker_words(faker, "lorem.word_list");
    struct dore_value *item = DORE_NEW(faker->arena, struct dore_value, words->count);
    for (uint32_t row = 0; row < words->count; row++) {
        item[row] = (struct dore_value){.kind = DORE_STRING, .u.s = dore_word(words, row, 0)};
    }
    return (struct faker_choice){
        .item = item, .count = words->count, .domain = dore_words_domain(words)};
}

/* A dictionary cannot hold more entries than there are words. */
static void limit_amount(struct pydict *dict, const struct dore_arg *arg,
                         const struct dore_faker *faker) {
    if (dict->amount.most > dict->words.count) {
        dore_warning(faker->diags, DORE_W_PARAM, arg->where, NULL,
                     "'nb_elements' of '%s' is %s, but there are only %u words for keys",
                     faker->method, faker_given(arg, faker), dict->words.count);
        dict->amount.most = dict->words.count;
    }
    if (dict->amount.least > dict->words.count) {
        dict->amount.least = dict->words.count;
    }
}

const void *faker_pydict_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct pydict *dict = DORE_NEW(faker->arena, struct pydict, 1);
    bool counted = faker_amount_read(arg, faker, &dict->amount);
    dict->mixed = faker_mixed_make(&arg[COLLECTION_TYPES], faker_collection_names, faker);
    dict->words = all_words(faker);
    if (!counted || !dict->mixed) {
        return NULL;
    }
    limit_amount(dict, &arg[COLLECTION_COUNT], faker);
    return faker_size_check(&arg[COLLECTION_COUNT], "nb_elements",
                            faker_pydict_domain(dict).mean_bytes, dict, faker);
}

struct dore_domain faker_pydict_domain(const void *state) {
    const struct pydict *dict = state;
    return faker_record_domain_of(&dict->words.domain, &dict->mixed->domain, dict->amount.least,
                                  dict->amount.most);
}

void faker_pydict_cell(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct pydict *dict = state;
    uint32_t count = faker_amount_draw(&dict->amount, &cell->rng);
    count = count > dict->words.count ? dict->words.count : count;
    uint32_t *word = DORE_TAKE(cell->arena, uint32_t, count);
    struct dore_entry *entry = DORE_NEW(cell->arena, struct dore_entry, count);
    faker_choice_sample(&dict->words, count, &cell->rng, word);
    for (uint32_t i = 0; i < count; i++) {
        entry[i].key = dict->words.item[word[i]].u.s;
        faker_mixed_value(dict->mixed, cell, &entry[i].value);
    }
    *out = (struct dore_value){.kind = DORE_RECORD, .u.record = {entry, count}};
}

const struct faker_mixed *faker_pydict_mixed(const void *state) {
    const struct pydict *dict = state;
    return dict->mixed;
}

const struct faker_amount *faker_pydict_amount(const void *state) {
    const struct pydict *dict = state;
    return &dict->amount;
}

/* ---- structures ----------------------------------------------------------------------------- */

/* A list, a dictionary of words, and one of words to {i: value, i+1: [3 values], i+2: {i: value,
 * i+1: value, i+2: [2 values]}}. */
struct pystruct {
    uint32_t count;
    const struct faker_mixed *mixed;
    struct faker_choice words;
    struct dore_domain domain, part;
};
enum { STRUCT_COUNT, STRUCT_TYPES, STRUCT_PARTS = 3, MOST_COUNT = 10000 };

const struct dore_param faker_pystruct_params[] = {
    {"count", DORE_P_INT, "10", NULL, "how many elements in each part"},
    {"value_types", DORE_P_ARRAY | DORE_P_STRING | DORE_P_NULL, "null", NULL,
     "names of types such as int, str, decimal, or of methods"},
    {"allowed_types", DORE_P_ARRAY | DORE_P_STRING | DORE_P_NULL, "null", NULL, "more of them"},
    {NULL, 0, NULL, NULL, NULL},
};

/* Of the parts and of all. Words may come again, so that a dictionary can be as small as one entry.
 */
static void measure(struct pystruct *pystruct) {
    const struct dore_domain *value = &pystruct->mixed->domain, *word = &pystruct->words.domain;
    uint32_t count = pystruct->count, least = count > 0, most = count;
    most = most > pystruct->words.count ? pystruct->words.count : most;
    struct dore_domain number = dore_domain_of_integers(0, (int64_t)count + 1);
    number.kinds = DORE_KIND_BIT(DORE_STRING);
    struct dore_domain two = faker_list_domain_of(value, 2, 2);
    struct dore_domain three = faker_list_domain_of(value, 3, 3);
    struct dore_domain any = faker_domain_union(value, &two);
    struct dore_domain inner = faker_record_domain_of(&number, &any, 3, 3);
    any = faker_domain_union(&any, &three);
    any = faker_domain_union(&inner, &any);
    struct dore_domain outer = faker_record_domain_of(&number, &any, 3, 3);
    /* seven values and three keys in the outer, three in the inner: what a typical one takes */
    outer.mean_bytes = 8 * value->mean_bytes + 6 * number.mean_bytes + 50;
    struct dore_domain list = faker_list_domain_of(value, count, count);
    struct dore_domain flat = faker_record_domain_of(word, value, least, most);
    struct dore_domain nested = faker_record_domain_of(word, &outer, least, most);
    pystruct->part = faker_domain_union(&list, &flat);
    pystruct->part = faker_domain_union(&nested, &pystruct->part);
    pystruct->domain = faker_list_domain_of(&pystruct->part, STRUCT_PARTS, STRUCT_PARTS);
    pystruct->domain.mean_bytes = list.mean_bytes + flat.mean_bytes + nested.mean_bytes;
}

const void *faker_pystruct_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    static const char *const dropped[] = {"struct", NULL};
    struct pystruct *pystruct = DORE_NEW(faker->arena, struct pystruct, 1);
    bool counted =
        faker_count_read(&arg[STRUCT_COUNT], "count", MOST_COUNT, faker, &pystruct->count);
    pystruct->mixed = faker_mixed_make(&arg[STRUCT_TYPES], dropped, faker);
    pystruct->words = all_words(faker);
    if (!counted || !pystruct->mixed) {
        return NULL;
    }
    measure(pystruct);
    return faker_size_check(&arg[STRUCT_COUNT], "count", pystruct->domain.mean_bytes, pystruct,
                            faker);
}

struct dore_domain faker_pystruct_domain(const void *state) {
    const struct pystruct *pystruct = state;
    return pystruct->domain;
}

static struct dore_str number_key(uint32_t number, struct dore_cell *cell) {
    char room[DORE_INT_ROOM];
    size_t size = (size_t)(dore_print_u64(room, number) - room);
    return (struct dore_str){dore_arena_text(cell->arena, room, size), size};
}

/* {i: value, i+1: [items], i+2: what the caller puts there} */
static struct dore_entry *make_steps(const struct pystruct *pystruct, uint32_t number,
                                     struct dore_cell *cell, struct dore_value *out) {
    struct dore_entry *entry = DORE_NEW(cell->arena, struct dore_entry, 3);
    for (uint32_t i = 0; i < 3; i++) {
        entry[i].key = number_key(number + i, cell);
    }
    faker_mixed_value(pystruct->mixed, cell, &entry[0].value);
    *out = (struct dore_value){.kind = DORE_RECORD, .u.record = {entry, 3}};
    return entry;
}

static struct dore_value make_items(const struct pystruct *pystruct, uint32_t count,
                                    struct dore_cell *cell) {
    return (struct dore_value){.kind = DORE_LIST,
                               .u.list = {faker_mixed_values(pystruct->mixed, count, cell), count}};
}

static struct dore_value make_nested(const struct pystruct *pystruct, uint32_t number,
                                     struct dore_cell *cell) {
    struct dore_value nested;
    struct dore_entry *outer = make_steps(pystruct, number, cell, &nested);
    outer[1].value = make_items(pystruct, 3, cell);
    struct dore_entry *inner = make_steps(pystruct, number, cell, &outer[2].value);
    faker_mixed_value(pystruct->mixed, cell, &inner[1].value);
    inner[2].value = make_items(pystruct, 2, cell);
    return nested;
}

/* The place of a random word: where it stands already, or behind all. `seen` maps words to their
 * place + 1. */
static struct dore_entry *entry_of_word(const struct pystruct *pystruct, uint32_t *seen,
                                        struct dore_record *record, struct dore_entry *entry,
                                        struct dore_rng *rng) {
    uint32_t word = (uint32_t)dore_rng_below(rng, pystruct->words.count);
    if (!seen[word]) {
        seen[word] = ++record->count;
        entry[seen[word] - 1].key = pystruct->words.item[word].u.s;
    }
    return &entry[seen[word] - 1];
}

void faker_pystruct_cell(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct pystruct *pystruct = state;
    uint32_t count = pystruct->count, words = pystruct->words.count;
    struct dore_value *part = DORE_NEW(cell->arena, struct dore_value, STRUCT_PARTS);
    struct dore_value *item = DORE_NEW(cell->arena, struct dore_value, count);
    struct dore_entry *flat = DORE_NEW(cell->arena, struct dore_entry, count);
    struct dore_entry *nested = DORE_NEW(cell->arena, struct dore_entry, count);
    uint32_t *flat_seen = DORE_NEW(cell->arena, uint32_t, words);
    uint32_t *nested_seen = DORE_NEW(cell->arena, uint32_t, words);
    part[0] = (struct dore_value){.kind = DORE_LIST, .u.list = {item, count}};
    part[1] = (struct dore_value){.kind = DORE_RECORD, .u.record = {flat, 0}};
    part[2] = (struct dore_value){.kind = DORE_RECORD, .u.record = {nested, 0}};
    for (uint32_t i = 0; i < count; i++) {
        struct dore_entry *entry =
            entry_of_word(pystruct, flat_seen, &part[1].u.record, flat, &cell->rng);
        faker_mixed_value(pystruct->mixed, cell, &entry->value);
        faker_mixed_value(pystruct->mixed, cell, &item[i]);
        entry = entry_of_word(pystruct, nested_seen, &part[2].u.record, nested, &cell->rng);
        entry->value = make_nested(pystruct, i, cell);
    }
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {part, STRUCT_PARTS}};
}

/* ---- objects by type ------------------------------------------------------------------------ */

static const char *const types[] = {"bool", "str",  "float", "int", "tuple",
                                    "set",  "list", "dict",  NULL};

const struct dore_param faker_pyobject_params[] = {
    {"object_type", DORE_P_STRING | DORE_P_NULL, "null", types, "a type's name; null: null"},
    {NULL, 0, NULL, NULL, NULL},
};

/* The state is a method without parameters; its `method` is NULL for null. */
const void *faker_pyobject_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct dore_bound_method *bound = DORE_NEW(faker->arena, struct dore_bound_method, 1);
    bound->domain = dore_domain_of_kind(DORE_NULL);
    if (!arg[0].null) {
        const char *name = dore_arena_format(faker->arena, "py%s", arg[0].s.text);
        dore_method_bind(name, NULL, faker, bound);
    }
    return bound;
}

struct dore_domain faker_pyobject_domain(const void *state) {
    const struct dore_bound_method *bound = state;
    return bound->domain;
}

void faker_pyobject_cell(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct dore_bound_method *bound = state;
    *out = (struct dore_value){.kind = DORE_NULL};
    if (bound->method) {
        faker_value(bound, cell, out);
    }
}
