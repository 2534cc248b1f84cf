/* SPDX-License-Identifier: Apache-2.0
 *
 * postgres_keys: what PostgreSQL makes of keys, foreign keys and indexes.
 */
#ifndef DORE_FORMATS_POSTGRES_KEYS_H
#define DORE_FORMATS_POSTGRES_KEYS_H

#include "sql.h"

extern const struct sql_key_rules postgres_key_rules;
/* The statements that add a store's keys and indexes, then its foreign keys; nothing where there
 * are none. */
void postgres_put_keys(const struct dore_store *store, struct dore_buf *out);

#endif
