/* SPDX-License-Identifier: Apache-2.0
 *
 * The domain of values that are listed one by one: looks at each and notes kinds, bounds, lengths
 * and how many differ. Lists and records are looked into, so that their parts have domains too.
 * Nulls are noted as a kind; bounds, lengths and counts are of the other values.
 */
#include <math.h>
#include <xxhash.h>

#include "domain.h"

/* ---- lengths and floats --------------------------------------------------------------------- */

static void note_text(struct dore_domain *domain, bool first, struct dore_str text) {
    uint64_t chars = dore_utf8_count(text.text, text.size);
    if (first || chars < domain->min_chars) {
        domain->min_chars = chars;
    }
    if (chars > domain->max_chars) {
        domain->max_chars = chars;
    }
    if (text.size > domain->max_bytes) {
        domain->max_bytes = text.size;
    }
    domain->plain = domain->plain && dore_text_is_plain(text.text, text.size);
    domain->ascii = domain->ascii && chars == text.size;
}

static void note_float(struct dore_domain *domain, double number) {
    bool first = !(domain->kinds & DORE_KIND_BIT(DORE_FLOAT));
    if (!isfinite(number)) {
        domain->not_finite = true;
        return;
    }
    if (first || number < domain->float_min) {
        domain->float_min = number;
    }
    if (first || number > domain->float_max) {
        domain->float_max = number;
    }
}

/* ---- bounds --------------------------------------------------------------------------------- */

static void find_bounds(struct dore_domain *domain, const struct dore_value *items,
                        uint32_t count) {
    unsigned numbers = domain->kinds & DOMAIN_BOUNDED_KINDS;
    if (numbers == 0 || (numbers & (numbers - 1))) {
        return; /* none, or several kinds whose numbers do not compare */
    }
    bool first = true;
    for (uint32_t i = 0; i < count; i++) {
        int64_t number;
        if (!(DORE_KIND_BIT(items[i].kind) & numbers)) {
            continue;
        }
        if (!domain_number(&items[i], domain->scale, &number)) {
            return;
        }
        domain->min = first || number < domain->min ? number : domain->min;
        domain->max = first || number > domain->max ? number : domain->max;
        first = false;
    }
    domain->bounded = true;
}

/* ---- how many differ ------------------------------------------------------------------------ */

struct hashed {
    uint64_t hash;
    uint32_t item;
};

static int compare_hashed(const void *left, const void *right) {
    const struct hashed *a = left, *b = right;
    if (a->hash != b->hash) {
        return a->hash < b->hash ? -1 : 1;
    }
    return (a->item > b->item) - (a->item < b->item);
}

static uint64_t count_distinct(const struct dore_value *items, struct hashed *hashed,
                               uint32_t count) {
    qsort(hashed, count, sizeof *hashed, compare_hashed);
    uint64_t distinct = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool seen = false;
        for (uint32_t k = i; k > 0 && !seen && hashed[k - 1].hash == hashed[i].hash; k--) {
            seen = dore_value_equal(&items[hashed[k - 1].item], &items[hashed[i].item]);
        }
        distinct += !seen;
    }
    return distinct;
}

/* ---- parts ---------------------------------------------------------------------------------- */

static const struct dore_domain *new_domain(struct dore_arena *arena, struct dore_domain domain) {
    struct dore_domain *kept = DORE_NEW(arena, struct dore_domain, 1);
    *kept = domain;
    return kept;
}

static void look_into_lists(struct dore_domain *domain, struct dore_arena *arena,
                            const struct dore_value *items, uint32_t count) {
    uint32_t total = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t length = items[i].kind == DORE_LIST ? items[i].u.list.count : 0;
        domain->max_items = length > domain->max_items ? length : domain->max_items;
        total += length;
    }
    if (total == 0) {
        return;
    }
    struct dore_value *parts = DORE_TAKE(arena, struct dore_value, total);
    total = 0;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; items[i].kind == DORE_LIST && k < items[i].u.list.count; k++) {
            parts[total++] = items[i].u.list.item[k];
        }
    }
    domain->element = new_domain(arena, dore_domain_of_items(arena, parts, total));
}

/* The first record when all records have its keys in its order, else NULL. */
static const struct dore_record *common_shape(const struct dore_value *items, uint32_t count) {
    const struct dore_record *shape = NULL;
    for (uint32_t i = 0; i < count; i++) {
        if (items[i].kind != DORE_RECORD) {
            continue;
        }
        const struct dore_record *record = &items[i].u.record;
        shape = shape ? shape : record;
        if (record->count != shape->count) {
            return NULL;
        }
        for (uint32_t k = 0; k < record->count; k++) {
            if (!dore_str_equal(record->entry[k].key, shape->entry[k].key)) {
                return NULL;
            }
        }
    }
    return shape;
}

static void look_into_records(struct dore_domain *domain, struct dore_arena *arena,
                              const struct dore_value *items, uint32_t count) {
    const struct dore_record *shape = common_shape(items, count);
    if (!shape || shape->count == 0) {
        return;
    }
    struct dore_domain_field *field = DORE_NEW(arena, struct dore_domain_field, shape->count);
    for (uint32_t k = 0; k < shape->count; k++) {
        struct dore_value *parts = DORE_TAKE(arena, struct dore_value, count);
        uint32_t records = 0;
        for (uint32_t i = 0; i < count; i++) {
            if (items[i].kind == DORE_RECORD) {
                parts[records++] = items[i].u.record.entry[k].value;
            }
        }
        struct dore_str key = shape->entry[k].key;
        field[k].name = dore_arena_text(arena, key.text, key.size);
        field[k].domain = dore_domain_of_items(arena, parts, records);
    }
    domain->field = field;
    domain->field_count = shape->count;
}

/* ---- all together --------------------------------------------------------------------------- */

/* Kinds, lengths and what else one look at each value tells. */
static void look_at_each(struct dore_domain *domain, const struct dore_value *items,
                         uint32_t count) {
    struct hashed *hashed = dore_alloc(count, sizeof *hashed);
    struct dore_buf text = {0};
    uint64_t bytes = 0;
    uint32_t present = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct dore_value *item = &items[i];
        if (item->kind == DORE_FLOAT) {
            note_float(domain, item->u.f);
        }
        if (item->kind == DORE_DECIMAL && item->scale > domain->scale) {
            domain->scale = item->scale;
        }
        domain->kinds |= DORE_KIND_BIT(item->kind);
        if (item->kind == DORE_NULL) {
            continue;
        }
        dore_buf_clear(&text);
        dore_value_text(item, &text);
        note_text(domain, present == 0, (struct dore_str){text.data, text.size});
        domain->nul = domain->nul || domain_has_nul(item);
        hashed[present].hash = XXH3_64bits_withSeed(text.data, text.size, item->kind);
        hashed[present++].item = i;
        bytes += text.size;
    }
    domain->mean_bytes = present ? (bytes + present / 2) / present : 0;
    domain->distinct = count_distinct(items, hashed, present);
    dore_buf_release(&text);
    dore_free(hashed);
}

struct dore_domain dore_domain_of_items(struct dore_arena *arena, const struct dore_value *items,
                                        uint32_t count) {
    struct dore_domain domain = {.plain = true, .ascii = true, .items = items, .item_count = count};
    look_at_each(&domain, items, count);
    find_bounds(&domain, items, count);
    look_into_lists(&domain, arena, items, count);
    look_into_records(&domain, arena, items, count);
    return domain;
}
