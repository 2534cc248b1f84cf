/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_profile: a person as a record of values of other methods. Only name and sex depend on
 * each other.
 */
#include "choice.h"
#include "grid.h"
#include "providers.h"

enum { MOST_WEBSITES = 4, SEXES = 2 };

/* What makes a field's value. */
enum source { OF_METHOD, OF_SEX, OF_NAME, OF_BLOOD_GROUPS, OF_WEBSITES };

/* In the order of the record. */
static const struct field_kind {
    const char *name;
    enum source source;
    const char *method;
} field_kinds[] = {
    {"job", OF_METHOD, "job"},
    {"company", OF_METHOD, "company"},
    {"ssn", OF_METHOD, "ssn"},
    {"residence", OF_METHOD, "address"},
    {"current_location", OF_METHOD, "latlng"},
    {"blood_group", OF_BLOOD_GROUPS, NULL},
    {"website", OF_WEBSITES, "url"},
    {"username", OF_METHOD, "user_name"},
    {"name", OF_NAME, NULL},
    {"sex", OF_SEX, NULL},
    {"address", OF_METHOD, "address"},
    {"mail", OF_METHOD, "free_email"},
    {"birthdate", OF_METHOD, "date_of_birth"},
};
enum { FIELDS = sizeof field_kinds / sizeof *field_kinds, FIRST_SIMPLE = 7 };

static const char *const sexes[] = {"F", "M", NULL};
/* The same as values, which need room behind them. */
static const char sex_letters[SEXES][1 + DORE_SLACK] = {"F", "M"};
static const char *const name_methods[] = {"name_female", "name_male"};

struct field {
    const struct field_kind *kind;
    struct dore_bound_method method;
};

struct profile {
    struct field field[FIELDS];
    uint32_t fields;
    int sex; /* of all; -1: of each its own */
    struct dore_bound_method name[SEXES];
    const struct faker_list *blood_groups;
    struct dore_domain domain;
};

/* ---- preparing ------------------------------------------------------------------------------ */

static struct dore_domain sex_domain(const struct profile *profile) {
    return faker_domain_fixed(1, profile->sex < 0 ? SEXES : 1);
}

static struct dore_domain name_domain(const struct profile *profile) {
    if (profile->sex >= 0) {
        return profile->name[profile->sex].domain;
    }
    return faker_domain_either(&profile->name[0].domain, &profile->name[1].domain);
}

static struct dore_domain field_domain(const struct profile *profile, const struct field *field) {
    switch (field->kind->source) {
    case OF_SEX:
        return sex_domain(profile);
    case OF_NAME:
        return name_domain(profile);
    case OF_BLOOD_GROUPS:
        return faker_list_domain(profile->blood_groups);
    case OF_WEBSITES:
        return faker_list_domain_of(&field->method.domain, 1, MOST_WEBSITES);
    case OF_METHOD:
        break;
    }
    return field->method.domain;
}

/* {"name":value,...}: a value in JSON is what stands between the brackets of a list of it. */
static struct dore_domain record_domain(const struct profile *profile, struct dore_arena *arena) {
    struct dore_domain_field *field = DORE_NEW(arena, struct dore_domain_field, profile->fields);
    struct dore_domain domain = {.kinds = DORE_KIND_BIT(DORE_RECORD), .field = field};
    uint64_t around = 1; /* a bracket, and one more for each comma or the bracket at the end */
    for (uint32_t i = 0; i < profile->fields; i++) {
        field[i].name = profile->field[i].kind->name;
        field[i].domain = field_domain(profile, &profile->field[i]);
        struct dore_domain value = faker_list_domain_of(&field[i].domain, 1, 1);
        domain.min_chars += value.min_chars - 2;
        domain.max_chars += value.max_chars - 2;
        domain.max_bytes += value.max_bytes - 2;
        domain.mean_bytes += value.mean_bytes - 2;
        domain.nul = domain.nul || value.nul;
        around += strlen(field[i].name) + sizeof "\"\":," - 1;
    }
    domain.min_chars += around;
    domain.max_chars += around;
    domain.max_bytes += around;
    domain.mean_bytes += around;
    domain.field_count = profile->fields;
    return domain;
}

static void add_field(struct profile *profile, const struct field_kind *kind,
                      const struct dore_faker *faker) {
    struct field *field = &profile->field[profile->fields++];
    field->kind = kind;
    if (kind->method) {
        dore_method_bind(kind->method, NULL, faker, &field->method);
    }
}

static const void *finish(struct profile *profile, const struct dore_arg *sex,
                          const struct dore_faker *faker) {
    profile->sex = sex->null ? -1 : dore_str_is(sex->s, sexes[1]);
    profile->blood_groups = faker_list_whole(faker, "profile.blood_groups", 0);
    for (unsigned i = 0; i < SEXES; i++) {
        dore_method_bind(name_methods[i], NULL, faker, &profile->name[i]);
    }
    if (faker->diags->errors > 0) {
        return NULL; /* a moment so early that nobody was born */
    }
    profile->domain = record_domain(profile, faker->arena);
    return profile;
}

static const struct field_kind *find_field(struct dore_str name) {
    for (size_t i = 0; i < FIELDS; i++) {
        if (dore_str_is(name, field_kinds[i].name)) {
            return &field_kinds[i];
        }
    }
    return NULL;
}

static void warn_of_field(const struct dore_node *node, const struct dore_faker *faker) {
    struct dore_suggest suggest = {.name = node->text.text};
    for (size_t i = 0; i < FIELDS; i++) {
        dore_suggest_try(&suggest, field_kinds[i].name);
    }
    const struct dore_arg given = {.node = node, .s = node->text};
    dore_warning(faker->diags, DORE_W_PARAM, node->where, dore_hint_nearest(faker->diags, &suggest),
                 "'fields' of '%s' holds %s, which is no field", faker->method,
                 faker_given(&given, faker));
}

/* Which fields are kept; false when the argument was refused. */
static bool read_fields(const struct dore_arg *arg, const struct dore_faker *faker,
                        bool keep[FIELDS]) {
    bool all = arg->null || arg->node->count == 0, any = all;
    for (size_t i = 0; i < FIELDS; i++) {
        keep[i] = all;
    }
    for (const struct dore_node *node = all ? NULL : arg->node->first; node; node = node->next) {
        if (node->kind != DORE_NODE_STRING) {
            dore_error(faker->diags, DORE_E_PARAM_TYPE, node->where, "write strings only",
                       "'fields' of '%s' holds something else than strings", faker->method);
            return false;
        }
        const struct field_kind *kind = find_field(node->text);
        if (kind) {
            keep[kind - field_kinds] = any = true;
        } else {
            warn_of_field(node, faker);
        }
    }
    if (!any) {
        faker_refuse(arg, "fields", faker, "write names such as \"mail\"", "which keeps nothing");
    }
    return any;
}

static const struct dore_param profile_params[] = {
    {"fields", DORE_P_ARRAY | DORE_P_NULL, "null", NULL, "keys to keep; null: all"},
    {"sex", DORE_P_STRING | DORE_P_NULL, "null", sexes, "null: either"},
    {NULL, 0, NULL, NULL, NULL},
};

static const void *prepare_profile(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct profile *profile = DORE_NEW(faker->arena, struct profile, 1);
    bool keep[FIELDS];
    if (!read_fields(&arg[0], faker, keep)) {
        return NULL;
    }
    for (size_t i = 0; i < FIELDS; i++) {
        if (keep[i]) {
            add_field(profile, &field_kinds[i], faker);
        }
    }
    return finish(profile, &arg[1], faker);
}

static const void *prepare_simple(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct profile *profile = DORE_NEW(faker->arena, struct profile, 1);
    for (size_t i = FIRST_SIMPLE; i < FIELDS; i++) {
        add_field(profile, &field_kinds[i], faker);
    }
    return finish(profile, &arg[0], faker);
}

static struct dore_domain domain(const void *state) {
    const struct profile *profile = state;
    return profile->domain;
}

/* ---- drawing -------------------------------------------------------------------------------- */

static struct dore_value make_websites(const struct field *field, struct dore_cell *cell) {
    uint32_t count = 1 + (uint32_t)dore_rng_below(&cell->rng, MOST_WEBSITES);
    struct dore_value *item = DORE_NEW(cell->arena, struct dore_value, count);
    for (uint32_t i = 0; i < count; i++) {
        faker_value(&field->method, cell, &item[i]);
    }
    return (struct dore_value){.kind = DORE_LIST, .u.list = {item, count}};
}

static struct dore_value make_field(const struct profile *profile, const struct field *field,
                                    unsigned sex, struct dore_cell *cell) {
    struct dore_value value = {.kind = DORE_STRING};
    switch (field->kind->source) {
    case OF_SEX:
        value.u.s = (struct dore_str){sex_letters[sex], 1};
        break;
    case OF_NAME:
        faker_value(&profile->name[sex], cell, &value);
        break;
    case OF_BLOOD_GROUPS:
        value.u.s = faker_list_pick(profile->blood_groups, &cell->rng);
        break;
    case OF_WEBSITES:
        return make_websites(field, cell);
    case OF_METHOD:
        faker_value(&field->method, cell, &value);
        break;
    }
    return value;
}

static void make(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct profile *profile = state;
    struct dore_entry *entry = DORE_NEW(cell->arena, struct dore_entry, profile->fields);
    unsigned sex =
        profile->sex < 0 ? (unsigned)dore_rng_below(&cell->rng, SEXES) : (unsigned)profile->sex;
    for (uint32_t i = 0; i < profile->fields; i++) {
        const char *name = profile->field[i].kind->name;
        entry[i].key = (struct dore_str){name, strlen(name)};
        entry[i].value = make_field(profile, &profile->field[i], sex, cell);
    }
    *out = (struct dore_value){.kind = DORE_RECORD, .u.record = {entry, profile->fields}};
}

static const struct dore_method methods[] = {
    {.name = "profile",
     .about = "a person: job, company, address, websites and more",
     .params = profile_params,
     .prepare = prepare_profile,
     .domain = domain,
     .cell = make},
    {.name = "simple_profile",
     .about = "a person: user name, name, sex, address, mail, birthday",
     .params = profile_params + 1,
     .prepare = prepare_simple,
     .domain = domain,
     .cell = make},
    {0},
};

const struct dore_provider dore_provider_profile = {"profile", methods};
