/* SPDX-License-Identifier: Apache-2.0
 *
 * cases: what tests with tables of cases share: how many cases there are, and the values that stand
 * in tables.
 */
#ifndef DORE_TESTS_CASES_H
#define DORE_TESTS_CASES_H

#include <check.h>

#include "dore/value.h"

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

/* Initialisers of a struct dore_value. */
#define NUMBER(kind_, number)                                                                      \
    { .kind = (kind_), .u.i = (number) }
#define FLOAT(number)                                                                              \
    { .kind = DORE_FLOAT, .u.f = (number) }
#define DECIMAL(units, scale_)                                                                     \
    { .kind = DORE_DECIMAL, .scale = (scale_), .u.i = (units) }
#define LONG_DECIMAL(literal)                                                                      \
    {                                                                                              \
        .kind = DORE_DECIMAL, .scale = DORE_SCALE_TEXT, .u.s = { literal, sizeof(literal) - 1 }    \
    }
#define TEXT(kind_, literal)                                                                       \
    {                                                                                              \
        .kind = (kind_), .u.s = { literal, sizeof(literal) - 1 }                                   \
    }
#define STR(literal) TEXT(DORE_STRING, literal)
#define NOTHING                                                                                    \
    { .kind = DORE_NULL }

#endif
