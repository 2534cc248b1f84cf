/* SPDX-License-Identifier: Apache-2.0
 *
 * layout: a layout as a row of steps. layout.c compiles and runs them, layout_column.c runs them
 * for many rows at once, slug_layout.c makes others of them. Private to those.
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
    STEP_METHOD,
    STEP_NUMBER /* digits without zeros in front, nothing for 0; only where numbers are followed */
};

struct faker_step {
    enum faker_step_kind kind;
    uint32_t count;       /* DIGITS, LETTERS: how many; NUMBER: at most */
    uint32_t lowest;      /* DIGITS, MAYBE: the least number */
    uint64_t limit;       /* DIGITS, LETTERS, NUMBER: how many texts; MAYBE: how many digits */
    struct dore_str text; /* LITERAL */
    const struct faker_list *list;          /* LIST */
    const struct dore_bound_method *method; /* METHOD */
};

struct dore_layout_program {
    const struct faker_step *step;
    uint32_t count;
    bool straight;                 /* no METHODs: each step but LITERAL takes one word */
    size_t room;                   /* bytes that all steps but METHOD can take */
    const struct dore_str *letter; /* what ? stands for */
    uint32_t letter_count;
    struct dore_domain domain;
};

/* What steps make of their draw, a number below `limit` (MAYBE: twice that). Nothing, or a digit.
 */
static inline char *faker_put_maybe(char *to, const struct faker_step *step, uint64_t number) {
    if (number >= step->limit)
        *to++ = (char)('0' + step->lowest + number - step->limit);
    return to;
}
/* The number's digits in the base of the alphabet, lowest first. */
static inline char *faker_put_letters(char *to, const struct dore_layout_program *program,
                                      const struct faker_step *step, uint64_t number) {
    for (uint32_t i = 0; i < step->count; i++) {
        to = faker_copy(to, program->letter[number % program->letter_count]);
        number /= program->letter_count;
    }
    return to;
}

/* Rows that take one straight program: their numbers, the block of each in which the word at
 * `position` stands (what is there is changed), and where their texts go. */
struct faker_layout_rows {
    uint64_t stream;
    uint32_t count; /* at most DORE_BATCH_ROWS */
    uint32_t position;
    const uint64_t *row;
    struct dore_block *block;
    struct dore_str *text;
};
/* dore_layout_text for all of them, texts in the arena. */
void faker_layout_column(const struct dore_layout_program *program, struct faker_layout_rows *rows,
                         struct dore_arena *arena);

#endif
