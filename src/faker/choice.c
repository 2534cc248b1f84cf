/* SPDX-License-Identifier: Apache-2.0
 *
 * choice: items to draw from, as the manifest lists them. A plain object is refused by Faker, which
 * wants an ordered one; here it reads as item to weight in the order of the file.
 */
#include "choice.h"
#include "decimal.h"
#include "grid.h"
#include "providers.h"

/* ---- reading -------------------------------------------------------------------------------- */

struct reader {
    const struct dore_arg *arg;
    const char *name;
    const struct dore_faker *faker;
    bool weighted;
    struct dore_value *item;
    uint64_t *weight;
    uint32_t count;
};

static void read_array(struct reader *reader) {
    for (const struct dore_node *node = reader->arg->node->first; node; node = node->next) {
        reader->item[reader->count++] = dore_value_from_node(reader->faker->arena, node);
    }
}

static void read_characters(struct reader *reader) {
    struct dore_str rest = reader->arg->s;
    while (rest.size > 0) {
        size_t bytes;
        dore_utf8_decode(rest.text, rest.size, &bytes);
        reader->item[reader->count++] =
            (struct dore_value){.kind = DORE_STRING, .u.s = {rest.text, bytes}};
        rest.text += bytes;
        rest.size -= bytes;
    }
}

static bool refuse_weight(const struct reader *reader, const struct dore_node *node,
                          const char *problem) {
    dore_error(reader->faker->diags, DORE_E_PARAM_RANGE, node->where, "write a number of 0 or more",
               "weight of '%s' in '%s' of '%s' is %s", node->key, reader->name,
               reader->faker->method, problem);
    return false;
}

/* Weights as integers in the same proportion, the largest of them at most 10^WEIGHT_DIGITS. */
enum { WEIGHT_DIGITS = 12 };

static bool read_weights(struct reader *reader) {
    const struct dore_node *object = reader->arg->node;
    struct dore_arena *arena = reader->faker->arena;
    struct faker_decimal *exact = DORE_NEW(arena, struct faker_decimal, object->count + 1);
    uint32_t magnitude = 0, at = 0;
    bool fine = true;
    for (const struct dore_node *node = object->first; node; node = node->next, at++) {
        double number;
        if (!dore_node_double(node, &number)) {
            fine = refuse_weight(reader, node, "no number");
        } else if (!faker_decimal_read(node->text, arena, &exact[at]) ||
                   faker_decimal_magnitude(&exact[at]) > WEIGHT_DIGITS) {
            fine = refuse_weight(reader, node, "over 10^12");
        } else if (faker_decimal_sign(&exact[at]) < 0) {
            fine = refuse_weight(reader, node, "below zero");
        } else if (faker_decimal_magnitude(&exact[at]) > magnitude) {
            magnitude = faker_decimal_magnitude(&exact[at]);
        }
    }
    at = 0;
    for (const struct dore_node *node = object->first; fine && node; node = node->next, at++) {
        int64_t weight = 0;
        faker_decimal_scaled(&exact[at], WEIGHT_DIGITS - magnitude, false, &weight);
        if (weight > 0 || !reader->weighted) {
            struct dore_str key = {node->key, strlen(node->key)};
            reader->item[reader->count] = (struct dore_value){.kind = DORE_STRING, .u.s = key};
            reader->weight[reader->count++] = (uint64_t)weight;
        }
    }
    return fine;
}

static const struct faker_choice *finish(const struct reader *reader) {
    struct dore_arena *arena = reader->faker->arena;
    struct faker_choice *choice = DORE_NEW(arena, struct faker_choice, 1);
    const struct dore_node *node = reader->arg->node;
    choice->item = reader->item;
    choice->count = reader->count;
    choice->weight = reader->weighted && node->kind == DORE_NODE_OBJECT ? reader->weight : NULL;
    choice->table = dore_weights_make(arena, choice->weight, choice->count);
    choice->domain = dore_domain_of_items(arena, choice->item, choice->count);
    if (reader->faker->counts) {
        uint32_t *place = DORE_NEW(arena, uint32_t, choice->count);
        choice->distinct = dore_values_distinct(choice->item, choice->count, place);
        choice->place = place;
    }
    if (reader->arg->given && node->kind == DORE_NODE_ARRAY) {
        choice->domain.item_nodes = node;
    }
    return choice;
}

const struct faker_choice *faker_choice_read(const struct dore_arg *arg, const char *name,
                                             bool weighted, const struct dore_faker *faker) {
    size_t most = arg->node->kind == DORE_NODE_STRING ? arg->s.size : arg->node->count;
    if (most > DORE_MAX_ITEMS) {
        return faker_refuse(arg, name, faker, NULL, "of more than %d items", DORE_MAX_ITEMS);
    }
    struct reader reader = {.arg = arg, .name = name, .faker = faker, .weighted = weighted};
    reader.item = DORE_NEW(faker->arena, struct dore_value, most + 1);
    reader.weight = DORE_NEW(faker->arena, uint64_t, most + 1);
    if (arg->node->kind == DORE_NODE_STRING) {
        read_characters(&reader);
    } else if (arg->node->kind == DORE_NODE_ARRAY) {
        read_array(&reader);
    } else if (!read_weights(&reader)) {
        return NULL;
    }
    if (reader.count == 0) {
        dore_error(faker->diags, DORE_E_EMPTY, arg->where, "write at least one item",
                   "'%s' of '%s' holds nothing to draw", name, faker->method);
        return NULL;
    }
    return finish(&reader);
}

/* ---- drawing -------------------------------------------------------------------------------- */

uint32_t faker_choice_pick(const struct faker_choice *choice, struct dore_rng *rng) {
    if (!choice->weight) {
        return (uint32_t)dore_rng_below(rng, choice->count);
    }
    return dore_weights_pick(&choice->table, dore_rng_u32(rng));
}

/* Which of the items left holds the place `at` when they lie side by side, as wide as weights. */
static uint32_t find_place(const uint64_t *weight, const uint32_t *left, uint64_t at) {
    uint32_t place = 0;
    while (at >= weight[left[place]]) {
        at -= weight[left[place++]];
    }
    return place;
}

void faker_choice_sample(const struct faker_choice *choice, uint32_t wanted, struct dore_rng *rng,
                         uint32_t *out) {
    const uint64_t *weight = choice->weight;
    uint32_t *left = dore_alloc(choice->count, sizeof *left);
    uint64_t total = 0;
    for (uint32_t i = 0; i < choice->count; i++) {
        left[i] = i;
        total += weight ? weight[i] : 0; /* at most 10^6 times 10^12 */
    }
    for (uint32_t i = 0; i < wanted; i++) {
        uint32_t remaining = choice->count - i;
        uint32_t place = weight ? find_place(weight, left, dore_rng_below(rng, total))
                                : (uint32_t)dore_rng_below(rng, remaining);
        out[i] = left[place];
        total -= weight ? weight[out[i]] : 0;
        left[place] = left[remaining - 1];
    }
    dore_free(left);
}

/* ---- lists as values ------------------------------------------------------------------------ */

/* "[item,item]" when an item takes so much. */
static uint64_t list_size(uint64_t items, uint64_t item) {
    return items == 0 ? 2 : dore_sum(dore_product(items, dore_sum(item, 1)), 1);
}

/* Kinds that stand in JSON without quotes; the text form of lists is JSON. */
enum {
    BARE_KINDS = DORE_KIND_BIT(DORE_BOOL) | DORE_KIND_BIT(DORE_INT) | DORE_KIND_BIT(DORE_FLOAT) |
                 DORE_KIND_BIT(DORE_DECIMAL) | DORE_KIND_BIT(DORE_LIST) |
                 DORE_KIND_BIT(DORE_RECORD) | DORE_KIND_BIT(DORE_NULL)
};
enum { ESCAPE_SIZE = 6, NULL_SIZE = 4 };

/* distinct^min + ... + distinct^max; 0 when that is beyond counting. */
static uint64_t count_lists(uint64_t distinct, uint64_t min_items, uint64_t max_items) {
    uint64_t power = 1, sum = 0;
    if (distinct == 0) {
        return 0;
    }
    for (uint64_t items = 0; items <= max_items; items++) {
        sum = items >= min_items ? dore_sum(sum, power) : sum;
        power = items < max_items ? dore_product(power, distinct) : power;
        if (sum == UINT64_MAX || power == UINT64_MAX) {
            return 0;
        }
    }
    return sum;
}

struct dore_domain faker_list_domain_of(const struct dore_domain *element, uint64_t min_items,
                                        uint64_t max_items) {
    bool quoted = element->kinds & ~(unsigned)BARE_KINDS;
    bool bare = element->kinds & BARE_KINDS;
    bool null = element->kinds & DORE_KIND_BIT(DORE_NULL);
    bool escaped = !element->plain && (element->kinds & DORE_KIND_BIT(DORE_STRING));
    uint64_t distinct = element->distinct > 0 ? element->distinct + null : 0;
    uint64_t growth = escaped ? ESCAPE_SIZE : 1, quotes = quoted ? 2 : 0;
    uint64_t least = element->min_chars + (bare ? 0 : 2);
    uint64_t most = dore_sum(dore_product(element->max_chars, growth), quotes);
    uint64_t bytes = dore_sum(dore_product(element->max_bytes, growth), quotes);
    if (null) {
        least = least < NULL_SIZE ? least : NULL_SIZE;
        most = most > NULL_SIZE ? most : NULL_SIZE;
        bytes = bytes > NULL_SIZE ? bytes : NULL_SIZE;
    }
    return (struct dore_domain){
        .kinds = DORE_KIND_BIT(DORE_LIST),
        .plain = !quoted && element->plain,
        .ascii = dore_domain_is_ascii(element),
        .nul = element->nul,
        .min_chars = list_size(min_items, least),
        .max_chars = list_size(max_items, most),
        .max_bytes = list_size(max_items, bytes),
        .mean_bytes = list_size((min_items + max_items + 1) / 2, element->mean_bytes + quotes),
        .distinct = count_lists(distinct, min_items, max_items),
        .element = element,
        .max_items = (uint32_t)max_items,
    };
}
