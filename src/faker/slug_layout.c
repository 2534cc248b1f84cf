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
    bool small; /* letters are made small before they are spelled, which they may depend on */
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
    if (slugger->small)
        dore_text_lower(buf, from);
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
    if (slugger->faker->counts)
        slugs->set = faker_list_set(slugs, slugger->faker->arena);
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

/* ---- by number ------------------------------------------------------------------------------ */

/* So many account names and more are as good as endless. */
#define ENDLESS UINT64_C(1000000000)
/* Most digits behind a name. */
enum { MOST_DIGITS = 6 };

/* The program with a number of so many digits behind it. */
static const struct dore_layout_program *add_number(const struct dore_layout_program *program,
                                                    uint64_t digits, struct dore_arena *arena) {
    struct faker_step step = {.kind = STEP_NUMBER, .limit = 1};
    for (; step.count < digits && step.count < MOST_DIGITS; step.count++)
        step.limit *= 10;
    const struct dore_layout_program tail = {
        .step = &step,
        .count = 1,
        .room = step.count,
        .domain = dore_domain_of_text(0, step.count, step.count, true)};
    return join(program, &tail, arena);
}

/* The first layout that is endless with a number where the longest text leaves room for one, or
 * the one of most texts. */
static const struct dore_layout_program *choose_numbers(const struct faker_layouts *slugs,
                                                        struct dore_arena *arena) {
    const struct dore_layout_program *best = NULL;
    uint64_t most = 0;
    for (uint32_t i = 0; i < slugs->words->count && most < ENDLESS; i++) {
        const struct dore_layout_program *program = slugs->program[i];
        uint64_t room = slugs->domain.max_chars - program->domain.max_chars;
        program = add_number(program, room, arena);
        uint64_t count = faker_layout_count(program);
        if (count > most) {
            most = count;
            best = program;
        }
    }
    return best;
}

const struct faker_layouts *faker_slug_layouts(const struct faker_layouts *layouts,
                                               const struct dore_faker *faker) {
    struct slugger slugger = {.faker = faker, .fold = faker_fold_make(faker), .small = true};
    struct faker_layouts *slugs = DORE_NEW(faker->arena, struct faker_layouts, 1);
    *slugs = *layouts;
    slugs->program =
        DORE_NEW(faker->arena, const struct dore_layout_program *, layouts->words->count);
    for (uint32_t i = 0; i < layouts->words->count; i++)
        slugs->program[i] = slug_program(&slugger, layouts->program[i]);
    slugs->domain = faker_slug_domain(&layouts->domain, slugger.fold);
    slugs->apart = faker->counts ? choose_numbers(slugs, faker->arena) : NULL;
    return slugs;
}

static const struct faker_list *first_list(const struct faker_layouts *layouts) {
    for (uint32_t i = 0; i < layouts->words->count; i++)
        for (uint32_t k = 0; k < layouts->program[i]->count; k++)
            if (layouts->program[i]->step[k].kind == STEP_LIST)
                return layouts->program[i]->step[k].list;
    return NULL;
}

const struct dore_layout_program *faker_slug_numbers(const struct faker_layouts *layouts,
                                                     uint64_t max_chars,
                                                     const struct dore_faker *faker) {
    enum { ENOUGH = 100000 };
    struct slugger slugger = {.faker = faker, .fold = faker_fold_make(faker)};
    const struct faker_list *list = first_list(layouts);
    if (!list || !faker->counts)
        return NULL;
    list = slug_list(&slugger, list);
    uint64_t longest = list->words->max_bytes;
    struct faker_step *step = DORE_NEW(faker->arena, struct faker_step, 3);
    step[0] = step[2] = (struct faker_step){.kind = STEP_LIST, .list = list};
    step[1] = (struct faker_step){.kind = STEP_LITERAL, .text = DORE_STR("-                ")};
    step[1].text.size = 1;
    struct dore_layout_program *pair = DORE_NEW(faker->arena, struct dore_layout_program, 1);
    struct dore_layout_program *one = DORE_NEW(faker->arena, struct dore_layout_program, 1);
    *pair = (struct dore_layout_program){.step = step, .count = 3, .room = 2 * longest + 1};
    *one = (struct dore_layout_program){.step = step, .count = 1, .room = longest};
    if (2 * longest + 1 <= max_chars && faker_layout_count(pair) >= ENOUGH)
        return pair;
    const struct dore_layout_program *numbered =
        add_number(one, max_chars > longest ? max_chars - longest : 0, faker->arena);
    return faker_layout_overlap(numbered) ? NULL : numbered;
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
    longer->apart = layouts->apart ? join(layouts->apart, tail, faker->arena) : NULL;
    if (longer->apart && faker_layout_overlap(longer->apart))
        longer->apart = NULL;
    return longer;
}
