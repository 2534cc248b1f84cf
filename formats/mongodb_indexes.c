/* SPDX-License-Identifier: Apache-2.0
 *
 * mongodb_indexes: keys and indexes of collections, made once the documents are there. The server
 * takes null for a value like others, so a unique index whose fields may be null holds only the
 * documents in which none is. The index of _id is the server's own.
 */
#include "mongodb.h"

#include <string.h>

/* ---- which indexes --------------------------------------------------------------------------- */

static bool same_fields(const struct dore_key *a, const struct dore_key *b) {
    return a->count == b->count && memcmp(a->field, b->field, a->count * sizeof *a->field) == 0;
}

/* The server has no two indexes of the same fields; the unique one does for both. */
static bool is_made(const struct dore_table *table, uint32_t index) {
    const struct dore_key *key = &table->key[index];
    for (uint32_t i = 0; i < table->key_count; i++) {
        const struct dore_key *other = &table->key[i];
        bool stronger = other->kind != DORE_KEY_INDEX && key->kind == DORE_KEY_INDEX;
        bool sooner = (other->kind != DORE_KEY_INDEX) == (key->kind != DORE_KEY_INDEX) && i < index;
        if (same_fields(key, other) && (stronger || sooner)) {
            return false;
        }
    }
    return key->count > 1 || key->field[0] != mongodb_id_field(table);
}

/* ---- the list -------------------------------------------------------------------------------- */

static void put_fields(const struct dore_table *table, const struct dore_key *key,
                       struct dore_buf *out) {
    for (uint32_t i = 0; i < key->count; i++) {
        dore_buf_puts(out, i ? ", " : "{");
        mongodb_put_string(mongodb_field_name(table, key->field[i]), out);
        dore_buf_puts(out, ": 1");
    }
    dore_buf_putc(out, '}');
}

/* The types of what is not null, for each field that may be null. */
static void put_filter(const struct dore_table *table, const struct dore_key *key,
                       struct dore_buf *out) {
    const char *open = ", \"partialFilterExpression\": {", *comma = open;
    for (uint32_t i = 0; i < key->count; i++) {
        struct dore_domain domain = table->field[key->field[i]].domain;
        if (domain.kinds & DORE_KIND_BIT(DORE_NULL) && domain.kinds != DORE_KIND_BIT(DORE_NULL)) {
            domain.kinds &= ~DORE_KIND_BIT(DORE_NULL);
            dore_buf_puts(out, comma);
            mongodb_put_string(mongodb_field_name(table, key->field[i]), out);
            dore_buf_puts(out, ": {\"$type\": ");
            mongodb_put_types(&domain, out);
            dore_buf_putc(out, '}');
            comma = ", ";
        }
    }
    dore_buf_puts(out, comma == open ? "" : "}");
}

static void put_index(const struct dore_table *table, const struct dore_key *key,
                      struct dore_buf *out) {
    bool unique = key->kind != DORE_KEY_INDEX;
    dore_buf_puts(out, "  [");
    mongodb_put_string(table->name, out);
    dore_buf_puts(out, ", ");
    put_fields(table, key, out);
    dore_buf_puts(out, unique ? ", {\"unique\": true" : ", {");
    if (unique) {
        put_filter(table, key, out);
    }
    if (key->name) {
        dore_buf_puts(out, unique ? ", \"name\": " : "\"name\": ");
        mongodb_put_string(key->name, out);
    }
    dore_buf_puts(out, "}],\n");
}

bool mongodb_put_indexes(const struct dore_store *store, struct dore_buf *out) {
    size_t empty = out->size, head;
    dore_buf_puts(out, "const indexes = [\n");
    head = out->size;
    for (uint32_t i = 0; i < store->table_count; i++) {
        const struct dore_table *table = store->table[i];
        for (uint32_t k = 0; k < table->key_count; k++) {
            if (is_made(table, k)) {
                put_index(table, &table->key[k], out);
            }
        }
    }
    if (out->size == head) {
        out->size = empty;
        return false;
    }
    dore_buf_puts(out, "];\n");
    return true;
}

/* ---- what the server or the shell would refuse or change ------------------------------------- */

/* Objects of JavaScript keep whole numbers before other keys. */
static bool is_number(const char *name) {
    return *name && strspn(name, "0123456789") == strlen(name);
}

static void check_field(const struct dore_table *table, const struct dore_key *key, uint32_t index,
                        struct dore_diags *diags) {
    const struct dore_field *field = &table->field[key->field[index]];
    const char *name = mongodb_field_name(table, key->field[index]);
    bool unique = key->kind != DORE_KEY_INDEX;
    if (strchr(name, '.')) {
        dore_error(diags, DORE_E_CONSTRAINT, key->where, NULL,
                   "field '%s' holds a dot, so no index reaches it", name);
    } else if (strcmp(name, "__proto__") == 0 || (key->count > 1 && is_number(name))) {
        dore_error(diags, DORE_E_CONSTRAINT, key->where, NULL,
                   "no script for mongosh can name field '%s' in an index", name);
    }
    if (unique && field->domain.kinds & DORE_KIND_BIT(DORE_LIST)) {
        dore_error(diags, DORE_E_CONSTRAINT, key->where, NULL,
                   "field '%s' holds lists, of which each item would have to be unique", name);
    }
}

static void check_lists(const struct dore_table *table, const struct dore_key *key,
                        struct dore_diags *diags) {
    uint32_t lists = 0;
    for (uint32_t i = 0; i < key->count; i++) {
        lists += (table->field[key->field[i]].domain.kinds & DORE_KIND_BIT(DORE_LIST)) != 0;
    }
    if (lists > 1 && key->kind == DORE_KEY_INDEX) {
        dore_error(diags, DORE_E_CONSTRAINT, key->where, NULL,
                   "an index of collection '%s' has two fields that hold lists; MongoDB takes one",
                   table->name);
    }
}

/* The name that the index has, or that the shell gives it. */
static const char *name_of(const struct dore_table *table, const struct dore_key *key,
                           struct dore_arena *arena) {
    if (key->name) {
        return key->name;
    }
    const char *name = "";
    for (uint32_t i = 0; i < key->count; i++) {
        name = dore_arena_format(arena, "%s%s%s_1", name, i ? "_" : "",
                                 mongodb_field_name(table, key->field[i]));
    }
    return name;
}

static void check_name(const struct dore_table *table, uint32_t index, struct dore_diags *diags) {
    const struct dore_key *key = &table->key[index];
    const char *name = name_of(table, key, diags->arena);
    if (strcmp(name, "*") == 0 || strcmp(name, "_id_") == 0) {
        dore_error(diags, DORE_E_NAME, key->where, NULL,
                   "index name '%s' is one that MongoDB refuses", name);
    }
    for (uint32_t i = 0; i < index; i++) {
        if (is_made(table, i) && strcmp(name_of(table, &table->key[i], diags->arena), name) == 0) {
            dore_error(diags, DORE_E_NAME_TWICE, key->where, NULL,
                       "collection '%s' has an index '%s' already", table->name, name);
            return;
        }
    }
}

/* With that of _id. */
static void check_count(const struct dore_table *table, struct dore_diags *diags) {
    enum { MOST_INDEXES = 64 };
    uint32_t count = 1;
    for (uint32_t i = 0; i < table->key_count; i++) {
        if (is_made(table, i) && ++count == MOST_INDEXES + 1) {
            dore_error(diags, DORE_E_LIMIT, table->key[i].where, NULL,
                       "collection '%s' has more than %d indexes, that of '_id' among them",
                       table->name, MOST_INDEXES);
        }
    }
}

void mongodb_check_indexes(const struct dore_table *table, struct dore_diags *diags) {
    enum { MOST_FIELDS = 32 };
    for (uint32_t i = 0; i < table->key_count; i++) {
        const struct dore_key *key = &table->key[i];
        for (uint32_t k = 0; k < key->count; k++) {
            check_field(table, key, k, diags);
        }
        check_lists(table, key, diags);
        if (key->count > MOST_FIELDS) {
            dore_error(diags, DORE_E_LIMIT, key->where, NULL,
                       "an index of collection '%s' has %u fields; MongoDB takes %d", table->name,
                       key->count, MOST_FIELDS);
        }
        if (is_made(table, i)) {
            check_name(table, i, diags);
        }
    }
    check_count(table, diags);
}
