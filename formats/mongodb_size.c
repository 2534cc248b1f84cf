/* SPDX-License-Identifier: Apache-2.0
 *
 * mongodb_size: how many bytes a document takes as BSON, at least and at most, from the domains of
 * its fields. The server and mongoimport refuse more than 16 MiB: what is certain to be over it is
 * an error, what may be a warning. Sums stop at UINT64_MAX, which stands for "not known" in a
 * maximum.
 */
#include "mongodb.h"

#include "json.h"

#include <string.h>

struct size {
    uint64_t least, most;
};

static struct size value_size(const struct dore_domain *domain);

static struct size plus(struct size a, struct size b) {
    return (struct size){dore_sum(a.least, b.least), dore_sum(a.most, b.most)};
}

/* An element's type, its key and the key's end. */
static struct size key_size(uint64_t bytes) {
    return (struct size){bytes + 2, bytes + 2};
}

/* The length in front of an object or a list, and the end. */
static const struct size frame = {5, 5};

static struct size record_size(const struct dore_domain *domain) {
    struct size sum = frame;
    for (uint32_t i = 0; i < domain->field_count; i++) {
        sum = plus(sum, key_size(strlen(domain->field[i].name)));
        sum = plus(sum, value_size(&domain->field[i].domain));
    }
    return sum;
}

/* An item's key is its number. */
static struct size list_size(const struct dore_domain *domain) {
    enum { MOST_DIGITS = 10 };
    struct size item = plus(key_size(MOST_DIGITS), value_size(domain->element));
    return (struct size){frame.least,
                         dore_sum(frame.most, dore_product(domain->max_items, item.most))};
}

/* Of which only its JSON text is known: no two bytes of it become more than eight of BSON. */
static struct size unknown_size(const struct dore_domain *domain) {
    return (struct size){frame.least, dore_sum(frame.most, dore_product(domain->max_bytes, 4))};
}

/* A text with its length and end; bytes, whose text form is base64, with length and subtype. */
static struct size text_size(const struct dore_domain *domain) {
    return (struct size){dore_sum(domain->min_chars, 5), dore_sum(domain->max_bytes, 5)};
}
static struct size bytes_size(const struct dore_domain *domain) {
    uint64_t least = domain->min_chars / 4 * 3;
    uint64_t most =
        domain->max_bytes / 4 >= UINT64_MAX / 4 ? UINT64_MAX : domain->max_bytes / 4 * 3;
    return (struct size){(least > 2 ? least - 2 : 0) + 5, dore_sum(most, 5)};
}

static struct size kind_size(const struct dore_domain *domain, enum dore_kind kind) {
    static const uint64_t fixed[DORE_KIND_COUNT] = {
        [DORE_BOOL] = 1,         [DORE_FLOAT] = 8, [DORE_DECIMAL] = 16, [DORE_UUID] = 21,
        [DORE_UUID_STRING] = 41, [DORE_DATE] = 8,  [DORE_DATETIME] = 8, [DORE_TIME] = 20};
    switch (kind) {
    case DORE_STRING:
    case DORE_DURATION:
        return text_size(domain);
    case DORE_BYTES:
        return bytes_size(domain);
    case DORE_LIST:
        return domain->element ? list_size(domain) : unknown_size(domain);
    case DORE_RECORD:
        return domain->field ? record_size(domain) : unknown_size(domain);
    case DORE_INT:
        return (struct size){4, 8};
    case DORE_NULL:
    case DORE_BOOL:
    case DORE_FLOAT:
    case DORE_DECIMAL:
    case DORE_UUID:
    case DORE_UUID_STRING:
    case DORE_DATE:
    case DORE_DATETIME:
    case DORE_TIME:
    case DORE_ANY:
    case DORE_KIND_COUNT:
        break;
    }
    return (struct size){fixed[kind], fixed[kind]};
}

static struct size value_size(const struct dore_domain *domain) {
    struct size size = {UINT64_MAX, 0};
    for (enum dore_kind kind = DORE_NULL; kind < DORE_ANY; kind++) {
        if (domain->kinds & DORE_KIND_BIT(kind)) {
            struct size one = kind_size(domain, kind);
            size.least = one.least < size.least ? one.least : size.least;
            size.most = one.most > size.most ? one.most : size.most;
        }
    }
    return domain->kinds ? size : (struct size){0, 0};
}

void mongodb_check_size(const struct dore_table *table, struct dore_diags *diags) {
    enum { OWN_ID = 1 + 4 + 12 };
    struct size sum = frame;
    if (mongodb_id_field(table) == table->field_count) {
        sum = plus(sum, (struct size){OWN_ID, OWN_ID});
    }
    for (uint32_t i = 0; i < table->field_count; i++) {
        sum = plus(sum, key_size(strlen(mongodb_field_name(table, i))));
        sum = plus(sum, value_size(&table->field[i].domain));
    }
    if (sum.least > MONGODB_DOCUMENT_BYTES) {
        dore_error(diags, DORE_E_LIMIT, table->where, NULL,
                   "a document of model '%s' takes %llu bytes or more; MongoDB takes no more than "
                   "16 MiB",
                   table->id, (unsigned long long)sum.least);
    } else if (sum.most > MONGODB_DOCUMENT_BYTES && sum.most != UINT64_MAX) {
        dore_warning(
            diags, DORE_W_ROW_SIZE, table->where, NULL,
            "a document of model '%s' may take up to %llu bytes; MongoDB takes no more than "
            "16 MiB",
            table->id, (unsigned long long)sum.most);
    }
}
