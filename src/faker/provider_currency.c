/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_currency: codes, names and symbols of currencies, and prices.
 */
#include "choice.h"
#include "providers.h"

static const char currencies[] = "currency.currencies";
static const char cryptocurrencies[] = "currency.cryptocurrencies";

/* ---- code and name -------------------------------------------------------------------------- */

/* Both columns of a row as a list. */
struct pairs {
    const struct dore_words *words;
    struct dore_domain word, list;
};

static const void *prepare_pair(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    const char *name = faker_constant(faker);
    struct pairs *pairs = DORE_NEW(faker->arena, struct pairs, 1);
    pairs->words = faker_words(faker, name);
    struct dore_domain code = faker_list_domain(faker_list_whole(faker, name, 0));
    struct dore_domain title = faker_list_domain(faker_list_whole(faker, name, 1));
    pairs->word = faker_domain_either(&code, &title);
    pairs->list = faker_list_domain_of(&pairs->word, 2, 2);
    pairs->list.distinct = pairs->words->count;
    return pairs;
}

static struct dore_domain pair_domain(const void *state) {
    const struct pairs *pairs = state;
    return pairs->list;
}

static void make_pair(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct pairs *pairs = state;
    uint32_t row = dore_words_pick(pairs->words, &cell->rng);
    struct dore_value *item = DORE_TAKE(cell->arena, struct dore_value, 2);
    for (uint32_t column = 0; column < 2; column++) {
        item[column] =
            (struct dore_value){.kind = DORE_STRING, .u.s = dore_word(pairs->words, row, column)};
    }
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {item, 2}};
}

/* ---- symbols -------------------------------------------------------------------------------- */

static const struct dore_param symbol_params[] = {
    {"code", DORE_P_STRING | DORE_P_NULL, "null", NULL, "currency code; null: any"},
    {NULL, 0, NULL, NULL, NULL},
};

static const void *prepare_symbol(const struct dore_arg *arg, const struct dore_faker *faker) {
    static const char symbols[] = "currency.currency_symbols";
    if (arg[0].null) {
        return faker_list_whole(faker, symbols, 1);
    }
    const struct faker_list *list = faker_list_of_key(faker, symbols, arg[0].s, 1);
    if (!list) {
        const struct dore_words *words = faker_words(faker, symbols);
        struct dore_suggest suggest = {.name = arg[0].s.text};
        for (uint32_t row = 0; row < words->count; row++) {
            dore_suggest_try(&suggest, dore_word(words, row, 0).text);
        }
        const char *hint = dore_hint_nearest(faker->diags, &suggest);
        dore_error(faker->diags, DORE_E_CHOICE, arg[0].where, hint ? hint : "write one such as EUR",
                   "'code' of '%s' is no currency code that is known", faker->method);
    }
    return list;
}

/* Of names and symbols, which some currencies share. */
static struct dore_domain shared_domain(const void *state) {
    struct dore_domain domain = faker_list_domain(state);
    domain.distinct = 0;
    return domain;
}

/* ---- prices --------------------------------------------------------------------------------- */

static const struct faker_layouts_source price_formats = {.name = "currency.price_formats",
                                                          .symbols = true};

static const void *prepare_price(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    return faker_layouts_make(faker, &price_formats);
}

static struct dore_domain price_domain(const void *state) {
    struct dore_domain sign = faker_domain_literal(DORE_STR("$"));
    struct dore_domain amount = faker_layouts_domain(state);
    return faker_domain_join(&sign, &amount);
}

static void put_price(const void *state, struct dore_cell *cell) {
    dore_buf_putc(cell->out, '$');
    faker_layouts_put(state, cell);
}

/* ---- the table ------------------------------------------------------------------------------ */

#define PAIR(method, list, text_about)                                                             \
    {                                                                                              \
        .name = method, .about = text_about, .constant = list, .prepare = prepare_pair,            \
        .domain = pair_domain, .cell = make_pair                                                   \
    }

#define NAME(method, list, text_about)                                                             \
    {                                                                                              \
        .name = method, .about = text_about,                                                       \
        .constant = &(const struct faker_list_source){list, 1}, .prepare = faker_list_prepare,     \
        .domain = shared_domain, .text = faker_list_text                                           \
    }

static const struct dore_method methods[] = {
    PAIR("cryptocurrency", cryptocurrencies, "code and name of a cryptocurrency"),
    FAKER_LIST("cryptocurrency_code", cryptocurrencies, "code of a cryptocurrency"),
    NAME("cryptocurrency_name", cryptocurrencies, "name of a cryptocurrency"),
    PAIR("currency", currencies, "code and name of a currency"),
    FAKER_LIST("currency_code", currencies, "code of a currency such as EUR"),
    NAME("currency_name", currencies, "name of a currency"),
    {.name = "currency_symbol",
     .about = "symbol of a currency",
     .params = symbol_params,
     .prepare = prepare_symbol,
     .domain = shared_domain,
     .text = faker_list_text},
    {.name = "pricetag",
     .about = "a price as text",
     .prepare = prepare_price,
     .domain = price_domain,
     .text = put_price,
     .apart = true,
     .overlap = faker_layouts_overlap},
    {0},
};

const struct dore_provider dore_provider_currency = {"currency", methods};
