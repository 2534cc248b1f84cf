/* SPDX-License-Identifier: Apache-2.0
 *
 * agent: texts from templates whose parts may stand more than once: in a template %x stands for
 * part x, drawn where it first stands and repeated after that. For provider_user_agent.c.
 */
#ifndef FAKER_AGENT_H
#define FAKER_AGENT_H

#include "providers.h"

enum faker_part_kind {
    PART_NUMBER,     /* least..greatest */
    PART_LIST,       /* a word of list `name` */
    PART_UNDERSCORE, /* the same, '_' for each dot */
    PART_METHOD,     /* a value of method `name` */
    PART_PATTERN,    /* symbols `name` */
    PART_LANGUAGE,   /* a language and one of its territories: "pt-BR" */
    PART_MOMENT      /* a moment from the year `least` on */
};

struct faker_part {
    char letter;
    enum faker_part_kind kind;
    int64_t least, greatest;
    const char *name;
    const char *letters; /* of a PATTERN */
};

struct faker_template {
    uint64_t weight;
    const char *text;
};

/* What a method's `constant` is. Both tables end in a zero row. */
struct faker_browser {
    const struct faker_part *parts; /* at most FAKER_MOST_PARTS */
    const struct faker_template *templates;
};
enum { FAKER_MOST_PARTS = 20 };

/* A browser, ready. */
struct faker_agent;
struct faker_agent *faker_agent_make(const struct dore_faker *faker,
                                     const struct faker_browser *browser);
/* Gives a NUMBER other bounds; least <= greatest. */
void faker_agent_set(struct faker_agent *agent, char letter, int64_t least, int64_t greatest);
struct dore_domain faker_agent_domain(const void *state);
void faker_agent_text(const void *state, struct dore_cell *cell);

#endif
