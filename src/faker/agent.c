/* SPDX-License-Identifier: Apache-2.0
 *
 * agent: prepares the templates of agent.h, tells their domain and fills them.
 */
#include "agent.h"

/* ---- preparing ------------------------------------------------------------------------------ */

struct ready_part {
    const struct faker_part *part;
    int64_t least, greatest;                   /* NUMBER, MOMENT */
    const struct dore_words *words;            /* LIST, UNDERSCORE, LANGUAGE */
    const struct dore_bound_method *method;    /* METHOD */
    const struct dore_layout_program *program; /* PATTERN */
    struct dore_domain domain;
};

/* Literal text, or a part when `text.text` is NULL. */
struct step {
    struct dore_str text;
    uint32_t part;
    bool first; /* where the part is drawn; elsewhere it is repeated */
};

struct ready_template {
    uint64_t end; /* sum of the weights up to here */
    uint32_t steps;
    struct step *step;
};

struct faker_agent {
    uint32_t parts, templates;
    struct ready_part part[FAKER_MOST_PARTS];
    struct ready_template *template;
};

/* The territories of a language, "DE,AT": their number, or one of them. */
static uint32_t count_territories(struct dore_str list) {
    uint32_t count = 1;
    for (size_t i = 0; i < list.size; i++)
        count += list.text[i] == ',';
    return count;
}

static struct dore_str territory(struct dore_str list, uint64_t which) {
    const char *end = list.text + list.size, *start = list.text, *comma;
    while (which-- > 0)
        start = (const char *)memchr(start, ',', (size_t)(end - start)) + 1;
    comma = memchr(start, ',', (size_t)(end - start));
    return (struct dore_str){start, (size_t)((comma ? comma : end) - start)};
}

static struct dore_domain language_domain(const struct dore_words *words) {
    struct dore_domain codes = dore_words_domain(words);
    uint64_t least = UINT64_MAX, greatest = 0, distinct = 0;
    for (uint32_t row = 0; row < words->count; row++) {
        struct dore_str list = dore_word(words, row, 1);
        uint32_t count = count_territories(list);
        for (uint32_t i = 0; i < count; i++) {
            uint64_t size = territory(list, i).size;
            least = size < least ? size : least;
            greatest = size > greatest ? size : greatest;
        }
        distinct += count;
    }
    struct dore_domain tail = dore_domain_of_text(least + 1, greatest + 1, least + 1, true);
    struct dore_domain domain = faker_domain_join(&codes, &tail);
    domain.distinct = distinct;
    return domain;
}

static struct dore_domain number_domain(int64_t least, int64_t greatest) {
    struct dore_domain number = dore_domain_of_integers(least, greatest);
    struct dore_domain domain =
        dore_domain_of_text(number.min_chars, number.max_chars, number.mean_bytes, true);
    domain.distinct = number.distinct;
    return domain;
}

static void prepare_part(struct ready_part *ready, const struct dore_faker *faker) {
    const struct faker_part *part = ready->part;
    struct dore_bound_method *bound;
    switch (part->kind) {
    case PART_NUMBER:
        ready->domain = number_domain(ready->least, ready->greatest);
        break;
    case PART_LIST:
    case PART_UNDERSCORE:
        ready->words = faker_words(faker, part->name);
        ready->domain = dore_words_domain(ready->words);
        break;
    case PART_LANGUAGE:
        ready->words = faker_words(faker, part->name);
        ready->domain = language_domain(ready->words);
        break;
    case PART_METHOD:
        bound = DORE_NEW(faker->arena, struct dore_bound_method, 1);
        dore_method_bind(part->name, NULL, faker, bound);
        ready->method = bound;
        ready->domain = bound->domain;
        break;
    case PART_PATTERN:
        ready->program = faker_symbols_compile((struct dore_str){part->name, strlen(part->name)},
                                               true, part->letters, faker);
        ready->domain = dore_layout_domain(ready->program);
        break;
    case PART_MOMENT:
        ready->least = dore_days_from_civil((int32_t)part->least, 1, 1) * DORE_US_PER_DAY;
        ready->greatest = (DORE_DAY_MAX + 1) * DORE_US_PER_DAY - 1;
        ready->domain = dore_domain_of_text(26, 26, 26, true);
        break;
    }
}

static uint32_t find_part(const struct faker_agent *agent, char letter) {
    uint32_t part = 0;
    while (agent->part[part].part->letter != letter)
        part++;
    return part;
}

static void cut_template(const struct faker_agent *agent, const struct dore_faker *faker,
                         const char *text, struct ready_template *out) {
    bool seen[FAKER_MOST_PARTS] = {false};
    out->step = DORE_NEW(faker->arena, struct step, strlen(text));
    while (*text) {
        size_t size = strcspn(text, "%");
        if (size > 0) {
            out->step[out->steps++].text = (struct dore_str){text, size};
            text += size;
            continue;
        }
        uint32_t part = find_part(agent, text[1]);
        out->step[out->steps++] = (struct step){.part = part, .first = !seen[part]};
        seen[part] = true;
        text += 2;
    }
}

struct faker_agent *faker_agent_make(const struct dore_faker *faker,
                                     const struct faker_browser *browser) {
    struct faker_agent *agent = DORE_NEW(faker->arena, struct faker_agent, 1);
    for (const struct faker_part *part = browser->parts; part->letter; part++) {
        struct ready_part *ready = &agent->part[agent->parts++];
        *ready =
            (struct ready_part){.part = part, .least = part->least, .greatest = part->greatest};
        prepare_part(ready, faker);
    }
    while (browser->templates[agent->templates].text)
        agent->templates++;
    agent->template = DORE_NEW(faker->arena, struct ready_template, agent->templates);
    uint64_t end = 0;
    for (uint32_t i = 0; i < agent->templates; i++) {
        cut_template(agent, faker, browser->templates[i].text, &agent->template[i]);
        agent->template[i].end = end += browser->templates[i].weight;
    }
    return agent;
}

void faker_agent_set(struct faker_agent *agent, char letter, int64_t least, int64_t greatest) {
    struct ready_part *part = &agent->part[find_part(agent, letter)];
    part->least = least;
    part->greatest = greatest;
    part->domain = number_domain(least, greatest);
}

static struct dore_domain template_domain(const struct faker_agent *agent,
                                          const struct ready_template *template) {
    struct dore_domain domain = faker_domain_literal(DORE_STR(""));
    for (uint32_t i = 0; i < template->steps; i++) {
        const struct step *step = &template->step[i];
        struct dore_domain next =
            step->text.text ? faker_domain_literal(step->text) : agent->part[step->part].domain;
        if (!step->first)
            next.distinct = 1;
        domain = faker_domain_join(&domain, &next);
    }
    return domain;
}

struct dore_domain faker_agent_domain(const void *state) {
    const struct faker_agent *agent = state;
    struct dore_domain domain = template_domain(agent, &agent->template[0]);
    uint64_t bytes = 0, before = 0;
    for (uint32_t i = 0; i < agent->templates; i++) {
        struct dore_domain other = template_domain(agent, &agent->template[i]);
        if (i > 0)
            domain = faker_domain_either(&domain, &other);
        bytes += (agent->template[i].end - before) * other.mean_bytes;
        before = agent->template[i].end;
    }
    domain.mean_bytes = bytes / before;
    return domain;
}

/* ---- values --------------------------------------------------------------------------------- */

static void put_language(const struct dore_words *words, struct dore_cell *cell) {
    uint32_t row = dore_words_pick(words, &cell->rng);
    struct dore_str list = dore_word(words, row, 1);
    dore_buf_put_str(cell->out, dore_word(words, row, 0));
    dore_buf_putc(cell->out, '-');
    dore_buf_put_str(cell->out,
                     territory(list, dore_rng_below(&cell->rng, count_territories(list))));
}

static void put_underscored(const struct dore_words *words, struct dore_cell *cell) {
    struct dore_str word = dore_word(words, dore_words_pick(words, &cell->rng), 0);
    for (size_t i = 0; i < word.size; i++)
        dore_buf_putc(cell->out, (char)(word.text[i] == '.' ? '_' : word.text[i]));
}

static void put_moment(const struct ready_part *part, struct dore_cell *cell) {
    int64_t moment = dore_rng_between(&cell->rng, part->least, part->greatest);
    char *to = dore_buf_reserve(cell->out, 26);
    cell->out->size += (size_t)(dore_print_datetime(to, moment, ' ', 6) - to);
}

static void put_part(const struct ready_part *part, struct dore_cell *cell) {
    switch (part->part->kind) {
    case PART_NUMBER:
        dore_buf_put_i64(cell->out, dore_rng_between(&cell->rng, part->least, part->greatest));
        break;
    case PART_LIST:
        dore_buf_put_str(cell->out,
                         dore_word(part->words, dore_words_pick(part->words, &cell->rng), 0));
        break;
    case PART_UNDERSCORE:
        put_underscored(part->words, cell);
        break;
    case PART_METHOD:
        dore_method_text(part->method, cell);
        break;
    case PART_PATTERN:
        dore_layout_text(part->program, cell);
        break;
    case PART_LANGUAGE:
        put_language(part->words, cell);
        break;
    case PART_MOMENT:
        put_moment(part, cell);
        break;
    }
}

static const struct ready_template *pick_template(const struct faker_agent *agent,
                                                  struct dore_rng *rng) {
    const struct ready_template *template = agent->template;
    if (agent->templates > 1) {
        uint64_t place = dore_rng_below(rng, agent->template[agent->templates - 1].end);
        while (template->end <= place)
            template ++;
    }
    return template;
}

void faker_agent_text(const void *state, struct dore_cell *cell) {
    const struct faker_agent *agent = state;
    const struct ready_template *template = pick_template(agent, &cell->rng);
    struct dore_buf *out = cell->out;
    size_t start[FAKER_MOST_PARTS], size[FAKER_MOST_PARTS];
    for (uint32_t i = 0; i < template->steps; i++) {
        const struct step *step = &template->step[i];
        if (step->text.text) {
            dore_buf_put_str(out, step->text);
        } else if (step->first) {
            start[step->part] = out->size;
            put_part(&agent->part[step->part], cell);
            size[step->part] = out->size - start[step->part];
        } else {
            char *to = dore_buf_reserve(out, size[step->part]);
            memcpy(to, out->data + start[step->part], size[step->part]);
            out->size += size[step->part];
        }
    }
}
