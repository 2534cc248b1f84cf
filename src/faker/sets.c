/* SPDX-License-Identifier: Apache-2.0
 *
 * sets: texts that differ, out of lists that name some twice. By a hash table that is gone when the
 * set is there; the order is that of the list (same-bytes).
 */
#include "providers.h"

static uint64_t hash(struct dore_str text) {
    uint64_t sum = UINT64_C(0xcbf29ce484222325); /* FNV-1a */
    for (size_t i = 0; i < text.size; i++)
        sum = (sum ^ (unsigned char)text.text[i]) * UINT64_C(0x100000001b3);
    return sum;
}

struct faker_set faker_set_of(const struct dore_str *text, uint32_t count,
                              struct dore_arena *arena) {
    size_t slots = 16;
    while (slots < 2 * (size_t)count)
        slots *= 2;
    struct dore_str *kept = DORE_NEW(arena, struct dore_str, count);
    uint32_t *slot = dore_alloc(slots, sizeof *slot); /* place in `kept` + 1; 0: free */
    struct faker_set set = {.text = kept};
    for (uint32_t i = 0; i < count; i++) {
        size_t at = hash(text[i]) & (slots - 1);
        while (slot[at] && !dore_str_equal(kept[slot[at] - 1], text[i]))
            at = (at + 1) & (slots - 1);
        if (slot[at])
            continue;
        kept[set.count++] = text[i];
        slot[at] = set.count;
    }
    dore_free(slot);
    return set;
}
