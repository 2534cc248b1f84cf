/* SPDX-License-Identifier: Apache-2.0
 *
 * judge VERB OPTIONS [FILE...]: says what a manifest's values are, and whether they are what was
 * loaded or written.
 *
 *     tables     prints protocol, datastore, model, file name and database of each table, with
 *                tabs between
 *     values     prints each value: model, attribute, row, kind and text
 *     query      prints the SELECT that gives back what stands in the table of --model
 *     sql        compares that query's result, on standard input, with the values
 *     jsonl      compares lines that jsonl-bson printed, on standard input
 *     bulk       compares lines of _bulk, on standard input
 *     index      prints the index of --model as part of a path
 *     search     prints the body of a search for all that it holds
 *     hits       compares that search's answers, one a line on standard input
 *
 * OPTIONS: --manifest FILE, --seed N, --now TIME, --scale X, --var NAME=VALUE; --datastore ID and
 * --model ID; --server postgres|mariadb|mysql for query and sql; --server documents for search and
 * hits without doc values, else FILE is the server's answer to GET /INDEX/_mapping. Exit status: 0
 * equal, 1 different, 2 it could not be compared.
 */
#include "judge.h"

#include <stdio.h>
#include <string.h>

static int print_values(const struct dore_plan_table *table) {
    struct cursor cursor;
    struct dore_buf line = {0};
    cursor_open(&cursor, table);
    for (const struct dore_value *value; (value = cursor_next(&cursor));) {
        for (uint32_t i = 0; i < table->table.field_count; i++) {
            dore_buf_clear(&line);
            dore_buf_format(&line, "%s\t%s\t%llu\t", table->table.id,
                            table->table.field[i].attribute, (unsigned long long)cursor.row - 1);
            put_value(&value[i], &line);
            dore_buf_putc(&line, '\n');
            fwrite(line.data, 1, line.size, stdout);
        }
    }
    cursor_close(&cursor);
    dore_buf_release(&line);
    return 0;
}

int verb_tables(struct rows *rows) {
    for (uint32_t s = 0; s < rows->plan->store_count; s++) {
        const struct dore_store *store = &rows->plan->store[s].store;
        if (rows->datastore && strcmp(rows->datastore, store->id) != 0) {
            continue;
        }
        for (uint32_t t = 0; t < store->table_count; t++) {
            printf("%s\t%s\t%s\t%s\t%s\n", store->protocol, store->id, store->table[t]->id,
                   rows->plan->store[s].table[t].file_name, store->database ? store->database : "");
        }
    }
    return 0;
}

int verb_values(struct rows *rows) {
    if (rows->model) {
        return print_values(rows_table(rows));
    }
    for (uint32_t s = 0; s < rows->plan->store_count; s++) {
        for (uint32_t t = 0; t < rows->plan->store[s].table_count; t++) {
            print_values(&rows->plan->store[s].table[t]);
        }
    }
    return 0;
}

int main(int count, char **argument) {
    static const struct {
        const char *name;
        int (*run)(struct rows *);
    } verbs[] = {{"tables", verb_tables}, {"values", verb_values}, {"query", verb_query},
                 {"sql", verb_sql},       {"jsonl", verb_jsonl},   {"bulk", verb_bulk},
                 {"index", verb_index},   {"search", verb_search}, {"hits", verb_hits}};
    for (size_t i = 0; count > 1 && i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verbs[i].name, argument[1]) == 0) {
            struct rows rows;
            rows_open(&rows, count - 2, argument + 2);
            int status = verbs[i].run(&rows);
            rows_close(&rows);
            return fflush(stdout) == 0 ? status : 2;
        }
    }
    fail("the verbs are tables, values, query, sql, jsonl, bulk, index, search and hits");
}
