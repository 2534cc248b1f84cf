/* SPDX-License-Identifier: Apache-2.0
 *
 * faker: the methods of Python's Faker by name, their parameters, and their values. One row and
 * one to three short functions a method, in src/faker/provider_*.c; registry.c lists providers.
 */
#ifndef DORE_FAKER_H
#define DORE_FAKER_H

#include "dore/value.h"

/* Kinds of JSON value that a parameter takes (bits). */
enum dore_param_kind {
    DORE_P_NULL = 1,
    DORE_P_BOOL = 2,
    DORE_P_INT = 4,
    DORE_P_NUMBER = 8, /* any number; kept exactly, see struct dore_arg */
    DORE_P_STRING = 16,
    DORE_P_ARRAY = 32,
    DORE_P_OBJECT = 64,
    DORE_P_DATE = 128, /* a date expression: text or integer, read by dore_date_* below */
};

struct dore_param {
    const char *name;
    unsigned kinds;
    const char *fallback;       /* the default as JSON text; NULL: the parameter is required */
    const char *const *choices; /* the strings allowed, NULL-ended; NULL: any */
    const char *about;
};

/* One argument, checked against its param's kinds; defaults are filled in from `fallback`. */
struct dore_arg {
    bool given; /* stands in the manifest */
    bool null;
    bool b;
    int64_t i;                    /* of P_INT, and of a P_NUMBER without fraction that fits */
    double f;                     /* of P_NUMBER */
    struct dore_str s;            /* of P_STRING and P_DATE text; of P_NUMBER its exact digits */
    const struct dore_node *node; /* as it stands */
    struct dore_where where;      /* of the argument, or of the method when it is a default */
};

/* ---- locales -------------------------------------------------------------------------------- */

/* Where values are at home, "en_US": all names in order, ended by NULL. */
extern const char *const dore_locales[];
#define DORE_LOCALE_DEFAULT "en_US"
/* The name as it stands in that list; NULL when there is none of that name. */
const char *dore_locale_find(struct dore_str name);
/* What to write instead of an unknown name: the one that "de-DE", "de" or a misspelling means, else
 * all of them. `name` NULL: not to be looked at. */
const char *dore_locale_hint(struct dore_diags *diags, const char *name);

/* Locales to choose from, one for each record. */
struct dore_locales {
    uint32_t count;          /* 0: nothing was said */
    const char *const *name; /* each out of dore_locales, each once */
    const uint64_t *weight;  /* NULL: all equally likely */
};

/* Where a method's words come from (bits), see `sources` below. */
enum dore_word_source {
    DORE_WORDS_OWN = 1,      /* the locale's lists and rules */
    DORE_WORDS_BORROWED = 2, /* lists of en_US, where other locales have their own */
    DORE_WORDS_OTHERS = 4,   /* other locales make the method in a way of their own */
    DORE_WORDS_FOREIGN = 8,  /* the same everywhere, but at home in en_US alone */
};

/* What a method may use while it prepares. */
struct dore_faker {
    struct dore_arena *arena; /* lives as long as the plan */
    struct dore_diags *diags;
    struct dore_where where; /* of the method's name in the manifest */
    const char *method;
    int64_t now;        /* microseconds */
    const char *locale; /* one of dore_locales; NULL: DORE_LOCALE_DEFAULT */
    bool counts;        /* whether values by number are asked for; else nothing is counted */
    unsigned *sources;  /* dore_method_bind adds DORE_WORDS_ bits here; NULL: nobody asks */
};

/* What a method may use while it makes one value. */
struct dore_cell {
    struct dore_rng rng;
    struct dore_arena *arena; /* lives as long as the batch */
    struct dore_buf *out;     /* where `text` appends */
};

/* A method gives exactly one of text, cell, fill. */
struct dore_method {
    const char *name;
    const char *about;               /* one line */
    const struct dore_param *params; /* ended by a NULL name; NULL: none */
    const void *constant;            /* the state when prepare is NULL */
    /* Once, before any row: checks bounds, resolves names, builds tables. arg[k] belongs to
     * params[k]. Faults go to faker->diags; then the result is not used (NULL is fine). */
    const void *(*prepare)(const struct dore_arg *arg, const struct dore_faker *faker);
    struct dore_domain (*domain)(const void *state);
    /* One string: appends its bytes to cell->out. */
    void (*text)(const void *state, struct dore_cell *cell);
    /* One value of any kind the domain names; memory from cell->arena. */
    void (*cell)(const void *state, struct dore_cell *cell, struct dore_value *out);
    /* A column of at most DORE_BATCH_ROWS rows at once, of dore_domain_kind(domain): the same words
     * of the same rows as a row-by-row method would draw. */
    void (*fill)(const void *state, uint64_t stream, const struct dore_rows *rows,
                 struct dore_arena *arena, struct dore_column *out);

    /* Unique values, see "Counting" in src/faker/README.md. `apart` promises that different draws
     * from a numbered rng (rng.h) give different values, and that their limits multiply to the same
     * for all values; so counting them is counting the values. */
    bool apart;
    /* Why that does not hold with these parameters: "its ..."; NULL: it does. May be absent. */
    const char *(*overlap)(const void *state);
    /* One value from a numbered rng, of a method with `fill`, within its domain. */
    void (*at)(const void *state, struct dore_cell *cell, struct dore_value *out);
};

struct dore_provider {
    const char *name;                  /* "person" */
    const struct dore_method *methods; /* ended by a NULL name */
};
/* All providers, ended by NULL. */
extern const struct dore_provider *const dore_providers[];

/* NULL when there is none of that name. */
const struct dore_method *dore_method_find(const char *name);
/* Feeds every method's name to the suggestion. */
void dore_method_suggest(struct dore_suggest *suggest);

/* What to write instead of a name that Faker's users know and that is no method here, such as
 * 'enum' or 'unique.name'; NULL for all others. */
const char *dore_method_hint(struct dore_diags *diags, const char *name);

/* A method bound to its arguments: what the word `faker` and layout tokens hold. */
struct dore_bound_method {
    const struct dore_method *method;
    const void *state;
    struct dore_domain domain;
    uint64_t count;        /* values that numbers tell apart; saturates; 0: none, because ... */
    const char *uncounted; /* ... "its ..." */
};
/* Checks `params` (an object of keyword parameters, or NULL for none) against the method's
 * parameters: unknown names, wrong kinds, missing ones, then prepare. False when an error was
 * added. */
bool dore_method_bind(const char *name, const struct dore_node *params,
                      const struct dore_faker *faker, struct dore_bound_method *out);
/* Makes a column of values, for any number of rows. */
void dore_method_fill(const struct dore_bound_method *bound, uint64_t stream,
                      const struct dore_rows *rows, struct dore_arena *arena,
                      struct dore_column *out);
/* The values of the numbers, all below bound->count: no two are the same, all are of the domain.
 * What a value does not need to differ is drawn by chance from the stream. */
void dore_method_at(const struct dore_bound_method *bound, uint64_t stream,
                    const struct dore_rows *number, struct dore_arena *arena,
                    struct dore_column *out);
/* Boxed values, which it takes over, as a column of the domain's kind. */
void dore_column_of_values(const struct dore_domain *domain, struct dore_value *values,
                           uint32_t count, struct dore_arena *arena, struct dore_column *out);
/* Appends one value as text, continuing cell->rng: for layouts. */
void dore_method_text(const struct dore_bound_method *bound, struct dore_cell *cell);

/* What stands behind `from` as ASCII: accents off, letters of the scripts of all locales spelled
 * out, the rest dropped; case is kept. Grows to at most DORE_ASCII_GROWTH times its bytes. */
void dore_text_ascii(struct dore_buf *out, size_t from);
/* The same as it may stand in a host name or a path: lower case, digits, hyphens between words. */
void dore_text_slug(struct dore_buf *out, size_t from);
enum { DORE_ASCII_GROWTH = 4 };

/* ---- for providers -------------------------------------------------------------------------- */

/* A list of words compiled in from faker/words/<locale>/<name>.tsv. Words are NUL-terminated in one
 * pool with DORE_SLACK bytes behind it. */
struct dore_words {
    const char *name; /* "person.last_names" */
    uint32_t count;
    uint32_t columns; /* words a row; weights are not counted */
    const char *pool;
    const uint32_t *offset; /* word c of row r: pool + offset[r * columns + c], see dore_word */
    const uint64_t *weight; /* NULL: all equally likely */
    uint32_t min_chars, max_chars, max_bytes, mean_bytes; /* of column 0 */
    uint32_t distinct;                 /* how many words of column 0 differ; 0: not counted */
    bool plain;                        /* dore_text_is_plain holds for column 0 of all */
    bool ascii;                        /* column 0 of all is ASCII */
    const uint32_t *threshold, *alias; /* ready alias tables; NULL when weight is */
};
/* NULL when the list does not exist. */
const struct dore_words *dore_words_find(const char *locale, const char *name);
/* Column `column` of row `row`. */
struct dore_str dore_word(const struct dore_words *words, uint32_t row, uint32_t column);
/* A row by weight; takes one 32-bit word. */
uint32_t dore_words_pick(const struct dore_words *words, struct dore_rng *rng);
/* The domain of column 0. */
struct dore_domain dore_words_domain(const struct dore_words *words);

/* A layout such as "{{city}}, {{state_abbr}} #####" compiled once: literal text, digit symbols
 * (# % $ ! @ as numerify has them, ? as letters when `letters` is not NULL) and method tokens. */
struct dore_layout_program;
const struct dore_layout_program *dore_layout_compile(struct dore_str layout, bool symbols,
                                                      const char *letters,
                                                      const struct dore_faker *faker);
void dore_layout_text(const struct dore_layout_program *program, struct dore_cell *cell);
struct dore_domain dore_layout_domain(const struct dore_layout_program *program);

/* Date expressions (Faker's, see src/faker/README.md): a moment for date-time parameters, a day for
 * date parameters. ISO text is taken everywhere. False and a located error when it is neither. */
bool dore_date_moment(const struct dore_arg *arg, const struct dore_faker *faker,
                      int64_t *microseconds);
bool dore_date_day(const struct dore_arg *arg, const struct dore_faker *faker, int64_t *day);

#endif
