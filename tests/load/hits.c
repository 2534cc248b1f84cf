/* SPDX-License-Identifier: Apache-2.0
 *
 * hits: the search that gives back what an index holds, document and doc values, and the comparison
 * of its answers with the values. Answers come one a line, hits in any order: documents are found
 * by the ids that their records have.
 */
#include "judge_elastic.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Indexes that were not made by the bundle's mappings are judged by their documents alone. */
static bool documents_alone(const struct rows *rows) {
    return rows->server && strcmp(rows->server, "documents") == 0;
}

/* The `properties` in a server's answer to GET /INDEX/_mapping. */
static const struct dore_node *read_properties(struct rows *rows) {
    struct dore_reader reader = dore_reader_files(NULL);
    struct dore_str text;
    const char *identity;
    if (!rows->file_count) {
        fail("no FILE with the index's mapping");
    }
    const struct dore_node *node =
        reader.read(reader.context, rows->file[0], (struct dore_where){0}, &rows->arena,
                    &rows->diags, &text, &identity)
            ? json_parse(&rows->arena, text)
            : NULL;
    node = node && node->kind == DORE_NODE_OBJECT ? node->first : NULL;
    node = node ? dore_node_find(node, "mappings") : NULL;
    if (!node) {
        fail("%s is no mapping", rows->file[0]);
    }
    return dore_node_find(node, "properties");
}

static struct doc_leaves *leaves_of(struct rows *rows) {
    struct doc_leaves *leaves = DORE_NEW(&rows->arena, struct doc_leaves, 1);
    leaves->count = 0;
    if (!documents_alone(rows)) {
        doc_leaves_find(leaves, &rows_table(rows)->table, read_properties(rows), &rows->arena);
    }
    return leaves;
}

int verb_index(struct rows *rows) {
    for (const char *name = rows_table(rows)->table.name; *name; name++) {
        printf("%%%02x", (unsigned)(unsigned char)*name);
    }
    putchar('\n');
    return 0;
}

int verb_search(struct rows *rows) {
    struct doc_leaves *leaves = leaves_of(rows);
    struct dore_buf out = {0};
    dore_buf_puts(&out, "{\"size\":2000,\"sort\":[\"_doc\"],\"docvalue_fields\":[");
    for (uint32_t i = 0; i < leaves->count; i++) {
        dore_buf_puts(&out, i ? "," : "");
        doc_leaf_put(&leaves->leaf[i], &out);
    }
    dore_buf_puts(&out, "]}\n");
    fwrite(out.data, 1, out.size, stdout);
    dore_buf_release(&out);
    return 0;
}

struct hit {
    struct dore_str id;
    const struct dore_node *source, *fields;
};
struct hits {
    struct hit *hit;
    size_t count, room;
};

static int by_id(const void *a, const void *b) {
    return strcmp(((const struct hit *)a)->id.text, ((const struct hit *)b)->id.text);
}

static void add_hits(struct hits *hits, const struct dore_node *answer) {
    const struct dore_node *outer = dore_node_find(answer, "hits");
    const struct dore_node *list = outer ? dore_node_find(outer, "hits") : NULL;
    if (!list) {
        fail("an answer without hits");
    }
    for (const struct dore_node *node = list->first; node; node = node->next) {
        const struct dore_node *id = dore_node_find(node, "_id");
        const struct dore_node *source = dore_node_find(node, "_source");
        if (!id || !source) {
            fail("a hit without _id or _source");
        }
        if (hits->count == hits->room) {
            hits->room = hits->room ? hits->room * 2 : 4096;
            hits->hit = dore_realloc(hits->hit, hits->room, sizeof *hits->hit);
        }
        hits->hit[hits->count++] = (struct hit){id->text, source, dore_node_find(node, "fields")};
    }
}

static void read_hits(struct hits *hits, struct dore_arena *arena) {
    char *room = NULL, *line;
    size_t size = 0;
    while ((line = next_line(&room, &size))) {
        /* Nodes point into their text. */
        size_t length = strlen(line);
        struct dore_str text = {dore_arena_text(arena, line, length), length};
        const struct dore_node *answer = json_parse(arena, text);
        if (!answer || answer->kind != DORE_NODE_OBJECT) {
            fail("no JSON object: %.200s", line);
        }
        add_hits(hits, answer);
    }
    free(room);
    if (hits->count) {
        qsort(hits->hit, hits->count, sizeof *hits->hit, by_id);
    }
}

static void compare_leaves(struct tally *tally, const struct doc_leaves *leaves,
                           const struct dore_value *value, const struct dore_node *fields) {
    for (uint32_t i = 0; i < leaves->count; i++) {
        const struct doc_leaf *leaf = &leaves->leaf[i];
        const struct dore_node *got = fields ? dore_node_find(fields, leaf->name) : NULL;
        tally->values++;
        if (!doc_values_match(leaf, &value[leaf->field], got)) {
            struct dore_buf text = {0};
            dore_buf_puts(&text, "doc values ");
            if (got) {
                dore_node_write(got, 0, &text);
            }
            report(tally, &tally->table->field[leaf->field], &value[leaf->field],
                   (struct dore_str){text.data, text.size});
            dore_buf_release(&text);
        }
    }
}

/* The document's id, ended by NUL: the text of an attribute, or made from the row's number. */
static void put_id(const struct dore_table *table, const struct dore_value *value, uint64_t row,
                   struct dore_buf *out) {
    if (table->id_field) {
        dore_value_text(&value[table->id_field - table->field], out);
    } else {
        char id[24];
        dore_print_document_id(id, table->id_stream, row);
        dore_buf_put(out, id, sizeof id);
    }
    dore_buf_putc(out, '\0');
}

static void compare_hits(struct tally *tally, const struct doc_leaves *leaves,
                         const struct hits *hits, struct cursor *cursor) {
    const struct dore_value *value;
    for (uint64_t row = 0; (value = cursor_next(cursor)); row++) {
        struct dore_buf id = {0};
        put_id(tally->table, value, row, &id);
        struct hit wanted = {.id = {id.data, id.size - 1}};
        const struct hit *hit =
            hits->count ? bsearch(&wanted, hits->hit, hits->count, sizeof wanted, by_id) : NULL;
        dore_buf_release(&id);
        if (!hit) {
            printf("%s: row %llu is not there\n", tally->table->id, (unsigned long long)row);
            tally->different++;
            return;
        }
        compare_elastic_fields(tally, value, hit->source->first);
        compare_leaves(tally, leaves, value, hit->fields);
        tally->rows++;
    }
}

int verb_hits(struct rows *rows) {
    struct tally tally = {.table = &rows_table(rows)->table};
    struct doc_leaves *leaves = leaves_of(rows);
    struct dore_arena arena = {0};
    struct cursor cursor;
    struct hits hits = {0};
    read_hits(&hits, &arena);
    cursor_open(&cursor, rows_table(rows));
    compare_hits(&tally, leaves, &hits, &cursor);
    cursor_close(&cursor);
    int status = conclude(&tally, hits.count > tally.table->rows);
    dore_free(hits.hit);
    dore_arena_release(&arena);
    return status;
}
