/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch_flattened: whether objects fit a field of type flattened, which makes one term of
 * each value inside: its path, a zero byte, the value. The servers limit how long a term is and how
 * deep objects nest; of texts longer than `ignore_above` they make none.
 */
#include "elasticsearch.h"

#include <string.h>

struct measure {
    uint64_t above;
    uint64_t bytes; /* of the longest term */
    unsigned levels;
};

static struct measure start(const struct elastic_field *field) {
    return (struct measure){.above = elastic_ignore_above(field)};
}

/* The path of a key below `path`, in bytes. */
static uint64_t below(uint64_t path, uint64_t key, unsigned level) {
    return dore_sum(path, dore_sum(key, level > 1));
}

static void reach(struct measure *measure, unsigned level) {
    measure->levels = level > measure->levels ? level : measure->levels;
}

static void add_term(struct measure *measure, uint64_t path, uint64_t value) {
    enum { UNIT_BYTES = 3 };
    uint64_t most = dore_product(measure->above, UNIT_BYTES);
    uint64_t bytes = dore_sum(path, dore_sum(1, value < most ? value : most));
    measure->bytes = bytes > measure->bytes ? bytes : measure->bytes;
}

static void measure_domain(struct measure *measure, const struct dore_domain *domain, uint64_t path,
                           unsigned level) {
    unsigned inner = DORE_KIND_BIT(DORE_LIST) | DORE_KIND_BIT(DORE_RECORD);
    if (domain->element) {
        measure_domain(measure, domain->element, path, level);
    }
    for (uint32_t i = 0; i < domain->field_count; i++) {
        const struct dore_domain_field *field = &domain->field[i];
        reach(measure, level + 1);
        measure_domain(measure, &field->domain, below(path, strlen(field->name), level + 1),
                       level + 1);
    }
    if (domain->kinds & ~inner) {
        add_term(measure, path, domain->max_bytes);
    }
}

static void measure_value(struct measure *measure, const struct dore_value *value, uint64_t path,
                          unsigned level) {
    if (value->kind == DORE_LIST) {
        for (uint32_t i = 0; i < value->u.list.count; i++) {
            measure_value(measure, &value->u.list.item[i], path, level);
        }
    } else if (value->kind == DORE_RECORD) {
        for (uint32_t i = 0; i < value->u.record.count; i++) {
            const struct dore_entry *entry = &value->u.record.entry[i];
            reach(measure, level + 1);
            measure_value(measure, &entry->value, below(path, entry->key.size, level + 1),
                          level + 1);
        }
    } else if (value->kind == DORE_STRING) {
        add_term(measure, path, value->u.s.size);
    } else {
        add_term(measure, path, 0);
    }
}

static struct elastic_judgement judge(const struct elastic_field *field,
                                      const struct measure *measure, bool literal,
                                      struct dore_arena *arena) {
    enum { LEVELS = 20 };
    const struct dore_node *node = elastic_parameter(field, "depth_limit");
    int64_t most;
    if (!node || !dore_node_integer(node, &most)) {
        most = LEVELS;
    }
    if ((int64_t)measure->levels > most) {
        return (struct elastic_judgement){
            ELASTIC_UNFIT,
            dore_arena_format(arena,
                              "it takes %lld levels of objects, not %u; 'depth_limit' in the "
                              "mapping raises that",
                              (long long)most, measure->levels)};
    }
    if (measure->bytes > ELASTIC_TERM_BYTES) {
        return (struct elastic_judgement){
            literal ? ELASTIC_UNFIT : ELASTIC_MAY_FIT,
            "a value and its path have 32765 bytes together at most; 'ignore_above' in the mapping "
            "leaves longer values out"};
    }
    return (struct elastic_judgement){ELASTIC_FITS, NULL};
}

struct elastic_judgement elastic_judge_flattened(const struct elastic_field *field,
                                                 const struct dore_domain *domain,
                                                 struct dore_arena *arena) {
    struct measure measure = start(field);
    measure_domain(&measure, domain, 0, 0);
    return judge(field, &measure, false, arena);
}

struct elastic_judgement elastic_judge_flattened_value(const struct elastic_field *field,
                                                       const struct dore_value *value,
                                                       struct dore_arena *arena) {
    struct measure measure = start(field);
    measure_value(&measure, value, 0, 0);
    return judge(field, &measure, true, arena);
}
