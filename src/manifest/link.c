/* SPDX-License-Identifier: Apache-2.0
 *
 * What depends on other definitions: the datastore of a model, its format, and the `properties` of
 * models and attributes, whose keys the formats' tables describe. A model that is not written may
 * have properties of any protocol, or none.
 */
#include "private.h"

struct linking {
    const struct dore_manifest *manifest;
    bool datastores; /* false: none could be had, which was reported */
    struct dore_diags *diags;
};

/* The `properties` of one model or attribute, and where their values go. */
struct properties {
    const struct dore_node *owner;
    const struct manifest_shape *shape; /* of the owner */
    const struct dore_format *format;   /* NULL: not known */
    bool attribute;                     /* the owner is one */
    bool written; /* of a model that is: only its format's keys, all required */
    const char **slot;
    struct dore_where *slot_where;
    const struct dore_node **node; /* where a value that is no text goes */
};

/* ---- tables of properties ------------------------------------------------------------------- */

static const struct dore_property *table_of(const struct dore_format *format, bool attribute) {
    return attribute ? format->attribute_properties : format->model_properties;
}

static const struct dore_property *find_in(const struct dore_property *table, const char *key) {
    for (; table && table->key; table++)
        if (strcmp(table->key, key) == 0)
            return table;
    return NULL;
}

static const struct dore_property *find_property(const struct properties *properties,
                                                 const char *key) {
    const struct dore_property *found =
        properties->format ? find_in(table_of(properties->format, properties->attribute), key)
                           : NULL;
    if (properties->format && properties->written)
        return found;
    for (const struct dore_format *const *format = dore_formats; *format && !found; format++)
        found = find_in(table_of(*format, properties->attribute), key);
    return found;
}

/* The property that may be meant by an unknown one, of those that are not there, or NULL. */
static const char *meant_property(const struct dore_node *node, const struct dore_property *table,
                                  const char *key) {
    struct dore_suggest suggest = {.name = key};
    for (; table && table->key; table++)
        if (!dore_node_find(node, table->key))
            dore_suggest_try(&suggest, table->key);
    return dore_suggest_kin(&suggest);
}

/* ---- properties ----------------------------------------------------------------------------- */

static void report_unknown(const struct linking *linking, const struct properties *properties,
                           const struct dore_node *node, const struct dore_node *member) {
    const struct dore_format *format = properties->format;
    const char *hint = NULL, *meant = NULL;
    if (manifest_has_key(properties->shape, member->key))
        hint = "write it beside \"properties\"";
    else if (format)
        meant = meant_property(node, table_of(format, properties->attribute), member->key);
    dore_error(linking->diags, DORE_E_KEY_UNKNOWN, member->key_where,
               meant ? dore_hint(linking->diags, "write '%s'", meant) : hint,
               "'%s' is not a property of %s%s%s", manifest_shown_key(member),
               properties->shape->what, format ? " of protocol " : "",
               format ? format->protocols[0] : "");
}

static bool check_choice(const struct linking *linking, const struct dore_property *property,
                         const struct dore_node *member) {
    if (!property->choices)
        return true;
    struct dore_suggest suggest = {.name = member->variable ? NULL : member->text.text};
    for (const char *const *choice = property->choices; *choice; choice++) {
        if (dore_str_is(member->text, *choice))
            return true;
        dore_suggest_try(&suggest, *choice);
    }
    const char *hint = dore_hint_nearest(linking->diags, &suggest);
    dore_error(linking->diags, DORE_E_CHOICE, member->where,
               hint ? hint : dore_hint(linking->diags, "write '%s'", property->choices[0]),
               "'%s' is no value for '%s'", manifest_shown(member), property->key);
    return false;
}

static void report_kind(const struct linking *linking, const struct dore_property *property,
                        const struct dore_node *member) {
    bool quotes = member->kind == DORE_NODE_NUMBER || member->kind == DORE_NODE_BOOL;
    static const char *const wanted[2][2] = {{"a string", "a string or an object"},
                                             {"true or false", "true, false or an object"}};
    bool text = !property->flag && !property->no_text;
    dore_error(linking->diags, DORE_E_TYPE, member->where,
               quotes && text ? "write it in quotes" : NULL, "'%s' must be %s, not %s",
               property->key,
               property->no_text ? "an object" : wanted[property->flag][property->object],
               dore_node_kind_name(member));
}

static void link_property(const struct linking *linking, const struct properties *properties,
                          const struct dore_property *property, const struct dore_node *member) {
    bool truth;
    if ((member->kind == DORE_NODE_OBJECT && property->object) ||
        (property->flag && dore_node_bool(member, &truth))) {
        *properties->node = member;
    } else if (member->kind == DORE_NODE_STRING && !property->flag && !property->no_text) {
        const char *text = manifest_text(member, property->key, linking->diags);
        if (!text || !check_choice(linking, property, member))
            return;
        properties->slot[property->slot] = text;
    } else {
        if (!manifest_is_void(member))
            report_kind(linking, property, member);
        return;
    }
    properties->slot_where[property->slot] = member->where;
}

static bool has_property(const struct dore_property *table, const struct dore_property *property,
                         const struct dore_node *node) {
    for (const struct dore_node *member = node->first; member; member = member->next) {
        const char *meant =
            find_in(table, member->key) ? member->key : meant_property(node, table, member->key);
        if (member->key == manifest_no_text || (meant && strcmp(meant, property->key) == 0))
            return true;
    }
    return false;
}

static void check_required(const struct linking *linking, const struct properties *properties,
                           const struct dore_node *node) {
    const struct dore_property *table = table_of(properties->format, properties->attribute);
    for (const struct dore_property *property = table; property->key; property++)
        if (property->required && !has_property(table, property, node))
            dore_error(linking->diags, DORE_E_KEY_MISSING, node->where, NULL,
                       "%s of protocol %s needs '%s'", properties->shape->what,
                       properties->format->protocols[0], property->key);
}

static void report_absent(const struct linking *linking, const struct properties *properties) {
    const struct dore_property *first =
        properties->format ? table_of(properties->format, properties->attribute) : NULL;
    const char *hint =
        first && first->key
            ? dore_hint(linking->diags, "add \"properties\": {\"%s\": ...}", first->key)
            : NULL;
    dore_error(linking->diags, DORE_E_KEY_MISSING, properties->owner->where, hint,
               "%s needs 'properties'", properties->shape->what);
}

static void link_properties(const struct linking *linking, const struct properties *properties) {
    const struct dore_node *node = dore_node_find(properties->owner, "properties");
    if (!node) {
        if (properties->written &&
            manifest_lacks(properties->owner, properties->shape, "properties"))
            report_absent(linking, properties);
        return;
    }
    if (node->kind != DORE_NODE_OBJECT)
        return;
    for (const struct dore_node *member = node->first; member; member = member->next) {
        if (member->key == manifest_no_text)
            continue;
        const struct dore_property *property = find_property(properties, member->key);
        if (property)
            link_property(linking, properties, property, member);
        else
            report_unknown(linking, properties, node, member);
    }
    if (properties->written && properties->format)
        check_required(linking, properties, node);
}

/* ---- models --------------------------------------------------------------------------------- */

static const struct dore_datastore *find_datastore(const struct linking *linking,
                                                   const struct dore_node *name, bool written) {
    const struct dore_manifest *manifest = linking->manifest;
    struct dore_suggest suggest = {.name = name->variable ? NULL : name->text.text};
    for (uint32_t i = 0; i < manifest->datastore_count; i++) {
        if (dore_str_is(name->text, manifest->datastore[i].id))
            return &manifest->datastore[i];
        dore_suggest_try(&suggest, manifest->datastore[i].id);
    }
    const char *hint = dore_hint_names(linking->diags, &suggest);
    if (manifest_is_void(name) || !linking->datastores)
        return NULL;
    if (written)
        dore_error(linking->diags, DORE_E_DATASTORE_UNKNOWN, name->where, hint,
                   "unknown datastore '%s'", manifest_shown(name));
    else
        dore_warning(linking->diags, DORE_W_IGNORED, name->where, hint,
                     "unknown datastore '%s' is ignored: the model is not written",
                     manifest_shown(name));
    return NULL;
}

static const struct dore_datastore *link_datastore(const struct linking *linking,
                                                   const struct dore_node *node, bool written) {
    const struct dore_node *name = dore_node_find(node, "datastore");
    if (name)
        return name->kind == DORE_NODE_STRING ? find_datastore(linking, name, written) : NULL;
    if (written && manifest_lacks(node, &manifest_model, "datastore"))
        dore_error(linking->diags, DORE_E_KEY_MISSING, node->where,
                   "write \"persistence\": \"MEMORY_ONLY\" for a model that is not written",
                   "a FULL model needs 'datastore'");
    return NULL;
}

static void link_attributes(const struct linking *linking, const struct dore_node *attributes,
                            const struct dore_model *model, struct dore_attribute *attribute,
                            const struct dore_format *format) {
    const struct dore_node *node = model->attribute_count ? attributes->first : NULL;
    for (uint32_t i = 0; i < model->attribute_count; i++, node = node->next) {
        if (node->kind != DORE_NODE_OBJECT || manifest_is_broken(node, &manifest_attribute))
            continue;
        struct properties properties = {.owner = node,
                                        .shape = &manifest_attribute,
                                        .format = format,
                                        .attribute = true,
                                        .written = model->persistence == DORE_FULL &&
                                                   !attribute[i].keys.hidden,
                                        .slot = attribute[i].slot,
                                        .slot_where = attribute[i].slot_where,
                                        .node = &attribute[i].mapping};
        link_properties(linking, &properties);
    }
}

static void link_model(const struct linking *linking, const struct dore_node *node,
                       struct dore_model *model, struct dore_attribute *attribute) {
    if (model->broken)
        return;
    bool written = model->persistence == DORE_FULL;
    const struct dore_datastore *datastore = link_datastore(linking, node, written);
    const char *protocol = datastore ? datastore->protocol : NULL;
    const struct dore_format *format = protocol ? dore_format_for(protocol, NULL) : NULL;
    struct properties properties = {.owner = node,
                                    .shape = &manifest_model,
                                    .format = format,
                                    .written = written,
                                    .slot = model->slot,
                                    .slot_where = model->slot_where,
                                    .node = &model->options};
    link_properties(linking, &properties);
    if (written) {
        model->datastore = datastore;
        model->format = format ? dore_format_for(protocol, model->slot[DORE_SLOT_STYLE]) : NULL;
    }
    link_attributes(linking, dore_node_find(node, "attributes"), model, attribute, format);
}

void manifest_link(const struct dore_node *root, struct manifest_graph *graph,
                   struct dore_diags *diags) {
    const struct dore_node *datastores = dore_node_find(root, "datastores");
    struct linking linking = {.manifest = graph->manifest,
                              .datastores = datastores && datastores->kind == DORE_NODE_OBJECT,
                              .diags = diags};
    uint32_t count = graph->manifest->model_count;
    const struct dore_node *node = count ? dore_node_find(root, "models")->first : NULL;
    for (uint32_t i = 0; i < count; i++, node = node->next)
        link_model(&linking, node, &graph->model[i], graph->attribute[i]);
}
