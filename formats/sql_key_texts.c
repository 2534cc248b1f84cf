/* SPDX-License-Identifier: Apache-2.0
 *
 * sql_key_texts: texts that are made unique byte by byte, while the server compares them without
 * the blanks at their ends, or by a collation that takes letters of both cases, or with and without
 * accents, for the same. Where all texts are known - listed, or few enough to be looked at - it is
 * told which of them are twins; else that there may be some. Which letters are alike beyond case
 * only the server knows, so texts beyond ASCII stay in doubt.
 */
#include "sql_check.h"

struct subject {
    const struct sql_dialect *dialect;
    const struct dore_field *field;
    const struct dore_key *key;
    struct sql_type type;
    bool pads, folds;
    struct dore_diags *diags;
};

/* The texts of a column: of how many it is known, and whether they are all that come out. */
struct texts {
    struct dore_str *text;
    uint32_t count;
    bool complete, ascii;
};

static struct texts gather(const struct dore_field *field, uint64_t rows,
                           struct dore_arena *arena) {
    bool listed = field->domain.items != NULL;
    const struct dore_value *value = listed ? field->domain.items : field->sample;
    uint32_t count = listed ? field->domain.item_count : field->sample_count;
    struct texts out = {.text = DORE_TAKE(arena, struct dore_str, count),
                        .complete = listed || count >= rows,
                        .ascii = true};
    for (uint32_t i = 0; i < count; i++) {
        if (value[i].kind == DORE_STRING) {
            struct dore_str text = value[i].u.s;
            for (size_t k = 0; k < text.size; k++) {
                out.ascii &= (uint8_t)text.text[k] < 0x80;
            }
            out.text[out.count++] = text;
        }
    }
    return out;
}

static int compare_text(const void *a, const void *b) {
    return dore_str_compare(*(const struct dore_str *)a, *(const struct dore_str *)b);
}

static uint32_t count_distinct(struct dore_str *text, uint32_t count) {
    uint32_t distinct = count > 0;
    qsort(text, count, sizeof *text, compare_text);
    for (uint32_t i = 1; i < count; i++) {
        distinct += !dore_str_equal(text[i - 1], text[i]);
    }
    return distinct;
}

static struct dore_str fold(const struct subject *subject, struct dore_str text) {
    if (subject->folds) {
        struct dore_buf lower = {0};
        dore_buf_put(&lower, text.text, text.size);
        dore_text_lower(&lower, 0);
        text.text = dore_arena_text(subject->diags->arena, lower.data, lower.size);
        dore_buf_release(&lower);
    }
    while (subject->pads && text.size && text.text[text.size - 1] == ' ') {
        text.size--;
    }
    return text;
}

/* How many texts the server takes for others. */
static uint32_t count_twins(const struct subject *subject, const struct texts *texts) {
    uint32_t distinct = count_distinct(texts->text, texts->count);
    for (uint32_t i = 0; i < texts->count; i++) {
        texts->text[i] = fold(subject, texts->text[i]);
    }
    return distinct - count_distinct(texts->text, texts->count);
}

static void report_blanks(const struct subject *subject) {
    dore_error(subject->diags, DORE_E_CONSTRAINT, subject->key->where, NULL,
               "items of '%s' that differ in final blanks alone are one key to %s",
               subject->field->attribute, subject->dialect->title);
}

static void report_twins(const struct subject *subject, uint32_t twins) {
    dore_error(subject->diags, DORE_E_CONSTRAINT, subject->field->type_where,
               subject->dialect->keys->exact,
               "%u value%s of '%s' differ%s from others in letter case or final blanks alone, "
               "which to column '%s' "
               "is no difference",
               twins, twins == 1 ? "" : "s", subject->field->attribute, twins == 1 ? "s" : "",
               subject->field->name);
}

static void report_doubt(const struct subject *subject) {
    dore_warning(subject->diags, DORE_W_KIND, subject->field->type_where,
                 subject->dialect->keys->exact,
                 "values of '%s' may differ in letter case or accents alone, which to column '%s' "
                 "is no difference",
                 subject->field->attribute, subject->field->name);
}

/* Texts of which none become one leave tuples different too; those of a tuple may do so. */
static void check_column(struct subject *subject, uint64_t rows) {
    const struct dore_field *field = subject->field;
    bool texts = field->domain.kinds & DORE_KIND_BIT(DORE_STRING);
    bool alone = subject->key->count == 1;
    subject->pads = subject->dialect->keys->pads || subject->type.word->flags & SQL_PADDED;
    subject->folds = sql_type_folds(&subject->type) && rows > 1;
    if (!texts || !(subject->folds || (subject->pads && field->domain.items && alone))) {
        return;
    }
    struct texts known = gather(field, rows, subject->diags->arena);
    uint32_t twins = count_twins(subject, &known);
    if (twins && alone && !subject->folds) {
        report_blanks(subject);
    } else if (twins && alone) {
        report_twins(subject, twins);
    } else if (subject->folds && (twins || !known.complete || !known.ascii)) {
        report_doubt(subject);
    }
}

void sql_check_key_texts(const struct sql_dialect *dialect, const struct dore_table *table,
                         const struct dore_key *key, struct dore_diags *diags) {
    for (uint32_t i = 0; key->kind != DORE_KEY_INDEX && i < key->count; i++) {
        struct subject subject = {
            .dialect = dialect, .field = &table->field[key->field[i]], .key = key, .diags = diags};
        const char *type = subject.field->type;
        if (type && !sql_type_read(dialect, type, &subject.type) &&
            subject.type.family == SQL_TEXT && subject.type.word) {
            check_column(&subject, table->rows);
        }
    }
}
