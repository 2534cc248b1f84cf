/* SPDX-License-Identifier: Apache-2.0
 *
 * layouts: methods that follow one of several layouts of words/<locale>/formats.tsv. Such a method
 * differs from the next by its `constant` alone.
 */
#include "providers.h"

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
    layouts->words = faker_words(faker, source->name);
    layouts->program =
        DORE_NEW(faker->arena, const struct dore_layout_program *, layouts->words->count);
    for (uint32_t i = 0; i < layouts->words->count; i++) {
        struct dore_str layout = dore_word(layouts->words, i, 0);
        if (first_words)
            layout = first_word(layout);
        layouts->program[i] = dore_layout_compile(layout, source->symbols, source->letters, faker);
    }
    layouts->domain = domain_of(layouts);
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
    uint32_t which = layouts->words->count > 1 ? dore_words_pick(layouts->words, &cell->rng) : 0;
    dore_layout_text(layouts->program[which], cell);
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

/* Rows of one layout one after the other, for the processor foresees a step that it has just seen;
 * many layouts stay mixed. Which rows are made first changes none of them (pure-cell). */
static void gather(const uint32_t *which, uint32_t rows, uint32_t layouts, uint32_t *order) {
    uint32_t begin[MOST_GATHERED + 1] = {0};
    if (layouts > MOST_GATHERED)
        layouts = 0;
    for (uint32_t i = 0; i < rows && layouts > 0; i++)
        begin[which[i] + 1]++;
    for (uint32_t i = 1; i < layouts; i++)
        begin[i] += begin[i - 1];
    for (uint32_t i = 0; i < rows; i++)
        order[layouts > 0 ? begin[which[i]]++ : i] = i;
}

void faker_layouts_fill(const void *state, uint64_t stream, const struct dore_rows *rows,
                        struct dore_arena *arena, struct dore_column *out) {
    const struct faker_layouts *layouts = state;
    struct dore_block block[DORE_BATCH_ROWS];
    uint32_t which[DORE_BATCH_ROWS] = {0}, order[DORE_BATCH_ROWS];
    size_t offset[DORE_BATCH_ROWS];
    struct dore_buf text = {0};
    struct dore_cell cell = {.rng = {.stream = stream}, .arena = arena, .out = &text};
    bool several = layouts->words->count > 1;
    dore_column_init(out, DORE_STRING, rows->count, arena);
    dore_rng_blocks(stream, rows, 0, block);
    if (several)
        pick_layouts(layouts->words, stream, rows, block, which);
    gather(which, rows->count, layouts->words->count, order);
    for (uint32_t k = 0; k < rows->count; k++) {
        uint32_t row = order[k];
        offset[row] = text.size;
        faker_start_row(&cell.rng, dore_row(rows, row), &block[row]);
        cell.rng.position = several;
        dore_layout_text(layouts->program[which[row]], &cell);
        out->u.s[row].size = text.size - offset[row];
    }
    char *copy = DORE_TAKE(arena, char, text.size);
    if (text.size > 0)
        memcpy(copy, text.data, text.size);
    for (uint32_t i = 0; i < rows->count; i++)
        out->u.s[i].text = copy + offset[i];
    dore_buf_release(&text);
}
