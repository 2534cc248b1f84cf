/* SPDX-License-Identifier: Apache-2.0
 *
 * mongodb_validator.c: the schema of one field from its domain, word by word; of a document; an
 * object of the manifest's, and what is refused of it. That documents pass is
 * tests/documents/mongo's.
 */
#include <check.h>
#include <float.h>
#include <string.h>

#include "dore/format.h"

Suite *suite_mongodb_validator(void);
extern const struct dore_format dore_format_mongodb;

static struct dore_arena arena;
static struct dore_diags diags;
static struct dore_field field[2];
static struct dore_table table;
static struct dore_store store;
static const struct dore_table *tables[] = {&table};
static struct dore_buf script;

static const struct dore_node *parse(const char *json) {
    const struct dore_node *node =
        dore_json_read(&arena, "f", "$", (struct dore_str){json, strlen(json)}, &diags);
    ck_assert_ptr_nonnull(node);
    return node;
}

static void setup(void) {
    arena = (struct dore_arena){0};
    diags = (struct dore_diags){.arena = &arena};
    script = (struct dore_buf){0};
    field[0] = (struct dore_field){.name = "a", .domain = {.kinds = DORE_KIND_BIT(DORE_BOOL)}};
    table = (struct dore_table){.id = "m",
                                .name = "things",
                                .rows = 10,
                                .field = field,
                                .field_count = 1,
                                .options = parse("true")};
    store = (struct dore_store){
        .id = "s", .protocol = "mongodb", .database = "shop", .table = tables, .table_count = 1};
}

static void teardown(void) {
    dore_buf_release(&script);
    dore_arena_release(&arena);
}

static const char *schema(void) {
    dore_buf_clear(&script);
    dore_format_mongodb.schema(&store, NULL, &script);
    dore_buf_putc(&script, '\0');
    return script.data;
}

static void expect(const char *text) {
    ck_assert_msg(strstr(schema(), text), "no %s in\n%s", text, script.data);
}

/* ---- fields ---------------------------------------------------------------------------------- */

#define BIT DORE_KIND_BIT
static const struct dore_value words[] = {{.kind = DORE_STRING, .u.s = {"new", 3}},
                                          {.kind = DORE_NULL},
                                          {.kind = DORE_STRING, .u.s = {"new", 3}},
                                          {.kind = DORE_STRING, .u.s = {"\"", 1}}};
static const struct dore_domain word = {.kinds = BIT(DORE_STRING), .items = words, .item_count = 1};
static const struct dore_domain_field inner[] = {
    {"x", {.kinds = BIT(DORE_DATE)}}, {"y.z", {.kinds = BIT(DORE_INT)}}, {"", {.kinds = 1}}};

static const struct {
    struct dore_domain domain;
    const char *schema;
} cases[] = {
    {{.kinds = BIT(DORE_BOOL)}, "{\"bsonType\": \"bool\"}"},
    {{.kinds = BIT(DORE_NULL)}, "{\"bsonType\": \"null\"}"},
    {{.kinds = BIT(DORE_NULL) | BIT(DORE_STRING)}, "{\"bsonType\": [\"null\", \"string\"]}"},
    {{.kinds = BIT(DORE_STRING) | BIT(DORE_TIME) | BIT(DORE_DURATION)},
     "{\"bsonType\": \"string\"}"},
    {{.kinds = BIT(DORE_DATE) | BIT(DORE_DATETIME)}, "{\"bsonType\": \"date\"}"},
    {{.kinds = BIT(DORE_BYTES) | BIT(DORE_UUID)}, "{\"bsonType\": \"binData\"}"},
    {{.kinds = BIT(DORE_LIST)}, "{\"bsonType\": \"array\"}"},
    {{.kinds = BIT(DORE_RECORD)}, "{\"bsonType\": \"object\"}"},
    /* integers of 32 bits are another type than those beyond */
    {{.kinds = BIT(DORE_INT)}, "{\"bsonType\": [\"int\", \"long\"]}"},
    {{.kinds = BIT(DORE_INT), .bounded = true, .min = -5, .max = INT32_MAX},
     "{\"bsonType\": \"int\", \"minimum\": -5, \"maximum\": 2147483647}"},
    {{.kinds = BIT(DORE_INT), .bounded = true, .min = 0, .max = INT32_MAX + INT64_C(1)},
     "{\"bsonType\": [\"int\", \"long\"], \"minimum\": 0, \"maximum\": 2147483648}"},
    {{.kinds = BIT(DORE_INT), .bounded = true, .min = INT64_MIN, .max = INT32_MIN - INT64_C(1)},
     "{\"bsonType\": \"long\", \"minimum\": {\"$numberLong\": \"-9223372036854775808\"}, "
     "\"maximum\": -2147483649}"},
    {{.kinds = BIT(DORE_INT), .bounded = true, .min = 0, .max = INT64_C(9007199254740992)},
     "\"maximum\": {\"$numberLong\": \"9007199254740992\"}}"},
    {{.kinds = BIT(DORE_FLOAT), .float_min = -0.5, .float_max = 1e300},
     "{\"bsonType\": \"double\", \"minimum\": -0.5, \"maximum\": 1e+300}"},
    {{.kinds = BIT(DORE_FLOAT), .not_finite = true, .float_max = 1}, "{\"bsonType\": \"double\"}"},
    {{.kinds = BIT(DORE_FLOAT), .float_min = -DBL_MAX, .float_max = DBL_MAX},
     "{\"bsonType\": \"double\"}"},
    {{.kinds = BIT(DORE_DECIMAL), .bounded = true, .scale = 2, .min = -5, .max = 12345},
     "{\"bsonType\": \"decimal\", \"minimum\": {\"$numberDecimal\": \"-0.05\"}, "
     "\"maximum\": {\"$numberDecimal\": \"123.45\"}}"},
    {{.kinds = BIT(DORE_DECIMAL), .bounded = true, .scale = DORE_SCALE_TEXT, .max = 1},
     "{\"bsonType\": \"decimal\"}"},
    /* bounds of one kind are not those of another */
    {{.kinds = BIT(DORE_INT) | BIT(DORE_DECIMAL), .bounded = true, .max = 7},
     "{\"bsonType\": [\"int\", \"decimal\"]}"},
    {{.kinds = BIT(DORE_INT) | BIT(DORE_DATE), .bounded = true, .max = 7},
     "{\"bsonType\": [\"int\", \"date\"]}"},
    /* a length is a rule only where all texts have it */
    {{.kinds = BIT(DORE_STRING), .min_chars = 1, .max_chars = 9}, "{\"bsonType\": \"string\"}"},
    {{.kinds = BIT(DORE_UUID_STRING), .min_chars = 36, .max_chars = 36},
     "{\"bsonType\": \"string\", \"minLength\": 36, \"maxLength\": 36}"},
    {{.kinds = BIT(DORE_STRING) | BIT(DORE_INT), .min_chars = 3, .max_chars = 3},
     "{\"bsonType\": [\"int\", \"long\", \"string\"]}"},
    /* words, each once */
    {{.kinds = BIT(DORE_STRING) | BIT(DORE_NULL), .items = words, .item_count = 4},
     "{\"bsonType\": [\"null\", \"string\"], \"enum\": [\"new\", null, \"\\\"\"]}"},
    {{.kinds = BIT(DORE_STRING) | BIT(DORE_NULL), .items = words, .item_count = 1},
     "{\"bsonType\": [\"null\", \"string\"], \"enum\": [\"new\", null]}"},
    {{.kinds = BIT(DORE_STRING) | BIT(DORE_INT), .items = words, .item_count = 1},
     "{\"bsonType\": [\"int\", \"long\", \"string\"]}"},
    {{.kinds = BIT(DORE_STRING), .items = words, .item_count = 101}, "{\"bsonType\": \"string\"}"},
    {{.kinds = BIT(DORE_LIST), .element = &word},
     "{\"bsonType\": \"array\", \"items\": {\"bsonType\": \"string\", \"enum\": [\"new\"]}}"},
    /* what the server would read as a path, or as the document itself, is left out */
    {{.kinds = BIT(DORE_RECORD), .field = inner, .field_count = 3},
     "{\"bsonType\": \"object\", \"required\": [\"x\"], "
     "\"properties\": {\"x\": {\"bsonType\": \"date\"}}}"},
    {{.kinds = BIT(DORE_RECORD), .field = inner + 1, .field_count = 2},
     "{\"bsonType\": \"object\"}"},
};

START_TEST(a_domain_becomes_a_schema) {
    field[0].domain = cases[_i].domain;
    struct dore_buf line = {0};
    dore_buf_format(&line, "\n      \"a\": %s\n    }\n  }}],\n", cases[_i].schema);
    /* some cases give the end of a schema alone */
    expect(cases[_i].schema[0] == '{' ? line.data : cases[_i].schema);
    dore_buf_release(&line);
}
END_TEST

START_TEST(deep_levels_say_their_kind_alone) {
    enum { LEVELS = 60 };
    struct dore_domain list[LEVELS] = {0};
    for (int i = 0; i < LEVELS; i++) {
        list[i].kinds = BIT(DORE_LIST);
        list[i].element = i + 1 < LEVELS ? &list[i + 1] : NULL;
    }
    field[0].domain = list[0];
    size_t items = 0;
    for (const char *at = schema(); (at = strstr(at, "\"items\"")); at++) {
        items++;
    }
    ck_assert_uint_eq(items, 19);
}
END_TEST

/* ---- documents ---------------------------------------------------------------------------------
 */

START_TEST(a_document_has_its_fields) {
    field[1] = field[0];
    field[1].name = "b\"\xe2\x80\xa8";
    table.field_count = 2;
    expect("const validators = new Map([\n"
           "  [\"things\", {\"$jsonSchema\": {\n"
           "    \"bsonType\": \"object\",\n"
           "    \"required\": [\"_id\", \"a\", \"b\\\"\\u2028\"],\n"
           "    \"properties\": {\n"
           "      \"_id\": {\"bsonType\": \"objectId\"},\n"
           "      \"a\": {\"bsonType\": \"bool\"},\n"
           "      \"b\\\"\\u2028\": {\"bsonType\": \"bool\"}\n"
           "    }\n  }}],\n]);\n");
    expect("  db.createCollection(name, { validator: EJSON.deserialize(validator) });\n");
    table.id_field = &field[0];
    field[1].name = "__proto__";
    expect("    \"required\": [\"_id\"],\n"
           "    \"properties\": {\n      \"_id\": {\"bsonType\": \"bool\"}\n    }\n");
}
END_TEST

START_TEST(a_document_may_have_no_field_to_speak_of) {
    struct dore_domain_field none[] = {{"_id", {.kinds = BIT(DORE_INT)}}};
    table.id_field = &field[0];
    field[0].domain =
        (struct dore_domain){.kinds = BIT(DORE_RECORD), .field = none, .field_count = 1};
    expect("\"_id\": {\"bsonType\": \"object\", \"required\": [\"_id\"]");
}
END_TEST

START_TEST(no_validator_leaves_the_script_as_it_was) {
    static const char *const without[] = {NULL, "false"};
    for (int i = 0; i < 2; i++) {
        table.options = without[i] ? parse(without[i]) : NULL;
        ck_assert_ptr_null(strstr(schema(), "validator"));
        expect("  db.createCollection(name);\n");
    }
}
END_TEST

START_TEST(an_object_passes_through) {
    table.options =
        parse("{\"n\": {\"$gt\": {\"$numberLong\": \"9007199254740993\"}}, \"t\": \"\\u2029\"}");
    expect("  [\"things\", "
           "{\"n\":{\"$gt\":{\"$numberLong\":\"9007199254740993\"}},\"t\":\"\\u2029\"}],\n");
    dore_format_mongodb.check(&store, &table, &diags);
    ck_assert_uint_eq(diags.count, 0);
}
END_TEST

static const struct {
    const char *object;
    enum dore_code code;
} objects[] = {
    {"{}", DORE_OK},
    {"{\"a\": 9007199254740991, \"b\": -9007199254740991, \"c\": 1.5e300}", DORE_OK},
    {"{\"a\": [{\"b\": 9007199254740992}]}", DORE_E_KIND},
    {"{\"a\": -9007199254740992}", DORE_E_KIND},
    {"{\"a\": 123456789012345678901234567890}", DORE_E_KIND},
    {"{\"a\": {\"__proto__\": {}}}", DORE_E_NAME},
};

START_TEST(an_object_is_judged) {
    table.options = parse(objects[_i].object);
    dore_format_mongodb.check(&store, &table, &diags);
    ck_assert_uint_eq(diags.count, objects[_i].code != DORE_OK);
    if (diags.count) {
        ck_assert_int_eq(diags.list[0].code, objects[_i].code);
    }
}
END_TEST

Suite *suite_mongodb_validator(void) {
    Suite *suite = suite_create("mongodb_validator");
    TCase *tests = tcase_create("validator");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, a_domain_becomes_a_schema, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tests, deep_levels_say_their_kind_alone);
    tcase_add_test(tests, a_document_has_its_fields);
    tcase_add_test(tests, a_document_may_have_no_field_to_speak_of);
    tcase_add_test(tests, no_validator_leaves_the_script_as_it_was);
    tcase_add_test(tests, an_object_passes_through);
    tcase_add_loop_test(tests, an_object_is_judged, 0, sizeof objects / sizeof *objects);
    suite_add_tcase(suite, tests);
    return suite;
}
