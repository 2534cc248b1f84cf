/* SPDX-License-Identifier: Apache-2.0
 *
 * locale: the locales there are, and how methods are bound in one that has a way of its own: by a
 * rule, or by layouts "method.<name>" among its formats. What a method takes from lists alone needs
 * nothing here: lists.c finds the locale's.
 */
#include "locale.h"

#include <assert.h>

const char *const dore_locales[] = {"de_DE", "en_GB", "en_US", "es_ES", "fr_FR", "hi_IN",
                                    "it_IT", "ja_JP", "ko_KR", "nl_NL", "pl_PL", "pt_BR",
                                    "ru_RU", "sv_SE", "tr_TR", "zh_CN", NULL};

/* ---- names ---------------------------------------------------------------------------------- */

const char *dore_locale_find(struct dore_str name) {
    for (const char *const *locale = dore_locales; *locale; locale++)
        if (dore_str_is(name, *locale))
            return *locale;
    return NULL;
}

static char small(char byte) {
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte == '-' ? '_' : byte;
}

/* "de-DE", "de_de.UTF-8", "DE", "de": as much as is given, but at least the language. */
static bool is_meant(const char *name, const char *locale) {
    size_t at = 0;
    while (locale[at] && small(name[at]) == small(locale[at]))
        at++;
    return (!locale[at] && (!name[at] || name[at] == '.' || name[at] == '@')) ||
           (locale[at] == '_' && !name[at]);
}

const char *dore_locale_hint(struct dore_diags *diags, const char *name) {
    struct dore_suggest suggest = {.name = name};
    for (const char *const *locale = dore_locales; name && *locale; locale++) {
        if (is_meant(name, *locale))
            return dore_hint(diags, "write '%s'", *locale);
        dore_suggest_try(&suggest, *locale);
    }
    const char *list = dore_hint_nearest(diags, &suggest);
    list = list ? dore_hint(diags, "%s; there are", list) : "there are";
    for (const char *const *locale = dore_locales; *locale; locale++)
        list = dore_hint(diags, "%s%s %s", list, locale > dore_locales ? "," : "", *locale);
    return list;
}

/* ---- methods -------------------------------------------------------------------------------- */

/* Parameters are those of en_US; a locale's own way has none. */
static void warn_of_params(const struct dore_method *method, const struct dore_arg *arg,
                           const struct dore_faker *faker) {
    for (const struct dore_param *param = method->params; param && param->name; param++, arg++)
        if (arg->given)
            dore_warning(faker->diags, DORE_W_PARAM, arg->where, "leave it out",
                         "'%s' of '%s' has no effect in locale '%s'", param->name, method->name,
                         faker_locale(faker));
}

/* The rule of a locale for a method; locale NULL: of any. */
static const struct dore_method *find_rule(const char *method, const char *locale) {
    for (const struct faker_local_method *rule = faker_person_numbers; rule->locale; rule++)
        if (strcmp(rule->method.name, method) == 0 &&
            (!locale || strcmp(rule->locale, locale) == 0))
            return &rule->method;
    return NULL;
}

/* One layout that is one list's token is that list. */
static struct dore_bound_method bind_layouts(const struct faker_layouts *layouts) {
    static const struct dore_method list_method = {
        .name = "", .domain = faker_list_domain, .text = faker_list_text};
    const struct faker_list *list =
        layouts->words->count == 1 ? faker_layout_list(layouts->program[0]) : NULL;
    if (list)
        return (struct dore_bound_method){
            .method = &list_method, .state = list, .domain = faker_list_domain(list)};
    return faker_layouts_bound(layouts);
}

/* What only the country of the default locale has; locales get it all the same, unless they have
 * their own. */
static const char *const american[] = {"basic_phone_number",  "ein",
                                       "invalid_ssn",         "itin",
                                       "military_apo",        "military_dpo",
                                       "military_ship",       "military_state",
                                       "postalcode_in_state", "postalcode_plus4",
                                       "postcode_in_state",   "secondary_address",
                                       "state_abbr",          "zipcode_in_state",
                                       "zipcode_plus4",       NULL};

static void note_american(const struct dore_method *method, const struct dore_faker *faker) {
    for (const char *const *name = american; faker->sources && *name; name++)
        if (strcmp(*name, method->name) == 0 &&
            strcmp(faker_locale(faker), DORE_LOCALE_DEFAULT) != 0)
            *faker->sources |= DORE_WORDS_FOREIGN;
}

/* faker_own_words notes who has layouts for the method; rules are noted here. */
static const struct dore_method *rule_for(const struct dore_method *method,
                                          const struct dore_faker *faker) {
    const struct dore_method *rule = find_rule(method->name, faker_locale(faker));
    if (faker->sources && find_rule(method->name, NULL))
        *faker->sources |= rule ? DORE_WORDS_OWN : DORE_WORDS_OTHERS;
    return rule;
}

bool faker_bind_local(const struct dore_method *method, const struct dore_arg *arg,
                      const struct dore_faker *faker, struct dore_bound_method *out) {
    if (!faker->sources && strcmp(faker_locale(faker), DORE_LOCALE_DEFAULT) == 0)
        return false;
    const char *layouts = dore_arena_format(faker->arena, "method.%s", method->name);
    const struct dore_method *rule = rule_for(method, faker);
    if (rule) {
        const void *state = rule->prepare ? rule->prepare(arg, faker) : rule->constant;
        *out = (struct dore_bound_method){
            .method = rule, .state = state, .domain = rule->domain(state)};
    } else if (faker_own_words(faker, layouts)) {
        const struct faker_layouts_source source = {layouts, true, FAKER_UPPERCASE};
        *out = bind_layouts(faker_layouts_make(faker, &source));
    } else {
        note_american(method, faker);
        return false;
    }
    warn_of_params(method, arg, faker);
    return true;
}
