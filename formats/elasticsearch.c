/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch: one body of PUT /index for each index, and lines for _bulk: an action that names
 * index and _id, then the document. The same _id for the same record makes a part that is sent
 * twice harmless. Elasticsearch 7, which OpenSearch stands beside, and 8 take the same bytes; they
 * differ in field types and reserved names (elasticsearch_types.c, elasticsearch_check.c).
 */
#include "elasticsearch.h"

#include "document.h"

#include <string.h>

/* ---- rows ------------------------------------------------------------------------------------ */

static const struct dore_layout *layout(const struct dore_store *store,
                                        const struct dore_table *table, struct dore_arena *arena) {
    (void)store;
    const struct json_style **style =
        DORE_NEW(arena, const struct json_style *, table->field_count);
    for (uint32_t i = 0; i < table->field_count; i++) {
        struct elastic_field type = elastic_field_of(table->field[i].type, table->field[i].mapping);
        style[i] = elastic_style(&type, arena);
    }
    bool keyed = table->id_field;
    const char *head =
        dore_arena_format(arena, "{\"index\":{\"_index\":%s,\"_id\":%s",
                          document_quote(arena, table->name).text, keyed ? "" : "\"");
    struct document_frame frame = {.head = {head, strlen(head)},
                                   .middle = keyed ? DORE_STR("}}\n{") : DORE_STR("\"}}\n{"),
                                   .id = !keyed,
                                   .key = table->id_field};
    return document_layout(table, &frame, style, arena);
}

/* ---- the index ------------------------------------------------------------------------------- */

static void put_string(const char *text, struct dore_buf *out) {
    dore_buf_put_json_string(out, (struct dore_str){text, strlen(text)});
}

static void put_field(const struct elastic_field *field, bool strict, struct dore_buf *out);

static void put_properties(const struct dore_node *properties, bool strict, struct dore_buf *out) {
    dore_buf_putc(out, '{');
    for (const struct dore_node *node = properties->first; node; node = node->next) {
        struct elastic_field field = elastic_field_of(NULL, node);
        put_string(node->key, out);
        dore_buf_putc(out, ':');
        put_field(&field, strict, out);
        if (node->next) {
            dore_buf_putc(out, ',');
        }
    }
    dore_buf_putc(out, '}');
}

/* A mapping object as it stands, but for objects that declare no fields: those would inherit the
 * index's "strict" and refuse every document. */
static void put_field(const struct elastic_field *field, bool strict, struct dore_buf *out) {
    const struct dore_node *dynamic = elastic_parameter(field, "dynamic");
    const struct dore_node *first = field->mapping ? field->mapping->first : NULL;
    bool object = field->type->class == ELASTIC_OBJECT;
    strict = strict && !dynamic;
    dore_buf_putc(out, '{');
    if (!first) {
        dore_buf_puts(out, "\"type\":");
        put_string(field->name ? field->name : "", out);
    }
    for (const struct dore_node *node = first; node; node = node->next) {
        put_string(node->key, out);
        dore_buf_putc(out, ':');
        if (object && node == elastic_properties(field)) {
            put_properties(node, strict, out);
        } else {
            dore_node_write(node, 0, out);
        }
        if (node->next) {
            dore_buf_putc(out, ',');
        }
    }
    if (object && strict && !elastic_properties(field)) {
        dore_buf_puts(out, ",\"dynamic\":true");
    }
    dore_buf_putc(out, '}');
}

static void schema(const struct dore_store *store, const struct dore_table *table,
                   struct dore_buf *out) {
    (void)store;
    struct dore_arena arena = {0};
    dore_buf_puts(out, "{\n  \"settings\": ");
    elastic_put_settings(table, out);
    dore_buf_puts(out, ",\n"
                       "  \"mappings\": {\n"
                       "    \"dynamic\": \"strict\",\n"
                       "    \"properties\": {");
    for (uint32_t i = 0; i < table->field_count; i++) {
        struct elastic_field field = elastic_field_for(&table->field[i], &arena);
        dore_buf_puts(out, i ? ",\n      " : "\n      ");
        put_string(table->field[i].name, out);
        dore_buf_puts(out, ": ");
        put_field(&field, true, out);
    }
    dore_buf_puts(out, "\n    }\n  }\n}\n");
    dore_arena_release(&arena);
}

/* ---- the formats ----------------------------------------------------------------------------- */

static void check7(const struct dore_store *store, const struct dore_table *table,
                   struct dore_diags *diags) {
    (void)store;
    elastic_check(ELASTIC_7, table, diags);
}

static void check8(const struct dore_store *store, const struct dore_table *table,
                   struct dore_diags *diags) {
    (void)store;
    elastic_check(ELASTIC_8, table, diags);
}

static const char *const protocols7[] = {"elasticsearch7", "opensearch", NULL};
static const char *const protocols8[] = {"elasticsearch8", NULL};

static const struct dore_property model_properties[] = {
    {.key = "indexName",
     .slot = DORE_SLOT_NAME,
     .required = true,
     .about = "the index that the records go to"},
    {.key = "documentId",
     .slot = DORE_SLOT_KEY,
     .about = "the attribute whose values are the documents' _id too"},
    {.key = "settings",
     .slot = DORE_SLOT_OPTIONS,
     .object = true,
     .no_text = true,
     .about = "the index's settings; one shard, no replica and no refreshing while it is filled "
              "where they say nothing else"},
    {.key = NULL},
};

static const struct dore_property attribute_properties[] = {
    {.key = "fieldName",
     .slot = DORE_SLOT_NAME,
     .required = true,
     .about = "the name in the document; a dot makes an object of what stands before it"},
    {.key = "fieldType",
     .slot = DORE_SLOT_TYPE,
     .object = true,
     .about = "the field's type, or its whole mapping as an object; without it the values decide"},
    {.key = NULL},
};

/* Servers take 100 MB a request; 90 MiB were seen to pass, 101 not. */
#define REQUEST_BYTES (UINT64_C(90) << 20)

#define ELASTIC_FORMAT(version)                                                                    \
    {                                                                                              \
        .name = "elasticsearch" #version, .style = "bulk",                                         \
        .about = "lines for Elasticsearch " #version "'s _bulk, with the indexes' mappings",       \
        .protocols = protocols##version, .model_properties = model_properties,                     \
        .attribute_properties = attribute_properties, .rows_extension = "ndjson",                  \
        .script_type = "_bulk", .stream_many = true, .part_bytes = 8 << 20, .part_rows = 8192,     \
        .part_limit = REQUEST_BYTES, .row_limit = REQUEST_BYTES, .check = check##version,          \
        .check_store = elastic_check_store, .schema = schema, .layout = layout,                    \
        .open = document_no_frame, .close = document_no_frame, .rows = document_rows,              \
    }

const struct dore_format dore_format_elasticsearch7 = ELASTIC_FORMAT(7);
const struct dore_format dore_format_elasticsearch8 = ELASTIC_FORMAT(8);
