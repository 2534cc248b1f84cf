/* SPDX-License-Identifier: Apache-2.0
 *
 * The formats there are: one line each. The first line that lists a protocol is its default.
 */
#include "dore/format.h"

#define EACH_FORMAT(each)                                                                          \
    each(dore_format_postgres_copy) each(dore_format_postgres_insert) each(dore_format_mysql)      \
        each(dore_format_mysql_csv) each(dore_format_mongodb) each(dore_format_elasticsearch7)     \
            each(dore_format_elasticsearch8)

#define DECLARE(format) extern const struct dore_format format;
EACH_FORMAT(DECLARE)

#define LIST(format) &format,
const struct dore_format *const dore_formats[] = {EACH_FORMAT(LIST) NULL};

static bool lists(const struct dore_format *format, const char *protocol) {
    for (const char *const *word = format->protocols; *word; word++) {
        if (dore_text_equal_nocase(*word, protocol)) {
            return true;
        }
    }
    return false;
}

const struct dore_format *dore_format_for(const char *protocol, const char *style) {
    for (const struct dore_format *const *format = dore_formats; *format; format++) {
        if (lists(*format, protocol) && (!style || strcmp((*format)->style, style) == 0)) {
            return *format;
        }
    }
    return NULL;
}

void dore_format_suggest(struct dore_suggest *suggest) {
    for (const struct dore_format *const *format = dore_formats; *format; format++) {
        for (const char *const *word = (*format)->protocols; *word; word++) {
            dore_suggest_try(suggest, *word);
        }
    }
}

void dore_format_list(struct dore_suggest *suggest) {
    for (const struct dore_format *const *format = dore_formats; *format; format++) {
        if (dore_format_for((*format)->protocols[0], NULL) == *format) {
            dore_suggest_try(suggest, (*format)->protocols[0]);
        }
    }
}

bool dore_format_has_property(const char *key, bool attribute) {
    for (const struct dore_format *const *format = dore_formats; *format; format++) {
        const struct dore_property *property =
            attribute ? (*format)->attribute_properties : (*format)->model_properties;
        for (; property && property->key; property++) {
            if (strcmp(property->key, key) == 0) {
                return true;
            }
        }
    }
    return false;
}
