/* SPDX-License-Identifier: Apache-2.0
 *
 * compose: what providers put texts together with: digits, strings of an argument, and the domains
 * of joined texts.
 */
#include "providers.h"

char *faker_digits(char *to, uint64_t number, unsigned count) {
    char *end = to + count, *at = end;
    for (; at - to >= 2; number /= 100) {
        uint32_t pair = (uint32_t)(number % 100), tens = pair / 10;
        *--at = (char)('0' + pair - 10 * tens);
        *--at = (char)('0' + tens);
    }
    if (at > to)
        *to = (char)('0' + number % 10);
    return end;
}

char *faker_random_digits(char *to, struct dore_rng *rng, unsigned count) {
    uint64_t limit = 1;
    for (unsigned i = 0; i < count; i++)
        limit *= 10;
    return faker_digits(to, dore_rng_below(rng, limit), count);
}

/* Counts of values; 0 stands for "beyond counting". */
static uint64_t add_counts(uint64_t a, uint64_t b) {
    return a == 0 || b == 0 || a > UINT64_MAX - b ? 0 : a + b;
}

static uint64_t multiply_counts(uint64_t a, uint64_t b) {
    return a == 0 || b == 0 || a > UINT64_MAX / b ? 0 : a * b;
}

struct dore_domain faker_domain_join(const struct dore_domain *a, const struct dore_domain *b) {
    struct dore_domain domain = dore_domain_of_text(
        dore_sum(a->min_chars, b->min_chars), dore_sum(a->max_chars, b->max_chars),
        dore_sum(a->mean_bytes, b->mean_bytes), a->plain && b->plain);
    domain.max_bytes = dore_sum(a->max_bytes, b->max_bytes);
    domain.ascii = dore_domain_is_ascii(a) && dore_domain_is_ascii(b);
    domain.nul = a->nul || b->nul;
    domain.distinct = multiply_counts(a->distinct, b->distinct);
    return domain;
}

struct dore_domain faker_domain_either(const struct dore_domain *a, const struct dore_domain *b) {
    uint64_t min_chars = a->min_chars < b->min_chars ? a->min_chars : b->min_chars;
    uint64_t max_chars = a->max_chars > b->max_chars ? a->max_chars : b->max_chars;
    struct dore_domain domain =
        dore_domain_of_text(min_chars, max_chars, a->mean_bytes, a->plain && b->plain);
    domain.max_bytes = a->max_bytes > b->max_bytes ? a->max_bytes : b->max_bytes;
    domain.ascii = dore_domain_is_ascii(a) && dore_domain_is_ascii(b);
    domain.nul = a->nul || b->nul;
    domain.distinct = add_counts(a->distinct, b->distinct);
    return domain;
}

struct dore_domain faker_domain_fixed(uint64_t chars, uint64_t distinct) {
    struct dore_domain domain = dore_domain_of_text(chars, chars, chars, true);
    domain.distinct = distinct;
    return domain;
}

struct dore_domain faker_domain_literal(struct dore_str text) {
    uint64_t chars = dore_utf8_count(text.text, text.size);
    struct dore_domain domain =
        dore_domain_of_text(chars, chars, text.size, dore_text_is_plain(text.text, text.size));
    domain.max_bytes = text.size;
    domain.ascii = chars == text.size;
    domain.nul = memchr(text.text, '\0', text.size) != NULL;
    domain.distinct = 1;
    return domain;
}

const struct dore_str *faker_strings(const struct dore_arg *arg, const char *name,
                                     const struct dore_faker *faker, uint32_t *count) {
    const struct dore_node *array = arg->node;
    struct dore_str *strings = DORE_NEW(faker->arena, struct dore_str, array->count + 1);
    *count = 0;
    for (const struct dore_node *node = array->first; node; node = node->next) {
        if (node->kind != DORE_NODE_STRING) {
            dore_error(faker->diags, DORE_E_PARAM_TYPE, node->where, "write strings only",
                       "'%s' of '%s' holds something else than strings", name, faker->method);
            return NULL;
        }
        char *copy = dore_arena_text(faker->arena, node->text.text, node->text.size);
        strings[(*count)++] = (struct dore_str){copy, node->text.size};
    }
    return strings;
}

char faker_check_11(const char *digits, unsigned count, unsigned weight) {
    unsigned sum = 0;
    for (unsigned i = 0; i < count; i++)
        sum += (unsigned)(digits[i] - '0') * (weight + i);
    return sum % 11 == 10 ? 'X' : (char)('0' + sum % 11);
}

const char *faker_separator_overlap(struct dore_str separator) {
    for (size_t i = 0; i < separator.size; i++)
        if (strchr("0123456789X", separator.text[i]))
            return "its separator may be taken for digits";
    return NULL;
}
