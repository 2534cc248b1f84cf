/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_base: what every provider of Faker inherits. Digits, numbers, letters and language codes
 * are made here, templates in templates.c, items of a list in elements.c.
 */
#include "base_methods.h"
#include "choice.h"
#include "grid.h"
#include "providers.h"

/* ---- digits and numbers --------------------------------------------------------------------- */

static const struct dore_param int_params[] = {
    {"min", DORE_P_INT, "0", NULL, "lowest value"},
    {"max", DORE_P_INT, "9999", NULL, "highest value"},
    {"step", DORE_P_INT, "1", NULL, "distance of neighbouring values, counted from min"},
    {NULL, 0, NULL, NULL, NULL},
};

static const void *prepare_int(const struct dore_arg *arg, const struct dore_faker *faker) {
    return faker_grid_prepare(arg, int_params, faker);
}

static const struct faker_grid digit = {.kind = DORE_INT, .first = 0, .step = 1, .count = 10};
static const struct faker_grid digit_not_null = {
    .kind = DORE_INT, .first = 1, .step = 1, .count = 9};
static const struct faker_grid digit_above_two = {
    .kind = DORE_INT, .first = 2, .step = 1, .count = 8};

/* Half of the time an empty string, else a digit; one draw. By number the empty string is one. */
static struct dore_domain digit_or_empty_domain(const void *state) {
    struct dore_domain domain = faker_grid_domain(state);
    domain.kinds |= DORE_KIND_BIT(DORE_STRING);
    domain.min_chars = 0;
    domain.distinct++;
    return domain;
}

static void make_digit_or_empty(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct faker_grid *grid = state;
    uint64_t drawn =
        dore_rng_below(&cell->rng, cell->rng.numbered ? grid->count + 1 : 2 * grid->count);
    *out = (struct dore_value){.kind = DORE_STRING, .u.s = DORE_STR("")};
    if (drawn < grid->count) {
        *out = (struct dore_value){.kind = DORE_INT, .u.i = grid->first + (int64_t)drawn};
    }
}

enum { NUMBER_DIGITS, NUMBER_FIX_LEN, MOST_DIGITS = 18, RANDOM_DIGITS = 9 };

static const struct dore_param number_params[] = {
    {"digits", DORE_P_INT | DORE_P_NULL, "null", NULL, "most digits; null: 1 to 9"},
    {"fix_len", DORE_P_BOOL, "false", NULL, "exactly that many digits"},
    {NULL, 0, NULL, NULL, NULL},
};

/* Numbers of 1 .. `lengths` digits, the count of digits drawn first; or of one fixed grid. */
struct random_number {
    uint32_t lengths; /* 1: only grid[0] */
    struct faker_grid grid[RANDOM_DIGITS];
};

static struct faker_grid number_grid(unsigned digits, bool fixed) {
    int64_t highest = 0;
    for (unsigned i = 0; i < digits; i++) {
        highest = highest * 10 + 9;
    }
    return faker_grid_of(DORE_INT, fixed ? highest / 10 + 1 : 0, highest, 1);
}

static const void *prepare_number(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct dore_arg *digits = &arg[NUMBER_DIGITS];
    const bool fixed = arg[NUMBER_FIX_LEN].b;
    if (!digits->null && (digits->i < fixed || digits->i > MOST_DIGITS)) {
        return faker_refuse(digits, "digits", faker, "write 1 to 18; for more, use 'pydecimal'",
                            "no count of digits that an integer can have");
    }
    struct random_number *state = DORE_NEW(faker->arena, struct random_number, 1);
    state->lengths = digits->null ? RANDOM_DIGITS : 1;
    for (unsigned i = 0; i < state->lengths; i++) {
        state->grid[i] = number_grid(digits->null ? i + 1 : (unsigned)digits->i, fixed);
    }
    return state;
}

static struct dore_domain number_domain(const void *state) {
    const struct random_number *number = state;
    const struct faker_grid *longest = &number->grid[number->lengths - 1];
    return dore_domain_of_integers(number->grid[0].first, faker_grid_last(longest));
}

static void fill_number(const void *state, uint64_t stream, const struct dore_rows *rows,
                        struct dore_arena *arena, struct dore_column *out) {
    const struct random_number *number = state;
    if (number->lengths == 1) {
        faker_grid_fill(&number->grid[0], stream, rows, arena, out);
        return;
    }
    struct dore_block block[DORE_BATCH_ROWS];
    dore_column_init(out, DORE_INT, rows->count, arena);
    dore_rng_blocks(stream, rows, 0, block);
    for (uint32_t i = 0; i < rows->count; i++) {
        uint64_t row = dore_row(rows, i);
        uint64_t length = faker_block_below(&block[i], stream, row, 0, number->lengths);
        const struct faker_grid *grid = &number->grid[length];
        uint64_t index = faker_block_below(&block[i], stream, row, 1, grid->count);
        out->u.i[i] = grid->first + (int64_t)index;
    }
}

/* The longest numbers hold the shorter ones, unless that is what was asked for. */
static void number_at(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct random_number *number = state;
    faker_grid_at(&number->grid[number->lengths - 1], cell, out);
}

enum { NB_NUMBER, NB_LE, NB_GE, NB_MIN, NB_MAX };

static const struct dore_param randomize_params[] = {
    {"number", DORE_P_INT, "10", NULL, "the number to vary"},
    {"le", DORE_P_BOOL, "false", NULL, "never above number"},
    {"ge", DORE_P_BOOL, "false", NULL, "never below number"},
    {"min", DORE_P_INT | DORE_P_NULL, "null", NULL, "lowest value"},
    {"max", DORE_P_INT | DORE_P_NULL, "null", NULL, "highest value"},
    {NULL, 0, NULL, NULL, NULL},
};

struct randomized {
    int64_t number, least_per_cent, most_per_cent, min, max;
};

static const void *prepare_randomize(const struct dore_arg *arg, const struct dore_faker *faker) {
    const int64_t limit = INT64_MAX / FAKER_VARY_MOST;
    if (arg[NB_NUMBER].i > limit || arg[NB_NUMBER].i < -limit) {
        return faker_refuse(&arg[NB_NUMBER], "number", faker, NULL, "too large");
    }
    struct randomized *state = DORE_NEW(faker->arena, struct randomized, 1);
    state->number = arg[NB_NUMBER].i;
    state->least_per_cent = arg[NB_GE].b ? 100 : FAKER_VARY_LEAST;
    state->most_per_cent = arg[NB_LE].b ? 100 : FAKER_VARY_MOST;
    const bool kept = arg[NB_LE].b && arg[NB_GE].b; /* then Faker looks no further */
    state->min = arg[NB_MIN].null || kept ? INT64_MIN : arg[NB_MIN].i;
    state->max = arg[NB_MAX].null || kept ? INT64_MAX : arg[NB_MAX].i;
    return state;
}

/* Cut towards zero, then held between min and max; max wins, as in Faker. */
static int64_t vary(const struct randomized *state, int64_t per_cent) {
    int64_t number = state->number * per_cent / 100;
    number = number < state->min ? state->min : number;
    return number > state->max ? state->max : number;
}

static struct dore_domain randomize_domain(const void *state) {
    const struct randomized *own = state;
    int64_t least = vary(own, own->least_per_cent), most = vary(own, own->most_per_cent);
    struct dore_domain domain =
        least < most ? dore_domain_of_integers(least, most) : dore_domain_of_integers(most, least);
    domain.distinct = 0;
    int64_t before = 0;
    for (int64_t per_cent = own->least_per_cent; per_cent <= own->most_per_cent; per_cent++) {
        int64_t number = vary(own, per_cent);
        domain.distinct += domain.distinct == 0 || number != before;
        before = number;
    }
    return domain;
}

/* The per cents with numbers of their own; neighbours may share one. */
static uint32_t find_numbers(const struct randomized *own, int64_t per_cents[FAKER_VARY_MOST]) {
    uint32_t count = 0;
    for (int64_t at = own->least_per_cent; at <= own->most_per_cent; at++) {
        if (count == 0 || vary(own, at) != vary(own, per_cents[count - 1])) {
            per_cents[count++] = at;
        }
    }
    return count;
}

static void make_randomized(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct randomized *own = state;
    int64_t per_cent, different[FAKER_VARY_MOST];
    if (cell->rng.numbered) {
        per_cent = different[dore_rng_below(&cell->rng, find_numbers(own, different))];
    } else {
        per_cent = dore_rng_between(&cell->rng, own->least_per_cent, own->most_per_cent);
    }
    *out = (struct dore_value){.kind = DORE_INT, .u.i = vary(own, per_cent)};
}

/* ---- letters -------------------------------------------------------------------------------- */

static struct dore_domain letter_domain(const void *state) {
    struct dore_domain domain = dore_domain_of_text(1, 1, 1, true);
    domain.distinct = strlen(state);
    return domain;
}

static void put_letter(const void *state, struct dore_cell *cell) {
    const char *letters = state;
    dore_buf_putc(cell->out, letters[dore_rng_below(&cell->rng, strlen(letters))]);
}

static const struct dore_param letters_params[] = {
    {"length", DORE_P_INT, "16", NULL, "how many letters"},
    {NULL, 0, NULL, NULL, NULL},
};

struct letter_list {
    uint32_t length;
    struct dore_domain letter;
};

static const void *prepare_letters(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct letter_list *state = DORE_NEW(faker->arena, struct letter_list, 1);
    state->letter = letter_domain(FAKER_LETTERS);
    return faker_count_read(&arg[0], "length", FAKER_MOST_ITEMS, faker, &state->length) ? state
                                                                                        : NULL;
}

static struct dore_domain letters_domain(const void *state) {
    const struct letter_list *list = state;
    return faker_list_domain_of(&list->letter, list->length, list->length);
}

static void make_letters(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct letter_list *list = state;
    static const char letters[] = FAKER_LETTERS;
    struct dore_value *item = DORE_TAKE(cell->arena, struct dore_value, list->length);
    for (uint32_t i = 0; i < list->length; i++) {
        const char *letter = letters + dore_rng_below(&cell->rng, sizeof letters - 1);
        item[i] = (struct dore_value){.kind = DORE_STRING,
                                      .u.s = {dore_arena_text(cell->arena, letter, 1), 1}};
    }
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {item, list->length}};
}

/* ---- languages ------------------------------------------------------------------------------ */

/* A language, then one of the territories that stand behind it, joined by commas. */
static const char language_list[] = "base.language_locale_codes";

static const void *prepare_locale(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    return faker_words(faker, language_list);
}

static uint32_t count_territories(struct dore_str list) {
    uint32_t count = 1;
    for (size_t i = 0; i < list.size; i++) {
        count += list.text[i] == ',';
    }
    return count;
}

static struct dore_domain locale_domain(const void *state) {
    const struct dore_words *words = state;
    struct dore_domain domain = dore_words_domain(words);
    const struct dore_domain territory = dore_domain_of_text(3, 3, 3, true); /* "_US" */
    domain = faker_domain_join(&domain, &territory);
    domain.distinct = 0;
    for (uint32_t row = 0; row < words->count; row++) {
        domain.distinct += count_territories(dore_word(words, row, 1));
    }
    return domain;
}

/* Pairs of all languages in a row: which language, and which territory of it. */
static uint32_t find_pair(const struct dore_words *words, uint64_t pair, uint64_t *skipped) {
    uint32_t row = 0;
    for (; pair >= count_territories(dore_word(words, row, 1)); row++) {
        pair -= count_territories(dore_word(words, row, 1));
    }
    *skipped = pair;
    return row;
}

static void put_locale(const void *state, struct dore_cell *cell) {
    const struct dore_words *words = state;
    uint64_t skipped;
    uint32_t row;
    if (cell->rng.numbered) {
        row = find_pair(words, dore_rng_below(&cell->rng, locale_domain(state).distinct), &skipped);
    } else {
        row = dore_words_pick(words, &cell->rng);
        skipped = dore_rng_below(&cell->rng, count_territories(dore_word(words, row, 1)));
    }
    struct dore_str list = dore_word(words, row, 1);
    dore_buf_put_str(cell->out, dore_word(words, row, 0));
    dore_buf_putc(cell->out, '_');
    dore_buf_put(cell->out, list.text + 3 * skipped, 2); /* codes of two letters and a comma */
}

/* ---- the table ------------------------------------------------------------------------------ */

#define GRID(method, grid, text_about)                                                             \
    {                                                                                              \
        .name = method, .about = text_about, .constant = &grid, .domain = faker_grid_domain,       \
        .fill = faker_grid_fill, .at = faker_grid_at                                               \
    }
#define DIGIT_OR_EMPTY(method, grid, text_about)                                                   \
    {                                                                                              \
        .name = method, .about = text_about, .constant = &grid, .domain = digit_or_empty_domain,   \
        .cell = make_digit_or_empty, .apart = true                                                 \
    }
#define LETTER(method, letters, text_about)                                                        \
    {                                                                                              \
        .name = method, .about = text_about, .constant = letters, .domain = letter_domain,         \
        .text = put_letter, .apart = true                                                          \
    }
#define TEMPLATE(method, which, text_about)                                                        \
    {                                                                                              \
        .name = method, .about = text_about, .params = faker_##which##_params,                     \
        .prepare = faker_##which##_prepare, .domain = faker_template_domain,                       \
        .text = faker_template_text, .apart = true, .overlap = faker_template_overlap              \
    }
#define ELEMENTS_LIST(method, which, text_about)                                                   \
    {                                                                                              \
        .name = method, .about = text_about, .params = faker_##which##_params,                     \
        .prepare = faker_##which##_prepare, .domain = faker_elements_domain,                       \
        .cell = faker_elements_cell                                                                \
    }

static const struct dore_method methods[] = {
    TEMPLATE("bothify", bothify, "a template whose symbols become digits and letters"),
    {.name = "hexify",
     .about = "a template whose ^ become hexadecimal digits",
     .params = faker_hexify_params,
     .prepare = faker_hexify_prepare,
     .domain = faker_hexify_domain,
     .text = faker_hexify_text,
     .apart = true},
    FAKER_LIST("language_code", language_list, "a language code such as en"),
    TEMPLATE("lexify", lexify, "a template whose ? become letters"),
    {.name = "locale",
     .about = "a language and a territory such as en_US",
     .prepare = prepare_locale,
     .domain = locale_domain,
     .text = put_locale,
     .apart = true},
    TEMPLATE("numerify", numerify, "a template whose symbols become digits"),
    ELEMENTS_LIST("random_choices", choices, "a list of items, with repeats"),
    GRID("random_digit", digit, "a digit 0 to 9"),
    GRID("random_digit_above_two", digit_above_two, "a digit 2 to 9"),
    GRID("random_digit_not_null", digit_not_null, "a digit 1 to 9"),
    DIGIT_OR_EMPTY("random_digit_not_null_or_empty", digit_not_null, "a digit 1 to 9, or nothing"),
    DIGIT_OR_EMPTY("random_digit_or_empty", digit, "a digit 0 to 9, or nothing"),
    {.name = "random_element",
     .about = "an item of a list",
     .params = faker_element_params,
     .prepare = faker_element_prepare,
     .domain = faker_element_domain,
     .fill = faker_element_fill,
     .overlap = faker_element_overlap,
     .at = faker_element_at},
    ELEMENTS_LIST("random_elements", elements, "a list of items"),
    {.name = "random_int",
     .about = "an integer between two bounds",
     .params = int_params,
     .prepare = prepare_int,
     .domain = faker_grid_domain,
     .fill = faker_grid_fill,
     .at = faker_grid_at},
    LETTER("random_letter", FAKER_LETTERS, "a letter of either case"),
    {.name = "random_letters",
     .about = "a list of letters",
     .params = letters_params,
     .prepare = prepare_letters,
     .domain = letters_domain,
     .cell = make_letters},
    LETTER("random_lowercase_letter", FAKER_LOWERCASE, "a letter a to z"),
    {.name = "random_number",
     .about = "an integer of so many digits",
     .params = number_params,
     .prepare = prepare_number,
     .domain = number_domain,
     .fill = fill_number,
     .at = number_at},
    {.name = "random_sample",
     .about = "a list of different items",
     .params = faker_choices_params,
     .prepare = faker_sample_prepare,
     .domain = faker_elements_domain,
     .cell = faker_elements_cell},
    LETTER("random_uppercase_letter", FAKER_UPPERCASE, "a letter A to Z"),
    {.name = "randomize_nb_elements",
     .about = "a number varied by up to 40 per cent",
     .params = randomize_params,
     .prepare = prepare_randomize,
     .domain = randomize_domain,
     .cell = make_randomized,
     .apart = true},
    {0},
};

const struct dore_provider dore_provider_base = {"base", methods};
