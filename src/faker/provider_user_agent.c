/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_user_agent: how browsers introduce themselves. A browser is a table of templates and of
 * their parts, see agent.h.
 */
#include "agent.h"
#include "grid.h"

#define WINDOWS                                                                                    \
    { 'W', PART_METHOD, 0, 0, "windows_platform_token", NULL }
#define LINUX                                                                                      \
    { 'L', PART_METHOD, 0, 0, "linux_platform_token", NULL }
#define MAC                                                                                        \
    { 'M', PART_METHOD, 0, 0, "mac_platform_token", NULL }
#define ANDROID                                                                                    \
    { 'A', PART_METHOD, 0, 0, "android_platform_token", NULL }
#define IOS                                                                                        \
    { 'I', PART_METHOD, 0, 0, "ios_platform_token", NULL }
#define LANGUAGE                                                                                   \
    { 'x', PART_LANGUAGE, 0, 0, "base.language_locale_codes", NULL }
#define NUMBER(letter, least, greatest)                                                            \
    { letter, PART_NUMBER, least, greatest, NULL, NULL }
#define BUILD                                                                                      \
    { 'B', PART_PATTERN, 0, 0, "##?###", FAKER_UPPERCASE }
#define END                                                                                        \
    { '\0', PART_NUMBER, 0, 0, NULL, NULL }

static const struct faker_part mac_parts[] = {
    {'P', PART_LIST, 0, 0, "user_agent.mac_processors", NULL},
    NUMBER('m', 5, 12),
    NUMBER('n', 0, 9),
    END,
};
static const struct faker_template mac_templates[] = {{1, "Macintosh; %P Mac OS X 10_%m_%n"},
                                                      {0, NULL}};

static const struct faker_part ios_parts[] = {
    {'D', PART_LIST, 0, 0, "user_agent.apple_devices", NULL},
    {'V', PART_UNDERSCORE, 0, 0, "user_agent.ios_versions", NULL},
    END,
};
static const struct faker_template ios_templates[] = {{1, "%D; CPU %D OS %V like Mac OS X"},
                                                      {0, NULL}};

static const struct faker_part android_parts[] = {
    {'V', PART_LIST, 0, 0, "user_agent.android_versions", NULL}, END};
static const struct faker_template android_templates[] = {{1, "Android %V"}, {0, NULL}};

static const struct faker_part linux_parts[] = {
    {'P', PART_LIST, 0, 0, "user_agent.linux_processors", NULL}, END};
static const struct faker_template linux_templates[] = {{1, "X11; Linux %P"}, {0, NULL}};

/* Parts v and b are parameters of the method. */
static const struct faker_part chrome_parts[] = {
    NUMBER('v', 13, 63),
    NUMBER('b', 800, 899),
    NUMBER('s', 531, 536),
    NUMBER('t', 0, 2),
    LINUX,
    WINDOWS,
    MAC,
    ANDROID,
    IOS,
    BUILD,
    END,
};
#define CHROME(system)                                                                             \
    "Mozilla/5.0 (" system ") AppleWebKit/%s.%t (KHTML, like Gecko) Chrome/%v.0.%b.0 Safari/%s.%t"
static const struct faker_template chrome_templates[] = {
    {1, CHROME("%L")},
    {1, CHROME("%W")},
    {1, CHROME("%M")},
    {1, CHROME("Linux; %A")},
    {1, "Mozilla/5.0 (%I) AppleWebKit/%s.%t (KHTML, like Gecko) CriOS/%v.0.%b.0 Mobile/%B "
        "Safari/%s.%t"},
    {0, NULL},
};

static const struct faker_part firefox_parts[] = {
    NUMBER('s', 531, 536),
    NUMBER('t', 0, 2),
    NUMBER('w', 0, 2),
    NUMBER('l', 5, 7),
    NUMBER('m', 2, 6),
    NUMBER('a', 5, 68),
    NUMBER('f', 4, 15),
    NUMBER('g', 1, 20),
    NUMBER('i', 9, 18),
    {'d', PART_MOMENT, 2011, 0, NULL, NULL},
    {'e', PART_MOMENT, 2010, 0, NULL, NULL},
    {'b', PART_PATTERN, 0, 0, "#?####", FAKER_LOWERCASE},
    LANGUAGE,
    LINUX,
    WINDOWS,
    MAC,
    ANDROID,
    IOS,
    BUILD,
    END,
};
#define FIREFOX(system, version) "Mozilla/5.0 (" system ".20) Gecko/" version
#define FIREFOX_4 "%d Firefox/%f.0"
#define FIREFOX_36 "%e Firefox/3.6.%g"
#define FIREFOX_38 "%e Firefox/3.8"
static const struct faker_template firefox_templates[] = {
    {1, FIREFOX("%W; %x; rv:1.9.%w", FIREFOX_4)},
    {1, FIREFOX("%W; %x; rv:1.9.%w", FIREFOX_36)},
    {1, FIREFOX("%W; %x; rv:1.9.%w", FIREFOX_38)},
    {1, FIREFOX("%L; rv:1.9.%l", FIREFOX_4)},
    {1, FIREFOX("%L; rv:1.9.%l", FIREFOX_36)},
    {1, FIREFOX("%L; rv:1.9.%l", FIREFOX_38)},
    {1, FIREFOX("%M; rv:1.9.%m", FIREFOX_4)},
    {1, FIREFOX("%M; rv:1.9.%m", FIREFOX_36)},
    {1, FIREFOX("%M; rv:1.9.%m", FIREFOX_38)},
    {3, "Mozilla/5.0 (%A; Mobile; rv:%a.0) Gecko/%a.0 Firefox/%a.0"},
    {3, "Mozilla/5.0 (%I) AppleWebKit/%s.%t (KHTML, like Gecko) FxiOS/%i.%b.0 Mobile/%B "
        "Safari/%s.%t"},
    {0, NULL},
};

static const struct faker_part safari_parts[] = {
    NUMBER('s', 531, 535),
    NUMBER('t', 1, 50),
    NUMBER('u', 1, 7),
    NUMBER('v', 4, 5),
    NUMBER('w', 0, 1),
    NUMBER('y', 1, 5),
    NUMBER('r', 2, 6),
    NUMBER('p', 3, 4),
    NUMBER('q', 0, 3),
    NUMBER('k', 3, 4),
    NUMBER('b', 111, 119),
    LANGUAGE,
    WINDOWS,
    MAC,
    END,
};
#define SAFARI(system, version)                                                                    \
    "Mozilla/5.0 (" system ") AppleWebKit/%s.%t.%u (KHTML, like Gecko) Version/" version           \
    " Safari/%s.%t.%u"
static const struct faker_template safari_templates[] = {
    {1, SAFARI("Windows; U; %W", "%v.%w")},
    {1, SAFARI("Windows; U; %W", "%v.0.%y")},
    {1, SAFARI("%M rv:%r.0; %x", "%v.%w")},
    {1, SAFARI("%M rv:%r.0; %x", "%v.0.%y")},
    {2, "Mozilla/5.0 (iPod; U; CPU iPhone OS %p_%q like Mac OS X; %x) AppleWebKit/%s.%t.%u "
        "(KHTML, like Gecko) Version/%k.0.5 Mobile/8B%b Safari/6%s.%t.%u"},
    {0, NULL},
};

static const struct faker_part opera_parts[] = {
    NUMBER('v', 8, 9),
    NUMBER('w', 10, 99),
    NUMBER('p', 160, 190),
    NUMBER('q', 10, 12),
    LANGUAGE,
    LINUX,
    WINDOWS,
    END,
};
#define OPERA(system) "Opera/%v.%w.(" system "; %x) Presto/2.9.%p Version/%q.00"
static const struct faker_template opera_templates[] = {
    {1, OPERA("%L")}, {1, OPERA("%W")}, {0, NULL}};

static const struct faker_part explorer_parts[] = {NUMBER('v', 5, 9), NUMBER('t', 3, 5),
                                                   NUMBER('u', 0, 1), WINDOWS, END};
static const struct faker_template explorer_templates[] = {
    {1, "Mozilla/5.0 (compatible; MSIE %v.0; %W; Trident/%t.%u)"}, {0, NULL}};

static const struct faker_browser mac = {mac_parts, mac_templates};
static const struct faker_browser ios = {ios_parts, ios_templates};
static const struct faker_browser android = {android_parts, android_templates};
static const struct faker_browser linux_system = {linux_parts, linux_templates};
static const struct faker_browser chrome = {chrome_parts, chrome_templates};
static const struct faker_browser firefox = {firefox_parts, firefox_templates};
static const struct faker_browser safari = {safari_parts, safari_templates};
static const struct faker_browser opera = {opera_parts, opera_templates};
static const struct faker_browser explorer = {explorer_parts, explorer_templates};

static const void *prepare_agent(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    return faker_agent_make(faker, faker_constant(faker));
}

static void set_range(struct faker_agent *agent, char letter, const struct dore_arg *from,
                      const struct dore_arg *to, const char *name, const struct dore_faker *faker) {
    if (from->i > to->i)
        faker_refuse(to, name, faker, NULL, "below the lowest one");
    else
        faker_agent_set(agent, letter, from->i, to->i);
}

static const void *prepare_chrome(const struct dore_arg *arg, const struct dore_faker *faker) {
    struct faker_agent *agent = faker_agent_make(faker, &chrome);
    set_range(agent, 'v', &arg[0], &arg[1], "version_to", faker);
    set_range(agent, 'b', &arg[2], &arg[3], "build_to", faker);
    return agent;
}

/* ---- user_agent: any browser ---------------------------------------------------------------- */

struct agents {
    uint32_t count;
    struct dore_bound_method *browser;
};

static const void *prepare_any(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    const struct dore_words *names = faker_words(faker, "user_agent.user_agents");
    struct agents *agents = DORE_NEW(faker->arena, struct agents, 1);
    agents->count = names->count;
    agents->browser = DORE_NEW(faker->arena, struct dore_bound_method, names->count);
    for (uint32_t i = 0; i < names->count; i++)
        dore_method_bind(dore_word(names, i, 0).text, NULL, faker, &agents->browser[i]);
    return agents;
}

static struct dore_domain any_domain(const void *state) {
    const struct agents *agents = state;
    struct dore_domain domain = agents->browser[0].domain;
    uint64_t bytes = domain.mean_bytes;
    for (uint32_t i = 1; i < agents->count; i++) {
        domain = faker_domain_either(&domain, &agents->browser[i].domain);
        bytes += agents->browser[i].domain.mean_bytes;
    }
    domain.mean_bytes = bytes / agents->count;
    return domain;
}

static void any_text(const void *state, struct dore_cell *cell) {
    const struct agents *agents = state;
    dore_method_text(&agents->browser[dore_rng_below(&cell->rng, agents->count)], cell);
}

/* ---- the table ------------------------------------------------------------------------------ */

static const struct dore_param chrome_params[] = {
    {"version_from", DORE_P_INT, "13", NULL, "lowest major version"},
    {"version_to", DORE_P_INT, "63", NULL, "highest major version"},
    {"build_from", DORE_P_INT, "800", NULL, "lowest build"},
    {"build_to", DORE_P_INT, "899", NULL, "highest build"},
    {.name = NULL},
};

#define AGENT(method, browser, text_about)                                                         \
    {                                                                                              \
        .name = method, .about = text_about, .constant = &browser, .prepare = prepare_agent,       \
        .domain = faker_agent_domain, .text = faker_agent_text                                     \
    }

static const struct dore_method methods[] = {
    AGENT("android_platform_token", android, "Android and a version"),
    {.name = "chrome",
     .about = "Chrome's user agent",
     .params = chrome_params,
     .prepare = prepare_chrome,
     .domain = faker_agent_domain,
     .text = faker_agent_text},
    AGENT("firefox", firefox, "Firefox's user agent"),
    AGENT("internet_explorer", explorer, "Internet Explorer's user agent"),
    AGENT("ios_platform_token", ios, "iPhone or iPad and a version"),
    AGENT("linux_platform_token", linux_system, "Linux and a processor"),
    FAKER_LIST("linux_processor", "user_agent.linux_processors", "i686 or x86_64"),
    AGENT("mac_platform_token", mac, "Macintosh, a processor and a version"),
    FAKER_LIST("mac_processor", "user_agent.mac_processors", "Intel or PPC"),
    AGENT("opera", opera, "Opera's user agent"),
    AGENT("safari", safari, "Safari's user agent"),
    {.name = "user_agent",
     .about = "the user agent of a browser",
     .prepare = prepare_any,
     .domain = any_domain,
     .text = any_text},
    FAKER_LIST("windows_platform_token", "user_agent.windows_platform_tokens",
               "Windows and a version"),
    {.name = NULL},
};
const struct dore_provider dore_provider_user_agent = {"user_agent", methods};
