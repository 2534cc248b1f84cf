/* SPDX-License-Identifier: Apache-2.0
 *
 * Variables: {{name}}, {{{name}}}, {{&name}}, {{! comment}}, {{#name}}...{{/name}} and
 * {{^name}}...{{/name}} inside parsed strings and keys, applied once: a value is text and never
 * becomes structure or another variable. {{{{ is a literal {{. Connection properties are only
 * looked through for the names of secrets. Values never reach a message.
 */
#include "dore/faker.h"
#include "private.h"

enum { MAX_SECTIONS = 64, MAX_PLACES_NAMED = 100, MAX_METHOD_NAME = 63 };

struct place {
    struct dore_where where;
    struct place *next;
};

/* One name, over all files. */
struct manifest_usage {
    const char *name;
    struct dore_variable *variable; /* NULL: not given */
    bool bad;                       /* its value is not UTF-8 */
    bool secret;                    /* stands in a connection property */
    bool plain;                     /* stands elsewhere, first at plain_where */
    struct dore_where plain_where;
    struct place *unset, *unset_last; /* where a value was missing */
};

struct section {
    struct dore_str name;
    bool hidden; /* what stands in it, or around it, falls */
};

/* A string that is being rewritten. */
struct text {
    struct manifest_vars *vars;
    const struct manifest_shape *shape; /* may be NULL */
    struct dore_where where;
    struct dore_str from;
    size_t at;
    struct dore_buf to;
    bool variable; /* some tag was read */
    bool failed;   /* there is no result; that was, or will be, reported */
    bool stopped;  /* nor can the rest be read */
    struct section section[MAX_SECTIONS];
    unsigned depth;
};

/* {{sigil name}}; no sigil is 0. */
struct tag {
    char sigil;
    struct dore_str name, raw;
};

const char manifest_no_text[1] = "";

static void fail(struct text *text, enum dore_code code, const char *hint, const char *message) {
    text->failed = text->stopped = true;
    if (!text->shape || !text->shape->secret)
        dore_error(text->vars->diags, code, text->where, hint, "%s", message);
}

/* ---- names ---------------------------------------------------------------------------------- */

static struct dore_variable *find_variable(const struct manifest_vars *vars, struct dore_str name) {
    for (size_t i = 0; i < vars->variable_count; i++)
        if (dore_str_is(name, vars->variable[i].name))
            return &vars->variable[i];
    for (size_t i = 0; i < vars->fallback_count; i++)
        if (dore_str_is(name, vars->fallback[i].name))
            return &vars->fallback[i];
    return NULL;
}

/* Index of the name in the sorted list, or of the place where it belongs. */
static size_t usage_index(const struct manifest_vars *vars, struct dore_str name) {
    size_t low = 0, high = vars->usage_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *other = vars->usage[middle].name;
        if (dore_str_compare((struct dore_str){other, strlen(other)}, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct manifest_usage new_usage(const struct manifest_vars *vars, struct dore_str name) {
    struct manifest_usage usage = {.name = dore_arena_text(vars->arena, name.text, name.size),
                                   .variable = find_variable(vars, name)};
    if (usage.variable) {
        struct dore_str value = usage.variable->value;
        usage.variable->used = true;
        usage.bad = dore_utf8_valid(value.text, value.size) < value.size;
    }
    return usage;
}

/* Valid until the next call. NULL and an error when there are too many names. */
static struct manifest_usage *find_usage(struct text *text, struct dore_str name) {
    struct manifest_vars *vars = text->vars;
    size_t index = usage_index(vars, name);
    if (index < vars->usage_count && dore_str_is(name, vars->usage[index].name))
        return &vars->usage[index];
    if (vars->usage_count == MANIFEST_MAX_VARIABLES) {
        fail(text, DORE_E_FILE_LIMIT, NULL,
             dore_hint(vars->diags, "more than %d variables", MANIFEST_MAX_VARIABLES));
        return NULL;
    }
    if (!vars->usage)
        vars->usage = DORE_NEW(vars->arena, struct manifest_usage, MANIFEST_MAX_VARIABLES);
    struct manifest_usage *usage = &vars->usage[index];
    memmove(usage + 1, usage, (vars->usage_count++ - index) * sizeof *usage);
    *usage = new_usage(vars, name);
    return usage;
}

/* The variable that stands here, noted as standing here. */
static struct manifest_usage *note_usage(struct text *text, struct dore_str name) {
    struct manifest_usage *usage = find_usage(text, name);
    text->variable = true;
    if (!usage)
        return NULL;
    if (text->shape && text->shape->secret) {
        usage->secret = true;
    } else if (!usage->plain) {
        usage->plain = true;
        usage->plain_where = text->where;
    }
    return usage;
}

static bool same_place(struct dore_where a, struct dore_where b) {
    return a.line == b.line && a.column == b.column && strcmp(a.file, b.file) == 0;
}

static void note_unset(struct text *text, struct manifest_usage *usage) {
    text->failed = true;
    if (usage->unset && same_place(usage->unset_last->where, text->where))
        return;
    struct place *place = DORE_NEW(text->vars->arena, struct place, 1);
    place->where = text->where;
    *(usage->unset ? &usage->unset_last->next : &usage->unset) = place;
    usage->unset_last = place;
}

/* ---- tags ----------------------------------------------------------------------------------- */

/* Where `byte` stands `count` times in a row, from `at` on; the text's size when nowhere. */
static size_t find_run(struct dore_str text, size_t at, char byte, size_t count) {
    for (size_t run = 0; at < text.size; at++) {
        run = text.text[at] == byte ? run + 1 : 0;
        if (run == count)
            return at + 1 - count;
    }
    return text.size;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct dore_str trim(struct dore_str text) {
    size_t begin = 0, end = text.size;
    while (begin < end && is_blank(text.text[begin]))
        begin++;
    while (end > begin && is_blank(text.text[end - 1]))
        end--;
    return (struct dore_str){text.text + begin, end - begin};
}

/* Reads the tag at text->at and moves behind it; false when it is none. */
static bool read_tag(struct text *text, struct tag *tag) {
    size_t begin = text->at + 2;
    bool triple = begin < text->from.size && text->from.text[begin] == '{';
    size_t braces = triple ? 3 : 2;
    begin += triple;
    size_t end = find_run(text->from, begin, '}', braces);
    if (end == text->from.size) {
        fail(text, DORE_E_VARIABLE_SYNTAX, "write '{{{{' for two braces",
             triple ? "'{{{' without '}}}'" : "'{{' without '}}'");
        return false;
    }
    struct dore_str name = trim((struct dore_str){text->from.text + begin, end - begin});
    *tag = (struct tag){.raw = {text->from.text + text->at, end + braces - text->at}};
    text->at = end + braces;
    if (!triple && name.size && strchr("!#^/&>=", name.text[0]) && name.text[0]) {
        tag->sigil = name.text[0];
        name = trim((struct dore_str){name.text + 1, name.size - 1});
    }
    tag->name = name;
    if (tag->sigil == '!')
        return true;
    if (tag->sigil == '>' || tag->sigil == '=')
        fail(text, DORE_E_VARIABLE_SYNTAX, "write '{{{{' for two braces",
             "mustache's partials and delimiters do not work here");
    else if (!name.size || memchr(name.text, '{', name.size) || memchr(name.text, '\0', name.size))
        fail(text, DORE_E_VARIABLE_SYNTAX, "write '{{name}}', or '{{{{' for two braces",
             "a variable without a name");
    else
        return true;
    return false;
}

/* ---- rewriting ------------------------------------------------------------------------------ */

static bool is_hidden(const struct text *text) {
    return text->depth && text->section[text->depth - 1].hidden;
}

static void put(struct text *text, struct dore_str piece) {
    if (is_hidden(text) || text->failed)
        return;
    dore_buf_put_str(&text->to, piece);
    text->vars->bytes += piece.size;
    if (text->to.size > DORE_MAX_STRING)
        fail(text, DORE_E_FILE_LIMIT, NULL,
             dore_hint(text->vars->diags, "with its variables a string of more bytes than %d",
                       DORE_MAX_STRING));
    else if (text->vars->bytes > DORE_MAX_FILE)
        fail(text, DORE_E_FILE_LIMIT, NULL,
             dore_hint(text->vars->diags, "variables make more than %d bytes", DORE_MAX_FILE));
}

/* {{method}} and {{method:group}} in a faker parameter. */
static bool is_token(const struct text *text, const struct tag *tag) {
    if (!text->shape || !text->shape->tokens || tag->sigil || find_variable(text->vars, tag->name))
        return false;
    const char *colon = memchr(tag->name.text, ':', tag->name.size);
    size_t size = colon ? (size_t)(colon - tag->name.text) : tag->name.size;
    char name[MAX_METHOD_NAME + 1] = "";
    if (size > MAX_METHOD_NAME)
        return false;
    memcpy(name, tag->name.text, size);
    return dore_method_find(name) != NULL;
}

static void put_variable(struct text *text, const struct tag *tag) {
    if (is_token(text, tag)) {
        put(text, tag->raw);
        return;
    }
    struct manifest_usage *usage = note_usage(text, tag->name);
    if (!usage || is_hidden(text) || (text->shape && text->shape->secret))
        return;
    if (!usage->variable)
        note_unset(text, usage);
    else if (usage->bad)
        fail(text, DORE_E_JSON_TEXT, "give it as UTF-8",
             dore_hint(text->vars->diags, "the value of variable '%s' is not UTF-8", usage->name));
    else
        put(text, usage->variable->value);
}

/* A section asks whether there is a value: here a variable that was not given is an empty one. */
static void open_section(struct text *text, const struct tag *tag) {
    const struct manifest_usage *usage = note_usage(text, tag->name);
    if (!usage)
        return;
    if (text->depth == MAX_SECTIONS) {
        fail(text, DORE_E_VARIABLE_SYNTAX, NULL,
             dore_hint(text->vars->diags, "more than %d sections inside each other", MAX_SECTIONS));
        return;
    }
    bool filled = usage->variable && usage->variable->value.size > 0;
    bool hidden = is_hidden(text) || filled == (tag->sigil == '^');
    text->section[text->depth++] = (struct section){tag->name, hidden};
}

static void close_section(struct text *text, const struct tag *tag) {
    if (text->depth && dore_str_equal(text->section[text->depth - 1].name, tag->name))
        text->depth--;
    else
        fail(text, DORE_E_VARIABLE_SYNTAX, "open it with '{{#name}}' or '{{^name}}'",
             "'{{/name}}' of a section that is not open");
}

static void apply_tag(struct text *text, const struct tag *tag) {
    switch (tag->sigil) {
    case '!':
        text->variable = true;
        break;
    case '#':
    case '^':
        open_section(text, tag);
        break;
    case '/':
        close_section(text, tag);
        break;
    default:
        put_variable(text, tag);
    }
}

static void rewrite(struct text *text) {
    while (text->at < text->from.size && !text->stopped) {
        size_t open = find_run(text->from, text->at, '{', 2);
        put(text, (struct dore_str){text->from.text + text->at, open - text->at});
        text->at = open;
        struct tag tag;
        if (text->from.size - open >= 4 && memcmp(text->from.text + open, "{{{{", 4) == 0) {
            put(text, DORE_STR("{{"));
            text->at += 4;
        } else if (open < text->from.size && read_tag(text, &tag)) {
            apply_tag(text, &tag);
        }
    }
    if (text->depth && !text->stopped)
        fail(text, DORE_E_VARIABLE_SYNTAX, "close it with '{{/name}}'", "a section without an end");
}

/* ---- the tree ------------------------------------------------------------------------------- */

static bool has_tags(struct dore_str text) {
    return find_run(text, 0, '{', 2) < text.size;
}

/* The text with its variables applied. False when there is nothing to put in its place. */
static bool apply(struct text *text, struct dore_str *out) {
    rewrite(text);
    bool good = !text->failed && !(text->shape && text->shape->secret);
    if (good) {
        const char *data = text->to.size ? text->to.data : "";
        out->text = dore_arena_text(text->vars->arena, data, text->to.size);
        out->size = text->to.size;
    }
    dore_buf_release(&text->to);
    return good;
}

static void apply_to_string(struct manifest_vars *vars, struct dore_node *node,
                            const struct manifest_shape *shape) {
    if (!has_tags(node->text))
        return;
    struct text text = {.vars = vars, .shape = shape, .where = node->where, .from = node->text};
    if (!apply(&text, &node->text) && !(shape && shape->secret)) {
        node->text = (struct dore_str){manifest_no_text, 0};
        text.variable = true;
    }
    node->variable = text.variable;
}

/* False when the key was left as it stood. */
static bool apply_to_key(struct manifest_vars *vars, struct dore_node *member,
                         const struct manifest_shape *shape) {
    struct dore_str key = {member->key, strlen(member->key)};
    if (!has_tags(key))
        return false;
    struct text text = {.vars = vars, .shape = shape, .where = member->key_where, .from = key};
    bool good = apply(&text, &key);
    if (good && memchr(key.text, '\0', key.size)) {
        dore_error(vars->diags, DORE_E_JSON_TEXT, member->key_where, NULL, "U+0000 in a key");
        good = false;
    }
    member->key = good ? key.text : manifest_no_text;
    return good;
}

/* The text that a default stands for; numbers and booleans as they are spelled. */
static bool default_text(const struct dore_node *node, struct dore_str *out) {
    *out = node->text;
    if (node->kind == DORE_NODE_BOOL)
        *out = node->truth ? DORE_STR("true") : DORE_STR("false");
    return node->kind == DORE_NODE_BOOL || node->kind == DORE_NODE_NUMBER ||
           node->kind == DORE_NODE_STRING;
}

void manifest_vars_default(struct manifest_vars *vars, const struct dore_node *root) {
    const struct dore_node *all =
        root->kind == DORE_NODE_OBJECT ? dore_node_find(root, "variables") : NULL;
    if (!all || all->kind != DORE_NODE_OBJECT)
        return;
    vars->fallback = DORE_NEW(vars->arena, struct dore_variable, all->count);
    for (const struct dore_node *each = all->first; each; each = each->next) {
        struct dore_variable *variable = &vars->fallback[vars->fallback_count];
        if (default_text(each, &variable->value)) {
            variable->name = each->key;
            vars->fallback_count++;
        } else {
            dore_error(vars->diags, DORE_E_TYPE, each->where, "write a string, number or boolean",
                       "variable '%s' cannot be %s", each->key, dore_node_kind_name(each));
        }
    }
}

void manifest_vars_apply(struct manifest_vars *vars, struct dore_node *root,
                         const struct manifest_shape *shape) {
    if (shape && shape->literal)
        return;
    if (root->kind == DORE_NODE_STRING)
        apply_to_string(vars, root, shape);
    bool changed = false, failed = false;
    for (struct dore_node *child = root->first; child; child = child->next) {
        if (child->key) {
            changed |= apply_to_key(vars, child, shape);
            failed |= child->key == manifest_no_text;
        }
        manifest_vars_apply(vars, child, manifest_shape_of(shape, child));
    }
    if (changed && !failed)
        dore_node_check_keys(root, vars->diags);
}

/* ---- the end -------------------------------------------------------------------------------- */

/* ", also at FILE:LINE:COLUMN, ..." */
static void put_places(struct dore_buf *out, const struct place *place) {
    const char *before = ", also at ";
    for (size_t count = 0; place; place = place->next, before = ", ") {
        if (count++ == MAX_PLACES_NAMED) {
            dore_buf_puts(out, " and more");
            return;
        }
        dore_buf_format(out, "%s%s:%u:%u", before, place->where.file, (unsigned)place->where.line,
                        (unsigned)place->where.column);
    }
}

static void report_unset(const struct manifest_vars *vars, const struct manifest_usage *usage) {
    struct dore_suggest suggest = {.name = usage->name};
    for (size_t i = 0; i < vars->variable_count; i++)
        dore_suggest_try(&suggest, vars->variable[i].name);
    const char *hint = dore_hint_nearest(vars->diags, &suggest);
    struct dore_buf places = {0};
    put_places(&places, usage->unset->next);
    dore_error(vars->diags, DORE_E_VARIABLE_UNSET, usage->unset->where,
               hint ? hint : dore_hint(vars->diags, "add --var %s=VALUE", usage->name),
               "variable '%s' has no value%.*s", usage->name, (int)places.size,
               places.size ? places.data : "");
    dore_buf_release(&places);
}

void manifest_vars_report(struct manifest_vars *vars) {
    for (size_t i = 0; i < vars->usage_count; i++) {
        const struct manifest_usage *usage = &vars->usage[i];
        if (usage->unset)
            report_unset(vars, usage);
        if (usage->secret && usage->plain)
            dore_warning(vars->diags, DORE_W_SECRET_SHARED, usage->plain_where,
                         "use a variable of its own",
                         "variable '%s' of a connection property stands here too and is written "
                         "out",
                         usage->name);
    }
}
