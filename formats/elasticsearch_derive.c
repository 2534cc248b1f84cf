/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch_derive: the mapping that a field's values call for, where the manifest gives none:
 * made from the domain as a tree of JSON, like one that stands in a manifest. It takes every value
 * of the domain, and the index loses none of it: integers of the narrowest width, decimals scaled
 * where all their digits fit, short texts as keywords and others for full-text search, lists of
 * objects nested. What no type holds is kept without being indexed. Nothing is left to the server's
 * own guesses, which the first document decides and the next may break.
 */
#include "elasticsearch.h"

#include <string.h>

/* ---- trees ----------------------------------------------------------------------------------- */

static struct dore_node *object(struct dore_arena *arena) {
    struct dore_node *node = DORE_NEW(arena, struct dore_node, 1);
    node->kind = DORE_NODE_OBJECT;
    return node;
}

static void add(struct dore_node *parent, const char *key, struct dore_node *child) {
    struct dore_node **end = &parent->first;
    while (*end) {
        end = &(*end)->next;
    }
    child->key = key;
    *end = child;
    parent->count++;
}

static void add_text(struct dore_node *parent, const char *key, const char *text,
                     struct dore_arena *arena) {
    struct dore_node *node = DORE_NEW(arena, struct dore_node, 1);
    node->kind = DORE_NODE_STRING;
    node->text = (struct dore_str){text, strlen(text)};
    add(parent, key, node);
}

static void add_number(struct dore_node *parent, const char *key, uint64_t number,
                       struct dore_arena *arena) {
    struct dore_node *node = DORE_NEW(arena, struct dore_node, 1);
    node->kind = DORE_NODE_NUMBER;
    node->text.text = dore_arena_format(arena, "%llu", (unsigned long long)number);
    node->text.size = strlen(node->text.text);
    add(parent, key, node);
}

static void add_truth(struct dore_node *parent, const char *key, bool truth,
                      struct dore_arena *arena) {
    struct dore_node *node = DORE_NEW(arena, struct dore_node, 1);
    node->kind = DORE_NODE_BOOL;
    node->truth = truth;
    add(parent, key, node);
}

static struct dore_node *of_type(const char *type, struct dore_arena *arena) {
    struct dore_node *node = object(arena);
    add_text(node, "type", type, arena);
    return node;
}

/* ---- what comes out, when lists are opened --------------------------------------------------- */

struct yield {
    unsigned kinds;                   /* without nulls and lists */
    bool listed;                      /* some stand in a list */
    bool unknown;                     /* nobody knows what stands in a list or an object */
    const struct dore_domain *domain; /* of them */
};

/* What holds for scalars that stand alone and for those that stand in lists. */
static const struct dore_domain *both(const struct dore_domain *alone,
                                      const struct dore_domain *listed, struct dore_arena *arena) {
    struct dore_domain *domain = DORE_NEW(arena, struct dore_domain, 1);
    *domain = (struct dore_domain){
        .kinds = (alone->kinds | listed->kinds) & ~DORE_KIND_BIT(DORE_LIST),
        .bounded = alone->bounded && listed->bounded && alone->scale == listed->scale,
        .scale = alone->scale > listed->scale ? alone->scale : listed->scale,
        .min = alone->min < listed->min ? alone->min : listed->min,
        .max = alone->max > listed->max ? alone->max : listed->max,
        .max_chars = alone->max_chars > listed->max_chars ? alone->max_chars : listed->max_chars,
        .mean_bytes =
            alone->mean_bytes > listed->mean_bytes ? alone->mean_bytes : listed->mean_bytes};
    return domain;
}

static struct yield yield_of(const struct dore_domain *domain, struct dore_arena *arena) {
    const unsigned list = DORE_KIND_BIT(DORE_LIST), null = DORE_KIND_BIT(DORE_NULL);
    struct yield yield = {.kinds = domain->kinds & ~(list | null), .domain = domain};
    if (!(domain->kinds & list)) {
        return yield;
    }
    /* Lists that are all empty have no element, and nothing that could be of a wrong kind. */
    if (domain->element) {
        struct yield inner = yield_of(domain->element, arena);
        inner.listed = true;
        if (yield.kinds) {
            inner.kinds |= yield.kinds;
            inner.unknown |= (inner.kinds & DORE_KIND_BIT(DORE_RECORD)) != 0;
            inner.domain = both(domain, inner.domain, arena);
        }
        return inner;
    }
    yield.listed = true;
    yield.unknown = domain->max_items > 0;
    return yield;
}

static bool only(unsigned kinds, unsigned allowed) {
    return kinds && !(kinds & ~allowed);
}

/* ---- scalars --------------------------------------------------------------------------------- */

static const char *integer_type(const struct dore_domain *domain) {
    static const struct {
        const char *name;
        int64_t min, max;
    } widths[] = {{"byte", INT8_MIN, INT8_MAX},
                  {"short", INT16_MIN, INT16_MAX},
                  {"integer", INT32_MIN, INT32_MAX}};
    for (size_t i = 0; domain->bounded && i < sizeof widths / sizeof *widths; i++) {
        if (domain->min >= widths[i].min && domain->max <= widths[i].max) {
            return widths[i].name;
        }
    }
    return "long";
}

/* A scaled_float keeps units of 1 / scaling_factor, through a double: up to 2^53 of them exactly.
 */
static struct dore_node *decimal_mapping(const struct dore_domain *domain,
                                         struct dore_arena *arena) {
    const int64_t most = INT64_C(1) << 53;
    bool exact = domain->bounded && domain->min >= -most && domain->max <= most;
    if (!exact || domain->scale == DORE_SCALE_TEXT) {
        return of_type("double", arena);
    }
    if (domain->scale == 0) {
        return of_type(integer_type(domain), arena);
    }
    uint64_t factor = 1;
    for (unsigned i = 0; i < domain->scale; i++) {
        factor *= 10; /* 18 digits at most */
    }
    struct dore_node *node = of_type("scaled_float", arena);
    add_number(node, "scaling_factor", factor, arena);
    return node;
}

/* Whether all listed texts pass. */
static bool all_read(const struct dore_domain *domain, bool (*reads)(struct dore_str)) {
    bool some = false;
    for (uint32_t i = 0; i < domain->item_count; i++) {
        if (domain->items[i].kind == DORE_STRING) {
            some = true;
            if (!reads(domain->items[i].u.s)) {
                return false;
            }
        }
    }
    return some;
}

/* A day at least: a year alone is a number to most readers. */
static bool reads_day(struct dore_str text) {
    return text.size >= 10 && elastic_text_is_date(text);
}

/* Words to pick by, or prose to search in, which has a keyword beside it as the servers' own guess
 * has. */
static struct dore_node *text_mapping(const struct dore_domain *domain, struct dore_arena *arena) {
    enum { KEYWORD_CHARS = 256, TYPICAL_BYTES = 32 };
    bool texts = only(domain->kinds, DORE_KIND_BIT(DORE_STRING) | DORE_KIND_BIT(DORE_NULL));
    if (texts && (domain->address || all_read(domain, elastic_text_is_ip))) {
        return of_type("ip", arena);
    }
    if (texts && all_read(domain, reads_day)) {
        return of_type("date", arena);
    }
    if (domain->max_chars <= KEYWORD_CHARS && domain->mean_bytes <= TYPICAL_BYTES) {
        return of_type("keyword", arena);
    }
    struct dore_node *node = of_type("text", arena), *fields = object(arena);
    struct dore_node *keyword = of_type("keyword", arena);
    add_number(keyword, "ignore_above", KEYWORD_CHARS, arena);
    add(fields, "keyword", keyword);
    add(node, "fields", fields);
    return node;
}

/* Kinds that one type holds, the first that fits. */
static const struct {
    unsigned kinds;
    const char *type;
} groups[] = {
    {DORE_KIND_BIT(DORE_BOOL), "boolean"},
    {DORE_KIND_BIT(DORE_INT) | DORE_KIND_BIT(DORE_FLOAT) | DORE_KIND_BIT(DORE_DECIMAL), "double"},
    {DORE_KIND_BIT(DORE_DATE) | DORE_KIND_BIT(DORE_DATETIME), "date"},
    {DORE_KIND_BIT(DORE_BYTES), "binary"},
    {DORE_KIND_BIT(DORE_UUID) | DORE_KIND_BIT(DORE_UUID_STRING) | DORE_KIND_BIT(DORE_TIME) |
         DORE_KIND_BIT(DORE_DURATION),
     "keyword"},
};

static struct dore_node *scalar_mapping(const struct yield *yield, struct dore_arena *arena) {
    if (yield->kinds == DORE_KIND_BIT(DORE_INT)) {
        return of_type(integer_type(yield->domain), arena);
    }
    if (yield->kinds == DORE_KIND_BIT(DORE_DECIMAL)) {
        return decimal_mapping(yield->domain, arena);
    }
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (only(yield->kinds, groups[i].kinds)) {
            return of_type(groups[i].type, arena);
        }
    }
    /* Texts, or kinds that only their text forms have in common. */
    return yield->kinds == 0 ? of_type("keyword", arena) : text_mapping(yield->domain, arena);
}

/* ---- objects --------------------------------------------------------------------------------- */

static bool lies_within(const struct dore_domain *domain, double most) {
    enum dore_kind kind = dore_domain_kind(domain);
    struct elastic_facts facts = elastic_facts_of_domain(domain, kind);
    return (kind == DORE_INT || kind == DORE_FLOAT || kind == DORE_DECIMAL) &&
           !(domain->kinds & DORE_KIND_BIT(DORE_NULL)) && facts.bounded && facts.low >= -most &&
           facts.high <= most;
}

/* {"lat", "lon"} in degrees. */
static bool is_point(const struct dore_domain *record) {
    return record->field_count == 2 && strcmp(record->field[0].name, "lat") == 0 &&
           strcmp(record->field[1].name, "lon") == 0 && lies_within(&record->field[0].domain, 90) &&
           lies_within(&record->field[1].domain, 180);
}

static struct dore_node *mapping_of(const struct dore_domain *domain, struct dore_arena *arena);

static struct dore_node *properties_of(const struct dore_domain *record, struct dore_arena *arena) {
    struct dore_node *properties = object(arena);
    for (uint32_t i = 0; i < record->field_count; i++) {
        add(properties, record->field[i].name, mapping_of(&record->field[i].domain, arena));
    }
    return properties;
}

/* In the document and nowhere else. */
static struct dore_node *unindexed(struct dore_arena *arena) {
    struct dore_node *node = of_type("object", arena);
    add_truth(node, "enabled", false, arena);
    return node;
}

static struct dore_node *mapping_of(const struct dore_domain *domain, struct dore_arena *arena) {
    struct yield yield = yield_of(domain, arena);
    const unsigned record = DORE_KIND_BIT(DORE_RECORD);
    if (yield.unknown ||
        ((yield.kinds & record) && (yield.kinds != record || yield.domain->field_count == 0))) {
        return unindexed(arena);
    }
    if (!(yield.kinds & record)) {
        return scalar_mapping(&yield, arena);
    }
    if (is_point(yield.domain)) {
        return of_type("geo_point", arena);
    }
    struct dore_node *node = of_type(yield.listed ? "nested" : "object", arena);
    add(node, "properties", properties_of(yield.domain, arena));
    return node;
}

/* An object that the manifest declares without a word about its inside: known keys get their types,
 * others are the server's to guess, as they were. */
static const struct dore_node *completed(const struct elastic_field *field,
                                         const struct dore_domain *domain,
                                         struct dore_arena *arena) {
    struct yield yield = yield_of(domain, arena);
    bool silent = field->type->class == ELASTIC_OBJECT && !elastic_properties(field) &&
                  !elastic_parameter(field, "dynamic");
    if (!silent || yield.unknown || yield.kinds != DORE_KIND_BIT(DORE_RECORD) ||
        yield.domain->field_count == 0) {
        return field->mapping;
    }
    struct dore_node *node = object(arena);
    if (!field->mapping) {
        add_text(node, "type", field->name, arena);
    }
    for (const struct dore_node *child = field->mapping ? field->mapping->first : NULL; child;
         child = child->next) {
        struct dore_node *copy = DORE_NEW(arena, struct dore_node, 1);
        *copy = *child;
        copy->next = NULL;
        if (strcmp(child->key, "properties") != 0) {
            add(node, child->key, copy);
        }
    }
    add_truth(node, "dynamic", true, arena);
    add(node, "properties", properties_of(yield.domain, arena));
    return node;
}

struct elastic_field elastic_field_for(const struct dore_field *field, struct dore_arena *arena) {
    if (!field->type && !field->mapping) {
        return elastic_field_of(NULL, mapping_of(&field->domain, arena));
    }
    struct elastic_field declared = elastic_field_of(field->type, field->mapping);
    const struct dore_node *mapping = completed(&declared, &field->domain, arena);
    return mapping == declared.mapping ? declared : elastic_field_of(NULL, mapping);
}
