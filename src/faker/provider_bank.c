/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_bank: account numbers, IBANs, SWIFT codes and routing numbers. The locale en_US has no
 * banks of its own, so Faker gives British ones there, and so do we.
 */
#include "grid.h"
#include "providers.h"

static struct dore_domain fixed_domain(uint64_t chars) {
    return dore_domain_of_text(chars, chars, chars, true);
}

/* ---- accounts ------------------------------------------------------------------------------- */

/* Upper-case letters and digits, 26^count in one draw (up to six). */
static char *put_letters(char *to, struct dore_rng *rng, unsigned count) {
    uint64_t limit = 1;
    for (unsigned i = 0; i < count; i++) {
        limit *= 26;
    }
    uint64_t drawn = dore_rng_below(rng, limit);
    for (unsigned i = 0; i < count; i++) {
        *to++ = (char)('A' + drawn % 26);
        drawn /= 26;
    }
    return to;
}

/* How a country numbers its accounts. */
struct accounts {
    struct dore_str country;
    const struct faker_layouts *number;          /* of a fixed length */
    void (*check)(char *number);                 /* puts check digits in their places; NULL: none */
    const struct dore_layout_program *unchecked; /* the same without drawing those, for numbers */
};

static struct dore_str country_of(const struct dore_faker *faker) {
    return dore_word(faker_words(faker, "bank.country_code"), 0, 0);
}

/* The check digit of ten digits. */
static char spanish_check(const char *digits, unsigned count) {
    static const uint8_t weight[] = {1, 2, 4, 8, 5, 10, 9, 7, 3, 6};
    unsigned sum = 0;
    for (unsigned i = 0; i < count; i++) {
        sum += (unsigned)(digits[i] - '0') * weight[sizeof weight - count + i];
    }
    unsigned check = 11 - sum % 11;
    return (char)('0' + (check == 11 ? 0 : check == 10 ? 1 : check));
}

/* Spain: bank and office, eight digits; a check digit of them; one of the account; the account. */
static void check_spanish(char *number) {
    number[8] = spanish_check(number, 8);
    number[9] = spanish_check(number + 10, 10);
}

static const void *prepare_accounts(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    static const struct faker_layouts_source numbers = {"bank.bban_format", true, FAKER_UPPERCASE};
    struct accounts *accounts = DORE_NEW(faker->arena, struct accounts, 1);
    accounts->country = country_of(faker);
    accounts->number = faker_layouts_make(faker, &numbers);
    accounts->check = dore_str_is(accounts->country, "ES") ? check_spanish : NULL;
    accounts->unchecked =
        faker_symbols_compile(DORE_STR("########00##########"), true, NULL, faker);
    return accounts;
}

static const char *account_overlap(const void *state) {
    const struct accounts *accounts = state;
    return faker_layouts_overlap(accounts->number);
}

/* Appends a number and returns its place. */
static char *draw_bban(const struct accounts *accounts, struct dore_cell *cell) {
    size_t start = cell->out->size;
    if (accounts->check && cell->rng.numbered) {
        dore_layout_text(accounts->unchecked, cell);
    } else {
        faker_layouts_put(accounts->number, cell);
    }
    char *number = cell->out->data + start;
    if (accounts->check) {
        accounts->check(number);
    }
    return number;
}

static struct dore_domain bban_domain(const void *state) {
    const struct accounts *accounts = state;
    return fixed_domain(accounts->number->domain.max_chars);
}

static void put_bban(const void *state, struct dore_cell *cell) {
    draw_bban(state, cell);
}

/* The number, letters being 10 to 35, modulo 97. */
static unsigned modulo_97(const char *text, size_t size) {
    unsigned rest = 0;
    for (size_t i = 0; i < size; i++) {
        bool letter = text[i] >= 'A';
        unsigned value = letter ? (unsigned)(text[i] - 'A') + 10 : (unsigned)(text[i] - '0');
        rest = (rest * (letter ? 100 : 10) + value) % 97;
    }
    return rest;
}

static struct dore_domain iban_domain(const void *state) {
    const struct accounts *accounts = state;
    return fixed_domain(4 + accounts->number->domain.max_chars);
}

/* The check digits make the whole 1 modulo 97, with the country and them behind the number. */
static void put_iban(const void *state, struct dore_cell *cell) {
    const struct accounts *accounts = state;
    size_t start = cell->out->size;
    dore_buf_put_str(cell->out, accounts->country);
    dore_buf_puts(cell->out, "00");
    draw_bban(accounts, cell);
    char *head = cell->out->data + start;
    size_t size = cell->out->size - start - 4;
    dore_buf_put(cell->out, (const char[]){head[0], head[1], '0', '0'}, 4);
    head = cell->out->data + start;
    faker_digits(head + 2, 98 - modulo_97(head + 4, size + 4), 2);
    cell->out->size -= 4;
}

/* ---- routing numbers ------------------------------------------------------------------------ */

enum { ABA_DIGITS = 9 };

static struct dore_domain aba_domain(const void *state) {
    (void)state;
    struct dore_domain domain = fixed_domain(ABA_DIGITS);
    domain.distinct = 12000000;
    return domain;
}

/* Federal Reserve district 01 to 12, six digits, a check digit by weights 3, 7, 1. */
static void put_aba(const void *state, struct dore_cell *cell) {
    (void)state;
    static const unsigned weight[] = {3, 7, 1};
    char *room = dore_buf_reserve(cell->out, ABA_DIGITS);
    faker_digits(room, 1 + dore_rng_below(&cell->rng, 12), 2);
    faker_random_digits(room + 2, &cell->rng, 6);
    unsigned sum = 0;
    for (unsigned i = 0; i < ABA_DIGITS - 1; i++) {
        sum += (unsigned)(room[i] - '0') * weight[i % 3];
    }
    room[ABA_DIGITS - 1] = (char)('0' + (10 - sum % 10) % 10);
    cell->out->size += ABA_DIGITS;
}

/* ---- SWIFT codes ---------------------------------------------------------------------------- */

enum { SWIFT_SHORT = 8, SWIFT_LONG = 11 };

struct swift {
    struct dore_str country;
    const struct faker_list *places; /* of the locale's data set; NULL: two characters */
    bool either, branch;             /* of both lengths; with three characters for the branch */
    bool primary;                    /* which are XXX */
};

#define PRIMARY_PARAM                                                                              \
    { "primary", DORE_P_BOOL, "false", NULL, "the main branch, XXX, in codes of 11" }
#define DATASET_PARAM                                                                              \
    { "use_dataset", DORE_P_BOOL, "false", NULL, "the locale's bank codes, where it has them" }
#define NO_PARAM                                                                                   \
    { NULL, 0, NULL, NULL, NULL }

static const struct dore_param swift_params[] = {
    {"length", DORE_P_INT | DORE_P_NULL, "null", NULL, "8 or 11; null: either"},
    PRIMARY_PARAM,
    DATASET_PARAM,
    NO_PARAM,
};
static const struct dore_param swift8_params[] = {DATASET_PARAM, NO_PARAM};
static const struct dore_param swift11_params[] = {PRIMARY_PARAM, DATASET_PARAM, NO_PARAM};

static const struct swift *make_swift(const struct dore_faker *faker, bool data_set,
                                      struct swift swift) {
    static const char places[] = "bank.swift_location_codes";
    struct swift *state = DORE_NEW(faker->arena, struct swift, 1);
    *state = swift;
    state->country = country_of(faker);
    if (data_set && faker_own_words(faker, places)) {
        state->places = faker_list_whole(faker, places, 0);
    }
    return state;
}

static const void *prepare_swift(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct dore_arg *length = &arg[0], *primary = &arg[1];
    if (!length->null && length->i != SWIFT_SHORT && length->i != SWIFT_LONG) {
        return faker_refuse(length, "length", faker, "write 8 or 11", "no length of a SWIFT code");
    }
    if (!length->null && length->i == SWIFT_SHORT && primary->b) {
        dore_warning(faker->diags, DORE_W_PARAM, primary->where, "write 'length': 11",
                     "'primary' of '%s' has no effect on codes of 8", faker->method);
    }
    return make_swift(faker, arg[2].b,
                      (struct swift){.either = length->null,
                                     .branch = length->null || length->i == SWIFT_LONG,
                                     .primary = primary->b});
}

static const void *prepare_swift8(const struct dore_arg *arg, const struct dore_faker *faker) {
    return make_swift(faker, arg[0].b, (struct swift){.branch = false});
}

static const void *prepare_swift11(const struct dore_arg *arg, const struct dore_faker *faker) {
    return make_swift(faker, arg[1].b, (struct swift){.branch = true, .primary = arg[0].b});
}

static struct dore_domain swift_domain(const void *state) {
    const struct swift *swift = state;
    return dore_domain_of_text(swift->branch && !swift->either ? SWIFT_LONG : SWIFT_SHORT,
                               swift->branch ? SWIFT_LONG : SWIFT_SHORT,
                               swift->branch ? SWIFT_LONG : SWIFT_SHORT, true);
}

/* Letters and digits, 36^count in one draw (up to six). */
static char *put_alphanumerics(char *to, struct dore_rng *rng, unsigned count) {
    static const char alphabet[] = FAKER_UPPERCASE "0123456789";
    uint64_t limit = 1;
    for (unsigned i = 0; i < count; i++) {
        limit *= 36;
    }
    uint64_t drawn = dore_rng_below(rng, limit);
    for (unsigned i = 0; i < count; i++) {
        *to++ = alphabet[drawn % 36];
        drawn /= 36;
    }
    return to;
}

static void put_swift(const void *state, struct dore_cell *cell) {
    const struct swift *swift = state;
    bool numbered = cell->rng.numbered; /* then all are of one length */
    bool branch = swift->either && !numbered ? dore_rng_below(&cell->rng, 2) == 1 : swift->branch;
    char *room = dore_buf_reserve(cell->out, SWIFT_LONG), *to = room;
    to = put_letters(to, &cell->rng, 4);
    to = faker_copy(to, swift->country);
    to = swift->places ? faker_copy(to, faker_list_pick(swift->places, &cell->rng))
                       : put_alphanumerics(to, &cell->rng, 2);
    if (branch && swift->primary) {
        memcpy(to, "XXX", 3);
        to += 3;
    } else if (branch) {
        to = put_alphanumerics(to, &cell->rng, 3);
    }
    cell->out->size += (size_t)(to - room);
}

/* ---- the table ------------------------------------------------------------------------------ */

#define PLAIN(method, which, text_about)                                                           \
    {                                                                                              \
        .name = method, .about = text_about, .domain = which##_domain, .text = put_##which,        \
        .apart = true                                                                              \
    }
#define ACCOUNT(method, text_about)                                                                \
    {                                                                                              \
        .name = #method, .about = text_about, .prepare = prepare_accounts,                         \
        .domain = method##_domain, .text = put_##method, .apart = true, .overlap = account_overlap \
    }
#define SWIFT(method, text_about)                                                                  \
    {                                                                                              \
        .name = #method, .about = text_about, .params = method##_params,                           \
        .prepare = prepare_##method, .domain = swift_domain, .text = put_swift, .apart = true      \
    }

static const struct dore_method methods[] = {
    PLAIN("aba", aba, "a routing number of nine digits"),
    FAKER_LIST("bank", "bank.banks", "a bank's name"),
    FAKER_LIST("bank_country", "bank.country_code", "the country of the accounts, such as GB"),
    ACCOUNT(bban, "a basic bank account number"),
    ACCOUNT(iban, "an international bank account number"),
    SWIFT(swift, "a SWIFT code of 8 or 11 characters"),
    SWIFT(swift11, "a SWIFT code of 11 characters"),
    SWIFT(swift8, "a SWIFT code of 8 characters"),
    {0},
};

const struct dore_provider dore_provider_bank = {"bank", methods};
