/* SPDX-License-Identifier: Apache-2.0
 *
 * What shards say of themselves, and what is refused of it. That good ones join is tested with the
 * program (tests/shard).
 */
#include "plan_fixture.h"

#include <check.h>
#include <xxhash.h>

#include "dore/bundle.h"

Suite *suite_join(void);

#define MANIFEST "{\"id\": \"x\", \"datastores\": {}, \"models\": {}}\n"

/* bundle.json is this text with the manifest's digest in place of DIGEST. */
#define ABOUT                                                                                      \
    "\"format\": 1, \"version\": \"1\", \"dataVersion\": 1, \"manifest\": {\"id\": \"x\", "        \
    "\"xxh128\": \"DIGEST\"}, \"seed\": 1, \"scale\": \"1\", \"steps\": [\"data\"], "              \
    "\"drop\": false, \"files\": []"
static const struct {
    const char *index;
    enum dore_code code;
} cases[] = {
    {"", DORE_E_BUNDLE},
    {"[]", DORE_E_BUNDLE},
    {"{\"files\": {}}", DORE_E_BUNDLE},
    {"{\"files\": [], \"manifest\": {\"xxh128\": \"00\"}}", DORE_E_BUNDLE},
    {"{" ABOUT ", \"now\": \"2026-01-01\"}", DORE_E_SHARDS},
    {"{" ABOUT ", \"now\": \"2026-01-01\", \"shard\": 1}", DORE_E_SHARDS},
    {"{" ABOUT ", \"now\": \"2026-01-01\", \"shard\": {\"number\": 0, \"of\": 1}}", DORE_E_SHARDS},
    {"{" ABOUT ", \"now\": \"2026-01-01\", \"shard\": {\"number\": 3, \"of\": 2}}", DORE_E_SHARDS},
    {"{" ABOUT ", \"now\": \"2026-01-01\", \"shard\": {\"number\": 1, \"of\": 2}}", DORE_E_SHARDS},
    {"{" ABOUT ", \"now\": \"someday\", \"shard\": {\"number\": 1, \"of\": 1}}", DORE_E_BUNDLE},
    {"{" ABOUT ", \"now\": \"2026-01-01\", \"shard\": {\"number\": 1, \"of\": 1}}", DORE_OK},
};

static void put_file(struct dore_arena *arena, const char *folder, const char *name,
                     const char *text) {
    fixture_write(dore_arena_format(arena, "%s/%s", folder, name), text);
}

static void put_index(struct dore_arena *arena, const char *folder, const char *text) {
    XXH128_canonical_t canonical;
    char digest[2 * sizeof canonical.digest + 1] = {0};
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(MANIFEST, strlen(MANIFEST)));
    dore_print_hex(digest, canonical.digest, sizeof canonical.digest);
    const char *mark = strstr(text, "DIGEST");
    if (mark)
        text = dore_arena_format(arena, "%.*s%s%s", (int)(mark - text), text, digest,
                                 mark + strlen("DIGEST"));
    put_file(arena, folder, "bundle.json", text);
}

START_TEST(an_index_is_refused_or_not) {
    struct dore_arena arena = {0};
    struct dore_diags diags = {.arena = &arena};
    const char *folder = fixture_folder(&arena);
    put_file(&arena, folder, "manifest.json", MANIFEST);
    put_index(&arena, folder, cases[_i].index);
    struct dore_shards shards;
    bool good = dore_shards_open(&shards, &arena, &folder, 1, "1", &diags);
    dore_shards_close(&shards);
    if (cases[_i].code == DORE_OK) {
        ck_assert_msg(good, "%s", diags.count ? diags.list[0].message : "");
        ck_assert_ptr_nonnull(shards.plan);
        ck_assert_uint_eq(diags.count, 0);
    } else {
        ck_assert(!good);
        ck_assert_uint_eq(diags.count, 1);
        ck_assert_msg(diags.list[0].code == cases[_i].code, "%s", diags.list[0].message);
    }
    remove(dore_arena_format(&arena, "%s/manifest.json", folder));
    remove(dore_arena_format(&arena, "%s/bundle.json", folder));
    remove(folder);
    dore_arena_release(&arena);
}
END_TEST

START_TEST(another_version_is_refused) {
    struct dore_arena arena = {0};
    struct dore_diags diags = {.arena = &arena};
    const char *folder = fixture_folder(&arena);
    put_file(&arena, folder, "manifest.json", MANIFEST);
    put_index(&arena, folder, cases[sizeof cases / sizeof *cases - 1].index);
    struct dore_shards shards;
    ck_assert(!dore_shards_open(&shards, &arena, &folder, 1, "2", &diags));
    dore_shards_close(&shards);
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_int_eq(diags.list[0].code, DORE_E_SHARDS);
    remove(dore_arena_format(&arena, "%s/manifest.json", folder));
    remove(dore_arena_format(&arena, "%s/bundle.json", folder));
    remove(folder);
    dore_arena_release(&arena);
}
END_TEST

Suite *suite_join(void) {
    Suite *suite = suite_create("join");
    TCase *tcase = tcase_create("join");
    tcase_add_loop_test(tcase, an_index_is_refused_or_not, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tcase, another_version_is_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
