/* SPDX-License-Identifier: Apache-2.0
 *
 * The value of --locale: names between commas, each with a weight behind a colon or none with one:
 * "de_DE", "en_US,de_DE", "en_US:3,de_DE:1".
 */
#include "cli.h"

static const struct dore_where nowhere = {0};

enum { MOST = 64, MOST_WEIGHT = 1000000 };

/* One item of the list; false when an error was added. */
static bool read_item(struct dore_str item, const char **name, uint64_t *weight, bool *weighted,
                      struct dore_arena *arena, struct dore_diags *diags) {
    const char *colon = memchr(item.text, ':', item.size);
    struct dore_str word = {item.text, colon ? (size_t)(colon - item.text) : item.size};
    const char *text = dore_arena_text(arena, word.text, word.size);
    *weighted = colon;
    *weight = 1;
    *name = dore_locale_find(word);
    if (!*name) {
        dore_error(diags, DORE_E_OPTION_VALUE, nowhere, dore_locale_hint(diags, text),
                   "unknown locale '%s'", text);
        return false;
    }
    struct dore_str digits = {colon ? colon + 1 : "1", colon ? item.size - word.size - 1 : 1};
    if (dore_parse_u64(digits, weight) && *weight >= 1 && *weight <= MOST_WEIGHT)
        return true;
    dore_error(diags, DORE_E_OPTION_VALUE, nowhere, dore_hint(diags, "write '%s:1'", text),
               "the weight of a locale is a whole number from 1 to %d", MOST_WEIGHT);
    return false;
}

/* What is wrong with all items together. */
static bool fit(const char *const *name, uint32_t count, uint32_t weighted,
                struct dore_diags *diags) {
    if (weighted != 0 && weighted != count) {
        dore_error(diags, DORE_E_OPTION_VALUE, nowhere, "write 'en_US:3,de_DE:1'",
                   "option '--locale' takes weights for all or for none");
        return false;
    }
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (name[i] == name[k]) {
                dore_error(diags, DORE_E_OPTION_VALUE, nowhere, "write weights: 'en_US:2,de_DE:1'",
                           "locale '%s' stands twice", name[i]);
                return false;
            }
    return true;
}

void cli_locales_read(const char *text, struct dore_arena *arena, struct dore_locales *out,
                      struct dore_diags *diags) {
    const char **name = DORE_NEW(arena, const char *, MOST);
    uint64_t *weight = DORE_NEW(arena, uint64_t, MOST);
    uint32_t count = 0, weighted = 0;
    bool good = true;
    for (const char *at = text; at && count < MOST; count++) {
        const char *comma = strchr(at, ',');
        struct dore_str item = {at, comma ? (size_t)(comma - at) : strlen(at)};
        bool has_weight;
        good &= read_item(item, &name[count], &weight[count], &has_weight, arena, diags);
        weighted += has_weight;
        at = comma ? comma + 1 : NULL;
    }
    if (good && fit(name, count, weighted, diags))
        *out = (struct dore_locales){count, name, weighted ? weight : NULL};
}
