/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_fit_text: whether one value fits a type of text, bytes or times, or one whose text has a
 * syntax. Lengths and the syntaxes that are the same on all servers are decided; what else a
 * server might read is unsure.
 */
#include "sql_fit.h"

#include <arpa/inet.h>

#define SECOND INT64_C(1000000)

struct dore_str sql_text_of(const struct dore_value *value, char room[36]) {
    if (value->kind == DORE_UUID_STRING) {
        dore_print_uuid(room, value->u.uuid);
        return (struct dore_str){room, 36};
    }
    return value->u.s;
}

struct dore_str sql_trim(struct dore_str text) {
    while (text.size && text.text[0] == ' ') {
        text.text++;
        text.size--;
    }
    while (text.size && text.text[text.size - 1] == ' ') {
        text.size--;
    }
    return text;
}

size_t sql_count_of(struct dore_str text, const char *bytes) {
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++) {
        count += text.text[i] && strchr(bytes, text.text[i]) != NULL;
    }
    return count;
}

bool sql_is_one_of(struct dore_str text, const char *const *words) {
    for (; *words; words++) {
        if (sql_is_word(text, *words)) {
            return true;
        }
    }
    return false;
}

/* As many hexadecimal digits, and nothing else but `between`. */
static bool is_hex(struct dore_str text, size_t digits, const char *between) {
    size_t count = sql_count_of(text, "0123456789abcdefABCDEF");
    return count == digits && count + sql_count_of(text, between) == text.size;
}

/* ---- lengths -------------------------------------------------------------------------------- */

uint64_t sql_length_limit(const struct sql_type *type) {
    if (type->word->flags & SQL_BYTES) {
        return type->argument_count ? 0 : type->word->high; /* TEXT(n) picks a size by n */
    }
    return type->argument_count ? type->argument[0] : type->word->high;
}

enum sql_side sql_side_of_length(uint64_t length, uint64_t limit) {
    return limit && length > limit ? SQL_ABOVE : SQL_INSIDE;
}

enum sql_side sql_text_side(const struct sql_type *type, const struct dore_value *value) {
    struct dore_buf text = {0};
    dore_value_text(value, &text);
    bool bytes = type->word->flags & SQL_BYTES;
    uint64_t length = bytes ? text.size : dore_utf8_count(text.data, text.size);
    length += value->kind == DORE_DATETIME; /* the Z of SQL_FORM_DATETIME_ISO */
    dore_buf_release(&text);
    return sql_side_of_length(length, sql_length_limit(type));
}

/* PostgreSQL, Binary Data Types 8.4: \x and hexadecimal digits, or text with escapes. */
static enum sql_side bytea_side(struct dore_str text) {
    if (text.size >= 2 && text.text[0] == '\\' && text.text[1] == 'x') {
        struct dore_str digits = {text.text + 2, text.size - 2};
        size_t count = digits.size - sql_count_of(digits, " \t\n\r");
        return count % 2 == 0 && is_hex(digits, count, " \t\n\r") ? SQL_INSIDE : SQL_OUTSIDE;
    }
    return sql_count_of(text, "\\") ? SQL_UNSURE : SQL_INSIDE;
}

enum sql_side sql_binary_side(const struct sql_type *type, const struct dore_value *value) {
    uint64_t limit = sql_length_limit(type);
    char room[36];
    if (value->kind == DORE_UUID) {
        bool padded = limit > 16 && (type->word->flags & SQL_FIXED);
        return padded ? SQL_OUTSIDE : sql_side_of_length(16, limit);
    }
    struct dore_str text = sql_text_of(value, room);
    return limit || !sql_is_text(value) ? sql_side_of_length(text.size, limit)
                                        : bytea_side(text); /* the one type without a limit */
}

/* ---- times ---------------------------------------------------------------------------------- */

/* Text that is no ISO 8601 may still be something that the server reads. */
static enum sql_side unread_moment(struct dore_str text) {
    static const char *const special[] = {"infinity", "-infinity", "now",      "today", "epoch",
                                          "tomorrow", "yesterday", "allballs", NULL};
    bool iso = text.size >= 10 && text.text[4] == '-' && text.text[7] == '-'; /* 2023-02-29 */
    if (iso) {
        return SQL_OUTSIDE;
    }
    return sql_count_of(text, "0123456789") || sql_is_one_of(text, special) ? SQL_UNSURE
                                                                            : SQL_OUTSIDE;
}

/* An offset is ignored, refused or converted, by type and server: it is safe in timestamptz only,
 * the one moment type that has no range of its own. */
static bool offset_is_lost(const struct sql_type *type, struct dore_str text) {
    struct dore_str time = {text.text + 10, text.size - 10};
    bool offset = sql_count_of(time, "Z+-") > 0;
    return offset && (type->family != SQL_INSTANT || type->word->high);
}

static enum sql_side moment_text_side(const struct sql_type *type, struct dore_str text) {
    int64_t moment;
    bool has_time;
    if (!dore_parse_datetime(text, &moment, &has_time)) {
        return unread_moment(text);
    }
    if (!has_time) {
        return SQL_INSIDE;
    }
    if (offset_is_lost(type, text)) {
        return SQL_UNSURE;
    }
    return type->family == SQL_DATE ? SQL_CUT : SQL_INSIDE;
}

/* `high` is a whole second; its fractions are still inside. */
static enum sql_side side_of_moment(int64_t moment, const struct sql_word *word) {
    if (moment < word->low * SECOND) {
        return SQL_BELOW;
    }
    return moment >= ((int64_t)word->high + 1) * SECOND ? SQL_ABOVE : SQL_INSIDE;
}

enum sql_side sql_moment_side(const struct sql_type *type, const struct dore_value *value) {
    char room[36];
    if (sql_is_text(value)) {
        return moment_text_side(type, sql_trim(sql_text_of(value, room)));
    }
    if (!type->word->high) {
        return SQL_INSIDE;
    }
    int64_t moment = value->kind == DORE_DATE ? value->u.i * DORE_US_PER_DAY : value->u.i;
    return side_of_moment(moment, type->word);
}

/* HH:MM[:SS[.f]]: what follows a date in ISO 8601. */
static bool is_clock(struct dore_str text) {
    enum { LONGEST = 15 };
    char moment[11 + LONGEST] = "2000-01-01T";
    int64_t microseconds;
    bool has_time;
    if (text.size > LONGEST) {
        return false;
    }
    memcpy(moment + 11, text.text, text.size);
    struct dore_str whole = {moment, 11 + text.size};
    return sql_count_of(text, "Z+-") == 0 && dore_parse_datetime(whole, &microseconds, &has_time) &&
           has_time;
}

enum sql_side sql_time_side(const struct sql_type *type, const struct dore_value *value) {
    char room[36];
    if (sql_is_text(value)) {
        struct dore_str text = sql_trim(sql_text_of(value, room));
        if (is_clock(text)) {
            return SQL_INSIDE;
        }
        return sql_count_of(text, "0123456789") ? SQL_UNSURE : unread_moment(text);
    }
    if (value->u.i < type->word->low * SECOND) {
        return SQL_BELOW;
    }
    return value->u.i > (int64_t)type->word->high * SECOND ? SQL_ABOVE : SQL_INSIDE;
}

/* ---- text with a syntax --------------------------------------------------------------------- */

enum sql_side sql_uuid_side(const struct sql_type *type, const struct dore_value *value) {
    char room[36];
    struct dore_str text = sql_text_of(value, room);
    bool uuid = is_hex(text, 32, type->word->high ? "-" : "-{}");
    return uuid ? sql_side_of_length(text.size, type->word->high) : SQL_OUTSIDE;
}

enum sql_side sql_hardware_side(const struct sql_type *type, const struct dore_value *value) {
    char room[36];
    struct dore_str text = sql_trim(sql_text_of(value, room));
    return is_hex(text, type->word->high, ":-.") ? SQL_INSIDE : SQL_OUTSIDE;
}

/* 4 or 6 for an address, perhaps with the number of its leading bits; else 0. */
static int64_t address_version(struct dore_str text, bool *bits) {
    char address[INET6_ADDRSTRLEN] = "";
    uint8_t bytes[16];
    size_t size = 0;
    while (size < text.size && text.text[size] != '/') {
        size++;
    }
    *bits = size < text.size;
    if (size == 0 || size >= sizeof address) {
        return 0;
    }
    memcpy(address, text.text, size);
    bool v6 = memchr(address, ':', size) != NULL;
    if (strlen(address) != size || inet_pton(v6 ? AF_INET6 : AF_INET, address, bytes) != 1) {
        return 0;
    }
    struct dore_str count = {text.text + size + *bits, text.size - size - *bits};
    bool fits = !*bits || sql_side_of_digits(count, 0, v6 ? 128 : 32) == SQL_INSIDE;
    return !fits ? 0 : v6 ? 6 : 4;
}

enum sql_side sql_address_side(const struct sql_type *type, const struct dore_value *value) {
    char room[36];
    bool bits;
    struct dore_str text = sql_trim(sql_text_of(value, room));
    int64_t version = address_version(text, &bits), wanted = type->word->low;
    if (type->family == SQL_NETWORK) { /* may be abbreviated, may not have host bits */
        return sql_count_of(text, "0123456789") ? SQL_UNSURE : SQL_OUTSIDE;
    }
    if (version == 0 || (wanted && bits)) {
        return SQL_OUTSIDE;
    }
    return wanted && version != wanted ? SQL_UNSURE : SQL_INSIDE; /* newer servers convert */
}

/* Under a collation of the column's own other spellings may be equal too. */
static enum sql_side label_side(const struct sql_type *type, struct dore_str text) {
    struct dore_str labels = type->labels;
    struct dore_buf label = {0};
    bool found = false;
    while (!found && sql_type_label(type->dialect, &labels, &label)) {
        found = dore_str_equal(text, (struct dore_str){label.data, label.size});
    }
    dore_buf_release(&label);
    return found ? SQL_INSIDE : sql_type_has_own_texts(type) ? SQL_UNSURE : SQL_OUTSIDE;
}

enum sql_side sql_enum_side(const struct sql_type *type, const struct dore_value *value) {
    char room[36];
    return sql_is_text(value) ? label_side(type, sql_text_of(value, room)) : SQL_OUTSIDE;
}

enum sql_side sql_set_side(const struct sql_type *type, const struct dore_value *value) {
    char room[36];
    enum sql_side worst = SQL_INSIDE;
    if (value->kind == DORE_LIST) {
        for (uint32_t i = 0; i < value->u.list.count && worst == SQL_INSIDE; i++) {
            worst = sql_enum_side(type, &value->u.list.item[i]);
        }
        return worst;
    }
    struct dore_str text = sql_text_of(value, room);
    for (size_t begin = 0, end; begin < text.size && worst == SQL_INSIDE; begin = end + 1) {
        for (end = begin; end < text.size && text.text[end] != ',';) {
            end++;
        }
        worst = label_side(type, (struct dore_str){text.text + begin, end - begin});
    }
    return worst;
}
