/* SPDX-License-Identifier: Apache-2.0
 *
 * The keys and indexes of every model, from all places that can ask for one: words of attributes,
 * words of models, words inside a column's type. One list a model, the primary key first, which
 * unique.c makes true and constraints.c writes down.
 */
#include "private.h"

struct reading {
    struct plan_builder *builder;
    const struct dore_model *model;
    struct plan_key *key;
    uint32_t count;
};

static struct plan_key *add(struct reading *reading, enum dore_key_kind kind, uint32_t *attribute,
                            uint32_t count, struct dore_where where) {
    struct plan_key *key = &reading->key[reading->count++];
    *key = (struct plan_key){.kind = kind, .attribute = attribute, .count = count, .where = where};
    return key;
}

static uint32_t *one(struct reading *reading, uint32_t attribute) {
    uint32_t *list = DORE_NEW(reading->builder->arena, uint32_t, 1);
    *list = attribute;
    return list;
}

/* ---- words in types ------------------------------------------------------------------------- */

static const struct dore_column_words *read_words(struct plan_builder *builder,
                                                  const struct dore_model *model) {
    struct dore_column_words *words =
        DORE_NEW(builder->arena, struct dore_column_words, model->attribute_count);
    bool typed = model->persistence == DORE_FULL && model->format && model->format->column_words;
    for (uint32_t i = 0; typed && i < model->attribute_count; i++)
        if (model->attribute[i].slot[DORE_SLOT_TYPE])
            model->format->column_words(model->attribute[i].slot[DORE_SLOT_TYPE], &words[i]);
    return words;
}

/* ---- the primary key ------------------------------------------------------------------------ */

static void add_primary(struct reading *reading, const struct dore_column_words *words) {
    const struct dore_model *model = reading->model;
    uint32_t *attribute = DORE_NEW(reading->builder->arena, uint32_t, model->attribute_count);
    uint32_t count = 0, said = 0;
    for (uint32_t i = 0; i < model->attribute_count; i++) {
        said += model->attribute[i].keys.primary;
        if (model->attribute[i].keys.primary || words[i].primary)
            attribute[count++] = i;
    }
    if (!count)
        return;
    const struct dore_attribute *first = &model->attribute[attribute[0]];
    struct plan_key *key = add(reading, DORE_KEY_PRIMARY, attribute, count,
                               said ? first->keys.primary_where : first->where);
    key->stated = !said || (count == 1 && words[attribute[0]].primary);
    for (uint32_t i = 0; i < count && count > 1; i++)
        if (words[attribute[i]].primary)
            dore_error(reading->builder->diags, DORE_E_KEYS, model->attribute[attribute[i]].where,
                       "take PRIMARY KEY out of the type and write \"primaryKey\": true",
                       "the type of '%s' says PRIMARY KEY, but the key has %u attributes",
                       model->attribute[attribute[i]].id, count);
}

/* ---- attributes ----------------------------------------------------------------------------- */

static bool find_attribute(struct reading *reading, const char *id, struct dore_where where,
                           uint32_t *out) {
    const struct dore_attribute *found =
        plan_find_attribute(reading->builder, reading->model, id, where);
    if (found)
        *out = (uint32_t)(found - reading->model->attribute);
    return found != NULL;
}

const struct dore_attribute *plan_document_id(const struct dore_model *model) {
    const char *id = model->slot[DORE_SLOT_KEY];
    const char *name = model->format ? model->format->id_name : NULL;
    for (uint32_t i = 0; i < model->attribute_count; i++) {
        const struct dore_attribute *attribute = &model->attribute[i];
        const char *own = attribute->slot[DORE_SLOT_NAME];
        if (id ? strcmp(attribute->id, id) == 0
               : name && own && !attribute->keys.hidden && strcmp(own, name) == 0)
            return attribute;
    }
    return NULL;
}

/* Documents of one id overwrite or refuse each other. */
static void add_document_id(struct reading *reading) {
    const struct dore_model *model = reading->model;
    const struct dore_attribute *attribute = plan_document_id(model);
    if (!attribute || model->persistence != DORE_FULL)
        return;
    bool named = model->slot[DORE_SLOT_KEY];
    struct plan_key *key =
        add(reading, DORE_KEY_UNIQUE, one(reading, (uint32_t)(attribute - model->attribute)), 1,
            named ? model->slot_where[DORE_SLOT_KEY] : attribute->slot_where[DORE_SLOT_NAME]);
    key->implied = true;
    key->stated = !named;
}

static void add_within(struct reading *reading, uint32_t index) {
    const struct dore_attribute *attribute = &reading->model->attribute[index];
    uint32_t *pair = DORE_NEW(reading->builder->arena, uint32_t, 2);
    if (!find_attribute(reading, attribute->keys.within, attribute->keys.unique_where, &pair[0]))
        return;
    pair[1] = index;
    if (pair[0] == index)
        dore_error(reading->builder->diags, DORE_E_KEYS, attribute->keys.unique_where,
                   "write \"unique\": true", "'%s' is unique within itself", attribute->id);
    else
        add(reading, DORE_KEY_UNIQUE, pair, 2, attribute->keys.unique_where);
}

static void add_of_attribute(struct reading *reading, uint32_t index,
                             const struct dore_column_words *words) {
    const struct dore_attribute *attribute = &reading->model->attribute[index];
    if (attribute->keys.within)
        add_within(reading, index);
    else if (attribute->keys.unique || words->unique)
        add(reading, DORE_KEY_UNIQUE, one(reading, index), 1, attribute->keys.unique_where)
            ->stated = words->unique;
    if (attribute->keys.index)
        add(reading, DORE_KEY_INDEX, one(reading, index), 1, attribute->where);
}

/* ---- lists of models ------------------------------------------------------------------------ */

static void add_list(struct reading *reading, const struct dore_attribute_list *list) {
    uint32_t *attribute = DORE_NEW(reading->builder->arena, uint32_t, list->count);
    bool good = true;
    for (uint32_t i = 0; i < list->count; i++) {
        good &= find_attribute(reading, list->id[i]->text.text, list->id[i]->where, &attribute[i]);
        for (uint32_t k = 0; good && k < i; k++)
            if (attribute[k] == attribute[i]) {
                dore_error(reading->builder->diags, DORE_E_KEYS, list->id[i]->where, NULL,
                           "'%s' stands twice in one list", list->id[i]->text.text);
                good = false;
            }
    }
    if (good)
        add(reading, list->unique ? DORE_KEY_UNIQUE : DORE_KEY_INDEX, attribute, list->count,
            list->where)
            ->name = list->name;
}

/* ---- what contradicts ----------------------------------------------------------------------- */

static void check_endless(struct plan_builder *builder, const struct dore_model *model) {
    for (uint32_t i = 0; i < model->attribute_count; i++) {
        const struct dore_attribute_keys *keys = &model->attribute[i].keys;
        if (keys->primary || keys->unique)
            dore_error(builder->diags, DORE_E_KEYS,
                       keys->primary ? keys->primary_where : keys->unique_where,
                       "make the model MEMORY_ONLY",
                       "records of a NO_PERSIST model are endless and cannot be unique");
    }
    if (model->unique_count)
        dore_error(builder->diags, DORE_E_KEYS, model->uniques[0].where,
                   "make the model MEMORY_ONLY",
                   "records of a NO_PERSIST model are endless and cannot be unique");
}

bool plan_may_be_null(const struct plan_builder *builder, const struct dore_model *model,
                      const struct dore_attribute *attribute) {
    const struct dore_column_words *words =
        &builder->keys[model->index].words[attribute - model->attribute];
    return !(attribute->keys.primary || attribute->keys.not_null || words->primary ||
             words->not_null);
}

static void check_nulls(struct plan_builder *builder, const struct dore_model *model,
                        const struct dore_column_words *words) {
    for (uint32_t i = 0; i < model->attribute_count; i++) {
        const struct dore_attribute_keys *keys = &model->attribute[i].keys;
        bool primary = keys->primary || words[i].primary;
        if (keys->null_rate > 0 && !plan_may_be_null(builder, model, &model->attribute[i]))
            dore_error(builder->diags, DORE_E_KEYS, keys->null_where, "leave one of them out",
                       "'%s' has a nullRate and is %s", model->attribute[i].id,
                       primary ? "a primary key" : "NOT NULL");
    }
}

/* Tables alone have foreign keys (constraints.c); of models that are none only the names count. */
static void check_foreign_names(struct plan_builder *builder, const struct dore_model *model) {
    for (uint32_t i = 0; model->persistence != DORE_FULL && i < model->foreign_count; i++) {
        const struct dore_attribute_list *list = &model->foreign_keys[i];
        const struct dore_model *to =
            plan_find_model(builder, list->references, list->references_where);
        for (uint32_t k = 0; k < list->count; k++) {
            plan_find_attribute(builder, model, list->id[k]->text.text, list->id[k]->where);
            if (to)
                plan_find_attribute(builder, to, list->to[k]->text.text, list->to[k]->where);
        }
    }
}

static void read_model(struct plan_builder *builder, const struct dore_model *model,
                       struct plan_keys *out) {
    struct reading reading = {.builder = builder, .model = model};
    size_t most = 2 + 2 * (size_t)model->attribute_count + model->unique_count + model->index_count;
    reading.key = DORE_NEW(builder->arena, struct plan_key, most);
    out->words = read_words(builder, model);
    check_foreign_names(builder, model);
    if (model->persistence == DORE_NO_PERSIST) {
        check_endless(builder, model);
        return;
    }
    check_nulls(builder, model, out->words);
    add_primary(&reading, out->words);
    add_document_id(&reading);
    for (uint32_t i = 0; i < model->attribute_count; i++)
        add_of_attribute(&reading, i, &out->words[i]);
    for (uint32_t i = 0; i < model->unique_count; i++)
        add_list(&reading, &model->uniques[i]);
    for (uint32_t i = 0; i < model->index_count; i++)
        add_list(&reading, &model->indexes[i]);
    out->key = reading.key;
    out->count = reading.count;
}

void plan_read_keys(struct plan_builder *builder) {
    const struct dore_manifest *manifest = builder->manifest;
    builder->keys = DORE_NEW(builder->arena, struct plan_keys, manifest->model_count);
    for (uint32_t i = 0; i < manifest->model_count; i++)
        if (!manifest->model[i].broken)
            read_model(builder, &manifest->model[i], &builder->keys[i]);
}
