/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a value lies in a domain. Strict on purpose: every promise a domain makes is checked, and
 * so is the form that a kind's values must have, because tests of all methods rely on it.
 */
#include <math.h>

#include "domain.h"

bool domain_number(const struct dore_value *value, uint8_t scale, int64_t *out) {
    if (!(DORE_KIND_BIT(value->kind) & DOMAIN_BOUNDED_KINDS)) {
        return false;
    }
    if (value->kind != DORE_DECIMAL) {
        *out = value->u.i;
        return true;
    }
    if (value->scale == DORE_SCALE_TEXT || value->scale > scale) {
        return false;
    }
    int64_t units = value->u.i;
    for (unsigned i = value->scale; i < scale && units; i++) {
        if (__builtin_mul_overflow(units, 10, &units)) {
            return false;
        }
    }
    *out = units;
    return true;
}

bool domain_has_nul(const struct dore_value *value) {
    if (value->kind == DORE_STRING) {
        return value->u.s.size && memchr(value->u.s.text, '\0', value->u.s.size);
    }
    if (value->kind == DORE_LIST) {
        for (uint32_t i = 0; i < value->u.list.count; i++) {
            if (domain_has_nul(&value->u.list.item[i])) {
                return true;
            }
        }
    }
    if (value->kind == DORE_RECORD) {
        for (uint32_t i = 0; i < value->u.record.count; i++) {
            if (domain_has_nul(&value->u.record.entry[i].value)) {
                return true;
            }
        }
    }
    return false;
}

/* ---- the form of a kind's values ------------------------------------------------------------ */

/* Plain digits with an optional '-' and point. */
static bool is_decimal_text(struct dore_str text) {
    size_t at = text.size && text.text[0] == '-', digits = 0, points = 0;
    for (; at < text.size; at++) {
        char byte = text.text[at];
        if (byte == '.') {
            points++;
            if (digits == 0 || at + 1 == text.size) {
                return false;
            }
        } else if (byte >= '0' && byte <= '9') {
            digits++;
        } else {
            return false;
        }
    }
    return digits > 0 && points <= 1;
}

static bool is_well_formed(const struct dore_value *value) {
    enum { MOST_SCALE = 18 };
    int64_t number = value->u.i;
    switch (value->kind) {
    case DORE_STRING:
        return dore_utf8_valid(value->u.s.text, value->u.s.size) == value->u.s.size;
    case DORE_DECIMAL:
        return value->scale == DORE_SCALE_TEXT ? is_decimal_text(value->u.s)
                                               : value->scale <= MOST_SCALE;
    case DORE_DATE:
        return number >= DORE_DAY_MIN && number <= DORE_DAY_MAX;
    case DORE_DATETIME:
        return number >= DORE_DAY_MIN * DORE_US_PER_DAY &&
               number < (DORE_DAY_MAX + 1) * DORE_US_PER_DAY;
    case DORE_TIME:
        return number >= 0 && number < DORE_US_PER_DAY;
    case DORE_ANY:
    case DORE_KIND_COUNT:
        return false; /* columns only */
    case DORE_NULL:
    case DORE_BOOL:
    case DORE_INT:
    case DORE_FLOAT:
    case DORE_BYTES:
    case DORE_UUID:
    case DORE_UUID_STRING:
    case DORE_DURATION:
    case DORE_LIST:
    case DORE_RECORD:
        break;
    }
    return true;
}

/* ---- the promises of a domain --------------------------------------------------------------- */

static bool number_holds(const struct dore_domain *domain, const struct dore_value *value) {
    if (value->kind == DORE_DECIMAL) {
        if (domain->scale == DORE_SCALE_TEXT) {
            return true; /* min and max are in units of no scale */
        }
        if (value->scale > domain->scale) {
            return false;
        }
    }
    if (!domain->bounded) {
        return true;
    }
    int64_t number;
    return domain_number(value, domain->scale, &number) && number >= domain->min &&
           number <= domain->max;
}

static bool float_holds(const struct dore_domain *domain, double number) {
    if (domain->not_finite) {
        return true;
    }
    return isfinite(number) && number >= domain->float_min && number <= domain->float_max;
}

static bool text_holds(const struct dore_domain *domain, const struct dore_value *value) {
    struct dore_buf text = {0};
    dore_value_text(value, &text);
    uint64_t chars = dore_utf8_count(text.data, text.size);
    bool holds = chars >= domain->min_chars && chars <= domain->max_chars &&
                 text.size <= domain->max_bytes &&
                 (!domain->plain || dore_text_is_plain(text.data, text.size));
    dore_buf_release(&text);
    return holds;
}

static bool list_holds(const struct dore_domain *domain, struct dore_list list) {
    if (list.count > domain->max_items) {
        return false;
    }
    for (uint32_t i = 0; domain->element && i < list.count; i++) {
        if (!dore_domain_holds(domain->element, &list.item[i])) {
            return false;
        }
    }
    return true;
}

static bool record_holds(const struct dore_domain *domain, struct dore_record record) {
    if (!domain->field) {
        return true;
    }
    if (record.count != domain->field_count) {
        return false;
    }
    for (uint32_t i = 0; i < record.count; i++) {
        if (!dore_str_is(record.entry[i].key, domain->field[i].name) ||
            !dore_domain_holds(&domain->field[i].domain, &record.entry[i].value)) {
            return false;
        }
    }
    return true;
}

static bool is_item(const struct dore_domain *domain, const struct dore_value *value) {
    for (uint32_t i = 0; i < domain->item_count; i++) {
        if (dore_value_equal(&domain->items[i], value)) {
            return true;
        }
    }
    return false;
}

bool dore_domain_holds(const struct dore_domain *domain, const struct dore_value *value) {
    if (!is_well_formed(value) || !(domain->kinds & DORE_KIND_BIT(value->kind))) {
        return false;
    }
    if (value->kind == DORE_NULL) {
        return true;
    }
    if (DORE_KIND_BIT(value->kind) & DOMAIN_BOUNDED_KINDS && !number_holds(domain, value)) {
        return false;
    }
    if (value->kind == DORE_FLOAT && !float_holds(domain, value->u.f)) {
        return false;
    }
    if (value->kind == DORE_LIST && !list_holds(domain, value->u.list)) {
        return false;
    }
    if (value->kind == DORE_RECORD && !record_holds(domain, value->u.record)) {
        return false;
    }
    return text_holds(domain, value) && (domain->nul || !domain_has_nul(value)) &&
           (!domain->items || is_item(domain, value));
}
