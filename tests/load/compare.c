/* SPDX-License-Identifier: Apache-2.0
 *
 * compare: the queries that give back what a server holds, and the comparison of their results, or
 * of lines of documents, with the values.
 *
 * A row of a result is a line; its columns are "-" for NULL, else "x" and the bytes in hexadecimal,
 * between tabs. Rows come in the order in which they were loaded, which MariaDB keeps where no key
 * is; PostgreSQL puts a short row where there is room. So rows are put in the order of an attribute
 * `row`, which counts, or, in PostgreSQL, of the first attribute whose values are uuids.
 */
#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

/* ---- queries ----------------------------------------------------------------------------------
 */

static void put_name(enum server server, const char *name, struct dore_buf *out) {
    char quote = server == POSTGRES ? '"' : '`';
    dore_buf_putc(out, quote);
    for (; *name; name++) {
        if (*name == quote) {
            dore_buf_putc(out, quote);
        }
        dore_buf_putc(out, *name);
    }
    dore_buf_putc(out, quote);
}

/* Around a column's name: what makes text of it that loses nothing. */
static const struct {
    enum shape shape;
    const char *before, *after;
} postgres_texts[] = {{SHAPE_INTERVAL, "(EXTRACT(EPOCH FROM ", ") * 1000000)::bigint::text"},
                      {SHAPE_BYTES, "", ""},
                      {SHAPE_MONEY, "", "::numeric::text"}},
  mariadb_texts[] = {{SHAPE_SINGLE, "CONCAT(CAST(", " AS DOUBLE))"},
                     {SHAPE_BIT_NUMBER, "CONCAT(", " + 0)"},
                     {SHAPE_GEOMETRY, "ST_AsText(", ")"},
                     {SHAPE_BYTES, "", ""},
                     {SHAPE_FIXED_BYTES, "", ""}};

static void put_postgres(const struct column_type *type, const char *name, struct dore_buf *out) {
    const char *before = "", *after = "::text";
    for (size_t i = 0; !type->array && i < sizeof postgres_texts / sizeof *postgres_texts; i++) {
        if (postgres_texts[i].shape == type->shape) {
            before = postgres_texts[i].before;
            after = postgres_texts[i].after;
        }
    }
    bool bytes = type->shape == SHAPE_BYTES && !type->array;
    dore_buf_format(out, "COALESCE('x' || encode(%s%s", bytes ? "" : "convert_to(", before);
    put_name(POSTGRES, name, out);
    dore_buf_format(out, "%s%s, 'hex'), '-')", after, bytes ? "" : ", 'UTF8')");
}

static void put_mariadb(const struct column_type *type, const char *name, struct dore_buf *out) {
    const char *before = "CONVERT(", *after = " USING utf8mb4)";
    for (size_t i = 0; i < sizeof mariadb_texts / sizeof *mariadb_texts; i++) {
        if (mariadb_texts[i].shape == type->shape) {
            before = mariadb_texts[i].before;
            after = mariadb_texts[i].after;
        }
    }
    dore_buf_format(out, "IFNULL(CONCAT('x', HEX(%s", before);
    put_name(MARIADB, name, out);
    dore_buf_format(out, "%s)), '-')", after);
}

/* The index of attribute `row`, or the number of fields. */
static uint32_t find_row(const struct dore_table *table) {
    uint32_t i = 0;
    while (i < table->field_count && strcmp(table->field[i].attribute, "row") != 0) {
        i++;
    }
    return i;
}

/* The index of the uuids by which the rows come sorted, or the number of fields. */
static uint32_t find_key(enum server server, const struct dore_table *table) {
    const unsigned uuids = DORE_KIND_BIT(DORE_UUID) | DORE_KIND_BIT(DORE_UUID_STRING);
    uint32_t i = 0, count = table->field_count;
    if (server != POSTGRES || find_row(table) < count) {
        return count;
    }
    while (i < count && (table->field[i].domain.kinds & ~uuids)) {
        i++;
    }
    return i;
}

static void put_order(enum server server, const struct dore_table *table, struct dore_buf *out) {
    uint32_t row = find_row(table), key = find_key(server, table);
    uint32_t by = row < table->field_count ? row : key;
    if (by < table->field_count) {
        dore_buf_puts(out, " ORDER BY ");
        put_name(server, table->field[by].name, out);
    } else if (server == POSTGRES) {
        dore_buf_puts(out, " ORDER BY ctid");
    }
    dore_buf_puts(out, ";\n");
}

int verb_query(struct rows *rows) {
    const struct dore_table *table = &rows_table(rows)->table;
    enum server server = server_of(rows);
    struct dore_buf out = {0};
    dore_buf_puts(&out, server == POSTGRES
                            ? "SET timezone = 'UTC'; SET datestyle = 'ISO'; SET "
                              "extra_float_digits = 1; SET bytea_output = 'hex';\nSELECT "
                            : "SET NAMES utf8mb4, time_zone = '+00:00', sql_mode = '';\nSELECT ");
    for (uint32_t i = 0, put = 0; i < table->field_count; i++) {
        struct column_type type = column_type_of(server, table->field[i].type);
        if (type.computed) {
            continue;
        }
        dore_buf_puts(&out, put++ ? ", " : "");
        (server == POSTGRES ? put_postgres : put_mariadb)(&type, table->field[i].name, &out);
    }
    dore_buf_puts(&out, " FROM ");
    if (server == POSTGRES) {
        put_name(server, table->space ? table->space : "public", &out);
        dore_buf_putc(&out, '.');
    }
    put_name(server, table->name, &out);
    put_order(server, table, &out);
    fwrite(out.data, 1, out.size, stdout);
    dore_buf_release(&out);
    return 0;
}

/* ---- differences ------------------------------------------------------------------------------
 */

void report(struct tally *tally, const struct dore_field *field, const struct dore_value *value,
            struct dore_str got) {
    enum { SHOWN = 5 };
    if (tally->different++ >= SHOWN) {
        return;
    }
    struct dore_buf want = {0}, have = {0};
    put_value(value, &want);
    dore_buf_put_json_string(&have, got.text ? got : (struct dore_str){"NULL", 4});
    printf("%s.%s, row %llu: meant %.*s, got %.*s\n", tally->table->id, field->attribute,
           (unsigned long long)tally->rows, (int)(want.size < 400 ? want.size : 400), want.data,
           (int)(have.size < 400 ? have.size : 400), have.data);
    dore_buf_release(&want);
    dore_buf_release(&have);
}

int conclude(struct tally *tally, bool more) {
    if (more || tally->rows != tally->table->rows) {
        printf("%s: %llu rows were meant, %s%llu came\n", tally->table->id,
               (unsigned long long)tally->table->rows, more ? "more than " : "",
               (unsigned long long)tally->rows);
        return 1;
    }
    printf("%s: %llu rows, %llu values compared, %llu different\n", tally->table->id,
           (unsigned long long)tally->rows, (unsigned long long)tally->values,
           (unsigned long long)tally->different);
    return tally->different > 0;
}

char *next_line(char **line, size_t *room) {
    ssize_t size = getline(line, room, stdin);
    if (size <= 0) {
        return NULL;
    }
    if ((*line)[size - 1] == '\n') {
        (*line)[size - 1] = '\0';
    }
    return *line;
}

/* ---- SQL --------------------------------------------------------------------------------------
 */

static int hex_digit(char byte) {
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *at = byte ? strchr(digits, byte) : NULL;
    if (!at) {
        fail("'%c' is no hexadecimal digit", byte);
    }
    return (int)(at - digits) % 16;
}

/* Decodes the column at *at, in place, and moves behind its tab. */
static struct dore_str next_column(char **at) {
    char *begin = *at, *end = begin + strcspn(begin, "\t"), *out = begin;
    *at = *end ? end + 1 : end;
    if (end == begin || (*begin != 'x' && *begin != '-')) {
        fail("a column is neither '-' nor 'x...': %.60s", begin);
    }
    if (*begin == '-') {
        return (struct dore_str){NULL, 0};
    }
    for (char *digit = begin + 1; digit < end; digit += 2) {
        *out++ = (char)(hex_digit(digit[0]) << 4 | hex_digit(digit[1]));
    }
    return (struct dore_str){begin, (size_t)(out - begin)};
}

static void compare_row(struct tally *tally, enum server server, const struct column_type *type,
                        const struct dore_value *value, char *line) {
    for (uint32_t i = 0; i < tally->table->field_count; i++) {
        if (type[i].computed) {
            continue;
        }
        struct dore_str got = next_column(&line);
        tally->values++;
        if (!sql_matches(server, &type[i], &value[i], got)) {
            report(tally, &tally->table->field[i], &value[i], got);
        }
    }
    if (*line) {
        fail("a row has too many columns");
    }
}

struct keyed {
    uint8_t key[16];
    uint64_t row;
};

static int by_key(const void *a, const void *b) {
    return memcmp(((const struct keyed *)a)->key, ((const struct keyed *)b)->key, 16);
}

/* Row numbers in the order of the uuids; NULL where they come as they are numbered. */
static uint64_t *order_of(enum server server, const struct dore_plan_table *table) {
    uint32_t key = find_key(server, &table->table);
    uint64_t rows = table->table.rows;
    if (key == table->table.field_count) {
        return NULL;
    }
    struct keyed *keyed = dore_alloc(rows, sizeof *keyed);
    uint64_t *order = dore_alloc(rows, sizeof *order);
    struct cursor cursor;
    cursor_open(&cursor, table);
    for (uint64_t i = 0; i < rows; i++) {
        memcpy(keyed[i].key, cursor_next(&cursor)[key].u.uuid, 16);
        keyed[i].row = i;
    }
    qsort(keyed, rows, sizeof *keyed, by_key);
    for (uint64_t i = 0; i < rows; i++) {
        order[i] = keyed[i].row;
    }
    cursor_close(&cursor);
    dore_free(keyed);
    return order;
}

int verb_sql(struct rows *rows) {
    struct tally tally = {.table = &rows_table(rows)->table};
    enum server server = server_of(rows);
    struct column_type *type = dore_alloc(tally.table->field_count, sizeof *type);
    for (uint32_t i = 0; i < tally.table->field_count; i++) {
        type[i] = column_type_of(server, tally.table->field[i].type);
    }
    struct cursor cursor;
    char *room = NULL, *line;
    size_t size = 0;
    cursor_open(&cursor, rows_table(rows));
    uint64_t *order = order_of(server, rows_table(rows));
    cursor.order = order;
    while ((line = next_line(&room, &size))) {
        const struct dore_value *value = cursor_next(&cursor);
        if (!value) {
            break;
        }
        compare_row(&tally, server, type, value, line);
        tally.rows++;
    }
    int status = conclude(&tally, line != NULL);
    cursor_close(&cursor);
    dore_free(order);
    dore_free(type);
    free(room);
    return status;
}

/* ---- documents --------------------------------------------------------------------------------
 */

typedef bool field_matcher(const struct dore_field *, const struct dore_value *,
                           const struct dore_node *);

static bool bson_field(const struct dore_field *field, const struct dore_value *value,
                       const struct dore_node *node) {
    (void)field;
    return bson_matches(value, node);
}

static bool elastic_field(const struct dore_field *field, const struct dore_value *value,
                          const struct dore_node *node) {
    return elastic_matches(value, node, field->type, field->mapping);
}

/* The members behind `child` are the fields that are not `skip`, in their order. */
static void compare_fields(struct tally *tally, field_matcher *match, uint32_t skip,
                           const struct dore_value *value, const struct dore_node *child) {
    for (uint32_t i = 0; i < tally->table->field_count; i++) {
        const struct dore_field *field = &tally->table->field[i];
        if (i == skip) {
            continue;
        }
        struct dore_buf got = {0};
        tally->values++;
        if (child) {
            dore_node_write(child, 0, &got);
        }
        if (!child || strcmp(child->key, field->name) != 0 || !match(field, &value[i], child)) {
            report(tally, field, &value[i], (struct dore_str){got.data, got.size});
        }
        dore_buf_release(&got);
        child = child ? child->next : NULL;
    }
    if (child) {
        printf("%s: row %llu has more fields\n", tally->table->id, (unsigned long long)tally->rows);
        tally->different++;
    }
}

void compare_elastic_fields(struct tally *tally, const struct dore_value *value,
                            const struct dore_node *child) {
    compare_fields(tally, elastic_field, UINT32_MAX, value, child);
}

static const struct dore_node *parse_line(struct tally *tally, struct dore_arena *arena,
                                          const char *line) {
    dore_arena_reset(arena);
    const struct dore_node *node = json_parse(arena, (struct dore_str){line, strlen(line)});
    if (!node || node->kind != DORE_NODE_OBJECT || !node->first) {
        fail("%s: row %llu is no document: %.60s", tally->table->id,
             (unsigned long long)tally->rows, line);
    }
    return node;
}

/* The id that a record has when no field is its _id. */
static bool own_id(const struct tally *tally, const struct dore_node *text) {
    char id[24];
    dore_print_document_id(id, tally->table->id_stream, tally->rows);
    return text && dore_str_equal(text->text, (struct dore_str){id, sizeof id});
}

static void compare_jsonl(struct tally *tally, const struct dore_value *value,
                          const struct dore_node *document) {
    const struct dore_field *field = tally->table->field;
    uint32_t skip = 0, count = tally->table->field_count;
    while (skip < count && &field[skip] != tally->table->id_field &&
           (tally->table->id_field || strcmp(field[skip].name, "_id") != 0)) {
        skip++;
    }
    const struct dore_node *id = document->first;
    tally->values++;
    if (strcmp(id->key, "_id") != 0 ||
        (skip < count ? !bson_matches(&value[skip], id)
                      : !own_id(tally, dore_node_find(id, "$oid")))) {
        printf("%s: row %llu has another _id\n", tally->table->id, (unsigned long long)tally->rows);
        tally->different++;
    }
    compare_fields(tally, bson_field, skip, value, id->next);
}

/* The _id is an attribute's text, or the record's own. */
static bool is_id(const struct tally *tally, const struct dore_value *value,
                  const struct dore_node *id) {
    const struct dore_field *field = tally->table->id_field;
    return field ? id && text_matches(&value[field - tally->table->field], id->text)
                 : own_id(tally, id);
}

static void compare_action(struct tally *tally, const struct dore_value *value,
                           const struct dore_node *action) {
    const struct dore_node *index = dore_node_find(action, "index");
    const struct dore_node *name = index ? dore_node_find(index, "_index") : NULL;
    tally->values++;
    if (!name || !dore_str_is(name->text, tally->table->name) ||
        !is_id(tally, value, dore_node_find(index, "_id"))) {
        printf("%s: row %llu has another action\n", tally->table->id,
               (unsigned long long)tally->rows);
        tally->different++;
    }
}

/* `bulk`: an action stands before each document. */
static int compare_documents(struct rows *rows, bool bulk) {
    struct tally tally = {.table = &rows_table(rows)->table};
    struct dore_arena arena = {0};
    struct cursor cursor;
    char *room = NULL, *line;
    size_t size = 0;
    cursor_open(&cursor, rows_table(rows));
    while ((line = next_line(&room, &size))) {
        const struct dore_value *value = cursor_next(&cursor);
        if (!value) {
            break;
        }
        if (bulk) {
            compare_action(&tally, value, parse_line(&tally, &arena, line));
            line = next_line(&room, &size);
        }
        const struct dore_node *document = parse_line(&tally, &arena, line ? line : "");
        if (bulk) {
            compare_elastic_fields(&tally, value, document->first);
        } else {
            compare_jsonl(&tally, value, document);
        }
        tally.rows++;
    }
    int status = conclude(&tally, line != NULL);
    cursor_close(&cursor);
    dore_arena_release(&arena);
    free(room);
    return status;
}

int verb_jsonl(struct rows *rows) {
    return compare_documents(rows, false);
}

int verb_bulk(struct rows *rows) {
    return compare_documents(rows, true);
}
