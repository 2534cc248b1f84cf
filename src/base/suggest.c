/* SPDX-License-Identifier: Apache-2.0
 *
 * Near-miss names: Damerau-Levenshtein distance (adjacent letters swapped count once) in half
 * steps, because another letter case is half a mistake. Names over LONGEST bytes get no suggestion.
 */
#include "dore/base.h"

enum { LONGEST = 127, STEP = 2, CASE_STEP = 1 };

static bool same_letter(char a, char b) {
    const char left[] = {a, '\0'}, right[] = {b, '\0'};
    return dore_text_equal_nocase(left, right);
}

static unsigned least(unsigned a, unsigned b) {
    return a < b ? a : b;
}

static unsigned distance(const char *a, size_t a_size, const char *b, size_t b_size) {
    unsigned rows[3][LONGEST + 1];
    unsigned *before = rows[0], *previous = rows[1], *current = rows[2];
    for (size_t j = 0; j <= b_size; j++) {
        previous[j] = before[j] = (unsigned)j * STEP;
    }
    for (size_t i = 1; i <= a_size; i++) {
        current[0] = (unsigned)i * STEP;
        for (size_t j = 1; j <= b_size; j++) {
            unsigned change = a[i - 1] == b[j - 1]              ? 0
                              : same_letter(a[i - 1], b[j - 1]) ? CASE_STEP
                                                                : STEP;
            current[j] = least(previous[j - 1] + change, least(previous[j], current[j - 1]) + STEP);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                current[j] = least(current[j], before[j - 2] + STEP);
            }
        }
        unsigned *oldest = before;
        before = previous;
        previous = current;
        current = oldest;
    }
    return previous[b_size];
}

void dore_suggest_try(struct dore_suggest *suggest, const char *candidate) {
    if (!suggest->name || !candidate) {
        return;
    }
    size_t name_size = strlen(suggest->name), size = strlen(candidate);
    if (name_size > LONGEST || size > LONGEST) {
        return;
    }
    unsigned found = distance(suggest->name, name_size, candidate, size);
    if (!suggest->best || found < suggest->distance) {
        suggest->best = candidate;
        suggest->distance = found;
    }
}

const char *dore_suggest_best(const struct dore_suggest *suggest) {
    if (!suggest->best) {
        return NULL;
    }
    size_t third = (strlen(suggest->name) + 2) / 3;
    return suggest->distance <= STEP * (third ? third : 1) ? suggest->best : NULL;
}
