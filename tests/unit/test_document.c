/* SPDX-License-Identifier: Apache-2.0
 *
 * document.c: rows of the three document formats. The flat program must write what a walk over
 * boxed values writes, for a table with every kind of column, however its rows are cut into
 * batches; and no row may be larger than the layout said.
 */
#include <check.h>

#include "formats/document.h"

Suite *suite_document(void);
extern const struct dore_format dore_format_mongodb, dore_format_elasticsearch7,
    dore_format_elasticsearch8;

/* ---- a table whose values follow from the row number alone ----------------------------------- */

enum { FIELDS = 19 };

/* Field k is named and typed as names[k]. */
static const char *const names[FIELDS] = {
    "text",     "plain", "int",  "float",   "decimal",  "bool", "bytes", "uuid",   "uuids",  "date",
    "datetime", "time",  "span", "numbers", "matrices", "any",  "none",  "person", "quo\"te"};

/* With the room behind it that texts of columns have. */
static const char plain_words[11 + DORE_SLACK] = "plain words";

static struct dore_str text_of(uint64_t row) {
    static const char *const hostile[] = {"",
                                          "plain",
                                          "\"",
                                          "\\",
                                          "a\nb",
                                          "\r\t\b\f",
                                          "\x01\x1f",
                                          "\xe2\x80\xa8 \xe2\x80\xa9",
                                          "\x7f",
                                          "\xf0\x9f\x98\x80",
                                          "'--;",
                                          "</script>",
                                          "{\"a\"}",
                                          "\\u0000",
                                          "\xc3\xbc and more than sixteen bytes \"quoted\""};
    const char *text = hostile[row % (sizeof hostile / sizeof *hostile)];
    return (struct dore_str){text, strlen(text)};
}

static struct dore_column scalars(enum dore_kind kind, uint64_t first, uint32_t rows,
                                  struct dore_arena *arena) {
    struct dore_column column;
    dore_column_init(&column, kind, rows, arena);
    column.scale = kind == DORE_DECIMAL ? 2 : 0;
    uint64_t *nulls = DORE_NEW(arena, uint64_t, rows / 64 + 1);
    column.nulls = nulls;
    for (uint32_t i = 0; i < rows; i++) {
        uint64_t row = first + i;
        if ((row + kind) % 7 == 3) {
            nulls[i / 64] |= UINT64_C(1) << (i % 64);
        }
        if (kind == DORE_BOOL) {
            column.u.b[i] = row % 2;
        } else if (kind == DORE_FLOAT) {
            column.u.f[i] = (double)row / 8 - 3;
        } else if (kind == DORE_STRING || kind == DORE_BYTES) {
            column.u.s[i] = text_of(row);
        } else if (kind == DORE_UUID || kind == DORE_UUID_STRING) {
            for (int k = 0; k < 16; k++) {
                column.u.uuid[i][k] = (uint8_t)(row * 31 + (uint64_t)k * 17);
            }
        } else if (kind == DORE_DATE) {
            column.u.i[i] = (int64_t)row * 97 - 20000;
        } else if (kind == DORE_DATETIME) {
            column.u.i[i] = (int64_t)row * 86399999999 - 5 * DORE_US_PER_DAY;
        } else if (kind == DORE_TIME) {
            column.u.i[i] = (int64_t)row * 7777777 % DORE_US_PER_DAY;
        } else {
            column.u.i[i] = (int64_t)row * 1000003 - 5000000;
        }
    }
    return column;
}

/* Row r of a list has r % 4 items. */
static struct dore_column list(uint64_t first, uint32_t rows, const struct dore_column *item,
                               struct dore_arena *arena) {
    uint32_t *offset = DORE_NEW(arena, uint32_t, rows + 1);
    for (uint32_t i = 0; i < rows; i++) {
        offset[i + 1] = offset[i] + (uint32_t)((first + i) % 4);
    }
    return (struct dore_column){.kind = DORE_LIST, .rows = rows, .u.list = {offset, item}};
}

/* Items of rows first .. first + rows - 1: numbers, three of a row at most, by row and place. */
static struct dore_column *numbers(uint64_t first, uint32_t rows, struct dore_arena *arena) {
    struct dore_column *column = DORE_NEW(arena, struct dore_column, 1);
    dore_column_init(column, DORE_INT, rows * 3 + 1, arena);
    uint32_t next = 0;
    for (uint32_t i = 0; i < rows; i++) {
        for (uint32_t k = 0; k < (first + i) % 4; k++) {
            column->u.i[next++] = (int64_t)(first + i) * 10 + k;
        }
    }
    column->rows = next;
    return column;
}

static struct dore_value any(uint64_t row, struct dore_arena *arena) {
    struct dore_value text = {.kind = DORE_STRING, .u.s = text_of(row)};
    struct dore_value *item = DORE_NEW(arena, struct dore_value, 2);
    struct dore_entry *entry = DORE_NEW(arena, struct dore_entry, 1);
    item[0] = (struct dore_value){.kind = DORE_DATE, .u.i = (int64_t)row};
    item[1] = text;
    entry[0] = (struct dore_entry){DORE_STR("k\n"), item[0]};
    struct dore_value list = {.kind = DORE_LIST, .u.list = {item, 2}};
    struct dore_value record = {.kind = DORE_RECORD, .u.record = {entry, 1}};
    struct dore_value digits = {
        .kind = DORE_DECIMAL, .scale = DORE_SCALE_TEXT, .u.s = DORE_STR("-1234567890123456789.25")};
    struct dore_value null = {.kind = DORE_NULL};
    return row % 5 == 0   ? text
           : row % 5 == 1 ? list
           : row % 5 == 2 ? record
           : row % 5 == 3 ? digits
                          : null;
}

/* {"born": date, "friends": [{"name": text, "n": int}]} */
static struct dore_column *person(uint64_t first, uint32_t rows, struct dore_arena *arena) {
    struct dore_column *column = DORE_NEW(arena, struct dore_column, 2);
    struct dore_column *friend = DORE_NEW(arena, struct dore_column, 2);
    struct dore_column *item = DORE_NEW(arena, struct dore_column, 1);
    const struct dore_column *number = numbers(first, rows, arena);
    dore_column_init(&friend[0], DORE_STRING, number -> rows + 1, arena);
    for (uint32_t i = 0; i < number->rows; i++) {
        friend[0].u.s[i] = text_of((uint64_t)number->u.i[i]);
    }
    friend[1] = *number;
    *item = (struct dore_column){.kind = DORE_RECORD, .rows = number->rows, .u.field = friend};
    column[0] = scalars(DORE_DATE, first, rows, arena);
    column[1] = list(first, rows, item, arena);
    return column;
}

/* A list of up to two numbers for each item of the row's numbers. */
static struct dore_column matrices(uint64_t first, uint32_t rows, struct dore_arena *arena) {
    const struct dore_column *number = numbers(first, rows, arena);
    struct dore_column *inner = DORE_NEW(arena, struct dore_column, 2);
    uint32_t *offset = DORE_NEW(arena, uint32_t, number->rows + 1);
    for (uint32_t i = 0; i < number->rows; i++) {
        offset[i + 1] = offset[i] + (uint32_t)(number->u.i[i] % 3);
    }
    dore_column_init(&inner[1], DORE_INT, offset[number->rows] + 1, arena);
    for (uint32_t i = 0; i < number->rows; i++) {
        for (uint32_t k = offset[i]; k < offset[i + 1]; k++) {
            inner[1].u.i[k] = number->u.i[i] + k - offset[i];
        }
    }
    inner[0] = (struct dore_column){
        .kind = DORE_LIST, .rows = number->rows, .u.list = {offset, &inner[1]}};
    return list(first, rows, inner, arena);
}

enum { SCALARS = 13 };
static const enum dore_kind kinds[SCALARS] = {
    DORE_STRING, DORE_STRING,      DORE_INT,  DORE_FLOAT,    DORE_DECIMAL, DORE_BOOL,    DORE_BYTES,
    DORE_UUID,   DORE_UUID_STRING, DORE_DATE, DORE_DATETIME, DORE_TIME,    DORE_DURATION};

static struct dore_batch make_batch(uint64_t first, uint32_t rows, struct dore_arena *arena) {
    struct dore_column *column = DORE_NEW(arena, struct dore_column, FIELDS);
    for (int k = 0; k < SCALARS; k++) {
        column[k] = scalars(kinds[k], first, rows, arena);
    }
    dore_column_init(&column[15], DORE_ANY, rows, arena);
    for (uint32_t i = 0; i < rows; i++) {
        column[1].u.s[i] = (struct dore_str){plain_words, (first + i) % 3 ? 11 : 0};
        column[15].u.any[i] = any(first + i, arena);
    }
    column[13] = list(first, rows, numbers(first, rows, arena), arena);
    column[14] = matrices(first, rows, arena);
    column[16] = (struct dore_column){.kind = DORE_NULL, .rows = rows};
    column[17] = (struct dore_column){
        .kind = DORE_RECORD, .rows = rows, .u.field = person(first, rows, arena)};
    column[18] = scalars(DORE_STRING, first + 1, rows, arena);
    return (struct dore_batch){first, rows, column};
}

static struct dore_domain domain_of(enum dore_kind kind) {
    return (struct dore_domain){.kinds = DORE_KIND_BIT(kind) | DORE_KIND_BIT(DORE_NULL),
                                .max_chars = 60,
                                .max_bytes = 60,
                                .mean_bytes = 20,
                                .scale = kind == DORE_DECIMAL ? 2 : 0};
}

static struct dore_domain domain_of_list(const struct dore_domain *element) {
    struct dore_domain domain = domain_of(DORE_LIST);
    domain.element = element;
    domain.max_items = 3;
    domain.max_bytes = 2 + 3 * (element->max_bytes + 1);
    return domain;
}

/* Field types are those of Elasticsearch; MongoDB does not look at them. */
static const struct dore_field *make_fields(struct dore_arena *arena) {
    static const char *const types[FIELDS] = {"text",    "keyword", "long",    "double",  "double",
                                              "boolean", "binary",  "keyword", "keyword", "date",
                                              "date",    "keyword", "keyword", "long",    "long",
                                              "odd",     "text",    "object",  "keyword"};
    struct dore_field *field = DORE_NEW(arena, struct dore_field, FIELDS);
    struct dore_domain *domain = DORE_NEW(arena, struct dore_domain, 3);
    struct dore_domain_field *person = DORE_NEW(arena, struct dore_domain_field, 2);
    struct dore_domain_field *friend = DORE_NEW(arena, struct dore_domain_field, 2);
    domain[0] = domain_of(DORE_INT);
    domain[1] = domain_of_list(&domain[0]);
    domain[2] = domain_of(DORE_RECORD);
    domain[2].field = friend;
    domain[2].field_count = 2;
    friend[0] = (struct dore_domain_field){"name", domain_of(DORE_STRING)};
    friend[1] = (struct dore_domain_field){"n", domain[0]};
    person[0] = (struct dore_domain_field){"born", domain_of(DORE_DATE)};
    person[1] = (struct dore_domain_field){"friends", domain_of_list(&domain[2])};
    for (uint32_t k = 0; k < FIELDS; k++) {
        field[k] = (struct dore_field){.name = names[k], .type = types[k], .attribute = names[k]};
        if (k < SCALARS) {
            field[k].domain = domain_of(kinds[k]);
        }
    }
    field[1].domain.plain = true;
    field[13].domain = domain_of_list(&domain[0]);
    field[14].domain = domain_of_list(&domain[1]);
    field[15].domain = domain_of(DORE_STRING);
    field[15].domain.kinds |=
        DORE_KIND_BIT(DORE_LIST) | DORE_KIND_BIT(DORE_RECORD) | DORE_KIND_BIT(DORE_DECIMAL);
    field[16].domain.kinds = DORE_KIND_BIT(DORE_NULL);
    field[17].domain = domain_of(DORE_RECORD);
    field[17].domain.field = person;
    field[17].domain.field_count = 2;
    field[18].domain = domain_of(DORE_STRING);
    return field;
}

/* ---- tests ----------------------------------------------------------------------------------- */

enum { ROWS = 200 };

static const struct dore_format *const formats[] = {
    &dore_format_mongodb, &dore_format_elasticsearch7, &dore_format_elasticsearch8};

static struct dore_arena arena;
static struct dore_table table;
static struct dore_store store;
static struct dore_part part;

static void setup(void) {
    arena = (struct dore_arena){0};
    table = (struct dore_table){.id = "m",
                                .name = "a\"b",
                                .rows = ROWS,
                                .id_stream = 77,
                                .field_count = FIELDS,
                                .field = make_fields(&arena)};
    static const struct dore_table *tables[] = {&table};
    store = (struct dore_store){.id = "s", .database = "d", .table_count = 1, .table = tables};
    part = (struct dore_part){.table = &table, .file = "f", .mark = "m", .rows = ROWS};
}

static void teardown(void) {
    dore_arena_release(&arena);
}

static void render(const struct dore_format *format, uint64_t first, uint32_t rows,
                   struct dore_buf *out) {
    const struct dore_layout *layout = format->layout(&store, &table, &arena);
    struct dore_batch batch = make_batch(first, rows, &arena);
    format->rows(layout, &part, &batch, out);
}

static void check_equal(const struct dore_buf *got, const struct dore_buf *expected) {
    ck_assert_msg(got->size == expected->size && memcmp(got->data, expected->data, got->size) == 0,
                  "got\n%.*s\nexpected\n%.*s", (int)got->size, got->data, (int)expected->size,
                  expected->data);
}

/* MongoDB writes all fields in one style, so a walk over boxes is easily said. */
START_TEST(rows_are_boxed_values_in_order) {
    struct dore_buf got = {0}, expected = {0};
    struct dore_batch batch = make_batch(0, ROWS, &arena);
    for (uint32_t row = 0; row < ROWS; row++) {
        char id[24];
        dore_print_document_id(id, table.id_stream, row);
        dore_buf_format(&expected, "{\"_id\":{\"$oid\":\"%.24s\"}", id);
        for (uint32_t k = 0; k < FIELDS; k++) {
            struct dore_value value;
            dore_column_get(&batch.column[k], &table.field[k].domain, row, &arena, &value);
            dore_buf_putc(&expected, ',');
            dore_buf_put_json_string(&expected, (struct dore_str){names[k], strlen(names[k])});
            dore_buf_putc(&expected, ':');
            json_write_styled(&json_extended, &value, &expected);
        }
        dore_buf_puts(&expected, "}\n");
    }
    render(&dore_format_mongodb, 0, ROWS, &got);
    check_equal(&got, &expected);
    dore_buf_release(&got);
    dore_buf_release(&expected);
}
END_TEST

START_TEST(batches_may_be_cut_anywhere) {
    const struct dore_format *format = formats[_i];
    struct dore_buf whole = {0}, cut = {0};
    render(format, 0, ROWS, &whole);
    for (uint64_t row = 0; row < ROWS;) {
        uint32_t size = (uint32_t)(row % 13 + 1);
        size = size < ROWS - row ? size : (uint32_t)(ROWS - row);
        render(format, row, size, &cut);
        row += size;
    }
    check_equal(&cut, &whole);
    format->open(&store, &part, &cut);
    format->close(&store, &part, &cut);
    ck_assert_uint_eq(cut.size, whole.size);
    dore_buf_release(&whole);
    dore_buf_release(&cut);
}
END_TEST

START_TEST(every_line_is_one_json_object) {
    struct dore_buf out = {0};
    render(formats[_i], 0, ROWS, &out);
    unsigned lines = 0;
    for (size_t start = 0; start < out.size; lines++) {
        struct dore_diags diags = {.arena = &arena};
        const char *end = memchr(out.data + start, '\n', out.size - start);
        ck_assert_ptr_nonnull(end);
        size_t size = (size_t)(end - out.data) - start;
        const char *text = dore_arena_text(&arena, out.data + start, size);
        const struct dore_node *node =
            dore_json_read(&arena, "t", "$", (struct dore_str){text, size}, &diags);
        ck_assert_msg(node && node->kind == DORE_NODE_OBJECT, "%s", text);
        struct dore_buf again = {0};
        dore_node_write(node, 0, &again);
        ck_assert_msg(again.size == size && memcmp(again.data, text, size) == 0, "not compact: %s",
                      text);
        dore_buf_release(&again);
        start += size + 1;
    }
    ck_assert_uint_eq(lines, _i == 0 ? ROWS : 2 * ROWS);
    dore_buf_release(&out);
}
END_TEST

START_TEST(no_row_is_larger_than_said) {
    const struct dore_layout *layout = formats[_i]->layout(&store, &table, &arena);
    uint64_t largest = 0, total = 0;
    for (uint64_t row = 0; row < ROWS; row++) {
        struct dore_buf out = {0};
        render(formats[_i], row, 1, &out);
        largest = out.size > largest ? out.size : largest;
        total += out.size;
        dore_buf_release(&out);
    }
    ck_assert_uint_le(largest, layout->largest_row);
    ck_assert_uint_ge(layout->typical_row, total / ROWS / 2);
    ck_assert_uint_le(layout->typical_row, total / ROWS * 2);
    ck_assert_uint_eq(layout->rows_per_statement, 1);
}
END_TEST

/* Sizes decide where parts begin: a change here changes bundles that were made before. */
START_TEST(sizes_never_change) {
    static const uint64_t typical[] = {846, 706, 706};
    ck_assert_uint_eq(formats[_i]->layout(&store, &table, &arena)->typical_row, typical[_i]);
}
END_TEST

START_TEST(sizes_saturate) {
    struct dore_domain element = domain_of(DORE_STRING), domain = domain_of(DORE_LIST);
    element.max_bytes = UINT64_MAX / 2;
    domain.element = &element;
    domain.max_items = UINT32_MAX;
    struct dore_field field = {.name = "f", .type = "text", .domain = domain};
    table.field = &field;
    table.field_count = 1;
    ck_assert_uint_eq(formats[_i]->layout(&store, &table, &arena)->largest_row, UINT64_MAX);
}
END_TEST

START_TEST(a_table_without_fields_has_documents) {
    struct dore_buf got = {0}, wanted = {0};
    table.field_count = 0;
    render(formats[_i], 5, 1, &got);
    char id[24];
    dore_print_document_id(id, table.id_stream, 5);
    dore_buf_puts(&wanted, _i == 0 ? "{\"_id\":{\"$oid\":\""
                                   : "{\"index\":{\"_index\":\"a\\\"b\",\"_id\":\"");
    dore_buf_put(&wanted, id, sizeof id);
    dore_buf_puts(&wanted, _i == 0 ? "\"}}\n" : "\"}}\n{}\n");
    check_equal(&got, &wanted);
    dore_buf_release(&got);
    dore_buf_release(&wanted);
}
END_TEST

Suite *suite_document(void) {
    Suite *suite = suite_create("document");
    TCase *tests = tcase_create("document");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, rows_are_boxed_values_in_order);
    tcase_add_loop_test(tests, batches_may_be_cut_anywhere, 0, 3);
    tcase_add_loop_test(tests, every_line_is_one_json_object, 0, 3);
    tcase_add_loop_test(tests, no_row_is_larger_than_said, 0, 3);
    tcase_add_loop_test(tests, sizes_never_change, 0, 3);
    tcase_add_loop_test(tests, sizes_saturate, 0, 3);
    tcase_add_loop_test(tests, a_table_without_fields_has_documents, 0, 3);
    suite_add_tcase(suite, tests);
    return suite;
}
