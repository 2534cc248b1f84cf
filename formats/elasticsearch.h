/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch: what the files of this format share: field types and the class of each, names,
 * texts that a type can read. A class is a set of types that take the same kinds of values and
 * write them alike; its row in elasticsearch_types.c has both facts.
 */
#ifndef DORE_FORMATS_ELASTICSEARCH_H
#define DORE_FORMATS_ELASTICSEARCH_H

#include "json.h"

/* Bits: a type may be known to several. OpenSearch loads what is made for version 7. */
enum elastic_version { ELASTIC_7 = 1, ELASTIC_8 = 2, ELASTIC_OPENSEARCH = 4 };

enum elastic_class {
    ELASTIC_UNKNOWN,
    ELASTIC_KEYWORD,  /* text of which one term is limited */
    ELASTIC_CONSTANT, /* constant_keyword */
    ELASTIC_TEXT,
    ELASTIC_INTEGER,
    ELASTIC_LONG,
    ELASTIC_FLOAT,
    ELASTIC_DOUBLE,
    ELASTIC_BOOLEAN,
    ELASTIC_DATE,
    ELASTIC_NANOS,
    ELASTIC_BINARY,
    ELASTIC_IP,
    ELASTIC_RANGE,
    ELASTIC_IP_RANGE,
    ELASTIC_GEO_POINT,
    ELASTIC_OBJECT,    /* fields of its own */
    ELASTIC_FLATTENED, /* an object that is one field */
    ELASTIC_VECTOR,
    ELASTIC_COMPLETION,
    ELASTIC_JOIN,
    ELASTIC_SHAPE, /* objects or text that are not looked into here */
    ELASTIC_ALIAS,
    ELASTIC_OPAQUE, /* kept in the document and not looked at: an object with "enabled":false */
    ELASTIC_CLASS_COUNT
};

struct elastic_type {
    const char *name;
    enum elastic_class class;
    unsigned versions;
    int64_t min, max;    /* of integers */
    double lowest, most; /* of floats */
    unsigned digits;     /* decimal digits that a float keeps */
};

/* A field's type, as the manifest has it: a name, or a mapping object. */
struct elastic_field {
    const struct elastic_type *type; /* never NULL: ELASTIC_UNKNOWN's where the name is none */
    const char *name;                /* of the type; NULL where the mapping has none */
    const struct dore_node *mapping; /* NULL where only a name was given */
};
struct elastic_field elastic_field_of(const char *type, const struct dore_node *mapping);
/* The type that a field gets in the index: the manifest's, and what that leaves open, its type or
 * the inside of an object, by its domain. */
struct elastic_field elastic_field_for(const struct dore_field *field, struct dore_arena *arena);
/* A member of the mapping, or NULL. */
const struct dore_node *elastic_parameter(const struct elastic_field *field, const char *key);
/* Whether it is there and true (false), as a boolean or as text. */
bool elastic_parameter_is(const struct elastic_field *field, const char *key, bool truth);
/* `properties` where any are declared, else NULL. */
const struct dore_node *elastic_properties(const struct elastic_field *field);
/* The nearest type that the version knows. */
void elastic_type_suggest(struct dore_suggest *suggest, unsigned versions);

/* What a class makes of a kind: '.' fits, 'v' depends on the value, 'w' fits with a warning, 'x'
 * does not fit. */
char elastic_verdict(enum elastic_class class, enum dore_kind kind);
/* How a field's values are written; nested styles in the arena. */
const struct json_style *elastic_style(const struct elastic_field *field, struct dore_arena *arena);
/* elasticsearch_dates.c. What a date's own `format` means for us; without one both are taken. */
enum elastic_reading { ELASTIC_READS_NOT, ELASTIC_MAY_READ, ELASTIC_READS };
struct elastic_date_format {
    bool iso, epoch_millis, epoch;       /* epoch: one of the two epoch formats */
    enum elastic_reading date, datetime; /* as we write them, in ISO 8601 */
};
struct elastic_date_format elastic_date_format_of(const struct elastic_field *field);

/* Bytes of one term. */
enum { ELASTIC_TERM_BYTES = 32766 };
/* The field's `ignore_above`, in UTF-16 units; UINT64_MAX without. */
uint64_t elastic_ignore_above(const struct elastic_field *field);

/* Why the server refuses a name ("begins with '-'"), or NULL. */
const char *elastic_index_fault(const char *name);
/* The same for a field's or object key's name; `top`: it stands in the document itself. */
const char *elastic_field_fault(struct dore_str name, bool top, enum elastic_version version);

/* Texts that a type reads. */
bool elastic_text_is_number(struct dore_str text);
bool elastic_text_is_date(struct dore_str text);
bool elastic_text_is_ip(struct dore_str text);
bool elastic_text_is_network(struct dore_str text);
bool elastic_text_is_base64(struct dore_str text);

/* What is known of the values of one kind: of a whole domain, or (text or low = high) of one. */
struct elastic_facts {
    bool literal;         /* one value that stands in the manifest */
    bool bounded;         /* low..high hold, and for whole numbers min..max */
    int64_t min, max;     /* INT, scale-0 DECIMAL, DATE (days), DATETIME (microseconds) */
    double low, high;     /* INT, FLOAT, DECIMAL */
    uint8_t scale;        /* of DECIMAL */
    struct dore_str text; /* of a literal STRING or long DECIMAL */
    bool plain, nul;      /* of STRING: as a domain has them */
    uint64_t min_chars, max_chars, max_bytes;
};
struct elastic_facts elastic_facts_of_domain(const struct dore_domain *domain, enum dore_kind kind);
struct elastic_facts elastic_facts_of_value(const struct dore_value *value);
/* Whether values fit, where the verdict on their kind is 'v'; why not, or NULL. */
enum elastic_fit { ELASTIC_FITS, ELASTIC_MAY_FIT, ELASTIC_UNFIT };
struct elastic_judgement {
    enum elastic_fit fit;
    const char *why;
};
struct elastic_judgement elastic_judge(const struct elastic_field *field,
                                       enum elastic_version version, enum dore_kind kind,
                                       const struct elastic_facts *facts, struct dore_arena *arena);

/* The same for objects in a field of type flattened: of a domain, or one that the manifest has. */
struct elastic_judgement elastic_judge_flattened(const struct elastic_field *field,
                                                 const struct dore_domain *domain,
                                                 struct dore_arena *arena);
struct elastic_judgement elastic_judge_flattened_value(const struct elastic_field *field,
                                                       const struct dore_value *value,
                                                       struct dore_arena *arena);

/* The number that a setting of the index ("index.mapping.depth.limit") has, or `usual`. */
int64_t elastic_setting_number(const struct dore_table *table, const char *path, int64_t usual);
/* The object behind "settings". */
void elastic_put_settings(const struct dore_table *table, struct dore_buf *out);

/* Adds what keeps the field's values from its type. */
void elastic_check_values(enum elastic_version version, const struct dore_field *field,
                          struct dore_diags *diags);
/* elasticsearch_parameters.c: adds what is odd in a field's mapping, and wrong in `copy_to`. */
void elastic_check_parameters(const struct elastic_field *field, const char *path,
                              struct dore_diags *diags);
void elastic_check_copies(const struct dore_table *table, struct dore_diags *diags);
/* struct dore_format's check and check_store: names, types and limits of the fields, and their
 * values. */
void elastic_check(enum elastic_version version, const struct dore_table *table,
                   struct dore_diags *diags);
void elastic_check_store(const struct dore_store *store, struct dore_diags *diags);

#endif
