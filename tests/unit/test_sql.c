/* SPDX-License-Identifier: Apache-2.0
 *
 * sql.c: every escape against a byte-by-byte reference that knows nothing of words of eight bytes,
 * in place too; names and literals of both dialects.
 */
#include "formats/sql.h"

#include "tests/unit/sql_fixture.h"

Suite *suite_sql(void);

/* What each escape does to the bytes that it does not pass. */
static const struct {
    const struct sql_escape *escape;
    const char *pairs[16]; /* "<byte><two bytes>" */
    bool nul;              /* U+0000 becomes \0 */
} escapes[] = {
    {&sql_escape_copy,
     {"\\\\\\", "\n\\n", "\r\\r", "\t\\t", "\b\\b", "\f\\f", "\v\\v", NULL},
     false},
    {&sql_escape_quote, {"'''", NULL}, false},
    {&sql_escape_mysql, {"'''", "\\\\\\", "\n\\n", "\r\\r", "\x1a\\Z", NULL}, true},
    {&sql_escape_csv, {"\"\"\"", NULL}, false},
    {&sql_escape_element, {"\\\\\\", "\"\\\"", NULL}, false},
    {&sql_escape_nothing, {NULL}, false},
};

static size_t refer(size_t which, const char *text, size_t size, char *out) {
    size_t length = 0;
    for (size_t i = 0; i < size; i++) {
        const char *const *pair = escapes[which].pairs;
        while (*pair && (*pair)[0] != text[i]) {
            pair++;
        }
        if (text[i] == '\0' && escapes[which].nul) {
            out[length++] = '\\';
            out[length++] = '0';
        } else if (*pair) {
            out[length++] = (*pair)[1];
            out[length++] = (*pair)[2];
        } else {
            out[length++] = text[i];
        }
    }
    return length;
}

static void compare(size_t which, const char *text, size_t size) {
    enum { MOST = 256 };
    char source[MOST + 8] = "", expected[2 * MOST], found[2 * MOST + 8];
    ck_assert_uint_le(size, MOST);
    memcpy(source, text, size);
    size_t length = refer(which, text, size, expected);
    char *end = sql_escape_text(escapes[which].escape, source, size, found);
    ck_assert_uint_eq((size_t)(end - found), length);
    ck_assert_mem_eq(found, expected, length);
    struct dore_buf buf = {0};
    dore_buf_puts(&buf, "before");
    dore_buf_put(&buf, text, size);
    sql_escape_tail(escapes[which].escape, &buf, 6);
    ck_assert_uint_eq(buf.size, 6 + length);
    ck_assert_mem_eq(buf.data, "before", 6);
    ck_assert_mem_eq(buf.data + 6, expected, length);
    dore_buf_release(&buf);
}

START_TEST(escapes_hostile_strings) {
    for (size_t i = 0; i < LENGTH(hostile); i++) {
        compare((size_t)_i, hostile[i].text, hostile[i].size);
    }
}
END_TEST

/* Each byte at each place of texts of each length around a word's. */
START_TEST(escapes_every_byte_everywhere) {
    char text[19];
    for (size_t size = 1; size <= sizeof text; size++) {
        for (size_t at = 0; at < size; at++) {
            for (unsigned byte = 0; byte < 256; byte++) {
                memset(text, 'x', sizeof text);
                text[at] = (char)byte;
                compare((size_t)_i, text, size);
            }
        }
    }
}
END_TEST

START_TEST(escapes_dense_text_in_place) {
    char text[201];
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] = "\\'\"\n"[i * i % 4];
    }
    for (size_t size = 0; size <= sizeof text; size++) {
        compare((size_t)_i, text, size);
    }
}
END_TEST

/* ---- names and literals ---------------------------------------------------------------------- */

static const struct {
    const struct sql_dialect *dialect;
    const char *text, *name, *literal;
} quoted[] = {
    {&sql_postgres, "a", "\"a\"", "'a'"},
    {&sql_postgres, "", "\"\"", "''"},
    {&sql_postgres, "se\"l'e`c\\t", "\"se\"\"l'e`c\\t\"", "'se\"l''e`c\\t'"},
    {&sql_postgres, "\"", "\"\"\"\"", "'\"'"},
    {&sql_postgres, "a\nb", "\"a\nb\"", "'a\nb'"},
    {&sql_mysql, "a", "`a`", "'a'"},
    {&sql_mysql, "se\"l'e`c\\t", "`se\"l'e``c\\t`", "'se\"l''e`c\\\\t'"},
    {&sql_mysql, "``", "``````", "'``'"},
    {&sql_mysql, "a\r\nb", "`a\r\nb`", "'a\\r\\nb'"},
};

static void expect(const struct dore_buf *buf, const char *text) {
    ck_assert_msg(buf->size == strlen(text) && memcmp(buf->data, text, buf->size) == 0,
                  "%.*s instead of %s", (int)buf->size, buf->data, text);
}

START_TEST(quotes_names_and_literals) {
    struct dore_buf buf = {0};
    sql_put_name(quoted[_i].dialect, quoted[_i].text, &buf);
    expect(&buf, quoted[_i].name);
    dore_buf_clear(&buf);
    struct dore_str text = {quoted[_i].text, strlen(quoted[_i].text)};
    sql_put_literal(quoted[_i].dialect, text, &buf);
    expect(&buf, quoted[_i].literal);
    dore_buf_release(&buf);
}
END_TEST

START_TEST(tables_have_schemas_in_postgres_only) {
    const struct dore_table table = {.space = "a\"b", .name = "t"}, plain = {.name = "t"};
    struct dore_buf buf = {0};
    sql_put_table(&sql_postgres, &table, &buf);
    expect(&buf, "\"a\"\"b\".\"t\"");
    dore_buf_clear(&buf);
    sql_put_table(&sql_postgres, &plain, &buf);
    expect(&buf, "\"public\".\"t\"");
    dore_buf_clear(&buf);
    sql_put_table(&sql_mysql, &plain, &buf);
    expect(&buf, "`t`");
    dore_buf_release(&buf);
}
END_TEST

/* ---- columns --------------------------------------------------------------------------------- */

START_TEST(columns_are_listed_without_computed_ones) {
    const struct dore_field field[] = {{.name = "a", .type = "INT PRIMARY KEY"},
                                       {.name = "b", .type = "INT GENERATED ALWAYS AS (a) STORED"},
                                       {.name = "c", .type = "VARCHAR(9) DEFAULT 'x'"}};
    const struct dore_table table = {.name = "t", .field = field, .field_count = 3};
    struct dore_buf buf = {0};
    sql_put_columns(&sql_postgres, &table, &buf);
    expect(&buf, "(\"a\", \"c\")");
    dore_buf_clear(&buf);
    sql_put_create(&sql_mysql, &table, NULL, &buf);
    expect(&buf, "CREATE TABLE `t` (\n    `a` INT PRIMARY KEY,\n"
                 "    `b` INT GENERATED ALWAYS AS (a) STORED,\n"
                 "    `c` VARCHAR(9) DEFAULT 'x'\n)");
    dore_buf_release(&buf);
}
END_TEST

Suite *suite_sql(void) {
    Suite *suite = suite_create("sql");
    TCase *escape = tcase_create("escapes"), *quote = tcase_create("quotes");
    tcase_add_loop_test(escape, escapes_hostile_strings, 0, (int)LENGTH(escapes));
    tcase_add_loop_test(escape, escapes_every_byte_everywhere, 0, (int)LENGTH(escapes));
    tcase_add_loop_test(escape, escapes_dense_text_in_place, 0, (int)LENGTH(escapes));
    tcase_add_loop_test(quote, quotes_names_and_literals, 0, (int)LENGTH(quoted));
    tcase_add_test(quote, tables_have_schemas_in_postgres_only);
    tcase_add_test(quote, columns_are_listed_without_computed_ones);
    suite_add_tcase(suite, escape);
    suite_add_tcase(suite, quote);
    return suite;
}
