/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch_values: walks what a field can hold beside what its mapping declares, and reports
 * what does not fit: kinds of values, keys of objects, lengths of vectors. Literal items of the
 * manifest are looked at one by one, at their own places; for all else the domain speaks.
 */
#include "elasticsearch.h"

#include <float.h>
#include <string.h>

/* What stays the same below one field of the document. */
struct check {
    enum elastic_version version;
    struct dore_diags *diags;
    struct dore_where where; /* of the attribute */
};

/* A place in the document: the field itself or one inside it. */
struct place {
    struct elastic_field field;
    const char *path;
    bool dynamic;                 /* not declared: the server guesses the type */
    bool strict;                  /* what an object inherits: keys must be declared */
    const struct dore_node *item; /* of the manifest's literal; NULL where there is none */
    uint32_t index;               /* its index, from 0, in the list of items */
};

static struct elastic_field undeclared(void) {
    return elastic_field_of(NULL, NULL);
}

/* ---- reports --------------------------------------------------------------------------------- */

static void complain_hint(const struct check *check, const struct place *place, bool certain,
                          const char *hint, const char *what, const char *why) {
    struct dore_where where = place->item ? place->item->where : check->where;
    const char *message = dore_hint(check->diags, "%s%s%s", what, why ? ": " : "", why ? why : "");
    if (certain && !elastic_parameter_is(&place->field, "ignore_malformed", true)) {
        dore_error(check->diags, DORE_E_KIND, where, hint, "%s", message);
    } else {
        dore_warning(check->diags, DORE_W_KIND, where, hint, "%s", message);
    }
}

static void complain(const struct check *check, const struct place *place, bool certain,
                     const char *what, const char *why) {
    complain_hint(check, place, certain, NULL, what, why);
}

static const char *type_name(const struct place *place) {
    return place->field.name ? place->field.name : "";
}

/* A type that takes the kind. */
static const char *hint_for(const struct place *place, enum dore_kind kind) {
    static const char *const hints[DORE_ANY] = {
        [DORE_BOOL] = "write 'boolean'",   [DORE_INT] = "write 'long'",
        [DORE_FLOAT] = "write 'double'",   [DORE_DECIMAL] = "write 'double'",
        [DORE_STRING] = "write 'keyword'", [DORE_BYTES] = "write 'binary'",
        [DORE_UUID] = "write 'keyword'",   [DORE_UUID_STRING] = "write 'keyword'",
        [DORE_DATE] = "write 'date'",      [DORE_DATETIME] = "write 'date'",
        [DORE_TIME] = "write 'keyword'",   [DORE_DURATION] = "write 'keyword'",
        [DORE_RECORD] = "write 'object'",
    };
    return place->field.type->class == ELASTIC_GEO_POINT
               ? "give objects with 'lat' and 'lon'; servers read bare numbers as longitude first"
               : hints[kind];
}

static void complain_kind(const struct check *check, const struct place *place, enum dore_kind kind,
                          bool certain, const char *why) {
    const char *verb = certain ? "does not fit" : "may not fit";
    const char *what =
        place->item ? dore_hint(check->diags, "item %u %s type '%s' of field '%s'", place->index,
                                verb, type_name(place), place->path)
                    : dore_hint(check->diags, "a value of kind '%s' %s type '%s' of field '%s'",
                                dore_kind_name(kind), verb, type_name(place), place->path);
    complain_hint(check, place, certain, why ? NULL : hint_for(place, kind), what, why);
}

static void complain_judged(const struct check *check, const struct place *place,
                            enum dore_kind kind, struct elastic_judgement judgement) {
    if (judgement.fit != ELASTIC_FITS) {
        complain_kind(check, place, kind, judgement.fit == ELASTIC_UNFIT, judgement.why);
    }
}

/* Why a kind is taken with a warning. */
static const char *changed(enum dore_kind kind) {
    return kind == DORE_BYTES    ? "bytes are stored as base64 text"
           : kind == DORE_DATE   ? "dates are stored as milliseconds"
           : kind == DORE_STRING ? "texts are passed on as they are"
                                 : "values are passed on as they are";
}

static void warn_changed(const struct check *check, const struct place *place,
                         enum dore_kind kind) {
    const char *what = dore_hint(check->diags, "%s in field '%s' of type '%s'", changed(kind),
                                 place->path, type_name(place));
    complain(check, place, false, what, NULL);
}

/* ---- objects --------------------------------------------------------------------------------- */

static void check_key(const struct check *check, const struct place *place, struct dore_str key,
                      struct dore_where where) {
    const char *fault = elastic_field_fault(key, false, check->version);
    if (fault) {
        dore_error(check->diags, DORE_E_NAME, where, NULL, "key '%.*s' in field '%s' %s",
                   key.size < 200 ? (int)key.size : 200, key.text ? key.text : "", place->path,
                   fault);
    }
}

/* Whether keys below this place must be declared: its own word, or what it inherits. */
static bool is_strict(const struct place *place) {
    const struct dore_node *dynamic = elastic_parameter(&place->field, "dynamic");
    if (dynamic) {
        return dynamic->kind == DORE_NODE_STRING && dore_str_is(dynamic->text, "strict");
    }
    /* An object without fields is given "dynamic":true. */
    return place->strict && elastic_properties(&place->field);
}

/* The place of an object's value under `key`. */
static struct place member_place(const struct check *check, const struct place *place,
                                 struct dore_str key, const struct dore_node *item) {
    struct place inner = {.field = undeclared(), .item = item, .index = place->index};
    inner.path =
        dore_hint(check->diags, "%s.%.*s", place->path, (int)key.size, key.text ? key.text : "");
    if (place->field.type->class != ELASTIC_OBJECT) {
        return inner;
    }
    inner.strict = is_strict(place);
    const struct dore_node *properties = elastic_properties(&place->field);
    const struct dore_node *child = properties ? properties->first : NULL;
    while (child && !dore_str_is(key, child->key)) {
        child = child->next;
    }
    if (child) {
        inner.field = elastic_field_of(NULL, child);
    } else if (inner.strict) {
        complain(check, place, true,
                 dore_hint(check->diags, "key '%.*s' of field '%s' is not declared", (int)key.size,
                           key.text, place->path),
                 "its mapping has 'properties' without it");
    }
    inner.dynamic = !child;
    return inner;
}

static bool is_one_of(struct dore_str key, const char *const *words) {
    for (; *words; words++) {
        if (dore_str_is(key, *words)) {
            return true;
        }
    }
    return false;
}

/* What an object must look like for its type. */
static const struct shape {
    enum elastic_class class;
    const char *const *keys;
    uint32_t least; /* so many of them must be there */
    const char *why;
} shapes[] = {
    {ELASTIC_GEO_POINT, (const char *const[]){"lat", "lon", NULL}, 2, "it wants 'lat' and 'lon'"},
    {ELASTIC_RANGE, (const char *const[]){"gte", "gt", "lte", "lt", NULL}, 0,
     "it wants 'gte', 'gt', 'lte' or 'lt'"},
    {ELASTIC_IP_RANGE, (const char *const[]){"gte", "gt", "lte", "lt", NULL}, 0,
     "it wants 'gte', 'gt', 'lte' or 'lt'"},
    {ELASTIC_JOIN, (const char *const[]){"name", NULL}, 1,
     "it wants 'name' alone; children need routing, which is not written"},
};

static const struct shape *shape_of(const struct place *place) {
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (shapes[i].class == place->field.type->class) {
            return &shapes[i];
        }
    }
    return NULL;
}

static void check_shape(const struct check *check, const struct place *place,
                        const struct dore_str *key, uint32_t count) {
    const struct shape *shape = shape_of(place);
    if (!shape) {
        return;
    }
    uint32_t known = 0;
    for (uint32_t i = 0; i < count; i++) {
        known += is_one_of(key[i], shape->keys);
    }
    if (known < count || known < shape->least) {
        complain_kind(check, place, DORE_RECORD, true, shape->why);
    }
}

/* Latitude and longitude. */
static void check_degrees(const struct check *check, const struct place *place, struct dore_str key,
                          enum dore_kind kind, const struct elastic_facts *facts) {
    bool number = kind == DORE_INT || kind == DORE_FLOAT || kind == DORE_DECIMAL;
    if (place->field.type->class != ELASTIC_GEO_POINT || !number || !facts->bounded) {
        return;
    }
    double most = dore_str_is(key, "lat") ? 90 : 180;
    if (facts->low < -most || facts->high > most) {
        complain_kind(check, place, DORE_RECORD, facts->low > most || facts->high < -most,
                      most < 100 ? "latitudes lie between -90 and 90"
                                 : "longitudes lie between -180 and 180");
    }
}

/* ---- domains --------------------------------------------------------------------------------- */

static void check_domain(const struct check *check, const struct place *place,
                         const struct dore_domain *domain);

static bool is_flattened(const struct place *place) {
    return strcmp(type_name(place), "flattened") == 0;
}

static void check_record(const struct check *check, const struct place *place,
                         const struct dore_domain *domain) {
    if (is_flattened(place)) {
        complain_judged(check, place, DORE_RECORD,
                        elastic_judge_flattened(&place->field, domain, check->diags->arena));
    }
    if (!domain->field) {
        if (place->field.type->class == ELASTIC_OBJECT || place->dynamic) {
            complain(
                check, place, false,
                dore_hint(check->diags, "keys of field '%s' are not known beforehand", place->path),
                "the server guesses the type of each from the first document that has it");
        } else if (shape_of(place)) {
            complain_kind(check, place, DORE_RECORD, false, shape_of(place)->why);
        }
        return;
    }
    struct dore_str *key = DORE_NEW(check->diags->arena, struct dore_str, domain->field_count);
    for (uint32_t i = 0; i < domain->field_count; i++) {
        const struct dore_domain_field *field = &domain->field[i];
        key[i] = (struct dore_str){field->name, strlen(field->name)};
        check_key(check, place, key[i], check->where);
        struct place inner = member_place(check, place, key[i], NULL);
        check_domain(check, &inner, &field->domain);
        enum dore_kind kind = dore_domain_kind(&field->domain);
        struct elastic_facts facts = elastic_facts_of_domain(&field->domain, kind);
        check_degrees(check, place, key[i], kind, &facts);
    }
    check_shape(check, place, key, domain->field_count);
}

/* The number of a vector's dimensions, or 0 where the mapping leaves it open. */
static int64_t dimensions(const struct place *place) {
    const struct dore_node *dims = elastic_parameter(&place->field, "dims");
    if (!dims) {
        dims = elastic_parameter(&place->field, "dimension");
    }
    int64_t number;
    return dims && dore_node_integer(dims, &number) && number > 0 ? number : 0;
}

static bool is_number_kinds(unsigned kinds) {
    unsigned numbers =
        DORE_KIND_BIT(DORE_INT) | DORE_KIND_BIT(DORE_FLOAT) | DORE_KIND_BIT(DORE_DECIMAL);
    return (kinds & ~numbers) == 0;
}

static void check_vector(const struct check *check, const struct place *place,
                         const struct dore_domain *domain) {
    int64_t dims = dimensions(place);
    bool numbers = !domain->element || is_number_kinds(domain->element->kinds);
    if (!numbers) {
        complain_kind(check, place, DORE_LIST, true, "it wants numbers alone");
    } else if (!domain->element || (dims && (int64_t)domain->max_items != dims)) {
        complain_kind(check, place, DORE_LIST, domain->element && (int64_t)domain->max_items < dims,
                      dore_hint(check->diags, "it wants exactly %lld numbers", (long long)dims));
    }
}

static void check_list(const struct check *check, const struct place *place,
                       const struct dore_domain *domain) {
    enum elastic_class class = place->field.type->class;
    if (class == ELASTIC_VECTOR) {
        check_vector(check, place, domain);
    } else if (domain->element) {
        check_domain(check, place, domain->element);
    } else if (class != ELASTIC_UNKNOWN && class != ELASTIC_SHAPE) {
        complain_kind(check, place, DORE_LIST, false, "the kinds of its items are not known");
    }
}

/* `fields` of the mapping: the same value, indexed in another way. */
static const struct dore_node *multi_fields(const struct place *place) {
    const struct dore_node *fields = elastic_parameter(&place->field, "fields");
    return fields && fields->kind == DORE_NODE_OBJECT ? fields->first : NULL;
}

static struct place multi_place(const struct check *check, const struct place *place,
                                const struct dore_node *node) {
    struct place multi = *place;
    multi.field = elastic_field_of(NULL, node);
    multi.path = dore_hint(check->diags, "%s.%s", place->path, node->key);
    return multi;
}

static void check_kind(const struct check *check, const struct place *place,
                       const struct dore_domain *domain, enum dore_kind kind, bool alone) {
    char verdict = elastic_verdict(place->field.type->class, kind);
    if (verdict == 'x') {
        complain_kind(check, place, kind, alone, NULL);
    } else if (kind == DORE_LIST) {
        check_list(check, place, domain);
    } else if (kind == DORE_RECORD) {
        check_record(check, place, domain);
    } else if (verdict == 'v') {
        struct elastic_facts facts = elastic_facts_of_domain(domain, kind);
        complain_judged(
            check, place, kind,
            elastic_judge(&place->field, check->version, kind, &facts, check->diags->arena));
    } else if (verdict == 'w') {
        warn_changed(check, place, kind);
    }
    bool scalar = kind != DORE_LIST && kind != DORE_RECORD;
    for (const struct dore_node *node = multi_fields(place); node && scalar; node = node->next) {
        struct place multi = multi_place(check, place, node);
        check_kind(check, &multi, domain, kind, alone);
    }
}

/* Kinds of a domain that the type refuses; null fits nearly everywhere and proves nothing. */
static unsigned refused_kinds(const struct place *place, unsigned kinds) {
    unsigned refused = 0;
    for (enum dore_kind kind = DORE_NULL; kind < DORE_ANY; kind++) {
        if ((kinds & DORE_KIND_BIT(kind)) &&
            elastic_verdict(place->field.type->class, kind) == 'x') {
            refused |= DORE_KIND_BIT(kind);
        }
    }
    return refused;
}

static void check_items(const struct check *check, const struct place *place,
                        const struct dore_domain *domain);

static void check_domain(const struct check *check, const struct place *place,
                         const struct dore_domain *domain) {
    unsigned floats =
        DORE_KIND_BIT(DORE_FLOAT) | DORE_KIND_BIT(DORE_LIST) | DORE_KIND_BIT(DORE_RECORD);
    unsigned values = domain->kinds & ~DORE_KIND_BIT(DORE_NULL);
    if (domain->not_finite && (domain->kinds & floats)) {
        dore_error(check->diags, DORE_E_KIND, check->where, NULL,
                   "field '%s' may get NaN or an infinite number, which JSON cannot hold",
                   place->path);
    }
    if (place->field.type->class == ELASTIC_CONSTANT && domain->distinct != 1) {
        complain(check, place, domain->distinct > 1,
                 dore_hint(check->diags, "field '%s' of type 'constant_keyword' takes one value",
                           place->path),
                 domain->distinct > 1 ? "there are several" : "there may be several");
        return;
    }
    if (domain->items) {
        check_items(check, place, domain);
        return;
    }
    if (place->dynamic && dore_domain_kind(domain) == DORE_ANY) {
        complain(check, place, false,
                 dore_hint(check->diags, "field '%s' has values of several kinds", place->path),
                 "the server guesses its type from the first");
    }
    bool all_refused = (values & ~refused_kinds(place, domain->kinds)) == 0;
    for (enum dore_kind kind = DORE_NULL; kind < DORE_ANY; kind++) {
        if (domain->kinds & DORE_KIND_BIT(kind)) {
            check_kind(check, place, domain, kind, all_refused);
        }
    }
}

/* ---- literal items --------------------------------------------------------------------------- */

static void check_value(const struct check *check, const struct place *place,
                        const struct dore_value *value);

static struct place at_node(const struct place *place, const struct dore_node *node) {
    struct place moved = *place;
    moved.item = node ? node : place->item;
    return moved;
}

/* A literal range of numbers must hold one: servers refuse others, and "gt" 1 to "lt" 2 in whole
 * numbers. Bounds that are no numbers are not compared. */
static void check_bounds(const struct check *check, const struct place *place,
                         const struct dore_record *record) {
    const char *type = type_name(place);
    bool whole = strcmp(type, "integer_range") == 0 || strcmp(type, "long_range") == 0;
    double low = -DBL_MAX, high = DBL_MAX;
    bool open = false;
    for (uint32_t i = 0; i < record->count; i++) {
        const struct dore_entry *entry = &record->entry[i];
        struct elastic_facts facts = elastic_facts_of_value(&entry->value);
        if (!is_number_kinds(DORE_KIND_BIT(entry->value.kind)) || !facts.bounded) {
            continue;
        }
        bool upper = entry->key.size && entry->key.text[0] == 'l', equal = entry->key.size == 3;
        open |= !equal;
        double step = whole && !equal ? 1 : 0;
        *(upper ? &high : &low) = upper ? facts.high - step : facts.low + step;
    }
    if (low > high || (open && !whole && low >= high)) {
        complain_kind(check, place, DORE_RECORD, true, "there is nothing between its bounds");
    }
}

static void check_record_value(const struct check *check, const struct place *place,
                               const struct dore_record *record) {
    struct dore_str *key = DORE_NEW(check->diags->arena, struct dore_str, record->count);
    const struct dore_node *child = place->item ? place->item->first : NULL;
    for (uint32_t i = 0; i < record->count; i++) {
        const struct dore_entry *entry = &record->entry[i];
        key[i] = entry->key;
        check_key(check, place, entry->key, child ? child->key_where : check->where);
        struct place inner = member_place(check, place, entry->key, child ? child : place->item);
        check_value(check, &inner, &entry->value);
        struct elastic_facts facts = elastic_facts_of_value(&entry->value);
        check_degrees(check, place, entry->key, entry->value.kind, &facts);
        child = child ? child->next : NULL;
    }
    check_shape(check, place, key, record->count);
    if (place->field.type->class == ELASTIC_RANGE) {
        check_bounds(check, place, record);
    }
}

/* Version 8 indexes vectors by their angle unless told otherwise; a zero vector has none. */
static bool refuses_zero(const struct check *check, const struct place *place) {
    return check->version == ELASTIC_8 && !elastic_parameter_is(&place->field, "index", false) &&
           !elastic_parameter(&place->field, "similarity");
}

static void check_vector_value(const struct check *check, const struct place *place,
                               const struct dore_list *list) {
    int64_t dims = dimensions(place);
    bool numbers = true, zero = true;
    for (uint32_t i = 0; i < list->count; i++) {
        numbers &= is_number_kinds(DORE_KIND_BIT(list->item[i].kind));
        if (numbers) {
            struct elastic_facts facts = elastic_facts_of_value(&list->item[i]);
            zero &= facts.low >= 0 && facts.low <= 0;
        }
    }
    if (!numbers || (dims && list->count != dims)) {
        complain_kind(check, place, DORE_LIST, true,
                      dore_hint(check->diags, "it wants exactly %lld numbers", (long long)dims));
    } else if (zero && refuses_zero(check, place)) {
        complain_kind(check, place, DORE_LIST, true, "a vector of zeros has no direction");
    }
}

static void check_value(const struct check *check, const struct place *place,
                        const struct dore_value *value) {
    char verdict = elastic_verdict(place->field.type->class, value->kind);
    if (verdict == 'x') {
        complain_kind(check, place, value->kind, true, NULL);
    } else if (value->kind == DORE_LIST && verdict == 'v') {
        check_vector_value(check, place, &value->u.list);
    } else if (value->kind == DORE_LIST) {
        const struct dore_node *child = place->item ? place->item->first : NULL;
        for (uint32_t i = 0; i < value->u.list.count; i++) {
            struct place inner = at_node(place, child);
            check_value(check, &inner, &value->u.list.item[i]);
            child = child ? child->next : NULL;
        }
    } else if (value->kind == DORE_RECORD) {
        if (is_flattened(place)) {
            complain_judged(
                check, place, DORE_RECORD,
                elastic_judge_flattened_value(&place->field, value, check->diags->arena));
        }
        check_record_value(check, place, &value->u.record);
    } else if (verdict == 'v') {
        struct elastic_facts facts = elastic_facts_of_value(value);
        complain_judged(
            check, place, value->kind,
            elastic_judge(&place->field, check->version, value->kind, &facts, check->diags->arena));
    } else if (verdict == 'w') {
        warn_changed(check, place, value->kind);
    }
    bool scalar = value->kind != DORE_LIST && value->kind != DORE_RECORD;
    for (const struct dore_node *node = multi_fields(place); node && scalar; node = node->next) {
        struct place multi = multi_place(check, place, node);
        check_value(check, &multi, value);
    }
}

static void check_items(const struct check *check, const struct place *place,
                        const struct dore_domain *domain) {
    const struct dore_node *node = domain->item_nodes ? domain->item_nodes->first : NULL;
    for (uint32_t i = 0; i < domain->item_count; i++) {
        struct place item = at_node(place, node);
        item.index = i;
        check_value(check, &item, &domain->items[i]);
        node = node ? node->next : NULL;
    }
}

void elastic_check_values(enum elastic_version version, const struct dore_field *field,
                          struct dore_diags *diags) {
    struct check check = {version, diags, field->where};
    struct place place = {
        .field = elastic_field_for(field, diags->arena), .path = field->name, .strict = true};
    check_domain(&check, &place, &field->domain);
}
