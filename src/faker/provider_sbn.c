/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_sbn: standard book numbers, what there was before the ISBN. Where the registrant ends
 * and the publication begins is said by sbn.rules: lowest and highest first seven digits, width of
 * the registrant. The check character is the true one, so that with a 0 in front the number is an
 * ISBN-10.
 */
#include "providers.h"

enum { RULE_HIGH = 1, RULE_WIDTH = 2 }; /* columns */
enum { BODY = 8, BODIES = 100000000, BODIES_A_RULE_NUMBER = 10, MOST_RULES = 32 };

struct sbn {
    uint32_t rules;
    struct {
        uint32_t high, width;
    } rule[MOST_RULES]; /* by rising digits */
    struct dore_str separator;
};

static const struct dore_param params[] = {
    {"separator", DORE_P_STRING, "\"-\"", NULL, "text between the groups"},
    {NULL, 0, NULL, NULL, NULL},
};

static uint32_t number_at(const struct dore_words *words, uint32_t row, uint32_t column) {
    uint64_t number = 0;
    dore_parse_u64(dore_word(words, row, column), &number);
    return (uint32_t)number;
}

static const void *prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct dore_words *words = faker_words(faker, "sbn.rules");
    struct sbn *sbn = DORE_NEW(faker->arena, struct sbn, 1);
    sbn->separator = arg[0].s;
    for (uint32_t row = 0; row < words->count && row < MOST_RULES; row++) {
        sbn->rule[row].high = number_at(words, row, RULE_HIGH);
        sbn->rule[row].width = number_at(words, row, RULE_WIDTH);
        sbn->rules++;
    }
    return sbn;
}

static struct dore_domain domain(const void *state) {
    const struct sbn *sbn = state;
    struct dore_domain digits = faker_domain_fixed(BODY + 1, BODIES);
    struct dore_domain separator = faker_domain_literal(sbn->separator);
    struct dore_domain sum = faker_domain_join(&digits, &separator);
    return faker_domain_join(&sum, &separator);
}

static const char *overlap(const void *state) {
    const struct sbn *sbn = state;
    return faker_separator_overlap(sbn->separator);
}

static void put(const void *state, struct dore_cell *cell) {
    const struct sbn *sbn = state;
    uint32_t body = (uint32_t)dore_rng_below(&cell->rng, BODIES), rule = 0;
    while (rule + 1 < sbn->rules && sbn->rule[rule].high < body / BODIES_A_RULE_NUMBER) {
        rule++;
    }
    uint32_t width = sbn->rule[rule].width;
    char digits[BODY];
    faker_digits(digits, body, BODY);
    dore_buf_put(cell->out, digits, width);
    dore_buf_put_str(cell->out, sbn->separator);
    dore_buf_put(cell->out, digits + width, BODY - width);
    dore_buf_put_str(cell->out, sbn->separator);
    dore_buf_putc(cell->out, faker_check_11(digits, BODY, 2));
}

static const struct dore_method methods[] = {
    {.name = "sbn9",
     .about = "a standard book number of nine digits",
     .params = params,
     .prepare = prepare,
     .domain = domain,
     .text = put,
     .apart = true,
     .overlap = overlap},
    {0},
};

const struct dore_provider dore_provider_sbn = {"sbn", methods};
