/* SPDX-License-Identifier: Apache-2.0
 *
 * xml: what pydict makes as elements of a root that a word names, with markup escaped. Characters
 * that XML 1.0 cannot hold do not come: the methods have their defaults. Lists and objects among
 * the values stand there as JSON.
 */
#include "xml.h"

#include "grid.h"
#include "providers.h"
#include "pycollections.h"

static const char declaration[] = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

struct xml {
    const void *dict;
    const struct faker_list *roots;
    struct dore_domain domain;
};

/* ---- lengths -------------------------------------------------------------------------------- */

enum { TAGS = sizeof "<></>" - 1, GROWTH = sizeof "&amp;" - 1 };

/* So many elements with such a name and content. */
static uint64_t elements(uint64_t count, uint64_t name, uint64_t content) {
    return dore_product(count, dore_sum(2 * name + TAGS, content));
}

static struct dore_domain measure(const struct xml *xml) {
    const unsigned marked =
        DORE_KIND_BIT(DORE_STRING) | DORE_KIND_BIT(DORE_LIST) | DORE_KIND_BIT(DORE_RECORD);
    const struct dore_domain *value = &faker_pydict_mixed(xml->dict)->domain;
    struct dore_domain name = faker_list_domain(xml->roots);
    struct faker_amount amount = *faker_pydict_amount(xml->dict);
    uint64_t growth = value->kinds & marked ? GROWTH : 1, head = sizeof declaration - 1;
    uint64_t least = value->kinds & DORE_KIND_BIT(DORE_NULL) ? 0 : value->min_chars;
    least = elements(1, name.min_chars, elements(amount.least, name.min_chars, least));
    uint64_t most = dore_product(value->max_chars, growth),
             bytes = dore_product(value->max_bytes, growth);
    most = elements(1, name.max_chars, elements(amount.most, name.max_chars, most));
    bytes = elements(1, name.max_chars, elements(amount.most, name.max_chars, bytes));
    uint64_t mean = ((uint64_t)amount.least + amount.most + 1) / 2;
    mean = elements(1, name.mean_bytes, elements(mean, name.mean_bytes, value->mean_bytes));
    struct dore_domain domain =
        dore_domain_of_text(head + least, dore_sum(head, most), head + mean, false);
    domain.max_bytes = dore_sum(head, bytes);
    return domain;
}

const void *faker_xml_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct xml *xml = DORE_NEW(faker->arena, struct xml, 1);
    xml->dict = faker_pydict_prepare(arg, faker);
    if (!xml->dict) {
        return NULL;
    }
    xml->roots = faker_list_whole(faker, "lorem.word_list", 0);
    xml->domain = measure(xml);
    return xml;
}

struct dore_domain faker_xml_domain(const void *state) {
    const struct xml *xml = state;
    return xml->domain;
}

/* ---- writing -------------------------------------------------------------------------------- */

static void put_escaped(struct dore_str text, struct dore_buf *out) {
    for (size_t at = 0; at < text.size; at++) {
        switch (text.text[at]) {
        case '&':
            dore_buf_puts(out, "&amp;");
            break;
        case '<':
            dore_buf_puts(out, "&lt;");
            break;
        case '>':
            dore_buf_puts(out, "&gt;");
            break;
        default:
            dore_buf_putc(out, text.text[at]);
        }
    }
}

static void put_tag(const char *opening, struct dore_str name, struct dore_buf *out) {
    dore_buf_puts(out, opening);
    dore_buf_put_str(out, name);
    dore_buf_putc(out, '>');
}

/* Python separates day and time by a blank. */
static void put_value(const struct dore_value *value, struct dore_buf *text, struct dore_buf *out) {
    enum { DAY_CHARS = sizeof "YYYY-MM-DD" - 1 };
    dore_buf_clear(text);
    dore_value_text(value, text);
    if (value->kind == DORE_DATETIME) {
        text->data[DAY_CHARS] = ' ';
    }
    put_escaped((struct dore_str){text->data, text->size}, out);
}

void faker_xml_text(const void *state, struct dore_cell *cell) {
    const struct xml *xml = state;
    struct dore_str root = faker_list_pick(xml->roots, &cell->rng);
    struct dore_buf text = {0};
    struct dore_cell inner = {.rng = cell->rng, .arena = cell->arena, .out = &text};
    struct dore_value dict;
    faker_pydict_cell(xml->dict, &inner, &dict);
    cell->rng = inner.rng;
    dore_buf_puts(cell->out, declaration);
    put_tag("<", root, cell->out);
    for (uint32_t i = 0; i < dict.u.record.count; i++) {
        const struct dore_entry *entry = &dict.u.record.entry[i];
        put_tag("<", entry->key, cell->out);
        put_value(&entry->value, &text, cell->out);
        put_tag("</", entry->key, cell->out);
    }
    put_tag("</", root, cell->out);
    dore_buf_release(&text);
}
