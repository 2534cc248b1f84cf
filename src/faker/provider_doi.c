/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_doi: digital object identifiers: "10.", the registrant's number, a slash, seven
 * characters.
 */
#include "providers.h"

enum { LEAST_REGISTRANT = 1000, MOST_REGISTRANT = 99999999 };
enum { LEAST_CHARS = 15, MOST_CHARS = 19 }; /* "10.1000/a0b1c23", "10.99999999/a0b1c23" */
#define SUFFIXES (UINT64_C(26) * 26 * 26 * 10000)

static const void *prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    return faker_symbols_compile(DORE_STR("?#?#?##"), true, FAKER_LOWERCASE, faker);
}

static struct dore_domain domain(const void *state) {
    (void)state;
    struct dore_domain domain = dore_domain_of_text(LEAST_CHARS, MOST_CHARS, MOST_CHARS, true);
    domain.distinct = (MOST_REGISTRANT - LEAST_REGISTRANT + 1) * SUFFIXES;
    return domain;
}

static void put(const void *state, struct dore_cell *cell) {
    dore_buf_puts(cell->out, "10.");
    dore_buf_put_i64(cell->out, dore_rng_between(&cell->rng, LEAST_REGISTRANT, MOST_REGISTRANT));
    dore_buf_putc(cell->out, '/');
    dore_layout_text(state, cell);
}

static const struct dore_method methods[] = {
    {.name = "doi",
     .about = "a digital object identifier",
     .prepare = prepare,
     .domain = domain,
     .text = put,
     .apart = true},
    {0},
};

const struct dore_provider dore_provider_doi = {"doi", methods};
