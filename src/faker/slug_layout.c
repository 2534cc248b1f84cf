/* SPDX-License-Identifier: Apache-2.0
 *
 * slug_layout: layouts whose texts are slugs from the start. The slug of words one after the other
 * is the slugs of the words, as long as none begins or ends in a blank or hyphen; so the words of
 * account names are turned into slugs once, while the plan is made, and never again in a row.
 */
#include "internet.h"
#include "layout.h"
#include "locale.h"

#include <assert.h>

/* Word lists that were turned already; layouts share them, and so does the processor's cache. */
enum { MOST_LISTS = 16 };
struct slugger {
    const struct dore_faker *faker;
    const struct faker_fold *fold;
    uint32_t lists;
    struct {
        const struct faker_list *from, *to;
    } list[MOST_LISTS];
};

static bool is_border(char byte) {
    return byte == ' ' || byte == '-';
}

/* Appends the slug of a text to the buffer. */
static void put_slug(const struct slugger *slugger, struct dore_buf *buf, struct dore_str text) {
    assert(text.size == 0 || (!is_border(text.text[0]) && !is_border(text.text[text.size - 1])));
    size_t from = buf->size;
    dore_buf_put_str(buf, text);
    faker_fold_put(slugger->fold, buf, from);
    faker_slug(buf, from);
}

/* All rows of the list's column, at the same places and with the same weights. */
static const struct dore_words *slug_words(const struct slugger *slugger,
                                           const struct faker_list *list) {
    struct dore_arena *arena = slugger->faker->arena;
    const struct dore_words *words = list->words;
    struct dore_words *copy = DORE_NEW(arena, struct dore_words, 1);
    uint32_t *offset = DORE_NEW(arena, uint32_t, words->count + 1);
    struct dore_buf pool = {0};
    uint32_t longest = 0;
    for (uint32_t row = 0; row < words->count; row++) {
        offset[row] = (uint32_t)pool.size;
        put_slug(slugger, &pool, dore_word(words, row, list->column));
        uint32_t size = (uint32_t)pool.size - offset[row];
        longest = size > longest ? size : longest;
        dore_buf_putc(&pool, '\0');
    }
    offset[words->count] = (uint32_t)pool.size;
    *copy = *words;
    copy->max_bytes = longest;
    copy->columns = 1;
    copy->pool = dore_arena_text(arena, pool.data, pool.size);
    copy->offset = offset;
    copy->distinct = 0;
    dore_buf_release(&pool);
    return copy;
}

static const struct faker_list *slug_list(struct slugger *slugger, const struct faker_list *list) {
    for (uint32_t i = 0; i < slugger->lists; i++) {
        const struct faker_list *from = slugger->list[i].from;
        if (from->words == list->words && from->column == list->column &&
            from->first == list->first && from->count == list->count)
            return slugger->list[i].to;
    }
    struct faker_list *slugs = DORE_NEW(slugger->faker->arena, struct faker_list, 1);
    *slugs = *list;
    slugs->words = slug_words(slugger, list);
    slugs->column = 0;
    if (slugger->lists < MOST_LISTS) {
        slugger->list[slugger->lists].from = list;
        slugger->list[slugger->lists++].to = slugs;
    }
    return slugs;
}

static struct dore_str slug_text(struct slugger *slugger, struct dore_str text) {
    struct dore_buf buf = {0};
    put_slug(slugger, &buf, text);
    struct dore_str slug = {dore_arena_text(slugger->faker->arena, buf.data, buf.size), buf.size};
    dore_buf_release(&buf);
    return slug;
}

static const struct dore_layout_program *slug_program(struct slugger *slugger,
                                                      const struct dore_layout_program *program) {
    struct dore_arena *arena = slugger->faker->arena;
    struct dore_layout_program *copy = DORE_NEW(arena, struct dore_layout_program, 1);
    struct faker_step *step = DORE_NEW(arena, struct faker_step, program->count);
    struct dore_str *letter = DORE_NEW(arena, struct dore_str, program->letter_count);
    size_t room = program->room;
    for (uint32_t i = 0; i < program->count; i++) {
        step[i] = program->step[i];
        if (step[i].kind == STEP_LITERAL) {
            step[i].text = slug_text(slugger, step[i].text);
        } else if (step[i].kind == STEP_LIST) {
            step[i].list = slug_list(slugger, step[i].list);
            room += step[i].list->words->max_bytes;
        } else if (step[i].kind == STEP_METHOD) {
            assert(step[i].method->domain.plain); /* digits: a year */
        }
    }
    for (uint32_t i = 0; i < program->letter_count; i++)
        letter[i] = slug_text(slugger, program->letter[i]);
    *copy = *program;
    copy->step = step;
    copy->letter = letter;
    copy->room = room; /* more than enough */
    copy->domain = faker_slug_domain(&program->domain, slugger->fold);
    return copy;
}

const struct faker_layouts *faker_slug_layouts(const struct faker_layouts *layouts,
                                               const struct dore_faker *faker) {
    struct slugger slugger = {.faker = faker, .fold = faker_fold_make(faker)};
    struct faker_layouts *slugs = DORE_NEW(faker->arena, struct faker_layouts, 1);
    *slugs = *layouts;
    slugs->program =
        DORE_NEW(faker->arena, const struct dore_layout_program *, layouts->words->count);
    for (uint32_t i = 0; i < layouts->words->count; i++)
        slugs->program[i] = slug_program(&slugger, layouts->program[i]);
    slugs->domain = faker_slug_domain(&layouts->domain, slugger.fold);
    return slugs;
}

/* The steps of a, then those of b, which has no letters. */
static const struct dore_layout_program *join(const struct dore_layout_program *a,
                                              const struct dore_layout_program *b,
                                              struct dore_arena *arena) {
    struct dore_layout_program *both = DORE_NEW(arena, struct dore_layout_program, 1);
    struct faker_step *step = DORE_NEW(arena, struct faker_step, a->count + b->count);
    assert(b->letter_count == 0);
    *both = *a;
    both->step = step;
    both->count = a->count + b->count;
    both->straight = a->straight && b->straight;
    both->room = a->room + b->room;
    both->domain = faker_domain_join(&a->domain, &b->domain);
    for (uint32_t i = 0; i < a->count; i++)
        step[i] = a->step[i];
    for (uint32_t i = 0; i < b->count; i++)
        step[a->count + i] = b->step[i];
    return both;
}

const struct faker_layouts *faker_layouts_with_tail(const struct faker_layouts *layouts,
                                                    const struct dore_layout_program *tail,
                                                    const struct dore_faker *faker) {
    struct faker_layouts *longer = DORE_NEW(faker->arena, struct faker_layouts, 1);
    struct dore_domain domain = dore_layout_domain(tail);
    *longer = *layouts;
    longer->program =
        DORE_NEW(faker->arena, const struct dore_layout_program *, layouts->words->count);
    for (uint32_t i = 0; i < layouts->words->count; i++)
        longer->program[i] = join(layouts->program[i], tail, faker->arena);
    longer->domain = faker_domain_join(&layouts->domain, &domain);
    return longer;
}
