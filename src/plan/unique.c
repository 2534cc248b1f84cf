/* SPDX-License-Identifier: Apache-2.0
 *
 * Makes keys true by construction. Before ops are compiled, attributes that must be unique get a
 * choice; once all are compiled, it is known how many values each of them has, so here it is told
 * whether they suffice, and each choice learns which number its rows take. Members of a tuple are
 * digits of one number.
 */
#include "private.h"

#include <inttypes.h>

static bool must_be_unique(const struct plan_key *key) {
    return key->kind != DORE_KEY_INDEX;
}

void plan_demand_unique(struct plan_builder *builder) {
    for (uint32_t m = 0; m < builder->manifest->model_count; m++)
        for (uint32_t k = 0; k < builder->keys[m].count; k++) {
            const struct plan_key *key = &builder->keys[m].key[k];
            for (uint32_t i = 0; must_be_unique(key) && i < key->count; i++) {
                struct root_op *root = &builder->root[m][key->attribute[i]];
                if (!root->choice)
                    root->choice = plan_choice_new(builder->arena);
                root->alone |= key->count == 1;
            }
        }
}

void plan_make_unique(struct plan_builder *builder, const struct root_op *root, bool chosen,
                      struct dore_op *op) {
    if (!chosen && !op->unique && op->count)
        plan_number_values(builder->arena, root->choice, op);
    if (!root->alone || !op->count)
        return;
    op->unique = true;
    if (chosen && op->link) {
        struct dore_link *link = DORE_NEW(builder->arena, struct dore_link, 1);
        *link = *op->link;
        link->unique = true;
        op->link = op->onward = link;
    }
}

/* ---- one key -------------------------------------------------------------------------------- */

struct settling {
    struct plan_builder *builder;
    const struct dore_model *model;
    const struct plan_key *key;
    uint64_t key_stream;
    bool of_parent; /* some of its members are together a key of the record's parent */
};

static struct root_op *member(const struct settling *settling, uint32_t index) {
    return &settling->builder->root[settling->model->index][settling->key->attribute[index]];
}

static const char *member_id(const struct settling *settling, uint32_t index) {
    return settling->model->attribute[settling->key->attribute[index]].id;
}

/* "'a'", "'a', 'b' and 'c' together" */
static const char *names(const struct settling *settling) {
    struct dore_arena *arena = settling->builder->diags->arena;
    const struct plan_key *key = settling->key;
    const char *text = dore_arena_format(arena, "'%s'", member_id(settling, 0));
    for (uint32_t i = 1; i < key->count; i++)
        text = dore_arena_format(arena, "%s%s'%s'", text, i + 1 < key->count ? ", " : " and ",
                                 member_id(settling, i));
    return key->count > 1 ? dore_arena_format(arena, "%s together", text) : text;
}

static void report_exhausted(const struct settling *settling, uint64_t values, uint64_t wanted,
                             const char *of) {
    dore_error(settling->builder->diags, DORE_E_EXHAUSTED, settling->key->where,
               "widen what is drawn, or make fewer records",
               "%s must be different in %" PRIu64 " records%s, but there %s %" PRIu64 " value%s",
               names(settling), wanted, of, values == 1 ? "is" : "are", values,
               values == 1 ? "" : "s");
}

/* What a type or a name says of values that nobody can prove unique may well be true: not an
 * error. */
static void report_uncounted(const struct settling *settling, uint32_t index) {
    const struct dore_op *op = &member(settling, index)->op;
    struct dore_diags *diags = settling->builder->diags;
    const char *reason = op->uncounted ? op->uncounted : "its values cannot be counted";
    if (settling->key->stated)
        dore_warning(diags, DORE_W_UNCOUNTED, settling->key->where, NULL,
                     "'%s' is unique by its %s, but cannot be shown to be: %s",
                     member_id(settling, index), settling->key->implied ? "name" : "type", reason);
    else
        dore_error(diags, DORE_E_UNCOUNTED, settling->key->where,
                   "use a generator that counts its values, such as 'sequence' or 'uuid4'",
                   "'%s' cannot be made unique: %s", member_id(settling, index), reason);
}

static bool is_ready(const struct settling *settling) {
    for (uint32_t i = 0; i < settling->key->count; i++)
        if (member(settling, i)->progress != OP_READY)
            return false;
    return true;
}

static void settle_alone(const struct settling *settling) {
    struct root_op *root = member(settling, 0);
    uint64_t rows = settling->builder->rows[settling->model->index];
    uint64_t distinct = root->op.domain.distinct;
    if (!root->op.count) {
        if (!root->op.unique && distinct && distinct < rows)
            report_exhausted(settling, distinct, rows, "");
        else if (!root->op.unique && rows > 1)
            report_uncounted(settling, 0);
    } else if (root->op.count < rows) {
        report_exhausted(settling, root->op.count, rows, "");
    } else if (dore_choice_is_free(root->choice)) {
        plan_choice_settle(root->choice, settling->key_stream, root->op.count, 1, root->op.count);
    }
}

/* ---- tuples --------------------------------------------------------------------------------- */

/* True when the tuple has that attribute of the record that the link of this path picks. */
static bool has_of(const struct settling *settling, const char *path,
                   const struct dore_attribute *wanted) {
    for (uint32_t i = 0; i < settling->key->count; i++) {
        const struct dore_op *op = &member(settling, i)->op;
        if (op->link && op->origin == wanted && strcmp(op->link->path, path) == 0)
            return true;
    }
    return false;
}

/* True when members of the tuple are together a key of the record of `model` that is picked there:
 * two records of one tuple have then picked the same one. */
static bool has_key_of(const struct settling *settling, const char *path,
                       const struct dore_model *model) {
    const struct plan_builder *builder = settling->builder;
    for (uint32_t a = 0; a < model->attribute_count; a++)
        if (builder->root[model->index][a].op.unique &&
            has_of(settling, path, &model->attribute[a]))
            return true;
    for (uint32_t k = 0; k < builder->keys[model->index].count; k++) {
        const struct plan_key *key = &builder->keys[model->index].key[k];
        bool whole = must_be_unique(key);
        for (uint32_t i = 0; whole && i < key->count; i++)
            whole = has_of(settling, path, &model->attribute[key->attribute[i]]);
        if (whole)
            return true;
    }
    return false;
}

static bool has_parent_key(const struct settling *settling) {
    const struct dore_model *parent = settling->builder->parent[settling->model->index];
    return parent && has_key_of(settling, PLAN_PARENT_PATH, parent);
}

/* True when the tuple has a whole key of the record that this member is taken from. */
static bool has_whole_key(const struct settling *settling, const struct dore_op *op) {
    return op->link && op->origin &&
           has_key_of(settling, op->link->path, plan_model_of(settling->builder, op->origin));
}

/* True for what is taken from the record's parent, of a tuple that has a whole key of it. */
static bool names_parent(const struct settling *settling, const struct dore_op *op) {
    return settling->of_parent && op->link && op->origin &&
           strcmp(op->link->path, PLAN_PARENT_PATH) == 0;
}

/* True when no two rows can have the same tuple, whatever is drawn. */
static bool is_unique_already(const struct settling *settling) {
    for (uint32_t i = 0; i < settling->key->count; i++) {
        const struct dore_op *op = &member(settling, i)->op;
        if (op->unique || (op->link && op->link->unique && has_whole_key(settling, op)))
            return true;
    }
    return false;
}

/* How many numbers the tuple can choose a member by; 0: it stays as it is, and if the others differ
 * so does the tuple. A pick counts by its records where the tuple tells them apart. */
static uint64_t count_choices(const struct settling *settling, uint32_t index) {
    const struct root_op *root = member(settling, index);
    if (!dore_choice_is_free(root->choice))
        return 0;
    return root->op.count                       ? root->op.count
           : has_whole_key(settling, &root->op) ? root->op.records
                                                : 0;
}

/* The product of what members may be, but for the parent's key and what stays as it is; of those
 * `kept` becomes the first. */
static uint64_t count_product(const struct settling *settling, bool *siblings, uint32_t *kept) {
    uint64_t product = 1;
    *siblings = false;
    *kept = settling->key->count;
    for (uint32_t i = 0; i < settling->key->count; i++) {
        uint64_t count = count_choices(settling, i);
        if (names_parent(settling, &member(settling, i)->op))
            *siblings = true;
        else if (!count && *kept == settling->key->count)
            *kept = i;
        else if (count && __builtin_mul_overflow(product, count, &product))
            product = UINT64_MAX;
    }
    return product;
}

/* Members that stay as they are would have to differ too. */
static void report_kept(const struct settling *settling, uint32_t kept) {
    if (dore_choice_is_free(member(settling, kept)->choice))
        report_uncounted(settling, kept);
    else
        dore_error(settling->builder->diags, DORE_E_KEYS, settling->key->where,
                   "make it unique by itself, or leave it out of one of them",
                   "'%s' belongs to two keys of several attributes", member_id(settling, kept));
}

static void settle_members(const struct settling *settling, uint64_t product, bool siblings) {
    uint64_t divisor = 1;
    for (uint32_t i = 0; i < settling->key->count; i++) {
        struct root_op *root = member(settling, i);
        uint64_t count = count_choices(settling, i);
        if (!count || names_parent(settling, &root->op))
            continue;
        if (siblings)
            plan_choice_settle_siblings(root->choice, settling->key_stream, product, divisor, count,
                                        settling->builder->children[settling->model->index]);
        else
            plan_choice_settle(root->choice, settling->key_stream, product, divisor, count);
        if (__builtin_mul_overflow(divisor, count, &divisor))
            divisor = UINT64_MAX; /* later members keep their first value: the product is full */
    }
}

static void settle_tuple(const struct settling *settling) {
    if (is_unique_already(settling))
        return;
    struct plan_builder *builder = settling->builder;
    bool siblings;
    uint32_t kept;
    uint64_t product = count_product(settling, &siblings, &kept);
    uint64_t wanted = siblings ? plan_children_most(builder->children[settling->model->index])
                               : builder->rows[settling->model->index];
    if (product >= wanted)
        settle_members(settling, product, siblings);
    else if (kept < settling->key->count)
        report_kept(settling, kept);
    else
        report_exhausted(settling, product, wanted, siblings ? " of one parent" : "");
}

/* The key's own stream: equal for equal lists of attributes. */
static uint64_t stream_of(const struct settling *settling) {
    struct plan_builder *builder = settling->builder;
    const char *path = member_id(settling, 0);
    for (uint32_t i = 1; i < settling->key->count; i++)
        path = dore_arena_format(builder->arena, "%s,%s", path, member_id(settling, i));
    return dore_stream(builder->options->seed, settling->model->id, path, "unique");
}

void plan_settle_unique(struct plan_builder *builder) {
    for (uint32_t m = 0; m < builder->manifest->model_count; m++)
        for (uint32_t k = 0; k < builder->keys[m].count; k++) {
            struct settling settling = {.builder = builder,
                                        .model = &builder->manifest->model[m],
                                        .key = &builder->keys[m].key[k]};
            if (!must_be_unique(settling.key) || !is_ready(&settling))
                continue;
            settling.key_stream = stream_of(&settling);
            settling.of_parent = has_parent_key(&settling);
            if (settling.key->count == 1)
                settle_alone(&settling);
            else
                settle_tuple(&settling);
        }
}
