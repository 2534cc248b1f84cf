/* SPDX-License-Identifier: Apache-2.0
 *
 * manifest: from files to a checked graph: refs inlined, variables applied, keys and types checked,
 * ids turned into pointers. Connection properties stop here (no-secrets): no struct below has a
 * field for a host, a port, a user or a password.
 */
#ifndef DORE_MANIFEST_H
#define DORE_MANIFEST_H

#include "dore/faker.h"
#include "dore/format.h"
#include "dore/generator.h"

enum dore_persistence { DORE_FULL, DORE_MEMORY_ONLY, DORE_NO_PERSIST };

/* Folders of a bundle's datastore that hold its scripts. */
#define DORE_BEFORE_FOLDER "00-before"
#define DORE_AFTER_FOLDER "40-after"

struct dore_datastore {
    const char *id;
    const char *protocol; /* canonical */
    const char *database; /* NULL for Elasticsearch */
    const char *folder;   /* the id as a file name, unique */
    uint32_t before_count, after_count;
    const struct dore_script *before, *after; /* scripts of the user's around the load */
    struct dore_where where, database_where;
};

/* What was said of an attribute's place in the schema, beside its value. */
enum dore_wish { DORE_WHERE_IT_FITS, DORE_YES, DORE_NO };
struct dore_attribute_keys {
    bool primary, unique, not_null, index, hidden;
    const char *within;     /* unique among records that share this attribute; NULL: among all */
    const char *check;      /* NULL: none */
    double null_rate;       /* 0..1 */
    enum dore_wish foreign; /* foreignKey */
    const char *on_delete, *on_update; /* NULL: not said */
    /* Places of the words, for messages. */
    struct dore_where primary_where, unique_where, null_where, check_where, foreign_where;
};
/* A list of attributes under one word of a model: `unique`, `indexes`, `foreignKeys`. */
struct dore_attribute_list {
    uint32_t count;
    const struct dore_node *const *id; /* strings, each with its place */
    bool unique;                       /* of an index */
    const char *name;                  /* of an index; NULL: not said */
    const char *references;            /* of a foreign key: a model's id ... */
    const struct dore_node *const *to; /* ... and attributes of it, as many */
    const char *on_delete, *on_update;
    struct dore_where where, references_where;
};
/* records: {"per": ...} */
enum dore_law { DORE_LAW_UNIFORM, DORE_LAW_POISSON, DORE_LAW_ZIPF, DORE_LAW_GEOMETRIC };
struct dore_per {
    const char *parent; /* a model's id */
    enum dore_law law;
    bool has_max, has_mean, has_total;
    bool broken; /* a word of it was reported, so what is missing may be what that was meant for */
    uint64_t min, max, total; /* total before scaling */
    double mean;
    struct dore_where where, parent_where;
};

struct dore_attribute {
    const char *id;
    const char *slot[DORE_SLOT_COUNT]; /* NULL where not given */
    struct dore_where slot_where[DORE_SLOT_COUNT];
    const struct dore_node *mapping;        /* fieldType as an object */
    const struct dore_generator *generator; /* NULL when an error was reported */
    const struct dore_node *spec;           /* what stands behind the generator's word ... */
    const struct dore_node *value;          /* ... and all of `value` */
    struct dore_attribute_keys keys;
    struct dore_locales locales; /* of its own; count 0: those of the run */
    struct dore_where where;     /* of the definition */
};

struct dore_model {
    const char *id;
    uint32_t index; /* in file order */
    bool broken;    /* its definition could not be had, which was reported: all else is unknown */
    enum dore_persistence persistence;
    const struct dore_datastore *datastore; /* NULL unless FULL */
    const struct dore_format *format;       /* NULL unless FULL */
    uint64_t records;                       /* before scaling; 0 for NO_PERSIST */
    bool uncounted;                         /* a fault in `records` was reported: a guess */
    bool fixed;                             /* "scale": false */
    const struct dore_per *per;             /* records by parent; NULL: counted by `records` */
    uint32_t unique_count, index_count, foreign_count;
    const struct dore_attribute_list *uniques, *indexes, *foreign_keys;
    const char *slot[DORE_SLOT_COUNT];
    struct dore_where slot_where[DORE_SLOT_COUNT];
    const struct dore_node *options; /* DORE_SLOT_OPTIONS: a flag or an object */
    const struct dore_attribute *attribute;
    uint32_t attribute_count;
    struct dore_where where, records_where;
};

struct dore_manifest {
    const char *id;
    struct dore_where where;
    const struct dore_datastore *datastore;
    uint32_t datastore_count;
    const struct dore_model *model;
    uint32_t model_count;
    bool has_seed, has_now;
    int64_t seed;
    int64_t now;                      /* microseconds */
    struct dore_locales locales;      /* count 0: not said */
    const struct dore_node *resolved; /* the whole text: refs inlined, variables applied, without
                                       * connection properties; what bundles carry */
};

/* A variable of the command line or of --vars. */
struct dore_variable {
    const char *name;
    struct dore_str value;
    bool used;   /* set by dore_manifest_load */
    bool option; /* given as --NAME=VALUE: unused is an error */
};

/* Reads one file whole. Returns false and adds an error (at `where`: who named it) when it cannot
 * be read. `name` is what messages call it. `identity` gets a text equal for equal files. */
struct dore_reader {
    void *context;
    bool (*read)(void *context, const char *path, struct dore_where where, struct dore_arena *arena,
                 struct dore_diags *diags, struct dore_str *text, const char **identity);
};
/* The reader for real files; "-" reads standard input. root NULL: any folder; else files outside
 * that folder, links resolved, are refused (--ref-root). */
struct dore_reader dore_reader_files(const char *root);

/* Loads a manifest. All faults go to diags; the result is NULL only when nothing could be made of
 * it, so that the plan can go on to find more faults. */
const struct dore_manifest *dore_manifest_load(struct dore_arena *arena,
                                               const struct dore_reader *reader, const char *path,
                                               struct dore_variable *variable,
                                               size_t variable_count, struct dore_diags *diags);

/* Reads what may stand behind `locale`: "en_US", ["en_US", "de_DE"], {"en_US": 3, "de_DE": 1}.
 * False when an error was added. */
bool dore_locales_read(struct dore_arena *arena, const struct dore_node *node,
                       struct dore_diags *diags, struct dore_locales *out);

#endif
