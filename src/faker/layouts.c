/* SPDX-License-Identifier: Apache-2.0
 *
 * layouts: methods that follow one of several layouts of words/<locale>/formats.tsv. Such a method
 * differs from the next by its `constant` alone.
 */
#include "layout.h"

/* The mean length follows the weights of the layouts. */
static struct dore_domain domain_of(const struct faker_layouts *layouts) {
    const struct dore_words *words = layouts->words;
    struct dore_domain domain = dore_layout_domain(layouts->program[0]);
    uint64_t bytes = 0, total = 0;
    for (uint32_t i = 0; i < words->count; i++) {
        struct dore_domain other = dore_layout_domain(layouts->program[i]);
        uint64_t weight = words->weight ? words->weight[i] : 1;
        if (i > 0)
            domain = faker_domain_either(&domain, &other);
        bytes += weight * other.mean_bytes;
        total += weight;
    }
    domain.mean_bytes = (bytes + total / 2) / total;
    return domain;
}

/* The layout up to its first blank outside of a token. */
static struct dore_str first_word(struct dore_str layout) {
    size_t depth = 0, size = 0;
    while (size < layout.size && (depth > 0 || layout.text[size] != ' ')) {
        depth += layout.text[size] == '{';
        depth -= layout.text[size] == '}';
        size++;
    }
    return (struct dore_str){layout.text, size};
}

static const struct faker_layouts *
make(const struct dore_faker *faker, const struct faker_layouts_source *source, bool first_words) {
    struct faker_layouts *layouts = DORE_NEW(faker->arena, struct faker_layouts, 1);
    layouts->words = faker_layout_words(faker, source->name);
    layouts->program =
        DORE_NEW(faker->arena, const struct dore_layout_program *, layouts->words->count);
    for (uint32_t i = 0; i < layouts->words->count; i++) {
        struct dore_str layout = dore_word(layouts->words, i, 0);
        if (first_words)
            layout = first_word(layout);
        layouts->program[i] =
            faker_data_layout_compile(layout, source->symbols, source->letters, faker);
    }
    layouts->domain = domain_of(layouts);
    if (faker->counts)
        layouts->apart = faker_layout_choose(layouts->program, layouts->words->weight,
                                             layouts->words->count, faker->arena);
    if (layouts->words->count > 1 && strcmp(faker_locale(faker), DORE_LOCALE_DEFAULT) != 0)
        layouts->domain.distinct = 0; /* several layouts can give the same text */
    return layouts;
}

const struct faker_layouts *faker_layouts_make(const struct dore_faker *faker,
                                               const struct faker_layouts_source *source) {
    return make(faker, source, false);
}

const struct faker_layouts *faker_layouts_first_words(const struct dore_faker *faker,
                                                      const struct faker_layouts_source *source) {
    return make(faker, source, true);
}

void faker_layouts_put(const struct faker_layouts *layouts, struct dore_cell *cell) {
    if (cell->rng.numbered) {
        dore_layout_text(layouts->apart, cell);
        return;
    }
    uint32_t which = layouts->words->count > 1 ? dore_words_pick(layouts->words, &cell->rng) : 0;
    dore_layout_text(layouts->program[which], cell);
}

struct dore_bound_method faker_layouts_bound(const struct faker_layouts *layouts) {
    static const struct dore_method method = {
        .name = "", .domain = faker_layouts_domain, .text = faker_layouts_text};
    return (struct dore_bound_method){
        .method = &method, .state = layouts, .domain = layouts->domain};
}

const char *faker_layouts_overlap(const void *state) {
    const struct faker_layouts *layouts = state;
    return layouts->apart ? NULL : faker_layout_overlap(layouts->program[0]);
}

const void *faker_layouts_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    return faker_layouts_make(faker, faker_constant(faker));
}

struct dore_domain faker_layouts_domain(const void *state) {
    const struct faker_layouts *layouts = state;
    return layouts->domain;
}

void faker_layouts_text(const void *state, struct dore_cell *cell) {
    faker_layouts_put(state, cell);
}

/* ---- columns -------------------------------------------------------------------------------- */

/* Most layouts whose rows are gathered. */
enum { MOST_GATHERED = 64 };

/* Which layout each row takes: its first word, as faker_layouts_put takes it. */
static void pick_layouts(const struct dore_words *words, uint64_t stream,
                         const struct dore_rows *rows, const struct dore_block *block,
                         uint32_t *which) {
    for (uint32_t i = 0; i < rows->count; i++) {
        uint32_t word = block[i].word[0];
        which[i] = words->threshold ? faker_words_weigh(words, word)
                                    : (uint32_t)dore_rng_bounded(stream, dore_row(rows, i), 0, word,
                                                                 words->count);
    }
}

/* The rows by layout: those of layout k are order[begin[k]] .. order[begin[k + 1] - 1]. Which rows
 * are made first changes none of them (pure-cell). */
static void gather(const uint32_t *which, uint32_t rows, uint32_t layouts, uint32_t *begin,
                   uint32_t *order) {
    uint32_t next[MOST_GATHERED] = {0};
    for (uint32_t i = 0; i < rows; i++)
        next[which[i]]++;
    begin[0] = 0;
    for (uint32_t k = 0; k < layouts; k++) {
        begin[k + 1] = begin[k] + next[k];
        next[k] = begin[k];
    }
    for (uint32_t i = 0; i < rows; i++)
        order[next[which[i]]++] = i;
}

/* What all rows of one column share. */
struct fill {
    const struct faker_layouts *layouts;
    uint64_t stream;
    const struct dore_rows *rows;
    const struct dore_block *block;
    uint32_t position; /* of the first word that a layout takes */
    struct dore_arena *arena;
    struct dore_str *text;
};

/* Some rows (all when `order` is NULL) whose layouts are which[row], one by one. */
static void fill_rows(const struct fill *fill, const uint32_t *which, const uint32_t *order,
                      uint32_t count) {
    struct dore_buf text = {0};
    struct dore_cell cell = {.rng = {.stream = fill->stream}, .arena = fill->arena, .out = &text};
    for (uint32_t k = 0; k < count; k++) {
        uint32_t row = order ? order[k] : k;
        size_t from = text.size;
        faker_start_row(&cell.rng, dore_row(fill->rows, row), &fill->block[row]);
        cell.rng.position = fill->position;
        dore_layout_text(fill->layouts->program[which[row]], &cell);
        fill->text[row].size = text.size - from;
    }
    const char *copy = dore_arena_text(fill->arena, text.data, text.size);
    for (uint32_t k = 0; k < count; k++) {
        uint32_t row = order ? order[k] : k;
        fill->text[row].text = copy;
        copy += fill->text[row].size;
    }
    dore_buf_release(&text);
}

/* Some rows of one straight layout, step by step. */
static void fill_straight(const struct fill *fill, const struct dore_layout_program *program,
                          const uint32_t *order, uint32_t count) {
    struct dore_block block[DORE_BATCH_ROWS];
    struct dore_str text[DORE_BATCH_ROWS];
    uint64_t row[DORE_BATCH_ROWS];
    for (uint32_t k = 0; k < count; k++) {
        block[k] = fill->block[order[k]];
        row[k] = dore_row(fill->rows, order[k]);
    }
    struct faker_layout_rows rows = {.stream = fill->stream,
                                     .count = count,
                                     .position = fill->position,
                                     .row = row,
                                     .block = block,
                                     .text = text};
    faker_layout_column(program, &rows, fill->arena);
    for (uint32_t k = 0; k < count; k++)
        fill->text[order[k]] = text[k];
}

void faker_layouts_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                        struct dore_arena *arena, struct dore_column *out) {
    const struct faker_layouts *layouts = state;
    struct dore_block block[DORE_BATCH_ROWS];
    uint32_t which[DORE_BATCH_ROWS] = {0}, order[DORE_BATCH_ROWS], begin[MOST_GATHERED + 1];
    uint32_t count = layouts->words->count;
    dore_column_init(out, DORE_STRING, rows->count, arena);
    dore_rng_blocks(stream, rows, 0, block);
    if (count > 1)
        pick_layouts(layouts->words, stream, rows, block, which);
    struct fill fill = {layouts, stream, rows, block, count > 1, arena, out->u.s};
    if (count > MOST_GATHERED) {
        fill_rows(&fill, which, NULL, rows->count);
        return;
    }
    gather(which, rows->count, count, begin, order);
    for (uint32_t k = 0; k < count; k++) {
        uint32_t some = begin[k + 1] - begin[k];
        if (some > 0 && layouts->program[k]->straight)
            fill_straight(&fill, layouts->program[k], order + begin[k], some);
        else if (some > 0)
            fill_rows(&fill, which, order + begin[k], some);
    }
}
