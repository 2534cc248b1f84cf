/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_barcode: article numbers with a right check digit: EAN-13, EAN-8, UPC-A and UPC-E. The
 * weights are 3 and 1 in turn from the last digit before the check digit on, for all of them.
 */
#include "grid.h"
#include "providers.h"

static char check_digit(const char *digits, size_t count) {
    unsigned sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += (unsigned)(digits[i] - '0') * ((count - i) % 2 ? 3 : 1);
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

static char *put_digits(char *to, struct dore_rng *rng, size_t count) {
    for (; count > 9; count -= 9) {
        to = faker_random_digits(to, rng, 9);
    }
    return count > 0 ? faker_random_digits(to, rng, (unsigned)count) : to;
}

/* ---- EAN ------------------------------------------------------------------------------------ */

enum { EAN_LONG = 13, EAN_SHORT = 8 };

/* A number of `length` digits that begins with one of the prefixes. */
struct ean {
    uint32_t length, count; /* count 0: no prefix */
    const struct dore_str *prefix;
    struct faker_set set; /* prefixes that differ and are as short as the shortest, for numbers */
};

#define PREFIXES_PARAM                                                                             \
    { "prefixes", DORE_P_ARRAY, "[]", NULL, "beginnings: digit strings or lists of digits" }
#define LENGTH_PARAM                                                                               \
    { "length", DORE_P_INT, "13", NULL, "13 or 8" }
#define NO_PARAM                                                                                   \
    { NULL, 0, NULL, NULL, NULL }

static bool append_digits(struct dore_str text, struct dore_buf *out) {
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] < '0' || text.text[i] > '9') {
            return false;
        }
    }
    dore_buf_put_str(out, text);
    return true;
}

/* The digits of a prefix: "45", [4, 5] or ["4", "5"]. */
static bool read_prefix(const struct dore_node *node, struct dore_buf *out) {
    if (node->kind == DORE_NODE_STRING) {
        return append_digits(node->text, out);
    }
    bool read = node->kind == DORE_NODE_ARRAY;
    for (const struct dore_node *digit = node->first; digit && read; digit = digit->next) {
        read = digit->text.size == 1 && append_digits(digit->text, out);
    }
    return read;
}

static bool read_prefixes(const struct dore_arg *arg, const struct dore_faker *faker,
                          struct ean *ean) {
    struct dore_str *prefix = DORE_NEW(faker->arena, struct dore_str, arg->node->count + 1);
    struct dore_buf digits = {0};
    bool fine = true;
    for (const struct dore_node *node = arg->node->first; node; node = node->next) {
        dore_buf_clear(&digits);
        if (!read_prefix(node, &digits) || digits.size >= ean->length) {
            dore_error(
                faker->diags, DORE_E_PARAM_RANGE, node->where,
                dore_hint(faker->diags, "write at most %u digits, such as \"45\"", ean->length - 1),
                "'prefixes' of '%s' holds a value that cannot begin %u digits", faker->method,
                ean->length);
            fine = false;
        } else {
            const char *copy = dore_arena_text(faker->arena, digits.data, digits.size);
            prefix[ean->count++] = (struct dore_str){copy, digits.size};
        }
    }
    dore_buf_release(&digits);
    ean->prefix = prefix;
    return fine;
}

static bool read_length(const struct dore_arg *arg, const struct dore_faker *faker,
                        struct ean *ean) {
    if (arg->i != EAN_LONG && arg->i != EAN_SHORT) {
        faker_refuse(arg, "length", faker, "write 13 or 8", "no length of an EAN");
        return false;
    }
    ean->length = (uint32_t)arg->i;
    return true;
}

/* Short prefixes leave room for most numbers. */
static const struct ean *finish(struct ean *ean, const struct dore_faker *faker) {
    struct dore_str *prefix = DORE_NEW(faker->arena, struct dore_str, ean->count);
    uint32_t count = 0;
    size_t shortest = SIZE_MAX;
    for (uint32_t i = 0; i < ean->count; i++) {
        shortest = ean->prefix[i].size < shortest ? ean->prefix[i].size : shortest;
    }
    for (uint32_t i = 0; i < ean->count; i++) {
        if (ean->prefix[i].size == shortest) {
            prefix[count++] = ean->prefix[i];
        }
    }
    ean->set = faker_set_of(prefix, count, faker->arena);
    return ean;
}

static const struct dore_param ean_params[] = {LENGTH_PARAM, PREFIXES_PARAM, NO_PARAM};

static const void *prepare_ean(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct ean *ean = DORE_NEW(faker->arena, struct ean, 1);
    bool read = read_length(&arg[0], faker, ean) && read_prefixes(&arg[1], faker, ean);
    return read ? finish(ean, faker) : NULL;
}

static const struct dore_param ean8_params[] = {PREFIXES_PARAM, NO_PARAM};

static const void *prepare_ean8(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct ean *ean = DORE_NEW(faker->arena, struct ean, 1);
    ean->length = EAN_SHORT;
    return read_prefixes(&arg[0], faker, ean) ? finish(ean, faker) : NULL;
}

static const struct dore_param ean13_params[] = {
    PREFIXES_PARAM,
    {"leading_zero", DORE_P_BOOL | DORE_P_NULL, "null", NULL, "whether the first digit is 0"},
    NO_PARAM,
};

static const struct dore_str first_digits[] = {
    {"0", 1}, {"1", 1}, {"2", 1}, {"3", 1}, {"4", 1},
    {"5", 1}, {"6", 1}, {"7", 1}, {"8", 1}, {"9", 1},
};

static const void *prepare_ean13(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct dore_arg *zero = &arg[1];
    struct ean *ean = DORE_NEW(faker->arena, struct ean, 1);
    ean->length = EAN_LONG;
    if (!read_prefixes(&arg[0], faker, ean)) {
        return NULL;
    }
    if (ean->count > 0 && !zero->null) {
        dore_warning(faker->diags, DORE_W_PARAM, zero->where, "leave out one of them",
                     "'leading_zero' of '%s' has no effect beside 'prefixes'", faker->method);
    } else if (!zero->null) {
        ean->prefix = first_digits + (zero->b ? 0 : 1);
        ean->count = zero->b ? 1 : 9;
    }
    return finish(ean, faker);
}

/* Prefixes of the locale's companies. */
static const struct ean *local_ean(struct ean *ean, const struct dore_faker *faker) {
    const struct dore_words *words = faker_words(faker, "barcode.local_prefixes");
    struct dore_str *prefix = DORE_NEW(faker->arena, struct dore_str, words->count);
    for (uint32_t row = 0; row < words->count; row++) {
        const char *text = dore_arena_format(faker->arena, "%s%s", dore_word(words, row, 0).text,
                                             dore_word(words, row, 1).text);
        prefix[row] = (struct dore_str){text, strlen(text)};
    }
    ean->prefix = prefix;
    ean->count = words->count;
    return finish(ean, faker);
}

static const struct dore_param local_params[] = {LENGTH_PARAM, NO_PARAM};

static const void *prepare_local(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct ean *ean = DORE_NEW(faker->arena, struct ean, 1);
    return read_length(&arg[0], faker, ean) ? local_ean(ean, faker) : NULL;
}

/* The method's constant is the length. */
static const void *prepare_local_fixed(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    const uint32_t *length = faker_constant(faker);
    struct ean *ean = DORE_NEW(faker->arena, struct ean, 1);
    ean->length = *length;
    return local_ean(ean, faker);
}

/* Prefixes of one length that all differ; then numbers can be counted. */
static bool are_countable(const struct ean *ean) {
    for (uint32_t i = 1; i < ean->count; i++) {
        if (ean->count > 1000 || ean->prefix[i].size != ean->prefix[0].size) {
            return false;
        }
        for (uint32_t k = 0; k < i; k++) {
            if (dore_str_equal(ean->prefix[i], ean->prefix[k])) {
                return false;
            }
        }
    }
    return true;
}

static struct dore_domain ean_domain(const void *state) {
    const struct ean *ean = state;
    struct dore_domain domain = dore_domain_of_text(ean->length, ean->length, ean->length, true);
    if (are_countable(ean)) {
        size_t fixed = ean->count > 0 ? ean->prefix[0].size : 0;
        domain.distinct = ean->count > 0 ? ean->count : 1;
        for (size_t i = fixed + 1; i < ean->length; i++) {
            domain.distinct *= 10;
        }
    }
    return domain;
}

static void put_ean(const void *state, struct dore_cell *cell) {
    const struct ean *ean = state;
    char *room = dore_buf_reserve(cell->out, ean->length), *to = room;
    if (ean->count > 0) {
        const struct dore_str *from = cell->rng.numbered ? ean->set.text : ean->prefix;
        uint32_t count = cell->rng.numbered ? ean->set.count : ean->count;
        struct dore_str prefix = from[dore_rng_below(&cell->rng, count)];
        memcpy(to, prefix.text, prefix.size);
        to += prefix.size;
    }
    to = put_digits(to, &cell->rng, ean->length - 1 - (size_t)(to - room));
    *to = check_digit(room, ean->length - 1);
    cell->out->size += ean->length;
}

/* ---- UPC ------------------------------------------------------------------------------------ */

enum { BODY = 6, UPC_A_DIGITS = 11 };

/* A code that UPC-E can shorten: number system digit and six digits, each fixed or drawn. */
struct upc {
    bool short_form, safe;
    bool expands; /* else any UPC-A will do */
    bool has_body, has_system;
    char system, body[BODY];
};

#define BODY_PARAM                                                                                 \
    { "base", DORE_P_STRING | DORE_P_NULL, "null", NULL, "six digits" }
#define SYSTEM_PARAM                                                                               \
    { "number_system_digit", DORE_P_INT | DORE_P_NULL, "null", NULL, "0 or 1" }

static void read_body(const struct dore_arg *body, const struct dore_arg *system,
                      const struct dore_faker *faker, struct upc *upc) {
    struct dore_buf digits = {0};
    if (!body->null && append_digits(body->s, &digits) && digits.size == BODY) {
        memcpy(upc->body, digits.data, BODY);
        upc->has_body = true;
    } else if (!body->null) {
        dore_warning(faker->diags, DORE_W_PARAM, body->where, "write six digits",
                     "'base' of '%s' is %s, so it is drawn at random", faker->method,
                     faker_given(body, faker));
    }
    if (!system->null && (system->i == 0 || system->i == 1)) {
        upc->system = (char)('0' + system->i);
        upc->has_system = true;
    } else if (!system->null) {
        dore_warning(faker->diags, DORE_W_PARAM, system->where, "write 0 or 1",
                     "'number_system_digit' of '%s' is %s, so it is drawn at random", faker->method,
                     faker_given(system, faker));
    }
    dore_buf_release(&digits);
}

enum { UPC_A_MODE, UPC_A_BODY, UPC_A_SYSTEM };

static const struct dore_param upc_a_params[] = {
    {"upc_ae_mode", DORE_P_BOOL, "false", NULL, "only codes that UPC-E can shorten"},
    BODY_PARAM,
    SYSTEM_PARAM,
    NO_PARAM,
};

static const void *prepare_upc_a(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct upc *upc = DORE_NEW(faker->arena, struct upc, 1);
    upc->expands = arg[UPC_A_MODE].b;
    read_body(&arg[UPC_A_BODY], &arg[UPC_A_SYSTEM], faker, upc);
    if (!upc->expands && (!arg[UPC_A_BODY].null || !arg[UPC_A_SYSTEM].null)) {
        dore_warning(faker->diags, DORE_W_PARAM, faker->where, "set 'upc_ae_mode' true",
                     "'base' and 'number_system_digit' of '%s' have no effect without "
                     "'upc_ae_mode'",
                     faker->method);
    }
    return upc;
}

enum { UPC_E_BODY, UPC_E_SYSTEM, UPC_E_SAFE };

static const struct dore_param upc_e_params[] = {
    BODY_PARAM,
    SYSTEM_PARAM,
    {"safe_mode", DORE_P_BOOL, "true", NULL, "only codes that come back from UPC-A unchanged"},
    NO_PARAM,
};

static const void *prepare_upc_e(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct upc *upc = DORE_NEW(faker->arena, struct upc, 1);
    upc->short_form = upc->expands = true;
    upc->safe = arg[UPC_E_SAFE].b;
    read_body(&arg[UPC_E_BODY], &arg[UPC_E_SYSTEM], faker, upc);
    return upc;
}

/* The eleven digits in front of the check digit: the body's last digit says where zeros were. */
static void expand(char system, const char body[BODY], char out[UPC_A_DIGITS]) {
    const unsigned last = (unsigned)(body[BODY - 1] - '0');
    memset(out, '0', UPC_A_DIGITS);
    out[0] = system;
    if (last <= 2) {
        memcpy(out + 1, body, 2);
        out[3] = body[5];
        memcpy(out + 8, body + 2, 3);
    } else if (last <= 4) {
        memcpy(out + 1, body, last);
        memcpy(out + 6 + last, body + last, 5 - last);
    } else {
        memcpy(out + 1, body, 5);
        out[10] = body[5];
    }
}

static bool are_zeros(const char *digits, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (digits[i] != '0') {
            return false;
        }
    }
    return true;
}

/* The body that stands for a UPC-A, the first rule that fits. */
static void shorten(const char digits[UPC_A_DIGITS], char body[BODY]) {
    if (digits[3] <= '2' && are_zeros(digits + 4, 4)) {
        memcpy(body, digits + 1, 2);
        memcpy(body + 2, digits + 8, 3);
        body[5] = digits[3];
    } else if (are_zeros(digits + 4, 5)) {
        memcpy(body, digits + 1, 3);
        memcpy(body + 3, digits + 9, 2);
        body[5] = '3';
    } else if (are_zeros(digits + 5, 5)) {
        memcpy(body, digits + 1, 4);
        body[4] = digits[10];
        body[5] = '4';
    } else {
        memcpy(body, digits + 1, 5);
        body[5] = digits[10];
    }
}

static struct dore_domain upc_domain(const void *state) {
    const struct upc *upc = state;
    uint64_t chars = upc->short_form ? (upc->safe || upc->has_body ? 8 : 2) : 12;
    struct dore_domain domain = dore_domain_of_text(chars, chars, chars, true);
    if (!upc->expands) {
        domain.distinct = UINT64_C(100000000000);
    }
    return domain;
}

/* A UPC-A that need not be short is an EAN-13 that begins with 0. */
static void put_any_upc(struct dore_cell *cell) {
    char *room = dore_buf_reserve(cell->out, UPC_A_DIGITS + 1);
    char *end = put_digits(room, &cell->rng, UPC_A_DIGITS);
    *end = check_digit(room, UPC_A_DIGITS);
    cell->out->size += UPC_A_DIGITS + 1;
}

static const char *upc_overlap(const void *state) {
    const struct upc *upc = state;
    bool bare = upc->short_form && !upc->safe && !upc->has_body;
    return bare ? "it is two digits without 'base' and 'safe_mode'" : NULL;
}

static void put_upc(const void *state, struct dore_cell *cell) {
    const struct upc *upc = state;
    if (!upc->expands) {
        put_any_upc(cell);
        return;
    }
    char system = upc->system, body[BODY], digits[UPC_A_DIGITS];
    memcpy(body, upc->body, BODY);
    if (!upc->has_body && cell->rng.numbered) {
        /* the bodies that end in 5 to 9 stand for codes that no other body stands for */
        put_digits(body, &cell->rng, BODY - 1);
        body[BODY - 1] = (char)('5' + dore_rng_below(&cell->rng, 5));
    } else if (!upc->has_body) {
        put_digits(body, &cell->rng, BODY);
    }
    if (!upc->has_system) {
        system = (char)('0' + dore_rng_below(&cell->rng, 2));
    }
    expand(system, body, digits);
    char check = check_digit(digits, UPC_A_DIGITS);
    if (!upc->short_form) {
        dore_buf_put(cell->out, digits, UPC_A_DIGITS);
    } else {
        if (upc->safe) {
            shorten(digits, body);
        }
        dore_buf_putc(cell->out, system);
        /* Faker puts nothing in the middle when neither a base nor safety is asked for */
        dore_buf_put(cell->out, body, upc->safe || upc->has_body ? BODY : 0);
    }
    dore_buf_putc(cell->out, check);
}

/* ---- the table ------------------------------------------------------------------------------ */

#define EAN(method, which, which_params, text_about)                                               \
    {                                                                                              \
        .name = method, .about = text_about, .params = which_params, .prepare = which,             \
        .domain = ean_domain, .text = put_ean, .apart = true                                       \
    }
#define LOCAL(method, length, text_about)                                                          \
    {                                                                                              \
        .name = method, .about = text_about, .constant = &(const uint32_t){length},                \
        .prepare = prepare_local_fixed, .domain = ean_domain, .text = put_ean, .apart = true       \
    }
#define UPC(method, text_about)                                                                    \
    {                                                                                              \
        .name = #method, .about = text_about, .params = method##_params,                           \
        .prepare = prepare_##method, .domain = upc_domain, .text = put_upc, .apart = true,         \
        .overlap = upc_overlap                                                                     \
    }

static const struct dore_method methods[] = {
    EAN("ean", prepare_ean, ean_params, "an EAN article number"),
    EAN("ean13", prepare_ean13, ean13_params, "an EAN-13 article number"),
    EAN("ean8", prepare_ean8, ean8_params, "an EAN-8 article number"),
    EAN("localized_ean", prepare_local, local_params, "an EAN of the locale's companies"),
    LOCAL("localized_ean13", EAN_LONG, "an EAN-13 of the locale's companies"),
    LOCAL("localized_ean8", EAN_SHORT, "an EAN-8 of the locale's companies"),
    UPC(upc_a, "a UPC-A article number"),
    UPC(upc_e, "a UPC-E article number"),
    {0},
};

const struct dore_provider dore_provider_barcode = {"barcode", methods};
