/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_ssn: the numbers of US tax payers, AAA-GG-SSSS (area, group, serial), and of employers,
 * PP-NNNNNNN.
 */
#include "providers.h"

enum { SSN_CHARS = 11, EIN_CHARS = 10 };

static void put_number(struct dore_cell *cell, uint64_t area, uint64_t group, uint64_t serial) {
    char *to = faker_digits(dore_buf_reserve(cell->out, SSN_CHARS), area, 3);
    *to++ = '-';
    to = faker_digits(to, group, 2);
    *to++ = '-';
    faker_digits(to, serial, 4);
    cell->out->size += SSN_CHARS;
}

/* ---- SSN ------------------------------------------------------------------------------------ */

/* Areas 001..899 without 666, groups 01..99, serials 0001..9999: fewer than 2^32 in all. */
enum { AREAS = 898, GROUPS = 99, SERIALS = 9999, NO_AREA = 666 };

static struct dore_domain ssn_domain(const void *state) {
    (void)state;
    return faker_domain_fixed(SSN_CHARS, (uint64_t)AREAS * GROUPS * SERIALS);
}

static void ssn_text(const void *state, struct dore_cell *cell) {
    (void)state;
    uint64_t number = dore_rng_below(&cell->rng, (uint64_t)AREAS * GROUPS * SERIALS);
    uint64_t area = 1 + number / SERIALS / GROUPS;
    area += area >= NO_AREA;
    put_number(cell, area, 1 + number / SERIALS % GROUPS, 1 + number % SERIALS);
}

/* ---- ITIN ----------------------------------------------------------------------------------- */

/* Areas 900..999 are tax payers' with groups 70..88, 90..92 and 94..99; the other 72 groups are
 * nobody's. */
enum {
    ITIN_AREA = 900,
    ITIN_AREAS = 100,
    ITIN_GROUPS = 28,
    OTHER_GROUPS = 72,
    ALL_SERIALS = 10000
};

static uint64_t itin_group(uint64_t index) {
    uint64_t group = 70 + index;
    group += group >= 89;
    group += group >= 93;
    return group;
}

static uint64_t other_group(uint64_t index) {
    static const uint8_t last[] = {89, 93};
    return index < 70 ? index : last[index - 70];
}

static struct dore_domain itin_domain(const void *state) {
    (void)state;
    return faker_domain_fixed(SSN_CHARS, (uint64_t)ITIN_AREAS * ITIN_GROUPS * ALL_SERIALS);
}

static void itin_text(const void *state, struct dore_cell *cell) {
    (void)state;
    uint64_t number = dore_rng_below(&cell->rng, (uint64_t)ITIN_AREAS * ITIN_GROUPS * ALL_SERIALS);
    put_number(cell, ITIN_AREA + number / ALL_SERIALS / ITIN_GROUPS,
               itin_group(number / ALL_SERIALS % ITIN_GROUPS), number % ALL_SERIALS);
}

/* ---- numbers that are neither --------------------------------------------------------------- */

static struct dore_domain invalid_domain(const void *state) {
    (void)state;
    uint64_t zero_group = (uint64_t)AREAS * ALL_SERIALS, zero_serial = (uint64_t)AREAS * 99;
    uint64_t no_area = UINT64_C(2) * 100 * ALL_SERIALS;
    uint64_t other = (uint64_t)ITIN_AREAS * OTHER_GROUPS * ALL_SERIALS;
    return faker_domain_fixed(SSN_CHARS, zero_group + zero_serial + no_area + other);
}

/* An area that could be valid gets group 00 or serial 0000, with even odds. */
static void invalid_text(const void *state, struct dore_cell *cell) {
    (void)state;
    bool numbered = cell->rng.numbered; /* then those with a group that is nobody's */
    uint64_t area = numbered ? ITIN_AREA + dore_rng_below(&cell->rng, ITIN_AREAS)
                             : dore_rng_below(&cell->rng, 1000);
    uint64_t number;
    if (area == 0 || area == NO_AREA) {
        number = dore_rng_below(&cell->rng, 100 * ALL_SERIALS);
        put_number(cell, area, number / ALL_SERIALS, number % ALL_SERIALS);
    } else if (area >= ITIN_AREA) {
        number = dore_rng_below(&cell->rng, OTHER_GROUPS * ALL_SERIALS);
        put_number(cell, area, other_group(number / ALL_SERIALS), number % ALL_SERIALS);
    } else if (dore_rng_chance(&cell->rng, 1, 2)) {
        put_number(cell, area, 0, dore_rng_below(&cell->rng, ALL_SERIALS));
    } else {
        put_number(cell, area, dore_rng_below(&cell->rng, 100), 0);
    }
}

/* ---- EIN ------------------------------------------------------------------------------------ */

enum { EIN_NUMBERS = 10000000 };

static const void *prepare_ein(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    return faker_list_whole(faker, "ssn.ein_prefixes", 0);
}

static struct dore_domain ein_domain(const void *state) {
    const struct faker_list *prefixes = state;
    return faker_domain_fixed(EIN_CHARS, (uint64_t)prefixes->count * EIN_NUMBERS);
}

static void ein_text(const void *state, struct dore_cell *cell) {
    char *to = dore_buf_reserve(cell->out, EIN_CHARS);
    to = faker_copy(to, faker_list_pick(state, &cell->rng));
    *to++ = '-';
    faker_random_digits(to, &cell->rng, 7);
    cell->out->size += EIN_CHARS;
}

/* ---- ssn, which can be any of them ---------------------------------------------------------- */

static const char *const types[] = {"SSN", "EIN", "ITIN", "INVALID_SSN", NULL};
static const char *const type_methods[] = {NULL, "ein", "itin", "invalid_ssn"};

/* The method of another type; NULL for SSN itself. */
static const void *prepare_ssn(const struct dore_arg *arg, const struct dore_faker *faker) {
    size_t type = 0;
    while (!dore_str_is(arg->s, types[type]))
        type++;
    if (!type_methods[type])
        return NULL;
    struct dore_bound_method *bound = DORE_NEW(faker->arena, struct dore_bound_method, 1);
    return dore_method_bind(type_methods[type], NULL, faker, bound) ? bound : NULL;
}

static struct dore_domain any_domain(const void *state) {
    const struct dore_bound_method *bound = state;
    return bound ? bound->domain : ssn_domain(NULL);
}

static void any_text(const void *state, struct dore_cell *cell) {
    if (state)
        dore_method_text(state, cell);
    else
        ssn_text(NULL, cell);
}

static const struct dore_param ssn_params[] = {
    {"taxpayer_identification_number_type", DORE_P_STRING, "\"SSN\"", types, "which number"},
    {.name = NULL},
};

static const struct dore_method methods[] = {
    {.name = "ein",
     .about = "an employer's number",
     .prepare = prepare_ein,
     .domain = ein_domain,
     .text = ein_text,
     .apart = true},
    {.name = "invalid_ssn",
     .about = "a number that looks like an SSN and can be none",
     .domain = invalid_domain,
     .text = invalid_text,
     .apart = true},
    {.name = "itin",
     .about = "an individual taxpayer's number",
     .domain = itin_domain,
     .text = itin_text,
     .apart = true},
    {.name = "ssn",
     .about = "a social security number",
     .params = ssn_params,
     .prepare = prepare_ssn,
     .domain = any_domain,
     .text = any_text,
     .apart = true},
    {.name = NULL},
};
const struct dore_provider dore_provider_ssn = {"ssn", methods};
