/* SPDX-License-Identifier: Apache-2.0
 *
 * For tests of the SQL writers: values in one line, a table of one column, and one row of it as a
 * format writes it - from a typed column and from a boxed one, which must agree.
 */
#ifndef DORE_TESTS_SQL_FIXTURE_H
#define DORE_TESTS_SQL_FIXTURE_H

#include <check.h>

#include "dore/format.h"

extern const struct dore_format dore_format_postgres_copy, dore_format_postgres_insert,
    dore_format_mysql, dore_format_mysql_csv;

#define VALUE_NULL                                                                                 \
    { .kind = DORE_NULL }
#define VALUE_BOOL(truth)                                                                          \
    { .kind = DORE_BOOL, .u.b = (truth) }
#define VALUE_INT(number)                                                                          \
    { .kind = DORE_INT, .u.i = (number) }
#define VALUE_FLOAT(number)                                                                        \
    { .kind = DORE_FLOAT, .u.f = (number) }
#define VALUE_DECIMAL(units, digits)                                                               \
    { .kind = DORE_DECIMAL, .scale = (digits), .u.i = (units) }
#define VALUE_DIGITS(text)                                                                         \
    {                                                                                              \
        .kind = DORE_DECIMAL, .scale = DORE_SCALE_TEXT, .u.s = { "" text, sizeof(text) - 1 }       \
    }
#define VALUE_STRING(text)                                                                         \
    {                                                                                              \
        .kind = DORE_STRING, .u.s = { "" text, sizeof(text) - 1 }                                  \
    }
#define VALUE_BYTES(text)                                                                          \
    {                                                                                              \
        .kind = DORE_BYTES, .u.s = { "" text, sizeof(text) - 1 }                                   \
    }
#define UUID_BYTES                                                                                 \
    {                                                                                              \
        0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE,  \
            0xFF                                                                                   \
    }
#define UUID_TEXT "00112233-4455-6677-8899-aabbccddeeff"
#define VALUE_UUID                                                                                 \
    { .kind = DORE_UUID, .u.uuid = UUID_BYTES }
#define VALUE_UUID_STRING                                                                          \
    { .kind = DORE_UUID_STRING, .u.uuid = UUID_BYTES }
#define VALUE_OF(what, number)                                                                     \
    { .kind = DORE_##what, .u.i = (number) }
#define VALUE_LIST(items)                                                                          \
    {                                                                                              \
        .kind = DORE_LIST, .u.list = {(items), sizeof(items) / sizeof *(items) }                   \
    }
#define VALUE_RECORD(entries)                                                                      \
    {                                                                                              \
        .kind = DORE_RECORD, .u.record = {(entries), sizeof(entries) / sizeof *(entries) }         \
    }
#define SECONDS(count) ((count)*INT64_C(1000000))
#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* Columns' strings have readable bytes behind them; those of the program's text have not. */
static inline struct dore_str fixture_string(struct dore_arena *arena, struct dore_str text) {
    return (struct dore_str){dore_arena_text(arena, text.text, text.size), text.size};
}

/* A column of one row. Lists and records are typed at their first level. */
static inline struct dore_column fixture_column(struct dore_arena *arena,
                                                const struct dore_value *value) {
    struct dore_column column;
    if (value->kind == DORE_LIST) {
        uint32_t count = value->u.list.count;
        struct dore_column *item = DORE_NEW(arena, struct dore_column, 1);
        dore_column_init(item, DORE_ANY, count + 1, arena);
        memcpy(item->u.any, value->u.list.item, count * sizeof(struct dore_value));
        uint32_t *offset = DORE_NEW(arena, uint32_t, 2);
        offset[1] = count;
        return (struct dore_column){
            .kind = DORE_LIST, .rows = 1, .u.list = {.offset = offset, .item = item}};
    }
    if (value->kind == DORE_RECORD) {
        struct dore_column *field = DORE_NEW(arena, struct dore_column, value->u.record.count + 1);
        for (uint32_t i = 0; i < value->u.record.count; i++) {
            dore_column_init(&field[i], DORE_ANY, 1, arena);
            field[i].u.any[0] = value->u.record.entry[i].value;
        }
        return (struct dore_column){.kind = DORE_RECORD, .rows = 1, .u.field = field};
    }
    bool boxed = value->kind == DORE_DECIMAL && value->scale == DORE_SCALE_TEXT;
    dore_column_init(&column, boxed ? DORE_ANY : value->kind, 1, arena);
    if (boxed) {
        column.u.any[0] = *value;
    } else if (value->kind == DORE_BOOL) {
        column.u.b[0] = value->u.b;
    } else if (value->kind == DORE_FLOAT) {
        column.u.f[0] = value->u.f;
    } else if (value->kind == DORE_STRING || value->kind == DORE_BYTES) {
        column.u.s[0] = fixture_string(arena, value->u.s);
    } else if (value->kind == DORE_UUID || value->kind == DORE_UUID_STRING) {
        memcpy(column.u.uuid[0], value->u.uuid, 16);
    } else if (value->kind != DORE_NULL) {
        column.scale = value->scale;
        column.u.i[0] = value->u.i;
    }
    return column;
}

static inline struct dore_domain fixture_domain(struct dore_arena *arena,
                                                const struct dore_value *value) {
    struct dore_domain domain = dore_domain_of_items(arena, value, 1);
    if (value->kind == DORE_RECORD) {
        struct dore_domain_field *field =
            DORE_NEW(arena, struct dore_domain_field, value->u.record.count + 1);
        for (uint32_t i = 0; i < value->u.record.count; i++) {
            const struct dore_entry *entry = &value->u.record.entry[i];
            field[i].name = dore_arena_text(arena, entry->key.text, entry->key.size);
            field[i].domain = dore_domain_of_items(arena, &entry->value, 1);
        }
        domain.field = field;
        domain.field_count = value->u.record.count;
    }
    return domain;
}

static inline struct dore_str fixture_rows(struct dore_arena *arena,
                                           const struct dore_format *format,
                                           const struct dore_table *table,
                                           const struct dore_column *column) {
    const struct dore_store store = {.table = &table, .table_count = 1};
    const struct dore_part part = {.table = table, .mark = "0001-t", .rows = 1};
    const struct dore_batch batch = {.rows = 1, .column = column};
    struct dore_buf out = {0};
    const struct dore_layout *layout = format->layout(&store, table, arena);
    format->rows(layout, &part, &batch, &out);
    ck_assert_msg(out.size <= layout->largest_row, "%zu bytes, at most %llu were announced",
                  out.size, (unsigned long long)layout->largest_row);
    struct dore_str text = fixture_string(arena, (struct dore_str){out.data, out.size});
    dore_buf_release(&out);
    return text;
}

/* One row of a table "t" of one column "c". */
static inline struct dore_str fixture_row(struct dore_arena *arena,
                                          const struct dore_format *format, const char *type,
                                          const struct dore_value *value) {
    const struct dore_field field = {
        .name = "c", .type = type, .attribute = "c", .domain = fixture_domain(arena, value)};
    const struct dore_table table = {
        .id = "m", .name = "t", .rows = 1, .field_count = 1, .field = &field};
    struct dore_column typed = fixture_column(arena, value);
    struct dore_column boxed;
    dore_column_init(&boxed, DORE_ANY, 1, arena);
    boxed.u.any[0] = *value;
    struct dore_str text = fixture_rows(arena, format, &table, &typed);
    struct dore_str again = fixture_rows(arena, format, &table, &boxed);
    ck_assert_msg(dore_str_equal(text, again), "typed: %.*s\nboxed: %.*s", (int)text.size,
                  text.text, (int)again.size, again.text);
    return text;
}

/* The same without what stands around the value. */
static inline struct dore_str fixture_cell(struct dore_arena *arena,
                                           const struct dore_format *format, const char *type,
                                           const struct dore_value *value, const char *before,
                                           const char *after) {
    struct dore_str text = fixture_row(arena, format, type, value);
    size_t head = strlen(before), foot = strlen(after);
    ck_assert_msg(text.size >= head + foot && memcmp(text.text, before, head) == 0 &&
                      memcmp(text.text + text.size - foot, after, foot) == 0,
                  "%.*s", (int)text.size, text.text);
    return (struct dore_str){text.text + head, text.size - head - foot};
}

/* ---- a table whose values follow from the row number alone ----------------------------------- */

enum { FIXTURE_FIELDS = 4 };
static const struct dore_field fixture_field[FIXTURE_FIELDS] = {
    {.name = "id",
     .type = "INT",
     .attribute = "id",
     .domain = {.kinds = DORE_KIND_BIT(DORE_INT), .max_bytes = 20, .mean_bytes = 4}},
    {.name = "note",
     .type = "VARCHAR(300)",
     .attribute = "note",
     .domain = {.kinds = DORE_KIND_BIT(DORE_STRING) | DORE_KIND_BIT(DORE_NULL),
                .max_bytes = 300,
                .mean_bytes = 100}},
    {.name = "born",
     .type = "DATE",
     .attribute = "born",
     .domain = {.kinds = DORE_KIND_BIT(DORE_DATE), .max_bytes = 10, .mean_bytes = 10}},
    {.name = "any",
     .type = "JSON",
     .attribute = "any",
     .domain = {.kinds = DORE_KIND_BIT(DORE_INT) | DORE_KIND_BIT(DORE_STRING),
                .max_bytes = 20,
                .mean_bytes = 5}},
};
static const struct dore_table fixture_table = {
    .id = "m", .name = "t", .field = fixture_field, .field_count = FIXTURE_FIELDS};

static inline void fixture_batch(struct dore_arena *arena, uint64_t first, uint32_t rows,
                                 struct dore_batch *out) {
    struct dore_column *column = DORE_NEW(arena, struct dore_column, FIXTURE_FIELDS);
    uint64_t *nulls = DORE_NEW(arena, uint64_t, rows / 64 + 1);
    dore_column_init(&column[0], DORE_INT, rows, arena);
    dore_column_init(&column[1], DORE_STRING, rows, arena);
    dore_column_init(&column[2], DORE_DATE, rows, arena);
    dore_column_init(&column[3], DORE_ANY, rows, arena);
    column[1].nulls = nulls;
    for (uint32_t i = 0; i < rows; i++) {
        uint64_t row = first + i;
        char *text = dore_arena_format(arena, "%llu '%0*d\\\n", (unsigned long long)row,
                                       (int)(row * 7 % 90), 5);
        column[0].u.i[i] = (int64_t)row;
        column[1].u.s[i] = (struct dore_str){text, strlen(text)};
        column[2].u.i[i] = (int64_t)row * 3;
        column[3].u.any[i] =
            row % 2 ? (struct dore_value)VALUE_INT((int64_t)row)
                    : (struct dore_value){.kind = DORE_STRING, .u.s = column[1].u.s[i]};
        if (row % 5 == 3) {
            nulls[i / 64] |= UINT64_C(1) << (i % 64);
        }
    }
    *out = (struct dore_batch){.first_row = first, .rows = rows, .column = column};
}

/* Rows first .. end-1 of a part, by batches of so many rows. */
static inline void fixture_part(const struct dore_format *format, const struct dore_part *part,
                                uint32_t batch_rows, struct dore_buf *out) {
    struct dore_arena arena = {0};
    const struct dore_store store = {0};
    const struct dore_layout *layout = format->layout(&store, part->table, &arena);
    uint64_t end = part->first_row + part->rows;
    for (uint64_t row = part->first_row; row < end; row += batch_rows) {
        struct dore_batch batch;
        uint32_t rows = end - row < batch_rows ? (uint32_t)(end - row) : batch_rows;
        fixture_batch(&arena, row, rows, &batch);
        format->rows(layout, part, &batch, out);
    }
    dore_arena_release(&arena);
}

/* Batches may be cut anywhere: the bytes are the same. */
static inline void fixture_check_cuts(const struct dore_format *format) {
    static const uint32_t sizes[] = {1, 3, 64, 100, 255, 256};
    const struct dore_part part = {.table = &fixture_table, .first_row = 512, .rows = 700};
    struct dore_buf whole = {0};
    fixture_part(format, &part, 700, &whole);
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        struct dore_buf cut = {0};
        fixture_part(format, &part, sizes[i], &cut);
        ck_assert_uint_eq(cut.size, whole.size);
        ck_assert_mem_eq(cut.data, whole.data, whole.size);
        dore_buf_release(&cut);
    }
    dore_buf_release(&whole);
}

static inline size_t fixture_count(const struct dore_buf *text, const char *word) {
    size_t count = 0, size = strlen(word);
    for (size_t i = 0; i + size <= text->size; i++) {
        count += memcmp(text->data + i, word, size) == 0;
    }
    return count;
}

static inline void fixture_expect(const struct dore_buf *found, const char *expected) {
    ck_assert_msg(found->size == strlen(expected) &&
                      memcmp(found->data, expected, found->size) == 0,
                  "%.*s", (int)found->size, found->data);
}

/* Strings that have broken a loader somewhere. */
static const struct dore_str hostile[] = {
    {"", 0},
    {"'", 1},
    {"''", 2},
    {"\\", 1},
    {"\\\\", 2},
    {"\\'", 2},
    {"'\\", 2},
    {"\\N", 2},
    {"\\.", 2},
    {"\n\\.\n", 4},
    {"\\n", 2},
    {"\n", 1},
    {"\r", 1},
    {"\r\n", 2},
    {"\t", 1},
    {"\b\f\v", 3},
    {"\x1a", 1},
    {"\x7f", 1},
    {"\"", 1},
    {"`", 1},
    {"$$", 2},
    {":ROW_COUNT", 10},
    {"\\! echo", 7},
    {"; DROP TABLE x; --", 18},
    {"\ndelimiter //\n", 14},
    {"NULL", 4},
    {"\xf0\x9f\x98\x80", 4},
    {"e\xcc\x81", 3},
    {"\xe2\x80\xa8", 3},
    {"\xef\xbf\xbf", 3},
    {"seven77", 7},
    {"eight888", 8},
    {"nine99999", 9},
    {"1234567'", 8},
    {"12345678'", 9},
    {"''''''''''''''''''''", 20},
    {"\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\", 17},
    {"sixteen and more bytes, 'quoted' \\ and\nbroken", 45},
};

#endif
