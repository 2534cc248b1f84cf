/* SPDX-License-Identifier: Apache-2.0
 *
 * judge_text: whether a text is the value that was meant, by its kind alone: what a text column, a
 * keyword field or a JSON string holds.
 */
#include "judge.h"

#include <string.h>

static bool integer_matches(int64_t number, struct dore_str text) {
    int64_t got;
    return dore_parse_i64(text, &got) && got == number && text.text[0] != '+';
}

static bool json_text_matches(const struct dore_value *value, struct dore_str text) {
    struct dore_arena arena = {0};
    bool same = json_matches(value, json_parse(&arena, text), false);
    dore_arena_release(&arena);
    return same;
}

/* A moment that is a whole day is written without a time where it is a date, with one and a final
 * Z where it is a date-time. */
static bool moment_matches(const struct dore_value *value, struct dore_str text) {
    int64_t got;
    if (value->kind == DORE_DATE) {
        return text.size == 10 && read_moment(text, &got) && got == value->u.i * DORE_US_PER_DAY;
    }
    return text.size > 10 && text.text[10] == 'T' && text.text[text.size - 1] == 'Z' &&
           read_moment(text, &got) && got == value->u.i;
}

bool text_matches(const struct dore_value *value, struct dore_str text) {
    struct dore_buf room = {0};
    bool same = false;
    int64_t got;
    switch (value->kind) {
    case DORE_BOOL:
        return dore_str_is(text, value->u.b ? "true" : "false");
    case DORE_INT:
        return integer_matches(value->u.i, text);
    case DORE_FLOAT:
        return doubles_equal(text, value->u.f, false, true);
    case DORE_DECIMAL:
        same = numbers_equal(digits_of(value, &room), -1, text);
        dore_buf_release(&room);
        return same;
    case DORE_STRING:
        return dore_str_equal(value->u.s, text);
    case DORE_BYTES:
        return base64_equal(text, value->u.s);
    case DORE_UUID:
    case DORE_UUID_STRING:
        return uuid_equal(text, value->u.uuid);
    case DORE_DATE:
    case DORE_DATETIME:
        return moment_matches(value, text);
    case DORE_TIME:
        return read_clock(text, &got) && got == value->u.i;
    case DORE_DURATION:
        return read_duration(text, &got) && got == value->u.i;
    case DORE_LIST:
    case DORE_RECORD:
        return json_text_matches(value, text);
    case DORE_NULL:
    case DORE_ANY:
    case DORE_KIND_COUNT:
        break;
    }
    return false;
}
