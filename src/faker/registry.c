/* SPDX-License-Identifier: Apache-2.0
 *
 * registry: the list of providers, and methods by name. Also what to say when a name is none of
 * ours. A plan looks a name up once per attribute, so walking the tables is quick enough.
 */
#include "method.h"
#include "providers.h"

const struct dore_provider *const dore_providers[] = {
    &dore_provider_address,    &dore_provider_automotive,
    &dore_provider_bank,       &dore_provider_barcode,
    &dore_provider_base,       &dore_provider_color,
    &dore_provider_company,    &dore_provider_credit_card,
    &dore_provider_currency,   &dore_provider_date_time,
    &dore_provider_doi,        &dore_provider_emoji,
    &dore_provider_file,       &dore_provider_geo,
    &dore_provider_internet,   &dore_provider_isbn,
    &dore_provider_job,        &dore_provider_lorem,
    &dore_provider_misc,       &dore_provider_passport,
    &dore_provider_person,     &dore_provider_phone_number,
    &dore_provider_profile,    &dore_provider_python,
    &dore_provider_sbn,        &dore_provider_ssn,
    &dore_provider_user_agent, NULL,
};

const struct dore_method *dore_method_find(const char *name) {
    for (const struct dore_provider *const *provider = dore_providers; *provider; provider++)
        for (const struct dore_method *method = (*provider)->methods; method->name; method++)
            if (*method->name == *name && strcmp(method->name, name) == 0)
                return method;
    return NULL;
}

/* What other libraries call them, and what people try first. */
static const struct {
    const char *word, *method;
} elsewhere[] = {{"age", "pyint"},
                 {"birthdate", "date_of_birth"},
                 {"birthday", "date_of_birth"},
                 {"bool", "pybool"},
                 {"creditcard", "credit_card_number"},
                 {"decimal", "pydecimal"},
                 {"double", "pyfloat"},
                 {"fullname", "name"},
                 {"full_name", "name"},
                 {"guid", "uuid4"},
                 {"int", "pyint"},
                 {"integer", "pyint"},
                 {"lorem", "text"},
                 {"mobile", "phone_number"},
                 {"number", "pyint"},
                 {"price", "pydecimal"},
                 {"street", "street_address"},
                 {"string", "pystr"},
                 {"surname", "last_name"},
                 {"timestamp", "date_time"},
                 {"title", "sentence"},
                 {"uuid", "uuid4"}};

void dore_method_suggest(struct dore_suggest *suggest) {
    for (size_t i = 0; suggest->name && i < sizeof elsewhere / sizeof *elsewhere; i++)
        if (dore_text_equal_nocase(suggest->name, elsewhere[i].word)) {
            suggest->best = elsewhere[i].method;
            suggest->distance = 0;
        }
    for (const struct dore_provider *const *provider = dore_providers; *provider; provider++)
        for (const struct dore_method *method = (*provider)->methods; method->name; method++)
            dore_suggest_try(suggest, method->name);
}

/* Names that Faker users know and that have no meaning without a Python program. */
static const struct {
    const char *name, *why, *hint;
} offline[] = {
    {"enum", "needs a Python class", "write 'random_element' with its 'elements'"},
    {"parse", "belongs to no provider", "write the generator 'template', or 'pystr_format'"},
};

static bool report_offline(const char *name, const struct dore_faker *faker) {
    for (size_t i = 0; i < sizeof offline / sizeof *offline; i++)
        if (strcmp(offline[i].name, name) == 0) {
            dore_error(faker->diags, DORE_E_METHOD_OFFLINE, faker->where, offline[i].hint,
                       "method '%s' %s", name, offline[i].why);
            return true;
        }
    return false;
}

/* "unique.name" and "person.name": Faker's proxies and providers, which are no part of a name. */
static const char *hint_dotted(const char *name, struct dore_diags *diags) {
    const char *dot = strrchr(name, '.');
    if (!dot || !dore_method_find(dot + 1))
        return NULL;
    if (strncmp(name, "unique.", 7) == 0)
        return dore_hint(diags, "write '%s' and set 'unique: true' on the attribute", dot + 1);
    if (strncmp(name, "optional.", 9) == 0)
        return dore_hint(diags, "write '%s' and set 'nullRate' on the attribute", dot + 1);
    return dore_hint(diags, "write '%s'", dot + 1);
}

/* "unique" and "optional" alone. */
static const char *hint_proxy(const char *name) {
    if (strcmp(name, "unique") == 0)
        return "set 'unique: true' on the attribute";
    if (strcmp(name, "optional") == 0)
        return "set 'nullRate' on the attribute";
    return NULL;
}

const char *dore_method_hint(struct dore_diags *diags, const char *name) {
    for (size_t i = 0; i < sizeof offline / sizeof *offline; i++)
        if (strcmp(offline[i].name, name) == 0)
            return offline[i].hint;
    const char *hint = hint_dotted(name, diags);
    return hint ? hint : hint_proxy(name);
}

void faker_report_unknown(const char *name, const struct dore_faker *faker) {
    if (report_offline(name, faker))
        return;
    const char *hint = dore_method_hint(faker->diags, name);
    if (!hint) {
        struct dore_suggest suggest = {.name = name};
        dore_method_suggest(&suggest);
        hint = dore_hint_nearest(faker->diags, &suggest);
    }
    dore_error(faker->diags, DORE_E_METHOD_UNKNOWN, faker->where, hint, "unknown method '%s'",
               name);
}
