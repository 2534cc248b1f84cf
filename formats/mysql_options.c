/* SPDX-License-Identifier: Apache-2.0
 *
 * mysql_options: what a table's `engine` and `charset` mean. Each is a table of the words that are
 * taken: engines that both servers or one of them have, with what they cannot do; character sets in
 * which ASCII is ASCII and no character is longer than in UTF-8. A table is always told its engine,
 * character set and binary collation, for servers have defaults of their own.
 */
#include "mysql.h"

/* The first is what a table has that names none; the manifest's stage let no other word pass. */
static size_t index_of(const char *const *names, const char *name) {
    size_t i = 0;
    while (name && names[i] && strcmp(names[i], name) != 0) {
        i++;
    }
    return names[i] ? i : 0;
}

/* ---- engines -------------------------------------------------------------------------------- */

/* Name, transactions, BLOB and TEXT, bytes of a key. MySQL 8.0 manual 16, Alternative Storage
 * Engines: MEMORY has rows of one length only. */
#define EACH_ENGINE(each)                                                                          \
    each(InnoDB, true, true, 3072) each(MyISAM, false, true, 1000) each(Aria, false, true, 2300)   \
        each(MEMORY, false, false, 3072)

static const struct engine {
    const char *name;
    bool transactions, blobs;
    unsigned key_bytes;
} engines[] = {
#define ROW(name, transactions, blobs, key_bytes) {#name, transactions, blobs, key_bytes},
    EACH_ENGINE(ROW)
#undef ROW
};
const char *const mysql_engines[] = {
#define NAME(name, transactions, blobs, key_bytes) #name,
    EACH_ENGINE(NAME) NULL
#undef NAME
};

static const struct engine *engine_of(const struct dore_table *table) {
    return &engines[index_of(mysql_engines, table->engine)];
}

unsigned mysql_key_bytes(const struct dore_table *table) {
    return engine_of(table)->key_bytes;
}

static bool is_blob(const struct dore_field *field) {
    struct sql_type type;
    if (sql_type_read(&sql_mysql, field->type, &type) || !type.word) {
        return false;
    }
    return type.word->flags & SQL_BYTES || type.family == SQL_JSON || type.family == SQL_SHAPE ||
           type.family == SQL_VECTOR;
}

static void check_engine(const struct dore_table *table, struct dore_diags *diags) {
    const struct engine *engine = engine_of(table);
    if (!engine->transactions) {
        dore_warning(diags, DORE_W_ENGINE, table->engine_where, NULL,
                     "engine '%s' keeps no transactions: a load that is stopped leaves part of its"
                     " rows in table '%s'",
                     engine->name, table->name);
    }
    for (uint32_t i = 0; i < table->field_count && !engine->blobs; i++) {
        if (is_blob(&table->field[i])) {
            dore_error(diags, DORE_E_COLUMN_TYPE, table->field[i].type_where,
                       "write 'VARCHAR' or 'VARBINARY' with a length",
                       "column '%s' is of a type that engine '%s' does not take",
                       table->field[i].name, engine->name);
        }
    }
}

/* ---- what MySQL alone refuses ------------------------------------------------------------- */

/* MySQL, Data Type Default Values 11.6: of such columns only an expression in parentheses. */
static void check_default(const struct dore_field *field, struct dore_diags *diags) {
    struct sql_type type;
    if (is_blob(field) && !sql_type_read(&sql_mysql, field->type, &type) && type.bare_default) {
        dore_warning(diags, DORE_W_KIND, field->type_where,
                     "write the default in parentheses, which MariaDB takes too",
                     "MySQL takes no plain default for column '%s'", field->name);
    }
}

/* InnoDB, Row Size Limits 8.4.7: half a page, in which a column that can be 40 bytes long has 41,
 * beside the record's head, hidden columns and a bit a column for null. MariaDB counts otherwise.
 */
static void check_page(const struct dore_table *table, struct dore_diags *diags) {
    enum { PAGE = 8126, HEAD = 24, COLUMN = 41 };
    uint32_t count = 0;
    for (uint32_t i = 0; i < table->field_count; i++) {
        struct sql_type type;
        if (sql_type_read(&sql_mysql, table->field[i].type, &type) || !type.word) {
            continue;
        }
        uint64_t length = type.argument_count ? type.argument[0] : type.word->high;
        bool text = type.family == SQL_TEXT, bytes = type.family == SQL_BINARY;
        unsigned each = text ? mysql_char_bytes(table, &type) : 1;
        count += is_blob(&table->field[i]) ||
                 ((text || bytes) && dore_product(each, length) >= COLUMN - 1);
    }
    if (count * COLUMN + (table->field_count + 7) / 8 + HEAD >= PAGE) {
        dore_warning(diags, DORE_W_ROW_SIZE, table->where, NULL,
                     "table '%s' has %u columns of 40 bytes and more, too many for MySQL's InnoDB",
                     table->name, count);
    }
}

/* ---- character sets ------------------------------------------------------------------------- */

/* MySQL's latin1 is Windows-1252, whose unused places are the control characters of those numbers
 * (10.10.2, West European Character Sets). */
static bool in_latin1(uint32_t scalar) {
    static const uint16_t windows[] = {
        0x81,   0x8D,   0x8F,   0x90,   0x9D,   0x0152, 0x0153, 0x0160, 0x0161, 0x0178, 0x017D,
        0x017E, 0x0192, 0x02C6, 0x02DC, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D,
        0x201E, 0x2020, 0x2021, 0x2022, 0x2026, 0x2030, 0x2039, 0x203A, 0x20AC, 0x2122};
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        if (scalar == windows[i]) {
            return true;
        }
    }
    return scalar < 0x80 || (scalar >= 0xA0 && scalar <= 0xFF);
}
static bool in_plane(uint32_t scalar) {
    return scalar <= 0xFFFF;
}
static bool in_ascii(uint32_t scalar) {
    return scalar < 0x80;
}

static bool in_unicode(uint32_t scalar) {
    (void)scalar;
    return true;
}

/* Name, bytes of a character, which characters it has; NULL: ASCII, and of others only the server
 * knows. */
#define EACH_CHARSET(each)                                                                         \
    each(utf8mb4, 4, in_unicode) each(utf8mb3, 3, in_plane) each(ascii, 1, in_ascii)               \
        each(latin1, 1, in_latin1) each(latin2, 1, NULL) each(latin5, 1, NULL)                     \
            each(latin7, 1, NULL) each(cp1250, 1, NULL) each(cp1251, 1, NULL)                      \
                each(cp1256, 1, NULL) each(cp1257, 1, NULL) each(koi8r, 1, NULL)                   \
                    each(koi8u, 1, NULL) each(greek, 1, NULL) each(hebrew, 1, NULL)                \
                        each(tis620, 1, NULL) each(big5, 2, NULL) each(gbk, 2, NULL)               \
                            each(euckr, 2, NULL) each(ujis, 3, NULL)

static const struct charset {
    const char *name;
    unsigned bytes;
    bool (*holds)(uint32_t scalar);
} charsets[] = {
#define ROW(name, bytes, holds) {#name, bytes, holds},
    EACH_CHARSET(ROW)
#undef ROW
};
const char *const mysql_charsets[] = {
#define NAME(name, bytes, holds) #name,
    EACH_CHARSET(NAME) NULL
#undef NAME
};

static const struct charset *charset_of(const struct dore_table *table) {
    return &charsets[index_of(mysql_charsets, table->charset)];
}

/* A collation begins with the name of its character set; 0: not one of the table. */
static unsigned bytes_of_charset(struct dore_str name) {
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
        if (sql_is_word(name, charsets[i].name)) {
            return charsets[i].bytes;
        }
    }
    return sql_is_word(name, "utf8") ? 3 : 0;
}

unsigned mysql_char_bytes(const struct dore_table *table, const struct sql_type *type) {
    struct dore_str name = type->charset.size ? type->charset : type->collation;
    const char *end = type->charset.size || !name.size ? NULL : memchr(name.text, '_', name.size);
    if (end) {
        name.size = (size_t)(end - name.text);
    }
    if (type->word->flags & SQL_PLANE) {
        return 3;
    }
    unsigned bytes = name.size ? bytes_of_charset(name) : charset_of(table)->bytes;
    return bytes ? bytes : 1;
}

bool mysql_folds(const struct sql_type *type) {
    struct dore_str name = type->collation.size ? type->collation : type->charset;
    bool bin =
        name.size > 4 && sql_is_word((struct dore_str){name.text + name.size - 4, 4}, "_bin");
    return name.size && !type->binary && !(bin && type->collation.size) &&
           !sql_is_word(name, "binary");
}

const char *mysql_collation(const struct dore_table *table, const struct sql_type *type,
                            struct dore_arena *arena) {
    if (type->collation.size) {
        return dore_arena_text(arena, type->collation.text, type->collation.size);
    }
    bool own = sql_type_has_own_texts(type);
    return own ? NULL : dore_arena_format(arena, "%s_bin", charset_of(table)->name);
}

/* Whether a text has characters that the set has not, or that nobody here can tell of. */
static enum sql_fit fit_text(const struct charset *charset, struct dore_str text) {
    enum sql_fit fit = SQL_FIT_ALL;
    size_t bytes;
    for (size_t i = 0; i < text.size && fit != SQL_FIT_NONE; i += bytes) {
        uint32_t scalar = dore_utf8_decode(text.text + i, text.size - i, &bytes);
        if (!in_ascii(scalar) && !(charset->holds && charset->holds(scalar))) {
            fit = charset->holds ? SQL_FIT_NONE : SQL_FIT_SOME;
        }
    }
    return fit;
}

static void check_items(const struct charset *charset, const struct dore_field *field,
                        struct dore_diags *diags) {
    enum { MOST_REPORTS = 8 };
    const struct dore_domain *domain = &field->domain;
    const struct dore_node *node = domain->item_nodes ? domain->item_nodes->first : NULL;
    struct dore_buf text = {0};
    uint32_t misfits = 0;
    for (uint32_t i = 0; i < domain->item_count; i++) {
        dore_buf_clear(&text);
        dore_value_text(&domain->items[i], &text);
        enum sql_fit fit = fit_text(charset, (struct dore_str){text.data, text.size});
        struct dore_where where = node ? node->where : field->where;
        misfits += fit != SQL_FIT_ALL;
        if (misfits > MOST_REPORTS) {
            break; /* enough to find the rest by */
        }
        if (fit == SQL_FIT_NONE) {
            dore_error(diags, DORE_E_KIND, where, NULL,
                       "item %u has a character that '%s' does not have", i, charset->name);
        } else if (fit == SQL_FIT_SOME) {
            dore_warning(diags, DORE_W_KIND, where, NULL,
                         "item %u has a character that '%s' may not have", i, charset->name);
        }
        node = node ? node->next : NULL;
    }
    dore_buf_release(&text);
}

/* Labels of ENUM and SET, defaults, comments. */
static void check_type_text(const struct charset *charset, const struct dore_field *field,
                            struct dore_diags *diags) {
    struct dore_str text = {field->type, strlen(field->type)};
    enum sql_fit fit = fit_text(charset, text);
    if (fit == SQL_FIT_NONE) {
        dore_error(diags, DORE_E_COLUMN_TYPE, field->type_where, NULL,
                   "the type of column '%s' holds a character that '%s' does not have", field->name,
                   charset->name);
    }
}

/* Kinds whose text is more than ASCII. */
static bool is_wide(const struct dore_domain *domain) {
    const unsigned wide =
        DORE_KIND_BIT(DORE_STRING) | DORE_KIND_BIT(DORE_LIST) | DORE_KIND_BIT(DORE_RECORD);
    return domain->kinds & wide && !domain->plain;
}

/* Columns with a character set of their own, JSON and bytes do not take the table's. */
static void check_column(const struct charset *charset, const struct dore_field *field,
                         struct dore_diags *diags) {
    struct sql_type type;
    if (sql_type_read(&sql_mysql, field->type, &type) || type.computed ||
        sql_type_has_own_texts(&type)) {
        return;
    }
    bool labels = type.family == SQL_ENUM || type.family == SQL_SET;
    check_type_text(charset, field, diags);
    if (!labels && type.family != SQL_TEXT) {
        return;
    }
    if (field->domain.items) {
        check_items(charset, field, diags);
    } else if (!labels && is_wide(&field->domain)) {
        dore_warning(diags, DORE_W_KIND, field->type_where,
                     "write 'CHARACTER SET utf8mb4' behind the type",
                     "values of '%s' may have characters that '%s' does not have", field->attribute,
                     charset->name);
    }
}

/* ---- both ----------------------------------------------------------------------------------- */

void mysql_check_options(const struct dore_table *table, struct dore_diags *diags) {
    const struct charset *charset = charset_of(table);
    check_engine(table, diags);
    if (strcmp(engine_of(table)->name, "InnoDB") == 0) {
        check_page(table, diags);
    }
    for (uint32_t i = 0; i < table->field_count; i++) {
        check_default(&table->field[i], diags);
    }
    for (uint32_t i = 0; i < table->field_count && charset->holds != in_unicode; i++) {
        check_column(charset, &table->field[i], diags);
    }
}

/* Under a binary collation two texts are equal when their characters are. */
void mysql_put_options(const struct dore_table *table, struct dore_buf *out) {
    const char *charset = charset_of(table)->name;
    dore_buf_format(out, " ENGINE=%s DEFAULT CHARACTER SET %s COLLATE %s_bin",
                    engine_of(table)->name, charset, charset);
}
