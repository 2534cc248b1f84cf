/* SPDX-License-Identifier: Apache-2.0
 *
 * json_dumps: ", " and ": " between things on one line, or a line for each of them, and \u escapes
 * for all that is not ASCII. What Python's json refuses is written as text: dates, uuids, bytes in
 * base64; decimals as numbers.
 */
#include "json_dumps.h"

static void put_unit(uint32_t unit, struct dore_buf *out) {
    static const char digits[] = "0123456789abcdef";
    const char escape[] = {'\\',
                           'u',
                           digits[unit >> 12 & 15],
                           digits[unit >> 8 & 15],
                           digits[unit >> 4 & 15],
                           digits[unit & 15]};
    dore_buf_put(out, escape, sizeof escape);
}

/* Everything but blank to tilde is escaped, in the short form where there is one. */
static void put_escape(uint32_t scalar, struct dore_buf *out) {
    static const char from[] = "\"\\\n\r\t\f\b", to[] = "\"\\nrtfb";
    const char *found = scalar > 0 && scalar < 0x80 ? strchr(from, (int)scalar) : NULL;
    if (found) {
        dore_buf_putc(out, '\\');
        dore_buf_putc(out, to[found - from]);
    } else if (scalar >= 0x10000) {
        put_unit(0xd800 + ((scalar - 0x10000) >> 10), out);
        put_unit(0xdc00 + ((scalar - 0x10000) & 0x3ff), out);
    } else {
        put_unit(scalar, out);
    }
}

static bool is_bare(char byte) {
    return byte >= ' ' && byte <= '~' && byte != '"' && byte != '\\';
}

void faker_json_put_string(struct dore_str text, struct dore_buf *out) {
    dore_buf_putc(out, '"');
    for (size_t at = 0; at < text.size;) {
        size_t run = at;
        while (run < text.size && is_bare(text.text[run])) {
            run++;
        }
        dore_buf_put(out, text.text + at, run - at);
        at = run;
        if (at < text.size) {
            size_t bytes;
            put_escape(dore_utf8_decode(text.text + at, text.size - at, &bytes), out);
            at += bytes;
        }
    }
    dore_buf_putc(out, '"');
}

void faker_json_put_break(const struct faker_json_style *style, uint32_t depth,
                          struct dore_buf *out) {
    if (style->indented) {
        size_t blanks = (size_t)style->indent * depth;
        dore_buf_putc(out, '\n');
        memset(dore_buf_reserve(out, blanks), ' ', blanks);
        out->size += blanks;
    }
}

/* What stands in front of an item or entry inside brackets. */
void faker_json_put_joint(const struct faker_json_style *style, bool first, uint32_t depth,
                          struct dore_buf *out) {
    if (!first) {
        dore_buf_puts(out, style->indented ? "," : ", ");
    }
    faker_json_put_break(style, depth, out);
}

static void put_list(const struct faker_json_style *style, struct dore_list list, uint32_t depth,
                     struct dore_buf *out) {
    dore_buf_putc(out, '[');
    for (uint32_t i = 0; i < list.count; i++) {
        faker_json_put_joint(style, i == 0, depth + 1, out);
        faker_json_put_value(style, &list.item[i], depth + 1, out);
    }
    if (list.count > 0) {
        faker_json_put_break(style, depth, out);
    }
    dore_buf_putc(out, ']');
}

static void put_record(const struct faker_json_style *style, struct dore_record record,
                       uint32_t depth, struct dore_buf *out) {
    dore_buf_putc(out, '{');
    for (uint32_t i = 0; i < record.count; i++) {
        faker_json_put_joint(style, i == 0, depth + 1, out);
        faker_json_put_string(record.entry[i].key, out);
        dore_buf_puts(out, ": ");
        faker_json_put_value(style, &record.entry[i].value, depth + 1, out);
    }
    if (record.count > 0) {
        faker_json_put_break(style, depth, out);
    }
    dore_buf_putc(out, '}');
}

static void put_quoted_text(const struct dore_value *value, struct dore_buf *out) {
    dore_buf_putc(out, '"');
    dore_value_text(value, out); /* dates, uuids, base64: nothing to escape */
    dore_buf_putc(out, '"');
}

void faker_json_put_value(const struct faker_json_style *style, const struct dore_value *value,
                          uint32_t depth, struct dore_buf *out) {
    switch (value->kind) {
    case DORE_NULL:
    case DORE_ANY:
    case DORE_KIND_COUNT:
        dore_buf_puts(out, "null");
        break;
    case DORE_BOOL:
    case DORE_INT:
    case DORE_FLOAT:
    case DORE_DECIMAL:
        dore_value_text(value, out);
        break;
    case DORE_STRING:
        faker_json_put_string(value->u.s, out);
        break;
    case DORE_BYTES:
    case DORE_UUID:
    case DORE_UUID_STRING:
    case DORE_DATE:
    case DORE_DATETIME:
    case DORE_TIME:
    case DORE_DURATION:
        put_quoted_text(value, out);
        break;
    case DORE_LIST:
        put_list(style, value->u.list, depth, out);
        break;
    case DORE_RECORD:
        put_record(style, value->u.record, depth, out);
        break;
    }
}
