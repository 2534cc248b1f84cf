/* SPDX-License-Identifier: Apache-2.0
 *
 * layout_apart: whether a layout's texts tell apart what was drawn for them. Parts one after the
 * other do when each can be cut off again: from the left when no text of it begins another one, or
 * what follows begins with a byte that it never holds; from the right likewise. One part may be
 * left over. What cannot be shown that way counts as overlapping.
 */
#include "layout.h"

#include <stdlib.h>

/* What is known of the texts of one step. */
struct shape {
    const struct faker_set *set; /* all of them; NULL: not listed */
    uint64_t count;              /* 0: cannot be told apart, because of ... */
    const char *overlap;
    uint64_t least, most; /* bytes of one text */
    uint64_t holds[4];    /* bit b: byte b may stand in one */
};

static const char run_together[] = "its parts can run into each other";
static const char equal_letters[] = "one of its letters stands twice";

/* ---- shapes --------------------------------------------------------------------------------- */

static void hold(struct shape *shape, const char *text, size_t size) {
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        shape->holds[byte / 64] |= UINT64_C(1) << byte % 64;
    }
}

static struct shape shape_of_texts(const struct dore_str *text, uint32_t count) {
    struct shape shape = {.count = count, .least = UINT64_MAX};
    for (uint32_t i = 0; i < count; i++) {
        hold(&shape, text[i].text, text[i].size);
        shape.least = text[i].size < shape.least ? text[i].size : shape.least;
        shape.most = text[i].size > shape.most ? text[i].size : shape.most;
    }
    return shape;
}

static struct shape shape_of_digits(uint64_t digits, uint64_t count) {
    struct shape shape = {.count = count, .least = digits, .most = digits};
    hold(&shape, "0123456789", 10);
    return shape;
}

/* Equally many letters of one alphabet: no character of UTF-8 begins or ends another one, so they
 * are cut off as if they were of one length. */
static struct shape shape_of_letters(const struct dore_layout_program *program,
                                     const struct faker_step *step) {
    struct dore_arena arena = {0};
    struct shape shape = shape_of_texts(program->letter, program->letter_count);
    bool differ =
        faker_set_of(program->letter, program->letter_count, &arena).count == program->letter_count;
    dore_arena_release(&arena);
    shape.count = differ ? step->limit : 0;
    shape.overlap = differ ? NULL : equal_letters;
    shape.least *= step->count;
    shape.most *= step->count;
    return shape;
}

static struct shape shape_of_program(const struct dore_layout_program *program);

/* A method's texts are known by their domain, or by the layout that numbers follow. */
static struct shape shape_of_method(const struct dore_bound_method *bound) {
    const struct dore_domain *domain = &bound->domain;
    if (bound->method->text == faker_layouts_text && bound->count > 0) {
        const struct faker_layouts *layouts = bound->state;
        return shape_of_program(layouts->apart);
    }
    struct shape shape = {.count = bound->count,
                          .overlap = bound->uncounted,
                          .least = domain->min_chars,
                          .most = domain->max_bytes};
    if (domain->kinds == DORE_KIND_BIT(DORE_INT))
        hold(&shape, "0123456789-", domain->bounded && domain->min >= 0 ? 10 : 11);
    else if (domain->kinds == DORE_KIND_BIT(DORE_DATE))
        hold(&shape, "0123456789-", 11);
    else
        memset(shape.holds, 0xff, sizeof shape.holds);
    return shape;
}

static struct shape shape_of_step(const struct dore_layout_program *program,
                                  const struct faker_step *step) {
    struct shape shape = {0};
    switch (step->kind) {
    case STEP_LITERAL:
        shape = shape_of_texts(&step->text, 1);
        break;
    case STEP_DIGITS:
        shape = shape_of_digits(step->count, step->limit);
        break;
    case STEP_MAYBE:
        shape = shape_of_digits(1, step->limit);
        break;
    case STEP_LETTERS:
        shape = shape_of_letters(program, step);
        break;
    case STEP_LIST:
        shape = shape_of_texts(step->list->set.text, step->list->set.count);
        shape.set = &step->list->set;
        break;
    case STEP_METHOD:
        shape = shape_of_method(step->method);
        break;
    case STEP_NUMBER:
        shape = shape_of_digits(step->count, step->limit);
        shape.least = 0;
        break;
    }
    return shape;
}

/* ---- cutting -------------------------------------------------------------------------------- */

static int compare_forward(const void *a, const void *b) {
    return dore_str_compare(*(const struct dore_str *)a, *(const struct dore_str *)b);
}

static int compare_backward(const void *a, const void *b) {
    const struct dore_str *x = a, *y = b;
    size_t size = x->size < y->size ? x->size : y->size;
    for (size_t i = 1; i <= size; i++) {
        unsigned char left = (unsigned char)x->text[x->size - i];
        unsigned char right = (unsigned char)y->text[y->size - i];
        if (left != right)
            return left < right ? -1 : 1;
    }
    return x->size == y->size ? 0 : x->size < y->size ? -1 : 1;
}

/* Whether no text of the set begins another one, or ends it. In order, such two are neighbours. */
static bool is_code(const struct faker_set *set, bool backward) {
    struct dore_str *sorted = dore_alloc(set->count, sizeof *sorted);
    bool code = true;
    memcpy(sorted, set->text, set->count * sizeof *sorted);
    qsort(sorted, set->count, sizeof *sorted, backward ? compare_backward : compare_forward);
    for (uint32_t i = 0; i + 1 < set->count && code; i++) {
        const struct dore_str *a = &sorted[i], *b = &sorted[i + 1];
        size_t from = backward && b->size >= a->size ? b->size - a->size : 0;
        code = b->size < a->size || memcmp(a->text, b->text + from, a->size) != 0;
    }
    dore_free(sorted);
    return code;
}

static bool are_disjoint(const struct shape *a, const struct shape *b) {
    uint64_t common = 0;
    for (int i = 0; i < 4; i++)
        common |= a->holds[i] & b->holds[i];
    return common == 0;
}

/* Whether the end of a part can be seen: `next` stands at that end. */
static bool can_cut(const struct shape *part, const struct shape *next, bool letters,
                    bool backward) {
    return part->least == part->most || letters || (next->least > 0 && are_disjoint(part, next)) ||
           (part->set && is_code(part->set, backward));
}

/* How many parts come off, from the left or the right; never the last one. */
static uint32_t cut(const struct dore_layout_program *program, const struct shape *shape,
                    bool backward) {
    uint32_t count = program->count, cut = 0;
    for (; cut + 1 < count; cut++) {
        uint32_t at = backward ? count - 1 - cut : cut;
        if (!can_cut(&shape[at], &shape[backward ? at - 1 : at + 1],
                     program->step[at].kind == STEP_LETTERS, backward))
            break;
    }
    return cut;
}

static struct shape shape_of_program(const struct dore_layout_program *program) {
    struct shape whole = {.count = 1};
    struct shape *shape = dore_alloc((size_t)program->count + 1, sizeof *shape);
    for (uint32_t i = 0; i < program->count && !whole.overlap; i++) {
        shape[i] = shape_of_step(program, &program->step[i]);
        whole.overlap = shape[i].count > 0 ? NULL : shape[i].overlap;
        whole.count = dore_product(whole.count, shape[i].count);
        whole.least += shape[i].least;
        whole.most += shape[i].most;
        for (int k = 0; k < 4; k++)
            whole.holds[k] |= shape[i].holds[k];
    }
    if (!whole.overlap && program->count > 1) {
        uint32_t left = cut(program, shape, false);
        bool apart =
            left + 1 >= program->count || left + cut(program, shape, true) + 1 >= program->count;
        whole.overlap = apart ? NULL : run_together;
    }
    whole.count = whole.overlap ? 0 : whole.count;
    dore_free(shape);
    return whole;
}

uint64_t faker_layout_count(const struct dore_layout_program *program) {
    return shape_of_program(program).count;
}

const char *faker_layout_overlap(const void *program) {
    return shape_of_program(program).overlap;
}

/* ---- one of several ------------------------------------------------------------------------- */

/* So many texts are enough to prefer a likely layout to a fruitful one. */
enum { MANY = 100000 };

static bool same_step(const struct faker_step *a, const struct faker_step *b) {
    return a->kind == b->kind && a->count == b->count && a->lowest == b->lowest &&
           a->limit == b->limit && a->list == b->list && a->method == b->method &&
           dore_str_equal(a->text, b->text);
}

/* The one list in which two programs differ; false when it is something else. */
static bool find_difference(const struct dore_layout_program *a,
                            const struct dore_layout_program *b, uint32_t *step) {
    uint32_t differences = 0;
    for (uint32_t i = 0; a->count == b->count && i < a->count; i++) {
        const struct faker_step *x = &a->step[i], *y = &b->step[i];
        bool lists = x->kind == STEP_LIST && y->kind == STEP_LIST;
        if (same_step(x, y) ||
            (lists && x->list->words == y->list->words && x->list->column == y->list->column &&
             x->list->first == y->list->first))
            continue;
        if (!lists)
            return false;
        *step = i;
        differences++;
    }
    return differences == 1;
}

/* The words of both lists as one. */
static const struct faker_list *unite(const struct faker_list *a, const struct faker_list *b,
                                      struct dore_arena *arena) {
    struct faker_list *both = DORE_NEW(arena, struct faker_list, 1);
    struct dore_str *text = DORE_NEW(arena, struct dore_str, a->set.count + b->set.count);
    memcpy(text, a->set.text, a->set.count * sizeof *text);
    memcpy(text + a->set.count, b->set.text, b->set.count * sizeof *text);
    *both = *a;
    both->set = faker_set_of(text, a->set.count + b->set.count, arena);
    return both;
}

/* Program `which` with the words of those that differ from it in one list: names of women and men
 * may be the same, the names of people may not. */
static const struct dore_layout_program *merge(const struct dore_layout_program *const *program,
                                               uint32_t which, uint32_t count,
                                               struct dore_arena *arena) {
    const struct dore_layout_program *one = program[which];
    struct dore_layout_program *merged = DORE_NEW(arena, struct dore_layout_program, 1);
    struct faker_step *step = DORE_NEW(arena, struct faker_step, one->count);
    uint32_t place = UINT32_MAX, other;
    *merged = *one;
    memcpy(step, one->step, one->count * sizeof *step);
    merged->step = step;
    for (uint32_t i = 0; i < count; i++) {
        if (i == which || !find_difference(one, program[i], &other) ||
            (place != UINT32_MAX && other != place))
            continue;
        place = other;
        step[place].list = unite(step[place].list, program[i]->step[place].list, arena);
        merged->room += program[i]->room;
    }
    return merged;
}

const struct dore_layout_program *
faker_layout_choose(const struct dore_layout_program *const *program, const uint64_t *weight,
                    uint32_t count, struct dore_arena *arena) {
    uint32_t likeliest = count, largest = 0;
    uint64_t most = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t texts = faker_layout_count(program[i]);
        if (texts > most) {
            most = texts;
            largest = i;
        }
        if (texts >= MANY && (likeliest == count || (weight && weight[i] > weight[likeliest])))
            likeliest = i;
    }
    if (most == 0)
        return NULL;
    uint32_t which = likeliest < count ? likeliest : largest;
    const struct dore_layout_program *merged = merge(program, which, count, arena);
    return faker_layout_overlap(merged) ? program[which] : merged;
}
