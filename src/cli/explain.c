/* SPDX-License-Identifier: Apache-2.0
 *
 * `dore explain`: the plan as text. First what the run is and what each datastore loads in which
 * order, then a screen for each model: its files, keys and foreign keys, and what every attribute
 * can yield - all that is known before a row is made. Names come from the manifest and are escaped.
 */
#include "cli.h"

#include <inttypes.h>

enum { NAME_COLUMN = 18, TYPE_COLUMN = 46, MOST_FIELDS = 40, TEXT_INDENT = 2 };

static void put_name(struct dore_buf *out, const char *name) {
    cli_escape(out, (struct dore_str){name, strlen(name)});
}

/* Blanks up to the column, at least one. */
static void align(struct dore_buf *out, size_t line, size_t column) {
    do
        dore_buf_putc(out, ' ');
    while (out->size - line < column);
}

static void put_count(struct dore_buf *out, uint64_t count, const char *noun) {
    dore_buf_format(out, "%" PRIu64 " %s%s", count, noun, count == 1 ? "" : "s");
}

static uint64_t bytes_of(const struct dore_plan_table *table) {
    uint64_t bytes, rows = table->last_row - table->first_row;
    bool over = __builtin_mul_overflow(rows, table->layout->typical_row, &bytes);
    return over ? UINT64_MAX : bytes;
}

/* ---- what comes out of an attribute -------------------------------------------------------- */

static void put_bound(struct dore_buf *out, const struct dore_domain *domain, enum dore_kind kind,
                      int64_t number) {
    struct dore_value value = {.kind = kind, .scale = domain->scale, .u.i = number};
    dore_value_text(&value, out);
}

static void put_float(struct dore_buf *out, const char *before, double number) {
    struct dore_value value = {.kind = DORE_FLOAT, .u.f = number};
    dore_buf_puts(out, before);
    dore_value_text(&value, out);
}

/* " 1 to 99" of whole numbers, decimals and times, " of 3 to 40 characters" of texts. */
static void put_limits(struct dore_buf *out, const struct dore_domain *domain,
                       enum dore_kind kind) {
    bool measured = kind == DORE_INT || (kind >= DORE_DATE && kind <= DORE_DURATION) ||
                    (kind == DORE_DECIMAL && domain->scale != DORE_SCALE_TEXT);
    bool text = kind == DORE_STRING || kind == DORE_BYTES;
    if (measured && domain->bounded) {
        dore_buf_putc(out, ' ');
        put_bound(out, domain, kind, domain->min);
        dore_buf_puts(out, " to ");
        put_bound(out, domain, kind, domain->max);
    } else if (kind == DORE_FLOAT && !domain->not_finite) {
        put_float(out, " ", domain->float_min);
        put_float(out, " to ", domain->float_max);
    } else if (text && domain->min_chars == domain->max_chars) {
        dore_buf_format(out, " of %" PRIu64 " characters", domain->max_chars);
    } else if (text && domain->max_chars != UINT64_MAX) {
        dore_buf_format(out, " of %" PRIu64 " to %" PRIu64 " characters", domain->min_chars,
                        domain->max_chars);
    } else if (kind == DORE_LIST && domain->max_items) {
        dore_buf_format(out, " of up to %" PRIu32 " items", domain->max_items);
    } else if (kind == DORE_RECORD && domain->field_count) {
        dore_buf_puts(out, " of ");
        put_count(out, domain->field_count, "field");
    }
}

static void put_domain(struct dore_buf *out, const struct dore_domain *domain) {
    enum dore_kind alone = dore_domain_kind(domain);
    const char *comma = "";
    for (unsigned kind = DORE_BOOL; kind < DORE_ANY; kind++) {
        if (!(domain->kinds & DORE_KIND_BIT(kind)))
            continue;
        dore_buf_format(out, "%s%s", comma, dore_kind_name((enum dore_kind)kind));
        comma = " or ";
    }
    if (alone != DORE_ANY)
        put_limits(out, domain, alone);
    if (domain->kinds & DORE_KIND_BIT(DORE_NULL))
        dore_buf_format(out, "%snull", comma);
    if (domain->items && alone != DORE_BOOL)
        dore_buf_format(out, ", one of %" PRIu32, domain->item_count);
    else if (domain->distinct && alone != DORE_BOOL)
        dore_buf_format(out, ", %" PRIu64 " different", domain->distinct);
}

static void put_fields(struct dore_buf *out, const struct dore_table *table) {
    for (uint32_t i = 0; i < table->field_count && i < MOST_FIELDS; i++) {
        const struct dore_field *field = &table->field[i];
        size_t line = out->size;
        dore_buf_puts(out, "    ");
        put_name(out, field->name);
        if (field == table->id_field)
            dore_buf_puts(out, " (_id)");
        align(out, line, NAME_COLUMN);
        put_name(out, field->type ? field->type : field->mapping ? "mapping" : "");
        align(out, line, field->type || field->mapping ? TYPE_COLUMN : NAME_COLUMN + 1);
        put_domain(out, &field->domain);
        dore_buf_putc(out, '\n');
    }
    if (table->field_count > MOST_FIELDS)
        dore_buf_format(out, "    and %" PRIu32 " more\n", table->field_count - MOST_FIELDS);
}

/* ---- keys ---------------------------------------------------------------------------------- */

static void put_columns(struct dore_buf *out, const struct dore_table *table, uint32_t count,
                        const uint32_t *field) {
    dore_buf_putc(out, '(');
    for (uint32_t i = 0; i < count; i++) {
        dore_buf_puts(out, i ? ", " : "");
        put_name(out, table->field[field[i]].name);
    }
    dore_buf_putc(out, ')');
}

static void put_keys(struct dore_buf *out, const struct dore_table *table) {
    static const char *const words[] = {[DORE_KEY_PRIMARY] = "primary key",
                                        [DORE_KEY_UNIQUE] = "unique",
                                        [DORE_KEY_INDEX] = "index"};
    for (uint32_t i = 0; i < table->key_count; i++) {
        const struct dore_key *key = &table->key[i];
        dore_buf_format(out, "  %s ", words[key->kind]);
        put_columns(out, table, key->count, key->field);
        dore_buf_puts(out, key->stated ? ", made with the table\n" : "\n");
    }
}

/* Whether rows of the table are loaded before those that they refer to. */
static bool is_ahead(const struct dore_plan_store *store, const struct dore_table *table,
                     const struct dore_foreign_key *foreign) {
    for (uint32_t i = 0; i < store->table_count; i++) {
        if (store->store.table[i] == foreign->to)
            return foreign->to == table;
        if (store->store.table[i] == table)
            return true;
    }
    return false;
}

static void put_foreign_keys(struct dore_buf *out, const struct dore_plan_store *store,
                             const struct dore_table *table) {
    for (uint32_t i = 0; i < table->foreign_count; i++) {
        const struct dore_foreign_key *foreign = &table->foreign[i];
        dore_buf_puts(out, "  foreign key ");
        put_columns(out, table, foreign->count, foreign->field);
        dore_buf_puts(out, " to ");
        put_name(out, foreign->to->name);
        dore_buf_putc(out, ' ');
        put_columns(out, foreign->to, foreign->count, foreign->to_field);
        if (is_ahead(store, table, foreign))
            dore_buf_puts(out, foreign->to == table
                                   ? ": a circle, cut by adding it after the data"
                                   : ": loaded later; a circle, cut by adding it after the data");
        dore_buf_putc(out, '\n');
    }
}

/* ---- models -------------------------------------------------------------------------------- */

static const struct dore_model *model_of(const struct dore_plan *plan, const char *id) {
    const struct dore_manifest *manifest = plan->manifest;
    for (uint32_t i = 0; i < manifest->model_count; i++)
        if (strcmp(manifest->model[i].id, id) == 0)
            return &manifest->model[i];
    return NULL;
}

/* "for each customer: uniform, at least 0, at most 6" */
static void put_law(struct dore_buf *out, const struct dore_per *per) {
    static const char *const laws[] = {[DORE_LAW_UNIFORM] = "uniform",
                                       [DORE_LAW_POISSON] = "poisson",
                                       [DORE_LAW_ZIPF] = "zipf",
                                       [DORE_LAW_GEOMETRIC] = "geometric"};
    dore_buf_puts(out, "  for each ");
    put_name(out, per->parent);
    dore_buf_format(out, ": %s, at least %" PRIu64, laws[per->law], per->min);
    if (per->has_max)
        dore_buf_format(out, ", at most %" PRIu64, per->max);
    if (per->has_mean)
        dore_buf_format(out, ", %g on average", per->mean);
    dore_buf_puts(out, per->has_total ? ", their sum is given\n" : "\n");
}

static void put_files(struct dore_buf *out, const struct dore_plan_table *table) {
    struct dore_arena arena = {0};
    uint64_t count = table->last_index - table->first_index;
    dore_buf_puts(out, "  ");
    put_count(out, table->last_row - table->first_row, "record");
    dore_buf_puts(out, ", about ");
    cli_put_bytes(out, bytes_of(table));
    if (count) {
        dore_buf_puts(out, ", in ");
        dore_buf_puts(out, dore_plan_part(table, table->first_index, &arena).file);
    }
    if (count > 1)
        dore_buf_format(out, " and %" PRIu64 " more", count - 1);
    dore_buf_putc(out, '\n');
    dore_arena_release(&arena);
}

static void put_table(struct dore_buf *out, const struct dore_plan *plan,
                      const struct dore_plan_store *store, const struct dore_plan_table *table) {
    const struct dore_model *model = model_of(plan, table->table.id);
    dore_buf_putc(out, '\n');
    put_name(out, table->table.id);
    dore_buf_puts(out, " -> ");
    put_name(out, store->store.id);
    dore_buf_putc(out, ' ');
    if (table->table.space) {
        put_name(out, table->table.space);
        dore_buf_putc(out, '.');
    }
    put_name(out, table->table.name);
    dore_buf_putc(out, '\n');
    put_files(out, table);
    if (model && model->per)
        put_law(out, model->per);
    put_keys(out, &table->table);
    put_foreign_keys(out, store, &table->table);
    put_fields(out, &table->table);
}

/* ---- the whole ----------------------------------------------------------------------------- */

static void put_store(struct dore_buf *out, const struct dore_plan_store *store) {
    dore_buf_putc(out, '\n');
    put_name(out, store->store.id);
    dore_buf_format(out, " (%s", store->store.protocol);
    if (store->store.database) {
        dore_buf_puts(out, ", database ");
        put_name(out, store->store.database);
    }
    dore_buf_puts(out, ") loads, in this order:\n");
    for (uint32_t i = 0; i < store->table_count; i++) {
        const struct dore_plan_table *table = &store->table[i];
        size_t line = out->size;
        dore_buf_format(out, "%*" PRIu32 ". ", TEXT_INDENT + 2, i + 1);
        put_name(out, table->table.id);
        align(out, line, 2 * NAME_COLUMN);
        put_count(out, table->last_row - table->first_row, "record");
        dore_buf_puts(out, ", about ");
        cli_put_bytes(out, bytes_of(table));
        dore_buf_putc(out, '\n');
    }
}

/* Models that others pick from and nobody writes. */
static void put_unwritten(struct dore_buf *out, const struct dore_plan *plan) {
    const struct dore_manifest *manifest = plan->manifest;
    const char *separator = "\nNot written: ";
    for (uint32_t i = 0; i < manifest->model_count; i++) {
        if (manifest->model[i].persistence == DORE_FULL)
            continue;
        dore_buf_puts(out, separator);
        put_name(out, manifest->model[i].id);
        dore_buf_puts(out, manifest->model[i].persistence == DORE_NO_PERSIST
                               ? " (made anew by each use)"
                               : " (a population to pick from)");
        separator = ", ";
    }
    dore_buf_puts(out, *separator == ',' ? "\n" : "");
}

void cli_explain(const struct dore_plan *plan, struct dore_buf *out) {
    uint32_t models = 0;
    for (uint32_t i = 0; i < plan->store_count; i++)
        models += plan->store[i].table_count;
    put_name(out, plan->manifest->id);
    dore_buf_puts(out, ": ");
    put_count(out, models, "model");
    dore_buf_puts(out, " in ");
    put_count(out, plan->store_count, "datastore");
    dore_buf_puts(out, ", ");
    put_count(out, plan->rows, "record");
    dore_buf_puts(out, ", about ");
    cli_put_bytes(out, plan->typical_bytes);
    dore_buf_putc(out, '\n');
    for (uint32_t i = 0; i < plan->store_count; i++)
        put_store(out, &plan->store[i]);
    put_unwritten(out, plan);
    for (uint32_t i = 0; i < plan->store_count; i++)
        for (uint32_t k = 0; k < plan->store[i].table_count; k++)
            put_table(out, plan, &plan->store[i], &plan->store[i].table[k]);
}
