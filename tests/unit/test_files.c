/* SPDX-License-Identifier: Apache-2.0
 *
 * src/manifest/files.c: refs between files, their limits and places.
 */
#include "manifest_tools.h"

Suite *suite_files(void);

static struct dore_arena arena;
static struct dore_diags diags;

static void set_up(void) {
    diags = (struct dore_diags){.arena = &arena};
}

static void tear_down(void) {
    dore_arena_release(&arena);
}

static const struct dore_manifest *load(struct memory_file *files, struct dore_variable *variable,
                                        size_t count) {
    struct dore_reader reader = memory_reader(files);
    return dore_manifest_load(&arena, &reader, files[0].path, variable, count, &diags);
}

static const char attribute[] = "{\"value\": {\"faker\": {\"name\": {}}}}";

START_TEST(refs_inside_refs) {
    struct memory_file files[] = {
        {"in/shop.json",
         "{\"id\": \"shop\", \"datastores\": {\"d\": {\"ref\": \"../stores/d.json\"}},\n"
         " \"models\": {\"m\": {\"ref\": \"models/{{which}}.json\"},\n"
         " \"k\": {\"ref\": \"/abs/k.json\"}}}",
         NULL},
        {"in/../stores/d.json",
         "{\"protocol\": \"mysql\", \"properties\": {\"database\": \"x\", \"host\": \"{{h}}\"}}",
         NULL},
        {"in/models/m.json",
         "{\"records\": 1, \"datastore\": \"d\",\n \"properties\": {\"tableName\": \"t\"},\n"
         " \"attributes\": {\"a\": {\"ref\": \"a.json\"}, \"b\": {\"ref\": \"./a.json\"}}}",
         NULL},
        {"in/models/a.json",
         "\n{\"properties\": {\"columnName\": \"c\", \"columnType\": \"TEXT\"},\n"
         " \"value\": {\"faker\": {\"name\": {}}}}",
         "same"},
        {"in/models/./a.json",
         "{\"properties\": {\"columnName\": \"e\", \"columnType\": \"TEXT\"},\n"
         " \"value\": {\"faker\": {\"name\": {}}}}",
         "same"},
        {"/abs/k.json",
         "{\"persistence\": \"NO_PERSIST\", \"attributes\": {\"a\": {\"ref\": \"a.json\"}}}", NULL},
        {"/abs/a.json", attribute, NULL},
        {0}};
    struct dore_variable which = {.name = "which", .value = DORE_STR("m")};
    const struct dore_manifest *manifest = load(files, &which, 1);
    ck_assert_str_eq(report(&arena, &diags), "");
    ck_assert(which.used);
    ck_assert_uint_eq(manifest->model_count, 2);
    const struct dore_model *model = &manifest->model[0];
    ck_assert_str_eq(model->id, "m");
    ck_assert_str_eq(model->where.file, "in/models/m.json");
    ck_assert_str_eq(model->where.path, "$.models.m");
    ck_assert_str_eq(model->slot[DORE_SLOT_NAME], "t");
    ck_assert_ptr_eq(model->datastore, &manifest->datastore[0]);
    ck_assert_str_eq(model->datastore->where.file, "in/../stores/d.json");
    ck_assert_uint_eq(model->attribute_count, 2);
    const struct dore_attribute *a = &model->attribute[0];
    ck_assert_str_eq(a->id, "a");
    ck_assert_str_eq(a->where.file, "in/models/a.json");
    ck_assert_uint_eq(a->where.line, 2);
    ck_assert_str_eq(a->slot_where[DORE_SLOT_TYPE].path,
                     "$.models.m.attributes.a.properties.columnType");
    ck_assert_str_eq(a[1].slot[DORE_SLOT_NAME], "e");
    ck_assert_str_eq(manifest->model[1].attribute[0].spec->where.file, "/abs/a.json");
    ck_assert_uint_eq(manifest->model[1].persistence, DORE_NO_PERSIST);
}
END_TEST

START_TEST(a_circle_prints_its_chain) {
    struct memory_file files[] = {
        {"shop.json",
         "{\"id\": \"x\", \"datastores\": {}, \"models\": {\"m\": {\"ref\": \"m.json\"}}}", NULL},
        {"m.json",
         "{\"persistence\": \"NO_PERSIST\", \"attributes\": {\n  \"a\": {\"ref\": \"a.json\"}}}",
         NULL},
        {"a.json", "{\"ref\": \"b.json\"}", NULL},
        {"b.json", "{\"ref\": \"link.json\"}", NULL},
        {"link.json", "{}", "a.json"},
        {0}};
    const struct dore_manifest *manifest = load(files, NULL, 0);
    ck_assert_str_eq(report(&arena, &diags),
                     "E206 b.json:1:9 $.models.m.attributes.a.ref: files refer to each other in a "
                     "circle: a.json -> b.json -> a.json\n");
    ck_assert_ptr_nonnull(manifest);
    ck_assert_ptr_null(manifest->model[0].attribute[0].generator);
    ck_assert(!manifest->model[0].broken);
}
END_TEST

START_TEST(a_manifest_may_not_be_its_own_part) {
    struct memory_file files[] = {
        {"shop.json",
         "{\"id\": \"x\", \"datastores\": {}, \"models\": {\"m\": {\"ref\": \"shop.json\"}}}",
         NULL},
        {0}};
    const struct dore_manifest *manifest = load(files, NULL, 0);
    ck_assert_str_eq(report(&arena, &diags),
                     "E206 shop.json:1:55 $.models.m.ref: files refer to each other in a circle: "
                     "shop.json -> shop.json\n");
    ck_assert(manifest->model[0].broken);
}
END_TEST

/* One ref each, and the report of it alone. */
static const struct {
    const char *ref, *file, *report;
} faults[] = {
    {"{\"ref\": \"no.json\"}", "", "E201 shop.json:2:9 $.models.m.ref: no file 'no.json'\n"},
    {"{\"ref\": 7}", "",
     "E303 shop.json:2:9 $.models.m.ref: 'ref' must be a string, not a number; write {\"ref\": "
     "\"file.json\"}\n"},
    {"{\"ref\": \"\"}", "", "E316 shop.json:2:9 $.models.m.ref: 'ref' is empty\n"},
    {"{\"ref\": \"a\\u0000b\"}", "", "E506 shop.json:2:9 $.models.m.ref: 'ref' holds U+0000\n"},
    {"{\"ref\": \"{{unset}}\"}", "",
     "E208 shop.json:2:9 $.models.m.ref: variable 'unset' has no value; add --var unset=VALUE\n"},
    {"{\"records\": 1, \"ref\": \"m.json\"}",
     "{\"persistence\": \"NO_PERSIST\", \"attributes\": {\"a\": {\"value\": {\"ref\": \"m.a\"}}}}",
     "E301 shop.json:2:2 $.models.m.records: 'records' cannot stand beside 'ref'; write it into "
     "that file\n"},
    {"{\"ref\": \"m.json\"}", "[1]",
     "E303 m.json:1:1 $.models.m: a model must be an object, not an array\n"},
    {"{\"ref\": \"m.json\"}", "{\n \"records\": 01}",
     "E203 m.json:2:13 $.models.m.records: a number begins with a zero; leave the zero out, or "
     "quote the text\n"},
    {"{\"ref\": \"m.json\"}", "", "E203 m.json:1:1 $.models.m: the text is empty\n"},
    {"{\"ref\": \"m.json\"}",
     "{\"persistence\": \"NO_PERSIST\",\n \"colour\": 1, \"attributes\": {\"a\": {\"value\": "
     "{\"ref\": \"m.a\"}}}}",
     "E301 m.json:2:2 $.models.m.colour: 'colour' is not a key of a model\n"},
};

START_TEST(reports_faults_where_they_are) {
    const char *text = dore_arena_format(
        &arena, "{\"id\": \"x\", \"datastores\": {}, \"models\": {\"m\":\n%s}}", faults[_i].ref);
    struct memory_file files[] = {
        {"shop.json", text, NULL}, {"m.json", faults[_i].file, NULL}, {0}};
    ck_assert_ptr_nonnull(load(files, NULL, 0));
    ck_assert_str_eq(report(&arena, &diags), faults[_i].report);
}
END_TEST

START_TEST(an_unreadable_manifest_is_nothing) {
    struct memory_file files[] = {{"-", "[]", NULL}, {0}};
    ck_assert_ptr_null(load(files, NULL, 0));
    ck_assert_str_eq(report(&arena, &diags),
                     "E303 <stdin>:1:1 $: a manifest must be an object, not an array\n");
    set_up();
    files[0].text = "{";
    ck_assert_ptr_null(load(files, NULL, 0));
    ck_assert_uint_eq(diags.list[0].code, DORE_E_JSON_SYNTAX);
    ck_assert_ptr_null(diags.sources);
}
END_TEST

/* Files 0.json -> 1.json -> ... without end. */
static bool read_endless(void *context, const char *path, struct dore_where where,
                         struct dore_arena *memory, struct dore_diags *to, struct dore_str *text,
                         const char **identity) {
    unsigned *count = context;
    (void)where, (void)to;
    *identity = path;
    text->text = *count == 0 ? "{\"id\": \"x\", \"datastores\": {}, \"models\": {\"m\": {\"ref\": "
                               "\"1.json\"}}}"
                             : dore_arena_format(memory, "{\"ref\": \"%u.json\"}", *count + 1);
    text->size = strlen(text->text);
    ++*count;
    return true;
}

START_TEST(chains_have_an_end) {
    unsigned count = 0;
    struct dore_reader reader = {.context = &count, .read = read_endless};
    dore_manifest_load(&arena, &reader, "0.json", NULL, 0, &diags);
    ck_assert_uint_eq(count, DORE_MAX_REF_FILES + 1);
    ck_assert_uint_eq(diags.errors, 1);
    ck_assert_uint_eq(diags.list[0].code, DORE_E_FILE_LIMIT);
    ck_assert_str_eq(diags.list[0].where.file, "256.json");
}
END_TEST

Suite *suite_files(void) {
    Suite *suite = suite_create("files");
    TCase *tests = tcase_create("files");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, refs_inside_refs);
    tcase_add_test(tests, a_circle_prints_its_chain);
    tcase_add_test(tests, a_manifest_may_not_be_its_own_part);
    tcase_add_loop_test(tests, reports_faults_where_they_are, 0,
                        (int)(sizeof faults / sizeof *faults));
    tcase_add_test(tests, an_unreadable_manifest_is_nothing);
    tcase_add_test(tests, chains_have_an_end);
    suite_add_tcase(suite, tests);
    return suite;
}
