/* SPDX-License-Identifier: Apache-2.0
 *
 * The shape of what faker methods make, as regular expressions: what a reader of the values, and
 * the original Faker, would expect to see.
 */
#include "faker_fixture.h"

#include <regex.h>

Suite *suite_faker_shapes(void);

#define WORD "[A-Z][A-Za-z']*"
#define POSTCODE "[0-9]{5}"
#define HOUSE "[0-9]{3,5} " WORD " " WORD
#define FLAT "( (Apt[.]|Suite) [0-9]{3})?"
#define ACCOUNT "[a-z]+([0-9]{2})?"
#define LABEL "[a-z]+(-[a-z]+)?"
#define TLD "(com|net|org|info|biz)"
#define OCTET "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
#define OCTETS OCTET "[.]" OCTET "[.]" OCTET "[.]" OCTET
#define PATH_WORD "[a-z-]+"
#define WEBKIT "AppleWebKit/53[1-6][.][0-2] [(]KHTML, like Gecko[)]"
#define SAFARI_KIT "AppleWebKit/53[1-5][.][0-9]{1,2}[.][1-7] [(]KHTML, like Gecko[)]"
#define WINDOWS "Windows (95|98|98; Win 9x 4[.]90|CE|NT [0-9.]+)"
#define LINUX "X11; Linux (i686|x86_64)"
#define MAC "Macintosh; (U; )?(Intel|PPC) Mac OS X 10_([5-9]|1[0-2])_[0-9]"
#define IOS "(iPhone; CPU iPhone|iPad; CPU iPad) OS [0-9]+(_[0-9]+)+ like Mac OS X"
#define ANDROID "Android [0-9.]+"
#define LANGUAGE "[a-z]{2,3}-[A-Z]{2}"
#define MOMENT "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}"
#define CHROME_SYSTEM "(" LINUX "|" WINDOWS "|" MAC "|Linux; " ANDROID ")"
#define CHROME                                                                                     \
    "Mozilla/5[.]0 ([(]" CHROME_SYSTEM "[)] " WEBKIT                                               \
    " Chrome/(1[3-9]|[2-5][0-9]|6[0-3])[.]0[.]8[0-9]{2}[.]0 Safari|[(]" IOS "[)] " WEBKIT          \
    " CriOS/[0-9]{2}[.]0[.]8[0-9]{2}[.]0 Mobile/[0-9]{2}[A-Z][0-9]{3} Safari)/53[1-6][.][0-2]"
#define GECKO "rv:1[.]9[.][0-7][.]20[)] Gecko/" MOMENT " Firefox/(3[.]8|3[.]6[.][0-9]+|1?[0-9][.]0)"
#define FIREFOX                                                                                    \
    "Mozilla/5[.]0 [(](" WINDOWS "; " LANGUAGE "; " GECKO "|(" LINUX "|" MAC "); " GECKO           \
    "|" ANDROID "; Mobile; rv:[0-9]+[.]0[)] Gecko/[0-9]+[.]0 Firefox/[0-9]+[.]0|" IOS              \
    "[)] " WEBKIT " FxiOS/(9|1[0-8])[.][0-9][a-z][0-9]{4}[.]0 Mobile/[0-9]{2}[A-Z][0-9]{3} "       \
    "Safari/53[1-6][.][0-2])"
#define SAFARI                                                                                     \
    "Mozilla/5[.]0 [(](Windows; U; " WINDOWS "|" MAC " rv:[2-6][.]0; " LANGUAGE                    \
    "|iPod; U; CPU iPhone OS [34]_[0-3] like Mac OS X; " LANGUAGE ")[)] " SAFARI_KIT               \
    " Version/[345][.]0?[.]?[0-5] (Mobile/8B1[0-9]{2} )?Safari/6?53[1-5][.][0-9]+[.][1-7]"
#define OPERA                                                                                      \
    "Opera/[89][.][1-9][0-9][.][(](" LINUX "|" WINDOWS "); " LANGUAGE                              \
    "[)] Presto/2[.]9[.]1([6-8][0-9]|90) Version/1[0-2][.]00"
#define EXPLORER "Mozilla/5[.]0 [(]compatible; MSIE [5-9][.]0; " WINDOWS "; Trident/[3-5][.][01][)]"

static const struct {
    const char *method, *params, *shape;
} cases[] = {
    {"address", NULL,
     "(" HOUSE FLAT "\n[A-Z][A-Za-z ]+, [A-Z]{2} " POSTCODE
     "|PSC [0-9]{4}, Box [0-9]{4}\nAPO A[AEP] " POSTCODE "|(USS|USNS|USNV|USCGC) " WORD
     "\nFPO A[AEP] " POSTCODE "|Unit [0-9]{4} Box [0-9]{4}\nDPO A[AEP] " POSTCODE ")"},
    {"building_number", NULL, "[0-9]{3,5}"},
    {"city", NULL, "((North|South|East|West|New|Lake|Port) )?" WORD},
    {"country_code", NULL, "[A-Z]{2}"},
    {"country_code", "{\"representation\": \"alpha-3\"}", "[A-Z]{3}"},
    {"current_country", NULL, "United States"},
    {"current_country_code", NULL, "US"},
    {"military_apo", NULL, "PSC [0-9]{4}, Box [0-9]{4}"},
    {"military_dpo", NULL, "Unit [0-9]{4} Box [0-9]{4}"},
    {"postalcode", NULL, POSTCODE},
    {"postalcode_plus4", NULL, POSTCODE "-[0-9]{4}"},
    {"postcode", NULL, POSTCODE},
    {"postcode_in_state", "{\"state_abbr\": \"RI\"}", "02[89][0-9]{2}"},
    {"secondary_address", NULL, "(Apt[.]|Suite) [0-9]{3}"},
    {"state_abbr", NULL, "[A-Z]{2}"},
    {"street_address", NULL, HOUSE FLAT},
    {"street_name", NULL, WORD " " WORD},
    {"zipcode_plus4", NULL, POSTCODE "-[0-9]{4}"},
    {"color", NULL, "#[0-9a-f]{6}"},
    {"color", "{\"color_format\": \"rgb\"}", "rgb[(]" OCTET ", " OCTET ", " OCTET "[)]"},
    {"color", "{\"color_format\": \"hsv\"}", "hsv[(][0-9]{1,3}, [0-9]{1,3}, [0-9]{1,3}[)]"},
    {"color_name", NULL, "[A-Z][A-Za-z]+"},
    {"hex_color", NULL, "#[0-9a-f]{6}"},
    {"rgb_color", NULL, OCTET "," OCTET "," OCTET},
    {"rgb_css_color", NULL, "rgb[(]" OCTET "," OCTET "," OCTET "[)]"},
    {"safe_hex_color", NULL, "#([0-9a-f])\\2([0-9a-f])\\3([0-9a-f])\\4"},
    {"company", NULL, WORD "( (Inc|and Sons|LLC|Group|PLC|Ltd)|-" WORD "|, " WORD " and " WORD ")"},
    {"bs", NULL, "[a-z][A-Za-z0-9/ -]+"},
    {"catch_phrase", NULL, "[A-Z][A-Za-z0-9/ ().-]+"},
    {"file_extension", "{\"category\": \"audio\"}", "(flac|mp3|wav)"},
    {"file_name", NULL, "[A-Za-z-]+[.][a-z0-9]+"},
    {"file_name", "{\"extension\": \"\"}", "[A-Za-z-]+"},
    {"file_name", "{\"extension\": \"x.y\"}", "[A-Za-z-]+[.]x[.]y"},
    {"file_path", NULL, "/[A-Za-z-]+/[A-Za-z-]+[.][a-z0-9]+"},
    {"file_path", "{\"depth\": 2, \"absolute\": false, \"extension\": []}",
     "[A-Za-z-]+/[A-Za-z-]+/[A-Za-z-]+"},
    {"file_path", "{\"depth\": 0, \"extension\": [\"a\", \"b\"]}", "/[A-Za-z-]+[.][ab]"},
    {"file_path", "{\"depth\": 1, \"file_system_rule\": \"windows\"}",
     "C:\\\\[A-Za-z-]+\\\\[A-Za-z-]+[.][a-z0-9]+"},
    {"file_path", "{\"depth\": 2, \"allowed_path_traversal_elements\": [\"..\"]}",
     "/([A-Za-z-]+|[.][.])/([A-Za-z-]+|[.][.])/[A-Za-z-]+[.][a-z0-9]+"},
    {"mime_type", NULL, "[a-z]+/[A-Za-z0-9.+-]+"},
    {"mime_type", "{\"category\": \"text\"}", "text/[a-z0-9.+-]+"},
    {"unix_device", NULL, "/dev/(sd|vd|xvd)[a-z]"},
    {"unix_partition", "{\"prefix\": \"hd\"}", "/dev/hd[a-z][0-9]"},
    {"ascii_company_email", NULL, ACCOUNT "@" LABEL "[.]" TLD},
    {"ascii_email", NULL, ACCOUNT "@(gmail[.]com|yahoo[.]com|hotmail[.]com|" LABEL "[.]" TLD ")"},
    {"company_email", NULL, ACCOUNT "@" LABEL "[.]" TLD},
    {"dga", NULL, "[a-y]{2,63}[.]" TLD},
    {"domain_name", NULL, LABEL "[.]" TLD},
    {"domain_name", "{\"levels\": 3}", LABEL "[.]" LABEL "[.]" LABEL "[.]" TLD},
    {"domain_word", NULL, LABEL},
    {"email", NULL, ACCOUNT "@example[.](com|net|org)"},
    {"email", "{\"safe\": false}",
     ACCOUNT "@(gmail[.]com|yahoo[.]com|hotmail[.]com|" LABEL "[.]" TLD ")"},
    {"email", "{\"domain\": \"Dore.Example\"}", ACCOUNT "@dore[.]example"},
    {"free_email", NULL, ACCOUNT "@(gmail|yahoo|hotmail)[.]com"},
    {"hostname", NULL, "(db|srv|desktop|laptop|lt|email|web)-[0-9]{2}[.]" LABEL "[.]" TLD},
    {"hostname", "{\"levels\": 0}", "(db|srv|desktop|laptop|lt|email|web)-[0-9]{2}"},
    {"iana_id", NULL, "[1-9][0-9]{0,6}"},
    {"image_url", NULL, "https://[a-z.]+/[0-9]{1,4}[x/][0-9]{1,4}"},
    {"image_url", "{\"width\": 20, \"height\": 30, \"placeholder_url\": \"a{height}b{width}{c}\"}",
     "a30b20[{]c[}]"},
    {"ipv4", NULL, OCTETS},
    {"ipv4", "{\"network\": true}", OCTETS "/(3[0-2]|[12]?[0-9])"},
    {"ipv4_network_class", NULL, "[abc]"},
    {"ipv4_private", NULL,
     "(10[.]" OCTET "|172[.](1[6-9]|2[0-9]|3[01])|192[.]168)[.]" OCTET "[.]" OCTET},
    {"ipv4_private", "{\"address_class\": \"b\"}",
     "172[.](1[6-9]|2[0-9]|3[01])[.]" OCTET "[.]" OCTET},
    {"ipv4_public", "{\"address_class\": \"c\"}", "(19[2-9]|2[01][0-9]|22[0-3])[.].*"},
    {"ipv6", NULL, "[0-9a-f:]{3,39}"},
    {"mac_address", NULL, "([0-9a-f]{2}:){5}[0-9a-f]{2}"},
    {"nic_handle", NULL, "[A-Z]{2,4}[1-9]{1,5}-FAKE"},
    {"nic_handle", "{\"suffix\": \"ab?#\"}", "[A-Z]{2,4}[1-9]{1,5}-AB[A-Z][0-9]"},
    {"nic_handles", "{\"count\": 2}",
     "\\[\"[A-Z]{2,4}[1-9]{1,5}-[A-Z]{4}\",\"[A-Z]{2,4}[1-9]{1,5}-[A-Z]{4}\"\\]"},
    {"ripe_id", NULL, "ORG-[A-Z]{2,4}[1-9]{1,5}-RIPE"},
    {"safe_email", NULL, ACCOUNT "@example[.](com|net|org)"},
    {"sentence", "{\"ext_word_list\": [\"TV-éÉ\", \"d'arT\"]}",
     "(Tv-Éé|D'Art)( (TV-éÉ|d'arT)){2,7}[.]"},
    {"slug", "{\"value\": \"  \\u00c5ngstr\\u00f6m's \\u2014 caf\\u00e9--bar_9 - \"}",
     "angstroms-cafe-bar_9-"},
    {"uri", NULL,
     "https?://(www[.])?" LABEL "[.]" TLD "/(" PATH_WORD "/){0,2}" PATH_WORD
     "[.](html?|php|jsp|asp)"},
    {"uri_path", NULL, PATH_WORD "(/" PATH_WORD "){0,2}"},
    {"uri_path", "{\"deep\": 4}", PATH_WORD "(/" PATH_WORD "){3}"},
    {"url", NULL, "https?://(www[.])?" LABEL "[.]" TLD "/"},
    {"url", "{\"schemes\": []}", "://(www[.])?" LABEL "[.]" TLD "/"},
    {"url", "{\"schemes\": [\"ftp\", \"gopher\"]}", "(ftp|gopher)://.*/"},
    {"user_name", NULL, ACCOUNT},
    {"name", NULL, "((Mr|Mrs|Ms|Dr)[.] |Miss )?" WORD " " WORD "( (Jr[.]|[IV]+|MD|DDS|PhD|DVM))?"},
    {"name_nonbinary", NULL,
     "((Mx|Ind|Misc|Dr)[.] )?" WORD " " WORD "( (Jr[.]|[IV]+|MD|DDS|PhD|DVM))?"},
    {"basic_phone_number", NULL,
     "([2-9][0-9]{2}[2-9][0-9]{6}|[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4}"
     "|[(][2-9][0-9]{2}[)][2-9][0-9]{2}-[0-9]{4})"},
    {"country_calling_code", NULL, "[+][0-9]+( [0-9]+)*"},
    {"msisdn", NULL, "[0-9]{13}"},
    {"phone_number", NULL,
     "([+]1-|001-)?[(]?[2-9][0-9]{2}[).-]?[2-9][0-9]{2}[.-]?[0-9]{4}(x[0-9]{3,5})?"},
    {"ein", NULL, "[0-9]{2}-[0-9]{7}"},
    {"itin", NULL, "9[0-9]{2}-(7[0-9]|8[0-8]|9[0-24-9])-[0-9]{4}"},
    {"ssn", "{\"taxpayer_identification_number_type\": \"EIN\"}", "[0-9]{2}-[0-9]{7}"},
    {"android_platform_token", NULL, ANDROID},
    {"chrome", NULL, CHROME},
    {"chrome", NULL, ".* AppleWebKit/([0-9.]+) .* Safari/\\2"},
    {"chrome", "{\"version_from\": 70, \"version_to\": 70, \"build_from\": 1, \"build_to\": 2}",
     ".*(Chrome|CriOS)/70[.]0[.][12][.]0 .*"},
    {"firefox", NULL, FIREFOX},
    {"internet_explorer", NULL, EXPLORER},
    {"ios_platform_token", NULL, IOS},
    {"ios_platform_token", NULL, "(.*); CPU \\2 OS .*"},
    {"linux_platform_token", NULL, LINUX},
    {"mac_platform_token", NULL, MAC},
    {"opera", NULL, OPERA},
    {"safari", NULL, SAFARI},
    {"safari", NULL, ".* AppleWebKit/([0-9.]+) .* Safari/6?\\2"},
    {"user_agent", NULL, "(" CHROME "|" FIREFOX "|" SAFARI "|" OPERA "|" EXPLORER ")"},
    {"windows_platform_token", NULL, WINDOWS},
};

enum { ROWS = 2000 };

START_TEST(test_shape) {
    struct fixture fixture;
    regex_t shape;
    fixture_open(&fixture, cases[_i].method, cases[_i].params);
    /* The shape is group 1, so that back references count from 2. */
    const char *whole = dore_arena_format(&fixture.plan, "^(%s)$", cases[_i].shape);
    ck_assert_int_eq(regcomp(&shape, whole, REG_EXTENDED), 0);
    for (uint64_t row = 0; row < ROWS; row++) {
        const char *text = fixture_text(&fixture, row);
        ck_assert_msg(regexec(&shape, text, 0, NULL, 0) == 0, "%s %s: row %llu: %s",
                      cases[_i].method, cases[_i].params ? cases[_i].params : "",
                      (unsigned long long)row, text);
    }
    regfree(&shape);
    fixture_close(&fixture);
}
END_TEST

Suite *suite_faker_shapes(void) {
    Suite *suite = suite_create("faker_shapes");
    TCase *shapes = tcase_create("shapes");
    tcase_set_timeout(shapes, 60);
    tcase_add_loop_test(shapes, test_shape, 0, (int)(sizeof cases / sizeof *cases));
    suite_add_tcase(suite, shapes);
    return suite;
}
