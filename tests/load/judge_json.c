/* SPDX-License-Identifier: Apache-2.0
 *
 * judge_json: whether a JSON value that was read back is the value that was meant: plain JSON in
 * SQL columns, MongoDB's canonical Extended JSON, Elasticsearch's documents.
 */
#include "judge.h"

#include <math.h>
#include <string.h>

const struct dore_node *json_parse(struct dore_arena *arena, struct dore_str text) {
    struct dore_diags diags = {.arena = arena};
    return dore_json_read(arena, NULL, NULL, text, &diags);
}

/* Compares one value; `context` is the form's own. */
typedef bool matcher(const void *context, const struct dore_value *value,
                     const struct dore_node *node);

static bool list_matches(matcher *match, const void *context, const struct dore_list *list,
                         const struct dore_node *node) {
    if (node->kind != DORE_NODE_ARRAY || node->count != list->count) {
        return false;
    }
    const struct dore_node *child = node->first;
    for (uint32_t i = 0; i < list->count; i++, child = child->next) {
        if (!match(context, &list->item[i], child)) {
            return false;
        }
    }
    return true;
}

/* `ordered`: the keys stand in the record's order. */
static bool record_matches(matcher *match, const void *context, const struct dore_record *record,
                           const struct dore_node *node, bool ordered) {
    if (node->kind != DORE_NODE_OBJECT || node->count != record->count) {
        return false;
    }
    const struct dore_node *child = node->first;
    for (uint32_t i = 0; i < record->count; i++) {
        const struct dore_entry *entry = &record->entry[i];
        const struct dore_node *found = ordered ? child : node->first;
        while (!ordered && found && !dore_str_is(entry->key, found->key)) {
            found = found->next;
        }
        if (!found || !dore_str_is(entry->key, found->key) ||
            !match(context, &entry->value, found)) {
            return false;
        }
        child = child->next;
    }
    return true;
}

/* ---- plain ------------------------------------------------------------------------------------
 */

static bool number_matches(const struct dore_value *value, const struct dore_node *node,
                           bool jsonb) {
    struct dore_buf digits = {0};
    bool same =
        node->kind == DORE_NODE_NUMBER &&
        (value->kind == DORE_FLOAT ? doubles_equal(node->text, value->u.f, false, !jsonb)
                                   : numbers_equal(digits_of(value, &digits), -1, node->text));
    dore_buf_release(&digits);
    return same;
}

static bool plain_matches(const void *context, const struct dore_value *value,
                          const struct dore_node *node) {
    bool jsonb = *(const bool *)context;
    switch (value->kind) {
    case DORE_NULL:
        return node->kind == DORE_NODE_NULL;
    case DORE_BOOL:
        return node->kind == DORE_NODE_BOOL && node->truth == value->u.b;
    case DORE_INT:
    case DORE_FLOAT:
    case DORE_DECIMAL:
        return number_matches(value, node, jsonb);
    case DORE_LIST:
        return list_matches(plain_matches, context, &value->u.list, node);
    case DORE_RECORD:
        return record_matches(plain_matches, context, &value->u.record, node, !jsonb);
    case DORE_STRING:
    case DORE_BYTES:
    case DORE_UUID:
    case DORE_UUID_STRING:
    case DORE_DATE:
    case DORE_DATETIME:
    case DORE_TIME:
    case DORE_DURATION:
        return node->kind == DORE_NODE_STRING && text_matches(value, node->text);
    case DORE_ANY:
    case DORE_KIND_COUNT:
        break;
    }
    return false;
}

bool json_matches(const struct dore_value *value, const struct dore_node *node, bool jsonb) {
    return node && plain_matches(&jsonb, value, node);
}

/* ---- Extended JSON ----------------------------------------------------------------------------
 */

/* The text behind the only key of an object: {"$numberInt":"5"} */
static bool wrapped(const struct dore_node *node, const char *key, struct dore_str *text) {
    if (node->kind != DORE_NODE_OBJECT || node->count != 1 || strcmp(node->first->key, key) != 0 ||
        node->first->kind != DORE_NODE_STRING) {
        return false;
    }
    *text = node->first->text;
    return true;
}

static bool bson_integer(int64_t number, const struct dore_node *node) {
    struct dore_str text;
    int64_t got;
    bool small = number >= INT32_MIN && number <= INT32_MAX;
    return wrapped(node, small ? "$numberInt" : "$numberLong", &text) &&
           dore_parse_i64(text, &got) && got == number;
}

/* Days or microseconds, kept to the millisecond before. */
static bool bson_moment(int64_t microseconds, const struct dore_node *node) {
    struct dore_str text;
    int64_t got;
    return node->kind == DORE_NODE_OBJECT && node->count == 1 &&
           strcmp(node->first->key, "$date") == 0 && wrapped(node->first, "$numberLong", &text) &&
           dore_parse_i64(text, &got) && got == cut_moment(microseconds, 3) / 1000;
}

static bool bson_binary(struct dore_str bytes, const char *subtype, const struct dore_node *node) {
    const struct dore_node *binary = dore_node_find(node, "$binary");
    const struct dore_node *base64 = binary ? dore_node_find(binary, "base64") : NULL;
    const struct dore_node *type = binary ? dore_node_find(binary, "subType") : NULL;
    return base64 && type && dore_str_is(type->text, subtype) && base64_equal(base64->text, bytes);
}

static bool bson_decimal(const struct dore_value *value, const struct dore_node *node) {
    struct dore_buf digits = {0};
    struct dore_str text;
    bool same = wrapped(node, "$numberDecimal", &text) &&
                decimals128_equal(digits_of(value, &digits), text);
    dore_buf_release(&digits);
    return same;
}

static bool bson_value(const void *context, const struct dore_value *value,
                       const struct dore_node *node) {
    struct dore_str text, uuid = {(const char *)value->u.uuid, sizeof value->u.uuid};
    switch (value->kind) {
    case DORE_INT:
        return bson_integer(value->u.i, node);
    case DORE_FLOAT:
        return wrapped(node, "$numberDouble", &text) &&
               doubles_equal(text, value->u.f, false, true);
    case DORE_DECIMAL:
        return bson_decimal(value, node);
    case DORE_BYTES:
        return bson_binary(value->u.s, "00", node);
    case DORE_UUID:
        return bson_binary(uuid, "04", node);
    case DORE_DATE:
        return bson_moment(value->u.i * DORE_US_PER_DAY, node);
    case DORE_DATETIME:
        return bson_moment(value->u.i, node);
    case DORE_LIST:
        return list_matches(bson_value, context, &value->u.list, node);
    case DORE_RECORD:
        return record_matches(bson_value, context, &value->u.record, node, true);
    case DORE_NULL:
    case DORE_BOOL:
    case DORE_STRING:
    case DORE_UUID_STRING:
    case DORE_TIME:
    case DORE_DURATION:
    case DORE_ANY:
    case DORE_KIND_COUNT:
        break;
    }
    return json_matches(value, node, false);
}

bool bson_matches(const struct dore_value *value, const struct dore_node *node) {
    return node && bson_value(NULL, value, node);
}

/* ---- Elasticsearch ----------------------------------------------------------------------------
 */

/* What a field's type makes of scalars. */
enum elastic_like {
    LIKE_JSON, /* each kind in its plain form */
    LIKE_TEXT,
    LIKE_NUMBER,
    LIKE_BOOLEAN,
    LIKE_DATE,
    LIKE_NANOS
};
struct elastic_context {
    enum elastic_like like;
    const struct dore_node *properties;
};

static enum elastic_like like_of(const char *type) {
    static const struct {
        const char *type;
        enum elastic_like like;
    } table[] = {
        {"keyword", LIKE_TEXT},      {"text", LIKE_TEXT},
        {"wildcard", LIKE_TEXT},     {"constant_keyword", LIKE_TEXT},
        {"ip", LIKE_TEXT},           {"binary", LIKE_TEXT},
        {"byte", LIKE_NUMBER},       {"short", LIKE_NUMBER},
        {"integer", LIKE_NUMBER},    {"long", LIKE_NUMBER},
        {"float", LIKE_NUMBER},      {"double", LIKE_NUMBER},
        {"half_float", LIKE_NUMBER}, {"scaled_float", LIKE_NUMBER},
        {"boolean", LIKE_BOOLEAN},   {"date", LIKE_DATE},
        {"date_nanos", LIKE_NANOS},
    };
    for (size_t i = 0; type && i < sizeof table / sizeof *table; i++) {
        if (strcmp(table[i].type, type) == 0) {
            return table[i].like;
        }
    }
    return LIKE_JSON;
}

static struct elastic_context context_of(const char *type, const struct dore_node *mapping) {
    const struct dore_node *word = mapping ? dore_node_find(mapping, "type") : NULL;
    return (struct elastic_context){.like = like_of(word ? word->text.text : type),
                                    .properties =
                                        mapping ? dore_node_find(mapping, "properties") : NULL};
}

static bool elastic_moment(int64_t microseconds, enum elastic_like like,
                           const struct dore_node *node) {
    int64_t got;
    if (node->kind != DORE_NODE_STRING || !read_moment(node->text, &got)) {
        return false;
    }
    return got == (like == LIKE_NANOS ? microseconds : cut_moment(microseconds, 3)) &&
           node->text.text[node->text.size - 1] == 'Z';
}

/* A number of milliseconds where a date stands. */
static bool elastic_epoch(int64_t milliseconds, const struct dore_node *node) {
    int64_t got;
    if (node->kind == DORE_NODE_NUMBER) {
        return dore_parse_i64(node->text, &got) && got == milliseconds;
    }
    return node->kind == DORE_NODE_STRING && read_moment(node->text, &got) &&
           got == milliseconds * 1000;
}

static bool elastic_number(const struct dore_value *value, const struct dore_node *node) {
    struct dore_value moved = {.kind = DORE_INT};
    if (value->kind == DORE_DATE || value->kind == DORE_DATETIME) {
        int64_t moment = value->kind == DORE_DATE ? value->u.i * DORE_US_PER_DAY : value->u.i;
        moved.u.i = cut_moment(moment, 3) / 1000;
        return number_matches(&moved, node, false);
    }
    if (value->kind == DORE_DURATION) { /* whole milliseconds, or seconds with a fraction */
        struct dore_value seconds = {.kind = DORE_DECIMAL, .scale = 6, .u.i = value->u.i};
        moved.u.i = cut_moment(value->u.i, 3) / 1000;
        return number_matches(&moved, node, false) || number_matches(&seconds, node, false);
    }
    return number_matches(value, node, false);
}

static bool elastic_value(const void *context, const struct dore_value *value,
                          const struct dore_node *node);

static bool elastic_record(const struct elastic_context *context, const struct dore_record *record,
                           const struct dore_node *node) {
    if (node->kind != DORE_NODE_OBJECT || node->count != record->count) {
        return false;
    }
    const struct dore_node *child = node->first;
    for (uint32_t i = 0; i < record->count; i++, child = child->next) {
        const struct dore_node *mapping =
            context->properties ? dore_node_find(context->properties, child->key) : NULL;
        struct elastic_context inner = context_of(NULL, mapping);
        if (!dore_str_is(record->entry[i].key, child->key) ||
            !elastic_value(&inner, &record->entry[i].value, child)) {
            return false;
        }
    }
    return true;
}

static bool elastic_value(const void *context, const struct dore_value *value,
                          const struct dore_node *node) {
    const struct elastic_context *at = context;
    bool scalar =
        value->kind != DORE_NULL && value->kind != DORE_LIST && value->kind != DORE_RECORD;
    if (value->kind == DORE_LIST) {
        return list_matches(elastic_value, context, &value->u.list, node);
    }
    if (value->kind == DORE_RECORD) {
        return elastic_record(at, &value->u.record, node);
    }
    if (scalar && at->like == LIKE_TEXT) {
        return node->kind == DORE_NODE_STRING && text_matches(value, node->text);
    }
    if (scalar && at->like == LIKE_NUMBER && value->kind != DORE_STRING) {
        return value->kind == DORE_BOOL ? node->kind == DORE_NODE_NUMBER &&
                                              dore_str_is(node->text, value->u.b ? "1" : "0")
                                        : elastic_number(value, node);
    }
    if (value->kind == DORE_DATETIME) { /* a field that is not declared becomes a date */
        return elastic_moment(value->u.i, at->like, node);
    }
    if ((at->like == LIKE_DATE || at->like == LIKE_NANOS) && value->kind == DORE_INT) {
        return elastic_epoch(value->u.i, node);
    }
    return json_matches(value, node, false);
}

bool elastic_matches(const struct dore_value *value, const struct dore_node *node, const char *type,
                     const struct dore_node *mapping) {
    struct elastic_context context = context_of(type, mapping);
    return node && elastic_value(&context, value, node);
}
