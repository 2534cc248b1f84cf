/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_check: reports what does not fit: column types that cannot be passed on, kinds and values
 * that their types refuse or change, null where it may not be. Values are never shown in a message
 * (one may come from a variable that is a secret); an item of a list is named by its place.
 */
#include "sql_check.h"

/* One column under examination. */
struct subject {
    const struct sql_dialect *dialect;
    const struct dore_table *table;
    const struct dore_field *field;
    struct sql_type type;
    const char *type_text; /* without constraints */
    struct dore_diags *diags;
};

/* ---- what values are called ----------------------------------------------------------------- */

static void put_range(const struct dore_domain *domain, enum dore_kind kind, struct dore_buf *out) {
    struct dore_value end = {.kind = kind, .scale = domain->scale, .u.i = domain->min};
    dore_buf_puts(out, " from ");
    dore_value_text(&end, out);
    end.u.i = domain->max;
    dore_buf_puts(out, " to ");
    dore_value_text(&end, out);
}

static void put_lengths(const struct dore_domain *domain, struct dore_buf *out) {
    if (domain->max_chars == UINT64_MAX) {
        dore_buf_puts(out, " of any length");
    } else if (domain->min_chars == domain->max_chars) {
        dore_buf_format(out, " of %llu characters", (unsigned long long)domain->max_chars);
    } else {
        dore_buf_format(out, " of %llu to %llu characters", (unsigned long long)domain->min_chars,
                        (unsigned long long)domain->max_chars);
    }
}

/* "integers from 1 to 300", "strings of 5 to 40 characters", "lists". */
static const char *describe(const struct subject *subject, enum dore_kind kind) {
    const struct dore_domain *domain = &subject->field->domain;
    bool alone = (domain->kinds & ~DORE_KIND_BIT(DORE_NULL)) == DORE_KIND_BIT(kind);
    bool length = kind == DORE_STRING || sql_type_family(&subject->type) == SQL_TEXT;
    struct dore_buf text = {0};
    dore_buf_puts(&text, dore_kind_name(kind));
    dore_buf_puts(&text, " values");
    if (length && alone) {
        put_lengths(domain, &text);
    } else if (alone && domain->bounded && domain->scale != DORE_SCALE_TEXT) {
        put_range(domain, kind, &text);
    }
    const char *kept = dore_arena_text(subject->diags->arena, text.data, text.size);
    dore_buf_release(&text);
    return kept;
}

/* ---- kinds and ranges ----------------------------------------------------------------------- */

static const char *hint_for(const struct subject *subject, enum dore_kind kind) {
    const struct dore_domain *domain = &subject->field->domain;
    const char *type = subject->dialect->suggestion[kind];
    enum { LONGEST_VARCHAR = 16383 }; /* of MySQL with utf8mb4; nobody wants a longer one */
    bool length = sql_rule(&subject->type, kind)->verdict == SQL_DEPENDS;
    if (sql_type_family(&subject->type) == SQL_TEXT && length &&
        domain->max_chars <= LONGEST_VARCHAR) {
        return dore_hint(subject->diags, "write 'VARCHAR(%llu)'",
                         (unsigned long long)domain->max_chars);
    }
    bool same = strncmp(type, subject->type_text, strlen(type)) == 0;
    return same ? NULL : dore_hint(subject->diags, "a type for them is '%s'", type);
}

static void report_fit(const struct subject *subject, enum dore_kind kind, enum sql_fit fit) {
    struct dore_where where = subject->field->type_where;
    const char *values = describe(subject, kind);
    if (fit == SQL_FIT_NONE) {
        dore_error(subject->diags, DORE_E_KIND, where, hint_for(subject, kind), "'%s' takes no %s",
                   subject->type_text, values);
    } else if (fit == SQL_FIT_SOME) {
        dore_warning(subject->diags, DORE_W_KIND, where, hint_for(subject, kind),
                     "'%s' may not take all %s", subject->type_text, values);
    } else if (fit == SQL_FIT_LOSES) {
        dore_warning(subject->diags, DORE_W_KIND, where, hint_for(subject, kind), "'%s' changes %s",
                     subject->type_text, values);
    }
}

/* True when the texts of the first rows show what their domain leaves open: that none fits. */
static bool no_sample_fits(const struct subject *subject) {
    const struct dore_field *field = subject->field;
    uint32_t texts = 0;
    for (uint32_t i = 0; i < field->sample_count; i++) {
        bool text = field->sample[i].kind == DORE_STRING;
        if (text && sql_fit_value(&subject->type, &field->sample[i]) != SQL_FIT_NONE) {
            return false;
        }
        texts += text;
    }
    return texts > 0;
}

static void check_kinds(const struct subject *subject) {
    const struct dore_domain *domain = &subject->field->domain;
    for (unsigned kind = DORE_BOOL; kind < DORE_ANY; kind++) {
        if (domain->kinds & DORE_KIND_BIT(kind)) {
            enum sql_fit fit = sql_fit_kind(&subject->type, domain, (enum dore_kind)kind);
            bool none = kind == DORE_STRING && fit == SQL_FIT_SOME && no_sample_fits(subject);
            report_fit(subject, (enum dore_kind)kind, none ? SQL_FIT_NONE : fit);
        }
    }
}

/* ---- listed values, one by one -------------------------------------------------------------- */

/* Kinds that the type refuses whatever the value. */
static unsigned refused_kinds(const struct subject *subject) {
    unsigned refused = 0;
    for (unsigned kind = DORE_BOOL; kind < DORE_ANY; kind++) {
        if (sql_rule(&subject->type, (enum dore_kind)kind)->verdict == SQL_REFUSED) {
            refused |= DORE_KIND_BIT(kind);
        }
    }
    return refused;
}

static void report_item(const struct subject *subject, uint32_t index, enum sql_fit fit,
                        struct dore_where where) {
    const struct dore_value *item = &subject->field->domain.items[index];
    const char *kind = dore_kind_name(item->kind);
    if (fit == SQL_FIT_NONE) {
        dore_error(subject->diags, DORE_E_KIND, where, NULL, "item %u, %s, does not fit '%s'",
                   index, kind, subject->type_text);
    } else {
        dore_warning(subject->diags, DORE_W_KIND, where, NULL,
                     fit == SQL_FIT_LOSES ? "item %u, %s, is changed by '%s'"
                                          : "item %u, %s, may not fit '%s'",
                     index, kind, subject->type_text);
    }
}

static void check_items(const struct subject *subject) {
    enum { MOST_REPORTS = 8 };
    const struct dore_domain *domain = &subject->field->domain;
    const struct dore_node *node = domain->item_nodes ? domain->item_nodes->first : NULL;
    const uint32_t most = node ? MOST_REPORTS : 1; /* of one place one is enough */
    uint32_t misfits = 0;
    for (uint32_t i = 0; i < domain->item_count; i++) {
        enum sql_fit fit = sql_fit_value(&subject->type, &domain->items[i]);
        misfits += fit != SQL_FIT_ALL;
        if (fit != SQL_FIT_ALL && misfits <= most) {
            report_item(subject, i, fit, node ? node->where : subject->field->type_where);
        }
        node = node ? node->next : NULL;
    }
    if (misfits > most && domain->item_nodes) {
        dore_warning(subject->diags, DORE_W_KIND, subject->field->type_where, NULL,
                     "%u more items do not fit '%s' as they are", misfits - most,
                     subject->type_text);
    }
}

static void check_values(const struct subject *subject) {
    const struct dore_domain *domain = &subject->field->domain;
    unsigned kinds = domain->kinds & ~DORE_KIND_BIT(DORE_NULL);
    bool refused = kinds && !(kinds & ~refused_kinds(subject));
    if (domain->items && !refused) {
        check_items(subject);
    } else {
        check_kinds(subject);
    }
}

/* ---- null, U+0000, uniqueness --------------------------------------------------------------- */

static void check_null(const struct subject *subject) {
    const struct sql_type *type = &subject->type;
    uint32_t index = (uint32_t)(subject->field - subject->table->field);
    bool implied = subject->dialect->instant_not_null && type->family == SQL_INSTANT &&
                   !type->array && !type->null;
    if (!(subject->field->domain.kinds & DORE_KIND_BIT(DORE_NULL))) {
        return;
    }
    if (sql_refuses_null(subject->table, index, type)) {
        dore_error(subject->diags, DORE_E_KIND, subject->field->type_where, NULL,
                   "'%s' cannot be null here, but null values come out", subject->type_text);
    } else if (implied) {
        dore_error(subject->diags, DORE_E_KIND, subject->field->type_where,
                   dore_hint(subject->diags, "write '%s NULL'", subject->type_text),
                   "'%s' may refuse null values where it does not say NULL", subject->type_text);
    }
}

/* JSON escapes it; everywhere else in PostgreSQL it cannot be. */
static void check_nul(const struct subject *subject) {
    const struct sql_type *type = &subject->type;
    bool json = sql_type_family(type) == SQL_JSON && !(type->word->flags & SQL_NO_NUL);
    if (subject->field->domain.nul && !subject->dialect->holds_nul && !json) {
        dore_error(subject->diags, DORE_E_NUL, subject->field->where, NULL,
                   "values of '%s' may hold U+0000, which %s cannot store in '%s'",
                   subject->field->attribute, subject->dialect->title, subject->type_text);
    }
}

/* ---- types ---------------------------------------------------------------------------------- */

static const char *nearest_type(const struct subject *subject) {
    struct dore_str name = subject->type.text;
    char *upper = dore_arena_text(subject->diags->arena, name.text, name.size);
    size_t size = 0;
    for (; upper[size] && upper[size] != '(' && upper[size] != '['; size++) {
        bool small = upper[size] >= 'a' && upper[size] <= 'z';
        upper[size] = small ? (char)(upper[size] - 'a' + 'A') : upper[size];
    }
    upper[size] = '\0';
    struct dore_suggest nearest = {.name = upper};
    for (size_t i = 0; i < subject->dialect->word_count; i++) {
        dore_suggest_try(&nearest, subject->dialect->word[i].name);
    }
    return dore_hint_nearest(subject->diags, &nearest);
}

static void check_field(struct subject *subject) {
    const struct dore_field *field = subject->field;
    const char *fault = sql_type_read(subject->dialect, field->type, &subject->type);
    if (fault) {
        dore_error(subject->diags, DORE_E_COLUMN_TYPE, field->type_where, NULL,
                   "the type of column '%s' holds %s", field->name, fault);
        return;
    }
    if (subject->type.computed) {
        return; /* the server makes the values */
    }
    subject->type_text =
        dore_arena_text(subject->diags->arena, subject->type.text.text, subject->type.text.size);
    if (!subject->type.word) {
        dore_warning(subject->diags, DORE_W_KIND, field->type_where, nearest_type(subject),
                     "'%s' is no type that is known here; values are written as text",
                     subject->type_text);
    }
    check_values(subject);
    check_null(subject);
    check_nul(subject);
    if (subject->type.references)
        dore_warning(subject->diags, DORE_W_KIND, field->type_where,
                     "take it out and write \"foreignKeys\"",
                     "values must be found in the table that 'REFERENCES' names");
}

/* ---- the row -------------------------------------------------------------------------------- */

/* MySQL, Limits on Table Column Count and Row Size 8.4.7: columns beyond BLOB and TEXT; of one byte
 * a character at least where the column has a character set that is not known. */
static uint64_t bytes_in_row(const struct sql_dialect *dialect, const struct dore_table *table,
                             const struct dore_field *field) {
    struct sql_type type;
    if (sql_type_read(dialect, field->type, &type) || !type.word || type.word->flags & SQL_BYTES) {
        return 0;
    }
    uint64_t length = type.argument_count ? type.argument[0] : type.word->high;
    if (type.family == SQL_TEXT) {
        unsigned bytes = dialect->char_bytes ? dialect->char_bytes(table, &type) : 1;
        return dore_product(bytes, length);
    }
    return type.family == SQL_BINARY ? length : 0;
}

static void check_row(const struct sql_dialect *dialect, const struct dore_table *table,
                      struct dore_diags *diags) {
    uint64_t bytes = 0;
    bool written = false;
    for (uint32_t i = 0; i < table->field_count; i++) {
        struct sql_type type;
        written |= sql_type_read(dialect, table->field[i].type, &type) || !type.computed;
        bytes = dore_sum(bytes, bytes_in_row(dialect, table, &table->field[i]));
    }
    if (table->field_count && !written) {
        dore_error(diags, DORE_E_COLUMN_TYPE, table->where, NULL,
                   "all columns of table '%s' are generated by the server", table->name);
    }
    if (dialect->row_bytes && bytes > dialect->row_bytes) {
        dore_error(diags, DORE_E_LIMIT, table->where, "write 'TEXT' for the longest columns",
                   "a row of table '%s' has %llu bytes; %s takes %llu", table->name,
                   (unsigned long long)bytes, dialect->title,
                   (unsigned long long)dialect->row_bytes);
    }
}

static void check_size(const struct sql_style *style, const struct dore_table *table,
                       uint64_t row_limit, struct dore_diags *diags) {
    uint64_t largest = sql_layout(style, table, diags->arena)->largest_row;
    if (largest > row_limit && largest != UINT64_MAX) {
        dore_warning(diags, DORE_W_ROW_SIZE, table->where, NULL,
                     "a row of table '%s' may have %llu bytes; %s takes %llu", table->name,
                     (unsigned long long)largest, style->dialect->title,
                     (unsigned long long)row_limit);
    }
}

void sql_check_table(const struct sql_style *style, const struct dore_table *table,
                     uint64_t row_limit, struct dore_diags *diags) {
    size_t errors = diags->errors;
    sql_check_columns(style->dialect, table, diags);
    bool typed = true;
    for (uint32_t i = 0; i < table->field_count; i++) {
        struct subject subject = {
            .dialect = style->dialect, .table = table, .field = &table->field[i], .diags = diags};
        typed &= table->field[i].type != NULL; /* else it was missed already */
        if (table->field[i].type) {
            check_field(&subject);
        }
    }
    check_row(style->dialect, table, diags);
    sql_check_keys(style->dialect, table, diags);
    if (typed && diags->errors == errors) {
        check_size(style, table, row_limit, diags);
    }
}
