/* SPDX-License-Identifier: Apache-2.0
 *
 * Included before every source file by the Makefile: makes calls that depend on the locale, the
 * clock or hidden state, or that cannot be bounded, errors of the compiler (same-bytes).
 */
#ifndef DORE_BANNED_H
#define DORE_BANNED_H

/* The headers first, so that their own declarations stay untouched. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DORE_BANNED(name) dore_##name##_is_banned
#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef sprintf
#undef vsprintf
#undef strtok
#undef atoi
#undef atol
#undef strtol
#undef strtoul
#undef localtime
#undef gmtime
#undef mktime
#undef rand
#undef srand
#define strcpy DORE_BANNED(strcpy)
#define strcat DORE_BANNED(strcat)
#define strncpy DORE_BANNED(strncpy)
#define strncat DORE_BANNED(strncat)
#define sprintf DORE_BANNED(sprintf)
#define vsprintf DORE_BANNED(vsprintf)
#define strtok DORE_BANNED(strtok)
#define atoi DORE_BANNED(atoi)
#define atol DORE_BANNED(atol)
#define strtol DORE_BANNED(strtol)
#define strtoul DORE_BANNED(strtoul)
#define localtime DORE_BANNED(localtime)
#define gmtime DORE_BANNED(gmtime)
#define mktime DORE_BANNED(mktime)
#define rand DORE_BANNED(rand)
#define srand DORE_BANNED(srand)
#define setlocale DORE_BANNED(setlocale)

#endif
