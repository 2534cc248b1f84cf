/* SPDX-License-Identifier: Apache-2.0
 *
 * format: one consumer of rows, such as psql or mongoimport. A format is one file in formats/ that
 * exports one table row; formats/registry.c lists them. formats/README.md is the checklist.
 */
#ifndef DORE_FORMAT_H
#define DORE_FORMAT_H

#include "dore/table.h"

/* A key of a model's or an attribute's `properties`. */
struct dore_property {
    const char *key; /* "tableName" */
    enum dore_slot slot;
    bool required;
    bool object;                /* a mapping object is allowed too (fieldType) */
    bool flag;                  /* true and false are allowed, and no text */
    bool no_text;               /* an object is all that is allowed (settings) */
    const char *const *choices; /* NULL: any text; else the values, NULL-ended */
    const char *about;
};

/* What layout works out once per table. A format's own program follows in memory. */
struct dore_layout {
    uint64_t typical_row, largest_row; /* bytes; from the domains, so the same for ever */
    uint32_t rows_per_statement;       /* a power of two; 1 when rows stand alone */
};

/* One file of data of a table. */
struct dore_part {
    const struct dore_table *table;
    const char *file; /* path below the bundle's folder: "pg/20-data/0001-customer.sql" */
    const char *mark; /* "0001-customer": named by the end mark */
    uint64_t first_row, rows;
};

/* What the words inside a column's type say beside the type itself. */
struct dore_column_words {
    bool primary, unique, not_null, references;
    bool counted;  /* serial, identity, AUTO_INCREMENT */
    bool computed; /* GENERATED ALWAYS AS (...): never written */
    bool folds;    /* texts that differ in letter case or accents alone may be one key */
};

/* When a server compares rows with those that they refer to, in tables that have foreign keys. */
enum dore_compares { DORE_COMPARES_NEVER, DORE_COMPARES_PARTS, DORE_COMPARES_STATEMENTS };

struct dore_format {
    const char *name;  /* "postgres" */
    const char *style; /* "copy" */
    const char *about;
    const char *const *protocols; /* canonical name first, then aliases; NULL-ended */
    const struct dore_property *model_properties, *attribute_properties; /* ended by a NULL key */
    bool needs_database;
    const char *schema_file;    /* "10-schema.sql"; NULL: one file per table, see schema_name */
    const char *rows_extension; /* "sql" */
    const char *after_file;     /* "30-constraints.sql"; NULL: none */
    const char *script_type;    /* what `-o -` feeds: "psql", "mysql", "mongoimport", "_bulk" */
    bool stream_schema;         /* -o - carries schema and constraints too */
    bool stream_many;           /* -o - may carry several tables in one stream */
    uint64_t part_bytes;        /* a typical part stays below this */
    uint64_t part_rows;         /* and below this many rows; 0: no limit */
    uint64_t part_limit;        /* bytes: the largest possible part stays below; 0: no limit */
    enum dore_compares compares;
    const char *id_name; /* of a field that is a document's key without `documentId`; NULL: none */
    uint64_t row_limit; /* bytes: a row that may be larger is warned about */
    /* NULL where types say nothing of keys. */
    void (*column_words)(const char *type, struct dore_column_words *out);
    /* Refuses (or warns of) names, types, kinds and lengths that the server would refuse or change.
     * The only call that may refuse; everything after it succeeds. */
    void (*check)(const struct dore_store *, const struct dore_table *, struct dore_diags *);
    /* The same for what concerns the store as a whole (its name, two tables of one name). */
    void (*check_store)(const struct dore_store *, struct dore_diags *);
    /* Before data: DDL, mongosh script; per table (`table`) when schema_file is NULL, else NULL. */
    void (*schema)(const struct dore_store *, const struct dore_table *table, struct dore_buf *);
    /* After data: counts, keys and indexes, foreign keys, sequences, ANALYZE: what is left of that
     * where the store is `given` or `bare`, which may be nothing. */
    void (*after)(const struct dore_store *, struct dore_buf *);
    /* The program for rows; begins with a struct dore_layout. */
    const struct dore_layout *(*layout)(const struct dore_store *, const struct dore_table *,
                                        struct dore_arena *);
    /* Head and foot of a part: settings, BEGIN; the row-count guard, COMMIT, the end mark. */
    void (*open)(const struct dore_store *, const struct dore_part *, struct dore_buf *);
    void (*close)(const struct dore_store *, const struct dore_part *, struct dore_buf *);
    /* Rows. Keeps no state: what it writes depends on the part (for the end of its last statement)
     * and on absolute row numbers, so a part may be cut into batches anywhere. */
    void (*rows)(const struct dore_layout *, const struct dore_part *, const struct dore_batch *,
                 struct dore_buf *);
    /* Where a part is no script: what load.sh tells the client, which has the part on its standard
     * input, to have it read and counted. Standard output has the protocol's default instead. */
    void (*reading)(const struct dore_store *, const struct dore_table *, struct dore_buf *);
};

/* Ended by NULL. The first format that lists a protocol is its default. */
extern const struct dore_format *const dore_formats[];
/* By protocol (any letter case, aliases too) and style; style NULL: the default. NULL: none. */
const struct dore_format *dore_format_for(const char *protocol, const char *style);
/* Feeds every protocol word to the suggestion; or, without aliases, those of the defaults. */
void dore_format_suggest(struct dore_suggest *suggest);
void dore_format_list(struct dore_suggest *suggest);
/* Whether some format has such a property of attributes, or else of models. */
bool dore_format_has_property(const char *key, bool attribute);

#endif
