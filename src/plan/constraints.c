/* SPDX-License-Identifier: Apache-2.0
 *
 * Keys, indexes and foreign keys of the tables of one store, as formats write them: lists of
 * attributes become lists of fields. A foreign key stands where values are, by construction, those
 * of a key of another table of the store; constraints come after the data, so circles of tables
 * need no trick.
 */
#include "private.h"

struct writing {
    struct plan_builder *builder;
    struct dore_plan_table *table; /* of the store */
    uint32_t table_count;
    const struct dore_model *model;
    struct dore_plan_table *own; /* the model's */
};

/* ---- fields --------------------------------------------------------------------------------- */

static bool find_field(const struct dore_table *table, const char *attribute, uint32_t *out) {
    for (uint32_t i = 0; i < table->field_count; i++)
        if (strcmp(table->field[i].attribute, attribute) == 0) {
            *out = i;
            return true;
        }
    return false;
}

static const struct dore_attribute *attribute_of(const struct dore_model *model, const char *id) {
    for (uint32_t i = 0; i < model->attribute_count; i++)
        if (strcmp(model->attribute[i].id, id) == 0)
            return &model->attribute[i];
    return NULL;
}

static const struct dore_op *op_of(const struct plan_builder *builder,
                                   const struct dore_model *model,
                                   const struct dore_attribute *attribute) {
    const struct root_op *root = &builder->root[model->index][attribute - model->attribute];
    return root->progress == OP_READY ? &root->op : NULL;
}

/* ---- keys ----------------------------------------------------------------------------------- */

/* False when a field is missing: hidden ones are told of, others were. */
static bool write_fields(const struct writing *writing, const struct plan_key *key,
                         struct dore_key *out) {
    uint32_t *field = DORE_NEW(writing->builder->arena, uint32_t, key->count);
    for (uint32_t i = 0; i < key->count; i++) {
        const struct dore_attribute *attribute = &writing->model->attribute[key->attribute[i]];
        if (find_field(&writing->own->table, attribute->id, &field[i]))
            continue;
        if (attribute->keys.hidden)
            dore_error(writing->builder->diags, DORE_E_KEYS, key->where,
                       "write it, or leave it out", "'%s' is hidden, so nothing can be a key of it",
                       attribute->id);
        return false;
    }
    out->field = field;
    out->count = key->count;
    return true;
}

static void write_keys(const struct writing *writing) {
    const struct plan_keys *keys = &writing->builder->keys[writing->model->index];
    struct dore_key *key = DORE_NEW(writing->builder->arena, struct dore_key, keys->count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < keys->count; i++) {
        const struct plan_key *from = &keys->key[i];
        key[count] = (struct dore_key){
            .kind = from->kind, .name = from->name, .stated = from->stated, .where = from->where};
        count += !from->implied && write_fields(writing, from, &key[count]);
    }
    writing->own->table.key = key;
    writing->own->table.key_count = count;
}

/* ---- foreign keys --------------------------------------------------------------------------- */

static const struct dore_table *find_table(const struct writing *writing,
                                           const struct dore_model *model) {
    for (uint32_t i = 0; i < writing->table_count; i++)
        if (strcmp(writing->table[i].table.id, model->id) == 0)
            return &writing->table[i].table;
    return NULL;
}

/* True when those attributes, in any order, are a key of the model. */
static bool is_key(const struct plan_builder *builder, const struct dore_model *model,
                   const uint32_t *attribute, uint32_t count) {
    const struct plan_keys *keys = &builder->keys[model->index];
    for (uint32_t k = 0; k < keys->count; k++) {
        const struct plan_key *key = &keys->key[k];
        uint32_t found = 0;
        for (uint32_t i = 0; i < key->count; i++)
            for (uint32_t j = 0; j < count; j++)
                found += key->attribute[i] == attribute[j];
        if (key->kind != DORE_KEY_INDEX && key->count == count && found == count)
            return true;
    }
    return false;
}

/* The attribute whose values these always are and that is a key by itself; NULL: none. */
static const struct dore_attribute *find_origin(const struct plan_builder *builder,
                                                const struct dore_op *op) {
    while (op && op->link && op->origin) {
        const struct dore_model *model = plan_model_of(builder, op->origin);
        uint32_t index = (uint32_t)(op->origin - model->attribute);
        if (model->persistence != DORE_NO_PERSIST && is_key(builder, model, &index, 1))
            return op->origin;
        op = op_of(builder, model, op->origin);
    }
    return NULL;
}

/* The table to refer to; NULL when it is not there, with a warning when it was left out. */
static const struct dore_table *reach_table(const struct writing *writing,
                                            const struct dore_model *to, struct dore_where where) {
    const struct dore_table *table = find_table(writing, to);
    bool made = writing->builder->options->schema; /* else nothing would be written of it */
    if (!table && made && to->persistence == DORE_FULL && to->slot[DORE_SLOT_NAME] &&
        to->datastore == writing->model->datastore)
        dore_warning(writing->builder->diags, DORE_W_IGNORED, where, NULL,
                     "the foreign key to '%s' is left out, for that model is not written", to->id);
    return table;
}

static void add_foreign(const struct writing *writing, const struct dore_foreign_key *from) {
    struct dore_table *table = &writing->own->table;
    struct dore_foreign_key *list = (struct dore_foreign_key *)table->foreign;
    list[table->foreign_count++] = *from;
}

static void refuse_foreign(const struct writing *writing, const struct dore_attribute *attribute) {
    dore_error(writing->builder->diags, DORE_E_KEYS, attribute->keys.foreign_where,
               "refer to a sole primary key or a unique attribute of a model in the same datastore",
               "'%s' cannot be a foreign key: its values are not always those of such a key",
               attribute->id);
}

/* A `ref` or `parent` is a foreign key by itself, anything else when it asks for it. */
static bool wants_foreign(const struct dore_attribute *attribute) {
    static const char *const words[] = {"ref", "parent"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (attribute->generator && strcmp(attribute->generator->word, words[i]) == 0)
            return attribute->keys.foreign != DORE_NO;
    return attribute->keys.foreign == DORE_YES;
}

/* True for one that `foreignKeys` names alone: that entry says more. */
static bool is_listed(const struct dore_model *model, const struct dore_attribute *attribute) {
    for (uint32_t i = 0; i < model->foreign_count; i++)
        if (model->foreign_keys[i].count == 1 &&
            dore_str_is(model->foreign_keys[i].id[0]->text, attribute->id))
            return true;
    return false;
}

static void write_foreign(const struct writing *writing, uint32_t field) {
    struct plan_builder *builder = writing->builder;
    const struct dore_attribute *attribute =
        attribute_of(writing->model, writing->own->table.field[field].attribute);
    if (!wants_foreign(attribute) || is_listed(writing->model, attribute))
        return;
    bool asked = attribute->keys.foreign == DORE_YES;
    const struct dore_attribute *origin =
        find_origin(builder, op_of(builder, writing->model, attribute));
    const struct dore_model *model = origin ? plan_model_of(builder, origin) : NULL;
    if (!origin || model->datastore != writing->model->datastore) {
        if (asked)
            refuse_foreign(writing, attribute);
        return;
    }
    const struct dore_table *to = reach_table(writing, model, attribute->keys.foreign_where);
    uint32_t *fields = DORE_NEW(builder->arena, uint32_t, 2);
    fields[0] = field;
    if (!to || !find_field(to, origin->id, &fields[1]))
        return;
    add_foreign(writing, &(struct dore_foreign_key){.count = 1,
                                                    .field = &fields[0],
                                                    .to = to,
                                                    .to_field = &fields[1],
                                                    .on_delete = attribute->keys.on_delete,
                                                    .on_update = attribute->keys.on_update,
                                                    .where = attribute->keys.foreign_where});
}

/* ---- foreign keys of several attributes ----------------------------------------------------- */

/* Pairs of one list, as attributes of both models; false when an error was added. */
static bool find_pairs(const struct writing *writing, const struct dore_attribute_list *list,
                       const struct dore_model *to, uint32_t *own, uint32_t *other) {
    bool good = true;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct dore_attribute *mine = plan_find_attribute(
            writing->builder, writing->model, list->id[i]->text.text, list->id[i]->where);
        const struct dore_attribute *theirs =
            plan_find_attribute(writing->builder, to, list->to[i]->text.text, list->to[i]->where);
        good &= mine && theirs;
        if (mine)
            own[i] = (uint32_t)(mine - writing->model->attribute);
        if (theirs)
            other[i] = (uint32_t)(theirs - to->attribute);
    }
    return good;
}

/* True when all are taken from one and the same picked record of `to`, each from its partner. */
static bool is_one_record(const struct writing *writing, const struct dore_attribute_list *list,
                          const struct dore_model *to, const uint32_t *own, const uint32_t *other) {
    const char *path = NULL;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct dore_attribute *mine = &writing->model->attribute[own[i]];
        const struct dore_op *op = op_of(writing->builder, writing->model, mine);
        if (!op)
            return true; /* that was reported */
        bool same = op->link && op->origin == &to->attribute[other[i]] &&
                    (!path || strcmp(path, op->link->path) == 0);
        if (!same) {
            dore_error(writing->builder->diags, DORE_E_KEYS, list->id[i]->where,
                       "write {\"from\": \"...\"} with a path through the one that is picked",
                       "'%s' is not '%s' of the same picked record of '%s' as the others", mine->id,
                       to->attribute[other[i]].id, to->id);
            return false;
        }
        path = op->link->path;
    }
    return true;
}

static void write_list(const struct writing *writing, const struct dore_attribute_list *list) {
    struct plan_builder *builder = writing->builder;
    const struct dore_model *to =
        plan_find_model(builder, list->references, list->references_where);
    uint32_t *own = DORE_NEW(builder->arena, uint32_t, list->count);
    uint32_t *other = DORE_NEW(builder->arena, uint32_t, list->count);
    if (!to || !find_pairs(writing, list, to, own, other))
        return;
    if (to->datastore != writing->model->datastore) {
        dore_error(builder->diags, DORE_E_KEYS, list->references_where, NULL,
                   "'%s' is not in the same datastore", to->id);
        return;
    }
    if (!is_key(builder, to, other, list->count)) {
        dore_error(builder->diags, DORE_E_KEYS, list->where,
                   dore_hint(builder->diags, "make them a key of '%s'", to->id),
                   "what the foreign key refers to is no key of '%s'", to->id);
        return;
    }
    const struct dore_table *table = reach_table(writing, to, list->where);
    if (!is_one_record(writing, list, to, own, other) || !table)
        return;
    for (uint32_t i = 0; i < list->count; i++)
        if (!find_field(&writing->own->table, list->id[i]->text.text, &own[i]) ||
            !find_field(table, list->to[i]->text.text, &other[i]))
            return;
    add_foreign(writing, &(struct dore_foreign_key){.count = list->count,
                                                    .field = own,
                                                    .to = table,
                                                    .to_field = other,
                                                    .on_delete = list->on_delete,
                                                    .on_update = list->on_update,
                                                    .where = list->where});
}

/* ---- all of it ------------------------------------------------------------------------------ */

/* Conditions are SQL: documents have none. */
static void check_idle(const struct writing *writing) {
    struct dore_table *table = &writing->own->table;
    for (uint32_t i = 0; i < table->field_count && !writing->model->format->column_words; i++)
        if (table->field[i].check)
            dore_warning(writing->builder->diags, DORE_W_IGNORED, table->field[i].check_where,
                         "leave it out, or ask for a validator where the store has them",
                         "'check' is a condition of SQL tables and is ignored here");
    for (uint32_t i = 0; i < table->key_count && !writing->model->format->after_file; i++)
        if (table->key[i].kind == DORE_KEY_INDEX)
            dore_warning(writing->builder->diags, DORE_W_IGNORED, table->key[i].where,
                         "leave it out", "protocol %s indexes every field: this index is ignored",
                         writing->model->format->protocols[0]);
}

/* Formats with types say of their columns themselves that null does not fit. */
static void check_not_null(const struct writing *writing) {
    struct dore_table *table = &writing->own->table;
    for (uint32_t i = 0; i < table->field_count && !writing->model->format->column_words; i++)
        if (table->field[i].not_null && table->field[i].domain.kinds & DORE_KIND_BIT(DORE_NULL))
            dore_error(writing->builder->diags, DORE_E_KEYS, table->field[i].where,
                       "let its generator give no null",
                       "'%s' must not be null, but its generator may give null",
                       table->field[i].attribute);
}

static const struct dore_model *find_model(const struct plan_builder *builder, const char *id) {
    for (uint32_t i = 0; i < builder->manifest->model_count; i++)
        if (strcmp(builder->manifest->model[i].id, id) == 0)
            return &builder->manifest->model[i];
    return NULL;
}

void plan_constraints(struct plan_builder *builder, struct dore_plan_table *table, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        struct writing writing = {.builder = builder,
                                  .table = table,
                                  .table_count = count,
                                  .model = find_model(builder, table[i].table.id),
                                  .own = &table[i]};
        const struct dore_model *model = writing.model;
        check_not_null(&writing);
        write_keys(&writing);
        check_idle(&writing);
        table[i].table.foreign =
            DORE_NEW(builder->arena, struct dore_foreign_key,
                     (size_t)table[i].table.field_count + model->foreign_count);
        for (uint32_t k = 0; k < table[i].table.field_count; k++)
            write_foreign(&writing, k);
        for (uint32_t k = 0; k < model->foreign_count; k++)
            write_list(&writing, &model->foreign_keys[k]);
    }
}
