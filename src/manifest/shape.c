/* SPDX-License-Identifier: Apache-2.0
 *
 * What may stand where in a manifest, as tables, and the one walker that checks a tree against
 * them: unknown keys, missing ones, kinds of values, ids. A new key of the language is one row here
 * and one field of a struct in manifest.h. What depends on more than one key is left to bind.c and
 * link.c.
 */
#include "private.h"

enum {
    BOOLEAN = MANIFEST_KIND(DORE_NODE_BOOL),
    NUMBER = MANIFEST_KIND(DORE_NODE_NUMBER),
    STRING = MANIFEST_KIND(DORE_NODE_STRING),
    ARRAY = MANIFEST_KIND(DORE_NODE_ARRAY),
    OBJECT = MANIFEST_KIND(DORE_NODE_OBJECT)
};

/* ---- the language --------------------------------------------------------------------------- */

static const struct manifest_shape secret = {
    .others = MANIFEST_FREE, .each = &secret, .secret = true};
static const struct manifest_shape parameter = {
    .others = MANIFEST_FREE, .each = &parameter, .tokens = true};
static const struct manifest_shape faker = {.others = MANIFEST_FREE, .each = &parameter};

/* Which words there are is the generators' business: bind.c asks them. */
static const struct manifest_key value_keys[] = {{.key = "faker", .inner = &faker}, {0}};
static const struct manifest_shape value = {
    .what = "a value", .keys = value_keys, .others = MANIFEST_FREE};

static const struct manifest_key within_keys[] = {
    {.key = "within", .kinds = STRING, .required = true}, {0}};
static const struct manifest_shape within = {.what = "'unique'", .keys = within_keys};

static const struct manifest_key action_keys[] = {
    {.key = "onDelete", .kinds = STRING}, {.key = "onUpdate", .kinds = STRING}, {0}};
static const struct manifest_shape actions = {.what = "'foreignKey'", .keys = action_keys};

static const struct manifest_key attribute_keys[] = {
    {.key = "properties", .kinds = OBJECT},
    {.key = "value",
     .kinds = OBJECT,
     .required = true,
     .inner = &value,
     .hint = "write an object with a generator, such as {\"constant\": ...}"},
    {.key = "locale"},
    {.key = "primaryKey", .kinds = BOOLEAN},
    {.key = "unique", .kinds = BOOLEAN | OBJECT, .inner = &within},
    {.key = "nullRate", .kinds = NUMBER},
    {.key = "notNull", .kinds = BOOLEAN},
    {.key = "index", .kinds = BOOLEAN},
    {.key = "check", .kinds = STRING},
    {.key = "foreignKey", .kinds = BOOLEAN | OBJECT, .inner = &actions},
    {.key = "hidden", .kinds = BOOLEAN},
    {0}};
const struct manifest_shape manifest_attribute = {
    .what = "an attribute", .keys = attribute_keys, .ref = true};
static const struct manifest_shape attributes = {.what = "'attributes'",
                                                 .others = MANIFEST_IDS,
                                                 .each = &manifest_attribute,
                                                 .most = DORE_MAX_ATTRIBUTES};

static const struct manifest_key per_keys[] = {{.key = "per", .kinds = STRING, .required = true},
                                               {.key = "min", .kinds = NUMBER},
                                               {.key = "max", .kinds = NUMBER},
                                               {.key = "distribution", .kinds = STRING},
                                               {.key = "mean", .kinds = NUMBER},
                                               {.key = "total", .kinds = NUMBER},
                                               {0}};
const struct manifest_shape manifest_per = {.what = "'records'", .keys = per_keys};

static const struct manifest_key index_keys[] = {
    {.key = "attributes", .kinds = ARRAY, .required = true},
    {.key = "unique", .kinds = BOOLEAN},
    {.key = "name", .kinds = STRING},
    {0}};
static const struct manifest_shape index_shape = {.what = "an index", .keys = index_keys};

static const struct manifest_key foreign_keys[] = {
    {.key = "attributes", .kinds = ARRAY, .required = true},
    {.key = "references", .kinds = STRING, .required = true},
    {.key = "to", .kinds = ARRAY, .required = true},
    {.key = "onDelete", .kinds = STRING},
    {.key = "onUpdate", .kinds = STRING},
    {0}};
static const struct manifest_shape foreign_key = {.what = "a foreign key", .keys = foreign_keys};

static const struct manifest_key model_keys[] = {
    {.key = "records", .kinds = NUMBER | OBJECT, .inner = &manifest_per},
    {.key = "datastore", .kinds = STRING},
    {.key = "persistence", .kinds = STRING},
    {.key = "properties", .kinds = OBJECT},
    {.key = "attributes", .kinds = OBJECT, .inner = &attributes},
    {.key = "unique", .kinds = ARRAY},
    {.key = "indexes", .kinds = ARRAY, .inner = &index_shape},
    {.key = "foreignKeys", .kinds = ARRAY, .inner = &foreign_key},
    {.key = "scale", .kinds = BOOLEAN},
    {0}};
const struct manifest_shape manifest_model = {.what = "a model", .keys = model_keys, .ref = true};
static const struct manifest_shape models = {
    .what = "'models'", .others = MANIFEST_IDS, .each = &manifest_model, .most = DORE_MAX_MODELS};

/* A misspelled password is a password: `each` is for the keys that are not listed. */
static const struct manifest_key connection_keys[] = {{.key = "host", .inner = &secret},
                                                      {.key = "port", .inner = &secret},
                                                      {.key = "user", .inner = &secret},
                                                      {.key = "password", .inner = &secret},
                                                      {.key = "database", .kinds = STRING},
                                                      {.key = "before"},
                                                      {.key = "after"},
                                                      {0}};
const struct manifest_shape manifest_connection = {
    .what = "a datastore's properties", .keys = connection_keys, .each = &secret};
static const struct manifest_key datastore_keys[] = {
    {.key = "protocol", .kinds = STRING, .required = true},
    {.key = "properties", .kinds = OBJECT, .inner = &manifest_connection},
    {0}};
const struct manifest_shape manifest_datastore = {
    .what = "a datastore", .keys = datastore_keys, .ref = true};
static const struct manifest_shape datastores = {.what = "'datastores'",
                                                 .others = MANIFEST_IDS,
                                                 .each = &manifest_datastore,
                                                 .most = DORE_MAX_MODELS};

/* Defaults for {{name}}: taken before anything is applied, and gone once it was. */
static const struct manifest_shape variables = {.others = MANIFEST_FREE, .literal = true};

static const struct manifest_key root_keys[] = {
    {.key = "id", .kinds = STRING, .required = true},
    {.key = "datastores", .kinds = OBJECT, .required = true, .inner = &datastores},
    {.key = "models", .kinds = OBJECT, .required = true, .inner = &models},
    {.key = "seed", .kinds = NUMBER},
    {.key = "now", .kinds = STRING},
    {.key = "locale"},
    {.key = "variables", .kinds = OBJECT, .inner = &variables},
    {0}};
const struct manifest_shape manifest_root = {
    .what = "a manifest", .keys = root_keys, .others = MANIFEST_IGNORED};

/* ---- questions to shapes -------------------------------------------------------------------- */

static const struct manifest_key *find_key(const struct manifest_shape *shape, const char *name) {
    for (const struct manifest_key *key = shape->keys; key && key->key; key++)
        if (strcmp(key->key, name) == 0)
            return key;
    return NULL;
}

const struct manifest_shape *manifest_shape_of(const struct manifest_shape *shape,
                                               const struct dore_node *child) {
    if (!shape)
        return NULL;
    const struct manifest_key *key = child->key ? find_key(shape, child->key) : NULL;
    return key ? key->inner : shape->each;
}

bool manifest_wants_number(const struct manifest_shape *shape, const struct dore_node *member) {
    const struct manifest_key *key = shape && member->key ? find_key(shape, member->key) : NULL;
    return key && (key->kinds & NUMBER);
}

bool manifest_is_broken(const struct dore_node *node, const struct manifest_shape *shape) {
    return shape->ref && dore_node_find(node, "ref");
}

/* ---- what messages show --------------------------------------------------------------------- */

static const char hidden[] = "{{...}}";

const char *manifest_shown(const struct dore_node *string) {
    return string->variable ? hidden : string->text.text;
}

/* The path has keys as the file has them: one that is not there came out of a variable. */
const char *manifest_shown_key(const struct dore_node *member) {
    const char *path = member->key_where.path ? member->key_where.path : "";
    size_t size = strlen(member->key), path_size = strlen(path);
    for (size_t tail = 0; tail <= 2; tail += 2) { /* key, key"] */
        if (path_size >= size + tail &&
            memcmp(path + path_size - tail - size, member->key, size) == 0)
            return member->key;
    }
    return hidden;
}

const char *manifest_text(const struct dore_node *string, const char *key,
                          struct dore_diags *diags) {
    if (manifest_is_void(string))
        return NULL;
    if (string->text.size == 0)
        dore_error(diags, DORE_E_EMPTY, string->where, NULL, "'%s' is empty", key);
    else if (memchr(string->text.text, '\0', string->text.size))
        dore_error(diags, DORE_E_NUL, string->where, NULL, "'%s' holds U+0000", key);
    else
        return string->text.text;
    return NULL;
}

/* ---- checks --------------------------------------------------------------------------------- */

static bool is_control(uint32_t scalar) {
    return scalar < 0x20 || (scalar >= 0x7f && scalar <= 0x9f);
}

void manifest_check_id(struct dore_str id, struct dore_where where, struct dore_diags *diags) {
    char first = id.size ? id.text[0] : '\0';
    bool good = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    for (size_t at = 0, bytes; at < id.size && good; at += bytes) {
        uint32_t scalar = dore_utf8_decode(id.text + at, id.size - at, &bytes);
        good = scalar != '.' && !is_control(scalar);
    }
    if (!good)
        dore_error(diags, DORE_E_ID, where, NULL,
                   "an id begins with a letter a-z or A-Z and has neither dots nor control "
                   "characters");
    else if (id.size > MANIFEST_MAX_ID)
        dore_error(diags, DORE_E_ID, where, NULL, "an id has at most %d bytes", MANIFEST_MAX_ID);
}

static bool is_of_kind(const struct dore_node *node, unsigned kinds) {
    return !kinds || (kinds & MANIFEST_KIND(node->kind)) ||
           ((kinds & (NUMBER | BOOLEAN)) && node->kind == DORE_NODE_STRING && node->variable);
}

static const char *kind_wanted(unsigned kinds, struct dore_diags *diags) {
    static const struct {
        unsigned kind;
        const char *name;
    } names[] = {{BOOLEAN, "a boolean"},
                 {NUMBER, "a number"},
                 {STRING, "a string"},
                 {ARRAY, "an array"},
                 {OBJECT, "an object"}};
    const char *text = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (kinds & names[i].kind)
            text = text ? dore_hint(diags, "%s or %s", text, names[i].name) : names[i].name;
    return text;
}

static bool check_kind(const struct dore_node *node, const char *name, unsigned kinds,
                       const char *hint, struct dore_diags *diags) {
    if (is_of_kind(node, kinds))
        return true;
    if ((kinds & (NUMBER | BOOLEAN)) && node->kind == DORE_NODE_STRING)
        hint = "write it without quotes";
    else if ((kinds & STRING) && (node->kind == DORE_NODE_NUMBER || node->kind == DORE_NODE_BOOL))
        hint = "write it in quotes";
    dore_error(diags, DORE_E_TYPE, node->where, hint, "%s must be %s, not %s", name,
               kind_wanted(kinds, diags), dore_node_kind_name(node));
    return false;
}

/* The known key that may be meant by an unknown one, of those that are not there, or NULL. Where
 * others are ignored only what must be a misspelling is one. */
static const char *meant_key(const struct dore_node *object, const struct manifest_shape *shape,
                             const struct dore_node *member) {
    struct dore_suggest suggest = {.name = member->key};
    for (const struct manifest_key *key = shape->keys; key && key->key; key++)
        if (shape->others == MANIFEST_IGNORED || !dore_node_find(object, key->key))
            dore_suggest_try(&suggest, key->key);
    return shape->others == MANIFEST_IGNORED ? dore_suggest_best(&suggest)
                                             : dore_suggest_kin(&suggest);
}

/* The known key whose value an unknown one is part of, or NULL. */
static const char *home_of(const struct manifest_shape *shape, const struct dore_node *member) {
    const bool attribute = shape == &manifest_attribute;
    if (shape == &manifest_datastore && find_key(&manifest_connection, member->key))
        return "properties";
    if ((attribute || shape == &manifest_model) && dore_format_has_property(member->key, attribute))
        return "properties";
    return attribute && dore_generator_find(member->key) ? "value" : NULL;
}

static void check_unknown(const struct dore_node *object, const struct dore_node *member,
                          const struct manifest_shape *shape, struct dore_diags *diags) {
    const char *home = home_of(shape, member);
    const char *meant = home ? NULL : meant_key(object, shape, member);
    if (shape->others == MANIFEST_REFUSED || meant)
        dore_error(diags, DORE_E_KEY_UNKNOWN, member->key_where,
                   home    ? dore_hint(diags, "write it inside \"%s\"", home)
                   : meant ? dore_hint(diags, "write '%s'", meant)
                           : NULL,
                   "'%s' is not a key of %s", manifest_shown_key(member), shape->what);
    else
        dore_warning(diags, DORE_W_IGNORED, member->key_where, NULL,
                     "'%s' is not a key of %s and is ignored", manifest_shown_key(member),
                     shape->what);
}

static void check_member(const struct dore_node *object, const struct dore_node *member,
                         const struct manifest_shape *shape, struct dore_diags *diags) {
    const struct manifest_key *key = find_key(shape, member->key);
    if (key) {
        const char *name = dore_arena_format(diags->arena, "'%s'", key->key);
        if (!check_kind(member, name, key->kinds, key->hint, diags) || !key->inner)
            return;
        if (member->kind == DORE_NODE_OBJECT)
            manifest_check(member, key->inner, diags);
        for (const struct dore_node *item = member->first;
             item && member->kind == DORE_NODE_ARRAY && (key->kinds & ARRAY); item = item->next)
            if (check_kind(item, key->inner->what, OBJECT, NULL, diags))
                manifest_check(item, key->inner, diags);
    } else if (shape->others == MANIFEST_IDS) {
        manifest_check_id((struct dore_str){member->key, strlen(member->key)}, member->key_where,
                          diags);
        if (check_kind(member, shape->each->what, OBJECT, NULL, diags))
            manifest_check(member, shape->each, diags);
    } else if (shape->others != MANIFEST_FREE) {
        check_unknown(object, member, shape, diags);
    }
}

bool manifest_lacks(const struct dore_node *object, const struct manifest_shape *shape,
                    const char *key) {
    if (dore_node_find(object, key))
        return false;
    for (const struct dore_node *member = object->first; member; member = member->next) {
        if (find_key(shape, member->key))
            continue;
        const char *home = home_of(shape, member);
        const char *meant = home ? home : meant_key(object, shape, member);
        if (meant && strcmp(meant, key) == 0)
            return false;
    }
    return true;
}

bool manifest_is_sound(const struct dore_node *object, const struct manifest_shape *shape) {
    for (const struct dore_node *member = object->first; member; member = member->next) {
        const struct manifest_key *key = find_key(shape, member->key);
        if (!key || !is_of_kind(member, key->kinds) ||
            (member->kind == DORE_NODE_STRING && manifest_is_void(member)))
            return false;
    }
    return true;
}

bool manifest_has_key(const struct manifest_shape *shape, const char *key) {
    return find_key(shape, key) != NULL;
}

void manifest_check(const struct dore_node *object, const struct manifest_shape *shape,
                    struct dore_diags *diags) {
    if (manifest_is_broken(object, shape))
        return;
    for (const struct dore_node *member = object->first; member; member = member->next)
        if (member->key != manifest_no_text)
            check_member(object, member, shape, diags);
    for (const struct manifest_key *key = shape->keys; key && key->key; key++)
        if (key->required && manifest_lacks(object, shape, key->key))
            dore_error(diags, DORE_E_KEY_MISSING, object->where, NULL, "%s needs '%s'", shape->what,
                       key->key);
    if (shape->most && object->count > shape->most)
        dore_error(diags, DORE_E_FILE_LIMIT, object->where, NULL, "%s has more than %u members",
                   shape->what, (unsigned)shape->most);
}
