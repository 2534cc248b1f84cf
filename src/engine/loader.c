/* SPDX-License-Identifier: Apache-2.0
 *
 * load.sh: the facts of the bundle as shell data, then the static parts from formats/load/ that its
 * servers need, then the one line that runs something, so that a script that was cut does nothing.
 *
 * Facts are assignments of quoted words, and functions that make them for one datastore or call
 * their arguments for one table after the other. Parts are not listed but counted, as in the plan,
 * so the script is as long as the manifest, not as the data (flat-memory).
 */
#include "private.h"

void engine_put_quoted(struct dore_buf *out, const char *text) {
    dore_buf_putc(out, '\'');
    for (; *text; text++) {
        if (*text == '\'')
            dore_buf_puts(out, "'\\''");
        else
            dore_buf_putc(out, *text);
    }
    dore_buf_putc(out, '\'');
}

void engine_put_schema_path(const struct dore_plan_store *store,
                            const struct dore_plan_table *table, struct dore_buf *out) {
    dore_buf_puts(out, store->folder);
    if (table)
        dore_buf_format(out, "/10-indexes/%s.json", table->file_name);
    else
        dore_buf_format(out, "/%s", store->format->schema_file);
}

/* ---- families ----------------------------------------------------------------------------- */

/* The family of servers that loads a format's files: its name without a version, which is also the
 * name of a part in formats/load/. */
static size_t family_size(const struct dore_plan_store *store) {
    const char *name = store->format->name;
    size_t size = strlen(name);
    while (size && name[size - 1] >= '0' && name[size - 1] <= '9')
        size--;
    return size;
}

/* Whether no store before number `index` is of the same family. */
static bool first_of_family(const struct dore_plan *plan, uint32_t index) {
    size_t size = family_size(&plan->store[index]);
    for (uint32_t i = 0; i < index; i++)
        if (family_size(&plan->store[i]) == size &&
            memcmp(plan->store[i].format->name, plan->store[index].format->name, size) == 0)
            return false;
    return true;
}

/* ---- facts -------------------------------------------------------------------------------- */

static void put_fact(struct dore_buf *out, const char *indent, const char *name,
                     const char *value) {
    dore_buf_format(out, "%s%s=", indent, name);
    engine_put_quoted(out, value ? value : "");
    dore_buf_putc(out, '\n');
}

static void put_yes_no(struct dore_buf *out, const char *name, bool truth) {
    dore_buf_format(out, "%s=%s\n", name, truth ? "yes" : "no");
}

/* A name as a piece of a URL (RFC 3986: the unreserved characters stay). */
static void put_url_fact(struct dore_buf *out, const char *indent, const char *name,
                         const char *value) {
    static const char hex[] = "0123456789ABCDEF";
    dore_buf_format(out, "%s%s='", indent, name);
    for (const char *at = value; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                     (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.' ||
                     byte == '~';
        if (plain) {
            dore_buf_putc(out, *at);
        } else {
            dore_buf_putc(out, '%');
            dore_buf_putc(out, hex[byte >> 4]);
            dore_buf_putc(out, hex[byte & 15]);
        }
    }
    dore_buf_puts(out, "'\n");
}

static void put_bundle(const struct dore_plan *plan, struct dore_buf *out) {
    put_fact(out, "", "bundle", plan->folder);
    dore_buf_puts(out, "families='");
    for (uint32_t i = 0; i < plan->store_count; i++) {
        if (!first_of_family(plan, i))
            continue;
        dore_buf_puts(out, i ? " " : "");
        dore_buf_put(out, plan->store[i].format->name, family_size(&plan->store[i]));
    }
    dore_buf_puts(out, "'\n");
    put_yes_no(out, "schema_step", plan->options.schema);
    put_yes_no(out, "data_step", plan->options.data);
    put_yes_no(out, "constraints_step", engine_has_constraints(plan));
    put_yes_no(out, "drop_first", plan->options.drop);
    dore_buf_puts(out, "\neach_store() {\n    :\n");
    for (uint32_t i = 0; i < plan->store_count; i++) {
        dore_buf_format(out, "    \"$@\" %u ", (unsigned)i + 1);
        engine_put_quoted(out, plan->store[i].store.id);
        dore_buf_putc(out, '\n');
    }
    dore_buf_puts(out, "}\n");
}

static void put_store(const struct dore_plan *plan, const struct dore_plan_store *store,
                      uint32_t number, struct dore_buf *out) {
    static const char indent[] = "            ";
    struct dore_buf path = {0};
    dore_buf_format(out, "        %u)\n", (unsigned)number);
    put_fact(out, indent, "id", store->store.id);
    dore_buf_format(out, "%sfamily=%.*s\n", indent, (int)family_size(store), store->format->name);
    put_fact(out, indent, "protocol", store->store.protocol);
    put_fact(out, indent, "database", store->store.database);
    put_fact(out, indent, "folder", store->folder);
    if (store->format->schema_file)
        engine_put_schema_path(store, NULL, &path);
    dore_buf_putc(&path, '\0');
    put_fact(out, indent, "schema_file", path.data);
    dore_buf_clear(&path);
    if (engine_has_after(plan, store))
        dore_buf_format(&path, "%s/%s", store->folder, store->format->after_file);
    dore_buf_putc(&path, '\0');
    put_fact(out, indent, "constraints_file", path.data);
    dore_buf_format(out, "%sdigits=%u\n%s;;\n", indent,
                    store->table_count ? store->table[0].part_digits : 1, indent);
    dore_buf_release(&path);
}

static void put_table(const struct dore_plan_store *store, const struct dore_plan_table *table,
                      struct dore_buf *out) {
    static const char indent[] = "            ";
    struct dore_buf path = {0};
    put_fact(out, indent, "space", table->table.space);
    put_fact(out, indent, "name", table->table.name);
    put_url_fact(out, indent, "url_name", table->table.name);
    put_fact(out, indent, "file", table->file_name);
    put_fact(out, indent, "extension", table->format->rows_extension);
    if (!store->format->schema_file)
        engine_put_schema_path(store, table, &path);
    dore_buf_putc(&path, '\0');
    put_fact(out, indent, "index_file", path.data);
    dore_buf_clear(&path);
    if (table->format->reading)
        table->format->reading(&store->store, &table->table, &path);
    dore_buf_putc(&path, '\0');
    put_fact(out, indent, "reading", path.data);
    dore_buf_format(out, "%srows=%llu first_part=%llu part_rows=%llu\n%s\"$@\"\n", indent,
                    (unsigned long long)table->table.rows, (unsigned long long)table->first_part,
                    (unsigned long long)table->rows_per_part, indent);
    dore_buf_release(&path);
}

/* A function that calls its arguments with each of the datastore's scripts. */
static void put_scripts(const struct dore_plan *plan, bool after, struct dore_buf *out) {
    dore_buf_format(out, "\neach_%s() {\n    case $number in\n", after ? "after" : "before");
    for (uint32_t i = 0; i < plan->store_count; i++) {
        const struct dore_store *store = &plan->store[i].store;
        uint32_t count = after ? store->after_count : store->before_count;
        const struct dore_script *script = after ? store->after : store->before;
        if (count)
            dore_buf_format(out, "        %u)\n", (unsigned)i + 1);
        for (uint32_t k = 0; k < count; k++) {
            dore_buf_puts(out, "            \"$@\" ");
            engine_put_quoted(out, script[k].path);
            dore_buf_putc(out, '\n');
        }
        if (count)
            dore_buf_puts(out, "            ;;\n");
    }
    dore_buf_puts(out, "    esac\n}\n");
}

static void put_stores(const struct dore_plan *plan, struct dore_buf *out) {
    dore_buf_puts(out, "\nuse_store() {\n    number=$1\n    case $number in\n");
    for (uint32_t i = 0; i < plan->store_count; i++)
        put_store(plan, &plan->store[i], i + 1, out);
    dore_buf_puts(out, "    esac\n}\n\neach_table() {\n    case $number in\n");
    for (uint32_t i = 0; i < plan->store_count; i++) {
        const struct dore_plan_store *store = &plan->store[i];
        dore_buf_format(out, "        %u)\n", (unsigned)i + 1);
        for (uint32_t k = 0; k < store->table_count; k++)
            put_table(store, &store->table[k], out);
        dore_buf_puts(out, "            ;;\n");
    }
    dore_buf_puts(out, "    esac\n}\n");
    put_scripts(plan, false, out);
    put_scripts(plan, true, out);
}

/* ---- the script --------------------------------------------------------------------------- */

static void put_part(const char *name, size_t size, struct dore_buf *out) {
    struct dore_buf path = {0};
    dore_buf_format(&path, "formats/load/%.*s.sh", (int)size, name);
    dore_buf_putc(&path, '\0');
    const char *text = dore_text_find(path.data);
    dore_buf_release(&path);
    dore_buf_putc(out, '\n');
    dore_buf_puts(out, text ? text : "");
}

void engine_put_loader(const struct dore_plan *plan, struct dore_buf *out) {
    static const char common[] = "common";
    dore_buf_puts(
        out, "#!/bin/sh\n"
             "# shellcheck disable=SC1003,SC2016,SC2034,SC2154 # facts are words as they stand\n"
             "#\n"
             "# Loads the generated data beside it: `sh load.sh --help` says how.\n\n");
    put_bundle(plan, out);
    put_stores(plan, out);
    put_part(common, strlen(common), out);
    for (uint32_t i = 0; i < plan->store_count; i++)
        if (first_of_family(plan, i))
            put_part(plan->store[i].format->name, family_size(&plan->store[i]), out);
    dore_buf_puts(out, "\nmain \"$@\"\n");
}
