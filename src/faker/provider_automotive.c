/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_automotive: number plates after the layouts of the US states, and vehicle identification
 * numbers with a right check character.
 */
#include "providers.h"

/* ---- plates --------------------------------------------------------------------------------- */

/* Some layouts are the same and others overlap, so nobody counts the plates. */
static struct dore_domain plate_domain(const void *state) {
    struct dore_domain domain = faker_layouts_domain(state);
    domain.distinct = 0;
    return domain;
}

static const struct faker_layouts_source plates = {"automotive.license_formats", true,
                                                   FAKER_UPPERCASE};

/* ---- vin ------------------------------------------------------------------------------------ */

/* Without the letters that look like digits: I, O and Q. */
#define VIN_CHARS "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
enum { VIN_SIZE = 17, VIN_CHECK = 8 }; /* where the check character stands */

static const void *prepare_vin(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    return faker_symbols_compile(DORE_STR("????????????####"), true, VIN_CHARS, faker);
}

static struct dore_domain vin_domain(const void *state) {
    (void)state;
    return faker_domain_fixed(VIN_SIZE, 0);
}

/* A to I, J to R and S to Z count 1 to 9, 1 to 9 and 2 to 9. */
static unsigned vin_value(char letter) {
    if (letter <= '9') {
        return (unsigned)(letter - '0');
    }
    return letter < 'J'   ? (unsigned)(letter - 'A') + 1
           : letter < 'S' ? (unsigned)(letter - 'J') + 1
                          : (unsigned)(letter - 'S') + 2;
}

static char vin_check(const char *vin) {
    static const uint8_t weight[VIN_SIZE] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    unsigned sum = 0;
    for (unsigned i = 0; i < VIN_SIZE; i++) {
        sum += i == VIN_CHECK ? 0 : weight[i] * vin_value(vin[i]);
    }
    return sum % 11 == 10 ? 'X' : (char)('0' + sum % 11);
}

static void put_vin(const void *state, struct dore_cell *cell) {
    size_t start = cell->out->size;
    dore_layout_text(state, cell);
    dore_buf_putc(cell->out, '0');
    char *vin = cell->out->data + start;
    memmove(vin + VIN_CHECK + 1, vin + VIN_CHECK, VIN_SIZE - VIN_CHECK - 1);
    vin[VIN_CHECK] = vin_check(vin);
}

static const struct dore_method methods[] = {
    {.name = "license_plate",
     .about = "a number plate",
     .constant = &plates,
     .prepare = faker_layouts_prepare,
     .domain = plate_domain,
     .text = faker_layouts_text},
    {.name = "vin",
     .about = "a vehicle identification number",
     .prepare = prepare_vin,
     .domain = vin_domain,
     .text = put_vin,
     .apart = true},
    {0},
};

const struct dore_provider dore_provider_automotive = {"automotive", methods};
