/* SPDX-License-Identifier: Apache-2.0
 *
 * simd: what the environment lets of vector code. Whatever runs gives the same bytes; the switch is
 * for tests and for measuring.
 */
#include "dore/base.h"

#include <stdlib.h>
#include <string.h>

bool dore_simd_allows(const char *name) {
    static const char *const best_first[] = {"avx512", "avx2"};
    const char *most = getenv("DORE_SIMD");
    bool allowed = !most || !*most;
    for (size_t i = 0; i < sizeof best_first / sizeof *best_first; i++) {
        allowed |= !allowed && strcmp(best_first[i], most) == 0;
        if (strcmp(best_first[i], name) == 0)
            return allowed;
    }
    return false;
}
