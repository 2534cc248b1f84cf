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

/* A record, or one attribute of it that is compiled. */
struct dore_scope {
    struct plan_builder *builder;
    const struct dore_model *outer;         /* whose record is being made */
    const struct dore_model *model;         /* the record's own ... */
    const char *path;                       /* ... and the ids that lead to it, or to ... */
    const struct dore_attribute *attribute; /* ... this; NULL: the record itself */
    struct dore_scope *record;              /* that the attribute belongs to */
    struct dore_scope *user;                /* of a NO_PERSIST record: whose use it is */
    uint64_t rows;                          /* that may be asked for; saturates */
    struct dore_scope *reached_by;          /* who looked this attribute up; NULL: nobody */
    const struct root_op *root;             /* of an attribute that has one op for all */
    bool chosen;                            /* the word took the choice itself */
    unsigned depth;
};

struct dore_arena *dore_scope_arena(struct dore_scope *scope) {
    return scope->builder->arena;
}

int64_t dore_scope_now(const struct dore_scope *scope) {
    return scope->builder->options->now;
}

const char *dore_scope_name(const struct dore_scope *scope) {
    return scope->path;
}

uint64_t dore_scope_stream(const struct dore_scope *scope, const char *purpose) {
    return dore_stream(scope->builder->options->seed, scope->outer->id, scope->path, purpose);
}

/* An attribute of a NO_PERSIST record is at home where the record is used, unless it says. */
const struct dore_locales *dore_scope_locales(const struct dore_scope *scope) {
    static const char *const name[] = {DORE_LOCALE_DEFAULT};
    static const struct dore_locales usual = {.count = 1, .name = name};
    while (scope->attribute->locales.count == 0 && scope->record->user)
        scope = scope->record->user;
    if (scope->attribute->locales.count > 0)
        return &scope->attribute->locales;
    return scope->builder->options->locales.count > 0 ? &scope->builder->options->locales : &usual;
}

uint64_t dore_scope_locale_stream(const struct dore_scope *scope) {
    return dore_stream(scope->builder->options->seed, scope->outer->id, scope->record->path,
                       "locale");
}

uint64_t dore_scope_records(const struct dore_scope *scope) {
    return scope->rows;
}

const struct dore_node *dore_scope_beside(const struct dore_scope *scope, const char *key) {
    return dore_node_find(scope->attribute->value, key);
}

const struct dore_choice *dore_scope_choice(struct dore_scope *scope) {
    scope->chosen = scope->root && scope->root->choice;
    return scope->chosen ? scope->root->choice : NULL;
}

bool dore_scope_counts(const struct dore_scope *scope) {
    return scope->root && scope->root->choice;
}

const struct dore_choice *dore_scope_choose(struct dore_scope *scope, uint64_t count) {
    return plan_choice_alone(scope->builder->arena, dore_scope_stream(scope, "unique"), count);
}

/* ---- names ---- */

const struct dore_model *plan_find_model(const struct plan_builder *builder, const char *id,
                                         struct dore_where where) {
    struct dore_suggest nearest = {.name = id};
    for (uint32_t i = 0; i < builder->manifest->model_count; i++) {
        const struct dore_model *model = &builder->manifest->model[i];
        if (strcmp(model->id, id) == 0)
            return model->broken ? NULL : model; /* a broken one was reported */
        dore_suggest_try(&nearest, model->id);
    }
    dore_error(builder->diags, DORE_E_MODEL_UNKNOWN, where,
               dore_hint_names(builder->diags, &nearest), "unknown model '%s'", id);
    return NULL;
}

const struct dore_attribute *plan_find_attribute(const struct plan_builder *builder,
                                                 const struct dore_model *model, const char *id,
                                                 struct dore_where where) {
    struct dore_suggest nearest = {.name = id};
    for (uint32_t i = 0; i < model->attribute_count; i++) {
        if (strcmp(model->attribute[i].id, id) == 0)
            return &model->attribute[i];
        dore_suggest_try(&nearest, model->attribute[i].id);
    }
    dore_error(builder->diags, DORE_E_ATTRIBUTE_UNKNOWN, where,
               dore_hint_names(builder->diags, &nearest), "model '%s' has no attribute '%s'",
               model->id, id);
    return NULL;
}

const struct dore_model *plan_model_of(const struct plan_builder *builder,
                                       const struct dore_attribute *attribute) {
    for (uint32_t i = 0; i < builder->manifest->model_count; i++) {
        const struct dore_model *model = &builder->manifest->model[i];
        if (attribute >= model->attribute && attribute < model->attribute + model->attribute_count)
            return model;
    }
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
    struct plan_builder *builder = scope->builder;
    if (!attribute->generator)
        return false;
    if (scope->depth > MAX_DEPTH) {
        dore_error(builder->diags, DORE_E_FILE_LIMIT, attribute->where, NULL,
                   "the chain of references is longer than %d", MAX_DEPTH);
        return false;
    }
    if (!attribute->generator->compile(attribute->spec, scope, builder->diags, out))
        return false;
    if (scope->root && scope->root->choice)
        plan_make_unique(builder, scope->root, scope->chosen, out);
    if (attribute->keys.null_rate > 0 && plan_may_be_null(builder, scope->model, attribute))
        plan_add_nulls(builder->arena, attribute->keys.null_rate, dore_scope_stream(scope, "null"),
                       out);
    return true;
}

static struct dore_scope *record_scope(struct plan_builder *builder, const struct dore_model *outer,
                                       const struct dore_model *model, const char *path) {
    struct dore_scope *record = DORE_NEW(builder->arena, struct dore_scope, 1);
    *record = (struct dore_scope){.builder = builder,
                                  .outer = outer,
                                  .model = model,
                                  .path = path,
                                  .record = record,
                                  .rows = builder->rows[model->index]};
    return record;
}

static struct dore_scope *attribute_scope(struct dore_scope *record,
                                          const struct dore_attribute *attribute,
                                          struct dore_scope *reached_by) {
    struct dore_arena *arena = record->builder->arena;
    struct dore_scope *scope = DORE_NEW(arena, struct dore_scope, 1);
    *scope = *record;
    scope->path = record->path[0] ? dore_arena_format(arena, "%s.%s", record->path, attribute->id)
                                  : attribute->id;
    scope->attribute = attribute;
    scope->reached_by = reached_by;
    scope->depth = reached_by ? reached_by->depth + 1 : 1;
    return scope;
}

/* The one op of an attribute of a model that has records of its own. */
static const struct dore_op *root_op(struct plan_builder *builder, const struct dore_model *model,
                                     const struct dore_attribute *attribute,
                                     struct dore_scope *reached_by) {
    struct root_op *root = &builder->root[model->index][attribute - model->attribute];
    if (root->progress == OP_UNTOUCHED) {
        struct dore_scope *record = record_scope(builder, model, model, "");
        struct dore_scope *scope = attribute_scope(record, attribute, reached_by);
        scope->root = root;
        root->progress = OP_COMPILING;
        root->progress = compile_attribute(scope, &root->op) ? OP_READY : OP_FAILED;
    }
    return root->progress == OP_READY ? &root->op : NULL;
}

/* An op of its own for an attribute of a NO_PERSIST record. */
static const struct dore_op *fresh_op(struct dore_scope *record,
                                      const struct dore_attribute *attribute,
                                      struct dore_scope *reached_by, struct dore_where where) {
    struct plan_builder *builder = record->builder;
    if (builder->exploded)
        return NULL;
    if (++builder->fresh_ops > DORE_MAX_RECORD_VALUES) {
        builder->exploded = true;
        dore_error(builder->diags, DORE_E_EXPANSION, where, "nest fewer records",
                   "one record of '%s' expands to more than %d values", record->outer->id,
                   DORE_MAX_RECORD_VALUES);
        return NULL;
    }
    struct dore_scope *scope = attribute_scope(record, attribute, reached_by);
    struct dore_op *op = DORE_NEW(builder->arena, struct dore_op, 1);
    return compile_attribute(scope, op) ? op : NULL;
}

/* The op of an attribute of a record, for `scope`, which asks. */
static const struct dore_op *reach(struct dore_scope *scope, struct dore_scope *record,
                                   const struct dore_attribute *attribute,
                                   struct dore_where where) {
    const struct dore_scope *circle = find_on_chain(scope, attribute);
    if (circle) {
        report_circle(scope, circle, where, scope->builder->diags);
        return NULL;
    }
    if (record->model->persistence == DORE_NO_PERSIST)
        return fresh_op(record, attribute, scope, where);
    return root_op(scope->builder, record->model, attribute, scope);
}

/* ---- other models ---- */

/* Which records of `model` a use in `scope` picks from; notes that the outer model needs it. */
static bool reach_population(struct dore_scope *scope, const struct dore_model *model,
                             uint64_t per_row, struct dore_where where, struct dore_diags *diags,
                             struct dore_target *out) {
    struct plan_builder *builder = scope->builder;
    bool endless = model->persistence == DORE_NO_PERSIST;
    out->population =
        (struct dore_population){.endless = endless, .count = builder->rows[model->index]};
    out->scope = endless ? record_scope(builder, scope->outer, model, scope->path)
                         : record_scope(builder, model, model, "");
    out->scope->user = endless ? scope : NULL;
    if (endless && __builtin_mul_overflow(scope->rows, per_row, &out->scope->rows))
        out->scope->rows = UINT64_MAX;
    if (endless)
        return true;
    builder->depends[scope->outer->index * builder->manifest->model_count + model->index] = true;
    if (out->population.count || !builder->rows[scope->outer->index])
        return true;
    if (!builder->guessed[model->index])
        dore_error(diags, DORE_E_POPULATION_EMPTY, where, "raise its 'records'",
                   "model '%s' has no records to pick from", model->id);
    return false;
}

bool dore_scope_reference(struct dore_scope *scope, const char *model_id, const char *attribute_id,
                          struct dore_where where, struct dore_diags *diags,
                          struct dore_target *out) {
    const struct dore_model *model = plan_find_model(scope->builder, model_id, where);
    *out = (struct dore_target){0};
    out->attribute = model ? plan_find_attribute(scope->builder, model, attribute_id, where) : NULL;
    if (!out->attribute || !reach_population(scope, model, 1, where, diags, out))
        return false;
    out->op = reach(scope, out->scope, out->attribute, where);
    return out->op != NULL;
}

bool dore_scope_composite(struct dore_scope *scope, const char *model_id, bool names,
                          uint64_t per_row, struct dore_where where, struct dore_diags *diags,
                          struct dore_target *out) {
    const struct dore_model *model = plan_find_model(scope->builder, model_id, where);
    *out = (struct dore_target){0};
    if (!model || !reach_population(scope, model, per_row, where, diags, out))
        return false;
    struct dore_arena *arena = scope->builder->arena;
    const struct dore_op **ops = DORE_NEW(arena, const struct dore_op *, model->attribute_count);
    struct dore_domain_field *field =
        DORE_NEW(arena, struct dore_domain_field, model->attribute_count);
    bool good = true;
    for (uint32_t i = 0; i < model->attribute_count; i++) {
        const struct dore_attribute *attribute = &model->attribute[i];
        if (attribute->keys.hidden)
            continue;
        const char *name = attribute->slot[DORE_SLOT_NAME];
        uint32_t at = out->op_count++;
        field[at].name = names && name ? name : attribute->id;
        for (uint32_t k = 0; k < at; k++)
            if (strcmp(field[k].name, field[at].name) == 0) {
                dore_error(diags, DORE_E_NAME_TWICE, where, NULL,
                           "two attributes of '%s' are named '%s'", model->id, field[at].name);
                good = false;
            }
        ops[at] = reach(scope, out->scope, attribute, where);
        if (ops[at])
            field[at].domain = ops[at]->domain;
        else
            good = false;
    }
    out->ops = ops;
    out->fields = field;
    return good;
}

bool dore_scope_parent(struct dore_scope *scope, const char *attribute_id, struct dore_where where,
                       struct dore_diags *diags, struct dore_op *out) {
    struct plan_builder *builder = scope->builder;
    const struct dore_model *parent = builder->parent[scope->model->index];
    if (!scope->model->per && scope->model->uncounted)
        return false;
    if (!scope->model->per) {
        dore_error(diags, DORE_E_KEYS, where, "write \"records\": {\"per\": \"model\"}",
                   "model '%s' has no parent: its records are not counted per another model",
                   scope->model->id);
        return false;
    }
    const struct plan_children *children = builder->children[scope->model->index];
    const struct dore_attribute *attribute =
        children ? plan_find_attribute(builder, parent, attribute_id, where) : NULL;
    if (!attribute)
        return false;
    builder->depends[scope->outer->index * builder->manifest->model_count + parent->index] = true;
    struct dore_scope *record = record_scope(builder, parent, parent, "");
    const struct dore_op *op = reach(scope, record, attribute, where);
    if (!op)
        return false;
    const struct dore_link *link = plan_parent_link(builder->arena, children, record);
    *out = dore_op_follow(builder->arena, link, op, attribute);
    out->onward = link;
    return true;
}

const struct dore_op *dore_scope_member(struct dore_scope *scope, struct dore_scope *record,
                                        const char *attribute_id, struct dore_where where) {
    const struct dore_attribute *attribute =
        plan_find_attribute(scope->builder, record->model, attribute_id, where);
    return attribute ? reach(scope, record, attribute, where) : NULL;
}

/* ---- paths ---- */

/* Cuts the part before the next dot off the front. */
static struct dore_str next_part(struct dore_str *rest) {
    const char *dot = memchr(rest->text, '.', rest->size);
    size_t size = dot ? (size_t)(dot - rest->text) : rest->size;
    struct dore_str part = {rest->text, size};
    *rest = dot ? (struct dore_str){dot + 1, rest->size - size - 1}
                : (struct dore_str){rest->text + size, 0};
    return part;
}

/* One step on: through the link to an attribute of the picked record, or into the value. */
static bool step(struct dore_scope *scope, struct dore_str part, struct dore_where where,
                 struct dore_op *op) {
    struct plan_builder *builder = scope->builder;
    if (!op->onward)
        return plan_extract(builder, part, where, op);
    const char *id = dore_arena_text(builder->arena, part.text, part.size);
    struct dore_scope *record = op->onward->scope;
    const struct dore_attribute *attribute = plan_find_attribute(builder, record->model, id, where);
    const struct dore_op *inner = attribute ? reach(scope, record, attribute, where) : NULL;
    if (inner)
        *op = dore_op_follow(builder->arena, op->onward, inner, attribute);
    return inner != NULL;
}

bool dore_scope_path(struct dore_scope *scope, struct dore_str path, struct dore_where where,
                     struct dore_diags *diags, struct dore_op *out) {
    struct plan_builder *builder = scope->builder;
    struct dore_str rest = path, part = next_part(&rest);
    if (!part.size || path.text[path.size - 1] == '.') {
        dore_error(diags, DORE_E_PATH, where, "write an attribute's id, such as \"name\"",
                   "'%.*s' is no path", (int)path.size, path.text);
        return false;
    }
    const struct dore_attribute *attribute = plan_find_attribute(
        builder, scope->model, dore_arena_text(builder->arena, part.text, part.size), where);
    const struct dore_op *first = attribute ? reach(scope, scope->record, attribute, where) : NULL;
    if (!first)
        return false;
    *out = *first;
    while (rest.size)
        if (!step(scope, next_part(&rest), where, out))
            return false;
    out->count = out->records = 0; /* its numbers are not ours to choose */
    out->at = NULL;
    out->uncounted = "it copies what another attribute has";
    return true;
}

/* ---- all of it ---- */

/* One by one in file order, so that faults come out in an order that does not depend on who
 * reaches whom; also those of models that are never written, for their faults. */
void plan_compile(struct plan_builder *builder) {
    const struct dore_manifest *manifest = builder->manifest;
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
