/* SPDX-License-Identifier: Apache-2.0
 *
 * person_number: `ssn` in locales whose numbers carry birthdays and check characters: each is one
 * that its country's own check accepts. Locales whose numbers are mere digits have layouts instead.
 */
#include "locale.h"
#include "spans.h"

enum { ROOM = 24 };

/* What the numbers are made of; lists that a country does not use are NULL. */
struct numbers {
    int64_t today;
    const struct faker_list *place, *surname, *given[2]; /* of men, of women */
};

static struct numbers *start(const struct dore_faker *faker) {
    struct numbers *numbers = DORE_NEW(faker->arena, struct numbers, 1);
    numbers->today = faker_floor_divide(faker->now, DORE_US_PER_DAY);
    return numbers;
}

static const void *prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    return start(faker);
}

static unsigned digit(char byte) {
    return (unsigned)(byte - '0');
}

static unsigned weigh(const char *digits, const uint8_t *weight, size_t count) {
    unsigned sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += digit(digits[i]) * weight[i];
    return sum;
}

/* ---- birthdays ------------------------------------------------------------------------------ */

enum { YEAR_DAYS = 365, ADULT = 18, OLD = 90 };

/* The birthday of somebody of `least` to `greatest` years of 365 days. */
static struct dore_civil draw_birth(const struct numbers *numbers, unsigned least,
                                    unsigned greatest, struct dore_rng *rng) {
    uint64_t span = (uint64_t)(greatest - least) * YEAR_DAYS;
    int64_t day = numbers->today - least * YEAR_DAYS - (int64_t)dore_rng_below(rng, span);
    return dore_civil_from_days(day < DORE_DAY_MIN ? DORE_DAY_MIN : day);
}

/* A birthday from 1970 on. */
static struct dore_civil draw_recent_birth(const struct numbers *numbers, struct dore_rng *rng) {
    return dore_civil_from_days(dore_rng_between(rng, 0, numbers->today > 0 ? numbers->today : 0));
}

static char *put_birth(char *to, struct dore_civil birth, unsigned year_digits) {
    uint64_t year = (uint64_t)birth.year;
    to = faker_digits(to, year_digits == 2 ? year % 100 : year, year_digits);
    to = faker_digits(to, (uint64_t)birth.month, 2);
    return faker_digits(to, (uint64_t)birth.day, 2);
}

/* ---- France: sex, year, month, place, order, key -------------------------------------------- */

enum { FRENCH_SIZE = 15, FRENCH_KEY = 13, FRENCH_PLACE = 5 };

static const void *prepare_french(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    struct numbers *numbers = start(faker);
    numbers->place = faker_list_whole(faker, "ssn.birthplaces", 0);
    return numbers;
}

/* The number modulo 97, the departments 2A and 2B of Corsica being 19 and 18. */
static unsigned french_rest(const char *number) {
    unsigned rest = 0;
    for (unsigned i = 0; i < FRENCH_KEY; i++) {
        char next = i + 1 < FRENCH_KEY ? number[i + 1] : '0';
        bool corsica = next == 'A' || next == 'B';
        unsigned value = number[i] == 'A'   ? 9
                         : number[i] == 'B' ? 8
                                            : digit(number[i]) - (corsica ? 1 : 0);
        rest = (rest * 10 + value) % 97;
    }
    return rest;
}

static void put_french(const void *state, struct dore_cell *cell) {
    const struct numbers *numbers = state;
    char *number = dore_buf_reserve(cell->out, ROOM), *to = number;
    uint64_t birth = dore_rng_below(&cell->rng, UINT64_C(2) * 100 * 12);
    *to++ = (char)('1' + birth % 2);
    to = faker_digits(to, birth / 2 % 100, 2);
    to = faker_digits(to, 1 + birth / 200, 2);
    to = faker_copy(to, faker_list_pick(numbers->place, &cell->rng));
    to = faker_digits(to, 1 + dore_rng_below(&cell->rng, 999), 3);
    faker_digits(to, 97 - french_rest(number), 2);
    cell->out->size += FRENCH_SIZE;
}

/* ---- Italy: names, birthday, place, check letter -------------------------------------------- */

enum { ITALIAN_SIZE = 16, FEMALE_DAY = 40 };

static const void *prepare_italian(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    struct numbers *numbers = start(faker);
    numbers->surname = faker_list_whole(faker, "ssn.surname_codes", 0);
    numbers->given[0] = faker_list_whole(faker, "ssn.given_codes_male", 0);
    numbers->given[1] = faker_list_whole(faker, "ssn.given_codes_female", 0);
    return numbers;
}

/* Characters at odd places (the first is one) count by this table, A and 0 alike. */
static char italian_check(const char *code) {
    static const uint8_t odd[] = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                  20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    unsigned sum = 0;
    for (unsigned i = 0; i < ITALIAN_SIZE - 1; i++) {
        unsigned value = code[i] <= '9' ? digit(code[i]) : (unsigned)(code[i] - 'A');
        sum += i % 2 == 0 ? odd[value] : value;
    }
    return (char)('A' + sum % 26);
}

static void put_italian(const void *state, struct dore_cell *cell) {
    static const char month[] = "ABCDEHLMPRST", place[] = "ABCDEFGHILM";
    const struct numbers *numbers = state;
    struct dore_rng *rng = &cell->rng;
    char *code = dore_buf_reserve(cell->out, ROOM), *to = code;
    struct dore_civil birth = draw_birth(numbers, 0, 100, rng);
    uint64_t sex =
        rng->numbered ? 0 : dore_rng_below(rng, 2); /* names of each sex differ in number */
    to = faker_copy(to, faker_list_pick(numbers->surname, rng));
    to = faker_copy(to, faker_list_pick(numbers->given[sex], rng));
    to = faker_digits(to, (uint64_t)birth.year % 100, 2);
    *to++ = month[birth.month - 1];
    to = faker_digits(to, (uint64_t)birth.day + (sex ? FEMALE_DAY : 0), 2);
    uint64_t town = dore_rng_below(rng, (sizeof place - 1) * 999);
    *to++ = place[town / 999];
    to = faker_digits(to, 1 + town % 999, 3);
    *to = italian_check(code);
    cell->out->size += ITALIAN_SIZE;
}

/* ---- numbers of digits alone ---------------------------------------------------------------- */

/* The Netherlands: weights 9 to 2, the check digit -1, a multiple of 11. */
static void put_dutch(const void *state, struct dore_cell *cell) {
    static const uint8_t weight[] = {9, 8, 7, 6, 5, 4, 3, 2};
    (void)state;
    char *to = dore_buf_reserve(cell->out, ROOM);
    unsigned check;
    if (cell->rng.numbered) { /* the eighth digit is 0, or 1 where that has no check digit */
        *faker_random_digits(to, &cell->rng, 7) = '0';
        to[7] = weigh(to, weight, 8) % 11 == 10 ? '1' : '0';
        check = weigh(to, weight, 8) % 11;
    } else {
        do {
            faker_random_digits(to, &cell->rng, 8);
            check = weigh(to, weight, 8) % 11;
        } while (check == 10);
    }
    to[8] = (char)('0' + check);
    cell->out->size += 9;
}

/* Poland: the century is told by the month, 20 more for each after the 1900s. */
static void put_polish(const void *state, struct dore_cell *cell) {
    static const uint8_t weight[] = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};
    char *number = dore_buf_reserve(cell->out, ROOM);
    struct dore_civil birth = draw_recent_birth(state, &cell->rng);
    unsigned century = ((unsigned)birth.year / 100 + 1) % 5; /* 1900s: 0 */
    char *to = put_birth(number, birth, 2);
    faker_digits(number + 2, (uint64_t)birth.month + 20 * century, 2);
    faker_random_digits(to, &cell->rng, 4);
    number[10] = (char)('0' + (10 - weigh(number, weight, 10) % 10) % 10);
    cell->out->size += 11;
}

/* Brazil: two check digits, weights falling to 2, modulo 11. */
static char brazilian_check(const char *digits, unsigned count) {
    unsigned sum = 0;
    for (unsigned i = 0; i < count; i++)
        sum += digit(digits[i]) * (count + 1 - i);
    return (char)(sum % 11 < 2 ? '0' : '0' + 11 - sum % 11);
}

static void put_brazilian(const void *state, struct dore_cell *cell) {
    (void)state;
    char *number = dore_buf_reserve(cell->out, ROOM);
    faker_random_digits(number, &cell->rng, 9);
    number[9] = brazilian_check(number, 9);
    number[10] = brazilian_check(number, 10);
    cell->out->size += 11;
}

/* Sweden: birthday, serial, and a digit as credit cards have it. */
static void put_swedish(const void *state, struct dore_cell *cell) {
    static const uint8_t at[] = {0, 1, 2, 3, 4, 5, 7, 8, 9};
    char *number = dore_buf_reserve(cell->out, ROOM);
    char *to = put_birth(number, draw_birth(state, ADULT, OLD, &cell->rng), 2);
    *to++ = '-';
    to = faker_digits(to, 1 + dore_rng_below(&cell->rng, 999), 3);
    unsigned sum = 0;
    for (unsigned i = 0; i < sizeof at; i++) {
        unsigned value = digit(number[at[i]]) * (i % 2 == 0 ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    *to = (char)('0' + (10 - sum % 10) % 10);
    cell->out->size += 11;
}

/* Turkey: the tenth digit by the odd and even places, the last by the sum of all. */
static void put_turkish(const void *state, struct dore_cell *cell) {
    (void)state;
    char *number = dore_buf_reserve(cell->out, ROOM);
    faker_digits(number, 100000000 + dore_rng_below(&cell->rng, 900000000), 9);
    unsigned odd = 0, even = 0;
    for (unsigned i = 0; i < 9; i++)
        *(i % 2 == 0 ? &odd : &even) += digit(number[i]);
    unsigned tenth = (7 * odd + 9 * even) % 10; /* 9 is -1 */
    number[9] = (char)('0' + tenth);
    number[10] = (char)('0' + (odd + even + tenth) % 10);
    cell->out->size += 11;
}

/* ---- China: place, birthday, serial, check character ---------------------------------------- */

static const void *prepare_chinese(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    struct numbers *numbers = start(faker);
    numbers->place = faker_list_whole(faker, "ssn.area_codes", 0);
    return numbers;
}

static void put_chinese(const void *state, struct dore_cell *cell) {
    static const uint8_t weight[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    const struct numbers *numbers = state;
    char *number = dore_buf_reserve(cell->out, ROOM), *to = number;
    to = faker_copy(to, faker_list_pick(numbers->place, &cell->rng));
    to = put_birth(to, draw_birth(numbers, ADULT, OLD, &cell->rng), 4);
    to = faker_random_digits(to, &cell->rng, 3);
    *to = "10X98765432"[weigh(number, weight, 17) % 11];
    cell->out->size += 18;
}

/* ---- the table ------------------------------------------------------------------------------ */

static struct dore_domain domain_9(const void *state) {
    (void)state;
    return faker_domain_fixed(9, 0);
}
static struct dore_domain domain_11(const void *state) {
    (void)state;
    return faker_domain_fixed(11, 0);
}
static struct dore_domain domain_15(const void *state) {
    (void)state;
    return faker_domain_fixed(15, 0);
}
static struct dore_domain domain_16(const void *state) {
    (void)state;
    return faker_domain_fixed(16, 0);
}
static struct dore_domain domain_18(const void *state) {
    (void)state;
    return faker_domain_fixed(18, 0);
}

#define NUMBER(in, prepare_which, size, which)                                                     \
    {                                                                                              \
        in, {                                                                                      \
            .name = "ssn", .prepare = prepare_which, .domain = domain_##size, .text = put_##which, \
            .apart = true                                                                          \
        }                                                                                          \
    }

const struct faker_local_method faker_person_numbers[] = {
    NUMBER("fr_FR", prepare_french, 15, french),
    NUMBER("it_IT", prepare_italian, 16, italian),
    NUMBER("nl_NL", prepare, 9, dutch),
    NUMBER("pl_PL", prepare, 11, polish),
    NUMBER("pt_BR", prepare, 11, brazilian),
    NUMBER("sv_SE", prepare, 11, swedish),
    NUMBER("tr_TR", prepare, 11, turkish),
    NUMBER("zh_CN", prepare_chinese, 18, chinese),
    {.locale = NULL},
};
