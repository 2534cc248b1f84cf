/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_names: names of databases, schemas, tables and columns that a server would refuse, cut,
 * change or confuse with one another. Names are always quoted, so reserved words and odd characters
 * are fine.
 */
#include "sql_check.h"

/* What a name is the name of, for messages. */
static void check_one(const struct sql_dialect *dialect, const char *what, const char *name,
                      struct dore_where where, struct dore_diags *diags) {
    size_t size = strlen(name), chars = dore_utf8_count(name, size);
    if (size == 0) {
        dore_error(diags, DORE_E_NAME, where, NULL, "%s has an empty name", what);
        return;
    }
    if (dialect->name_bytes && size > dialect->name_bytes) {
        dore_error(diags, DORE_E_NAME, where, NULL,
                   "%s '%s' has a name of %zu bytes; %s cuts it at %zu", what, name, size,
                   dialect->title, dialect->name_bytes);
    }
    if (dialect->name_chars && chars > dialect->name_chars) {
        dore_error(diags, DORE_E_NAME, where, NULL,
                   "%s '%s' has a name of %zu characters; %s takes %zu", what, name, chars,
                   dialect->title, dialect->name_chars);
    }
}

/* MySQL, Schema Object Names 9.2; characters beyond U+FFFF are stored as '?'. */
static void check_strictly(const struct sql_dialect *dialect, const char *what, const char *name,
                           struct dore_where where, struct dore_diags *diags) {
    size_t size = strlen(name), bytes;
    const char *fault = size && name[size - 1] == ' ' ? "a blank at its end" : NULL;
    for (size_t i = 0; i < size; i += bytes) {
        uint32_t scalar = dore_utf8_decode(name + i, size - i, &bytes);
        if (scalar == '\r' || scalar == '\n') {
            fault = "a line end";
        } else if (scalar > 0xFFFF) {
            fault = "a character beyond U+FFFF";
        }
    }
    if (fault) {
        dore_error(diags, DORE_E_NAME, where, NULL, "%s '%s' has %s in its name, which %s refuses",
                   what, name, fault, dialect->title);
    }
}

void sql_check_name(const struct sql_dialect *dialect, const char *what, const char *name,
                    struct dore_where where, struct dore_diags *diags) {
    check_one(dialect, what, name, where, diags);
    if (dialect->names_strict) {
        check_strictly(dialect, what, name, where, diags);
    }
}

/* ---- letter case ---------------------------------------------------------------------------- */

/* Capital letters that have small ones: first, last, distance to the small letter, and whether
 * capitals and small letters take turns. What is not here clashes only on the server. */
static const struct {
    uint16_t first, last, distance;
    bool turns;
} capitals[] = {
    {0x0041, 0x005A, 32, false}, {0x00C0, 0x00D6, 32, false}, {0x00D8, 0x00DE, 32, false},
    {0x0100, 0x012E, 1, true},   {0x0132, 0x0136, 1, true},   {0x0139, 0x0147, 1, true},
    {0x014A, 0x0176, 1, true},   {0x0179, 0x017D, 1, true},   {0x0391, 0x03A1, 32, false},
    {0x03A3, 0x03AB, 32, false}, {0x0400, 0x040F, 80, false}, {0x0410, 0x042F, 32, false},
    {0x0460, 0x0480, 1, true},   {0x048A, 0x04BE, 1, true},   {0x04D0, 0x052E, 1, true},
    {0x0531, 0x0556, 48, false}, {0x1E00, 0x1E94, 1, true},   {0x1EA0, 0x1EFE, 1, true},
};

static uint32_t fold(uint32_t scalar) {
    for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++) {
        bool inside = scalar >= capitals[i].first && scalar <= capitals[i].last;
        if (inside && !(capitals[i].turns && (scalar - capitals[i].first) % 2)) {
            return scalar + capitals[i].distance;
        }
    }
    return scalar;
}

static bool equal_folded(const char *a, const char *b) {
    while (*a && *b) {
        enum { LONGEST = 4 }; /* well-formed UTF-8 ends before its NUL */
        size_t a_bytes, b_bytes;
        if (fold(dore_utf8_decode(a, LONGEST, &a_bytes)) !=
            fold(dore_utf8_decode(b, LONGEST, &b_bytes))) {
            return false;
        }
        a += a_bytes;
        b += b_bytes;
    }
    return *a == *b;
}

/* ---- columns -------------------------------------------------------------------------------- */

static void check_refused(const struct sql_dialect *dialect, const struct dore_field *field,
                          struct dore_diags *diags) {
    for (const char *const *name = dialect->refused_columns; name && *name; name++) {
        if (strcmp(field->name, *name) == 0) {
            dore_error(diags, DORE_E_NAME, field->name_where, NULL,
                       "column '%s' has the name of a system column of %s", field->name,
                       dialect->title);
        }
    }
}

/* Names sorted with their fields, so that equal ones are neighbours. */
struct named {
    const struct dore_field *field;
    struct dore_str folded;
};

static int compare_named(const void *a, const void *b) {
    const struct named *left = a, *right = b;
    int order = dore_str_compare(left->folded, right->folded);
    return order ? order : (left->field > right->field) - (left->field < right->field);
}

struct dore_str sql_fold_name(const struct sql_dialect *dialect, const char *name,
                              struct dore_arena *arena) {
    size_t size = strlen(name), bytes;
    if (!dialect->names_fold) {
        return (struct dore_str){name, size};
    }
    char *folded = dore_arena_take(arena, 4, size + 1), *end = folded;
    for (size_t i = 0; i < size; i += bytes) {
        end += dore_utf8_encode(fold(dore_utf8_decode(name + i, size - i, &bytes)), end);
    }
    return (struct dore_str){folded, (size_t)(end - folded)};
}

static void check_twice(const struct sql_dialect *dialect, const struct dore_table *table,
                        struct dore_diags *diags) {
    struct named *named = DORE_TAKE(diags->arena, struct named, table->field_count);
    for (uint32_t i = 0; i < table->field_count; i++) {
        named[i].field = &table->field[i];
        named[i].folded = sql_fold_name(dialect, table->field[i].name, diags->arena);
    }
    qsort(named, table->field_count, sizeof *named, compare_named);
    for (uint32_t i = 1; i < table->field_count; i++) {
        const struct dore_field *first = named[i - 1].field, *second = named[i].field;
        if (dore_str_equal(named[i - 1].folded, named[i].folded)) {
            bool same = strcmp(first->name, second->name) == 0;
            dore_error(diags, DORE_E_NAME_TWICE, second->name_where, NULL,
                       "column '%s' is already written by '%s'%s", second->name, first->attribute,
                       same ? "" : ", for letter case does not count");
        }
    }
}

void sql_check_columns(const struct sql_dialect *dialect, const struct dore_table *table,
                       struct dore_diags *diags) {
    for (uint32_t i = 0; i < table->field_count; i++) {
        const struct dore_field *field = &table->field[i];
        sql_check_name(dialect, "column", field->name, field->name_where, diags);
        check_refused(dialect, field, diags);
    }
    check_twice(dialect, table, diags);
    if (table->field_count > dialect->column_limit) {
        dore_error(diags, DORE_E_LIMIT, table->where, NULL,
                   "table '%s' has %u columns; %s takes %u", table->name, table->field_count,
                   dialect->title, dialect->column_limit);
    }
}

/* ---- tables --------------------------------------------------------------------------------- */

static void check_space(const struct sql_dialect *dialect, const struct dore_table *table,
                        struct dore_diags *diags) {
    sql_check_name(dialect, "schema", table->space, table->space_where, diags);
    if (strncmp(table->space, "pg_", 3) == 0) {
        dore_error(diags, DORE_E_NAME, table->space_where, NULL,
                   "schema '%s' begins with 'pg_', which %s keeps for itself", table->space,
                   dialect->title);
    }
}

static bool same_space(const struct sql_dialect *dialect, const struct dore_table *a,
                       const struct dore_table *b) {
    return !dialect->has_spaces || strcmp(sql_space(a), sql_space(b)) == 0;
}

static void check_pair(const struct sql_dialect *dialect, const struct dore_table *first,
                       const struct dore_table *second, struct dore_diags *diags) {
    if (!same_space(dialect, first, second)) {
        return;
    }
    if (strcmp(first->name, second->name) == 0) {
        dore_error(diags, DORE_E_NAME_TWICE, second->name_where, NULL,
                   "table '%s' is already written by model '%s'", second->name, first->id);
    } else if (dialect->names_fold && equal_folded(first->name, second->name)) {
        dore_warning(diags, DORE_W_NAME, second->name_where, NULL,
                     "tables '%s' and '%s' are one on servers that ignore letter case", first->name,
                     second->name);
    }
}

void sql_check_store(const struct sql_dialect *dialect, const struct dore_store *store,
                     struct dore_diags *diags) {
    if (store->database) {
        sql_check_name(dialect, "database", store->database, store->database_where, diags);
    }
    for (uint32_t i = 0; i < store->table_count; i++) {
        const struct dore_table *table = store->table[i];
        sql_check_name(dialect, "table", table->name, table->name_where, diags);
        if (dialect->has_spaces && table->space) {
            check_space(dialect, table, diags);
        }
        for (uint32_t j = 0; j < i; j++) {
            check_pair(dialect, store->table[j], table, diags);
        }
    }
    sql_name_keys(dialect, store, diags->arena, diags);
}
