/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch_parameters: the words of a mapping. Servers refuse those that a type does not have,
 * and plug-ins bring more, so only what is nearly one of the words below is told of. What a field
 * is copied to must be there, as the index is strict.
 */
#include "elasticsearch.h"

#include <string.h>

static const char *const words[] = {
    "analyzer",
    "boost",
    "coerce",
    "contexts",
    "copy_to",
    "default_metric",
    "depth_limit",
    "dimension",
    "dims",
    "doc_values",
    "dynamic",
    "eager_global_ordinals",
    "element_type",
    "enabled",
    "fielddata",
    "fielddata_frequency_filter",
    "fields",
    "format",
    "ignore_above",
    "ignore_malformed",
    "ignore_z_value",
    "include_in_parent",
    "include_in_root",
    "index",
    "index_options",
    "index_phrases",
    "index_prefixes",
    "inference_id",
    "locale",
    "max_input_length",
    "max_shingle_size",
    "meta",
    "method",
    "metrics",
    "model_id",
    "normalizer",
    "norms",
    "null_value",
    "on_script_error",
    "orientation",
    "path",
    "position_increment_gap",
    "positive_score_impact",
    "preserve_position_increments",
    "preserve_separators",
    "properties",
    "relations",
    "scaling_factor",
    "script",
    "search_analyzer",
    "search_quote_analyzer",
    "similarity",
    "space_type",
    "split_queries_on_whitespace",
    "store",
    "subobjects",
    "synthetic_source_keep",
    "term_vector",
    "time_series_dimension",
    "time_series_metric",
    "type",
    "value",
};
enum { WORDS = sizeof words / sizeof *words };

static bool is_word(const char *key) {
    for (size_t i = 0; i < WORDS; i++) {
        if (strcmp(words[i], key) == 0) {
            return true;
        }
    }
    return false;
}

void elastic_check_parameters(const struct elastic_field *field, const char *path,
                              struct dore_diags *diags) {
    const struct dore_node *mapping = field->mapping;
    for (const struct dore_node *node = mapping ? mapping->first : NULL; node; node = node->next) {
        struct dore_suggest nearest = {.name = node->key};
        for (size_t i = 0; i < WORDS; i++) {
            dore_suggest_try(&nearest, words[i]);
        }
        const char *hint = dore_hint_nearest(diags, &nearest);
        if (hint && !is_word(node->key)) {
            dore_warning(diags, DORE_W_KIND, node->key_where, hint,
                         "unknown parameter '%s' of field '%s' is passed on as it is", node->key,
                         path);
        }
    }
}

/* ---- copies ---------------------------------------------------------------------------------- */

static bool is_declared(const struct dore_table *table, const char *name) {
    for (uint32_t i = 0; i < table->field_count; i++) {
        const char *declared = table->field[i].name;
        size_t size = strlen(declared);
        if (strncmp(name, declared, size) == 0 && (name[size] == '\0' || name[size] == '.')) {
            return true;
        }
    }
    return false;
}

static void check_copy(const struct dore_table *table, const struct dore_node *to,
                       struct dore_diags *diags) {
    if (to->kind == DORE_NODE_STRING && !is_declared(table, to->text.text)) {
        dore_error(diags, DORE_E_KIND, to->where, "let an attribute be that field",
                   "there is no field '%s' to copy to", to->text.text);
    }
}

void elastic_check_copies(const struct dore_table *table, struct dore_diags *diags) {
    for (uint32_t i = 0; i < table->field_count; i++) {
        struct elastic_field field =
            elastic_field_of(table->field[i].type, table->field[i].mapping);
        const struct dore_node *to = elastic_parameter(&field, "copy_to");
        if (to && to->kind == DORE_NODE_STRING) {
            check_copy(table, to, diags);
        }
        for (const struct dore_node *item = to && to->kind == DORE_NODE_ARRAY ? to->first : NULL;
             item; item = item->next) {
            check_copy(table, item, diags);
        }
    }
}
