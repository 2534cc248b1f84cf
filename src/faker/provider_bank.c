/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_bank: account numbers, IBANs, SWIFT codes and routing numbers. The locale en_US has no
 * banks of its own, so Faker gives British ones there, and so do we.
 */
#include "grid.h"
#include "providers.h"

#define COUNTRY "GB"
enum { BBAN_LETTERS = 4, BBAN_DIGITS = 14, BBAN_SIZE = BBAN_LETTERS + BBAN_DIGITS };

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

static void draw_bban(struct dore_rng *rng, char *out) {
    out = put_letters(out, rng, BBAN_LETTERS);
    out = faker_random_digits(out, rng, 9);
    faker_random_digits(out, rng, BBAN_DIGITS - 9);
}

static struct dore_domain bban_domain(const void *state) {
    (void)state;
    return fixed_domain(BBAN_SIZE);
}

static void put_bban(const void *state, struct dore_cell *cell) {
    (void)state;
    draw_bban(&cell->rng, dore_buf_reserve(cell->out, BBAN_SIZE));
    cell->out->size += BBAN_SIZE;
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
    (void)state;
    return fixed_domain(4 + BBAN_SIZE);
}

static void put_iban(const void *state, struct dore_cell *cell) {
    (void)state;
    char *room = dore_buf_reserve(cell->out, 4 + BBAN_SIZE);
    char moved[BBAN_SIZE + 4]; /* country and check digits stand last for the sum */
    draw_bban(&cell->rng, room + 4);
    memcpy(moved, room + 4, BBAN_SIZE);
    memcpy(moved + BBAN_SIZE, COUNTRY "00", 4);
    memcpy(room, COUNTRY, 2);
    faker_digits(room + 2, 98 - modulo_97(moved, sizeof moved), 2);
    cell->out->size += 4 + BBAN_SIZE;
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
    bool either, branch; /* of both lengths; with three characters for the branch */
    bool primary;        /* which are XXX */
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

static const struct swift *make_swift(const struct dore_faker *faker, struct swift swift) {
    struct swift *state = DORE_NEW(faker->arena, struct swift, 1);
    *state = swift;
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
    return make_swift(faker, (struct swift){.either = length->null,
                                            .branch = length->null || length->i == SWIFT_LONG,
                                            .primary = primary->b});
}

static const void *prepare_swift8(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    return make_swift(faker, (struct swift){.branch = false});
}

static const void *prepare_swift11(const struct dore_arg *arg, const struct dore_faker *faker) {
    return make_swift(faker, (struct swift){.branch = true, .primary = arg[0].b});
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
    bool branch = swift->either ? dore_rng_below(&cell->rng, 2) == 1 : swift->branch;
    char *room = dore_buf_reserve(cell->out, SWIFT_LONG), *to = room;
    to = put_letters(to, &cell->rng, 4);
    memcpy(to, COUNTRY, 2);
    to = put_alphanumerics(to + 2, &cell->rng, 2);
    if (branch && swift->primary) {
        memcpy(to, "XXX", 3);
        to += 3;
    } else if (branch) {
        to = put_alphanumerics(to, &cell->rng, 3);
    }
    cell->out->size += (size_t)(to - room);
}

/* ---- the country ---------------------------------------------------------------------------- */

static struct dore_domain country_domain(const void *state) {
    (void)state;
    return faker_domain_literal(DORE_STR(COUNTRY));
}

static void put_country(const void *state, struct dore_cell *cell) {
    (void)state;
    dore_buf_puts(cell->out, COUNTRY);
}

/* ---- the table ------------------------------------------------------------------------------ */

#define PLAIN(method, which, text_about)                                                           \
    { .name = method, .about = text_about, .domain = which##_domain, .text = put_##which }
#define SWIFT(method, text_about)                                                                  \
    {                                                                                              \
        .name = #method, .about = text_about, .params = method##_params,                           \
        .prepare = prepare_##method, .domain = swift_domain, .text = put_swift                     \
    }

static const struct dore_method methods[] = {
    PLAIN("aba", aba, "a routing number of nine digits"),
    FAKER_LIST("bank", "bank.banks", "a bank's name"),
    PLAIN("bank_country", country, "the country of the accounts, GB"),
    PLAIN("bban", bban, "a basic bank account number"),
    PLAIN("iban", iban, "an international bank account number"),
    SWIFT(swift, "a SWIFT code of 8 or 11 characters"),
    SWIFT(swift11, "a SWIFT code of 11 characters"),
    SWIFT(swift8, "a SWIFT code of 8 characters"),
    {0},
};

const struct dore_provider dore_provider_bank = {"bank", methods};
