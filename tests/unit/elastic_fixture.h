/* SPDX-License-Identifier: Apache-2.0
 *
 * elastic_fixture: what the tests of the Elasticsearch formats share: one index "things" with two
 * fields, "a" of type long and "b", which the tests change; checking it, and what is expected.
 */
#ifndef DORE_TESTS_ELASTIC_FIXTURE_H
#define DORE_TESTS_ELASTIC_FIXTURE_H

#include "cases.h"

#include "formats/elasticsearch.h"

extern const struct dore_format dore_format_elasticsearch7, dore_format_elasticsearch8;

static struct dore_arena arena;
static struct dore_diags diags;
static struct dore_field field[2];
static struct dore_table table, other;
static struct dore_store store;
static const struct dore_table *tables[] = {&table, &other};

static inline void setup(void) {
    arena = (struct dore_arena){0};
    diags = (struct dore_diags){.arena = &arena};
    field[0] = (struct dore_field){.name = "a",
                                   .type = "long",
                                   .attribute = "first",
                                   .domain = {.kinds = DORE_KIND_BIT(DORE_INT)},
                                   .where = {"t", 1, 1, 1, "$"}};
    field[1] = field[0];
    field[1].name = "b";
    table = (struct dore_table){
        .id = "m", .name = "things", .rows = 10, .field = field, .field_count = 2};
    other = table;
    other.id = "n";
    other.name = "others";
    store = (struct dore_store){
        .id = "s", .protocol = "elasticsearch8", .table = tables, .table_count = 1};
}

static inline void teardown(void) {
    dore_arena_release(&arena);
}

static inline void check_as(const struct dore_format *format) {
    format->check_store(&store, &diags);
    format->check(&store, &table, &diags);
}

/* Nothing worse than the code's one diagnostic; 'e' error, 'w' warning, '.' none. */
static inline void expect(const struct dore_format *format, enum dore_code code, char severity) {
    check_as(format);
    ck_assert_msg(diags.count == (severity != '.'), "%zu diagnostics, first: %s", diags.count,
                  diags.count ? diags.list[0].message : "");
    if (severity != '.') {
        ck_assert_msg(diags.list[0].code == code, "%s", diags.list[0].message);
        ck_assert_msg(diags.list[0].severity == (severity == 'e' ? DORE_ERROR : DORE_WARNING), "%s",
                      diags.list[0].message);
    }
}

static inline const struct dore_node *json(const char *text) {
    const struct dore_node *node =
        dore_json_read(&arena, "t", "$", (struct dore_str){text, strlen(text)}, &diags);
    ck_assert_msg(node != NULL, "%s", text);
    return node;
}

/* A type's name, or a mapping when it begins with a brace. */
static inline void set_type(struct dore_field *one, const char *type) {
    one->type = *type == '{' ? NULL : type;
    one->mapping = *type == '{' ? json(type) : NULL;
}

/* Small values of one kind; texts of unknown form, lists of three numbers, records {"x": int}. */
static inline struct dore_domain domain_of(enum dore_kind kind) {
    static const struct dore_domain number = {
        .kinds = DORE_KIND_BIT(DORE_INT), .bounded = true, .min = 1, .max = 9, .distinct = 9};
    static const struct dore_domain_field inner = {"x", {.kinds = DORE_KIND_BIT(DORE_INT)}};
    struct dore_domain domain = {.kinds = DORE_KIND_BIT(kind),
                                 .bounded = true,
                                 .min = 1,
                                 .max = 9,
                                 .float_min = 0.5,
                                 .float_max = 9,
                                 .max_chars = 100,
                                 .max_bytes = 100};
    domain.scale = kind == DORE_DECIMAL ? 2 : 0;
    domain.element = kind == DORE_LIST ? &number : NULL;
    domain.max_items = 3;
    domain.field = kind == DORE_RECORD ? &inner : NULL;
    domain.field_count = kind == DORE_RECORD;
    return domain;
}

/* {"name": text, "age": int} */
static inline struct dore_domain person(void) {
    struct dore_domain_field *inner = DORE_NEW(&arena, struct dore_domain_field, 2);
    inner[0] = (struct dore_domain_field){"name", domain_of(DORE_STRING)};
    inner[1] = (struct dore_domain_field){"age", domain_of(DORE_INT)};
    return (struct dore_domain){
        .kinds = DORE_KIND_BIT(DORE_RECORD), .field = inner, .field_count = 2};
}

#define LOOP(test, table) tcase_add_loop_test(tests, test, 0, sizeof table / sizeof *table)

#endif
