/* SPDX-License-Identifier: Apache-2.0
 *
 * args: the keyword parameters of a manifest against a method's table of parameters: unknown names,
 * wrong kinds, words that are no choice, missing ones. Fills in defaults from their JSON text.
 * Bounds and what a value means are left to the method's prepare.
 */
#include "grid.h"
#include "method.h"

#include <assert.h>

/* What a kind is called in a hint. */
static const struct {
    enum dore_param_kind kind;
    const char *name;
} kind_names[] = {
    {DORE_P_BOOL, "true or false"}, {DORE_P_INT, "an integer"},
    {DORE_P_NUMBER, "a number"},    {DORE_P_STRING, "a string"},
    {DORE_P_ARRAY, "an array"},     {DORE_P_OBJECT, "an object"},
    {DORE_P_NULL, "null"},          {DORE_P_DATE, "a date such as '2024-01-31', 'now' or '-30d'"},
};

/* Reads a JSON text that stands in a method's own table. */
static const struct dore_node *read_own(const struct dore_faker *faker, const char *text) {
    struct dore_str json = {text, strlen(text)};
    const struct dore_node *node = dore_json_read(faker->arena, NULL, NULL, json, faker->diags);
    assert(node);
    return node;
}

/* A copy of a string that held a variable, as the number or boolean that it stands for; it still is
 * marked as a variable, whose value messages do not show. */
static const struct dore_node *retyped(const struct dore_faker *faker, const struct dore_node *node,
                                       enum dore_node_kind kind, bool truth) {
    struct dore_node *copy = DORE_NEW(faker->arena, struct dore_node, 1);
    *copy = *node;
    copy->kind = kind;
    copy->truth = truth;
    return copy;
}

static bool take_bool(struct dore_arg *arg, const struct dore_node *node,
                      const struct dore_faker *faker) {
    if (!dore_node_bool(node, &arg->b))
        return false;
    if (node->kind != DORE_NODE_BOOL)
        arg->node = retyped(faker, node, DORE_NODE_BOOL, arg->b);
    return true;
}

/* For P_INT, P_NUMBER and P_DATE. */
static bool take_number(struct dore_arg *arg, const struct dore_node *node, unsigned kinds,
                        const struct dore_faker *faker) {
    bool integer = dore_node_integer(node, &arg->i);
    bool number = dore_node_double(node, &arg->f);
    if (!(integer || (number && (kinds & DORE_P_NUMBER))))
        return false;
    if (kinds & DORE_P_NUMBER)
        arg->s = node->text;
    if (node->kind != DORE_NODE_NUMBER)
        arg->node = retyped(faker, node, DORE_NODE_NUMBER, false);
    return true;
}

/* Takes the node as one of the kinds, the JSON value's own kind first; false when it is none. */
static bool take(struct dore_arg *arg, const struct dore_node *node, unsigned kinds,
                 const struct dore_faker *faker) {
    const unsigned numbers = DORE_P_INT | DORE_P_NUMBER | DORE_P_DATE;
    switch (node->kind) {
    case DORE_NODE_NULL:
        arg->null = true;
        return kinds & DORE_P_NULL;
    case DORE_NODE_BOOL:
        return (kinds & DORE_P_BOOL) && take_bool(arg, node, faker);
    case DORE_NODE_NUMBER:
        return (kinds & numbers) && take_number(arg, node, kinds, faker);
    case DORE_NODE_ARRAY:
        return kinds & DORE_P_ARRAY;
    case DORE_NODE_OBJECT:
        return kinds & DORE_P_OBJECT;
    case DORE_NODE_STRING:
        break;
    }
    if (node->variable && !(kinds & DORE_P_STRING)) {
        if ((kinds & DORE_P_BOOL) && take_bool(arg, node, faker))
            return true;
        if ((kinds & numbers) && take_number(arg, node, kinds, faker))
            return true;
    }
    if (!(kinds & (DORE_P_STRING | DORE_P_DATE)))
        return false;
    arg->s = node->text;
    return true;
}

/* "an integer or null" */
static const char *expected(const struct dore_faker *faker, unsigned kinds) {
    const char *list = NULL;
    for (size_t i = 0; i < sizeof kind_names / sizeof *kind_names; i++) {
        if (!(kinds & kind_names[i].kind))
            continue;
        kinds &= ~(unsigned)kind_names[i].kind;
        const char *joint = kinds ? ", " : " or ";
        list = list ? dore_hint(faker->diags, "%s%s%s", list, joint, kind_names[i].name)
                    : kind_names[i].name;
    }
    return dore_hint(faker->diags, "write %s", list);
}

/* "a string", "an array", "null", "1.5" */
static const char *describe(const struct dore_node *node) {
    return node->kind == DORE_NODE_NUMBER ? node->text.text : dore_node_kind_name(node);
}

static void report_kind(const struct dore_method *method, const struct dore_param *param,
                        const struct dore_node *node, const struct dore_faker *faker) {
    dore_error(faker->diags, DORE_E_PARAM_TYPE, node->where, expected(faker, param->kinds),
               "parameter '%s' of '%s' is %s", param->name, method->name, describe(node));
}

/* Whether the text is one of the choices. */
static bool check_choice(const struct dore_method *method, const struct dore_param *param,
                         const struct dore_arg *arg, const struct dore_faker *faker) {
    struct dore_suggest suggest = {.name = arg->s.text};
    const char *list = NULL;
    for (const char *const *choice = param->choices; *choice; choice++) {
        if (dore_str_is(arg->s, *choice))
            return true;
        dore_suggest_try(&suggest, *choice);
        list = list ? dore_hint(faker->diags, "%s, '%s'", list, *choice)
                    : dore_hint(faker->diags, "write one of '%s'", *choice);
    }
    const char *near = dore_hint_nearest(faker->diags, &suggest);
    dore_error(faker->diags, DORE_E_CHOICE, arg->where, near ? near : list, "%s is no '%s' of '%s'",
               faker_given(arg, faker), param->name, method->name);
    return false;
}

static void report_unknown(const struct dore_method *method, const struct dore_node *node,
                           const struct dore_faker *faker) {
    struct dore_suggest suggest = {.name = node->key};
    const char *list = NULL;
    for (const struct dore_param *param = method->params; param && param->name; param++) {
        dore_suggest_try(&suggest, param->name);
        list = dore_hint(faker->diags, "%s%s'%s'", list ? list : "it takes ", list ? ", " : "",
                         param->name);
    }
    const char *hint = dore_hint_nearest(faker->diags, &suggest);
    if (!hint)
        hint = list ? list : "it takes none";
    dore_error(faker->diags, DORE_E_PARAM_UNKNOWN, node->key_where, hint,
               "unknown parameter '%s' of '%s'", node->key, method->name);
}

static bool is_param(const struct dore_method *method, const char *name) {
    for (const struct dore_param *param = method->params; param && param->name; param++)
        if (strcmp(param->name, name) == 0)
            return true;
    return false;
}

/* One parameter: from the manifest, or its default. */
static bool read_arg(const struct dore_method *method, const struct dore_param *param,
                     const struct dore_node *params, const struct dore_faker *faker,
                     struct dore_arg *arg) {
    const struct dore_node *node = params ? dore_node_find(params, param->name) : NULL;
    if (!node && !param->fallback) {
        dore_error(faker->diags, DORE_E_PARAM_MISSING, faker->where,
                   dore_hint(faker->diags, "add '%s': %s", param->name, param->about),
                   "'%s' needs parameter '%s'", method->name, param->name);
        return false;
    }
    *arg = (struct dore_arg){.given = node, .node = node, .where = faker->where};
    if (!node) {
        /* A default of null means "not given" also where a manifest may not write null. */
        arg->node = read_own(faker, param->fallback);
        bool taken = take(arg, arg->node, param->kinds | DORE_P_NULL, faker);
        assert(taken);
        return taken;
    }
    arg->where = node->where;
    if (!take(arg, node, param->kinds, faker)) {
        report_kind(method, param, node, faker);
        return false;
    }
    if (param->choices && arg->node->kind == DORE_NODE_STRING)
        return check_choice(method, param, arg, faker);
    return true;
}

const struct dore_arg *faker_args_read(const struct dore_method *method,
                                       const struct dore_node *params,
                                       const struct dore_faker *faker) {
    bool fine = true;
    if (params && params->kind != DORE_NODE_OBJECT) {
        dore_error(faker->diags, DORE_E_PARAM_TYPE, params->where,
                   "write {} or an object of parameters", "'%s' is followed by %s", method->name,
                   describe(params));
        return NULL;
    }
    for (const struct dore_node *node = params ? params->first : NULL; node; node = node->next)
        if (!is_param(method, node->key)) {
            report_unknown(method, node, faker);
            fine = false;
        }
    size_t count = 0;
    while (method->params && method->params[count].name)
        count++;
    struct dore_arg *args = DORE_NEW(faker->arena, struct dore_arg, count + 1);
    for (size_t i = 0; i < count; i++)
        if (!read_arg(method, &method->params[i], params, faker, &args[i]))
            fine = false;
    return fine ? args : NULL;
}
