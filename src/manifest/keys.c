/* SPDX-License-Identifier: Apache-2.0
 *
 * The words that say which records a model may have: keys, uniqueness, nulls, constraints and
 * indexes of attributes and models, and records counted by parent. Here each word is read by
 * itself; what they mean together is the planner's (plan/keys.c).
 */
#include "private.h"

static const struct dore_node *find(const struct dore_node *object, const char *key) {
    const struct dore_node *member = dore_node_find(object, key);
    return member && !(member->kind == DORE_NODE_STRING && manifest_is_void(member)) ? member
                                                                                     : NULL;
}

/* A truth; a variable that is none is an error. */
static bool read_bool(const struct dore_node *object, const char *key, bool fallback,
                      struct dore_diags *diags) {
    const struct dore_node *node = find(object, key);
    bool truth = fallback;
    if (node && !dore_node_bool(node, &truth) && node->kind == DORE_NODE_STRING && node->variable)
        dore_error(diags, DORE_E_TYPE, node->where, "give its variable true or false",
                   "'%s' must be a boolean", key);
    return truth;
}

static struct dore_where place_of(const struct dore_node *object, const char *key) {
    const struct dore_node *node = dore_node_find(object, key);
    return node ? node->key_where : object->where;
}

static const char *read_text(const struct dore_node *object, const char *key,
                             struct dore_diags *diags) {
    const struct dore_node *node = find(object, key);
    return node && node->kind == DORE_NODE_STRING ? manifest_text(node, key, diags) : NULL;
}

/* ---- foreign keys' actions ------------------------------------------------------------------ */

static const char *read_action(const struct dore_node *object, const char *key,
                               struct dore_diags *diags) {
    static const char *const actions[] = {"CASCADE",  "SET NULL",  "SET DEFAULT",
                                          "RESTRICT", "NO ACTION", NULL};
    const char *text = read_text(object, key, diags);
    if (!text)
        return NULL;
    struct dore_suggest suggest = {.name = text};
    for (const char *const *action = actions; *action; action++) {
        if (dore_text_equal_nocase(*action, text))
            return *action;
        dore_suggest_try(&suggest, *action);
    }
    const char *hint = dore_hint_nearest(diags, &suggest);
    dore_error(diags, DORE_E_CHOICE, dore_node_find(object, key)->where,
               hint ? hint
                    : "write 'CASCADE', 'SET NULL', 'SET DEFAULT', 'RESTRICT' or 'NO ACTION'",
               "'%s' is no action of a foreign key", manifest_shown(dore_node_find(object, key)));
    return NULL;
}

/* ---- attributes ----------------------------------------------------------------------------- */

static double read_rate(const struct dore_node *object, struct dore_diags *diags) {
    const struct dore_node *node = find(object, "nullRate");
    double rate;
    if (!node)
        return 0;
    if (dore_node_double(node, &rate) && rate >= 0 && rate <= 1)
        return rate;
    if (node->kind == DORE_NODE_NUMBER || node->variable)
        dore_error(diags, DORE_E_PARAM_RANGE, node->where, NULL,
                   "'nullRate' must be a number from 0 to 1");
    return 0;
}

static void read_unique(const struct dore_node *object, struct dore_attribute_keys *out,
                        struct dore_diags *diags) {
    const struct dore_node *node = find(object, "unique");
    if (node && node->kind == DORE_NODE_OBJECT) {
        out->within = read_text(node, "within", diags);
        out->unique = out->within != NULL;
    } else {
        out->unique = read_bool(object, "unique", false, diags);
    }
}

static void read_foreign(const struct dore_node *object, struct dore_attribute_keys *out,
                         struct dore_diags *diags) {
    const struct dore_node *node = find(object, "foreignKey");
    if (!node)
        return;
    if (node->kind == DORE_NODE_OBJECT) {
        out->on_delete = read_action(node, "onDelete", diags);
        out->on_update = read_action(node, "onUpdate", diags);
        out->foreign = DORE_YES;
    } else {
        bool truth;
        bool wanted = read_bool(object, "foreignKey", true, diags);
        if (dore_node_bool(node, &truth))
            out->foreign = wanted ? DORE_YES : DORE_NO;
    }
}

void manifest_bind_attribute_keys(const struct dore_node *node, struct dore_attribute_keys *out,
                                  struct dore_diags *diags) {
    *out = (struct dore_attribute_keys){
        .primary = read_bool(node, "primaryKey", false, diags),
        .not_null = read_bool(node, "notNull", false, diags),
        .index = read_bool(node, "index", false, diags),
        .hidden = read_bool(node, "hidden", false, diags),
        .check = read_text(node, "check", diags),
        .null_rate = read_rate(node, diags),
        .primary_where = place_of(node, "primaryKey"),
        .unique_where = place_of(node, "unique"),
        .null_where = place_of(node, "nullRate"),
        .check_where = place_of(node, "check"),
        .foreign_where = place_of(node, "foreignKey"),
    };
    read_unique(node, out, diags);
    read_foreign(node, out, diags);
}

/* ---- lists of attributes -------------------------------------------------------------------- */

/* The strings of an array; 0 of them after a fault. */
static uint32_t read_ids(struct dore_arena *arena, const struct dore_node *array,
                         const struct dore_node *const **out, struct dore_diags *diags) {
    if (!array || array->kind != DORE_NODE_ARRAY)
        return 0;
    if (!array->count)
        dore_error(diags, DORE_E_EMPTY, array->where, "name at least one attribute",
                   "a list of attributes is empty");
    const struct dore_node **id = DORE_NEW(arena, const struct dore_node *, array->count);
    uint32_t count = 0;
    bool good = true;
    for (const struct dore_node *each = array->first; each; each = each->next) {
        good &= each->kind == DORE_NODE_STRING && !manifest_is_void(each);
        if (each->kind != DORE_NODE_STRING)
            dore_error(diags, DORE_E_TYPE, each->where, "write an attribute's id",
                       "a list of attributes holds strings, not %s", dore_node_kind_name(each));
        id[count++] = each;
    }
    *out = id;
    return good ? count : 0;
}

/* One entry of `unique`, `indexes` or `foreignKeys`; false when it is of no use. */
typedef bool read_list(struct dore_arena *, const struct dore_node *, struct dore_attribute_list *,
                       struct dore_diags *);

static bool read_tuple(struct dore_arena *arena, const struct dore_node *node,
                       struct dore_attribute_list *out, struct dore_diags *diags) {
    if (node->kind != DORE_NODE_ARRAY) {
        dore_error(diags, DORE_E_TYPE, node->where, "write [[\"a\", \"b\"]]",
                   "'unique' of a model lists arrays of attributes, not %s",
                   dore_node_kind_name(node));
        return false;
    }
    out->unique = true;
    out->count = read_ids(arena, node, &out->id, diags);
    return out->count > 0;
}

static bool read_index(struct dore_arena *arena, const struct dore_node *node,
                       struct dore_attribute_list *out, struct dore_diags *diags) {
    if (node->kind != DORE_NODE_OBJECT)
        return false;
    out->unique = read_bool(node, "unique", false, diags);
    out->name = read_text(node, "name", diags);
    out->count = read_ids(arena, find(node, "attributes"), &out->id, diags);
    return out->count > 0;
}

static bool read_reference(struct dore_arena *arena, const struct dore_node *node,
                           struct dore_attribute_list *out, struct dore_diags *diags) {
    if (node->kind != DORE_NODE_OBJECT)
        return false;
    out->references = read_text(node, "references", diags);
    out->references_where = place_of(node, "references");
    out->on_delete = read_action(node, "onDelete", diags);
    out->on_update = read_action(node, "onUpdate", diags);
    out->count = read_ids(arena, find(node, "attributes"), &out->id, diags);
    uint32_t to = read_ids(arena, find(node, "to"), &out->to, diags);
    if (out->count && to && out->count != to)
        dore_error(diags, DORE_E_KEYS, node->where, NULL,
                   "a foreign key of %u attributes refers to %u", out->count, to);
    return out->references && out->count && out->count == to;
}

static uint32_t read_lists(struct dore_arena *arena, const struct dore_node *model, const char *key,
                           read_list *read, const struct dore_attribute_list **out,
                           struct dore_diags *diags) {
    const struct dore_node *array = find(model, key);
    if (!array || array->kind != DORE_NODE_ARRAY)
        return 0;
    struct dore_attribute_list *list = DORE_NEW(arena, struct dore_attribute_list, array->count);
    uint32_t count = 0;
    for (const struct dore_node *each = array->first; each; each = each->next) {
        list[count] = (struct dore_attribute_list){.where = each->where};
        count += read(arena, each, &list[count], diags);
    }
    *out = list;
    return count;
}

/* ---- records by parent ---------------------------------------------------------------------- */

static bool read_count(const struct dore_node *object, const char *key, uint64_t *out,
                       struct dore_diags *diags) {
    const struct dore_node *node = find(object, key);
    int64_t count;
    if (!node)
        return false;
    if (dore_node_integer(node, &count) && count >= 0) {
        *out = (uint64_t)count;
        return true;
    }
    if (node->kind == DORE_NODE_NUMBER || node->variable)
        dore_error(diags, DORE_E_RECORDS, node->where, NULL,
                   "'%s' must be a whole number, 0 or more", key);
    return false;
}

static bool read_mean(const struct dore_node *object, double *out, struct dore_diags *diags) {
    const struct dore_node *node = find(object, "mean");
    if (!node)
        return false;
    if (dore_node_double(node, out) && *out >= 0 && *out < 1e15)
        return true;
    if (node->kind == DORE_NODE_NUMBER || node->variable)
        dore_error(diags, DORE_E_RECORDS, node->where, NULL, "'mean' must be a number, 0 or more");
    return false;
}

static enum dore_law read_law(const struct dore_node *object, struct dore_diags *diags) {
    static const char *const laws[] = {[DORE_LAW_UNIFORM] = "uniform",
                                       [DORE_LAW_POISSON] = "poisson",
                                       [DORE_LAW_ZIPF] = "zipf",
                                       [DORE_LAW_GEOMETRIC] = "geometric"};
    const char *text = read_text(object, "distribution", diags);
    struct dore_suggest suggest = {.name = text};
    for (unsigned i = 0; text && i < sizeof laws / sizeof *laws; i++) {
        if (strcmp(laws[i], text) == 0)
            return (enum dore_law)i;
        dore_suggest_try(&suggest, laws[i]);
    }
    if (text) {
        const struct dore_node *node = dore_node_find(object, "distribution");
        const char *hint = dore_hint_nearest(diags, &suggest);
        dore_error(diags, DORE_E_CHOICE, node->where,
                   hint ? hint : "write 'uniform', 'poisson', 'zipf' or 'geometric'",
                   "'%s' is no distribution of records", manifest_shown(node));
    }
    return DORE_LAW_UNIFORM;
}

static const struct dore_per *read_per(struct dore_arena *arena, const struct dore_node *node,
                                       struct dore_diags *diags) {
    struct dore_per *per = DORE_NEW(arena, struct dore_per, 1);
    per->parent = read_text(node, "per", diags);
    if (!per->parent)
        return NULL;
    size_t errors = diags->errors;
    per->law = read_law(node, diags);
    read_count(node, "min", &per->min, diags);
    per->has_max = read_count(node, "max", &per->max, diags);
    per->has_total = read_count(node, "total", &per->total, diags);
    per->has_mean = read_mean(node, &per->mean, diags);
    static const char *const wanted[] = {"max", "mean", "total"};
    per->broken = diags->errors > errors;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        per->broken |=
            !dore_node_find(node, wanted[i]) && !manifest_lacks(node, &manifest_per, wanted[i]);
    per->where = node->where;
    per->parent_where = dore_node_find(node, "per")->where;
    return per;
}

/* ---- models --------------------------------------------------------------------------------- */

void manifest_bind_model_keys(struct dore_arena *arena, const struct dore_node *node,
                              struct dore_model *out, struct dore_diags *diags) {
    const struct dore_node *records = find(node, "records");
    if (records && records->kind == DORE_NODE_OBJECT && out->persistence != DORE_NO_PERSIST) {
        out->per = read_per(arena, records, diags);
        out->uncounted |= !out->per;
    }
    out->fixed = !read_bool(node, "scale", true, diags);
    if (out->fixed && out->per)
        dore_error(diags, DORE_E_KEYS, place_of(node, "scale"), "leave 'scale' out",
                   "a model whose records are counted per parent follows its parent's scale");
    out->unique_count = read_lists(arena, node, "unique", read_tuple, &out->uniques, diags);
    out->index_count = read_lists(arena, node, "indexes", read_index, &out->indexes, diags);
    out->foreign_count =
        read_lists(arena, node, "foreignKeys", read_reference, &out->foreign_keys, diags);
}
