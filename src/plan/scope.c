/* SPDX-License-Identifier: Apache-2.0
 *
 * From names to ops. Compiling an attribute looks names up through its scope, and that compiles
 * what it reaches first; so the graph of ops has no circle, and each edge of it was seen here.
 *
 * An attribute of a FULL or MEMORY_ONLY model has one op for all who reach it. A NO_PERSIST model
 * has none of its own: each use compiles its attributes anew, with streams keyed by the outermost
 * model and the path of ids from there, so that two uses never share values.
 */
#include "private.h"

enum { MAX_DEPTH = 256 }; /* longest chain of references; also bounds every recursion over ops */

struct dore_scope {
    struct plan_builder *builder;
    const struct dore_model *outer;         /* whose record is being made */
    const char *path;                       /* ids from there, joined by dots */
    const struct dore_model *model;         /* the attribute's own ... */
    const struct dore_attribute *attribute; /* ... and the attribute that is compiled */
    struct dore_scope *reached_by;          /* who looked this attribute up; NULL: nobody */
    unsigned depth;
};

struct dore_arena *dore_scope_arena(struct dore_scope *scope) {
    return scope->builder->arena;
}

int64_t dore_scope_now(const struct dore_scope *scope) {
    return scope->builder->options->now;
}

uint64_t dore_scope_stream(const struct dore_scope *scope, const char *purpose) {
    return dore_stream(scope->builder->options->seed, scope->outer->id, scope->path, purpose);
}

/* An attribute of a NO_PERSIST record is at home where the record is used, unless it says. */
const struct dore_locales *dore_scope_locales(const struct dore_scope *scope) {
    static const char *const name[] = {DORE_LOCALE_DEFAULT};
    static const struct dore_locales usual = {.count = 1, .name = name};
    for (; scope->attribute->locales.count == 0; scope = scope->reached_by)
        if (scope->model->persistence != DORE_NO_PERSIST || !scope->reached_by)
            break;
    if (scope->attribute->locales.count > 0)
        return &scope->attribute->locales;
    return scope->builder->options->locales.count > 0 ? &scope->builder->options->locales : &usual;
}

/* A record is named by the path to it: that of the attribute without its last id. */
uint64_t dore_scope_locale_stream(const struct dore_scope *scope) {
    const char *record = scope->model->persistence == DORE_NO_PERSIST && scope->reached_by
                             ? scope->reached_by->path
                             : "";
    return dore_stream(scope->builder->options->seed, scope->outer->id, record, "locale");
}

uint64_t dore_scope_records(const struct dore_scope *scope) {
    bool endless = scope->model->persistence == DORE_NO_PERSIST;
    return endless ? 0 : scope->builder->rows[scope->model->index];
}

/* ---- names ---- */

static const struct dore_model *find_model(const struct plan_builder *builder, const char *id,
                                           struct dore_where where, struct dore_diags *diags) {
    struct dore_suggest nearest = {.name = id};
    for (uint32_t i = 0; i < builder->manifest->model_count; i++) {
        const struct dore_model *model = &builder->manifest->model[i];
        if (strcmp(model->id, id) == 0)
            return model->broken ? NULL : model; /* a broken one was reported */
        dore_suggest_try(&nearest, model->id);
    }
    dore_error(diags, DORE_E_MODEL_UNKNOWN, where, dore_hint_nearest(diags, &nearest),
               "unknown model '%s'", id);
    return NULL;
}

static const struct dore_attribute *find_attribute(const struct dore_model *model, const char *id,
                                                   struct dore_where where,
                                                   struct dore_diags *diags) {
    struct dore_suggest nearest = {.name = id};
    for (uint32_t i = 0; i < model->attribute_count; i++) {
        if (strcmp(model->attribute[i].id, id) == 0)
            return &model->attribute[i];
        dore_suggest_try(&nearest, model->attribute[i].id);
    }
    dore_error(diags, DORE_E_ATTRIBUTE_UNKNOWN, where, dore_hint_nearest(diags, &nearest),
               "model '%s' has no attribute '%s'", model->id, id);
    return NULL;
}

/* ---- circles ---- */

static const struct dore_scope *find_on_chain(const struct dore_scope *scope,
                                              const struct dore_attribute *attribute) {
    while (scope && scope->attribute != attribute)
        scope = scope->reached_by;
    return scope;
}

static void append_chain(const struct dore_scope *scope, const struct dore_scope *from,
                         struct dore_buf *text) {
    const struct dore_scope *link[MAX_DEPTH + 1];
    unsigned count = 0;
    for (; scope != from; scope = scope->reached_by)
        link[count++] = scope;
    link[count++] = from;
    while (count--)
        dore_buf_format(text, "%s.%s -> ", link[count]->model->id, link[count]->attribute->id);
}

static void report_circle(const struct dore_scope *scope, const struct dore_scope *from,
                          struct dore_where where, struct dore_diags *diags) {
    struct dore_buf text = {0};
    append_chain(scope, from, &text);
    dore_buf_format(&text, "%s.%s", from->model->id, from->attribute->id);
    dore_error(diags, DORE_E_ATTRIBUTE_CYCLE, where, "break the circle at one of them",
               "attribute '%s.%s' depends on itself: %.*s", from->model->id, from->attribute->id,
               (int)text.size, text.data);
    dore_buf_release(&text);
}

/* ---- compiling ---- */

static bool compile_attribute(struct dore_scope *scope, struct dore_op *out) {
    const struct dore_attribute *attribute = scope->attribute;
    struct dore_diags *diags = scope->builder->diags;
    if (!attribute->generator)
        return false;
    if (scope->depth > MAX_DEPTH) {
        dore_error(diags, DORE_E_FILE_LIMIT, attribute->where, NULL,
                   "the chain of references is longer than %d", MAX_DEPTH);
        return false;
    }
    return attribute->generator->compile(attribute->spec, scope, diags, out);
}

/* The one op of an attribute of a model that has records of its own. */
static const struct dore_op *root_op(struct plan_builder *builder, const struct dore_model *model,
                                     const struct dore_attribute *attribute,
                                     struct dore_scope *reached_by) {
    struct root_op *root = &builder->root[model->index][attribute - model->attribute];
    if (root->progress == OP_UNTOUCHED) {
        struct dore_scope scope = {.builder = builder,
                                   .outer = model,
                                   .path = attribute->id,
                                   .model = model,
                                   .attribute = attribute,
                                   .reached_by = reached_by,
                                   .depth = reached_by ? reached_by->depth + 1 : 1};
        root->progress = OP_COMPILING;
        root->progress = compile_attribute(&scope, &root->op) ? OP_READY : OP_FAILED;
    }
    return root->progress == OP_READY ? &root->op : NULL;
}

/* An op of its own for an attribute of a NO_PERSIST record used by `scope`. */
static const struct dore_op *fresh_op(struct dore_scope *scope, const struct dore_model *model,
                                      const struct dore_attribute *attribute,
                                      struct dore_where where) {
    struct plan_builder *builder = scope->builder;
    if (builder->exploded)
        return NULL;
    if (++builder->fresh_ops > DORE_MAX_RECORD_VALUES) {
        builder->exploded = true;
        dore_error(builder->diags, DORE_E_EXPANSION, where, "nest fewer records",
                   "one record of '%s' expands to more than %d values", scope->outer->id,
                   DORE_MAX_RECORD_VALUES);
        return NULL;
    }
    struct dore_scope inner = {
        .builder = builder,
        .outer = scope->outer,
        .path = dore_arena_format(builder->arena, "%s.%s", scope->path, attribute->id),
        .model = model,
        .attribute = attribute,
        .reached_by = scope,
        .depth = scope->depth + 1};
    struct dore_op *op = DORE_NEW(builder->arena, struct dore_op, 1);
    return compile_attribute(&inner, op) ? op : NULL;
}

static const struct dore_op *reach(struct dore_scope *scope, const struct dore_model *model,
                                   const struct dore_attribute *attribute, struct dore_where where,
                                   struct dore_diags *diags) {
    const struct dore_scope *circle = find_on_chain(scope, attribute);
    if (circle) {
        report_circle(scope, circle, where, diags);
        return NULL;
    }
    if (model->persistence == DORE_NO_PERSIST)
        return fresh_op(scope, model, attribute, where);
    return root_op(scope->builder, model, attribute, scope);
}

/* Which records of `model` a use in `scope` picks from; notes that the outer model needs it. */
static bool reach_population(struct dore_scope *scope, const struct dore_model *model,
                             struct dore_where where, struct dore_diags *diags,
                             struct dore_population *out) {
    struct plan_builder *builder = scope->builder;
    *out = (struct dore_population){.endless = model->persistence == DORE_NO_PERSIST,
                                    .count = builder->rows[model->index]};
    if (out->endless)
        return true;
    builder->depends[scope->outer->index * builder->manifest->model_count + model->index] = true;
    if (out->count || !builder->rows[scope->outer->index])
        return true;
    dore_error(diags, DORE_E_POPULATION_EMPTY, where, "raise its 'records'",
               "model '%s' has no records to pick from", model->id);
    return false;
}

bool dore_scope_reference(struct dore_scope *scope, const char *model_id, const char *attribute_id,
                          struct dore_where where, struct dore_diags *diags,
                          struct dore_target *out) {
    const struct dore_model *model = find_model(scope->builder, model_id, where, diags);
    const struct dore_attribute *attribute =
        model ? find_attribute(model, attribute_id, where, diags) : NULL;
    *out = (struct dore_target){0};
    if (!attribute || !reach_population(scope, model, where, diags, &out->population))
        return false;
    out->op = reach(scope, model, attribute, where, diags);
    return out->op != NULL;
}

bool dore_scope_composite(struct dore_scope *scope, const char *model_id, bool names,
                          struct dore_where where, struct dore_diags *diags,
                          struct dore_target *out) {
    const struct dore_model *model = find_model(scope->builder, model_id, where, diags);
    *out = (struct dore_target){0};
    if (!model || !reach_population(scope, model, where, diags, &out->population))
        return false;
    struct dore_arena *arena = scope->builder->arena;
    const struct dore_op **ops = DORE_NEW(arena, const struct dore_op *, model->attribute_count);
    struct dore_domain_field *field =
        DORE_NEW(arena, struct dore_domain_field, model->attribute_count);
    bool good = true;
    for (uint32_t i = 0; i < model->attribute_count; i++) {
        const struct dore_attribute *attribute = &model->attribute[i];
        const char *name = attribute->slot[DORE_SLOT_NAME];
        field[i].name = names && name ? name : attribute->id;
        for (uint32_t k = 0; k < i; k++)
            if (strcmp(field[k].name, field[i].name) == 0) {
                dore_error(diags, DORE_E_NAME_TWICE, where, NULL,
                           "two attributes of '%s' are named '%s'", model->id, field[i].name);
                good = false;
            }
        ops[i] = reach(scope, model, attribute, where, diags);
        if (ops[i])
            field[i].domain = ops[i]->domain;
        else
            good = false;
    }
    out->op_count = model->attribute_count;
    out->ops = ops;
    out->fields = field;
    return good;
}

/* One by one in file order, so that faults come out in an order that does not depend on who
 * reaches whom; also those of models that are never written, for their faults. */
void plan_compile(struct plan_builder *builder) {
    const struct dore_manifest *manifest = builder->manifest;
    builder->root = DORE_NEW(builder->arena, struct root_op *, manifest->model_count);
    builder->depends =
        DORE_NEW(builder->arena, bool, (size_t)manifest->model_count * manifest->model_count);
    for (uint32_t i = 0; i < manifest->model_count; i++)
        builder->root[i] =
            DORE_NEW(builder->arena, struct root_op, manifest->model[i].attribute_count);
    for (uint32_t i = 0; i < manifest->model_count; i++) {
        const struct dore_model *model = &manifest->model[i];
        for (uint32_t k = 0; k < model->attribute_count; k++) {
            builder->fresh_ops = 0;
            const struct dore_op *op = root_op(builder, model, &model->attribute[k], NULL);
            if (op && op->values > DORE_MAX_RECORD_VALUES)
                dore_error(builder->diags, DORE_E_EXPANSION, model->attribute[k].where,
                           "nest fewer records",
                           "one record of '%s' expands to more than %d values", model->id,
                           DORE_MAX_RECORD_VALUES);
        }
    }
}
