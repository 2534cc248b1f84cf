/* SPDX-License-Identifier: Apache-2.0
 *
 * distinct: which of many values differ, by a hash table of their texts. The order is that of the
 * values, never that of the table (same-bytes).
 */
#include "dore/value.h"

#include <string.h>
#include <xxhash.h>

/* The text that decides; whole floats are written as the integers that they equal. */
static void put_key(const struct dore_value *value, struct dore_buf *out) {
    const double limit = 9007199254740992.0; /* 2^53: all integers up to here are doubles */
    if (value->kind == DORE_FLOAT && value->u.f > -limit && value->u.f < limit &&
        value->u.f == (double)(int64_t)value->u.f) {
        dore_buf_put_i64(out, (int64_t)value->u.f);
        return;
    }
    dore_value_text(value, out);
}

static bool same_key(const struct dore_buf *keys, const size_t *end, uint32_t a, uint32_t b) {
    size_t from_a = a ? end[a - 1] : 0, from_b = b ? end[b - 1] : 0;
    size_t size = end[a] - from_a;
    return end[b] - from_b == size && memcmp(keys->data + from_a, keys->data + from_b, size) == 0;
}

uint32_t dore_values_distinct(const struct dore_value *values, uint32_t count, uint32_t *place) {
    size_t slots = 16;
    while (slots < 2 * (size_t)count)
        slots *= 2;
    uint32_t *slot = dore_alloc(slots, sizeof *slot); /* place + 1; 0: free */
    size_t *end = dore_alloc((size_t)count + 1, sizeof *end);
    struct dore_buf keys = {0};
    uint32_t distinct = 0;
    dore_buf_reserve(&keys, 1); /* so that there is something to compare with */
    for (uint32_t i = 0; i < count; i++) {
        size_t from = keys.size;
        put_key(&values[i], &keys);
        end[i] = keys.size;
        if (values[i].kind == DORE_NULL)
            continue;
        size_t at = XXH3_64bits(keys.data + from, keys.size - from) & (slots - 1);
        while (slot[at] && !same_key(&keys, end, slot[at] - 1, i))
            at = (at + 1) & (slots - 1);
        if (slot[at])
            continue;
        slot[at] = i + 1;
        place[distinct++] = i;
    }
    dore_buf_release(&keys);
    dore_free(end);
    dore_free(slot);
    return distinct;
}
