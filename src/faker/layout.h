/* SPDX-License-Identifier: Apache-2.0
 *
 * layout: a layout as a row of steps. layout.c compiles and runs them; slug_layout.c makes others
 * of them. Private to those.
 */
#ifndef FAKER_LAYOUT_H
#define FAKER_LAYOUT_H

#include "providers.h"

enum faker_step_kind {
    STEP_LITERAL,
    STEP_DIGITS,
    STEP_MAYBE,
    STEP_LETTERS,
    STEP_LIST,
    STEP_METHOD
};

struct faker_step {
    enum faker_step_kind kind;
    uint32_t count;                /* DIGITS, LETTERS: how many */
    uint32_t lowest;               /* DIGITS, MAYBE: the least number */
    uint64_t limit;                /* DIGITS, LETTERS: how many texts; MAYBE: how many digits */
    struct dore_str text;          /* LITERAL */
    const struct faker_list *list; /* LIST */
    const struct dore_bound_method *method; /* METHOD */
};

struct dore_layout_program {
    const struct faker_step *step;
    uint32_t count;
    size_t room;                   /* bytes that all steps but METHOD can take */
    const struct dore_str *letter; /* what ? stands for */
    uint32_t letter_count;
    struct dore_domain domain;
};

#endif
