/* SPDX-License-Identifier: Apache-2.0
 *
 * registry.c: protocols by their words, styles, and that each format is complete.
 */
#include "tests/unit/sql_fixture.h"

Suite *suite_registry(void);

static const struct {
    const char *protocol, *style, *name, *found_style; /* name NULL: none */
} lookups[] = {
    {"postgres", NULL, "postgres", "copy"},
    {"PostgreSQL", NULL, "postgres", "copy"},
    {"POSTGRES", "insert", "postgres", "insert"},
    {"postgres", "csv", NULL, NULL},
    {"mysql", NULL, "mysql", "insert"},
    {"MariaDB", NULL, "mysql", "insert"},
    {"mysql", "insert", "mysql", "insert"},
    {"mysql", "copy", NULL, NULL},
    {"mongodb", NULL, "mongodb", "jsonl"},
    {"elasticsearch7", NULL, "elasticsearch7", "bulk"},
    {"Elasticsearch8", NULL, "elasticsearch8", "bulk"},
    {"opensearch", NULL, "elasticsearch7", "bulk"},
    {"oracle", NULL, NULL, NULL},
    {"", NULL, NULL, NULL},
};

START_TEST(finds_formats) {
    const struct dore_format *format = dore_format_for(lookups[_i].protocol, lookups[_i].style);
    ck_assert_int_eq(format != NULL, lookups[_i].name != NULL);
    if (format) {
        ck_assert_str_eq(format->name, lookups[_i].name);
        ck_assert_str_eq(format->style, lookups[_i].found_style);
    }
}
END_TEST

START_TEST(suggests_protocols) {
    struct dore_suggest nearest = {.name = "postgress"}, alias = {.name = "mariabd"},
                        none = {.name = "xyz"};
    dore_format_suggest(&nearest);
    ck_assert_str_eq(dore_suggest_best(&nearest), "postgres");
    dore_format_suggest(&alias);
    ck_assert_str_eq(dore_suggest_best(&alias), "mariadb");
    dore_format_suggest(&none);
    ck_assert_ptr_null(dore_suggest_best(&none));
}
END_TEST

/* A property that can name a record's place and one that can name a value's. */
static bool names_slot(const struct dore_property *property, enum dore_slot slot) {
    for (; property->key; property++) {
        if (property->slot == slot) {
            return property->required;
        }
    }
    return false;
}

START_TEST(formats_are_complete) {
    size_t count = 0;
    for (const struct dore_format *const *format = dore_formats; *format; format++) {
        ck_assert(names_slot((*format)->model_properties, DORE_SLOT_NAME));
        ck_assert(names_slot((*format)->attribute_properties, DORE_SLOT_NAME));
        ck_assert((*format)->name && (*format)->style && (*format)->about);
        ck_assert((*format)->rows_extension && (*format)->script_type);
        ck_assert((*format)->check && (*format)->check_store && (*format)->schema);
        ck_assert((*format)->layout && (*format)->open && (*format)->close && (*format)->rows);
        ck_assert_int_eq((*format)->after != NULL, (*format)->after_file != NULL);
        ck_assert_uint_gt((*format)->part_bytes, 0);
        count++;
    }
    ck_assert_uint_eq(count, 7);
}
END_TEST

Suite *suite_registry(void) {
    Suite *suite = suite_create("registry");
    TCase *all = tcase_create("registry");
    tcase_add_loop_test(all, finds_formats, 0, (int)LENGTH(lookups));
    tcase_add_test(all, suggests_protocols);
    tcase_add_test(all, formats_are_complete);
    suite_add_tcase(suite, all);
    return suite;
}
