/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_company: names of companies and the phrases they use.
 */
#include "providers.h"

/* A phrase of three words, one out of each list. */
struct phrase {
    const struct faker_list *list[3];
};

/* The constant is the lists' name without its number. */
static const void *prepare_phrase(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    struct phrase *phrase = DORE_NEW(faker->arena, struct phrase, 1);
    for (unsigned i = 0; i < 3; i++) {
        const char *stem = faker_constant(faker);
        phrase->list[i] =
            faker_list_whole(faker, dore_arena_format(faker->arena, "%s.%u", stem, i), 0);
    }
    return phrase;
}

static struct dore_domain phrase_domain(const void *state) {
    const struct phrase *phrase = state;
    struct dore_domain domain = faker_list_domain(phrase->list[0]);
    struct dore_domain blank = faker_domain_literal(DORE_STR(" "));
    for (unsigned i = 1; i < 3; i++) {
        struct dore_domain word = faker_list_domain(phrase->list[i]);
        domain = faker_domain_join(&domain, &blank);
        domain = faker_domain_join(&domain, &word);
    }
    return domain;
}

static void phrase_text(const void *state, struct dore_cell *cell) {
    const struct phrase *phrase = state;
    for (unsigned i = 0; i < 3; i++) {
        if (i > 0)
            dore_buf_putc(cell->out, ' ');
        faker_list_text(phrase->list[i], cell);
    }
}

static const struct dore_method methods[] = {
    {.name = "bs",
     .about = "a business phrase",
     .constant = "company.bsWords",
     .prepare = prepare_phrase,
     .domain = phrase_domain,
     .text = phrase_text},
    {.name = "catch_phrase",
     .about = "an advertising phrase",
     .constant = "company.catch_phrase_words",
     .prepare = prepare_phrase,
     .domain = phrase_domain,
     .text = phrase_text},
    FAKER_LAYOUTS("company", "company.formats", "the name of a company"),
    FAKER_LIST("company_suffix", "company.company_suffixes", "what ends a company's name"),
    {.name = NULL},
};
const struct dore_provider dore_provider_company = {"company", methods};
