/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_address: addresses and their parts. Most are lists and layouts; postcodes are numbers
 * within the ranges of a state.
 */
#include "grid.h"
#include "providers.h"

enum { POSTCODE_DIGITS = 5, LEAST_POSTCODE = 501, GREATEST_POSTCODE = 99950, PLUS4_DIGITS = 4 };

/* ---- postcodes ------------------------------------------------------------------------------ */

static struct dore_domain postcode_domain(const void *state) {
    (void)state;
    return faker_domain_fixed(POSTCODE_DIGITS, GREATEST_POSTCODE - LEAST_POSTCODE + 1);
}

static void put_number(struct dore_cell *cell, int64_t least, int64_t greatest, unsigned digits) {
    char *to = dore_buf_reserve(cell->out, digits);
    faker_digits(to, (uint64_t)dore_rng_between(&cell->rng, least, greatest), digits);
    cell->out->size += digits;
}

static void postcode_text(const void *state, struct dore_cell *cell) {
    (void)state;
    put_number(cell, LEAST_POSTCODE, GREATEST_POSTCODE, POSTCODE_DIGITS);
}

static struct dore_domain plus4_domain(const void *state) {
    (void)state;
    uint64_t codes = GREATEST_POSTCODE - LEAST_POSTCODE + 1;
    return faker_domain_fixed(POSTCODE_DIGITS + 1 + PLUS4_DIGITS, codes * 9999);
}

static void plus4_text(const void *state, struct dore_cell *cell) {
    postcode_text(state, cell);
    dore_buf_putc(cell->out, '-');
    put_number(cell, 1, 9999, PLUS4_DIGITS);
}

/* ---- postcodes of a state ------------------------------------------------------------------- */

struct range {
    int64_t least, greatest;
};
struct ranges {
    uint32_t count;
    struct range *range;   /* one for each state */
    uint32_t merged_count; /* the same codes in ranges that rise and do not overlap ... */
    struct range *merged;
    uint64_t codes; /* ... and how many these are */
};

/* Merges ranges, the least first. */
static void merge_ranges(struct ranges *ranges) {
    struct range *merged = ranges->merged;
    for (uint32_t i = 0; i < ranges->count; i++) {
        uint32_t at = i;
        for (; at > 0 && merged[at - 1].least > ranges->range[i].least; at--)
            merged[at] = merged[at - 1];
        merged[at] = ranges->range[i];
    }
    for (uint32_t i = 0; i < ranges->count; i++) {
        uint32_t end = ranges->merged_count;
        if (end == 0 || merged[i].least > merged[end - 1].greatest)
            merged[ranges->merged_count++] = merged[i];
        else if (merged[i].greatest > merged[end - 1].greatest)
            merged[end - 1].greatest = merged[i].greatest;
    }
    for (uint32_t i = 0; i < ranges->merged_count; i++)
        ranges->codes += (uint64_t)(merged[i].greatest - merged[i].least) + 1;
}

/* The range of one state; false when there is no such state. */
static bool find_range(const struct dore_words *table, struct dore_str state, struct range *out) {
    for (uint32_t row = 0; row < table->count; row++)
        if (dore_str_equal(dore_word(table, row, 0), state))
            return dore_parse_i64(dore_word(table, row, 1), &out->least) &&
                   dore_parse_i64(dore_word(table, row, 2), &out->greatest);
    return false;
}

static void report_state(const struct dore_words *table, const struct dore_arg *arg,
                         const struct dore_faker *faker) {
    struct dore_suggest suggest = {.name = arg->s.text};
    for (uint32_t row = 0; row < table->count; row++)
        dore_suggest_try(&suggest, dore_word(table, row, 0).text);
    const char *near = dore_hint_nearest(faker->diags, &suggest);
    dore_error(faker->diags, DORE_E_CHOICE, arg->where,
               near ? near : "write a postal abbreviation such as 'CA'",
               "%s is no state with postcodes", faker_given(arg, faker));
}

/* States with postcodes are those of the United States, whatever the locale. */
static const void *prepare_in_state(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct dore_faker american = faker_abroad(faker);
    const struct dore_words *table = faker_words(&american, "address.states_postcode");
    const struct dore_words *states = faker_words(&american, "address.states_abbr");
    uint32_t count = arg->null ? states->count : 1;
    struct ranges *ranges = DORE_NEW(faker->arena, struct ranges, 1);
    ranges->count = count;
    ranges->range = DORE_NEW(faker->arena, struct range, count);
    ranges->merged = DORE_NEW(faker->arena, struct range, count);
    for (uint32_t i = 0; i < count; i++) {
        struct dore_str state = arg->null ? dore_word(states, i, 0) : arg->s;
        if (!find_range(table, state, &ranges->range[i]))
            report_state(table, arg, faker);
    }
    merge_ranges(ranges);
    return ranges;
}

static struct dore_domain in_state_domain(const void *state) {
    const struct ranges *ranges = state;
    uint64_t distinct = 0;
    for (uint32_t i = 0; i < ranges->count; i++)
        distinct += (uint64_t)(ranges->range[i].greatest - ranges->range[i].least) + 1;
    return faker_domain_fixed(POSTCODE_DIGITS, distinct);
}

/* Number `index` of all codes, each once. */
static void put_code(const struct ranges *ranges, uint64_t index, struct dore_cell *cell) {
    const struct range *range = ranges->merged;
    for (; index > (uint64_t)(range->greatest - range->least); range++)
        index -= (uint64_t)(range->greatest - range->least) + 1;
    char *to = dore_buf_reserve(cell->out, POSTCODE_DIGITS);
    faker_digits(to, (uint64_t)range->least + index, POSTCODE_DIGITS);
    cell->out->size += POSTCODE_DIGITS;
}

static void in_state_text(const void *state, struct dore_cell *cell) {
    const struct ranges *ranges = state;
    if (cell->rng.numbered) {
        put_code(ranges, dore_rng_below(&cell->rng, ranges->codes), cell);
        return;
    }
    uint64_t which = ranges->count > 1 ? dore_rng_below(&cell->rng, ranges->count) : 0;
    const struct range *range = &ranges->range[which];
    put_number(cell, range->least, range->greatest, POSTCODE_DIGITS);
}

static const struct dore_param in_state_params[] = {
    {"state_abbr", DORE_P_STRING | DORE_P_NULL, "null", NULL,
     "postal abbreviation of a state, territory or freely associated state"},
    {.name = NULL},
};

/* ---- states and countries ------------------------------------------------------------------- */

/* Abbreviations of several lists as one, each as likely as the other. */
struct states {
    uint32_t lists, total;
    const struct dore_words *list[3];
};

static const void *prepare_state_abbr(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct states *states = DORE_NEW(faker->arena, struct states, 1);
    states->list[states->lists++] = faker_words(faker, "address.states_abbr");
    if (arg[0].b)
        states->list[states->lists++] = faker_words(faker, "address.territories_abbr");
    if (arg[1].b)
        states->list[states->lists++] = faker_words(faker, "address.freely_associated_states_abbr");
    for (uint32_t i = 0; i < states->lists; i++)
        states->total += states->list[i]->count;
    return states;
}

static struct dore_domain state_abbr_domain(const void *state) {
    const struct states *states = state;
    struct dore_domain domain = dore_words_domain(states->list[0]);
    for (uint32_t i = 1; i < states->lists; i++) {
        struct dore_domain other = dore_words_domain(states->list[i]);
        domain = faker_domain_either(&domain, &other);
    }
    return domain;
}

static void state_abbr_text(const void *state, struct dore_cell *cell) {
    const struct states *states = state;
    const struct dore_words *const *list = states->list;
    uint32_t row = (uint32_t)dore_rng_below(&cell->rng, states->total);
    for (; row >= (*list)->count; list++)
        row -= (*list)->count;
    dore_buf_put_str(cell->out, dore_word(*list, row, 0));
}

static const struct dore_param state_abbr_params[] = {
    {"include_territories", DORE_P_BOOL, "true", NULL, "AS GU MP PR VI as well"},
    {"include_freely_associated_states", DORE_P_BOOL, "true", NULL, "FM MH PW as well"},
    {.name = NULL},
};

/* Columns of date_time.countries. */
enum { ALPHA2, ALPHA3, COUNTRY_NAME };

static const void *prepare_country_code(const struct dore_arg *arg,
                                        const struct dore_faker *faker) {
    uint32_t column = dore_str_is(arg->s, "alpha-3") ? ALPHA3 : ALPHA2;
    return faker_list_whole(faker, "date_time.countries", column);
}

static const char *const representations[] = {"alpha-2", "alpha-3", NULL};
static const struct dore_param country_code_params[] = {
    {"representation", DORE_P_STRING, "\"alpha-2\"", representations, "which code"},
    {.name = NULL},
};

/* The row of the locale's own country, its name in English everywhere; the constant is the
 * column. */
static const void *prepare_current(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    const uint32_t *column = faker_constant(faker);
    struct dore_faker abroad = faker_abroad(faker);
    return faker_list_of_key(&abroad, "date_time.countries", faker_territory(faker), *column);
}

#define CURRENT(method, column, text_about)                                                        \
    {                                                                                              \
        .name = method, .about = text_about, .constant = &(const uint32_t){column},                \
        .prepare = prepare_current, .domain = faker_list_domain, .text = faker_list_text           \
    }
#define POSTCODE(method)                                                                           \
    {                                                                                              \
        .name = method, .about = "a postcode", .domain = postcode_domain, .text = postcode_text,   \
        .apart = true                                                                              \
    }
#define PLUS4(method)                                                                              \
    {                                                                                              \
        .name = method, .about = "a postcode with four more digits", .domain = plus4_domain,       \
        .text = plus4_text, .apart = true                                                          \
    }
#define IN_STATE(method)                                                                           \
    {                                                                                              \
        .name = method, .about = "a postcode of a state", .params = in_state_params,               \
        .prepare = prepare_in_state, .domain = in_state_domain, .text = in_state_text,             \
        .apart = true                                                                              \
    }

static const struct dore_method methods[] = {
    FAKER_LAYOUTS("address", "address.address_formats", "a postal address in lines"),
    FAKER_LIST("administrative_unit", "address.states", "the name of a state"),
    FAKER_PATTERNS("building_number", "address.building_number_formats", "a house number"),
    FAKER_LAYOUTS("city", "address.city_formats", "an invented town"),
    FAKER_LIST("city_prefix", "address.city_prefixes", "a word that opens a town's name"),
    FAKER_LIST("city_suffix", "address.city_suffixes", "an ending of a town's name"),
    FAKER_LIST("country", "address.countries", "the name of a country or territory"),
    {.name = "country_code",
     .about = "the ISO 3166-1 code of a country",
     .params = country_code_params,
     .prepare = prepare_country_code,
     .domain = faker_list_domain,
     .text = faker_list_text},
    CURRENT("current_country", COUNTRY_NAME, "the name of the locale's country"),
    CURRENT("current_country_code", ALPHA2, "the code of the locale's country"),
    FAKER_PATTERNS("military_apo", "address.military_apo_format", "an army post office"),
    FAKER_PATTERNS("military_dpo", "address.military_dpo_format", "a diplomatic post office"),
    FAKER_LIST("military_ship", "address.military_ship_prefix", "a ship's prefix such as USS"),
    FAKER_LIST("military_state", "address.military_state_abbr", "AE, AA or AP"),
    POSTCODE("postalcode"),
    IN_STATE("postalcode_in_state"),
    PLUS4("postalcode_plus4"),
    POSTCODE("postcode"),
    IN_STATE("postcode_in_state"),
    FAKER_PATTERNS("secondary_address", "address.secondary_address_formats",
                   "an apartment or suite"),
    FAKER_LIST("state", "address.states", "the name of a state"),
    {.name = "state_abbr",
     .about = "the postal abbreviation of a state",
     .params = state_abbr_params,
     .prepare = prepare_state_abbr,
     .domain = state_abbr_domain,
     .text = state_abbr_text,
     .apart = true},
    FAKER_LAYOUTS("street_address", "address.street_address_formats",
                  "house number and street, sometimes an apartment"),
    FAKER_LAYOUTS("street_name", "address.street_name_formats", "the name of a street"),
    FAKER_LIST("street_suffix", "address.street_suffixes", "a kind of street"),
    POSTCODE("zipcode"),
    IN_STATE("zipcode_in_state"),
    PLUS4("zipcode_plus4"),
    {.name = NULL},
};
const struct dore_provider dore_provider_address = {"address", methods};
