/* SPDX-License-Identifier: Apache-2.0
 *
 * table: what a format sees. A store is one database with its tables; a table has fields; a batch
 * is a run of rows of one table. None has a host, a user or a password (no-secrets), and none
 * knows the manifest (blind-format) beyond the places that messages name.
 */
#ifndef DORE_TABLE_H
#define DORE_TABLE_H

#include "dore/value.h"

/* What a model's or attribute's `properties` can name; a format's tables say which it takes. */
enum dore_slot {
    DORE_SLOT_NAME,  /* tableName, collectionName, indexName; columnName, fieldName */
    DORE_SLOT_SPACE, /* schemaName */
    DORE_SLOT_TYPE,  /* columnType, fieldType */
    DORE_SLOT_STYLE, /* load: "copy", "insert" */
    DORE_SLOT_COUNT
};

struct dore_field {
    const char *name;                /* column or field name */
    const char *type;                /* as the manifest has it; NULL where there is none */
    const struct dore_node *mapping; /* fieldType given as an object, else NULL */
    struct dore_domain domain;
    struct dore_where where;         /* of the attribute */
    struct dore_where name_where, type_where; /* of its properties */
    const char *attribute;           /* its id */
};

struct dore_table {
    const char *id;    /* the model's */
    const char *space; /* schema; NULL where the protocol has none */
    const char *name;
    uint64_t rows;
    uint64_t id_stream; /* for dore_print_document_id */
    uint32_t field_count;
    const struct dore_field *field;
    struct dore_where where, name_where, space_where;
};

struct dore_store {
    const char *id;
    const char *protocol; /* canonical: "mysql", "postgres", "mongodb", "elasticsearch7", ...8 */
    const char *database; /* NULL for Elasticsearch */
    bool drop;            /* --drop-conflicting-models */
    bool stream;          /* standard output: the script neither creates nor selects a database */
    uint32_t table_count;
    const struct dore_table *const *table; /* in load order */
    struct dore_where where, database_where;
};

/* Rows first_row .. first_row + rows - 1 of a table; column k belongs to field k. */
struct dore_batch {
    uint64_t first_row;
    uint32_t rows;
    const struct dore_column *column;
};

#endif
