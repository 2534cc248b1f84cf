/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_isbn: book numbers of the locale's groups, 0 and 1 for English. Where the registrant
 * ends and the publication begins is said by the agency's table of ranges, isbn.rules: prefix,
 * group, lowest and highest first seven digits, width of the registrant; 0 where no registrants
 * are.
 */
#include "providers.h"

enum { RULE_PREFIX, RULE_GROUP, RULE_LOW, RULE_HIGH, RULE_WIDTH };
/* Group, registrant and publication have nine digits; rules look at the first seven behind the
 * group, which has one or two. */
enum { WHOLE = 9, RULE_DIGITS = 7, MOST_RULES = 64 };

struct rule {
    uint32_t high; /* the last first seven digits it holds for */
    uint32_t width;
};
struct group {
    struct dore_str prefix, group;
    uint32_t first, count;      /* its rules, by rising digits */
    uint32_t digits;            /* of registrant and publication together */
    uint32_t bodies, rule_unit; /* how many there are; as many to a number of the rules */
};
struct isbn {
    struct group group[MOST_RULES];
    uint32_t groups;
    struct rule rule[MOST_RULES];
    struct dore_str separator;
    bool thirteen;
};

static const struct dore_param params[] = {
    {"separator", DORE_P_STRING, "\"-\"", NULL, "text between the groups"},
    {NULL, 0, NULL, NULL, NULL},
};

static uint32_t number_of(struct dore_str digits) {
    uint64_t number = 0;
    dore_parse_u64(digits, &number);
    return (uint32_t)number;
}

static struct group make_group(struct dore_str prefix, struct dore_str name, uint32_t first) {
    struct group group = {.prefix = prefix, .group = name, .first = first, .rule_unit = 1};
    group.digits = (uint32_t)(WHOLE - name.size);
    for (uint32_t i = RULE_DIGITS; i < group.digits; i++) {
        group.rule_unit *= 10;
    }
    group.bodies = 10000000 * group.rule_unit;
    return group;
}

/* Rules of one group stand together in the list. */
static void read_rules(const struct dore_words *words, struct isbn *isbn) {
    for (uint32_t row = 0; row < words->count && row < MOST_RULES; row++) {
        struct dore_str prefix = dore_word(words, row, RULE_PREFIX);
        struct dore_str name = dore_word(words, row, RULE_GROUP);
        struct group *group = &isbn->group[isbn->groups];
        if (isbn->groups == 0 || !dore_str_equal(group[-1].prefix, prefix) ||
            !dore_str_equal(group[-1].group, name)) {
            *group = make_group(prefix, name, row);
            isbn->groups++;
        }
        isbn->group[isbn->groups - 1].count++;
        isbn->rule[row] = (struct rule){number_of(dore_word(words, row, RULE_HIGH)),
                                        number_of(dore_word(words, row, RULE_WIDTH))};
    }
}

/* The method's constant says whether it has 13 digits. */
static const void *prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    const bool *thirteen = faker_constant(faker);
    struct isbn *isbn = DORE_NEW(faker->arena, struct isbn, 1);
    isbn->thirteen = *thirteen;
    isbn->separator = arg[0].s;
    read_rules(faker_words(faker, "isbn.rules"), isbn);
    return isbn;
}

/* Those that have a registrant. */
static uint64_t count_bodies(const struct isbn *isbn, const struct group *group) {
    uint64_t count = group->bodies, low = 0;
    for (uint32_t i = 0; i < group->count; i++) {
        const struct rule *rule = &isbn->rule[group->first + i];
        count -= rule->width == 0 ? (rule->high + 1 - low) * group->rule_unit : 0;
        low = (uint64_t)rule->high + 1;
    }
    return count;
}

static struct dore_domain domain(const void *state) {
    const struct isbn *isbn = state;
    uint32_t digits = isbn->thirteen ? 13 : 10, separators = isbn->thirteen ? 4 : 3;
    struct dore_domain sum = dore_domain_of_text(digits, digits, digits, true);
    struct dore_domain separator = faker_domain_literal(isbn->separator);
    for (uint32_t i = 0; i < separators; i++) {
        sum = faker_domain_join(&sum, &separator);
    }
    sum.distinct = 0;
    for (uint32_t i = 0; i < isbn->groups; i++) {
        sum.distinct += count_bodies(isbn, &isbn->group[i]);
    }
    return sum;
}

static uint32_t find_width(const struct isbn *isbn, const struct group *group, uint32_t body) {
    const struct rule *rule = &isbn->rule[group->first], *last = rule + group->count - 1;
    while (rule < last && rule->high < body / group->rule_unit) {
        rule++;
    }
    return rule->width;
}

/* A body that has a registrant; its width goes to *width. */
static uint32_t draw_body(const struct isbn *isbn, const struct group *group, struct dore_rng *rng,
                          uint32_t *width) {
    uint32_t body;
    do {
        body = (uint32_t)dore_rng_below(rng, group->bodies);
        *width = find_width(isbn, group, body);
    } while (*width == 0);
    return body;
}

/* Digits with weights 1, 3, 1, 3, ... add up to a multiple of 10. */
static char check_13(const char *digits) {
    unsigned sum = 0;
    for (unsigned i = 0; i < 12; i++) {
        sum += (unsigned)(digits[i] - '0') * (i % 2 ? 3 : 1);
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

static const char *overlap(const void *state) {
    const struct isbn *isbn = state;
    return faker_separator_overlap(isbn->separator);
}

static void put(const void *state, struct dore_cell *cell) {
    const struct isbn *isbn = state;
    const struct group *group = &isbn->group[dore_rng_below(&cell->rng, isbn->groups)];
    uint32_t width, body = draw_body(isbn, group, &cell->rng, &width);
    char digits[16], *to = digits;
    if (isbn->thirteen) {
        memcpy(to, group->prefix.text, group->prefix.size);
        to += group->prefix.size;
    }
    memcpy(to, group->group.text, group->group.size);
    to = faker_digits(to + group->group.size, body, group->digits);
    *to = isbn->thirteen ? check_13(digits) : faker_check_11(digits, 9, 1);
    const size_t part[] = {isbn->thirteen ? group->prefix.size : 0, group->group.size, width,
                           group->digits - width, 1};
    const char *from = digits;
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        dore_buf_put_str(cell->out, from > digits ? isbn->separator : DORE_STR(""));
        dore_buf_put(cell->out, from, part[i]);
        from += part[i];
    }
}

static const bool with_prefix = true, without_prefix = false;

static const struct dore_method methods[] = {
    {.name = "isbn10",
     .about = "a book number of ten digits",
     .params = params,
     .constant = &without_prefix,
     .prepare = prepare,
     .domain = domain,
     .text = put,
     .apart = true,
     .overlap = overlap},
    {.name = "isbn13",
     .about = "a book number of thirteen digits",
     .params = params,
     .constant = &with_prefix,
     .prepare = prepare,
     .domain = domain,
     .text = put,
     .apart = true,
     .overlap = overlap},
    {0},
};

const struct dore_provider dore_provider_isbn = {"isbn", methods};
