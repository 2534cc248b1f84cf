/* SPDX-License-Identifier: Apache-2.0
 *
 * faker_checks: what tests of providers ask of a method with given parameters: that its values lie
 * in its domain, that the domain counts them rightly, that cutting rows changes nothing; and what a
 * refusal or a warning says and where.
 */
#ifndef DORE_TESTS_FAKER_CHECKS_H
#define DORE_TESTS_FAKER_CHECKS_H

#include "faker_fixture.h"

/* A method and its parameters. */
struct faker_case {
    const char *method, *params;
};

/* A method and parameters that are refused or warned of. `at` is where the diagnostic points: the
 * column in the parameters' text. */
struct faker_fault {
    const char *method, *params;
    enum dore_code code;
    uint32_t column;
    const char *message; /* a part of it */
};

enum { CHECK_ROWS = 5000, CHECK_COUNTED = 250 };

static inline int compare_texts(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* How many of the texts differ; sorts them. */
static inline uint64_t count_different(const char **text, uint64_t count) {
    qsort(text, count, sizeof *text, compare_texts);
    uint64_t different = count > 0;
    for (uint64_t i = 1; i < count; i++) {
        different += strcmp(text[i - 1], text[i]) != 0;
    }
    return different;
}

/* Values lie in the domain. It counts them: exactly when there are few, at least as many as come
 * when there are more. */
static inline void check_domain(struct fixture *fixture, const struct faker_case *faker_case) {
    const struct dore_domain *domain = &fixture->bound.domain;
    uint64_t rows = domain->mean_bytes > 2000 ? 100 : CHECK_ROWS, texts = 0;
    struct dore_arena kept = {0};
    const char **text = DORE_NEW(&kept, const char *, rows);
    for (uint64_t row = 0; row < rows; row++) {
        struct dore_rows one = {.first = row, .count = 1};
        const struct dore_value *value = fixture_values(fixture, &one);
        struct dore_buf buf = {0};
        dore_value_text(value, &buf);
        ck_assert_msg(dore_domain_holds(domain, value), "%s %s row %llu: %s %.*s",
                      faker_case->method, faker_case->params, (unsigned long long)row,
                      dore_kind_name(value->kind), (int)buf.size, buf.data);
        if (value->kind != DORE_NULL) {
            text[texts++] = dore_arena_text(&kept, buf.size ? buf.data : "", buf.size);
        }
        dore_buf_release(&buf);
    }
    uint64_t different = count_different(text, texts);
    if (domain->distinct > 0) {
        ck_assert_msg(different <= domain->distinct, "%s %s: more than %llu values",
                      faker_case->method, faker_case->params, (unsigned long long)domain->distinct);
    }
    if (domain->distinct > 0 && domain->distinct <= CHECK_COUNTED) {
        ck_assert_msg(different == domain->distinct, "%s %s: %llu values, not %llu",
                      faker_case->method, faker_case->params, (unsigned long long)different,
                      (unsigned long long)domain->distinct);
    }
    dore_arena_release(&kept);
}

/* Rows alone, in batches and backwards are the same values. */
static inline void check_cut(struct fixture *fixture, const struct faker_case *faker_case) {
    enum { CUT = 200 };
    const uint64_t far = UINT64_C(1) << 40;
    struct dore_arena kept = {0};
    struct dore_column column;
    struct dore_rows whole = {.first = far, .count = CUT};
    dore_method_fill(&fixture->bound, fixture->stream, &whole, &kept, &column);
    uint64_t list[CUT];
    for (uint32_t i = 0; i < CUT; i++) {
        list[i] = far + CUT - 1 - i;
    }
    for (uint32_t at = 0, size = 1; at < CUT; at += size, size = size % 11 + 1) {
        size = CUT - at < size ? CUT - at : size;
        struct dore_rows rows = {.count = size, .list = list + at};
        const struct dore_value *again = fixture_values(fixture, &rows);
        for (uint32_t i = 0; i < size; i++) {
            struct dore_value value;
            dore_column_get(&column, &fixture->bound.domain, (uint32_t)(list[at + i] - far), &kept,
                            &value);
            ck_assert_msg(dore_value_equal(&again[i], &value), "%s %s: row %llu depends on others",
                          faker_case->method, faker_case->params, (unsigned long long)list[at + i]);
        }
    }
    dore_arena_release(&kept);
}

static inline void check_case(const struct faker_case *faker_case) {
    struct fixture fixture;
    fixture_open(&fixture, faker_case->method, faker_case->params);
    check_domain(&fixture, faker_case);
    check_cut(&fixture, faker_case);
    fixture_close(&fixture);
}

static inline void check_diag(const struct dore_diag *diag, const struct faker_fault *fault) {
    ck_assert_msg(diag->code == fault->code, "%s %s: %s", fault->method, fault->params,
                  diag->message);
    ck_assert_msg(strstr(diag->message, fault->message) != NULL, "%s %s: %s", fault->method,
                  fault->params, diag->message);
    if (fault->column > 0) {
        ck_assert_msg(diag->where.column == fault->column, "%s %s: column %u", fault->method,
                      fault->params, diag->where.column);
    }
}

static inline void check_refusal(const struct faker_fault *fault) {
    struct fixture fixture;
    check_diag(fixture_refused(&fixture, fault->method, fault->params), fault);
    fixture_close(&fixture);
}

static inline void check_warning(const struct faker_fault *fault) {
    struct fixture fixture;
    fixture_open(&fixture, fault->method, fault->params);
    ck_assert_msg(fixture.diags.warnings == 1, "%s %s: %zu warnings", fault->method, fault->params,
                  fixture.diags.warnings);
    check_diag(&fixture.diags.list[0], fault);
    fixture_close(&fixture);
}

#endif
