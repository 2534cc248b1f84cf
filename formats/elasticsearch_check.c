/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch_check: what the servers would refuse of an index: its name, names of fields and of
 * objects inside them, types and the parameters that they cannot do without, numbers of fields.
 * The values are elasticsearch_values.c's.
 */
#include "elasticsearch.h"

#include <string.h>

/* The servers' defaults of index.mapping.total_fields.limit, depth.limit, nested_fields.limit. */
enum { MOST_FIELDS = 1000, MOST_DEPTH = 20, MOST_NESTED = 50 };

void elastic_check_store(const struct dore_store *store, struct dore_diags *diags) {
    for (uint32_t i = 0; i < store->table_count; i++) {
        for (uint32_t k = 0; k < i; k++) {
            if (strcmp(store->table[i]->name, store->table[k]->name) == 0) {
                dore_error(diags, DORE_E_NAME_TWICE, store->table[i]->name_where, NULL,
                           "index '%s' is that of model '%s' already", store->table[i]->name,
                           store->table[k]->id);
                break;
            }
        }
    }
}

/* ---- types ----------------------------------------------------------------------------------- */

static const char *version_name(enum elastic_version version) {
    return version == ELASTIC_7 ? "Elasticsearch 7" : "Elasticsearch 8";
}

/* Versions whose types this one may use. */
static unsigned known_to(enum elastic_version version) {
    return version == ELASTIC_7 ? ELASTIC_7 | ELASTIC_OPENSEARCH : ELASTIC_8;
}

/* Types that no server takes without one of two parameters. */
static const struct {
    const char *type, *parameter, *or_else;
    unsigned versions;
    const char *hint;
} required[] = {
    {"scaled_float", "scaling_factor", NULL, ELASTIC_7 | ELASTIC_8,
     "write {\"type\": \"scaled_float\", \"scaling_factor\": 100}"},
    {"dense_vector", "dims", NULL, ELASTIC_7, "write {\"type\": \"dense_vector\", \"dims\": 3}"},
    {"knn_vector", "dimension", "model_id", ELASTIC_7,
     "write {\"type\": \"knn_vector\", \"dimension\": 3}"},
    {"alias", "path", NULL, ELASTIC_7 | ELASTIC_8, NULL},
};

static void check_required(enum elastic_version version, const struct elastic_field *field,
                           const char *path, struct dore_where where, struct dore_diags *diags) {
    for (size_t i = 0; i < sizeof required / sizeof *required; i++) {
        if (strcmp(field->name, required[i].type) == 0 && (required[i].versions & version) &&
            !elastic_parameter(field, required[i].parameter) &&
            !(required[i].or_else && elastic_parameter(field, required[i].or_else))) {
            dore_error(diags, DORE_E_COLUMN_TYPE, where, required[i].hint,
                       "type '%s' of field '%s' needs '%s'", field->name, path,
                       required[i].parameter);
        }
    }
}

static void check_known(enum elastic_version version, const struct elastic_field *field,
                        struct dore_where where, struct dore_diags *diags) {
    unsigned known = known_to(version);
    if (field->type->class == ELASTIC_UNKNOWN) {
        struct dore_suggest nearest = {.name = field->name};
        elastic_type_suggest(&nearest, known);
        dore_warning(diags, DORE_W_KIND, where, dore_hint_nearest(diags, &nearest),
                     "unknown type '%s' is passed on as it is", field->name);
    } else if (!(field->type->versions & known)) {
        dore_warning(diags, DORE_W_KIND, where, NULL, "type '%s' is not known to %s", field->name,
                     version_name(version));
    }
}

static void check_mapping(enum elastic_version version, const struct elastic_field *field,
                          const char *path, struct dore_where where, struct dore_diags *diags) {
    if (!field->name) {
        dore_error(diags, DORE_E_COLUMN_TYPE, where, "add \"type\": \"keyword\", for example",
                   "the mapping of field '%s' has no 'type'", path);
        return;
    }
    check_known(version, field, where, diags);
    check_required(version, field, path, where, diags);
    elastic_check_parameters(field, path, diags);
    const struct dore_node *properties = elastic_properties(field);
    for (const struct dore_node *node = properties ? properties->first : NULL; node;
         node = node->next) {
        struct elastic_field inner = elastic_field_of(NULL, node);
        const char *inner_path = dore_hint(diags, "%s.%s", path, node->key);
        const char *fault =
            elastic_field_fault((struct dore_str){node->key, strlen(node->key)}, false, version);
        if (fault) {
            dore_error(diags, DORE_E_NAME, node->key_where, NULL, "field name '%s' %s", node->key,
                       fault);
        }
        check_mapping(version, &inner, inner_path, node->where, diags);
    }
    const struct dore_node *multi = elastic_parameter(field, "fields");
    for (const struct dore_node *node = multi ? multi->first : NULL; node; node = node->next) {
        struct elastic_field inner = elastic_field_of(NULL, node);
        check_mapping(version, &inner, dore_hint(diags, "%s.%s", path, node->key), node->where,
                      diags);
    }
}

/* ---- names ----------------------------------------------------------------------------------- */

/* True when `inner` is a path into `outer`. */
static bool is_inside(const char *inner, const char *outer) {
    size_t size = strlen(outer);
    return strncmp(inner, outer, size) == 0 && inner[size] == '.';
}

/* Whether `outer` is an object that leaves room for the path `inner`: both make one object then. */
static bool makes_room(const struct dore_field *outer, const struct dore_field *inner,
                       struct dore_arena *arena) {
    struct elastic_field type = elastic_field_for(outer, arena);
    const struct dore_node *properties = elastic_properties(&type);
    if (!type.name || strcmp(type.name, "object") != 0) {
        return false;
    }
    const char *rest = inner->name + strlen(outer->name) + 1;
    for (const struct dore_node *node = properties ? properties->first : NULL; node;
         node = node->next) {
        if (strcmp(rest, node->key) == 0 || is_inside(rest, node->key) ||
            is_inside(node->key, rest)) {
            return false;
        }
    }
    return true;
}

static void check_twice(const struct dore_field *field, const struct dore_field *earlier,
                        struct dore_diags *diags) {
    if (strcmp(field->name, earlier->name) == 0) {
        dore_error(diags, DORE_E_NAME_TWICE, field->name_where, NULL,
                   "field '%s' is that of attribute '%s' already", field->name, earlier->attribute);
    } else if ((is_inside(field->name, earlier->name) &&
                !makes_room(earlier, field, diags->arena)) ||
               (is_inside(earlier->name, field->name) &&
                !makes_room(field, earlier, diags->arena))) {
        dore_error(diags, DORE_E_NAME_TWICE, field->name_where,
                   "a dot makes an object of the part before it",
                   "fields '%s' and '%s' cannot both be there", earlier->name, field->name);
    }
}

static void check_name(enum elastic_version version, const struct dore_table *table, uint32_t index,
                       struct dore_diags *diags) {
    const struct dore_field *field = &table->field[index];
    const char *fault =
        elastic_field_fault((struct dore_str){field->name, strlen(field->name)}, true, version);
    if (fault) {
        dore_error(diags, DORE_E_NAME, field->name_where, NULL, "field name '%s' %s", field->name,
                   fault);
        return;
    }
    for (uint32_t k = 0; k < index; k++) {
        check_twice(field, &table->field[k], diags);
    }
}

/* ---- limits ---------------------------------------------------------------------------------- */

struct count {
    uint64_t fields, nested;
    unsigned depth;
};

static void count_level(struct count *count, unsigned depth) {
    count->fields++;
    count->depth = depth > count->depth ? depth : count->depth;
}

/* Fields that a server makes of an undeclared object: a text gets a keyword beside it. */
static void count_domain(struct count *count, const struct dore_domain *domain, unsigned depth) {
    if (domain->element) {
        count_domain(count, domain->element, depth);
    }
    for (uint32_t i = 0; i < domain->field_count; i++) {
        const struct dore_domain *inner = &domain->field[i].domain;
        count_level(count, depth + 1);
        count->fields += (inner->kinds & DORE_KIND_BIT(DORE_STRING)) != 0;
        count_domain(count, inner, depth + 1);
    }
}

static void count_mapping(struct count *count, const struct elastic_field *field, unsigned depth) {
    const struct dore_node *properties = elastic_properties(field);
    const struct dore_node *multi = elastic_parameter(field, "fields");
    count_level(count, depth);
    count->fields += multi ? multi->count : 0;
    count->nested += field->name && strcmp(field->name, "nested") == 0;
    for (const struct dore_node *node = properties ? properties->first : NULL; node;
         node = node->next) {
        struct elastic_field inner = elastic_field_of(NULL, node);
        count_mapping(count, &inner, depth + 1);
    }
}

/* Objects that a dotted name implies, those that earlier names implied left out. */
static unsigned count_path(struct count *count, const struct dore_table *table, uint32_t index) {
    const char *name = table->field[index].name;
    unsigned depth = 1;
    for (const char *dot = strchr(name, '.'); dot; dot = strchr(dot + 1, '.')) {
        size_t prefix = (size_t)(dot - name) + 1;
        bool known = false;
        for (uint32_t k = 0; k < index && !known; k++) {
            known = strncmp(table->field[k].name, name, prefix) == 0;
        }
        count->fields += !known;
        depth++;
    }
    return depth;
}

static void check_limits(const struct dore_table *table, struct dore_diags *diags) {
    struct count count = {0};
    for (uint32_t i = 0; i < table->field_count; i++) {
        const struct dore_field *field = &table->field[i];
        struct elastic_field type = elastic_field_for(field, diags->arena);
        unsigned depth = count_path(&count, table, i);
        count_mapping(&count, &type, depth);
        if (type.type->class == ELASTIC_OBJECT && !elastic_properties(&type)) {
            count_domain(&count, &field->domain, depth);
        }
    }
    const struct {
        const char *setting, *what;
        uint64_t count, usual;
    } limits[] = {
        {"index.mapping.total_fields.limit", "fields", count.fields, MOST_FIELDS},
        {"index.mapping.depth.limit", "levels of fields", count.depth, MOST_DEPTH},
        {"index.mapping.nested_fields.limit", "nested fields", count.nested, MOST_NESTED},
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        int64_t most = elastic_setting_number(table, limits[i].setting, (int64_t)limits[i].usual);
        if (most < 0 || limits[i].count > (uint64_t)most) {
            dore_error(diags, DORE_E_LIMIT, table->where,
                       dore_hint(diags, "raise '%s' in the model's 'settings'", limits[i].setting),
                       "index '%s' has %llu %s, of %lld", table->name,
                       (unsigned long long)limits[i].count, limits[i].what, (long long)most);
        }
    }
}

/* _bulk refuses the whole request for one _id that is too long, and makes one up for null. Whole
 * numbers become their digits. */
static void check_id(const struct dore_table *table, struct dore_diags *diags) {
    enum { ID_BYTES = 512 };
    unsigned taken = DORE_KIND_BIT(DORE_STRING) | DORE_KIND_BIT(DORE_INT) |
                     DORE_KIND_BIT(DORE_UUID) | DORE_KIND_BIT(DORE_UUID_STRING);
    const struct dore_field *field = table->id_field;
    const struct dore_domain *domain = &field->domain;
    for (enum dore_kind kind = DORE_NULL; kind < DORE_ANY; kind++) {
        if (domain->kinds & DORE_KIND_BIT(kind) & ~taken) {
            dore_error(diags, DORE_E_KIND, field->where,
                       "let an attribute of texts, uuids or whole numbers be the 'documentId'",
                       "'%s' may be %s, which cannot be a document's _id", field->attribute,
                       kind == DORE_NULL ? "null" : dore_kind_name(kind));
        }
    }
    bool nulls =
        domain->kinds & DORE_KIND_BIT(DORE_NULL); /* they count as texts without characters */
    if (domain->kinds & DORE_KIND_BIT(DORE_STRING) && domain->min_chars == 0 && !nulls) {
        dore_error(diags, DORE_E_KIND, field->where, NULL,
                   "'%s' may be empty, which cannot be a document's _id", field->attribute);
    }
    if (domain->max_bytes > ID_BYTES) {
        dore_error(diags, DORE_E_LIMIT, field->where, NULL,
                   "'%s' may have %llu bytes; a document's _id has at most %d", field->attribute,
                   (unsigned long long)domain->max_bytes, ID_BYTES);
    }
}

void elastic_check(enum elastic_version version, const struct dore_table *table,
                   struct dore_diags *diags) {
    const char *fault = elastic_index_fault(table->name);
    if (fault) {
        dore_error(diags, DORE_E_NAME, table->name_where, NULL, "index name '%s' %s", table->name,
                   fault);
    }
    for (uint32_t i = 0; i < table->field_count; i++) {
        const struct dore_field *field = &table->field[i];
        check_name(version, table, i, diags);
        if (field->type || field->mapping) {
            struct elastic_field type = elastic_field_of(field->type, field->mapping);
            check_mapping(version, &type, field->name, field->type_where, diags);
        }
        elastic_check_values(version, field, diags);
    }
    elastic_check_copies(table, diags);
    check_limits(table, diags);
    if (table->id_field) {
        check_id(table, diags);
    }
}
