/* SPDX-License-Identifier: Apache-2.0
 *
 * judge_elastic: what a search server's index makes of a field, which is not what it gives back as
 * the document: doc values, by the rules of the field's type. Leaves are the fields that have doc
 * values, found in the types and mappings of a table; a leaf's values are what stands in the record
 * below its path, lists flattened, as the server does.
 */
#include "judge_elastic.h"

#include <arpa/inet.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- leaves ---------------------------------------------------------------------------------- */

static const struct {
    const char *type;
    enum doc_kind kind;
} doc_kinds[] = {
    {"keyword", DOC_TERM},        {"wildcard", DOC_TERM},   {"version", DOC_TERM},
    {"ip", DOC_ADDRESS},          {"byte", DOC_INTEGER},    {"short", DOC_INTEGER},
    {"integer", DOC_INTEGER},     {"long", DOC_INTEGER},    {"unsigned_long", DOC_INTEGER},
    {"double", DOC_DOUBLE},       {"float", DOC_FLOAT},     {"half_float", DOC_HALF},
    {"scaled_float", DOC_SCALED}, {"boolean", DOC_BOOLEAN}, {"date", DOC_DATE},
    {"date_nanos", DOC_NANOS},    {"geo_point", DOC_POINT}, {"object", DOC_OBJECT},
};

static enum doc_kind doc_kind_of(const char *type) {
    for (size_t i = 0; type && i < sizeof doc_kinds / sizeof *doc_kinds; i++) {
        if (strcmp(doc_kinds[i].type, type) == 0) {
            return doc_kinds[i].kind;
        }
    }
    return DOC_NONE;
}

static const struct dore_node *parameter(const struct dore_node *mapping, const char *key) {
    return mapping && mapping->kind == DORE_NODE_OBJECT ? dore_node_find(mapping, key) : NULL;
}

static void add_leaf(struct doc_leaves *leaves, struct doc_leaf leaf) {
    if (leaves->count == MOST_LEAVES) {
        fail("more than %d fields with doc values", MOST_LEAVES);
    }
    leaves->leaf[leaves->count++] = leaf;
}

static char *join(struct dore_arena *arena, const char *path, const char *key) {
    return *path ? dore_arena_format(arena, "%s.%s", path, key)
                 : dore_arena_format(arena, "%s", key);
}

/* `name` is the field's path as the server knows it, `inside` the same without the table's field:
 * where its values stand in a record. */
static void find_leaves(struct doc_leaves *leaves, struct dore_arena *arena, struct doc_leaf leaf,
                        const char *type) {
    const struct dore_node *mapping = leaf.mapping;
    const struct dore_node *word = parameter(mapping, "type");
    const struct dore_node *properties = parameter(mapping, "properties");
    const struct dore_node *multi = parameter(mapping, "fields");
    const struct dore_node *kept = parameter(mapping, "doc_values");
    type = word ? word->text.text : properties ? "object" : type;
    leaf.kind = doc_kind_of(type);
    for (const struct dore_node *child = multi ? multi->first : NULL; child; child = child->next) {
        struct doc_leaf inner = leaf;
        inner.mapping = child;
        inner.name = join(arena, leaf.name, child->key);
        find_leaves(leaves, arena, inner, NULL);
    }
    if (leaf.kind == DOC_OBJECT) {
        const struct dore_node *enabled = parameter(mapping, "enabled");
        if (enabled && enabled->kind == DORE_NODE_BOOL && !enabled->truth) {
            return;
        }
        for (const struct dore_node *child = properties ? properties->first : NULL; child;
             child = child->next) {
            struct doc_leaf inner = leaf;
            inner.mapping = child;
            inner.name = join(arena, leaf.name, child->key);
            inner.inside = join(arena, leaf.inside, child->key);
            find_leaves(leaves, arena, inner, NULL);
        }
    } else if (leaf.kind != DOC_NONE && !(kept && kept->kind == DORE_NODE_BOOL && !kept->truth)) {
        add_leaf(leaves, leaf);
    }
}

/* Declared, but not what stands in it. */
static bool is_open_object(const struct dore_field *field) {
    const struct dore_node *word = parameter(field->mapping, "type");
    const char *type = word ? word->text.text : field->type;
    return type && strcmp(type, "object") == 0 && !parameter(field->mapping, "properties");
}

/* The mapping under a path with dots. */
static const struct dore_node *find_path(const struct dore_node *properties, const char *path) {
    for (const char *dot; properties && (dot = strchr(path, '.')); path = dot + 1) {
        const struct dore_node *child = properties->first;
        size_t size = (size_t)(dot - path);
        while (child && (strlen(child->key) != size || memcmp(child->key, path, size) != 0)) {
            child = child->next;
        }
        properties = parameter(child, "properties");
    }
    return properties ? dore_node_find(properties, path) : NULL;
}

void doc_leaves_find(struct doc_leaves *leaves, const struct dore_table *table,
                     const struct dore_node *properties, struct dore_arena *arena) {
    leaves->count = 0;
    for (uint32_t i = 0; i < table->field_count; i++) {
        const struct dore_field *field = &table->field[i];
        struct doc_leaf leaf = {
            .name = field->name, .inside = "", .field = i, .mapping = field->mapping};
        bool silent = !field->type && !field->mapping;
        if (silent || is_open_object(field)) {
            leaf.mapping = find_path(properties, field->name);
            leaf.natural = true;
        }
        find_leaves(leaves, arena, leaf, field->type);
    }
}

void doc_leaf_put(const struct doc_leaf *leaf, struct dore_buf *out) {
    dore_buf_puts(out, "{\"field\":");
    dore_buf_put_json_string(out, (struct dore_str){leaf->name, strlen(leaf->name)});
    if (leaf->kind == DOC_DATE) {
        dore_buf_puts(out, ",\"format\":\"strict_date_optional_time\"");
    } else if (leaf->kind == DOC_NANOS) {
        dore_buf_puts(out, ",\"format\":\"strict_date_optional_time_nanos\"");
    }
    dore_buf_putc(out, '}');
}

/* ---- one value ------------------------------------------------------------------------------- */

static double number_of(struct dore_str text) {
    return strtod(text.text, NULL); /* nodes' texts end with NUL */
}

/* To the nearest of IEEE 754's halves, ties to even; what lies beyond is the caller's fault. */
static double to_half(double number) {
    if (number == 0) {
        return number;
    }
    int exponent;
    frexp(number, &exponent);
    double unit = ldexp(1, (exponent < -13 ? -13 : exponent) - 11);
    return rint(number / unit) * unit;
}

static bool same_double(double a, double b) {
    return a == b && signbit(a) == signbit(b);
}

/* The number that a value means in a field of numbers; false when it means none. */
static bool meant_number(const struct dore_value *value, enum doc_kind kind,
                         struct dore_buf *text) {
    struct dore_value moved = *value;
    if (value->kind == DORE_DATE || value->kind == DORE_DATETIME) {
        int64_t moment = value->kind == DORE_DATE ? value->u.i * DORE_US_PER_DAY : value->u.i;
        moved = (struct dore_value){.kind = DORE_INT, .u.i = cut_moment(moment, 3) / 1000};
    } else if (value->kind == DORE_DURATION && kind == DOC_INTEGER) {
        moved = (struct dore_value){.kind = DORE_INT, .u.i = cut_moment(value->u.i, 3) / 1000};
    } else if (value->kind == DORE_DURATION) {
        moved = (struct dore_value){.kind = DORE_DECIMAL, .scale = 6, .u.i = value->u.i};
    } else if (value->kind == DORE_BOOL) {
        moved = (struct dore_value){.kind = DORE_INT, .u.i = value->u.b};
    }
    struct dore_buf room = {0};
    struct dore_str digits = digits_of(&moved, &room);
    dore_buf_put(text, digits.text, digits.size);
    dore_buf_putc(text, '\0');
    dore_buf_release(&room);
    return text->size > 1;
}

static bool number_is(const struct doc_leaf *leaf, const struct dore_value *value,
                      const struct dore_node *node) {
    struct dore_buf text = {0};
    bool same = node->kind == DORE_NODE_NUMBER && meant_number(value, leaf->kind, &text);
    double meant = same ? number_of((struct dore_str){text.data, 0}) : 0;
    double got = same ? number_of(node->text) : 0;
    const struct dore_node *factor = parameter(leaf->mapping, "scaling_factor");
    double scale = factor ? number_of(factor->text) : 1;
    if (leaf->kind == DOC_INTEGER) {
        same = same && numbers_equal((struct dore_str){text.data, text.size - 1}, -1, node->text);
    } else if (leaf->kind == DOC_DOUBLE) {
        same = same && same_double(meant, got);
    } else if (leaf->kind == DOC_FLOAT) {
        same = same && same_double((float)meant, (float)got);
    } else if (leaf->kind == DOC_HALF) {
        same = same && same_double(to_half((float)meant), (float)got);
    } else { /* whole steps, half up */
        same = same && floor(meant * scale + 0.5) == rint(got * scale);
    }
    dore_buf_release(&text);
    return same;
}

static bool address_is(const struct dore_value *value, const struct dore_node *node) {
    unsigned char meant[16], got[16];
    struct dore_buf text = {0};
    dore_value_text(value, &text);
    dore_buf_putc(&text, '\0');
    bool same = node->kind == DORE_NODE_STRING &&
                ((inet_pton(AF_INET, text.data, meant) == 1 &&
                  inet_pton(AF_INET, node->text.text, got) == 1 && memcmp(meant, got, 4) == 0) ||
                 (inet_pton(AF_INET6, text.data, meant) == 1 &&
                  inet_pton(AF_INET6, node->text.text, got) == 1 && memcmp(meant, got, 16) == 0));
    dore_buf_release(&text);
    return same;
}

static bool moment_is(const struct doc_leaf *leaf, const struct dore_value *value,
                      const struct dore_node *node) {
    const struct dore_node *format = parameter(leaf->mapping, "format");
    int64_t meant = 0, got;
    bool known = true;
    if (value->kind == DORE_DATE) {
        meant = value->u.i * DORE_US_PER_DAY;
    } else if (value->kind == DORE_DATETIME) {
        meant = value->u.i;
    } else if (value->kind == DORE_INT) {
        bool seconds = format && strstr(format->text.text, "epoch_second");
        meant = value->u.i * (seconds ? 1000000 : 1000);
    } else {
        known = value->kind == DORE_STRING && read_moment(value->u.s, &meant);
    }
    return known && node->kind == DORE_NODE_STRING && read_moment(node->text, &got) &&
           got == (leaf->kind == DOC_NANOS ? meant : cut_moment(meant, 3));
}

/* "lat, lon" or GeoJSON, kept to some 1e-7 of a degree. */
static bool point_is(const struct dore_value *value, const struct dore_node *node) {
    double lat = 0, lon = 0, got_lat = 1e9, got_lon = 1e9;
    if (value->kind != DORE_RECORD) {
        return false;
    }
    for (uint32_t i = 0; i < value->u.record.count; i++) {
        struct dore_buf text = {0};
        dore_value_text(&value->u.record.entry[i].value, &text);
        dore_buf_putc(&text, '\0');
        *(dore_str_is(value->u.record.entry[i].key, "lat") ? &lat : &lon) = strtod(text.data, NULL);
        dore_buf_release(&text);
    }
    const struct dore_node *pair = parameter(node, "coordinates");
    if (pair && pair->count == 2) {
        got_lon = number_of(pair->first->text);
        got_lat = number_of(pair->first->next->text);
    } else if (node->kind == DORE_NODE_STRING) {
        char *end;
        got_lat = strtod(node->text.text, &end);
        got_lon = strtod(end + strspn(end, ", "), NULL);
    }
    return fabs(lat - got_lat) < 1e-6 && fabs(lon - got_lon) < 1e-6;
}

/* Normalizers of these tests make letters of ASCII small. */
static bool folded_is(const struct dore_value *value, struct dore_str text) {
    struct dore_buf folded = {0};
    dore_value_text(value, &folded);
    for (size_t i = 0; i < folded.size; i++) {
        char letter = folded.data[i];
        folded.data[i] = letter >= 'A' && letter <= 'Z' ? (char)(letter | 0x20) : letter;
    }
    bool same = dore_str_equal(text, (struct dore_str){folded.data, folded.size});
    dore_buf_release(&folded);
    return same;
}

/* Where no type is named, date-times have milliseconds whatever the server makes of them. */
static bool term_is(const struct doc_leaf *leaf, const struct dore_value *value,
                    struct dore_str text) {
    struct dore_value cut = *value;
    if (parameter(leaf->mapping, "normalizer")) {
        return folded_is(value, text);
    }
    if (leaf->natural && value->kind == DORE_DATETIME) {
        cut.u.i = cut_moment(value->u.i, 3);
    }
    return text_matches(&cut, text);
}

static bool doc_value_is(const struct doc_leaf *leaf, const struct dore_value *value,
                         const struct dore_node *node) {
    switch (leaf->kind) {
    case DOC_TERM:
        return node->kind == DORE_NODE_STRING && term_is(leaf, value, node->text);
    case DOC_ADDRESS:
        return address_is(value, node);
    case DOC_BOOLEAN:
        return node->kind == DORE_NODE_BOOL &&
               (value->kind == DORE_BOOL
                    ? node->truth == value->u.b
                    : text_matches(&(struct dore_value){.kind = DORE_BOOL, .u.b = node->truth},
                                   value->u.s));
    case DOC_DATE:
    case DOC_NANOS:
        return moment_is(leaf, value, node);
    case DOC_POINT:
        return point_is(value, node);
    case DOC_INTEGER:
    case DOC_DOUBLE:
    case DOC_FLOAT:
    case DOC_HALF:
    case DOC_SCALED:
        return number_is(leaf, value, node);
    case DOC_NONE:
    case DOC_OBJECT:
        break;
    }
    return false;
}

/* ---- all values of a leaf -------------------------------------------------------------------- */

struct gathering {
    const struct doc_leaf *leaf;
    const struct dore_value **value;
    uint32_t count, room;
};

/* A text with more UTF-16 units than ignore_above is left out. */
static bool is_ignored(const struct doc_leaf *leaf, const struct dore_value *value) {
    const struct dore_node *limit = parameter(leaf->mapping, "ignore_above");
    int64_t most;
    if (!limit || !dore_node_integer(limit, &most) || value->kind != DORE_STRING) {
        return false;
    }
    int64_t units = 0;
    for (size_t i = 0; i < value->u.s.size; i++) {
        unsigned char byte = (unsigned char)value->u.s.text[i];
        units += (byte & 0xc0) != 0x80; /* a character begins */
        units += byte >= 0xf0;          /* one of two units */
    }
    return units > most;
}

static void gather(struct gathering *all, const struct dore_value *value, const char *inside) {
    if (value->kind == DORE_LIST) {
        for (uint32_t i = 0; i < value->u.list.count; i++) {
            gather(all, &value->u.list.item[i], inside);
        }
    } else if (value->kind == DORE_RECORD && *inside) {
        for (uint32_t i = 0; i < value->u.record.count; i++) {
            struct dore_str key = value->u.record.entry[i].key;
            bool whole = dore_str_is(key, inside);
            if (whole || (strncmp(inside, key.text, key.size) == 0 && inside[key.size] == '.')) {
                gather(all, &value->u.record.entry[i].value, inside + key.size + !whole);
            }
        }
    } else if (value->kind != DORE_NULL && !*inside && !is_ignored(all->leaf, value)) {
        if (all->count == all->room) {
            all->room = all->room ? all->room * 2 : 16;
            all->value = dore_realloc(all->value, all->room, sizeof *all->value);
        }
        all->value[all->count++] = value;
    }
}

static bool is_among(const struct gathering *all, const struct dore_node *node) {
    for (uint32_t i = 0; i < all->count; i++) {
        if (doc_value_is(all->leaf, all->value[i], node)) {
            return true;
        }
    }
    return false;
}

static bool has(const struct gathering *all, const struct dore_value *value,
                const struct dore_node *got) {
    for (const struct dore_node *node = got->first; node; node = node->next) {
        if (doc_value_is(all->leaf, value, node)) {
            return true;
        }
    }
    return false;
}

/* Each value has a doc value and each doc value a value; of long lists, the first hundred of either
 * are looked for, as the server sorts them. */
bool doc_values_match(const struct doc_leaf *leaf, const struct dore_value *value,
                      const struct dore_node *got) {
    enum { MOST_SOUGHT = 100 };
    uint32_t sought = 0;
    struct gathering all = {.leaf = leaf};
    gather(&all, value, leaf->inside);
    bool set = leaf->kind == DOC_TERM || leaf->kind == DOC_ADDRESS; /* kept once each */
    bool same = got ? all.count > 0 && (set || got->count == all.count) : all.count == 0;
    for (uint32_t i = 0; same && i < all.count && i < MOST_SOUGHT; i++) {
        same = has(&all, all.value[i], got);
    }
    for (const struct dore_node *node = got ? got->first : NULL;
         same && node && sought < MOST_SOUGHT; node = node->next, sought++) {
        same = is_among(&all, node);
    }
    dore_free(all.value);
    return same;
}
