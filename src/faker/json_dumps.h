/* SPDX-License-Identifier: Apache-2.0
 *
 * json_dumps: values as Python's json.dumps writes them, for texts whose content is JSON. What our
 * own formats write is another matter. Private to src/faker.
 */
#ifndef FAKER_JSON_DUMPS_H
#define FAKER_JSON_DUMPS_H

#include "dore/value.h"

struct faker_json_style {
    bool indented;   /* a line for each item */
    uint32_t indent; /* blanks a level */
};

void faker_json_put_string(struct dore_str text, struct dore_buf *out);
/* `depth` counts the brackets around the value. */
void faker_json_put_value(const struct faker_json_style *style, const struct dore_value *value,
                          uint32_t depth, struct dore_buf *out);

/* For brackets that the caller writes: what stands in front of an item at that depth, and in front
 * of the closing bracket of one that is not empty. */
void faker_json_put_joint(const struct faker_json_style *style, bool first, uint32_t depth,
                          struct dore_buf *out);
void faker_json_put_break(const struct faker_json_style *style, uint32_t depth,
                          struct dore_buf *out);

#endif
