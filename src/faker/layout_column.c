/* SPDX-License-Identifier: Apache-2.0
 *
 * layout_column: a layout for many rows, step by step instead of row by row: what a step needs is
 * looked up once, and no row has to guess which step comes next. Every row has room of its own for
 * the longest text, so that texts grow where they stay. The words are those that dore_layout_text
 * takes (pure-cell).
 */
#include "layout.h"

/* Words of a block. */
enum { WORDS = sizeof(struct dore_block) / sizeof(uint32_t) };

struct column {
    const struct dore_layout_program *program;
    const struct faker_layout_rows *rows;
    uint32_t position;         /* of the next word */
    char *to[DORE_BATCH_ROWS]; /* where each row's text goes on */
};

/* Word `position` of the row, and what is below a limit by it. */
static inline uint32_t word_of(const struct column *column, uint32_t i) {
    return column->rows->block[i].word[column->position % WORDS];
}

static inline uint64_t below(const struct column *column, uint32_t i, uint64_t limit) {
    return dore_rng_bounded(column->rows->stream, column->rows->row[i], column->position,
                            word_of(column, i), limit);
}

/* The blocks of the words from `position` on, when the last ones are used up. */
static void refill(struct column *column) {
    const struct faker_layout_rows *rows = column->rows;
    const struct dore_rows numbers = {.count = rows->count, .list = rows->row};
    if (column->position > rows->position && column->position % WORDS == 0)
        dore_rng_blocks(rows->stream, &numbers, column->position / WORDS, rows->block);
}

static void put_weighted(struct column *column, const struct faker_list *list) {
    for (uint32_t i = 0; i < column->rows->count; i++) {
        uint32_t row = faker_words_weigh(list->words, word_of(column, i));
        column->to[i] = faker_copy(column->to[i], faker_list_word(list, row));
    }
}

static void put_equal(struct column *column, const struct faker_list *list) {
    for (uint32_t i = 0; i < column->rows->count; i++) {
        uint32_t row = list->first + (uint32_t)below(column, i, list->count);
        column->to[i] = faker_copy(column->to[i], faker_list_word(list, row));
    }
}

static void put_step(struct column *column, const struct faker_step *step) {
    uint32_t count = column->rows->count;
    switch (step->kind) {
    case STEP_LITERAL:
        for (uint32_t i = 0; i < count; i++)
            column->to[i] = faker_copy(column->to[i], step->text);
        break;
    case STEP_LIST:
        if (step->list->words->threshold)
            put_weighted(column, step->list);
        else
            put_equal(column, step->list);
        break;
    case STEP_DIGITS:
        for (uint32_t i = 0; i < count; i++)
            column->to[i] = faker_digits(column->to[i],
                                         step->lowest + below(column, i, step->limit), step->count);
        break;
    case STEP_MAYBE:
        for (uint32_t i = 0; i < count; i++)
            column->to[i] = faker_put_maybe(column->to[i], step, below(column, i, 2 * step->limit));
        break;
    case STEP_LETTERS:
        for (uint32_t i = 0; i < count; i++)
            column->to[i] = faker_put_letters(column->to[i], column->program, step,
                                              below(column, i, step->limit));
        break;
    case STEP_METHOD: /* of programs that are not straight */
    case STEP_NUMBER: /* of those that only numbers follow */
        break;
    }
}

void faker_layout_column(const struct dore_layout_program *program, struct faker_layout_rows *rows,
                         struct dore_arena *arena) {
    struct column column = {.program = program, .rows = rows, .position = rows->position};
    size_t room = program->room + DORE_SLACK; /* short words are copied with what stands behind */
    char *text = DORE_TAKE(arena, char, rows->count *room);
    for (uint32_t i = 0; i < rows->count; i++)
        column.to[i] = text + i * room;
    for (uint32_t k = 0; k < program->count; k++) {
        const struct faker_step *step = &program->step[k];
        if (step->kind != STEP_LITERAL)
            refill(&column);
        put_step(&column, step);
        column.position += step->kind != STEP_LITERAL;
    }
    for (uint32_t i = 0; i < rows->count; i++) {
        const char *begin = text + i * room;
        rows->text[i] = (struct dore_str){begin, (size_t)(column.to[i] - begin)};
    }
}
