/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_internet: account names, e-mail addresses, domains, and the table of the provider.
 * Addresses of networks and pages are in internet_address.c and internet_web.c.
 */
#include "grid.h"
#include "internet.h"
#include "locale.h"

/* ---- user_name and domain_word -------------------------------------------------------------- */

/* Layouts whose text becomes a slug. */
static const struct faker_layouts_source user_names = {"internet.user_name_formats", true,
                                                       FAKER_LOWERCASE};
/* Of these the first word, cut once more where a value has a blank. */
static const struct faker_layouts_source company_names = {"company.formats", false, NULL};

static const void *prepare_user_name(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    return faker_slug_layouts(faker_layouts_make(faker, &user_names), faker);
}

/* What a domain is named after: layouts of the locale's, or the first word of a company. */
struct label {
    const struct faker_layouts *layouts;
    const struct faker_fold *fold;           /* of a company's word */
    bool ready;                              /* texts are slugs already */
    const struct dore_layout_program *apart; /* what numbers follow; NULL: they cannot */
};
static const struct faker_layouts_source domain_words = {"internet.domain_formats", true,
                                                         FAKER_LOWERCASE};

static const struct label *make_label(const struct dore_faker *faker) {
    struct label *label = DORE_NEW(faker->arena, struct label, 1);
    label->ready = faker_own_words(faker, domain_words.name) != NULL;
    if (label->ready) {
        label->layouts = faker_slug_layouts(faker_layouts_make(faker, &domain_words), faker);
        label->apart = label->layouts->apart;
    } else {
        label->layouts = faker_layouts_first_words(faker, &company_names);
        label->fold = faker_fold_make(faker);
        struct dore_domain domain = faker_slug_domain(&label->layouts->domain, label->fold);
        label->apart = faker_slug_numbers(label->layouts, domain.max_chars, faker);
    }
    return label;
}

static const char *label_overlap(const void *state) {
    const struct label *label = state;
    return label->apart ? NULL : "its words cannot be told apart";
}

static const void *prepare_domain_word(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    return make_label(faker);
}

static struct dore_domain label_domain(const void *state) {
    const struct label *label = state;
    return label->ready ? label->layouts->domain
                        : faker_slug_domain(&label->layouts->domain, label->fold);
}

static void domain_word_text(const void *state, struct dore_cell *cell) {
    const struct label *label = state;
    struct dore_buf *out = cell->out;
    size_t from = out->size;
    if (cell->rng.numbered) {
        dore_layout_text(label->apart, cell);
        return;
    }
    faker_layouts_put(label->layouts, cell);
    if (label->ready)
        return;
    const char *blank = memchr(out->data + from, ' ', out->size - from);
    if (blank)
        out->size = (size_t)(blank - out->data);
    faker_fold_put(label->fold, out, from);
    faker_slug(out, from);
}

/* ---- domain_name and hostname --------------------------------------------------------------- */

enum { MOST_LEVELS = 100 };

/* domain_word, dot, ... and a top-level domain; `role` in front of a host name. */
struct host {
    const struct faker_list *role; /* NULL for a domain */
    uint32_t levels;               /* 0: the host part alone */
    const struct label *word;
    const struct faker_list *tld;
};

static struct host *make_host(const struct dore_faker *faker, uint32_t levels) {
    struct host *host = DORE_NEW(faker->arena, struct host, 1);
    host->levels = levels;
    host->word = make_label(faker);
    host->tld = faker_list_whole(faker, "internet.tlds", 0);
    return host;
}

static const void *prepare_domain_name(const struct dore_arg *arg, const struct dore_faker *faker) {
    if (arg->i < 1 || arg->i > MOST_LEVELS)
        return faker_refuse(arg, "levels", faker, NULL, "not 1 to %d", MOST_LEVELS);
    return make_host(faker, (uint32_t)arg->i);
}

static const void *prepare_hostname(const struct dore_arg *arg, const struct dore_faker *faker) {
    if (arg->i > MOST_LEVELS)
        return faker_refuse(arg, "levels", faker, NULL, "above %d", MOST_LEVELS);
    struct host *host = make_host(faker, arg->i < 1 ? 0 : (uint32_t)arg->i);
    host->role = faker_list_whole(faker, "internet.hostname_prefixes", 0);
    return host;
}

static struct dore_domain host_domain(const void *state) {
    const struct host *host = state;
    struct dore_domain domain = faker_domain_literal(DORE_STR(""));
    struct dore_domain number = faker_domain_fixed(4, 100); /* "-07." */
    struct dore_domain dot = faker_domain_literal(DORE_STR("."));
    struct dore_domain word = label_domain(host->word), tld = faker_list_domain(host->tld);
    if (host->role) {
        domain = faker_list_domain(host->role);
        if (host->levels == 0)
            number = faker_domain_fixed(3, 100);
        domain = faker_domain_join(&domain, &number);
    }
    for (uint32_t i = 0; i < host->levels; i++) {
        domain = faker_domain_join(&domain, &word);
        domain = faker_domain_join(&domain, &dot);
    }
    return host->levels > 0 ? faker_domain_join(&domain, &tld) : domain;
}

static void put_role(const struct host *host, struct dore_cell *cell) {
    struct dore_buf *out = cell->out;
    faker_list_text(host->role, cell);
    char *to = dore_buf_reserve(out, 4);
    *to = '-';
    faker_random_digits(to + 1, &cell->rng, 2);
    out->size += 3;
    if (host->levels > 0)
        dore_buf_putc(out, '.');
}

static void host_text(const void *state, struct dore_cell *cell) {
    const struct host *host = state;
    if (host->role)
        put_role(host, cell);
    for (uint32_t i = 0; i < host->levels; i++) {
        domain_word_text(host->word, cell);
        dore_buf_putc(cell->out, '.');
    }
    if (host->levels > 0)
        faker_list_text(host->tld, cell);
}

/* Dots end all parts but the last. */
static const char *host_overlap(const void *state) {
    const struct host *host = state;
    return host->levels > 0 ? label_overlap(host->word) : NULL;
}

static const struct dore_param levels_params[] = {
    {"levels", DORE_P_INT, "1", NULL, "labels before the top-level domain"},
    {.name = NULL},
};

/* ---- email ---------------------------------------------------------------------------------- */

static const char safe_tail[] = "@{{safe_domain_name}}";
static const char free_tail[] = "@{{free_email_domain}}";
static const char company_tail[] = "@{{domain_name}}";
static const struct faker_layouts_source any_layouts = {"internet.email_formats", false, NULL};

static const struct faker_layouts *email_of(const struct dore_faker *faker, const char *tail) {
    if (!tail)
        return faker_layouts_make(faker, &any_layouts);
    struct dore_str text = {tail, strlen(tail)};
    return faker_layouts_with_tail(prepare_user_name(NULL, faker),
                                   dore_layout_compile(text, false, NULL, faker), faker);
}

/* The constant is what follows the account name; NULL for the layouts of the locale's list. */
static const void *prepare_kind(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    return email_of(faker, faker_constant(faker));
}

static const void *prepare_email(const struct dore_arg *arg, const struct dore_faker *faker) {
    if (arg[1].null || arg[1].s.size == 0)
        return email_of(faker, arg[0].b ? safe_tail : NULL);
    size_t size = 1 + arg[1].s.size;
    char *tail = DORE_NEW(faker->arena, char, size);
    tail[0] = '@';
    memcpy(tail + 1, arg[1].s.text, arg[1].s.size);
    for (size_t i = 1; i < size; i++)
        if (tail[i] >= 'A' && tail[i] <= 'Z')
            tail[i] = (char)(tail[i] + ('a' - 'A'));
    return faker_layouts_with_tail(
        prepare_user_name(NULL, faker),
        faker_symbols_compile((struct dore_str){tail, size}, false, NULL, faker), faker);
}

static const struct dore_param email_params[] = {
    {"safe", DORE_P_BOOL, "true", NULL, "reserved example domains only"},
    {"domain", DORE_P_STRING | DORE_P_NULL, "null", NULL, "the domain, instead of a random one"},
    {.name = NULL},
};

/* ---- numbers -------------------------------------------------------------------------------- */

static const void *keep_range(const struct dore_faker *faker, int64_t least, int64_t greatest) {
    return faker_grid_keep(faker, faker_grid_of(DORE_INT, least, greatest, 1));
}

static const void *prepare_port(const struct dore_arg *arg, const struct dore_faker *faker) {
    static const int64_t least[] = {0, 1024, 49152}, greatest[] = {1023, 49151, 65535};
    for (int i = 0; i < 3; i++)
        if (arg[i].b)
            return keep_range(faker, least[i], greatest[i]);
    return keep_range(faker, 0, 65535);
}

static const struct dore_param port_params[] = {
    {"is_system", DORE_P_BOOL, "false", NULL, "0..1023"},
    {"is_user", DORE_P_BOOL, "false", NULL, "1024..49151"},
    {"is_dynamic", DORE_P_BOOL, "false", NULL, "49152..65535"},
    {.name = NULL},
};

/* Every code from 100 to 599, or the registered ones. */
struct status {
    uint32_t count;
    const int64_t *code; /* NULL: 100 + index */
    int64_t least, greatest;
};

static const void *prepare_status(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct status *status = DORE_NEW(faker->arena, struct status, 1);
    *status = (struct status){500, NULL, 100, 599};
    if (arg->b)
        return status;
    const struct dore_words *codes = faker_words(faker, "internet.http_assigned_codes");
    int64_t *code = DORE_NEW(faker->arena, int64_t, codes->count);
    *status = (struct status){codes->count, code, INT64_MAX, INT64_MIN};
    for (uint32_t i = 0; i < codes->count; i++) {
        dore_parse_i64(dore_word(codes, i, 0), &code[i]);
        status->least = code[i] < status->least ? code[i] : status->least;
        status->greatest = code[i] > status->greatest ? code[i] : status->greatest;
    }
    return status;
}

static struct dore_domain status_domain(const void *state) {
    const struct status *status = state;
    struct dore_domain domain = dore_domain_of_integers(status->least, status->greatest);
    domain.distinct = status->count;
    return domain;
}

static void status_cell(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct status *status = state;
    int64_t index = (int64_t)dore_rng_below(&cell->rng, status->count);
    *out = (struct dore_value){.kind = DORE_INT,
                               .u.i = status->code ? status->code[index] : 100 + index};
}

static const struct dore_param status_params[] = {
    {"include_unassigned", DORE_P_BOOL, "true", NULL, "any number from 100 to 599"},
    {.name = NULL},
};

enum { GREATEST_REGISTRAR = 8888888 };

static struct dore_domain iana_id_domain(const void *state) {
    (void)state;
    struct dore_domain number = dore_domain_of_integers(1, GREATEST_REGISTRAR);
    struct dore_domain domain =
        dore_domain_of_text(number.min_chars, number.max_chars, number.mean_bytes, true);
    domain.distinct = number.distinct;
    return domain;
}

static void iana_id_text(const void *state, struct dore_cell *cell) {
    (void)state;
    dore_buf_put_u64(cell->out, 1 + dore_rng_below(&cell->rng, GREATEST_REGISTRAR));
}

static struct dore_domain network_class_domain(const void *state) {
    (void)state;
    return faker_domain_fixed(1, 3);
}

static void network_class_text(const void *state, struct dore_cell *cell) {
    (void)state;
    dore_buf_putc(cell->out, (char)('a' + dore_rng_below(&cell->rng, 3)));
}

/* ---- slug ----------------------------------------------------------------------------------- */

/* Of the given value, or of a short text. */
struct slug {
    struct dore_str value;
    const struct faker_fold *fold;
    struct dore_bound_method text; /* when the value is empty */
};

static const void *prepare_slug(const struct dore_arg *arg, const struct dore_faker *faker) {
    static const char short_text[] = "{\"max_nb_chars\": 20}";
    struct slug *slug = DORE_NEW(faker->arena, struct slug, 1);
    slug->fold = faker_fold_make(faker);
    if (!arg->null) {
        struct dore_buf buf = {0};
        dore_buf_put_str(&buf, arg->s);
        faker_fold_put(slug->fold, &buf, 0);
        faker_slug(&buf, 0);
        slug->value =
            (struct dore_str){dore_arena_text(faker->arena, buf.data, buf.size), buf.size};
        dore_buf_release(&buf);
        return slug;
    }
    const struct dore_node *params =
        dore_json_read(faker->arena, NULL, NULL,
                       (struct dore_str){short_text, sizeof short_text - 1}, faker->diags);
    /* Texts without blanks are of letters that no slug can hold: those slugs are English. */
    struct dore_faker source = *faker;
    if (faker_own_words(faker, "lorem.word_connector"))
        source = faker_abroad(faker);
    return dore_method_bind("text", params, &source, &slug->text) ? slug : NULL;
}

static struct dore_domain slug_domain(const void *state) {
    const struct slug *slug = state;
    if (slug->value.text)
        return faker_domain_literal(slug->value);
    return faker_slug_domain(&slug->text.domain, slug->fold);
}

static void slug_text(const void *state, struct dore_cell *cell) {
    const struct slug *slug = state;
    if (slug->value.text) {
        dore_buf_put_str(cell->out, slug->value);
        return;
    }
    size_t from = cell->out->size;
    dore_method_text(&slug->text, cell);
    faker_fold_put(slug->fold, cell->out, from);
    faker_slug(cell->out, from);
}

static const char *slug_overlap(const void *state) {
    const struct slug *slug = state;
    return slug->value.text ? NULL : "its texts are put together freely";
}

static const struct dore_param slug_params[] = {
    {"value", DORE_P_STRING | DORE_P_NULL, "null", NULL, "text to turn into a slug"},
    {.name = NULL},
};

/* ---- the table ------------------------------------------------------------------------------ */

#define EMAIL(method, layout, text_about)                                                          \
    {                                                                                              \
        .name = method, .about = text_about, .constant = layout, .prepare = prepare_kind,          \
        .domain = faker_layouts_domain, .text = faker_layouts_text                                 \
    }

static const struct dore_method methods[] = {
    EMAIL("ascii_company_email", company_tail, "an e-mail address at a company"),
    EMAIL("ascii_email", NULL, "an e-mail address at a company or free service"),
    EMAIL("ascii_free_email", free_tail, "an e-mail address at a free service"),
    EMAIL("ascii_safe_email", safe_tail, "an e-mail address at a reserved domain"),
    EMAIL("company_email", company_tail, "an e-mail address at a company"),
    {.name = "dga",
     .about = "a domain as malware computes it from a day",
     .params = faker_dga_params,
     .prepare = faker_dga_prepare,
     .domain = faker_dga_domain,
     .text = faker_dga_text},
    {.name = "domain_name",
     .about = "a domain such as miller-jones.com",
     .params = levels_params,
     .prepare = prepare_domain_name,
     .domain = host_domain,
     .text = host_text,
     .apart = true,
     .overlap = host_overlap},
    {.name = "domain_word",
     .about = "a company's name as a label of a domain",
     .prepare = prepare_domain_word,
     .domain = label_domain,
     .text = domain_word_text,
     .apart = true,
     .overlap = label_overlap},
    {.name = "email",
     .about = "an e-mail address, at a reserved domain unless 'safe' is false",
     .params = email_params,
     .prepare = prepare_email,
     .domain = faker_layouts_domain,
     .text = faker_layouts_text},
    EMAIL("free_email", free_tail, "an e-mail address at a free service"),
    FAKER_LIST("free_email_domain", "internet.free_email_domains", "a free e-mail service"),
    {.name = "hostname",
     .about = "a host such as web-04.miller.com",
     .params = levels_params,
     .prepare = prepare_hostname,
     .domain = host_domain,
     .text = host_text,
     .apart = true,
     .overlap = host_overlap},
    FAKER_LIST("http_method", "internet.http_methods", "a request method of HTTP"),
    {.name = "http_status_code",
     .about = "a status code of HTTP",
     .params = status_params,
     .prepare = prepare_status,
     .domain = status_domain,
     .cell = status_cell,
     .apart = true},
    {.name = "iana_id",
     .about = "a registrar's number",
     .domain = iana_id_domain,
     .text = iana_id_text,
     .apart = true},
    {.name = "image_url",
     .about = "the address of a placeholder picture",
     .params = faker_image_url_params,
     .prepare = faker_image_url_prepare,
     .domain = faker_image_url_domain,
     .text = faker_image_url_text,
     .apart = true,
     .overlap = faker_image_url_overlap},
    {.name = "ipv4",
     .about = "an IPv4 address outside the reserved blocks",
     .params = faker_ipv4_params,
     .prepare = faker_ipv4_prepare,
     .domain = faker_ipv4_domain,
     .text = faker_ipv4_text,
     .apart = true},
    {.name = "ipv4_network_class",
     .about = "a, b or c",
     .domain = network_class_domain,
     .text = network_class_text,
     .apart = true},
    {.name = "ipv4_private",
     .about = "an IPv4 address of a private block",
     .params = faker_ipv4_class_params,
     .prepare = faker_ipv4_private_prepare,
     .domain = faker_ipv4_domain,
     .text = faker_ipv4_text,
     .apart = true},
    {.name = "ipv4_public",
     .about = "an IPv4 address outside private and reserved blocks",
     .params = faker_ipv4_class_params,
     .prepare = faker_ipv4_public_prepare,
     .domain = faker_ipv4_domain,
     .text = faker_ipv4_text,
     .apart = true},
    {.name = "ipv6",
     .about = "an IPv6 address",
     .params = faker_ipv6_params,
     .prepare = faker_ipv6_prepare,
     .domain = faker_ipv6_domain,
     .text = faker_ipv6_text,
     .apart = true},
    {.name = "mac_address",
     .about = "the address of a network card",
     .params = faker_mac_params,
     .prepare = faker_mac_prepare,
     .domain = faker_mac_domain,
     .text = faker_mac_text,
     .apart = true},
    {.name = "nic_handle",
     .about = "a registry handle such as AB123-FAKE",
     .params = faker_nic_handle_params,
     .prepare = faker_nic_handle_prepare,
     .domain = faker_handle_domain,
     .text = faker_handle_text,
     .apart = true,
     .overlap = faker_handle_overlap},
    {.name = "nic_handles",
     .about = "a list of registry handles",
     .params = faker_nic_handles_params,
     .prepare = faker_nic_handles_prepare,
     .domain = faker_nic_handles_domain,
     .cell = faker_nic_handles_cell},
    {.name = "port_number",
     .about = "a TCP or UDP port",
     .params = port_params,
     .prepare = prepare_port,
     .domain = faker_grid_domain,
     .fill = faker_grid_fill,
     .at = faker_grid_at},
    {.name = "ripe_id",
     .about = "an organisation's handle at RIPE",
     .prepare = faker_ripe_id_prepare,
     .domain = faker_handle_domain,
     .text = faker_handle_text,
     .apart = true,
     .overlap = faker_handle_overlap},
    FAKER_LIST("safe_domain_name", "internet.safe_domain_names", "a reserved example domain"),
    EMAIL("safe_email", safe_tail, "an e-mail address at a reserved domain"),
    {.name = "slug",
     .about = "words joined by hyphens",
     .params = slug_params,
     .prepare = prepare_slug,
     .domain = slug_domain,
     .text = slug_text,
     .apart = true,
     .overlap = slug_overlap},
    FAKER_LIST("tld", "internet.tlds", "a top-level domain"),
    {.name = "uri",
     .about = "the address of a page",
     .params = faker_uri_params,
     .prepare = faker_uri_prepare,
     .domain = faker_uri_domain,
     .text = faker_uri_text,
     .apart = true,
     .overlap = faker_uri_overlap},
    FAKER_LIST("uri_extension", "internet.uri_extensions", "a page's extension such as .html"),
    FAKER_LIST("uri_page", "internet.uri_pages", "the name of a page"),
    {.name = "uri_path",
     .about = "words joined by slashes",
     .params = faker_uri_path_params,
     .prepare = faker_uri_path_prepare,
     .domain = faker_uri_path_domain,
     .text = faker_uri_path_text,
     .apart = true,
     .overlap = faker_uri_path_overlap},
    {.name = "url",
     .about = "the address of a site",
     .params = faker_url_params,
     .prepare = faker_url_prepare,
     .domain = faker_url_domain,
     .text = faker_url_text,
     .apart = true,
     .overlap = faker_url_overlap},
    {.name = "user_name",
     .about = "an account name",
     .prepare = prepare_user_name,
     .domain = faker_layouts_domain,
     .text = faker_layouts_text},
    {.name = NULL},
};
const struct dore_provider dore_provider_internet = {"internet", methods};
