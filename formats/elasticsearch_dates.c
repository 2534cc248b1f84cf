/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch_dates: what the `format` of a date field reads of what is written. A format is
 * alternatives with "||" between; each is one of the servers' names or a pattern of letters. Of
 * the names, those that read ISO 8601 dates or date-times as we write them are listed; of the
 * patterns, the common ones. Other names do not read them, other patterns may.
 */
#include "elasticsearch.h"

#include <string.h>

/* FREE: a time is optional, so both are written as they are elsewhere. */
enum { DATE = 1, DATETIME = 2, BOTH = DATE | DATETIME, FREE = BOTH | 4 };

static const struct {
    const char *name;
    unsigned reads;
} readers[] = {
    {"date", DATE},
    {"date_optional_time", FREE},
    {"date_time", DATETIME},
    {"iso8601", BOTH},
    {"strict_date", DATE},
    {"strict_date_optional_time", FREE},
    {"strict_date_optional_time_nanos", FREE},
    {"strict_date_time", DATETIME},
    {"strict_year_month_day", DATE},
    {"uuuu-MM-dd", DATE},
    {"year_month_day", DATE},
    {"yyyy-MM-dd", DATE},
};

/* Patterns have no underscore; names without one that are not above are parts of a date. */
static bool is_name(struct dore_str text) {
    static const char *const words[] = {"hour", "time", "week_date", "weekyear", "year"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (dore_str_is(text, words[i])) {
            return true;
        }
    }
    return memchr(text.text, '_', text.size) && !memchr(text.text, '\'', text.size);
}

static void read_alternative(struct elastic_date_format *format, struct dore_str text) {
    bool millis = dore_str_is(text, "epoch_millis");
    unsigned reads = 0;
    format->epoch_millis |= millis;
    format->epoch |= millis || dore_str_is(text, "epoch_second");
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        if (dore_str_is(text, readers[i].name)) {
            reads = readers[i].reads;
        }
    }
    enum elastic_reading otherwise = is_name(text) ? ELASTIC_READS_NOT : ELASTIC_MAY_READ;
    enum elastic_reading date = reads & DATE ? ELASTIC_READS
                                : reads      ? ELASTIC_READS_NOT
                                             : otherwise;
    enum elastic_reading datetime = reads & DATETIME ? ELASTIC_READS
                                    : reads          ? ELASTIC_READS_NOT
                                                     : otherwise;
    format->date = date > format->date ? date : format->date;
    format->datetime = datetime > format->datetime ? datetime : format->datetime;
    format->iso |= reads == FREE;
}

struct elastic_date_format elastic_date_format_of(const struct elastic_field *field) {
    const struct dore_node *node = elastic_parameter(field, "format");
    if (!node || node->kind != DORE_NODE_STRING) {
        return (struct elastic_date_format){
            .iso = true, .date = ELASTIC_READS, .datetime = ELASTIC_READS};
    }
    struct elastic_date_format format = {0};
    for (const char *at = node->text.text; at;) {
        const char *end = strstr(at, "||");
        read_alternative(&format, (struct dore_str){at, end ? (size_t)(end - at) : strlen(at)});
        at = end ? end + 2 : NULL;
    }
    return format;
}
