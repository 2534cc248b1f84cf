/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch_text: whether a text is one that a number, date, ip or binary field reads. Used for
 * literal values of the manifest; texts that are made while rows are made are not looked at.
 */
#include "elasticsearch.h"

#include <string.h>

/* What is left of a text while it is read. */
struct reader {
    const char *at, *end;
};

static struct reader reader_of(struct dore_str text) {
    return (struct reader){text.text, text.text + text.size};
}

static bool take(struct reader *reader, char letter) {
    bool there = reader->at < reader->end && *reader->at == letter;
    reader->at += there;
    return there;
}

/* Up to `most` digits; their count, and in *number what they say. */
static unsigned take_digits(struct reader *reader, unsigned most, unsigned *number) {
    unsigned count = 0;
    *number = 0;
    while (count < most && reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9') {
        *number = *number * 10 + (unsigned)(*reader->at++ - '0');
        count++;
    }
    return count;
}

bool elastic_text_is_number(struct dore_str text) {
    double number;
    bool sign = text.size > 1 && text.text[0] == '+';
    return dore_parse_double((struct dore_str){text.text + sign, text.size - sign}, &number);
}

/* ---- dates ----------------------------------------------------------------------------------- */

static bool two_digits(struct reader *reader, unsigned highest, unsigned *number) {
    return take_digits(reader, 2, number) == 2 && *number <= highest;
}

/* Z, +hh, +hhmm or +hh:mm, or nothing. */
static bool read_zone(struct reader *reader) {
    unsigned number;
    if (take(reader, 'Z') || !(take(reader, '+') || take(reader, '-'))) {
        return true;
    }
    if (!two_digits(reader, 18, &number)) {
        return false;
    }
    bool colon = take(reader, ':');
    return reader->at == reader->end ? !colon : two_digits(reader, 59, &number);
}

static bool read_time(struct reader *reader) {
    unsigned number;
    if (reader->at == reader->end) {
        return true; /* strict_date_optional_time takes a T alone */
    }
    if (!two_digits(reader, 23, &number)) {
        return false;
    }
    if (take(reader, ':')) {
        if (!two_digits(reader, 59, &number)) {
            return false;
        }
        if (take(reader, ':') && !two_digits(reader, 59, &number)) {
            return false;
        }
        if ((take(reader, '.') || take(reader, ',')) && !take_digits(reader, 9, &number)) {
            return false;
        }
    }
    return read_zone(reader);
}

/* strict_date_optional_time: yyyy[-MM[-dd]][THH[:mm[:ss[.fraction]]][zone]]. Digits alone would be
 * milliseconds; so only four of them are a year. */
bool elastic_text_is_date(struct dore_str text) {
    struct reader reader = reader_of(text);
    unsigned year, month = 1, day = 1;
    if (take_digits(&reader, 4, &year) != 4) {
        return false;
    }
    if (take(&reader, '-')) {
        if (take_digits(&reader, 2, &month) != 2) {
            return false;
        }
        if (take(&reader, '-') && take_digits(&reader, 2, &day) != 2) {
            return false;
        }
    }
    if (year == 0 || !dore_civil_valid((int32_t)year, month, day)) {
        return false;
    }
    return reader.at == reader.end ||
           (take(&reader, 'T') && read_time(&reader) && reader.at == reader.end);
}

/* ---- addresses ------------------------------------------------------------------------------- */

static bool read_v4(struct reader *reader) {
    for (int i = 0; i < 4; i++) {
        unsigned number;
        if ((i && !take(reader, '.')) || !take_digits(reader, 3, &number) || number > 255) {
            return false;
        }
    }
    return true;
}

static unsigned take_hex(struct reader *reader) {
    unsigned count = 0;
    while (count < 4 && reader->at < reader->end &&
           memchr("0123456789abcdefABCDEF", *reader->at, 22)) {
        reader->at++;
        count++;
    }
    return count;
}

/* Eight groups of up to four hexadecimal digits, one run of them left out as "::", the last two
 * perhaps as an address of version 4. */
static bool read_v6(struct reader *reader) {
    unsigned groups = 0;
    bool gap = false;
    if (reader->end - reader->at >= 2 && memcmp(reader->at, "::", 2) == 0) {
        reader->at += 2;
        gap = true;
    }
    while (reader->at < reader->end && groups < 8) {
        struct reader v4 = *reader;
        if (groups <= 6 && read_v4(&v4) && v4.at == v4.end) {
            *reader = v4;
            groups += 2;
            break;
        }
        if (!take_hex(reader)) {
            return false;
        }
        groups++;
        if (reader->at == reader->end) {
            break;
        }
        if (!take(reader, ':') || reader->at == reader->end) {
            return false;
        }
        if (*reader->at == ':') {
            if (gap) {
                return false;
            }
            gap = true;
            reader->at++;
        }
    }
    return reader->at == reader->end && (gap ? groups < 8 : groups == 8);
}

bool elastic_text_is_ip(struct dore_str text) {
    struct reader v4 = reader_of(text), v6 = v4;
    return text.size && ((read_v4(&v4) && v4.at == v4.end) || read_v6(&v6));
}

bool elastic_text_is_network(struct dore_str text) {
    const char *slash = text.size ? memchr(text.text, '/', text.size) : NULL;
    if (!slash) {
        return false;
    }
    size_t size = (size_t)(slash - text.text);
    struct reader bits = {slash + 1, text.text + text.size};
    unsigned number;
    bool v6 = memchr(text.text, ':', size) != NULL;
    return elastic_text_is_ip((struct dore_str){text.text, size}) &&
           take_digits(&bits, 3, &number) && bits.at == bits.end && number <= (v6 ? 128U : 32U);
}

bool elastic_text_is_base64(struct dore_str text) {
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t size = text.size;
    for (int padding = 0; padding < 2 && size && text.text[size - 1] == '='; padding++) {
        size--;
    }
    for (size_t i = 0; i < size; i++) {
        if (!text.text[i] || !strchr(letters, text.text[i])) {
            return false;
        }
    }
    return text.size % 4 == 0;
}
