/* SPDX-License-Identifier: Apache-2.0
 *
 * internet_web: addresses of pages and pictures, the handles of network registries, and computed
 * domains.
 */
#include "choice.h"
#include "grid.h"
#include "internet.h"

/* ---- url ------------------------------------------------------------------------------------ */

enum { MOST_PATH_WORDS = 1000 };

struct url {
    uint32_t schemes;
    const struct dore_str *scheme;
    struct faker_set set; /* schemes that differ, for numbers */
    const struct faker_layouts *hosts;
};

#define SCHEMES_PARAM                                                                              \
    { "schemes", DORE_P_ARRAY | DORE_P_NULL, "null", NULL, "schemes to pick from" }
#define DEEP_PARAM                                                                                 \
    { "deep", DORE_P_INT | DORE_P_NULL, "null", NULL, "words in the path" }
const struct dore_param faker_url_params[] = {SCHEMES_PARAM, {.name = NULL}};

const void *faker_url_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    static const struct dore_str usual[] = {{"http", 4}, {"https", 5}};
    static const struct faker_layouts_source hosts = {"internet.url_formats", false, NULL};
    struct url *url = DORE_NEW(faker->arena, struct url, 1);
    url->schemes = 2;
    url->scheme = usual;
    if (!arg->null)
        url->scheme = faker_strings(arg, "schemes", faker, &url->schemes);
    url->set = faker_set_of(url->scheme, url->scheme ? url->schemes : 0, faker->arena);
    url->hosts = faker_layouts_make(faker, &hosts);
    return url;
}

struct dore_domain faker_url_domain(const void *state) {
    const struct url *url = state;
    struct dore_domain domain =
        faker_domain_literal(url->schemes > 0 ? url->scheme[0] : DORE_STR(""));
    struct dore_domain colon = faker_domain_literal(DORE_STR("://"));
    for (uint32_t i = 1; i < url->schemes; i++) {
        struct dore_domain other = faker_domain_literal(url->scheme[i]);
        domain = faker_domain_either(&domain, &other);
    }
    domain = faker_domain_join(&domain, &colon);
    return faker_domain_join(&domain, &url->hosts->domain);
}

void faker_url_text(const void *state, struct dore_cell *cell) {
    const struct url *url = state;
    bool numbered = cell->rng.numbered;
    const struct dore_str *scheme = numbered ? url->set.text : url->scheme;
    uint32_t schemes = numbered ? url->set.count : url->schemes;
    uint64_t which = schemes > 1 ? dore_rng_below(&cell->rng, schemes) : 0;
    if (schemes > 0)
        dore_buf_put_str(cell->out, scheme[which]);
    dore_buf_puts(cell->out, "://");
    faker_layouts_put(url->hosts, cell);
}

/* A scheme ends at the first colon, a host at the first slash behind it. */
const char *faker_url_overlap(const void *state) {
    const struct url *url = state;
    for (uint32_t i = 0; i < url->schemes; i++)
        if (memchr(url->scheme[i].text, ':', url->scheme[i].size))
            return "one of its schemes holds a colon";
    return faker_layouts_overlap(url->hosts);
}

/* ---- uri_path ------------------------------------------------------------------------------- */

struct path {
    uint32_t least, greatest; /* words */
    const struct faker_list *words;
};
const struct dore_param faker_uri_path_params[] = {DEEP_PARAM, {.name = NULL}};

const void *faker_uri_path_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct path *path = DORE_NEW(faker->arena, struct path, 1);
    *path = (struct path){1, 3, faker_list_whole(faker, "internet.uri_paths", 0)};
    if (arg->null || arg->i == 0)
        return path;
    if (arg->i < 0 || arg->i > MOST_PATH_WORDS)
        return faker_refuse(arg, "deep", faker, NULL, "not 0 to %d", MOST_PATH_WORDS);
    path->least = path->greatest = (uint32_t)arg->i;
    return path;
}

struct dore_domain faker_uri_path_domain(const void *state) {
    const struct path *path = state;
    struct dore_domain word = faker_list_domain(path->words), slash, longer;
    struct dore_domain domain = word, all;
    slash = faker_domain_literal(DORE_STR("/"));
    all = domain;
    for (uint32_t i = 2; i <= path->greatest; i++) {
        longer = faker_domain_join(&domain, &slash);
        domain = faker_domain_join(&longer, &word);
        all = i <= path->least ? domain : faker_domain_either(&all, &domain);
    }
    all.mean_bytes = (path->least + path->greatest) * (word.mean_bytes + 1) / 2;
    return all;
}

void faker_uri_path_text(const void *state, struct dore_cell *cell) {
    const struct path *path = state;
    uint32_t words = cell->rng.numbered ? path->greatest : path->least;
    if (path->greatest > words)
        words += (uint32_t)dore_rng_below(&cell->rng, path->greatest - path->least + 1);
    for (uint32_t i = 0; i < words; i++) {
        if (i > 0)
            dore_buf_putc(cell->out, '/');
        faker_list_text(path->words, cell);
    }
}

const char *faker_uri_path_overlap(const void *state) {
    const struct path *path = state;
    for (uint32_t i = 0; i < path->words->set.count; i++)
        if (memchr(path->words->set.text[i].text, '/', path->words->set.text[i].size))
            return "one of its words holds a slash";
    return NULL;
}

/* ---- uri ------------------------------------------------------------------------------------ */

/* The url ends in a slash; path and page are glued together, as Faker has it. */
struct uri {
    const struct url *url;
    const struct path *path;
    const struct faker_list *pages, *extensions;
};
const struct dore_param faker_uri_params[] = {SCHEMES_PARAM, DEEP_PARAM, {.name = NULL}};

const void *faker_uri_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct uri *uri = DORE_NEW(faker->arena, struct uri, 1);
    *uri = (struct uri){faker_url_prepare(&arg[0], faker), faker_uri_path_prepare(&arg[1], faker),
                        faker_list_whole(faker, "internet.uri_pages", 0),
                        faker_list_whole(faker, "internet.uri_extensions", 0)};
    return uri;
}

struct dore_domain faker_uri_domain(const void *state) {
    const struct uri *uri = state;
    struct dore_domain domain = faker_url_domain(uri->url);
    struct dore_domain rest[] = {faker_uri_path_domain(uri->path), faker_list_domain(uri->pages),
                                 faker_list_domain(uri->extensions)};
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        domain = faker_domain_join(&domain, &rest[i]);
    return domain;
}

void faker_uri_text(const void *state, struct dore_cell *cell) {
    const struct uri *uri = state;
    faker_url_text(uri->url, cell);
    bool numbered = faker_by_chance(&cell->rng); /* the host is enough */
    faker_uri_path_text(uri->path, cell);
    faker_list_text(uri->pages, cell);
    faker_list_text(uri->extensions, cell);
    faker_by_number(&cell->rng, numbered);
}

const char *faker_uri_overlap(const void *state) {
    const struct uri *uri = state;
    return faker_url_overlap(uri->url);
}

/* ---- image_url ------------------------------------------------------------------------------ */

enum { SIZES = 1025 };

/* A template in pieces: {width} and {height} stand between the literals. */
enum piece_kind { PIECE_LITERAL, PIECE_WIDTH, PIECE_HEIGHT };
struct piece {
    enum piece_kind kind;
    struct dore_str text;
};
struct image_template {
    uint32_t count;
    struct piece *piece;
};
struct image_url {
    int64_t width, height; /* 0: any up to 1024 */
    uint32_t templates;
    struct image_template *template;
};

const struct dore_param faker_image_url_params[] = {
    {"width", DORE_P_INT | DORE_P_NULL, "null", NULL, "width in pixels; 0..1024 when 0 or null"},
    {"height", DORE_P_INT | DORE_P_NULL, "null", NULL, "height in pixels; 0..1024 when 0 or null"},
    {"placeholder_url", DORE_P_STRING | DORE_P_NULL, "null", NULL,
     "address with {width} and {height}"},
    {.name = NULL},
};

static bool starts_with(struct dore_str text, struct dore_str start) {
    return text.size >= start.size && memcmp(text.text, start.text, start.size) == 0;
}

/* The next piece of the text; its size in bytes of the template. */
static size_t next_piece(struct dore_str text, struct piece *piece) {
    static const struct {
        struct dore_str name;
        enum piece_kind kind;
    } names[] = {{{"{width}", 7}, PIECE_WIDTH}, {{"{height}", 8}, PIECE_HEIGHT}};
    for (size_t at = 0; at < text.size; at++)
        for (size_t i = 0; i < 2; i++) {
            struct dore_str rest = {text.text + at, text.size - at};
            if (!starts_with(rest, names[i].name))
                continue;
            *piece = at > 0 ? (struct piece){PIECE_LITERAL, {text.text, at}}
                            : (struct piece){names[i].kind, {NULL, 0}};
            return at > 0 ? at : names[i].name.size;
        }
    *piece = (struct piece){PIECE_LITERAL, text};
    return text.size;
}

static struct image_template cut_template(const struct dore_faker *faker, struct dore_str text) {
    struct image_template template = {0, DORE_NEW(faker->arena, struct piece, text.size + 1)};
    while (text.size > 0) {
        size_t size = next_piece(text, &template.piece[template.count++]);
        text = (struct dore_str){text.text + size, text.size - size};
    }
    return template;
}

const void *faker_image_url_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct dore_words *services = faker_words(faker, "internet.image_placeholder_services");
    struct image_url *image = DORE_NEW(faker->arena, struct image_url, 1);
    image->width = arg[0].null ? 0 : arg[0].i;
    image->height = arg[1].null ? 0 : arg[1].i;
    image->templates = arg[2].null ? services->count : 1;
    image->template = DORE_NEW(faker->arena, struct image_template, image->templates);
    for (uint32_t i = 0; i < image->templates; i++)
        image->template[i] =
            cut_template(faker, arg[2].null ? dore_word(services, i, 0) : arg[2].s);
    return image;
}

static struct dore_domain size_domain(int64_t size) {
    return size == 0 ? dore_domain_of_integers(0, SIZES - 1) : dore_domain_of_integers(size, size);
}

static struct dore_domain template_domain(const struct image_url *image,
                                          const struct image_template *template) {
    struct dore_domain domain = faker_domain_literal(DORE_STR(""));
    for (uint32_t i = 0; i < template->count; i++) {
        const struct piece *piece = &template->piece[i];
        struct dore_domain next = piece->kind == PIECE_LITERAL ? faker_domain_literal(piece->text)
                                  : piece->kind == PIECE_WIDTH ? size_domain(image->width)
                                                               : size_domain(image->height);
        domain = faker_domain_join(&domain, &next);
    }
    return domain;
}

struct dore_domain faker_image_url_domain(const void *state) {
    const struct image_url *image = state;
    struct dore_domain domain = template_domain(image, &image->template[0]);
    for (uint32_t i = 1; i < image->templates; i++) {
        struct dore_domain other = template_domain(image, &image->template[i]);
        domain = faker_domain_either(&domain, &other);
    }
    return domain;
}

void faker_image_url_text(const void *state, struct dore_cell *cell) {
    const struct image_url *image = state;
    int64_t width = image->width ? image->width : dore_rng_between(&cell->rng, 0, SIZES - 1);
    int64_t height = image->height ? image->height : dore_rng_between(&cell->rng, 0, SIZES - 1);
    bool choose = image->templates > 1 && !cell->rng.numbered;
    uint64_t which = choose ? dore_rng_below(&cell->rng, image->templates) : 0;
    const struct image_template *template = &image->template[which];
    for (uint32_t i = 0; i < template->count; i++) {
        const struct piece *piece = &template->piece[i];
        if (piece->kind == PIECE_LITERAL)
            dore_buf_put_str(cell->out, piece->text);
        else
            dore_buf_put_i64(cell->out, piece->kind == PIECE_WIDTH ? width : height);
    }
}

/* Whether the template shows that size, and no digit stands behind it. */
static bool shows(const struct image_template *template, enum piece_kind kind) {
    bool shown = false;
    for (uint32_t i = 0; i < template->count; i++) {
        const struct piece *next = &template->piece[i + 1];
        bool last = i + 1 == template->count;
        if (template->piece[i].kind == PIECE_LITERAL)
            continue;
        if (!last && (next->kind != PIECE_LITERAL ||
                      (next->text.text[0] >= '0' && next->text.text[0] <= '9')))
            return false;
        shown = shown || template->piece[i].kind == kind;
    }
    return shown;
}

const char *faker_image_url_overlap(const void *state) {
    const struct image_url *image = state;
    bool width = image->width != 0 || shows(&image->template[0], PIECE_WIDTH);
    bool height = image->height != 0 || shows(&image->template[0], PIECE_HEIGHT);
    return width && height ? NULL : "its sizes cannot be read out of the address";
}

/* ---- handles -------------------------------------------------------------------------------- */

/* Two to four letters and one to five digits 1..9 between a fixed beginning and end: every
 * combination of the counts is a program of its own. */
enum {
    LEAST_LETTERS = 2,
    LETTER_COUNTS = 3,
    DIGIT_COUNTS = 5,
    SHAPES = LETTER_COUNTS * DIGIT_COUNTS
};
struct handle {
    const struct dore_layout_program *shape[SHAPES];
};

static const struct handle *make_handle(const struct dore_faker *faker, const char *before,
                                        struct dore_str behind) {
    struct handle *handle = DORE_NEW(faker->arena, struct handle, 1);
    char *end = dore_arena_text(faker->arena, behind.text, behind.size);
    for (size_t i = 0; i < behind.size; i++)
        if (end[i] >= 'a' && end[i] <= 'z')
            end[i] = (char)(end[i] - ('a' - 'A'));
    for (int i = 0; i < SHAPES; i++) {
        int letters = LEAST_LETTERS + i / DIGIT_COUNTS, digits = 1 + i % DIGIT_COUNTS;
        struct dore_buf shape = {0};
        dore_buf_format(&shape, "%s%.*s%.*s-", before, letters, "????", digits, "%%%%%");
        dore_buf_put(&shape, end, behind.size);
        handle->shape[i] = faker_symbols_compile((struct dore_str){shape.data, shape.size}, true,
                                                 FAKER_UPPERCASE, faker);
        dore_buf_release(&shape);
    }
    return handle;
}

const struct dore_param faker_nic_handle_params[] = {
    {"suffix", DORE_P_STRING, "\"FAKE\"", NULL,
     "ending, at least two characters; # and ? are filled"},
    {.name = NULL},
};

static bool check_suffix(const struct dore_arg *arg, const struct dore_faker *faker) {
    if (dore_utf8_count(arg->s.text, arg->s.size) >= 2)
        return true;
    faker_refuse(arg, "suffix", faker, NULL, "shorter than two characters");
    return false;
}

const void *faker_nic_handle_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    return check_suffix(arg, faker) ? make_handle(faker, "", arg->s) : NULL;
}

const void *faker_ripe_id_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    return make_handle(faker, "ORG-", DORE_STR("RIPE"));
}

struct dore_domain faker_handle_domain(const void *state) {
    const struct handle *handle = state;
    struct dore_domain domain = dore_layout_domain(handle->shape[0]);
    uint64_t bytes = 0;
    for (unsigned i = 0; i < SHAPES; i++) {
        struct dore_domain other = dore_layout_domain(handle->shape[i]);
        bytes += other.mean_bytes;
        if (i > 0)
            domain = faker_domain_either(&domain, &other);
    }
    domain.mean_bytes = bytes / SHAPES;
    return domain;
}

void faker_handle_text(const void *state, struct dore_cell *cell) {
    const struct handle *handle = state;
    bool numbered = cell->rng.numbered; /* then of the longest shape */
    uint64_t shape = numbered ? SHAPES - 1 : dore_rng_below(&cell->rng, SHAPES);
    dore_layout_text(handle->shape[shape], cell);
}

const char *faker_handle_overlap(const void *state) {
    const struct handle *handle = state;
    return faker_layout_overlap(handle->shape[SHAPES - 1]);
}

/* ---- nic_handles ---------------------------------------------------------------------------- */

struct handles {
    uint32_t count;
    const struct handle *handle;
    struct dore_domain domain; /* of one */
};
const struct dore_param faker_nic_handles_params[] = {
    {"count", DORE_P_INT, "1", NULL, "how many"},
    {"suffix", DORE_P_STRING, "\"????\"", NULL, "as in nic_handle"},
    {.name = NULL},
};

const void *faker_nic_handles_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct handles *handles = DORE_NEW(faker->arena, struct handles, 1);
    if (arg[0].i < 0 || arg[0].i > FAKER_MOST_ITEMS)
        return faker_refuse(&arg[0], "count", faker, NULL, "not 0 to %d", FAKER_MOST_ITEMS);
    if (!check_suffix(&arg[1], faker))
        return NULL;
    handles->count = (uint32_t)arg[0].i;
    handles->handle = make_handle(faker, "", arg[1].s);
    handles->domain = faker_handle_domain(handles->handle);
    return handles;
}

struct dore_domain faker_nic_handles_domain(const void *state) {
    const struct handles *handles = state;
    return faker_list_domain_of(&handles->domain, handles->count, handles->count);
}

void faker_nic_handles_cell(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct handles *handles = state;
    struct dore_value *item = DORE_NEW(cell->arena, struct dore_value, handles->count);
    for (uint32_t i = 0; i < handles->count; i++) {
        dore_buf_clear(cell->out);
        faker_handle_text(handles->handle, cell);
        const char *text = dore_arena_text(cell->arena, cell->out->data, cell->out->size);
        item[i] = (struct dore_value){.kind = DORE_STRING, .u.s = {text, cell->out->size}};
    }
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {item, handles->count}};
}

/* ---- dga ------------------------------------------------------------------------------------ */

/* A domain as malware computes it from the day; 0 where a part is drawn. */
struct dga {
    uint64_t date[3]; /* year, month, day */
    uint32_t length;
    const struct faker_list *tlds; /* NULL: `tld` */
    struct dore_str tld;
};
enum { DGA_LEAST = 2, DGA_GREATEST = 63 };
static const char *const dga_names[] = {"year", "month", "day"};
static const uint64_t dga_greatest[] = {9999, 12, 30};

#define DGA_DATE(name, greatest)                                                                   \
    { name, DORE_P_INT | DORE_P_NULL, "null", NULL, "1.." greatest " when 0 or null" }
const struct dore_param faker_dga_params[] = {
    DGA_DATE("year", "9999"),
    DGA_DATE("month", "12"),
    DGA_DATE("day", "30"),
    {"tld", DORE_P_STRING | DORE_P_NULL, "null", NULL, "the top-level domain"},
    {"length", DORE_P_INT | DORE_P_NULL, "null", NULL, "letters; 2..63 when 0 or null"},
    {.name = NULL},
};

const void *faker_dga_prepare(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct dga *dga = DORE_NEW(faker->arena, struct dga, 1);
    for (int i = 0; i < 3; i++) {
        if (arg[i].i < 0 || arg[i].i > UINT32_MAX)
            faker_refuse(&arg[i], dga_names[i], faker, NULL, "not 0 to %u", UINT32_MAX);
        dga->date[i] = (uint64_t)arg[i].i;
    }
    if (arg[4].i < 0 || arg[4].i > FAKER_MOST_CHARS)
        faker_refuse(&arg[4], "length", faker, NULL, "not 0 to %d", FAKER_MOST_CHARS);
    dga->length = (uint32_t)arg[4].i;
    if (arg[3].null || arg[3].s.size == 0)
        dga->tlds = faker_list_whole(faker, "internet.tlds", 0);
    dga->tld = arg[3].s;
    return dga;
}

struct dore_domain faker_dga_domain(const void *state) {
    const struct dga *dga = state;
    uint64_t least = dga->length ? dga->length : DGA_LEAST;
    uint64_t greatest = dga->length ? dga->length : DGA_GREATEST;
    struct dore_domain domain =
        dore_domain_of_text(least + 1, greatest + 1, (least + greatest) / 2 + 1, true);
    struct dore_domain tld =
        dga->tlds ? faker_list_domain(dga->tlds) : faker_domain_literal(dga->tld);
    return faker_domain_join(&domain, &tld);
}

void faker_dga_text(const void *state, struct dore_cell *cell) {
    const struct dga *dga = state;
    struct dore_rng *rng = &cell->rng;
    uint64_t date[3];
    for (int i = 0; i < 3; i++)
        date[i] = dga->date[i] ? dga->date[i] : 1 + dore_rng_below(rng, dga_greatest[i]);
    struct dore_str tld = dga->tlds ? faker_list_pick(dga->tlds, rng) : dga->tld;
    uint32_t length = dga->length;
    if (length == 0)
        length = (uint32_t)dore_rng_between(rng, DGA_LEAST, DGA_GREATEST);
    uint64_t year = date[0], month = date[1], day = date[2];
    char *to = dore_buf_reserve(cell->out, length);
    for (uint32_t i = 0; i < length; i++) {
        year = ((year ^ 8 * year) >> 11) ^ (year & 0xfffffff0) << 17;
        month = ((month ^ 4 * month) >> 25) ^ 16 * (month & 0xfffffff8);
        day = ((day ^ day << 13) >> 19) ^ (day & 0xfffffffe) << 12;
        to[i] = (char)('a' + (year ^ month ^ day) % 25);
    }
    cell->out->size += length;
    dore_buf_putc(cell->out, '.');
    dore_buf_put_str(cell->out, tld);
}
