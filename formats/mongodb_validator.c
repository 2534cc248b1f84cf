/* SPDX-License-Identifier: Apache-2.0
 *
 * mongodb_validator: what a collection is told to refuse. `validator: true` makes a $jsonSchema of
 * what is known of every field before a row is made: its kinds, bounds that are exact, words that
 * are listed, and that it is there. An object of the manifest's goes to the server as it stands.
 * Both are written as Extended JSON inside a script, which has the shell turn them into BSON.
 */
#include "mongodb.h"

#include "json.h"

#include <float.h>
#include <string.h>

/* Deeper levels of a document say their kind alone: the server reads no schema of any depth. */
enum { SCHEMA_LEVELS = 20, MOST_WORDS = 100 };
/* JavaScript's numbers are exact up to here. */
#define SAFE_INTEGER INT64_C(9007199254740991)

bool mongodb_has_validator(const struct dore_table *table) {
    bool wanted;
    return table->options && (table->options->kind == DORE_NODE_OBJECT ||
                              (dore_node_bool(table->options, &wanted) && wanted));
}

/* ---- kinds ----------------------------------------------------------------------------------- */

static const char *const bson_types[DORE_KIND_COUNT] = {
    [DORE_NULL] = "null",       [DORE_BOOL] = "bool",          [DORE_FLOAT] = "double",
    [DORE_DECIMAL] = "decimal", [DORE_STRING] = "string",      [DORE_BYTES] = "binData",
    [DORE_UUID] = "binData",    [DORE_UUID_STRING] = "string", [DORE_DATE] = "date",
    [DORE_DATETIME] = "date",   [DORE_TIME] = "string",        [DORE_DURATION] = "string",
    [DORE_LIST] = "array",      [DORE_RECORD] = "object",
};
enum {
    NUMBERS = DORE_KIND_BIT(DORE_INT) | DORE_KIND_BIT(DORE_FLOAT) | DORE_KIND_BIT(DORE_DECIMAL)
};

struct types {
    const char *name[DORE_KIND_COUNT + 1];
    uint32_t count;
};

static void add_type(struct types *types, const char *name) {
    for (uint32_t i = 0; i < types->count; i++) {
        if (strcmp(types->name[i], name) == 0) {
            return;
        }
    }
    types->name[types->count++] = name;
}

/* An integer is an int where 32 bits hold it. */
static void add_integers(struct types *types, const struct dore_domain *domain) {
    if (!domain->bounded || (domain->min <= INT32_MAX && domain->max >= INT32_MIN)) {
        add_type(types, "int");
    }
    if (!domain->bounded || domain->min < INT32_MIN || domain->max > INT32_MAX) {
        add_type(types, "long");
    }
}

void mongodb_put_types(const struct dore_domain *domain, struct dore_buf *out) {
    struct types types = {.count = 0};
    for (enum dore_kind kind = DORE_NULL; kind < DORE_ANY; kind++) {
        if (!(domain->kinds & DORE_KIND_BIT(kind))) {
            continue;
        }
        if (kind == DORE_INT) {
            add_integers(&types, domain);
        } else {
            add_type(&types, bson_types[kind]);
        }
    }
    dore_buf_puts(out, types.count == 1 ? "" : "[");
    for (uint32_t i = 0; i < types.count; i++) {
        dore_buf_format(out, "%s\"%s\"", i ? ", " : "", types.name[i]);
    }
    dore_buf_puts(out, types.count == 1 ? "" : "]");
}

/* ---- bounds ---------------------------------------------------------------------------------- */

static void put_integer(int64_t number, struct dore_buf *out) {
    bool safe = number >= -SAFE_INTEGER && number <= SAFE_INTEGER;
    dore_buf_puts(out, safe ? "" : "{\"$numberLong\": \"");
    dore_buf_put_i64(out, number);
    dore_buf_puts(out, safe ? "" : "\"}");
}

/* A bound of numbers of that kind, the lowest or the highest. */
static void put_bound(const struct dore_domain *domain, enum dore_kind kind, bool highest,
                      struct dore_buf *out) {
    char text[DORE_DOUBLE_ROOM];
    int64_t units = highest ? domain->max : domain->min;
    dore_buf_puts(out, highest ? ", \"maximum\": " : ", \"minimum\": ");
    if (kind == DORE_INT) {
        put_integer(units, out);
    } else if (kind == DORE_FLOAT) {
        double number = highest ? domain->float_max : domain->float_min;
        dore_buf_put(out, text, (size_t)(dore_print_double(text, number) - text));
    } else {
        dore_buf_puts(out, "{\"$numberDecimal\": \"");
        dore_buf_put(out, text, (size_t)(dore_print_decimal(text, units, domain->scale) - text));
        dore_buf_puts(out, "\"}");
    }
}

/* The domain has one pair of bounds, so it is exact where numbers of one kind come out. */
static void put_bounds(const struct dore_domain *domain, struct dore_buf *out) {
    unsigned numbers = domain->kinds & NUMBERS;
    bool moments = domain->kinds & (DORE_KIND_BIT(DORE_DATE) | DORE_KIND_BIT(DORE_DATETIME) |
                                    DORE_KIND_BIT(DORE_TIME) | DORE_KIND_BIT(DORE_DURATION));
    bool known = false;
    enum dore_kind kind = DORE_INT;
    if (numbers == DORE_KIND_BIT(DORE_FLOAT)) {
        kind = DORE_FLOAT;
        known = !domain->not_finite && domain->float_min <= domain->float_max &&
                domain->float_min > -DBL_MAX && domain->float_max < DBL_MAX;
    } else if (numbers == DORE_KIND_BIT(DORE_DECIMAL)) {
        kind = DORE_DECIMAL;
        known = domain->bounded && domain->scale != DORE_SCALE_TEXT && !moments;
    } else if (numbers == DORE_KIND_BIT(DORE_INT)) {
        known = domain->bounded && !moments;
    }
    if (known) {
        put_bound(domain, kind, false, out);
        put_bound(domain, kind, true, out);
    }
}

/* Texts that all have one length, such as codes. Other lengths are a method's own and no rule. */
static void put_length(const struct dore_domain *domain, struct dore_buf *out) {
    bool texts = domain->kinds == DORE_KIND_BIT(DORE_STRING) ||
                 domain->kinds == DORE_KIND_BIT(DORE_UUID_STRING);
    if (texts && !domain->items && domain->min_chars == domain->max_chars) {
        dore_buf_format(out, ", \"minLength\": %llu, \"maxLength\": %llu",
                        (unsigned long long)domain->min_chars,
                        (unsigned long long)domain->max_chars);
    }
}

/* Listed words, and null where the attribute's nullRate adds it; the server wants each once. */
static bool is_repeated(const struct dore_domain *domain, uint32_t index) {
    for (uint32_t i = 0; i < index; i++) {
        if (dore_value_equal(&domain->items[i], &domain->items[index])) {
            return true;
        }
    }
    return false;
}

static void put_words(const struct dore_domain *domain, struct dore_buf *out) {
    unsigned words = DORE_KIND_BIT(DORE_STRING) | DORE_KIND_BIT(DORE_NULL);
    if (!domain->items || domain->item_count > MOST_WORDS || (domain->kinds & ~words) ||
        domain->kinds == DORE_KIND_BIT(DORE_NULL)) {
        return;
    }
    bool nulls = domain->kinds & DORE_KIND_BIT(DORE_NULL);
    dore_buf_puts(out, ", \"enum\": [");
    for (uint32_t i = 0; i < domain->item_count; i++) {
        nulls &= domain->items[i].kind != DORE_NULL;
        if (!is_repeated(domain, i)) {
            dore_buf_puts(out, i ? ", " : "");
            json_write_value(&domain->items[i], out);
        }
    }
    dore_buf_puts(out, nulls ? ", null]" : "]");
}

/* ---- fields ---------------------------------------------------------------------------------- */

/* A name with a dot is read as a path by the server, an empty one as nothing, and this one by
 * JavaScript; nothing is said of such fields. */
static bool is_named(const char *name) {
    return *name && !strchr(name, '.') && strcmp(name, "__proto__") != 0;
}

static void put_name(const char *name, struct dore_buf *out) {
    dore_buf_put_json_string(out, (struct dore_str){name, strlen(name)});
}

static void put_schema(const struct dore_domain *domain, unsigned level, struct dore_buf *out);

static void put_fields(const struct dore_domain *domain, unsigned level, struct dore_buf *out) {
    const char *comma = "";
    dore_buf_puts(out, ", \"required\": [");
    for (uint32_t i = 0; i < domain->field_count; i++) {
        if (is_named(domain->field[i].name)) {
            dore_buf_puts(out, comma);
            put_name(domain->field[i].name, out);
            comma = ", ";
        }
    }
    dore_buf_puts(out, "], \"properties\": {");
    comma = "";
    for (uint32_t i = 0; i < domain->field_count; i++) {
        if (is_named(domain->field[i].name)) {
            dore_buf_puts(out, comma);
            put_name(domain->field[i].name, out);
            dore_buf_puts(out, ": ");
            put_schema(&domain->field[i].domain, level + 1, out);
            comma = ", ";
        }
    }
    dore_buf_putc(out, '}');
}

static bool has_named_field(const struct dore_domain *domain) {
    for (uint32_t i = 0; i < domain->field_count; i++) {
        if (is_named(domain->field[i].name)) {
            return true; /* `required` may not be empty */
        }
    }
    return false;
}

static void put_schema(const struct dore_domain *domain, unsigned level, struct dore_buf *out) {
    bool opened = level < SCHEMA_LEVELS;
    dore_buf_putc(out, '{');
    dore_buf_puts(out, "\"bsonType\": ");
    mongodb_put_types(domain, out);
    put_bounds(domain, out);
    put_length(domain, out);
    put_words(domain, out);
    if ((domain->kinds & DORE_KIND_BIT(DORE_LIST)) && domain->element && opened) {
        dore_buf_puts(out, ", \"items\": ");
        put_schema(domain->element, level + 1, out);
    }
    if ((domain->kinds & DORE_KIND_BIT(DORE_RECORD)) && opened && has_named_field(domain)) {
        put_fields(domain, level, out);
    }
    dore_buf_putc(out, '}');
}

/* A document is a record, of whose fields each has a line. */
static void put_document(const struct dore_table *table, struct dore_buf *out) {
    bool own_id = mongodb_id_field(table) == table->field_count;
    dore_buf_puts(out, "{\"$jsonSchema\": {\n    \"bsonType\": \"object\",\n    \"required\": [");
    dore_buf_puts(out, own_id ? "\"_id\"" : "");
    const char *comma = own_id ? ", " : "";
    for (uint32_t i = 0; i < table->field_count; i++) {
        if (is_named(mongodb_field_name(table, i))) {
            dore_buf_puts(out, comma);
            put_name(mongodb_field_name(table, i), out);
            comma = ", ";
        }
    }
    dore_buf_puts(out, "],\n    \"properties\": {");
    dore_buf_puts(out, own_id ? "\n      \"_id\": {\"bsonType\": \"objectId\"}" : "");
    comma = own_id ? "," : "";
    for (uint32_t i = 0; i < table->field_count; i++) {
        if (is_named(mongodb_field_name(table, i))) {
            dore_buf_format(out, "%s\n      ", comma);
            put_name(mongodb_field_name(table, i), out);
            dore_buf_puts(out, ": ");
            put_schema(&table->field[i].domain, 1, out);
            comma = ",";
        }
    }
    dore_buf_puts(out, "\n    }\n  }}");
}

void mongodb_put_validator(const struct dore_table *table, struct dore_buf *out) {
    if (table->options->kind == DORE_NODE_OBJECT) {
        dore_node_write(table->options, 0, out);
    } else {
        put_document(table, out);
    }
}

/* ---- an object of the manifest's ------------------------------------------------------------- */

/* A whole number that JavaScript would round. */
static bool is_rounded(const struct dore_node *node) {
    int64_t number;
    return node->kind == DORE_NODE_NUMBER && !strpbrk(node->text.text, ".eE") &&
           (!dore_node_integer(node, &number) || number > SAFE_INTEGER || number < -SAFE_INTEGER);
}

void mongodb_check_validator(const struct dore_node *node, struct dore_diags *diags) {
    if (is_rounded(node)) {
        dore_error(diags, DORE_E_KIND, node->where,
                   dore_hint(diags, "write {\"$numberLong\": \"%s\"}", node->text.text),
                   "a number in 'validator' has more digits than a script's numbers keep");
    }
    for (const struct dore_node *child = node->first; child; child = child->next) {
        if (child->key && strcmp(child->key, "__proto__") == 0) {
            dore_error(diags, DORE_E_NAME, child->key_where, NULL,
                       "key '__proto__' in 'validator' is JavaScript's own");
        }
        mongodb_check_validator(child, diags);
    }
}
