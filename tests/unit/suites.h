/* SPDX-License-Identifier: Apache-2.0
 *
 * The list of unit test suites, one per tests/unit/test_<name>.c; its definition is made by
 * `make check-unit` from the names of the files.
 */
#ifndef DORE_TESTS_SUITES_H
#define DORE_TESTS_SUITES_H

#include <check.h>

/* Ended by NULL. */
extern Suite *(*const suites[])(void);

#endif
