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
