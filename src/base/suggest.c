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

static bool is_capital(char letter) {
    return letter >= 'A' && letter <= 'Z';
}

static bool is_small(char letter) {
    return letter >= 'a' && letter <= 'z';
}

/* Where the last word of camelCase begins; 0: there is one word. */
static size_t last_word(const char *name, size_t size) {
    size_t at = size;
    while (at > 1 && is_small(name[at - 1])) {
        at--;
    }
    return at > 1 && at < size && is_capital(name[at - 1]) ? at - 1 : 0;
}

/* "name" and "tableName", "fieldName" and "tableName". */
static bool ends_alike(const char *a, size_t a_size, const char *b, size_t b_size) {
    const char *left = a + last_word(a, a_size), *right = b + last_word(b, b_size);
    return (left != a || right != b) && dore_text_equal_nocase(left, right);
}

/* "phone" and "phone_number", "table" and "tableName". */
static bool begins(const char *shorter, size_t size, const char *longer) {
    char next = longer[size];
    bool border = next == '_' || next == '.' || is_capital(next) || (next >= '0' && next <= '9');
    return border && strncmp(shorter, longer, size) == 0;
}

static bool is_kin(const char *a, size_t a_size, const char *b, size_t b_size) {
    enum { SHORTEST = 3 };
    if (least((unsigned)a_size, (unsigned)b_size) < SHORTEST) {
        return false;
    }
    return (a_size < b_size ? begins(a, a_size, b) : begins(b, b_size, a)) ||
           ends_alike(a, a_size, b, b_size);
}

void dore_suggest_try(struct dore_suggest *suggest, const char *candidate) {
    if (!candidate || !*candidate) {
        return;
    }
    if (suggest->count < DORE_SUGGEST_FEW) {
        suggest->first[suggest->count] = candidate;
    }
    suggest->count++;
    if (!suggest->name) {
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
    if (is_kin(suggest->name, name_size, candidate, size) &&
        (!suggest->kin || size < strlen(suggest->kin))) {
        suggest->kin = candidate;
    }
}

const char *dore_suggest_best(const struct dore_suggest *suggest) {
    if (!suggest->best) {
        return NULL;
    }
    size_t quarter = (strlen(suggest->name) + 3) / 4;
    bool near = suggest->distance <= STEP * (quarter ? quarter : 1);
    return near || dore_text_equal_nocase(suggest->name, suggest->best) ? suggest->best : NULL;
}

const char *dore_suggest_kin(const struct dore_suggest *suggest) {
    const char *best = dore_suggest_best(suggest);
    return best ? best : suggest->kin;
}
