/* SPDX-License-Identifier: Apache-2.0
 *
 * `dore methods`: what can stand in an attribute's value, shown by doing it. Samples are those of
 * rows 0, 1, ... of seed 0, so that the same program always prints the same text. `--json` is for
 * programs: names, parameters and defaults, no samples.
 */
#include "cli.h"

enum { SAMPLE_ROWS = 5, NAME_COLUMN = 26, SAMPLE_WIDTH = 48 };

/* Binds the method without arguments; false where it needs some. `counts`: how many of its values
 * can be told apart is asked, too. */
static bool bind(const char *name, const char *locale, bool counts, struct dore_arena *arena,
                 struct dore_bound_method *out, unsigned *sources) {
    struct dore_diags unheard = {.arena = arena};
    struct dore_faker faker = {.arena = arena,
                               .diags = &unheard,
                               .method = name,
                               .now = CLI_REFERENCE_NOW,
                               .locale = locale,
                               .counts = counts,
                               .sources = sources};
    return dore_method_bind(name, NULL, &faker, out);
}

/* How much of a method a locale has. */
enum part { ALL_OF_IT, SOME_OF_IT, NONE_OF_IT, NOTHING_TO_HAVE, PARTS };
static const char marks[PARTS] = {' ', '+', '*', ' '};
static const char *const part_words[PARTS] = {"own", "partly", DORE_LOCALE_DEFAULT, "any"};

static enum part part_of(const char *name, const char *locale, struct dore_arena *arena) {
    struct dore_bound_method bound;
    unsigned sources = 0;
    bind(name, locale, false, arena, &bound, &sources);
    if (!locale || strcmp(locale, DORE_LOCALE_DEFAULT) == 0)
        return sources ? ALL_OF_IT : NOTHING_TO_HAVE;
    if (sources & DORE_WORDS_OWN)
        return sources & (DORE_WORDS_BORROWED | DORE_WORDS_FOREIGN) ? SOME_OF_IT : ALL_OF_IT;
    return sources ? NONE_OF_IT : NOTHING_TO_HAVE;
}

/* Values of the first `count` rows as texts, escaped; NULL where a method needs arguments. */
static const char *const *samples(const char *name, const char *locale, uint32_t count,
                                  struct dore_arena *arena) {
    struct dore_bound_method bound;
    struct dore_rows rows = {.count = count};
    struct dore_column column;
    struct dore_buf text = {0}, line = {0};
    if (!bind(name, locale, false, arena, &bound, NULL))
        return NULL;
    const char **list = DORE_NEW(arena, const char *, count);
    dore_method_fill(&bound, dore_stream(0, "methods", name, "value"), &rows, arena, &column);
    for (uint32_t row = 0; row < count; row++) {
        struct dore_value value;
        dore_buf_clear(&text);
        dore_buf_clear(&line);
        dore_column_get(&column, &bound.domain, row, arena, &value);
        dore_value_text(&value, &text);
        cli_escape(&line, (struct dore_str){text.data, text.size});
        list[row] = value.kind == DORE_NULL ? "null" : dore_arena_text(arena, line.data, line.size);
    }
    dore_buf_release(&text);
    dore_buf_release(&line);
    return list;
}

/* Cuts at SAMPLE_WIDTH columns. */
static void put_short(struct dore_buf *out, const char *text) {
    size_t size = strlen(text);
    unsigned width = 0;
    for (size_t at = 0; at < size;) {
        if (width >= SAMPLE_WIDTH) {
            dore_buf_puts(out, "...");
            return;
        }
        at += cli_escape_character(out, text + at, size - at, &width);
    }
}

/* ---- the list ----------------------------------------------------------------------------- */

static void put_method(struct dore_buf *out, const struct dore_method *method, const char *locale) {
    struct dore_arena arena = {0};
    const char *const *sample = samples(method->name, locale, 1, &arena);
    char mark = marks[part_of(method->name, locale, &arena)];
    dore_buf_format(out, "  %-*s%c", NAME_COLUMN, method->name, mark);
    put_short(out, sample ? sample[0] : "(needs parameters)");
    dore_buf_putc(out, '\n');
    dore_arena_release(&arena);
}

static void list_all(struct dore_buf *out, const char *locale) {
    if (locale)
        dore_buf_format(out,
                        "Samples are of %s. Marked + are methods of which it has a part, * those "
                        "of which it has\nnothing: what is missing is as in %s.\n\n",
                        locale, DORE_LOCALE_DEFAULT);
    dore_buf_puts(out, "Generators\n");
    for (const struct dore_generator *const *word = dore_generators; *word; word++)
        dore_buf_format(out, "  %-*s %s\n", NAME_COLUMN, (*word)->word, (*word)->about);
    for (const struct dore_provider *const *provider = dore_providers; *provider; provider++) {
        dore_buf_format(out, "\nFaker: %s\n", (*provider)->name);
        for (const struct dore_method *method = (*provider)->methods; method->name; method++)
            put_method(out, method, locale);
    }
}

/* ---- one method --------------------------------------------------------------------------- */

/* The kinds' names, each in `quote`, with `joint` between them. */
static void join_kinds(struct dore_buf *out, unsigned kinds, const char *quote, const char *joint) {
    static const struct {
        unsigned bit;
        const char *word;
    } words[] = {
        {DORE_P_BOOL, "boolean"},  {DORE_P_INT, "integer"}, {DORE_P_NUMBER, "number"},
        {DORE_P_STRING, "string"}, {DORE_P_ARRAY, "array"}, {DORE_P_OBJECT, "object"},
        {DORE_P_DATE, "date"},     {DORE_P_NULL, "null"},
    };
    const char *separator = "";
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!(kinds & words[i].bit))
            continue;
        dore_buf_format(out, "%s%s%s%s", separator, quote, words[i].word, quote);
        separator = joint;
    }
}

static void put_kinds(struct dore_buf *out, unsigned kinds) {
    join_kinds(out, kinds, "", " or ");
}

static void put_params(struct dore_buf *out, const struct dore_param *params) {
    if (!params || !params->name)
        return;
    dore_buf_puts(out, "\nParameters\n");
    for (const struct dore_param *param = params; param->name; param++) {
        dore_buf_format(out, "  %s: ", param->name);
        put_kinds(out, param->kinds);
        if (param->fallback)
            dore_buf_format(out, ", default %s", param->fallback);
        else
            dore_buf_puts(out, ", required");
        dore_buf_format(out, "\n      %s\n", param->about);
        for (const char *const *choice = param->choices; choice && *choice; choice++)
            dore_buf_format(out, "%s%s%s", choice == param->choices ? "      one of: " : ", ",
                            *choice, choice[1] ? "" : "\n");
    }
}

static void put_bounds(struct dore_buf *out, const struct dore_domain *domain) {
    const unsigned integers = DORE_KIND_BIT(DORE_INT) | DORE_KIND_BIT(DORE_NULL);
    if (domain->bounded && (domain->kinds & ~integers) == 0)
        dore_buf_format(out, ", %lld to %lld", (long long)domain->min, (long long)domain->max);
    else if (domain->kinds & DORE_KIND_BIT(DORE_STRING))
        dore_buf_format(out, ", %llu to %llu characters", (unsigned long long)domain->min_chars,
                        (unsigned long long)domain->max_chars);
    if (domain->distinct > 0)
        dore_buf_format(out, ", %llu different", (unsigned long long)domain->distinct);
}

/* What `unique` can give; a count that is full means at least so many. */
static void put_count(struct dore_buf *out, const struct dore_bound_method *bound) {
    if (bound->count > 0)
        dore_buf_format(out, "\n  unique: %s%llu values\n",
                        bound->count == UINT64_MAX ? "at least " : "",
                        (unsigned long long)bound->count);
    else
        dore_buf_format(out, "\n  unique: impossible, %s\n", bound->uncounted);
}

static void put_values(struct dore_buf *out, const char *name, const char *locale,
                       struct dore_arena *arena) {
    struct dore_bound_method bound;
    if (!bind(name, locale, true, arena, &bound, NULL))
        return;
    const char *separator = "";
    dore_buf_puts(out, "\nValues\n  ");
    for (unsigned kind = 0; kind < DORE_KIND_COUNT; kind++) {
        if (!(bound.domain.kinds & DORE_KIND_BIT(kind)))
            continue;
        dore_buf_format(out, "%s%s", separator, dore_kind_name((enum dore_kind)kind));
        separator = " or ";
    }
    put_bounds(out, &bound.domain);
    put_count(out, &bound);
    dore_buf_puts(out, "\nSamples\n");
    const char *const *sample = samples(name, locale, SAMPLE_ROWS, arena);
    for (uint32_t row = 0; row < SAMPLE_ROWS; row++)
        dore_buf_format(out, "  %s\n", sample[row]);
}

/* A parameter without a default is shown as the kind of value to put there. */
static void put_snippet(struct dore_buf *out, const struct dore_method *method) {
    dore_buf_format(out, "\nIn a manifest\n  \"value\": { \"faker\": { \"%s\": {", method->name);
    const char *separator = " ";
    for (const struct dore_param *param = method->params; param && param->name; param++) {
        dore_buf_format(out, "%s\"%s\": ", separator, param->name);
        if (param->fallback)
            dore_buf_puts(out, param->fallback);
        else
            put_kinds(out, param->kinds);
        separator = ", ";
    }
    dore_buf_puts(out, *separator == ',' ? " } } }\n" : "} } }\n");
}

/* Of a locale that was asked for. */
static void put_locale(struct dore_buf *out, const char *name, const char *locale,
                       struct dore_arena *arena) {
    static const char *const says[PARTS] = {"lists or rules of its own", "a part of its own",
                                            ("as in " DORE_LOCALE_DEFAULT), "as everywhere"};
    if (locale)
        dore_buf_format(out, "\nIn %s\n  %s\n", locale, says[part_of(name, locale, arena)]);
}

static void describe(const struct dore_method *method, const char *locale, struct dore_arena *arena,
                     struct dore_buf *out) {
    dore_buf_format(out, "%s: %s\n", method->name, method->about);
    put_params(out, method->params);
    put_locale(out, method->name, locale, arena);
    put_values(out, method->name, locale, arena);
    put_snippet(out, method);
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static void put_json_text(struct dore_buf *out, const char *key, const char *text) {
    dore_buf_format(out, "\"%s\": ", key);
    dore_buf_put_json_string(out, (struct dore_str){text, strlen(text)});
}

static void put_json_params(struct dore_buf *out, const struct dore_param *params) {
    for (const struct dore_param *param = params; param && param->name; param++) {
        dore_buf_puts(out, param == params ? "{" : ", {");
        put_json_text(out, "name", param->name);
        dore_buf_puts(out, ", \"kinds\": [");
        join_kinds(out, param->kinds, "\"", ", ");
        dore_buf_putc(out, ']');
        if (param->fallback) /* is JSON already */
            dore_buf_format(out, ", \"default\": %s", param->fallback);
        dore_buf_putc(out, '}');
    }
}

/* How many values `unique` can give, or 0 and why. Nothing for a method that needs arguments. */
static void put_json_count(struct dore_buf *out, const char *name, const char *locale) {
    struct dore_arena arena = {0};
    struct dore_bound_method bound;
    if (bind(name, locale, true, &arena, &bound, NULL)) {
        dore_buf_format(out, ", \"unique\": %llu", (unsigned long long)bound.count);
        if (bound.count == 0) {
            dore_buf_puts(out, ", ");
            put_json_text(out, "uncounted", bound.uncounted);
        }
    }
    dore_arena_release(&arena);
}

/* A line each: all methods, or the one. */
static void put_json(struct dore_buf *out, const struct dore_method *one, const char *locale,
                     struct dore_arena *arena) {
    const char *separator = "\n";
    dore_buf_puts(out, "{\"methods\": [");
    for (const struct dore_provider *const *provider = dore_providers; *provider; provider++)
        for (const struct dore_method *method = (*provider)->methods; method->name; method++) {
            if (one && method != one)
                continue;
            dore_buf_format(out, "%s  {", separator);
            put_json_text(out, "name", method->name);
            dore_buf_puts(out, ", ");
            put_json_text(out, "provider", (*provider)->name);
            if (locale) {
                dore_buf_puts(out, ", ");
                put_json_text(out, "locale", part_words[part_of(method->name, locale, arena)]);
            }
            dore_buf_puts(out, ", \"params\": [");
            put_json_params(out, method->params);
            dore_buf_puts(out, "], ");
            put_json_text(out, "about", method->about);
            put_json_count(out, method->name, locale);
            dore_buf_putc(out, '}');
            separator = ",\n";
        }
    dore_buf_puts(out, "\n]}\n");
}

/* ---- the command ---------------------------------------------------------------------------- */

bool cli_methods(const char *name, bool json, const char *locale, struct dore_arena *arena,
                 struct dore_buf *out, struct dore_diags *diags) {
    if (json && (!name || dore_method_find(name))) {
        put_json(out, name ? dore_method_find(name) : NULL, locale, arena);
        return true;
    }
    if (!name) {
        list_all(out, locale);
        return true;
    }
    const struct dore_method *method = dore_method_find(name);
    const struct dore_generator *generator = dore_generator_find(name);
    if (method) {
        describe(method, locale, arena, out);
        return true;
    }
    if (generator && !json) {
        dore_buf_format(out, "%s: %s\n", generator->word, generator->about);
        return true;
    }
    struct dore_suggest suggest = {.name = name};
    struct dore_where nowhere = {0};
    dore_method_suggest(&suggest);
    for (const struct dore_generator *const *word = dore_generators; *word && !json; word++)
        dore_suggest_try(&suggest, (*word)->word);
    const char *hint = dore_method_hint(diags, name);
    if (!hint)
        hint = dore_hint_nearest(diags, &suggest);
    dore_error(diags, DORE_E_OPTION_VALUE, nowhere, hint ? hint : "'dore methods' lists all",
               json ? "no faker method '%s'" : "no generator or faker method '%s'", name);
    return false;
}
