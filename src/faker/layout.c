/* SPDX-License-Identifier: Apache-2.0
 *
 * layout: text with digit symbols and {{method}} tokens, compiled once into a row of steps. Words
 * of lists are copied straight from their pool; runs of symbols take one draw together. What came
 * out of a token is never searched for symbols.
 */
#include "layout.h"

/* Most texts that one 32-bit draw can tell apart. */
#define ONE_DRAW (UINT64_C(1) << 32)
/* Most letters in one step, for alphabets of one letter. */
enum { MOST_LETTERS = 32 };

/* What may stand between {{ and }}: nothing, so that they are literal; methods; lists as well. */
enum tokens { TOKENS_NONE, TOKENS_METHODS, TOKENS_LISTS };

struct compiler {
    const struct dore_faker *faker;
    struct dore_str rest; /* what is still to be compiled */
    enum tokens tokens;
    bool symbols;
    struct faker_step *step;
    struct dore_layout_program *program;
};

/* ---- compiling ------------------------------------------------------------------------------ */

static void add_step(struct compiler *compiler, struct faker_step step, struct dore_domain domain) {
    struct dore_layout_program *program = compiler->program;
    compiler->step[program->count++] = step;
    program->straight = program->straight && step.kind != STEP_METHOD;
    if (step.kind != STEP_METHOD)
        program->room += domain.max_bytes;
    program->domain = faker_domain_join(&program->domain, &domain);
}

static void skip(struct compiler *compiler, size_t bytes) {
    compiler->rest.text += bytes;
    compiler->rest.size -= bytes;
}

static bool is_blank(char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* What a name in a token is made of; beyond ASCII everything, to be refused as a whole name. */
static bool is_name(char byte) {
    unsigned char c = (unsigned char)byte;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c >= 0x80;
}

/* And of a list. */
static bool is_list_name(char byte) {
    return byte == '.' || is_name(byte);
}

static size_t span(struct dore_str text, size_t at, bool (*is)(char)) {
    size_t end = at;
    while (end < text.size && is(text.text[end]))
        end++;
    return end - at;
}

/* "{{ name }}" or "{{name:group}}" at the beginning of `text`: its size; 0 when it is literal. */
static size_t match_token(enum tokens tokens, struct dore_str text, struct dore_str *name,
                          struct dore_str *group) {
    size_t at = 2;
    if (tokens == TOKENS_NONE || text.size < 5 || memcmp(text.text, "{{", 2) != 0)
        return 0;
    at += span(text, at, is_blank);
    *name = (struct dore_str){text.text + at,
                              span(text, at, tokens == TOKENS_LISTS ? is_list_name : is_name)};
    *group = (struct dore_str){NULL, 0};
    at += name->size;
    if (name->size == 0)
        return 0;
    if (at < text.size && text.text[at] == ':') {
        at += 1 + span(text, at + 1, is_blank);
        *group = (struct dore_str){text.text + at, span(text, at, is_name)};
        at += group->size;
        if (group->size == 0)
            return 0;
    }
    at += span(text, at, is_blank);
    if (text.size - at < 2 || memcmp(text.text + at, "}}", 2) != 0)
        return 0;
    return at + 2;
}

static void add_method(struct compiler *compiler, const char *name) {
    struct dore_bound_method *bound = DORE_NEW(compiler->faker->arena, struct dore_bound_method, 1);
    if (!dore_method_bind(name, NULL, compiler->faker, bound))
        return;
    struct faker_step step = {.kind = STEP_METHOD, .method = bound};
    if (bound->method->text == faker_list_text)
        step = (struct faker_step){.kind = STEP_LIST, .list = bound->state};
    struct dore_domain domain = bound->domain;
    if (domain.kinds & DORE_KIND_BIT(DORE_NULL))
        domain.min_chars = 0;
    add_step(compiler, step, domain);
}

/* A word of a list, or what one of its layouts gives. */
static void add_list(struct compiler *compiler, const char *name) {
    static const char layouts[] = "_formats";
    const struct dore_faker *faker = compiler->faker;
    size_t size = strlen(name), end = sizeof layouts - 1;
    if (size < end || strcmp(name + size - end, layouts) != 0) {
        const struct faker_list *list = faker_list_whole(faker, name, 0);
        add_step(compiler, (struct faker_step){.kind = STEP_LIST, .list = list},
                 faker_list_domain(list));
        return;
    }
    const struct faker_layouts_source source = {name, true, FAKER_UPPERCASE};
    struct dore_bound_method *bound = DORE_NEW(faker->arena, struct dore_bound_method, 1);
    *bound = faker_layouts_bound(faker_layouts_make(faker, &source));
    faker_count(bound, faker);
    add_step(compiler, (struct faker_step){.kind = STEP_METHOD, .method = bound}, bound->domain);
}

static bool compile_token(struct compiler *compiler) {
    struct dore_str name, group;
    size_t size = match_token(compiler->tokens, compiler->rest, &name, &group);
    if (size == 0)
        return false;
    const struct dore_faker *faker = compiler->faker;
    const char *method = dore_arena_text(faker->arena, name.text, name.size);
    if (group.text)
        dore_error(faker->diags, DORE_E_METHOD_OFFLINE, faker->where,
                   dore_hint(faker->diags, "write '{{%s}}'", method),
                   "argument group '%.*s' needs a Python program", (int)group.size, group.text);
    else if (memchr(name.text, '.', name.size))
        add_list(compiler, method);
    else
        add_method(compiler, method);
    skip(compiler, size);
    return true;
}

static struct dore_domain domain_of_digits(uint32_t min, uint32_t max, uint64_t distinct) {
    struct dore_domain domain = dore_domain_of_text(min, max, max, true);
    domain.distinct = distinct;
    return domain;
}

/* %## is one number 100..999: a leading symbol and each # behind it. */
static bool compile_digits(struct compiler *compiler) {
    static const char leading[] = "#%$";
    const char *at = compiler->rest.text;
    const char *symbol = memchr(leading, *at, sizeof leading - 1);
    if (!symbol)
        return false;
    uint32_t lowest = (uint32_t)(symbol - leading), count = 1, unit = 1;
    while (count < compiler->rest.size && count < 9 && at[count] == '#') {
        count++;
        unit *= 10;
    }
    struct faker_step step = {.kind = STEP_DIGITS,
                              .count = count,
                              .lowest = lowest * unit,
                              .limit = (10 - lowest) * (uint64_t)unit};
    add_step(compiler, step, domain_of_digits(count, count, step.limit));
    skip(compiler, count);
    return true;
}

/* ! and @: nothing, or a digit, with even odds. */
static bool compile_maybe(struct compiler *compiler) {
    char symbol = *compiler->rest.text;
    if (symbol != '!' && symbol != '@')
        return false;
    uint32_t lowest = symbol == '@';
    struct faker_step step = {.kind = STEP_MAYBE, .lowest = lowest, .limit = 10 - lowest};
    add_step(compiler, step, domain_of_digits(0, 1, step.limit + 1));
    skip(compiler, 1);
    return true;
}

static bool compile_letters(struct compiler *compiler) {
    const struct dore_layout_program *program = compiler->program;
    uint64_t limit = program->letter_count;
    uint32_t count = 1;
    if (limit == 0 || *compiler->rest.text != '?')
        return false;
    while (count < compiler->rest.size && count < MOST_LETTERS &&
           compiler->rest.text[count] == '?' && limit * program->letter_count <= ONE_DRAW) {
        limit *= program->letter_count;
        count++;
    }
    struct dore_domain letter = faker_domain_literal(program->letter[0]);
    for (uint32_t i = 1; i < program->letter_count; i++) {
        struct dore_domain other = faker_domain_literal(program->letter[i]);
        letter = faker_domain_either(&letter, &other);
    }
    struct dore_domain domain = letter;
    for (uint32_t i = 1; i < count; i++)
        domain = faker_domain_join(&domain, &letter);
    domain.distinct = limit;
    add_step(compiler, (struct faker_step){.kind = STEP_LETTERS, .count = count, .limit = limit},
             domain);
    skip(compiler, count);
    return true;
}

static bool starts_symbol(const struct compiler *compiler, struct dore_str text) {
    struct dore_str name, group;
    if (compiler->symbols && memchr("#%$!@", *text.text, 5))
        return true;
    if (compiler->program->letter_count > 0 && *text.text == '?')
        return true;
    return match_token(compiler->tokens, text, &name, &group) > 0;
}

static void compile_literal(struct compiler *compiler) {
    struct dore_arena *arena = compiler->faker->arena;
    struct dore_str rest = compiler->rest;
    size_t size = 0;
    while (size < rest.size &&
           !starts_symbol(compiler, (struct dore_str){rest.text + size, rest.size - size}))
        size++;
    if (size == 0)
        return;
    struct dore_str literal = {dore_arena_text(arena, rest.text, size), size};
    add_step(compiler, (struct faker_step){.kind = STEP_LITERAL, .text = literal},
             faker_domain_literal(literal));
    skip(compiler, size);
}

static void compile_symbol(struct compiler *compiler) {
    if (compile_token(compiler))
        return;
    if (compiler->symbols && (compile_digits(compiler) || compile_maybe(compiler)))
        return;
    compile_letters(compiler);
}

static void split_letters(struct compiler *compiler, const char *letters) {
    struct dore_arena *arena = compiler->faker->arena;
    size_t size = strlen(letters), bytes = 0;
    const char *copy = dore_arena_text(arena, letters, size);
    struct dore_str *letter = DORE_NEW(arena, struct dore_str, size + 1);
    uint32_t count = 0;
    for (size_t at = 0; at < size; at += bytes) {
        dore_utf8_decode(copy + at, size - at, &bytes);
        letter[count++] = (struct dore_str){copy + at, bytes};
    }
    compiler->program->letter = letter;
    compiler->program->letter_count = count;
}

static const struct dore_layout_program *compile(struct dore_str layout, enum tokens tokens,
                                                 bool symbols, const char *letters,
                                                 const struct dore_faker *faker) {
    /* At most a literal and a symbol for each byte that can begin one, and a last literal. */
    size_t steps = 1;
    for (size_t i = 0; i < layout.size; i++)
        steps += memchr("{#%$!@?", layout.text[i], 7) ? 2 : 0;
    struct dore_layout_program *program = DORE_NEW(faker->arena, struct dore_layout_program, 1);
    struct faker_step *step = DORE_NEW(faker->arena, struct faker_step, steps);
    struct compiler compiler = {faker, layout, tokens, symbols, step, program};
    program->step = step;
    program->straight = true;
    program->domain = faker_domain_literal(DORE_STR(""));
    if (letters)
        split_letters(&compiler, letters);
    while (compiler.rest.size > 0) {
        compile_literal(&compiler);
        if (compiler.rest.size > 0)
            compile_symbol(&compiler);
    }
    return program;
}

const struct dore_layout_program *dore_layout_compile(struct dore_str layout, bool symbols,
                                                      const char *letters,
                                                      const struct dore_faker *faker) {
    return compile(layout, TOKENS_METHODS, symbols, letters, faker);
}

const struct dore_layout_program *faker_data_layout_compile(struct dore_str layout, bool symbols,
                                                            const char *letters,
                                                            const struct dore_faker *faker) {
    return compile(layout, TOKENS_LISTS, symbols, letters, faker);
}

const struct dore_layout_program *faker_symbols_compile(struct dore_str layout, bool symbols,
                                                        const char *letters,
                                                        const struct dore_faker *faker) {
    return compile(layout, TOKENS_NONE, symbols, letters, faker);
}

const struct faker_list *faker_layout_list(const struct dore_layout_program *program) {
    return program->count == 1 && program->step[0].kind == STEP_LIST ? program->step[0].list : NULL;
}

struct dore_domain dore_layout_domain(const struct dore_layout_program *program) {
    return program->domain;
}

/* ---- running -------------------------------------------------------------------------------- */

/* dore_buf_reserve without a call where there is room. */
static inline char *reserve(struct dore_buf *out, size_t more) {
    size_t room = out->capacity - out->size;
    return room >= more + DORE_SLACK ? out->data + out->size : dore_buf_reserve(out, more);
}

/* By number always a digit: nothing could not be told from what stands beside it. */
static uint64_t draw_maybe(const struct faker_step *step, struct dore_rng *rng) {
    return rng->numbered ? step->limit + dore_rng_below(rng, step->limit)
                         : dore_rng_below(rng, 2 * step->limit);
}

static char *put_number(char *to, uint64_t number) {
    return number > 0 ? dore_print_u64(to, number) : to;
}

void dore_layout_text(const struct dore_layout_program *program, struct dore_cell *cell) {
    struct dore_buf *out = cell->out;
    char *to = reserve(out, program->room);
    for (const struct faker_step *step = program->step; step < program->step + program->count;
         step++) {
        switch (step->kind) {
        case STEP_LITERAL:
            to = faker_copy(to, step->text);
            break;
        case STEP_LIST:
            to = faker_copy(to, faker_list_pick(step->list, &cell->rng));
            break;
        case STEP_DIGITS:
            to = faker_digits(to, step->lowest + dore_rng_below(&cell->rng, step->limit),
                              step->count);
            break;
        case STEP_MAYBE:
            to = faker_put_maybe(to, step, draw_maybe(step, &cell->rng));
            break;
        case STEP_LETTERS:
            to = faker_put_letters(to, program, step, dore_rng_below(&cell->rng, step->limit));
            break;
        case STEP_NUMBER:
            to = put_number(to, dore_rng_below(&cell->rng, step->limit));
            break;
        case STEP_METHOD:
            out->size = (size_t)(to - out->data);
            dore_method_text(step->method, cell);
            to = reserve(out, program->room);
            break;
        }
    }
    out->size = (size_t)(to - out->data);
}
