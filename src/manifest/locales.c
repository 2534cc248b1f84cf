/* SPDX-License-Identifier: Apache-2.0
 *
 * The value of `locale`, of a manifest and of an attribute: a name, a list of names, or names with
 * weights. What is wrong with it is reported at its place, as shapes do for other keys.
 */
#include "private.h"

/* Weights are relative; larger ones would only be finer. */
enum { MOST_WEIGHT = 1000000 };

static const char how[] = "write \"en_US\", [\"en_US\", \"de_DE\"] or {\"en_US\": 3, \"de_DE\": 1}";

struct locales {
    struct dore_diags *diags;
    const char **name;
    uint64_t *weight;
    uint32_t count;
};

static bool report_unknown(const struct locales *locales, struct dore_where where, const char *name,
                           bool hidden) {
    dore_error(locales->diags, DORE_E_CHOICE, where,
               dore_locale_hint(locales->diags, hidden ? NULL : name), "unknown locale '%s'",
               hidden ? "{{...}}" : name);
    return false;
}

static bool add(struct locales *locales, struct dore_where where, struct dore_str text, bool hidden,
                uint64_t weight) {
    const char *name = dore_locale_find(text);
    if (!name)
        return report_unknown(locales, where, text.text, hidden);
    for (uint32_t i = 0; i < locales->count; i++)
        if (locales->name[i] == name) {
            dore_error(locales->diags, DORE_E_CHOICE, where, "write weights: {\"en_US\": 2, ...}",
                       "locale '%s' stands twice", name);
            return false;
        }
    locales->name[locales->count] = name;
    locales->weight[locales->count++] = weight;
    return true;
}

static bool add_string(struct locales *locales, const struct dore_node *node) {
    if (node->kind == DORE_NODE_STRING)
        return manifest_is_void(node) ? false
                                      : add(locales, node->where, node->text, node->variable, 1);
    dore_error(locales->diags, DORE_E_TYPE, node->where, how, "a locale must be a string, not %s",
               dore_node_kind_name(node));
    return false;
}

static bool add_weighted(struct locales *locales, const struct dore_node *member) {
    int64_t weight;
    struct dore_str name = {member->key, strlen(member->key)};
    bool fits = dore_node_integer(member, &weight) && weight >= 1 && weight <= MOST_WEIGHT;
    if (!fits)
        dore_error(locales->diags, DORE_E_PARAM_RANGE, member->where, NULL,
                   "the weight of a locale is a whole number from 1 to %d", MOST_WEIGHT);
    bool hidden = strcmp(manifest_shown_key(member), member->key) != 0;
    return add(locales, member->key_where, name, hidden, fits ? (uint64_t)weight : 1) && fits;
}

bool dore_locales_read(struct dore_arena *arena, const struct dore_node *node,
                       struct dore_diags *diags, struct dore_locales *out) {
    bool list = node->kind == DORE_NODE_ARRAY, weighted = node->kind == DORE_NODE_OBJECT;
    uint32_t count = list || weighted ? node->count : 1;
    struct locales locales = {.diags = diags,
                              .name = DORE_NEW(arena, const char *, count),
                              .weight = DORE_NEW(arena, uint64_t, count)};
    bool good = true;
    *out = (struct dore_locales){0};
    if (count == 0)
        dore_error(diags, DORE_E_EMPTY, node->where, how, "'locale' names none");
    if (!list && !weighted)
        good = add_string(&locales, node);
    for (const struct dore_node *item = list || weighted ? node->first : NULL; item;
         item = item->next)
        good &= list ? add_string(&locales, item) : add_weighted(&locales, item);
    if (!good || count == 0)
        return false;
    *out = (struct dore_locales){locales.count, locales.name, weighted ? locales.weight : NULL};
    return true;
}
