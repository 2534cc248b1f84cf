/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_credit_card: card numbers by brand with a right Luhn digit, brands, security codes and
 * expiry dates. The brands are the list credit_card.credit_card_types.
 */
#include "date_time.h"
#include "providers.h"

/* Columns of the list; prefixes are joined by commas and may hold the symbols # and %. */
enum { CARD_KEY, CARD_NAME, CARD_PREFIXES, CARD_LENGTH, CARD_LABEL, CARD_CODE_LENGTH };
enum { MOST_CARDS = 32, MOST_PREFIXES = 32, MOST_DIGITS = 19 };

struct card {
    struct dore_str name, label;
    struct dore_str prefix[MOST_PREFIXES];
    uint32_t prefixes, length, code_length;
};
/* The brands to choose from: all, or the one that is asked for. */
struct cards {
    struct card card[MOST_CARDS];
    uint32_t count;
    const struct faker_layouts *owner;  /* of credit_card_full */
    const struct faker_layouts *issuer; /* a line more; NULL: not said */
    const struct faker_moment_text *expire;
};

static const struct dore_param card_params[] = {
    {"card_type", DORE_P_STRING | DORE_P_NULL, "null", NULL, "brand such as visa; null: any"},
    {NULL, 0, NULL, NULL, NULL},
};

/* ---- brands --------------------------------------------------------------------------------- */

static void split_prefixes(struct card *card, struct dore_str list) {
    while (list.size > 0 && card->prefixes < MOST_PREFIXES) {
        const char *comma = memchr(list.text, ',', list.size);
        size_t size = comma ? (size_t)(comma - list.text) : list.size;
        card->prefix[card->prefixes++] = (struct dore_str){list.text, size};
        size += comma != NULL;
        list = (struct dore_str){list.text + size, list.size - size};
    }
}

static uint32_t number_of(struct dore_str digits) {
    uint64_t number = 0;
    dore_parse_u64(digits, &number);
    return (uint32_t)number;
}

static void read_card(const struct dore_words *words, uint32_t row, struct card *card) {
    card->name = dore_word(words, row, CARD_NAME);
    card->label = dore_word(words, row, CARD_LABEL);
    card->length = number_of(dore_word(words, row, CARD_LENGTH));
    card->code_length = number_of(dore_word(words, row, CARD_CODE_LENGTH));
    split_prefixes(card, dore_word(words, row, CARD_PREFIXES));
}

static void report_card(const struct dore_words *words, const struct dore_arg *type,
                        const struct dore_faker *faker) {
    struct dore_suggest suggest = {.name = type->s.text};
    const char *list = NULL;
    for (uint32_t row = 0; row < words->count; row++) {
        const char *key = dore_word(words, row, CARD_KEY).text;
        dore_suggest_try(&suggest, key);
        list = list ? dore_hint(faker->diags, "%s, '%s'", list, key)
                    : dore_hint(faker->diags, "write one of '%s'", key);
    }
    const char *nearest = dore_hint_nearest(faker->diags, &suggest);
    dore_error(faker->diags, DORE_E_CHOICE, type->where, nearest ? nearest : list,
               "'card_type' of '%s' is %s, which is no brand", faker->method,
               faker_given(type, faker));
}

static const void *prepare_card(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct dore_words *words = faker_words(faker, "credit_card.credit_card_types");
    struct cards *cards = DORE_NEW(faker->arena, struct cards, 1);
    for (uint32_t row = 0; row < words->count && cards->count < MOST_CARDS; row++) {
        if (arg[0].null || dore_str_equal(dore_word(words, row, CARD_KEY), arg[0].s)) {
            read_card(words, row, &cards->card[cards->count++]);
        }
    }
    if (cards->count == 0) {
        report_card(words, &arg[0], faker);
        return NULL;
    }
    return cards;
}

/* By number one brand has all numbers: brands may share some. It is the one with most of those of
 * the usual length, or else with most. */
static const struct card *card_of_numbers(const struct cards *cards) {
    const struct card *best = NULL;
    size_t best_free = 0;
    for (uint32_t i = 0; i < cards->count; i++) {
        const struct card *card = &cards->card[i];
        size_t free = card->length - card->prefix[0].size + (card->length == 16 ? 100 : 0);
        if (free > best_free) {
            best = card;
            best_free = free;
        }
    }
    return best;
}

static const struct card *pick_card(const struct cards *cards, struct dore_rng *rng) {
    if (rng->numbered) {
        return card_of_numbers(cards);
    }
    return &cards->card[cards->count == 1 ? 0 : dore_rng_below(rng, cards->count)];
}

static struct dore_domain digits_domain(uint64_t count, uint64_t distinct) {
    struct dore_domain domain = dore_domain_of_text(count, count, count, true);
    domain.distinct = distinct;
    return domain;
}

/* One of the domains that `of` gives for each brand. */
static struct dore_domain any_domain(const struct cards *cards,
                                     struct dore_domain (*of)(const struct card *card)) {
    struct dore_domain domain = of(&cards->card[0]);
    for (uint32_t i = 1; i < cards->count; i++) {
        struct dore_domain other = of(&cards->card[i]);
        domain = faker_domain_either(&domain, &other);
    }
    return domain;
}

static struct dore_domain name_of_card(const struct card *card) {
    return faker_domain_literal(card->name);
}

static struct dore_domain name_domain(const void *state) {
    const struct cards *cards = state;
    struct dore_domain domain = any_domain(cards, name_of_card);
    domain.distinct = cards->count == 1; /* some brands share a name */
    return domain;
}

/* By number names that differ. */
static struct dore_str number_name(const struct cards *cards, struct dore_rng *rng,
                                   struct dore_arena *arena) {
    struct dore_str name[MOST_CARDS];
    for (uint32_t i = 0; i < cards->count; i++) {
        name[i] = cards->card[i].name;
    }
    struct faker_set set = faker_set_of(name, cards->count, arena);
    return set.text[dore_rng_below(rng, set.count)];
}

static void put_name(const void *state, struct dore_cell *cell) {
    const struct cards *cards = state;
    dore_buf_put_str(cell->out, cell->rng.numbered ? number_name(cards, &cell->rng, cell->arena)
                                                   : pick_card(cards, &cell->rng)->name);
}

/* ---- numbers -------------------------------------------------------------------------------- */

/* From the right every second digit counts twice, less 9 where that is above 9. */
static char luhn_digit(const char *digits, size_t count) {
    unsigned sum = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned digit = (unsigned)(digits[i] - '0');
        digit *= (count - i) % 2 ? 2 : 1;
        sum += digit > 9 ? digit - 9 : digit;
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

static void put_card_number(const struct card *card, struct dore_rng *rng, struct dore_buf *out) {
    char digits[MOST_DIGITS + 1], *to = digits;
    bool numbered = rng->numbered; /* then of one prefix: another one may begin with it */
    struct dore_str prefix = card->prefix[numbered ? 0 : dore_rng_below(rng, card->prefixes)];
    for (size_t i = 0; i < prefix.size; i++) {
        char symbol = prefix.text[i];
        *to++ = symbol == '#'   ? (char)('0' + dore_rng_below(rng, 10))
                : symbol == '%' ? (char)('1' + dore_rng_below(rng, 9))
                                : symbol;
    }
    for (size_t left = card->length - 1 - prefix.size; left > 0;) {
        unsigned count = left > 9 ? 9 : (unsigned)left;
        to = faker_random_digits(to, rng, count);
        left -= count;
    }
    *to = luhn_digit(digits, card->length - 1);
    dore_buf_put(out, digits, card->length);
}

static struct dore_domain number_of_card(const struct card *card) {
    return digits_domain(card->length, 0);
}

static struct dore_domain number_domain(const void *state) {
    return any_domain(state, number_of_card);
}

static void put_number(const void *state, struct dore_cell *cell) {
    put_card_number(pick_card(state, &cell->rng), &cell->rng, cell->out);
}

/* ---- security codes ------------------------------------------------------------------------- */

static void put_card_code(const struct card *card, struct dore_rng *rng, struct dore_buf *out) {
    char *room = dore_buf_reserve(out, card->code_length);
    out->size += (size_t)(faker_random_digits(room, rng, card->code_length) - room);
}

static struct dore_domain code_of_card(const struct card *card) {
    uint64_t count = 1;
    for (uint32_t i = 0; i < card->code_length; i++) {
        count *= 10;
    }
    return digits_domain(card->code_length, count);
}

static struct dore_domain code_domain(const void *state) {
    const struct cards *cards = state;
    struct dore_domain domain = any_domain(cards, code_of_card);
    domain.distinct = cards->count == 1 ? domain.distinct : 0;
    return domain;
}

/* By number codes of the longest kind. */
static void put_code(const void *state, struct dore_cell *cell) {
    const struct cards *cards = state;
    const struct card *card = cell->rng.numbered ? &cards->card[0] : pick_card(cards, &cell->rng);
    for (uint32_t i = 1; cell->rng.numbered && i < cards->count; i++) {
        card = cards->card[i].code_length > card->code_length ? &cards->card[i] : card;
    }
    put_card_code(card, &cell->rng, cell->out);
}

/* ---- expiry dates --------------------------------------------------------------------------- */

enum { EXPIRE_START, EXPIRE_END, EXPIRE_FORMAT };

static const struct dore_param expire_params[] = {
    {"start", DORE_P_DATE, "\"now\"", NULL, "earliest moment"},
    {"end", DORE_P_DATE, "\"+10y\"", NULL, "latest moment"},
    {"date_format", DORE_P_STRING, "\"%m/%y\"", NULL, "strftime pattern"},
    {NULL, 0, NULL, NULL, NULL},
};

static const void *prepare_expire(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct faker_end start, end;
    struct faker_grid grid;
    bool read = faker_end_moment(&arg[EXPIRE_START], "start", faker, &start);
    read = faker_end_moment(&arg[EXPIRE_END], "end", faker, &end) && read;
    if (!read) {
        return NULL;
    }
    faker_span_between(&start, &end, faker, &grid);
    return faker_moment_text_make(&grid, arg[EXPIRE_FORMAT].s, false, faker);
}

/* ---- all together --------------------------------------------------------------------------- */

static const struct faker_layouts_source owners = {.name = "credit_card.owner_formats"};
static const struct faker_layouts_source issuers = {.name = "credit_card.issuer_formats"};

static const void *prepare_full(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct dore_bound_method expire;
    if (!dore_method_bind("credit_card_expire", NULL, faker, &expire)) {
        return NULL;
    }
    const void *prepared = prepare_card(arg, faker);
    if (!prepared) {
        return NULL;
    }
    struct cards *cards = DORE_NEW(faker->arena, struct cards, 1);
    memcpy(cards, prepared, sizeof *cards);
    cards->expire = expire.state;
    cards->owner = faker_layouts_make(faker, &owners);
    if (faker_own_words(faker, issuers.name)) {
        cards->issuer = faker_layouts_make(faker, &issuers);
    }
    return cards;
}

static struct dore_domain full_domain(const void *state) {
    const struct cards *cards = state;
    struct dore_domain labels = faker_domain_literal(cards->card[0].label);
    for (uint32_t i = 1; i < cards->count; i++) {
        struct dore_domain other = faker_domain_literal(cards->card[i].label);
        labels = faker_domain_either(&labels, &other);
    }
    const struct dore_domain part[] = {
        name_domain(cards),
        faker_domain_literal(DORE_STR("\n")),
        cards->owner->domain,
        faker_domain_literal(DORE_STR("\n")),
        number_domain(cards),
        faker_domain_literal(DORE_STR(" ")),
        faker_moment_text_domain(cards->expire),
        faker_domain_literal(DORE_STR("\n")),
        labels,
        faker_domain_literal(DORE_STR(": ")),
        code_domain(cards),
        faker_domain_literal(DORE_STR("\n")),
    };
    struct dore_domain sum = part[0];
    for (size_t i = 1; i < sizeof part / sizeof *part; i++) {
        sum = faker_domain_join(&sum, &part[i]);
    }
    if (cards->issuer) {
        sum = faker_domain_join(&sum, &cards->issuer->domain);
    }
    sum.distinct = 0;
    return sum;
}

static void put_full(const void *state, struct dore_cell *cell) {
    const struct cards *cards = state;
    const struct card *card = pick_card(cards, &cell->rng);
    dore_buf_put_str(cell->out, card->name);
    dore_buf_putc(cell->out, '\n');
    faker_layouts_put(cards->owner, cell);
    dore_buf_putc(cell->out, '\n');
    put_card_number(card, &cell->rng, cell->out);
    bool numbered = faker_by_chance(&cell->rng); /* owner and number are enough */
    dore_buf_putc(cell->out, ' ');
    faker_moment_text_put(cards->expire, cell);
    dore_buf_putc(cell->out, '\n');
    dore_buf_put_str(cell->out, card->label);
    dore_buf_puts(cell->out, ": ");
    put_card_code(card, &cell->rng, cell->out);
    dore_buf_putc(cell->out, '\n');
    if (cards->issuer) {
        faker_layouts_put(cards->issuer, cell);
    }
    faker_by_number(&cell->rng, numbered);
}

static const char *full_overlap(const void *state) {
    const struct cards *cards = state;
    return faker_layouts_overlap(cards->owner);
}

/* ---- the table ------------------------------------------------------------------------------ */

#define CARD(method, which, prepare_which, text_about)                                             \
    {                                                                                              \
        .name = method, .about = text_about, .params = card_params, .prepare = prepare_which,      \
        .domain = which##_domain, .text = put_##which, .apart = true                               \
    }

static const struct dore_method methods[] = {
    {.name = "credit_card_expire",
     .about = "an expiry date such as 04/28",
     .params = expire_params,
     .prepare = prepare_expire,
     .domain = faker_moment_text_domain,
     .text = faker_moment_text_put,
     .apart = true,
     .overlap = faker_moment_text_overlap},
    {.name = "credit_card_full",
     .about = "brand, owner, number, expiry and code in lines",
     .params = card_params,
     .prepare = prepare_full,
     .domain = full_domain,
     .text = put_full,
     .apart = true,
     .overlap = full_overlap},
    CARD("credit_card_number", number, prepare_card, "a card number"),
    CARD("credit_card_provider", name, prepare_card, "a card brand"),
    CARD("credit_card_security_code", code, prepare_card, "a security code"),
    {0},
};

const struct dore_provider dore_provider_credit_card = {"credit_card", methods};
