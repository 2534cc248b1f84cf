/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch_types: the field types of Elasticsearch 7 and 8 and OpenSearch 2, the kinds of
 * values that each class of types takes, and how it writes them.
 */
#include "elasticsearch.h"

#include <float.h>
#include <string.h>

/* ---- types ----------------------------------------------------------------------------------- */

#define BOTH (ELASTIC_7 | ELASTIC_8)
#define OPEN ELASTIC_OPENSEARCH

/* By name, so that the search may halve. Types of OpenSearch alone are known to version 7, which
 * serves it. */
static const struct elastic_type types[] = {
    {.name = "aggregate_metric_double", .class = ELASTIC_SHAPE, .versions = BOTH},
    {.name = "alias", .class = ELASTIC_ALIAS, .versions = BOTH},
    {.name = "binary", .class = ELASTIC_BINARY, .versions = BOTH},
    {.name = "boolean", .class = ELASTIC_BOOLEAN, .versions = BOTH},
    {.name = "byte", .class = ELASTIC_INTEGER, .versions = BOTH, .min = -128, .max = 127},
    {.name = "completion", .class = ELASTIC_COMPLETION, .versions = BOTH},
    {.name = "constant_keyword", .class = ELASTIC_CONSTANT, .versions = BOTH},
    {.name = "counted_keyword", .class = ELASTIC_KEYWORD, .versions = ELASTIC_8},
    {.name = "date", .class = ELASTIC_DATE, .versions = BOTH},
    {.name = "date_nanos", .class = ELASTIC_NANOS, .versions = BOTH},
    {.name = "date_range", .class = ELASTIC_RANGE, .versions = BOTH},
    {.name = "dense_vector", .class = ELASTIC_VECTOR, .versions = BOTH},
    {.name = "double",
     .class = ELASTIC_DOUBLE,
     .versions = BOTH,
     .lowest = -DBL_MAX,
     .most = DBL_MAX,
     .digits = 15},
    {.name = "double_range", .class = ELASTIC_RANGE, .versions = BOTH},
    {.name = "flat_object", .class = ELASTIC_FLATTENED, .versions = OPEN},
    {.name = "flattened", .class = ELASTIC_FLATTENED, .versions = BOTH},
    {.name = "float",
     .class = ELASTIC_FLOAT,
     .versions = BOTH,
     .lowest = -(double)FLT_MAX,
     .most = (double)FLT_MAX,
     .digits = 6},
    {.name = "float_range", .class = ELASTIC_RANGE, .versions = BOTH},
    {.name = "geo_point", .class = ELASTIC_GEO_POINT, .versions = BOTH},
    {.name = "geo_shape", .class = ELASTIC_SHAPE, .versions = BOTH},
    {.name = "half_float",
     .class = ELASTIC_FLOAT,
     .versions = BOTH,
     .lowest = -65519.0,
     .most = 65519.0,
     .digits = 3},
    {.name = "histogram", .class = ELASTIC_SHAPE, .versions = BOTH},
    {.name = "integer",
     .class = ELASTIC_INTEGER,
     .versions = BOTH,
     .min = INT32_MIN,
     .max = INT32_MAX},
    {.name = "integer_range", .class = ELASTIC_RANGE, .versions = BOTH},
    {.name = "ip", .class = ELASTIC_IP, .versions = BOTH},
    {.name = "ip_range", .class = ELASTIC_IP_RANGE, .versions = BOTH},
    {.name = "join", .class = ELASTIC_JOIN, .versions = BOTH},
    {.name = "keyword", .class = ELASTIC_KEYWORD, .versions = BOTH},
    {.name = "knn_vector", .class = ELASTIC_VECTOR, .versions = OPEN},
    {.name = "long", .class = ELASTIC_LONG, .versions = BOTH, .min = INT64_MIN, .max = INT64_MAX},
    {.name = "long_range", .class = ELASTIC_RANGE, .versions = BOTH},
    {.name = "match_only_text", .class = ELASTIC_TEXT, .versions = BOTH},
    {.name = "murmur3", .class = ELASTIC_TEXT, .versions = BOTH},
    {.name = "nested", .class = ELASTIC_OBJECT, .versions = BOTH},
    {.name = "object", .class = ELASTIC_OBJECT, .versions = BOTH},
    {.name = "passthrough", .class = ELASTIC_OBJECT, .versions = ELASTIC_8},
    {.name = "percolator", .class = ELASTIC_SHAPE, .versions = BOTH},
    {.name = "point", .class = ELASTIC_SHAPE, .versions = BOTH},
    {.name = "rank_feature",
     .class = ELASTIC_FLOAT,
     .versions = BOTH,
     .lowest = (double)FLT_MIN,
     .most = (double)FLT_MAX,
     .digits = 6},
    {.name = "rank_features", .class = ELASTIC_FLATTENED, .versions = BOTH},
    {.name = "rank_vectors", .class = ELASTIC_SHAPE, .versions = ELASTIC_8},
    {.name = "scaled_float",
     .class = ELASTIC_FLOAT,
     .versions = BOTH,
     .lowest = -9223372036854774784.0,
     .most = 9223372036854774784.0,
     .digits = 15},
    {.name = "search_as_you_type", .class = ELASTIC_TEXT, .versions = BOTH},
    {.name = "semantic_text", .class = ELASTIC_TEXT, .versions = ELASTIC_8},
    {.name = "shape", .class = ELASTIC_SHAPE, .versions = BOTH},
    {.name = "short", .class = ELASTIC_INTEGER, .versions = BOTH, .min = -32768, .max = 32767},
    {.name = "sparse_vector", .class = ELASTIC_FLATTENED, .versions = BOTH},
    {.name = "text", .class = ELASTIC_TEXT, .versions = BOTH},
    {.name = "token_count", .class = ELASTIC_TEXT, .versions = BOTH},
    {.name = "unsigned_long", .class = ELASTIC_INTEGER, .versions = BOTH, .max = INT64_MAX},
    {.name = "version", .class = ELASTIC_TEXT, .versions = BOTH},
    {.name = "wildcard", .class = ELASTIC_TEXT, .versions = BOTH},
    {.name = "xy_point", .class = ELASTIC_SHAPE, .versions = OPEN},
    {.name = "xy_shape", .class = ELASTIC_SHAPE, .versions = OPEN},
};
enum { TYPE_COUNT = sizeof types / sizeof *types };

static const struct elastic_type unknown_type = {
    .name = "", .class = ELASTIC_UNKNOWN, .versions = BOTH};

static const struct elastic_type opaque_type = {
    .name = "object", .class = ELASTIC_OPAQUE, .versions = BOTH};

static const struct elastic_type *find_type(const char *name) {
    size_t low = 0, high = TYPE_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(name, types[middle].name);
        if (order == 0) {
            return &types[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return &unknown_type;
}

void elastic_type_suggest(struct dore_suggest *suggest, unsigned versions) {
    for (size_t i = 0; i < TYPE_COUNT; i++) {
        if (types[i].versions & versions) {
            dore_suggest_try(suggest, types[i].name);
        }
    }
}

/* ---- fields ---------------------------------------------------------------------------------- */

const struct dore_node *elastic_parameter(const struct elastic_field *field, const char *key) {
    return field->mapping && field->mapping->kind == DORE_NODE_OBJECT
               ? dore_node_find(field->mapping, key)
               : NULL;
}

bool elastic_parameter_is(const struct elastic_field *field, const char *key, bool truth) {
    const struct dore_node *node = elastic_parameter(field, key);
    if (node && node->kind == DORE_NODE_STRING) {
        return dore_str_is(node->text, truth ? "true" : "false");
    }
    return node && node->kind == DORE_NODE_BOOL && node->truth == truth;
}

const struct dore_node *elastic_properties(const struct elastic_field *field) {
    const struct dore_node *node = elastic_parameter(field, "properties");
    return node && node->kind == DORE_NODE_OBJECT && node->count ? node : NULL;
}

/* A mapping without a type is an object's when it declares fields or says nothing but whether it
 * is looked into. */
static bool implies_object(const struct elastic_field *field) {
    return elastic_parameter(field, "properties") ||
           (field->mapping->count == 1 && elastic_parameter(field, "enabled"));
}

struct elastic_field elastic_field_of(const char *type, const struct dore_node *mapping) {
    struct elastic_field field = {.mapping = mapping, .name = mapping ? NULL : type};
    const struct dore_node *name = elastic_parameter(&field, "type");
    if (name && name->kind == DORE_NODE_STRING) {
        field.name = name->text.text;
    } else if (mapping && !name && implies_object(&field)) {
        field.name = "object";
    }
    field.type = field.name ? find_type(field.name) : &unknown_type;
    if (field.type->class == ELASTIC_OBJECT && elastic_parameter_is(&field, "enabled", false)) {
        field.type = &opaque_type;
    }
    return field;
}

uint64_t elastic_ignore_above(const struct elastic_field *field) {
    const struct dore_node *node = elastic_parameter(field, "ignore_above");
    uint64_t number;
    bool text = node && (node->kind == DORE_NODE_STRING || node->kind == DORE_NODE_NUMBER);
    return text && dore_parse_u64(node->text, &number) ? number : UINT64_MAX;
}

/* ---- classes --------------------------------------------------------------------------------- */

#define TEXT_KINDS                                                                                 \
    [DORE_STRING] = JSON_TEXT, [DORE_BYTES] = JSON_BASE64, [DORE_UUID] = JSON_UUID_TEXT,           \
    [DORE_UUID_STRING] = JSON_UUID_TEXT, [DORE_DATE] = JSON_DATE, [DORE_TIME] = JSON_TIME,         \
    [DORE_DURATION] = JSON_DURATION
#define NUMBERS(form) [DORE_INT] = form, [DORE_FLOAT] = form, [DORE_DECIMAL] = form

/* As JSON has it. */
static const struct json_style natural = {.form = {[DORE_BOOL] = JSON_BOOL,
                                                   NUMBERS(JSON_NUMBER),
                                                   TEXT_KINDS,
                                                   [DORE_DATETIME] = JSON_DATETIME_3}};
/* Everything as text; nothing of a date-time is cut. */
static const struct json_style quoted = {.form = {[DORE_BOOL] = JSON_BOOL_QUOTED,
                                                  NUMBERS(JSON_NUMBER_QUOTED),
                                                  TEXT_KINDS,
                                                  [DORE_DATETIME] = JSON_DATETIME},
                                         .inner = &natural};
/* Numbers; lengths of time as milliseconds for whole numbers, seconds for others. */
static const struct json_style whole = {.form = {[DORE_BOOL] = JSON_BOOL_DIGIT,
                                                 NUMBERS(JSON_NUMBER),
                                                 [DORE_STRING] = JSON_TEXT,
                                                 [DORE_DATE] = JSON_DATE_MILLIS,
                                                 [DORE_DATETIME] = JSON_MILLIS,
                                                 [DORE_DURATION] = JSON_MILLIS}};
static const struct json_style fraction = {.form = {[DORE_BOOL] = JSON_BOOL_DIGIT,
                                                    NUMBERS(JSON_NUMBER),
                                                    [DORE_STRING] = JSON_TEXT,
                                                    [DORE_DURATION] = JSON_SECONDS}};
static const struct json_style date = {.form = {[DORE_INT] = JSON_NUMBER_DATETIME,
                                                [DORE_STRING] = JSON_TEXT,
                                                [DORE_DATE] = JSON_DATE,
                                                [DORE_DATETIME] = JSON_DATETIME_3}};
static const struct json_style date_nanos = {.form = {[DORE_INT] = JSON_NUMBER_DATETIME,
                                                      [DORE_STRING] = JSON_TEXT,
                                                      [DORE_DATE] = JSON_DATE,
                                                      [DORE_DATETIME] = JSON_DATETIME_9}};
/* For formats that read no ISO text, and for such that read both it and numbers. */
static const struct json_style date_millis = {.form = {[DORE_INT] = JSON_NUMBER,
                                                       [DORE_STRING] = JSON_TEXT,
                                                       [DORE_DATE] = JSON_DATE_MILLIS,
                                                       [DORE_DATETIME] = JSON_MILLIS}};
static const struct json_style date_or_number = {.form = {[DORE_INT] = JSON_NUMBER,
                                                          [DORE_STRING] = JSON_TEXT,
                                                          [DORE_DATE] = JSON_DATE,
                                                          [DORE_DATETIME] = JSON_DATETIME_3}};

/* Verdicts in the order of the kinds: null, bool, int, float, decimal; string, bytes, uuid,
 * uuid string; date, date-time, time, duration; list, record. A list is judged by its items. */
static const struct {
    const char *verdict;
    const struct json_style *style;
} classes[ELASTIC_CLASS_COUNT] = {
    [ELASTIC_UNKNOWN] = {"..... .... .... ..", &natural},
    [ELASTIC_KEYWORD] = {"..... vw.. .... .x", &quoted},
    [ELASTIC_CONSTANT] = {"..... .w.. .... .x", &quoted},
    [ELASTIC_TEXT] = {"..... .w.. .... .x", &quoted},
    [ELASTIC_INTEGER] = {"..vxv vxxx xxxx .x", &whole},
    [ELASTIC_LONG] = {"..vxv vxxx w.x. .x", &whole},
    [ELASTIC_FLOAT] = {"..vvv vxxx xxxx .x", &fraction},
    [ELASTIC_DOUBLE] = {"..vvv vxxx xxx. .x", &fraction},
    [ELASTIC_BOOLEAN] = {"..xxx vxxx xxxx .x", &natural},
    [ELASTIC_DATE] = {".xvxx vxxx vvxx .x", &date},
    [ELASTIC_NANOS] = {".xvxx vxxx vvxx .x", &date_nanos},
    [ELASTIC_BINARY] = {".xxxx v.xx xxxx .x", &natural},
    [ELASTIC_IP] = {".xxxx vxxx xxxx .x", &natural},
    [ELASTIC_RANGE] = {".xxxx xxxx xxxx .v", &natural},
    [ELASTIC_IP_RANGE] = {".xxxx vxxx xxxx .v", &natural},
    [ELASTIC_GEO_POINT] = {".xxxx wxxx xxxx .v", &natural},
    [ELASTIC_OBJECT] = {".xxxx xxxx xxxx ..", &natural},
    [ELASTIC_FLATTENED] = {".xxxx xxxx xxxx ..", &natural},
    [ELASTIC_VECTOR] = {".xxxx xxxx xxxx vx", &natural},
    [ELASTIC_COMPLETION] = {"..... vw.. .... ..", &quoted},
    [ELASTIC_JOIN] = {".xxxx .xxx xxxx xv", &natural},
    [ELASTIC_SHAPE] = {".xwww wxxx xxxx ..", &natural},
    [ELASTIC_ALIAS] = {"xxxxx xxxx xxxx xx", &natural},
    [ELASTIC_OPAQUE] = {"..... .... .... ..", &natural},
};

char elastic_verdict(enum elastic_class class, enum dore_kind kind) {
    int blanks = (kind > DORE_DECIMAL) + (kind > DORE_UUID_STRING) + (kind > DORE_DURATION);
    return classes[class].verdict[(int)kind + blanks];
}

static const struct json_style *date_style(const struct elastic_field *field) {
    struct elastic_date_format format = elastic_date_format_of(field);
    if (format.epoch && format.iso) {
        return &date_or_number;
    }
    return format.epoch_millis ? &date_millis
           : format.epoch      ? &date_or_number
                               : classes[field->type->class].style;
}

/* An object's declared fields are written as their own types want it. */
static const struct json_style *object_style(const struct dore_node *properties,
                                             struct dore_arena *arena) {
    struct json_style *style = DORE_NEW(arena, struct json_style, 1);
    struct json_member *member = DORE_NEW(arena, struct json_member, properties->count);
    *style = natural;
    style->inner = &natural;
    style->member = member;
    for (const struct dore_node *node = properties->first; node; node = node->next) {
        struct elastic_field inner = elastic_field_of(NULL, node);
        member[style->member_count++] =
            (struct json_member){{node->key, strlen(node->key)}, elastic_style(&inner, arena)};
    }
    return style;
}

const struct json_style *elastic_style(const struct elastic_field *field,
                                       struct dore_arena *arena) {
    const struct dore_node *properties = elastic_properties(field);
    if (field->type->class == ELASTIC_OBJECT && properties) {
        return object_style(properties, arena);
    }
    bool moment = field->type->class == ELASTIC_DATE || field->type->class == ELASTIC_NANOS;
    return moment ? date_style(field) : classes[field->type->class].style;
}
