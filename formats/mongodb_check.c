/* SPDX-License-Identifier: Apache-2.0
 *
 * mongodb_check: what MongoDB, its driver or mongoimport would refuse or change: names of
 * databases, collections and fields, keys inside nested objects, depth, document keys, and
 * decimals of more than 34 digits. Every kind of value has an Extended JSON form, so kinds are
 * refused for _id alone.
 */
#include "json_decimal.h"
#include "mongodb.h"

#include <string.h>

enum { DATABASE_BYTES = 63, NAMESPACE_BYTES = 255, NESTED_LEVELS = 100 };

/* ---- databases and collections --------------------------------------------------------------- */

static void check_database(const struct dore_store *store, struct dore_diags *diags) {
    static const char refused[] = "/\\. \"$*<>:|?";
    const char *name = store->database;
    size_t bad = strcspn(name, refused);
    if (!*name) {
        dore_error(diags, DORE_E_NAME, store->database_where, NULL, "the database's name is empty");
    } else if (name[bad]) {
        dore_error(diags, DORE_E_NAME, store->database_where, NULL,
                   "database name '%s' holds '%c', which MongoDB refuses", name, name[bad]);
    } else if (strlen(name) > DATABASE_BYTES) {
        dore_error(diags, DORE_E_NAME, store->database_where, NULL,
                   "database name '%s' has more than %d bytes", name, DATABASE_BYTES);
    }
}

void mongodb_check_store(const struct dore_store *store, struct dore_diags *diags) {
    if (store->database) {
        check_database(store, diags);
    }
    for (uint32_t i = 0; i < store->table_count; i++) {
        for (uint32_t k = 0; k < i; k++) {
            if (strcmp(store->table[i]->name, store->table[k]->name) == 0) {
                dore_error(diags, DORE_E_NAME_TWICE, store->table[i]->name_where, NULL,
                           "collection '%s' is that of model '%s' already", store->table[i]->name,
                           store->table[k]->id);
                break;
            }
        }
    }
}

static const char *collection_fault(const char *name) {
    size_t size = strlen(name);
    if (size == 0) {
        return "is empty";
    }
    if (strchr(name, '$')) {
        return "holds '$', which MongoDB refuses";
    }
    if (strncmp(name, "system.", 7) == 0) {
        return "begins with 'system.', which is the server's own";
    }
    if (strpbrk(name, "\r\n")) {
        return "holds a line end, which scripts around the shell cannot pass on";
    }
    if (name[0] == '.' || name[size - 1] == '.' || strstr(name, "..")) {
        return "begins or ends with a dot, or has two in a row";
    }
    return NULL;
}

static void check_collection(const struct dore_store *store, const struct dore_table *table,
                             struct dore_diags *diags) {
    const char *fault = collection_fault(table->name);
    size_t bytes = (store->database ? strlen(store->database) : 0) + 1 + strlen(table->name);
    if (fault) {
        dore_error(diags, DORE_E_NAME, table->name_where, NULL, "collection name '%s' %s",
                   table->name, fault);
    } else if (bytes > NAMESPACE_BYTES) {
        dore_error(diags, DORE_E_NAME, table->name_where, NULL,
                   "collection name '%s' and its database's have more than %d bytes together",
                   table->name, NAMESPACE_BYTES);
    }
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* What a check of one field needs at any depth. */
struct check {
    const struct dore_field *field;
    struct dore_diags *diags;
};

/* A key at any depth; the text may hold U+0000 when no manifest wrote it. */
static void check_key(const struct check *check, struct dore_str key, struct dore_where where) {
    int shown = key.size < 200 ? (int)key.size : 200;
    if (memchr(key.text, '\0', key.size)) {
        dore_error(check->diags, DORE_E_NAME, where, NULL,
                   "a key in field '%s' holds U+0000, which MongoDB refuses", check->field->name);
    } else if (key.size && key.text[0] == '$') {
        dore_error(check->diags, DORE_E_NAME, where, NULL,
                   "key '%.*s' begins with '$', which mongoimport takes for a type", shown,
                   key.text);
    } else if (memchr(key.text, '.', key.size)) {
        dore_warning(check->diags, DORE_W_NAME, where, NULL,
                     "key '%.*s' holds a dot; queries hardly reach it", shown, key.text);
    } else if (!key.size) {
        dore_warning(check->diags, DORE_W_NAME, where, NULL,
                     "an empty key in field '%s'; queries hardly reach it", check->field->name);
    }
}

static struct dore_where place_of(const struct check *check, const struct dore_node *node) {
    return node ? node->where : check->field->where;
}

static void check_depth(const struct check *check, struct dore_where where, unsigned depth) {
    if (depth == NESTED_LEVELS + 1) { /* the document itself is level 1 */
        dore_error(check->diags, DORE_E_LIMIT, where, NULL, "field '%s' nests more than %d levels",
                   check->field->name, NESTED_LEVELS);
    }
}

/* ---- values ---------------------------------------------------------------------------------- */

static void warn_digits(const struct check *check, struct dore_where where, const char *how) {
    dore_warning(check->diags, DORE_W_KIND, where, NULL,
                 "decimals in field '%s' %s more than %d digits and are rounded",
                 check->field->name, how, JSON_DECIMAL128_DIGITS);
}

/* A listed value; `node` is what stands in the manifest for it, or NULL. */
static void check_value(const struct check *check, const struct dore_value *value,
                        const struct dore_node *node, unsigned depth) {
    const struct dore_node *child = node ? node->first : NULL;
    if (value->kind == DORE_DECIMAL && value->scale == DORE_SCALE_TEXT &&
        json_significant_digits(value->u.s) > JSON_DECIMAL128_DIGITS) {
        warn_digits(check, place_of(check, node), "have");
    } else if (value->kind == DORE_LIST) {
        check_depth(check, place_of(check, node), depth + 1);
        for (uint32_t i = 0; i < value->u.list.count; i++) {
            check_value(check, &value->u.list.item[i], child, depth + 1);
            child = child ? child->next : NULL;
        }
    } else if (value->kind == DORE_RECORD) {
        check_depth(check, place_of(check, node), depth + 1);
        for (uint32_t i = 0; i < value->u.record.count; i++) {
            const struct dore_entry *entry = &value->u.record.entry[i];
            check_key(check, entry->key, child ? child->key_where : check->field->where);
            check_value(check, &entry->value, child, depth + 1);
            child = child ? child->next : NULL;
        }
    }
}

static void check_items(const struct check *check, const struct dore_domain *domain,
                        unsigned depth) {
    const struct dore_node *node = domain->item_nodes ? domain->item_nodes->first : NULL;
    for (uint32_t i = 0; i < domain->item_count; i++) {
        check_value(check, &domain->items[i], node, depth);
        node = node ? node->next : NULL;
    }
}

static void check_domain(const struct check *check, const struct dore_domain *domain,
                         unsigned depth) {
    if (domain->items) {
        check_items(check, domain, depth);
        return;
    }
    if ((domain->kinds & DORE_KIND_BIT(DORE_DECIMAL)) && domain->scale == DORE_SCALE_TEXT &&
        domain->max_chars > JSON_DECIMAL128_DIGITS) {
        warn_digits(check, check->field->where, "may have");
    }
    if (domain->element) {
        check_depth(check, check->field->where, depth + 1);
        check_domain(check, domain->element, depth + 1);
    }
    for (uint32_t i = 0; i < domain->field_count; i++) {
        const char *name = domain->field[i].name;
        check_key(check, (struct dore_str){name, strlen(name)}, check->field->where);
        check_depth(check, check->field->where, depth + 1);
        check_domain(check, &domain->field[i].domain, depth + 1);
    }
}

/* ---- fields ---------------------------------------------------------------------------------- */

static void check_field_name(const struct dore_table *table, uint32_t index,
                             struct dore_diags *diags) {
    const struct dore_field *field = &table->field[index];
    if (!*field->name) {
        dore_error(diags, DORE_E_NAME, field->name_where, NULL, "the field's name is empty");
    } else if (field->name[0] == '$') {
        dore_error(diags, DORE_E_NAME, field->name_where, NULL,
                   "field name '%s' begins with '$', which mongoimport takes for a type",
                   field->name);
    } else if (strchr(field->name, '.')) {
        dore_warning(diags, DORE_W_NAME, field->name_where, NULL,
                     "field name '%s' holds a dot; queries hardly reach it", field->name);
    }
    const char *name = mongodb_field_name(table, index);
    for (uint32_t k = 0; k < index; k++) {
        if (strcmp(name, mongodb_field_name(table, k)) == 0) {
            dore_error(diags, DORE_E_NAME_TWICE, field->name_where, NULL,
                       "field '%s' is that of attribute '%s' already", name,
                       table->field[k].attribute);
            break;
        }
    }
}

/* The document's key is neither an array nor absent. */
static void check_id(const struct dore_field *field, struct dore_diags *diags) {
    const struct dore_domain *domain = &field->domain;
    if (domain->kinds & DORE_KIND_BIT(DORE_LIST)) {
        dore_error(diags, DORE_E_KIND, field->where, NULL, "field '_id' cannot hold lists");
    }
    if (domain->kinds & DORE_KIND_BIT(DORE_NULL)) {
        dore_error(diags, DORE_E_KIND, field->where, NULL, "field '_id' cannot hold null");
    }
}

void mongodb_check(const struct dore_store *store, const struct dore_table *table,
                   struct dore_diags *diags) {
    check_collection(store, table, diags);
    mongodb_check_size(table, diags);
    if (table->options) {
        mongodb_check_validator(table->options, diags);
    }
    uint32_t id = mongodb_id_field(table);
    if (id < table->field_count) {
        check_id(&table->field[id], diags);
    }
    mongodb_check_indexes(table, diags);
    for (uint32_t i = 0; i < table->field_count; i++) {
        check_field_name(table, i, diags);
        check_domain(&(struct check){&table->field[i], diags}, &table->field[i].domain, 1);
    }
}
