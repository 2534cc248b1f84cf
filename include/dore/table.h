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
    DORE_SLOT_STYLE, /* load: "copy", "insert", "csv" */
    DORE_SLOT_KEY,   /* documentId: an attribute's id */
    DORE_SLOT_ENGINE,
    DORE_SLOT_CHARSET,
    DORE_SLOT_OPTIONS, /* validator: true, or an object; settings: an object */
    DORE_SLOT_COUNT
};

struct dore_field {
    const char *name;                /* column or field name */
    const char *type;                /* as the manifest has it; NULL where there is none */
    const struct dore_node *mapping; /* fieldType given as an object, else NULL */
    struct dore_domain domain;
    struct dore_where where;                  /* of the attribute */
    struct dore_where name_where, type_where; /* of its properties */
    const char *attribute;                    /* its id */
    bool not_null;
    const char *check; /* a condition over column names; NULL: none */
    /* What the first rows have, of texts that no list of items tells. */
    const struct dore_value *sample;
    uint32_t sample_count;
    struct dore_where check_where;
};

/* A key or an index, over fields of the table. */
enum dore_key_kind { DORE_KEY_PRIMARY, DORE_KEY_UNIQUE, DORE_KEY_INDEX };
struct dore_key {
    enum dore_key_kind kind;
    const char *name; /* NULL: the format makes one */
    bool stated;      /* the column's type says it, so CREATE TABLE makes it */
    uint32_t count;
    const uint32_t *field;
    struct dore_where where;
};
/* Values of these fields stand in those fields of a record of `to`, where they are a key. */
struct dore_foreign_key {
    uint32_t count;
    const uint32_t *field;
    const struct dore_table *to; /* of the same store */
    const uint32_t *to_field;
    const char *on_delete, *on_update; /* "CASCADE", "SET NULL", ...; NULL: not said */
    struct dore_where where;
};
/* A script of the user's that runs around the load. */
struct dore_script {
    const char *path; /* below the bundle's folder: "pg/00-before/01-types.sql" */
    struct dore_str text;
    struct dore_where where; /* of the file's name */
};

struct dore_table {
    const char *id;    /* the model's */
    const char *space; /* schema; NULL where the protocol has none */
    const char *name;
    const char *engine, *charset; /* MySQL's; NULL where the manifest says nothing */
    uint64_t rows;
    uint64_t id_stream; /* for dore_print_document_id */
    uint32_t field_count;
    const struct dore_field *field;
    uint32_t key_count, foreign_count;
    const struct dore_key *key; /* the primary key first, then in the manifest's order */
    const struct dore_foreign_key *foreign;
    const struct dore_field *id_field; /* a document's `_id`; NULL: id_stream makes it */
    const struct dore_node *options;   /* DORE_SLOT_OPTIONS as the manifest has it, or NULL */
    struct dore_where where, name_where, space_where, engine_where, charset_where;
};

struct dore_store {
    const char *id;
    const char *protocol; /* canonical: "mysql", "postgres", "mongodb", "elasticsearch7", ...8 */
    const char *database; /* NULL for Elasticsearch */
    bool drop;            /* --drop-conflicting-models */
    bool stream;          /* standard output: the script neither creates nor selects a database */
    bool given;           /* --data-only: the tables are there, with keys and perhaps rows */
    bool bare;            /* --schema-only: no rows come */
    uint32_t table_count;
    const struct dore_table *const *table; /* in load order */
    uint32_t before_count, after_count;
    const struct dore_script *before, *after;
    struct dore_where where, database_where;
};

/* Rows first_row .. first_row + rows - 1 of a table; column k belongs to field k. */
struct dore_batch {
    uint64_t first_row;
    uint32_t rows;
    const struct dore_column *column;
};

#endif
