/* SPDX-License-Identifier: Apache-2.0
 *
 * mongodb: one Extended JSON document a line for mongoimport, and two mongosh scripts: one makes
 * the collections, one counts them after the load and makes their indexes. Every document has an
 * _id, so that runs are equal and a part sent twice doubles nothing. What the server refuses is
 * mongodb_check.c's.
 */
#include "mongodb.h"

#include "document.h"

#include <string.h>

static const struct dore_layout *layout(const struct dore_store *store,
                                        const struct dore_table *table, struct dore_arena *arena) {
    (void)store;
    const struct json_style **style =
        DORE_NEW(arena, const struct json_style *, table->field_count);
    struct dore_field *field = DORE_NEW(arena, struct dore_field, table->field_count);
    struct dore_table named = *table;
    named.field = field;
    for (uint32_t i = 0; i < table->field_count; i++) {
        style[i] = &json_extended;
        field[i] = table->field[i];
        field[i].name = mongodb_field_name(table, i);
    }
    struct document_frame own_id = {.head = DORE_STR("{\"_id\":{\"$oid\":\""),
                                    .middle = DORE_STR("\"}"),
                                    .id = true,
                                    .comma = true};
    struct document_frame field_id = {.head = DORE_STR("{"), .first = mongodb_id_field(table)};
    return document_layout(&named, field_id.first == table->field_count ? &own_id : &field_id,
                           style, arena);
}

/* ---- scripts --------------------------------------------------------------------------------- */

static void put_connect(const struct dore_store *store, const char *about, struct dore_buf *out) {
    dore_buf_format(out,
                    "// %s\n"
                    "// Run: mongosh --nodb --norc --quiet --file FILE, with MONGODB_URI set.\n"
                    "if (!process.env.MONGODB_URI) {\n"
                    "  throw new Error(\"MONGODB_URI is not set\");\n"
                    "}\n"
                    "db = connect(process.env.MONGODB_URI).getSiblingDB(",
                    about);
    mongodb_put_string(store->database ? store->database : "", out);
    dore_buf_puts(out, ");\n");
}

static bool has_validators(const struct dore_store *store) {
    for (uint32_t i = 0; i < store->table_count; i++) {
        if (mongodb_has_validator(store->table[i])) {
            return true;
        }
    }
    return false;
}

/* Collections as keys of a Map: as those of an object, some names would be JavaScript's own. */
static void put_validators(const struct dore_store *store, struct dore_buf *out) {
    dore_buf_puts(out, "const validators = new Map([\n");
    for (uint32_t i = 0; i < store->table_count; i++) {
        if (mongodb_has_validator(store->table[i])) {
            struct dore_buf json = {0};
            mongodb_put_validator(store->table[i], &json);
            dore_buf_puts(out, "  [");
            mongodb_put_string(store->table[i]->name, out);
            dore_buf_puts(out, ", ");
            mongodb_put_json(&json, out);
            dore_buf_puts(out, "],\n");
            dore_buf_release(&json);
        }
    }
    dore_buf_puts(out, "]);\n");
}

static void schema(const struct dore_store *store, const struct dore_table *table,
                   struct dore_buf *out) {
    (void)table;
    put_connect(store,
                store->drop ? "Makes the collections anew; those that exist are dropped."
                            : "Makes the collections; changes nothing when one exists.",
                out);
    dore_buf_puts(out, "const collections = [\n");
    for (uint32_t i = 0; i < store->table_count; i++) {
        dore_buf_puts(out, "  ");
        mongodb_put_string(store->table[i]->name, out);
        dore_buf_puts(out, ",\n");
    }
    dore_buf_puts(out, "];\n");
    bool validators = has_validators(store);
    if (validators) {
        put_validators(store, out);
    }
    dore_buf_puts(out, "const existing = db.getCollectionNames();\n"
                       "for (const name of collections) {\n"
                       "  if (existing.includes(name)) {\n");
    dore_buf_puts(out, store->drop ? "    db.getCollection(name).drop();\n"
                                   : "    throw new Error(\"collection '\" + name + \"' exists "
                                     "already in database '\" + db.getName() + \"'\");\n");
    dore_buf_puts(out, "  }\n"
                       "}\n"
                       "for (const name of collections) {\n");
    dore_buf_puts(out, validators ? "  const validator = validators.get(name) || {};\n"
                                    "  db.createCollection(name, { validator: "
                                    "EJSON.deserialize(validator) });\n"
                                  : "  db.createCollection(name);\n");
    dore_buf_puts(out, "}\n"
                       "print(\"dore-end 10-schema\");\n");
}

static void put_counts(const struct dore_store *store, struct dore_buf *out) {
    dore_buf_puts(out, "const expected = [\n");
    for (uint32_t i = 0; i < store->table_count; i++) {
        dore_buf_puts(out, "  [");
        mongodb_put_string(store->table[i]->name, out);
        dore_buf_puts(out, ", ");
        dore_buf_put_u64(out, store->table[i]->rows);
        dore_buf_puts(out, "],\n");
    }
    dore_buf_puts(out, "];\n"
                       "for (const [name, rows] of expected) {\n"
                       "  const found = db.getCollection(name).countDocuments({});\n"
                       "  if (found !== rows) {\n"
                       "    throw new Error(\"collection '\" + name + \"' holds \" + found + \" "
                       "documents, not \" + rows);\n"
                       "  }\n"
                       "}\n");
}

/* Making an index that is there already changes nothing, so the script can be run again. */
static void after(const struct dore_store *store, struct dore_buf *out) {
    struct dore_buf indexes = {0};
    bool counts = !store->given && !store->bare;
    bool some = !store->given && mongodb_put_indexes(store, &indexes);
    if (counts || some) {
        put_connect(store,
                    !some    ? "Counts the documents after the load."
                    : counts ? "Counts the documents after the load and makes the indexes."
                             : "Makes the indexes.",
                    out);
    }
    if (counts) {
        put_counts(store, out);
    }
    if (some) {
        dore_buf_put(out, indexes.data, indexes.size);
        dore_buf_puts(out, "for (const [name, keys, options] of indexes) {\n"
                           "  db.getCollection(name).createIndex(keys, options);\n"
                           "}\n");
    }
    if (counts || some) {
        dore_buf_puts(out, "print(\"dore-end 30-indexes\");\n");
    }
    dore_buf_release(&indexes);
}

/* ---- the format ------------------------------------------------------------------------------ */

static const char *const protocols[] = {"mongodb", NULL};

static const struct dore_property model_properties[] = {
    {.key = "collectionName",
     .slot = DORE_SLOT_NAME,
     .required = true,
     .about = "the collection that the records go to"},
    {.key = "documentId",
     .slot = DORE_SLOT_KEY,
     .about = "the attribute whose values are the documents' _id"},
    {.key = "validator",
     .slot = DORE_SLOT_OPTIONS,
     .object = true,
     .flag = true,
     .about = "true: the collection refuses documents unlike these; or a validator of your own"},
    {.key = NULL},
};

static const struct dore_property attribute_properties[] = {
    {.key = "fieldName",
     .slot = DORE_SLOT_NAME,
     .required = true,
     .about = "the name in the document; _id makes it the document's key"},
    {.key = NULL},
};

const struct dore_format dore_format_mongodb = {
    .name = "mongodb",
    .style = "jsonl",
    .about = "Extended JSON lines for mongoimport, with mongosh scripts",
    .protocols = protocols,
    .model_properties = model_properties,
    .attribute_properties = attribute_properties,
    .needs_database = true,
    .schema_file = "10-schema.js",
    .rows_extension = "jsonl",
    .after_file = "30-indexes.js",
    .script_type = "mongoimport",
    .part_bytes = 16 << 20,
    .id_name = "_id",
    .row_limit = MONGODB_DOCUMENT_BYTES,
    .check = mongodb_check,
    .check_store = mongodb_check_store,
    .schema = schema,
    .after = after,
    .layout = layout,
    .open = document_no_frame,
    .close = document_no_frame,
    .rows = document_rows,
};
