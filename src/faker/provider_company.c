/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_company: names of companies and the phrases they use.
 */
#include "providers.h"

/* A phrase of three words, one out of each list. The constant is the lists' name without its
 * number.
 */
static const void *prepare_phrase(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    const char *stem = faker_constant(faker);
    const char *layout =
        dore_arena_format(faker->arena, "{{%s.0}} {{%s.1}} {{%s.2}}", stem, stem, stem);
    return faker_data_layout_compile((struct dore_str){layout, strlen(layout)}, false, NULL, faker);
}

static struct dore_domain phrase_domain(const void *state) {
    return dore_layout_domain(state);
}

static void phrase_text(const void *state, struct dore_cell *cell) {
    dore_layout_text(state, cell);
}

static const struct dore_method methods[] = {
    {.name = "bs",
     .about = "a business phrase",
     .constant = "company.bsWords",
     .prepare = prepare_phrase,
     .domain = phrase_domain,
     .text = phrase_text,
     .apart = true,
     .overlap = faker_layout_overlap},
    {.name = "catch_phrase",
     .about = "an advertising phrase",
     .constant = "company.catch_phrase_words",
     .prepare = prepare_phrase,
     .domain = phrase_domain,
     .text = phrase_text,
     .apart = true,
     .overlap = faker_layout_overlap},
    FAKER_LAYOUTS("company", "company.formats", "the name of a company"),
    FAKER_LIST("company_suffix", "company.company_suffixes", "what ends a company's name"),
    {.name = NULL},
};
const struct dore_provider dore_provider_company = {"company", methods};
