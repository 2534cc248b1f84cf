/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_key_names: names of keys, indexes, foreign keys and checks. Those that the manifest does not
 * give are made as PostgreSQL makes them, TABLE_COLUMN_COLUMN_key. Where such a name is too long
 * for the server, or would be another's, a digest goes behind it; so names are distinct, and the
 * same for the same manifest. Keys that column types state get their names from the server: they
 * only keep others off.
 */
#include "sql_check.h"

enum { DIGEST_SIZE = 17 }; /* "_" and 16 hexadecimal digits */

/* A name in use. */
struct used {
    const char *scope;
    struct dore_str folded;
    const struct dore_table *table;
    uint32_t serial;              /* in the store's order, so that sorting is stable */
    const char **made;            /* where to put another name; NULL: it is fixed */
    const struct dore_key *given; /* an index whose name the manifest gives */
};

struct naming {
    const struct sql_dialect *dialect;
    struct dore_arena *arena;
    struct used *used;
    uint32_t count;
};

static const char *scope_of(const struct naming *naming, const struct dore_table *table) {
    return naming->dialect->keys->one_scope ? "" : sql_space(table);
}

static void use(struct naming *naming, const struct dore_table *table, const char *name,
                const char **made, const struct dore_key *given) {
    naming->used[naming->count] =
        (struct used){.scope = scope_of(naming, table),
                      .folded = sql_fold_name(naming->dialect, name, naming->arena),
                      .table = table,
                      .serial = naming->count,
                      .made = made,
                      .given = given};
    naming->count++;
}

/* ---- making names --------------------------------------------------------------------------- */

static size_t bytes_of_chars(const char *text, size_t size, size_t chars) {
    size_t at = 0;
    for (size_t bytes; at < size && chars > 0; at += bytes, chars--) {
        dore_utf8_decode(text + at, size - at, &bytes);
    }
    return at;
}

/* The longest beginning of well-formed text that has at most so many bytes. */
static size_t bytes_of_bytes(const char *text, size_t size, size_t most) {
    size_t at = 0;
    for (size_t bytes = 0; at < size; at += bytes) {
        dore_utf8_decode(text + at, size - at, &bytes);
        if (at + bytes > most) {
            break;
        }
    }
    return at;
}

/* How much of the name the server takes when `more` bytes of ASCII are to follow. */
static size_t room_for(const struct sql_dialect *dialect, const char *name, size_t more) {
    size_t size = strlen(name);
    if (dialect->name_chars) {
        size = bytes_of_chars(name, size, dialect->name_chars - more);
    }
    return dialect->name_bytes ? bytes_of_bytes(name, size, dialect->name_bytes - more) : size;
}

static const char *with_digest(const struct naming *naming, const char *name, const char *table) {
    uint64_t digest = dore_stream(0, table, name, "key");
    char digits[DIGEST_SIZE - 1];
    uint8_t bytes[sizeof digest];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(digest >> (8 * i));
    }
    dore_print_hex(digits, bytes, sizeof bytes);
    return dore_arena_format(naming->arena, "%.*s_%.*s",
                             (int)room_for(naming->dialect, name, DIGEST_SIZE), name,
                             (int)sizeof digits, digits);
}

static const char *make_name(const struct naming *naming, const struct dore_table *table,
                             uint32_t count, const uint32_t *field, const char *ending) {
    struct dore_buf text = {0};
    dore_buf_puts(&text, table->name);
    for (uint32_t i = 0; i < count; i++) {
        dore_buf_putc(&text, '_');
        dore_buf_puts(&text, table->field[field[i]].name);
    }
    dore_buf_puts(&text, ending);
    const char *name = dore_arena_text(naming->arena, text.data, text.size);
    dore_buf_release(&text);
    bool fits = room_for(naming->dialect, name, 0) == strlen(name);
    return fits ? name : with_digest(naming, name, table->id);
}

static void make(struct naming *naming, const struct dore_table *table, uint32_t count,
                 const uint32_t *field, const char *ending, const char **out) {
    *out = make_name(naming, table, count, field, ending);
    use(naming, table, *out, out, NULL);
}

static void name_key(struct naming *naming, const struct dore_table *table,
                     const struct dore_key *key, const char **out) {
    static const char *const ending[] = {
        [DORE_KEY_PRIMARY] = "_pkey", [DORE_KEY_UNIQUE] = "_key", [DORE_KEY_INDEX] = "_idx"};
    bool primary = key->kind == DORE_KEY_PRIMARY;
    if (key->name) {
        *out = key->name;
        use(naming, table, key->name, NULL, key);
        return;
    }
    make(naming, table, primary ? 0 : key->count, key->field, ending[key->kind], out);
    if (key->stated) {
        naming->used[naming->count - 1].made = NULL;
    }
}

static void name_table(struct naming *naming, const struct dore_table *table,
                       struct sql_key_names *out) {
    struct dore_arena *arena = naming->arena;
    *out = (struct sql_key_names){.key = DORE_NEW(arena, const char *, table->key_count),
                                  .foreign = DORE_NEW(arena, const char *, table->foreign_count),
                                  .check = DORE_NEW(arena, const char *, table->field_count)};
    if (!naming->dialect->keys->one_scope) {
        use(naming, table, table->name, NULL, NULL);
    }
    for (uint32_t i = 0; i < table->key_count; i++) {
        name_key(naming, table, &table->key[i], &out->key[i]);
    }
    for (uint32_t i = 0; i < table->foreign_count; i++) {
        const struct dore_foreign_key *foreign = &table->foreign[i];
        make(naming, table, foreign->count, foreign->field, "_fkey", &out->foreign[i]);
    }
    for (uint32_t i = 0; i < table->field_count; i++) {
        if (table->field[i].check) {
            make(naming, table, 1, &i, "_check", &out->check[i]);
        }
    }
}

/* ---- names that are one --------------------------------------------------------------------- */

static int compare_used(const void *a, const void *b) {
    const struct used *left = a, *right = b;
    int order = strcmp(left->scope, right->scope);
    order = order ? order : dore_str_compare(left->folded, right->folded);
    return order ? order : (left->serial > right->serial) - (left->serial < right->serial);
}

/* An index of the manifest's name that is a table's or another index's already. */
static void report_twice(const struct naming *naming, const struct used *first,
                         const struct used *second, struct dore_diags *diags) {
    const struct used *index = second->given ? second : first;
    const struct used *other = index == second ? first : second;
    bool apart = naming->dialect->keys->one_scope && first->table != second->table;
    if (!index->given || other->made || apart) {
        return;
    }
    dore_error(diags, DORE_E_NAME_TWICE, index->given->where, NULL,
               "index '%s' has the name of something else of table '%s'", index->given->name,
               other->table->name);
}

static void tell_apart(const struct naming *naming, struct dore_diags *diags) {
    for (uint32_t i = 0, end; i < naming->count; i = end) {
        struct used *first = &naming->used[i];
        for (end = i + 1; end < naming->count; end++) {
            struct used *other = &naming->used[end];
            if (strcmp(first->scope, other->scope) != 0 ||
                !dore_str_equal(first->folded, other->folded)) {
                break;
            }
            if (diags) {
                report_twice(naming, other - 1, other, diags);
            }
        }
        for (uint32_t k = i; end - i > 1 && k < end; k++) {
            struct used *one = &naming->used[k];
            if (one->made) { /* the serial tells two of one table apart */
                const char *id =
                    dore_arena_format(naming->arena, "%s.%u", one->table->id, one->serial);
                *one->made = with_digest(naming, *one->made, id);
            }
        }
    }
}

static void check_given(const struct naming *naming, struct dore_diags *diags) {
    for (uint32_t i = 0; i < naming->count; i++) {
        const struct dore_key *given = naming->used[i].given;
        if (given) {
            sql_check_name(naming->dialect, "index", given->name, given->where, diags);
        }
    }
}

const struct sql_key_names *sql_name_keys(const struct sql_dialect *dialect,
                                          const struct dore_store *store, struct dore_arena *arena,
                                          struct dore_diags *diags) {
    size_t most = 0;
    for (uint32_t i = 0; i < store->table_count; i++) {
        const struct dore_table *table = store->table[i];
        most += (size_t)1 + table->key_count + table->foreign_count + table->field_count;
    }
    struct naming naming = {
        .dialect = dialect, .arena = arena, .used = DORE_NEW(arena, struct used, most)};
    struct sql_key_names *names = DORE_NEW(arena, struct sql_key_names, store->table_count);
    for (uint32_t i = 0; i < store->table_count; i++) {
        name_table(&naming, store->table[i], &names[i]);
    }
    qsort(naming.used, naming.count, sizeof *naming.used, compare_used);
    if (diags) {
        check_given(&naming, diags);
    }
    tell_apart(&naming, diags);
    return names;
}
