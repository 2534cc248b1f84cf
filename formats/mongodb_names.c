/* SPDX-License-Identifier: Apache-2.0
 *
 * mongodb_names: what the fields of a collection are called in its documents, where one of them may
 * be the key, `_id`; and texts as a mongosh script holds them.
 */
#include "mongodb.h"

#include <string.h>

uint32_t mongodb_id_field(const struct dore_table *table) {
    return table->id_field ? (uint32_t)(table->id_field - table->field) : table->field_count;
}

const char *mongodb_field_name(const struct dore_table *table, uint32_t field) {
    return &table->field[field] == table->id_field ? "_id" : table->field[field].name;
}

/* JSON in which the two characters that end a line in older JavaScript are escaped. */
void mongodb_put_json(const struct dore_buf *json, struct dore_buf *out) {
    static const char line_separator[] = "\xe2\x80\xa8", paragraph_separator[] = "\xe2\x80\xa9";
    for (size_t i = 0; i < json->size; i++) {
        size_t left = json->size - i;
        if (left >= 3 && memcmp(json->data + i, line_separator, 3) == 0) {
            dore_buf_puts(out, "\\u2028");
            i += 2;
        } else if (left >= 3 && memcmp(json->data + i, paragraph_separator, 3) == 0) {
            dore_buf_puts(out, "\\u2029");
            i += 2;
        } else {
            dore_buf_putc(out, json->data[i]);
        }
    }
}

void mongodb_put_string(const char *text, struct dore_buf *out) {
    struct dore_buf json = {0};
    dore_buf_put_json_string(&json, (struct dore_str){text, strlen(text)});
    mongodb_put_json(&json, out);
    dore_buf_release(&json);
}
