/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to sql_layout.c and sql_rows.c: the program for a table's rows. One op a written column
 * says for every kind of value what stands before it, which printer makes it and what stands
 * behind; null is a kind like the others.
 */
#ifndef DORE_FORMATS_SQL_PROGRAM_H
#define DORE_FORMATS_SQL_PROGRAM_H

#include "sql.h"

#include "dore/print.h"

/* How one column writes values of one kind. Both texts are copied whole and then cut. */
enum { SQL_OPEN_ROOM = 24, SQL_CLOSE_ROOM = 16 };
struct sql_write {
    char open[SQL_OPEN_ROOM], close[SQL_CLOSE_ROOM];
    uint8_t open_size, close_size, printer, digits;
};

struct sql_op {
    uint32_t column;
    bool plain; /* strings need no escaping */
    const struct dore_domain *domain;
    struct sql_write write[DORE_KIND_COUNT];
    const struct dore_pattern
        *pattern;                    /* of numbers or dates of one kind that fit slots; or NULL */
    const struct sql_write *element; /* by kind, of ARRAY, SET and VECTOR; else NULL */
    const struct sql_escape *element_escape;
    bool element_comma; /* between elements */
};

struct sql_program {
    struct dore_layout layout;
    const struct sql_escape *escape;
    struct dore_str start, next, finish; /* of a statement; between two rows of it */
    size_t room;                         /* for a row without its long values */
    uint32_t op_count;
    struct sql_op op[];
};

#endif
