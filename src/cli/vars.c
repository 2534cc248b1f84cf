/* SPDX-License-Identifier: Apache-2.0
 *
 * The manifest's variables as the command line gives them: --NAME=VALUE, --var, --vars FILE. Later
 * ones replace earlier ones, the command line a file's. What a variable does to a manifest is the
 * manifest stage's business; here it is only known which were used. No value reaches a message.
 */
#include "cli.h"

static void append(struct variables *variables, struct dore_arena *arena, const char *name,
                   struct dore_str value, enum variable_origin origin) {
    if (variables->count == variables->capacity) {
        size_t count = variables->count, capacity = count ? 2 * count : 16;
        struct dore_variable *list = DORE_NEW(arena, struct dore_variable, capacity);
        enum variable_origin *origins = DORE_NEW(arena, enum variable_origin, capacity);
        if (count > 0) {
            memcpy(list, variables->list, count * sizeof *list);
            memcpy(origins, variables->origin, count * sizeof *origins);
        }
        variables->list = list;
        variables->origin = origins;
        variables->capacity = capacity;
    }
    variables->origin[variables->count] = origin;
    variables->list[variables->count++] =
        (struct dore_variable){.name = name, .value = value, .option = origin == VARIABLE_OPTION};
}

/* Index of the variable among the first `count`, or `count`. */
static size_t find(const struct variables *variables, size_t count, const char *name) {
    size_t i = 0;
    while (i < count && strcmp(variables->list[i].name, name) != 0)
        i++;
    return i;
}

void cli_variable_set(struct variables *variables, struct dore_arena *arena, const char *name,
                      struct dore_str value, enum variable_origin origin) {
    size_t i = find(variables, variables->count, name);
    if (i == variables->count) {
        append(variables, arena, name, value, origin);
        return;
    }
    variables->list[i].value = value;
    variables->list[i].option = origin == VARIABLE_OPTION;
    variables->origin[i] = origin;
}

static bool member_value(const struct dore_node *member, struct dore_str *value) {
    switch (member->kind) {
    case DORE_NODE_STRING:
    case DORE_NODE_NUMBER:
        *value = member->text;
        return true;
    case DORE_NODE_BOOL:
        *value = member->truth ? DORE_STR("true") : DORE_STR("false");
        return true;
    case DORE_NODE_NULL:
    case DORE_NODE_ARRAY:
    case DORE_NODE_OBJECT:
        return false;
    }
    return false;
}

void cli_variables_read(struct variables *variables, const char *file, struct dore_arena *arena,
                        struct dore_diags *diags) {
    struct dore_reader reader = dore_reader_files(NULL);
    struct dore_where nowhere = {0};
    struct dore_str text;
    const char *identity;
    if (!reader.read(reader.context, file, nowhere, arena, diags, &text, &identity))
        return;
    const char *name = strcmp(file, "-") == 0 ? "<stdin>" : file;
    const struct dore_node *root = dore_json_read(arena, name, "$", text, diags);
    if (!root)
        return;
    if (root->kind != DORE_NODE_OBJECT) {
        dore_error(diags, DORE_E_TYPE, root->where, "write { \"name\": \"value\" }",
                   "variables must be an object");
        return;
    }
    size_t from_command_line = variables->count;
    for (const struct dore_node *member = root->first; member; member = member->next) {
        struct dore_str value;
        if (!member_value(member, &value))
            dore_error(diags, DORE_E_TYPE, member->where, NULL,
                       "variable '%s' must be a string, a number or a boolean", member->key);
        else if (find(variables, from_command_line, member->key) == from_command_line)
            append(variables, arena, member->key, value, VARIABLE_FILE);
    }
}

/* Feeds the names in {{name}}, {{{name}}}, {{&name}}, {{#name}}, {{^name}} of the texts that were
 * read. Names are copied to the arena: the suggestion wants them NUL-terminated. */
static void suggest_used(const struct dore_diags *diags, struct dore_suggest *suggest) {
    for (const struct dore_source *source = diags->sources; source; source = source->next) {
        const char *at = source->text.text, *end = at + source->text.size;
        while (end - at > 2 && (at = memchr(at, '{', (size_t)(end - at))) && end - at > 2) {
            if (at[1] != '{') {
                at++;
                continue;
            }
            at += 2;
            while (at < end && strchr("{&#^ ", *at) && *at)
                at++;
            const char *start = at;
            while (at < end && *at != '}' && *at != ' ' && *at != '"' && *at != '\n')
                at++;
            if (at < end && (*at == '}' || *at == ' ') && at > start)
                dore_suggest_try(suggest,
                                 dore_arena_text(diags->arena, start, (size_t)(at - start)));
        }
    }
}

void cli_variables_check(const struct variables *variables, struct dore_diags *diags) {
    struct dore_where nowhere = {0};
    for (size_t i = 0; i < variables->count; i++) {
        const struct dore_variable *variable = &variables->list[i];
        if (variable->used || variables->origin[i] == VARIABLE_FILE)
            continue;
        bool option = variables->origin[i] == VARIABLE_OPTION;
        struct dore_suggest suggest = {.name = variable->name};
        if (option)
            cli_option_suggest(&suggest);
        suggest_used(diags, &suggest);
        const char *near = dore_suggest_best(&suggest);
        const char *lists = option ? "'dore -h' lists the options" : NULL;
        dore_error(diags, DORE_E_VARIABLE_UNUSED, nowhere,
                   near ? dore_hint(diags, "write '--%s%s'", option ? "" : "var ", near) : lists,
                   option ? "'--%s' is neither an option nor a variable that the manifest uses"
                          : "the manifest uses no variable '%s'",
                   variable->name);
    }
}
