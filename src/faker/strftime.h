/* SPDX-License-Identifier: Apache-2.0
 *
 * strftime: patterns of the `pattern` and `date_format` parameters, read once and then printed for
 * any moment, in English and UTC, whatever the machine's locale and zone. Private to src/faker.
 */
#ifndef FAKER_STRFTIME_H
#define FAKER_STRFTIME_H

#include "dore/faker.h"

struct faker_pattern;
/* Any text is a pattern: what is no conversion stands for itself. */
const struct faker_pattern *faker_pattern_read(struct dore_str text, struct dore_arena *arena);
void faker_pattern_put(const struct faker_pattern *pattern, int64_t microseconds,
                       struct dore_buf *out);
struct dore_domain faker_pattern_domain(const struct faker_pattern *pattern);
/* What of a moment its text tells for sure: bits of enum faker_unit. False where parts of unknown
 * lengths run into each other. */
bool faker_pattern_shows(const struct faker_pattern *pattern, unsigned *shown);

#endif
