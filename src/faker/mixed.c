/* SPDX-License-Identifier: Apache-2.0
 *
 * mixed: names of types become bound methods ("int" is pyint, "uri" is uri), and their domains one
 * domain that promises what holds for all of them.
 */
#include "mixed.h"

#include "choice.h"
#include "grid.h"
#include "providers.h"

#define TYPES (DORE_P_ARRAY | DORE_P_STRING | DORE_P_NULL)

const struct dore_param faker_collection_params[] = {
    {"nb_elements", DORE_P_INT, "10", NULL, "how many elements"},
    {"variable_nb_elements", DORE_P_BOOL, "true", NULL, "vary that by 40 per cent, at least 1"},
    {"value_types", TYPES, "null", NULL, "names of types such as int, str, decimal, or of methods"},
    {"allowed_types", TYPES, "null", NULL, "more of them"},
    {NULL, 0, NULL, NULL, NULL},
};

const char *const faker_collection_names[] = {"iterable", "list", "tuple", "dict", "set", NULL};

/* ---- domains -------------------------------------------------------------------------------- */

static uint64_t least_of(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

static uint64_t most_of(uint64_t a, uint64_t b) {
    return a > b ? a : b;
}

static bool has(const struct dore_domain *domain, enum dore_kind kind) {
    return domain->kinds & DORE_KIND_BIT(kind);
}

/* Bounds are in units of the scale: they only hold for both where all of that is the same. */
static void unite_bounds(struct dore_domain *sum, const struct dore_domain *a,
                         const struct dore_domain *b) {
    bool decimals = has(a, DORE_DECIMAL) && has(b, DORE_DECIMAL);
    sum->scale = has(a, DORE_DECIMAL) ? a->scale : b->scale;
    if (decimals && a->scale != b->scale) {
        sum->scale = DORE_SCALE_TEXT; /* boxes, which need no scale in common */
    }
    if (a->bounded && b->bounded && a->kinds == b->kinds && a->scale == b->scale) {
        sum->bounded = true;
        sum->min = a->min < b->min ? a->min : b->min;
        sum->max = a->max > b->max ? a->max : b->max;
    }
    if (has(a, DORE_FLOAT) && has(b, DORE_FLOAT)) {
        sum->float_min = a->float_min < b->float_min ? a->float_min : b->float_min;
        sum->float_max = a->float_max > b->float_max ? a->float_max : b->float_max;
    } else {
        sum->float_min = has(a, DORE_FLOAT) ? a->float_min : b->float_min;
        sum->float_max = has(a, DORE_FLOAT) ? a->float_max : b->float_max;
    }
}

struct dore_domain faker_domain_union(const struct dore_domain *a, const struct dore_domain *b) {
    struct dore_domain sum = {
        .kinds = a->kinds | b->kinds,
        .plain = a->plain && b->plain,
        .ascii = dore_domain_is_ascii(a) && dore_domain_is_ascii(b),
        .nul = a->nul || b->nul,
        .not_finite = a->not_finite || b->not_finite,
        .min_chars = least_of(a->min_chars, b->min_chars),
        .max_chars = most_of(a->max_chars, b->max_chars),
        .max_bytes = most_of(a->max_bytes, b->max_bytes),
        .mean_bytes = a->mean_bytes,
        .max_items = a->max_items > b->max_items ? a->max_items : b->max_items,
    };
    unite_bounds(&sum, a, b);
    return sum;
}

/* "{"key":value,...}" when an entry takes so much. */
static uint64_t record_size(uint64_t entries, uint64_t entry) {
    uint64_t product;
    if (__builtin_mul_overflow(entries, dore_sum(entry, 1), &product)) {
        return UINT64_MAX;
    }
    return entries == 0 ? 2 : dore_sum(product, 1);
}

struct dore_domain faker_record_domain_of(const struct dore_domain *key,
                                          const struct dore_domain *value, uint64_t least,
                                          uint64_t most) {
    /* As lists of one item show a key and a value: two pairs of brackets too many, a colon short.
     */
    enum { SPARE = 3 };
    struct dore_domain k = faker_list_domain_of(key, 1, 1), v = faker_list_domain_of(value, 1, 1);
    return (struct dore_domain){
        .kinds = DORE_KIND_BIT(DORE_RECORD),
        .nul = key->nul || value->nul,
        .min_chars = record_size(least, k.min_chars + v.min_chars - SPARE),
        .max_chars = record_size(most, dore_sum(k.max_chars - SPARE, v.max_chars)),
        .max_bytes = record_size(most, dore_sum(k.max_bytes - SPARE, v.max_bytes)),
        .mean_bytes = record_size((least + most + 1) / 2, k.mean_bytes + v.mean_bytes - SPARE),
    };
}

const void *faker_size_check(const struct dore_arg *arg, const char *name, uint64_t mean_bytes,
                             const void *state, const struct dore_faker *faker) {
    enum { MOST_MEAN_BYTES = 16 << 20 };
    if (mean_bytes > MOST_MEAN_BYTES) {
        return faker_refuse(arg, name, faker, NULL,
                            "which makes values of about %llu bytes, more than 16 MiB",
                            (unsigned long long)mean_bytes);
    }
    return state;
}

/* ---- types ---------------------------------------------------------------------------------- */

/* Methods in the making. */
struct types {
    const struct dore_faker *faker;
    const char *const *dropped;
    struct dore_bound_method *method;
    uint32_t count;
    bool fine;
};

static bool is_dropped(const struct types *types, const char *name) {
    for (const char *const *dropped = types->dropped; *dropped; dropped++) {
        if (strcmp(*dropped, name) == 0) {
            return true;
        }
    }
    return false;
}

/* A name is tried with "py" in front of it first. */
static void add_type(struct types *types, const char *name, struct dore_where where) {
    struct dore_faker own = *types->faker;
    own.where = where;
    const char *python = dore_arena_format(own.arena, "py%s", name);
    if (!dore_method_bind(dore_method_find(python) ? python : name, NULL, &own,
                          &types->method[types->count])) {
        types->fine = false;
        return;
    }
    types->count++;
}

static void add_node(struct types *types, const struct dore_node *node, const char *param) {
    if (node->kind != DORE_NODE_STRING) {
        dore_error(types->faker->diags, DORE_E_PARAM_TYPE, node->where, "write names only",
                   "'%s' of '%s' holds something else than names", param, types->faker->method);
        types->fine = false;
    } else if (!is_dropped(types, node->text.text)) {
        add_type(types, node->text.text, node->where);
    }
}

static void add_arg(struct types *types, const struct dore_arg *arg, const char *param) {
    if (arg->null) {
        return;
    }
    if (arg->node->kind == DORE_NODE_STRING) {
        add_node(types, arg->node, param);
        return;
    }
    for (const struct dore_node *node = arg->node->first; node; node = node->next) {
        add_node(types, node, param);
    }
}

static struct dore_domain domain_of(const struct faker_mixed *mixed) {
    struct dore_domain domain = mixed->method[0].domain;
    uint64_t bytes = domain.mean_bytes;
    for (uint32_t i = 1; i < mixed->count; i++) {
        bytes = dore_sum(bytes, mixed->method[i].domain.mean_bytes);
        if (mixed->method[i].method != mixed->method[i - 1].method) {
            domain = faker_domain_union(&domain, &mixed->method[i].domain);
        }
    }
    domain.mean_bytes = (bytes + mixed->count / 2) / mixed->count;
    return domain;
}

static uint32_t names_in(const struct dore_arg *arg) {
    return arg->null ? 0 : arg->node->kind == DORE_NODE_STRING ? 1 : arg->node->count;
}

const struct faker_mixed *faker_mixed_make(const struct dore_arg arg[2], const char *const *dropped,
                                           const struct dore_faker *faker) {
    const struct dore_words *defaults = faker_words(faker, "python.default_value_types");
    uint32_t room = names_in(&arg[0]) + names_in(&arg[1]) + defaults->count;
    struct types types = {.faker = faker,
                          .dropped = dropped,
                          .method = DORE_NEW(faker->arena, struct dore_bound_method, room),
                          .fine = true};
    add_arg(&types, &arg[0], "value_types");
    add_arg(&types, &arg[1], "allowed_types");
    uint32_t rows = types.fine && types.count == 0 ? defaults->count : 0;
    for (uint32_t row = 0; row < rows; row++) {
        add_type(&types, dore_word(defaults, row, 0).text, faker->where);
    }
    if (!types.fine) {
        return NULL;
    }
    struct faker_mixed *mixed = DORE_NEW(faker->arena, struct faker_mixed, 1);
    mixed->method = types.method;
    mixed->count = types.count;
    mixed->domain = domain_of(mixed);
    return mixed;
}

void faker_mixed_value(const struct faker_mixed *mixed, struct dore_cell *cell,
                       struct dore_value *out) {
    uint64_t which = mixed->count > 1 ? dore_rng_below(&cell->rng, mixed->count) : 0;
    faker_value(&mixed->method[which], cell, out);
}

const struct dore_value *faker_mixed_values(const struct faker_mixed *mixed, uint32_t count,
                                            struct dore_cell *cell) {
    struct dore_value *value = DORE_NEW(cell->arena, struct dore_value, count);
    for (uint32_t i = 0; i < count; i++) {
        faker_mixed_value(mixed, cell, &value[i]);
    }
    return value;
}

/* ---- amounts -------------------------------------------------------------------------------- */

static uint32_t vary(uint32_t count, uint32_t per_cent) {
    uint32_t varied = (uint32_t)((uint64_t)count * per_cent / 100);
    return varied > 0 ? varied : 1;
}

bool faker_amount_read(const struct dore_arg *arg, const struct dore_faker *faker,
                       struct faker_amount *out) {
    if (!faker_count_read(&arg[COLLECTION_COUNT], "nb_elements", FAKER_MOST_ITEMS, faker,
                          &out->count)) {
        return false;
    }
    out->variable = arg[COLLECTION_VARIABLE].b;
    out->least = out->variable ? vary(out->count, FAKER_VARY_LEAST) : out->count;
    out->most = out->variable ? vary(out->count, FAKER_VARY_MOST) : out->count;
    return true;
}

uint32_t faker_amount_draw(const struct faker_amount *amount, struct dore_rng *rng) {
    if (!amount->variable) {
        return amount->count;
    }
    return vary(amount->count, (uint32_t)dore_rng_between(rng, FAKER_VARY_LEAST, FAKER_VARY_MOST));
}
