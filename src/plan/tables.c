/* SPDX-License-Identifier: Apache-2.0
 *
 * What formats see: the stores and tables that a run writes, in load order, restricted to what
 * --datastore and --model name; and the formats' own checks of them.
 */
#include "private.h"

#include <inttypes.h>

static bool listed(const char *const *list, const char *id) {
    for (; list && *list; list++)
        if (strcmp(*list, id) == 0)
            return true;
    return !list;
}

static bool selected(const struct plan_builder *builder, const struct dore_model *model) {
    return model->persistence == DORE_FULL && model->datastore && model->format &&
           listed(builder->options->datastores, model->datastore->id) &&
           listed(builder->options->models, model->id);
}

/* Every name of a selection must be one of `candidate`s. */
static void check_selection(struct plan_builder *builder, const char *const *list,
                            const char *option, const char *const *candidate, uint32_t count) {
    for (; list && *list; list++) {
        struct dore_suggest nearest = {.name = *list};
        bool found = false;
        for (uint32_t i = 0; i < count; i++) {
            found |= strcmp(candidate[i], *list) == 0;
            dore_suggest_try(&nearest, candidate[i]);
        }
        if (!found)
            dore_error(builder->diags, DORE_E_SELECTION_UNKNOWN, (struct dore_where){0},
                       dore_hint_names(builder->diags, &nearest),
                       "%s names '%s', which the manifest does not have", option, *list);
    }
}

/* A selection that leaves nothing to write is a mistake; a manifest without anything is not. */
static void check_selected(struct plan_builder *builder, const struct dore_plan *plan) {
    const struct dore_plan_options *options = builder->options;
    if (plan->store_count || builder->diags->errors || !(options->datastores || options->models))
        return;
    if (options->piece)
        dore_error(builder->diags, DORE_E_SELECTION_UNKNOWN, (struct dore_where){0},
                   "name a model that is written", "--rows names '%s', which is not written here",
                   options->piece);
    else
        dore_error(builder->diags, DORE_E_SELECTION_UNKNOWN, (struct dore_where){0},
                   "name a model that is written, and the datastore it is written to",
                   "--datastore and --model select nothing");
}

static void check_selections(struct plan_builder *builder) {
    const struct dore_manifest *manifest = builder->manifest;
    const char **id = DORE_NEW(builder->arena, const char *,
                               (size_t)manifest->model_count + manifest->datastore_count);
    for (uint32_t i = 0; i < manifest->datastore_count; i++)
        id[i] = manifest->datastore[i].id;
    check_selection(builder, builder->options->datastores, "--datastore", id,
                    manifest->datastore_count);
    for (uint32_t i = 0; i < manifest->model_count; i++)
        id[i] = manifest->model[i].id;
    check_selection(builder, builder->options->models,
                    builder->options->piece ? "--rows" : "--model", id, manifest->model_count);
}

/* The rows of --rows must be there. */
static void check_piece(struct plan_builder *builder, const struct dore_model *model) {
    const struct dore_plan_options *options = builder->options;
    uint64_t rows = builder->rows[model->index];
    if (!options->piece || options->piece_last <= rows)
        return;
    const char *hint = NULL;
    if (options->piece_first < rows)
        hint = dore_hint(builder->diags, "write '--rows %s:%" PRIu64 "..%" PRIu64 "'", model->id,
                         options->piece_first, rows);
    dore_error(builder->diags, DORE_E_OPTION_VALUE, model->records_where, hint,
               "--rows asks for rows up to %" PRIu64 " of model '%s', which has %" PRIu64,
               options->piece_last, model->id, rows);
}

/* The values of the first rows, of a typed column whose texts no list of items tells; of many where
 * the format wants to compare them. */
static void take_sample(struct plan_builder *builder, const struct dore_op *op, uint64_t rows,
                        bool folds, struct dore_field *field) {
    const uint32_t most = folds ? 65536 : 16;
    bool told = field->domain.items || !(field->domain.kinds & DORE_KIND_BIT(DORE_STRING));
    if (told || !field->type || !rows)
        return;
    struct dore_rows some = {.count = rows < most ? (uint32_t)rows : most};
    struct dore_value *sample = DORE_NEW(builder->arena, struct dore_value, some.count);
    struct dore_column column;
    dore_op_fill(op, &some, builder->arena, &column);
    for (uint32_t i = 0; i < some.count; i++)
        dore_column_get(&column, &op->domain, i, builder->arena, &sample[i]);
    field->sample = sample;
    field->sample_count = some.count;
}

/* Fields of the attributes whose ops were compiled; others were reported. */
static void make_fields(struct plan_builder *builder, const struct dore_model *model,
                        struct dore_plan_table *out) {
    struct dore_field *field = DORE_NEW(builder->arena, struct dore_field, model->attribute_count);
    const struct dore_op **op =
        DORE_NEW(builder->arena, const struct dore_op *, model->attribute_count);
    uint32_t count = 0;
    uint64_t values = 0;
    for (uint32_t i = 0; i < model->attribute_count; i++) {
        const struct dore_attribute *attribute = &model->attribute[i];
        const struct root_op *root = &builder->root[model->index][i];
        if (root->progress != OP_READY || attribute->keys.hidden ||
            !attribute->slot[DORE_SLOT_NAME])
            continue;
        op[count] = &root->op;
        if (__builtin_add_overflow(values, root->op.values, &values))
            values = UINT64_MAX;
        field[count] =
            (struct dore_field){.name = attribute->slot[DORE_SLOT_NAME],
                                .type = attribute->slot[DORE_SLOT_TYPE],
                                .mapping = attribute->mapping,
                                .domain = root->op.domain,
                                .where = attribute->where,
                                .name_where = attribute->slot_where[DORE_SLOT_NAME],
                                .type_where = attribute->slot_where[DORE_SLOT_TYPE],
                                .attribute = attribute->id,
                                .not_null = attribute->keys.not_null || attribute->keys.primary,
                                .check = attribute->keys.check,
                                .check_where = attribute->keys.check_where};
        const struct dore_column_words *words = &builder->keys[model->index].words[i];
        take_sample(builder, &root->op, builder->rows[model->index], words->folds && root->choice,
                    &field[count]);
        count++;
    }
    out->op = op;
    out->table.field = field;
    out->table.field_count = count;
    /* A batch of wide records would not stay in the cache, nor memory flat. */
    enum { BATCH_VALUES = 1 << 16 };
    uint64_t fit = values ? BATCH_VALUES / values : BATCH_VALUES;
    out->batch_rows = fit >= DORE_BATCH_ROWS ? DORE_BATCH_ROWS : fit ? (uint32_t)fit : 1;
}

/* A stream is one script, so what only load.sh can read is written in the protocol's usual way. */
static const struct dore_format *choose_format(const struct plan_builder *builder,
                                               const struct dore_model *model) {
    bool script = !model->format->reading || !builder->options->stream;
    return script ? model->format : dore_format_for(model->datastore->protocol, NULL);
}

/* The field that `documentId` names, or whose own name says it. */
static void find_id(struct plan_builder *builder, const struct dore_model *model,
                    struct dore_table *table) {
    const char *id = model->slot[DORE_SLOT_KEY];
    const struct dore_attribute *attribute =
        id ? plan_find_attribute(builder, model, id, model->slot_where[DORE_SLOT_KEY])
           : plan_document_id(model);
    for (uint32_t i = 0; attribute && i < table->field_count; i++)
        if (strcmp(table->field[i].attribute, attribute->id) == 0)
            table->id_field = &table->field[i];
    if (attribute && attribute->keys.hidden)
        dore_error(builder->diags, DORE_E_KEYS, model->slot_where[DORE_SLOT_KEY],
                   "write it, or name another", "'%s' is hidden, so it is no document's id", id);
}

static void make_table(struct plan_builder *builder, const struct dore_model *model,
                       struct dore_plan_table *out) {
    *out = (struct dore_plan_table){
        .format = choose_format(builder, model),
        .table = {.id = model->id,
                  .space = model->slot[DORE_SLOT_SPACE],
                  .name = model->slot[DORE_SLOT_NAME],
                  .engine = model->slot[DORE_SLOT_ENGINE],
                  .charset = model->slot[DORE_SLOT_CHARSET],
                  .rows = builder->rows[model->index],
                  .id_stream = dore_stream(builder->options->seed, model->id, "", "_id"),
                  .options = model->options,
                  .where = model->where,
                  .name_where = model->slot_where[DORE_SLOT_NAME],
                  .space_where = model->slot_where[DORE_SLOT_SPACE],
                  .engine_where = model->slot_where[DORE_SLOT_ENGINE],
                  .charset_where = model->slot_where[DORE_SLOT_CHARSET]}};
    make_fields(builder, model, out);
    find_id(builder, model, &out->table);
}

static void make_store(struct plan_builder *builder, const struct dore_datastore *datastore,
                       const struct dore_model *const *order, struct dore_plan_store *out) {
    uint32_t model_count = builder->manifest->model_count;
    struct dore_plan_table *table = DORE_NEW(builder->arena, struct dore_plan_table, model_count);
    const struct dore_table **seen =
        DORE_NEW(builder->arena, const struct dore_table *, model_count);
    const char **name = DORE_NEW(builder->arena, const char *, model_count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < model_count; i++) {
        if (order[i]->datastore != datastore || !selected(builder, order[i]) ||
            !order[i]->slot[DORE_SLOT_NAME])
            continue;
        check_piece(builder, order[i]);
        make_table(builder, order[i], &table[count]);
        table[count].folder = out->folder;
        name[count] = table[count].table.name;
        seen[count] = &table[count].table;
        count++;
    }
    plan_constraints(builder, table, count);
    const char **file = dore_file_names(builder->arena, name, count);
    for (uint32_t i = 0; i < count; i++)
        table[i].file_name = file[i];
    out->format = dore_format_for(datastore->protocol, NULL);
    out->table = table;
    out->table_count = count;
    out->store = (struct dore_store){.id = datastore->id,
                                     .protocol = datastore->protocol,
                                     .database = datastore->database,
                                     .drop = builder->options->drop,
                                     .stream = builder->options->stream,
                                     .given = !builder->options->schema,
                                     .bare = !builder->options->data,
                                     .before_count = datastore->before_count,
                                     .before = datastore->before,
                                     .after_count = datastore->after_count,
                                     .after = datastore->after,
                                     .table_count = count,
                                     .table = seen,
                                     .where = datastore->where,
                                     .database_where = datastore->database_where};
}

static void check_store(struct plan_builder *builder, const struct dore_plan_store *store) {
    store->format->check_store(&store->store, builder->diags);
    for (uint32_t i = 0; i < store->table_count; i++)
        store->table[i].format->check(&store->store, &store->table[i].table, builder->diags);
}

void plan_tables(struct plan_builder *builder, const struct dore_model *const *order,
                 struct dore_plan *plan) {
    const struct dore_manifest *manifest = builder->manifest;
    check_selections(builder);
    struct dore_plan_store *store =
        DORE_NEW(builder->arena, struct dore_plan_store, manifest->datastore_count);
    for (uint32_t i = 0; i < manifest->datastore_count; i++) {
        if (!manifest->datastore[i].protocol)
            continue;
        struct dore_plan_store *next = &store[plan->store_count];
        *next = (struct dore_plan_store){.folder = manifest->datastore[i].folder};
        make_store(builder, &manifest->datastore[i], order, next);
        if (!next->table_count)
            continue;
        check_store(builder, next);
        plan->store_count++;
    }
    plan->store = store;
    check_selected(builder, plan);
}
