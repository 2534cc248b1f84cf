/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_fit: do these values fit this column type? The dialect's matrix says what follows from kind
 * and family alone; where it says that it depends, one function a family judges one value, and a
 * domain is judged by its least and its largest value, or text of unknown content by its length.
 * Never says "none" of what the server might take: then the answer is "some".
 */
#include "sql_fit.h"

#include <math.h>

enum sql_family sql_type_family(const struct sql_type *type) {
    return type->array ? SQL_ARRAY : type->family;
}

const struct sql_rule *sql_rule(const struct sql_type *type, enum dore_kind kind) {
    return &type->dialect->rules[sql_type_family(type)][kind];
}

unsigned sql_second_digits(const struct sql_type *type) {
    enum { MOST = 6 };
    bool clock = type->family == SQL_DATETIME || type->family == SQL_INSTANT ||
                 type->family == SQL_TIME || type->family == SQL_ZONED_TIME;
    if (!clock) {
        return MOST;
    }
    if (type->argument_count) {
        return type->argument[0] < MOST ? (unsigned)type->argument[0] : MOST;
    }
    return type->dialect->second_digits;
}

/* ---- one value ------------------------------------------------------------------------------ */

static unsigned value_depth(const struct dore_value *value) {
    bool list = value->kind == DORE_LIST, record = value->kind == DORE_RECORD;
    uint32_t count = list ? value->u.list.count : record ? value->u.record.count : 0;
    unsigned deepest = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct dore_value *inner =
            list ? &value->u.list.item[i] : &value->u.record.entry[i].value;
        unsigned depth = value_depth(inner);
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest + (list || record);
}

static enum sql_side depth_side(const struct sql_type *type, unsigned depth) {
    const unsigned *limit = type->dialect->json_depth;
    if (limit[1] && depth > limit[1]) {
        return SQL_OUTSIDE;
    }
    return limit[0] && depth > limit[0] ? SQL_UNSURE : SQL_INSIDE;
}

static enum sql_side json_side(const struct sql_type *type, const struct dore_value *value) {
    if (value->kind == DORE_FLOAT) {
        return isfinite(value->u.f) ? SQL_INSIDE : SQL_OUTSIDE;
    }
    return depth_side(type, value_depth(value));
}

static enum sql_side value_side(const struct sql_type *type, const struct dore_value *value);

/* A list in a list is one more dimension of the same array. */
static enum sql_side array_side(const struct sql_type *type, const struct dore_value *value) {
    if (value->kind != DORE_LIST) {
        bool braces = value->u.s.size && strchr("{[", value->u.s.text[0]);
        return value->kind == DORE_STRING && braces ? SQL_UNSURE : SQL_OUTSIDE;
    }
    struct sql_type element = *type;
    element.array = false;
    enum sql_side worst = SQL_INSIDE;
    for (uint32_t i = 0; i < value->u.list.count; i++) {
        const struct dore_value *item = &value->u.list.item[i];
        enum sql_side side = value_side(item->kind == DORE_LIST ? type : &element, item);
        if (side == SQL_BELOW || side == SQL_ABOVE || side == SQL_OUTSIDE) {
            return SQL_OUTSIDE;
        }
        worst = side == SQL_INSIDE ? worst : side;
    }
    return worst;
}

/* Numbers alone, as many as the type says: MySQL takes fewer too, MariaDB does not. */
static enum sql_side vector_side(const struct sql_type *type, const struct dore_value *value) {
    static const struct sql_word single = {
        .name = "FLOAT", .family = SQL_FLOAT, .flags = SQL_SINGLE};
    struct sql_type item = {.dialect = type->dialect, .word = &single, .family = SQL_VECTOR_ITEM};
    const struct dore_list *list = &value->u.list;
    uint64_t limit = type->argument_count ? type->argument[0] : type->word->high;
    for (uint32_t i = 0; i < list->count; i++) {
        enum sql_side side = value_side(&item, &list->item[i]);
        bool held = side == SQL_INSIDE || side == SQL_UNSURE; /* what is next to 0 becomes 0 */
        if (list->item[i].kind == DORE_NULL || !held) {
            return SQL_OUTSIDE;
        }
    }
    if (list->count == 0 || list->count > limit) {
        return SQL_OUTSIDE;
    }
    return list->count < limit ? SQL_UNSURE : SQL_INSIDE;
}

static sql_side_function *const side_functions[SQL_FAMILY_COUNT] = {
    [SQL_TEXT] = sql_text_side,         [SQL_INTEGER] = sql_integer_side,
    [SQL_NUMERIC] = sql_numeric_side,   [SQL_FLOAT] = sql_float_side,
    [SQL_BOOLEAN] = sql_boolean_side,   [SQL_BINARY] = sql_binary_side,
    [SQL_DATE] = sql_moment_side,       [SQL_DATETIME] = sql_moment_side,
    [SQL_INSTANT] = sql_moment_side,    [SQL_TIME] = sql_time_side,
    [SQL_ZONED_TIME] = sql_time_side,   [SQL_YEAR] = sql_year_side,
    [SQL_UUID] = sql_uuid_side,         [SQL_JSON] = json_side,
    [SQL_BITS] = sql_bits_side,         [SQL_MONEY] = sql_money_side,
    [SQL_ADDRESS] = sql_address_side,   [SQL_NETWORK] = sql_address_side,
    [SQL_HARDWARE] = sql_hardware_side, [SQL_ENUM] = sql_enum_side,
    [SQL_SET] = sql_set_side,           [SQL_ARRAY] = array_side,
    [SQL_VECTOR] = vector_side,         [SQL_VECTOR_ITEM] = sql_float_side,
};

static enum sql_side value_side(const struct sql_type *type, const struct dore_value *value) {
    enum sql_verdict verdict = (enum sql_verdict)sql_rule(type, value->kind)->verdict;
    enum sql_family family = sql_type_family(type);
    if (value->kind == DORE_NULL || verdict == SQL_FITS) {
        return SQL_INSIDE;
    }
    if (verdict == SQL_REFUSED) {
        return SQL_OUTSIDE;
    }
    bool judged = side_functions[family] && (verdict == SQL_DEPENDS || family == SQL_TEXT);
    enum sql_side side = judged ? side_functions[family](type, value) : SQL_INSIDE;
    return side == SQL_INSIDE && verdict == SQL_LOSES ? SQL_CUT : side;
}

static enum sql_fit fit_of(enum sql_side side) {
    static const enum sql_fit fits[] = {
        [SQL_INSIDE] = SQL_FIT_ALL,   [SQL_BELOW] = SQL_FIT_NONE,  [SQL_ABOVE] = SQL_FIT_NONE,
        [SQL_OUTSIDE] = SQL_FIT_NONE, [SQL_UNSURE] = SQL_FIT_SOME, [SQL_CUT] = SQL_FIT_LOSES};
    return fits[side];
}

enum sql_fit sql_fit_value(const struct sql_type *type, const struct dore_value *value) {
    return fit_of(value_side(type, value));
}

/* ---- a domain ------------------------------------------------------------------------------- */

#define BOUNDED_KINDS                                                                              \
    (DORE_KIND_BIT(DORE_INT) | DORE_KIND_BIT(DORE_DECIMAL) | DORE_KIND_BIT(DORE_DATE) |            \
     DORE_KIND_BIT(DORE_DATETIME) | DORE_KIND_BIT(DORE_TIME) | DORE_KIND_BIT(DORE_DURATION))

/* Lengths of text that a server reads: beyond possible it is refused for certain, usual ones are
 * taken for what they should be. */
static const struct lengths {
    uint64_t possible_least, possible_most, usual_least, usual_most;
} parsed_lengths[SQL_FAMILY_COUNT] = {
    [SQL_INTEGER] = {1, 64, 1, 20},    [SQL_NUMERIC] = {1, 2000, 1, 40},
    [SQL_FLOAT] = {1, 2000, 1, 40},    [SQL_BOOLEAN] = {1, 16, 1, 5},
    [SQL_DATE] = {3, 64, 10, 10},      [SQL_DATETIME] = {3, 64, 10, 32},
    [SQL_INSTANT] = {3, 64, 10, 32},   [SQL_TIME] = {1, 64, 5, 15},
    [SQL_ZONED_TIME] = {1, 64, 5, 21}, [SQL_YEAR] = {1, 16, 4, 4},
    [SQL_UUID] = {32, 40, 36, 36},     [SQL_MONEY] = {0, 64, 1, 20},
    [SQL_ADDRESS] = {2, 64, 2, 43},    [SQL_NETWORK] = {1, 64, 7, 43},
    [SQL_HARDWARE] = {12, 64, 12, 23}, [SQL_ARRAY] = {2, UINT64_MAX, 2, UINT64_MAX},
};

static enum sql_fit fit_within(uint64_t least, uint64_t most, uint64_t limit) {
    if (limit == 0 || most <= limit) {
        return SQL_FIT_ALL;
    }
    return least > limit ? SQL_FIT_NONE : SQL_FIT_SOME;
}

static enum sql_fit fit_text(const struct sql_type *type, const struct dore_domain *domain) {
    uint64_t zone = domain->kinds == DORE_KIND_BIT(DORE_DATETIME); /* SQL_FORM_DATETIME_ISO's Z */
    bool bytes = type->word->flags & SQL_BYTES;
    return fit_within(dore_sum(domain->min_chars, zone),
                      dore_sum(bytes ? domain->max_bytes : domain->max_chars, zone),
                      sql_length_limit(type));
}

/* A BYTES domain knows the length of base64 only, which leaves two bytes open. */
static enum sql_fit fit_bytes(const struct sql_type *type, const struct dore_domain *domain) {
    uint64_t least = domain->min_chars / 4 * 3, most = domain->max_chars / 4 * 3;
    return fit_within(least > 2 ? least - 2 : 0, most > 2 ? most - 2 : most,
                      sql_length_limit(type));
}

static enum sql_fit fit_parsed(const struct sql_type *type, const struct dore_domain *domain) {
    const struct lengths *lengths = &parsed_lengths[sql_type_family(type)];
    uint64_t least = domain->min_chars, most = domain->max_chars;
    if (lengths->possible_most == 0) { /* BITS, ENUM, SET: the server decides by the content */
        return SQL_FIT_SOME;
    }
    if (most < lengths->possible_least || least > lengths->possible_most) {
        return SQL_FIT_NONE;
    }
    return least >= lengths->usual_least && most <= lengths->usual_most ? SQL_FIT_ALL
                                                                        : SQL_FIT_SOME;
}

static enum sql_fit fit_string(const struct sql_type *type, const struct dore_domain *domain) {
    if (type->family == SQL_BINARY && !type->array) {
        return fit_within(domain->min_chars, domain->max_bytes, sql_length_limit(type));
    }
    return fit_parsed(type, domain);
}

/* The least and the largest value of a kind; false when the domain does not tell them apart from
 * those of another kind. */
static bool find_ends(const struct dore_domain *domain, enum dore_kind kind,
                      struct dore_value end[2]) {
    unsigned bounded = domain->kinds & BOUNDED_KINDS;
    end[0] = end[1] = (struct dore_value){.kind = kind, .scale = domain->scale};
    if (kind == DORE_FLOAT) {
        end[0].u.f = domain->not_finite ? (double)INFINITY : domain->float_min;
        end[1].u.f = domain->not_finite ? 0.0 : domain->float_max;
        return true;
    }
    end[0].u.i = domain->bounded ? domain->min : INT64_MIN;
    end[1].u.i = domain->bounded ? domain->max : INT64_MAX;
    bool alone = bounded == DORE_KIND_BIT(kind);
    return alone && (kind != DORE_DECIMAL || (domain->bounded && domain->scale != DORE_SCALE_TEXT));
}

/* 0 is the year 0, 1 to 99 are two digits of one, others are years or none. */
static int year_form(int64_t year) {
    return year == 0 ? 0 : year > 0 && year <= 99 ? 1 : 2;
}

static enum sql_fit fit_range(const struct sql_type *type, const struct dore_domain *domain,
                              enum dore_kind kind) {
    struct dore_value end[2];
    if (!find_ends(domain, kind, end)) {
        return SQL_FIT_SOME;
    }
    enum sql_side low = value_side(type, &end[0]), high = value_side(type, &end[1]);
    if (type->family == SQL_YEAR && kind == DORE_INT &&
        year_form(end[0].u.i) != year_form(end[1].u.i)) {
        return SQL_FIT_SOME;
    }
    if (low == high || fit_of(low) == fit_of(high)) {
        bool around = low != high && fit_of(low) == SQL_FIT_NONE;
        return around ? SQL_FIT_SOME : fit_of(low);
    }
    bool loses = fit_of(low) != SQL_FIT_NONE && fit_of(high) != SQL_FIT_NONE;
    return loses ? SQL_FIT_LOSES : SQL_FIT_SOME;
}

static enum sql_fit worse(enum sql_fit a, enum sql_fit b) {
    static const unsigned rank[] = {
        [SQL_FIT_ALL] = 0, [SQL_FIT_LOSES] = 1, [SQL_FIT_SOME] = 2, [SQL_FIT_NONE] = 3};
    return rank[a] > rank[b] ? a : b;
}

static enum sql_fit fit_elements(const struct sql_type *type, const struct dore_domain *domain) {
    struct sql_type inner = *type;
    const struct dore_domain *element = domain->element;
    enum sql_fit fit = SQL_FIT_ALL;
    if (!element || type->family == SQL_SET) {
        return SQL_FIT_SOME;
    }
    bool vector = !type->array && type->family == SQL_VECTOR;
    if (vector && element->kinds & DORE_KIND_BIT(DORE_NULL)) {
        return SQL_FIT_NONE;
    }
    inner.array = false;
    inner.family = vector ? SQL_VECTOR_ITEM : type->family;
    for (unsigned kind = DORE_BOOL; kind < DORE_ANY; kind++) {
        if (element->kinds & DORE_KIND_BIT(kind)) {
            fit = worse(fit, sql_fit_kind(kind == DORE_LIST ? type : &inner, element,
                                          (enum dore_kind)kind));
        }
    }
    if (vector && fit != SQL_FIT_NONE) {
        return SQL_FIT_SOME; /* how many there are is not known */
    }
    return fit == SQL_FIT_NONE && (element->kinds & DORE_KIND_BIT(DORE_NULL)) ? SQL_FIT_SOME : fit;
}

static unsigned domain_depth(const struct dore_domain *domain) {
    unsigned deepest = domain->element ? domain_depth(domain->element) : 0;
    for (uint32_t i = 0; i < domain->field_count; i++) {
        unsigned depth = domain_depth(&domain->field[i].domain);
        deepest = depth > deepest ? depth : deepest;
    }
    bool nested = domain->kinds & (DORE_KIND_BIT(DORE_LIST) | DORE_KIND_BIT(DORE_RECORD));
    return deepest + nested;
}

static enum sql_fit fit_nested(const struct sql_type *type, const struct dore_domain *domain) {
    if (sql_type_family(type) == SQL_JSON) {
        return fit_of(depth_side(type, domain_depth(domain)));
    }
    return fit_elements(type, domain);
}

static enum sql_fit fit_depending(const struct sql_type *type, const struct dore_domain *domain,
                                  enum dore_kind kind) {
    const struct dore_value sample = {.kind = kind};
    switch (kind) {
    case DORE_INT:
    case DORE_FLOAT:
    case DORE_DECIMAL:
    case DORE_DATE:
    case DORE_DATETIME:
    case DORE_TIME:
    case DORE_DURATION:
        return fit_range(type, domain, kind);
    case DORE_STRING:
        return fit_string(type, domain);
    case DORE_BYTES:
        return fit_bytes(type, domain);
    case DORE_LIST:
    case DORE_RECORD:
        return fit_nested(type, domain);
    case DORE_NULL:
    case DORE_BOOL:
    case DORE_UUID:
    case DORE_UUID_STRING: /* as one, so all */
    case DORE_ANY:
    case DORE_KIND_COUNT:
        break;
    }
    return sql_fit_value(type, &sample);
}

enum sql_fit sql_fit_kind(const struct sql_type *type, const struct dore_domain *domain,
                          enum dore_kind kind) {
    enum sql_verdict verdict = (enum sql_verdict)sql_rule(type, kind)->verdict;
    enum sql_fit fit = SQL_FIT_ALL;
    if (verdict == SQL_REFUSED) {
        return SQL_FIT_NONE;
    }
    if (sql_type_family(type) == SQL_TEXT) {
        fit = fit_text(type, domain);
    } else if (verdict == SQL_DEPENDS) {
        fit = fit_depending(type, domain, kind);
    }
    return fit == SQL_FIT_ALL && verdict == SQL_LOSES ? SQL_FIT_LOSES : fit;
}
