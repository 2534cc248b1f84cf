/* SPDX-License-Identifier: Apache-2.0
 *
 * Questions to nodes, and nodes back to text. A string that held a variable may answer for a number
 * or a boolean; any other string may not.
 */
#include "dore/node.h"

const struct dore_node *dore_node_find(const struct dore_node *object, const char *key) {
    if (object->kind != DORE_NODE_OBJECT)
        return NULL;
    for (const struct dore_node *child = object->first; child; child = child->next)
        if (strcmp(child->key, key) == 0)
            return child;
    return NULL;
}

const char *dore_node_kind_name(const struct dore_node *node) {
    static const char *const names[] = {
        [DORE_NODE_NULL] = "null",       [DORE_NODE_BOOL] = "a boolean",
        [DORE_NODE_NUMBER] = "a number", [DORE_NODE_STRING] = "a string",
        [DORE_NODE_ARRAY] = "an array",  [DORE_NODE_OBJECT] = "an object"};
    return names[node->kind];
}

/* ---- numbers -------------------------------------------------------------------------------- */

static bool may_be_number(const struct dore_node *node) {
    return node->kind == DORE_NODE_NUMBER || (node->kind == DORE_NODE_STRING && node->variable);
}

/* value * 10^zeros + digit; negative values, because there is one more of them. */
static bool shift(int64_t *value, int64_t zeros, int digit) {
    for (; zeros > 0 && *value; zeros--)
        if (__builtin_mul_overflow(*value, 10, value))
            return false;
    return !__builtin_sub_overflow(*value, digit, value);
}

/* The exponent behind 'e', held within what any text that fits a file could balance. */
static int64_t exponent_of(const char *text, const char *end) {
    enum { ENOUGH = 1 << 30 };
    bool negative = text < end && *text == '-';
    int64_t exponent = 0;
    for (; text < end; text++)
        if (*text >= '0' && *text <= '9' && exponent < ENOUGH)
            exponent = exponent * 10 + (*text - '0');
    return negative ? -exponent : exponent;
}

/* Text of JSON's number syntax. Zeros are counted and only multiplied in when a digit follows, so
 * that 1000e-3 is the integer 1. */
static bool read_integer(struct dore_str text, int64_t *out) {
    int64_t value = 0, zeros = 0, fraction = 0, exponent = 0;
    bool negative = text.text[0] == '-', point = false;
    const char *end = text.text + text.size;
    for (const char *c = text.text + negative; c < end; c++) {
        if (*c == 'e' || *c == 'E') {
            exponent = exponent_of(c + 1, end);
            break;
        }
        if (*c == '.') {
            point = true;
            continue;
        }
        fraction += point;
        zeros++;
        if (*c != '0') {
            if (!shift(&value, zeros, *c - '0'))
                return false;
            zeros = 0;
        }
    }
    exponent += zeros - fraction;
    if (value == 0)
        exponent = 0;
    if (exponent < 0 || !shift(&value, exponent, 0))
        return false;
    *out = value;
    return negative || !__builtin_sub_overflow(0, value, out);
}

bool dore_node_integer(const struct dore_node *node, int64_t *out) {
    double finite; /* the check of the syntax; what overflows a double is no int64 either */
    return may_be_number(node) && dore_parse_double(node->text, &finite) &&
           read_integer(node->text, out);
}

bool dore_node_double(const struct dore_node *node, double *out) {
    return may_be_number(node) && dore_parse_double(node->text, out);
}

bool dore_node_bool(const struct dore_node *node, bool *out) {
    if (node->kind == DORE_NODE_BOOL) {
        *out = node->truth;
        return true;
    }
    if (node->kind != DORE_NODE_STRING || !node->variable)
        return false;
    *out = dore_str_is(node->text, "true");
    return *out || dore_str_is(node->text, "false");
}

/* ---- writing -------------------------------------------------------------------------------- */

static void new_line(unsigned indent, unsigned depth, struct dore_buf *out) {
    if (!indent)
        return;
    dore_buf_putc(out, '\n');
    size_t blanks = (size_t)indent * depth;
    memset(dore_buf_reserve(out, blanks), ' ', blanks);
    out->size += blanks;
}

static void write_node(const struct dore_node *node, unsigned indent, unsigned depth,
                       struct dore_buf *out);

static void write_children(const struct dore_node *node, unsigned indent, unsigned depth,
                           struct dore_buf *out) {
    bool object = node->kind == DORE_NODE_OBJECT;
    dore_buf_putc(out, object ? '{' : '[');
    for (const struct dore_node *child = node->first; child; child = child->next) {
        if (child != node->first)
            dore_buf_putc(out, ',');
        new_line(indent, depth + 1, out);
        if (object) {
            dore_buf_put_json_string(out, (struct dore_str){child->key, strlen(child->key)});
            dore_buf_puts(out, indent ? ": " : ":");
        }
        write_node(child, indent, depth + 1, out);
    }
    if (node->first)
        new_line(indent, depth, out);
    dore_buf_putc(out, object ? '}' : ']');
}

static void write_node(const struct dore_node *node, unsigned indent, unsigned depth,
                       struct dore_buf *out) {
    switch (node->kind) {
    case DORE_NODE_NULL:
        dore_buf_puts(out, "null");
        break;
    case DORE_NODE_BOOL:
        dore_buf_puts(out, node->truth ? "true" : "false");
        break;
    case DORE_NODE_NUMBER:
        dore_buf_put_str(out, node->text);
        break;
    case DORE_NODE_STRING:
        dore_buf_put_json_string(out, node->text);
        break;
    case DORE_NODE_ARRAY:
    case DORE_NODE_OBJECT:
        write_children(node, indent, depth, out);
        break;
    }
}

void dore_node_write(const struct dore_node *node, unsigned indent, struct dore_buf *out) {
    write_node(node, indent, 0, out);
}
