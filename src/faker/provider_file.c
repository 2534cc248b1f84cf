/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_file: names, paths and kinds of files. Extensions and media types are lists by category:
 * first a category is drawn, then a member of it.
 */
#include "grid.h"
#include "providers.h"

static const char *const file_categories[] = {"audio", "image", "office", "text", "video", NULL};
static const char *const mime_categories[] = {"application", "audio", "image", "message", "model",
                                              "multipart",   "text",  "video", NULL};

#define CATEGORY_PARAM(categories)                                                                 \
    { "category", DORE_P_STRING | DORE_P_NULL, "null", categories, "one category only" }
static const struct dore_param extension_params[] = {CATEGORY_PARAM(file_categories),
                                                     {.name = NULL}};
static const struct dore_param mime_params[] = {CATEGORY_PARAM(mime_categories), {.name = NULL}};

/* ---- categories ----------------------------------------------------------------------------- */

struct category_lists {
    uint32_t count;
    const struct faker_list *list[8];
    struct faker_set set; /* members of all, for numbers */
};

static struct faker_set unite(const struct category_lists *lists, struct dore_arena *arena) {
    uint32_t most = 0, count = 0;
    for (uint32_t i = 0; i < lists->count; i++)
        most += lists->list[i]->set.count;
    struct dore_str *text = DORE_NEW(arena, struct dore_str, most);
    for (uint32_t i = 0; i < lists->count; i++)
        for (uint32_t k = 0; k < lists->list[i]->set.count; k++)
            text[count++] = lists->list[i]->set.text[k];
    return faker_set_of(text, count, arena);
}

/* The category that is asked for, or all of them. Column 1 holds the members. */
static const struct category_lists *make_lists(const struct dore_faker *faker, const char *name,
                                               const char *const *categories,
                                               const struct dore_arg *arg) {
    struct category_lists *lists = DORE_NEW(faker->arena, struct category_lists, 1);
    for (; *categories; categories++) {
        struct dore_str category = {*categories, strlen(*categories)};
        if (arg->null || dore_str_equal(arg->s, category))
            lists->list[lists->count++] = faker_list_of_key(faker, name, category, 1);
    }
    lists->set = unite(lists, faker->arena);
    return lists;
}

static const void *prepare_extension(const struct dore_arg *arg, const struct dore_faker *faker) {
    return make_lists(faker, "file.file_extensions", file_categories, arg);
}

static const void *prepare_mime(const struct dore_arg *arg, const struct dore_faker *faker) {
    return make_lists(faker, "file.mime_types", mime_categories, arg);
}

static struct dore_domain lists_domain(const void *state) {
    const struct category_lists *lists = state;
    struct dore_domain domain = faker_list_domain(lists->list[0]);
    uint64_t bytes = domain.mean_bytes;
    for (uint32_t i = 1; i < lists->count; i++) {
        struct dore_domain other = faker_list_domain(lists->list[i]);
        domain = faker_domain_either(&domain, &other);
        bytes += other.mean_bytes;
    }
    domain.mean_bytes = bytes / lists->count;
    return domain;
}

static void lists_text(const void *state, struct dore_cell *cell) {
    const struct category_lists *lists = state;
    if (cell->rng.numbered) {
        dore_buf_put_str(cell->out, lists->set.text[dore_rng_below(&cell->rng, lists->set.count)]);
        return;
    }
    uint64_t which = lists->count > 1 ? dore_rng_below(&cell->rng, lists->count) : 0;
    faker_list_text(lists->list[which], cell);
}

/* ---- file_name ------------------------------------------------------------------------------ */

/* A word and an extension: one of `given`, or of the lists. Without one there is no dot. */
struct file_name {
    const struct faker_list *words;
    const struct category_lists *lists; /* NULL: given */
    uint32_t given_count;
    const struct dore_str *given;
    struct faker_set set; /* of the given ones, for numbers */
};

static const struct file_name *make_name(const struct dore_faker *faker,
                                         const struct dore_arg *category,
                                         const struct dore_arg *extension) {
    struct file_name *name = DORE_NEW(faker->arena, struct file_name, 1);
    name->words = faker_list_whole(faker, "lorem.word_list", 0);
    if (extension->null) {
        name->lists = prepare_extension(category, faker);
    } else if (extension->node->kind == DORE_NODE_ARRAY) {
        name->given = faker_strings(extension, "extension", faker, &name->given_count);
    } else {
        name->given = &extension->s;
        name->given_count = 1;
    }
    name->set = faker_set_of(name->given, name->given_count, faker->arena);
    return name;
}

static const void *prepare_name(const struct dore_arg *arg, const struct dore_faker *faker) {
    return make_name(faker, &arg[0], &arg[1]);
}

static struct dore_domain extension_domain(struct dore_str extension) {
    struct dore_domain dot = faker_domain_literal(DORE_STR("."));
    struct dore_domain domain = faker_domain_literal(extension);
    return extension.size > 0 ? faker_domain_join(&dot, &domain) : domain;
}

static struct dore_domain name_domain(const void *state) {
    const struct file_name *name = state;
    struct dore_domain word = faker_list_domain(name->words), rest;
    if (name->lists) {
        struct dore_domain dot = faker_domain_literal(DORE_STR("."));
        struct dore_domain extension = lists_domain(name->lists);
        rest = faker_domain_join(&dot, &extension);
    } else {
        rest = extension_domain(name->given_count > 0 ? name->given[0] : DORE_STR(""));
        for (uint32_t i = 1; i < name->given_count; i++) {
            struct dore_domain other = extension_domain(name->given[i]);
            rest = faker_domain_either(&rest, &other);
        }
    }
    return faker_domain_join(&word, &rest);
}

static void name_text(const void *state, struct dore_cell *cell) {
    const struct file_name *name = state;
    faker_list_text(name->words, cell);
    if (name->lists) {
        dore_buf_putc(cell->out, '.');
        lists_text(name->lists, cell);
    } else if (name->given_count > 0) {
        bool numbered = cell->rng.numbered;
        const struct dore_str *given = numbered ? name->set.text : name->given;
        uint32_t count = numbered ? name->set.count : name->given_count;
        uint64_t which = count > 1 ? dore_rng_below(&cell->rng, count) : 0;
        if (given[which].size > 0)
            dore_buf_putc(cell->out, '.');
        dore_buf_put_str(cell->out, given[which]);
    }
}

/* A word ends where the first dot or separator stands. */
static const char *words_overlap(const struct file_name *name, struct dore_str separator) {
    for (uint32_t i = 0; i < name->words->set.count; i++) {
        struct dore_str word = name->words->set.text[i];
        if (memchr(word.text, '.', word.size) ||
            (separator.size > 0 && memchr(word.text, separator.text[0], word.size)))
            return "its words hold dots or separators";
    }
    return NULL;
}

static const char *name_overlap(const void *state) {
    return words_overlap(state, DORE_STR(""));
}

#define EXTENSION_ABOUT "the extension; empty for none; wins over 'category'"
static const struct dore_param name_params[] = {
    CATEGORY_PARAM(file_categories),
    {"extension", DORE_P_STRING | DORE_P_NULL, "null", NULL, EXTENSION_ABOUT},
    {.name = NULL},
};

/* ---- file_path ------------------------------------------------------------------------------ */

enum { MOST_DEPTH = 1000 };

struct file_path {
    struct dore_str root, separator;
    uint32_t depth;
    uint32_t elements; /* "." and the like, each as likely as a word */
    const struct dore_str *element;
    const struct file_name *name;
};

static const char *const systems[] = {"linux", "windows", NULL};
static const struct dore_param path_params[] = {
    {"depth", DORE_P_INT, "1", NULL, "directories above the file"},
    CATEGORY_PARAM(file_categories),
    {"extension", DORE_P_STRING | DORE_P_ARRAY | DORE_P_NULL, "null", NULL,
     EXTENSION_ABOUT "; or several to pick from"},
    {"absolute", DORE_P_BOOL, "true", NULL, "whether the path starts at the root"},
    {"file_system_rule", DORE_P_STRING, "\"linux\"", systems, "separator and root"},
    {"allowed_path_traversal_elements", DORE_P_ARRAY | DORE_P_NULL, "null", NULL,
     "texts such as '..' that may stand for a directory"},
    {.name = NULL},
};

/* A rule of a file system: "root" or "separator". */
static struct dore_str find_rule(const struct dore_faker *faker, struct dore_str system,
                                 const char *rule) {
    const struct dore_words *rules = faker_words(faker, "file.file_systems_path_rules");
    uint32_t row = 0;
    while (!dore_str_equal(dore_word(rules, row, 0), system) ||
           !dore_str_is(dore_word(rules, row, 1), rule))
        row++;
    return dore_word(rules, row, 2);
}

static const void *prepare_path(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct file_path *path = DORE_NEW(faker->arena, struct file_path, 1);
    if (arg[0].i > MOST_DEPTH)
        return faker_refuse(&arg[0], "depth", faker, NULL, "above %d", MOST_DEPTH);
    path->depth = arg[0].i > 0 ? (uint32_t)arg[0].i : 0;
    path->name = make_name(faker, &arg[1], &arg[2]);
    path->separator = find_rule(faker, arg[4].s, "separator");
    path->root = arg[3].b ? find_rule(faker, arg[4].s, "root") : DORE_STR("");
    if (!arg[5].null)
        path->element =
            faker_strings(&arg[5], "allowed_path_traversal_elements", faker, &path->elements);
    return path;
}

static struct dore_domain path_domain(const void *state) {
    const struct file_path *path = state;
    struct dore_domain domain = faker_domain_literal(path->root), name = name_domain(path->name);
    struct dore_domain separator = faker_domain_literal(path->separator);
    struct dore_domain directory = faker_list_domain(path->name->words);
    for (uint32_t i = 0; i < path->elements; i++) {
        struct dore_domain element = faker_domain_literal(path->element[i]);
        directory = faker_domain_either(&directory, &element);
    }
    for (uint32_t i = 0; i < path->depth; i++) {
        domain = faker_domain_join(&domain, &directory);
        domain = faker_domain_join(&domain, &separator);
    }
    return faker_domain_join(&domain, &name);
}

static void path_text(const void *state, struct dore_cell *cell) {
    const struct file_path *path = state;
    dore_buf_put_str(cell->out, path->root);
    for (uint32_t i = 0; i < path->depth; i++) {
        bool words = path->elements == 0 || cell->rng.numbered;
        uint64_t which = words ? 0 : dore_rng_below(&cell->rng, path->elements + 1);
        if (which > 0)
            dore_buf_put_str(cell->out, path->element[which - 1]);
        else
            faker_list_text(path->name->words, cell);
        dore_buf_put_str(cell->out, path->separator);
    }
    name_text(path->name, cell);
}

static const char *path_overlap(const void *state) {
    const struct file_path *path = state;
    return words_overlap(path->name, path->separator);
}

/* ---- unix_device and unix_partition --------------------------------------------------------- */

struct device {
    const struct faker_list *prefixes; /* NULL: given */
    struct dore_str given;
    bool partition;
};
static const struct dore_str device_root = {"/dev/", 5};

/* The constant is "#" for a partition. */
static const void *prepare_device(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct device *device = DORE_NEW(faker->arena, struct device, 1);
    device->partition = faker_constant(faker) != NULL;
    device->given = arg->s;
    if (arg->null)
        device->prefixes = faker_list_whole(faker, "file.unix_device_prefixes", 0);
    return device;
}

static struct dore_domain device_domain(const void *state) {
    const struct device *device = state;
    struct dore_domain domain = faker_domain_literal(device_root);
    struct dore_domain prefix = device->prefixes ? faker_list_domain(device->prefixes)
                                                 : faker_domain_literal(device->given);
    struct dore_domain tail = faker_domain_fixed(1, 26);
    if (device->partition)
        tail = faker_domain_fixed(2, 260);
    domain = faker_domain_join(&domain, &prefix);
    return faker_domain_join(&domain, &tail);
}

static void device_text(const void *state, struct dore_cell *cell) {
    const struct device *device = state;
    dore_buf_put_str(cell->out, device_root);
    if (device->prefixes)
        faker_list_text(device->prefixes, cell);
    else
        dore_buf_put_str(cell->out, device->given);
    dore_buf_putc(cell->out, (char)('a' + dore_rng_below(&cell->rng, 26)));
    if (device->partition)
        dore_buf_putc(cell->out, (char)('0' + dore_rng_below(&cell->rng, 10)));
}

static const struct dore_param device_params[] = {
    {"prefix", DORE_P_STRING | DORE_P_NULL, "null", NULL, "the kind of device; sd, vd or xvd"},
    {.name = NULL},
};

static const struct dore_method methods[] = {
    {.name = "file_extension",
     .about = "an extension without its dot",
     .params = extension_params,
     .prepare = prepare_extension,
     .domain = lists_domain,
     .text = lists_text,
     .apart = true},
    {.name = "file_name",
     .about = "the name of a file",
     .params = name_params,
     .prepare = prepare_name,
     .domain = name_domain,
     .text = name_text,
     .apart = true,
     .overlap = name_overlap},
    {.name = "file_path",
     .about = "the path of a file",
     .params = path_params,
     .prepare = prepare_path,
     .domain = path_domain,
     .text = path_text,
     .apart = true,
     .overlap = path_overlap},
    {.name = "mime_type",
     .about = "a media type such as text/css",
     .params = mime_params,
     .prepare = prepare_mime,
     .domain = lists_domain,
     .text = lists_text,
     .apart = true},
    {.name = "unix_device",
     .about = "a device such as /dev/sda",
     .params = device_params,
     .prepare = prepare_device,
     .domain = device_domain,
     .text = device_text,
     .apart = true},
    {.name = "unix_partition",
     .about = "a partition such as /dev/sda1",
     .constant = "#",
     .params = device_params,
     .prepare = prepare_device,
     .domain = device_domain,
     .text = device_text,
     .apart = true},
    {.name = NULL},
};
const struct dore_provider dore_provider_file = {"file", methods};
