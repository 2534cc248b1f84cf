/* SPDX-License-Identifier: Apache-2.0
 *
 * internet_address: IPv4 and IPv6 addresses and networks, and addresses of network cards. Which
 * IPv4 blocks are private or reserved is data: the list internet.ipv4_networks.
 */
#include "internet.h"

/* ---- IPv4: blocks --------------------------------------------------------------------------- */

/* 2^(32 - prefix) addresses from `first`. */
struct block {
    uint32_t first;
    uint32_t prefix;
};
static uint64_t block_size(struct block block) {
    return UINT64_C(1) << (32 - block.prefix);
}
static bool block_has(struct block outer, struct block inner) {
    return inner.prefix >= outer.prefix &&
           (uint64_t)(inner.first - outer.first) < block_size(outer);
}

/* Some blocks, as long as there is room; `count` goes on. */
struct blocks {
    struct block *block;
    uint32_t count, room;
};
static void add_block(struct blocks *blocks, struct block block) {
    if (blocks->count < blocks->room)
        blocks->block[blocks->count] = block;
    blocks->count++;
}

/* Adds what is left of `block` without the refused ones, halving it where it must be. */
static void add_without(struct blocks *blocks, struct block block, const struct blocks *refused) {
    bool whole = true;
    for (uint32_t i = 0; i < refused->count; i++) {
        if (block_has(refused->block[i], block))
            return;
        whole = whole && !block_has(block, refused->block[i]);
    }
    if (whole) {
        add_block(blocks, block);
        return;
    }
    struct block half = {block.first, block.prefix + 1};
    add_without(blocks, half, refused);
    half.first += (uint32_t)block_size(half);
    add_without(blocks, half, refused);
}

/* "10.0.0.0/8" of our own list. */
static struct block read_block(struct dore_str text) {
    uint32_t part[5] = {0}, count = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] >= '0' && text.text[i] <= '9')
            part[count] = part[count] * 10 + (uint32_t)(text.text[i] - '0');
        else
            count++;
    }
    return (struct block){part[0] << 24 | part[1] << 16 | part[2] << 8 | part[3], part[4]};
}

/* Adds the listed blocks of a group, "private" or "class_a", to `blocks`. */
static void add_group(struct blocks *blocks, const struct dore_words *list, const char *group) {
    for (uint32_t row = 0; row < list->count; row++)
        if (dore_str_is(dore_word(list, row, 0), group))
            add_block(blocks, read_block(dore_word(list, row, 1)));
}

/* ---- IPv4: states --------------------------------------------------------------------------- */

/* Blocks in order; end[k] is how many addresses the first k + 1 of them have. */
struct choice {
    uint32_t count;
    const struct block *block;
    const uint64_t *end;
};
/* The choices are equally likely, and so are the addresses of each. */
struct ipv4 {
    uint32_t choices;
    struct choice choice[3];
    bool network;
};

enum scope { ANYWHERE, PRIVATE, PUBLIC };
enum { CLASSES = 3, LISTED = 64 };
static const char *const class_groups[CLASSES] = {"class_a", "class_b", "class_c"};
static const struct block everything = {0, 0};

static struct choice make_choice(const struct dore_faker *faker, const struct block *from,
                                 uint32_t from_count, const struct blocks *refused) {
    struct blocks blocks = {NULL, 0, 0};
    for (uint32_t i = 0; i < from_count; i++)
        add_without(&blocks, from[i], refused);
    blocks = (struct blocks){DORE_NEW(faker->arena, struct block, blocks.count), 0, blocks.count};
    for (uint32_t i = 0; i < from_count; i++)
        add_without(&blocks, from[i], refused);
    uint64_t *end = DORE_NEW(faker->arena, uint64_t, blocks.count), total = 0;
    for (uint32_t i = 0; i < blocks.count; i++)
        end[i] = total += block_size(blocks.block[i]);
    return (struct choice){blocks.count, blocks.block, end};
}

/* What one class (or everything) offers in the scope. */
static struct choice choose(const struct dore_faker *faker, struct block within, enum scope scope) {
    const struct dore_words *list = faker_words(faker, "internet.ipv4_networks");
    struct block refused_room[LISTED], private_room[LISTED], from[LISTED] = {within};
    struct blocks refused = {refused_room, 0, LISTED}, private = {private_room, 0, LISTED};
    uint32_t from_count = 1;
    add_group(&refused, list, "excluded");
    if (scope == PUBLIC)
        add_group(&refused, list, "private");
    if (scope == PRIVATE) {
        add_group(&private, list, "private");
        from_count = 0;
        for (uint32_t i = 0; i < private.count; i++)
            if (block_has(within, private_room[i]))
                from[from_count++] = private_room[i];
    }
    return make_choice(faker, from, from_count, &refused);
}

static struct block class_block(const struct dore_faker *faker, unsigned which) {
    struct block block = everything;
    struct blocks blocks = {&block, 0, 1};
    add_group(&blocks, faker_words(faker, "internet.ipv4_networks"), class_groups[which]);
    return block;
}

/* 0..2 for "a".."c"; CLASSES for other text, which means all. */
static unsigned read_class(const struct dore_arg *arg, const struct dore_faker *faker) {
    if (arg->s.size == 1 && arg->s.text[0] >= 'a' && arg->s.text[0] < 'a' + CLASSES)
        return (unsigned)(arg->s.text[0] - 'a');
    dore_warning(faker->diags, DORE_W_PARAM, arg->where, "write 'a', 'b', 'c' or null",
                 "'address_class' of '%s' is no class, so all are meant", faker->method);
    return CLASSES;
}

static const void *prepare(const struct dore_arg *network, const struct dore_arg *class_arg,
                           enum scope scope, const struct dore_faker *faker) {
    struct ipv4 *state = DORE_NEW(faker->arena, struct ipv4, 1);
    state->network = network->b;
    if (class_arg->null && scope != ANYWHERE) {
        for (unsigned i = 0; i < CLASSES; i++)
            state->choice[state->choices++] = choose(faker, class_block(faker, i), scope);
        return state;
    }
    unsigned which = class_arg->null ? CLASSES : read_class(class_arg, faker);
    struct block within = which < CLASSES ? class_block(faker, which) : everything;
    state->choice[state->choices++] = choose(faker, within, scope);
    return state;
}

#define NETWORK_PARAM                                                                              \
    { "network", DORE_P_BOOL, "false", NULL, "a network in CIDR notation instead of an address" }
#define CLASS_PARAM                                                                                \
    { "address_class", DORE_P_STRING | DORE_P_NULL, "null", NULL, "a, b or c" }
const struct dore_param faker_ipv4_params[] = {
    NETWORK_PARAM,
    CLASS_PARAM,
    {"private", DORE_P_BOOL | DORE_P_NULL, "null", NULL, "private ones only, or none of them"},
    {.name = NULL},
};
const struct dore_param faker_ipv4_class_params[] = {NETWORK_PARAM, CLASS_PARAM, {.name = NULL}};

const void *faker_ipv4_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    enum scope scope = arg[2].null ? ANYWHERE : arg[2].b ? PRIVATE : PUBLIC;
    return prepare(&arg[0], &arg[1], scope, faker);
}

const void *faker_ipv4_private_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    return prepare(&arg[0], &arg[1], PRIVATE, faker);
}

const void *faker_ipv4_public_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    return prepare(&arg[0], &arg[1], PUBLIC, faker);
}

/* ---- IPv4: values --------------------------------------------------------------------------- */

enum { IPV4_MIN_CHARS = 7, IPV4_MAX_CHARS = 15, IPV4_MEAN_CHARS = 13 };

struct dore_domain faker_ipv4_domain(const void *state) {
    const struct ipv4 *ipv4 = state;
    struct dore_domain domain =
        dore_domain_of_text(IPV4_MIN_CHARS, IPV4_MAX_CHARS, IPV4_MEAN_CHARS, true);
    for (uint32_t i = 0; i < ipv4->choices; i++)
        domain.distinct += ipv4->choice[i].end[ipv4->choice[i].count - 1];
    domain.address = !ipv4->network;
    if (domain.address)
        return domain;
    struct dore_domain prefix = dore_domain_of_text(2, 3, 3, true);
    return faker_domain_join(&domain, &prefix);
}

/* The first block that ends behind the address number `index`. */
static uint32_t find_block(const struct choice *choice, uint64_t index) {
    uint32_t low = 0, high = choice->count - 1;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (choice->end[middle] <= index)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void put_ipv4(struct dore_buf *out, uint32_t address) {
    char *to = dore_buf_reserve(out, IPV4_MAX_CHARS + 1);
    for (int shift = 24; shift >= 0; shift -= 8) {
        to = dore_print_u64(to, address >> shift & 255);
        *to++ = '.';
    }
    out->size = (size_t)(to - 1 - out->data);
}

static uint64_t size_of(const struct choice *choice) {
    return choice->end[choice->count - 1];
}

/* One of the addresses of all choices, which have none in common. */
static const struct choice *choose_by_number(const struct ipv4 *ipv4, struct dore_rng *rng,
                                             uint64_t *index) {
    const struct choice *choice = ipv4->choice;
    uint64_t total = 0;
    for (uint32_t i = 0; i < ipv4->choices; i++)
        total += size_of(&ipv4->choice[i]);
    *index = dore_rng_below(rng, total);
    for (; *index >= size_of(choice); choice++)
        *index -= size_of(choice);
    return choice;
}

static const struct choice *choose_by_chance(const struct ipv4 *ipv4, struct dore_rng *rng,
                                             uint64_t *index) {
    const struct choice *choice = ipv4->choice;
    choice += ipv4->choices > 1 ? dore_rng_below(rng, ipv4->choices) : 0;
    *index = dore_rng_below(rng, size_of(choice));
    return choice;
}

/* By number a network is one of a single address: wider ones hold several. */
void faker_ipv4_text(const void *state, struct dore_cell *cell) {
    const struct ipv4 *ipv4 = state;
    uint64_t index;
    bool numbered = cell->rng.numbered;
    const struct choice *choice = numbered ? choose_by_number(ipv4, &cell->rng, &index)
                                           : choose_by_chance(ipv4, &cell->rng, &index);
    uint32_t at = find_block(choice, index);
    struct block block = choice->block[at];
    uint32_t address = block.first + (uint32_t)(index - (choice->end[at] - block_size(block)));
    if (!ipv4->network) {
        put_ipv4(cell->out, address);
        return;
    }
    uint64_t prefix = 32;
    if (!numbered)
        prefix = block.prefix + dore_rng_below(&cell->rng, 33 - block.prefix);
    put_ipv4(cell->out, (uint32_t)(address & ~((UINT64_C(1) << (32 - prefix)) - 1)));
    dore_buf_putc(cell->out, '/');
    dore_buf_put_u64(cell->out, prefix);
}

/* ---- IPv6 ----------------------------------------------------------------------------------- */

/* "1::" and eight groups of four digits. */
enum { IPV6_MIN_CHARS = 3, IPV6_MAX_CHARS = 39, IPV6_GROUPS = 8, IPV6_BITS = 128 };

const struct dore_param faker_ipv6_params[] = {NETWORK_PARAM, {.name = NULL}};

/* The state tells whether networks are wanted. */
const void *faker_ipv6_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    bool *network = DORE_NEW(faker->arena, bool, 1);
    *network = arg->b;
    return network;
}

struct dore_domain faker_ipv6_domain(const void *state) {
    const bool *network = state;
    if (*network)
        return dore_domain_of_text(4, IPV6_MAX_CHARS + 4, 25, true); /* "::/0" */
    struct dore_domain domain =
        dore_domain_of_text(IPV6_MIN_CHARS, IPV6_MAX_CHARS, IPV6_MAX_CHARS, true);
    domain.address = true;
    return domain;
}

/* The longest run of two or more zero groups, the first of its length: RFC 5952, 4.2. */
static unsigned longest_zeros(const uint16_t group[IPV6_GROUPS], unsigned *length) {
    unsigned best = 0, run = 0;
    *length = 1;
    for (unsigned i = 0; i < IPV6_GROUPS; i++) {
        run = group[i] == 0 ? run + 1 : 0;
        if (run > *length) {
            *length = run;
            best = i + 1 - run;
        }
    }
    return best;
}

static char *print_group(char *to, uint16_t group) {
    static const char digits[] = "0123456789abcdef";
    int shift = 12;
    while (shift > 0 && group >> shift == 0)
        shift -= 4;
    for (; shift >= 0; shift -= 4)
        *to++ = digits[group >> shift & 15];
    return to;
}

static void put_ipv6(struct dore_buf *out, const uint16_t group[IPV6_GROUPS]) {
    char *to = dore_buf_reserve(out, IPV6_MAX_CHARS);
    unsigned length, zeros = longest_zeros(group, &length);
    for (unsigned i = 0; i < IPV6_GROUPS; i++) {
        if (length > 1 && i == zeros) {
            *to++ = ':';
            i += length - 1;
            if (i + 1 == IPV6_GROUPS)
                *to++ = ':';
            continue;
        }
        if (i > 0)
            *to++ = ':';
        to = print_group(to, group[i]);
    }
    out->size = (size_t)(to - out->data);
}

/* Addresses up to 2^32 are left to IPv4: one comes once in 2^96 draws and then gets the bit above.
 */
static void draw_ipv6(struct dore_rng *rng, uint16_t group[IPV6_GROUPS]) {
    for (unsigned i = 0; i < IPV6_GROUPS; i += 2) {
        uint32_t word = dore_rng_u32(rng);
        group[i] = (uint16_t)(word >> 16);
        group[i + 1] = (uint16_t)word;
    }
    bool low = true;
    for (unsigned i = 0; i < IPV6_GROUPS - 2; i++)
        low = low && group[i] == 0;
    if (low)
        group[IPV6_GROUPS - 3] = 1;
}

/* By number, addresses of 2000::/3, or networks of 64 bits there. */
enum { GLOBAL_UNICAST = 0x2000, NETWORK_GROUPS = 4 };

static void number_ipv6(struct dore_rng *rng, bool network, uint16_t group[IPV6_GROUPS]) {
    for (unsigned i = 0; i < IPV6_GROUPS; i++)
        group[i] = 0;
    for (unsigned i = 0; i < (network ? NETWORK_GROUPS : IPV6_GROUPS); i++)
        group[i] = (uint16_t)dore_rng_below(rng, i == 0 ? GLOBAL_UNICAST : UINT64_C(1) << 16);
    group[0] |= GLOBAL_UNICAST;
}

void faker_ipv6_text(const void *state, struct dore_cell *cell) {
    const bool *network = state;
    uint16_t group[IPV6_GROUPS];
    bool numbered = cell->rng.numbered;
    if (numbered)
        number_ipv6(&cell->rng, *network, group);
    else
        draw_ipv6(&cell->rng, group);
    if (!*network) {
        put_ipv6(cell->out, group);
        return;
    }
    unsigned prefix =
        numbered ? 16 * NETWORK_GROUPS : (unsigned)dore_rng_below(&cell->rng, IPV6_BITS + 1);
    for (unsigned i = 0; i < IPV6_GROUPS; i++) {
        unsigned kept = prefix > 16 * i ? prefix - 16 * i : 0;
        if (kept < 16)
            group[i] = (uint16_t)(group[i] & ~(0xffffU >> kept));
    }
    put_ipv6(cell->out, group);
    dore_buf_putc(cell->out, '/');
    dore_buf_put_u64(cell->out, prefix);
}

/* ---- MAC ------------------------------------------------------------------------------------ */

enum { MAC_CHARS = 17, MAC_BYTES = 6 };
/* First bytes: 00, 02 .. fc, or 01, 03 .. fd with the multicast bit. */
enum { MAC_FIRST_BYTES = 127 };

const struct dore_param faker_mac_params[] = {
    {"multicast", DORE_P_BOOL, "false", NULL, "an address of a group"},
    {.name = NULL},
};

const void *faker_mac_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    uint64_t *lowest_bit = DORE_NEW(faker->arena, uint64_t, 1);
    *lowest_bit = arg->b;
    return lowest_bit;
}

struct dore_domain faker_mac_domain(const void *state) {
    (void)state;
    return faker_domain_fixed(MAC_CHARS, MAC_FIRST_BYTES * (UINT64_C(1) << 40));
}

void faker_mac_text(const void *state, struct dore_cell *cell) {
    const uint64_t *lowest_bit = state;
    uint64_t head = dore_rng_below(&cell->rng, MAC_FIRST_BYTES * 256);
    uint64_t address = (2 * (head >> 8) + *lowest_bit) << 40 | (head & 255) << 32;
    address |= dore_rng_below(&cell->rng, UINT64_C(1) << 32);
    char *to = dore_buf_reserve(cell->out, MAC_CHARS + 1);
    for (int shift = 8 * (MAC_BYTES - 1); shift >= 0; shift -= 8) {
        uint8_t byte = (uint8_t)(address >> shift);
        to = dore_print_hex(to, &byte, 1);
        *to++ = ':';
    }
    cell->out->size += MAC_CHARS;
}
