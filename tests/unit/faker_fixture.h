/* SPDX-License-Identifier: Apache-2.0
 *
 * faker_fixture: what the tests of faker methods share: binding a method to parameters written as
 * JSON, and making its values as boxed values or as text.
 */
#ifndef DORE_TESTS_FAKER_FIXTURE_H
#define DORE_TESTS_FAKER_FIXTURE_H

#include "dore/faker.h"

#include "cases.h"

/* 2026-01-15T12:00:00Z */
#define FIXTURE_NOW INT64_C(1768478400000000)

struct fixture {
    struct dore_arena plan, batch;
    struct dore_diags diags;
    struct dore_bound_method bound;
    uint64_t stream;
    unsigned sources; /* DORE_WORDS_ bits of what was bound */
};

/* Binds in a locale; false when an error was reported. `params` NULL: none. */
static inline bool fixture_bind_in(struct fixture *fixture, const char *locale, const char *method,
                                   const char *params) {
    *fixture = (struct fixture){.stream = dore_stream(7, "model", method, "value")};
    fixture->diags.arena = &fixture->plan;
    const struct dore_node *node = NULL;
    if (params) {
        node = dore_json_read(&fixture->plan, "test.json", "$",
                              (struct dore_str){params, strlen(params)}, &fixture->diags);
        ck_assert_msg(node != NULL, "not JSON: %s", params);
    }
    struct dore_faker faker = {.arena = &fixture->plan,
                               .diags = &fixture->diags,
                               .where = {"test.json", 1, 2, 3, "$.value.faker"},
                               .method = method,
                               .now = FIXTURE_NOW,
                               .locale = locale,
                               .counts = true,
                               .sources = &fixture->sources};
    return dore_method_bind(method, node, &faker, &fixture->bound);
}

static inline bool fixture_bind(struct fixture *fixture, const char *method, const char *params) {
    return fixture_bind_in(fixture, NULL, method, params);
}

/* Binds what must bind. */
static inline void fixture_open_in(struct fixture *fixture, const char *locale, const char *method,
                                   const char *params) {
    bool bound = fixture_bind_in(fixture, locale, method, params);
    ck_assert_msg(bound, "%s %s %s: %s", locale ? locale : "", method, params ? params : "",
                  fixture->diags.count > 0 ? fixture->diags.list[0].message : "no diagnostic");
}

static inline void fixture_open(struct fixture *fixture, const char *method, const char *params) {
    fixture_open_in(fixture, NULL, method, params);
}

static inline void fixture_close(struct fixture *fixture) {
    dore_arena_release(&fixture->plan);
    dore_arena_release(&fixture->batch);
}

/* The values of rows, boxed, in the batch's arena, which is emptied first. */
static inline const struct dore_value *fixture_values(struct fixture *fixture,
                                                      const struct dore_rows *rows) {
    struct dore_column column;
    dore_arena_reset(&fixture->batch);
    dore_method_fill(&fixture->bound, fixture->stream, rows, &fixture->batch, &column);
    ck_assert_uint_eq(column.rows, rows->count);
    struct dore_value *values = DORE_NEW(&fixture->batch, struct dore_value, rows->count);
    for (uint32_t i = 0; i < rows->count; i++)
        dore_column_get(&column, &fixture->bound.domain, i, &fixture->batch, &values[i]);
    return values;
}

/* The value of one row as text, NUL-terminated, valid until the next call. */
static inline const char *fixture_text(struct fixture *fixture, uint64_t row) {
    struct dore_rows rows = {.first = row, .count = 1};
    const struct dore_value *value = fixture_values(fixture, &rows);
    struct dore_buf buf = {0};
    dore_value_text(value, &buf);
    const char *text = dore_arena_text(&fixture->batch, buf.data, buf.size);
    dore_buf_release(&buf);
    return text;
}

/* Calls `check(text, context)` for the text of rows 0..count-1. */
static inline void fixture_each(struct fixture *fixture, uint64_t count,
                                void (*check)(const char *text, void *context), void *context) {
    for (uint64_t row = 0; row < count; row++)
        check(fixture_text(fixture, row), context);
}

/* The one diagnostic that a refused binding must have given. */
static inline const struct dore_diag *fixture_refused(struct fixture *fixture, const char *method,
                                                      const char *params) {
    ck_assert_msg(!fixture_bind(fixture, method, params), "%s %s was accepted", method,
                  params ? params : "");
    ck_assert_uint_eq(fixture->diags.count, 1);
    ck_assert_int_eq(fixture->diags.list[0].severity, DORE_ERROR);
    return &fixture->diags.list[0];
}

#endif
