/* SPDX-License-Identifier: Apache-2.0
 *
 * Nodes to structs: what each key of the manifest says by itself. The shapes were checked before,
 * so a value of the wrong kind was reported and counts as absent here. Structs are filled as far as
 * possible after a fault, with values that cause no second one. Datastores and formats of models,
 * and `properties`, are left to link.c.
 */
#include "dore/faker.h"
#include "private.h"

struct binding {
    struct dore_arena *arena;
    struct dore_diags *diags;
};

/* The member if it is there and of that kind. */
static const struct dore_node *member_of(const struct dore_node *object, const char *key,
                                         enum dore_node_kind kind) {
    const struct dore_node *member = dore_node_find(object, key);
    return member && member->kind == kind ? member : NULL;
}

/* How many definitions of an object are bound; more were reported. */
static uint32_t count_of(const struct dore_node *object, uint32_t most) {
    return !object ? 0 : object->count < most ? object->count : most;
}

/* ---- datastores ----------------------------------------------------------------------------- */

static const struct dore_format *bind_protocol(const struct binding *binding,
                                               const struct dore_node *node) {
    const char *text = manifest_text(node, "protocol", binding->diags);
    const struct dore_format *format = text ? dore_format_for(text, NULL) : NULL;
    if (format || !text)
        return format;
    struct dore_suggest suggest = {.name = node->variable ? NULL : text};
    dore_format_suggest(&suggest);
    struct dore_suggest all = {.name = NULL};
    dore_format_list(&all);
    dore_error(binding->diags, DORE_E_PROTOCOL_UNKNOWN, node->where,
               dore_hint_names(binding->diags, dore_suggest_kin(&suggest) ? &suggest : &all),
               "unknown protocol '%s'", manifest_shown(node));
    return NULL;
}

static void report_no_database(const struct binding *binding, const struct dore_node *node,
                               const struct dore_node *properties, const char *protocol) {
    if (properties && manifest_lacks(properties, &manifest_connection, "database"))
        dore_error(binding->diags, DORE_E_KEY_MISSING, properties->where, NULL,
                   "protocol '%s' needs 'database'", protocol);
    else if (manifest_lacks(node, &manifest_datastore, "properties"))
        dore_error(binding->diags, DORE_E_KEY_MISSING, node->where,
                   "add \"properties\": {\"database\": \"name\"}", "protocol '%s' needs 'database'",
                   protocol);
}

static void bind_database(const struct binding *binding, const struct dore_node *node,
                          const struct dore_format *format, struct dore_datastore *out) {
    const struct dore_node *properties = member_of(node, "properties", DORE_NODE_OBJECT);
    const struct dore_node *database = properties ? dore_node_find(properties, "database") : NULL;
    if (!database) {
        if (format->needs_database)
            report_no_database(binding, node, properties, out->protocol);
    } else if (!format->needs_database) {
        dore_error(binding->diags, DORE_E_KEY_UNKNOWN, database->key_where, "leave it out",
                   "protocol '%s' has no 'database'", out->protocol);
    } else if (database->kind == DORE_NODE_STRING) {
        out->database = manifest_text(database, "database", binding->diags);
        out->database_where = database->where;
    }
}

static void bind_datastore(const struct binding *binding, const struct dore_node *node,
                           struct dore_datastore *out) {
    *out = (struct dore_datastore){
        .id = node->key, .where = node->where, .database_where = node->where};
    const struct dore_node *protocol = member_of(node, "protocol", DORE_NODE_STRING);
    const struct dore_format *format = protocol ? bind_protocol(binding, protocol) : NULL;
    if (!format)
        return;
    out->protocol = format->protocols[0];
    bind_database(binding, node, format, out);
}

/* ---- values --------------------------------------------------------------------------------- */

/* The generator word that an unknown key is most like, or NULL. */
static const char *nearest_word(const char *key) {
    struct dore_suggest suggest = {.name = key};
    for (const struct dore_generator *const *word = dore_generators; *word; word++)
        dore_suggest_try(&suggest, (*word)->word);
    return dore_suggest_best(&suggest);
}

static const char *word_list(const struct binding *binding) {
    struct dore_buf list = {0};
    for (const struct dore_generator *const *word = dore_generators; *word; word++)
        dore_buf_format(&list, "%s'%s'",
                        list.size == 0 ? ""
                        : word[1]      ? ", "
                                       : " or ",
                        (*word)->word);
    const char *text = dore_hint(binding->diags, "write %.*s", (int)list.size, list.data);
    dore_buf_release(&list);
    return text;
}

/* No key of the value is a generator word. */
static void report_no_word(const struct binding *binding, const struct dore_node *value) {
    const struct dore_node *best = value->first;
    if (!best) {
        dore_error(binding->diags, DORE_E_GENERATOR_COUNT, value->where, word_list(binding),
                   "a value needs exactly one generator");
        return;
    }
    for (const struct dore_node *key = value->first; key; key = key->next)
        if (nearest_word(key->key) || dore_method_find(key->key)) {
            best = key;
            break;
        }
    const char *nearest = nearest_word(best->key);
    const char *hint = word_list(binding);
    if (dore_method_find(best->key))
        hint = dore_hint(binding->diags, "write {\"faker\": {\"%s\": {}}}", best->key);
    else if (nearest)
        hint = dore_hint(binding->diags, "write '%s'", nearest);
    dore_error(binding->diags, DORE_E_GENERATOR_UNKNOWN, best->key_where, hint,
               "unknown generator '%s'", manifest_shown_key(best));
}

static const char *nearest_beside(const char *key, const struct dore_node *word) {
    struct dore_suggest suggest = {.name = key};
    const char *const *beside = dore_generator_find(word->key)->beside;
    for (; beside && *beside; beside++)
        dore_suggest_try(&suggest, *beside);
    return dore_suggest_best(&suggest);
}

/* What stands beside the generator word: Dore ignores it, save what must be a misspelling. */
static void check_beside(const struct binding *binding, const struct dore_node *key,
                         const struct dore_node *word) {
    const char *nearest = nearest_word(key->key), *near_beside = nearest_beside(key->key, word);
    if (near_beside)
        dore_error(binding->diags, DORE_E_KEY_UNKNOWN, key->key_where,
                   dore_hint(binding->diags, "write '%s'", near_beside),
                   "unknown key '%s' beside '%s'", manifest_shown_key(key), word->key);
    else if (nearest)
        dore_error(binding->diags, DORE_E_KEY_UNKNOWN, key->key_where,
                   dore_hint(binding->diags, "leave it out, or write '%s' alone", nearest),
                   "'%s' is no generator and stands beside '%s'", manifest_shown_key(key),
                   word->key);
    else
        dore_warning(binding->diags, DORE_W_IGNORED, key->key_where,
                     manifest_has_key(&manifest_attribute, key->key) ? "write it beside \"value\""
                                                                     : NULL,
                     "'%s' beside '%s' is ignored", manifest_shown_key(key), word->key);
}

/* True for a key that belongs to the word, such as 'pick' to 'ref'. */
static bool stands_beside(const char *key, const char *word) {
    const char *const *beside = dore_generator_find(word)->beside;
    for (; beside && *beside; beside++)
        if (strcmp(*beside, key) == 0)
            return true;
    return false;
}

/* True when something below is a text that variables could not make. */
static bool has_void(const struct dore_node *node) {
    if (node->kind == DORE_NODE_STRING && manifest_is_void(node))
        return true;
    for (const struct dore_node *child = node->first; child; child = child->next)
        if (child->key == manifest_no_text || has_void(child))
            return true;
    return false;
}

static void bind_value(const struct binding *binding, const struct dore_node *value,
                       struct dore_attribute *out) {
    const struct dore_node *word = NULL;
    bool several = false;
    for (const struct dore_node *key = value->first; key; key = key->next) {
        if (!dore_generator_find(key->key))
            continue;
        if (word) {
            several = true;
            dore_error(binding->diags, DORE_E_GENERATOR_COUNT, key->key_where, NULL,
                       "a value needs exactly one generator, not '%s' and '%s'", word->key,
                       key->key);
        } else {
            word = key;
        }
    }
    if (!word) {
        report_no_word(binding, value);
        return;
    }
    for (const struct dore_node *key = value->first; key; key = key->next)
        if (!dore_generator_find(key->key) && !stands_beside(key->key, word->key))
            check_beside(binding, key, word);
    if (several || has_void(value))
        return;
    out->generator = dore_generator_find(word->key);
    out->spec = word;
}

/* ---- models --------------------------------------------------------------------------------- */

static const char *const persistences[] = {
    [DORE_FULL] = "FULL", [DORE_MEMORY_ONLY] = "MEMORY_ONLY", [DORE_NO_PERSIST] = "NO_PERSIST"};
enum { PERSISTENCES = sizeof persistences / sizeof *persistences };

/* An unknown word counts as the one that it is most like. */
static enum dore_persistence bind_persistence(const struct binding *binding,
                                              const struct dore_node *node) {
    struct dore_suggest suggest = {.name = node->variable ? NULL : node->text.text};
    for (unsigned i = 0; i < PERSISTENCES; i++) {
        if (dore_str_is(node->text, persistences[i]))
            return (enum dore_persistence)i;
        dore_suggest_try(&suggest, persistences[i]);
    }
    const char *best = dore_suggest_best(&suggest);
    if (!manifest_is_void(node))
        dore_error(binding->diags, DORE_E_CHOICE, node->where,
                   best ? dore_hint_nearest(binding->diags, &suggest)
                        : "write 'FULL', 'MEMORY_ONLY' or 'NO_PERSIST'",
                   "'%s' is no persistence", manifest_shown(node));
    for (unsigned i = 0; best && i < PERSISTENCES; i++)
        if (strcmp(best, persistences[i]) == 0)
            return (enum dore_persistence)i;
    return DORE_FULL;
}

/* After a fault one record, and the model is `uncounted`. */
static uint64_t bind_records(const struct binding *binding, const struct dore_node *node,
                             enum dore_persistence persistence, bool *uncounted) {
    const struct dore_node *records = dore_node_find(node, "records");
    if (persistence == DORE_NO_PERSIST) {
        if (records)
            dore_warning(binding->diags, DORE_W_IGNORED, records->key_where, "leave it out",
                         "a NO_PERSIST model is endless: 'records' is ignored");
        return 0;
    }
    *uncounted = true;
    if (!records) {
        if (manifest_lacks(node, &manifest_model, "records"))
            dore_error(binding->diags, DORE_E_KEY_MISSING, node->where, "add \"records\": 100",
                       "a model needs 'records'");
        return 1;
    }
    int64_t count;
    if (records->kind == DORE_NODE_OBJECT) { /* keys.c reads it */
        *uncounted = !manifest_is_sound(records, &manifest_per);
        return 1;
    }
    if (dore_node_integer(records, &count) && count >= 0) {
        *uncounted = false;
        return (uint64_t)count;
    }
    bool number = records->kind == DORE_NODE_NUMBER;
    if (number || (records->variable && !manifest_is_void(records)))
        dore_error(binding->diags, DORE_E_RECORDS, records->where,
                   number ? NULL : "give its variable such a value",
                   "'records' must be a whole number from 0 to 9223372036854775807");
    return 1;
}

static void bind_locales(const struct binding *binding, const struct dore_node *object,
                         struct dore_locales *out) {
    const struct dore_node *locale = dore_node_find(object, "locale");
    if (locale)
        dore_locales_read(binding->arena, locale, binding->diags, out);
}

static void check_locale(const struct binding *binding, const struct dore_node *node,
                         const struct dore_attribute *attribute) {
    const struct dore_node *locale = dore_node_find(node, "locale");
    if (locale && attribute->generator && !attribute->generator->has_locale)
        dore_warning(binding->diags, DORE_W_IGNORED, locale->key_where, "leave it out",
                     "'%s' has no locale of its own: 'locale' is ignored",
                     attribute->generator->word);
}

static struct dore_attribute *bind_attributes(const struct binding *binding,
                                              const struct dore_node *attributes,
                                              struct dore_model *out) {
    uint32_t count = count_of(attributes, DORE_MAX_ATTRIBUTES);
    if (!count)
        return NULL;
    struct dore_attribute *attribute = DORE_NEW(binding->arena, struct dore_attribute, count);
    const struct dore_node *node = attributes->first;
    for (uint32_t i = 0; i < count; i++, node = node->next) {
        attribute[i] = (struct dore_attribute){.id = node->key, .where = node->where};
        for (int slot = 0; slot < DORE_SLOT_COUNT; slot++)
            attribute[i].slot_where[slot] = node->where;
        const struct dore_node *value = member_of(node, "value", DORE_NODE_OBJECT);
        attribute[i].value = value;
        if (value)
            bind_value(binding, value, &attribute[i]);
        bind_locales(binding, node, &attribute[i].locales);
        check_locale(binding, node, &attribute[i]);
        if (node->kind == DORE_NODE_OBJECT)
            manifest_bind_attribute_keys(node, &attribute[i].keys, binding->diags);
    }
    out->attribute = attribute;
    out->attribute_count = count;
    return attribute;
}

/* A written model has one that is written. */
static bool has_attributes(const struct dore_model *model) {
    for (uint32_t i = 0; i < model->attribute_count; i++)
        if (model->persistence != DORE_FULL || !model->attribute[i].keys.hidden)
            return true;
    return false;
}

static void check_attributes(const struct binding *binding, const struct dore_node *node,
                             const struct dore_model *model) {
    const struct dore_node *attributes = dore_node_find(node, "attributes");
    if (has_attributes(model) || (attributes && attributes->kind != DORE_NODE_OBJECT) ||
        (!attributes && !manifest_lacks(node, &manifest_model, "attributes")))
        return;
    struct dore_where where = attributes ? attributes->where : node->where;
    if (model->attribute_count)
        dore_error(binding->diags, DORE_E_EMPTY, where,
                   "let one be written, or make it MEMORY_ONLY",
                   "all attributes of this model are hidden");
    else if (model->persistence == DORE_FULL)
        dore_error(binding->diags, attributes ? DORE_E_EMPTY : DORE_E_KEY_MISSING, where, NULL,
                   "a model needs at least one attribute");
    else
        dore_warning(binding->diags, DORE_W_IGNORED, where, NULL, "this model has no attributes");
}

static struct dore_attribute *bind_model(const struct binding *binding,
                                         const struct dore_node *node, uint32_t index,
                                         struct dore_model *out) {
    *out = (struct dore_model){.id = node->key,
                               .index = index,
                               .where = node->where,
                               .records_where = node->where,
                               .records = 1};
    for (int slot = 0; slot < DORE_SLOT_COUNT; slot++)
        out->slot_where[slot] = node->where;
    out->broken = node->kind != DORE_NODE_OBJECT || manifest_is_broken(node, &manifest_model);
    if (out->broken)
        return NULL;
    const struct dore_node *persistence = member_of(node, "persistence", DORE_NODE_STRING);
    if (persistence)
        out->persistence = bind_persistence(binding, persistence);
    out->records = bind_records(binding, node, out->persistence, &out->uncounted);
    const struct dore_node *records = dore_node_find(node, "records");
    if (records)
        out->records_where = records->where;
    struct dore_attribute *attribute =
        bind_attributes(binding, member_of(node, "attributes", DORE_NODE_OBJECT), out);
    check_attributes(binding, node, out);
    manifest_bind_model_keys(binding->arena, node, out, binding->diags);
    return attribute;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void bind_words(const struct binding *binding, const struct dore_node *root,
                       struct dore_manifest *out) {
    const struct dore_node *id = member_of(root, "id", DORE_NODE_STRING);
    if (id && !manifest_is_void(id)) {
        manifest_check_id(id->text, id->where, binding->diags);
        out->id = id->text.text;
    }
    bind_locales(binding, root, &out->locales);
    const struct dore_node *seed = dore_node_find(root, "seed");
    out->has_seed = seed && dore_node_integer(seed, &out->seed);
    if (seed && !out->has_seed &&
        (seed->kind == DORE_NODE_NUMBER || (seed->variable && !manifest_is_void(seed))))
        dore_error(binding->diags, DORE_E_TYPE, seed->where, NULL,
                   "'seed' must be a whole number of at most 64 bits");
    const struct dore_node *now = member_of(root, "now", DORE_NODE_STRING);
    bool has_time;
    out->has_now = now && dore_parse_datetime(now->text, &out->now, &has_time);
    if (now && !out->has_now && !manifest_is_void(now))
        dore_error(binding->diags, DORE_E_DATE, now->where,
                   "write it like \"2026-01-31T12:00:00Z\"", "'now' is no time");
}

static void bind_datastores(const struct binding *binding, const struct dore_node *all,
                            struct manifest_graph *out) {
    uint32_t count = count_of(all, DORE_MAX_MODELS);
    struct dore_datastore *datastore = DORE_NEW(binding->arena, struct dore_datastore, count);
    const struct dore_node *node = count ? all->first : NULL;
    for (uint32_t i = 0; i < count; i++, node = node->next)
        bind_datastore(binding, node, &datastore[i]);
    const char **id = DORE_NEW(binding->arena, const char *, count);
    for (uint32_t i = 0; i < count; i++)
        id[i] = datastore[i].id;
    const char **folder = dore_file_names(binding->arena, id, count);
    for (uint32_t i = 0; i < count; i++)
        datastore[i].folder = folder[i];
    out->datastore = datastore;
    out->manifest->datastore = datastore;
    out->manifest->datastore_count = count;
}

static void bind_models(const struct binding *binding, const struct dore_node *all,
                        struct manifest_graph *out) {
    uint32_t count = count_of(all, DORE_MAX_MODELS);
    if (all && !count)
        dore_warning(binding->diags, DORE_W_IGNORED, all->where, NULL,
                     "the manifest has no models");
    out->model = DORE_NEW(binding->arena, struct dore_model, count);
    out->attribute = DORE_NEW(binding->arena, struct dore_attribute *, count);
    const struct dore_node *node = count ? all->first : NULL;
    for (uint32_t i = 0; i < count; i++, node = node->next)
        out->attribute[i] = bind_model(binding, node, i, &out->model[i]);
    out->manifest->model = out->model;
    out->manifest->model_count = count;
}

void manifest_bind(struct dore_arena *arena, const struct dore_node *root,
                   struct manifest_graph *out, struct dore_diags *diags) {
    struct binding binding = {.arena = arena, .diags = diags};
    out->manifest = DORE_NEW(arena, struct dore_manifest, 1);
    out->manifest->where = root->where;
    bind_words(&binding, root, out->manifest);
    bind_datastores(&binding, member_of(root, "datastores", DORE_NODE_OBJECT), out);
    bind_models(&binding, member_of(root, "models", DORE_NODE_OBJECT), out);
}
