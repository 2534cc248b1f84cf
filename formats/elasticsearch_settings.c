/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch_settings: the `settings` of an index: what the manifest gives, passed on as it
 * stands, before it what is best for loading, where the manifest says nothing else. A setting may
 * be written as a path with dots, as objects, or both, and below "index" or not.
 */
#include "elasticsearch.h"

#include <string.h>

static const struct dore_node *find(const struct dore_node *node, const char *path) {
    for (const struct dore_node *child = node->first; child; child = child->next) {
        size_t size = strlen(child->key);
        if (strcmp(child->key, path) == 0) {
            return child;
        }
        if (child->kind == DORE_NODE_OBJECT && strncmp(child->key, path, size) == 0 &&
            path[size] == '.') {
            const struct dore_node *found = find(child, path + size + 1);
            if (found) {
                return found;
            }
        }
    }
    return NULL;
}

/* `path` begins with "index.". */
static const struct dore_node *setting(const struct dore_table *table, const char *path) {
    if (!table->options) {
        return NULL;
    }
    const struct dore_node *found = find(table->options, path);
    return found ? found : find(table->options, path + strlen("index."));
}

int64_t elastic_setting_number(const struct dore_table *table, const char *path, int64_t usual) {
    const struct dore_node *node = setting(table, path);
    int64_t number;
    bool known = node && (node->kind == DORE_NODE_STRING ? dore_parse_i64(node->text, &number)
                                                         : dore_node_integer(node, &number));
    return known ? number : usual;
}

/* Replicas and refreshing would be work for nothing while the index is filled. */
static const struct {
    const char *path, *text;
} usual[] = {{"index.number_of_shards", "\"number_of_shards\":1"},
             {"index.number_of_replicas", "\"number_of_replicas\":0"},
             {"index.refresh_interval", "\"refresh_interval\":\"-1\""}};

void elastic_put_settings(const struct dore_table *table, struct dore_buf *out) {
    bool first = true;
    dore_buf_putc(out, '{');
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        if (!setting(table, usual[i].path)) {
            dore_buf_puts(out, first ? "" : ",");
            dore_buf_puts(out, usual[i].text);
            first = false;
        }
    }
    for (const struct dore_node *node = table->options ? table->options->first : NULL; node;
         node = node->next) {
        dore_buf_puts(out, first ? "" : ",");
        dore_buf_put_json_string(out, (struct dore_str){node->key, strlen(node->key)});
        dore_buf_putc(out, ':');
        dore_node_write(node, 0, out);
        first = false;
    }
    dore_buf_putc(out, '}');
}
