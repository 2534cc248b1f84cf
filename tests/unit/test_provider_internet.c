/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_internet: what shapes cannot tell - which networks an address lies in, how IPv6 is
 * written, bits of card addresses, and computed domains against the original.
 */
#include "faker_fixture.h"

#include <arpa/inet.h>

Suite *suite_provider_internet(void);

enum { ROWS = 4000 };

struct network {
    uint32_t first;
    unsigned prefix;
};

/* "a.b.c.d" or "a.b.c.d/n". */
static struct network read_network(const char *text) {
    char address[64];
    size_t size = strcspn(text, "/");
    struct in_addr parsed;
    memcpy(address, text, size);
    address[size] = '\0';
    ck_assert_msg(inet_pton(AF_INET, address, &parsed) == 1, "%s", text);
    int64_t prefix = 32;
    if (text[size] == '/')
        ck_assert(
            dore_parse_i64((struct dore_str){text + size + 1, strlen(text + size + 1)}, &prefix));
    return (struct network){ntohl(parsed.s_addr), (unsigned)prefix};
}

static bool overlap(struct network a, struct network b) {
    unsigned prefix = a.prefix < b.prefix ? a.prefix : b.prefix;
    return (uint64_t)(a.first ^ b.first) >> (32 - prefix) == 0;
}

static bool in_group(struct network network, const char *group) {
    const struct dore_words *list = dore_words_find("en_US", "internet.ipv4_networks");
    for (uint32_t row = 0; row < list->count; row++)
        if (dore_str_is(dore_word(list, row, 0), group) &&
            overlap(network, read_network(dore_word(list, row, 1).text)))
            return true;
    return false;
}

/* Groups that every value overlaps, and groups that none does. */
static const struct {
    const char *method, *params, *inside, *outside;
} networks[] = {
    {"ipv4", NULL, NULL, "excluded"},
    {"ipv4", "{\"network\": true}", NULL, "excluded"},
    {"ipv4", "{\"private\": true}", "private", "excluded"},
    {"ipv4", "{\"private\": false}", NULL, "private"},
    {"ipv4", "{\"address_class\": \"b\"}", "class_b", "class_c"},
    {"ipv4", "{\"address_class\": \"b\", \"private\": true}", "private", "class_a"},
    {"ipv4_private", NULL, "private", "excluded"},
    {"ipv4_private", "{\"network\": true}", "private", "excluded"},
    {"ipv4_private", "{\"address_class\": \"c\"}", "class_c", "class_b"},
    {"ipv4_public", NULL, NULL, "private"},
    {"ipv4_public", NULL, NULL, "excluded"},
    {"ipv4_public", "{\"network\": true, \"address_class\": \"a\"}", "class_a", "private"},
};

START_TEST(test_networks) {
    struct fixture fixture;
    fixture_open(&fixture, networks[_i].method, networks[_i].params);
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        struct network network = read_network(text);
        if (networks[_i].inside && !in_group(network, networks[_i].inside))
            ck_abort_msg("%s is not in %s", text, networks[_i].inside);
        if (in_group(network, networks[_i].outside))
            ck_abort_msg("%s is in %s", text, networks[_i].outside);
        uint64_t host_bits = (UINT64_C(1) << (32 - network.prefix)) - 1;
        if (network.first & host_bits)
            ck_abort_msg("%s has host bits", text);
        ck_assert(fixture.bound.domain.address == (strchr(text, '/') == NULL));
    }
    fixture_close(&fixture);
}
END_TEST

/* As inet_ntop writes it, which follows RFC 5952 for all but IPv4-like addresses. */
START_TEST(test_ipv6) {
    struct fixture fixture;
    bool network = _i;
    fixture_open(&fixture, "ipv6", network ? "{\"network\": true}" : NULL);
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *value = fixture_text(&fixture, row);
        char *text = dore_arena_text(&fixture.plan, value, strlen(value));
        char again[INET6_ADDRSTRLEN];
        struct in6_addr address;
        char *slash = strchr(text, '/');
        ck_assert((slash != NULL) == network);
        ck_assert(fixture.bound.domain.address == !network);
        if (slash)
            *slash = '\0';
        ck_assert_msg(inet_pton(AF_INET6, text, &address) == 1, "%s", text);
        inet_ntop(AF_INET6, &address, again, sizeof again);
        ck_assert_str_eq(text, again);
        int64_t prefix = 128;
        if (slash)
            ck_assert(dore_parse_i64((struct dore_str){slash + 1, strlen(slash + 1)}, &prefix));
        for (int64_t bit = prefix; bit < 128; bit++)
            if (address.s6_addr[bit / 8] >> (7 - bit % 8) & 1)
                ck_abort_msg("%s/%d has host bits", text, (int)prefix);
    }
    fixture_close(&fixture);
}
END_TEST

static unsigned hex_digit(char digit) {
    return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

START_TEST(test_mac) {
    struct fixture fixture;
    fixture_open(&fixture, "mac_address", _i ? "{\"multicast\": true}" : NULL);
    bool seen[256] = {false};
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        unsigned first = hex_digit(text[0]) << 4 | hex_digit(text[1]);
        if ((first & 1) != (unsigned)_i || first >= 0xfe)
            ck_abort_msg("%s", text);
        seen[first] = true;
    }
    for (unsigned first = (unsigned)_i; first < 0xfe; first += 2)
        ck_assert_msg(seen[first], "%02x never came", first);
    fixture_close(&fixture);
}
END_TEST

/* Computed by the original Faker. */
static const struct {
    const char *params, *domain;
} computed[] = {
    {"{\"year\": 1840, \"month\": 1, \"day\": 28, \"tld\": \"com\", \"length\": 6}", "ayitxg.com"},
    {"{\"year\": 3280, \"month\": 8, \"day\": 8, \"tld\": \"net\", \"length\": 11}",
     "thgctikjccu.net"},
    {"{\"year\": 8816, \"month\": 1, \"day\": 24, \"tld\": \"\\u00e4\", \"length\": 20}", NULL},
};

START_TEST(test_dga) {
    struct fixture fixture;
    fixture_open(&fixture, "dga", computed[_i].params);
    const char *first = dore_arena_format(&fixture.plan, "%s", fixture_text(&fixture, 0));
    if (computed[_i].domain)
        ck_assert_str_eq(first, computed[_i].domain);
    for (uint64_t row = 1; row < 20; row++)
        ck_assert_str_eq(fixture_text(&fixture, row), first);
    fixture_close(&fixture);
}
END_TEST

/* An account name is made of a name's letters; nothing of the layouts' dots is left. */
START_TEST(test_email_continues_user_name) {
    struct fixture user, email;
    fixture_open(&user, "user_name", NULL);
    fixture_open(&email, "email", "{\"domain\": \"x.test\"}");
    email.stream = user.stream;
    for (uint64_t row = 0; row < 200; row++) {
        const char *expected = dore_arena_format(&user.plan, "%s@x.test", fixture_text(&user, row));
        ck_assert_str_eq(fixture_text(&email, row), expected);
    }
    fixture_close(&user);
    fixture_close(&email);
}
END_TEST

Suite *suite_provider_internet(void) {
    Suite *suite = suite_create("provider_internet");
    TCase *tcase = tcase_create("internet");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, test_networks, 0, COUNT(networks));
    tcase_add_loop_test(tcase, test_ipv6, 0, 2);
    tcase_add_loop_test(tcase, test_mac, 0, 2);
    tcase_add_loop_test(tcase, test_dga, 0, COUNT(computed));
    tcase_add_test(tcase, test_email_continues_user_name);
    suite_add_tcase(suite, tcase);
    return suite;
}
