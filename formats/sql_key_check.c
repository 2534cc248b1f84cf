/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_key_check: keys, foreign keys and checks that a server would refuse, or keep in another way
 * than it was meant: words of column types that contradict each other, foreign keys to what is no
 * key or of another type, actions that cannot be carried out, conditions that cannot be passed on.
 * What a dialect thinks of single columns stands in its own file.
 */
#include "sql_check.h"

struct subject {
    const struct sql_dialect *dialect;
    const struct dore_table *table;
    struct dore_diags *diags;
};

static bool read_type(const struct subject *subject, const struct dore_field *field,
                      struct sql_type *out) {
    return !sql_type_read(subject->dialect, field->type, out);
}

static const char *type_text(const struct subject *subject, const struct sql_type *type) {
    return dore_arena_text(subject->diags->arena, type->text.text, type->text.size);
}

/* ---- columns -------------------------------------------------------------------------------- */

static void check_condition(const struct subject *subject, const struct dore_field *field) {
    const char *fault = field->check ? sql_condition_fault(subject->dialect, field->check) : NULL;
    if (fault) {
        dore_error(subject->diags, DORE_E_CONSTRAINT, field->check_where, NULL,
                   "the condition of column '%s' holds %s", field->name, fault);
    }
}

static void check_null_word(const struct subject *subject, uint32_t index) {
    const struct dore_field *field = &subject->table->field[index];
    struct sql_type type;
    if (read_type(subject, field, &type) && type.null && !type.not_null &&
        sql_refuses_null(subject->table, index, &type)) {
        dore_error(subject->diags, DORE_E_CONSTRAINT, field->type_where, "leave 'NULL' out",
                   "the type of column '%s' says NULL, but the column cannot be null", field->name);
    }
}

/* ---- keys ----------------------------------------------------------------------------------- */

/* PRIMARY KEY in a type is the whole key: the server refuses a second one. */
static void check_primary_words(const struct subject *subject) {
    const struct dore_table *table = subject->table;
    const struct dore_field *first = NULL;
    for (uint32_t i = 0; i < table->field_count; i++) {
        const struct dore_field *field = &table->field[i];
        struct sql_type type;
        if (!read_type(subject, field, &type) || !type.primary) {
            continue;
        }
        bool whole = !table->key_count || table->key[0].kind != DORE_KEY_PRIMARY ||
                     (table->key[0].count == 1 && table->key[0].field[0] == i);
        if (first || !whole) {
            dore_error(subject->diags, DORE_E_CONSTRAINT, field->type_where,
                       "write \"primaryKey\": true beside the values of all its columns",
                       "'PRIMARY KEY' in the type of column '%s' leaves no place for other "
                       "columns of the key",
                       field->name);
        }
        first = field;
    }
}

/* MySQL 8.4 manual 10.3.6, Multiple-Column Indexes, and 17.21, InnoDB Limits; MariaDB's key has as
 * many columns as PostgreSQL's. */
static void check_width(const struct subject *subject, uint32_t count, struct dore_where where) {
    const unsigned *most = subject->dialect->keys->columns;
    if (count > most[1]) {
        dore_error(subject->diags, DORE_E_LIMIT, where, NULL,
                   "a key of table '%s' has %u columns; %s takes %u", subject->table->name, count,
                   subject->dialect->title, most[1]);
    } else if (count > most[0]) {
        dore_warning(subject->diags, DORE_W_KIND, where, NULL,
                     "a key of table '%s' has %u columns; some servers take %u",
                     subject->table->name, count, most[0]);
    }
}

static bool begins_with(const struct dore_key *key, uint32_t count, const uint32_t *field) {
    bool same = key->count >= count;
    for (uint32_t i = 0; same && i < count; i++) {
        same = key->field[i] == field[i];
    }
    return same;
}

/* A foreign key makes an index where no key begins with its columns. */
static uint32_t count_indexes(const struct dore_table *table) {
    uint32_t count = table->key_count;
    for (uint32_t i = 0; i < table->foreign_count; i++) {
        const struct dore_foreign_key *foreign = &table->foreign[i];
        bool there = false;
        for (uint32_t k = 0; !there && k < table->key_count; k++) {
            there = begins_with(&table->key[k], foreign->count, foreign->field);
        }
        count += !there;
    }
    return count;
}

static void check_number(const struct subject *subject) {
    unsigned most = subject->dialect->keys->keys;
    uint32_t count = count_indexes(subject->table);
    if (most && count > most) {
        dore_error(subject->diags, DORE_E_LIMIT, subject->table->where,
                   "leave indexes out; a foreign key has one of its own",
                   "table '%s' has %u keys and indexes; %s takes %u", subject->table->name, count,
                   subject->dialect->title, most);
    }
}

/* Why two values that differ may be one in the column, after the type has rounded them; NULL: they
 * may not. Listed items are judged one by one elsewhere. */
static const char *rounding(const struct subject *subject, const struct dore_field *field,
                            const struct sql_type *type) {
    const struct dore_domain *domain = &field->domain;
    bool moments = domain->kinds & DORE_KIND_BIT(DORE_DATETIME);
    bool clock = type->family == SQL_DATETIME || type->family == SQL_INSTANT;
    if (type->array || domain->items) {
        return NULL;
    }
    if (domain->kinds & DORE_KIND_BIT(DORE_DECIMAL) && type->family == SQL_NUMERIC &&
        type->argument_count &&
        domain->scale > (type->argument_count > 1 ? type->argument[1] : 0)) {
        return dore_hint(subject->diags, "give the type %u digits behind the point",
                         (unsigned)domain->scale);
    }
    if (domain->kinds & (DORE_KIND_BIT(DORE_FLOAT) | DORE_KIND_BIT(DORE_DECIMAL)) &&
        type->family == SQL_FLOAT && type->word->flags & SQL_SINGLE) {
        return "use a type of 64 bits";
    }
    if (domain->kinds & DORE_KIND_BIT(DORE_FLOAT) && type->family == SQL_NUMERIC &&
        type->argument_count) {
        return "use 'DOUBLE PRECISION', or a decimal with as many digits as the type";
    }
    if (moments && type->family == SQL_DATE) {
        return "draw days, with 'date_between'";
    }
    return moments && clock && sql_second_digits(type) < 6 ? "give the type 6 digits of a second"
                                                           : NULL;
}

#define ROUNDED "'%s' rounds the values of '%s', and two of a key may become one"

static void check_rounding(const struct subject *subject, const struct dore_key *key) {
    for (uint32_t i = 0; key->kind != DORE_KEY_INDEX && i < key->count; i++) {
        const struct dore_field *field = &subject->table->field[key->field[i]];
        struct sql_type type;
        const char *hint = read_type(subject, field, &type) && type.word && subject->table->rows > 1
                               ? rounding(subject, field, &type)
                               : NULL;
        if (hint && key->stated) { /* the type asked for the key; it may well hold */
            dore_warning(subject->diags, DORE_W_KIND, field->type_where, hint, ROUNDED,
                         type_text(subject, &type), field->attribute);
        } else if (hint) {
            dore_error(subject->diags, DORE_E_CONSTRAINT, field->type_where, hint, ROUNDED,
                       type_text(subject, &type), field->attribute);
        }
    }
}

/* ---- foreign keys --------------------------------------------------------------------------- */

static bool has_field(const uint32_t *field, uint32_t count, uint32_t wanted) {
    for (uint32_t i = 0; i < count; i++) {
        if (field[i] == wanted) {
            return true;
        }
    }
    return false;
}

/* Whether the foreign key names all columns of that key and no other. */
static bool names_key(const struct subject *subject, const struct dore_foreign_key *foreign,
                      const struct dore_key *key) {
    if (key->kind == DORE_KEY_INDEX || key->count != foreign->count) {
        return false;
    }
    bool same = true;
    for (uint32_t i = 0; same && i < key->count; i++) {
        same = subject->dialect->keys->in_order
                   ? key->field[i] == foreign->to_field[i]
                   : has_field(foreign->to_field, foreign->count, key->field[i]);
    }
    return same;
}

static void check_target(const struct subject *subject, const struct dore_foreign_key *foreign) {
    for (uint32_t i = 0; i < foreign->to->key_count; i++) {
        if (names_key(subject, foreign, &foreign->to->key[i])) {
            return;
        }
    }
    dore_error(subject->diags, DORE_E_CONSTRAINT, foreign->where,
               "give that table such a key, its columns in the same order",
               "a foreign key of table '%s' refers to columns of table '%s' that are no key of "
               "it by themselves",
               subject->table->name, foreign->to->name);
}

static void check_types(const struct subject *subject, const struct dore_foreign_key *foreign) {
    for (uint32_t i = 0; i < foreign->count; i++) {
        const struct dore_field *from = &subject->table->field[foreign->field[i]];
        const struct dore_field *to = &foreign->to->field[foreign->to_field[i]];
        struct sql_type from_type, to_type;
        if (!read_type(subject, from, &from_type) || !read_type(subject, to, &to_type) ||
            subject->dialect->keys->refers(&from_type, &to_type)) {
            continue;
        }
        const char *to_text = type_text(subject, &to_type);
        bool serial = to_type.word && to_type.word->flags & SQL_COUNTS;
        dore_error(subject->diags, DORE_E_CONSTRAINT, from->type_where,
                   serial ? NULL : dore_hint(subject->diags, "write '%s'", to_text),
                   "column '%s' is of type '%s', but refers to column '%s' of table '%s', which "
                   "is of type '%s' (%s)",
                   from->name, type_text(subject, &from_type), to->name, foreign->to->name, to_text,
                   to->type_where.path ? to->type_where.path : to->attribute);
    }
}

static void check_action(const struct subject *subject, const struct dore_foreign_key *foreign,
                         const char *event, const char *action) {
    static const char *const actions[] = {"CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT",
                                          "NO ACTION"};
    const char *refused = subject->dialect->keys->refused_action;
    struct dore_suggest suggest = {.name = action};
    bool known = !action;
    for (size_t i = 0; action && i < sizeof actions / sizeof *actions; i++) {
        known |= strcmp(action, actions[i]) == 0;
        dore_suggest_try(&suggest, actions[i]);
    }
    if (!known) {
        dore_error(subject->diags, DORE_E_CHOICE, foreign->where,
                   dore_hint_nearest(subject->diags, &suggest), "'%s' is no action %s", action,
                   event);
    } else if (action && refused && strcmp(action, refused) == 0) {
        dore_error(subject->diags, DORE_E_CONSTRAINT, foreign->where, NULL,
                   "%s does not know '%s' %s", subject->dialect->title, action, event);
    }
    for (uint32_t i = 0; action && strcmp(action, "SET NULL") == 0 && i < foreign->count; i++) {
        const struct dore_field *field = &subject->table->field[foreign->field[i]];
        struct sql_type type;
        if (read_type(subject, field, &type) &&
            sql_refuses_null(subject->table, foreign->field[i], &type)) {
            dore_error(subject->diags, DORE_E_CONSTRAINT, foreign->where, NULL,
                       "column '%s' cannot be null, so 'SET NULL' cannot be done %s", field->name,
                       event);
        }
    }
}

static void check_foreign(const struct subject *subject, const struct dore_foreign_key *foreign) {
    const struct dore_key index = {.kind = DORE_KEY_INDEX,
                                   .count = foreign->count,
                                   .field = foreign->field,
                                   .where = foreign->where};
    check_target(subject, foreign);
    check_width(subject, foreign->count, foreign->where);
    check_types(subject, foreign);
    check_action(subject, foreign, "on delete", foreign->on_delete);
    check_action(subject, foreign, "on update", foreign->on_update);
    if (subject->dialect->keys->indexes_foreign) {
        subject->dialect->keys->check(subject->table, &index, subject->diags);
    }
}

void sql_check_keys(const struct sql_dialect *dialect, const struct dore_table *table,
                    struct dore_diags *diags) {
    struct subject subject = {.dialect = dialect, .table = table, .diags = diags};
    for (uint32_t i = 0; i < table->field_count; i++) {
        check_condition(&subject, &table->field[i]);
        check_null_word(&subject, i);
    }
    check_primary_words(&subject);
    for (uint32_t i = 0; i < table->key_count; i++) {
        dialect->keys->check(table, &table->key[i], diags);
        check_width(&subject, table->key[i].count, table->key[i].where);
        check_rounding(&subject, &table->key[i]);
        sql_check_key_texts(dialect, table, &table->key[i], diags);
    }
    check_number(&subject);
    if (dialect->keys->check_table) {
        dialect->keys->check_table(table, diags);
    }
    for (uint32_t i = 0; i < table->foreign_count; i++) {
        check_foreign(&subject, &table->foreign[i]);
    }
}
