/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to value: what survey.c, which finds bounds, and holds.c, which checks them, must see
 * alike.
 */
#ifndef DORE_VALUE_DOMAIN_H
#define DORE_VALUE_DOMAIN_H

#include "dore/value.h"

/* Kinds to which a domain's min and max apply. */
enum {
    DOMAIN_BOUNDED_KINDS = 1 << DORE_INT | 1 << DORE_DECIMAL | 1 << DORE_DATE | 1 << DORE_DATETIME |
                           1 << DORE_TIME | 1 << DORE_DURATION
};
/* The number that min and max bound: of a DECIMAL its units at `scale`. False when the value has
 * none: another kind, more digits than `scale`, or too large for it. */
bool domain_number(const struct dore_value *value, uint8_t scale, int64_t *out);
/* Whether a STRING in the value, at any depth, holds U+0000. */
bool domain_has_nul(const struct dore_value *value);

#endif
