/* SPDX-License-Identifier: Apache-2.0
 *
 * src/manifest: the graph that a good manifest gives, the report that a bad one gets, and what
 * bundles carry. Texts of manifests are templates: see struct fault.
 */
#include "manifest_tools.h"

Suite *suite_manifest(void);

static struct dore_arena arena;
static struct dore_diags diags;
static struct dore_variable given[3];

static void set_up(void) {
    struct dore_variable values[] = {{.name = "n", .value = DORE_STR("12")},
                                     {.name = "word", .value = DORE_STR("s3cret")},
                                     {.name = "text", .value = DORE_STR("a {{n}} \"b\"")}};
    memcpy(given, values, sizeof given);
    diags = (struct dore_diags){.arena = &arena};
}

static void tear_down(void) {
    dore_arena_release(&arena);
}

static const struct dore_manifest *load_with(const char *text, size_t variable_count) {
    struct memory_file files[] = {{"m.json", text, NULL}, {0}};
    struct dore_reader reader = memory_reader(files);
    return dore_manifest_load(&arena, &reader, "m.json", given, variable_count, &diags);
}

static const struct dore_manifest *load(const char *text) {
    return load_with(text, sizeof given / sizeof *given);
}

/* ---- a good one ----------------------------------------------------------------------------- */

static const char good[] =
    "{\"id\": \"caf\\u00e9 & co\", \"seed\": -7, \"now\": \"2026-01-31T12:00:00+01:00\",\n"
    " \"datastores\": {\n"
    "  \"my\": {\"protocol\": \"MariaDB\", \"properties\": {\"database\": \"shop\", \"host\": "
    "\"h\",\n"
    "    \"port\": 3306, \"user\": \"{{u}}\", \"password\": {\"x\": [\"{{p\"]}}},\n"
    "  \"pg\": {\"protocol\": \"PostgreSQL\", \"properties\": {\"database\": \"{{word}}\"}},\n"
    "  \"es\": {\"protocol\": \"OpenSearch\"}},\n"
    " \"models\": {\n"
    "  \"b\": {\"records\": \"{{n}}\", \"datastore\": \"pg\",\n"
    "    \"properties\": {\"tableName\": \"T\", \"schemaName\": \"S\", \"load\": \"insert\"},\n"
    "    \"attributes\": {\n"
    "      \"y\": {\"value\": {\"ref\": \"c.x\"},\n"
    "        \"properties\": {\"columnType\": \"INT\", \"columnName\": \"Y\"}},\n"
    "      \"x\": {\"properties\": {\"columnName\": \"X\", \"columnType\": \"INT\"},\n"
    "        \"value\": {\"faker\": {\"pyint\": {\"min_value\": \"{{n}}\"}}}}}},\n"
    "  \"a\": {\"records\": 1e2, \"datastore\": \"es\", \"persistence\": \"FULL\",\n"
    "    \"properties\": {\"indexName\": \"i\"},\n"
    "    \"attributes\": {\"x\": {\n"
    "      \"properties\": {\"fieldName\": \"f\", \"fieldType\": {\"type\": \"keyword\"}},\n"
    "      \"value\": {\"selector\": {\"random\": {\"items\": [\"{{text}}\", \"{{n}}\", 5]}}}}}},\n"
    "  \"c\": {\"records\": 0, \"persistence\": \"MEMORY_ONLY\",\n"
    "    \"attributes\": {\"x\": {\"value\": {\"faker\": {\"name\": {}}}}}},\n"
    "  \"d\": {\"persistence\": \"NO_PERSIST\", \"datastore\": \"my\",\n"
    "    \"attributes\": {\"x\": {\"properties\": {\"fieldName\": \"deep\"},\n"
    "      \"value\": {\"composite\": {\"ref\": \"c\"}}}}}}}";

START_TEST(builds_the_graph) {
    const struct dore_manifest *manifest = load(good);
    ck_assert_str_eq(report(&arena, &diags), "");
    ck_assert_str_eq(manifest->id, "caf\xc3\xa9 & co");
    ck_assert(manifest->has_seed && manifest->seed == -7);
    ck_assert(manifest->has_now);
    ck_assert_int_eq(manifest->now, INT64_C(1769857200000000));
    ck_assert_uint_eq(manifest->datastore_count, 3);
    ck_assert_str_eq(manifest->datastore[0].protocol, "mysql");
    ck_assert_str_eq(manifest->datastore[0].database, "shop");
    ck_assert_str_eq(manifest->datastore[1].protocol, "postgres");
    ck_assert_str_eq(manifest->datastore[1].database, "s3cret");
    ck_assert_str_eq(manifest->datastore[2].protocol, "elasticsearch7");
    ck_assert_ptr_null(manifest->datastore[2].database);
    ck_assert_uint_eq(manifest->model_count, 4);

    const struct dore_model *b = &manifest->model[0], *a = b + 1, *c = b + 2, *d = b + 3;
    ck_assert_str_eq(b->id, "b");
    ck_assert_uint_eq(b->records, 12);
    ck_assert_ptr_eq(b->datastore, &manifest->datastore[1]);
    ck_assert_str_eq(b->format->name, "postgres");
    ck_assert_str_eq(b->format->style, "insert");
    ck_assert_str_eq(b->slot[DORE_SLOT_NAME], "T");
    ck_assert_str_eq(b->slot[DORE_SLOT_SPACE], "S");
    ck_assert_uint_eq(b->records_where.line, 8);
    ck_assert_uint_eq(b->attribute_count, 2);
    ck_assert_str_eq(b->attribute[0].id, "y");
    ck_assert_str_eq(b->attribute[0].generator->word, "ref");
    ck_assert_str_eq(b->attribute[0].spec->text.text, "c.x");
    ck_assert_str_eq(b->attribute[0].slot[DORE_SLOT_NAME], "Y");
    ck_assert_str_eq(b->attribute[0].slot[DORE_SLOT_TYPE], "INT");
    ck_assert_uint_eq(b->attribute[0].slot_where[DORE_SLOT_TYPE].line, 12);

    ck_assert_uint_eq(a->index, 1);
    ck_assert_uint_eq(a->records, 100);
    ck_assert_ptr_null(a->attribute[0].slot[DORE_SLOT_TYPE]);
    ck_assert_str_eq(a->attribute[0].mapping->first->key, "type");
    ck_assert_str_eq(a->attribute[0].generator->word, "selector");

    ck_assert_uint_eq(c->persistence, DORE_MEMORY_ONLY);
    ck_assert_uint_eq(c->records, 0);
    ck_assert_ptr_null(c->datastore);
    ck_assert_ptr_null(c->format);
    ck_assert_uint_eq(d->persistence, DORE_NO_PERSIST);
    ck_assert_ptr_null(d->datastore);
    ck_assert_str_eq(d->attribute[0].slot[DORE_SLOT_NAME], "deep");
}
END_TEST

START_TEST(the_resolved_manifest_says_the_same) {
    const struct dore_manifest *first = load(good);
    struct dore_buf one = {0}, two = {0};
    dore_node_write(first->resolved, 2, &one);
    dore_buf_putc(&one, '\0');
    static const char *const kept[] = {"\"database\": \"s3cret\"", "\"records\": 12,",
                                       "a {{{{n}} \\\"b\\\"", "\"protocol\": \"MariaDB\""};
    static const char *const dropped[] = {"host", "port", "3306", "user", "password", "{{u}}"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        ck_assert_msg(strstr(one.data, kept[i]) != NULL, "%s\n%s", kept[i], one.data);
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        ck_assert_msg(strstr(one.data, dropped[i]) == NULL, "%s\n%s", dropped[i], one.data);

    diags = (struct dore_diags){.arena = &arena};
    const struct dore_manifest *second = load_with(one.data, 0);
    ck_assert_str_eq(report(&arena, &diags), "");
    dore_node_write(second->resolved, 2, &two);
    dore_buf_putc(&two, '\0');
    ck_assert_str_eq(one.data, two.data);
    const struct dore_node *minimum = second->model[0].attribute[1].spec->first->first;
    int64_t value;
    ck_assert(minimum->kind == DORE_NODE_STRING && dore_node_integer(minimum, &value));
    ck_assert_int_eq(value, 12);
    const struct dore_node *items = second->model[1].attribute[0].spec->first->first;
    ck_assert_str_eq(items->first->text.text, "a {{n}} \"b\"");
    ck_assert_str_eq(items->first->next->text.text, "12");
    ck_assert_uint_eq(items->first->next->kind, DORE_NODE_STRING);
    dore_buf_release(&one);
    dore_buf_release(&two);
}
END_TEST

/* ---- faults --------------------------------------------------------------------------------- */

/* Where the text goes: into the top level, the datastores, the models, the properties of a
 * datastore, a full model, a model in memory, its attribute, its value. */
enum place { TOP, STORES, MODELS, CONNECTION, FULL, MEMORY, ATTRIBUTE, VALUE };

static const char *const templates[] = {
    [TOP] = "{\n%s}",
    [STORES] =
        "{\"id\": \"x\", \"models\": {\"m\": {\"persistence\": \"NO_PERSIST\", \"attributes\": "
        "{\"a\": {\"value\": {\"faker\": {\"name\": {}}}}}}}, \"datastores\": {\n%s}}",
    [MODELS] = "{\"id\": \"x\", \"datastores\": {\"d\": {\"protocol\": \"mysql\", \"properties\": "
               "{\"database\": \"db\"}}, \"es\": {\"protocol\": \"elasticsearch8\"}}, \"models\": "
               "{\n%s}}",
    [CONNECTION] = "{\"id\": \"x\", \"models\": {\"m\": {\"persistence\": \"NO_PERSIST\", "
                   "\"attributes\": {\"a\": {\"value\": {\"faker\": {\"name\": {}}}}}}}, "
                   "\"datastores\": {\"d\": {\"protocol\": \"mysql\", \"properties\": {\n%s}}}}",
    [FULL] =
        "{\"id\": \"x\", \"datastores\": {\"store\": {\"protocol\": \"mysql\", \"properties\": "
        "{\"database\": \"db\"}}}, \"models\": {\"m\": {\n%s}}}",
    [MEMORY] = "{\"id\": \"x\", \"datastores\": {}, \"models\": {\"m\": {\"persistence\": "
               "\"MEMORY_ONLY\",\n%s}}}",
    [ATTRIBUTE] = "{\"id\": \"x\", \"datastores\": {}, \"models\": {\"m\": {\"persistence\": "
                  "\"MEMORY_ONLY\", \"records\": 1, \"attributes\": {\"a\": {\n%s}}}}}",
    [VALUE] = "{\"id\": \"x\", \"datastores\": {}, \"models\": {\"m\": {\"persistence\": "
              "\"MEMORY_ONLY\", \"records\": 1, \"attributes\": {\"a\": {\"value\": {\n%s}}}}}}",
};

#define WRITTEN "\"records\": 1, \"datastore\": \"store\", \"properties\": {\"tableName\": \"t\"}"
#define COLUMN                                                                                     \
    "\"a\": {\"properties\": {\"columnName\": \"c\", \"columnType\": \"INT\"}, \"value\": "        \
    "{\"faker\": {\"name\": {}}}}"
#define VALUE_A "\"attributes\": {\"a\": {\"value\": {\"faker\": {\"name\": {}}}}}"
#define WHOLE "'records' must be a whole number from 0 to 9223372036854775807"
#define BAD_ID "an id begins with a letter a-z or A-Z and has neither dots nor control characters"
#define NO_RECORDS "a model needs 'records'; add \"records\": 100"

static const struct fault {
    enum place place;
    const char *text;
    const char *report; /* without file names; every place is in line 2 unless it says so */
} faults[] = {
    /* top level */
    {TOP, "",
     "E302 1:1 $: a manifest needs 'id'\nE302 1:1 $: a manifest needs 'datastores'\n"
     "E302 1:1 $: a manifest needs 'models'\n"},
    {TOP, "\"id\": \"x\", \"datastores\": {}, \"models\": {}",
     "W315 2:40 $.models: the manifest has no models\n"},
    {TOP, "\"id\": \"x\", \"datastores\": {}, \"model\": {}",
     "E301 2:30 $.model: 'model' is not a key of a manifest; write 'models'\n"},
    {TOP, "\"id\": \"x\", \"datastores\": {}, \"models\": {}, \"comment\": 1, \"sed\": 4",
     "W315 2:40 $.models: the manifest has no models\n"
     "W315 2:44 $.comment: 'comment' is not a key of a manifest and is ignored\n"
     "E301 2:58 $.sed: 'sed' is not a key of a manifest; write 'seed'\n"},
    {TOP, "\"id\": 5, \"datastores\": [], \"models\": null",
     "E303 2:7 $.id: 'id' must be a string, not a number; write it in quotes\n"
     "E303 2:24 $.datastores: 'datastores' must be an object, not an array\n"
     "E303 2:38 $.models: 'models' must be an object, not null\n"},
    {TOP, "\"id\": \"1x\", \"datastores\": {}, \"models\": {}, \"seed\": 1.5, \"now\": \"today\"",
     "E304 2:7 $.id: " BAD_ID "\nW315 2:41 $.models: the manifest has no models\n"
     "E303 2:53 $.seed: 'seed' must be a whole number of at most 64 bits\n"
     "E404 2:65 $.now: 'now' is no time; write it like \"2026-01-31T12:00:00Z\"\n"},
    {TOP,
     "\"id\": \"\", \"datastores\": {}, \"models\": {}, \"seed\": \"5\", \"now\": "
     "\"2026-02-30T00:00:00Z\"",
     "E304 2:7 $.id: " BAD_ID "\nW315 2:39 $.models: the manifest has no models\n"
     "E303 2:51 $.seed: 'seed' must be a number, not a string; write it without quotes\n"
     "E404 2:63 $.now: 'now' is no time; write it like \"2026-01-31T12:00:00Z\"\n"},
    {TOP, "\"id\": \"{{unset}}\", \"datastores\": {}, \"models\": {}, \"seed\": \"{{unset}}\"",
     "E208 2:7 $.id: variable 'unset' has no value, also at m.json:2:60; add --var unset=VALUE\n"
     "W315 2:48 $.models: the manifest has no models\n"},
    {TOP, "\"id\": \"x\", \"datastores\": {}, \"models\": {}, \"seed\": \"{{word}}\"",
     "W315 2:40 $.models: the manifest has no models\n"
     "E303 2:52 $.seed: 'seed' must be a whole number of at most 64 bits\n"},
    {TOP, "\"id\": \"x\", \"datastores\": {}, \"models\": {}, \"seed\": 9223372036854775808",
     "W315 2:40 $.models: the manifest has no models\n"
     "E303 2:52 $.seed: 'seed' must be a whole number of at most 64 bits\n"},
    /* datastores */
    {STORES, "\"d\": 1", "E303 2:6 $.datastores.d: a datastore must be an object, not a number\n"},
    {STORES, "\"d\": {}", "E302 2:6 $.datastores.d: a datastore needs 'protocol'\n"},
    {STORES, "\"d\": {\"protocol\": \"mysqll\", \"propertys\": {}}",
     "E308 2:19 $.datastores.d.protocol: unknown protocol 'mysqll'; write 'mysql'\n"
     "E301 2:29 $.datastores.d.propertys: 'propertys' is not a key of a datastore; write "
     "'properties'\n"},
    {STORES, "\"d\": {\"protocol\": \"{{word}}\"}",
     "E308 2:19 $.datastores.d.protocol: unknown protocol '{{...}}'; write 'postgres', "
     "'mysql', 'mongodb', 'elasticsearch7' or 'elasticsearch8'\n"},
    {STORES, "\"d\": {\"protocol\": \"mysql\\u0000\"}",
     "E506 2:19 $.datastores.d.protocol: 'protocol' holds U+0000\n"},
    {STORES, "\"d\": {\"protocol\": \"mysql\"}",
     "E302 2:6 $.datastores.d: protocol 'mysql' needs 'database'; add \"properties\": "
     "{\"database\": \"name\"}\n"},
    {STORES, "\"es\": {\"protocol\": \"ELASTICSEARCH8\", \"properties\": {\"database\": \"x\"}}",
     "E301 2:53 $.datastores.es.properties.database: protocol 'elasticsearch8' has no "
     "'database'; leave it out\n"},
    {STORES, "\"a.b\": {\"protocol\": \"opensearch\"}, \"9\": {\"protocol\": \"opensearch\"}",
     "E304 2:1 $.datastores[\"a.b\"]: " BAD_ID "\nE304 2:36 $.datastores[\"9\"]: " BAD_ID "\n"},
    {STORES, "\"a!\xc3\xa9 b/'\\\"\": {\"protocol\": \"opensearch\"}", ""},
    {STORES, "\"a\\u0085\": {\"protocol\": \"opensearch\"}",
     "E304 2:1 $.datastores[\"a\\u0085\"]: " BAD_ID "\n"},
    {STORES, "\"a\x7f\": {\"protocol\": \"opensearch\"}",
     "E304 2:1 $.datastores[\"a\x7f\"]: " BAD_ID "\n"},
    {CONNECTION, "\"database\": 5, \"pasword\": \"x\", \"ssl\": true",
     "E303 2:13 $.datastores.d.properties.database: 'database' must be a string, not a number; "
     "write it in quotes\n"
     "E301 2:16 $.datastores.d.properties.pasword: 'pasword' is not a key of a datastore's "
     "properties; write 'password'\n"
     "E301 2:32 $.datastores.d.properties.ssl: 'ssl' is not a key of a datastore's properties\n"},
    {CONNECTION, "\"databse\": \"x\"",
     "E301 2:1 $.datastores.d.properties.databse: 'databse' is not a key of a datastore's "
     "properties; write 'database'\n"},
    {CONNECTION, "\"host\": \"h\"",
     "E302 1:174 $.datastores.d.properties: protocol 'mysql' needs 'database'\n"},
    {CONNECTION, "\"database\": \"\"",
     "E316 2:13 $.datastores.d.properties.database: 'database' is empty\n"},
    /* models */
    {MODELS, "\"m\": []", "E303 2:6 $.models.m: a model must be an object, not an array\n"},
    {FULL, "",
     "E302 1:111 $.models.m: " NO_RECORDS "\n"
     "E302 1:111 $.models.m: a model needs at least one attribute\n"
     "E302 1:111 $.models.m: a FULL model needs 'datastore'; write \"persistence\": "
     "\"MEMORY_ONLY\" for a model that is not written\n"
     "E302 1:111 $.models.m: a model needs 'properties'\n"},
    {FULL,
     "\"records\": 1, \"datastore\": \"stor\", \"attributes\": {" COLUMN "}, \"properties\": {}",
     "E305 2:28 $.models.m.datastore: unknown datastore 'stor'; write 'store'\n"},
    {FULL,
     "\"records\": 1, \"datastore\": \"{{word}}\", \"attributes\": {" COLUMN
     "}, \"properties\": {\"tableName\": \"t\"}",
     "E305 2:28 $.models.m.datastore: unknown datastore '{{...}}'; write 'store'\n"},
    {FULL, "\"records\": 1, \"datastore\": \"store\", \"attributes\": {" COLUMN "}",
     "E302 1:111 $.models.m: a model needs 'properties'; add \"properties\": {\"tableName\": "
     "...}\n"},
    {FULL, WRITTEN ", \"attributes\": {}, \"persistance\": \"FULL\"",
     "E316 2:85 $.models.m.attributes: a model needs at least one attribute\n"
     "E301 2:89 $.models.m.persistance: 'persistance' is not a key of a model; write "
     "'persistence'\n"},
    {FULL, WRITTEN ", \"atributes\": {" COLUMN "}, \"primaryKey\": true",
     "E301 2:71 $.models.m.atributes: 'atributes' is not a key of a model; write 'attributes'\n"
     "E301 2:183 $.models.m.primaryKey: 'primaryKey' is not a key of a model\n"},
    {FULL, WRITTEN ", \"persistence\": \"full\", \"attributes\": {" COLUMN "}",
     "E312 2:86 $.models.m.persistence: 'full' is no persistence; write 'FULL'\n"},
    {FULL, WRITTEN ", \"persistence\": \"x\", \"attributes\": {" COLUMN "}",
     "E312 2:86 $.models.m.persistence: 'x' is no persistence; write 'FULL', 'MEMORY_ONLY' or "
     "'NO_PERSIST'\n"},
    {FULL, WRITTEN ", \"persistence\": \"{{word}}\", \"attributes\": {" COLUMN "}",
     "E312 2:86 $.models.m.persistence: '{{...}}' is no persistence; write 'FULL', "
     "'MEMORY_ONLY' or 'NO_PERSIST'\n"},
    {FULL,
     "\"records\": 1, \"datastore\": \"store\", \"attributes\": {" COLUMN
     "}, \"properties\": {\"tableNam\": \"t\", \"indexName\": \"i\", \"load\": \"insrt\"}",
     "E301 2:165 $.models.m.properties.tableNam: 'tableNam' is not a property of a model of "
     "protocol mysql; write 'tableName'\n"
     "E301 2:182 $.models.m.properties.indexName: 'indexName' is not a property of a model of "
     "protocol mysql; write 'tableName'\n"
     "E312 2:208 $.models.m.properties.load: 'insrt' is no value for 'load'; write 'insert'\n"},
    {FULL,
     "\"records\": 1, \"datastore\": \"store\", \"attributes\": {" COLUMN
     "}, \"properties\": {\"load\": \"insert\"}",
     "E302 2:164 $.models.m.properties: a model of protocol mysql needs 'tableName'\n"},
    {FULL,
     "\"records\": 1, \"datastore\": \"store\", \"properties\": {\"tableName\": 5}, "
     "\"attributes\": {\"a\": {\"properties\": {\"columnName\": \"\", \"columnType\": {}}, "
     "\"value\": {\"faker\": {\"name\": {}}}}}",
     "E303 2:65 $.models.m.properties.tableName: 'tableName' must be a string, not a number; "
     "write it in quotes\n"
     "E316 2:119 $.models.m.attributes.a.properties.columnName: 'columnName' is empty\n"
     "E303 2:137 $.models.m.attributes.a.properties.columnType: 'columnType' must be a string, "
     "not an object\n"},
    {FULL, WRITTEN ", \"attributes\": {\"a\": {\"value\": {\"faker\": {\"name\": {}}}}}",
     "E302 2:91 $.models.m.attributes.a: an attribute needs 'properties'; add \"properties\": "
     "{\"columnName\": ...}\n"},
    {FULL,
     WRITTEN ", \"attributes\": {\"a\": {\"properties\": {\"columnName\": \"{{unset}}\"}, "
             "\"value\": {\"faker\": {\"name\": {\"x\": \"{{unset}}\"}}}}}",
     "E302 2:106 $.models.m.attributes.a.properties: an attribute of protocol mysql needs "
     "'columnType'\n"
     "E208 2:121 $.models.m.attributes.a.properties.columnName: variable 'unset' has no value, "
     "also at m.json:2:169; add --var unset=VALUE\n"},
    {MEMORY, "\"record\": 1, " VALUE_A,
     "E301 2:1 $.models.m.record: 'record' is not a key of a model; write 'records'\n"},
    {MEMORY, VALUE_A, "E302 1:47 $.models.m: " NO_RECORDS "\n"},
    {MEMORY, "\"records\": -1, " VALUE_A, "E405 2:12 $.models.m.records: " WHOLE "\n"},
    {MEMORY, "\"records\": 1.5, " VALUE_A, "E405 2:12 $.models.m.records: " WHOLE "\n"},
    {MEMORY, "\"records\": 9223372036854775808, " VALUE_A,
     "E405 2:12 $.models.m.records: " WHOLE "\n"},
    {MEMORY, "\"records\": 1e400, " VALUE_A, "E405 2:12 $.models.m.records: " WHOLE "\n"},
    {MEMORY, "\"records\": \"5\", " VALUE_A,
     "E303 2:12 $.models.m.records: 'records' must be a number or an object, not a string; write "
     "it without "
     "quotes\n"},
    {MEMORY, "\"records\": true, " VALUE_A,
     "E303 2:12 $.models.m.records: 'records' must be a number or an object, not a boolean\n"},
    {MEMORY, "\"records\": \"{{word}}\", " VALUE_A,
     "E405 2:12 $.models.m.records: " WHOLE "; give its variable such a value\n"},
    {MEMORY, "\"records\": \"{{unset}}\", " VALUE_A,
     "E208 2:12 $.models.m.records: variable 'unset' has no value; add --var unset=VALUE\n"},
    {MEMORY, "\"records\": 9223372036854775807, " VALUE_A, ""},
    {MEMORY, "\"records\": -0.0, " VALUE_A, ""},
    /* what Dore lets pass */
    {MODELS, "\"m\": {\"persistence\": \"NO_PERSIST\", \"records\": 5, \"datastore\": \"ess\"}",
     "W315 2:6 $.models.m: this model has no attributes\n"
     "W315 2:36 $.models.m.records: a NO_PERSIST model is endless: 'records' is ignored; leave "
     "it out\n"
     "W315 2:63 $.models.m.datastore: unknown datastore 'ess' is ignored: the model is not "
     "written; write 'es'\n"},
    {VALUE, "\"faker\": {\"name\": {}}, \"about\": 1, \"pick\": \"unique\"",
     "W315 2:24 $.models.m.attributes.a.value.about: 'about' beside 'faker' is ignored\n"
     "W315 2:36 $.models.m.attributes.a.value.pick: 'pick' beside 'faker' is ignored\n"},
    /* attributes and values */
    {ATTRIBUTE, "", "E302 1:112 $.models.m.attributes.a: an attribute needs 'value'\n"},
    {ATTRIBUTE, "\"value\": \"x\", \"propertis\": {}",
     "E303 2:10 $.models.m.attributes.a.value: 'value' must be an object, not a string; write "
     "an object with a generator, such as {\"constant\": ...}\n"
     "E301 2:15 $.models.m.attributes.a.propertis: 'propertis' is not a key of an attribute; "
     "write 'properties'\n"},
    {ATTRIBUTE,
     "\"value\": {\"faker\": {\"name\": {}}}, \"properties\": {\"columnName\": \"c\", "
     "\"fieldName\": \"f\", \"colour\": \"red\", \"fieldType\": []}",
     "E301 2:87 $.models.m.attributes.a.properties.colour: 'colour' is not a property of an "
     "attribute\n"
     "E303 2:117 $.models.m.attributes.a.properties.fieldType: 'fieldType' must be a string or "
     "an object, not an array\n"},
    {VALUE, "\"fakr\": {\"name\": {}}",
     "E309 2:1 $.models.m.attributes.a.value.fakr: unknown generator 'fakr'; write 'faker'\n"},
    {VALUE, "\"pyint\": {}",
     "E309 2:1 $.models.m.attributes.a.value.pyint: unknown generator 'pyint'; write "
     "{\"faker\": {\"pyint\": {}}}\n"},
    {VALUE, "\"faker\": {\"name\": {}}, \"about\": 1, \"reff\": \"m.a\"",
     "W315 2:24 $.models.m.attributes.a.value.about: 'about' beside 'faker' is ignored\n"
     "E301 2:36 $.models.m.attributes.a.value.reff: 'reff' is no generator and stands beside "
     "'faker'; leave it out, or write 'ref' alone\n"},
    {VALUE, "\"faker\": {\"name\": {}}, \"ref\": \"m.a\"",
     "E317 2:24 $.models.m.attributes.a.value.ref: a value needs exactly one generator, not "
     "'faker' and 'ref'\n"},
};

/* "m.json:" of places that begin a line is left out, to keep the table readable. */
static const char *short_report(void) {
    struct dore_buf out = {0};
    const char *text = report(&arena, &diags);
    for (size_t at = 0; text[at]; at++) {
        if (at >= 5 && strncmp(text + at, "m.json:", 7) == 0 && (at == 5 || text[at - 6] == '\n'))
            at += 7;
        dore_buf_putc(&out, text[at]);
    }
    const char *shortened = dore_arena_text(&arena, out.size ? out.data : "", out.size);
    dore_buf_release(&out);
    return shortened;
}

START_TEST(reports_faults) {
    const struct fault *fault = &faults[_i];
    const char *form = strstr(templates[fault->place], "%s");
    struct dore_buf text = {0};
    dore_buf_put(&text, templates[fault->place], (size_t)(form - templates[fault->place]));
    dore_buf_puts(&text, fault->text);
    dore_buf_puts(&text, form + 2);
    dore_buf_putc(&text, '\0');
    ck_assert_ptr_nonnull(load(text.data));
    ck_assert_str_eq(short_report(), fault->report);
    dore_buf_release(&text);
}
END_TEST

START_TEST(an_empty_value_lists_the_words) {
    load(
        "{\"id\": \"x\", \"datastores\": {}, \"models\": {\"m\": {\"persistence\": \"NO_PERSIST\", "
        "\"attributes\": {\"a\": {\"value\": {}}, \"b\": {\"value\": {\"zzzzzz\": 1}}}}}}");
    ck_assert_uint_eq(diags.errors, 2);
    ck_assert_uint_eq(diags.list[0].code, DORE_E_GENERATOR_COUNT);
    ck_assert_uint_eq(diags.list[1].code, DORE_E_GENERATOR_UNKNOWN);
    ck_assert_str_eq(diags.list[0].hint, diags.list[1].hint);
    for (const struct dore_generator *const *word = dore_generators; *word; word++)
        ck_assert_ptr_nonnull(strstr(diags.list[0].hint, (*word)->word));
}
END_TEST

/* ---- limits --------------------------------------------------------------------------------- */

/* A manifest with so many models of so many attributes. */
static struct dore_buf many(int models, int attributes) {
    struct dore_buf text = {0};
    dore_buf_puts(&text, "{\"id\": \"x\", \"datastores\": {}, \"models\": {");
    for (int m = 0; m < models; m++) {
        dore_buf_format(&text, "%s\"m%d\": {\"persistence\": \"NO_PERSIST\", \"attributes\": {",
                        m ? ", " : "", m);
        for (int a = 0; a < attributes; a++)
            dore_buf_format(&text, "%s\"a%d\": {\"value\": {\"faker\": {\"name\": {}}}}",
                            a ? ", " : "", a);
        dore_buf_puts(&text, "}}");
    }
    dore_buf_puts(&text, "}}");
    dore_buf_putc(&text, '\0');
    return text;
}

START_TEST(counts_models_and_attributes) {
    static const struct {
        int models, attributes;
        bool good;
    } cases[] = {{DORE_MAX_MODELS, 1, true},
                 {DORE_MAX_MODELS + 1, 1, false},
                 {1, DORE_MAX_ATTRIBUTES, true},
                 {1, DORE_MAX_ATTRIBUTES + 1, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        set_up();
        struct dore_buf text = many(cases[i].models, cases[i].attributes);
        const struct dore_manifest *manifest = load(text.data);
        ck_assert_uint_eq(diags.errors, cases[i].good ? 0 : 1);
        ck_assert(cases[i].good || diags.list[0].code == DORE_E_FILE_LIMIT);
        ck_assert_uint_le(manifest->model_count, DORE_MAX_MODELS);
        ck_assert_uint_le(manifest->model[0].attribute_count, DORE_MAX_ATTRIBUTES);
        dore_buf_release(&text);
    }
}
END_TEST

START_TEST(ids_have_255_bytes) {
    for (int size = 255; size <= 256; size++) {
        set_up();
        struct dore_buf id = {0};
        for (int i = 0; i < size; i++)
            dore_buf_putc(&id, 'a');
        load(dore_arena_format(&arena,
                               "{\"id\": \"%.*s\", \"datastores\": {\"%.*s\": {\"protocol\": "
                               "\"opensearch\"}}, \"models\": {}}",
                               size, id.data, size, id.data));
        ck_assert_uint_eq(diags.errors, size == 255 ? 0 : 2);
        ck_assert(size == 255 || diags.list[0].code == DORE_E_ID);
        dore_buf_release(&id);
    }
}
END_TEST

Suite *suite_manifest(void) {
    Suite *suite = suite_create("manifest");
    TCase *tests = tcase_create("manifest");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, builds_the_graph);
    tcase_add_test(tests, the_resolved_manifest_says_the_same);
    tcase_add_loop_test(tests, reports_faults, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(tests, an_empty_value_lists_the_words);
    tcase_add_test(tests, counts_models_and_attributes);
    tcase_add_test(tests, ids_have_255_bytes);
    suite_add_tcase(suite, tests);
    return suite;
}
